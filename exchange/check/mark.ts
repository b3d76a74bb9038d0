/** What the checks share: a finding at a place of the text, the neighbours of a figure, and how numbers are printed. */
import type { Read } from './figures.ts'
import { sentenceAt, type Source } from './text.ts'
import type { Figure, Finding, Rule, Severity } from './types.ts'

/** A figure with its number in the text's order, and the sentence it stands in. */
export interface Placed {
  readonly at: number
  readonly figure: Figure
}
export interface Text {
  readonly source: Source
  readonly read: Read
  /** The figures of each sentence, in order. */
  readonly sentences: readonly (readonly Placed[])[]
  /** The text between the figure before it in the sentence, or the sentence's beginning, and this figure. */
  readonly before: (at: number) => string
  readonly after: (at: number) => string
}
export const textOf = (source: Source, read: Read): Text => {
  const sentences: Placed[][] = []
  const bounds = read.figures.map(({ start }) => sentenceAt(source, start))
  read.figures.forEach((figure, at) => {
    const same = at > 0 && bounds[at]![0] === bounds[at - 1]![0]
    if (same) sentences.at(-1)!.push({ at, figure })
    else sentences.push([{ at, figure }])
  })
  return {
    source,
    read,
    sentences,
    before: (at) => {
      const { start } = read.figures[at]!
      return source.flat.slice(Math.max(bounds[at]![0], read.figures[at - 1]?.end ?? 0), start)
    },
    after: (at) => {
      const { end } = read.figures[at]!
      return source.flat.slice(end, Math.min(bounds[at]![1], read.figures[at + 1]?.start ?? Infinity))
    },
  }
}
export const finding = (
  { text }: Source,
  severity: Severity,
  rule: Rule,
  [start, end]: readonly [start: number, end: number],
  message: string,
  proposal: string,
): Finding => ({ severity, rule, quote: text.slice(start, end), start, end, message, proposal })
export const placeOf = ({ start, end }: Figure): readonly [number, number] => [start, end]

/** Exact: neither 余, 约, 近 nor a bound stands beside it. 达 and 共 take nothing away. */
export const isExact = ({ precision }: Figure): boolean =>
  !/[余多来几近约超逾成—]|不|以上|以下|以内|之内|左右|上下|突破|至少|最多|至多|内/.test(precision)
export const isNumber = (figure: Figure): figure is Figure & { readonly value: number } =>
  typeof figure.value === 'number'
export const valueOf = ({ value }: Figure): number => (typeof value === 'number' ? value : NaN)
/** Half of the last place that is printed, in the base unit. */
export const slack = ({ stated, value }: Figure): number =>
  typeof value !== 'number' || stated.value === 0 ? 0 : (Math.abs(value / stated.value) * 10 ** -stated.decimals) / 2
export const printed = (value: number): string => String(Number(value.toFixed(4)))
