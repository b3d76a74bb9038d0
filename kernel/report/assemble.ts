/** The annual report assembles itself: the sentences of every mechanism, chapter by chapter, with their figures measured. */
import type { Pair } from '../law/index.ts'
import { rows, type Client } from '../ledger/index.ts'
import {
  definitionOf,
  measure,
  queryOf,
  type Figure,
  type Measured,
  type Procedures,
  type Question,
  type Reader,
  type Source,
} from '../indicator/index.ts'
import type { Passages, Piece, Section, Sentence } from './say.ts'

export interface Told {
  readonly id: string
  readonly name: Pair
  readonly mechanisms: readonly {
    readonly id: string
    readonly name: Pair
    readonly report: readonly Sentence[]
    readonly passages?: Passages | undefined
  }[]
}
/** Which row a passage is: what its text is changed by. */
export interface PassageRow {
  readonly case: string
  readonly part: string
}
/** A figure in its sentence: a link to its definition and rows. */
export interface FigureLink extends Measured {
  readonly id: string
  readonly label: Pair
  readonly definition: string
}
export type Spoken = { readonly text: string } | { readonly figure: FigureLink } | { readonly list: readonly string[] }
interface ToldSentence {
  readonly mechanism: string
  readonly pieces: readonly Spoken[]
  /** Of free text only. */
  readonly passage?: PassageRow
}
export interface ReportSection {
  readonly section: Section
  readonly chapters: readonly {
    readonly id: string
    readonly name: Pair
    readonly sentences: readonly ToldSentence[]
  }[]
}
export const sections: readonly (readonly [Section, Pair])[] = [
  ['measures', ['主要举措和成效', 'Measures and results']],
  ['shortcomings', ['不足和原因', 'Shortcomings and their causes']],
  ['first-responsible', ['第一责任人履职情况', 'The first person responsible']],
  ['arrangements', ['下一年度主要安排', 'Arrangements for the next year']],
  ['other', ['其他需要报告的情况', 'Other matters']],
]

/** How a sentence's figures are known by their public ids. */
export type IdOf = (figure: Figure) => string
const listing = async (
  client: Client,
  procedures: Procedures,
  piece: Extract<Piece, { rows: unknown }>,
  question: Question,
): Promise<string[]> => {
  const query = queryOf(procedures, piece.rows, question)
  const found = await rows<{ words: string | null }>(
    client,
    query.select(`${query.at.column(piece.column)} AS words`, ` ORDER BY ${query.at.on}, ${query.at.id} LIMIT 200`),
    query.values.all,
  )
  return found.flatMap(({ words }) => (words ? [words] : []))
}
interface Passage {
  readonly place: string
  readonly after: number
  readonly told: ToldSentence
}
/** All free text of the year, in the order in which it was written. */
const passagesOf = async (
  client: Client,
  procedures: Procedures,
  chapters: readonly Told[],
  question: Question,
): Promise<Passage[]> => {
  const found: Passage[] = []
  for (const { id: mechanism, passages } of chapters.flatMap(({ mechanisms }) => mechanisms)) {
    if (!passages) continue
    const query = queryOf(procedures, passages.rows, question)
    const { at } = query
    const columns = `${at.caseId} AS "case", ${at.id} AS part, ${at.column(passages.words)} AS words, ${at.column(passages.place)} AS place, ${at.column(passages.after)} AS "after"`
    for (const row of await rows<PassageRow & { words: string; place: string; after: number }>(
      client,
      query.select(columns, ` ORDER BY ${at.on}, ${at.id} LIMIT 1000`),
      query.values.all,
    ))
      found.push({
        place: row.place,
        after: Number(row.after),
        told: { mechanism, pieces: [{ text: row.words }], passage: { case: row.case, part: row.part } },
      })
  }
  return found
}
/** The sentences of a chapter with its free text between them. */
const between = (sentences: readonly ToldSentence[], free: readonly Passage[]): ToldSentence[] =>
  [undefined, ...sentences].flatMap((sentence, n) => [
    ...(sentence ? [sentence] : []),
    ...free.filter(({ after }) => Math.min(after, sentences.length) === n).map(({ told }) => told),
  ])
/** Of the district's sentences a unit tells only those that have something of its own, and no day that never came. */
const concerns = (pieces: readonly Spoken[]): boolean => {
  const figures = pieces.flatMap((piece) => ('figure' in piece ? [piece.figure] : []))
  return (
    figures.length === 0 ||
    (figures.some(({ rows }) => rows > 0) &&
      figures.every(({ value, denominator }) => value !== undefined || denominator !== undefined))
  )
}
const later = {
  value: undefined,
  numerator: undefined,
  denominator: undefined,
  printed: '（未列）',
  rows: 0,
  open: 0,
  definition: '这一指标在报告定稿时还没有。',
} as const
/** The registers from which the report takes lists and free texts, and not only figures. */
export const listedIn = (chapters: readonly Told[]): ReadonlySet<string> => {
  const found = new Set<string>()
  const add = (source: Source): void => {
    found.add(source.mechanism)
    for (const condition of [...source.where, ...source.except.map(({ that }) => that)])
      if ('among' in condition) add(condition.among)
  }
  for (const { report, passages } of chapters.flatMap(({ mechanisms }) => mechanisms)) {
    for (const piece of report.flatMap(({ pieces }) => pieces))
      if (typeof piece !== 'string' && 'rows' in piece) add(piece.rows)
    if (passages) add(passages.rows)
  }
  return found
}
export const assemble = async (
  client: Client,
  procedures: Procedures,
  chapters: readonly Told[],
  question: Question,
  idOf: IdOf,
  reader: Reader = 'all',
  /** Figures that are not measured but stand as they were frozen; what is none of them came later and is not told. */
  frozen?: ReadonlyMap<string, Measured & { readonly definition: string }>,
): Promise<ReportSection[]> => {
  const known = new Map<string, FigureLink>()
  const speak = async (piece: Piece): Promise<Spoken> => {
    if (typeof piece === 'string') return { text: piece }
    if ('rows' in piece) return { list: await listing(client, procedures, piece, question) }
    const id = idOf(piece)
    let link = known.get(id)
    if (!link) {
      const kept = frozen && (frozen.get(id) ?? later)
      link = {
        id,
        label: piece.label,
        definition: kept?.definition ?? definitionOf(procedures, piece),
        ...(kept ?? (await measure(client, procedures, piece, question, reader))),
      }
      known.set(id, link)
    }
    return { figure: link }
  }
  const told: ReportSection[] = []
  // A unit's report is made of the district's sentences alone.
  const free = question.units ? [] : await passagesOf(client, procedures, chapters, question)
  for (const [section] of sections) {
    const inSection: ReportSection['chapters'][number][] = []
    for (const { id, name, mechanisms } of chapters) {
      const sentences: ToldSentence[] = []
      for (const m of mechanisms) {
        for (const sentence of m.report) {
          if (sentence.section !== section) continue
          const pieces: Spoken[] = []
          for (const piece of sentence.pieces) pieces.push(await speak(piece))
          // A sentence around a list says nothing where the list is empty.
          if (question.units && !concerns(pieces)) continue
          if (!pieces.some((piece) => 'list' in piece && !piece.list.length))
            sentences.push({ mechanism: m.id, pieces })
        }
      }
      const all = between(
        sentences,
        free.filter(({ place }) => place === `${section}/${id}`),
      )
      if (all.length) inSection.push({ id, name, sentences: all })
    }
    told.push({ section, chapters: inSection })
  }
  return told
}
/** The plain words of a spoken sentence. */
export const plain = (pieces: readonly Spoken[]): string =>
  pieces
    .map((piece) => ('text' in piece ? piece.text : 'figure' in piece ? piece.figure.printed : piece.list.join('；')))
    .join('')
