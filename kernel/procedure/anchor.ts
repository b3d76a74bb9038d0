/** From which day a term counts, and what of the time since then is its own. */
import { addDays, type Day, type Moment, type Pause } from '../time/index.ts'
import { inOrder, type Folded, type Mark } from './event.ts'
import { traceOf, type Scope } from './judge.ts'
import type { Term } from './term.ts'

export interface Anchor {
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

export const anchorOf = (term: Term, scope: Scope): Anchor | undefined => {
  const { limit } = term
  if (limit.is === 'date') {
    const [year, holder] = fieldOf(scope, limit.year)
    if (typeof year !== 'number' || !holder) return undefined
    const date = `${year + limit.plus}-${String(limit.month).padStart(2, '0')}-${String(limit.day).padStart(2, '0')}`
    return { on: date, at: endOf(date), ...from(holder.set[limit.year]) }
  }
  if (limit.is === 'day') return anchorAt(limit.field, scope)
  const anchors = limit.after.flatMap((name) => anchorAt(name, scope) ?? [])
  anchors.sort((a, b) => (a.on === b.on ? inOrder(a.set, b.set) : a.on < b.on ? -1 : 1))
  return limit.first ? anchors[0] : anchors.at(-1)
}
export const anchorBy = (act: Mark): Anchor => ({
  on: act.on,
  at: endOf(act.on),
  set: act,
  meets: (mark) => inOrder(mark, act) > 0,
})
const anchorAt = (name: string, scope: Scope): Anchor | undefined => {
  const trace = traceOf(scope, name)
  if (trace) return anchorBy(trace)
  const [day, holder] = fieldOf(scope, name)
  if (typeof day !== 'string') return undefined
  const on = day.slice(0, 10)
  return { on, at: day.length > 10 ? day : endOf(on), ...from(holder?.set[name]) }
}
/** Of a run that has been followed by another: what happened after that is not its own. */
export const within = (mark: Mark, since: Mark, next: Mark | undefined): boolean =>
  inOrder(mark, since) > 0 && (!next || inOrder(mark, next) <= 0)
export const pausesOf = (term: Term, scope: Scope, since: Mark, next?: Mark): Pause[] => {
  if (!term.paused) return []
  const [stop, go] = term.paused
  const marks = [
    ...(traceOf(scope, stop)?.days ?? []).map((mark) => ({ ...mark, stop: true })),
    ...(traceOf(scope, go)?.days ?? []).map((mark) => ({ ...mark, stop: false })),
  ]
    .filter((mark) => within(mark, since, next))
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
