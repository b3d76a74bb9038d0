/** `mechanism()`: ties the pieces of one declaration together and checks every name it uses against those that exist. */
import type { Fields, Keys, Seen } from './fields/index.ts'
import { rowsOf, type Figure, type Rows } from './indicator/index.ts'
import type { Pair } from './law/index.ts'
import type { Portal, PortalOf } from './portal.ts'
import {
  actsBy,
  type Acts,
  type Apart,
  type By,
  type Checked,
  type Names,
  type Never,
  type Offers,
  type Once,
  type Owed,
  type Partly,
  type PartNames,
  type Parts,
  type Procedure,
  type Role,
  type States,
  type Structure,
  type Terms,
} from './procedure/index.ts'
import type { Passages, Sentence } from './report/index.ts'

export interface Mechanism<
  Id extends string = string,
  R = Fields,
  S = States,
  A = Acts<string>,
  P = Readonly<Record<string, Structure>>,
  T = Terms<string>,
  O = Readonly<Record<string, Owed>>,
  I = Readonly<Record<string, Figure>>,
> extends Structure<R, S, A, T> {
  readonly id: Id
  readonly parts: P
  readonly never: readonly Never[]
  readonly owes: O
  /** Who may see its cases besides the parties: nobody else, every official, or everyone. */
  readonly open: Seen
  /** Further roles that may read every case. */
  readonly readBy: readonly Role[]
  readonly indicators: I
  readonly report: readonly Sentence[]
  /** Of the mechanism that keeps the report itself: the free text around the sentences. */
  readonly passages?: Passages | undefined
  /** What everyone may see of it, and where; nothing where it is not public. */
  readonly portal: Portal | undefined
  /** Row sets for the figures of other mechanisms (coverage over units, say). */
  readonly rows: Rows<R, S, A, P, T, O>
}
/** A mechanism as the kernel and the faces read it. */
export type AnyMechanism = Procedure &
  Pick<Mechanism, 'open' | 'readBy' | 'indicators' | 'report' | 'passages' | 'portal'> & { readonly rows: unknown }

type PartlyOf<K, P> =
  P extends Structure<infer R, infer S>
    ? Partly & { readonly part: K; readonly states: readonly Keys<S>[]; readonly text: Keys<R> }
    : never
/** Declares a mechanism. `id` equals its folder's name. See docs/decisions for the shape of a declaration. */
export const mechanism = <
  const Id extends string,
  R extends Fields,
  S extends States,
  A extends Acts<string>,
  P extends Parts<string> = {},
  T extends Terms<string> = {},
  O extends Readonly<Record<string, Owed>> = {},
  I extends Readonly<Record<string, Figure>> = {},
>(
  id: Id,
  given: {
    readonly name: Pair
    readonly open?: Seen
    readonly readBy?: readonly Role[]
    readonly record: R
    readonly states: S
    readonly ends: readonly NoInfer<Keys<S>>[]
    // Inferred first, checked beside: were the check a constraint, one wrong name would blind every later inference.
    readonly parts?: P & Checked<P, Offers<R, S, A>>
    /** Values that one holder may not have together, kept by the database. */
    readonly apart?: Apart
    /** What no two cases may share, kept by the database. */
    readonly once?: Once & {
      readonly values: readonly NoInfer<Keys<R>>[]
      readonly states: readonly NoInfer<Keys<S>>[]
      readonly during?: readonly [NoInfer<Keys<R>>, NoInfer<Keys<R>>]
    }
    /** Of what holds for a time: what does not, while the rest does. */
    readonly partly?: { readonly [K in Keys<P>]: PartlyOf<K, P[K]> }[Keys<P>]
    /** Who acts where an act does not say. */
    readonly by?: By<never>
    readonly acts: A & Checked<A, Names<R, S, A, P, T>>
    readonly terms?: T & Checked<T, Names<R, S, A, P, T>>
    readonly never?: readonly Never<NoInfer<Names<R, S, A, P, T>>>[]
    readonly owes?: O & Checked<O, PartNames<P> | Names<R, S, A, P, T>>
    readonly portal?: PortalOf<NoInfer<R>, NoInfer<S>, NoInfer<A>, NoInfer<P>>
    readonly indicators?: (rows: Rows<R, S, A, P, T, O>) => I
    readonly report?: (figures: I, rows: Rows<R, S, A, P, T, O>) => readonly Sentence[]
    readonly passages?: (rows: Rows<R, S, A, P, T, O>) => Passages
  },
): Mechanism<Id, R, S, A, P, T, O, I> => {
  const parts = given.parts ?? ({} as P)
  const terms = given.terms ?? ({} as T)
  const owes = given.owes ?? ({} as O)
  const acts = actsBy<A>(given.acts, given.by)
  const rows = rowsOf(id, { ...given, acts, parts, terms, owes }) as Rows<R, S, A, P, T, O>
  const indicators = given.indicators?.(rows) ?? ({} as I)
  return {
    open: 'parties',
    readBy: [],
    never: [],
    ...given,
    id,
    acts,
    parts,
    terms,
    owes,
    rows,
    indicators,
    report: given.report?.(indicators, rows) ?? [],
    passages: given.passages?.(rows),
    // Its names were checked above; the portal reads them as names.
    portal: given.portal as Portal | undefined,
  }
}
