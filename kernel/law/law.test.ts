import { describe, expect, test } from 'vitest'
import { amountParameter, cite, instrument, parameter, reckon, rule, sumOn, type Parameters } from './index.ts'

const law = instrument('示例条例', {
  number: '示例令第1号',
  rank: 'regulation',
  editions: [{ since: '2000-01-01', until: '2019-05-15' }, { since: '2019-05-15' }],
  articles: { 26: '答复有期限', 第四章: '监督' },
})
const unset: Parameters = () => undefined
const days = (count: number) => ({ count, unit: 'working days' }) as const

describe('an instrument', () => {
  test('gives its articles for citing, in its own words', () => {
    expect(law(26)).toEqual({ law: '示例条例', no: 26, says: '答复有期限' })
    expect(cite(law(26))).toBe('《示例条例》第26条')
  })
  test('an anchor that is no number is printed as it stands', () =>
    expect(cite(law('第四章'))).toBe('《示例条例》第四章'))
  test('is verified unless it says otherwise', () => {
    expect(law.status).toBe('verified')
    expect(
      instrument('未读', { number: '', rank: 'rule', editions: [], articles: {}, status: 'unverified' }).status,
    ).toBe('unverified')
  })
})

describe('a rule', () => {
  const always = rule('answer', '答复', 'Answer', law(26), days(20))
  const amended = rule('amended', '答复', 'Answer', law(26), [
    { since: '2008-05-01', ...days(15) },
    { since: '2015-01-01', count: null },
    { since: '2019-05-15', ...days(20) },
  ])

  test('of one number holds on every day', () => {
    expect(reckon(always, '1950-01-01', unset)).toMatchObject(days(20))
    expect(reckon(always, '2099-12-31', unset)).toMatchObject(days(20))
  })
  test.each([
    ['2008-04-30', undefined],
    ['2008-05-01', 15],
    ['2014-12-31', 15],
    ['2015-01-01', undefined],
    ['2019-05-14', undefined],
    ['2019-05-15', 20],
    ['2022-03-01', 20],
  ])('on %s is that of the edition then in force', (on, count) => expect(reckon(amended, on, unset)?.count).toBe(count))
  test('that the law sets is not for a district to change', () =>
    expect(reckon(always, '2022-03-01', () => days(60))).toMatchObject(days(20)))
  test('rolls over days off, save where power is limited', () => {
    expect(always.rolls).toBe(true)
    expect(rule('limit', '期限', 'Limit', law(26), days(3), { rolls: false }).rolls).toBe(false)
  })
})

describe('a parameter', () => {
  const open = parameter('makingUp', '补学', 'Make up', { count: 30, unit: 'calendar days' }, { note: '无文本' })
  const own: Parameters = (id, on) => (id === 'makingUp' && on >= '2022-07-01' ? days(10) : undefined)

  test('counts by its default, and says that it is not verified', () => {
    expect(reckon(open, '2022-03-01', unset)).toMatchObject({ count: 30, unit: 'calendar days' })
    expect(open).toMatchObject({ status: 'unverified', note: '无文本', article: undefined })
  })
  test('counts by what the district has set, from the day for which that holds', () => {
    expect(reckon(open, '2022-06-30', own)).toMatchObject({ count: 30, unit: 'calendar days' })
    expect(reckon(open, '2022-07-01', own)).toEqual(days(10))
  })
  test('may rest on an article whose number nobody has settled', () =>
    expect(parameter('x', '甲', 'A', days(1), { article: law(26), note: '待核' }).article).toEqual(law(26)))
})

describe('a sum of money that nobody has settled', () => {
  const major = amountParameter('major', '重大合同标的额', 'Major contract', 10_000_000, { note: '原文未见' })
  test('is the default, in 分, and not verified', () => {
    expect(sumOn(major, '2022-03-01', unset)).toBe(1_000_000_000)
    expect(major).toMatchObject({ status: 'unverified', note: '原文未见' })
  })
  test('is what the district has set, from its day on; days are no sum, and a sum is no number of days', () => {
    const set: Parameters = (_, on) => (on >= '2022-07-01' ? { count: 5_000_000, unit: 'yuan' } : days(3))
    expect(sumOn(major, '2022-06-30', set)).toBe(1_000_000_000)
    expect(sumOn(major, '2022-07-01', set)).toBe(500_000_000)
    const open = parameter('makingUp', '补学', 'Make up', days(30), { note: '无文本' })
    expect(reckon(open, '2022-07-01', set)).toMatchObject(days(30))
  })
})
