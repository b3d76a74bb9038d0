/** My duties: open time limits on acts that one of my roles may do, nearest day first. */
import type { FastifyInstance } from 'fastify'
import { isUuid, noPart, rows, transact } from '../../kernel/ledger/index.ts'
import type { AnyMechanism } from '../../kernel/mechanism.ts'
import { lightOf, structureOf, type Actor } from '../../kernel/procedure/index.ts'
import { isDay, type Day } from '../../kernel/time/index.ts'
import { accessTo } from '../access.ts'
import { cited } from '../errors.ts'
import type { OpenHouse } from '../house.ts'
import { cursorFor, cursorOf, identityOf, isWord, limitOf, type Api, type Identity } from './request.ts'

interface Mine {
  readonly mechanism: string
  readonly kind: string
  readonly term: string
  /** Through a role of the whole district; otherwise only where my unit is a party. */
  readonly everywhere: boolean
  /** A right that is gone once its day has passed, such as objecting: no duty any more. */
  readonly lapses: boolean
}
/** The acts a term waits for that this person may do. */
const actsOf = (m: AnyMechanism, kind: string | undefined, term: string, actor: Actor): string[] => {
  const structure = structureOf(m, kind)!
  return structure.terms[term]!.until.filter((act) =>
    structure.acts[act]!.by.roles.some((role) => actor.roles.includes(role.id)),
  )
}
const termsOf = (house: OpenHouse, actor: Actor): Mine[] =>
  [...house.mechanisms.values()].flatMap((m) =>
    [[undefined, m] as const, ...Object.entries(m.parts)].flatMap(([kind, structure]) =>
      Object.keys(structure.terms).flatMap((term): Mine[] => {
        const roles = actsOf(m, kind, term, actor).flatMap((act) =>
          structure.acts[act]!.by.roles.filter((role) => actor.roles.includes(role.id)),
        )
        return roles.length
          ? [
              {
                mechanism: m.id,
                kind: kind ?? '',
                term,
                everywhere: roles.some((role) => role.scope === 'district'),
                lapses: structure.terms[term]!.silence === 'lapsed',
              },
            ]
          : []
      }),
    ),
  )
/** The join and conditions that leave only my open duties; the values are those of `valuesOf`. */
const owedToMe = `FROM ledger.term t
         JOIN unnest($2::text[], $3::text[], $4::text[], $5::boolean[], $7::boolean[]) AS mine(mechanism, kind, term, everywhere, lapses)
           ON mine.mechanism = t.mechanism AND mine.kind = coalesce(t.kind, '') AND mine.term = t.term
         WHERE t.tenant = $1 AND t.met_on IS NULL AND NOT t.closed AND t.side = 'ceiling' AND t.due IS NOT NULL AND (mine.everywhere OR t.parties && $6::text[]) AND NOT (mine.lapses AND t.due < $8::date)`
const valuesOf = (mine: readonly Mine[], { district, actor, today }: Identity): unknown[] => [
  district.id,
  mine.map((one) => one.mechanism),
  mine.map((one) => one.kind),
  mine.map((one) => one.term),
  mine.map((one) => one.everywhere),
  district.family(actor.unit),
  mine.map((one) => one.lapses),
  today,
]
interface Found {
  readonly mechanism: string
  readonly stream: string
  readonly part: string
  readonly kind: string | null
  readonly term: string
  readonly due: Day
  readonly started: Day
  readonly provisional: boolean
  readonly unverified: boolean
  readonly units: readonly string[]
  readonly parties: readonly string[]
  readonly title: string | null
}

export const dutyRoutes = (app: FastifyInstance, { house }: Api): void => {
  /** How much I owe, by mechanism and light: the numbers beside the menu, without the rows. */
  app.get('/duties/counts', (request) => {
    const identity = identityOf(request)
    const { district, today } = identity
    return transact(house.pool, district.id, async (client) => {
      const found = await rows<{ mechanism: string; due: Day; count: number }>(
        client,
        `SELECT t.mechanism, t.due, count(*) AS count ${owedToMe} GROUP BY 1, 2`,
        valuesOf(termsOf(house, identity.actor), identity),
      )
      const counts = new Map<string, { red: number; yellow: number; green: number }>()
      for (const { mechanism, due, count } of found) {
        const light = lightOf({ due, metOn: undefined }, today, district.calendar) as 'red' | 'yellow' | 'green'
        const of = counts.get(mechanism) ?? { red: 0, yellow: 0, green: 0 }
        counts.set(mechanism, { ...of, [light]: of[light] + Number(count) })
      }
      return { counts: [...counts].map(([mechanism, of]) => ({ mechanism, ...of })) }
    })
  })
  app.get('/duties', (request) => {
    const identity = identityOf(request)
    const { district, actor, today } = identity
    const mine = termsOf(house, actor)
    const limit = limitOf(request)
    const after = cursorOf<readonly [Day, string, string, string]>(request, [isDay, isUuid, isUuid, isWord])
    return transact(house.pool, district.id, async (client) => {
      const found = await rows<Found & Record<string, unknown>>(
        client,
        `SELECT t.mechanism, t.stream, t.part, t.kind, t.term, t.due, t.started, t.provisional, t.unverified, t.units, t.parties, t.title ${owedToMe}
           AND (t.due, t.stream, t.part, t.term) > ($9::date, $10::uuid, $11::uuid, $12::text) ORDER BY t.due, t.stream, t.part, t.term LIMIT $13`,
        [...valuesOf(mine, identity), ...(after ?? ['0001-01-01', noPart, noPart, '']), limit + 1],
      )
      const page = found.slice(0, limit)
      const last = page.at(-1)
      return {
        duties: page.map(
          ({ mechanism, stream, part, kind, term, due, started, provisional, unverified, units, parties, title }) => {
            const m = house.mechanisms.get(mechanism)!
            const structure = structureOf(m, kind ?? undefined)!
            const { label, article } = structure.terms[term]!
            return {
              mechanism,
              mechanismName: m.name,
              case: stream,
              part: part === noPart ? undefined : part,
              kind: kind ?? undefined,
              title: accessTo(m, actor, district).level(parties) === 'parties' ? (title ?? '') : '',
              units,
              term,
              label,
              started,
              due,
              provisional,
              unverified,
              light: lightOf({ due, metOn: undefined }, today, district.calendar),
              acts: actsOf(m, kind ?? undefined, term, actor).map((act) => ({
                act,
                label: structure.acts[act]!.label,
              })),
              ...(article && { article: cited(article) }),
            }
          },
        ),
        next: found.length > limit && last ? cursorFor([last.due, last.stream, last.part, last.term]) : undefined,
      }
    })
  })
}
