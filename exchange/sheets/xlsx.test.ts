import { readXlsx } from 'hucre/xlsx'
import { expect, test, vi } from 'vitest'
import { xlsxOf, type Cell, type Table } from './write.ts'

const bookOf = async (table: Table) => {
  const pieces: Uint8Array[] = []
  for await (const piece of xlsxOf(table) as unknown as AsyncIterable<Uint8Array>) pieces.push(piece)
  return readXlsx(Buffer.concat(pieces), { readStyles: true })
}
const table = (rows: readonly (readonly Cell[])[], more: Partial<Table> = {}): Table => ({
  name: '示例',
  above: ['示例', '口径：示例'],
  columns: [
    { header: '文字', kind: 'text' },
    { header: '数量', kind: 'whole' },
    { header: '日期', kind: 'day' },
  ],
  rows,
  ...more,
})

test('the same table is the same bytes, whenever it is written', async () => {
  const bytes = async (): Promise<Buffer> => {
    const pieces: Uint8Array[] = []
    for await (const piece of xlsxOf(table([['甲', 1, '2022-03-01']])) as unknown as AsyncIterable<Uint8Array>)
      pieces.push(piece)
    return Buffer.concat(pieces)
  }
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2022-03-01T00:00:00Z') })
  const then = await bytes()
  vi.setSystemTime(Date.parse('2024-05-06T07:08:09Z'))
  expect((await bytes()).equals(then)).toBe(true)
  vi.useRealTimers()
})
test('texts come back as they were, whatever signs they hold; what XML cannot hold is left out', async () => {
  const texts = [
    ' 前后有空 ',
    '<a href="x">&amp;</a>',
    '一\n二\r\n三',
    '_x0041_',
    '\u0001控制\u0000字符\uffff',
    '😀𠮷',
    '\ud800孤',
    '=1+1',
  ]
  const { sheets } = await bookOf(table(texts.map((text) => [text, 1, null])))
  expect(sheets[0]!.rows.slice(3).map((row) => row[0])).toEqual([
    ' 前后有空 ',
    '<a href="x">&amp;</a>',
    '一\n二\r\n三',
    '_x0041_',
    '控制字符',
    '😀𠮷',
    '\ufffd孤',
    '=1+1',
  ])
})
test('a text too long for a cell is cut and says so; numbers too long and days too early are text', async () => {
  const { sheets } = await bookOf(
    table([
      ['长'.repeat(40_000), 12_345_678_901_234_568, '1899-12-31'],
      ['', 0, '2022-02-30'],
    ]),
  )
  const [first, second] = sheets[0]!.rows.slice(3)
  expect(String(first![0])).toHaveLength(32_767)
  expect(String(first![0])).toMatch(/全文请在系统中查看）$/)
  expect(first!.slice(1)).toEqual(['12345678901234568', '1899-12-31'])
  expect(second).toEqual([null, 0, '2022-02-30'])
})
test('more rows than a sheet holds go into further ones, each with its head; more than were told are not lost silently', async () => {
  const rows = [...Array(7).keys()].map((n) => [null, n, null])
  const pieces: Uint8Array[] = []
  for await (const piece of xlsxOf(table(rows, { count: 7 }), 3) as unknown as AsyncIterable<Uint8Array>)
    pieces.push(piece)
  const { sheets } = await readXlsx(Buffer.concat(pieces))
  expect(sheets.map(({ name, rows: found }) => [name, found.slice(3).map((row) => row[1])])).toEqual([
    ['示例', [0, 1, 2]],
    ['示例（2）', [3, 4, 5]],
    ['示例（3）', [6]],
  ])
  expect(sheets[2]!.rows.slice(0, 3).map((row) => row[0])).toEqual(['示例', '口径：示例', '文字'])
  const reading = async (): Promise<void> => {
    for await (const piece of xlsxOf(table(rows, { count: 1 }), 3) as unknown as AsyncIterable<Uint8Array>)
      pieces.push(piece)
  }
  await expect(reading()).rejects.toThrow('more rows')
})
