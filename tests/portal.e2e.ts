/** The portal in a real browser, with scripts off but for the one page that checks receipts. Nothing is mocked. */
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Values } from '../kernel/fields/index.ts'
import { receiptFor, sealAll, transact } from '../kernel/ledger/index.ts'
import { newId } from '../kernel/register/index.ts'
import { sampleFile } from '../kernel/sample.ts'
import { portalPages } from '../portal/index.ts'
import { notes } from '../portal/opinions.fixture.ts'
import { buildApp } from '../server/app.ts'
import { storeText } from '../server/files.ts'
import { startBrowser, stumbles, visitorOf } from './chromium.ts'
import { acting, foundWith, smallDistrict, startHouse, type TestHouse } from './cluster.ts'
import { writeUntilFrozen } from './report.ts'

const hostile = `"><script>alert(1)</script><img src=x onerror=alert(2)>`
const long = '关于进一步推进法治政府建设示范创建活动有关事项的通知'.repeat(6)
let house: TestHouse
let app: FastifyInstance
let browser: Browser
let visitor: ReturnType<typeof visitorOf>
let base = ''
/** A district with a year, one with a single row, one with nothing. */
let full = ''
const pages: string[] = []
const missing: [path: string, status: number][] = []
let consultation = ''

const doneIn =
  (tenant: string) =>
  async (
    mechanism: string,
    id: string,
    name: string,
    on: string,
    by: string,
    body: Values = {},
    part?: [string, string],
  ) => {
    const outcome = await acting(house, tenant)(mechanism, id, name, on, by, body, {
      ...(part && { part: { kind: part[0], id: part[1] } }),
    })
    if (outcome.is !== 'done') throw new Error(`${mechanism}/${name}: ${JSON.stringify(outcome)}`)
  }
const writeReport = async (tenant: string, text: string): Promise<string> => {
  const id = newId()
  const done = doneIn(tenant)
  const run = (name: string, on: string, by: string, body: Values = {}, part?: string) =>
    done('annual-report', id, name, on, by, body, part ? [part, newId()] : undefined)
  await writeUntilFrozen(run, text)
  await run('publish', '2023-02-15', 'p7', { address: '/ndbg/2022.html' })
  return id
}

beforeAll(async () => {
  house = await startHouse(await foundWith(notes))
  full = await smallDistrict(house, 'full')
  const single = await smallDistrict(house, 'single')
  await smallDistrict(house, 'empty')
  const text = await storeText(house, full, '正文.txt', `第一条 为了示例。\n${hostile}\n第二条 自公布之日起施行。`)
  await storeText(house, single, '正文.txt', `第一条 为了示例。\n${hostile}\n第二条 自公布之日起施行。`)
  const done = doneIn(full)
  const body = { hash: text, title: '正文.txt' }
  const show = async (tenant: string, title: string, more: Values = {}): Promise<string> => {
    const id = newId()
    await doneIn(tenant)('portal-notes', id, 'write', '2023-01-10', 'p1', {
      title,
      kind: 'rule',
      owner: 'u1',
      body,
      ...more,
    })
    await doneIn(tenant)('portal-notes', id, 'show', '2023-01-11', 'p1', { annex: text, pass: '暗号' })
    return id
  }
  const old = await show(full, '旧的告示')
  await done('portal-notes', old, 'end', '2023-01-20', 'p1', { why: '被代替' })
  const fresh = await show(full, '新的告示', { replaces: old, summary: '摘要' })
  const wild = await show(full, hostile + long.slice(0, 100))
  for (let n = 0; n < 25; n++)
    await done('publishing', newId(), 'carry', '2022-05-06', 'p1', {
      title: n % 5 ? `示例单位开展第${n}次活动` : long.slice(0, 180),
      column: 'news',
      owner: 'u1',
      address: `/news/${n}.html`,
    })
  const report = await writeReport(full, text)
  const catalogue = newId()
  const item: [string, string] = ['item', newId()]
  await done('decision-catalogues', catalogue, 'draft', '2022-01-10', 'p1', {
    title: '2022年度重大行政决策目录',
    year: 2022,
  })
  await done(
    'decision-catalogues',
    catalogue,
    'enter',
    '2022-01-11',
    'p1',
    { no: 1, matter: '制定示例规划', kind: 'plan', unit: 'u1', planned: '2022-10-01', basis: '示例' },
    item,
  )
  await done('decision-catalogues', catalogue, 'check', '2022-01-12', 'p2', { opinion: sampleFile })
  await done('decision-catalogues', catalogue, 'agree', '2022-01-13', 'p3', { minutes: sampleFile })
  await done('decision-catalogues', catalogue, 'consent', '2022-01-14', 'p1', { letter: sampleFile })
  await done('decision-catalogues', catalogue, 'publish', '2022-01-15', 'p1', { address: '/ml/2022.html', text })

  consultation = newId()
  const draft = { hash: text, title: '示例办法（征求意见稿）' }
  await done('consultations', consultation, 'open', '2023-02-01', 'p1', { title: '示例', organ: 'u1', kind: 'general' })
  await done('consultations', consultation, 'draftNotice', '2023-02-01', 'p1', {
    headline: '关于公开征求《示例办法》意见的公告',
    draft,
    explanation: text,
    notice: text,
    deadline: '2023-03-10',
    channels: ['portal', 'letter'],
  })
  await done('consultations', consultation, 'publish', '2023-02-02', 'p2', { address: '/yjzj/1.html', media: ['site'] })
  const one = await show(single, '唯一的告示')

  const article = (of: string, m: string, id: string) => `/${of}/articles/${m}/${id}`
  for (const of of ['full', 'single', 'empty'])
    pages.push(
      `/${of}/`,
      ...['openness', 'directory', 'directory/news', 'annual-reports', 'policies', 'opinions', 'decisions'].map(
        (column) => `/${of}/columns/${column}`,
      ),
      `/${of}/map`,
      `/${of}/search`,
      `/${of}/search?q=${encodeURIComponent('告示')}`,
      `/${of}/search?q=${encodeURIComponent('没有的词')}`,
      `/${of}/columns/policies?held=2023-01-15`,
      `/${of}/follow`,
      `/${of}/mine`,
      `/${of}/mine/sign-up`,
      `/${of}/receipt`,
    )
  const reportAt = article('full', 'annual-report', report)
  pages.push(
    ...[old, fresh, wild].map((id) => article('full', 'portal-notes', id)),
    article('single', 'portal-notes', one),
    reportAt,
    `${reportAt}/figures`,
    `${reportAt}/figures/publishing.items`,
    article('full', 'decision-catalogues', catalogue),
    article('full', 'consultations', consultation),
    `${article('full', 'consultations', consultation)}/comment`,
    `${article('full', 'portal-notes', fresh)}/comment`,
    `${article('full', 'portal-notes', fresh)}?on=2022-01-01`,
  )
  const gone = await show(full, '将要下线的告示')
  await done('portal-notes', gone, 'hide', '2023-01-20', 'p1', { cause: '附件有误', whose: '示例' })
  missing.push([article('full', 'portal-notes', gone), 410], ['/full/columns/nothing', 404], ['/nobody/', 404])
  app = buildApp(house, { plugins: [portalPages(house, 0)] })
  await app.listen({ port: 0, host: '127.0.0.1' })
  base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  browser = await startBrowser()
  const open = visitorOf(browser, () => base)
  visitor = (options) => open({ viewport: { width: 1366, height: 768 }, ...options })
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
  await house?.stop()
})

describe('every page', () => {
  test('has no barrier: axe finds nothing at WCAG 2.2 AA', async () => {
    const { page, complaints } = await visitor()
    const found: unknown[] = []
    for (const [path, status] of [...pages.map((path) => [path, 200] as const), ...missing]) {
      const answer = await page.goto(path)
      expect([path, answer?.status()]).toEqual([path, status])
      const violations = await stumbles(page, 'wcag21a', 'best-practice')
      if (violations.length) found.push([path, violations])
    }
    expect(found).toEqual([])
    // The browser notes each page that is not there; it has nothing else to say.
    expect(complaints.filter((one) => !/status of 4(04|10)/.test(one))).toEqual([])
    await page.context().close()
  })
  test('fits into any width and weighs less than 100 kB', async () => {
    const { page } = await visitor()
    for (const path of pages) {
      const answer = await page.goto(path)
      expect((await answer!.body()).length, path).toBeLessThan(100_000)
      // 683 is a screen of 1,366 pixels at 200 %; 320 is what WCAG asks for.
      for (const width of [1366, 683, 390, 320]) {
        await page.setViewportSize({ width, height: 800 })
        const [wide, shown] = await page.evaluate<number[]>(
          '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
        )
        expect([path, width, wide! <= shown!]).toEqual([path, width, true])
      }
    }
    await page.context().close()
  })
  test('begins with a way past the navigation', async () => {
    const { page } = await visitor()
    await page.goto('/full/columns/policies')
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.textContent')).toBe('跳到正文')
    await page.keyboard.press('Enter')
    expect(await page.evaluate('document.activeElement.id')).toBe('content')
    await page.context().close()
  })
  test('is all there without a script, and asks for nothing but itself', async () => {
    const { page } = await visitor({ javaScriptEnabled: false })
    for (const path of pages.filter((one) => !one.endsWith('/receipt'))) {
      const asked: string[] = []
      const listen = (request: { url(): string }) => asked.push(new URL(request.url()).pathname)
      page.on('request', listen)
      await page.goto(path)
      page.off('request', listen)
      expect(asked.filter((one) => one !== '/favicon.ico')).toHaveLength(1)
    }
    await page.context().close()
  })
})

test("a citizen's comment, from the draft to its published answer, on a phone with scripts off", async () => {
  const { page, complaints } = await visitor({
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
  })
  await page.goto('/full/')
  await page.click('main >> text=关于公开征求《示例办法》意见的公告')
  expect(await page.locator('.text').textContent()).toContain('第二条 自公布之日起施行。')
  await page.click('a.button')
  await page.selectOption('#f-kind', 'citizen')
  await page.fill('#f-content', `第二条建议推迟施行。${hostile}`)
  await page.fill('#f-name', '张示例')
  await page.click('main button')
  const number = (await page.locator('output').textContent())!
  expect(number).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  expect(await page.locator('main').textContent()).toContain('待处理')
  expect(await page.locator('main').textContent()).toContain(hostile)

  const done = doneIn(full)
  const { rows } = await house.owner.query<{ id: string }>(
    'SELECT _id AS id FROM register.consultations__comment WHERE _case = $1',
    [consultation],
  )
  const part: [string, string] = ['comment', rows[0]!.id]
  await done('consultations', consultation, 'close', '2023-03-13', 'p1')
  await done(
    'consultations',
    consultation,
    'adoptPartly',
    '2023-03-14',
    'p1',
    { changed: '第二条', why: '施行日推迟一个月' },
    part,
  )
  await page.goto('/full/follow')
  await page.fill('#number', number.toLowerCase().replaceAll('-', ' '))
  await page.click('main button')
  expect(await page.locator('main').textContent()).toContain('部分采纳')
  expect(await page.locator('main').textContent()).toContain('施行日推迟一个月')

  const published = `/full/articles/consultations/${consultation}`
  await page.goto(published)
  expect(await page.locator('main').textContent()).not.toContain('施行日推迟一个月')
  await done('consultations', consultation, 'conclude', '2023-03-15', 'p1', { summary: sampleFile })
  await done('consultations', consultation, 'publishResult', '2023-03-16', 'p2', { result: '/yjzj/1-jg.html' })
  await page.goto(published)
  const told = (await page.locator('.comment').allTextContents()).join()
  expect(told).toContain('施行日推迟一个月')
  expect(told).toContain(hostile)
  expect(told).not.toContain('张示例')
  expect(complaints).toEqual([])
  await page.context().close()
})

test('a citizen with an account finds what he sent, with the keyboard alone and scripts off', async () => {
  const { page, complaints } = await visitor({ javaScriptEnabled: false })
  const type = async (name: string, words: string) => {
    await page.focus(`[name=${name}]`)
    await page.keyboard.type(words)
  }
  const fresh = pages.find((path) => path.endsWith('/comment') && path.includes('portal-notes'))!
  await page.goto(fresh)
  await page.click('main >> text=登录')
  await page.click('main >> text=注册')
  await type('login', '键盘用户')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Right-Words-42')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Right-Words-42')
  await page.keyboard.press('Tab')
  await page.keyboard.type('李示例')
  await page.keyboard.press('Enter')
  await page.waitForURL(({ pathname }) => pathname === fresh)
  expect(await page.inputValue('[name=name]')).toBe('李示例')
  await type('words', '登录以后的看法')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/follow\//)
  const number = await page.locator('output').textContent()
  await page.click('nav.main >> text=我的意见')
  expect(await page.locator('main').textContent()).toContain(number!)
  expect(complaints).toEqual([])
  await page.context().close()
})

test('a receipt is checked in the browser, with the network gone', async () => {
  await sealAll(house.pool, full, 'sha256', house.signingKey, house.realNow())
  const receipt = await transact(house.pool, full, (client) => receiptFor(client, full, consultation, 1, 'sha256'))
  const { page, complaints } = await visitor()
  await page.goto('/full/receipt')
  await page.context().setOffline(true)
  const check = async (text: string): Promise<string> => {
    await page.fill('#receipt', text)
    await page.click('main button')
    await page.locator('#result p').first().waitFor()
    return (await page.locator('#result').textContent())!
  }
  expect(await check(JSON.stringify(receipt))).toContain('回执有效')
  expect(await check(JSON.stringify({ ...receipt, leaf: '0'.repeat(64) }))).toContain('核验不通过')
  expect(await check('<script>')).toContain('这不是回执')
  await page.fill('#head', `${receipt!.head.size}:${receipt!.head.root}`)
  expect(await check(JSON.stringify(receipt))).toContain('相符')
  expect(complaints).toEqual([])
  await page.context().close()
})
