/** A row whose judgement reads or writes other cases, or that tells several acts: done by itself, all of it or nothing. */
import { isKept, Undo, type Client } from '../../kernel/ledger/index.ts'
import type { Actor, Command, Event } from '../../kernel/procedure/index.ts'
import { faultsOf, newId, recordOne, type House, type Outcome } from '../../kernel/register/index.ts'
import type { Moment } from '../../kernel/time/index.ts'
import type { Form } from '../tables/columns.ts'
import type { Done, Told } from '../tables/row.ts'

/** The import in whose transaction rows are done. */
export interface Doing {
  readonly client: Client
  readonly house: House
  readonly form: Form
  readonly tenant: string
  readonly actor: Actor
  readonly now: Moment
  /** What the records carry as their batch. */
  readonly id: string
  readonly source: 'imported' | 'takeover'
}
/** `of` is the later fact that was refused. */
export interface NotDone {
  readonly faults: Readonly<Record<string, string>>
  readonly of: string | undefined
}

const step = async (
  { client, house, form: { m }, tenant, actor, now, id, source }: Doing,
  stream: string,
  { act, on, body }: Done,
  target: Told['target'],
): Promise<Outcome> => {
  const part = target?.part && { part: target.part }
  const command: Command = { tenant, mechanism: m.id, stream, ...part, act, on, actor, body, source, batch: id }
  return recordOne(client, house, tenant, { command, options: { now } }).catch((error: unknown): Outcome => {
    if (error instanceof Undo) return error.result as Outcome
    const kept = m.apart ?? m.once
    if (kept && isKept(error)) return { is: 'denied', words: kept.words }
    throw error
  })
}
/** The events of a row; or why one of its acts was not done, and then none is. */
export const doRow = async (doing: Doing, told: Told): Promise<readonly Event[] | NotDone> => {
  const { client, form } = doing
  const stream = told.target?.case ?? newId()
  const opensPart = form.kind !== undefined && told.target && !told.target.part
  const target = opensPart ? { case: stream, part: { kind: form.kind!, id: newId() } } : told.target
  const events: Event[] = []
  await client.query('SAVEPOINT one')
  for (const one of [told, ...(told.later ?? [])]) {
    const outcome = await step(doing, stream, one, target)
    if (outcome.is !== 'done') {
      await client.query('ROLLBACK TO SAVEPOINT one')
      const faults = outcome.is === 'conflict' ? { '*': outcome.words } : faultsOf(outcome)
      return { faults, of: one === told ? undefined : one.act }
    }
    events.push(outcome.event)
  }
  await client.query('RELEASE SAVEPOINT one')
  return events
}
