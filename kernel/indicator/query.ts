/** From a row set to SQL. Every figure is computed from its own drill-down query, so count and list cannot differ. */
import type { Fields } from '../fields/index.ts'
import { structureOf, type Procedure } from '../procedure/index.ts'
import { quoted, registerFor } from '../register/index.ts'
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
  readonly from: string
  readonly where: string[]
  readonly column: (path: string) => string
  readonly id: string
  readonly caseId: string
  readonly version: string
  readonly on: string
  readonly units: string
  readonly parties: string
}

const inPath = (alias: string, path: string): string => {
  const [name, ...deeper] = path.split('.')
  const column = `${alias}.${quoted(name!)}`
  return deeper.length ? `(${column}->>'${deeper.join('.').replaceAll("'", '')}')` : column
}
const relation = (
  procedures: Procedures,
  source: Source,
  { tenant, period, units }: Question,
  values: Values,
): Relation => {
  const procedure = procedures.get(source.mechanism)
  if (!procedure) throw new Error(`no mechanism ${source.mechanism}`)
  const register = registerFor(procedure, source.part)
  const cases = registerFor(procedure, undefined).cases.name
  const t = values.put(tenant, '::uuid')
  const to = values.put(period.to, '::date')
  // A stock has no first day: a value that no text mentions has no type.
  const from = source.set === 'was' ? '' : values.put(period.from, '::date')
  /** Joins that a path asks for: `its` is the row's own case or part, `case` the case around a part. */
  const paths =
    (own: string): ((path: string) => string) =>
    (path) =>
      path.startsWith('its.')
        ? inPath('r', path.slice(4))
        : path.startsWith('case.')
          ? inPath(source.part ? 'c' : 'r', path.slice(5))
          : inPath(own, path)
  const around = source.part ? ` JOIN ${cases} c ON c._tenant = r._tenant AND c._id = r._case` : ''
  const byUnit = (column: string): string[] => (units ? [`${column} && ${values.put(units, '::text[]')}`] : [])
  const rest = (own: string) => ({
    caseId: `${own}._case`,
    units: `${own === 'd' ? 'd' : 'r'}._units`,
    parties: `${own === 'd' ? 'd' : 'r'}._parties`,
  })
  switch (source.set) {
    case 'did': {
      const shared = sharedColumns(procedure, source)
      const one = (act: string): string => {
        const { name } = register.did[act]!
        return source.names.length === 1
          ? name
          : `SELECT ${[...system, ...shared].map(quoted).join(', ')} FROM ${name} WHERE _tenant = ${t}`
      }
      const table = source.names.length === 1 ? one(source.names[0]!) : `(${source.names.map(one).join(' UNION ALL ')})`
      return {
        from: `${table} d JOIN ${register.cases.name} r ON r._tenant = d._tenant AND r._id = d._id${around}`,
        where: [`d._tenant = ${t}`, `d._on BETWEEN ${from} AND ${to}`, ...byUnit('d._units')],
        column: paths('d'),
        id: 'd._id',
        version: 'd._version',
        on: 'd._on',
        ...rest('d'),
      }
    }
    case 'cases': {
      const stateThen = `(SELECT w._state FROM ${register.was.name} w WHERE w._tenant = r._tenant AND w._id = r._id AND w._since <= ${to} ORDER BY w._version DESC LIMIT 1)`
      const plain = paths('r')
      return {
        from: `${register.cases.name} r${around}`,
        where: [
          `r._tenant = ${t}`,
          source.year
            ? `${plain(source.year)} BETWEEN extract(year FROM ${from}) AND extract(year FROM ${to})`
            : `r._opened BETWEEN ${from} AND ${to}`,
          ...byUnit('r._units'),
        ],
        // The state on the last day of the period, not the state of today; what counts for a year may begin after it.
        column: (path) => (path === '_state' && !source.year ? stateThen : plain(path)),
        id: 'r._id',
        version: '0::int',
        on: 'r._opened',
        ...rest('r'),
      }
    }
    case 'was': {
      const plain = paths('r')
      return {
        from: `${register.was.name} w JOIN ${register.cases.name} r ON r._tenant = w._tenant AND r._id = w._id${around}`,
        where: [
          `w._tenant = ${t}`,
          `w._state = ANY(${values.put(source.names, '::text[]')})`,
          `w._since <= ${to}`,
          `(w._until IS NULL OR w._until > ${to})`,
          ...byUnit('r._units'),
        ],
        column: (path) => (path === '_since' || path === '_until' ? `w.${path}` : plain(path)),
        id: 'r._id',
        version: 'w._version',
        on: 'w._since',
        ...rest('r'),
      }
    }
    case 'due': {
      const plain = paths('r')
      const own: Readonly<Record<string, string>> = {
        _due: 'd.due',
        _metOn: 'd.met_on',
        _late: `(coalesce(d.met_on, ${to} + 1) > d.due)`,
      }
      return {
        from: `ledger.term d JOIN ${register.cases.name} r ON r._tenant = d.tenant AND r._id = ${source.part ? 'd.part' : 'd.stream'}${around}`,
        where: [
          `d.tenant = ${t}`,
          `d.mechanism = ${values.put(source.mechanism)}`,
          `d.kind IS NOT DISTINCT FROM ${values.put(source.part ?? null, '::text')}`,
          `d.term = ANY(${values.put(source.names, '::text[]')})`,
          `d.due BETWEEN ${from} AND ${to}`,
          ...byUnit('d.units'),
        ],
        column: (path) => own[path] ?? plain(path),
        id: 'r._id',
        version: '0::int',
        on: 'd.due',
        caseId: 'd.stream',
        units: 'd.units',
        parties: 'd.parties',
      }
    }
    case 'owed': {
      const rule = procedure.owes[source.names[0]!]!
      const did = (act: string) => register.did[act]!.name
      const once = rule.once ? inPath('g', rule.once) : 'g._id'
      const sameOnce = (alias: string) =>
        rule.once
          ? `${inPath(alias, rule.once)} IS NOT DISTINCT FROM ${inPath('r', rule.once)}`
          : `${alias}._id = r._id`
      // One row per case and value of `once`: the first that arose, unless an act excused it.
      const arisen = `SELECT DISTINCT ON (a._case, ${once}) a.*, ${once} AS _once FROM ${did(rule.arises)} a JOIN ${register.cases.name} g ON g._tenant = a._tenant AND g._id = a._id
        WHERE a._tenant = ${t} AND a._on <= ${to} AND NOT EXISTS (${rule.excused.map((act) => `SELECT 1 FROM ${did(act)} x WHERE x._tenant = a._tenant AND x._id = a._id`).join(' UNION ALL ')})
        ORDER BY a._case, ${once}, a._on, a._version`
      const met = `EXISTS (SELECT 1 FROM ${did(rule.met)} m JOIN ${register.cases.name} g ON g._tenant = m._tenant AND g._id = m._id WHERE m._tenant = d._tenant AND m._case = d._case AND m._on <= ${to} AND ${sameOnce('g')})`
      const plain = paths('r')
      return {
        from: `(${arisen}) d JOIN ${register.cases.name} r ON r._tenant = d._tenant AND r._id = d._id${around}`,
        where: [`d._on BETWEEN ${from} AND ${to}`, ...byUnit('d._units')],
        column: (path) => (path === '_met' ? met : path === '_on' ? 'd._on' : plain(path)),
        id: 'd._id',
        version: 'd._version',
        on: 'd._on',
        ...rest('d'),
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
  // Coverage looks at the whole district, whoever's rows the figure counts.
  const other = relation(procedures, test.among, { tenant: question.tenant, period: question.period }, values)
  const value = other.column(test.of)
  const list = isList(procedures, test.among, test.of)
  const where = [...other.where, ...conditionsOf(procedures, test.among, other, question, values)].join(' AND ')
  return `${column} IN (SELECT ${list ? `unnest(${value})` : value} FROM ${other.from} WHERE ${where})`
}
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
  ...source.except.map(({ that }) => `NOT coalesce(${condition(procedures, that, at, question, values)}, false)`),
]

/** A row set as SQL: `select` adds what a caller needs; the WHERE is always the whole definition. */
export interface Query {
  readonly from: string
  readonly where: string
  readonly values: Values
  readonly at: Relation
  readonly test: (test: Condition) => string
}
export const queryOf = (procedures: Procedures, source: Source, question: Question, values = new Values()): Query => {
  const at = relation(procedures, source, question, values)
  const where = [...at.where, ...conditionsOf(procedures, source, at, question, values)].join(' AND ')
  return { from: at.from, where, values, at, test: (test) => condition(procedures, test, at, question, values) }
}
