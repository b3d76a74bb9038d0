/** Font files (TrueType, OpenType, and collections of them), as far as a document needs: names, characters, a name of our own. */

/** One face of a font file. */
export interface Sfnt {
  /** All names under which it is known: family, full and PostScript names in every language. */
  readonly names: ReadonlySet<string>
  readonly postScript: string
  readonly has: (codePoint: number) => boolean
  /** The face as a file of its own, whose family is called `name`. */
  readonly renamed: (name: string) => Buffer
}
export class NoFont extends Error {}

interface Table {
  readonly tag: string
  readonly at: number
  readonly length: number
}
const tablesAt = (file: Buffer, at: number): Table[] =>
  Array.from({ length: file.readUInt16BE(at + 4) }, (_, n) => {
    const entry = at + 12 + n * 16
    return {
      tag: file.toString('latin1', entry, entry + 4),
      at: file.readUInt32BE(entry + 8),
      length: file.readUInt32BE(entry + 12),
    }
  })

const utf16 = new TextDecoder('utf-16be')
const familyName = 1
const fullName = 4
const postScriptName = 6
const typographicFamily = 16
const wanted: ReadonlySet<number> = new Set([familyName, fullName, postScriptName, typographicFamily])
const namesIn = (file: Buffer, { at }: Table): { names: Set<string>; postScript: string } => {
  const texts = at + file.readUInt16BE(at + 4)
  const names = new Set<string>()
  let postScript = ''
  for (let n = 0; n < file.readUInt16BE(at + 2); n++) {
    const record = at + 6 + n * 12
    const [platform, id] = [file.readUInt16BE(record), file.readUInt16BE(record + 6)]
    if (!wanted.has(id) || platform === 2) continue
    const from = texts + file.readUInt16BE(record + 10)
    const bytes = file.subarray(from, from + file.readUInt16BE(record + 8))
    const name = platform === 1 ? bytes.toString('latin1') : utf16.decode(bytes)
    names.add(name)
    if (id === postScriptName) postScript = name
  }
  return { names, postScript }
}

type Ranges = readonly (readonly [from: number, to: number])[]
const segments = (file: Buffer, at: number): Ranges => {
  const count = file.readUInt16BE(at + 6) / 2
  return Array.from({ length: count }, (_, n) => {
    const to = file.readUInt16BE(at + 14 + n * 2)
    return [file.readUInt16BE(at + 16 + count * 2 + n * 2), Math.min(to, 0xfffe)] as const
  })
}
const groups = (file: Buffer, at: number): Ranges =>
  Array.from(
    { length: file.readUInt32BE(at + 12) },
    (_, n) => [file.readUInt32BE(at + 16 + n * 12), file.readUInt32BE(at + 20 + n * 12)] as const,
  )
/** Which characters it maps; a segment is taken to map all of its characters, as those of the fonts we know do. */
const charactersIn = (file: Buffer, { at }: Table): Ranges => {
  const found: (readonly [number, number])[] = []
  for (let n = 0; n < file.readUInt16BE(at + 2); n++) {
    const sub = at + file.readUInt32BE(at + 8 + n * 8)
    const format = file.readUInt16BE(sub)
    if (format === 4) found.push(...segments(file, sub))
    if (format === 12) found.push(...groups(file, sub))
  }
  // Tables of several formats overlap: ranges that touch become one.
  const ranges: [number, number][] = []
  for (const [from, to] of found.sort(([a], [b]) => a - b)) {
    const last = ranges.at(-1)
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to)
    else ranges.push([from, to])
  }
  return ranges
}
const within =
  (ranges: Ranges) =>
  (codePoint: number): boolean => {
    let [low, high] = [0, ranges.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (ranges[middle]![0] <= codePoint) low = middle + 1
      else high = middle
    }
    return low > 0 && ranges[low - 1]![1] >= codePoint
  }

const nameTable = (records: readonly (readonly [id: number, text: string])[]): Buffer => {
  const texts = records.map(([, text]) => Buffer.from(text, 'utf16le').swap16())
  const head = Buffer.alloc(6 + records.length * 12)
  head.writeUInt16BE(records.length, 2)
  head.writeUInt16BE(head.length, 4)
  let from = 0
  for (const [n, [id]] of records.entries()) {
    // Windows, Unicode, English.
    for (const [offset, value] of [3, 1, 0x409, id, texts[n]!.length, from].entries())
      head.writeUInt16BE(value, 6 + n * 12 + offset * 2)
    from += texts[n]!.length
  }
  return Buffer.concat([head, ...texts])
}
const written = (file: Buffer, version: number, tables: readonly Table[], name: Buffer): Buffer => {
  const head = Buffer.alloc(12 + tables.length * 16)
  head.writeUInt32BE(version, 0)
  head.writeUInt16BE(tables.length, 4)
  const log = Math.floor(Math.log2(tables.length))
  head.writeUInt16BE(2 ** log * 16, 6)
  head.writeUInt16BE(log, 8)
  head.writeUInt16BE(tables.length * 16 - 2 ** log * 16, 10)
  const pieces: Buffer[] = [head]
  let at = head.length
  for (const [n, { tag, at: from, length }] of tables.entries()) {
    const table = tag === 'name' ? name : file.subarray(from, from + length)
    const entry = 12 + n * 16
    head.write(tag, entry, 'latin1')
    head.writeUInt32BE(at, entry + 8)
    head.writeUInt32BE(table.length, entry + 12)
    const padding = Buffer.alloc(-table.length & 3)
    pieces.push(table, padding)
    at += table.length + padding.length
  }
  return Buffer.concat(pieces)
}
const face = (file: Buffer, at: number): Sfnt => {
  const tables = tablesAt(file, at)
  const find = (tag: string): Table => {
    const found = tables.find((table) => table.tag === tag)
    if (!found || found.at + found.length > file.length) throw new NoFont(`no whole table ${tag}`)
    return found
  }
  const { names, postScript } = namesIn(file, find('name'))
  return {
    names,
    postScript,
    has: within(charactersIn(file, find('cmap'))),
    renamed: (name) =>
      written(
        file,
        file.readUInt32BE(at),
        tables,
        // The PostScript name stays: it is what a document says that it embeds.
        nameTable([
          [familyName, name],
          [2, 'Regular'],
          [fullName, name],
          [postScriptName, postScript],
        ]),
      ),
  }
}

/** The faces of a font file. Throws NoFont where it is none, or is cut off. */
export const facesIn = (file: Buffer): Sfnt[] => {
  try {
    const tag = file.toString('latin1', 0, 4)
    if (tag === 'ttcf')
      return Array.from({ length: file.readUInt32BE(8) }, (_, n) => face(file, file.readUInt32BE(12 + n * 4)))
    if (tag === 'OTTO' || tag === 'true' || file.readUInt32BE(0) === 0x10000) return [face(file, 0)]
  } catch (error) {
    if (error instanceof RangeError) throw new NoFont('cut off', { cause: error })
    throw error
  }
  throw new NoFont('no TrueType or OpenType file')
}
