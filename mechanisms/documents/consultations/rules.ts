/** How long the public is asked, by what is consulted on, and the exceptions by which that time is shortened. */
import { choice, choices, file, prose } from '../../../kernel/fields/index.ts'
import { atLeast, exception, inAdvance, where } from '../../../kernel/procedure/index.ts'
import { businessEnvironment, commentingOnMarketRules } from '../../../laws/business-environment-regulation.ts'
import { commentingOnOthers, demonstrationIndex } from '../../../laws/demonstration-index.ts'
import { commentingOnDecision, order713 } from '../../../laws/order-713.ts'
import { head } from './gates.ts'

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
