import { describe, expect, it } from 'vitest'
import { clocksOf, scopeOf } from '../../../kernel/procedure/index.ts'
import { openWorld, replay, story } from '../../../tests/story.ts'
import publishing from './index.ts'
import { sample } from './sample.ts'

const hash = 'e'.repeat(64)
const body = { hash, title: '公告' }
const item = { title: '公告', column: 'notices', owner: 'u1' }
const superior = { ...item, column: 'superior', source: '国办发〔2022〕1号', sourceDay: '2022-03-01' }
const address = '/gg/1.html'

const drafted = () => {
  const told = story(publishing)
  const act = told.act(publishing, 'a')
  expect(act('2022-03-01', 'p1', 'draft', { ...item, body, formed: '2022-03-01' })).toBe('done')
  return { told, act }
}
const reviewed = () => {
  const { told, act } = drafted()
  expect(act('2022-03-02', 'p2', 'firstReview')).toBe('done')
  expect(act('2022-03-02', 'p3', 'secondReview')).toBe('done')
  expect(act('2022-03-02', 'p4', 'thirdReview')).toBe('done')
  return { told, act }
}

describe('an item of our own', () => {
  it('is not published without a review for secrecy, nor against its verdict', () => {
    const { act } = reviewed()
    const refused = 'refusal: 发布：须先保密审查（可以公开），且在最近一次修改之后 [《政府信息公开条例》第17条]'
    expect(act('2022-03-03', 'p4', 'publish', { address })).toBe(refused)
    act('2022-03-03', 'p5', 'secrecyReview', { verdict: 'doubtful' })
    expect(act('2022-03-03', 'p4', 'publish', { address })).toBe(refused)
    act('2022-03-04', 'p5', 'secrecyReview', { verdict: 'open' })
    expect(act('2022-03-04', 'p4', 'publish', { address })).toBe('done')
  })
  it('is reviewed three times by three persons, none of them its author', () => {
    const { act } = drafted()
    expect(act('2022-03-02', 'p1', 'firstReview')).toMatch(/^refusal: 初审：不得由办过“起草”的同一人办理/)
    expect(act('2022-03-02', 'p2', 'firstReview')).toBe('done')
    expect(act('2022-03-02', 'p2', 'secondReview')).toMatch(/^refusal: 复审：不得由办过“初审”的同一人办理/)
    expect(act('2022-03-02', 'p3', 'secondReview')).toBe('done')
    expect(act('2022-03-02', 'p3', 'thirdReview')).toMatch(/^refusal: 终审：不得由办过“复审”的同一人办理/)
  })
  it('is cleared anew when its text was changed after the clearance', () => {
    const { act } = drafted()
    act('2022-03-02', 'p5', 'secrecyReview', { verdict: 'open' })
    act('2022-03-02', 'p1', 'revise', { title: '公告（改）', body })
    act('2022-03-02', 'p2', 'firstReview')
    act('2022-03-02', 'p3', 'secondReview')
    act('2022-03-02', 'p4', 'thirdReview')
    expect(act('2022-03-02', 'p4', 'publish', { address })).toMatch(/^refusal: .*保密审查/)
  })
  it('shows when it is published later than 20 working days after it was formed', () => {
    const { act } = reviewed()
    act('2022-03-03', 'p5', 'secrecyReview', { verdict: 'open' })
    expect(act('2022-03-30', 'p4', 'publish', { address })).toBe(
      'breach: 发布：“主动公开期限”已于2022-03-29届满 [《政府信息公开条例》第26条]',
    )
  })
})

describe("a superior's document", () => {
  it.each([
    ['2022-03-02', /^done$/],
    ['2022-03-03', /^breach: 转发（已登记的）：“转发期限”已于2022-03-02届满/],
  ])('forwarded on %s', (on, result) => {
    const act = story(publishing).act(publishing, 'a')
    expect(act('2022-03-01', 'p1', 'receive', { ...superior, keeper: 'p1' })).toBe('done')
    expect(act(on, 'p1', 'relay', { address })).toMatch(result)
  })
  it('forwarded at once leaves no duty behind', () => {
    const told = story(publishing)
    expect(told.act(publishing, 'a')('2022-03-02', 'p1', 'forward', { ...superior, address })).toBe('done')
    const view = { whole: told.read('a'), part: () => undefined, partsOf: () => [] }
    expect(clocksOf(scopeOf(publishing, view, undefined, '2022-04-01', {}, []), openWorld('2022-04-01'))).toEqual([])
  })
})

describe('what the older site system holds', () => {
  it('is carried over on its own day, and open to what comes after', () => {
    const act = story(publishing).act(publishing, 'a')
    expect(act('2022-02-01', 'p1', 'carry', { ...item, address }, { today: '2022-12-31' })).toBe('done')
    expect(act('2022-12-31', 'p4', 'takeDown', { reason: '内容有误' })).toBe('done')
    expect(act('2022-12-31', 'p4', 'restore', { reason: '已核实' })).toMatch(
      /^refusal: 恢复：不得由办过“下线”的同一人办理/,
    )
  })
  it('is cleaned up with its reason and its place in the archive only', () => {
    const act = story(publishing).act(publishing, 'a')
    expect(act('2022-02-01', 'p1', 'clean', { ...item, ground: 'outdated' })).toBe('invalid: archive 归档号：必填')
  })
})

it('the sample replays', () => expect(replay(publishing, sample)).toEqual([]))
