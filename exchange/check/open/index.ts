/**
 * The text of a report's file: plain text in UTF-8, GB18030 or UTF-16, docx, or html. What the file is, its bytes say, not its
 * name. Nothing in it is run, followed or fetched.
 */
import { textOfDocx } from './docx.ts'
import { textOfHtml } from './html.ts'
import { largest, Unreadable } from './limits.ts'

export { largest, longest, mostFigures, Unreadable } from './limits.ts'

export interface Opened {
  readonly is: 'text' | 'docx' | 'html'
  /** Of plain text the file's own text without its byte order mark; of docx and html one line for each paragraph. */
  readonly text: string
}
const starts = (bytes: Uint8Array, ...sign: readonly number[]): boolean => sign.every((byte, at) => bytes[at] === byte)
const decode = (bytes: Uint8Array, encoding: string): string | undefined => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
const markedCharset = (bytes: Uint8Array): string | undefined => {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2048))
  const named = /charset\s*=\s*["']?\s*([\w-]{2,20})/i.exec(head)?.[1]?.toLowerCase()
  return named?.startsWith('gb') ? 'gb18030' : undefined
}
const decoded = (bytes: Uint8Array): string => {
  if (starts(bytes, 0xff, 0xfe)) return decode(bytes.subarray(2), 'utf-16le') ?? refuse('UTF-16编码的文本不完整')
  if (starts(bytes, 0xfe, 0xff)) return decode(bytes.subarray(2), 'utf-16be') ?? refuse('UTF-16编码的文本不完整')
  const body = starts(bytes, 0xef, 0xbb, 0xbf) ? bytes.subarray(3) : bytes
  if (body.includes(0)) return refuse('这不是文本文件，请上传docx、html或者纯文本')
  const first = markedCharset(body)
  const text = (first && decode(body, first)) ?? decode(body, 'utf-8') ?? decode(body, 'gb18030')
  return text ?? refuse('不是UTF-8或GB18030编码的文本，请用UTF-8另存后再试')
}
const refuse = (words: string): never => {
  throw new Unreadable(words)
}
const isHtml = (text: string): boolean =>
  /^\s*<(?:!doctype\s+html|html|head|body|meta|div|p|article|table)\b/i.test(text.slice(0, 400))

/** Throws Unreadable with a Chinese sentence: what is wrong with the file and what to do. */
export const open = (bytes: Uint8Array): Opened => {
  if (bytes.length === 0) return refuse('文件是空的')
  if (bytes.length > largest) return refuse('文件超过20MB，请去掉图片后再试')
  if (starts(bytes, 0x50, 0x4b)) return { is: 'docx', text: textOfDocx(bytes) }
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    return refuse('这是旧版doc文件或者加了密码的文件，请在文字处理软件里另存为不加密的docx')
  if (starts(bytes, 0x25, 0x50, 0x44, 0x46)) return refuse('不能读PDF，请上传docx、html，或者把文字复制过来')
  if (starts(bytes, 0x7b, 0x5c, 0x72, 0x74, 0x66)) return refuse('不能读rtf，请另存为docx')
  const text = decoded(bytes)
  return isHtml(text) ? { is: 'html', text: textOfHtml(text) } : { is: 'text', text }
}
