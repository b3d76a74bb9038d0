/** A real browser for tests, and pages whose every complaint is kept. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'

const quiet = [
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
export const startBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROME || '/usr/bin/chromium',
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...quiet],
  })

/** A page in a browser without cookies; `complaints` are what its console had to say, and every dialog. */
export const visitorOf =
  (browser: Browser, baseURL: () => string) =>
  async (options: BrowserContextOptions = {}): Promise<{ page: Page; complaints: string[] }> => {
    const screen = { width: 1366, height: 900 }
    const page = await browser.newPage({ baseURL: baseURL(), viewport: screen, locale: 'zh-CN', ...options })
    const complaints: string[] = []
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(`${page.url()}: ${message.text()}`)
    })
    page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
    page.on('dialog', (dialog) => {
      complaints.push(`${page.url()}: ${dialog.message()}`)
      void dialog.dismiss()
    })
    return { page, complaints }
  }

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** What a screen reader's user would stumble over, by rule and element: the rules of WCAG 2.2 AA, and `more`. */
export const stumbles = async (page: Page, ...more: readonly string[]): Promise<string[]> => {
  await page.evaluate(axe)
  return page.evaluate(
    async (runOnly) => {
      interface Found {
        readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[]
      }
      const at = globalThis as unknown as {
        document: object
        axe: { run: (at: object, how: object) => Promise<Found> }
      }
      const { violations } = await at.axe.run(at.document, { runOnly })
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
    },
    ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', ...more],
  )
}
