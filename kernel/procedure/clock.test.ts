import { describe, expect, test } from 'vitest'
import { story } from '../../tests/story.ts'
import type { Parameters } from '../law/index.ts'
import type { Day } from '../time/index.ts'
import { cases, clockOf, record, worldOn } from './cases.fixture.ts'
import { explainClock, lightOf, scopeOf, viewOf, type Command, type Folded } from './index.ts'

describe('clocks', () => {
  /** A case begun on that day, and then these acts. */
  const after = (...acts: (readonly [on: Day, act: string, body?: object])[]): Folded => {
    const t = story(cases)
    const c = t.act(cases, 'c')
    for (const [on, act, body] of acts) expect(c(on, 'p1', act, (body ?? {}) as Command['body'])).toBe('done')
    return t.read('c')
  }
  test('the law of the day on which the term begins decides its number and its unit', () => {
    const old = clockOf(after(['2022-04-29', 'begin', record]), 'deciding')
    const now = clockOf(after(['2022-05-05', 'begin', record]), 'deciding')
    expect(old).toMatchObject({ nominal: '2022-05-29', due: '2022-05-30', edition: '2017-01-01', unverified: false })
    expect(now).toMatchObject({ nominal: '2022-05-18', due: '2022-05-18', edition: '2022-05-01', provisional: false })
    const before = clockOf(after(['2016-12-30', 'begin', record]), 'deciding')
    expect(before).toBeUndefined()
  })
  test('the edition that was judged stands in the event', () => {
    const t = story(cases)
    const c = t.act(cases, 'c')
    c('2022-04-29', 'p1', 'begin', record, { today: '2022-07-01' })
    expect(c('2022-07-01', 'p2', 'decide', {}, { source: 'takeover' })).toMatch(
      /“决定期限”已于2022-05-30届满 \[《示例条例》第1条\]/,
    )
    expect(t.history('c')[1]!.ruleEditions).toEqual({ deciding: '2017-01-01' })
  })
  test("a district's own number counts from its day, and stays marked as unverified", () => {
    const own: Parameters = (id, on) =>
      id === 'waiting' && on >= '2022-06-01' ? { count: 3, unit: 'working days' } : undefined
    const inMay = after(['2022-05-05', 'begin', record], ['2022-05-31', 'notify'])
    const inJune = after(['2022-05-05', 'begin', record], ['2022-06-01', 'notify'])
    expect(clockOf(inMay, 'waiting', own)).toMatchObject({ due: '2022-06-08', unverified: true })
    expect(clockOf(inJune, 'waiting')).toMatchObject({ due: '2022-06-09', unverified: true })
    expect(clockOf(inJune, 'waiting', own)).toMatchObject({ due: '2022-06-07', unverified: true })
  })
  test('a pause takes its days out, an open one stops the clock, and an extension adds', () => {
    const begun = ['2022-05-05', 'begin', record] as const
    const stopped = after(begun, ['2022-05-09', 'stop'])
    expect(clockOf(stopped, 'deciding').due).toBeUndefined()
    expect(lightOf(clockOf(stopped, 'deciding'), '2022-09-01', worldOn('2022-09-01').calendar)).toBe('paused')
    const resumed = after(begun, ['2022-05-09', 'stop'], ['2022-05-11', 'resume'])
    expect(clockOf(resumed, 'deciding').due).toBe('2022-05-20')
    const sameDay = after(begun, ['2022-05-09', 'stop'], ['2022-05-09', 'resume'])
    expect(clockOf(sameDay, 'deciding').due).toBe('2022-05-18')
    const extended = after(
      begun,
      ['2022-05-09', 'stop'],
      ['2022-05-11', 'resume'],
      ['2022-05-12', 'extend', { ground: '案情复杂' }],
    )
    expect(clockOf(extended, 'deciding').due).toBe('2022-05-27')
    const scope = scopeOf(cases, viewOf({ whole: resumed, parts: new Map() }), undefined, '2022-05-20', {}, [])
    const why = explainClock('deciding', scope, worldOn('2022-06-01'))!
    expect(why.excluded.map(({ day }) => day)).toEqual([
      '2022-05-08',
      '2022-05-09',
      '2022-05-10',
      '2022-05-14',
      '2022-05-15',
    ])
    expect(why).toMatchObject({ start: '2022-05-05', due: '2022-05-20', counted: 10 })
  })
  test('hours run on from the end of the day of an act, through nights and days off', () => {
    const hours: Parameters = (id) => (id === 'waiting' ? { count: 48, unit: 'hours' } : undefined)
    const onHoliday = after(['2022-05-05', 'begin', record], ['2022-06-03', 'notify'])
    expect(clockOf(onHoliday, 'waiting', hours)).toMatchObject({ started: '2022-06-03', due: '2022-06-05' })
  })
  test('a day in a year without its notice is provisional', () => {
    expect(clockOf(after(['2026-12-25', 'begin', record]), 'deciding')).toMatchObject({ provisional: true })
    expect(clockOf(after(['2026-11-02', 'begin', record]), 'deciding')).toMatchObject({ provisional: false })
  })
  test('green, yellow from three working days before, red after, done or late', () => {
    const clock = clockOf(after(['2022-05-05', 'begin', record]), 'deciding')
    const { calendar } = worldOn('2022-05-05')
    const on = (today: Day, metOn?: Day) => lightOf({ ...clock, metOn }, today, calendar)
    expect([on('2022-05-12'), on('2022-05-13'), on('2022-05-18'), on('2022-05-19')]).toEqual([
      'green',
      'yellow',
      'yellow',
      'red',
    ])
    expect([on('2022-06-01', '2022-05-18'), on('2022-06-01', '2022-05-19')]).toEqual(['done', 'late'])
  })
})
