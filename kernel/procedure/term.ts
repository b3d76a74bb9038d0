/**
 * Terms: a side, a rule of law (or a day), an anchor and the act they bind. A term binds the act it is `until`:
 * a floor refuses the effect before its day, a ceiling makes a late act a breach, or refuses it where silence lapses.
 */
import type { Article, Pair, Rule } from '../law/index.ts'
import type { Ruled, Test } from './gate.ts'

export type Limit =
  /** From the last of these acts or days, or the first of them; `back`: counted back from that day, so much before it. */
  | {
      readonly is: 'rule'
      readonly rule: Rule
      readonly after: readonly string[]
      readonly first?: true
      readonly back?: true
    }
  /** The day stands in a field: "by the date in the feedback letter". */
  | { readonly is: 'day'; readonly field: string }
  /** A fixed day of the year that a `count` field names, plus so many years: "by 1 March of the next year". */
  | { readonly is: 'date'; readonly month: number; readonly day: number; readonly year: string; readonly plus: number }

export interface Term<N extends string = string> {
  readonly side: 'ceiling' | 'floor'
  readonly label: Pair
  readonly limit: Limit
  readonly until: readonly string[]
  readonly when: Test | undefined
  readonly unless: string | undefined
  readonly paused: readonly [stop: string, go: string] | undefined
  readonly extended: { readonly by: string; readonly count: number } | undefined
  /** What it means that nothing was done in time. `lapsed`: the act is no longer possible. */
  readonly silence: 'nothing' | 'lapsed' | 'granted'
  readonly article: Article | undefined
  readonly mentions?: N
}
interface Binding<U extends string, X extends string, P extends string, E extends string, W extends string> {
  readonly until: U | readonly U[]
  readonly when?: Ruled<W>
  /** Falls away once that exception has been granted. */
  readonly unless?: X
  /** Acts that stop the clock and let it go on. */
  readonly paused?: readonly [P, P]
  /** The act that adds so many to the count, once each time it is done. */
  readonly extended?: { readonly by: E; readonly count: number }
  readonly silence?: Term['silence']
}
type Mentioned<U extends string, X extends string, P extends string, E extends string, W extends string> =
  `act:${U | P | E}` | `exception:${X}` | W

const term = (
  side: Term['side'],
  label: Pair,
  limit: Limit,
  article: Article | undefined,
  given: Binding<string, string, string, string, string>,
): Term => ({
  side,
  label,
  limit,
  article,
  until: [given.until].flat(),
  when: given.when?.test,
  unless: given.unless,
  paused: given.paused,
  extended: given.extended,
  silence: given.silence ?? 'nothing',
})
/** Several anchors of one term: it counts from the last of them, or from the first. */
interface Anchors<A extends string> {
  readonly of: readonly A[]
  readonly first?: true
}
/** Anew from each of them: `atMost(reporting, { after: latest('publish', 'report'), until: 'report' })`. */
export const latest = <const A extends string>(...of: readonly A[]): Anchors<A> => ({ of })
/** From whichever comes first; what comes later moves nothing. */
export const earliest = <const A extends string>(...of: readonly A[]): Anchors<A> => ({ of, first: true })

const counted =
  (side: Term['side']) =>
  <
    const A extends string,
    const U extends string,
    const X extends string = never,
    const P extends string = never,
    const E extends string = never,
    W extends string = never,
  >(
    rule: Rule,
    given: { readonly after: A | Anchors<A> } & Binding<U, X, P, E, W>,
  ): Term<NoInfer<`day:${A}` | Mentioned<U, X, P, E, W>>> => {
    const { of, first } = typeof given.after === 'string' ? latest(given.after) : given.after
    const limit: Limit = { is: 'rule', rule, after: of, ...(first && { first }) }
    return term(side, rule.label, limit, rule.article, given) as never
  }

/**
 * Not after: `atMost(answering, { after: 'accept', until: 'answer' })`; `after` is an act or a day field, or several of
 * them as `latest` or `earliest`. Each time that it is done again, the term runs anew.
 */
export const atMost = counted('ceiling')
/** Not before. */
export const atLeast = counted('floor')
/** No later than so much before the day in a field: `inAdvance(notifying, { of: 'hearing', until: 'notify' })`. */
export const inAdvance = <
  const D extends string,
  const U extends string,
  const X extends string = never,
  const P extends string = never,
  const E extends string = never,
  W extends string = never,
>(
  rule: Rule,
  given: { readonly of: D } & Binding<U, X, P, E, W>,
): Term<NoInfer<`day:${D}` | Mentioned<U, X, P, E, W>>> =>
  term('ceiling', rule.label, { is: 'rule', rule, after: [given.of], back: true }, rule.article, given) as never
/** Not after the day that stands in a field (a date set in a letter or by an act). */
export const byTheDay = <
  const D extends string,
  const U extends string,
  const X extends string = never,
  const P extends string = never,
  const E extends string = never,
  W extends string = never,
>(
  zh: string,
  en: string,
  given: { readonly day: D; readonly article?: Article } & Binding<U, X, P, E, W>,
): Term<NoInfer<`day:${D}` | Mentioned<U, X, P, E, W>>> =>
  term('ceiling', [zh, en], { is: 'day', field: given.day }, given.article, given) as never
/** Not after a fixed day of the year named by a `count` field: `byTheDate('报送', 'Send', { month: 3, day: 1, year: 'year', plus: 1, until: 'send' })`. */
export const byTheDate = <
  const Y extends string,
  const U extends string,
  const X extends string = never,
  const P extends string = never,
  const E extends string = never,
  W extends string = never,
>(
  zh: string,
  en: string,
  given: {
    readonly month: number
    readonly day: number
    readonly year: Y
    readonly plus?: number
    readonly article?: Article
  } & Binding<U, X, P, E, W>,
): Term<NoInfer<`reads:${Y}` | Mentioned<U, X, P, E, W>>> =>
  term(
    'ceiling',
    [zh, en],
    { is: 'date', month: given.month, day: given.day, year: given.year, plus: given.plus ?? 0 },
    given.article,
    given,
  ) as never
