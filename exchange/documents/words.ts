/** How official Chinese writes days, numbers and titles. */
import type { Day } from '../../kernel/time/index.ts'
import { layout, textWidth, type Level } from './model.ts'

/** 2022年3月1日: Arabic digits without leading zeros; room is left for a day that has not come. */
export const dayInWords = (day: Day | undefined): string => {
  if (!day) return '　　　　年　　月　　日'
  const [year, month, date] = day.split('-')
  return `${year}年${Number(month)}月${Number(date)}日`
}
const digits = '零一二三四五六七八九'
/** 1 to 99: 一, 十, 十一, 二十, 二十一. */
export const inHan = (n: number): string =>
  n < 10 ? digits[n]! : `${n < 20 ? '' : digits[Math.floor(n / 10)]}十${n % 10 ? digits[n % 10] : ''}`
/** The number in front of a heading: 一、 （一） 1. （1）. */
export const headingNumber = (level: Level, n: number): string =>
  [`${inHan(n)}、`, `（${inHan(n)}）`, `${n}.`, `（${n}）`][level - 1]!

/** Half-width punctuation between Chinese characters, and straight quotes, become what official Chinese writes. */
export const typographic = (text: string): string => {
  let quotes = 0
  return text
    .replace(
      /(?<=[\p{Script=Han}》”）])\s*([,;:?!])\s*(?=[\p{Script=Han}《“（]|$)/gu,
      (_, sign: string) => '，；：？！'[',;:?!'.indexOf(sign)]!,
    )
    .replace(/"/g, () => (quotes++ % 2 ? '”' : '“'))
}

const words = new Intl.Segmenter('zh', { granularity: 'word' })
const closing = /^[，。；：、？！）》」』”’〕】％%]/u
const opening = /[（《「『“‘〔【]$/u
/** 2022年度: a number stays with what it counts. */
const numbered = (before: string, piece: string): boolean => /\d$/.test(before) && /^\p{Script=Han}/u.test(piece)
/** What a line of a title should not begin with, or end in: it would read as cut off. */
const clings = /^(的|和|与|及|等|之|号)/u
const leads = /(关于|对|和|与|及)$/u
/** Pieces of a title between which it may be broken; short names in 《》 stay whole. */
const pieces = (title: string, most: number): string[] => {
  const whole = title
    .split(/(《[^《》]*》|[^《》〔〕\s]{0,8}〔[^〔〕]*〕[^《》〔〕\s]{0,6}号)/u)
    .flatMap((one) =>
      /[《〔]/u.test(one) && [...one].length <= most / 2
        ? [one]
        : [...words.segment(one)].map(({ segment }) => segment),
    )
  const found: string[] = []
  for (const piece of whole) {
    const last = found.at(-1)
    if (last !== undefined && (closing.test(piece) || opening.test(last) || numbered(last, piece)))
      found[found.length - 1] = last + piece
    else if (piece) found.push(piece)
  }
  // A word longer than a line is broken anywhere.
  return found.flatMap((piece) => ([...piece].length <= most ? [piece] : (piece.match(/.{1,10}/gsu) ?? [])))
}
/** In characters; Latin letters and digits are half as wide. */
export const widthOf = (text: string): number =>
  [...text].reduce((sum, one) => sum + (/[\u0020-\u007e]/.test(one) ? 0.5 : 1), 0)
/** The cheapest way to set the pieces in so many lines; nothing where they do not fit. */
const broken = (all: readonly string[], count: number, most: number): string[] | undefined => {
  const ideal = widthOf(all.join('')) / count
  const best: ({ readonly cost: number; readonly from: number } | undefined)[][] = [[{ cost: 0, from: 0 }]]
  for (let line = 1; line <= count; line++) {
    best[line] = []
    for (let to = 1; to <= all.length; to++)
      for (let from = 0; from < to; from++) {
        const before = best[line - 1]![from]
        const width = widthOf(all.slice(from, to).join(''))
        if (!before || width > most) continue
        // A shorter last line reads well, a longer one does not.
        const uneven = (width - ideal) ** 2 * (line === count && width > ideal ? 2 : 1)
        const cut =
          (from > 0 && clings.test(all[from]!) ? 40 : 0) + (to < all.length && leads.test(all[to - 1]!) ? 30 : 0)
        const cost = before.cost + uneven + cut
        if (cost < (best[line]![to]?.cost ?? Infinity)) best[line]![to] = { cost, from }
      }
  }
  const found: string[] = []
  for (let line = count, to = all.length; line > 0; line--) {
    const step = best[line]![to]
    if (!step) return undefined
    found.unshift(all.slice(step.from, to).join(''))
    to = step.from
  }
  return found
}
/** A title as lines of about equal length, broken between words. `most` is the number of characters that a line takes. */
export const titleLines = (
  title: string,
  most: number = Math.floor(textWidth / layout.size.title) - 1,
): readonly string[] => {
  const lines = Math.ceil(widthOf(title) / most)
  if (lines <= 1) return [title]
  const all = pieces(title, most)
  for (let count = lines; count <= lines + 3; count++) {
    const found = broken(all, count, most)
    if (found) return found
  }
  return [title]
}
/**
 * How far, in characters, the organ's name and the date stand from the right edge: the date four, the name centred over
 * it for the seal; a long name moves left until it fits.
 */
export const signatureIndents = (organ: string, date: string): { readonly organ: number; readonly date: number } => ({
  organ: Math.max(0, 4 + (widthOf(date) - widthOf(organ)) / 2),
  date: 4,
})
/** How the columns of a table share its width: by their longest cell, within reason. */
export const columnShares = (lines: readonly (readonly string[])[]): number[] => {
  const columns = Math.max(0, ...lines.map((line) => line.length))
  return Array.from({ length: columns }, (_, at) => {
    const widest = Math.min(24, Math.max(3, ...lines.map((line) => widthOf(line[at] ?? ''))))
    // Up to eight characters stay on one line (`pdf`, `docx`); among many columns there is no room for that.
    return columns > 5 && widest > 5 && widest <= 8 ? 12 : widest
  })
}
