/** Sentences: our wording around figures. A figure in a sentence is a link to its rows and cannot be typed over. */
import { bare, type Column, type Figure, type RowSet, type Source } from '../indicator/index.ts'

/** The five mandatory parts of the annual report (督察工作规定 第24条 and the chapter on reports; see `laws/`). */
export type Section = 'measures' | 'shortcomings' | 'first-responsible' | 'arrangements' | 'other'

/** Recorded words, one after another, from the rows of a register. */
export interface Listing {
  readonly rows: Source
  readonly column: string
}
export type Piece = string | Figure | Listing
/** Words around bound places: figures and listings in the report, chips in a letter. */
export interface Sentence<P = Figure | Listing> {
  readonly section: Section
  readonly pieces: readonly (string | P)[]
}

const sentence =
  (section: Section) =>
  <P extends readonly object[]>(words: TemplateStringsArray, ...pieces: P): Sentence<P[number]> => ({
    section,
    pieces: words.flatMap((word, at) => [...(word === '' ? [] : [word]), ...(pieces[at] ? [pieces[at]] : [])]),
  })
/** say`审理${i.heard}件。`: one sentence of the chapter on measures and results, or of a letter. */
export const say = sentence('measures')
/** The same, for another of the mandatory parts. */
export const sayIn = (section: Section) => sentence(section)
/** The words of a column, row by row: `${listed(was.open, (row) => row.words)}`. */
export const listed = <C>(rows: RowSet<C>, of: (row: C) => Column<string>): Listing => ({
  rows: bare(rows),
  column: of(rows.columns).column,
})

/** Free text around the sentences: rows that each say where they stand and what they say. No figure can be typed there. */
export interface Passages {
  readonly rows: Source
  readonly words: string
  /** The column with `section/chapter`. */
  readonly place: string
  /** The column with the number of sentences of that chapter which stand before it. */
  readonly after: string
}
/** `passages(parts.passage.cases, (row) => ({ words: row.words, place: row.place, after: row.after }))`. */
export const passages = <C>(
  rows: RowSet<C>,
  of: (row: C) => {
    readonly words: Column<string>
    readonly place: Column<string>
    readonly after: Column<number>
  },
): Passages => {
  const { words, place, after } = of(rows.columns)
  return { rows: bare(rows), words: words.column, place: place.column, after: after.column }
}
