/** The running whole: database, mechanisms and the districts as they stand. Every face and job works through it. */
import { Pool, types, type PoolConfig } from 'pg'
import type { AnyMechanism } from '../kernel/mechanism.ts'
import { createLedger, transact, type Client, type SigningKey } from '../kernel/ledger/index.ts'
import { catalogueOf, type Catalogue } from '../kernel/indicator/index.ts'
import { rebuild, shapeRegisters, type House } from '../kernel/register/index.ts'
import { freeze } from '../kernel/report/index.ts'
import { shanghaiMoment, type Moment } from '../kernel/time/index.ts'
import { eraseLetters } from '../exchange/mail/queue.ts'
import { foundation, readDistrict, type District } from './district.ts'
import type { Found } from './mechanisms.ts'

// Days and moments stay text, whole numbers numbers: a Date would bring a time zone with it.
for (const type of [types.builtins.DATE, types.builtins.TIMESTAMP])
  types.setTypeParser(type, (text) => text.replace(' ', 'T'))
types.setTypeParser(types.builtins.INT8, Number)
// Units and parties: the same few lists stand in thousands of rows.
const textArray = 1009 as Parameters<typeof types.setTypeParser>[0]
const parseTexts = types.getTypeParser(textArray) as (text: string) => string[]
const parsedTexts = new Map<string, readonly string[]>()
types.setTypeParser(textArray, (text) => {
  let list = parsedTexts.get(text)
  if (!list) {
    list = Object.freeze(parseTexts(text))
    if (parsedTexts.size >= 5_000) parsedTexts.clear()
    if (text.length < 200) parsedTexts.set(text, list)
  }
  return list
})

export interface OpenHouse extends House {
  readonly mechanisms: ReadonlyMap<string, AnyMechanism>
  readonly found: Found
  /** Every figure under its public id. */
  readonly catalogue: Catalogue
  readonly district: (id: string) => Promise<District>
  /** The district at that revision, where it has been read before. */
  readonly known: (id: string, revision: number) => District | undefined
  readonly connection: PoolConfig
  /** Connections of the owner, for what row-level security would hide: shapes, rebuilds, accounts, backup. */
  readonly owner: Pool
  readonly signingKey: SigningKey
  readonly dataDir: string
  readonly realNow: () => Moment
  /** Mechanisms that are being rebuilt; settled when all are done. */
  readonly rebuilding: Promise<void>
  close(): Promise<void>
}
export interface HouseOptions {
  readonly config: PoolConfig
  readonly found: Found
  readonly signingKey: SigningKey
  readonly dataDir: string
  /** Ids under which a district has always printed its figures. */
  readonly figureIds?: Readonly<Record<string, string>>
  /** Real time in milliseconds; an argument, so that tests can hold it. */
  readonly clock?: () => number
  readonly connections?: number
  /** Visits a house that another process keeps: its tables are not touched. */
  readonly visiting?: boolean
  readonly log?: (line: string) => void
}

/** Connections that send a statement before the last one is answered; the types of `pg` do not know the option yet. */
export const pipelined = (config: PoolConfig): PoolConfig => Object.assign({ pipeline: true }, config)
/** A lost server makes connections fail, also between two queries: whoever asks next is told, and the process lives on. */
export const attended = (pool: Pool, log: (line: string) => void = () => {}): Pool => {
  pool.on('error', (error) => log(`数据库连接中断：${error.message}`))
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

export const openHouse = async ({
  config,
  found,
  signingKey,
  dataDir,
  figureIds = {},
  clock = Date.now,
  connections = 16,
  visiting = false,
  log = () => {},
}: HouseOptions): Promise<OpenHouse> => {
  const pool = new Pool(pipelined({ ...config, max: connections }))
  const owner = new Pool({ ...config, max: 4 })
  for (const each of [pool, owner]) attended(each, log)
  const realNow = () => shanghaiMoment(clock())
  const districts = new Map<string, District>()
  const tenant = async (id: string, client: Client, atLeast?: number): Promise<District> => {
    const known = districts.get(id)
    if (known && (atLeast === undefined || known.revision === atLeast)) return known
    const fresh = await readDistrict(client, id, realNow)
    districts.set(id, fresh)
    return fresh
  }
  const client = await owner.connect()
  let stale
  try {
    if (!visiting) await createLedger(client)
    stale = visiting ? [] : await shapeRegisters(client, found.mechanisms.values())
  } finally {
    client.release()
  }
  const catalogue = catalogueOf(found.mechanisms.values(), figureIds)
  const reported = new Set(
    found.chapters.flatMap((chapter) => (chapter.reported ? chapter.mechanisms.map((m) => m.id) : [])),
  )
  const house: Omit<OpenHouse, 'rebuilding'> = {
    pool,
    connection: config,
    owner,
    found,
    procedures: found.mechanisms,
    mechanisms: found.mechanisms,
    foundation,
    catalogue,
    tenant,
    forget: () => districts.clear(),
    snapshot: (client, { id }, report, year, now) => {
      const figures = catalogue.entries.filter((entry) => reported.has(entry.mechanism)).map((entry) => entry.figure)
      return freeze(
        client,
        found.mechanisms,
        figures,
        { tenant: id, period: { from: `${year}-01-01`, to: `${year}-12-31` } },
        report,
        catalogue.idOf,
        now,
      )
    },
    eraseBeside: eraseLetters,
    clock: () => new Date(clock()),
    known: (id, revision) => {
      const known = districts.get(id)
      return known?.revision === revision ? known : undefined
    },
    realNow,
    signingKey,
    dataDir,
    district: (id) =>
      transact(pool, id, async (client) => {
        const { rows } = await client.query<{ revision: number }>('SELECT revision FROM ledger.tenant WHERE id = $1', [
          id,
        ])
        return tenant(id, client, rows[0] ? Number(rows[0].revision) : undefined)
      }),
    close: async () => {
      await Promise.all([pool.end(), owner.end()])
    },
  }
  const rebuildAll = async (): Promise<void> => {
    // What a district is comes first: all other registers are judged by it.
    for (const procedure of foundationFirst(stale)) {
      log(`台账“${procedure.name[0]}”的声明已变，正在由账本重建`)
      const cases = await rebuild(house, owner, procedure)
      log(`台账“${procedure.name[0]}”已重建，共${cases}件`)
    }
  }
  return { ...house, rebuilding: rebuildAll() }
}

/** The registers a district stands on, before those that are judged by it. */
export const foundationFirst = <T extends { readonly id: string }>(procedures: Iterable<T>): T[] =>
  [...procedures].sort((a, b) => Number(foundation.has(b.id)) - Number(foundation.has(a.id)))

/** Makes a tenant's row; its registers come with the first commands. */
export const createTenant = async (
  house: OpenHouse,
  tenant: { id: string; code: string; name: string; sample: boolean; clock?: Moment; algorithm?: 'sha256' | 'sm3' },
): Promise<void> => {
  await house.owner.query('INSERT INTO ledger.tenant VALUES ($1, $2, $3, $4, $5, $6, 0, $7)', [
    tenant.id,
    tenant.code,
    tenant.name,
    tenant.clock ?? null,
    tenant.sample,
    tenant.algorithm ?? 'sha256',
    house.clock(),
  ])
}
export interface TenantRow {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly sample: boolean
}
export const tenantsOf = async (house: OpenHouse): Promise<TenantRow[]> =>
  (await house.owner.query<TenantRow>('SELECT id, code, name, sample FROM ledger.tenant ORDER BY created, code')).rows
