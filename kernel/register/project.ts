/** project: what an event made, as rows. The live command writes the rows of one step; a rebuild those of the whole case. */
import { unitsIn, type Fields, type Values } from '../fields/index.ts'
import { noPart } from '../ledger/index.ts'
import {
  asksOf,
  clocksOf,
  isBuiltIn,
  partiesOf,
  scopeOf,
  structureOf,
  viewOf,
  type Clock,
  type Folded,
  type Procedure,
  type Structure,
  type Times,
  type View,
  type Whole,
  type WholeStep,
} from '../procedure/index.ts'
import type { Changes, Row } from './changes.ts'
import { registerFor } from './tables.ts'
import { searchable, sortKey, titleOf } from './words.ts'

const picked = (fields: Fields, values: Values): Row =>
  Object.fromEntries(Object.keys(fields).flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]])))

/** The units a row counts for: those its fields name, for a part else those its case names, else the unit that opened it. */
export const unitsOf = (procedure: Procedure, folded: Folded, whole: Folded): string[] => {
  const named = unitsIn(structureOf(procedure, folded.kind)!.record, folded.fields)
  if (named.length) return [...new Set(named)]
  return folded.kind ? unitsOf(procedure, whole, whole) : [folded.unit]
}
/** Units that may see a row besides its own: of a case, those of its parts; of a part, its case's, unless it names units itself. */
const guestsOf = (procedure: Procedure, folded: Folded, whole: Folded): readonly string[] => {
  if (!folded.kind) return whole.guests ?? []
  const named = unitsIn(structureOf(procedure, folded.kind)!.record, folded.fields)
  return named.length ? [whole.unit] : [...partiesOf(procedure, whole), ...(whole.guests ?? [])]
}
const visibleTo = (procedure: Procedure, structure: Structure, folded: Folded, whole: Folded): string[] => [
  ...new Set([folded.unit, ...partiesOf(structure, folded), ...guestsOf(procedure, folded, whole)]),
]

/** Writes the rows of one case: `whole` is the case around, as it stood when the row was last touched. */
const writer = (procedure: Procedure, tenant: string, times: Times) => ({
  caseRow: (folded: Folded, whole: Folded): Row => {
    const structure = structureOf(procedure, folded.kind)!
    const title = titleOf(structure.record, folded.fields)
    return {
      _tenant: tenant,
      _id: folded.id,
      _case: whole.id,
      _version: folded.version,
      _state: folded.state,
      _opened: folded.opened,
      _ended: folded.ended ?? null,
      _latest: folded.latest,
      _round: folded.round,
      _units: unitsOf(procedure, folded, whole),
      _parties: visibleTo(procedure, structure, folded, whole),
      _breaches: folded.breaches.length,
      _title: title,
      _sort: sortKey(title),
      _folded: folded,
      ...picked(structure.record, folded.fields),
    }
  },
  actRow: ({ event, after, whole, breached }: WholeStep): Row => {
    const structure = structureOf(procedure, event.part?.kind)!
    return {
      _tenant: tenant,
      _case: event.stream,
      _id: after.id,
      _version: event.version,
      _on: event.on,
      _recorded: event.recorded,
      _actor: event.actor,
      _unit: event.unit,
      _units: unitsOf(procedure, after, whole),
      _parties: visibleTo(procedure, structure, after, whole),
      _breached: breached,
      _batch: event.batch ?? null,
      ...picked(asksOf(structure, structure.acts[event.act]!), event.body),
    }
  },
  spanRow: (
    folded: Folded,
    whole: Folded,
    version: number,
    since: string,
    state: string,
    until: string | null = null,
  ): Row => ({
    _tenant: tenant,
    _id: folded.id,
    _case: whole.id,
    _version: version,
    _state: state,
    _since: since,
    _until: until,
  }),
  clocks: (folded: Folded, view: View): Clock[] =>
    clocksOf(
      scopeOf(procedure, view, folded.kind ? { kind: folded.kind, id: folded.id } : undefined, folded.latest, {}, []),
      times,
    ),
  termRow: (folded: Folded, whole: Folded, clock: Clock): Row => {
    const structure = structureOf(procedure, folded.kind)!
    return {
      tenant,
      stream: whole.id,
      part: folded.kind ? folded.id : noPart,
      term: clock.term,
      mechanism: procedure.id,
      kind: folded.kind ?? null,
      side: clock.side,
      started: clock.started,
      due: clock.due ?? null,
      nominal: clock.nominal ?? null,
      provisional: clock.provisional,
      unverified: clock.unverified,
      calendar: clock.calendar,
      met_on: clock.metOn ?? null,
      until: clock.until,
      law: clock.article?.law ?? null,
      article: clock.article ? String(clock.article.no) : null,
      units: unitsOf(procedure, folded, whole),
      parties: visibleTo(procedure, structure, folded, whole),
      title: titleOf(structure.record, folded.fields),
      closed: folded.ended !== undefined || !clock.possible,
      ran: clock.ran.length ? clock.ran.map(({ due, metOn }) => ({ due, met_on: metOn })) : null,
    }
  },
})

const viewWith = (view: View, folded: Folded | undefined, whole: Folded): View => ({
  ...view,
  whole,
  part: (id) => (folded?.kind && id.id === folded.id ? folded : view.part(id)),
})

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Adds the rows of one live step: the act, the case or part it moved, the case around it, the parts it raised. */
export const projectStep = (
  into: Changes,
  procedure: Procedure,
  step: WholeStep,
  view: View,
  tenant: string,
  times: Times,
): void => {
  const { event, before, after, whole, raised } = step
  const write = writer(procedure, tenant, times)
  const place = (folded: Folded, earlier: Folded | undefined): void => {
    const { structure, cases, was } = registerFor(procedure, folded.kind)
    const row = write.caseRow(folded, whole)
    if (earlier) into.case(cases, row)
    else into.add(cases, row)
    if (earlier?.state !== folded.state) {
      if (earlier) into.close(was, folded.id, event.on)
      into.add(was, write.spanRow(folded, whole, event.version, event.on, folded.state))
    }
    if (Object.keys(structure.terms).length) {
      const clocks = write.clocks(folded, viewWith(view, folded, whole))
      const earlierClocks = earlier ? write.clocks(earlier, viewWith(view, earlier, view.whole ?? whole)) : []
      const kept = new Set(clocks.map((clock) => clock.term))
      const part = folded.kind ? folded.id : noPart
      for (const { term } of earlierClocks)
        if (!kept.has(term)) into.droppedTerms.push({ stream: whole.id, part, term })
      if (folded.ended || !same(clocks, earlierClocks))
        (earlier ? into.terms : into.newTerms).push(...clocks.map((clock) => write.termRow(folded, whole, clock)))
    }
    if (searchable(structure.record, folded.fields) !== (earlier ? searchable(structure.record, earlier.fields) : ''))
      into.reread(procedure.id, whole.id)
  }
  if (!isBuiltIn(event.act)) into.add(registerFor(procedure, event.part?.kind).did[event.act]!, write.actRow(step))
  place(after, before)
  // The case around a part moves on in its version and in who may see it.
  if (event.part) {
    into.case(registerFor(procedure, undefined).cases, write.caseRow(whole, whole))
    if (!same(whole.guests, view.whole?.guests))
      into.terms.push(
        ...write.clocks(whole, viewWith(view, undefined, whole)).map((clock) => write.termRow(whole, whole, clock)),
      )
  }
  for (const part of raised) place(part, undefined)
}

/** Adds all rows of a case, from its whole history: what a rebuild, a correction and a batch write. */
export const projectCase = (
  into: Changes,
  procedure: Procedure,
  { whole, parts, steps }: Whole,
  tenant: string,
  times: Times,
): void => {
  if (!whole) return
  const write = writer(procedure, tenant, times)
  // How the case stood when a case or part was last touched: what the live path wrote.
  const lastWhole = new Map<string, Folded>([[whole.id, whole]])
  const spans = new Map<string, Row[]>()
  const enter = (folded: Folded, at: Folded, { event }: WholeStep): void => {
    const of = spans.get(folded.id) ?? []
    const open = of.at(-1)
    if (open?._state === folded.state) return
    if (open) open._until = event.on
    of.push(write.spanRow(folded, at, event.version, event.on, folded.state))
    spans.set(folded.id, of)
  }
  for (const step of steps) {
    const { event, after } = step
    if (!isBuiltIn(event.act)) into.add(registerFor(procedure, event.part?.kind).did[event.act]!, write.actRow(step))
    enter(after, step.whole, step)
    if (after.kind) lastWhole.set(after.id, step.whole)
    for (const part of step.raised) {
      enter(part, step.whole, step)
      lastWhole.set(part.id, step.whole)
    }
  }
  const view = viewOf({ whole, parts })
  for (const folded of [whole, ...parts.values()]) {
    const { structure, cases, was } = registerFor(procedure, folded.kind)
    const at = lastWhole.get(folded.id) ?? whole
    into.case(cases, write.caseRow(folded, at))
    const of = spans.get(folded.id) ?? []
    const last = of.at(-1)
    if (last && folded.ended && !structure.ends.includes(folded.state)) last._until ??= folded.ended
    for (const span of of) into.add(was, span)
    for (const clock of write.clocks(folded, view)) into.terms.push(write.termRow(folded, at, clock))
    if (searchable(structure.record, folded.fields)) into.reread(procedure.id, whole.id)
  }
}
