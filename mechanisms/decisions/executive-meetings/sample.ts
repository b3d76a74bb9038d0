import { act, partAct, sampleFile as file, type Sample } from '../../../kernel/sample.ts'

const meeting = {
  title: '区政府第1次常务会议',
  kind: 'executive',
  year: 2022,
  number: 1,
  day: '2022-03-04',
  head: 'p1',
  members: 5,
}
const papers = { agenda: file, notice: file }
const held = { presiding: 'p1', absent: 1, signIn: file }
const record = { minutes: file, order: '甲、乙、首长', dissent: 'kept' }

const seat = (of: string, no: 1 | 2, name: string, on: string, body = {}) =>
  partAct('fixed')(of, `fixed/${no}`, name, on, 'p2', body)

/** One meeting on the whole way, one that an adviser misses, and one that is cancelled. */
export const sample: Sample = [
  act('a', 'call', '2022-03-01', 'p2', meeting),
  act('a', 'closeAgenda', '2022-03-01', 'p2', papers),
  act('a', 'reopenAgenda', '2022-03-02', 'p1', { reason: '增加议题' }),
  act('a', 'postpone', '2022-03-02', 'p2', { day: '2022-03-10', reason: '防汛' }),
  act('a', 'closeAgenda', '2022-03-08', 'p2', papers),
  act('a', 'hold', '2022-03-10', 'p2', { ...held, studied: '行政处罚法' }),
  seat('a', 1, 'attend', '2022-03-10', { who: '区司法局局长' }),
  seat('a', 2, 'attend', '2022-03-10', { who: '某律师' }),
  seat('a', 2, 'stepOut', '2022-03-10', { matter: '涉密议题' }),
  act('a', 'record', '2022-03-11', 'p2', record),
  act('a', 'returnRecord', '2022-03-11', 'p1', { reason: '发言顺序不全' }),
  act('a', 'record', '2022-03-14', 'p2', record),
  act('a', 'sign', '2022-03-15', 'p1', { summary: file }),
  act('b', 'call', '2022-03-14', 'p2', { ...meeting, title: '区政府第2次常务会议', number: 2, day: '2022-03-18' }),
  seat('b', 1, 'excuse', '2022-03-18', { ground: 'conflict' }),
  seat('b', 2, 'miss', '2022-03-18', { reason: '路阻' }),
  act('b', 'cancel', '2022-03-18', 'p2', { reason: '并入下次会议' }),
]
