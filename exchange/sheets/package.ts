/**
 * A packed file (xlsx, ods) is looked through before any library opens it: its table of contents, and every part while
 * it is unpacked, piece by piece, since what the table says of sizes is only a claim.
 */
import { createInflateRaw } from 'node:zlib'
import { largestUnpacked, mostParts, mostRows, Refused, smallPart, steepest } from './refused.ts'

interface Part {
  readonly name: string
  readonly method: number
  readonly start: number
  readonly end: number
}
/** What a packed file turned out to be. */
export interface Package {
  readonly kind: 'xlsx' | 'ods'
  readonly from1904: boolean
  /** Of an ods: the names of its tables. */
  readonly tables: readonly string[]
}

const broken = (): Refused => new Refused('文件残缺或者损坏，打不开。请用WPS或者Excel打开并另存为xlsx后重新上传')
const endMark = 0x06054b50
const contentsMark = 0x02014b50
const partMark = 0x04034b50

const partsOf = (bytes: Buffer): Part[] => {
  let at = bytes.length - 22
  const lowest = Math.max(0, bytes.length - 22 - 0xffff)
  while (at >= lowest && bytes.readUInt32LE(at) !== endMark) at--
  if (at < lowest) throw broken()
  const count = bytes.readUInt16LE(at + 10)
  let entry = bytes.readUInt32LE(at + 16)
  if (count === 0xffff || entry === 0xffffffff) throw broken()
  if (count > mostParts) throw new Refused(`文件由${count}个部分组成，超过${mostParts}个，不像是表格`)
  const parts: Part[] = []
  for (let n = 0; n < count; n++) {
    if (entry + 46 > at || bytes.readUInt32LE(entry) !== contentsMark) throw broken()
    const flags = bytes.readUInt16LE(entry + 8)
    const method = bytes.readUInt16LE(entry + 10)
    const packed = bytes.readUInt32LE(entry + 20)
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(entry + offset)) as [
      number,
      number,
      number,
    ]
    const offset = bytes.readUInt32LE(entry + 42)
    const name = bytes.toString('utf8', entry + 46, entry + 46 + nameLength)
    entry += 46 + nameLength + extra + comment
    if (flags & 1) throw new Refused('文件设有打开密码。请取消密码后另存，再上传')
    if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== partMark) throw broken()
    const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
    const end = start + packed
    if (end > bytes.length || (method !== 0 && method !== 8)) throw broken()
    if (!name.endsWith('/')) parts.push({ name, method, start, end })
  }
  return parts
}

const nested = /\.(zip|rar|7z|gz|bz2|xz|tar|jar|xlsx|xlsm|xlsb|xls|docx|docm|pptx|ods|odt|et|wps)$/i
const packedSigns = [Buffer.from('PK\u0003\u0004', 'latin1'), Buffer.from('Rar!'), Buffer.from('7z\xbc\xaf', 'latin1')]
const macro = /(^|\/)vbaProject(Signature\w*)?\.bin$|^Basic\/|^Scripts\/|(^|\/)activeX\//i
/** What no table of ours needs, told by the names alone. */
const checkNames = (parts: readonly Part[]): void => {
  const seen = new Set<string>()
  for (const { name } of parts) {
    if (name.split(/[/\\]/).includes('..') || /^[/\\]|[\u0000-\u001f:]|\\/.test(name))
      throw new Refused('文件内部的路径不合规（含有 ../ 或者绝对路径），没有读取。请向提供文件的人索取原件')
    if (seen.has(name.toLowerCase())) throw broken()
    seen.add(name.toLowerCase())
    if (macro.test(name)) throw new Refused('文件含有宏，没有读取。请另存为不含宏的xlsx后重新上传')
    if (nested.test(name))
      throw new Refused('文件里还嵌有另一个压缩包或者文档，没有读取。请删去嵌入的文件后另存，再上传')
  }
  const placed = [...parts].sort((a, b) => a.start - b.start)
  if (placed.some((part, n) => n > 0 && part.start < placed[n - 1]!.end)) throw broken()
}

const declared = [Buffer.from('<!DOCTYPE'), Buffer.from('<!ENTITY')]
/** Unpacks a part piece by piece; `see` looks at each piece. What is too much is refused while it comes. */
const unpack = async (bytes: Buffer, part: Part, room: number, see: (piece: Buffer) => void): Promise<number> => {
  const packed = bytes.subarray(part.start, part.end)
  let size = 0
  const take = (piece: Buffer): void => {
    size += piece.length
    if (size > room) throw new Refused('文件解开之后超过1GB，没有读取。请分成几个文件上传')
    if (size > smallPart && size > packed.length * steepest)
      throw new Refused('文件的压缩比异常（疑似压缩炸弹），没有读取')
    see(piece)
  }
  if (part.method === 0) take(packed)
  else {
    const inflating = createInflateRaw()
    inflating.end(packed)
    try {
      for await (const piece of inflating) take(piece as Buffer)
    } catch (error) {
      throw error instanceof Refused ? error : broken()
    } finally {
      inflating.destroy()
    }
  }
  return size
}
/** Looks for what an XML part may not declare, also where two pieces meet. */
const watching = (name: string): ((piece: Buffer) => void) => {
  if (!/\.(xml|rels|vml)$/i.test(name)) return () => {}
  let tail = Buffer.alloc(0)
  let first = true
  return (piece) => {
    if (first && (piece[0] === 0xff || piece[0] === 0xfe)) throw broken()
    first = false
    const seam = Buffer.concat([tail, piece.subarray(0, 16)])
    if (declared.some((sign) => piece.includes(sign) || seam.includes(sign)))
      throw new Refused('文件里有外部实体声明（DOCTYPE），没有读取。请用WPS或者Excel另存后重新上传')
    tail = Buffer.from(piece.subarray(-16))
  }
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
/** Reads off an ods, piece by piece, what its tables are called, and how often it says that a row or a cell stands. */
const tablesIn = () => {
  const names: string[] = []
  let tail = ''
  const see = (piece: Buffer): void => {
    const text = tail + piece.toString('latin1')
    // What is cut by the end of a piece is read with the next one.
    const whole = text.slice(0, text.lastIndexOf('>') + 1)
    tail = text.slice(whole.length).slice(-2000)
    for (const [, name] of whole.matchAll(/<table:table\s[^>]*table:name="([^"]*)"/g))
      names.push(
        Buffer.from(name!, 'latin1')
          .toString('utf8')
          .replace(/&(amp|lt|gt|quot|apos);/g, (_, entity: string) => entities[entity]!),
      )
    for (const [, what, times] of whole.matchAll(/number-(rows|columns)-repeated="(\d+)"/g))
      if (Number(times) > (what === 'rows' ? mostRows : 16_384))
        throw new Refused(`表格里有一${what === 'rows' ? '行' : '列'}重复了${times}次，不合规范，没有读取`)
  }
  return { names, see }
}

/** Looks a packed file through; throws Refused, or gives what it is. Nothing of it is kept. */
export const inspect = async (bytes: Buffer): Promise<Package> => {
  const parts = partsOf(bytes)
  checkNames(parts)
  const names = new Set(parts.map(({ name }) => name))
  let room = largestUnpacked
  let workbook = ''
  let mimetype = ''
  const tables = tablesIn()
  for (const part of parts) {
    const watch = watching(part.name)
    let begun = false
    room -= await unpack(bytes, part, room, (piece) => {
      if (!begun && packedSigns.some((sign) => piece.subarray(0, 4).equals(sign)))
        throw new Refused('文件里还嵌有另一个压缩包或者文档，没有读取。请删去嵌入的文件后另存，再上传')
      begun = true
      watch(piece)
      if (part.name === 'xl/workbook.xml' && workbook.length < 2 ** 20) workbook += piece.toString('latin1')
      if (part.name === 'content.xml') tables.see(piece)
      if (part.name === 'mimetype' && mimetype.length < 200) mimetype += piece.toString('latin1')
    })
  }
  if (names.has('xl/workbook.xml'))
    return { kind: 'xlsx', from1904: /\bdate1904\s*=\s*"(1|true)"/.test(workbook.slice(0, 2 ** 20)), tables: [] }
  if (names.has('content.xml') && mimetype.includes('opendocument.spreadsheet'))
    return { kind: 'ods', from1904: false, tables: tables.names }
  if (names.has('word/document.xml')) throw new Refused('这是Word文档，不是表格。请上传xlsx、ods或者csv')
  if (names.has('xl/workbook.bin')) throw new Refused('这是xlsb文件。请另存为xlsx后重新上传')
  throw new Refused('这是压缩包，不是表格。请上传xlsx、ods或者csv')
}
