/** The annual report of a year, of the district or of a unit: as the records stand, or as its figures were frozen. */
import type { ReportedFigure } from '../exchange/documents/figures.ts'
import type { YearReport } from '../exchange/documents/report.ts'
import type { Field } from '../kernel/fields/index.ts'
import { definitionOf, measure, type Measured } from '../kernel/indicator/index.ts'
import { rows, transact, type Client } from '../kernel/ledger/index.ts'
import type { AnyMechanism } from '../kernel/mechanism.ts'
import { asKnownOn, registerFor } from '../kernel/register/index.ts'
import { assemble, frozenFigures, listedIn, type ReportSection } from '../kernel/report/index.ts'
import type { Day } from '../kernel/time/index.ts'
import type { District } from './district.ts'
import type { OpenHouse } from './house.ts'
import { forms } from './letter-forms.ts'
import { questionOf } from './pages/report.ts'
import { reportChapters } from './wording.ts'

const isSnapshot = ({ kind }: Field): boolean => kind === 'snapshot'
/** The mechanism whose cases are reports: the one that freezes the figures of a year. */
export const reportsOf = ({ mechanisms }: Pick<OpenHouse, 'mechanisms'>): AnyMechanism | undefined =>
  [...mechanisms.values()].find(
    ({ acts, record }) => record.year && Object.values(acts).some(({ asks }) => Object.values(asks).some(isSnapshot)),
  )
interface Frozen {
  readonly id: string
  readonly frozenOn: Day
  /** When it came into the state from which it is frozen: when it was signed. */
  readonly signedOn: Day
  readonly body: string | undefined
  readonly title: string | undefined
}
/** The district's own report of that year, where its figures have been frozen. */
const frozenOf = async (
  client: Client,
  house: OpenHouse,
  district: District,
  year: number,
  of: string | undefined,
): Promise<Frozen | undefined> => {
  const m = reportsOf(house)
  if (!m) return undefined
  const [freeze, act] = Object.entries(m.acts).find(([, { asks }]) => Object.values(asks).some(isSnapshot))!
  const before = typeof act.from === 'symbol' ? [] : [act.from ?? []].flat()
  const signing = Object.keys(m.acts).filter((name) => before.includes(m.acts[name]!.to ?? ''))
  const found = await rows<{ id: string; did: Record<string, { on: Day }>; fields: Record<string, unknown> }>(
    client,
    `SELECT _id AS id, _folded->'did' AS did, _folded->'fields' AS fields FROM ${registerFor(m, undefined).cases.name} WHERE _tenant = $1 AND year = $2 ORDER BY _opened DESC, _id`,
    [district.id, year],
  )
  const { issuer, title } = m.portal ?? {}
  for (const { id, did, fields } of found) {
    const body = issuer === undefined ? undefined : String(fields[issuer] ?? '')
    // A department's report has its own text; what is frozen are the figures of the district.
    if (!did[freeze] || (of !== undefined && id !== of) || (body && district.units.get(body)?.parent)) continue
    const signedOn =
      signing
        .flatMap((name) => did[name]?.on ?? [])
        .sort()
        .at(-1) ?? did[freeze].on
    const name = title === undefined ? undefined : fields[title]
    return { id, frozenOn: did[freeze].on, signedOn, body, title: typeof name === 'string' ? name : undefined }
  }
  return undefined
}
/** Whoever heads the district: the government among its units. */
const governmentOf = (district: District): string =>
  [...district.units.values()].find(({ kind }) => kind === 'government')?.name ?? `${district.name}人民政府`

const tabled = (
  house: OpenHouse,
  id: string,
  mechanism: string,
  measured: Measured & { definition: string },
  name: string,
): ReportedFigure => ({
  id,
  name,
  register: house.mechanisms.get(mechanism)!.name[0],
  value: measured.value === undefined ? undefined : String(measured.value),
  printed: measured.printed,
  definition: measured.definition,
  rows: measured.rows,
  numerator: measured.numerator,
  denominator: measured.denominator,
})

/**
 * What the report says. A frozen one says on every day what it said when it was frozen: its figures are those kept, its
 * lists and free texts those known on that evening. `live` asks for the records as they stand all the same.
 */
export const yearReport = async (
  house: OpenHouse,
  district: District,
  year: number,
  {
    unit,
    known,
    live,
    of,
    table = true,
  }: {
    readonly unit?: string | undefined
    readonly known?: Day | undefined
    readonly live?: boolean
    /** The case of the report, where there are several of that year. */
    readonly of?: string
    /** Its table of figures too, those that no sentence tells among them. */
    readonly table?: boolean
  } = {},
): Promise<YearReport> => {
  const question = questionOf(district, year, unit)
  const chapters = house.found.chapters.filter(({ reported }) => reported)
  const told = async (client: Client, kept?: Awaited<ReturnType<typeof frozenFigures>>): Promise<ReportSection[]> => {
    const worded = await reportChapters(client, house, district.id)
    return assemble(client, house.mechanisms, worded, question, house.catalogue.idOf, 'all', kept)
  }
  const { entries } = house.catalogue
  const reported = new Set(chapters.flatMap(({ mechanisms }) => mechanisms.map(({ id }) => id)))
  const frozen =
    unit || known || live
      ? undefined
      : await transact(house.pool, district.id, (client) => frozenOf(client, house, district, year, of))
  const name = unit ? district.units.get(unit)!.name : district.name
  const base = {
    title: frozen?.title ?? `${name}关于${year}年度法治政府建设情况的报告`,
    year,
    organ: unit ? name : (frozen?.body && district.units.get(frozen.body)?.name) || governmentOf(district),
    day: frozen?.signedOn,
    frozen: frozen !== undefined,
    sample: district.sample,
  }
  if (frozen) {
    const kept = await transact(house.pool, district.id, (client) =>
      frozenFigures(
        client,
        entries.map(({ figure }) => figure),
        district.id,
        frozen.id,
        house.catalogue.idOf,
      ),
    )
    // Lists, free texts and the wording are read as they were known then; all the rest stands in the figures that were kept.
    const listed = [...listedIn(chapters), forms].flatMap((id) => house.mechanisms.get(id) ?? [])
    const sections = await asKnownOn(house, district.id, listed, frozen.frozenOn, (client) => told(client, kept))
    const figures = entries.flatMap(({ id, figure, mechanism }) =>
      kept.has(id) ? [tabled(house, id, mechanism, kept.get(id)!, figure.label[0])] : [],
    )
    return { ...base, sections, figures }
  }
  const work = async (client: Client): Promise<YearReport> => {
    const sections = await told(client)
    const said = new Map(
      sections.flatMap(({ chapters }) =>
        chapters.flatMap(({ sentences }) =>
          sentences.flatMap(({ pieces }) =>
            pieces.flatMap((piece) => ('figure' in piece ? [[piece.figure.id, piece.figure] as const] : [])),
          ),
        ),
      ),
    )
    const figures: ReportedFigure[] = []
    for (const { id, figure, mechanism } of table ? entries : []) {
      if (!reported.has(mechanism)) continue
      const measured = said.get(id) ?? {
        ...(await measure(client, house.mechanisms, figure, question)),
        definition: definitionOf(house.mechanisms, figure),
      }
      figures.push(tabled(house, id, mechanism, measured, figure.label[0]))
    }
    return { ...base, sections, figures }
  }
  return known
    ? asKnownOn(house, district.id, [...house.mechanisms.values()], known, work)
    : transact(house.pool, district.id, work)
}
