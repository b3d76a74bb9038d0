import { sampleFile as file, type Sample } from '../../../kernel/sample.ts'

const lawyer = {
  name: '甲',
  kind: 'lawyer',
  licence: '1',
  licensed: '2010-01-01',
  firm: '乙律师事务所',
  organ: 'u1',
  role: 'districtGroup',
  starts: '2022-01-10',
  expires: '2022-12-31',
  declaration: file,
}
const clear = { verdict: 'none' }
const engaged = (of: string, on: string) => [
  { of, act: 'propose', on, by: 'p1', body: lawyer },
  { of, act: 'checkConflict', on, by: 'p1', body: clear },
  { of, act: 'appoint', on, by: 'p2', body: { letter: file } },
]

export const sample: Sample = [
  ...engaged('a', '2022-01-10'),
  { of: 'a', act: 'attend', on: '2022-02-01', by: 'p1', body: { meeting: '第1次常务会议', capacity: 'fixed' } },
  {
    of: 'a',
    act: 'suggest',
    on: '2022-02-01',
    by: 'p1',
    body: { meeting: '第1次常务会议', suggestions: 3, adopted: 2 },
  },
  {
    of: 'a',
    act: 'review',
    on: '2022-03-01',
    by: 'p1',
    body: { matter: '合同一', matterKind: 'contract', opinion: file },
  },
  { of: 'a', act: 'recuse', on: '2022-04-01', by: 'p1', body: { matter: '合同二', reason: '曾代理对方' } },
  { of: 'a', act: 'appraise', on: '2022-12-20', by: 'p1', body: { grade: 'competent' } },
  { of: 'a', act: 'renew', on: '2022-12-25', by: 'p2', body: { expires: '2023-12-31', letter: file } },
  { of: 'a', act: 'expire', on: '2024-01-01', by: 'system' },
  ...engaged('b', '2022-01-10'),
  { of: 'b', act: 'dismiss', on: '2022-06-01', by: 'p2', body: { reason: '履职不力' } },
  { of: 'c', act: 'propose', on: '2022-01-10', by: 'p1', body: lawyer },
  { of: 'c', act: 'checkConflict', on: '2022-01-10', by: 'p1', body: { verdict: 'conflict' } },
  { of: 'c', act: 'reject', on: '2022-01-11', by: 'p2', body: { reason: '有利害冲突' } },
]
