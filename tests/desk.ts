/** The console in a real browser over a house of its own: what its end-to-end tests share. Nothing is mocked. */
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { newId } from '../kernel/register/index.ts'
import { createAccount } from '../server/accounts.ts'
import { buildApp } from '../server/app.ts'
import { consolePages } from '../server/console.ts'
import { startBrowser, visitorOf } from './chromium.ts'
import { acting, smallDistrict, startHouse, type TestHouse } from './cluster.ts'

export const password = 'Right-Words-42'
export interface Desk {
  readonly house: TestHouse
  readonly tenant: string
  readonly act: ReturnType<typeof acting>
  readonly visitor: ReturnType<typeof visitorOf>
  /** A person with one post, whose roles are granted, and an account of the same name. */
  readonly person: (id: string, unit: string, ...roles: readonly string[]) => Promise<void>
  /** A page on which that person has signed in. */
  readonly at: (login: string) => Promise<{ readonly page: Page; readonly complaints: string[] }>
  readonly stop: () => Promise<void>
}
export const signIn = async (page: Page, login: string, secret = password): Promise<void> => {
  await page.goto('/console/')
  await page.fill('input[autocomplete=username]', login)
  await page.fill('input[autocomplete=current-password]', secret)
  await page.click('button[type=submit]')
}
export const startDesk = async (): Promise<Desk> => {
  const house = await startHouse()
  const tenant = await smallDistrict(house)
  const act = acting(house, tenant)
  const app = buildApp(house, { plugins: [consolePages()] })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const browser = await startBrowser()
  const visitor = visitorOf(browser, () => `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`)
  return {
    house,
    tenant,
    act,
    visitor,
    person: async (id, place, ...roles) => {
      const post = newId()
      await act('posts', post, 'take', '2022-01-01', 'p1', {
        holder: id,
        name: `示例${id}`,
        place,
        title: '示例',
        roles,
      })
      await act('posts', post, 'grant', '2022-01-01', 'p2')
      await createAccount(house, { tenant, login: id, person: id, password, mustChange: false })
    },
    at: async (login) => {
      const opened = await visitor()
      await signIn(opened.page, login)
      await opened.page.waitForSelector('.frame')
      return opened
    },
    stop: async () => {
      await browser.close()
      await app.close()
      await house.stop()
    },
  }
}
