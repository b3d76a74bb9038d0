/** Values as a table shows them: what `readCell` reads back to the same value. */
import type { AnyMechanism } from '../../kernel/mechanism.ts'
import type { District } from '../../server/district.ts'
import type { Column } from './columns.ts'

/** The name of a unit in tables: with its code where two are called the same. */
export const unitText = ({ units }: Pick<District, 'units'>, id: string): string => {
  const unit = units.get(id)
  if (!unit) return id
  const same = [...units.values()].filter(({ name, short }) => name === unit.name || short === unit.name)
  return same.length > 1 ? `${unit.name}（${id}）` : unit.name
}
export const personText = ({ posts }: Pick<District, 'posts'>, id: string): string => {
  const name = posts.find(({ person }) => person === id)?.name
  if (!name) return id
  return posts.some((post) => post.name === name && post.person !== id) ? `${name}（${id}）` : name
}
/** A recorded value as the text or number of its cell. */
export const printed = (
  { field, part }: Column,
  value: unknown,
  district: Pick<District, 'units' | 'posts'>,
  mechanisms: ReadonlyMap<string, AnyMechanism>,
): string | number | null => {
  if (value === undefined || value === null) return null
  if (part) {
    const own = (value as Readonly<Record<string, string>>)[part] ?? null
    return part === 'mechanism' && own ? (mechanisms.get(own)?.name[0] ?? own) : own
  }
  switch (field.kind) {
    case 'choice':
      return field.options?.[value as string]?.[0] ?? (value as string)
    case 'choices':
      return (value as string[]).map((one) => field.options?.[one]?.[0] ?? one).join('、')
    case 'unit':
      return unitText(district, value as string)
    case 'units':
      return (value as string[]).map((one) => unitText(district, one)).join('、')
    case 'person':
      return personText(district, value as string)
    case 'flag':
      return value ? '是' : '否'
    case 'money':
      return (value as number) / 100
    case 'moment':
      return (value as string).replace('T', ' ')
    default:
      return value as string | number
  }
}
