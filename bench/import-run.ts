/** A program of its own, so that its memory is its own: imports of 400,000 rows, or every hostile file. Tells figures as JSON. */
import { once } from 'node:events'
import { createWriteStream, readFileSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { finished } from 'node:stream/promises'
import { streamXlsxRows, writeXlsxStream, type CellValue } from 'hucre/xlsx'
import { moveJob, type ImportDoc } from '../exchange/imports/store.ts'
import { checkRows, commitRows, fileOf, lookThrough, startJob, type Importing } from '../exchange/imports/work.ts'
import { outlineApart, rowsApart } from '../exchange/sheets/apart.ts'
import { hostileFiles } from '../exchange/sheets/hostile.fixture.ts'
import { Refused } from '../exchange/sheets/refused.ts'
import { transact } from '../kernel/ledger/index.ts'
import { system } from '../kernel/procedure/index.ts'
import { newId } from '../kernel/register/index.ts'
import { createHouseTables } from '../server/accounts.ts'
import { startBench, temporaryDirectory, type Bench } from './district.ts'

const count = 400_000
const head = ['标题', '栏目', '发布单位', '发生日期', '页面地址']
const cells = (n: number): CellValue[] => [
  `关于印发安全生产专项整治实施方案的通知（第${n}号）`,
  '通知公告',
  '示例单位',
  new Date(Date.UTC(2022, 0, 4 + (n % 170))),
  `/gg/2022/t${n}.html`,
]
const all = function* (): Generator<CellValue[]> {
  yield head
  for (let n = 1; n <= count; n++) yield cells(n)
}
const writeCsv = async (path: string): Promise<void> => {
  const out = createWriteStream(path)
  let text = '\ufeff'
  for (const row of all()) {
    text += `${row.map((one) => (one instanceof Date ? one.toISOString().slice(0, 10) : String(one))).join(',')}\r\n`
    if (text.length < 2 ** 18) continue
    if (!out.write(text)) await once(out, 'drain')
    text = ''
  }
  out.end(text)
  await finished(out)
}
const writeBook = async (path: string): Promise<void> => {
  const columns = head.map((_, at) => (at === 3 ? { numFmt: 'yyyy-mm-dd' } : {}))
  const out = createWriteStream(path)
  for await (const piece of writeXlsxStream(all(), { name: '表', columns }))
    if (!out.write(piece)) await once(out, 'drain')
  out.end()
  await finished(out)
}
const perSecond = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await work()
  return count / ((performance.now() - began) / 1000)
}
const importing = async ({ house, tenant }: Bench, name: string, write: (path: string) => Promise<void>) => {
  const id = newId()
  const path = fileOf(house, tenant, id)
  await mkdir(dirname(path), { recursive: true })
  await write(path)
  const m = house.mechanisms.get('publishing')!
  const given: Importing = { house, tenant, m, actor: system('u1'), id, source: { path, name } }
  const { doc } = await startJob(given, 0)
  return { given, doc: { ...doc, ...(await lookThrough(given)) } satisfies ImportDoc as ImportDoc }
}

const bulk = async (): Promise<object> => {
  const bench = await startBench()
  try {
    await createHouseTables(bench.house)
    const csv = await importing(bench, '表.csv', writeCsv)
    const checked = await perSecond(async () => {
      const { good } = await checkRows(csv.given, csv.doc)
      if (good !== count) throw new Error(`${good} rows are good`)
    })
    const { house, tenant } = bench
    await transact(house.pool, tenant, (client) =>
      moveJob(client, tenant, csv.given.id, ['reading'], 'committing', csv.doc),
    )
    const written = await perSecond(async () => {
      const { is } = await commitRows(csv.given, csv.doc, { mode: 'all', again: false })
      if (is !== 'done') throw new Error(is)
    })
    return { checked, written }
  } finally {
    await bench.stop()
  }
}
const book = async (): Promise<object> => {
  const folder = await temporaryDirectory()
  const path = join(folder, '表.xlsx')
  try {
    await writeBook(path)
    const alone = async () => {
      let rows = 0
      for await (const row of streamXlsxRows(readFileSync(path))) rows += row.values.length > 0 ? 1 : 0
      return rows
    }
    const ours = async () => {
      let rows = 0
      for await (const some of rowsApart({ path, name: '表.xlsx' }, '表', 'xlsx')) rows += some.length
      return rows
    }
    // Turn about, and the better of two: the machine is not quiet.
    const found = { alone: 0, ours: 0 }
    for (let n = 0; n < 2; n++) {
      found.alone = Math.max(found.alone, await perSecond(alone))
      found.ours = Math.max(found.ours, await perSecond(ours))
    }
    return found
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
const hostile = async (): Promise<object> => {
  const folder = await temporaryDirectory()
  const path = join(folder, 'file')
  let [files, slowest, which] = [0, 0, '']
  try {
    for (const { what, name, bytes } of hostileFiles()) {
      await writeFile(path, bytes)
      const began = performance.now()
      try {
        const { sheets, kind } = await outlineApart({ path, name })
        for (const sheet of sheets) for await (const _ of rowsApart({ path, name }, sheet.name, kind));
      } catch (error) {
        if (!(error instanceof Refused)) throw error
      }
      files++
      const took = (performance.now() - began) / 1000
      if (took > slowest) [slowest, which] = [took, what]
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  return { files, slowest, which }
}
const work: Readonly<Record<string, () => Promise<object>>> = { bulk, book, hostile }
process.stdout.write(`${JSON.stringify(await work[process.argv[2]!]!())}\n`)
process.disconnect?.()
