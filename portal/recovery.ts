/**
 * A citizen's forgotten password: a link by mail, to the address that was given with the account. Nothing is kept for it:
 * the link is bound to the password that it replaces, so that it works once, and for half an hour.
 */
import { createHash } from 'node:crypto'
import { wrongAddress } from '../exchange/mail/smtp.ts'
import { queue } from '../exchange/mail/queue.ts'
import { newId } from '../kernel/register/index.ts'
import { rows, transact } from '../kernel/ledger/index.ts'
import { hashPassword } from '../server/passwords.ts'
import { loginOf, newPassword, type Wrong } from './citizens.ts'
import type { Tokens } from './guard.ts'
import type { Site } from './site.ts'

export const recoveryMinutes = 30

/** Whether a link can be sent: only where the address of the site is named, since a visitor's own word for it is not believed. */
export const canRecover = ({ settings }: Site, sends: boolean): boolean =>
  sends && (settings.url !== undefined || settings.domain !== undefined)

interface Account {
  readonly hash: string
  readonly contact: string | null
}
const accountOf = async ({ house, district }: Site, login: string): Promise<Account | undefined> =>
  (
    await transact(house.pool, district.id, (client) =>
      rows<Account & Record<string, unknown>>(
        client,
        'SELECT hash, contact FROM house.citizen WHERE tenant = $1 AND login = $2',
        [district.id, login],
      ),
    )
  )[0]
const boundTo = ({ district }: Site, login: string, { hash }: Account): string =>
  `${district.id}/recovery/${createHash('sha256').update(`${login} ${hash}`).digest('hex')}`

/** Queues the letter where there is such an account with an address; says nothing of whether there is. */
export const sendLink = async (site: Site, tokens: Tokens, typed: string): Promise<void> => {
  const { house, district } = site
  const login = loginOf(typed)
  const account = await accountOf(site, login)
  const address = account?.contact?.trim()
  if (!account || !address || wrongAddress(address)) return
  const query = new URLSearchParams({ login, key: tokens.give(boundTo(site, login, account)) })
  await transact(house.pool, district.id, (client) =>
    queue(client, house, district.id, {
      key: `recovery/${newId()}`,
      channel: 'email',
      sender: 'system',
      recipient: address,
      subject: `${site.name}：重设口令`,
      words: `您好：

有人请求重设账号“${login}”在${site.name}的口令。请在${recoveryMinutes}分钟内打开下面的链接，设置新口令：

${site.origin}${site.base}/mine/reset?${query.toString()}

不是您本人请求的，不必理会，口令不会改变。本邮件由系统发出，请勿回复。`,
      files: [],
    }),
  )
}
/** Whether the link still holds. */
export const isGood = async (site: Site, tokens: Tokens, typed: string, key: string): Promise<boolean> => {
  const login = loginOf(typed)
  const account = await accountOf(site, login)
  return account !== undefined && tokens.read(key, boundTo(site, login, account), recoveryMinutes) !== undefined
}
/** The new password stands, whoever was signed in is out; otherwise what is wrong by field, or nothing where the link is none. */
export const resetByLink = async (
  site: Site,
  tokens: Tokens,
  given: { readonly login: string; readonly key: string; readonly password: string; readonly again: string },
): Promise<Wrong | undefined> => {
  const { house, district } = site
  const login = loginOf(given.login)
  const account = await accountOf(site, login)
  if (!account || tokens.read(given.key, boundTo(site, login, account), recoveryMinutes) === undefined) return undefined
  const wrong = newPassword(login, given.password, given.again)
  if (Object.keys(wrong).length) return wrong
  const hash = await hashPassword(given.password)
  return transact(house.pool, district.id, async (client) => {
    // Of two who come with the same link, one finds another password there.
    const changed = await rows(
      client,
      'UPDATE house.citizen SET hash = $3, failed = 0, locked_until = NULL WHERE tenant = $1 AND login = $2 AND hash = $4 RETURNING login',
      [district.id, login, hash, account.hash],
    )
    if (!changed.length) return undefined
    await rows(client, 'DELETE FROM house.citizen_session WHERE tenant = $1 AND login = $2', [district.id, login])
    return {}
  })
}
