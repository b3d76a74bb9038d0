/** The steps of a major decision, as the people of the lead unit and the offices take them: what rests on another case comes on a later day. */
import type { Values } from '../../kernel/fields/index.ts'
import { addDays, type Day } from '../../kernel/time/index.ts'
import type { YearAct, YearItem } from '../../server/year.ts'
import { catalogue2022, finished } from './decision-catalogues.ts'
import type { Decision } from './decisions.ts'
import { nextMeeting } from './executive-meetings.ts'
import { later, told, workday, type Offices } from './telling.ts'

export const head = 'p-leader-1'
export const office = 'p-government-office-1'
const meetingOffice = 'p-government-office-4'
const bureau = 'p-justice-3'

/** Whoever acts for the lead unit, and the acts on the case, its parts and the cases that it opened. */
export const actorsOf = ({ name, lead }: Pick<Decision, 'name' | 'lead'>, offices: Offices) => {
  const by = {
    clerk: (on: Day) => offices.clerk(lead, on),
    legal: (on: Day) => offices.legal(lead, on),
    head: (on: Day) => offices.head(lead, on),
  }
  const acting =
    (mechanism: string, of: string, part?: readonly [string, string]) =>
    (who: 'clerk' | 'legal' | 'head') =>
    (on: Day, act: string, body?: Values): YearAct =>
      told(mechanism, of, part)(on, by[who](on), act, body)
  return {
    by,
    clerk: acting('major-decisions', name)('clerk'),
    unitHead: acting('major-decisions', name)('head'),
    tell: told('major-decisions', name),
    part: (kind: string, of = `${kind}/1`) => acting('major-decisions', name, [kind, of]),
    consultation: acting('consultations', name),
    comment: (n: number) => told('consultations', name, ['comment', `comment-${n}`]),
    hearing: acting('consultations', name, ['hearing', 'hearing/1'])('clerk'),
    review: (round: string) => acting('legality-review', name + round),
    reviewed: (round: string) => told('legality-review', name + round),
    opinion: (round: string, n: number) => told('legality-review', name + round, ['item', `item-${n}`]),
    agenda: told('agenda-items', name),
  }
}
export type Actors = ReturnType<typeof actorsOf>
const textOf = ({ title }: Pick<Decision, 'title'>, version: string) => `text:${title}（${version}）`

/** Proposed, studied, started and drafted; gives the day of the draft. */
export const begin = (one: Decision, { clerk, tell, by }: Actors, more: Values = {}): [YearItem[], Day] => {
  const { title, kind, source, entry, planned, lead, proposed, problem, scheme, basis } = one
  const drafted = later(proposed, 12)
  const listing =
    entry === undefined
      ? { listing: 'outside' }
      : { listing: 'inside', catalogue: `case:decision-catalogues/${catalogue2022}`, entry: `第${entry}项` }
  return [
    [
      tell(proposed, source === 'leader' ? office : by.clerk(proposed), 'propose', {
        title,
        kind,
        source,
        proposal: `file:关于${title}的建议`,
        organ: lead,
        planned,
        ...listing,
      }),
      clerk(later(proposed, 3), 'study', {
        problem,
        basis,
        scheme,
        feasibility: '资金、用地和实施条件基本具备',
        report: `file:${title}研究论证报告`,
      }),
      tell(later(proposed, 6), head, 'start', { lead }),
      clerk(drafted, 'draft', {
        text: textOf(one, '征求意见稿'),
        drafter: by.clerk(drafted),
        explanation: `file:${title}草案说明和依据`,
        analysis: `file:${title}成本效益分析`,
        mustHear: one.hearing === true,
        ...more,
      }),
    ],
    drafted,
  ]
}

/** The draft is put to the public; gives the day on which the result stands in public. */
export const consult = (one: Decision, at: Actors, drafted: Day): [YearItem[], Day] => {
  const { title, name, comments, group, hearing } = one
  const { consultation, part, comment } = at
  const clerk = consultation('clerk')
  const unitHead = consultation('head')
  const [asked, noticed] = [later(drafted, 1), later(drafted, 4)]
  const deadline = workday(addDays(noticed, 33))
  const closed = later(deadline, 1)
  const sitting = later(closed, 16)
  const answered = later(closed, 3)
  const concluded = hearing ? later(sitting, 5) : later(answered, 2)
  const result = later(concluded, 2)
  return [
    [
      part('participation')('clerk')(asked, 'ask', { consulted: textOf(one, '征求意见稿') }),
      clerk(later(asked, 1), 'draftNotice', {
        headline: `关于《${title}》公开征求意见的公告`,
        draft: textOf(one, '征求意见稿'),
        explanation: `file:${title}草案说明`,
        notice: `file:${title}征求意见公告`,
        deadline,
        channels: ['portal', 'letter', 'email', 'phone'],
        ...(group && { specificGroup: true }),
      }),
      unitHead(noticed, 'publish', { address: `/jczj/${name}.html`, media: ['site', 'newMedia', 'press'] }),
      ...(group
        ? [clerk(later(noticed, 7), 'hearGroup', { attended: group, groupHeard: `file:${title}沟通协商记录` })]
        : []),
      ...comments.flatMap(({ after, from, says, adopt, why }, n): YearAct[] => {
        const on = later(noticed, after)
        return [
          { ...comment(n)(on, 'portal', 'submit', { kind: from, content: says }), unit: one.lead },
          comment(n)(
            answered,
            at.by.clerk(answered),
            adopt ? 'adopt' : 'decline',
            adopt ? { changed: adopt } : { why: why! },
          ),
        ]
      }),
      clerk(closed, 'close'),
      ...(hearing
        ? [
            unitHead(closed, 'orderHearing'),
            at.hearing(closed, 'schedule', { sitting, place: '区政府一楼会议室（示例）' }),
            at.hearing(later(closed, 1), 'announce', {
              notice: `file:${title}听证公告`,
              selection: 'file:听证参加人遴选办法',
            }),
            at.hearing(later(closed, 5), 'publishParticipants', { participants: 'file:听证参加人名单' }),
            at.hearing(later(closed, 6), 'serve', { receipts: 'file:听证材料送达回证' }),
            at.hearing(sitting, 'hold', { record: 'file:听证会记录（参加人签名）' }),
            at.hearing(later(sitting, 4), 'report', { report: 'file:听证报告' }),
          ]
        : []),
      clerk(concluded, 'conclude', { summary: `file:${title}意见采纳情况` }),
      unitHead(result, 'publishResult', { result: `/jczj/${name}-jg.html` }),
      part('participation')('clerk')(later(result, 1), 'conclude'),
    ],
    later(result, 1),
  ]
}

const assessment = ({ title }: Decision, grade: string): Values => ({
  grade,
  points: '利益受影响的住户和经营者可能集体反映',
  measures: '先谈后办，分批实施，设专线答复',
  contingency: `file:${title}处置预案`,
  heard: '区信访办、区公安局、属地街道',
  report: `file:${title}风险评估报告`,
})
/** Experts, risk, departments and fair competition beside the consultation. `until`: what comes later has not happened. */
export const argue = (one: Decision, at: Actors, drafted: Day, decisive = true): YearItem[] => {
  const { experts = [], risk, departments, title, market } = one
  const on = (days: number) => later(drafted, days)
  const seat = (n: number) => at.part('expert', n === 0 ? 'expert/1' : `expert-${n + 1}`)('clerk')
  const riskAct = at.part('risk')
  return [
    ...experts.flatMap(({ name, field, pool, differing, view }, n): YearItem[] => [
      seat(n)(on(6), n === 0 ? 'select' : 'add', {
        name,
        field,
        pool,
        stance: differing ? 'differing' : 'open',
        interest: 'none',
        declaration: `file:${name}独立性声明`,
      }),
      ...(decisive || n > 0
        ? [seat(n)(on(16 + n), 'deliver', { opinion: `file:${name}论证意见`, signed: true, view })]
        : []),
    ]),
    ...(experts.length === 0
      ? [at.part('expert')('head')(on(6), 'setAside', { ground: '不涉及专业技术判断', finding: 'file:签字认定书' })]
      : []),
    ...departments.flatMap(([unit, dissent], n): YearItem[] => {
      const its = at.part('department', unit)('clerk')
      return [
        its(on(2), 'ask', { asking: one.lead, unit, letter: `file:${title}部门征求意见函` }),
        dissent
          ? its(on(10 + n), 'explain', { dispute: '资金安排', theirs: dissent, ours: '分年安排，当年不突破预算' })
          : its(on(9 + n), 'agree', { reply: `file:${title}复函` }),
      ]
    }),
    ...(risk === 'none'
      ? [
          riskAct('head')(on(8), 'setAside', {
            ground: '规划不改变现有就医权利，不会造成不利影响',
            finding: 'file:签字认定书',
          }),
        ]
      : risk === 'reused'
        ? [riskAct('clerk')(on(8), 'reuse', { ground: '粮食安全评估办法（示例）', earlier: 'file:已有评估报告' })]
        : risk === 'adjusted'
          ? [
              riskAct('clerk')(on(20), 'findUncontrollable', assessment(one, 'high')),
              ...(decisive
                ? [
                    riskAct('clerk')(on(26), 'adjust', {
                      measures: '分两年到位，增加过渡安排',
                      proof: 'file:调整说明',
                    }),
                    riskAct('clerk')(on(30), 'findControllable', assessment(one, 'medium')),
                  ]
                : []),
            ]
          : [riskAct('clerk')(on(20), 'findControllable', assessment(one, risk))]),
    at.clerk(
      on(18),
      'screenMarket',
      market ? { market: 'fair', conclusion: `file:${title}公平竞争审查结论` } : { market: 'untouched' },
    ),
  ]
}

/** One round of the review, from the day it was sent; gives the day of the opinion. */
export const review = (one: Decision, at: Actors, sent: Day, round = ''): [YearItem[], Day] => {
  const legal = at.review(round)('legal')
  const clerk = at.review(round)('clerk')
  const its = at.reviewed(round)
  const items = round ? [] : one.opinions
  const verdict = later(sent, 11)
  const revise = one.revised && !round
  const disposed = revise ? later(verdict, 2) : later(sent, 9)
  return [
    [
      at.clerk(sent, 'submitReview', {
        procedures: `file:${one.title}履行法定程序的说明`,
        adoption: `file:${one.title}意见研究采纳情况`,
        assessor: '示例咨询评估公司',
      }),
      legal(later(sent, 1), 'accept', {
        pack: ['draft', 'bases', 'procedures', 'comments', ...(one.market ? ['fairness'] : [])],
        ...(one.market && { fairnessBy: 'drafter' }),
      }),
      legal(later(sent, 3), 'passFirst', { opinion: `file:${one.title}一级审查意见` }),
      its(later(sent, 4), bureau, 'hearAdviser', { adviser: '区政府法律顾问团', advice: `file:${one.title}法律意见` }),
      ...items.flatMap(([question, opinion], n) => [
        at.opinion(round, n + 1)(later(sent, 6), bureau, 'raise', { no: n + 1, question, opinion }),
        at.opinion(round, n + 1)(disposed, at.by.clerk(disposed), 'adopt', { how: '已按意见修改' }),
      ]),
      its(verdict, bureau, revise ? 'askRevision' : 'findLawful', { opinion: `file:${one.title}合法性审查意见` }),
      ...(revise ? [clerk(later(verdict, 2), 'close')] : []),
    ],
    verdict,
  ]
}
/** Both rounds where the first asks for a change; gives the day on which the text was found lawful. */
export const reviewed = (one: Decision, at: Actors, sent: Day): [YearItem[], Day] => {
  const [first, verdict] = review(one, at, sent)
  if (!one.revised) return [first, verdict]
  const changed = at.clerk(later(verdict, 3), 'revise', {
    text: textOf(one, '审查修改稿'),
    changes: '按合法性审查意见修改两处',
  })
  const [second, lawful] = review(one, at, later(verdict, 4), '#2')
  return [[...first, changed, ...second], lawful]
}

/** Tabled, put on an agenda, discussed and decided; gives the day of the decision. */
export const decide = (one: Decision, at: Actors, lawful: Day, secret = false): [YearItem[], Day] => {
  const tabled = later(lawful, 1)
  const { meeting, schedule, discuss, decide: adopted } = nextMeeting(tabled)
  const decided = later(adopted, 1)
  const opinion = told('agenda-items', one.name, ['opinion', 'first'])
  return [
    [
      at.clerk(tabled, 'table'),
      at.agenda(schedule, meetingOffice, 'schedule', {
        meeting: `case:executive-meetings/${meeting.name}`,
        pack: ['draft', 'publicOpinion', 'expertOpinion', 'risk', 'legality', ...(one.market ? ['fairness'] : [])],
      }),
      at.agenda(discuss, meetingOffice, 'discuss', {
        presenter: '承办单位负责人',
        ...(secret && { cleared: true }),
      }),
      opinion(discuss, meetingOffice, 'speak', {
        member: 'p-leader-2',
        stance: 'support',
        words: '同意，注意资金安排',
      }),
      at.agenda(discuss, meetingOffice, 'headSpeaks', { head, words: '同意，按程序办理' }),
      at.agenda(adopted, meetingOffice, 'adopt', {
        decision: `file:会议决定：${one.title}`,
        members: 4,
        taking: 4 - meeting.absent,
        agreed: 4 - meeting.absent,
        opposed: 0,
      }),
      at.tell(decided, head, 'decide', {
        minutes: `file:审议${one.title}的会议纪要`,
        majority: 'with',
        congress: one.congress ?? 'none',
      }),
      ...(one.entry === undefined ? [] : [finished(one.entry, decided, one.title)]),
    ],
    decided,
  ]
}
export const whole = [
  'start',
  'draft',
  'participation',
  'experts',
  'risk',
  'legality',
  'discussion',
  'party',
  'publication',
]
/** Reported, issued, published, filed and reported on. `late`: working days from the decision to its publication. */
export const carryOut = (one: Decision, at: Actors, decided: Day, late = 8): YearItem[] => {
  const out = later(decided, late)
  return [
    at.tell(later(decided, 2), office, 'reportToParty', { letter: `file:关于${one.title}的请示报告` }),
    ...(one.congress
      ? [at.tell(later(decided, 3), office, 'reportToCongress', { letter: `file:关于${one.title}的报告` })]
      : []),
    at.tell(later(decided, 5), head, 'issue', { paper: `file:${one.title}`, executor: one.lead }),
    at.tell(out, office, 'publish', {
      address: `/jcgk/${one.name}.html`,
      channels: ['gazette', 'site', 'press'],
      explanation: `file:${one.title}解读`,
    }),
    at.clerk(later(out, 25), 'archive', { list: whole, place: `示例档-${one.name}` }),
  ]
}
