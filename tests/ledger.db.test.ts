/** The ledger for real: sealed, exported, verified by a program that shares no code with it, and rebuilt. */
import { spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exportLines, receiptFor, rows, sealAll, transact, type Head } from '../kernel/ledger/index.ts'
import { list, newId, performBatch, rebuild, type ListPage } from '../kernel/register/index.ts'
import { acting, smallDistrict, startHouse, type TestHouse } from './cluster.ts'

let house: TestHouse
let tenant: string
beforeAll(async () => {
  house = await startHouse()
  tenant = await smallDistrict(house)
})
afterAll(() => house.stop())

const verify = (...args: string[]) =>
  spawnSync(process.execPath, [fileURLToPath(new URL('../verify/verify.mjs', import.meta.url)), ...args], {
    encoding: 'utf8',
  })
const exported = async (): Promise<string[]> => {
  await sealAll(house.pool, tenant, 'sha256', house.signingKey, house.realNow())
  return transact(house.pool, tenant, async (client) => {
    const lines: string[] = []
    for await (const line of exportLines(client, tenant, 'sha256')) lines.push(line)
    return lines
  })
}
const items = (count: number, wrong?: number) =>
  Array.from({ length: count }, (_, n) => ({
    on: '2022-05-06',
    body: {
      title: `示例信息第${n + 1}条`,
      column: n === wrong ? 'no-such-column' : 'news',
      owner: 'u1',
      address: `https://example.invalid/${n}`,
    },
  }))
const editor = { person: 'p1', unit: 'u1', roles: ['web-editor', 'publisher'] }

test('a batch is all or nothing: one bad row among thousands is named with its column', async () => {
  const refused = await performBatch(
    house,
    { tenant, mechanism: 'publishing', act: 'carry', actor: editor, rows: items(3000, 2345) },
    { now: '2022-05-09T09:00:00' },
  )
  expect(refused).toMatchObject({ is: 'invalid rows', wrong: 1, errors: [{ row: 2346, column: 'column' }] })
  const counted = await transact(house.pool, tenant, (client) =>
    rows<{ n: number }>(client, 'SELECT count(*) AS n FROM register.publishing WHERE _tenant = $1', [tenant]),
  )
  expect(counted).toEqual([{ n: 0 }])
})

test('the rows of a batch stand in the register, are found by word, and later acts on one are ordinary events', async () => {
  const done = await performBatch(
    house,
    { tenant, mechanism: 'publishing', act: 'carry', actor: editor, rows: items(2500) },
    { now: '2022-05-09T09:00:00' },
  )
  expect(done).toMatchObject({ is: 'done', rows: 2500 })
  const page = (await transact(house.pool, tenant, (client) =>
    list(client, house.mechanisms.get('publishing')!, undefined, tenant, { reader: 'all', q: '第1999条', limit: 10 }),
  )) as ListPage
  expect(page.rows.map((row) => row.title)).toEqual(['示例信息第1999条'])
  const [row] = page.rows
  const act = acting(house, tenant)
  const down = await act('publishing', row!.id, 'takeDown', '2022-06-01', 'p2', { reason: '内容已过时' })
  expect(down).toMatchObject({ is: 'done', event: { version: 2 } })
  const before = await transact(house.pool, tenant, (client) =>
    rows(client, 'SELECT to_jsonb(t) AS row FROM register.publishing t WHERE _tenant = $1 ORDER BY _id', [tenant]),
  )
  await rebuild(house, house.owner, house.mechanisms.get('publishing')!)
  expect(
    await transact(house.pool, tenant, (client) =>
      rows(client, 'SELECT to_jsonb(t) AS row FROM register.publishing t WHERE _tenant = $1 ORDER BY _id', [tenant]),
    ),
  ).toEqual(before)
})

test('an export verifies against a published head, and one changed byte is named', async () => {
  const lines = await exported()
  const path = join(house.dataDir, 'export.ndjson')
  await writeFile(path, `${lines.join('\n')}\n`)
  const head = lines
    .map((line) => JSON.parse(line) as Head & { type: string })
    .findLast((line) => line.type === 'head')!
  const good = verify(path, '--head', `${head.size}:${head.root}`)
  expect(good.stdout + good.stderr).toContain(head.root)
  expect(good.status).toBe(0)
  const at = lines.findIndex((line) => line.includes('示例信息第1234条'))
  await writeFile(
    path,
    `${lines.map((line, n) => (n === at ? line.replace('第1234条', '第1235条') : line)).join('\n')}\n`,
  )
  const bad = verify(path)
  expect(bad.status).toBe(1)
  expect(bad.stdout + bad.stderr).toContain(`第 ${at + 1} 行`)
})

test('a receipt is verified offline', async () => {
  const act = acting(house, tenant)
  const id = newId()
  const proposed = await act('parameters', id, 'propose', '2022-03-01', 'p1', {
    rule: 'x',
    count: 3,
    timeUnit: 'months',
    validFrom: '2022-01-01',
    basis: '示例',
  })
  expect(proposed.is).toBe('done')
  await exported()
  const receipt = await transact(house.pool, tenant, (client) => receiptFor(client, tenant, id, 1, 'sha256'))
  const path = join(house.dataDir, 'receipt.json')
  await writeFile(path, JSON.stringify(receipt))
  expect(verify('receipt', path).status).toBe(0)
  await writeFile(
    path,
    JSON.stringify({ ...receipt, leaf: receipt!.leaf.replace(/^../, (byte) => (byte === '00' ? '01' : '00')) }),
  )
  expect(verify('receipt', path).status).toBe(1)
})

test('the role that acts owns nothing: it cannot change or remove an event, nor read another tenant', async () => {
  const as = (text: string) => transact(house.pool, tenant, (client) => client.query(text))
  for (const text of [
    "UPDATE ledger.event SET act = 'x'",
    'DELETE FROM ledger.event',
    'TRUNCATE ledger.event',
    'SELECT * FROM ledger.search',
  ])
    await expect(as(text)).rejects.toThrow(/permission denied/)
  const other = await smallDistrict(house, 'other')
  const seen = await transact(house.pool, other, (client) =>
    rows<{ n: number }>(client, 'SELECT count(*) AS n FROM register.publishing', []),
  )
  expect(seen).toEqual([{ n: 0 }])
  await expect(
    transact(house.pool, other, (client) =>
      client.query(`INSERT INTO ledger.unsealed VALUES ('${tenant}', '${tenant}', 1, now())`),
    ),
  ).rejects.toThrow(/row-level security/)
})
