/**
 * A file of a law's text read into articles: `name(date).md`, a title after `#`, what is told of it up to
 * `<!-- INFO END -->`, headings after `##`, and articles that begin their line with their number. Nothing is guessed: a
 * file that is none of this is refused by name, and what looks odd in it is told.
 */
import { isDay, type Day } from '../../kernel/time/index.ts'

export interface LawArticle {
  /** `67`, or `12之一`. */
  readonly no: string
  /** From the part down to the section in which it stands. */
  readonly headings: readonly string[]
  readonly paragraphs: readonly string[]
}
export interface LawText {
  readonly title: string
  /** By which a citation finds it: without 中华人民共和国, marks and spaces. */
  readonly name: string
  /** The day of its adoption or publication, from the file's name. */
  readonly edition: Day
  readonly since: Day
  /** Whether the text itself says since when it is in force; otherwise the day of the edition stands in. */
  readonly sinceFrom: 'text' | 'edition'
  /** How it came about, and what stands before the first article. */
  readonly about: readonly string[]
  readonly articles: readonly LawArticle[]
  /** What looked odd, in Chinese. */
  readonly notes: readonly string[]
}
/** A file that is no text of a law; the message says why, in Chinese. */
export class NoLaw extends Error {}

/** 中华人民共和国行政诉讼法, 《行政诉讼法》 and 行政诉讼法 are one. */
export const lawName = (title: string): string =>
  title
    .replace(/[\s\u3000《》〈〉<>“”"]/g, '')
    .replaceAll('中华人民共和国', '')
    .replaceAll('(', '（')
    .replaceAll(')', '）')

const digits: Readonly<Record<string, number>> = Object.fromEntries(
  [...'零一二三四五六七八九'].map((sign, value) => [sign, value]),
)
const units: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 }
/** 一百六十三 → 163; nothing where it is no number. */
export const numberOf = (text: string): number | undefined => {
  if (/^\d+$/.test(text)) return Number(text)
  let sum = 0
  let digit: number | undefined
  for (const sign of text.replaceAll('〇', '零').replaceAll('两', '二')) {
    const unit = units[sign]
    if (unit !== undefined) {
      sum += (digit ?? 1) * unit
      digit = undefined
    } else if (digits[sign] !== undefined) digit = digits[sign]
    else return undefined
  }
  return text === '' ? undefined : sum + (digit ?? 0)
}
const numeral = '[零〇一二两三四五六七八九十百千\\d]+'
const articleStart = new RegExp(
  `^(?:\\*\\*)?第(${numeral})条(?:之(${numeral}))?(?:\\*\\*)?([\\s\\u3000：:]*)(.*)$`,
  's',
)
const fileShape = /^(.+?)[（(](\d{4}-\d{2}-\d{2})[）)]\.(md|txt)$/
const chineseDay = /(\d{4})年(\d{1,2})月(\d{1,2})日/
const dayIn = (text: string): Day | undefined => {
  const [, year, month, date] = chineseDay.exec(text) ?? []
  const day = year && `${year}-${month!.padStart(2, '0')}-${date!.padStart(2, '0')}`
  return day && isDay(day) ? day : undefined
}
/** Signs that have no width, and spaces of other kinds, would hide a difference from whoever compares. */
const cleaned = (line: string): string =>
  line
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
    .replace(/[\u00a0\u2002-\u200a]/g, ' ')
    .trim()
/** 第一章 总 则 → 第一章 总则: letters of a heading are often set apart. */
const heading = (line: string): string => {
  const [, numbered, rest] = /^(第\S+?[编章节]|[一二三四五六七八九十]+、)?[\s\u3000]*(.*)$/.exec(line)!
  const title = rest!.replace(/[\s\u3000]+/g, '')
  return numbered ? `${numbered}${numbered.endsWith('、') || !title ? '' : ' '}${title}` : title
}

const largest = 5 * 2 ** 20
export const decodeLaw = (bytes: Uint8Array): string => {
  if (bytes.length > largest) throw new NoLaw('文件超过5MB，不像一部法律的文本')
  if (bytes.includes(0)) throw new NoLaw('不是文本文件')
  for (const encoding of ['utf-8', 'gb18030'])
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      continue
    }
  throw new NoLaw('既不是UTF-8也不是GB18030编码的文本')
}

/** When it came into force: what it was told with, then its last article; a day before the edition is that of an older one. */
const sinceOf = (edition: Day, about: readonly string[], articles: readonly LawArticle[]): Day | undefined => {
  const told = about.filter((line) => /施行/.test(line)).map(dayIn)
  const own = articles
    .slice(-3)
    .flatMap(({ paragraphs }) => paragraphs.filter((text) => /起?施行/.test(text)))
    .map((text) => (/自公布之日起施行|自发布之日起施行/.test(text) ? edition : dayIn(text)))
  return [...own.toReversed(), ...told.toReversed()].find((day) => day !== undefined && day >= edition)
}

export const parseLaw = (file: string, text: string): LawText => {
  const named = fileShape.exec(file)
  if (!named || !isDay(named[2]!)) throw new NoLaw('文件名应写作“名称(公布日).md”，如“某某法(2021-01-22).md”')
  const edition = named[2]!
  const lines = text
    .replace(/^\ufeff/, '')
    .split(/\r\n?|\n/)
    .map(cleaned)
  const first = lines.findIndex((line) => /^# \S/.test(line))
  if (first < 0) throw new NoLaw('没有以“# ”开头的标题行')
  const title = lines[first]!.slice(2).trim()
  const end = lines.findIndex((line) => /^<!--\s*INFO END\s*-->$/.test(line))
  /** The title is often printed once more, over several lines. */
  const ofTitle = (line: string): boolean => lawName(title).includes(lawName(line))
  const about = (end > first ? lines.slice(first + 1, end) : []).filter((line) => line !== '' && !ofTitle(line))
  const articles: { no: string; headings: string[]; paragraphs: string[] }[] = []
  const notes: string[] = []
  const open: string[] = []
  let last = 0
  /** A heading that the next line may go on with. */
  let fresh = false
  for (const line of lines.slice((end > first ? end : first) + 1)) {
    if (line === '' || line.startsWith('<!--')) continue
    const [, marks, words] = /^(#{2,6})\s*(.+)$/.exec(line) ?? []
    if (marks && words) {
      open.length = Math.min(open.length, marks.length - 2)
      open.push(heading(words))
      fresh = true
      continue
    }
    const [, whole, sub, space, rest] = articleStart.exec(line) ?? []
    const n = whole === undefined ? undefined : numberOf(whole)
    const added = sub === undefined ? undefined : numberOf(sub)
    // A line that begins with another article's number cites it.
    const next = n !== undefined && (added === undefined ? n > last : n === last)
    if (n !== undefined && next && (space !== '' || n === last + 1 || rest === '' || added !== undefined)) {
      if (added === undefined && n > last + 1) notes.push(`第${last}条之后是第${n}条`)
      last = n
      const no = added === undefined ? String(n) : `${n}之${sub}`
      if (articles.at(-1)?.no === no) notes.push(`第${no}条出现两次`)
      articles.push({ no, headings: [...open], paragraphs: rest ? [rest] : [] })
      fresh = false
    } else if (fresh && !/[。；：]$/.test(line)) open.push(`${open.pop()!}${heading(line)}`)
    else if (!articles.length || fresh) {
      if (!ofTitle(line)) about.push(line)
    } else articles.at(-1)!.paragraphs.push(line)
  }
  if (!articles.length) throw new NoLaw('没有找到以“第一条”这样的条号开头的条文')
  for (const { no, paragraphs } of articles) if (!paragraphs.length) notes.push(`第${no}条没有内容`)
  const since = sinceOf(edition, about, articles)
  return {
    title,
    name: lawName(title),
    edition,
    since: since ?? edition,
    sinceFrom: since ? 'text' : 'edition',
    about,
    articles,
    notes,
  }
}
