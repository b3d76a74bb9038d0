/** Limits of what is read from a file that others made, and the sentence in which a file is refused. */

/** The file cannot be read; `message` is a Chinese sentence: what is wrong and what to do. Nothing was written. */
export class Refused extends Error {}

/** Bytes of a packed file (xlsx, ods), and of a text file, which streams. */
export const largestPacked = 60 * 2 ** 20
export const largestText = 400 * 2 ** 20
/** Bytes of all parts of a packed file together, counted while they are unpacked. */
export const largestUnpacked = 2 ** 30
/** How many times its size a part may unpack to, once it is longer than `smallPart`. */
export const steepest = 200
export const smallPart = 16 * 2 ** 20
export const mostParts = 3000
export const mostColumns = 500
export const mostRows = 1_048_576
/** An ods may say of a row that it stands a hundred million times. */
export const mostOdsRows = 100_000
/** Characters of a cell: Excel's own limit. */
export const longestCell = 32_767
/** Characters of all cells together. */
export const mostText = 400_000_000
/** Cells beyond `mostColumns`, empty but formatted ones too, that a file may make us pass over. */
export const mostBeyond = 2_000_000

/** One row of a sheet: its number as the sheet counts it, from 1, and its cells; trailing empty ones are left out. */
export interface SheetRow {
  readonly n: number
  readonly cells: readonly SheetCell[]
}
export type SheetCell = string | number | boolean | Date | null
export type SheetKind = 'xlsx' | 'ods' | 'csv'
/** What a file is, before its rows are read. */
export interface Outline {
  readonly kind: SheetKind
  /** The visible ones with their first rows; a csv has one, without a name. */
  readonly sheets: readonly { readonly name: string; readonly first: readonly SheetRow[] }[]
  /** Days are counted from 1904 in this workbook. */
  readonly from1904: boolean
  /** The mark that a template of ours carries: mechanism and fingerprint of its declaration. */
  readonly mark: string | undefined
}
/** A file to read: where it lies and what its sender called it. */
export interface Source {
  readonly path: string
  readonly name: string
}
