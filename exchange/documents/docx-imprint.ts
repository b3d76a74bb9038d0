/** 版记 in a docx. */
import { AlignmentType, BorderStyle, LineRuleType, Paragraph, TabStopType, Textbox, type IParagraphOptions } from 'docx'
import { runs, twips, type Set } from './docx-text.ts'
import { layout, points, textWidth, type Paper } from './model.ts'
import { dayInWords, widthOf } from './words.ts'

const inPoints = (length: number) => `${Number(length.toFixed(1))}pt` as const
/**
 * At the foot of the last page, as wide as the text: a box at a place of its own, since not every program sets a table
 * there. Its rules are paragraphs of their own, since those of an indented one would be too short.
 */
export const imprintOf = ({ copies, organ, day }: NonNullable<Paper['imprint']>): Textbox => {
  const em = layout.size.small
  const set: Set = { size: em, apart: 0 }
  const [height, gap, under] = [em * 1.5, em * 0.4, em * 0.8]
  // Half a character to spare: what a program adds at the edges of a box must not cost a line that has no room.
  const most = textWidth / em - 2.5
  const date = `${dayInWords(day)}印发`
  const copied = `抄送：${copies}。`
  const apart = widthOf(organ) + widthOf(date) + 1 > most
  const copiedLines = copies ? 1 + Math.ceil(Math.max(0, widthOf(copied) - most) / (most - 3)) : 0
  const organLines = apart ? Math.ceil(widthOf(organ) / most) + 1 : 1
  const tall = (copiedLines + organLines) * height + (copies ? 2 : 1) * (gap + under) + 1
  const exactly = (inPoints: number) =>
    ({ before: 0, after: 0, line: twips(inPoints), lineRule: LineRuleType.EXACT }) as const
  const rule = (side: 'top' | 'bottom', size: number): Paragraph =>
    new Paragraph({
      spacing: exactly(side === 'top' ? gap : under),
      border: { [side]: { style: BorderStyle.SINGLE, size, color: '000000', space: 0 } },
      children: [],
    })
  const said = (text: string, more: IParagraphOptions = {}): Paragraph =>
    new Paragraph({
      spacing: exactly(height),
      indent: { left: twips(em), right: twips(em) },
      ...more,
      children: runs(text, set),
    })
  const { page } = layout
  return new Textbox({
    // As tall as the box: where it does not fit below the text, both go to the next page.
    spacing: exactly(tall),
    style: {
      position: 'absolute',
      width: inPoints(textWidth),
      height: inPoints(tall),
      marginLeft: inPoints(points(page.left)),
      marginTop: inPoints(points(page.height - page.bottom) - tall),
      positionHorizontalRelative: 'page',
      positionVerticalRelative: 'page',
    },
    children: [
      rule('top', 8),
      ...(copies
        ? [
            // What goes on in a second line stands behind 抄送：.
            said(copied, { indent: { left: twips(4 * em), hanging: twips(3 * em), right: twips(em) } }),
            rule('bottom', 6),
            new Paragraph({ spacing: exactly(gap), children: [] }),
          ]
        : []),
      ...(apart
        ? [said(organ), said(date, { alignment: AlignmentType.RIGHT })]
        : [said(`${organ}\t${date}`, { tabStops: [{ type: TabStopType.RIGHT, position: twips(textWidth - em) }] })]),
      rule('bottom', 8),
    ],
  })
}
