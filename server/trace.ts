/**
 * Who acted where: a table beside the ledger, by person, so that a workbench finds what somebody did and began without
 * reading a year of events. It follows the seals, is never written by a command, and is made anew where it is missing;
 * what is not sealed yet, a second's worth, is read from the ledger itself.
 */
import { rows, transact, type Client } from '../kernel/ledger/index.ts'
import type { Day, Moment } from '../kernel/time/index.ts'
import type { OpenHouse } from './house.ts'

/** The beginning of a note by which somebody urges a case on. */
export const urging = '【督办】'
const atOnce = 5000
/** What the table says of an event `e`, whose text is JSON. */
const said = `x.j->>'actor', x.j->>'unit', e.mechanism, e.stream, e.version, e.part, e.act, e.on_day, e.recorded,
  CASE WHEN e.act = 'handOver' THEN x.j#>>'{body,to}' END, e.act = 'note' AND starts_with(coalesce(x.j#>>'{body,words}', ''), '${urging}'), (x.j#>>'{body,batch,rows}')::int`
const eventJson = 'CROSS JOIN LATERAL (SELECT e.text::jsonb AS j) x'

/** Brings the table up to the last seal. */
export const keepTrace = async (house: Pick<OpenHouse, 'pool'>, tenant: string): Promise<void> => {
  for (;;) {
    const written = await transact(house.pool, tenant, (client) =>
      rows(
        client,
        `INSERT INTO house.trace SELECT s.tenant, s.index, ${said} FROM ledger.seal s
           JOIN ledger.event e ON e.tenant = s.tenant AND e.stream = s.stream AND e.version = s.version ${eventJson}
         WHERE s.tenant = $1 AND s.index > coalesce((SELECT t.index FROM house.trace t WHERE t.tenant = $1 ORDER BY t.index DESC LIMIT 1), -1)
           AND s.index <= coalesce((SELECT t.index FROM house.trace t WHERE t.tenant = $1 ORDER BY t.index DESC LIMIT 1), -1) + ${atOnce}
         ON CONFLICT DO NOTHING RETURNING 1`,
        [tenant],
      ),
    )
    if (written.length < atOnce) return
  }
}

export interface Traced {
  /** Nothing of what is not sealed yet. */
  readonly index: number | null
  readonly actor: string
  readonly unit: string
  readonly mechanism: string
  readonly stream: string
  readonly version: number
  readonly part: string | null
  readonly act: string
  readonly on: Day
  readonly recorded: Moment
  /** Of a batch: how many cases it opened. */
  readonly rows: number | null
  readonly [more: string]: unknown
}
const shown =
  't.index, t.actor, t.unit, t.mechanism, t.stream, t.version, t.part, t.act, t.on_day AS "on", t.recorded, t.rows'
/** Sealed and not yet sealed together, as `t`. */
const all = `(SELECT * FROM house.trace UNION ALL
  SELECT e.tenant, NULL, ${said} FROM ledger.unsealed u JOIN ledger.event e ON e.tenant = u.tenant AND e.stream = u.stream AND e.version = u.version ${eventJson}
  WHERE u.tenant = $1 AND NOT EXISTS (SELECT FROM ledger.seal s WHERE s.tenant = u.tenant AND s.stream = u.stream AND s.version = u.version)) t`
const latestFirst = 'ORDER BY t.index DESC NULLS FIRST, t.recorded DESC, t.stream, t.version DESC'

/** What that person did, or only what he opened, latest first; `before` is the index of the last one seen. */
export const actsBy = (
  client: Client,
  tenant: string,
  person: string,
  { opened, before, limit }: { readonly opened: boolean; readonly before: number | undefined; readonly limit: number },
): Promise<Traced[]> =>
  rows<Traced>(
    client,
    `SELECT ${shown} FROM ${all} WHERE t.tenant = $1 AND t.actor = $2 AND ($3::bigint IS NULL OR t.index < $3)${opened ? ' AND t.version = 1' : ''} ${latestFirst} LIMIT $4`,
    [tenant, person, before ?? null, limit],
  )
/** The notes by which somebody urged a case on, latest first. */
export const urgings = (client: Client, tenant: string, limit: number): Promise<Traced[]> =>
  rows<Traced>(client, `SELECT ${shown} FROM ${all} WHERE t.tenant = $1 AND t.urges ${latestFirst} LIMIT $2`, [
    tenant,
    limit,
  ])

export interface Since extends Traced {
  readonly from: string | null
  readonly to: string | null
  readonly kind: string | null
  readonly words: string | null
  /** The version up to which this person has read the case, or had acted in it. */
  readonly read: number
}
const mostMine = 2000
/** What others did since in the cases in which that person acted last, or which were handed to him, latest first. */
export const sinceMine = (
  client: Client,
  tenant: string,
  {
    person,
    login,
    after,
    limit,
  }: { readonly person: string; readonly login: string; readonly after: Day; readonly limit: number },
): Promise<Since[]> =>
  rows<Since>(
    client,
    `WITH mine AS (SELECT m.stream, max(m.version) AS version FROM (
        (SELECT t.stream, t.version FROM ${all} WHERE t.tenant = $1 AND t.actor = $2 AND t.rows IS NULL ORDER BY t.index DESC NULLS FIRST LIMIT ${mostMine})
        UNION ALL (SELECT t.stream, t.version - 1 FROM ${all} WHERE t.tenant = $1 AND t.handed_to = $2 ORDER BY t.index DESC NULLS FIRST LIMIT ${mostMine})) m GROUP BY m.stream)
     SELECT NULL AS index, x.j->>'actor' AS actor, x.j->>'unit' AS unit, e.mechanism, e.stream, e.version, e.part, e.act, e.on_day AS "on", e.recorded, NULL AS rows,
       x.j->>'from' AS "from", x.j->>'to' AS "to", x.j#>>'{part,kind}' AS kind, x.j#>>'{body,words}' AS words, greatest(mine.version, r.version) AS read
     FROM mine JOIN ledger.event e ON e.tenant = $1 AND e.stream = mine.stream AND e.version > mine.version
       LEFT JOIN house.read r ON r.tenant = $1 AND r.login = $3 AND r.stream = mine.stream ${eventJson}
     WHERE e.recorded >= $4::date AND x.j->>'actor' <> $2 ORDER BY e.recorded DESC, e.stream, e.version DESC LIMIT $5`,
    [tenant, person, login, after, limit],
  )
/** Marks cases as read up to a version. */
export const markRead = async (
  client: Client,
  tenant: string,
  login: string,
  cases: readonly { readonly case: string; readonly version: number }[],
): Promise<void> => {
  await rows(
    client,
    `INSERT INTO house.read SELECT $1, $2, c.stream, max(c.version) FROM unnest($3::uuid[], $4::int[]) AS c(stream, version) GROUP BY 3
     ON CONFLICT (tenant, login, stream) DO UPDATE SET version = greatest(house.read.version, EXCLUDED.version)`,
    [tenant, login, cases.map((one) => one.case), cases.map(({ version }) => version)],
  )
}
