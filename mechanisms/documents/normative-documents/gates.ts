/** What the law asks of a document on its way: who may issue it, what it went through, and that all of it was about this text. */
import { choice, file, flag, text } from '../../../kernel/fields/index.ts'
import {
  anyOf,
  during,
  effect,
  fact,
  part,
  answered,
  done,
  given,
  judged,
  listed,
  where,
} from '../../../kernel/procedure/index.ts'
import { businessEnvironment } from '../../../laws/business-environment-regulation.ts'
import { chongqingBusinessEnvironment } from '../../../laws/chongqing-business-environment-regulation.ts'
import { filingRegulation } from '../../../laws/chongqing-filing-regulation.ts'
import { documentMeasures } from '../../../laws/chongqing-normative-document-measures.ts'
import { fairCompetition } from '../../../laws/fair-competition-regulation.ts'
import { localOrganizationLaw } from '../../../laws/local-organization-law.ts'
import { notice37 } from '../../../laws/normative-document-notice.ts'
import { opinion115 } from '../../../laws/opinion-115.ts'
import { ahead, fromToday, sameText as same } from '../../checks.ts'
import agendaItems from '../../decisions/agenda-items/index.ts'
import consultations from '../consultations/index.ts'
import issuingBodies from '../issuing-bodies/index.ts'
import { districtLeader, governmentOffice } from '../../roles.ts'
import review from '../legality-review/index.ts'

// ── what several acts ask ──
export const decision = file('决定', 'Decision')
export const reason = text('理由', 'Reason', { max: 500 })
export const notice = file('通知', 'Notice')
export const annulment = {
  who: choice('撤销机关', 'By whom', {
    congress: ['本级人大常委会', 'Standing committee of the same level'],
    government: ['上级人民政府', 'Government above'],
    ownGovernment: ['本级人民政府（部门、乡镇文件）', 'Own government'],
  }),
  ground: choice('事由', 'Ground', {
    power: ['超越权限，限制权利或者增加义务', 'Beyond its power'],
    conflict: ['同法律法规相抵触', 'Conflicts with the law'],
    improper: ['其他不适当的情形', 'Otherwise improper'],
  }),
  decision,
}
export const fromAbove = { by: governmentOffice, article: localOrganizationLaw(50) } as const
/** The issuer's decision comes with it; a department's is entered by the office too, which keeps one register of all. */
export const registrar = anyOf(governmentOffice, districtLeader)
export const asks = { decision, reason }

/** Clauses that are out of force by themselves, while the document holds on without them. */
export const clause = part('停止执行的条款', 'Clauses out of force', {
  record: { clauses: text('条款', 'Clauses', { max: 500, seen: 'public' }) },
  states: {
    stopped: ['停止执行', 'Stopped'],
    restored: ['已恢复执行', 'Applied again'],
    struck: ['已被撤销', 'Struck'],
  },
  ends: ['restored', 'struck'],
  by: registrar,
  acts: {
    stop: effect('停止执行部分条款', 'Stop clauses', {
      to: 'stopped',
      asks: { reason, notice },
      requires: [during('published', 'inForce').under(filingRegulation(36))],
      article: filingRegulation(36),
    }),
    resume: effect('恢复执行', 'Apply again', { from: 'stopped', to: 'restored', asks }),
    strike: fact('被撤销', 'Be struck', { from: 'stopped', to: 'struck', ...fromAbove, asks: annulment }),
  },
})

const changes = ['draft', 'revise', 'reviseMaterially'] as const

// ── who issues it ──
const issuerListed = listed(issuingBodies, 'listed', { body: 'issuer' })
const jointListed = listed(issuingBodies, 'listed', { body: 'jointIssuers' })
const wordListed = listed(issuingBodies, ['listed', 'wordInUse'], { body: 'issuer', word: 'word' })
/** What the government or its office issues does not pass as a department's paper, decided by nobody but its drafter. */
const ownListed = listed(issuingBodies, 'listed', { body: 'issuer', level: 'level' }).when('level', 'department')
/** On the list on that day: the issuer, its document word and level, and every joint issuer. */
export const onTheList = [issuerListed, wordListed, ownListed, jointListed].map((gate) =>
  gate.under(notice37('（一）')),
)

// ── is it one at all: the six questions ──
export const questions = {
  byOrgan: flag('由行政机关或者法律法规授权的组织制定', 'Made by an organ or an authorised body'),
  underPower: flag('依照法定权限和程序制定', 'Under legal power and procedure'),
  toBePublished: flag('公开发布', 'To be published'),
  touchesRights: flag('涉及外部公民、法人和其他组织的权利义务', 'Touches the rights or duties of outsiders'),
  binding: flag('具有普遍约束力', 'Generally binding'),
  reusable: flag('在一定期限内反复适用', 'Applied again and again over a period'),
}
const asked = Object.keys(questions) as (keyof typeof questions)[]
const allYes = (answers: Readonly<Record<string, unknown>>) => asked.every((question) => answers[question] === true)
export const isNormative = judged(
  '六个问题须都答“是”，才是行政规范性文件',
  'All six answers are yes',
  asked,
  allYes,
).under(notice37('开头'))
export const isInternal = judged(
  '六个问题都答“是”的是行政规范性文件，不得作为内部制度',
  'Some answer is no',
  asked,
  (answers) => !allYes(answers),
).under(notice37('开头'))
export const classified = done('classify').under(notice37('开头'))
/** What later acts fill in, the number first of all, cannot be brought along. */
export const nothingAhead = judged(
  '文本、文号、施行日和有效期由以后的步骤产生，立项时不能自带',
  'Text, number and days come later',
  ['text', 'explanation', 'number', 'effectiveFrom', 'validUntil', 'lastDay', 'successor'],
  (given) => Object.values(given).every((value) => value === undefined),
).under(documentMeasures('统一登记部分'))

// ── comments ──
export const drafted = judged(
  '须先形成草案及其说明',
  'There is a draft with its explanation',
  ['explanation'],
  ({ explanation }) => explanation !== undefined,
)
export const sameText = same(
  'consulted',
  'text',
  '征求意见稿须是现在的文本',
  'What is consulted on is the text as it stands',
)
const hashOf = (value: unknown) => (value as { hash?: string } | undefined)?.hash
/** After a material change the public is asked again, and it is the last draft put to it whose result counts. */
const asking = done('consult').since('reviseMaterially').under(notice37('（三）'))
const concludedOn = answered(consultations, ['published', 'exempt'], { text: 'consulted' })
export const heard = [
  asking,
  concludedOn.when('market', true).under(businessEnvironment(62)),
  concludedOn.when('level', 'district').when('market', false).under(localOrganizationLaw(75)),
  concludedOn.when('level', 'department').when('market', false).under(notice37('（三）')),
] as const

// ── fair competition ──
export const marketOnly = where('market', true).under(businessEnvironment(63))
export const ofGovernment = where('level', 'district').under(fairCompetition(14))
export const checkedFair = done('checkFairness')
  .since('findRestrictive', ...changes)
  .when('market', true)
  .under(businessEnvironment(63))
/** Since 1 August 2024 a government's draft is checked by its drafter and then reviewed, as it stands, by the market regulator. */
export const reviewedFair = judged(
  '2024年8月1日起，区政府涉市场的文件须由市场监管部门审查现在的文本',
  'From August 2024 the market regulator reviews the text of the government as it stands',
  ['level', 'market', 'cleared', 'text'],
  ({ level, market, cleared, text }, on) =>
    on < '2024-08-01' || level !== 'district' || market !== true || hashOf(cleared) === hashOf(text),
).under(fairCompetition(14))
export const clearedIsText = same(
  'cleared',
  'text',
  '所审查的须是现在的文本',
  'What is reviewed is the text as it stands',
).under(fairCompetition(14))
export const exceptionBounded = given('limit').when('verdict', 'excepted').under(fairCompetition(12))

// ── review, discussion, signature ──
export const reviewed = answered(review, ['lawful', 'experimental'], { text: 'text' }).under(opinion115('（七）'))
export const decidedByGovernment = answered(agendaItems, 'adopted', { text: 'text' })
  .when('level', 'district')
  .under(localOrganizationLaw(75))
export const decidedInUnit = done('decideInUnit')
  .since(...changes)
  .when('level', 'department')
  .under(notice37('集体审议部分'))
export const decided = [decidedByGovernment, decidedInUnit] as const
export const ofDistrict = where('level', 'district').under(localOrganizationLaw(77))
export const ofDepartment = where('level', 'department').under(localOrganizationLaw(77))
export const signed = done('sign').or(done('signInUnit')).under(localOrganizationLaw(77))

// ── the three unified things, publication ──
export const numbered = done('register').under(documentMeasures('统一登记部分'))
export const printed = given('copies').when('third', 'printed').under(documentMeasures('统一登记部分'))
export const effectiveAhead = fromToday('effectiveFrom', '施行日', 'The day of taking effect')
export const validBeyond = judged(
  '有效期届满日须晚于施行日',
  'The end of validity lies after the day it takes effect',
  ['effectiveFrom', 'validUntil'],
  ({ effectiveFrom, validUntil }) => String(validUntil) > String(effectiveFrom),
).under(documentMeasures('有效期部分'))
export const interpretedInStep = where('interpreted', true).when('market', true).under(chongqingBusinessEnvironment(58))
export const interpretationThere = given('interpretation').when('interpreted', true)
export const notInStep = judged(
  '已同步解读的，作为更多解读发布',
  'Not interpreted in step',
  ['interpreted'],
  ({ interpreted }) => interpreted !== true,
)

// ── its end ──
/** Clauses are stopped by themselves: the rest of the document holds on. */
export const whole = judged(
  '只停止部分条款的，登记“停止执行的条款”，其余条款继续有效',
  'Not of some clauses only',
  ['clauses'],
  ({ clauses }) => clauses === undefined,
).under(filingRegulation(36))
export const foundWorthKeeping = done('evaluate')
  .saying('result', 'keep')
  .since('renew')
  .under(documentMeasures('评估部分'))
export const laterEnd = ahead('validUntil', '新的有效期届满日', 'The new end').under(documentMeasures('有效期部分'))
/** What every document has gone through before it is numbered, and then before it is out; one that was not has broken these. */
export const beforeNumber = [classified, ...heard, checkedFair, reviewed, ...decided, signed] as const
export const wholeProcedure = [...beforeNumber, numbered] as const
