/** What a contract goes through after its signature; a substantive change brings it back under review. */
import { choice, document, file, money, prose, text } from '../../../kernel/fields/index.ts'
import { effect, fact } from '../../../kernel/procedure/index.ts'
import { archivesLaw } from '../../../laws/archives-law.ts'
import { contractMeasures } from '../../../laws/government-contracts.ts'
import * as review from '../../review.ts'
import { legalSection } from '../../roles.ts'
import { basis, keeper } from './gates.ts'

const performance = contractMeasures('履行部分')
export const draft = document('合同文本', 'Text')
export const amount = money('标的额（折合人民币）', 'Amount in yuan', { optional: true })

export const afterSignature = {
  perform: fact('履行情况', 'Perform', {
    from: ['performing', 'disputed'],
    by: keeper,
    asks: {
      what: choice('事项', 'What', {
        delivery: ['交付', 'Delivery'],
        acceptance: ['验收', 'Acceptance'],
        payment: ['付款', 'Payment'],
        default: ['违约', 'Default'],
        other: ['其他', 'Other'],
      }),
      paid: money('金额', 'Sum', { optional: true }),
      note: text('说明', 'Note', { max: 500 }),
    },
    article: performance,
  }),
  supplement: fact('签有补充合同', 'Supplemented', {
    from: ['performing', 'disputed'],
    by: keeper,
    asks: { supplement: text('补充合同登记号', 'Number of the supplement') },
    article: performance,
  }),
  adjust: effect('非实质性变更', 'Adjust', {
    from: 'performing',
    by: legalSection.butNot('drafter', basis.levels),
    asks: { adjustment: document('变更文本', 'Change'), why: prose('不属于实质性变更的理由', 'Why not substantive') },
    article: performance,
  }),
  amend: effect('实质性变更，重新送审', 'Amend', {
    from: 'performing',
    to: 'submitted',
    by: review.draftingUnit,
    asks: { text: draft, amount, reason: review.reason },
    article: performance,
  }),
  dispute: fact('发生争议', 'Dispute', {
    from: 'performing',
    to: 'disputed',
    by: keeper,
    asks: {
      matter: prose('争议事项', 'Matter', { max: 2000 }),
      way: choice('处理方式', 'Way', {
        negotiation: ['协商', 'Negotiation'],
        mediation: ['调解', 'Mediation'],
        arbitration: ['仲裁', 'Arbitration'],
        litigation: ['诉讼', 'Litigation'],
      }),
    },
    article: performance,
  }),
  resolve: fact('争议解决', 'Resolve', {
    from: 'disputed',
    to: 'performing',
    by: keeper,
    asks: { result: file('和解、调解、裁决或者裁判文书', 'Result') },
    article: performance,
  }),
  finish: fact('履行完毕', 'Finish', {
    from: 'performing',
    to: 'finished',
    by: keeper,
    asks: { acceptance: file('验收或者结清材料', 'Proof') },
    article: performance,
  }),
  terminate: fact('终止', 'Terminate', {
    from: ['performing', 'disputed'],
    to: 'terminated',
    by: keeper,
    asks: {
      cause: choice('终止事由', 'Cause', {
        agreed: ['协商解除', 'By agreement'],
        breach: ['对方违约', 'Breach of the other party'],
        law: ['法定解除', 'By law'],
        purpose: ['合同目的不能实现', 'Purpose out of reach'],
      }),
      proof: file('终止材料', 'Proof'),
    },
    article: performance,
  }),
  archive: effect('归档', 'Archive', {
    from: ['finished', 'terminated'],
    to: 'archived',
    by: keeper,
    asks: { list: file('归档目录', 'List') },
    article: archivesLaw(14),
  }),
}
