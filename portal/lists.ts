/** The lists of a column: what stands in it and below it, the latest first, page by page. */
import type { Client } from '../kernel/ledger/index.ts'
import type { Column } from '../kernel/portal.ts'
import { html, type Markup } from '../server/pages/html.ts'
import type { Faces, PublicMechanism } from './faces.ts'
import { listItems, type Filter, type Item, type Key } from './items.ts'
import type { Site } from './site.ts'

/** Whether the first column is the second one or stands somewhere below it. */
export const isWithin = (one: Column, other: Column): boolean =>
  one === other || (one.under !== undefined && isWithin(one.under, other))
export const mechanismsWithin = (faces: Faces, column: Column): readonly PublicMechanism[] =>
  faces.mechanisms.filter(({ portal }) => isWithin(portal.in, column))

export interface PageOf {
  readonly items: readonly Item[]
  /** The key of the last one, where there are more. */
  readonly next: Key | undefined
}
export interface Wish extends Filter {
  readonly column: Column
  readonly option?: string | undefined
  readonly after?: Key | undefined
  readonly limit: number
}
const later = (a: Item, b: Item): number => (a.on === b.on ? (a.id < b.id ? 1 : -1) : a.on < b.on ? 1 : -1)
export const itemsIn = async (client: Client, site: Site, wish: Wish): Promise<PageOf> => {
  const { column, option, limit } = wish
  const from =
    option === undefined
      ? mechanismsWithin(site.faces, column)
      : site.faces.in(column).filter((m) => m.portal.by && Object.hasOwn(m.record[m.portal.by]!.options ?? {}, option))
  const found: Item[] = []
  for (const m of from) found.push(...(await listItems(client, m, site.district.id, { ...wish, limit: limit + 1 })))
  const items = found.sort(later).slice(0, limit)
  const last = items.at(-1)
  return { items, next: found.length > limit && last ? [last.on, last.id] : undefined }
}

export const addressOf = (site: Site, { m, id }: Pick<Item, 'm' | 'id'>): string =>
  `${site.base}/articles/${m.id}/${id}`
export const columnAddress = (site: Site, column: Column, option?: string): string =>
  `${site.base}/columns/${column.id}${option === undefined ? '' : `/${option}`}`
/** Whether it holds, in words; nothing where a mechanism makes no such difference. */
export const markOf = ({ m, state, partly }: Item): Markup | undefined => {
  if (!m.portal.over) return undefined
  const over = m.portal.over.includes(state)
  return html`<span class="mark ${over ? 'over' : ''}">${m.states[state]![0]}</span>
    ${partly && !over && html`<span class="mark over">${m.partly!.says[0]}</span>`}`
}
export const itemList = (site: Site, items: readonly Item[]): Markup =>
  html`<ul class="list">
    ${items.map(
      (item) =>
        html`<li>
          <a href="${addressOf(site, item)}">${item.title}</a> ${markOf(item)}
          <time datetime="${item.on}">${item.on}</time>
        </li> `,
    )}
  </ul>`
