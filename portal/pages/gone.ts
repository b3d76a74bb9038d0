/** What was public and is no more: that it is gone, since when, and why, as far as its declaration lets everyone know. */
import { isUuid, rows, transact } from '../../kernel/ledger/index.ts'
import { registerFor } from '../../kernel/register/index.ts'
import type { Day } from '../../kernel/time/index.ts'
import { html } from '../../server/pages/html.ts'
import type { Rendered } from '../cache.ts'
import { page } from '../frame.ts'
import { saidBy } from '../items.ts'
import type { Site } from '../site.ts'
import { chineseDay, valueRows } from '../values.ts'
import { crumbsOf } from './columns.ts'

export const gonePage = async (site: Site, mechanism: string, id: string): Promise<Rendered | undefined> => {
  const m = site.faces.of(mechanism)
  const { gone, since, unless = [], in: column } = m?.portal ?? { gone: undefined, since: [] }
  if (!m || !gone?.length || !isUuid(id)) return undefined
  const { cases, was, did, structure } = registerFor(m, undefined)
  const done = (acts: readonly string[]) =>
    acts.map((act) => `EXISTS (SELECT FROM ${did[act]!.name} d WHERE d._tenant = r._tenant AND d._case = r._id)`)
  const tenant = site.district.id
  const found = await transact(site.house.pool, tenant, async (client) => {
    const [row] = await rows<{ state: string; on: Day }>(
      client,
      `SELECT r._state AS state, w._since AS "on" FROM ${cases.name} r JOIN ${was.name} w ON w._tenant = r._tenant AND w._id = r._id AND w._state = r._state
       WHERE r._tenant = $1 AND r._id = $2 AND r._state = ANY($3) AND (${done(since).join(' OR ')})
         ${done(unless)
           .map((taken) => `AND NOT ${taken}`)
           .join(' ')}
       ORDER BY w._version DESC LIMIT 1`,
      [tenant, id, gone],
    )
    if (!row) return undefined
    const leading = Object.keys(structure.acts).filter((act) => structure.acts[act]!.to === row.state)
    return { ...row, said: (await saidBy(client, m, undefined, tenant, id, leading)).at(-1) }
  })
  if (!found) return undefined
  const { state, on, said } = found
  const why = said ? valueRows(site, said.fields, said.values) : []
  return page(
    site,
    { title: '内容已经下线', crumbs: [...(column ? crumbsOf(site, column) : []), ['内容已经下线']], hidden: true },
    html`<h1>内容已经下线</h1>
      <p class="note" role="status">这一内容曾经公开，${chineseDay(on)}起不再公开：${m.states[state]![0]}。</p>
      ${why.length > 0 && html`<dl>${why}</dl>`}
      <p>需要查阅的，可向发布单位提出。<a href="${site.base}/">回到首页</a></p>`,
  )
}
