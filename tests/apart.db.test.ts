/** 三员分立: what one person may not hold together is refused by the commands, and by the database whoever writes. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { transact } from '../kernel/ledger/index.ts'
import { newId } from '../kernel/register/index.ts'
import { acting, smallDistrict, startHouse, type TestHouse } from './cluster.ts'

let house: TestHouse
let tenant: string
let act: ReturnType<typeof acting>
beforeAll(async () => {
  house = await startHouse()
  tenant = await smallDistrict(house)
  act = acting(house, tenant)
})
afterAll(() => house.stop())

const words = '系统、安全、审计管理员不得兼任，也不得同时担任业务岗位'
const post = async (holder: string, roles: readonly string[]) => {
  const id = newId()
  const taken = { holder, name: holder, place: 'u1', title: '岗位', roles }
  expect(await act('posts', id, 'take', '2022-01-01', 'p1', taken)).toMatchObject({ is: 'done' })
  return { id, granted: await act('posts', id, 'grant', '2022-01-01', 'p2') }
}

test('one of the three stands alone, in one post and over several', async () => {
  expect((await post('甲', ['system-admin'])).granted).toMatchObject({ is: 'done' })
  expect((await post('甲', ['security-admin'])).granted).toMatchObject({ is: 'refusal', words })
  expect((await post('甲', ['clerk'])).granted).toMatchObject({ is: 'refusal', words })
  expect((await post('乙', ['clerk'])).granted).toMatchObject({ is: 'done' })
  expect((await post('乙', ['legal-section'])).granted).toMatchObject({ is: 'done' })
  expect((await post('乙', ['audit-admin'])).granted).toMatchObject({ is: 'refusal', words })
  expect((await post('丙', ['audit-admin', 'clerk'])).granted).toMatchObject({ is: 'refusal' })
})
test('who has left the one may take the other', async () => {
  const { id } = await post('丁', ['security-admin'])
  expect((await post('丁', ['clerk'])).granted).toMatchObject({ is: 'refusal', words })
  expect(await act('posts', id, 'leave', '2022-02-01', 'p1', {})).toMatchObject({ is: 'done' })
  expect((await post('丁', ['clerk'])).granted).toMatchObject({ is: 'done' })
})
test('the database refuses what goes round the commands', async () => {
  const { id } = await post('戊', ['clerk'])
  await expect(
    transact(house.pool, tenant, (client) =>
      client.query(`UPDATE register.posts SET roles = '{system-admin,clerk}' WHERE _id = $1`, [id]),
    ),
  ).rejects.toMatchObject({ code: '23514' })
  const { id: second } = await post('戊', ['clerk'])
  await expect(
    transact(house.pool, tenant, (client) =>
      client.query(`UPDATE register.posts SET roles = '{system-admin}' WHERE _id = $1`, [second]),
    ),
  ).rejects.toMatchObject({ code: '23P01' })
})
