/** Days, months and periods in a text. A day or month is a figure; a bare year, a period and the date of the document are not. */
import { chineseInteger } from './numerals.ts'
import { lineAt, type Source } from './text.ts'

export interface Dated {
  readonly start: number
  readonly end: number
  /** Nothing where it is no figure but must not be read as one either. */
  readonly value?: string
  readonly unit?: 'date' | 'month'
  readonly precision: string
  /** Month 13, 30 February: what is wrong with it. */
  readonly impossible?: true
}
const number = '(?:\\d{1,2}|[一二三四五六七八九十]{1,3})'
const yearWords = '(?:(?:19|20)\\d{2}|[一二][九〇零○Ｏ][〇零一二三四五六七八九○]{2}|今|去|上|当|明|次|前)'
const form = new RegExp(
  `(?:(?<year>${yearWords})\\s?年(?:度)?(?:的)?\\s?)?(?<![\\d.一二三四五六七八九十])(?<month>${number})\\s?月(?!饼|薪|均|租|报|度)(?:份)?(?:\\s?(?<day>${number})\\s?[日号](?!常)|(?<part>底|末|初|上旬|中旬|下旬))?(?<part2>前(?!后)|之前|底前|以前|起|后|以来)?`,
  'g',
)
/** 2022年1—11月, 1至6月, 3月至5月, 2021—2025年, 2022-12-31, 2022年度. */
const periods: readonly RegExp[] = [
  /(?:(?:19|20)\d{2}\s?年\s?)?(?<!\d)\d{1,2}\s?月?(?:\s?\d{1,2}\s?日)?\s?起?\s?(?:[—–―\-~～]{1,2}|至|到)\s?(?:(?:19|20)\d{2}\s?年\s?)?(?:次年)?\d{1,2}\s?月(?:份)?(?:\s?\d{1,2}\s?日|底)?/g,
  /(?<!\d)\d{1,2}\s?月\s?\d{1,2}\s?日?\s?(?:[—–―\-~～]{1,2}|至|到)\s?(?:\d{1,2}\s?月\s?)?\d{1,2}\s?日/g,
  /(?<!\d)(?:19|20)\d{2}\s?年?(?:度)?\s?(?:[—–―\-~～]{1,2}|至|到|、)\s?(?:19|20)?\d{2}\s?年(?:度)?/g,
  /(?<!\d)(?:19|20)\d{2}[-/.](?:0?[1-9]|1[0-2])(?:[-/.](?:3[01]|[12]\d|0?[1-9]))?(?!\d)/g,
  /(?<!\d)(?:19|20)\d{2}(?:[—–-]{1,2}(?:19|20)\d{2})?\s?(?:年度?|版|届|级)/g,
  /(?<!\d)\d{2}\s?年代|(?<!\d)(?:19|20)\d{2}(?=[）)〕\]])/g,
  /[一二][九〇零○][〇零一二三四五六七八九○]{2}年/g,
]
const lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const leap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const lastDay = (year: number | undefined, month: number): number =>
  month === 2 && year !== undefined && !leap(year) ? 28 : lengths[month - 1]!
const plain = (words: string): number => (/^\d/.test(words) ? Number(words) : (chineseInteger(words) ?? NaN))
const two = (value: number): string => String(value).padStart(2, '0')

/** The year that a date without one belongs to: the last one named before it in its sentence, otherwise the report's. */
const yearBefore = ({ flat, year }: Source, at: number): number | undefined => {
  const before = flat
    .slice(Math.max(0, at - 60), at)
    .split(/[。\n]/)
    .at(-1)!
  const named = [...before.matchAll(/(?<!\d)((?:19|20)\d{2})\s?年/g)].at(-1)?.[1]
  return named === undefined ? year : Number(named)
}
const spoken: Readonly<Record<string, number>> = { 今: 0, 当: 0, 去: -1, 上: -1, 明: 1, 次: 1, 前: -2 }
const yearSaid = (source: Source, words: string | undefined, at: number): number | undefined => {
  if (words === undefined) return yearBefore(source, at)
  if (/^\d/.test(words)) return Number(words)
  if (words in spoken) return source.year === undefined ? undefined : source.year + spoken[words]!
  return Number(
    [...words].map((word) => Math.max(0, '〇一二三四五六七八九'.indexOf(word.replace(/[零○]/, '〇')))).join(''),
  )
}
/** Alone on its line, or after 日期： — the day of the document, which reports nothing. */
const ofTheDocument = (source: Source, start: number, end: number): boolean => {
  const { flat } = source
  const before = flat.slice(Math.max(lineAt(source, start)[0], start - 60), start)
  const after = flat.slice(end, end + 12).split('\n')[0]!
  return (
    (before.trim() === '' && after.trim() === '') ||
    (/[(（]\s*$/.test(before) && /^\s*[)）]\s*$/.test(after) && before.trim().length <= 1) ||
    /(?:日期|时间|来源|发布|更新)[^。，\n]{0,12}$/.test(before)
  )
}
export const readDates = (source: Source): Dated[] => {
  const { flat } = source
  const found: Dated[] = []
  const taken = new Uint8Array(flat.length)
  const free = (start: number, end: number): boolean => {
    for (let at = start; at < end; at++) if (taken[at] || source.masked[at]) return false
    return true
  }
  for (const period of periods.slice(0, 3))
    for (const { index, 0: words } of flat.matchAll(period)) {
      if (!free(index, index + words.length)) continue
      taken.fill(1, index, index + words.length)
      found.push({ start: index, end: index + words.length, precision: '' })
    }
  for (const match of flat.matchAll(form)) {
    const { index: start, 0: words, groups } = match
    const end = start + words.length
    if (!free(start, end)) continue
    const month = plain(groups!.month!)
    const day = groups!.day === undefined ? undefined : plain(groups!.day)
    if (!/^\d/.test(groups!.month!) && groups!.day === undefined && groups!.year === undefined) continue
    taken.fill(1, start, end)
    if (ofTheDocument(source, start, end)) {
      found.push({ start, end, precision: '' })
      continue
    }
    const year = yearSaid(source, groups!.year, start)
    const said = year === undefined ? '' : `${year}-`
    const { part = '', part2 = '' } = groups!
    if (/(?:农历|阴历)\S{0,4}$/.test(flat.slice(Math.max(0, start - 6), start))) continue
    if (!(month >= 1 && month <= 12) || (day !== undefined && !(day >= 1 && day <= lastDay(year, month)))) {
      found.push({ start, end, precision: '', impossible: true })
      continue
    }
    const last = part === '底' || part === '末' ? lastDay(year, month) : day
    found.push({
      start,
      end,
      value: last === undefined ? `${said}${two(month)}` : `${said}${two(month)}-${two(last)}`,
      unit: last === undefined ? 'month' : 'date',
      precision: [part, part2].filter(Boolean).join(' '),
    })
  }
  for (const period of periods.slice(3))
    for (const { index, 0: words } of flat.matchAll(period)) {
      if (!free(index, index + words.length)) continue
      taken.fill(1, index, index + words.length)
      found.push({ start: index, end: index + words.length, precision: '' })
    }
  return found.sort((a, b) => a.start - b.start)
}
