/** What of a case does not hold, now or on a day, while the rest does. */
import { rows, type Client } from '../ledger/index.ts'
import type { Procedure } from '../procedure/index.ts'
import type { Day } from '../time/index.ts'
import { quoted, registerFor } from './tables.ts'

const literal = (value: string): string => `'${value.replaceAll("'", "''")}'`
const listOf = (values: readonly string[]): string => `ARRAY[${values.map(literal).join(', ')}]`

/** Whether some of it does not hold: a condition on a case's row `r`, with the placeholder of a day or as things stand. */
export const partlyOut = (procedure: Procedure, on?: string): string => {
  const { partly } = procedure
  if (!partly) return 'false'
  const register = registerFor(procedure, undefined)
  const { cases, was } = registerFor(procedure, partly.part)
  const states = listOf(partly.states)
  const struck = partly.struck && register.did[partly.struck.act]!.name
  const byAct = struck
    ? ` OR EXISTS (SELECT FROM ${struck} a WHERE a._tenant = r._tenant AND a._case = r._case${on === undefined ? '' : ` AND a._on <= ${on}::date`})`
    : ''
  const byPart =
    on === undefined
      ? `EXISTS (SELECT FROM ${cases.name} p WHERE p._tenant = r._tenant AND p._case = r._case AND p._state = ANY(${states}))`
      : `EXISTS (SELECT FROM ${was.name} p WHERE p._tenant = r._tenant AND p._case = r._case AND p._state = ANY(${states}) AND p._since <= ${on}::date AND (p._until IS NULL OR p._until > ${on}::date))`
  return `(${byPart}${byAct})`
}
/** Something of a case that did not hold from that day on, until the day before the other one. */
export interface Out {
  readonly words: string
  readonly state: string
  readonly since: Day
  readonly until: Day | undefined
}
/** All that has not held of a case at some time, the oldest first; nothing where a mechanism makes no such difference. */
export const outOf = async (client: Client, procedure: Procedure, tenant: string, id: string): Promise<Out[]> => {
  const { partly } = procedure
  if (!partly) return []
  const { cases, was } = registerFor(procedure, partly.part)
  const found = await rows<Omit<Out, 'until'> & { until: Day | null }>(
    client,
    `SELECT p.${quoted(partly.text)} AS words, w._state AS state, w._since AS since, w._until AS until
     FROM ${was.name} w JOIN ${cases.name} p ON p._tenant = w._tenant AND p._id = w._id
     WHERE w._tenant = $1 AND w._case = $2 AND w._state = ANY($3) ORDER BY w._since, w._id`,
    [tenant, id, partly.states],
  )
  const parts = found.map(({ until, ...one }) => ({ ...one, until: until ?? undefined }))
  if (!partly.struck) return parts
  const { act, text, as } = partly.struck
  const struck = await rows<Pick<Out, 'words' | 'since'> & Record<string, unknown>>(
    client,
    `SELECT ${quoted(text)} AS words, _on AS since FROM ${registerFor(procedure, undefined).did[act]!.name} WHERE _tenant = $1 AND _case = $2 ORDER BY _on, _version`,
    [tenant, id],
  )
  // Each names those before it as well: it holds until the next one.
  const all = struck.map(({ words, since }, n): Out => ({ words, since, state: as, until: struck[n + 1]?.since }))
  return [...parts, ...all].sort((a, b) => (a.since < b.since ? -1 : 1))
}
