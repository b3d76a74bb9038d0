/** One table as xlsx or csv, row by row: memory does not grow with the rows. */
import { csvField } from './inert.ts'

export { xlsxOf } from './xlsx.ts'

/** A day is YYYY-MM-DD, a moment YYYY-MM-DDTHH:mm, money a whole number of 分; several values are already one text. */
export type Cell = string | number | boolean | null | undefined
export type ColumnKind = 'text' | 'day' | 'moment' | 'whole' | 'money' | 'flag'
export interface Column {
  readonly header: string
  readonly kind: ColumnKind
  /** In characters; by kind where it is left out. */
  readonly width?: number
}
export interface Table {
  /** Of the sheet; what a sheet's name may not hold is left out. */
  readonly name: string
  /** Lines above the header, one cell each: title, definition, filter. */
  readonly above: readonly string[]
  readonly columns: readonly Column[]
  /** How many rows will come, where that is known: an xlsx of more than a million needs several sheets. */
  readonly count?: number
  readonly rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>
}

export const formats: Readonly<Record<ColumnKind, string>> = {
  text: '@',
  day: 'yyyy-mm-dd',
  moment: 'yyyy-mm-dd hh:mm',
  whole: '0',
  money: '#,##0.00',
  flag: '@',
}
export const widths: Readonly<Record<ColumnKind, number>> = {
  text: 24,
  day: 13,
  moment: 18,
  whole: 10,
  money: 16,
  flag: 8,
}
/** The header as printed: money is written in 元 and says so. */
export const headerOf = ({ header, kind }: Column): string => (kind === 'money' ? `${header}（元）` : header)
/** Excel's own limit, and the characters it refuses in a name. */
export const sheetName = (name: string): string => name.replace(/[[\]:*?/\\']/g, '').slice(0, 31) || '表'

export const momentShape = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/
const yuan = (fen: number): string => {
  const digits = String(Math.abs(fen)).padStart(3, '0')
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
export const printed = (value: Cell, kind: ColumnKind): string =>
  value === undefined || value === null
    ? ''
    : typeof value === 'boolean'
      ? value
        ? '是'
        : '否'
      : kind === 'money' && typeof value === 'number'
        ? yuan(value)
        : kind === 'moment' && typeof value === 'string'
          ? value.replace('T', ' ')
          : String(value)

/** The same table as csv: UTF-8 with the mark that spreadsheets look for, lines ended by CRLF. */
export const csvOf = async function* ({ above, columns, rows }: Table): AsyncGenerator<string> {
  yield `\ufeff${above.map((line) => `${csvField(line)}\r\n`).join('')}`
  yield `${columns.map((column) => csvField(headerOf(column))).join(',')}\r\n`
  for await (const row of rows) {
    // A number is no formula, whatever its sign.
    const fields = columns.map(({ kind }, at) => {
      const text = printed(row[at], kind)
      return typeof row[at] === 'number' ? text : csvField(text)
    })
    yield `${fields.join(',')}\r\n`
  }
}
/** Media types of what is written here. */
export const mediaTypes = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const
