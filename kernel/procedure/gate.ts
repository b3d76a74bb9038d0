/**
 * Gates are data: `decide` judges them, the prover explores them, the manual prints them, and every refusal is
 * derived from them. Each builder carries, as a phantom type, the names it mentions; `mechanism()` knows which exist.
 */
import type { Amount, Article, Pair } from '../law/index.ts'
import type { Fields, Keys, Values } from '../fields/index.ts'
import type { Day } from '../time/index.ts'

export type Test =
  | {
      readonly is: 'done'
      readonly act: string
      readonly says?: readonly [field: string, value: string | boolean]
      readonly since: readonly string[]
    }
  | { readonly is: 'every'; readonly part: string; readonly states: readonly string[]; readonly atLeast: number }
  | {
      readonly is: 'answered'
      readonly mechanism: string
      readonly states: readonly string[]
      readonly words: string
      readonly door: Door
    }
  | { readonly is: 'field'; readonly field: string; readonly value: string | boolean }
  | { readonly is: 'given'; readonly field: string }
  | { readonly is: 'during'; readonly states: readonly string[] }
  | { readonly is: 'either'; readonly of: readonly Test[] }
  | { readonly is: 'not'; readonly of: Test }
  | { readonly is: 'when'; readonly case: Test; readonly then: Test }
  | {
      readonly is: 'judged'
      readonly words: Pair
      readonly reads: readonly string[]
      readonly holds: Judgement
      /** The sum of money that it is judged by. */
      readonly by?: Amount
      readonly tally?: Tally
    }
/** How another mechanism's case is found: by this text, by serving this case, by a link, or by an equal field. */
export type Door =
  | { readonly is: 'text'; readonly field: string }
  | { readonly is: 'case' }
  | { readonly is: 'link'; readonly field: string }
  | { readonly is: 'same'; readonly theirs: string; readonly field: string; readonly and: readonly Same[] }
/** Their field equals mine. */
export type Same = readonly [theirs: string, mine: string]
/** The parts of a kind, counted by what the last one of each holder says: opinions by stance, the last of each member. */
export interface Tally {
  readonly part: string
  readonly of: string
  readonly by: string
}
/** What a judgement may look at besides the fields it names. */
export interface Around {
  /** What those fields said before the act. */
  readonly before: Values
  /** The sum that it is judged by, in 分. */
  readonly sum: number
  readonly tally: Readonly<Record<string, number>>
}
/** Judgement as a plain function over the named fields; `on` is the day of the act. */
export type Judgement = (values: Values, on: Day, around: Around) => boolean

/** How a value stands in a name: a flag's `true` is not the word 'true'. */
export type Named<V extends string | boolean> = V extends boolean ? `<${V}>` : V

/** What others read of a gate: inference must see the phantom only, never the generic methods of `Gate`. */
export interface Ruled<N extends string = string> {
  readonly test: Test
  readonly article: Article | undefined
  readonly mentions?: N
}
export interface Gate<N extends string = string> extends Ruled<N> {
  under(article: Article): Gate<N>
  or<M extends string>(other: Ruled<M>): Gate<N | M>
  /** Falls away once that exception has been granted. */
  unless<const E extends string>(exception: E): Gate<N | `exception:${E}`>
  /** Asked only where that field says so. */
  when<const F extends string, const V extends string | boolean>(field: F, value: V): Gate<N | `field:${F}=${Named<V>}`>
}
interface Done<A extends string, N extends string> extends Gate<N> {
  saying<const F extends string, const V extends string | boolean>(
    field: F,
    value: V,
  ): Done<A, N | `act:${A}.${F}=${Named<V>}`>
  /** The last one must be younger than the last of these: a change reopens it. */
  since<const B extends string>(...acts: readonly B[]): Done<A, N | `act:${B}`>
}
type DoneTest = Extract<Test, { is: 'done' }>

const gate = <N extends string>(test: Test, article?: Article): Gate<N> => ({
  test,
  article,
  under: (given) => gate(test, given),
  or: (other) => gate({ is: 'either', of: [test, other.test] }, article ?? other.article),
  when: (field, value) => gate({ is: 'when', case: { is: 'field', field, value }, then: test }, article),
  unless: (act) => gate({ is: 'either', of: [test, { is: 'done', act, since: [] }] }, article),
})
const doneGate = <A extends string, N extends string>(test: DoneTest): Done<A, N> => ({
  ...gate<N>(test),
  saying: (field, value) => doneGate({ ...test, says: [field, value] }),
  since: (...acts) => doneGate({ ...test, since: [...test.since, ...acts] }),
})

/** That act has been done: `done('review').saying('verdict', 'lawful').since('revise').under(opinion115(4))`. */
export const done = <const A extends string>(act: A): Done<A, `act:${A}`> => doneGate({ is: 'done', act, since: [] })
/** That act has not been done before: once only; or not since the last of these others. */
export const notYet = <const A extends string, const B extends string = never>(
  act: A,
  ...since: readonly B[]
): Gate<`act:${A | B}`> => gate({ is: 'not', of: { is: 'done', act, since } })
/** Every part of that kind, in its last round, stands in one of these states; `atLeast` says how many there must be. */
export const every = <const P extends string, const S extends string>(
  part: P,
  states: readonly S[],
  atLeast = 0,
): Gate<`part:${P}@${S}`> => gate({ is: 'every', part, states, atLeast })
/** A mechanism whose front door others ask. */
interface Asked<S extends string> {
  readonly id: string
  readonly name: Pair
  readonly states: Readonly<Record<S, Pair>>
}
const asking = <S extends string>(by: Asked<S>, states: S | readonly S[], door: Door): Gate<never> => {
  const wanted = [states].flat() as S[]
  return gate({
    is: 'answered',
    mechanism: by.id,
    states: wanted,
    words: `${by.name[0]}（${wanted.map((state) => by.states[state][0]).join('或')}）`,
    door,
  })
}
/**
 * The served case asks a front door: is there an answer in that state about *this* text? `text` names a document (the
 * case's own text) or a subject (the case and text that this case serves in its turn).
 */
export const answered = <S extends string, const Text extends string>(
  by: Asked<S>,
  states: NoInfer<S> | readonly NoInfer<S>[],
  on: { readonly text: Text },
): Gate<`text:${Text}`> => asking(by, states as S, { is: 'text', field: on.text })
/** Is there an answer about this case, whatever its text now, and does no other of its kind stand open? */
export const concluded = <S extends string>(by: Asked<S>, states: NoInfer<S> | readonly NoInfer<S>[]): Gate<never> =>
  asking(by, states as S, { is: 'case' })
/** Does the case that the link field names stand in one of these states? */
export const linked = <S extends string, const F extends string>(
  field: F,
  by: Asked<S>,
  states: NoInfer<S> | readonly NoInfer<S>[],
): Gate<`link:${F}`> => asking(by, states as S, { is: 'link', field })
/**
 * Does a register hold an entry in that state, on the day of the act, whose field equals mine (each of mine, if it
 * lists several; nothing is asked where mine is empty), and whose further fields equal mine as well?
 * `listed(issuingBodies, 'listed', { body: 'issuer', word: 'word' })`.
 */
export const listed = <R extends Fields, S extends string, const Pairs extends { readonly [K in Keys<R>]?: string }>(
  by: Asked<S> & { readonly record: R },
  states: NoInfer<S> | readonly NoInfer<S>[],
  same: Pairs,
): Gate<`reads:${Pairs[keyof Pairs] & string}`> => {
  const [[theirs, field] = ['', ''], ...and] = Object.entries(same as Readonly<Record<string, string>>)
  return asking(by, states as S, { is: 'same', theirs, field, and })
}
/**
 * That field, of the act itself, of its case or of its part, says so: `where('spoke', true)`. A field that was left empty
 * says nothing.
 */
export const where = <const F extends string, const V extends string | boolean>(
  field: F,
  value: V,
): Gate<`field:${F}=${Named<V>}`> => gate({ is: 'field', field, value })
/** It does not say so; left empty, it does not either. */
export const whereNot = <const F extends string, const V extends string | boolean>(
  field: F,
  value: V,
): Gate<`field:${F}=${Named<V>}`> => gate({ is: 'not', of: { is: 'field', field, value } })
/** That field has been filled in, by this act or before it: `given('copies').when('third', 'printed')`. */
export const given = <const F extends string>(field: F): Gate<`reads:${F}`> => gate({ is: 'given', field })
/** For a part: its case stands in one of these states. */
export const during = <const S extends string>(...states: readonly S[]): Gate<`case:${S}`> =>
  gate({ is: 'during', states })
type Read<F extends string> = { readonly [K in F]?: unknown }
/** A plain function over the fields it names; the prover counts it as "may pass or refuse". */
export const judged = <const F extends string>(
  zh: string,
  en: string,
  reads: readonly F[],
  holds: (values: Read<F>, on: Day, around: Around) => boolean,
): Gate<`reads:${F}`> => gate({ is: 'judged', words: [zh, en], reads, holds: holds as Judgement })
/** The same by a sum of money that the law, or the district, has set: `(values, sum) => values.amount < sum`. */
export const judgedBy = <const F extends string>(
  by: Amount,
  zh: string,
  en: string,
  reads: readonly F[],
  holds: (values: Read<F>, sum: number) => boolean,
): Gate<`reads:${F}`> =>
  gate({ is: 'judged', words: [zh, en], reads, by, holds: (values, _, { sum }) => holds(values as Read<F>, sum) })
/** The same by how many parts of a kind say what: `tallied({ part: 'opinion', of: 'member', by: 'stance' }, …)`. */
export const tallied = <const P extends string, const O extends string, const B extends string, const F extends string>(
  tally: { readonly part: P; readonly of: O; readonly by: B },
  zh: string,
  en: string,
  reads: readonly F[],
  holds: (values: Read<F>, tally: Around['tally']) => boolean,
): Gate<`reads:${F}` | `part:${P}:${O | B}`> =>
  gate({
    is: 'judged',
    words: [zh, en],
    reads,
    tally,
    holds: (values, _, around) => holds(values as Read<F>, around.tally),
  })

/** The tests without connectives that stand in a test. */
export const leaves = (test: Test): readonly Test[] => {
  switch (test.is) {
    case 'either':
      return test.of.flatMap(leaves)
    case 'not':
      return leaves(test.of)
    case 'when':
      return [...leaves(test.case), ...leaves(test.then)]
    default:
      return [test]
  }
}
