/** The table of figures of a report, as csv and as linked data. */
import { csvField } from '../sheets/inert.ts'

/** One figure of a report, as its table says it. */
export interface ReportedFigure {
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
  readonly now?: string | undefined
}
/** A report's figures, and the year that they count. */
export interface FigureTable {
  readonly year: number
  readonly figures: readonly ReportedFigure[]
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
/** A number stays one, below zero too; everything else is inert. */
const cell = (value: string | number | undefined): string => {
  const text = String(value ?? '')
  return /^-?\d+(\.\d+)?$/.test(text) ? text : csvField(text)
}
/** UTF-8 with a byte-order mark, by which Excel knows it. */
export const figuresCsv = ({ figures }: Pick<FigureTable, 'figures'>): string =>
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
export const figuresJson = (title: string, url: string, { figures, year }: FigureTable): object => ({
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
