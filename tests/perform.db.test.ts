import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../kernel/register/index.ts'
import { sampleTexts } from '../kernel/sample.ts'
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

test('the sum from which a contract is reviewed on two levels is the one the district has set, from its day', async () => {
  const act = acting(house, await smallDistrict(house, 'sums'))
  const [sum, contract] = [newId(), newId()]
  const set = {
    rule: 'contracts.major',
    count: 5_000_000,
    timeUnit: 'yuan',
    validFrom: '2022-03-10',
    basis: '本区文件',
  }
  expect(await act('parameters', sum, 'propose', '2022-03-01', 'p1', set)).toMatchObject({ is: 'done' })
  expect(await act('parameters', sum, 'confirm', '2022-03-02', 'p2')).toMatchObject({ is: 'done' })
  const text = { hash: sampleTexts[0]!.hash, title: '合同文本' }
  const registered = {
    number: '2022-1',
    title: '示例合同',
    organ: 'u1',
    drafter: 'p9',
    counterparty: '示例公司',
    party: 'department',
    kind: 'service',
    amountKind: 'fixed',
    amount: 600_000_000,
    text,
  }
  expect(await act('contract-review', contract, 'register', '2022-03-09', 'p1', registered)).toMatchObject({
    is: 'done',
  })
  const accepted = { levels: 'one', pack: ['text', 'standing', 'approval'] }
  const classify = (on: string) => act('contract-review', contract, 'classify', on, 'p2', accepted, { dry: true })
  expect(await classify('2022-03-09')).toMatchObject({ is: 'done' })
  expect(await classify('2022-03-10')).toMatchObject({
    is: 'refusal',
    words: expect.stringContaining('（重大合同标的额500万元，待核）'),
  })
})
