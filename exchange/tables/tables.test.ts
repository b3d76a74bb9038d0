/** What people type, as it is read; and what is not guessed. */
import { describe, expect, test } from 'vitest'
import type { SheetCell } from '../sheets/refused.ts'
import { printing } from './explained.ts'
import { readCount, readDay, readFlag, readMoment, readMoney } from './numbers.ts'
import { a1, nearest, plain, trimmed } from './text.ts'

const wrong = (part: string) => ({ wrong: expect.stringContaining(part) as string })

describe('days', () => {
  test.each<[SheetCell, string]>([
    ['2022-03-01', '2022-03-01'],
    ['2022/3/1', '2022-03-01'],
    ['2022.3.1', '2022-03-01'],
    ['2022年3月1日', '2022-03-01'],
    ['2022年3月1号', '2022-03-01'],
    ['２０２２年３月１日　', '2022-03-01'],
    [' 2022 年 3 月 1 日 ', '2022-03-01'],
    ['20220301', '2022-03-01'],
    [20220301, '2022-03-01'],
    ['2022-03-01 00:00:00', '2022-03-01'],
    ['2022-03-01T09:30', '2022-03-01'],
    ['2022年3月1日 星期二', '2022-03-01'],
    [44621, '2022-03-01'],
    ['44621', '2022-03-01'],
    [44621.75, '2022-03-01'],
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [61, '1900-03-01'],
    [new Date('2022-03-01T00:00:00Z'), '2022-03-01'],
    // Kept as a fraction that falls short of midnight by less than a second.
    [new Date('2022-02-28T23:59:59.999Z'), '2022-03-01'],
  ])('%j is %s', (cell, day) => expect(readDay(cell, false)).toEqual({ value: day }))
  test('serial numbers of a workbook that counts from 1904', () =>
    expect(readDay(43159, true)).toEqual({ value: '2022-03-01' }))
  test.each<[SheetCell, string]>([
    ['2022年3月', '缺少日'],
    ['3月1日', '缺少年份'],
    ['22.3.1', '年份应写四位'],
    ['1/3/2022', '年份应写四位'],
    ['2022-02-30', '这一天不存在'],
    ['2022-13-01', '这一天不存在'],
    ['去年', '不是日期'],
    [new Date(Number.NaN), '不是日期'],
    [true, '不是日期'],
  ])('%j is none, and it is said why', (cell, words) => expect(readDay(cell, false)).toEqual(wrong(words)))
})

describe('moments', () => {
  test.each<[SheetCell, string]>([
    ['2022-03-01 09:30', '2022-03-01T09:30'],
    ['2022年3月1日 9时30分', '2022-03-01T09:30'],
    ['2022/3/1 9:30:15', '2022-03-01T09:30'],
    [44621.395833333336, '2022-03-01T09:30'],
    [new Date('2022-03-01T09:30:00Z'), '2022-03-01T09:30'],
  ])('%j is %s', (cell, moment) => expect(readMoment(cell, false)).toEqual({ value: moment }))
  test('a day alone, or an hour that is none, is no moment', () => {
    for (const cell of ['2022-03-01', '2022-03-01 25:00', '9:30'])
      expect(readMoment(cell, false)).toEqual(wrong('09:30'))
  })
})

describe('whole numbers', () => {
  test.each<[SheetCell, number]>([
    [12, 12],
    ['12', 12],
    ['１２', 12],
    ['12,345', 12345],
    ['12，345', 12345],
    ['1.2万', 12000],
    ['24138条', 24138],
    ['3万件', 30000],
    [' 7 ', 7],
    [0, 0],
    [0.1 * 3 * 10, 3],
  ])('%j is %s', (cell, count) => expect(readCount(cell)).toEqual({ value: count }))
  test.each<[SheetCell, string]>([
    ['2.4万余', '不是确切的数'],
    ['约300', '不是确切的数'],
    ['数十', '不是确切的数'],
    ['1.5', '不是整数'],
    ['1.23456万', '不是整数'],
    ['-3', '不小于0'],
    ['12,34', '不是数'],
    ['三', '不是数'],
    [true, '应为整数'],
    ['9007199254740993', '不小于0的整数'],
  ])('%j is none', (cell, words) => expect(readCount(cell)).toEqual(wrong(words)))
})

describe('money, in 分', () => {
  test.each<[SheetCell, '元' | '万元' | '亿元', number]>([
    [1234.56, '元', 123456],
    ['1,234.56', '元', 123456],
    ['￥1,234.50', '元', 123450],
    ['1234元', '万元', 123400],
    [1.5, '万元', 1500000],
    ['1.5万元', '元', 1500000],
    ['2亿', '元', 20000000000],
    [0.1 + 0.2, '元', 30],
    [198.2, '亿元', 1982000000000],
    ['人民币壹元', '元', -1],
  ])('%j in %s', (cell, unit, fen) =>
    expect(readMoney(cell, unit)).toEqual(fen < 0 ? wrong('不是金额') : { value: fen }),
  )
  test.each(['198.2亿元余', '1.234', '约5万', '-3'])('%s is not taken', (cell) =>
    expect(readMoney(cell, '元')).toHaveProperty('wrong'),
  )
})

test('yes and no in the words and marks of offices', () => {
  for (const cell of ['是', '√', '有', 'Y', true, 1, '1', 'true'])
    expect([cell, readFlag(cell)]).toEqual([cell, { value: true }])
  for (const cell of ['否', '×', '无', 'N', false, 0]) expect([cell, readFlag(cell)]).toEqual([cell, { value: false }])
  expect(readFlag('大概')).toEqual(wrong('“是”或“否”'))
})
test('texts are compared without width, space and kind of bracket; the nearest name is proposed', () => {
  expect(trimmed('\u3000 关于　防汛\u200b \u00a0')).toBe('关于　防汛')
  expect(plain('〔２０２２〕 7号（A）')).toBe('(2022)7号(a)')
  expect(nearest('通知公告栏', ['政务动态', '通知公告', '其他'])).toBe('通知公告')
  expect(nearest('风马牛', ['政务动态', '通知公告'])).toBeUndefined()
  expect([a1(0, 1), a1(25, 2), a1(26, 3), a1(701, 4), a1(702, 5)]).toEqual(['A1', 'Z2', 'AA3', 'ZZ4', 'AAA5'])
})

test('a template prints across as many pages as can be read, its headings and first column on each', () => {
  expect(printing([24, 34, 38, 44], 1).pageSetup).toMatchObject({
    orientation: 'landscape',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    printTitlesRow: '$1:$1',
  })
  const wide = printing(Array(30).fill(20), 3).pageSetup!
  expect(wide).toMatchObject({ fitToWidth: 4, printTitlesRow: '$3:$3', printTitlesColumn: '$A:$A' })
})
