import { expect, it } from 'vitest'
import { replay, story } from '../../../tests/story.ts'
import parameters from './index.ts'
import { sample } from './sample.ts'

const value = { rule: 'a.rule', count: 15, timeUnit: 'working days', validFrom: '2022-01-01', basis: '某办发1号' }

it('is not confirmed by whoever proposed it', () => {
  const told = story(parameters)
  const act = told.act(parameters, 'a')
  expect(act('2022-01-04', 'p1', 'propose', value)).toBe('done')
  expect(act('2022-01-05', 'p1', 'confirm')).toBe('refusal: 确认：不得由办过“提出”的同一人办理')
  expect(act('2022-01-05', 'p2', 'confirm')).toBe('done')
  expect(told.read('a').state).toBe('inForce')
})

it('the sample replays', () => expect(replay(parameters, sample)).toEqual([]))
