/** How anyone comments and how long, by what is consulted on; how that time is shortened before, or prolonged while it runs. */
import { choice, choices, day, file, prose, text } from '../../../kernel/fields/index.ts'
import { atLeast, effect, exception, inAdvance, where } from '../../../kernel/procedure/index.ts'
import { businessEnvironment, commentingOnMarketRules } from '../../../laws/business-environment-regulation.ts'
import { commentingOnOthers, demonstrationIndex } from '../../../laws/demonstration-index.ts'
import { commentingOnDecision, order713 } from '../../../laws/order-713.ts'
import { unitHead } from '../../roles.ts'
import { head, laterDeadline, stillRunning } from './gates.ts'

export const deadline = day('截止日', 'Deadline', { seen: 'public' })
/** How anyone may comment. */
export const channels = choices(
  '提出意见的途径',
  'How to comment',
  {
    portal: ['门户网站', 'Portal'],
    letter: ['信函', 'Letter'],
    email: ['电子邮件', 'Email'],
    phone: ['电话', 'Telephone'],
    visit: ['当面', 'In person'],
  },
  { seen: 'public' },
)
/** Where the notice stands. */
export const media = choices(
  '发布渠道',
  'Where published',
  {
    site: ['政府网站', "Government's site"],
    newMedia: ['政务新媒体', 'New media'],
    press: ['报刊', 'Press'],
    broadcast: ['广播电视', 'Radio and television'],
  },
  { seen: 'public' },
)

/** What a comment says of itself. */
export const came = {
  kind: choice('提出人', 'From whom', {
    citizen: ['公民', 'Citizen'],
    enterprise: ['企业', 'Enterprise'],
    association: ['行业协会商会', 'Trade association'],
    organisation: ['社会组织', 'Organisation'],
    unit: ['机关单位', 'Public body'],
    deputy: ['代表、委员', 'Deputy'],
  }),
  /** Left out: without an account and without a name. */
  name: text('姓名（名称）', 'Name', { optional: true, personal: true }),
  contact: text('联系方式', 'Contact', { optional: true, personal: true }),
  content: prose('意见', 'Comment', { max: 5000, seen: 'public' }),
  about: text('针对的条款', 'Paragraph it is about', { optional: true, seen: 'public' }),
}
/** What is entered of one that did not come through the portal. */
export const paper = {
  channel: choice('来路', 'How it came', {
    letter: ['信函', 'Letter'],
    email: ['电子邮件', 'Email'],
    phone: ['电话', 'Telephone'],
    visit: ['当面', 'In person'],
    meeting: ['座谈会', 'Meeting'],
    hearing: ['听证会', 'Hearing'],
    reply: ['复函', 'Reply to an invitation'],
  }),
  original: file('原件', 'Original', { optional: true }),
}

/** Where an answer is owed (after the end only where a correction has opened the case again), and what each answer says. */
export const pending = { from: ['received', 'late', 'afterwards'] } as const
const changed = text('据此修改的条款', 'Paragraph that was changed', { seen: 'public' })
export const adopted = { ...pending, to: 'adopted', asks: { changed } } as const
export const partly = {
  ...pending,
  to: 'partly',
  asks: { changed, why: prose('未采纳部分的理由', 'Reason for the rest', { seen: 'public' }) },
} as const
export const declined = {
  ...pending,
  to: 'notAdopted',
  asks: { why: prose('不采纳的理由', 'Reason', { seen: 'public' }) },
} as const

/** Shown with the notice: the public is told why it has less time. */
export const shortening = prose('缩短期限的理由', 'Why the time is shorter', { max: 1000, seen: 'public' })
const grounds = {
  emergency: ['突发事件', 'Emergency'],
  order: ['执行上级紧急命令', "A superior's urgent order"],
} as const
const anyGround = choice('事由', 'Ground', { ...grounds, urgent: ['其他紧急情况', 'Other urgency'] })
const asks = { shortening, approval: file('批准件', 'Approval') }
const given = { from: ['preparing', 'drafted'], by: head.butNot('draftNotice') } as const
/**
 * One exception for each law. Article 62 says “generally” and has no rule for shortening: urgent grounds only, and the
 * seven working days of every other document remain.
 */
export const shorten = {
  shortenDecision: exception('缩短决策征求意见期限', 'Shorten (decision)', {
    ...given,
    asks: { ground: anyGround, ...asks },
    requires: [where('kind', 'decision').under(order713(15))],
    article: order713(15),
  }),
  shortenMarket: exception('缩短涉市场文件征求意见期限（条例没有缩短规则，待核）', 'Shorten (market rules)', {
    ...given,
    asks: { ground: choice('事由', 'Ground', grounds), ...asks },
    requires: [where('kind', 'market').under(businessEnvironment(62))],
    article: businessEnvironment(62),
  }),
  shortenOther: exception('缩短其他文件征求意见期限', 'Shorten (other documents)', {
    ...given,
    asks: { ground: anyGround, ...asks },
    requires: [where('kind', 'rights').under(demonstrationIndex('第24项'))],
    article: demonstrationIndex('第24项'),
  }),
}

/** Once the public has been given a time, it may only become longer. */
export const prolong = {
  prolong: effect('延长征求意见期限', 'Prolong', {
    from: 'running',
    by: unitHead,
    asks: {
      deadline,
      prolonging: prose('延长的理由', 'Why it is prolonged', { max: 1000, seen: 'public' }),
      notice: file('延期公告', 'Notice', { seen: 'public' }),
    },
    requires: [laterDeadline, stillRunning],
  }),
}

const market = { when: where('kind', 'market'), unless: 'shortenMarket' } as const
const decision = { when: where('kind', 'decision'), unless: 'shortenDecision' } as const
const other = { when: where('kind', 'rights').or(where('kind', 'market')), unless: 'shortenOther' } as const
const announced = { of: 'deadline', until: 'publish', silence: 'lapsed' } as const
const closing = { after: 'publish', until: 'close' } as const
/** Each time binds twice: the deadline announced may not be nearer, and nothing is closed before it has passed. */
export const terms = {
  marketNotice: inAdvance(commentingOnMarketRules, { ...announced, ...market }),
  market: atLeast(commentingOnMarketRules, { ...closing, ...market }),
  decisionNotice: inAdvance(commentingOnDecision, { ...announced, ...decision }),
  decision: atLeast(commentingOnDecision, { ...closing, ...decision }),
  otherNotice: inAdvance(commentingOnOthers, { ...announced, ...other }),
  other: atLeast(commentingOnOthers, { ...closing, ...other }),
}
