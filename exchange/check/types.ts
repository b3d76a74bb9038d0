/** What the check of a report speaks of: figures as they stand in a text, and what is wrong with them. */

export type FigureKind = 'count' | 'rate' | 'money' | 'days' | 'date' | 'measure'
/** A change is what was gained or lost; `from` and `to` are the two ends of one; everything else is a level. */
export type Role = 'level' | 'change' | 'from' | 'to'

/** One figure in the text. Offsets count UTF-16 units, as `text.slice(start, end) === quote`. */
export interface Figure {
  readonly quote: string
  readonly start: number
  readonly end: number
  /** In the base unit: 元 and not 万元, 条 and not 万条. Of a date `2022-05-31`, of a month `2022-07`, without a year `05-31`. */
  readonly value: number | string
  /** 人, 件, 元, %, 工作日 …; `date` or `month` of a date; empty where the text gives none. */
  readonly unit: string
  readonly kind: FigureKind
  /** The words beside the number that say how exact it is, in the order of the text; empty where it is exact. */
  readonly precision: string
  /** What it counts: the noun phrase, and its last word. */
  readonly about: string
  readonly head: string
  readonly role: Role
  /** Up, down, or not said. */
  readonly direction: -1 | 0 | 1
  /** As it is printed: 198.2 亿元 with one decimal. */
  readonly stated: { readonly value: number; readonly unit: string; readonly decimals: number }
}
export type Severity = 'error' | 'doubt' | 'note'
/** What kind of remark it is, for filters and tests. */
export type Rule =
  | 'rate'
  | 'truncated'
  | 'change'
  | 'part above whole'
  | 'sum'
  | 'two values'
  | 'scope'
  | 'run together'
  | 'separator'
  | 'punctuation'
  | 'year'
  | 'date'
  | 'missing part'
  | 'precision'
  | 'record'
export interface Finding {
  readonly severity: Severity
  readonly rule: Rule
  readonly quote: string
  readonly start: number
  readonly end: number
  readonly message: string
  readonly proposal: string
  /** Every place, where one finding stands for many. */
  readonly places?: readonly (readonly [start: number, end: number])[]
}
/** A figure held against the records of the year. */
export interface Against {
  readonly figure: number
  readonly is: 'equal' | 'equal after rounding' | 'different' | 'unknown'
  readonly indicator?: string
  readonly name?: string
  /** As the records print it. */
  readonly recorded?: string
  readonly definition?: string
}
export interface Checked {
  /** The year that the report tells of, as far as it says so. */
  readonly year: number | undefined
  readonly figures: readonly Figure[]
  readonly findings: readonly Finding[]
  readonly against?: readonly Against[]
}
