/** Two hundred documents numbered at once by several processes: one series, no gaps, no doubles, whoever else is at it. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Values } from '../kernel/fields/index.ts'
import { rows, transact } from '../kernel/ledger/index.ts'
import { newId, perform } from '../kernel/register/index.ts'
import { sampleFile, sampleTexts } from '../kernel/sample.ts'
import { smallDistrict, startHouse, type TestHouse } from './cluster.ts'

let house: TestHouse
let tenant: string
beforeAll(async () => {
  house = await startHouse()
  tenant = await smallDistrict(house)
})
afterAll(() => house.stop())

const on = '2022-03-01'
const actor = { person: 'p1', unit: 'u1', roles: ['system'] }
/** What came before the product is recorded without its gates: here, up to the signature. */
const taken = async (stream: string, act: string, body: Values = {}): Promise<void> => {
  const outcome = await perform(house, {
    tenant,
    mechanism: 'normative-documents',
    stream,
    act,
    on,
    actor,
    body,
    source: 'takeover',
  })
  if (outcome.is !== 'done') throw new Error(`${act}: ${JSON.stringify(outcome)}`)
}
const signed = async (n: number): Promise<string> => {
  const id = newId()
  await taken(id, 'plan', {
    title: `示例文件${n}`,
    issuer: 'u1',
    organ: 'u1',
    drafter: 'p3',
    word: '示府规',
    level: 'department',
    market: false,
    topics: ['other'],
  })
  const yes = ['byOrgan', 'underPower', 'toBePublished', 'touchesRights', 'binding', 'reusable'].map((name) => [
    name,
    true,
  ])
  await taken(id, 'classify', { ...Object.fromEntries(yes), sheet: sampleFile })
  await taken(id, 'draft', { text: sampleTexts[0], explanation: sampleFile, bases: '示例' })
  for (const act of ['submitReview', 'table']) await taken(id, act)
  await taken(id, 'decideInUnit', { minutes: sampleFile })
  await taken(id, 'signInUnit')
  return id
}
const built = (path: string): string => JSON.stringify(fileURLToPath(new URL(`../dist/${path}`, import.meta.url)))
/** A process of its own, with the product as it was built, that numbers these documents all at once. */
const program = `
  import { openHouse } from ${built('server/house.js')}
  import { findMechanisms } from ${built('server/mechanisms.js')}
  import { perform } from ${built('kernel/register/index.js')}
  const { options, tenant, ids, actor, on } = JSON.parse(process.argv[1])
  const house = await openHouse({ ...options, found: await findMechanisms(), visiting: true, connections: 6 })
  const outcomes = await Promise.all(ids.map((stream) =>
    perform(house, { tenant, mechanism: 'normative-documents', stream, act: 'register', on, actor, body: {}, source: 'takeover' })))
  await house.close()
  process.stdout.write(JSON.stringify(outcomes.map((outcome) => outcome.is === 'done' ? outcome.event.body.number : outcome)))
`
const numberedElsewhere = (ids: readonly string[]): Promise<string[]> =>
  new Promise((done, fail) => {
    const options = { config: house.connection, signingKey: house.signingKey, dataDir: house.dataDir }
    const given = JSON.stringify({ options, tenant, ids, actor, on })
    const child = spawn(process.execPath, ['--input-type=module', '-e', program, '--', given], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let out = ''
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
    child.on('close', (code) => (code === 0 ? done(JSON.parse(out) as string[]) : fail(new Error(`exit ${code}`))))
  })

test('one series goes on without gaps and doubles', async () => {
  const ids: string[] = []
  for (let n = 0; n < 200; n++) ids.push(await signed(n))
  const shares = [0, 1, 2, 3].map((of) => ids.filter((_, n) => n % 4 === of))
  const numbers = (await Promise.all(shares.map(numberedElsewhere))).flat()
  const expected = Array.from({ length: 200 }, (_, n) => `示府规〔2022〕${n + 1}号`)
  expect(numbers.toSorted()).toEqual(expected.toSorted())
  const kept = await transact(house.pool, tenant, (client) =>
    rows<{ n: number }>(client, `SELECT n FROM ledger.number WHERE word = '示府规' ORDER BY n`, []),
  )
  expect(kept.map(({ n }) => Number(n))).toEqual(Array.from({ length: 200 }, (_, n) => n + 1))
})
