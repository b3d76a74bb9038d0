/** All figures of one year of a large district: after a restart, again, and beside the same figures written by hand. */
import { measure, measureAll, type Measured, type Question } from '../kernel/indicator/index.ts'
import { plannedRows, transact } from '../kernel/ledger/index.ts'
import { tenantsOf, type OpenHouse } from '../server/house.ts'
import { open, surroundings } from '../server/open.ts'
import { ensureSample } from '../server/sample.ts'
import { byHand } from './by-hand.ts'
import { fillRegisters } from './registers.ts'
import { median, number, seconds, type Line } from './table.ts'

const acts = 1_500_000
const period = { from: '2022-01-01', to: '2022-12-31' }
const rounds = 5

const opened = async <T>(dataDir: string, work: (house: OpenHouse) => Promise<T>): Promise<T> => {
  const { house, close } = await open(
    surroundings({ FAZHI_DATA: dataDir }, () => {}),
    { alone: true },
  )
  try {
    return await work(house)
  } finally {
    await close()
  }
}
const timed = async <T>(work: () => Promise<T>): Promise<{ took: number; result: T }> => {
  const began = performance.now()
  const result = await work()
  return { took: (performance.now() - began) / 1000, result }
}

/** Ours and the one written by hand in turns; both give the same numbers, or this throws. */
const compared = async (house: OpenHouse, question: Question, id: string, text: string) => {
  const { figure } = house.catalogue.find(id)!
  const ours = () =>
    transact(house.pool, question.tenant, (client) => measure(client, house.mechanisms, figure, question))
  const values = [question.tenant, period.from, period.to]
  const hand = () =>
    transact(house.pool, question.tenant, (client) =>
      plannedRows<{ value: number | string; rows?: number }>(client, text, values),
    )
  const told = ({ value, numerator, denominator }: Measured) => `${numerator ?? value}/${denominator ?? ''}`
  const times: { ours: number; hand: number }[] = []
  for (let round = 0; round <= rounds; round++) {
    const own = await timed(ours)
    const by = await timed(hand)
    const [row] = by.result
    const same = `${Number(row!.value)}/${row!.rows ?? ''}`
    if (told(own.result) !== same) throw new Error(`${id}: ours ${told(own.result)}, by hand ${same}`)
    // The first time plans are made and pages are fetched.
    if (round > 0) times.push({ ours: own.took, hand: by.took })
  }
  return { ours: median(times.map((one) => one.ours)), hand: median(times.map((one) => one.hand)) }
}
const milliseconds = (value: number): string => `${number(value * 1000, 1)} 毫秒`
const handLine = (what: string, { ours, hand }: { ours: number; hand: number }, note?: string): Line => ({
  row: '5',
  what,
  ours: milliseconds(ours),
  beside: `手写 SQL ${milliseconds(hand)}`,
  ratio: `${number(ours / hand, 2)} 倍`,
  limit: '≤ 1.3 倍',
  holds: ours / hand <= 1.3,
  ...(note !== undefined && { note }),
})

/** Row 5, on the sample year of that directory, which is loaded where it is not there yet. */
export const figureLines = async (dataDir: string): Promise<Line[]> => {
  const filled = await opened(dataDir, async (house) => {
    await ensureSample(house, () => {})
    return fillRegisters(house, acts)
  })
  return opened(dataDir, async (house) => {
    const question: Question = { tenant: (await tenantsOf(house))[0]!.id, period }
    const { entries } = house.catalogue
    const all = () => measureAll(house.pool, house.mechanisms, entries, question)
    const cold = await timed(all)
    const warm = await timed(all)
    if (JSON.stringify(warm.result) !== JSON.stringify(cold.result)) throw new Error('two readings of one year differ')
    const oneByOne = await timed(() =>
      transact(house.pool, question.tenant, async (client) => {
        for (const { figure } of entries) await measure(client, house.mechanisms, figure, question)
      }),
    )
    const what = `全部 ${entries.length} 项指标，一年，三年 ${number(filled)} 件行为`
    const lines: Line[] = [
      {
        row: '5',
        what: `${what}，冷`,
        ours: seconds(cold.took),
        limit: '< 10 秒',
        holds: cold.took < 10,
        note: '重启数据库后第一次：共享缓冲区为空，操作系统的缓存清不掉；用产品自己的四路并行',
      },
      {
        row: '5',
        what: `${what}，热`,
        ours: seconds(warm.took),
        limit: '< 1 秒',
        holds: warm.took < 1,
        note: `第二次，四路并行；单路逐项 ${seconds(oneByOne.took)}`,
      },
    ]
    let total = { ours: 0, hand: 0 }
    for (const [id, text] of Object.entries(byHand)) {
      const both = await compared(house, question, id, text)
      total = { ours: total.ours + both.ours, hand: total.hand + both.hand }
      lines.push(handLine(id, both))
    }
    const note = `数值逐项相同；交替各测${rounds}次取中位数，同一角色、同样受行级隔离`
    lines.push(handLine(`以上 ${Object.keys(byHand).length} 项合计`, total, note))
    return lines
  })
}
