/** Figures: each with its definition and base, by unit, and the very rows it counts as far as the reader may open them. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import {
  addends,
  byUnit,
  definitionOf,
  figureRows,
  measure,
  measureAll,
  mechanismsOf,
  type CatalogueEntry,
  type FigureRow,
  type Measured,
  type Question,
  type Reader,
} from '../../kernel/indicator/index.ts'
import { isUuid, transact, type Client } from '../../kernel/ledger/index.ts'
import { asKnownOn } from '../../kernel/register/index.ts'
import { isDay, yearOf, type Day } from '../../kernel/time/index.ts'
import { accessTo, type Access } from '../access.ts'
import { invalid, notFound } from '../errors.ts'
import { openRow } from '../figures.ts'
import { unitName } from './reading.ts'
import {
  cursorFor,
  cursorOf,
  identityOf,
  isCount,
  knownIn,
  limitOf,
  param,
  queried,
  type Api,
  type Identity,
} from './request.ts'

export const questionIn = (request: FastifyRequest, { district, today }: Identity): Question => {
  const year = queried(request, 'year') ?? String(yearOf(today))
  if (!/^(19|20)\d\d$/.test(year)) throw invalid({ year: '年度应为四位数字，如2022' })
  const unit = queried(request, 'unit')
  if (unit !== undefined && !district.units.has(unit)) throw invalid({ unit: '本区没有这一单位，请从单位名册中选择' })
  return {
    tenant: district.id,
    period: { from: `${year}-01-01`, to: `${year}-12-31` },
    ...(unit !== undefined && { units: district.family(unit) }),
  }
}

export const indicatorRoutes = (app: FastifyInstance, { house }: Api): void => {
  const accessFor =
    ({ actor, district }: Identity) =>
    (mechanism: string): Access =>
      accessTo(house.mechanisms.get(mechanism)!, actor, district)
  const entryIn = (request: FastifyRequest): CatalogueEntry => {
    const entry = house.catalogue.find(param(request, 'id'))
    if (!entry) throw notFound(`没有“${param(request, 'id').slice(0, 80)}”这一指标`, '请从指标目录中选择')
    return entry
  }
  const readersOf =
    (identity: Identity) =>
    (mechanism: string): Reader =>
      accessFor(identity)(mechanism).reader
  const shownFigure = ({ id, mechanism, key, figure }: CatalogueEntry, found: Measured) => ({
    id,
    mechanism,
    key,
    label: figure.label,
    unit: figure.unit,
    over: figure.over,
    definition: definitionOf(house.mechanisms, figure),
    ...found,
  })
  const shownRow = (row: FigureRow, identity: Identity) => {
    const { part, of, ...shown } = openRow(house.mechanisms, row, accessFor(identity))
    return { ...shown, kind: of.part, part }
  }
  const inTenant = <T>(
    request: FastifyRequest,
    work: (client: Client, identity: Identity, question: Question) => Promise<T>,
  ): Promise<T> => {
    const identity = identityOf(request)
    const question = questionIn(request, identity)
    const known = knownIn(request, identity)
    const at = (client: Client) => work(client, identity, question)
    if (known === undefined) return transact(house.pool, identity.district.id, at)
    const needed = [...mechanismsOf(entryIn(request).figure)].map((id) => house.mechanisms.get(id)!)
    return asKnownOn(house, identity.district.id, needed, known, at)
  }

  app.get('/indicators', async (request) => {
    const identity = identityOf(request)
    const question = questionIn(request, identity)
    const mechanism = queried(request, 'mechanism')
    const entries = house.catalogue.entries.filter((entry) => mechanism === undefined || entry.mechanism === mechanism)
    const asked = entries.map((entry) => ({ figure: entry.figure, reader: readersOf(identity) }))
    const found = await measureAll(house.pool, house.mechanisms, asked, question)
    return { period: question.period, indicators: entries.map((entry, at) => shownFigure(entry, found[at]!)) }
  })
  app.get('/indicators/:id', (request) =>
    inTenant(request, async (client, identity, question) => {
      const entry = entryIn(request)
      const found = await measure(client, house.mechanisms, entry.figure, question, readersOf(identity))
      return { period: question.period, ...shownFigure(entry, found) }
    }),
  )
  app.get('/indicators/:id/rows', (request) =>
    inTenant(request, async (client, identity, question) => {
      const entry = entryIn(request)
      const limit = limitOf(request)
      const after = cursorOf<readonly [Day, string, number, string]>(request, [isDay, isUuid, isCount, isUuid])
      const found = await figureRows(client, house.mechanisms, entry.figure, question, readersOf(identity), {
        limit: limit + 1,
        ...(after && { after }),
      })
      const page = found.slice(0, limit)
      const last = page.at(-1)
      return {
        rows: page.map((row) => shownRow(row, identity)),
        next:
          found.length > limit && last
            ? cursorFor([last.on, last.case, last.version, last.part ?? last.case])
            : undefined,
      }
    }),
  )
  app.get('/indicators/:id/units', (request) =>
    inTenant(request, async (client, identity, question) => {
      const entry = entryIn(request)
      // Rows of several mechanisms: the narrowest view of them all.
      const readers = addends(entry.figure).map(({ of }) => readersOf(identity)(of.mechanism))
      const reader = readers.find((one) => one === 'none') ?? readers.find((one) => one !== 'all') ?? 'all'
      const all = await byUnit(client, house.mechanisms, entry.figure, question)
      // Who may not see every row sees the numbers of his own units.
      const open =
        reader === 'all' ? all : reader === 'none' ? [] : all.filter(({ unit }) => reader.units.includes(unit))
      return { units: open.map((one) => ({ ...one, unitName: unitName(identity.district, one.unit) })) }
    }),
  )
}
