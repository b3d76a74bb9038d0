/**
 * 法律顾问: who advises which organ or village, and what the advisers do. A case is one engagement; it begins when
 * somebody is proposed and ends when he is turned down or dismissed, or when the term of engagement has run out.
 */
import { choice, count, day, file, text, unit } from '../../../kernel/fields/index.ts'
import { distinct, howMany, rate, sum } from '../../../kernel/indicator/index.ts'
import { mechanism } from '../../../kernel/mechanism.ts'
import {
  anyOf,
  atLeast,
  atMost,
  byTheDay,
  clock,
  done,
  effect,
  fact,
  judged,
  latest,
  never,
} from '../../../kernel/procedure/index.ts'
import { say } from '../../../kernel/report/index.ts'
import { advisersOpinion, appraising, practising } from '../../../laws/advisers-opinion.ts'
import units from '../../foundation/units/index.ts'
import { governmentOffice, justiceBureau, legalSection, unitHead } from '../../roles.ts'

const handler = anyOf(justiceBureau, legalSection)
const engaging = anyOf(justiceBureau, unitHead)
const declaration = file('利益冲突申报表', 'Declaration of interests')
const letter = file('聘书', 'Letter of engagement')
const expires = day('聘期止', 'Engaged until')
const meeting = text('会议名称（含届次或者日期）', 'Meeting')
const reason = text('原因', 'Reason')
const unconflicted = done('checkConflict').saying('verdict', 'none').under(advisersOpinion('外聘条件部分'))
const outsideLawyer = judged(
  '外聘律师担任机关法律顾问',
  'An outside lawyer advises an organ',
  ['kind', 'role'],
  ({ kind, role }) => kind === 'lawyer' && role !== 'village',
)

export default mechanism('legal-advisers', {
  name: ['法律顾问', 'Legal advisers'],
  open: 'district',
  record: {
    name: text('姓名（机构名称）', 'Name', { seen: 'public' }),
    kind: choice('类别', 'Kind', {
      lawyer: ['社会律师', 'Private lawyer'],
      publicLawyer: ['公职律师', 'Public lawyer'],
      scholar: ['法学专家', 'Scholar'],
      firm: ['律师事务所', 'Law firm'],
    }),
    licence: text('执业证号', 'Licence', { optional: true }),
    licensed: day('首次执业日', 'First licensed', { optional: true, past: true }),
    firm: text('执业机构', 'Firm', { optional: true, seen: 'public' }),
    organ: unit('聘请单位', 'Engaged by'),
    role: choice('聘任身份', 'Role', {
      districtGroup: ['区政府法律顾问团成员', 'Member of the district group'],
      organ: ['行政机关法律顾问', 'Adviser of an organ'],
      village: ['村（社区）法律顾问', 'Adviser of a village or community'],
    }),
    starts: day('聘期起', 'Engaged from'),
    expires,
  },
  states: {
    proposed: ['拟聘', 'Proposed'],
    serving: ['在聘', 'Serving'],
    rejected: ['未聘任', 'Turned down'],
    dismissed: ['已解聘', 'Dismissed'],
    expired: ['聘期届满', 'Expired'],
  },
  ends: ['rejected', 'dismissed', 'expired'],
  by: anyOf(justiceBureau, legalSection, governmentOffice),
  acts: {
    propose: effect('提名', 'Propose', { to: 'proposed', by: handler, asks: { declaration } }),
    checkConflict: effect('利益冲突审查', 'Check for conflicts', {
      from: 'proposed',
      by: handler,
      asks: {
        verdict: choice('审查结论', 'Verdict', { none: ['无利害冲突', 'None'], conflict: ['有利害冲突', 'Conflict'] }),
      },
    }),
    appoint: effect('聘任', 'Appoint', {
      from: 'proposed',
      to: 'serving',
      by: engaging.butNot('propose', advisersOpinion('聘任管理部分')),
      asks: { letter },
      requires: [unconflicted],
    }),
    reject: effect('不予聘任', 'Turn down', { from: 'proposed', to: 'rejected', by: engaging, asks: { reason } }),
    renew: effect('续聘', 'Renew', { from: 'serving', by: engaging, asks: { expires, letter } }),
    attend: fact('参加会议', 'Attend a meeting', {
      from: 'serving',
      asks: {
        meeting,
        capacity: choice('参会身份', 'Capacity', {
          fixed: ['固定列席', 'Regular attendance'],
          invited: ['受邀参加', 'By invitation'],
        }),
      },
    }),
    suggest: fact('提出建议', 'Suggest', {
      from: 'serving',
      asks: {
        meeting,
        suggestions: count('建议条数', 'Suggestions'),
        adopted: count('采纳条数', 'Adopted'),
        record: file('建议记录', 'Record', { optional: true }),
      },
    }),
    review: fact('论证文件或者合同', 'Review as expert', {
      from: 'serving',
      asks: {
        matter: text('文件或者合同名称', 'Document or contract'),
        matterKind: choice('对象', 'Of', { document: ['文件', 'Document'], contract: ['合同', 'Contract'] }),
        opinion: file('论证意见', 'Opinion'),
      },
    }),
    recuse: fact('个案回避', 'Stand aside', {
      from: 'serving',
      asks: { matter: text('事项', 'Matter'), reason },
      article: advisersOpinion('外聘条件部分'),
    }),
    appraise: effect('年度考评', 'Appraise', {
      from: 'serving',
      by: handler,
      asks: {
        grade: choice('等次', 'Grade', {
          excellent: ['优秀', 'Excellent'],
          competent: ['称职', 'Competent'],
          poor: ['不称职', 'Poor'],
        }),
      },
    }),
    dismiss: effect('解聘', 'Dismiss', {
      from: 'serving',
      to: 'dismissed',
      by: engaging,
      asks: { reason },
      article: advisersOpinion('聘任管理部分'),
    }),
    expire: effect('聘期届满', 'Expire', { from: 'serving', to: 'expired', by: clock('engagement') }),
  },
  terms: {
    practice: atLeast(practising, { after: 'licensed', until: 'appoint', when: outsideLawyer }),
    engagement: byTheDay('聘期', 'Engagement', { day: 'expires', until: 'renew' }),
    appraisal: atMost(appraising, { after: latest('appoint', 'appraise'), until: 'appraise' }),
  },
  never: [never('appoint', unconflicted)],
  indicators: ({ did, was }) => {
    const standing = units.rows.was.standing
    const organs = standing.whose('kind', 'government', 'department', 'bureau-in-district', 'street', 'township')
    const villages = standing.whose('kind', 'village', 'community')
    const advised = (row: typeof standing.columns) => row.code.among(was.serving, (serving) => serving.organ)
    const members = was.serving.whose('role', 'districtGroup')
    const lawyers = did.appoint.whose('role', 'districtGroup').whose('kind', 'lawyer')
    const attended = did.attend.whose('role', 'districtGroup')
    const suggested = did.suggest.whose('role', 'districtGroup')
    const reviewed = did.review.whose('role', 'districtGroup')
    // Several advisers at one meeting, or several opinions on one contract, are one meeting and one contract.
    return {
      groupLawyers: howMany('顾问团新聘社会律师', 'Private lawyers added to the group', '名', lawyers),
      groupSize: howMany('顾问团在聘人数', 'Members of the group', '名', members),
      unitCoverage: rate('行政机关法律顾问聘请率', 'Organs with an adviser', organs, advised),
      villageCoverage: howMany('有法律顾问的村（社区）', 'Villages with an adviser', '个', villages.that(advised)),
      villageCoverageRate: rate('村（社区）法律顾问覆盖率', 'Share of villages with an adviser', villages, advised),
      meetings: distinct('顾问团参加会议', 'Meetings attended', '次', attended, (row) => row.meeting),
      suggestions: sum('顾问团提出建议', 'Suggestions', '条', suggested, (row) => row.suggestions),
      adopted: sum('建议获采纳', 'Suggestions adopted', '条', suggested, (row) => row.adopted),
      documentsAndContractsReviewed: distinct('顾问团论证文件和合同', 'Reviewed', '件', reviewed, (row) => row.matter),
    }
  },
  report: (i) => [
    say`区政府法律顾问以论证专家身份审看文件和合同${i.documentsAndContractsReviewed}。`,
    say`区政府法律顾问团新聘社会律师${i.groupLawyers}，年末在聘${i.groupSize}。`,
    say`行政机关聘有法律顾问的占${i.unitCoverage}；${i.villageCoverage}村（社区）有法律顾问，占${i.villageCoverageRate}。`,
    say`顾问团全年到会${i.meetings}，提出建议${i.suggestions}，其中采纳${i.adopted}。`,
  ],
})
