import type { Sample } from '../../../kernel/sample.ts'

const value = { rule: 'a.rule', count: 15, timeUnit: 'working days', validFrom: '2022-01-01', basis: '某办发1号' }

export const sample: Sample = [
  { of: 'a', act: 'propose', on: '2022-01-04', by: 'p1', body: value },
  { of: 'a', act: 'confirm', on: '2022-01-05', by: 'p2' },
  { of: 'a', act: 'supersede', on: '2022-06-01', by: 'p2', body: { reason: '上级已有规定' } },
  { of: 'b', act: 'propose', on: '2022-01-04', by: 'p1', body: value },
  { of: 'b', act: 'reject', on: '2022-01-05', by: 'p2', body: { reason: '依据不足' } },
]
