/** What is told of an import, by the server and on the screen alike: types only, so that the browser can read them too. */

/** What one unit of a money column is, in powers of ten of a yuan. */
export type MoneyUnit = '元' | '万元' | '亿元'
/** How the columns of a sheet are read. */
export interface Mapping {
  /** For each column of the sheet, from the first: the id of what it holds, `#` for serial numbers, or nothing. */
  readonly columns: readonly (string | null)[]
  /** Texts that stand in every row for what the sheet has no column for. */
  readonly fixed: Readonly<Record<string, string>>
  /** The unit in which a money column counts, by its id. */
  readonly units: Readonly<Record<string, MoneyUnit>>
  /** The act of rows that name none. */
  readonly act: string | undefined
}
/** One column of the sheet and what it is taken for. */
export interface Guess {
  /** From 0. */
  readonly column: number
  readonly heading: string
  readonly id: string | null
  /** 0 to 1. */
  readonly sure: number
  readonly why: 'exact' | 'remembered' | 'alike' | 'content' | 'none'
  /** A few of its cells, as read. */
  readonly samples: readonly string[]
}
export type ImportState =
  /** Being looked through; then its rows are judged. */
  | 'reading'
  | 'checking'
  | 'checked'
  | 'committing'
  | 'done'
  | 'undone'
  /** Not readable at all, or given up. */
  | 'refused'
  | 'abandoned'
/** What is wrong in one cell, or in a row as a whole. */
export interface RowFault {
  readonly row: number
  /** As the sheet counts: C5; nothing where no cell is to blame. */
  readonly at: string | undefined
  readonly field: string
  readonly words: string
  /** The cell as read. */
  readonly cell: string
}
export interface PreviewRow {
  readonly row: number
  readonly cells: readonly string[]
  readonly is: 'good' | 'wrong' | 'again' | 'skipped'
  /** Breaches that would be recorded; why it is skipped. */
  readonly notes: readonly string[]
}
/** What a pass over all rows found. Lists are capped, numbers are not. */
export interface Report {
  readonly rows: number
  readonly good: number
  readonly wrong: number
  /** Rows that an earlier import has recorded already. */
  readonly again: number
  readonly skipped: readonly { readonly row: number; readonly why: string }[]
  readonly faults: readonly RowFault[]
  readonly preview: readonly PreviewRow[]
  /** Good rows by the act they stand for, and by each later fact that they tell. */
  readonly acts: Readonly<Record<string, number>>
  /** Good rows that are recorded with a breach. */
  readonly breached: number
  /** Needed columns that the sheet does not have, by label. */
  readonly missing: readonly string[]
  readonly seconds: number
}
