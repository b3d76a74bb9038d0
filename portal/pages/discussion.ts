/** What the public may say about a case and what was said: the way to the form, and comments with their answers. */
import type { Client } from '../../kernel/ledger/index.ts'
import type { Structure } from '../../kernel/procedure/index.ts'
import { html, type Markup } from '../../server/pages/html.ts'
import { openParts, saidBy, type Item, type OpenPart, type Said } from '../items.ts'
import { addressOf } from '../lists.ts'
import type { Site } from '../site.ts'
import { chineseDay, inWords, isShown, valueRows } from '../values.ts'

/** More are in the published result. */
const most = 60

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
export const discussion = async (client: Client, site: Site, item: Item): Promise<Discussion> => {
  const { m, state } = item
  const { form, parts = {} } = m.portal
  const address = addressOf(site, item)
  const offer =
    form?.during.includes(state) &&
    html`<p class="note">
      <a class="button" href="${address}/comment">${form.says}</a> 不用注册，也可以不留姓名。提交后得到回执号码，<a
        href="${site.base}/follow"
        >凭号码查办理结果</a
      >。
    </p>`
  const shown: Markup[] = []
  for (const [kind, face] of Object.entries(parts)) {
    const found = await openParts(client, item, kind, site.district.id, most + 1)
    if (!found.length) continue
    const structure = m.parts[kind]!
    const said = await saidBy(client, m, kind, site.district.id, item.id, face.tells ?? [])
    const saidOf = (part: OpenPart) => said.filter(({ id }) => id === part.id)
    const { body } = face
    if (!body) {
      shown.push(
        html`<h2>${structure.name[0]}</h2>
          ${table(site, structure, found.slice(0, most), said)}`,
      )
      continue
    }
    shown.push(
      html`<h2>${structure.name[0]}</h2>
        ${grouped(found.slice(0, most), face.group, body).map((group) => {
          const [first] = group.parts as [OpenPart]
          const told = new Set([body, face.group])
          const rest = Object.fromEntries(Object.entries(first.fields).filter(([name]) => !told.has(name)))
          const others = group.parts.length - 1
          const words = [...new Set(group.parts.map((part) => String(part.fields[body] ?? '')))]
          const answer = answerRows(site, saidOf(group.parts.find((part) => saidOf(part).length) ?? first))
          return html`<section class="comment">
            <h3><span class="mark">${structure.states[first.state]![0]}</span> ${chineseDay(first.opened)}</h3>
            ${words.slice(0, 5).map((said) => html`<p class="said">${said}</p>`)}
            ${others > 0 && html`<p class="small">共${group.parts.length}条同类，一并答复。</p>`}
            ${valueRows(site, structure.record, rest).length > 0 && html`<dl>${valueRows(site, structure.record, rest)}</dl>`}
            ${answer.length > 0 && html`<dl class="answer">${answer}</dl>`}
          </section>`
        })}
        ${found.length > most && html`<p class="small">只显示前${most}条。</p>`}`,
    )
  }
  return { offer: offer || undefined, parts: shown.length ? html`${shown}` : undefined }
}
