/** From a row set to SQL. Every figure is computed from its own drill-down query, so count and list cannot differ. */
import type { Fields } from '../fields/index.ts'
import { structureOf, type Procedure } from '../procedure/index.ts'
import { quoted, registerFor, type Table } from '../register/index.ts'
import type { Day } from '../time/index.ts'
import type { Condition, Source } from './rows.ts'

export interface Period {
  readonly from: Day
  readonly to: Day
}
/** What a question is about: a tenant, a period, and the units that count (all of them where none are named). */
export interface Question {
  readonly tenant: string
  readonly period: Period
  readonly units?: readonly string[] | undefined
}
export type Procedures = ReadonlyMap<string, Procedure>

/** Collects the values of one statement. */
export class Values {
  readonly all: unknown[] = []
  readonly put = (value: unknown, cast = ''): string => `$${this.all.push(value)}${cast}`
}
/** One row set as a FROM … WHERE, and how its columns are reached in it. */
interface Relation {
  readonly where: string[]
  readonly column: (path: string) => string
  readonly id: string
  readonly caseId: string
  readonly version: string
  readonly on: string
  readonly units: () => string
  readonly parties: () => string
  /** A column of the case or part that the row belongs to. */
  readonly its: (path: string) => string
  /** The FROM with the joins that the columns asked for until now need. */
  readonly from: () => string
}

const inPath = (alias: string, path: string): string => {
  const [name, ...deeper] = path.split('.')
  const column = `${alias}.${quoted(name!)}`
  return deeper.length ? `(${column}->>'${deeper.join('.').replaceAll("'", '')}')` : column
}
type Path = (path: string) => string
/** A row as the FROM names it, and the columns that lead from it to its case. */
interface Row {
  readonly base: string
  readonly tenant: string
  readonly id: string
  readonly caseId: string
  /** A path that does not begin with `its.` or `case.`; `its` reaches the row's own case or part. */
  readonly own: (path: string, its: Path) => string
}
/**
 * The paths from a row: `r` is its own case or part, `c` the case around a part. Each is joined only where a column of
 * it was asked for: every row has its case, so that the join would change no count, and it costs more than all else.
 */
const pathsFrom = (row: Row, its: Table, around: Table | undefined): Pick<Relation, 'column' | 'its' | 'from'> => {
  const asked = new Set<string>()
  const of =
    (alias: string): Path =>
    (path) => {
      asked.add(alias)
      return inPath(alias, path)
    }
  const join = (alias: string, { name }: Table, id: string): string =>
    asked.has(alias) ? ` JOIN ${name} ${alias} ON ${alias}._tenant = ${row.tenant} AND ${alias}._id = ${id}` : ''
  const itself = row.base === `${its.name} r`
  const toIts: Path = itself ? (path) => inPath('r', path) : of('r')
  const toCase = around ? of('c') : toIts
  return {
    its: toIts,
    column: (path) =>
      path.startsWith('its.')
        ? toIts(path.slice(4))
        : path.startsWith('case.')
          ? toCase(path.slice(5))
          : row.own(path, toIts),
    from: () => row.base + join('r', its, row.id) + (around ? join('c', around, row.caseId) : ''),
  }
}
/** Every run of a term: the last one stands in its row, those before it beside it. */
const run = 'tenant, stream, part, mechanism, kind, term, units, parties'
const runs = `(SELECT ${run}, due, met_on FROM ledger.term UNION ALL SELECT ${run}, r.due, r.met_on FROM
  (SELECT ${run}, ran FROM ledger.term WHERE ran IS NOT NULL) t, jsonb_to_recordset(t.ran) AS r(due date, met_on date))`
const relation = (
  procedures: Procedures,
  source: Source,
  { tenant, period, units }: Question,
  values: Values,
): Relation => {
  const procedure = procedures.get(source.mechanism)
  if (!procedure) throw new Error(`no mechanism ${source.mechanism}`)
  const register = registerFor(procedure, source.part)
  const t = values.put(tenant, '::uuid')
  const to = values.put(period.to, '::date')
  // A stock has no first day: a value that no text mentions has no type.
  const from = source.set === 'was' ? '' : values.put(period.from, '::date')
  const byUnit = (column: string): string[] => (units ? [`${column} && ${values.put(units, '::text[]')}`] : [])
  const paths = (row: Row) =>
    pathsFrom(row, register.cases, source.part ? registerFor(procedure, undefined).cases : undefined)
  // Of a case itself the two are one, and it is `_case` that leads the key of an act's table.
  const idOfAct = source.part ? '_id' : '_case'
  const did = { tenant: 'd._tenant', id: `d.${idOfAct}`, caseId: 'd._case' }
  const ofAct = { ...did, version: 'd._version', on: 'd._on', units: () => 'd._units', parties: () => 'd._parties' }
  switch (source.set) {
    case 'did': {
      const shared = sharedColumns(procedure, source)
      const one = (act: string): string => {
        const { name } = register.did[act]!
        return source.names.length === 1 ? name : `SELECT ${[...system, ...shared].map(quoted).join(', ')} FROM ${name}`
      }
      const table = source.names.length === 1 ? one(source.names[0]!) : `(${source.names.map(one).join(' UNION ALL ')})`
      return {
        ...ofAct,
        ...paths({ ...did, base: `${table} d`, own: (path) => (path === '_id' ? did.id : inPath('d', path)) }),
        where: [`d._tenant = ${t}`, `d._on BETWEEN ${from} AND ${to}`, ...byUnit('d._units')],
      }
    }
    case 'cases': {
      const stateThen = `(SELECT w._state FROM ${register.was.name} w WHERE w._tenant = r._tenant AND w._id = r._id AND w._since <= ${to} ORDER BY w._version DESC LIMIT 1)`
      const reached = paths({
        base: `${register.cases.name} r`,
        tenant: 'r._tenant',
        id: 'r._id',
        caseId: 'r._case',
        // The state on the last day of the period, not the state of today; what counts for a year may begin after it.
        own: (path, its) => (path === '_state' && !source.year ? stateThen : its(path)),
      })
      return {
        ...reached,
        where: [
          `r._tenant = ${t}`,
          source.year
            ? `${reached.column(source.year)} BETWEEN extract(year FROM ${from}) AND extract(year FROM ${to})`
            : `r._opened BETWEEN ${from} AND ${to}`,
          ...byUnit('r._units'),
        ],
        id: 'r._id',
        caseId: 'r._case',
        version: '0::int',
        on: 'r._opened',
        units: () => 'r._units',
        parties: () => 'r._parties',
      }
    }
    case 'was': {
      const ofSpan = new Set(['_id', '_since', '_until'])
      const reached = paths({
        base: `${register.was.name} w`,
        tenant: 'w._tenant',
        id: 'w._id',
        caseId: 'w._case',
        own: (path, its) => (ofSpan.has(path) ? `w.${path}` : its(path)),
      })
      return {
        ...reached,
        where: [
          `w._tenant = ${t}`,
          `w._state = ANY(${values.put(source.names, '::text[]')})`,
          `w._since <= ${to}`,
          `(w._until IS NULL OR w._until > ${to})`,
          ...(units ? byUnit(reached.its('_units')) : []),
        ],
        id: 'w._id',
        caseId: 'w._case',
        version: 'w._version',
        on: 'w._since',
        units: () => reached.its('_units'),
        parties: () => reached.its('_parties'),
      }
    }
    case 'due': {
      const id = source.part ? 'd.part' : 'd.stream'
      const own: Readonly<Record<string, string>> = {
        _id: id,
        _due: 'd.due',
        _metOn: 'd.met_on',
        _late: `(coalesce(d.met_on, ${to} + 1) > d.due)`,
      }
      return {
        ...paths({
          base: `${runs} d`,
          tenant: 'd.tenant',
          id,
          caseId: 'd.stream',
          own: (path, its) => own[path] ?? its(path),
        }),
        where: [
          `d.tenant = ${t}`,
          `d.mechanism = ${values.put(source.mechanism)}`,
          source.part ? `d.kind = ${values.put(source.part)}` : 'd.kind IS NULL',
          `d.term = ANY(${values.put(source.names, '::text[]')})`,
          `d.due BETWEEN ${from} AND ${to}`,
          ...byUnit('d.units'),
        ],
        id,
        caseId: 'd.stream',
        version: '0::int',
        on: 'd.due',
        units: () => 'd.units',
        parties: () => 'd.parties',
      }
    }
    case 'owed': {
      const rule = procedure.owes[source.names[0]!]!
      const table = (act: string): string => register.did[act]!.name
      const own: Record<string, string> = { _id: did.id, _on: 'd._on' }
      const reached = paths({ ...did, base: `${table(rule.arises)} d`, own: (path, its) => own[path] ?? its(path) })
      /** Acts of the same case, and of the same value of `once` in it; none is as good as a value. */
      const same = (alias: string, act: string): string => {
        const of = `${alias}._tenant = ${t} AND ${alias}._case = d._case`
        if (!rule.once) return `${table(act)} ${alias} WHERE ${of} AND ${alias}.${idOfAct} = ${did.id}`
        const key = (column: string): string => `coalesce(${column}::text, '')`
        const itself = `JOIN ${register.cases.name} g ON g._tenant = ${alias}._tenant AND g._id = ${alias}.${idOfAct}`
        const equal = `${key(inPath('g', rule.once))} = ${key(reached.its(rule.once))}`
        return `${table(act)} ${alias} ${itself} WHERE ${of} AND ${equal}`
      }
      const unexcused = (alias: string): string[] =>
        rule.excused.map(
          (act) =>
            `NOT EXISTS (SELECT 1 FROM ${table(act)} x WHERE x._tenant = ${alias}._tenant AND x.${idOfAct} = ${alias}.${idOfAct})`,
        )
      // What opens a case happens once in it.
      const once = register.structure.acts[rule.arises]!.from === undefined && !rule.once
      const earlier = [same('e', rule.arises), '(e._on, e._version) < (d._on, d._version)', ...unexcused('e')]
      own._met = `EXISTS (SELECT 1 FROM ${same('m', rule.met)} AND m._on <= ${to})`
      return {
        ...ofAct,
        ...reached,
        // One row per case and value of `once`: the first that arose and that no act excused.
        where: [
          `d._tenant = ${t}`,
          `d._on BETWEEN ${from} AND ${to}`,
          ...unexcused('d'),
          ...(once ? [] : [`NOT EXISTS (SELECT 1 FROM ${earlier.join(' AND ')})`]),
          ...byUnit('d._units'),
        ],
      }
    }
  }
}
const system = ['_tenant', '_case', '_id', '_version', '_on', '_unit', '_units', '_parties', '_breached']
const sharedColumns = (procedure: Procedure, source: Source): string[] => {
  const register = registerFor(procedure, source.part)
  const [first, ...rest] = source.names.map((act) => register.did[act]!.columns)
  return Object.keys(first!).filter(
    (name) => !name.startsWith('_') && rest.every((columns) => columns[name] === first![name]),
  )
}

const condition = (
  procedures: Procedures,
  test: Condition,
  at: Relation,
  question: Question,
  values: Values,
): string => {
  const column = at.column(test.column)
  if ('is' in test) return `${column} = ANY(${values.put(test.is, castFor(test.is))})`
  if ('isNot' in test) return `(${column} IS NULL OR ${column} <> ALL(${values.put(test.isNot, castFor(test.isNot))}))`
  if ('has' in test) return `${values.put(test.has, '::text')} = ANY(${column})`
  if ('given' in test) return `${column} IS ${test.given ? 'NOT ' : ''}NULL`
  if ('atLeast' in test) return `${column} >= ${values.put(test.atLeast)}`
  if ('atMost' in test) return `${column} <= ${values.put(test.atMost)}`
  return `${column} IN (${valuesAmong(procedures, test, question, values)})`
}
/** The values that `among` compares with, as a SELECT of one column `value`. */
const valuesAmong = (
  procedures: Procedures,
  { among, of }: Extract<Condition, { among: Source }>,
  { tenant, period }: Question,
  values: Values,
): string => {
  // Coverage looks at the whole district, whoever's rows the figure counts.
  const question = { tenant, period }
  const other = relation(procedures, among, question, values)
  const value = other.column(of)
  const shown = isList(procedures, among, of) ? `unnest(${value})` : value
  const where = [...other.where, ...conditionsOf(procedures, among, other, question, values)].join(' AND ')
  return `SELECT ${shown} AS value FROM ${other.from()} WHERE ${where}`
}
/** That a condition does not hold, or cannot be told. */
const except = (procedures: Procedures, test: Condition, at: Relation, question: Question, values: Values): string =>
  'among' in test
    ? `NOT EXISTS (SELECT 1 FROM (${valuesAmong(procedures, test, question, values)}) o WHERE o.value = ${at.column(test.column)})`
    : `NOT coalesce(${condition(procedures, test, at, question, values)}, false)`
const castFor = (list: readonly unknown[]): string =>
  typeof list[0] === 'boolean' ? '::boolean[]' : typeof list[0] === 'number' ? '::bigint[]' : '::text[]'
const isList = (procedures: Procedures, source: Source, path: string): boolean => {
  const procedure = procedures.get(source.mechanism)!
  const structure = structureOf(procedure, source.part)!
  const name = path.replace(/^(its|case)\./, '')
  const fields: Fields = {
    ...(path.startsWith('case.') ? procedure.record : structure.record),
    ...Object.assign({}, ...source.names.map((act) => structure.acts[act]?.asks ?? {})),
  }
  return fields[name]?.kind === 'units' || fields[name]?.kind === 'choices'
}
const conditionsOf = (
  procedures: Procedures,
  source: Source,
  at: Relation,
  question: Question,
  values: Values,
): string[] => [
  ...source.where.map((test) => condition(procedures, test, at, question, values)),
  ...source.except.map(({ that }) => except(procedures, that, at, question, values)),
]

/** A row set as SQL: a caller selects what it needs; FROM and WHERE are always the whole definition. */
export interface Query {
  readonly values: Values
  readonly at: Omit<Relation, 'where' | 'from'>
  readonly test: (test: Condition) => string
  /** The statement for these columns, with what follows the WHERE; tables of which no column was named are left out. */
  readonly select: (columns: string, after?: string) => string
}
export const queryOf = (procedures: Procedures, source: Source, question: Question, values = new Values()): Query => {
  const at = relation(procedures, source, question, values)
  const where = [...at.where, ...conditionsOf(procedures, source, at, question, values)].join(' AND ')
  return {
    values,
    at,
    test: (test) => condition(procedures, test, at, question, values),
    select: (columns, after = '') => `SELECT ${columns} FROM ${at.from()} WHERE ${where}${after}`,
  }
}
