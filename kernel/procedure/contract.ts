/**
 * Across mechanisms a proof goes by contract, never by the product of their situations: what one relies on through a
 * door, the other has proved of the acts that lead to that answer.
 */
import { withArticle, sayTest } from './judge.ts'
import { leaves } from './gate.ts'
import { testsIn } from './successors.ts'
import type { Procedure } from './structure.ts'

/** An answer that a procedure relies on: each act that gives it, and what is proved to come before. */
export interface Reliance {
  readonly mechanism: string
  readonly words: string
  readonly given: readonly {
    readonly act: string
    readonly label: string
    /** A fact is recorded as it happened: nothing can be proved of it. */
    readonly kind: 'effect' | 'fact' | 'exception'
    readonly proved: readonly string[]
  }[]
}

/** All that a procedure relies on; its own theorems first. Throws nothing: a mechanism that is not there gives no acts. */
export const reliances = (procedure: Procedure, all: ReadonlyMap<string, Procedure>): Reliance[] => {
  const found = new Map<string, Reliance>()
  for (const test of [...procedure.never.flatMap(({ without }) => leaves(without.test)), ...testsIn(procedure)]) {
    if (test.is !== 'answered' || found.has(test.words)) continue
    const serving = all.get(test.mechanism)
    const given = Object.entries(serving?.acts ?? {}).filter(
      ([, { to }]) => to !== undefined && test.states.includes(to),
    )
    found.set(test.words, {
      mechanism: test.mechanism,
      words: test.words,
      given: given.map(([act, { label, kind }]) => ({
        act,
        label: label[0],
        kind: kind as Reliance['given'][number]['kind'],
        proved: serving!.never
          .filter((theorem) => theorem.act === act)
          .map(({ without }) =>
            withArticle(sayTest(without.test, { structure: serving!, procedure: serving! }), without.article),
          ),
      })),
    })
  }
  return [...found.values()]
}
/** In lines, for `fazhi prove`. */
export const explainReliances = (of: readonly Reliance[]): string[] =>
  of.flatMap(({ words, given }) => [
    words,
    ...given.map(({ label, kind, proved }) => {
      const why = kind === 'fact' ? '是事实，照实记录' : proved.length ? `已证明之前${proved.join('；')}` : '没有定理'
      return `  由“${label}”得出，${why}`
    }),
  ])
