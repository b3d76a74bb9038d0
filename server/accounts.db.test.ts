import { afterAll, beforeAll, expect, test } from 'vitest'
import { smallDistrict } from '../tests/cluster.ts'
import { Browser, official, password, post, startWeb, type Web } from '../tests/web.ts'
import { createAccount } from './accounts.ts'

let web: Web
let tenant: string
beforeAll(async () => {
  web = await startWeb()
  tenant = await smallDistrict(web.house, 'one')
})
afterAll(() => web.stop())
const browser = () => new Browser(web.app)
const account = (login: string, more: { password?: string; mustChange?: boolean } = { password, mustChange: false }) =>
  createAccount(web.house, { tenant, login, person: login, ...more })

test('one signs in with the right password, is known by a cookie that scripts cannot read, and signs out', async () => {
  await account('zhang')
  const me = browser()
  expect(await me.get('/api/me')).toMatchObject({ status: 401, body: { kind: 'unauthenticated' } })
  const signedIn = await me.signIn('zhang', 'one')
  expect(signedIn).toMatchObject({ status: 200, body: { mustChange: false } })
  const cookie = String(signedIn.headers['set-cookie'])
  expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/)
  expect(await me.get('/api/me')).toMatchObject({
    status: 200,
    body: { login: 'zhang', today: '2023-02-20', roles: [] },
  })
  const kept = me.cookie
  expect(await me.send('DELETE', '/api/session')).toMatchObject({ status: 200 })
  me.cookie = kept
  expect(await me.get('/api/me')).toMatchObject({ status: 401 })
})

test('the token is kept as a hash only', async () => {
  await account('hash')
  const me = browser()
  await me.signIn('hash', 'one')
  const secret = decodeURIComponent(me.cookie).split('.')[1]!
  const { rows } = await web.house.owner.query('SELECT * FROM house.session')
  expect(rows.length).toBeGreaterThan(0)
  expect(JSON.stringify(rows)).not.toContain(secret)
})

test('a wrong password, an unknown login and an unknown tenant are told apart by nothing', async () => {
  await account('wang')
  const answers = [
    await browser().signIn('wang', 'one', 'Wrong-Words-42'),
    await browser().signIn('nobody', 'one'),
    await browser().signIn('wang', 'nowhere'),
  ]
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
  expect(answers[0]).toMatchObject({ status: 401 })
})

test('with one tenant its code may be left out, with several it is asked for', async () => {
  await account('solo')
  const answer = await browser().post('/api/session', { login: 'solo', password })
  expect(answer.status).toBe(200)
  await smallDistrict(web.house, 'another')
  expect(await browser().post('/api/session', { login: 'solo', password })).toMatchObject({
    status: 400,
    body: { fields: { tenant: expect.stringContaining('地区代码') } },
  })
})

test('five wrong passwords lock the account for fifteen minutes, also where they come at once', async () => {
  await account('li')
  const me = browser()
  await Promise.all(Array.from({ length: 8 }, () => browser().signIn('li', 'one', 'Wrong-Words-42')))
  expect(await me.signIn('li', 'one')).toMatchObject({ status: 401, body: { words: expect.stringContaining('锁定') } })
  web.pass(14)
  expect(await me.signIn('li', 'one')).toMatchObject({ status: 401 })
  web.pass(2)
  expect(await me.signIn('li', 'one')).toMatchObject({ status: 200 })
})

test('four wrong passwords and a right one do not lock, and the count begins anew', async () => {
  await account('chen')
  const me = browser()
  for (let round = 0; round < 2; round++) {
    for (let wrong = 0; wrong < 4; wrong++) await me.signIn('chen', 'one', 'Wrong-Words-42')
    expect(await me.signIn('chen', 'one')).toMatchObject({ status: 200 })
  }
})

test('one address is slowed down after sixty attempts a minute', async () => {
  web.pass(1)
  const answers = await Promise.all(Array.from({ length: 61 }, () => browser().post('/api/session', { login: 'x' })))
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(1)
  web.pass(1)
})

test('a one-time password opens nothing but its own change', async () => {
  const once = await account('zhao', {})
  const me = browser()
  expect(await me.signIn('zhao', 'one', once)).toMatchObject({ status: 200, body: { mustChange: true } })
  for (const url of ['/api/mechanisms', '/api/duties', '/api/units', '/api/indicators'])
    expect(await me.get(url)).toMatchObject({ status: 403, body: { words: '首次登录须先修改口令' } })
  expect(await me.get('/api/me')).toMatchObject({ status: 200, body: { mustChange: true } })
  const change = (old: string, fresh: string) => me.post('/api/me/password', { old, new: fresh })
  expect(await change('Wrong-Words-42', 'New-Words-2023')).toMatchObject({
    status: 400,
    body: { fields: { old: '原口令不正确' } },
  })
  expect(await change(once, 'short1A')).toMatchObject({
    status: 400,
    body: { fields: { new: expect.stringContaining('10') } },
  })
  expect(await change(once, 'onlylowercase')).toMatchObject({
    status: 400,
    body: { fields: { new: expect.stringContaining('三类') } },
  })
  expect(await change(once, 'Zhao-Words-2023')).toMatchObject({
    status: 400,
    body: { fields: { new: '口令不能包含账号' } },
  })
  expect(await change(once, once)).toMatchObject({
    status: 400,
    body: { fields: { new: expect.stringContaining('最近5次') } },
  })
  expect(await change(once, 'New-Words-2023')).toMatchObject({ status: 200 })
  expect(await me.get('/api/mechanisms')).toMatchObject({ status: 200 })
  expect(await browser().signIn('zhao', 'one', once)).toMatchObject({ status: 401 })
  expect(await browser().signIn('zhao', 'one', 'New-Words-2023')).toMatchObject({ status: 200 })
})

test('changing the password ends every other session of the account', async () => {
  await account('qian')
  const [here, there] = [browser(), browser()]
  await here.signIn('qian', 'one')
  await there.signIn('qian', 'one')
  await here.post('/api/me/password', { old: password, new: 'New-Words-2023' })
  expect(await here.get('/api/me')).toMatchObject({ status: 200 })
  expect(await there.get('/api/me')).toMatchObject({ status: 401 })
})

test('a session ends after fifteen idle minutes, and after twelve hours in any case', async () => {
  await account('sun')
  const me = browser()
  await me.signIn('sun', 'one')
  web.pass(14)
  expect(await me.get('/api/me')).toMatchObject({ status: 200 })
  web.pass(14)
  expect(await me.get('/api/me')).toMatchObject({ status: 200 })
  web.pass(16)
  expect(await me.get('/api/me')).toMatchObject({ status: 401 })
  await me.signIn('sun', 'one')
  for (let minutes = 0; minutes < 12 * 60 - 10; minutes += 10) {
    web.pass(10)
    expect((await me.get('/api/me')).status).toBe(200)
  }
  web.pass(10)
  expect(await me.get('/api/me')).toMatchObject({ status: 401 })
})

test('an account that is switched off is out with its next request', async () => {
  await account('zhou')
  const me = browser()
  await me.signIn('zhou', 'one')
  await web.house.owner.query("UPDATE house.account SET active = false WHERE tenant = $1 AND login = 'zhou'", [tenant])
  expect(await me.get('/api/me')).toMatchObject({ status: 401 })
  expect(await me.signIn('zhou', 'one')).toMatchObject({ status: 401 })
})

test('a forged or foreign token is no session', async () => {
  const me = browser()
  for (const token of [
    '',
    'x',
    `${tenant}.`,
    `${tenant}.AAAA`,
    `${'0'.repeat(8)}-0000-0000-0000-000000000000.AAAA`,
    "'; DROP TABLE house.session; --.x",
  ]) {
    me.cookie = `fazhi=${encodeURIComponent(token)}`
    expect(await me.get('/api/me')).toMatchObject({ status: 401 })
  }
})

test('a request that another site could have caused is refused', async () => {
  const me = await official(web, [tenant, 'one'], 'wu', 'u1', 'clerk')
  const forged = { kind: 'denied', words: expect.stringContaining('不是由本系统的页面发出') }
  expect(
    await me.send('POST', '/api/files', 'x', { 'x-fazhi': '', 'content-type': 'text/plain', 'x-file-name': 'a.txt' }),
  ).toMatchObject({ status: 403, body: forged })
  expect(await me.post('/api/study', {}, { origin: 'https://elsewhere.example' })).toMatchObject({
    status: 403,
    body: forged,
  })
  expect(await me.post('/api/study', {}, { origin: 'null' })).toMatchObject({ status: 403, body: forged })
  expect(await me.post('/api/study', {}, { 'sec-fetch-site': 'cross-site' })).toMatchObject({
    status: 403,
    body: forged,
  })
  expect(
    await me.post(
      '/api/study',
      {},
      { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:80', host: 'localhost:80' },
    ),
  ).toMatchObject({ status: 400 })
})

test('who holds posts in several units acts in the first, or in the one that the request names', async () => {
  await post(web, tenant, 'zheng', 'u1', ['clerk'])
  await post(web, tenant, 'zheng', 'u2', ['justice-bureau'])
  const me = await official(web, [tenant, 'one'], 'zheng', 'u1')
  expect(await me.get('/api/me')).toMatchObject({ body: { unit: 'u1', roles: ['clerk'] } })
  expect(await me.get('/api/me', { 'x-unit': 'u2' })).toMatchObject({ body: { unit: 'u2', roles: ['justice-bureau'] } })
  expect(await me.get('/api/me', { 'x-unit': 'u3' })).toMatchObject({
    status: 403,
    body: { words: expect.stringContaining('没有任职') },
  })
})

test('what happens at the door and what is changed is in the audit trail, which the application cannot change', async () => {
  const me = await official(web, [tenant, 'one'], 'feng', 'u1', 'clerk')
  await browser().signIn('feng', 'one', 'Wrong-Words-42')
  await me.post('/api/study', { body: { topic: '不应进入审计的内容' } })
  await me.send('DELETE', '/api/session')
  const { rows } = await web.house.owner.query<{ what: string; result: string }>(
    "SELECT what, result FROM house.audit WHERE tenant = $1 AND login = 'feng' ORDER BY id",
    [tenant],
  )
  expect(rows.map(({ what, result }) => `${what} ${result}`)).toEqual([
    '创建账号 成功',
    '登录 成功',
    '登录 口令错误',
    'POST /api/:m study 400',
    '退出 成功',
  ])
  expect(JSON.stringify(rows)).not.toContain('不应进入')
  const client = await web.house.pool.connect()
  try {
    await client.query(`BEGIN; SET LOCAL ROLE fazhi_app; SET LOCAL app.tenant = '${tenant}'`)
    await expect(client.query('DELETE FROM house.audit')).rejects.toMatchObject({ code: '42501' })
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
})
