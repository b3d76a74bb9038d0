/**
 * A major decision, from the proposal to its archive. A case begins when a matter is proposed, in the catalogue or not;
 * participation, experts and risk run beside each other, then the review, then the collective discussion of that very
 * text. It ends closed with a complete file, shelved before it was issued, or declined.
 */
import { choice, document, file, flag, person, prose, text, unit, units } from '../../../kernel/fields/index.ts'
import { howMany, inTime, rate, together } from '../../../kernel/indicator/index.ts'
import { mechanism } from '../../../kernel/mechanism.ts'
import { anyOf, atMost, byTheDay, done, effect, latest, never } from '../../../kernel/procedure/index.ts'
import { say } from '../../../kernel/report/index.ts'
import { disclosing } from '../../../laws/information-disclosure-regulation.ts'
import { order713 } from '../../../laws/order-713.ts'
import {
  archivingDecision,
  qianjiangDecisionRules,
  reportingExecution,
} from '../../../laws/qianjiang-decision-rules.ts'
import { decisions } from '../../columns.ts'
import { districtLeader, governmentOffice, lawOffice, marketRegulator, planOffice } from '../../roles.ts'
import { classes } from '../decision-catalogues/index.ts'
import * as gates from './gates.ts'
import { department, expert, participation, risk } from './parts.ts'
import { beforeIssue, deciding, execution, liability, round } from './rules.ts'

const { ownUnit, participated, argued, controlled, reviewed, listed, planned, reason, draft, revising } = gates

export default mechanism('major-decisions', {
  name: ['重大行政决策', 'Major decisions'],
  readBy: [governmentOffice, planOffice, lawOffice],
  record: {
    title: text('决策事项', 'Matter', { seen: 'public' }),
    kind: choice('类别', 'Class', classes, { seen: 'public' }),
    source: choice('建议来源', 'Proposed by', {
      leader: ['决策机关领导人员', 'Leaders'],
      department: ['部门或者下级政府', 'Departments'],
      deputies: ['人大代表、政协委员', 'Deputies'],
      citizens: ['公民、法人和其他组织', 'Citizens'],
    }),
    proposal: file('书面建议', 'Proposal in writing'),
    organ: unit('研究论证单位', 'Unit that studies it'),
    ...listed,
    planned,
    lead: unit('承办（牵头）单位', 'Lead unit', { optional: true, seen: 'public' }),
    others: units('共同承办单位', 'Other units', { optional: true }),
    drafter: person('承办人', 'Drafter', { optional: true }),
    text: document('决策草案', 'Draft', { optional: true, seen: 'public' }),
    mustHear: flag('依法须听证', 'A hearing is due', { optional: true }),
    secret: flag('涉密', 'Secret', { optional: true }),
    market: choice('公平竞争', 'Fair competition', gates.fairness, { optional: true }),
    assessor: text('承担主要论证评估工作的单位', 'Who did the main assessment', { optional: true }),
    executor: unit('执行单位', 'Executing unit', { optional: true }),
  },
  states: {
    proposed: ['已提出', 'Proposed'],
    studied: ['已研究论证', 'Studied'],
    drafting: ['已启动，拟订草案', 'Drafting'],
    preparing: ['听取意见、论证、评估', 'Preparing'],
    inReview: ['合法性审查中', 'In review'],
    tabled: ['已提请集体讨论', 'Tabled'],
    decided: ['已决定', 'Decided'],
    issued: ['已印发', 'Issued'],
    executing: ['执行中', 'Executing'],
    suspended: ['中止执行', 'Suspended'],
    completed: ['执行完毕', 'Completed'],
    closed: ['案卷办结', 'Closed'],
    shelved: ['不予实施', 'Shelved'],
    declined: ['不启动', 'Declined'],
  },
  ends: ['closed', 'shelved', 'declined'],
  parts: { participation, expert, risk, department },
  by: ownUnit,
  acts: {
    propose: effect('提出决策建议', 'Propose', {
      to: 'proposed',
      by: anyOf(...ownUnit.roles, governmentOffice, districtLeader),
      requires: [gates.inCatalogue, gates.entryNamed, gates.plannedAhead],
      article: order713(10),
    }),
    study: effect('研究论证', 'Study', {
      from: 'proposed',
      to: 'studied',
      asks: {
        problem: prose('拟解决的主要问题', 'Problem', { max: 2000 }),
        basis: prose('建议理由和依据', 'Reasons and basis', { max: 2000 }),
        scheme: prose('初步方案', 'Scheme', { max: 2000 }),
        feasibility: prose('必要性、可行性', 'Need and feasibility', { max: 2000 }),
        report: file('研究论证报告', 'Report'),
      },
      article: order713(10),
    }),
    start: effect('启动决策程序', 'Start', {
      from: 'studied',
      to: 'drafting',
      by: districtLeader,
      asks: {
        lead: unit('承办（牵头）单位', 'Lead unit'),
        others: units('共同承办单位', 'Other units', { optional: true }),
      },
      article: order713(11),
    }),
    decline: effect('不启动决策程序', 'Decline', {
      from: ['proposed', 'studied'],
      to: 'declined',
      by: districtLeader,
      asks: {
        why: choice('情形', 'Why', {
          unneeded: ['没有必要或者条件不成熟', 'Not needed, or not ripe'],
          excluded: ['宏观调控、政府立法或者应急处置，不适用本程序', 'Excluded by law'],
          minor: ['不构成重大行政决策', 'No major decision'],
        }),
        reason,
      },
      article: order713(10),
    }),
    // A catalogue that changes while a decision runs changes nothing of its procedure.
    relist: effect('目录变动', 'Relist', {
      from: beforeIssue,
      by: governmentOffice,
      asks: { ...listed, reason },
      requires: [gates.inCatalogue, gates.entryNamed],
      article: order713(3),
    }),
    reschedule: effect('调整计划决定日', 'Reschedule', {
      from: ['proposed', 'studied', 'drafting', 'preparing', 'inReview', 'tabled'],
      by: districtLeader,
      asks: { planned, reason },
      requires: [gates.plannedAhead],
      article: qianjiangDecisionRules('目录管理办法'),
    }),
    draft: effect('拟订草案', 'Draft', {
      from: 'drafting',
      to: 'preparing',
      asks: {
        text: draft,
        drafter: person('承办人', 'Drafter'),
        explanation: file('草案说明和依据', 'Explanation and bases'),
        analysis: file('成本效益分析', 'Costs and benefits', { optional: true }),
        options: file('两个以上方案及其比较', 'Two or more options, compared', { optional: true }),
        mustHear: flag('依法须听证', 'A hearing is due'),
        secret: flag('涉密', 'Secret', { optional: true }),
      },
      raises: round,
      article: order713(12),
    }),
    screenMarket: effect('说明公平竞争审查情况', 'Screen for fair competition', {
      from: 'preparing',
      by: anyOf(...ownUnit.roles, marketRegulator),
      asks: {
        market: choice('公平竞争', 'Fair competition', gates.fairness),
        conclusion: file('公平竞争审查结论', 'Conclusion', { optional: true }),
        withRegulator: flag('已会同市场监管部门审查', 'With the market regulator', { optional: true }),
      },
      requires: [gates.fairnessShown, gates.reviewedJointly],
      article: order713(29),
    }),
    revise: effect('修改草案', 'Revise', { ...revising, article: order713(12) }),
    // What the public has not seen must be put to it anew.
    reviseMaterially: effect('重大修改草案', 'Revise materially', {
      ...revising,
      raises: { participation: [{}] },
      article: order713(14),
    }),
    ...deciding,
    ...execution,
    ...liability,
  },
  portal: {
    in: decisions,
    states: ['executing', 'suspended', 'completed', 'closed'],
    since: ['publish'],
    unless: ['keepSecret'],
    title: 'title',
    body: 'text',
    issuer: 'lead',
    formed: ['decide'],
  },
  terms: {
    deciding: byTheDay('按计划作出决定', 'Decide as planned', {
      day: 'planned',
      // Either way: a matter that waits for other steps first is owed all the same.
      until: ['decide', 'shelve'],
      article: qianjiangDecisionRules('目录管理办法'),
    }),
    publishing: atMost(disclosing, { after: 'decide', until: 'publish', unless: 'keepSecret' }),
    archiving: atMost(archivingDecision, { after: 'publish', until: 'archive' }),
    reporting: atMost(reportingExecution, {
      after: latest('publish', 'reportProgress'),
      until: 'reportProgress',
      paused: ['suspend', 'resume'],
    }),
  },
  never: [
    never('start', done('study').under(order713(10))),
    ...[gates.consulted, gates.screened].map((gate) => never('submitReview', gate)),
    ...[participated, argued, controlled].flatMap((gate) =>
      (['submitReview', 'table', 'decide', 'issue'] as const).map((act) => never(act, gate)),
    ),
    ...(['table', 'decide', 'issue'] as const).map((act) => never(act, reviewed)),
    ...(['decide', 'issue'] as const).map((act) => never(act, gates.adopted)),
    never('issue', gates.reported),
    never('issue', gates.congressHeard),
    never('publish', done('issue').since('rework').under(order713(34))),
    never('suspend', gates.problemReported),
    never('close', gates.archived),
  ],
  indicators: ({ did, due, parts: { participation, expert, risk, department } }) => {
    const sent = did.submitReview.that((row) => row.breached.is(false))
    const outside = did.start.whose('listing', 'outside')
    const against = expert.did.deliver.that((row) => row.view.is('oppose'))
    const late = due.deciding
      .that((row) => row.late.is(true))
      .but('没有启动的', 'Never started', (row) => row.id.among(did.decline))
    const pursued = together(did.holdBody, did.holdLead, did.holdExecutor, did.holdExpert)
    const unassessed = together(risk.did.setAside, risk.did.reuse)
    const assessed = together(risk.did.findControllable, risk.did.findUncontrollable)
    return {
      started: howMany('启动决策程序', 'Started', '项', did.start),
      outside: howMany('其中目录外事项', 'Outside the catalogue among them', '项', outside),
      decided: howMany('作出重大行政决策', 'Decided', '项', did.decide),
      // What a correction takes away leaves a breach on the act that relied on it.
      complete: rate('五项程序齐备的决策', 'All five procedures in order', did.decide, ({ id }) => id.among(sent)),
      delayed: howMany('比计划推迟的决策', 'Later than planned', '项', late),
      asked: howMany('公开征求意见', 'Put to the public', '次', participation.did.ask),
      heardOtherwise: howMany('以其他方式听取意见', 'Heard in another way', '次', participation.did.hear),
      withheld: howMany('依法不公开而未听取公众意见', 'Withheld', '次', participation.did.withhold),
      experts: howMany('专家出具论证意见', 'Expert opinions', '份', expert.did.deliver),
      expertsAgainst: howMany('认为不可行的专家意见', 'Experts against', '份', against),
      expertsSetAside: howMany('认定不需要专家论证', 'Experts not needed', '次', expert.did.setAside),
      assessments: howMany('风险评估', 'Risk assessed', '次', assessed),
      adjusted: howMany('评估为不可控而调整的', 'Adjusted for its risk', '次', risk.did.adjust),
      riskSetAside: howMany('认定不需要或者沿用已有评估', 'Risk not assessed anew', '次', unassessed),
      dissent: howMany('部门协商未能一致而说明分歧', 'Dissent explained', '次', department.did.explain),
      published: howMany('公布决策', 'Published', '项', did.publish),
      publishedInTime: inTime('按期公布率', 'Published in time', due.publishing),
      archivedInTime: inTime('按期归档率', 'Archived in time', due.archiving),
      progressReports: howMany('执行情况报告', 'Progress reports', '份', did.reportProgress),
      suspended: howMany('中止执行', 'Suspended', '项', did.suspend),
      evaluated: howMany('决策后评估', 'Evaluated', '项', did.evaluate),
      unlawful: howMany('未经程序出台或者擅自变更', 'Without procedure', '项', together(did.foundIssued, did.depart)),
      held: howMany('追究责任', 'Held liable', '次', pursued),
    }
  },
  report: (i) => [
    say`按重大行政决策程序启动事项${i.started}，其中目录外${i.outside}；作出决定${i.decided}，送审时五项程序齐备或者依法认定不适用的占${i.complete}，晚于计划日的${i.delayed}。`,
    say`向社会公开征求意见${i.asked}，改用座谈、走访等方式听取${i.heardOtherwise}，因保密不听取${i.withheld}；收到专家论证意见${i.experts}，持反对意见的${i.expertsAgainst}，经签字认定不用论证${i.expertsSetAside}；风险评估${i.assessments}，不可控经调整重评${i.adjusted}，免评或者沿用${i.riskSetAside}；部门分歧随案说明${i.dissent}。`,
    say`决策公布${i.published}，到期的按时公布率${i.publishedInTime}，材料按时归档率${i.archivedInTime}；执行单位报告执行情况${i.progressReports}，中止执行${i.suspended}，后评估${i.evaluated}；未走程序即出台或者改动${i.unlawful}，追究责任${i.held}。`,
  ],
})
