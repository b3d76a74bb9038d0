import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openWorld, story } from '../../tests/story.ts'
import { day, document, person, subject, text } from '../fields/index.ts'
import { instrument, parameter, rule, type Parameters } from '../law/index.ts'
import { mechanism } from '../mechanism.ts'
import { addDays, type Day } from '../time/index.ts'
import {
  advance,
  answered,
  anywhere,
  around,
  asOf,
  atLeast,
  atMost,
  clocksOf,
  decide,
  decideBuiltIn,
  done,
  effect,
  every,
  exception,
  explainClock,
  fact,
  fold,
  isBuiltIn,
  lightOf,
  opens,
  part,
  role,
  scopeOf,
  type Command,
  type Event,
  type Folded,
  type PartId,
  type Procedure,
  type View,
} from './index.ts'

const clerk = role('clerk', '经办人', 'Clerk', 'district')
const law = instrument('示例条例', {
  number: '示例',
  rank: 'rule',
  editions: [{ since: '2017-01-01', until: '2022-05-01' }, { since: '2022-05-01' }],
  articles: { 1: '限期决定', 2: '听证后决定', 3: '经审核后决定', 4: '走访人不得决定', 5: '延期', 6: '通知后等候' },
})
/** The law changed its number and its unit on 1 May 2022. */
const deciding = rule('deciding', '决定期限', 'Time to decide', law(1), [
  { since: '2017-01-01', count: 30, unit: 'calendar days' },
  { since: '2022-05-01', count: 10, unit: 'working days' },
])
const waiting = parameter(
  'waiting',
  '等候期',
  'Waiting',
  { count: 5, unit: 'working days' },
  { article: law(6), note: '待核' },
)

const review = mechanism('review', {
  name: ['审核', 'Review'],
  record: { subject: subject('对象', 'Subject') },
  states: { asked: ['待审', 'Asked'], lawful: ['合法', 'Lawful'], unlawful: ['不合法', 'Unlawful'] },
  ends: ['lawful', 'unlawful'],
  acts: {
    submit: effect('送审', 'Submit', { to: 'asked', by: clerk }),
    pass: effect('认定合法', 'Pass', { from: 'asked', to: 'lawful', by: clerk }),
    fail: effect('认定不合法', 'Fail', { from: 'asked', to: 'unlawful', by: clerk }),
    archive: fact('归档', 'Archive', {
      from: ['lawful', 'unlawful'],
      by: clerk,
      asks: { place: text('位置', 'Place') },
    }),
  },
})
const task = part('事项', 'Task', {
  record: { words: text('内容', 'Words') },
  states: { open: ['待办', 'Open'], finished: ['已办', 'Finished'] },
  ends: ['finished'],
  acts: {
    add: fact('增加', 'Add', { to: 'open', by: clerk }),
    finish: effect('办完', 'Finish', { from: 'open', to: 'finished', by: clerk }),
    redo: fact('重办', 'Redo', { from: 'finished', to: 'open', by: clerk }),
  },
})
const cases = mechanism('cases', {
  name: ['案件', 'Cases'],
  record: {
    draft: document('文本', 'Text'),
    drafter: person('起草人', 'Drafter'),
    heardBy: day('听证日', 'Hearing', { optional: true }),
  },
  states: { open: ['在办', 'Open'], decided: ['已决定', 'Decided'], closed: ['已结案', 'Closed'] },
  ends: ['closed'],
  parts: { task },
  acts: {
    begin: fact('受理', 'Begin', { to: 'open', by: clerk }),
    ask: effect('送审', 'Ask', { from: 'open', by: clerk, then: [opens(review, 'submit', 'draft', () => ({}))] }),
    revise: effect('修改', 'Revise', { from: 'open', by: clerk, asks: { draft: document('文本', 'Text') } }),
    visit: fact('走访', 'Visit', { from: anywhere, by: clerk }),
    notify: fact('通知', 'Notify', { from: 'open', by: clerk }),
    hear: fact('听证', 'Hear', { from: 'open', by: clerk }),
    stop: fact('中止', 'Stop', { from: 'open', by: clerk }),
    resume: fact('恢复', 'Resume', { from: 'open', by: clerk }),
    extend: exception('延期', 'Extend', {
      from: 'open',
      by: clerk,
      article: law(5),
      asks: { ground: text('理由', 'Ground') },
    }),
    decide: effect('决定', 'Decide', {
      from: 'open',
      to: 'decided',
      by: clerk.butNot('visit', law(4)),
      requires: [done('hear').under(law(2)), answered(review, 'lawful', { text: 'draft' }).under(law(3))],
    }),
    close: effect('结案', 'Close', {
      from: 'decided',
      to: 'closed',
      by: clerk,
      requires: [every('task', ['finished'])],
    }),
    pay: fact('履行', 'Pay', { from: ['decided', 'closed'], by: clerk }),
    reopen: fact('重新审理', 'Reopen', { from: 'closed', to: 'open', by: clerk }),
  },
  terms: {
    deciding: atMost(deciding, {
      after: 'begin',
      until: 'decide',
      paused: ['stop', 'resume'],
      extended: { by: 'extend', count: 5 },
    }),
    waiting: atLeast(waiting, { after: 'notify', until: 'hear' }),
    answering: atMost(deciding, { after: 'notify', until: 'decide' }),
  },
})
const record = { draft: { hash: 'a'.repeat(64), title: '决定书' }, drafter: 'p9' }

/** A case that has been heard and whose text was found lawful; `t.act(cases, 'c')` goes on with it. */
const heard = () => {
  const t = story(cases, review)
  const c = t.act(cases, 'c')
  const r = t.act(review, 'review/c/2')
  expect([
    c('2022-03-01', 'p1', 'begin', record),
    c('2022-03-02', 'p1', 'ask'),
    r('2022-03-04', 'p3', 'pass'),
    c('2022-03-02', 'p1', 'notify', {}, { today: '2022-03-05' }),
    c('2022-03-10', 'p1', 'hear'),
  ]).toEqual(['done', 'done', 'done', 'done', 'done'])
  return { t, c, r }
}
const breaches = (of: Folded) => of.breaches.map(({ words, no, version }) => [version, no, words])

describe('the order of life', () => {
  test('a fact that is entered late is inserted, and what follows is judged anew', () => {
    const { t, c } = heard()
    expect(c('2022-03-15', 'p2', 'decide')).toBe('done')
    expect(c('2022-03-05', 'p2', 'visit', {}, { today: '2022-03-20' })).toBe('done')
    expect(breaches(t.read('c'))).toEqual([[5, 4, '决定：不得由办过“走访”的同一人办理']])
    expect(t.history('c')[4]!.breaches).toEqual([])
  })
  test('a late fact that moves nothing does not carry the state of its entry into the past', () => {
    const { t, c } = heard()
    expect(c('2022-03-15', 'p2', 'decide')).toBe('done')
    expect(c('2022-03-05', 'p4', 'visit', {}, { today: '2022-03-20' })).toBe('done')
    expect(t.read('c')).toMatchObject({ state: 'decided', breaches: [], version: 6, latest: '2022-03-15' })
  })
  test('an effect cannot be entered for yesterday', () => {
    const { c } = heard()
    expect(c('2022-03-14', 'p2', 'decide', {}, { today: '2022-03-15' })).toMatch(/^invalid: on “决定”在系统内办理/)
    expect(c('2022-03-16', 'p2', 'decide', {}, { today: '2022-03-15' })).toMatch(
      /^invalid: on 发生日2022-03-16晚于今天/,
    )
    expect(c('2022-02-28', 'p2', 'visit', {}, { today: '2022-03-15' })).toMatch(/^invalid: on .*早于立案日/)
  })
  test('what existed before is recorded as it was, and a late fact may heal it', () => {
    const t = story(cases, review)
    const c = t.act(cases, 'c')
    const before = { source: 'takeover' as const, today: '2022-04-01' }
    c('2022-03-01', 'p1', 'begin', record, before)
    expect(c('2022-03-20', 'p2', 'decide', {}, before)).toMatch(/^breach: .*须先听证 .*第2条.*审核（合法）.*第3条/)
    // The case is decided by now, but on that day it was open: it is judged as it stood then.
    const world = openWorld('2022-04-01')
    const view = asOf(cases, t.history('c'), '2022-03-10', world)
    const command = { tenant: 't', mechanism: 'cases', stream: 'c', act: 'hear', on: '2022-03-10', body: {} }
    const decision = decide(cases, view, { ...command, actor: { person: 'p1', unit: 'u1', roles: ['clerk'] } }, world)
    expect(decision).toMatchObject({ is: 'event', event: { version: 3, from: 'open', to: 'open' } })
    if (decision.is !== 'event') return
    const { whole } = fold(cases, [...t.history('c'), decision.event], world)
    expect(whole).toMatchObject({ state: 'decided', version: 3 })
    expect(whole!.breaches.filter(({ version }) => version === 2).map(({ no }) => no)).toEqual([3])
  })
  test('a term is met by what followed its beginning in life, whenever that was entered', () => {
    const t = story(cases, review)
    const c = t.act(cases, 'c')
    const before = { source: 'takeover' as const, today: '2022-04-01' }
    c('2022-03-01', 'p1', 'begin', record, before)
    c('2022-03-20', 'p2', 'decide', {}, before)
    const { whole } = fold(
      cases,
      [...t.history('c'), { ...t.history('c')[1]!, act: 'notify', to: 'open', on: '2022-03-02', version: 3 }],
      openWorld('2022-04-01'),
    )
    const clock = clockOf(cases, whole!, 'answering')
    expect(clock).toMatchObject({ started: '2022-03-02', due: '2022-04-01', metOn: '2022-03-20' })
    expect(lightOf(clock, '2022-05-01', openWorld('2022-05-01').calendar)).toBe('done')
  })
})

describe('corrections', () => {
  test('a wrong day is corrected by a second person, and its breach goes', () => {
    const t = story(cases)
    const c = t.act(cases, 'c')
    c('2022-03-01', 'p1', 'begin', record)
    c('2022-03-02', 'p1', 'notify')
    expect(c('2022-03-08', 'p1', 'hear')).toMatch(
      /^breach: 听证：“等候期”到2022-03-09届满，尚不能办理，依据待核 \[《示例条例》第6条\]$/,
    )
    const correction = { version: 3, on: '2022-03-10', reason: '笔误' }
    expect(c('2022-03-11', 'p1', 'correct', correction)).toBe('denied: 更正和作废须由原经办人以外的人办理')
    expect(c('2022-03-11', 'p2', 'correct', { ...correction, reason: ' ' })).toBe('invalid: reason 理由：必填')
    expect(c('2022-03-11', 'p2', 'correct', { ...correction, version: 9 })).toMatch(/^invalid: version/)
    expect(c('2022-03-11', 'p2', 'correct', correction)).toBe('done')
    expect(t.read('c')).toMatchObject({ breaches: [], did: { hear: { on: '2022-03-10', times: 1 } }, version: 4 })
  })
  test('a value is corrected with old and new, more than once', () => {
    const t = story(cases)
    const c = t.act(cases, 'c')
    c('2022-03-01', 'p1', 'begin', record)
    expect(c('2022-03-02', 'p2', 'correct', { version: 1, reason: '笔误', new: { drafter: 'p8' } })).toBe('done')
    expect(c('2022-03-03', 'p2', 'correct', { version: 1, reason: '笔误', new: { drafter: 'p7' } })).toBe('done')
    expect(t.history('c')[2]!.body).toMatchObject({ old: { drafter: 'p8' }, new: { drafter: 'p7' } })
    expect(t.read('c').fields).toMatchObject({ drafter: 'p7', draft: record.draft })
    expect(c('2022-03-03', 'p2', 'correct', { version: 1, reason: '笔误', new: { nobody: 'p7' } })).toMatch(
      /^invalid: nobody/,
    )
  })
  test('what is voided never happened; what hung on it shows', () => {
    const { t, c } = heard()
    expect(c('2022-03-15', 'p2', 'decide')).toBe('done')
    expect(c('2022-03-16', 'p2', 'void', { version: 4, reason: '误录' })).toBe('done')
    expect(t.read('c').did.hear).toBeUndefined()
    expect(breaches(t.read('c'))).toEqual([[5, 2, '决定：须先听证']])
    expect(c('2022-03-17', 'p3', 'void', { version: 5, reason: '误录' })).toBe('done')
    expect(t.read('c')).toMatchObject({ state: 'open', breaches: [] })
  })
})

describe('what another mechanism answered', () => {
  test('opens the gate for this text only', () => {
    const { c } = heard()
    const changed = { hash: 'b'.repeat(64), title: '决定书' }
    expect(c('2022-03-11', 'p1', 'revise', { draft: changed })).toBe('done')
    expect(c('2022-03-12', 'p2', 'decide')).toBe('refusal: 决定：对现在的文本须已有审核（合法） [《示例条例》第3条]')
  })
  test('is kept in the event; its void turns the gates that relied on it into breaches', () => {
    const { t, c, r } = heard()
    expect(c('2022-03-15', 'p2', 'decide')).toBe('done')
    expect(t.history('c')[4]!.relied).toMatchObject([
      { mechanism: 'review', stream: 'review/c/2', version: 2, state: 'lawful' },
    ])
    expect(r('2022-03-16', 'p4', 'void', { version: 2, reason: '误录' })).toBe('done')
    expect(breaches(t.read('c'))).toEqual([[5, 3, '决定：对现在的文本须已有审核（合法）']])
    expect(t.history('c')[4]!.breaches).toEqual([])
  })
  test('stands when something later in its case is corrected', () => {
    const { t, c, r } = heard()
    expect(c('2022-03-15', 'p2', 'decide')).toBe('done')
    expect(r('2022-03-16', 'p4', 'archive', { place: '一号柜' })).toBe('done')
    expect(r('2022-03-17', 'p5', 'correct', { version: 3, reason: '笔误', new: { place: '二号柜' } })).toBe('done')
    expect(t.read('c').breaches).toEqual([])
  })
})

describe('the end of a case', () => {
  test('keeps its day, ends its parts, and is undone by an act that leads on', () => {
    const { t, c } = heard()
    const one = { kind: 'task', id: 'c/1' }
    const onPart = t.act(cases, 'c', one)
    expect([onPart('2022-03-11', 'p1', 'add', { words: '送达' }), c('2022-03-15', 'p2', 'decide')]).toEqual([
      'done',
      'done',
    ])
    expect(c('2022-03-16', 'p2', 'close')).toMatch(/^refusal: 结案：每项事项须为“已办”/)
    expect([
      onPart('2022-03-16', 'p1', 'finish'),
      onPart('2022-03-17', 'p1', 'redo'),
      onPart('2022-03-18', 'p1', 'finish'),
    ]).toEqual(['done', 'done', 'done'])
    expect(t.part('c', 'c/1')).toMatchObject({ state: 'finished', ended: '2022-03-18' })
    expect([c('2022-03-19', 'p2', 'close'), c('2022-03-25', 'p2', 'pay')]).toEqual(['done', 'done'])
    expect(t.read('c')).toMatchObject({ state: 'closed', ended: '2022-03-19', latest: '2022-03-25' })
    expect(onPart('2022-03-26', 'p1', 'redo')).toBe('refusal: 案卷已办结，“重办”不能再办理')
    expect(c('2022-03-28', 'p1', 'reopen')).toBe('done')
    expect(t.read('c').ended).toBeUndefined()
    expect(onPart('2022-03-29', 'p1', 'redo')).toBe('done')
    expect(t.part('c', 'c/1').ended).toBeUndefined()
  })
})

const viewOf = (procedure: Procedure, events: readonly Event[]): View => {
  const { whole, parts } = fold(procedure, events, openWorld('2099-12-31'))
  return {
    whole,
    part: ({ id }) => parts.get(id),
    partsOf: (kind) => [...parts.values()].filter((of) => of.kind === kind),
  }
}
function clockOf(procedure: Procedure, whole: Folded, term: string, parameters: Parameters = () => undefined) {
  const view: View = { whole, part: () => undefined, partsOf: () => [] }
  const times = { ...openWorld('2099-12-31'), parameters }
  return clocksOf(scopeOf(procedure, view, undefined, whole.latest, {}, []), times).find(
    (clock) => clock.term === term,
  )!
}

describe('clocks', () => {
  /** A case begun on that day, and then these acts. */
  const after = (...acts: (readonly [on: Day, act: string, body?: object])[]): Folded => {
    const t = story(cases)
    const c = t.act(cases, 'c')
    for (const [on, act, body] of acts) expect(c(on, 'p1', act, (body ?? {}) as Command['body'])).toBe('done')
    return t.read('c')
  }
  test('the law of the day on which the term begins decides its number and its unit', () => {
    const old = clockOf(cases, after(['2022-04-29', 'begin', record]), 'deciding')
    const now = clockOf(cases, after(['2022-05-05', 'begin', record]), 'deciding')
    expect(old).toMatchObject({ nominal: '2022-05-29', due: '2022-05-30', edition: '2017-01-01', unverified: false })
    expect(now).toMatchObject({ nominal: '2022-05-18', due: '2022-05-18', edition: '2022-05-01', provisional: false })
    const before = clockOf(cases, after(['2016-12-30', 'begin', record]), 'deciding')
    expect(before).toBeUndefined()
  })
  test('the edition that was judged stands in the event', () => {
    const t = story(cases)
    const c = t.act(cases, 'c')
    c('2022-04-29', 'p1', 'begin', record, { today: '2022-07-01' })
    expect(c('2022-07-01', 'p2', 'decide', {}, { source: 'takeover' })).toMatch(
      /“决定期限”已于2022-05-30届满 \[《示例条例》第1条\]/,
    )
    expect(t.history('c')[1]!.ruleEditions).toEqual({ deciding: '2017-01-01' })
  })
  test("a district's own number counts from its day, and stays marked as unverified", () => {
    const own: Parameters = (id, on) =>
      id === 'waiting' && on >= '2022-06-01' ? { count: 3, unit: 'working days' } : undefined
    const inMay = after(['2022-05-05', 'begin', record], ['2022-05-31', 'notify'])
    const inJune = after(['2022-05-05', 'begin', record], ['2022-06-01', 'notify'])
    expect(clockOf(cases, inMay, 'waiting', own)).toMatchObject({ due: '2022-06-08', unverified: true })
    expect(clockOf(cases, inJune, 'waiting')).toMatchObject({ due: '2022-06-09', unverified: true })
    expect(clockOf(cases, inJune, 'waiting', own)).toMatchObject({ due: '2022-06-07', unverified: true })
  })
  test('a pause takes its days out, an open one stops the clock, and an extension adds', () => {
    const begun = ['2022-05-05', 'begin', record] as const
    const stopped = after(begun, ['2022-05-09', 'stop'])
    expect(clockOf(cases, stopped, 'deciding').due).toBeUndefined()
    expect(lightOf(clockOf(cases, stopped, 'deciding'), '2022-09-01', openWorld('2022-09-01').calendar)).toBe('paused')
    const resumed = after(begun, ['2022-05-09', 'stop'], ['2022-05-11', 'resume'])
    expect(clockOf(cases, resumed, 'deciding').due).toBe('2022-05-20')
    const sameDay = after(begun, ['2022-05-09', 'stop'], ['2022-05-09', 'resume'])
    expect(clockOf(cases, sameDay, 'deciding').due).toBe('2022-05-18')
    const extended = after(
      begun,
      ['2022-05-09', 'stop'],
      ['2022-05-11', 'resume'],
      ['2022-05-12', 'extend', { ground: '案情复杂' }],
    )
    expect(clockOf(cases, extended, 'deciding').due).toBe('2022-05-27')
    const scope = scopeOf(
      cases,
      { whole: resumed, part: () => undefined, partsOf: () => [] },
      undefined,
      '2022-05-20',
      {},
      [],
    )
    const why = explainClock('deciding', scope, openWorld('2022-06-01'))!
    expect(why.excluded.map(({ day }) => day)).toEqual([
      '2022-05-08',
      '2022-05-09',
      '2022-05-10',
      '2022-05-14',
      '2022-05-15',
    ])
    expect(why).toMatchObject({ start: '2022-05-05', due: '2022-05-20', counted: 10 })
  })
  test('a day in a year without its notice is provisional', () => {
    expect(clockOf(cases, after(['2026-12-25', 'begin', record]), 'deciding')).toMatchObject({ provisional: true })
    expect(clockOf(cases, after(['2026-11-02', 'begin', record]), 'deciding')).toMatchObject({ provisional: false })
  })
  test('green, yellow from three working days before, red after, done or late', () => {
    const clock = clockOf(cases, after(['2022-05-05', 'begin', record]), 'deciding')
    const { calendar } = openWorld('2022-05-05')
    const on = (today: Day, metOn?: Day) => lightOf({ ...clock, metOn }, today, calendar)
    expect([on('2022-05-12'), on('2022-05-13'), on('2022-05-18'), on('2022-05-19')]).toEqual([
      'green',
      'yellow',
      'yellow',
      'red',
    ])
    expect([on('2022-06-01', '2022-05-18'), on('2022-06-01', '2022-05-19')]).toEqual(['done', 'late'])
  })
})

describe('any history', () => {
  const acts = [
    'visit',
    'notify',
    'hear',
    'stop',
    'resume',
    'extend',
    'decide',
    'close',
    'pay',
    'reopen',
    'revise',
  ] as const
  const onParts = ['add', 'finish', 'redo'] as const
  const step = fc.record({
    act: fc.constantFrom(...acts, ...onParts, 'correct', 'void', 'note'),
    part: fc.constantFrom('t1', 't2'),
    /** Days after the last entry, and, for facts, how many days ago it happened. */
    wait: fc.nat({ max: 6 }),
    ago: fc.constantFrom(0, 0, 0, 1, 5),
    person: fc.constantFrom('p1', 'p2', 'p3'),
    target: fc.nat({ max: 12 }),
  })
  const bodies: Readonly<Record<string, object>> = {
    extend: { ground: '案情复杂' },
    add: { words: '送达' },
    note: { words: '备注' },
    revise: { draft: record.draft },
  }
  /** Runs what the kernel lets through; gives the history, and after each event the case as it is kept. */
  const run = (steps: readonly (typeof step extends fc.Arbitrary<infer S> ? S : never)[]) => {
    const events: Event[] = []
    let kept: { whole: Folded | undefined; parts: ReadonlyMap<string, Folded> } = { whole: undefined, parts: new Map() }
    let today = '2022-03-01'
    const perform = (command: Omit<Command, 'tenant' | 'mechanism' | 'stream'>) => {
      const world = openWorld(today)
      const { whole, parts } = kept
      const view: View = {
        whole,
        part: ({ id }) => parts.get(id),
        partsOf: (kind) => [...parts.values()].filter((of) => of.kind === kind),
      }
      const full = { ...command, tenant: 't', mechanism: 'cases', stream: 'c' }
      const answer = { mechanism: 'review', stream: 'r', version: 2, state: 'lawful', hash: record.draft.hash }
      const decision = isBuiltIn(command.act)
        ? decideBuiltIn(cases, view, full, events, world)
        : decide(cases, view, full, world, [answer])
      if (decision.is !== 'event') return
      const { event } = decision
      events.push(event)
      if (event.corrects !== undefined || (whole && event.on < whole.latest)) {
        kept = fold(cases, events, world)
        return
      }
      const next = advance(cases, view, event, event.relied, world)
      const now = event.part ? around(cases, whole!, next) : next.after
      const of = new Map(event.part ? [...parts, [event.part.id, next.after]] : parts)
      if (now.ended) for (const [id, part] of of) if (!part.ended) of.set(id, { ...part, ended: now.ended })
      kept = { whole: now, parts: of }
    }
    const roles = ['clerk']
    perform({ act: 'begin', on: today, actor: { person: 'p1', unit: 'u1', roles }, body: record })
    for (const { act, part, wait, ago, person, target } of steps) {
      today = addDays(today, wait)
      const id: PartId | undefined = (onParts as readonly string[]).includes(act)
        ? { kind: 'task', id: part }
        : undefined
      const isFact = !['decide', 'close', 'extend', 'finish', 'revise', 'correct', 'void'].includes(act)
      const old = events[target % events.length]!
      const aimed =
        act === 'correct'
          ? { version: old.version, reason: '笔误', on: addDays(old.on, -1) }
          : { version: old.version, reason: '误录' }
      const where = act === 'correct' || act === 'void' ? old.part : id
      perform({
        act,
        ...(where && { part: where }),
        on: isFact ? addDays(today, -ago) : today,
        actor: { person, unit: 'u1', roles },
        body: act === 'correct' || act === 'void' ? aimed : ((bodies[act] ?? {}) as Command['body']),
      })
    }
    return { events, kept, today }
  }
  const histories = fc.array(step, { maxLength: 40 })

  test('kept step by step is what the whole history folds to', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const { events, kept } = run(steps)
        const { whole, parts } = fold(cases, events, openWorld('2099-12-31'))
        expect(kept.whole).toEqual(whole)
        expect(new Map(kept.parts)).toEqual(new Map(parts))
      }),
      { numRuns: 300 },
    )
  })
  test('agrees with a reducer that knows only days and destinations', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const { events, kept } = run(steps)
        const voided = events.filter(({ act }) => act === 'void').map(({ corrects }) => corrects)
        const moved = (version: number) =>
          events.findLast(({ act, corrects }) => act === 'correct' && corrects === version)?.body.on
        const lived = events
          .filter(({ version, act, part }) => !part && !isBuiltIn(act) && !voided.includes(version))
          .map((event) => ({ ...event, on: (moved(event.version) as Day | undefined) ?? event.on }))
          .sort((a, b) => a.on.localeCompare(b.on) || a.version - b.version)
        const leads = lived.flatMap(({ act }) => (cases.acts as Procedure['acts'])[act]!.to ?? [])
        // A case whose opening was voided stands where the first event that is left found it.
        expect(kept.whole?.state).toBe(leads.at(-1) ?? lived[0]?.to)
        for (const [act, { times }] of Object.entries(kept.whole?.did ?? {}))
          expect(times).toBe(lived.filter((event) => event.act === act).length)
      }),
      { numRuns: 300 },
    )
  })
  test('without late entries and corrections, what was known then is what is judged now, and no gate was passed', () => {
    const inTime = histories.map((steps) =>
      steps.filter(({ act }) => act !== 'correct' && act !== 'void').map((one) => ({ ...one, ago: 0 })),
    )
    fc.assert(
      fc.property(inTime, (steps) => {
        const { events, kept } = run(steps)
        const now = [kept.whole!, ...kept.parts.values()].flatMap((of) => of.breaches)
        for (const { version, breaches, act } of events) {
          expect(now.filter((breach) => breach.version === version)).toEqual(
            breaches.map((breach) => ({ ...breach, version })),
          )
          if (act === 'decide' || act === 'close')
            expect(breaches.filter(({ words }) => !words.includes('届满'))).toEqual([])
        }
      }),
      { numRuns: 200 },
    )
  })
  test('an earlier day is what would have been known without what came after', () => {
    fc.assert(
      fc.property(histories, fc.nat({ max: 60 }), (steps, days) => {
        const { events } = run(steps)
        const untouched = events.filter(({ act }) => act !== 'correct' && act !== 'void')
        const day = addDays('2022-03-01', days)
        const then = asOf(cases, untouched, day, openWorld('2099-12-31'))
        const alone = viewOf(
          cases,
          untouched.filter(({ on }) => on <= day),
        )
        expect(then.whole).toEqual(alone.whole)
        expect(then.last).toBe(untouched.at(-1)!.version)
      }),
      { numRuns: 100 },
    )
  })
})
