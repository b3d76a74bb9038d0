/** Reading one case or one of its parts: as it stands, what may be done, what happened, which clocks run, and receipts. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { schemaOf, type Seen, type Values } from '../../kernel/fields/index.ts'
import { history, receiptFor, rows, transact, type Client } from '../../kernel/ledger/index.ts'
import type { AnyMechanism } from '../../kernel/mechanism.ts'
import {
  asksOf,
  clocksOf,
  effective,
  explainClock,
  fieldsOf,
  fold,
  isBuiltIn,
  lightOf,
  offers,
  scopeOf,
  structureOf,
  type Event,
  type Offer,
  type PartId,
} from '../../kernel/procedure/index.ts'
import type { Day } from '../../kernel/time/index.ts'
import { knownBy, newId, registerFor, registersOf, restating } from '../../kernel/register/index.ts'
import { visibleFields, type Access } from '../access.ts'
import { cited, notFound, success } from '../errors.ts'
import { builtInActs } from '../schema.ts'
import { answersOn, readable, shown, unitName, viewOf, type Row } from './reading.ts'
import { dayAsked, idOf, identityOf, knownIn, mechanismOf, param, partOf, type Api, type Identity } from './request.ts'

export interface Asked {
  readonly m: AnyMechanism
  readonly id: string
  readonly part: PartId | undefined
  readonly identity: Identity
}

/** An act as it is offered: with what it asks, and the law beside every reason against it. */
const offered = (m: AnyMechanism, kind: string | undefined, { act, allowed, refusals, breaches }: Offer) => {
  const structure = structureOf(m, kind)!
  const { label, kind: of, article } = structure.acts[act]!
  const reasons = (list: Offer['refusals']) =>
    list.map((one) => ({ words: one.words, ...(one.article && { article: cited(one.article) }) }))
  return {
    act,
    label,
    kind: of,
    allowed,
    ...(article && { article: cited(article) }),
    schema: schemaOf(asksOf(structure, structure.acts[act]!)),
    refusals: reasons(refusals),
    breaches: reasons(breaches),
  }
}
const actsOf = async (client: Client, { house }: Api, { m, id, part, identity }: Asked) => {
  const { district, actor } = identity
  const { level } = await readable(client, m, identity, id, part)
  const view = await viewOf(client, m, district.id, id)
  const world = district.world(district.now(), new Set())
  const open = async (of: PartId | undefined) => {
    const answers = await answersOn(client, house, m, district.id, id, view, of, world.today)
    return offers(m, view, of, actor, world, answers).map((offer) => offered(m, of?.kind, offer))
  }
  const parts: Record<string, Awaited<ReturnType<typeof open>>> = {}
  if (!part) for (const kind of Object.keys(m.parts)) parts[kind] = await open({ kind, id: newId() })
  return {
    acts: await open(part),
    // Notes, attachments, hand-overs and corrections: whether a correction is right shows only when it is tried.
    builtIn:
      level === 'parties'
        ? Object.entries(builtInActs).map(([act, { label, schema }]) => ({ act, label, schema }))
        : [],
    parts: part ? undefined : parts,
  }
}

/** Who may see each part of a case. A part that was voided has no row: supervisors only. */
export const partLevels = async (
  client: Client,
  m: AnyMechanism,
  tenant: string,
  id: string,
  access: Access,
): Promise<(part: PartId) => Seen | undefined> => {
  const parties = new Map<string, readonly string[]>()
  for (const { kind, cases } of registersOf(m)) {
    if (!kind) continue
    for (const row of await rows<{ id: string; parties: string[] }>(
      client,
      `SELECT _id AS id, _parties AS parties FROM ${cases.name} WHERE _tenant = $1 AND _case = $2`,
      [tenant, id],
    ))
      parties.set(row.id, row.parties)
  }
  return (part) => {
    const of = parties.get(part.id)
    return of ? (access.sees(of) ? access.level(of) : undefined) : access.supervises ? 'parties' : undefined
  }
}
const bodyFor = (m: AnyMechanism, event: Event, events: readonly Event[], level: Seen): Values => {
  const asked = {
    record: fieldsOf(
      m,
      event,
      events.find(({ version }) => version === event.corrects),
    ),
  }
  if (!isBuiltIn(event.act)) return visibleFields(asked, event.body, level)
  if (level === 'parties') return event.body
  if (event.act !== 'correct') return {}
  const { version, on, oldOn, old, new: fresh } = event.body
  const side = (values: unknown) => visibleFields(asked, (values ?? {}) as Values, level)
  return { version, old: side(old), new: side(fresh), ...(on !== undefined && { on, oldOn }) }
}
export const historyOf = async (client: Client, { m, id, part, identity }: Asked) => {
  const { district } = identity
  const { access, level: own } = await readable(client, m, identity, id, part)
  const levelOf = await partLevels(client, m, district.id, id, access)
  const events = await history(client, m, district.id, id)
  return events.flatMap((event) => {
    if (part && event.part?.id !== part.id) return []
    const level = event.part ? levelOf(event.part) : own
    if (!level) return []
    const structure = structureOf(m, event.part?.kind)!
    const marks = events.filter(({ corrects }) => corrects === event.version)
    const { version, act, on, recorded, from, to, source, corrects, breaches, actor, unit } = event
    return [
      {
        version,
        part: event.part,
        act,
        label: isBuiltIn(act) ? builtInActs[act].label : structure.acts[act]?.label,
        on,
        recorded,
        from,
        to,
        source,
        corrects,
        correctedBy: marks.map((mark) => mark.version),
        voided: marks.some((mark) => mark.act === 'void'),
        breaches: level === 'public' ? [] : breaches,
        body: bodyFor(m, event, events, level),
        ...(level !== 'public' && {
          actor,
          actorName: district.nameOf(actor),
          unit,
          unitName: unitName(district, unit),
        }),
      },
    ]
  })
}

const termsOf = async (client: Client, { m, id, part, identity }: Asked) => {
  const { district, today } = identity
  const { row } = await readable(client, m, identity, id, part)
  const world = district.world(district.now(), new Set())
  const scope = scopeOf(m, await viewOf(client, m, district.id, id), part, today, {}, [])
  const structure = structureOf(m, part?.kind)!
  return clocksOf(scope, world).map((clock) => ({
    term: clock.term,
    label: structure.terms[clock.term]!.label,
    side: clock.side,
    started: clock.started,
    due: clock.due,
    nominal: clock.nominal,
    provisional: clock.provisional,
    unverified: clock.unverified,
    calendar: clock.calendar,
    metOn: clock.metOn,
    until: clock.until,
    // A clock of a case that has ended unmet runs no more.
    light:
      row.folded.ended && !clock.metOn
        ? 'ended'
        : clock.side === 'floor' && !clock.metOn
          ? 'floor'
          : lightOf(clock, today, district.calendar),
    why: explainClock(clock.term, scope, world),
    ...(clock.article && { article: cited(clock.article) }),
  }))
}

/** The case as it stands, with how many of its parts this reader may see. */
const caseOf = async (client: Client, { m, id, part, identity }: Asked) => {
  const { row, access, level } = await readable(client, m, identity, id, part)
  const parts = part ? undefined : await partCounts(client, m, identity.district.id, row, access)
  return { ...shown(m, row.folded, row.case, row.units, level), parts }
}
interface Then {
  /** What was entered later is left out. */
  readonly known: Day | undefined
  /** What happened later is left out. */
  readonly on: Day | undefined
}
/** The case (or part) as it stood on a day of its life, as far as it was known on another. */
const caseThen = async (client: Client, { house }: Api, { m, id, part, identity }: Asked, then: Then) => {
  const { district } = identity
  const { row, level } = await readable(client, m, identity, id, part)
  const { known = identity.today, on = identity.today } = then
  const world = district.world(`${known}T23:59:59`, new Set())
  const entered = (await history(client, m, district.id, id)).filter(knownBy(known))
  const events = effective(entered).filter((event) => event.on <= on && event.corrects === undefined)
  const { whole, parts } = fold(
    m,
    events,
    world,
    await restating(client, house, district.id, events, world, knownBy(known)),
  )
  const stood = part ? parts.get(part.id) : whole
  if (!stood)
    throw notFound(`按${known}已登记的内容，${on}还没有这一${structureOf(m, part?.kind)!.name[0]}`, '请选更晚的日期')
  return { ...shown(m, stood, row.case, undefined, level), parts: undefined, ...then }
}
const partCounts = async (
  client: Client,
  m: AnyMechanism,
  tenant: string,
  { id }: Row,
  { reader }: Access,
): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {}
  for (const kind of Object.keys(m.parts)) {
    const seen = reader === 'all' ? [] : [reader === 'none' ? [] : reader.units]
    const [found] = await rows<{ count: number }>(
      client,
      `SELECT count(*) AS count FROM ${registerFor(m, kind).cases.name} WHERE _tenant = $1 AND _case = $2${seen.length ? ' AND _parties && $3::text[]' : ''}`,
      [tenant, id, ...seen],
    )
    counts[kind] = Number(found!.count)
  }
  return counts
}

export const receiptOf = async (client: Client, { m, id, identity }: Asked, version: number) => {
  const { district } = identity
  const { row, access } = await readable(client, m, identity, id)
  const levelOf = await partLevels(client, m, district.id, id, access)
  const [event] = await rows<{ part: string | null }>(
    client,
    'SELECT part FROM ledger.event WHERE tenant = $1 AND stream = $2 AND version = $3',
    [district.id, id, version],
  )
  // A row of a batch has no event of its own: its receipt is that of the batch.
  const [batch] = event
    ? []
    : await rows<{ batch: string }>(client, 'SELECT batch FROM ledger.batch_row WHERE tenant = $1 AND stream = $2', [
        district.id,
        row.id,
      ])
  const hidden = event?.part && !levelOf({ kind: '', id: event.part })
  if (hidden || (!event && !(batch && version === 1))) throw notFound('这一案卷没有这一条记录', '请核对历史中的序号')
  const receipt = await receiptFor(client, district.id, batch?.batch ?? id, version, district.algorithm)
  return receipt && { receipt, ...(batch && { batch: batch.batch }) }
}

export const caseRoutes = (app: FastifyInstance, api: Api): void => {
  const asked = (request: FastifyRequest): Asked => {
    const m = mechanismOf(api.house, request)
    return { m, id: idOf(request, 'id', m.name[0]), part: partOf(m, request), identity: identityOf(request) }
  }
  const reading =
    <T>(read: (client: Client, of: Asked) => Promise<T>) =>
    (request: FastifyRequest): Promise<T> => {
      const of = asked(request)
      return transact(api.house.pool, of.identity.district.id, (client) => read(client, of))
    }
  for (const path of ['/:m/:id', '/:m/:id/parts/:kind/:part']) {
    app.get(path, (request) => {
      const known = knownIn(request, identityOf(request))
      const on = dayAsked(request, 'on')
      return reading((client, of) => (known || on ? caseThen(client, api, of, { known, on }) : caseOf(client, of)))(
        request,
      )
    })
    app.get(
      `${path}/acts`,
      reading((client, of) => actsOf(client, api, of)),
    )
    app.get(
      `${path}/history`,
      reading(async (client, of) => ({ events: await historyOf(client, of) })),
    )
    app.get(
      `${path}/terms`,
      reading(async (client, of) => ({ terms: await termsOf(client, of) })),
    )
  }
  app.get('/:m/:id/receipts/:version', async (request, reply) => {
    const version = Number(param(request, 'version'))
    if (!Number.isSafeInteger(version) || version < 1 || version > 2 ** 31 - 1)
      throw notFound('序号应为正整数', '请核对历史中的序号')
    const found = await reading((client, of) => receiptOf(client, of, version))(request)
    if (found) return found
    return reply.code(success.pending).send({ sealed: false, words: '这一条记录已经写入，尚未封存，请稍后再取回执' })
  })
}
