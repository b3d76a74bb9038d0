import { expect, test } from 'vitest'
import { findFaces } from './faces.ts'
import { layout, markSize, textHeight, textWidth, tracking, type Paper } from './model.ts'
import { openPress } from './pdf.ts'
import { readPdf } from './pdf.fixture.ts'

// What stands on the machine must not matter: only what the installation brings.
const press = openPress(undefined, findFaces(undefined, []))
const paper: Paper = {
  head: { organ: '示例区司法局', number: '示司审〔2022〕7号' },
  title: '关于《示例区促进若干事项暂行办法（送审稿）》的合法性审查意见书',
  addressee: '示例单位',
  body: [
    { is: 'heading', level: 1, text: '一、结论' },
    { is: 'paragraph', text: '经办人堃、喆、燊、彧、珺、䶮，对“重点事项”提出意见。' },
  ],
  attachments: ['书面审核意见'],
  signature: { organ: '示例区司法局', day: '2022-03-05' },
  note: '此件公开发布',
  imprint: { copies: '示例办', organ: '示例区司法局', day: '2022-03-06' },
  made: '2022-03-05',
}
const filled = (text: string): Paper => ({
  title: '页',
  body: [{ is: 'paragraph', text }],
  attachments: [],
  made: '2022-01-01',
})

test('a page takes 22 lines of 28 characters', () => {
  expect(textWidth).toBeCloseTo(442.2, 1)
  expect(Math.floor(textHeight / layout.line)).toBe(22)
  expect(layout.perLine * (layout.size.body + tracking)).toBeLessThanOrEqual(textWidth)
  expect((layout.perLine + 1) * (layout.size.body + tracking)).toBeGreaterThan(textWidth)
  // The second page is full: 22 lines, each of 28 characters.
  const { pages } = readPdf(press.print(filled('字'.repeat(3000))).pdf)
  const number = /— ?2 ?—/
  expect(pages[1]).toMatch(number)
  expect(pages[1]!.replace(number, '').length).toBe(22 * 28)
})

test('the organ’s mark is as large as one line takes', () => {
  expect(markSize('示例区政府')).toBe(56)
  expect(markSize('某某市某某区人民政府办公室文件')).toBe(29)
  expect(markSize('字'.repeat(20))).toBe(40)
  expect(markSize('字'.repeat(60))).toBe(24)
})

test('only the faces of the installation are embedded, rare characters print, and nothing is missing', () => {
  const { pdf, missing } = press.print(paper)
  const read = readPdf(pdf)
  expect(missing).toEqual([])
  expect(read.faces).toEqual(['NotoSansSC-Medium', 'NotoSerifSC-Bold', 'NotoSerifSC-Regular'])
  expect(read.embedded).toBe(true)
  expect(read.notdef).toBe(0)
  expect(read.pages.join('')).toContain('经办人堃、喆、燊、彧、珺、䶮，对“重点事项”提出意见。')
})

test('what no face can print is named, and a geta stands in its place', () => {
  const { pdf, missing } = press.print(filled('甲😀乙'))
  expect(missing).toEqual(['😀'])
  expect(readPdf(pdf)).toMatchObject({ notdef: 0 })
  expect(readPdf(pdf).pages[0]).toContain('甲〓乙')
})

test('the elements stand in their order, and the imprint on the back of the leaf without a page number', () => {
  const { pages } = readPdf(press.print(paper).pdf)
  const text = pages.join('')
  const order = [
    '示例区司法局',
    '示司审〔2022〕7号',
    '关于《',
    '示例单位：',
    '一、结论',
    '附件：',
    '书面审核意见',
    '示例区司法局2022年3月5日',
    '（此件公开发布）',
  ]
  const places = order.map((words) => text.replaceAll(' ', '').indexOf(words.replaceAll(' ', '')))
  expect(places, text).toEqual([...places].sort((a, b) => a - b))
  expect(places.at(0)).toBeGreaterThanOrEqual(0)
  const back = pages.at(-1)!
  expect(pages.length % 2).toBe(0)
  expect(back).toContain('抄送：示例办。')
  expect(back).toContain('2022年3月6日印发')
  expect(back.includes('—')).toBe(back.includes('2022年3月5日'))
})

test('the imprint takes no leaf more than it needs, however long the text and the list of copies', () => {
  const copies = '示例办公室，'.repeat(12)
  for (let lines = 1; lines < 60; lines += 3) {
    const one = { ...paper, body: [{ is: 'paragraph' as const, text: '字'.repeat(lines * 28 - 2) }] }
    const { imprint: _, ...without } = one
    const plain = readPdf(press.print(without).pdf).pages
    const { pages } = readPdf(
      press.print({ ...one, imprint: { copies, organ: '示例区司法局', day: '2022-03-06' } }).pdf,
    )
    const even = Math.ceil(plain.length / 2) * 2
    expect([even, ...(plain.length % 2 ? [] : [even + 2])], `${lines}`).toContain(pages.length)
    expect(pages.at(-1)).toContain('印发')
    for (const page of pages.slice(0, plain.length)) expect(page).not.toBe('')
  }
  expect(readPdf(press.print(paper).pdf).pages).toHaveLength(2)
})

test('urgency, number and signer have their places', () => {
  const head = { organ: '示例区司法局文件', number: '示司审〔2022〕7号', urgency: '特急', signer: '甲某' }
  const [first] = readPdf(press.print({ ...paper, head }).pdf).pages
  const places = ['特急', '示例区司法局文件', '示司审〔2022〕7号', '签发人：甲某'].map((words) => first!.indexOf(words))
  expect(places).toEqual([...places].sort((a, b) => a - b))
  expect(places[0]).toBeGreaterThanOrEqual(0)
})

test('a table repeats its head on every page, and an empty one says so', () => {
  const rows = Array.from({ length: 80 }, (_, n) => [String(n + 1), '示例意见'])
  const table = (of: readonly (readonly string[])[]): Paper => ({
    title: '表',
    body: [{ is: 'table', head: ['序号', '意见'], rows: of }],
    attachments: [],
    made: '2022-01-01',
  })
  const { pages } = readPdf(press.print(table(rows)).pdf)
  expect(pages.length).toBeGreaterThan(1)
  for (const page of pages) expect(page).toContain('序号意见')
  expect(readPdf(press.print(table([['无', '']])).pdf).pages[0]).toContain('序号意见无')
})

test('a signature is never alone on a page', () => {
  for (let lines = 8; lines < 24; lines++) {
    const { pages } = readPdf(
      press.print({ ...filled('字'.repeat(lines * 28 - 2)), signature: { organ: '某局', day: '2022-01-01' } }).pdf,
    )
    for (const page of pages) expect(page, String(lines)).toMatch(/字/)
  }
})

test('the same paper is the same bytes', () => {
  const again = openPress(undefined, press.faces)
  expect(press.print(paper).pdf.equals(again.print(paper).pdf)).toBe(true)
})

test('no text of a paper is ever a program', () => {
  const text = '#panic("x") $a^2$ *b* _c_ `d` @e <f> \\ //g #import "h"'
  expect(readPdf(press.print(filled(text)).pdf).pages[0]!.replaceAll(' ', '')).toContain('#panic(“x”)$a^2$*b*_c_`d`')
})
