/** What a row says otherwise than its case has it: blank cells say nothing. */
import type { Values } from '../../kernel/fields/index.ts'
import { canonicalText, type Json } from '../../kernel/ledger/index.ts'
import type { Day } from '../../kernel/time/index.ts'
import type { Form } from './columns.ts'
import type { Done } from './row.ts'

/** White space at the ends is not kept by tables. */
const plainly = (value: unknown): string =>
  canonicalText((typeof value === 'string' ? value.trim().replace(/\r\n?/g, '\n') : value) as Json)
const differs = (a: unknown, b: unknown): boolean => a === undefined || plainly(a) !== plainly(b)

export interface Changes {
  readonly new: Values
  readonly on?: Day
}
/** The values that differ, and the day if it does; nothing where all is as it was. */
export const changesOf = (
  stood: Done,
  told: { readonly on: Day | undefined; readonly body: Values },
): Changes | undefined => {
  const changed = Object.entries(told.body).filter(([name, value]) => differs(stood.body[name], value))
  const on = told.on !== undefined && told.on !== stood.on ? told.on : undefined
  if (!changed.length && on === undefined) return undefined
  return { new: Object.fromEntries(changed), ...(on !== undefined && { on }) }
}
/** What is changed, by its labels. */
export const labelsIn = ({ columns }: Form, { new: values, on }: Changes): string => {
  const named = (name: string) => columns.find(({ id, part }) => (part ? id === `${name}.${part}` : id === name))?.label
  return [...(on ? ['发生日期'] : []), ...Object.keys(values).map((name) => named(name) ?? name)].join('、')
}
