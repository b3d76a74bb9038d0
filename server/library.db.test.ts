/** The library of law texts, from a folder to what a citation opens; and a backup that holds every table it should. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importLaws } from '../exchange/laws/library.ts'
import { smallDistrict, startHouse } from '../tests/cluster.ts'
import { withSheets } from '../tests/sheets.ts'
import { official, startWeb, type Browser, type Web } from '../tests/web.ts'
import { backup, leftOut, restore, tables } from './backup.ts'
import { createHouseTables } from './accounts.ts'
import { createPublicTables } from './public.ts'

let web: Web
let tenant: string
let clerk: Browser
let folder: string
beforeAll(async () => {
  web = await startWeb(await withSheets())
  tenant = await smallDistrict(web.house, 'here')
  clerk = await official(web, [tenant, 'here'], 'clerk1', 'u1', 'clerk')
  folder = await mkdtemp(join(tmpdir(), 'fazhi-laws-'))
})
afterAll(async () => {
  await web.stop()
  await rm(folder, { recursive: true, force: true })
})

// Invented: no law says this. The litigation law is declared with an edition of 2017-07-01.
const law = (title: string, info: string, ...articles: string[]) =>
  `# ${title}\n\n${info}\n\n<!-- INFO END -->\n\n## 第一章 总 则\n\n${articles.join('\n\n')}\n`
const files: Record<string, string | Buffer> = {
  '行政诉讼法(2014-11-01).md': law(
    '中华人民共和国行政诉讼法',
    '2015年5月1日 施行',
    '第一条 旧的示例文字。',
    '第二条 第二条。',
  ),
  '行政诉讼法(2017-06-27).md': law(
    '中华人民共和国行政诉讼法',
    '',
    '第一条 新的示例文字。\n\n（一）甲；',
    '第一条之一 增加的。',
    '第二条 乙。',
  ),
  '示例法(2022-02-01).md': law('示例法', '', '第一条 甲。', '第二条 自2022年6月1日起施行。'),
  '坏文件(2022-01-01).md': Buffer.from([0xff, 0xfe, 0x00]),
  '没有日期.md': '# 某法\n第一条 甲。',
  '没有条文(2022-01-01).txt': '# 某法\n随便写写。',
  'README.md': '说明',
  '表格.xlsx': 'x',
}
const fill = async (): Promise<void> => {
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content)
  await mkdir(join(folder, '目录(2022-01-01).md'), { recursive: true })
}
const text = async (query: Record<string, string>) =>
  (await clerk.get(`/api/laws/text?${new URLSearchParams(query).toString()}`)).body

test('without a text a citation says so, and how to import one', async () => {
  expect(await text({ law: '行政诉讼法', no: '1' })).toEqual({
    is: 'no text',
    words: '本区的法律文本库里没有《行政诉讼法》',
    howTo: expect.stringContaining('fazhi laws import'),
  })
})

test('a folder is read file by file, what is bad is refused by name, and reading it again changes nothing', async () => {
  await fill()
  const all = await importLaws(web.house, tenant, folder)
  expect(
    all.map((read) => [read.file, read.is, read.is === 'refused' ? read.why : read.law.articles.length]).sort(),
  ).toEqual(
    [
      ['行政诉讼法(2014-11-01).md', 'imported', 2],
      ['行政诉讼法(2017-06-27).md', 'imported', 3],
      ['示例法(2022-02-01).md', 'imported', 2],
      ['坏文件(2022-01-01).md', 'refused', expect.stringContaining('不是文本文件')],
      ['没有日期.md', 'refused', expect.stringContaining('文件名')],
      ['没有条文(2022-01-01).txt', 'refused', expect.stringContaining('条文')],
      ['目录(2022-01-01).md', 'refused', expect.stringContaining('不是文件')],
    ].sort(),
  )
  const again = await importLaws(web.house, tenant, folder)
  expect(again.filter(({ is }) => is === 'unchanged')).toHaveLength(3)
  await writeFile(join(folder, '示例法(2022-02-01).md'), law('示例法', '', '第一条 改过的。'))
  const changed = await importLaws(web.house, tenant, folder)
  expect(changed.find(({ file }) => file.startsWith('示例法'))).toMatchObject({ is: 'replaced' })
  const { rows } = await web.house.owner.query<{ n: number }>('SELECT count(*) AS n FROM house.law_article')
  expect(Number(rows[0]!.n)).toBe(6)
})

test('a citation opens the edition that was in force on the day of the act', async () => {
  const first = (query: Record<string, string>) => text({ law: '行政诉讼法', no: '1', ...query })
  expect(await first({ on: '2016-01-01' })).toMatchObject({
    is: 'found',
    edition: { edition: '2014-11-01', since: '2015-05-01', sinceFrom: 'text' },
    later: false,
    passages: [{ no: '1', headings: ['第一章 总则'], paragraphs: ['旧的示例文字。'] }],
  })
  // Its own text does not say when it begins, but the product's declaration of that law does.
  expect(await first({ on: '2017-06-30' })).toMatchObject({ edition: { edition: '2014-11-01' } })
  expect(await first({ on: '2017-07-01' })).toMatchObject({
    edition: { edition: '2017-06-27', since: '2017-07-01', sinceFrom: 'declared' },
    passages: [{ paragraphs: ['新的示例文字。', '（一）甲；'] }],
  })
  expect(await first({})).toMatchObject({ edition: { edition: '2017-06-27' }, on: '2023-02-20' })
  expect(await first({ on: '2010-01-01' })).toMatchObject({ edition: { edition: '2014-11-01' }, later: true })
  expect(await first({ edition: '2014-11-01' })).toMatchObject({ passages: [{ paragraphs: ['旧的示例文字。'] }] })
  expect(await text({ law: '行政诉讼法（2014年修正）', no: '1' })).toMatchObject({ edition: { edition: '2014-11-01' } })
  for (const no of ['第一条之一', '1之一'])
    expect(await text({ law: '行政诉讼法', no })).toMatchObject({ passages: [{ paragraphs: ['增加的。'] }] })
  expect(await text({ law: '行政诉讼法', no: '第一章' })).toMatchObject({
    passages: [{ no: '1' }, { no: '1之一' }, { no: '2' }],
  })
  expect(await text({ law: '行政诉讼法', no: '99' })).toMatchObject({ is: 'no article', passages: [] })
  expect(await text({ law: '行政诉讼法' })).toMatchObject({ passages: { length: 3 } })
  expect((await clerk.get('/api/laws/text')).status).toBe(400)
  expect((await clerk.get('/api/laws/text?law=x&on=2022-02-30')).status).toBe(400)
  expect((await clerk.get('/api/laws/library')).body.laws).toMatchObject([
    { name: '示例法', articles: 1 },
    { name: '行政诉讼法', edition: '2014-11-01', articles: 2 },
    { name: '行政诉讼法', edition: '2017-06-27', articles: 3 },
  ])
})

test('another district has a library of its own', async () => {
  const other = await smallDistrict(web.house, 'there')
  const stranger = await official(web, [other, 'there'], 'stranger', 'u1', 'clerk')
  expect((await stranger.get('/api/laws/text?law=行政诉讼法')).body).toMatchObject({ is: 'no text' })
})

test('every table of the ledger and the house is in the backup, or left out for a reason', async () => {
  await createHouseTables(web.house)
  await createPublicTables(web.house)
  const { rows } = await web.house.owner.query<{ name: string }>(
    "SELECT table_schema || '.' || table_name AS name FROM information_schema.tables WHERE table_schema IN ('ledger', 'house')",
  )
  expect(rows.map(({ name }) => name).sort()).toEqual([...tables, ...Object.keys(leftOut)].sort())
})

test('a restored house has the library, calendars, addresses, letters and numbers; what was waiting is not sent again', async () => {
  const opened = await clerk.post('/api/sheet-closed', { act: 'enter', body: { title: '甲', owner: 'u1' } })
  const { id } = opened.body.case as { id: string }
  await clerk.post('/api/me/calendar')
  await clerk.post('/api/me/address', { address: 'a@example.org', digest: true })
  await web.house.owner.query(
    `INSERT INTO house.mail VALUES ($1, $2, 'k', 'email', 'sheet-closed', $2, 'clerk1', 'b@example.org', '甲', '乙', '[]', 'waiting', 0, now(), NULL, now(), NULL, NULL, false)`,
    [tenant, id],
  )
  await web.house.owner.query("INSERT INTO ledger.series VALUES ($1, '示例', 2023, 7)", [tenant])
  const path = join(folder, 'backup')
  await backup(web.house, path)
  const fresh = await startHouse(await withSheets())
  try {
    const manifest = await restore(fresh, path, () => {})
    expect(manifest.rows).toMatchObject({
      'house.law': 3,
      'house.law_article': 6,
      'house.feed': 1,
      'house.address': 1,
      'ledger.series': 1,
    })
    for (const table of [
      'house.law',
      'house.law_article',
      'house.feed',
      'house.address',
      'ledger.series',
      'ledger.event',
    ]) {
      const all = `SELECT to_jsonb(t)::text AS row FROM ${table} t ORDER BY 1`
      const [before, after] = await Promise.all([web.house.owner.query(all), fresh.owner.query(all)])
      expect(after.rows).toEqual(before.rows)
    }
    const { rows } = await fresh.owner.query('SELECT state, answer FROM house.mail')
    expect(rows).toEqual([{ state: 'failed', answer: '由备份恢复，未再发送' }])
  } finally {
    await fresh.stop()
  }
})
