/** What must stand before an item goes on an agenda, and before a meeting's decision on it counts. */
import { choices, count, file, link, prose } from '../../../kernel/fields/index.ts'
import { answered, done, judged, linked, notYet, tallied, where } from '../../../kernel/procedure/index.ts'
import { workRules } from '../../../laws/government-work-rules.ts'
import { localOrganizationLaw } from '../../../laws/local-organization-law.ts'
import { opinion115 } from '../../../laws/opinion-115.ts'
import { order713 } from '../../../laws/order-713.ts'
import review from '../../documents/legality-review/index.ts'
import executiveMeetings from '../executive-meetings/index.ts'

export const meeting = link('会议', 'Meeting', executiveMeetings)

/** Both levels of review have found this very text lawful, or flagged its risk; a text changed since then has no answer. */
const lawful = answered(review, ['lawful', 'experimental'], { text: 'subject' })
export const reviewed = [
  lawful.when('kind', 'normative').under(opinion115('（七）')),
  lawful.when('kind', 'decision').under(order713(25)),
] as const

export const agendaOpen = linked('meeting', executiveMeetings, 'called').under(workRules('会议制度部分'))
export const meetingHeld = linked('meeting', executiveMeetings, ['held', 'minuted']).under(localOrganizationLaw(78))
export const onAgenda = done('schedule').since('takeOff', 'defer').under(workRules('会议制度部分'))

export const pack = choices(
  '上会材料',
  'Pack for the meeting',
  {
    draft: ['草案及说明', 'Draft and explanation'],
    fairness: ['公平竞争审查情况', 'Fair-competition review'],
    publicOpinion: ['社会公众意见采纳情况', 'What became of public comments'],
    expertOpinion: ['专家论证意见采纳情况', 'What became of expert opinions'],
    risk: ['风险评估报告', 'Risk report'],
    legality: ['合法性审查意见', 'Legality opinion'],
    other: ['其他材料', 'Other'],
  },
  { optional: true },
)
export const packComplete = judged(
  '决策草案上会须带草案和合法性审查意见',
  'A decision comes with its draft and the legality opinion',
  ['kind', 'pack'],
  ({ kind, pack }) =>
    kind !== 'decision' || (Array.isArray(pack) && ['draft', 'legality'].every((paper) => pack.includes(paper))),
).under(order713(29))

/** Who need not know leaves the room. */
export const roomCleared = where('cleared', true).when('secret', true).under(workRules('保密部分'))

/** What is asked of every decision: who took part in it, and how they saw it. */
export const vote = {
  decision: file('会议决定（记录摘录）', 'Decision'),
  members: count('组成人员数', 'Members'),
  taking: count('参加讨论人数（不含回避）', 'Members taking part'),
  agreed: count('同意人数', 'In favour'),
  opposed: count('不同意人数', 'Against'),
  reasons: prose('与多数意见不一致的理由', 'Why it departs from the majority', { optional: true, max: 2000 }),
}
export const votePossible = judged(
  '同意和不同意的合计不得多于参加讨论的，参加讨论的不得多于组成人员',
  'Nobody counts twice',
  ['members', 'taking', 'agreed', 'opposed'],
  ({ members, taking, agreed, opposed }) =>
    Number(agreed) + Number(opposed) <= Number(taking) && Number(taking) <= Number(members),
)
/** Whoever stood aside is not there for this item. */
export const quorate = judged(
  '除去回避的，参加讨论的组成人员须超过半数',
  'More than half of the members take part',
  ['members', 'taking'],
  ({ members, taking }) => Number(taking) * 2 > Number(members),
).under(workRules('会议制度部分'))

/** The head has been heard on this item, after everyone who spoke to it. */
export const headLast = done('headSpeaks').since('discuss').when('kind', 'decision').under(order713(30))
export const headNotYet = notYet('headSpeaks', 'discuss').under(order713(30))
/** Where members' opinions were recorded one by one, the count does not say otherwise; nobody is made to agree. */
export const countedRight = tallied(
  { part: 'opinion', of: 'member', by: 'stance' },
  '同意、不同意的人数不得与逐人记录的意见矛盾',
  'The count agrees with the opinions on record',
  ['taking', 'agreed', 'opposed'],
  ({ taking, agreed, opposed }, { support = 0, amend = 0, oppose = 0, abstain = 0 }) =>
    Number(agreed) >= support + amend &&
    Number(opposed) >= oppose &&
    Number(taking) - Number(agreed) - Number(opposed) >= abstain,
).under(order713(30))

type Counted = Readonly<Partial<Record<'kind' | 'agreed' | 'opposed' | 'reasons', unknown>>>
/** The head decides, if need be against most members, but says why; the law says so of major decisions. */
const reasoned = (departs: (given: Counted) => boolean) => {
  const gate = (asked: (kind: unknown) => boolean) =>
    judged(
      '决定与多数人的意见不一致的，须说明理由',
      'A decision against the majority gives its reasons',
      ['kind', 'agreed', 'opposed', 'reasons'],
      (given) => !asked(given.kind) || !departs(given) || given.reasons !== undefined,
    )
  return [
    gate((kind) => kind === 'decision').under(order713(30)),
    gate((kind) => kind !== 'decision').under(workRules('会议纪要部分')),
  ]
}
export const reasonedAgainst = {
  adopting: reasoned(({ agreed, opposed }) => Number(opposed) > Number(agreed)),
  rejecting: reasoned(({ agreed, opposed }) => Number(agreed) > Number(opposed)),
}
