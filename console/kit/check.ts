/**
 * What can be said about a report's text while it is written: what the check of any report finds in it, typed numbers that
 * no figure of the report bears out, mandatory parts with nothing in them. Words for people; nothing is forbidden here.
 */
import { check, rounded, type Figure, type Rule } from '../../exchange/check/index.ts'

export interface Remark {
  readonly is: Rule | 'no figure'
  readonly words: string
}
interface Told {
  readonly printed: string
  readonly value?: number | string
  readonly numerator?: number
  readonly denominator?: number
}
const isNumber = (value: unknown): value is number => typeof value === 'number'

/** Remarks about typed text, given the year and the figures of the report around it. */
export const checkText = (text: string, figures: readonly Told[], year?: number): Remark[] => {
  const checked = check(text, year)
  const known = new Set(
    figures.flatMap(({ printed, value, numerator, denominator }) => [
      ...check(printed).figures.map((figure) => figure.value),
      ...[value, numerator, denominator].filter(isNumber),
    ]),
  )
  const counts = checked.figures
    .filter(({ unit }) => unit !== '%')
    .map(({ value }) => value)
    .filter(isNumber)
  /** A rate may be said with fewer digits than the report prints, where its two numbers stand beside it. */
  const follows = ({ value, unit, stated: { decimals } }: Figure): boolean =>
    unit === '%' &&
    counts.some((part) => counts.some((whole) => whole >= part && rounded((part / whole) * 100, decimals) === value))
  const found = checked.findings.filter(({ severity, rule }) => severity !== 'note' && rule !== 'missing part')
  const remarked = (start: number, end: number): boolean => found.some((one) => one.start < end && start < one.end)
  return [
    ...found.map(({ rule, quote, message, proposal }) => ({ is: rule, words: `“${quote}”：${message}。${proposal}` })),
    ...checked.figures
      .filter(
        (figure) =>
          isNumber(figure.value) && !known.has(figure.value) && !follows(figure) && !remarked(figure.start, figure.end),
      )
      .map(({ quote }) => ({
        is: 'no figure' as const,
        words: `${quote}不是报告中的任何一个数字，请改用台账数出的数字或说明来源`,
      })),
  ]
}
/** The mandatory parts that say nothing yet. */
export const missingParts = (
  sections: readonly { readonly section: string; readonly chapters: readonly unknown[] }[],
  nameOf: (section: string) => string,
): Remark[] =>
  sections
    .filter(({ chapters }) => chapters.length === 0)
    .map(({ section }) => ({ is: 'missing part', words: `“${nameOf(section)}”还没有内容，这是必须有的部分` }))
