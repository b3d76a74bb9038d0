/** Model tests: random walks through a procedure beside an independent model of the law, which must agree at every step. */
import fc from 'fast-check'
import type { Values } from '../kernel/fields/index.ts'
import type { AnyMechanism } from '../kernel/mechanism.ts'
import { addDays, type Day } from '../kernel/time/index.ts'
import { times } from './seed.ts'
import { story } from './story.ts'

/** One act as somebody tries it. */
export interface Try {
  /** Of a part: `item/i1.adopt`; of one that an act raises: `item/1.adopt`. */
  readonly act: string
  readonly by: string
  readonly on: Day
  readonly body: Values
}
/** Written from the law, never from the declaration. Both are functions of what was done, in the order of life. */
export interface Model {
  /** What comes of it: done, recorded as a breach, or refused (for whatever reason). */
  readonly verdict: (done: readonly Try[], next: Try) => 'done' | 'breach' | 'refused'
  /** The state of the case after these; nothing before it is opened. */
  readonly state: (done: readonly Try[]) => string | undefined
}
export interface Walk {
  readonly mechanism: AnyMechanism
  /** What it opens or asks, so that they stand beside it. */
  readonly others?: readonly AnyMechanism[]
  readonly model: Model
  /** Which acts are tried, each with the bodies it may come with; the first one opens the case. */
  readonly acts: Readonly<Record<string, fc.Arbitrary<Values>>>
  /** How often an act is tried, 1 where nothing is said: what leads on should come more often than what ends all. */
  readonly weights?: Readonly<Record<string, number>>
  readonly people?: readonly string[]
  readonly begins?: Day
  /** The longest time between two acts, in days. */
  readonly apart?: number
  /** Before the walk: entries in registers that the gates look up. */
  readonly before?: (told: ReturnType<typeof story>) => void
  readonly runs?: number
  readonly steps?: number
}
const said = (result: string): 'done' | 'breach' | 'refused' =>
  result === 'done' ? 'done' : result.startsWith('breach') ? 'breach' : 'refused'

/**
 * Walks: each step tries an act by somebody on a day; the product must say what the model says, and stand where the
 * model stands. Now and then an earlier act is voided by a second person: what is left is judged as if it alone had been.
 */
export const walks = (walk: Walk): void => {
  const { mechanism, others = [], model, acts, people = ['p1', 'p2', 'p3'], begins = '2022-03-01' } = walk
  const [opening] = Object.keys(acts) as [string]
  const one = fc.oneof(
    ...Object.entries(acts).map(([act, bodies]) => ({
      weight: walk.weights?.[act] ?? 1,
      arbitrary: fc.record({ act: fc.constant(act), by: fc.constantFrom(...people), body: bodies }),
    })),
  )
  const tried = fc.record({
    after: fc.nat({ max: walk.apart ?? 12 }),
    // Of several the first that the model lets pass is tried: a walk of nothing but refusals leads nowhere.
    ones: fc.array(one, { minLength: 1, maxLength: 6, size: 'max' }),
    // One step in eight takes back an earlier one instead.
    voids: fc.oneof({ weight: 7, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat({ max: 20 }) }),
  })
  fc.assert(
    fc.property(
      acts[opening]!,
      fc.array(tried, { minLength: 1, maxLength: walk.steps ?? 14, size: 'max' }),
      (first, tries) => {
        const told = story(mechanism, ...others)
        walk.before?.(told)
        /** The n-th part of that kind which the last act that raises some has raised. */
        const raised = (kind: string, n: number): string => {
          const raiser = told
            .history('case')
            .findLast(({ act, part }) => !part && kind in (mechanism.acts[act]?.raises ?? {}))
          return raiser ? told.raised('case', raiser.version, kind, n - 1).id : `${kind}-${n}`
        }
        const doer = (name: string) => {
          const [, kind, id, act = name] = /^(.+)\/(.+)\.(.+)$/.exec(name) ?? []
          const of = kind && id && (/^\d+$/.test(id) ? raised(kind, Number(id)) : id)
          return {
            act,
            of,
            opens: kind !== undefined && mechanism.parts[kind]!.acts[act]!.from === undefined,
            on: told.act(mechanism, 'case', kind && of ? { kind, id: of } : undefined),
          }
        }
        let day = begins
        const log: string[] = []
        let done: { readonly version: number; readonly of: string | undefined; readonly one: Try }[] = []
        const lived = () => done.map(({ one }) => one)
        const attempt = (one: Try): void => {
          const expected = model.verdict(lived(), one)
          const { on: tell, of, act } = doer(one.act)
          const result = tell(one.on, one.by, act, one.body)
          log.push(`${one.on} ${one.by} ${one.act} ${JSON.stringify(one.body)} → ${result}`)
          if (said(result) !== expected) throw new Error(`the model says ${expected}:\n${log.join('\n')}`)
          if (expected !== 'refused')
            done.push({
              version: told.history('case').findLast(({ source }) => source !== 'derived')!.version,
              of,
              one,
            })
        }
        attempt({ act: opening, by: people[0]!, on: day, body: first })
        for (const { after, voids, ones } of tries) {
          day = addDays(day, after)
          // What opened the case, or a part of it, is not voided while anything stands on it; nor are acts on a part in
          // whose place another one was raised since: the name stands for that one now.
          const open = done.slice(1).filter(({ of, one: { act } }) => !doer(act).opens && doer(act).of === of)
          const gone = voids === null ? undefined : open[voids % Math.max(1, open.length)]
          if (gone) {
            const other = people.find((person) => person !== gone.one.by)!
            const result = doer(gone.one.act).on(day, other, 'void', { version: gone.version, reason: '记错' })
            log.push(`${day} ${other} void ${gone.one.act} → ${result}`)
            // What raised parts that have gone on since stays: they would hang in the air.
            if (/^refusal.*不能作废/.test(result)) continue
            if (said(result) === 'refused') throw new Error(`a void is refused:\n${log.join('\n')}`)
            done = done.filter((kept) => kept !== gone)
          } else {
            const dated = ones.map((one) => ({ ...one, on: day }))
            attempt(dated.find((one) => model.verdict(lived(), one) !== 'refused') ?? dated[0]!)
          }
          const [now, expected] = [told.read('case')?.state, model.state(lived())]
          if (now !== expected) throw new Error(`it stands at ${now}, the model at ${expected}:\n${log.join('\n')}`)
        }
      },
    ),
    { numRuns: (walk.runs ?? 150) * times },
  )
}
