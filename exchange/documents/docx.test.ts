import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { docxOf } from './docx.ts'
import type { Paper } from './model.ts'

const paper: Paper = {
  head: { organ: '示例区司法局', number: '示司审〔2022〕7号', signer: '甲' },
  title: '关于示例事项的报告',
  addressee: '示例单位',
  body: [
    { is: 'heading', level: 1, text: '一、结论' },
    { is: 'heading', level: 2, text: '（一）具体' },
    { is: 'paragraph', text: '对“重点事项”提出意见2条。' },
    { is: 'table', head: ['序号', '意见'], rows: [['1', '示例意见']] },
  ],
  attachments: ['甲', '乙'],
  signature: { organ: '示例区司法局', day: '2022-03-05' },
  imprint: { copies: '示例办', organ: '示例区司法局', day: '2022-03-06' },
  made: '2022-03-05',
}
const parts = unzipSync(await docxOf(paper))
const part = (name: string): string => strFromU8(parts[name]!)
const body = part('word/document.xml')
/** The run that says these words. */
const run = (words: string): string =>
  [...body.matchAll(/<w:r>[\s\S]*?<\/w:r>/g)].map(([text]) => text).find((text) => text.includes(`>${words}<`))!

test('the page, the grid of lines and the margins are those of the official layout', () => {
  expect(body).toMatch(/<w:pgSz w:w="11906" w:h="16838"/)
  expect(body).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/)
  expect(body).toMatch(/<w:docGrid w:type="lines" w:linePitch="579"\/>/)
  // 22 lines on 225 mm, 28 characters on 156 mm.
  expect(Math.floor((16838 - 2098 - 1984) / 579)).toBe(22)
  expect(28 * (16 * 20 - 5)).toBeLessThanOrEqual(11906 - 1474 - 1587)
})

test('nothing is added between Chinese and digits, and no stop hangs over the margin', () =>
  expect(part('word/styles.xml')).toMatch(
    /w:styleId="Normal"[^>]*><w:name w:val="Normal"\/><w:qFormat\/><w:pPr><w:overflowPunct w:val="0"\/><w:autoSpaceDE w:val="0"\/>/,
  ))

test('each element has its face and size', () => {
  expect(run('示例区司法局')).toMatch(/w:eastAsia="方正小标宋简体"/)
  expect(run('示例区司法局')).toMatch(/<w:color w:val="D7000F"\/>/)
  expect(run('一、结论')).toMatch(/w:eastAsia="黑体"/)
  expect(run('（一）具体')).toMatch(/w:eastAsia="楷体_GB2312"/)
  expect(run('甲')).toMatch(/w:eastAsia="楷体_GB2312"/)
  expect(run('重点事项')).toMatch(/w:ascii="Times New Roman"/)
  expect(run('重点事项')).toMatch(/w:eastAsia="仿宋_GB2312"/)
  expect(run('重点事项')).toMatch(/<w:spacing w:val="-5"\/>/)
  expect(run('重点事项')).toMatch(/<w:sz w:val="32"\/>/)
  expect(run('关于示例事项的报告')).toMatch(/<w:sz w:val="44"\/>/)
  for (const name of ['方正小标宋简体', '仿宋_GB2312', '楷体_GB2312', '黑体', '宋体'])
    expect(part('word/fontTable.xml')).toContain(`<w:font w:name="${name}"><w:altName`)
})

test('quotes, which Latin text has too, are set in the East-Asian face', () => {
  for (const quote of ['“', '”']) {
    expect(run(quote)).toMatch(/w:hint="eastAsia"/)
    expect(run(quote)).toMatch(/w:ascii="仿宋_GB2312"/)
  }
})

test('the imprint stands at the foot of the last page, in a box of a fixed size and name', async () => {
  const [, height, top] = /height:([\d.]+)pt;margin-left:79\.4pt;margin-top:([\d.]+)pt/.exec(body)!.map(Number)
  // Down to the lower edge of the text: 262 mm.
  expect(top! + height!).toBeCloseTo((262 * 72) / 25.4, 0)
  expect(body).toContain('<v:shape id="box1" stroked="f" filled="f"')
  expect(body.replace(/<[^>]+>/g, '')).toContain('抄送：示例办。')
  const long = {
    copies: '示例办公室，'.repeat(20),
    organ: '示例区全面依法治区委员会办公室'.repeat(2),
    day: '2022-03-06',
  }
  const more = strFromU8(unzipSync(await docxOf({ ...paper, imprint: long }))['word/document.xml']!)
  expect(Number(/height:([\d.]+)pt;margin-left/.exec(more)![1])).toBeGreaterThan(height! * 2)
  // The name of the printing office takes two lines, the day one of its own.
  const { copies: _, ...own } = long
  const alone = strFromU8(unzipSync(await docxOf({ ...paper, imprint: { ...own, copies: '' } }))['word/document.xml']!)
  expect(Number(/height:([\d.]+)pt;margin-left/.exec(alone)![1])).toBeGreaterThan(3 * 21)
})

test('odd and even pages have their number on the outer side, the table its head on every page', () => {
  const feet = Object.keys(parts).filter((name) => /^word\/footer\d\.xml$/.test(name))
  expect(feet.map((name) => /<w:jc w:val="(\w+)"/.exec(part(name))![1]).sort()).toEqual(['left', 'right'])
  for (const name of feet) expect(part(name)).toMatch(/— [\s\S]*PAGE[\s\S]* —/)
  expect(part('word/settings.xml')).toContain('<w:evenAndOddHeaders/>')
  expect(body).toContain('<w:tblHeader/>')
})

test('tables that follow each other stay apart, and none ends the document', async () => {
  const table = { is: 'table', head: ['甲'], rows: [['乙']] } as const
  const parts = unzipSync(await docxOf({ title: '表', body: [table, table], attachments: [], made: '2022-01-01' }))
  const body = strFromU8(parts['word/document.xml']!)
  expect(body.match(/<w:tbl>/g)).toHaveLength(2)
  expect(body).not.toMatch(/<\/w:tbl><w:tbl>/)
  expect(body).not.toMatch(/<\/w:tbl><w:sectPr/)
})

test('the same paper is the same bytes, on whichever day it is written', async () => {
  expect(Buffer.from(await docxOf(paper)).equals(await docxOf(paper))).toBe(true)
  expect(part('docProps/core.xml')).toContain('2022-03-05T00:00:00Z')
  expect(part('docProps/core.xml')).not.toContain(String(new Date().getFullYear()))
})
