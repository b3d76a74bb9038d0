/** A published report: its sentences with the figures that were frozen, each a link to its explanation; and their table. */
import { transact, type Client } from '../../kernel/ledger/index.ts'
import { assemble, sections, type Spoken } from '../../kernel/report/index.ts'
import { reportFile, reportFormats } from '../../server/annual-files.ts'
import { yearReport } from '../../server/annual.ts'
import { html, type Markup } from '../../server/pages/html.ts'
import { reportChapters } from '../../server/wording.ts'
import type { Rendered } from '../cache.ts'
import { page, type Crumb } from '../frame.ts'
import { csvMetadata, figuresCsv, figuresJson } from '../../exchange/documents/figures.ts'
import { figuresOf, type PublicFigure, type ReportFigures } from '../figures.ts'
import { addressOf } from '../lists.ts'
import type { Site } from '../site.ts'
import { articleMeta, readArticle, type Article } from './article.ts'
import { crumbsOf, outermost } from './columns.ts'

const numerals = '一二三四五六七八九十'
const corrected = ({ printed, now }: PublicFigure): Markup | undefined =>
  now === undefined ? undefined : html`<span class="small">（公开时${printed}，更正后${now}）</span>`

const spoken = (piece: Spoken, known: ReportFigures, address: string): Markup => {
  if ('text' in piece) return html`${piece.text}`
  if ('list' in piece) return html`${piece.list.join('；')}`
  const { id } = piece.figure
  const frozen = known.byId.get(id)
  // What came after the report has no figure in it.
  if (!frozen) return html`（未列）`
  return html`<a class="figure" href="${address}/figures/${id}"
      ><data value="${frozen.value ?? ''}">${frozen.printed}</data></a
    >${corrected(frozen)}`
}
/** The text of a report; nothing where the article is none. */
export const reportBody = async (client: Client, site: Site, article: Article): Promise<Markup | undefined> => {
  const known = await figuresOf(client, site, article)
  if (!known) return undefined
  const { house } = site
  const chapters = await reportChapters(client, house, site.district.id, known.frozenOn)
  const told = await assemble(client, house.mechanisms, chapters, known.question, house.catalogue.idOf, 'none')
  const address = addressOf(site, article.item)
  return html`<p class="note">
      报告中的每个数字都可以点开，看它的口径。全部数字见<a href="${address}/figures">指标表</a>，可下载为<a
        href="${address}/figures.csv"
        >CSV</a
      >或<a href="${address}/figures.json">JSON</a>。全文可下载为<a href="${address}/report.docx">Word</a>、<a
        href="${address}/report.pdf"
        >PDF</a
      >或<a href="${address}/report.txt">纯文本</a>。
    </p>
    <div class="text">
      ${told.map(({ section, chapters: inSection }, at) => {
        const name = sections.find(([id]) => id === section)![1][0]
        return html`<h2>${numerals[at]}、${name}</h2>
          ${inSection.map(
            (chapter, of) =>
              html`${section === 'measures' && html`<h3>（${numerals[of]}）${chapter.name[0]}</h3>`}
              ${chapter.sentences.map(({ pieces }) => html`<p>${pieces.map((piece) => spoken(piece, known, address))}</p> `)}`,
          )}
          ${inSection.length === 0 && html`<p>无。</p>`}`
      })}
    </div>`
}

interface Found {
  readonly article: Article
  readonly known: ReportFigures
  readonly crumbs: readonly Crumb[]
  readonly address: string
}
const find = async (site: Site, mechanism: string, id: string): Promise<Found | undefined> => {
  const m = site.faces.of(mechanism)
  if (!m?.portal.figures) return undefined
  return transact(site.house.pool, site.district.id, async (client) => {
    const article = await readArticle(client, site, m, id)
    const known = article && (await figuresOf(client, site, article))
    if (!article || !known) return undefined
    const address = addressOf(site, article.item)
    return { article, known, address, crumbs: [...crumbsOf(site, m.portal.in, article.option), ['正文', address]] }
  })
}
const framed = (site: Site, { article, crumbs }: Found, title: string, last: readonly Crumb[], content: Markup) =>
  page(
    site,
    {
      title: `${title} - ${article.item.title}`,
      crumbs: [...crumbs, ...last],
      in: outermost(article.item.m.portal.in).id,
      meta: { ...articleMeta(site, article), Description: `${article.item.title}：${title}` },
    },
    content,
  )

export const figuresPage = async (site: Site, mechanism: string, id: string): Promise<Rendered | undefined> => {
  const found = await find(site, mechanism, id)
  if (!found) return undefined
  const { article, known, address } = found
  return framed(
    site,
    found,
    '指标表',
    [['指标表']],
    html`<h1>${article.item.title}：指标表</h1>
      <p>
        共${known.figures.length}个数字，冻结于报告定稿之时。下载：<a href="${address}/figures.csv">CSV</a>、<a
          href="${address}/figures.json"
          >JSON-LD</a
        >、<a href="${address}/figures.csv-metadata.json">表的说明</a>。
      </p>
      <div class="scroll" tabindex="0" role="region" aria-label="指标表">
        <table>
          <thead>
            <tr>
              <th scope="col">台账</th>
              <th scope="col">指标</th>
              <th scope="col" class="number">数值</th>
              <th scope="col" class="number">分子 / 分母</th>
            </tr>
          </thead>
          <tbody>
            ${known.figures.map(
              (one) =>
                html`<tr>
                  <td>${one.register}</td>
                  <td><a href="${address}/figures/${one.id}">${one.name}</a></td>
                  <td class="number">${one.printed}${corrected(one)}</td>
                  <td class="number">
                    ${one.denominator === undefined ? '' : `${one.numerator} / ${one.denominator}`}
                  </td>
                </tr> `,
            )}
          </tbody>
        </table>
      </div>`,
  )
}
export const figurePage = async (
  site: Site,
  mechanism: string,
  id: string,
  figure: string,
): Promise<Rendered | undefined> => {
  const found = await find(site, mechanism, id)
  const one = found?.known.byId.get(figure)
  if (!found || !one) return undefined
  const { article, known, address } = found
  const line = (label: string, value: string | Markup) =>
    html`<div class="whole">
      <dt>${label}</dt>
      <dd>${value}</dd>
    </div>`
  return framed(
    site,
    found,
    one.name,
    [['指标表', `${address}/figures`], [one.name]],
    html`<h1>${one.register}：${one.name}</h1>
      <dl class="index">
        ${line('数值', html`<strong>${one.printed}</strong>${corrected(one)}`)}
        ${one.denominator !== undefined && line('分子 / 分母', `${one.numerator} / ${one.denominator}`)}
        ${line('口径', one.definition)} ${line('所数记录', `${one.rows}条`)}
        ${line('期间', `${known.year}年1月1日至12月31日`)} ${line('编号', one.id)}
        ${line('见于', html`<a href="${address}">${article.item.title}</a>`)}
      </dl>
      <p class="note">
        数字和口径对所有人公开，逐条记录不公开。工作人员可<a href="${site.root}/figures/${one.id}?year=${known.year}"
          >登录后按权限查看</a
        >。
      </p>`,
  )
}
/** The text of the report as a file, as it was frozen. */
const printed = async ({ house, district }: Site, year: number, of: string, format: 'docx' | 'pdf' | 'text') => ({
  type: reportFormats[format][0],
  body: await reportFile(house, district, await yearReport(house, district, year, { of }), format),
})
const downloads = {
  'figures.csv': ({ known }: Found) => ({ type: 'text/csv; charset=utf-8', body: figuresCsv(known) }),
  'figures.csv-metadata.json': ({ article }: Found) => ({
    type: 'application/csvm+json; charset=utf-8',
    body: JSON.stringify(csvMetadata(article.item.title), undefined, 2),
  }),
  'figures.json': ({ article, known, address }: Found, site: Site) => ({
    type: 'application/ld+json; charset=utf-8',
    body: JSON.stringify(figuresJson(article.item.title, `${site.origin}${address}`, known), undefined, 2),
  }),
  'report.docx': ({ known, article }: Found, site: Site) => printed(site, known.year, article.item.id, 'docx'),
  'report.pdf': ({ known, article }: Found, site: Site) => printed(site, known.year, article.item.id, 'pdf'),
  'report.txt': ({ known, article }: Found, site: Site) => printed(site, known.year, article.item.id, 'text'),
} as const
export const downloadNames = Object.keys(downloads) as (keyof typeof downloads)[]
export const figuresDownload = async (
  site: Site,
  mechanism: string,
  id: string,
  name: keyof typeof downloads,
): Promise<Rendered | undefined> => {
  const found = await find(site, mechanism, id)
  return found && { ...(await downloads[name](found, site)), disposition: `attachment; filename="${name}"` }
}
