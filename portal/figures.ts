/**
 * The figures of a published report as they were frozen with it: value, definition, numerator and denominator, and the
 * size of what was corrected since. The rows behind them stay inside.
 */
import { rows, type Client } from '../kernel/ledger/index.ts'
import { addends, measure, type Question } from '../kernel/indicator/index.ts'
import { questionOf } from '../server/pages/report.ts'
import type { Article } from './pages/article.ts'
import type { Site } from './site.ts'

export interface PublicFigure {
  readonly id: string
  readonly name: string
  /** The register that it counts. */
  readonly register: string
  /** As a number or a day, nothing where there was no base. */
  readonly value: string | undefined
  readonly printed: string
  readonly definition: string
  /** How many rows it counts. */
  readonly rows: number
  readonly numerator: number | undefined
  readonly denominator: number | undefined
  /** What it would print today, where that is something else. */
  readonly now: string | undefined
}
export interface ReportFigures {
  readonly question: Question
  readonly year: number
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
    `SELECT figure, name, value, printed, definition, cardinality(rows) AS rows,
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
  return { question, year, figures, byId: new Map(figures.map((one) => [one.id, one])) }
}

/** A cell that a spreadsheet must not take for a formula. */
const cell = (value: string | number | undefined): string => {
  const text = String(value ?? '')
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
export const csvColumns = [
  ['id', '编号', 'string'],
  ['register', '台账', 'string'],
  ['name', '指标', 'string'],
  ['value', '数值', 'string'],
  ['printed', '报告中的写法', 'string'],
  ['numerator', '分子', 'integer'],
  ['denominator', '分母', 'integer'],
  ['rows', '所数记录', 'integer'],
  ['definition', '口径', 'string'],
  ['now', '更正后', 'string'],
] as const
/** UTF-8 with a byte-order mark, by which Excel knows it. */
export const figuresCsv = ({ figures }: ReportFigures): string =>
  `\ufeff${[csvColumns.map(([, label]) => label), ...figures.map((one) => csvColumns.map(([name]) => cell(one[name])))]
    .map((line) => line.join(','))
    .join('\r\n')}\r\n`
/** CSV on the Web: what the columns of the table mean. */
export const csvMetadata = (title: string): object => ({
  '@context': ['http://www.w3.org/ns/csvw', { '@language': 'zh-CN' }],
  url: 'figures.csv',
  'dc:title': `${title}：指标表`,
  tableSchema: {
    columns: csvColumns.map(([name, titles, datatype]) => ({ name, titles, datatype })),
    primaryKey: 'id',
  },
})
export const figuresJson = (title: string, url: string, { figures, year }: ReportFigures): object => ({
  '@context': { '@vocab': 'https://schema.org/' },
  '@type': 'Dataset',
  '@id': `${url}/figures.json`,
  name: `${title}：指标表`,
  temporalCoverage: `${year}-01-01/${year}-12-31`,
  variableMeasured: figures.map(
    ({ id, name, register, value, printed, definition, rows, numerator, denominator, now }) => ({
      '@type': 'PropertyValue',
      '@id': `${url}/figures/${id}`,
      propertyID: id,
      name,
      measurementTechnique: register,
      value: value ?? null,
      description: definition,
      printed,
      rows,
      ...(denominator !== undefined && { numerator, denominator }),
      ...(now !== undefined && { corrected: now }),
    }),
  ),
})
