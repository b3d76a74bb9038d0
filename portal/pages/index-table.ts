/** 索引表: the table that stands above every item of the directory, and says what it is before it is read. */
import { html, type Markup } from '../../server/pages/html.ts'
import { genreOf } from '../genre.ts'
import type { Site } from '../site.ts'
import { chineseDay, inWords, isPath, isShown, linked } from '../values.ts'
import type { Article } from './article.ts'
import { crumbsOf } from './columns.ts'

/** 主题词: what the item itself says it is about, and where it stands. */
export const keywordsOf = (site: Site, { item, option }: Pick<Article, 'item' | 'option'>): string[] => {
  const { m, fields } = item
  const chosen = Object.entries(fields).flatMap(([name, value]) =>
    m.record[name]!.kind === 'choices'
      ? (value as string[]).flatMap((one) => {
          const word = m.record[name]!.options?.[one]?.[0] ?? one
          return word === '其他' ? [] : [word]
        })
      : [],
  )
  const place = option === undefined ? undefined : site.faces.find(m.portal.in.id, option)?.label[0]
  return [...new Set([...chosen, ...(place ? [place] : []), m.portal.in.label[0], m.name[0]])]
}
/** Two levels: the last two steps of where it stands. */
export const subjectOf = (site: Site, { item, option }: Article): string =>
  crumbsOf(site, item.m.portal.in, option)
    .map(([words]) => words)
    .slice(-2)
    .join('\\')

export const indexTable = (site: Site, article: Article): Markup => {
  const { item, issuer, number, index, formed, ended, published } = article
  const { m, fields, on, title, state } = item
  const { portal, record } = m
  const isLaw = portal.in.is === 'Legislation'
  const line = (label: string, value: string | Markup | undefined, whole = false) =>
    value !== undefined &&
    html`<div class="${whole && 'whole'}">
      <dt>${label}</dt>
      <dd>${value}</dd>
    </div>`
  const day = (value: unknown) => (value === undefined ? '—' : chineseDay(String(value)))
  const genre = genreOf(title) ?? ['体裁分类', isLaw ? '规范性文件' : portal.in.is === 'Report' ? '报告' : '其他']
  const over = portal.over?.includes(state)
  const effective = portal.effective && fields[portal.effective]
  const told = new Set([
    portal.title,
    portal.body,
    portal.issuer,
    portal.number,
    ...[portal.formed ?? []].flat(),
    portal.by,
    portal.effective,
  ])
  const others = Object.entries(fields).filter(
    ([name]) => !told.has(name) && isShown(record[name]!) && record[name]!.kind !== 'prose',
  )
  const further = [
    ...others.map(([name, value]) => [record[name]!, value] as const),
    ...published.flatMap((one) =>
      Object.entries(one.values).map(([name, value]) => [one.fields[name]!, value] as const),
    ),
  ].filter(([field, value]) => isShown(field) && !(isPath(value) && !site.settings.oldSite))
  return html`<dl class="index">
    ${line('索引号', index)} ${line('主题分类', subjectOf(site, article))} ${line('发文机关', issuer)}
    ${line('成文日期', day(formed))} ${line('标题', title, true)} ${line('发文字号', number ?? '—')}
    ${line('发布日期', chineseDay(on))} ${line('主题词', keywordsOf(site, article).join('；'), true)} ${line(...genre)}
    ${line('公开方式', '主动公开')} ${line(isLaw ? '有效性' : '状态', m.states[state]![0])}
    ${isLaw && html`${line('生效日期', day(effective))} ${line('废止日期', over ? day(ended) : '—')}`}
    ${further.map(([field, value]) => line(field.label[0], linked(site, value) ?? inWords(site, field, value)))}
  </dl>`
}
