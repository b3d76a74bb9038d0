/** The clocks of a case: each term as it stands, and why its day is that day. */
import { reckon, type Article, type Parameters } from '../law/index.ts'
import {
  addDays,
  dayNumber,
  dayOf,
  dueDay,
  dueMoment,
  explain,
  latestBefore,
  workdaysBetween,
  yearOf,
  type Calendar,
  type Day,
  type Due,
  type Moment,
  type Pause,
} from '../time/index.ts'
import { inOrder, type Folded, type Mark } from './event.ts'
import { holds, traceOf, type Scope } from './judge.ts'
import type { Structure } from './structure.ts'
import type { Term } from './term.ts'

/** What time and law a judgement is made under. */
export interface Times {
  readonly calendar: Calendar
  readonly parameters: Parameters
  /** What a unit is called on that day, with its kind where it is an inner one: for words only. */
  readonly called?: (unit: string, on: Day) => string
}
export interface Clock {
  readonly term: string
  readonly side: Term['side']
  /** The anchor's day; for a set day, that day itself. */
  readonly started: Day
  /** Nothing while a pause is open. */
  readonly due: Day | undefined
  readonly nominal: Day | undefined
  /** The due day passes into a year whose notice is not out. */
  readonly provisional: boolean
  /** The number rests on a parameter that is 待核. */
  readonly unverified: boolean
  readonly calendar: string
  readonly metOn: Day | undefined
  /** Whether an act that it waits for can come from the present state: nobody owes what cannot be done. */
  readonly possible: boolean
  readonly until: readonly string[]
  readonly article: Article | undefined
  readonly edition: Day | undefined
}
interface Anchor {
  /** The day from which the term counts. */
  readonly on: Day
  /** The moment from which hours count; an act is known by its day only, and counts from the end of it. */
  readonly at: Moment
  /** When that day became known. */
  readonly set: Mark
  /** Does an act done then meet the term? */
  readonly meets: (mark: Mark) => boolean
}

/** An opening act brings the fields of its own case: it is judged by what it says. */
const fieldOf = ({ structure, own, whole, body }: Scope, name: string): [unknown, Folded | undefined] =>
  !own && name in structure.record
    ? [body[name], undefined]
    : name in structure.record || own?.fields[name] !== undefined
      ? [own?.fields[name], own]
      : [whole?.fields[name], whole]

const endOf = (day: Day): Moment => `${addDays(day, 1)}T00:00:00`
const begun: Mark = { on: '', version: 0 }
// The act that sets a day may be the very act that the day is for: a late entry that opens a case.
const from = (set = begun): Pick<Anchor, 'set' | 'meets'> => ({ set, meets: (mark) => inOrder(mark, set) >= 0 })

const anchorOf = (term: Term, scope: Scope): Anchor | undefined => {
  const { limit } = term
  if (limit.is === 'date') {
    const [year, holder] = fieldOf(scope, limit.year)
    if (typeof year !== 'number' || !holder) return undefined
    const date = `${year + limit.plus}-${String(limit.month).padStart(2, '0')}-${String(limit.day).padStart(2, '0')}`
    return { on: date, at: endOf(date), ...from(holder.set[limit.year]) }
  }
  const name = limit.is === 'rule' ? limit.after : limit.field
  const trace = traceOf(scope, name)
  if (trace) return { on: trace.on, at: endOf(trace.on), set: trace, meets: (mark) => inOrder(mark, trace) > 0 }
  const [day, holder] = fieldOf(scope, name)
  if (typeof day !== 'string') return undefined
  const on = day.slice(0, 10)
  return { on, at: day.length > 10 ? day : endOf(on), ...from(holder?.set[name]) }
}
const pausesOf = (term: Term, scope: Scope, since: Mark): Pause[] => {
  if (!term.paused) return []
  const [stop, go] = term.paused
  const marks = [
    ...(traceOf(scope, stop)?.days ?? []).map((mark) => ({ ...mark, stop: true })),
    ...(traceOf(scope, go)?.days ?? []).map((mark) => ({ ...mark, stop: false })),
  ]
    .filter((mark) => inOrder(mark, since) > 0)
    .sort(inOrder)
  const pauses: { from: Day; to?: Day }[] = []
  for (const mark of marks) {
    const open = pauses.at(-1)
    if (mark.stop && (!open || open.to)) pauses.push({ from: mark.on })
    // The day on which the cause ends counts again; a pause opened and closed on one day takes nothing out.
    else if (!mark.stop && open && !open.to) open.to = addDays(mark.on, -1)
  }
  return pauses.filter(({ from, to }) => !to || to >= from)
}
const reckoned = (term: Term, scope: Scope, anchor: Anchor, { parameters }: Times) => {
  if (term.limit.is !== 'rule') return { count: 0, unit: 'calendar days' as const, rolls: false, edition: undefined }
  const { rule } = term.limit
  const number = reckon(rule, anchor.on, parameters)
  if (!number) return undefined
  const extensions = term.extended
    ? (traceOf(scope, term.extended.by)?.days ?? []).filter((mark) => inOrder(mark, anchor.set) > 0).length
    : 0
  return {
    count: number.count + extensions * (term.extended?.count ?? 0),
    unit: number.unit,
    rolls: rule.rolls,
    edition: rule.editions.findLast((edition) => edition.since <= anchor.on)?.since,
  }
}

const mayCome = ({ structure, own }: Scope, name: string): boolean => {
  const from = structure.acts[name]?.from
  return !own || from === undefined || typeof from === 'symbol' || from.includes(own.state)
}

/** The term as it stands for this case or part; nothing where it does not run or binds nobody. */
export const clockOf = (name: string, term: Term, scope: Scope, times: Times): Clock | undefined => {
  if (term.when && !holds(term.when, scope, times)) return undefined
  if (term.unless && traceOf(scope, term.unless)) return undefined
  const anchor = anchorOf(term, scope)
  const number = anchor && reckoned(term, scope, anchor, times)
  if (!anchor || !number) return undefined
  const day = dueOf(term, scope, anchor, number, times)
  const met = term.until.flatMap((act) => traceOf(scope, act)?.days.find(anchor.meets)?.on ?? []).sort()[0]
  return {
    term: name,
    side: term.side,
    started: anchor.on,
    due: day?.due,
    nominal: day?.nominal,
    provisional: day?.provisional ?? false,
    unverified: term.limit.is === 'rule' && term.limit.rule.status === 'unverified',
    calendar: times.calendar.version,
    metOn: met,
    possible: term.until.some((act) => mayCome(scope, act)),
    until: term.until,
    article: term.article,
    edition: number.edition,
  }
}
const dueOf = (
  term: Term,
  scope: Scope,
  anchor: Anchor,
  { unit, ...number }: NonNullable<ReturnType<typeof reckoned>>,
  { calendar }: Times,
): Due | undefined => {
  const at = (day: Day): Due => ({ nominal: day, due: day, provisional: false, calendar: calendar.version })
  if (term.limit.is !== 'rule') return at(anchor.on)
  if (term.limit.back) {
    if (unit === 'hours') return at(dayOf(dueMoment(anchor.at, -number.count)))
    const last = latestBefore(calendar, anchor.on, { count: number.count, unit }, 'loose')
    return { ...at(last), provisional: !calendar.knowsAll(dayNumber(last), dayNumber(anchor.on)) }
  }
  // Hours run through nights and days off; what ends at midnight ends on the day before.
  if (unit === 'hours') return at(dayOf(dueMoment(anchor.at, number.count - 1 / 3600)))
  return dueDay(calendar, anchor.on, { unit, ...number }, pausesOf(term, scope, anchor.set))
}

/** Every clock that runs or has run in this case or part. */
export const clocksOf = (scope: Scope, times: Times): Clock[] =>
  Object.entries(scope.structure.terms).flatMap(([name, term]) => clockOf(name, term, scope, times) ?? [])

/** Why this date: start, each excluded day by name, each pause, the calendar's version. */
export const explainClock = (name: string, scope: Scope, times: Times) => {
  const term = scope.structure.terms[name]
  const anchor = term && anchorOf(term, scope)
  const number = anchor && reckoned(term, scope, anchor, times)
  if (!term || !anchor || !number) return undefined
  const { unit, ...rest } = number
  if (unit === 'hours' || (term.limit.is === 'rule' && term.limit.back)) return undefined
  return explain(times.calendar, anchor.on, { unit, ...rest }, pausesOf(term, scope, anchor.set))
}

/** Day fields and acts that anchor, pause or extend a term: what the fold must remember in detail. */
export const timed = (
  structures: readonly Structure[],
): { readonly fields: ReadonlySet<string>; readonly acts: ReadonlySet<string> } => {
  const terms = structures.flatMap((structure) => Object.values(structure.terms))
  return {
    fields: new Set(
      terms.flatMap(({ limit }) =>
        limit.is === 'rule' ? [limit.after] : limit.is === 'day' ? [limit.field] : [limit.year],
      ),
    ),
    acts: new Set(
      terms.flatMap((term) => [...(term.paused ?? []), ...(term.extended ? [term.extended.by] : []), ...term.until]),
    ),
  }
}
/** Green, yellow from three working days before (or on) its day, red after it. */
export const lightOf = (
  clock: Pick<Clock, 'due' | 'metOn'>,
  today: Day,
  calendar: Calendar,
): 'green' | 'yellow' | 'red' | 'paused' | 'done' | 'late' => {
  const { due, metOn } = clock
  if (metOn) return due && metOn > due ? 'late' : 'done'
  if (!due) return 'paused'
  if (today > due) return 'red'
  const near = due.slice(0, 4) > String(yearOf(today) + 1) ? Infinity : workdaysBetween(calendar, today, due)
  return near <= 3 ? 'yellow' : 'green'
}
