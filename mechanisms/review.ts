/**
 * What the reviews of documents and of contracts have in common: the pack is checked first, two levels follow each
 * other, an opinion of three kinds is made of numbered items, and each item is disposed of by the drafter's unit.
 */
import { choice, choices, count, file, person, prose, text } from '../kernel/fields/index.ts'
import { anyOf, done, during, effect, every, fact, judged, notYet } from '../kernel/procedure/index.ts'
import type { Article, Pair } from '../kernel/law/index.ts'
import { clerk, governmentOffice, justiceBureau, legalSection, unitHead } from './roles.ts'

/** Where the shape stands in the law that governs the thing reviewed. */
export interface Basis {
  readonly pack: Article
  readonly levels: Article
  readonly opinion: Article
  /** Asking others and experts on the way. */
  readonly assistance: Article
}

/** Who has drafted it, and answers for what becomes of each item. */
export const draftingUnit = anyOf(clerk, unitHead)
export const reviewers = anyOf(legalSection, justiceBureau)

export const states = {
  submitted: ['待核材料', 'Submitted'],
  incomplete: ['补正中', 'To be completed'],
  returned: ['已退回', 'Returned'],
  first: ['一级审核', 'First level'],
  second: ['二级审核', 'Second level'],
  lawful: ['合法', 'Lawful'],
  unlawful: ['不合法', 'Unlawful'],
  revision: ['应当予以修改', 'To be revised'],
} as const

export const drafter = person('起草人（承办人）', 'Drafter')
export const reason = text('原因', 'Reason', { max: 500 })
/** The opinion in writing, signed. */
export const opinion = file('书面审核意见', 'Written opinion')

/** Each item has been adopted, or declined with reason and basis. */
export const disposed = every('item', ['adopted', 'declined'])
/** An opinion that is not simply “lawful” says at least one thing. */
export const itemised = every('item', ['raised', 'adopted', 'declined'], 1)
/** Nobody is being asked while the opinion is given. */
export const consultationOver = notYet('consult').or(done('resume').since('consult'))

const otherThanDrafter = (basis: Basis) =>
  judged(
    '审核人不得是起草人（承办人）本人',
    'The reviewer is not the drafter',
    ['reviewer', 'drafter'],
    ({ reviewer, drafter }) => reviewer !== drafter,
  ).under(basis.levels)

/** An opinion item: numbered, under one of the questions of the review (which each mechanism adds), adopted or declined. */
export const itemRecord = {
  no: count('序号', 'No.'),
  opinion: prose('意见', 'Opinion', { max: 2000 }),
} as const
export const itemStates = {
  raised: ['待处理', 'Raised'],
  adopted: ['已采纳', 'Adopted'],
  declined: ['未（未完全）采纳', 'Declined'],
} as const
/** Where an item may be raised. */
export const underReview = during('first', 'second')
/** What the drafter's unit makes of an item. */
export const disposalsOf = (basis: Basis) => ({
  adopt: effect('采纳意见', 'Adopt', {
    from: 'raised',
    to: 'adopted',
    by: draftingUnit.butNot('raise', basis.opinion),
    asks: { how: text('采纳情况', 'How it was adopted', { max: 500 }) },
    article: basis.opinion,
  }),
  // Whoever decides must see why an opinion was not followed.
  decline: effect('不采纳或者不完全采纳意见', 'Decline', {
    from: 'raised',
    to: 'declined',
    by: draftingUnit.butNot('raise', basis.opinion),
    asks: {
      extent: choice('采纳程度', 'Extent', { partly: ['部分采纳', 'Partly'], none: ['未采纳', 'Not at all'] }),
      reason: prose('理由', 'Reason', { max: 2000, seen: 'district' }),
      basis: text('依据', 'Basis', { max: 500, seen: 'district' }),
    },
    article: basis.opinion,
  }),
})

/** What is asked when the pack is found wanting, by the papers that this kind of review needs. */
export const packOf = <const P extends Readonly<Record<string, Pair>>>(papers: P, basis: Basis) => {
  const checkers = anyOf(legalSection, justiceBureau, governmentOffice).butNot('drafter', basis.levels)
  const missing = choices('缺少或者不合要求的材料', 'Papers missing or not in order', papers)
  const defect = choice('问题', 'Defect', {
    absent: ['缺件', 'Absent'],
    unreadable: ['文件打不开', 'Does not open'],
    irregular: ['不规范', 'Irregular'],
  })
  return {
    askCompletion: effect('要求补正材料', 'Ask for completion', {
      from: 'submitted',
      to: 'incomplete',
      by: checkers,
      asks: { missing, defect },
      article: basis.pack,
    }),
    complete: effect('补正材料', 'Complete', {
      from: 'incomplete',
      to: 'submitted',
      by: draftingUnit,
      asks: { supplement: file('补正材料', 'Supplement') },
      article: basis.pack,
    }),
    returnPack: effect('退回材料', 'Return the pack', {
      from: ['submitted', 'incomplete'],
      to: 'returned',
      by: checkers,
      asks: { missing, defect },
      article: basis.pack,
    }),
  }
}

/** Acts of a review that are the same whatever is reviewed. */
export const actsOf = (basis: Basis) => {
  const verdict = justiceBureau.butNot(['drafter', 'passFirst'], basis.levels)
  return {
    passFirst: effect('一级审核通过', 'Pass the first level', {
      from: 'first',
      to: 'second',
      by: legalSection.butNot('drafter', basis.levels),
      asks: { opinion },
      article: basis.levels,
    }),
    objectFirst: effect('一级审核认为应当修改', 'Object on the first level', {
      from: 'first',
      to: 'revision',
      by: legalSection.butNot('drafter', basis.levels),
      asks: { opinion },
      requires: [itemised.under(basis.opinion), consultationOver.under(basis.assistance)],
      article: basis.opinion,
    }),
    consult: effect('书面征求意见', 'Consult', {
      from: ['first', 'second'],
      by: reviewers,
      asks: { whom: text('征求对象', 'Whom'), matter: prose('征求意见的问题', 'On what', { max: 2000 }) },
      requires: [consultationOver],
      article: basis.assistance,
    }),
    resume: fact('征求意见结束', 'Consultation over', {
      from: ['first', 'second'],
      by: reviewers,
      asks: { replies: file('回复意见', 'Replies') },
      requires: [done('consult').under(basis.assistance)],
      article: basis.assistance,
    }),
    hearAdviser: fact('听取法律顾问、公职律师意见', 'Hear an adviser', {
      from: ['first', 'second'],
      by: reviewers,
      asks: { adviser: text('法律顾问、公职律师', 'Adviser'), advice: file('法律意见', 'Advice') },
      article: basis.assistance,
    }),
    assign: effect('确定审核人', 'Assign', {
      from: ['submitted', 'first', 'second'],
      by: anyOf(unitHead, legalSection, justiceBureau),
      asks: { reviewer: person('审核人', 'Reviewer') },
      requires: [notYet('assign'), otherThanDrafter(basis)],
      article: basis.levels,
    }),
    reassign: effect('改派审核人', 'Reassign', {
      from: ['submitted', 'first', 'second'],
      by: anyOf(unitHead, legalSection, justiceBureau),
      asks: {
        reviewer: person('审核人', 'Reviewer'),
        cause: choice('改派原因', 'Cause', {
          leave: ['请假', 'Leave'],
          transfer: ['调离', 'Transfer'],
          recusal: ['回避', 'Recusal'],
          load: ['工作调配', 'Load'],
        }),
      },
      requires: [done('assign'), otherThanDrafter(basis)],
      article: basis.levels,
    }),
    findUnlawful: effect('认定不合法', 'Find unlawful', {
      from: 'second',
      to: 'unlawful',
      by: verdict,
      asks: { opinion },
      requires: [itemised.under(basis.opinion), consultationOver.under(basis.assistance)],
      article: basis.opinion,
    }),
    askRevision: effect('认为应当予以修改', 'Ask for revision', {
      from: 'second',
      to: 'revision',
      by: verdict,
      asks: { opinion },
      requires: [itemised.under(basis.opinion), consultationOver.under(basis.assistance)],
      article: basis.opinion,
    }),
    verdict,
  }
}
