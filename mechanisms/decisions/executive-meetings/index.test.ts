import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Values } from '../../../kernel/fields/index.ts'
import { raisedId } from '../../../kernel/procedure/index.ts'
import { sampleFile as file } from '../../../kernel/sample.ts'
import { addDays, type Day } from '../../../kernel/time/index.ts'
import { walks, type Model, type Try } from '../../../tests/model.ts'
import { openWorld, replay, story } from '../../../tests/story.ts'
import meetings from './index.ts'
import { sample } from './sample.ts'

const meeting = {
  title: '区政府第3次常务会议',
  kind: 'executive',
  year: 2022,
  number: 3,
  day: '2022-03-10',
  head: 'p1',
  members: 5,
}
const papers = { agenda: file, notice: file }
const sitting = { presiding: 'p1', absent: 2, signIn: file }
const minutes = { minutes: file, order: '甲、乙、丙、首长', dissent: 'none' }

const called = (more: Values = {}) => {
  const told = story(meetings)
  const act = told.act(meetings, 'm')
  expect(act('2022-03-01', 'p2', 'call', { ...meeting, ...more })).toBe('done')
  const seat = (no: 1 | 2) => told.act(meetings, 'm', told.raised('m', 1, 'fixed', no - 1))
  return { told, act, seat }
}
const closed = (more: Values = {}) => {
  const at = called(more)
  expect(at.act('2022-03-08', 'p2', 'closeAgenda', papers)).toBe('done')
  return at
}
/** Held on its day; nothing is known yet of who sat in. */
const held = (more: Values = {}) => {
  const at = closed(more)
  expect(at.act('2022-03-10', 'p2', 'hold', sitting)).toBe('done')
  return at
}
const seated = () => {
  const at = held()
  for (const no of [1, 2] as const) at.seat(no)('2022-03-10', 'p2', 'attend', { who: '某人' })
  return at
}

describe('a meeting that is called', () => {
  it('lies ahead', () => {
    const act = story(meetings).act(meetings, 'm')
    expect(act('2022-03-11', 'p2', 'call', meeting)).toMatch(/^refusal: 召集会议：会议日期不得早于今天.*组织法》第78条/)
  })
  it('is not set down for a day that does not exist', () => {
    const act = story(meetings).act(meetings, 'm')
    expect(act('2022-03-01', 'p2', 'call', { ...meeting, day: '2022-02-30' })).toMatch(/^invalid: day/)
  })
  it('has its agenda out a working day before, else it shows', () => {
    const { act } = called()
    expect(act('2022-03-10', 'p2', 'closeAgenda', papers)).toMatch(
      /^breach.*已于2022-03-09届满，依据待核.*《区县人民政府工作规则》会议制度部分/,
    )
  })
  it('counts the working days back over a weekend', () => {
    const { act } = called({ day: '2022-03-14' })
    expect(act('2022-03-11', 'p2', 'closeAgenda', papers)).toBe('done')
  })
  it('moves to another day ahead and needs its agenda again', () => {
    const { act } = closed()
    expect(act('2022-03-09', 'p2', 'postpone', { day: '2022-03-08', reason: '防汛' })).toMatch(/^refusal.*不得早于今天/)
    expect(act('2022-03-09', 'p2', 'postpone', { day: '2022-03-17' })).toMatch(/^invalid: reason/)
    expect(act('2022-03-09', 'p2', 'postpone', { day: '2022-03-17', reason: '防汛' })).toBe('done')
    expect(act('2022-03-17', 'p2', 'hold', sitting)).toMatch(
      /^breach: 召开：须先确定议程并发出通知，且在最近一次延期、批准增减议题之后.*会议制度部分/,
    )
  })
  it('has its agenda changed by a leader only', () => {
    const { act } = closed()
    const reason = { reason: '增加防汛议题' }
    expect(act('2022-03-08', 'p2', 'reopenAgenda', reason, { roles: ['government-office'] })).toMatch(/^denied/)
    expect(act('2022-03-08', 'p1', 'reopenAgenda', reason)).toBe('done')
  })
  it('is over once it was cancelled', () => {
    const { act } = closed()
    expect(act('2022-03-09', 'p2', 'cancel', { reason: '并入下次会议' })).toBe('done')
    expect(act('2022-03-10', 'p2', 'hold', sitting)).toMatch(/^refusal.*现为“已取消”/)
  })
})

describe('a meeting that was held', () => {
  it('without half of its members is a breach', () => {
    const { act } = closed({ members: 4 })
    expect(act('2022-03-10', 'p2', 'hold', sitting)).toMatch(/^breach: 召开：到会的组成人员须超过半数.*会议制度部分/)
  })
  it('under another than the head is a breach of the organic law', () => {
    const { act } = closed()
    expect(act('2022-03-10', 'p2', 'hold', { ...sitting, presiding: 'p3' })).toMatch(
      /^breach: 召开：会议须由行政首长主持.*组织法》第78条/,
    )
  })
  it('without an agenda is a breach, not a refusal: it was held', () => {
    const { told, act } = called()
    expect(act('2022-03-10', 'p2', 'hold', sitting)).toMatch(/^breach.*会议制度部分/)
    expect(told.read('m').state).toBe('held')
  })
  it('before the day it was called for is a breach', () => {
    expect(closed().act('2022-03-09', 'p2', 'hold', sitting)).toMatch(
      /^breach: 召开：会议不得早于通知的日期召开.*会议制度部分/,
    )
  })
  it('is entered a day later as on its day', () => {
    const { act } = closed()
    expect(act('2022-03-10', 'p2', 'hold', sitting, { today: '2022-03-11' })).toBe('done')
  })
  it('was not held before it was called', () => {
    expect(closed().act('2022-02-28', 'p2', 'hold', sitting, { today: '2022-03-10' })).toMatch(/^invalid: on/)
  })
})

describe('the seats that are kept at every executive meeting', () => {
  it('are one for the justice bureau and one for an adviser', () => {
    const { told } = called()
    const capacities = [0, 1].map((n) => told.part('m', told.raised('m', 1, 'fixed', n).id).fields.capacity)
    expect(capacities).toEqual(['justice', 'adviser'])
  })
  it('left empty without leave are a breach', () => {
    expect(held().seat(2)('2022-03-10', 'p2', 'miss')).toMatch(/^breach: 未列席：须先批准不列席.*列席部分/)
  })
  it('may stay empty where every item is secret, and one may step out for a single one', () => {
    const { seat } = held()
    expect(seat(2)('2022-03-10', 'p2', 'excuse', { ground: 'secret' })).toBe('done')
    seat(1)('2022-03-10', 'p2', 'attend', { who: '某局长' })
    expect(seat(1)('2022-03-10', 'p2', 'stepOut', { matter: '涉密议题' })).toBe('done')
  })
  it('are known before the minutes are signed', () => {
    const { act, seat } = held()
    act('2022-03-10', 'p2', 'record', minutes)
    const refused = /^refusal: 签发会议纪要：.*每项固定列席须为.*列席部分/
    expect(act('2022-03-11', 'p1', 'sign', { summary: file })).toMatch(refused)
    seat(1)('2022-03-10', 'p2', 'attend', { who: '某局长' }, { today: '2022-03-11' })
    seat(2)('2022-03-10', 'p2', 'miss', {}, { today: '2022-03-11' })
    expect(act('2022-03-11', 'p1', 'sign', { summary: file })).toBe('done')
  })
  it('are not asked of a plenary meeting', () => {
    const { act } = held({ kind: 'plenary' })
    act('2022-03-10', 'p2', 'record', minutes)
    expect(act('2022-03-11', 'p1', 'sign', { summary: file })).toBe('done')
  })
})

describe('the record', () => {
  it('keeps dissent; leaving it out is a breach', () => {
    const { act } = seated()
    expect(act('2022-03-11', 'p2', 'record', { ...minutes, dissent: 'omitted' })).toMatch(
      /^breach.*不同意见不得为“有而未载明”.*第30条/,
    )
    expect(act('2022-03-11', 'p2', 'record', { ...minutes, dissent: 'kept' })).toBe('done')
  })
  it('comes before the minutes, and again after it was returned', () => {
    const { act } = seated()
    expect(act('2022-03-11', 'p1', 'sign', { summary: file })).toMatch(/^refusal.*须先形成会议记录.*第30条/)
    act('2022-03-11', 'p2', 'record', minutes)
    expect(act('2022-03-11', 'p1', 'returnRecord', { reason: '漏记一人' })).toBe('done')
    expect(act('2022-03-11', 'p1', 'sign', { summary: file })).toMatch(/^refusal.*须先形成会议记录/)
    act('2022-03-14', 'p2', 'record', minutes)
    expect(act('2022-03-14', 'p1', 'sign', { summary: file })).toBe('done')
  })
  it('is not signed by whoever wrote it, nor by the office', () => {
    const { act } = seated()
    act('2022-03-11', 'p1', 'record', minutes)
    expect(act('2022-03-11', 'p1', 'sign', { summary: file })).toMatch(
      /^refusal.*不得由办过“形成会议记录”.*会议纪要部分/,
    )
    expect(act('2022-03-11', 'p2', 'sign', { summary: file }, { roles: ['government-office'] })).toMatch(/^denied/)
  })
  it('is signed by the head who called the meeting, and by no other leader', () => {
    const { act } = seated()
    act('2022-03-11', 'p2', 'record', minutes)
    expect(act('2022-03-14', 'p4', 'sign', { summary: file })).toMatch(/^refusal: .*会议纪要部分/)
    expect(act('2022-03-14', 'p4', 'returnRecord', { reason: '漏记' })).toMatch(/^refusal/)
    expect(act('2022-03-14', 'p1', 'sign', { summary: file })).toBe('done')
  })
  it('becomes minutes within the days that the district sets, else it shows', () => {
    const { act } = seated()
    act('2022-03-11', 'p2', 'record', minutes)
    expect(act('2022-03-18', 'p1', 'sign', { summary: file })).toMatch(
      /^breach.*2022-03-17届满，依据待核.*会议纪要部分/,
    )
  })
  it('struck out afterwards leaves the minutes in breach', () => {
    const { told, act } = seated()
    act('2022-03-11', 'p2', 'record', minutes)
    const { version } = told.history('m').at(-1)!
    expect(act('2022-03-14', 'p1', 'sign', { summary: file })).toBe('done')
    expect(act('2022-03-15', 'p3', 'void', { version, reason: '记录有误' })).toBe('done')
    expect(told.read('m').breaches).toMatchObject([{ law: '重大行政决策程序暂行条例', no: 30 }])
  })
})

describe('figures that others owe', () => {
  // Meetings that advisers attended belong to legal-advisers, sessions of study to study: each is counted once.
  it('are not counted here', () => {
    const counted = JSON.stringify(meetings.indicators)
    expect(counted).not.toContain('adviser')
    expect(counted).not.toContain('studied')
  })
  it('study before a meeting is noted with it, no more', () => {
    const { act } = closed()
    expect(act('2022-03-10', 'p2', 'hold', { ...sitting, studied: '行政处罚法' })).toBe('done')
  })
})

it('the sample replays', () => expect(replay(meetings, sample)).toEqual([]))

// ── a model, written from the rules ──
const { isWorkday } = openWorld('2022-03-01').calendar
const step = (day: Day, by: 1 | -1): Day =>
  isWorkday(addDays(day, by)) ? addDays(day, by) : step(addDays(day, by), by)
const workdaysAfter = (day: Day, count: number): Day => (count === 0 ? day : workdaysAfter(step(day, 1), count - 1))

/** What a meeting goes through, by the rules: one act after another decides where it stands. */
interface Meeting {
  readonly executive: boolean
  readonly state: 'called' | 'closed' | 'held' | 'minuted' | 'cancelled'
  readonly day: Day
  readonly agenda: boolean
  readonly heldOn: Day | undefined
  readonly record: boolean
  readonly scribes: readonly string[]
  /** Where the two seats stand. */
  readonly seats: Readonly<Record<string, string>>
}
const seatLeads: Readonly<Record<string, string>> = {
  attend: 'present',
  stepOut: 'steppedOut',
  excuse: 'excused',
  miss: 'absent',
}
const seatAct = (act: string): readonly [seat: string, act: string] | undefined => {
  const [, seat, name] = /^fixed\/(.+)\.(.+)$/.exec(act) ?? []
  return seat && name ? [seat, name] : undefined
}
const seatsOf = [0, 1].map((n) => raisedId('case', 1, 'fixed', n))
const apply = (m: Meeting | undefined, { act, by, on, body }: Try): Meeting | undefined => {
  if (act === 'call') {
    const seats = Object.fromEntries(seatsOf.map((id) => [id, 'expected']))
    const fresh = { agenda: false, heldOn: undefined, record: false, scribes: [], seats }
    return { state: 'called', executive: body.kind === 'executive', day: body.day as Day, ...fresh }
  }
  if (!m) return undefined
  const [seat, its] = seatAct(act) ?? []
  if (seat && its) return { ...m, seats: { ...m.seats, [seat]: seatLeads[its]! } }
  switch (act) {
    case 'closeAgenda':
      return { ...m, state: 'closed', agenda: true }
    case 'reopenAgenda':
      return { ...m, state: 'called', agenda: false }
    case 'postpone':
      return { ...m, state: 'called', agenda: false, day: body.day as Day }
    case 'cancel':
      return { ...m, state: 'cancelled' }
    case 'hold':
      return { ...m, state: 'held', heldOn: on }
    case 'record':
      return { ...m, record: true, scribes: [...m.scribes, by] }
    case 'returnRecord':
      return { ...m, record: false }
    default:
      return { ...m, state: 'minuted' }
  }
}
const after = (done: readonly Try[]) => done.reduce(apply, undefined)
const lawful = (ok: boolean) => (ok ? 'done' : 'breach')

const acts = {
  call: fc
    .constantFrom('executive', 'plenary')
    .map((kind) => ({ title: '会议', kind, year: 2022, number: 1, day: '2022-03-18', head: 'p1', members: 5 })),
  closeAgenda: fc.constant({ agenda: file, notice: file }),
  reopenAgenda: fc.constant({ reason: '增加议题' }),
  postpone: fc.constantFrom({ day: '2022-03-24', reason: '防汛' }, { day: '2022-04-06', reason: '会期' }),
  cancel: fc.constant({ reason: '并入下次会议' }),
  hold: fc.record({
    presiding: fc.constantFrom('p1', 'p1', 'p1', 'p2'),
    absent: fc.constantFrom(0, 2, 3),
    signIn: fc.constant(file),
  }),
  record: fc.record({
    minutes: fc.constant(file),
    order: fc.constant('甲、首长'),
    dissent: fc.constantFrom('none', 'kept', 'omitted'),
  }),
  returnRecord: fc.constant({ reason: '漏记' }),
  sign: fc.constant({ summary: file }),
  ...Object.fromEntries(
    seatsOf.flatMap((id) => [
      [`fixed/${id}.attend`, fc.constant<Values>({ who: '某人' })],
      [`fixed/${id}.stepOut`, fc.constant<Values>({ matter: '涉密议题' })],
      [`fixed/${id}.excuse`, fc.constant<Values>({ ground: 'secret' })],
      [`fixed/${id}.miss`, fc.constant<Values>({})],
    ]),
  ),
}
const model: Model = {
  state: (done) => after(done)?.state,
  verdict: (done, { act, by, on, body }) => {
    const m = after(done)
    if (!m) return act === 'call' && on <= String(body.day) ? 'done' : 'refused'
    const open = m.state === 'called' || m.state === 'closed'
    const [seat, its] = seatAct(act) ?? []
    if (seat && its) {
      const right = m.seats[seat] === (its === 'stepOut' ? 'present' : 'expected')
      return !right || m.state === 'minuted' || m.state === 'cancelled' ? 'refused' : lawful(its !== 'miss')
    }
    const known = !m.executive || seatsOf.every((id) => m.seats[id] !== 'expected')
    switch (act) {
      case 'closeAgenda':
        return m.state !== 'called' || on > m.day ? 'refused' : lawful(on <= step(m.day, -1))
      case 'reopenAgenda':
        return m.state === 'closed' ? 'done' : 'refused'
      case 'postpone':
        return !open || on > String(body.day) ? 'refused' : lawful(on <= m.day)
      case 'cancel':
        return open ? lawful(on <= m.day) : 'refused'
      case 'hold':
        return open
          ? lawful(m.agenda && Number(body.absent) < 2.5 && body.presiding === 'p1' && on === m.day)
          : 'refused'
      case 'record':
        return m.state === 'held' ? lawful(body.dissent !== 'omitted') : 'refused'
      case 'returnRecord':
        return m.state === 'held' && m.scribes.length > 0 && by === 'p1' && !m.scribes.includes(by) ? 'done' : 'refused'
      case 'sign':
        return m.state === 'held' && m.record && known && by === 'p1' && !m.scribes.includes(by)
          ? lawful(on <= workdaysAfter(m.heldOn!, 5))
          : 'refused'
      default:
        return 'refused'
    }
  },
}

it('a random life of a meeting goes as the rules say', () =>
  walks({
    mechanism: meetings,
    acts,
    model,
    weights: { closeAgenda: 3, hold: 4, record: 2, sign: 3 },
    begins: '2022-03-14',
    apart: 3,
    runs: 300,
  }))
