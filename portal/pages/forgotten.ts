/** 忘记口令: asking for a link, and setting a new password by it; without an address, where to turn. Plain forms, no script. */
import { html, type Markup } from '../../server/pages/html.ts'
import type { Rendered } from '../cache.ts'
import type { Tokens } from '../guard.ts'
import { recoveryMinutes } from '../recovery.ts'
import type { Site } from '../site.ts'
import { alert, boundTo, form, framed, type Tried } from './mine.ts'

/** For whoever gave no address, or where nothing can be sent. */
const elsewhere = (site: Site): Markup =>
  html`<p>
    没有登记电子邮件的账号，口令不能找回：请<a href="${site.base}/mine/sign-up">重新注册</a
    >。已提交的意见都在，可凭回执号码<a href="${site.base}/follow">查询</a
    >。${site.settings.contact && html`需要帮助的，请联系${site.settings.contact}。`}
  </p>`
export const forgottenPage = (site: Site, tokens: Tokens, sends: boolean, { words }: Tried = {}): Rendered =>
  framed(
    site,
    '忘记口令',
    html`<h1>忘记口令</h1>
      ${alert(words)}
      ${
        sends
          ? html`<p>注册时“联系方式”填了电子邮件的，重设口令的链接会发到那里，${recoveryMinutes}分钟内有效。</p>
              ${form(site, tokens.give(boundTo(site, undefined)), {
                address: 'forgotten',
                button: '发送链接',
                asks: [{ name: 'login', label: '登录名', complete: 'username' }],
              })}`
          : html`<p>本网站没有开通邮件，不能用邮件找回口令。</p>`
      }
      ${elsewhere(site)}`,
  )
/** The same whether there is such an account or not. */
export const sentPage = (site: Site): Rendered =>
  framed(
    site,
    '忘记口令',
    html`<h1>忘记口令</h1>
      <p role="status">
        如果有这个登录名，并且登记了电子邮件，重设口令的链接已经发往该邮箱，${recoveryMinutes}分钟内有效。没有收到的，请看垃圾邮件，或者过几分钟再试。
      </p>
      ${elsewhere(site)}`,
  )
export const resetPage = (
  site: Site,
  tokens: Tokens,
  { login, key }: { readonly login: string; readonly key: string },
  { fields }: Tried = {},
): Rendered =>
  framed(
    site,
    '重设口令',
    html`<h1>重设口令</h1>
      <p>账号：${login}</p>
      ${form(site, tokens.give(boundTo(site, undefined)), {
        address: 'reset',
        button: '保存新口令',
        hidden: { login, key },
        ...(fields && { wrong: fields }),
        asks: [
          {
            name: 'password',
            label: '新口令',
            hint: '至少10个字符，大写、小写、数字、符号中的三类',
            secret: 'new-password',
          },
          { name: 'again', label: '再次输入新口令', secret: 'new-password' },
        ],
      })}`,
  )
export const staleLink = (site: Site): Rendered =>
  framed(
    site,
    '重设口令',
    html`<h1>重设口令</h1>
      <p class="wrong" role="alert">这一链接已经用过，或者超过了${recoveryMinutes}分钟。</p>
      <p><a href="${site.base}/mine/forgotten">重新发送链接</a></p>`,
  )
