/** What was known on a day: figures, rows and cases as they stood that evening, whatever was entered or corrected later. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { count, text } from '../kernel/fields/index.ts'
import { figureRows, howMany, measure, sum } from '../kernel/indicator/index.ts'
import { history, transact } from '../kernel/ledger/index.ts'
import { mechanism } from '../kernel/mechanism.ts'
import { effect, fact } from '../kernel/procedure/index.ts'
import { asKnownOn, newId, type Done } from '../kernel/register/index.ts'
import { clerk } from '../mechanisms/roles.ts'
import { acting, foundWith, smallDistrict, startHouse, type TestHouse } from './cluster.ts'

const talks = mechanism('talks', {
  name: ['示例宣讲', 'Talks'],
  record: { title: text('主题', 'Title') },
  states: { planned: ['待举办', 'Planned'], held: ['已举办', 'Held'] },
  ends: ['held'],
  acts: {
    plan: effect('计划', 'Plan', { to: 'planned', by: clerk }),
    hold: fact('举办', 'Hold', { from: 'planned', to: 'held', by: clerk, asks: { heads: count('人数', 'Heads') } }),
  },
})
const held = howMany('场次', 'Talks', '场', talks.rows.did.hold)
const heads = sum('人数', 'Heads', '人', talks.rows.did.hold, (row) => row.heads)

let house: TestHouse
let tenant: string
let act: ReturnType<typeof acting>
beforeAll(async () => {
  house = await startHouse(await foundWith(talks))
  tenant = await smallDistrict(house, 'known')
  act = acting(house, tenant)
})
afterAll(() => house.stop())

const question = { period: { from: '2022-01-01', to: '2022-12-31' } }
const then = (day: string) =>
  asKnownOn(house, tenant, [talks], day, async (client) => ({
    held: (await measure(client, house.mechanisms, held, { tenant, ...question })).value,
    heads: (await measure(client, house.mechanisms, heads, { tenant, ...question })).value,
    rows: (await figureRows(client, house.mechanisms, held, { tenant, ...question }, 'all', { limit: 10 })).length,
  }))

test('a late entry, a correction and a void change what is known, not what was known', async () => {
  const [a, b] = [newId(), newId()]
  await act('talks', a, 'plan', '2022-03-01', 'p1', { title: '甲' })
  await act('talks', b, 'plan', '2022-03-01', 'p1', { title: '乙' })
  const first = (await act('talks', a, 'hold', '2022-03-10', 'p1', { heads: 30 })) as Done
  // Held in March, entered in May; the first count corrected in June; the second one voided in July.
  const second = (await act(
    'talks',
    b,
    'hold',
    '2022-03-11',
    'p1',
    { heads: 50 },
    { now: '2022-05-10T09:00:00' },
  )) as Done
  await act('talks', a, 'correct', '2022-06-01', 'p2', {
    version: first.event.version,
    reason: '点错',
    new: { heads: 40 },
  })
  await act('talks', b, 'void', '2022-07-01', 'p2', { version: second.event.version, reason: '未举办' })
  expect(await then('2022-02-28')).toEqual({ held: 0, heads: 0, rows: 0 })
  expect(await then('2022-05-09')).toEqual({ held: 1, heads: 30, rows: 1 })
  expect(await then('2022-05-10')).toEqual({ held: 2, heads: 80, rows: 2 })
  expect(await then('2022-06-01')).toEqual({ held: 2, heads: 90, rows: 2 })
  expect(await then('2022-07-01')).toEqual({ held: 1, heads: 40, rows: 1 })
  await transact(house.pool, tenant, async (client) => {
    expect((await measure(client, house.mechanisms, heads, { tenant, ...question })).value).toBe(40)
    expect(await history(client, talks, tenant, b)).toHaveLength(3)
  })
})
