/** What the public may say about a case and what was said: the way to the form, and comments with their answers. */
import { transact, type Client } from '../../kernel/ledger/index.ts'
import type { PortalPart } from '../../kernel/portal.ts'
import type { Structure } from '../../kernel/procedure/index.ts'
import { html, type Markup } from '../../server/pages/html.ts'
import type { Rendered } from '../cache.ts'
import { page } from '../frame.ts'
import { oneItem, openParts, saidBy, type Item, type OpenPart, type Said } from '../items.ts'
import { addressOf } from '../lists.ts'
import type { Site } from '../site.ts'
import { chineseDay, inWords, isShown, valueRows } from '../values.ts'
import { columnMeta, crumbsOf, outermost } from './columns.ts'

/** More are in the published result. */
const most = 5000

export interface Discussion {
  readonly offer: Markup | undefined
  readonly parts: Markup | undefined
}
export const answerRows = (site: Site, said: readonly Said[]): Markup[] =>
  said.flatMap(({ fields, values }) => valueRows(site, fields, values))

interface Group {
  readonly parts: OpenPart[]
  readonly name: string | undefined
}
/** Those that say the same under `group`, or in the same words, stand together; others stand alone. */
const grouped = (parts: readonly OpenPart[], by: string | undefined, body: string): Group[] => {
  const groups = new Map<string, Group>()
  for (const part of parts) {
    const name = by === undefined || part.fields[by] === undefined ? undefined : String(part.fields[by])
    const key = by === undefined ? part.id : `${part.state}\u0000${name ?? `\u0000${String(part.fields[body])}`}`
    const group = groups.get(key) ?? { parts: [], name }
    group.parts.push(part)
    groups.set(key, group)
  }
  return [...groups.values()]
}
/** Parts that say nothing by themselves: a line each, with what was decided about it afterwards. */
const table = (site: Site, structure: Structure, parts: readonly OpenPart[], said: readonly Said[]): Markup => {
  const names = Object.keys(structure.record).filter(
    (name) => isShown(structure.record[name]!) && parts.some(({ fields }) => fields[name] !== undefined),
  )
  const later = (part: OpenPart) =>
    said
      .filter(({ id }) => id === part.id)
      .map(({ act, on }) => `${structure.acts[act]!.label[0]}（${chineseDay(on)}）`)
      .join('；')
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${structure.name[0]}">
    <table>
      <thead>
        <tr>
          ${names.map((name) => html`<th scope="col">${structure.record[name]!.label[0]}</th>`)}
          <th scope="col">状态</th>
        </tr>
      </thead>
      <tbody>
        ${parts.map(
          (part) =>
            html`<tr>
              ${names.map((name) => html`<td>${part.fields[name] !== undefined && inWords(site, structure.record[name]!, part.fields[name])}</td>`)}
              <td>
                ${structure.states[part.state]![0]}${later(part) && html`<br /><span class="small">${later(part)}</span>`}
              </td>
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`
}
/** Characters of what was said on one page, and of one group of like ones. */
const perPage = 6000
const perGroup = 5500
const wordings = 5
const section = (
  site: Site,
  structure: Structure,
  face: PortalPart & { readonly body: string },
  { parts }: Group,
  saidOf: (part: OpenPart) => readonly Said[],
): Markup => {
  const [first] = parts as [OpenPart]
  const told = new Set([face.body, face.group])
  const rest = Object.fromEntries(Object.entries(first.fields).filter(([name]) => !told.has(name)))
  let left = perGroup
  const words = wordingsOf(parts, face.body)
    .slice(0, wordings)
    .filter((one, at) => at === 0 || (left -= one.length) > 0)
  const answer = answerRows(site, saidOf(parts.find((part) => saidOf(part).length) ?? first))
  const rows = valueRows(site, structure.record, rest)
  return html`<section class="comment">
    <h3><span class="mark">${structure.states[first.state]![0]}</span> ${chineseDay(first.opened)}</h3>
    ${words.map((said) => html`<p class="said">${said}</p>`)}
    ${parts.length > 1 && html`<p class="small">共${parts.length}条同类，一并答复。</p>`}
    ${rows.length > 0 && html`<dl>${rows}</dl>`} ${answer.length > 0 && html`<dl class="answer">${answer}</dl>`}
  </section>`
}
const wordingsOf = (parts: readonly OpenPart[], body: string): string[] => [
  ...new Set(parts.map((part) => String(part.fields[body] ?? ''))),
]
/** The groups of one page, and where the next page begins; at least one, however long it is. */
const pageOf = (groups: readonly Group[], body: string, from: number): readonly [Group[], next: number | undefined] => {
  let left = perPage
  let at = from
  for (; at < groups.length; at++) {
    left -= Math.min(perGroup, wordingsOf(groups[at]!.parts, body).join('').length) + 60
    if (left < 0 && at > from) break
  }
  return [groups.slice(from, at), at < groups.length ? at : undefined]
}
/** What one kind of part shows, from the group of that number on. */
const partsOf = async (
  client: Client,
  site: Site,
  item: Item,
  kind: string,
  face: PortalPart,
  from: number,
): Promise<Markup | undefined> => {
  const found = await openParts(client, item, kind, site.district.id, most + 1)
  if (!found.length) return undefined
  const structure = item.m.parts[kind]!
  const said = await saidBy(client, item.m, kind, site.district.id, item.id, face.tells ?? [])
  const parts = found.slice(0, most)
  const { body } = face
  const cut = found.length > most && html`<p class="small">只列出最早的${most}条。</p>`
  if (body === undefined)
    return html`<h2>${structure.name[0]}</h2>
      ${table(site, structure, parts, said)} ${cut}`
  const byPart = new Map<string, Said[]>()
  for (const one of said) byPart.set(one.id, [...(byPart.get(one.id) ?? []), one])
  const groups = grouped(parts, face.group, body)
  const [shown, next] = pageOf(groups, body, from)
  const address = `${addressOf(site, item)}/said/${kind}`
  return html`<h2>${structure.name[0]}</h2>
    ${groups.length > shown.length && html`<p class="small">共${parts.length}条，归为${groups.length}组，本页第${from + 1}至${from + shown.length}组。</p>`}
    ${shown.map((group) => section(site, structure, { ...face, body }, group, ({ id }) => byPart.get(id) ?? []))} ${cut}
    ${
      (from > 0 || next !== undefined) &&
      html`<nav class="pages" aria-label="${structure.name[0]}翻页">
        ${from > 0 && html`<a href="${address}">第一页</a>`}
        ${next !== undefined && html`<a rel="next" href="${address}?from=${next}">更多${structure.name[0]}</a>`}
      </nav>`
    }`
}
export const discussion = async (client: Client, site: Site, item: Item): Promise<Discussion> => {
  const { m, state } = item
  const { form, parts = {} } = m.portal
  const address = addressOf(site, item)
  const over = m.portal.over?.includes(state)
  const offer =
    form?.during.includes(state) &&
    html`<p class="note">
      ${
        over
          ? html`${m.states[state]![0]}。此后提出的按逾期登记：<a href="${address}/comment">${form.says}</a>。`
          : html`<a class="button" href="${address}/comment">${form.says}</a> 不用注册，也可以不留姓名。`
      }提交后得到回执号码，<a href="${site.base}/follow">凭号码查办理结果</a>。
    </p>`
  const shown: Markup[] = []
  for (const [kind, face] of Object.entries(parts)) {
    const one = await partsOf(client, site, item, kind, face, 0)
    if (one) shown.push(one)
  }
  return { offer: offer || undefined, parts: shown.length ? html`${shown}` : undefined }
}
/** What was said about a case, page by page. */
export const saidPage = async (
  site: Site,
  mechanism: string,
  id: string,
  kind: string,
  from: number,
): Promise<Rendered | undefined> => {
  const m = site.faces.of(mechanism)
  const face = m?.portal.parts?.[kind]
  if (!m || !face) return undefined
  const found = await transact(site.house.pool, site.district.id, async (client) => {
    const item = await oneItem(client, m, site.district.id, id)
    const content = item && (await partsOf(client, site, item, kind, face, from))
    return item && content && { item, content }
  })
  if (!found) return undefined
  const { item, content } = found
  const name = m.parts[kind]!.name[0]
  const address = addressOf(site, item)
  return page(
    site,
    {
      title: `${name} - ${item.title}`,
      address: `${address}/said/${kind}`,
      crumbs: [...crumbsOf(site, m.portal.in), [item.title, address], [name]],
      in: outermost(m.portal.in).id,
      meta: columnMeta(site, m.portal.in, undefined),
    },
    html`<h1>${item.title}：${name}</h1>
      ${content}`,
  )
}
