/** A real browser for tests, and pages whose every complaint is kept. */
import { chromium, type Browser, type Page } from 'playwright-core'

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
  async (width = 1366, height = 900): Promise<{ page: Page; complaints: string[] }> => {
    const page = await browser.newPage({ baseURL: baseURL(), viewport: { width, height }, locale: 'zh-CN' })
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
