import { expect, test } from 'vitest'
import { decodeLaw, lawName, NoLaw, numberOf, parseLaw } from './parse.ts'

// Invented: no law says this.
const text = `\ufeff# 中华人民共和国示例管理法

2001年3月1日 某某会议通过

2020年2月3日 某某会议修订

<!-- INFO END -->

中华人民共和国
示例管理法

## 第一章 总 则

第一条 为了示范，制定本法。

第二条　示例分为两类：

（一）大的；

（二）小的。

前款所称大的，由第九条规定。
第九条规定的大的，另行认定。

## 第二章 听取人民政府、人民法院和

人民检察院的示例

### 第一节 一般规定

第三条\u200b 示例应当公开。

第三条之一 公开以本法第一条为准。

第四条 各部门按照职责办理。

## 第三章 附 则

第六条 本法自2020年7月1日起施行。
`
const parsed = parseLaw('示例管理法(2020-02-03).md', text)

test('articles with their headings, paragraphs and items; what is added with 之一; what is only cited stays text', () => {
  expect(parsed).toMatchObject({
    title: '中华人民共和国示例管理法',
    name: '示例管理法',
    edition: '2020-02-03',
    since: '2020-07-01',
    sinceFrom: 'text',
    about: ['2001年3月1日 某某会议通过', '2020年2月3日 某某会议修订'],
  })
  expect(parsed.articles.map(({ no }) => no)).toEqual(['1', '2', '3', '3之一', '4', '6'])
  expect(parsed.articles[1]!.paragraphs).toEqual([
    '示例分为两类：',
    '（一）大的；',
    '（二）小的。',
    '前款所称大的，由第九条规定。',
    '第九条规定的大的，另行认定。',
  ])
  expect(parsed.articles[2]).toEqual({
    no: '3',
    headings: ['第二章 听取人民政府、人民法院和人民检察院的示例', '第一节 一般规定'],
    paragraphs: ['示例应当公开。'],
  })
  expect(parsed.articles[5]!.headings).toEqual(['第三章 附则'])
  expect(parsed.notes).toEqual(['第4条之后是第6条'])
})

test('since when it is in force: from the text, from what it is told with, else the edition’s own day', () => {
  const law = (info: string, last: string) =>
    parseLaw('某条例(2020-02-03).md', `# 某条例\n${info}\n<!-- INFO END -->\n第一条 甲。\n第二条 ${last}\n`)
  expect(law('', '本条例自公布之日起施行。')).toMatchObject({ since: '2020-02-03', sinceFrom: 'text' })
  expect(law('2020年5月1日 施行', '乙。')).toMatchObject({ since: '2020-05-01', sinceFrom: 'text' })
  expect(law('', '本条例自1999年10月1日起施行。')).toMatchObject({ since: '2020-02-03', sinceFrom: 'edition' })
  expect(law('', '乙。')).toMatchObject({ since: '2020-02-03', sinceFrom: 'edition' })
})

test('names and numbers as they are written', () => {
  for (const name of ['中华人民共和国行政诉讼法', '《行政诉讼法》', ' 行政 诉讼法 '])
    expect(lawName(name)).toBe('行政诉讼法')
  expect(lawName('关于适用《中华人民共和国某法》的解释')).toBe('关于适用某法的解释')
  const numbers = ['一', '十', '十二', '二十', '一百', '一百零三', '一百六十三', '二百一十', '一千零一', '〇', '67']
  expect(numbers.map(numberOf)).toEqual([1, 10, 12, 20, 100, 103, 163, 210, 1001, 0, 67])
  expect(numberOf('甲')).toBeUndefined()
  expect(numberOf('')).toBeUndefined()
})

test.each([
  ['没有日期.md', '# 某法\n第一条 甲。', '文件名'],
  ['某法(2020-02-30).md', '# 某法\n第一条 甲。', '文件名'],
  ['某法(2020-02-03).md', '第一条 甲。', '标题'],
  ['某法(2020-02-03).md', '# 某法\n甲。', '条文'],
  ['某法(2020-02-03).md', '', '标题'],
])('%s is refused with its reason', (file, content, why) => {
  expect(() => parseLaw(file, content)).toThrow(NoLaw)
  expect(() => parseLaw(file, content)).toThrow(why)
})
test('bytes that are no text are refused; the old encoding is read', () => {
  expect(() => decodeLaw(Buffer.from('a\0b'))).toThrow('不是文本')
  expect(() => decodeLaw(Buffer.from([0xff, 0xfe, 0xff, 0xff]))).toThrow('编码')
  expect(() => decodeLaw(Buffer.alloc(6 * 2 ** 20, 97))).toThrow('5MB')
  expect(decodeLaw(Buffer.from([0xb5, 0xda, 0xd2, 0xbb, 0xcc, 0xf5]))).toBe('第一条')
})
