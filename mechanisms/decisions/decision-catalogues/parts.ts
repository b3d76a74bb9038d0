/** A matter in the catalogue: its class, the unit that answers for it and the day by which it is to be decided. */
import { choice, count, day, file, prose, text, unit } from '../../../kernel/fields/index.ts'
import { anyOf, byTheDay, during, effect, part } from '../../../kernel/procedure/index.ts'
import { order713 } from '../../../laws/order-713.ts'
import { qianjiangDecisionRules } from '../../../laws/qianjiang-decision-rules.ts'
import { ahead } from '../../checks.ts'
import { clerk, districtLeader, governmentOffice, unitHead } from '../../roles.ts'

/** The five classes of the State Council and the two that 重庆 adds (that text is 待核). */
export const classes = {
  policy: ['重大公共政策和措施（服务、监管、治理、环保等方面）', 'Major public policies'],
  plan: ['经济和社会发展等方面的重要规划', 'Important plans'],
  resource: ['自然资源、文化资源利用与保护的重大政策措施', 'Natural and cultural resources'],
  project: ['在本行政区域实施的重大公共建设项目', 'Major public construction'],
  other: ['其他重大事项（影响全局，或者关系公共利益、群众切身利益）', 'Other major matters'],
  spatial: ['其他重要的区域规划、专项规划', 'Other regional and special plans'],
  assets: ['重大国有资产处置', 'Disposal of major state assets'],
} as const

const planned = day('计划决定日', 'To be decided by', { seen: 'public' })
const reason = prose('理由', 'Reason', { max: 1000 })
const dayAhead = ahead('planned', '计划决定日', 'The planned day')
const inForce = during('published').under(order713(3))
/** A published catalogue is changed as it was made: by the government, with the party committee's consent, in public. */
const adjusted = {
  approval: file('区政府同意的材料', 'Approval of the government'),
  consent: file('区委同意的材料', 'Consent of the party committee'),
  notice: text('调整公告网址', 'Address of the notice', { seen: 'public' }),
  reason,
}

export const item = part('决策事项', 'Matter', {
  record: {
    no: count('序号', 'No.', { seen: 'public' }),
    matter: text('事项', 'Matter', { seen: 'public' }),
    kind: choice('类别', 'Class', classes, { seen: 'public' }),
    unit: unit('承办单位', 'Responsible unit', { seen: 'public' }),
    planned,
    basis: text('依据', 'Basis', { max: 500 }),
    carriedFrom: text('由上年目录转入的事项', 'Carried over from', { optional: true }),
  },
  states: {
    listed: ['在列', 'Listed'],
    struck: ['编制时未列入', 'Not taken up'],
    dropped: ['已移出', 'Dropped'],
    carried: ['转入下一年度', 'Carried over'],
    finished: ['已决定', 'Decided'],
  },
  ends: ['struck', 'dropped', 'carried', 'finished'],
  by: governmentOffice,
  acts: {
    enter: effect('提出列入', 'Enter', {
      to: 'listed',
      by: anyOf(clerk, unitHead, governmentOffice),
      requires: [during('drafting').under(order713(3)), dayAhead],
      article: qianjiangDecisionRules('目录管理办法'),
    }),
    strike: effect('不予列入', 'Strike', {
      from: 'listed',
      to: 'struck',
      asks: { reason },
      requires: [during('drafting').under(order713(3))],
      article: qianjiangDecisionRules('目录管理办法'),
    }),
    add: effect('增补', 'Add', { to: 'listed', asks: adjusted, requires: [inForce, dayAhead], article: order713(3) }),
    drop: effect('移出', 'Drop', {
      from: 'listed',
      to: 'dropped',
      asks: adjusted,
      requires: [inForce],
      article: order713(3),
    }),
    postpone: effect('推迟', 'Postpone', {
      from: 'listed',
      by: anyOf(governmentOffice, districtLeader),
      asks: { planned, ...adjusted },
      requires: [inForce, dayAhead],
      article: order713(3),
    }),
    carryOver: effect('转入下一年度', 'Carry over', {
      from: 'listed',
      to: 'carried',
      asks: { reason },
      requires: [inForce],
      article: qianjiangDecisionRules('目录管理办法'),
    }),
    finish: effect('登记已决定', 'Decided', {
      from: 'listed',
      to: 'finished',
      asks: { decision: text('决策名称或者文号', 'Decision') },
      requires: [inForce],
    }),
  },
  terms: {
    deciding: byTheDay('目录计划决定日', 'To be decided by', {
      day: 'planned',
      until: 'finish',
      article: qianjiangDecisionRules('目录管理办法'),
    }),
  },
})
