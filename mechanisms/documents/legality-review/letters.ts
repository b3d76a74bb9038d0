/** 审查意见书: what the reviewing body tells the drafting unit of one round, issued with the verdict; and what became of it. */
import { each, heading, letter, lettersOf, table, when } from '../../../kernel/letter.ts'
import { say } from '../../../kernel/report/index.ts'
import legality from './index.ts'

export const letters = lettersOf(legality, ({ its, did, parts }) => ({
  opinion: letter('审查意见书', 'Review opinion', {
    upon: [did.objectFirst, did.findLawful, did.findUnlawful, did.askRevision],
    to: its.organ,
    title: say`关于《${its.title}》的合法性审查意见书`,
    body: [
      [
        say`你单位送审的《${its.title}》及有关材料收悉。`,
        say`来文编号：${its.reference}。`,
        say`送审材料于${did.accept.on}齐备并收件，现已审查完毕，意见如下。`,
      ],
      heading('审查结论'),
      when(
        did.findLawful,
        say`该文件的制定主体、权限、内容和程序未发现与法律、法规、规章和国家政策相抵触，审核意见为“合法”。`,
      ),
      when(did.findUnlawful, say`该文件存在下列不符合法律、法规、规章或者国家政策的问题，审核意见为“不合法”。`),
      when(
        [did.askRevision, did.objectFirst],
        say`该文件存在下列应当修改的问题，审核意见为“应当予以修改”。修改后须重新送审。`,
      ),
      heading('具体意见'),
      each(parts.item, ({ its }) => [say`${its.question}。${its.opinion}。`], '没有需要提出的具体意见。'),
      heading('有关要求'),
      say`请对上述意见逐条处理并记录采纳情况；不采纳或者不完全采纳的，请写明理由和依据，供集体审议时参考。`,
      say`本意见仅就送审文本和所附材料作出；文本有实质性改动的，请按新的一轮送审。`,
    ],
    attached: [did.objectFirst.opinion, did.findLawful.opinion, did.findUnlawful.opinion, did.askRevision.opinion],
  }),
  // What became of each item: it goes with the text to the meeting, and into the file.
  handled: letter('审查意见采纳情况表', 'What became of the opinion', {
    kind: 'paper',
    title: say`《${its.title}》审查意见采纳情况表`,
    body: [
      table(
        parts.item,
        ({ its, did }) => [
          its.no,
          its.question,
          its.opinion,
          its.state,
          did.adopt.how,
          did.decline.reason,
          did.decline.basis,
        ],
        '没有提出具体意见',
      ),
    ],
  }),
}))
