/**
 * 本区参数: a number that no law settles, as the district sets it. A case is one value of one rule; it begins when it is
 * proposed, holds from its day once a second person has confirmed it, and ends when another value takes its place.
 */
import { choice, count, day, text } from '../../../kernel/fields/index.ts'
import { howMany } from '../../../kernel/indicator/index.ts'
import { mechanism } from '../../../kernel/mechanism.ts'
import { done, effect, never } from '../../../kernel/procedure/index.ts'
import { justiceBureau } from '../../roles.ts'

export default mechanism('parameters', {
  name: ['本区参数', 'Parameters'],
  open: 'district',
  record: {
    rule: text('规则编号', 'Rule', { seen: 'district' }),
    count: count('数值', 'Number'),
    timeUnit: choice('单位', 'Unit', {
      'working days': ['工作日', 'Working days'],
      'calendar days': ['日', 'Calendar days'],
      months: ['个月', 'Months'],
      hours: ['小时', 'Hours'],
      yuan: ['元', 'Yuan'],
    }),
    validFrom: day('起算日', 'Valid from'),
    basis: text('依据', 'Basis', { seen: 'district' }),
  },
  states: {
    proposed: ['待确认', 'Proposed'],
    inForce: ['执行中', 'In force'],
    superseded: ['已被替代', 'Superseded'],
    rejected: ['未获确认', 'Rejected'],
  },
  ends: ['superseded', 'rejected'],
  acts: {
    propose: effect('提出', 'Propose', { to: 'proposed', by: justiceBureau }),
    confirm: effect('确认', 'Confirm', { from: 'proposed', to: 'inForce', by: justiceBureau.butNot('propose') }),
    reject: effect('不予确认', 'Reject', {
      from: 'proposed',
      to: 'rejected',
      by: justiceBureau,
      asks: { reason: text('理由', 'Reason') },
    }),
    supersede: effect('替代', 'Supersede', {
      from: 'inForce',
      to: 'superseded',
      by: justiceBureau.butNot('propose'),
      asks: { reason: text('理由', 'Reason') },
    }),
  },
  never: [never('supersede', done('confirm'))],
  indicators: ({ was }) => ({ inForce: howMany('执行中的参数', 'Parameters in force', '项', was.inForce) }),
})
