/** What can happen next: the acts of the case, those of its parts, and what happens by itself. */
import { leaves, type Test } from './gate.ts'
import { comesIn, situation, type Child, type Move, type Round, type Situation, type Situations } from './situation.ts'
import type { Procedure } from './structure.ts'

export interface Next {
  readonly label: string
  /** The very same situation where nothing changes that matters. */
  readonly to: Situation
  /** Nothing where it happens by itself. */
  readonly move: Move | undefined
}
/** One part of a round goes on, or comes into being. */
interface Onward {
  readonly label: string
  readonly round: Round
  readonly move: Move | undefined
}
export type RoundMaker = (raised: number, children: readonly Child[]) => Round
/** Makes rounds. Parts of one kind differ in nothing but state and facts, so their order is dropped. */
export const roundMaker = (): RoundMaker => {
  const known = new Map<string, Round>()
  return (raised, children) => {
    const named = children.map((child) => [`${child.state}.${child.facts}`, child] as const)
    const of = named.sort(([a], [b]) => (a < b ? -1 : Number(a > b)))
    const key = of.reduce((key, [child]) => `${key},${child}`, `${raised}`)
    const round = known.get(key) ?? { raised, of: of.map(([, child]) => child), id: known.size }
    known.set(key, round)
    return round
  }
}

/** Every test that some gate or theorem asks. */
export const testsIn = (procedure: Procedure): Test[] =>
  [procedure, ...Object.values(procedure.parts)]
    .flatMap(({ acts }) => Object.values(acts).flatMap(({ requires }) => requires))
    .concat(procedure.never.map(({ without }) => without))
    .flatMap(({ test }) => leaves(test))

/** `extra`: how many parts opened freely there may be beyond what a gate counts; `without`: kinds that stay out of it. */
export const successors = (
  procedure: Procedure,
  { moves, chances, begun }: Situations,
  roundOf: RoundMaker,
  extra: number,
  without: readonly string[] = [],
): ((at: Situation) => Next[]) => {
  const kinds = Object.keys(procedure.parts)
  const initial = (kind: string): string => Object.keys(procedure.parts[kind]!.states)[0]!
  const movesFrom = new Map(
    [undefined, ...Object.keys(procedure.states)].map((state) => [
      state,
      moves.filter(({ part, act }) => part === undefined && comesIn(procedure, act, state)),
    ]),
  )
  const afterMove = (at: Situation, move: Move): Situation => {
    const facts = move.changed(undefined, at.facts)
    const roundAfter = (kind: string, n: number): Round => {
      const { raised, of } = at.rounds[n]!
      const given = move.act.raises[kind]
      // A frame may hold any number of cases: one stands for them.
      const values = given && ('each' in given ? [{ subject: true }] : given)
      const child = (given: (typeof values & {})[number]) => ({
        state: initial(kind),
        facts: begun(kind, { ...at, facts }, given),
      })
      if (values) return roundOf(values.length, values.map(child))
      if (!move.touches(kind)) return at.rounds[n]!
      return roundOf(
        raised,
        of.map(({ state, facts }) => ({ state, facts: move.changed(kind, facts) })),
      )
    }
    const state = move.act.to ?? at.state
    const rounds = kinds.map(roundAfter)
    const same = state === at.state && facts === at.facts && rounds.every((round, n) => round === at.rounds[n])
    return same ? at : situation(state, facts, rounds)
  }

  const counts = testsIn(procedure).flatMap((test) => (test.is === 'every' ? [test] : []))
  const own = kinds.map((kind) => ({
    kind,
    structure: procedure.parts[kind]!,
    moves: moves.filter(({ part }) => part === kind),
    chances: chances.filter(({ part }) => part === kind),
    room: extra + Math.max(0, ...counts.map(({ part, atLeast }) => (part === kind ? atLeast : 0))),
  }))
  type Kind = (typeof own)[number]
  const onward = ({ kind, structure, moves, chances, room }: Kind, { raised, of }: Round, at: Situation): Onward[] => {
    const replaced = (n: number, child: Child) => roundOf(raised, [...of.slice(0, n), child, ...of.slice(n + 1)])
    const fresh = begun(kind, at, {})
    return [
      ...moves.flatMap((move): Onward[] => {
        const { act, label, possible, changed } = move
        if (act.from === undefined) {
          if (of.length >= raised + room || !possible(at, fresh)) return []
          const child = { state: act.to ?? initial(kind), facts: changed(kind, fresh) }
          return [{ label, move, round: roundOf(raised, [...of, child]) }]
        }
        return of.flatMap(({ state, facts }, n) =>
          comesIn(structure, act, state) && possible(at, facts)
            ? [{ label, move, round: replaced(n, { state: act.to ?? state, facts: changed(kind, facts) }) }]
            : [],
        )
      }),
      ...chances.flatMap(({ label, bit, possible }) =>
        of.flatMap(({ state, facts }, n) =>
          possible(at, facts) ? [{ label, move: undefined, round: replaced(n, { state, facts: facts | bit }) }] : [],
        ),
      ),
    ]
  }
  // A part sees its case but no sibling, so what its round can do is the same whatever the other rounds are.
  const seen = new Map<string, Onward[]>()
  const onParts = (at: Situation): Next[] =>
    own.flatMap((kind, n) => {
      if (without.includes(kind.kind)) return []
      const round = at.rounds[n]!
      const key = `${at.word},${n},${round.id}`
      let known = seen.get(key)
      if (!known) seen.set(key, (known = onward(kind, round, at)))
      return known.map(({ label, move, round: now }) => ({
        label,
        move,
        to: now === round ? at : { ...at, rounds: at.rounds.with(n, now) },
      }))
    })
  const byItself = (at: Situation): Next[] =>
    chances.flatMap(({ part, label, bit, possible }) =>
      part === undefined && possible(at, at.facts)
        ? [{ label, move: undefined, to: situation(at.state, at.facts | bit, at.rounds) }]
        : [],
    )

  return (at) => {
    const from = movesFrom.get(at.state) ?? []
    const ofCase = from.flatMap((move): Next[] =>
      move.possible(at, at.facts) ? [{ label: move.label, move, to: afterMove(at, move) }] : [],
    )
    if (at.state === undefined) return ofCase
    if (!procedure.ends.includes(at.state)) return [...ofCase, ...onParts(at), ...byItself(at)]
    // The end of a case ends its parts; what may come after it is added all the same.
    const late = own.some(({ moves }) => moves.some(({ act }) => act.afterEnd))
      ? onParts(at).filter(({ move }) => move?.act.afterEnd)
      : []
    return from.length ? [...ofCase, ...byItself(at), ...late] : late
  }
}
