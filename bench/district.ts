/** A durable cluster in a temporary directory, as the product runs it, with a small district that can act. */
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Values } from '../kernel/fields/index.ts'
import { newSigningKey } from '../kernel/ledger/index.ts'
import { system } from '../kernel/procedure/index.ts'
import { newId, perform } from '../kernel/register/index.ts'
import { readNotices, type Day } from '../kernel/time/index.ts'
import { openDatabase } from '../server/database/index.ts'
import { storeText } from '../server/files.ts'
import { createTenant, openHouse, type OpenHouse } from '../server/house.ts'
import { findMechanisms } from '../server/mechanisms.ts'

export interface Bench {
  readonly house: OpenHouse
  readonly tenant: string
  /** The hash of a stored file, for acts that ask for one. */
  readonly file: string
  /** Ends the cluster and removes the directory. */
  stop(): Promise<void>
}

/** A directory that the account of PostgreSQL can enter too, should we be root. */
export const temporaryDirectory = async (): Promise<string> => {
  const path = await mkdtemp(join(tmpdir(), 'fazhi-bench-'))
  await chmod(path, 0o711)
  return path
}

/** A tenant whose clock stands still at the middle of 2022. */
export const newTenant = async (house: OpenHouse, code: string): Promise<string> => {
  const tenant = newId()
  await createTenant(house, { id: tenant, code, name: '基准测试区', sample: true, clock: '2022-06-30T09:00:00' })
  return tenant
}

/** Two persons of unit `u1`: `p1` in the justice bureau and in the office of the government, `p2` in the bureau only. */
const people = { p1: ['clerk', 'justice-bureau', 'government-office'], p2: ['justice-bureau'] }

export const startBench = async (): Promise<Bench> => {
  const dataDir = await temporaryDirectory()
  const database = await openDatabase({ dataDir })
  const house = await openHouse({
    config: database.config,
    found: await findMechanisms(),
    signingKey: newSigningKey(),
    dataDir,
  })
  const tenant = await newTenant(house, 'bench')
  const found = async (mechanism: string, act: string, on: Day, body: Values, stream = newId()): Promise<string> => {
    const command = { tenant, mechanism, stream, act, on, actor: system('u1'), body, source: 'derived' as const }
    const outcome = await perform(house, command)
    if (outcome.is !== 'done') throw new Error(`${mechanism}/${act}: ${JSON.stringify(outcome)}`)
    return stream
  }
  const unit = { code: 'u1', name: '示例单位', short: '示例', kind: 'department' }
  await found('units', 'establish', '2015-01-01', unit)
  for (const year of [2021, 2022]) {
    const file = join('districts', 'notices', `${year}.json`)
    for (const { id, issued, source, off, work } of readNotices(JSON.parse(await readFile(file, 'utf8')), file)) {
      const days = { off: JSON.stringify(off), work: JSON.stringify(work) }
      await found('notices', 'load', issued, { year, issued, number: id, source, ...days })
    }
  }
  for (const [holder, roles] of Object.entries(people)) {
    const body = { holder, name: `示例人员${holder}`, place: 'u1', title: '经办人', roles }
    const post = await found('posts', 'take', '2015-01-01', body)
    await found('posts', 'grant', '2015-01-01', {}, post)
  }
  return {
    house,
    tenant,
    file: await storeText(house, tenant, '示例.txt', '本文件为示例数据。\n'),
    stop: async () => {
      await house.close()
      await database.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
