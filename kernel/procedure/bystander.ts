/**
 * Parts that no gate of anything else looks at: whatever becomes of them, the case may do the same. They are left out of
 * the situations, which would only be multiplied by them; what of theirs can be reached is asked afterwards.
 */
import { leaves } from './gate.ts'
import { comesIn, type Child, type Situation, type Situations } from './situation.ts'
import { testsIn } from './successors.ts'
import type { Procedure } from './structure.ts'

/** Kinds of parts that are counted by no gate and theorem, come with no act of the case, and remember nothing of it. */
export const bystandersIn = (procedure: Procedure, { moves, chances }: Situations): readonly string[] => {
  const tests = testsIn(procedure).concat(
    Object.values(procedure.terms).flatMap(({ when }) => (when ? leaves(when) : [])),
  )
  return Object.keys(procedure.parts).filter(
    (kind) =>
      !tests.some((test) => test.is === 'every' && test.part === kind) &&
      !chances.some(({ part }) => part === kind) &&
      !moves.some((move) => move.part === undefined && (kind in move.act.raises || move.touches(kind))),
  )
}

/** The acts and states of such parts that can come about, as `part/act` and `part@state`, beside any of these situations. */
export const reachedBeside = (
  procedure: Procedure,
  { moves, begun }: Situations,
  kind: string,
  situations: readonly Situation[],
): ReadonlySet<string> => {
  const structure = procedure.parts[kind]!
  const own = moves.filter(({ part }) => part === kind)
  const reached = new Set<string>()
  const known = new Map<string, Child>()
  const going = situations.filter(({ state }) => state !== undefined && !procedure.ends.includes(state))
  for (let before = -1; known.size > before;) {
    before = known.size
    for (const { act, name, possible, changed } of own)
      for (const at of act.afterEnd ? situations : going) {
        const from = act.from === undefined ? [{ state: undefined, facts: begun(kind, at, {}) }] : [...known.values()]
        for (const { state, facts } of from) {
          if (!comesIn(structure, act, state) || !possible(at, facts)) continue
          const to = { state: act.to ?? state ?? Object.keys(structure.states)[0]!, facts: changed(kind, facts) }
          known.set(`${to.state}.${to.facts}`, to)
          reached.add(`${kind}/${name}`).add(`${kind}@${to.state}`)
        }
      }
  }
  return reached
}
