/** The sample district: its tenant, its people's demo accounts and its year, loaded once into an empty house. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { Pool } from 'pg'
import { ledgerTables, sealAll } from '../kernel/ledger/index.ts'
import { newId, readAllWords, tablesOf } from '../kernel/register/index.ts'
import type { Day, Moment } from '../kernel/time/index.ts'
import { createAccount, createHouseTables } from './accounts.ts'
import { houseTables } from './house-tables.ts'
import { createPublicTables, publicTables } from './public.ts'
import { attended, createTenant, pipelined, tenantsOf, type OpenHouse } from './house.ts'
import { performYear, readSource, type TellYear, type WriteText } from './year.ts'

/** `district.json` of the sample's folder. */
export interface SampleDistrict {
  readonly code: string
  readonly name: string
  readonly clock: Moment
  readonly year: number
  readonly figureIds: Readonly<Record<string, string>>
}
const folder = new URL('../districts/qianjiang-2022/', import.meta.url)
const suffix = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
export const sampleOf = async (): Promise<SampleDistrict> =>
  JSON.parse(await readFile(new URL('district.json', folder), 'utf8')) as SampleDistrict

/** Demo accounts share one password, which only sample tenants know. */
export const demoPassword = 'Shili-2022'
export interface DemoAccount {
  readonly login: string
  readonly name: string
  readonly post: string
}
export const demoAccounts = async (): Promise<DemoAccount[]> => {
  const { people, units } = await readSource(folder)
  const short = new Map(units.map((unit) => [unit.id, unit.short]))
  return people.flatMap(({ account, name, posts }) => {
    const post = posts.at(-1)
    return account && post ? [{ login: account, name, post: `${short.get(post.unit)} ${post.post}` }] : []
  })
}

const loading = '#loading'
/** Removes all traces of a tenant whose loading was cut short; only sample tenants are ever loaded. */
const removeHalfLoaded = async (house: OpenHouse, id: string): Promise<void> => {
  await createHouseTables(house)
  await createPublicTables(house)
  const client = await house.owner.connect()
  try {
    await client.query('BEGIN')
    for (const table of [...house.mechanisms.values()].flatMap(tablesOf))
      await client.query(`DELETE FROM ${table.name} WHERE _tenant = $1`, [id])
    for (const table of [...ledgerTables, 'term', 'search', 'unread'])
      await client.query(`DELETE FROM ledger.${table} WHERE tenant = $1`, [id])
    for (const { name } of houseTables) await client.query(`DELETE FROM house.${name} WHERE tenant = $1`, [id])
    for (const table of publicTables) await client.query(`DELETE FROM ${table} WHERE tenant = $1`, [id])
    await client.query('DELETE FROM ledger.tenant WHERE id = $1', [id])
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}

/**
 * Loads over connections that do not wait for the disk, and builds the index of words afterwards: a machine that fails
 * meanwhile loads the year anew.
 */
const hastily = async (house: OpenHouse, work: (house: OpenHouse) => Promise<unknown>): Promise<void> => {
  const pool = attended(new Pool(pipelined({ ...house.connection, max: 16, options: '-c synchronous_commit=off' })))
  try {
    await house.owner.query('DROP INDEX IF EXISTS ledger.search_words')
    await work({ ...house, pool })
  } finally {
    await pool.end()
    await house.owner.query('CREATE INDEX IF NOT EXISTS search_words ON ledger.search USING gin (words)')
  }
}

/** Loads the sample year unless the house has a tenant already; gives whether it did. */
export const ensureSample = async (
  house: OpenHouse,
  progress: (done: number, all: number, on: Day) => void,
): Promise<boolean> => {
  const tenants = await tenantsOf(house)
  for (const tenant of tenants) if (tenant.code.endsWith(loading)) await removeHalfLoaded(house, tenant.id)
  if (tenants.some((tenant) => !tenant.code.endsWith(loading))) return false
  const sample = await sampleOf()
  const source = await readSource(folder)
  const year = (await import(new URL(`year.${suffix}`, folder).href)) as { tellYear: TellYear; writeText: WriteText }
  const id = newId()
  await createTenant(house, {
    id,
    code: `${sample.code}${loading}`,
    name: sample.name,
    sample: true,
    clock: sample.clock,
  })
  await hastily(house, async (loading) => {
    await performYear(loading, id, year.tellYear(source), progress, year.writeText)
    await readAllWords(loading.pool, loading.procedures.values(), id)
  })
  for (const { id: person, account } of source.people)
    if (account)
      await createAccount(house, { tenant: id, login: account, person, password: demoPassword, mustChange: false })
  await sealAll(house.pool, id, 'sha256', house.signingKey, house.realNow())
  await house.owner.query('ANALYZE')
  // Last: a process killed before this line leaves a tenant that the next start loads anew.
  await house.owner.query('UPDATE ledger.tenant SET code = $2 WHERE id = $1', [id, sample.code])
  return true
}
export const sampleExists = (): boolean => existsSync(new URL(`year.${suffix}`, folder))
