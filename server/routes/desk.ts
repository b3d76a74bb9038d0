/** The rest of the workbench: what I did, what I began, what others did since in my cases, and what somebody urges on. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Values } from '../../kernel/fields/index.ts'
import type { Pair } from '../../kernel/law/index.ts'
import { isUuid, rows, transact, type Client } from '../../kernel/ledger/index.ts'
import type { AnyMechanism } from '../../kernel/mechanism.ts'
import { isBuiltIn, structureOf, type Structure } from '../../kernel/procedure/index.ts'
import { registerFor } from '../../kernel/register/index.ts'
import { addDays, type Day } from '../../kernel/time/index.ts'
import { accessTo } from '../access.ts'
import { invalid } from '../errors.ts'
import type { OpenHouse } from '../house.ts'
import { builtInActs } from '../schema.ts'
import { actsBy, markRead, sinceMine, urgings, type Traced } from '../trace.ts'
import { titleFor, unitName } from './reading.ts'
import {
  cursorFor,
  cursorOf,
  identityOf,
  isCount,
  isObject,
  limitOf,
  members,
  type Api,
  type Identity,
} from './request.ts'

interface Standing {
  readonly title: string
  readonly state: string
  readonly stateName: Pair
  readonly ended: Day | undefined
  /** Whether this reader is a party to it, or supervises it. */
  readonly party: boolean
  readonly units: readonly string[]
}
/** How these cases stand, as this reader may know them; one that he may not read is left out. */
const standingOf = async (
  client: Client,
  house: OpenHouse,
  { district, actor }: Identity,
  acts: readonly Traced[],
): Promise<ReadonlyMap<string, Standing>> => {
  const found = new Map<string, Standing>()
  for (const mechanism of new Set(acts.map((one) => one.mechanism))) {
    const m = house.mechanisms.get(mechanism)
    if (!m) continue
    const access = accessTo(m, actor, district)
    const ids = [...new Set(acts.filter((one) => one.mechanism === mechanism).map(({ stream }) => stream))]
    for (const row of await rows<{
      id: string
      state: string
      ended: Day | null
      parties: string[]
      units: string[]
      fields: Values
    }>(
      client,
      `SELECT _id AS id, _state AS state, _ended AS ended, _parties AS parties, _units AS units, _folded->'fields' AS fields FROM ${registerFor(m, undefined).cases.name} WHERE _tenant = $1 AND _id = ANY($2::uuid[])`,
      [district.id, ids],
    )) {
      if (!access.sees(row.parties)) continue
      const level = access.level(row.parties)
      found.set(row.id, {
        title: titleFor(m, row.fields, level),
        state: row.state,
        stateName: m.states[row.state] ?? [row.state, row.state],
        ended: row.ended ?? undefined,
        party: level === 'parties',
        units: row.units,
      })
    }
  }
  return found
}
/** The label of an act, whether of the case, of one of its parts, or one that every case has. */
const labelOf = (m: AnyMechanism | undefined, kind: string | null, act: string): Pair => {
  if (isBuiltIn(act)) return builtInActs[act].label
  const structures = m ? [m, ...(kind ? [] : Object.values(m.parts))] : []
  const of = kind && m ? structureOf(m, kind) : structures.find(({ acts }) => Object.hasOwn(acts, act))
  return of?.acts[act]?.label ?? [act, act]
}
const told = (house: OpenHouse, standing: ReadonlyMap<string, Standing>, one: Traced, kind: string | null = null) => {
  const m = house.mechanisms.get(one.mechanism)
  const stands = standing.get(one.stream)
  return {
    mechanism: one.mechanism,
    mechanismName: m?.name ?? [one.mechanism, one.mechanism],
    case: one.stream,
    version: one.version,
    act: one.act,
    label: labelOf(m, kind, one.act),
    on: one.on,
    recorded: one.recorded,
    ...(one.rows !== null && { rows: one.rows }),
    /** Missing where this person may no longer read the case, and for a batch, which is none. */
    ...(stands && { title: stands.title, stateName: stands.stateName, ended: stands.ended, units: stands.units }),
  }
}

/** States in the order in which acts lead from one to the next: a return goes to an earlier one. */
const orders = new WeakMap<Structure, ReadonlyMap<string, number>>()
const orderOf = (structure: Structure): ReadonlyMap<string, number> => {
  let order = orders.get(structure)
  if (!order) {
    const acts = Object.values(structure.acts)
    const found = [...new Set(acts.flatMap(({ from, to }) => (from === undefined && to ? [to] : [])))]
    for (let at = 0; at < found.length; at++)
      for (const { from, to } of acts)
        if (to && Array.isArray(from) && from.includes(found[at]!) && !found.includes(to)) found.push(to)
    orders.set(structure, (order = new Map(found.map((state, at) => [state, at]))))
  }
  return order
}
const goesBack = (structure: Structure | undefined, from: string | null, to: string | null): boolean => {
  if (!structure || from === null || to === null || from === to) return false
  const order = orderOf(structure)
  return !structure.ends.includes(to) && (order.get(to) ?? Infinity) < (order.get(from) ?? -1)
}

/** News older than this is no news. */
const freshDays = 30
const returnedDays = 180
const mostNews = 1000
const mostUrged = 200

export const deskRoutes = (app: FastifyInstance, { house }: Api): void => {
  const inTenant = <T>(
    request: FastifyRequest,
    work: (client: Client, identity: Identity) => Promise<T>,
  ): Promise<T> => {
    const identity = identityOf(request)
    return transact(house.pool, identity.district.id, (client) => work(client, identity))
  }
  for (const [path, opened] of [
    ['/desk/done', false],
    ['/desk/begun', true],
  ] as const)
    app.get(path, (request) => {
      const limit = limitOf(request)
      const [before] = cursorOf<readonly [number]>(request, [isCount]) ?? []
      return inTenant(request, async (client, identity) => {
        const { district, actor } = identity
        const found = await actsBy(client, district.id, actor.person, { opened, before, limit: limit + 1 })
        const page = found.slice(0, limit)
        const standing = await standingOf(client, house, identity, page)
        const last = page.findLast(({ index }) => index !== null)
        return {
          acts: page.map((one) => told(house, standing, one)),
          next: found.length > limit && last ? cursorFor([Number(last.index)]) : undefined,
        }
      })
    })

  /** What others did in my cases: what I have not read, and what came back to me and is still open. */
  app.get('/desk/news', (request) =>
    inTenant(request, async (client, identity) => {
      const { district, actor, session, today } = identity
      const found = await sinceMine(client, district.id, {
        person: actor.person,
        login: session.login,
        after: addDays(today, -returnedDays),
        limit: mostNews,
      })
      const standing = await standingOf(client, house, identity, found)
      const fresh = addDays(today, -freshDays)
      const cases = [...new Set(found.map(({ stream }) => stream))].flatMap((stream) => {
        const of = found.filter((one) => one.stream === stream)
        const stands = standing.get(stream)
        const [latest] = of
        if (!stands || !latest) return []
        const m = house.mechanisms.get(latest.mechanism)!
        const moved = of.find(({ from, to, kind }) => !kind && from !== null && to !== null && from !== to)
        const back = !stands.ended && moved?.to === stands.state && goesBack(m, moved.from, moved.to)
        const unread = of.filter(({ version, read, recorded }) => version > read && recorded >= fresh)
        if (!back && !unread.length) return []
        const shown = back ? moved : latest
        return [
          {
            ...told(house, standing, shown, shown.kind),
            version: latest.version,
            by: stands.party ? district.nameOf(shown.actor) : undefined,
            unitName: unitName(district, shown.unit),
            words: stands.party ? (shown.words ?? undefined) : undefined,
            back,
            unread: unread.length,
          },
        ]
      })
      return { cases, more: found.length === mostNews }
    }),
  )
  app.post('/desk/read', (request) => {
    const { cases } = members(request.body, ['cases'])
    const wrong = invalid({ cases: '应为案卷编号和版本组成的列表，不超过1000件' })
    if (!Array.isArray(cases) || cases.length > mostNews) throw wrong
    const marks = cases.map((one: unknown) => {
      if (!isObject(one) || !isUuid(one.case) || !isCount(one.version)) throw wrong
      return { case: one.case, version: one.version as number }
    })
    return inTenant(request, async (client, { session, district }) => {
      await markRead(client, district.id, session.login, marks)
      return { read: marks.length }
    })
  })

  /** The cases that somebody urged on, as far as I am a party to them or supervise them, and what has happened since. */
  app.get('/desk/urged', (request) =>
    inTenant(request, async (client, identity) => {
      const { district } = identity
      const found = await urgings(client, district.id, mostUrged)
      const standing = await standingOf(client, house, identity, found)
      const shown = found.filter(({ stream }) => standing.get(stream)?.party)
      const around = await rows<{ stream: string; version: number; words: string; act: string; on: Day; last: number }>(
        client,
        `SELECT n.stream, n.version, e.text::jsonb#>>'{body,words}' AS words, l.act, l.on_day AS "on", l.version AS last
         FROM unnest($2::uuid[], $3::int[]) AS n(stream, version) JOIN ledger.event e ON e.tenant = $1 AND e.stream = n.stream AND e.version = n.version
           JOIN LATERAL (SELECT o.act, o.on_day, o.version FROM ledger.event o WHERE o.tenant = $1 AND o.stream = n.stream ORDER BY o.version DESC LIMIT 1) l ON true`,
        [district.id, shown.map(({ stream }) => stream), shown.map(({ version }) => version)],
      )
      const about = new Map(around.map((one) => [`${one.stream}/${one.version}`, one]))
      return {
        cases: shown.map((one) => {
          const of = about.get(`${one.stream}/${one.version}`)
          const m = house.mechanisms.get(one.mechanism)
          return {
            ...told(house, standing, one),
            by: district.nameOf(one.actor),
            unitName: unitName(district, one.unit),
            words: of?.words,
            ...(of && of.last > one.version && { since: { label: labelOf(m, null, of.act), on: of.on } }),
          }
        }),
      }
    }),
  )
}
