/** What commands change, as data: the rows of one or of many commands, written in one statement. */
import { binaryArray, rows, type Client, type Statement } from '../ledger/index.ts'
import { newId } from './house.ts'
import { quoted, type Table } from './tables.ts'

export type Row = Record<string, unknown>
/** The changes of one tenant, by table. A row may be written once in one set of changes. */
export class Changes {
  /** Cases and parts that may stand already: written anew there. */
  readonly cases = new Map<Table, Row[]>()
  /** Acts, spans, and cases and parts that begin: only added, and whoever began the same one first is told by its key. */
  readonly added = new Map<Table, Row[]>()
  /** Open spans that end, by table of spans. */
  readonly closed = new Map<Table, { id: string; until: string }[]>()
  readonly terms: Row[] = []
  /** Those of cases and parts that begin. */
  readonly newTerms: Row[] = []
  readonly droppedTerms: { stream: string; part: string; term: string }[] = []
  /** Cases whose words changed, by mechanism. */
  readonly unread = new Map<string, string[]>()

  static #put<K, V>(map: Map<K, V[]>, key: K, value: V): void {
    const list = map.get(key)
    if (list) list.push(value)
    else map.set(key, [value])
  }
  case(table: Table, row: Row): void {
    Changes.#put(this.cases, table, row)
  }
  add(table: Table, row: Row): void {
    Changes.#put(this.added, table, row)
  }
  close(table: Table, id: string, until: string): void {
    Changes.#put(this.closed, table, { id, until })
  }
  reread(mechanism: string, stream: string): void {
    if (this.unread.get(mechanism)?.at(-1) !== stream) Changes.#put(this.unread, mechanism, stream)
  }
  /** Takes in the changes of another command. */
  join(other: Changes): void {
    for (const [table, of] of other.cases) for (const row of of) this.case(table, row)
    for (const [table, of] of other.added) for (const row of of) this.add(table, row)
    for (const [table, of] of other.closed) for (const { id, until } of of) this.close(table, id, until)
    this.terms.push(...other.terms)
    this.newTerms.push(...other.newTerms)
    this.droppedTerms.push(...other.droppedTerms)
    for (const [mechanism, of] of other.unread) for (const stream of of) this.reread(mechanism, stream)
  }
}

type Columns = Readonly<Record<string, string>>
const typeOf = (column: string): string => column.replace(/ (?:NOT NULL|COLLATE).*/, '')
/** What `unnest` cannot take apart, lists and JSON, travels as text. */
const asText = (type: string): boolean => type.endsWith('[]') || type === 'json' || type === 'jsonb'
const listText = (values: readonly unknown[]): string =>
  `{${values.map((value) => `"${String(value).replace(/["\\]/g, '\\$&')}"`).join(',')}}`
/** A value as its column takes it; nothing is null. */
const cell = (value: unknown, type: string): unknown =>
  value === null || value === undefined
    ? null
    : type.endsWith('[]')
      ? listText(value as unknown[])
      : asText(type) || typeof value === 'object'
        ? JSON.stringify(value)
        : value
interface Column {
  readonly name: string
  readonly type: string
  /** As which it travels. */
  readonly sent: string
}
const columnsOf = (columns: Columns): Column[] =>
  Object.entries(columns).map(([name, column]) => {
    const type = typeOf(column)
    return { name, type, sent: asText(type) ? 'text' : type }
  })
/** What of an insertion is the same each time: a table's columns in their order, and its text up to the values. */
const forms = new WeakMap<Columns, { readonly of: Column[]; readonly texts: Map<string, string> }>()
/** Rows of a table, a value per column: PostgreSQL reads arrays in a fraction of the time that it needs for JSON. */
const insert = (statement: Pick<Statement, 'column'>, table: string, columns: Columns, all: readonly Row[]): string => {
  let form = forms.get(columns)
  if (!form) forms.set(columns, (form = { of: columnsOf(columns), texts: new Map() }))
  const { of, texts } = form
  let text = texts.get(table)
  if (text === undefined) {
    const given = of.map(({ type }, at) => `c${at}${asText(type) ? `::${type}` : ''}`)
    text = `INSERT INTO ${table} (${of.map(({ name }) => quoted(name)).join(', ')}) SELECT ${given.join(', ')} FROM unnest(`
    texts.set(table, text)
  }
  const taken = of.map(({ name, type, sent }) =>
    statement.column(
      sent,
      all.map((row) => cell(row[name], type)),
    ),
  )
  return `${text}${taken.join(', ')}) AS u(${of.map((_, at) => `c${at}`).join(', ')})`
}
const conflicts = new WeakMap<Table, string>()
const replacing = (table: Table): string => {
  let text = conflicts.get(table)
  if (!text) {
    const rest = Object.keys(table.columns).filter((column) => !table.key.includes(column))
    text = `ON CONFLICT (${table.key.join(', ')}) DO UPDATE SET ${rest.map((column) => `${quoted(column)} = EXCLUDED.${quoted(column)}`).join(', ')}`
    conflicts.set(table, text)
  }
  return text
}
const termColumns = {
  tenant: 'uuid',
  stream: 'uuid',
  part: 'uuid',
  term: 'text',
  mechanism: 'text',
  kind: 'text',
  side: 'text',
  started: 'date',
  due: 'date',
  nominal: 'date',
  provisional: 'boolean',
  unverified: 'boolean',
  calendar: 'text',
  met_on: 'date',
  until: 'text[]',
  law: 'text',
  article: 'text',
  units: 'text[]',
  parties: 'text[]',
  title: 'text',
  closed: 'boolean',
  ran: 'jsonb',
}
const replacingTerm = `ON CONFLICT (tenant, stream, part, term) DO UPDATE SET ${Object.keys(termColumns)
  .filter((column) => !['tenant', 'stream', 'part', 'term', 'mechanism', 'kind'].includes(column))
  .map((column) => `${column} = EXCLUDED.${column}`)
  .join(', ')}`
/** Tables in one order, so that the same work gives the same text, and two writers meet in the same order. */
const ordered = <V>(of: ReadonlyMap<Table, V>): [Table, V][] => [...of].sort(([a], [b]) => (a.name < b.name ? -1 : 1))

/** Adds changes to the statement of a command. */
export const writeInto = (statement: Statement, tenant: string, changes: Changes): void => {
  for (const [table, of] of ordered(changes.cases))
    statement.add(`${insert(statement, table.name, table.columns, of)} ${replacing(table)}`)
  for (const [table, of] of ordered(changes.added)) statement.add(insert(statement, table.name, table.columns, of))
  for (const [table, of] of ordered(changes.closed)) {
    const [owner, spans] = [statement.put(tenant), statement.put(JSON.stringify(of))]
    statement.add(
      `UPDATE ${table.name} s SET _until = c.until FROM jsonb_to_recordset(${spans}::jsonb) AS c(id uuid, until date) WHERE s._tenant = ${owner} AND s._id = c.id AND s._until IS NULL`,
    )
  }
  if (changes.droppedTerms.length) {
    const [owner, terms] = [statement.put(tenant), statement.put(JSON.stringify(changes.droppedTerms))]
    statement.add(
      `DELETE FROM ledger.term t USING jsonb_to_recordset(${terms}::jsonb) AS d(stream uuid, part uuid, term text) WHERE t.tenant = ${owner} AND t.stream = d.stream AND t.part = d.part AND t.term = d.term`,
    )
  }
  if (changes.terms.length)
    statement.add(`${insert(statement, 'ledger.term', termColumns, changes.terms)} ${replacingTerm}`)
  if (changes.newTerms.length) statement.add(insert(statement, 'ledger.term', termColumns, changes.newTerms))
  for (const [mechanism, of] of changes.unread)
    statement.add(
      unreadText(statement.put(tenant), statement.put(mechanism), statement.put(newId()), statement.put(of)),
    )
}
const unreadText = (...[tenant, mechanism, id, streams]: readonly string[]): string =>
  `INSERT INTO ledger.unread VALUES (${tenant}, ${mechanism}, ${id}, ${streams})`

const atOnce = 1000
/** Statements sent before their answers are waited for: the database goes on while the next rows are made ready. */
const mostUnderway = 32
/** Waits for all; throws the first error, behind which the others are only its echo. */
const allOf = async (underway: readonly Promise<unknown>[]): Promise<void> => {
  await Promise.allSettled(underway)
  await Promise.all(underway)
}
/** Writes many rows: rebuilds, batches, and cases written anew. Only rows of cases may stand already. */
export const insertAll = async (
  client: Client,
  tenant: string,
  changes: Changes,
  into: (table: Table) => string = (table) => table.name,
): Promise<void> => {
  const underway: Promise<unknown>[] = []
  const send = async (text: string, values: readonly unknown[]): Promise<void> => {
    const sent = rows(client, text, values)
    // Told by `allOf`; it may fail earlier.
    sent.catch(() => {})
    underway.push(sent)
    await new Promise(setImmediate)
    if (underway.length >= mostUnderway) await allOf(underway.splice(0))
  }
  const write = async (table: string, columns: Columns, all: readonly Row[], again = ''): Promise<void> => {
    for (let at = 0; at < all.length; at += atOnce) {
      const values: unknown[] = []
      const column = (type: string, of: readonly unknown[]) => `$${values.push(binaryArray(type, of))}::${type}[]`
      const text = `${insert({ column }, table, columns, all.slice(at, at + atOnce))} ${again}`
      await send(text, values)
    }
  }
  for (const [table, of] of changes.cases) await write(into(table), table.columns, of, replacing(table))
  for (const [table, of] of changes.added) await write(into(table), table.columns, of)
  await write('ledger.term', termColumns, [...changes.terms, ...changes.newTerms])
  for (const [mechanism, of] of changes.unread)
    await send(unreadText('$1', '$2', '$3', '$4'), [tenant, mechanism, newId(), of])
  await allOf(underway)
}
