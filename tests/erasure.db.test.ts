/** Values of persons: corrected without being told to the chain, and erased without breaking it. */
import { spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { day, text } from '../kernel/fields/index.ts'
import { exportLines, history, rows, sealAll, transact } from '../kernel/ledger/index.ts'
import { mechanism } from '../kernel/mechanism.ts'
import { byTheDay, effect, fact, part } from '../kernel/procedure/index.ts'
import {
  erase,
  list,
  newId,
  performBatch,
  rebuild,
  type Done,
  type ListPage,
  type Outcome,
} from '../kernel/register/index.ts'
import { clerk } from '../mechanisms/roles.ts'
import { acting, foundWith, smallDistrict, startHouse, type TestHouse } from './cluster.ts'

const witness = part('证人', 'Witness', {
  record: { witness: text('证人姓名', 'Witness', { personal: true }) },
  states: { named: ['已登记', 'Named'], heard: ['已询问', 'Heard'] },
  ends: ['heard'],
  acts: {
    name: fact('登记证人', 'Name', { to: 'named', by: clerk }),
    hear: fact('询问', 'Hear', { from: 'named', to: 'heard', by: clerk }),
  },
})
const petitions = mechanism('petitions', {
  name: ['示例来访', 'Petitions'],
  record: {
    matter: text('事项', 'Matter', { seen: 'public' }),
    visitor: text('来访人', 'Visitor', { personal: true }),
    telephone: text('电话', 'Telephone', { personal: true }),
    born: day('出生日期', 'Born', { personal: true, optional: true }),
    due: day('答复期限', 'Due', { optional: true }),
  },
  states: { open: ['办理中', 'Open'], closed: ['已办结', 'Closed'] },
  ends: ['closed'],
  parts: { witness },
  acts: {
    enter: fact('登记', 'Enter', { to: 'open', by: clerk }),
    reply: effect('答复', 'Reply', { from: 'open', to: 'closed', by: clerk }),
  },
  terms: { replying: byTheDay('答复', 'Reply', { day: 'due', until: 'reply' }) },
})

let house: TestHouse
let tenant: string
let act: ReturnType<typeof acting>
beforeAll(async () => {
  house = await startHouse(await foundWith(petitions))
  tenant = await smallDistrict(house, 'erasure')
  act = acting(house, tenant)
})
afterAll(() => house.stop())

const law = '个人信息保护法第四十七条，本人申请'
const mistaken = '诸葛孔明'
const visitor = '诸葛亮明'
const telephone = '13900001234'
const born = '1981-07-23'
const visit = { matter: '示例事项', visitor: mistaken, telephone, born, due: '2022-03-31' }
const done = (outcome: Outcome): Done => {
  expect(outcome, JSON.stringify(outcome)).toMatchObject({ is: 'done' })
  return outcome as Done
}
/** Every table of the database in which that text stands somewhere, in any row and column. */
const placesOf = async (value: string): Promise<string[]> => {
  const { rows: tables } = await house.owner.query<{ name: string }>(
    "SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1",
  )
  expect(tables.length).toBeGreaterThan(50)
  const found: string[] = []
  for (const { name } of tables) {
    const { rows: hits } = await house.owner.query(`SELECT 1 FROM ${name} AS t WHERE strpos(t::text, $1) > 0 LIMIT 1`, [
      value,
    ])
    if (hits.length) found.push(name)
  }
  return found
}
/** What the program that shares no code with the server says of an export. */
const verified = async (): Promise<{ status: number | null; said: string; lines: string[] }> => {
  await sealAll(house.pool, tenant, 'sha256', house.signingKey, house.realNow())
  const lines = await transact(house.pool, tenant, async (client) => {
    const all: string[] = []
    for await (const line of exportLines(client, tenant, 'sha256')) all.push(line)
    return all
  })
  const path = join(house.dataDir, 'erasure.ndjson')
  await writeFile(path, `${lines.join('\n')}\n`)
  const program = fileURLToPath(new URL('../verify/verify.mjs', import.meta.url))
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, path], { encoding: 'utf8' })
  return { status, said: stdout + stderr, lines }
}
const historyOf = (id: string) => transact(house.pool, tenant, (client) => history(client, petitions, tenant, id))
const dump = () =>
  transact(house.pool, tenant, (client) =>
    rows(client, 'SELECT to_jsonb(t) AS row FROM register.petitions t ORDER BY _id', []),
  )

const id = newId()
test('a correction of a personal value reads as values and stands in the ledger as commitments only', async () => {
  done(await act('petitions', id, 'enter', '2022-03-01', 'p1', visit, { key: 'enter-1' }))
  done(await act('petitions', id, 'correct', '2022-03-02', 'p2', { version: 1, reason: '姓名有误', new: { visitor } }))
  expect((await historyOf(id))[1]!.body).toMatchObject({ old: { visitor: mistaken }, new: { visitor } })
  const texts = await transact(house.pool, tenant, (client) =>
    rows<{ text: string }>(client, 'SELECT text FROM ledger.event WHERE stream = $1 ORDER BY version', [id]),
  )
  const commitment = expect.stringMatching(/^c:[0-9a-f]{64}$/)
  expect(texts.map(({ text }) => (JSON.parse(text) as { body: unknown }).body)).toMatchObject([
    { matter: '示例事项', visitor: commitment, telephone: commitment, born: commitment },
    { old: { visitor: commitment }, new: { visitor: commitment } },
  ])
  // Before it is erased, it stands in its rows, in what was kept apart, and in the kept answer to the request.
  expect(await placesOf(visitor)).toEqual(['ledger.private', 'register.petitions', 'register.petitions__did__enter'])
  expect(await placesOf(mistaken)).toEqual(['ledger.private', 'ledger.request'])
  expect((await verified()).status).toBe(0)
})

test('an erased value is nowhere in the database, the other values stay, and the system notes why', async () => {
  const erased = await erase(house, tenant, id, { field: 'visitor', reason: law })
  expect(erased).toMatchObject({ is: 'done', values: 3, note: { act: 'note', actor: 'system', version: 3 } })
  for (const value of [visitor, mistaken]) expect(await placesOf(value), value).toEqual([])
  expect(await placesOf(telephone)).toEqual(['ledger.private', 'register.petitions', 'register.petitions__did__enter'])
  const events = await historyOf(id)
  expect(events.map(({ act: name, body }) => [name, body.visitor ?? body.words])).toEqual([
    ['enter', '（已依法删除）'],
    ['correct', undefined],
    ['note', `“来访人”的内容已删除，依据：${law}`],
  ])
  const [row] = (
    (await transact(house.pool, tenant, (client) =>
      list(client, petitions, undefined, tenant, { reader: 'all', limit: 10 }),
    )) as ListPage
  ).rows
  expect(row).toMatchObject({ version: 3, state: 'open', fields: { matter: '示例事项', telephone, born } })
})

test('the export still verifies, and no longer brings the value', async () => {
  const { status, said, lines } = await verified()
  expect(said).not.toContain('失败')
  expect(status).toBe(0)
  expect(lines.join('\n')).not.toContain(visitor)
  expect(lines.join('\n')).toContain(telephone)
})

test('a request whose answer held the value is spent: it is refused, not answered', async () => {
  expect(await act('petitions', id, 'enter', '2022-03-01', 'p1', visit, { key: 'enter-1' })).toMatchObject({
    is: 'invalid',
  })
  expect(await placesOf(mistaken)).toEqual([])
})

test('without a field all values of persons go, those of parts and those that are no text too; the case goes on', async () => {
  const named = { kind: 'witness', id: newId() }
  done(await act('petitions', id, 'name', '2022-03-03', 'p1', { witness: '公孙胜某' }, { part: named }))
  expect(await erase(house, tenant, id, { reason: law })).toMatchObject({ is: 'done', values: 3 })
  for (const value of [telephone, born, '公孙胜某']) expect(await placesOf(value), value).toEqual([])
  const [opening] = await historyOf(id)
  expect(opening!.body).toEqual({
    matter: '示例事项',
    visitor: '（已依法删除）',
    telephone: '（已依法删除）',
    due: '2022-03-31',
  })
  done(await act('petitions', id, 'reply', '2022-03-04', 'p1'))
  const before = await dump()
  await rebuild(house, house.owner, petitions)
  expect(await dump()).toEqual(before)
  expect((await verified()).status).toBe(0)
})

test('also in a row of a batch, and in a case whose opening was voided', async () => {
  const batch = await performBatch(
    house,
    {
      tenant,
      mechanism: 'petitions',
      act: 'enter',
      actor: { person: 'p1', unit: 'u1', roles: ['clerk'] },
      rows: [{ on: '2022-03-01', body: { ...visit, visitor: '司马懿某' } }],
    },
    { now: '2022-03-05T09:00:00' },
  )
  expect(batch).toMatchObject({ is: 'done', rows: 1 })
  const [imported] = await transact(house.pool, tenant, (client) =>
    rows<{ id: string }>(client, 'SELECT _id AS id FROM register.petitions WHERE visitor = $1', ['司马懿某']),
  )
  expect(await erase(house, tenant, imported!.id, { field: 'visitor', reason: law })).toMatchObject({ is: 'done' })
  expect(await placesOf('司马懿某')).toEqual([])

  const voided = newId()
  done(await act('petitions', voided, 'enter', '2022-03-01', 'p1', { ...visit, visitor: '夏侯惇某' }))
  done(await act('petitions', voided, 'void', '2022-03-02', 'p2', { version: 1, reason: '重复' }, { roles: ['clerk'] }))
  expect(await placesOf('夏侯惇某')).toEqual(['ledger.private'])
  expect(await erase(house, tenant, voided, { field: 'visitor', reason: law })).toMatchObject({ is: 'done' })
  expect(await placesOf('夏侯惇某')).toEqual([])
  expect((await verified()).status).toBe(0)
})

test('what cannot be erased is told: no such case, no such field, nothing left, no ground', async () => {
  expect(await erase(house, tenant, newId(), { reason: law })).toMatchObject({ is: 'refusal', words: '案卷不存在' })
  expect(await erase(house, tenant, id, { field: 'matter', reason: law })).toMatchObject({
    is: 'invalid',
    fields: { field: expect.stringContaining('没有这一个人信息字段') },
  })
  expect(await erase(house, tenant, id, { field: 'visitor', reason: law })).toMatchObject({ is: 'refusal' })
  expect(await erase(house, tenant, id, { field: 'visitor', reason: ' ' })).toMatchObject({
    is: 'invalid',
    fields: { reason: '删除依据：必填' },
  })
})
