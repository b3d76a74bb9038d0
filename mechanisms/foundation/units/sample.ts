import type { Sample } from '../../../kernel/sample.ts'

const bureau = { code: 'x', name: '某区水务局', short: '区水务局', kind: 'department', parent: 'gov' }

export const sample: Sample = [
  { of: 'a', act: 'establish', on: '2010-01-01', by: 'p1', body: bureau },
  {
    of: 'a',
    act: 'rename',
    on: '2019-03-01',
    by: 'p1',
    body: { name: '某区水利局', short: '区水利局', paper: '编发1号' },
  },
  { of: 'a', act: 'move', on: '2020-01-01', by: 'p1', body: { parent: 'other' } },
  { of: 'a', act: 'dissolve', on: '2022-07-01', by: 'p1', body: { successor: 'y' } },
]
