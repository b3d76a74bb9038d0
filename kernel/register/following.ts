/**
 * What follows from a command once it is written, in the same transaction: what it does on other cases and on the parts
 * beside its own; when it is corrected, what it had brought about, and whoever relied on what it said.
 */
import type { Values } from '../fields/index.ts'
import { appendTo, history, ink, rows, Statement, Undo, type Client } from '../ledger/index.ts'
import {
  asCause,
  causedBy,
  decideBuiltIn,
  effective,
  fieldsOf,
  fold,
  idIn,
  structureOf,
  system,
  viewOf,
  type Act,
  type Actor,
  type Command,
  type Event,
  type Folded,
  type PartId,
  type Procedure,
  type World,
} from '../procedure/index.ts'
import { voidNumber } from './filling.ts'
import { newId, type Asked, type House, type Outcome } from './house.ts'
import { rewrite } from './rewrite.ts'
import { quoted, registerFor } from './tables.ts'

/** An act that goes with another: on a case it opens, on one that a field names, or on the parts beside its own. */
export interface Also {
  readonly mechanism: string
  readonly act: string
  readonly stream: string
  readonly opens: boolean
  readonly body: Values
  /** On all parts but this one that have one of these values. */
  readonly beside?: { readonly part: PartId; readonly alike: Values }
}
export const alsoDone = (act: Act | undefined, fields: Values, event: Event, { id }: Procedure): Also[] =>
  (act?.then ?? []).flatMap((opening): Also[] => {
    const body = opening.body(fields, event.on)
    if (!body) return []
    const { mechanism = id, act } = opening
    if (opening.alike && event.part) {
      const said = opening.alike.filter((name) => fields[name] !== undefined)
      const alike = Object.fromEntries(said.map((name) => [name, fields[name]]))
      return [{ mechanism, act, stream: event.stream, opens: false, body, beside: { part: event.part, alike } }]
    }
    // An optional link that names nothing asks for nothing.
    const there = opening.case === undefined ? newId() : idIn(fields[opening.case])
    if (there === undefined) return []
    const { hash } = ((opening.text && fields[opening.text]) || {}) as { hash?: string }
    const subject = opening.text && { subject: { mechanism: id, id: event.stream, hash } }
    return [{ mechanism, act, stream: String(there), opens: opening.case === undefined, body: { ...body, ...subject } }]
  })

/** What following needs: where it is written, and how a further command is performed there. */
export interface After {
  readonly client: Client
  readonly house: House
  readonly tenant: string
  readonly world: World
  readonly perform: (asked: Asked) => Promise<Outcome>
}

const partsAlike = async (
  { client, house, tenant }: After,
  { mechanism, act, stream, beside }: Also,
): Promise<(PartId | undefined)[]> => {
  if (!beside) return [undefined]
  const { part, alike } = beside
  const procedure = house.procedures.get(mechanism)!
  const names = Object.keys(alike)
  const structure = structureOf(procedure, part.kind)!
  const from = structure.acts[act]!.from as readonly string[]
  const found = await rows<{ id: string }>(
    client,
    `SELECT _id AS id FROM ${registerFor(procedure, part.kind).cases.name} WHERE _tenant = $1 AND _case = $2 AND _id <> $3 AND _state = ANY($4)
       AND (false${names.map((name, at) => ` OR ${quoted(name)} = $${at + 5}`).join('')}) ORDER BY _opened, _id`,
    [tenant, stream, part.id, from, ...names.map((name) => alike[name])],
  )
  return found.map(({ id }) => ({ kind: part.kind, id }))
}
/** Does what goes with an act; one refusal there undoes it all. */
export const followThrough = async (
  after: After,
  { tenant, actor }: Command,
  event: Event,
  also: readonly Also[],
): Promise<void> => {
  for (const one of also) {
    const { mechanism, act, stream, body } = one
    for (const part of await partsAlike(after, one)) {
      const command: Command = {
        tenant,
        mechanism,
        stream,
        ...(part && { part }),
        act,
        on: event.on,
        actor: { ...system(actor.unit), person: actor.person },
        body,
        source: 'derived',
        cause: asCause(event),
      }
      const served = await after.perform({ command, options: { now: after.world.now } })
      if (served.is !== 'done') throw new Undo<Outcome>(served)
    }
  }
}

const dependentsOn = async ({ client, tenant }: After, stream: string) =>
  rows<{ by_stream: string; by_mechanism: string }>(
    client,
    'SELECT by_stream, by_mechanism FROM ledger.relied WHERE tenant = $1 AND on_stream = $2',
    [tenant, stream],
  )
const note = async (
  { tenant, world, perform }: After,
  mechanism: string,
  stream: string,
  unit: string,
  words: string,
): Promise<void> => {
  const actor = system(unit)
  const command: Command = { tenant, mechanism, stream, act: 'note', on: world.today, actor, body: { words } }
  const noted = await perform({ command: { ...command, source: 'derived' }, options: { now: world.now } })
  if (noted.is !== 'done') throw new Error(`noting on ${stream}: ${JSON.stringify(noted)}`)
}
const locked = async ({ client, tenant }: After, procedure: Procedure, stream: string): Promise<Folded | undefined> => {
  const [row] = await rows<{ _folded: Folded }>(
    client,
    `SELECT _folded FROM ${registerFor(procedure, undefined).cases.name} WHERE _tenant = $1 AND _id = $2 FOR UPDATE`,
    [tenant, stream],
  )
  return row?._folded
}

/**
 * An act is void: so is what it had brought about elsewhere, and what that had brought about in turn. A case that it
 * opened and that has gone on since keeps what happened there, with a note; so does one whose cause was only corrected.
 */
export const followCorrection = async (after: After, event: Event, actor: Actor): Promise<void> => {
  const { client, house, tenant, world } = after
  if (event.act === 'void') await voidNumber(client, tenant, event)
  const cause = house.procedures.get(event.mechanism)!
  const { reason } = event.body
  for (const { by_stream, by_mechanism } of await dependentsOn(after, event.stream)) {
    const procedure = house.procedures.get(by_mechanism)!
    const before = await locked(after, procedure, by_stream)
    const events = await history(client, procedure, tenant, by_stream)
    const caused = causedBy(event.stream, event.corrects, effective(events))
    if (!before || !caused.length) continue
    const voids: Event[] = []
    let kept = event.act === 'correct' && by_stream !== event.stream ? caused.length : 0
    if (event.act === 'void') {
      const context = await house.tenant(tenant, client)
      const view = viewOf(fold(procedure, events, world))
      for (const one of caused.toReversed()) {
        const command: Command = {
          tenant,
          mechanism: by_mechanism,
          stream: by_stream,
          ...(one.part && { part: one.part }),
          act: 'void',
          on: world.today,
          actor: { ...system(actor.unit), person: actor.person },
          body: { version: one.version, reason },
          source: 'derived',
        }
        const decision = decideBuiltIn(procedure, view, command, [...events, ...voids], world)
        if (decision.is !== 'event') kept++
        else voids.push({ ...decision.event, version: before.version + voids.length + 1, relied: [asCause(event)] })
      }
      if (voids.length) {
        const statement = new Statement()
        const inked = voids.map((made) => {
          const corrected = events.find(({ version }) => version === made.corrects)
          return { event: made, inked: ink(made, fieldsOf(procedure, made, corrected), context.algorithm) }
        })
        appendTo(statement, tenant, inked, house.clock())
        await rows(client, statement.text, statement.values)
        await rewrite(client, house, procedure, tenant, by_stream, [...events, ...voids], world)
        for (const made of voids) await followCorrection(after, made, actor)
        if (by_stream !== event.stream) await rejudge(after, by_stream)
      }
    }
    if (kept) {
      const what = event.act === 'void' ? `已作废（${String(reason)}），本案已有后续记录，予以保留` : '已更正'
      const words = `引起本案记录的一项“${cause.name[0]}”记录${what}，请核对`
      await note(after, by_mechanism, by_stream, before.unit, words)
    }
  }
}

/** Cases whose gates relied on a stream that was corrected: judged anew, and a changed judgement leaves a note. */
export const rejudge = async (after: After, stream: string): Promise<void> => {
  const { client, house, tenant, world } = after
  for (const { by_stream, by_mechanism } of await dependentsOn(after, stream)) {
    if (by_stream === stream) continue
    const procedure = house.procedures.get(by_mechanism)!
    const before = await locked(after, procedure, by_stream)
    const events = await history(client, procedure, tenant, by_stream)
    const now = await rewrite(client, house, procedure, tenant, by_stream, events, world)
    if (!before || !now || before.breaches.length === now.breaches.length) continue
    const words = `所依据的案卷已更正，重新判断后违法记录由${before.breaches.length}项变为${now.breaches.length}项`
    await note(after, by_mechanism, by_stream, now.unit, words)
  }
}
