/** Days, the calendar of working days, and the computation of periods: the piece of the kernel that imports no other. */
export {
  addDays,
  dayNumber,
  addMonths,
  dayOf,
  daysBetween,
  isDay,
  isMoment,
  shanghaiMoment,
  weekday,
  yearOf,
  type Day,
  type Moment,
  type Unit,
} from './day.ts'
export { calendar, workdaysBetween, type Calendar } from './calendar.ts'
export { readDays, readNotices, type Notice } from './notice.ts'
export {
  dueDay,
  dueMoment,
  explain,
  latestBefore,
  type Due,
  type Explanation,
  type Pause,
  type Period,
  type Span,
} from './period.ts'
