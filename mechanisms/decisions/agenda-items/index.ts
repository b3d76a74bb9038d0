/**
 * An item for a meeting of the government: a document, a major decision or another matter, put on an agenda, discussed
 * and decided. A case is one text: a changed text is another item. It ends when the item is rejected, sent off to be
 * changed, withdrawn, or when what was adopted is revoked; an adopted one stands, and carries its tasks.
 */
import { choice, file, flag, link, person, prose, subject, text, unit } from '../../../kernel/fields/index.ts'
import { howMany, inTime, rate } from '../../../kernel/indicator/index.ts'
import { mechanism } from '../../../kernel/mechanism.ts'
import { anyOf, done, effect, fact, never } from '../../../kernel/procedure/index.ts'
import { say } from '../../../kernel/report/index.ts'
import { workRules } from '../../../laws/government-work-rules.ts'
import { localOrganizationLaw } from '../../../laws/local-organization-law.ts'
import { order713 } from '../../../laws/order-713.ts'
import executiveMeetings from '../executive-meetings/index.ts'
import { clerk, districtLeader, governmentOffice, planOffice, unitHead } from '../../roles.ts'
import {
  agendaOpen,
  countedRight,
  headLast,
  meeting,
  meetingHeld,
  onAgenda,
  pack,
  packComplete,
  quorate,
  reasonedAgainst,
  reviewed,
  roomCleared,
  vote,
  votePossible,
} from './gates.ts'
import { opinion, task } from './parts.ts'

const reason = text('原因', 'Reason', { max: 500 })
const putForward = anyOf(clerk, unitHead, governmentOffice)
/** The head decides; the office enters it from the record. */
const deciding = anyOf(districtLeader, governmentOffice)
// Where an item stands sees to it; the theorem says so.
const discussed = done('discuss').under(localOrganizationLaw(78))
const decided = [meetingHeld, headLast, votePossible, quorate, countedRight] as const

export default mechanism('agenda-items', {
  name: ['会议议题', 'Agenda items'],
  readBy: [governmentOffice, planOffice],
  record: {
    title: text('议题', 'Title'),
    subject: subject('议题对象', 'About', { optional: true }),
    organ: unit('提请单位', 'Put forward by'),
    kind: choice('类别', 'Kind', {
      normative: ['行政规范性文件', 'Normative document'],
      decision: ['重大行政决策', 'Major decision'],
      study: ['会前学法', 'Study of law'],
      other: ['其他事项', 'Other'],
    }),
    secret: flag('涉密', 'Secret', { optional: true }),
    material: file('议题材料', 'Material', { optional: true }),
    meeting: link('会议', 'Meeting', executiveMeetings, { optional: true }),
  },
  states: {
    submitted: ['待列入议程', 'Submitted'],
    scheduled: ['已列入议程', 'Scheduled'],
    heard: ['讨论中', 'Being discussed'],
    adopted: ['已通过', 'Adopted'],
    rejected: ['未通过', 'Rejected'],
    amended: ['修改后另行提请', 'To be changed and put again'],
    withdrawn: ['已撤回', 'Withdrawn'],
    revoked: ['已撤销', 'Revoked'],
  },
  ends: ['rejected', 'amended', 'withdrawn', 'revoked'],
  parts: { opinion, task },
  by: governmentOffice,
  acts: {
    submit: effect('提请上会', 'Submit', { to: 'submitted', by: putForward }),
    schedule: effect('列入议程', 'Schedule', {
      from: 'submitted',
      to: 'scheduled',
      asks: { meeting, pack },
      requires: [agendaOpen, ...reviewed, packComplete],
      article: workRules('会议制度部分'),
    }),
    takeOff: effect('移出议程', 'Take off the agenda', { from: 'scheduled', to: 'submitted', asks: { reason } }),
    withdraw: effect('撤回议题', 'Withdraw', {
      from: ['submitted', 'scheduled'],
      to: 'withdrawn',
      by: putForward,
      asks: { reason },
    }),
    // That it was discussed cannot be undone: without an opinion, or off the agenda, it is a breach.
    discuss: fact('上会讨论', 'Discuss', {
      from: ['submitted', 'scheduled'],
      to: 'heard',
      asks: {
        presenter: text('汇报人', 'Who presents it'),
        meeting: link('会议（未列入议程的）', 'Meeting', executiveMeetings, { optional: true }),
        cleared: flag('无关列席人员已退席', 'Room cleared', { optional: true }),
      },
      requires: [...reviewed, onAgenda, roomCleared],
      article: localOrganizationLaw(78),
    }),
    // Whoever speaks after him shows; after another discussion he is heard again.
    headSpeaks: fact('行政首长最后发表意见', 'The head speaks last', {
      from: 'heard',
      asks: { head: person('行政首长', 'Head'), words: prose('意见', 'Words', { max: 2000 }) },
      article: order713(30),
    }),
    adopt: effect('决定通过', 'Adopt', {
      from: 'heard',
      to: 'adopted',
      by: deciding,
      asks: vote,
      requires: [...reviewed, ...decided, ...reasonedAgainst.adopting],
      article: localOrganizationLaw(78),
    }),
    reject: effect('决定不予通过', 'Reject', {
      from: 'heard',
      to: 'rejected',
      by: deciding,
      asks: vote,
      requires: [...decided, ...reasonedAgainst.rejecting],
      article: localOrganizationLaw(78),
    }),
    amend: effect('决定修改后另行提请', 'Have it changed and put again', {
      from: 'heard',
      to: 'amended',
      by: deciding,
      asks: { changes: text('修改要求', 'What to change', { max: 500 }) },
      requires: [meetingHeld],
      article: localOrganizationLaw(78),
    }),
    defer: effect('暂缓，改期再议', 'Defer', {
      from: ['scheduled', 'heard'],
      to: 'submitted',
      by: deciding,
      asks: { reason },
    }),
    revoke: effect('撤销会议决定', 'Revoke', {
      from: 'adopted',
      to: 'revoked',
      by: districtLeader,
      asks: { decision: file('撤销或者替代的决定', 'Decision'), reason },
      article: order713(37),
    }),
  },
  never: [
    ...reviewed.flatMap((gate) => [never('schedule', gate), never('adopt', gate)]),
    ...(['adopt', 'reject', 'amend'] as const).flatMap((act) => [never(act, discussed), never(act, meetingHeld)]),
    never('adopt', headLast),
    never('reject', headLast),
  ],
  indicators: ({ did, parts: { opinion, task } }) => ({
    adopted: howMany('会议通过的议题', 'Items adopted', '项', did.adopt),
    normative: howMany(
      '其中行政规范性文件',
      'Normative documents among them',
      '项',
      did.adopt.whose('kind', 'normative'),
    ),
    decisions: howMany('其中重大行政决策', 'Major decisions among them', '项', did.adopt.whose('kind', 'decision')),
    notAdopted: howMany('未通过的议题', 'Items rejected', '项', did.reject, { zero: '没有' }),
    sentOff: howMany('退回修改后再提的议题', 'Items to be changed', '项', did.amend),
    deferred: howMany('暂缓的议题', 'Deferred', '次', did.defer),
    againstMajority: howMany(
      '与多数意见不一致而说明理由的',
      'Adopted against the majority, with reasons',
      '项',
      did.adopt.that((row) => row.reasons.given()),
      { zero: '没有' },
    ),
    irregular: howMany(
      '未经合法性审核或者未列入议程即讨论的议题',
      'Discussed without opinion or off the agenda',
      '项',
      did.discuss.that((row) => row.breached.is(true)),
      { zero: '没有' },
    ),
    outOfOrder: howMany(
      '首长发言以后或者不在讨论中的发言',
      'Spoken after the head, or out of session',
      '人次',
      opinion.did.speak.that((row) => row.breached.is(true)),
      { zero: '没有' },
    ),
    recused: howMany('会议组成人员回避', 'Recused', '人次', opinion.did.recuse, { zero: '没有' }),
    tasks: howMany('交办议定事项', 'Tasks assigned', '项', task.did.assign),
    tasksDone: rate('议定事项办结率', 'Tasks done', task.did.assign, (row) => row.id.among(task.did.confirm)),
    tasksInTime: inTime('到期议定事项按期办结率', 'Tasks done in time', task.due.finishing),
  }),
  report: (i) => [
    say`各类会议全年审定议题${i.adopted}，含行政规范性文件${i.normative}、重大行政决策${i.decisions}，这两类都有针对上会文本的合法性意见在前；未通过${i.notAdopted}，退回修改${i.sentOff}，暂缓${i.deferred}。`,
    say`议题先讨论后补程序的${i.irregular}，首长决定与多数意见不同并当场说明理由的${i.againstMajority}，首长末位发言以后仍有人发言的${i.outOfOrder}，成员回避${i.recused}。`,
    say`由会议决定交办的事项${i.tasks}，已核实办结的占${i.tasksDone}，到期事项按期办结的占${i.tasksInTime}。`,
  ],
})
