/**
 * A district's own docx for a letter, with `{{字段}}` in its text. It binds the same places as the declared wording; a
 * line of a table, or a paragraph, that binds a field of listed parts is written once for each of them.
 */
import { strFromU8, strToU8, unzipSync } from 'fflate'
import type { Day } from '../../kernel/time/index.ts'
import { packed } from './package.ts'

/** Why a form is not taken, in words for the one who brought it. */
export class FormRefused extends Error {}

const most = { bytes: 10 * 2 ** 20, parts: 300, part: 20 * 2 ** 20, whole: 60 * 2 ** 20 } as const
const refused = (words: string): never => {
  throw new FormRefused(words)
}
const active = /vbaProject|vbaData|\.bin$|^word\/(embeddings|activeX)\//i
const commands = /<w:altChunk\b|\b(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|LINK)\s+[\\"A-Za-z]/
const decoder = new TextDecoder('utf-8', { fatal: true })

/** The parts of a docx that does nothing but say something. Throws FormRefused. */
export const openForm = (bytes: Uint8Array): Record<string, Uint8Array> => {
  if (bytes.length > most.bytes) refused('样式文件超过10MB，请删去其中的图片后再试。')
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) refused('这不是Word文档（docx）。请用Word或者WPS另存为docx。')
  let count = 0
  let whole = 0
  let parts: Record<string, Uint8Array>
  try {
    parts = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        count += 1
        whole += originalSize
        if (count > most.parts || originalSize > most.part || whole > most.whole)
          refused('样式文件解压后过大，没有采用。')
        if (name.includes('..') || name.startsWith('/') || name.includes('\\')) refused('样式文件内含不正常的路径。')
        return !name.endsWith('/')
      },
    })
  } catch (error) {
    if (error instanceof FormRefused) throw error
    throw new FormRefused('样式文件已损坏，打不开。请重新保存后再试。', { cause: error })
  }
  if (!parts['word/document.xml'] || !parts['[Content_Types].xml'])
    refused('这不是Word文档（docx）：里面没有正文。请用Word或者WPS另存为docx。')
  for (const [name, content] of Object.entries(parts)) {
    if (active.test(name)) refused('样式文件含有宏或者嵌入的对象，没有采用。请另存为不含宏的docx。')
    if (!/\.(xml|rels)$/.test(name)) continue
    let text: string
    try {
      text = decoder.decode(content)
    } catch (error) {
      throw new FormRefused('样式文件已损坏：其中的文字不是UTF-8。', { cause: error })
    }
    if (/<!DOCTYPE|<!ENTITY/i.test(text)) refused('样式文件含有文档类型声明，没有采用。')
    if (name.endsWith('.rels') && /TargetMode\s*=\s*["']External/i.test(text))
      refused('样式文件引用了外部的文件、图片、模板或者网址，没有采用。请去掉链接后再试。')
    if (/macroEnabled/i.test(text)) refused('样式文件是启用宏的文档，没有采用。请另存为docx。')
    if (commands.test(text)) refused('样式文件含有会读取其他文件的域，没有采用。请删去后再试。')
  }
  return parts
}

const place = /\{\{\s*([^{}]{1,120}?)\s*\}\}/g
/** Names of the places in a text. */
export const placesIn = (text: string): string[] => [...text.matchAll(place)].map(([, name]) => name!)
const textNode = /<w:t(?:\s[^>]*)?>([^<]*)<\/w:t>/g
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const unescaped = (xml: string): string => xml.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name]!)
const escaped = (text: string): string =>
  text
    .replace(/[^\u0009\u000a\u000d\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign]!)
const saidIn = (xml: string): string => [...xml.matchAll(textNode)].map(([, text]) => unescaped(text!)).join('')
const innermost = (tag: string): RegExp => new RegExp(`<w:${tag}[ >](?:(?!<w:${tag}[ >])[\\s\\S])*?</w:${tag}>`, 'g')
const filled = /^word\/(document|header\d*|footer\d*)\.xml$/

/** All places that a form binds. Throws FormRefused. */
export const placesOfForm = (bytes: Uint8Array): ReadonlySet<string> => {
  const found = new Set<string>()
  for (const [name, content] of Object.entries(openForm(bytes)))
    if (filled.test(name))
      for (const [paragraph] of strFromU8(content).matchAll(innermost('p')))
        for (const one of placesIn(saidIn(paragraph))) found.add(one)
  return found
}

/** What stands in the places; `row` is which of the listed parts the line is about. */
export interface Filling {
  readonly value: (name: string, row: number | undefined) => string
  /** How many parts a line that binds these places is written for; nothing where it is no list. */
  readonly lines: (names: readonly string[]) => number | undefined
}
/** Word cuts a text wherever its spelling was marked: a place may stand across several nodes. */
const fillParagraph = (xml: string, value: (name: string) => string): string => {
  const nodes = [...xml.matchAll(textNode)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    text: unescaped(match[1]!),
  }))
  const whole = nodes.map(({ text }) => text).join('')
  const found = [...whole.matchAll(place)]
  if (!found.length) return xml
  const texts = nodes.map(() => '')
  let at = 0
  let [node, within] = [0, 0]
  const take = (length: number, into: boolean): void => {
    for (let left = length; left > 0;) {
      const some = Math.min(left, nodes[node]!.text.length - within)
      if (into) texts[node] += nodes[node]!.text.slice(within, within + some)
      left -= some
      within += some
      if (within === nodes[node]!.text.length && node < nodes.length - 1) [node, within] = [node + 1, 0]
    }
  }
  for (const match of found) {
    take(match.index - at, true)
    texts[node] += value(match[1]!)
    take(match[0].length, false)
    at = match.index + match[0].length
  }
  take(whole.length - at, true)
  let written = ''
  let last = 0
  for (const [n, { from, to }] of nodes.entries()) {
    const lines = texts[n]!.split('\n').map((line) => `<w:t xml:space="preserve">${escaped(line)}</w:t>`)
    written += xml.slice(last, from) + lines.join('<w:br/>')
    last = to
  }
  return written + xml.slice(last)
}
/** What is filled in is no place itself, whatever it says: its braces are set aside until all is filled. */
const aside = '\ue000'
const fillPart = (xml: string, { value: given, lines }: Filling): string => {
  const value: Filling['value'] = (name, row) => given(name, row).replaceAll('{{', aside)
  const repeated = (tag: string, text: string): string =>
    text.replace(innermost(tag), (whole) => {
      const names = placesIn(saidIn(whole))
      const count = names.length ? lines(names) : undefined
      if (count === undefined) return whole
      return Array.from({ length: count }, (_, row) =>
        whole.replace(innermost('p'), (paragraph) => fillParagraph(paragraph, (name) => value(name, row))),
      ).join('')
    })
  return repeated('p', repeated('tr', xml))
    .replace(innermost('p'), (paragraph) => fillParagraph(paragraph, (name) => value(name, undefined)))
    .replaceAll(aside, '{{')
}
/** The form with its places filled. The same values give the same bytes. Throws FormRefused. */
export const fillForm = (bytes: Uint8Array, filling: Filling, made: Day): Buffer =>
  packed(
    Object.fromEntries(
      Object.entries(openForm(bytes)).map(([name, content]) => [
        name,
        filled.test(name) ? strToU8(fillPart(strFromU8(content), filling)) : content,
      ]),
    ),
    made,
  )
