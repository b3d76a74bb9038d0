/** The acts that every case has, as forms: note, attachment, hand-over; correction and voiding of one record of its past. */
import type { FieldShape, Lived, Pair, Shape, Values } from '../api.ts'
import type { Doing } from './act-form.tsx'

const field = (name: string, kind: string, label: Pair, optional = false): FieldShape => ({
  name,
  kind,
  label,
  optional,
  personal: false,
})
const reason = field('reason', 'text', ['理由', 'Reason'])
const asked: Readonly<Record<string, readonly FieldShape[]>> = {
  note: [field('words', 'prose', ['备注', 'Note'])],
  attach: [field('title', 'text', ['标题', 'Title']), field('file', 'file', ['文件', 'File'])],
  handOver: [field('unit', 'unit', ['接收单位', 'Unit']), field('to', 'person', ['接收人', 'Person']), reason],
}
const offerOf = (act: string, label: Pair): Doing['offer'] => ({ act, label, kind: 'effect' })

/** Note, attach or hand over; nothing for the acts that are about one record. */
export const builtInDoing = (act: string, label: Pair, path: string, shape: Shape): Doing | undefined => {
  const fields = asked[act]
  return (
    fields && {
      path: `${path}/${act}`,
      offer: offerOf(act, label),
      fields,
      opens: false,
      past: { path, shape },
    }
  )
}
/** How a note begins by which somebody urges a case on; the server finds it by this. */
const urgingMark = '【督办】'
/** Urging a case on is a note in it, which everybody in the case reads; `words` are proposed and may be rewritten. */
export const urging = (path: string, words: string): Doing => ({
  path: `${path}/note`,
  offer: offerOf('note', ['督办', 'Urge on']),
  fields: [field('words', 'prose', ['督办意见', 'What is urged'])],
  opens: false,
  initial: { words },
  draft: 'urging',
  toBody: ({ words: said }) => ({ words: String(said).startsWith(urgingMark) ? said : `${urgingMark}${String(said)}` }),
})
/** Where the record of a part is corrected: at that part. */
const placeOf = (path: string, { part }: Lived): string => (part ? `${path}/parts/${part.kind}/${part.id}` : path)
export const voiding = (path: string, shape: Shape, event: Lived, label: Pair): Doing => ({
  path: `${placeOf(path, event)}/void`,
  offer: offerOf('void', label),
  fields: [reason],
  opens: false,
  past: { path, shape },
  draft: String(event.version),
  toBody: (given) => ({ ...given, version: event.version }),
})
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
/** Only what was changed is sent; `fields` are those of the act that is corrected. */
export const correcting = (
  path: string,
  shape: Shape,
  event: Lived,
  fields: readonly FieldShape[],
  label: Pair,
): Doing => ({
  path: `${placeOf(path, event)}/correct`,
  offer: offerOf('correct', label),
  fields: [
    ...fields.map((one) => ({ ...one, optional: true })),
    field('$on', 'day', ['更正后的发生日（不改则不填）', 'Corrected day (leave empty to keep)'], true),
    { ...reason, name: '$reason' },
  ],
  opens: false,
  past: { path, shape },
  initial: event.body,
  draft: String(event.version),
  toBody: ({ $on, $reason, ...given }): Values => ({
    version: event.version,
    new: Object.fromEntries(Object.entries(given).filter(([name, value]) => !same(value, event.body[name]))),
    ...($on !== undefined && { on: $on }),
    reason: $reason,
  }),
})
