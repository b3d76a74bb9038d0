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

test('a substitute has the powers between the first and the last day alone; two do not stand in for one at a time', async () => {
  const window = (holder: string, starts: string, expires: string, absent = 'p1') => ({
    holder,
    name: holder,
    place: 'u1',
    title: '代理科长',
    roles: ['clerk'],
    absent,
    starts,
    expires,
  })
  const enter = (id: string, body: ReturnType<typeof window>) =>
    act('posts', id, 'substitute', '2022-05-01', 'p1', body)
  const first = newId()
  expect(await enter(first, window('己', '2022-05-10', '2022-05-20'))).toMatchObject({ is: 'done' })
  expect(await enter(newId(), window('庚', '2022-05-20', '2022-05-25'))).toMatchObject({
    is: 'refusal',
    words: '这一岗位在这些日子里已经有人代理',
    todo: expect.stringContaining('不重叠的日期'),
  })
  expect(await enter(newId(), window('庚', '2022-05-25', '2022-05-21'))).toMatchObject({ is: 'refusal' })
  expect(await enter(newId(), window('庚', '2022-05-21', '2022-05-25'))).toMatchObject({ is: 'done' })
  expect(await enter(newId(), window('庚', '2022-05-10', '2022-05-20', 'p2'))).toMatchObject({ is: 'done' })
  const powers = async (on: string) => (await house.district(tenant)).actors('己', on).flatMap(({ roles }) => roles)
  expect(await powers('2022-05-10')).toEqual([])
  expect(await act('posts', first, 'grant', '2022-05-02', 'p2')).toMatchObject({ is: 'done' })
  expect(await powers('2022-05-09')).toEqual([])
  expect(await powers('2022-05-10')).toEqual(['clerk'])
  expect(await powers('2022-05-20')).toEqual(['clerk'])
  // The clock that ends it may be late; the powers are gone all the same.
  expect(await powers('2022-05-21')).toEqual([])
  expect(await act('posts', first, 'leave', '2022-05-12', 'p1')).toMatchObject({ is: 'done' })
  expect(await enter(newId(), window('辛', '2022-05-15', '2022-05-20'))).toMatchObject({ is: 'done' })
})
