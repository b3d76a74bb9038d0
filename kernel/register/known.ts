/**
 * What was known on a day: the registers as they would have stood that evening, made from the events that were entered
 * by then. They live in temporary tables of one transaction, and the same queries read them.
 */
import type { Client } from '../ledger/index.ts'
import { transact } from '../ledger/index.ts'
import { fold, type Event, type Procedure } from '../procedure/index.ts'
import { addDays, type Day } from '../time/index.ts'
import { Changes, insertAll } from './changes.ts'
import type { House } from './house.ts'
import { projectCase } from './project.ts'
import { restating } from './rewrite.ts'
import { streamsOf } from './shape.ts'
import { tablesOf } from './tables.ts'

/** A client for which the registers are the temporary ones. Nothing is prepared: the next asking has other tables. */
const beside = (client: Client): Client => {
  const read = (text: string) => text.replace(/\b(register|ledger)\.("[^"]+"|term\b)/g, 'pg_temp.$2')
  const query = (asked: string | { readonly text: string; readonly values: unknown[] }, values?: unknown[]) =>
    typeof asked === 'string'
      ? client.query(read(asked), values as unknown[])
      : client.query({ text: read(asked.text), values: asked.values })
  return { query: query as Client['query'] }
}
const shadow = (table: string): string =>
  `CREATE TEMP TABLE ${table.slice(table.indexOf('.') + 1)} (LIKE ${table} INCLUDING INDEXES) ON COMMIT DROP`

/** Was it entered by the end of that day, on the tenant's clock? */
export const knownBy =
  (day: Day) =>
  ({ recorded }: Pick<Event, 'recorded'>): boolean =>
    recorded < addDays(day, 1)

/**
 * Does `work` on the registers of these mechanisms as they were known at the end of that day. Calendar and parameters are
 * today's: a date that was provisional then is shown as it was settled later.
 */
export const asKnownOn = <T>(
  house: House,
  tenant: string,
  procedures: readonly Procedure[],
  day: Day,
  work: (client: Client) => Promise<T>,
): Promise<T> =>
  transact(house.pool, tenant, async (client) => {
    const context = await house.tenant(tenant, client)
    const world = context.world(`${day}T23:59:59`, new Set())
    const tables = procedures.flatMap((procedure) => tablesOf(procedure).map(({ name }) => name))
    await client.query([...tables, 'ledger.term'].map(shadow).join(';\n'))
    const then = beside(client)
    const known = knownBy(day)
    for (const procedure of procedures) {
      for await (const some of streamsOf(client, procedure, tenant)) {
        const into = new Changes()
        for (const events of some.map((stream) => stream.filter(known)).filter((stream) => stream.length > 0)) {
          const restated = await restating(client, house, tenant, events, world, known)
          projectCase(into, procedure, fold(procedure, events, world, restated), tenant, world)
        }
        into.unread.clear()
        await insertAll(then, tenant, into)
      }
    }
    return work(then)
  })
