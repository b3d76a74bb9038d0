/** The console in a real browser, over a house of its own: nothing is mocked. The console is the one that was built. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readXlsx } from 'hucre/xlsx'
import type { Download } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importLaws } from '../exchange/laws/library.ts'
import { newId } from '../kernel/register/index.ts'
import { createAccount } from '../server/accounts.ts'
import { stumbles } from './chromium.ts'
import { password, signIn, startDesk, type Desk } from './desk.ts'

let desk: Desk
const visitor: Desk['visitor'] = (options) => desk.visitor(options)

beforeAll(async () => {
  desk = await startDesk()
  await desk.person('justice', 'u3', 'justice-bureau')
  for (const n of [1, 2]) {
    const plan = { year: 2022, bodies: ['partyGroup'], host: ['u1'], kind: 'collective', plannedFor: '2022-03-10' }
    await desk.act('study', newId(), 'plan', '2022-01-10', 'p1', { ...plan, topic: `示例主题${n}` })
  }
  for (const person of ['p1', 'p3'])
    await createAccount(desk.house, { tenant: desk.tenant, login: person, person, password, mustChange: false })
})
afterAll(() => desk?.stop())

test('a wrong password is told, several lock the account, and the right one opens the workbench', async () => {
  const { page, complaints } = await visitor()
  await signIn(page, 'p3', 'wrong-words')
  await page.waitForSelector('.ant-alert')
  expect(await stumbles(page)).toEqual([])
  expect(await page.textContent('.ant-alert')).toContain('口令')
  for (let n = 1; n < 5; n++)
    await page.request.post('/api/session', {
      data: { login: 'p3', password: 'wrong-words' },
      headers: { 'X-Fazhi': '1' },
    })
  await signIn(page, 'p3')
  await page.waitForSelector('.ant-alert:has-text("锁定")')
  await signIn(page, 'justice')
  await page.waitForSelector('.frame')
  expect(await page.textContent('.top')).toContain('示例justice')
  expect(await page.textContent('.top')).toContain('均系虚构')
  await page.click('.top button:has-text("English")')
  await page.waitForSelector('h1:has-text("Workbench")')
  await page.reload()
  await page.waitForSelector('h1:has-text("Workbench")')
  expect(await page.getAttribute('html', 'lang')).toBe('en')
  expect(await stumbles(page)).toEqual([])
  await page.click('.top button:has-text("中文")')
  // A refused sign-in is an answer of 401, which every browser writes to its console.
  expect(complaints.filter((words) => !words.includes('401'))).toEqual([])
  await page.close()
})

test('duties lead to the case; what is refused says why before any form; a late fact is warned of, then recorded', async () => {
  const { page, complaints } = await visitor()
  await signIn(page, 'justice')
  await page.waitForSelector('main tbody a')
  expect(await page.textContent('main')).toContain('超期')
  await page.click('main tbody a >> nth=0')
  await page.waitForSelector('.flow')
  expect(await page.textContent('.flow .here')).toBe('待举办')
  await page.click('text=其他状态下的事项')
  expect(await page.textContent('.refused')).toContain('“办结”须在“已举办”时办理，现为“待举办”')
  await page.click('.acts button:has-text("改期")')
  await page.waitForSelector('.ant-modal-content, .ant-modal-container')
  await page.click('.ant-modal button:has-text("取消")')
  await page.click('.acts button:has-text("举办")')
  await page.fill('.ant-modal input[role=spinbutton]', '12')
  // Sent incomplete: the server says what is missing, at its field, and what was typed stays.
  await page.click('.ant-modal button:has-text("提交")')
  await page.waitForSelector('.ant-form-item-explain-error')
  expect(await page.textContent('.ant-modal')).toContain('地点：必填')
  await page.click('.ant-modal .ant-select')
  await page.click('.ant-select-item-option >> nth=0')
  await page.setInputFiles('.ant-modal input[type=file] >> nth=0', {
    name: '会议记录.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('会议记录'),
  })
  await page.waitForSelector('text=已上传')
  await page.click('.ant-modal button:has-text("提交")')
  await page.waitForSelector('text=可以记录，但会记为违法')
  expect(await page.textContent('.ant-modal')).toContain('“按计划举办”已于2022-03-10届满')
  await page.click('.ant-modal button:has-text("仍按事实记录")')
  await page.waitForSelector('.flow .here:has-text("已举办")')
  expect(await page.textContent('main')).toContain('违法记录 1')
  await page.click('.ant-tabs-tab:has-text("期限")')
  await page.waitForSelector('text=迟办')
  await page.click('.ant-tabs-tab:has-text("历史")')
  await page.waitForSelector('.ant-timeline >> text=举办')
  expect(complaints.filter((words) => !/40[09]/.test(words))).toEqual([])
  await page.close()
})

test('what was typed survives a reload', async () => {
  const { page } = await visitor()
  await signIn(page, 'justice')
  await page.waitForSelector('.frame')
  await page.goto('/console/study')
  await page.click('.head button:has-text("列入计划")')
  await page.fill('.ant-modal input.ant-input >> nth=0', '没有写完的主题')
  await page.reload()
  await page.click('.head button:has-text("列入计划")')
  await page.waitForSelector('text=已恢复上次未提交的内容')
  expect(await page.inputValue('.ant-modal input.ant-input >> nth=0')).toBe('没有写完的主题')
  await page.close()
})

test('from a figure to its rows, and from the board to a case', async () => {
  const { page, complaints } = await visitor({ viewport: { width: 1920, height: 1080 } })
  await signIn(page, 'justice')
  await page.waitForSelector('.frame')
  await page.goto('/console/indicators/study.gaps?year=2022')
  await page.waitForSelector('main tbody a')
  expect(await page.textContent('main')).toContain('期内依法产生的“列入计划的场次”')
  await page.goto('/console/board')
  await page.click('.cell >> nth=0')
  await page.click('.chosen a >> nth=0')
  await page.waitForSelector('.flow')
  expect(complaints).toEqual([])
  await page.close()
})

test('lists, rows behind a figure and duties are downloaded as they stand on the screen', async () => {
  const { page, complaints } = await desk.at('justice')
  const download = async (format: string): Promise<Download> => {
    const coming = page.waitForEvent('download')
    await page.click('button:has-text("导出")')
    await page.click(`.ant-dropdown:not(.ant-dropdown-hidden) a:has-text("${format}")`)
    return coming
  }
  await page.goto('/console/study')
  await page.waitForSelector('main tbody a')
  const sheet = await download('xlsx')
  expect(sheet.suggestedFilename()).toMatch(/^学法.*\.xlsx$/)
  const { rows } = (await readXlsx(await readFile(await sheet.path()))).sheets[0]!
  const head = rows.findIndex((row) => row.includes('案卷编号'))
  expect(rows.slice(head + 1)).toHaveLength(await page.locator('main tbody tr.ant-table-row').count())
  expect(rows.slice(head + 1).map((row) => row[0])).toContain('示例主题2')
  for (const path of ['/console/', '/console/indicators/study.gaps?year=2022']) {
    await page.goto(path)
    await page.waitForSelector('main tbody a')
    const text = await readFile(await (await download('csv')).path(), 'utf8')
    expect(text).toMatch(/^\ufeff[^]*导出：示例justice（u3）/)
  }
  expect(complaints).toEqual([])
  await page.close()
})

test('a citation says how its text is imported, and opens it once it is; a calendar’s address is made and revoked', async () => {
  const { page, complaints } = await desk.at('justice')
  const cite = async (): Promise<void> => {
    await page.goto('/console/admin?tab=law')
    await page.click('.ant-collapse-header:has-text("重大行政决策程序暂行条例")')
    await page.click('.law .cite >> nth=0')
  }
  await cite()
  await page.waitForSelector('.ant-drawer >> text=fazhi laws import')
  const title = (await page.textContent('.ant-drawer-title'))!.replace(/[《》]/g, '')
  const folder = await mkdtemp(join(tmpdir(), 'fazhi-laws-'))
  const articles = [...Array(60).keys()].map((n) => `第${n + 1}条 示例文字${n + 1}。`).join('\n\n')
  await writeFile(join(folder, `${title}(2015-01-01).md`), `# ${title}\n<!-- INFO END -->\n${articles}`)
  await importLaws(desk.house, desk.tenant, folder)
  await rm(folder, { recursive: true })
  await cite()
  await page.waitForSelector('.ant-drawer .law-text p')
  expect(await page.locator('.law-text p').count()).toBe(1)
  expect(await stumbles(page)).toEqual([])
  await page.click('.ant-drawer button:has-text("看全文")')
  await page.waitForSelector('.law-text p >> nth=59')
  await page.goto('/console/')
  await page.click('.ant-tabs-tab:has-text("日历和邮件")')
  await page.click('button:has-text("生成网址")')
  const url = await page.textContent('.address')
  expect((await page.request.get(url!)).status()).toBe(200)
  expect(await stumbles(page)).toEqual([])
  await page.click('button:has-text("停用")')
  await page.click('.ant-popconfirm-buttons .ant-btn-primary')
  await page.waitForSelector('button:has-text("生成网址")')
  expect((await page.request.get(url!)).status()).toBe(404)
  expect(complaints).toEqual([])
  await page.close()
})

test('one act on many cases: asked for each, the refused ones named, the rest done one by one; views are kept on the server', async () => {
  const ids = [newId(), newId(), newId()]
  for (const [n, id] of ids.entries()) {
    const plan = { year: 2023, bodies: ['partyGroup'], host: ['u1'], kind: 'collective', plannedFor: '2023-03-10' }
    await desk.act('study', id, 'plan', '2023-01-10', 'p1', { ...plan, topic: `成批${n}` })
  }
  await desk.act('study', ids[2]!, 'cancel', '2023-02-01', 'p1', { reason: '不再举办' })
  const { page, complaints } = await desk.at('justice')
  await page.goto('/console/study')
  await page.click('.tools button:has-text("筛选")')
  await page.waitForSelector('.filter')
  expect(await stumbles(page)).toEqual([])
  await page.fill('.filter:has-text("主题") input', '成批')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.foot:has-text("3 条")')
  await page.keyboard.press('Escape')
  for (const n of [0, 1, 2]) await page.check(`tbody tr:has-text("成批${n}") input[type=checkbox]`)
  await page.click('.chosen-rows button:has-text("成批办理")')
  await page.click('.ant-modal .ant-select')
  await page.click('.ant-select-item-option:has-text("改期（可办2件）")')
  await page.waitForSelector('.ant-modal h2:has-text("不能办理的1件")')
  expect(await page.textContent('.ant-modal .outcomes')).toContain('成批2')
  await page.fill('.ant-modal .ant-picker input', '2023-04-20')
  await page.keyboard.press('Enter')
  await page.fill('.ant-modal .ant-form-item:has-text("原因") input', '场地占用')
  await page.click('.ant-modal button:has-text("逐件试办")')
  await page.click('.ant-modal button:has-text("办理2件")')
  await page.waitForSelector('.ant-modal [role=status]:has-text("共2件，已办2件")')
  await page.click('.ant-modal .ant-modal-footer button:has-text("关闭")')
  await page.click('.run-line button:has-text("收起")')
  await page.click('.tools button:has-text("视图")')
  await page.click('.views button:has-text("保存为视图")')
  await page.fill('.ant-modal input', '改过期的')
  await page.click('.ant-modal button:has-text("保存")')
  await page.click('.tools button:has-text("视图")')
  await page.click('.view:has-text("改过期的") button:has-text("设为默认")')
  await page.waitForSelector('.view button:has-text("默认 ✓")')
  // Another browser of the same person opens with it.
  const { page: elsewhere } = await desk.at('justice')
  await elsewhere.goto('/console/study')
  await elsewhere.waitForSelector('.foot:has-text("3 条")')
  await elsewhere.close()
  await page.click('.view:has-text("改过期的") button:has-text("删除")')
  expect(complaints).toEqual([])
  await page.close()
})

test.each([
  ['workbench', '/console/'],
  ['register', '/console/study'],
  ['empty register', '/console/litigation'],
  ['indicators', '/console/indicators'],
  ['indicator', '/console/indicators/study.gaps?year=2022'],
  ['report', '/console/report'],
  ['board', '/console/board'],
  ['admin', '/console/admin'],
  ['search', '/console/search?q=%E7%A4%BA%E4%BE%8B'],
  ['nothing found', '/console/search?q=%E6%B2%A1%E6%9C%89'],
])('nobody stumbles: %s', async (_, path) => {
  const { page, complaints } = await desk.at('justice')
  await page.goto(path)
  await page.waitForLoadState('networkidle')
  expect(await stumbles(page)).toEqual([])
  expect(complaints).toEqual([])
  await page.close()
})

test('every tab of a case and of the administration is walked without a stumble; every register opens empty', async () => {
  const { page, complaints } = await desk.at('justice')
  for (const path of ['/console/study', '/console/admin']) {
    await page.goto(path)
    if (path.endsWith('study')) await page.click('main tbody a >> nth=0')
    await page.waitForSelector('.ant-tabs-tab')
    for (const tab of await page.$$('.ant-tabs-tab')) {
      await tab.click()
      await page.waitForLoadState('networkidle')
      expect([path, await tab.textContent(), await stumbles(page)]).toEqual([path, await tab.textContent(), []])
    }
  }
  for (const id of desk.house.mechanisms.keys()) {
    await page.goto(`/console/${id}`)
    await page.waitForSelector('main .ant-table, main .ant-alert')
  }
  expect(complaints.filter((words) => !words.includes('404'))).toEqual([])
  await page.close()
})
