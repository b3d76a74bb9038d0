/** Tables on the command line: the rows behind a figure, a register's list, the acts of a year. The operator reads everything. */
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { casesTable, type Listing } from '../exchange/lists/cases.ts'
import { actsDone, figureTable } from '../exchange/lists/figure-rows.ts'
import { tableForImport } from '../exchange/lists/for-import.ts'
import type { Maker } from '../exchange/lists/head.ts'
import { inOneState, send, type Format, type Within } from '../exchange/lists/sending.ts'
import type { Table } from '../exchange/sheets/write.ts'
import type { CatalogueEntry, Question } from '../kernel/indicator/index.ts'
import type { Client } from '../kernel/ledger/index.ts'
import { structureOf, type Actor } from '../kernel/procedure/index.ts'
import { districtLeader } from '../mechanisms/roles.ts'
import { accessTo } from './access.ts'
import { audit } from './accounts.ts'
import type { District } from './district.ts'
import type { OpenHouse } from './house.ts'
import { Told } from './serve.ts'

export interface Given {
  readonly xlsx?: boolean
  readonly csv?: boolean
  readonly out?: string
  readonly q?: string
  readonly state?: string
  readonly act?: string
  /** In the columns of the register's template, so that it can be imported again. */
  readonly 'for-import'?: boolean
}
export const formatOf = ({ xlsx, csv, out }: Given): Format | undefined =>
  xlsx ? 'xlsx' : csv ? 'csv' : out?.endsWith('.xlsx') ? 'xlsx' : out?.endsWith('.csv') ? 'csv' : undefined

/** Who runs the machine has its database; what he takes out stands in the trail like everybody's. */
const operator: Actor = { person: 'system', unit: '', roles: [districtLeader.id] }
const makerOf = (house: OpenHouse, district: District): Maker => ({
  district,
  name: '命令行',
  unit: undefined,
  now: house.realNow(),
})

const write = async (
  house: OpenHouse,
  district: District,
  given: Given,
  what: string,
  make: (client: Client) => Promise<Table>,
  log: (line: string) => void,
  within: Within = inOneState(house, district.id),
): Promise<void> => {
  const format = formatOf(given) ?? 'csv'
  const { out } = given
  if (format === 'xlsx' && !out && process.stdout.isTTY) throw new Told('xlsx须写入文件：请加 --out 文件名.xlsx')
  const { table, bytes } = await send(house, within, format, make, log)
  if (out === undefined) await pipeline(bytes, process.stdout, { end: false })
  else {
    // Nobody finds half a file under the name he gave.
    const half = `${out}.part`
    await pipeline(bytes, createWriteStream(half, { mode: 0o600 })).catch(async (error: unknown) => {
      await rm(half, { force: true })
      throw error
    })
    await rename(half, out)
    log(`已导出${table.count}行到 ${out}`)
  }
  const result = '成功'
  await audit(house, district.id, { login: '命令行', what: `导出 ${what} ${format} ${table.count}行`, result })
}

export const writeFigure = (
  house: OpenHouse,
  district: District,
  given: Given,
  { id, figure }: CatalogueEntry,
  question: Question,
  log: (line: string) => void,
  within?: Within,
): Promise<void> => {
  const reading = { district, actor: operator }
  const which = [`期间：${question.period.from.slice(0, 4)}年度`]
  return write(
    house,
    district,
    given,
    id,
    (client) => figureTable(client, house, reading, makerOf(house, district), figure, question, which),
    log,
    within,
  )
}
/** A register's list, or with `--act` every time that act was done in the year. */
export const writeList = async (
  house: OpenHouse,
  district: District,
  given: Given,
  mechanism: string,
  question: Question | undefined,
  unit: string | undefined,
  log: (line: string) => void,
): Promise<void> => {
  const [id = '', kind] = mechanism.split('/')
  const m = house.mechanisms.get(id)
  if (!m) throw new Told(`没有台账“${id}”。现有：${[...house.mechanisms.keys()].join('、')}`)
  const structure = structureOf(m, kind)
  if (!structure) throw new Told(`${m.name[0]}没有组成部分“${kind}”。现有：${Object.keys(m.parts).join('、') || '无'}`)
  if (given['for-import'] && (kind !== undefined || given.act !== undefined))
    throw new Told('--for-import 只用于整个台账，不能与组成部分或者 --act 同用')
  const reading = { district, actor: operator }
  const maker = makerOf(house, district)
  if (given.act !== undefined) {
    const figure = actsDone(m, kind, given.act)
    if (!figure) throw new Told(`没有行为“${given.act}”。现有：${Object.keys(structure.acts).join('、')}`)
    if (!question) throw new Told('导出行为须给出年度，例如 --year 2022')
    const which = [`期间：${question.period.from.slice(0, 4)}年度`]
    const make = (client: Client) => figureTable(client, house, reading, maker, figure, question, which)
    return write(house, district, given, `${mechanism} ${given.act}`, make, log)
  }
  const states = Object.entries(structure.states)
  const state = states.find(([name, [zh]]) => name === given.state || zh === given.state)?.[0]
  if (given.state !== undefined && state === undefined)
    throw new Told(`没有状态“${given.state}”。现有：${states.map(([name, [zh]]) => `${name}（${zh}）`).join('、')}`)
  const listing: Listing = {
    m,
    structure,
    kind,
    tenant: district.id,
    access: accessTo(m, operator, district),
    sort: '-opened',
    ask: {
      reader: 'all',
      filters: { ...(state && { state: { any: [state] } }), ...(unit && { unit: { any: [unit] } }) },
      ...(given.q && { q: given.q }),
    },
  }
  const make = async (client: Client): Promise<Table> => {
    const table = given['for-import']
      ? await tableForImport(client, house, reading, maker, listing)
      : await casesTable(client, house, reading, maker, listing, undefined)
    if ('is' in table) throw new Told(Object.values(table.fields).join('；'))
    return table
  }
  return write(house, district, given, mechanism, make, log)
}
