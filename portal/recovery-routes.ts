/** The way back to a forgotten password. What it answers does not tell whether there is such an account. */
import type { FastifyInstance } from 'fastify'
import { statusOf } from '../server/errors.ts'
import { asked, type Answers } from './answers.ts'
import type { AccountForm } from './citizen-routes.ts'
import { Limit, type Tokens } from './guard.ts'
import { one } from './pages/comment.ts'
import { forgottenPage, resetPage, sentPage, staleLink } from './pages/forgotten.ts'
import { signInPage } from './pages/mine.ts'
import { canRecover, isGood, resetByLink, sendLink } from './recovery.ts'
import { loginOf } from './citizens.ts'

export const recoveryRoutes = (
  app: FastifyInstance,
  { house, siteFor, own, lost }: Answers,
  tokens: Tokens,
  account: AccountForm,
  sends: boolean,
): void => {
  const now = () => house.clock().getTime()
  const fromHere = new Limit(10, 3600, now)
  /** To one account: nobody's mailbox is filled. */
  const toOne = new Limit(3, 3600, now)
  app.get('/:code/mine/forgotten', async (request, reply) => {
    const site = await siteFor(request)
    return site ? own(reply, forgottenPage(site, tokens, canRecover(site, sends))) : lost(request, reply)
  })
  app.get('/:code/mine/reset', async (request, reply) => {
    const site = await siteFor(request)
    if (!site) return lost(request, reply)
    const [login, key] = [(asked(request, 'login') ?? '').slice(0, 100), (asked(request, 'key') ?? '').slice(0, 300)]
    if (await isGood(site, tokens, login, key)) return own(reply, resetPage(site, tokens, { login, key }))
    reply.code(statusOf('invalid'))
    return own(reply, staleLink(site))
  })
  account('forgotten', async ({ site, request, reply, typed }) => {
    const login = one(typed, 'login').slice(0, 100)
    if (!canRecover(site, sends)) return forgottenPage(site, tokens, false)
    if (!fromHere.allows(request.ip)) {
      reply.code(statusOf('too many requests'))
      return forgottenPage(site, tokens, true, { words: '您所在的网络请求得太多，请过一小时再试。' })
    }
    if (toOne.allows(`@${site.code}/${loginOf(login)}`)) await sendLink(site, tokens, login)
    return sentPage(site)
  })
  account('reset', async ({ site, request, reply, typed }) => {
    const [login, key] = [one(typed, 'login').slice(0, 100), one(typed, 'key').slice(0, 300)]
    const wrong = fromHere.allows(request.ip)
      ? await resetByLink(site, tokens, { login, key, password: one(typed, 'password'), again: one(typed, 'again') })
      : undefined
    if (wrong && !Object.keys(wrong).length)
      return signInPage(site, tokens, '', { typed: { login }, words: '口令已经重设，请用新口令登录。' })
    reply.code(statusOf('invalid'))
    return wrong ? resetPage(site, tokens, { login, key }, { fields: wrong }) : staleLink(site)
  })
}
