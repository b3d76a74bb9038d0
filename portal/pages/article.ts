/** One public case: its index table, its text, its files, what it leads to, and what was said about it. */
import { transact, type Client } from '../../kernel/ledger/index.ts'
import { html, type Markup } from '../../server/pages/html.ts'
import { readParagraphs, Unreadable } from '../../server/texts.ts'
import type { Rendered } from '../cache.ts'
import type { PublicMechanism } from '../faces.ts'
import { page } from '../frame.ts'
import { oneItem, saidOf, type Item, type Said } from '../items.ts'
import { addressOf, itemList, markOf } from '../lists.ts'
import { related } from '../related.ts'
import { structured } from '../structured.ts'
import type { Site } from '../site.ts'
import { attachments, chineseDay, inWords, isShown, valueRows, type Attachment } from '../values.ts'
import { crumbsOf, outermost } from './columns.ts'
import { discussion } from './discussion.ts'
import { reportBody } from './report.ts'

/** Characters of a text on a page; the whole of a longer one is in its file. */
const most = 16_000

export interface Article {
  readonly item: Item
  readonly option: string | undefined
  readonly issuer: string
  readonly number: string | undefined
  readonly index: string
  /** What was said in public up to the publication, and what later acts said. */
  readonly published: readonly Said[]
  readonly said: readonly Said[]
}
/** 索引号: organisation, year, and what tells the item apart. */
const indexOf = ({ settings, code }: Site, { id, on }: Item): string =>
  `${settings.organisation ?? code}/${on.slice(0, 4)}-${id.replaceAll('-', '').slice(-10).toUpperCase()}`

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
    index: indexOf(site, item),
    published: said.filter(before),
    said: said.filter((one) => !before(one)),
  }
}
/** Every file that may be had with an article. */
export const filesOf = ({ item, published, said }: Article): Attachment[] => [
  ...attachments(item.m.record, item.fields),
  ...[...published, ...said].flatMap(({ act, fields, values }) => attachments(fields, values, `${act}.`)),
]

const indexTable = (site: Site, { item, option, issuer, number, index, published }: Article): Markup => {
  const { m, fields, on, title, state } = item
  const { portal, record } = m
  const formed = portal.formed && fields[portal.formed]
  const told = new Set([portal.title, portal.body, portal.issuer, portal.number, portal.formed, portal.by])
  const others = Object.entries(fields).filter(
    ([name]) => !told.has(name) && isShown(record[name]!) && record[name]!.kind !== 'prose',
  )
  const subject = [...crumbsOf(site, portal.in, option)].map(([words]) => words)
  const line = (label: string, value: string | undefined, whole = false) =>
    value &&
    html`<div class="${whole && 'whole'}">
      <dt>${label}</dt>
      <dd>${value}</dd>
    </div>`
  return html`<dl class="index">
    ${line('索引号', index)} ${line('主题分类', subject.slice(-2).join('\\'))} ${line('发布机构', issuer)}
    ${line('发文字号', number)} ${formed !== undefined && line('成文日期', chineseDay(String(formed)))}
    ${line('发布日期', chineseDay(on))} ${line(portal.in.is === 'Legislation' ? '有效性' : '状态', m.states[state]![0])}
    ${others.map(([name, value]) => line(record[name]!.label[0], inWords(site, record[name]!, value)))}
    ${published.flatMap((one) => Object.entries(one.values).map(([name, value]) => isShown(one.fields[name]!) && line(one.fields[name]!.label[0], inWords(site, one.fields[name]!, value))))}
    ${line('标题', title, true)}
  </dl>`
}
const textOf = async (site: Site, { item }: Article): Promise<Markup | undefined> => {
  const { m, fields } = item
  const name = m.portal.body
  const value = name && fields[name]
  if (!name || value === undefined) return undefined
  const { kind } = m.record[name]!
  if (kind === 'prose') return paragraphs(String(value).split(/\n+/))
  const { hash } = (kind === 'document' ? value : { hash: value }) as { hash: string }
  try {
    const read = await readParagraphs(site.house, site.district.id, hash)
    return read && paragraphs(read)
  } catch (error) {
    // A file that is not text is there to be downloaded.
    if (error instanceof Unreadable) return undefined
    throw error
  }
}
const paragraphs = (all: readonly string[]): Markup => {
  let left = most
  const shown: string[] = []
  for (const one of all) {
    if (left <= 0) break
    shown.push([...one].slice(0, left).join(''))
    left -= one.length
  }
  return html`<div class="text">
    ${shown.map((one) => html`<p>${one}</p> `)}
    ${left <= 0 && html`<p class="note">正文较长，这里只显示前一部分，全文请下载附件。</p>`}
  </div>`
}
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
const proseList = (item: Item): Markup[] =>
  Object.entries(item.fields).flatMap(([name, value]) =>
    item.m.record[name]!.kind === 'prose' && name !== item.m.portal.body
      ? [
          html`<h2>${item.m.record[name]!.label[0]}</h2>
            <div class="said">${String(value)}</div>`,
        ]
      : [],
  )

export const pubDate = ({ on, recorded }: Item): string =>
  `${on} ${recorded.startsWith(on) ? recorded.slice(11, 16) : '00:00'}`
/** The meta tags of an article, by the guideline for government websites. */
export const articleMeta = (site: Site, { item, issuer }: Article): Readonly<Record<string, string | undefined>> => ({
  ColumnName: item.m.portal.in.label[0],
  ColumnType: outermost(item.m.portal.in).label[0],
  ArticleTitle: item.title,
  PubDate: pubDate(item),
  ContentSource: issuer,
  Keywords: [item.m.name[0], item.m.portal.in.label[0]].join(','),
  Author: issuer,
  Description: item.title,
  Url: `${site.origin}${addressOf(site, item)}`,
})

export const articlePage = async (site: Site, mechanism: string, id: string): Promise<Rendered | undefined> => {
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
  const text =
    report ??
    (await textOf(site, article)) ??
    (files.length === 0 && html`<p class="note">这一条只有目录信息，正文请向${issuer}查阅。</p>`)
  const content = html`<article>
    ${indexTable(site, article)}
    <h1>${item.title}</h1>
    <p class="meta"><span>发布日期：${chineseDay(item.on)}</span><span>来源：${issuer}</span>${markOf(item)}</p>
    ${links.replaced} ${talk.offer} ${text} ${proseList(item)} ${fileList(site, article, files)}
    ${saidList(site, article)}
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
      data: structured(site, article),
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
