import { act, partAct, sampleFile as file, sampleTexts, type Sample } from '../../../kernel/sample.ts'

const contract = (number: string, more: object = {}) => ({
  number,
  title: '示例合同',
  organ: 'u1',
  drafter: 'p9',
  counterparty: '示例公司',
  party: 'department',
  kind: 'construction',
  amountKind: 'fixed',
  amount: 2_000_000_000,
  text: sampleTexts[0],
  ...more,
})
const opinion = { opinion: file }
const wanting = { missing: ['approval'], defect: 'absent' }
const signed = { signed: sampleTexts[0] }
const accept = (levels: string) => ({ levels, pack: ['text', 'standing'] })
const item = partAct('item')
const raised = (of: string, no: number, on: string) =>
  item(of, `i${no}`, 'raise', on, 'p3', { no, question: 'duties', opinion: '示例意见' })
const small = { amount: 100_000_00 }

export const sample: Sample = [
  act('major', 'register', '2022-03-01', 'p1', contract('1')),
  act('major', 'assign', '2022-03-01', 'p2', { reviewer: 'p2' }),
  act('major', 'askCompletion', '2022-03-01', 'p2', wanting),
  act('major', 'complete', '2022-03-02', 'p1', { supplement: file }),
  act('major', 'reassign', '2022-03-02', 'p2', { reviewer: 'p4', cause: 'recusal' }),
  act('major', 'classify', '2022-03-02', 'p4', accept('two')),
  act('major', 'passFirst', '2022-03-03', 'p4', opinion),
  act('major', 'consult', '2022-03-03', 'p3', { whom: '示例单位', matter: '示例问题' }),
  act('major', 'resume', '2022-03-04', 'p3', { replies: file }),
  act('major', 'hearAdviser', '2022-03-04', 'p3', { adviser: '示例顾问', advice: file }),
  raised('major', 1, '2022-03-04'),
  act('major', 'askRevision', '2022-03-04', 'p3', opinion),
  item('major', 'i1', 'adopt', '2022-03-07', 'p1', { how: '已修改' }),
  act('major', 'revise', '2022-03-07', 'p1', { text: sampleTexts[0] }),
  act('major', 'classify', '2022-03-07', 'p4', accept('two')),
  act('major', 'passFirst', '2022-03-08', 'p4', opinion),
  raised('major', 2, '2022-03-09'),
  item('major', 'i2', 'decline', '2022-03-09', 'p1', { extent: 'partly', reason: '示例理由', basis: '示例依据' }),
  act('major', 'clear', '2022-03-09', 'p3', opinion),
  act('major', 'sign', '2022-03-10', 'p5', signed),
  act('major', 'deposit', '2022-03-11', 'p1', { copy: file, place: '示例档案室' }),
  act('major', 'perform', '2022-04-01', 'p1', { what: 'payment', paid: 100, note: '首付款' }),
  act('major', 'supplement', '2022-04-02', 'p1', { supplement: '2' }),
  act('major', 'adjust', '2022-04-06', 'p2', { adjustment: sampleTexts[1], why: '示例理由' }),
  act('major', 'dispute', '2022-05-05', 'p1', { matter: '示例争议', way: 'negotiation' }),
  act('major', 'resolve', '2022-05-10', 'p1', { result: file }),
  act('major', 'amend', '2022-05-11', 'p1', { text: sampleTexts[1], reason: '示例' }),
  act('major', 'classify', '2022-05-11', 'p2', accept('two')),
  act('major', 'passFirst', '2022-05-12', 'p2', opinion),
  act('major', 'clear', '2022-05-13', 'p3', opinion),
  act('major', 'sign', '2022-05-13', 'p5', { signed: sampleTexts[1] }),
  act('major', 'deposit', '2022-05-16', 'p1', { copy: file, place: '示例档案室' }),
  act('major', 'finish', '2022-06-01', 'p1', { acceptance: file }),
  act('major', 'archive', '2022-06-02', 'p1', { list: file }),

  act('small', 'register', '2022-03-01', 'p1', contract('2', small)),
  act('small', 'classify', '2022-03-01', 'p2', accept('one')),
  raised('small', 1, '2022-03-01'),
  act('small', 'objectFirst', '2022-03-02', 'p2', opinion),
  item('small', 'i1', 'adopt', '2022-03-02', 'p1', { how: '已修改' }),
  act('small', 'revise', '2022-03-02', 'p1', { text: sampleTexts[1] }),
  act('small', 'classify', '2022-03-02', 'p2', accept('one')),
  act('small', 'clearFirst', '2022-03-03', 'p2', opinion),
  act('small', 'sign', '2022-03-03', 'p5', { signed: sampleTexts[1] }),
  act('small', 'deposit', '2022-03-04', 'p1', { copy: file, place: '示例档案室' }),
  act('small', 'terminate', '2022-04-06', 'p1', { cause: 'agreed', proof: file }),

  act('unlawful', 'register', '2022-03-01', 'p1', contract('3')),
  act('unlawful', 'classify', '2022-03-01', 'p2', accept('two')),
  act('unlawful', 'passFirst', '2022-03-02', 'p2', opinion),
  raised('unlawful', 1, '2022-03-03'),
  act('unlawful', 'findUnlawful', '2022-03-03', 'p3', opinion),
  act('unlawful', 'abandon', '2022-03-04', 'p1', { reason: '示例' }),

  act('returned', 'register', '2022-03-01', 'p1', contract('4')),
  act('returned', 'returnPack', '2022-03-01', 'p2', wanting),
  act('early', 'register', '2022-03-01', 'p1', contract('5', small)),
  act('early', 'signUnreviewed', '2022-03-02', 'p2', { ...signed, found: '抽查' }),
  act('uncovered', 'uncover', '2022-03-01', 'p2', { ...contract('6', small), ...signed, found: '审计' }),
]
