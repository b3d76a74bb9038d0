/**
 * search: the words by which cases and their parts are found. A command only notes which case it wrote; the words are
 * made afterwards, from the rows as they stand then, and before any answer to a search.
 */
import { noPart, rows, transact, type Client, type Pool } from '../ledger/index.ts'
import type { Values } from '../fields/index.ts'
import type { Procedure } from '../procedure/index.ts'
import { registersOf } from './tables.ts'
import { searchable, termsOf } from './words.ts'

const atOnce = 1000
/** Brings the words of one mechanism up to what is committed. Who comes at the same moment waits, and finds it done. */
export const readWords = async (client: Client, procedure: Procedure, tenant: string): Promise<void> => {
  const unread = await rows<{ streams: string[] }>(
    client,
    'DELETE FROM ledger.unread WHERE tenant = $1 AND mechanism = $2 RETURNING streams',
    [tenant, procedure.id],
  )
  const streams = [...new Set(unread.flatMap((one) => one.streams))].sort()
  for (let at = 0; at < streams.length; at += atOnce)
    for (const { kind, structure, cases } of registersOf(procedure)) {
      const found = await rows<{ s: string; p: string; fields: Values }>(
        client,
        `SELECT _case AS s, _id AS p, _folded->'fields' AS fields FROM ${cases.name} WHERE _tenant = $1 AND ${kind ? '_case' : '_id'} = ANY($2)`,
        [tenant, streams.slice(at, at + atOnce)],
      )
      const docs = found.map(({ s, p, fields }) => ({
        s,
        p: kind ? p : noPart,
        w: termsOf(searchable(structure.record, fields)),
      }))
      await rows(client, 'SELECT ledger.search_put_all($1::uuid, $2::text, $3::jsonb)', [
        tenant,
        procedure.id,
        JSON.stringify(docs),
      ])
    }
}
/** The same for all mechanisms, a transaction each: what a search need not wait for then. */
export const readAllWords = async (pool: Pool, procedures: Iterable<Procedure>, tenant: string): Promise<void> => {
  const waiting = await transact(pool, tenant, (client) =>
    rows<{ mechanism: string }>(client, 'SELECT DISTINCT mechanism FROM ledger.unread WHERE tenant = $1', [tenant]),
  )
  for (const procedure of procedures)
    if (waiting.some(({ mechanism }) => mechanism === procedure.id))
      await transact(pool, tenant, (client) => readWords(client, procedure, tenant))
}
