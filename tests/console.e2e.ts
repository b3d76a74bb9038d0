/** The console in a real browser, over a house of its own: nothing is mocked. The console is the one that was built. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../kernel/register/index.ts'
import { createAccount } from '../server/accounts.ts'
import { buildApp } from '../server/app.ts'
import { consolePages } from '../server/console.ts'
import { startBrowser, visitorOf } from './chromium.ts'
import { acting, smallDistrict, startHouse, type TestHouse } from './cluster.ts'

const password = 'Right-Words-42'
let house: TestHouse
let app: FastifyInstance
let browser: Browser
let base = ''
const visitor = (...size: [width?: number, height?: number]) => visitorOf(browser, () => base)(...size)

beforeAll(async () => {
  house = await startHouse()
  const tenant = await smallDistrict(house)
  const act = acting(house, tenant)
  const bureau = newId()
  await act('posts', bureau, 'take', '2022-01-01', 'p1', {
    holder: 'justice',
    name: '示例司法',
    place: 'u3',
    title: '科长',
    roles: ['justice-bureau'],
  })
  await act('posts', bureau, 'grant', '2022-01-01', 'p2')
  for (const n of [1, 2]) {
    const id = newId()
    const plan = { year: 2022, bodies: ['partyGroup'], host: ['u1'], kind: 'collective', plannedFor: '2022-03-10' }
    await act('study', id, 'plan', '2022-01-10', 'p1', { ...plan, topic: `示例主题${n}` })
  }
  for (const person of ['justice', 'p1'])
    await createAccount(house, { tenant, login: person, person, password, mustChange: false })
  app = buildApp(house, { plugins: [consolePages()] })
  await app.listen({ port: 0, host: '127.0.0.1' })
  base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
  await house?.stop()
})

const signIn = async (page: Page, login: string, secret = password): Promise<void> => {
  await page.goto('/console/')
  await page.fill('input[autocomplete=username]', login)
  await page.fill('input[autocomplete=current-password]', secret)
  await page.click('button[type=submit]')
}
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** What a screen reader's user would stumble over, by rule and element. */
const stumbles = async (page: Page): Promise<string[]> => {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    interface Found {
      readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[]
    }
    const at = globalThis as unknown as { document: object; axe: { run: (at: object, how: object) => Promise<Found> } }
    const { violations } = await at.axe.run(at.document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] })
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
  })
}

test('a wrong password is told, ten of them lock the account, and the right one opens the workbench', async () => {
  const { page, complaints } = await visitor()
  await signIn(page, 'p1', 'wrong-words')
  await page.waitForSelector('.ant-alert')
  expect(await page.textContent('.ant-alert')).toContain('口令')
  await signIn(page, 'justice')
  await page.waitForSelector('.frame')
  expect(await page.textContent('.top')).toContain('示例司法')
  expect(await page.textContent('.top')).toContain('均系虚构')
  // A refused sign-in is an answer of 401, which every browser writes to its console.
  expect(complaints.filter((words) => !words.includes('401'))).toEqual([])
  await page.close()
})

test('duties lead to the case; what is refused says why before any form; a late fact is warned of, then recorded', async () => {
  const { page, complaints } = await visitor()
  await signIn(page, 'justice')
  await page.waitForSelector('main tbody a')
  expect(await page.textContent('main')).toContain('超期')
  await page.click('main tbody a >> nth=0')
  await page.waitForSelector('.flow')
  expect(await page.textContent('.flow .here')).toBe('待举办')
  await page.click('text=其他状态下的事项')
  expect(await page.textContent('.refused')).toContain('“办结”须在“已举办”时办理，现为“待举办”')
  await page.click('.acts button:has-text("改期")')
  await page.waitForSelector('.ant-modal-content, .ant-modal-container')
  await page.click('.ant-modal button:has-text("取消")')
  await page.click('.acts button:has-text("举办")')
  await page.fill('.ant-modal input[role=spinbutton]', '12')
  // Sent incomplete: the server says what is missing, at its field, and what was typed stays.
  await page.click('.ant-modal button:has-text("提交")')
  await page.waitForSelector('.ant-form-item-explain-error')
  expect(await page.textContent('.ant-modal')).toContain('地点：必填')
  await page.click('.ant-modal .ant-select')
  await page.click('.ant-select-item-option >> nth=0')
  await page.setInputFiles('.ant-modal input[type=file] >> nth=0', {
    name: '会议记录.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('会议记录'),
  })
  await page.waitForSelector('text=已上传')
  await page.click('.ant-modal button:has-text("提交")')
  await page.waitForSelector('text=可以记录，但会记为违法')
  expect(await page.textContent('.ant-modal')).toContain('“按计划举办”已于2022-03-10届满')
  await page.click('.ant-modal button:has-text("仍按事实记录")')
  await page.waitForSelector('.flow .here:has-text("已举办")')
  expect(await page.textContent('main')).toContain('违法记录 1')
  await page.click('.ant-tabs-tab:has-text("期限")')
  await page.waitForSelector('text=迟办')
  await page.click('.ant-tabs-tab:has-text("历史")')
  await page.waitForSelector('.ant-timeline >> text=举办')
  expect(complaints.filter((words) => !/40[09]/.test(words))).toEqual([])
  await page.close()
})

test('what was typed survives a reload', async () => {
  const { page } = await visitor()
  await signIn(page, 'justice')
  await page.waitForSelector('.frame')
  await page.goto('/console/study')
  await page.click('.head button:has-text("列入计划")')
  await page.fill('.ant-modal input.ant-input >> nth=0', '没有写完的主题')
  await page.reload()
  await page.click('.head button:has-text("列入计划")')
  await page.waitForSelector('text=已恢复上次未提交的内容')
  expect(await page.inputValue('.ant-modal input.ant-input >> nth=0')).toBe('没有写完的主题')
  await page.close()
})

test('from a figure to its rows, and from the board to a case', async () => {
  const { page, complaints } = await visitor(1920, 1080)
  await signIn(page, 'justice')
  await page.waitForSelector('.frame')
  await page.goto('/console/indicators/study.gaps?year=2022')
  await page.waitForSelector('main tbody a')
  expect(await page.textContent('main')).toContain('期内依法产生的“列入计划的场次”')
  await page.goto('/console/board')
  await page.click('.cell >> nth=0')
  await page.click('.chosen a >> nth=0')
  await page.waitForSelector('.flow')
  expect(complaints).toEqual([])
  await page.close()
})

test.each([
  ['workbench', '/console/'],
  ['register', '/console/study'],
  ['empty register', '/console/litigation'],
  ['indicators', '/console/indicators'],
  ['report', '/console/report'],
  ['board', '/console/board'],
  ['admin', '/console/admin'],
])('nobody stumbles: %s', async (_, path) => {
  const { page, complaints } = await visitor()
  await signIn(page, 'justice')
  await page.waitForSelector('.frame')
  await page.goto(path)
  await page.waitForLoadState('networkidle')
  expect(await stumbles(page)).toEqual([])
  expect(complaints).toEqual([])
  await page.close()
})
