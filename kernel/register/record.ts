/** record: commands judged and written within a transaction that is already open: read, decide, append, project. */
import { createHash } from 'node:crypto'
import { appendTo, Ending, history, ink, isUuid, rows, Statement, type Client } from '../ledger/index.ts'
import {
  advance,
  around,
  asksOf,
  asOf,
  decide,
  decideBuiltIn,
  fieldsOf,
  isBuiltIn,
  structureOf,
  type Act,
  type Answer,
  type Command,
  type Decision,
  type Event,
  type Folded,
  type Refused,
  type View,
  type WholeStep,
  type World,
} from '../procedure/index.ts'
import { Changes, writeInto } from './changes.ts'
import type { Asked, Done, House, Outcome, Tenant } from './house.ts'
import { projectStep } from './project.ts'
import { broughtAlong, fill, hasFilled, withPlaceholders } from './filling.ts'
import { alsoDone, followCorrection, followThrough, rejudge, type Also } from './following.ts'
import { answersFor, kindsNeeded, linkedCases, partStates, readAll, storedFiles, type Found } from './reading.ts'
import { movesParts, restating, rewrite } from './rewrite.ts'
import { registerFor } from './tables.ts'

/** What makes two requests the same. An opening may come with a new id each time: its own id does not count. */
const digestOf = (house: House, { mechanism, stream, part, act, on, body, actor }: Command): string => {
  const opens = structureOf(house.procedures.get(mechanism)!, part?.kind)?.acts[act]?.from === undefined
  const of = part ? [stream, part.kind, opens ? '' : part.id] : opens ? [] : [stream]
  return createHash('sha256')
    .update(JSON.stringify([mechanism, of, act, on, body, actor.person]))
    .digest('hex')
}

/** What cannot even be looked up. */
export const misaddressed = (house: House, { mechanism, stream, part }: Command): Refused | undefined => {
  const procedure = house.procedures.get(mechanism)
  if (!procedure) return { is: 'invalid', fields: { mechanism: `没有“${mechanism.slice(0, 60)}”这一台账` } }
  if (!isUuid(stream) || (part && !isUuid(part.id)))
    return { is: 'invalid', fields: { id: '编号格式不对，请从列表中选择' } }
  if (part && !Object.hasOwn(procedure.parts, part.kind))
    return { is: 'invalid', fields: { part: `${procedure.name[0]}没有“${part.kind.slice(0, 60)}”这一组成部分` } }
  return undefined
}
/** Whether a command touches more than its own case: then it has a transaction of its own. */
export const mustBeAlone = (house: House, { command, options }: Asked): boolean => {
  const act = structureOf(house.procedures.get(command.mechanism)!, command.part?.kind)?.acts[command.act]
  return (
    !!options.dry ||
    isBuiltIn(command.act) ||
    house.foundation.has(command.mechanism) ||
    !!act?.then.length ||
    (act !== undefined && hasFilled(act.asks))
  )
}

/** A command judged: its outcome, and what is to be written for it. */
interface Judged {
  readonly outcome: Outcome
  readonly event?: Event
  readonly inked?: ReturnType<typeof ink>
  readonly changes?: Changes
  readonly world?: World
  /** What is done with it on other mechanisms. */
  readonly also?: readonly Also[]
  /** The case must be written anew from its history. */
  readonly anew?: { readonly late: boolean }
}
/** What a judgement looks at besides its own case. */
interface Known {
  readonly world: World
  /** The earlier events, where the act is judged by them. */
  readonly earlier: readonly Event[]
  readonly states: Awaited<ReturnType<typeof partStates>>
  readonly answers: readonly Answer[]
}
/** A field of the act, of its part, or of its case. */
const valueIn = ({ body }: Command, { whole, own }: Found, field: string): unknown =>
  body[field] ?? own?.fields[field] ?? whole?.fields[field]
/** Reads all of it at once: no question needs the answer to another. */
const lookUp = async (
  client: Client,
  house: House,
  context: Tenant,
  { command, options }: Asked,
  found: Found,
  files: ReadonlySet<string>,
): Promise<Known> => {
  const { tenant, stream, part, act: name, on } = command
  const procedure = house.procedures.get(command.mechanism)!
  const structure = structureOf(procedure, part?.kind)!
  const declared = structure.acts[name]
  const world = context.world(options.now ?? context.now(), files)
  const asking = { stream, on, today: world.today, value: (field: string) => valueIn(command, found, field) }
  const [there, states, earlier, answers] = await Promise.all([
    declared ? linkedCases(client, house, tenant, asksOf(structure, declared), command.body) : new Set<string>(),
    partStates(client, procedure, tenant, stream, declared ? kindsNeeded(procedure, part, declared) : new Map()),
    isLate(command, declared, found) || isBuiltIn(name) ? history(client, procedure, tenant, stream) : [],
    declared ? answersFor(client, house, tenant, procedure, part?.kind, declared, asking) : [],
  ])
  const linked = (mechanism: string, id: string): boolean => there.has(`${mechanism}/${id}`)
  return { world: { ...world, directory: { ...world.directory, linked } }, earlier, states, answers }
}
/** A fact that is entered late is judged by the case as it stood on its day. */
const isLate = ({ on }: Command, declared: Act | undefined, { whole }: Found): boolean =>
  declared?.kind === 'fact' && whole !== null && on < whole.latest

const judge = async (
  client: Client,
  house: House,
  context: Tenant,
  { command, options }: Asked,
  found: Found,
  { world, earlier, states, answers }: Known,
): Promise<Judged> => {
  const { tenant, stream, part, act: name } = command
  const procedure = house.procedures.get(command.mechanism)!
  const { whole, own } = found
  if (found.answer && found.digest) {
    const outcome: Outcome =
      found.digest === digestOf(house, command)
        ? { ...(JSON.parse(found.answer) as Done), repeated: true }
        : { is: 'invalid', fields: { 'Idempotency-Key': '这一请求编号已用于另一请求，请换一个编号' } }
    return { outcome }
  }
  const current = part ? own : whole
  if (options.expected !== undefined && current && current.version !== options.expected) {
    const since = (await history(client, procedure, tenant, stream)).filter(
      ({ version }) => version > options.expected!,
    )
    return {
      outcome: {
        is: 'conflict',
        words: `在您打开之后，案卷已有${since.length}项新的记录，请核对后再办`,
        version: current.version,
        since,
      },
    }
  }
  const declared = structureOf(procedure, part?.kind)!.acts[name]
  const view: View = isLate(command, declared, found)
    ? asOf(procedure, earlier, command.on, world, await restating(client, house, tenant, earlier, world))
    : { whole: whole ?? undefined, part: () => own ?? undefined, partsOf: (kind) => states.get(kind) ?? [] }
  const asks = declared ? asksOf(structureOf(procedure, part?.kind)!, declared) : {}
  const brought = broughtAlong(asks, command.body, command.source ?? 'entered')
  if (brought) return { outcome: brought }
  const filled = { ...command, body: withPlaceholders(asks, command.body) }
  const decision: Decision = isBuiltIn(name)
    ? decideBuiltIn(procedure, view, command, earlier, world)
    : decide(procedure, view, filled, world, answers)
  if (decision.is !== 'event') return { outcome: decision }
  const value = (field: string): unknown => valueIn(command, found, field)
  const event = await fill(client, house, context, asks, decision.event, value)

  const corrected = event.corrects === undefined ? undefined : earlier.find(({ version }) => version === event.corrects)
  const inked = ink(event, fieldsOf(procedure, event, corrected), context.algorithm)
  const also = alsoDone(declared, { ...whole?.fields, ...own?.fields, ...event.body }, event, procedure)
  const opened = also.flatMap(({ opens, mechanism, act, stream: id }) => (opens ? [{ mechanism, act, id }] : []))
  const done = (folded: Folded | undefined): Done => ({
    is: 'done',
    event,
    leaf: inked.leaf.toString('hex'),
    folded: folded!,
    opened,
  })
  const late = whole !== null && event.on < whole.latest
  const closing = Object.keys(procedure.parts).length > 0 && !part && procedure.ends.includes(event.to)
  if (event.corrects !== undefined || late || closing || (whole !== null && movesParts(procedure, event))) {
    return { outcome: done(current ?? undefined), event, inked, world, also, anew: { late } }
  }
  const step = advance(procedure, view, event, event.relied, world)
  const changes = new Changes()
  projectStep(
    changes,
    procedure,
    { ...step, whole: part ? around(procedure, whole!, step) : step.after } satisfies WholeStep,
    view,
    tenant,
    world,
  )
  return { outcome: done(step.after), event, inked, world, also, changes }
}

/**
 * Judges commands of one tenant, each on a case of its own, and writes what they made in one statement, which is still
 * under way. `alone` is given back for one that turned out to touch more than its case, unless it is the only one.
 */
export const record = async (
  client: Client,
  house: House,
  tenant: string,
  asked: readonly Asked[],
): Promise<Ending<(Outcome | 'alone')[]>> => {
  const bodies = asked.map(({ command }) => command.body)
  const [found, files] = await Promise.all([readAll(client, house, tenant, asked), storedFiles(client, tenant, bodies)])
  const revision = found[0]?.revision
  if (revision === null || revision === undefined) throw new Error(`no such tenant: ${tenant}`)
  const context = await house.tenant(tenant, client, Number(revision))
  const known = await Promise.all(asked.map((one, at) => lookUp(client, house, context, one, found[at]!, files)))
  const judged: Judged[] = []
  for (const [at, one] of asked.entries()) judged.push(await judge(client, house, context, one, found[at]!, known[at]!))

  const single = asked.length === 1
  const writes = judged
    .map((one, at) => ({ ...one, ...asked[at]! }))
    .filter((one) => one.event && (single || !one.anew))
  let written: Promise<unknown> = Promise.resolve()
  if (writes.length) {
    const statement = new Statement()
    appendTo(
      statement,
      tenant,
      writes.map(({ event, inked }) => ({ event: event!, inked: inked! })),
      house.clock(),
    )
    const changes = new Changes()
    for (const one of writes) if (one.changes) changes.join(one.changes)
    writeInto(statement, tenant, changes)
    const keyed = writes.filter((one) => one.options.key && !one.anew)
    if (keyed.length) statement.add(requestText(statement, house, tenant, keyed, house.clock()))
    const isFoundation = writes.some(({ command }) => house.foundation.has(command.mechanism))
    if (isFoundation)
      statement.add(`UPDATE ledger.tenant SET revision = revision + 1 WHERE id = ${statement.put(tenant)}`)
    written = rows(client, statement.text, statement.values)
    if (isFoundation) written = written.then(house.forget)
  }
  if (!single) {
    const outcomes = judged.map((one) => (one.anew ? 'alone' : one.outcome))
    return new Ending(outcomes, written)
  }
  const [one] = judged as [Judged]
  if (!one.anew && !one.also?.length) return new Ending([one.outcome], written)
  await written
  return new Ending([await finish(client, house, asked[0]!, one)], Promise.resolve())
}
/** What a command on its own may still have to do: write its case anew, and see to all that follows from it. */
const finish = async (
  client: Client,
  house: House,
  asked: Asked,
  { outcome, event, world, anew, also = [] }: Judged,
): Promise<Outcome> => {
  if (outcome.is !== 'done' || !event || !world) return outcome
  const { command, options } = asked
  const { tenant, stream, part } = command
  const procedure = house.procedures.get(command.mechanism)!
  let done = outcome
  if (anew) {
    const whole = await rewrite(
      client,
      house,
      procedure,
      tenant,
      stream,
      await history(client, procedure, tenant, stream),
      world,
    )
    const own =
      part &&
      (
        await rows<{ _folded: Folded }>(
          client,
          `SELECT _folded FROM ${registerFor(procedure, part.kind).cases.name} WHERE _tenant = $1 AND _id = $2`,
          [tenant, part.id],
        )
      )[0]?._folded
    done = { ...outcome, folded: (part ? own : whole) ?? outcome.folded }
    if (options.key) {
      const statement = new Statement()
      statement.add(requestText(statement, house, tenant, [{ ...asked, outcome: done }], house.clock()))
      await rows(client, statement.text, statement.values)
    }
  }
  const after = { client, house, tenant, world, perform: (one: Asked) => recordOne(client, house, tenant, one) }
  if (event.corrects !== undefined) await followCorrection(after, event, command.actor)
  if (event.corrects !== undefined || anew?.late) await rejudge(after, stream)
  await followThrough(after, command, event, also)
  return done
}
/** The same for one command, all written. */
export const recordOne = async (client: Client, house: House, tenant: string, asked: Asked): Promise<Outcome> => {
  const { result, last } = await record(client, house, tenant, [asked])
  await last
  return result[0] as Outcome
}
const requestText = (
  { put }: Statement,
  house: House,
  tenant: string,
  keyed: readonly (Asked & Judged)[],
  entered: Date,
): string =>
  `INSERT INTO ledger.request SELECT ${put(tenant)}::uuid, k, d, a, ${put(entered)}::timestamptz FROM unnest(${put(keyed.map(({ options }) => options.key))}::text[], ${put(keyed.map(({ command }) => digestOf(house, command)))}::text[], ${put(keyed.map(({ outcome }) => JSON.stringify(outcome)))}::text[]) AS u(k, d, a)`
