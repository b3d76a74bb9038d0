/** A task of a plan: taken on by its unit, done with evidence, and accepted by the office that keeps the plan. */
import { choice, count, day, file, person, prose, text, unit, units } from '../../../kernel/fields/index.ts'
import { anyOf, atMost, byTheDay, during, effect, part, where } from '../../../kernel/procedure/index.ts'
import { checking, redoing } from '../../../laws/rule-of-law-inspection-rules.ts'
import { clerk, districtLeader, lawOffice, planOffice, unitHead } from '../../roles.ts'
import { atMostWhole, dueAhead, yearOut } from './rules.ts'

const offices = anyOf(planOffice, lawOffice)
const ownUnit = anyOf(clerk, unitHead)
const outsiders = offices.butNot(['accept', 'progress', 'claim', 'leader'])

const due = day('完成时限', 'Due')
const reason = prose('理由', 'Reason')
const evidence = file('佐证', 'Evidence')

export const task = part('任务', 'Task', {
  record: {
    content: text('任务', 'Task', { max: 500 }),
    unit: unit('责任单位', 'Unit'),
    coUnits: units('配合单位', 'Co-units', { optional: true }),
    leader: person('责任领导', 'Leader'),
    atOnce: prose('当下改的措施', 'Measure now'),
    forGood: prose('长久治的措施', 'Measure for good'),
    due,
    origin: choice('来源', 'Origin', {
      annual: ['年度重点任务', 'Annual plan'],
      superior: ['上级督察反馈', 'Superior inspection'],
      shortcoming: ['上年度报告所列不足', "Last annual report's shortcoming"],
      own: ['本区督察发现', 'Own inspection'],
    }),
    originCase: text('来源案卷', 'Case it comes from', { optional: true }),
  },
  states: {
    assigned: ['待签收', 'Assigned'],
    accepted: ['已签收', 'Accepted'],
    doing: ['推进中', 'Under way'],
    claimed: ['待验收', 'Claimed done'],
    finished: ['已完成', 'Finished'],
    carriedOver: ['已结转', 'Carried over'],
  },
  ends: ['carriedOver'],
  acts: {
    assign: effect('分解任务', 'Assign', {
      to: 'assigned',
      by: offices,
      requires: [during('drafted', 'issued'), dueAhead],
    }),
    accept: effect('签收任务', 'Accept', {
      from: 'assigned',
      to: 'accepted',
      by: ownUnit,
      requires: [during('issued')],
    }),
    progress: effect('报送进展', 'Report progress', {
      from: ['accepted', 'doing'],
      to: 'doing',
      by: ownUnit,
      asks: { percent: count('进度（%）', 'Progress (%)'), words: prose('进展情况', 'What was done'), evidence },
      requires: [atMostWhole],
    }),
    claim: effect('申请验收', 'Claim done', { from: 'doing', to: 'claimed', by: ownUnit, asks: { evidence } }),
    sendBack: effect('退回任务', 'Send back', { from: 'claimed', to: 'doing', by: outsiders, asks: { reason } }),
    finish: effect('验收完成', 'Finish', {
      from: 'claimed',
      to: 'finished',
      by: outsiders,
      asks: { checked: file('验收记录', 'Record of the check') },
    }),
    change: effect('批准调整', 'Change', {
      from: ['assigned', 'accepted', 'doing'],
      by: districtLeader.butNot('leader'),
      asks: { due, reason },
      requires: [dueAhead],
    }),
    reopen: effect('重启任务', 'Reopen', {
      from: 'finished',
      to: 'doing',
      by: offices,
      asks: { due, reason },
      requires: [during('issued'), dueAhead],
    }),
    carryOver: effect('结转任务', 'Carry over', {
      from: ['assigned', 'accepted', 'doing', 'claimed'],
      to: 'carriedOver',
      by: offices,
      asks: { reason, nextPlan: text('转入的计划', 'Plan it moves to') },
      requires: [during('issued'), where('kind', 'annual'), yearOut],
    }),
  },
  terms: {
    finishing: byTheDay('任务完成时限', 'Time to finish', { day: 'due', until: 'claim' }),
    redoing: atMost(redoing, { after: 'sendBack', until: 'claim' }),
    checking: atMost(checking, { after: 'claim', until: ['finish', 'sendBack'] }),
  },
})
