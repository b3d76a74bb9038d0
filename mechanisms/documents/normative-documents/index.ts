/**
 * 行政规范性文件 from plan to the end of its force. A case begins with a plan, with a record of what was in force before
 * the product, or with a document found issued past the procedure. It ends when it is found to be an internal rule, is
 * rejected or withdrawn, or no longer in force. Consultation, review, meeting and filing are asked at their doors.
 */
import {
  choice,
  choices,
  day,
  document,
  file,
  flag,
  later,
  link,
  text,
  unit,
  units,
} from '../../../kernel/fields/index.ts'
import { howMany, inTime, rate, together } from '../../../kernel/indicator/index.ts'
import { mechanism } from '../../../kernel/mechanism.ts'
import { anyOf, effect, fact, never } from '../../../kernel/procedure/index.ts'
import { listed, say } from '../../../kernel/report/index.ts'
import { litigationInterpretation } from '../../../laws/litigation-interpretation.ts'
import { notice37 } from '../../../laws/normative-document-notice.ts'
import { reconsiderationLaw } from '../../../laws/reconsideration-law.ts'
import { policies } from '../../columns.ts'
import { clerk, governmentOffice, justiceBureau, unitHead } from '../../roles.ts'
import * as gates from './gates.ts'
import { made, making, underWay } from './parts.ts'
import * as rules from './rules.ts'

const { annulment, clause, decision, fromAbove, reason } = gates
const { here, out, outcomes } = rules

const discovery = { found: file('发现材料', 'What was found'), issuedOn: day('印发日', 'Issued on', { past: true }) }
const found = anyOf(justiceBureau, governmentOffice)
const outOfForce = ['repealed', 'lapsed', 'invalidated', 'annulled'] as const
const incoming = {
  from: out,
  by: found,
  asks: {
    letter: file('来文', 'Letter'),
    clauses: text('所涉条款', 'Clauses concerned', { optional: true, max: 500 }),
  },
} as const
/** Also when it is out of force by then: the letter is still to be answered. */
const outgoing = { from: [...out, ...outOfForce], by: anyOf(justiceBureau, governmentOffice, unitHead) } as const
const stops = {
  stop: ['停止适用', 'Stop applying it'],
  stopClauses: ['停止执行所涉条款', 'Stop the clauses concerned'],
} as const
const answer = file('书面答复', 'Answer')
const number = text('文号', 'Number', { seen: 'public' })
const struck = text('已被撤销的条款（含以前的）', 'Clauses struck from above', { max: 500, seen: 'public' })

export default mechanism(here, {
  name: ['行政规范性文件', 'Normative documents'],
  readBy: [governmentOffice],
  record: {
    title: text('标题', 'Title', { seen: 'public' }),
    issuer: unit('制定主体', 'Issuer', { seen: 'public' }),
    jointIssuers: units('联合制定主体', 'Joint issuers', { optional: true, seen: 'public' }),
    word: text('机关代字', 'Document word', { max: 30, seen: 'public' }),
    level: choice(
      '层级',
      'Level',
      {
        district: ['区政府（含办公室）文件', "The district government's, or its office's"],
        department: ['部门、街道、乡镇文件', "A department's, street's or township's"],
      },
      { seen: 'public' },
    ),
    market: flag('与市场主体密切相关', 'Touches the market', { seen: 'district' }),
    topics: choices(
      '主题',
      'Topics',
      {
        familyPlanning: ['计划生育', 'Family planning'],
        streamlining: ['简政放权', 'Streamlining'],
        businessEnvironment: ['营商环境', 'Business environment'],
        other: ['其他', 'Other'],
      },
      { seen: 'public' },
    ),
    trial: flag('试行、暂行', 'On trial', { optional: true, seen: 'public' }),
    replaces: link('所替代的文件', 'Document it replaces', { id: here }, { optional: true, seen: 'public' }),
    ...later({ ...made, number, ...rules.filled, struck }),
  },
  states: {
    planned: ['已立项', 'Planned'],
    drafting: ['起草', 'Drafting'],
    reviewing: ['合法性审核', 'Under review'],
    tabled: ['已提请审议', 'Tabled'],
    approved: ['已通过', 'Approved'],
    signed: ['已签署', 'Signed'],
    numbered: ['已编号', 'Numbered'],
    published: ['已公布，待施行', 'Published'],
    inForce: ['有效', 'In force'],
    stopped: ['停止适用', 'Stopped'],
    irregular: ['违规印发', 'Issued past the procedure'],
    internal: ['内部制度', 'Internal rule'],
    rejected: ['未通过', 'Rejected'],
    withdrawn: ['已撤回', 'Withdrawn'],
    repealed: ['已废止', 'Repealed'],
    lapsed: ['已失效', 'Lapsed'],
    invalidated: ['已宣布失效', 'Declared invalid'],
    annulled: ['已被撤销', 'Annulled'],
  },
  parts: { clause },
  partly: {
    part: 'clause',
    states: ['stopped', 'struck'],
    text: 'clauses',
    struck: { act: 'annulClauses', text: 'struck', as: 'struck' },
    says: ['部分条款停止执行', 'Some clauses stopped'],
  },
  ends: ['internal', 'rejected', 'withdrawn', 'repealed', 'lapsed', 'invalidated', 'annulled'],
  by: anyOf(clerk, unitHead),
  acts: {
    ...making,
    ...rules.afterSignature,
    ...rules.succession,
    // ── what did not go this way ──
    recordExisting: fact('登记存量文件', 'Record one in force before', {
      to: 'inForce',
      by: anyOf(clerk, unitHead, governmentOffice),
      asks: { text: made.text, number },
    }),
    discover: fact('发现未经程序印发', 'Found issued past the procedure', {
      to: 'irregular',
      by: found,
      asks: { text: made.text, ...discovery },
      requires: [...gates.onTheList, ...gates.wholeProcedure],
      article: notice37('（六）'),
    }),
    evade: fact('未走完程序即印发', 'Issued before its time', {
      from: underWay,
      to: 'irregular',
      by: found,
      asks: discovery,
      requires: gates.wholeProcedure,
      article: notice37('（六）'),
    }),
    recall: effect('撤回已印发文件', 'Recall', {
      from: 'irregular',
      to: 'withdrawn',
      by: outgoing.by,
      asks: { decision, reason },
      article: notice37('备案监督部分'),
    }),

    // ── what comes from above and from the courts ──
    // An article falls, the rest stands: from then on its text is the one without it.
    annulClauses: fact('部分条款被撤销', 'Clauses struck from above', {
      from: out,
      ...fromAbove,
      asks: {
        ...annulment,
        struck,
        text: document('撤销后的文本', 'Text without them', { seen: 'public' }),
      },
    }),
    receiveAdvice: fact('收到法院的司法建议', "Receive a court's advice", {
      ...incoming,
      asks: { ...incoming.asks, urgent: flag('建议立即停止执行', 'To stop at once') },
      article: litigationInterpretation(149),
    }),
    answerAdvice: fact('书面答复司法建议', 'Answer the advice', {
      ...outgoing,
      asks: { answer, outcome: choice('处理', 'Outcome', { ...outcomes, ...stops }) },
      article: litigationInterpretation(149),
    }),
    receiveQuestion: fact('收到复议机关要求说明的通知', 'Asked by a reconsideration body', {
      ...incoming,
      article: reconsiderationLaw(58),
    }),
    explain: fact('向复议机关书面答复', 'Explain', { ...outgoing, asks: { answer }, article: reconsiderationLaw(58) }),
  },
  portal: {
    in: policies,
    by: 'level',
    states: ['published', 'inForce', 'stopped', 'repealed', 'lapsed', 'invalidated', 'annulled'],
    over: ['stopped', 'repealed', 'lapsed', 'invalidated', 'annulled'],
    since: ['publish', 'recordExisting'],
    title: 'title',
    body: 'text',
    issuer: 'issuer',
    number: 'number',
    formed: ['sign', 'signInUnit'],
    effective: 'effectiveFrom',
    parts: { clause: { states: ['stopped', 'struck', 'restored'], during: ['published', 'inForce', 'stopped'] } },
    tells: { annulClauses: true, interpret: true, interpretFurther: true, correctText: true, renew: true },
  },
  terms: rules.terms,
  never: [
    never('submitReview', gates.checkedFair),
    ...[...gates.heard, gates.checkedFair, gates.reviewed, ...gates.onTheList].map((gate) => never('table', gate)),
    ...[...gates.decided, gates.reviewed, ...gates.onTheList].flatMap((gate) => [
      never('sign', gate),
      never('signInUnit', gate),
    ]),
    ...[...gates.beforeNumber, ...gates.onTheList].map((gate) => never('register', gate)),
    ...gates.wholeProcedure.map((gate) => never('publish', gate)),
    never('renew', gates.foundWorthKeeping),
  ],
  indicators: ({ did, due, was, parts }) => {
    const found = together(did.discover, did.evade)
    const dropped = together(did.reject, did.withdraw, did.shelve)
    const ended = together(did.abolish, did.declareInvalid, did.lapse, did.supersede, did.annul)
    return {
      published: howMany('公布行政规范性文件', 'Published', '件', did.publish),
      districtPublished: howMany(
        '其中区政府（含办公室）文件',
        "The district's",
        '件',
        did.publish.whose('level', 'district'),
      ),
      inForce: howMany('有效的行政规范性文件', 'In force', '件', was.inForce),
      internal: howMany('认定为内部制度的文件', 'Internal rules', '件', did.classifyInternal),
      exceptions: howMany('批准紧急制定', 'Expedited', '件', did.expedite),
      irregular: howMany('未经程序印发', 'Issued past the procedure', '件', found),
      onTimeRate: rate('签署后按期公布率', 'Published in time', did.publish, (row) => row.breached.is(false)),
      interpretedRate: rate('公布时同步解读率', 'Interpreted in step', did.publish, (row) => row.interpreted.is(true)),
      evaluated: howMany('评估', 'Evaluated', '次', did.evaluate),
      evaluatedRate: rate('评估按期率', 'Evaluated in time', did.evaluate, (row) => row.breached.is(false)),
      renewed: howMany('延续有效期', 'Renewed', '件', did.renew),
      ended: howMany('不再有效的文件', 'No longer in force', '件', ended),
      lapsed: howMany('期满自动失效', 'Lapsed', '件', did.lapse),
      abolished: howMany('废止', 'Abolished', '件', did.abolish),
      annulled: howMany('被撤销', 'Annulled', '件', did.annul),
      struck: howMany('部分条款被撤销', 'Clauses struck', '件次', did.annulClauses),
      clausesStopped: howMany('部分条款停止执行', 'Clauses stopped', '件次', parts.clause.did.stop),
      advised: howMany('收到法院司法建议', "Courts' advice", '件', did.receiveAdvice),
      advisedRate: inTime('司法建议按期答复率', 'Advice answered in time', due.answeringCourt),
      corrected: howMany('更正已公布文本', 'Corrected', '次', did.correctText),
      rejected: howMany('未通过或者撤回', 'Rejected or withdrawn', '件', dropped),
    }
  },
  report: (i, { did }) => [
    say`全年公布行政规范性文件${i.published}，其中区政府及其办公室的${i.districtPublished}，签署后按期公布的占${i.onTimeRate}，与解读同步公布的占${i.interpretedRate}；未通过或者撤回${i.rejected}。`,
    say`经六个问题逐件判断，作为内部制度管理的文件${i.internal}：${listed(did.classifyInternal, (row) => row.its.title)}。`,
    say`因突发事件或者上级紧急命令批准紧急制定${i.exceptions}：${listed(did.expedite, (row) => row.its.title)}；筛查和监督中发现未经程序印发${i.irregular}。`,
    say`年末有效的行政规范性文件${i.inForce}；年内评估${i.evaluated}、按期的占${i.evaluatedRate}，据此延续${i.renewed}；年内不再有效的${i.ended}，其中废止${i.abolished}、期满失效${i.lapsed}、被撤销${i.annulled}，另有部分条款被撤销${i.struck}、停止执行${i.clausesStopped}；收到法院司法建议${i.advised}，按期答复的占${i.advisedRate}；更正已公布文本${i.corrected}。`,
  ],
})
