/** perform: one command, one transaction: read, decide, append, project. The only writer of cases. */
import { createHash } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import type { Fields, Values } from '../fields/index.ts'
import { appendTo, codeOf, history, ink, isRace, isUuid, rows, Statement, transact, Undo, type Algorithm, type Client, type Pool } from '../ledger/index.ts'
import {
  advance,
  around,
  asksOf,
  decide,
  decideBuiltIn,
  fold,
  isBuiltIn,
  leaves,
  structureOf,
  system,
  timed,
  type Act,
  type Answer,
  type Command,
  type Decision,
  type Event,
  type Folded,
  type PartId,
  type Procedure,
  type Refused,
  type View,
  type WholeStep,
  type World,
} from '../procedure/index.ts'
import type { Moment } from '../time/index.ts'
import { collect, noRows, projectStep, type CaseRows } from './project.ts'
import { quoted, registerFor, tablesOf } from './tables.ts'

/** A tenant as its registers of units, posts, parameters and notices make it, at one revision. */
export interface Tenant {
  readonly id: string
  readonly algorithm: Algorithm
  readonly revision: number
  /** `files` are the hashes, of those a command names, that are stored. */
  readonly world: (now: Moment, files: ReadonlySet<string>) => World
  /** The tenant's clock. */
  readonly now: () => Moment
}
export interface House {
  readonly pool: Pool
  readonly procedures: ReadonlyMap<string, Procedure>
  /** Registers whose events change what a `Tenant` is. */
  readonly foundation: ReadonlySet<string>
  readonly tenant: (id: string, client: Client, atLeast?: number) => Promise<Tenant>
  /** Reads every tenant anew when next asked: its registers were rebuilt. */
  readonly forget: () => void
  /** Freezes the figures of a year under a case's id, for an act that asks for a snapshot; gives the hash over them. */
  readonly snapshot: (client: Client, tenant: Tenant, report: string, year: number, now: Moment) => Promise<string>
  /** Real time, for sealing and audit. */
  readonly clock: () => Date
}
export interface Options {
  /** Judge and undo. */
  readonly dry?: boolean
  /** A repeated request with the same key gets the same answer. */
  readonly key?: string
  /** The version on which the sender acted. */
  readonly expected?: number
  /** In place of the tenant's clock: for loading what is told in the order of a calendar. */
  readonly now?: Moment
}
export interface Done {
  readonly is: 'done'
  readonly event: Event
  readonly leaf: string
  readonly folded: Folded
  /** Cases of serving mechanisms that were opened with it. */
  readonly opened: readonly { readonly mechanism: string; readonly id: string }[]
  readonly repeated?: true
}
export type Outcome = Done | Refused | { readonly is: 'conflict'; readonly words: string; readonly version: number; readonly since: readonly Event[] }

export const newId = (): string => uuidv7()

// ── what a judgement reads ──
interface Found {
  readonly revision: number
  readonly whole: Folded | null
  readonly own: Folded | null
  readonly digest: string | null
  readonly answer: string | null
}
const readText = (procedure: Procedure, kind: string | undefined): string => {
  const one = (table: string, key: string) => `LEFT JOIN LATERAL (SELECT _folded FROM ${table} WHERE _tenant = $1 AND ${key} FOR UPDATE)`
  const cases = registerFor(procedure, undefined).cases.name
  return `SELECT t.revision, c._folded AS whole, ${kind ? 'p._folded' : 'NULL'} AS own, q.digest, q.answer FROM ledger.tenant t
    ${one(cases, '_id = $2')} c ON true
    ${kind ? `${one(registerFor(procedure, kind).cases.name, '_id = $3 AND _case = $2')} p ON true` : ''}
    LEFT JOIN ledger.request q ON q.tenant = $1 AND q.key = $${kind ? 4 : 3} WHERE t.id = $1`
}
const testsOf = (procedure: Procedure, kind: string | undefined, act: Act) => [
  ...act.requires.flatMap((gate) => leaves(gate.test)),
  ...Object.values(structureOf(procedure, kind)!.terms).flatMap((term) => (term.when ? leaves(term.when) : [])),
]
/** Kinds of parts whose states a judgement of this act looks at. */
const kindsNeeded = (procedure: Procedure, part: PartId | undefined, act: Act): string[] => {
  const raisable = Object.values(procedure.acts).some((other) => part && part.kind in other.raises)
  return [
    ...new Set([
      ...testsOf(procedure, part?.kind, act).flatMap((test) => (test.is === 'every' ? [test.part] : [])),
      ...Object.keys(act.raises),
      ...(part && act.from === undefined && raisable ? [part.kind] : []),
    ]),
  ]
}
const partStates = async (client: Client, procedure: Procedure, tenant: string, stream: string, kinds: readonly string[]) => {
  const found = new Map<string, { state: string; round: number }[]>()
  for (const kind of kinds) {
    const { cases } = registerFor(procedure, kind)
    found.set(kind, await rows(client, `SELECT _state AS state, _round AS round FROM ${cases.name} WHERE _tenant = $1 AND _case = $2`, [tenant, stream]))
  }
  return found
}
/** What serving mechanisms say about this case; locked, so that it still holds when the event is written. */
const answersFor = async (client: Client, house: House, tenant: string, procedure: Procedure, kind: string | undefined, act: Act, stream: string): Promise<Answer[]> => {
  const asked = new Set(testsOf(procedure, kind, act).flatMap((test) => (test.is === 'answered' ? [test.mechanism] : [])))
  const answers: Answer[] = []
  for (const mechanism of asked) {
    const serving = house.procedures.get(mechanism)
    const name = serving && Object.keys(serving.record).find((name) => serving.record[name]!.kind === 'subject')
    if (!serving || !name) continue
    const found = await rows<Omit<Answer, 'mechanism'>>(
      client,
      `SELECT _id AS stream, _version AS version, _state AS state, ${quoted(name)}->>'hash' AS hash FROM ${registerFor(serving, undefined).cases.name} WHERE _tenant = $1 AND ${quoted(name)}->>'id' = $2 FOR SHARE`,
      [tenant, stream],
    )
    answers.push(...found.map((answer) => ({ mechanism, ...answer })))
  }
  return answers
}
const filesIn = (body: Values): string[] =>
  Object.values(body).flatMap((value) =>
    typeof value === 'string' && /^[0-9a-f]{64}$/.test(value) ? [value] : value && typeof value === 'object' && 'hash' in value && typeof value.hash === 'string' ? [value.hash] : value && typeof value === 'object' && !Array.isArray(value) ? filesIn(value as Values) : [],
  )
/** Which of the files a body names are stored. */
export const storedFiles = async (client: Client, tenant: string, bodies: readonly Values[]): Promise<ReadonlySet<string>> => {
  const named = [...new Set(bodies.flatMap(filesIn))]
  if (!named.length) return new Set()
  const found = await rows<{ hash: string }>(client, 'SELECT hash FROM ledger.file WHERE tenant = $1 AND hash = ANY($2)', [tenant, named])
  return new Set(found.map(({ hash }) => hash))
}

// ── answers as they now stand, after corrections in their own streams ──
export const restating = async (client: Client, house: House, tenant: string, events: readonly Event[], world: World): Promise<(answer: Answer) => Answer | undefined> => {
  const found = new Map<string, Answer | undefined>()
  const key = ({ stream, version }: Answer) => `${stream}/${version}`
  for (const answer of events.flatMap((event) => event.relied)) {
    if (found.has(key(answer))) continue
    const known = (await history(client, tenant, answer.stream)).filter(({ version, corrects }) => version <= answer.version || corrects !== undefined)
    const whole = fold(house.procedures.get(answer.mechanism)!, known, world).whole
    found.set(key(answer), whole && { ...answer, state: whole.state })
  }
  return (answer) => found.get(key(answer))
}

// ── writing many rows ──
const chunk = 1000
export const insertAll = async (client: Client, tenant: string, mechanism: string, { tables, terms, search }: CaseRows): Promise<void> => {
  const inChunks = async (all: readonly unknown[], text: string, values: (part: string) => unknown[]) => {
    for (let at = 0; at < all.length; at += chunk) await rows(client, text, values(JSON.stringify(all.slice(at, at + chunk))))
  }
  for (const [table, of] of tables) await inChunks(of, `INSERT INTO ${table.name} SELECT * FROM jsonb_populate_recordset(NULL::${table.name}, $1::jsonb)`, (part) => [part])
  await inChunks(terms, 'INSERT INTO ledger.term SELECT * FROM jsonb_populate_recordset(NULL::ledger.term, $1::jsonb)', (part) => [part])
  await inChunks(search, 'SELECT ledger.search_put_all($1::uuid, $2::text, $3::jsonb)', (part) => [tenant, mechanism, part])
}
/** Writes a case anew from its whole history: after a correction, a void, or an entry that belongs between others. */
export const rewrite = async (client: Client, house: House, procedure: Procedure, tenant: string, stream: string, events: readonly Event[], world: World): Promise<Folded | undefined> => {
  const folded = fold(procedure, events, world, await restating(client, house, tenant, events, world))
  for (const table of tablesOf(procedure)) await rows(client, `DELETE FROM ${table.name} WHERE _tenant = $1 AND _case = $2`, [tenant, stream])
  await rows(client, 'DELETE FROM ledger.term WHERE tenant = $1 AND stream = $2', [tenant, stream])
  await rows(client, 'SELECT ledger.search_drop($1::uuid, $2::uuid)', [tenant, stream])
  const into = noRows()
  collect(into, procedure, folded, tenant, world)
  await insertAll(client, tenant, procedure.id, into)
  return folded.whole
}

/** The fields whose values the event's body may hold. */
export const fieldsOf = (procedure: Procedure, event: Event, of?: Event): Fields => {
  const act = structureOf(procedure, event.part?.kind)!.acts[of?.act ?? event.act]
  return act ? asksOf(structureOf(procedure, event.part?.kind)!, act) : {}
}
/** Case acts that anchor, end or pause a term of some part: they touch the clocks of all parts. */
const moveParts = new WeakMap<Procedure, ReadonlySet<string>>()
const movesParts = (procedure: Procedure, event: Event): boolean => {
  let acts = moveParts.get(procedure)
  if (!acts) {
    const { acts: until, fields } = timed(Object.values(procedure.parts))
    acts = new Set(Object.entries(procedure.acts).flatMap(([name, act]) => (until.has(name) || fields.has(name) || Object.keys(asksOf(procedure, act)).some((field) => fields.has(field)) ? [name] : [])))
    moveParts.set(procedure, acts)
  }
  return !event.part && acts.has(event.act)
}

const digestOf = (command: Command): string => createHash('sha256').update(JSON.stringify([command.mechanism, command.part, command.act, command.on, command.body, command.actor.person])).digest('hex')

/** Judges and writes within a transaction that is already open. */
const record = async (client: Client, house: House, command: Command, options: Options): Promise<Outcome> => {
  const { tenant, stream, part, act: name } = command
  const procedure = house.procedures.get(command.mechanism)
  if (!procedure) return { is: 'invalid', fields: { mechanism: `没有“${command.mechanism.slice(0, 60)}”这一台账` } }
  if (!isUuid(stream) || (part && !isUuid(part.id))) return { is: 'invalid', fields: { id: '编号格式不对，请从列表中选择' } }
  if (part && !procedure.parts[part.kind]) return { is: 'invalid', fields: { part: `${procedure.name[0]}没有“${part.kind.slice(0, 60)}”这一组成部分` } }
  const key = options.key ?? ''
  const [found] = await rows<Found & Record<string, unknown>>(client, readText(procedure, part?.kind), part ? [tenant, stream, part.id, key] : [tenant, stream, key])
  if (!found) throw new Error(`no such tenant: ${tenant}`)
  const digest = key && digestOf(command)
  if (found.answer && found.digest) {
    if (found.digest !== digest) return { is: 'invalid', fields: { 'Idempotency-Key': '这一请求编号已用于另一请求，请换一个编号' } }
    return { ...(JSON.parse(found.answer) as Done), repeated: true }
  }
  const { whole, own } = found
  const current = part ? own : whole
  if (options.expected !== undefined && current && current.version !== options.expected) {
    const since = (await history(client, tenant, stream)).filter(({ version }) => version > options.expected!)
    return { is: 'conflict', words: `在您打开之后，案卷已有${since.length}项新的记录，请核对后再办`, version: current.version, since }
  }
  const context = await house.tenant(tenant, client, Number(found.revision))
  const now = options.now ?? context.now()
  const world = context.world(now, await storedFiles(client, tenant, [command.body]))
  const declared = structureOf(procedure, part?.kind)!.acts[name]
  const states = await partStates(client, procedure, tenant, stream, declared ? kindsNeeded(procedure, part, declared) : [])
  const view: View = { whole: whole ?? undefined, part: () => own ?? undefined, partsOf: (kind) => states.get(kind) ?? [] }

  const asked = declared && Object.keys(declared.asks).find((field) => declared.asks[field]!.kind === 'snapshot')
  const filled = asked ? { ...command, body: { ...command.body, [asked]: '0'.repeat(64) } } : command

  let decision: Decision
  let earlier: Event[] | undefined
  let answers: Answer[] = []
  if (isBuiltIn(name)) {
    earlier = await history(client, tenant, stream)
    decision = decideBuiltIn(procedure, view, command, earlier, world)
  } else {
    answers = declared ? await answersFor(client, house, tenant, procedure, part?.kind, declared, stream) : []
    decision = decide(procedure, view, filled, world, answers)
  }
  if (decision.is !== 'event') return decision
  // Frozen only once the act is allowed; a dry run undoes it with the rest.
  const event = asked
    ? { ...decision.event, body: { ...decision.event.body, [asked]: await house.snapshot(client, context, stream, Number(whole?.fields.year), now) } }
    : decision.event

  const late = whole !== null && event.on < whole.latest
  const closing = Object.keys(procedure.parts).length > 0 && !part && procedure.ends.includes(event.to)
  const anew = event.corrects !== undefined || late || closing || (whole !== null && movesParts(procedure, event))
  const corrected = event.corrects === undefined ? undefined : earlier?.find(({ version }) => version === event.corrects)
  const inked = ink(event, fieldsOf(procedure, event, corrected), context.algorithm)
  const statement = new Statement()
  appendTo(statement, event, inked, house.clock())
  if (house.foundation.has(procedure.id)) statement.add((put) => `UPDATE ledger.tenant SET revision = revision + 1 WHERE id = ${put(tenant)}`)

  let folded: Folded | undefined
  if (!anew) {
    const step = advance(procedure, view, event, event.relied, world)
    const after: WholeStep = { ...step, whole: part ? around(procedure, whole!, step) : step.after }
    projectStep(statement, procedure, after, view, tenant, world)
    folded = step.after
  }
  const opened = (declared?.then ?? []).map((opening) => ({ mechanism: opening.mechanism, id: newId() }))
  const done = (of: Folded | undefined): Done => ({ is: 'done', event, leaf: inked.leaf.toString('hex'), folded: of!, opened })
  if (key && !anew) statement.add((put) => `INSERT INTO ledger.request VALUES (${put(tenant)}, ${put(key)}, ${put(digest)}, ${put(JSON.stringify(done(folded)))}, ${put(house.clock())})`)
  await rows(client, statement.text, statement.values)
  if (anew) {
    const all = await history(client, tenant, stream)
    const whole = await rewrite(client, house, procedure, tenant, stream, all, world)
    folded = part ? (await rows<{ _folded: Folded }>(client, `SELECT _folded FROM ${registerFor(procedure, part.kind).cases.name} WHERE _tenant = $1 AND _id = $2`, [tenant, part.id]))[0]?._folded : whole
    if (key) await rows(client, 'INSERT INTO ledger.request VALUES ($1, $2, $3, $4, $5)', [tenant, key, digest, JSON.stringify(done(folded)), house.clock()])
    if (event.corrects !== undefined || late) await rejudge(client, house, tenant, stream, world)
  }
  for (const [at, opening] of (declared?.then ?? []).entries()) {
    const fields = folded!.fields
    const text = fields[opening.text] as { hash: string }
    const served = await record(
      client,
      house,
      {
        tenant,
        mechanism: opening.mechanism,
        stream: opened[at]!.id,
        act: opening.act,
        on: event.on,
        actor: { ...system(command.actor.unit), person: command.actor.person },
        body: { ...opening.body(fields, event.on), subject: { mechanism: procedure.id, id: stream, hash: text.hash } },
        source: 'derived',
      },
      { now },
    )
    if (served.is !== 'done') throw new Undo<Outcome>(served)
  }
  return done(folded)
}

/** Cases whose gates relied on a stream that was corrected: judged anew, and a changed judgement leaves a note. */
const rejudge = async (client: Client, house: House, tenant: string, stream: string, world: World): Promise<void> => {
  const dependents = await rows<{ by_stream: string; by_mechanism: string }>(client, 'SELECT by_stream, by_mechanism FROM ledger.relied WHERE tenant = $1 AND on_stream = $2', [tenant, stream])
  for (const { by_stream, by_mechanism } of dependents) {
    const procedure = house.procedures.get(by_mechanism)!
    const { cases } = registerFor(procedure, undefined)
    const [before] = await rows<{ _folded: Folded }>(client, `SELECT _folded FROM ${cases.name} WHERE _tenant = $1 AND _id = $2 FOR UPDATE`, [tenant, by_stream])
    const events = await history(client, tenant, by_stream)
    const after = await rewrite(client, house, procedure, tenant, by_stream, events, world)
    if (!before || !after || before._folded.breaches.length === after.breaches.length) continue
    const words = `所依据的案卷已更正，重新判断后违法记录由${before._folded.breaches.length}项变为${after.breaches.length}项`
    const noted = await record(client, house, { tenant, mechanism: by_mechanism, stream: by_stream, act: 'note', on: world.today, actor: system(after.unit), body: { words }, source: 'derived' }, { now: world.now })
    if (noted.is !== 'done') throw new Error(`rejudging ${by_stream}: ${JSON.stringify(noted)}`)
  }
}

/**
 * Performs a command: done, or a value that says why not. Nothing is half-written. Someone else being first is
 * retried once by itself; after that, and where `expected` is stale, it is a conflict that says what changed.
 */
export const perform = async (house: House, command: Command, options: Options = {}): Promise<Outcome> => {
  const attempt = () =>
    transact(house.pool, command.tenant, async (client) => {
      const outcome = await record(client, house, command, options)
      if (options.dry || outcome.is !== 'done') throw new Undo(outcome)
      return outcome
    })
  for (let tries = 0; ; tries++) {
    try {
      return await attempt()
    } catch (error) {
      if (error instanceof Undo) return error.result as Outcome
      if (!isRace(error)) throw error
      if (tries > 0) return { is: 'conflict', words: `有人同时办理了这一案卷（${codeOf(error)}），请刷新后再办`, version: 0, since: [] }
    }
  }
}
