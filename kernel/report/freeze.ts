/** Freezing keeps what a report said: figure, definition, the query's fingerprint and the very rows. A later change is a restatement. */
import { createHash } from 'node:crypto'
import { rows, type Client } from '../ledger/index.ts'
import {
  addends,
  definitionOf,
  figureRows,
  fingerprintOf,
  measure,
  type Figure,
  type FigureRow,
  type Measured,
  type Procedures,
  type Question,
} from '../indicator/index.ts'
import { isDay, type Moment } from '../time/index.ts'
import type { IdOf } from './assemble.ts'

const keyOf = (row: FigureRow): string => `${row.case}/${row.part ?? ''}/${row.version}/${row.counts ? 1 : 0}`
const hashOf = (keys: readonly string[]): string => createHash('sha256').update(keys.join('\n')).digest('hex')
const page = 10_000
/** The keys of all rows that a figure counts, in order. */
const keysOf = async (
  client: Client,
  procedures: Procedures,
  figure: Figure,
  question: Question,
): Promise<string[]> => {
  const keys: string[] = []
  let after: [string, string, number, string] | undefined
  for (;;) {
    const found = await figureRows(client, procedures, figure, question, 'all', {
      limit: page,
      ...(after && { after }),
    })
    keys.push(...found.map(keyOf))
    const last = found.at(-1)
    if (!last || found.length < page) return keys
    after = [last.on, last.case, last.version, last.part ?? last.case]
  }
}

/** Freezes figures under a report's id; gives the hash over all of them, which the report's event keeps. */
export const freeze = async (
  client: Client,
  procedures: Procedures,
  figures: readonly Figure[],
  question: Question,
  report: string,
  idOf: IdOf,
  at: Moment,
): Promise<string> => {
  const kept: string[] = []
  for (const figure of figures) {
    const measured = await measure(client, procedures, figure, question)
    const keys = await keysOf(client, procedures, figure, question)
    const id = idOf(figure)
    const value = measured.value === undefined ? null : String(measured.value)
    const row = [
      question.tenant,
      report,
      id,
      figure.label[0],
      value,
      measured.printed,
      definitionOf(procedures, figure),
      fingerprintOf(procedures, figure),
      keys,
      hashOf(keys),
      at,
    ]
    await rows(client, 'INSERT INTO ledger.freeze VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)', row)
    kept.push([id, value, measured.printed, row[6], row[7], row[9]].join('\u0000'))
  }
  return hashOf(kept.sort())
}

/** The figures of a report as they were frozen, by their public ids; none where nothing was frozen under it. */
export const frozenFigures = async (
  client: Client,
  figures: readonly Figure[],
  tenant: string,
  report: string,
  idOf: IdOf,
): Promise<Map<string, Measured & { readonly definition: string }>> => {
  const kept = await rows<{
    figure: string
    value: string | null
    printed: string
    definition: string
    all: number
    counting: number
  }>(
    client,
    `SELECT figure, value, printed, definition, cardinality(rows) AS all,
       (SELECT count(*) FROM unnest(rows) AS one WHERE right(one, 2) = '/1') AS counting
     FROM ledger.freeze WHERE tenant = $1 AND report = $2`,
    [tenant, report],
  )
  const byId = new Map(figures.map((figure) => [idOf(figure), figure]))
  return new Map(
    kept.map(({ figure, value, printed, definition, all, counting }) => {
      const known = byId.get(figure)
      const isRate = known !== undefined && addends(known).some(({ measure }) => measure.by === 'rate')
      return [
        figure,
        {
          value: value === null ? undefined : isDay(value) ? value : Number(value),
          printed,
          definition,
          rows: Number(all),
          open: 0,
          numerator: isRate ? Number(counting) : undefined,
          denominator: isRate ? Number(all) : undefined,
        },
      ]
    }),
  )
}

/** What changed since a report was frozen, with its size. */
export interface Restatement {
  readonly figure: string
  readonly name: string
  readonly frozen: string
  readonly now: string
  /** The difference of two numbers; nothing for days. */
  readonly difference: number | undefined
  readonly added: readonly string[]
  readonly removed: readonly string[]
  /** The definition itself was changed. */
  readonly redefined: boolean
}
export const restatements = async (
  client: Client,
  procedures: Procedures,
  figures: readonly Figure[],
  question: Question,
  report: string,
  idOf: IdOf,
): Promise<Restatement[]> => {
  const frozen = await rows<{
    figure: string
    name: string
    value: string | null
    printed: string
    query: string
    rows: string[]
    rows_hash: string
  }>(
    client,
    'SELECT figure, name, value, printed, query, rows, rows_hash FROM ledger.freeze WHERE tenant = $1 AND report = $2 ORDER BY figure',
    [question.tenant, report],
  )
  const byId = new Map(figures.map((figure) => [idOf(figure), figure]))
  const found: Restatement[] = []
  for (const kept of frozen) {
    const figure = byId.get(kept.figure)
    if (!figure) {
      found.push({
        figure: kept.figure,
        name: kept.name,
        frozen: kept.printed,
        now: '该指标已取消',
        difference: undefined,
        added: [],
        removed: kept.rows,
        redefined: true,
      })
      continue
    }
    const measured = await measure(client, procedures, figure, question)
    const keys = await keysOf(client, procedures, figure, question)
    const value = measured.value === undefined ? null : String(measured.value)
    const redefined = fingerprintOf(procedures, figure) !== kept.query
    if (hashOf(keys) === kept.rows_hash && value === kept.value && !redefined) continue
    const [then, now] = [new Set(kept.rows), new Set(keys)]
    const difference =
      typeof measured.value === 'number' && kept.value !== null
        ? Math.round((measured.value - Number(kept.value)) * 1000) / 1000
        : undefined
    found.push({
      figure: kept.figure,
      name: kept.name,
      frozen: kept.printed,
      now: measured.printed,
      difference,
      added: keys.filter((key) => !then.has(key)),
      removed: kept.rows.filter((key) => !now.has(key)),
      redefined,
    })
  }
  return found
}
