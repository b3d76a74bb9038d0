/** The rows behind a figure as a reader may see them; the API and the pages show the same. */
import type { CatalogueEntry, FigureRow } from '../kernel/indicator/index.ts'
import type { Fields } from '../kernel/fields/index.ts'
import { asksOf, structureOf } from '../kernel/procedure/index.ts'
import type { AnyMechanism } from '../kernel/mechanism.ts'
import { titleOf } from '../kernel/register/index.ts'
import { visibleFields, type Access } from './access.ts'

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
