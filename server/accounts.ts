/**
 * Who is at the door: accounts, sessions and the audit trail. Sessions live on real time and on the server, so that a
 * lock or a lost post takes effect with the next request (from another process within a second); the browser holds only an opaque random token.
 */
import { createHash, randomBytes } from 'node:crypto'
import { askOnce, guarded, isUuid, rows, transact, type Client } from '../kernel/ledger/index.ts'
import { newId } from '../kernel/register/index.ts'
import type { District } from './district.ts'
import { tenantsOf, type OpenHouse } from './house.ts'
import { houseTables } from './house-tables.ts'
import { hashPassword, matches, oneTimePassword, weakness } from './passwords.ts'

/** The cookie that holds a session's token. */
export const sessionCookie = 'fazhi'

export interface SessionRules {
  /** Minutes without a request after which a session ends. */
  readonly idleMinutes: number
  readonly hours: number
  /** Wrong passwords in a row that lock an account, and for how many minutes. */
  readonly failures: number
  readonly lockMinutes: number
}
export const sessionRules: SessionRules = { idleMinutes: 15, hours: 12, failures: 5, lockMinutes: 15 }
const remembered = 5

const create = async (house: OpenHouse): Promise<void> => {
  const client = await house.owner.connect()
  try {
    await client.query('CREATE SCHEMA IF NOT EXISTS house; GRANT USAGE ON SCHEMA house TO fazhi_app;')
    for (const { name, rights, columns, indexes = [] } of houseTables) {
      await client.query(
        `CREATE TABLE IF NOT EXISTS house.${name} (${columns}); ${guarded(`house.${name}`, 'tenant', rights)}`,
      )
      for (const index of indexes) await client.query(index)
    }
  } finally {
    client.release()
  }
}

const prepared = new WeakMap<OpenHouse['owner'], Promise<void>>()
/** Creates what is missing, once for a house, by its owner: when the server starts, or when the first account is made. */
export const createHouseTables = (house: OpenHouse): Promise<void> => {
  let creating = prepared.get(house.owner)
  if (!creating) prepared.set(house.owner, (creating = create(house)))
  return creating
}

/** Something a person did at the door or with the records: written for the audit administrator, without contents. */
export interface AuditEntry {
  readonly login?: string | undefined
  readonly address?: string | undefined
  readonly what: string
  readonly result: string
}
export const audit = (house: OpenHouse, tenant: string, entry: AuditEntry): Promise<void> =>
  askOnce(house.pool, tenant, (client) => auditBy(client, house, tenant, entry))
const auditBy = async (
  client: Client,
  house: OpenHouse,
  tenant: string,
  { login, address, what, result }: AuditEntry,
): Promise<void> => {
  await rows(client, 'INSERT INTO house.audit VALUES ($1, $2, $3, $4, $5, $6, $7)', [
    tenant,
    house.clock(),
    newId(),
    login ?? null,
    address ?? null,
    what,
    result,
  ])
}

export interface NewAccount {
  readonly tenant: string
  readonly login: string
  readonly person: string
  /** Only for sample districts, whose password everybody knows; otherwise a random one is made. */
  readonly password?: string
  readonly mustChange?: boolean
}
/** Makes an account and gives its password; unless said otherwise, a random one that must be changed at the first sign-in. */
export const createAccount = async (
  house: OpenHouse,
  { tenant, login, person, password = oneTimePassword(), mustChange = true }: NewAccount,
): Promise<string> => {
  if (!/^[\p{L}\p{N}._-]{2,60}$/u.test(login))
    throw new RangeError(`账号“${login.slice(0, 60)}”不合要求：2至60个字母、数字、汉字、点、横线`)
  const hash = await hashPassword(password)
  await createHouseTables(house)
  await transact(house.pool, tenant, async (client) => {
    await rows(
      client,
      'INSERT INTO house.account (tenant, login, person, hash, must_change) VALUES ($1, $2, $3, $4, $5)',
      [tenant, login, person, hash, mustChange],
    )
    await auditBy(client, house, tenant, { login, what: '创建账号', result: '成功' })
  })
  return password
}

const wrong = '账号或口令不正确，或者账号已锁定：连续输错5次锁定15分钟。请核对后重试，或联系系统管理员'
export type SignedIn =
  | { readonly is: 'signed in'; readonly token: string; readonly mustChange: boolean }
  | { readonly is: 'wrong'; readonly words: string }
  | { readonly is: 'invalid'; readonly fields: Readonly<Record<string, string>> }

const later = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * 60_000)
const digest = (token: string): string => createHash('sha256').update(token).digest('hex')
/** The tenant of that code; the only one where none is named. */
const tenantFor = async (house: OpenHouse, code: string | undefined): Promise<string | undefined | 'which'> => {
  const all = await tenantsOf(house)
  if (code !== undefined) return all.find((tenant) => tenant.code === code)?.id
  return all.length > 1 ? 'which' : all[0]?.id
}

/** Whether tenant, login or password was wrong is never told, by words or by time. `unit` is where the person acts first. */
export const signIn = async (
  house: OpenHouse,
  given: {
    readonly tenant?: string
    readonly login: string
    readonly password: string
    readonly unit?: string
    readonly address?: string
  },
  rules: SessionRules = sessionRules,
): Promise<SignedIn> => {
  const { login, password, address } = given
  const tenant = await tenantFor(house, given.tenant)
  if (tenant === 'which') return { is: 'invalid', fields: { tenant: '有多个地区，请填写地区代码' } }
  const now = house.clock()
  // The attempt is counted before it is judged, so that many at once are no more than the limit.
  const [account] = tenant
    ? await transact(house.pool, tenant, (client) =>
        rows<{ hash: string; must_change: boolean }>(
          client,
          `UPDATE house.account SET failed = CASE WHEN locked_until IS NULL THEN failed + 1 ELSE 1 END,
             locked_until = CASE WHEN (CASE WHEN locked_until IS NULL THEN failed + 1 ELSE 1 END) >= $4 THEN $5::timestamptz END
           WHERE tenant = $1 AND login = $2 AND active AND (locked_until IS NULL OR locked_until <= $3) RETURNING hash, must_change`,
          [tenant, login, now, rules.failures, later(now, rules.lockMinutes)],
        ),
      )
    : []
  const right = await matches(password, account?.hash)
  if (!tenant || !account || !right) {
    if (tenant)
      await audit(house, tenant, {
        login: login.slice(0, 60),
        address,
        what: '登录',
        result: account ? '口令错误' : '账号不存在、停用或锁定',
      })
    return { is: 'wrong', words: wrong }
  }
  const token = randomBytes(32).toString('base64url')
  await transact(house.pool, tenant, async (client) => {
    await rows(client, 'UPDATE house.account SET failed = 0, locked_until = NULL WHERE tenant = $1 AND login = $2', [
      tenant,
      login,
    ])
    await rows(client, 'DELETE FROM house.session WHERE tenant = $1 AND login = $2 AND (expires <= $3 OR seen <= $4)', [
      tenant,
      login,
      now,
      later(now, -rules.idleMinutes),
    ])
    await rows(client, 'INSERT INTO house.session VALUES ($1, $2, $3, $4, $5, $5, $6)', [
      tenant,
      digest(token),
      login,
      given.unit ?? null,
      now,
      later(now, rules.hours * 60),
    ])
    await auditBy(client, house, tenant, { login, address, what: '登录', result: '成功' })
  })
  return { is: 'signed in', token: `${tenant}.${token}`, mustChange: account.must_change }
}

export interface Session {
  readonly tenant: string
  readonly token: string
  readonly login: string
  readonly person: string
  readonly unit: string | undefined
  readonly mustChange: boolean
}
const split = (token: string | undefined): readonly [tenant: string, secret: string] | undefined => {
  const [tenant, secret] = (token ?? '').split('.')
  return isUuid(tenant) && secret && secret.length < 100 ? [tenant, secret] : undefined
}
/**
 * Sessions that were found less than a second ago. What ends one in this process, or changes a post, empties it at once;
 * another process on the same database (the command line) is heard after that second.
 */
const recent = new WeakMap<OpenHouse['pool'], Map<string, { at: number; session: Session; revision: number }>>()
const asksEvery = 1000
const mostRecent = 10_000
const recentOf = (house: OpenHouse) => {
  let found = recent.get(house.pool)
  if (!found) recent.set(house.pool, (found = new Map()))
  return found
}
/** For whoever ended a session or an account. */
export const forgetSessions = (house: OpenHouse): void => recentOf(house).clear()
/** The living session of a token, and its district as it stands; nothing where it has ended or never was. */
export const sessionOf = async (
  house: OpenHouse,
  token: string | undefined,
  rules: SessionRules = sessionRules,
): Promise<{ session: Session; district: District } | undefined> => {
  const parts = split(token)
  if (!parts) return undefined
  const [tenant, secret] = parts
  const now = house.clock()
  const kept = recentOf(house).get(token!)
  const known = kept && Math.abs(now.getTime() - kept.at) < asksEvery && house.known(tenant, kept.revision)
  if (known) return { session: kept.session, district: known }
  const [found] = await askOnce(house.pool, tenant, (client) =>
    rows<{
      login: string
      person: string
      unit: string | null
      must_change: boolean
      seen: Date
      revision: number
    }>(
      client,
      `SELECT s.login, a.person, s.unit, a.must_change, s.seen, t.revision FROM house.session s JOIN house.account a ON a.tenant = s.tenant AND a.login = s.login
         JOIN ledger.tenant t ON t.id = s.tenant
       WHERE s.tenant = $1 AND s.token_hash = $2 AND a.active AND s.expires > $3 AND s.seen > $4`,
      [tenant, digest(secret), now, later(now, -rules.idleMinutes)],
    ),
  )
  if (!found) return undefined
  // Half a minute of idle time is not worth a write with every request.
  if (now.getTime() - found.seen.getTime() > 30_000)
    await askOnce(house.pool, tenant, (client) =>
      rows(client, 'UPDATE house.session SET seen = $3 WHERE tenant = $1 AND token_hash = $2', [
        tenant,
        digest(secret),
        now,
      ]),
    )
  const { login, person, unit, must_change } = found
  const session = { tenant, token: token!, login, person, unit: unit ?? undefined, mustChange: must_change }
  const revision = Number(found.revision)
  const sessions = recentOf(house)
  if (sessions.size >= mostRecent) sessions.clear()
  sessions.set(token!, { at: now.getTime(), session, revision })
  return { session, district: house.known(tenant, revision) ?? (await house.district(tenant)) }
}
export const signOut = async (house: OpenHouse, { tenant, token, login }: Session, address?: string): Promise<void> => {
  await transact(house.pool, tenant, async (client) => {
    await rows(client, 'DELETE FROM house.session WHERE tenant = $1 AND token_hash = $2', [
      tenant,
      digest(split(token)![1]),
    ])
    await auditBy(client, house, tenant, { login, address, what: '退出', result: '成功' })
  })
  forgetSessions(house)
}

/** Changes the password and ends every other session of the account; otherwise what is wrong, by field. */
export const changePassword = async (
  house: OpenHouse,
  { tenant, login, token }: Session,
  old: string,
  fresh: string,
): Promise<Readonly<Record<string, string>> | undefined> => {
  const [account] = await transact(house.pool, tenant, (client) =>
    rows<{ hash: string; last_passwords: string[] }>(
      client,
      'SELECT hash, last_passwords FROM house.account WHERE tenant = $1 AND login = $2',
      [tenant, login],
    ),
  )
  if (!(await matches(old, account?.hash))) return { old: '原口令不正确' }
  const weak = weakness(fresh, login)
  if (weak) return { new: weak }
  for (const used of [account!.hash, ...account!.last_passwords])
    if (await matches(fresh, used)) return { new: `不能与最近${remembered}次用过的口令相同` }
  const hash = await hashPassword(fresh)
  await transact(house.pool, tenant, async (client) => {
    await rows(
      client,
      'UPDATE house.account SET hash = $3, must_change = false, last_passwords = $4 WHERE tenant = $1 AND login = $2',
      [tenant, login, hash, [account!.hash, ...account!.last_passwords].slice(0, remembered - 1)],
    )
    await rows(client, 'DELETE FROM house.session WHERE tenant = $1 AND login = $2 AND token_hash <> $3', [
      tenant,
      login,
      digest(split(token)![1]),
    ])
    await auditBy(client, house, tenant, { login, what: '修改口令', result: '成功' })
  })
  forgetSessions(house)
  return undefined
}
