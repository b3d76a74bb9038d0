/** A seat that is kept at every executive meeting: the justice bureau's head, and an adviser of the government's group. */
import { choice, text } from '../../../kernel/fields/index.ts'
import { anyOf, done, effect, fact, part } from '../../../kernel/procedure/index.ts'
import { workRules } from '../../../laws/government-work-rules.ts'
import { districtLeader, governmentOffice } from '../../roles.ts'

export const fixed = part('固定列席', 'Fixed attendance', {
  record: {
    capacity: choice('列席身份', 'Capacity', {
      justice: ['区司法局负责人', 'Head of the justice bureau'],
      adviser: ['区政府法律顾问', 'Adviser of the government'],
    }),
    who: text('列席人', 'Who', { optional: true }),
  },
  states: {
    expected: ['待到会', 'Expected'],
    present: ['已列席', 'Present'],
    steppedOut: ['涉密议题退席', 'Stepped out for secret items'],
    excused: ['经批准不列席', 'Excused'],
    absent: ['未列席', 'Absent'],
  },
  ends: ['steppedOut', 'excused', 'absent'],
  by: governmentOffice,
  acts: {
    attend: fact('列席', 'Attend', {
      from: 'expected',
      to: 'present',
      asks: { who: text('列席人', 'Who') },
      article: workRules('列席部分'),
    }),
    stepOut: fact('涉密议题退席', 'Step out', {
      from: 'present',
      to: 'steppedOut',
      asks: { matter: text('退席的议题', 'For which item') },
      article: workRules('保密部分'),
    }),
    // A meeting on nothing but secret matters has no room for an adviser from outside.
    excuse: effect('批准不列席', 'Excuse', {
      from: 'expected',
      to: 'excused',
      by: anyOf(governmentOffice, districtLeader),
      asks: {
        ground: choice('事由', 'Ground', {
          secret: ['全部议题涉密', 'All items are secret'],
          conflict: ['与全部议题有利害关系', 'A conflict with every item'],
        }),
      },
      article: workRules('保密部分'),
    }),
    miss: fact('未列席', 'Miss', {
      from: 'expected',
      to: 'absent',
      asks: { reason: text('原因', 'Reason', { optional: true }) },
      requires: [done('excuse').under(workRules('列席部分'))],
      article: workRules('列席部分'),
    }),
  },
})
