/** The console as several people use it: each with a browser of their own, one after another and at the same time. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sampleFile } from '../kernel/sample.ts'
import { sealAll } from '../kernel/ledger/index.ts'
import { newId } from '../kernel/register/index.ts'
import { keepTrace } from '../server/trace.ts'
import { startDesk, type Desk } from './desk.ts'

let desk: Desk
const [inspection, finding, older] = [newId(), newId(), newId()]
const study = newId()
const report = newId()

beforeAll(async () => {
  desk = await startDesk()
  const { act, person } = desk
  await person('law', 'u1', 'law-office')
  await person('inspector', 'u1', 'inspector')
  await person('office', 'u1', 'government-office')
  await person('unit', 'u2', 'clerk')
  await person('justice', 'u3', 'justice-bureau')
  await person('other', 'u3', 'justice-bureau')
  await person('leader', 'u1', 'district-leader')
  const whole = (name: string, on: string, by: string, body = {}) => act('inspection', inspection, name, on, by, body)
  await whole('propose', '2022-03-01', 'p1', {
    title: '示例督察',
    kind: 'special',
    year: 2022,
    content: '决策程序',
    objects: ['u2'],
    scheme: sampleFile,
  })
  await whole('approve', '2022-03-02', 'p2')
  await whole('inspect', '2022-03-03', 'p3', { visited: 'u2', way: 'visit', notes: sampleFile })
  const on = async (id: string, name: string, day: string, by: string, body = {}, unit = 'u1') => {
    const outcome = await act('inspection', inspection, name, day, by, body, { part: { kind: 'finding', id }, unit })
    expect(outcome).toMatchObject({ is: 'done' })
  }
  for (const id of [finding, older])
    await on(id, 'raise', '2022-03-04', 'p3', {
      problem: id === older ? '去年的问题' : '新的问题',
      basis: '程序规定',
      topic: 'decisions',
      proof: sampleFile,
      unit: 'u2',
    })
  await whole('conclude', '2022-03-10', 'p1', { conclusion: sampleFile })
  await on(older, 'feedBack', '2022-03-11', 'p4', { letter: sampleFile, due: '2022-05-31' })
  await on(older, 'receive', '2022-03-12', 'p7', { receipt: sampleFile }, 'u2')
  await on(older, 'plan', '2022-03-23', 'p7', { measures: '补办', owner: 'p8' }, 'u2')
  await on(older, 'report', '2022-05-11', 'p7', { evidence: sampleFile }, 'u2')
  await on(older, 'accept', '2022-05-12', 'p4', { checked: sampleFile })
  const plan = { year: 2022, bodies: ['partyGroup'], host: ['u1'], kind: 'collective', plannedFor: '2023-03-10' }
  await act('study', study, 'plan', '2022-01-10', 'p1', { ...plan, topic: '两人同时办理' })
  await act('annual-report', report, 'open', '2023-01-03', 'p1', {
    title: '示例报告',
    year: 2022,
    scope: 'district',
    body: 'u1',
  })
})
afterAll(() => desk?.stop())

const upload = async (page: Page): Promise<void> => {
  await page.setInputFiles('.ant-modal input[type=file] >> nth=0', {
    name: '佐证.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('佐证'),
  })
  await page.waitForSelector('.ant-modal >> text=已上传')
}
const choose = async (page: Page, words: string): Promise<void> => {
  await page.click('.ant-modal .ant-select')
  await page.keyboard.type(words)
  await page.keyboard.press('Enter')
}
const submit = async (page: Page): Promise<void> => {
  await page.click('.ant-modal button:has-text("提交")')
  await page.waitForSelector('.ant-modal', { state: 'detached', timeout: 10_000 }).catch(async (error: unknown) => {
    throw new Error(`the form stays open: ${await page.textContent('.ant-modal')}`, { cause: error })
  })
}
/** Opens a finding of the inspection by its words. */
const openFinding = async (login: string, words: string): Promise<Page> => {
  const { page } = await desk.at(login)
  await page.goto(`/console/inspection/${inspection}`)
  await page.click('.ant-tabs-tab:has-text("督察问题")')
  await page.click(`.parts tr:has-text("${words}") button.ant-table-row-expand-icon`)
  return page
}
const press = (page: Page, words: string) => page.click(`.parts .ant-table-expanded-row button:has-text("${words}")`)

test('a finding goes from feedback to the check by several people, and an older one is looked back on', async () => {
  const law = await openFinding('law', '新的问题')
  await press(law, '发出反馈函')
  await upload(law)
  await law.fill('.ant-modal .ant-picker input', '2023-05-31')
  await law.keyboard.press('Enter')
  await submit(law)
  await law.waitForSelector('.parts tr:has-text("待签收")')

  const unit = await openFinding('unit', '新的问题')
  await press(unit, '签收反馈函')
  await upload(unit)
  await submit(unit)
  await press(unit, '制定整改方案')
  await unit.fill('.ant-modal textarea', '补办公示')
  await choose(unit, '示例人员8')
  await submit(unit)
  await press(unit, '报告整改')
  await upload(unit)
  await submit(unit)
  await unit.waitForSelector('.parts tr:has-text("待核查")')
  // Who reported does not check.
  expect(await unit.textContent('.parts .refused')).toContain('核查销号')
  await unit.close()

  await law.reload()
  await law.click('.ant-tabs-tab:has-text("督察问题")')
  await law.click('.parts tr:has-text("新的问题") button.ant-table-row-expand-icon')
  await press(law, '核查销号')
  await upload(law)
  await submit(law)
  await law.waitForSelector('.parts tr:has-text("已销号"):has-text("新的问题")')
  await law.close()

  const inspector = await openFinding('inspector', '去年的问题')
  await press(inspector, '回头看确认')
  await upload(inspector)
  await inspector.click('.ant-modal button:has-text("提交")')
  await inspector.waitForSelector('.parts tr:has-text("回头看确认"):has-text("去年的问题"), .ant-modal .ant-alert')
  expect(await inspector.textContent('.parts')).toContain('回头看确认')
  await inspector.close()
})

test('a decision without its procedure is not put on the agenda, and the article stands on the screen', async () => {
  const item = newId()
  const outcome = await desk.act('agenda-items', item, 'submit', '2023-02-20', 'p1', {
    title: '示例决策',
    organ: 'u2',
    kind: 'decision',
    material: sampleFile,
  })
  expect(outcome).toMatchObject({ is: 'done' })
  const { page, complaints } = await desk.at('office')
  await page.goto(`/console/agenda-items/${item}`)
  await page.waitForSelector('.refused')
  const refused = await page.textContent('.refused li:has-text("列入议程")')
  expect(refused).toContain('合法性')
  expect(refused).toMatch(/《.+》第\d+条/)
  expect(await page.isDisabled('.refused li:has-text("列入议程") button')).toBe(true)
  expect(complaints).toEqual([])
  await page.close()
})

test('who comes second sees what the first one did, keeps what was typed, and sends it again', async () => {
  const [first, second] = [await desk.at('justice'), await desk.at('other')]
  const fill = async (page: Page, day: string, reason: string) => {
    await page.fill('.ant-modal .ant-picker input', day)
    await page.keyboard.press('Enter')
    await page.fill('.ant-modal input.ant-input', reason)
  }
  for (const { page } of [first, second]) {
    await page.goto(`/console/study/${study}`)
    await page.click('.acts button:has-text("改期")')
  }
  await fill(second.page, '2023-04-20', '第二人的理由')
  await fill(first.page, '2023-04-10', '第一人的理由')
  await submit(first.page)
  await second.page.click('.ant-modal button:has-text("提交")')
  await second.page.waitForSelector('.conflict >> text=第一人的理由')
  const told = await second.page.textContent('.conflict')
  expect(told).toContain('有人先办理了')
  expect(told).toContain('您所填（保留在下方）：第二人的理由')
  expect(await second.page.inputValue('.ant-modal input.ant-input')).toBe('第二人的理由')
  await second.page.click('.ant-modal button:has-text("核对后重新提交")')
  await second.page.waitForSelector('.ant-modal', { state: 'detached' })
  await second.page.click('.ant-tabs-tab:has-text("历史")')
  await second.page.waitForSelector('.ant-timeline >> text=第二人的理由')
  // Another person than who entered it puts a record right, and the old value stays readable.
  await first.page.click('.ant-tabs-tab:has-text("历史")')
  await first.page.click('.ant-timeline li:has-text("第二人的理由") button:has-text("更正")')
  await first.page.fill('.ant-modal .ant-form-item:has-text("原因") input', '更正后的理由')
  await first.page.fill('.ant-modal .ant-form-item:has-text("理由") input', '笔误')
  await submit(first.page)
  await first.page.waitForSelector('.ant-timeline del:has-text("第二人的理由")')
  await first.page.close()
  await second.page.close()
})

test('a note, a file, a hand-over and a voiding stand in the history, each with a receipt that the browser verifies', async () => {
  const again = { plannedFor: '2023-04-25', reason: '第三人的理由' }
  expect(await desk.act('study', study, 'postpone', '2023-02-20', 'other', again, { unit: 'u3' })).toMatchObject({
    is: 'done',
  })
  const { page, complaints } = await desk.at('justice')
  await page.goto(`/console/study/${study}`)
  await page.click('.ant-tabs-tab:has-text("历史")')
  await page.click('.built-in button:has-text("备注")')
  await page.fill('.ant-modal textarea', '请与会人员提前准备')
  await submit(page)
  await page.waitForSelector('.ant-timeline >> text=请与会人员提前准备')
  await page.click('.built-in button:has-text("附件")')
  await page.fill('.ant-modal .ant-form-item:has-text("标题") input', '会议通知')
  // Slow enough to be seen on its way.
  await page.route('**/api/files', async (route) => {
    await new Promise((done) => setTimeout(done, 700))
    await route.continue()
  })
  await page.setInputFiles('.ant-modal input[type=file]', {
    name: '通知.txt',
    mimeType: 'text/plain',
    buffer: Buffer.alloc(300_000, 'a'),
  })
  await page.waitForSelector('.ant-modal .ant-progress')
  await page.waitForSelector('.ant-modal >> text=已上传')
  await submit(page)
  await page.waitForSelector('.ant-timeline a:has-text("附件")')
  await page.click('.built-in button:has-text("移交")')
  const selects = page.locator('.ant-modal .ant-select')
  for (const [n, words] of [
    [0, '示例单位u3'],
    [1, '示例other'],
  ] as const) {
    await selects.nth(n).click()
    await page.keyboard.type(words)
    await page.keyboard.press('Enter')
  }
  await page.fill('.ant-modal .ant-form-item:has-text("理由") input', '岗位调整')
  await submit(page)
  await page.waitForSelector('.ant-timeline >> text=岗位调整')
  // The record of another person is voided; it stays readable, struck through.
  await page.click('.ant-timeline li:has-text("第三人的理由") button:has-text("作废")')
  await page.fill('.ant-modal .ant-form-item:has-text("理由") input', '重复登记')
  await submit(page)
  await page.waitForSelector('.ant-timeline .voided:has-text("已作废")')
  await sealAll(desk.house.pool, desk.tenant, 'sha256', desk.house.signingKey, desk.house.realNow())
  await keepTrace(desk.house, desk.tenant)
  await page.click('.ant-timeline button:has-text("回执") >> nth=-1')
  await page.waitForSelector('.ant-timeline >> text=核验一致')
  // On paper stands the whole file: every tab, one after another.
  await page.evaluate(
    "window.print = () => { document.body.dataset.printed = [...document.querySelectorAll('.printed h2')].map((one) => one.textContent).join(' ') }",
  )
  await page.click('button:has-text("打印全卷")')
  await page.waitForSelector('body[data-printed]', { state: 'attached' })
  const printed = await page.evaluate<string>('document.body.dataset.printed')
  for (const words of ['内容', '期限', '历史', '相关案卷']) expect(printed).toContain(words)
  expect(complaints).toEqual([])
  await page.close()

  // Whom it was handed to finds it to be read, and what he did before among what is done.
  const { page: other } = await desk.at('other')
  await other.click('.ant-tabs-tab:has-text("待阅")')
  await other.click('main tbody a:has-text("两人同时办理")')
  await other.waitForSelector('.flow')
  await other.goto('/console/')
  await other.click('.ant-tabs-tab:has-text("已办")')
  await other.waitForSelector('main tbody tr:has-text("改期"):has-text("两人同时办理")')
  await other.close()
})

test('two people write the same passage of the report, and neither text is lost', async () => {
  const place = { place: 'measures/leadership', after: 0, words: '全区坚持依法行政。' }
  const part = { kind: 'passage', id: newId() }
  const written = await desk.act('annual-report', report, 'write', '2023-01-10', 'p1', place, { part })
  expect(written).toMatchObject({ is: 'done' })
  const [one, two] = [await desk.at('justice'), await desk.at('other')]
  for (const { page } of [one, two]) {
    await page.goto('/console/report')
    await page.click('.passage button:has-text("改写")')
  }
  await two.page.fill('.editor textarea', '第二人写的，办理2022139件。')
  await two.page.waitForSelector('.remark:has-text("2022139")')
  await one.page.fill('.editor textarea', '第一人写的。')
  await one.page.click('.editor button:has-text("保存")')
  await one.page.waitForSelector('.passage:has-text("第一人写的")')
  await two.page.click('.editor button:has-text("保存")')
  await two.page.waitForSelector('.theirs:has-text("第一人写的")')
  expect(await two.page.inputValue('.editor textarea')).toContain('第二人写的')
  await two.page.click('.editor button:has-text("两段接在一起")')
  await two.page.click('.editor button:has-text("保存")')
  await two.page.waitForSelector('.passage:has-text("第一人写的"):has-text("第二人写的")')
  expect(await two.page.textContent('.remarks')).toContain('2022139')
  await one.page.close()
  await two.page.close()
})

test('a leader drills from the wall to a row, with the keyboard alone', async () => {
  const { page, complaints } = await desk.at('leader')
  await page.goto('/console/board')
  await page.waitForSelector('.cell')
  await page.focus('.cell >> nth=0')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.chosen li')
  await page.keyboard.press('Escape')
  await page.waitForSelector('.chosen', { state: 'detached' })
  await page.click('.cell >> nth=0')
  await page.click('.chosen a >> nth=0')
  await page.waitForSelector('.flow')
  await page.click('.ant-tabs-tab:has-text("计入指标")')
  await page.click('main a.year >> nth=0')
  await page.waitForSelector('main tbody a')
  expect(complaints).toEqual([])
  await page.close()
})
