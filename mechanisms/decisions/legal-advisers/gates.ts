import { file, text } from '../../../kernel/fields/index.ts'
import { anyOf, done, judged } from '../../../kernel/procedure/index.ts'
import { advisersOpinion } from '../../../laws/advisers-opinion.ts'
import { governmentOffice, justiceBureau, legalSection, unitHead } from '../../roles.ts'

export const handler = anyOf(justiceBureau, legalSection)
export const engaging = anyOf(justiceBureau, unitHead)
export const recorder = anyOf(justiceBureau, legalSection, governmentOffice)
export const unconflicted = done('checkConflict').saying('verdict', 'none').under(advisersOpinion('外聘条件部分'))
export const outsideLawyer = judged(
  '外聘律师担任机关法律顾问',
  'An outside lawyer advises an organ',
  ['kind', 'role'],
  ({ kind, role }) => kind === 'lawyer' && role !== 'village',
)
export const letter = file('聘书', 'Letter of engagement')
export const reason = text('原因', 'Reason')
export const meeting = text('会议名称（含届次或者日期）', 'Meeting')
