import { describe, expect, it } from 'vitest'
import { clocksOf, lightOf, scopeOf } from '../../../kernel/procedure/index.ts'
import type { Day } from '../../../kernel/time/index.ts'
import fc from 'fast-check'
import { walks, type Try } from '../../../tests/model.ts'
import { openWorld, replay, story } from '../../../tests/story.ts'
import study from './index.ts'
import { sample } from './sample.ts'

const session = {
  year: 2022,
  bodies: ['partyGroup', 'executiveMeeting'],
  host: ['u1'],
  topic: '行政处罚法',
  kind: 'collective',
  plannedFor: '2022-03-10',
}
const held = { place: 'organ', attendance: 12, minutes: 'e'.repeat(64) }

const planned = () => {
  const told = story(study)
  const act = told.act(study, 'a')
  expect(act('2022-01-10', 'p1', 'plan', session)).toBe('done')
  const light = (today: Day) => {
    const view = { whole: told.read('a'), part: () => undefined, partsOf: () => [] }
    const [clock] = clocksOf(scopeOf(study, view, undefined, today, {}, []), openWorld(today))
    return lightOf(clock!, today, openWorld(today).calendar)
  }
  return { told, act, light }
}

describe('a planned session', () => {
  it('is a duty until it is held: yellow before its day, red after it', () => {
    const { act, light } = planned()
    expect(['2022-02-10', '2022-03-09', '2022-03-11'].map(light)).toEqual(['green', 'yellow', 'red'])
    expect(act('2022-03-14', 'p1', 'hold', held)).toBe('breach: 举办：“按计划举办”已于2022-03-10届满')
    expect(light('2022-03-15')).toBe('late')
  })
  it('moves its duty when it is postponed with a reason', () => {
    const { act, light } = planned()
    expect(act('2022-03-09', 'p1', 'postpone', { plannedFor: '2022-04-20' })).toBe('invalid: reason 原因：必填')
    expect(act('2022-03-09', 'p1', 'postpone', { plannedFor: '2022-04-20', reason: '换届' })).toBe('done')
    expect(light('2022-03-11')).toBe('green')
    expect(act('2022-04-20', 'p1', 'hold', held)).toBe('done')
  })
  it('is not closed while someone who missed it has not made it up', () => {
    const { told, act } = planned()
    act('2022-03-10', 'p1', 'hold', held)
    const absence = told.act(study, 'a', { kind: 'absence', id: 'a/1' })
    expect(absence('2022-03-10', 'p1', 'register', { person: '甲', cause: 'leave' })).toBe('done')
    expect(act('2022-03-11', 'p1', 'close')).toBe('refusal: 办结：每项缺席须为“已补学或免于补学”')
    expect(absence('2022-04-12', 'p1', 'makeUp', { evidence: 'e'.repeat(64) })).toMatch(/^breach: .*补学期限.*依据待核/)
    expect(act('2022-04-12', 'p1', 'close')).toBe('done')
  })
})

describe('a random life of a session', () => {
  const leads: Readonly<Record<string, string>> = {
    plan: 'planned',
    hold: 'held',
    cancel: 'cancelled',
    close: 'closed',
  }
  const state = (done: readonly Try[]) => done.flatMap(({ act }) => leads[act] ?? []).at(-1)
  const plannedFor = (done: readonly Try[]) => done.flatMap(({ body }) => body.plannedFor ?? []).at(-1) as Day
  it('goes as the study rules say', () =>
    walks({
      mechanism: study,
      acts: {
        plan: fc.constant(session),
        postpone: fc.constantFrom(
          { plannedFor: '2022-04-20', reason: '换届' },
          { plannedFor: '2022-03-20', reason: '会期' },
        ),
        cancel: fc.constant({ reason: '合并举办' }),
        hold: fc.constant(held),
        close: fc.constant({}),
      },
      begins: '2022-02-20',
      model: {
        state,
        verdict: (done, { act, on }) => {
          const now = state(done)
          if (act === 'plan') return now ? 'refused' : 'done'
          if (act === 'close') return now === 'held' ? 'done' : 'refused'
          if (now !== 'planned') return 'refused'
          return (act === 'hold' || act === 'cancel') && on > plannedFor(done) ? 'breach' : 'done'
        },
      },
    }))
})

it('the sample replays', () => expect(replay(study, sample)).toEqual([]))
