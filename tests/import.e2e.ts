/** A clerk imports a table that was kept in WPS: columns guessed, errors at their cells, corrected, written, counted, undone. */
import { readFile } from 'node:fs/promises'
import { openXlsx, readXlsx, saveXlsx, writeXlsx, type CellValue } from 'hucre/xlsx'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stumbles } from './chromium.ts'
import { startDesk, type Desk } from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await startDesk()
  await desk.person('editor', 'u1', 'publisher', 'web-editor')
  await desk.person('reader', 'u2', 'clerk')
})
afterAll(() => desk?.stop())

const kept: CellValue[][] = [
  ['示例单位2022年网站信息统计表'],
  ['填报单位：示例单位u1', null, null, null, null, '单位：条'],
  ['序号', '信息标题', '所属栏目', '发布部门', '发布时间', '网页地址'],
  [1, '关于防汛工作安排的公告　', '通知公告', 'u1', '2022年3月1日', '/gg/1.html'],
  [2, '食品抽检结果通告', '公示公告', '示例单位u1 ', '2022.3.2', '/gg/2.html'],
  [3, '便民提示', '其他', '示例单位u1', 44623, '/gg/3.html'],
  [],
  ['合计', '3条'],
]
const bytesOf = async (rows: CellValue[][]): Promise<Buffer> =>
  Buffer.from(
    await writeXlsx({
      sheets: [{ name: '统计表', rows, merges: [{ startRow: 0, endRow: 0, startCol: 0, endCol: 5 }] }],
    }),
  )
const counted = async (page: Page): Promise<number> =>
  ((await (await page.request.get('/api/indicators/publishing.items?year=2022')).json()) as { value: number }).value
const upload = async (page: Page, buffer: Buffer): Promise<void> => {
  await page.setInputFiles('input[type=file]', { name: '统计表.xlsx', mimeType: '', buffer })
  await page.waitForSelector('.import-decide')
}
const saved = async (page: Page, button: string): Promise<Buffer> => {
  const [file] = await Promise.all([page.waitForEvent('download'), page.click(button)])
  return readFile(await file.path())
}

test('a table kept in WPS: guessed, errors at their cells, corrected, not doubled, counted, undone', async () => {
  const { page, complaints } = await desk.at('editor')
  await page.goto('/console/publishing')
  await page.click('button:has-text("导入")')
  await page.waitForSelector('h1:has-text("导入")')
  const template = await readXlsx(await saved(page, 'a:has-text("下载导入模板")'))
  expect(template.sheets.map(({ name, hidden }) => [name, hidden ?? false])).toEqual([
    ['信息发布', false],
    ['填表说明', false],
    ['代码表', true],
  ])
  expect(await stumbles(page)).toEqual([])

  await upload(page, await bytesOf(kept))
  const main = page.locator('main')
  const mapped = async (letter: string) =>
    page.locator(`tr:has(td:text-is("${letter}")) .ant-select`).first().textContent()
  expect([await mapped('B'), await mapped('D'), await mapped('E'), await mapped('F')]).toEqual([
    '标题',
    '发布单位',
    '发生日期',
    '页面地址',
  ])
  expect(await main.textContent()).toContain('这些行都是 载入已发布信息')
  const wrong = await page.textContent('tr:has(td:text-is("C5"))')
  expect(wrong).toContain('公示公告')
  expect(wrong).toContain('应为下列之一：政务动态、通知公告')
  // A reload goes on where it was.
  await page.reload()
  await page.waitForSelector('.import-decide')
  expect(await main.textContent()).toContain('正确 2')
  expect(await stumbles(page)).toEqual([])
  expect(await page.isDisabled('button:has-text("写入全部")')).toBe(true)
  await page.click('button:has-text("只写入正确的2行")')
  await page.click('.ant-modal button.ant-btn-primary')
  await page.waitForSelector('h2:has-text("导入回执")')
  expect(await main.textContent()).toContain('写入2 行')
  expect(await counted(page)).toBe(2)

  // The user's own file with a column more; put right, it is sent again.
  const marked = await openXlsx(await saved(page, 'a:has-text("下载带校验结果的文件")'), { readStyles: true })
  const [sheet] = marked.sheets
  expect(sheet!.rows[0]![0]).toBe('示例单位2022年网站信息统计表')
  expect(sheet!.merges).toEqual([{ startRow: 0, endRow: 0, startCol: 0, endCol: 5 }])
  expect(sheet!.rows[2]![6]).toBe('校验结果')
  expect(sheet!.rows[4]![6]).toContain('没有“公示公告”这一选项')
  expect(sheet!.cells!.get('4,2')!.style?.fill).toMatchObject({ fgColor: { rgb: 'FFC7CE' } })
  sheet!.rows[4]![2] = '通知公告'
  sheet!.cells!.set('4,2', { ...sheet!.cells!.get('4,2')!, value: '通知公告', type: 'string' })
  await page.click('button:has-text("另导一份")')
  await page.waitForSelector('.import-drop')
  await upload(page, Buffer.from(await saveXlsx(marked)))
  expect(await main.textContent()).toContain('正确 1')
  expect(await main.textContent()).toContain('已登记 2')
  await page.click('button:has-text("写入全部1行")')
  await page.waitForSelector('h2:has-text("导入回执")')
  expect(await counted(page)).toBe(3)
  expect(await stumbles(page)).toEqual([])

  await page.click('button:has-text("撤销这一批")')
  await page.fill('.ant-modal input', '栏目核对有误')
  await page.click('.ant-modal button.ant-btn-primary')
  await page.waitForSelector('text=撤销了这一批（1件）：栏目核对有误')
  expect(await counted(page)).toBe(2)
  await page.click('button:has-text("另导一份")')
  await page.waitForSelector('tr:has(a:has-text("统计表.xlsx")) .ant-tag:has-text("已撤销")')
  expect(complaints).toEqual([])
  await page.close()
})

test('who may do nothing in that register finds no import, and is told who may', async () => {
  const { page } = await desk.at('reader')
  await page.goto('/console/publishing')
  await page.waitForSelector('h1')
  expect(await page.locator('button:has-text("导入")').count()).toBe(0)
  await page.goto('/console/publishing/import')
  await page.waitForSelector('text=您在“信息发布”没有办理任何事项的职权，不能导入')
  await page.close()
})
