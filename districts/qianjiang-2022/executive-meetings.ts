/**
 * 政府会议: the executive meetings of 2022 and of the first weeks of 2023, on the days on which the advisers attended and
 * law was studied. What goes on an agenda is told by whoever puts it there: `nextMeeting` says on which days.
 */
import type { Values } from '../../kernel/fields/index.ts'
import type { Day } from '../../kernel/time/index.ts'
import type { YearItem } from '../../server/year.ts'
import { later, told } from './telling.ts'

/** One meeting of the list; the case is called `meeting-<n>`, counted on through both years. */
export interface Meeting {
  readonly n: number
  /** The name of the case: `case:executive-meetings/meeting-3`. */
  readonly name: string
  /** As the advisers' records of attendance call it. */
  readonly title: string
  readonly day: Day
  readonly called: Day
  /** The day on which its agenda is set: items are put on it before. */
  readonly closed: Day
  /** Members who are not there. */
  readonly absent: number
}

const members = 4
const head = 'p-leader-1'
const office = 'p-government-office-4'
const scribe = 'p-government-office-3'

/** What is not as usual at a meeting. */
interface How {
  readonly absent?: number
  readonly leave?: string
  readonly presiding?: string
  readonly studied?: string
  readonly dissent?: 'kept' | 'omitted'
  /** Working days from the meeting to the signed minutes; nothing: not signed. */
  readonly signed?: number
  /** The record is returned once before. */
  readonly returned?: string
  /** Working days of notice: two as a rule. */
  readonly notice?: number
  /** The day for which it was called at first. */
  readonly first?: Day
  readonly adviser?: 'excused' | 'missed' | 'steppedOut'
}
/** The days of the advisers' attendance, and two on which law was studied without them. */
const days: Readonly<Record<Day, How>> = {
  '2022-01-07': {},
  '2022-01-29': { absent: 1, leave: '一名副区长赴市里参会' },
  '2022-02-11': {},
  '2022-02-25': { dissent: 'kept' },
  '2022-03-14': { signed: 4 },
  '2022-03-18': { studied: '行政处罚法的修订要点', adviser: 'excused' },
  '2022-03-22': { returned: '漏记一名成员的保留意见', dissent: 'kept' },
  '2022-04-14': { absent: 1, leave: '一名副区长在外招商' },
  '2022-05-09': {},
  '2022-05-16': { signed: 8 },
  '2022-05-31': { dissent: 'kept' },
  '2022-06-16': {},
  '2022-06-23': { notice: 0, absent: 1, leave: '一名副区长在防汛一线' },
  '2022-07-18': { presiding: 'p-leader-2', absent: 1, leave: '区长在市委党校学习' },
  '2022-08-09': { dissent: 'kept' },
  '2022-08-16': { absent: 2, leave: '两名副区长在抗旱一线' },
  '2022-08-31': {},
  '2022-09-16': { studied: '重大行政决策程序' },
  '2022-09-23': { adviser: 'steppedOut' },
  '2022-10-20': { absent: 1, leave: '一名副区长居家健康监测' },
  '2022-11-14': { first: '2022-11-08', signed: 5 },
  '2022-11-21': { dissent: 'omitted' },
  '2022-12-06': {},
  '2023-01-12': { dissent: 'kept' },
  '2023-01-16': { studied: '行政复议制度', adviser: 'missed', signed: 0 },
  '2023-02-14': { signed: 0 },
  '2023-02-23': { studied: '政府合同管理' },
}

export const meetings: readonly Meeting[] = Object.entries(days).map(
  ([day, { notice = 2, first, absent = 0 }], at) => ({
    n: at + 1,
    name: `meeting-${at + 1}`,
    title: `区政府常务会议（${day}）`,
    day,
    called: later(first ?? day, -10),
    closed: later(day, -notice),
    absent,
  }),
)

/** Where decisions are taken: there is a quorum, and the head presides. */
const decides = ({ day, absent }: Meeting): boolean => absent * 2 < members && days[day]!.presiding === undefined
/** On which days an item goes through a meeting: each act that rests on another case comes on a later day than that. */
export interface Passage {
  readonly meeting: Meeting
  readonly schedule: Day
  readonly discuss: Day
  readonly decide: Day
}
/** The first meeting onto whose agenda something may still be put that is ready (its opinion given, say) on that day. */
export const nextMeeting = (ready: Day): Passage => {
  for (const meeting of meetings.filter(decides)) {
    const schedule = later(ready > meeting.called ? ready : meeting.called, 1)
    if (schedule < meeting.closed) return { meeting, schedule, discuss: meeting.day, decide: later(meeting.day, 1) }
  }
  throw new Error(`no meeting after ${ready}`)
}

const file = (words: string, { title }: Meeting): string => `file:${title}${words}`
const courseOf = (meeting: Meeting, how: How): YearItem[] => {
  const { n, name, title, day, called, closed, absent } = meeting
  const tell = told('executive-meetings', name)
  const seat = (no: 1 | 2) => told('executive-meetings', name, ['fixed', `fixed/${no}`])
  const number = day < '2023' ? n : n - Object.keys(days).filter((one) => one < '2023').length
  const papers: Values = { agenda: file('议程', meeting), notice: file('通知', meeting) }
  const record = later(day, 1)
  const { signed = 3, returned, first, adviser } = how
  const minutes: Values = {
    minutes: file('记录', meeting),
    order: '先由议题单位汇报，再由各副区长依次发言，最后由区长讲话',
    dissent: how.dissent ?? 'none',
  }
  const kept: Readonly<Record<NonNullable<How['adviser']> | 'present', YearItem[]>> = {
    present: [seat(2)(day, office, 'attend', { who: '区政府法律顾问团成员' })],
    steppedOut: [
      seat(2)(day, office, 'attend', { who: '区政府法律顾问团成员' }),
      seat(2)(day, office, 'stepOut', { matter: '一项涉密议题' }),
    ],
    excused: [seat(2)(later(day, -1), office, 'excuse', { ground: 'secret' })],
    missed: [seat(2)(day, office, 'miss', { reason: '顾问临时出庭' })],
  }
  return [
    tell(called, office, 'call', {
      title,
      kind: 'executive',
      year: Number(day.slice(0, 4)),
      number,
      day: first ?? day,
      head,
      members,
    }),
    ...(first ? [tell(later(first, -2), office, 'postpone', { day, reason: '疫情防控期间暂停集会' })] : []),
    tell(closed, office, 'closeAgenda', papers),
    tell(day, office, 'hold', {
      presiding: how.presiding ?? head,
      absent,
      signIn: file('签到册', meeting),
      ...(how.leave && { leave: how.leave }),
      ...(how.studied && { studied: how.studied }),
    }),
    // Of the last one the sheet of signatures has not been entered yet.
    ...(day < '2023-02'
      ? [seat(1)(day, office, 'attend', { who: '区司法局局长' }), ...kept[adviser ?? 'present']]
      : []),
    ...(day < '2023-02' ? [tell(record, scribe, 'record', minutes)] : []),
    ...(returned
      ? [
          tell(later(day, 2), head, 'returnRecord', { reason: returned }),
          tell(later(day, 2), scribe, 'record', minutes),
        ]
      : []),
    ...(signed ? [tell(later(day, signed), head, 'sign', { summary: file('纪要', meeting) })] : []),
  ]
}

/** Others than executive meetings in order: a plenary one to come, and one that was called off. */
const besides = (): YearItem[] => {
  const plenary = told('executive-meetings', 'plenary-2023')
  const off = told('executive-meetings', 'meeting-called-off')
  return [
    off('2022-10-21', office, 'call', {
      title: '区政府常务会议（2022-11-01，未开）',
      kind: 'executive',
      year: 2022,
      number: 21,
      day: '2022-11-01',
      head,
      members,
    }),
    off('2022-10-24', office, 'cancel', { reason: '议题并入下次会议' }),
    plenary('2023-02-13', office, 'call', {
      title: '区政府全体会议（2023-03-10）',
      kind: 'plenary',
      year: 2023,
      number: 1,
      day: '2023-03-10',
      head,
      members: 43,
    }),
  ]
}

export const executiveMeetings = (): YearItem[] => [
  ...meetings.flatMap((meeting) => courseOf(meeting, days[meeting.day]!)),
  ...besides(),
]
