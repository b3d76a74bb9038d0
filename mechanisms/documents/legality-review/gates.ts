/** What the law demands of a review before it says that a text is lawful. */
import { done, judged, notYet } from '../../../kernel/procedure/index.ts'
import { fairCompetition } from '../../../laws/fair-competition-regulation.ts'
import { opinion115 } from '../../../laws/opinion-115.ts'
import { businessEnvironment } from '../../../laws/business-environment-regulation.ts'
import { order713 } from '../../../laws/order-713.ts'
import * as review from '../../review.ts'

export const basis: review.Basis = {
  pack: opinion115('（五）'),
  levels: opinion115('（四）'),
  opinion: opinion115('（六）'),
  assistance: opinion115('（八）'),
}

/** The seven questions of the opinion of 2018; those of a decision are three of them. */
export const questions = {
  issuer: ['制定主体是否合法', 'Lawful issuer'],
  power: ['是否超越法定职权', 'Within its power'],
  content: ['内容与宪法、上位法和国家政策是否一致', 'Content'],
  measures: ['是否违法设立许可、处罚、强制、征收、收费', 'Licences, penalties, coercion, levies, fees'],
  rights: ['是否没有依据减损权益或者增加义务', 'Rights lessened or duties added'],
  ownPower: ['是否没有依据增加本单位权力或者减少职责', 'Own power added or duty lessened'],
  procedure: ['是否违反制定程序', 'Procedure'],
} as const

/** What the pack holds. The unit's own legality opinion arises on the first level. */
export const papers = {
  draft: ['送审稿', 'Draft'],
  explanation: ['起草说明', 'Explanation'],
  bases: ['法律、法规、规章和政策依据', 'Bases'],
  comments: ['征求意见及采纳情况', 'Comments and what became of them'],
  procedures: ['履行法定程序的说明', 'Account of the procedures gone through'],
  fairness: ['公平竞争审查情况', 'Fair-competition review'],
  other: ['其他材料', 'Other'],
} as const

/** A text comes with the case that it serves; one on paper brings its own file and a number that it keeps. */
export const identified = judged(
  '须有所服务的案卷，或者附送审文本并写明来文编号',
  'It serves a case, or brings its own text and number',
  ['subject', 'file', 'reference'],
  ({ subject, file, reference }) => subject !== undefined || (file !== undefined && reference !== undefined),
).under(opinion115('（五）'))

const needed: Readonly<Record<string, readonly string[]>> = {
  normative: ['draft', 'explanation', 'bases', 'comments'],
  decision: ['draft', 'bases', 'procedures'],
}
const holds = (pack: unknown, kind: string): boolean =>
  Array.isArray(pack) && needed[kind]!.every((paper) => pack.includes(paper))
export const packComplete = [
  judged(
    '规范性文件送审材料须有送审稿及说明、制定依据、征求意见及采纳情况',
    'The pack of a normative document is complete',
    ['kind', 'pack'],
    ({ kind, pack }) => kind !== 'normative' || holds(pack, 'normative'),
  ).under(opinion115('（五）')),
  judged(
    '决策草案送审材料须有草案、法律依据和履行法定程序的说明',
    'The pack of a decision is complete',
    ['kind', 'pack'],
    ({ kind, pack }) => kind !== 'decision' || holds(pack, 'decision'),
  ).under(order713(26)),
]

/** A draft that touches the market has been through the fair-competition review before this one. */
export const fairnessFirst = judged(
  '涉及市场主体经济活动的，须先经公平竞争审查并附审查情况',
  'What touches the market comes with its fair-competition review',
  ['market', 'pack', 'fairnessBy'],
  ({ market, pack, fairnessBy }) =>
    market !== true || (Array.isArray(pack) && pack.includes('fairness') && fairnessBy !== undefined),
).under(businessEnvironment(63))
/** Until the summer of 2024 whoever drafted it did that review, whoever issued it. */
export const fairnessByRegulator = judged(
  '2024年8月1日起，以政府名义印发的由市场监管部门会同起草单位作公平竞争审查',
  'From August 2024 the market regulator reviews what the government issues',
  ['market', 'level', 'fairnessBy'],
  ({ market, level, fairnessBy }, on) =>
    market !== true || level !== 'district' || on < '2024-08-01' || fairnessBy === 'regulator',
).under(fairCompetition(14))

export const threeQuestions = judged(
  '决策的审查意见须属于权限、程序、内容三类问题之一',
  'A decision is reviewed for power, procedure and content',
  ['kind', 'question'],
  ({ kind, question }) => kind !== 'decision' || ['power', 'procedure', 'content'].includes(String(question)),
).under(order713(27))

/** A unit without a section or person of its own for reviews goes straight to the second level. */
export const bothLevels = done('passFirst').unless('skipFirst').under(opinion115('（四）'))
export const adviserHeard = done('hearAdviser').when('kind', 'decision').under(order713(28))
export const othersAsked = done('resume').under(opinion115('（八）'))
/** What is wide, complicated or closely watched is argued in a meeting, after others were asked in writing. */
export const argued = notYet('markComplex').or(done('argue').since('markComplex')).under(opinion115('（八）'))
export const disposed = review.disposed.under(opinion115('（六）'))
export const settled = review.consultationOver.under(opinion115('（八）'))
export const packChecked = done('accept').under(opinion115('（五）'))
