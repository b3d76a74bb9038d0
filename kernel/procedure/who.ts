/** Who may act: roles held through posts, separations between persons, and the clock. */
import type { Article, Pair } from '../law/index.ts'

/** `district`: acts on any case of the district. `unit`: only where the holder's unit (or one under it) is a party. */
export type Reach = 'district' | 'unit'

/** `N` is a phantom: the names this mentions, checked by `mechanism()`. */
export interface By<N extends string = string> {
  readonly roles: readonly Role[]
  /** Acts or person fields: whoever did that, or is named there, may not do this. */
  readonly not: readonly string[]
  /** A person field: only who is named there may do this; while it names nobody, any holder of the role may. */
  readonly only?: string
  readonly article: Article | undefined
  /** The term at whose end the clock itself acts. */
  readonly clock: string | undefined
  readonly mentions?: N
}
export interface Role extends By<never> {
  readonly id: string
  readonly label: Pair
  readonly scope: Reach
  /** May read every case of every mechanism (leaders, the office that runs the year). */
  readonly readsAll: boolean
  /** Not the person who did that act, nor the one named in that field: `justiceBureau.butNot('draft', order(25))`. */
  butNot<const A extends string>(who: A | readonly A[], article?: Article): Separation<A>
}
/** A separation, to which may be added who alone acts. */
export interface Separation<A extends string> extends By<`who:${A}`> {
  /** Only the person whom that field names: `justiceBureau.butNot('drafter').namedIn('reviewer')`. */
  namedIn<const F extends string>(field: F): By<`who:${A}` | `who:${F}`>
}

const butNot =
  (roles: () => readonly Role[]): Role['butNot'] =>
  (who, article) => {
    const by = { roles: roles(), not: [who].flat(), article, clock: undefined }
    return { ...by, namedIn: (only) => ({ ...by, only }) }
  }

/** Declares a role; all of them stand in `mechanisms/roles.ts`. */
export const role = (
  id: string,
  zh: string,
  en: string,
  scope: Reach,
  more: { readonly readsAll?: true } = {},
): Role => {
  const self: Role = {
    id,
    label: [zh, en],
    scope,
    readsAll: more.readsAll ?? false,
    get roles() {
      return [self]
    },
    not: [],
    article: undefined,
    clock: undefined,
    butNot: butNot(() => [self]),
  }
  return self
}
/** Stands where an act names nobody: whoever the declaration (or the part) names for all acts. */
export const whoeverActs: By<never> = { roles: [], not: [], article: undefined, clock: undefined }
/** Any of these roles: `anyOf(justiceBureau, lawOffice).butNot('raise')`. */
export const anyOf = (...roles: readonly Role[]): By<never> & Pick<Role, 'butNot'> => ({
  roles,
  not: [],
  article: undefined,
  clock: undefined,
  butNot: butNot(() => roles),
})
/** The clock acts by itself on the day after that term has run out. */
export const clock = <const T extends string>(term: T): By<`term:${T}`> => ({
  roles: [],
  not: [],
  article: undefined,
  clock: term,
})
