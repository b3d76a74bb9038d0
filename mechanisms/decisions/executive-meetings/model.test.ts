import fc from 'fast-check'
import { describe, it } from 'vitest'
import { sampleFile as file } from '../../../kernel/sample.ts'
import { addDays, type Day } from '../../../kernel/time/index.ts'
import { walks, type Model, type Try } from '../../../tests/model.ts'
import { openWorld } from '../../../tests/story.ts'
import meetings from './index.ts'

const { isWorkday } = openWorld('2022-03-01').calendar
const step = (day: Day, by: 1 | -1): Day =>
  isWorkday(addDays(day, by)) ? addDays(day, by) : step(addDays(day, by), by)
const workdaysAfter = (day: Day, count: number): Day => (count === 0 ? day : workdaysAfter(step(day, 1), count - 1))

/** What a plenary meeting goes through, by the rules: one act after another decides where it stands. */
interface Meeting {
  readonly state: 'called' | 'closed' | 'held' | 'minuted' | 'cancelled'
  readonly day: Day
  readonly agenda: boolean
  readonly heldOn: Day | undefined
  readonly record: boolean
  readonly scribes: readonly string[]
}
const apply = (m: Meeting | undefined, { act, by, on, body }: Try): Meeting | undefined => {
  if (act === 'call')
    return { state: 'called', day: body.day as Day, agenda: false, heldOn: undefined, record: false, scribes: [] }
  if (!m) return undefined
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
  call: fc.constant({
    title: '全体会议',
    kind: 'plenary',
    year: 2022,
    number: 1,
    day: '2022-03-18',
    head: 'p1',
    members: 5,
  }),
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
    headLast: fc.boolean(),
    dissent: fc.constantFrom('none', 'kept', 'omitted'),
  }),
  returnRecord: fc.constant({ reason: '漏记' }),
  sign: fc.constant({ summary: file }),
}
const model: Model = {
  state: (done) => after(done)?.state,
  verdict: (done, { act, by, on, body }) => {
    const m = after(done)
    if (!m) return act === 'call' && on <= String(body.day) ? 'done' : 'refused'
    const open = m.state === 'called' || m.state === 'closed'
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
        return m.state === 'held' ? lawful(body.headLast === true && body.dissent !== 'omitted') : 'refused'
      case 'returnRecord':
        return m.state === 'held' && m.scribes.length > 0 && !m.scribes.includes(by) ? 'done' : 'refused'
      case 'sign':
        return m.state === 'held' && m.record && !m.scribes.includes(by)
          ? lawful(on <= workdaysAfter(m.heldOn!, 5))
          : 'refused'
      default:
        return 'refused'
    }
  },
}

describe('a random life of a meeting goes as the rules say', () => {
  it('from its call on', () => walks({ mechanism: meetings, acts, model, apart: 4, runs: 250 }))
  it('to its minutes', () => {
    const { postpone: _, reopenAgenda: __, cancel: ___, ...straight } = acts
    walks({ mechanism: meetings, acts: straight, model, apart: 2, runs: 250, begins: '2022-03-14' })
  })
})
