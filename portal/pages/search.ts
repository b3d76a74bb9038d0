/** Site search: over titles and public texts only. A word that stands in a field nobody may see finds nothing. */
import type { Values } from '../../kernel/fields/index.ts'
import { rows, transact, type Client } from '../../kernel/ledger/index.ts'
import { askedTerms, readWords, registerFor, sortKey, termsOf } from '../../kernel/register/index.ts'
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
/** Of each mechanism, so many are listened to for a sound; and so many letters may be initials. */
const latest = 30_000
const mostInitials = 8

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
/** `shipin` and `sp` for 食品: the whole syllables of a title, and what they begin with. */
const soundsOf = (title: string): readonly [whole: string, initials: string] => {
  const syllables = sortKey(title)
    .split(' ')
    .map((one) => one.replace(/[^a-z]/g, ''))
  return [syllables.join(''), syllables.map((one) => one.slice(0, 1)).join('')]
}
/** Those whose title sounds so. The register sorts by sounds, but of a title that may not be public: it is asked again. */
const soundingLike = async (client: Client, site: Site, sounds: string): Promise<Item[]> => {
  const found: Item[] = []
  for (const m of site.faces.mechanisms) {
    const hits = await rows<{ id: string }>(
      client,
      // Letters and the gaps between syllables are left; what begins a syllable stands behind a gap.
      `SELECT id FROM (SELECT _id AS id, regexp_replace(_sort, '[^a-z ]', '', 'g') AS s FROM ${registerFor(m, undefined).cases.name}
         WHERE _tenant = $1 AND _state = ANY($2) ORDER BY _opened DESC LIMIT ${latest} OFFSET 0) x
       WHERE replace(s, ' ', '') LIKE $3 OR (${sounds.length <= mostInitials} AND regexp_replace(s, '([a-z])[a-z]* ?', '\\1', 'g') LIKE $3) LIMIT $4`,
      [site.district.id, m.portal.states, `%${sounds}%`, candidates],
    )
    const items = await itemsAmong(
      client,
      m,
      site.district.id,
      hits.map(({ id }) => id),
    )
    found.push(...items.filter(({ title }) => soundsOf(title).some((one) => one.includes(sounds))))
  }
  return found
}
const latestFirst = (a: Item, b: Item): number => (a.on < b.on ? 1 : a.on > b.on ? -1 : a.id < b.id ? 1 : -1)
export const search = async (client: Client, site: Site, q: string): Promise<Item[]> => {
  const found = await saying(client, site, q)
  const sounds = q.toLowerCase().replace(/['\s]/g, '')
  if (found.length || !/^[a-z]{2,40}$/.test(sounds)) return found.sort(latestFirst)
  return (await soundingLike(client, site, sounds)).sort(latestFirst)
}
const saying = async (client: Client, site: Site, q: string): Promise<Item[]> => {
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
  return found
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
          ? html`<p class="note">
              请在上方输入要查找的字词。查找范围：公开内容的标题和正文字段；两个字的词也能找，标题还可用拼音或者拼音首字母。
            </p>`
          : found.length === 0
            ? html`<p class="note">没有找到含“${q}”的公开内容。请换用更短或者别的字词。</p>`
            : html`<p class="small" role="status">
                  含“${q}”的公开内容${found.length >= candidates ? `${candidates}件以上` : `${found.length}件`}${found.length > shown && `，只列出最近${shown}件，可增加字词缩小范围`}。
                </p>
                ${itemList(site, found.slice(0, shown))}`
      }`,
  )
}
