import { describe, expect, test } from 'vitest'
import { calendar, readNotices, workdaysBetween } from './index.ts'
import { published } from './published.fixture.ts'

const cal = calendar(published)
const workdaysOf = (year: number): number => workdaysBetween(cal, `${year - 1}-12-31`, `${year}-12-31`)

describe('the published calendar', () => {
  test.each([
    [2015, 249],
    [2016, 250],
    [2017, 249],
    [2018, 250],
    [2019, 250],
    [2020, 249],
    [2021, 250],
    [2022, 249],
    [2023, 249],
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('%i has %i working days', (year, total) => {
    expect(workdaysOf(year)).toBe(total)
  })

  test('names the holiday, also on its weekend days, and the weekend otherwise', () => {
    expect(cal.reasonOff('2022-10-03')).toBe('国庆节')
    expect(cal.reasonOff('2022-10-01')).toBe('国庆节')
    expect(cal.reasonOff('2022-10-15')).toBe('周六')
    expect(cal.reasonOff('2022-10-16')).toBe('周日')
    expect(cal.reasonOff('2022-10-08')).toBeUndefined()
    expect(cal.reasonOff('2022-10-10')).toBeUndefined()
  })

  test('takes exchanged days from both sides of the year end', () => {
    expect(cal.isWorkday('2018-12-29')).toBe(true)
    expect(cal.reasonOff('2018-12-31')).toBe('元旦')
  })

  test('counts backwards as a negative number, and nothing between a day and itself', () => {
    expect(workdaysBetween(cal, '2022-10-20', '2022-10-10')).toBe(-8)
    expect(workdaysBetween(cal, '2022-10-20', '2022-10-20')).toBe(0)
  })
})

describe('a calendar as known on a day', () => {
  const before = calendar(published, { knownOn: '2020-01-26' })
  const after = calendar(published, { knownOn: '2020-01-27' })

  test('sees the Spring Festival of 2020 prolonged only from the amendment on', () => {
    expect(before.isWorkday('2020-01-31')).toBe(true)
    expect(before.isWorkday('2020-02-01')).toBe(true)
    expect(after.reasonOff('2020-01-31')).toBe('春节')
    expect(after.reasonOff('2020-02-01')).toBe('春节')
    expect(after.isWorkday('2020-02-03')).toBe(true)
    expect(
      workdaysBetween(before, '2020-01-23', '2020-02-03') - workdaysBetween(after, '2020-01-23', '2020-02-03'),
    ).toBe(2)
  })

  test('sees the Labour Day of 2019 and the memorial days of 2015 only from their amendments on', () => {
    expect(calendar(published, { knownOn: '2019-03-21' }).isWorkday('2019-05-02')).toBe(true)
    expect(calendar(published, { knownOn: '2019-03-22' }).reasonOff('2019-05-02')).toBe('劳动节')
    expect(calendar(published, { knownOn: '2015-05-12' }).isWorkday('2015-09-03')).toBe(true)
    expect(calendar(published, { knownOn: '2015-05-13' }).isWorkday('2015-09-06')).toBe(true)
  })

  test('does not know a year before its notice, nor the days that a notice may still exchange for New Year', () => {
    const known = calendar(published, { knownOn: '2022-12-07' })
    expect(known.knows('2022-12-28')).toBe(true)
    expect(known.knows('2022-12-29')).toBe(false)
    expect(known.knows('2023-01-01')).toBe(false)
    expect(calendar(published, { knownOn: '2022-12-08' }).knows('2023-01-01')).toBe(true)
    expect(cal.knows('2014-12-28')).toBe(false)
    expect(cal.knows('2027-01-04')).toBe(false)
  })

  test('has a version of its own wherever a day differs, whatever the order of the notices', () => {
    expect(before.version).not.toBe(after.version)
    expect(after.version).toBe(calendar(published.toReversed(), { knownOn: '2020-11-24' }).version)
    expect(cal.version).toMatch(/^2025-11-04\./)
    expect(calendar(published, { overlay: { '2022-07-01': '赶年' } }).version).not.toBe(cal.version)
  })
})

describe('a calendar without a notice', () => {
  test('supposes ordinary weeks and knows nothing', () => {
    const none = calendar([])
    expect(none.isWorkday('2022-10-03')).toBe(true)
    expect(none.reasonOff('2022-10-01')).toBe('周六')
    expect(none.knows('2022-10-03')).toBe(false)
    expect(workdaysBetween(none, '2021-12-31', '2022-12-31')).toBe(260)
  })

  test('in the middle, and an amendment alone, do not make a year known', () => {
    const gap = calendar(published.filter(({ id }) => id !== '2020' && id !== '2021'))
    expect(['2019-06-03', '2020-06-03', '2021-06-03', '2022-06-03'].map(gap.knows)).toEqual([true, false, false, true])
    expect(gap.isWorkday('2021-10-01')).toBe(true)
  })
})

test('local festival days stand over the notices', () => {
  const local = calendar(published, { overlay: { '2022-10-08': '土家年' } })
  expect(local.reasonOff('2022-10-08')).toBe('土家年')
  expect(workdaysBetween(local, '2021-12-31', '2022-12-31')).toBe(248)
  expect(local.knows('2022-10-08')).toBe(true)
})

describe('a file of notices', () => {
  const notice = {
    id: '2027',
    issued: '2026-11-03',
    source: 'https://www.gov.cn/',
    off: { '2027-01-01': '元旦' },
    work: {},
  }

  test('is read', () => {
    const [read] = readNotices({ year: 2027, notices: [notice] }, '2027.json')
    expect(read).toEqual({ ...notice, year: 2027 })
  })

  test.each([
    ['没有通知', { year: 2027, notices: [] }],
    ['缺少年份', { notices: [notice] }],
    ['2027-02-29 不是真实日期', { year: 2027, notices: [{ ...notice, off: { '2027-02-29': '春节' } }] }],
    ['2026-06-01 不属于该年', { year: 2027, notices: [{ ...notice, work: { '2026-06-01': '元旦' } }] }],
    ['既放假又上班', { year: 2027, notices: [{ ...notice, work: { '2027-01-01': '元旦' } }] }],
    ['发布日期', { year: 2027, notices: [{ ...notice, issued: '2026-11' }] }],
    ['来源', { year: 2027, notices: [{ ...notice, source: 1 }] }],
    ['off', { year: 2027, notices: [{ ...notice, off: { '2027-01-01': '' } }] }],
    ['work', { year: 2027, notices: [{ ...notice, work: [] }] }],
    ['supersedes', { year: 2027, notices: [{ ...notice, supersedes: 2027 }] }],
  ])('is refused by name where it is wrong: %s', (what, content) => {
    expect(() => readNotices(content, '2027.json')).toThrow(new RegExp(`2027\\.json.*${what}`))
  })
})
