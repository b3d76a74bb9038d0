/** The console as an official meets it in the morning: what its entry weighs, and when it can be worked with. */
import { existsSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { get } from 'node:http'
import { chromium } from 'playwright-core'
import { demoPassword } from '../server/sample.ts'
import { median, number, type Line } from './table.ts'
import { serve } from './year.ts'

const heaviest = 350_000
const readyWithin = 2000
const starts = 5
const login = 'justice1'

/** The bytes as they travel. */
const sent = (url: string): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    get(url, { headers: { 'Accept-Encoding': 'gzip' } }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () =>
        answer.statusCode === 200 ? resolve(Buffer.concat(chunks)) : reject(new Error(`${url}: ${answer.statusCode}`)),
      )
    }).on('error', reject)
  })
/** Milliseconds from the navigation until the first duties can be clicked, in a browser started for it, signed in. */
const readyAfter = async (address: string, executablePath: string): Promise<number> => {
  const browser = await chromium.launch({
    executablePath,
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--disable-background-networking'],
  })
  try {
    const page = await browser.newPage()
    const signed = await page.request.post(`${address}/api/session`, {
      data: { login, password: demoPassword },
      headers: { 'X-Fazhi': '1' },
    })
    if (!signed.ok()) throw new Error(`signing in answered ${signed.status()}`)
    await page.goto(`${address}/console/`, { waitUntil: 'commit' })
    await page.waitForSelector('main tbody a')
    return await page.evaluate<number>('performance.now()')
  } finally {
    await browser.close()
  }
}

/** Row 13. The data directory holds the sample year, or gets it. */
export const consoleLines = async (dataDir: string): Promise<Line[]> => {
  const serving = await serve(dataDir)
  const lines: Line[] = []
  try {
    const index = await sent(`${serving.address}/console/`)
    const assets = [
      ...gunzipSync(index)
        .toString()
        .matchAll(/(?:src|href)="(\/console\/assets\/[^"]+)"/g),
    ]
    let weight = index.length
    for (const [, path] of assets) weight += (await sent(`${serving.address}${path!}`)).length
    lines.push({
      row: '13',
      what: '工作台入口（gzip）',
      ours: `${number(weight / 1000, 1)} kB`,
      limit: '< 350 kB',
      holds: weight < heaviest,
      note: `首页及其直接载入的${assets.length}个文件；各页面另行按需载入`,
    })
    const browser = process.env.CHROME || '/usr/bin/chromium'
    if (existsSync(browser)) {
      const ready: number[] = []
      for (let n = 0; n < starts; n++) ready.push(await readyAfter(serving.address, browser))
      lines.push({
        row: '13',
        what: '工作台打开到可以办理',
        ours: `${number(median(ready))} 毫秒`,
        limit: '< 2,000 毫秒',
        holds: median(ready) < readyWithin,
        note: `${starts}次新启动浏览器的中位数，已登录，到待办可点为止`,
      })
    }
  } finally {
    await serving.stop()
  }
  return lines
}
