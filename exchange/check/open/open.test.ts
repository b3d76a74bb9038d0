import { strToU8, zipSync } from 'fflate'
import { Document, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx'
import { expect, test } from 'vitest'
import { open, Unreadable } from './index.ts'

const refused = (bytes: Uint8Array): string => {
  try {
    open(bytes)
  } catch (error) {
    if (error instanceof Unreadable) return error.message
    throw error
  }
  return ''
}
const word = (xml: string) => zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'word/document.xml': strToU8(xml) })
const body = (inner: string) => `<?xml version="1.0"?><w:document xmlns:w="w"><w:body>${inner}</w:body></w:document>`

test('plain text is itself, in whichever code it is written', () => {
  expect(open(strToU8('\ufeff审查文件139件。\r\n'))).toEqual({ is: 'text', text: '审查文件139件。\r\n' })
  // 审查 in GB18030
  expect(open(new Uint8Array([0xc9, 0xf3, 0xb2, 0xe9])).text).toBe('审查')
  expect(open(new Uint8Array([0xff, 0xfe, 0xa1, 0x5b])).text).toBe('审')
})
test('a docx gives its paragraphs, and of a table its cells; what was deleted is gone', async () => {
  const row = (...cells: string[]) =>
    new TableRow({ children: cells.map((text) => new TableCell({ children: [new Paragraph(text)] })) })
  const made = await Packer.toBuffer(
    new Document({
      sections: [
        {
          children: [
            new Paragraph({ children: [new TextRun('审查文件'), new TextRun({ text: '64件', bold: true })] }),
            new Table({ rows: [row('事项', '数量（件）'), row('处罚', '126')] }),
            new Paragraph('完'),
          ],
        },
      ],
    }),
  )
  expect(open(made)).toEqual({ is: 'docx', text: '审查文件64件\n事项\t数量（件）\n处罚\t126\n完' })
  const edited = word(body('<w:p><w:del><w:r><w:t>旧1件</w:t></w:r></w:del><w:r><w:t>新&lt;2件&gt;</w:t></w:r></w:p>'))
  expect(open(edited).text).toBe('新<2件>')
})
test('a web page gives its article: no script, no navigation, no references followed', () => {
  const page = `<!doctype html><html><head><title>题</title><script>document.write('9件')</script></head><body>
    <nav>首页 99件</nav><div class="TRS_Editor"><p>受理&nbsp;12件，办结<b>11</b>件。</p><p title="a>b">纠纷&#x31;&#50;起&mdash;完</p>
    <table><tr><td>处罚</td><td>5件</td></tr></table></div><footer>备案号 77号</footer></body></html>`
  expect(open(strToU8(page))).toEqual({ is: 'html', text: '受理 12件，办结11件。\n纠纷12起—完\n处罚\t5件' })
})
test('a site says around its article where one is: the title is kept, what has a name of its own for the rest is left out', () => {
  const page = `<html><head><meta name="ArticleTitle" content="某区2023年法治政府建设情况报告"><title>某区政府网</title></head><body>
    <div class="header-box">站名</div><div id="zoom"><p>${'受理12件。'.repeat(40)}</p><div class="share">分享 5人</div></div>
    <ul class="nav menu"><li>首页</li></ul><div class="footer">ICP备1号 3家</div></body></html>`
  const { text } = open(strToU8(page))
  expect(text.split('\n')).toEqual(['某区2023年法治政府建设情况报告', '受理12件。'.repeat(40)])
})
test('hostile and wrong files are refused with a sentence', () => {
  const bomb = word(body(`<w:p><w:t>${'0'.repeat(21 * 2 ** 20)}</w:t></w:p>`))
  expect(bomb.length).toBeLessThan(100_000)
  expect(refused(bomb)).toContain('展开后超过20MB')
  expect(
    refused(word(`<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${body('<w:p><w:t>&e;</w:t></w:p>')}`)),
  ).toContain('外部实体')
  const whole = word(body('<w:p><w:r><w:t>受理12件</w:t></w:r></w:p>'.repeat(2000)))
  expect(refused(whole.subarray(0, whole.length / 2))).toContain('不完整')
  expect(refused(word(body('<w:p><w:t>受理12件')))).toContain('不完整')
  expect(refused(word(body('<w:sdt>'.repeat(2000))))).toContain('层次过深')
  expect(refused(zipSync({ 'xl/workbook.xml': strToU8('<x/>') }))).toContain('不是docx')
  expect(refused(strToU8('%PDF-1.7'))).toContain('PDF')
  expect(refused(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]))).toContain('旧版doc')
  expect(refused(new Uint8Array([65, 0, 66]))).toContain('不是文本')
  expect(refused(new Uint8Array([0x81, 0x20, 0xff]))).toContain('GB18030')
  expect(refused(new Uint8Array())).toContain('空的')
  expect(refused(new Uint8Array(21 * 2 ** 20))).toContain('20MB')
})
