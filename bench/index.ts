/**
 * `npm run bench`: every figure that the design promises, beside its limit or a peer that is measured in the same run.
 * A figure that misses its limit is printed like any other; the exit code only says whether everything ran.
 * `--only 1,4` runs some rows.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readNotices } from '../kernel/time/index.ts'
import { annualLines } from './annual.ts'
import { checkingLines } from './checking.ts'
import { commandLines } from './commands.ts'
import { consoleLines } from './console.ts'
import { startBench, temporaryDirectory } from './district.ts'
import { documentLines } from './document.ts'
import { exportLines } from './exports.ts'
import { figureLines } from './figures.ts'
import { importLines } from './imports.ts'
import { machineLine, settingsOf } from './machine.ts'
import { portalLines } from './portal.ts'
import { procedureLines } from './procedure.ts'
import { sealerLine } from './sealer.ts'
import { sessionLines } from './sessions.ts'
import { number, tableOf, type Line } from './table.ts'
import { verificationLine } from './verification.ts'
import { measureWorkingDays } from './working-days.ts'
import { yearLines } from './year.ts'

const workingDayLines = (): Line[] => {
  const folder = join('districts', 'notices')
  const notices = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => readNotices(JSON.parse(readFileSync(join(folder, file), 'utf8')), file))
  const words: Readonly<Record<string, string>> = {
    'due day': '期限届满日',
    'due day, paused twice': '期限届满日，两次中止',
    'latest day before': '须提前若干日的最后一日',
    'working days between': '两日之间的工作日',
  }
  return measureWorkingDays(notices, 1).map(({ sum, perSecond }) => ({
    row: '6',
    what: `工作日推算：${words[sum] ?? sum}`,
    ours: `${number(perSecond)} 次/秒`,
    limit: '≥ 1,000,000 次/秒',
    holds: perSecond >= 1_000_000,
  }))
}

const rowsThere = [...Array.from({ length: 16 }, (_, n) => String(n + 1)), '17', '20']
const { values } = parseArgs({ options: { only: { type: 'string' } } })
const only = values.only?.split(',').map((row) => row.trim()) ?? rowsThere
const unknown = only.filter((row) => !rowsThere.includes(row))
if (unknown.length) throw new Error(`没有第 ${unknown.join('、')} 项；现有 ${rowsThere.join('、')}`)
const wanted = (row: string): boolean => only.includes(row)
const any = (...rows: readonly string[]): boolean => rows.some(wanted)

const lines: Line[] = []
let database = ''
let failed = false
const finish = (): void => {
  lines.sort((a, b) => Number(a.row) - Number(b.row))
  process.stdout.write(`${tableOf(lines)}\n\n${machineLine(database)}\n`)
}
/** One part of the bench; what breaks it is told in the table, and the rest goes on. */
const part = async (row: string, what: string, work: () => Promise<readonly Line[]>): Promise<void> => {
  process.stderr.write(`正在测量：${what}……\n`)
  try {
    lines.push(...(await work()))
  } catch (error) {
    failed = true
    lines.push({ row, what, ours: '未能测量', note: error instanceof Error ? error.message : String(error) })
  }
}
// `exit` handlers end the clusters and the children.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130))
const longest = 12 * 60_000
setTimeout(() => {
  process.stderr.write('超过12分钟，不再继续。\n')
  finish()
  process.exit(1)
}, longest).unref()

if (wanted('6')) await part('6', '工作日推算', async () => workingDayLines())
if (wanted('18')) await part('18', '报告体检', async () => checkingLines())
const bench = await startBench()
try {
  database = await settingsOf(bench.house.pool)
  if (any('1', '2')) await part('1', '命令', () => commandLines(bench, wanted))
  if (any('10', '11')) await part('10', '文件的一生', () => documentLines(bench))
  if (wanted('3')) await part('3', '五步程序', () => procedureLines(bench))
  if (wanted('4')) await part('4', '封存', async () => [await sealerLine(bench)])
  if (wanted('17')) await part('17', '导出', () => exportLines(bench))
} finally {
  await bench.stop()
}
if (any('14', '15', '16')) await part('14', '导入', () => importLines(wanted))
if (wanted('7')) await part('7', '离线核验', async () => [await verificationLine()])
if (any('5', '8', '9', '12', '13', '20')) {
  const dataDir = await temporaryDirectory()
  try {
    if (any('8', '9')) await part('8', '示例年度与启动', () => yearLines(dataDir, wanted))
    if (wanted('20')) await part('20', '年度报告', () => annualLines(dataDir))
    if (wanted('12')) await part('12', '门户', () => portalLines(dataDir))
    if (wanted('13')) {
      await part('13', '工作台', () => consoleLines(dataDir))
      await part('13', '台账列表', () => sessionLines(dataDir))
    }
    if (wanted('5')) await part('5', '指标', () => figureLines(dataDir))
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}
finish()
process.exitCode = failed ? 1 : 0
