/** A document in a cleanup: proposed by the unit that answers for it, decided by its issuer, and followed to its end. */
import { choice, day, file, link, subject, text, unit } from '../../../kernel/fields/index.ts'
import { anyOf, byTheDay, does, during, effect, part } from '../../../kernel/procedure/index.ts'
import { documentMeasures } from '../../../laws/chongqing-normative-document-measures.ts'
import { clerk, districtLeader, governmentOffice, justiceBureau, legalSection, unitHead } from '../../roles.ts'
import normativeDocuments from '../normative-documents/index.ts'
import { assigned, dueAhead, named, outOfForce, replaced } from './gates.ts'

const cleaning = documentMeasures('清理部分')
/** What a unit sends on paper is entered by the bureau. */
const ownUnit = anyOf(clerk, legalSection, unitHead, justiceBureau)
/** The organ that made a document decides about it, through somebody else than who proposed. */
const issuers = anyOf(unitHead, governmentOffice, districtLeader).butNot('propose', cleaning)
const running = during('reviewing').under(cleaning)
const followed = during('reviewing', 'published').under(cleaning)

const reason = text('理由', 'Reason', { max: 500, seen: 'public' })
const decision = file('制定机关决定', "Issuer's decision")
const due = day('修改期限', 'Revised by')
const decided = { decision, reason }
const told = ({ decision, reason }: Readonly<Record<string, unknown>>) => ({ decision, reason })

export const entry = part('清理文件', 'Document in the cleanup', {
  record: {
    subject: subject('文件', 'Document', { optional: true }),
    title: text('文件名称', 'Title', { optional: true, seen: 'public' }),
    number: text('文号', 'Number', { optional: true, seen: 'public' }),
    unit: unit('责任单位', 'Unit that answers for it', { optional: true }),
    issuer: unit('制定主体', 'Issuer', { optional: true }),
    due: day('修改期限', 'Revised by', { optional: true }),
    revision: link('修改后的文件', 'Revising document', normativeDocuments, { optional: true }),
  },
  states: {
    pending: ['待提出意见', 'Pending'],
    proposed: ['待决定', 'Proposed'],
    kept: ['继续有效', 'Kept'],
    revising: ['修改中', 'Being revised'],
    revised: ['已修改', 'Revised'],
    abolished: ['已废止', 'Abolished'],
    invalidated: ['已宣布失效', 'Declared invalid'],
    gone: ['已另行失去效力', 'Out of force by another way'],
  },
  ends: ['kept', 'revised', 'abolished', 'invalidated', 'gone'],
  acts: {
    add: effect('手工列入', 'Add by hand', {
      to: 'pending',
      by: justiceBureau,
      requires: [running, ...named],
      article: cleaning,
    }),
    assign: effect('确定责任单位', 'Assign', {
      from: 'pending',
      by: justiceBureau,
      asks: { unit: unit('责任单位', 'Unit'), issuer: unit('制定主体', 'Issuer') },
      requires: [running],
      article: cleaning,
    }),
    propose: effect('提出清理意见', 'Propose', {
      from: 'pending',
      to: 'proposed',
      by: ownUnit,
      asks: {
        outcome: choice('建议', 'Outcome', {
          keep: ['继续有效', 'Keep'],
          revise: ['修改', 'Revise'],
          abolish: ['废止', 'Abolish'],
          declareInvalid: ['宣布失效', 'Declare invalid'],
        }),
        reason,
      },
      requires: [assigned],
      article: cleaning,
    }),
    sendBack: effect('退回重提', 'Send back', {
      from: 'proposed',
      to: 'pending',
      by: justiceBureau,
      asks: { reason },
    }),
    keep: effect('决定继续有效', 'Keep', {
      from: 'proposed',
      to: 'kept',
      by: issuers,
      asks: decided,
      requires: [running],
      article: cleaning,
    }),
    revise: effect('决定修改', 'Revise', {
      from: 'proposed',
      to: 'revising',
      by: issuers,
      asks: { ...decided, due },
      requires: [running, dueAhead],
      article: cleaning,
    }),
    // It goes out of force with the decision, not with the list that tells of it.
    abolish: effect('决定废止', 'Abolish', {
      from: ['proposed', 'revising'],
      to: 'abolished',
      by: issuers,
      asks: decided,
      requires: [followed],
      then: [does(normativeDocuments, 'abolish', 'subject', told)],
      article: cleaning,
    }),
    declareInvalid: effect('决定宣布失效', 'Declare invalid', {
      from: ['proposed', 'revising'],
      to: 'invalidated',
      by: issuers,
      asks: decided,
      requires: [followed],
      then: [does(normativeDocuments, 'declareInvalid', 'subject', told)],
      article: cleaning,
    }),
    postpone: effect('批准延长修改期限', 'Give more time', {
      from: 'revising',
      by: anyOf(governmentOffice, districtLeader),
      asks: { due, reason },
      requires: [dueAhead],
    }),
    finish: effect('修改完成', 'Finish the revision', {
      from: 'revising',
      to: 'revised',
      by: ownUnit,
      asks: { revision: link('修改后的文件', 'Revising document', normativeDocuments) },
      requires: [replaced],
      article: cleaning,
    }),
    drop: effect('登记已另行失去效力', 'Note it is out of force', {
      from: ['pending', 'proposed', 'revising'],
      to: 'gone',
      by: justiceBureau,
      requires: [outOfForce],
      article: cleaning,
    }),
  },
  terms: {
    deciding: byTheDay('清理期限', 'Deadline of the cleanup', {
      day: 'deadline',
      until: ['keep', 'revise', 'abolish', 'declareInvalid', 'drop'],
      when: during('reviewing'),
      article: cleaning,
    }),
    revising: byTheDay('修改期限', 'Time to revise', {
      day: 'due',
      until: ['finish', 'abolish', 'declareInvalid', 'drop'],
      article: cleaning,
    }),
  },
})
