/** The web server: one uniform API under /api, derived from the declarations; pages join it as plugins. */
import cookie from '@fastify/cookie'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { dayOf } from '../kernel/time/index.ts'
import { postIn, postsOf } from './access.ts'
import { audit, createHouseTables, sessionCookie, sessionOf, sessionRules, type SessionRules } from './accounts.ts'
import { answerError, denied, invalid, notFound, unauthenticated } from './errors.ts'
import type { OpenHouse } from './house.ts'
import { accountRoutes } from './routes/accounts.ts'
import { actingRoutes } from './routes/acting.ts'
import { boardRoutes } from './routes/board.ts'
import { calendarRoutes } from './routes/calendar.ts'
import { caseRoutes } from './routes/cases.ts'
import { catalogueRoutes } from './routes/catalogue.ts'
import { deskRoutes } from './routes/desk.ts'
import { checkingRoutes } from './routes/checking.ts'
import { dutyRoutes } from './routes/duties.ts'
import { exportRoutes } from './routes/exports.ts'
import { fileRoutes } from './routes/files.ts'
import { importRoutes } from './routes/imports.ts'
import { indicatorRoutes } from './routes/indicators.ts'
import { aroundRoutes } from './routes/around.ts'
import { auditRoutes } from './routes/audit.ts'
import { dispatchRoutes } from './routes/dispatches.ts'
import { backupRoutes } from './routes/backups.ts'
import { letterRoutes } from './routes/letters.ts'
import { libraryRoutes } from './routes/library.ts'
import { mailRoutes } from './routes/mail.ts'
import { reportRoutes } from './routes/report.ts'
import { ledgerRoutes } from './routes/ledger.ts'
import { listRoutes } from './routes/lists.ts'
import { inUnit, type Api, type Identity } from './routes/request.ts'
import { sessionRoutes } from './routes/session.ts'
import { settingRoutes } from './routes/settings.ts'
import { wordingRoutes } from './routes/wording.ts'

export type Plugin = (app: FastifyInstance, api: Api) => void | Promise<void>
export interface AppOptions {
  /** Pages and whatever else stands beside the API; each in a scope of its own. */
  readonly plugins?: readonly Plugin[]
  readonly rules?: Partial<SessionRules>
  readonly log?: (line: string) => void
  /** TLS, ended here. */
  readonly https?: { readonly cert: string | Buffer; readonly key: string | Buffer }
  /** So many proxies of our own in front, which end TLS, or their addresses: their X-Forwarded headers are believed. */
  readonly trustProxy?: number | string
  /** Whether letters can be sent: a mail server is set. */
  readonly sends?: boolean
}

const bodyLimit = 2 ** 20
const deepest = 20
/** Paths under /api that are no mechanism. */
const taken: ReadonlySet<string> = new Set([
  'accounts',
  'calendar',
  'check',
  'directory',
  'laws',
  'numbers',
  'session',
  'me',
  'desk',
  'mechanisms',
  'access',
  'files',
  'duties',
  'board',
  'indicators',
  'report',
  'search',
  'audit',
  'ledger',
  'letters',
  'backups',
  'openapi.json',
])

/** What no record can hold: texts that are no Unicode, the character 0, and nesting that no form needs. */
const unfit = (value: unknown, depth = 0): boolean => {
  if (typeof value === 'string') return !value.isWellFormed() || value.includes('\u0000')
  if (typeof value !== 'object' || value === null) return false
  return (
    depth >= deepest ||
    (Array.isArray(value)
      ? value.some((one) => unfit(one, depth + 1))
      : Object.entries(value).some(([name, one]) => unfit(name) || unfit(one, depth + 1)))
  )
}
const parseJson = (app: FastifyInstance): void => {
  const parse = app.getDefaultJsonParser('error', 'error')
  const decoder = new TextDecoder('utf-8', { fatal: true })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, bytes, done) => {
    let text: string
    try {
      text = decoder.decode(bytes as Buffer)
    } catch {
      return done(invalid({ body: '正文不是有效的UTF-8文本，请用UTF-8编码后再提交' }))
    }
    // Without a body there is nothing to parse: an act may ask for nothing.
    if (text === '') return done(null, undefined)
    void parse(request, text, (error, value: unknown) => {
      if (error) return done(invalid({ body: '正文不是有效的JSON，请检查括号、引号和逗号' }))
      return unfit(value) ? done(invalid({ body: '正文含有不能保存的字符，或者嵌套过深' })) : done(null, value)
    })
  })
}

const headers: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
}
/** Whether that origin is this host; a default port may be written or not. */
const isOrigin = (origin: string, host: string): boolean => {
  if (!URL.canParse(origin)) return false
  const { protocol, host: from } = new URL(origin)
  const to = `${protocol}//${host}`
  return URL.canParse(to) && new URL(to).host === from
}
/** What is read here leaves the house as a file, and is in the audit trail for it. */
const leaving = /\/(export|document|letters\/:letter)$/
const safe: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])
/**
 * Another site can make a browser send our cookie, but neither this header nor JSON, and it cannot hide where it is.
 * The cookie is SameSite=Strict besides.
 */
const refuseForgery = (request: FastifyRequest): void => {
  if (safe.has(request.method)) return
  const { origin, 'sec-fetch-site': site, 'content-type': type, 'x-fazhi': mark } = request.headers
  const own = origin === undefined || isOrigin(origin, request.host)
  const near = site === undefined || site === 'same-origin' || site === 'none'
  const meant = mark === '1' || /^application\/json\b/.test(type ?? '')
  if (!own || !near || !meant)
    throw denied('这一请求不是由本系统的页面发出的，没有受理', '请在本系统页面上操作；程序调用请加请求头 X-Fazhi: 1')
}

export const buildApp = (house: OpenHouse, options: AppOptions = {}): FastifyInstance => {
  const {
    plugins = [],
    log = (line: string) => process.stderr.write(`${line}\n`),
    trustProxy = 0,
    sends = false,
  } = options
  const api: Api = { house, rules: { ...sessionRules, ...options.rules }, log, sends }
  for (const id of house.mechanisms.keys())
    if (taken.has(id)) throw new Error(`mechanism ${id}: its name is taken by a route of the API`)

  const answer = answerError(log)
  const app: FastifyInstance = fastify({
    logger: false,
    https: options.https ?? null,
    bodyLimit,
    trustProxy: typeof trustProxy === 'string' ? trustProxy : trustProxy > 0 && ((_, hop) => hop < trustProxy),
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error, request, reply) => void answer(error, request, reply as FastifyReply),
  })
  app.setErrorHandler(answer)
  app.setNotFoundHandler((request, reply) =>
    answer(notFound('没有这一网址', '请核对网址，接口目录见 /api/openapi.json'), request, reply),
  )
  app.register(cookie)
  app.decorateRequest('identity', null)
  app.decorateRequest('taken', null)
  app.addHook('onReady', () => createHouseTables(house))
  app.addHook('onRequest', async (_, reply) => void reply.headers(headers))

  const identify = async (request: FastifyRequest): Promise<Identity | null> => {
    const found = await sessionOf(house, request.cookies[sessionCookie], api.rules)
    if (!found) return null
    const { session, district } = found
    const today = dayOf(district.now())
    const posts = postsOf(district, session.person, today)
    const actor = postIn(posts, session.unit) ?? posts[0] ?? { person: session.person, unit: '', roles: [] }
    return { session, district, today, posts, actor }
  }
  app.register(
    (scope, _, done) => {
      parseJson(scope)
      scope.addHook('onRequest', async (request) => {
        refuseForgery(request)
        const { open, beforeChange } = request.routeOptions.config
        if (open) return
        const identity = await identify(request)
        if (!identity) throw unauthenticated('您尚未登录，或登录已经过期', '请重新登录')
        const unit = request.headers['x-unit']
        request.identity = typeof unit === 'string' ? { ...identity, actor: inUnit(identity, unit) } : identity
        if (identity.session.mustChange && !beforeChange)
          throw denied('首次登录须先修改口令', '请先修改口令：POST /api/me/password')
      })
      // Before the answer leaves: an act that is not in the audit trail must not look done.
      scope.addHook('onSend', async (request, reply) => {
        const { identity } = request
        const url = request.routeOptions.url ?? ''
        if (
          !identity ||
          url.endsWith('/session') ||
          (safe.has(request.method) && !leaving.test(url) && reply.statusCode < 403)
        )
          return
        const of = Object.values(request.params as Record<string, string>)
          .join('/')
          .slice(0, 300)
        await audit(house, identity.session.tenant, {
          login: identity.session.login,
          address: request.ip,
          what: `${request.method} ${url} ${of} ${request.taken ?? ''}`.trim(),
          result: String(reply.statusCode),
        }).catch((error: Error) => log(`audit: ${error.name}`))
      })
      for (const routes of [
        sessionRoutes,
        accountRoutes,
        backupRoutes,
        catalogueRoutes,
        fileRoutes,
        dutyRoutes,
        deskRoutes,
        settingRoutes,
        boardRoutes,
        indicatorRoutes,
        reportRoutes,
        wordingRoutes,
        checkingRoutes,
        auditRoutes,
        exportRoutes,
        calendarRoutes,
        mailRoutes,
        libraryRoutes,
        ledgerRoutes,
        importRoutes,
        actingRoutes,
        listRoutes,
        aroundRoutes,
        letterRoutes,
        dispatchRoutes,
        caseRoutes,
      ])
        routes(scope, api)
      done()
    },
    { prefix: '/api' },
  )
  for (const plugin of plugins) app.register(async (scope) => plugin(scope, api))
  return app
}
