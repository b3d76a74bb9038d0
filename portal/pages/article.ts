/** One public case: its index table, its text, its files, what it leads to, and what was said about it. */
import { transact, type Client } from '../../kernel/ledger/index.ts'
import { outOf, type Out } from '../../kernel/register/index.ts'
import type { Day } from '../../kernel/time/index.ts'
import { html, type Markup } from '../../server/pages/html.ts'
import type { Rendered } from '../cache.ts'
import type { PublicMechanism } from '../faces.ts'
import { page } from '../frame.ts'
import { indexNumber } from '../index-number.ts'
import { oneItem, saidOf, type Item, type Said } from '../items.ts'
import { addressOf, itemList, markOf } from '../lists.ts'
import { related } from '../related.ts'
import { structured } from '../structured.ts'
import type { Site } from '../site.ts'
import { attachments, chineseDay, inWords, valueRows, type Attachment } from '../values.ts'
import { endedOn, formedOn, textVersions, type TextVersion } from '../versions.ts'
import { columnMeta, crumbsOf, outermost } from './columns.ts'
import { discussion } from './discussion.ts'
import { indexTable, keywordsOf } from './index-table.ts'
import { onThatDay, textOf } from './text.ts'
import { reportBody } from './report.ts'

export interface Article {
  readonly item: Item
  readonly option: string | undefined
  readonly issuer: string
  readonly number: string | undefined
  readonly index: string
  readonly formed: Day | undefined
  /** Since when it holds no longer. */
  readonly ended: Day | undefined
  readonly texts: readonly TextVersion[]
  /** What of it has not held at some time. */
  readonly out: readonly Out[]
  /** What was said in public up to the publication, and what later acts said. */
  readonly published: readonly Said[]
  readonly said: readonly Said[]
}
export const readArticle = async (
  client: Client,
  site: Site,
  m: PublicMechanism,
  id: string,
): Promise<Article | undefined> => {
  const item = await oneItem(client, m, site.district.id, id)
  if (!item) return undefined
  const { portal, record } = m
  const value = (name: string | undefined) => (name === undefined ? undefined : item.fields[name])
  const said = await saidOf(client, item, site.district.id)
  const before = ({ version }: Said) => version <= item.version
  const [issuer, number, by] = [value(portal.issuer), value(portal.number), value(portal.by)]
  return {
    item,
    option: by === undefined ? undefined : String(by),
    issuer: issuer === undefined ? site.district.name : inWords(site, record[portal.issuer!]!, issuer),
    number: number === undefined ? undefined : String(number),
    index: await indexNumber(client, site, item),
    formed: await formedOn(client, item, site.district.id),
    ended: await endedOn(client, item, site.district.id),
    texts: await textVersions(client, item, site.district.id),
    out: await outOf(client, m, site.district.id, id),
    published: said.filter(before),
    said: said.filter((one) => !before(one)),
  }
}
/** Every file that may be had with an article. */
export const filesOf = ({ item, published, said, texts }: Article): Attachment[] => [
  ...attachments(item.m.record, item.fields).map((one) =>
    one.name === item.m.portal.body && one.title.startsWith(item.title) ? { ...one, title: item.title } : one,
  ),
  ...texts.filter(({ current }) => !current).map((one) => ({ ...one, label: `更正前的${one.label}` })),
  ...[...published, ...said].flatMap(({ act, fields, values }) => attachments(fields, values, `${act}.`)),
]

const fileList = (site: Site, { item }: Article, files: readonly Attachment[]): Markup | undefined =>
  files.length === 0
    ? undefined
    : html`<h2>附件</h2>
        <ul>
          ${files.map(
            ({ name, label, title }) =>
              html`<li>
                <a href="${addressOf(site, item)}/files/${name}">${label}${title !== label && `：${title}`}</a>
              </li>`,
          )}
        </ul>`
const saidList = (site: Site, { item, said }: Article): Markup | undefined => {
  const lines = said
    .map((one) => ({ one, shown: valueRows(site, one.fields, one.values) }))
    .filter(({ shown }) => shown.length)
  return lines.length === 0
    ? undefined
    : html`${lines.map(
        ({ one, shown }) =>
          html`<section class="comment">
            <h3>${item.m.acts[one.act]!.label[0]}（${chineseDay(one.on)}）</h3>
            <dl>${shown}</dl>
          </section>`,
      )}`
}
/** Characters of each further text. */
const mostProse = 4000
const proseList = (item: Item): Markup[] =>
  Object.entries(item.fields).flatMap(([name, value]) =>
    item.m.record[name]!.kind === 'prose' && name !== item.m.portal.body
      ? [
          html`<h2>${item.m.record[name]!.label[0]}</h2>
            <div class="said">${[...String(value)].slice(0, mostProse).join('')}</div>
            ${String(value).length > mostProse && html`<p class="note">较长，这里只显示前${mostProse}字。</p>`}`,
        ]
      : [],
  )

export const pubDate = ({ on, recorded }: Item): string =>
  `${on} ${recorded.startsWith(on) ? recorded.slice(11, 16) : '00:00'}`
/** The meta tags of an article, by the guideline for government websites. */
export const articleMeta = (
  site: Site,
  { item, option, issuer }: Article,
): Readonly<Record<string, string | undefined>> => ({
  ...columnMeta(site, item.m.portal.in, option),
  ArticleTitle: item.title,
  PubDate: pubDate(item),
  ContentSource: issuer,
  Keywords: keywordsOf(site, { item, option }).join(','),
  Author: issuer,
  Description: item.title,
  Url: `${site.origin}${addressOf(site, item)}`,
})

export const articlePage = async (
  site: Site,
  mechanism: string,
  id: string,
  day?: Day,
): Promise<Rendered | undefined> => {
  const m = site.faces.of(mechanism)
  if (!m) return undefined
  const found = await transact(site.house.pool, site.district.id, async (client) => {
    const article = await readArticle(client, site, m, id)
    return (
      article && {
        article,
        report: await reportBody(client, site, article),
        links: await related(client, site, article.item),
        talk: await discussion(client, site, article.item),
      }
    )
  })
  if (!found) return undefined
  const { article, report, links, talk } = found
  const { item, option, issuer } = article
  const files = filesOf(article)
  const on = m.portal.effective === undefined ? undefined : day
  const text =
    report ??
    (await textOf(site, article, on)) ??
    (files.length === 0 && html`<p class="note">这一条只有目录信息，正文请向${issuer}查阅。</p>`)
  const content = html`<article>
    ${indexTable(site, article)}
    <h1>${item.title}</h1>
    <p class="meta"><span>发布日期：${chineseDay(item.on)}</span><span>来源：${issuer}</span>${markOf(item)}</p>
    ${links.replaced} ${talk.offer} ${onThatDay(site, article, on)} ${text} ${proseList(item)}
    ${fileList(site, article, files)} ${saidList(site, article)}
    ${
      links.items.length > 0 &&
      html`<h2>相关内容</h2>
        ${itemList(site, links.items)}`
    }
    ${talk.parts}
  </article>`
  return page(
    site,
    {
      title: item.title,
      crumbs: [...crumbsOf(site, m.portal.in, option), ['正文']],
      in: outermost(m.portal.in).id,
      meta: articleMeta(site, article),
      data: structured(site, article, links),
      address: addressOf(site, item),
    },
    content,
  )
}

/** The file of that name, where it may be had. */
export const articleFile = (
  site: Site,
  mechanism: string,
  id: string,
  name: string,
): Promise<Attachment | undefined> => {
  const m = site.faces.of(mechanism)
  if (!m) return Promise.resolve(undefined)
  return transact(site.house.pool, site.district.id, async (client) => {
    const article = await readArticle(client, site, m, id)
    return article && filesOf(article).find((one) => one.name === name)
  })
}
