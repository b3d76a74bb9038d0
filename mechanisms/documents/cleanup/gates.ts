/** What a cleanup must come to before its lists are published, and before it is closed. */
import { done, every, given, linked } from '../../../kernel/procedure/index.ts'
import { documentMeasures } from '../../../laws/chongqing-normative-document-measures.ts'
import { ahead } from '../../checks.ts'
import normativeDocuments from '../normative-documents/index.ts'

const cleaning = documentMeasures('清理部分')

/** Each document in the frame has an outcome; one to be revised has it on its way. */
export const decided = every('entry', ['kept', 'revising', 'revised', 'abolished', 'invalidated', 'gone'], 1).under(
  cleaning,
)
/** Nothing is on its way any more. */
export const settled = every('entry', ['kept', 'revised', 'abolished', 'invalidated', 'gone'], 1).under(cleaning)
/** A general cleanup is not put away before the next one has begun. */
export const nextBegun = done('renew').when('kind', 'periodic').under(cleaning)

export const deadlineAhead = ahead('deadline', '清理期限', 'The deadline')
/** A document from before the product is known by its title and its number on paper. */
export const named = (['title', 'number'] as const).map((field) => given(field))
export const assigned = done('assign').under(cleaning)
export const dueAhead = ahead('due', '修改期限', 'The day by which it is revised')
/** The text that takes its place is in force. */
export const replaced = linked('revision', normativeDocuments, 'inForce').under(cleaning)
/** It went out of force by another way while the cleanup ran. */
export const outOfForce = linked('subject', normativeDocuments, [
  'repealed',
  'lapsed',
  'invalidated',
  'annulled',
]).under(cleaning)
