/**
 * What can be recorded. A field is a kind, a label in both languages and how it is treated; everything else
 * (JSON Schema, column, form, template, check) derives from that.
 */
import { isDay, type Day, type Moment } from '../time/index.ts'
import type { Pair } from '../law/index.ts'

/** Who may see a value: everyone, every official of the district, or (the default) the parties and the supervisors. */
export type Seen = 'public' | 'district' | 'parties'
interface Treated {
  readonly optional?: true
  readonly max?: number
  /** Of a text that is written in a form of its own: what is wrong with it, in Chinese. */
  readonly fits?: (value: string) => string | undefined
  /** Of a day: one that has come to pass when the act is done, never a later one. */
  readonly past?: true
  /** Of a serial: it was given elsewhere, and whoever records it brings it. */
  readonly given?: true
  /** Former names of this field: old events are read under the new one. */
  readonly was?: readonly string[]
}
/** A personal value is never public: it does not compile. */
export type How =
  | (Treated & { readonly seen?: Seen; readonly personal?: false })
  | (Treated & { readonly seen?: Exclude<Seen, 'public'>; readonly personal: true })

export type Kind =
  | 'text'
  | 'prose'
  | 'count'
  | 'money'
  | 'day'
  | 'moment'
  | 'flag'
  | 'choice'
  | 'choices'
  | 'person'
  | 'unit'
  | 'units'
  | 'file'
  | 'document'
  | 'subject'
  | 'link'
  | 'serial'
  | 'frame'
  | 'snapshot'
  | 'fingerprint'

/** `V` is the type of its value, `K` its kind, `H` how it is treated. */
export interface Field<V = unknown, K extends Kind = Kind, H extends How = How> {
  readonly kind: K
  readonly label: Pair
  readonly how: H
  readonly options?: Readonly<Record<string, Pair>>
  /** Of a `link`: the mechanism whose cases it may name. */
  readonly to?: string
  /** Of a `serial`: the field that holds the document word (机关代字). */
  readonly word?: string
  /** Of a `fingerprint`: the field whose text it stands for. */
  readonly of?: string
  /** Of a `frame`: which cases it freezes. */
  readonly frames?: Frames
  /** Phantom: carries `V` for the compiler only. */
  readonly holds?: V
}
export type Fields = Readonly<Record<string, Field>>
export type Keys<T> = keyof T & string

/** A text that other mechanisms answer about: a new hash is a new round. */
export interface Document {
  readonly hash: string
  readonly title: string
}
/** The case that a serving case serves, and the text it is about. */
export interface Subject {
  readonly mechanism: string
  readonly id: string
  readonly hash: string
}

/** Which cases of a mechanism a `frame` freezes: those in these states, whose field holds (or lists) what mine says. */
export interface Frames {
  readonly mechanism: string
  readonly states: readonly string[]
  readonly text: string
  readonly where?: readonly [theirs: string, mine: string]
}
/** One case in a frame, as it stood when the frame was frozen. */
export type Framed = Subject & { readonly title: string }

const field =
  <V, K extends Kind>(kind: K) =>
  <const H extends How = {}>(zh: string, en: string, how?: H): Field<V, K, H> => ({
    kind,
    label: [zh, en],
    how: how ?? ({} as H),
  })
/** A line of text, at most 200 characters unless `max` says otherwise. */
export const text = field<string, 'text'>('text')
/** Running text, at most 20,000 characters. */
export const prose = field<string, 'prose'>('prose')
/** A whole number from 0. */
export const count = field<number, 'count'>('count')
/** An amount in 分, a whole number from 0. */
export const money = field<number, 'money'>('money')
export const day = field<Day, 'day'>('day')
export const moment = field<Moment, 'moment'>('moment')
export const flag = field<boolean, 'flag'>('flag')
/** A person of the district, by id. */
export const person = field<string, 'person'>('person')
/** A unit of the district, by id; the unit is a party to the case. */
export const unit = field<string, 'unit'>('unit')
/** Several units (co-defendants); each is a party. */
export const units = field<readonly string[], 'units'>('units')
/** A stored file, by the hash of its content. */
export const file = field<string, 'file'>('file')
export const document = field<Document, 'document'>('document')
export const subject = field<Subject, 'subject'>('subject')
/** A case of another mechanism, by id: `link('会议', 'Meeting', meetings)`. */
export const link = <const H extends How = {}>(
  zh: string,
  en: string,
  to: { readonly id: string },
  how?: H,
): Field<string, 'link', H> => ({ kind: 'link', label: [zh, en], how: how ?? ({} as H), to: to.id })
/**
 * A number of a gapless series, one series for each document word and year: 黔江府规〔2022〕7号. The system gives it in
 * the transaction of the act; nobody can type it, but a takeover brings the numbers that were used before.
 */
export const serial = (zh: string, en: string, word: string): Field<string, 'serial', { readonly seen: 'public' }> => ({
  kind: 'serial',
  label: [zh, en],
  how: { seen: 'public' },
  word,
})
/** Such a number that was given elsewhere, brought by whoever records it: the series goes on after the highest of them. */
export const serialGiven = (
  zh: string,
  en: string,
): Field<string, 'serial', { readonly seen: 'public'; readonly given: true }> => ({
  kind: 'serial',
  label: [zh, en],
  how: { seen: 'public', given: true },
})
/** Cases of another mechanism, found by a query when the act is done and frozen in its event; the system fills it in. */
export const frame = <const R extends Fields, const S extends Readonly<Record<string, Pair>>>(
  zh: string,
  en: string,
  of: { readonly id: string; readonly record: R; readonly states: S },
  given: {
    readonly states: readonly NoInfer<Keys<S>>[]
    /** The field that holds their text. */
    readonly text: NoInfer<Keys<R>>
    /** Only those whose field says (or lists) what my field says. */
    readonly where?: readonly [theirs: NoInfer<Keys<R>>, mine: string]
  },
): Field<readonly Framed[], 'frame'> => ({
  kind: 'frame',
  label: [zh, en],
  how: {},
  frames: { mechanism: of.id, ...given },
})
/**
 * All figures of the year named in the record's `year`, frozen with definition, query and rows in the same transaction.
 * The system fills it in; nobody can type it. Its value is the hash over what was frozen.
 */
export const snapshot = field<string, 'snapshot'>('snapshot')
/**
 * What a text of the same record comes down to without spaces, punctuation, case and width: equal for texts that say the
 * same within one case. It is worked out from the text whenever the case is, so that it follows a correction and an
 * erasure; nobody can type it. Never of a personal field.
 */
export const fingerprint = (
  zh: string,
  en: string,
  of: string,
): Field<string, 'fingerprint', { readonly optional: true }> => ({
  kind: 'fingerprint',
  label: [zh, en],
  how: { optional: true },
  of,
})
export const choice = <const O extends Readonly<Record<string, Pair>>, const H extends How = {}>(
  zh: string,
  en: string,
  options: O,
  how?: H,
): Field<Keys<O>, 'choice', H> => ({ kind: 'choice', label: [zh, en], how: how ?? ({} as H), options })
/** One or several of the options. */
export const choices = <const O extends Readonly<Record<string, Pair>>, const H extends How = {}>(
  zh: string,
  en: string,
  options: O,
  how?: H,
): Field<readonly Keys<O>[], 'choices', H> => ({ kind: 'choices', label: [zh, en], how: how ?? ({} as H), options })

type Later<F> = F extends Field<infer V, infer K, infer H> ? Field<V, K, H & { readonly optional: true }> : never
/**
 * Fields of the record that an act fills in later: the same fields, not asked for at the opening. So each is written once,
 * `record: { title, ...later({ due, owner }) }` and `asks: { due, owner }`.
 */
export const later = <const F extends Fields>(fields: F): { readonly [K in keyof F]: Later<F[K]> } =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, { ...field, how: { ...field.how, optional: true } }]),
  ) as { readonly [K in keyof F]: Later<F[K]> }

/** Kinds that the system fills in. */
export type FilledKind = 'snapshot' | 'serial' | 'frame' | 'fingerprint'
const filledKinds: readonly string[] = ['snapshot', 'serial', 'frame', 'fingerprint'] satisfies readonly FilledKind[]
export const isFilled = ({ kind, how }: Field): boolean => filledKinds.includes(kind) && !how.given

export type Value<F> = F extends Field<infer V> ? V : never
type Optional<F> = {
  [K in keyof F]: F[K] extends Field<unknown, Kind, { readonly optional: true }> ? K : never
}[keyof F]
type Filled<F> = {
  [K in keyof F]: F[K] extends Field<unknown, FilledKind, infer H>
    ? H extends { readonly given: true }
      ? never
      : K
    : never
}[keyof F]
/** What a command must bring for these fields. */
export type Body<F> = { readonly [K in Exclude<keyof F, Optional<F> | Filled<F>>]: Value<F[K]> } & {
  readonly [K in Optional<F>]?: Value<F[K]>
}
export type Values = Readonly<Record<string, unknown>>

/** What the fields of a district may point to. */
export interface Directory {
  /** Was that a unit of the district on that day? */
  readonly unit: (id: string, on: Day) => boolean
  readonly person: (id: string) => boolean
  readonly file: (hash: string) => boolean
  /** Is there a case of that mechanism with that id? Left out: everything is taken to be there. */
  readonly linked?: (mechanism: string, id: string) => boolean
}

const hash = /^[0-9a-f]{64}$/
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/
const written = (value: unknown, max: number): string | undefined =>
  typeof value !== 'string'
    ? '应为文字'
    : value.trim() === ''
      ? '不能为空'
      : value.length > max
        ? `不能超过${max}字（现${value.length}字）`
        : controls.test(value) || !value.isWellFormed()
          ? '含有不能保存的字符，请重新输入'
          : undefined
const whole = (value: unknown): string | undefined =>
  Number.isSafeInteger(value) && (value as number) >= 0 ? undefined : '应为不小于0的整数'
const offered = (field: Field, value: unknown): string | undefined =>
  typeof value === 'string' && Object.hasOwn(field.options ?? {}, value)
    ? undefined
    : `应为下列之一：${Object.entries(field.options ?? {})
        .map(([key, [zh]]) => `${key}（${zh}）`)
        .join('、')}`
const several = (value: unknown, each: (one: unknown) => string | undefined): string | undefined =>
  !Array.isArray(value) || value.length === 0
    ? '应为至少一项的列表'
    : new Set(value).size < value.length
      ? '列表中有重复项'
      : value.map(each).find((wrong) => wrong !== undefined)

const only = (value: unknown, names: readonly string[]): boolean =>
  Object.keys(value as object).every((name) => names.includes(name))

const checks: Readonly<
  Record<Kind, (value: unknown, field: Field, on: Day, directory: Directory) => string | undefined>
> = {
  text: (value, { how }) => written(value, how.max ?? 200) ?? how.fits?.(value as string),
  prose: (value, { how }) => written(value, how.max ?? 20_000) ?? how.fits?.(value as string),
  count: whole,
  money: (value) => (whole(value) ? '应为以分计的整数金额' : undefined),
  day: (value, { how }, on) =>
    !isDay(value) ? '应为真实存在的日期，如2022-03-01' : how.past && value > on ? `不能晚于发生日（${on}）` : undefined,
  moment: (value) =>
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(value) &&
    isDay(value.slice(0, 10))
      ? undefined
      : '应为时刻，如2022-03-01T09:30',
  flag: (value) => (typeof value === 'boolean' ? undefined : '应为是（true）或否（false）'),
  choice: (value, field) => offered(field, value),
  choices: (value, field) => several(value, (one) => offered(field, one)),
  person: (value, _, __, { person }) =>
    typeof value === 'string' && person(value) ? undefined : '本区没有这一人员，请从人员名册中选择',
  unit: (value, _, on, { unit }) =>
    typeof value === 'string' && unit(value, on) ? undefined : `${on}本区没有这一单位，请从单位名册中选择`,
  units: (value, _, on, { unit }) =>
    several(value, (one) =>
      typeof one === 'string' && unit(one, on)
        ? undefined
        : `${on}本区没有单位“${typeof one === 'string' ? one.slice(0, 40) : '（不是文字）'}”`,
    ),
  file: (value, _, __, { file }) =>
    typeof value === 'string' && hash.test(value) && file(value) ? undefined : '没有这一文件，请先上传',
  document: (value, field, _, { file }) => {
    const { hash: of, title } = (value ?? {}) as Partial<Document>
    if (typeof of !== 'string' || !hash.test(of) || !file(of)) return '没有这一文本，请先上传'
    if (!only(value, ['hash', 'title'])) return '只能有hash、title两项'
    return written(title, field.how.max ?? 200)
  },
  subject: (value) => {
    const { mechanism, id, hash: of } = (value ?? {}) as Partial<Subject>
    return typeof mechanism === 'string' &&
      typeof id === 'string' &&
      typeof of === 'string' &&
      only(value, ['mechanism', 'id', 'hash'])
      ? undefined
      : '应指明所服务的案卷及其文本'
  },
  link: (value, { to }, _, { linked }) =>
    typeof value === 'string' && value.length <= 200 && (!linked || linked(to!, value))
      ? undefined
      : '没有这一案卷，请从列表中选择',
  serial: (value) => (typeof value === 'string' && serialParts(value) ? undefined : '应为文号，如黔江府规〔2022〕7号'),
  frame: (value) => (Array.isArray(value) ? undefined : '由系统在冻结时填写'),
  snapshot: (value) => (typeof value === 'string' && hash.test(value) ? undefined : '由系统冻结时填写'),
  fingerprint: (value) => (typeof value === 'string' && hash.test(value) ? undefined : '由系统得出'),
}

const serialShape = /^([^〔〕\s]{1,30})〔(\d{4})〕([1-9]\d{0,5})号$/
/** Word, year and number of 黔江府规〔2022〕7号; nothing where it is no number of a document. */
export const serialParts = (
  text: string,
): { readonly word: string; readonly year: number; readonly n: number } | undefined => {
  const found = serialShape.exec(text)
  return found ? { word: found[1]!, year: Number(found[2]), n: Number(found[3]) } : undefined
}
export const sayNumber = (word: string, year: number, n: number): string => `${word}〔${year}〕${n}号`

/** What is wrong with a value, in Chinese; nothing where it is right. */
export const wrong = (field: Field, value: unknown, on: Day, directory: Directory): string | undefined =>
  value === undefined || value === null
    ? field.how.optional
      ? undefined
      : '必填'
    : checks[field.kind](value, field, on, directory)

const schemas: Readonly<Record<Kind, (field: Field) => object>> = {
  text: ({ how }) => ({ type: 'string', minLength: 1, maxLength: how.max ?? 200 }),
  prose: ({ how }) => ({ type: 'string', minLength: 1, maxLength: how.max ?? 20_000 }),
  count: () => ({ type: 'integer', minimum: 0 }),
  money: () => ({ type: 'integer', minimum: 0, description: '单位：分' }),
  day: () => ({ type: 'string', format: 'date' }),
  moment: () => ({ type: 'string', description: 'YYYY-MM-DDTHH:mm，北京时间' }),
  flag: () => ({ type: 'boolean' }),
  choice: ({ options }) => ({ type: 'string', enum: Object.keys(options ?? {}) }),
  choices: ({ options }) => ({
    type: 'array',
    minItems: 1,
    uniqueItems: true,
    items: { type: 'string', enum: Object.keys(options ?? {}) },
  }),
  person: () => ({ type: 'string', description: '人员编号' }),
  unit: () => ({ type: 'string', description: '单位编号' }),
  units: () => ({ type: 'array', minItems: 1, uniqueItems: true, items: { type: 'string' } }),
  file: () => ({ type: 'string', pattern: '^[0-9a-f]{64}$', description: '已上传文件的SHA-256' }),
  document: () => ({
    type: 'object',
    required: ['hash', 'title'],
    additionalProperties: false,
    properties: { hash: { type: 'string' }, title: { type: 'string' } },
  }),
  subject: () => ({
    type: 'object',
    required: ['mechanism', 'id', 'hash'],
    additionalProperties: false,
    properties: { mechanism: { type: 'string' }, id: { type: 'string' }, hash: { type: 'string' } },
  }),
  link: () => ({ type: 'string', maxLength: 200, description: '案卷编号' }),
  serial: ({ how }) =>
    how.given
      ? { type: 'string', pattern: serialShape.source, description: '已编的文号，如某府发〔2022〕7号' }
      : { type: 'string', readOnly: true, pattern: serialShape.source, description: '文号，由系统编定' },
  frame: () => ({ type: 'array', readOnly: true, description: '由系统冻结时填写' }),
  snapshot: () => ({ type: 'string', readOnly: true, description: '由系统冻结时填写' }),
  fingerprint: () => ({ type: 'string', readOnly: true, pattern: '^[0-9a-f]{64}$', description: '由系统得出' }),
}
/** JSON Schema of the body that these fields make. */
export const schemaOf = (fields: Fields): object => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(fields).filter((name) => !fields[name]!.how.optional && !isFilled(fields[name]!)),
  properties: Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, { title: field.label[0], ...schemas[field.kind](field) }]),
  ),
})

/** The units that a body names: each of them is a party. */
export const unitsIn = (fields: Fields, values: Values): string[] =>
  Object.entries(fields).flatMap(([name, { kind }]) =>
    kind === 'unit' && values[name]
      ? [values[name] as string]
      : kind === 'units'
        ? ((values[name] ?? []) as string[])
        : [],
  )
