/**
 * A document as docx, with the official font names: Word and WPS have those faces, and who has not is named another by
 * the font table. The same paper gives the same bytes.
 */
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  ImageRun,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  Textbox,
  TextRun,
  VerticalAlignTable,
  WidthType,
  type IParagraphOptions,
} from 'docx'
import { imprintOf } from './docx-imprint.ts'
import {
  blank,
  character,
  exact,
  faces,
  fromMillimetres,
  headingFaces,
  indented,
  line,
  lines,
  paragraph,
  runs,
  twips,
  type Set,
} from './docx-text.ts'
import { repacked } from './package.ts'
import { layout, markSize, textWidth, type Paper, type Piece } from './model.ts'
import { columnShares, dayInWords, signatureIndents, titleLines } from './words.ts'

const red = 'D7000F'
const headOf = ({ organ, number, signer, urgency }: NonNullable<Paper['head']>): Paragraph[] => {
  const size = markSize(organ)
  return [
    ...(urgency ? [paragraph(runs(urgency, { face: 'hei' }))] : []),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: {
        before: fromMillimetres(layout.mark) - (urgency ? line : 0),
        after: 0,
        line: twips(size * 1.15),
        lineRule: LineRuleType.EXACT,
      },
      children: lines(titleLines(organ, Math.floor(textWidth / size)), {
        face: 'title',
        size,
        colour: red,
        apart: 0,
      }),
    }),
    blank(),
    blank(),
    signer === undefined
      ? paragraph(number, { alignment: AlignmentType.CENTER })
      : paragraph([...runs(`${number}\t签发人：`), ...runs(signer || '　　　', { face: 'kai' })], {
          indent: { left: twips(character), right: twips(character) },
          tabStops: [{ type: TabStopType.RIGHT, position: twips(textWidth - character) }],
        }),
    // A paragraph of its own: on an indented one the line would be too short.
    new Paragraph({
      spacing: { before: 0, after: 0, line: fromMillimetres(layout.underNumber), lineRule: LineRuleType.EXACT },
      border: { bottom: { style: BorderStyle.SINGLE, size: 12, color: red, space: 0 } },
      children: [],
    }),
    blank(),
    blank(),
  ]
}

const thin = { style: BorderStyle.SINGLE, size: 4, color: '000000' } as const
const inTable: Set = { size: 12, apart: 0 }
const cellOf = (text: string, width: number, set: Set, centred = false): TableCell =>
  new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { top: 60, bottom: 60, left: 100, right: 100 },
    children: text.split('\n').map(
      (part) =>
        new Paragraph({
          // Exact: else each line would take a whole line of the grid.
          spacing: { before: 0, after: 0, line: (set.size ?? 12) * 28, lineRule: LineRuleType.EXACT },
          ...(centred && { alignment: AlignmentType.CENTER }),
          children: runs(part, set),
        }),
    ),
  })
const widthsOf = (shares: readonly number[]): number[] => {
  const all = twips(textWidth)
  const fixed = shares.map((share) => (share <= 8 && shares.some((other) => other > 8) ? share * 240 + 220 : undefined))
  const left = all - fixed.reduce<number>((sum, width) => sum + (width ?? 0), 0)
  const rest = shares.reduce((sum, share, at) => sum + (fixed[at] === undefined ? share : 0), 0)
  return shares.map((share, at) => fixed[at] ?? Math.floor((left * share) / rest))
}
const tableOf = (head: readonly string[], rows: readonly (readonly string[])[]): Table => {
  const widths = widthsOf(columnShares([head, ...rows]))
  const row = (cells: readonly string[], set: Set, header = false) =>
    new TableRow({
      cantSplit: cells.every((cell) => cell.length < 300),
      tableHeader: header,
      children: widths.map((width, at) => cellOf(cells[at] ?? '', width, set, header)),
    })
  return new Table({
    width: { size: twips(textWidth), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: { top: thin, bottom: thin, left: thin, right: thin, insideHorizontal: thin, insideVertical: thin },
    rows: [row(head, { ...inTable, face: 'hei' }, true), ...rows.map((cells) => row(cells, inTable))],
  })
}
const factsOf = (rows: readonly (readonly [string, string])[]): Table => {
  const widths = [Math.floor(twips(textWidth) * 0.3), Math.ceil(twips(textWidth) * 0.7)]
  return new Table({
    width: { size: twips(textWidth), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: { top: thin, bottom: thin, left: thin, right: thin, insideHorizontal: thin, insideVertical: thin },
    rows: rows.map(
      ([name, value]) =>
        new TableRow({
          children: [
            cellOf(name, widths[0]!, { ...inTable, size: 14, face: 'hei' }),
            cellOf(value, widths[1]!, { ...inTable, size: 14 }),
          ],
        }),
    ),
  })
}
const pieceOf = (piece: Piece, isLast: boolean): (Paragraph | Table)[] => {
  switch (piece.is) {
    case 'heading':
      return [
        paragraph(runs(piece.text, { face: headingFaces[piece.level - 1]! }), {
          ...indented,
          keepNext: true,
          outlineLevel: piece.level - 1,
        }),
      ]
    case 'paragraph':
      return [
        paragraph(piece.text, { ...indented, alignment: AlignmentType.JUSTIFIED, ...(isLast && { keepNext: true }) }),
      ]
    case 'table':
      return [tableOf(piece.head, piece.rows)]
    case 'facts':
      return [factsOf(piece.rows)]
    case 'picture':
      return [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          keepNext: true,
          spacing: { before: 120, after: 0 },
          children: [new ImageRun({ type: 'png', data: piece.png, transformation: { width: 144, height: 144 } })],
        }),
        new Paragraph({ alignment: AlignmentType.CENTER, children: runs(piece.below, inTable) }),
      ]
    case 'code':
      return piece.text.split('\n').map(
        (one) =>
          new Paragraph({
            spacing: { before: 0, after: 0, line: 220, lineRule: LineRuleType.EXACT },
            children: [
              new TextRun({
                text: one,
                size: 17,
                font: { ascii: 'Courier New', hAnsi: 'Courier New', eastAsia: faces.song, cs: 'Courier New' },
              }),
            ],
          }),
      )
  }
}

const isTable = (piece: Piece | undefined): boolean => piece?.is === 'table' || piece?.is === 'facts'
const numberedFoot = (right: boolean): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment: right ? AlignmentType.RIGHT : AlignmentType.LEFT,
        indent: right ? { right: twips(character) } : { left: twips(character) },
        children: [
          new TextRun({
            size: layout.size.small * 2,
            font: { ascii: faces.song, hAnsi: faces.song, eastAsia: faces.song, cs: faces.song, hint: 'eastAsia' },
            children: ['— ', PageNumber.CURRENT, ' —'],
          }),
        ],
      }),
    ],
  })
const markedHead = (mark: string): Header =>
  new Header({
    children: [
      new Paragraph({
        alignment: AlignmentType.RIGHT,
        children: runs(mark, { face: 'hei', size: 10.5, colour: '6E6E6E', apart: 0 }),
      }),
    ],
  })

const content = (paper: Paper): (Paragraph | Table | Textbox)[] => {
  const { head, under, addressee, attachments, signature, note, imprint } = paper
  const date = dayInWords(signature?.day)
  const indents = signature && signatureIndents(signature.organ, date)
  const right = (inCharacters: number): IParagraphOptions => ({
    alignment: AlignmentType.RIGHT,
    indent: { right: twips(inCharacters * character) },
  })
  return [
    ...(head ? headOf(head) : [blank()]),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      keepNext: true,
      spacing: { ...exact, line: twips(34) },
      children: lines(titleLines(paper.title), { face: 'title', size: layout.size.title, apart: 0 }),
    }),
    ...(under ? [paragraph(runs(under, { face: 'kai' }), { alignment: AlignmentType.CENTER, keepNext: true })] : []),
    blank(),
    ...(addressee ? [paragraph(`${addressee}：`, { keepNext: true })] : []),
    ...paper.body.flatMap((piece, n) => [
      // Two tables without a paragraph between them become one.
      ...(isTable(piece) && isTable(paper.body[n - 1]) ? [blank()] : []),
      // Of a single paragraph the title would come along.
      ...pieceOf(piece, signature !== undefined && n > 0 && n === paper.body.length - 1),
    ]),
    ...(isTable(paper.body.at(-1)) && !signature ? [blank()] : []),
    ...(attachments.length ? [blank({ keepNext: true })] : []),
    ...attachments.map((name, n) =>
      paragraph(`${n ? '' : '附件：'}${attachments.length > 1 ? `${n + 1}. ` : ''}${name}`, {
        // The names stand below each other, behind the word.
        indent: { left: twips(5 * character), hanging: n ? 0 : twips(3 * character) },
        keepNext: signature !== undefined,
      }),
    ),
    ...(signature
      ? [
          blank({ keepNext: true }),
          blank({ keepNext: true }),
          paragraph(signature.organ, { ...right(indents!.organ), keepNext: true }),
          paragraph(date, right(indents!.date)),
        ]
      : []),
    ...(note ? [paragraph(`（${note}）`, indented)] : []),
    ...(imprint ? [imprintOf(imprint)] : []),
  ]
}

export const docxOf = async (paper: Paper): Promise<Buffer> => {
  const { page } = layout
  const document = new Document({
    title: paper.title,
    creator: paper.signature?.organ ?? paper.head?.organ ?? '',
    lastModifiedBy: '',
    description: '',
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: {
        document: {
          run: {
            size: layout.size.body * 2,
            font: { eastAsia: faces.body, ascii: 'Times New Roman', hAnsi: 'Times New Roman', cs: 'Times New Roman' },
            language: { value: 'en-US', eastAsia: 'zh-CN' },
          },
        },
      },
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: fromMillimetres(page.width), height: fromMillimetres(page.height) },
            margin: {
              top: fromMillimetres(page.top),
              bottom: fromMillimetres(page.bottom),
              left: fromMillimetres(page.left),
              right: fromMillimetres(page.right),
              header: fromMillimetres(20),
              // So that the number's upper edge stands where it should.
              footer: fromMillimetres(page.bottom - layout.pageNumber) - twips(layout.size.small),
            },
          },
          // Lines only: a grid of characters would fight the tracking.
          grid: { type: 'lines', linePitch: line },
        },
        ...(paper.mark && { headers: { default: markedHead(paper.mark), even: markedHead(paper.mark) } }),
        footers: { default: numberedFoot(true), even: numberedFoot(false) },
        children: content(paper),
      },
    ],
  })
  return repacked(await Packer.toBuffer(document), paper.made)
}
