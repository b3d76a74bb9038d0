/** `fazhi check`: a report from a file or from standard input, as text for people or as JSON. */
import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import type { Checked } from '../exchange/check/index.ts'
import { Unreadable } from '../exchange/check/open/index.ts'
import { openAndCheck } from '../exchange/check/thread.ts'
import type { ReportChecked } from './checking.ts'
import { Told } from './serve.ts'

const read = async (path: string): Promise<Buffer> => {
  if (path === '-') return buffer(process.stdin)
  try {
    return await readFile(path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    throw new Told(
      code === 'ENOENT'
        ? `没有文件“${path}”`
        : code === 'EISDIR'
          ? `“${path}”是文件夹，请给出一个文件`
          : `读不到“${path}”`,
    )
  }
}
const names = { error: '错误', doubt: '疑问', note: '提示' } as const
const agreements = {
  equal: '一致',
  'equal after rounding': '按印出的精度一致',
  different: '不同',
  unknown: '',
} as const

/** Line and column of a place, counted from 1; places come in the order of the text. */
const lining = (text: string): ((at: number) => string) => {
  let [line, start] = [1, 0]
  return (at) => {
    for (let end = text.indexOf('\n', start); end >= 0 && end < at; end = text.indexOf('\n', start)) {
      line++
      start = end + 1
    }
    return `第${line}行第${at - start + 1}字`
  }
}
const forPeople = (text: string, { year, figures, findings, against }: Checked): string => {
  const lined = lining(text)
  const lines = [
    `报告年度：${year ?? '没有读出'}；数字${figures.length}个；` +
      (['error', 'doubt', 'note'] as const)
        .map((severity) => `${names[severity]}${findings.filter((one) => one.severity === severity).length}处`)
        .join('、'),
    '',
    ...findings.map(
      ({ severity, start, quote, message, proposal }) =>
        `${names[severity]}  ${lined(start)}  “${quote}”\n      ${message}\n      建议：${proposal}`,
    ),
  ]
  const known = (against ?? []).filter(({ is }) => is !== 'unknown')
  if (against) {
    lines.push('', `与台账对照：认出${known.length}个，其余${against.length - known.length}个没有对应的指标`)
    for (const { figure, is, name, recorded } of known)
      lines.push(`  ${agreements[is].padEnd(8, '　')}${figures[figure]!.quote}  ${name}：${recorded}`)
  }
  return `${lines.join('\n')}\n`
}
type WithRecords = (bytes: Uint8Array) => Promise<ReportChecked>
/** `held` opens the house and holds the report against a year; without it no database is started. */
export const checkFile = async (
  path: string,
  json: boolean,
  held: WithRecords | undefined,
  print: (text: string) => Promise<void>,
): Promise<void> => {
  const bytes = await read(path)
  try {
    const plain = openAndCheck({ bytes }, held === undefined)
    const { figures, findings, against, year } = held ? await held(bytes) : plain.checked
    const { is, text } = plain.opened
    const extracted = is === 'text' ? {} : { text }
    await print(
      json
        ? `${JSON.stringify({ year, figures, findings, ...(against && { against }), ...extracted }, null, 2)}\n`
        : forPeople(text, { year, figures, findings, ...(against && { against }) }),
    )
  } catch (error) {
    throw error instanceof Unreadable ? new Told(error.message) : error
  }
}
