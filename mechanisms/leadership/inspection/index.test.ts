import { describe, expect, it } from 'vitest'
import type { Values } from '../../../kernel/fields/index.ts'
import { sampleFile } from '../../../kernel/sample.ts'
import { replay, story } from '../../../tests/story.ts'
import inspection from './index.ts'
import { sample } from './sample.ts'

const due = '2022-06-30'
const finding = { kind: 'finding', id: 'f' }

/** An inspection of unit u2 by p3, its only finding received on the day given. */
const received = (on = '2022-03-12') => {
  const told = story(inspection)
  const wholly = told.act(inspection, 'c')
  const its = told.act(inspection, 'c', finding)
  wholly('2022-03-01', 'p1', 'propose', {
    title: '法治督察',
    kind: 'special',
    year: 2022,
    content: '行政执法',
    objects: ['u2'],
    scheme: sampleFile,
  })
  wholly('2022-03-02', 'p2', 'approve')
  wholly('2022-03-03', 'p3', 'inspect', { visited: 'u2', way: 'visit', notes: sampleFile })
  its('2022-03-03', 'p3', 'raise', {
    problem: '处罚决定未经法制审核',
    unit: 'u2',
    basis: '行政处罚法第58条',
    topic: 'enforcement',
    proof: sampleFile,
  })
  wholly('2022-03-04', 'p1', 'conclude', { conclusion: sampleFile })
  its('2022-03-04', 'p4', 'feedBack', { letter: sampleFile, due })
  its(on, 'p5', 'receive', { receipt: sampleFile }, { unit: 'u2' })
  return {
    told,
    wholly,
    its,
    own: (day: string, act: string, body: Values) => its(day, 'p5', act, body, { unit: 'u2' }),
  }
}
const rectifying = () => {
  const at = received()
  at.own('2022-03-20', 'plan', { measures: '补设审核环节', owner: 'p5' })
  return at
}
const report = { evidence: sampleFile }
const closed = () => {
  const at = rectifying()
  at.own('2022-05-20', 'report', report)
  at.its('2022-05-23', 'p4', 'accept', { checked: sampleFile })
  return at
}
const clearance = { lookedBack: sampleFile }

describe('an inspection', () => {
  it('replays its sample', () => expect(replay(inspection, sample)).toEqual([]))

  it('raises nothing about a unit that the plan does not name', () => {
    const told = story(inspection)
    const wholly = told.act(inspection, 'c')
    const scheme = { title: '督察', kind: 'lead', year: 2022, content: '执法', objects: ['u2'], scheme: sampleFile }
    wholly('2022-03-01', 'p1', 'propose', scheme)
    expect(wholly('2022-03-02', 'p1', 'approve')).toMatch(/^refusal/)
    wholly('2022-03-02', 'p2', 'approve')
    const beyond = { problem: '问题', unit: 'u9', basis: '依据', topic: 'duty', proof: sampleFile }
    expect(told.act(inspection, 'c', finding)('2022-03-03', 'p3', 'raise', beyond)).toMatch(
      /^refusal.*《政府督查工作条例》第15条/,
    )
    const outside = { visited: 'u9', way: 'unannounced', notes: sampleFile }
    expect(wholly('2022-03-03', 'p3', 'inspect', outside)).toMatch(/^breach.*《政府督查工作条例》第15条/)
  })

  it('is not concluded by those who saw nothing', () => {
    const told = story(inspection)
    const wholly = told.act(inspection, 'c')
    const scheme = { title: '督察', kind: 'lead', year: 2022, content: '执法', objects: ['u2'], scheme: sampleFile }
    wholly('2022-03-01', 'p1', 'propose', scheme)
    wholly('2022-03-02', 'p2', 'approve')
    expect(wholly('2022-03-03', 'p1', 'conclude', { conclusion: sampleFile })).toMatch(
      /^refusal.*《政府督查工作条例》第16条/,
    )
  })

  it('does not end while a finding has not been looked back on', () => {
    const { wholly, its } = closed()
    expect(wholly('2022-07-04', 'p1', 'end')).toMatch(/^refusal.*《政府督查工作条例》第18条/)
    expect(its('2022-07-04', 'p7', 'confirm', clearance)).toBe('done')
    expect(wholly('2022-07-04', 'p1', 'end')).toBe('done')
  })
})

describe('an objection', () => {
  const grounds = { grounds: '已经审核' }

  it('is in time on the working day after a thirtieth day off', () => {
    // Thirty days from 3 April end on 3 May, in the holiday, which lasts to 4 May.
    expect(received('2022-04-03').own('2022-05-05', 'object', grounds)).toBe('done')
  })
  it('is refused afterwards', () => {
    expect(received('2022-04-03').own('2022-05-06', 'object', grounds)).toMatch(/^refusal.*《政府督查工作条例》第17条/)
  })
  it('may still come after rectification was planned', () => {
    expect(rectifying().own('2022-04-06', 'object', grounds)).toBe('done')
  })
  it('is decided by nobody who took part', () => {
    const { its, own, told } = received()
    own('2022-03-21', 'object', grounds)
    const decision = { decision: sampleFile }
    expect(its('2022-03-28', 'p3', 'withdraw', decision)).toMatch(/^refusal.*《政府督查工作条例》第17条/)
    expect(its('2022-03-28', 'p1', 'withdraw', decision)).toMatch(/^refusal.*《政府督查工作条例》第17条/)
    expect(its('2022-03-28', 'p6', 'withdraw', decision)).toBe('done')
    expect(told.part('c', 'f').state).toBe('withdrawn')
  })
  it('decided late is decided with a breach, and the time to plan stood still meanwhile', () => {
    const { its, own } = received()
    own('2022-03-21', 'object', grounds)
    expect(its('2022-04-21', 'p6', 'uphold', { decision: sampleFile, due })).toMatch(/^breach.*第17条/)
    expect(own('2022-05-11', 'plan', { measures: '补设', owner: 'p5' })).toBe('done')
  })
})

describe('rectification', () => {
  it('belongs to the unit of the finding', () => {
    const plan = { measures: '补设审核环节', owner: 'p5' }
    expect(received().its('2022-03-20', 'p9', 'plan', plan, { unit: 'u3' })).toMatch(/^denied/)
  })
  it('is not closed by whoever reported it, nor by a unit', () => {
    const { its, own } = rectifying()
    own('2022-05-20', 'report', report)
    const checked = { checked: sampleFile }
    expect(its('2022-05-23', 'p5', 'accept', checked, { roles: ['inspector'] })).toMatch(
      /^refusal.*《政府督查工作条例》第18条/,
    )
    expect(its('2022-05-23', 'p8', 'accept', checked, { unit: 'u2', roles: ['clerk', 'unit-head'] })).toMatch(/^denied/)
    expect(its('2022-05-23', 'p4', 'accept', checked)).toBe('done')
  })
  it('reported late is a breach', () => {
    expect(rectifying().own('2022-07-01', 'report', report)).toMatch(/^breach.*2022-06-30.*第18条/)
  })
  it('is extended once, with a reason', () => {
    const { its, own } = rectifying()
    expect(its('2022-06-20', 'p2', 'extend', { due: '2022-07-15' })).toMatch(/^invalid: reason/)
    expect(its('2022-06-20', 'p2', 'extend', { due: '2022-07-15', reason: '系统改造未完' })).toBe('done')
    expect(its('2022-07-14', 'p2', 'extend', { due: '2022-08-15', reason: '仍未完' })).toMatch(
      /^refusal.*只能批准延期一次/,
    )
    expect(own('2022-07-15', 'report', report)).toBe('done')
  })
  it('sent back must be reported again in its own time', () => {
    const { its, own } = rectifying()
    own('2022-04-20', 'report', report)
    its('2022-04-21', 'p4', 'sendBack', { reason: '佐证不全' })
    expect(own('2022-05-09', 'report', report)).toMatch(/^breach.*重新报告期限.*依据待核/)
  })
  it('is called overdue only when it is', () => {
    const notice = { ground: 'overdue', notice: sampleFile }
    expect(rectifying().its('2022-06-30', 'p2', 'criticise', notice)).toMatch(/^refusal.*《政府督查工作条例》第21条/)
    expect(rectifying().its('2022-07-01', 'p2', 'criticise', notice)).toBe('done')
  })
})

describe('a look-back', () => {
  it('comes not before its interval has passed', () => {
    expect(closed().its('2022-06-23', 'p7', 'confirm', clearance)).toMatch(/^refusal.*回头看间隔/)
    expect(closed().its('2022-06-24', 'p7', 'confirm', clearance)).toBe('done')
  })
  it('is held by nobody who raised, visited or accepted', () => {
    const { its } = closed()
    for (const who of ['p3', 'p4']) {
      expect(its('2022-07-04', who, 'confirm', clearance, { roles: ['inspector'] })).toMatch(
        /^refusal.*《政府督查工作条例》第18条/,
      )
    }
  })
  it('becomes a breach when a visit by the same inspector is entered afterwards', () => {
    const { its, wholly, told } = closed()
    expect(its('2022-07-04', 'p7', 'confirm', clearance)).toBe('done')
    const visit = { visited: 'u2', way: 'visit', notes: sampleFile }
    expect(wholly('2022-03-03', 'p7', 'inspect', visit, { today: '2022-07-05' })).toBe('done')
    expect(told.part('c', 'f').breaches).toMatchObject([{ law: '政府督查工作条例', no: 18 }])
  })
  it('late is a breach of a number that is still to be verified', () => {
    expect(closed().its('2022-08-24', 'p7', 'confirm', clearance)).toMatch(/^breach.*2022-08-23.*依据待核/)
  })
  it('that reopens starts a new term and is itself owed anew', () => {
    const { its, own } = closed()
    const again = { lookedBack: sampleFile, reason: '再次发生', due: '2022-08-31' }
    expect(its('2022-07-04', 'p7', 'reopen', again)).toBe('done')
    expect(own('2022-08-31', 'report', report)).toBe('done')
    its('2022-09-01', 'p4', 'accept', { checked: sampleFile })
    expect(its('2022-09-30', 'p7', 'confirm', clearance)).toMatch(/^refusal.*回头看间隔/)
    expect(its('2022-10-08', 'p7', 'confirm', clearance)).toBe('done')
  })
})
