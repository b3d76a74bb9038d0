/** The pages in a real browser, over a house of its own: nothing is mocked. */
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Values } from '../kernel/fields/index.ts'
import { sampleFile } from '../kernel/sample.ts'
import { newId } from '../kernel/register/index.ts'
import { portalPages } from '../portal/index.ts'
import { createAccount } from '../server/accounts.ts'
import { buildApp } from '../server/app.ts'
import { reportFiles } from '../server/pages/report-files.ts'
import { reportPages } from '../server/pages/report.ts'
import { startBrowser, visitorOf } from './chromium.ts'
import { acting, smallDistrict, startHouse, type TestHouse } from './cluster.ts'

const password = 'Right-Words-42'
const hostile = '<script>alert(1)</script>'
const long = '关于进一步推进法治政府建设示范创建活动有关事项的专题学习'.repeat(6)
let house: TestHouse
let app: FastifyInstance
let browser: Browser
let visitor: ReturnType<typeof visitorOf>
let base = ''

beforeAll(async () => {
  house = await startHouse()
  const tenant = await smallDistrict(house)
  const act = acting(house, tenant)
  const done = async (
    mechanism: string,
    stream: string,
    name: string,
    on: string,
    body: Values,
    unit = 'u1',
  ): Promise<void> => {
    const outcome = await act(mechanism, stream, name, on, 'p1', body, { unit })
    if (outcome.is !== 'done') throw new Error(`${mechanism}/${name}: ${JSON.stringify(outcome)}`)
  }
  const study = async (topic: string): Promise<void> => {
    const id = newId()
    const plan = { year: 2022, bodies: ['partyGroup'], host: ['u1'], kind: 'collective', plannedFor: '2022-03-10' }
    await done('study', id, 'plan', '2022-01-10', { ...plan, topic })
    await done('study', id, 'hold', '2022-03-10', { place: 'organ', attendance: 1200, minutes: sampleFile })
  }
  await study(hostile)
  await study(long)
  const sue = (number: string, respondent: string): Promise<void> =>
    done(
      'litigation',
      newId(),
      'serve',
      '2022-04-01',
      {
        number,
        court: 'basic',
        plaintiff: '原告甲',
        respondents: [respondent],
        sued: '行政处罚决定',
        complaint: sampleFile,
      },
      respondent,
    )
  await sue('（2022）示0001行初1号', 'u1')
  await sue('（2022）示0001行初2号', 'u1')
  await sue('（2022）示0001行初3号', 'u2')

  const bureau = newId()
  await done('posts', bureau, 'take', '2022-01-01', {
    holder: 'justice',
    name: '示例司法',
    place: 'u3',
    title: '科长',
    roles: ['justice-bureau'],
  })
  await act('posts', bureau, 'grant', '2022-01-01', 'p2')
  for (const person of ['justice', 'p7'])
    await createAccount(house, { tenant, login: person, person, password, mustChange: false })
  await createAccount(house, { tenant, login: 'p1', person: 'p1', password })

  app = buildApp(house, { plugins: [reportPages(house), reportFiles(house), portalPages(house)] })
  await app.listen({ port: 0, host: '127.0.0.1' })
  base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  browser = await startBrowser()
  visitor = visitorOf(browser, () => base)
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
  await house?.stop()
})

const signIn = async (page: Page, login: string, secret = password): Promise<void> => {
  await page.fill('#login', login)
  await page.fill('#password', secret)
  await page.click('main button')
}
const rowCount = (page: Page): Promise<number> => page.locator('main .scroll tbody tr').count()
const suits = '/figures/litigation.first-instance-accepted?year=2022'

describe('the annual report', () => {
  test('leads from a figure to its definition, and after signing in to its rows', async () => {
    const { page, complaints } = await visitor()
    await page.goto('/report')
    expect(await page.locator('h1').textContent()).toContain('2022年度法治政府建设情况的报告')
    const figure = page.locator('a.figure[href^="/figures/litigation.first-instance-accepted"]').first()
    expect(await figure.textContent()).toBe('3件')
    await figure.click()
    const facts = page.locator('dl.facts')
    expect(await facts.textContent()).toContain('口径')
    expect(await facts.textContent()).toMatch(/共3条/)
    expect(await rowCount(page)).toBe(0)
    expect(await page.locator('main').textContent()).not.toContain('行初')

    await page.click('main a[href^="/sign-in"]')
    await signIn(page, 'justice')
    expect(new URL(page.url()).pathname).toBe('/figures/litigation.first-instance-accepted')
    expect(await rowCount(page)).toBe(3)
    expect(await page.locator('header').textContent()).toContain('示例司法')
    expect(await page.locator('main').textContent()).toContain('（2022）示0001行初3号')

    await page.click('text=退出')
    await page.goto(suits)
    expect(await rowCount(page)).toBe(0)
    expect(complaints).toEqual([])
    await page.close()
  })
  test("a unit's clerk sees the rows of that unit, and how many are not open to him", async () => {
    const { page } = await visitor()
    await page.goto(`/sign-in?to=${encodeURIComponent(suits)}`)
    await signIn(page, 'p7')
    expect(await rowCount(page)).toBe(1)
    expect(await page.locator('dl.facts').textContent()).toMatch(/共3条，其中2条不对您开放/)
    expect(await page.locator('main .scroll').textContent()).toContain('行初3号')
    await page.close()
  })
  test('every heading stands over its own column', async () => {
    const { page } = await visitor()
    await page.goto(`/sign-in?to=${encodeURIComponent('/figures/study.sessions?year=2022')}`)
    await signIn(page, 'justice')
    const cells = await page
      .locator('main .scroll tr')
      .evaluateAll((rows) => rows.map(({ children }) => children.length))
    expect(new Set(cells).size).toBe(1)
    await page.goto('/figures/study.held-rate?year=2022')
    const headings = await page.locator('main .scroll th').allTextContents()
    const first = await page.locator('main .scroll tbody tr').first().locator('td').allTextContents()
    expect(headings.slice(0, 3)).toEqual(['日期', '单位', '事项'])
    expect(headings.at(-1)).toBe('计入分子')
    expect(['是', '否']).toContain(first.at(-1))
    expect(first).toHaveLength(headings.length)
    await page.close()
  })
})

test('what is written in a record is text, never markup', async () => {
  const { page, complaints } = await visitor()
  await page.goto('/sign-in?to=/figures/study.sessions?year=2022')
  await signIn(page, 'justice')
  expect(await rowCount(page)).toBe(2)
  expect(await page.locator('main .scroll').textContent()).toContain(hostile)
  expect(await page.locator('script').count()).toBe(0)
  expect(complaints).toEqual([])
  await page.close()
})

describe('the door', () => {
  test('a wrong password is told in a Chinese sentence, and nothing is shown of what an address says', async () => {
    const { page, complaints } = await visitor()
    await page.goto('/sign-in?wrong=forged')
    expect(await page.locator('main').textContent()).not.toContain('forged')
    await signIn(page, 'justice', 'Wrong-Words-42')
    expect(await page.locator('.wrong').textContent()).toMatch(/^账号或口令不正确/)
    await page.goto(suits)
    expect(await rowCount(page)).toBe(0)
    expect(complaints).toEqual([])
    await page.close()
  })
  test('leads to no other site', async () => {
    for (const to of ['https://example.org/', '//example.org/', '/\\example.org', '/\t/example.org']) {
      const { page } = await visitor()
      await page.goto(`/sign-in?to=${encodeURIComponent(to)}`)
      await signIn(page, 'justice')
      expect(page.url()).toBe(`${base}/report`)
      await page.close()
    }
  })
  test('a one-time password opens nothing until it is changed', async () => {
    const { page } = await visitor()
    await page.goto(`/sign-in?to=${encodeURIComponent(suits)}`)
    await signIn(page, 'p1')
    expect(new URL(page.url()).pathname).toBe('/password')
    await page.goto(suits)
    expect(await rowCount(page)).toBe(0)
    await page.goto('/password')
    const change = async (fresh: string): Promise<void> => {
      await page.fill('#old', password)
      await page.fill('#new', fresh)
      await page.click('main button')
    }
    await change('short')
    expect(await page.locator('.wrong').textContent()).toMatch(/[\u4e00-\u9fff]/)
    await change('Other-Words-43')
    await page.goto(suits)
    expect(await rowCount(page)).toBe(2)
    await page.close()
  })
})

// 200 % on a screen of 1,366 pixels leaves 683 for the page.
describe.each([1366, 683])('at %i pixels', (width) => {
  test('no page scrolls sideways, and no console complains', async () => {
    const { page, complaints } = await visitor({ viewport: { width, height: 900 } })
    const sideways = async (path: string): Promise<string[]> => {
      await page.goto(path)
      const [wide, shown] = await page.evaluate<number[]>(
        '[document.body.scrollWidth, document.documentElement.clientWidth]',
      )
      return wide! > shown! ? [`${path}: ${wide}`] : []
    }
    const paths = [
      '/report',
      '/report?unit=u2',
      '/report?year=2019',
      '/figures',
      suits,
      '/figures/study.sessions?year=2022',
      '/figures/study.sessions?year=2019',
      '/sign-in',
    ]
    for (const path of paths) expect(await sideways(path)).toEqual([])
    await signIn(page, 'justice')
    for (const path of [...paths, '/password']) expect(await sideways(path)).toEqual([])
    expect(complaints).toEqual([])
    await page.close()
  })
})

test('a year without records says so', async () => {
  const { page } = await visitor()
  await page.goto('/sign-in?to=/figures/study.sessions?year=2019')
  await signIn(page, 'justice')
  expect(await page.locator('main').textContent()).toContain('2019年还没有这一指标所数的记录。')
  await page.close()
})
