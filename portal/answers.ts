/** How the portal answers: a page that everyone gets alike, a page of one visitor, a page that is not there. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { statusOf } from '../server/errors.ts'
import type { OpenHouse } from '../server/house.ts'
import { html } from '../server/pages/html.ts'
import type { Kept, Pages, Rendered } from './cache.ts'
import type { Faces } from './faces.ts'
import { page, plainPage, policy } from './frame.ts'
import type { Settings } from './settings.ts'
import { isHost, siteOf, type Site } from './site.ts'

export type Params = Readonly<Record<string, string>>
export const paramsOf = (request: FastifyRequest): Params => request.params as Params
export const asked = (request: FastifyRequest, name: string): string | undefined => {
  const value = (request.query as Readonly<Record<string, unknown>>)[name]
  return typeof value === 'string' ? value : undefined
}
export const hostOf = ({ host }: FastifyRequest): string => (isHost(host) ? host : 'localhost')
/** What a page is made of; nothing where there is no such page. */
export type Make = (
  site: Site,
  params: Params,
  request: FastifyRequest,
) => Rendered | undefined | Promise<Rendered | undefined>

export interface Answers {
  readonly house: OpenHouse
  readonly siteFor: (request: FastifyRequest) => Promise<Site | undefined>
  readonly headed: (reply: FastifyReply, rendered: Omit<Rendered, 'body'>) => FastifyReply
  /** A page of one visitor: never kept, by nobody. */
  readonly own: (reply: FastifyReply, rendered: Rendered) => FastifyReply
  readonly kept: (request: FastifyRequest, reply: FastifyReply, page: Kept) => Promise<FastifyReply>
  readonly lost: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>
  /** Serves a page that is the same for everyone, and `otherwise` (or 404) where there is none. */
  readonly serve: (path: string, make: Make, otherwise?: Make) => void
}
export const told = (site: Site, title: string, words: string): Rendered =>
  page(
    site,
    { title, crumbs: [[title]], hidden: true },
    html`<h1>${title}</h1>
      <p class="wrong" role="alert">${words}</p>
      <p><a href="${site.base}/">回到首页</a></p>`,
  )
export const answersOf = (
  app: FastifyInstance,
  given: {
    readonly house: OpenHouse
    readonly faces: Faces
    readonly settings: ReadonlyMap<string, Settings>
    readonly pages: Pages
  },
): Answers => {
  const { house, faces, settings, pages } = given
  const siteFor = (request: FastifyRequest): Promise<Site | undefined> => {
    const [code, host, { protocol }] = [paramsOf(request).code ?? '', hostOf(request), request]
    return pages.hold(`${protocol}//${host}/${code}`, () => siteOf(house, faces, settings, { code, host, protocol }))
  }
  const headed: Answers['headed'] = (reply, { type, policy: own, disposition }) => {
    reply.type(type).header('content-security-policy', own ?? policy)
    return disposition ? reply.header('content-disposition', disposition) : reply
  }
  const own: Answers['own'] = (reply, rendered) =>
    headed(reply, rendered).header('referrer-policy', 'same-origin').send(rendered.body)
  const lost: Answers['lost'] = async (request, reply) => {
    const site = await siteFor(request)
    reply.code(statusOf('not found'))
    return site
      ? own(reply, told(site, '没有这一页', '这一内容不存在，或者不再公开。请从首页或者站内搜索重新查找。'))
      : own(reply, plainPage('没有这一页', html`<p>没有这一地区的网站。</p>`))
  }
  const kept: Answers['kept'] = async (request, reply, page) => {
    headed(reply, page)
      .header('cache-control', 'public, max-age=0, must-revalidate')
      .header('vary', 'Accept-Encoding')
      .header('etag', page.etag)
    const known = String(request.headers['if-none-match'] ?? '')
    if (known.split(',').some((one) => one.trim().replace(/^W\//, '') === page.etag)) return reply.code(304).send()
    return /\bgzip\b/.test(String(request.headers['accept-encoding']))
      ? reply.header('content-encoding', 'gzip').send(await page.zipped())
      : reply.send(page.bytes)
  }
  const serve: Answers['serve'] = (path, make, otherwise) =>
    app.get(path, async (request, reply) => {
      const key = `${request.protocol}//${hostOf(request)}${request.url}`
      const rendered = await pages.get(key, async () => {
        const site = await siteFor(request)
        return site && make(site, paramsOf(request), request)
      })
      if (rendered) return kept(request, reply, rendered)
      const site = otherwise && (await siteFor(request))
      const instead = site && (await otherwise(site, paramsOf(request), request))
      if (!instead) return lost(request, reply)
      return own(reply.code(statusOf('gone')), instead)
    })
  return { house, siteFor, headed, own, kept, lost, serve }
}
