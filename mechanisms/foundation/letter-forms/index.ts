/**
 * 文书样式: the district's own wording of a letter, or its own docx for it. A case is one form; it begins when it is
 * proposed, is used once a second person has confirmed it, and ends when another takes its place or it is withdrawn.
 */
import { file, prose, text } from '../../../kernel/fields/index.ts'
import { howMany } from '../../../kernel/indicator/index.ts'
import { mechanism } from '../../../kernel/mechanism.ts'
import { anyOf, done, effect, judged, never } from '../../../kernel/procedure/index.ts'
import { governmentOffice, justiceBureau } from '../../roles.ts'

const keepers = anyOf(justiceBureau, governmentOffice)
const one = judged(
  '正文和样式文件须填其一，不能都填',
  'Either a wording or a docx',
  ['words', 'form'],
  ({ words, form }) => (words === undefined) !== (form === undefined),
)
const reason = text('理由', 'Reason')

export default mechanism('letter-forms', {
  name: ['文书样式', 'Letter forms'],
  open: 'district',
  record: {
    label: text('文书名称', 'Letter', { seen: 'district' }),
    letter: text('文书编号', 'Its id', { seen: 'district' }),
    words: prose('正文', 'Wording', { optional: true, seen: 'district' }),
    form: file('样式文件（docx）', 'Form (docx)', { optional: true, seen: 'district' }),
    basis: text('依据或者说明', 'Basis', { optional: true, seen: 'district' }),
  },
  states: {
    proposed: ['待确认', 'Proposed'],
    inForce: ['使用中', 'In force'],
    withdrawn: ['已停用', 'Withdrawn'],
    rejected: ['未获确认', 'Rejected'],
  },
  ends: ['withdrawn', 'rejected'],
  by: keepers,
  acts: {
    propose: effect('提出', 'Propose', { to: 'proposed', requires: [one] }),
    confirm: effect('确认', 'Confirm', { from: 'proposed', to: 'inForce', by: keepers.butNot('propose') }),
    reject: effect('不予确认', 'Reject', { from: 'proposed', to: 'rejected', asks: { reason } }),
    withdraw: effect('停用', 'Withdraw', { from: 'inForce', to: 'withdrawn', asks: { reason } }),
  },
  never: [never('withdraw', done('confirm'))],
  indicators: ({ was }) => ({ inForce: howMany('使用中的文书样式', 'Letter forms in force', '种', was.inForce) }),
})
