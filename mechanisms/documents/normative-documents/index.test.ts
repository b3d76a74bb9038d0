import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Values } from '../../../kernel/fields/index.ts'
import { clocksOf, prove, scopeOf } from '../../../kernel/procedure/index.ts'
import { sampleFile as file, sampleTexts } from '../../../kernel/sample.ts'
import type { Day } from '../../../kernel/time/index.ts'
import { walks, type Model, type Try } from '../../../tests/model.ts'
import { openWorld, replay, story } from '../../../tests/story.ts'
import { workdaysFrom } from '../../../tests/workdays.ts'
import agendaItems from '../../decisions/agenda-items/index.ts'
import executiveMeetings from '../../decisions/executive-meetings/index.ts'
import units from '../../foundation/units/index.ts'
import consultations from '../consultations/index.ts'
import filing from '../filing/index.ts'
import issuingBodies from '../issuing-bodies/index.ts'
import review from '../legality-review/index.ts'
import documents from './index.ts'
import { sample } from './sample.ts'

const others = [units, issuingBodies, consultations, review, executiveMeetings, agendaItems, filing]
const [textA, textB, textC] = sampleTexts as [object, object, object]
const six = { byOrgan: true, underPower: true, toBePublished: true, touchesRights: true, binding: true, reusable: true }
const answers = { ...six, sheet: file }
const signedOpinion = { opinion: file }
const given = { decision: file, reason: '示例理由' }
const plan = (more: Values = {}): Values => ({
  title: '示例规定',
  issuer: 'u1',
  organ: 'u1',
  drafter: 'p9',
  word: '示府规',
  level: 'district',
  market: false,
  topics: ['other'],
  ...more,
})
const out = (more: Values = {}): Values => ({
  third: 'published',
  address: '/zcwj/1.html',
  notice: file,
  effectiveFrom: '2022-06-01',
  validUntil: '2027-05-31',
  interpreted: true,
  interpretation: file,
  ...more,
})
type Told = ReturnType<typeof story>
const onList = (told: Told, unit: string, word: string) => {
  told.act(units, `unit ${unit}`)('2015-01-01', 'p1', 'establish', {
    code: unit,
    name: unit,
    short: unit,
    kind: 'department',
  })
  const entry = { body: unit, kind: 'department', word, level: 'department', basis: '示例职责', decision: file }
  expect(told.act(issuingBodies, `entry ${unit}`)('2022-01-04', 'p1', 'enlist', entry)).toBe('done')
}

/** p1 works for the drafting unit, p2 reviews there, p3 in the bureau, p4 heads, p5 leads the district, p6 is of its office. */
const world = (more: Values = {}) => {
  const told = story(documents, ...others)
  onList(told, 'u1', '示府规')
  const act = told.act(documents, 'c')
  const ok = (...args: Parameters<typeof act>) => {
    expect(act(...args), `${args[2]} on ${args[0]}`).toBe('done')
    return told.opened().map(({ id }) => id)
  }
  ok('2022-03-01', 'p1', 'plan', plan(more))
  return { told, act, ok, state: () => told.read('c').state }
}
type World = ReturnType<typeof world>
const drafted = (more: Values = {}, text = textA): World => {
  const at = world(more)
  at.ok('2022-03-01', 'p2', 'classify', answers)
  at.ok('2022-03-01', 'p1', 'draft', { text, explanation: file, bases: '示例法' })
  return at
}
/** A consultation that ends at once, kept secret by law. */
const consult = (at: World, text: object, on: Day) => {
  const [id] = at.ok(on, 'p1', 'consult', { consulted: text })
  const served = at.told.act(consultations, id!)
  expect(served(on, 'p4', 'withhold', { ground: 'danger', basis: '示例依据' })).toBe('done')
}
const sendToReview = (at: World, on: Day) => at.told.act(review, at.ok(on, 'p1', 'submitReview')[0]!)
const pack = ['draft', 'explanation', 'bases', 'comments', 'fairness']
/** Lawful after the five working days: from 1 March on the 9th. */
const lawful = (served: ReturnType<Told['act']>, on: Day, end: Day) => {
  expect(served(on, 'p2', 'accept', { pack, fairnessBy: 'drafter' })).toBe('done')
  expect(served(on, 'p2', 'passFirst', signedOpinion)).toBe('done')
  expect(served(end, 'p3', 'findLawful', signedOpinion)).toBe('done')
}
const reviewed = (more: Values = {}): World => {
  const at = drafted(more)
  if (more.market) at.ok('2022-03-01', 'p2', 'checkFairness', { verdict: 'clear', conclusion: file })
  consult(at, textA, '2022-03-01')
  lawful(sendToReview(at, '2022-03-01'), '2022-03-01', '2022-03-09')
  return at
}
const adopt = (at: World, item: string, day: Day) => {
  const meeting = at.told.act(executiveMeetings, `meeting ${day}`)
  const called = { title: '常务会议', kind: 'executive', year: 2022, number: 1, day, head: 'p5', members: 5 }
  expect(meeting('2022-03-01', 'p6', 'call', called)).toBe('done')
  const agenda = at.told.act(agendaItems, item)
  expect(agenda('2022-03-09', 'p6', 'schedule', { meeting: `meeting ${day}`, pack: ['draft', 'legality'] })).toBe(
    'done',
  )
  expect(meeting('2022-03-10', 'p6', 'closeAgenda', { agenda: file, notice: file })).toBe('done')
  expect(meeting(day, 'p6', 'hold', { presiding: 'p5', absent: 1, signIn: file })).toBe('done')
  expect(agenda(day, 'p6', 'discuss', { presenter: '示例负责人' })).toBe('done')
  expect(agenda(day, 'p5', 'adopt', { decision: file, members: 5, taking: 4, agreed: 4, opposed: 0 })).toBe('done')
}
const approved = (more: Values = {}): World => {
  const at = reviewed(more)
  adopt(at, at.ok('2022-03-09', 'p1', 'table')[0]!, '2022-03-18')
  at.ok('2022-03-18', 'p6', 'decide')
  return at
}
const numbered = (more: Values = {}): World => {
  const at = approved(more)
  at.ok('2022-03-18', 'p5', 'sign')
  at.ok('2022-03-18', 'p6', 'register')
  return at
}
const inForce = (more: Values = {}, dates: Values = {}): World => {
  const at = numbered(more)
  at.ok('2022-03-25', 'p6', 'publish', out({ effectiveFrom: '2022-03-25', ...dates }))
  at.ok('2022-03-25', 'system', 'takeEffect')
  return at
}

it('the sample replays', () => expect(replay(documents, sample, story(documents, ...others), others)).toEqual([]))
it('is proved', () => expect(prove(documents).holes).toEqual([]))

describe('a plan', () => {
  const begin = (more: Values, listedUnits: readonly (readonly [string, string])[] = [['u1', '示府规']]) => {
    const told = story(documents, ...others)
    for (const [unit, word] of listedUnits) onList(told, unit, word)
    return told.act(documents, 'c')('2022-03-01', 'p1', 'plan', plan(more))
  }
  it('is for a body on the list of that day', () => {
    expect(begin({})).toBe('done')
    expect(begin({}, [])).toMatch(/^refusal.*制定主体须在制定主体清单（在册）中.*管理工作的通知》（一）/)
  })
  it('has the body’s own document word', () =>
    expect(begin({ word: '示局规' })).toMatch(/^refusal.*制定主体清单（在册或代字在用）.*（一）/))
  it('of the government does not pass as a department’s paper', () => {
    const told = story(documents, ...others)
    const government = { body: 'u1', kind: 'department', word: '示府规', basis: '示例职责', decision: file }
    told.act(units, 'unit u1')('2015-01-01', 'p1', 'establish', {
      code: 'u1',
      name: 'u1',
      short: 'u1',
      kind: 'department',
    })
    expect(told.act(issuingBodies, 'e')('2022-01-04', 'p1', 'enlist', { ...government, level: 'district' })).toBe(
      'done',
    )
    const act = (of: string, level: string) => told.act(documents, of)('2022-03-01', 'p1', 'plan', plan({ level }))
    expect(act('a', 'department')).toMatch(/^refusal.*层级.*制定主体清单.*（一）/)
    expect(act('b', 'district')).toBe('done')
  })
  it('of several bodies needs each of them on the list', () => {
    expect(begin({ jointIssuers: ['u2'] })).toMatch(/^refusal.*联合制定主体须在制定主体清单/)
    expect(
      begin({ jointIssuers: ['u2'] }, [
        ['u1', '示府规'],
        ['u2', '示局规'],
      ]),
    ).toBe('done')
  })
  it.each([{ number: '示府规〔2022〕9号' }, { text: textA }, { validUntil: '2030-01-01' }])(
    'brings nothing that comes later: %o',
    (more) => expect(begin(more)).toMatch(/^refusal.*不能自带.*统一登记部分/),
  )
})

describe('the six questions', () => {
  it('make a normative document only when all are answered yes, by somebody other than the drafter', () => {
    const { act, ok, state } = world()
    expect(act('2022-03-01', 'p2', 'classify', { ...answers, binding: false })).toMatch(/^refusal.*六个问题.*》开头/)
    expect(act('2022-03-01', 'p2', 'classify', six)).toMatch(/^invalid: sheet/)
    expect(act('2022-03-01', 'p9', 'classify', answers)).toMatch(/^refusal.*起草人本人.*（四）/)
    expect(act('2022-03-01', 'p1', 'classify', answers)).toMatch(/^refusal.*办过“立项”的同一人.*（四）/)
    ok('2022-03-01', 'p2', 'classify', answers)
    expect(state()).toBe('drafting')
  })
  it('make an internal rule of what lacks one, under what it governs; nothing evades the procedure that way', () => {
    const { act, ok, state } = world()
    const governs = { governs: 'enforcement', mechanism: '案卷评查' }
    expect(act('2022-03-01', 'p2', 'classifyInternal', { ...answers, ...governs })).toMatch(
      /^refusal.*不得作为内部制度.*》开头/,
    )
    ok('2022-03-01', 'p2', 'classifyInternal', { ...answers, ...governs, touchesRights: false })
    expect(state()).toBe('internal')
    expect(act('2022-03-02', 'p1', 'draft', { text: textA, explanation: file, bases: '示例法' })).toMatch(
      /^refusal.*现为“内部制度”/,
    )
  })
})

describe('comments', () => {
  it('are sought on the text as it stands, and there must be one', () => {
    const at = world()
    at.ok('2022-03-01', 'p2', 'classify', answers)
    expect(at.act('2022-03-01', 'p1', 'consult', { consulted: textA })).toMatch(/^refusal.*须先形成草案/)
    at.ok('2022-03-01', 'p1', 'draft', { text: textA, explanation: file, bases: '示例法' })
    expect(at.act('2022-03-01', 'p1', 'consult', { consulted: textB })).toMatch(/^refusal.*须是现在的文本/)
  })
  it.each([
    [{ market: true }, /《优化营商环境条例》第62条/],
    [{}, /组织法》第75条/],
    [{ level: 'department' }, /管理工作的通知》（三）/],
  ])('come before the review, and their result is public: %o', (more: Values, article) => {
    const at = drafted(more)
    if (more.market) at.ok('2022-03-01', 'p2', 'checkFairness', { verdict: 'clear', conclusion: file })
    expect(at.act('2022-03-01', 'p1', 'submitReview')).toMatch(/^refusal.*须先征求意见/)
    at.ok('2022-03-01', 'p1', 'consult', { consulted: textA })
    const refused = at.act('2022-03-02', 'p1', 'submitReview')
    expect(refused).toMatch(/^refusal.*意见征集（已公布结果或依法保密，不公开征求）/)
    expect(refused).toMatch(article)
  })
  it('are sought again after a material change, and a second notice withdrawn does not count', () => {
    const at = drafted()
    consult(at, textA, '2022-03-01')
    at.ok('2022-03-02', 'p1', 'reviseMaterially', { text: textB, changed: '增设条件' })
    expect(at.act('2022-03-02', 'p1', 'submitReview')).toMatch(/^refusal.*最近一次作实质性修改之后/)
    const [second] = at.ok('2022-03-02', 'p1', 'consult', { consulted: textB })
    expect(at.told.act(consultations, second!)('2022-03-03', 'p4', 'withdraw', { reason: '示例' })).toBe('done')
    expect(at.act('2022-03-03', 'p1', 'submitReview')).toMatch(/^refusal.*须已有意见征集/)
    consult(at, textB, '2022-03-04')
    at.ok('2022-03-04', 'p1', 'submitReview')
  })
  it('need no second round after an ordinary change', () => {
    const at = drafted()
    consult(at, textA, '2022-03-01')
    at.ok('2022-03-02', 'p1', 'revise', { text: textB, cause: 'comments' })
    at.ok('2022-03-02', 'p1', 'submitReview')
  })
  it('may run beside the review of what is urgent, with ground and approval, but nothing is tabled without their result', () => {
    const at = drafted()
    expect(at.act('2022-03-01', 'p5', 'expedite', { reason: '防汛', approval: file })).toMatch(/^invalid: ground/)
    at.ok('2022-03-01', 'p5', 'expedite', { ground: 'incident', reason: '防汛', approval: file })
    const served = sendToReview(at, '2022-03-01')
    lawful(served, '2022-03-01', '2022-03-09')
    expect(at.act('2022-03-09', 'p1', 'table')).toMatch(/^refusal.*须先征求意见/)
    consult(at, textA, '2022-03-09')
    at.ok('2022-03-10', 'p1', 'table')
  })
})

describe('fair competition', () => {
  const market = { market: true }
  it('is checked before the review where the draft touches the market, and anew after every change', () => {
    const at = drafted(market)
    consult(at, textA, '2022-03-01')
    const refused = /^refusal.*公平竞争审查（起草单位）.*《优化营商环境条例》第63条/
    expect(at.act('2022-03-01', 'p1', 'submitReview')).toMatch(refused)
    at.ok('2022-03-01', 'p2', 'checkFairness', { verdict: 'clear', conclusion: file })
    at.ok('2022-03-01', 'p1', 'revise', { text: textB, cause: 'fairness' })
    expect(at.act('2022-03-01', 'p1', 'submitReview')).toMatch(refused)
    at.ok('2022-03-01', 'p2', 'checkFairness', { verdict: 'clear', conclusion: file })
    at.ok('2022-03-01', 'p1', 'submitReview')
  })
  it('is passed with an exception only where its end is written down, and not by a text found restrictive', () => {
    const at = drafted(market)
    consult(at, textA, '2022-03-01')
    const excepted = { verdict: 'excepted', conclusion: file }
    expect(at.act('2022-03-01', 'p2', 'checkFairness', excepted)).toMatch(/^refusal.*《公平竞争审查条例》第12条/)
    at.ok('2022-03-01', 'p2', 'checkFairness', { ...excepted, limit: '两年' })
    at.ok('2022-03-01', 'p7', 'findRestrictive', { conclusion: file, reason: '指定经营者' })
    expect(at.act('2022-03-01', 'p1', 'submitReview')).toMatch(/^refusal.*第63条/)
  })
  it('is no matter of what does not touch it', () =>
    expect(drafted().act('2022-03-01', 'p2', 'checkFairness', { verdict: 'clear', conclusion: file })).toMatch(
      /^refusal.*须与市场主体密切相关/,
    ))
  it.each([
    ['2024-07-31', 'district', 'done'],
    ['2024-08-01', 'district', '《公平竞争审查条例》第14条'],
    ['2024-08-01', 'department', 'done'],
  ])('on %s a %s document: %s', (on, level, result) => {
    const at = drafted({ market: true, level })
    at.ok(on, 'p2', 'checkFairness', { verdict: 'clear', conclusion: file })
    consult(at, textA, on)
    expect(at.act(on, 'p1', 'submitReview')).toContain(result)
    if (result === 'done') return
    expect(at.act(on, 'p2', 'reviewFairness', { cleared: textA, conclusion: file })).toMatch(/^refusal.*同一人.*第14条/)
    expect(at.act(on, 'p7', 'reviewFairness', { cleared: textB, conclusion: file })).toMatch(
      /^refusal.*现在的文本.*第14条/,
    )
    at.ok(on, 'p7', 'reviewFairness', { cleared: textA, conclusion: file })
    at.ok(on, 'p1', 'submitReview')
  })
  it('is not reviewed by the regulator before the drafter has checked it', () =>
    expect(drafted(market).act('2024-08-01', 'p7', 'reviewFairness', { cleared: textA, conclusion: file })).toMatch(
      /^refusal.*须先公平竞争审查（起草单位）/,
    ))
})

describe('the way to the meeting', () => {
  const unreviewed = /^refusal.*对现在的文本须已有合法性审核（合法.*）.*指导意见》（七）/
  it('needs a lawful review of this very text', () => {
    const at = drafted()
    consult(at, textA, '2022-03-01')
    const served = sendToReview(at, '2022-03-01')
    expect(at.act('2022-03-09', 'p1', 'table')).toMatch(unreviewed)
    lawful(served, '2022-03-01', '2022-03-09')
    at.ok('2022-03-09', 'p1', 'revise', { text: textB, cause: 'own' })
    expect(at.act('2022-03-09', 'p1', 'table')).toMatch(unreviewed)
    at.ok('2022-03-09', 'p1', 'revise', { text: textA, cause: 'own' })
    at.ok('2022-03-09', 'p1', 'table')
  })
  it('is not open to a text found unlawful', () => {
    const at = drafted()
    consult(at, textA, '2022-03-01')
    const served = sendToReview(at, '2022-03-01')
    expect(served('2022-03-01', 'p2', 'accept', { pack, fairnessBy: 'drafter' })).toBe('done')
    expect(served('2022-03-01', 'p2', 'passFirst', signedOpinion)).toBe('done')
    expect(served('2022-03-09', 'p3', 'findUnlawful', signedOpinion)).toMatch(/^refusal/)
    expect(at.act('2022-03-09', 'p1', 'table')).toMatch(unreviewed)
  })
  it('leads to a decision of the government about this text', () => {
    const at = reviewed()
    const [item] = at.ok('2022-03-09', 'p1', 'table')
    expect(at.act('2022-03-18', 'p6', 'decide')).toMatch(/^refusal.*会议议题（已通过）.*组织法》第75条/)
    adopt(at, item!, '2022-03-18')
    expect(at.act('2022-03-18', 'p4', 'decideInUnit', { minutes: file })).toMatch(
      /^refusal.*层级须为“部门、街道、乡镇文件”/,
    )
    at.ok('2022-03-18', 'p6', 'decide')
  })
  it('of a department ends in its own meeting', () => {
    const at = reviewed({ level: 'department' })
    expect(at.ok('2022-03-09', 'p1', 'table')).toEqual([])
    expect(at.act('2022-03-10', 'p6', 'decide')).toMatch(/^refusal.*层级须为“区政府/)
    at.ok('2022-03-10', 'p4', 'decideInUnit', { minutes: file })
    expect(at.act('2022-03-10', 'p5', 'sign')).toMatch(/^refusal.*层级须为“区政府.*组织法》第77条/)
    at.ok('2022-03-10', 'p4', 'signInUnit')
  })
  it('is gone again when the text is changed after the decision', () => {
    const at = approved()
    at.ok('2022-03-21', 'p1', 'revise', { text: textB, cause: 'own' })
    expect(at.act('2022-03-21', 'p5', 'sign')).toMatch(/^refusal.*须在“已通过”时办理，现为“起草”/)
    expect(at.act('2022-03-21', 'p1', 'table')).toMatch(unreviewed)
  })
  it('is not opened by comments, countersigning or attendance', () => {
    const at = drafted()
    consult(at, textA, '2022-03-01')
    const served = sendToReview(at, '2022-03-01')
    expect(served('2022-03-01', 'p3', 'countersign', { way: 'attending' })).toBe('done')
    expect(at.act('2022-03-09', 'p1', 'table')).toMatch(unreviewed)
  })
})

describe('signature and number', () => {
  it('are not given by the drafter, nor twice, nor before one another', () => {
    const at = approved({ drafter: 'p5' })
    expect(at.act('2022-03-18', 'p6', 'register')).toMatch(/^refusal.*须在“已签署”时办理.*统一登记部分/)
    expect(at.act('2022-03-18', 'p5', 'sign')).toMatch(/^refusal.*起草人本人/)
    at.ok('2022-03-18', 'p8', 'sign')
    at.ok('2022-03-18', 'p6', 'register')
    expect(at.act('2022-03-18', 'p7', 'register')).toMatch(/^refusal.*现为“已编号”/)
    expect(at.told.read('c').fields.number).toBe('示府规〔2022〕1号')
  })
  it('are refused once the body was struck off in the middle', () => {
    const at = approved()
    at.ok('2022-03-18', 'p5', 'sign')
    const entry = at.told.act(issuingBodies, 'entry u1')
    expect(entry('2022-03-21', 'p1', 'strike', { reason: 'dissolved', decision: file })).toBe('done')
    expect(at.act('2022-03-21', 'p6', 'register')).toMatch(/^refusal.*制定主体清单（在册）.*（一）/)
    expect(at.act('2022-03-21', 'p1', 'withdraw', { reason: '主体已撤销' })).toMatch(/^refusal.*现为“已签署”/)
    at.ok('2022-03-21', 'p6', 'shelve', { reason: '主体已撤销' })
  })
  it('run gapless within word and year', () => {
    const at = numbered()
    expect(at.told.read('c').fields.number).toBe('示府规〔2022〕1号')
  })
})

describe('publication', () => {
  const publish = (more: Values, on: Day = '2022-03-25', kind: Values = {}) =>
    numbered(kind).act(on, 'p6', 'publish', out({ effectiveFrom: '2022-05-01', ...more }))
  it.each([
    [{ effectiveFrom: '2022-03-24' }, /^refusal.*施行日不得早于今天/],
    [{ validUntil: '2022-05-01' }, /^refusal.*有效期届满日须晚于施行日.*有效期部分/],
    [{ validUntil: '2022-02-30' }, /^invalid: validUntil/],
    [{ third: 'printed' }, /^refusal.*印发份数.*统一登记部分/],
    [{ third: 'printed', copies: 40 }, /^done$/],
    [{ interpretation: undefined }, /^refusal.*须附解读材料/],
    [{ interpreted: false, interpretation: undefined }, /^done$/],
  ])('with %o', (more, result) => expect(publish(more)).toMatch(result))
  it('of what touches the market comes with its interpretation', () =>
    expect(publish({ interpreted: false, interpretation: undefined }, '2022-03-25', { market: true })).toMatch(
      /^refusal.*与市场主体密切相关的，须已同步解读.*《重庆市优化营商环境条例》第58条/,
    ))
  it('later than twenty working days after the signature is a breach', () => {
    expect(publish({}, '2022-04-18')).toBe('done')
    expect(publish({}, '2022-04-19')).toMatch(/^breach.*主动公开期限.*2022-04-18届满.*《政府信息公开条例》第26条/)
  })
  it('opens the filing, of a district’s or of a department’s document', () => {
    const at = numbered()
    const [id] = at.ok('2022-03-25', 'p6', 'publish', out({ effectiveFrom: '2022-05-01' }))
    expect(at.told.read(id!).fields).toMatchObject({
      organ: 'u1',
      publishedOn: '2022-03-25',
      number: '示府规〔2022〕1号',
    })
  })
  it('has the interpretation follow within three working days where it was not in step, once', () => {
    const at = inForce({}, { interpreted: false, interpretation: undefined })
    const video = { form: 'video', material: file }
    expect(at.act('2022-03-31', 'p6', 'interpret', video)).toMatch(/^breach.*政策解读期限.*2022-03-30.*依据待核/)
    expect(at.act('2022-04-01', 'p6', 'interpret', video)).toMatch(/^refusal.*只能补发解读一次/)
    at.ok('2022-04-01', 'p6', 'interpretFurther', video)
    expect(inForce().act('2022-03-28', 'p6', 'interpret', video)).toMatch(/^refusal.*作为更多解读/)
  })
})

describe('a document in force', () => {
  const evaluation = (result: string) => ({ result, report: file })
  const clocksAt = (at: World, day: Day) => {
    const view = { whole: at.told.read('c'), part: () => undefined, partsOf: () => [] }
    return clocksOf(scopeOf(documents, view, undefined, day, {}, []), openWorld(day))
  }
  it('takes effect on its day, by the clock', () => {
    const at = numbered()
    at.ok('2022-03-25', 'p6', 'publish', out({ effectiveFrom: '2022-06-01' }))
    expect(at.state()).toBe('published')
    expect(clocksAt(at, '2022-03-25').find(({ term }) => term === 'commencing')?.due).toBe('2022-05-31')
    expect(at.act('2022-06-01', 'p6', 'takeEffect')).toMatch(/^denied.*由系统到期自动办理/)
    at.ok('2022-06-01', 'system', 'takeEffect')
    expect(clocksAt(at, '2022-06-01').some(({ term }) => term === 'commencing')).toBe(false)
  })
  it('is evaluated six months before its end, and ends by the clock', () => {
    const at = inForce({}, { validUntil: '2027-03-24' })
    expect(clocksAt(at, '2022-04-01').map(({ term, due }) => [term, due])).toEqual(
      expect.arrayContaining([
        ['evaluating', '2026-09-24'],
        ['validity', '2027-03-24'],
        ['longest', '2027-03-25'],
      ]),
    )
    expect(at.act('2026-09-25', 'p1', 'evaluate', evaluation('keep'))).toMatch(
      /^breach.*2026-09-24届满.*待核.*评估部分/,
    )
    at.ok('2027-03-25', 'system', 'lapse')
    expect(at.state()).toBe('lapsed')
    expect(at.act('2027-03-26', 'p5', 'renew', { validUntil: '2030-01-01', decision: file, address: '/1' })).toMatch(
      /^refusal.*须在“有效”时办理，现为“已失效”.*有效期部分/,
    )
  })
  it('is renewed only after an evaluation that says so, once for each', () => {
    const at = inForce({}, { validUntil: '2027-03-24' })
    const renewal = { validUntil: '2030-03-24', decision: file, address: '/1' }
    const refused = /^refusal.*须先评估（继续有效）.*评估部分/
    expect(at.act('2026-09-01', 'p5', 'renew', renewal)).toMatch(refused)
    at.ok('2026-09-01', 'p1', 'evaluate', evaluation('abolish'))
    expect(at.act('2026-09-02', 'p5', 'renew', renewal)).toMatch(refused)
    at.ok('2026-09-03', 'p1', 'evaluate', evaluation('keep'))
    expect(at.act('2026-09-04', 'p5', 'renew', { ...renewal, validUntil: '2026-09-04' })).toMatch(
      /^refusal.*须晚于今天/,
    )
    at.ok('2026-09-04', 'p5', 'renew', renewal)
    expect(at.act('2026-09-05', 'p5', 'renew', renewal)).toMatch(refused)
    expect(clocksAt(at, '2026-09-05').find(({ term }) => term === 'evaluating')).toMatchObject({ due: '2029-09-24' })
  })
  it('gives way to its successor on the day before that takes effect; both point at each other', () => {
    const at = approved({ replaces: 'old' })
    const old = at.told.act(documents, 'old')
    const existing = { ...plan(), text: textC, number: '示府规〔2019〕3号' }
    expect(old('2020-01-02', 'p1', 'recordExisting', existing, { today: '2022-03-18' })).toBe('done')
    at.ok('2022-03-18', 'p5', 'sign')
    at.ok('2022-03-18', 'p6', 'register')
    at.ok('2022-03-25', 'p6', 'publish', out({ effectiveFrom: '2022-06-01' }))
    expect(at.told.read('old').fields).toMatchObject({ successor: '示府规〔2022〕1号', lastDay: '2022-05-31' })
    expect(at.told.read('old').state).toBe('inForce')
    expect(old('2022-06-01', 'system', 'supersede')).toBe('done')
    expect(at.told.read('old').state).toBe('repealed')
  })
  it('points at its successor also when it has already lapsed', () => {
    const at = inForce({}, { validUntil: '2022-05-31' })
    at.ok('2022-06-01', 'system', 'lapse')
    at.ok('2022-06-10', 'p6', 'announceSuccessor', { successor: '示府规〔2022〕9号', lastDay: '2022-06-30' })
    expect(at.state()).toBe('lapsed')
  })
  it('is corrected in a slip of the pen with old and new words, not by its drafter', () => {
    const at = inForce({ drafter: 'p6' })
    const slip = { text: textB, slip: 'writing', was: '三十目', now: '三十日', reason: '笔误', notice: file }
    expect(at.act('2022-04-01', 'p6', 'correctText', slip)).toMatch(/^refusal.*起草人本人.*《政府信息公开条例》第6条/)
    expect(at.act('2022-04-01', 'p7', 'correctText', { ...slip, was: undefined })).toMatch(/^invalid: was/)
    at.ok('2022-04-01', 'p7', 'correctText', slip)
    expect(at.told.read('c').fields.text).toEqual(textB)
  })
  it('is stopped at once, applied again, abolished or declared invalid', () => {
    const at = inForce()
    at.ok('2022-05-05', 'p5', 'stopApplying', { reason: '明显违法', notice: file })
    at.ok('2022-05-09', 'p5', 'resume', given)
    expect(at.act('2022-05-09', 'p5', 'abolish', { reason: '示例' })).toMatch(/^invalid: decision/)
    at.ok('2022-05-10', 'p5', 'abolish', given)
    expect(at.state()).toBe('repealed')
    expect(at.act('2022-05-11', 'p5', 'declareInvalid', given)).toMatch(/^refusal.*现为“已废止”.*清理部分/)
  })
  it('is annulled from above: recorded as it happened, with ground and by whom', () => {
    const at = inForce()
    expect(at.act('2022-05-10', 'p6', 'annul', { who: 'congress', decision: file })).toMatch(/^invalid: ground/)
    at.ok('2022-05-10', 'p6', 'annul', { who: 'congress', ground: 'conflict', decision: file })
    expect(at.state()).toBe('annulled')
  })
  it('stays in force when an article is struck from above, without it from that day on', () => {
    const at = inForce()
    const struck = { who: 'congress', ground: 'power', decision: file, struck: '第五条', text: sampleTexts[1] }
    const { text: _, ...whole } = struck
    expect(at.act('2022-05-10', 'p6', 'annulClauses', whole)).toMatch(/^invalid: text/)
    at.ok('2022-05-10', 'p6', 'annulClauses', struck)
    expect([at.state(), at.told.read('c').fields.struck, at.told.read('c').fields.text]).toEqual([
      'inForce',
      '第五条',
      sampleTexts[1],
    ])
    expect(documents.portal?.tells).toHaveProperty('annulClauses')
    at.ok('2022-06-10', 'p6', 'annul', { who: 'congress', ground: 'conflict', decision: file })
  })
  it('stays in force while a clause of it is stopped, applied again or struck: the clause is out of force, not the rest', () => {
    const at = inForce()
    const clause = (n: string) => at.told.act(documents, 'c', { kind: 'clause', id: `c/${n}` })
    const stopped = { clauses: '第五条', reason: '没有上位法依据', notice: file }
    // The whole is not stopped for a clause.
    expect(at.act('2022-05-05', 'p5', 'stopApplying', { clauses: '第五条', reason: '违法', notice: file })).toMatch(
      /^refusal: 停止适用：只停止部分条款的.*其余条款继续有效 \[.*第36条/,
    )
    expect(clause('1')('2022-05-05', 'p5', 'stop', { ...stopped, clauses: undefined })).toMatch(/^invalid: clauses/)
    expect(clause('1')('2022-05-05', 'p5', 'stop', stopped)).toBe('done')
    expect(clause('2')('2022-05-06', 'p5', 'stop', { ...stopped, clauses: '第八条' })).toBe('done')
    expect(at.state()).toBe('inForce')
    expect(clause('1')('2022-05-09', 'p5', 'resume', given)).toBe('done')
    expect(clause('1')('2022-05-10', 'p5', 'resume', given)).toMatch(/^refusal.*已恢复执行/)
    expect(clause('2')('2022-05-10', 'p6', 'strike', { who: 'congress', ground: 'power', decision: file })).toBe('done')
    expect([at.state(), at.told.part('c', 'c/2').state]).toEqual(['inForce', 'struck'])
    at.ok('2022-06-01', 'p5', 'abolish', given)
    expect(clause('3')('2022-06-02', 'p5', 'stop', stopped)).toMatch(/^refusal/)
  })
  it('is answered for within sixty days when a court advises on it, also when it is out of force by then', () => {
    const advice = { letter: file, urgent: true, clauses: '第五条' }
    const answer = { answer: file, outcome: 'stop' }
    const at = inForce()
    at.ok('2022-04-01', 'p6', 'receiveAdvice', advice)
    expect(clocksAt(at, '2022-04-01').find(({ term }) => term === 'answeringCourt')?.due).toBe('2022-05-31')
    at.ok('2022-05-31', 'p6', 'answerAdvice', answer)
    at.ok('2022-06-01', 'p6', 'receiveAdvice', advice)
    at.ok('2022-06-02', 'p5', 'abolish', { decision: file, reason: '法院认为没有依据' })
    expect(at.act('2022-08-02', 'p6', 'answerAdvice', answer)).toMatch(
      /^breach.*规范性文件司法建议答复期限.*《最高人民法院关于适用.*第149条/,
    )
  })
  it('is explained within ten working days to a reconsideration body, which may ask so since 2024', () => {
    const before = inForce()
    before.ok('2022-04-01', 'p6', 'receiveQuestion', { letter: file })
    expect(clocksAt(before, '2022-04-01').some(({ term }) => term === 'explaining')).toBe(false)
    const since = inForce()
    since.ok('2024-03-01', 'p6', 'receiveQuestion', { letter: file })
    expect(since.act('2024-03-18', 'p6', 'explain', { answer: file })).toMatch(/^breach.*《.*行政复议法》第58条/)
  })
})

describe('what was issued past the procedure', () => {
  const everything = [/六个问题|认定为规范性文件/, /征求意见/, /合法性审核/, /会议议题/, /签署/, /统一登记、统一编号/]
  it('is recorded with each step that it missed, and has no force', () => {
    const { act, state } = drafted()
    const result = act('2022-03-10', 'p3', 'evade', { found: file, issuedOn: '2022-03-08' })
    expect(result).toMatch(/^breach/)
    for (const missed of everything.slice(1)) expect(result).toMatch(missed)
    expect(state()).toBe('irregular')
    expect(act('2022-03-11', 'p6', 'register')).toMatch(/^refusal/)
  })
  it('was issued on a day that has been, not on one to come', () =>
    expect(drafted().act('2022-03-10', 'p3', 'evade', { found: file, issuedOn: '2022-03-11' })).toMatch(
      /^invalid: issuedOn 印发日：不能晚于发生日/,
    ))
  it('is entered when found, and recalled, abolished or annulled', () => {
    const told = story(documents, ...others)
    const act = told.act(documents, 'x')
    const result = act('2022-03-28', 'p3', 'discover', plan({ text: textA, found: file, issuedOn: '2022-03-02' }))
    expect(result).toMatch(/^breach/)
    for (const missed of everything) expect(result).toMatch(missed)
    expect(result).toMatch(/制定主体清单/)
    expect(act('2022-03-29', 'p3', 'recall', given)).toBe('done')
    expect(told.read('x').state).toBe('withdrawn')
  })
})

describe('two truths', () => {
  it('a review that arrives after the document was withdrawn is kept and opens nothing', () => {
    const at = drafted()
    consult(at, textA, '2022-03-01')
    const served = sendToReview(at, '2022-03-01')
    at.ok('2022-03-02', 'p1', 'withdraw', { reason: '不再制定' })
    lawful(served, '2022-03-02', '2022-03-10')
    expect(at.act('2022-03-10', 'p1', 'table')).toMatch(/^refusal.*现为“已撤回”/)
    expect(at.state()).toBe('withdrawn')
  })
  it('a verdict voided after the signature shows as a breach of what relied on it', () => {
    const at = drafted()
    consult(at, textA, '2022-03-01')
    const [id] = at.ok('2022-03-01', 'p1', 'submitReview')
    lawful(at.told.act(review, id!), '2022-03-01', '2022-03-09')
    adopt(at, at.ok('2022-03-09', 'p1', 'table')[0]!, '2022-03-18')
    at.ok('2022-03-18', 'p6', 'decide')
    at.ok('2022-03-18', 'p5', 'sign')
    expect(at.told.read('c').breaches).toEqual([])
    const verdict = at.told.history(id!).findLast(({ act }) => act === 'findLawful')!
    expect(at.told.act(review, id!)('2022-03-21', 'p8', 'void', { version: verdict.version, reason: '误录' })).toBe(
      'done',
    )
    expect(at.told.read('c').breaches.map(({ words }) => words)).toContainEqual(
      expect.stringMatching(/签署.*合法性审核/),
    )
    expect(at.act('2022-03-21', 'p6', 'register')).toMatch(/^refusal.*合法性审核.*（七）/)
  })
  it('a classification voided after the number bars the publication', () => {
    const at = numbered()
    const version = at.told.history('c').find(({ act }) => act === 'classify')!.version
    at.ok('2022-03-21', 'p3', 'void', { version, reason: '签错' })
    expect(at.act('2022-03-25', 'p6', 'publish', out())).toMatch(/^refusal.*须先认定为规范性文件.*》开头/)
  })
  it('what was in force before the product is taken as it was', () => {
    const told = story(documents, ...others)
    const existing = { ...plan(), text: textA, number: '示府规〔2019〕3号', validUntil: '2024-01-01' }
    expect(told.act(documents, 'old')('2021-01-04', 'p1', 'recordExisting', existing)).toBe('done')
    expect(told.read('old').state).toBe('inForce')
  })
  it('it is no business of another unit', () => {
    const at = drafted()
    expect(at.act('2022-03-02', 'p1', 'consult', { consulted: textA }, { unit: 'u2' })).toMatch(/^denied/)
  })
})

// ── a model, written from the law ──
type Level = 'district' | 'department'
/** Text A was put to the public, text B too and found lawful and adopted; nobody knows text C. */
const said: Readonly<Record<string, readonly object[]>> = { heard: [textA, textB], lawful: [textB], adopted: [textB] }
const knows = (who: string, text: unknown): boolean => said[who]!.some((one) => same(one, text))
const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
const leads: Readonly<Record<string, string>> = {
  plan: 'planned',
  classify: 'drafting',
  classifyInternal: 'internal',
  revise: 'drafting',
  reviseMaterially: 'drafting',
  submitReview: 'reviewing',
  table: 'tabled',
  sendBack: 'drafting',
  decide: 'approved',
  decideInUnit: 'approved',
  sign: 'signed',
  signInUnit: 'signed',
  register: 'numbered',
  publish: 'published',
  reject: 'rejected',
  withdraw: 'withdrawn',
  shelve: 'withdrawn',
  evade: 'irregular',
  recall: 'withdrawn',
  abolish: 'repealed',
}
const way = ['planned', 'drafting', 'reviewing', 'tabled', 'approved', 'signed', 'numbered']
const open = ['drafting', 'reviewing']
const comesFrom: Readonly<Record<string, readonly string[]>> = {
  classify: ['planned'],
  classifyInternal: ['planned'],
  draft: ['drafting'],
  revise: ['drafting', 'reviewing', 'tabled', 'approved'],
  reviseMaterially: ['drafting', 'reviewing', 'tabled', 'approved'],
  expedite: ['planned', 'drafting'],
  consult: open,
  checkFairness: open,
  reviewFairness: open,
  findRestrictive: open,
  submitReview: open,
  table: open,
  sendBack: ['tabled'],
  decide: ['tabled'],
  decideInUnit: ['tabled'],
  reject: ['planned', 'drafting', 'reviewing', 'tabled'],
  withdraw: ['planned', 'drafting', 'reviewing', 'tabled'],
  shelve: ['approved', 'signed', 'numbered'],
  sign: ['approved'],
  signInUnit: ['approved'],
  register: ['signed'],
  publish: ['numbered'],
  abolish: ['published', 'irregular'],
  evade: way,
  recall: ['irregular'],
}
const last = (done: readonly Try[], ...acts: readonly string[]): number =>
  done.findLastIndex(({ act }) => acts.includes(act))
const state = (done: readonly Try[]) => done.flatMap(({ act }) => leads[act] ?? []).at(-1)
const changed = ['draft', 'revise', 'reviseMaterially']
const law = (level: Level, market: boolean): Model => {
  const textOf = (done: readonly Try[]) => done.flatMap(({ body }) => body.text ?? []).at(-1)
  const publicHeard = (done: readonly Try[]): boolean => {
    const asked = last(done, 'consult')
    return asked >= 0 && asked > last(done, 'reviseMaterially') && knows('heard', done[asked]!.body.consulted)
  }
  const fair = (done: readonly Try[]): boolean =>
    !market || last(done, 'checkFairness') > last(done, 'findRestrictive', ...changed)
  const lawfulNow = (done: readonly Try[]) => knows('lawful', textOf(done))
  const decidedNow = (done: readonly Try[]): boolean =>
    level === 'district' ? knows('adopted', textOf(done)) : last(done, 'decideInUnit') > last(done, ...changed)
  const complete = (done: readonly Try[]): boolean =>
    last(done, 'classify') >= 0 && publicHeard(done) && fair(done) && lawfulNow(done) && decidedNow(done)
  const issued = (done: readonly Try[]): boolean =>
    complete(done) && last(done, 'sign', 'signInUnit') >= 0 && last(done, 'register') >= 0
  const gates: Readonly<Record<string, (done: readonly Try[], one: Try) => boolean>> = {
    classify: (_, { body }) => body.binding === true,
    classifyInternal: (_, { body }) => body.binding === false,
    revise: (done) => last(done, 'draft') >= 0,
    reviseMaterially: (done) => last(done, 'draft') >= 0,
    consult: (done, { body }) => last(done, 'draft') >= 0 && same(body.consulted, textOf(done)),
    checkFairness: (done) => market && last(done, 'draft') >= 0,
    reviewFairness: (done, { body }) =>
      market && level === 'district' && fair(done) && same(body.cleared, textOf(done)),
    submitReview: (done) =>
      last(done, 'draft') >= 0 && fair(done) && (publicHeard(done) || last(done, 'expedite') >= 0),
    table: (done) => publicHeard(done) && fair(done) && lawfulNow(done),
    decide: (done) => level === 'district' && knows('adopted', textOf(done)) && lawfulNow(done),
    decideInUnit: (done) => level === 'department' && lawfulNow(done),
    sign: (done) => level === 'district' && decidedNow(done) && lawfulNow(done),
    signInUnit: (done) => level === 'department' && decidedNow(done) && lawfulNow(done),
    register: (done) => complete(done) && last(done, 'sign', 'signInUnit') >= 0,
    publish: (done, { body, on }) =>
      issued(done) &&
      (body.effectiveFrom as Day) >= on &&
      (body.validUntil as Day) > (body.effectiveFrom as Day) &&
      (!market || body.interpreted === true),
  }
  const late = (done: readonly Try[], { act, on }: Try): boolean => {
    const out = done[last(done, 'publish')]
    // Only one of the two signatures is ever given.
    if (act === 'publish') return on > workdaysFrom(done[last(done, 'sign', 'signInUnit')]!.on, 20)
    // Its day to begin had come, though the clock had not yet seen to it.
    return act === 'abolish' && !!out && on >= (out.body.effectiveFrom as Day)
  }
  return {
    state,
    verdict: (done, one) => {
      const { act, by, on } = one
      const now = state(done)
      if (act === 'plan') return now ? 'refused' : 'done'
      const drafter = by !== 'system' && by === 'p1'
      const planner = by !== 'system' && done[0]?.by === by
      const refused =
        !comesFrom[act]!.includes(now!) ||
        (act.startsWith('classify') && (drafter || planner)) ||
        (act.startsWith('sign') && drafter) ||
        (act === 'reviewFairness' &&
          by !== 'system' &&
          done.some((earlier) => earlier.act === 'checkFairness' && earlier.by === by)) ||
        (act === 'evade' ? on < (one.body.issuedOn as Day) : gates[act]?.(done, one) === false)
      if (refused) return 'refused'
      return (act === 'evade' && !issued(done)) || late(done, { ...one, on }) ? 'breach' : 'done'
    },
  }
}
/** What others say of the texts, entered before the walk begins. */
const heardBefore = (level: Level) => (told: Told) => {
  onList(told, 'u1', '示府规')
  const about = ({ hash }: { hash?: string }) => ({ subject: { mechanism: 'normative-documents', id: 'case', hash } })
  const ok = (result: string) => expect(result).toMatch(/^(done|breach)/)
  for (const text of said.heard!) {
    const act = told.act(consultations, `heard ${JSON.stringify(text)}`)
    ok(act('2022-01-10', 'p1', 'open', { title: '示例', organ: 'u1', kind: 'rights', ...about(text) }))
    ok(act('2022-01-10', 'p4', 'withhold', { ground: 'danger', basis: '示例依据' }))
  }
  const served = told.act(review, 'review')
  const handed = { title: '示例', organ: 'u1', drafter: 'p1', kind: 'normative', ...about(textB) }
  ok(served('2022-01-10', 'p1', 'submit', handed))
  lawful(served, '2022-01-10', '2022-01-20')
  if (level === 'department') return
  const item = told.act(agendaItems, 'item')
  ok(item('2022-01-20', 'p1', 'submit', { title: '示例', organ: 'u1', kind: 'normative', ...about(textB) }))
  const meeting = told.act(executiveMeetings, 'meeting')
  const called = {
    title: '常务会议',
    kind: 'executive',
    year: 2022,
    number: 1,
    day: '2022-02-10',
    head: 'p5',
    members: 5,
  }
  ok(meeting('2022-01-20', 'p6', 'call', called))
  ok(item('2022-01-21', 'p6', 'schedule', { meeting: 'meeting', pack: ['draft', 'legality'] }))
  ok(meeting('2022-01-24', 'p6', 'closeAgenda', { agenda: file, notice: file }))
  ok(meeting('2022-02-10', 'p6', 'hold', { presiding: 'p5', absent: 1, signIn: file }))
  ok(item('2022-02-10', 'p6', 'discuss', { presenter: '示例' }))
  ok(item('2022-02-10', 'p5', 'adopt', { decision: file, members: 5, taking: 4, agreed: 4, opposed: 0 }))
}
const tried = (level: Level, market: boolean) => {
  const texts = fc.constantFrom(textB, textB, textB, textB, textA, textC)
  const nothing = fc.constant({})
  const end = fc.constant(given)
  const flags = fc.constantFrom(true, true, true, true, false).map((binding) => ({ ...answers, binding }))
  return {
    plan: fc.constant(plan({ level, market, drafter: 'p1' })),
    classify: flags,
    classifyInternal: flags.map((given) => ({ ...given, governs: 'year', mechanism: '示例' })),
    draft: texts.map((text) => ({ text, explanation: file, bases: '示例法' })),
    revise: texts.map((text) => ({ text, cause: 'own' })),
    reviseMaterially: texts.map((text) => ({ text, changed: '示例' })),
    expedite: fc.constant({ ground: 'order', reason: '示例', approval: file }),
    consult: texts.map((consulted) => ({ consulted })),
    checkFairness: fc.constant({ verdict: 'clear', conclusion: file }),
    reviewFairness: texts.map((cleared) => ({ cleared, conclusion: file })),
    findRestrictive: fc.constant({ conclusion: file, reason: '示例' }),
    submitReview: nothing,
    table: nothing,
    sendBack: fc.constant({ reason: '示例' }),
    decide: nothing,
    decideInUnit: fc.constant({ minutes: file }),
    reject: fc.constant({ reason: '示例' }),
    withdraw: fc.constant({ reason: '示例' }),
    shelve: fc.constant({ reason: '示例' }),
    sign: nothing,
    signInUnit: nothing,
    register: nothing,
    publish: fc
      .record({ effectiveFrom: fc.constantFrom('2022-04-20', '2022-09-01'), interpreted: fc.boolean() })
      .map((more) => out({ validUntil: '2027-11-30', ...more })),
    abolish: end,
    evade: fc.constant({ found: file, issuedOn: '2022-03-02' }),
    recall: end,
  }
}
const leading = [
  'classify',
  'consult',
  'checkFairness',
  'table',
  'decide',
  'decideInUnit',
  'sign',
  'signInUnit',
  'register',
  'publish',
]
describe.each([
  ['district', true],
  ['district', false],
  ['department', false],
] as const)('a random making of a document (%s, market %s)', (level, market) => {
  it('goes as the notices of 2018 and the organic law say', () =>
    walks({
      mechanism: documents,
      others,
      model: law(level, market),
      acts: tried(level, market),
      // What leads on comes more often than what ends all.
      weights: {
        ...Object.fromEntries(Object.keys(tried(level, market)).map((act) => [act, leading.includes(act) ? 250 : 4])),
        draft: 150,
        abolish: 30,
        reject: 1,
        withdraw: 1,
        shelve: 1,
        evade: 1,
      },
      people: ['p2', 'p3', 'p4', 'p5', 'p1', 'system'],
      before: heardBefore(level),
      apart: 4,
      steps: 40,
      runs: 80,
    }))
})

describe('a random life of a document in force', () => {
  const ways: Readonly<Record<string, readonly [from: readonly string[], to?: string]>> = {
    evaluate: [['inForce', 'stopped']],
    renew: [['inForce']],
    stopApplying: [['inForce'], 'stopped'],
    resume: [['stopped'], 'inForce'],
    correctText: [['inForce', 'stopped']],
    announceSuccessor: [['inForce', 'stopped', 'repealed', 'invalidated', 'annulled']],
    abolish: [['inForce', 'stopped'], 'repealed'],
    declareInvalid: [['inForce', 'stopped'], 'invalidated'],
    annul: [['inForce', 'stopped'], 'annulled'],
    'clause/a.stop': [['inForce']],
    'clause/a.resume': [['inForce', 'stopped']],
  }
  const stands = (done: readonly Try[]) =>
    done.length ? (done.flatMap(({ act }) => ways[act]?.[1] ?? []).at(-1) ?? 'inForce') : undefined
  const newest = (done: readonly Try[], field: string): unknown => done.flatMap(({ body }) => body[field] ?? []).at(-1)
  const sixMonthsBefore = (day: unknown): Day => {
    const [year, month] = String(day).split('-').map(Number) as [number, number]
    return new Date(Date.UTC(year, month - 7, 1)).toISOString().slice(0, 10)
  }
  it('goes as its dates and the decisions about it say', () =>
    walks({
      mechanism: documents,
      others,
      acts: {
        recordExisting: fc.constant({
          ...plan(),
          drafter: 'p1',
          text: textA,
          number: '示府规〔2018〕1号',
          effectiveFrom: '2020-01-01',
          validUntil: '2022-11-01',
        }),
        evaluate: fc.constantFrom('keep', 'keep', 'revise').map((result) => ({ result, report: file })),
        renew: fc
          .constantFrom('2023-03-01', '2024-03-01', '2022-01-01')
          .map((validUntil) => ({ validUntil, decision: file, address: '/1' })),
        stopApplying: fc.constant({ reason: '示例', notice: file }),
        resume: fc.constant(given),
        correctText: fc.constant({ text: textB, slip: 'figure', was: '一', now: '二', reason: '笔误', notice: file }),
        announceSuccessor: fc.constant({ successor: '示府规〔2022〕9号', lastDay: '2022-06-30' }),
        abolish: fc.constant(given),
        declareInvalid: fc.constant(given),
        annul: fc.constant({ who: 'congress', ground: 'power', decision: file }),
        'clause/a.stop': fc.constant({ clauses: '第五条', reason: '示例', notice: file }),
        'clause/a.resume': fc.constant(given),
      },
      weights: {
        'clause/a.stop': 3,
        'clause/a.resume': 5,
        evaluate: 8,
        renew: 10,
        stopApplying: 4,
        resume: 6,
        correctText: 3,
      },
      people: ['p2', 'p1', 'p3', 'system'],
      apart: 25,
      steps: 25,
      runs: 150,
      model: {
        state: stands,
        verdict: (done, { act, by, on, body }) => {
          const now = stands(done)
          if (act === 'recordExisting') return now ? 'refused' : 'done'
          const found = done[last(done, 'evaluate')]
          const [stop, resume] = [last(done, 'clause/a.stop'), last(done, 'clause/a.resume')]
          const refused =
            !ways[act]![0].includes(now!) ||
            // A clause that has been stopped once is named anew, under another name, when it is stopped again.
            (act === 'clause/a.stop' && stop >= 0) ||
            (act === 'clause/a.resume' && (stop < 0 || resume >= 0)) ||
            (act === 'correctText' && by === 'p1') ||
            (act === 'renew' &&
              (found?.body.result !== 'keep' ||
                last(done, 'evaluate') < last(done, 'renew') ||
                (body.validUntil as Day) <= on))
          if (refused) return 'refused'
          const [until, lastDay] = [newest(done, 'validUntil') as Day, newest(done, 'lastDay') as Day | undefined]
          const outlived = on > until || (lastDay !== undefined && on > lastDay)
          const late =
            act === 'evaluate' ? on > sixMonthsBefore(until) : /^(abolish|declareInvalid)$/.test(act) && outlived
          return late ? 'breach' : 'done'
        },
      },
    }))
})
