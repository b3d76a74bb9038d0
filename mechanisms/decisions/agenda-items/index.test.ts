import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Values } from '../../../kernel/fields/index.ts'
import type { Day } from '../../../kernel/time/index.ts'
import { sampleFile as file, sampleTexts } from '../../../kernel/sample.ts'
import { walks, type Model, type Try } from '../../../tests/model.ts'
import { replay, story } from '../../../tests/story.ts'
import review from '../../documents/legality-review/index.ts'
import meetings from '../executive-meetings/index.ts'
import items from './index.ts'
import { sample } from './sample.ts'

type Told = ReturnType<typeof story>
const [text, changed] = sampleTexts as unknown as readonly [{ hash: string }, { hash: string }]
const about = (of: { hash: string }) => ({ mechanism: 'normative-documents', id: 'doc', hash: of.hash })

/** A meeting `name` called for that day, its agenda still open. */
const calls = (told: Told, name: string, day: Day) =>
  expect(
    told.act(meetings, name)('2022-03-01', 'p3', 'call', {
      title: '区政府常务会议',
      kind: 'executive',
      year: 2022,
      number: 1,
      day,
      head: 'p1',
      members: 5,
    }),
  ).toBe('done')
const holds = (told: Told, name: string, day: Day, closedOn: Day) => {
  const act = told.act(meetings, name)
  act(closedOn, 'p3', 'closeAgenda', { agenda: file, notice: file })
  expect(act(day, 'p3', 'hold', { presiding: 'p1', absent: 1, signIn: file })).toBe('done')
}
/** Found lawful on 14 March, on both levels. */
const reviews = (told: Told, kind: 'normative' | 'decision', of = text) => {
  const act = told.act(review, `review of ${of.hash}`)
  const pack = ['draft', 'explanation', 'bases', 'comments', 'procedures']
  const submitted = { title: '示例', subject: about(of), organ: 'u1', drafter: 'p9', kind }
  const steps = [
    act('2022-03-01', 'p2', 'submit', submitted),
    act('2022-03-01', 'p4', 'accept', { pack }),
    act('2022-03-02', 'p4', 'passFirst', { opinion: file }),
    act('2022-03-02', 'p5', 'hearAdviser', { adviser: '某律师', advice: file }),
    act('2022-03-14', 'p5', 'findLawful', { opinion: file }),
  ]
  expect(steps).toEqual(Array(5).fill('done'))
}

const put = (kind: string, more: Values = {}) => {
  const told = story(items, meetings, review)
  calls(told, 'm', '2022-03-18')
  const act = told.act(items, 'i')
  const own = kind === 'other' ? {} : { subject: about(text) }
  expect(act('2022-03-02', 'p2', 'submit', { title: '示例议题', organ: 'u1', kind, ...own, ...more })).toBe('done')
  return { told, act }
}
const pack = ['draft', 'legality']
const onto = { meeting: 'm', pack }
const presenting = { presenter: '某局长' }
const lastWord = { head: 'p1', words: '综合大家意见，同意' }
const vote = { decision: file, members: 5, taking: 4, agreed: 4, opposed: 0 }
/** Discussed at the meeting on the 18th, opinion and agenda in order. */
const heard = (kind: 'normative' | 'decision' | 'other' = 'other', more: Values = {}) => {
  const at = put(kind, more)
  if (kind !== 'other') reviews(at.told, kind)
  expect(at.act('2022-03-15', 'p3', 'schedule', onto)).toBe('done')
  holds(at.told, 'm', '2022-03-18', '2022-03-16')
  expect(at.act('2022-03-18', 'p3', 'discuss', { ...presenting, cleared: true })).toBe('done')
  if (kind === 'decision') expect(at.act('2022-03-18', 'p3', 'headSpeaks', lastWord)).toBe('done')
  return at
}

describe('an item for an agenda', () => {
  it('that is a normative document needs an opinion first', () => {
    expect(put('normative').act('2022-03-15', 'p3', 'schedule', onto)).toMatch(
      /^refusal: 列入议程：.*对现在的文本须已有合法性审核.*指导意见》（七）/,
    )
  })
  it('that is a major decision needs one too', () => {
    expect(put('decision').act('2022-03-15', 'p3', 'schedule', onto)).toMatch(
      /^refusal: .*须已有合法性审核.*《重大行政决策程序暂行条例》第25条/,
    )
  })
  it('is not helped by an opinion on another text', () => {
    const { told, act } = put('normative')
    reviews(told, 'normative', changed)
    expect(act('2022-03-15', 'p3', 'schedule', onto)).toMatch(/^refusal: .*（七）/)
    reviews(told, 'normative')
    expect(act('2022-03-15', 'p3', 'schedule', onto)).toBe('done')
  })
  it('without a text of its own has no opinion to show', () => {
    const { told, act } = put('normative', { subject: undefined })
    reviews(told, 'normative')
    expect(act('2022-03-15', 'p3', 'schedule', onto)).toMatch(/^refusal: .*（七）/)
  })
  it('that was only countersigned has not been reviewed', () => {
    const { told, act } = put('normative')
    const countersigning = told.act(review, 'r')
    const submitted = { title: '示例', subject: about(text), organ: 'u1', drafter: 'p9', kind: 'normative' }
    countersigning('2022-03-01', 'p2', 'submit', submitted)
    countersigning('2022-03-02', 'p5', 'countersign', { way: 'countersigning' })
    expect(act('2022-03-15', 'p3', 'schedule', onto)).toMatch(/^refusal: .*（七）/)
  })
  it('of an exploratory reform may go on with its risk flagged', () => {
    const { told, act } = put('decision')
    const reviewing = told.act(review, 'r')
    const submitted = { title: '示例', subject: about(text), organ: 'u1', drafter: 'p9', kind: 'decision' }
    reviewing('2022-03-01', 'p2', 'submit', submitted)
    reviewing('2022-03-01', 'p4', 'accept', { pack: ['draft', 'bases', 'procedures'] })
    reviewing('2022-03-02', 'p4', 'passFirst', { opinion: file })
    reviewing('2022-03-02', 'p5', 'hearAdviser', { adviser: '某律师', advice: file })
    const item = told.act(review, 'r', { kind: 'item', id: 'x' })
    item('2022-03-03', 'p5', 'raise', { no: 1, question: 'content', opinion: '没有依据' })
    reviewing('2022-03-14', 'p5', 'findUnlawful', { opinion: file })
    item('2022-03-14', 'p2', 'decline', { extent: 'none', reason: '试点', basis: '国家尚无规定' })
    expect(act('2022-03-15', 'p3', 'schedule', onto)).toMatch(/^refusal: .*第25条/)
    expect(reviewing('2022-03-15', 'p5', 'flagExperiment', { ground: '试点', risk: '依据不足' })).toBe('done')
    expect(act('2022-03-15', 'p3', 'schedule', onto)).toBe('done')
  })
  it('that is a decision comes with draft and opinion in its pack', () => {
    const { told, act } = put('decision')
    reviews(told, 'decision')
    expect(act('2022-03-15', 'p3', 'schedule', { meeting: 'm', pack: ['draft'] })).toMatch(/^refusal: .*第29条/)
    expect(act('2022-03-15', 'p3', 'schedule', onto)).toBe('done')
  })
  it('of another kind needs no opinion', () => {
    expect(put('other').act('2022-03-03', 'p3', 'schedule', { meeting: 'm' })).toBe('done')
  })
  it('comes too late once the agenda is set', () => {
    const { told, act } = put('other')
    told.act(meetings, 'm')('2022-03-16', 'p3', 'closeAgenda', { agenda: file, notice: file })
    expect(act('2022-03-16', 'p3', 'schedule', onto)).toMatch(
      /^refusal: .*会议须为政府会议（已召集，征集议题）.*会议制度部分/,
    )
  })
  it('may be withdrawn while nobody has discussed it', () => {
    const { act } = put('other')
    expect(act('2022-03-03', 'p2', 'withdraw', { reason: '另行研究' })).toBe('done')
    expect(heard().act('2022-03-18', 'p2', 'withdraw', { reason: '另行研究' })).toMatch(/^refusal.*现为“讨论中”/)
  })
  it('is put on an agenda by the office alone', () => {
    expect(put('other').act('2022-03-03', 'p2', 'schedule', onto, { roles: ['clerk'] })).toMatch(/^denied/)
  })
})

describe('a discussion', () => {
  it('without an opinion is a breach: it took place', () => {
    const { told, act } = put('normative')
    holds(told, 'm', '2022-03-18', '2022-03-16')
    expect(act('2022-03-18', 'p3', 'discuss', { ...presenting, meeting: 'm' })).toMatch(/^breach: .*（七）/)
    expect(told.read('i').state).toBe('heard')
    expect(act('2022-03-18', 'p1', 'adopt', vote)).toMatch(/^refusal: .*（七）/)
  })
  it('of a decision without an opinion is a breach of the order on decisions', () => {
    const { act } = put('decision')
    expect(act('2022-03-18', 'p3', 'discuss', { ...presenting, meeting: 'm' })).toMatch(/^breach: .*第25条/)
  })
  it('of what is not on the agenda is a breach', () => {
    expect(put('other').act('2022-03-18', 'p3', 'discuss', { ...presenting, meeting: 'm' })).toMatch(
      /^breach: 上会讨论：须先列入议程.*会议制度部分/,
    )
  })
  it('of a secret item before everyone is a breach', () => {
    const { told, act } = put('other', { secret: true })
    act('2022-03-03', 'p3', 'schedule', onto)
    holds(told, 'm', '2022-03-18', '2022-03-16')
    expect(act('2022-03-18', 'p3', 'discuss', presenting)).toMatch(/^breach: .*涉密的，须无关列席人员已退席.*保密部分/)
  })
})

describe('a decision', () => {
  it('is taken at a meeting that was held, not before', () => {
    const { told, act } = put('other')
    act('2022-03-03', 'p3', 'schedule', onto)
    act('2022-03-04', 'p3', 'discuss', presenting)
    for (const [outcome, body] of [
      ['adopt', vote],
      ['reject', { ...vote, reasons: '时机' }],
      ['amend', { changes: '预算' }],
    ] as const)
      expect(act('2022-03-04', 'p1', outcome, body)).toMatch(
        /^refusal: .*会议须为政府会议（已召开或纪要已签发）.*第78条/,
      )
    holds(told, 'm', '2022-03-18', '2022-03-16')
    expect(act('2022-03-18', 'p1', 'adopt', vote)).toBe('done')
  })
  it('needs more than half of the members, without those who stand aside', () => {
    expect(heard().act('2022-03-18', 'p1', 'adopt', { ...vote, taking: 2, agreed: 2 })).toMatch(
      /^refusal: .*参加讨论的组成人员须超过半数.*会议制度部分/,
    )
  })
  it('counts nobody twice', () => {
    expect(heard().act('2022-03-18', 'p1', 'adopt', { ...vote, agreed: 3, opposed: 2 })).toMatch(
      /^refusal: .*合计不得多于参加讨论的/,
    )
  })
  it('against most members gives its reasons, by the order where it is a major one', () => {
    const against = { ...vote, agreed: 1, opposed: 3 }
    const decision = heard('decision')
    expect(decision.act('2022-03-18', 'p1', 'adopt', against)).toMatch(/^refusal: .*须说明理由.*第30条/)
    expect(decision.act('2022-03-18', 'p1', 'adopt', { ...against, reasons: '防汛紧迫' })).toBe('done')
    expect(heard().act('2022-03-18', 'p1', 'adopt', against)).toMatch(/^refusal: .*须说明理由.*会议纪要部分/)
  })
  it('not to adopt what most wanted gives its reasons as well', () => {
    const { act } = heard('decision')
    expect(act('2022-03-18', 'p1', 'reject', vote)).toMatch(/^refusal: .*须说明理由.*第30条/)
    expect(act('2022-03-18', 'p1', 'reject', { ...vote, agreed: 1, opposed: 3 })).toBe('done')
  })
  it('falls back where the opinion does not hold any more', () => {
    const { told, act } = heard('normative')
    const found = told.history(`review of ${text.hash}`).at(-1)!
    const voided = told.act(review, `review of ${text.hash}`)
    expect(voided('2022-03-18', 'p6', 'void', { version: found.version, reason: '误签' })).toBe('done')
    expect(act('2022-03-18', 'p1', 'adopt', vote)).toMatch(/^refusal: .*（七）/)
  })
  it('turns into a breach when the opinion is undone afterwards', () => {
    const { told, act } = heard('normative')
    expect(act('2022-03-18', 'p1', 'adopt', vote)).toBe('done')
    const found = told.history(`review of ${text.hash}`).at(-1)!
    told.act(review, `review of ${text.hash}`)('2022-03-21', 'p6', 'void', { version: found.version, reason: '误签' })
    expect(told.read('i').breaches.map(({ no }) => no)).toContain('（七）')
  })
  it('to have it changed ends the item: the changed text is another one', () => {
    const { told, act } = heard('normative')
    expect(act('2022-03-18', 'p1', 'amend', { changes: '删去第五条' })).toBe('done')
    const again = told.act(items, 'i2')
    const item = { title: '示例议题', organ: 'u1', kind: 'normative', subject: about(changed) }
    expect(again('2022-03-22', 'p2', 'submit', item)).toBe('done')
    calls(told, 'm2', '2022-04-08')
    expect(again('2022-03-22', 'p3', 'schedule', { meeting: 'm2' })).toMatch(/^refusal: .*（七）/)
  })
  it('put off comes back for another meeting, and counts only when that one is held', () => {
    const { told, act } = heard()
    expect(act('2022-03-18', 'p1', 'defer', { reason: '再作调研' })).toBe('done')
    calls(told, 'm2', '2022-04-08')
    expect(act('2022-03-21', 'p3', 'schedule', { meeting: 'm2' })).toBe('done')
    expect(act('2022-03-22', 'p3', 'discuss', presenting)).toBe('done')
    expect(act('2022-03-22', 'p1', 'adopt', vote)).toMatch(/^refusal: .*第78条/)
    holds(told, 'm2', '2022-04-08', '2022-04-06')
    expect(act('2022-04-08', 'p1', 'adopt', vote)).toBe('done')
  })
  it('is revoked by a leader with another decision, and ends then', () => {
    const { told, act } = heard()
    act('2022-03-18', 'p1', 'adopt', vote)
    const by = { decision: file, reason: '被新的决定替代' }
    expect(act('2022-06-01', 'p3', 'revoke', by, { roles: ['government-office'] })).toMatch(/^denied/)
    expect(act('2022-06-01', 'p1', 'revoke', by)).toBe('done')
    expect(told.read('i').ended).toBe('2022-06-01')
  })
})

describe('a member', () => {
  const of = (told: Told) => told.act(items, 'i', { kind: 'opinion', id: 'o' })
  it('who stood aside and took part all the same is a breach', () => {
    const act = of(heard().told)
    expect(act('2022-03-18', 'p3', 'recuse', { member: 'p4', interest: '近亲属任职' })).toBe('done')
    expect(act('2022-03-18', 'p3', 'takePart')).toMatch(/^breach: .*回避部分/)
  })
  it('comes after nobody but the head, who speaks last on each item', () => {
    const { told, act } = heard()
    const by = (id: string) => told.act(items, 'i', { kind: 'opinion', id })
    const says = (member: string) => ({ member, stance: 'support', words: '同意' })
    expect(by('a')('2022-03-18', 'p3', 'speak', says('p4'))).toBe('done')
    expect(act('2022-03-18', 'p3', 'headSpeaks', lastWord)).toBe('done')
    expect(by('b')('2022-03-18', 'p3', 'speak', says('p5'))).toMatch(
      /^breach: .*已有“行政首长最后发表意见”的.*《重大行政决策程序暂行条例》第30条/,
    )
    // Another discussion begins anew.
    act('2022-03-18', 'p1', 'defer', { reason: '意见不一' })
    act('2022-03-21', 'p3', 'discuss', { ...presenting, meeting: 'm' })
    expect(by('c')('2022-03-21', 'p3', 'speak', says('p4'))).toBe('done')
  })
  it('of the head is heard before a major matter is decided, also after it was put off', () => {
    const at = put('decision')
    reviews(at.told, 'decision')
    at.act('2022-03-15', 'p3', 'schedule', onto)
    holds(at.told, 'm', '2022-03-18', '2022-03-16')
    at.act('2022-03-18', 'p3', 'discuss', presenting)
    expect(at.act('2022-03-18', 'p1', 'adopt', vote)).toMatch(
      /^refusal: .*须先行政首长最后发表意见.*《重大行政决策程序暂行条例》第30条/,
    )
    at.act('2022-03-18', 'p3', 'headSpeaks', lastWord)
    at.act('2022-03-18', 'p1', 'defer', { reason: '再议' })
    at.act('2022-03-18', 'p3', 'discuss', { ...presenting, meeting: 'm' })
    expect(at.act('2022-03-18', 'p1', 'adopt', vote)).toMatch(/^refusal: .*须先行政首长最后发表意见/)
    at.act('2022-03-18', 'p3', 'headSpeaks', lastWord)
    expect(at.act('2022-03-18', 'p1', 'adopt', vote)).toBe('done')
  })
  it('on record is what the count says: the last word of each member', () => {
    const { told, act } = heard()
    const says = (id: string, member: string, stance: string) =>
      told.act(items, 'i', { kind: 'opinion', id })('2022-03-18', 'p3', 'speak', { member, stance, words: '意见' })
    says('a', 'p4', 'oppose')
    says('b', 'p5', 'oppose')
    says('c', 'p6', 'abstain')
    const count = (agreed: number, opposed: number) => ({ ...vote, agreed, opposed, reasons: '时限紧迫' })
    expect(act('2022-03-18', 'p1', 'adopt', count(3, 1))).toMatch(/^refusal: .*不得与逐人记录的意见矛盾/)
    expect(act('2022-03-18', 'p1', 'adopt', count(2, 2))).toMatch(/^refusal: .*不得与逐人记录的意见矛盾/)
    says('d', 'p5', 'support')
    expect(act('2022-03-18', 'p1', 'adopt', count(2, 1))).toBe('done')
  })
  it('speaks to the item while it is discussed', () => {
    const words = { member: 'p4', stance: 'oppose', words: '资金没有着落' }
    expect(of(put('other').told)('2022-03-03', 'p3', 'speak', words)).toMatch(/^breach: .*第30条/)
    expect(of(heard().told)('2022-03-18', 'p3', 'speak', words)).toBe('done')
  })
})

describe('a task', () => {
  const given = { matter: '拟定实施方案', unit: 'u2', due: '2022-04-29' }
  const assigned = () => {
    const { told, act } = heard()
    act('2022-03-18', 'p1', 'adopt', vote)
    const task = told.act(items, 'i', { kind: 'task', id: 't' })
    expect(task('2022-03-21', 'p3', 'assign', given)).toBe('done')
    return task
  }
  it('follows from what was adopted', () => {
    const task = heard().told.act(items, 'i', { kind: 'task', id: 't' })
    expect(task('2022-03-18', 'p3', 'assign', given)).toMatch(/^refusal: .*案卷须处于“已通过”.*督办部分/)
  })
  it('has a day that lies ahead', () => {
    expect(assigned()('2022-03-22', 'p1', 'extend', { due: '2022-03-22', reason: '误' })).toMatch(
      /^refusal: .*办结期限须晚于今天/,
    )
  })
  it('belongs to the unit that was named', () => {
    const evidence = { evidence: file }
    expect(assigned()('2022-04-20', 'p2', 'finish', evidence)).toMatch(/^denied/)
    expect(assigned()('2022-04-20', 'p2', 'finish', evidence, { unit: 'u2' })).toBe('done')
  })
  it('done late shows, and one extended in time does not', () => {
    const late = { evidence: file }
    expect(assigned()('2022-05-05', 'p2', 'finish', late, { unit: 'u2' })).toMatch(
      /^breach: .*2022-04-29届满.*督办部分/,
    )
    const task = assigned()
    task('2022-04-28', 'p1', 'extend', { due: '2022-05-20', reason: '待批复' })
    expect(task('2022-05-05', 'p2', 'finish', late, { unit: 'u2' })).toBe('done')
  })
  it('is not confirmed by whoever reported it, and may be sent back or dropped', () => {
    const task = assigned()
    const finishing = () => task('2022-04-20', 'p2', 'finish', { evidence: file }, { unit: 'u2' })
    finishing()
    expect(task('2022-04-20', 'p2', 'confirm')).toMatch(/^refusal: .*不得由办过“报告办结”.*督办部分/)
    expect(task('2022-04-20', 'p3', 'sendBack', { reason: '材料不全' })).toBe('done')
    finishing()
    expect(task('2022-04-21', 'p3', 'confirm')).toBe('done')
    expect(assigned()('2022-04-21', 'p1', 'drop', { reason: '政策调整' })).toBe('done')
  })
})

it('the sample replays', () => expect(replay(items, sample, story(items, meetings), [meetings])).toEqual([]))

// ── a model, written from the rules ──
const subject = { mechanism: 'normative-documents', id: 'doc', hash: sampleTexts[0]!.hash }
/** What stands around the item: an opinion on its text, and a meeting that takes items until its agenda is set. */
const lawfulFrom = '2022-03-09'
const closedOn = '2022-03-14'
const heldOn = '2022-03-16'
const before = (told: ReturnType<typeof story>): void => {
  const reviewing = told.act(review, 'r')
  const convening = told.act(meetings, 'm')
  const reviewed = { title: '示例', subject, organ: 'u1', drafter: 'p9', kind: 'normative' }
  const meeting = { title: '常务会议', kind: 'executive', year: 2022, number: 1, day: heldOn, head: 'p1', members: 5 }
  const done = [
    reviewing('2022-03-01', 'p2', 'submit', reviewed),
    reviewing('2022-03-01', 'p4', 'accept', { pack: ['draft', 'explanation', 'bases', 'comments'] }),
    reviewing('2022-03-01', 'p4', 'passFirst', { opinion: file }),
    reviewing(lawfulFrom, 'p5', 'findLawful', { opinion: file }),
    convening('2022-03-01', 'p3', 'call', meeting),
    convening(closedOn, 'p3', 'closeAgenda', { agenda: file, notice: file }),
    convening(heldOn, 'p3', 'hold', { presiding: 'p1', absent: 0, signIn: file }),
  ]
  expect(done).toEqual(Array(done.length).fill('done'))
}

interface Item {
  readonly state: string
  readonly kind: unknown
  readonly meeting: unknown
  readonly onAgenda: boolean
  readonly discussed: boolean
  readonly opinion: string | undefined
  /** Someone is on record against it. */
  readonly opposed: boolean
  /** The head has been heard in this discussion. */
  readonly headHeard: boolean
  readonly task: { readonly state: string; readonly due: unknown; readonly finishers: readonly string[] } | undefined
}
const leads: Readonly<Record<string, string>> = {
  submit: 'submitted',
  schedule: 'scheduled',
  takeOff: 'submitted',
  withdraw: 'withdrawn',
  discuss: 'heard',
  adopt: 'adopted',
  reject: 'rejected',
  amend: 'amended',
  defer: 'submitted',
  revoke: 'revoked',
}
const opinionLeads: Readonly<Record<string, string>> = { speak: 'spoken', recuse: 'recused', takePart: 'spoken' }
const taskLeads: Readonly<Record<string, string>> = {
  assign: 'open',
  finish: 'claimed',
  sendBack: 'open',
  confirm: 'done',
  drop: 'dropped',
}
const partAct = (act: string): readonly [kind: string, act: string] | undefined => {
  const [, kind, name] = /^(.+)\/[ot]\.(.+)$/.exec(act) ?? []
  return kind && name ? [kind, name] : undefined
}
const ended = ['rejected', 'amended', 'withdrawn', 'revoked']
const afterPart = (item: Item, [kind, act]: readonly [string, string], { by, body }: Try): Item =>
  kind === 'opinion'
    ? { ...item, opinion: opinionLeads[act]!, opposed: item.opposed || act === 'speak' }
    : {
        ...item,
        task: {
          state: taskLeads[act] ?? item.task!.state,
          due: body.due ?? item.task?.due,
          finishers: [...(item.task?.finishers ?? []), ...(act === 'finish' ? [by] : [])],
        },
      }
const partVerdict = (item: Item, [kind, act]: readonly [string, string], { by, on, body }: Try) => {
  if (ended.includes(item.state)) return 'refused'
  if (kind === 'opinion') {
    if (act === 'takePart') return item.opinion === 'recused' ? 'breach' : 'refused'
    if (item.opinion) return 'refused'
    return act === 'recuse' || (item.state === 'heard' && !item.headHeard) ? 'done' : 'breach'
  }
  const { state, due, finishers } = item.task ?? { state: undefined, due: undefined, finishers: [] }
  const allowed = (ok: boolean) => (ok ? 'done' : 'refused')
  switch (act) {
    case 'assign':
      return allowed(!state && item.state === 'adopted' && String(body.due) > on)
    case 'extend':
      return allowed(state === 'open' && String(body.due) > on)
    case 'finish':
      return state === 'open' ? (on > String(due) ? 'breach' : 'done') : 'refused'
    case 'confirm':
      return allowed(state === 'claimed' && !finishers.includes(by))
    case 'sendBack':
      return allowed(state === 'claimed')
    default:
      return allowed(state === 'open' || state === 'claimed')
  }
}
const applyOwn = (item: Item | undefined, { act, body }: Try): Item => ({
  opinion: item?.opinion,
  opposed: item?.opposed ?? false,
  headHeard: act === 'headSpeaks' || (act !== 'discuss' && item?.headHeard === true),
  task: item?.task,
  state: leads[act] ?? item!.state,
  kind: item?.kind ?? body.kind,
  meeting: body.meeting ?? item?.meeting,
  onAgenda: act === 'schedule' || (act !== 'takeOff' && act !== 'defer' && item?.onAgenda === true),
  discussed: act === 'discuss' || item?.discussed === true,
})
const apply = (item: Item | undefined, one: Try): Item => {
  const its = partAct(one.act)
  return item && its ? afterPart(item, its, one) : applyOwn(item, one)
}
const after = (done: readonly Try[]) => done.reduce<Item | undefined>(apply, undefined)

/** More than half take part, nobody twice, and whoever goes against most of them says why. */
const sound = ({ body }: Try): boolean => {
  const { taking, agreed, opposed } = body as { taking: number; agreed: number; opposed: number }
  return taking > 2 && taking <= 5 && agreed + opposed <= taking
}
/** Nobody on record against it is counted as agreeing. */
const counted = ({ opposed }: Item, { body }: Try): boolean => !opposed || Number(body.opposed) >= 1
const reasoned = ({ act, body }: Try): boolean => {
  const { agreed, opposed, reasons } = body as { agreed: number; opposed: number; reasons?: string }
  return reasons !== undefined || (act === 'adopt' ? opposed <= agreed : agreed <= opposed)
}
const model: Model = {
  state: (done) => after(done)?.state,
  verdict: (done, next) => {
    const { act, on } = next
    const item = after(done)
    if (!item) return act === 'submit' ? 'done' : 'refused'
    const its = partAct(act)
    if (its) return partVerdict(item, its, next)
    const lawful = item.kind === 'other' || on >= lawfulFrom
    const counts = item.discussed && item.meeting === 'm' && on >= heldOn
    const allowed = (ok: boolean) => (ok ? 'done' : 'refused')
    switch (act) {
      case 'schedule':
        return allowed(item.state === 'submitted' && lawful && on < closedOn)
      case 'takeOff':
        return allowed(item.state === 'scheduled')
      case 'withdraw':
        return allowed(item.state === 'submitted' || item.state === 'scheduled')
      case 'discuss':
        if (item.state !== 'submitted' && item.state !== 'scheduled') return 'refused'
        return lawful && item.onAgenda ? 'done' : 'breach'
      case 'adopt':
        return allowed(
          item.state === 'heard' && lawful && counts && sound(next) && counted(item, next) && reasoned(next),
        )
      case 'reject':
        return allowed(item.state === 'heard' && counts && sound(next) && counted(item, next) && reasoned(next))
      case 'headSpeaks':
        return allowed(item.state === 'heard')
      case 'amend':
        return allowed(item.state === 'heard' && counts)
      case 'defer':
        return allowed(item.state === 'heard' || item.state === 'scheduled')
      case 'revoke':
        return allowed(item.state === 'adopted')
      default:
        return 'refused'
    }
  },
}

const item = { title: '示例议题', organ: 'u1', subject }
const votes = fc.constantFrom(
  { taking: 4, agreed: 4, opposed: 0 },
  { taking: 4, agreed: 2, opposed: 2 },
  { taking: 3, agreed: 1, opposed: 2 },
  { taking: 3, agreed: 1, opposed: 2, reasons: '时限紧迫' },
  { taking: 5, agreed: 3, opposed: 1, reasons: '时机不成熟' },
  { taking: 2, agreed: 2, opposed: 0 },
  { taking: 4, agreed: 3, opposed: 2 },
  { taking: 6, agreed: 6, opposed: 0 },
)
const voted = votes.map((counted) => ({ decision: file, members: 5, ...counted }))
const dues = fc.constantFrom('2022-03-18', '2022-04-01')
const reason = fc.constant({ reason: '再作研究' })

it('a random life of an item goes as the rules of meetings say', () =>
  walks({
    mechanism: items,
    others: [review, meetings],
    before,
    model,
    acts: {
      submit: fc.constantFrom({ ...item, kind: 'other' }, { ...item, kind: 'normative' }),
      schedule: fc.constant({ meeting: 'm' }),
      takeOff: reason,
      withdraw: reason,
      discuss: fc.constantFrom({ presenter: '某局长' }, { presenter: '某局长', meeting: 'm' }),
      headSpeaks: fc.constant({ head: 'p1', words: '同意' }),
      adopt: voted,
      reject: voted,
      amend: fc.constant({ changes: '修改' }),
      defer: reason,
      revoke: fc.constant({ decision: file, reason: '被替代' }),
      'opinion/o.speak': fc.constant({ member: 'p4', stance: 'oppose', words: '资金没有着落' }),
      'opinion/o.recuse': fc.constant({ member: 'p4', interest: '近亲属任职' }),
      'opinion/o.takePart': fc.constant({}),
      'task/t.assign': dues.map((due) => ({ matter: '拟定方案', unit: 'u1', due })),
      'task/t.extend': dues.map((due) => ({ due, reason: '待批复' })),
      'task/t.finish': fc.constant({ evidence: file }),
      'task/t.sendBack': reason,
      'task/t.confirm': fc.constant({}),
      'task/t.drop': reason,
    },
    weights: { schedule: 4, discuss: 3, adopt: 6, 'task/t.assign': 4, 'task/t.finish': 4, 'task/t.confirm': 4 },
    begins: '2022-03-08',
    apart: 3,
    steps: 24,
    runs: 200,
  }))
