import { sampleFile, type Sample, type SampleAct } from '../../../kernel/sample.ts'
import type { Values } from '../../../kernel/fields/index.ts'

const step =
  (of: string) =>
  (on: string, by: string, act: string, body: Values = {}): SampleAct => ({ of, act, on, by, body })
const task =
  (of: string, name: string) =>
  (on: string, by: string, act: string, body: Values = {}, unit = 'u1'): SampleAct => ({
    of,
    part: ['task', name],
    act,
    on,
    by,
    unit,
    body,
  })
const external = step('a')
const annual = step('b')
const first = task('a', 'one')
const second = task('b', 'two')

const assigned = {
  content: '建立重大决策目录',
  unit: 'u2',
  coUnits: ['u3'],
  leader: 'p9',
  atOnce: '补编目录',
  forGood: '每年一季度编制',
  due: '2022-04-29',
  origin: 'superior',
}
const progress = { percent: 100, words: '目录已编制', evidence: sampleFile }
const evidence = { evidence: sampleFile }
const checked = { checked: sampleFile }
const lookBack = { record: sampleFile, findings: '目录未更新' }

/** A rectification that is taken up again after its look-back, and a yearly plan whose task is carried over. */
export const sample: Sample = [
  external('2022-03-01', 'p1', 'draft', {
    title: '督察反馈整改',
    kind: 'external',
    year: 2022,
    feedback: sampleFile,
    superiorPlan: sampleFile,
  }),
  first('2022-03-01', 'p1', 'assign', assigned),
  external('2022-03-02', 'p2', 'issue', { document: sampleFile }),
  first('2022-03-03', 'p5', 'accept', {}, 'u2'),
  first('2022-03-04', 'p2', 'change', { due: '2022-05-31', reason: '上级目录推迟' }),
  first('2022-04-01', 'p5', 'progress', progress, 'u2'),
  first('2022-05-09', 'p5', 'claim', evidence, 'u2'),
  first('2022-05-10', 'p3', 'sendBack', { reason: '缺责任单位' }),
  first('2022-05-16', 'p5', 'claim', evidence, 'u2'),
  first('2022-05-31', 'p3', 'finish', checked),
  external('2022-05-31', 'p1', 'complete'),
  external('2022-07-05', 'p4', 'lookBack', lookBack),
  external('2022-07-06', 'p1', 'resume', { reason: '目录未更新' }),
  first('2022-07-06', 'p3', 'reopen', { due: '2022-07-29', reason: '目录未更新' }),
  first('2022-07-11', 'p5', 'claim', evidence, 'u2'),
  first('2022-07-12', 'p3', 'finish', checked),
  external('2022-07-12', 'p1', 'complete'),
  external('2022-08-15', 'p4', 'lookBack', { record: sampleFile, findings: '目录已更新' }),
  external('2022-08-16', 'p1', 'close'),

  annual('2022-01-10', 'p1', 'draft', { title: '年度重点任务', kind: 'annual', year: 2022, item: '法治政府建设' }),
  second('2022-01-10', 'p1', 'assign', { ...assigned, due: '2022-12-30', origin: 'shortcoming', originCase: '2021' }),
  annual('2022-01-11', 'p2', 'issue', { document: sampleFile }),
  second('2022-12-31', 'p1', 'carryOver', { reason: '需跨年实施', nextPlan: '2023年度重点任务' }),
  annual('2022-12-31', 'p1', 'close'),
]
