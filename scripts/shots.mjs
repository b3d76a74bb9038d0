/**
 * `node scripts/shots.mjs <address> <folder> [login] [password] [only]`: pictures of the console's screens in Chinese, at
 * 1366×768 and 1920×1080, of a running server with the sample year: the fixed screens, then every register with its
 * latest case and each of that case's tabs. `only`: screens whose name begins so. Prints what the browser complains of.
 */
import { mkdirSync } from 'node:fs'
import { chromium } from 'playwright-core'

const [address = 'http://127.0.0.1:3000', folder = 'shots', login = 'justice1', password = 'Shili-2022', only = ''] =
  process.argv.slice(2)
mkdirSync(folder, { recursive: true })
const browser = await chromium.launch({
  executablePath: process.env.CHROME ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking'],
})
const screens = [
  ['workbench', '/console/'],
  ['board', '/console/board'],
  ['indicators', '/console/indicators'],
  ['indicator', '/console/indicators/litigation.attendance-rate?year=2022'],
  ['report', '/console/report'],
  ['check', '/console/check'],
  ['admin', '/console/admin'],
  ['search', '/console/search?q=%E8%BF%B0%E6%B3%95'],
]
const wanted = (name) => name.startsWith(only)
for (const [width, height] of [
  [1366, 768],
  [1920, 1080],
]) {
  const page = await browser.newPage({ viewport: { width, height }, locale: 'zh-CN' })
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()))
      console.log(`${page.url()} ${message.type()}: ${message.text().slice(0, 300)}`)
  })
  page.on('pageerror', (error) => console.log(`${page.url()} page error: ${error.message}`))
  const shot = async (name) => {
    await page.waitForLoadState('networkidle')
    await page.waitForFunction(() => !document.querySelector('.ant-skeleton, .ant-spin-spinning'))
    await page.screenshot({ path: `${folder}/${name}-${width}.png` })
  }
  await page.goto(`${address}/console/`)
  await page.waitForSelector('input')
  if (wanted('sign-in')) await shot('sign-in')
  await page.fill('input[autocomplete=username]', login)
  await page.fill('input[type=password]', password)
  await page.click('button[type=submit]')
  await page.waitForSelector('.frame')
  for (const [name, path] of screens) {
    if (!wanted(name)) continue
    await page.goto(`${address}${path}`)
    await shot(name)
    for (const [n, tab] of name === 'admin' ? (await page.$$('.ant-tabs-tab')).entries() : []) {
      await tab.click()
      await shot(`${name}-tab-${n}`)
    }
  }
  const { chapters } = await page.evaluate(() => fetch('/api/mechanisms').then((answer) => answer.json()))
  for (const { id } of chapters.flatMap(({ mechanisms }) => mechanisms).filter(({ reads }) => reads !== 'none')) {
    if (!wanted(id)) continue
    await page.goto(`${address}/console/${id}`)
    await shot(id)
    const link = await page.$('main tbody a')
    if (!link) continue
    await link.click()
    await page.waitForSelector('.flow')
    await shot(`${id}-case`)
    for (const [n, tab] of (await page.$$('.ant-tabs-tab')).entries()) {
      if (n === 0) continue
      await tab.click()
      await shot(`${id}-case-tab-${n}`)
    }
    if (width > 1366) continue
    await page.emulateMedia({ media: 'print' })
    await shot(`${id}-case-print`)
    await page.emulateMedia({ media: null })
  }
  await page.close()
}
// The portal, with scripts off: its fixed pages, and the first article of each column that has one.
const root = new URL((await fetch(`${address}/`)).url).pathname
for (const [width, height] of [
  [1366, 768],
  [390, 844],
]) {
  const context = await browser.newContext({ viewport: { width, height }, javaScriptEnabled: false })
  const page = await context.newPage()
  const shoot = async (name, path) => {
    await page.goto(`${address}${path}`)
    await page.screenshot({ path: `${folder}/portal-${name}-${width}.png`, fullPage: true })
  }
  for (const name of ['map', 'receipt', 'follow', 'search?q=%E6%B3%95%E6%B2%BB'])
    await shoot(name.split('?')[0], `${root}${name}`)
  await shoot('home', root)
  for (const column of ['directory', 'annual-reports', 'policies', 'opinions', 'decisions']) {
    await shoot(column, `${root}columns/${column}`)
    const first = await page
      .locator('ul.list a')
      .first()
      .getAttribute('href', { timeout: 1000 })
      .catch(() => undefined)
    if (!first) continue
    await shoot(`${column}-article`, first)
    const form = await page
      .locator('a.button')
      .first()
      .getAttribute('href', { timeout: 1000 })
      .catch(() => undefined)
    if (form) await shoot(`${column}-form`, form)
  }
  await context.close()
}
await browser.close()
