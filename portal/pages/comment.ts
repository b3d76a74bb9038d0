/** The form by which anyone may say something, with or without a name. It works without a script and keeps what was typed. */
import type { Field, Fields, Values } from '../../kernel/fields/index.ts'
import { rows, transact } from '../../kernel/ledger/index.ts'
import type { PortalForm } from '../../kernel/portal.ts'
import { registerFor, perform, type Outcome } from '../../kernel/register/index.ts'
import { dayOf } from '../../kernel/time/index.ts'
import { portal as thePublic } from '../../mechanisms/roles.ts'
import { html, Markup } from '../../server/pages/html.ts'
import type { Rendered } from '../cache.ts'
import type { PublicMechanism } from '../faces.ts'
import type { Citizen } from '../citizens.ts'
import { page } from '../frame.ts'
import { idOfNumber, type Tokens } from '../guard.ts'
import { oneItem, type Item } from '../items.ts'
import { addressOf } from '../lists.ts'
import type { Site } from '../site.ts'
import { crumbsOf, outermost } from './columns.ts'

export interface Open {
  readonly item: Item
  readonly m: PublicMechanism
  readonly form: PortalForm
  readonly fields: Fields
  /** To what a token is bound. */
  readonly what: string
}
/** The form of that case; nothing where it offers none now. */
export const openForm = async (site: Site, mechanism: string, id: string): Promise<Open | undefined> => {
  const m = site.faces.of(mechanism)
  const form = m?.portal.form
  if (!m || !form) return undefined
  const item = await transact(site.house.pool, site.district.id, (client) => oneItem(client, m, site.district.id, id))
  if (!item || !form.during.includes(item.state)) return undefined
  const { record } = m.parts[form.part]!
  const fields = Object.fromEntries(form.asks.map((name) => [name, record[name]!]))
  return { item, m, form, fields, what: `${site.district.id}/${m.id}/${id}` }
}

/** What a browser sends: a text for each name, or several. */
export type Typed = Readonly<Record<string, string | readonly string[] | undefined>>
export const one = (typed: Typed, name: string): string => {
  const value = typed[name]
  return (typeof value === 'string' ? value : (value?.[0] ?? '')).replace(/\r\n?/g, '\n')
}
const valueOf = (field: Field, name: string, typed: Typed): unknown => {
  const text = one(typed, name).trim()
  switch (field.kind) {
    case 'flag':
      return typed[name] !== undefined
    case 'choices':
      return [typed[name] ?? []].flat()
    case 'count':
      return /^\d{1,15}$/.test(text) ? Number(text) : text
    default:
      return text
  }
}
const bodyOf = (fields: Fields, typed: Typed): Values =>
  Object.fromEntries(
    Object.entries(fields)
      .map(([name, field]) => [name, valueOf(field, name, typed)] as const)
      .filter(([, value]) => value !== '' && !(Array.isArray(value) && value.length === 0)),
  )

const on = (attribute: string, when: boolean | undefined): Markup | undefined =>
  when ? new Markup(attribute) : undefined
const control = (name: string, field: Field, typed: Typed, wrong: string | undefined): Markup => {
  const { kind, how, label, options = {} } = field
  const id = `f-${name}`
  const said = one(typed, name)
  const need = on('required', !how.optional)
  const hint = [how.optional && '可以不填', how.personal && '不公开', how.max && `不超过${how.max}字`].filter(Boolean)
  const about = html`${need && on(`aria-required="true"`, true)}
  ${wrong && on(`aria-invalid="true" aria-describedby="${id}-wrong"`, true)}`
  const words = html`${label[0]}${hint.length > 0 && html` <small>（${hint.join('，')}）</small>`}`
  const told = wrong && html`<p class="wrong" id="${id}-wrong">${wrong}</p>`
  if (kind === 'flag')
    return html`<label class="tick"
        ><input type="checkbox" name="${name}" value="1" ${on('checked', said !== '')} />${words}</label
      >${told}`
  if (kind === 'choices')
    return html`<fieldset>
        <legend>${words}</legend>
        ${Object.entries(options).map(
          ([key, [zh]]) =>
            html`<label class="tick"
              ><input
                type="checkbox"
                name="${name}"
                value="${key}"
                ${on('checked', [typed[name] ?? []].flat().includes(key))}
              />${zh}</label
            >`,
        )}
      </fieldset>
      ${told}`
  const input =
    kind === 'prose'
      ? html`<textarea id="${id}" name="${name}" rows="9" maxlength="${how.max ?? 20_000}" ${need} ${about}>
${said}</textarea>`
      : kind === 'choice'
        ? html`<select id="${id}" name="${name}" ${need} ${about}>
            <option value="">请选择</option>
            ${Object.entries(options).map(([key, [zh]]) => html`<option value="${key}" ${on('selected', key === said)}>${zh}</option>`)}
          </select>`
        : html`<input
            id="${id}"
            name="${name}"
            type="${kind === 'day' ? 'date' : 'text'}"
            maxlength="${how.max ?? 200}"
            value="${said}"
            ${need}
            ${about}
          />`
  return html`<label for="${id}">${words}</label>${input}${told}`
}

export interface Wrong {
  /** Above the form. */
  readonly words: string
  readonly fields?: Readonly<Record<string, string>>
}
export const formPage = (
  site: Site,
  open: Open,
  tokens: Tokens,
  citizen: Citizen | undefined,
  given?: Typed,
  wrong?: Wrong,
): Rendered => {
  const { item, m, form, fields, what } = open
  const address = addressOf(site, item)
  const { name, contact } = form.person ?? {}
  const typed = given ?? {
    ...(name !== undefined && { [name]: citizen?.name }),
    ...(contact !== undefined && { [contact]: citizen?.contact }),
  }
  return page(
    site,
    {
      title: `${form.says} - ${item.title}`,
      crumbs: [...crumbsOf(site, m.portal.in), [item.title, address], [form.says]],
      in: outermost(m.portal.in).id,
      hidden: true,
    },
    html`<h1>${form.says}</h1>
      <p>对象：<a href="${address}">${item.title}</a></p>
      <p class="small">
        ${
          citizen
            ? html`已登录：${citizen.login}。提交后列入<a href="${site.base}/mine">我的意见</a>。`
            : html`不用注册，也可以不留姓名。有账号的可以<a
                  href="${site.base}/mine?to=/articles/${m.id}/${item.id}/comment"
                  >登录</a
                >，提交的意见会列在“我的意见”里。`
        }
      </p>
      ${wrong && html`<div class="wrong" role="alert">${wrong.words}</div>`}
      <form class="fill" method="post" action="${address}/comment" accept-charset="utf-8">
        <input type="hidden" name="token" value="${tokens.give(what)}" />
        ${Object.entries(fields).map(([name, field]) => control(name, field, typed, wrong?.fields?.[name]))}
        <p class="note">
          您的姓名、联系方式只供答复使用，不公开。意见的内容和办理结果会公布，请不要在意见里写身份证号、电话等个人信息。
        </p>
        <p><button>提交</button></p>
      </form>`,
  )
}

export type Sent = { readonly is: 'sent'; readonly number: string } | ({ readonly is: 'wrong' } & Wrong)
/** Says it in the name of the public. The same token again is the same comment, with the same number. */
export const send = async (site: Site, open: Open, tokens: Tokens, typed: Typed): Promise<Sent> => {
  const { item, m, form, fields, what } = open
  const { house, district } = site
  const number = tokens.read(one(typed, 'token'), what)
  if (!number) return { is: 'wrong', words: '这张表单打开得太久，或者不是从本站打开的。内容已保留，请核对后重新提交。' }
  const [row] = await transact(house.pool, district.id, (client) =>
    rows<{ units: string[] }>(
      client,
      `SELECT _units AS units FROM ${registerFor(m, undefined).cases.name} WHERE _tenant = $1 AND _id = $2`,
      [district.id, item.id],
    ),
  )
  let last: Outcome | undefined
  for (const act of form.acts) {
    last = await perform(
      house,
      {
        tenant: district.id,
        mechanism: m.id,
        stream: item.id,
        part: { kind: form.part, id: idOfNumber(district.id, number) },
        act,
        on: dayOf(district.now()),
        actor: { person: 'portal', unit: row?.units[0] ?? '', roles: [thePublic.id] },
        body: bodyOf(fields, typed),
      },
      { key: `portal/${number}/${act}` },
    )
    if (last.is === 'done') return { is: 'sent', number }
    if (last.is === 'invalid') return { is: 'wrong', words: '有几处需要改正，请看下面各项。', fields: last.fields }
  }
  return { is: 'wrong', words: last && 'words' in last ? last.words : '现在不能提交，请稍后再试。' }
}
