/** A declaration renames acts and fields; the ledger keeps its texts, the registers are rebuilt under the new names. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { count, text, unit } from '../kernel/fields/index.ts'
import { figureRows, howMany, measure, sum } from '../kernel/indicator/index.ts'
import { history, rows, transact } from '../kernel/ledger/index.ts'
import { mechanism, type AnyMechanism } from '../kernel/mechanism.ts'
import { effect, fact } from '../kernel/procedure/index.ts'
import { newId } from '../kernel/register/index.ts'
import { clerk } from '../mechanisms/roles.ts'
import { openHouse, type OpenHouse } from '../server/house.ts'
import { acting, foundWith, smallDistrict, startHouse, type TestHouse } from './cluster.ts'

const shared = {
  name: ['示例来信', 'Letters'],
  states: { open: ['在办', 'Open'], closed: ['办结', 'Closed'] },
  ends: ['closed'],
} as const
const before = mechanism('letters', {
  ...shared,
  record: {
    title: text('主题', 'Title'),
    owner: unit('承办单位', 'Owner'),
    citizen: text('来信人', 'Citizen', { personal: true }),
  },
  acts: {
    enter: fact('登记', 'Enter', { to: 'open', by: clerk }),
    answer: effect('答复', 'Answer', {
      from: 'open',
      to: 'closed',
      by: clerk,
      asks: { pages: count('页数', 'Pages') },
    }),
  },
  indicators: ({ did }) => ({
    letters: howMany('来信', 'Letters', '件', did.enter),
    pages: sum('答复页数', 'Pages', '页', did.answer, (row) => row.pages),
  }),
})
const after = mechanism('letters', {
  ...shared,
  record: {
    subject: text('主题', 'Subject', { was: ['title'] }),
    owner: unit('承办单位', 'Owner'),
    sender: text('来信人', 'Sender', { personal: true, was: ['citizen'] }),
  },
  acts: {
    receive: fact('登记', 'Receive', { to: 'open', by: clerk, was: ['enter'] }),
    reply: effect('答复', 'Reply', {
      from: 'open',
      to: 'closed',
      by: clerk,
      asks: { length: count('页数', 'Length', { was: ['pages'] }) },
      was: ['answer'],
    }),
  },
  indicators: ({ did }) => ({
    letters: howMany('来信', 'Letters', '件', did.receive),
    pages: sum('答复页数', 'Pages', '页', did.reply, (row) => row.length),
  }),
})

let house: TestHouse
let renamed: OpenHouse
let tenant: string
const [a, b] = [newId(), newId()]
beforeAll(async () => {
  house = await startHouse(await foundWith(before))
  tenant = await smallDistrict(house, 'renaming')
  const act = acting(house, tenant)
  const letter = { title: '道路积水', owner: 'u1', citizen: '来信人甲' }
  for (const done of [
    await act('letters', a, 'enter', '2022-03-01', 'p1', letter),
    await act('letters', a, 'answer', '2022-03-08', 'p1', { pages: 2 }),
    await act('letters', b, 'enter', '2022-03-02', 'p1', { ...letter, title: '路灯不亮' }),
    await act('letters', b, 'correct', '2022-03-03', 'p2', {
      version: 1,
      reason: '姓名有误',
      new: { title: '路灯不亮两日', citizen: '来信人乙' },
    }),
  ])
    expect(done, JSON.stringify(done)).toMatchObject({ is: 'done' })
})
afterAll(async () => {
  await renamed?.close()
  await house.stop()
})

const question = { period: { from: '2022-01-01', to: '2022-12-31' } }
const figuresOf = (of: OpenHouse, m: AnyMechanism) =>
  transact(of.pool, tenant, (client) =>
    Promise.all(
      Object.values(m.indicators).map(async (figure) => ({
        value: (await measure(client, of.mechanisms, figure, { tenant, ...question })).value,
        rows: (await figureRows(client, of.mechanisms, figure, { tenant, ...question }, 'all', { limit: 100 })).map(
          ({ case: id, version, on }) => [id, version, on],
        ),
      })),
    ),
  )
const texts = (of: OpenHouse) =>
  transact(of.pool, tenant, (client) =>
    rows(client, "SELECT stream, version, text FROM ledger.event WHERE mechanism = 'letters' ORDER BY 1, 2", []),
  )

test('a house with the renamed declaration rebuilds its registers: same figures, same rows, same ledger', async () => {
  const [figures, ledger] = [await figuresOf(house, before), await texts(house)]
  expect(figures.map(({ value }) => value)).toEqual([2, 2])
  renamed = await openHouse({
    config: house.connection,
    found: await foundWith(after),
    signingKey: house.signingKey,
    dataDir: house.dataDir,
  })
  await renamed.rebuilding
  expect(await figuresOf(renamed, after)).toEqual(figures)
  expect(await texts(renamed)).toEqual(ledger)
  const cases = await transact(renamed.pool, tenant, (client) =>
    rows(client, 'SELECT _id, _state, _version, subject, sender FROM register.letters ORDER BY _opened', []),
  )
  expect(cases).toEqual([
    { _id: a, _state: 'closed', _version: 2, subject: '道路积水', sender: '来信人甲' },
    { _id: b, _state: 'open', _version: 2, subject: '路灯不亮两日', sender: '来信人乙' },
  ])
})

test('no table is left behind under a former name', async () => {
  const { rows: left } = await renamed.owner.query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'register' AND table_name LIKE 'letters%' ORDER BY 1",
  )
  expect(left.map(({ name }) => name)).toEqual([
    'letters',
    'letters__did__receive',
    'letters__did__reply',
    'letters__was',
  ])
})

test('history reads the new names, also in a correction and in what was kept apart', async () => {
  const read = (id: string) =>
    transact(renamed.pool, tenant, (client) => history(client, renamed.mechanisms.get('letters')!, tenant, id))
  expect((await read(a)).map(({ act, body }) => [act, body])).toEqual([
    ['receive', { subject: '道路积水', owner: 'u1', sender: '来信人甲' }],
    ['reply', { length: 2 }],
  ])
  expect((await read(b))[1]!.body).toMatchObject({
    old: { subject: '路灯不亮', sender: '来信人甲' },
    new: { subject: '路灯不亮两日', sender: '来信人乙' },
  })
})

test('the case goes on under the new names, and an old event can still be corrected', async () => {
  const act = acting(renamed, tenant)
  expect(await act('letters', b, 'enter', '2022-03-09', 'p1', {})).toMatchObject({ is: 'invalid' })
  expect(await act('letters', b, 'reply', '2022-03-09', 'p1', { length: 3 })).toMatchObject({ is: 'done' })
  const corrected = await act('letters', a, 'correct', '2022-03-10', 'p2', {
    version: 2,
    reason: '页数有误',
    new: { length: 4 },
  })
  expect(corrected, JSON.stringify(corrected)).toMatchObject({ is: 'done', event: { body: { old: { length: 2 } } } })
  expect((await figuresOf(renamed, after)).map(({ value }) => value)).toEqual([2, 7])
})
