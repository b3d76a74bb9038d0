/** The command line: `fazhi <words>`. It works whether the server runs or not, and starts what it needs. */
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import {
  figureRows,
  measure,
  measureAll,
  mechanismsOf,
  type CatalogueEntry,
  type FigureRow,
  type Measured,
  type Question,
} from '../kernel/indicator/index.ts'
import { exportLines, sealAll, transact, type Client } from '../kernel/ledger/index.ts'
import { asKnownOn } from '../kernel/register/index.ts'
import { isDay } from '../kernel/time/index.ts'
import type { Within } from '../exchange/lists/sending.ts'
import { backup, restore } from './backup.ts'
import { lawsCommand } from './cli-laws.ts'
import { checkFile } from './cli-check.ts'
import { checkWithRecords } from './checking.ts'
import { formatOf, writeFigure, writeList } from './cli-exports.ts'
import { lawOf, proveAll, refusals } from './declared.ts'
import { DatabaseUnavailable, DirectoryInUse } from './database/index.ts'
import type { District } from './district.ts'
import { tenantsOf, type OpenHouse } from './house.ts'
import { askedOf, importFile, importOptions, writeTemplate } from './import.ts'
import { initDistrict } from './init.ts'
import { bringForm, listLetters } from './letters-command.ts'
import { writeManual } from './manual.ts'
import { findMechanisms, WrongDeclaration } from './mechanisms.ts'
import { open, surroundings, type Opened } from './open.ts'
import { writeReport } from './annual-files.ts'
import { questionOf } from './pages/report.ts'
import { ensureSample } from './sample.ts'
import { progressBar, serve, Told } from './serve.ts'
import { takeover } from './takeover.ts'
import { usage } from './usage.ts'

const options = {
  year: { type: 'string' },
  unit: { type: 'string' },
  known: { type: 'string' },
  format: { type: 'string' },
  tenant: { type: 'string' },
  json: { type: 'boolean' },
  csv: { type: 'boolean' },
  xlsx: { type: 'boolean' },
  out: { type: 'string' },
  state: { type: 'string' },
  act: { type: 'string' },
  q: { type: 'string' },
  'for-import': { type: 'boolean' },
  ...importOptions,
} as const
type Given = {
  year?: string
  unit?: string
  known?: string
  format?: string
  tenant?: string
  json?: boolean
  csv?: boolean
  xlsx?: boolean
  out?: string
  state?: string
  act?: string
  q?: string
}

const print = async (text: string): Promise<void> => {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain')
}
const log = (line: string): void => void process.stderr.write(`${line}\n`)

/** Opens, makes sure there is a district, and closes again; a running server is only visited. */
const inHouse = async <T>(
  alone: boolean,
  work: (house: OpenHouse, opened: Opened) => Promise<T>,
  sample = true,
): Promise<T> => {
  const opened = await open(surroundings(process.env, log), { alone })
  try {
    if (sample && opened.keeps) await ensureSample(opened.house, progressBar('载入示例年度', process.stderr))
    return await work(opened.house, opened)
  } finally {
    await opened.close()
  }
}
const districtFor = async (house: OpenHouse, code: string | undefined): Promise<District> => {
  const tenants = await tenantsOf(house)
  const found = code ? tenants.find((tenant) => tenant.code === code) : tenants[0]
  if (!found)
    throw new Told(
      code
        ? `没有代码为“${code}”的区。现有：${tenants.map((tenant) => tenant.code).join('、')}`
        : '还没有任何区，请先运行 fazhi init 或 npm start。',
    )
  if (!code && tenants.length > 1)
    throw new Told(`有多个区，请用 --tenant 指定：${tenants.map((tenant) => tenant.code).join('、')}`)
  return house.district(found.id)
}
const yearOf = (given: Given): number => {
  if (!given.year || !/^(19|20)\d\d$/.test(given.year)) throw new Told('请给出年度，例如 --year 2022')
  return Number(given.year)
}
const knownOf = ({ known }: Given): string | undefined => {
  if (known !== undefined && !isDay(known)) throw new Told(`“${known}”不是日期，请写作2023-02-28`)
  return known
}
/** Reads the registers as they are, or as they were known on the evening of that day. */
const readingAt = <T>(
  house: OpenHouse,
  district: District,
  given: Given,
  mechanisms: Iterable<string>,
  work: (client: Client) => Promise<T>,
): Promise<T> => {
  const known = knownOf(given)
  const needed = [...mechanisms].map((id) => house.mechanisms.get(id)!)
  return known ? asKnownOn(house, district.id, needed, known, work) : transact(house.pool, district.id, work)
}
const unitOf = (district: District, given: Given): string | undefined => {
  if (given.unit === undefined) return undefined
  const found =
    district.units.get(given.unit) ??
    [...district.units.values()].find((unit) => unit.name === given.unit || unit.short === given.unit)
  if (!found) throw new Told(`没有单位“${given.unit}”。请用单位编号、全称或简称。`)
  return found.id
}

const figures = (given: Given) =>
  inHouse(false, async (house) => {
    const district = await districtFor(house, given.tenant)
    const question = questionOf(district, yearOf(given), unitOf(district, given))
    const { entries } = house.catalogue
    // As of today several figures are asked for side by side; what was known then stands in one transaction.
    const measured = given.known
      ? await readingAt(house, district, given, house.mechanisms.keys(), async (client) => {
          const found: Measured[] = []
          for (const { figure } of entries) found.push(await measure(client, house.mechanisms, figure, question))
          return found
        })
      : await measureAll(house.pool, house.mechanisms, entries, question)
    const all = house.catalogue.entries.map(({ id, figure }, at) => {
      const { value, printed, numerator, denominator, rows } = measured[at]!
      return {
        id,
        name: figure.label[0],
        value: value ?? null,
        unit: figure.unit,
        printed,
        numerator: numerator ?? null,
        denominator: denominator ?? null,
        rows,
      }
    })
    if (given.json) return print(`${JSON.stringify(all, null, 2)}\n`)
    const wide = Math.max(...all.map(({ id }) => id.length))
    await print(
      all
        .map(({ id, name, printed, rows }) => `${id.padEnd(wide)}  ${printed.padStart(10)}  ${name}（${rows}条记录）\n`)
        .join(''),
    )
  })

const rowsPage = 5000
const allRows = async (
  client: Client,
  house: OpenHouse,
  entry: CatalogueEntry,
  question: Question,
): Promise<FigureRow[]> => {
  const all: FigureRow[] = []
  for (;;) {
    const last = all.at(-1)
    const found = await figureRows(client, house.mechanisms, entry.figure, question, 'all', {
      limit: rowsPage,
      ...(last && { after: [last.on, last.case, last.version, last.part ?? last.case] }),
    })
    all.push(...found)
    if (found.length < rowsPage) return all
  }
}
const rowsOf = (id: string | undefined, given: Given) =>
  inHouse(false, async (house) => {
    const entry = id ? house.catalogue.find(id) : undefined
    if (!entry) throw new Told(`没有指标“${id ?? ''}”。用 fazhi figures --year 2022 查看全部指标的编号。`)
    const district = await districtFor(house, given.tenant)
    const question = questionOf(district, yearOf(given), unitOf(district, given))
    if (formatOf(given)) {
      const known = knownOf(given)
      const needed = [...mechanismsOf(entry.figure)].map((one) => house.mechanisms.get(one)!)
      const within: Within | undefined = known
        ? (work) => asKnownOn(house, district.id, needed, known, work)
        : undefined
      return writeFigure(house, district, given, entry, question, log, within)
    }
    const all = await readingAt(house, district, given, mechanismsOf(entry.figure), (client) =>
      allRows(client, house, entry, question),
    )
    if (given.json)
      return print(
        `${JSON.stringify(
          all.map((row) => ({ ...row, of: undefined })),
          null,
          2,
        )}\n`,
      )
    const rate = entry.figure.measure.by === 'rate'
    for (const row of all)
      await print(
        `${row.on}  ${rate ? (row.counts ? '●' : '○') : ' '} ${row.units.map((unit) => district.units.get(unit)?.short ?? unit).join('、')}  ${row.title}  ${row.case}\n`,
      )
    await print(`共${all.length}条${rate ? `，其中计入分子${all.filter((row) => row.counts).length}条` : ''}\n`)
  })

const report = (given: Given) =>
  inHouse(false, async (house) => {
    const district = await districtFor(house, given.tenant)
    const [year, unit, known] = [yearOf(given), unitOf(district, given), knownOf(given)]
    await writeReport(house, district, { year, unit, known, format: given.format, out: given.out })
  })

const exported = (path: string | undefined, given: Given) =>
  inHouse(false, async (house) => {
    const district = await districtFor(house, given.tenant)
    await sealAll(house.pool, district.id, district.algorithm, house.signingKey, house.realNow())
    const out = path ? createWriteStream(path, { mode: 0o600 }) : process.stdout
    await transact(house.pool, district.id, async (client) => {
      for await (const line of exportLines(client, district.id, district.algorithm))
        if (!out.write(`${line}\n`)) await once(out, 'drain')
    })
    if (path) {
      out.end()
      await once(out, 'finish')
      log(`已导出到 ${path}`)
    }
  })

const verify = (args: readonly string[]): number => {
  const path = fileURLToPath(new URL('../verify/verify.mjs', import.meta.url))
  return spawnSync(process.execPath, [path, ...args], { stdio: 'inherit' }).status ?? 1
}
/** Holds a report against the records of the year that was asked for; without one no database is started. */
const recordsOf = (given: Given) => {
  if (given.year === undefined) return undefined
  const year = yearOf(given)
  return (bytes: Uint8Array) =>
    inHouse(false, async (house) => checkWithRecords(house, await districtFor(house, given.tenant), bytes, year))
}
/** Runs one command; gives the exit code. */
export const main = async (argv: readonly string[]): Promise<number> => {
  const [command, ...rest] = argv
  // Whoever reads only the first lines (| head) has had enough.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
  try {
    if (command === 'verify') return verify(rest)
    const { values, positionals } = parseArgs({ args: [...rest], options, allowPositionals: true })
    const [first] = positionals
    const needed = (what: string): string => {
      if (!first) throw new Told(`请给出${what}。\n\n${usage}`)
      return first
    }
    switch (command) {
      case 'serve':
        return await serve(process.env, surroundings(process.env, log), process.stdout)
      case 'init':
        await inHouse(true, (house) => initDistrict(house, needed('区的说明文件（.json）'), print), false)
        return 0
      case 'takeover':
        return await inHouse(
          true,
          async (house) => {
            const file = needed('存量登记文件（.ndjson）')
            const { problems } = await takeover(house, await districtFor(house, values.tenant), file, print)
            return problems.length ? 1 : 0
          },
          false,
        )
      case 'template':
        await inHouse(false, async (house) =>
          log(
            await writeTemplate(house, await districtFor(house, values.tenant), needed('台账'), positionals[1], values),
          ),
        )
        return 0
      case 'import':
        return await inHouse(false, async (house) =>
          importFile(house, await districtFor(house, values.tenant), askedOf(positionals, values), print),
        )
      case 'mechanisms':
        for (const { name, mechanisms } of (await findMechanisms()).chapters)
          if (mechanisms.length)
            await print(`${name[0]}\n${mechanisms.map((m) => `  ${m.id.padEnd(24)}${m.name[0]}\n`).join('')}`)
        return 0
      case 'figures':
        await figures(values)
        return 0
      case 'rows':
        await rowsOf(first, values)
        return 0
      case 'list':
        await inHouse(false, async (house) => {
          const district = await districtFor(house, values.tenant)
          const unit = unitOf(district, values)
          const question = values.act === undefined ? undefined : questionOf(district, yearOf(values), unit)
          await writeList(house, district, values, needed('台账'), question, unit, log)
        })
        return 0
      case 'report':
        await report(values)
        return 0
      case 'check':
        await checkFile(
          needed('报告文件（txt、docx、html，或者 - 表示标准输入）'),
          values.json === true,
          recordsOf(values),
          print,
        )
        return 0
      case 'letters':
        await inHouse(false, async (house) => {
          const district = await districtFor(house, values.tenant)
          if (positionals[1]) await bringForm(house, district, first!, positionals[1], values.by, print)
          else await listLetters(house, district, first, print)
        })
        return 0
      case 'export':
        await exported(first, values)
        return 0
      case 'prove':
        return await proveAll(first, print)
      case 'refusals':
        await refusals(first, print)
        return 0
      case 'law':
        await lawOf(first, positionals[1], print)
        return 0
      case 'laws':
        return await inHouse(false, async (house) =>
          lawsCommand(house, await districtFor(house, values.tenant), positionals, print),
        )
      case 'manual':
        await writeManual(await findMechanisms(), first ?? 'docs/manual', print)
        return 0
      case 'backup':
        await inHouse(false, async (house) =>
          log(`已备份：${JSON.stringify((await backup(house, needed('备份目录'))).rows)}`),
        )
        return 0
      case 'restore':
        await inHouse(
          true,
          async (house) => log(`已恢复：${JSON.stringify((await restore(house, needed('备份目录'), log)).rows)}`),
          false,
        )
        return 0
      case 'access': {
        const { printAccess } = await import('./access.ts')
        await print(printAccess((await findMechanisms()).mechanisms))
        return 0
      }
      default:
        await print(`${usage}\n`)
        return command === undefined || command === 'help' || command === '--help' ? 0 : 2
    }
  } catch (error) {
    if (
      error instanceof Told ||
      error instanceof DirectoryInUse ||
      error instanceof DatabaseUnavailable ||
      error instanceof WrongDeclaration
    )
      log(error.message)
    else if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
      log(`参数不对：${error.message}\n\n${usage}`)
    else if (error instanceof Error && error.constructor === Error) log(error.message)
    else throw error
    return 1
  }
}
