import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { effective } from '../../kernel/procedure/index.ts'
import { findMechanisms } from '../../server/mechanisms.ts'
import { replay, story } from '../../tests/story.ts'
import { fillForm, openForm, placesOfForm } from './form.ts'
import type { Read } from './chips.ts'
import { checkForm, checkWords, placeNames, writeForm, writeWords } from './wording.ts'

const types =
  '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"></Types>'
const paragraph = (...texts: readonly string[]): string =>
  `<w:p>${texts.map((text) => `<w:r><w:t>${text}</w:t></w:r>`).join('')}</w:p>`
const docx = (body: string, more: Readonly<Record<string, string | Uint8Array>> = {}): Uint8Array =>
  zipSync({
    '[Content_Types].xml': strToU8(types),
    'word/document.xml': strToU8(`<w:document><w:body>${body}</w:body></w:document>`),
    ...Object.fromEntries(
      Object.entries(more).map(([name, content]) => [name, typeof content === 'string' ? strToU8(content) : content]),
    ),
  })
const said = (bytes: Uint8Array): string[] =>
  [...strFromU8(unzipSync(bytes)['word/document.xml']!).matchAll(/<w:p>([\s\S]*?)<\/w:p>/g)].map(([, inside]) =>
    inside!.replace(/<w:br\/>/g, '\n').replace(/<[^>]+>/g, ''),
  )

const found = await findMechanisms()
const all = [...found.mechanisms.values()]
const m = found.mechanisms.get('legality-review')!
const { opinion } = found.letters.get('legality-review')!
const told = story(...all)
replay(m, found.samples.get(m.id)!, told, all)
const readOf = (of: string): Read => {
  const { whole, parts } = told.whole(`legality-review/${of}`)
  return {
    m,
    whole: whole!,
    parts: [...parts.values()],
    events: effective(told.history(`legality-review/${of}`)),
    shows: () => true,
    names: { unit: (id) => `示例单位${id}`, person: (id) => `示例人员${id}` },
    sample: true,
  }
}

describe('a docx of the district', () => {
  test('binds the places of the case, of acts and of the letter, in Chinese or English, across cut nodes', () => {
    const form = docx(
      [
        paragraph('{{文书标题}}'),
        paragraph('致{{主', '送机', '关}}：'),
        paragraph('《{{title}}》于{{认定合法.日期}}审定（{{ findLawful.on }}）。'),
      ].join(''),
    )
    checkForm(m, opinion!, form)
    expect(said(writeForm(readOf('lawful'), opinion!, undefined, form))).toEqual([
      '关于《示例文件》的合法性审查意见书',
      '致示例单位u1：',
      '《示例文件》于2022年3月15日审定（2022年3月15日）。',
    ])
  })

  test('writes a line of a table once for each part, and none where there is none', () => {
    const row = `<w:tr><w:tc>${paragraph('{{审核意见.序号}}')}</w:tc><w:tc>${paragraph('{{审核意见.意见}}')}</w:tc></w:tr>`
    const form = docx(`<w:tbl>${row}</w:tbl>`)
    expect(said(writeForm(readOf('lawful'), opinion!, undefined, form))).toEqual(['1', '示例意见', '2', '示例意见'])
    expect(said(writeForm(readOf('returned'), opinion!, undefined, form))).toEqual([])
  })

  test('refuses an unknown field by its name', () => {
    expect(() => checkForm(m, opinion!, docx(paragraph('{{文件名称}}{{送审人手机}}')))).toThrow(/\{\{送审人手机\}\}/)
    expect(() => checkForm(m, opinion!, docx(paragraph('没有字段')))).toThrow('没有任何字段')
  })

  test('what is filled in is text: no markup, and no place of its own', () => {
    const filled = fillForm(
      docx(paragraph('{{a}}') + paragraph('{{b}}')),
      { value: (name) => (name === 'a' ? '<w:p>&{{b}}\n二' : '乙'), lines: () => undefined },
      '2022-01-01',
    )
    expect(said(filled)).toEqual(['&lt;w:p&gt;&amp;{{b}}\n二', '乙'])
  })

  test('the same values give the same bytes', () => {
    const form = docx(paragraph('{{文件名称}}'))
    const [one, other] = [1, 2].map(() => writeForm(readOf('lawful'), opinion!, undefined, form))
    expect(one!.equals(other!)).toBe(true)
  })
})

describe('a hostile docx is refused with its reason', () => {
  const rel = (more: string) =>
    `<Relationships><Relationship Id="r1" Type="t" Target="http://a.example/x" ${more}/></Relationships>`
  const cases: readonly (readonly [string, Uint8Array, RegExp])[] = [
    ['no zip', strToU8('{{文件名称}}'), /不是Word文档/],
    ['empty', new Uint8Array(), /不是Word文档/],
    ['a zip without a text', zipSync({ 'a.txt': strToU8('a') }), /没有正文/],
    ['cut off', docx(paragraph('{{文件名称}}')).slice(0, 200), /已损坏/],
    ['a zip bomb', docx('', { 'word/media/a.xml': new Uint8Array(30 * 2 ** 20) }), /过大/],
    ['many parts', docx('', Object.fromEntries(Array.from({ length: 400 }, (_, n) => [`a${n}.xml`, '']))), /过大/],
    ['macros', docx('', { 'word/vbaProject.bin': 'x' }), /宏/],
    ['an embedded object', docx('', { 'word/embeddings/a.docx': 'x' }), /嵌入/],
    ['an external template', docx('', { 'word/_rels/settings.xml.rels': rel('TargetMode="External"') }), /外部/],
    ['an entity', docx('', { 'word/styles.xml': '<!DOCTYPE a [<!ENTITY b "c">]><a/>' }), /文档类型/],
    ['a field that reads a file', docx('<w:p><w:r><w:instrText>INCLUDETEXT "c:\\\\a"</w:instrText></w:r></w:p>'), /域/],
    ['a path upwards', docx('', { '../a.xml': 'x' }), /路径/],
    ['no UTF-8', docx('', { 'word/styles.xml': new Uint8Array([0xff, 0xfe, 0x00]) }), /UTF-8/],
    ['a macro document', docx('', { 'a.xml': 'vnd.ms-word.document.macroEnabled.main+xml' }), /宏/],
  ]
  test.each(cases)('%s', (_, bytes, reason) => {
    expect(() => openForm(bytes)).toThrow(reason)
  })
  test('places are found in headers and footers too', () => {
    const form = docx('', { 'word/header1.xml': paragraph('{{甲}}'), 'word/footer2.xml': paragraph('{{乙}}') })
    expect([...placesOfForm(form)].sort()).toEqual(['乙', '甲'].sort())
  })
})

describe('a wording of the district', () => {
  test('replaces the text; headings are known by their numbers, lists are written out, and what is empty is left out', () => {
    const words =
      '经审查《{{文件名称}}》。\n一、意见\n{{审核意见.序号}}．{{审核意见.意见}}\n请求加急：{{请求加急}}\n来文{{来文编号}}'
    const { paper } = writeWords(readOf('lawful'), opinion!, undefined, words)
    expect(paper.body).toEqual([
      { is: 'paragraph', text: '经审查《示例文件》。' },
      { is: 'heading', level: 1, text: '一、意见' },
      { is: 'paragraph', text: '1．示例意见' },
      { is: 'paragraph', text: '2．示例意见' },
      { is: 'paragraph', text: '来文1' },
    ])
    expect(paper.head?.organ).toBe('示例单位u1')
  })
  test('refuses an unknown field by its name', () => {
    expect(() => checkWords(m, opinion!, '{{不存在}}')).toThrow(/\{\{不存在\}\}/)
    expect(placeNames(m)).toContain('文件名称')
  })
})
