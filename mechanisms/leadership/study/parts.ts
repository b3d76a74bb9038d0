import { choice, file, text } from '../../../kernel/fields/index.ts'
import { anyOf, atMost, during, effect, part } from '../../../kernel/procedure/index.ts'
import { makingUp } from '../../../laws/law-government-outline.ts'
import { clerk, governmentOffice, justiceBureau } from '../../roles.ts'

const organiser = anyOf(justiceBureau, governmentOffice, clerk)

/** Someone who should have been there and was not: owes the session until it is made up. */
export const absence = part('缺席', 'Absence', {
  record: {
    person: text('缺席人', 'Absentee', { personal: true }),
    cause: choice('事由', 'Cause', {
      duty: ['公务', 'On duty'],
      leave: ['请假', 'On leave'],
      none: ['无故', 'Without cause'],
    }),
  },
  states: { owing: ['待补学', 'Owing'], madeUp: ['已补学', 'Made up'], excused: ['免于补学', 'Excused'] },
  ends: ['madeUp', 'excused'],
  by: organiser,
  acts: {
    register: effect('登记缺席', 'Register', { to: 'owing', requires: [during('held')] }),
    makeUp: effect('补学', 'Make up', {
      from: 'owing',
      to: 'madeUp',
      asks: { evidence: file('补学材料', 'Evidence') },
    }),
    excuse: effect('免于补学', 'Excuse', {
      from: 'owing',
      to: 'excused',
      by: justiceBureau,
      asks: { reason: text('理由', 'Reason') },
    }),
  },
  terms: { makingUp: atMost(makingUp, { after: 'register', until: ['makeUp', 'excuse'] }) },
})
