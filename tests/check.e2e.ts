/** 报告体检 in a real browser: a report is pasted, its findings lead to their places, a file is uploaded, the result is saved. */
import { readFile } from 'node:fs/promises'
import { Document, Packer, Paragraph } from 'docx'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signIn, startDesk, type Desk } from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await startDesk()
  await desk.person('justice', 'u3', 'justice-bureau')
})
afterAll(() => desk?.stop())

const report = `示例区2022年度法治政府建设情况报告
全区应当出庭86件，负责人出庭71件，出庭率82.5%。评查案卷30卷。${'依法履职。'.repeat(200)}
一是加强领导二是完善制度。2022139件文件经过审核。`

test('a pasted report: findings, figures and records, each leading to its place; a docx; the result as JSON', async () => {
  const { page, complaints } = await desk.visitor()
  await signIn(page, 'justice')
  await page.waitForSelector('.frame')
  await page.click('.side a:has-text("报告体检")')
  await page.fill('textarea', report)
  await page.reload()
  expect(await page.inputValue('textarea')).toBe(report)
  await page.click('button:has-text("开始检查")')
  await page.waitForSelector('.marked')
  expect(await page.textContent('.marked')).toBe(report)
  expect(await page.textContent('main')).toContain('报告年度：2022。本区没有2022年的记录，没有对照。')

  const kinds = await page.$$eval('.finding', (all) => all.map((one) => one.className.split(' ')[1]))
  expect(kinds.filter((kind) => kind === 'error')).toHaveLength(3)
  await page.click('.ant-segmented-item:has-text("错误")')
  expect(await page.locator('.finding').count()).toBe(3)
  await page.click('.finding:has-text("2022139件")')
  const chosen = page.locator('mark.chosen >> nth=0')
  expect(await chosen.textContent()).toContain('2022')
  await expect.poll(async () => (await chosen.boundingBox())!.y).toBeLessThan(page.viewportSize()!.height)

  await page.click('.ant-tabs-tab:has-text("数字")')
  await page.click('.chip:has-text("86件")')
  expect(await page.textContent('mark.chosen')).toBe('86件')
  const [saved] = await Promise.all([page.waitForEvent('download'), page.click('button:has-text("导出结果")')])
  const result = JSON.parse(await readFile(await saved.path(), 'utf8')) as { figures: unknown[]; findings: unknown[] }
  expect([result.figures.length, result.findings.length]).toEqual([5, kinds.length])

  await page.click('button:has-text("另查一份")')
  const docx = await Packer.toBuffer(
    new Document({ sections: [{ children: report.split('\n').map((text) => new Paragraph(text)) }] }),
  )
  const file = { mimeType: 'application/octet-stream' }
  await page.setInputFiles('input[type=file]', { ...file, name: '报告.docx', buffer: docx })
  await page.waitForSelector('.marked')
  expect(await page.locator('.finding.error').count()).toBe(3)
  await page.click('button:has-text("另查一份")')
  await page.setInputFiles('input[type=file]', { ...file, name: '坏.docx', buffer: docx.subarray(0, 900) })
  await page.waitForSelector('.ant-alert')
  expect(await page.textContent('.ant-alert')).toContain('文件不完整')
  // A refused file is an answer of 400, which every browser writes to its console.
  expect(complaints.filter((words) => !words.includes('400'))).toEqual([])
  await page.close()
})
