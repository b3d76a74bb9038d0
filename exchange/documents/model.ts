/** An official document as data: what GB/T 9704 calls its elements. Both renderers, docx and PDF, read this and nothing else. */
import type { Day } from '../../kernel/time/index.ts'

export type Level = 1 | 2 | 3 | 4
export type Piece =
  /** Already numbered. */
  | { readonly is: 'heading'; readonly level: Level; readonly text: string }
  | { readonly is: 'paragraph'; readonly text: string }
  | { readonly is: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  /** Two columns without a head: what is on the left names what is on the right. */
  | { readonly is: 'facts'; readonly rows: readonly (readonly [name: string, value: string])[] }
  /** A square picture with a line below it. */
  | { readonly is: 'picture'; readonly svg: string; readonly png: Uint8Array; readonly below: string }
  /** Small text that is broken anywhere: hashes and proofs. */
  | { readonly is: 'code'; readonly text: string }

export interface Paper {
  /** The red head: the organ's mark and its number, 签发人 for documents that go upwards. Nothing for inside papers. */
  readonly head?: {
    readonly organ: string
    /** Its 发文字号, or room for it. */
    readonly number: string
    /** An empty name leaves room for it; without this, the number stands in the middle. */
    readonly signer?: string
    /** 紧急程度, on the first line at the left. */
    readonly urgency?: string
  }
  readonly title: string
  /** Below the title, in 楷体: the date of a public report, the period of a table. */
  readonly under?: string
  readonly addressee?: string
  readonly body: readonly Piece[]
  readonly attachments: readonly string[]
  /** Who signs, and the 成文日期; room is left for a day that has not come. */
  readonly signature?: { readonly organ: string; readonly day: Day | undefined }
  /** In brackets below the date (附注). */
  readonly note?: string
  /** 版记: copies to, printed by, on which day. */
  readonly imprint?: { readonly copies: string; readonly organ: string; readonly day: Day | undefined }
  /** Small, at the top of every page: that it is a draft, that it is a sample. */
  readonly mark?: string
  /** The day that the files carry as the day they were made, so that the same document is the same bytes. */
  readonly made: Day
  /** A file that is put into the PDF beside the text. */
  readonly enclosed?: { readonly name: string; readonly type: string; readonly text: string; readonly says: string }
}

/** Millimetres, points and characters of GB/T 9704-2012 and of common practice; see the tests. */
export const layout = {
  page: { width: 210, height: 297, top: 37, bottom: 35, left: 28, right: 26 },
  /** 三号, 二号, 四号. */
  size: { body: 16, title: 22, small: 14 },
  /** Points: 22 lines on 225 mm. 30 pt, which is often named, gives 21. */
  line: 28.95,
  /** Characters, on 156 mm. */
  perLine: 28,
  lines: 22,
  /** The organ's mark begins so many millimetres below the top of the text. */
  mark: 35,
  /** Millimetres from the number to the red line. */
  underNumber: 4,
  /** Millimetres from the text to the page number. */
  pageNumber: 7,
} as const
const pointsPerMillimetre = 72 / 25.4
export const points = (millimetres: number): number => millimetres * pointsPerMillimetre
/** Points of the text area. */
export const textWidth = points(layout.page.width - layout.page.left - layout.page.right)
export const textHeight = points(layout.page.height - layout.page.top - layout.page.bottom)
/** Points that are added between two characters of 三号, so that 28 of them fill a line. */
export const tracking = Math.floor((textWidth / layout.perLine - layout.size.body) * 100) / 100
/**
 * Points of the organ's mark: as large as one line takes, and not larger than what is usual; a name for which one line
 * is too small takes two, with a character to spare, as it is broken between words.
 */
export const markSize = (organ: string): number => {
  const taking = (characters: number): number => Math.floor((textWidth / Math.max(1, characters)) * 2) / 2
  const { length } = [...organ]
  const one = taking(length)
  return one >= 26 ? Math.min(56, one) : Math.max(24, Math.min(40, taking(Math.ceil(length / 2) + 1)))
}
