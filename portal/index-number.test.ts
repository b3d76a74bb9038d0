import { expect, test } from 'vitest'
import { genreOf } from './genre.ts'
import { readTemplate, usual } from './index-number.ts'

test('a template names what a number is made of, and has one serial', () => {
  for (const right of [usual, '{serial}', '{region}{unit}/{column}-{year}-{serial:6}', '渝{serial:3}号'])
    expect([right, 'pieces' in readTemplate(right)]).toEqual([right, true])
  expect(readTemplate('')).toMatchObject({ wrong: expect.stringContaining('{serial}') as string })
  expect(readTemplate('{serial}{serial}')).toMatchObject({ wrong: expect.stringContaining('只有一个') as string })
  expect(readTemplate('{serial')).toMatchObject({ wrong: expect.stringContaining('花括号') as string })
  expect(readTemplate('{hash}/{serial}')).toMatchObject({ wrong: expect.stringContaining('{hash}') as string })
})

test.each([
  ['关于印发示例方案的通知', '公文种类', '通知'],
  ['示例行政规范性文件管理办法（试行）', '体裁分类', '办法'],
  ['示例区人民政府关于示例的决定（2022年）', '公文种类', '决定'],
  ['2022年度法治政府建设情况报告', '公文种类', '报告'],
  ['机动车停放区域管理实施细则', '体裁分类', '实施细则'],
  ['关于公开征求《示例办法》意见的公告', '公文种类', '公告'],
])('the title %s ends in its kind', (title, label, genre) => expect(genreOf(title)).toEqual([label, genre]))
test('a title without any kind at its end has none', () => {
  for (const title of ['', '（）', '示例单位开展第3次活动']) expect([title, genreOf(title)]).toEqual([title, undefined])
})
