import { describe, expect, test } from 'vitest'
import { story } from '../../tests/story.ts'
import { cases, clockOf, record, review, worldOn } from './cases.fixture.ts'
import { asOf, decide, fold, lightOf, type Folded } from './index.ts'

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
    const world = worldOn('2022-04-01')
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
      worldOn('2022-04-01'),
    )
    const clock = clockOf(whole!, 'answering')
    expect(clock).toMatchObject({ started: '2022-03-02', due: '2022-04-01', metOn: '2022-03-20' })
    expect(lightOf(clock, '2022-05-01', worldOn('2022-05-01').calendar)).toBe('done')
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
  test('an opening is voided only when nothing stands on it, and the count of events goes on', () => {
    const t = story(cases)
    const c = t.act(cases, 'c')
    const onPart = t.act(cases, 'c', { kind: 'task', id: 'c/1' })
    expect([c('2022-03-01', 'p1', 'begin', record), onPart('2022-03-02', 'p1', 'add', { words: '送达' })]).toEqual([
      'done',
      'done',
    ])
    expect(c('2022-03-03', 'p2', 'void', { version: 1, reason: '误录' })).toBe(
      'refusal: “受理”之后还有1项记录，不能作废',
    )
    expect(onPart('2022-03-03', 'p2', 'void', { version: 2, reason: '误录' })).toBe('done')
    expect(t.part('c', 'c/1')).toBeUndefined()
    expect(onPart('2022-03-04', 'p1', 'finish')).toMatch(/^refusal: 没有这一“事项”案卷/)
    expect(c('2022-03-04', 'p1', 'visit')).toBe('done')
    expect(t.history('c').map(({ version }) => version)).toEqual([1, 2, 3, 4])
    expect([
      c('2022-03-05', 'p2', 'void', { version: 4, reason: '误录' }),
      c('2022-03-05', 'p2', 'void', { version: 1, reason: '误录' }),
    ]).toEqual(['done', 'done'])
    expect(onPart('2022-03-05', 'p1', 'add', { words: '送达' })).toBe('refusal: 案卷不存在')
  })
  test('an act that raised parts is voided only when nothing stands on them', () => {
    const t = story(cases)
    const c = t.act(cases, 'c')
    expect([c('2022-03-01', 'p1', 'begin', record), c('2022-03-02', 'p1', 'split')]).toEqual(['done', 'done'])
    const raised = t.act(cases, 'c', t.raised('c', 2, 'task', 1))
    expect(raised('2022-03-03', 'p1', 'finish')).toBe('done')
    const voiding = () => c('2022-03-04', 'p2', 'void', { version: 2, reason: '误录' })
    expect(voiding()).toBe('refusal: “分派”之后还有1项记录，不能作废')
    expect(raised('2022-03-04', 'p2', 'void', { version: 3, reason: '误录' })).toBe('done')
    expect(voiding()).toBe('done')
    expect(t.part('c', t.raised('c', 2, 'task', 1).id)).toBeUndefined()
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
