import { dayNumber, weekdayOfNumber, yearOfNumber, yearStart, type Day } from './day.ts'
import type { Notice } from './notice.ts'

/**
 * Counts days of one kind by their numbers (`dayNumber`), each question in constant time: `nth(through(n) + 5)` is the
 * fifth such day after day `n`.
 */
export interface Count {
  /** How many such days there are up to and including day `n`. The origin is arbitrary: only differences mean something. */
  through(n: number): number
  /** The day with which `through` reaches `ordinal`. */
  nth(ordinal: number): number
}

/** The `Count` behind periods in calendar days. */
export const everyDay: Count = { through: (n) => n, nth: (ordinal) => ordinal }

/** Which days are working days, according to the notices that it was made from. As a `Count` it counts working days. */
export interface Calendar extends Count {
  /** Changes whenever a day of the calendar does: the day of the latest notice and a digest of all named days. */
  readonly version: string
  isWorkday(day: Day): boolean
  /** Whether the notice that decides about this day is loaded. About other days the calendar supposes an ordinary week. */
  knows(day: Day): boolean
  /** Whether it knows every day whose number lies in (after, last]. */
  knowsAll(after: number, last: number): boolean
  /** Why the day is off: '国庆节', '周六' and the like; undefined for a working day. */
  reasonOff(day: Day): string | undefined
}

const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const

/**
 * A notice arranges New Year's Day too, and for it reaches back as far as 29 December: the notice for 2019 made
 * 2018-12-29 a working Saturday and 2018-12-31 a day off. These days are not known before the next year's notice is.
 */
const DAYS_OF_THE_NEXT_NOTICE = 3

const WORKED = null

/**
 * The calendar that these notices make. Monday to Friday are working days (国务院关于职工工作时间的规定 art. 7) unless a
 * notice names them off, Saturday and Sunday are days off unless a notice names them worked; of two notices that name
 * the same day the later stands.
 *
 * `knownOn` leaves out the notices issued after that day: the calendar as it was known then. `overlay` names customary
 * festival days that the territory has off (全国年节及纪念日放假办法 art. 4); it stands over the notices.
 *
 *     calendar(notices, { knownOn: '2020-01-20' }).isWorkday('2020-02-01') // true: the amendment came on 01-27
 */
export function calendar(
  notices: readonly Notice[],
  options: { readonly knownOn?: Day; readonly overlay?: Readonly<Record<Day, string>> } = {},
): Calendar {
  const { knownOn, overlay = {} } = options
  const issued = notices
    .filter((notice) => knownOn === undefined || notice.issued <= knownOn)
    .sort((a, b) => Number(a.issued > b.issued) - Number(a.issued < b.issued))
  const named = nameDays(issued, overlay)
  // An amendment speaks of a few days: it does not make the rest of its year known.
  const years = new Set(issued.filter((notice) => notice.supersedes === undefined).map((notice) => notice.year))
  const isWork = (n: number): boolean => {
    const name = named.get(n)
    return name === undefined ? isWeekday(n) : name === WORKED
  }

  // One entry for each day from 1 January of the first year named to 31 December of the last, after one for the day
  // before: how many working days there are so far, and how many days so far are known.
  const covered = [...years, ...[...named.keys()].map(yearOfNumber)]
  const firstYear = covered.length === 0 ? 1970 : Math.min(...covered)
  const first = yearStart(firstYear)
  const before = weekdaysThrough(first - 1)
  const sums = [before]
  const known = [0]
  const workdays: number[] = []
  for (let year = firstYear; year <= Math.max(...covered); year += 1) {
    const end = yearStart(year + 1)
    const knownUntil = !years.has(year) ? first : years.has(year + 1) ? end : end - DAYS_OF_THE_NEXT_NOTICE
    for (let n = yearStart(year); n < end; n += 1) {
      const works = isWork(n)
      if (works) workdays.push(n)
      sums.push(sums.at(-1)! + Number(works))
      known.push(known.at(-1)! + Number(n < knownUntil))
    }
  }
  const size = sums.length - 1
  const entry = (n: number): number => Math.min(Math.max(n - first + 1, 0), size)
  // By how much the working days of those years differ from those of ordinary weeks.
  const shift = sums[size]! - weekdaysThrough(first + size - 1)

  const knowsAll = (after: number, last: number): boolean => known[entry(last)]! - known[entry(after)]! >= last - after
  return {
    version: `${issued.at(-1)?.issued ?? '无通知'}.${digest([...years, ...named].sort().join())}`,
    through: (n) =>
      n < first ? weekdaysThrough(n) : n < first + size ? sums[n - first + 1]! : weekdaysThrough(n) + shift,
    nth: (ordinal) =>
      ordinal <= before ? nthWeekday(ordinal) : (workdays[ordinal - before - 1] ?? nthWeekday(ordinal - shift)),
    isWorkday: (day) => isWork(dayNumber(day)),
    knows: (day) => knowsAll(dayNumber(day) - 1, dayNumber(day)),
    knowsAll,
    reasonOff: (day) => {
      const n = dayNumber(day)
      return isWork(n) ? undefined : (named.get(n) ?? WEEKDAYS[weekdayOfNumber(n)])
    },
  }
}

/** How many working days lie in (from, to]: `from` is not counted, `to` is. Negative when `to` lies before `from`. */
export function workdaysBetween(cal: Calendar, from: Day, to: Day): number {
  return cal.through(dayNumber(to)) - cal.through(dayNumber(from))
}

function nameDays(
  issued: readonly Notice[],
  overlay: Readonly<Record<Day, string>>,
): ReadonlyMap<number, string | typeof WORKED> {
  const named = new Map<number, string | typeof WORKED>()
  for (const { off, work } of issued) {
    for (const [day, name] of Object.entries(off)) named.set(dayNumber(day), name)
    for (const day of Object.keys(work)) named.set(dayNumber(day), WORKED)
  }
  for (const [day, name] of Object.entries(overlay)) named.set(dayNumber(day), name)
  return named
}

function isWeekday(n: number): boolean {
  const weekday = weekdayOfNumber(n)
  return weekday >= 1 && weekday <= 5
}

// Day 0 is a Thursday: weeks are counted from the Monday before it, with five working days each.
function weekdaysThrough(n: number): number {
  const week = Math.floor((n + 3) / 7)
  return week * 5 + Math.min(n + 4 - week * 7, 5)
}

function nthWeekday(ordinal: number): number {
  const week = Math.floor((ordinal - 1) / 5)
  return week * 7 + (ordinal - 1 - week * 5) - 3
}

// FNV-1a, 32 bits: enough to tell two calendars apart, and no secret depends on it.
function digest(text: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}
