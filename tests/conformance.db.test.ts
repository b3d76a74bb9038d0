/** Conformance on the database, free for every mechanism: its sample replays, its figures equal their rows, a rebuild gives the same. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { figureRows, measure } from '../kernel/indicator/index.ts'
import { rows, transact } from '../kernel/ledger/index.ts'
import { newId, rebuild, tablesOf } from '../kernel/register/index.ts'
import { Told } from '../kernel/sample.ts'
import { findMechanisms } from '../server/mechanisms.ts'
import { acting, smallDistrict, startHouse, type TestHouse } from './cluster.ts'

const found = await findMechanisms()
let house: TestHouse
let tenant: string
beforeAll(async () => {
  house = await startHouse(found)
  tenant = await smallDistrict(house, 'conformance', '2031-12-31T09:00:00')
})
afterAll(() => house.stop())

const dump = (table: string, drop: string) =>
  transact(house.pool, tenant, (client) =>
    rows<{ row: Record<string, unknown> }>(
      client,
      `SELECT to_jsonb(t) ${drop} AS row FROM ${table} t ORDER BY to_jsonb(t)::text`,
      [],
    ),
  )

describe.each([...found.mechanisms.values()].map((m) => [m.id, m] as const))('%s', (id, m) => {
  test('its sample replays through commands, every act is performed', async () => {
    const act = acting(house, tenant)
    const names = new Told(found.mechanisms, newId)
    const performed = new Set<string>()
    for (const step of found.samples.get(id)!) {
      const { mechanism = id, of } = step
      const part = names.partOf(mechanism, of, step.part)
      const stream = names.caseOf(mechanism, of)
      const outcome = await act(mechanism, stream, step.act, step.on, step.by, names.bodyOf(step.body), {
        ...(part && { part }),
        ...(step.unit && { unit: step.unit }),
      })
      expect(outcome, `${mechanism}/${step.act} on ${step.on}`).toMatchObject({ is: 'done' })
      if (outcome.is === 'done') names.done(mechanism, of, step.act, outcome.event.version, outcome.opened)
      if (mechanism === id) performed.add(`${step.part ? `${step.part[0]}.` : ''}${step.act}`)
    }
    const all = [
      ...Object.keys(m.acts),
      ...Object.entries(m.parts).flatMap(([kind, part]) => Object.keys(part.acts).map((name) => `${kind}.${name}`)),
    ]
    expect(all.filter((name) => !performed.has(name))).toEqual([])
  })

  test('every figure equals the number of its rows, for every kind of reader', async () => {
    await transact(house.pool, tenant, async (client) => {
      for (const [key, figure] of Object.entries(m.indicators)) {
        const question = { tenant, period: { from: '2000-01-01', to: '2031-12-31' } }
        for (const reader of ['all', { units: ['u1'] }, { units: ['u9'] }] as const) {
          const measured = await measure(client, house.mechanisms, figure, question, reader)
          const found = await figureRows(client, house.mechanisms, figure, question, reader, { limit: 100_000 })
          expect(found.length, `${id}.${key}`).toBe(reader === 'all' ? measured.rows : measured.open)
          if (reader !== 'all' || figure.over !== 'period') continue
          if (figure.measure.by === 'count') expect(measured.value).toBe(found.length)
          if (figure.measure.by === 'rate')
            expect([measured.numerator, measured.denominator]).toEqual([
              found.filter((row) => row.counts).length,
              found.length,
            ])
        }
        expect((await measure(client, house.mechanisms, figure, question, 'none')).open).toBe(0)
      }
    })
  })

  test('a rebuild from the ledger gives the same rows', async () => {
    const before = await Promise.all(tablesOf(m).map((table) => dump(table.name, '')))
    const terms = await dump('ledger.term', '')
    await rebuild(house, house.owner, m)
    const after = await Promise.all(tablesOf(m).map((table) => dump(table.name, '')))
    expect(after).toEqual(before)
    expect(await dump('ledger.term', '')).toEqual(terms)
  })
})
