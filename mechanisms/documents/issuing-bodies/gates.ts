/** What the law asks before a body stands on the list, and before it leaves it to others. */
import { unit, units, type Fields } from '../../../kernel/fields/index.ts'
import { judged, listed } from '../../../kernel/procedure/index.ts'
import { localOrganizationLaw } from '../../../laws/local-organization-law.ts'
import { notice37 } from '../../../laws/normative-document-notice.ts'
import districtUnits from '../../foundation/units/index.ts'

const name = ['制定主体清单', 'Issuing bodies'] as const
export const states = {
  listed: ['在册', 'Listed'],
  wordInUse: ['代字在用', 'Word in use'],
  reorganised: ['已改组', 'Reorganised'],
  struck: ['已移出', 'Struck off'],
  wordRetired: ['代字停用', 'Word retired'],
} as const
/** The list asks itself: whoever takes over, or gets a further word, stands on it. */
const itself = {
  id: 'issuing-bodies',
  name,
  states,
  record: { body: unit('制定主体', 'Body'), successors: units('承接主体', 'Successors') } satisfies Fields,
}

/** A unit of that kind stands in the register of units: an internal organ is of none of these kinds. */
export const standing = listed(districtUnits, 'standing', { code: 'body', kind: 'kind' }).under(notice37('（一）'))
export const bodyListed = listed(itself, 'listed', { body: 'body' }).under(notice37('（一）'))
export const successorsListed = listed(itself, 'listed', { body: 'successors' }).under(localOrganizationLaw(79))
/** As it stands in a number: 黔江府规〔2022〕7号. */
export const wordShaped = judged(
  '机关代字不得含有空格和六角括号',
  'A word has no spaces and no brackets',
  ['word'],
  ({ word }) => /^[^〔〕\s]{1,30}$/.test(String(word)),
)
export const successorsOthers = judged(
  '承接主体不得是被改组的主体本身',
  'Nobody succeeds itself',
  ['successors', 'body'],
  ({ successors, body }) => Array.isArray(successors) && !successors.includes(body),
)
