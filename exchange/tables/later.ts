/** Which facts the row that opens a case may tell besides: those that may follow without anything else being done between. */
import type { AnyMechanism } from '../../kernel/mechanism.ts'
import { anywhere, openings } from '../../kernel/procedure/index.ts'

/** In the order of the declaration. What happens in the system (an effect) cannot have happened in a spreadsheet. */
export const factsAfter = (m: AnyMechanism): string[] => {
  const reached = new Set<string>(openings(m).flatMap((name) => m.acts[name]!.to ?? []))
  const facts = Object.entries(m.acts).filter(
    ([, { kind, from, by }]) => kind === 'fact' && from !== undefined && !by.clock,
  )
  const follows = (from: unknown): boolean =>
    from === anywhere ? reached.size > 0 : (from as readonly string[]).some((state) => reached.has(state))
  for (let before = -1; before !== reached.size;) {
    before = reached.size
    for (const [, { from, to }] of facts) if (follows(from) && to !== undefined) reached.add(to)
  }
  return facts.filter(([, { from }]) => follows(from)).map(([name]) => name)
}
