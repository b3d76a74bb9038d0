/** Figures: what is counted, over which rows, with which base and rounding, and how it is printed. */
import type { Pair } from '../law/index.ts'
import { bare, type Column, type Condition, type RowSet, type Source } from './rows.ts'

/** How a figure is printed; the stored value is always exact. */
export interface Prints {
  /** 余 phrases: down to two leading digits, and 余 only when something remains. */
  readonly over?: true
  /** Money and large counts in this unit. */
  readonly in?: '万元' | '亿元'
  /** Digits after the point (rates and amounts): 1 unless said otherwise, rounded half up. */
  readonly digits?: number
  /** A day as its month only. */
  readonly month?: true
  /** Said in place of 0. */
  readonly zero?: string
  /** Said where there is no base. */
  readonly none?: string
}
type Measure =
  | { readonly by: 'count' }
  | { readonly by: 'distinct' | 'sum' | 'latest'; readonly column: string }
  | { readonly by: 'rate'; readonly counting: Condition }
  | { readonly by: 'days'; readonly from: string; readonly to: string; readonly take: 'average' | 'median' | 'longest' }

export interface Figure {
  readonly label: Pair
  readonly unit: string
  readonly of: Source
  readonly measure: Measure
  /** `previous`: the same over the year before. `change`: this year less the year before. */
  readonly over: 'period' | 'previous' | 'change'
  readonly prints: Prints
  /** Further figures whose values and rows are added, of whatever mechanism. */
  readonly plus?: readonly Figure[]
}
const figure = (label: Pair, unit: string, of: Source, measure: Measure, prints: Prints): Figure => ({
  label,
  unit,
  of: bare(of),
  measure,
  over: 'period',
  prints,
})

/** A flow over acts in the period, a stock over spans on its last day. */
export const howMany = <C>(zh: string, en: string, unit: string, of: RowSet<C>, prints: Prints = {}): Figure =>
  figure([zh, en], unit, of, { by: 'count' }, prints)
export const distinct = <C>(
  zh: string,
  en: string,
  unit: string,
  of: RowSet<C>,
  by: (row: C) => Column<never>,
  prints: Prints = {},
): Figure => figure([zh, en], unit, of, { by: 'distinct', column: by(of.columns).column }, prints)
export const sum = <C>(
  zh: string,
  en: string,
  unit: string,
  of: RowSet<C>,
  by: (row: C) => Column<number>,
  prints: Prints = {},
): Figure => figure([zh, en], unit, of, { by: 'sum', column: by(of.columns).column }, prints)
/** The numerator is a condition on its base, so the part is never more than the whole. In per cent; half up; 100 only when all. */
export const rate = <C>(
  zh: string,
  en: string,
  base: RowSet<C>,
  counting: (row: C) => Condition,
  prints: Prints = {},
): Figure => figure([zh, en], '%', base, { by: 'rate', counting: counting(base.columns) }, prints)
/** How much of what fell due was done in time: a run of a term each, `inTime('按期归档率', 'Filed in time', due.archiving)`. */
export const inTime = <C extends { readonly late: Column<boolean> }>(
  zh: string,
  en: string,
  due: RowSet<C>,
  prints: Prints = {},
): Figure => rate(zh, en, due, (row) => row.late.is(false), prints)
/** The last day on which it happened in the period. */
export const latestDay = <C>(
  zh: string,
  en: string,
  of: RowSet<C>,
  by: (row: C) => Column<string>,
  prints: Prints = {},
): Figure => figure([zh, en], '', of, { by: 'latest', column: by(of.columns).column }, prints)
/** Calendar days between two days of the row: the average, the median or the longest. */
export const duration = <C>(
  zh: string,
  en: string,
  of: RowSet<C>,
  from: (row: C) => Column<string>,
  to: (row: C) => Column<string>,
  take: 'average' | 'median' | 'longest',
  prints: Prints = {},
): Figure =>
  figure([zh, en], '天', of, { by: 'days', from: from(of.columns).column, to: to(of.columns).column, take }, prints)
/** Figures that count different things, added up: `added('审核意见', 'Opinions', onDocuments, onContracts)`. Each keeps its rows. */
export const added = (zh: string, en: string, first: Figure, ...others: readonly Figure[]): Figure => ({
  ...first,
  label: [zh, en],
  plus: others,
})
/** A figure as the one or several that are added up in it, each by itself. */
export const addends = ({ plus, ...first }: Figure): readonly Figure[] => [first, ...(plus ?? []).flatMap(addends)]
/** The mechanisms whose rows decide a figure: those it counts and those it compares with. */
export const mechanismsOf = (figure: Figure): ReadonlySet<string> => {
  const within = (of: Source): string[] => [
    of.mechanism,
    ...[...of.where, ...of.except.map(({ that }) => that)].flatMap((test) =>
      'among' in test ? within(test.among) : [],
    ),
  ]
  return new Set(
    addends(figure).flatMap(({ of, measure }) => [
      ...within(of),
      ...(measure.by === 'rate' && 'among' in measure.counting ? within(measure.counting.among) : []),
    ]),
  )
}
/** The same figure over the year before: from the rows of that year, never a constant. */
export const previous = (zh: string, en: string, of: Figure): Figure => ({ ...of, label: [zh, en], over: 'previous' })
/** This year less the year before. */
export const change = (zh: string, en: string, of: Figure): Figure => ({ ...of, label: [zh, en], over: 'change' })
