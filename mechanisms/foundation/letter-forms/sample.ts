import { act, sampleFile, type Sample } from '../../../kernel/sample.ts'

const form = { label: '示例文书', letter: 'legality-review/opinion' }

export const sample: Sample = [
  act('a', 'propose', '2022-03-01', 'p1', { ...form, words: '《{{文件名称}}》的审核意见如下。', basis: '示例依据' }),
  act('a', 'confirm', '2022-03-02', 'p2'),
  act('a', 'withdraw', '2022-03-03', 'p1', { reason: '示例理由' }),
  act('b', 'propose', '2022-03-01', 'p1', { ...form, form: sampleFile }),
  act('b', 'reject', '2022-03-02', 'p2', { reason: '示例理由' }),
]
