/** Judgements of an inspection that need a look at values. */
import { judged } from '../../../kernel/procedure/index.ts'
import { supervisionRegulation } from '../../../laws/government-supervision-regulation.ts'
import { ahead } from '../../checks.ts'

const among = (units: unknown, unit: unknown): boolean => Array.isArray(units) && units.includes(unit)

/** 政府督查工作条例 第15条: nobody is inspected beyond the plan. */
export const unitInPlan = judged(
  '问题所涉单位须在督察方案的对象之内',
  'The unit must be one that the plan names',
  ['unit', 'objects'],
  ({ unit, objects }) => among(objects, unit),
).under(supervisionRegulation(15))
/** The same, for the place of a visit. */
export const visitInPlan = judged(
  '受访单位须在督察方案的对象之内',
  'The unit visited must be one that the plan names',
  ['visited', 'objects'],
  ({ visited, objects }) => among(objects, visited),
).under(supervisionRegulation(15))

export const dueAhead = ahead('due', '整改期限', 'The time to rectify')
/** Who is criticised for being late must be late. */
export const lateIndeed = judged(
  '以逾期为由的，整改期限须已经过了',
  'A call for lateness needs a term that has run out',
  ['ground', 'due'],
  ({ ground, due }, on) => ground !== 'overdue' || (typeof due === 'string' && due < on),
)
