import { describe, expect, test } from 'vitest'
import { calendar, dueDay, explain, latestBefore, type Due, type Pause, type Period } from './index.ts'
import { published } from './published.fixture.ts'

const cal = calendar(published)
const working = (count: number): Period => ({ count, unit: 'working days' })
const days = (count: number): Period => ({ count, unit: 'calendar days' })
const months = (count: number): Period => ({ count, unit: 'months' })
const dates = (due: Due | undefined): (string | undefined)[] => [due?.nominal, due?.due]

describe('periods of the year 2022', () => {
  test.each([
    ['disclosure over two exchanged days of National Day', '2022-09-29', 7, '2022-10-13'],
    ['disclosure in general', '2022-09-29', 20, '2022-11-01'],
    ['licence over the Spring Festival', '2022-01-20', 20, '2022-02-22'],
    ['the same, extended', '2022-01-20', 30, '2022-03-08'],
    ['extension counted from the first end', '2022-02-22', 10, '2022-03-08'],
    ['licence over Labour Day', '2022-04-28', 20, '2022-05-30'],
    ['request for a hearing', '2022-09-28', 5, '2022-10-10'],
    ['withdrawal over the year end', '2022-12-30', 3, '2023-01-05'],
    ['催告 before the application to the court', '2022-04-22', 10, '2022-05-09'],
    ['复查 in supervision', '2022-09-26', 10, '2022-10-13'],
    ['its longer term', '2022-09-26', 15, '2022-10-20'],
    ['licence accepted late in December', '2022-12-20', 20, '2023-01-18'],
  ])('%s: %s and %i working days is %s', (_, start, count, due) => {
    expect(dates(dueDay(cal, start, working(count)))).toEqual([due, due])
  })

  test.each([
    ['penalty filed, its end on National Day', '2022-07-03', days(90), '2022-10-01', '2022-10-08'],
    ['penalty filed, its end at 清明', '2022-01-04', days(90), '2022-04-04', '2022-04-06'],
    ['public comment', '2022-09-01', days(30), '2022-10-01', '2022-10-08'],
    ['seizure over the Spring Festival', '2022-01-05', days(30), '2022-02-04', '2022-02-07'],
    ['filing that ends on a Sunday that is worked', '2022-12-30', days(30), '2023-01-29', '2023-01-29'],
    ['enforcement by the court', '2022-11-30', months(3), '2023-02-28', '2023-02-28'],
  ])('%s', (_, start, period, nominal, due) => {
    expect(dates(dueDay(cal, start, period))).toEqual([nominal, due])
  })

  test('a limit on a power does not roll: the seizure is lifted within its thirty days', () => {
    expect(dates(dueDay(cal, '2022-01-05', { ...days(30), rolls: false }))).toEqual(['2022-02-04', '2022-02-04'])
  })

  test('a period of no days ends on its day, if that is no day off', () => {
    expect(dates(dueDay(cal, '2022-10-10', days(0)))).toEqual(['2022-10-10', '2022-10-10'])
    expect(dates(dueDay(cal, '2022-10-01', months(0)))).toEqual(['2022-10-01', '2022-10-08'])
    expect(dates(dueDay(cal, '2022-10-01', working(0)))).toEqual(['2022-10-01', '2022-10-01'])
  })

  test.each([-1, 1.5, NaN])('a count of %d is refused', (count) => {
    expect(() => dueDay(cal, '2022-01-05', working(count))).toThrow(RangeError)
    expect(() => latestBefore(cal, '2022-01-05', days(count), 'loose')).toThrow(RangeError)
  })
})

describe('month ends and leap years', () => {
  test.each([
    ['2022-01-31', 1, '2022-02-28', '2022-02-28'],
    ['2024-01-31', 1, '2024-02-29', '2024-02-29'],
    ['2020-02-29', 12, '2021-02-28', '2021-03-01'],
    ['2022-08-31', 6, '2023-02-28', '2023-02-28'],
    ['2023-11-30', 3, '2024-02-29', '2024-02-29'],
    ['2022-06-01', 4, '2022-10-01', '2022-10-08'],
  ])('%s and %i months is %s, rolled %s', (start, count, nominal, due) => {
    expect(dates(dueDay(cal, start, months(count)))).toEqual([nominal, due])
  })
})

describe('a year whose notice is not out', () => {
  const then = calendar(published, { knownOn: '2022-12-07' })

  test('makes a deadline provisional, and final once it is out', () => {
    expect(dueDay(then, '2022-12-20', working(20))).toMatchObject({ due: '2023-01-17', provisional: true })
    expect(dueDay(cal, '2022-12-20', working(20))).toMatchObject({ due: '2023-01-18', provisional: false })
    expect(dueDay(then, '2022-12-30', days(30))).toMatchObject({ due: '2023-01-30', provisional: true })
    expect(dueDay(cal, '2022-12-30', days(30))).toMatchObject({ due: '2023-01-29', provisional: false })
    expect(dueDay(then, '2022-12-20', working(5))).toMatchObject({ due: '2022-12-27', provisional: false })
  })

  test('makes the last days of December provisional, because it may exchange them', () => {
    const before2019 = calendar(published, { knownOn: '2018-12-05' })
    expect(dueDay(before2019, '2018-12-24', working(5))).toMatchObject({ due: '2018-12-31', provisional: true })
    expect(dueDay(cal, '2018-12-24', working(5))).toMatchObject({ due: '2018-12-29', provisional: false })
  })

  test('leaves final what does not depend on it', () => {
    const rollsNot = { ...days(30), rolls: false }
    expect(dueDay(then, '2022-12-30', rollsNot)).toMatchObject({ due: '2023-01-29', provisional: false })
  })

  test('gives the calendar version with each date', () => {
    expect(dueDay(then, '2022-12-20', working(20))?.calendar).toBe(then.version)
    expect(then.version).not.toBe(cal.version)
  })
})

describe('pauses', () => {
  test('take out their days, both ends included', () => {
    const hearing: Pause[] = [{ from: '2022-03-03', to: '2022-03-09' }]
    expect(dates(dueDay(cal, '2022-03-01', working(5), hearing))).toEqual(['2022-03-15', '2022-03-15'])
    expect(dates(dueDay(cal, '2022-03-01', days(10), hearing))).toEqual(['2022-03-18', '2022-03-18'])
    expect(dates(dueDay(cal, '2022-03-01', months(1), hearing))).toEqual(['2022-04-08', '2022-04-08'])
  })

  test('that overlap take out no day twice, in any order', () => {
    const overlapping: Pause[] = [
      { from: '2022-03-07', to: '2022-03-09' },
      { from: '2022-03-03', to: '2022-03-08' },
    ]
    expect(dueDay(cal, '2022-03-01', working(5), overlapping)?.due).toBe('2022-03-15')
  })

  test('count only after the start, and not after the end', () => {
    expect(dueDay(cal, '2022-03-01', working(5), [{ from: '2022-02-01', to: '2022-03-01' }])?.due).toBe('2022-03-08')
    expect(dueDay(cal, '2022-03-01', working(5), [{ from: '2022-03-09' }])?.due).toBe('2022-03-08')
    expect(dueDay(cal, '2022-03-01', working(5), [{ from: '2022-03-04', to: '2022-03-03' }])?.due).toBe('2022-03-08')
  })

  test('that are open stop the period', () => {
    expect(dueDay(cal, '2022-03-01', working(5), [{ from: '2022-03-08' }])).toBeUndefined()
    expect(explain(cal, '2022-03-01', months(1), [{ from: '2022-03-08' }])).toBeUndefined()
  })

  test('that meet the holiday into which a period runs carry its end past them', () => {
    const meets = (to?: string): Due | undefined =>
      dueDay(cal, '2022-09-01', days(30), [{ from: '2022-10-05', ...(to === undefined ? {} : { to }) }])
    expect(dates(meets('2022-10-14'))).toEqual(['2022-10-01', '2022-10-17'])
    expect(meets()).toBeUndefined()
  })
})

describe('the latest day before an event', () => {
  test('has two readings', () => {
    expect(latestBefore(cal, '2022-10-20', working(7), 'loose')).toBe('2022-10-11')
    expect(latestBefore(cal, '2022-10-20', working(7), 'clear days')).toBe('2022-10-10')
  })

  test('never moves towards the event; the clear days shun a day off', () => {
    expect(latestBefore(cal, '2022-10-14', days(7), 'loose')).toBe('2022-10-07')
    expect(latestBefore(cal, '2022-10-14', days(7), 'clear days')).toBe('2022-09-30')
    expect(latestBefore(cal, '2022-10-20', days(7), 'clear days')).toBe('2022-10-12')
    expect(latestBefore(cal, '2022-03-31', months(1), 'loose')).toBe('2022-02-28')
    expect(latestBefore(cal, '2022-03-31', months(1), 'clear days')).toBe('2022-02-25')
    expect(latestBefore(cal, '2022-10-02', working(0), 'loose')).toBe('2022-10-02')
    expect(latestBefore(cal, '2022-10-02', working(0), 'clear days')).toBe('2022-09-30')
  })
})

describe('the explanation', () => {
  test('names every day that was not counted', () => {
    const why = explain(cal, '2022-09-29', working(2), [{ from: '2022-10-08', to: '2022-10-08', cause: '听证' }])
    expect(why).toMatchObject({ start: '2022-09-29', counted: 2, due: '2022-10-09', provisional: false })
    const holiday = [1, 2, 3, 4, 5, 6, 7].map((n) => ({ day: `2022-10-0${n}`, reason: '国庆节' }))
    expect(why?.excluded).toEqual([...holiday, { day: '2022-10-08', reason: '听证' }])
  })

  test('names, of calendar days, the paused days and those rolled over', () => {
    const why = explain(cal, '2022-09-28', days(2), [{ from: '2022-09-29', to: '2022-09-29' }])
    expect(why).toMatchObject({ nominal: '2022-10-01', due: '2022-10-08', counted: 3 - 1 })
    expect(why?.excluded.map(({ reason }) => reason)).toEqual(['期限中止', ...Array<string>(7).fill('国庆节')])
  })
})
