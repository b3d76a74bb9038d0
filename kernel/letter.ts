/**
 * 文书: the letters that a mechanism can issue, declared in `letters.ts` of its folder. A letter is our wording around
 * chips, each bound to a field of the case, of one of its parts, or of what an act asked; the sentences are those of the
 * report (`say`). What a letter says can therefore not differ from what is recorded, and nobody types it a second time.
 *
 *     export const letters = lettersOf(reviews, ({ its, did, parts }) => ({
 *       opinion: letter('审查意见书', 'Opinion', {
 *         upon: [did.findLawful],
 *         to: its.organ,
 *         title: say`关于《${its.title}》的审查意见`,
 *         body: [say`《${its.title}》收悉。`, heading('具体意见'), each(parts.item, ({ its }) => [say`${its.opinion}`])],
 *       }),
 *     }))
 */
import type { Field, Fields, Kind } from './fields/index.ts'
import type { Pair } from './law/index.ts'
import { structureOf, type Act, type Part, type Procedure, type Structure } from './procedure/index.ts'
import type { Sentence } from './report/index.ts'

/** One bound place: a field of the case (or of the part), or what an act asked, or the day of that act. */
export interface Chip {
  readonly chip: 'field' | 'asked' | 'on' | 'state'
  /** The kind of part it belongs to; nothing for the case itself. */
  readonly part: string | undefined
  readonly act: string | undefined
  readonly field: string
  readonly kind: Kind
  readonly label: Pair
  /** May be empty: a sentence around it then stands only where it is given. */
  readonly optional: boolean
}
/** An act, as something a letter is issued upon. */
export interface Done {
  readonly act: string
  readonly part: string | undefined
  readonly on: Chip
}
type Spoken = Sentence<Chip>
/** A heading of the first or second level; it is numbered 一、 or （一） where it stands. */
export interface Heading {
  readonly heading: string
  readonly level: 1 | 2
}
/** A table with one line for each part, in the order of their opening. */
export interface Table {
  readonly table: string
  readonly states: readonly string[] | undefined
  readonly columns: readonly Chip[]
  /** What is said where there is none. */
  readonly none: string
}
/** Numbered paragraphs, one for each part. */
export interface Each {
  readonly each: string
  readonly states: readonly string[] | undefined
  readonly says: readonly Spoken[]
  readonly none: string | undefined
}
/** Two columns: what each chip is called, and what it says. */
export interface Facts {
  readonly facts: readonly Chip[]
}
/** The papers of the case: every file that an act brought, in the order of life. */
export interface Papers {
  readonly papers: true
}
/** What stands only where the letter is issued upon that act. */
export interface When {
  readonly when: readonly Done[]
  readonly says: readonly Block[]
}
/** Several sentences in brackets are one paragraph. */
export type Block = Spoken | readonly Spoken[] | Heading | Table | Each | Facts | Papers | When

export const heading = (words: string, level: 1 | 2 = 1): Heading => ({ heading: words, level })
export const facts = (...chips: readonly Chip[]): Facts => ({ facts: chips })
export const papers: Papers = { papers: true }
export const when = (acts: Done | readonly Done[], ...says: readonly Block[]): When => ({ when: [acts].flat(), says })

/**
 * `letter`: to one addressee, with the red head. `report`: upwards, with 签发人. `notice`: to everyone, without addressee.
 * `paper`: inside the house (a cover, a list), without a head.
 */
export type LetterKind = 'letter' | 'report' | 'notice' | 'paper'
export interface Letter {
  readonly label: Pair
  readonly kind: LetterKind
  /** It is issued upon the last of these acts; before any of them it is a draft. Without acts it can always be printed. */
  readonly upon: readonly Done[]
  /** The kind of part it is about; nothing where it is about the case. */
  readonly about: string | undefined
  /** The unit that issues it; the unit that did the act, where left out. */
  readonly issuer: Chip | undefined
  /** A pair: what is said where the chip is empty. */
  readonly to: Chip | string | readonly [Chip, string] | undefined
  readonly title: Spoken
  /** Its 发文字号; where none is recorded, room is left for it. */
  readonly number: Chip | undefined
  readonly body: readonly Block[]
  /** Files named below the text. */
  readonly attached: readonly Chip[]
  /** In brackets below the date (附注). */
  readonly note: string | undefined
}
export type Letters = Readonly<Record<string, Letter>>

/** Declares one letter. `about` is a part as `parts.finding`; its acts and fields are then those of that part. */
export const letter = (
  zh: string,
  en: string,
  given: Partial<Omit<Letter, 'label' | 'about'>> & {
    readonly title: Spoken
    readonly body: readonly Block[]
    readonly about?: { readonly part: string }
  },
): Letter => ({
  label: [zh, en],
  kind: given.kind ?? 'letter',
  upon: given.upon ?? [],
  about: given.about?.part,
  issuer: given.issuer,
  to: given.to,
  title: given.title,
  number: given.number,
  body: given.body,
  attached: given.attached ?? [],
  note: given.note,
})

type Chips<R> = { readonly [K in keyof R]: Chip }
type Acts<A> = { readonly [K in keyof A]: Done & (A[K] extends Act<infer Asks> ? Chips<Asks> : never) }
interface Sides<R, A> {
  readonly its: Chips<R> & { readonly state: Chip; readonly opened: Chip }
  readonly did: Acts<A>
}
/** A kind of part: its names, and in which states its parts are listed (all of them, unless it says). */
export interface PartSides<R, S, A> extends Sides<R, A> {
  readonly part: string
  readonly states: readonly string[] | undefined
  in(...states: readonly (keyof S & string)[]): PartSides<R, S, A>
}
export interface Scope<R, A, P> extends Sides<R, A> {
  readonly parts: {
    readonly [K in keyof P]: P[K] extends Part<infer PR, infer PS, infer PA> ? PartSides<PR, PS, PA> : never
  }
}
type AnyPart = { readonly part: string; readonly states: readonly string[] | undefined }
export const table = <P extends AnyPart>(of: P, columns: (row: P) => readonly Chip[], none = '无'): Table => ({
  table: of.part,
  states: of.states,
  columns: columns(of),
  none,
})
export const each = <P extends AnyPart>(of: P, says: (row: P) => readonly Spoken[], none?: string): Each => ({
  each: of.part,
  states: of.states,
  says: says(of),
  none,
})

const chipsOf = (fields: Fields, part: string | undefined, act?: string): Record<string, Chip> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, { kind, label, how }]: [string, Field]) => [
      name,
      {
        chip: act ? 'asked' : 'field',
        part,
        act,
        field: name,
        kind,
        label,
        optional: how.optional === true,
      } satisfies Chip,
    ]),
  )
const sidesOf = (structure: Structure, part: string | undefined) => {
  const system = (chip: Chip['chip'], field: string, kind: Kind, label: Pair, act?: string): Chip => ({
    chip,
    part,
    act,
    field,
    kind,
    label,
    optional: false,
  })
  return {
    its: {
      ...chipsOf(structure.record, part),
      state: system('state', 'state', 'text', ['办理状态', 'State']),
      opened: system('on', 'opened', 'day', ['立案日期', 'Opened']),
    },
    did: Object.fromEntries(
      Object.entries(structure.acts).map(([act, { asks, label }]) => [
        act,
        {
          ...chipsOf(asks, part, act),
          act,
          part,
          on: system('on', 'on', 'day', [`${label[0]}日期`, `${label[1]} on`], act),
        },
      ]),
    ),
  }
}
interface Declared<R, A, P> extends Procedure {
  readonly record: R & Fields
  readonly acts: A & Procedure['acts']
  readonly parts: P & Procedure['parts']
}
/** Declares the letters of a mechanism; every name they bind is checked against its declaration by the compiler. */
export const lettersOf = <R, A, P>(m: Declared<R, A, P>, make: (scope: Scope<R, A, P>) => Letters): Letters => {
  const listed = (kind: string, states: readonly string[] | undefined): object => ({
    ...sidesOf(structureOf(m, kind)!, kind),
    part: kind,
    states,
    in: (...some: readonly string[]) => listed(kind, some),
  })
  const parts = Object.fromEntries(Object.keys(m.parts).map((kind) => [kind, listed(kind, undefined)]))
  return make({ ...sidesOf(m, undefined), parts } as unknown as Scope<R, A, P>)
}

/** Whether a block is a paragraph of several sentences. */
export const isParagraph = (block: Block): block is readonly Spoken[] => Array.isArray(block)
/** Every chip that a letter binds, its title, addressee and tables among them. */
export const chipsIn = (of: Letter): Chip[] => {
  const spoken = ({ pieces }: Spoken): Chip[] => pieces.filter((piece) => typeof piece !== 'string')
  const block = (one: Block): Chip[] =>
    isParagraph(one)
      ? one.flatMap(spoken)
      : 'pieces' in one
        ? spoken(one)
        : 'table' in one
          ? [...one.columns]
          : 'each' in one
            ? one.says.flatMap(spoken)
            : 'when' in one
              ? [...one.when.map(({ on }) => on), ...one.says.flatMap(block)]
              : []
  return [
    ...spoken(of.title),
    ...of.body.flatMap(block),
    ...[of.issuer, of.number, of.to].flat().filter((chip): chip is Chip => typeof chip === 'object'),
    ...of.attached,
    ...of.upon.map(({ on }) => on),
  ]
}

/**
 * Every place that a wording or a template of the district may bind, by its Chinese and by its English name:
 * `文件名称` or `title`, `认定合法.书面意见` or `findLawful.opinion`, `认定合法.日期` or `findLawful.on`, and of a part
 * `审核意见.意见` or `item.opinion`. Of two places with one name, the first keeps it.
 */
export const placesOf = (m: Procedure): ReadonlyMap<string, Chip> => {
  const places = new Map<string, Chip>()
  const put = (name: string, chip: Chip): void => void (places.has(name) || places.set(name, chip))
  for (const [kind, structure] of [[undefined, m] as const, ...Object.entries(m.parts)]) {
    const before = kind === undefined ? ['', ''] : [`${structure.name[0]}.`, `${kind}.`]
    const { its, did } = sidesOf(structure, kind)
    for (const [name, chip] of Object.entries(its)) {
      put(`${before[0]}${chip.label[0]}`, chip)
      put(`${before[1]}${name}`, chip)
    }
    for (const [act, chips] of Object.entries(did))
      for (const [name, chip] of Object.entries(chips)) {
        if (typeof chip !== 'object') continue
        const label = structure.acts[act]!.label[0]
        put(`${before[0]}${label}.${name === 'on' ? '日期' : chip.label[0]}`, chip)
        put(`${before[1]}${act}.${name}`, chip)
      }
  }
  return places
}
