/** From the review to the decision and out of the house; how it is carried out, watched, filed and answered for. */
import { choice, choices, file, flag, prose, text, unit } from '../../../kernel/fields/index.ts'
import { anyOf, anywhere, effect, exception, fact, opens } from '../../../kernel/procedure/index.ts'
import { order713 } from '../../../laws/order-713.ts'
import review from '../../documents/legality-review/index.ts'
import { districtLeader, governmentOffice, justiceBureau, planOffice } from '../../roles.ts'
import agendaItems from '../agenda-items/index.ts'
import * as gates from './gates.ts'

/** The procedures that each round begins with. */
export const round = { participation: [{}], expert: [{}], risk: [{}] } as const
export const beforeIssue = ['proposed', 'studied', 'drafting', 'preparing', 'inReview', 'tabled', 'decided'] as const

const { draft, ownUnit, planned, reason, supervisors } = gates

export const deciding = {
  submitReview: effect('送请合法性审查', 'Submit for review', {
    from: 'preparing',
    to: 'inReview',
    asks: {
      procedures: file('履行法定程序的说明', 'Account of the procedures'),
      adoption: file('公众意见、专家意见研究采纳情况', 'What became of opinions'),
      assessor: text('承担主要论证评估工作的单位', 'Who did the main assessment'),
    },
    requires: [gates.consulted, gates.participated, gates.argued, gates.controlled, gates.screened],
    then: [
      opens(review, 'submit', 'text', ({ title, lead, drafter, market }) => ({
        title: title as string,
        organ: lead as string,
        drafter: drafter as string,
        kind: 'decision',
        level: 'district',
        market: market !== 'untouched',
      })),
    ],
    article: order713(26),
  }),
  table: effect('提请集体讨论', 'Table', {
    from: 'inReview',
    to: 'tabled',
    by: anyOf(...ownUnit.roles, governmentOffice),
    requires: [gates.reviewed],
    then: [
      opens(agendaItems, 'submit', 'text', ({ title, lead, secret }) => ({
        title: title as string,
        organ: lead as string,
        kind: 'decision',
        ...(secret === true && { secret }),
      })),
    ],
    article: order713(29),
  }),
  decide: effect('作出决定', 'Decide', {
    from: 'tabled',
    to: 'decided',
    by: anyOf(districtLeader, governmentOffice),
    asks: {
      minutes: file('会议纪要', 'Minutes'),
      majority: choice('与多数意见', 'The majority', { with: ['一致', 'With it'], against: ['不一致', 'Against it'] }),
      reasons: prose('与多数意见不一致的理由', 'Reasons', { optional: true, max: 2000 }),
      congress: choice('人大程序', 'Congress', {
        none: ['不需要', 'None'],
        report: ['出台前向区人大常委会报告', 'Reported beforehand'],
        resolve: ['由区人大或其常委会讨论决定', 'Decided there'],
      }),
    },
    requires: [gates.reviewed, gates.adopted, gates.reasonsGiven],
    article: order713(30),
  }),
  reportToParty: effect('向区委请示报告', 'Report to the party committee', {
    from: 'decided',
    by: governmentOffice,
    asks: { letter: file('请示报告', 'Report') },
    article: order713(31),
  }),
  reportToCongress: effect('向区人大常委会报告', 'Report to the standing committee', {
    from: 'decided',
    by: governmentOffice,
    asks: { letter: file('报告', 'Report') },
    requires: [gates.reportDue],
    article: order713(8),
  }),
  resolveInCongress: fact('区人大或其常委会作出决定', 'Resolved in congress', {
    from: 'decided',
    by: governmentOffice,
    asks: { resolution: file('决定、决议', 'Resolution') },
    article: order713(8),
  }),
  // The party committee or the congress wants it changed: what was decided is decided anew.
  reconsider: effect('退回重新研究', 'Reconsider', {
    from: 'decided',
    to: 'preparing',
    by: anyOf(districtLeader, governmentOffice),
    asks: { text: draft, reason },
    article: order713(31),
  }),
  shelve: effect('不予实施', 'Shelve', { from: beforeIssue, to: 'shelved', by: districtLeader, asks: { reason } }),
  issue: effect('印发', 'Issue', {
    from: 'decided',
    to: 'issued',
    by: districtLeader,
    asks: { paper: file('决策文件', 'Paper'), executor: unit('执行单位', 'Executing unit') },
    requires: [gates.reported, gates.congressHeard],
    article: order713(34),
  }),
  publish: effect('公布并解读', 'Publish', {
    from: 'issued',
    to: 'executing',
    by: governmentOffice,
    asks: {
      address: text('网址', 'Address', { seen: 'public' }),
      channels: choices('公布途径', 'Where', {
        gazette: ['政府公报', 'Gazette'],
        site: ['政府网站', 'Site'],
        press: ['报纸', 'Press'],
      }),
      explanation: file('解读材料，含意见采纳情况', 'Interpretation', { seen: 'public' }),
    },
    article: order713(32),
  }),
  keepSecret: exception('依法不予公布', 'Not published', {
    from: 'issued',
    to: 'executing',
    by: districtLeader,
    asks: { ground: choice('事由', 'Ground', gates.secrecy), basis: text('依据', 'Basis', { max: 500 }) },
    article: order713(32),
  }),
  rework: effect('重大调整，重新履行程序', 'Rework', {
    from: ['executing', 'suspended'],
    to: 'preparing',
    by: districtLeader,
    asks: { text: draft, planned, reason },
    requires: [gates.plannedAhead],
    raises: round,
    article: order713(37),
  }),
}

const during = { from: 'executing', by: ownUnit } as const
const watching = {
  from: ['executing', 'suspended'],
  by: supervisors,
  asks: { found: prose('情况', 'What was found', { max: 2000 }), record: file('督查记录', 'Record') },
} as const
export const execution = {
  reportProgress: fact('报告执行情况', 'Report progress', {
    ...during,
    asks: { progress: prose('执行情况', 'Progress', { max: 2000 }), report: file('执行情况报告', 'Report') },
    article: order713(34),
  }),
  reportProblem: fact('报告执行中的问题', 'Report a problem', {
    ...during,
    asks: {
      situation: choice('情形', 'Situation', {
        fault: ['决策存在问题', 'The decision is at fault'],
        change: ['客观情况发生重大变化', 'Circumstances have changed'],
        force: ['不可抗力', 'Force majeure'],
      }),
      report: file('报告', 'Report'),
    },
    article: order713(35),
  }),
  oversee: fact('督促检查', 'Oversee', { ...watching, article: order713(34) }),
  depart: fact('擅自变更或者停止执行', 'Changed or stopped without procedure', {
    ...watching,
    requires: [gates.byProcedure],
    article: order713(37),
  }),
  suspend: effect('中止执行', 'Suspend', {
    from: 'executing',
    to: 'suspended',
    by: districtLeader,
    asks: { urgency: prose('情况紧急的事由', 'Why it is urgent', { max: 2000 }) },
    requires: [gates.problemReported],
    article: order713(37),
  }),
  resume: effect('恢复执行', 'Resume', {
    from: 'suspended',
    to: 'executing',
    by: districtLeader,
    asks: { reason },
    article: order713(37),
  }),
  evaluate: effect('决策后评估', 'Evaluate', {
    from: ['executing', 'suspended', 'completed'],
    by: anyOf(planOffice, governmentOffice, justiceBureau).butNot(['submitReview', 'drafter'], order713(36)),
    asks: {
      trigger: choice('启动情形', 'Trigger', {
        shortfall: ['明显未达到预期效果', 'Clearly below expectation'],
        objections: ['公众提出较多意见', 'Many objections'],
        needed: ['决策机关认为有必要', 'Deemed necessary'],
      }),
      evaluator: text('承担评估的单位', 'Evaluated by'),
      heard: text('听取意见的情况', 'Who was heard', { max: 500 }),
      report: file('后评估报告', 'Report'),
      outcome: choice('结论', 'Outcome', {
        keep: ['继续执行', 'Keep'],
        adjust: ['需要调整', 'Adjust'],
        stop: ['应当停止', 'Stop'],
      }),
    },
    requires: [gates.otherThanAssessor],
    article: order713(36),
  }),
  archive: effect('归档', 'Archive', {
    from: ['executing', 'suspended', 'completed'],
    by: anyOf(...ownUnit.roles, governmentOffice),
    asks: { list: choices('归档材料', 'What is filed', gates.archiveList), place: text('档号', 'File number') },
    requires: [gates.archiveComplete],
    article: order713(33),
  }),
  complete: fact('执行完毕', 'Complete', {
    ...during,
    to: 'completed',
    asks: { report: file('执行总结', 'Final report') },
    article: order713(34),
  }),
  close: effect('案卷办结', 'Close', {
    from: 'completed',
    to: 'closed',
    by: governmentOffice,
    requires: [gates.archived],
    article: order713(33),
  }),
}

const held = {
  paper: file('责任追究文书', 'Paper'),
  measure: text('处理', 'Measure'),
  cause: prose('事由', 'Cause', { max: 2000 }),
}
const pursuing = { from: anywhere, by: anyOf(justiceBureau, planOffice), asks: held } as const
/** Recorded as it happened, whenever it comes to light: to this a completed decision stays open. */
export const liability = {
  foundIssued: fact('发现未经程序已先行出台', 'Found issued without its procedure', {
    from: beforeIssue,
    by: supervisors,
    asks: { paper: file('出台的文件', 'Paper issued') },
    requires: [gates.participated, gates.argued, gates.controlled, gates.reviewed, gates.adopted, gates.reported],
    article: order713(38),
  }),
  holdBody: fact('追究决策机关责任', 'Decision body held liable', {
    ...pursuing,
    asks: { ...held, mitigated: flag('对异议人员减免责任', 'Dissent mitigates', { optional: true }) },
    article: order713(38),
  }),
  holdLead: fact('追究承办单位责任', 'Lead unit held liable', { ...pursuing, article: order713(39) }),
  holdExecutor: fact('追究执行单位责任', 'Executing unit held liable', { ...pursuing, article: order713(40) }),
  holdExpert: fact('追究专家、机构责任', 'Expert held liable', { ...pursuing, article: order713(41) }),
}
