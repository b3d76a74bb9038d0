/** 我的意见: signing up and in, what was sent with an account, and giving the account up. Plain forms, no script. */
import { transact } from '../../kernel/ledger/index.ts'
import { html, Markup } from '../../server/pages/html.ts'
import type { Rendered } from '../cache.ts'
import { sentBy, type Citizen } from '../citizens.ts'
import { page } from '../frame.ts'
import type { Tokens } from '../guard.ts'
import { addressOf } from '../lists.ts'
import type { Site } from '../site.ts'
import { chineseDay } from '../values.ts'
import { followed } from './follow.ts'

/** What a form is bound to: the session, or that there is none. */
export const boundTo = ({ district }: Site, citizen: Citizen | undefined): string =>
  `${district.id}/mine/${citizen?.session ?? 'nobody'}`
/** Where to go back to: only a form of this site. */
export const wayBack = (to: string): string =>
  /^\/articles\/[a-z0-9-]{1,60}\/[0-9a-f-]{36}\/comment$/.test(to) ? to : ''

interface Asked {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly secret?: 'current-password' | 'new-password'
  readonly optional?: boolean
  readonly complete?: string
}
interface Form {
  readonly address: string
  readonly button: string
  readonly asks: readonly Asked[]
  readonly typed?: Readonly<Record<string, string>>
  readonly wrong?: Readonly<Record<string, string>>
  readonly to?: string
  readonly hidden?: Readonly<Record<string, string>>
}
export const form = (
  site: Site,
  token: string,
  { address, button, asks, typed = {}, wrong = {}, to, hidden = {} }: Form,
): Markup =>
  html`<form class="fill" method="post" action="${site.base}/mine/${address}" accept-charset="utf-8">
    <input type="hidden" name="token" value="${token}" />
    ${to && html`<input type="hidden" name="to" value="${to}" />`}
    ${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
    ${asks.map(({ name, label, hint, secret, optional, complete }) => {
      const id = `${address}-${name}`
      const told = wrong[name]
      return html`<label for="${id}">${label}${hint && html` <small>（${hint}）</small>`}</label>
        <input
          id="${id}"
          name="${name}"
          type="${secret ? 'password' : 'text'}"
          maxlength="200"
          autocomplete="${secret ?? complete ?? 'off'}"
          value="${secret ? '' : (typed[name] ?? '')}"
          ${!optional && new Markup('required')}
          ${told && new Markup(`aria-invalid="true" aria-describedby="${id}-wrong"`)}
        />
        ${told && html`<p class="wrong" id="${id}-wrong">${told}</p>`}`
    })}
    <p><button>${button}</button></p>
  </form>`
export const framed = (site: Site, title: string, content: Markup): Rendered =>
  page(
    site,
    {
      title,
      crumbs: title === '我的意见' ? [[title]] : [['我的意见', `${site.base}/mine`], [title]],
      in: 'mine',
      hidden: true,
    },
    content,
  )
export const alert = (words: string | undefined): Markup | undefined =>
  words === undefined ? undefined : html`<div class="wrong" role="alert">${words}</div>`
const query = (to: string): string => (to ? `?to=${encodeURIComponent(to)}` : '')

export interface Tried {
  readonly typed?: Readonly<Record<string, string>>
  readonly fields?: Readonly<Record<string, string>>
  readonly words?: string
}
export const signInPage = (site: Site, tokens: Tokens, to: string, { typed, words }: Tried = {}): Rendered =>
  framed(
    site,
    '登录',
    html`<h1>登录</h1>
      <p>提意见不用账号。有账号的，登录以后提交的意见会列在“我的意见”里，不必逐个记回执号码。</p>
      ${alert(words)}
      ${form(site, tokens.give(boundTo(site, undefined)), {
        address: 'sign-in',
        button: '登录',
        to,
        ...(typed && { typed }),
        asks: [
          { name: 'login', label: '登录名', complete: 'username' },
          { name: 'password', label: '口令', secret: 'current-password' },
        ],
      })}
      <p><a href="${site.base}/mine/forgotten">忘记口令</a></p>
      <p>
        还没有账号：<a href="${site.base}/mine/sign-up${query(to)}">注册</a>。凭回执号码：<a href="${site.base}/follow"
          >查询单条意见</a
        >。
      </p>`,
  )
export const signUpPage = (site: Site, tokens: Tokens, to: string, { typed, fields, words }: Tried = {}): Rendered =>
  framed(
    site,
    '注册',
    html`<h1>注册</h1>
      <p class="note">
        只需登录名和口令。姓名、联系方式可以不填，只用来代填意见表，不公开，注销账号时一并删除。联系方式填电子邮件的，忘记口令时可以用它重设；不填的不能找回，已提交的意见仍可凭回执号码查询。
      </p>
      ${alert(words)}
      ${form(site, tokens.give(boundTo(site, undefined)), {
        address: 'sign-up',
        button: '注册',
        to,
        ...(typed && { typed }),
        ...(fields && { wrong: fields }),
        asks: [
          { name: 'login', label: '登录名', hint: '2至30个字母、数字、汉字', complete: 'username' },
          {
            name: 'password',
            label: '口令',
            hint: '至少10个字符，大写、小写、数字、符号中的三类',
            secret: 'new-password',
          },
          { name: 'again', label: '再次输入口令', secret: 'new-password' },
          { name: 'name', label: '姓名（名称）', hint: '可以不填', optional: true, complete: 'name' },
          {
            name: 'contact',
            label: '联系方式',
            hint: '可以不填；填电子邮件的可以找回口令',
            optional: true,
            complete: 'email',
          },
        ],
      })}
      <p>已有账号：<a href="${site.base}/mine${query(to)}">登录</a>。</p>`,
  )
export const minePage = async (site: Site, tokens: Tokens, citizen: Citizen): Promise<Rendered> => {
  const sent = await transact(site.house.pool, site.district.id, async (client) => {
    const found = []
    for (const number of await sentBy(client, site, citizen)) {
      const one = await followed(client, site, number)
      if (one) found.push({ number, ...one })
    }
    return found
  })
  return framed(
    site,
    '我的意见',
    html`<h1>我的意见</h1>
      <form class="ask" method="post" action="${site.base}/mine/sign-out">
        <input type="hidden" name="token" value="${tokens.give(boundTo(site, citizen))}" />
        <span>已登录：${citizen.login}</span><button>退出</button>
        <a href="${site.base}/mine/account">修改口令、注销账号</a>
      </form>
      ${
        sent.length === 0
          ? html`<p class="note">
              登录以后还没有提交过意见。到<a href="${site.base}/">首页</a>看正在征集意见的事项。未登录时提交的，请凭<a
                href="${site.base}/follow"
                >回执号码查询</a
              >。
            </p>`
          : html`<div class="scroll" tabindex="0" role="region" aria-label="我的意见">
              <table>
                <thead>
                  <tr>
                    <th scope="col">对象</th>
                    <th scope="col">提交日期</th>
                    <th scope="col">状态</th>
                    <th scope="col">回执号码</th>
                  </tr>
                </thead>
                <tbody>
                  ${sent.map(
                    ({ number, item, m, opened, state, part }) =>
                      html`<tr>
                        <td>${item ? html`<a href="${addressOf(site, item)}">${item.title}</a>` : m.name[0]}</td>
                        <td>${chineseDay(opened)}</td>
                        <td>${m.parts[part]!.states[state]![0]}</td>
                        <td><a href="${site.base}/follow/${number}">${number}</a></td>
                      </tr> `,
                  )}
                </tbody>
              </table>
            </div>`
      }`,
  )
}
export const accountPage = (site: Site, tokens: Tokens, citizen: Citizen, { fields, words }: Tried = {}): Rendered => {
  const token = tokens.give(boundTo(site, citizen))
  const wrong = fields ? { wrong: fields } : {}
  return framed(
    site,
    '账号',
    html`<h1>账号</h1>
      ${words && html`<p class="note" role="status">${words}</p>`}
      <h2>修改口令</h2>
      ${form(site, token, {
        address: 'password',
        button: '修改口令',
        ...wrong,
        asks: [
          { name: 'old', label: '原口令', secret: 'current-password' },
          { name: 'password', label: '新口令', secret: 'new-password' },
          { name: 'again', label: '再次输入新口令', secret: 'new-password' },
        ],
      })}
      <h2>注销账号</h2>
      <p>
        账号、所填的姓名和联系方式、“我的意见”的列表会删除，不能恢复。已经提交的意见仍会办理，可凭回执号码查询，请先抄下号码。
      </p>
      ${form(site, token, {
        address: 'close',
        button: '注销账号',
        ...wrong,
        asks: [{ name: 'sure', label: '输入口令以确认', secret: 'current-password' }],
      })}`,
  )
}
