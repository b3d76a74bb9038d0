/** A document until it is signed: planned, classified, drafted, consulted on, reviewed, decided. */
import { choice, document, file, person, prose, text, unit } from '../../../kernel/fields/index.ts'
import { anyOf, effect, exception, opens } from '../../../kernel/procedure/index.ts'
import { businessEnvironment } from '../../../laws/business-environment-regulation.ts'
import { fairCompetition } from '../../../laws/fair-competition-regulation.ts'
import { localOrganizationLaw } from '../../../laws/local-organization-law.ts'
import { notice37 } from '../../../laws/normative-document-notice.ts'
import { opinion115 } from '../../../laws/opinion-115.ts'
import { chapters } from '../../chapters.ts'
import agendaItems from '../../decisions/agenda-items/index.ts'
import {
  clerk,
  districtLeader,
  governmentOffice,
  justiceBureau,
  legalSection,
  marketRegulator,
  unitHead,
} from '../../roles.ts'
import consultations from '../consultations/index.ts'
import review from '../legality-review/index.ts'
import * as gates from './gates.ts'

const { reason } = gates

const draft = document('文本', 'Text', { seen: 'public' })
const organ = unit('起草单位', 'Drafting unit', { seen: 'district' })
const drafter = person('起草人', 'Drafter')
const explanation = file('起草说明', 'Explanation')
const consulted = document('征求意见稿', 'Draft that is consulted on')
const cleared = document('市场监管部门审查的文本', 'Text that the market regulator reviewed')
/** What the acts of the making fill in. */
export const made = { text: draft, organ, drafter, explanation, consulted, cleared }
const changed = prose('改了什么', 'What was changed', { max: 2000 })
const conclusion = file('审查结论', 'Conclusion')
/** The reviewer of the unit or of the government, who has not drafted it. */
const reviewer = anyOf(legalSection, justiceBureau).butNot(['drafter', 'plan'], opinion115('（四）'))
const answers = { ...gates.questions, sheet: file('审核人签名的判断表', 'Answers, signed by the reviewer') }
const chapter = Object.fromEntries(chapters.filter(({ report }) => report !== false).map(({ id, name }) => [id, name]))
const working = ['drafting', 'reviewing', 'tabled', 'approved'] as const
const early = ['drafting', 'reviewing'] as const
const undecided = ['planned', ...early, 'tabled'] as const
export const underWay = ['planned', ...working, 'signed', 'numbered'] as const
const checkers = anyOf(clerk, unitHead, legalSection)

const signing = {
  from: 'approved',
  to: 'signed',
  requires: [...gates.decided, gates.reviewed, ...gates.onTheList],
  article: localOrganizationLaw(77),
} as const

export const making = {
  plan: effect('立项', 'Plan', {
    to: 'planned',
    asks: { organ, drafter },
    requires: [...gates.onTheList, gates.nothingAhead],
    article: notice37('（二）'),
  }),
  classify: effect('认定为规范性文件', 'Find it normative', {
    from: 'planned',
    to: 'drafting',
    by: reviewer,
    asks: answers,
    requires: [gates.isNormative],
    article: notice37('开头'),
  }),
  classifyInternal: effect('认定为内部制度', 'Find it internal', {
    from: 'planned',
    to: 'internal',
    by: reviewer,
    asks: {
      ...answers,
      governs: choice('所管工作', 'What it governs', chapter),
      mechanism: text('所管机制', 'Mechanism'),
    },
    requires: [gates.isInternal],
    article: opinion115('（三）'),
  }),

  draft: effect('形成草案', 'Draft', {
    from: 'drafting',
    asks: { text: draft, explanation, bases: text('制定依据', 'Bases', { max: 1000 }) },
  }),
  revise: effect('修改', 'Revise', {
    from: working,
    to: 'drafting',
    asks: {
      text: draft,
      cause: choice('修改缘由', 'Cause', {
        comments: ['征求意见', 'Comments'],
        fairness: ['公平竞争审查', 'Fair-competition review'],
        review: ['合法性审核', 'Legality review'],
        meeting: ['会议要求', 'Meeting'],
        own: ['自行完善', 'Own motion'],
      }),
    },
    requires: [gates.drafted],
  }),
  reviseMaterially: effect('作实质性修改', 'Revise materially', {
    from: working,
    to: 'drafting',
    asks: { text: draft, changed },
    requires: [gates.drafted],
  }),
  // Comments and review may go side by side and the review may be hurried; none of them falls away.
  expedite: exception('批准紧急制定', 'Expedite', {
    from: ['planned', 'drafting'],
    by: districtLeader,
    asks: {
      ground: choice('事由', 'Ground', {
        incident: ['预防、应对和处置突发事件', 'Emergency'],
        order: ['执行上级机关的紧急命令和决定', "A superior's urgent order"],
      }),
      reason,
      approval: file('批准件', 'Approval'),
    },
    article: opinion115('（五）'),
  }),
  consult: effect('征求意见', 'Consult', {
    from: early,
    asks: { consulted },
    requires: [gates.drafted, gates.sameText],
    article: notice37('（三）'),
    then: [
      opens(consultations, 'open', 'consulted', ({ title, organ, market }) => ({
        title: title as string,
        organ: organ as string,
        kind: market ? 'market' : 'rights',
      })),
    ],
  }),
  checkFairness: effect('公平竞争审查（起草单位）', 'Fair-competition check', {
    from: early,
    by: checkers,
    asks: {
      verdict: choice('结论', 'Verdict', {
        clear: ['不妨碍公平竞争', 'No obstacle'],
        excepted: ['适用例外规定', 'Excepted'],
      }),
      limit: text('例外的期限或者终止条件', 'When the exception ends', { optional: true, max: 500 }),
      conclusion,
    },
    requires: [gates.drafted, gates.marketOnly, gates.exceptionBounded],
    article: businessEnvironment(63),
  }),
  reviewFairness: effect('公平竞争审查（市场监管部门）', 'Fair-competition review', {
    from: early,
    by: marketRegulator.butNot('checkFairness', fairCompetition(14)),
    asks: { cleared, conclusion },
    requires: [gates.marketOnly, gates.ofGovernment, gates.checkedFair, gates.clearedIsText],
    article: fairCompetition(14),
  }),
  // Only another text helps, or giving it up.
  findRestrictive: effect('认定妨碍公平竞争', 'Find it restrictive', {
    from: early,
    by: anyOf(clerk, unitHead, legalSection, marketRegulator),
    asks: { conclusion, reason },
    article: fairCompetition(18),
  }),
  submitReview: effect('送合法性审核', 'Submit for review', {
    from: early,
    to: 'reviewing',
    requires: [
      gates.drafted,
      ...gates.heard.map((gate) => gate.unless('expedite')),
      gates.checkedFair,
      gates.reviewedFair,
    ],
    article: opinion115('（五）'),
    then: [
      opens(review, 'submit', 'text', ({ title, organ, drafter, market, level }) => ({
        title: title as string,
        organ: organ as string,
        drafter: drafter as string,
        kind: 'normative',
        market: market as boolean,
        level: level as 'district' | 'department',
      })),
    ],
  }),

  table: effect('提请集体讨论', 'Table', {
    from: early,
    to: 'tabled',
    requires: [...gates.heard, gates.checkedFair, gates.reviewedFair, gates.reviewed, ...gates.onTheList],
    article: opinion115('（七）'),
    then: [
      opens(agendaItems, 'submit', 'text', ({ level, title, organ }) =>
        level === 'district' ? { title: title as string, organ: organ as string, kind: 'normative' } : undefined,
      ),
    ],
  }),
  sendBack: effect('退回修改', 'Send back', { from: 'tabled', to: 'drafting', by: governmentOffice, asks: { reason } }),
  decide: effect('集体讨论通过', 'Decided by the government', {
    from: 'tabled',
    to: 'approved',
    by: governmentOffice,
    requires: [gates.ofDistrict, gates.decidedByGovernment, gates.reviewed],
    article: localOrganizationLaw(75),
  }),
  decideInUnit: effect('部门集体讨论通过', 'Decided in the department', {
    from: 'tabled',
    to: 'approved',
    by: unitHead,
    asks: { minutes: file('会议纪要', 'Minutes') },
    requires: [gates.ofDepartment, gates.reviewed],
    article: notice37('集体审议部分'),
  }),
  reject: effect('不予通过', 'Reject', {
    from: undecided,
    to: 'rejected',
    by: anyOf(governmentOffice, unitHead),
    asks: { reason },
  }),
  withdraw: effect('撤回', 'Withdraw', { from: undecided, to: 'withdrawn', asks: { reason } }),
  // What has been decided is no longer the drafter's to take back.
  shelve: effect('终止制定', 'Shelve', {
    from: ['approved', 'signed', 'numbered'],
    to: 'withdrawn',
    by: anyOf(governmentOffice, districtLeader),
    asks: { reason },
  }),
  sign: effect('签署', 'Sign', {
    ...signing,
    by: districtLeader.butNot('drafter'),
    requires: [gates.ofDistrict, ...signing.requires],
  }),
  signInUnit: effect('签署（部门）', 'Sign in the department', {
    ...signing,
    by: unitHead.butNot('drafter'),
    requires: [gates.ofDepartment, ...signing.requires],
  }),
}
