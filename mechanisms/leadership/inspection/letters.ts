/** 督察反馈书 with each finding, and 整改通知 where it has to be rectified still, or anew. */
import { heading, letter, lettersOf, when } from '../../../kernel/letter.ts'
import { say } from '../../../kernel/report/index.ts'
import inspections from './index.ts'

export const letters = lettersOf(inspections, ({ its, did, parts: { finding } }) => ({
  feedback: letter('督察反馈书', 'Feedback', {
    about: finding,
    upon: [finding.did.feedBack],
    to: finding.its.unit,
    title: say`关于${its.title}发现问题的反馈意见`,
    body: [
      say`按照${its.year}年度督察计划，督察组围绕“${its.content}”对有关单位开展了${its.kind}，督察结论已于${did.conclude.on}作出。现将涉及你单位的问题反馈如下。`,
      heading('发现的问题'),
      say`${finding.its.problem}。`,
      say`问题类别：${finding.its.topic}。`,
      heading('依据'),
      say`${finding.its.basis}。`,
      heading('整改要求'),
      say`请在${finding.did.feedBack.due}前完成整改，明确整改措施和责任人，按期报告整改结果并附佐证材料。`,
      say`对反馈意见有异议的，可以在规定期限内书面申请复核；申请复核的，写明理由。`,
      say`该问题与以往督察发现的问题（${finding.its.repeats}）重复，请查明反复发生的原因。`,
    ],
    attached: [finding.did.feedBack.letter],
  }),
  rectify: letter('整改通知', 'Notice to rectify', {
    about: finding,
    upon: [finding.did.uphold, finding.did.sendBack, finding.did.extend, finding.did.reopen],
    to: finding.its.unit,
    title: say`关于督察发现问题整改的通知`,
    body: [
      say`在${its.title}中，你单位被反馈的问题是：${finding.its.problem}。`,
      when(finding.did.uphold, say`你单位申请复核，经复核维持原反馈意见。`),
      when(finding.did.sendBack, say`你单位报告的整改情况经核查予以退回，理由是：${finding.did.sendBack.reason}。`),
      when(finding.did.extend, say`你单位延期整改的申请已获批准，理由是：${finding.did.extend.reason}。`),
      when(finding.did.reopen, say`经回头看，该问题整改不到位，重新列入整改，理由是：${finding.did.reopen.reason}。`),
      say`整改期限为${finding.its.due}。请按期完成整改，并将整改结果和佐证材料书面报告。`,
      [say`整改措施：${finding.its.measures}。`, say`整改责任人：${finding.its.owner}。`],
      say`逾期未整改、拒不整改或者虚假整改的，将按有关规定处理。`,
    ],
  }),
}))
