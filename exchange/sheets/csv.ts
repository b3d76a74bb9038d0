/** Reading csv as offices keep it: UTF-8 or GB18030, comma, semicolon or tab, line ends of any kind, one row after another. */
import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { uninert } from './inert.ts'
import { longestCell, mostColumns, mostRows, mostText, Refused, type SheetRow } from './refused.ts'

export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be'
const tooLong = (n: number): Refused =>
  new Refused(`第${n}行有一格超过${longestCell}字，或者引号没有配对，没有读取。请检查这一行的引号`)

const notText = (): Refused => new Refused('文件含有空字符（NUL），不是文本。请用WPS或者Excel另存为csv后重新上传')

/** How many bytes at the end of a piece begin a character that is not complete yet. */
const unfinished = (piece: Buffer): number => {
  for (let back = 1; back <= Math.min(3, piece.length); back++) {
    const byte = piece[piece.length - back]!
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0
    if (byte < 0x80) return 0
  }
  return 0
}
/** The encoding of a text file, found over all of it. Throws Refused for what is no text. */
export const encodingOf = async (path: string): Promise<Encoding> => {
  let utf8 = true
  let first = true
  let rest = Buffer.alloc(0)
  for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20 })) {
    const piece = Buffer.concat([rest, chunk as Buffer])
    if (first && piece[0] === 0xff && piece[1] === 0xfe) return 'utf-16le'
    if (first && piece[0] === 0xfe && piece[1] === 0xff) return 'utf-16be'
    first = false
    if (piece.includes(0)) throw notText()
    const cut = utf8 ? unfinished(piece) : 0
    if (utf8 && !isUtf8(piece.subarray(0, piece.length - cut))) utf8 = false
    rest = Buffer.from(piece.subarray(piece.length - (utf8 ? cut : 0)))
  }
  return utf8 && rest.length === 0 ? 'utf-8' : 'gb18030'
}

/** The text of a file, decoded piece by piece, without its mark. */
const decoded = async function* (path: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 18 })) {
      const text = decoder.decode(chunk as Buffer, { stream: true })
      if (text.includes('\u0000')) throw notText()
      yield text
    }
    yield decoder.decode()
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new Refused('文件的编码既不是UTF-8也不是GB18030，读不出汉字。请用WPS或者Excel另存为csv后重新上传')
  }
}

const delimiters = [',', '\t', ';', '，', '|'] as const
/** The delimiter that parts the first lines into the most columns, and into as many in each. */
export const delimiterOf = (start: string): string => {
  const lines = start
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n|\n|\r/)
    .slice(0, 20)
    .filter((line) => line.trim())
  let [best, most] = [',', 0]
  for (const delimiter of delimiters) {
    const counts = lines.map((line) => line.split(delimiter).length - 1).filter((count) => count > 0)
    const usual = counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0
    const score = counts.filter((count) => count === usual).length * usual
    if (score > most) [best, most] = [delimiter, score]
  }
  return best
}

/** Takes text apart into rows, however it is cut into pieces. */
class Splitter {
  #row: string[] = []
  #cell = ''
  #quoted = false
  /** A quote was just closed: another one means the character itself. */
  #closed = false
  #return = false
  #n = 1
  #text = 0
  constructor(readonly delimiter: string) {}
  #endCell(): void {
    if (this.#cell.length > longestCell) throw tooLong(this.#n)
    this.#text += this.#cell.length
    if (this.#text > mostText) throw new Refused('文件的文字总量过大，没有读取。请分成几个文件上传')
    this.#row.push(uninert(this.#cell))
    this.#cell = ''
    this.#closed = false
  }
  #endRow(into: SheetRow[]): void {
    this.#endCell()
    const cells = this.#row.map((cell) => (cell === '' ? null : cell))
    while (cells.length && cells.at(-1) === null) cells.pop()
    if (cells.length > mostColumns)
      throw new Refused(`第${this.#n}行有${cells.length}列，超过${mostColumns}列，没有读取。请删去多余的列`)
    if (cells.length) into.push({ n: this.#n, cells })
    this.#row = []
    if (++this.#n > mostRows + 1) throw new Refused(`文件超过${mostRows}行，没有读取。请分成几个文件上传`)
  }
  take(text: string, into: SheetRow[]): void {
    const { delimiter } = this
    for (let at = 0; at < text.length;) {
      if (this.#quoted) {
        const quote = text.indexOf('"', at)
        this.#cell += text.slice(at, quote < 0 ? text.length : quote)
        if (this.#cell.length > 2 * longestCell) throw tooLong(this.#n)
        if (quote < 0) return
        at = quote + 1
        this.#quoted = false
        this.#closed = true
        continue
      }
      const char = text[at]!
      // After CR, an LF is the same end of line.
      if (this.#return) {
        this.#return = false
        if (char === '\n') {
          at++
          continue
        }
      }
      if (char === '"' && (this.#closed || this.#cell === '')) {
        if (this.#closed) this.#cell += '"'
        this.#quoted = true
        this.#closed = false
        at++
      } else if (char === delimiter) {
        this.#endCell()
        at++
      } else if (char === '\n' || char === '\r') {
        this.#return = char === '\r'
        this.#endRow(into)
        at++
      } else {
        let end = at + 1
        while (end < text.length) {
          const code = text.charCodeAt(end)
          if (code === 10 || code === 13 || text[end] === delimiter) break
          end++
        }
        this.#cell += text.slice(at, end)
        if (this.#cell.length > longestCell) throw tooLong(this.#n)
        this.#closed = false
        at = end
      }
    }
  }
  end(into: SheetRow[]): void {
    if (this.#quoted) throw tooLong(this.#n)
    if (this.#cell !== '' || this.#row.length) this.#endRow(into)
  }
}

/** The rows of a csv file, as many at once as a piece of it holds. */
export const csvRows = async function* (path: string, encoding: Encoding): AsyncGenerator<readonly SheetRow[]> {
  let splitter: Splitter | undefined
  let start = ''
  for await (const text of decoded(path, encoding)) {
    if (!splitter) {
      // Enough of it to tell the delimiter.
      start += text
      if (start.length < 20_000 && text !== '') continue
      splitter = new Splitter(delimiterOf(start))
    } else start = text
    const into: SheetRow[] = []
    splitter.take(start, into)
    if (into.length) yield into
    start = ''
  }
  splitter ??= new Splitter(delimiterOf(start))
  const into: SheetRow[] = []
  splitter.take(start, into)
  splitter.end(into)
  if (into.length) yield into
}
