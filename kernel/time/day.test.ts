import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  dayOf,
  daysBetween,
  dueMoment,
  isDay,
  isMoment,
  shanghaiMoment,
  weekday,
  yearOf,
} from './index.ts'

const anyDate = fc.date({
  min: new Date(Date.UTC(1, 0, 1)),
  max: new Date(Date.UTC(9999, 11, 31)),
  noInvalidDate: true,
})
const textOf = (date: Date): string => date.toISOString().slice(0, 10)

describe('a day', () => {
  test.each(['2022-01-01', '2020-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('%s is one', (text) => {
    expect(isDay(text)).toBe(true)
  })

  test.each([
    '2022-02-29',
    '1900-02-29',
    '2022-04-31',
    '2022-13-01',
    '2022-00-10',
    '2022-01-00',
    '0000-01-01',
    '2022-1-1',
    '2022/01/01',
    '20220-1-01',
    '2022-01-01T00:00:00',
    '2022-01-０1',
    '',
    20220101,
    undefined,
    null,
  ])('%s is none', (value) => {
    expect(isDay(value)).toBe(false)
  })

  test('is moved, measured and named like a day of the Gregorian calendar', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -4000, max: 4000 }), (date, count) => {
        const day = textOf(date)
        const moved = new Date(date.getTime() + count * 86_400_000)
        expect(isDay(day)).toBe(true)
        expect(weekday(day)).toBe(date.getUTCDay())
        expect(yearOf(day)).toBe(date.getUTCFullYear())
        fc.pre(moved.getUTCFullYear() >= 1 && moved.getUTCFullYear() <= 9999)
        expect(addDays(day, count)).toBe(textOf(moved))
        expect(daysBetween(day, textOf(moved))).toBe(count)
      }),
      { numRuns: 5000 },
    )
  })

  test('that is not on the calendar is refused rather than counted', () => {
    expect(() => addDays('2022-02-30', 1)).toThrow('2022-02-30')
    expect(() => addMonths('2022-02-30', 1)).toThrow('2022-02-30')
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError)
    expect(() => addDays('0001-01-01', -1)).toThrow(RangeError)
  })
})

describe('months', () => {
  test.each([
    ['2022-01-31', 1, '2022-02-28'],
    ['2020-01-31', 1, '2020-02-29'],
    ['2022-11-30', 3, '2023-02-28'],
    ['2022-03-31', 1, '2022-04-30'],
    ['2022-02-28', 1, '2022-03-28'],
    ['2020-02-29', 12, '2021-02-28'],
    ['2020-02-29', 48, '2024-02-29'],
    ['2022-12-15', 1, '2023-01-15'],
    ['2022-03-31', -1, '2022-02-28'],
    ['2022-01-15', -13, '2020-12-15'],
    ['2022-06-30', 0, '2022-06-30'],
  ])('%s and %i months is %s', (day, months, end) => {
    expect(addMonths(day, months)).toBe(end)
  })
})

describe('a moment', () => {
  test.each(['2022-03-01T00:00:00', '2022-03-01T23:59:59'])('%s is one', (text) => {
    expect(isMoment(text)).toBe(true)
  })

  test.each([
    '2022-03-01',
    '2022-03-01T24:00:00',
    '2022-02-29T08:00:00',
    '2022-03-01 08:00:00',
    '2022-03-01T08:00:00Z',
  ])('%s is none', (text) => {
    expect(isMoment(text)).toBe(false)
  })

  test('on the clock of Shanghai is eight hours ahead of UTC', () => {
    expect(shanghaiMoment(Date.UTC(2022, 11, 31, 15, 59, 59, 999))).toBe('2022-12-31T23:59:59')
    expect(shanghaiMoment(Date.UTC(2022, 11, 31, 16))).toBe('2023-01-01T00:00:00')
    expect(shanghaiMoment(-1)).toBe('1970-01-01T07:59:59')
    expect(dayOf(shanghaiMoment(Date.UTC(2022, 1, 28, 16)))).toBe('2022-03-01')
  })

  test('with hours added runs through nights, month ends and holidays', () => {
    expect(dueMoment('2022-09-30T17:30:15', 24)).toBe('2022-10-01T17:30:15')
    expect(dueMoment('2024-02-28T23:00:00', 48)).toBe('2024-03-01T23:00:00')
    expect(dueMoment('2022-12-31T23:59:59', 0.5)).toBe('2023-01-01T00:29:59')
    expect(() => dueMoment('2022-12-31', 1)).toThrow('2022-12-31')
  })
})
