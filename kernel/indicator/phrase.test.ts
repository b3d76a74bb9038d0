import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amountPhrase, overPhrase, percent, phrase } from './phrase.ts'

describe('a count in the manner of official prose', () => {
  test.each([
    [0, '0'],
    [99, '99'],
    [100, '100'],
    [107, '100余'],
    [170, '170'],
    [175, '170余'],
    [5000, '5000'],
    [5070, '5000余'],
    [9999, '9900余'],
    [10_000, '1万'],
    [10_001, '1万余'],
    [24_000, '2.4万'],
    [24_300, '2.4万余'],
    [30_120, '3万余'],
    [403_500, '40万余'],
    [1_234_567, '120万余'],
  ])('%i is %s', (value, words) => expect(overPhrase(value)).toBe(words))

  test.each([
    [24_300, '条', '2.4万余条'],
    [8012, '人', '8000余人'],
    // 余 stands behind 万: what others write as 40余万人 is printed in the one form that also suits 2.4万余.
    [403_500, '人', '40万余人'],
  ])('%i%s is %s', (value, unit, words) => expect(phrase(value, unit, { over: true })).toBe(words))

  test('never says more than there is, and 余 exactly when it says less', () => {
    const meant = (words: string): number => {
      const [, digits, many] = /^([\d.]+)(万?)余?$/.exec(words)!
      return Math.round(Number(digits) * (many ? 10_000 : 1))
    }
    fc.assert(
      fc.property(fc.nat(2_000_000_000), (value) => {
        const words = overPhrase(value)
        expect(meant(words)).toBeLessThanOrEqual(value)
        expect(meant(words)).toBeGreaterThan(value * 0.9 - 1)
        expect(words.endsWith('余')).toBe(meant(words) < value)
      }),
    )
  })
})

describe('an amount in 分', () => {
  test.each([
    [1_982_000_000_000, '亿元', 1, '198.2亿元'],
    [1_329_000_000, '万元', undefined, '1329万元'],
    [1_329_449_999, '万元', 0, '1329万元'],
    [1_329_500_000, '万元', 0, '1330万元'],
    [50_000, '万元', undefined, '0.1万元'],
    [49_999, '万元', undefined, '0万元'],
  ] as const)('%i in %s with %s digits is %s', (fen, unit, digits, words) =>
    expect(phrase(fen, '分', { in: unit, ...(digits !== undefined && { digits }) })).toBe(words),
  )
  test('rounds half up where binary fractions would not', () => {
    // 1.005 is below its decimal self in floating point.
    expect(amountPhrase(1_005_000, '万元', 2)).toBe(1.01)
    expect(amountPhrase(1_004_999, '万元', 2)).toBe(1)
  })
})

describe('a rate in per cent', () => {
  test.each([
    [71, 86, 82.6],
    [1, 3, 33.3],
    [2, 3, 66.7],
    [1, 16, 6.3],
    [1, 80, 1.3],
    [45, 1000, 4.5],
    [86, 86, 100],
    [0, 86, 0],
    [9999, 10_000, 99.9],
    [1, 10_000, 0.1],
  ])('%i of %i is %f', (numerator, denominator, value) => expect(percent(numerator, denominator)).toBe(value))

  test('rounds half up at the digit asked for', () => {
    expect(percent(1, 8, 0)).toBe(13)
    expect(percent(1, 8, 2)).toBe(12.5)
    expect(percent(1, 32, 2)).toBe(3.13)
  })
  test('is 100 only when all count, 0 only when none does, and else within half a step', () => {
    const share = fc.integer({ min: 1, max: 1_000_000 }).chain((all) => fc.tuple(fc.nat(all), fc.constant(all)))
    fc.assert(
      fc.property(share, fc.constantFrom(0, 1, 2), ([some, all], digits) => {
        const value = percent(some, all, digits)
        const step = 10 ** -digits
        expect(value === 100).toBe(some === all)
        expect(value === 0).toBe(some === 0)
        expect(Math.abs(value - (some * 100) / all)).toBeLessThanOrEqual(step)
      }),
    )
  })
})

describe('other values', () => {
  test('a day is printed without its year, or as its month only', () => {
    expect(phrase('2022-05-31', '', {})).toBe('5月31日')
    expect(phrase('2022-11-05', '', {})).toBe('11月5日')
    expect(phrase('2022-05-31', '', { month: true })).toBe('5月')
  })
  test('zero and nothing have words of their own', () => {
    expect(phrase(0, '件', {})).toBe('0件')
    expect(phrase(0, '件', { zero: '无' })).toBe('无')
    expect(phrase(1, '件', { zero: '无' })).toBe('1件')
    expect(phrase(undefined, '%', {})).toBe('无相关记录')
    expect(phrase(undefined, '%', { none: '无出庭案件' })).toBe('无出庭案件')
  })
  test('a number keeps its digits before its unit', () => {
    expect(phrase(82.6, '%', {})).toBe('82.6%')
    expect(phrase(40, '项', {})).toBe('40项')
  })
})
