import { expect, it } from 'vitest'
import { replay, story } from '../../../tests/story.ts'
import units from './index.ts'
import { sample } from './sample.ts'

const bureau = { code: 'x', name: '某区水务局', short: '区水务局', kind: 'department' }

it('keeps the name of the day and is closed for good once dissolved', () => {
  const told = story(units)
  const act = told.act(units, 'a')
  expect(act('2010-01-01', 'p1', 'establish', bureau, { today: '2022-12-31' })).toBe('done')
  expect(act('2019-03-01', 'p1', 'rename', { name: '某区水利局', short: '区水利局' }, { today: '2022-12-31' })).toBe(
    'done',
  )
  expect(told.read('a').fields).toMatchObject({ code: 'x', name: '某区水利局' })
  expect(act('2022-07-01', 'p1', 'dissolve', { successor: 'y' }, { today: '2022-12-31' })).toBe('done')
  expect(act('2022-08-01', 'p1', 'move', { parent: 'z' }, { today: '2022-12-31' })).toMatch(
    /^refusal: “划转”须在“存续”时办理/,
  )
})

it('is written by the system administrator only', () => {
  const act = story(units).act(units, 'a')
  expect(act('2010-01-01', 'p1', 'establish', bureau, { roles: ['clerk'] })).toMatch(/^denied/)
})

it('the sample replays', () => expect(replay(units, sample)).toEqual([]))
