/**
 * 任职: who holds which post in which unit, with the roles that go with it. A case is one holding; it begins when the
 * person takes the post, carries roles once the security administrator grants them, and ends when the person leaves or,
 * for a substitution, when its window has run out.
 */
import { choices, day, text, unit } from '../../../kernel/fields/index.ts'
import { howMany } from '../../../kernel/indicator/index.ts'
import { mechanism } from '../../../kernel/mechanism.ts'
import { byTheDay, clock, effect, fact, judged } from '../../../kernel/procedure/index.ts'
import * as all from '../../roles.ts'

const { securityAdmin, systemAdmin, auditAdmin } = all
const roles = choices(
  '职权',
  'Roles',
  Object.fromEntries(Object.values(all).map(({ id, label }) => [id, label] as const)),
)
const powers: readonly string[] = [systemAdmin.id, securityAdmin.id, auditAdmin.id]
const separate = judged(
  '系统、安全、审计管理员须分别由不同的人担任',
  'The three administrators are different persons',
  ['roles'],
  ({ roles }) => (roles as readonly string[]).filter((role) => powers.includes(role)).length <= 1,
)

export default mechanism('posts', {
  name: ['任职', 'Posts'],
  open: 'district',
  record: {
    holder: text('人员编号', 'Person', { max: 60 }),
    name: text('姓名', 'Name', { seen: 'district' }),
    place: unit('所在单位', 'Unit'),
    title: text('职务', 'Title', { seen: 'district' }),
    roles,
    expires: day('代理截止日', 'Substitution ends', { optional: true }),
  },
  // Neither two of the three, nor one of them with a business role, in however many posts.
  apart: {
    of: 'holder',
    values: 'roles',
    powers,
    states: ['held'],
    words: '系统、安全、审计管理员不得兼任，也不得同时担任业务岗位',
  },
  states: { assigned: ['待授权', 'Assigned'], held: ['在任', 'Held'], left: ['已离任', 'Left'] },
  ends: ['left'],
  acts: {
    take: fact('任职', 'Take', { to: 'assigned', by: systemAdmin }),
    grant: effect('授权', 'Grant', {
      from: 'assigned',
      to: 'held',
      by: securityAdmin,
      requires: [separate],
    }),
    refuse: effect('不予授权', 'Refuse', {
      from: 'assigned',
      to: 'left',
      by: securityAdmin,
      asks: { reason: text('理由', 'Reason') },
    }),
    change: effect('调整职权', 'Change roles', {
      from: 'held',
      by: securityAdmin,
      asks: { roles, reason: text('理由', 'Reason') },
      requires: [separate],
    }),
    leave: fact('离任', 'Leave', {
      from: ['assigned', 'held'],
      to: 'left',
      by: systemAdmin,
      asks: { reason: text('去向', 'Where to', { optional: true }) },
    }),
    lapse: effect('代理期满', 'Lapse', { from: ['assigned', 'held'], to: 'left', by: clock('substitution') }),
  },
  terms: {
    substitution: byTheDay('代理期限', 'Substitution', { day: 'expires', until: 'leave' }),
  },
  indicators: ({ was }) => ({
    held: howMany('在任岗位', 'Posts held', '个', was.held),
    waiting: howMany('待授权岗位', 'Posts without roles yet', '个', was.assigned),
  }),
})
