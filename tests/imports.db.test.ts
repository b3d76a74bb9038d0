/** Imports through the web server: who may, what is refused, what is not doubled, what is undone, what a restart leaves. */
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readXlsx, writeXlsx, type CellValue } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ImportJobs } from '../exchange/imports/jobs.ts'
import { moveJob, type ImportJob } from '../exchange/imports/store.ts'
import { readJob } from '../exchange/imports/work.ts'
import { goodOds, workbook, zipOf } from '../exchange/sheets/hostile.fixture.ts'
import { rows, sealAll, transact, exportLines } from '../kernel/ledger/index.ts'
import { rebuild } from '../kernel/register/index.ts'
import { smallDistrict } from './cluster.ts'
import { official, startWeb, type Browser, type Web } from './web.ts'
import type { ImportState } from '../exchange/imports/told.ts'

let web: Web
let tenant: string
let clerk: Browser
let bureau: Browser
let second: Browser
let other: Browser
beforeAll(async () => {
  web = await startWeb()
  tenant = await smallDistrict(web.house, 'imports')
  const at = [tenant, 'imports'] as const
  clerk = await official(web, at, 'clerk', 'u1', 'clerk', 'publisher')
  other = await official(web, at, 'other', 'u2', 'clerk', 'publisher')
  second = await official(web, at, 'second', 'u1', 'legal-section')
  bureau = await official(web, at, 'bureau', 'u3', 'justice-bureau')
})
afterAll(() => web?.stop())

type Shown = ImportJob['doc'] & Omit<ImportJob, 'doc'>
const settled = async (browser: Browser, m: string, id: string): Promise<Shown> => {
  for (;;) {
    const answer = await browser.get(`/api/${m}/imports/${id}`)
    const job = answer.body.import as Shown
    if (!job) throw new Error(answer.text)
    if (!['reading', 'checking', 'committing'].includes(job.state)) return job
    await new Promise((go) => setTimeout(go, 20))
  }
}
const send = (browser: Browser, m: string, bytes: Uint8Array | string, name = '表.csv', act = '') =>
  browser.send('POST', `/api/${m}/imports${act && `?act=${act}`}`, Buffer.from(bytes), {
    'content-type': 'application/octet-stream',
    'x-file-name': encodeURIComponent(name),
  })
const upload = async (
  browser: Browser,
  m: string,
  bytes: Uint8Array | string,
  name?: string,
  act?: string,
): Promise<Shown> => {
  const answer = await send(browser, m, bytes, name, act)
  expect([answer.status, answer.text.slice(0, 200)]).toEqual([201, expect.anything()])
  return settled(browser, m, (answer.body.import as Shown).id)
}
const commit = async (browser: Browser, m: string, { id }: Shown, body: object): Promise<Shown> => {
  const answer = await browser.post(`/api/${m}/imports/${id}/commit`, body)
  expect([answer.status, answer.text.slice(0, 200)]).toEqual([200, expect.anything()])
  return settled(browser, m, id)
}
const undo = (browser: Browser, m: string, { id }: Shown, reason = '导错了文件') =>
  browser.post(`/api/${m}/imports/${id}/undo`, { reason })
const head = '标题,栏目,发布单位,发生日期,页面地址'
const line = (n: number, day = '2022-03-01', column = '通知公告') =>
  `公告${n},${column},示例单位u1,${day},/gg/${n}.html`
const csv = (...lines: string[]): string => [head, ...lines, ''].join('\r\n')
const count = async (table: string, where = ''): Promise<number> =>
  Number(
    (
      await transact(web.house.pool, tenant, (client) =>
        rows<{ n: number }>(
          client,
          `SELECT count(*)::int AS n FROM ${table} WHERE ${table.startsWith('ledger') ? 'tenant' : '_tenant'} = $1 ${where}`,
          [tenant],
        ),
      )
    )[0]!.n,
  )
const faults = ({ report }: Shown) => report!.faults.map(({ at, words }) => [at, words])

describe('judging', () => {
  test('errors stand at their cells and say what would be right; nothing is written by a check', async () => {
    const before = await count('ledger.event')
    const job = await upload(
      clerk,
      'publishing',
      csv(
        '公告,通知公告栏,司法局,2022-02-30,/1',
        '公告,通知公告,u1,2024-01-01,/2',
        ',通知公告,u1,2022-03-01,/3',
        line(4),
      ),
    )
    expect(faults(job)).toEqual([
      ['B2', expect.stringContaining('没有“通知公告栏”这一选项，是否为“通知公告”')],
      ['C2', expect.stringContaining('本区没有“司法局”这一单位')],
      ['D2', expect.stringContaining('这一天不存在')],
      ['D3', '发生日2024-01-01晚于今天（2023-02-20）'],
      ['A4', '标题：必填'],
    ])
    expect(job).toMatchObject({ state: 'checked', report: { rows: 4, good: 1, wrong: 3, acts: { carry: 1 } } })
    expect(await count('ledger.event')).toBe(before)
    const refused = await commit(clerk, 'publishing', job, { mode: 'all' })
    expect(refused).toMatchObject({ state: 'checked', words: '有3行不能导入，整批都没有写入' })
    expect(await count('ledger.event')).toBe(before)
    expect(await clerk.send('DELETE', `/api/publishing/imports/${job.id}`)).toMatchObject({ status: 200 })
    expect((await clerk.get(`/api/publishing/imports/${job.id}`)).status).toBe(404)
  })
  test('an effect is judged as if it were entered: refused under its article, and not back-dated', async () => {
    const sheet = (day: string) =>
      `办理事项,发生日期,标题,栏目,发布单位,正文·文件,形成（变更）日\r\n起草,${day},稿,通知公告,u1,${'a0'.repeat(32)},2022-02-01\r\n`
    const late = await upload(clerk, 'publishing', sheet('2023-02-01'))
    expect(faults(late)).toEqual([['B2', expect.stringMatching(/不能倒填导入；.*存量登记（fazhi takeover）/)]])
    expect((await upload(clerk, 'publishing', sheet(''))).report).toMatchObject({ good: 1, wrong: 0 })
    const listed = await upload(
      bureau,
      'issuing-bodies',
      '办理事项,制定主体,主体类别,发文机关代字,列入依据,决定文件\r\n增加代字,示例单位u1,,示例发,,\r\n',
    )
    expect(listed.report).toMatchObject({ good: 0, wrong: 1 })
  })
  test('a fact with a breach is written, and said beforehand', async () => {
    const text =
      '标题,栏目,发布单位,发生日期,页面地址,上级文号或者标题,上级发布日\r\n转,上级文件,u1,2022-06-01,/s/1,国办发〔2022〕1号,2022-03-01\r\n'
    const job = await upload(clerk, 'publishing', text)
    expect(job.report).toMatchObject({ good: 1, breached: 1, acts: { forward: 1 } })
    expect(job.report!.preview[0]!.notes[0]).toContain('转发')
    await commit(clerk, 'publishing', job, { mode: 'all' })
    expect(await count('register.publishing', 'AND _breaches = 1')).toBe(1)
  })
  test('names that mean two units, two persons or nobody are told, with what to write instead', async () => {
    const job = await upload(clerk, 'publishing', csv('公告,通知公告,示例单位u9,2022-03-01,/1'))
    expect(faults(job)[0]![1]).toMatch(/本区没有“示例单位u9”这一单位，是否为“示例单位u[123]”/)
  })
})

describe('once', () => {
  test('good rows only; the corrected file sent again doubles nothing; equal rows of one file are two', async () => {
    const before = await count('register.publishing')
    const first = await upload(clerk, 'publishing', csv(line(11), line(11), line(12), line(13, '2022-02-30')))
    expect(first.report).toMatchObject({ good: 3, wrong: 1, again: 0 })
    expect(await commit(clerk, 'publishing', first, { mode: 'good' })).toMatchObject({
      state: 'done',
      result: { rows: 3 },
    })
    expect(await count('register.publishing')).toBe(before + 3)
    const second = await upload(
      clerk,
      'publishing',
      csv(line(11), line(11), line(11), line(12), line(13, '2022年3月1日')),
    )
    expect(second.report).toMatchObject({ good: 2, wrong: 0, again: 3 })
    await commit(clerk, 'publishing', second, { mode: 'all' })
    expect(await count('register.publishing')).toBe(before + 5)
    // The very same file: nothing is left to do, unless it is meant.
    const third = await upload(clerk, 'publishing', csv(line(12)))
    expect(await commit(clerk, 'publishing', third, { mode: 'all' })).toMatchObject({
      state: 'checked',
      words: '没有可以导入的行，没有写入',
    })
    expect(await commit(clerk, 'publishing', third, { mode: 'all', again: true })).toMatchObject({ state: 'done' })
    expect(await count('register.publishing')).toBe(before + 6)
  })
  test('a mapping that was put right is remembered for the unit, and for no other', async () => {
    const text = '甲,乙,丙,丁,戊\r\n公告21,通知公告,示例单位u1,2022-03-01,/21\r\n'
    const job = await upload(clerk, 'publishing', text)
    expect(job.mapping!.columns).not.toEqual(['title', 'column', 'owner', 'on', 'address'])
    const mapping = { columns: ['title', 'column', 'owner', 'on', 'address'], fixed: {}, units: {}, act: 'carry' }
    await clerk.post(`/api/publishing/imports/${job.id}/mapping`, { mapping })
    expect((await settled(clerk, 'publishing', job.id)).report).toMatchObject({ good: 1, wrong: 0 })
    expect((await upload(clerk, 'publishing', text)).mapping!.columns).toEqual(mapping.columns)
    expect((await upload(other, 'publishing', text)).mapping!.columns).not.toEqual(mapping.columns)
    const twice = await clerk.post(`/api/publishing/imports/${job.id}/mapping`, {
      mapping: { ...mapping, columns: ['title', 'title'] },
    })
    expect(twice).toMatchObject({ status: 400, body: { fields: { mapping: '“标题”对应了两列，请只留一列' } } })
  })
  test('what the file has no column for is given once for all rows', async () => {
    const job = await upload(
      clerk,
      'publishing',
      '标题,栏目,页面地址\r\n公告31,通知公告,/31\r\n公告32,通知公告,/32\r\n',
    )
    expect(job.report!.missing).toEqual(['发生日期', '发布单位'])
    await clerk.post(`/api/publishing/imports/${job.id}/mapping`, {
      mapping: { ...job.mapping!, fixed: { on: '2022年3月5日', owner: '示例单位u1' } },
    })
    expect(await settled(clerk, 'publishing', job.id)).toMatchObject({ report: { good: 2, wrong: 0, missing: [] } })
  })
})

describe('undoing', () => {
  test('a batch is voided by one act of the ledger; a rebuild and a check of the ledger agree; the rows may come again', async () => {
    const before = await count('register.publishing')
    const job = await commit(clerk, 'publishing', await upload(clerk, 'publishing', csv(line(41), line(42))), {
      mode: 'all',
    })
    const events = await count('ledger.event')
    expect(await undo(clerk, 'publishing', job, ' ')).toMatchObject({ status: 400 })
    expect(await undo(clerk, 'publishing', job)).toMatchObject({
      status: 200,
      body: { import: { state: 'undone', undone: { reason: '导错了文件', cases: 2 } } },
    })
    expect(await count('ledger.event')).toBe(events + 1)
    expect(await count('ledger.event', "AND act = 'void'")).toBeGreaterThan(0)
    expect(await count('register.publishing')).toBe(before)
    await rebuild(web.house, web.house.owner, web.house.mechanisms.get('publishing')!)
    expect(await count('register.publishing')).toBe(before)
    expect(await undo(clerk, 'publishing', job)).toMatchObject({ status: 409 })
    expect((await upload(clerk, 'publishing', csv(line(41), line(42)))).report).toMatchObject({ good: 2, again: 0 })
    await sealAll(web.house.pool, tenant, 'sha256', web.house.signingKey, web.house.realNow())
    const path = join(await mkdtemp(join(tmpdir(), 'fazhi-undone-')), 'ledger.ndjson')
    await transact(web.house.pool, tenant, async (client) => {
      const lines: string[] = []
      for await (const one of exportLines(client, tenant, 'sha256')) lines.push(`${one}\n`)
      await writeFile(path, lines.join(''))
    })
    const verifier = fileURLToPath(new URL('../verify/verify.mjs', import.meta.url))
    const told = spawnSync(process.execPath, [verifier, path], { encoding: 'utf8' })
    expect(told.stdout + told.stderr).not.toContain('批次应有')
    expect(told.stdout).toContain('事件')
    await rm(dirname(path), { recursive: true })
  })
  test('it is refused while something stands on a row, and says what', async () => {
    const job = await commit(clerk, 'publishing', await upload(clerk, 'publishing', csv(line(51), line(52))), {
      mode: 'all',
    })
    const [{ id } = { id: '' }] = await transact(web.house.pool, tenant, (client) =>
      rows<{ id: string }>(
        client,
        "SELECT _id AS id FROM register.publishing WHERE _tenant = $1 AND title = '公告51'",
        [tenant],
      ),
    )
    const later = await clerk.post(`/api/publishing/${id}/repeat`, { on: '2022-03-05', body: { channel: 'media' } })
    expect(later.status).toBe(200)
    const answer = await undo(clerk, 'publishing', job)
    expect(answer).toMatchObject({
      status: 409,
      body: { words: expect.stringContaining('2022-03-05又办理了“其他渠道公开”') },
    })
    expect(await settled(clerk, 'publishing', job.id)).toMatchObject({ state: 'done' })
  })
  test('cases with events of their own are voided one by one, by whoever imported them', async () => {
    const before = await count('register.annual_report')
    const job = await upload(
      bureau,
      'annual-report',
      '标题,年度,报告范围,报告主体\r\n2022年度报告,2022,部门,示例单位u3\r\n',
    )
    expect(faults(job)).toEqual([])
    const done = await commit(bureau, 'annual-report', job, { mode: 'all' })
    expect(done).toMatchObject({ state: 'done', result: { rows: 1 } })
    expect(await count('register.annual_report')).toBe(before + 1)
    expect(await undo(bureau, 'annual-report', done)).toMatchObject({ status: 200 })
    expect(await count('register.annual_report')).toBe(before)
  })
})

describe('what came later', () => {
  const bytesAt = async (url: string): Promise<Buffer> =>
    (await clerk.app.inject({ method: 'GET', url, headers: { 'x-fazhi': '1', cookie: clerk.cookie } })).rawPayload
  const sha = 'a0'.repeat(32)
  const suits =
    '案号,一审法院,原告,被告,被诉行政行为,发生日期,起诉状副本和应诉通知书,一审判决胜诉日期,一审判决胜诉·裁判文书,提起上诉·发生日期,提起上诉·上诉状'
  const suit = (n: number, won = '', appealed = '') =>
    `（2022）示例1号之${n},基层法院,甲,示例单位u1,行政处罚,2022-03-01,${sha},${won},${won && sha},${appealed},${appealed && sha}`
  const lines = (...all: string[]) => [suits, ...all, ''].join('\r\n')
  const states = async () =>
    (
      await transact(web.house.pool, tenant, (client) =>
        rows<{ state: string }>(
          client,
          'SELECT _state AS state FROM register.litigation WHERE _tenant = $1 ORDER BY _title',
          [tenant],
        ),
      )
    ).map(({ state }) => state)
  const idOf = async (title: string, table = 'register.litigation') =>
    (
      await transact(web.house.pool, tenant, (client) =>
        rows<{ id: string }>(client, `SELECT _id AS id FROM ${table} WHERE _tenant = $1 AND _title = $2`, [
          tenant,
          title,
        ]),
      )
    )[0]!.id
  let first: Shown
  test('a row tells its case and the facts that followed, each with its own day; all of a row or nothing of it', async () => {
    const job = await upload(
      clerk,
      'litigation',
      lines(suit(1), suit(2, '2022-05-01', '2022-05-10'), suit(3, '2022-04-31')),
    )
    expect(faults(job)).toEqual([['H4', expect.stringContaining('一审判决胜诉·发生日期：“2022-04-31”这一天不存在')]])
    expect(job.report).toMatchObject({ good: 2, wrong: 1, acts: { serve: 2, win: 1, appeal: 1 } })
    // Judged in the order in which things happened: nobody appeals what was not decided.
    const early = await upload(clerk, 'litigation', lines(suit(4, '2022-05-01', '2022-04-01')))
    expect(faults(early)).toEqual([['J2', expect.stringContaining('“提起上诉”须在“')]])
    expect(await states()).toEqual([])
    first = await commit(clerk, 'litigation', job, { mode: 'good' })
    expect(await states()).toEqual(['first', 'second'])
    // The case is not opened twice, and what is new in its row is not passed over in silence.
    const again = await upload(clerk, 'litigation', lines(suit(1, '2022-06-01'), suit(2, '2022-05-01', '2022-05-10')))
    expect(again.report).toMatchObject({ good: 0, again: 1, wrong: 1 })
    expect(faults(again)).toEqual([['H2', expect.stringContaining('后来的事项没有登记')]])
  })
  test('a template names the open cases; filled, it does one act on them, and is undone as a whole', async () => {
    const bytes = await bytesAt('/api/litigation/template?act=win')
    const book = await readXlsx(bytes)
    const filled = book.sheets[0]!.rows.map((row) => [...row])
    expect(filled.at(-1)!.slice(1, 3)).toEqual([await idOf('（2022）示例1号之1'), '（2022）示例1号之1'])
    const blank = await upload(clerk, 'litigation', bytes, '表.xlsx')
    expect(blank).toMatchObject({
      acting: 'win',
      report: { rows: 0, skipped: [{ why: '示例行' }, { why: '没有填写' }] },
    })
    const table = (day: string, key = '（2022）示例1号之1') => `案号,发生日期,裁判文书\r\n${key},${day},${sha}\r\n`
    const job = await upload(clerk, 'litigation', table('2022-06-01'), '表.csv', 'win')
    expect(job).toMatchObject({ acting: 'win', mapping: { columns: ['case', 'on', 'verdict'] }, report: { good: 1 } })
    expect(faults(await upload(clerk, 'litigation', table('2022-02-01'), '表.csv', 'win'))).toEqual([
      ['B2', '发生日2022-02-01早于立案日（2022-03-01）'],
    ])
    expect(faults(await upload(clerk, 'litigation', table('2022-06-01', '无此案'), '表.csv', 'win'))).toEqual([
      ['A2', expect.stringContaining('行政诉讼没有“无此案”这一案卷')],
    ])
    const done = await commit(clerk, 'litigation', job, { mode: 'all' })
    expect(await states()).toEqual(['won', 'second'])
    expect((await upload(clerk, 'litigation', table('2022-06-01'), '表.csv', 'win')).report).toMatchObject({ again: 1 })
    // What the later import did stands on the earlier one.
    expect(await undo(clerk, 'litigation', first)).toMatchObject({ status: 409 })
    expect(await undo(clerk, 'litigation', done)).toMatchObject({ status: 200 })
    expect(await states()).toEqual(['first', 'second'])
    expect((await send(bureau, 'litigation', table('2022-06-01'), '表.csv', 'win')).status).toBe(403)
    expect((await send(clerk, 'litigation', table('2022-06-01'), '表.csv', 'nothing')).status).toBe(400)
  })
  test('parts come by table as well: one is added to its case, and taken back', async () => {
    const table = `案号,发生日期,审级,开庭日,传票或者出庭通知书\r\n（2022）示例1号之1,2022-03-20,一审,2022-04-20,${sha}\r\n`
    const added = await commit(
      clerk,
      'litigation',
      await upload(clerk, 'litigation', table, '表.csv', 'hearing/schedule'),
      { mode: 'all' },
    )
    expect([faults(added), added.state]).toEqual([[], 'done'])
    expect(await count('register.litigation__hearing')).toBe(1)
    const { sheets } = await readXlsx(await bytesAt('/api/litigation/template?act=hearing%2Fcancel'))
    const [, id, named] = sheets[0]!.rows.at(-1)!
    expect(named).toBe('（2022）示例1号之1：一审、2022-04-20')
    const cancelled = `案卷编号,发生日期,原因\r\n${String(id)},2022-04-10,延期开庭\r\n`
    const over = await upload(clerk, 'litigation', cancelled, '表.csv', 'hearing/cancel')
    expect(faults(over)).toEqual([])
    const gone = await commit(clerk, 'litigation', over, { mode: 'all' })
    expect(await count('register.litigation__hearing', "AND _state = 'cancelled'")).toBe(1)
    expect(await undo(clerk, 'litigation', added)).toMatchObject({ status: 409 })
    for (const one of [gone, added]) expect(await undo(clerk, 'litigation', one)).toMatchObject({ status: 200 })
    expect(await count('register.litigation__hearing')).toBe(0)
  })
  test('the table of a register, edited and brought back, corrects; it never opens a case twice', async () => {
    const exported = (await clerk.get('/api/litigation/export?for=import&format=csv')).text
    expect((await upload(clerk, 'litigation', exported)).report).toMatchObject({ good: 0, wrong: 0, again: 2 })
    const edited = exported.replace(/(之1,)基层法院/, '$1中级法院')
    const doubled = await upload(clerk, 'litigation', edited)
    expect(faults(doubled)[0]![1]).toContain('不重复立案；与登记的内容不同，要改请按“更正立案内容”导入。不同的是：')
    // Somebody else corrects, as everywhere.
    const own = await upload(clerk, 'litigation', edited, '表.csv', 'correct')
    const fixed = { ...own.mapping!, fixed: { correction: '法院级别登记有误' } }
    await clerk.post(`/api/litigation/imports/${own.id}/mapping`, { mapping: fixed })
    expect(faults(await settled(clerk, 'litigation', own.id))[0]![1]).toContain('须由原经办人以外的人办理')
    const job = await upload(second, 'litigation', edited, '表.csv', 'correct')
    expect(job.report!.missing).toEqual(['更正理由'])
    await second.post(`/api/litigation/imports/${job.id}/mapping`, { mapping: fixed })
    const ready = await settled(second, 'litigation', job.id)
    expect(ready.report).toMatchObject({ good: 1, wrong: 0, skipped: [{ why: '与登记的内容相同' }] })
    const done = await commit(second, 'litigation', ready, { mode: 'all' })
    expect(done).toMatchObject({ state: 'done', result: { rows: 1 } })
    const { text } = await clerk.get(`/api/litigation/${await idOf('（2022）示例1号之1')}`)
    expect(text).toContain('intermediate')
    // Who is no party to a case may see that it is there, and learns no more by holding a table against it.
    const body = {
      year: 2023,
      bodies: ['partyGroup'],
      host: ['u1'],
      topic: '宪法',
      kind: 'seminar',
      plannedFor: '2023-03-10',
    }
    expect(await clerk.post('/api/study', { on: '2023-02-20', body })).toMatchObject({ status: 201 })
    const ours = (await clerk.get('/api/study/export?for=import&format=csv')).text
    expect(faults(await upload(other, 'study', ours))).toEqual([['J8', '这是其他单位的案卷，您无权核对和更正']])
    expect(await undo(second, 'litigation', done)).toMatchObject({
      status: 409,
      text: expect.stringContaining('再按“更正立案内容”导入'),
    })
  })
})

describe('the house stays up', () => {
  test('files that are refused: the sentence is told, nothing is written, the next file is read', async () => {
    const before = [await count('ledger.event'), await count('ledger.file')]
    const bad: [Uint8Array | string, string, string][] = [
      [zipOf([...workbook(), { name: '../a.xml', data: 'x' }]), '表.xlsx', '路径'],
      [zipOf([...workbook(), { name: 'xl/vbaProject.bin', data: 'x' }]), '表.xlsx', '宏'],
      [zipOf(workbook()).subarray(0, 300), '表.xlsx', '残缺'],
      [zipOf(goodOds), '表.xlsx', '内容却是'],
      ['标题\u0000', '表.csv', 'NUL'],
      ['', '表.csv', '空的'],
    ]
    for (const [bytes, name, says] of bad)
      expect(await upload(clerk, 'publishing', bytes, name)).toMatchObject({
        state: 'refused',
        kept: false,
        words: expect.stringContaining(says),
      })
    expect([await count('ledger.event'), await count('ledger.file')]).toEqual(before)
    const rowsOf: CellValue[][] = [head.split(','), line(61).split(',')]
    const good = await upload(
      clerk,
      'publishing',
      await writeXlsx({ sheets: [{ name: '表', rows: rowsOf }] }),
      '表.xlsx',
    )
    expect(good.report).toMatchObject({ good: 1 })
    expect(web.lines).toEqual([])
  })
  test('after a restart a check begins anew, and what was not yet written waits to be asked for again', async () => {
    const job = await upload(clerk, 'publishing', csv(line(71)))
    const stands = async (state: ImportState) => {
      const { doc } = (await readJob(web.house, tenant, job.id))!
      const { report: _, ...rest } = doc
      await transact(web.house.pool, tenant, (client) => moveJob(client, tenant, job.id, ['checked'], state, rest))
      const restarted = new ImportJobs(web.house)
      await restarted.resume()
      await restarted.settled(job.id)
      await restarted.close()
      return (await readJob(web.house, tenant, job.id))!
    }
    expect(await stands('checking')).toMatchObject({ state: 'checked', doc: { report: { good: 1 } } })
    expect(await stands('committing')).toMatchObject({
      state: 'checked',
      doc: { words: expect.stringContaining('没有写入，请再次提交') },
    })
    expect(await commit(clerk, 'publishing', job, { mode: 'all' })).toMatchObject({
      state: 'done',
      result: { rows: 1 },
    })
  })
  test('an import is its unit’s alone, and nobody imports who could not enter it', async () => {
    const job = await upload(clerk, 'publishing', csv(line(81)))
    for (const path of ['', '/marked', '/receipt'])
      expect((await other.get(`/api/publishing/imports/${job.id}${path}`)).status).toBe(404)
    expect((await other.post(`/api/publishing/imports/${job.id}/commit`, { mode: 'all' })).status).toBe(404)
    expect((await bureau.get('/api/publishing/template')).status).toBe(403)
    expect((await send(bureau, 'publishing', csv(line(82)))).status).toBe(403)
    expect((await clerk.get('/api/publishing/imports')).body.imports).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: job.id })]),
    )
    expect((await other.get('/api/publishing/imports')).text).not.toContain(job.id)
    const receipt = await commit(clerk, 'publishing', job, { mode: 'all' })
    await sealAll(web.house.pool, tenant, 'sha256', web.house.signingKey, web.house.realNow())
    expect(await clerk.get(`/api/publishing/imports/${receipt.id}/receipt`)).toMatchObject({
      status: 200,
      body: { rows: 1, batches: [{ rows: 1, receipt: expect.anything() }] },
    })
  })
})
