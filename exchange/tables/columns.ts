/** The columns of a register's table, from its declaration: what the acts that open a case ask, and nothing else. */
import { createHash } from 'node:crypto'
import { isFilled, type Field, type Fields } from '../../kernel/fields/index.ts'
import type { AnyMechanism } from '../../kernel/mechanism.ts'
import { asksOf, openings } from '../../kernel/procedure/index.ts'

/** A column stands for the act, for its day, for a field, or for one of the two or three values that make a field. */
export interface Column {
  /** `act`, `on`, a field's name, or `field.part` for a part of a document or a subject. */
  readonly id: string
  readonly label: string
  readonly english: string
  readonly field: Field
  /** Of a document or a subject: which of its values. */
  readonly part?: 'hash' | 'title' | 'mechanism' | 'id'
  /** Acts that ask for it at all, and those that cannot do without. */
  readonly asked: readonly string[]
  readonly needed: readonly string[]
}
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

/** The acts that a row may stand for, by name, with the fields that each asks. */
export const actsOf = (m: AnyMechanism): ReadonlyMap<string, Fields> =>
  new Map(
    openings(m).map((name) => [
      name,
      Object.fromEntries(Object.entries(asksOf(m, m.acts[name]!)).filter(([, field]) => !isFilled(field))),
    ]),
  )

const cache = new WeakMap<AnyMechanism, readonly Column[]>()
/** In the order of the declaration; the act first where there are several, the day before the fields. */
export const columnsOf = (m: AnyMechanism): readonly Column[] => {
  const known = cache.get(m)
  if (known) return known
  const acts = actsOf(m)
  const all = [...acts.keys()]
  const fields = new Map([...acts.values()].flatMap((asks) => Object.entries(asks)))
  const options = Object.fromEntries(all.map((name) => [name, m.acts[name]!.label]))
  const facts = all.filter((name) => m.acts[name]!.kind === 'fact')
  const columns: Column[] = [
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
    { id: 'on', label: '发生日期', english: 'Day', field: made('day', ['发生日期', 'Day']), asked: all, needed: facts },
    ...[...fields].flatMap(([name, field]): Column[] => {
      const asked = all.filter((act) => acts.get(act)![name])
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
    }),
  ]
  cache.set(m, columns)
  return columns
}
/** What a table filled by an older template may no longer fit: columns, kinds, choices and what is required. */
export const fingerprintOf = (m: AnyMechanism): string =>
  createHash('sha256')
    .update(
      JSON.stringify(
        columnsOf(m).map(({ id, label, field, asked, needed }) => [
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
export const markOf = (m: AnyMechanism): string => `fazhi-template/${m.id}/${fingerprintOf(m)}`
