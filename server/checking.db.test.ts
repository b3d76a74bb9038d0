import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ReportChecked } from './checking.ts'
import { smallDistrict } from '../tests/cluster.ts'
import { closedSheet, withSheets } from '../tests/sheets.ts'
import { Browser, official, startWeb, type Web } from '../tests/web.ts'

let web: Web
let clerk: Browser
let auditor: Browser
beforeAll(async () => {
  const found = await withSheets()
  const chapters = [{ id: 'sheets', name: ['示例', 'Sheets'] as const, reported: true, mechanisms: [closedSheet] }]
  const mechanisms = new Map([...found.mechanisms].filter(([id]) => id !== 'sheet-open' && id !== 'sheet-shared'))
  web = await startWeb({
    ...found,
    mechanisms,
    chapters: [...found.chapters.filter(({ id }) => id !== 'sheets'), ...chapters],
  })
  const tenant = await smallDistrict(web.house, 'here')
  clerk = await official(web, [tenant, 'here'], 'clerk', 'u1', 'clerk')
  auditor = await official(web, [tenant, 'here'], 'auditor', 'u1', 'audit-admin')
  for (const title of ['甲事', '乙事'])
    expect(
      await clerk.post('/api/sheet-closed', { act: 'enter', body: { title, owner: 'u1' }, on: '2023-02-20' }),
    ).toMatchObject({ status: 201 })
})
afterAll(() => web.stop())
const sent = async (text: string | Buffer, query = '', who = clerk) =>
  who.send('POST', `/api/check${query}`, text, { 'content-type': 'application/octet-stream' })
const report = (count: string, year = 2023) =>
  `示例区${year}年度法治政府建设情况报告\n示例单登记件数${count}，其中公开9件。`

test('a report is held against the records of the year that it names', async () => {
  const { status, body } = await sent(report('3件'))
  const checked = body as unknown as ReportChecked
  expect(status).toBe(200)
  expect(checked).toMatchObject({ is: 'text', year: 2023, records: { year: 2023, held: true } })
  expect(checked.figures.map(({ quote, value }) => [quote, value])).toEqual([
    ['3件', 3],
    ['9件', 9],
  ])
  expect(checked.findings.map(({ severity, rule, quote }) => [severity, rule, quote])).toEqual([
    ['doubt', 'record', '3件'],
    ['error', 'part above whole', '9件'],
  ])
  expect(checked.against).toMatchObject([
    { is: 'different', indicator: 'sheet-closed.entered', recorded: '2件' },
    { is: 'unknown' },
  ])
  const right = (await sent(report('2件'))).body as unknown as ReportChecked
  expect(right.against![0]).toMatchObject({ is: 'equal', name: '登记件数' })
})
test('of a year without records a report is checked for itself', async () => {
  const checked = (await sent(report('3件', 2019))).body as unknown as ReportChecked
  expect(checked.records).toEqual({ year: 2019, held: false })
  expect(checked.against).toBeUndefined()
  const asked = (await sent(report('3件', 2019), '?year=2023')).body as unknown as ReportChecked
  expect(asked).toMatchObject({ year: 2019, records: { year: 2023, held: true } })
})
test('what cannot be read is refused with a sentence, and the server goes on', async () => {
  const refusal = async (text: string | Buffer) => {
    const { status, body } = await sent(text)
    return [status, (body.fields as { file?: string } | undefined)?.file ?? '']
  }
  expect(await refusal('')).toEqual([400, expect.stringContaining('空的')])
  expect(await refusal('   \n')).toEqual([400, expect.stringContaining('没有文字')])
  expect(await refusal('审'.repeat(200_001))).toEqual([400, expect.stringContaining('20万字')])
  expect(await refusal('12件'.repeat(12_000))).toEqual([400, expect.stringContaining('数字超过')])
  const bomb = zipSync({ 'word/document.xml': strToU8(`<w:t>${' '.repeat(21 * 2 ** 20)}</w:t>`) })
  expect(await refusal(Buffer.from(bomb))).toEqual([400, expect.stringContaining('展开后超过')])
  expect(await refusal(Buffer.from('PK\u0003\u0004truncated'))).toEqual([400, expect.stringContaining('不完整')])
  expect((await sent(report('2件'), '?year=22')).status).toBe(400)
  expect((await sent(report('2件'))).status).toBe(200)
})
test('only officials check reports', async () => {
  expect((await sent(report('2件'), '', new Browser(web.app))).status).toBe(401)
  expect((await sent(report('2件'), '', auditor)).status).toBe(403)
})
