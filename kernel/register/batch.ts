/** Mass data: one event with row count and Merkle root; each row stands for a named opening act and can be acted on later. */
import type { Values } from '../fields/index.ts'
import {
  appendAll,
  appendTo,
  emptyFrontier,
  ink,
  rootOf,
  rows,
  Statement,
  transact,
  type Client,
} from '../ledger/index.ts'
import { decide, fieldsOf, fold, type Actor, type Event, type View } from '../procedure/index.ts'
import type { Day, Moment } from '../time/index.ts'
import { Changes, insertAll } from './changes.ts'
import { newId, type House } from './house.ts'
import { storedFiles } from './reading.ts'
import { projectCase } from './project.ts'

export interface BatchRow {
  readonly on: Day
  readonly body: Values
}
export interface Batch {
  readonly tenant: string
  readonly mechanism: string
  readonly act: string
  readonly actor: Actor
  readonly rows: readonly BatchRow[]
  /** SHA-256 of the file the rows came from, where there is one. */
  readonly file?: string
}
/** What is wrong where: `row` counts from 1, as in the file; `column` is a field, or `on`, or `*` for the whole row. */
export interface RowError {
  readonly row: number
  readonly column: string
  readonly words: string
}
export type BatchOutcome =
  | { readonly is: 'done'; readonly batch: string; readonly rows: number; readonly root: string }
  | { readonly is: 'invalid rows'; readonly errors: readonly RowError[]; readonly wrong: number }

const nothingYet: View = { whole: undefined, part: () => undefined, partsOf: () => [] }
const shown = 1000
const breath = 2000

/** All rows or none: one bad row among thousands is named with its column, and nothing is written. */
export const performBatch = async (
  house: House,
  batch: Batch,
  options: { readonly now?: Moment; readonly progress?: (done: number) => void } = {},
): Promise<BatchOutcome> => {
  const { tenant, act: name, actor } = batch
  const procedure = house.procedures.get(batch.mechanism)
  const act = procedure?.acts[name]
  const general = (words: string): BatchOutcome => ({
    is: 'invalid rows',
    wrong: 1,
    errors: [{ row: 0, column: '*', words }],
  })
  if (!procedure || !act) return general(`没有“${batch.mechanism}/${name}”这一行为`)
  if (act.from !== undefined) return general(`“${act.label[0]}”不是立案行为，不能批量导入`)
  if (Object.keys(act.raises).length || act.then.length)
    return general(`“${act.label[0]}”会同时产生其他记录，不能批量导入`)
  if (!batch.rows.length) return general('没有任何数据行')
  return transact(house.pool, tenant, async (client): Promise<BatchOutcome> => {
    const [{ revision } = { revision: 0 }] = await rows<{ revision: number }>(
      client,
      'SELECT revision FROM ledger.tenant WHERE id = $1',
      [tenant],
    )
    const context = await house.tenant(tenant, client, Number(revision))
    const now = options.now ?? context.now()
    const world = context.world(
      now,
      await storedFiles(
        client,
        tenant,
        batch.rows.map((row) => row.body),
      ),
    )
    const id = newId()
    const errors: RowError[] = []
    let wrong = 0
    const events: Event[] = []
    for (const [index, { on, body }] of batch.rows.entries()) {
      if (index % breath === breath - 1) await new Promise(setImmediate)
      const decision = decide(
        procedure,
        nothingYet,
        { tenant, mechanism: procedure.id, stream: newId(), act: name, on, actor, body, source: 'imported', batch: id },
        world,
      )
      if (decision.is === 'event') {
        events.push(decision.event)
        continue
      }
      wrong++
      const found = decision.is === 'invalid' ? Object.entries(decision.fields) : [['*', decision.words] as const]
      if (errors.length < shown) errors.push(...found.map(([column, words]) => ({ row: index + 1, column, words })))
    }
    if (wrong) return { is: 'invalid rows', errors, wrong }

    const fields = fieldsOf(procedure, events[0]!)
    const inked = events.map((event) => ink(event, fields, context.algorithm))
    const root = rootOf(
      appendAll(
        emptyFrontier,
        inked.map(({ leaf }) => leaf),
        context.algorithm,
      ).frontier,
      context.algorithm,
    ).toString('hex')
    const header: Event = {
      v: 1,
      tenant,
      stream: id,
      version: 1,
      mechanism: procedure.id,
      act: name,
      to: act.to!,
      on: world.today,
      recorded: now,
      actor: actor.person,
      unit: actor.unit,
      source: 'imported',
      ruleEditions: {},
      relied: [],
      breaches: [],
      body: { batch: { rows: events.length, root, ...(batch.file && { file: batch.file }) } },
    }
    const statement = new Statement()
    appendTo(statement, tenant, [{ event: header, inked: ink(header, {}, context.algorithm) }], house.clock())
    if (house.foundation.has(procedure.id))
      statement.add(`UPDATE ledger.tenant SET revision = revision + 1 WHERE id = ${statement.put(tenant)}`)
    await rows(client, statement.text, statement.values)
    for (let at = 0; at < events.length; at += breath) {
      const slice = events.slice(at, at + breath)
      await insertRows(client, tenant, id, at, slice, inked.slice(at, at + breath))
      const into = new Changes()
      for (const event of slice) projectCase(into, procedure, fold(procedure, [event], world), tenant, world)
      await insertAll(client, tenant, into)
      options.progress?.(at + slice.length)
    }
    return { is: 'done', batch: id, rows: events.length, root }
  })
}
const insertRows = async (
  client: Client,
  tenant: string,
  batch: string,
  from: number,
  events: readonly Event[],
  inked: readonly ReturnType<typeof ink>[],
): Promise<void> => {
  await rows(
    client,
    "INSERT INTO ledger.batch_row SELECT $1::uuid, $2::uuid, $3::int + n, s, x, decode(l, 'hex') FROM unnest($4::uuid[], $5::text[], $6::text[]) WITH ORDINALITY AS u(s, x, l, n)",
    [
      tenant,
      batch,
      from,
      events.map(({ stream }) => stream),
      inked.map(({ text }) => text),
      inked.map(({ leaf }) => leaf.toString('hex')),
    ],
  )
  const kept = inked.flatMap((one, at) => one.private.map((value) => ({ stream: events[at]!.stream, ...value })))
  if (kept.length) {
    await rows(
      client,
      'INSERT INTO ledger.private SELECT $1::uuid, s, 1, f, v, x FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[]) AS u(s, f, v, x)',
      [tenant, kept.map((p) => p.stream), kept.map((p) => p.field), kept.map((p) => p.value), kept.map((p) => p.salt)],
    )
  }
}
/** Whether an event stands for the rows of a batch. */
export const isBatch = (event: Event): boolean =>
  typeof event.body.batch === 'object' && event.body.batch !== null && 'root' in event.body.batch
