import { sampleFile as file, type Sample } from '../../../kernel/sample.ts'

const unit = (code: string) => ({
  mechanism: 'units',
  of: code,
  act: 'establish',
  on: '2020-01-02',
  by: 'p1',
  body: { code, name: `示例局${code}`, short: code, kind: 'department' },
})
const body = (code: string) => ({
  body: code,
  kind: 'department',
  word: `示${code}发`,
  level: 'department',
  basis: '示例职责',
  decision: file,
})
const act = (of: string, act: string, on: string, body = {}) => ({ of, act, on, by: 'p1', body })

export const sample: Sample = [
  ...['u31', 'u32', 'u33'].map(unit),
  act('a', 'enlist', '2022-03-01', body('u31')),
  act('b', 'enlist', '2022-03-01', body('u32')),
  act('c', 'enlist', '2022-03-01', body('u33')),
  act('a', 'changeWord', '2022-04-01', { word: '示局规', decision: file }),
  act('a2', 'addWord', '2022-04-01', { body: 'u31', kind: 'department', word: '示局办', decision: file }),
  act('a', 'recheck', '2023-02-01', { basis: '示例职责', record: file }),
  act('a2', 'retireWord', '2023-02-01', { decision: file }),
  act('b', 'reorganise', '2023-02-01', { successors: ['u31'], decision: file }),
  act('c', 'strike', '2023-02-01', { reason: 'notQualified', decision: file }),
]
