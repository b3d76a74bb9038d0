/** My duties: the rows, and how many there are by register and light. */
import type { FastifyInstance } from 'fastify'
import { isUuid, rows, transact } from '../../kernel/ledger/index.ts'
import { lightOf } from '../../kernel/procedure/index.ts'
import { isDay, type Day } from '../../kernel/time/index.ts'
import { dutiesOf, keyOfDuty, owedTo, type DutyKey } from '../duties.ts'
import { cursorFor, cursorOf, identityOf, isWord, limitOf, type Api } from './request.ts'

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
  app.get('/duties', (request) => {
    const identity = identityOf(request)
    const limit = limitOf(request)
    const after = cursorOf<DutyKey>(request, [isDay, isUuid, isUuid, isWord])
    return transact(house.pool, identity.district.id, async (client) => {
      const found = await dutiesOf(client, house, owedTo(house, identity), { limit: limit + 1, after })
      const duties = found.slice(0, limit)
      const last = duties.at(-1)
      return { duties, next: found.length > limit && last ? cursorFor(keyOfDuty(last)) : undefined }
    })
  })
}
