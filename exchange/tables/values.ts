/** From a cell to the value of its column, or to what is wrong with it and what would be right. */
import type { Field } from '../../kernel/fields/index.ts'
import type { Day } from '../../kernel/time/index.ts'
import type { SheetCell } from '../sheets/refused.ts'
import type { Column } from './columns.ts'
import type { Names } from './names.ts'
import type { MoneyUnit } from '../imports/told.ts'
import { readCount, readDay, readFlag, readMoment, readMoney, type Read } from './numbers.ts'
import { nearest, plain, trimmed } from './text.ts'

export interface Around {
  readonly names: Names
  readonly on: Day
  readonly from1904: boolean
  readonly money: MoneyUnit
}
const wrong = (words: string) => ({ wrong: words })
/** How an empty value is written in tables. */
const dashes = new Set(['-', '—', '——', '－', '/', '／', '无', 'n/a', '空'])
const wordy = new Set<Field['kind']>(['text', 'prose'])
export const isBlank = (cell: SheetCell | undefined, kind: Field['kind']): boolean =>
  cell === undefined ||
  cell === null ||
  (typeof cell === 'string' && (trimmed(cell) === '' || (!wordy.has(kind) && dashes.has(plain(cell)))))

const iso = (cell: Date): string => {
  const text = new Date(Math.round(cell.getTime() / 1000) * 1000).toISOString()
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 16).replace('T', ' ')
}
/** A cell as the text that its reader sees. */
export const cellText = (cell: SheetCell | undefined): string =>
  cell === null || cell === undefined
    ? ''
    : cell instanceof Date
      ? Number.isNaN(cell.getTime())
        ? ''
        : iso(cell)
      : typeof cell === 'boolean'
        ? cell
          ? '是'
          : '否'
        : String(cell)

/** A text as recorded. Spreadsheets keep fifteen digits of a number: what is longer is no longer what was typed. */
const readText = (cell: SheetCell): Read<string> => {
  if (typeof cell === 'number' && Math.abs(cell) >= 1e15)
    return wrong('这一格是数值，超过15位的数字已经失真。请把这一列设为文本格式，重新填写')
  const text = trimmed(cellText(cell)).replace(/\r\n?/g, '\n')
  if (/^\d(\.\d+)?E\+\d{2,}$/i.test(text))
    return wrong(`“${text}”是Excel改写过的长数字，后面的位数已经丢失。请把这一列设为文本格式，重新填写`)
  return /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!)$/.test(text)
    ? wrong(`这一格的公式出错（${text}），请改正或者直接填写`)
    : { value: text }
}
const byLabel = new WeakMap<object, Map<string, string>>()
const labels = ({ options = {} }: Field): Map<string, string> => {
  let found = byLabel.get(options)
  if (!found) {
    found = new Map()
    for (const [id, [zh, en]] of Object.entries(options))
      for (const name of [en, id, zh.replace(/[（(].*$/, ''), zh]) found.set(plain(name), id)
    byLabel.set(options, found)
  }
  return found
}
const offered = ({ options = {} }: Field): string[] => Object.values(options).map(([zh]) => zh)
const readChoice = (text: string, field: Field): Read<string> => {
  const found = labels(field).get(plain(text))
  if (found) return { value: found }
  const near = nearest(text, offered(field))
  return wrong(
    `没有“${text.slice(0, 40)}”这一选项${near ? `，是否为“${near}”` : ''}，应为下列之一：${offered(field).join('、')}`,
  )
}
const several = /[、；;，,|\n]+/
const readSeveral = (text: string, one: (text: string) => Read<string>): Read<readonly string[]> => {
  const whole = one(text)
  if ('value' in whole) return { value: [whole.value] }
  const values: string[] = []
  for (const piece of text.split(several).map(trimmed).filter(Boolean)) {
    const read = one(piece)
    if ('wrong' in read) return read
    if (!values.includes(read.value)) values.push(read.value)
  }
  return { value: values }
}

/** Reads one cell that is not blank. */
export const readCell = (column: Column, cell: SheetCell, { names, on, from1904, money }: Around): Read<unknown> => {
  const { field, part } = column
  if (part === 'mechanism') return names.register(cellText(cell))
  if (part === 'hash') return names.file(cellText(cell))
  switch (field.kind) {
    case 'count':
      return readCount(cell)
    case 'money':
      return readMoney(cell, money)
    case 'day':
      return readDay(cell, from1904)
    case 'moment':
      return readMoment(cell, from1904)
    case 'flag':
      return readFlag(cell)
    default:
  }
  const text = readText(cell)
  if ('wrong' in text) return text
  switch (field.kind) {
    case 'choice':
      return readChoice(text.value, field)
    case 'choices':
      return readSeveral(text.value, (one) => readChoice(one, field))
    case 'unit':
      return names.unit(text.value, on)
    case 'units':
      return readSeveral(text.value, (one) => names.unit(one, on))
    case 'person':
      return names.person(text.value)
    case 'file':
      return names.file(text.value)
    case 'link':
      return names.case(field.to!, text.value)
    default:
      return text
  }
}
