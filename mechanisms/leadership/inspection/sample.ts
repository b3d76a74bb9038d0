import { sampleFile, type Sample, type SampleAct } from '../../../kernel/sample.ts'
import type { Values } from '../../../kernel/fields/index.ts'

const scheme = {
  title: '法治督察',
  kind: 'special',
  year: 2022,
  content: '重大行政决策程序',
  objects: ['u2', 'u3'],
  scheme: sampleFile,
}
const raised = { problem: '决策未经公示', basis: '重大决策程序规定', topic: 'decisions', proof: sampleFile }

const step = (on: string, by: string, act: string, body: Values = {}): SampleAct => ({ of: 'a', act, on, by, body })
const finding = (name: string, on: string, by: string, act: string, body: Values = {}, unit = 'u1'): SampleAct => ({
  of: 'a',
  part: ['finding', name],
  act,
  on,
  by,
  unit,
  body,
})
const letter = { letter: sampleFile, due: '2022-05-31' }
const plan = { measures: '补办公示', owner: 'p5' }

/** One inspection with a finding that is reopened and one that is withdrawn, and a plan that is declined. */
export const sample: Sample = [
  step('2022-03-01', 'p1', 'propose', scheme),
  step('2022-03-02', 'p2', 'approve'),
  step('2022-03-03', 'p3', 'inspect', { visited: 'u2', way: 'visit', notes: sampleFile }),
  finding('one', '2022-03-04', 'p3', 'raise', { ...raised, unit: 'u2' }),
  finding('two', '2022-03-04', 'p3', 'raise', { ...raised, unit: 'u3', repeats: 'one' }),
  step('2022-03-10', 'p1', 'conclude', { conclusion: sampleFile }),
  finding('one', '2022-03-11', 'p4', 'feedBack', letter),
  finding('two', '2022-03-11', 'p4', 'feedBack', letter),
  finding('one', '2022-03-12', 'p5', 'receive', { receipt: sampleFile }, 'u2'),
  finding('two', '2022-03-12', 'p8', 'receive', { receipt: sampleFile }, 'u3'),
  finding('one', '2022-03-14', 'p5', 'object', { grounds: '已经公示' }, 'u2'),
  finding('two', '2022-03-14', 'p8', 'object', { grounds: '不属重大决策' }, 'u3'),
  finding('one', '2022-03-21', 'p6', 'uphold', { decision: sampleFile, due: '2022-05-31' }),
  finding('two', '2022-03-21', 'p6', 'withdraw', { decision: sampleFile }),
  finding('one', '2022-03-23', 'p5', 'plan', plan, 'u2'),
  finding('one', '2022-04-06', 'p4', 'callIn', { ground: 'refusal', minutes: sampleFile }),
  finding('one', '2022-04-07', 'p2', 'criticise', { ground: 'refusal', notice: sampleFile }),
  finding('one', '2022-04-08', 'p2', 'extend', { due: '2022-06-15', reason: '公示期未满' }),
  finding('one', '2022-05-09', 'p5', 'report', { evidence: sampleFile }, 'u2'),
  finding('one', '2022-05-10', 'p4', 'sendBack', { reason: '佐证不全' }),
  finding('one', '2022-05-11', 'p5', 'report', { evidence: sampleFile }, 'u2'),
  finding('one', '2022-05-12', 'p4', 'accept', { checked: sampleFile }),
  finding('one', '2022-07-04', 'p7', 'reopen', { lookedBack: sampleFile, reason: '再次发生', due: '2022-07-29' }),
  finding('one', '2022-07-11', 'p5', 'report', { evidence: sampleFile }, 'u2'),
  finding('one', '2022-07-12', 'p4', 'accept', { checked: sampleFile }),
  finding('one', '2022-09-01', 'p7', 'confirm', { lookedBack: sampleFile }),
  step('2022-09-02', 'p1', 'end'),
  { of: 'b', act: 'propose', on: '2022-03-01', by: 'p1', body: scheme },
  { of: 'b', act: 'decline', on: '2022-03-02', by: 'p2', body: { reason: '与另一督察重复' } },
]
