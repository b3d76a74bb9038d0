import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Values } from '../../../kernel/fields/index.ts'
import { sampleFile as file } from '../../../kernel/sample.ts'
import { walks, type Model, type Try } from '../../../tests/model.ts'
import { replay, story } from '../../../tests/story.ts'
import catalogues from './index.ts'
import { sample } from './sample.ts'

const matter = {
  no: 1,
  matter: '城区供水改造',
  kind: 'project',
  unit: 'u1',
  planned: '2022-06-30',
  basis: '区十四五规划',
}
const adjusted = { approval: file, consent: file, notice: '/tz.html', reason: '资金推迟到位' }
const reason = { reason: '补充依据' }

/** The catalogue of 2022, drafted by p1 with one matter. */
const drafted = () => {
  const told = story(catalogues)
  const act = told.act(catalogues, 'c')
  const item = (id = 'i1') => told.act(catalogues, 'c', { kind: 'item', id })
  act('2022-01-04', 'p1', 'draft', { title: '2022年度目录', year: 2022 })
  expect(item()('2022-01-05', 'p2', 'enter', matter)).toBe('done')
  return { told, act, item }
}
const agreed = () => {
  const at = drafted()
  at.act('2022-01-06', 'p3', 'check', { opinion: file })
  expect(at.act('2022-01-07', 'p4', 'agree', { minutes: file })).toBe('done')
  return at
}
const publication = { address: '/ml.html', text: file }
const published = () => {
  const at = agreed()
  at.act('2022-01-10', 'p1', 'consent', { letter: file })
  expect(at.act('2022-01-11', 'p1', 'publish', publication)).toBe('done')
  return at
}

describe('a catalogue', () => {
  it('is published only with the consent of the party committee', () => {
    const { act } = agreed()
    expect(act('2022-01-10', 'p1', 'publish', publication)).toMatch(/^refusal.*《重大行政决策程序暂行条例》第3条/)
    act('2022-01-10', 'p1', 'consent', { letter: file })
    expect(act('2022-01-11', 'p1', 'publish', publication)).toBe('done')
  })
  it('goes the whole way again when the committee does not consent', () => {
    const { told, act } = agreed()
    expect(act('2022-01-10', 'p1', 'refuse', reason)).toBe('done')
    expect(told.read('c').state).toBe('drafting')
    expect(act('2022-01-11', 'p4', 'agree', { minutes: file })).toMatch(/^refusal/)
    act('2022-01-11', 'p3', 'check', { opinion: file })
    act('2022-01-12', 'p4', 'agree', { minutes: file })
    expect(act('2022-01-13', 'p1', 'publish', publication)).toMatch(/^refusal.*第3条/)
  })
  it('shows a breach when the consent it was published on turns out to be a mistake', () => {
    const { told, act } = published()
    expect(act('2022-01-12', 'p2', 'void', { version: 5, reason: '误登' })).toBe('done')
    expect(told.read('c').breaches).toContainEqual(expect.objectContaining({ law: '重大行政决策程序暂行条例', no: 3 }))
  })
  it('is checked by somebody else than its drafter, and not while it is empty', () => {
    const told = story(catalogues)
    const act = told.act(catalogues, 'c')
    act('2022-01-04', 'p1', 'draft', { title: '2022年度目录', year: 2022 })
    expect(act('2022-01-05', 'p3', 'check', { opinion: file })).toMatch(/^refusal.*目录管理办法/)
    told.act(catalogues, 'c', { kind: 'item', id: 'i1' })('2022-01-05', 'p2', 'enter', matter)
    expect(act('2022-01-06', 'p1', 'check', { opinion: file })).toMatch(/^refusal.*同一人.*目录管理办法/)
    expect(act('2022-01-06', 'p5', 'check', { opinion: file }, { roles: ['clerk'] })).toMatch(/^denied/)
    expect(act('2022-01-06', 'p3', 'check', { opinion: file })).toBe('done')
  })
  it('is closed when every matter is decided, dropped or carried over, and renewed within its interval', () => {
    const { act, item } = published()
    expect(act('2022-06-01', 'p1', 'close')).toMatch(/^refusal.*目录管理办法/)
    item()('2022-06-01', 'p1', 'carryOver', reason)
    expect(act('2023-01-12', 'p1', 'close')).toMatch(/^breach.*2023-01-11.*依据待核/)
  })
})

describe('a matter', () => {
  it('is entered while the catalogue is drafted, by whoever answers for it, with a day ahead', () => {
    const { item } = drafted()
    expect(item('i2')('2022-07-01', 'p2', 'enter', matter)).toMatch(/^refusal.*计划决定日须晚于今天/)
    expect(
      item('i2')('2022-01-06', 'p2', 'enter', { ...matter, unit: 'u2' }, { unit: 'u3', roles: ['clerk'] }),
    ).toMatch(/^denied/)
    const { item: later } = published()
    expect(later('i2')('2022-02-01', 'p2', 'enter', matter)).toMatch(/^refusal.*《重大行政决策程序暂行条例》第3条/)
  })
  it('is added, dropped or postponed as the catalogue was made: agreed, consented to, with reason, in public', () => {
    const { item } = published()
    for (const missing of ['consent', 'approval', 'notice', 'reason'])
      expect(item('i2')('2022-02-01', 'p1', 'add', { ...matter, ...adjusted, [missing]: undefined })).toMatch(
        new RegExp(`^invalid.*${missing}`),
      )
    expect(item('i2')('2022-02-01', 'p1', 'add', { ...matter, ...adjusted })).toBe('done')
    expect(item('i2')('2022-03-01', 'p1', 'drop', adjusted)).toBe('done')
    expect(drafted().item()('2022-01-06', 'p1', 'drop', adjusted)).toMatch(/^refusal.*第3条/)
  })
  it('decided after its planned day shows as late, unless it was postponed', () => {
    const decision = { decision: '城区供水改造方案' }
    expect(published().item()('2022-07-01', 'p1', 'finish', decision)).toMatch(/^breach.*2022-06-30.*目录管理办法/)
    const { item } = published()
    expect(item()('2022-06-28', 'p1', 'postpone', { planned: '2022-06-20', ...adjusted })).toMatch(/^refusal/)
    item()('2022-06-28', 'p1', 'postpone', { planned: '2022-10-31', ...adjusted })
    expect(item()('2022-07-01', 'p1', 'finish', decision)).toBe('done')
  })
  it('carried over may stand in the next catalogue', () => {
    const { told, item } = published()
    item()('2022-12-30', 'p1', 'carryOver', reason)
    const next = told.act(catalogues, 'd')
    expect(next('2023-01-04', 'p1', 'draft', { title: '2023年度目录', year: 2023, previous: 'c' })).toBe('done')
    const entered = told.act(catalogues, 'd', { kind: 'item', id: 'j1' })
    const again = { ...matter, planned: '2023-06-30', carriedFrom: '2022年第1项' }
    expect(entered('2023-01-05', 'p2', 'enter', again)).toBe('done')
  })
})

it('the sample replays', () => expect(replay(catalogues, sample)).toEqual([]))

// ── a model, written from the law ──
const leads: Readonly<Record<string, string>> = {
  draft: 'drafting',
  check: 'checked',
  sendBack: 'drafting',
  agree: 'agreed',
  consent: 'consented',
  refuse: 'drafting',
  publish: 'published',
  close: 'closed',
  abandon: 'abandoned',
}
const from: Readonly<Record<string, readonly string[]>> = {
  check: ['drafting'],
  sendBack: ['checked', 'agreed', 'consented'],
  agree: ['checked'],
  consent: ['agreed'],
  refuse: ['agreed'],
  publish: ['consented'],
  close: ['published'],
  abandon: ['drafting', 'checked', 'agreed'],
}
const itemLeads: Readonly<Record<string, string>> = {
  enter: 'listed',
  add: 'listed',
  strike: 'struck',
  drop: 'dropped',
  carryOver: 'carried',
  finish: 'finished',
}
const bare = ({ act }: Try) => act.replace(/^.*\./, '')
const ids = ['i1', 'i2']
const ofItem = (done: readonly Try[], id: string) => done.filter(({ act }) => act.startsWith(`item/${id}.`))
const itemState = (done: readonly Try[], id: string) =>
  ofItem(done, id)
    .flatMap((one) => itemLeads[bare(one)] ?? [])
    .at(-1)
const model: Model = {
  state: (done) => done.flatMap(({ act }) => leads[act] ?? []).at(-1),
  verdict: (done, next) => {
    const { act, by, on, body } = next
    const now = model.state(done)
    const last = (...acts: string[]) => done.findLastIndex((one) => acts.includes(one.act))
    const stands = (of: string) => last(of) >= 0 && last(of) > last('sendBack', 'refuse')
    const verdict = (ok: boolean, late = false) => (ok ? (late ? 'breach' : 'done') : 'refused')
    const over = now === undefined || now === 'closed' || now === 'abandoned'
    const [, id] = /^item\/(.+)\./.exec(act) ?? []
    if (id) {
      if (over) return 'refused'
      const its = itemState(done, id)
      const name = bare(next)
      const ahead = !('planned' in body) || String(body.planned) > on
      if (name === 'enter') return verdict(!its && now === 'drafting' && ahead)
      if (name === 'add') return verdict(!its && now === 'published' && ahead)
      if (its !== 'listed') return 'refused'
      if (name === 'strike') return verdict(now === 'drafting')
      const due = ofItem(done, id).findLast((one) => 'planned' in one.body)!.body.planned as string
      return verdict(now === 'published' && ahead, name === 'finish' && on > due)
    }
    if (act === 'draft') return verdict(now === undefined)
    if (!now || !from[act]!.includes(now)) return 'refused'
    const states = ids.map((one) => itemState(done, one)).filter((one) => one !== undefined)
    switch (act) {
      case 'check':
        return verdict(by !== 'p1' && states.length > 0 && states.every((one) => one === 'listed' || one === 'struck'))
      case 'agree':
        return verdict(last('check') > last('sendBack'))
      case 'consent':
        return verdict(true, !stands('agree'))
      case 'publish':
        return verdict(last('check') > last('sendBack') && stands('agree') && stands('consent'))
      case 'close': {
        const out = done[last('publish')]!.on
        return verdict(!states.includes('listed'), on > `${Number(out.slice(0, 4)) + 1}${out.slice(4)}`)
      }
      default:
        return 'done'
    }
  },
}
it('a random life of a catalogue goes as the law says', () => {
  const entered = fc.constantFrom('2022-05-31', '2022-11-30').map((planned): Values => ({ ...matter, planned }))
  const changed = entered.map((body) => ({ ...body, ...adjusted }))
  const moved = fc.constantFrom({ planned: '2022-12-30', ...adjusted }, { planned: '2022-03-31', ...adjusted })
  walks({
    mechanism: catalogues,
    model,
    acts: {
      draft: fc.constant({ title: '2022年度目录', year: 2022 }),
      check: fc.constant({ opinion: file }),
      sendBack: fc.constant(reason),
      agree: fc.constant({ minutes: file }),
      consent: fc.constant({ letter: file }),
      refuse: fc.constant(reason),
      publish: fc.constant(publication),
      close: fc.constant({}),
      abandon: fc.constant(reason),
      ...Object.fromEntries(
        ids.flatMap((id) => [
          [`item/${id}.enter`, entered],
          [`item/${id}.add`, changed],
          [`item/${id}.strike`, fc.constant(reason)],
          [`item/${id}.drop`, fc.constant(adjusted)],
          [`item/${id}.postpone`, moved],
          [`item/${id}.carryOver`, fc.constant(reason)],
          [`item/${id}.finish`, fc.constant({ decision: '示例决策' })],
        ]),
      ),
    },
    weights: { check: 6, agree: 6, consent: 6, publish: 6, 'item/i1.enter': 6, close: 3 },
    begins: '2022-01-04',
    apart: 25,
    steps: 24,
    runs: 300,
  })
})
