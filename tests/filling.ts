/** Forms of the console filled in by a browser as a person would, from the very bodies that the API takes. */
import type { Page } from 'playwright-core'
import type { Field, Values } from '../kernel/fields/index.ts'
import type { AnyMechanism } from '../kernel/mechanism.ts'
import { asksOf, structureOf } from '../kernel/procedure/index.ts'

const ordinary = '第一条　为了规范示例，制定本办法。\n第二条　自公布之日起施行。\n'
/** A hash, or nothing, stands for any file; other words are what the file says. */
const fileOf = (value: unknown) => ({
  name: '材料.txt',
  mimeType: 'text/plain',
  buffer: Buffer.from(typeof value === 'string' && value && !/^[0-9a-f]{64}$/.test(value) ? value : ordinary),
})
const form = '.ant-modal'
const fillIn = async (page: Page, field: Field, value: unknown): Promise<void> => {
  const item = page
    .locator(`${form} .ant-form-item`)
    .filter({ has: page.locator(`label:text-is("${field.label[0]}")`) })
  const choose = async (words: string) => {
    await item.locator('.ant-select').click()
    await page
      .locator('.ant-select-dropdown:visible .ant-select-item-option')
      .filter({ hasText: words })
      .first()
      .click()
  }
  switch (field.kind) {
    case 'file':
    case 'document':
      await item.locator('input[type=file]').setInputFiles(fileOf(value))
      await item.locator('text=已上传').waitFor()
      return
    case 'prose':
      return item.locator('textarea').fill(String(value))
    case 'count':
      return item.locator('input').fill(String(value))
    case 'day':
      await item.locator('input').fill(String(value))
      return page.keyboard.press('Enter')
    case 'flag':
      return choose(value ? '是' : '否')
    case 'choice':
      return choose(field.options![String(value)]![0])
    case 'choices':
      for (const one of value as readonly string[]) await choose(field.options![one]![0])
      return page.keyboard.press('Escape')
    default:
      return item.locator('input').fill(String(value))
  }
}
/** Opens a case, presses the button of an act, fills in its form and sends it; what the server refuses stays open and fails. */
export const actOn = async (page: Page, m: AnyMechanism, id: string, act: string, body: Values = {}): Promise<void> => {
  const structure = structureOf(m, undefined)!
  const declared = structure.acts[act]!
  await page.goto(`/console/${m.id}/${id}`)
  const button = page.locator('.acts').getByRole('button', { name: declared.label[0], exact: true })
  await button
    .and(page.locator(':enabled'))
    .click({ timeout: 10_000 })
    .catch(async (error: unknown) => {
      throw new Error(`${m.id}/${act} is not offered: ${await page.textContent('main')}`, { cause: error })
    })
  await page.waitForSelector(form)
  const fields = asksOf(structure, declared)
  for (const [name, value] of Object.entries(body)) await fillIn(page, fields[name]!, value)
  await page.click(`${form} button:has-text("提交")`)
  await page.waitForSelector(form, { state: 'detached', timeout: 15_000 }).catch(async (error: unknown) => {
    throw new Error(`${m.id}/${act} stays open: ${await page.textContent(form)}`, { cause: error })
  })
}
