/** Tables that were flattened to text: a column whose rows do not come to its 合计. */
import { finding, printed, type Text } from './mark.ts'
import { cellsOf, isRow } from './table.ts'
import type { Finding } from './types.ts'

interface Row {
  readonly start: number
  readonly line: string
  readonly cells: readonly string[]
}
const total = /^(?:合计|总计|总数)/
const number = (cell: string | undefined): number | undefined => {
  const written = /^\s*(\d[\d,]*(?:\.\d+)?)\s?[\u4e00-\u9fff]{0,3}\s*$/.exec(cell ?? '')?.[1]
  return written === undefined ? undefined : Number(written.replaceAll(',', ''))
}
/** Where a cell begins in its line. */
const placeIn = ({ line, cells, start }: Row, column: number): readonly [start: number, end: number] => {
  let at = 0
  for (let n = 0; n < column; n++) at = line.indexOf(cells[n]!, at) + cells[n]!.length
  const cell = cells[column]!.trim()
  const from = line.indexOf(cell, at)
  return [start + from, start + from + cell.length]
}
const wrong = (text: Text, rows: readonly Row[]): Finding[] => {
  const sums = rows.filter(({ cells }) => total.test(cells[0]!.trim()))
  const [sum] = sums
  // Rows of parts within rows count twice.
  if (!sum || sums.length > 1 || rows.some(({ cells }) => /其中|小计|[占比率]/.test(cells[0]!))) return []
  // 省份 数量 省份 数量: one table folded side by side.
  const head = rows[0]!.cells.map((cell) => cell.trim()).filter(Boolean)
  if (new Set(head).size < head.length) return []
  const parts = rows.filter((row) => row !== sum && row.cells.slice(1).some((cell) => number(cell) !== undefined))
  return sum.cells.flatMap((cell, column): Finding[] => {
    const said = column === 0 || /%/.test(cell) ? undefined : number(cell)
    const values = parts.map(({ cells }) =>
      /^\s*[—–/-]{0,2}\s*$/.test(cells[column] ?? '') ? 0 : number(cells[column]),
    )
    const counted = values.filter((value) => value !== undefined)
    if (said === undefined || counted.length < values.length || counted.filter((value) => value > 0).length < 2)
      return []
    const comes = counted.reduce((all, value) => all + value, 0)
    const decimals = Math.max(...[...parts, sum].map(({ cells }) => (cells[column] ?? '').split('.')[1]?.length ?? 0))
    if (Math.abs(comes - said) <= (decimals > 0 ? (counted.length + 1) * 0.5 * 10 ** -decimals : 0) + 1e-9) return []
    return [
      finding(
        text.source,
        'doubt',
        'sum',
        placeIn(sum, column),
        `这一列各行相加是${printed(comes)}，合计写作${cell.trim()}`,
        '核对各行和合计；如果各行有重叠或者只列了一部分，请写明',
      ),
    ]
  })
}
/** Every table of the text: lines of cells that follow one another. */
export const checkColumns = (text: Text): Finding[] => {
  const found: Finding[] = []
  let rows: Row[] = []
  const end = () => {
    if (rows.length > 2) found.push(...wrong(text, rows))
    rows = []
  }
  let start = 0
  for (const line of text.source.flat.split('\n')) {
    if (isRow(line)) rows.push({ start, line, cells: cellsOf(line) })
    else end()
    start += line.length + 1
  }
  end()
  return found
}
