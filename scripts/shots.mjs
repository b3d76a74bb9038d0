/**
 * `node scripts/shots.mjs <address> <folder> [login] [password]`: pictures of the console's screens in Chinese, at
 * 1366×768 and 1920×1080, of a running server with the sample year. Prints every error and warning of the browser.
 */
import { mkdirSync } from 'node:fs'
import { chromium } from 'playwright-core'

const [address = 'http://127.0.0.1:3000', folder = 'shots', login = 'justice-clerk', password = 'fazhi-demo-2022'] =
  process.argv.slice(2)
mkdirSync(folder, { recursive: true })
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking'],
})
const screens = [
  ['workbench', '/console/'],
  ['board', '/console/board'],
  ['indicators', '/console/indicators'],
  ['indicator', '/console/indicators/litigation.attendance-rate?year=2022'],
  ['report', '/console/report'],
  ['register', '/console/litigation'],
  ['register-inspection', '/console/inspection'],
  ['admin', '/console/admin'],
  ['search', '/console/search?q=%E8%BF%B0%E6%B3%95'],
]
for (const [width, height] of [
  [1366, 768],
  [1920, 1080],
]) {
  const page = await browser.newPage({ viewport: { width, height }, locale: 'zh-CN' })
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) console.log(`${message.type()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => console.log(`page error: ${error.message}`))
  await page.goto(`${address}/console/`)
  await page.waitForSelector('input')
  await page.screenshot({ path: `${folder}/sign-in-${width}.png` })
  await page.fill('input[autocomplete=username]', login)
  await page.fill('input[type=password]', password)
  await page.click('button[type=submit]')
  await page.waitForSelector('.frame')
  for (const [name, path] of screens) {
    await page.goto(`${address}${path}`)
    await page.waitForLoadState('networkidle')
    await page.screenshot({ path: `${folder}/${name}-${width}.png` })
  }
  await page.goto(`${address}/console/litigation`)
  await page.waitForSelector('tbody a')
  await page.click('tbody a')
  await page.waitForSelector('.flow')
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: `${folder}/case-${width}.png` })
  for (const [n, tab] of (await page.$$('.ant-tabs-tab')).entries()) {
    await tab.click()
    await page.waitForLoadState('networkidle')
    await page.screenshot({ path: `${folder}/case-tab-${n}-${width}.png` })
  }
  await page.close()
}
await browser.close()
