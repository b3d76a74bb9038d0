import { describe, expect, it } from 'vitest'
import type { Values } from '../../../kernel/fields/index.ts'
import { replay, story } from '../../../tests/story.ts'
import advisers from './index.ts'
import { sample } from './sample.ts'

const file = 'e'.repeat(64)
const lawyer = {
  name: '甲',
  kind: 'lawyer',
  licensed: '2010-01-01',
  organ: 'u1',
  role: 'districtGroup',
  starts: '2022-01-10',
  expires: '2022-12-31',
  declaration: file,
}
const proposed = (more: Values = {}) => {
  const told = story(advisers)
  const act = told.act(advisers, 'a')
  expect(act('2022-01-10', 'p1', 'propose', { ...lawyer, ...more })).toBe('done')
  return { told, act }
}
const cleared = (more: Values = {}) => {
  const { told, act } = proposed(more)
  expect(act('2022-01-10', 'p1', 'checkConflict', { verdict: 'none' })).toBe('done')
  return { told, act }
}

describe('an appointment', () => {
  it('is not made by whoever proposed', () => {
    const { act } = cleared()
    expect(act('2022-01-11', 'p1', 'appoint', { letter: file })).toMatch(
      /^refusal: 聘任：不得由办过“提名”的同一人办理 \[.*聘任管理/,
    )
    expect(act('2022-01-11', 'p2', 'appoint', { letter: file })).toBe('done')
  })
  it('is refused without a clear check for conflicts', () => {
    const { act } = proposed()
    const refused = /^refusal: 聘任：须先利益冲突审查（无利害冲突） \[.*外聘条件/
    expect(act('2022-01-11', 'p2', 'appoint', { letter: file })).toMatch(refused)
    act('2022-01-11', 'p1', 'checkConflict', { verdict: 'conflict' })
    expect(act('2022-01-12', 'p2', 'appoint', { letter: file })).toMatch(refused)
  })
  it('of a lawyer of too few years is refused to an organ, and open to a village', () => {
    const young = { licensed: '2019-04-06' }
    expect(cleared(young).act('2022-01-11', 'p2', 'appoint', { letter: file })).toMatch(
      /^refusal: 聘任：“执业年限”到2024-04-06届满.*依据待核/,
    )
    expect(cleared({ ...young, role: 'village' }).act('2022-01-11', 'p2', 'appoint', { letter: file })).toBe('done')
  })
})

describe('an engagement', () => {
  it('expires by the clock, and not before a renewal has moved its day', () => {
    const { told, act } = cleared()
    act('2022-01-11', 'p2', 'appoint', { letter: file })
    expect(act('2022-12-30', 'p2', 'expire')).toMatch(/^denied/)
    expect(act('2022-12-30', 'p2', 'renew', { expires: '2023-12-31', letter: file })).toBe('done')
    expect(act('2024-01-01', 'system', 'expire')).toBe('done')
    expect(told.read('a').state).toBe('expired')
  })
  it('is appraised within a year of the appointment and of each appraisal, else it shows', () => {
    const { act } = cleared()
    act('2022-01-11', 'p2', 'appoint', { letter: file })
    expect(act('2022-12-30', 'p1', 'appraise', { grade: 'competent' })).toBe('done')
    expect(act('2024-01-11', 'p1', 'appraise', { grade: 'competent' })).toMatch(/^breach: 年度考评：.*2024-01-02届满/)
  })
})

it('the sample replays', () => expect(replay(advisers, sample)).toEqual([]))
