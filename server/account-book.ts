/** The system administrator's book of accounts: who has one, a new one, a new password for who lost it, an end to one. */
import { rows, transact } from '../kernel/ledger/index.ts'
import { audit, forgetSessions } from './accounts.ts'
import type { OpenHouse } from './house.ts'
import { hashPassword, oneTimePassword } from './passwords.ts'

export interface AccountRow {
  readonly login: string
  readonly person: string
  readonly active: boolean
  readonly locked: boolean
  readonly mustChange: boolean
  /** The last request of a session that still stands. */
  readonly seen: string | null
}
export const accountsOf = (house: OpenHouse, tenant: string): Promise<AccountRow[]> =>
  transact(house.pool, tenant, (client) =>
    rows<AccountRow & Record<string, unknown>>(
      client,
      `SELECT a.login, a.person, a.active, coalesce(a.locked_until > $2, false) AS locked, a.must_change AS "mustChange",
         (SELECT max(s.seen) FROM house.session s WHERE s.tenant = a.tenant AND s.login = a.login) AS seen
       FROM house.account a WHERE a.tenant = $1 ORDER BY a.login`,
      [tenant, house.clock()],
    ),
  )

/** A new one-time password, the lock lifted, every session ended; nothing where there is no such account. */
export const resetPassword = async (
  house: OpenHouse,
  tenant: string,
  login: string,
  by: string,
): Promise<string | undefined> => {
  const password = oneTimePassword()
  const hash = await hashPassword(password)
  const found = await transact(house.pool, tenant, async (client) => {
    const changed = await rows(
      client,
      'UPDATE house.account SET hash = $3, must_change = true, failed = 0, locked_until = NULL WHERE tenant = $1 AND login = $2 RETURNING login',
      [tenant, login, hash],
    )
    await rows(client, 'DELETE FROM house.session WHERE tenant = $1 AND login = $2', [tenant, login])
    return changed.length > 0
  })
  forgetSessions(house)
  if (!found) return undefined
  await audit(house, tenant, { login: by, what: `重置口令 ${login}`, result: '成功' })
  return password
}
/** Stops an account (its sessions end at once) or lets it be used again; tells whether there is one. */
export const setActive = async (
  house: OpenHouse,
  tenant: string,
  login: string,
  active: boolean,
  by: string,
): Promise<boolean> => {
  const found = await transact(house.pool, tenant, async (client) => {
    const changed = await rows(
      client,
      'UPDATE house.account SET active = $3 WHERE tenant = $1 AND login = $2 RETURNING login',
      [tenant, login, active],
    )
    if (!active) await rows(client, 'DELETE FROM house.session WHERE tenant = $1 AND login = $2', [tenant, login])
    return changed.length > 0
  })
  forgetSessions(house)
  if (found) await audit(house, tenant, { login: by, what: `${active ? '启用' : '停用'}账号 ${login}`, result: '成功' })
  return found
}
