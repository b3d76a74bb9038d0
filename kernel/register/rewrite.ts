/** Writing a case anew from its whole history: after a correction, a void, or an entry that belongs between others. */
import { history, rows, type Client } from '../ledger/index.ts'
import {
  fold,
  timed,
  asksOf,
  restatedTo,
  type Answer,
  type Event,
  type Folded,
  type Procedure,
  type World,
} from '../procedure/index.ts'
import { Changes, insertAll } from './changes.ts'
import type { House } from './house.ts'
import { projectCase } from './project.ts'
import { registersOf } from './tables.ts'

/** Answers that gates relied on, as they now stand after corrections in their own streams, of those that were `known`. */
export const restating = async (
  client: Client,
  house: House,
  tenant: string,
  events: readonly Event[],
  world: World,
  known: (event: Event) => boolean = () => true,
): Promise<(answer: Answer) => Answer | undefined> => {
  const found = new Map<string, Answer | undefined>()
  // One entry may have answered several questions.
  const key = ({ stream, version, about, by }: Answer) => `${stream}/${version}/${about}/${by}`
  for (const answer of events.flatMap((event) => event.relied)) {
    if (answer.cause || found.has(key(answer))) continue
    const serving = house.procedures.get(answer.mechanism)!
    const events = (await history(client, serving, tenant, answer.stream)).filter(
      (event) => known(event) && (event.version <= answer.version || event.corrects !== undefined),
    )
    const whole = fold(serving, events, world).whole
    found.set(key(answer), whole && restatedTo(answer, whole.state, serving.ends))
  }
  return (answer) => found.get(key(answer))
}

/**
 * Writes the rows of a case anew from its events; gives the case. What stands for the case and its parts is replaced in
 * place, never taken away and put back: a command that waits for the row would find that there is no such case.
 */
export const rewrite = async (
  client: Client,
  house: House,
  procedure: Procedure,
  tenant: string,
  stream: string,
  events: readonly Event[],
  world: World,
): Promise<Folded | undefined> => {
  const folded = fold(procedure, events, world, await restating(client, house, tenant, events, world))
  const standing = folded.whole ? [folded.whole.id, ...folded.parts.keys()] : []
  for (const { cases, was, did } of registersOf(procedure)) {
    await rows(client, `DELETE FROM ${cases.name} WHERE _tenant = $1 AND _case = $2 AND _id <> ALL($3)`, [
      tenant,
      stream,
      standing,
    ])
    for (const { name } of [was, ...Object.values(did)])
      await rows(client, `DELETE FROM ${name} WHERE _tenant = $1 AND _case = $2`, [tenant, stream])
  }
  await rows(client, 'DELETE FROM ledger.term WHERE tenant = $1 AND stream = $2', [tenant, stream])
  await rows(client, 'SELECT ledger.search_drop($1::uuid, $2::uuid)', [tenant, stream])
  const into = new Changes()
  projectCase(into, procedure, folded, tenant, world)
  await insertAll(client, tenant, into)
  return folded.whole
}
/** Case acts that anchor, end or pause a term of some part: they touch the clocks of all parts. */
const moveParts = new WeakMap<Procedure, ReadonlySet<string>>()
export const movesParts = (procedure: Procedure, event: Event): boolean => {
  let acts = moveParts.get(procedure)
  if (!acts) {
    const { acts: until, fields } = timed(Object.values(procedure.parts))
    acts = new Set(
      Object.entries(procedure.acts).flatMap(([name, act]) =>
        until.has(name) || fields.has(name) || Object.keys(asksOf(procedure, act)).some((field) => fields.has(field))
          ? [name]
          : [],
      ),
    )
    moveParts.set(procedure, acts)
  }
  return !event.part && acts.has(event.act)
}
