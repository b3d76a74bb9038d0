/** What citizens do: comment with or without an account, follow what became of it, and keep an account. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { statusOf } from '../server/errors.ts'
import { paramsOf, told, type Answers } from './answers.ts'
import type { Rendered } from './cache.ts'
import {
  changePassword,
  citizenCookie,
  citizenOf,
  closeAccount,
  keepSent,
  signIn,
  signOut,
  signUp,
  type Citizen,
} from './citizens.ts'
import { isOwn, Limit, readNumber, type Tokens } from './guard.ts'
import { formPage, one, openForm, send, type Typed } from './pages/comment.ts'
import { followForm, followPage, followReceipt } from './pages/follow.ts'
import { accountPage, boundTo, minePage, signInPage, signUpPage, wayBack } from './pages/mine.ts'
import { recoveryRoutes } from './recovery-routes.ts'
import type { Site } from './site.ts'

const found = 303
const foreign = '这张表单不是从本站的页面提交的，没有受理。请从本站打开后重新填写。'
const old = '这张表单打开得太久，请核对后重新提交。'

/** A form of the account: `doing` gives the page that answers it, or nothing where it has answered itself. */
export type AccountForm = (
  name: string,
  doing: (given: {
    readonly site: Site
    readonly request: FastifyRequest
    readonly reply: FastifyReply
    readonly citizen: Citizen | undefined
    readonly typed: Typed
    readonly to: string
  }) => Promise<Rendered | undefined>,
) => void

/** `sends`: whether letters can be sent at all. */
export const citizenRoutes = (app: FastifyInstance, answers: Answers, tokens: Tokens, sends: boolean): void => {
  const { house, siteFor, own, lost } = answers
  const now = () => house.clock().getTime()
  const comments = new Limit(10, 600, now)
  /** A whole office may sit behind one address; who signed in is counted alone. */
  const ofAccounts = new Limit(20, 3600, now)
  /** Of one matter, from everywhere together: beyond it, nobody reads along any more. */
  const ofMatters = new Limit(600, 600, now)
  const lookUps = new Limit(30, 60, now)
  const doors = new Limit(20, 600, now)
  const signUps = new Limit(5, 3600, now)

  const typedOf = (request: FastifyRequest): Typed => (request.body ?? {}) as Typed
  const citizenFor = (site: Site, request: FastifyRequest): Promise<Citizen | undefined> =>
    citizenOf(site, request.cookies[citizenCookie])
  const cookieOf = (site: Site, request: FastifyRequest) => ({
    path: site.base,
    httpOnly: true,
    sameSite: 'strict' as const,
    secure: request.protocol === 'https',
  })
  const refuse = (reply: FastifyReply, site: Site, words: string) =>
    own(reply.code(statusOf('denied')), told(site, '没有受理', words))

  // ── comments ──
  const article = '/:code/articles/:m/:id/comment'
  app.get(article, async (request, reply) => {
    const site = await siteFor(request)
    const { m, id } = paramsOf(request)
    const open = site && (await openForm(site, m!, id!))
    return open ? own(reply, formPage(site, open, tokens, await citizenFor(site, request))) : lost(request, reply)
  })
  app.post(article, async (request, reply) => {
    const site = await siteFor(request)
    const { m, id } = paramsOf(request)
    const open = site && (await openForm(site, m!, id!))
    if (!open) return lost(request, reply)
    const typed = typedOf(request)
    const citizen = await citizenFor(site, request)
    const again = (words: string, fields?: Readonly<Record<string, string>>) =>
      own(reply, formPage(site, open, tokens, citizen, typed, { words, ...(fields && { fields }) }))
    if (!isOwn(request)) return refuse(reply, site, foreign)
    const allowed = citizen ? ofAccounts.allows(`@${citizen.login}`) : comments.allows(request.ip)
    if (!allowed || !ofMatters.allows(`@${id}`)) {
      reply.code(statusOf('too many requests'))
      return again(
        citizen
          ? '您提交得太多，请过一小时再提交。内容已保留。'
          : '您所在的网络提交得太多，请过十分钟再提交，或者登录后提交。内容已保留。',
      )
    }
    const result = await send(site, open, tokens, typed)
    if (result.is === 'sent') {
      if (citizen) await keepSent(site, citizen, result.number)
      return reply.redirect(`${site.base}/follow/${result.number}`, found)
    }
    reply.code(statusOf('invalid'))
    return again(result.words, result.fields)
  })

  // ── following ──
  app.get('/:code/follow', async (request, reply) => {
    const site = await siteFor(request)
    return site ? own(reply, followForm(site)) : lost(request, reply)
  })
  app.post('/:code/follow', async (request, reply) => {
    const site = await siteFor(request)
    if (!site) return lost(request, reply)
    const typed = one(typedOf(request), 'number')
    const number = readNumber(typed)
    if (number) return reply.redirect(`${site.base}/follow/${number}`, found)
    reply.code(statusOf('invalid'))
    return own(reply, followForm(site, '回执号码应为12位字母和数字，请核对。', typed.slice(0, 40)))
  })
  for (const [path, make] of [
    ['/:code/follow/:number', followPage],
    ['/:code/follow/:number/receipt.json', followReceipt],
  ] as const)
    app.get(path, async (request, reply) => {
      const site = await siteFor(request)
      if (!site) return lost(request, reply)
      if (!lookUps.allows(request.ip)) {
        reply.code(statusOf('too many requests'))
        return own(reply, followForm(site, '您所在的网络查询得太多，请过一分钟再查。'))
      }
      const number = readNumber(paramsOf(request).number!)
      const rendered = number && (await make(site, number))
      if (rendered) return own(reply, rendered)
      reply.code(statusOf('not found'))
      return own(reply, followForm(site, '没有这个回执号码，请核对后再查。'))
    })

  // ── accounts ──
  const backOf = (request: FastifyRequest): string => {
    const { to } = request.query as Readonly<Record<string, unknown>>
    return wayBack(typeof to === 'string' ? to : '')
  }
  app.get('/:code/mine', async (request, reply) => {
    const site = await siteFor(request)
    if (!site) return lost(request, reply)
    const citizen = await citizenFor(site, request)
    return own(reply, citizen ? await minePage(site, tokens, citizen) : signInPage(site, tokens, backOf(request)))
  })
  app.get('/:code/mine/sign-up', async (request, reply) => {
    const site = await siteFor(request)
    return site ? own(reply, signUpPage(site, tokens, backOf(request))) : lost(request, reply)
  })
  app.get('/:code/mine/account', async (request, reply) => {
    const site = await siteFor(request)
    if (!site) return lost(request, reply)
    const citizen = await citizenFor(site, request)
    return citizen ? own(reply, accountPage(site, tokens, citizen)) : reply.redirect(`${site.base}/mine`, found)
  })
  const account: AccountForm = (name, doing) =>
    void app.post(`/:code/mine/${name}`, async (request, reply) => {
      const site = await siteFor(request)
      if (!site) return lost(request, reply)
      if (!isOwn(request)) return refuse(reply, site, foreign)
      const citizen = await citizenFor(site, request)
      const typed = typedOf(request)
      if (!tokens.read(one(typed, 'token'), boundTo(site, citizen))) return refuse(reply, site, old)
      const rendered = await doing({ site, request, reply, citizen, typed, to: wayBack(one(typed, 'to')) })
      return rendered ? own(reply, rendered) : reply
    })
  const enter = (site: Site, request: FastifyRequest, reply: FastifyReply, token: string, to: string) =>
    void reply
      .setCookie(citizenCookie, token, cookieOf(site, request))
      .redirect(to ? `${site.base}${to}` : `${site.base}/mine`, found)
  const shown = (typed: Typed) =>
    Object.fromEntries(['login', 'name', 'contact'].map((name) => [name, one(typed, name).slice(0, 200)]))

  recoveryRoutes(app, answers, tokens, account, sends)
  account('sign-in', async ({ site, request, reply, typed, to }) => {
    const again = (words: string) => signInPage(site, tokens, to, { typed: shown(typed), words })
    if (!doors.allows(request.ip)) {
      reply.code(statusOf('too many requests'))
      return again('您所在的网络登录得太多，请过十分钟再试。')
    }
    const token = await signIn(site, one(typed, 'login'), one(typed, 'password'))
    if (token !== undefined) return enter(site, request, reply, token, to)
    reply.code(statusOf('unauthenticated'))
    return again('登录名或口令不正确，或者账号已锁定：连续输错5次锁定15分钟。')
  })
  account('sign-up', async ({ site, request, reply, typed, to }) => {
    const again = (fields: Readonly<Record<string, string>>, words?: string) =>
      signUpPage(site, tokens, to, { typed: shown(typed), fields, ...(words && { words }) })
    if (!signUps.allows(request.ip)) {
      reply.code(statusOf('too many requests'))
      return again({}, '您所在的网络注册得太多，请过一小时再试。提意见不用注册。')
    }
    const signed = await signUp(site, {
      login: one(typed, 'login'),
      password: one(typed, 'password'),
      again: one(typed, 'again'),
      name: one(typed, 'name').trim(),
      contact: one(typed, 'contact').trim(),
    })
    if (typeof signed === 'string') return enter(site, request, reply, signed, to)
    reply.code(statusOf('invalid'))
    return again(signed, '有几处需要改正，请看下面各项。')
  })
  account('sign-out', async ({ site, request, reply, citizen }) => {
    if (citizen) await signOut(site, citizen)
    reply.clearCookie(citizenCookie, cookieOf(site, request)).redirect(`${site.base}/mine`, found)
    return undefined
  })
  account('password', async ({ site, request, reply, citizen, typed }) => {
    if (!citizen) return signInPage(site, tokens, '')
    if (!doors.allows(request.ip)) {
      reply.code(statusOf('too many requests'))
      return accountPage(site, tokens, citizen, { words: '试得太多，请过十分钟再试。' })
    }
    const fields = await changePassword(site, citizen, one(typed, 'old'), one(typed, 'password'), one(typed, 'again'))
    if (!Object.keys(fields).length)
      return accountPage(site, tokens, citizen, { words: '口令已修改，其他设备上的登录已经退出。' })
    reply.code(statusOf('invalid'))
    return accountPage(site, tokens, citizen, { fields })
  })
  account('close', async ({ site, request, reply, citizen, typed }) => {
    if (!citizen) return signInPage(site, tokens, '')
    if (!doors.allows(request.ip)) {
      reply.code(statusOf('too many requests'))
      return accountPage(site, tokens, citizen, { words: '试得太多，请过十分钟再试。' })
    }
    const fields = await closeAccount(site, citizen, one(typed, 'sure'))
    if (Object.keys(fields).length) {
      reply.code(statusOf('invalid'))
      return accountPage(site, tokens, citizen, { fields })
    }
    reply.clearCookie(citizenCookie, cookieOf(site, request))
    return told(site, '账号已注销', '账号和所填的个人信息已经删除。已提交的意见仍可凭回执号码查询。')
  })
}
