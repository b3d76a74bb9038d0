/** Undoing an import: its records are voided as acts in the ledger, while nothing of others stands on them. */
import type { Fields } from '../fields/index.ts'
import { appendTo, ink, rows, Statement, type Client } from '../ledger/index.ts'
import {
  asksOf,
  structuresOf,
  type Actor,
  type Command,
  type Event,
  type PartId,
  type Procedure,
  type Structure,
} from '../procedure/index.ts'
import type { Moment } from '../time/index.ts'
import { tenantIn } from './batch.ts'
import type { House } from './house.ts'
import { recordOne } from './record.ts'
import { quoted, registersOf, tablesOf } from './tables.ts'

export interface Undoing {
  readonly tenant: string
  readonly procedure: Procedure
  /** What the records of the import carry as their batch. */
  readonly batches: readonly string[]
  readonly actor: Actor
  readonly reason: string
  readonly now?: Moment
}
/** Something that stands on the import, in words, with its case. */
export interface Dependent {
  readonly mechanism: string
  readonly case: string
  readonly words: string
}
export type Undone =
  | { readonly is: 'done'; readonly cases: number }
  | { readonly is: 'depended'; readonly count: number; readonly some: readonly Dependent[] }
  /** The ledger refused the void of one case. */
  | { readonly is: 'refused'; readonly words: string }

const named = 20
const of = 'SELECT stream FROM pg_temp.undone'
/** Cases that the import opened: with them goes whatever names them. */
const opened = `${of} WHERE first = 1`
/** Where the import has records that still stand, and from which version on, in a table of the transaction. */
const gather = async (client: Client, { tenant, procedure, batches }: Undoing): Promise<number> => {
  const each = registersOf(procedure).flatMap(({ did }) =>
    Object.values(did).map(
      ({ name }) => `SELECT _case AS stream, _version AS version FROM ${name} WHERE _tenant = $1 AND _batch = ANY($2)`,
    ),
  )
  await client.query('CREATE TEMP TABLE undone (stream uuid PRIMARY KEY, first int NOT NULL) ON COMMIT DROP')
  await client.query(
    `INSERT INTO pg_temp.undone SELECT stream, min(version) FROM (${each.join(' UNION ALL ')}) d GROUP BY stream`,
    [tenant, batches],
  )
  await client.query('ANALYZE pg_temp.undone')
  const { rows: counted } = await client.query<{ n: number }>('SELECT count(*)::int AS n FROM pg_temp.undone')
  return counted[0]!.n
}
const ofOthers = (alias: string) => `NOT coalesce((${alias}.text::jsonb)->>'batch' = ANY($2::text[]), false)`
const target = (alias: string) => `((${alias}.text::jsonb)->>'corrects')::int`
/** A condition by which rows with these fields point to the records of the import; nothing where none can. */
const pointing = (fields: Fields, mechanism: string): string | undefined => {
  const tests = Object.entries(fields).flatMap(([name, { kind, to }]) =>
    kind === 'link' && to === mechanism
      ? [`t.${quoted(name)} IN (SELECT x::text FROM (${opened}) AS u(x))`]
      : kind === 'subject'
        ? [`t.${quoted(name)}->>'id' IN (SELECT x::text FROM (${opened}) AS u(x))`]
        : [],
  )
  return tests.length ? tests.join(' OR ') : undefined
}
const dependentsOf = async (client: Client, house: House, undoing: Undoing): Promise<Dependent[]> => {
  const { tenant, procedure, batches } = undoing
  const found: Dependent[] = []
  const ask = async (text: string, words: (row: Record<string, string>) => string, values: unknown[] = [tenant]) => {
    const { rows: some } = await client.query<Record<string, string>>(text, values)
    found.push(...some.map((row) => ({ mechanism: row.mechanism!, case: row.stream!, words: words(row) })))
  }
  const nameOf = (id: string | undefined) => house.procedures.get(id ?? '')?.name[0] ?? id ?? ''
  // What was done later and voided again no longer stands on it.
  await ask(
    `SELECT e.mechanism, e.stream, e.act, e.on_day::text AS on FROM ledger.event e JOIN pg_temp.undone u ON u.stream = e.stream
       WHERE e.tenant = $1 AND e.version > u.first AND ${ofOthers('e')} AND NOT EXISTS (
         SELECT FROM ledger.event v WHERE v.tenant = e.tenant AND v.stream = e.stream AND v.act = 'void' AND ${target('v')} = e.version
       ) AND NOT (e.act = 'void' AND EXISTS (
         SELECT FROM ledger.event w WHERE w.tenant = e.tenant AND w.stream = e.stream AND w.version = ${target('e')} AND w.version > u.first AND ${ofOthers('w')}
       )) ORDER BY e.entered`,
    ({ act, on }) => `${on}又办理了“${labelOf(procedure, act!)}”`,
    [tenant, batches],
  )
  await ask(
    `SELECT r.by_mechanism AS mechanism, r.by_stream AS stream FROM ledger.relied r JOIN pg_temp.undone u ON u.stream = r.on_stream
       WHERE r.tenant = $1 AND r.by_stream NOT IN (${of}) AND (u.first = 1 OR EXISTS (
         SELECT FROM ledger.event e, jsonb_array_elements((e.text::jsonb)->'relied') a
         WHERE e.tenant = r.tenant AND e.stream = r.by_stream AND a->>'stream' = r.on_stream::text AND (a->>'version')::int >= u.first))`,
    ({ mechanism }) => `${nameOf(mechanism)}的一件案卷在判断时依据了它`,
  )
  for (const other of house.procedures.values())
    for (const { kind, structure, cases, did } of registersOf(other))
      for (const [table, fields] of [
        [cases, structure.record] as const,
        ...Object.entries(structure.acts).map(([act, one]) => [did[act]!, asksOf(structure, one)] as const),
      ]) {
        const where = pointing(fields, procedure.id)
        if (where)
          await ask(
            `SELECT DISTINCT '${other.id}' AS mechanism, t._case AS stream FROM ${table.name} t WHERE t._tenant = $1 AND (${where}) AND t._case NOT IN (${of})`,
            () => `${other.name[0]}${kind ? `的${structure.name[0]}` : ''}引用了它`,
          )
      }
  await ask(
    `SELECT DISTINCT (SELECT e.mechanism FROM ledger.event e WHERE e.tenant = f.tenant AND e.stream = f.report AND e.version = 1) AS mechanism, f.report AS stream, f.name FROM ledger.freeze f WHERE f.tenant = $1 AND EXISTS (
       SELECT FROM unnest(f.rows) AS r JOIN pg_temp.undone u ON u.stream::text = split_part(r, '/', 1)
       WHERE u.first = 1 OR split_part(r, '/', 3)::int >= u.first)`,
    ({ name }) => `已定稿报告的指标“${name}”数了它`,
  )
  // What a district is stands behind every judgement: then nothing at all may have happened since.
  if (house.foundation.has(procedure.id))
    await ask(
      `SELECT mechanism, stream, act FROM ledger.event e WHERE tenant = $1 AND stream NOT IN (${of})
         AND entered > (SELECT max(entered) FROM ledger.event WHERE tenant = $1 AND stream IN (${of})) ORDER BY entered LIMIT ${named}`,
      ({ mechanism }) => `其后${nameOf(mechanism)}又有登记`,
    )
  return found
}
/** Takes the rows of a batch out of every register; the void of the batch stands in the ledger. */
const takeOut = async (client: Client, { tenant, procedure }: Undoing, batch: string): Promise<void> => {
  const those = '(SELECT stream FROM ledger.batch_row WHERE tenant = $1 AND batch = $2)'
  for (const { name } of tablesOf(procedure))
    await rows(client, `DELETE FROM ${name} WHERE _tenant = $1 AND _case IN ${those}`, [tenant, batch])
  await rows(client, `DELETE FROM ledger.term WHERE tenant = $1 AND stream IN ${those}`, [tenant, batch])
  await rows(
    client,
    'SELECT count(ledger.search_drop($1::uuid, stream)) FROM ledger.batch_row WHERE tenant = $1 AND batch = $2',
    [tenant, batch],
  )
}

const labelOf = (procedure: Procedure, act: string): string =>
  structuresOf<Structure, Procedure>(procedure)
    .map(([, { acts }]) => acts[act]?.label[0])
    .find(Boolean) ?? act
/**
 * Voids every record of an import, within a transaction that is already open: one void for the rows of a batch, one for
 * each event of its own, the last first. Anything but `done` must be rolled back.
 */
export const undoImport = async (client: Client, house: House, undoing: Undoing): Promise<Undone> => {
  const { tenant, procedure, batches, actor, reason } = undoing
  const context = await tenantIn(client, house, tenant)
  const now = undoing.now ?? context.now()
  const cases = await gather(client, undoing)
  await client.query(
    `SELECT FROM ${registersOf(procedure)[0]!.cases.name} WHERE _tenant = $1 AND _id IN (${of}) FOR UPDATE`,
    [tenant],
  )
  const depended = await dependentsOf(client, house, undoing)
  if (depended.length) return { is: 'depended', count: depended.length, some: depended.slice(0, named) }
  for (const batch of batches) {
    const [header] = await rows<{ text: string }>(
      client,
      'SELECT text FROM ledger.event WHERE tenant = $1 AND stream = $2 AND version = 1',
      [tenant, batch],
    )
    if (header) {
      const opened = JSON.parse(header.text) as Event
      const event: Event = {
        ...opened,
        version: 2,
        act: 'void',
        from: opened.to,
        on: context.world(now, new Set()).today,
        recorded: now,
        actor: actor.person,
        unit: actor.unit,
        source: 'entered',
        corrects: 1,
        body: { version: 1, reason },
      }
      const statement = new Statement()
      appendTo(statement, tenant, [{ event, inked: ink(event, {}, context.algorithm) }], house.clock())
      await rows(client, statement.text, statement.values)
      await takeOut(client, undoing, batch)
    }
  }
  const { rows: rest } = await client.query<{ stream: string; version: number; part: PartId | null; batch: string }>(
    `SELECT e.stream, e.version, (e.text::jsonb)->'part' AS part, (e.text::jsonb)->>'batch' AS batch FROM ledger.event e JOIN pg_temp.undone u ON u.stream = e.stream
       WHERE e.tenant = $1 AND e.version >= u.first AND (e.text::jsonb)->>'batch' = ANY($2::text[]) ORDER BY e.entered DESC, e.version DESC, e.stream DESC`,
    [tenant, batches],
  )
  for (const { stream, version, part, batch } of rest) {
    const command: Command = {
      tenant,
      mechanism: procedure.id,
      stream,
      ...(part && { part }),
      act: 'void',
      on: context.world(now, new Set()).today,
      actor,
      body: { version, reason },
      batch,
    }
    const outcome = await recordOne(client, house, tenant, { command, options: { now } })
    if (outcome.is !== 'done')
      return {
        is: 'refused',
        words: outcome.is === 'invalid' ? Object.values(outcome.fields).join('；') : outcome.words,
      }
  }
  return { is: 'done', cases }
}
