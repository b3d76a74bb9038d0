/** Signing in and out, and who I am. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { changePassword, sessionCookie, sessionOf, signIn, signOut } from '../accounts.ts'
import { invalid, tooManyRequests, unauthenticated } from '../errors.ts'
import { identityOf, members, needed, textIn, type Api } from './request.ts'
import { unitName } from './reading.ts'

/** Sent back by this site only, out of reach of scripts, and over TLS only where there is TLS. */
const putToken = (request: FastifyRequest, reply: FastifyReply, token: string): void => {
  reply.setCookie(sessionCookie, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: request.protocol === 'https',
  })
}
const perMinute = 60
/** Counts attempts per address and minute; a lock per account alone would let one address try all accounts. */
const limiter = (clock: () => Date): ((address: string) => boolean) => {
  let minute = 0
  let attempts = new Map<string, number>()
  return (address) => {
    const now = Math.floor(clock().getTime() / 60_000)
    if (now !== minute) [minute, attempts] = [now, new Map()]
    const count = (attempts.get(address) ?? 0) + 1
    attempts.set(address, count)
    return count <= perMinute
  }
}

export const sessionRoutes = (app: FastifyInstance, { house, rules }: Api): void => {
  const within = limiter(house.clock)
  const limited = (request: FastifyRequest): void => {
    if (!within(request.ip)) throw tooManyRequests('尝试次数过多', '请一分钟后再试')
  }

  app.post('/session', { config: { open: true } }, async (request, reply) => {
    limited(request)
    const given = members(request.body, ['tenant', 'login', 'password', 'unit'])
    const [tenant, unit] = [textIn(given, 'tenant'), textIn(given, 'unit')]
    const outcome = await signIn(
      house,
      {
        login: needed(given, 'login'),
        password: needed(given, 'password'),
        address: request.ip,
        ...(tenant && { tenant }),
        ...(unit && { unit }),
      },
      rules,
    )
    if (outcome.is === 'invalid') throw invalid(outcome.fields)
    if (outcome.is === 'wrong') throw unauthenticated(outcome.words)
    putToken(request, reply, outcome.token)
    return { mustChange: outcome.mustChange }
  })

  /** For a page that must know which of its faces to show, before it asks for anything. */
  app.get('/session', { config: { open: true } }, async (request) => ({
    signedIn: (await sessionOf(house, request.cookies[sessionCookie], rules)) !== undefined,
  }))

  app.delete('/session', { config: { beforeChange: true } }, async (request, reply) => {
    await signOut(house, identityOf(request).session, request.ip)
    reply.clearCookie(sessionCookie, { path: '/' })
    return { signedOut: true }
  })

  app.get('/me', { config: { beforeChange: true } }, (request) => {
    const { session, district, today, posts, actor } = identityOf(request)
    return Promise.resolve({
      login: session.login,
      person: session.person,
      name: district.nameOf(session.person),
      mustChange: session.mustChange,
      tenant: { code: district.code, name: district.name, sample: district.sample },
      today,
      unit: actor.unit,
      roles: actor.roles,
      posts: posts.map(({ unit, roles }) => ({ unit, unitName: unitName(district, unit), roles })),
    })
  })

  app.post('/me/password', { config: { beforeChange: true } }, async (request) => {
    limited(request)
    const given = members(request.body, ['old', 'new'])
    const wrong = await changePassword(house, identityOf(request).session, needed(given, 'old'), needed(given, 'new'))
    if (wrong) throw invalid(wrong)
    return { changed: true }
  })
}
