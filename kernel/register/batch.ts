/** Mass data: one event with row count and Merkle root; each row stands for a named opening act and can be acted on later. */
import { type Values } from '../fields/index.ts'
import { cite } from '../law/index.ts'
import {
  appendAll,
  appendTo,
  binaryArray,
  emptyFrontier,
  ink,
  rootOf,
  rows,
  Statement,
  transact,
  Undo,
  type Client,
} from '../ledger/index.ts'
import {
  asksOf,
  decide,
  fieldsOf,
  fold,
  type Actor,
  type Event,
  type Procedure,
  type Refused,
  type View,
} from '../procedure/index.ts'
import type { Day, Moment } from '../time/index.ts'
import { Changes, insertAll } from './changes.ts'
import { hasFilled } from './filling.ts'
import { newId, type House, type Tenant } from './house.ts'
import { asksOthers, storedFiles } from './reading.ts'
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

/** Why the rows of a batch cannot stand for that act; nothing where they can. */
export const notInBatches = (house: House, procedure: Procedure, name: string): string | undefined => {
  const act = procedure.acts[name]
  if (!act) return `没有“${procedure.id}/${name}”这一行为`
  if (act.from !== undefined) return `“${act.label[0]}”不是立案行为，不能批量导入`
  if (Object.keys(act.raises).length || act.then.length) return `“${act.label[0]}”会同时产生其他记录，不能批量导入`
  return hasFilled(asksOf(procedure, act)) || asksOthers(procedure, act) || house.foundation.has(procedure.id)
    ? `“${act.label[0]}”须逐件核对其他台账，不能批量导入`
    : undefined
}

/** What the rows of one batch have in common. */
export interface Common {
  readonly tenant: string
  readonly procedure: Procedure
  readonly act: string
  readonly actor: Actor
  readonly now: Moment
  readonly id: string
}
const aTurn = 50
/** Like `map`, with a turn of the event loop every few rows: what is on its way to the database would stand still meanwhile. */
export const inTurns = async <T, R>(all: readonly T[], each: (one: T) => R): Promise<R[]> => {
  const made: R[] = []
  for (const one of all) {
    if (made.length % aTurn === aTurn - 1) await new Promise(setImmediate)
    made.push(each(one))
  }
  return made
}
/** Judges rows as commands are judged; gives for each its event, or what is wrong by field (`*` for the whole row). */
export const judgeRows = async (
  client: Client,
  context: Tenant,
  { tenant, procedure, act, actor, now, id }: Common,
  given: readonly BatchRow[],
): Promise<(Event | Readonly<Record<string, string>>)[]> => {
  const world = context.world(
    now,
    await storedFiles(
      client,
      tenant,
      given.map((row) => row.body),
    ),
  )
  return inTurns(given, ({ on, body }) => {
    const command = { tenant, mechanism: procedure.id, stream: newId(), act, on, actor, body, batch: id }
    const decision = decide(procedure, nothingYet, { ...command, source: 'imported' }, world)
    return decision.is === 'event' ? decision.event : faultsOf(decision)
  })
}
/** Why a row was not done, by field; `*` for the whole row, with the article where the law says no. */
export const faultsOf = (refused: Refused): Readonly<Record<string, string>> =>
  refused.is === 'invalid'
    ? refused.fields
    : {
        '*':
          refused.is === 'refusal' && refused.article ? `${refused.words}（${cite(refused.article)}）` : refused.words,
      }
export const isEvent = (judged: Event | Readonly<Record<string, string>>): judged is Event => 'v' in judged

/** A batch under way in a transaction: rows as they come, the one event that stands for them at the end. */
export class BatchWriter {
  #frontier = emptyFrontier
  #count = 0
  #last: Promise<unknown> = Promise.resolve()
  constructor(
    readonly client: Client,
    readonly house: House,
    readonly context: Tenant,
    readonly common: Common,
  ) {}
  get count(): number {
    return this.#count
  }
  /** Writes judged rows. The database takes the last ones while the next are made ready here. */
  async add(events: readonly Event[]): Promise<void> {
    if (!events.length) return
    const { client, context, common } = this
    const { tenant, procedure, id, now } = common
    const fields = fieldsOf(procedure, events[0]!)
    const inked = await inTurns(events, (event) => ink(event, fields, context.algorithm))
    const leaves = inked.map(({ leaf }) => leaf)
    this.#frontier = appendAll(this.#frontier, leaves, context.algorithm).frontier
    const world = context.world(now, new Set())
    const into = new Changes()
    await inTurns(events, (event) => projectCase(into, procedure, fold(procedure, [event], world), tenant, world))
    // All cases begin here, so their keys need not be looked up.
    for (const [table, of] of into.cases) for (const row of of) into.add(table, row)
    into.cases.clear()
    into.newTerms.push(...into.terms.splice(0))
    await this.#last
    const from = this.#count
    this.#count += events.length
    // All on their way at once: while rows are made ready here, nobody would send the next statement.
    this.#last = bothOf(insertRows(client, tenant, id, from, events, inked), insertAll(client, tenant, into))
    this.#last.catch(() => {})
  }
  /** Waits for what is under way, however it ends: before a rollback, or it would be written after it. */
  async settle(): Promise<void> {
    await this.#last.catch(() => {})
  }
  /** Writes the event of the batch: how many rows, their root, and the file they came from. */
  async close(file?: string): Promise<{ readonly rows: number; readonly root: string }> {
    await this.#last
    const { client, house, context, common } = this
    const { tenant, procedure, act, actor, now, id } = common
    const root = rootOf(this.#frontier, context.algorithm).toString('hex')
    const header: Event = {
      v: 1,
      tenant,
      stream: id,
      version: 1,
      mechanism: procedure.id,
      act,
      to: procedure.acts[act]!.to!,
      on: context.world(now, new Set()).today,
      recorded: now,
      actor: actor.person,
      unit: actor.unit,
      source: 'imported',
      ruleEditions: {},
      relied: [],
      breaches: [],
      body: { batch: { rows: this.#count, root, ...(file && { file }) } },
    }
    const statement = new Statement()
    appendTo(statement, tenant, [{ event: header, inked: ink(header, {}, context.algorithm) }], house.clock())
    await rows(client, statement.text, statement.values)
    return { rows: this.#count, root }
  }
}
const bothOf = async (...writing: readonly Promise<unknown>[]): Promise<void> => {
  await Promise.allSettled(writing)
  await Promise.all(writing)
}
/** The district in a transaction, at its present revision. */
export const tenantIn = async (client: Client, house: House, tenant: string): Promise<Tenant> => {
  const [found] = await rows<{ revision: number }>(client, 'SELECT revision FROM ledger.tenant WHERE id = $1', [tenant])
  if (!found) throw new Error(`no such tenant: ${tenant}`)
  return house.tenant(tenant, client, Number(found.revision))
}

/** All rows or none: one bad row among thousands is named with its column, and nothing is written. */
export const performBatch = async (
  house: House,
  batch: Batch,
  options: { readonly now?: Moment; readonly progress?: (done: number) => void } = {},
): Promise<BatchOutcome> => {
  const { tenant, act, actor } = batch
  const procedure = house.procedures.get(batch.mechanism)
  const general = (words: string): BatchOutcome => ({
    is: 'invalid rows',
    wrong: 1,
    errors: [{ row: 0, column: '*', words }],
  })
  if (!procedure) return general(`没有“${batch.mechanism}/${act}”这一行为`)
  const unfit = notInBatches(house, procedure, act)
  if (unfit) return general(unfit)
  if (!batch.rows.length) return general('没有任何数据行')
  const errors: RowError[] = []
  let wrong = 0
  try {
    return await transact(house.pool, tenant, async (client): Promise<BatchOutcome> => {
      const context = await tenantIn(client, house, tenant)
      const common = { tenant, procedure, act, actor, now: options.now ?? context.now(), id: newId() }
      const writer = new BatchWriter(client, house, context, common)
      const each = async (at: number): Promise<void> => {
        const judged = await judgeRows(client, context, common, batch.rows.slice(at, at + breath))
        for (const [index, one] of judged.entries()) {
          if (isEvent(one)) continue
          wrong++
          if (errors.length < shown)
            errors.push(...Object.entries(one).map(([column, words]) => ({ row: at + index + 1, column, words })))
        }
        if (!wrong) await writer.add(judged.filter(isEvent))
        options.progress?.(at + judged.length)
      }
      try {
        for (let at = 0; at < batch.rows.length; at += breath) {
          await new Promise(setImmediate)
          await each(at)
        }
      } finally {
        await writer.settle()
      }
      if (wrong) throw new Undo<BatchOutcome>({ is: 'invalid rows', errors, wrong })
      return { is: 'done', batch: common.id, ...(await writer.close(batch.file)) }
    })
  } catch (error) {
    if (error instanceof Undo) return error.result as BatchOutcome
    throw error
  }
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
      binaryArray(
        'uuid',
        events.map(({ stream }) => stream),
      ),
      binaryArray(
        'text',
        inked.map(({ text }) => text),
      ),
      binaryArray(
        'text',
        inked.map(({ leaf }) => leaf.toString('hex')),
      ),
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
