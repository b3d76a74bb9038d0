/** A field as a column of a table, and its values as cells: names for ids, labels for options, numbers and days as such. */
import type { Field, Subject } from '../../kernel/fields/index.ts'
import type { AnyMechanism } from '../../kernel/mechanism.ts'
import type { District } from '../../server/district.ts'
import { shownValue } from '../../server/figures.ts'
import type { Cell, ColumnKind, Column } from '../sheets/write.ts'

export interface Naming {
  readonly district: District
  readonly mechanisms: ReadonlyMap<string, AnyMechanism>
  /** Titles of the cases that links name, by id; those the reader may not see are missing. */
  readonly titles: Readonly<Record<string, string>>
}
const kinds: Readonly<Partial<Record<Field['kind'], ColumnKind>>> = {
  day: 'day',
  moment: 'moment',
  count: 'whole',
  flag: 'flag',
  money: 'money',
}
export const columnOf = ({ label, kind }: Field): Column => ({ header: label[0], kind: kinds[kind] ?? 'text' })

export const cellOf = (field: Field, given: unknown, { district, mechanisms, titles }: Naming): Cell => {
  if (given === undefined || given === null) return null
  switch (field.kind) {
    case 'day':
    case 'moment':
      return String(given)
    case 'count':
    case 'money':
      return Number(given)
    case 'flag':
      return given === true
    case 'link':
      return titles[String(given)] ?? ''
    case 'frame':
      return (given as readonly { title: string }[]).map(({ title }) => title).join('、')
    case 'subject':
      return titles[(given as Subject).id] ?? mechanisms.get((given as Subject).mechanism)?.name[0] ?? ''
    default:
      return shownValue(field, given, district)
  }
}
/** Wide enough for an id in one line. */
export const idColumn: Column = { header: '案卷编号', kind: 'text', width: 38 }
export const unitsIn = (units: readonly string[], district: District): string =>
  units.map((unit) => district.units.get(unit)?.short ?? unit).join('、')

/** A label for each column; one that another column has already gets a mark, so that no two are called the same. */
export const distinctly = (columns: readonly Column[]): Column[] => {
  const taken = new Set<string>()
  return columns.map(({ header, ...more }) => {
    let name = header
    for (let n = 2; taken.has(name); n++) name = `${header}（${n}）`
    taken.add(name)
    return { header: name, ...more }
  })
}
