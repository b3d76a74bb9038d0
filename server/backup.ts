/** Backup and restore of the whole house: records, accounts, files and keys; registers are rebuilt from the ledger. */
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { ledgerTables } from '../kernel/ledger/index.ts'
import { rebuild } from '../kernel/register/index.ts'
import { createHouseTables } from './accounts.ts'
import { houseTables } from './house-tables.ts'
import { foundationFirst, type OpenHouse } from './house.ts'
import { createPublicTables, publicTables } from './public.ts'

/** In the order in which they are restored. */
export const tables: readonly string[] = [
  'ledger.tenant',
  ...ledgerTables.map((name) => `ledger.${name}`),
  ...houseTables.flatMap(({ name, leftOut }) => (leftOut ? [] : [`house.${name}`])),
  ...publicTables,
]
/** What a backup does not hold, and why. */
export const leftOut: Readonly<Record<string, string>> = {
  'ledger.shape': '登记表的形状，由声明得出',
  'ledger.term': '期限，由账本重建',
  'ledger.search': '查找的索引，由登记表重建',
  'ledger.unread': '尚未编入索引的案卷，由重建写入',
  'house.citizen_session': '公众的登录状态，恢复后须重新登录',
  ...Object.fromEntries(houseTables.flatMap(({ name, leftOut }) => (leftOut ? [[`house.${name}`, leftOut]] : []))),
}
const atOnce = 2000
interface Manifest {
  readonly format: 1
  readonly taken: string
  readonly rows: Readonly<Record<string, number>>
}

/** Writes into an empty (or new) directory, from one snapshot of the database. */
export const backup = async (house: OpenHouse, into: string): Promise<Manifest> => {
  if (existsSync(into) && (await readdir(into)).length) throw new Error(`备份目录“${into}”不是空的，请换一个目录`)
  await mkdir(into, { recursive: true, mode: 0o700 })
  await createHouseTables(house)
  await createPublicTables(house)
  const zip = createGzip()
  const out = createWriteStream(join(into, 'records.ndjson.gz'), { mode: 0o600 })
  zip.pipe(out)
  const rows: Record<string, number> = {}
  const client = await house.owner.connect()
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    for (const table of tables) {
      await client.query(`DECLARE c CURSOR FOR SELECT to_jsonb(t)::text AS row FROM ${table} t`)
      rows[table] = 0
      for (;;) {
        const { rows: some } = await client.query<{ row: string }>(`FETCH ${atOnce} FROM c`)
        if (!some.length) break
        rows[table] += some.length
        if (!zip.write(`{"table":"${table}","rows":[${some.map(({ row }) => row).join(',')}]}\n`))
          await once(zip, 'drain')
      }
      await client.query('CLOSE c')
    }
    await client.query('COMMIT')
  } finally {
    client.release()
  }
  zip.end()
  await finished(out)
  // Files never change, so those named by the snapshot are all there by now.
  for (const folder of ['files', 'keys']) {
    if (existsSync(join(house.dataDir, folder)))
      await cp(join(house.dataDir, folder), join(into, folder), { recursive: true, preserveTimestamps: true })
  }
  const manifest: Manifest = { format: 1, taken: house.realNow(), rows }
  await writeFile(join(into, 'manifest.json'), JSON.stringify(manifest, null, 2))
  return manifest
}

/** Restores into an empty house. */
export const restore = async (house: OpenHouse, from: string, log: (line: string) => void): Promise<Manifest> => {
  if (!existsSync(join(from, 'manifest.json'))) throw new Error(`“${from}”不是一份完整的备份：缺少 manifest.json`)
  const manifest = JSON.parse(await readFile(join(from, 'manifest.json'), 'utf8')) as Manifest
  if (manifest.format !== 1) throw new Error(`备份的格式（${String(manifest.format)}）不认识，请用制作它的版本恢复`)
  await createHouseTables(house)
  await createPublicTables(house)
  const client = await house.owner.connect()
  try {
    const { rows } = await client.query<{ some: boolean }>('SELECT EXISTS (SELECT FROM ledger.tenant) AS some')
    if (rows[0]!.some) throw new Error('数据目录不是空的，恢复只能在空的数据目录进行')
    await client.query('BEGIN')
    const lines = createInterface({
      input: createReadStream(join(from, 'records.ndjson.gz')).pipe(createGunzip()),
      crlfDelay: Infinity,
    })
    const counted: Record<string, number> = {}
    for await (const line of lines) {
      const { table, rows: some } = JSON.parse(line) as { table: string; rows: unknown[] }
      if (!tables.includes(table)) throw new Error(`备份中有不认识的表“${table}”`)
      await client.query(`INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`, [
        JSON.stringify(some),
      ])
      counted[table] = (counted[table] ?? 0) + some.length
    }
    for (const [table, count] of Object.entries(manifest.rows)) {
      if ((counted[table] ?? 0) !== count)
        throw new Error(`备份不完整：${table}应有${count}行，实有${counted[table] ?? 0}行`)
    }
    // What was waiting then may have gone out since: nobody gets it twice, and who wants it sent can send it.
    await client.query(
      "UPDATE house.mail SET state = 'failed', next_at = NULL, settled = now(), answer = '由备份恢复，未再发送' WHERE state = 'waiting'",
    )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
  for (const folder of ['files', 'keys']) {
    if (existsSync(join(from, folder)))
      await cp(join(from, folder), join(house.dataDir, folder), { recursive: true, preserveTimestamps: true })
  }
  for (const procedure of foundationFirst(house.mechanisms.values()))
    log(`由账本重建“${procedure.name[0]}”：${await rebuild(house, house.owner, procedure)}件`)
  await house.owner.query('ANALYZE')
  return manifest
}
