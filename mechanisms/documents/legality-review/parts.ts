/** An opinion item under one of the seven questions; of a decision, under one of its three. */
import { choice } from '../../../kernel/fields/index.ts'
import { effect, part } from '../../../kernel/procedure/index.ts'
import * as review from '../../review.ts'
import { basis, questions, threeQuestions } from './gates.ts'

export const item = part('审核意见', 'Opinion item', {
  record: { ...review.itemRecord, question: choice('审核问题', 'Question', questions) },
  states: review.itemStates,
  ends: ['adopted', 'declined'],
  acts: {
    raise: effect('提出审核意见', 'Raise an item', {
      to: 'raised',
      by: review.reviewers.butNot('drafter', basis.levels),
      requires: [review.underReview.under(basis.opinion), threeQuestions],
      article: basis.opinion,
    }),
    ...review.disposalsOf(basis),
  },
})
