/** Citizens with an account, and hostile visitors: over a house of its own, behind one proxy. Nothing is mocked. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../kernel/register/index.ts'
import { sampleFile } from '../kernel/sample.ts'
import { buildApp } from '../server/app.ts'
import { sessionCookie } from '../server/accounts.ts'
import { storeText } from '../server/files.ts'
import { acting, foundWith, smallDistrict, startHouse, type TestHouse } from '../tests/cluster.ts'
import { notes } from './opinions.fixture.ts'
import { portalPages } from './index.ts'

let house: TestHouse
let app: FastifyInstance
let tenant = ''
let id = ''
let real = Date.parse('2023-03-10T01:00:00Z')
/** Each visitor comes from an address of his own, unless a test is about that. */
let visitors = 0
const right = 'Right-Words-42'

class Visitor {
  cookie = ''
  from = `10.0.${Math.floor(++visitors / 250)}.${visitors % 250}`
  async send(method: 'GET' | 'POST', url: string, form?: Readonly<Record<string, string>> | string, headers = {}) {
    const payload =
      form === undefined ? undefined : typeof form === 'string' ? form : new URLSearchParams(form).toString()
    const answer = await app.inject({
      method,
      url,
      ...(payload !== undefined && { payload }),
      headers: {
        'x-forwarded-for': this.from,
        ...(form !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
        ...(this.cookie && { cookie: this.cookie }),
        ...headers,
      },
    })
    for (const { name, value } of answer.cookies) this.cookie = value ? `${name}=${value}` : ''
    return answer
  }
  get = (url: string) => this.send('GET', url)
  async token(url: string) {
    return /name="token" value="([^"]+)"/.exec((await this.get(url)).body)![1]!
  }
  async fill(page: string, to: string, form: Readonly<Record<string, string>>, headers = {}) {
    return this.send('POST', to, { token: await this.token(page), ...form }, headers)
  }
  signUp = (login: string, more: Readonly<Record<string, string>> = {}) =>
    this.fill('/small/mine/sign-up', '/small/mine/sign-up', { login, password: right, again: right, ...more })
  signIn = (login: string, password = right) => this.fill('/small/mine', '/small/mine/sign-in', { login, password })
  say = (words: string, more: Readonly<Record<string, string>> = {}) =>
    this.fill(`${article()}/comment`, `${article()}/comment`, { words, ...more })
}
const article = () => `/small/articles/portal-notes/${id}`

beforeAll(async () => {
  house = await startHouse(await foundWith(notes), () => real)
  tenant = await smallDistrict(house, 'small', '2023-03-10T09:00:00')
  await smallDistrict(house, 'other', '2023-03-10T09:00:00')
  await writeFile(join(house.dataDir, 'portal.json'), JSON.stringify({ small: { domain: 'www.example.gov.cn' } }))
  id = newId()
  const body = { hash: await storeText(house, tenant, '正文.txt', '第一条 为了示例。'), title: '正文.txt' }
  const act = acting(house, tenant)
  await act('portal-notes', id, 'write', '2023-03-09', 'p1', {
    title: '征求看法的告示',
    kind: 'rule',
    owner: 'u1',
    body,
  })
  await act('portal-notes', id, 'show', '2023-03-09', 'p1', { annex: sampleFile, pass: '暗号' })
  app = buildApp(house, { plugins: [portalPages(house, 0)], log: () => {}, trustProxy: 1, sends: true })
  await app.ready()
})
afterAll(async () => {
  await app?.close()
  await house?.stop()
})

describe('an account', () => {
  test('is made with a name and a password, and lists what was sent with it, and only that', async () => {
    const one = new Visitor()
    const anonymous = await one.say('没有登录时说的')
    expect(anonymous.statusCode).toBe(303)
    const up = await one.signUp('张示例', { name: '张示例', contact: '示例电话' })
    expect([up.statusCode, up.headers.location]).toEqual([303, '/small/mine'])
    expect(String(up.headers['set-cookie'])).toMatch(/^fazhi-citizen=[^;]+; .*Path=\/small; HttpOnly; SameSite=Strict/)
    const filled = (await one.get(`${article()}/comment`)).body
    expect(filled).toContain('value="张示例"')
    const sent = await one.say('登录以后说的')
    const mine = (await one.get('/small/mine')).body
    expect(mine).toContain(String(sent.headers.location))
    expect(mine).not.toContain(String(anonymous.headers.location))
    expect(mine).toContain('待答复')
    // Another one sees nothing of it, and no page that everyone gets says who is signed in.
    const two = new Visitor()
    await two.signUp('李示例')
    expect((await two.get('/small/mine')).body).not.toContain(String(sent.headers.location))
    expect((await one.get('/small/')).body).not.toContain('张示例')
    expect((await one.get('/small/')).headers['set-cookie']).toBeUndefined()
  })
  test('needs a name that is free and a password that is strong, and keeps what was typed', async () => {
    const one = new Visitor()
    await one.signUp('王示例')
    const again = await new Visitor().signUp(' 王示例 ')
    expect([again.statusCode, again.body.includes('已经有人使用')]).toEqual([400, true])
    const weak = await new Visitor().signUp('赵示例', { password: 'short', again: 'other', contact: '保留的话' })
    expect(weak.statusCode).toBe(400)
    for (const words of ['口令至少10个字符', '两次输入的口令不一致', 'value="保留的话"'])
      expect([words, weak.body.includes(words)]).toEqual([words, true])
    expect(weak.body).not.toContain('value="short"')
    const odd = await new Visitor().signUp('a<script>', { name: '\u202e反', contact: 'x'.repeat(61) })
    for (const words of ['登录名应为2至30个', '姓名含有看不见的字符', '联系方式不能超过60字'])
      expect([words, odd.body.includes(words)]).toEqual([words, true])
    expect(odd.body).not.toContain('<script>')
  })
  test('is locked after five wrong passwords, the right one then being refused as well, and opens again', async () => {
    await new Visitor().signUp('lock')
    const states: number[] = []
    for (let n = 0; n < 5; n++) states.push((await new Visitor().signIn('lock', `Wrong-Words-${n}`)).statusCode)
    expect(states).toEqual([401, 401, 401, 401, 401])
    const locked = await new Visitor().signIn('lock')
    const unknown = await new Visitor().signIn('nobody')
    expect([locked.statusCode, unknown.statusCode]).toEqual([401, 401])
    const words = (body: string) => /role="alert">([^<]+)/.exec(body)![1]
    expect(words(locked.body)).toBe(words(unknown.body))
    real += 16 * 60_000
    expect((await new Visitor().signIn('LOCK')).statusCode).toBe(303)
  })
  test('ends by itself, by signing out, and is nothing to officials or in another district', async () => {
    const one = new Visitor()
    await one.signUp('idle')
    const { cookie } = one
    expect((await one.get('/other/mine')).body).toContain('还没有账号')
    const official = new Visitor()
    official.cookie = cookie.replace('fazhi-citizen', sessionCookie)
    expect((await official.get('/api/me')).statusCode).toBe(401)
    one.cookie = cookie
    real += 31 * 60_000
    expect((await one.get('/small/mine')).body).toContain('还没有账号')
    await one.signIn('idle')
    const held = one.cookie
    expect((await one.fill('/small/mine', '/small/mine/sign-out', {})).statusCode).toBe(303)
    one.cookie = held
    expect((await one.get('/small/mine')).body).toContain('还没有账号')
  })
  test('changes its password, which ends the other sessions, and can be given up with all that it holds', async () => {
    const [one, two] = [new Visitor(), new Visitor()]
    await one.signUp('close', { name: '钱示例' })
    const sent = await one.say('注销以前说的')
    await two.signIn('close')
    const form = { old: right, password: 'Other-Words-43', again: 'Other-Words-43' }
    const wrong = await one.fill('/small/mine/account', '/small/mine/password', { ...form, old: 'x' })
    expect([wrong.statusCode, wrong.body.includes('原口令不正确')]).toEqual([400, true])
    expect((await one.fill('/small/mine/account', '/small/mine/password', form)).body).toContain('口令已修改')
    expect((await two.get('/small/mine')).body).toContain('还没有账号')
    expect((await one.fill('/small/mine/account', '/small/mine/close', { sure: right })).statusCode).toBe(400)
    expect((await one.fill('/small/mine/account', '/small/mine/close', { sure: form.password })).body).toContain(
      '账号已注销',
    )
    for (const table of ['citizen', 'citizen_session', 'citizen_comment'])
      expect((await house.owner.query(`SELECT FROM house.${table} WHERE login = 'close'`)).rowCount).toBe(0)
    expect((await new Visitor().get(String(sent.headers.location))).body).toContain('注销以前说的')
  })
  test('gets a link for a forgotten password by mail: once, for half an hour, to the site that is named and no other', async () => {
    const one = new Visitor()
    await one.signUp('钱示例', { contact: 'qian@example.com' })
    await new Visitor().signUp('孙示例', { contact: '示例电话' })
    const mails = async () =>
      (
        await house.owner.query<{ recipient: string; words: string }>(
          "SELECT recipient, words FROM house.mail WHERE key LIKE 'recovery/%' ORDER BY created, id",
        )
      ).rows
    const ask = (login: string) => new Visitor().fill('/small/mine/forgotten', '/small/mine/forgotten', { login })
    const pages = []
    for (const login of ['孙示例', '没有这个人', '钱示例']) pages.push((await ask(login)).body)
    // Nobody learns from it who has an account.
    expect(new Set(pages).size).toBe(1)
    expect(pages[0]).toContain('没有登记电子邮件的账号，口令不能找回')
    const [mail, ...more] = await mails()
    expect([mail!.recipient, more]).toEqual(['qian@example.com', []])
    const link = new URL(/https?:\/\/\S+/.exec(mail!.words)![0])
    expect(link.host).toBe('www.example.gov.cn')
    const path = link.pathname + link.search
    const visitor = new Visitor()
    const reset = (password: string, again = password) =>
      visitor.fill(path, '/small/mine/reset', {
        login: link.searchParams.get('login')!,
        key: link.searchParams.get('key')!,
        password,
        again,
      })
    expect((await reset('short')).body).toContain('口令至少10个字符')
    expect((await reset('Other-Words-77')).body).toContain('口令已经重设')
    expect((await visitor.get(path)).body).toContain('这一链接已经用过')
    // Whoever was signed in is out, and the old password is none.
    expect((await one.get('/small/mine')).body).toContain('<h1>登录</h1>')
    expect((await one.signIn('钱示例')).statusCode).toBe(401)
    expect((await new Visitor().signIn('钱示例', 'Other-Words-77')).statusCode).toBe(303)
    await ask('钱示例')
    const late = new URL(/https?:\/\/\S+/.exec((await mails()).at(-1)!.words)![0])
    const then = real
    real += 31 * 60_000
    expect((await visitor.get(late.pathname + late.search)).statusCode).toBe(400)
    real = then
    expect((await new Visitor().get('/other/mine/forgotten')).body).toContain('没有开通邮件')
  })
  test('answers only forms of its own session and site, and leads back nowhere else', async () => {
    const one = new Visitor()
    await one.signUp('forge')
    const foreign = await new Visitor().token('/small/mine/sign-up')
    for (const [form, headers] of [
      [{ token: foreign }, {}],
      [{}, {}],
      [{ token: await one.token('/small/mine') }, { origin: 'https://example.org' }],
    ] as const)
      expect((await one.send('POST', '/small/mine/sign-out', form, headers)).statusCode).toBe(403)
    expect((await one.get('/small/mine')).body).toContain('已登录：forge')
    for (const to of ['https://example.org', '//example.org', '/articles/../../evil', `/articles/portal-notes/${id}`]) {
      const two = new Visitor()
      const answer = await two.fill('/small/mine', '/small/mine/sign-in', { login: 'forge', password: right, to })
      expect([to, answer.headers.location]).toEqual([to, '/small/mine'])
    }
    const to = `/articles/portal-notes/${id}/comment`
    const back = await new Visitor().fill('/small/mine', '/small/mine/sign-in', { login: 'forge', password: right, to })
    expect(back.headers.location).toBe(`/small${to}`)
  })
})

describe('hostile input', () => {
  const kept = async (words: string): Promise<readonly [status: number, body: string]> => {
    const sent = await new Visitor().say(words)
    if (sent.statusCode !== 303) return [sent.statusCode, sent.body]
    return [303, (await new Visitor().get(String(sent.headers.location))).body]
  }
  test.each([
    ['markup', '<img src=x onerror=alert(1)><svg/onload=alert(2)>', '<img'],
    ['a link of another scheme', 'javascript:alert(1) data:text/html,<b>', 'href="javascript'],
    ['an end of the text area', '</textarea><script>alert(1)</script>', '</textarea><script>'],
    ['a template', '${7*7} {{constructor.constructor("alert(1)")()}}', '49'],
  ])('%s is kept as it was written, and shown as text', async (_, words, never) => {
    const [status, body] = await kept(words)
    expect(status).toBe(303)
    expect(body).not.toContain(never)
    expect(body).toContain(words.slice(-12).replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'))
  })
  test('writing that runs the other way or cannot be seen stays in its own box', async () => {
    const [status, body] = await kept('前\u202e反着写\u200b零宽\u2066隔离😀👨‍👩‍👧')
    // Either it is refused in words, or what it does ends with its own element.
    if (status === 303) expect(body).toMatch(/class="said"[^>]*>[^<]*反着写/)
    else expect(body).toMatch(/class="wrong"/)
  })
  test('what no record can hold is refused in words, and nothing is lost of it', async () => {
    for (const words of ['a\u0000b', '半个\ud800字']) {
      const [status, body] = await kept(words)
      expect([words, status < 500 && status !== 404]).toEqual([words, true])
      expect(body.length).toBeGreaterThan(1000)
    }
    const broken = await new Visitor().send('POST', `${article()}/comment`, 'words=%FF%FE%00&token=%')
    expect(broken.statusCode).toBe(400)
    const many = await new Visitor().send('POST', `${article()}/comment`, 'words=a&'.repeat(10_000))
    expect(many.statusCode).toBe(400)
  })
  test('a megabyte is refused as too large, another kind of body as none of ours', async () => {
    const huge = await new Visitor().send('POST', `${article()}/comment`, `words=${'a'.repeat(1_000_000)}`)
    expect([huge.statusCode, huge.body.includes('太大')]).toEqual([413, true])
    for (const type of ['multipart/form-data; boundary=x', 'text/plain', 'application/json'])
      expect([
        type,
        (await new Visitor().send('POST', `${article()}/comment`, '{}', { 'content-type': type })).statusCode,
      ]).toEqual([type, 415])
  })
  test('floods are counted by the address that our own proxy saw, not by what a visitor writes', async () => {
    const one = new Visitor()
    const near = one.from
    const states: number[] = []
    for (let n = 0; n < 11; n++) {
      one.from = `203.0.113.${n}, ${near}`
      states.push((await one.say(`第${n}条`)).statusCode)
    }
    expect(states).toEqual([...Array<number>(10).fill(303), 429])
    // Whoever signs in behind the same address is counted by the account.
    await one.signUp('office')
    expect((await one.say('登录以后说的')).statusCode).toBe(303)
  })
})
