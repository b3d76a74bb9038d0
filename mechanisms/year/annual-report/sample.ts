import { sampleFile as file, type Sample, type SampleAct } from '../../../kernel/sample.ts'

const report = { title: '年度报告', year: 2022, scope: 'district', body: 'u1' }
const text = { hash: file, title: '年度报告' }
const verdict = (said: 'open' | 'closed') => ({ verdict: said, form: file })
const task = { task: '1' }
const account = { outcome: 'done', explanation: '已完成' }
const flaw = { words: '基层执法力量不足', cause: '编制少', area: 'capacity' }
const plan = { words: '充实执法力量', unit: 'u1' }
const slip = { was: '一', now: '二', reason: '笔误', text }

const written = (of: string): Sample => [
  { of, part: ['shortcoming', 's'], act: 'write', on: '2023-01-20', by: 'p1', body: flaw },
  { of, part: ['duty', 'd'], act: 'write', on: '2023-01-20', by: 'p1', body: { words: '部署并督促' } },
  { of, part: ['arrangement', 'a'], act: 'write', on: '2023-01-20', by: 'p1', body: plan },
  { of, part: ['matter', 'm'], act: 'write', on: '2023-01-20', by: 'p1', body: { words: '无' } },
]
const sent = (of: string): SampleAct[] =>
  [1, 2, 3].map((n) => {
    const part = ['delivery', `delivery/${n}`] as const
    return { of, part, act: 'send', on: '2023-02-20', by: 'p6', body: { receipt: file } }
  })

export const sample: Sample = [
  { of: 'a', act: 'open', on: '2023-01-03', by: 'p1', body: report },
  { of: 'a', part: ['contribution', 'c'], act: 'ask', on: '2023-01-03', by: 'p1', body: { unit: 'u2' } },
  { of: 'a', part: ['contribution', 'c'], act: 'handIn', on: '2023-01-12', by: 'p1', body: { report: file } },
  { of: 'a', part: ['contribution', 'c'], act: 'return', on: '2023-01-13', by: 'p1', body: { reason: '缺原因' } },
  { of: 'a', part: ['contribution', 'c'], act: 'handIn', on: '2023-01-16', by: 'p1', body: { report: file } },
  ...written('a'),
  {
    of: 'a',
    part: ['shortcoming', 's'],
    act: 'rewrite',
    on: '2023-01-21',
    by: 'p1',
    body: { words: '基层执法力量较弱', cause: '编制少' },
  },
  { of: 'a', part: ['duty', 'd'], act: 'rewrite', on: '2023-01-21', by: 'p1', body: { words: '部署并督促' } },
  { of: 'a', part: ['arrangement', 'a'], act: 'rewrite', on: '2023-01-21', by: 'p1', body: { words: '补充执法人员' } },
  { of: 'a', part: ['matter', 'm'], act: 'rewrite', on: '2023-01-21', by: 'p1', body: { words: '无其他情况' } },
  {
    of: 'a',
    part: ['passage', 'p'],
    act: 'write',
    on: '2023-01-21',
    by: 'p1',
    body: { place: 'measures/leadership', after: 0, words: '本年度主要做了以下工作。' },
  },
  { of: 'a', part: ['passage', 'p'], act: 'rewrite', on: '2023-01-21', by: 'p1', body: { after: 0, words: '概述。' } },
  { of: 'a', part: ['passage', 'p'], act: 'strike', on: '2023-01-21', by: 'p1' },
  { of: 'a', act: 'draft', on: '2023-01-22', by: 'p1', body: { text } },
  { of: 'a', act: 'sendBack', on: '2023-01-23', by: 'p2', body: { opinion: '补充数字' } },
  { of: 'a', act: 'draft', on: '2023-01-24', by: 'p1', body: { text } },
  { of: 'a', act: 'review', on: '2023-01-30', by: 'p2' },
  { of: 'a', act: 'secrecyReview', on: '2023-02-01', by: 'p3', body: verdict('open') },
  { of: 'a', act: 'adopt', on: '2023-02-06', by: 'p6', body: { minutes: file } },
  { of: 'a', act: 'sign', on: '2023-02-10', by: 'p4' },
  { of: 'a', act: 'freeze', on: '2023-02-13', by: 'p5' },
  ...sent('a'),
  { of: 'a', act: 'publish', on: '2023-02-28', by: 'p7', body: { address: '/ndbg/2022.html' } },
  { of: 'a', part: ['erratum', 'e'], act: 'propose', on: '2023-03-06', by: 'p1', body: slip },
  { of: 'a', part: ['erratum', 'e'], act: 'clear', on: '2023-03-07', by: 'p3', body: { form: file } },
  { of: 'a', part: ['erratum', 'e'], act: 'issue', on: '2023-03-07', by: 'p7', body: { address: '/ndbg/2022-1.html' } },
  { of: 'a', part: ['erratum', 'f'], act: 'propose', on: '2023-03-08', by: 'p1', body: slip },
  { of: 'a', part: ['erratum', 'f'], act: 'drop', on: '2023-03-09', by: 'p5', body: { ground: '原文无误' } },
  { of: 'a', part: ['shortcoming', 's'], act: 'assign', on: '2023-03-10', by: 'p5', body: task },
  { of: 'a', part: ['arrangement', 'a'], act: 'assign', on: '2023-03-10', by: 'p5', body: task },
  { of: 'a', part: ['shortcoming', 's'], act: 'account', on: '2024-01-05', by: 'p5', body: account },
  { of: 'a', part: ['arrangement', 'a'], act: 'account', on: '2024-01-05', by: 'p5', body: account },
  { of: 'a', act: 'archive', on: '2024-01-08', by: 'p5' },

  { of: 'b', act: 'open', on: '2023-01-03', by: 'p1', body: { ...report, scope: 'department' } },
  ...written('b'),
  { of: 'b', act: 'draft', on: '2023-01-22', by: 'p1', body: { text } },
  { of: 'b', act: 'review', on: '2023-01-30', by: 'p2' },
  { of: 'b', act: 'sign', on: '2023-02-10', by: 'p4' },
  { of: 'b', act: 'freeze', on: '2023-02-13', by: 'p5' },
  { of: 'b', act: 'secrecyReview', on: '2023-02-14', by: 'p3', body: verdict('closed') },
  { of: 'b', act: 'withhold', on: '2023-02-15', by: 'p4', body: { ground: '含国家秘密' } },
  ...sent('b'),
]
