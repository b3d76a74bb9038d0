import { describe, expect, test } from 'vitest'
import { count, prose, text, type Fields } from '../fields/index.ts'
import { askedTerms, searchable, sortKey, termsOf, titleOf } from './words.ts'

const finds = (query: string, written: string): boolean => {
  const terms = new Set(termsOf(written))
  const asked = askedTerms(query)
  return asked.length > 0 && asked.every((term) => terms.has(term))
}

describe('a search', () => {
  test.each([
    ['述法', '年度述法报告'],
    ['年度', '年度述法报告'],
    ['报告', '年度述法报告'],
    ['法', '年度述法报告'],
    ['行政处罚', '某局行政处罚决定'],
    ['1999', '第1999条'],
    ['第1999条', '依照第1999条办理'],
    ['PPP', '关于ppp项目的批复'],
    ['ＰＰＰ', 'PPP项目'],
    ['２０２２年', '2022年工作要点'],
    ['法治 督察', '法治政府建设督察'],
    ['《民法典》', '贯彻民法典的意见'],
    ['𠮷田', '𠮷田公司'],
  ])('for %s finds %s', (query, written) => expect(finds(query, written)).toBe(true))

  test.each([
    ['述职', '年度述法报告'],
    ['法年', '年度述法报告'],
    ['行政处罚', '行政许可和罚款'],
    ['199', '第1999条'],
    ['', '年度述法报告'],
    ['，。《》', '《年度，述法》。'],
  ])('for %s does not find %s', (query, written) => expect(finds(query, written)).toBe(false))

  test('finds every pair of neighbouring characters', () => {
    const written = '重庆市黔江区人民政府关于推进法治政府建设的实施意见'
    for (let at = 0; at + 1 < written.length; at++) expect(finds(written.slice(at, at + 2), written)).toBe(true)
  })
  test('asks for pairs, and for a single character only where it stands alone', () => {
    expect(askedTerms('行政处罚')).toEqual(['行政', '政处', '处罚'])
    expect(askedTerms('法')).toEqual(['法'])
    expect(askedTerms('')).toEqual([])
  })
  test('is not made long by whoever asks', () => expect(askedTerms('甲乙丙丁戊己'.repeat(500)).length).toBeLessThan(41))
})

describe('lists in the order of pinyin', () => {
  const sorted = (...titles: string[]): string[] =>
    titles
      .map((title) => [sortKey(title), title] as const)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([, title]) => title)

  test('by syllable, not by code point', () =>
    expect(sorted('张三', '李四', '王五', '安六', '周七')).toEqual(['安六', '李四', '王五', '张三', '周七']))
  test('by tone where the syllable is the same', () =>
    expect(sorted('马', '骂', '妈', '麻')).toEqual(['妈', '麻', '马', '骂']))
  test('characters of one sound stay together, each apart', () => {
    expect(sorted('张乙', '章甲', '张甲', '章乙')).toEqual(['张甲', '张乙', '章甲', '章乙'])
    expect(sortKey('张')).not.toBe(sortKey('章'))
  })
  test('a character of several readings has one place, whatever stands beside it', () => {
    expect(sorted('重庆', '重要', '中心')).toEqual(['中心', '重庆', '重要'])
    expect(sortKey('重庆').split(' ')[0]).toBe(sortKey('重要').split(' ')[0])
  })
  test('a shorter title before the longer one that begins with it', () =>
    expect(sorted('黔江区', '黔江')).toEqual(['黔江', '黔江区']))
  test('Latin letters without regard to case, digits before them, and an empty title first', () =>
    expect(sorted('乙', 'b', 'A', '1', '')).toEqual(['', '1', 'A', 'b', '乙']))
  test('full-width letters as their half-width selves', () => expect(sortKey('Ａ１')).toBe(sortKey('A1')))
})

describe('a record', () => {
  const fields: Fields = {
    number: count('号', 'Number'),
    name: text('名称', 'Name'),
    about: prose('说明', 'About'),
    identity: text('身份证号', 'Identity', { personal: true }),
  }
  test('is named by its first text', () => {
    expect(titleOf(fields, { number: 3, name: '年度报告', about: '正文' })).toBe('年度报告')
    expect(titleOf(fields, { identity: '甲' })).toBe('甲')
    expect(titleOf(fields, { number: 3 })).toBe('')
    expect(titleOf({}, {})).toBe('')
  })
  test('is found by its texts, never by a personal value', () => {
    const terms = termsOf(searchable(fields, { number: 1999, name: '述法', about: '全文', identity: '500239' }))
    expect(terms).toEqual(expect.arrayContaining(['述法', '全文']))
    expect(terms).not.toContain('500239')
    expect(terms).not.toContain('1999')
  })
  test('the end of one text and the beginning of the next make no word', () =>
    expect(termsOf(searchable(fields, { name: '述', about: '法' }))).toEqual(['述', '法']))
})
