/** Signing in and out, and changing a password, by plain forms: they work without a script, and the cookie is SameSite=Strict. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { changePassword, sessionCookie, sessionOf, signIn, signOut } from '../accounts.ts'
import { tenantsOf, type OpenHouse } from '../house.ts'
import { demoAccounts, demoPassword } from '../sample.ts'
import { html, type Markup } from './html.ts'
import { lost, send, visit } from './visit.ts'

/** A path of this site, never of another: what follows the first slash is no second one, nor what browsers skip. */
const within = (to: string | undefined): string => (to && /^\/[\w?]/.test(to) ? to : '/report')
const field = (name: string, label: string, kind: 'text' | 'password', autocomplete: string): Markup =>
  html`<label for="${name}">${label}</label
    ><input id="${name}" name="${name}" type="${kind}" autocomplete="${autocomplete}" required />`
const told = (wrong: string | undefined): Markup | undefined =>
  wrong ? html`<p class="wrong" role="alert">${wrong}</p>` : undefined
const given = (request: FastifyRequest): Readonly<Record<string, string>> =>
  (request.body ?? {}) as Readonly<Record<string, string>>

const demo = async (): Promise<Markup> =>
  html`<h2>示例账号</h2>
    <p>密码都是 <code>${demoPassword}</code>，只在示例区有效。</p>
    <table>
      <thead>
        <tr>
          <th scope="col">账号</th>
          <th scope="col">姓名</th>
          <th scope="col">岗位</th>
        </tr>
      </thead>
      <tbody>
        ${(await demoAccounts()).map(
          ({ login, name, post }) =>
            html`<tr>
              <td>${login}</td>
              <td>${name}</td>
              <td>${post}</td>
            </tr> `,
        )}
      </tbody>
    </table>`

export const signInPages = (app: FastifyInstance, house: OpenHouse): void => {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 10_000 },
    (_, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  )
  const showSignIn = async (request: FastifyRequest, reply: FastifyReply, to: string, wrong?: string) => {
    const seen = await visit(house, request)
    if (!seen) return lost(reply, seen)
    const tenants = await tenantsOf(house)
    const content = html`<h1>登录</h1>
      <form class="narrow" method="post" action="/sign-in">
        ${told(wrong)}
        <input type="hidden" name="to" value="${to}" />
        ${
          tenants.length > 1
            ? html`<label for="tenant">地区</label
                ><select id="tenant" name="tenant">
                  ${tenants.map(({ code, name }) => html`<option value="${code}">${name}</option>`)}
                </select>`
            : undefined
        }
        ${field('login', '账号', 'text', 'username')} ${field('password', '密码', 'password', 'current-password')}
        <p><button>登录</button></p>
      </form>
      ${seen.district.sample ? await demo() : undefined}`
    return send(reply, seen, '登录', content)
  }
  app.get('/sign-in', (request, reply) =>
    showSignIn(request, reply, within((request.query as { readonly to?: string }).to)),
  )
  app.post('/sign-in', async (request, reply) => {
    const { login = '', password = '', tenant, to } = given(request)
    const result = await signIn(house, { login, password, address: request.ip, ...(tenant && { tenant }) })
    if (result.is !== 'signed in') {
      const words = result.is === 'wrong' ? result.words : Object.values(result.fields).join('；')
      return showSignIn(request, reply, within(to), words)
    }
    return reply
      .setCookie(sessionCookie, result.token, {
        path: '/',
        httpOnly: true,
        sameSite: 'strict',
        secure: request.protocol === 'https',
      })
      .redirect(result.mustChange ? '/password' : within(to), 303)
  })
  app.post('/sign-out', async (request, reply) => {
    const signedIn = await sessionOf(house, request.cookies[sessionCookie])
    if (signedIn) await signOut(house, signedIn.session, request.ip)
    return reply.clearCookie(sessionCookie, { path: '/' }).redirect('/', 303)
  })

  const showPassword = async (request: FastifyRequest, reply: FastifyReply, wrong?: string) => {
    const seen = await visit(house, request)
    if (!seen?.session) return reply.redirect('/sign-in?to=/password', 303)
    const content = html`<h1>更改密码</h1>
      <form class="narrow" method="post" action="/password">
        ${seen.session.mustChange ? html`<p class="note">您用的是一次性密码，更改之后才能查看记录。</p>` : undefined}
        ${told(wrong)} ${field('old', '现在的密码', 'password', 'current-password')}
        ${field('new', '新密码', 'password', 'new-password')}
        <p><button>更改</button></p>
      </form>`
    return send(reply, seen, '更改密码', content)
  }
  app.get('/password', (request, reply) => showPassword(request, reply))
  app.post('/password', async (request, reply) => {
    const signedIn = await sessionOf(house, request.cookies[sessionCookie])
    if (!signedIn) return reply.redirect('/sign-in?to=/password', 303)
    const { old = '', new: fresh = '' } = given(request)
    const wrong = await changePassword(house, signedIn.session, old, fresh)
    if (wrong) return showPassword(request, reply, Object.values(wrong).join('；'))
    return reply.redirect('/', 303)
  })
}
