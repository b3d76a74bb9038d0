/** One scratch cluster per test file, a house on it, and tenants to act in. PostgreSQL is real. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AnyMechanism } from '../kernel/mechanism.ts'
import { newSigningKey, transact } from '../kernel/ledger/index.ts'
import { newId, perform, type Outcome } from '../kernel/register/index.ts'
import { system, type PartId } from '../kernel/procedure/index.ts'
import type { Values } from '../kernel/fields/index.ts'
import type { Day } from '../kernel/time/index.ts'
import { startScratchCluster } from '../server/database/index.ts'
import { createTenant, openHouse, type OpenHouse } from '../server/house.ts'
import { findMechanisms, type Found } from '../server/mechanisms.ts'
import { notices } from './story.ts'
import { sampleFile, sampleTexts } from '../kernel/sample.ts'

export interface TestHouse extends OpenHouse {
  stop(): Promise<void>
}
/** `found` where a test declares mechanisms of its own; `clock` where it holds real time (sessions, audit, sealing). */
export const startHouse = async (found?: Found, clock?: () => number): Promise<TestHouse> => {
  const database = await startScratchCluster()
  const dataDir = await mkdtemp(join(tmpdir(), 'fazhi-test-'))
  const house = await openHouse({
    config: database.config,
    found: found ?? (await findMechanisms()),
    signingKey: newSigningKey(),
    dataDir,
    ...(clock && { clock }),
  })
  return {
    ...house,
    stop: async () => {
      await house.close()
      await database.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
/** The product's mechanisms and these, in a chapter of their own. */
export const foundWith = async (...own: readonly AnyMechanism[]): Promise<Found> => {
  const found = await findMechanisms()
  return {
    ...found,
    mechanisms: new Map([...found.mechanisms, ...own.map((m) => [m.id, m] as const)]),
    chapters: [...found.chapters, { id: 'declared', name: ['示例', 'Declared'], reported: false, mechanisms: own }],
  }
}
/** A small district: units u1, u2, u3 and persons p1 … p9, whoever acts named with the roles given. */
export const smallDistrict = async (
  house: OpenHouse,
  code = 'small',
  clock = '2023-02-20T09:00:00',
): Promise<string> => {
  const id = newId()
  await createTenant(house, { id, code, name: `示例区 ${code}`, sample: true, clock })
  const by = system('u1')
  const run = async (mechanism: string, act: string, on: Day, body: Values, stream = newId()): Promise<string> => {
    const outcome = await perform(house, { tenant: id, mechanism, stream, act, on, actor: by, body, source: 'derived' })
    if (outcome.is !== 'done') throw new Error(`${mechanism}/${act}: ${JSON.stringify(outcome)}`)
    return stream
  }
  for (const unit of ['u1', 'u2', 'u3'])
    await run('units', 'establish', '2015-01-01', {
      code: unit,
      name: `示例单位${unit}`,
      short: unit,
      kind: 'department',
    })
  for (const notice of notices.filter(({ issued }) => issued <= clock))
    await run('notices', 'load', notice.issued, {
      year: notice.year,
      issued: notice.issued,
      number: notice.id,
      source: notice.source,
      off: JSON.stringify(notice.off),
      work: JSON.stringify(notice.work),
    })
  for (let n = 1; n <= 9; n++) {
    const post = await run('posts', 'take', '2015-01-01', {
      holder: `p${n}`,
      name: `示例人员${n}`,
      place: n > 6 ? 'u2' : 'u1',
      title: '经办人',
      roles: ['clerk'],
    })
    await run('posts', 'grant', '2015-01-01', {}, post)
  }
  await transact(house.pool, id, (client) =>
    client.query(
      "INSERT INTO ledger.file SELECT $1, hash, 'sample.txt', 'text/plain', 0, 'p1', $3 FROM unnest($2::text[]) AS f(hash) ON CONFLICT DO NOTHING",
      [id, [sampleFile, ...sampleTexts.map(({ hash }) => hash)], house.clock()],
    ),
  )
  return id
}
/** Acts in a tenant with the roles that the act names, unless others are given. */
export const acting =
  (house: OpenHouse, tenant: string) =>
  (
    mechanism: string,
    stream: string,
    act: string,
    on: Day,
    person: string,
    body: Values = {},
    more: {
      unit?: string
      roles?: readonly string[]
      part?: PartId
      now?: string
      key?: string
      expected?: number
      dry?: boolean
    } = {},
  ): Promise<Outcome> => {
    const m = house.mechanisms.get(mechanism)!
    const declared = (more.part ? m.parts[more.part.kind] : m)?.acts[act]
    const roles =
      more.roles ??
      declared?.by.roles.map((role) => role.id) ??
      Object.values(m.acts).flatMap((one) => one.by.roles.map((role) => role.id))
    const actor = person === 'system' ? system('u1') : { person, unit: more.unit ?? 'u1', roles }
    const { part, now, key, expected, dry } = more
    return perform(
      house,
      { tenant, mechanism, stream, ...(part && { part }), act, on, actor, body },
      {
        now: now ?? `${on}T10:00:00`,
        ...(key && { key }),
        ...(expected !== undefined && { expected }),
        ...(dry && { dry }),
      },
    )
  }
