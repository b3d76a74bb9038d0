/** My deadlines as a calendar: its secret address, made, renewed and revoked by me; and the feed behind it. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { calendarOf, feedOf, renewFeed, revokeFeed } from '../calendar.ts'
import { readNotices } from '../../kernel/time/index.ts'
import { denied, invalid, notFound, success } from '../errors.ts'
import { identityOf, members, param, type Api } from './request.ts'

const originOf = (request: FastifyRequest): string => `${request.protocol}://${request.host}`

export const calendarRoutes = (app: FastifyInstance, { house }: Api): void => {
  app.get('/me/calendar', async (request) => {
    const { session } = identityOf(request)
    return { since: (await feedOf(house, session.tenant, session.login))?.toISOString() }
  })
  // The address is told once: only what it hashes to is kept.
  app.post('/me/calendar', async (request, reply) => {
    const { session } = identityOf(request)
    const token = await renewFeed(house, session.tenant, session.login)
    return reply.code(success.created).send({ url: `${originOf(request)}/api/calendar/${token}.ics` })
  })
  app.delete('/me/calendar', async (request) => {
    const { session } = identityOf(request)
    return { revoked: await revokeFeed(house, session.tenant, session.login) }
  })
  /** What a file of holiday notices says, before anything is loaded; each is then loaded by the act of its register. */
  app.post('/calendar/notices', (request) => {
    const { actor } = identityOf(request)
    if (!actor.roles.length) throw denied('放假通知只由机关人员载入')
    const { text } = members(request.body, ['text'])
    if (typeof text !== 'string') throw invalid({ text: '应为文字' })
    try {
      return Promise.resolve({ notices: readNotices(JSON.parse(text) as unknown, '文件') })
    } catch (error) {
      const words =
        error instanceof SyntaxError
          ? '不是JSON文件，请按 {"year":2027,"notices":[…]} 编写'
          : String((error as Error).message)
      throw invalid({ text: words })
    }
  })
  app.get('/calendar/:token', { config: { open: true } }, async (request, reply) => {
    const text = await calendarOf(house, param(request, 'token').replace(/\.ics$/, ''), originOf(request))
    if (text === undefined) throw notFound('没有这一日历，或者它的网址已经停用', '请在工作台重新生成日历网址')
    return reply
      .type('text/calendar; charset=utf-8')
      .header('Content-Disposition', 'inline; filename="deadlines.ics"')
      .send(text)
  })
}
