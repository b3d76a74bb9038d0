import { readdirSync, readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { calendar, dueDay, explain, workdaysBetween, type Pause, type Period } from './index.ts'
import { published } from './published.fixture.ts'

// A second reading of the same law, as naive as it can be: it walks day by day on `Date`s, with the files read raw.

interface RawFile {
  year: number
  notices: { issued: string; off: Record<string, string>; work: Record<string, string> }[]
}

const folder = new URL('../../districts/notices/', import.meta.url)
const files = readdirSync(folder).map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as RawFile)
const named = new Map<string, boolean>()
for (const { off, work } of files.flatMap(({ notices }) => notices).sort((a, b) => a.issued.localeCompare(b.issued))) {
  for (const day of Object.keys(off)) named.set(day, false)
  for (const day of Object.keys(work)) named.set(day, true)
}

const walk = (day: string, by: number): string => new Date(Date.parse(day) + by * 86_400_000).toISOString().slice(0, 10)
const tomorrows = new Map<string, string>()
const next = (day: string): string => {
  const known = tomorrows.get(day) ?? walk(day, 1)
  tomorrows.set(day, known)
  return known
}
const works = (day: string): boolean => named.get(day) ?? ![0, 6].includes(new Date(day).getUTCDay())
const unknown = (day: string): boolean => day < '2015-01-01' || day > '2026-12-28'
const paused = (pauses: readonly Pause[], day: string): boolean =>
  pauses.some(({ from, to }) => from <= day && day <= (to ?? '9999-12-31'))

function correspondingDay(start: string, months: number): string {
  const date = new Date(start)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + months)
  const month = date.getUTCMonth()
  for (let n = 1; n < day; n += 1)
    if (new Date(date.getTime() + 86_400_000).getUTCMonth() === month) date.setUTCDate(n + 1)
  return date.toISOString().slice(0, 10)
}

interface Walked {
  nominal: string
  due: string
  provisional: boolean
}

function walked(start: string, { count, unit, rolls = true }: Period, pauses: readonly Pause[]): Walked | undefined {
  // No period and pauses drawn below reach as far: only an open pause does.
  const never = walk(start, 800)
  let left = count
  if (unit === 'months') {
    const end = correspondingDay(start, count)
    left = 0
    for (let day = start; day < end; day = next(day)) left += 1
  }
  let day = start
  let provisional = false
  while (left > 0) {
    day = next(day)
    if (day > never) return undefined
    if (unit === 'working days' && unknown(day)) provisional = true
    if (!paused(pauses, day) && (unit !== 'working days' || works(day))) left -= 1
  }
  const nominal = day
  if (unit === 'working days' || !rolls) return { nominal, due: nominal, provisional }
  if (unknown(day)) provisional = true
  while (!works(day) || (day > nominal && paused(pauses, day))) {
    day = next(day)
    if (day > never) return undefined
    if (unknown(day)) provisional = true
  }
  return { nominal, due: day, provisional }
}

const cal = calendar(published)
/** From two years before the notices to two years after them, so that periods and pauses cross both ends. */
const anyDay = fc.integer({ min: -700, max: 5100 }).map((n) => walk('2015-01-01', n))
const anyPeriod: fc.Arbitrary<Period> = fc.oneof(
  fc.record({ unit: fc.constant('working days' as const), count: fc.nat(120) }),
  fc.record({ unit: fc.constant('calendar days' as const), count: fc.nat(180), rolls: fc.boolean() }),
  fc.record({ unit: fc.constant('months' as const), count: fc.nat(14), rolls: fc.boolean() }),
)
/** Offsets from the start: pauses before, within and after the period, overlapping, reversed and open ones. */
const anyPauses = fc.array(
  fc.record({ after: fc.integer({ min: -20, max: 200 }), length: fc.integer({ min: -1, max: 40 }), open: fc.nat(9) }),
  { maxLength: 5 },
)

test('twenty-five thousand periods agree with a walk from day to day', () => {
  let stopped = 0
  fc.assert(
    fc.property(anyDay, anyPeriod, anyPauses, (start, period, offsets) => {
      const pauses = offsets.map(({ after, length, open }): Pause => {
        const from = walk(start, after)
        return open === 0 ? { from } : { from, to: walk(from, length) }
      })
      const expected = walked(start, period, pauses)
      const due = dueDay(cal, start, period, pauses)
      expect(due).toEqual(expected && { ...expected, calendar: cal.version })
      const why = explain(cal, start, period, pauses)
      if (why === undefined) stopped += 1
      else {
        expect(why.counted + why.excluded.length).toBe((Date.parse(why.due) - Date.parse(start)) / 86_400_000)
        if (period.unit !== 'months' && period.count > 0) expect(why.counted).toBe(period.count)
      }
    }),
    { numRuns: 25_000, seed: 2022 },
  )
  expect(stopped).toBeGreaterThan(100)
})

test('twenty thousand counts of working days agree with a walk from day to day', () => {
  fc.assert(
    fc.property(anyDay, fc.nat(200), (from, length) => {
      let count = 0
      for (let n = 1; n <= length; n += 1) if (works(walk(from, n))) count += 1
      expect(workdaysBetween(cal, from, walk(from, length))).toBe(count)
      expect(workdaysBetween(cal, walk(from, length), from)).toBe(count === 0 ? 0 : -count)
    }),
    { numRuns: 20_000, seed: 2022 },
  )
})

test('outside the years with notices the ordinary week goes on', () => {
  fc.assert(
    fc.property(fc.integer({ min: -9000, max: 9000 }), fc.nat(300), (shift, count) => {
      const start = walk('2021-01-01', shift)
      const period: Period = { unit: 'working days', count }
      expect(dueDay(cal, start, period)).toMatchObject({ ...walkedFar(start, count) })
    }),
    { numRuns: 2000, seed: 2022 },
  )
})

function walkedFar(start: string, count: number): { due: string } {
  let day = start
  for (let left = count; left > 0;) {
    day = next(day)
    if (works(day)) left -= 1
  }
  return { due: day }
}
