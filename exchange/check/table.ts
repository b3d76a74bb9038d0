/** Tables that were flattened to text: what the head of a column and the label of a row say of a number alone in its cell. */
import { lineAt, type Source } from './text.ts'
import { unitAt, unitIn, type Unit } from './units.ts'

/** Longer lines are prose, and tables higher than this have their head said again. */
const [longestRow, farthestHead] = [600, 60]
export const isRow = (line: string): boolean => line.length <= longestRow && /\t|\||\S\s{2,}\S/.test(line)
export const cellsOf = (line: string): string[] => line.split(/\t|\s?\|\s?|\s{2,}/)
const numeric = /^[-—–\s\d.,，%/]*$/
/** 受理数（件）: the label without its unit. */
const plain = (cell: string): string =>
  cell
    .replace(/[（(][^（）()]{0,8}[）)]\s*$/, '')
    .replace(/^其中[:：]?/, '')
    .trim()
const generic = /^(?:数量|金额|件数|人数|占比|比重|比例|占.{0,8}(?:比例|比重)|合计|总计|小计)$/
const noCount = /序号|编号|年度|年份|时间|日期|电话|页码|排名|名次|代码|文号/

export interface Cell {
  readonly unit: Unit | undefined
  /** What it counts: 行政处罚 and 数量; empty where the table has no head for it. */
  readonly about: string
}
/** The cell that a number (with or without a unit behind it) fills alone; nothing where it stands in prose. */
export const cellAt = (source: Source, start: number, end: number): Cell | undefined => {
  const { flat } = source
  const [lineStart, lineEnd] = lineAt(source, start)
  const line = flat.slice(lineStart, lineEnd)
  if (!isRow(line)) return undefined
  const cells = cellsOf(line)
  const column = cellsOf(line.slice(0, start - lineStart)).length - 1
  if (cells[column]?.trim() !== flat.slice(start, end) || cells.filter((cell) => cell.trim()).length < 2)
    return undefined
  const label = column > 0 && !numeric.test(cells[0]!) ? cells[0]!.trim() : ''
  let [head, unit] = ['', label ? unitIn(label) : undefined]
  let at = lineStart - 1
  for (let up = 0; up < farthestHead && at > 0; up++) {
    const [from, to] = lineAt(source, at - 1)
    const above = flat.slice(from, to)
    const cell = isRow(above) ? cellsOf(above)[column]?.trim() : undefined
    if (cell === undefined) break
    if (cell && !numeric.test(cell) && !/^\d/.test(cell)) {
      head ||= cell
      unit ??= unitIn(cell) ?? counter(cell)
      if (unit) break
    }
    at = from - 1
  }
  unit ??= beside(cells, column) ?? (label ? counter(label) : undefined)
  const [row, top] = [plain(label), plain(head)]
  const named = row && top && !noCount.test(top) ? (generic.test(row) ? `${top}${row}` : `${row}${top}`) : ''
  return { unit, about: named || row || top }
}
/** 制发件数, 人数: the classifier is in the word. */
const counter = (head: string): Unit | undefined => {
  const word = /([件人户次家项起场条])数(?:量)?$/.exec(plain(head))?.[1]
  return word ? { unit: word, kind: 'count', length: 0 } : undefined
}
/** 75件 | 0 | 40件: a row counts in one unit. */
const beside = (cells: readonly string[], column: number): Unit | undefined => {
  const units = cells.flatMap((cell, at) => {
    const number = at === column ? null : /^\s*\d[\d,.]*\s?(?=\D)/.exec(cell)
    const unit = number && unitAt(cell, number[0].length)
    return unit && number[0].length + unit.length === cell.trimEnd().length ? [unit] : []
  })
  return units.length && units.every(({ unit }) => unit === units[0]!.unit) ? units[0] : undefined
}
