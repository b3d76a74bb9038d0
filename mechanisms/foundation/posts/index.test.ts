import { describe, expect, it } from 'vitest'
import { replay, story } from '../../../tests/story.ts'
import posts from './index.ts'
import { sample } from './sample.ts'

const post = { holder: 'p9', name: '甲', place: 'u1', title: '科长', roles: ['clerk'] }

describe('a post', () => {
  it('carries its roles only once the security administrator has granted them', () => {
    const told = story(posts)
    const act = told.act(posts, 'a')
    expect(act('2022-01-01', 'p1', 'take', post)).toBe('done')
    expect(told.read('a').state).toBe('assigned')
    const systemAdmin = { roles: ['system-admin'] }
    expect(act('2022-01-02', 'p1', 'grant', {}, systemAdmin)).toMatch(/^denied: “授权”须由安全管理员办理/)
    expect(act('2022-01-02', 'p2', 'grant')).toBe('done')
  })
  it('does not join two of the three administrators in one hand', () => {
    const act = story(posts).act(posts, 'a')
    act('2022-01-01', 'p1', 'take', { ...post, roles: ['system-admin', 'audit-admin'] })
    expect(act('2022-01-02', 'p2', 'grant')).toMatch(/^refusal: 授权：系统、安全、审计管理员须分别由不同的人担任/)
  })
  it('substituted for a window lapses by the clock, and by no person', () => {
    const told = story(posts)
    const act = told.act(posts, 'a')
    const window = { ...post, title: '代理科长', absent: 'p8', starts: '2022-05-10', expires: '2022-06-30' }
    const early = '登记代理：代理起始日不得早于登记当日，也不得晚于截止日'
    expect(act('2022-05-11', 'p1', 'substitute', window)).toMatch(early)
    expect(act('2022-05-01', 'p1', 'substitute', { ...window, starts: '2022-07-01' })).toMatch(early)
    expect(act('2022-05-01', 'p1', 'substitute', { ...window, absent: 'p9' })).toMatch('不能由本人代理本人')
    expect(act('2022-05-01', 'p1', 'substitute', window)).toBe('done')
    act('2022-05-01', 'p2', 'grant')
    expect(act('2022-07-01', 'p1', 'lapse')).toBe('denied: “代理期满”由系统到期自动办理，不能由人办理')
    expect(act('2022-07-01', 'system', 'lapse')).toBe('done')
    expect(told.read('a').state).toBe('left')
  })
})

it('the sample replays', () => expect(replay(posts, sample)).toEqual([]))
