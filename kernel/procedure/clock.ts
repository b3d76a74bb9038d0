/** The clocks of a case: each term as it stands, and why its day is that day. */
import { reckon, type Article, type Parameters } from '../law/index.ts'
import {
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
} from '../time/index.ts'
import { anchorBy, anchorOf, pausesOf, within, type Anchor } from './anchor.ts'
import { inOrder, type Mark } from './event.ts'
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
  /**
   * Its earlier runs, oldest first, each from one anchor to the next: met, or overdue when the next began. A run that was
   * begun anew before it fell due was owed no longer. Known of anchors that are acts, under the condition as it holds now.
   */
  readonly ran: readonly Run[]
  /** Whether an act that it waits for can come from the present state: nobody owes what cannot be done. */
  readonly possible: boolean
  readonly until: readonly string[]
  readonly article: Article | undefined
  readonly edition: Day | undefined
}
/** One run of a term that has been followed by another. */
export interface Run {
  readonly due: Day
  readonly metOn: Day | undefined
}
const reckoned = (term: Term, scope: Scope, anchor: Anchor, { parameters }: Times, next?: Mark) => {
  if (term.limit.is !== 'rule') return { count: 0, unit: 'calendar days' as const, rolls: false, edition: undefined }
  const { rule } = term.limit
  const number = reckon(rule, anchor.on, parameters)
  if (!number) return undefined
  const extensions = term.extended
    ? (traceOf(scope, term.extended.by)?.days ?? []).filter((mark) => within(mark, anchor.set, next)).length
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
    ran: runsOf(term, scope, times),
    possible: term.until.some((act) => mayCome(scope, act)),
    until: term.until,
    article: term.article,
    edition: number.edition,
  }
}
const runsOf = (term: Term, scope: Scope, times: Times): Run[] => {
  if (term.limit.is !== 'rule' || term.limit.first) return []
  const marks = term.limit.after.flatMap((name) => traceOf(scope, name)?.days ?? []).sort(inOrder)
  return marks.slice(0, -1).flatMap((mark, n): Run[] => {
    const [anchor, next] = [anchorBy(mark), marks[n + 1]!]
    const number = reckoned(term, scope, anchor, times, next)
    const due = number && dueOf(term, scope, anchor, number, times, next)?.due
    const done = term.until.flatMap((act) => traceOf(scope, act)?.days ?? []).sort(inOrder)
    const metOn = done.find((one) => within(one, mark, next))?.on
    return due && (metOn || due < next.on) ? [{ due, metOn }] : []
  })
}
const dueOf = (
  term: Term,
  scope: Scope,
  anchor: Anchor,
  { unit, ...number }: NonNullable<ReturnType<typeof reckoned>>,
  { calendar }: Times,
  next?: Mark,
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
  return dueDay(calendar, anchor.on, { unit, ...number }, pausesOf(term, scope, anchor.set, next))
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

/** Day fields and acts that anchor, pause, extend or end a term: what the fold must remember in detail. */
export const timed = (
  structures: readonly Structure[],
): { readonly fields: ReadonlySet<string>; readonly acts: ReadonlySet<string> } => {
  const terms = structures.flatMap((structure) => Object.values(structure.terms))
  return {
    fields: new Set(
      terms.flatMap(({ limit }) =>
        limit.is === 'rule' ? limit.after : limit.is === 'day' ? [limit.field] : [limit.year],
      ),
    ),
    acts: new Set(
      terms.flatMap((term) => [
        ...(term.limit.is === 'rule' ? term.limit.after : []),
        ...(term.paused ?? []),
        ...(term.extended ? [term.extended.by] : []),
        ...term.until,
      ]),
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
