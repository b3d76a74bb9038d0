/** Opening what a process needs: the data directory, its database (started, or that of a running instance) and its keys. */
import { existsSync } from 'node:fs'
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { PoolConfig } from 'pg'
import { newSigningKey, type SigningKey } from '../kernel/ledger/index.ts'
import { DirectoryInUse, openDatabase, takeInstance } from './database/index.ts'
import { openHouse, type OpenHouse } from './house.ts'
import { findMechanisms } from './mechanisms.ts'
import { sampleOf } from './sample.ts'

export interface Surroundings {
  readonly dataDir: string
  readonly databaseUrl: string | undefined
  readonly log: (line: string) => void
}
/** From the environment: FAZHI_DATA, DATABASE_URL. */
export const surroundings = (env: NodeJS.ProcessEnv, log: (line: string) => void): Surroundings => ({
  dataDir: resolve(env.FAZHI_DATA || 'data'),
  databaseUrl: env.DATABASE_URL || undefined,
  log,
})
export interface Opened {
  readonly house: OpenHouse
  /** Whether this process keeps the directory; otherwise it visits a running instance. */
  readonly keeps: boolean
  announce(address: string): Promise<void>
  close(): Promise<void>
}
interface Running {
  readonly pid: number
  readonly address: string
  readonly config: PoolConfig
}

/** The key that signs heads stands outside the database, readable for its owner only. */
export const signingKeyOf = async (dataDir: string): Promise<SigningKey> => {
  const path = join(dataDir, 'keys', 'signing.json')
  if (existsSync(path)) return JSON.parse(await readFile(path, 'utf8')) as SigningKey
  await mkdir(join(dataDir, 'keys'), { recursive: true, mode: 0o700 })
  const key = newSigningKey()
  await writeFile(`${path}.new`, JSON.stringify(key), { mode: 0o600 })
  await rename(`${path}.new`, path)
  return key
}
const runningPath = (dataDir: string): string => join(dataDir, 'running.json')

/** Opens for work. A command that must not disturb a running server asks for `alone`; others visit the running one. */
export const open = async (
  { dataDir, databaseUrl, log }: Surroundings,
  { alone }: { readonly alone: boolean },
): Promise<Opened> => {
  await mkdir(dataDir, { recursive: true })
  const found = await findMechanisms()
  const { figureIds } = await sampleOf()
  const houseOn = async (config: PoolConfig, visiting = false) =>
    openHouse({ config, found, signingKey: await signingKeyOf(dataDir), dataDir, figureIds, visiting, log })
  let instance
  try {
    instance = await takeInstance(dataDir)
  } catch (error) {
    if (!(error instanceof DirectoryInUse) || alone || !existsSync(runningPath(dataDir))) throw error
    const running = JSON.parse(await readFile(runningPath(dataDir), 'utf8')) as Running
    const house = await houseOn(running.config, true)
    return { house, keeps: false, announce: async () => {}, close: () => house.close() }
  }
  try {
    const database = await openDatabase({ dataDir, url: databaseUrl, log })
    try {
      const house = await houseOn(database.config)
      const closeAll = async () => {
        await rm(runningPath(dataDir), { force: true })
        await house.rebuilding.catch(() => {})
        await house.close()
        await database.stop()
        await instance.release()
      }
      const announce = async (address: string) => {
        await writeFile(
          runningPath(dataDir),
          JSON.stringify({ pid: process.pid, address, config: database.config } satisfies Running),
          { mode: 0o600 },
        )
        await chmod(runningPath(dataDir), 0o600)
      }
      return { house, keeps: true, announce, close: closeAll }
    } catch (error) {
      await database.stop()
      throw error
    }
  } catch (error) {
    await instance.release()
    throw error
  }
}
