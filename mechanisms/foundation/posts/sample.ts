import type { Sample } from '../../../kernel/sample.ts'

const post = { holder: 'p9', name: '甲', place: 'u1', title: '科长', roles: ['clerk'] }

export const sample: Sample = [
  { of: 'a', act: 'take', on: '2022-01-01', by: 'p1', body: post },
  { of: 'a', act: 'grant', on: '2022-01-02', by: 'p2' },
  { of: 'a', act: 'change', on: '2022-03-01', by: 'p2', body: { roles: ['clerk', 'publisher'], reason: '兼任' } },
  { of: 'a', act: 'leave', on: '2022-09-01', by: 'p1' },
  { of: 'b', act: 'take', on: '2022-01-01', by: 'p1', body: post },
  { of: 'b', act: 'refuse', on: '2022-01-02', by: 'p2', body: { reason: '岗位与职权不符' } },
  {
    of: 'c',
    act: 'substitute',
    on: '2022-05-01',
    by: 'p1',
    body: { ...post, title: '代理科长', absent: 'p8', starts: '2022-05-10', expires: '2022-06-30' },
  },
  { of: 'c', act: 'grant', on: '2022-05-01', by: 'p2' },
  { of: 'c', act: 'lapse', on: '2022-07-01', by: 'system' },
]
