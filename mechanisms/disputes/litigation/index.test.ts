import { describe, expect, it } from 'vitest'
import type { Values } from '../../../kernel/fields/index.ts'
import { prove } from '../../../kernel/procedure/index.ts'
import { sampleFile } from '../../../kernel/sample.ts'
import { replay, story } from '../../../tests/story.ts'
import litigation from './index.ts'
import { sample } from './sample.ts'

const suit = {
  number: '（2022）渝0114行初1号',
  court: 'basic',
  plaintiff: '原告甲',
  respondents: ['u1', 'u2'],
  sued: '行政处罚决定',
  complaint: sampleFile,
}
const answer = { statement: sampleFile, evidence: sampleFile }
const verdict = { verdict: sampleFile }
const lost = { verdict: sampleFile, kinds: ['annulled'] }
const head = { head: 'p9', post: '局长', rank: 'chief' }
const appeared = { ...head, identity: sampleFile, spoke: true }
const excuse = { ground: 'duty', proof: sampleFile, endorsed: 'seal' }
const accepted = { decision: sampleFile }
const byStaff = { represented: 'staff', staff: 'p8', authorisation: sampleFile }

const served = () => {
  const told = story(litigation)
  const suitIs = told.act(litigation, 'c')
  suitIs('2022-03-01', 'p1', 'serve', suit)
  const hearing = (id: string) => told.act(litigation, 'c', { kind: 'hearing', id })
  const schedule = (id: string, on: string, sitting: string, more: Values = {}) =>
    hearing(id)(on, 'p1', 'schedule', { instance: 'first', sitting, summons: sampleFile, ...more })
  return { told, suitIs, hearing, schedule }
}
/** A hearing on 15 April, not yet held. */
const scheduled = () => {
  const at = served()
  at.schedule('h', '2022-04-01', '2022-04-15')
  return { ...at, h: at.hearing('h') }
}
const held = () => {
  const at = scheduled()
  at.h('2022-04-15', 'p1', 'hold')
  return at
}

describe('a suit', () => {
  it('replays its sample', () => expect(replay(litigation, sample)).toEqual([]))
  it('keeps its theorems', () => {
    const { holes, errors, unreached } = prove(litigation)
    expect({ holes, errors, unreached }).toEqual({ holes: [], errors: [], unreached: [] })
  })
  it('is open to each co-defendant and to no other unit', () => {
    const { suitIs } = served()
    const clerk = { roles: ['clerk'] }
    expect(suitIs('2022-03-10', 'p5', 'answer', answer, { ...clerk, unit: 'u3' })).toMatch(/^denied/)
    expect(suitIs('2022-03-10', 'p5', 'answer', answer, { ...clerk, unit: 'u2' })).toBe('done')
  })
})

describe('the answer', () => {
  it('is in time on the fifteenth day', () => {
    expect(served().suitIs('2022-03-16', 'p1', 'answer', answer)).toBe('done')
  })
  it('is a breach afterwards', () => {
    expect(served().suitIs('2022-03-17', 'p1', 'answer', answer)).toMatch(/^breach.*2022-03-16.*《行政诉讼法》第67条/)
  })
  it('without evidence counts as having none', () => {
    expect(served().suitIs('2022-03-10', 'p1', 'answer', { statement: sampleFile })).toMatch(
      /^breach.*《行政诉讼法》第34条/,
    )
  })
  it('may come without evidence that has been asked to be put off', () => {
    const { suitIs } = served()
    suitIs('2022-03-10', 'p1', 'askDelay', { request: sampleFile })
    expect(suitIs('2022-03-10', 'p1', 'answer', { statement: sampleFile })).toBe('done')
  })
  it('is judged by the day on which it was given, not by the day of entry', () => {
    const { suitIs } = served()
    expect(suitIs('2022-03-16', 'p1', 'answer', answer, { today: '2022-04-20' })).toBe('done')
    expect(suitIs('2022-04-21', 'p1', 'answer', answer, { today: '2022-04-20' })).toMatch(/^invalid: on/)
  })
  it('is supplemented only with leave of the court, within fifteen days after the obstacle', () => {
    const exhibits = { exhibits: sampleFile }
    expect(served().suitIs('2022-04-01', 'p1', 'supplement', exhibits)).toMatch(/^breach.*《行政诉讼法》第34条/)
    const { suitIs } = served()
    suitIs('2022-03-20', 'p1', 'permitEvidence', accepted)
    suitIs('2022-03-31', 'p1', 'overcome')
    expect(suitIs('2022-04-15', 'p1', 'supplement', exhibits)).toBe('done')
    expect(suitIs('2022-04-16', 'p1', 'supplement', exhibits)).toMatch(/^breach.*2022-04-15.*第34条/)
  })
  it('put off too late is asked for in breach', () => {
    expect(served().suitIs('2022-03-17', 'p1', 'askDelay', { request: sampleFile })).toMatch(/^breach.*第34条/)
  })
})

describe('the head of the respondent', () => {
  it('is named for a hearing that lies ahead, though nothing can be done ahead of today', () => {
    const { schedule, hearing } = served()
    expect(schedule('h', '2022-04-01', '2022-04-15')).toBe('done')
    expect(hearing('h')('2022-04-15', 'p1', 'hold', {}, { today: '2022-04-10' })).toMatch(/^invalid: on/)
    expect(hearing('h')('2022-04-10', 'p2', 'nameHead', head)).toBe('done')
  })
  it('is not named after the hearing', () => {
    expect(held().h('2022-04-15', 'p2', 'nameHead', head)).toMatch(/^refusal.*已开庭.*第2条/)
    expect(scheduled().h('2022-04-16', 'p2', 'nameHead', head)).toMatch(/^refusal.*2022-04-15.*第6条/)
  })
  it('is replaced until the hearing', () => {
    const replacement = { ...head, rank: 'deputy', reason: '工作调整' }
    expect(scheduled().h('2022-04-14', 'p2', 'replaceHead', replacement)).toMatch(/^refusal.*须先确定.*第5条/)
    const { h } = scheduled()
    h('2022-04-10', 'p2', 'nameHead', head)
    expect(h('2022-04-14', 'p2', 'replaceHead', replacement)).toBe('done')
    expect(h('2022-04-16', 'p2', 'replaceHead', replacement)).toMatch(/^refusal.*第5条/)
  })
  it('must speak', () => {
    expect(held().h('2022-04-15', 'p1', 'attend', appeared)).toBe('done')
    expect(held().h('2022-04-15', 'p1', 'attend', { ...appeared, spoke: false })).toMatch(/^breach.*第11条/)
  })
  it('is corrected by somebody else, with a reason', () => {
    const { told, h } = held()
    h('2022-04-15', 'p1', 'attend', appeared)
    const { version } = told.history('c').findLast(({ act }) => act === 'attend')!
    const correction = { version, reason: '系副局长', new: { rank: 'deputy' } }
    expect(h('2022-04-20', 'p1', 'correct', correction)).toMatch(/^denied/)
    expect(h('2022-04-20', 'p2', 'correct', correction)).toBe('done')
    expect(told.part('c', 'h').did.attend?.says.rank).toBe('deputy')
  })
})

describe('an absence', () => {
  it('without a ground is a breach', () => {
    expect(held().h('2022-04-15', 'p1', 'stayAway', byStaff)).toMatch(
      /^breach.*《最高人民法院关于行政机关负责人出庭应诉若干问题的规定》第8条/,
    )
  })
  it('on a ground that the court rejected is a breach', () => {
    const { h } = held()
    h('2022-04-15', 'p1', 'excuse', excuse)
    h('2022-04-15', 'p1', 'rejectExcuse', accepted)
    expect(h('2022-04-15', 'p1', 'stayAway', byStaff)).toMatch(/^breach.*第8条/)
  })
  it('on a ground that the court accepted is none', () => {
    const { h } = scheduled()
    expect(h('2022-04-10', 'p1', 'excuse', excuse)).toBe('done')
    expect(h('2022-04-12', 'p1', 'acceptExcuse', accepted)).toBe('done')
    h('2022-04-15', 'p1', 'hold')
    expect(h('2022-04-15', 'p1', 'stayAway', byStaff)).toBe('done')
  })
  it('excused still needs staff with a sealed authorisation', () => {
    const { h } = held()
    h('2022-04-15', 'p1', 'excuse', excuse)
    h('2022-04-15', 'p1', 'acceptExcuse', accepted)
    const words = h('2022-04-15', 'p1', 'stayAway', { represented: 'staff', staff: 'p8' })
    expect(words).toMatch(/^breach.*第131条/)
    expect(words).not.toMatch(/第8条/)
    const { h: other } = held()
    expect(other('2022-04-15', 'p1', 'stayAway', { represented: 'lawyers' })).toMatch(/^breach.*第8条.*第128条/)
  })
  it('is no breach where the bureau found that no head was due, which no unit finds for itself', () => {
    const { h } = scheduled()
    const exemption = { ground: 'coDefendant', proof: sampleFile }
    expect(h('2022-04-12', 'p2', 'exempt', exemption, { roles: ['legal-section', 'unit-head'] })).toMatch(/^denied/)
    expect(h('2022-04-12', 'p3', 'exempt', { proof: sampleFile })).toMatch(/^invalid: ground/)
    expect(h('2022-04-12', 'p3', 'exempt', exemption)).toBe('done')
    h('2022-04-15', 'p1', 'hold')
    expect(h('2022-04-15', 'p1', 'stayAway', byStaff)).toBe('done')
  })
  it('is criticised only if it had no ground', () => {
    const notice = { form: 'criticism', notice: sampleFile }
    const { h } = held()
    expect(h('2022-04-15', 'p3', 'criticise', notice)).toMatch(/^refusal/)
    h('2022-04-15', 'p1', 'stayAway', byStaff)
    expect(h('2022-04-20', 'p3', 'criticise', notice)).toBe('done')
    const { h: excused } = held()
    excused('2022-04-15', 'p1', 'excuse', excuse)
    excused('2022-04-15', 'p1', 'acceptExcuse', accepted)
    excused('2022-04-15', 'p1', 'stayAway', byStaff)
    expect(excused('2022-04-20', 'p3', 'criticise', notice)).toMatch(/^refusal.*第12条/)
  })
  it('ceases to be a breach when the leave of the court is entered afterwards', () => {
    const { h, told } = scheduled()
    h('2022-04-10', 'p1', 'excuse', excuse)
    h('2022-04-15', 'p1', 'hold')
    expect(h('2022-04-15', 'p1', 'stayAway', byStaff)).toMatch(/^breach/)
    expect(h('2022-04-12', 'p1', 'acceptExcuse', accepted, { today: '2022-04-18' })).toBe('done')
    expect(told.part('c', 'h').breaches).toEqual([])
    expect(told.part('c', 'h').state).toBe('missed')
  })
})

describe('the duty to appear', () => {
  it('arises once for each instance, however often the court sits', () => {
    const duty = { once: 'instance', arises: 'hold', met: 'attend', excused: ['exempt'] }
    expect(litigation.owes.appearance).toMatchObject(duty)
    const { h, schedule, hearing, told } = held()
    h('2022-04-15', 'p1', 'attend', appeared)
    schedule('h2', '2022-04-16', '2022-05-06')
    expect(hearing('h2')('2022-05-06', 'p1', 'hold')).toBe('done')
    expect(told.part('c', 'h2').breaches).toEqual([])
  })
  it('is not counted for an instance in which the suit is not', () => {
    expect(served().schedule('h', '2022-04-01', '2022-04-15', { instance: 'second' })).toMatch(/^breach.*第7条/)
    const { suitIs, schedule } = served()
    suitIs('2022-05-05', 'p1', 'lose', lost)
    suitIs('2022-05-12', 'p1', 'appeal', { petition: sampleFile })
    expect(schedule('h', '2022-06-01', '2022-06-15', { instance: 'second' })).toBe('done')
  })
})

describe('a verdict', () => {
  it('takes effect when the time to appeal has passed', () => {
    const { suitIs } = served()
    suitIs('2022-06-01', 'p1', 'win', verdict)
    expect(suitIs('2022-06-16', 'p1', 'takeEffect')).toMatch(/^breach.*《行政诉讼法》第85条/)
    const { suitIs: dismissed } = served()
    dismissed('2022-06-01', 'p1', 'dismiss', verdict)
    expect(dismissed('2022-06-14', 'p1', 'takeEffect')).toBe('done')
  })
  it('is appealed in fifteen days', () => {
    const appealed = (on: string) => {
      const { suitIs } = served()
      suitIs('2022-06-01', 'p1', 'lose', lost)
      return suitIs(on, 'p1', 'appeal', { petition: sampleFile })
    }
    expect(appealed('2022-06-16')).toBe('done')
    expect(appealed('2022-06-17')).toMatch(/^breach.*第85条/)
  })
  it('against the respondent is not filed away before compliance and referral', () => {
    const { suitIs } = served()
    suitIs('2022-06-01', 'p1', 'lose', lost)
    suitIs('2022-06-17', 'p1', 'bind', { performBy: '2022-07-15' })
    expect(suitIs('2022-06-18', 'p2', 'close')).toMatch(/^refusal/)
    expect(suitIs('2022-06-18', 'p3', 'closeLost')).toMatch(/^refusal/)
    expect(suitIs('2022-07-16', 'p1', 'comply', { proof: sampleFile })).toMatch(/^breach.*《行政诉讼法》第94条/)
    expect(suitIs('2022-07-20', 'p3', 'closeLost')).toMatch(/^refusal.*移送败诉责任追究/)
    suitIs('2022-07-20', 'p3', 'refer')
    expect(suitIs('2022-07-20', 'p3', 'closeLost')).toBe('done')
  })
  it('that was won is not referred for liability', () => {
    const { suitIs } = served()
    suitIs('2022-06-01', 'p1', 'win', verdict)
    suitIs('2022-06-17', 'p1', 'takeEffect')
    expect(suitIs('2022-06-20', 'p3', 'refer')).toMatch(/^refusal/)
  })
})
