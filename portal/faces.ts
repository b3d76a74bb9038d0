/** The public faces of the mechanisms: which stand in which column, and what of a record everyone may see. */
import type { Fields, Values } from '../kernel/fields/index.ts'
import type { Pair } from '../kernel/law/index.ts'
import type { AnyMechanism } from '../kernel/mechanism.ts'
import type { Column, Portal } from '../kernel/portal.ts'
import { columns } from '../mechanisms/columns.ts'
import { isVisible } from '../server/access.ts'

export type PublicMechanism = AnyMechanism & { readonly portal: Portal }
export const isPublic = (m: AnyMechanism | undefined): m is PublicMechanism => m?.portal !== undefined

/** A list of the directory: a column, or one option of the field that divides it. */
export interface Place {
  readonly column: Column
  readonly option?: string
  readonly label: Pair
  readonly says: string
}
export interface Faces {
  readonly columns: readonly Column[]
  readonly mechanisms: readonly PublicMechanism[]
  readonly of: (id: string) => PublicMechanism | undefined
  /** Those that stand in this very column. */
  readonly in: (column: Column) => readonly PublicMechanism[]
  /** The columns and options directly below. */
  readonly below: (column: Column) => readonly Place[]
  readonly find: (column: string, option?: string) => Place | undefined
}
export const facesOf = (mechanisms: Iterable<AnyMechanism>): Faces => {
  const all = [...mechanisms].filter(isPublic)
  const inColumn = (column: Column) => all.filter(({ portal }) => portal.in === column)
  const options = (column: Column): Place[] => {
    const found = new Map<string, Place>()
    for (const { portal, record } of inColumn(column))
      for (const [option, label] of Object.entries((portal.by && record[portal.by]?.options) || {}))
        found.set(option, { column, option, label, says: `${column.label[0]}：${label[0]}。` })
    return [...found.values()]
  }
  const placeOf = (column: Column): Place => ({ column, label: column.label, says: column.says })
  return {
    columns,
    mechanisms: all,
    of: (id) => all.find((m) => m.id === id),
    in: inColumn,
    below: (column) => [...columns.filter(({ under }) => under === column).map(placeOf), ...options(column)],
    find: (id, option) => {
      const column = columns.find((one) => one.id === id)
      if (!column) return undefined
      return option === undefined ? placeOf(column) : options(column).find((place) => place.option === option)
    },
  }
}

/** Only the values of fields that everyone may see: an allow-list, so that what no field declares never leaves. */
export const publicValues = (fields: Fields, values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).filter(
      ([name, value]) =>
        Object.hasOwn(fields, name) && isVisible(fields[name]!, 'public') && value !== undefined && value !== null,
    ),
  )
