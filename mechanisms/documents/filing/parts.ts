/** The two tracks of a district's document, each to its own recipient, and the way of a department's to the receiving desk. */
import { choice, choices, day, file, flag, prose, serial, text } from '../../../kernel/fields/index.ts'
import { atMost, effect, exception, fact, latest, part } from '../../../kernel/procedure/index.ts'
import * as law from '../../../laws/chongqing-filing-regulation.ts'
import * as measures from '../../../laws/chongqing-normative-document-measures.ts'
import { supervisionLaw } from '../../../laws/supervision-law.ts'
import { governmentOffice, receivingDesk } from '../../roles.ts'
import {
  byGovernments,
  congress,
  congressPack,
  delivered,
  deliveredByNow,
  department,
  duty,
  governmentPack,
  municipal,
  pack,
  problems,
  reason,
  returning,
  stopped,
} from './gates.ts'
import { answering, decision, disposal, ends, opinion, states } from './rules.ts'

const { filingRegulation } = law
const sending = {
  asks: { ...pack, delivered },
  requires: [congressPack, governmentPack, deliveredByNow],
  article: duty,
}

/** A track upwards. Only the recipient's receipt, entered with the paper, makes it filed. */
export const track = part('报送方向', 'Track', {
  record: {
    recipient: choice('接收机关', 'Recipient', {
      municipal: ['市人民政府', 'Municipal government'],
      congress: ['区人大常委会', "Congress's standing committee"],
    }),
    delivered: day('送达接收机关之日', 'Handed in on', { optional: true }),
    defects: choices('曾被退回的问题', 'Defects it came back with', problems, { optional: true }),
    manifest: flag('明显违法', 'Manifestly unlawful', { optional: true }),
  },
  states: { due: ['待报送', 'Due'], sent: ['已报送', 'Sent'], returned: ['补正中', 'Returned'], ...states },
  ends,
  by: governmentOffice,
  acts: {
    send: effect('报送', 'Send', { from: 'due', to: 'sent', ...sending }),
    giveBack: fact('被退回或者暂缓登记', 'Come back', {
      from: 'sent',
      to: 'returned',
      asks: returning,
      article: duty,
    }),
    resend: effect('补正后再次报送', 'Send again', { from: 'returned', to: 'sent', ...sending }),
    receive: fact('收到备案回执', 'Receive the receipt', {
      from: 'sent',
      to: 'accepted',
      asks: { receipt: file('备案回执', 'Receipt'), number: text('回执编号', 'Its number', { optional: true }) },
      article: duty,
    }),

    receiveOpinion: fact('收到审查意见', 'Receive an opinion', {
      from: 'accepted',
      to: 'questioned',
      asks: { ...opinion, manifest: flag('明显违法', 'Manifestly unlawful') },
    }),
    stopApplying: effect('停止适用', 'Stop applying', {
      from: ['questioned', 'replied', 'disposing'],
      asks: { notice: file('停止适用的通知', 'Notice') },
    }),
    reply: effect('书面答复审查意见', 'Reply', { ...answering, requires: [stopped] }),
    ...disposal,
    extend: exception('延长处理时间', 'Extend the disposal', {
      from: 'disposing',
      asks: { ground: prose('特殊情况', 'Special circumstances', { max: 1000 }) },
      requires: [congress.under(filingRegulation(36))],
      article: filingRegulation(36),
    }),
    escalate: fact('提请主任会议、常委会审议', 'Escalated', {
      from: ['questioned', 'replied', 'disposing'],
      asks: { notice: file('通知', 'Notice') },
      requires: [congress.under(filingRegulation(39))],
      article: filingRegulation(39),
    }),
    endReview: fact('审查终止', 'Review ended', {
      from: ['questioned', 'replied'],
      to: 'accepted',
      asks: { notice: file('审查终止的通知', 'Notice') },
    }),
    annul: fact('被人大常委会撤销', 'Annulled by the standing committee', {
      from: ['accepted', 'questioned', 'replied', 'disposing'],
      to: 'annulled',
      asks: { decision },
      requires: [congress.under(supervisionLaw(30))],
      article: supervisionLaw(30),
    }),
  },
  terms: {
    congress: atMost(law.filingWithCongress, { after: 'publishedOn', until: 'send', when: congress }),
    municipal: atMost(measures.filingWithGovernment, { after: 'publishedOn', until: 'send', when: municipal }),
    congressCheck: atMost(law.checkingForm, { after: 'delivered', until: ['receive', 'giveBack'], when: congress }),
    municipalCheck: atMost(measures.checkingGovernmentFiling, {
      after: 'delivered',
      until: ['receive', 'giveBack'],
      when: municipal,
    }),
    congressCompletion: atMost(law.completingFiling, { after: 'giveBack', until: 'resend', when: congress }),
    municipalCompletion: atMost(measures.completingGovernmentFiling, {
      after: 'giveBack',
      until: 'resend',
      when: municipal,
    }),
    replying: atMost(law.replyingToCongress, { after: 'receiveOpinion', until: 'reply', when: congress }),
    correcting: atMost(measures.correctingFiled, { after: 'receiveOpinion', until: 'dispose', when: municipal }),
    disposing: atMost(law.disposing, { after: 'plan', until: 'dispose', when: congress, unless: 'extend' }),
    disposingAtMost: atMost(law.disposingAtMost, { after: 'plan', until: 'dispose', when: congress }),
    reporting: atMost(law.reportingChange, { after: 'dispose', until: 'report', when: congress }),
  },
})

const handing = { asks: pack, requires: [governmentPack], article: duty }
const desk = receivingDesk.butNot(['submit', 'resubmit'], duty)

/** A department's document at the receiving desk of its government, which checks, receipts, objects and keeps the list. */
export const intake = part('收件备案', 'Intake', {
  record: { manifest: flag('明显违法', 'Manifestly unlawful', { optional: true }) },
  states: { due: ['待报送', 'Due'], submitted: ['待审查', 'Submitted'], returned: ['补正中', 'Returned'], ...states },
  ends,
  by: department,
  acts: {
    submit: effect('报送区政府备案', 'Submit', { from: 'due', to: 'submitted', ...handing }),
    sendBack: effect('退回或者暂缓登记', 'Send back', {
      from: 'submitted',
      to: 'returned',
      by: desk,
      asks: returning,
      article: byGovernments,
    }),
    resubmit: effect('补正后再次报送', 'Submit again', { from: 'returned', to: 'submitted', ...handing }),
    accept: effect('备案登记并出具回执', 'Register and receipt', {
      from: 'submitted',
      to: 'accepted',
      by: desk,
      asks: { word: text('备案登记代字', 'Word of the register'), number: serial('备案登记号', 'Number', 'word') },
      article: byGovernments,
    }),
    object: effect('提出审查意见', 'Object', {
      from: 'accepted',
      to: 'questioned',
      by: desk,
      asks: { ...opinion, manifest: flag('明显违法', 'Manifestly unlawful') },
      article: byGovernments,
    }),
    reply: effect('书面答复审查意见', 'Reply', { ...answering, article: byGovernments }),
    ...disposal,
    withdrawObjection: effect('审查终止', 'Withdraw the objection', {
      from: ['questioned', 'replied'],
      to: 'accepted',
      by: desk,
      asks: { reason },
      article: byGovernments,
    }),
  },
  terms: {
    submitting: atMost(measures.filingWithGovernment, { after: 'publishedOn', until: 'submit' }),
    checking: atMost(measures.checkingGovernmentFiling, {
      after: latest('submit', 'resubmit'),
      until: ['accept', 'sendBack'],
    }),
    completing: atMost(measures.completingGovernmentFiling, { after: 'sendBack', until: 'resubmit' }),
    correcting: atMost(measures.correctingFiled, { after: 'object', until: ['dispose', 'withdrawObjection'] }),
  },
})
