/** The shape of a case and its parts, and which names a declaration offers to its gates, terms and figures. */
import type { Field, Fields, Keys } from '../fields/index.ts'
import type { Article, Pair } from '../law/index.ts'
import { actsBy, type Act } from './act.ts'
import type { Named, Ruled } from './gate.ts'
import type { Term } from './term.ts'
import type { By } from './who.ts'

export type States = Readonly<Record<string, Pair>>
export type Acts<N extends string> = Readonly<Record<string, Act<Fields, N>>>
export type Terms<N extends string> = Readonly<Record<string, Term<N>>>
export type Parts<N extends string> = Readonly<Record<string, Part<Fields, States, Acts<string>, Terms<string>, N>>>

export interface Structure<R = Fields, S = States, A = Acts<string>, T = Terms<string>> {
  readonly name: Pair
  readonly record: R
  readonly states: S
  readonly ends: readonly string[]
  readonly acts: A
  readonly terms: T
}
/** A child record under a case. It sees its own names first, then its case's; `N` is what it leaves for the case to know. */
export interface Part<
  R = Fields,
  S = States,
  A = Acts<string>,
  T = Terms<string>,
  N extends string = string,
> extends Structure<R, S, A, T> {
  readonly mentions?: N
}

/** What must never happen, apart from the gates that should ensure it: the prover's theorem. */
export interface Never<N extends string = string> {
  readonly act: string
  readonly without: Ruled
  readonly mentions?: N
}
/** `never('number', reviewed)`: no path numbers a document without it. About effects only: facts cannot be forbidden. */
export const never = <const A extends string, N extends string>(
  act: A,
  without: Ruled<N>,
): Never<NoInfer<`effect:${A}` | N>> => ({
  act,
  without,
})

/** Rows that the law fixes beforehand: a base that nobody types. */
export interface Owed<P extends string = string, N extends string = string> {
  readonly label: Pair
  readonly part: P | undefined
  readonly arises: string
  readonly met: string
  readonly excused: readonly string[]
  readonly once: string | undefined
  readonly article: Article | undefined
  readonly mentions?: N
}
/** One row per part (once per value of a field of it, within a case) when `arises` happens; it leaves the base only by an act `excused`. */
export const owed = <const P extends string, const A extends string, const F extends string>(
  zh: string,
  en: string,
  given: {
    readonly part: P
    readonly arises: A
    readonly met: A
    readonly excused: A | readonly A[]
    readonly once: F
    readonly article: Article
  },
): Owed<P, `part:${P}` | `part:${P}.${A}` | `part:${P}:${F}`> => ({
  label: [zh, en],
  ...given,
  excused: [given.excused].flat(),
})
/** One row per case when `arises` happens. */
export const owedByCase = <const A extends string>(
  zh: string,
  en: string,
  given: { readonly arises: A; readonly met: A; readonly excused: A | readonly A[]; readonly article?: Article },
): Owed<never, `act:${A}`> => ({
  label: [zh, en],
  part: undefined,
  once: undefined,
  arises: given.arises,
  met: given.met,
  excused: [given.excused].flat(),
  article: given.article,
})

// ── the names that exist ──
type Chosen<F, At extends string> =
  F extends Field<infer V, 'choice'>
    ? `${At}=${V & string}`
    : F extends Field<unknown, 'flag'>
      ? `${At}=${Named<boolean>}`
      : never
type FieldNames<R> = {
  [K in Keys<R>]:
    | `field:${K}`
    | `reads:${K}`
    | Chosen<R[K], `field:${K}`>
    | (R[K] extends Field<unknown, 'person'> ? `who:${K}` : never)
    | (R[K] extends Field<unknown, 'day'> ? `day:${K}` : never)
    | (R[K] extends Field<unknown, 'document' | 'subject'> ? `text:${K}` : never)
    | (R[K] extends Field<unknown, 'link' | 'subject'> ? `link:${K}` : never)
}[Keys<R>]
type ActNames<A> = {
  [K in Keys<A>]: A[K] extends Act<infer Asks, string, infer Kind>
    ? | `act:${K}`
      | `who:${K}`
      | `day:${K}`
      | (Kind extends 'exception' ? `exception:${K}` : Kind extends 'effect' ? `effect:${K}` : never)
      | { [F in Keys<Asks>]: Chosen<Asks[F], `act:${K}.${F}` | `field:${F}`> | `reads:${F}` }[Keys<Asks>]
    : never
}[Keys<A>]
export type PartNames<P> = {
  [K in Keys<P>]: P[K] extends Part<infer R, infer S, infer A>
    ? `part:${K}` | `part:${K}@${Keys<S>}` | `part:${K}.${Keys<A>}` | `part:${K}:${Keys<R>}`
    : never
}[Keys<P>]
type TermNames<T> = `term:${Keys<T>}`
export type Names<R, S, A, P, T> = FieldNames<R> | `state:${Keys<S>}` | ActNames<A> | PartNames<P> | TermNames<T>
/** What a part may say of its case: acts, fields, days, persons and the state it stands in; never its destinations. */
export type Offers<R, S, A> = FieldNames<R> | ActNames<A> | `case:${Keys<S>}`
type Mentions<T> = { [K in Keys<T>]: T[K] extends { readonly mentions?: infer N extends string } ? N : never }[Keys<T>]
type Elsewhere = `${'field' | 'reads' | 'who' | 'day' | 'text' | 'link' | 'act' | 'exception' | 'case'}:${string}`
/** Beside the inference, not its constraint: one wrong name must not blind all that follows. */
export type Checked<T, N extends string> = { readonly [K in keyof T]: { readonly mentions?: N } }

export const part = <
  R extends Fields,
  S extends States,
  A extends Acts<`state:${Keys<S>}` | `term:${Keys<T>}` | Elsewhere>,
  T extends Terms<Elsewhere> = {},
>(
  zh: string,
  en: string,
  given: {
    readonly record: R
    readonly states: S
    readonly ends: readonly NoInfer<Keys<S>>[]
    /** Who acts where an act does not say. */
    readonly by?: By<never>
    readonly acts: A
    readonly terms?: T
  },
): Part<R, S, A, T, Exclude<Mentions<A> | Mentions<T>, Names<R, S, A, {}, T>>> => ({
  name: [zh, en],
  ...given,
  acts: actsBy(given.acts, given.by),
  terms: given.terms ?? ({} as T),
})

/**
 * What nobody may hold together: of one `of`, in these states, each of `powers` stands alone, without another of them
 * and without any other value of `values`. The database itself keeps it, whatever writes there.
 */
export interface Apart {
  readonly of: string
  readonly values: string
  readonly powers: readonly string[]
  readonly states: readonly string[]
  readonly words: string
}
/**
 * What no two cases may share: in these states each combination of `values` stands once, whoever enters it at the same
 * moment and wherever. The database itself keeps it.
 */
export interface Once {
  readonly values: readonly string[]
  readonly states: readonly string[]
  /** First and last day between which it stands; of several at different times none is refused. */
  readonly during?: readonly [from: string, until: string]
  readonly words: string
  readonly todo: string
}
/**
 * A case that goes on holding although some of it does not: while one of its parts of that kind stands in one of these
 * states, `says` stands beside its state wherever it is listed, and the part's `text` names what does not hold.
 */
export interface Partly {
  readonly part: string
  readonly states: readonly string[]
  readonly text: string
  /** Also after that act of the case: what its text names does not hold since then, as a part in the state `as`. */
  readonly struck?: { readonly act: string; readonly text: string; readonly as: string }
  readonly says: Pair
}
/** The procedure of a mechanism: all that `decide`, the fold and the prover read. */
export interface Procedure extends Structure {
  readonly id: string
  readonly parts: Readonly<Record<string, Structure>>
  readonly never: readonly Never[]
  readonly owes: Readonly<Record<string, Owed>>
  readonly apart?: Apart
  readonly once?: Once
  readonly partly?: Partly
}
export const structureOf = (procedure: Procedure, kind: string | undefined): Structure | undefined =>
  kind === undefined ? procedure : Object.hasOwn(procedure.parts, kind) ? procedure.parts[kind] : undefined
/** The case itself first, then each kind of part. */
export const structuresOf = <S, P extends Procedure>(
  procedure: P & { readonly parts: Readonly<Record<string, S>> },
): (readonly [kind: string | undefined, structure: S | P])[] => [
  [undefined, procedure],
  ...Object.entries(procedure.parts),
]
/** The acts that open a case (or a part). */
export const openings = (structure: Structure): string[] =>
  Object.keys(structure.acts).filter((name) => structure.acts[name]!.from === undefined)
