import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../kernel/register/index.ts'
import { acting, smallDistrict, startHouse, type TestHouse } from './cluster.ts'

let house: TestHouse
beforeAll(async () => {
  house = await startHouse()
})
afterAll(() => house.stop())

test('a small district is made through commands, and an act is recorded', async () => {
  const tenant = await smallDistrict(house)
  const district = await house.district(tenant)
  expect([...district.units.keys()]).toEqual(['u1', 'u2', 'u3'])
  expect(district.actors('p1', '2022-01-01')).toEqual([{ person: 'p1', unit: 'u1', roles: ['clerk'] }])
  const act = acting(house, tenant)
  const id = newId()
  const propose = await act('parameters', id, 'propose', '2022-03-01', 'p1', {
    rule: 'x',
    count: 3,
    timeUnit: 'months',
    validFrom: '2022-01-01',
    basis: '示例',
  })
  expect(propose).toMatchObject({ is: 'done' })
  expect(await act('parameters', id, 'confirm', '2022-03-02', 'p1')).toMatchObject({ is: 'refusal' })
  expect(await act('parameters', id, 'confirm', '2022-03-02', 'p2')).toMatchObject({ is: 'done' })
})
