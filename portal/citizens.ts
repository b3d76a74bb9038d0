/**
 * Accounts of citizens: a name to sign in with, a password, and, if they like, what the form asks each time. They share
 * nothing with those of officials: other tables, another cookie, no role. All that one brings is a list of what was sent.
 */
import { createHash, randomBytes } from 'node:crypto'
import { isRace, rows, transact, type Client } from '../kernel/ledger/index.ts'
import { hashPassword, matches, weakness } from '../server/passwords.ts'
import type { Site } from './site.ts'

export const citizenCookie = 'fazhi-citizen'
/** Minutes without a request after which a session ends, and hours after which it ends in any case. */
const idle = 30
const longest = 12
/** Wrong passwords in a row that lock an account, and for how many minutes. */
const failures = 5
const locked = 15

export interface Citizen {
  readonly login: string
  readonly name: string | undefined
  readonly contact: string | undefined
  /** What a form of this session is bound to. */
  readonly session: string
}
export interface SignUp {
  readonly login: string
  readonly password: string
  readonly again: string
  readonly name: string
  readonly contact: string
}
export type Wrong = Readonly<Record<string, string>>

const later = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * 60_000)
const digest = (token: string): string => createHash('sha256').update(token).digest('hex')
/** As it is compared: one name has one form, however it was typed. */
export const loginOf = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase()
const unfit = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}]/u
const about = (label: string, value: string): string | undefined =>
  value.length > 60 ? `${label}不能超过60字` : unfit.test(value) ? `${label}含有看不见的字符，请重新输入` : undefined
/** What is wrong with a password that was chosen, by field. */
export const newPassword = (login: string, password: string, again: string): Wrong => {
  const weak = weakness(password, login)
  return {
    ...(weak && { password: weak }),
    ...(password !== again && { again: '两次输入的口令不一致' }),
  }
}
const begin = async (client: Client, { house, district }: Site, login: string): Promise<string> => {
  const [token, now] = [randomBytes(32).toString('base64url'), house.clock()]
  await rows(client, 'DELETE FROM house.citizen_session WHERE tenant = $1 AND (expires <= $2 OR seen <= $3)', [
    district.id,
    now,
    later(now, -idle),
  ])
  await rows(client, 'INSERT INTO house.citizen_session VALUES ($1, $2, $3, $4, $5)', [
    district.id,
    digest(token),
    login,
    now,
    later(now, longest * 60),
  ])
  return token
}

/** The token of a session, or what is wrong, by field. */
export const signUp = async (site: Site, given: SignUp): Promise<string | Wrong> => {
  const { house, district } = site
  const { password, again, name, contact } = given
  const login = loginOf(given.login)
  const wrong = Object.fromEntries(
    Object.entries({
      ...(!/^[\p{L}\p{N}._-]{2,30}$/u.test(login) && { login: '登录名应为2至30个字母、数字、汉字、点、横线' }),
      ...newPassword(login, password, again),
      name: about('姓名', name),
      contact: about('联系方式', contact),
    }).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
  if (Object.keys(wrong).length) return wrong
  const hash = await hashPassword(password)
  try {
    return await transact(house.pool, district.id, async (client) => {
      await rows(
        client,
        'INSERT INTO house.citizen (tenant, login, hash, name, contact, created) VALUES ($1, $2, $3, $4, $5, $6)',
        [district.id, login, hash, name || null, contact || null, house.clock()],
      )
      return begin(client, site, login)
    })
  } catch (error) {
    if (isRace(error)) return { login: '这个登录名已经有人使用，请换一个' }
    throw error
  }
}
/** The token of a session; nothing where name or password is wrong or the account is locked, which takes as long. */
export const signIn = async (site: Site, typed: string, password: string): Promise<string | undefined> => {
  const { house, district } = site
  const login = loginOf(typed)
  const now = house.clock()
  // The attempt is counted before it is judged, so that many at once are no more than the limit.
  const [account] = await transact(house.pool, district.id, (client) =>
    rows<{ hash: string }>(
      client,
      `UPDATE house.citizen SET failed = CASE WHEN locked_until IS NULL THEN failed + 1 ELSE 1 END,
         locked_until = CASE WHEN (CASE WHEN locked_until IS NULL THEN failed + 1 ELSE 1 END) >= $4 THEN $5::timestamptz END
       WHERE tenant = $1 AND login = $2 AND (locked_until IS NULL OR locked_until <= $3) RETURNING hash`,
      [district.id, login, now, failures, later(now, locked)],
    ),
  )
  if (!(await matches(password.slice(0, 200), account?.hash))) return undefined
  return transact(house.pool, district.id, async (client) => {
    await rows(client, 'UPDATE house.citizen SET failed = 0, locked_until = NULL WHERE tenant = $1 AND login = $2', [
      district.id,
      login,
    ])
    return begin(client, site, login)
  })
}
/** Who has that session; nobody where it has ended or never was. */
export const citizenOf = async (site: Site, token: string | undefined): Promise<Citizen | undefined> => {
  const { house, district } = site
  if (!token || token.length > 100) return undefined
  const now = house.clock()
  const [found] = await transact(house.pool, district.id, (client) =>
    rows<{ login: string; name: string | null; contact: string | null }>(
      client,
      `UPDATE house.citizen_session s SET seen = $3 FROM house.citizen c
       WHERE s.tenant = $1 AND s.token_hash = $2 AND s.expires > $3 AND s.seen > $4 AND c.tenant = s.tenant AND c.login = s.login
       RETURNING c.login, c.name, c.contact`,
      [district.id, digest(token), now, later(now, -idle)],
    ),
  )
  if (!found) return undefined
  const { login, name, contact } = found
  return { login, name: name ?? undefined, contact: contact ?? undefined, session: digest(token) }
}
export const signOut = async ({ house, district }: Site, { session }: Citizen): Promise<void> => {
  await transact(house.pool, district.id, (client) =>
    rows(client, 'DELETE FROM house.citizen_session WHERE tenant = $1 AND token_hash = $2', [district.id, session]),
  )
}
const isRight = async ({ house, district }: Site, { login }: Citizen, password: string): Promise<boolean> => {
  const [account] = await transact(house.pool, district.id, (client) =>
    rows<{ hash: string }>(client, 'SELECT hash FROM house.citizen WHERE tenant = $1 AND login = $2', [
      district.id,
      login,
    ]),
  )
  return matches(password.slice(0, 200), account?.hash)
}
/** A new password ends all other sessions; otherwise what is wrong, by field. */
export const changePassword = async (
  site: Site,
  citizen: Citizen,
  old: string,
  password: string,
  again: string,
): Promise<Wrong> => {
  const { house, district } = site
  if (!(await isRight(site, citizen, old))) return { old: '原口令不正确' }
  const wrong = newPassword(citizen.login, password, again)
  if (Object.keys(wrong).length) return wrong
  const hash = await hashPassword(password)
  await transact(house.pool, district.id, async (client) => {
    await rows(client, 'UPDATE house.citizen SET hash = $3 WHERE tenant = $1 AND login = $2', [
      district.id,
      citizen.login,
      hash,
    ])
    await rows(client, 'DELETE FROM house.citizen_session WHERE tenant = $1 AND login = $2 AND token_hash <> $3', [
      district.id,
      citizen.login,
      citizen.session,
    ])
  })
  return {}
}
/** Takes away the account and the list of what was sent with it, not what was sent; otherwise what is wrong. */
export const closeAccount = async (site: Site, citizen: Citizen, password: string): Promise<Wrong> => {
  const { house, district } = site
  if (!(await isRight(site, citizen, password))) return { sure: '口令不正确' }
  await transact(house.pool, district.id, async (client) => {
    for (const table of ['citizen_comment', 'citizen_session', 'citizen'])
      await rows(client, `DELETE FROM house.${table} WHERE tenant = $1 AND login = $2`, [district.id, citizen.login])
  })
  return {}
}
/** Notes under whose account something was sent. */
export const keepSent = async ({ house, district }: Site, { login }: Citizen, number: string): Promise<void> => {
  await transact(house.pool, district.id, (client) =>
    rows(client, 'INSERT INTO house.citizen_comment VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [
      district.id,
      login,
      number,
      house.clock(),
    ]),
  )
}
/** The numbers of what was sent, the latest first. */
export const sentBy = async (client: Client, { district }: Site, { login }: Citizen): Promise<string[]> =>
  (
    await rows<{ number: string }>(
      client,
      'SELECT number FROM house.citizen_comment WHERE tenant = $1 AND login = $2 ORDER BY sent DESC, number LIMIT 100',
      [district.id, login],
    )
  ).map(({ number }) => number)
