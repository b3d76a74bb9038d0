/** A finding about one unit: fed back, rectified by the unit, checked by others and looked back on after a while. */
import { choice, day, file, person, prose, text, unit } from '../../../kernel/fields/index.ts'
import {
  anyOf,
  atLeast,
  atMost,
  byTheDay,
  during,
  effect,
  fact,
  notYet,
  part,
} from '../../../kernel/procedure/index.ts'
import { objecting, reviewing, supervisionRegulation } from '../../../laws/government-supervision-regulation.ts'
import {
  checking,
  inspectionRules,
  lookingBackBy,
  lookingBackFrom,
  planning,
  redoing,
} from '../../../laws/rule-of-law-inspection-rules.ts'
import { clerk, districtLeader, inspector, lawOffice, planOffice, unitHead } from '../../roles.ts'
import { dueAhead, lateIndeed, unitInPlan } from './rules.ts'

const offices = anyOf(lawOffice, planOffice)
const checkers = anyOf(inspector, lawOffice, planOffice)
const ownUnit = anyOf(clerk, unitHead)
// The government decides, but nobody who had a hand in the conclusion.
const reviewers = offices.butNot(['raise', 'inspect', 'conclude'], supervisionRegulation(17))
const outsiders = checkers.butNot(['plan', 'report', 'owner'], supervisionRegulation(18))
const freshEyes = inspector.butNot(['raise', 'inspect', 'accept', 'report'], supervisionRegulation(18))

const due = day('整改期限', 'Due')
const reason = text('理由', 'Reason')
const lookedBack = file('回头看记录', 'Record of the look-back')
const evidence = file('整改佐证', 'Evidence')
const ground = choice('事由', 'Ground', {
  overdue: ['逾期未整改', 'Overdue'],
  refusal: ['拒不整改', 'Refusal'],
  fraud: ['虚假整改', 'Fraud'],
})

export const finding = part('督察问题', 'Finding', {
  record: {
    problem: text('问题', 'Problem', { max: 500 }),
    unit: unit('被督察单位', 'Unit'),
    basis: text('依据', 'Basis', { max: 500 }),
    topic: choice('问题类别', 'Topic', {
      duty: ['第一责任人履职', 'Duty of the head'],
      decisions: ['重大决策', 'Decisions'],
      documents: ['规范性文件', 'Normative documents'],
      enforcement: ['行政执法', 'Enforcement'],
      openness: ['政务公开', 'Openness'],
      disputes: ['争议化解与应诉', 'Disputes and litigation'],
      services: ['政务服务', 'Services'],
      capacity: ['机构与队伍', 'Bodies and staff'],
    }),
    proof: file('问题佐证', 'Proof'),
    repeats: text('重复以往问题（编号）', 'Earlier finding it repeats', { optional: true }),
    due: day('整改期限', 'Due', { optional: true }),
    measures: prose('整改措施', 'Measures', { optional: true }),
    owner: person('整改责任人', 'Owner', { optional: true }),
  },
  states: {
    raised: ['待反馈', 'Raised'],
    sent: ['待签收', 'Feedback sent'],
    fedBack: ['已反馈', 'Fed back'],
    objected: ['复核中', 'Under review'],
    rectifying: ['整改中', 'Rectifying'],
    claimed: ['待核查', 'Claimed done'],
    closed: ['已销号', 'Closed'],
    confirmed: ['回头看确认', 'Confirmed'],
    withdrawn: ['已撤销', 'Withdrawn'],
  },
  ends: ['confirmed', 'withdrawn'],
  acts: {
    raise: effect('提出问题', 'Raise', { to: 'raised', by: inspector, requires: [during('inspecting'), unitInPlan] }),
    feedBack: effect('发出反馈函', 'Feed back', {
      from: 'raised',
      to: 'sent',
      by: offices,
      asks: { letter: file('反馈函', 'Letter'), due },
      requires: [during('concluded').under(supervisionRegulation(16)), dueAhead],
      article: supervisionRegulation(16),
    }),
    receive: fact('签收反馈函', 'Receive the feedback', {
      from: 'sent',
      to: 'fedBack',
      by: anyOf(clerk, unitHead, lawOffice, planOffice),
      asks: { receipt: file('送达回证', 'Receipt') },
    }),

    object: effect('申请复核', 'Object', {
      from: ['fedBack', 'rectifying'],
      to: 'objected',
      by: unitHead,
      asks: { grounds: prose('异议理由', 'Grounds') },
      article: supervisionRegulation(17),
    }),
    uphold: effect('复核维持', 'Uphold', {
      from: 'objected',
      to: 'fedBack',
      by: reviewers,
      asks: { decision: file('复核决定', 'Decision'), due },
      requires: [dueAhead],
    }),
    withdraw: effect('复核撤销', 'Withdraw', {
      from: 'objected',
      to: 'withdrawn',
      by: reviewers,
      asks: { decision: file('复核决定', 'Decision') },
    }),

    plan: effect('制定整改方案', 'Plan', {
      from: 'fedBack',
      to: 'rectifying',
      by: ownUnit,
      asks: { measures: prose('整改措施', 'Measures'), owner: person('整改责任人', 'Owner') },
    }),
    extend: effect('批准延期', 'Extend', {
      from: 'rectifying',
      by: districtLeader.butNot('owner'),
      asks: { due, reason },
      requires: [notYet('extend').under(inspectionRules('第三章')), dueAhead],
    }),
    report: effect('报告整改', 'Report', { from: 'rectifying', to: 'claimed', by: ownUnit, asks: { evidence } }),
    sendBack: effect('退回整改', 'Send back', { from: 'claimed', to: 'rectifying', by: outsiders, asks: { reason } }),
    accept: effect('核查销号', 'Accept', {
      from: 'claimed',
      to: 'closed',
      by: outsiders,
      asks: { checked: file('核查记录', 'Record of the check') },
    }),

    confirm: effect('回头看确认', 'Confirm', { from: 'closed', to: 'confirmed', by: freshEyes, asks: { lookedBack } }),
    reopen: effect('回头看重开', 'Reopen', {
      from: 'closed',
      to: 'rectifying',
      by: freshEyes,
      asks: { lookedBack, reason, due },
      requires: [dueAhead],
    }),

    callIn: fact('约谈', 'Call in', {
      from: ['fedBack', 'rectifying', 'claimed', 'closed'],
      by: offices,
      asks: { ground, minutes: file('约谈记录', 'Minutes') },
      requires: [lateIndeed],
      article: inspectionRules('第五章'),
    }),
    criticise: effect('通报批评', 'Criticise', {
      from: ['fedBack', 'rectifying', 'claimed', 'closed'],
      by: districtLeader,
      asks: { ground, notice: file('通报', 'Notice') },
      requires: [lateIndeed],
      article: supervisionRegulation(21),
    }),
  },
  terms: {
    objecting: atMost(objecting, { after: 'receive', until: 'object', silence: 'lapsed' }),
    reviewing: atMost(reviewing, { after: 'object', until: ['uphold', 'withdraw'] }),
    planning: atMost(planning, { after: 'receive', until: 'plan', paused: ['object', 'uphold'] }),
    rectifying: byTheDay('整改期限', 'Time to rectify', {
      day: 'due',
      until: 'report',
      article: supervisionRegulation(18),
    }),
    redoing: atMost(redoing, { after: 'sendBack', until: 'report' }),
    checking: atMost(checking, { after: 'report', until: ['accept', 'sendBack'] }),
    lookingBackFrom: atLeast(lookingBackFrom, { after: 'accept', until: ['confirm', 'reopen'] }),
    lookingBackBy: atMost(lookingBackBy, { after: 'accept', until: ['confirm', 'reopen'] }),
  },
})
