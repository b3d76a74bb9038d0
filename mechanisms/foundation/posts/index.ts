/**
 * 任职: who holds which post in which unit, with the roles that go with it. A case is one holding; it begins when the
 * person takes the post, carries roles once the security administrator grants them, and ends when the person leaves. A
 * substitution carries them only from its first day to its last, and ends when they have passed.
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
const window = judged(
  '代理起始日不得早于登记当日，也不得晚于截止日',
  'From today or later, until its last day',
  ['starts', 'expires'],
  ({ starts, expires }, on) => String(starts) >= on && String(starts) <= String(expires),
)
const other = judged(
  '不能由本人代理本人',
  'Another person',
  ['absent', 'holder'],
  ({ absent, holder }) => absent !== holder,
)

export default mechanism('posts', {
  name: ['任职', 'Posts'],
  open: 'district',
  record: {
    holder: text('人员编号', 'Person', { max: 60 }),
    name: text('姓名', 'Name', { seen: 'district' }),
    place: unit('所在单位', 'Unit', { seen: 'district' }),
    title: text('职务', 'Title', { seen: 'district' }),
    roles,
    absent: text('被代理人员编号', 'Who is absent', { max: 60, optional: true, seen: 'district' }),
    starts: day('代理起始日', 'Substitution begins', { optional: true, seen: 'district' }),
    expires: day('代理截止日', 'Substitution ends', { optional: true, seen: 'district' }),
  },
  // Neither two of the three, nor one of them with a business role, in however many posts.
  apart: {
    of: 'holder',
    values: 'roles',
    powers,
    states: ['held'],
    words: '系统、安全、审计管理员不得兼任，也不得同时担任业务岗位',
  },
  once: {
    values: ['absent', 'place', 'title'],
    states: ['assigned', 'held'],
    during: ['starts', 'expires'],
    words: '这一岗位在这些日子里已经有人代理',
    todo: '请改为不重叠的日期，或者先结束原来的代理',
  },
  states: { assigned: ['待授权', 'Assigned'], held: ['在任', 'Held'], left: ['已离任', 'Left'] },
  ends: ['left'],
  acts: {
    take: fact('任职', 'Take', { to: 'assigned', by: systemAdmin }),
    substitute: effect('登记代理', 'Substitute', {
      to: 'assigned',
      by: systemAdmin,
      asks: {
        absent: text('被代理人员编号', 'Who is absent', { max: 60, seen: 'district' }),
        starts: day('代理起始日', 'Substitution begins', { seen: 'district' }),
        expires: day('代理截止日', 'Substitution ends', { seen: 'district' }),
      },
      requires: [window, other],
    }),
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
