/**
 * The portal: what everyone may see, as plain pages that are complete without a script. It is derived from the public
 * faces of the mechanisms and knows none of them by name. Pages are kept while nothing changes; forms are not.
 */
import { readFile } from 'node:fs/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { statusOf } from '../server/errors.ts'
import { openFile } from '../server/files.ts'
import type { OpenHouse } from '../server/house.ts'
import { html } from '../server/pages/html.ts'
import { Pages, type Kept, type Rendered } from './cache.ts'
import { facesOf } from './faces.ts'
import { columnFeed, mapAddresses, mapIndex, robots, siteFeed, siteMap } from './feeds.ts'
import { page, plainPage, policy } from './frame.ts'
import { isOwn, Limit, readNumber, Tokens } from './guard.ts'
import { articleFile, articlePage } from './pages/article.ts'
import { columnPage, homePage, keyIn, mapPage } from './pages/columns.ts'
import { formPage, openForm, send, type Typed } from './pages/comment.ts'
import { followForm, followPage, followReceipt } from './pages/follow.ts'
import { checkerAddress, receiptPage, verifierAddress } from './pages/receipt.ts'
import { downloadNames, figurePage, figuresDownload, figuresPage } from './pages/report.ts'
import { longestQuery, searchPage } from './pages/search.ts'
import { districtAt, isHost, readSettings, siteOf, type Site } from './site.ts'

type Params = Readonly<Record<string, string>>
const paramsOf = (request: FastifyRequest): Params => request.params as Params
const asked = (request: FastifyRequest, name: string): string | undefined => {
  const value = (request.query as Readonly<Record<string, unknown>>)[name]
  return typeof value === 'string' ? value : undefined
}
/** Bytes of a form: a comment of 5,000 characters takes nine for each. */
const formLimit = 200_000
const found = 303

/** `every`: milliseconds for which a page may be old; the tests take 0. */
export const portalPages =
  (house: OpenHouse, every?: number) =>
  async (app: FastifyInstance): Promise<void> => {
    const faces = facesOf(house.mechanisms.values())
    const settings = await readSettings(house.dataDir)
    const pages = new Pages(house.pool, every)
    void house.rebuilding.then(
      () => pages.renew(),
      () => {},
    )
    const tokens = new Tokens(house)
    const now = () => house.clock().getTime()
    const comments = new Limit(10, 600, now)
    const lookUps = new Limit(30, 60, now)
    const searches = new Limit(60, 60, now)
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: formLimit },
      (_, body, done) => {
        const typed: Record<string, string | string[]> = Object.create(null)
        for (const [name, value] of new URLSearchParams(String(body)))
          typed[name] = typed[name] === undefined ? value : [typed[name], value].flat()
        done(null, typed)
      },
    )

    // What went wrong beyond a page is answered to programs as data, and to people as a page.
    app.addHook('onSend', async (_, reply, payload) => {
      const data = String(reply.getHeader('content-type')).startsWith('application/json')
      if (reply.statusCode < statusOf('invalid') || !data || typeof payload !== 'string') return payload
      const { words, todo } = JSON.parse(payload) as { readonly words: string; readonly todo?: string }
      const rendered = plainPage('没有办成', html`<p class="wrong">${words}。${todo && `${todo}。`}</p>`)
      headed(reply, rendered)
      return rendered.body
    })
    const hostOf = ({ host }: FastifyRequest) => (isHost(host) ? host : 'localhost')
    const siteFor = (request: FastifyRequest): Promise<Site | undefined> => {
      const [code, host, { protocol }] = [paramsOf(request).code ?? '', hostOf(request), request]
      return pages.hold(`${protocol}//${host}/${code}`, () => siteOf(house, faces, settings, { code, host, protocol }))
    }
    const headed = (reply: FastifyReply, { type, policy: own, disposition }: Omit<Rendered, 'body'>) => {
      reply.type(type).header('content-security-policy', own ?? policy)
      return disposition ? reply.header('content-disposition', disposition) : reply
    }
    /** A page of one visitor: never kept, by nobody. */
    const own = (reply: FastifyReply, rendered: Rendered) =>
      headed(reply, rendered).header('referrer-policy', 'same-origin').send(rendered.body)
    const told = (site: Site, title: string, words: string): Rendered =>
      page(
        site,
        { title, crumbs: [[title]], hidden: true },
        html`<h1>${title}</h1>
          <p class="wrong" role="alert">${words}</p>
          <p><a href="${site.base}/">回到首页</a></p>`,
      )
    const lost = async (request: FastifyRequest, reply: FastifyReply) => {
      const site = await siteFor(request)
      reply.code(statusOf('not found'))
      return site
        ? own(reply, told(site, '没有这一页', '这一内容不存在，或者不再公开。请从首页或者站内搜索重新查找。'))
        : own(reply, plainPage('没有这一页', html`<p>没有这一地区的网站。</p>`))
    }
    const kept = async (request: FastifyRequest, reply: FastifyReply, page: Kept) => {
      headed(reply, page)
        .header('cache-control', 'public, max-age=0, must-revalidate')
        .header('vary', 'Accept-Encoding')
        .header('etag', page.etag)
      if (request.headers['if-none-match'] === page.etag) return reply.code(304).send()
      return /\bgzip\b/.test(String(request.headers['accept-encoding']))
        ? reply.header('content-encoding', 'gzip').send(await page.zipped())
        : reply.send(page.bytes)
    }
    const serve = (
      path: string,
      make: (
        site: Site,
        params: Params,
        request: FastifyRequest,
      ) => Rendered | undefined | Promise<Rendered | undefined>,
    ) =>
      app.get(path, async (request, reply) => {
        const key = `${request.protocol}//${hostOf(request)}${request.url}`
        const rendered = await pages.get(key, async () => {
          const site = await siteFor(request)
          return site && make(site, paramsOf(request), request)
        })
        return rendered ? kept(request, reply, rendered) : lost(request, reply)
      })

    app.get('/', async (request, reply) => {
      const { only, all } = await districtAt(house, settings, hostOf(request))
      if (only !== undefined) return reply.redirect(`/${encodeURIComponent(only)}/`)
      const list = all.map(({ code, name }) => html`<li><a href="/${encodeURIComponent(code)}/">${name}</a></li>`)
      const rendered = plainPage(
        '法治一本账',
        list.length
          ? html`<ul>
              ${list}
            </ul>`
          : html`<p>还没有任何区，请先运行 fazhi init 或 npm start。</p>`,
      )
      return headed(reply, rendered).send(rendered.body)
    })
    app.get('/:code', async (request, reply) => {
      const site = await siteFor(request)
      return site ? reply.redirect(`${site.base}/`) : lost(request, reply)
    })
    serve('/:code/', homePage)
    serve('/:code/map', mapPage)
    serve('/:code/receipt', receiptPage)
    for (const path of ['/:code/columns/:column', '/:code/columns/:column/:option'])
      serve(path, (site, { column, option }, request) =>
        columnPage(site, column!, option, keyIn(asked(request, 'after'))),
      )
    serve('/:code/rss.xml', siteFeed)
    serve('/:code/columns/:column/rss.xml', (site, { column }) => columnFeed(site, column!))
    serve('/:code/columns/:column/:option/rss.xml', (site, { column, option }) => columnFeed(site, column!, option))
    serve('/:code/sitemap.xml', (site) => siteMap(site))
    serve('/:code/sitemap-:m.xml', (site, { m }, request) => siteMap(site, m, keyIn(asked(request, 'after'))))

    const article = '/:code/articles/:m/:id'
    serve(article, (site, { m, id }) => articlePage(site, m!, id!))
    serve(`${article}/figures`, (site, { m, id }) => figuresPage(site, m!, id!))
    serve(`${article}/figures/:figure`, (site, { m, id, figure }) => figurePage(site, m!, id!, figure!))
    for (const name of downloadNames)
      serve(`${article}/${name}`, (site, { m, id }) => figuresDownload(site, m!, id!, name))
    app.get(`${article}/files/:name`, async (request, reply) => {
      const site = await siteFor(request)
      const { m, id, name } = paramsOf(request)
      const attachment = site && (await articleFile(site, m!, id!, name!))
      const file = attachment && (await openFile(house, site.district.id, attachment.hash))
      if (!file) return lost(request, reply)
      const saved = encodeURIComponent(file.name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
      return reply
        .type(file.type)
        .header('content-length', file.size)
        .header('content-disposition', `attachment; filename*=UTF-8''${saved}`)
        .header('content-security-policy', 'sandbox')
        .send(file.content)
    })

    app.get(`${article}/comment`, async (request, reply) => {
      const site = await siteFor(request)
      const { m, id } = paramsOf(request)
      const open = site && (await openForm(site, m!, id!))
      return open ? own(reply, formPage(site, open, tokens)) : lost(request, reply)
    })
    app.post(`${article}/comment`, async (request, reply) => {
      const site = await siteFor(request)
      const { m, id } = paramsOf(request)
      const open = site && (await openForm(site, m!, id!))
      if (!open) return lost(request, reply)
      const typed = (request.body ?? {}) as Typed
      const again = (words: string, fields?: Readonly<Record<string, string>>) =>
        own(reply, formPage(site, open, tokens, typed, { words, ...(fields && { fields }) }))
      if (!isOwn(request)) {
        reply.code(statusOf('denied'))
        return own(reply, told(site, '没有受理', '这张表单不是从本站的页面提交的，没有受理。请从本站打开后重新填写。'))
      }
      if (!comments.allows(request.ip)) {
        reply.code(statusOf('too many requests'))
        return again('您所在的网络提交得太多，请过十分钟再提交。内容已保留。')
      }
      const result = await send(site, open, tokens, typed)
      if (result.is === 'sent') return reply.redirect(`${site.base}/follow/${result.number}`, found)
      reply.code(statusOf('invalid'))
      return again(result.words, result.fields)
    })

    const none = '没有这个回执号码，请核对后再查。'
    app.get('/:code/follow', async (request, reply) => {
      const site = await siteFor(request)
      return site ? own(reply, followForm(site)) : lost(request, reply)
    })
    app.post('/:code/follow', async (request, reply) => {
      const site = await siteFor(request)
      if (!site) return lost(request, reply)
      const { number: typed } = (request.body ?? {}) as Typed
      const number = typeof typed === 'string' ? readNumber(typed) : undefined
      if (number) return reply.redirect(`${site.base}/follow/${number}`, found)
      reply.code(statusOf('invalid'))
      return own(reply, followForm(site, '回执号码应为12位字母和数字，请核对。', String(typed ?? '').slice(0, 40)))
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
        return own(reply, followForm(site, none))
      })
    app.get('/:code/search', async (request, reply) => {
      const site = await siteFor(request)
      if (!site) return lost(request, reply)
      const q = (asked(request, 'q') ?? '').slice(0, longestQuery)
      if (q && !searches.allows(request.ip)) {
        reply.code(statusOf('too many requests'))
        return own(reply, told(site, '搜索太多', '您所在的网络搜索得太多，请过一分钟再试。'))
      }
      return own(reply, await searchPage(site, q))
    })

    const origin = (request: FastifyRequest) => `${request.protocol}://${hostOf(request)}`
    app.get('/robots.txt', (request, reply) => {
      const { type, body } = robots(origin(request))
      return reply.type(type).send(body)
    })
    app.get('/sitemap.xml', async (request, reply) => {
      const rendered = await pages.get(`maps ${origin(request)}`, async () => {
        const { all } = await districtAt(house, settings, hostOf(request))
        const addresses: string[] = []
        for (const { code } of all) {
          const site = await siteOf(house, faces, settings, { code, host: hostOf(request), protocol: request.protocol })
          if (site) addresses.push(...(await mapAddresses(site)).map((address) => `${site.origin}${address}`))
        }
        return mapIndex(addresses)
      })
      return kept(request, reply, rendered!)
    })
    for (const [address, file] of [
      [verifierAddress, '../verify/verify.mjs'],
      [checkerAddress, './receipt.mjs'],
    ] as const) {
      const text = await readFile(new URL(file, import.meta.url))
      app.get(address, (_, reply) =>
        reply.type('text/javascript; charset=utf-8').header('cache-control', 'no-cache').send(text),
      )
    }
  }
