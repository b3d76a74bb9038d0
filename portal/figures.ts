/**
 * The figures of a published report as they were frozen with it: value, definition, numerator and denominator, and the
 * size of what was corrected since. The rows behind them stay inside.
 */
import type { ReportedFigure } from '../exchange/documents/figures.ts'
import { rows, type Client } from '../kernel/ledger/index.ts'
import { addends, measure, type Question } from '../kernel/indicator/index.ts'
import type { Day } from '../kernel/time/index.ts'
import { questionOf } from '../server/pages/report.ts'
import type { Article } from './pages/article.ts'
import type { Site } from './site.ts'

/** As its table says it; `now` where it would print something else today. */
export type PublicFigure = ReportedFigure
export interface ReportFigures {
  readonly question: Question
  readonly year: number
  readonly frozenOn: Day
  readonly figures: readonly PublicFigure[]
  readonly byId: ReadonlyMap<string, PublicFigure>
}
interface Frozen {
  readonly figure: string
  readonly name: string
  readonly value: string | null
  readonly printed: string
  readonly definition: string
  readonly rows: number
  readonly counting: number
  readonly day: Day
}
/** Nothing where that article is no report whose figures were frozen for the whole district. */
export const figuresOf = async (
  client: Client,
  { house, district }: Site,
  { item }: Article,
): Promise<ReportFigures | undefined> => {
  const { portal } = item.m
  const issuer = portal.issuer === undefined ? undefined : String(item.fields[portal.issuer])
  const { year } = item.fields
  // A department's report has its own text; what is frozen are the figures of the district.
  if (!portal.figures || typeof year !== 'number' || (issuer && district.units.get(issuer)?.parent)) return undefined
  const frozen = await rows<Frozen & Record<string, unknown>>(
    client,
    `SELECT figure, name, value, printed, definition, frozen::date AS day, cardinality(rows) AS rows,
       (SELECT count(*) FROM unnest(rows) AS one WHERE right(one, 2) = '/1') AS counting
     FROM ledger.freeze WHERE tenant = $1 AND report = $2`,
    [district.id, item.id],
  )
  if (!frozen.length) return undefined
  const question = questionOf(district, year)
  const known = new Map(frozen.map((one) => [one.figure, one]))
  const figures: PublicFigure[] = []
  for (const { id, figure, mechanism } of house.catalogue.entries) {
    const kept = known.get(id)
    if (!kept) continue
    const { printed } = await measure(client, house.mechanisms, figure, question)
    const rate = addends(figure).some((one) => one.measure.by === 'rate')
    figures.push({
      id,
      name: kept.name,
      register: house.mechanisms.get(mechanism)!.name[0],
      value: kept.value ?? undefined,
      printed: kept.printed,
      definition: kept.definition,
      rows: Number(kept.rows),
      numerator: rate ? Number(kept.counting) : undefined,
      denominator: rate ? Number(kept.rows) : undefined,
      now: printed === kept.printed ? undefined : printed,
    })
  }
  return { question, year, frozenOn: frozen[0]!.day, figures, byId: new Map(figures.map((one) => [one.id, one])) }
}
