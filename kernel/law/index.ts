/**
 * Law as data: instruments with their editions, the articles we cite (in our own words), and the numbers they set.
 * A number belongs to a rule, never to the code: it has its unit, its article and the dates between which it held.
 */
import type { Day, Unit } from '../time/index.ts'

export type Pair = readonly [zh: string, en: string]

/** How well a statement of law is established. `unverified` is shown as 待核 and is never a silent constant. */
export type Status = 'verified' | 'unverified'

export interface Article {
  readonly law: string
  readonly no: string | number
  /** What the article says, in our words. */
  readonly says: string
}

export interface Instrument<A = Readonly<Record<string | number, string>>> {
  /** `order711(26)`: the article, for citing. A number that the instrument does not list does not compile. */
  (no: keyof A & (string | number)): Article
  readonly title: string
  /** Issuer's number, e.g. 国务院令第711号. */
  readonly number: string
  readonly rank: 'law' | 'regulation' | 'local regulation' | 'rule' | 'interpretation' | 'document'
  readonly editions: readonly { readonly since: Day; readonly until?: Day; readonly note?: string }[]
  readonly articles: A
  readonly status: Status
}

/** Declares one instrument of law; one file per instrument in `laws/`. */
export const instrument = <const A extends Readonly<Record<string | number, string>>>(
  title: string,
  about: Pick<Instrument, 'number' | 'rank' | 'editions'> & { readonly articles: A; readonly status?: Status },
): Instrument<A> =>
  Object.assign(
    (no: keyof A & (string | number)): Article => ({ law: title, no, says: about.articles[no] as string }),
    { title, status: 'verified' as Status, ...about },
  )

/** 《政府信息公开条例》第26条; text anchors such as 第四章 are printed as they stand. */
export const cite = (article: Article): string =>
  `《${article.law}》${typeof article.no === 'number' ? `第${article.no}条` : article.no}`

/** A length of time as the law counts it. */
export interface Reckoning {
  readonly count: number
  readonly unit: Unit
}
/** One edition of a rule: `count: null` says that for those days no number is known, so nobody is bound (待核). */
export type Edition = { readonly since: Day } & (Reckoning | { readonly count: null })

export interface Rule {
  readonly id: string
  readonly label: Pair
  readonly article: Article | undefined
  readonly editions: readonly Edition[]
  readonly status: Status
  /** Whether a last day off moves to the next working day (民法典 203). Limits on power do not roll. */
  readonly rolls: boolean
  /** Why the default is what it is; shown beside 待核. */
  readonly note?: string
}
const always: Day = '1949-10-01'

/** A number that a law sets: `rule('answer', '答辩举证', 'Answer', litigationLaw(67), { count: 15, unit: 'calendar days' })`. */
export const rule = (
  id: string,
  zh: string,
  en: string,
  article: Article,
  counted: Reckoning | readonly Edition[],
  more: { readonly rolls?: boolean; readonly note?: string } = {},
): Rule => ({
  id,
  label: [zh, en],
  article,
  editions: 'unit' in counted ? [{ since: always, ...counted }] : counted,
  status: 'verified',
  rolls: true,
  ...more,
})

/**
 * A number that no text we could read settles: a district sets it, with valid-from, known-from and who set it.
 * Until then the default counts, and every date that rests on it is shown as 待核.
 */
export const parameter = (
  id: string,
  zh: string,
  en: string,
  fallback: Reckoning,
  more: { readonly article?: Article; readonly note: string; readonly rolls?: boolean },
): Rule => ({
  id,
  label: [zh, en],
  article: more.article,
  editions: [{ since: always, ...fallback }],
  status: 'unverified',
  rolls: more.rolls ?? true,
  note: more.note,
})

/** A sum in yuan at which a rule begins to bind, where no text that we could read settles it: a parameter as well. */
export interface Amount extends Omit<Rule, 'editions'> {
  readonly editions: readonly { readonly since: Day; readonly count: number; readonly unit: 'yuan' }[]
}
/** `amountParameter('contracts.major', '重大合同标的额', 'Major contract', 10_000_000, { note: '办法原文未见' })`. */
export const amountParameter = (
  id: string,
  zh: string,
  en: string,
  yuan: number,
  more: { readonly article?: Article; readonly note: string },
): Amount => ({
  id,
  label: [zh, en],
  article: more.article,
  editions: [{ since: always, count: yuan, unit: 'yuan' }],
  status: 'unverified',
  rolls: false,
  note: more.note,
})

/** What a district has set in place of a parameter's default, by the day for which it holds. */
export type Parameters = (id: string, on: Day) => { readonly count: number; readonly unit: Unit | 'yuan' } | undefined

/** The sum that holds on that day, in 分 as money is recorded; a district's own counts where it is a sum of money. */
export const sumOn = ({ id, editions }: Amount, on: Day, parameters: Parameters): number => {
  const own = parameters(id, on)
  return (own?.unit === 'yuan' ? own.count : editions[0]!.count) * 100
}

/** The number that holds on that day, the district's own before the default; nothing where nobody is bound. */
export const reckon = (rule: Rule, on: Day, parameters: Parameters): Reckoning | undefined => {
  const own = rule.status === 'unverified' ? parameters(rule.id, on) : undefined
  if (own && own.unit !== 'yuan') return { count: own.count, unit: own.unit }
  const edition = rule.editions.findLast((edition) => edition.since <= on)
  return edition && edition.count !== null ? edition : undefined
}
