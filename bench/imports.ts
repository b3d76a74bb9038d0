/** Imports: 400,000 rows of csv checked and written, xlsx beside the library that reads it, and every hostile file. */
import { fileURLToPath } from 'node:url'
import { run } from './children.ts'
import { megabytes, number, seconds, type Line } from './table.ts'

const program = fileURLToPath(new URL('./import-run.js', import.meta.url))
const room = 512 * 2 ** 20
const memory = (row: string, what: string, peak: number | undefined): Line[] =>
  peak === undefined
    ? []
    : [{ row, what: `${what}：内存峰值`, ours: megabytes(peak), limit: '< 512 MB', holds: peak < room }]
const told = async <T>(what: string): Promise<{ figures: T; peak: number | undefined }> => {
  const { output, peak } = await run(program, [what])
  return { figures: JSON.parse(output) as T, peak }
}

export const importLines = async (wanted: (row: string) => boolean): Promise<Line[]> => {
  const lines: Line[] = []
  if (wanted('14')) {
    const { figures, peak } = await told<{ checked: number; written: number }>('bulk')
    const limit = '≥ 20,000 行/秒'
    lines.push(
      {
        row: '14',
        what: '导入40万行csv：读取、对应、逐行判断',
        ours: `${number(figures.checked)} 行/秒`,
        limit,
        holds: figures.checked >= 20_000,
      },
      {
        row: '14',
        what: '导入40万行csv：再读一遍，判断并写入账本和登记表，一个事务',
        ours: `${number(figures.written)} 行/秒`,
        limit,
        holds: figures.written >= 20_000,
        note: '落盘；每行一个叶子、一件案卷、一项行为、一段状态和检索用词的登记',
      },
      ...memory('14', '导入40万行csv', peak),
    )
  }
  if (wanted('15')) {
    const { figures, peak } = await told<{ alone: number; ours: number }>('book')
    const ratio = figures.ours / figures.alone
    lines.push(
      {
        row: '15',
        what: '读取40万行xlsx（在单独的线程里）',
        ours: `${number(figures.ours)} 行/秒`,
        beside: `hucre ${number(figures.alone)} 行/秒`,
        ratio: number(ratio, 2),
        limit: '≥ 0.75',
        holds: ratio >= 0.75,
      },
      ...memory('15', '读取40万行xlsx', peak),
    )
  }
  if (wanted('16')) {
    const { figures, peak } = await told<{ files: number; slowest: number; which: string }>('hostile')
    lines.push(
      {
        row: '16',
        what: `${figures.files}个恶意表格，最慢的一个`,
        ours: seconds(figures.slowest),
        limit: '< 2 秒',
        holds: figures.slowest < 2,
        note: `${figures.which}；含启动线程`,
      },
      ...memory('16', '恶意表格', peak),
    )
  }
  return lines
}
