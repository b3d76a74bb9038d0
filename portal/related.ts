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
  readonly items: readonly Item[]
}
export const related = async (client: Client, site: Site, item: Item): Promise<Related> => {
  const tenant = site.district.id
  const items: Item[] = []
  const replacing: Item[] = []
  for (const m of site.faces.mechanisms) {
    const named = openLinks(item.m, m.id).flatMap((name) => idOf(item.fields[name]) ?? [])
    items.push(...(await itemsAmong(client, m, tenant, named)))
    const leading = await itemsAmong(client, m, tenant, await leadingTo(client, m, item, tenant))
    // One of its own kind that names it, while it holds no longer, stands in its place.
    const succeeds = m === item.m && item.m.portal.over?.includes(item.state)
    ;(succeeds ? replacing : items).push(...leading)
  }
  const seen = new Set([item.id])
  return {
    replaced:
      replacing.length === 0
        ? undefined
        : html`<p class="note">
            本件${item.m.states[item.state]![0]}，由${replacing.map((one) => html`<a href="${addressOf(site, one)}">${one.title}</a> `)}代替。
          </p>`,
    items: items.filter(({ id }) => !seen.has(id) && seen.add(id)),
  }
}
