/**
 * `node scripts/portal-shots.mjs <address> <folder> [district] [only]`: pictures of each kind of portal page of a running
 * server with the sample year: at 1366 and 1920 pixels, on a phone, at 200 %, and as it prints; all with scripts off.
 * `only`: pages whose name begins so.
 */
import { mkdirSync } from 'node:fs'
import { chromium } from 'playwright-core'

const [address = 'http://127.0.0.1:3000', folder = 'portal-shots', district = 'qianjiang-2022', only = ''] =
  process.argv.slice(2)
mkdirSync(folder, { recursive: true })
const base = `${address}/${district}`
const browser = await chromium.launch({
  executablePath: process.env.CHROME ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking'],
})
const screens = [
  ['1366', { viewport: { width: 1366, height: 768 } }],
  ['1920', { viewport: { width: 1920, height: 1080 } }],
  ['phone', { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 }],
  ['200', { viewport: { width: 683, height: 384 }, deviceScaleFactor: 2 }],
  ['print', { viewport: { width: 1000, height: 1400 } }],
]
/** The first article of a column, whatever it holds. */
const firstOf = async (page, column) => {
  await page.goto(`${base}/columns/${column}`)
  const link = page.locator('main ul.list a').first()
  return (await link.count()) ? link.getAttribute('href') : undefined
}
const finder = await browser.newPage({ javaScriptEnabled: false })
const pages = [['home', `/${district}/`]]
for (const column of [
  'openness',
  'directory',
  'annual-reports',
  'annual-reports/district',
  'policies',
  'opinions',
  'decisions',
]) {
  pages.push([`column-${column.replace('/', '-')}`, `/${district}/columns/${column}`])
  const article = await firstOf(finder, column)
  if (article) pages.push([`article-${column.replace('/', '-')}`, article])
}
const report = pages.find(([name]) => name === 'article-annual-reports-district')?.[1]
if (report) {
  pages.push(['figures', `${report}/figures`])
  await finder.goto(`${address}${report}`)
  const figure = finder.locator('a.figure').first()
  if (await figure.count()) pages.push(['figure', await figure.getAttribute('href')])
}
await finder.goto(`${base}/columns/opinions`)
for (const link of await finder
  .locator('main ul.list a')
  .evaluateAll((all) => all.map((one) => one.getAttribute('href')))) {
  const answer = await finder.goto(`${address}${link}/comment`)
  if (answer.status() !== 200) continue
  pages.push(['article-open', link], ['comment', `${link}/comment`])
  break
}
pages.push(
  ['search', `/${district}/search?q=${encodeURIComponent('食品安全')}`],
  ['search-none', `/${district}/search?q=${encodeURIComponent('没有这样的词')}`],
  ['map', `/${district}/map`],
  ['follow', `/${district}/follow`],
  ['mine', `/${district}/mine`],
  ['sign-up', `/${district}/mine/sign-up`],
  ['receipt', `/${district}/receipt`],
  ['lost', `/${district}/columns/nothing`],
)
await finder.close()
for (const [size, options] of screens) {
  const page = await browser.newPage({ locale: 'zh-CN', javaScriptEnabled: false, ...options })
  if (size === 'print') await page.emulateMedia({ media: 'print' })
  for (const [name, path] of pages.filter(([name]) => name.startsWith(only))) {
    await page.goto(`${address}${path}`)
    if (size === 'print' && !page.isClosed()) await page.pdf({ path: `${folder}/${name}-print.pdf`, format: 'A4' })
    else await page.screenshot({ path: `${folder}/${name}-${size}.png`, fullPage: true })
  }
  await page.close()
}
await browser.close()
