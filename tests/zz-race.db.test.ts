import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../kernel/register/index.ts'
import { acting, smallDistrict, startHouse, type TestHouse } from './cluster.ts'
let house: TestHouse
beforeAll(async () => { house = await startHouse() })
afterAll(() => house.stop())
test('a command that arrives while its case is written anew finds it', async () => {
  const tenant = await smallDistrict(house, 'race')
  const act = acting(house, tenant)
  const outcomes: string[] = []
  for (let n = 0; n < 15; n++) {
    const id = newId()
    await act('study', id, 'plan', '2022-03-01', 'p1', { year: 2022, bodies: ['partyGroup'], host: ['u1'], topic: '示例', kind: 'collective', plannedFor: '2022-06-30' })
    const all = await Promise.all([
      act('study', id, 'correct', '2022-03-02', 'p2', { version: 1, reason: '有误', new: { topic: '示例二' } }),
      act('study', id, 'note', '2022-03-02', 'p2', { words: '备注' }),
      act('study', id, 'book', '2022-03-02', 'p2', { lecturer: '甲', consent: '好' }),
      act('study', id, 'postpone', '2022-03-02', 'p2', { plannedFor: '2022-07-01', reason: '改' }),
    ])
    outcomes.push(...all.map((o) => o.is === 'done' ? 'done' : JSON.stringify(o)))
  }
  expect(outcomes.filter((o) => o !== 'done')).toEqual([])
})
