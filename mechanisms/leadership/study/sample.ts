import { sampleFile as minutes, type Sample } from '../../../kernel/sample.ts'

const session = {
  year: 2022,
  bodies: ['partyGroup', 'executiveMeeting'],
  host: ['u1'],
  topic: '行政处罚法',
  kind: 'seminar',
  plannedFor: '2022-03-10',
}
const lecture = { ...session, bodies: ['community'], kind: 'lecture', plannedFor: '2022-05-10' }
const held = { place: 'organ', attendance: 3, minutes }

export const sample: Sample = [
  { of: 'a', act: 'plan', on: '2022-01-10', by: 'p1', body: session },
  { of: 'a', act: 'postpone', on: '2022-03-08', by: 'p1', body: { plannedFor: '2022-03-18', reason: '会议改期' } },
  { of: 'a', act: 'hold', on: '2022-03-18', by: 'p1', body: held },
  {
    of: 'a',
    part: ['absence', '1'],
    act: 'register',
    on: '2022-03-18',
    by: 'p1',
    body: { person: '甲', cause: 'duty' },
  },
  {
    of: 'a',
    part: ['absence', '2'],
    act: 'register',
    on: '2022-03-18',
    by: 'p1',
    body: { person: '乙', cause: 'leave' },
  },
  { of: 'a', part: ['absence', '1'], act: 'makeUp', on: '2022-04-01', by: 'p1', body: { evidence: minutes } },
  { of: 'a', part: ['absence', '2'], act: 'excuse', on: '2022-04-02', by: 'p2', body: { reason: '已调离' } },
  { of: 'a', act: 'close', on: '2022-04-06', by: 'p1' },
  { of: 'b', act: 'plan', on: '2022-01-10', by: 'p1', body: lecture },
  { of: 'b', act: 'book', on: '2022-05-01', by: 'p1', body: { lecturer: '丙', consent: '同意' } },
  {
    of: 'b',
    act: 'hold',
    on: '2022-05-12',
    by: 'p1',
    body: { ...held, place: 'community', attendance: 60, photos: minutes },
  },
  { of: 'c', act: 'plan', on: '2022-01-10', by: 'p1', body: lecture },
  { of: 'c', act: 'cancel', on: '2022-05-09', by: 'p1', body: { reason: '疫情' } },
]
