/** An opinion item on a contract. */
import { choice } from '../../../kernel/fields/index.ts'
import { effect, part } from '../../../kernel/procedure/index.ts'
import * as review from '../../review.ts'
import { basis, questions } from './gates.ts'

export const item = part('审查意见', 'Opinion item', {
  record: { ...review.itemRecord, question: choice('审查问题', 'Question', questions) },
  states: review.itemStates,
  ends: ['adopted', 'declined'],
  acts: {
    raise: effect('提出审查意见', 'Raise an item', {
      to: 'raised',
      by: review.reviewers.butNot('drafter', basis.levels),
      requires: [review.underReview.under(basis.opinion)],
      article: basis.opinion,
    }),
    ...review.disposalsOf(basis),
  },
})
