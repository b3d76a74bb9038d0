/** Judgements of a plan and its tasks that need a look at values. */
import { given, judged } from '../../../kernel/procedure/index.ts'
import { ahead } from '../../checks.ts'

/** A yearly task hangs on the district's economic and social plan, a rectification on what the superior found. */
export const itemNamed = given('item').when('kind', 'annual')
export const superiorNamed = (['feedback', 'superiorPlan'] as const).map((paper) =>
  given(paper).when('kind', 'external'),
)

export const dueAhead = ahead('due', '完成时限', 'The time to finish')
export const atMostWhole = judged(
  '进度不能超过100%',
  'Progress is at most 100 per cent',
  ['percent'],
  ({ percent }) => typeof percent === 'number' && percent <= 100,
)
/** What is unfinished is carried over when the year is out, not when it becomes hard. */
export const yearOut = judged(
  '到计划年度的12月31日才能结转',
  'Nothing is carried over before the last day of the year',
  ['year'],
  ({ year }, on) => typeof year === 'number' && on >= `${year}-12-31`,
)
