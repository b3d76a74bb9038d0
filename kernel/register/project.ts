/** project: what an event made, as rows. The live command writes the rows of one step; a rebuild those of the whole case. */
import { unitsIn, type Fields, type Values } from '../fields/index.ts'
import { noPart, type Statement } from '../ledger/index.ts'
import {
  asksOf,
  clocksOf,
  isBuiltIn,
  partiesOf,
  scopeOf,
  structureOf,
  type Clock,
  type Folded,
  type Procedure,
  type Structure,
  type Times,
  type View,
  type Whole,
  type WholeStep,
} from '../procedure/index.ts'
import { quoted, registerFor, type Table } from './tables.ts'
import { searchable, sortKey, titleOf } from './words.ts'

export type Row = Record<string, unknown>
const picked = (fields: Fields, values: Values): Row =>
  Object.fromEntries(Object.keys(fields).flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]])))

/** The units a row counts for: those its fields name, else the unit that opened it. */
export const unitsOf = (structure: Structure, folded: Folded): string[] => {
  const named = unitsIn(structure.record, folded.fields)
  return named.length ? [...new Set(named)] : [folded.unit]
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
      _units: unitsOf(structure, folded),
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
      _units: unitsOf(structure, after),
      _parties: visibleTo(procedure, structure, after, whole),
      _breached: breached,
      _batch: event.batch ?? null,
      ...picked(asksOf(structure, structure.acts[event.act]!), event.body),
    }
  },
  spanRow: (folded: Folded, whole: Folded, version: number, since: string, state: string, until: string | null = null): Row => ({
    _tenant: tenant,
    _id: folded.id,
    _case: whole.id,
    _version: version,
    _state: state,
    _since: since,
    _until: until,
  }),
  clocks: (folded: Folded, view: View): Clock[] =>
    clocksOf(scopeOf(procedure, view, folded.kind ? { kind: folded.kind, id: folded.id } : undefined, folded.latest, {}, []), times),
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
      units: unitsOf(structure, folded),
      parties: visibleTo(procedure, structure, folded, whole),
      title: titleOf(structure.record, folded.fields),
      closed: folded.ended !== undefined,
    }
  },
})

const insert = (table: Table, put: (value: unknown) => string, row: Row): string =>
  `INSERT INTO ${table.name} SELECT * FROM jsonb_populate_record(NULL::${table.name}, ${put(JSON.stringify(row))}::jsonb)`
const conflicts = new WeakMap<Table, string>()
const onConflict = (table: Table): string => {
  let text = conflicts.get(table)
  if (!text) {
    const rest = Object.keys(table.columns).filter((column) => !table.key.includes(column))
    text = `ON CONFLICT (${table.key.join(', ')}) DO UPDATE SET ${rest.map((column) => `${quoted(column)} = EXCLUDED.${quoted(column)}`).join(', ')}`
    conflicts.set(table, text)
  }
  return text
}
const termColumns = 'started due nominal provisional unverified calendar met_on side until law article units parties title closed'.split(' ')
const termConflict = `ON CONFLICT (tenant, stream, part, term) DO UPDATE SET ${termColumns.map((column) => `${column} = EXCLUDED.${column}`).join(', ')}`
const viewWith = (view: View, folded: Folded | undefined, whole: Folded): View => ({
  ...view,
  whole,
  part: (id) => (folded?.kind && id.id === folded.id ? folded : view.part(id)),
})

/** Adds to a command's statement the rows of one step: the act, the case or part it moved, the case around it, the parts it raised. */
export const projectStep = (statement: Statement, procedure: Procedure, step: WholeStep, view: View, tenant: string, times: Times): void => {
  const { event, before, after, whole, raised } = step
  const write = writer(procedure, tenant, times)
  const put1 = (folded: Folded, earlier: Folded | undefined): void => {
    const { structure, cases, was } = registerFor(procedure, folded.kind)
    statement.add((put) => `${insert(cases, put, write.caseRow(folded, whole))} ${onConflict(cases)}`)
    if (!earlier || earlier.state !== folded.state) {
      if (earlier) {
        statement.add(
          (put) => `UPDATE ${was.name} SET _until = ${put(event.on)} WHERE _tenant = ${put(tenant)} AND _id = ${put(folded.id)} AND _until IS NULL`,
        )
      }
      statement.add((put) => insert(was, put, write.spanRow(folded, whole, event.version, event.on, folded.state)))
    }
    if (Object.keys(structure.terms).length) {
      const clocks = write.clocks(folded, viewWith(view, folded, whole))
      const earlierClocks = earlier ? write.clocks(earlier, viewWith(view, earlier, view.whole ?? whole)) : []
      if (folded.ended || JSON.stringify(clocks) !== JSON.stringify(earlierClocks)) {
        const kept = new Set(clocks.map((clock) => clock.term))
        if (earlierClocks.some((clock) => !kept.has(clock.term))) {
          statement.add(
            (put) =>
              `DELETE FROM ledger.term WHERE tenant = ${put(tenant)} AND stream = ${put(whole.id)} AND part = ${put(folded.kind ? folded.id : noPart)} AND term <> ALL(${put([...kept])}::text[])`,
          )
        }
        if (clocks.length) {
          const rows = JSON.stringify(clocks.map((clock) => write.termRow(folded, whole, clock)))
          statement.add((put) => `INSERT INTO ledger.term SELECT * FROM jsonb_populate_recordset(NULL::ledger.term, ${put(rows)}::jsonb) ${termConflict}`)
        }
      }
    }
    const words = searchable(structure.record, folded.fields)
    if (words.length && (!earlier || words.join() !== searchable(structure.record, earlier.fields).join())) {
      statement.call(
        (put) =>
          `ledger.search_put(${put(tenant)}::uuid, ${put(procedure.id)}::text, ${put(whole.id)}::uuid, ${put(folded.kind ? folded.id : noPart)}::uuid, ${put(words)}::text[])`,
      )
    }
  }
  if (!isBuiltIn(event.act)) {
    const table = registerFor(procedure, event.part?.kind).did[event.act]!
    statement.add((put) => insert(table, put, write.actRow(step)))
  }
  put1(after, before)
  if (event.part) {
    // The case around a part moves on only in its version and in who may see it.
    const { cases } = registerFor(procedure, undefined)
    const row = write.caseRow(whole, whole)
    statement.add(
      (put) =>
        `UPDATE ${cases.name} SET _version = ${put(row._version)}, _latest = ${put(row._latest)}, _parties = ${put(row._parties)}, _folded = ${put(JSON.stringify(whole))} WHERE _tenant = ${put(tenant)} AND _id = ${put(whole.id)}`,
    )
  }
  for (const part of raised) put1(part, undefined)
}

/** All rows of one or many cases, per table: what a rebuild, a correction and a batch write. */
export interface CaseRows {
  readonly tables: ReadonlyMap<Table, Row[]>
  readonly terms: Row[]
  readonly search: { s: string; p: string; w: string[] }[]
}
export const noRows = (): CaseRows => ({ tables: new Map(), terms: [], search: [] })

/** Adds the rows of a case, from its whole history. */
export const collect = (into: CaseRows, procedure: Procedure, { whole, parts, steps }: Whole, tenant: string, times: Times): void => {
  if (!whole) return
  const write = writer(procedure, tenant, times)
  const add = (table: Table, row: Row): void => {
    const rows = into.tables.get(table)
    if (rows) rows.push(row)
    else (into.tables as Map<Table, Row[]>).set(table, [row])
  }
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
    if (!isBuiltIn(event.act)) add(registerFor(procedure, event.part?.kind).did[event.act]!, write.actRow(step))
    enter(after, step.whole, step)
    if (after.kind) lastWhole.set(after.id, step.whole)
    for (const part of step.raised) {
      enter(part, step.whole, step)
      lastWhole.set(part.id, step.whole)
    }
  }
  const view: View = { whole, part: ({ id }) => parts.get(id), partsOf: (kind) => [...parts.values()].filter((part) => part.kind === kind) }
  for (const folded of [whole, ...parts.values()]) {
    const { structure, cases, was } = registerFor(procedure, folded.kind)
    const at = lastWhole.get(folded.id) ?? whole
    add(cases, write.caseRow(folded, at))
    const of = spans.get(folded.id) ?? []
    const last = of.at(-1)
    if (last && folded.ended && !structure.ends.includes(folded.state)) last._until ??= folded.ended
    for (const span of of) add(was, span)
    for (const clock of write.clocks(folded, view)) into.terms.push(write.termRow(folded, at, clock))
    const words = searchable(structure.record, folded.fields)
    if (words.length) into.search.push({ s: whole.id, p: folded.kind ? folded.id : noPart, w: words })
  }
}
