/** A real day of the Gregorian calendar in Asia/Shanghai, 'YYYY-MM-DD'. Days compare as texts: `a < b` is "a is earlier". */
export type Day = string

/** A moment on the wall clock of Asia/Shanghai, 'YYYY-MM-DDTHH:mm:ss', to the second. Moments compare as texts. */
export type Moment = string

/** What a period is counted in. The unit belongs to the rule that sets the period, never to the law as a whole. */
export type Unit = 'working days' | 'calendar days' | 'months' | 'hours'

const SECONDS_A_DAY = 86_400
const DAYS_A_YEAR = 365.2425
const FIRST_NUMBER = -719_162 // 0001-01-01
const LAST_NUMBER = 2_932_896 // 9999-12-31
const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334] as const
const LEAPS_BEFORE_1970 = 477
const TWO_DIGITS = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'))
/** '-MM-DD' at MM * 32 + DD. */
const MONTH_AND_DAY = Array.from({ length: 13 * 32 }, (_, n) => `-${TWO_DIGITS[n >> 5]}-${TWO_DIGITS[n & 31]}`)
/** So far below zero that no year, month or day that it is part of is a real one. */
const NO_DIGITS = -10_000
const HYPHEN = 45
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/

/** Whether `text` is a day: the right form, and on the calendar ('2022-02-29' is not). */
export function isDay(text: unknown): text is Day {
  return typeof text === 'string' && !Number.isNaN(parse(text))
}

/** Whether `text` is a moment: a day, 'T', and a time from 00:00:00 to 23:59:59. */
export function isMoment(text: unknown): text is Moment {
  return typeof text === 'string' && text[10] === 'T' && CLOCK.test(text.slice(11)) && isDay(text.slice(0, 10))
}

/** The day's number, counted from 1970-01-01 = 0: days are added, counted and compared as integers. Throws on a text that is no day. */
export function dayNumber(day: Day): number {
  const number = parse(day)
  if (Number.isNaN(number)) throw new RangeError(`not a day: ${day}`)
  return number
}

/** The day with this number. Throws outside the years 1 to 9999. */
export function dayOfNumber(number: number): Day {
  if (!(number >= FIRST_NUMBER && number <= LAST_NUMBER))
    throw new RangeError(`no day can be written in the year ${yearOfNumber(number)}`)
  const year = yearOfNumber(number)
  const ofYear = number - yearStart(year)
  let month = (ofYear >> 5) + 1
  if (month < 12 && ofYear >= daysBefore(year, month + 1)) month += 1
  return write(year, month, ofYear - daysBefore(year, month) + 1)
}

/** The day `count` days later, or earlier when negative. */
export function addDays(day: Day, count: number): Day {
  return dayOfNumber(dayNumber(day) + count)
}

/**
 * The corresponding day `count` months later, or earlier when negative; the month's last day where it has no such day
 * (民法典 art. 202): addMonths('2022-11-30', 3) is '2023-02-28'.
 */
export function addMonths(day: Day, count: number): Day {
  dayNumber(day)
  const months = yearOf(day) * 12 + Number(day.slice(5, 7)) - 1 + count
  const year = Math.floor(months / 12)
  const month = months - year * 12 + 1
  return write(year, month, Math.min(Number(day.slice(8)), daysIn(year, month)))
}

/** The day of the week, from 0 for Sunday to 6 for Saturday. */
export function weekday(day: Day): number {
  return weekdayOfNumber(dayNumber(day))
}

/** `weekday` of a day number. */
export function weekdayOfNumber(number: number): number {
  return (((number + 4) % 7) + 7) % 7
}

/** How many days `to` lies after `from`; negative when it lies before. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from)
}

/** The year of a day or moment. */
export function yearOf(day: Day | Moment): number {
  return Number(day.slice(0, 4))
}

/** The day on which a moment falls. */
export function dayOf(moment: Moment): Day {
  return moment.slice(0, 10)
}

/** The moment `seconds` later. Throws on a text that is no moment. */
export function addSeconds(moment: Moment, seconds: number): Moment {
  if (!isMoment(moment)) throw new RangeError(`not a moment: ${moment}`)
  const [hour = 0, minute = 0, second = 0] = moment.slice(11).split(':').map(Number)
  return momentOf(dayNumber(dayOf(moment)) * SECONDS_A_DAY + hour * 3600 + minute * 60 + second + seconds)
}

/**
 * The wall clock of Asia/Shanghai at `epochMs` milliseconds since 1970-01-01T00:00:00Z, for the edge where real time
 * enters. Always UTC+8: the summer time of 1986 to 1991 lies before everything that is recorded here.
 */
export function shanghaiMoment(epochMs: number): Moment {
  return momentOf(Math.floor(epochMs / 1000) + 8 * 3600)
}

/** The year of the day with this number. */
export function yearOfNumber(number: number): number {
  const year = 1970 + Math.floor(number / DAYS_A_YEAR)
  if (number < yearStart(year)) return year - 1
  return number < yearStart(year + 1) ? year : year + 1
}

/** The number of 1 January of `year`. */
export function yearStart(year: number): number {
  const past = year - 1
  const centuries = Math.floor(past / 100)
  return (year - 1970) * 365 + (past >> 2) - centuries + (centuries >> 2) - LEAPS_BEFORE_1970
}

function momentOf(seconds: number): Moment {
  const day = Math.floor(seconds / SECONDS_A_DAY)
  const rest = seconds - day * SECONDS_A_DAY
  const clock = [Math.floor(rest / 3600), Math.floor(rest / 60) % 60, rest % 60].map((part) => TWO_DIGITS[part])
  return `${dayOfNumber(day)}T${clock.join(':')}`
}

// Deadlines are summed by the million, and a `Date` for each would take most of that time: hence integers and tables.
function parse(text: string): number {
  if (text.length !== 10 || text.charCodeAt(4) !== HYPHEN || text.charCodeAt(7) !== HYPHEN) return NaN
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2)
  const month = twoDigits(text, 5)
  const day = twoDigits(text, 8)
  const real = year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
  return real ? yearStart(year) + daysBefore(year, month) + day - 1 : NaN
}

function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48
  const ones = text.charCodeAt(at + 1) - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NO_DIGITS
}

function write(year: number, month: number, day: number): Day {
  if (!(year >= 1 && year <= 9999)) throw new RangeError(`no day can be written in the year ${year}`)
  return TWO_DIGITS[Math.floor(year / 100)]! + TWO_DIGITS[year % 100]! + MONTH_AND_DAY[month * 32 + day]!
}

function daysBefore(year: number, month: number): number {
  return DAYS_BEFORE_MONTH[month - 1]! + (month > 2 && isLeap(year) ? 1 : 0)
}

function daysIn(year: number, month: number): number {
  return month === 12 ? 31 : daysBefore(year, month + 1) - daysBefore(year, month)
}

function isLeap(year: number): boolean {
  return (year & 3) === 0 && (year % 100 !== 0 || (year & 15) === 0)
}
