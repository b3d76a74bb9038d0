/** Lists of cases and of parts: one page at a time, only the rows that the reader may see. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { askOnce, isUuid, transact, type Client } from '../../kernel/ledger/index.ts'
import type { Seen, Values } from '../../kernel/fields/index.ts'
import type { Structure } from '../../kernel/procedure/index.ts'
import {
  countRows,
  list,
  sortKey,
  titleOf,
  type Filter,
  type ListAsk,
  type ListRow,
} from '../../kernel/register/index.ts'
import { isDay, isMoment } from '../../kernel/time/index.ts'
import type { Listing } from '../../exchange/lists/cases.ts'
import { accessTo, isVisible, type Access } from '../access.ts'
import { invalid } from '../errors.ts'
import { linkedTitles } from './around.ts'
import { readable } from './reading.ts'
import {
  cursorFor,
  cursorOf,
  dayAsked,
  idOf,
  identityOf,
  isWord,
  kindOf,
  limitOf,
  mechanismOf,
  queried,
  type Api,
} from './request.ts'

const sorts = ['opened', '-opened', 'latest', '-latest', 'title', '-title'] as const
type Sort = (typeof sorts)[number]

const prefix = 'where.'
/** What every list can be filtered by, besides its fields. */
const common = new Set(['state', 'opened', 'ended', 'unit', 'breached'])
const unfilterable = new Set(['document', 'subject', 'frame'])
/** Seconds may be left out, as in the fields of that kind. */
const isTime = (value: string): boolean => isMoment(value.length === 16 ? `${value}:00` : value)
/** The value of a filter in the type of its column; what cannot be one is left as text, and refused by the list. */
const typed = (kind: string, value: string): string | number | boolean =>
  kind === 'count' || kind === 'money'
    ? /^\d{1,15}$/.test(value)
      ? Number(value)
      : value
    : kind === 'flag'
      ? value === 'true'
        ? true
        : value === 'false'
          ? false
          : value
      : value

/** `where.state=held&where.plannedFor.from=2022-01-01`: a name given several times means any of the values; `unit.within` a unit and those under it. */
const filtersIn = (
  request: FastifyRequest,
  structure: Structure,
  { supervises, reader }: Access,
  family: (unit: string) => readonly string[],
): Record<string, Filter> => {
  const wrong: Record<string, string> = {}
  const filters: Record<string, Filter> = {}
  for (const [parameter, given] of Object.entries(request.query as Readonly<Record<string, string | string[]>>)) {
    if (!parameter.startsWith(prefix)) continue
    const [name = '', end] = parameter.slice(prefix.length).split('.')
    const field = Object.hasOwn(structure.record, name) ? structure.record[name] : undefined
    const kind = field?.kind ?? (name === 'breached' ? 'count' : 'text')
    const values = [given].flat()
    // Whoever may see rows but not this field must not learn it by asking for it.
    const hidden = field && !supervises && reader === 'all' && !isVisible(field, 'district')
    if (!field && !common.has(name)) wrong[parameter] = '没有这一字段，不能用来筛选'
    else if (hidden || (unfilterable.has(kind) && end !== 'given')) wrong[parameter] = '不能用这一字段筛选'
    else if (
      values.length > 100 ||
      !values.every(isWord) ||
      (kind === 'moment' && end !== 'given' && !values.every(isTime))
    )
      wrong[parameter] = '筛选条件的格式不对'
    else if (end === 'given' && ['true', 'false'].includes(values[0]!)) filters[name] = { given: values[0] === 'true' }
    else if (end === 'has' && values.length === 1) filters[name] = { has: values[0]! }
    else if (end === 'within' && name === 'unit' && values.length === 1) filters[name] = { any: family(values[0]!) }
    else if (end === undefined) filters[name] = { any: values.map((value) => typed(kind, value)) }
    else if ((end === 'from' || end === 'to') && values.length === 1)
      filters[name] = { ...filters[name], [end]: typed(kind, values[0]!) }
    else wrong[parameter] = '只能写作 .from、.to（范围）、.has（含有）、.given（有或无），且只能给出一次'
  }
  if (Object.keys(wrong).length) throw invalid(wrong)
  return filters
}
/** Words that stand in fields this reader may not see must not find a row for him: then only his own rows are searched. */
export const searchedBy = (
  structure: Structure,
  { reader, supervises }: Access,
  own: readonly string[],
): ListAsk['reader'] => {
  const texts = Object.values(structure.record).filter(
    ({ kind, how }) => (kind === 'text' || kind === 'prose') && !how.personal,
  )
  return reader !== 'all' || supervises || texts.every((field) => isVisible(field, 'district'))
    ? reader
    : own.length
      ? { units: own }
      : 'none'
}
const sortIn = (request: FastifyRequest, structure: Structure, { reader, supervises }: Access): Sort => {
  const sort = queried(request, 'sort') ?? '-opened'
  if (!(sorts as readonly string[]).includes(sort)) throw invalid({ sort: `应为下列之一：${sorts.join('、')}` })
  const titled = Object.values(structure.record).find(({ kind }) => kind === 'text')
  // The place in the order, and the mark of the next page, would tell a title that is not shown.
  if (sort.endsWith('title') && titled && reader === 'all' && !supervises && !isVisible(titled, 'district'))
    throw invalid({ sort: '您无权查看标题，不能按标题排序' })
  return sort as Sort
}

const askedIn = ({ house }: Api, request: FastifyRequest): Listing => {
  const m = mechanismOf(house, request)
  const identity = identityOf(request)
  const { district, actor } = identity
  const part = kindOf(m, request)
  const structure = part?.structure ?? m
  const access = accessTo(m, actor, district)
  const caseId = part && idOf(request, 'id', m.name[0])
  const on = dayAsked(request, 'on')
  const batch = queried(request, 'batch')
  if (batch !== undefined && !isUuid(batch)) throw invalid({ batch: '应为导入批次的编号' })
  const q = queried(request, 'q')
  if (q !== undefined && (q.length > 200 || !isWord(q))) throw invalid({ q: '查找的字词不能超过200字' })
  return {
    m,
    structure,
    kind: part?.kind,
    tenant: district.id,
    access,
    sort: sortIn(request, structure, access),
    ask: {
      reader:
        q === undefined
          ? access.reader
          : searchedBy(structure, access, access.level([actor.unit]) === 'parties' ? district.family(actor.unit) : []),
      filters: filtersIn(request, structure, access, district.family),
      ...(q !== undefined && { q }),
      ...(caseId && { caseId }),
      ...(on && { on }),
      ...(batch && { batch }),
    },
  }
}
/** What is asked for, by somebody who may list it: parts are listed under a case that one may read. */
export const listingOf = async (client: Client, api: Api, request: FastifyRequest): Promise<Listing> => {
  const listing = askedIn(api, request)
  await mayList(client, request, listing)
  return listing
}
const mayList = async (client: Client, request: FastifyRequest, { m, ask }: Listing): Promise<void> => {
  if (ask.caseId) await readable(client, m, identityOf(request), ask.caseId)
}
const hasLinks = ({ record }: Structure): boolean => Object.values(record).some(({ kind }) => kind === 'link')
/** `columns=topic,year`: of the fields only these; without it all that may be seen. */
const columnsIn = (request: FastifyRequest): readonly string[] | undefined => queried(request, 'columns')?.split(',')
/** What is read: the columns asked for, and the texts, of which one is the title. */
const readFor = ({ record }: Structure, columns: readonly string[] | undefined): readonly string[] | undefined =>
  columns && [...columns, ...Object.keys(record).filter((name) => record[name]!.kind === 'text')]
/** Rows as a reader gets them: which fields show at a level is found once for all rows. */
const showing = ({ m, kind, structure, access }: Listing, columns: readonly string[] | undefined) => {
  const visible = new Map<Seen, readonly string[]>()
  const visibleAt = (level: Seen): readonly string[] => {
    let names = visible.get(level)
    if (!names) {
      names = Object.keys(structure.record).filter((name) => isVisible(structure.record[name]!, level))
      visible.set(level, names)
    }
    return names
  }
  const pick = (values: Values, names: readonly string[]): Values => {
    const picked: Record<string, unknown> = {}
    for (const name of names) if (values[name] !== undefined) picked[name] = values[name]
    return picked
  }
  return (row: ListRow) => {
    const level = access.level(row.parties)
    const fields = pick(row.fields, visibleAt(level))
    const { id, version, state, opened, ended, latest, units, breaches } = row
    return {
      mechanism: m.id,
      kind,
      id,
      case: row.case,
      version,
      state,
      stateName: structure.states[state]?.[0] ?? state,
      opened,
      ended: ended ?? undefined,
      latest,
      title: titleOf(structure.record, fields),
      units,
      breaches: level === 'public' ? 0 : breaches,
      ...(row.partly && { partly: m.partly!.says }),
      fields: columns ? pick(fields, columns) : fields,
      level,
    }
  }
}
/** The key of the last row: a title's place, or a day; and an id. */
const cursorIn = (request: FastifyRequest, sort: Sort): readonly [string, string] | undefined =>
  cursorOf<readonly [string, string]>(request, [sort.endsWith('title') ? isWord : isDay, isUuid])
/** `at=2022-03-01` or, where titles are sorted, `at=xing` or `at=行政`: where the order is entered, whatever its direction. */
const entryIn = (request: FastifyRequest, sort: Sort): readonly [string, string] | undefined => {
  const at = queried(request, 'at')
  if (at === undefined) return undefined
  const down = sort.startsWith('-')
  const id = down ? 'ffffffff-ffff-ffff-ffff-ffffffffffff' : '00000000-0000-0000-0000-000000000000'
  if (!sort.endsWith('title')) {
    if (!isDay(at)) throw invalid({ at: '应为日期，写作2022-03-01' })
    return [at, id]
  }
  if (at.length > 100 || !isWord(at)) throw invalid({ at: '应为标题的开头或者拼音' })
  const key = /^[a-z]+$/i.test(at) ? at.toLowerCase() : sortKey(at)
  // Down from the last title that begins so.
  return [down ? `${key}\u{10ffff}` : key, id]
}

export const listRoutes = (app: FastifyInstance, api: Api): void => {
  const { pool } = api.house
  for (const path of ['/:m', '/:m/:id/parts/:kind']) {
    app.get(path, async (request) => {
      const identity = identityOf(request)
      const tenant = identity.district.id
      const columns = columnsIn(request)
      const page = async (client: Client, { sort, ...of }: Listing) => {
        const after = cursorIn(request, sort) ?? entryIn(request, sort)
        const limit = limitOf(request)
        const read = readFor(of.structure, columns)
        return list(client, of.m, of.kind, tenant, {
          ...of.ask,
          sort,
          limit,
          ...(read && { columns: read }),
          ...(after && { after }),
        })
      }
      const listing = askedIn(api, request)
      // A search reads its words first, and parts stand under a case that one must be able to read.
      const found = await (listing.ask.q === undefined && listing.kind === undefined
        ? askOnce(pool, tenant, (client) => page(client, listing))
        : transact(pool, tenant, async (client) => {
            await mayList(client, request, listing)
            return page(client, listing)
          }))
      if ('is' in found) throw invalid(found.fields)
      const { structure } = listing
      const shown = found.rows.map(showing(listing, columns))
      const fields = shown.map((row) => row.fields)
      const linked = hasLinks(structure)
        ? await transact(pool, tenant, (client) => linkedTitles(client, api.house, identity, structure, fields))
        : {}
      return { rows: shown, linked, next: found.next && cursorFor(found.next) }
    })
  }
  app.get('/:m/count', async (request) => {
    const { m, kind, tenant, ask } = askedIn(api, request)
    const found = await transact(pool, tenant, (client) => countRows(client, m, kind, tenant, ask))
    if ('is' in found) throw invalid(found.fields)
    return found
  })
}
