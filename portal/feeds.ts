/** What machines read: feeds of each column, site maps, and what robots may visit. */
import { transact } from '../kernel/ledger/index.ts'
import { html, Markup } from '../server/pages/html.ts'
import type { Rendered } from './cache.ts'
import { addressOf, columnAddress, isWithin, itemsIn } from './lists.ts'
import { listItems, type Item, type Key } from './items.ts'
import { pubDate } from './pages/article.ts'
import type { Site } from './site.ts'

const inFeed = 30
/** The most that one map may hold. */
const inMap = 5000
const xml = (body: Markup, type = 'application/xml'): Rendered => ({
  type: `${type}; charset=utf-8`,
  body: `<?xml version="1.0" encoding="UTF-8"?>\n${body.text}`,
})
// Texts may hold characters that XML has no way to write.
const plain = (text: string): string => text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')

const rss = (site: Site, title: string, says: string, address: string, items: readonly Item[]): Rendered =>
  xml(
    html`<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
      <channel>
        <title>${plain(title)}</title>
        ${new Markup(`<link>${html`${site.origin}${address}`.text}</link>`)}
        <description>${plain(says)}</description>
        <language>zh-CN</language>
        ${items.map(
          (item) =>
            html`<item>
              <title>${plain(item.title)}</title>
              ${new Markup(`<link>${html`${site.origin}${addressOf(site, item)}`.text}</link>`)}
              <guid isPermaLink="false">${item.id}</guid>
              <pubDate>${new Date(`${pubDate(item).replace(' ', 'T')}:00+08:00`).toUTCString()}</pubDate>
              <category>${item.m.portal.in.label[0]}</category>
            </item> `,
        )}
      </channel>
    </rss>`,
    'application/rss+xml',
  )
export const siteFeed = async (site: Site): Promise<Rendered> => {
  const items = await transact(site.house.pool, site.district.id, async (client) => {
    const found: Item[] = []
    for (const column of site.faces.columns.filter(({ under }) => !under))
      found.push(...(await itemsIn(client, site, { column, limit: inFeed })).items)
    return found.sort((a, b) => (a.on < b.on ? 1 : -1)).slice(0, inFeed)
  })
  return rss(site, site.name, `${site.district.name}最近公开的信息。`, `${site.base}/`, items)
}
export const columnFeed = async (site: Site, column: string, option?: string): Promise<Rendered | undefined> => {
  const place = site.faces.find(column, option)
  if (!place) return undefined
  const { items } = await transact(site.house.pool, site.district.id, (client) =>
    itemsIn(client, site, { column: place.column, option, limit: inFeed }),
  )
  return rss(site, `${place.label[0]} - ${site.name}`, place.says, columnAddress(site, place.column, option), items)
}

/** The pages that do not change their address, and the first articles; each further map begins where the last ended. */
export const siteMap = async (site: Site, mechanism?: string, after?: Key): Promise<Rendered | undefined> => {
  const { faces, origin, base } = site
  const url = (address: string, on?: string) =>
    html`<url
      >${new Markup(`<loc>${html`${origin}${address}`.text}</loc>`)}${on && html`<lastmod>${on}</lastmod>`}</url
    > `
  if (mechanism !== undefined) {
    const m = faces.of(mechanism)
    if (!m) return undefined
    const items = await transact(site.house.pool, site.district.id, (client) =>
      listItems(client, m, site.district.id, { after, limit: inMap }),
    )
    return xml(
      html`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        >${items.map((item) => url(addressOf(site, item), item.on))}</urlset
      >`,
    )
  }
  const places = faces.columns.flatMap((column) => [
    columnAddress(site, column),
    ...faces
      .below(column)
      .filter((place) => place.option !== undefined && isWithin(place.column, column))
      .map((place) => columnAddress(site, place.column, place.option)),
  ])
  return xml(
    html`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
      >${[`${base}/`, ...places, `${base}/map`, `${base}/receipt`].map((address) => url(address))}</urlset
    >`,
  )
}
/** The maps of a district: its fixed pages, and the articles of each mechanism by thousands. */
export const mapAddresses = async (site: Site): Promise<string[]> => {
  const found = [`${site.base}/sitemap.xml`]
  for (const m of site.faces.mechanisms) {
    found.push(`${site.base}/sitemap-${m.id}.xml`)
    let after: Key | undefined
    for (let n = 0; n < 100; n++) {
      const items = await transact(site.house.pool, site.district.id, (client) =>
        listItems(client, m, site.district.id, { after, limit: inMap }),
      )
      const last = items.at(-1)
      if (!last || items.length < inMap) break
      after = [last.on, last.id]
      found.push(`${site.base}/sitemap-${m.id}.xml?after=${after.join('~')}`)
    }
  }
  return found
}
export const mapIndex = (addresses: readonly string[]): Rendered =>
  xml(
    html`<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
      >${addresses.map((address) => new Markup(`<sitemap><loc>${html`${address}`.text}</loc></sitemap>`))}</sitemapindex
    >`,
  )
export const robots = (origin: string): Rendered => ({
  type: 'text/plain; charset=utf-8',
  body: `User-agent: *\nDisallow: /api/\nDisallow: /console/\nDisallow: /figures\nDisallow: /report\nDisallow: /sign-in\nDisallow: /*/search\nDisallow: /*/follow\nAllow: /\nSitemap: ${origin}/sitemap.xml\n`,
})
