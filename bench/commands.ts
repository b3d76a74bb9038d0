/** Commands per second at 16 clients, beside the very same statements sent raw by the same driver. */
import { Pool } from 'pg'
import { newSigningKey, rows, transact, type Client, type Pool as LedgerPool } from '../kernel/ledger/index.ts'
import { newId, perform, type House } from '../kernel/register/index.ts'
import { system } from '../kernel/procedure/index.ts'
import { openDatabase } from '../server/database/index.ts'
import { createTenant, openHouse, type OpenHouse } from '../server/house.ts'
import { findMechanisms } from '../server/mechanisms.ts'

export interface Bench {
  readonly house: OpenHouse
  readonly tenant: string
  stop(): Promise<void>
}
/** A durable cluster (fsync on), as the product runs it, with a small district. */
export const startBench = async (dataDir: string): Promise<Bench> => {
  const database = await openDatabase({ dataDir })
  const house = await openHouse({ config: database.config, found: await findMechanisms(), signingKey: newSigningKey(), dataDir, connections: 16 })
  const tenant = newId()
  await createTenant(house, { id: tenant, code: 'bench', name: '基准测试区', sample: true, clock: '2022-06-30T09:00:00' })
  const establish = await perform(house, { tenant, mechanism: 'units', stream: newId(), act: 'establish', on: '2015-01-01', actor: system('u1'), body: { code: 'u1', name: '示例单位', short: '示例', kind: 'department' }, source: 'derived' })
  if (establish.is !== 'done') throw new Error(JSON.stringify(establish))
  return {
    house,
    tenant,
    stop: async () => {
      await house.close()
      await database.stop()
    },
  }
}
/** The command that is measured: opens a case with three fields, a term and a search entry. */
export const oneCommand = (tenant: string, n: number) => ({
  tenant,
  mechanism: 'study',
  stream: newId(),
  act: 'plan',
  on: '2022-06-30',
  actor: { person: 'p1', unit: 'u1', roles: ['clerk', 'justice-bureau', 'government-office'] },
  body: { year: 2022, bodies: ['department'], host: ['u1'], topic: `学法专题${n}`, kind: 'collective', plannedFor: '2022-09-30' },
})

const inParallel = async (clients: number, seconds: number, one: (client: number, n: number) => Promise<void>): Promise<{ perSecond: number; p99: number }> => {
  const latencies: number[] = []
  const until = performance.now() + seconds * 1000
  const started = performance.now()
  let n = 0
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (performance.now() < until) {
        const at = performance.now()
        await one(client, n++)
        latencies.push(performance.now() - at)
      }
    }),
  )
  const elapsed = (performance.now() - started) / 1000
  latencies.sort((a, b) => a - b)
  return { perSecond: latencies.length / elapsed, p99: latencies[Math.floor(latencies.length * 0.99)] ?? 0 }
}
export const ours = ({ house, tenant }: Bench, seconds: number) =>
  inParallel(16, seconds, async (_, n) => {
    const outcome = await perform(house, oneCommand(tenant, n))
    if (outcome.is !== 'done') throw new Error(JSON.stringify(outcome))
  })

type Sent = { text: string; values: unknown[] }
/** What our commands send, recorded without a server: each with fresh ids, so that the raw run writes the like. */
export const recorded = async ({ house, tenant }: Bench, count: number): Promise<Sent[][]> => {
  const district = await house.district(tenant)
  const all: Sent[][] = []
  for (let n = 0; n < count; n++) {
    const sent: Sent[] = []
    const query = (config: string | { text: string; values: unknown[] }) => {
      if (typeof config === 'string') return Promise.resolve({ rows: [] })
      sent.push({ text: config.text, values: config.values })
      const row = config.text.startsWith('SELECT i.n') ? { n: 1, revision: district.revision, whole: null, own: null, digest: null, answer: null } : { revision: district.revision }
      return Promise.resolve({ rows: config.text.startsWith('SELECT') ? [row] : [] })
    }
    const fake = { connect: () => Promise.resolve({ query, release: () => {} }) } as unknown as LedgerPool
    const outcome = await perform({ ...house, pool: fake } as House, oneCommand(tenant, n))
    if (outcome.is !== 'done') throw new Error(JSON.stringify(outcome))
    all.push(sent)
  }
  return all
}
export const raw = async ({ house, tenant }: Bench, seconds: number, statements: readonly Sent[][]): Promise<{ perSecond: number; p99: number }> => {
  const pool = new Pool({ ...(house.pool as unknown as { options: object }).options, max: 16 })
  let next = 0
  try {
    return await inParallel(16, seconds, async () => {
      const sent = statements[next++]
      if (!sent) throw new Error('too few recorded statements')
      await transact(pool, tenant, async (client: Client) => {
        for (const { text, values } of sent) await rows(client, text, values)
      })
    })
  } finally {
    await pool.end()
  }
}
