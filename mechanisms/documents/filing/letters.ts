/** 备案报告, to each recipient; the register's receipt for a department; and the answers to opinions on what was filed. */
import { letter, lettersOf, when } from '../../../kernel/letter.ts'
import { say } from '../../../kernel/report/index.ts'
import filing from './index.ts'

export const letters = lettersOf(filing, ({ its, parts: { track, intake } }) => {
  const about = [say`《${its.title}》由${its.organ}制定，于${its.publishedOn}公布。`, say`发文字号：${its.number}。`]
  const reporting = {
    kind: 'report',
    issuer: its.organ,
    title: say`关于报送《${its.title}》备案的报告`,
  } as const
  const request = say`现按照规范性文件备案的有关规定报送备案，请予审查。`
  const answering = {
    issuer: its.organ,
    title: say`关于对《${its.title}》审查意见的答复`,
  } as const
  const received = say`关于《${its.title}》的审查意见收悉。经研究，答复如下。`
  return {
    report: letter('备案报告', 'Filing report', {
      ...reporting,
      about: track,
      upon: [track.did.send, track.did.resend],
      to: track.its.recipient,
      body: [
        [...about, request],
        when(
          track.did.send,
          say`报送材料：${track.did.send.papers}，纸质${track.did.send.paperSets}份，电子文本一并报送。`,
        ),
        when(
          track.did.resend,
          say`原报送的材料已按要求补正。报送材料：${track.did.resend.papers}，纸质${track.did.resend.paperSets}份，电子文本一并报送。`,
        ),
      ],
    }),
    departmentReport: letter('部门备案报告', "A department's filing report", {
      ...reporting,
      about: intake,
      upon: [intake.did.submit, intake.did.resubmit],
      to: '区人民政府',
      body: [
        [...about, request],
        when(intake.did.submit, say`报送材料：${intake.did.submit.papers}，纸质${intake.did.submit.paperSets}份。`),
        when(
          intake.did.resubmit,
          say`原报送的材料已按要求补正。报送材料：${intake.did.resubmit.papers}，纸质${intake.did.resubmit.paperSets}份。`,
        ),
      ],
    }),
    registered: letter('备案登记通知书', 'Notice of registration', {
      about: intake,
      upon: [intake.did.accept],
      to: its.organ,
      number: intake.did.accept.number,
      title: say`关于《${its.title}》备案登记的通知`,
      body: [
        [...about, say`报送备案的材料收悉，经审查符合备案登记的要求，已于${intake.did.accept.on}予以备案登记。`],
        say`备案登记不影响对该文件继续进行审查。`,
      ],
    }),
    answer: letter('审查意见答复', 'Answer to an opinion', {
      ...answering,
      about: track,
      upon: [track.did.reply],
      to: track.its.recipient,
      body: [
        received,
        say`审查意见指出的问题：${track.did.receiveOpinion.fault}。`,
        say`对上述意见，我单位的态度是：${track.did.reply.position}。具体说明和处理安排见附件。`,
      ],
      attached: [track.did.reply.answer],
    }),
    departmentAnswer: letter('部门审查意见答复', "A department's answer", {
      ...answering,
      about: intake,
      upon: [intake.did.reply],
      to: '区人民政府',
      body: [
        received,
        say`审查意见指出的问题：${intake.did.object.fault}。`,
        say`对上述意见，我单位的态度是：${intake.did.reply.position}。具体说明和处理安排见附件。`,
      ],
      attached: [intake.did.reply.answer],
    }),
  }
})
