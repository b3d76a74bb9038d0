/** What a contract must say of itself, how many levels review it, and what may be signed. */
import { anyOf, done, judged, judgedBy, where } from '../../../kernel/procedure/index.ts'
import { contractMeasures, majorFrom } from '../../../laws/government-contracts.ts'
import { sameText as same } from '../../checks.ts'
import type { Basis } from '../../review.ts'
import { clerk, legalSection, unitHead } from '../../roles.ts'

export const basis: Basis = {
  pack: contractMeasures('审查程序部分'),
  levels: contractMeasures('审查分级部分'),
  opinion: contractMeasures('审查程序部分'),
  assistance: contractMeasures('审查程序部分'),
}
export const keeper = anyOf(clerk, legalSection, unitHead)

export const questions = {
  parties: ['主体资格和资信', 'Parties'],
  power: ['权限和批准程序', 'Power and approval'],
  content: ['内容合法', 'Content'],
  duties: ['权利义务和违约责任', 'Duties and liability'],
  payment: ['价款和支付', 'Price and payment'],
  disputes: ['争议解决', 'Settlement of disputes'],
  wording: ['文字表述', 'Wording'],
} as const
export const papers = {
  text: ['合同文本', 'Text'],
  standing: ['对方主体资格和资信材料', "The other party's standing"],
  approval: ['立项、批准或者采购文件', 'Approval or procurement papers'],
  account: ['起草说明', 'Explanation'],
  other: ['其他材料', 'Other'],
} as const

export const amountTyped = judged(
  '固定金额的须填金额，外币的须填币种和折合人民币金额，无金额的不填金额',
  'The amount is stated as its kind demands',
  ['amountKind', 'amount', 'currency'],
  ({ amountKind, amount, currency }) =>
    amountKind === 'fixed'
      ? amount !== undefined && currency === undefined
      : amountKind === 'foreign'
        ? amount !== undefined && currency !== undefined
        : amountKind === 'framework' || amount === undefined,
)
type Sized = { readonly party?: unknown; readonly amountKind?: unknown; readonly amount?: unknown }
/** A framework that names no sum cannot be shown to stay below the threshold. */
const isMajor = ({ party, amountKind, amount }: Sized, sum: number): boolean =>
  party === 'government' ||
  party === 'governmentOffice' ||
  (typeof amount === 'number' ? amount >= sum : amountKind === 'framework')
export const rightLevels = judgedBy(
  majorFrom,
  '区政府、区政府办公室为一方，标的额达到规定数额，或者框架合同未定金额的，须两级审查',
  'Two levels where the government is a party or the amount asks for them',
  ['party', 'amountKind', 'amount', 'levels'],
  ({ levels, ...contract }, sum) => levels === 'two' || !isMajor(contract, sum),
).under(contractMeasures('审查分级部分'))

export const oneLevel = where('levels', 'one').under(contractMeasures('审查分级部分'))
export const firstPassed = done('passFirst').since('revise', 'amend').under(contractMeasures('审查分级部分'))
/** Found lawful as it now stands, on as many levels as it needs. */
export const cleared = done('clear')
  .since('revise', 'amend')
  .or(done('clearFirst').since('revise', 'amend'))
  .under(contractMeasures('审查分级部分'))
export const sameText = same(
  'signed',
  'text',
  '签订的文本须与审查通过的文本完全一致',
  'What is signed is what was reviewed',
).under(contractMeasures('审查分级部分'))
