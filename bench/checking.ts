/** The check of reports: one of 20,000 characters, and texts made to be slow. */
import { check } from '../exchange/check/index.ts'
import { number, seconds, type Line } from './table.ts'

const sentences = [
  '全年受理行政复议申请126件，审结112件，其中维持80件、撤销12件、驳回20件，审结率88.9%。',
  '办理时限由15个工作日压缩至6个工作日，压缩60%，网上可办事项1356项，占比达97.6%。',
  '一是完善制度，印发文件12件；二是加强监督，评查案卷300卷，发现问题45个，整改率100%。',
  '查处违法案件3218起，同比下降6.4%，罚没款2150.36万元，为群众挽回损失860余万元。',
]
const report =
  `示例区2022年度法治政府建设情况报告\n${Array.from({ length: 500 }, (_, n) => sentences[n % 4]).join('\n')}`.slice(
    0,
    20_000,
  )
const length = 2 ** 20
const slow: readonly (readonly [what: string, piece: string])[] = [
  ['数字', '1'],
  ['逗号隔开的数字', '123,'],
  ['书名号', '《'],
  ['中文数字', '一百'],
  ['年份', '2022年'],
  ['空格', ' '],
]
const timed = (text: string): number => {
  const begun = performance.now()
  check(text)
  return performance.now() - begun
}
export const checkingLines = (): Line[] => {
  timed(report)
  const whole = Math.min(...[1, 2, 3].map(() => timed(report)))
  const worst = slow
    .map(([what, piece]) => ({ what, took: timed(piece.repeat(length / piece.length)) }))
    .sort((a, b) => b.took - a.took)[0]!
  return [
    {
      row: '18',
      what: `报告体检：${number(report.length)}字、${number(check(report).figures.length)}个数字`,
      ours: seconds(whole / 1000),
      limit: '< 1 秒',
      holds: whole < 1000,
    },
    {
      row: '18',
      what: `报告体检：100万字只有${worst.what}（${slow.length}种里最慢的）`,
      ours: seconds(worst.took / 1000),
      limit: '< 10 秒',
      holds: worst.took < 10_000,
      note: '服务只收20万字，在单独的线程里读，20秒为限',
    },
  ]
}
