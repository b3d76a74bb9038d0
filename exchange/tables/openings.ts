/** What opened a case, as it stands today: its act, its day and its values, corrections taken in. */
import type { Values } from '../../kernel/fields/index.ts'
import { rows, type Client } from '../../kernel/ledger/index.ts'
import { registerFor } from '../../kernel/register/index.ts'
import type { Form } from './columns.ts'
import type { Done } from './row.ts'

/** A moment in a register has seconds, which no form asks. */
const plainly = (kind: string, value: unknown): unknown => (kind === 'moment' ? String(value).slice(0, 16) : value)

export interface Opened extends Done {
  /** Units that are parties to the case. */
  readonly parties: readonly string[]
}
/** By the id of the case; cases that were opened by another act than those of the form are missing. */
export const openingsOf = async (
  client: Client,
  { m, acts }: Form,
  tenant: string,
  ids: readonly string[],
): Promise<Map<string, Opened>> => {
  const { did } = registerFor(m, undefined)
  const found = new Map<string, Opened>()
  for (const [act, asks] of acts) {
    const rowsOf = await rows<{ id: string; on: string; parties: string[]; said: Values }>(
      client,
      `SELECT d._case AS id, d._on AS "on", d._parties AS parties, to_jsonb(d) AS said FROM ${did[act]!.name} d WHERE d._tenant = $1 AND d._case = ANY($2::uuid[])`,
      [tenant, ids],
    )
    for (const { id, on, parties, said } of rowsOf) {
      const body = Object.entries(asks).flatMap(([name, { kind }]) =>
        said[name] === null || said[name] === undefined ? [] : [[name, plainly(kind, said[name])] as const],
      )
      found.set(id, { act, on, parties, body: Object.fromEntries(body) })
    }
  }
  return found
}
