/** One table as xlsx or csv, row by row: memory does not grow with the rows. */
import { writeXlsxStream, type CellValue } from 'hucre/xlsx'
import { isDay } from '../../kernel/time/index.ts'
import { csvField } from './inert.ts'

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
  readonly rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>
}

const formats: Readonly<Record<ColumnKind, string>> = {
  text: '@',
  day: 'yyyy-mm-dd',
  moment: 'yyyy-mm-dd hh:mm',
  whole: '0',
  money: '#,##0.00',
  flag: '@',
}
const widths: Readonly<Record<ColumnKind, number>> = { text: 24, day: 13, moment: 18, whole: 10, money: 16, flag: 8 }
/** The header as printed: money is written in 元 and says so. */
const headerOf = ({ header, kind }: Column): string => (kind === 'money' ? `${header}（元）` : header)
/** Excel's own limit, and the characters it refuses in a name. */
export const sheetName = (name: string): string => name.replace(/[[\]:*?/\\']/g, '').slice(0, 31) || '表'

const momentShape = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/
const typed = (value: Cell, kind: ColumnKind): CellValue => {
  if (value === undefined || value === null || value === '') return null
  if (typeof value === 'boolean') return value ? '是' : '否'
  // No serial number stands for a day before 1900.
  if (kind === 'day' && isDay(value) && value >= '1900-03-01') return new Date(`${value}T00:00:00Z`)
  if (kind === 'moment' && typeof value === 'string' && momentShape.test(value)) return new Date(`${value}Z`)
  if (kind === 'money' && typeof value === 'number') return value / 100
  return value
}
const yuan = (fen: number): string => {
  const digits = String(Math.abs(fen)).padStart(3, '0')
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
const printed = (value: Cell, kind: ColumnKind): string =>
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

/** The bytes of an xlsx workbook with this one sheet. A text stays a text: none is ever written as a formula. */
export const xlsxOf = ({ name, above, columns, rows }: Table): ReadableStream<Uint8Array> => {
  const all = async function* (): AsyncGenerator<CellValue[]> {
    for (const line of above) yield [line]
    yield columns.map(headerOf)
    for await (const row of rows) yield columns.map(({ kind }, at) => typed(row[at], kind))
  }
  return writeXlsxStream(all(), {
    name: sheetName(name),
    columns: columns.map(({ kind, width }) => ({ width: width ?? widths[kind], numFmt: formats[kind] })),
    freezePane: { rows: above.length + 1 },
    repeatHeaders: false,
  })
}

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
