import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { compareTexts, paragraphsOf, Unreadable } from './texts.ts'

const docx = (body: string): Uint8Array =>
  zipSync({ 'word/document.xml': strToU8(`<w:document><w:body>${body}</w:body></w:document>`) })

describe('paragraphs', () => {
  test('of a word processor: runs joined, entities read, blank ones left out', () => {
    const body =
      '<w:p><w:r><w:t>第一条 </w:t></w:r><w:r><w:t xml:space="preserve">甲&amp;乙&#x4E01;</w:t></w:r></w:p><w:p/><w:p><w:r><w:t>第二条</w:t><w:tab/><w:t>丙</w:t></w:r></w:p>'
    expect(paragraphsOf('稿.docx', 'application/octet-stream', docx(body))).toEqual(['第一条 甲&乙丁', '第二条 丙'])
  })
  test('of a plain text, whatever ends its lines', () =>
    expect(paragraphsOf('稿.txt', 'text/plain', Buffer.from('　一、甲\r\n\r\n二、乙\r三、丙\n'))).toEqual([
      '一、甲',
      '二、乙',
      '三、丙',
    ]))
  test.each([
    ['稿.docx', Buffer.from('not a zip'), /不是完整的docx/],
    ['稿.docx', zipSync({ 'other.xml': strToU8('<a/>') }), /不是完整的docx/],
    ['稿.txt', Buffer.from([0xff, 0xfe, 0x00]), /不是UTF-8/],
    ['稿.pdf', Buffer.from('%PDF-1.7'), /只有docx和纯文本/],
  ])('%s that does not open is told', (name, content, words) => {
    expect(() => paragraphsOf(name, 'application/octet-stream', content)).toThrow(Unreadable)
    expect(() => paragraphsOf(name, 'application/octet-stream', content)).toThrow(words)
  })
})

describe('two versions', () => {
  test('show which paragraphs came, went and changed, and which characters', () => {
    const rows = compareTexts(
      ['第一条 为了规范管理。', '第二条 有效期三年。', '第三条 由甲局解释。'],
      ['第一条 为了规范管理。', '第二条 有效期五年。', '附则', '第三条 由甲局解释。'],
    )
    expect(rows.map(({ is, old, new: now }) => [is, old, now])).toEqual([
      ['same', 1, 1],
      ['changed', 2, 2],
      ['added', undefined, 3],
      ['same', 3, 4],
    ])
    expect(rows[1]!.pieces).toEqual([
      { is: 'same', text: '第二条 有效期' },
      { is: 'removed', text: '三' },
      { is: 'added', text: '五' },
      { is: 'same', text: '年。' },
    ])
  })
  test('put together again, are the two texts', () => {
    const text = fc.array(fc.constantFrom('甲条', '乙条', '乙款', '丙条：长一些的一段', '丁'), { maxLength: 8 })
    fc.assert(
      fc.property(text, text, (old, now) => {
        const rows = compareTexts(old, now)
        const side = (without: 'added' | 'removed', number: 'old' | 'new') =>
          rows
            .filter((row) => row[number] !== undefined)
            .map(({ pieces }) => pieces.flatMap(({ is, text }) => (is === without ? [] : [text])).join(''))
        expect(side('added', 'old')).toEqual(old)
        expect(side('removed', 'new')).toEqual(now)
        expect(rows.flatMap((row) => row.old ?? [])).toEqual(old.map((_, n) => n + 1))
        expect(rows.flatMap((row) => row.new ?? [])).toEqual(now.map((_, n) => n + 1))
      }),
    )
  })
})
