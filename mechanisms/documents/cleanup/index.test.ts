import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Values } from '../../../kernel/fields/index.ts'
import { raisedId } from '../../../kernel/procedure/index.ts'
import { sampleFile as file, sampleTexts } from '../../../kernel/sample.ts'
import { walks, type Model, type Try } from '../../../tests/model.ts'
import { replay, story } from '../../../tests/story.ts'
import documents from '../normative-documents/index.ts'
import cleanup from './index.ts'
import { sample } from './sample.ts'

type Told = ReturnType<typeof story>
/** A document in force from before: of unit u1, on that topic. */
const inForce = (told: Told, name: string, topic: string): void =>
  expect(
    told.act(documents, name)('2021-03-01', 'p1', 'recordExisting', {
      title: name,
      text: sampleTexts[0]!,
      issuer: 'u1',
      word: '示府规',
      number: '示府规〔2021〕1号',
      level: 'district',
      market: false,
      topics: [topic],
    }),
  ).toBe('done')
const campaign = {
  title: '计划生育文件清理',
  kind: 'topical',
  topic: 'familyPlanning',
  basis: '上级专项部署',
  lead: 'u1',
  deadline: '2022-05-31',
}
/** Two documents of the topic in force, one of another. */
const started = (more: Values = {}) => {
  const told = story(cleanup, documents)
  inForce(told, 'one', 'familyPlanning')
  inForce(told, 'two', 'familyPlanning')
  inForce(told, 'else', 'streamlining')
  const wholly = told.act(cleanup, 'c')
  expect(wholly('2022-03-01', 'p1', 'start', { ...campaign, ...more })).toBe('done')
  const its = (no: 1 | 2) => told.act(cleanup, 'c', told.raised('c', 1, 'entry', no - 1))
  const stateOf = (no: 1 | 2) => told.part('c', told.raised('c', 1, 'entry', no - 1).id).state
  return { told, wholly, its, stateOf }
}
const units = { unit: 'u2', issuer: 'u1' }
const by = { decision: file, reason: '上位法已改' }
const proposed = (more: Values = {}) => {
  const at = started(more)
  for (const no of [1, 2] as const) {
    at.its(no)('2022-03-02', 'p1', 'assign', units)
    const proposal = { outcome: 'abolish', reason: '上位法已改' }
    expect(at.its(no)('2022-03-10', 'p2', 'propose', proposal, { unit: 'u2' })).toBe('done')
  }
  return at
}
const lists = { list: file, place: '区政府门户网站' }

describe('a campaign', () => {
  it('takes up what was in force on its topic on the day it began, no more', () => {
    const { told } = started()
    expect(told.history('c')[0]!.body.scope).toHaveLength(2)
    inForce(told, 'three', 'familyPlanning')
    expect(told.history('c')[0]!.body.scope).toHaveLength(2)
  })
  it('takes up everything where it is the periodic one', () => {
    const told = story(cleanup, documents)
    for (const [name, topic] of Object.entries({ one: 'familyPlanning', two: 'other' })) inForce(told, name, topic)
    const { topic: _, ...all } = campaign
    const begun = { ...all, kind: 'periodic' }
    expect(told.act(cleanup, 'c')('2022-03-01', 'p1', 'start', { ...begun, topic: 'other' })).toMatch(
      /^refusal: .*专项/,
    )
    expect(told.act(cleanup, 'c')('2022-03-01', 'p1', 'startPeriodic', begun)).toBe('done')
    expect(told.history('c')[0]!.body.scope).toHaveLength(2)
  })
  it('has a deadline that lies ahead and a day that exists', () => {
    const act = story(cleanup, documents).act(cleanup, 'c')
    expect(act('2022-06-01', 'p1', 'start', campaign)).toMatch(/^refusal: .*清理期限须晚于今天/)
    expect(act('2022-03-01', 'p1', 'start', { ...campaign, deadline: '2022-02-30' })).toMatch(/^invalid: deadline/)
  })
  it('takes papers from before the product by name and number, while it runs', () => {
    const { told, wholly } = started()
    const add = told.act(cleanup, 'c', { kind: 'entry', id: 'old' })
    expect(add('2022-03-02', 'p1', 'add', { title: '旧文件' })).toMatch(/^refusal: .*须写明文号/)
    expect(add('2022-03-02', 'p1', 'add', { title: '旧文件', number: '示府发〔2009〕3号' })).toBe('done')
    wholly('2022-03-03', 'p1', 'stop', { reason: '上级另行部署' })
    const late = told.act(cleanup, 'c', { kind: 'entry', id: 'late' })
    expect(late('2022-03-04', 'p1', 'add', { title: '旧文件', number: '示府发〔2009〕4号' })).toMatch(/^refusal/)
  })
})

describe('a document in the frame', () => {
  it('is proposed by the unit that answers for it, after that was said', () => {
    const { its } = started()
    const proposal = { outcome: 'keep', reason: '仍然适用' }
    expect(its(1)('2022-03-02', 'p2', 'propose', proposal)).toMatch(/^refusal: .*须先确定责任单位.*清理部分/)
    its(1)('2022-03-02', 'p1', 'assign', units)
    expect(its(1)('2022-03-03', 'p2', 'propose', proposal, { unit: 'u3', roles: ['clerk'] })).toMatch(/^denied/)
    expect(its(1)('2022-03-03', 'p2', 'propose', proposal, { unit: 'u2' })).toBe('done')
    expect(its(1)('2022-03-04', 'p1', 'sendBack', { reason: '理由不足' })).toBe('done')
  })
  it('is decided by the organ that made it, with a reason, and not by whoever proposed', () => {
    const { its } = proposed()
    expect(its(1)('2022-04-01', 'p3', 'keep', { decision: file })).toMatch(/^invalid: reason/)
    expect(its(1)('2022-04-01', 'p2', 'keep', by, { unit: 'u2' })).toMatch(
      /^refusal: .*不得由办过“提出清理意见”.*清理部分/,
    )
    expect(its(1)('2022-04-01', 'p3', 'keep', by, { unit: 'u3', roles: ['unit-head'] })).toMatch(/^denied/)
    expect(its(1)('2022-04-01', 'p3', 'keep', by)).toBe('done')
  })
  it('abolished is out of force the same day, and one declared invalid too', () => {
    const { told, its } = proposed()
    expect(its(1)('2022-04-01', 'p3', 'abolish', by)).toBe('done')
    expect(told.read('one').state).toBe('repealed')
    expect(told.read('one').ended).toBe('2022-04-01')
    expect(its(2)('2022-04-01', 'p3', 'declareInvalid', by)).toBe('done')
    expect(told.read('two').state).toBe('invalidated')
  })
  it('that is out of force already is not abolished again: it is noted, with what it says itself', () => {
    const { told, its, stateOf } = proposed()
    expect(its(1)('2022-04-01', 'p1', 'drop')).toMatch(/^refusal: .*须为行政规范性文件（.*清理部分/)
    told.act(documents, 'one')(
      '2022-04-01',
      'p1',
      'abolish',
      { decision: file, reason: '示例' },
      { source: 'takeover' },
    )
    expect(its(1)('2022-04-02', 'p1', 'drop')).toBe('done')
    expect(stateOf(1)).toBe('gone')
  })
  it('is not abolished twice: what is refused there is refused here', () => {
    const { told, its } = proposed()
    told.act(documents, 'one')(
      '2022-04-01',
      'p1',
      'abolish',
      { decision: file, reason: '示例' },
      { source: 'takeover' },
    )
    expect(its(1)('2022-04-02', 'p3', 'abolish', by)).toMatch(/^refusal: “废止”须在.*现为“已废止”/)
  })
  it('decided after the deadline is decided late', () => {
    expect(proposed().its(1)('2022-06-01', 'p3', 'keep', by)).toMatch(
      /^breach: .*清理期限”已于2022-05-31届满.*清理部分/,
    )
  })
  it('to be revised is followed to the text that takes its place', () => {
    const { told, its, stateOf } = proposed()
    expect(its(1)('2022-04-01', 'p3', 'revise', { ...by, due: '2022-04-01' })).toMatch(/^refusal: .*修改期限须晚于今天/)
    expect(its(1)('2022-04-01', 'p3', 'revise', { ...by, due: '2022-09-30' })).toBe('done')
    inForce(told, 'new', 'other')
    inForce(told, 'given up', 'other')
    told.act(documents, 'given up')('2022-05-01', 'p1', 'abolish', { decision: file, reason: '示例' })
    const finish = (revision: string) => its(1)('2022-08-01', 'p2', 'finish', { revision }, { unit: 'u2' })
    expect(finish('given up')).toMatch(/^refusal: .*修改后的文件须为行政规范性文件（.*清理部分/)
    expect(finish('new')).toBe('done')
    expect(stateOf(1)).toBe('revised')
  })
  it('revised late shows, and one given more time does not', () => {
    const { told, its } = proposed()
    inForce(told, 'new', 'other')
    for (const no of [1, 2] as const) its(no)('2022-04-01', 'p3', 'revise', { ...by, due: '2022-06-30' })
    its(2)('2022-06-29', 'p4', 'postpone', { due: '2022-09-30', reason: '征求意见' })
    const finish = (no: 1 | 2) => its(no)('2022-07-01', 'p2', 'finish', { revision: 'new' }, { unit: 'u2' })
    expect(finish(1)).toMatch(/^breach: .*修改期限”已于2022-06-30届满.*清理部分/)
    expect(finish(2)).toBe('done')
  })
  it('whose revision is given up may still be abolished, after the lists too', () => {
    const { told, wholly, its } = proposed()
    its(1)('2022-04-01', 'p3', 'revise', { ...by, due: '2022-09-30' })
    its(2)('2022-04-01', 'p3', 'keep', by)
    expect(wholly('2022-05-31', 'p1', 'publish', lists)).toBe('done')
    expect(its(1)('2022-07-01', 'p3', 'abolish', by)).toBe('done')
    expect(told.read('one').state).toBe('repealed')
  })
})

describe('the lists', () => {
  it('are not published while a document has no outcome', () => {
    const { wholly, its } = proposed()
    its(1)('2022-04-01', 'p3', 'keep', by)
    expect(wholly('2022-05-31', 'p1', 'publish', lists)).toMatch(/^refusal: .*每项清理文件须为.*清理部分/)
    its(2)('2022-05-31', 'p3', 'abolish', by)
    expect(wholly('2022-05-31', 'p1', 'publish', lists)).toBe('done')
  })
  it('are not published of nothing', () => {
    const told = story(cleanup, documents)
    const act = told.act(cleanup, 'c')
    act('2022-03-01', 'p1', 'start', campaign)
    expect(act('2022-03-02', 'p1', 'publish', lists)).toMatch(/^refusal: .*至少1项/)
    expect(act('2022-03-02', 'p1', 'stop', { reason: '没有此类文件' })).toBe('done')
  })
  it('published late show, by a number that is still to be verified', () => {
    const { wholly, its } = proposed()
    for (const no of [1, 2] as const) its(no)('2022-04-01', 'p3', 'keep', by)
    expect(wholly('2022-06-30', 'p1', 'publish', lists)).toMatch(/^breach: .*清理结果公布期限.*依据待核.*清理部分/)
  })
  it('are followed by an end only when every revision is done', () => {
    const { told, wholly, its } = proposed()
    inForce(told, 'new', 'other')
    its(1)('2022-04-01', 'p3', 'revise', { ...by, due: '2022-09-30' })
    its(2)('2022-04-01', 'p3', 'keep', by)
    wholly('2022-05-31', 'p1', 'publish', lists)
    expect(wholly('2022-06-01', 'p1', 'close')).toMatch(/^refusal: .*清理部分/)
    its(1)('2022-06-02', 'p2', 'finish', { revision: 'new' }, { unit: 'u2' })
    expect(wholly('2022-06-02', 'p1', 'close')).toBe('done')
  })
  it('stand in breach where a decision is struck out afterwards', () => {
    const { told, wholly, its } = proposed()
    its(1)('2022-04-01', 'p3', 'keep', by)
    const { version } = told.history('c').at(-1)!
    its(2)('2022-04-01', 'p3', 'keep', by)
    wholly('2022-05-31', 'p1', 'publish', lists)
    expect(its(1)('2022-06-01', 'p4', 'void', { version, reason: '错发' })).toBe('done')
    expect(told.read('c').breaches).toMatchObject([{ no: '清理部分' }])
  })
  it('of a periodic cleanup wait for the next round, which is due in its time', () => {
    const told = story(cleanup, documents)
    inForce(told, 'one', 'other')
    const { topic: _, ...all } = campaign
    const act = told.act(cleanup, 'c')
    act('2022-03-01', 'p1', 'startPeriodic', { ...all, kind: 'periodic' })
    const its = told.act(cleanup, 'c', told.raised('c', 1, 'entry', 0))
    its('2022-03-02', 'p1', 'assign', units)
    its('2022-03-02', 'p2', 'propose', { outcome: 'keep', reason: '适用' }, { unit: 'u2' })
    its('2022-03-03', 'p3', 'keep', by)
    act('2022-03-31', 'p1', 'publish', lists)
    expect(act('2022-04-01', 'p1', 'close')).toMatch(/^refusal: .*启动下一轮定期清理.*清理部分/)
    expect(act('2024-04-01', 'p1', 'renew', { next: '2024年定期清理' })).toMatch(/^breach: .*2024-03-31届满，依据待核/)
    expect(act('2024-04-01', 'p1', 'close')).toBe('done')
  })
})

// ── a model, written from the rules of cleaning up ──
interface Entry {
  readonly state: string
  readonly assigned: boolean
  readonly due: unknown
  readonly proposers: readonly string[]
}
interface Cleanup {
  readonly state: string
  readonly entries: Readonly<Record<string, Entry>>
}
const fresh: Entry = { state: 'pending', assigned: false, due: undefined, proposers: [] }
const leads: Readonly<Record<string, string>> = {
  start: 'reviewing',
  publish: 'published',
  close: 'closed',
  stop: 'stopped',
  add: 'pending',
  propose: 'proposed',
  sendBack: 'pending',
  keep: 'kept',
  revise: 'revising',
  abolish: 'abolished',
  declareInvalid: 'invalidated',
  finish: 'revised',
}
const framedId = raisedId('case', 1, 'entry', 0)
const entryAct = (act: string): readonly [id: string, act: string] | undefined => {
  const [, id, name] = /^entry\/(.+)\.(.+)$/.exec(act) ?? []
  return id && name ? [id, name] : undefined
}
const apply = (c: Cleanup, { act, by, body }: Try): Cleanup => {
  const [id, its] = entryAct(act) ?? []
  if (!id || !its) return { ...c, state: leads[act] ?? c.state }
  const before = c.entries[id] ?? fresh
  const after: Entry = {
    state: leads[its] ?? before.state,
    assigned: before.assigned || its === 'assign',
    due: body.due ?? before.due,
    proposers: its === 'propose' ? [...before.proposers, by] : before.proposers,
  }
  return { ...c, entries: { ...c.entries, [id]: after } }
}
const after = (done: readonly Try[], framed: readonly string[]): Cleanup | undefined =>
  done.length
    ? done.reduce(apply, { state: '', entries: Object.fromEntries(framed.map((id) => [id, fresh])) })
    : undefined
const deadline = '2022-03-25'
const modelOf = (...framed: readonly string[]): Model => ({
  state: (done) => after(done, framed)?.state,
  verdict: (done, { act, by, on, body }) => {
    const c = after(done, framed)
    if (!c) return act === 'start' ? 'done' : 'refused'
    const open = c.state === 'reviewing'
    const all = Object.values(c.entries)
    const allowed = (ok: boolean) => (ok ? 'done' : 'refused')
    const timely = (ok: boolean, last: string) => (!ok ? 'refused' : on > last ? 'breach' : 'done')
    const [id, its] = entryAct(act) ?? []
    if (!id || !its) {
      const outcomes = ['kept', 'revised', 'abolished', 'invalidated']
      const ended = (more: readonly string[]) => all.every(({ state }) => [...outcomes, ...more].includes(state))
      // Twenty working days after the deadline.
      if (act === 'publish') return timely(open && all.length > 0 && ended(['revising']), '2022-04-24')
      if (act === 'stop') return timely(open, '2022-04-24')
      return allowed(act === 'close' && c.state === 'published' && ended([]))
    }
    if (c.state === 'closed' || c.state === 'stopped') return 'refused'
    const entry = c.entries[id]
    if (its === 'add') return allowed(!entry && open)
    if (!entry) return 'refused'
    const last = (ordinary: boolean) =>
      entry.state === 'revising' ? String(entry.due) : ordinary && open ? deadline : '9999-12-31'
    const decides = !entry.proposers.includes(by)
    switch (its) {
      case 'assign':
        return allowed(open && entry.state === 'pending')
      case 'propose':
        return allowed(entry.state === 'pending' && entry.assigned)
      case 'sendBack':
        return allowed(entry.state === 'proposed')
      case 'keep':
        return timely(open && entry.state === 'proposed' && decides, last(true))
      case 'revise':
        return timely(open && entry.state === 'proposed' && decides && String(body.due) > on, last(true))
      case 'finish':
        return timely(entry.state === 'revising', String(entry.due))
      default: {
        const late = on > last(true) || (entry.state === 'revising' && open && on > deadline)
        const right = (entry.state === 'proposed' || entry.state === 'revising') && decides
        return !right || (!open && c.state !== 'published') ? 'refused' : late ? 'breach' : 'done'
      }
    }
  },
})
const reasoned = fc.constant({ decision: file, reason: '理由' })
const actsOf = (id: string): Readonly<Record<string, fc.Arbitrary<Values>>> =>
  Object.fromEntries(
    Object.entries({
      assign: fc.constant({ unit: 'u1', issuer: 'u1' }),
      propose: fc.constant({ outcome: 'keep', reason: '理由' }),
      sendBack: fc.constant({ reason: '理由' }),
      keep: reasoned,
      revise: fc.constantFrom('2022-03-20', '2022-04-15').map((due) => ({ decision: file, reason: '理由', due })),
      abolish: reasoned,
      declareInvalid: reasoned,
      finish: fc.constant({ revision: 'new' }),
    }).map(([act, bodies]) => [`entry/${id}.${act}`, bodies]),
  )

describe('a random life of a cleanup goes as the rules say', () => {
  const own = { publish: fc.constant(lists), close: fc.constant({}), stop: fc.constant({ reason: '另行部署' }) }
  const start = fc.constant({ ...campaign, deadline })
  const added = { 'entry/old.add': fc.constant({ title: '旧文件', number: '示府发〔2009〕3号' }) }
  const walk = { mechanism: cleanup, others: [documents], apart: 4, steps: 20, runs: 150 }
  // What was voided here after it put a document out of force there is undone there by another void: not in this model.
  const framedActs = Object.entries(actsOf(framedId)).filter(([act]) => !/abolish|declareInvalid/.test(act))
  it('with a document in its frame and a paper added by hand', () =>
    walks({
      ...walk,
      model: modelOf(framedId),
      before: (told) =>
        ['one', 'new'].forEach((name) => inForce(told, name, name === 'one' ? 'familyPlanning' : 'other')),
      acts: { start, ...added, ...Object.fromEntries(framedActs), ...actsOf('old'), ...own },
    }))
  it('to its lists and its end', () =>
    walks({
      ...walk,
      model: modelOf(),
      before: (told) => inForce(told, 'new', 'other'),
      begins: '2022-03-14',
      acts: { start, ...added, ...actsOf('old'), ...own },
      weights: {
        'entry/old.add': 8,
        'entry/old.assign': 3,
        'entry/old.propose': 6,
        'entry/old.revise': 6,
        publish: 8,
        close: 4,
      },
      steps: 26,
    }))
})

it('the sample replays', () => expect(replay(cleanup, sample, story(cleanup, documents), [documents])).toEqual([]))
