/** Texts of stored files, paragraph by paragraph: what a draft says, and what became of it from one version to the next. */
import { diffArrays, diffChars } from 'diff'
import { strFromU8, unzipSync } from 'fflate'
import { openFile } from './files.ts'
import type { OpenHouse } from './house.ts'

/** Larger ones are no drafts. Bytes, unpacked. */
const largestText = 20 * 2 ** 20
/** A file that says nothing a person could compare: the words say why. */
export class Unreadable extends Error {}

const decoder = new TextDecoder('utf-8', { fatal: true })
const inUtf8 = (content: Uint8Array): string => {
  try {
    return decoder.decode(content)
  } catch {
    throw new Unreadable('文件打不开：不是UTF-8编码的文本')
  }
}
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }
const unescaped = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex?: string, number?: string, name?: string) => {
    const code = hex ? Number.parseInt(hex, 16) : number ? Number(number) : undefined
    if (code !== undefined) return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
    return entities[name ?? ''] ?? whole
  })
/** The paragraphs of a word processor's file: the runs of text of each `w:p`, tables row by row among them. */
const ofDocx = (content: Uint8Array): string[] => {
  let xml: string
  try {
    const part = unzipSync(content, {
      filter: ({ name, originalSize }) => name === 'word/document.xml' && originalSize <= largestText,
    })['word/document.xml']
    if (!part) throw new Error('no document')
    xml = strFromU8(part)
  } catch {
    throw new Unreadable('文件打不开：不是完整的docx文件，请重新保存后上传')
  }
  return xml
    .split(/<\/w:p>/)
    .map((paragraph) =>
      [...paragraph.matchAll(/<w:t(?:\s[^>]*)?>([^<]*)<\/w:t>|<w:(tab|br)\b[^>]*\/>/g)]
        .map(([, words, mark]) => (mark ? ' ' : unescaped(words ?? '')))
        .join(''),
    )
}
const tidy = (paragraphs: readonly string[]): string[] =>
  paragraphs.map((one) => one.replace(/[\s\u3000]+/g, ' ').trim()).filter(Boolean)

/** The paragraphs of a file's content, without the white space around them. Throws Unreadable. */
export const paragraphsOf = (name: string, type: string, content: Uint8Array): string[] => {
  if (content.length > largestText) throw new Unreadable('文件太大，不能逐段比较')
  if (/\.docx$/i.test(name) || type.includes('wordprocessingml')) return tidy(ofDocx(content))
  if (type.startsWith('text/') || /\.(txt|md)$/i.test(name)) return tidy(inUtf8(content).split(/\r\n|\r|\n/))
  throw new Unreadable('只有docx和纯文本可以逐段比较，请上传这两种格式的文本')
}
/** The paragraphs of a stored file; nothing where the tenant has none of that hash. Throws Unreadable. */
export const readParagraphs = async (house: OpenHouse, tenant: string, hash: string): Promise<string[] | undefined> => {
  const found = await openFile(house, tenant, hash)
  if (!found) return undefined
  const chunks: Buffer[] = []
  for await (const chunk of found.content) chunks.push(chunk as Buffer)
  return paragraphsOf(found.name, found.type, Buffer.concat(chunks))
}

export interface Piece {
  readonly is: 'same' | 'added' | 'removed'
  readonly text: string
}
/** One paragraph, with its number in the older and in the newer text, counted from 1. */
export interface Compared {
  readonly is: 'same' | 'added' | 'removed' | 'changed'
  readonly old: number | undefined
  readonly new: number | undefined
  readonly pieces: readonly Piece[]
}
const mark = (added: boolean, removed: boolean): Piece['is'] => (added ? 'added' : removed ? 'removed' : 'same')
/** How much of two paragraphs is the same, from 0 to 1: below a third they are two paragraphs, not one changed. */
const likeness = (pieces: readonly Piece[]): number => {
  const length = (of: (piece: Piece) => boolean) => pieces.filter(of).reduce((sum, { text }) => sum + text.length, 0)
  return (
    length(({ is }) => is === 'same') /
    Math.max(
      1,
      length(({ is }) => is !== 'added'),
    )
  )
}
/** Two texts side by side. Paragraphs that were changed show which characters were. */
export const compareTexts = (old: readonly string[], now: readonly string[]): Compared[] => {
  const rows: Compared[] = []
  let [before, after] = [0, 0]
  const changes = diffArrays([...old], [...now])
  for (let at = 0; at < changes.length; at++) {
    const change = changes[at]!
    const next = changes[at + 1]
    if (!change.added && !change.removed) {
      for (const text of change.value)
        rows.push({ is: 'same', old: ++before, new: ++after, pieces: [{ is: 'same', text }] })
      continue
    }
    const gone = change.removed ? change.value : []
    const come = change.added ? change.value : next?.added && change.removed ? next.value : []
    if (change.removed && next?.added) at++
    for (let n = 0; n < Math.max(gone.length, come.length); n++) {
      const [was, is] = [gone[n], come[n]]
      const pieces =
        was === undefined || is === undefined
          ? []
          : diffChars(was, is).map(({ added, removed, value }) => ({ is: mark(added, removed), text: value }))
      if (pieces.length && likeness(pieces) >= 1 / 3) {
        rows.push({ is: 'changed', old: ++before, new: ++after, pieces })
        continue
      }
      if (was !== undefined)
        rows.push({ is: 'removed', old: ++before, new: undefined, pieces: [{ is: 'removed', text: was }] })
      if (is !== undefined)
        rows.push({ is: 'added', old: undefined, new: ++after, pieces: [{ is: 'added', text: is }] })
    }
  }
  return rows
}
