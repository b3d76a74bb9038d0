/** 审查意见书: what the reviewing body says of one contract, issued with its verdict. */
import { each, heading, letter, lettersOf, table, when } from '../../../kernel/letter.ts'
import { say } from '../../../kernel/report/index.ts'
import contracts from './index.ts'

export const letters = lettersOf(contracts, ({ its, did, parts }) => {
  const verdicts = [did.objectFirst, did.clearFirst, did.clear, did.findUnlawful, did.askRevision]
  return {
    opinion: letter('合同审查意见书', 'Contract opinion', {
      upon: verdicts,
      to: its.organ,
      title: say`关于《${its.title}》的合同审查意见书`,
      body: [
        [
          say`你单位送审的《${its.title}》（登记号：${its.number}）及有关材料收悉。`,
          say`合同对方为${its.counterparty}，合同种类为${its.kind}，金额类型为${its.amountKind}。`,
          say`标的额${its.amount}。`,
          say`按照“${its.levels}”的审查级别，现提出审查意见如下。`,
        ],
        heading('审查结论'),
        when([did.clearFirst, did.clear], say`合同文本未发现违反法律、法规和有关规定的内容，审查意见为“合法”。`),
        when(did.findUnlawful, say`合同文本存在下列不合法的问题，审查意见为“不合法”，不得按此文本签订。`),
        when(
          [did.askRevision, did.objectFirst],
          say`合同文本存在下列问题，审查意见为“应当予以修改”。修改后须重新送审。`,
        ),
        heading('具体意见'),
        each(parts.item, ({ its }) => [say`${its.question}。${its.opinion}。`], '没有需要提出的具体意见。'),
        heading('有关要求'),
        say`签订的文本应当与审查通过的文本一致；有实质性改动的，请重新送审。`,
        say`请对上述意见逐条记录采纳情况，不采纳的写明理由和依据，并随合同归档。`,
      ],
      attached: verdicts.map(({ opinion }) => opinion),
    }),
    // What became of each item: it goes with the text to the meeting, and into the file.
    handled: letter('审查意见采纳情况表', 'What became of the opinion', {
      kind: 'paper',
      title: say`《${its.title}》合同审查意见采纳情况表`,
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
  }
})
