/**
 * 行政诉讼: a suit against organs of the district, counted once however many of them are sued. A case begins when the
 * complaint is served; verdicts, appeals and a retrial move it. It ends when the file is closed, for a lost suit not
 * before it has been complied with and referred for liability, or when it is sent back to be tried under a new number.
 */
import { choice, file, text, units } from '../../../kernel/fields/index.ts'
import { distinct, howMany, inTime, previous, rate, together } from '../../../kernel/indicator/index.ts'
import { mechanism } from '../../../kernel/mechanism.ts'
import {
  anywhere,
  atLeast,
  atMost,
  byTheDay,
  done,
  effect,
  fact,
  never,
  owed,
} from '../../../kernel/procedure/index.ts'
import { say } from '../../../kernel/report/index.ts'
import {
  answering,
  appealingJudgment,
  appealingRuling,
  litigationLaw as law,
} from '../../../laws/administrative-litigation-law.ts'
import { appearanceRules } from '../../../laws/head-appearance-rules.ts'
import { answeringAppeal, askingDelay, delayedEvidence } from '../../../laws/litigation-interpretation.ts'
import { justiceBureau, legalSection } from '../../roles.ts'
import {
  cause,
  complaint,
  decision,
  evidence,
  kinds,
  lostForGood,
  mediable,
  office,
  performBy,
  permitted,
  petition,
  proof,
  request,
  statement,
  verdict,
  way,
  withEvidence,
} from './gates.ts'
import { hearing } from './parts.ts'

// Where a suit may stand in court, above the first instance, and with a verdict in force.
const trial = ['first', 'second', 'retrial'] as const
const above = ['second', 'retrial'] as const
const standing = ['effective', 'bound', 'complied'] as const

export default mechanism('litigation', {
  name: ['行政诉讼', 'Litigation'],
  record: {
    number: text('一审案号', 'Number'),
    court: choice('一审法院', 'Court of first instance', {
      basic: ['基层法院', 'Basic court'],
      intermediate: ['中级法院', 'Intermediate court'],
    }),
    plaintiff: text('原告', 'Plaintiff', { personal: true }),
    respondents: units('被告', 'Respondents'),
    sued: text('被诉行政行为', 'Act sued'),
    performBy,
  },
  states: {
    first: ['一审审理中', 'In first instance'],
    won: ['一审胜诉，未生效', 'Won, not yet effective'],
    dismissed: ['驳回起诉，未生效', 'Dismissed, not yet effective'],
    lost: ['一审败诉，未生效', 'Lost, not yet effective'],
    second: ['二审审理中', 'In second instance'],
    retrial: ['再审审理中', 'In retrial'],
    effective: ['已生效', 'Effective'],
    bound: ['败诉已生效，待履行', 'Bound to comply'],
    complied: ['已履行', 'Complied with'],
    closed: ['已结卷', 'Closed'],
    remanded: ['发回重审', 'Remanded'],
  },
  ends: ['closed', 'remanded'],
  parts: { hearing },
  by: office,
  acts: {
    serve: fact('收到应诉通知', 'Be served', { to: 'first', asks: { complaint } }),
    answer: fact('提交答辩状和证据', 'Answer', {
      from: anywhere,
      asks: { statement, evidence },
      requires: [withEvidence],
      article: law(67),
    }),
    askDelay: fact('申请延期举证', 'Ask for later evidence', { from: anywhere, asks: { request } }),
    permitEvidence: fact('法院准许延期或者补充举证', 'Permit evidence', { from: anywhere, asks: { decision } }),
    overcome: fact('延期事由消除', 'Overcome the obstacle', { from: anywhere }),
    supplement: fact('延期或者补充提交证据', 'Supplement', {
      from: anywhere,
      asks: { exhibits: file('补交的证据清单', 'Exhibits') },
      requires: [permitted],
      article: law(36),
    }),

    win: fact('一审判决胜诉', 'Win', { from: 'first', to: 'won', asks: { verdict }, article: law(69) }),
    lose: fact('一审判决败诉', 'Lose', { from: 'first', to: 'lost', asks: { verdict, kinds }, article: law(70) }),
    dismiss: fact('一审裁定驳回起诉', 'Be dismissed', { from: 'first', to: 'dismissed', asks: { verdict } }),
    withdraw: fact('裁定准许撤诉', 'Be withdrawn', {
      from: trial,
      to: 'effective',
      asks: { verdict, cause },
      article: law(62),
    }),
    mediate: fact('调解结案', 'Mediate', {
      from: trial,
      to: 'effective',
      asks: { verdict, mediable },
      article: law(60),
    }),

    appeal: fact('提起上诉', 'Appeal', { from: ['won', 'lost'], to: 'second', asks: { petition } }),
    receiveAppeal: fact('收到对方上诉状', 'Be appealed against', {
      from: ['won', 'lost', 'dismissed', 'second'],
      to: 'second',
      asks: { petition },
    }),
    answerAppeal: fact('提交上诉答辩状', 'Answer the appeal', { from: anywhere, asks: { statement } }),
    reopen: fact('进入再审', 'Be reopened', { from: standing, to: 'retrial', asks: { decision } }),
    remand: fact('发回重审', 'Be remanded', { from: above, to: 'remanded', asks: { verdict } }),

    takeEffect: fact('一审裁判生效', 'Take effect', { from: ['won', 'dismissed'], to: 'effective' }),
    bind: fact('一审败诉判决生效', 'Be bound', { from: 'lost', to: 'bound', asks: { performBy } }),
    winFinally: fact('终审胜诉', 'Win finally', { from: above, to: 'effective', asks: { verdict, way } }),
    loseFinally: fact('终审败诉', 'Lose finally', {
      from: above,
      to: 'bound',
      asks: { verdict, way, kinds, performBy },
      article: law(89),
    }),

    refer: effect('移送败诉责任追究', 'Refer for liability', { from: ['bound', 'complied'], by: justiceBureau }),
    comply: fact('履行生效裁判', 'Comply', { from: 'bound', to: 'complied', asks: { proof } }),
    close: effect('结卷', 'Close', { from: 'effective', to: 'closed', by: legalSection }),
    closeLost: effect('败诉案件结卷', 'Close a lost suit', {
      from: 'complied',
      to: 'closed',
      by: justiceBureau,
      requires: [done('refer').since('bind', 'loseFinally')],
    }),
  },
  terms: {
    answering: atMost(answering, { after: 'serve', until: 'answer' }),
    askingDelay: atMost(askingDelay, { after: 'serve', until: 'askDelay', silence: 'lapsed' }),
    supplementing: atMost(delayedEvidence, { after: 'overcome', until: 'supplement' }),
    appealing: atMost(appealingJudgment, { after: 'lose', until: 'appeal', silence: 'lapsed' }),
    answeringAppeal: atMost(answeringAppeal, { after: 'receiveAppeal', until: 'answerAppeal' }),
    afterWin: atLeast(appealingJudgment, { after: 'win', until: 'takeEffect', when: done('win') }),
    afterDismissal: atLeast(appealingRuling, { after: 'dismiss', until: 'takeEffect', when: done('dismiss') }),
    afterLoss: atLeast(appealingJudgment, { after: 'lose', until: 'bind' }),
    complying: byTheDay('裁判履行期限', 'Time to comply', { day: 'performBy', until: 'comply', article: law(94) }),
  },
  never: [
    never('refer', lostForGood),
    never('closeLost', done('comply').under(law(94))),
    never('closeLost', done('refer')),
  ],
  owes: {
    appearance: owed('应当由负责人出庭的审级（获准缺席的仍计入）', 'Instances that owe a head, excused or not', {
      part: 'hearing',
      arises: 'hold',
      met: 'attend',
      excused: 'exempt',
      once: 'instance',
      article: appearanceRules(7),
    }),
  },
  indicators: ({ did, due, owed, parts: { hearing } }) => {
    const intermediate = did.serve.whose('court', 'intermediate')
    const basic = did.serve.whose('court', 'basic')
    const withdrawnEarly = did.withdraw.but('已经答辩的', 'Answered before', (row) => row.id.among(did.answer))
    const toAnswer = due.answering.but('未及答辩即撤诉的', 'Withdrawn before an answer', (row) =>
      row.id.among(withdrawnEarly),
    )
    const held = hearing.did.hold.whose('instance', 'first')
    const required = owed.appearance.that((row) => row.instance.is('first'))
    const attended = required.that((row) => row.met.is(true))
    const chiefs = hearing.did.attend.whose('instance', 'first').that((row) => row.rank.is('chief'))
    const unlawful = hearing.did.stayAway.that((row) => row.breached.is(true))
    const criticised = hearing.did.criticise.that((row) => row.form.is('criticism'))
    const lost = together(did.bind, did.loseFinally)
    const decided = together(did.takeEffect, did.bind, did.winFinally, did.loseFinally, did.withdraw, did.mediate)
      .but('撤诉的没有胜败', 'Withdrawn: neither won nor lost', (row) => row.id.among(did.withdraw))
      .but('调解的没有胜败', 'Mediated: neither won nor lost', (row) => row.id.among(did.mediate))
    const lostRate = rate('败诉率', 'Lost rate', decided, (row) => row.id.among(lost))
    return {
      firstInstanceAccepted: howMany('受理一审行政诉讼案件', 'First-instance suits', '件', did.serve),
      intermediateAccepted: howMany('中级法院受理', 'By the intermediate court', '件', intermediate),
      basicAccepted: howMany('基层法院受理', 'By basic courts', '件', basic),
      onTimeAnswerRate: inTime('按期答辩举证率', 'Answered in time', toAnswer),
      // A suit heard twice, or against several organs, is one suit.
      heard: distinct('开庭审理的一审案件', 'First-instance suits heard', '件', held, (row) => row.case.number),
      attendanceRequired: howMany('负责人应当出庭', 'Head required', '件', required),
      attended: howMany('负责人出庭应诉', 'Head attended', '件', attended),
      attendanceRate: rate('负责人出庭应诉率', 'Attendance rate', required, (row) => row.met.is(true)),
      chiefRate: rate('正职负责人出庭率', 'Attended by the chief', required, (row) =>
        row.case.number.among(chiefs, (chief) => chief.case.number),
      ),
      unlawfulAbsences: howMany('违反规定缺席', 'Absences in breach', '次', unlawful),
      criticisms: howMany('缺席通报批评', 'Notices of criticism', '次', criticised),
      withdrawals: howMany('准许撤诉', 'Withdrawn', '件', did.withdraw),
      mediations: howMany('调解结案', 'Mediated', '件', did.mediate),
      lostSuits: howMany('生效败诉案件', 'Suits lost', '件', lost),
      lostRate,
      lostRatePrevious: previous('上年败诉率', 'Lost rate of the year before', lostRate),
    }
  },
  report: (i) => [
    say`各单位全年新收一审行政诉讼${i.firstInstanceAccepted}（中级法院${i.intermediateAccepted}、基层法院${i.basicAccepted}），几个单位同为被告的只计一件；按期答辩举证的占${i.onTimeAnswerRate}。`,
    say`含上年结转在内，年内开过庭的一审案件${i.heard}；除去依法确认不须负责人出庭的，须出庭${i.attendanceRequired}，实际出庭${i.attended}，出庭率${i.attendanceRate}，正职到庭的占${i.chiefRate}；法院准许缺席的留在基数内，不算出庭。`,
    say`违反规定缺席${i.unlawfulAbsences}，通报批评${i.criticisms}。`,
    say`以当年生效的裁判为基数，撤诉${i.withdrawals}、调解${i.mediations}不计在内，败诉${i.lostSuits}，败诉率${i.lostRate}，上年按同一口径为${i.lostRatePrevious}。`,
  ],
})
