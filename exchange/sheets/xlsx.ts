/**
 * A table as xlsx, row by row in constant memory. The library writes the workbook with its head, styles, widths and print
 * set-up and one row of each column's style; the rows take that row's place while the archive is being written.
 */
import { once } from 'node:events'
import { createDeflateRaw, crc32 } from 'node:zlib'
import { unzipSync, Zip, type ZipInputFile } from 'fflate'
import { writeXlsx, type CellStyle, type WriteSheet } from 'hucre/xlsx'
import { dayOf, isDay } from '../../kernel/time/index.ts'
import { formats, headerOf, momentShape, printed, sheetName, widths } from './write.ts'
import type { Cell, Column, ColumnKind, Table } from './write.ts'

/** What a sheet holds at most, less room for the head. */
const mostRows = 1_000_000
/** What a cell holds at most. */
const mostCharacters = 32_767
const cut = '……（超过一格所能容纳的字数，全文请在系统中查看）'

const font = { name: '宋体', size: 10.5 } as const
const thin = { style: 'thin', color: { rgb: 'BFBFBF' } } as const
const border = { top: thin, bottom: thin, left: thin, right: thin }
const aligned = {
  text: 'left',
  flag: 'center',
  day: 'center',
  moment: 'center',
  whole: 'right',
  money: 'right',
} as const
const styleOf = (kind: ColumnKind): CellStyle => ({
  font,
  border,
  numFmt: formats[kind],
  alignment: { vertical: 'top', wrapText: kind === 'text', horizontal: aligned[kind] },
})
const wide = /[\u2e80-\u303f\u3400-\u9fff\uff00-\uffef]/g
const widthOf = (text: string): number => text.length + (text.match(wide)?.length ?? 0)
const columnWidth = (column: Column, at: number): number =>
  column.width ?? Math.min(40, Math.max(widths[column.kind], widthOf(headerOf(column)) + 2, at === 0 ? 36 : 0))
const legible = 220

const nameOf = (name: string, n: number): string => {
  const suffix = n === 0 ? '' : `（${n + 1}）`
  return sheetName(name).slice(0, 31 - suffix.length) + suffix
}
const lettersOf = (column: number): string =>
  (column >= 26 ? lettersOf(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26))

/** One sheet as the library writes it: its head, and one row that shows each column's style. */
const sheetOf = ({ name, above, columns }: Table, n: number): WriteSheet => {
  const head = above.length
  const widths = columns.map(columnWidth)
  const pages = Math.max(1, Math.ceil(widths.reduce((sum, width) => sum + width, 0) / legible))
  const cells: NonNullable<WriteSheet['cells']> = new Map()
  above.forEach((_, at) =>
    cells.set(`${at},0`, {
      style: at
        ? { font, alignment: { vertical: 'top', wrapText: true } }
        : { font: { ...font, size: 16, bold: true }, alignment: { vertical: 'center' } },
    }),
  )
  columns.forEach(({ kind }, at) => {
    const fill = { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E8EEF7' } } as const
    const alignment = { horizontal: 'center', vertical: 'center', wrapText: true } as const
    cells.set(`${head},${at}`, { style: { font: { ...font, bold: true }, border, fill, alignment } })
    cells.set(`${head + 1},${at}`, { style: styleOf(kind) })
  })
  const across = Math.min(Math.max(columns.length, 1), 12) - 1
  const inLine = widths.slice(0, across + 1).reduce((sum, width) => sum + width, 0)
  return {
    name: nameOf(name, n),
    columns: widths.map((width) => ({ width })),
    rows: [...above.map((one) => [one]), columns.map(headerOf), columns.map(() => '样')],
    cells,
    rowDefs: new Map(
      above.map((one, at) => [at, { height: at ? lineHeight * Math.ceil(widthOf(one) / Math.max(20, inLine)) : 28 }]),
    ),
    merges: across
      ? [...Array(head).keys()].map((row) => ({ startRow: row, endRow: row, startCol: 0, endCol: across }))
      : [],
    freezePane: { rows: head + 1, columns: columns.length > 6 ? 1 : 0 },
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: pages,
      fitToHeight: 0,
      printTitlesRow: `$${head + 1}:$${head + 1}`,
      ...(pages > 1 && { printTitlesColumn: '$A:$A' }),
      margins: { top: 0.6, bottom: 0.6, left: 0.5, right: 0.5, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: '&C第 &P 页，共 &N 页' },
  }
}

const milliseconds = 86_400_000
/** The number that stands for this value in its column; nothing where it must be text. */
const numberOf = (kind: ColumnKind, value: Cell): number | undefined => {
  if (typeof value === 'number')
    return Number.isFinite(value) && Math.abs(value) < exact ? (kind === 'money' ? value / 100 : value) : undefined
  if (typeof value !== 'string' || (kind !== 'day' && kind !== 'moment')) return undefined
  const at = kind === 'day' ? (isDay(value) ? `${value}T00:00:00` : '') : momentShape.test(value) ? value : ''
  return at && dayOf(at) >= firstSerial ? Date.parse(`${at}Z`) / milliseconds + 25_569 : undefined
}
/** A spreadsheet keeps fifteen digits; longer numbers stay text. */
const exact = 10 ** 15
/** On days before, programs do not agree. */
const firstSerial = '1900-03-01'

// What XML cannot hold is left out; what a reader would take for an escape is escaped itself.
const unfit = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' }
const escaped = (text: string): string => {
  const fit = text.length > mostCharacters ? text.slice(0, mostCharacters - cut.length) + cut : text
  return fit
    .toWellFormed()
    .replace(unfit, '')
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
    .replace(/[&<>\r]/g, (sign) => entities[sign]!)
}
const lineHeight = 15
/** A longer text is cut off on paper rather than filling a page. */
const mostLines = 12
/** How many lines a text takes in a column of that width: not every program finds that out by itself. */
const linesOf = (text: string, width: number): number => {
  if (text.length * 2 <= width && !text.includes('\n')) return 1
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / (width - 1))), 0)
  return Math.min(lines, mostLines)
}
/** Writes a row in the styles of the sample row. */
const rowWriter = (columns: readonly Column[], styles: readonly string[]) => {
  const letters = columns.map((_, at) => lettersOf(at))
  const widths = columns.map(columnWidth)
  return (n: number, row: readonly Cell[]): string => {
    let cells = ''
    let lines = 1
    for (const [at, { kind }] of columns.entries()) {
      const [value, place] = [row[at], `<c r="${letters[at]}${n}" s="${styles[at]}"`]
      const number = numberOf(kind, value)
      const text = number === undefined ? printed(value, kind) : ''
      lines = Math.max(lines, linesOf(text, widths[at]!))
      cells +=
        number !== undefined
          ? `${place}><v>${number}</v></c>`
          : text === ''
            ? `${place}/>`
            : `${place} t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
    }
    return `<row r="${n}"${lines > 1 ? ` ht="${lines * lineHeight}" customHeight="1"` : ''}>${cells}</row>`
  }
}

/** The day that every file carries: the same table is the same bytes, and when it was taken out its head says. */
export const untimed = '2000-01-01'
/** The archive's pieces for one file out of the texts it is made of; deflated beside the main thread. */
const deflated = async function* (
  zip: Zip,
  filename: string,
  texts: AsyncIterable<string> | Iterable<string>,
  written: Uint8Array[],
): AsyncGenerator<Uint8Array> {
  const file: ZipInputFile = {
    filename,
    size: 0,
    crc: 0,
    compression: 8,
    ondata: () => {},
    mtime: new Date(`${untimed}T00:00:00`),
  }
  zip.add(file)
  const deflate = createDeflateRaw({ level: 4 })
  deflate.on('data', (chunk: Buffer) => file.ondata!(null, new Uint8Array(chunk), false))
  const failed = new Promise<never>((_, fail) => deflate.once('error', fail))
  failed.catch(() => {})
  for await (const text of texts) {
    const bytes = Buffer.from(text)
    file.size += bytes.length
    file.crc = crc32(bytes, file.crc)
    if (!deflate.write(bytes)) await Promise.race([once(deflate, 'drain'), failed])
    yield* written.splice(0)
  }
  deflate.end()
  await Promise.race([once(deflate, 'end'), failed])
  file.ondata!(null, new Uint8Array(), true)
  yield* written.splice(0)
}

const piecesOf = async function* (table: Table, perSheet: number): AsyncGenerator<Uint8Array> {
  const sheets = Math.max(1, Math.ceil((table.count ?? 0) / perSheet))
  const template = await writeXlsx({
    sheets: [...Array(sheets).keys()].map((n) => sheetOf(table, n)),
    defaultFont: font,
    properties: { modified: new Date(`${untimed}T00:00:00Z`) },
  })
  const parts = unzipSync(template)
  const written: Uint8Array[] = []
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    written.push(chunk)
  })
  const rows = Symbol.asyncIterator in table.rows ? table.rows[Symbol.asyncIterator]() : table.rows[Symbol.iterator]()
  const sample = table.above.length + 2
  const rowsInto = async function* (text: string): AsyncGenerator<string> {
    const place = new RegExp(`<row r="${sample}".*?</row>`, 's').exec(text)!
    const styles = [...place[0].matchAll(/<c [^>]*?s="(\d+)"/g)].map(([, style]) => style!)
    if (styles.length !== table.columns.length) throw new Error('the sample row has other columns than the table')
    const write = rowWriter(table.columns, styles)
    yield text.slice(0, place.index)
    let piece = ''
    for (let n = 0; n < perSheet; n++) {
      const next = await rows.next()
      if (next.done) break
      piece += write(sample + n, next.value)
      if (piece.length < 65_536) continue
      yield piece
      piece = ''
    }
    yield piece + text.slice(place.index + place[0].length)
  }
  try {
    for (const [name, bytes] of Object.entries(parts)) {
      const text = new TextDecoder().decode(bytes)
      yield* deflated(zip, name, /^xl\/worksheets\/sheet\d+\.xml$/.test(name) ? rowsInto(text) : [text], written)
    }
    if (!(await rows.next()).done) throw new Error(`more rows than the ${table.count ?? perSheet} that were told`)
    zip.end()
    yield* written
  } finally {
    await rows.return?.()
  }
}
/**
 * The bytes of an xlsx workbook, for A4 across with its header on every page. Where `count` is told, rows beyond a
 * million go into further sheets. A text is a text, whatever it begins with: none is ever written as a formula.
 */
export const xlsxOf = (table: Table, perSheet = mostRows): ReadableStream<Uint8Array> =>
  ReadableStream.from(piecesOf(table, perSheet))
