/** The portal as strangers meet it: article pages a second from one process, what a page weighs, and when it is painted. */
import { existsSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { chromium } from 'playwright-core'
import { sampleOf } from '../server/sample.ts'
import { inParallel } from './clients.ts'
import { median, number, type Line } from './table.ts'
import { serve } from './year.ts'

const clients = 32
const forSeconds = 5
const articles = 1000
const least = 1000
/** Bytes, as they stand in the page; fewer travel. */
const heaviest = 100_000
const paintedWithin = 500
const starts = 5

interface Answer {
  readonly status: number
  readonly body: string
  readonly sent: number
}
const asking = (address: string) => {
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  const ask = (path: string): Promise<Answer> =>
    new Promise((resolve, reject) => {
      get(new URL(path, address), { agent }, (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('end', () => {
          const bytes = Buffer.concat(chunks)
          resolve({ status: answer.statusCode ?? 0, body: bytes.toString(), sent: bytes.length })
        })
      }).on('error', reject)
    })
  return { ask, end: () => agent.destroy() }
}
const expected = async (asked: Promise<Answer>): Promise<Answer> => {
  const answer = await asked
  if (answer.status !== 200) throw new Error(`a public page answered ${answer.status}`)
  return answer
}
/** Milliseconds from the navigation to the first paint with content, in a browser started for it. */
const paintedAfter = async (url: string, executablePath: string): Promise<number> => {
  const browser = await chromium.launch({
    executablePath,
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--disable-background-networking'],
  })
  try {
    const page = await browser.newPage()
    await page.goto(url)
    return await page.evaluate<number>(
      `new Promise((done) => new PerformanceObserver((seen) => {
        const paint = seen.getEntriesByName('first-contentful-paint')[0]
        if (paint) done(paint.startTime)
      }).observe({ type: 'paint', buffered: true }))`,
    )
  } finally {
    await browser.close()
  }
}

/** Row 12. The data directory holds the sample year, or gets it. */
export const portalLines = async (dataDir: string): Promise<Line[]> => {
  const { code } = await sampleOf()
  const serving = await serve(dataDir)
  const { ask, end } = asking(serving.address)
  const lines: Line[] = []
  try {
    const { body } = await expected(ask(`/${code}/sitemap-publishing.xml`))
    const found = [...body.matchAll(/<loc>[^<]*?(\/[^/<]+\/articles\/[^<]+)<\/loc>/g)].map(([, path]) => path!)
    const paths = Array.from({ length: articles }, (_, at) => found[Math.floor((at * found.length) / articles)]!)
    let next = 0
    const began = performance.now()
    await Promise.all(
      Array.from({ length: clients }, async () => {
        while (next < articles) await expected(ask(paths[next++]!))
      }),
    )
    const made = articles / ((performance.now() - began) / 1000)
    const measured = await inParallel(clients, forSeconds, (n) => expected(ask(paths[(n * 7919) % articles]!)))
    lines.push({
      row: '12',
      what: '门户文章页',
      ours: `${number(measured.perSecond)} 页/秒，p99 ${number(measured.p99, 1)} 毫秒`,
      limit: '≥ 1,000 页/秒',
      holds: measured.perSecond >= least,
      note: `${number(articles)}个不同的页面，${clients}个访问者，访问程序与服务在同一台机器上；没有新的事件时不重新生成，此前逐页生成的速度是 ${number(made)} 页/秒`,
    })
    const pages = [
      `/${code}/`,
      `/${code}/columns/directory`,
      `/${code}/columns/directory/news`,
      paths[0]!,
      `/${code}/receipt`,
    ]
    const weights: number[] = []
    for (const path of pages) weights.push((await expected(ask(path))).sent)
    lines.push({
      row: '12',
      what: '门户页面大小（未压缩，含样式）',
      ours: `${pages.length}种页面中最大的 ${number(Math.max(...weights) / 1000, 1)} kB`,
      limit: '< 100 kB',
      holds: Math.max(...weights) < heaviest,
    })
    const browser = process.env.CHROME || '/usr/bin/chromium'
    if (existsSync(browser)) {
      const painted: number[] = []
      for (let n = 0; n < starts; n++) painted.push(await paintedAfter(`${serving.address}/${code}/`, browser))
      lines.push({
        row: '12',
        what: '门户首页首次绘制',
        ours: `${number(median(painted))} 毫秒`,
        limit: '< 500 毫秒',
        holds: median(painted) < paintedWithin,
        note: `${starts}次新启动浏览器的中位数`,
      })
    }
  } finally {
    end()
    await serving.stop()
  }
  return lines
}
