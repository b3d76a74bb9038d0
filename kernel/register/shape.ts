/** Registers follow their declarations: created, widened in place, or rebuilt beside the old ones and swapped. */
import { noPart, readStream, rows, type Client, type Pool } from '../ledger/index.ts'
import { fold, type Event, type Procedure } from '../procedure/index.ts'
import { isBatch } from './batch.ts'
import { Changes, insertAll } from './changes.ts'
import { projectCase } from './project.ts'
import type { House } from './house.ts'
import { restating } from './rewrite.ts'
import { createTable, fingerprint, quoted, tablesOf, type Table } from './tables.ts'

type Shape = Readonly<Record<string, Readonly<Record<string, string>>>>
const shapeOf = (tables: readonly Table[]): Shape =>
  Object.fromEntries(tables.map(({ name, columns }) => [name, columns]))
/** What a shape has more than the old one, where that is all the difference; columns that may be null can be added in place. */
const additions = (old: Shape, tables: readonly Table[]): string[] | undefined => {
  const statements: string[] = []
  for (const table of tables) {
    const before = old[table.name]
    if (!before) {
      statements.push(createTable(table))
      continue
    }
    if (Object.keys(before).some((column) => before[column] !== table.columns[column])) return undefined
    for (const [column, type] of Object.entries(table.columns)) {
      if (column in before) continue
      if (type.includes('NOT NULL')) return undefined
      statements.push(`ALTER TABLE ${table.name} ADD COLUMN ${quoted(column)} ${type}`)
    }
  }
  return Object.keys(old).every((name) => tables.some((table) => table.name === name)) ? statements : undefined
}

/**
 * Brings the tables of every mechanism to its declaration, as the owner. Gives the mechanisms that must be rebuilt
 * from the ledger; the start does not wait for that.
 */
export const shapeRegisters = async (client: Client, procedures: Iterable<Procedure>): Promise<Procedure[]> => {
  const toRebuild: Procedure[] = []
  for (const procedure of procedures) {
    const tables = tablesOf(procedure)
    const print = fingerprint(procedure)
    const [known] = await rows<{ fingerprint: string; tables: string }>(
      client,
      'SELECT fingerprint, tables FROM ledger.shape WHERE mechanism = $1',
      [procedure.id],
    )
    if (known?.fingerprint === print) continue
    const statements = known ? additions(JSON.parse(known.tables) as Shape, tables) : tables.map(createTable)
    if (!statements) {
      toRebuild.push(procedure)
      continue
    }
    await client.query(`BEGIN; ${statements.join(';\n')}; COMMIT`)
    await keepShape(client, procedure, print)
    // New columns hold nothing yet, but a changed flow or term changes what the kept cases say.
    if (known) toRebuild.push(procedure)
  }
  return toRebuild
}
const keepShape = (client: Client, procedure: Procedure, print: string) =>
  rows(
    client,
    'INSERT INTO ledger.shape VALUES ($1, $2, $3) ON CONFLICT (mechanism) DO UPDATE SET fingerprint = EXCLUDED.fingerprint, tables = EXCLUDED.tables',
    [procedure.id, print, JSON.stringify(shapeOf(tablesOf(procedure)))],
  )

/** The same table in the schema where a rebuild prepares it. */
const beside = (table: Table): Table => ({ ...table, name: table.name.replace(/^register\./, 'register_next.') })
const createBeside = (table: Table): string => createTable(table).replaceAll(' register.', ' register_next.')

/**
 * Rebuilds the registers of one mechanism from the ledger, for every tenant, beside the old tables, and swaps them in
 * one transaction. Readers go on reading the old rows; commands of this mechanism wait.
 */
export const rebuild = async (
  house: House,
  owner: Pool,
  procedure: Procedure,
  progress: (cases: number) => void = () => {},
): Promise<number> => {
  const client = await owner.connect()
  const tables = tablesOf(procedure)
  try {
    await client.query('BEGIN; CREATE SCHEMA IF NOT EXISTS register_next')
    const { rows: known } = await client.query<{ name: string | null }>('SELECT to_regclass($1) AS name', [
      tables[0]!.name,
    ])
    if (known[0]?.name) await client.query(`LOCK TABLE ${tables[0]!.name} IN EXCLUSIVE MODE`)
    for (const table of tables) await client.query(`DROP TABLE IF EXISTS ${beside(table).name}; ${createBeside(table)}`)
    const { rows: tenants } = await client.query<{ id: string }>('SELECT id FROM ledger.tenant')
    let cases = 0
    for (const { id } of tenants) {
      await client.query(`SET LOCAL app.tenant = '${id}'`)
      await client.query('DELETE FROM ledger.term WHERE tenant = $1 AND mechanism = $2', [id, procedure.id])
      cases += await rebuildTenant(client, house, procedure, id, progress)
    }
    const { rows: shapes } = await client.query<{ tables: string }>(
      'SELECT tables FROM ledger.shape WHERE mechanism = $1',
      [procedure.id],
    )
    // An act or a part that has another name now, or is gone, leaves a table behind.
    for (const name of shapes.flatMap((shape) => Object.keys(JSON.parse(shape.tables) as Shape)))
      await client.query(`DROP TABLE IF EXISTS ${name}`)
    for (const table of tables)
      await client.query(`DROP TABLE IF EXISTS ${table.name}; ALTER TABLE ${beside(table).name} SET SCHEMA register`)
    await keepShape(client, procedure, fingerprint(procedure))
    await client.query('COMMIT')
    if (house.foundation.has(procedure.id)) house.forget()
    return cases
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}
const atOnce = 500
/** All streams of a mechanism, in order, a few hundred at a time. */
export const streamsOf = async function* (
  client: Client,
  procedure: Procedure,
  tenant: string,
): AsyncGenerator<Event[][]> {
  let after = noPart
  for (;;) {
    const found = await rows<{ stream: string; texts: string[]; kept: [number, string, string][] | null }>(
      client,
      `SELECT s.stream, (SELECT array_agg(x.text ORDER BY x.version) FROM (SELECT 0 AS version, text FROM ledger.batch_row WHERE tenant = $1 AND stream = s.stream
           UNION ALL SELECT v.version, v.text FROM ledger.batch_row b JOIN ledger.event v ON v.tenant = b.tenant AND v.stream = b.batch AND v.version > 1 WHERE b.tenant = $1 AND b.stream = s.stream
           UNION ALL SELECT version, text FROM ledger.event WHERE tenant = $1 AND stream = s.stream) x) AS texts,
         (SELECT json_agg(json_build_array(p.version, p.field, p.value)) FROM ledger.private p WHERE p.tenant = $1 AND p.stream = s.stream) AS kept
       FROM (SELECT stream FROM ledger.event WHERE tenant = $1 AND mechanism = $2 AND stream > $3
             UNION SELECT b.stream FROM ledger.batch_row b JOIN ledger.event e ON e.tenant = b.tenant AND e.stream = b.batch AND e.version = 1
             WHERE b.tenant = $1 AND e.mechanism = $2 AND b.stream > $3 ORDER BY 1 LIMIT ${atOnce}) s ORDER BY 1`,
      [tenant, procedure.id, after],
    )
    if (!found.length) return
    after = found.at(-1)!.stream
    yield found
      .map(({ texts, kept }) =>
        readStream(
          procedure,
          texts.map((text) => {
            const { version } = JSON.parse(text) as Event
            const own = (kept ?? []).filter((one) => one[0] === version)
            return { text, kept: own.map(([, field, value]) => [field, value] as const) }
          }),
        ),
      )
      .filter((events) => events.length > 0 && !isBatch(events[0]!))
  }
}
const rebuildTenant = async (
  client: Client,
  house: House,
  procedure: Procedure,
  tenant: string,
  progress: (cases: number) => void = () => {},
): Promise<number> => {
  const context = await house.tenant(tenant, client)
  const world = context.world(context.now(), new Set())
  let cases = 0
  for await (const some of streamsOf(client, procedure, tenant)) {
    const into = new Changes()
    for (const events of some)
      projectCase(
        into,
        procedure,
        fold(procedure, events, world, await restating(client, house, tenant, events, world)),
        tenant,
        world,
      )
    await insertAll(client, tenant, into, (table) => beside(table).name)
    cases += some.length
    progress(cases)
  }
  return cases
}
