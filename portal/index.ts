/**
 * The portal: what everyone may see, as plain pages that are complete without a script. It is derived from the public
 * faces of the mechanisms and knows none of them by name. Pages are kept while nothing changes; forms are not.
 */
import { readFile } from 'node:fs/promises'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { transact } from '../kernel/ledger/index.ts'
import { isDay } from '../kernel/time/index.ts'
import { statusOf } from '../server/errors.ts'
import { openFile } from '../server/files.ts'
import type { OpenHouse } from '../server/house.ts'
import { html } from '../server/pages/html.ts'
import { createPublicTables } from '../server/public.ts'
import { answersOf, asked, hostOf, paramsOf, told } from './answers.ts'
import { Pages } from './cache.ts'
import { citizenRoutes } from './citizen-routes.ts'
import { facesOf } from './faces.ts'
import { columnFeed, mapAddresses, mapIndex, robots, siteFeed, siteMap } from './feeds.ts'
import { plainPage } from './frame.ts'
import { Limit, Tokens } from './guard.ts'
import { articleFile, articlePage } from './pages/article.ts'
import { columnPage, filterIn, homePage, keyIn, mapPage } from './pages/columns.ts'
import { saidPage } from './pages/discussion.ts'
import { gonePage } from './pages/gone.ts'
import { numberPublished } from './index-number.ts'
import { checkerAddress, receiptPage, verifierAddress } from './pages/receipt.ts'
import { downloadNames, figurePage, figuresDownload, figuresPage } from './pages/report.ts'
import { longestQuery, searchPage } from './pages/search.ts'
import { readSettings } from './settings.ts'
import { districtAt, rootOf, settingsFor, siteOf } from './site.ts'

/** Bytes of a form: a comment of 5,000 characters takes nine for each. */
const formLimit = 200_000

/** What the portal does for a district behind its visitors' backs: numbers what was published since. */
export const portalWork = async (house: OpenHouse): Promise<(tenant: string) => Promise<void>> => {
  const faces = facesOf(house.mechanisms.values())
  const settings = await readSettings(house.dataDir)
  return async (tenant) => {
    const district = await house.district(tenant)
    const site = { district, faces, code: district.code, settings: settingsFor(district, settings) }
    await transact(house.pool, tenant, (client) => numberPublished(client, site))
  }
}

/** `every`: milliseconds for which a page may be old; the tests take 0. */
export const portalPages =
  (house: OpenHouse, every?: number) =>
  async (app: FastifyInstance, { sends }: { readonly sends: boolean }): Promise<void> => {
    await createPublicTables(house)
    const faces = facesOf(house.mechanisms.values())
    const settings = await readSettings(house.dataDir)
    const pages = new Pages(house.pool, every)
    void house.rebuilding.then(
      () => pages.renew(),
      () => {},
    )
    const tokens = new Tokens(house)
    const now = () => house.clock().getTime()
    const searches = new Limit(60, 60, now)
    app.removeAllContentTypeParsers()
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
    const answers = answersOf(app, { house, faces, settings, pages })
    const { siteFor, headed, own, kept, lost, serve } = answers

    app.get('/', async (request, reply) => {
      const { only, all } = await districtAt(house, settings, hostOf(request))
      if (only !== undefined) return reply.redirect(`${rootOf(settings.get(only))}/${encodeURIComponent(only)}/`)
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
        columnPage(
          site,
          column!,
          option,
          keyIn(asked(request, 'after')),
          filterIn((name) => asked(request, name)),
        ),
      )
    for (const form of ['rss', 'atom'] as const) {
      serve(`/:code/${form}.xml`, (site) => siteFeed(site, form))
      serve(`/:code/columns/:column/${form}.xml`, (site, { column }) => columnFeed(site, form, column!))
      serve(`/:code/columns/:column/:option/${form}.xml`, (site, { column, option }) =>
        columnFeed(site, form, column!, option),
      )
    }
    serve('/:code/sitemap.xml', (site) => siteMap(site))
    serve('/:code/sitemap-:m.xml', (site, { m }, request) => siteMap(site, m, keyIn(asked(request, 'after'))))

    const article = '/:code/articles/:m/:id'
    serve(
      article,
      (site, { m, id }, request) => {
        const on = asked(request, 'on')
        return articlePage(site, m!, id!, isDay(on) ? on : undefined)
      },
      (site, { m, id }) => gonePage(site, m!, id!),
    )
    serve(`${article}/said/:kind`, (site, { m, id, kind }, request) =>
      saidPage(site, m!, id!, kind!, Number(/^\d{1,6}$/.exec(asked(request, 'from') ?? '')?.[0] ?? 0)),
    )
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

    citizenRoutes(app, answers, tokens, sends)
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
    app.get('/robots.txt', async (request, reply) => {
      const { only } = await districtAt(house, settings, hostOf(request))
      const own = only === undefined ? undefined : settings.get(only)
      const { type, body } = robots(own?.url ? new URL(own.url).origin : origin(request), rootOf(own))
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
