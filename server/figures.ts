/** The rows behind a figure as a reader may see them; the API and the pages show the same. */
import type { CatalogueEntry, FigureRow } from '../kernel/indicator/index.ts'
import type { Field, Fields } from '../kernel/fields/index.ts'
import { asksOf, structureOf } from '../kernel/procedure/index.ts'
import type { AnyMechanism } from '../kernel/mechanism.ts'
import { titleOf } from '../kernel/register/index.ts'
import { visibleFields, type Access } from './access.ts'
import type { District } from './district.ts'

/** The fields that a row of this figure may hold: those of its record and those its acts ask. */
export const fieldsOfRow = (m: AnyMechanism, { figure: { of } }: CatalogueEntry): Fields => {
  const structure = structureOf(m, of.part)!
  const asked: Fields =
    of.set === 'did' ? Object.assign({}, ...of.names.map((act) => asksOf(structure, structure.acts[act]!))) : {}
  return { ...structure.record, ...asked }
}
/** Of a row to which none of the reader's units is a party, only what every official may see. */
export const openRow = (m: AnyMechanism, entry: CatalogueEntry, row: FigureRow, access: Access): FigureRow => {
  const level = access.level(row.units)
  const fields = visibleFields({ record: fieldsOfRow(m, entry) }, row.fields, level)
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
