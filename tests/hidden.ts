/** What nobody outside may read: the values of all fields that are not public, as they stand in the registers. */
import { isUuid } from '../kernel/ledger/index.ts'
import { asksOf } from '../kernel/procedure/index.ts'
import { quoted, registersOf } from '../kernel/register/index.ts'
import type { Field } from '../kernel/fields/index.ts'
import type { AnyMechanism } from '../kernel/mechanism.ts'
import type { OpenHouse } from '../server/house.ts'

/** Kinds whose values are words; of the others nothing could be recognised on a page. */
const wordy = new Set(['text', 'prose', 'person'])
/** Shorter ones stand in other words by chance, and so do short numbers and codes; a name is looked for in any case. */
const shortest = 4
const isCommon = (value: string): boolean => value.length < shortest || /^[ -~]{1,13}$/.test(value)
/** Whether a text holds a value: asked of thousands of values, it looks only where all their pieces occur. */
const within = (text: string): ((value: string) => boolean) => {
  const pieces = new Set<string>()
  for (let at = 0; at + shortest <= text.length; at++) pieces.add(text.slice(at, at + shortest))
  return (value) => {
    for (let at = 0; at + shortest <= value.length; at++) if (!pieces.has(value.slice(at, at + shortest))) return false
    return text.includes(value)
  }
}
/** The product's own words: labels, and the sentences of reports. */
const declared = (m: AnyMechanism): string => {
  const seen = new WeakSet<object>()
  return JSON.stringify(m, (_, value: unknown) => {
    if (typeof value === 'function') return String(value)
    if (typeof value !== 'object' || value === null) return value
    if (seen.has(value)) return undefined
    seen.add(value)
    return value
  })
}

/** Each value with the field it comes from. What is public somewhere is no secret elsewhere, and left out, unless it is personal. */
export const hiddenValues = async (house: OpenHouse, tenant: string): Promise<ReadonlyMap<string, string>> => {
  const hidden = new Map<string, string>()
  const personal = new Map<string, string>()
  const open = new Set<string>()
  const client = await house.owner.connect()
  try {
    for (const m of house.mechanisms.values())
      for (const { structure, cases, did } of registersOf(m)) {
        const tables: (readonly [string, Readonly<Record<string, Field>>])[] = [
          [cases.name, structure.record],
          ...Object.entries(did).map(([act, { name }]) => [name, asksOf(structure, structure.acts[act]!)] as const),
        ]
        for (const [table, fields] of tables)
          for (const [name, field] of Object.entries(fields)) {
            if (!wordy.has(field.kind)) continue
            const { rows } = await client.query<{ value: string }>(
              `SELECT DISTINCT ${quoted(name)} AS value FROM ${table} WHERE _tenant = $1 AND ${quoted(name)} IS NOT NULL`,
              [tenant],
            )
            for (const { value } of rows) {
              if (value.length < 2 || isUuid(value)) continue
              if (field.how.seen === 'public') open.add(value)
              else if (field.how.personal) personal.set(value, `${table}.${name}`)
              else if (!isCommon(value)) hidden.set(value, `${table}.${name}`)
            }
          }
      }
    // Persons stand in the registers by their ids; their names are in the posts.
    const { rows } = await client.query<{ name: string }>(
      'SELECT DISTINCT name FROM register.posts WHERE _tenant = $1',
      [tenant],
    )
    for (const { name } of rows) if (name.length >= 2) personal.set(name, 'posts.name')
  } finally {
    client.release()
  }
  const words = [...open, ...[...house.mechanisms.values()].map(declared)].join('\n')
  const isOpen = within(words)
  for (const value of hidden.keys()) if (isOpen(value)) hidden.delete(value)
  return new Map([...hidden, ...personal])
}
/** Those of them that stand in one of these texts, with the text. */
export const shownAmong = (
  hidden: ReadonlyMap<string, string>,
  texts: Iterable<readonly [where: string, text: string]>,
): string[] => {
  const lines = new Map<string, string>()
  for (const [where, text] of texts)
    for (const line of text.split('\n')) if (line.length >= shortest && !lines.has(line)) lines.set(line, where)
  const isShown = within([...lines.keys()].join('\n'))
  return [...hidden]
    .filter(([value]) => isShown(value))
    .map(([value, field]) => {
      const [line, where] = [...lines].find(([line]) => line.includes(value)) ?? []
      return `${field}: ${value} in ${where}: ${line?.slice(0, 80)}`
    })
}
