/** Lists that stay fast at a million rows: keyset paging, filters by field kind, text search, pinyin order, counts apart and capped. */
import type { Field, Fields, Values } from '../fields/index.ts'
import { noPart, rows, tuples, type Client } from '../ledger/index.ts'
import { structureOf, type Procedure } from '../procedure/index.ts'
import { isDay, isMoment, type Day } from '../time/index.ts'
import { partlyOut } from './partly.ts'
import { readWords } from './search.ts'
import { quoted, registerFor } from './tables.ts'
import { askedTerms } from './words.ts'

export type ListReader = 'all' | 'none' | { readonly units: readonly string[] }
/** One wish about a field: any of these values, a range, (for lists) containing one, (for texts) some words, or that there is one. */
export type Filter =
  | { readonly any: readonly (string | number | boolean)[] }
  | { readonly has: string }
  | { readonly given: boolean }
  | { readonly from?: string | number; readonly to?: string | number }
export interface ListAsk {
  readonly reader: ListReader
  /** By field name, or `state`, `opened`, `ended`, `unit`, `breached`. */
  readonly filters?: Readonly<Record<string, Filter>>
  /** Words to find: all of them. */
  readonly q?: string
  readonly sort?: 'opened' | '-opened' | 'latest' | '-latest' | 'title' | '-title'
  /** The key of the last row seen, as `next` gave it. */
  readonly after?: readonly [key: string, id: string]
  readonly limit: number
  /** Of the fields only these: cheaper than whole records. */
  readonly columns?: readonly string[]
  /** As they stood on that day: `state` is the state of that day, and what had not begun by then is left out. */
  readonly on?: Day
  /** Parts of one case only. */
  readonly caseId?: string
  /** Only cases that this batch opened. */
  readonly batch?: string
}
export interface ListRow {
  readonly id: string
  readonly case: string
  readonly version: number
  readonly state: string
  readonly opened: Day
  readonly ended: Day | null
  readonly latest: Day
  readonly title: string
  readonly units: readonly string[]
  readonly parties: readonly string[]
  readonly breaches: number
  /** Some of it does not hold, while the rest does. */
  readonly partly?: true
  readonly fields: Values
}
export interface ListPage {
  readonly rows: readonly ListRow[]
  readonly next: readonly [key: string, id: string] | undefined
}
/** A filter that the list cannot apply: field → words. */
export interface WrongFilter {
  readonly is: 'invalid'
  readonly fields: Readonly<Record<string, string>>
}
const keys = { opened: '_opened', latest: '_latest', title: '_sort' } as const
const system: Readonly<Record<string, { readonly column: string; readonly kind: 'text' | 'day' | 'units' | 'count' }>> =
  {
    state: { column: '_state', kind: 'text' },
    opened: { column: '_opened', kind: 'day' },
    ended: { column: '_ended', kind: 'day' },
    unit: { column: '_units', kind: 'units' },
    breached: { column: '_breaches', kind: 'count' },
  }
const numeric = new Set(['count', 'money'])
/** Values of a document or a subject are no single thing to compare with. */
const unfiltered = new Set(['document', 'subject', 'frame'])
const ranged = new Set(['count', 'money', 'day', 'moment'])
const lists = new Set(['units', 'choices'])
const texts = new Set(['text', 'prose', 'serial'])

const wanted = (kind: string, value: unknown): boolean =>
  kind === 'flag'
    ? typeof value === 'boolean'
    : numeric.has(kind)
      ? Number.isSafeInteger(value)
      : kind === 'day'
        ? isDay(value)
        : kind === 'moment'
          ? typeof value === 'string' && (isMoment(value) || isMoment(`${value}:00`))
          : typeof value === 'string' && value.length <= 200
type Put = (value: unknown) => string
const clause = (column: string, kind: string, filter: Filter, put: Put): string | undefined => {
  if ('given' in filter) return `${column} IS ${filter.given ? 'NOT NULL' : 'NULL'}`
  if (unfiltered.has(kind)) return undefined
  if ('has' in filter)
    return texts.has(kind) && filter.has && wanted('text', filter.has)
      ? `strpos(lower(${column}), lower(${put(filter.has)})) > 0`
      : undefined
  if ('any' in filter) {
    if (!filter.any.length || !filter.any.every((value) => wanted(lists.has(kind) ? 'text' : kind, value)))
      return undefined
    const cast =
      kind === 'flag'
        ? '::boolean[]'
        : numeric.has(kind)
          ? '::bigint[]'
          : kind === 'day'
            ? '::date[]'
            : kind === 'moment'
              ? '::timestamp[]'
              : '::text[]'
    return lists.has(kind) ? `${column} && ${put(filter.any)}::text[]` : `${column} = ANY(${put(filter.any)}${cast})`
  }
  const ends = [filter.from, filter.to].filter((value) => value !== undefined)
  if (!ranged.has(kind) || !ends.length || !ends.every((value) => wanted(kind, value))) return undefined
  return [
    ...(filter.from === undefined ? [] : [`${column} >= ${put(filter.from)}`]),
    ...(filter.to === undefined ? [] : [`${column} <= ${put(filter.to)}`]),
  ].join(' AND ')
}

interface Prepared {
  readonly from: string
  readonly state: string
  readonly where: string[]
  readonly values: unknown[]
  readonly put: Put
}
const prepare = (
  procedure: Procedure,
  kind: string | undefined,
  tenant: string,
  ask: Omit<ListAsk, 'limit'>,
): Prepared | WrongFilter => {
  const { cases, was } = registerFor(procedure, kind)
  const structure = structureOf(procedure, kind)!
  const values: unknown[] = []
  const put: Put = (value) => `$${values.push(value)}`
  const where = [`r._tenant = ${put(tenant)}`]
  const wrong: Record<string, string> = {}
  const state = ask.on === undefined ? 'r._state' : 't._state'
  if (ask.caseId) where.push(`r._case = ${put(ask.caseId)}`)
  if (ask.batch)
    where.push(
      `r._case IN (SELECT b.stream FROM ledger.batch_row b WHERE b.tenant = r._tenant AND b.batch = ${put(ask.batch)}::uuid)`,
    )
  if (ask.reader === 'none') where.push('false')
  else if (ask.reader !== 'all') where.push(`r._parties && ${put(ask.reader.units)}::text[]`)
  for (const [name, filter] of Object.entries(ask.filters ?? {})) {
    const field: Field | undefined = Object.hasOwn(structure.record, name) ? structure.record[name] : undefined
    const at = field
      ? { column: quoted(name), kind: field.kind }
      : Object.hasOwn(system, name)
        ? system[name]
        : undefined
    const column = name === 'state' && !field ? state : `r.${at?.column}`
    const words = at && !field?.how.personal ? clause(column, at.kind, filter, put) : undefined
    if (words) where.push(words)
    else wrong[name] = at ? '筛选条件的格式不对' : '没有这一字段，不能用来筛选'
  }
  if (Object.keys(wrong).length) return { is: 'invalid', fields: wrong }
  let from = `${cases.name} r`
  if (ask.on !== undefined)
    from += ` JOIN LATERAL (SELECT _state FROM ${was.name} w WHERE w._tenant = r._tenant AND w._id = r._id AND w._since <= ${put(ask.on)}::date ORDER BY w._since DESC, w._version DESC LIMIT 1) t ON true`
  const terms = ask.q === undefined ? [] : askedTerms(ask.q)
  if (ask.q !== undefined && !terms.length) return { is: 'invalid', fields: { q: '请输入要查找的字或词' } }
  if (terms.length) {
    from += ` JOIN ledger.search_find(${put(tenant)}::uuid, ${put(procedure.id)}::text, ${put(terms)}::text[], ${mostFound}) s ON s.stream = r._case AND s.part = ${kind ? 'r._id' : `'${noPart}'::uuid`}`
  }
  return { from, state, where, values, put }
}

/** Which fields are read from their own columns, in the declared order, so that few statements differ; nothing: all, as folded. */
const pickedIn = (
  record: Fields,
  columns: readonly string[] | undefined,
): readonly (readonly [string, Field])[] | undefined =>
  columns && Object.entries(record).filter(([name]) => columns.includes(name))
/** As the field has it: seconds that nobody gave are left out again. */
const valueOf = ({ kind }: Field, value: unknown): unknown =>
  kind === 'moment' ? (value as string).replace(/(T\d\d:\d\d):00$/, '$1') : value
/** Before the fields: the key of the page, then these. */
const shared = '_id, _case, _version, _state, _opened, _ended, _latest, _title, _units, _parties, _breaches'
type Shared = [string, string, number, string, Day, Day | null, Day, string, string[], string[], number]
const before = 12
const rowOf = (tuple: readonly unknown[], picked: ReturnType<typeof pickedIn>): ListRow => {
  const [id, caseId, version, state, opened, ended, latest, title, units, parties, breaches] = tuple.slice(
    1,
  ) as unknown as Shared
  let fields = tuple[before] as Record<string, unknown>
  if (picked) {
    fields = {}
    for (let at = 0; at < picked.length; at++) {
      const value = tuple[before + at]
      if (value !== null) fields[picked[at]![0]] = valueOf(picked[at]![1], value)
    }
  }
  return { id, case: caseId, version, state, opened, ended, latest, title, units, parties, breaches, fields }
}

/** More than any register holds: a word that stands in every row finds every row. */
const mostFound = 100_000_000

/** One page. The rows are only those the reader may see; a search finds all that is committed. */
export const list = async (
  client: Client,
  procedure: Procedure,
  kind: string | undefined,
  tenant: string,
  ask: ListAsk,
): Promise<ListPage | WrongFilter> => {
  const prepared = prepare(procedure, kind, tenant, ask)
  if ('is' in prepared) return prepared
  const { from, state, where, values, put } = prepared
  if (ask.q !== undefined) await readWords(client, procedure, tenant)
  const sort = ask.sort ?? '-opened'
  const down = sort.startsWith('-')
  const key = keys[sort.replace('-', '') as keyof typeof keys]
  if (ask.after) where.push(`(r.${key}, r._id) ${down ? '<' : '>'} (${put(ask.after[0])}, ${put(ask.after[1])}::uuid)`)
  const order = down ? 'DESC' : 'ASC'
  const picked = pickedIn(structureOf(procedure, kind)!.record, ask.columns)
  const fields = picked ? picked.map(([name]) => quoted(name)) : ["_folded->'fields'"]
  const read = [`${key}::text`, ...shared.split(', '), ...fields].map((column) =>
    column === '_state' ? state : `r.${column}`,
  )
  const partly = procedure.partly !== undefined && kind === undefined
  if (partly) read.push(partlyOut(procedure, ask.on === undefined ? undefined : put(ask.on)))
  const found = await tuples(
    client,
    `SELECT ${read.join(', ')} FROM ${from} WHERE ${where.join(' AND ')} ORDER BY r.${key} ${order}, r._id ${order} LIMIT ${put(ask.limit + 1)}`,
    values,
  )
  const page = found.slice(0, ask.limit)
  const last = page.at(-1)
  const [at, id] = (last ?? []) as [string, string]
  return {
    rows: page.map((tuple) => {
      const row = rowOf(tuple, picked)
      return partly && tuple.at(-1) === true ? { ...row, partly } : row
    }),
    next: found.length > ask.limit && last ? [at, id] : undefined,
  }
}

/** How many rows there are, but no further than `cap`: 10000 and more is shown as "10,000+". */
export const countRows = async (
  client: Client,
  procedure: Procedure,
  kind: string | undefined,
  tenant: string,
  ask: Omit<ListAsk, 'limit' | 'after' | 'sort'>,
  cap = 10_000,
): Promise<{ readonly count: number; readonly capped: boolean } | WrongFilter> => {
  const prepared = prepare(procedure, kind, tenant, ask)
  if ('is' in prepared) return prepared
  const { from, where, values, put } = prepared
  if (ask.q !== undefined) await readWords(client, procedure, tenant)
  const [{ count } = { count: 0 }] = await rows<{ count: number }>(
    client,
    `SELECT count(*) AS count FROM (SELECT 1 FROM ${from} WHERE ${where.join(' AND ')} LIMIT ${put(cap + 1)}) x`,
    values,
  )
  return { count: Math.min(Number(count), cap), capped: Number(count) > cap }
}
