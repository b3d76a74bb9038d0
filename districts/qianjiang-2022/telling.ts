/** What the tellers of the year share: working days, choices that only look like chance, office holders, and acts of a case. */
import { readdirSync, readFileSync } from 'node:fs'
import type { Values } from '../../kernel/fields/index.ts'
import { addDays, calendar, dayOf, readNotices, type Day, type Moment, type Notice } from '../../kernel/time/index.ts'
import type { YearAct, YearSource } from '../../server/year.ts'

const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))

/** The day of the district's clock: what is not done by then is open. */
export const today: Day = dayOf((read('district.json') as { readonly clock: Moment }).clock)

/** The State Council's notices that were out by then, oldest first. */
export const notices: readonly Notice[] = readdirSync(new URL('../notices/', import.meta.url))
  .filter((name) => name.endsWith('.json'))
  .flatMap((name) => readNotices(read(`../notices/${name}`), name))
  .filter(({ issued }) => issued <= today)
  .sort((a, b) => (a.issued < b.issued ? -1 : 1))

// ── days ──
const { isWorkday } = calendar(notices)
/** That day or, if it is a day off, the next working day. */
export const workday = (day: Day): Day => (isWorkday(day) ? day : workday(addDays(day, 1)))
/** So many working days after that day; before it where the number is negative. */
export const later = (day: Day, working: number): Day => {
  const step = Math.sign(working)
  let at = day
  for (let left = Math.abs(working); left > 0;) if (isWorkday((at = addDays(at, step)))) left--
  return at
}
/** The working days of a month such as `2022-03`, in order. */
export const workdaysOf = (month: string): readonly Day[] =>
  Array.from({ length: 31 }, (_, index) => addDays(`${month}-01`, index)).filter(
    (day) => day.startsWith(month) && isWorkday(day),
  )
/** `2022-01` to `2022-12`. */
export const months: readonly string[] = Array.from(
  { length: 12 },
  (_, index) => `2022-${String(index + 1).padStart(2, '0')}`,
)

// ── choices ──
/** A sequence of choices that looks like chance and is the same every time: it follows from its name. */
export interface Chance {
  /** A whole number between the two, both included. */
  number(from: number, to: number): number
  pick<T>(list: readonly T[]): T
  /** `count` whole numbers above 0, uneven, that make exactly `total` together. */
  spread(total: number, count: number): readonly number[]
}
export const chance = (name: string): Chance => {
  // Mulberry32, begun with the FNV-1a hash of the name.
  let state = [...name].reduce((hash, letter) => Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193), 0x811c9dc5)
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const number = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  return {
    number,
    pick: (list) => list[number(0, list.length - 1)]!,
    spread: (total, count) => {
      const weights = Array.from({ length: count }, () => number(60, 140))
      const whole = weights.reduce((sum, weight) => sum + weight, 0)
      const shares = weights.map((weight) => Math.floor((total * weight) / whole))
      const left = total - shares.reduce((sum, share) => sum + share, 0)
      return shares.map((share, index) => share + (index < left ? 1 : 0))
    },
  }
}
/** The entry at that place, counted round and round. */
export const turn = <T>(list: readonly T[], at: number): T => list[at % list.length]!

// ── who ──
type Unit = YearSource['units'][number]
/** Who holds which office of a unit on a day; of a unit that is no more, in the one that succeeded it. */
export interface Offices {
  clerk(unit: string, on: Day): string
  legal(unit: string, on: Day): string
  head(unit: string, on: Day): string
  readonly unit: (id: string) => Unit
  readonly short: (id: string) => string
}
export const officesOf = ({ units, people }: YearSource): Offices => {
  const known = new Map(units.map((unit) => [unit.id, unit]))
  const holders = new Map<string, { readonly person: string; readonly from: Day; readonly until: Day }[]>()
  for (const { id: person, posts } of people) {
    for (const { unit, roles, from, until = '9999-12-31' } of posts) {
      for (const role of roles) {
        const key = `${role} ${unit}`
        holders.set(key, [...(holders.get(key) ?? []), { person, from, until }])
      }
    }
  }
  const unit = (id: string): Unit => known.get(id)!
  const holding =
    (role: string) =>
    (id: string, on: Day): string => {
      const found = holders.get(`${role} ${id}`)?.find(({ from, until }) => from <= on && on <= until)
      if (found) return found.person
      const { successor } = unit(id)
      if (!successor) throw new Error(`nobody is ${role} of ${id} on ${on}`)
      return holding(role)(successor, on)
    }
  return {
    clerk: holding('clerk'),
    legal: holding('legal-section'),
    head: holding('unit-head'),
    unit,
    short: (id) => unit(id).short,
  }
}
/** Whether the unit stands on that day. */
export const stands = ({ from, until = '9999-12-31' }: Unit, on: Day): boolean => from <= on && on <= until

// ── acts ──
export type Tell = (on: Day, by: string, act: string, body?: Values) => YearAct
/** The acts of one case, or of one of its parts: `told('study', '某次学习')('2022-03-10', 'p-justice-1', 'plan', {…})`. */
export const told =
  (mechanism: string, of: string, part?: readonly [kind: string, name: string]): Tell =>
  (on, by, act, body) => ({ on, mechanism, of, ...(part && { part }), act, by, ...(body && { body }) })
