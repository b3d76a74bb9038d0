/** The text of a word processor's file. Only its main part is unpacked, piece by piece, so that a zip bomb is met early. */
import { Unzip, UnzipInflate } from 'fflate'
import { entity } from './entities.ts'
import { largestPart, Unreadable } from './limits.ts'

const main = 'word/document.xml'
const broken = () => new Unreadable('文件不完整或者已损坏，请在文字处理软件里打开并重新保存为docx')
/** A step of 16 kB unpacks to 16 MB at most. */
const step = 16 * 1024

const unpacked = (bytes: Uint8Array): Uint8Array => {
  const pieces: Uint8Array[] = []
  const state = { size: 0, ended: false, names: 0 }
  const unzip = new Unzip((file) => {
    if (++state.names > 5000) throw new Unreadable('压缩包里的文件太多，这不是正常的docx')
    if (file.name !== main || state.size > 0) return
    file.ondata = (error, piece, final) => {
      if (error) throw error instanceof Unreadable ? error : broken()
      state.size += piece.length
      if (state.size > largestPart) throw new Unreadable('文件展开后超过20MB，不能读取；正常的报告不会这样大')
      pieces.push(piece)
      state.ended ||= final
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  try {
    for (let at = 0; at < bytes.length && !state.ended; at += step)
      unzip.push(bytes.subarray(at, at + step), at + step >= bytes.length)
  } catch (error) {
    throw error instanceof Unreadable ? error : broken()
  }
  if (!state.ended && state.size === 0 && state.names > 0 && !isWord(bytes))
    throw new Unreadable('这不是docx文件（里面没有正文），请上传docx、html或者纯文本')
  if (!state.ended) throw broken()
  const whole = new Uint8Array(state.size)
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
/** Whether the name of the main part stands in it at all. */
const isWord = (bytes: Uint8Array): boolean => new TextDecoder('latin1').decode(bytes).includes(main)

/** What was deleted, and the second form of what was drawn. */
const hidden = new Set(['w:del', 'w:moveFrom', 'mc:Fallback', 'w:instrText', 'w:delText'])

/** Paragraphs as lines; of a table the cells with tabs between, the rows as lines. Throws Unreadable. */
export const textOfDocx = (bytes: Uint8Array): string => {
  let xml: string
  try {
    xml = new TextDecoder('utf-8', { fatal: true }).decode(unpacked(bytes))
  } catch (error) {
    throw error instanceof Unreadable ? error : broken()
  }
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml))
    throw new Unreadable('文件里有文档类型声明或者外部实体，正常的docx没有，没有读取')
  const text: string[] = []
  let [inText, inCell, skipped, deep] = [false, 0, 0, 0]
  for (let at = 0; at < xml.length;) {
    const tag = xml.indexOf('<', at)
    if (inText && !skipped) text.push(entity(xml.slice(at, tag < 0 ? xml.length : tag)))
    if (tag < 0) break
    const end = xml.indexOf('>', tag)
    if (end < 0) throw broken()
    const closing = xml[tag + 1] === '/'
    const empty = xml[end - 1] === '/'
    const name = /^[\w:.-]{1,60}/.exec(xml.slice(tag + (closing ? 2 : 1), Math.min(end, tag + 70)))?.[0] ?? ''
    at = end + 1
    if (name && !empty) {
      deep += closing ? -1 : 1
      if (deep > 500) throw new Unreadable('文件的结构层次过深，不能读取')
    }
    if (hidden.has(name) && !empty) skipped += closing ? -1 : 1
    if (name === 'w:t') inText = !closing && !empty
    else if (name === 'w:tab' && !closing) text.push('\t')
    else if ((name === 'w:br' || name === 'w:cr') && !closing) text.push('\n')
    else if (name === 'w:tc' && !empty) {
      inCell += closing ? -1 : 1
      if (closing) text.push('\t')
    } else if (name === 'w:p' && (closing || empty)) text.push(inCell > 0 ? ' ' : '\n')
    else if (name === 'w:tr' && closing) text.push('\n')
  }
  if (deep !== 0) throw broken()
  return text
    .join('')
    .split('\n')
    .map((line) => line.replace(/ ?\t$/, '').replaceAll(' \t', '\t').trimEnd())
    .join('\n')
    .trim()
}
