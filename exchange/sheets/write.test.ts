import { readXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { csvField, inert, uninert } from './inert.ts'
import { csvOf, sheetName, xlsxOf, type Table } from './write.ts'

const all = async <T>(many: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = []
  for await (const one of many) found.push(one)
  return found
}
const bytesOf = async (stream: ReadableStream<Uint8Array>): Promise<Uint8Array> =>
  Buffer.concat(await all(stream as unknown as AsyncIterable<Uint8Array>))
const table = (rows: Table['rows']): Table => ({
  name: '表/一:二',
  above: ['信息发布', '口径：=1+1'],
  columns: [
    { header: '标题', kind: 'text' },
    { header: '日期', kind: 'day' },
    { header: '时刻', kind: 'moment' },
    { header: '件数', kind: 'whole' },
    { header: '金额', kind: 'money' },
    { header: '公开', kind: 'flag' },
  ],
  rows,
})
const rows = [
  ['=cmd|calc', '2022-03-01', '2022-03-01T09:30', 3, 123456, true],
  ['＝SUM(A1)', '1899-01-01', null, 0, 5, false],
  ['普通，"引号"\n换行', null, undefined, 7, null, null],
]

test.each(['=1', '+1', '-1', '@a', '＝1', '＋1', '－1', '＠a', '\t=1'])(
  '%j is written so that nothing runs it',
  (text) => {
    expect(inert(text)).toBe(`'${text}`)
    expect(uninert(inert(text))).toBe(text)
  },
)
test('other texts stay as they are, also one that begins with an apostrophe', () => {
  for (const text of ['', 'a=b', "'a", '一', ' =1']) {
    expect(inert(text)).toBe(text)
    expect(uninert(text)).toBe(text)
  }
  expect(csvField('=a,"b"')).toBe(`"'=a,""b"""`)
})

test('an xlsx reads back with days, money in 元, yes and no, and no formula', async () => {
  const book = await readXlsx(await bytesOf(xlsxOf(table(rows))), { readStyles: true })
  const [sheet] = book.sheets
  expect(sheet!.name).toBe('表一二')
  expect(sheet!.rows).toEqual([
    ['信息发布', null, null, null, null, null],
    ['口径：=1+1', null, null, null, null, null],
    ['标题', '日期', '时刻', '件数', '金额（元）', '公开'],
    ['=cmd|calc', new Date('2022-03-01T00:00:00Z'), new Date('2022-03-01T09:30:00Z'), 3, 1234.56, '是'],
    ['＝SUM(A1)', '1899-01-01', null, 0, 0.05, '否'],
    ['普通，"引号"\n换行', null, null, 7, null, null],
  ])
  expect([...(sheet!.cells?.values() ?? [])].filter((cell) => cell.formula !== undefined)).toEqual([])
})

test('a csv has its mark, CRLF, the lines above, and inert cells', async () => {
  const text = (await all(csvOf(table(rows)))).join('')
  expect(text).toBe(
    '\ufeff信息发布\r\n口径：=1+1\r\n标题,日期,时刻,件数,金额（元）,公开\r\n' +
      `'=cmd|calc,2022-03-01,2022-03-01 09:30,3,1234.56,是\r\n'＝SUM(A1),1899-01-01,,0,0.05,否\r\n"普通，""引号""\n换行",,,7,,\r\n`,
  )
})
test('rows are taken one by one', async () => {
  let asked = 0
  const endless = function* () {
    for (;;) yield [`第${++asked}行`]
  }
  const reader = xlsxOf(table(endless())).getReader()
  for (let n = 0; n < 5; n++) await reader.read()
  expect(asked).toBeLessThan(200_000)
  await reader.cancel()
})
test('a name of a sheet is one that Excel takes', () => {
  expect(sheetName("[a]:*?/\\'")).toBe('a')
  expect(sheetName('')).toBe('表')
  expect(sheetName('长'.repeat(40))).toHaveLength(31)
})
