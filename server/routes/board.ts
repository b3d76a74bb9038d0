/** The wall: every open time limit that the reader may see, counted by unit and mechanism, and the rows behind a cell. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { noPart, rows, transact } from '../../kernel/ledger/index.ts'
import { lightOf, structureOf, structuresOf, type Structure } from '../../kernel/procedure/index.ts'
import type { AnyMechanism } from '../../kernel/mechanism.ts'
import { registerFor } from '../../kernel/register/index.ts'
import type { Day } from '../../kernel/time/index.ts'
import { accessTo } from '../access.ts'
import { dutiesOf, stillOpen, type Owing } from '../duties.ts'
import type { OpenHouse } from '../house.ts'
import { questionIn } from './indicators.ts'
import { identityOf, queried, type Api, type Identity } from './request.ts'

const most = 200
const termsWhere = (house: OpenHouse, test: (term: Structure['terms'][string]) => boolean): string[] =>
  [...house.mechanisms.values()].flatMap((m) =>
    [...structuresOf<Structure, AnyMechanism>(m)].flatMap(([kind, { terms }]) =>
      Object.entries(terms).flatMap(([name, term]) => (test(term) ? [`${m.id}/${kind ?? ''}/${name}`] : [])),
    ),
  )
const mostPlanned = 500
interface Planned {
  readonly mechanism: string
  readonly stream: string
  readonly part: string
  readonly kind: string | null
  readonly term: string
  readonly started: Day
  readonly due: Day
  readonly met_on: Day | null
  readonly units: string[]
  readonly parties: string[]
  readonly title: string | null
  readonly [more: string]: unknown
}
const open = `FROM ledger.term t WHERE ${stillOpen}
  AND (t.mechanism = ANY($2::text[]) OR (t.mechanism = ANY($3::text[]) AND t.parties && $4::text[]))
  AND NOT (t.due < $5::date AND t.mechanism || '/' || coalesce(t.kind, '') || '/' || t.term = ANY($6::text[]))`

const valuesOf = (house: OpenHouse, { district, actor, today }: Identity): unknown[] => {
  const readers = [...house.mechanisms.values()].map((m) => [m.id, accessTo(m, actor, district).reader] as const)
  return [
    district.id,
    readers.flatMap(([id, reader]) => (reader === 'all' ? [id] : [])),
    readers.flatMap(([id, reader]) => (typeof reader === 'object' ? [id] : [])),
    district.family(actor.unit),
    today,
    // Rights that are gone once their day has passed are nobody's duty any more.
    termsWhere(house, ({ silence }) => silence === 'lapsed'),
  ]
}
/** The open terms that this reader may see, of the cell that the request names. */
export const shownIn = (house: OpenHouse, request: FastifyRequest): Owing => {
  const identity = identityOf(request)
  return {
    ...identity,
    base: `${open} AND ($7::text IS NULL OR t.mechanism = $7) AND ($8::text IS NULL OR $8 = ANY(t.units))`,
    values: [...valuesOf(house, identity), queried(request, 'mechanism') ?? null, queried(request, 'unit') ?? null],
  }
}

export const boardRoutes = (app: FastifyInstance, { house }: Api): void => {
  // Limits that are a day which somebody set: what is planned, as against what the law counts out.
  const planned = termsWhere(house, ({ limit }) => limit.is === 'day')
  app.get('/board', (request) => {
    const identity = identityOf(request)
    const { district, today } = identity
    return transact(house.pool, district.id, async (client) => {
      const found = await rows<{ mechanism: string; unit: string; due: Day; count: number }>(
        client,
        `SELECT t.mechanism, u.unit, t.due, count(*) AS count ${open.replace(' t WHERE', ' t CROSS JOIN LATERAL unnest(t.units) AS u(unit) WHERE')} GROUP BY 1, 2, 3`,
        valuesOf(house, identity),
      )
      const cells = new Map<string, { mechanism: string; unit: string; red: number; yellow: number; green: number }>()
      for (const { mechanism, unit, due, count } of found) {
        const light = lightOf({ due, metOn: undefined }, today, district.calendar) as 'red' | 'yellow' | 'green'
        const of = cells.get(`${mechanism}/${unit}`) ?? { mechanism, unit, red: 0, yellow: 0, green: 0 }
        cells.set(`${mechanism}/${unit}`, { ...of, [light]: of[light] + Number(count) })
      }
      return { cells: [...cells.values()] }
    })
  })
  /** The rows of a cell, nearest day first; without `unit` or `mechanism` of all. */
  app.get('/board/rows', (request) => {
    const { district } = identityOf(request)
    return transact(house.pool, district.id, async (client) => ({
      rows: await dutiesOf(client, house, shownIn(house, request), { limit: most }),
    }))
  })

  /** The plan of a year: every limit that somebody set as a day, whether met or not, with the day on which it was met. */
  app.get('/board/plan', (request) => {
    const identity = identityOf(request)
    const { district, actor, today } = identity
    const { period } = questionIn(request, identity)
    return transact(house.pool, district.id, async (client) => {
      const found = await rows<Planned>(
        client,
        `SELECT t.mechanism, t.stream, t.part, t.kind, t.term, t.started, t.due, t.met_on, t.closed, t.units, t.parties, t.title FROM ledger.term t
         WHERE t.tenant = $1 AND t.due BETWEEN $5::date AND $6::date AND (NOT t.closed OR t.met_on IS NOT NULL)
          AND (t.mechanism = ANY($2::text[]) OR (t.mechanism = ANY($3::text[]) AND t.parties && $4::text[]))
          AND t.mechanism || '/' || coalesce(t.kind, '') || '/' || t.term = ANY($7::text[]) ORDER BY t.due, t.stream, t.part, t.term LIMIT ${mostPlanned}`,
        [...valuesOf(house, identity).slice(0, 4), period.from, period.to, planned],
      )
      // A planned day stands alone in its term: its bar begins when what is planned began.
      const began = new Map<string, Day>()
      for (const register of new Set(found.map(({ mechanism, kind }) => `${mechanism}/${kind ?? ''}`))) {
        const [mechanism, kind] = register.split('/') as [string, string]
        const { cases } = registerFor(house.mechanisms.get(mechanism)!, kind || undefined)
        const ids = found.filter((one) => one.mechanism === mechanism && (one.kind ?? '') === kind)
        for (const { id, opened } of await rows<{ id: string; opened: Day }>(
          client,
          `SELECT _id AS id, _opened AS opened FROM ${cases.name} WHERE _tenant = $1 AND _id = ANY($2::uuid[])`,
          [district.id, ids.map(({ stream, part }) => (part === noPart ? stream : part))],
        ))
          began.set(id, opened)
      }
      return {
        period,
        rows: found.map((one) => {
          const m = house.mechanisms.get(one.mechanism)!
          const level = accessTo(m, actor, district).level(one.parties)
          return {
            mechanism: one.mechanism,
            mechanismName: m.name,
            case: one.stream,
            part: one.part === noPart ? undefined : one.part,
            title: level === 'parties' ? (one.title ?? '') : '',
            units: one.units,
            label: structureOf(m, one.kind ?? undefined)!.terms[one.term]!.label,
            started: began.get(one.part === noPart ? one.stream : one.part) ?? one.started,
            due: one.due,
            metOn: one.met_on ?? undefined,
            light: lightOf({ due: one.due, metOn: one.met_on ?? undefined }, today, district.calendar),
          }
        }),
      }
    })
  })
}
