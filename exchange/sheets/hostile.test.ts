/** Hostile files: each is refused with a sentence, or read; never anything else. The same again for two thousand damaged ones. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { goodCsv, goodOds, hostileFiles, workbook, zipOf } from './hostile.fixture.ts'
import { outlineOf, rowsOf } from './read.ts'
import { Refused, type SheetRow } from './refused.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fazhi-hostile-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** What became of a file: the sentence of its refusal, or how many rows it has. Anything else is thrown. */
const become = async (bytes: Uint8Array, name: string): Promise<string | number> => {
  const path = join(folder, 'file')
  await writeFile(path, bytes)
  try {
    const { sheets } = await outlineOf({ path, name })
    let rows = 0
    for (const sheet of sheets) for await (const some of rowsOf({ path, name }, sheet.name)) rows += some.length
    return rows
  } catch (error) {
    if (error instanceof Refused) return error.message
    throw error
  }
}
const isSentence = (words: string): boolean => /^\p{Script=Han}[^\n]{4,}$/u.test(words)

test('every file of the corpus is refused as it should be, or read', async () => {
  let count = 0
  const amiss: [what: string, found: string | number][] = []
  for (const { what, name, bytes, says } of hostileFiles()) {
    count++
    const found = await become(bytes, name).catch((error: Error) => `thrown: ${error.stack}`)
    const right = typeof found === 'string' ? isSentence(found) && (says?.test(found) ?? true) : says === undefined
    if (!right) amiss.push([what, found])
  }
  expect(amiss).toEqual([])
  expect(count).toBeGreaterThan(130)
})

test('the files that the damaged ones are made from are read', async () => {
  expect(await become(zipOf(workbook()), '表.xlsx')).toBe(2)
  expect(await become(zipOf(goodOds), '表.ods')).toBe(2)
  expect(await become(Buffer.from(goodCsv), '表.csv')).toBe(3)
})

const kinds = [
  ['表.xlsx', zipOf(workbook())],
  ['表.xlsx', zipOf(workbook().map((one) => ({ ...one, method: 0 as const })))],
  ['表.ods', zipOf(goodOds.map((one) => ({ ...one, method: 0 as const })))],
  ['表.csv', Buffer.from(goodCsv)],
] as const
const hurt = fc.record({
  kind: fc.nat(kinds.length - 1),
  changes: fc.array(
    fc.record({
      how: fc.constantFrom('flip', 'drop', 'double', 'put'),
      at: fc.nat(10_000),
      length: fc.integer({ min: 1, max: 40 }),
      byte: fc.nat(255),
    }),
    { minLength: 1, maxLength: 6 },
  ),
})
test('two thousand damaged files: refused with a sentence or read, and nothing else is thrown', async () => {
  await fc.assert(
    fc.asyncProperty(hurt, async ({ kind, changes }) => {
      const [name, good] = kinds[kind]!
      let bytes = Buffer.from(good)
      for (const { how, at, length, byte } of changes) {
        const place = at % Math.max(1, bytes.length)
        const [before, piece, after] = [
          bytes.subarray(0, place),
          bytes.subarray(place, place + length),
          bytes.subarray(place + length),
        ]
        if (how === 'flip') bytes = Buffer.concat([before, piece.map((one) => one ^ (byte || 1)), after])
        if (how === 'drop') bytes = Buffer.concat([before, after])
        if (how === 'double') bytes = Buffer.concat([before, piece, piece, after])
        if (how === 'put') bytes = Buffer.concat([before, Buffer.alloc(length, byte), piece, after])
      }
      const found = await become(bytes, name)
      if (typeof found === 'string') expect(found).toMatch(/\p{Script=Han}/u)
    }),
    { numRuns: 2000, seed: 20221231 },
  )
})

const read = async (bytes: Uint8Array | string, name = '表.csv', sheet = ''): Promise<(readonly unknown[])[]> => {
  const path = join(folder, 'file')
  await writeFile(path, bytes)
  const found: SheetRow[] = []
  for await (const some of rowsOf({ path, name }, sheet)) found.push(...some)
  return found.map(({ n, cells }) => [n, ...cells])
}
const rows = [
  [1, '标题', '日期', '数'],
  [2, '防汛，"紧急"', '2022-03-01', '12'],
  [4, '第一行\n第二行', null, '7'],
]
const csv = (delimiter: string, end: string): string =>
  ['标题', '日期', '数'].join(delimiter) +
  end +
  ['"防汛，""紧急"""', '2022-03-01', '12'].join(delimiter) +
  end +
  end +
  ['"第一行\n第二行"', '', '7'].join(delimiter) +
  end
test.each([',', ';', '\t', '|'])('a csv parted by %j, with any end of line, is the same table', async (delimiter) => {
  for (const end of ['\n', '\r\n', '\r']) expect(await read(csv(delimiter, end))).toEqual(rows)
})
test('line ends may be mixed, and the last may be missing', async () => {
  expect(await read('a,b\r\nc,d\ne,f\rg,h')).toEqual([
    [1, 'a', 'b'],
    [2, 'c', 'd'],
    [3, 'e', 'f'],
    [4, 'g', 'h'],
  ])
})
test('UTF-8 with or without its mark, GB18030 and UTF-16 are told apart', async () => {
  const text = '标题,日期\n意见征集,2022-03-01\n'
  const expected = [
    [1, '标题', '日期'],
    [2, '意见征集', '2022-03-01'],
  ]
  const gb18030 = Buffer.from('b1eacce22cc8d5c6da0ad2e2bcfbd5f7bcaf2c323032322d30332d30310a', 'hex')
  for (const bytes of [text, `\ufeff${text}`, gb18030, Buffer.from(`\ufeff${text}`, 'utf16le')])
    expect(await read(bytes)).toEqual(expected)
})
test('what we shielded in a csv comes back as it was', async () => {
  expect(await read("标题\n'=1+1\n'a\n")).toEqual([
    [1, '标题'],
    [2, '=1+1'],
    [3, "'a"],
  ])
})
test('a long csv is the same however it is cut into pieces', async () => {
  const lines = Array.from({ length: 20_000 }, (_, n) => `标题${n},"第，${n}行\n次行",${n}`)
  const found = await read(lines.join('\r\n'))
  expect(found).toHaveLength(20_000)
  expect(found[19_999]).toEqual([20_000, '标题19999', '第，19999行\n次行', '19999'])
})
