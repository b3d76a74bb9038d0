import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Values } from '../../../kernel/fields/index.ts'
import { clocksOf, prove, scopeOf } from '../../../kernel/procedure/index.ts'
import { sampleFile as file } from '../../../kernel/sample.ts'
import type { Day } from '../../../kernel/time/index.ts'
import { walks, type Try } from '../../../tests/model.ts'
import { openWorld, replay, story } from '../../../tests/story.ts'
import { rolled } from '../../../tests/workdays.ts'
import units from '../../foundation/units/index.ts'
import bodies from './index.ts'
import { sample } from './sample.ts'

type Told = ReturnType<typeof story>
const establish = (told: Told, code: string, kind = 'department') =>
  told.act(units, `unit ${code}`)('2015-01-01', 'p1', 'establish', { code, name: code, short: code, kind })
const entry = (more: Values = {}): Values => ({
  body: 'u1',
  kind: 'department',
  word: '示局规',
  basis: '示例条例',
  decision: file,
  ...more,
})
const recheck = { basis: '示例条例', record: file }
const struck = { reason: 'notQualified', decision: file }
const listed = () => {
  const told = story(bodies, units)
  establish(told, 'u1')
  const act = told.act(bodies, 'a')
  expect(act('2022-03-01', 'p1', 'enlist', entry())).toBe('done')
  return { told, act }
}

it('the sample replays', () => expect(replay(bodies, sample, story(bodies, units), [units])).toEqual([]))
it('is proved', () => expect(prove(bodies).holes).toEqual([]))

describe('the list', () => {
  it('takes bodies that stand in the register of units, under their own kind', () => {
    const told = story(bodies, units)
    const enlist = (more: Values = {}) =>
      told.act(bodies, `a ${JSON.stringify(more)}`)('2022-03-01', 'p1', 'enlist', entry(more))
    const refused = /^refusal.*制定主体、主体类别须与单位（存续）的登记一致.*管理工作的通知》（一）/
    expect(enlist()).toMatch(refused)
    establish(told, 'u1')
    expect(enlist()).toBe('done')
    expect(enlist({ kind: 'street' })).toMatch(refused)
  })
  it('never takes an internal organ, whatever it is called', () => {
    const told = story(bodies, units)
    establish(told, 'u1', 'internal')
    const act = told.act(bodies, 'a')
    expect(act('2022-03-01', 'p1', 'enlist', entry({ kind: 'internal' }))).toMatch(
      /^invalid: kind 主体类别：应为下列之一/,
    )
    expect(act('2022-03-01', 'p1', 'enlist', entry())).toMatch(/^refusal.*（一）/)
  })
  it('takes a word that can stand in a number', () => {
    const told = story(bodies, units)
    establish(told, 'u1')
    for (const word of ['示 局', '示局〔2022〕'])
      expect(told.act(bodies, word)('2022-03-01', 'p1', 'enlist', entry({ word }))).toMatch(/^refusal.*机关代字/)
  })
  it('gives a further word to a body on it, and takes it back', () => {
    const { told } = listed()
    const further = told.act(bodies, 'further')
    const { basis: _, ...asked } = entry({ word: '示局办' })
    expect(told.act(bodies, 'x')('2022-03-01', 'p1', 'addWord', { ...asked, body: 'u2' })).toMatch(
      /^refusal.*制定主体须在制定主体清单（在册）中.*（一）/,
    )
    expect(further('2022-03-02', 'p1', 'addWord', asked)).toBe('done')
    expect(further('2022-03-03', 'p1', 'strike', struck)).toMatch(/^refusal.*须在“在册”时办理/)
    expect(further('2022-03-03', 'p1', 'retireWord', { decision: file })).toBe('done')
    expect(told.read('further').state).toBe('wordRetired')
  })
  it('changes the main word from a day on', () => {
    const { told, act } = listed()
    expect(act('2022-05-01', 'p1', 'changeWord', { word: '示局发', decision: file })).toBe('done')
    expect(told.read('a').fields.word).toBe('示局发')
  })
  it('is checked within a year of the entry and of each check; later is a breach of a number still to be verified', () => {
    const { told, act } = listed()
    const due = (on: Day) =>
      clocksOf(
        scopeOf(bodies, { whole: told.read('a'), part: () => undefined, partsOf: () => [] }, undefined, on, {}, []),
        openWorld(on),
      ).map(({ term, due }) => [term, due])
    expect(due('2022-03-02')).toEqual([['rechecking', '2023-03-01']])
    expect(act('2023-02-28', 'p1', 'recheck', recheck)).toBe('done')
    expect(due('2023-03-01')).toEqual([['rechecking', '2024-02-28']])
    expect(act('2024-02-29', 'p1', 'recheck', recheck)).toMatch(/^breach.*2024-02-28届满.*待核.*制定主体部分/)
  })
  it('checks that the unit still stands', () => {
    const { told, act } = listed()
    told.act(units, 'unit u1')('2022-06-30', 'p1', 'dissolve', { paper: '示编' })
    expect(act('2022-07-01', 'p1', 'recheck', recheck)).toMatch(/^refusal.*（一）/)
    expect(act('2022-07-01', 'p1', 'strike', { ...struck, reason: 'dissolved' })).toBe('done')
  })
  it('lets a reorganised body go only to others that stand on it', () => {
    const { told, act } = listed()
    const reorganise = (successors: readonly string[]) =>
      act('2022-07-01', 'p1', 'reorganise', { successors, decision: file })
    expect(reorganise(['u2'])).toMatch(/^refusal.*承接主体须在制定主体清单（在册）中.*组织法》第79条/)
    expect(reorganise(['u1'])).toMatch(/^refusal.*不得是被改组的主体本身/)
    establish(told, 'u2')
    expect(told.act(bodies, 'b')('2022-07-01', 'p1', 'enlist', entry({ body: 'u2' }))).toBe('done')
    expect(reorganise(['u2'])).toBe('done')
    expect(told.read('a')).toMatchObject({ state: 'reorganised', fields: { successors: ['u2'] } })
  })
  it('says why a body was struck off, and keeps it struck', () => {
    const { act } = listed()
    expect(act('2022-07-01', 'p1', 'strike', { decision: file })).toMatch(/^invalid: reason/)
    expect(act('2022-07-01', 'p1', 'strike', struck)).toBe('done')
    expect(act('2022-07-04', 'p1', 'recheck', recheck)).toMatch(/^refusal.*现为“已移出”/)
  })
  it('is kept by the justice bureau alone', () => {
    const told = story(bodies, units)
    expect(told.act(bodies, 'a')('2022-03-01', 'p1', 'enlist', entry(), { roles: ['clerk'] })).toMatch(/^denied/)
  })
})

describe('a random life of an entry', () => {
  const state = (done: readonly Try[]) =>
    done.flatMap(({ act }) => ({ enlist: 'listed', strike: 'struck', reorganise: 'reorganised' })[act] ?? []).at(-1)
  /** The last day of the year, of February where it has no such day, which moves on where it is a day off. */
  const nextYear = (day: Day): Day =>
    rolled(`${Number(day.slice(0, 4)) + 1}${day.slice(4).replace('-02-29', '-02-28')}`)
  it('goes as the list of the notice of 2018 must be kept', () =>
    walks({
      mechanism: bodies,
      others: [units],
      before: (told) => {
        for (const code of ['u1', 'u2']) establish(told, code)
        told.act(bodies, 'other')('2022-01-04', 'p1', 'enlist', entry({ body: 'u2', word: '示委规' }))
      },
      acts: {
        enlist: fc.constant(entry()),
        changeWord: fc.constantFrom('示局发', '示〔局〕').map((word) => ({ word, decision: file })),
        recheck: fc.constant(recheck),
        reorganise: fc.constantFrom(['u2'], ['u3'], ['u2', 'u1']).map((successors) => ({ successors, decision: file })),
        strike: fc.constant(struck),
      },
      weights: { recheck: 6, changeWord: 4 },
      apart: 200,
      model: {
        state,
        verdict: (done, { act, on, body }) => {
          const now = state(done)
          if (act === 'enlist') return now ? 'refused' : 'done'
          if (now !== 'listed') return 'refused'
          if (act === 'changeWord') return body.word === '示局发' ? 'done' : 'refused'
          if (act === 'reorganise') return (body.successors as string[]).join() === 'u2' ? 'done' : 'refused'
          if (act !== 'recheck') return 'done'
          const before = done.findLast((one) => one.act === 'recheck') ?? done[0]!
          return on > nextYear(before.on) ? 'breach' : 'done'
        },
      },
    }))
})
