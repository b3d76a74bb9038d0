/** Model tests: whatever is done, entered late, corrected and voided, the case is what its history says. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, type Day } from '../time/index.ts'
import { cases, folded, record, worldOn } from './cases.fixture.ts'
import { advance, around, asOf, decide, decideBuiltIn, fold, isBuiltIn, viewOf } from './index.ts'
import type { Command, Event, Folded, PartId, Procedure } from './index.ts'

const onCase = [
  'visit',
  'notify',
  'hear',
  'stop',
  'resume',
  'extend',
  'split',
  'decide',
  'close',
  'pay',
  'reopen',
  'revise',
  'note',
] as const
const onPart = ['add', 'finish', 'redo'] as const
const amending = ['correct', 'void'] as const
interface Step {
  readonly act: (typeof onCase)[number] | (typeof onPart)[number] | (typeof amending)[number]
  /** Days after the last entry. */
  readonly wait: number
  /** How many days ago a fact happened. */
  readonly ago: number
  readonly person: string
  /** Which part, or which event. */
  readonly target: number
}
const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom(...onCase, ...onPart, ...amending),
  wait: fc.nat({ max: 6 }),
  ago: fc.constantFrom(0, 0, 0, 1, 5),
  person: fc.constantFrom('p1', 'p2', 'p3'),
  target: fc.nat({ max: 12 }),
})
const histories = fc.array(step, { maxLength: 40 })
const inTime = histories.map((steps) =>
  steps.filter(({ act }) => act !== 'correct' && act !== 'void').map((one) => ({ ...one, ago: 0 })),
)
const bodies: Readonly<Record<string, Command['body']>> = {
  extend: { ground: '案情复杂' },
  add: { words: '送达' },
  note: { words: '备注' },
  revise: { draft: record.draft },
}
const lawful = { mechanism: 'review', stream: 'r', version: 2, state: 'lawful', hash: record.draft.hash }

interface Kept {
  readonly whole: Folded | undefined
  readonly parts: ReadonlyMap<string, Folded>
}
/** The case after one more event, without its history: what the command transaction does. */
const kept = ({ whole, parts }: Kept, event: Event): Kept => {
  const next = advance(cases, viewOf({ whole, parts }), event, event.relied, worldOn(event.on))
  const now = event.part ? around(cases, whole!, next) : next.after
  const all = [...parts.values(), ...next.raised, ...(event.part ? [next.after] : [])]
  const ended = (of: Folded) => (now.ended && !of.ended ? { ...of, ended: now.ended } : of)
  return { whole: now, parts: new Map(all.map((of) => [of.id, ended(of)])) }
}
/** Does what the kernel lets through; gives the history and the case as it was kept on the way. */
const lived = (steps: readonly Step[]): { readonly events: readonly Event[]; readonly now: Kept } => {
  const events: Event[] = []
  let now: Kept = { whole: undefined, parts: new Map() }
  const perform = (person: string, today: Day, given: Pick<Command, 'act' | 'on' | 'body' | 'part'>): void => {
    const actor = { person, unit: 'u1', roles: ['clerk'] }
    const command: Command = { ...given, actor, tenant: 't', mechanism: 'cases', stream: 'c' }
    const decision = isBuiltIn(given.act)
      ? decideBuiltIn(cases, viewOf(now), command, events, worldOn(today))
      : decide(cases, viewOf(now), command, worldOn(today), [lawful])
    if (decision.is !== 'event') return
    const { event } = decision
    events.push(event)
    const anew = event.corrects !== undefined || (now.whole && event.on < now.whole.latest)
    now = anew ? fold(cases, events, worldOn(today)) : kept(now, event)
  }
  let today = '2022-03-01'
  perform('p1', today, { act: 'begin', on: today, body: record })
  for (const { act, wait, ago, person, target } of steps) {
    today = addDays(today, wait)
    if (act === 'correct' || act === 'void') {
      const { version, on, part } = events[target % events.length]!
      const body = { version, reason: '笔误', ...(act === 'correct' && { on: addDays(on, -1) }) }
      perform(person, today, { act, on: today, body, ...(part && { part }) })
      continue
    }
    const { kind } = { ...cases.acts, ...cases.parts.task.acts, note: { kind: 'fact' } }[act]
    const known = [...now.parts.keys()]
    const id = act === 'add' ? `t${target}` : known[target % known.length]
    const part: PartId | undefined = act in cases.parts.task.acts ? { kind: 'task', id: id ?? 't0' } : undefined
    const on = kind === 'fact' ? addDays(today, -ago) : today
    perform(person, today, { act, on, body: bodies[act] ?? {}, ...(part && { part }) })
  }
  return { events, now }
}

test('kept step by step, it is what the whole history folds to', () => {
  fc.assert(
    fc.property(histories, (steps) => {
      const { events, now } = lived(steps)
      const { whole, parts } = folded(events)
      expect(now.whole).toEqual(whole)
      expect(new Map(now.parts)).toEqual(new Map(parts))
    }),
    { numRuns: 500 },
  )
})

test('it agrees with a reducer that knows only days and destinations', () => {
  fc.assert(
    fc.property(histories, (steps) => {
      const { events, now } = lived(steps)
      const amended = (what: string, version: number) =>
        events.findLast(({ act, corrects }) => act === what && corrects === version)
      const acts = events
        .filter(({ version, act, part }) => !part && !isBuiltIn(act) && !amended('void', version))
        .map((event) => ({ ...event, on: (amended('correct', event.version)?.body.on as Day | undefined) ?? event.on }))
        .sort((a, b) => a.on.localeCompare(b.on) || a.version - b.version)
      const leads = acts.flatMap(({ act }) => (cases.acts as Procedure['acts'])[act]!.to ?? [])
      expect(now.whole?.state).toBe(leads.at(-1))
      for (const [name, { times }] of Object.entries(now.whole?.did ?? {}))
        expect(times).toBe(acts.filter(({ act }) => act === name).length)
      expect(now.whole?.ended !== undefined).toBe(now.whole?.state === 'closed')
    }),
    { numRuns: 500 },
  )
})

test('in time and uncorrected, what was known then is what is judged now, and no gate was passed', () => {
  fc.assert(
    fc.property(inTime, (steps) => {
      const { events, now } = lived(steps)
      const judged = [now.whole!, ...now.parts.values()].flatMap(({ breaches }) => breaches)
      for (const { version, breaches, act } of events) {
        expect(judged.filter((breach) => breach.version === version)).toEqual(
          breaches.map((breach) => ({ ...breach, version })),
        )
        // Late is a breach and no bar; all else would have been refused.
        if (act === 'decide' || act === 'close')
          expect(breaches.every(({ words }) => words.includes('届满'))).toBe(true)
      }
    }),
    { numRuns: 500 },
  )
})

test('an earlier day is what would be known had nothing come after it', () => {
  fc.assert(
    fc.property(histories, fc.nat({ max: 60 }), (steps, days) => {
      const events = lived(steps).events.filter(({ corrects }) => corrects === undefined)
      const day = addDays('2022-03-01', days)
      const then = asOf(cases, events, day, worldOn(day))
      expect(then.whole).toEqual(folded(events.filter(({ on }) => on <= day)).whole)
      expect(then.last).toBe(events.at(-1)!.version)
    }),
    { numRuns: 200 },
  )
})
