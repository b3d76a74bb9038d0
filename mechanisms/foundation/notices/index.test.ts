import { expect, it } from 'vitest'
import { replay, story } from '../../../tests/story.ts'
import notices from './index.ts'
import { sample } from './sample.ts'

it('is recorded on the day it was issued, and asks its source', () => {
  const act = story(notices).act(notices, 'a')
  const { source: _, ...rest } = sample[0]!.body as Record<string, unknown>
  expect(act('2021-10-25', 'p1', 'load', rest, { today: '2022-01-01' })).toBe('invalid: source 出处：必填')
  expect(act('2021-10-25', 'p1', 'load', sample[0]!.body, { today: '2022-01-01' })).toBe('done')
})

it('the sample replays', () => expect(replay(notices, sample)).toEqual([]))

it('a text that is no list of days is refused, and says how one is written', () => {
  const act = story(notices).act(notices, 'b')
  for (const [off, words] of [
    ['元旦放假三天', '应写作 {"2027-01-01":"元旦"}'],
    ['["2022-01-03"]', '应写作 {"2027-01-01":"元旦"}'],
    ['{"2022-02-30":"春节"}', '“2022-02-30”不是真实存在的日期'],
  ] as const)
    expect(act('2021-10-25', 'p1', 'load', { ...sample[0]!.body, off }, { today: '2022-01-01' })).toMatch(words)
})
