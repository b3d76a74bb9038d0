/** What the law asks of a consultation, by what is consulted on. */
import type { Document, Subject } from '../../../kernel/fields/index.ts'
import { anyOf, done, during, every, judged, notYet } from '../../../kernel/procedure/index.ts'
import { businessEnvironment } from '../../../laws/business-environment-regulation.ts'
import { localOrganizationLaw } from '../../../laws/local-organization-law.ts'
import { order713 } from '../../../laws/order-713.ts'
import { ahead } from '../../checks.ts'
import { clerk, districtLeader, legalSection, unitHead } from '../../roles.ts'

/** Whoever runs the consultation for the drafting unit. */
export const organ = anyOf(clerk, legalSection, unitHead)
/** Who answers for departing from the rule. */
export const head = anyOf(unitHead, districtLeader)

// ── the notice ──
export const draftIsTheText = judged(
  '公布的草案须是所征求意见的文本',
  'The draft published is the text that is consulted on',
  ['subject', 'draft'],
  ({ subject, draft }) => !subject || (subject as Subject).hash === (draft as Document | undefined)?.hash,
)
export const deadlineAhead = ahead('deadline', '截止日', 'The deadline')
/** What has been announced to the public is never taken back: a running consultation is prolonged, not shortened. */
export const laterDeadline = judged(
  '新的截止日须晚于原截止日，已经开始的征求意见不得缩短',
  'The new deadline is later than the old one',
  ['deadline'],
  ({ deadline }, _, { before }) => String(deadline) > String(before.deadline),
)
export const stillRunning = judged(
  '截止日已过的，不再延长，可以另行征求意见',
  'The deadline has not passed yet',
  ['deadline'],
  (_, on, { before }) => on <= String(before.deadline),
)

// ── comments ──
export const inTime = judged(
  '已过截止日的，作为逾期意见登记',
  'Not after the deadline',
  ['deadline'],
  ({ deadline }, on) => deadline === undefined || on <= (deadline as string),
)
export const afterDeadline = judged(
  '须已过公告的截止日',
  'After the deadline',
  ['deadline'],
  ({ deadline }, on) => on > (deadline as string),
)
/** Grouping is the organ's work, not the commenter's. */
export const ungrouped = judged(
  '同类意见由承办单位归并',
  'Like comments are grouped by the organ',
  ['group'],
  ({ group }) => group === undefined,
)

/** Whatever comes when all is over is kept as such. */
export const over = during('published', 'exempt', 'withdrawn')

// ── what must have been done before the end ──
export const allAnswered = every('comment', ['adopted', 'partly', 'notAdopted'])
/** Where the law speaks of answering: market rules, decisions, documents that touch rights. Nothing binds the rest. */
export const answeredUnderLaw = [
  allAnswered.when('kind', 'market').under(businessEnvironment(62)),
  allAnswered.when('kind', 'decision').under(order713(18)),
  allAnswered.when('kind', 'rights').under(localOrganizationLaw(75)),
  allAnswered.when('kind', 'general'),
]
export const allReplied = every('invitation', ['answered', 'silent'])
export const hearingReported = every('hearing', ['reported', 'cancelled'], 1)
/** Whatever was ordered has been held and reported; what the law orders, in any case. */
export const hearingsOver = notYet('orderHearing').or(hearingReported).under(order713(17))
export const hearingHeld = hearingReported.when('mustHear', true).under(order713(16))
export const marketHeard = done('hearMarket').when('kind', 'market').under(businessEnvironment(62))
export const groupHeard = judged(
  '涉及特定群体利益的，须先与有关组织和代表沟通协商',
  'A specific group is heard through its organisations',
  ['specificGroup', 'groupHeard'],
  ({ specificGroup, groupHeard }) => specificGroup !== true || groupHeard !== undefined,
).under(order713(14))

// ── hearings ──
export const sittingAhead = ahead('sitting', '听证日', 'The hearing').under(order713(16))
export const onTheDay = judged(
  '须在公告的听证日举行',
  'On the day announced',
  ['sitting'],
  ({ sitting }, on) => sitting === on,
).under(order713(16))
export const prepared = judged(
  '须先公布听证参加人名单并送达听证材料',
  'Participants are published and have the papers',
  [],
  () => false,
).under(order713(16))
export const cancellable = judged(
  '须举行的听证会不得取消，可以改期',
  'A hearing that must be held is not cancelled',
  ['mustHear'],
  ({ mustHear }) => mustHear !== true,
).under(order713(16))

/** How anybody comments through the portal, also late: what comes after the result is kept as such. */
export const commenting = {
  part: 'comment',
  acts: ['submit', 'submitLate', 'submitAfterwards'],
  asks: ['kind', 'content', 'about', 'name', 'contact'],
  person: { name: 'name', contact: 'contact' },
  during: ['running', 'closed', 'concluded', 'published'],
  says: '提出意见',
} as const
