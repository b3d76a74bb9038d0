/** 报告体检 beside the records: a report opened and checked, and its figures held against the indicators of its year. */
import { checkApart } from '../exchange/check/apart.ts'
import { holdAgainst, type Checked, type Recorded } from '../exchange/check/index.ts'
import type { Opened } from '../exchange/check/open/index.ts'
import { definitionOf, measureAll, type CatalogueEntry } from '../kernel/indicator/index.ts'
import type { District } from './district.ts'
import type { OpenHouse } from './house.ts'

/** What the registers count in a year, as every official may know it; nothing where they hold no record of it. */
export const recordedIn = async (
  house: OpenHouse,
  { id: tenant }: District,
  year: number,
): Promise<Recorded[] | undefined> => {
  const { entries } = house.catalogue
  const period = { from: `${year}-01-01`, to: `${year}-12-31` } as const
  const asked = entries.map(({ figure }) => ({ figure }))
  const measured = await measureAll(house.pool, house.mechanisms, asked, { tenant, period })
  // Something was done in that year; what only stands from year to year (units, documents in force) is no record of it.
  const ofTheYear = ({ mechanism, figure: { of, over } }: CatalogueEntry): boolean =>
    of.set === 'did' && over === 'period' && isReported(house, mechanism)
  if (!measured.some(({ rows }, at) => rows > 0 && ofTheYear(entries[at]!))) return undefined
  return entries.flatMap(({ id, mechanism, figure }, at): Recorded[] => {
    const { value, printed } = measured[at]!
    if (typeof value === 'string') return []
    // Money stands in 分 in the registers, and in 元 in what is checked.
    const money = figure.unit.endsWith('元')
    return [
      {
        id,
        name: figure.label[0],
        register: house.mechanisms.get(mechanism)!.name[0],
        unit: money ? '元' : figure.unit,
        value: money && value !== undefined ? value / 100 : value,
        printed,
        definition: definitionOf(house.mechanisms, figure),
      },
    ]
  })
}
const isReported = ({ found }: OpenHouse, mechanism: string): boolean =>
  found.chapters.some(({ reported, mechanisms }) => reported && mechanisms.some(({ id }) => id === mechanism))

export interface ReportChecked extends Checked {
  readonly is: Opened['is']
  readonly text: string
  /** The year whose records it was held against, where there are any. */
  readonly records: { readonly year: number; readonly held: boolean } | undefined
}
/**
 * Opens and checks a report's file, and holds it against the records of `year`, or of the year that the report names.
 * Throws Unreadable.
 */
export const checkWithRecords = async (
  house: OpenHouse,
  district: District,
  bytes: Uint8Array,
  year?: number,
): Promise<ReportChecked> => {
  const { opened, checked } = await checkApart({ bytes, ...(year !== undefined && { year }) })
  const of = year ?? checked.year
  const recorded = of === undefined ? undefined : await recordedIn(house, district, of)
  const held = recorded ? holdAgainst(opened.text, checked, recorded) : checked
  return { ...held, ...opened, records: of === undefined ? undefined : { year: of, held: recorded !== undefined } }
}
