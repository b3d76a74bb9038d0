/**
 * A plan broken down into tasks: the yearly priorities of the district, or the rectification of what a superior
 * inspection found. A case begins with a draft; a rectification ends after its look-back, a yearly plan when every task
 * is finished or carried over into the next.
 */
import { choice, count, file, prose, text } from '../../../kernel/fields/index.ts'
import { howMany, latestDay, rate, together } from '../../../kernel/indicator/index.ts'
import { mechanism } from '../../../kernel/mechanism.ts'
import { anyOf, atLeast, atMost, done, effect, every, fact, never, where } from '../../../kernel/procedure/index.ts'
import { say } from '../../../kernel/report/index.ts'
import { inspectionRules, lookingBackBy, lookingBackFrom } from '../../../laws/rule-of-law-inspection-rules.ts'
import { districtLeader, inspector, lawOffice, planOffice } from '../../roles.ts'
import { task } from './parts.ts'
import { itemNamed, superiorNamed } from './rules.ts'

const offices = anyOf(planOffice, lawOffice)
const allFinished = every('task', ['finished'], 1)
const noneLeft = every('task', ['finished', 'carriedOver'], 1)
const external = where('kind', 'external')
const rectified = done('complete').since('resume').when('kind', 'external').under(inspectionRules('第三章'))
const lookedBack = done('lookBack').since('complete').when('kind', 'external').under(inspectionRules('第三章'))

export default mechanism('work-plan', {
  name: ['任务分解与挂图作战', 'Work plan'],
  readBy: [planOffice, lawOffice, inspector],
  record: {
    title: text('计划名称', 'Title'),
    kind: choice('计划种类', 'Kind', {
      annual: ['年度重点任务', 'Annual priorities'],
      external: ['外部督察整改', 'Rectification of an external inspection'],
    }),
    year: count('年度', 'Year'),
    item: text('对应的经济社会发展规划事项', 'Item of the economic and social plan', { optional: true }),
    feedback: file('上级反馈意见', "Superior's feedback", { optional: true }),
    superiorPlan: file('上级整改方案', "Superior's plan", { optional: true }),
  },
  states: {
    drafted: ['拟订中', 'Drafted'],
    issued: ['已下达', 'Issued'],
    completed: ['任务全部完成', 'Completed'],
    closed: ['已归档', 'Closed'],
  },
  ends: ['closed'],
  parts: { task },
  acts: {
    draft: effect('拟订计划', 'Draft', { to: 'drafted', by: offices, requires: [itemNamed, ...superiorNamed] }),
    issue: effect('批准下达', 'Issue', {
      from: 'drafted',
      to: 'issued',
      by: districtLeader.butNot('draft'),
      asks: { document: file('分解落实方案', 'Plan as issued') },
      requires: [every('task', ['assigned'], 1)],
    }),
    complete: effect('确认全部完成', 'Complete', {
      from: 'issued',
      to: 'completed',
      by: offices,
      requires: [allFinished],
    }),
    lookBack: fact('开展回头看', 'Look back', {
      from: ['issued', 'completed'],
      by: anyOf(inspector, lawOffice, planOffice).butNot('complete'),
      asks: { record: file('回头看记录', 'Record'), findings: prose('回头看情况', 'What was found') },
    }),
    resume: effect('重启整改', 'Resume', {
      from: 'completed',
      to: 'issued',
      by: offices,
      asks: { reason: prose('理由', 'Reason') },
    }),
    close: effect('归档', 'Close', {
      from: ['issued', 'completed'],
      to: 'closed',
      by: offices,
      requires: [noneLeft, rectified, lookedBack],
    }),
  },
  terms: {
    lookingBackFrom: atLeast(lookingBackFrom, { after: 'complete', until: 'lookBack', when: external }),
    lookingBackBy: atMost(lookingBackBy, { after: 'complete', until: 'lookBack', when: external }),
  },
  never: [never('complete', allFinished), never('close', noneLeft), never('close', lookedBack)],
  indicators: ({ did, parts: { task } }) => ({
    assigned: howMany('分解任务', 'Tasks', '项', task.did.assign),
    shortcomings: howMany(
      '由上年度报告所列不足转来的任务',
      "Tasks from last year's shortcomings",
      '项',
      task.did.assign.whose('origin', 'shortcoming'),
    ),
    finished: howMany('完成任务', 'Tasks finished', '项', task.did.finish),
    completionRate: rate('任务完成率', 'Tasks finished', task.did.assign, (row) => row.id.among(task.did.finish)),
    onTimeRate: rate('按期申请验收率', 'Claimed on time', task.did.claim, (row) => row.breached.is(false)),
    openTasks: howMany(
      '尚未完成的任务',
      'Tasks open',
      '项',
      together(task.was.assigned, task.was.accepted, task.was.doing, task.was.claimed),
    ),
    changed: howMany('批准调整', 'Changes', '次', task.did.change),
    carriedOver: howMany('结转任务', 'Tasks carried over', '项', task.did.carryOver),
    rectificationCompletedBy: latestDay(
      '外部督察整改完成日',
      'Rectification completed by',
      task.did.finish.that((row) => row.case.kind.is('external')),
      (row) => row.on,
    ),
    lookBackDay: latestDay(
      '外部督察整改回头看',
      'Look-back on the rectification',
      did.lookBack.whose('kind', 'external'),
      (row) => row.on,
      { month: true },
    ),
  }),
  report: (i) => [
    say`挂图作战的任务年内分解${i.assigned}，办结${i.finished}，结转${i.carriedOver}。`,
    say`上级督察要求整改的任务最后一项办结于${i.rectificationCompletedBy}，${i.lookBackDay}又组织回头看，看措施是否长久有效。`,
  ],
})
