/** What a case leads to and what leads to it: by the public links of the declarations, both ways, and only to what is public. */
import { rows, type Client } from '../kernel/ledger/index.ts'
import { quoted, registerFor } from '../kernel/register/index.ts'
import { html, type Markup } from '../server/pages/html.ts'
import { isVisible } from '../server/access.ts'
import type { PublicMechanism } from './faces.ts'
import { itemsAmong, type Item } from './items.ts'
import { addressOf } from './lists.ts'
import type { Site } from './site.ts'

const openLinks = (m: PublicMechanism, to: string): string[] =>
  Object.keys(m.record).filter((name) => {
    const field = m.record[name]!
    return isVisible(field, 'public') && ((field.kind === 'link' && field.to === to) || field.kind === 'subject')
  })
const idOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : (value as { id?: string } | undefined)?.id
/** Those cases of `m` whose link names this one. */
const leadingTo = async (client: Client, m: PublicMechanism, item: Item, tenant: string): Promise<string[]> => {
  const found: string[] = []
  for (const name of openLinks(m, item.m.id)) {
    const column = m.record[name]!.kind === 'subject' ? `${quoted(name)}->>'id'` : quoted(name)
    const { cases } = registerFor(m, undefined)
    const ids = await rows<{ id: string }>(
      client,
      `SELECT _id AS id FROM ${cases.name} WHERE _tenant = $1 AND ${column} = $2 LIMIT 20`,
      [tenant, item.id],
    )
    found.push(...ids.map(({ id }) => id))
  }
  return found
}
export interface Related {
  /** Says at the top that another one stands in its place. */
  readonly replaced: Markup | undefined
  /** Of its own kind: those that it stands in the place of, and those that stand in its place. */
  readonly replaces: readonly Item[]
  readonly replacing: readonly Item[]
  readonly items: readonly Item[]
}
const links = (site: Site, items: readonly Item[]): Markup[] =>
  items.map((one, at) => html`${at > 0 && '、'}<a href="${addressOf(site, one)}">${one.title}</a>`)
export const related = async (client: Client, site: Site, item: Item): Promise<Related> => {
  const tenant = site.district.id
  const items: Item[] = []
  const replacing: Item[] = []
  const replaces: Item[] = []
  const makesDifference = item.m.portal.over !== undefined
  for (const m of site.faces.mechanisms) {
    const own = m === item.m && makesDifference
    const named = openLinks(item.m, m.id).flatMap((name) => idOf(item.fields[name]) ?? [])
    ;(own ? replaces : items).push(...(await itemsAmong(client, m, tenant, named)))
    // One of its own kind that names it stands in its place, from the day on which it applies.
    const leading = await itemsAmong(client, m, tenant, await leadingTo(client, m, item, tenant))
    ;(own ? replacing : items).push(...leading)
  }
  const seen = new Set([item.id])
  const { over = [] } = item.m.portal
  const state = item.m.states[item.state]![0]
  const marks = [
    replacing.length > 0 &&
      html`<p class="note">
        ${over.includes(item.state) ? html`本件${state}，由${links(site, replacing)}代替。` : html`本件将由${links(site, replacing)}代替。`}
      </p>`,
    replaces.length > 0 && html`<p class="note">本件代替${links(site, replaces)}。</p>`,
  ]
  return {
    replaced: marks.some(Boolean) ? html`${marks}` : undefined,
    replaces,
    replacing,
    items: items.filter(({ id }) => !seen.has(id) && seen.add(id)),
  }
}
