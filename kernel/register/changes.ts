/** What commands change, as data: the rows of one or of many commands, written in one statement. */
import { rows, type Client, type Statement } from '../ledger/index.ts'
import { newId } from './house.ts'
import { quoted, type Table } from './tables.ts'

export type Row = Record<string, unknown>
/** The changes of one tenant, by table. A row may be written once in one set of changes. */
export class Changes {
  /** Cases and parts: written anew where they stand already. */
  readonly cases = new Map<Table, Row[]>()
  /** Acts and spans: only ever added. */
  readonly added = new Map<Table, Row[]>()
  /** Open spans that end, by table of spans. */
  readonly closed = new Map<Table, { id: string; until: string }[]>()
  readonly terms: Row[] = []
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
    this.droppedTerms.push(...other.droppedTerms)
    for (const [mechanism, of] of other.unread) for (const stream of of) this.reread(mechanism, stream)
  }
}

const insert = (statement: Statement, table: string, of: readonly Row[]): string => {
  const json = statement.put(JSON.stringify(of))
  return `INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, ${json}::jsonb)`
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
const termColumns =
  'started due nominal provisional unverified calendar met_on side until law article units parties title closed'.split(
    ' ',
  )
const replacingTerm = `ON CONFLICT (tenant, stream, part, term) DO UPDATE SET ${termColumns.map((column) => `${column} = EXCLUDED.${column}`).join(', ')}`
/** Tables in one order, so that the same work gives the same text, and two writers meet in the same order. */
const ordered = <V>(of: ReadonlyMap<Table, V>): [Table, V][] => [...of].sort(([a], [b]) => (a.name < b.name ? -1 : 1))

/** Adds changes to the statement of a command. */
export const writeInto = (statement: Statement, tenant: string, changes: Changes): void => {
  for (const [table, of] of ordered(changes.cases))
    statement.add(`${insert(statement, table.name, of)} ${replacing(table)}`)
  for (const [table, of] of ordered(changes.added)) statement.add(insert(statement, table.name, of))
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
  if (changes.terms.length) statement.add(`${insert(statement, 'ledger.term', changes.terms)} ${replacingTerm}`)
  for (const [mechanism, of] of changes.unread)
    statement.add(
      unreadText(statement.put(tenant), statement.put(mechanism), statement.put(newId()), statement.put(of)),
    )
}
const unreadText = (...[tenant, mechanism, id, streams]: readonly string[]): string =>
  `INSERT INTO ledger.unread VALUES (${tenant}, ${mechanism}, ${id}, ${streams})`

const atOnce = 1000
/** Writes many rows: rebuilds, batches, and cases written anew. Only rows of cases may stand already. */
export const insertAll = async (
  client: Client,
  tenant: string,
  changes: Changes,
  into: (table: Table) => string = (table) => table.name,
): Promise<void> => {
  const inChunks = async (
    all: readonly unknown[],
    text: string,
    values: (json: string) => unknown[],
  ): Promise<void> => {
    for (let at = 0; at < all.length; at += atOnce)
      await rows(client, text, values(JSON.stringify(all.slice(at, at + atOnce))))
  }
  for (const [table, of] of [...changes.cases, ...changes.added]) {
    const again = changes.cases.has(table) ? replacing(table) : ''
    await inChunks(
      of,
      `INSERT INTO ${into(table)} SELECT * FROM jsonb_populate_recordset(NULL::${into(table)}, $1::jsonb) ${again}`,
      (json) => [json],
    )
  }
  await inChunks(
    changes.terms,
    'INSERT INTO ledger.term SELECT * FROM jsonb_populate_recordset(NULL::ledger.term, $1::jsonb)',
    (json) => [json],
  )
  for (const [mechanism, of] of changes.unread)
    await rows(client, unreadText('$1', '$2', '$3', '$4'), [tenant, mechanism, newId(), of])
}
