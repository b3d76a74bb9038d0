/** The rows behind a figure as a reader may see them; the API and the pages show the same. */
import { addends, type Figure, type FigureRow, type Source } from '../kernel/indicator/index.ts'
import type { Field, Fields } from '../kernel/fields/index.ts'
import { asksOf, structureOf } from '../kernel/procedure/index.ts'
import type { AnyMechanism } from '../kernel/mechanism.ts'
import { titleOf } from '../kernel/register/index.ts'
import { visibleFields, type Access } from './access.ts'
import type { District } from './district.ts'

type Mechanisms = ReadonlyMap<string, AnyMechanism>
/** The fields that the rows of this figure may hold. */
export const fieldsOf = (mechanisms: Mechanisms, figure: Figure): Fields =>
  Object.assign({}, ...addends(figure).map(({ of }) => fieldsOfRow(mechanisms.get(of.mechanism)!, of)))
/** Those of its record and those its acts ask. */
const fieldsOfRow = (m: AnyMechanism, of: Source): Fields => {
  const structure = structureOf(m, of.part)!
  const asked: Fields =
    of.set === 'did' ? Object.assign({}, ...of.names.map((act) => asksOf(structure, structure.acts[act]!))) : {}
  return { ...structure.record, ...asked }
}
/** Of a row to which none of the reader's units is a party, only what every official may see. */
export const openRow = (
  mechanisms: Mechanisms,
  row: FigureRow,
  accessFor: (mechanism: string) => Access,
): FigureRow => {
  const m = mechanisms.get(row.mechanism)!
  const level = accessFor(row.mechanism).level(row.units)
  const fields = visibleFields({ record: fieldsOfRow(m, row.of) }, row.fields, level)
  return { ...row, title: level === 'parties' ? row.title : titleOf(m.record, fields), fields }
}

const yuan = new Intl.NumberFormat('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
/** A value as a person reads it: names for ids, labels for options, yuan for 分. */
export const shownValue = (field: Field, given: unknown, district: District): string => {
  const one = (each: unknown): string => {
    switch (field.kind) {
      case 'unit':
      case 'units':
        return district.units.get(String(each))?.short ?? String(each)
      case 'person':
        return district.nameOf(String(each))
      case 'file':
        return '附件'
      case 'document':
        return (each as { title: string }).title
      case 'flag':
        return each ? '是' : '否'
      case 'money':
        return `${yuan.format(Number(each) / 100)}元`
      case 'moment':
        return String(each).replace('T', ' ')
      default:
        return field.options?.[String(each)]?.[0] ?? String(each)
    }
  }
  return given === undefined || given === null ? '' : Array.isArray(given) ? given.map(one).join('、') : one(given)
}
