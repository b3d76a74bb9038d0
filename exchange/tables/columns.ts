/** The columns of a table from a declaration: what opens a case, with the facts that came later, or one act on what exists. */
import { createHash } from 'node:crypto'
import { isFilled, type Field, type Fields } from '../../kernel/fields/index.ts'
import type { AnyMechanism } from '../../kernel/mechanism.ts'
import { asksOf, openings, structureOf, type Act, type Structure } from '../../kernel/procedure/index.ts'
import { factsAfter } from './later.ts'

/** A column stands for the act, for its day, for a field, or for one of the two or three values that make a field. */
export interface Column {
  /**
   * `act`, `on`, a field's name, or `field.part` for a part of a document or a subject; behind `act/` where it belongs to
   * a fact that came later. `case` names the case by its number or title, `named` only shows its title.
   */
  readonly id: string
  readonly label: string
  readonly english: string
  readonly field: Field
  /** Of a document or a subject: which of its values. */
  readonly part?: 'hash' | 'title' | 'mechanism' | 'id'
  /** Acts that ask for it at all, and those that cannot do without. */
  readonly asked: readonly string[]
  readonly needed: readonly string[]
  /** The later fact that it belongs to. */
  readonly of?: string
  /** What offices call it as well. */
  readonly also?: readonly string[]
  /** In no template: only tables that we exported have it. */
  readonly hidden?: true
}
/** What the rows of a table stand for. */
export interface Form {
  readonly m: AnyMechanism
  /** Nothing where rows open cases; else `act`, or `kind/act` for one on a part. */
  readonly acting: string | undefined
  /** What the act is called, where rows act on what exists. */
  readonly label: string | undefined
  /** Whose act it is. */
  readonly structure: Structure
  /** Of rows that act on a part that exists: its kind. Other rows name a case. */
  readonly target: string | undefined
  /** The kind of part on which the act is done. */
  readonly kind: string | undefined
  /** The acts that a row may stand for, by name, with the fields that each asks. */
  readonly acts: ReadonlyMap<string, Fields>
  /** Facts that the same row may tell besides. */
  readonly later: ReadonlyMap<string, Fields>
  readonly columns: readonly Column[]
}
/** A number under which offices know a case, as its label says: 案号, 文号, 合同编号. */
export const isNumber = ({ kind, label, how }: Field): boolean =>
  !how.personal && (kind === 'serial' || (kind === 'text' && label[0].endsWith('号')))
/** What is never imported as a value. */
const ordinal = ['序号', '编号序号', '行号', 'no', 'no.', '#'] as const
export const isOrdinal = (heading: string): boolean => (ordinal as readonly string[]).includes(heading)

const parts: Partial<Record<Field['kind'], readonly (readonly [Column['part'] & string, string, string])[]>> = {
  document: [
    ['title', '标题', 'title'],
    ['hash', '文件', 'file'],
  ],
  subject: [
    ['mechanism', '台账', 'register'],
    ['id', '案卷', 'case'],
    ['hash', '文本', 'text'],
  ],
}
const made = (kind: Field['kind'], label: Field['label'], how: Field['how'] = {}): Field => ({ kind, label, how })

const fieldsAsked = (structure: Structure, act: Act): Fields =>
  Object.fromEntries(Object.entries(asksOf(structure, act)).filter(([, field]) => !isFilled(field)))
const columnsFor = (fields: Iterable<readonly [string, Field]>, acts: ReadonlyMap<string, Fields>): Column[] =>
  [...fields].flatMap(([name, field]): Column[] => {
    const asked = [...acts.keys()].filter((act) => acts.get(act)![name])
    const needed = asked.filter((act) => !acts.get(act)![name]!.how.optional)
    const pieces = parts[field.kind]
    const [label, english] = field.label
    return pieces
      ? pieces.map(([part, zh, en]) => ({
          id: `${name}.${part}`,
          label: `${label}·${zh}`,
          english: `${english} ${en}`,
          field: made('text', [`${label}·${zh}`, `${english} ${en}`], field.how),
          part,
          asked,
          needed,
        }))
      : [{ id: name, label, english, field, asked, needed }]
  })
/** What offices call the day of an act. */
const daysOf = (label: string): string[] => ['日期', '时间', '日'].map((word) => `${label}${word}`)
const dayColumn = (asked: readonly string[], needed: readonly string[], labels: readonly string[] = []): Column => ({
  id: 'on',
  also: labels.flatMap(daysOf),
  label: '发生日期',
  english: 'Day',
  field: made('day', ['发生日期', 'Day']),
  asked,
  needed,
})
const textColumn = (id: string, label: string, english: string, asked: readonly string[]): Column => ({
  id,
  label,
  english,
  field: made('text', [label, english]),
  asked,
  needed: id === 'case' ? asked : [],
})
/** The columns of a fact that came later. Its fields go by their own name as well, where no other column has it. */
const laterColumns = (act: string, label: string, fields: Fields, taken: ReadonlySet<string>): Column[] => {
  const own = columnsFor(Object.entries(fields), new Map([[act, fields]]))
  return [dayColumn([act], [act], [label]), ...own.map((one) => ({ ...one, also: [one.label] }))].map((one) => ({
    ...one,
    id: `${act}/${one.id}`,
    label: `${label}·${one.label}`,
    english: `${act} ${one.english}`,
    of: act,
    also: (one.also ?? []).filter((word) => !taken.has(word)),
  }))
}
const openingForm = (m: AnyMechanism): Form => {
  const acts = new Map(openings(m).map((name) => [name, fieldsAsked(m, m.acts[name]!)]))
  const all = [...acts.keys()]
  const options = Object.fromEntries(all.map((name) => [name, m.acts[name]!.label]))
  const facts = all.filter((name) => m.acts[name]!.kind === 'fact')
  const own: Column[] = [
    ...(all.length > 1
      ? [
          {
            id: 'act',
            label: '办理事项',
            english: 'Act',
            field: { ...made('choice', ['办理事项', 'Act']), options },
            asked: all,
            needed: all,
          },
        ]
      : []),
    dayColumn(
      all,
      facts,
      all.map((name) => m.acts[name]!.label[0]),
    ),
    ...columnsFor(new Map([...acts.values()].flatMap((asks) => Object.entries(asks))), acts),
  ]
  const later = new Map(factsAfter(m).map((name) => [name, fieldsAsked(m, m.acts[name]!)]))
  const labels = [...later.values()].flatMap((asks) => Object.values(asks).map(({ label }) => label[0]))
  const taken = new Set([
    ...own.map(({ label }) => label),
    ...labels.filter((label, at) => labels.indexOf(label) !== at),
  ])
  const groups = [...later].flatMap(([name, asks]) => laterColumns(name, m.acts[name]!.label[0], asks, taken))
  return {
    m,
    acting: undefined,
    label: undefined,
    structure: m,
    target: undefined,
    kind: undefined,
    acts,
    later,
    columns: [...own, ...groups, { ...textColumn('case', '案卷编号', 'Case', []), hidden: true }],
  }
}
/** Rows that put right what opened a case: what differs is corrected, for the reason that the row gives. */
export const correcting = 'correct'
const correctingForm = (m: AnyMechanism): Form => {
  const opening = openingForm(m)
  const asked = [correcting]
  const reason: Column = { ...textColumn('correction', '更正理由', 'Reason', asked), needed: asked }
  const own = opening.columns.filter(({ id, of, hidden }) => !of && !hidden && id !== 'act')
  const fields = Object.assign({}, ...opening.acts.values()) as Fields
  return {
    ...opening,
    acting: correcting,
    label: '更正立案内容',
    acts: new Map([[correcting, fields]]),
    later: new Map(),
    columns: [
      { ...textColumn('case', '案卷编号', 'Case', asked), also: namesOf(m) },
      reason,
      ...own.map((column): Column => ({ ...column, asked, needed: [] })),
    ],
  }
}
const actingForm = (m: AnyMechanism, acting: string): Form | undefined => {
  if (acting === correcting) return correctingForm(m)
  const [name = '', kind] = acting.split('/').toReversed()
  const structure = structureOf(m, kind)
  const act = structure && Object.hasOwn(structure.acts, name) ? structure.acts[name] : undefined
  if (!structure || !act || act.by.clock || (act.from === undefined && kind === undefined)) return undefined
  const acts = new Map([[name, fieldsAsked(structure, act)]])
  const target = act.from === undefined ? undefined : kind
  const called = target === undefined ? m.name[0] : structure.name[0]
  const columns: Column[] = [
    { ...textColumn('case', '案卷编号', 'Case', [name]), also: namesOf(target === undefined ? m : structure) },
    textColumn('named', `${called}（供核对）`, 'Called', [name]),
    dayColumn([name], [name], [act.label[0]]),
    ...columnsFor(Object.entries(acts.get(name)!), acts),
  ]
  return { m, acting, label: act.label[0], structure, target, kind, acts, later: new Map(), columns }
}

/** By what else a case is known: its title, and its numbers. */
const namesOf = ({ record }: Structure): string[] => {
  const fields = Object.values(record)
  return [...fields.filter(({ kind }) => kind === 'text').slice(0, 1), ...fields.filter(isNumber)].map(
    ({ label }) => label[0],
  )
}
const cache = new WeakMap<AnyMechanism, Map<string, Form | undefined>>()
/** The form of a register's tables; nothing where there is no such act. */
export const formOf = (m: AnyMechanism, acting?: string): Form | undefined => {
  const known = cache.get(m) ?? new Map<string, Form | undefined>()
  cache.set(m, known)
  const key = acting ?? ''
  if (!known.has(key)) known.set(key, acting === undefined ? openingForm(m) : actingForm(m, acting))
  return known.get(key)
}
/** What opens a case, in the order of the declaration; the act first where there are several, the day before the fields. */
export const columnsOf = (m: AnyMechanism): readonly Column[] =>
  formOf(m)!.columns.filter(({ of, hidden }) => !of && !hidden)

/** What a table filled by an older template may no longer fit: columns, kinds, choices and what is required. */
export const fingerprintOf = ({ columns }: Form): string =>
  createHash('sha256')
    .update(
      JSON.stringify(
        columns.map(({ id, label, field, asked, needed }) => [
          id,
          label,
          field.kind,
          Object.entries(field.options ?? {}),
          asked,
          needed,
        ]),
      ),
    )
    .digest('hex')
    .slice(0, 16)
const prefix = 'fazhi-template'
/** `fazhi-template/<register>/<fingerprint>`, with `:<act>` behind the register for rows that act on what exists. */
export const markOf = (form: Form): string =>
  `${prefix}/${form.m.id}${form.acting ? `:${form.acting.replace('/', '.')}` : ''}/${fingerprintOf(form)}`
/** The register and the act that a mark names. */
export const markedAs = (mark: string): { readonly mechanism: string; readonly acting: string | undefined } => {
  const [mechanism = '', acting] = (mark.split('/')[1] ?? '').split(':')
  return { mechanism, acting: acting?.replace('.', '/') }
}
