/** The user's own file with one column more, 校验结果, and the wrong cells coloured: corrected, it can be sent again. */
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { openXlsx, saveXlsx, writeXlsx, type Cell, type CellStyle, type CellValue } from 'hucre/xlsx'
import { rowsApart } from '../sheets/apart.ts'
import { csvField } from '../sheets/inert.ts'
import { Refused, type SheetRow } from '../sheets/refused.ts'
import { mediaTypes } from '../sheets/write.ts'
import { cellText } from '../tables/values.ts'
import type { ImportJob } from './store.ts'
import { checkRows, type Importing } from './work.ts'

export interface MarkedFile {
  readonly name: string
  readonly type: string
  readonly bytes: Buffer
}
/** Beyond that many rows a file is given back as csv: a workbook with styles is built in memory. */
const mostStyled = 20_000
const mostBytes = 8 * 2 ** 20
const verdicts = { good: '正确', again: '已登记，不重复登记', skipped: '未读入', wrong: '' } as const
export const verdictHeading = '校验结果'

const red: CellStyle = {
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFC7CE' } },
  font: { color: { rgb: '9C0006' } },
}
const plainRed: CellStyle = { font: { color: { rgb: '9C0006' } }, alignment: { wrapText: true, vertical: 'top' } }
const bold: CellStyle = {
  font: { bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFEB9C' } },
}

interface Verdict {
  readonly words: string
  readonly wrong: boolean
  /** Wrong cells, from 0. */
  readonly cells: readonly number[]
}
const mimes: Readonly<Record<string, string>> = { '.xlsx': mediaTypes.xlsx, '.csv': mediaTypes.csv }
const named = (name: string, extension: string): string =>
  `${name.slice(0, name.length - extname(name).length)}（校验结果）${extension}`

/** Reads the file once more, judges every row, and gives it back with the verdicts. */
export const markedFile = async (importing: Importing, job: ImportJob): Promise<MarkedFile> => {
  const { doc } = job
  const told = await verdictsOf(importing, job)
  const wide = Math.max(doc.mapping!.columns.length, 1)
  // A file that was marked before keeps its one column of verdicts.
  const own = doc.guesses?.findIndex(({ heading }) => heading.trim() === verdictHeading) ?? -1
  const at = own >= 0 ? own : wide
  if (doc.report!.rows > mostStyled || doc.size > mostBytes) return asCsv(importing, job, told, at)
  const bytes =
    doc.outline!.kind === 'xlsx'
      ? await inOwnBook(importing, job, told, at).catch(() => inNewBook(importing, job, told, at))
      : await inNewBook(importing, job, told, at)
  return { name: named(doc.name, '.xlsx'), type: mimes['.xlsx']!, bytes: Buffer.from(bytes) }
}
const verdictsOf = async (importing: Importing, { doc }: ImportJob): Promise<Map<number, Verdict>> => {
  const found = new Map<number, Verdict>()
  await checkRows(importing, doc, {
    each: ({ n }, is, words, cells) =>
      found.set(n, {
        words: is === 'wrong' ? words.join('；') : [verdicts[is], ...words].join('：'),
        wrong: is === 'wrong',
        cells,
      }),
  })
  return found
}
const inOwnBook = async (
  { source }: Importing,
  { doc }: ImportJob,
  verdicts: ReadonlyMap<number, Verdict>,
  at: number,
): Promise<Uint8Array> => {
  const book = await openXlsx(await readFile(source.path), { readStyles: true })
  const sheet = book.sheets.find(({ name }) => name === doc.sheet)
  if (!sheet) throw new Refused('工作表不在了')
  const cells = (sheet.cells ??= new Map<string, Cell>())
  const put = (row: number, column: number, value: CellValue, style: CellStyle): void => {
    const line = (sheet.rows[row] ??= [])
    while (line.length < column) line.push(null)
    line[column] = value
    cells.set(`${row},${column}`, { ...cells.get(`${row},${column}`), value, type: 'string', style })
  }
  put(doc.header! - 1, at, verdictHeading, bold)
  for (const [n, { words, wrong, cells: places }] of verdicts) {
    put(n - 1, at, words, wrong ? plainRed : {})
    for (const column of places) {
      const key = `${n - 1},${column}`
      const value = sheet.rows[n - 1]?.[column] ?? null
      const before = cells.get(key)
      cells.set(key, { type: 'string', ...before, value, style: { ...before?.style, ...red } })
    }
  }
  if (sheet.columns) {
    while (sheet.columns.length < at) sheet.columns.push({})
    sheet.columns[at] = { width: 60 }
  }
  return saveXlsx(book)
}
const allRows = async ({ source }: Importing, { doc }: ImportJob): Promise<SheetRow[]> => {
  const found: SheetRow[] = []
  for await (const some of rowsApart(source, doc.sheet!, doc.outline!.kind)) found.push(...some)
  return found
}
const inNewBook = async (
  importing: Importing,
  job: ImportJob,
  verdicts: ReadonlyMap<number, Verdict>,
  at: number,
): Promise<Uint8Array> => {
  const rows: CellValue[][] = []
  const cells = new Map<string, Partial<Cell>>()
  for (const { n, cells: given } of await allRows(importing, job)) {
    while (rows.length < n - 1) rows.push([])
    rows[n - 1] = [...given]
    const verdict = verdicts.get(n)
    const words = n === job.doc.header ? verdictHeading : verdict?.words
    if (words !== undefined)
      cells.set(`${n - 1},${at}`, { value: words, style: n === job.doc.header ? bold : verdict?.wrong ? plainRed : {} })
    for (const column of verdict?.cells ?? [])
      cells.set(`${n - 1},${column}`, { value: given[column] ?? null, style: red })
  }
  const columns = Array.from({ length: at + 1 }, (_, column) => ({ width: column === at ? 60 : 20 }))
  return writeXlsx({ sheets: [{ name: job.doc.sheet || '表', rows, cells, columns }] })
}
const asCsv = async (
  importing: Importing,
  job: ImportJob,
  verdicts: ReadonlyMap<number, Verdict>,
  at: number,
): Promise<MarkedFile> => {
  const lines: string[] = []
  for (const { n, cells } of await allRows(importing, job)) {
    const words = n === job.doc.header ? verdictHeading : (verdicts.get(n)?.words ?? '')
    const line = Array.from({ length: at + 1 }, (_, column) => (column === at ? words : cellText(cells[column])))
    lines.push(line.map(csvField).join(','))
  }
  return {
    name: named(job.doc.name, '.csv'),
    type: mimes['.csv']!,
    bytes: Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`),
  }
}
