import { act, sampleFile, type Sample } from '../../../kernel/sample.ts'

const letter = { title: '示例通知', kind: '通知', issuer: 'u1', drafter: 'p1', recipients: '示例单位' }
const draft = { ...letter, word: '示府函', draft: sampleFile }

export const sample: Sample = [
  act('a', 'propose', '2022-03-01', 'p1', { ...draft, copies: '甲单位，乙单位', urgency: 'urgent' }),
  act('a', 'sign', '2022-03-02', 'p2'),
  act('a', 'send', '2022-03-03', 'p1', { printed: sampleFile, copiesPrinted: 20 }),
  act('b', 'propose', '2022-03-02', 'p1', draft),
  act('b', 'sendBack', '2022-03-02', 'p2', { reason: '示例理由' }),
  act('c', 'propose', '2022-03-04', 'p1', draft),
  act('c', 'numberSigned', '2022-03-05', 'p1', { signer: 'p2', signedOn: '2022-03-04', sheet: sampleFile }),
  act('c', 'revoke', '2022-03-06', 'p2', { reason: '示例理由' }),
  act('d', 'recordSent', '2022-03-07', 'p1', {
    ...letter,
    number: '示府函〔2022〕9号',
    signer: 'p2',
    signedOn: '2022-03-05',
    printed: sampleFile,
  }),
]
