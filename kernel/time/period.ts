import { everyDay, type Calendar, type Count } from './calendar.ts'
import {
  addDays,
  addMonths,
  addSeconds,
  dayNumber,
  dayOfNumber,
  daysBetween,
  type Day,
  type Moment,
  type Unit,
} from './day.ts'

/** The length of a period that is counted in whole days. `count` is an integer from 0. */
export interface Span {
  readonly count: number
  readonly unit: Exclude<Unit, 'hours'>
}

/**
 * A span, and whether its end rolls from a day off to the next working day (民法典 art. 203), which is the rule. A limit
 * on a power does not roll: thirty days of seizure that end in a holiday must be lifted within the thirty. Working days
 * end on a working day anyhow.
 */
export type Period = Span & { readonly rolls?: boolean }

/**
 * Days from `from` to `to`, both included, in which a period does not run; without `to` it has not begun to run again.
 * A pause whose `to` lies before its `from` takes out nothing.
 */
export interface Pause {
  readonly from: Day
  readonly to?: Day
  /** What the explanation calls it: '听证', '鉴定' and the like. */
  readonly cause?: string
}

/** When a period ends. */
export interface Due {
  /** The last day as counted, before rolling: an agency's target. */
  readonly nominal: Day
  /** The last day that is in time: the legal limit. Equals `nominal` where the period does not roll. */
  readonly due: Day
  /** True where a day that decided `due` lies in a year whose notice the calendar does not have: compute it again then. */
  readonly provisional: boolean
  /** The version of the calendar that it was computed with. */
  readonly calendar: string
}

/** Why a period ends on its day. `counted + excluded.length` is the number of days in (start, due]. */
export interface Explanation extends Due {
  readonly start: Day
  /** How many days were counted. */
  readonly counted: number
  /** Each day after `start` that was not counted or rolled over, in order, with its reason: '国庆节', '周六', a pause's cause. */
  readonly excluded: readonly { readonly day: Day; readonly reason: string }[]
  readonly pauses: readonly Pause[]
}

const UNNAMED_PAUSE = '期限中止'

/** Later than any day: the end of an open pause. Not `Infinity`, which would slow down the integers beside it. */
const NEVER = 2 ** 30

/** A pause in day numbers, open where `to` is `NEVER`. */
interface Stop {
  readonly from: number
  readonly to: number
}

/**
 * When a period from `start` ends. The day of `start` is not counted (民法典 art. 201), nor is any day inside a pause;
 * months end on the corresponding day (`addMonths`), moved by the number of paused days. A period never ends inside a
 * pause. Undefined while an open pause stops it. Throws on a count that is not an integer from 0.
 *
 *     dueDay(cal, '2022-09-29', { count: 7, unit: 'working days' }) // due 2022-10-13, across the National Day holiday
 *     dueDay(cal, '2022-07-03', { count: 90, unit: 'calendar days' }) // nominal 2022-10-01, due 2022-10-08
 */
export function dueDay(cal: Calendar, start: Day, period: Period, pauses: readonly Pause[] = []): Due | undefined {
  const { unit, rolls = true } = period
  const from = dayNumber(start)
  const inWorkdays = unit === 'working days'
  const stops = stopsOf(pauses)
  const nominal = countOn(inWorkdays ? cal : everyDay, from, daysIn(start, period), stops)
  if (nominal === undefined) return undefined
  const due = inWorkdays || !rolls ? nominal : roll(cal, nominal, stops)
  if (due === undefined) return undefined
  // The calendar decides every day of a period in working days, but only the end of one that rolls.
  const undecided = inWorkdays ? from : rolls ? nominal - 1 : due
  const nominalDay = dayOfNumber(nominal)
  return {
    nominal: nominalDay,
    due: due === nominal ? nominalDay : dayOfNumber(due),
    provisional: !cal.knowsAll(undecided, due),
    calendar: cal.version,
  }
}

/** When a period in hours ends: they run from the stated moment, through nights and days off. `hours` may be a fraction. */
export function dueMoment(start: Moment, hours: number): Moment {
  return addSeconds(start, Math.round(hours * 3600))
}

/**
 * The last day on which something that must be done `span` before `event` can be done. Two readings of "seven days
 * before" exist: 'loose' lets the seventh day before the event count, so that later is late beyond doubt: use it to
 * find a breach. 'clear days' asks for seven full days between, and shuns a day off by going back to a working day: use
 * it to warn. Neither ever moves towards the event.
 *
 *     latestBefore(cal, '2022-10-20', { count: 7, unit: 'working days' }, 'loose') // 2022-10-11, clear days: 2022-10-10
 */
export function latestBefore(cal: Calendar, event: Day, span: Span, reading: 'loose' | 'clear days'): Day {
  const count = whole(span.count)
  const clear = reading === 'clear days'
  const workdaysBefore = (day: Day): number => cal.through(dayNumber(day) - 1)
  if (span.unit === 'working days') {
    const back = clear ? count + 1 : count
    return back === 0 ? event : dayOfNumber(cal.nth(workdaysBefore(event) + 1 - back))
  }
  const loose = span.unit === 'months' ? addMonths(event, -count) : addDays(event, -count)
  return clear ? dayOfNumber(cal.nth(workdaysBefore(loose))) : loose
}

/** "Why this date": `dueDay` with every day that it passed over. Undefined while an open pause stops the period. */
export function explain(
  cal: Calendar,
  start: Day,
  period: Period,
  pauses: readonly Pause[] = [],
): Explanation | undefined {
  const end = dueDay(cal, start, period, pauses)
  if (end === undefined) return undefined
  const excluded: { day: Day; reason: string }[] = []
  for (let day = addDays(start, 1); day < end.due; day = addDays(day, 1)) {
    const needsWork = period.unit === 'working days' || day >= end.nominal
    const reason = pausedBy(pauses, day) ?? (needsWork ? cal.reasonOff(day) : undefined)
    if (reason !== undefined) excluded.push({ day, reason })
  }
  const counted = daysBetween(start, end.due) - excluded.length
  return { ...end, start, counted, excluded, pauses }
}

/** The days of a span from `start`, in the unit that is counted on: working days, or calendar days for all others. */
function daysIn(start: Day, { count, unit }: Span): number {
  whole(count)
  return unit === 'months' ? daysBetween(start, addMonths(start, count)) : count
}

function whole(count: number): number {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`not a count of days or months: ${count}`)
  return count
}

/** The day on which `days` have been counted after `from` outside the stops; undefined where an open one prevents it. */
function countOn(axis: Count, from: number, days: number, stops: readonly Stop[]): number | undefined {
  if (days === 0) return from
  let ordinal = axis.through(from) + days
  let day = axis.nth(ordinal)
  // No day up to this one is taken out again, though stops overlap.
  let settled = from
  for (const stop of stops) {
    if (stop.from > day) break
    if (stop.to === NEVER) return undefined
    if (stop.to <= settled) continue
    ordinal += axis.through(stop.to) - axis.through(Math.max(stop.from - 1, settled))
    day = axis.nth(ordinal)
    settled = stop.to
  }
  return day
}

/** `nominal` if it is a working day, otherwise the first working day after it that no stop takes out. */
function roll(cal: Calendar, nominal: number, stops: readonly Stop[]): number | undefined {
  const workdayFrom = (n: number): number => cal.nth(cal.through(n - 1) + 1)
  let day = workdayFrom(nominal)
  if (day === nominal) return day
  for (const stop of stops) {
    if (stop.from > day) break
    if (stop.to === NEVER) return undefined
    if (stop.to >= day) day = workdayFrom(stop.to + 1)
  }
  return day
}

const NO_STOPS: readonly Stop[] = []

/** The pauses in the order in which they begin; reversed ones left out. Sorted by insertion: they are few. */
function stopsOf(pauses: readonly Pause[]): readonly Stop[] {
  if (pauses.length === 0) return NO_STOPS
  const stops: Stop[] = []
  for (const pause of pauses) {
    const from = dayNumber(pause.from)
    const to = pause.to === undefined ? NEVER : dayNumber(pause.to)
    if (from > to) continue
    let at = stops.length
    for (; at > 0 && stops[at - 1]!.from > from; at -= 1) stops[at] = stops[at - 1]!
    stops[at] = { from, to }
  }
  return stops
}

function pausedBy(pauses: readonly Pause[], day: Day): string | undefined {
  const pause = pauses.find(({ from, to }) => from <= day && (to === undefined || day <= to))
  return pause && (pause.cause ?? UNNAMED_PAUSE)
}
