import { sampleFile as file, type Sample } from '../../../kernel/sample.ts'

const item = { title: '公告', column: 'notices', owner: 'u1' }
const body = { hash: file, title: '公告' }
const draft = { ...item, body, formed: '2022-03-01' }
const superior = { ...item, column: 'superior', source: '国办发〔2022〕1号', sourceDay: '2022-03-01' }
const address = '/gg/1.html'
const gone = { ground: 'outdated', archive: '2022-1' }
const begun = (of: string) => ({ of, act: 'draft', on: '2022-03-01', by: 'p1', body: draft })

export const sample: Sample = [
  begun('a'),
  { of: 'a', act: 'firstReview', on: '2022-03-01', by: 'p2' },
  { of: 'a', act: 'sendBack', on: '2022-03-01', by: 'p2', body: { reason: '错字' } },
  { of: 'a', act: 'revise', on: '2022-03-02', by: 'p1', body: { title: '公告', body } },
  { of: 'a', act: 'firstReview', on: '2022-03-02', by: 'p2' },
  { of: 'a', act: 'secrecyReview', on: '2022-03-02', by: 'p2', body: { verdict: 'doubtful' } },
  { of: 'a', act: 'rule', on: '2022-03-03', by: 'p2', body: { authority: '区保密局', reply: file } },
  { of: 'a', act: 'secrecyReview', on: '2022-03-03', by: 'p2', body: { verdict: 'open' } },
  { of: 'a', act: 'secondReview', on: '2022-03-03', by: 'p3' },
  { of: 'a', act: 'thirdReview', on: '2022-03-03', by: 'p4' },
  { of: 'a', act: 'publish', on: '2022-03-03', by: 'p4', body: { address } },
  { of: 'a', act: 'repeat', on: '2022-03-04', by: 'p1', body: { channel: 'media' } },
  { of: 'a', act: 'amend', on: '2022-03-05', by: 'p4', body: { wrong: '一', right: '二', reason: '笔误' } },
  { of: 'a', act: 'mark', on: '2022-06-01', by: 'p1', body: { force: 'revised' } },
  { of: 'a', act: 'takeDown', on: '2022-06-02', by: 'p4', body: { reason: '核对' } },
  { of: 'a', act: 'restore', on: '2022-06-03', by: 'p5', body: { reason: '核对完毕' } },
  { of: 'a', act: 'retire', on: '2022-09-01', by: 'p1', body: gone },
  begun('b'),
  { of: 'b', act: 'withhold', on: '2022-03-02', by: 'p3', body: { exemption: 'internal' } },
  begun('c'),
  { of: 'c', act: 'drop', on: '2022-03-02', by: 'p1', body: { reason: '重复' } },
  { of: 'd', act: 'receive', on: '2022-03-01', by: 'p1', body: { ...superior, keeper: 'p1' } },
  { of: 'd', act: 'relay', on: '2022-03-02', by: 'p1', body: { address } },
  { of: 'e', act: 'forward', on: '2022-03-02', by: 'p1', body: { ...superior, address } },
  { of: 'f', act: 'carry', on: '2022-03-02', by: 'p1', body: { ...item, address } },
  { of: 'g', act: 'clean', on: '2022-03-02', by: 'p1', body: { ...item, ...gone } },
]
