/** The front page, the columns with their lists, and the map of the site. */
import { transact } from '../../kernel/ledger/index.ts'
import type { Column } from '../../kernel/portal.ts'
import { isDay } from '../../kernel/time/index.ts'
import { isUuid } from '../../kernel/ledger/index.ts'
import { html, Markup } from '../../server/pages/html.ts'
import type { Rendered } from '../cache.ts'
import { page, type Crumb } from '../frame.ts'
import type { Filter, Key } from '../items.ts'
import { columnAddress, itemList, itemsIn, mechanismsWithin } from '../lists.ts'
import type { Place } from '../faces.ts'
import type { Site } from '../site.ts'

const onFront = 7
const perPage = 20
/** From the outermost column to this one. */
const path = (column: Column): readonly Column[] => [...(column.under ? path(column.under) : []), column]
export const crumbsOf = (site: Site, column: Column, option?: string): Crumb[] => [
  ...path(column).map((one): Crumb => [one.label[0], columnAddress(site, one)]),
  ...(option === undefined
    ? []
    : [[site.faces.find(column.id, option)?.label[0] ?? option, columnAddress(site, column, option)] as const]),
]
export const outermost = (column: Column): Column => path(column)[0]!

/** The meta tags of a column, which stand on its lists and on its articles. */
export const columnMeta = (site: Site, column: Column, option: string | undefined) => {
  const { label, says } = site.faces.find(column.id, option) ?? site.faces.find(column.id)!
  return {
    ColumnName: label[0],
    ColumnDescription: says,
    ColumnKeywords: [...new Set([...path(column).map((one) => one.label[0]), label[0]])].join(','),
    ColumnType: outermost(column).label[0],
  }
}

const organisation = ({ district, origin, base }: Site) => ({
  '@type': 'GovernmentOrganization',
  name: district.name,
  url: `${origin}${base}/`,
})

export const homePage = async (site: Site): Promise<Rendered> => {
  const { faces, house, district, base } = site
  const fronts = faces.columns.filter(({ under }) => !under)
  const lists = await transact(house.pool, district.id, async (client) => {
    const found = []
    for (const column of fronts) found.push({ column, ...(await itemsIn(client, site, { column, limit: onFront })) })
    return found
  })
  const part = ({ column, items }: (typeof lists)[number]): Markup =>
    html`<section aria-labelledby="c-${column.id}">
      <div class="head">
        <h2 id="c-${column.id}">${column.label[0]}</h2>
        <a href="${columnAddress(site, column)}">更多<span class="unseen">${column.label[0]}</span></a>
      </div>
      ${items.length ? itemList(site, items) : html`<p class="small">还没有公开的内容。${column.says}</p>`}
    </section>`
  const description = `${district.name}依法公开的政府信息、政策文件、意见征集、重大决策和法治政府建设年度报告。`
  return page(
    site,
    {
      title: site.name,
      crumbs: [],
      in: 'home',
      meta: { Description: description, Keywords: '政府信息公开,政策文件,意见征集,重大决策,法治政府建设年报' },
      feed: [site.name, `${base}/`],
      address: `${base}/`,
      data: {
        '@context': 'https://schema.org',
        '@type': 'WebSite',
        name: site.name,
        url: `${site.origin}${base}/`,
        inLanguage: 'zh-CN',
        publisher: organisation(site),
      },
    },
    html`<h1 class="unseen">${site.name}</h1>
      <div class="two">${lists.map(part)}</div>
      <section aria-labelledby="doing">
        <div class="head"><h2 id="doing">办理</h2></div>
        <ul class="plain">
          <li><a href="${base}/follow">凭回执号码查询意见的办理结果</a></li>
          <li><a href="${base}/receipt">验证账本回执，下载离线核验程序</a></li>
        </ul>
      </section>`,
  )
}

export const keyIn = (after: string | undefined): Key | undefined => {
  const [on, id] = (after ?? '').split('~')
  return isDay(on) && isUuid(id) ? [on, id] : undefined
}
const aside = (site: Site, place: Place): Markup | undefined => {
  const inside = site.faces.below(place.column)
  const [root, places] = inside.length
    ? [place.column, inside]
    : [place.column.under, place.column.under ? site.faces.below(place.column.under) : []]
  if (!root || !places.length) return undefined
  return html`<nav aria-labelledby="aside">
    <h2 id="aside">${root.label[0]}</h2>
    <ul>
      ${places.map((one) => {
        const current = one.column === place.column && one.option === place.option
        return html`<li>
          <a href="${columnAddress(site, one.column, one.option)}" ${current && new Markup('aria-current="page"')}
            >${one.label[0]}</a
          >
        </li>`
      })}
    </ul>
  </nav>`
}
/** What a reader may ask of a list, from the address; what is no day is left out. */
export const filterIn = (asked: (name: string) => string | undefined): Filter => {
  const day = (name: string) => {
    const value = asked(name)
    return isDay(value) ? value : undefined
  }
  return { from: day('from'), until: day('until'), held: day('held') }
}
const filterForm = (site: Site, place: Place, address: string, filter: Filter): Markup => {
  const holds = mechanismsWithin(site.faces, place.column).some(({ portal }) => portal.effective && portal.over)
  const day = (name: keyof Filter, words: string) =>
    html`<label>${words}<input name="${name}" type="date" value="${filter[name] ?? ''}" /></label>`
  return html`<form class="ask" action="${address}">
    ${day('from', '发布日期 从')} ${day('until', '到')} ${holds && day('held', '某日有效的')}<button>筛选</button>
    ${Object.values(filter).some(Boolean) && html`<a href="${address}">全部</a>`}
  </form>`
}
export const columnPage = async (
  site: Site,
  columnId: string,
  option: string | undefined,
  after: Key | undefined,
  filter: Filter,
): Promise<Rendered | undefined> => {
  const place = site.faces.find(columnId, option)
  if (!place) return undefined
  const { column, label, says } = place
  const { items, next } = await transact(site.house.pool, site.district.id, (client) =>
    itemsIn(client, site, { column, option, after, ...filter, limit: perPage }),
  )
  const address = columnAddress(site, column, option)
  const nav = aside(site, place)
  const kept = Object.entries(filter).flatMap(([name, day]) => (day ? [`${name}=${day}`] : []))
  const asking = (...more: readonly string[]) => {
    const all = [...kept, ...more]
    return all.length ? `${address}?${all.join('&')}` : address
  }
  const content = html`<div>
    <h1>${label[0]}</h1>
    <p class="small">${says}</p>
    ${filterForm(site, place, address, filter)}
    ${
      items.length
        ? itemList(site, items)
        : html`<p class="note">
            ${kept.length ? '没有符合条件的内容，请放宽日期。' : after ? '没有更早的内容了。' : '这一栏目还没有公开的内容。'}
          </p>`
    }
    ${
      (after || next) &&
      html`<nav class="pages" aria-label="翻页">
        ${after && html`<a href="${asking()}">第一页</a>`}
        ${next && html`<a rel="next" href="${asking(`after=${next.join('~')}`)}">下一页</a>`}
      </nav>`
    }
  </div>`
  return page(
    site,
    {
      title: label[0],
      crumbs: crumbsOf(site, column, option),
      in: outermost(column).id,
      meta: columnMeta(site, column, option),
      feed: [label[0], `${address}/`],
      address,
      data: {
        '@context': 'https://schema.org',
        '@type': 'CollectionPage',
        name: label[0],
        description: says,
        isPartOf: { '@type': 'WebSite', name: site.name },
        publisher: organisation(site),
      },
    },
    nav ? html`<div class="side">${nav}${content}</div>` : content,
  )
}

export const mapPage = (site: Site): Rendered => {
  const { faces, base } = site
  const branch = (column: Column): Markup =>
    html`<li>
      <a href="${columnAddress(site, column)}">${column.label[0]}</a>
      ${
        faces.below(column).length > 0 &&
        html`<ul>
          ${faces
            .below(column)
            .map((place) =>
              place.column === column
                ? html`<li><a href="${columnAddress(site, column, place.option)}">${place.label[0]}</a></li>`
                : branch(place.column),
            )}
        </ul>`
      }
    </li>`
  return page(
    site,
    { title: '站点地图', crumbs: [['站点地图']] },
    html`<h1>站点地图</h1>
      <ul>
        <li><a href="${base}/">首页</a></li>
        ${faces.columns.filter(({ under }) => !under).map(branch)}
        <li><a href="${base}/follow">意见查询</a></li>
        <li><a href="${base}/receipt">回执验证</a></li>
        <li><a href="${base}/search">站内搜索</a></li>
      </ul>`,
  )
}
