/** The one command that is measured, beside the very same statements sent raw by the same driver. */
import { Pool } from 'pg'
import { byKey, Ending, rows, transact, type Client, type Pool as LedgerPool } from '../kernel/ledger/index.ts'
import { newId, perform, type House } from '../kernel/register/index.ts'
import { pipelined } from '../server/house.ts'
import { inParallel, type Rate } from './clients.ts'
import type { Bench } from './district.ts'
import { peer } from './peers.ts'
import { median, number, type Line } from './table.ts'

/** Opens a case with six fields, a term and words for search. */
const oneCommand = (tenant: string, n: number) => ({
  tenant,
  mechanism: 'study',
  stream: newId(),
  act: 'plan',
  on: '2022-06-30',
  actor: { person: 'p1', unit: 'u1', roles: ['clerk', 'justice-bureau', 'government-office'] },
  body: {
    year: 2022,
    bodies: ['department'],
    host: ['u1'],
    topic: `学法专题${n}`,
    kind: 'collective',
    plannedFor: '2022-09-30',
  },
})

const ours = ({ house, tenant }: Bench, clients: number, seconds: number): Promise<Rate> =>
  inParallel(clients, seconds, async (n) => {
    const outcome = await perform(house, oneCommand(tenant, n))
    if (outcome.is !== 'done') throw new Error(JSON.stringify(outcome))
  })

interface Sent {
  readonly text: string
  readonly values: unknown[]
}
/** What our commands send, recorded without a server: each with ids of its own, so that the raw run writes the like. */
const recorded = async ({ house, tenant }: Bench, count: number): Promise<Sent[][]> => {
  const { revision } = await house.district(tenant)
  const all: Sent[][] = []
  const nothing = { n: 1, revision, whole: null, own: null, digest: null, answer: null }
  for (let n = 0; n < count; n++) {
    const sent: Sent[] = []
    const query = (config: string | Sent) => {
      if (typeof config === 'string') return Promise.resolve({ rows: [] })
      sent.push({ text: config.text, values: config.values })
      return Promise.resolve({ rows: config.text.startsWith('SELECT') ? [nothing] : [] })
    }
    const client = { query, release: () => {} }
    const pool = { options: { max: 1 }, connect: () => Promise.resolve(client) } as unknown as LedgerPool
    const outcome = await perform({ ...house, pool } satisfies House, oneCommand(tenant, n))
    if (outcome.is !== 'done') throw new Error(JSON.stringify(outcome))
    all.push(sent)
  }
  return all
}
const raw = async ({ house, tenant }: Bench, seconds: number, statements: readonly Sent[][]): Promise<Rate> => {
  const pool = new Pool(pipelined({ ...house.connection, max: clients }))
  try {
    return await inParallel(clients, seconds, async (n) => {
      const sent = statements[n]
      if (!sent) throw new Error('too few recorded statements')
      const send = async (client: Client): Promise<Ending<void>> => {
        const [last, ...before] = sent.toReversed()
        for (const { text, values } of before.toReversed()) await rows(client, text, values)
        return new Ending(undefined, rows(client, last!.text, last!.values))
      }
      await transact(pool, tenant, send, byKey)
    })
  } finally {
    await pool.end()
  }
}

const clients = 16
const turns = 3
const eachTime = 3

/** Rows 1 and 2, in turns: whatever else the machine does then meets all of them. */
export const commandLines = async (bench: Bench, wanted: (row: string) => boolean): Promise<Line[]> => {
  await ours(bench, clients, 2)
  await raw(bench, 1, await recorded(bench, 8000))
  const ran: { ours: Rate; raw: Rate; emmett: number }[] = []
  for (let turn = 0; turn < turns; turn++) {
    const own = await ours(bench, clients, eachTime)
    const statements = await recorded(bench, Math.ceil(own.perSecond * eachTime * 2.5) + 1000)
    const sent = await raw(bench, eachTime, statements)
    const emmett = wanted('2') ? await peer('emmett', 'command', bench.house.connection, clients) : { perSecond: NaN }
    ran.push({ ours: own, raw: sent, emmett: emmett.perSecond })
  }
  const rate = median(ran.map((one) => one.ours.perSecond))
  const lines: Line[] = []
  if (wanted('1')) {
    const alone = await ours(bench, 1, eachTime)
    const sent = median(ran.map((one) => one.raw.perSecond))
    const ratio = median(ran.map((one) => one.ours.perSecond / one.raw.perSecond))
    lines.push(
      {
        row: '1',
        what: `命令，${clients}个客户端，落盘`,
        ours: `${number(rate)} 条/秒（p99 ${number(median(ran.map((one) => one.ours.p99)))} 毫秒）`,
        beside: `同样语句直接发送 ${number(sent)} 条/秒`,
        ratio: `${number(ratio, 2)} 倍`,
        limit: '≥ 0.7 倍',
        holds: ratio >= 0.7,
        note: `交替各测${turns}次，取逐对比值的中位数；本系统把同时到达的命令合写为一个事务、一次落盘，直接发送的每条命令一个事务`,
      },
      {
        row: '1',
        what: '命令，1个客户端，落盘',
        ours: `${number(alone.perSecond)} 条/秒（p50 ${number(alone.p50, 1)} 毫秒）`,
      },
    )
  }
  if (wanted('2')) {
    const emmett = median(ran.map((one) => one.emmett))
    const ratio = median(ran.map((one) => one.ours.perSecond / one.emmett))
    lines.push({
      row: '2',
      what: `命令，${clients}个客户端，落盘`,
      ours: `${number(rate)} 条/秒`,
      beside: `emmett ${number(emmett)} 条/秒`,
      ratio: `${number(ratio, 2)} 倍`,
      limit: '≥ 3 倍',
      holds: ratio >= 3,
      note: `同一数据库，交替各测${turns}次；emmett 只追加事件并写一行读模型，不判断规则，也不合写`,
    })
  }
  return lines
}
