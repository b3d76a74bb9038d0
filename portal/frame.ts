/** The frame of every public page: head with its meta tags, banner, navigation, breadcrumb, footer. No script, no image. */
import { createHash } from 'node:crypto'
import { html, Markup } from '../server/pages/html.ts'
import type { Rendered } from './cache.ts'
import type { Site } from './site.ts'
import { style } from './style.ts'

export type Crumb = readonly [words: string, address?: string]
export interface Page {
  readonly title: string
  /** Its one true address, whatever else was asked for with it. */
  readonly address?: string
  /** Beneath 首页; the last one is this page. */
  readonly crumbs: readonly Crumb[]
  /** By name; those of every page are added. */
  readonly meta?: Readonly<Record<string, string | undefined>>
  /** Structured data, for machines that read the page. */
  readonly data?: object
  /** The column of the navigation in which it stands. */
  readonly in?: string
  /** What the feeds of this page are called, and the folder in which they are. */
  readonly feed?: Crumb
  /** Not for search engines: what belongs to one visitor. */
  readonly hidden?: boolean
  /** Scripts of this page, by address; only the page that checks receipts has one. */
  readonly script?: string
  /** What was asked for, to stand in the search box. */
  readonly q?: string
}

// One piece, since its hash stands in the policy: no formatter may touch what is between the tags.
const sheet = new Markup(`<style>${style}</style>`)
const common = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`
/** A page runs no script, loads nothing, and has just the style that stands in it. */
export const policy = common
/** Of the page that checks receipts: scripts from this server, and still none that stands in a page. */
export const scriptPolicy = `${common}; script-src 'self'; connect-src 'none'`

/** Data inside a page must not be able to end its own element. */
const dataBlock = (data: object): Markup =>
  new Markup(
    `<script type="application/ld+json">${JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)}</script>`,
  )

const navigation = (site: Site, current: string | undefined): Markup => {
  const link = (id: string, words: string, address: string) =>
    html`<li><a href="${address}" ${current === id && new Markup('aria-current="page"')}>${words}</a></li>`
  return html`<nav class="main" aria-label="主要栏目">
    <ul>
      ${link('home', '首页', `${site.base}/`)}
      ${site.faces.columns
        .filter(({ under }) => !under)
        .map((column) => link(column.id, column.label[0], `${site.base}/columns/${column.id}`))}
      ${link('follow', '意见查询', `${site.base}/follow`)} ${link('mine', '我的意见', `${site.base}/mine`)}
      ${link('receipt', '回执验证', `${site.base}/receipt`)}
    </ul>
  </nav>`
}
const breadcrumb = (site: Site, crumbs: readonly Crumb[]): Markup | undefined =>
  crumbs.length === 0
    ? undefined
    : html`<nav class="crumbs" aria-label="当前位置">
        <ol>
          <li><a href="${site.base}/">首页</a></li>
          ${crumbs.map(([words, address], at) =>
            at === crumbs.length - 1
              ? html`<li><span aria-current="page">${words}</span></li>`
              : html`<li>${address ? html`<a href="${address}">${words}</a>` : words}</li>`,
          )}
        </ol>
      </nav>`
/** The way to this page, for machines. */
const breadcrumbList = (site: Site, crumbs: readonly Crumb[]): object => ({
  '@context': 'https://schema.org',
  '@type': 'BreadcrumbList',
  itemListElement: [['首页', `${site.base}/`] as const, ...crumbs].map(([name, address], at) => ({
    '@type': 'ListItem',
    position: at + 1,
    name,
    ...(address && { item: `${site.origin}${address}` }),
  })),
})
const footer = ({ settings, root, base, district }: Site): Markup => {
  const lines: (readonly [string, string | undefined])[] = [
    ['主办单位', settings.host ?? district.name],
    ['承办单位', settings.operator],
    ['网站标识码', settings.siteIdCode],
    ['ICP备案号', settings.icp],
    ['公安备案号', settings.police],
    ['联系方式', settings.contact],
  ]
  return html`<footer>
    <ul>
      ${lines.map(([label, value]) => value && html`<li>${label}：${value}</li>`)}
    </ul>
    <ul>
      <li><a href="${base}/map">站点地图</a></li>
      <li><a href="${base}/rss.xml">RSS订阅</a></li>
      <li><a href="${base}/atom.xml">Atom订阅</a></li>
      <li><a href="${root}/console/">工作人员登录</a></li>
    </ul>
  </footer>`
}

export const page = (site: Site, given: Page, content: Markup): Rendered & { readonly body: string } => {
  const { title, crumbs, data, feed, hidden, script, q, address } = given
  const { district, settings, base } = site
  const meta = {
    SiteName: site.name,
    SiteDomain: site.domain,
    SiteIDCode: settings.siteIdCode,
    ...given.meta,
  }
  const named = Object.entries(meta).filter(([, value]) => value)
  const text = html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title === site.name ? title : `${title} - ${site.name}`}</title>
        ${named.map(([name, value]) => html`<meta name="${name}" content="${value}" /> `)}
        ${hidden && html`<meta name="robots" content="noindex" />`}
        ${address && html`<link rel="canonical" href="${site.origin}${address}" />`}
        ${
          feed &&
          html`<link rel="alternate" type="application/rss+xml" title="${feed[0]}" href="${feed[1]}rss.xml" />
            <link rel="alternate" type="application/atom+xml" title="${feed[0]}" href="${feed[1]}atom.xml" />`
        }
        ${sheet} ${data && dataBlock(data)} ${crumbs.length > 0 && !hidden && dataBlock(breadcrumbList(site, crumbs))}
        ${script && html`<script type="module" src="${script}"></script>`}
      </head>
      <body>
        <a class="skip" href="#content">跳到正文</a>
        ${district.sample && html`<aside class="sample" aria-label="说明">示例数据：人员、企业和记录均系虚构。</aside>`}
        <header>
          <div class="brand"><a href="${base}/">${site.name}</a></div>
          <form role="search" action="${base}/search">
            <label class="unseen" for="q">站内搜索</label
            ><input id="q" name="q" type="search" maxlength="100" value="${q ?? ''}" /><button>搜索</button>
          </form>
        </header>
        ${navigation(site, given.in)} ${breadcrumb(site, crumbs)}
        <main id="content" tabindex="-1">${content}</main>
        ${footer(site)}
      </body>
    </html> `.text
  return {
    type: 'text/html; charset=utf-8',
    // Indentation is for whoever writes the templates, not for the line.
    body: text.replace(/\n\s+/g, '\n'),
    policy: script ? scriptPolicy : policy,
  }
}

/** What stands where a page could not be made: it needs neither the district nor the database. */
export const plainPage = (title: string, content: Markup): Rendered => ({
  type: 'text/html; charset=utf-8',
  policy,
  body: html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${sheet}
      </head>
      <body>
        <main id="content">
          <h1>${title}</h1>
          ${content}
        </main>
      </body>
    </html> `.text,
})
