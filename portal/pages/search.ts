/** Site search: over titles and public texts only. A word that stands in a field nobody may see finds nothing. */
import type { Values } from '../../kernel/fields/index.ts'
import { rows, transact, type Client } from '../../kernel/ledger/index.ts'
import { askedTerms, readWords, termsOf } from '../../kernel/register/index.ts'
import { html } from '../../server/pages/html.ts'
import type { Rendered } from '../cache.ts'
import type { PublicMechanism } from '../faces.ts'
import { page } from '../frame.ts'
import { itemsAmong, type Item } from '../items.ts'
import { itemList } from '../lists.ts'
import type { Site } from '../site.ts'

const shown = 50
/** Of each mechanism: further candidates are not looked at. */
const candidates = 2000
export const longestQuery = 100

/** The index of words knows all texts of a record; what may be found here is asked of the public ones again. */
const openTerms = (m: PublicMechanism, fields: Values): ReadonlySet<string> =>
  new Set(
    termsOf(
      Object.entries(fields)
        .filter(([name]) => ['text', 'prose', 'serial'].includes(m.record[name]!.kind))
        .map(([, value]) => String(value))
        .join('\n'),
    ),
  )
export const search = async (client: Client, site: Site, q: string): Promise<Item[]> => {
  const terms = askedTerms(q)
  if (!terms.length) return []
  const found: Item[] = []
  for (const m of site.faces.mechanisms) {
    await readWords(client, site.house.mechanisms.get(m.id)!, site.district.id)
    const hits = await rows<{ stream: string }>(
      client,
      'SELECT DISTINCT stream FROM ledger.search_find($1::uuid, $2::text, $3::text[], $4)',
      [site.district.id, m.id, terms, candidates],
    )
    const items = await itemsAmong(
      client,
      m,
      site.district.id,
      hits.map(({ stream }) => stream),
    )
    found.push(
      ...items.filter((item) => {
        const open = openTerms(m, item.fields)
        return terms.every((term) => open.has(term))
      }),
    )
  }
  return found.sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : a.id < b.id ? 1 : -1))
}

export const searchPage = async (site: Site, asked: string): Promise<Rendered> => {
  const q = asked.trim().slice(0, longestQuery)
  const found = q ? await transact(site.house.pool, site.district.id, (client) => search(client, site, q)) : []
  return page(
    site,
    { title: q ? `搜索：${q}` : '站内搜索', crumbs: [['站内搜索']], hidden: true, q },
    html`<h1>站内搜索</h1>
      ${
        !q
          ? html`<p class="note">请在上方输入要查找的字词。查找范围：公开内容的标题和正文字段。</p>`
          : found.length === 0
            ? html`<p class="note">没有找到含“${q}”的公开内容。请换用更短或者别的字词。</p>`
            : html`<p class="small" role="status">
                  含“${q}”的公开内容${found.length}件${found.length > shown && `，只列出最近${shown}件，可增加字词缩小范围`}。
                </p>
                ${itemList(site, found.slice(0, shown))}`
      }`,
  )
}
