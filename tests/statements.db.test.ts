/** How statements reach PostgreSQL: by which index a command finds its case, and what a failure among them leaves. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { binaryArray, Ending, rows, transact } from '../kernel/ledger/index.ts'
import { newId, readText, registersOf } from '../kernel/register/index.ts'
import { smallDistrict, startHouse, type TestHouse } from './cluster.ts'

let house: TestHouse
let tenant: string
beforeAll(async () => {
  house = await startHouse()
  tenant = await smallDistrict(house)
})
afterAll(() => house.stop())

interface Plan {
  readonly Plans?: readonly Plan[]
  readonly 'Relation Name'?: string
  readonly 'Index Name'?: string
  readonly 'Index Cond'?: string
}
const leavesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(leavesOf)]

test('while its table is empty, a command is planned to find its case by the key, in every mechanism', async () => {
  const told: string[] = []
  await transact(house.pool, tenant, async (client) => {
    await rows(client, 'SET LOCAL plan_cache_mode = force_generic_plan', [])
    for (const procedure of house.procedures.values())
      for (const { kind, cases } of registersOf(procedure)) {
        const name = `plan_${procedure.id}_${kind ?? ''}`.replaceAll('-', '_')
        await client.query(`PREPARE ${name} AS ${readText(procedure, kind)}`)
        const [explained] = await rows<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
          client,
          `EXPLAIN (FORMAT JSON) EXECUTE ${name}('${tenant}', '{${newId()}}', '{${newId()}}', '{key}')`,
          [],
        )
        await client.query(`DEALLOCATE ${name}`)
        const leaves = leavesOf(explained!['QUERY PLAN'][0].Plan)
        const own = leaves.find(
          (leaf) => `register.${leaf['Relation Name']?.replaceAll('"', '')}` === unquoted(cases.name),
        )
        const request = leaves.find((leaf) => leaf['Relation Name'] === 'request')
        if (own?.['Index Name'] !== `${own?.['Relation Name']}_pkey`) told.push(`${cases.name}: ${JSON.stringify(own)}`)
        if (!request?.['Index Cond']?.includes('key = ')) told.push(`${name}, request: ${JSON.stringify(request)}`)
      }
  })
  expect(told).toEqual([])
})
const unquoted = (name: string): string => name.replaceAll('"', '')

const tally = () =>
  transact(house.pool, tenant, (client) =>
    rows<{ n: number }>(client, 'SELECT count(*)::int AS n FROM ledger.request WHERE tenant = $1', [tenant]),
  )
const remember = `INSERT INTO ledger.request (tenant, key, digest, answer, entered) VALUES ($1, $2, 'd', '{}', now())`

test('a last statement that fails undoes all before it, and its connection serves on', async () => {
  const before = await tally()
  const asked = transact(house.pool, tenant, async (client) => {
    await rows(client, remember, [tenant, newId()])
    return new Ending('acknowledged', rows(client, 'SELECT 1 / 0', []))
  })
  await expect(asked).rejects.toThrow('division by zero')
  expect(await tally()).toEqual(before)
})

test('work that fails while BEGIN is under way writes nothing, and its connection serves on', async () => {
  const before = await tally()
  const asked = transact(house.pool, tenant, async (client) => {
    void rows(client, remember, [tenant, newId()]).catch(() => {})
    throw new Error('changed my mind')
  })
  await expect(asked).rejects.toThrow('changed my mind')
  expect(await tally()).toEqual(before)
})

const columns: Readonly<Record<string, readonly unknown[]>> = {
  text: ['一、“引号”与\\反斜线', '{a,"b"}', 'NULL', '', null, '𠮷'],
  uuid: [newId(), null, '00000000-0000-0000-0000-000000000000'],
  int: [0, -1, null, 2147483647],
  bigint: [0, -1, null, Number.MAX_SAFE_INTEGER, '9223372036854775807'],
  boolean: [true, null, false],
  date: ['2022-02-28', null, '1949-10-01', '2000-01-01', '2024-02-29'],
  timestamp: ['2022-06-30T09:00:00', null, '1999-12-31T23:59:59', '2022-06-30T09:00'],
  bytea: [Buffer.from([0, 92, 255]), null, Buffer.alloc(0)],
}
test('a column sent in binary form is the same to PostgreSQL as one sent as text', async () => {
  await transact(house.pool, tenant, async (client) => {
    for (const [type, values] of Object.entries(columns))
      for (const sent of [values, [], [null]]) {
        const [found] = await rows<{ same: boolean }>(
          client,
          `SELECT $1::${type}[] IS NOT DISTINCT FROM $2::${type}[] AND array_length($1::${type}[], 1) IS NOT DISTINCT FROM $3::int AS same`,
          [binaryArray(type, sent), sent, sent.length || null],
        )
        expect({ type, sent, ...found }).toEqual({ type, sent, same: true })
      }
  })
  expect(() => binaryArray('date', ['2022年'])).toThrow('2022年')
  expect(() => binaryArray('int', [2 ** 40])).toThrow()
})

test('a statement prepared before a register was rebuilt is prepared anew, on every connection', async () => {
  const read = () =>
    transact(house.pool, tenant, async (client) => {
      const [found] = await rows<{ value: unknown }>(client, 'SELECT value FROM register.rebuilt', [])
      return found!.value
    })
  await house.pool.query("CREATE TABLE register.rebuilt AS SELECT '7'::text AS value")
  await house.pool.query('GRANT SELECT ON register.rebuilt TO fazhi_app')
  expect(await Promise.all([read(), read(), read()])).toEqual(['7', '7', '7'])
  await house.pool.query('ALTER TABLE register.rebuilt ALTER COLUMN value TYPE int USING value::int')
  expect(await Promise.all([read(), read(), read()])).toEqual([7, 7, 7])
  await house.pool.query('DROP TABLE register.rebuilt')
})
