import { act, partAct, sampleFile as file, sampleTexts, type Sample } from '../../../kernel/sample.ts'

const existing = (of: string) => ({
  mechanism: 'normative-documents',
  of,
  act: 'recordExisting',
  on: '2022-01-10',
  by: 'p1',
  body: {
    title: `示例规定${of}`,
    text: sampleTexts[0],
    issuer: 'u1',
    word: '示府规',
    number: `示府规〔2019〕${of}号`,
    level: 'district',
    market: false,
    topics: ['streamlining'],
  },
})
const campaign = {
  title: '简政放权文件清理',
  kind: 'topical',
  basis: '上级部署',
  lead: 'u1',
  deadline: '2022-05-31',
}
const lists = { list: file, place: '政府网站' }
const decided = { decision: file, reason: '示例理由' }
const units = { unit: 'u1', issuer: 'u1' }

const entry = partAct('entry')
const proposed = (of: string, name: string) => [
  entry(of, name, 'assign', '2022-03-03', 'p1', units),
  entry(of, name, 'propose', '2022-03-04', 'p2', { outcome: 'keep', reason: '示例理由' }),
]
/** Five documents in the frame, and two papers added by hand: one for each way a document can go. */
const frame = ['1', '2', '3', '4', '5']
const all = [...frame.map((n) => `entry/${n}`), 'old', 'older']

export const sample: Sample = [
  ...frame.map(existing),
  act('a', 'start', '2022-03-01', 'p1', { ...campaign, topic: 'streamlining' }),
  entry('a', 'old', 'add', '2022-03-02', 'p1', { title: '旧文件', number: '示府发〔2009〕3号' }),
  entry('a', 'older', 'add', '2022-03-02', 'p1', { title: '旧文件', number: '示府发〔2003〕3号' }),
  ...all.flatMap((name) => proposed('a', name)),
  entry('a', 'entry/1', 'sendBack', '2022-03-07', 'p1', { reason: '理由不足' }),
  ...proposed('a', 'entry/1').map((one) => ({ ...one, on: '2022-03-08' })),
  entry('a', 'entry/1', 'abolish', '2022-03-09', 'p3', decided),
  entry('a', 'entry/2', 'declareInvalid', '2022-03-09', 'p3', decided),
  entry('a', 'entry/3', 'revise', '2022-03-09', 'p3', { ...decided, due: '2022-06-30' }),
  { ...existing('4'), act: 'abolish', on: '2022-03-09', body: decided },
  entry('a', 'entry/4', 'drop', '2022-03-10', 'p1'),
  entry('a', 'entry/5', 'keep', '2022-03-09', 'p3', decided),
  entry('a', 'old', 'keep', '2022-03-09', 'p3', decided),
  entry('a', 'older', 'abolish', '2022-03-09', 'p3', decided),
  act('a', 'publish', '2022-03-11', 'p1', lists),
  entry('a', 'entry/3', 'postpone', '2022-06-20', 'p4', { due: '2022-09-30', reason: '征求意见' }),
  { ...existing('6'), on: '2022-08-01' },
  entry('a', 'entry/3', 'finish', '2022-08-02', 'p2', { revision: 'case:normative-documents/6' }),
  act('a', 'renew', '2022-08-03', 'p1', { next: '下一轮清理' }),
  act('a', 'close', '2022-08-03', 'p1'),

  // Whatever else is in force is in its frame as well.
  act('b', 'startPeriodic', '2022-08-04', 'p1', { ...campaign, kind: 'periodic', deadline: '2022-12-30' }),
  act('b', 'stop', '2022-08-05', 'p1', { reason: '并入专项清理' }),
]
