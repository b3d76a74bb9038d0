/** What can be done to a case: effects (happen here, gated), facts (happened outside, recorded) and exceptions. */
import type { Body, Field, Fields, Keys, Values } from '../fields/index.ts'
import type { Article, Pair } from '../law/index.ts'
import type { Day } from '../time/index.ts'
import type { Ruled } from './gate.ts'
import { whoeverActs, type By } from './who.ts'

/** As `from`: the act may come in any state that is no end. */
export const anywhere = Symbol('from any open state')

export type ActKind = 'effect' | 'fact' | 'exception'
/**
 * What an act also does in the same transaction: opens a case of another mechanism, acts on one there, or acts on the
 * parts beside its own. The events name it as their cause, and are voided with it.
 */
export interface Opening {
  /** Nothing: its own, on the parts beside the one that acts. */
  readonly mechanism: string | undefined
  readonly act: string
  /** It opens a serving case, with this text as its subject. */
  readonly text?: string
  /** It acts on the case that this link or subject field names. */
  readonly case?: string
  /** It acts on every other part of the kind that says the same in one of these fields. */
  readonly alike?: readonly string[]
  /** Nothing: not this time. */
  readonly body: (fields: Values, on: Day) => Values | undefined
}
export interface Act<Asks extends Fields = Fields, N extends string = string, K extends string = string> {
  readonly kind: K
  readonly label: Pair
  readonly from: readonly string[] | typeof anywhere | undefined
  readonly to: string | undefined
  readonly by: By
  readonly asks: Asks
  readonly requires: readonly Ruled[]
  readonly article: Article | undefined
  readonly raises: Raises
  readonly then: readonly Opening[]
  readonly afterEnd: boolean
  readonly was: readonly string[]
  readonly mentions?: N
}
/** The parts an act brings into being: with these first values, or one for each case in a frozen frame. */
export type Raises = Readonly<Record<string, readonly Values[] | Each>>
export interface Each {
  readonly each: string
}
/**
 * In `raises`: a part for each case of the frame that the act freezes in that field; it becomes the part's `subject`, and
 * its title the part's `title`, where the part has such a text.
 */
export const each = (frame: string): Each => ({ each: frame })

interface Spec<
  From extends string | typeof anywhere,
  To extends string,
  Asks extends Fields,
  G extends string,
  W extends string,
  Q extends string,
  X extends string,
> {
  /** Left out: the act opens the case (or the part). */
  readonly from?: From | readonly From[]
  /** Left out: the case stays where it is. */
  readonly to?: To
  /** Left out: whoever the declaration, or the part, names for all its acts. */
  readonly by?: By<W>
  /** A field asked under the name of a record field replaces it. */
  readonly asks?: Asks
  readonly requires?: readonly Ruled<G>[]
  readonly article?: Article
  /** Parts that come into being with this act, with their first values. */
  readonly raises?: Readonly<Record<Q, readonly Values[] | Each>>
  readonly then?: readonly (Opening & { readonly mentions?: X })[]
  /** Opens a part although its case has ended, straight into an end: what comes too late is kept. */
  readonly afterEnd?: true
  /** Former names of this act: old events are read under the new one. */
  readonly was?: readonly string[]
}
type Mentioned<S extends string, G extends string, W extends string, Q extends string, X extends string> =
  `state:${S}` | G | W | `part:${Q}` | X

const actOf =
  <K extends ActKind, Must>(kind: K) =>
  <
    const From extends string | typeof anywhere = never,
    const To extends string = never,
    Asks extends Fields = {},
    G extends string = never,
    W extends string = never,
    Q extends string = never,
    X extends string = never,
  >(
    zh: string,
    en: string,
    spec: Spec<From, To, Asks, G, W, Q, X> & Must,
  ): Act<NoInfer<Asks>, NoInfer<Mentioned<Extract<From, string> | To, G, W, Q, X>>, K> => ({
    kind,
    label: [zh, en],
    from: typeof spec.from === 'string' ? [spec.from] : (spec.from as Act['from']),
    to: spec.to,
    by: spec.by ?? whoeverActs,
    asks: spec.asks ?? ({} as Asks),
    requires: spec.requires ?? [],
    article: spec.article,
    raises: spec.raises ?? {},
    then: spec.then ?? [],
    afterEnd: spec.afterEnd ?? false,
    was: spec.was ?? [],
  })

/** Happens here: what the law forbids is refused under its article. */
export const effect = actOf<'effect', unknown>('effect')
/** Happened outside: refused for bad form only; what the law forbids is recorded as a breach. */
export const fact = actOf<'fact', unknown>('fact')
/** A departure that the law itself allows: always with ground and article; the report lists its uses. */
export const exception = actOf<'exception', { readonly article: Article; readonly asks: { readonly ground: Field } }>(
  'exception',
)
/** The acts of a structure, with whoever acts where they name nobody. */
export const actsBy = <A extends Readonly<Record<string, { readonly by: By }>>>(acts: A, by: By | undefined): A =>
  by === undefined
    ? acts
    : (Object.fromEntries(
        Object.entries(acts).map(([name, act]) => [name, act.by === whoeverActs ? { ...act, by } : act]),
      ) as A)
/** In `then`: the act also opens a case of a serving mechanism, with this text as its subject, unless `body` gives nothing. */
export const opens = <R extends Fields, A, const Text extends string, const B extends Omit<Body<R>, 'subject'>>(
  serving: { readonly id: string; readonly record: R; readonly acts: A },
  act: Keys<A>,
  text: Text,
  body: (fields: Values, on: Day) => B | undefined,
): Opening & { readonly mentions?: `text:${Text}` } => ({
  mechanism: serving.id,
  act,
  text,
  body: body as Opening['body'],
})
/** In `then`: the act also does this on the case of another mechanism that the link or subject field names. */
export const does = <A, const F extends string>(
  there: { readonly id: string; readonly acts: A },
  act: Keys<A>,
  field: F,
  body: (fields: Values, on: Day) => Values | undefined,
): Opening & { readonly mentions?: `link:${F}` } => ({ mechanism: there.id, act, case: field, body })
/**
 * In `then` of a part: the act also does this on every other part of its kind in the case that has the same value in one
 * of these fields, where it may come from its state: one answer for all like ones. `alike('decline', ['group'], ({ why }) => ({ why }))`.
 */
export const alike = <const A extends string, const F extends string>(
  act: A,
  fields: readonly F[],
  body: (fields: Values, on: Day) => Values | undefined,
): Opening & { readonly mentions?: `act:${A}` | `reads:${F}` } => ({ mechanism: undefined, act, alike: fields, body })
