/** My duties: the rows, and how many there are by register and light. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isUuid, rows, transact } from '../../kernel/ledger/index.ts'
import { lightOf } from '../../kernel/procedure/index.ts'
import { isDay, type Day } from '../../kernel/time/index.ts'
import { dutiesOf, keyOfDuty, owedTo, type DutyKey } from '../duties.ts'
import { groupsOf } from '../duty-groups.ts'
import { invalid } from '../errors.ts'
import { cursorFor, cursorOf, dayAsked, identityOf, isWord, limitOf, queried, type Api } from './request.ts'

/** `of=unit`: what my unit owes; otherwise what is mine to do. */
const whoseIn = (request: FastifyRequest): 'mine' | 'unit' => {
  const of = queried(request, 'of') ?? 'mine'
  if (of !== 'mine' && of !== 'unit') throw invalid({ of: '应为 mine（我的）或 unit（本单位的）' })
  return of
}

export const dutyRoutes = (app: FastifyInstance, { house }: Api): void => {
  /** How much I owe, by mechanism and light: the numbers beside the menu, without the rows. */
  app.get('/duties/counts', (request) => {
    const identity = identityOf(request)
    const { district, today } = identity
    const { base, values } = owedTo(house, identity)
    return transact(house.pool, district.id, async (client) => {
      const found = await rows<{ mechanism: string; due: Day; count: number }>(
        client,
        `SELECT t.mechanism, t.due, count(*) AS count ${base} GROUP BY 1, 2`,
        values,
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
  /** Duties of one kind together, so that five hundred equal ones do not bury the rest: each group with its nearest. */
  app.get('/duties/groups', (request) => {
    const identity = identityOf(request)
    const owing = owedTo(house, identity, whoseIn(request))
    return transact(house.pool, identity.district.id, (client) => groupsOf(client, house, owing))
  })
  /** All, or those of one group: `mechanism`, `kind`, `term`, and its days `from` and `to`. */
  app.get('/duties', (request) => {
    const identity = identityOf(request)
    const limit = limitOf(request)
    const after = cursorOf<DutyKey>(request, [isDay, isUuid, isUuid, isWord])
    const among = {
      mechanism: queried(request, 'mechanism'),
      // An empty kind is the case itself.
      kind: (request.query as { readonly kind?: unknown }).kind === '' ? '' : queried(request, 'kind'),
      term: queried(request, 'term'),
      from: dayAsked(request, 'from'),
      to: dayAsked(request, 'to'),
    }
    const owing = owedTo(house, identity, whoseIn(request))
    return transact(house.pool, identity.district.id, async (client) => {
      const found = await dutiesOf(client, house, owing, { limit: limit + 1, after, among })
      const duties = found.slice(0, limit)
      const last = duties.at(-1)
      return { duties, next: found.length > limit && last ? cursorFor(keyOfDuty(last)) : undefined }
    })
  })
}
