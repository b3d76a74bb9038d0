/** The annual report as a document, as plain text, and its table of figures as data. */
import { plain, sections as names, type ReportSection } from '../../kernel/report/index.ts'
import type { Day } from '../../kernel/time/index.ts'
import type { ReportedFigure } from './figures.ts'
import type { Paper, Piece } from './model.ts'
import { headingNumber } from './words.ts'

export interface YearReport {
  readonly title: string
  readonly year: number
  readonly organ: string
  /** The day on which it was signed; nothing for a draft. */
  readonly day: Day | undefined
  /** Its figures were frozen: it does not change any more. */
  readonly frozen: boolean
  readonly sample: boolean
  readonly sections: readonly ReportSection[]
  readonly figures: readonly ReportedFigure[]
}

const nothing = '无。'
/** The text piece by piece: the five parts, of the first one its chapters, sentence by sentence. */
const piecesOf = (told: readonly ReportSection[]): Piece[] =>
  told.flatMap(({ section, chapters }, at): Piece[] => [
    { is: 'heading', level: 1, text: headingNumber(1, at + 1) + names.find(([id]) => id === section)![1][0] },
    ...chapters.flatMap(({ name, sentences }, of): Piece[] => [
      ...(section === 'measures'
        ? [{ is: 'heading', level: 2, text: headingNumber(2, of + 1) + name[0] } as const]
        : []),
      ...sentences.flatMap(({ pieces }) =>
        plain(pieces)
          .split('\n')
          .filter((line) => line.trim() !== '')
          .map((text): Piece => ({ is: 'paragraph', text })),
      ),
    ]),
    ...(chapters.length ? [] : [{ is: 'paragraph', text: nothing } as const]),
  ])

export const reportPaper = (report: YearReport): Paper => {
  const mark = [
    ...(report.frozen ? [] : ['草稿，数字随记录变动']),
    ...(report.sample ? ['示例数据，内容系虚构'] : []),
  ].join('　')
  return {
    title: report.title,
    body: piecesOf(report.sections),
    attachments: [],
    signature: { organ: report.organ, day: report.day },
    ...(mark && { mark }),
    made: report.day ?? `${report.year}-12-31`,
  }
}
/** As it is read aloud or pasted elsewhere: one line for each heading and each sentence. */
export const reportText = ({ title, sections }: Pick<YearReport, 'title' | 'sections'>): string =>
  `${title}\n\n${piecesOf(sections)
    .map((piece) => (piece.is === 'heading' ? `\n${piece.text}` : piece.is === 'paragraph' ? piece.text : ''))
    .join('\n')
    .trim()}\n`
