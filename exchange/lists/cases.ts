/** A register's list as a table: the same rows, order and rights as on the screen, read page by page. */
import type { Client } from '../../kernel/ledger/index.ts'
import type { AnyMechanism } from '../../kernel/mechanism.ts'
import type { Structure } from '../../kernel/procedure/index.ts'
import { countRows, list, type Filter, type ListAsk, type WrongFilter } from '../../kernel/register/index.ts'
import { visibleFields, type Access } from '../../server/access.ts'
import type { District } from '../../server/district.ts'
import { shownValue } from '../../server/figures.ts'
import type { OpenHouse } from '../../server/house.ts'
import { linkedTitles, type Reading } from '../../server/routes/around.ts'
import type { Cell, Column, Table } from '../sheets/write.ts'
import { linesOf, type Maker } from './head.ts'
import { cellOf, columnOf, distinctly, idColumn, unitsIn } from './values.ts'

/** Which list, for whom: what a screen shows, an export takes out. */
export interface Listing {
  readonly m: AnyMechanism
  readonly structure: Structure
  readonly kind: string | undefined
  readonly tenant: string
  readonly access: Access
  readonly ask: Pick<ListAsk, 'reader' | 'filters' | 'q' | 'caseId' | 'on' | 'batch'>
  readonly sort: NonNullable<ListAsk['sort']>
}
const atOnce = 1000

const sorted: Readonly<Record<string, string>> = { opened: '立案日', latest: '最近办理日', title: '标题' }
const saySort = (sort: string): string =>
  `排序：${sorted[sort.replace('-', '')]}${sort.startsWith('-') ? '从后到前' : '从前到后'}`
const common: Readonly<Record<string, string>> = {
  state: '状态',
  opened: '立案日',
  ended: '办结日',
  unit: '单位',
  breached: '违法记录',
}
/** Of many values so many are named. */
const named = 5
const sayFilter = (name: string, filter: Filter, structure: Structure, district: District): string => {
  const field = structure.record[name]
  const say = (value: unknown): string =>
    name === 'state' && !field
      ? (structure.states[String(value)]?.[0] ?? String(value))
      : name === 'unit' && !field
        ? unitsIn([String(value)], district)
        : field
          ? shownValue(field, value, district)
          : String(value)
  const label = field?.label[0] ?? common[name] ?? name
  if ('given' in filter) return `${filter.given ? '有' : '没有'}${label}`
  if ('has' in filter) return `${label}含“${filter.has}”`
  if ('any' in filter)
    return `${label}为${filter.any.slice(0, named).map(say).join('或')}${filter.any.length > named ? `等${filter.any.length}项` : ''}`
  return `${label}${filter.from === undefined ? '' : `从${say(filter.from)}`}${filter.to === undefined ? '' : `至${say(filter.to)}`}`
}
/** The filter in words, as it stands on top of the table. */
export const sayAsk = ({ ask, sort, structure }: Listing, district: District): string => {
  const words = [
    ...(ask.on ? [`${ask.on}的状况`] : []),
    ...(ask.q ? [`含“${ask.q}”`] : []),
    ...(ask.batch ? [`导入批次${ask.batch}`] : []),
    ...Object.entries(ask.filters ?? {}).map(([name, filter]) => sayFilter(name, filter, structure, district)),
  ]
  return `筛选：${words.join('；') || '无'}；${saySort(sort)}`
}

export const allRows = async function* (client: Client, listing: Listing) {
  const { m, kind, tenant, ask, sort } = listing
  let after: readonly [string, string] | undefined
  do {
    const page = await list(client, m, kind, tenant, { ...ask, sort, limit: atOnce, ...(after && { after }) })
    // The same filter was just counted by.
    if ('is' in page) throw new Error(`the list of ${m.id} refuses what it counted by: ${JSON.stringify(page.fields)}`)
    yield page.rows
    after = page.next
  } while (after)
}
/** Columns that every list has; the title is the first text field, and stands first. */
const around = ['状态', '单位', '立案日'] as const
const behind = ['办结日', '最近办理日', '违法记录', '案卷编号'] as const

/** The fields of a register in the order of its list: its title, then those chosen, or all. */
export const fieldsOfList = ({ record }: Structure, chosen: readonly string[] | undefined): string[] => {
  const names = Object.keys(record)
  const title = names.find((name) => record[name]!.kind === 'text')
  const shown = names.filter((name) => name !== title && (!chosen || chosen.includes(name)))
  return title === undefined ? shown : [title, ...shown]
}
/** Within one transaction that sees one state of the database: the count on top is that of the rows. */
export const casesTable = async (
  client: Client,
  house: OpenHouse,
  reading: Reading,
  maker: Maker,
  listing: Listing,
  chosen: readonly string[] | undefined,
): Promise<Table | WrongFilter> => {
  const { m, structure, kind, tenant, access, ask } = listing
  const { district } = maker
  const counted = await countRows(client, m, kind, tenant, ask, Number.MAX_SAFE_INTEGER - 1)
  if ('is' in counted) return counted
  const fields = fieldsOfList(structure, chosen).map((name) => [name, structure.record[name]!] as const)
  const [title, rest] = [fields.slice(0, 1), fields.slice(1)]
  const titled = title[0]?.[1].kind === 'text'
  const front = titled ? title : []
  const others = titled ? rest : fields
  const system = (header: string): Column =>
    header === '案卷编号' ? idColumn : { header, kind: header.endsWith('日') ? 'day' : 'text' }
  const columns = distinctly([
    ...front.map(([, field]) => columnOf(field)),
    ...others.map(([, field]) => columnOf(field)),
    ...[...around, ...behind].map(system),
  ])
  // Fields are named first, so that theirs are the labels that stay as declared; the list's own order is for the eye.
  const place = (from: number, to: number) => columns.slice(from, to)
  const at = front.length + others.length
  const inOrder = [
    ...place(0, front.length),
    ...place(at, at + around.length),
    ...place(front.length, at),
    ...place(at + around.length, columns.length),
  ].map((column) => (column.header === '违法记录' ? { ...column, kind: 'whole' as const } : column))

  const rows = async function* (): AsyncGenerator<readonly Cell[]> {
    for await (const page of allRows(client, listing)) {
      const levels = page.map((row) => access.level(row.parties))
      const visible = page.map((row, n) => visibleFields(structure, row.fields, levels[n]!))
      const naming = {
        district,
        mechanisms: house.mechanisms,
        titles: await linkedTitles(client, house, reading, structure, visible),
      }
      for (const [n, row] of page.entries()) {
        const values = visible[n]!
        const cells = (of: typeof fields) => of.map(([name, field]) => cellOf(field, values[name], naming))
        yield [
          ...cells(front),
          structure.states[row.state]?.[0] ?? row.state,
          unitsIn(row.units, district),
          row.opened,
          ...cells(others),
          row.ended,
          row.latest,
          levels[n] === 'public' ? null : row.breaches,
          row.id,
        ]
      }
    }
  }
  const name = kind === undefined ? m.name[0] : `${m.name[0]}·${structure.name[0]}`
  const lines = linesOf(maker, {
    what: `台账：${name}`,
    which: [sayAsk(listing, district)],
    count: counted.count,
    partly: access.supervises ? undefined : '只含您有权查看的，无权查看的内容为空',
  })
  return { name, above: [name, ...lines], columns: inOrder, count: counted.count, rows: rows() }
}
