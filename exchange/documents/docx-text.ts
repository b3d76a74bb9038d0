/** How text is set in a docx: faces, sizes, the grid of lines and characters. */
import { LineRuleType, Paragraph, TextRun, type IParagraphOptions, type IRunOptions } from 'docx'
import { layout, points, tracking } from './model.ts'
import { typographic } from './words.ts'

export const twips = (inPoints: number): number => Math.round(inPoints * 20)
export const fromMillimetres = (millimetres: number): number => twips(points(millimetres))
export const line = twips(layout.line)
/** Width of one character of 三号. */
export const character = layout.size.body + tracking
export const faces = {
  title: '方正小标宋简体',
  body: '仿宋_GB2312',
  kai: '楷体_GB2312',
  hei: '黑体',
  song: '宋体',
} as const
type Face = keyof typeof faces
export const headingFaces: readonly Face[] = ['hei', 'kai', 'body', 'body']

/** Quotes, dashes and dots that Latin text has too: without the hint they come out in the Latin face, half as wide. */
const shared = /([“”‘’…—·]+)/u
export interface Set {
  readonly face?: Face
  readonly size?: number
  readonly colour?: string
  /** Points between characters; that of the text grid where left out. */
  readonly apart?: number
}
export const runs = (text: string, set: Set = {}): TextRun[] => {
  const { face = 'body', size = layout.size.body, colour, apart = tracking } = set
  const eastAsia = faces[face]
  const latin = face === 'song' ? eastAsia : 'Times New Roman'
  const plain: IRunOptions = {
    size: size * 2,
    // Rounded down: 28 characters that are a hair too wide are 27 on the line.
    characterSpacing: Math.floor(apart * 20),
    ...(colour && { color: colour }),
  }
  return typographic(text)
    .split(shared)
    .filter((part) => part !== '')
    .map((part) => {
      const ours = shared.test(part)
      const name = ours ? eastAsia : latin
      const font = { eastAsia, ascii: name, hAnsi: name, cs: name, ...(ours && { hint: 'eastAsia' }) }
      return new TextRun({ ...plain, text: part, font })
    })
}
export const exact = { line, lineRule: LineRuleType.EXACT, before: 0, after: 0 } as const
export const paragraph = (text: string | readonly TextRun[], more: IParagraphOptions = {}): Paragraph =>
  new Paragraph({
    spacing: exact,
    widowControl: false,
    ...more,
    children: typeof text === 'string' ? runs(text) : [...text],
  })
export const indented = { indent: { firstLine: twips(2 * character), firstLineChars: 200 } } as const
export const blank = (more: IParagraphOptions = {}): Paragraph => paragraph([], more)
export const lines = (all: readonly string[], set: Set): TextRun[] =>
  all.flatMap((one, n) => [...(n ? [new TextRun({ break: 1 })] : []), ...runs(one, set)])
