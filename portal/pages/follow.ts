/** What became of what somebody said: by the receipt number, which only that person has. */
import type { Values } from '../../kernel/fields/index.ts'
import { receiptFor, rows, transact, type Client, type Receipt } from '../../kernel/ledger/index.ts'
import { registerFor } from '../../kernel/register/index.ts'
import type { Day } from '../../kernel/time/index.ts'
import { html } from '../../server/pages/html.ts'
import type { Rendered } from '../cache.ts'
import type { PublicMechanism } from '../faces.ts'
import { page } from '../frame.ts'
import { idOfNumber } from '../guard.ts'
import { oneItem, saidBy, type Item, type Said } from '../items.ts'
import { addressOf } from '../lists.ts'
import type { Site } from '../site.ts'
import { chineseDay, valueRows } from '../values.ts'
import { answerRows } from './discussion.ts'

export interface Followed {
  readonly m: PublicMechanism
  readonly part: string
  readonly case: string
  readonly state: string
  readonly opened: Day
  readonly fields: Values
  readonly item: Item | undefined
  readonly said: readonly Said[]
  readonly receipt: Receipt | undefined
}
const find = (site: Site, number: string): Promise<Followed | undefined> =>
  transact(site.house.pool, site.district.id, (client) => followed(client, site, number))
/** What was sent under that number, and what became of it. */
export const followed = async (client: Client, site: Site, number: string): Promise<Followed | undefined> => {
  const { district, faces } = site
  const id = idOfNumber(district.id, number)
  for (const m of faces.mechanisms) {
    const { form, parts } = m.portal
    if (!form) continue
    const { cases, did, structure } = registerFor(m, form.part)
    const [row] = await rows<{ case: string; state: string; opened: Day; fields: Values }>(
      client,
      `SELECT _case AS "case", _state AS state, _opened AS opened, _folded->'fields' AS fields FROM ${cases.name} WHERE _tenant = $1 AND _id = $2`,
      [district.id, id],
    )
    if (!row) continue
    const opening = await rows<{ version: number }>(
      client,
      form.acts
        .map((act) => `SELECT _version AS version FROM ${did[act]!.name} WHERE _tenant = $1 AND _id = $2`)
        .join(' UNION ALL '),
      [district.id, id],
    )
    const said = await saidBy(client, m, form.part, district.id, row.case, parts?.[form.part]?.tells ?? [])
    return {
      m,
      part: form.part,
      ...row,
      // What was asked of him and is no personal value: also his own page is read over his shoulder.
      fields: Object.fromEntries(
        Object.entries(row.fields).filter(
          ([name]) => form.asks.includes(name) && !structure.record[name]!.how.personal,
        ),
      ),
      item: await oneItem(client, m, district.id, row.case),
      said: said.filter((one) => one.id === id),
      receipt: opening[0] && (await receiptFor(client, district.id, row.case, opening[0].version, district.algorithm)),
    }
  }
  return undefined
}

export const followForm = (site: Site, wrong?: string, typed = ''): Rendered =>
  page(
    site,
    { title: '意见查询', crumbs: [['意见查询']], in: 'follow', hidden: wrong !== undefined },
    html`<h1>意见查询</h1>
      <p>提交意见时得到的回执号码，凭它可以看到意见的办理结果。号码不能补发，请妥善保存。</p>
      ${wrong && html`<div class="wrong" role="alert">${wrong}</div>`}
      <form class="fill" method="post" action="${site.base}/follow">
        <label for="number">回执号码<small>（12位，如 7KQ4-M2XD-9PWA）</small></label>
        <input
          id="number"
          name="number"
          required
          maxlength="40"
          autocomplete="off"
          spellcheck="false"
          value="${typed}"
        />
        <p><button>查询</button></p>
      </form>`,
  )
export const followPage = async (site: Site, number: string): Promise<Rendered | undefined> => {
  const found = await find(site, number)
  if (!found) return undefined
  const { m, part, state, opened, fields, item, said, receipt } = found
  const structure = m.parts[part]!
  const answer = answerRows(site, said)
  return page(
    site,
    {
      title: `办理结果 ${number}`,
      crumbs: [['意见查询', `${site.base}/follow`], [number]],
      in: 'follow',
      hidden: true,
    },
    html`<h1>办理结果</h1>
      <p>回执号码 <output class="code">${number}</output></p>
      <p class="small">请抄下或者截图保存。凭这个号码随时可以回到本页，号码不能补发。</p>
      <dl class="index">
        <div class="whole">
          <dt>对象</dt>
          <dd>${item ? html`<a href="${addressOf(site, item)}">${item.title}</a>` : m.name[0]}</dd>
        </div>
        <div>
          <dt>提交日期</dt>
          <dd>${chineseDay(opened)}</dd>
        </div>
        <div>
          <dt>状态</dt>
          <dd><strong>${structure.states[state]![0]}</strong></dd>
        </div>
      </dl>
      <h2>办理结果</h2>
      ${
        answer.length > 0
          ? html`<dl>${answer}</dl>`
          : structure.ends.includes(state)
            ? html`<p>${structure.states[state]![0]}。</p>`
            : html`<p>还在办理。结果出来以后会写在这里。</p>`
      }
      <h2>您提交的内容</h2>
      <dl>${valueRows(site, structure.record, fields)}</dl>
      <h2>账本回执</h2>
      ${
        receipt
          ? html`<p>
              这条意见已经写入账本并封存，任何人都不能悄悄改动。<a href="${site.base}/follow/${number}/receipt.json"
                >下载回执</a
              >，在<a href="${site.base}/receipt">回执验证</a>页离线核验。
            </p>`
          : html`<p>这条意见已经写入账本，稍后封存；封存以后可以在这里下载回执。</p>`
      }`,
  )
}
export const followReceipt = async (site: Site, number: string): Promise<Rendered | undefined> => {
  const receipt = (await find(site, number))?.receipt
  return (
    receipt && {
      type: 'application/json; charset=utf-8',
      body: JSON.stringify(receipt),
      disposition: 'attachment; filename="receipt.json"',
    }
  )
}
