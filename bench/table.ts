/** What the bench prints: one table, each figure beside its limit or its peer, and the machine that it was taken on. */

/** One figure. `holds` is left out where there is no limit to hold. */
export interface Line {
  readonly row: string
  readonly what: string
  readonly ours: string
  /** What it stands beside, measured in the same run. */
  readonly beside?: string
  readonly ratio?: string
  readonly limit?: string
  readonly holds?: boolean
  /** What a reader must know to judge the figure. */
  readonly note?: string
}

const wide = /[\u2e80-\u303f\u3400-\u9fff\uff00-\uffef]/
const widthOf = (text: string): number => [...text].reduce((width, char) => width + (wide.test(char) ? 2 : 1), 0)
const padded = (text: string, width: number): string => text + ' '.repeat(width - widthOf(text))

const verdict = ({ holds }: Line): string => (holds === undefined ? '' : holds ? '达到' : '未达到')
const head = ['项', '测量', '本系统', '同一次运行的对照', '比值', '限值', '结果']

/** The table as text; a note stands in a line of its own below its figure. */
export const tableOf = (lines: readonly Line[]): string => {
  const cells = lines.map((line) => [
    line.row,
    line.what,
    line.ours,
    line.beside ?? '',
    line.ratio ?? '',
    line.limit ?? '',
    verdict(line),
  ])
  const widths = head.map((title, at) => Math.max(...[title, ...cells.map((row) => row[at]!)].map(widthOf)))
  const joined = (row: readonly string[]): string =>
    row
      .map((cell, at) => padded(cell, widths[at]!))
      .join('  ')
      .trimEnd()
  return [
    joined(head),
    widths.map((width) => '─'.repeat(width)).join('  '),
    ...lines.flatMap(({ note }, at) => [
      joined(cells[at]!),
      ...(note ? [`${' '.repeat(widths[0]! + 2)}↳ ${note}`] : []),
    ]),
  ].join('\n')
}

export const number = (value: number, digits = 0): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
export const seconds = (value: number): string => `${number(value, value < 10 ? 2 : 1)} 秒`
export const megabytes = (bytes: number): string => `${number(bytes / 2 ** 20)} MB`

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
