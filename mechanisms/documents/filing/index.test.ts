import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Values } from '../../../kernel/fields/index.ts'
import { raisedId } from '../../../kernel/procedure/index.ts'
import { sampleFile as file } from '../../../kernel/sample.ts'
import { addDays, type Day } from '../../../kernel/time/index.ts'
import { walks, type Model, type Try } from '../../../tests/model.ts'
import { replay, story } from '../../../tests/story.ts'
import { rolled } from '../../../tests/workdays.ts'
import filing from './index.ts'
import { sample } from './sample.ts'

const document = (publishedOn: Day, more: Values = {}): Values => ({
  title: '示例办法',
  text: file,
  organ: 'u1',
  publishedOn,
  ...more,
})
const pack = {
  papers: ['report', 'text', 'explanation', 'bases', 'notice'],
  paperSets: 2,
  electronic: true,
  files: file,
}
const sent = (on: Day, more: Values = {}): Values => ({ ...pack, delivered: on, ...more })
const receipt = { receipt: file }
const returned = { way: 'returned', defects: ['absent'], notice: file }
const opinion = { letter: file, fault: '第五条增设义务', manifest: false }
const answer = (position: 'agree' | 'disagree') => ({ answer: file, position })
const plan = { method: 'amend', finishBy: '2022-12-30', responsible: 'u1', plan: file }
const decision = { decision: file }

/** A document of the district; p1 is the government's office. */
const district = (publishedOn: Day = '2022-05-09', on: Day = publishedOn) => {
  const told = story(filing)
  const act = told.act(filing, 'c')
  expect(act(on, 'p1', 'openDistrict', document(publishedOn))).toBe('done')
  const track = (n: number) => told.act(filing, 'c', told.raised('c', 1, 'track', n))
  return {
    told,
    act,
    municipal: track(0),
    congress: track(1),
    stateOf: (n: number) => told.part('c', told.raised('c', 1, 'track', n).id).state,
  }
}
/** A department's, of unit u1 by p2; p3 sits at the receiving desk. */
const department = (publishedOn: Day = '2022-05-09') => {
  const told = story(filing)
  const act = told.act(filing, 'c')
  expect(act(publishedOn, 'p2', 'openDepartment', document(publishedOn))).toBe('done')
  return { told, act, intake: told.act(filing, 'c', told.raised('c', 1, 'intake', 0)) }
}
const filed = () => {
  const at = district()
  for (const track of [at.municipal, at.congress]) {
    track('2022-05-16', 'p1', 'send', sent('2022-05-16'))
    track('2022-05-20', 'p1', 'receive', receipt)
  }
  expect(at.act('2022-05-20', 'p1', 'fileDistrict')).toBe('done')
  return at
}

it('the sample replays', () => expect(replay(filing, sample)).toEqual([]))

describe('a document of the district', () => {
  it('is due in both directions and counts as filed only with both receipts', () => {
    const { act, municipal, congress } = district()
    municipal('2022-05-16', 'p1', 'send', sent('2022-05-16'))
    municipal('2022-05-18', 'p1', 'receive', receipt)
    congress('2022-05-16', 'p1', 'send', sent('2022-05-16'))
    expect(act('2022-05-18', 'p1', 'fileDistrict')).toMatch(
      /^refusal.*至少2项报送方向.*《重庆市行政执法责任制条例》第11条/,
    )
    expect(act('2022-05-18', 'p1', 'fileDepartment')).toMatch(/^refusal.*收件备案.*第11条/)
    congress('2022-05-20', 'p1', 'receive', receipt)
    expect(act('2022-05-20', 'p1', 'fileDistrict')).toBe('done')
  })
  it('is accepted by nothing but a receipt, and none comes before it was sent', () => {
    const { congress } = district()
    expect(congress('2022-05-16', 'p1', 'receive', receipt)).toMatch(/^refusal.*已报送/)
    congress('2022-05-16', 'p1', 'send', sent('2022-05-16'))
    expect(congress('2022-05-20', 'p1', 'receive')).toMatch(/^invalid: receipt/)
    expect(congress('2022-05-12', 'p1', 'receive', receipt, { today: '2022-05-20' })).toMatch(/^refusal.*已报送/)
  })
  it('names itself by its case or its text, and is not due before it is published', () => {
    const told = story(filing)
    const act = told.act(filing, 'c')
    const { text: _, ...nothing } = document('2022-05-09')
    expect(act('2022-05-09', 'p1', 'openDistrict', nothing)).toMatch(/^refusal.*附上文本/)
    expect(act('2022-05-06', 'p1', 'openDistrict', document('2022-05-09'))).toMatch(/^refusal.*公布日不得晚于今天/)
    expect(
      act('2022-05-09', 'p1', 'openDistrict', {
        ...nothing,
        subject: { mechanism: 'papers', id: 'x', hash: 'a'.repeat(64) },
      }),
    ).toBe('done')
  })
  it('goes to the congress with five papers, two sets and the electronic text; to the government with three', () => {
    const { municipal, congress } = district()
    const on = '2022-05-16'
    for (const lack of [{ papers: pack.papers.slice(1) }, { paperSets: 1 }, { electronic: false }])
      expect(congress(on, 'p1', 'send', sent(on, lack))).toMatch(/^refusal.*备案审查条例》第14条/)
    expect(municipal(on, 'p1', 'send', sent(on, { papers: ['report', 'text'] }))).toMatch(/^refusal.*备案部分/)
    expect(municipal(on, 'p1', 'send', sent(on, { papers: pack.papers.slice(0, 3), paperSets: 1 }))).toBe('done')
    expect(congress(on, 'p1', 'send', sent(on))).toBe('done')
  })
  it('comes back with reasons, a file that does not open among them, and goes again as often as it must', () => {
    const { congress, stateOf, told } = district()
    congress('2022-05-16', 'p1', 'send', sent('2022-05-16'))
    expect(congress('2022-05-18', 'p1', 'giveBack', { ...returned, defects: [] })).toMatch(/^invalid: defects/)
    expect(congress('2022-05-18', 'p1', 'giveBack', { ...returned, defects: ['unreadable'] })).toBe('done')
    expect(congress('2022-05-19', 'p1', 'receive', receipt)).toMatch(/^refusal/)
    expect(congress('2022-05-20', 'p1', 'resend', sent('2022-05-20'))).toBe('done')
    expect(congress('2022-05-23', 'p1', 'giveBack', returned)).toBe('done')
    expect(congress('2022-05-25', 'p1', 'resend', sent('2022-05-25'))).toBe('done')
    // Ten days run from the second round: none of the first is left.
    expect(congress('2022-06-06', 'p1', 'receive', receipt)).toBe('done')
    expect(stateOf(1)).toBe('accepted')
    expect(told.history('c').filter(({ act }) => act === 'resend')).toHaveLength(2)
  })
  it('of which two people enter the receipt is receipted once', () => {
    const { congress } = district()
    congress('2022-05-16', 'p1', 'send', sent('2022-05-16'))
    expect(congress('2022-05-20', 'p1', 'receive', receipt)).toBe('done')
    expect(congress('2022-05-20', 'p4', 'receive', receipt)).toMatch(/^refusal.*现为“已备案”/)
  })
  it('is no longer filed when it fell away before', () => {
    const { act, congress } = district()
    expect(act('2022-05-10', 'p1', 'cancel', { reason: '公布后即被收回' })).toBe('done')
    expect(congress('2022-05-16', 'p1', 'send', sent('2022-05-16'))).toMatch(/^refusal.*案卷已办结/)
  })
})

describe('the time to file', () => {
  const late = (publishedOn: Day, on: Day, track: 'municipal' | 'congress') => {
    const at = district(publishedOn, on)
    return at[track](on, 'p1', 'send', sent(on))
  }
  it('with the congress is thirty days for what was published since 1 May 2022, and unknown before', () => {
    expect(late('2022-05-01', '2022-05-31', 'congress')).toBe('done')
    expect(late('2022-05-01', '2022-06-01', 'congress')).toMatch(/^breach.*2022-05-31届满.*备案审查条例》第14条/)
    expect(late('2022-04-30', '2022-08-31', 'congress')).toBe('done')
  })
  it('with the municipal government rests on a number that is to be verified', () => {
    expect(late('2022-05-09', '2022-05-24', 'municipal')).toBe('done')
    expect(late('2022-05-09', '2022-05-25', 'municipal')).toMatch(/^breach.*依据待核.*备案部分/)
  })
  it('rolls to the next working day', () => {
    // Thirty days from 30 December 2022 end on a Sunday that is worked.
    expect(late('2022-12-30', '2023-01-29', 'congress')).toBe('done')
    expect(late('2022-12-30', '2023-01-30', 'congress')).toMatch(/^breach.*2023-01-29届满/)
  })
  it('of the check of form binds the congress: a late receipt shows', () => {
    const { congress } = district()
    congress('2022-05-16', 'p1', 'send', sent('2022-05-16'))
    expect(congress('2022-05-27', 'p1', 'receive', receipt)).toMatch(/^breach.*备案审查条例》第15条/)
  })
  it('to complete what came back rests on a number that is to be verified', () => {
    const { congress } = district()
    congress('2022-05-16', 'p1', 'send', sent('2022-05-16'))
    congress('2022-05-18', 'p1', 'giveBack', returned)
    expect(congress('2022-06-06', 'p1', 'resend', sent('2022-06-06'))).toMatch(/^breach.*补报.*依据待核/)
  })
  it('is not met by a pack that is yet to be handed in', () =>
    expect(district().congress('2022-05-16', 'p1', 'send', sent('2022-05-17'))).toMatch(/^refusal.*送达日/))
})

describe('an opinion from above', () => {
  const questioned = (more: Values = {}) => {
    const at = filed()
    expect(at.congress('2022-06-01', 'p1', 'receiveOpinion', { ...opinion, ...more })).toBe('done')
    return at
  }
  it('leaves the document filed, and is answered within thirty days', () => {
    const { told, congress } = questioned()
    expect(told.read('c').state).toBe('filed')
    expect(congress('2022-07-04', 'p1', 'reply', answer('agree'))).toMatch(/^breach.*2022-07-01届满.*第37条/)
  })
  it('that finds it manifestly unlawful is answered only when it is no longer applied', () => {
    const { congress } = questioned({ manifest: true })
    expect(congress('2022-06-02', 'p1', 'reply', answer('agree'))).toMatch(/^refusal.*须先停止适用.*第36条/)
    congress('2022-06-02', 'p1', 'stopApplying', { notice: file })
    expect(congress('2022-06-02', 'p1', 'reply', answer('agree'))).toBe('done')
  })
  it('that the issuer agrees with leads to a plan of six months, of twelve with a reason, and to a report in thirty days', () => {
    const { congress } = questioned()
    congress('2022-06-20', 'p1', 'reply', answer('agree'))
    expect(congress('2022-06-21', 'p1', 'plan', plan)).toBe('done')
    expect(congress('2022-12-22', 'p1', 'dispose', decision)).toMatch(/^breach.*2022-12-21届满.*第36条/)
    expect(congress('2023-02-06', 'p1', 'report', { report: file })).toMatch(/^breach.*第38条/)

    const other = questioned()
    other.congress('2022-06-20', 'p1', 'reply', answer('agree'))
    other.congress('2022-06-21', 'p1', 'plan', plan)
    expect(other.congress('2022-12-01', 'p1', 'extend', {})).toMatch(/^invalid: ground/)
    expect(other.congress('2022-12-01', 'p1', 'extend', { ground: '待上位法修订' })).toBe('done')
    expect(other.congress('2023-06-21', 'p1', 'dispose', decision)).toBe('done')
    expect(other.congress('2023-07-20', 'p1', 'report', { report: file })).toBe('done')
    expect(other.act('2023-07-21', 'p1', 'close')).toBe('done')
  })
  it('that the issuer rejects has no plan; it goes to the committee and may end in annulment', () => {
    const { congress, municipal, act } = questioned()
    congress('2022-06-20', 'p1', 'reply', answer('disagree'))
    expect(congress('2022-06-21', 'p1', 'plan', plan)).toMatch(/^refusal.*认可/)
    expect(act('2022-06-21', 'p1', 'close')).toMatch(/^refusal/)
    expect(congress('2022-07-21', 'p1', 'escalate', { notice: file })).toBe('done')
    expect(congress('2022-08-22', 'p1', 'annul', decision)).toBe('done')
    // The other recipient is no standing committee.
    expect(municipal('2022-08-22', 'p1', 'annul', decision)).toMatch(/^breach.*监督法》第30条/)
  })
  it('may find nothing in the end, or a government above overrules by itself', () => {
    const { congress, municipal, act } = questioned()
    expect(congress('2022-06-10', 'p1', 'endReview', { notice: file })).toBe('done')
    expect(municipal('2022-06-10', 'p1', 'overrule', decision)).toBe('done')
    expect(act('2022-06-13', 'p1', 'close')).toBe('done')
  })
  it('from the municipal government is not extended under the rules of the congress', () => {
    const { municipal } = filed()
    municipal('2022-06-01', 'p1', 'receiveOpinion', opinion)
    municipal('2022-06-02', 'p1', 'reply', answer('agree'))
    municipal('2022-06-02', 'p1', 'plan', plan)
    expect(municipal('2022-06-03', 'p1', 'extend', { ground: '复杂' })).toMatch(/^refusal.*第36条/)
    expect(municipal('2022-07-04', 'p1', 'dispose', decision)).toMatch(/^breach.*依据待核/)
  })
})

describe("a department's document at the receiving desk", () => {
  it('is receipted by the desk, numbered in its list, and never by whoever sent it', () => {
    const { told, act, intake } = department()
    expect(intake('2022-05-11', 'p3', 'accept', { word: '示府备' })).toMatch(/^refusal/)
    expect(intake('2022-05-11', 'p2', 'submit', { ...pack, papers: ['text'] })).toMatch(/^refusal.*备案部分/)
    expect(intake('2022-05-11', 'p2', 'submit', pack)).toBe('done')
    expect(intake('2022-05-12', 'p2', 'accept', { word: '示府备' })).toMatch(/^refusal.*第11条/)
    expect(intake('2022-05-12', 'p3', 'accept', { word: '示府备' }, { roles: ['clerk'] })).toMatch(/^denied/)
    expect(act('2022-05-12', 'p3', 'fileDepartment')).toMatch(/^refusal.*《重庆市行政执法责任制条例》第11条/)
    expect(intake('2022-05-12', 'p3', 'accept', { word: '示府备' })).toBe('done')
    expect(told.history('c').at(-1)!.body.number).toBe('示府备〔2022〕1号')
    expect(act('2022-05-12', 'p3', 'fileDepartment')).toBe('done')
  })
  it('belongs to its department', () =>
    expect(department().intake('2022-05-11', 'p8', 'submit', pack, { unit: 'u9' })).toMatch(/^denied/))
  it('comes late, is checked late or completed late with a breach', () => {
    const { intake } = department()
    expect(intake('2022-05-25', 'p2', 'submit', pack)).toMatch(/^breach.*依据待核/)
    expect(intake('2022-06-27', 'p3', 'sendBack', returned)).toMatch(/^breach.*依据待核/)
    expect(intake('2022-07-13', 'p2', 'resubmit', pack)).toMatch(/^breach.*依据待核/)
    // The desk's time begins anew with what was completed.
    expect(intake('2022-08-12', 'p3', 'accept', { word: '示府备' })).toBe('done')
  })
  it('is objected to after it was filed, and either mended or found right', () => {
    const { intake, act } = department()
    intake('2022-05-11', 'p2', 'submit', pack)
    intake('2022-05-12', 'p3', 'accept', { word: '示府备' })
    act('2022-05-12', 'p3', 'fileDepartment')
    expect(intake('2022-05-20', 'p2', 'object', opinion)).toMatch(/^refusal/)
    expect(intake('2022-05-20', 'p3', 'object', opinion)).toBe('done')
    intake('2022-05-23', 'p2', 'reply', answer('disagree'))
    expect(intake('2022-05-24', 'p3', 'withdrawObjection', { reason: '依据充分' })).toBe('done')
    intake('2022-05-25', 'p3', 'object', opinion)
    intake('2022-05-26', 'p2', 'reply', answer('agree'))
    intake('2022-05-27', 'p2', 'plan', plan)
    expect(intake('2022-06-27', 'p2', 'dispose', decision)).toMatch(/^breach.*依据待核/)
    expect(intake('2022-06-28', 'p2', 'report', { report: file })).toBe('done')
    expect(act('2022-06-29', 'p1', 'close')).toBe('done')
  })
})

// ── models, from the law: rolled days, what leads where, and who may not act ──
/** Is that so many days too late? No anchor, no time. */
const after = (on: Day, start: unknown, days: number): boolean =>
  typeof start === 'string' && on > rolled(addDays(start, days))
const months = (start: Day, count: number): Day => {
  const [year, month, date] = start.split('-').map(Number) as [number, number, number]
  const at = new Date(Date.UTC(year, month - 1 + count, 1))
  const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate()
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), Math.min(date, last))).toISOString().slice(0, 10)
}
const filedStates = ['accepted', 'questioned', 'replied', 'disposing', 'disposed', 'reported', 'annulled']
const settledStates = ['accepted', 'reported', 'annulled']
const comesFrom: Readonly<Record<string, readonly string[]>> = {
  send: ['due'],
  submit: ['due'],
  giveBack: ['sent'],
  sendBack: ['submitted'],
  resend: ['returned'],
  resubmit: ['returned'],
  receive: ['sent'],
  accept: ['submitted'],
  receiveOpinion: ['accepted'],
  object: ['accepted'],
  stopApplying: ['questioned', 'replied', 'disposing'],
  reply: ['questioned'],
  plan: ['replied'],
  extend: ['disposing'],
  dispose: ['questioned', 'replied', 'disposing'],
  report: ['disposed'],
  endReview: ['questioned', 'replied'],
  withdrawObjection: ['questioned', 'replied'],
  annul: ['accepted', 'questioned', 'replied', 'disposing'],
}
const leadsTo: Readonly<Record<string, string>> = {
  send: 'sent',
  submit: 'submitted',
  giveBack: 'returned',
  sendBack: 'returned',
  resend: 'sent',
  resubmit: 'submitted',
  receive: 'accepted',
  accept: 'accepted',
  receiveOpinion: 'questioned',
  object: 'questioned',
  reply: 'replied',
  plan: 'disposing',
  dispose: 'disposed',
  report: 'reported',
  endReview: 'accepted',
  withdrawObjection: 'accepted',
  annul: 'annulled',
}
const [municipalId, congressId] = [0, 1].map((n) => raisedId('case', 1, 'track', n)) as [string, string]
const intakeId = raisedId('case', 1, 'intake', 0)
/** The acts of one track, by their own names. */
const actsOf = (done: readonly Try[], id: string): Try[] =>
  done.flatMap((one) => (one.act.includes(`/${id}.`) ? [{ ...one, act: one.act.split('.')[1]! }] : []))
const standing = (of: readonly Try[]): string => of.flatMap(({ act }) => leadsTo[act] ?? []).at(-1) ?? 'due'
const caseLeads: Readonly<Record<string, string>> = {
  openDistrict: 'open',
  openDepartment: 'open',
  fileDistrict: 'filed',
  fileDepartment: 'filed',
  close: 'closed',
  cancel: 'cancelled',
}
const caseState = (done: readonly Try[]) => done.flatMap(({ act }) => caseLeads[act] ?? []).at(-1)
const since2022 = (day: unknown): boolean => typeof day === 'string' && day >= '2022-05-01'

const lateOnTrack = (of: readonly Try[], publishedOn: unknown, congress: boolean, { act, on }: Try): boolean => {
  const last = (...acts: string[]) => of.findLast((one) => acts.includes(one.act))?.on
  const bound = (start: unknown, days: number) => since2022(start) && after(on, start, days)
  const delivered = of.flatMap(({ body }) => body.delivered ?? []).at(-1)
  if (act === 'send') return congress ? bound(publishedOn, 30) : after(on, publishedOn, 15)
  if (act === 'receive' || act === 'giveBack') return congress ? bound(delivered, 10) : after(on, delivered, 30)
  if (act === 'resend') return after(on, last('giveBack'), 15)
  if (act === 'reply') return congress && bound(last('receiveOpinion'), 30)
  if (act === 'report') return congress && bound(last('dispose'), 30)
  if (act !== 'dispose') return false
  if (!congress) return after(on, last('receiveOpinion'), 30)
  const planned = last('plan')
  if (planned === undefined || !since2022(planned)) return false
  const extended = of.some((one) => one.act === 'extend')
  return on > rolled(months(planned, 12)) || (!extended && on > rolled(months(planned, 6)))
}
const lateAtDesk = (of: readonly Try[], publishedOn: unknown, { act, on }: Try): boolean => {
  const last = (name: string) => of.findLast((one) => one.act === name)?.on
  if (act === 'submit') return after(on, publishedOn, 15)
  if (act === 'accept' || act === 'sendBack') return after(on, last('resubmit') ?? last('submit'), 30)
  if (act === 'resubmit') return after(on, last('sendBack'), 15)
  return (act === 'dispose' || act === 'withdrawObjection') && after(on, last('object'), 30)
}
const law: Model = {
  state: caseState,
  verdict: (done, next) => {
    const now = caseState(done)
    const { publishedOn } = done[0]?.body ?? {}
    const id = /\/(.+)\./.exec(next.act)?.[1]
    if (!id) {
      if (next.act.startsWith('open')) return now === undefined ? 'done' : 'refused'
      const ids = done[0]!.act === 'openDistrict' ? [municipalId, congressId] : [intakeId]
      const all = (states: readonly string[]) => ids.every((id) => states.includes(standing(actsOf(done, id))))
      if (next.act === 'cancel') return now === 'open' ? 'done' : 'refused'
      if (next.act === 'close') return now === 'filed' && all(settledStates) ? 'done' : 'refused'
      const district = next.act === 'fileDistrict'
      return now === 'open' && district === (ids.length === 2) && all(filedStates) ? 'done' : 'refused'
    }
    const of = actsOf(done, id)
    const one = { ...next, act: next.act.split('.')[1]! }
    if (now === 'closed' || now === 'cancelled' || !comesFrom[one.act]!.includes(standing(of))) return 'refused'
    const last = (name: string) => of.findLastIndex(({ act }) => act === name)
    const congress = id === congressId
    const unstopped =
      of[last('receiveOpinion')]?.body.manifest === true && last('stopApplying') < last('receiveOpinion')
    const ofDesk = ['accept', 'sendBack', 'object', 'withdrawObjection'].includes(one.act)
    const refused =
      (one.act === 'reply' && id !== intakeId && unstopped) ||
      (one.act === 'plan' && of[last('reply')]?.body.position !== 'agree') ||
      (one.act === 'extend' && !congress) ||
      (ofDesk && of.some(({ act, by }) => ['submit', 'resubmit'].includes(act) && by === one.by))
    if (refused) return 'refused'
    if (one.act === 'annul' && !congress) return 'breach'
    const late = id === intakeId ? lateAtDesk(of, publishedOn, one) : lateOnTrack(of, publishedOn, congress, one)
    return late ? 'breach' : 'done'
  },
}
const opened = fc.constantFrom('2022-04-28', '2022-05-05').map((day) => document(day))
const disposals = {
  reply: fc.constantFrom(answer('agree'), answer('agree'), answer('disagree')),
  plan: fc.constant(plan),
  dispose: fc.constant(decision),
  report: fc.constant({ report: file }),
}
const within = (part: string, acts: Readonly<Record<string, fc.Arbitrary<Values>>>) =>
  Object.fromEntries(Object.entries(acts).map(([act, bodies]) => [`${part}.${act}`, bodies]))

describe('a random life goes as the law says', () => {
  // On a day that may lie ahead of the walk.
  const handedIn = fc.nat({ max: 60 }).map((days) => sent(addDays('2022-04-28', days)))
  const upwards = {
    send: handedIn,
    giveBack: fc.constant(returned),
    resend: handedIn,
    receive: fc.constant(receipt),
    receiveOpinion: fc.constantFrom(opinion, { ...opinion, manifest: true }),
    stopApplying: fc.constant({ notice: file }),
    ...disposals,
    extend: fc.constant({ ground: '待上位法修订' }),
    endReview: fc.constant({ notice: file }),
    annul: fc.constant(decision),
  }
  const judgedToo: Model = {
    ...law,
    verdict: (done, next) => {
      const verdict = law.verdict(done, next)
      return (next.body.delivered as Day) > next.on ? 'refused' : verdict
    },
  }
  const tracks = { ...within(`track/${municipalId}`, upwards), ...within(`track/${congressId}`, upwards) }
  it('on two tracks', () =>
    walks({
      mechanism: filing,
      model: judgedToo,
      acts: {
        openDistrict: opened,
        fileDistrict: fc.constant({}),
        fileDepartment: fc.constant({}),
        close: fc.constant({}),
        cancel: fc.constant({ reason: '公布后即被收回' }),
        ...tracks,
      },
      weights: {
        ...Object.fromEntries(Object.keys(tracks).map((act) => [act, act.endsWith('.annul') ? 1 : 5])),
        fileDistrict: 20,
        close: 2,
      },
      begins: '2022-05-05',
      apart: 20,
      steps: 30,
      runs: 200,
    }))
  it('at the receiving desk', () => {
    const here = within(`intake/${intakeId}`, {
      submit: fc.constant(pack),
      sendBack: fc.constant(returned),
      resubmit: fc.constant(pack),
      accept: fc.constant({ word: '示府备' }),
      object: fc.constant(opinion),
      ...disposals,
      withdrawObjection: fc.constant({ reason: '依据充分' }),
    })
    walks({
      mechanism: filing,
      model: law,
      acts: {
        openDepartment: opened,
        fileDepartment: fc.constant({}),
        fileDistrict: fc.constant({}),
        close: fc.constant({}),
        ...here,
      },
      weights: { ...Object.fromEntries(Object.keys(here).map((act) => [act, 5])), fileDepartment: 5 },
      begins: '2022-05-05',
      apart: 20,
      steps: 20,
    })
  })
})
