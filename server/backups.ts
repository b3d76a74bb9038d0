/** Backups that the house keeps of itself, below its data directory: which there are, one more, and whether one is whole. */
import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { backup } from './backup.ts'
import type { OpenHouse } from './house.ts'

/** A backup by the moment at which it was taken: its folder's name. */
export interface Kept {
  readonly name: string
  readonly taken: string
  /** Records, of all tables together. */
  readonly rows: number
  readonly bytes: number
}
interface Manifest {
  readonly taken: string
  readonly rows: Readonly<Record<string, number>>
}
const form = /^\d{4}-\d\d-\d\dT\d{6}$/
const unfinished = '.unfinished'
export const backupFolder = (house: Pick<OpenHouse, 'dataDir'>): string => join(house.dataDir, 'backups')
const sum = (numbers: Iterable<number>): number => [...numbers].reduce((all, one) => all + one, 0)

const filesBelow = async (folder: string): Promise<string[]> =>
  existsSync(folder)
    ? (await readdir(folder, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name))
    : []
const manifestOf = async (folder: string): Promise<Manifest> =>
  JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest

/** The latest first; a folder without its manifest is no backup. */
export const backupsOf = async (house: OpenHouse): Promise<Kept[]> => {
  const root = backupFolder(house)
  const names = existsSync(root) ? (await readdir(root)).filter((name) => form.test(name)) : []
  const found: Kept[] = []
  for (const name of names.sort().toReversed()) {
    const folder = join(root, name)
    if (!existsSync(join(folder, 'manifest.json'))) continue
    const { taken, rows } = await manifestOf(folder)
    const sizes = await Promise.all((await filesBelow(folder)).map(async (path) => (await stat(path)).size))
    found.push({ name, taken, rows: sum(Object.values(rows)), bytes: sum(sizes) })
  }
  return found
}
const running = new WeakMap<OpenHouse, string>()
/** The one that is being made, if any. */
export const runningBackup = (house: OpenHouse): string | undefined => running.get(house)

/** Makes one; nothing where one is being made already. It has its name only once it is whole. */
export const makeBackup = async (house: OpenHouse): Promise<Kept | undefined> => {
  if (running.has(house)) return undefined
  const name = house.realNow().slice(0, 19).replaceAll(':', '')
  running.set(house, name)
  const root = backupFolder(house)
  const into = join(root, `${name}${unfinished}`)
  try {
    await mkdir(root, { recursive: true, mode: 0o700 })
    // What a crash left behind is of no use to anybody.
    for (const left of (await readdir(root)).filter((one) => one.endsWith(unfinished)))
      await rm(join(root, left), { recursive: true })
    await backup(house, into)
    await rename(into, join(root, name))
    return (await backupsOf(house)).find((one) => one.name === name)
  } catch (error) {
    await rm(into, { recursive: true, force: true })
    throw error
  } finally {
    running.delete(house)
  }
}

const hashOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
/** What is wrong with a backup, in Chinese; empty where it is whole. Nothing where there is none of that name. */
export const verifyBackup = async (house: OpenHouse, name: string): Promise<string[] | undefined> => {
  const folder = join(backupFolder(house), name)
  if (!form.test(name) || !existsSync(join(folder, 'manifest.json'))) return undefined
  const { rows } = await manifestOf(folder)
  const wrong: string[] = []
  const counted = new Map<string, number>()
  try {
    const lines = createInterface({
      input: createReadStream(join(folder, 'records.ndjson.gz')).pipe(createGunzip()),
      crlfDelay: Infinity,
    })
    for await (const line of lines) {
      const { table, rows: some } = JSON.parse(line) as { table: string; rows: unknown[] }
      counted.set(table, (counted.get(table) ?? 0) + some.length)
    }
  } catch {
    wrong.push('记录文件 records.ndjson.gz 已损坏，读不到末尾')
  }
  for (const [table, count] of Object.entries(rows))
    if ((counted.get(table) ?? 0) !== count) wrong.push(`${table}应有${count}行，实有${counted.get(table) ?? 0}行`)
  // A stored file is called by what it holds.
  for (const path of await filesBelow(join(folder, 'files')))
    if (/^[0-9a-f]{64}$/.test(basename(path)) && (await hashOf(path)) !== basename(path))
      wrong.push(`文件${basename(path)}的内容与它的SHA-256不符`)
  return wrong
}
