import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Values } from '../../../kernel/fields/index.ts'
import type { AnyMechanism } from '../../../kernel/mechanism.ts'
import { clocksOf, effect, lightOf, scopeOf, type Act } from '../../../kernel/procedure/index.ts'
import { sampleFile as file, sampleTexts } from '../../../kernel/sample.ts'
import { addDays, type Day } from '../../../kernel/time/index.ts'
import { times } from '../../../tests/seed.ts'
import { openWorld, replay, story } from '../../../tests/story.ts'
import consultations from '../../documents/consultations/index.ts'
import review from '../../documents/legality-review/index.ts'
import { clerk } from '../../roles.ts'
import agendaItems from '../agenda-items/index.ts'
import catalogues from '../decision-catalogues/index.ts'
import meetings from '../executive-meetings/index.ts'
import decisions from './index.ts'
import { sample } from './sample.ts'

const others = [consultations, review, agendaItems, meetings, catalogues]
const law = '《重大行政决策程序暂行条例》'
const refused = (article: number) => new RegExp(`^refusal.*${law}第${article}条`)
const [first, second, third] = sampleTexts as [object, object, object]

const proposal = {
  title: '老旧小区改造三年计划',
  kind: 'plan',
  source: 'department',
  proposal: file,
  organ: 'u1',
  planned: '2022-12-30',
  listing: 'outside',
}
const study = { problem: '管网老化', basis: '群众来信', scheme: '三年改完', feasibility: '资金可筹', report: file }
const drafting = { text: first, drafter: 'p2', explanation: file, mustHear: false }
const finding = { ground: '属于一般管理措施', finding: file }
const chosen = {
  name: '某教授',
  field: '城市规划',
  pool: 'superior',
  stance: 'differing',
  interest: 'none',
  declaration: file,
}
const opinion = { opinion: file, signed: true, view: 'change' }
const assessed = {
  grade: 'medium',
  points: '过渡安置',
  measures: '分期腾退',
  contingency: file,
  heard: '信访、公安',
  report: file,
}
const heard = { ways: ['meeting', 'visit'], record: file, adoption: file }
const sent = { procedures: file, adoption: file, assessor: '某评估公司' }
const decided = { minutes: file, majority: 'with', congress: 'none' }
const out = { address: '/jc.html', channels: ['site'], explanation: file }
const reason = { reason: '条件变化' }
const whole = {
  list: ['start', 'draft', 'participation', 'experts', 'risk', 'legality', 'discussion', 'party', 'publication'],
  place: '2022-3',
}

type Told = ReturnType<typeof story>
/** What the law wants of a case, one after another; p1 proposes, p2 drafts, p4 leads the government, p8 is its office. */
const life = (more: Values = {}, told: Told = story(decisions, ...others), drafted: Values = {}) => {
  const act = told.act(decisions, 'c')
  const ok = (result: string) => expect(result).toBe('done')
  const raised = new Map<string, ReturnType<Told['raised']>>()
  const round = (...kinds: string[]) => {
    for (const kind of kinds) raised.set(kind, told.raised('c', told.history('c').at(-1)!.version, kind, 0))
  }
  const at = {
    told,
    act,
    ok,
    /** An act on the part of that kind that the last round raised, or on one of that name. */
    part: (kind: string, id?: string) => told.act(decisions, 'c', id ? { kind, id } : raised.get(kind)!),
    partState: (kind: string) => told.part('c', raised.get(kind)!.id).state,
    state: () => told.read('c').state,
    proposed: () => (ok(act('2022-01-12', 'p1', 'propose', { ...proposal, ...more })), at),
    preparing: () => {
      at.proposed()
      ok(act('2022-01-13', 'p2', 'study', study))
      ok(act('2022-01-14', 'p4', 'start', { lead: 'u1' }))
      ok(act('2022-01-17', 'p2', 'draft', { ...drafting, ...drafted }))
      round('participation', 'expert', 'risk')
      return at
    },
    round,
    heard: (on: Day = '2022-01-18') => (ok(at.part('participation')(on, 'p2', 'hear', heard)), at),
    argued: (on: Day = '2022-01-18') => (ok(at.part('expert')(on, 'p7', 'setAside', finding)), at),
    assessed: (on: Day = '2022-01-18') => (ok(at.part('risk')(on, 'p2', 'findControllable', assessed)), at),
    screened: (on: Day = '2022-01-18') => (ok(act(on, 'p2', 'screenMarket', { market: 'untouched' })), at),
    ready: () => at.preparing().heard().argued().assessed().screened(),
    sent: (on: Day = '2022-01-19') => (ok(act(on, 'p2', 'submitReview', sent)), at),
    /** The review of the text sent last, up to its second level; gives the acts on it. */
    underReview: (on: Day) => {
      const its = told.act(review, told.opened().at(-1)!.id)
      ok(its(on, 'p5', 'accept', { pack: ['draft', 'bases', 'procedures'] }))
      ok(its(on, 'p5', 'passFirst', { opinion: file }))
      ok(its(on, 'p6', 'hearAdviser', { adviser: '某律师', advice: file }))
      return its
    },
    found: (on: Day = '2022-01-19') => (
      ok(at.underReview(on)(addDays(on, 20), 'p6', 'findLawful', { opinion: file })),
      at
    ),
    tabled: (on: Day = '2022-02-10') => (ok(act(on, 'p2', 'table')), at),
    /** A meeting on that day adopts the item tabled last. */
    adopted: (on: Day = '2022-02-22') => {
      const item = told.act(agendaItems, told.opened().at(-1)!.id)
      const meeting = told.act(meetings, `m${on}`)
      const called = addDays(on, -8)
      ok(
        meeting(called, 'p8', 'call', {
          title: '常务会议',
          kind: 'executive',
          year: 2022,
          number: 1,
          day: on,
          head: 'p4',
          members: 5,
        }),
      )
      ok(item(called, 'p8', 'schedule', { meeting: `m${on}`, pack: ['draft', 'legality'] }))
      ok(meeting(addDays(on, -5), 'p8', 'closeAgenda', { agenda: file, notice: file }))
      ok(meeting(on, 'p8', 'hold', { presiding: 'p4', absent: 0, signIn: file }))
      ok(item(on, 'p8', 'discuss', { presenter: '局长' }))
      ok(item(on, 'p8', 'headSpeaks', { head: 'p4', words: '同意' }))
      ok(item(on, 'p4', 'adopt', { decision: file, members: 5, taking: 5, agreed: 5, opposed: 0 }))
      return at
    },
    decided: (on: Day = '2022-02-22', how: Values = {}) => (ok(act(on, 'p4', 'decide', { ...decided, ...how })), at),
    toDecision: () => at.ready().sent().found().tabled().adopted().decided(),
    issued: (on: Day = '2022-02-24') => {
      ok(act(on, 'p8', 'reportToParty', { letter: file }))
      ok(act(on, 'p4', 'issue', { paper: file, executor: 'u1' }))
      return at
    },
    executing: (on: Day = '2022-02-25') => (ok(act(on, 'p8', 'publish', out)), at),
    wholly: () => at.toDecision().issued().executing(),
  }
  return at
}

it('the sample replays', () => expect(replay(decisions, sample, story(decisions, ...others), others)).toEqual([]))

describe('a matter', () => {
  const published = (id: string, told: Told) => {
    const act = told.act(catalogues, id)
    act('2022-01-04', 'p8', 'draft', { title: '目录', year: 2022 })
    const item = { no: 1, matter: '改造', kind: 'plan', unit: 'u1', planned: '2022-12-30', basis: '规划' }
    told.act(catalogues, id, { kind: 'item', id: `${id}/1` })('2022-01-05', 'p2', 'enter', item)
    act('2022-01-06', 'p3', 'check', { opinion: file })
    act('2022-01-07', 'p4', 'agree', { minutes: file })
    act('2022-01-10', 'p8', 'consent', { letter: file })
    return () => expect(act('2022-01-11', 'p8', 'publish', { address: '/ml.html', text: file })).toBe('done')
  }
  it('is proposed as one of a catalogue only when that has been published', () => {
    const told = story(decisions, ...others)
    const publish = published('k', told)
    const act = told.act(decisions, 'c')
    const inside = { ...proposal, listing: 'inside', catalogue: 'k', entry: '1' }
    expect(act('2022-01-12', 'p1', 'propose', inside)).toMatch(refused(3))
    publish()
    expect(act('2022-01-12', 'p1', 'propose', { ...inside, entry: undefined })).toMatch(refused(3))
    expect(act('2022-01-12', 'p1', 'propose', { ...proposal, listing: 'inside', entry: '1' })).toMatch(refused(3))
    expect(act('2022-01-12', 'p1', 'propose', { ...inside, planned: '2022-01-12' })).toMatch(/^refusal.*晚于今天/)
    expect(act('2022-01-12', 'p1', 'propose', inside)).toBe('done')
  })
  it('outside the catalogue is bound by the same gates', () => {
    const { act } = life().preparing()
    expect(act('2022-01-19', 'p2', 'submitReview', sent)).toMatch(refused(14))
  })
  it('goes on when its catalogue changes under it: outside from then on, or into the next one', () => {
    const told = story(decisions, ...others)
    published('k', told)()
    const { act, ok } = life({ listing: 'inside', catalogue: 'k', entry: '1' }, told).preparing()
    told.act(catalogues, 'k', { kind: 'item', id: 'k/1' })('2022-03-01', 'p8', 'drop', {
      approval: file,
      consent: file,
      notice: '/tz.html',
      reason: '并入专项规划',
    })
    ok(act('2022-03-02', 'p8', 'relist', { listing: 'outside', ...reason }))
    expect(act('2022-03-03', 'p2', 'submitReview', sent)).toMatch(refused(14))
    const publish = published('n', told)
    const next = { listing: 'inside', catalogue: 'n', entry: '4', ...reason }
    expect(act('2022-03-03', 'p8', 'relist', next)).toMatch(refused(3))
    publish()
    expect(act('2022-03-03', 'p8', 'relist', next)).toBe('done')
  })
  it('is started by the head after it was studied, or declined', () => {
    const { act } = life().proposed()
    expect(act('2022-01-13', 'p4', 'start', { lead: 'u1' })).toMatch(refused(11))
    act('2022-01-13', 'p2', 'study', study)
    expect(act('2022-01-14', 'p2', 'start', { lead: 'u1' }, { roles: ['unit-head'] })).toMatch(/^denied/)
    expect(act('2022-01-14', 'p4', 'start', {})).toMatch(/^invalid: lead/)
    expect(act('2022-01-14', 'p4', 'decline', { why: 'excluded', ...reason })).toBe('done')
  })
  it('decided after its planned day shows as late, unless the day was moved', () => {
    const at = life({ planned: '2022-02-18' }).ready().sent().found().tabled().adopted()
    expect(at.act('2022-02-22', 'p4', 'decide', decided)).toMatch(/^breach.*2022-02-18.*目录管理办法/)
    const moved = life({ planned: '2022-02-18' }).ready()
    moved.ok(moved.act('2022-01-19', 'p4', 'reschedule', { planned: '2022-03-31', ...reason }))
    moved.sent().found().tabled().adopted().decided()
  })
  it('is owed from its proposal, whatever other steps come first; shelved in time it owes nothing', () => {
    const light = (at: ReturnType<typeof life>, today: Day) => {
      const view = { whole: at.told.read('c'), part: () => undefined, partsOf: () => [] }
      const clocks = clocksOf(scopeOf(decisions, view, undefined, today, {}, []), openWorld(today))
      const clock = clocks.find(({ term }) => term === 'deciding')!
      return [clock.possible, lightOf(clock, today, openWorld(today).calendar)]
    }
    const at = life({ planned: '2022-02-18' }).preparing()
    expect(['2022-02-01', '2022-02-17', '2022-02-21'].map((today) => light(at, today))).toEqual([
      [true, 'green'],
      [true, 'yellow'],
      [true, 'red'],
    ])
    at.ok(at.act('2022-02-18', 'p4', 'shelve', reason))
    expect(light(at, '2022-02-21')[1]).toBe('done')
  })
  it('is not decided by a review that comes after it was shelved', () => {
    const at = life().ready().sent()
    const its = at.underReview('2022-01-19')
    at.ok(at.act('2022-01-25', 'p4', 'shelve', reason))
    expect(its('2022-02-08', 'p6', 'findLawful', { opinion: file })).toBe('done')
    expect(at.act('2022-02-09', 'p2', 'table')).toMatch(/^refusal/)
    expect(at.state()).toBe('shelved')
  })
})

describe('the public', () => {
  it('is asked about the present draft, and the result about that draft is waited for', () => {
    const { part, told, ok } = life().preparing()
    const participation = part('participation')
    expect(participation('2022-01-18', 'p2', 'ask', { consulted: second })).toMatch(refused(15))
    ok(participation('2022-01-18', 'p2', 'ask', { consulted: first }))
    const its = told.act(consultations, told.opened()[0]!.id)
    expect(told.read(told.opened()[0]!.id).fields).toMatchObject({ kind: 'decision', organ: 'u1' })
    expect(participation('2022-03-01', 'p2', 'conclude')).toMatch(refused(18))
    its('2022-03-01', 'p7', 'withdraw', { reason: '示例' })
    expect(participation('2022-03-02', 'p2', 'conclude')).toMatch(refused(18))
  })
  it('is heard in another way only where no hearing is due', () => {
    const { part } = life({}, undefined, { mustHear: true }).preparing()
    expect(part('participation')('2022-01-18', 'p2', 'hear', heard)).toMatch(refused(16))
  })
  it('is left out only on a named ground, by somebody else than the proposer', () => {
    const { part, act } = life().preparing().argued().assessed().screened()
    const withhold = { ground: 'secret', basis: '定密审批表', approval: file }
    const its = part('participation')
    expect(its('2022-01-18', 'p7', 'withhold', { ...withhold, ground: undefined })).toMatch(/^invalid: ground/)
    expect(its('2022-01-18', 'p7', 'withhold', { ...withhold, ground: 'inconvenient' })).toMatch(/^invalid: ground/)
    expect(its('2022-01-18', 'p1', 'withhold', withhold)).toMatch(refused(14))
    expect(act('2022-01-19', 'p2', 'submitReview', sent)).toMatch(refused(14))
    expect(its('2022-01-18', 'p7', 'withhold', withhold)).toBe('done')
    expect(act('2022-01-19', 'p2', 'submitReview', sent)).toBe('done')
  })
  it('is asked again after a material change: the earlier result was about another draft', () => {
    const at = life().ready()
    at.ok(at.act('2022-01-19', 'p2', 'reviseMaterially', { text: second, changes: '扩大范围' }))
    at.round('participation')
    at.screened('2022-01-19')
    expect(at.act('2022-01-20', 'p2', 'submitReview', sent)).toMatch(refused(14))
    at.heard('2022-01-20').sent('2022-01-21')
  })
})

describe('an expert', () => {
  it('has no direct interest, whether chosen, added or put in another’s place', () => {
    const { part, ok } = life().preparing()
    const interested = { ...chosen, interest: 'direct' }
    expect(part('expert')('2022-01-18', 'p2', 'select', interested)).toMatch(refused(20))
    expect(part('expert', 'e2')('2022-01-18', 'p2', 'add', interested)).toMatch(refused(20))
    ok(part('expert')('2022-01-18', 'p2', 'select', chosen))
    expect(part('expert')('2022-01-19', 'p2', 'replace', { ...interested, ...reason })).toMatch(refused(20))
    expect(part('expert')('2022-01-19', 'p2', 'replace', { ...chosen, ...reason })).toBe('done')
  })
  it('signs the opinion, also one against, and every one selected is waited for', () => {
    const { part, ok, act } = life().preparing().heard().assessed().screened()
    ok(part('expert')('2022-01-18', 'p2', 'select', chosen))
    ok(part('expert', 'e2')('2022-01-18', 'p2', 'add', chosen))
    expect(part('expert')('2022-01-20', 'p2', 'deliver', { ...opinion, signed: false })).toMatch(refused(19))
    ok(part('expert')('2022-01-20', 'p2', 'deliver', { ...opinion, view: 'oppose' }))
    expect(act('2022-01-21', 'p2', 'submitReview', sent)).toMatch(refused(19))
    ok(part('expert', 'e2')('2022-01-21', 'p2', 'deliver', opinion))
    expect(act('2022-01-21', 'p2', 'submitReview', sent)).toBe('done')
  })
  it('is found not to be needed by a signed finding of somebody else than the proposer', () => {
    const { part } = life().preparing()
    expect(part('expert')('2022-01-18', 'p7', 'setAside', { ground: '不复杂' })).toMatch(/^invalid: finding/)
    expect(part('expert')('2022-01-18', 'p1', 'setAside', finding)).toMatch(refused(19))
    expect(part('expert')('2022-01-18', 'p7', 'setAside', finding)).toBe('done')
  })
})

describe('the risk', () => {
  it('that cannot be controlled stops the decision until it was adjusted and assessed again', () => {
    const { part, ok, act } = life().preparing().heard().argued().screened()
    ok(part('risk')('2022-01-18', 'p2', 'findUncontrollable', { ...assessed, grade: 'high' }))
    expect(act('2022-01-19', 'p2', 'submitReview', sent)).toMatch(refused(24))
    expect(part('risk')('2022-01-19', 'p2', 'findControllable', assessed)).toMatch(/^refusal/)
    ok(part('risk')('2022-01-20', 'p2', 'adjust', { measures: '缩小范围', proof: file }))
    expect(act('2022-01-20', 'p2', 'submitReview', sent)).toMatch(refused(24))
    ok(part('risk')('2022-01-21', 'p2', 'findControllable', assessed))
    expect(act('2022-01-21', 'p2', 'submitReview', sent)).toBe('done')
  })
  it('need not be assessed twice, nor where a signed finding says that there is none', () => {
    const { part, ok } = life().preparing()
    expect(part('risk')('2022-01-18', 'p1', 'setAside', finding)).toMatch(refused(22))
    ok(part('risk')('2022-01-18', 'p2', 'reuse', { ground: '社会稳定风险评估办法', earlier: file }))
    ok(life().preparing().part('risk')('2022-01-18', 'p7', 'setAside', finding))
  })
})

describe('before the review', () => {
  it('the departments concerned have agreed, or their dissent has been explained', () => {
    const { part, ok, act } = life().ready()
    const its = part('department', 'd')
    ok(its('2022-01-18', 'p2', 'ask', { asking: 'u1', unit: 'u2', letter: file }))
    expect(act('2022-01-19', 'p2', 'submitReview', sent)).toMatch(refused(13))
    ok(its('2022-01-19', 'p2', 'explain', { dispute: '资金渠道', theirs: '不宜挤占', ours: '统筹安排' }))
    expect(act('2022-01-19', 'p2', 'submitReview', sent)).toBe('done')
  })
  it('fair competition has been looked at, with its conclusion where the market is touched', () => {
    const { act, ok } = life().preparing().heard().argued().assessed()
    expect(act('2022-01-19', 'p2', 'submitReview', sent)).toMatch(refused(29))
    expect(act('2022-01-19', 'p2', 'screenMarket', { market: 'fair' })).toMatch(refused(29))
    ok(act('2022-01-19', 'p2', 'screenMarket', { market: 'fair', conclusion: file }))
    expect(act('2022-01-19', 'p2', 'submitReview', sent)).toBe('done')
  })
  it('it is looked at together with the market regulator since August 2024', () => {
    const { act } = life().preparing()
    const fair = { market: 'fair', conclusion: file }
    expect(act('2024-07-31', 'p2', 'screenMarket', fair)).toBe('done')
    expect(act('2024-08-01', 'p2', 'screenMarket', fair)).toMatch(/^refusal.*《公平竞争审查条例》第14条/)
    expect(act('2024-08-01', 'p2', 'screenMarket', { ...fair, withRegulator: true })).toBe('done')
  })
})

describe('the review and the meeting', () => {
  it('speak of the very text that is tabled and decided', () => {
    const at = life().ready().sent()
    expect(at.act('2022-02-10', 'p2', 'table')).toMatch(refused(25))
    at.found()
    at.ok(at.act('2022-02-09', 'p2', 'revise', { text: second, changes: '文字' }))
    at.sent('2022-02-10')
    expect(at.act('2022-02-10', 'p2', 'table')).toMatch(refused(25))
    at.found('2022-02-10').tabled('2022-03-03')
    expect(at.act('2022-03-04', 'p4', 'decide', decided)).toMatch(refused(30))
    at.adopted('2022-03-15').decided('2022-03-15')
  })
  it('an unlawful draft is not tabled, except as a reform whose risk was flagged', () => {
    const at = life().ready().sent()
    const { id } = at.told.opened().at(-1)!
    const its = at.underReview('2022-01-19')
    const raised = at.told.act(review, id, { kind: 'item', id: 'i' })
    at.ok(raised('2022-01-20', 'p6', 'raise', { no: 1, question: 'power', opinion: '没有明确依据' }))
    at.ok(its('2022-02-08', 'p6', 'findUnlawful', { opinion: file }))
    expect(at.act('2022-02-09', 'p2', 'table')).toMatch(refused(25))
    at.ok(raised('2022-02-09', 'p2', 'decline', { extent: 'none', reason: '先行先试', basis: '改革方案' }))
    at.ok(its('2022-02-09', 'p6', 'flagExperiment', { ground: '国家尚无规定', risk: '可能被认定越权' }))
    at.tabled('2022-02-10')
  })
  it('a decision against the majority gives its reasons, and only one decision is taken', () => {
    const { act } = life().ready().sent().found().tabled().adopted()
    const against = { ...decided, majority: 'against' }
    expect(act('2022-02-22', 'p4', 'decide', against)).toMatch(refused(30))
    expect(act('2022-02-22', 'p4', 'decide', { ...against, reasons: '公共安全优先' })).toBe('done')
    expect(act('2022-02-22', 'p8', 'decide', decided)).toMatch(refused(30))
  })
  it('what a correction takes away afterwards shows as a breach of what relied on it', () => {
    const at = life().ready().sent()
    const gone = at.told.history('c').find((event) => event.act === 'setAside')!
    at.ok(at.part('expert')('2022-01-20', 'p3', 'void', { version: gone.version, reason: '并未认定' }))
    expect(at.told.read('c').breaches).toMatchObject([{ no: 19 }])
  })
})

describe('a decision', () => {
  it('is not issued before the party committee has a report on it', () => {
    const { act } = life().toDecision()
    const issue = { paper: file, executor: 'u1' }
    expect(act('2022-02-23', 'p4', 'issue', issue)).toMatch(refused(31))
    expect(act('2022-02-23', 'p8', 'reportToParty', { letter: file })).toBe('done')
    expect(act('2022-02-23', 'p4', 'issue', { paper: file })).toMatch(/^invalid: executor/)
    expect(act('2022-02-23', 'p8', 'issue', issue, { roles: ['government-office'] })).toMatch(/^denied/)
    expect(act('2022-02-23', 'p4', 'issue', issue)).toBe('done')
  })
  it('sent back by the committee is reviewed, discussed and reported anew', () => {
    const at = life().toDecision()
    at.ok(at.act('2022-02-23', 'p8', 'reportToParty', { letter: file }))
    at.ok(at.act('2022-02-24', 'p4', 'reconsider', { text: third, ...reason }))
    at.sent('2022-02-25').found('2022-02-25').tabled('2022-03-18').adopted('2022-03-29').decided('2022-03-29')
    expect(at.act('2022-03-30', 'p4', 'issue', { paper: file, executor: 'u1' })).toMatch(refused(31))
    at.issued('2022-03-30')
  })
  it('waits for the congress where that must be told or decides itself', () => {
    const before = (congress: string) => {
      const at = life().ready().sent().found().tabled().adopted().decided('2022-02-22', { congress })
      at.ok(at.act('2022-02-23', 'p8', 'reportToParty', { letter: file }))
      expect(at.act('2022-02-23', 'p4', 'issue', { paper: file, executor: 'u1' })).toMatch(refused(8))
      return at
    }
    const told = before('report')
    told.ok(told.act('2022-02-24', 'p8', 'reportToCongress', { letter: file }))
    told.issued()
    const resolved = before('resolve')
    expect(resolved.act('2022-02-24', 'p8', 'reportToCongress', { letter: file })).toMatch(refused(8))
    resolved.ok(resolved.act('2022-02-24', 'p8', 'resolveInCongress', { resolution: file }))
    resolved.issued()
  })
  it('published after twenty working days is late; kept secret by law it owes no publication', () => {
    // Twenty working days from 22 February end on 22 March.
    expect(life().toDecision().issued().act('2022-03-22', 'p8', 'publish', out)).toBe('done')
    expect(life().toDecision().issued().act('2022-03-23', 'p8', 'publish', out)).toMatch(
      /^breach.*2022-03-22.*《政府信息公开条例》第26条/,
    )
    const secret = { ground: 'secret', basis: '定密审批表' }
    expect(life().toDecision().issued().act('2022-06-01', 'p4', 'keepSecret', secret)).toBe('done')
    expect(life().toDecision().issued().act('2022-03-01', 'p4', 'keepSecret', { basis: '示例' })).toMatch(
      /^invalid: ground/,
    )
  })
  it('is filed with every procedure, in its time, before its case is closed', () => {
    const at = life().wholly()
    expect(at.act('2022-03-01', 'p2', 'archive', { ...whole, list: whole.list.slice(1) })).toMatch(refused(33))
    at.ok(at.act('2022-03-02', 'p2', 'complete', { report: file }))
    expect(at.act('2022-03-03', 'p8', 'close')).toMatch(refused(33))
    expect(at.act('2022-05-26', 'p2', 'archive', whole)).toMatch(/^breach.*2022-05-25.*依据待核/)
    expect(at.act('2022-05-27', 'p8', 'close')).toBe('done')
  })
  it('is reported on while it is carried out, again and again', () => {
    const { act, ok } = life().wholly()
    const progress = { progress: '已完工六成', report: file }
    ok(act('2022-08-25', 'p2', 'reportProgress', progress))
    expect(act('2023-03-01', 'p2', 'reportProgress', progress)).toMatch(/^breach: [^;]*2023-02-27[^;]*依据待核[^;]*$/)
  })
  it('is suspended by the head on a reported problem; changed without procedure it is a breach', () => {
    const { act, ok } = life().wholly()
    const urgency = { urgency: '边坡滑移' }
    expect(act('2022-03-01', 'p4', 'suspend', urgency)).toMatch(refused(37))
    ok(act('2022-03-01', 'p2', 'reportProblem', { situation: 'force', report: file }))
    expect(act('2022-03-01', 'p2', 'suspend', urgency, { roles: ['unit-head'] })).toMatch(/^denied/)
    ok(act('2022-03-01', 'p4', 'suspend', urgency))
    ok(act('2022-03-10', 'p4', 'resume', reason))
    expect(act('2022-03-11', 'p4', 'suspend', urgency)).toMatch(refused(37))
    expect(act('2022-03-14', 'p9', 'depart', { found: '擅自减量', record: file })).toMatch(/^breach.*第37条/)
  })
  it('changed in earnest goes the whole way again: nothing of the first round counts', () => {
    const at = life().wholly()
    at.ok(at.act('2022-06-01', 'p4', 'rework', { text: second, planned: '2022-12-30', ...reason }))
    at.round('participation', 'expert', 'risk')
    expect(at.act('2022-06-02', 'p2', 'submitReview', sent)).toMatch(refused(14))
    at.heard('2022-06-02').argued('2022-06-02')
    expect(at.act('2022-06-02', 'p2', 'submitReview', sent)).toMatch(refused(24))
    at.assessed('2022-06-02')
    expect(at.act('2022-06-02', 'p2', 'submitReview', sent)).toMatch(refused(29))
    at.screened('2022-06-02').sent('2022-06-06').found('2022-06-06').tabled('2022-06-27').adopted('2022-07-12')
    at.decided('2022-07-12')
    expect(at.act('2022-07-13', 'p4', 'issue', { paper: file, executor: 'u1' })).toMatch(refused(31))
    at.issued('2022-07-13').executing('2022-07-14')
    at.ok(at.act('2022-07-15', 'p2', 'complete', { report: file }))
    expect(at.act('2022-07-15', 'p8', 'close')).toMatch(refused(33))
  })
  it('is evaluated afterwards by nobody who had assessed or drafted it', () => {
    const { act } = life().wholly()
    const evaluation = { trigger: 'objections', evaluator: '某高校', heard: '代表', report: file, outcome: 'keep' }
    expect(act('2022-09-01', 'p9', 'evaluate', { ...evaluation, evaluator: sent.assessor })).toMatch(refused(36))
    expect(act('2022-09-01', 'p2', 'evaluate', evaluation, { roles: ['plan-office'] })).toMatch(refused(36))
    expect(act('2022-09-01', 'p9', 'evaluate', { ...evaluation, trigger: undefined })).toMatch(/^invalid: trigger/)
    expect(act('2022-09-01', 'p9', 'evaluate', evaluation)).toBe('done')
  })
})

describe('what went wrong', () => {
  it('issued without any procedure, it is a breach of every one of them', () => {
    const { act } = life().preparing()
    const found = act('2022-02-01', 'p9', 'foundIssued', { paper: file })
    for (const article of [14, 19, 24, 25, 30, 31]) expect(found).toMatch(new RegExp(`^breach.*${law}第${article}条`))
  })
  it('is answered for even after it was carried out', () => {
    const { act, ok } = life().wholly()
    ok(act('2022-03-02', 'p2', 'complete', { report: file }))
    const held = { paper: file, measure: '诫勉', cause: '论证失实' }
    for (const name of ['holdBody', 'holdLead', 'holdExecutor', 'holdExpert']) ok(act('2025-03-03', 'p9', name, held))
  })
})

// ── a model, written from the law: what a case is after these acts, and what may come next ──
interface Done {
  readonly act: string
  readonly by: string
  readonly body: Values
  /** How many acts the case had before it: names the parts that it raised. */
  readonly version: number
}
const hashOf = (text: unknown) => (text as { hash: string } | undefined)?.hash
const leads: Readonly<Record<string, string>> = {
  propose: 'proposed',
  study: 'studied',
  start: 'drafting',
  decline: 'declined',
  draft: 'preparing',
  revise: 'preparing',
  reviseMaterially: 'preparing',
  submitReview: 'inReview',
  table: 'tabled',
  decide: 'decided',
  reconsider: 'preparing',
  issue: 'issued',
  publish: 'executing',
  keepSecret: 'executing',
  suspend: 'suspended',
  resume: 'executing',
  rework: 'preparing',
  complete: 'completed',
  close: 'closed',
  shelve: 'shelved',
}
const running = ['executing', 'suspended']
const open = ['proposed', 'studied', 'drafting', 'preparing', 'inReview', 'tabled', 'decided']
const comesFrom: Readonly<Record<string, readonly string[]>> = {
  study: ['proposed'],
  start: ['studied'],
  decline: ['proposed', 'studied'],
  draft: ['drafting'],
  screenMarket: ['preparing'],
  revise: ['preparing', 'inReview', 'tabled'],
  reviseMaterially: ['preparing', 'inReview', 'tabled'],
  submitReview: ['preparing'],
  table: ['inReview'],
  decide: ['tabled'],
  reportToParty: ['decided'],
  reportToCongress: ['decided'],
  resolveInCongress: ['decided'],
  reconsider: ['decided'],
  shelve: open,
  foundIssued: open,
  issue: ['decided'],
  publish: ['issued'],
  keepSecret: ['issued'],
  reportProblem: ['executing'],
  suspend: ['executing'],
  resume: ['suspended'],
  depart: running,
  rework: running,
  evaluate: [...running, 'completed'],
  archive: [...running, 'completed'],
  complete: ['executing'],
  close: ['completed'],
}
const partLeads: Readonly<Record<string, readonly [from: readonly string[], to: string]>> = {
  'participation.ask': [['pending'], 'asked'],
  'participation.conclude': [['asked'], 'concluded'],
  'participation.hear': [['pending'], 'heard'],
  'participation.withhold': [['pending', 'asked'], 'withheld'],
  'expert.select': [['vacant'], 'selected'],
  'expert.deliver': [['selected'], 'delivered'],
  'expert.setAside': [['vacant'], 'notNeeded'],
  'e2.add': [['none'], 'selected'],
  'e2.deliver': [['selected'], 'delivered'],
  'risk.findControllable': [['pending'], 'controllable'],
  'risk.findUncontrollable': [['pending'], 'uncontrollable'],
  'risk.adjust': [['uncontrollable'], 'pending'],
  'risk.setAside': [['pending'], 'notNeeded'],
  'd.ask': [['none'], 'asked'],
  'd.explain': [['asked'], 'explained'],
}
const raisers: Readonly<Record<string, readonly string[]>> = {
  participation: ['draft', 'reviseMaterially', 'rework'],
  expert: ['draft', 'rework'],
  risk: ['draft', 'rework'],
}
const begins: Readonly<Record<string, string>> = { participation: 'pending', expert: 'vacant', risk: 'pending' }
/** The parts for which a case must be in preparation to go on with them. */
const preparingOnly = (name: string) => !/conclude|deliver|explain/.test(name)

/** What others have said of a text, whatever became of the act that asked them. */
interface Answers {
  readonly published: Set<string>
  readonly lawful: Set<string>
  readonly adopted: Set<string>
}
const modelOf = (done: readonly Done[], answers: Answers) => {
  const last = (...acts: string[]) => done.findLastIndex(({ act }) => acts.includes(act))
  const state = done.flatMap(({ act }) => leads[act] ?? []).at(-1)!
  const text = hashOf(done.findLast(({ body }) => body.text)?.body.text)
  const raiser = (kind: string) => last(...raisers[kind]!)
  const partOf = (kind: string) => {
    const at = kind in raisers ? raiser(kind) : -1
    if (kind in raisers && at < 0) return undefined
    const after = done.slice(at + 1).flatMap(({ act }) => (act.startsWith(`${kind}.`) ? partLeads[act]![1] : []))
    return after.at(-1) ?? begins[kind] ?? 'none'
  }
  const added = last('e2.add') > raiser('expert') ? partOf('e2') : 'none'
  const ready =
    ['none', 'explained'].includes(partOf('d')!) &&
    ['concluded', 'heard', 'withheld'].includes(partOf('participation')!) &&
    ['delivered', 'notNeeded'].includes(partOf('expert')!) &&
    ['none', 'delivered'].includes(added!) &&
    ['controllable', 'notNeeded'].includes(partOf('risk')!) &&
    last('screenMarket') > last('reviseMaterially', 'rework')
  const again = last('decide', 'rework', 'reconsider')
  const route = done[last('decide')]?.body.congress
  const lawful = answers.lawful.has(text!)
  const allowed: Readonly<Record<string, (by: string) => boolean>> = {
    submitReview: () => ready,
    table: () => lawful,
    decide: () => lawful && answers.adopted.has(text!),
    reportToCongress: () => route === 'report',
    issue: () =>
      last('reportToParty') > again &&
      (route === 'none' || last('reportToCongress') > again || last('resolveInCongress') > again),
    suspend: () => last('reportProblem') > last('publish', 'keepSecret', 'resume', 'rework'),
    evaluate: (by) => by !== 'p2' && !done.some((one) => one.act === 'submitReview' && one.by === by),
    close: () => last('archive') > last('publish', 'keepSecret', 'rework'),
    'participation.conclude': () =>
      answers.published.has(hashOf(done.findLast(({ act }) => act === 'participation.ask')?.body.consulted)!),
    'participation.withhold': (by) => by !== 'p1',
    'expert.setAside': (by) => by !== 'p1',
    'risk.setAside': (by) => by !== 'p1',
  }
  return {
    state,
    text,
    raiser: (kind: string) => done[raiser(kind)],
    accepts: (name: string, by: string): boolean => {
      if (['closed', 'shelved', 'declined'].includes(state)) return false
      const part = partLeads[name]
      const placed = part
        ? part[0].includes(partOf(name.split('.')[0]!)!) && (!preparingOnly(name) || state === 'preparing')
        : comesFrom[name]!.includes(state)
      return placed && (allowed[name]?.(by) ?? true)
    },
  }
}
/** Doors that open at once: what stands behind them has models of its own. */
const doors = [
  { of: consultations, states: ['preparing', 'published'], act: 'open', answer: 'published' },
  { of: review, states: ['submitted', 'lawful'], act: 'submit', answer: 'lawful' },
  { of: agendaItems, states: ['submitted', 'adopted'], act: 'submit', answer: 'adopted' },
].map(({ of, states: [begun, answered], act, answer }) => ({
  answer: answer as keyof Answers,
  stub: {
    ...of,
    states: { [begun!]: of.states[begun as never], [answered!]: of.states[answered as never] },
    ends: [],
    parts: {},
    terms: {},
    acts: {
      [act]: { ...(of.acts[act as never] as Act), requires: [], raises: {} },
      say: effect('答复', 'Say', { from: begun as string, to: answered as string, by: clerk }),
    },
  } as unknown as AnyMechanism,
}))
const bodies: Readonly<Record<string, Values>> = {
  study,
  start: { lead: 'u1' },
  decline: { why: 'unneeded', ...reason },
  screenMarket: { market: 'untouched' },
  submitReview: sent,
  table: {},
  reportToParty: { letter: file },
  reportToCongress: { letter: file },
  resolveInCongress: { resolution: file },
  shelve: reason,
  foundIssued: { paper: file },
  issue: { paper: file, executor: 'u1' },
  publish: out,
  keepSecret: { ground: 'secret', basis: '定密审批表' },
  reportProblem: { situation: 'change', report: file },
  suspend: { urgency: '险情' },
  resume: reason,
  depart: { found: '擅自减量', record: file },
  evaluate: { trigger: 'needed', evaluator: '某高校', heard: '代表', report: file, outcome: 'keep' },
  archive: whole,
  complete: { report: file },
  close: {},
  'participation.conclude': {},
  'participation.hear': heard,
  'participation.withhold': { ground: 'secret', basis: '定密审批表', approval: file },
  'expert.select': chosen,
  'expert.deliver': opinion,
  'expert.setAside': finding,
  'e2.add': chosen,
  'e2.deliver': opinion,
  'risk.findControllable': assessed,
  'risk.findUncontrollable': assessed,
  'risk.adjust': { measures: '缩小范围', proof: file },
  'risk.setAside': finding,
  'd.ask': { asking: 'u1', unit: 'u2', letter: file },
  'd.explain': { dispute: '资金', theirs: '不同意', ours: '坚持' },
}
const names = Object.keys({ ...comesFrom, ...partLeads })
const rare = ['decline', 'shelve', 'foundIssued', 'depart', 'reconsider', 'reviseMaterially', 'revise']
const told = fc.record({
  ones: fc.array(
    fc.record({
      act: fc.oneof(
        { weight: 80, arbitrary: fc.constantFrom(...names.filter((name) => !rare.includes(name))) },
        { weight: 1, arbitrary: fc.constantFrom(...rare) },
      ),
      by: fc.constantFrom('p1', 'p2', 'p3'),
    }),
    { minLength: 20, maxLength: 40, size: 'max' },
  ),
  text: fc.constantFrom(...sampleTexts),
  congress: fc.constantFrom('none', 'report', 'resolve'),
  answers: fc.boolean(),
  voids: fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat({ max: 40 }) }),
  after: fc.nat({ max: 3 }),
})
it('a random life of a decision goes as the regulation says', () =>
  fc.assert(
    fc.property(fc.array(told, { minLength: 30, maxLength: 70, size: 'max' }), (steps) => {
      const told = story(decisions, ...doors.map(({ stub }) => stub))
      const answers: Answers = { published: new Set(), lawful: new Set(), adopted: new Set() }
      let done: Done[] = []
      let day = '2022-01-12'
      const log: string[] = []
      const agree = (expected: unknown, found: unknown) => {
        if (expected !== found)
          throw new Error(`the model says ${String(expected)}, it is ${String(found)}:\n${log.join('\n')}`)
      }
      const partId = (kind: string) =>
        kind in raisers
          ? told.raised('c', modelOf(done, answers).raiser(kind)?.version ?? 0, kind, 0)
          : { kind: kind === 'd' ? 'department' : 'expert', id: kind }
      const perform = (name: string, by: string, body: Values): void => {
        const [kind, act] = name.includes('.') ? (name.split('.') as [string, string]) : [undefined, name]
        const expected = name === 'propose' || modelOf(done, answers).accepts(name, by)
        const result = told.act(decisions, 'c', kind ? partId(kind) : undefined)(day, by, act, body)
        log.push(`${day} ${by} ${name} ${JSON.stringify(body).slice(0, 60)} → ${result}`)
        const accepted = /^(done|breach)/.test(result)
        agree(expected, accepted)
        if (name === 'depart') agree(accepted, result.startsWith('breach'))
        if (!accepted) return
        const opened = told.opened()
        const version = told.history('c').at(-1)!.version
        done.push({ act: name, by, body, version })
        const door = doors.find(({ stub }) => stub.id === opened[0]?.mechanism)
        const hash = hashOf(body.consulted) ?? modelOf(done, answers).text!
        if (door) pending = { id: opened[0]!.id, door, hash, version }
      }
      let pending: { id: string; hash: string; door: (typeof doors)[number]; version: number } | undefined
      perform('propose', 'p1', proposal)
      for (const { ones, text, congress, answers: answering, voids, after } of steps) {
        day = addDays(day, after)
        const now = modelOf(done, answers)
        const bodyOf = (act: string): Values =>
          bodies[act] ??
          ({
            draft: { ...drafting, text },
            revise: { text, changes: '文字' },
            reviseMaterially: { text, changes: '范围' },
            reconsider: { text, ...reason },
            rework: { text, planned: '2030-12-31', ...reason },
            decide: { ...decided, congress },
            'participation.ask': { consulted: sampleTexts.find(({ hash }) => hash === now.text) ?? text },
          }[act] as Values)
        const voidable = done.filter(
          ({ act }) => act !== 'propose' && !/^(start|draft|reviseMaterially|rework|e2.add|d.ask)$/.test(act),
        )
        const gone = voids === null ? undefined : voidable[voids]
        if (gone) {
          const kind = gone.act.includes('.') ? gone.act.split('.')[0]! : undefined
          const current = !kind || !(kind in raisers) || gone.version > now.raiser(kind)!.version
          if (!current) continue
          const by = ['p1', 'p2', 'p3'].find((person) => person !== gone.by)!
          const result = told.act(decisions, 'c', kind ? partId(kind) : undefined)(day, by, 'void', {
            version: gone.version,
            reason: '记错',
          })
          log.push(`${day} ${by} void ${gone.act} → ${result}`)
          agree('done', result)
          done = done.filter((one) => one !== gone)
          // What it had opened and nobody has answered yet is void with it.
          if (pending?.version === gone.version) pending = undefined
        } else if (answering && pending) {
          const { id, hash, door } = pending
          agree('done', told.act(door.stub, id)(day, 'p9', 'say'))
          log.push(`${day} ${door.answer} ${hash.slice(0, 4)}`)
          answers[door.answer].add(hash)
          pending = undefined
        } else {
          const possible = ones.filter(({ act, by }) => now.accepts(act, by))
          const one = possible.find(({ act }) => !done.some((before) => before.act === act)) ?? possible[0] ?? ones[0]!
          perform(one.act, one.by, bodyOf(one.act))
        }
        agree(modelOf(done, answers).state, told.read('c').state)
      }
    }),
    { numRuns: 120 * times },
  ))
