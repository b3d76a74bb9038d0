/** Reading a table that others made: xlsx, ods or csv, row by row. Whatever cannot be read is a Refused with its sentence. */
import { open, readFile, stat } from 'node:fs/promises'
import { extname } from 'node:path'
import { streamOdsRows } from 'hucre/ods'
import { readXlsx, streamXlsxRows, type CellValue } from 'hucre/xlsx'
import { csvRows, encodingOf } from './csv.ts'
import { inspect } from './package.ts'
import {
  largestPacked,
  largestText,
  longestCell,
  mostBeyond,
  mostColumns,
  mostOdsRows,
  mostRows,
  mostText,
  Refused,
  type Outline,
  type SheetCell,
  type SheetRow,
  type Source,
} from './refused.ts'

/** The sheet on which a template of ours keeps its code lists, and, in its first cell, its mark. */
export const codeSheet = '代码表'
export const markShape = /^fazhi-template\/[a-z0-9-]+(:[A-Za-z0-9.-]+)?\/[0-9a-f]{16}$/

const extensions: Readonly<Record<string, Outline['kind']>> = {
  '.xlsx': 'xlsx',
  '.ods': 'ods',
  '.csv': 'csv',
  '.txt': 'csv',
  '.tsv': 'csv',
}
const called = { xlsx: 'xlsx', ods: 'ods', csv: 'csv文本' } as const
const oldFormat = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const pictures = ['89504e47', 'ffd8ff', '47494638', '25504446', '52617221', '377abcaf', '1f8b'].map((hex) =>
  Buffer.from(hex, 'hex'),
)
const firstBytes = async (path: string): Promise<Buffer> => {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
const malformed = /^(Parse|Zip|Xml|Hucre|InvalidArgument|UnsupportedFormat|EncryptedFile|Decryption|Syntax|Range)Error$/
/** What libraries throw at a malformed file, as a sentence; our own faults go on as they are. */
const asRefused = (error: unknown): unknown =>
  error instanceof Refused
    ? error
    : error instanceof Error && malformed.test(error.name)
      ? new Refused('文件内容残缺或者不合规范，读不下去。请用WPS或者Excel打开并另存为xlsx后重新上传')
      : error instanceof TypeError
        ? new Refused('文件的结构不合规范，读不下去。请用WPS或者Excel打开并另存为xlsx后重新上传')
        : error

interface Opened {
  readonly kind: Outline['kind']
  readonly from1904: boolean
  readonly bytes: Buffer | undefined
  readonly tables: readonly string[]
}
/** Tells by its content what a file is; a name that says otherwise is refused. */
const openSource = async ({ path, name }: Source): Promise<Opened> => {
  const { size } = await stat(path)
  if (size === 0) throw new Refused('文件是空的')
  const head = await firstBytes(path)
  if (head.subarray(0, 8).equals(oldFormat))
    throw new Refused('这是旧版xls文件或者设有密码的文件。请用WPS或者Excel另存为不带密码的xlsx后重新上传')
  if (pictures.some((sign) => head.subarray(0, sign.length).equals(sign)))
    throw new Refused('这是图片、PDF或者压缩包，不是表格。请上传xlsx、ods或者csv')
  const packed = head.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 3, 4]))
  const expected = extensions[extname(name).toLowerCase()]
  if (!expected) throw new Refused('只能上传xlsx、ods或者csv文件，请另存为其中一种后重新上传')
  if (packed !== (expected !== 'csv'))
    throw new Refused(
      packed
        ? '文件名说是文本，内容却是压缩的表格。请把扩展名改回xlsx或者ods后重新上传'
        : `文件名说是${called[expected]}，内容却不是。请用WPS或者Excel打开并另存为${called[expected]}后重新上传`,
    )
  if (size > (packed ? largestPacked : largestText))
    throw new Refused(`文件超过${(packed ? largestPacked : largestText) / 2 ** 20}MB，请分成几个文件上传`)
  if (!packed) {
    if (/^\s*(<!doctype html|<html|<\?xml)/i.test(head.toString('latin1')))
      throw new Refused('这是网页或者XML文件，不是表格。请用WPS或者Excel打开并另存为xlsx后重新上传')
    return { kind: 'csv', from1904: false, bytes: undefined, tables: [] }
  }
  const bytes = await readFile(path)
  const found = await inspect(bytes)
  if (found.kind !== expected)
    throw new Refused(`文件名说是${called[expected]}，内容却是${called[found.kind]}。请改正扩展名后重新上传`)
  return { ...found, bytes }
}

/** Cells as read, checked one by one against what a table may hold. */
const trimmer = (kind: Outline['kind']) => {
  const most = kind === 'ods' ? mostOdsRows : mostRows
  let filled = 0
  let text = 0
  let beyond = 0
  return (index: number, values: readonly CellValue[]): SheetRow | undefined => {
    if (index >= mostRows) throw new Refused(`文件超过${mostRows}行，没有读取。请分成几个文件上传`)
    let last = values.length
    while (last > 0 && (values[last - 1] === null || values[last - 1] === undefined || values[last - 1] === '')) last--
    beyond += Math.max(0, values.length - mostColumns)
    if (last > mostColumns)
      throw new Refused(`第${index + 1}行有${last}列，超过${mostColumns}列，没有读取。请删去多余的列`)
    if (beyond > mostBeyond) throw new Refused('表格中有大量空白的列，没有读取。请删去多余的列后重新上传')
    if (last === 0) return undefined
    if (++filled > most) throw new Refused(`文件超过${most}行，没有读取。请另存为xlsx，或者分成几个文件上传`)
    const cells = values.slice(0, last) as SheetCell[]
    for (const value of cells) {
      if (typeof value !== 'string') continue
      text += value.length
      if (value.length > longestCell)
        throw new Refused(`第${index + 1}行有一格有${value.length}字，超过${longestCell}字，没有读取`)
    }
    if (text > mostText) throw new Refused('文件的文字总量过大，没有读取。请分成几个文件上传')
    return { n: index + 1, cells }
  }
}
const atOnce = 2000
const textAtOnce = 500_000
/**
 * The rows of a sheet, in slices; blank ones are passed over. Throws Refused, also in the middle. `looked` is what the
 * outline said of this very file, which need not be looked through again.
 */
export const rowsOf = async function* (
  source: Source,
  sheet: string,
  looked?: Outline['kind'],
): AsyncGenerator<readonly SheetRow[]> {
  const { kind, bytes } = looked
    ? { kind: looked, bytes: looked === 'csv' ? undefined : await readFile(source.path) }
    : await openSource(source)
  yield* sheetRows(source, kind, bytes, sheet)
}
const sheetRows = async function* (
  { path }: Source,
  kind: Outline['kind'],
  bytes: Buffer | undefined,
  sheet: string,
): AsyncGenerator<readonly SheetRow[]> {
  if (kind === 'csv') {
    yield* csvRows(path, await encodingOf(path))
    return
  }
  const trim = trimmer(kind)
  let slice: SheetRow[] = []
  let text = 0
  try {
    const all =
      kind === 'xlsx'
        ? streamXlsxRows(bytes!, { sheet, dateSystem: 'auto' })
        : streamOdsRows(bytes!, { sheets: [sheet] })
    for await (const { index, values } of all) {
      const row = trim(index, values)
      if (!row) continue
      slice.push(row)
      for (const cell of row.cells) if (typeof cell === 'string') text += cell.length
      if (slice.length < atOnce && text < textAtOnce) continue
      yield slice
      slice = []
      text = 0
    }
  } catch (error) {
    throw asRefused(error)
  }
  if (slice.length) yield slice
}

const firstRows = 60
const mostSheets = 20
const head = async (rows: AsyncIterable<readonly SheetRow[]>): Promise<SheetRow[]> => {
  const found: SheetRow[] = []
  for await (const some of rows) {
    found.push(...some)
    if (found.length >= firstRows) break
  }
  return found.slice(0, firstRows)
}
/** Looks a file through and says which sheets it has, and how they begin. Throws Refused. */
export const outlineOf = async (source: Source): Promise<Outline> => {
  const { kind, from1904, bytes, tables } = await openSource(source)
  const names: string[] = []
  let mark: unknown
  try {
    if (kind === 'csv') names.push('')
    else if (kind === 'ods') names.push(...tables)
    else {
      const book = await readXlsx(bytes!, {
        maxRows: 1,
        sheets: ({ name, hidden, veryHidden }) => {
          if (!hidden && !veryHidden) names.push(name)
          return name === codeSheet
        },
      })
      mark = book.sheets[0]?.rows[0]?.[0]
    }
  } catch (error) {
    throw asRefused(error)
  }
  const sheets: { name: string; first: readonly SheetRow[] }[] = []
  for (const name of names.slice(0, mostSheets))
    sheets.push({ name, first: await head(sheetRows(source, kind, bytes, name)) })
  return { kind, from1904, sheets, mark: typeof mark === 'string' && markShape.test(mark) ? mark : undefined }
}
