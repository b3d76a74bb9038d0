/** The steps of a normative document, as the people of the drafting unit and the offices take them: what rests on another case comes on a later day. */
import type { Values } from '../../kernel/fields/index.ts'
import { addDays, addMonths, type Day } from '../../kernel/time/index.ts'
import type { YearAct, YearItem, YearSource } from '../../server/year.ts'
import type { Paper } from './documents.ts'
import { nextMeeting } from './executive-meetings.ts'
import { wordOf } from './issuing-bodies.ts'
import { later, officesOf, today, told, turn, workday, type Offices } from './telling.ts'

const leader = 'p-leader-1'
const office = 'p-government-office-2'
const meetingOffice = 'p-government-office-4'
const bureaus = ['p-justice-2', 'p-justice-3', 'p-justice-5']
const yes = { byOrgan: true, underPower: true, toBePublished: true, touchesRights: true, binding: true, reusable: true }
export const answersOf = (title: string, touchesRights = true): Values => ({
  ...yes,
  touchesRights,
  sheet: `file:${title}六问判断表`,
})

/** Whoever acts for the drafting unit, and the acts on the case and on those that it opened. */
const actorsOf = ({ name, organ, issuer, planned }: Paper, offices: Offices) => {
  const by = { clerk: offices.clerk, legal: offices.legal, head: offices.head }
  const acting =
    (mechanism: string, of = name, part?: readonly [string, string]) =>
    (who: keyof typeof by, unit = organ) =>
    (on: Day, act: string, body?: Values): YearAct =>
      told(mechanism, of, part)(on, by[who](unit, on), act, body)
  const own = acting('normative-documents')
  return {
    clerk: own('clerk'),
    legal: own('legal'),
    issuingHead: own('head', issuer),
    tell: told('normative-documents', name),
    drafter: offices.clerk(organ, planned),
    acting,
    bureau: turn(bureaus, name.length + Number(name.at(-1))),
  }
}
type Actors = ReturnType<typeof actorsOf>
const textOf = ({ title }: Paper, version: string): string => `text:${title}（${version}）`

/** Planned, found to be one by the reviewer and drafted; gives the day of the draft. */
const begin = (
  one: Paper,
  at: Actors,
  units: YearSource['units'],
  level: 'district' | 'department',
): [YearItem[], Day] => {
  const { title, organ, issuer, joint, planned, market, trial, topic, replaces, bases, urgent } = one
  const drafted = later(planned, urgent ? 1 : 5)
  return [
    [
      at.clerk(planned, 'plan', {
        title,
        issuer,
        ...(joint && { jointIssuers: joint }),
        organ,
        drafter: at.drafter,
        word: wordOf(units.find(({ id }) => id === issuer)!),
        level,
        market: market ?? false,
        topics: [topic ?? 'other'],
        ...(trial && { trial }),
        ...(replaces && { replaces: `case:normative-documents/${replaces}` }),
      }),
      at.legal(urgent ? planned : later(planned, 1), 'classify', answersOf(title)),
      ...(urgent
        ? [
            at.tell(planned, leader, 'expedite', {
              ground: 'incident',
              reason: urgent,
              approval: `file:${title}紧急制定批准件`,
            }),
          ]
        : []),
      at.clerk(drafted, 'draft', { text: textOf(one, '征求意见稿'), explanation: `file:${title}起草说明`, bases }),
    ],
    drafted,
  ]
}

/** A draft is put to the public; gives the day on which the result stands in public. */
const consult = (one: Paper, at: Actors, drafted: Day, version = '征求意见稿', again = ''): [YearItem[], Day] => {
  const { name, title, organ, market, comments, urgent } = one
  const of = name + again
  const [asked, noticed] = urgent ? [later(drafted, 1), later(drafted, 2)] : [later(drafted, 2), later(drafted, 5)]
  const deadline = urgent ? later(noticed, 2) : market ? workday(addDays(noticed, 33)) : later(noticed, 9)
  const closed = later(deadline, 1)
  const answered = urgent ? closed : later(closed, 2)
  const concluded = later(answered, 1)
  const result = later(concluded, 1)
  const clerk = at.acting('consultations', of)('clerk')
  const head = at.acting('consultations', of)('head')
  const comment = (n: number) => told('consultations', of, ['comment', `comment-${n}`])
  return [
    [
      at.clerk(asked, 'consult', { consulted: textOf(one, version) }),
      clerk(later(asked, 1), 'draftNotice', {
        headline: `关于《${title}》公开征求意见的公告`,
        draft: textOf(one, version),
        explanation: `file:${title}起草说明`,
        notice: `file:${title}征求意见公告${again}`,
        deadline,
        channels: ['portal', 'letter', 'email'],
      }),
      ...(urgent
        ? [
            head(noticed, 'shortenOther', {
              ground: 'emergency',
              shortening: urgent,
              approval: 'file:缩短征求意见期限批准件',
            }),
          ]
        : []),
      head(noticed, 'publish', { address: `/yjzj/${of}.html`, media: ['site', 'newMedia'] }),
      ...(market
        ? [clerk(later(noticed, 7), 'hearMarket', { attended: '经营者代表和行业协会', record: 'file:座谈会记录' })]
        : []),
      ...(again ? [] : comments).flatMap(({ after, from, says, adopt, why }, n): YearAct[] => {
        const on = later(noticed, after)
        const its = comment(n)
        return [
          { ...its(on, 'portal', 'submit', { kind: from, content: says }), unit: organ },
          its(
            answered,
            at.drafter,
            adopt ? 'adopt' : 'decline',
            adopt ? { changed: adopt } : { why: why ?? '另有规定' },
          ),
        ]
      }),
      clerk(closed, 'close'),
      clerk(concluded, 'conclude', { summary: `file:${title}意见采纳情况${again}` }),
      head(result, 'publishResult', { result: `/yjzj/${of}-jg.html` }),
    ],
    result,
  ]
}

/** One round of the review, from the day on which the text was sent; gives the day of the opinion. */
const review = (one: Paper, at: Actors, sent: Day, round = ''): [YearItem[], Day] => {
  const { name, title, market, opinions, revised, urgent } = one
  const of = name + round
  const legal = at.acting('legality-review', of)('legal')
  const clerk = at.acting('legality-review', of)('clerk')
  const its = told('legality-review', of)
  const item = (n: number) => told('legality-review', of, ['item', `item-${n}`])
  const items = round ? [] : opinions
  const revise = revised && !round
  const accepted = later(sent, 1)
  const verdict = later(accepted, urgent ? 2 : 8)
  const disposed = revise ? later(verdict, 1) : later(accepted, urgent ? 1 : 6)
  return [
    [
      at.clerk(sent, 'submitReview'),
      legal(accepted, 'accept', {
        pack: ['draft', 'explanation', 'bases', 'comments', ...(market ? ['fairness'] : [])],
        ...(market && { fairnessBy: 'drafter' }),
      }),
      ...(urgent ? [its(accepted, leader, 'expedite', { ground: 'incident', reason: urgent })] : []),
      legal(urgent ? accepted : later(accepted, 2), 'passFirst', { opinion: `file:${title}一级审核意见` }),
      ...items.flatMap(([question, opinion], n) => [
        item(n + 1)(later(accepted, urgent ? 1 : 4), at.bureau, 'raise', { no: n + 1, question, opinion }),
        item(n + 1)(disposed, at.drafter, 'adopt', { how: '已按意见修改' }),
      ]),
      its(verdict, at.bureau, revise ? 'askRevision' : 'findLawful', { opinion: `file:${title}合法性审核意见书` }),
      ...(revise ? [clerk(later(verdict, 1), 'close')] : []),
    ],
    verdict,
  ]
}
/** From the result of the comments to a text found lawful: checked for fair competition, changed where the opinion asked for it. */
const reviewed = (one: Paper, at: Actors, heard: Day): [YearItem[], Day] => {
  const { title, market, revised } = one
  const checked = (on: Day) =>
    market ? [at.legal(on, 'checkFairness', { verdict: 'clear', conclusion: `file:${title}公平竞争审查结论` })] : []
  const changed = later(heard, 1)
  const [first, verdict] = review(one, at, later(heard, 2))
  const before = [
    at.clerk(changed, 'revise', { text: textOf(one, '送审稿'), cause: 'comments' }),
    ...checked(changed),
    ...first,
  ]
  if (!revised) return [before, verdict]
  const again = later(verdict, 2)
  const [second, lawful] = review(one, at, later(again, 1), '#2')
  return [
    [
      ...before,
      at.clerk(again, 'revise', { text: textOf(one, '审核修改稿'), cause: 'review' }),
      ...checked(again),
      ...second,
    ],
    lawful,
  ]
}

/** Tabled, decided by a meeting of the government and signed; gives the day of the signature. */
const decideByGovernment = (one: Paper, at: Actors, lawful: Day): [YearItem[], Day] => {
  const tabled = later(lawful, 1)
  const { meeting, schedule, discuss, decide } = nextMeeting(tabled)
  const agenda = told('agenda-items', one.name)
  const taking = 4 - meeting.absent
  const signed = later(decide, 2)
  return [
    [
      at.clerk(tabled, 'table'),
      agenda(schedule, meetingOffice, 'schedule', {
        meeting: `case:executive-meetings/${meeting.name}`,
        pack: ['draft', 'publicOpinion', 'legality', ...(one.market ? ['fairness'] : [])],
      }),
      agenda(discuss, meetingOffice, 'discuss', { presenter: '起草单位负责人' }),
      agenda(decide, meetingOffice, 'adopt', {
        decision: `file:会议决定：${one.title}`,
        members: 4,
        taking,
        agreed: taking,
        opposed: 0,
      }),
      at.tell(later(decide, 1), meetingOffice, 'decide'),
      at.tell(signed, leader, 'sign'),
    ],
    signed,
  ]
}
const decideInUnit = (one: Paper, at: Actors, lawful: Day): [YearItem[], Day] => {
  const decided = later(lawful, 4)
  const signed = later(decided, 2)
  return [
    [
      at.clerk(later(lawful, 1), 'table'),
      at.issuingHead(decided, 'decideInUnit', { minutes: `file:审议${one.title}的会议纪要` }),
      at.issuingHead(signed, 'signInUnit'),
    ],
    signed,
  ]
}

/** Numbered, printed or not, published and in force. */
const publish = (one: Paper, at: Actors, signed: Day): YearItem[] => {
  const { name, title, published = 4, ahead = 0, trial, market, interpreted, replaces } = one
  const out = later(signed, published)
  const effective = addDays(out, ahead)
  const inStep = market || interpreted === undefined
  return [
    at.tell(later(signed, published === 1 ? 0 : 1), office, 'register'),
    at.tell(out, office, 'publish', {
      third: 'published',
      address: `/zcwj/${name}.html`,
      notice: `file:公布${title}的公告`,
      effectiveFrom: effective,
      validUntil: addDays(addMonths(effective, trial ? 24 : 60), -1),
      interpreted: inStep,
      ...(inStep && { interpretation: `file:${title}政策解读` }),
    }),
    at.tell(effective, 'system', 'takeEffect'),
    ...(inStep
      ? []
      : [
          at.tell(later(out, interpreted), office, 'interpret', {
            form: 'questions',
            material: `file:${title}问答解读`,
          }),
        ]),
    ...(replaces ? [told('normative-documents', replaces)(effective, 'system', 'supersede')] : []),
  ]
}

/** A document from its plan to its force, as far as it has come by the day of the clock. */
export const lifeOf = (one: Paper, level: 'district' | 'department', source: YearSource): YearItem[] => {
  const at = actorsOf(one, officesOf(source))
  const [begun, drafted] = begin(one, at, source.units, level)
  const [asked, first] = consult(one, at, drafted)
  const before: YearItem[] = [...begun, ...asked]
  let heard = first
  if (one.material) {
    const changed = later(first, 2)
    const [again, second] = consult(one, at, changed, '修改后征求意见稿', '#2')
    before.push(
      at.clerk(changed, 'reviseMaterially', { text: textOf(one, '修改后征求意见稿'), changed: one.material }),
      ...again,
    )
    heard = second
  }
  const [checked, lawful] = reviewed(one, at, heard)
  // No meeting is known for what is not ready yet.
  if (lawful >= today) return [...before, ...checked]
  const [decided, signed] = level === 'district' ? decideByGovernment(one, at, lawful) : decideInUnit(one, at, lawful)
  return [...before, ...checked, ...decided, ...publish(one, at, signed)]
}
