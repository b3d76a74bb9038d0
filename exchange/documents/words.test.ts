import { expect, test } from 'vitest'
import { titleLines } from './words.ts'

test.each([
  [
    '示例市示例区（示例数据）关于2022年度法治政府建设情况的报告',
    ['示例市示例区（示例数据）', '关于2022年度法治政府建设情况的报告'],
  ],
  ['关于2022年12月行政规范性文件备案的报告', ['关于2022年12月行政规范性文件备案的报告']],
])('%s is broken by meaning, a year staying whole', (title, lines) => expect(titleLines(title)).toEqual(lines))
