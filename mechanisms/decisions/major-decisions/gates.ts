/** What the law demands before a decision goes on: to the review, to the meeting, out of the house, into the archive. */
import { choice, day, document, link, prose, text } from '../../../kernel/fields/index.ts'
import { answered, anyOf, done, every, given, judged, linked, where } from '../../../kernel/procedure/index.ts'
import { fairCompetition } from '../../../laws/fair-competition-regulation.ts'
import { order713 } from '../../../laws/order-713.ts'
import { ahead, sameText as same } from '../../checks.ts'
import review from '../../documents/legality-review/index.ts'
import { clerk, districtLeader, governmentOffice, justiceBureau, lawOffice, planOffice, unitHead } from '../../roles.ts'
import agendaItems from '../agenda-items/index.ts'
import catalogues from '../decision-catalogues/index.ts'

/** Whoever works on it for the unit that leads it, or carries it out. */
export const ownUnit = anyOf(clerk, unitHead)
/** Who finds that a procedure does not apply: never whoever proposed the matter. */
export const finders = anyOf(unitHead, districtLeader)
export const supervisors = anyOf(planOffice, governmentOffice, justiceBureau, lawOffice)

export const reason = prose('理由', 'Reason', { max: 2000 })
export const draft = document('决策草案', 'Draft', { seen: 'public' })
/** A change of the draft before it is decided. */
export const revising = {
  from: ['preparing', 'inReview', 'tabled'],
  to: 'preparing',
  asks: { text: draft, changes: prose('修改内容', 'What changed', { max: 2000 }) },
} as const
export const planned = day('计划决定日', 'To be decided by')
export const listed = {
  listing: choice('是否列入目录', 'Listing', {
    inside: ['目录内', 'In the catalogue'],
    outside: ['目录外', 'Outside'],
  }),
  catalogue: link('所列目录', 'Catalogue', catalogues, { optional: true }),
  entry: text('目录中的序号', 'Entry', { optional: true, max: 20 }),
}
export const secrecy = {
  secret: ['国家秘密', 'State secret'],
  forbidden: ['法律、行政法规禁止公开', 'Forbidden by law'],
  danger: ['公开会危及国家、公共、经济安全或者社会稳定', 'Would endanger safety'],
} as const
export const fairness = {
  untouched: ['不涉及市场主体经济活动', 'Market untouched'],
  fair: ['经审查可以出台', 'Reviewed and fair'],
  exempted: ['适用例外规定', 'Exception applies'],
} as const

/** A matter outside the catalogue takes the same way: only the catalogue itself is not asked. */
const outside = judged('事项在目录外', 'Outside the catalogue', ['listing'], ({ listing }) => listing === 'outside')
export const inCatalogue = linked('catalogue', catalogues, 'published').or(outside).under(order713(3))
export const entryNamed = judged(
  '目录内事项须写明是目录的哪一项',
  'A matter in the catalogue names its entry',
  ['listing', 'entry'],
  ({ listing, entry }) => listing !== 'inside' || entry !== undefined,
).under(order713(3))
export const plannedAhead = ahead('planned', '计划决定日', 'The planned day')

// ── before the review ──
export const consulted = every('department', ['agreed', 'explained']).under(order713(13))
export const participated = every('participation', ['concluded', 'heard', 'withheld'], 1).under(order713(14))
export const argued = every('expert', ['delivered', 'notNeeded'], 1).under(order713(19))
export const controlled = every('risk', ['controllable', 'reused', 'notNeeded'], 1).under(order713(24))
export const screened = done('screenMarket').since('reviseMaterially', 'rework').under(order713(29))

export const fairnessShown = given('conclusion').or(where('market', 'untouched')).under(order713(29))
export const reviewedJointly = judged(
  '自2024年8月1日起，政府的措施须由起草单位初审后会同市场监管部门审查',
  'From August 2024 a measure of government is reviewed together with the market regulator',
  ['market', 'withRegulator'],
  ({ market, withRegulator }, on) => on < '2024-08-01' || market === 'untouched' || withRegulator === true,
).under(fairCompetition(14))
export const sameText = same(
  'consulted',
  'text',
  '征求意见的草案须是现在的草案',
  'The draft put to the public is the present one',
).under(order713(15))
export const noHearingDue = judged(
  '依法须听证的，不得以其他方式代替',
  'Where a hearing is due, nothing else takes its place',
  ['mustHear'],
  ({ mustHear }) => mustHear !== true,
).under(order713(16))
export const disinterested = where('interest', 'none').under(order713(20))
export const signed = where('signed', true).under(order713(19))

// ── discussion and decision ──
export const reviewed = answered(review, ['lawful', 'experimental'], { text: 'text' }).under(order713(25))
export const adopted = answered(agendaItems, 'adopted', { text: 'text' }).under(order713(30))
export const reasonsGiven = given('reasons').when('majority', 'against').under(order713(30))
/** What a new decision asks for anew. */
const again = ['decide', 'rework', 'reconsider'] as const
const route = done('decide').since('rework', 'reconsider')
export const reported = done('reportToParty')
  .since(...again)
  .under(order713(31))
export const reportDue = route.saying('congress', 'report').under(order713(8))
/** Nothing for the congress, or reported to its standing committee, or decided there. */
export const congressHeard = route
  .saying('congress', 'none')
  .or(done('reportToCongress').since(...again))
  .or(done('resolveInCongress').since(...again))
  .under(order713(8))

// ── afterwards ──
export const problemReported = done('reportProblem')
  .since('publish', 'keepSecret', 'resume', 'rework')
  .under(order713(37))
export const archived = done('archive').since('publish', 'keepSecret', 'rework').under(order713(33))
export const archiveList = {
  start: ['建议、研究论证和启动材料', 'Proposal, study and start'],
  draft: ['草案及说明', 'Draft and explanation'],
  participation: ['公众参与材料或者依法不公开的依据', 'Participation, or the ground against it'],
  experts: ['专家论证材料或者不需要论证的认定', 'Experts, or the finding against them'],
  risk: ['风险评估材料或者不需要评估的认定', 'Risk, or the finding against it'],
  legality: ['合法性审查材料', 'Legality review'],
  discussion: ['集体讨论记录和纪要', 'Record of the discussion'],
  party: ['向党委请示报告材料', 'Report to the party committee'],
  publication: ['公布和解读材料或者依法不公开的依据', 'Publication, or the ground against it'],
} as const
export const archiveComplete = judged(
  '归档材料须齐全：从启动到公布，每道程序各有材料',
  'The file holds every procedure',
  ['list'],
  ({ list }) => Array.isArray(list) && Object.keys(archiveList).every((name) => list.includes(name)),
).under(order713(33))
export const otherThanAssessor = judged(
  '决策前承担主要论证评估工作的单位不得承担后评估',
  'Whoever did the main assessment before does not evaluate afterwards',
  ['evaluator', 'assessor'],
  ({ evaluator, assessor }) => evaluator !== assessor,
).under(order713(36))
/** What happens without any procedure has no gate that it could satisfy. */
export const byProcedure = judged(
  '未经法定程序不得变更或者停止执行',
  'Nothing is changed or stopped without its procedure',
  [],
  () => false,
).under(order713(37))
