/** Registers are typed tables derived from a declaration: cases, one table per act, spans of state; the same for each part. */
import { createHash } from 'node:crypto'
import type { Fields, Kind } from '../fields/index.ts'
import { guarded } from '../ledger/index.ts'
import { asksOf, type Apart, type Once, type Procedure, type Structure } from '../procedure/index.ts'

export interface Table {
  /** With schema, quoted. */
  readonly name: string
  readonly columns: Readonly<Record<string, string>>
  readonly key: readonly string[]
  /** Columns that the index of the key holds as well: a figure that asks for no other need not read the wide rows. */
  readonly covered: readonly string[]
  readonly indexes: readonly string[]
  /** What PostgreSQL itself refuses. */
  readonly constraints: readonly string[]
}
/** The tables of one structure: of the mechanism itself, or of one of its parts. */
export interface Register {
  readonly kind: string | undefined
  readonly structure: Structure
  readonly cases: Table
  readonly was: Table
  readonly did: Readonly<Record<string, Table>>
}

const types: Readonly<Record<Kind, string>> = {
  text: 'text',
  prose: 'text',
  count: 'bigint',
  money: 'bigint',
  day: 'date',
  moment: 'timestamp',
  flag: 'boolean',
  choice: 'text',
  choices: 'text[]',
  person: 'text',
  unit: 'text',
  units: 'text[]',
  file: 'text',
  document: 'jsonb',
  subject: 'jsonb',
  link: 'text',
  serial: 'text',
  frame: 'jsonb',
  snapshot: 'text',
  fingerprint: 'text',
}
const columnsOf = (fields: Fields): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, types[field.kind]]))
export const quoted = (name: string): string => `"${name.replaceAll('"', '')}"`

/** Short ones, since an index takes no long values, and no more than 32 columns in all. */
const coverable: ReadonlySet<Kind> = new Set(['count', 'money', 'day', 'moment', 'flag', 'choice', 'choices', 'unit'])
const mostCovered = 30

/** A table's name without its schema; PostgreSQL cuts at 63 bytes, so a longer one stops the boot. */
const named = (...parts: readonly (string | undefined)[]): string => {
  const name = parts
    .filter((part) => part !== undefined)
    .join('__')
    .replaceAll('-', '_')
  if (Buffer.byteLength(name) > 60)
    throw new Error(`${parts[0]}: the table name ${name} is too long; shorten the act or part`)
  return name
}
const inRegister = (name: string): string => `register.${quoted(name)}`

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`
/** `Apart` as constraints of the table: within one row, and between the rows of one holder. */
const kept = ({ of, values, powers, states }: Apart): string[] => {
  const standing = `_state IN (${states.map(literal).join(', ')})`
  const has = (power: string) => `${literal(power)} = ANY(${quoted(values)})`
  const group = `(CASE ${powers.map((power, n) => `WHEN ${has(power)} THEN ${n + 1}`).join(' ')} ELSE 0 END)`
  return [
    `CHECK (NOT (${standing} AND (${powers.map(has).join(' OR ')}) AND cardinality(${quoted(values)}) > 1))`,
    `EXCLUDE USING gist (_tenant WITH =, ${quoted(of)} WITH =, ${group} WITH <>) WHERE (${standing})`,
  ]
}

const ofOnce = '_once'
/** Whether it was `Once` that refused a row, by the name of the constraint that did. */
export const isOnce = (constraint: string | undefined): boolean => constraint?.endsWith(ofOnce) ?? false
/** A combination with a value missing, or without its days, stands in nobody's way. */
const single = (base: string, { values, states, during }: Once): string => {
  const same = ['_tenant', ...values.map(quoted)].map((column) => `${column} WITH =`)
  const [from, until] = (during ?? []).map(quoted)
  // PostgreSQL refuses to make a range that ends before it begins.
  const range = during ? [`(CASE WHEN ${from} <= ${until} THEN daterange(${from}, ${until}, '[]') END) WITH &&`] : []
  const name = quoted(`${base.slice(0, 50)}${ofOnce}`)
  return `CONSTRAINT ${name} EXCLUDE USING ${during ? 'gist' : 'btree'} (${[...same, ...range].join(', ')}) WHERE (_state IN (${states.map(literal).join(', ')}))`
}

const registerOf = (procedure: Procedure, kind: string | undefined, structure: Structure): Register => {
  const base = named(procedure.id, kind)
  const index = (table: string, suffix: string, columns: string, more = '') =>
    `CREATE INDEX IF NOT EXISTS ${quoted(`${table}_${suffix}`.slice(-62))} ON ${inRegister(table)} (${columns})${more}`
  const ofKind = (...kinds: readonly Kind[]) =>
    Object.keys(structure.record).filter((name) => kinds.includes(structure.record[name]!.kind))
  const cases: Table = {
    name: inRegister(base),
    columns: {
      _tenant: 'uuid',
      _id: 'uuid',
      _case: 'uuid NOT NULL',
      _version: 'int NOT NULL',
      _state: 'text NOT NULL',
      _opened: 'date NOT NULL',
      _ended: 'date',
      _latest: 'date NOT NULL',
      _round: 'int NOT NULL',
      /** Units that the row counts for; `_parties` may also see it. */
      _units: 'text[] NOT NULL',
      _parties: 'text[] NOT NULL',
      _breaches: 'int NOT NULL',
      _title: 'text NOT NULL',
      _sort: 'text COLLATE "C" NOT NULL',
      /** Read whole: to take it apart at every writing would cost more than at the few readings of a piece. */
      _folded: 'json NOT NULL',
      ...columnsOf(structure.record),
    },
    key: ['_tenant', '_id'],
    covered: Object.keys(structure.record)
      .filter((name) => coverable.has(structure.record[name]!.kind))
      .slice(0, mostCovered),
    constraints:
      kind === undefined
        ? [...(procedure.apart ? kept(procedure.apart) : []), ...(procedure.once ? [single(base, procedure.once)] : [])]
        : [],
    indexes: [
      index(base, 'opened', '_tenant, _opened, _id'),
      index(base, 'sort', '_tenant, _sort, _id'),
      // A state that few rows are in would otherwise be looked for in all of them.
      index(base, 'state', '_tenant, _state, _opened, _id'),
      ...(kind ? [index(base, 'case', '_tenant, _case')] : []),
      ...ofKind('subject').map((name) => index(base, `s_${name}`, `_tenant, (${quoted(name)}->>'id')`)),
      ...ofKind('link', 'serial').map((name) => index(base, `l_${name}`, `_tenant, ${quoted(name)}`)),
    ],
  }
  const wasName = named(procedure.id, kind, 'was')
  const was: Table = {
    name: inRegister(wasName),
    columns: {
      _tenant: 'uuid',
      _id: 'uuid',
      _case: 'uuid NOT NULL',
      _version: 'int',
      _state: 'text NOT NULL',
      _since: 'date NOT NULL',
      _until: 'date',
    },
    key: ['_tenant', '_id', '_version'],
    covered: [],
    constraints: [],
    indexes: [
      index(wasName, 'state', '_tenant, _state, _since'),
      ...(kind ? [index(wasName, 'case', '_tenant, _case')] : []),
    ],
  }
  const did = Object.fromEntries(
    Object.entries(structure.acts).map(([act, declared]): [string, Table] => {
      const name = named(procedure.id, kind, 'did', act)
      return [
        act,
        {
          name: inRegister(name),
          columns: {
            _tenant: 'uuid',
            _case: 'uuid',
            _id: 'uuid NOT NULL',
            _version: 'int',
            _on: 'date NOT NULL',
            _recorded: 'timestamp NOT NULL',
            _actor: 'text NOT NULL',
            _unit: 'text NOT NULL',
            _units: 'text[] NOT NULL',
            _parties: 'text[] NOT NULL',
            _breached: 'boolean NOT NULL',
            _batch: 'uuid',
            ...columnsOf(asksOf(structure, declared)),
          },
          key: ['_tenant', '_case', '_version'],
          covered: [],
          constraints: [],
          indexes: [index(name, 'on', '_tenant, _on'), ...(kind ? [index(name, 'id', '_tenant, _id')] : [])],
        },
      ]
    }),
  )
  return { kind, structure, cases, was, did }
}

const cache = new WeakMap<Procedure, readonly Register[]>()
/** The mechanism's own register first, then one per part. */
export const registersOf = (procedure: Procedure): readonly Register[] => {
  let found = cache.get(procedure)
  if (!found) {
    found = [
      registerOf(procedure, undefined, procedure),
      ...Object.entries(procedure.parts).map(([kind, part]) => registerOf(procedure, kind, part)),
    ]
    cache.set(procedure, found)
  }
  return found
}
export const registerFor = (procedure: Procedure, kind: string | undefined): Register =>
  registersOf(procedure).find((register) => register.kind === kind)!
export const tablesOf = (procedure: Procedure): Table[] =>
  registersOf(procedure).flatMap(({ cases, was, did }) => [cases, was, ...Object.values(did)])

/**
 * The key comes last: of indexes that cost the same, as all do while a table is empty, PostgreSQL takes the youngest, and a
 * plan that is kept must find a row by its key, however many there will be.
 */
export const createTable = ({ name, columns, key, covered, indexes, constraints }: Table): string =>
  `CREATE TABLE ${name} (${[...Object.entries(columns).map(([column, type]) => `${quoted(column)} ${type}`), ...constraints].join(', ')});
   ${guarded(name, '_tenant', 'SELECT, INSERT, UPDATE, DELETE')}
   ${[
     ...indexes,
     `ALTER TABLE ${name} ADD PRIMARY KEY (${key.join(', ')})${covered.length ? ` INCLUDE (${covered.map(quoted).join(', ')})` : ''}`,
   ].join(';\n')};`

/** Names, types and the flow, but no labels: what a rebuild depends on. */
export const fingerprint = (procedure: Procedure): string => {
  const shape = (structure: Structure) => ({
    states: Object.keys(structure.states),
    ends: structure.ends,
    was: Object.entries(structure.record).map(([name, { how }]) => [name, how.was]),
    acts: Object.entries(structure.acts).map(([name, { from, to, kind, was, asks }]) => [
      name,
      typeof from === 'symbol' ? '*' : from,
      to,
      kind,
      was,
      Object.entries(asks).map(([field, { how }]) => [field, how.was]),
    ]),
    terms: structure.terms,
  })
  const text = JSON.stringify(
    [tablesOf(procedure), shape(procedure), Object.entries(procedure.parts).map(([kind, part]) => [kind, shape(part)])],
    (key, value: unknown) => (key === 'label' || key === 'says' || key === 'note' ? undefined : value),
  )
  return createHash('sha256').update(text).digest('hex')
}
