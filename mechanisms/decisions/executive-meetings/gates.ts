/** What the law and the government's own rules demand of a meeting. */
import { done, every, judged, whereNot } from '../../../kernel/procedure/index.ts'
import { workRules } from '../../../laws/government-work-rules.ts'
import { localOrganizationLaw } from '../../../laws/local-organization-law.ts'
import { order713 } from '../../../laws/order-713.ts'
import { fromToday } from '../../checks.ts'

export const dayAhead = fromToday('day', '会议日期', 'The day of the meeting')
/** The agenda was set, and sent again after the meeting was moved. */
export const agendaSet = done('closeAgenda').since('postpone', 'reopenAgenda').under(workRules('会议制度部分'))
/** More than half of the members are there. */
export const quorate = judged(
  '到会的组成人员须超过半数',
  'More than half of the members are there',
  ['absent', 'members'],
  ({ absent, members }) => Number(absent) * 2 < Number(members),
).under(workRules('会议制度部分'))
/** What was called for one day is not held before it; after it, it is late. */
export const onItsDay = judged(
  '会议不得早于通知的日期召开',
  'Not before the day it was called for',
  ['day'],
  ({ day }, on) => String(day) <= on,
).under(workRules('会议制度部分'))
export const headPresides = judged(
  '会议须由行政首长主持',
  'The head presides',
  ['presiding', 'head'],
  ({ presiding, head }) => presiding === head,
).under(localOrganizationLaw(78))

/** Dissent, where there was any, stands in the record as it was. */
export const dissentKept = whereNot('dissent', 'omitted').under(order713(30))

export const recorded = done('record').since('returnRecord').under(order713(30))
/** Of everyone who sits in at every meeting it is known whether he did. */
export const attendanceKnown = every('fixed', ['present', 'steppedOut', 'excused', 'absent'])
  .when('kind', 'executive')
  .under(workRules('列席部分'))
