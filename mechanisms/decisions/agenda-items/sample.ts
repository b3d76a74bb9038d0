import { act, partAct, sampleFile as file, type Sample } from '../../../kernel/sample.ts'

const called = {
  title: '区政府第1次常务会议',
  kind: 'executive',
  year: 2022,
  number: 11,
  day: '2022-03-10',
  head: 'p1',
  members: 5,
}
const convened = (act: string, on: string, body = {}) => ({
  mechanism: 'executive-meetings',
  of: 'm',
  act,
  on,
  by: 'p3',
  body,
})
const item = { title: '示例议题', organ: 'u1', kind: 'other' }
const onto = { meeting: 'case:executive-meetings/m', pack: ['draft'] }
const vote = { decision: file, members: 5, taking: 4, agreed: 4, opposed: 0 }
const presented = { presenter: '示例单位负责人' }

const opinion = partAct('opinion')
const discussed = (of: string) => [
  act(of, 'submit', '2022-03-02', 'p2', item),
  act(of, 'schedule', '2022-03-03', 'p3', onto),
  act(of, 'discuss', '2022-03-10', 'p3', presented),
]
const task = (name: string, act: string, on: string, by: string, body = {}) =>
  partAct('task')('a', name, act, on, by, body)

export const sample: Sample = [
  convened('call', '2022-03-01', called),
  act('a', 'submit', '2022-03-02', 'p2', item),
  act('a', 'schedule', '2022-03-02', 'p3', onto),
  act('a', 'takeOff', '2022-03-02', 'p3', { reason: '材料待补' }),
  act('a', 'schedule', '2022-03-03', 'p3', onto),
  ...['b', 'c', 'd'].flatMap(discussed),
  act('e', 'submit', '2022-03-02', 'p2', item),
  act('e', 'withdraw', '2022-03-04', 'p2', { reason: '另行研究' }),
  convened('closeAgenda', '2022-03-08', { agenda: file, notice: file }),
  convened('hold', '2022-03-10', { presiding: 'p1', absent: 1, signIn: file }),
  act('a', 'discuss', '2022-03-10', 'p3', presented),
  opinion('a', 'o1', 'speak', '2022-03-10', 'p3', { member: 'p4', stance: 'support', words: '示例意见' }),
  opinion('a', 'o2', 'recuse', '2022-03-10', 'p3', { member: 'p5', interest: '近亲属任职' }),
  opinion('a', 'o2', 'takePart', '2022-03-10', 'p3'),
  act('a', 'headSpeaks', '2022-03-10', 'p3', { head: 'p1', words: '同意' }),
  act('a', 'adopt', '2022-03-10', 'p1', vote),
  act('b', 'reject', '2022-03-10', 'p1', { ...vote, reasons: '时机不成熟' }),
  act('c', 'amend', '2022-03-10', 'p1', { changes: '补充资金来源' }),
  act('d', 'defer', '2022-03-10', 'p1', { reason: '再作调研' }),
  task('t1', 'assign', '2022-03-11', 'p3', { matter: '示例事项', unit: 'u1', due: '2022-04-29' }),
  task('t1', 'extend', '2022-04-20', 'p1', { due: '2022-05-31', reason: '待上级批复' }),
  task('t1', 'finish', '2022-05-20', 'p2', { evidence: file }),
  task('t1', 'sendBack', '2022-05-23', 'p3', { reason: '材料不全' }),
  task('t1', 'finish', '2022-05-25', 'p2', { evidence: file }),
  task('t1', 'confirm', '2022-05-26', 'p3'),
  task('t2', 'assign', '2022-03-11', 'p3', { matter: '示例事项', unit: 'u1', due: '2022-04-29' }),
  task('t2', 'drop', '2022-04-20', 'p1', { reason: '政策调整' }),
  act('a', 'revoke', '2022-06-01', 'p1', { decision: file, reason: '被新的决定替代' }),
]
