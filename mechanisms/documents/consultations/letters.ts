/** 征求意见公告, the notice of what became of the comments, and the answer to one of them. */
import { each, heading, letter, lettersOf, when } from '../../../kernel/letter.ts'
import { say } from '../../../kernel/report/index.ts'
import consultations from './index.ts'

export const letters = lettersOf(consultations, ({ its, did, parts }) => {
  const { comment } = parts
  const settled = [comment.did.adopt, comment.did.adoptPartly, comment.did.decline]
  return {
    notice: letter('征求意见公告', 'Notice of consultation', {
      kind: 'notice',
      upon: [did.publish],
      issuer: its.organ,
      title: say`${did.draftNotice.headline}`,
      body: [
        say`${its.organ}起草了《${did.draftNotice.draft}》，现面向社会公开征求意见。`,
        heading('征求意见的期限'),
        [say`自本公告发布之日起至${did.draftNotice.deadline}止。`, say`因下列原因缩短期限：${its.shortening}。`],
        heading('提出意见的途径'),
        say`可以通过${did.draftNotice.channels}提出意见，匿名、实名均可。公告和文本见${did.publish.address}。`,
        heading('意见的处理'),
        say`征求意见结束后，将逐条研究并公布采纳情况；不采纳的说明理由。`,
      ],
      attached: [did.draftNotice.draft, did.draftNotice.explanation],
      note: '此件公开发布',
    }),
    result: letter('意见采纳情况公告', 'Notice of the result', {
      kind: 'notice',
      upon: [did.publishResult],
      issuer: its.organ,
      title: say`关于《${did.draftNotice.draft}》公开征求意见采纳情况的公告`,
      body: [
        say`《${did.draftNotice.draft}》自${did.publish.on}起公开征求意见，至${did.draftNotice.deadline}截止。收到的意见已逐条研究，处理情况公布如下。`,
        each(
          comment.in('adopted', 'partly', 'notAdopted'),
          ({ its, did }) => [
            say`意见：${its.content}。`,
            say`处理结果：${its.state}。`,
            say`据此修改：${did.adopt.changed}。`,
            say`据此修改：${did.adoptPartly.changed}；其余部分未采纳，理由是：${did.adoptPartly.why}。`,
            say`未采纳的理由：${did.decline.why}。`,
          ],
          '期限内没有收到意见。',
        ),
        say`感谢社会各界的关心和支持。`,
      ],
      note: '此件公开发布',
    }),
    answer: letter('意见答复书', 'Answer to a comment', {
      about: comment,
      upon: settled,
      issuer: its.organ,
      to: [comment.its.name, '意见提出人'],
      title: say`关于对《${did.draftNotice.draft}》所提意见的答复`,
      body: [
        say`你（你单位）对《${did.draftNotice.draft}》提出的意见收悉：“${comment.its.content}”。经研究，答复如下。`,
        when(comment.did.adopt, say`你的意见予以采纳，已据此修改${comment.did.adopt.changed}。`),
        when(
          comment.did.adoptPartly,
          say`你的意见予以部分采纳，已据此修改${comment.did.adoptPartly.changed}。`,
          say`其余部分未予采纳，理由是：${comment.did.adoptPartly.why}。`,
        ),
        when(comment.did.decline, say`你的意见未予采纳，理由是：${comment.did.decline.why}。`),
        say`感谢你（你单位）的关心和支持。`,
      ],
    }),
  }
})
