/** Measuring: a figure's value, its numerator and base, and the very rows it counts, for any period, unit and reader. */
import { createHash } from 'node:crypto'
import { plannedRows, transact, type Client, type Pool } from '../ledger/index.ts'
import type { Day } from '../time/index.ts'
import { addends, type Figure } from './figure.ts'
import { percent, phrase } from './phrase.ts'
import type { Source } from './rows.ts'
import { queryOf, Values, type Period, type Procedures, type Query, type Question } from './query.ts'

/** Who asks: all rows, or only those to which one of these units is a party; `none` is the public. */
export type Reader = 'all' | 'none' | { readonly units: readonly string[] }
/** Of each mechanism whose rows a figure counts. */
export type Readers = Reader | ((mechanism: string) => Reader)
const readerFor = (readers: Readers, { of }: Figure): Reader =>
  typeof readers === 'function' ? readers(of.mechanism) : readers

export interface Measured {
  /** A number, a day, or nothing: no base, or no such day. */
  readonly value: number | Day | undefined
  readonly numerator: number | undefined
  readonly denominator: number | undefined
  readonly printed: string
  /** How many rows the figure counts, and how many of them this reader may open. */
  readonly rows: number
  readonly open: number
}
export interface FigureRow {
  readonly mechanism: string
  /** The row set that it stands in: what its fields may be. */
  readonly of: Source
  readonly case: string
  readonly part: string | undefined
  readonly version: number
  readonly on: Day
  readonly units: readonly string[]
  readonly title: string
  /** For rates: whether it counts above the line. */
  readonly counts: boolean
  readonly fields: Readonly<Record<string, unknown>>
}

const yearBefore = ({ from, to }: Period): Period => {
  const back = (day: Day) => `${Number(day.slice(0, 4)) - 1}${day.slice(4) === '-02-29' ? '-02-28' : day.slice(4)}`
  return { from: back(from), to: back(to) }
}
const before = (question: Question): Question => ({ ...question, period: yearBefore(question.period) })

const value = ({ measure }: Figure, query: Query): string => {
  const { at } = query
  switch (measure.by) {
    case 'count':
      return 'count(*)'
    case 'distinct':
      return `count(DISTINCT ${at.column(measure.column)})`
    case 'sum':
      return `coalesce(sum(${at.column(measure.column)}), 0)::bigint`
    case 'latest':
      return `max(${at.column(measure.column)})`
    case 'rate':
      return `count(*) FILTER (WHERE ${query.test(measure.counting)})`
    case 'days': {
      const days = `(${at.column(measure.to)} - ${at.column(measure.from)})`
      return measure.take === 'longest'
        ? `max${days}`
        : measure.take === 'median'
          ? `percentile_disc(0.5) WITHIN GROUP (ORDER BY ${days})`
          : `round(avg${days}, 1)::float8`
    }
  }
}
const openTo = (reader: Reader, query: Query): string =>
  reader === 'all'
    ? 'count(*)'
    : reader === 'none'
      ? '0'
      : `count(*) FILTER (WHERE ${query.at.parties()} && ${query.values.put(reader.units, '::text[]')})`

interface Answer {
  readonly value: number | string | null
  readonly rows: number
  readonly open: number
}
const ask = async (
  client: Client,
  procedures: Procedures,
  figure: Figure,
  question: Question,
  readers: Readers,
): Promise<Answer> => {
  if (figure.plus) {
    const all: Answer[] = []
    for (const one of addends(figure)) all.push(await ask(client, procedures, one, question, readers))
    const total = (of: (answer: Answer) => number) => all.reduce((sum, answer) => sum + of(answer), 0)
    return {
      value: total(({ value }) => Number(value)),
      rows: total(({ rows }) => rows),
      open: total(({ open }) => open),
    }
  }
  const reader = readerFor(readers, figure)
  const query = queryOf(procedures, figure.of, question)
  const text = query.select(`${value(figure, query)} AS value, count(*) AS rows, ${openTo(reader, query)} AS open`)
  const [answer] = await plannedRows<{ value: number | string | null; rows: number; open: number }>(
    client,
    text,
    query.values.all,
  )
  return { value: answer!.value, rows: Number(answer!.rows), open: Number(answer!.open) }
}
const valueOf = (figure: Figure, answer: Answer): Pick<Measured, 'value' | 'numerator' | 'denominator'> => {
  if (figure.measure.by !== 'rate') {
    const none = { numerator: undefined, denominator: undefined }
    return answer.value === null
      ? { value: undefined, ...none }
      : {
          value: typeof answer.value === 'string' && /^\d+$/.test(answer.value) ? Number(answer.value) : answer.value,
          ...none,
        }
  }
  const numerator = Number(answer.value)
  return {
    numerator,
    denominator: answer.rows,
    value: answer.rows ? percent(numerator, answer.rows, figure.prints.digits) : undefined,
  }
}

/** The figure for that question, as this reader may know it. */
export const measure = async (
  client: Client,
  procedures: Procedures,
  figure: Figure,
  question: Question,
  reader: Readers = 'all',
): Promise<Measured> => {
  const asked = figure.over === 'previous' ? before(question) : question
  const answer = await ask(client, procedures, figure, asked, reader)
  const found = valueOf(figure, answer)
  if (figure.over !== 'change') {
    return { ...found, printed: phrase(found.value, figure.unit, figure.prints), rows: answer.rows, open: answer.open }
  }
  const last = valueOf(figure, await ask(client, procedures, figure, before(question), reader))
  const change =
    typeof found.value === 'number' && typeof last.value === 'number'
      ? Math.round((found.value - last.value) * 1000) / 1000
      : undefined
  const unit = figure.unit === '%' ? '个百分点' : figure.unit
  const printed =
    change === undefined
      ? (figure.prints.none ?? '无可比数据')
      : change === 0
        ? '持平'
        : `${change > 0 ? '增加' : '减少'}${phrase(Math.abs(change), unit, figure.prints)}`
  return { value: change, numerator: undefined, denominator: undefined, printed, rows: answer.rows, open: answer.open }
}

const atOnce = 4
/** Side by side already: workers of a single statement would only stand in the way of the others. */
const alone = '; SET LOCAL max_parallel_workers_per_gather = 0'
/** Many figures for one question, over a few connections side by side; the answers stand in the order asked. */
export const measureAll = async (
  pool: Pool,
  procedures: Procedures,
  asked: readonly { readonly figure: Figure; readonly reader?: Readers }[],
  question: Question,
): Promise<Measured[]> => {
  const found: Measured[] = []
  const rest = asked.entries()
  const some = async (client: Client): Promise<void> => {
    for (const [at, { figure, reader }] of rest) found[at] = await measure(client, procedures, figure, question, reader)
  }
  await Promise.all(
    Array.from({ length: Math.min(atOnce, asked.length) }, () => transact(pool, question.tenant, some, alone)),
  )
  return found
}

export interface Paging {
  readonly limit: number
  /** The key of the last row seen. */
  readonly after?: readonly [on: Day, caseId: string, version: number, id: string]
  /** Only those of this case. */
  readonly caseId?: string
}
const keyOf = ({ on, case: caseId, version, part }: FigureRow) => [on, caseId, version, part ?? caseId] as const
const byKey = (a: FigureRow, b: FigureRow): number => {
  const [one, other] = [keyOf(a), keyOf(b)]
  const at = one.findIndex((value, n) => value !== other[n])
  return at < 0 ? 0 : one[at]! < other[at]! ? -1 : 1
}
/** The rows that a figure counts (for a rate: its base, with those above the line marked), oldest first. */
export const figureRows = async (
  client: Client,
  procedures: Procedures,
  figure: Figure,
  question: Question,
  readers: Readers,
  paging: Paging,
): Promise<FigureRow[]> => {
  if (figure.plus) {
    const all: FigureRow[] = []
    for (const one of addends(figure))
      all.push(...(await figureRows(client, procedures, one, question, readers, paging)))
    return all.sort(byKey).slice(0, paging.limit)
  }
  const reader = readerFor(readers, figure)
  if (reader === 'none') return []
  const values = new Values()
  const query = queryOf(procedures, figure.of, figure.over === 'previous' ? before(question) : question, values)
  const { at } = query
  const counting = figure.measure.by === 'rate' ? query.test(figure.measure.counting) : 'true'
  const seen = reader === 'all' ? '' : ` AND ${at.parties()} && ${values.put(reader.units, '::text[]')}`
  const later = paging.after
    ? ` AND (${at.on}, ${at.caseId}, ${at.version}, ${at.id}) > (${values.put(paging.after[0], '::date')}, ${values.put(paging.after[1], '::uuid')}, ${values.put(paging.after[2], '::int')}, ${values.put(paging.after[3], '::uuid')})`
    : ''
  const ofCase = paging.caseId ? ` AND ${at.caseId} = ${values.put(paging.caseId, '::uuid')}` : ''
  const own =
    figure.of.set === 'did' || figure.of.set === 'owed' ? `to_jsonb(d) - '_parties' - '_tenant'` : `'{}'::jsonb`
  // A part is known by its case where it has no name of its own.
  const title = figure.of.part
    ? `coalesce(nullif(${at.its('_title')}, ''), ${at.column('case._title')})`
    : at.its('_title')
  const text = query.select(
    `${at.caseId} AS case_id, ${at.id} AS id, ${at.version} AS version, ${at.on} AS on_day, ${at.units()} AS units, ${title} AS title,
      coalesce(${counting}, false) AS counts, ${at.its('_folded')}->'fields' AS record, ${own} AS own`,
    `${seen}${later}${ofCase} ORDER BY ${at.on}, ${at.caseId}, ${at.version}, ${at.id} LIMIT ${values.put(paging.limit, '::int')}`,
  )
  const found = await plannedRows<{
    case_id: string
    id: string
    version: number
    on_day: Day
    units: string[]
    title: string
    counts: boolean
    record: Record<string, unknown>
    own: Record<string, unknown>
  }>(client, text, values.all)
  return found.map((row) => ({
    mechanism: figure.of.mechanism,
    of: figure.of,
    case: row.case_id,
    part: figure.of.part ? row.id : undefined,
    version: row.version,
    on: row.on_day,
    units: row.units,
    title: row.title,
    counts: row.counts,
    fields: {
      ...row.record,
      ...Object.fromEntries(Object.entries(row.own).filter(([name, value]) => !name.startsWith('_') && value !== null)),
    },
  }))
}
/** The figure per unit of the day: a row that names several units counts once for each. */
export const byUnit = async (
  client: Client,
  procedures: Procedures,
  figure: Figure,
  question: Question,
): Promise<{ unit: string; value: number | Day | undefined; rows: number }[]> => {
  if (figure.plus) {
    const all = new Map<string, { unit: string; value: number; rows: number }>()
    for (const one of addends(figure))
      for (const { unit, value, rows } of await byUnit(client, procedures, one, question)) {
        const before = all.get(unit)
        all.set(unit, { unit, value: (before?.value ?? 0) + Number(value), rows: (before?.rows ?? 0) + rows })
      }
    return [...all.values()].sort((a, b) => (a.unit < b.unit ? -1 : 1))
  }
  const query = queryOf(procedures, figure.of, figure.over === 'previous' ? before(question) : question)
  const text = query.select(
    `unnest(${query.at.units()}) AS unit, ${value(figure, query)} AS value, count(*) AS rows`,
    ' GROUP BY 1 ORDER BY 1',
  )
  const found = await plannedRows<{ unit: string; value: number | string | null; rows: number }>(
    client,
    text,
    query.values.all,
  )
  return found.map((row) => ({
    unit: row.unit,
    rows: Number(row.rows),
    value: valueOf(figure, { value: row.value, rows: Number(row.rows), open: 0 }).value,
  }))
}
/** The query's text: what a freeze keeps as its fingerprint. */
export const fingerprintOf = (procedures: Procedures, figure: Figure): string => {
  const texts = addends(figure).map((one) => {
    const query = queryOf(procedures, one.of, { tenant: '', period: { from: '', to: '' } })
    return query.select(value(one, query))
  })
  return createHash('sha256')
    .update(JSON.stringify([...texts, figure.over]))
    .digest('hex')
}
