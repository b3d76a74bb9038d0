/**
 * Legality review of one text on two levels. A case is one round: a changed text is another case with the same subject
 * (a paper handed in: with the same number). Whoever needs a lawful text asks for a case that is `lawful` or
 * `experimental` about that text.
 */
import { choice, choices, file, flag, person, prose, subject, text, unit } from '../../../kernel/fields/index.ts'
import { added, distinct, duration, howMany, inTime, rate, together } from '../../../kernel/indicator/index.ts'
import { mechanism } from '../../../kernel/mechanism.ts'
import { anyOf, anywhere, atLeast, atMost, effect, fact, never, where } from '../../../kernel/procedure/index.ts'
import { say } from '../../../kernel/report/index.ts'
import { completing, opinion115, reviewingBy, reviewingFrom } from '../../../laws/opinion-115.ts'
import { examiningFrom } from '../../../laws/order-713.ts'
import * as review from '../../review.ts'
import { governmentOffice, justiceBureau, legalSection } from '../../roles.ts'
import {
  adviserHeard,
  argued,
  basis,
  bothLevels,
  disposed,
  fairnessByRegulator,
  fairnessFirst,
  identified,
  othersAsked,
  packChecked,
  packComplete,
  papers,
  settled,
} from './gates.ts'
import { item } from './parts.ts'
import { departures, shared, verdict } from './rules.ts'

export default mechanism('legality-review', {
  name: ['合法性审核', 'Legality review'],
  readBy: [governmentOffice],
  record: {
    title: text('文件名称', 'Title', { seen: 'district' }),
    subject: subject('审核对象', 'Under review', { optional: true }),
    file: file('送审文本', 'Text handed in', { optional: true }),
    reference: text('来文编号', 'Its number', { optional: true }),
    organ: unit('起草单位', 'Drafting unit'),
    drafter: review.drafter,
    kind: choice('类别', 'Kind', {
      normative: ['行政规范性文件', 'Normative document'],
      decision: ['重大行政决策', 'Major decision'],
      enforcement: ['重大执法决定', 'Major enforcement decision'],
      other: ['其他涉法文件', 'Other legal matter'],
    }),
    urgent: flag('请求加急', 'Asked to be urgent', { optional: true }),
    market: flag('涉及市场主体经济活动', 'Touches market activity', { optional: true }),
    level: choice(
      '以谁的名义印发',
      'Issued by',
      {
        district: ['区政府及其办公室', 'District government'],
        department: ['部门、乡镇、街道', 'Department or township'],
      },
      { optional: true },
    ),
    reviewer: person('审核人', 'Reviewer', { optional: true }),
  },
  states: {
    ...review.states,
    experimental: ['探索性改革，明示法律风险', 'Experimental, risk flagged'],
    closed: ['本轮办结', 'Round closed'],
    withdrawn: ['已撤回', 'Withdrawn'],
  },
  ends: ['returned', 'lawful', 'experimental', 'closed', 'withdrawn'],
  parts: { item },
  acts: {
    submit: effect('送审', 'Submit', {
      to: 'submitted',
      by: review.draftingUnit,
      requires: [identified],
      article: opinion115('（三）'),
    }),
    ...review.packOf(papers, basis),
    accept: effect('收件', 'Accept', {
      from: 'submitted',
      to: 'first',
      by: anyOf(legalSection, justiceBureau, governmentOffice).butNot('drafter', basis.levels),
      asks: {
        pack: choices('齐备的材料', 'Papers in order', papers),
        fairnessBy: choice(
          '公平竞争审查由谁作出',
          'Fair-competition review by',
          { drafter: ['起草单位', 'Drafter'], regulator: ['市场监管部门会同起草单位', 'Market regulator'] },
          { optional: true },
        ),
      },
      requires: [...packComplete, fairnessFirst, fairnessByRegulator],
      article: opinion115('（五）'),
    }),
    ...departures,
    ...shared,
    markComplex: effect('确定为复杂疑难件', 'Mark as complex', {
      from: 'second',
      by: justiceBureau,
      asks: {
        why: choices('情形', 'Why', {
          wide: ['影响面广', 'Wide reach'],
          complicated: ['情况复杂', 'Complicated'],
          watched: ['社会关注度高', 'Closely watched'],
        }),
        point: prose('疑难法律问题', 'Hard legal point', { max: 2000 }),
      },
      article: opinion115('（八）'),
    }),
    argue: effect('召开座谈会、论证会', 'Hold an argumentation meeting', {
      from: 'second',
      by: justiceBureau,
      asks: {
        attended: text('参加人员', 'Who attended', { max: 500 }),
        minutes: file('论证会记录', 'Minutes'),
      },
      requires: [othersAsked],
      article: opinion115('（八）'),
    }),
    findLawful: effect('认定合法', 'Find lawful', {
      from: 'second',
      to: 'lawful',
      by: verdict,
      asks: { opinion: review.opinion },
      requires: [bothLevels, disposed, adviserHeard, settled, argued],
      article: opinion115('（六）'),
    }),
    close: effect('本轮审核办结', 'Close the round', {
      from: ['unlawful', 'revision'],
      to: 'closed',
      by: review.draftingUnit,
      requires: [disposed],
      article: opinion115('（六）'),
    }),
    // What is often taken for a review: it satisfies no gate.
    countersign: fact('征求意见、会签或者参加审议', 'Commented, countersigned or attended', {
      from: anywhere,
      by: review.reviewers,
      asks: {
        way: choice('方式', 'Way', {
          comments: ['征求意见', 'Comments'],
          countersigning: ['会签', 'Countersigning'],
          attending: ['参加审议', 'Attending'],
        }),
      },
      article: opinion115('（七）'),
    }),
    withdraw: effect('撤回送审', 'Withdraw', {
      from: ['submitted', 'incomplete', 'first', 'second'],
      to: 'withdrawn',
      by: review.draftingUnit,
      asks: { reason: review.reason },
    }),
  },
  terms: {
    completing: atMost(completing, { after: 'askCompletion', until: 'complete' }),
    shortest: atLeast(reviewingFrom, {
      after: 'accept',
      until: ['findLawful', 'findUnlawful', 'askRevision'],
      when: where('kind', 'normative'),
      unless: 'expedite',
      paused: ['consult', 'resume'],
    }),
    longest: atMost(reviewingBy, {
      after: 'accept',
      until: ['objectFirst', 'findLawful', 'findUnlawful', 'askRevision'],
      when: where('kind', 'normative'),
      unless: 'expedite',
      paused: ['consult', 'resume'],
    }),
    examining: atLeast(examiningFrom, {
      after: 'accept',
      until: ['findLawful', 'findUnlawful', 'askRevision'],
      when: where('kind', 'decision'),
      paused: ['consult', 'resume'],
    }),
  },
  never: [
    ...(['findLawful', 'findUnlawful', 'askRevision'] as const).flatMap((act) => [
      never(act, packChecked),
      never(act, bothLevels),
      never(act, settled),
    ]),
    never('findLawful', disposed),
    never('findLawful', adviserHeard),
    never('findLawful', argued),
    never('findUnlawful', review.itemised),
    never('askRevision', review.itemised),
    never('close', disposed),
  ],
  indicators: ({ did, due, cases, parts: { item } }) => {
    const verdicts = together(did.findLawful, did.findUnlawful, did.askRevision)
    const files = (rows: typeof verdicts, zh: string, en: string) =>
      added(
        zh,
        en,
        distinct(
          zh,
          en,
          '件',
          rows.that((row) => row.its.subject.id.given()),
          (row) => row.its.subject.id,
        ),
        distinct(
          zh,
          en,
          '件',
          rows.that((row) => row.its.subject.id.missing()),
          (row) => row.its.reference,
        ),
      )
    const handled = together(item.did.adopt, item.did.decline)
    return {
      documents: files(verdicts, '经过合法性审核的文件', 'Files reviewed'),
      // The report says it twice, the second time of the bodies that review.
      legalMatters: files(verdicts, '法治机构审查的涉法文件', 'Legal matters reviewed'),
      normativeDocuments: files(
        verdicts.whose('kind', 'normative'),
        '其中行政规范性文件',
        'Normative documents among them',
      ),
      decisions: files(verdicts.whose('kind', 'decision'), '其中重大行政决策', 'Decisions among them'),
      documentOpinions: howMany('对文件提出的审核意见', 'Opinions on files', '条', item.did.raise),
      adoptedShare: rate('审核意见采纳率', 'Opinions adopted', handled, (row) => row.id.among(item.did.adopt)),
      lawful: howMany('审核意见为合法', 'Found lawful', '次', did.findLawful),
      revision: howMany('审核意见为应当予以修改', 'To be revised', '次', did.askRevision),
      unlawful: howMany('审核意见为不合法', 'Found unlawful', '次', did.findUnlawful),
      experimental: howMany('明示法律风险提交讨论', 'Experimental', '件', did.flagExperiment),
      inTime: inTime('规范性文件按期审核率', 'Reviewed in time', due.longest),
      averageDays: duration(
        '从送审到合法意见的平均天数',
        'Average days to a lawful opinion',
        cases.that((row) => row.state.is('lawful')),
        (row) => row.opened,
        (row) => row.ended,
        'average',
      ),
    }
  },
  report: (i) => [
    say`经两级合法性审核的各类文件共${i.documents}，同一文件多轮送审只计一件，其中行政规范性文件${i.normativeDocuments}、重大行政决策${i.decisions}；提出审核意见${i.documentOpinions}，已有结果的意见中采纳的占${i.adoptedShare}。`,
    say`按审核轮次计，认定合法${i.lawful}、要求修改${i.revision}、认定不合法${i.unlawful}；规范性文件在法定时间内审结的占${i.inTime}，认定合法的从送审起平均用${i.averageDays}。`,
  ],
})
