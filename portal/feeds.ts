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

interface Feed {
  readonly title: string
  readonly says: string
  /** The page of which it is the feed, and the folder in which the feed is. */
  readonly address: string
  readonly folder: string
  readonly items: readonly Item[]
}
export type FeedForm = 'rss' | 'atom'
const momentOf = (item: Item): string => `${pubDate(item).replace(' ', 'T')}:00+08:00`
// The formatter would put white space into an address, and what reads feeds would keep it.
const element = (name: string, words: string): Markup => new Markup(`<${name}>${html`${plain(words)}`.text}</${name}>`)
const rss = (site: Site, { title, says, address, folder, items }: Feed): Rendered =>
  xml(
    html`<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
      <channel>
        ${element('title', title)} ${element('link', `${site.origin}${address}`)} ${element('description', says)}
        <atom:link href="${site.origin}${folder}rss.xml" rel="self" type="application/rss+xml" />
        <language>zh-CN</language>
        ${items.map(
          (item) =>
            html`<item>
              ${element('title', item.title)} ${element('link', `${site.origin}${addressOf(site, item)}`)}
              <guid isPermaLink="false">urn:uuid:${item.id}</guid>
              ${element('pubDate', new Date(momentOf(item)).toUTCString())}
              ${element('category', item.m.portal.in.label[0])}
            </item> `,
        )}
      </channel>
    </rss>`,
    'application/rss+xml',
  )
const atom = (site: Site, { title, says, address, folder, items }: Feed): Rendered =>
  xml(
    html`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
      ${element('title', title)} ${element('subtitle', says)} ${element('id', `${site.origin}${address}`)}
      <link href="${site.origin}${folder}atom.xml" rel="self" type="application/atom+xml" />
      <link href="${site.origin}${address}" rel="alternate" type="text/html" />
      ${element('updated', items[0] ? momentOf(items[0]) : '2000-01-01T00:00:00+08:00')}
      <author>${element('name', site.settings.host ?? site.district.name)}</author>
      ${items.map(
        (item) =>
          html`<entry>
            ${element('title', item.title)} ${element('id', `urn:uuid:${item.id}`)}
            <link href="${site.origin}${addressOf(site, item)}" rel="alternate" type="text/html" />
            ${element('published', momentOf(item))} ${element('updated', momentOf(item))}
            <category term="${item.m.portal.in.id}" label="${item.m.portal.in.label[0]}" />
          </entry> `,
      )}
    </feed>`,
    'application/atom+xml',
  )
const feed = (site: Site, form: FeedForm, of: Feed): Rendered => (form === 'rss' ? rss : atom)(site, of)
export const siteFeed = async (site: Site, form: FeedForm): Promise<Rendered> => {
  const items = await transact(site.house.pool, site.district.id, async (client) => {
    const found: Item[] = []
    for (const column of site.faces.columns.filter(({ under }) => !under))
      found.push(...(await itemsIn(client, site, { column, limit: inFeed })).items)
    return found.sort((a, b) => (a.on < b.on ? 1 : -1)).slice(0, inFeed)
  })
  return feed(site, form, {
    title: site.name,
    says: `${site.district.name}最近公开的信息。`,
    address: `${site.base}/`,
    folder: `${site.base}/`,
    items,
  })
}
export const columnFeed = async (
  site: Site,
  form: FeedForm,
  column: string,
  option?: string,
): Promise<Rendered | undefined> => {
  const place = site.faces.find(column, option)
  if (!place) return undefined
  const { items } = await transact(site.house.pool, site.district.id, (client) =>
    itemsIn(client, site, { column: place.column, option, limit: inFeed }),
  )
  return feed(site, form, {
    title: `${place.label[0]} - ${site.name}`,
    says: place.says,
    address: columnAddress(site, place.column, option),
    folder: `${columnAddress(site, place.column, option)}/`,
    items,
  })
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
        >${items.map((item) => url(addressOf(site, item), item.latest))}</urlset
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
const closed = ['/api/', '/console/', '/figures', '/report', '/sign-in', '/*/search', '/*/follow', '/*/mine']
/** `root` is the path at which a proxy shows this server. */
export const robots = (origin: string, root: string): Rendered => ({
  type: 'text/plain; charset=utf-8',
  body: [
    'User-agent: *',
    ...closed.map((path) => `Disallow: ${root}${path}`),
    `Allow: ${root}/`,
    `Sitemap: ${origin}${root}/sitemap.xml`,
    '',
  ].join('\n'),
})
