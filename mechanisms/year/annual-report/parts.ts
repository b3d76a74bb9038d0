/** What a report is made of: what it says part by part, what departments hand in, to whom it goes, and its errata. */
import { choice, count, day, document, file, prose, text, unit } from '../../../kernel/fields/index.ts'
import { anyOf, byTheDate, during, effect, fact, part, where } from '../../../kernel/procedure/index.ts'
import { disclosureRegulation } from '../../../laws/information-disclosure-regulation.ts'
import {
  clerk,
  governmentOffice,
  justiceBureau,
  lawOffice,
  legalSection,
  planOffice,
  publisher,
  secrecyOfficer,
  unitHead,
  webEditor,
} from '../../roles.ts'
import { beingWritten, contents, nextYearOut, reporting, textFinal, writers } from './gates.ts'

const followers = anyOf(planOffice, lawOffice, legalSection)
const words = text('内容', 'Words', { max: 500, seen: 'public' })
const cause = text('原因', 'Cause', { max: 500, seen: 'public' })
const reason = text('理由', 'Reason', { max: 500 })
const outcomes = {
  done: ['已解决或者已兑现', 'Done'],
  partly: ['部分解决或者兑现', 'Partly done'],
  undone: ['未解决或者未兑现', 'Not done'],
} as const

/** What a report promises becomes a task of the work plan, and is accounted for when the next year is out. */
const promise = {
  task: text('对应任务（案卷编号）', 'Its task (case id)', { optional: true }),
  outcome: choice('交账结果', 'Outcome', outcomes, { optional: true }),
}
const promised = {
  written: ['已写入', 'Written'],
  tasked: ['已列为任务', 'Made a task'],
  accounted: ['已交账', 'Accounted for'],
} as const
const keeping = {
  assign: effect('列为任务', 'Make it a task', {
    from: 'written',
    to: 'tasked',
    by: followers,
    asks: { task: text('对应任务（案卷编号）', 'Its task (case id)') },
    requires: [textFinal],
  }),
  account: effect('交账', 'Account for it', {
    from: 'tasked',
    to: 'accounted',
    by: followers,
    asks: {
      outcome: choice('交账结果', 'Outcome', outcomes),
      explanation: text('交账说明', 'Explanation', { max: 500 }),
    },
    requires: [nextYearOut],
  }),
}

export const shortcoming = part('不足', 'Shortcoming', {
  record: {
    words,
    cause,
    area: choice('领域', 'Area', {
      awareness: ['法治意识和能力', 'Awareness and ability'],
      decisions: ['决策和制度', 'Decisions and documents'],
      enforcement: ['行政执法', 'Enforcement'],
      oversight: ['权力监督', 'Oversight'],
      disputes: ['争议化解', 'Disputes'],
      openness: ['政务公开', 'Openness'],
      services: ['政务服务和营商环境', 'Services and business'],
      capacity: ['机构和队伍', 'Bodies and staff'],
    }),
    ...promise,
  },
  states: promised,
  ends: ['accounted'],
  acts: {
    write: effect('写入不足', 'Write', { to: 'written', by: writers, requires: [beingWritten], article: contents }),
    rewrite: effect('改写不足', 'Rewrite', {
      from: 'written',
      by: writers,
      asks: { words, cause },
      requires: [beingWritten],
    }),
    ...keeping,
  },
})
export const arrangement = part('下一年安排', 'Arrangement', {
  record: {
    words,
    unit: unit('责任单位', 'Unit', { optional: true }),
    due: day('完成时限', 'Due', { optional: true }),
    ...promise,
  },
  states: promised,
  ends: ['accounted'],
  acts: {
    write: effect('写入安排', 'Write', { to: 'written', by: writers, requires: [beingWritten], article: contents }),
    rewrite: effect('改写安排', 'Rewrite', { from: 'written', by: writers, asks: { words }, requires: [beingWritten] }),
    ...keeping,
  },
})

const section = (zh: string, en: string) =>
  part(zh, en, {
    record: { words },
    states: { written: ['已写入', 'Written'] },
    ends: [],
    acts: {
      write: effect('写入', 'Write', { to: 'written', by: writers, requires: [beingWritten], article: contents }),
      rewrite: effect('改写', 'Rewrite', { from: 'written', by: writers, asks: { words }, requires: [beingWritten] }),
    },
  })
export const duty = section('第一责任人履职', 'Duty of the first person responsible')
export const matter = section('其他情况', 'Other matter')

const passageWords = prose('文字', 'Words', { seen: 'public' })
const standsAfter = count('位于第几句之后', 'After which sentence', { seen: 'public' })
/** Free text around the sentences that the registers write; a figure stands only in those. */
export const passage = part('补充文字', 'Passage', {
  record: {
    place: text('所在部分和章节', 'Section and chapter', { seen: 'public' }),
    after: standsAfter,
    words: passageWords,
  },
  states: { written: ['已写入', 'Written'], struck: ['已删去', 'Struck'] },
  ends: ['struck'],
  acts: {
    write: effect('写入', 'Write', { to: 'written', by: writers, requires: [beingWritten], article: contents }),
    rewrite: effect('改写', 'Rewrite', {
      from: 'written',
      by: writers,
      asks: { words: passageWords, after: standsAfter },
      requires: [beingWritten],
    }),
    strike: effect('删去', 'Strike', { from: 'written', to: 'struck', by: writers, requires: [beingWritten] }),
  },
})

/** A department's own report, asked for and handed in. */
export const contribution = part('部门年度报告', 'Report of a department', {
  record: { unit: unit('部门', 'Department'), report: file('部门报告', 'Report', { optional: true }) },
  states: { asked: ['待报送', 'Asked for'], handedIn: ['已报送', 'Handed in'] },
  ends: [],
  acts: {
    ask: effect('通知报送', 'Ask for it', {
      to: 'asked',
      by: justiceBureau,
      requires: [beingWritten, where('scope', 'district')],
      article: reporting,
    }),
    handIn: fact('报送报告', 'Hand in', {
      from: 'asked',
      to: 'handedIn',
      by: anyOf(clerk, legalSection, unitHead, justiceBureau),
      asks: { report: file('部门报告', 'Report') },
      article: reporting,
    }),
    return: effect('退回补正', 'Return', { from: 'handedIn', to: 'asked', by: justiceBureau, asks: { reason } }),
  },
  terms: {
    handingIn: byTheDate('部门报送期限', 'Time for departments', {
      month: 3,
      day: 1,
      year: 'year',
      plus: 1,
      until: 'handIn',
      article: reporting,
    }),
  },
})

/** One of the three to whom every report goes. */
export const delivery = part('报送对象', 'Recipient', {
  record: {
    recipient: choice('报送对象', 'Recipient', {
      committee: ['本级党委', 'Party committee'],
      congress: ['本级人大常委会（部门为本级政府）', 'Standing committee (for a department: the government)'],
      superior: ['上级党委和政府（部门为上级主管部门）', 'Superior'],
    }),
  },
  states: { owing: ['待报送', 'Owing'], sent: ['已报送', 'Sent'] },
  ends: [],
  acts: {
    send: fact('报送', 'Send', {
      from: 'owing',
      to: 'sent',
      by: anyOf(governmentOffice, clerk),
      asks: { receipt: file('收文回执', 'Receipt') },
      requires: [textFinal],
      article: reporting,
    }),
  },
  terms: {
    sending: byTheDate('年度报告报送期限', 'Time to send the report', {
      month: 3,
      day: 1,
      year: 'year',
      plus: 1,
      until: 'send',
      article: reporting,
    }),
  },
})

/** A correction of what was published: its new text stands beside the published one, cleared like it. */
export const erratum = part('勘误', 'Erratum', {
  record: {
    was: text('原文', 'Was', { max: 500, seen: 'public' }),
    now: text('更正为', 'Is', { max: 500, seen: 'public' }),
    reason: text('更正理由', 'Reason', { max: 500, seen: 'public' }),
    text: document('更正后文本', 'Corrected text'),
  },
  states: {
    proposed: ['待审查', 'Proposed'],
    cleared: ['已过保密审查', 'Cleared'],
    issued: ['已公布', 'Issued'],
    dropped: ['不予更正', 'Dropped'],
  },
  ends: ['issued', 'dropped'],
  acts: {
    propose: effect('提出勘误', 'Propose', {
      to: 'proposed',
      by: writers,
      requires: [during('published')],
      article: disclosureRegulation(6),
    }),
    clear: effect('勘误保密审查', 'Clear', {
      from: 'proposed',
      to: 'cleared',
      by: secrecyOfficer.butNot('propose', disclosureRegulation(17)),
      asks: { form: file('保密审查表', 'Form') },
      article: disclosureRegulation(17),
    }),
    issue: effect('公布勘误', 'Issue', {
      from: 'cleared',
      to: 'issued',
      by: anyOf(webEditor, publisher).butNot(['propose', 'clear']),
      asks: { address: text('勘误地址', 'Address', { seen: 'public' }) },
      article: disclosureRegulation(6),
    }),
    drop: effect('不予更正', 'Drop', {
      from: ['proposed', 'cleared'],
      to: 'dropped',
      by: anyOf(lawOffice, unitHead).butNot('propose'),
      asks: { ground: text('不予更正的理由', 'Ground', { max: 500 }) },
    }),
  },
})
