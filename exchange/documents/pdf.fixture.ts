/** Reads a PDF that was made here, as far as a test needs: the faces it embeds, its text, and glyphs that are none. */
import { inflateSync } from 'node:zlib'

interface Font {
  readonly name: string
  readonly embedded: boolean
  readonly unicode: ReadonlyMap<number, string>
}
export interface PdfText {
  /** PostScript names without the subset's prefix. */
  readonly faces: readonly string[]
  /** Whether every font brings its own file. */
  readonly embedded: boolean
  /** Text page by page, in the order in which it is drawn. */
  readonly pages: readonly string[]
  /** How many glyphs are drawn that stand for no character (.notdef). */
  readonly notdef: number
}
const utf16 = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le')
const unicodeOf = (cmap: string): Map<number, string> => {
  const map = new Map<number, string>()
  for (const [, block] of cmap.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, code, text] of block!.matchAll(/<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>/g))
      map.set(parseInt(code!, 16), utf16(text!))
  for (const [, block] of cmap.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, from, to, text] of block!.matchAll(/<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>/g))
      for (let code = parseInt(from!, 16); code <= parseInt(to!, 16); code++)
        map.set(code, String.fromCodePoint(utf16(text!).codePointAt(0)! + code - parseInt(from!, 16)))
  return map
}
/** All objects, those in object streams too: number → dictionary and content. */
const objectsOf = (pdf: Buffer): Map<number, { readonly head: string; readonly data: Buffer }> => {
  const text = pdf.toString('latin1')
  const objects = new Map<number, { head: string; data: Buffer }>()
  for (const match of text.matchAll(/(\d+) 0 obj\b/g)) {
    const start = match.index + match[0].length
    const end = text.indexOf('endobj', start)
    const stream = text.indexOf('stream', start)
    const hasStream = stream >= 0 && stream < end
    const head = text.slice(start, hasStream ? stream : end)
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0)
    const from = stream + (text[stream + 6] === '\r' ? 8 : 7)
    const raw = hasStream ? pdf.subarray(from, from + length) : Buffer.alloc(0)
    const data = hasStream && /FlateDecode/.test(head) ? inflateSync(raw) : raw
    objects.set(Number(match[1]), { head, data })
  }
  for (const { head, data } of [...objects.values()].filter(({ head }) => /\/Type\s*\/ObjStm/.test(head))) {
    const inside = data.toString('latin1')
    const first = Number(/\/First (\d+)/.exec(head)![1])
    const places = inside.slice(0, first).trim().split(/\s+/).map(Number)
    for (let n = 0; n < places.length; n += 2) {
      const next = places[n + 3]
      objects.set(places[n]!, {
        head: inside.slice(first + places[n + 1]!, next === undefined ? undefined : first + next),
        data: Buffer.alloc(0),
      })
    }
  }
  return objects
}

export const readPdf = (pdf: Buffer): PdfText => {
  const objects = objectsOf(pdf)
  const reference = (head: string, key: string): number | undefined => {
    const found = new RegExp(`/${key}\\s*\\[?\\s*(\\d+) 0 R`).exec(head)
    return found ? Number(found[1]) : undefined
  }
  const fonts = new Map<number, Font>()
  for (const [number, { head }] of objects) {
    if (!/\/Subtype\s*\/Type0/.test(head)) continue
    const below = objects.get(reference(head, 'DescendantFonts')!)!.head
    const descriptor = objects.get(reference(below, 'FontDescriptor')!)!.head
    const name = /\/BaseFont\s*\/([^\s/]+)/.exec(head)![1]!
    fonts.set(number, {
      name: name.replace(/^[A-Z]{6}\+/, '').replace(/-Identity-H$/, ''),
      embedded: /\/FontFile[23]?\s/.test(descriptor),
      unicode: unicodeOf(objects.get(reference(head, 'ToUnicode')!)!.data.toString('latin1')),
    })
  }
  let notdef = 0
  const pages: string[] = []
  for (const { head } of objects.values()) {
    if (!/\/Type\s*\/Page\b/.test(head)) continue
    const resources = /\/Resources\s+(\d+) 0 R/.exec(head)
    const around = resources ? objects.get(Number(resources[1]))!.head : head
    const dictionary = /\/Font\s*(?:(\d+) 0 R|<<([\s\S]*?)>>)/.exec(around)
    const list = dictionary?.[1] ? objects.get(Number(dictionary[1]))!.head : (dictionary?.[2] ?? '')
    const named = new Map(
      [...list.matchAll(/\/(\w+)\s+(\d+) 0 R/g)].map(([, key, at]) => [key!, fonts.get(Number(at))]),
    )
    const content = objects.get(reference(head, 'Contents')!)!.data.toString('latin1')
    let font: Font | undefined
    let said = ''
    for (const [, name, hex, array, literal] of content.matchAll(
      /\/(\w+)\s+[\d.]+\s+Tf|<([0-9A-Fa-f]+)>\s*Tj|\[((?:\((?:\\[\s\S]|[^\\)])*\)|<[0-9A-Fa-f]*>|[^\](<])*)\]\s*TJ|\(((?:\\[\s\S]|[^\\)])*)\)\s*Tj/g,
    )) {
      if (name) font = named.get(name)
      for (const bytes of literal === undefined ? hexBytes(hex ?? array ?? '') : [unescaped(literal)])
        for (let at = 0; at + 1 < bytes.length; at += 2) {
          const glyph = bytes.readUInt16BE(at)
          if (glyph === 0) notdef++
          said += font?.unicode.get(glyph) ?? ''
        }
    }
    pages.push(said)
  }
  return {
    faces: [...new Set([...fonts.values()].map(({ name }) => name))].sort(),
    embedded: [...fonts.values()].every(({ embedded }) => embedded),
    pages,
    notdef,
  }
}
const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }
const unescaped = (literal: string): Buffer =>
  Buffer.from(
    literal.replace(/\\([0-7]{1,3}|[\s\S])/g, (_, one: string) =>
      /^[0-7]/.test(one) ? String.fromCharCode(parseInt(one, 8)) : (escapes[one] ?? one),
    ),
    'latin1',
  )
const hexBytes = (text: string): Buffer[] =>
  text.includes('(') || text.includes('<')
    ? [...text.matchAll(/<([0-9A-Fa-f]+)>|\(((?:\\[\s\S]|[^\\)])*)\)/g)].map(([, hex, literal]) =>
        hex ? Buffer.from(hex, 'hex') : unescaped(literal!),
      )
    : [Buffer.from(text, 'hex')]
