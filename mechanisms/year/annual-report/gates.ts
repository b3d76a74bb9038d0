/** Conditions that several acts of a report share, and the rows that the district's report of a year speaks of. */
import type { CaseSet, Column, RowSet } from '../../../kernel/indicator/index.ts'
import { anyOf, done, during, every, judged } from '../../../kernel/procedure/index.ts'
import { disclosureRegulation } from '../../../laws/information-disclosure-regulation.ts'
import { localOrganizationLaw } from '../../../laws/local-organization-law.ts'
import { inspectionRules } from '../../../laws/rule-of-law-inspection-rules.ts'
import { justiceBureau, legalSection } from '../../roles.ts'

export const writers = anyOf(justiceBureau, legalSection)
export const reporting = inspectionRules('第四章')
export const contents = inspectionRules('年度报告内容部分')

export const beingWritten = during('collecting', 'drafted')
export const textFinal = during('frozen', 'published', 'withheld')
/** The first of the five parts assembles itself from the registers; the other four must have something in them. */
export const allParts = [
  every('shortcoming', ['written'], 1).under(contents),
  every('duty', ['written'], 1).under(contents),
  every('arrangement', ['written'], 1).under(contents),
  every('matter', ['written'], 1).under(contents),
]

/** Each of these speaks of the text as it stands, not of an earlier one. */
export const reviewed = done('review').since('draft', 'sendBack').under(reporting)
export const adopted = done('adopt')
  .since('draft', 'sendBack')
  .when('scope', 'district')
  .under(localOrganizationLaw(78))
const checked = done('secrecyReview').since('draft', 'sendBack')
export const cleared = checked.saying('verdict', 'open').under(disclosureRegulation(17))
export const closed = checked.saying('verdict', 'closed').under(disclosureRegulation(14))

export const yearOver = judged(
  '报告年度结束之后才能冻结数字',
  'Figures are frozen when their year is over',
  ['year'],
  ({ year }, on) => typeof year === 'number' && on > `${year}-12-31`,
)
export const nextYearOut = judged(
  '到下一年度的12月31日才能交账',
  'Accounts are given when the next year is out',
  ['year'],
  ({ year }, on) => typeof year === 'number' && on >= `${year + 1}-12-31`,
)

interface InReport {
  readonly case: { readonly year: Column<number>; readonly scope: Column<'district' | 'department'> }
}
/** A department's own report speaks for itself. */
export const ofTheDistrict = <C extends InReport>(rows: CaseSet<C>): RowSet<C> =>
  rows.ofTheYear((row) => row.case.year).that((row) => row.case.scope.is('district'))
