/** Lists as files, as a browser fetches them: the rows, order and masks of the list, typed cells, inert text, the trail. */
import { parseCsv } from 'hucre/csv'
import { readXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { casesTable } from '../exchange/lists/cases.ts'
import { actsDone, figureTable } from '../exchange/lists/figure-rows.ts'
import { transact } from '../kernel/ledger/index.ts'
import { structuresOf, type Structure } from '../kernel/procedure/index.ts'
import { smallDistrict } from '../tests/cluster.ts'
import { withSheets } from '../tests/sheets.ts'
import { accessTo } from './access.ts'
import { Browser, official, startWeb, type Web } from '../tests/web.ts'

let web: Web
let here: readonly [id: string, code: string]
let batchId = ''
const people: Record<string, Browser> = {}
const person = (name: string): Browser => people[name]!

beforeAll(async () => {
  web = await startWeb(await withSheets())
  here = [await smallDistrict(web.house, 'here'), 'here']
  people.clerk1 = await official(web, here, 'clerk1', 'u1', 'clerk')
  people.clerk2 = await official(web, here, 'clerk2', 'u2', 'clerk')
  people.bureau = await official(web, here, 'bureau', 'u3', 'justice-bureau')
  people.auditor = await official(web, here, 'auditor', 'u1', 'audit-admin')
  const enter = async (who: string, body: object, mechanism = 'sheet-shared') => {
    const answer = await person(who).post(`/api/${mechanism}`, { act: 'enter', on: '2023-02-01', body })
    expect(answer).toMatchObject({ status: 201 })
    return (answer.body.case as { id: string }).id
  }
  const mine = { owner: 'u1', inner: '内情', secret: '秘密甲', citizen: '丁某某', amount: 12, due: '2023-03-01' }
  const first = await enter('clerk1', { ...mine, title: '=HYPERLINK("x")', at: '2023-02-01T09:30' })
  await enter('clerk1', { ...mine, title: '＠甲，"乙"', inner: '第一行\n第二行', amount: 0 })
  await enter('clerk2', { title: '丙事', owner: 'u2', secret: '秘密丙' })
  const rows = [...Array(1200).keys()].map((n) => ({
    on: '2023-02-01',
    body: { title: `第${n}件`, owner: 'u1', amount: n },
  }))
  const batch = await person('clerk1').post('/api/sheet-open/batches', { act: 'enter', rows })
  expect(batch.status, batch.text).toBe(201)
  batchId = batch.body.batch as string
  await enter('clerk1', { title: '批外一件', owner: 'u1' }, 'sheet-open')
  await person('clerk1').post(`/api/sheet-shared/${first}/note`, { body: { words: '示例' } })
})
afterAll(() => web.stop())

const fetched = async (who: string, url: string) => {
  const answer = await web.app.inject({ url, headers: { cookie: person(who).cookie } })
  return { status: answer.statusCode, headers: answer.headers, bytes: answer.rawPayload, text: answer.payload }
}
const xlsx = async (who: string, url: string) => {
  const { status, bytes, headers, text } = await fetched(who, url)
  expect([status, status === 200 ? '' : text]).toEqual([200, ''])
  expect(headers['content-type']).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  return (await readXlsx(bytes, { readStyles: true })).sheets[0]!
}
const csv = async (who: string, url: string): Promise<string[][]> => {
  const { status, text } = await fetched(who, `${url}${url.includes('?') ? '&' : '?'}format=csv`)
  expect([status, status === 200 ? '' : text]).toEqual([200, ''])
  expect(text.startsWith('\ufeff')).toBe(true)
  return parseCsv(text) as string[][]
}
/** The rows by the labels of their head. */
const byLabel = (rows: readonly (readonly unknown[])[], label: string): Record<string, unknown>[] => {
  const head = rows.findIndex((row) => row.includes(label))
  return rows.slice(head + 1).map((row) => Object.fromEntries(rows[head]!.map((name, at) => [String(name), row[at]])))
}

test('a list comes with its name, filter, maker and count on top, labels as declared, and typed cells', async () => {
  const sheet = await xlsx('clerk1', '/api/sheet-shared/export?sort=title&where.unit=u1')
  const above = sheet.rows.slice(0, 6).map((row) => String(row[0]))
  expect(above[0]).toBe('示例单sheet-shared')
  expect(above[1]).toBe('台账：示例单sheet-shared')
  expect(above[2]).toBe('筛选：单位为u1；排序：标题从前到后')
  expect(above[3]).toContain('导出：示例clerk1（u1），2023年2月20日 09:00；共2行')
  expect(above[4]).toContain('均系虚构')
  const rows = byLabel(sheet.rows, '标题')
  expect(rows).toHaveLength(2)
  expect(rows.find((row) => row['标题'] === '=HYPERLINK("x")')).toMatchObject({
    状态: '办理中',
    单位: 'u1',
    立案日: new Date('2023-02-01T00:00:00Z'),
    内部事项: '内情',
    秘密: '秘密甲',
    当事人: '丁某某',
    期限: new Date('2023-03-01T00:00:00Z'),
    数量: 12,
    时刻: new Date('2023-02-01T09:30:00Z'),
  })
  expect([...(sheet.cells?.values() ?? [])].filter(({ formula }) => formula !== undefined)).toEqual([])
  expect(sheet.pageSetup).toMatchObject({ paperSize: 'a4', orientation: 'landscape', printTitlesRow: '$6:$6' })
  expect(sheet.freezePane).toMatchObject({ rows: 6 })
})

test('csv holds the same rows, and nothing in it is computed', async () => {
  const rows = byLabel(await csv('clerk1', '/api/sheet-shared/export?where.unit=u1'), '标题')
  expect(rows.map((row) => row['标题']).sort()).toEqual(['\'=HYPERLINK("x")', '\'＠甲，"乙"'].sort())
  expect(rows.map((row) => row['期限'])).toEqual(['2023-03-01', '2023-03-01'])
  expect(rows.map((row) => row['数量']).sort()).toEqual(['0', '12'])
  expect(rows.map((row) => row['内部事项'])).toContain('第一行\n第二行')
  // What was asked for with the words of a filter is inert on top too.
  const { text } = await fetched('clerk1', '/api/search/export?format=csv&q=%3D1%2B1')
  expect(text).toContain('查找：=1+1')
  expect(text).not.toMatch(/^"?=/m)
})

test('who may not read a value does not get it in a file either, and a row that is not his does not come', async () => {
  const others = byLabel((await xlsx('clerk2', '/api/sheet-shared/export')).rows, '标题')
  expect(others).toHaveLength(3)
  const [foreign] = others.filter((row) => row['标题'] === '=HYPERLINK("x")')
  expect(foreign).toMatchObject({ 内部事项: '内情', 秘密: null, 当事人: null })
  expect(others.find((row) => row['标题'] === '丙事')).toMatchObject({ 秘密: '秘密丙' })
  const listed = await person('clerk2').get('/api/sheet-shared?limit=200')
  expect(listed.body.rows).toHaveLength(3)
  expect(await fetched('auditor', '/api/sheet-closed/export')).toMatchObject({ status: 200 })
  expect(byLabel((await xlsx('auditor', '/api/sheet-closed/export')).rows, '标题')).toEqual([])
  expect(await fetched('clerk2', '/api/sheet-shared/export?where.secret=x')).toMatchObject({ status: 400 })
  expect(await fetched('clerk1', '/api/audit/export')).toMatchObject({ status: 403 })
})

test('chosen columns, a search, and pages beyond the first', async () => {
  const sheet = await xlsx('clerk1', '/api/sheet-open/export?columns=amount&sort=opened')
  const rows = byLabel(sheet.rows, '标题')
  expect(rows).toHaveLength(1201)
  expect(new Set(rows.map((row) => row['标题'])).size).toBe(1201)
  const ofBatch = byLabel((await xlsx('clerk1', `/api/sheet-open/export?batch=${batchId}`)).rows, '标题')
  expect(ofBatch).toHaveLength(1200)
  expect(ofBatch.map((row) => row['标题'])).not.toContain('批外一件')
  expect(Object.keys(rows[0]!)).toEqual([
    '标题',
    '状态',
    '单位',
    '立案日',
    '数量',
    '办结日',
    '最近办理日',
    '违法记录',
    '案卷编号',
  ])
  const found = byLabel((await xlsx('bureau', '/api/search/export?q=丙事')).rows, '台账')
  expect(found.map((row) => row['标题'])).toEqual(['丙事'])
  // Words that may stand where he cannot read find nothing for him.
  expect(byLabel((await xlsx('clerk1', '/api/search/export?q=丙事')).rows, '台账')).toEqual([])
  for (const wrong of ['format=ods', 'columns=nothing', 'where.nothing=1', 'sort=colour', 'batch=x', 'as=u9'])
    expect([wrong, (await fetched('clerk1', `/api/sheet-open/export?${wrong}`)).status]).toEqual([
      wrong,
      wrong === 'as=u9' ? 403 : 400,
    ])
})

test('the rows behind a figure, with its definition; the acts of a year; duties and the wall', async () => {
  const figures = await person('bureau').get('/api/indicators?year=2023&mechanism=sheet-shared')
  const [figure] = (figures.body.indicators as { id: string; definition: string; rows: number }[]).filter(({ id }) =>
    id.endsWith('closed-rate'),
  )
  const sheet = await xlsx('bureau', `/api/indicators/${figure!.id}/rows/export?year=2023`)
  expect(sheet.rows[1]![0]).toBe(`口径：${figure!.definition}`)
  const rows = byLabel(sheet.rows, '事项')
  expect(rows).toHaveLength(figure!.rows)
  expect(rows[0]).toMatchObject({ 计入分子: '否', 日期: new Date('2023-02-01T00:00:00Z') })

  const acts = byLabel((await xlsx('bureau', '/api/sheet-shared/acts/export?act=enter&year=2023')).rows, '事项')
  expect(acts.map((row) => row['标题']).sort()).toEqual(['=HYPERLINK("x")', '丙事', '＠甲，"乙"'].sort())
  expect(await fetched('bureau', '/api/sheet-shared/acts/export?act=fly')).toMatchObject({ status: 400 })
  expect(await fetched('bureau', '/api/sheet-shared/parts/remark/acts/export?act=raise')).toMatchObject({ status: 200 })

  const duties = byLabel((await xlsx('clerk1', '/api/duties/export')).rows, '到期日')
  expect(duties.filter((row) => row['台账'] === '示例单sheet-shared')).toHaveLength(2)
  expect(duties[0]).toMatchObject({ 期限: '办结期限', 依据: '《示例法》第3条' })
  const wall = byLabel(await csv('bureau', '/api/board/rows/export?mechanism=sheet-shared&unit=u1'), '到期日')
  expect(wall).toHaveLength(2)
})

test('parts of one case', async () => {
  const assigned = await person('bureau').post('/api/sheet-shared', {
    act: 'assign',
    body: { title: '交办', owner: 'u1' },
  })
  const { id } = assigned.body.case as { id: string }
  const raised = await person('bureau').post(`/api/sheet-shared/${id}/parts/remark`, {
    body: { about: 'u1', words: '意见一' },
  })
  expect(raised.status).toBe(201)
  const parts = byLabel((await xlsx('clerk1', `/api/sheet-shared/${id}/parts/remark/export`)).rows, '意见')
  expect(parts).toMatchObject([{ 意见: '意见一', 涉及单位: 'u1', 状态: '已提出' }])
})

test('every export stands in the trail with its size, and the trail is exported itself', async () => {
  const trail = byLabel(await csv('auditor', '/api/audit/export'), '操作')
  const exports = trail.filter((row) => String(row['操作']).includes('/export'))
  expect(exports.map((row) => row['操作'])).toContain('GET /api/:m/export sheet-open xlsx 1201行')
  expect(exports.find((row) => String(row['操作']).includes('/api/:m/export'))).toMatchObject({
    结果: expect.any(String),
  })
})

test('every register, every part and every act has its table, with the labels of its fields and no two alike', async () => {
  const district = await web.house.district(here[0])
  const reading = { district, actor: { person: 'bureau', unit: 'u3', roles: ['justice-bureau'] } }
  const maker = { district, name: '示例', unit: 'u3', now: web.house.realNow() }
  const question = { tenant: here[0], period: { from: '2023-01-01', to: '2023-12-31' } }
  await transact(web.house.pool, here[0], async (client) => {
    for (const m of web.house.mechanisms.values())
      for (const [kind, structure] of structuresOf<Structure, typeof m>(m)) {
        const access = accessTo(m, reading.actor, district)
        const ask = { reader: access.reader }
        const listing = { m, structure, kind, tenant: here[0], access, ask, sort: '-opened' as const }
        const table = await casesTable(client, web.house, reading, maker, listing, undefined)
        if ('is' in table) throw new Error(`${m.id}: ${JSON.stringify(table.fields)}`)
        const headers = table.columns.map(({ header }) => header)
        expect(headers).toEqual(expect.arrayContaining(Object.values(structure.record).map(({ label }) => label[0])))
        expect(new Set(headers).size).toBe(headers.length)
        for (const act of Object.keys(structure.acts)) {
          const done = await figureTable(client, web.house, reading, maker, actsDone(m, kind, act)!, question, [])
          for await (const row of done.rows as AsyncIterable<readonly unknown[]>)
            expect(row).toHaveLength(done.columns.length)
        }
      }
  })
})

// ── the calendar ──
interface Entry {
  readonly name: string
  readonly parameters: readonly string[]
  readonly value: string
}
/** Lines unfolded, names and parameters apart, texts unescaped: as a calendar program reads them. */
const readCalendar = (text: string): Entry[] =>
  text
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [, head, value] = /^([^:]+):(.*)$/.exec(line)!
      const [name, ...parameters] = head!.split(';')
      const unescaped = value!.replace(/\\([\\;,nN])/g, (_, sign: string) => (/n/i.test(sign) ? '\n' : sign))
      return { name: name!, parameters, value: unescaped }
    })
const eventsOf = (entries: readonly Entry[]): Record<string, string>[] => {
  const found: Record<string, string>[] = []
  const open: string[] = []
  for (const { name, value } of entries) {
    if (name === 'BEGIN') {
      open.push(value)
      if (value === 'VEVENT') found.push({})
    } else if (name === 'END') expect(open.pop()).toBe(value)
    else if (open.at(-1) === 'VEVENT') found.at(-1)![name] = value
    else if (open.at(-1) === 'VALARM' && name === 'TRIGGER')
      found.at(-1)!.alarms = `${found.at(-1)!.alarms ?? ''}${value} `
  }
  expect(open).toEqual([])
  return found
}
const pathOf = (url: unknown): string => new URL(String(url)).pathname
const renewed = async (who: string): Promise<string> => pathOf((await person(who).post('/api/me/calendar')).body.url)
const strangers = (url: string) => web.app.inject({ url })

test('a calendar holds its owner’s duties and no other’s, in the form of RFC 5545', async () => {
  const hostile = '题\\；;,"\r\nBEGIN:VEVENT\r\n📅'.replace(/[\r\n]/g, ' ') + '长'.repeat(120)
  const body = { title: hostile, owner: 'u2', due: '2024-02-29' }
  expect((await person('clerk2').post('/api/sheet-closed', { act: 'enter', body })).status).toBe(201)
  const mine = await renewed('clerk2')
  const answer = await strangers(mine)
  expect(answer.statusCode).toBe(200)
  expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8')
  expect(answer.payload.split('\r\n').filter((line) => Buffer.byteLength(line) > 75)).toEqual([])
  expect(answer.payload.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  const entries = readCalendar(answer.payload)
  expect(entries.slice(0, 3).map(({ name, value }) => [name, value])).toEqual([
    ['BEGIN', 'VCALENDAR'],
    ['VERSION', '2.0'],
    ['PRODID', '-//Fazhi Ledger//Deadlines//ZH'],
  ])
  const events = eventsOf(entries)
  const listed = (await person('clerk2').get('/api/duties?limit=200')).body.duties as { title: string; due: string }[]
  expect(events).toHaveLength(listed.length)
  const [one] = events.filter(({ SUMMARY }) => SUMMARY!.includes('长长'))
  expect(one).toMatchObject({
    SUMMARY: `办结期限：${hostile}`,
    DTSTART: '20240229',
    DTEND: '20240301',
    STATUS: 'CONFIRMED',
    CLASS: 'CONFIDENTIAL',
    alarms: '-P2DT15H PT9H ',
  })
  expect(one!.DESCRIPTION).toContain('依据：《示例法》第3条')
  expect(one!.DTSTAMP).toMatch(/^\d{8}T\d{6}Z$/)
  expect(entries.find(({ name }) => name === 'DTSTART')!.parameters).toEqual(['VALUE=DATE'])
  expect(new Set(events.map(({ UID }) => UID)).size).toBe(events.length)
  expect(events.map(({ SUMMARY }) => SUMMARY).join()).not.toContain('HYPERLINK')
  expect(entries.find(({ name }) => name === 'X-WR-TIMEZONE')!.value).toBe('Asia/Shanghai')
})

test('a day that a notice may still move says so, and is tentative until it is settled', async () => {
  const mine = await renewed('clerk2')
  const look = async () => {
    const entries = readCalendar((await strangers(mine)).payload)
    return eventsOf(entries).find(({ SUMMARY }) => SUMMARY!.includes('长长'))!
  }
  const settled = await look()
  const id = /\/sheet-closed\/(\S+)$/.exec(settled.URL!)![1]!
  const mark = (value: boolean) =>
    web.house.owner.query('UPDATE ledger.term SET provisional = $2 WHERE stream = $1', [id, value])
  await mark(true)
  const marked = await look()
  expect(marked).toMatchObject({ UID: settled.UID, STATUS: 'TENTATIVE', DTSTART: settled.DTSTART })
  expect(marked.SUMMARY).toMatch(/^〔暂定〕办结期限：/)
  expect(marked.DESCRIPTION).toContain('暂定：放假安排公布后，这一天可能改变')
  await mark(false)
  expect(await look()).toEqual({ ...settled, DTSTAMP: expect.any(String) })
})

test('what changes keeps its UID and gets a higher SEQUENCE; what is done is gone', async () => {
  const mine = await renewed('clerk1')
  const look = async () => {
    const events = eventsOf(readCalendar((await strangers(mine)).payload))
    return events.find(({ SUMMARY }) => SUMMARY!.includes('HYPERLINK'))
  }
  const before = await look()
  const id = /\/sheet-shared\/(\S+)$/.exec(before!.URL!)![1]!
  expect((await person('clerk1').post(`/api/sheet-shared/${id}/note`, { body: { words: '又一条' } })).status).toBe(200)
  const after = await look()
  expect(after!.UID).toBe(before!.UID)
  expect(Number(after!.SEQUENCE)).toBeGreaterThan(Number(before!.SEQUENCE))
  const evidence = await person('clerk1').send('POST', '/api/files', '核对', {
    'content-type': 'text/plain',
    'x-file-name': 'a.txt',
  })
  for (const [act, body] of [
    ['check', { evidence: evidence.body.hash }],
    ['close', {}],
  ] as const)
    expect((await person('clerk1').post(`/api/sheet-shared/${id}/${act}`, { body })).status).toBe(200)
  expect(await look()).toBeUndefined()
})

test('the address is told once, renewed and revoked; a stopped account’s is dead', async () => {
  expect((await person('bureau').get('/api/me/calendar')).body).toEqual({})
  const first = await renewed('bureau')
  expect((await person('bureau').get('/api/me/calendar')).body).toEqual({ since: expect.any(String) })
  const second = await renewed('bureau')
  expect((await strangers(first)).statusCode).toBe(404)
  expect((await strangers(second)).statusCode).toBe(200)
  const { rows } = await web.house.owner.query<{ row: string }>('SELECT to_jsonb(f)::text AS row FROM house.feed f')
  for (const { row } of rows) expect(row).not.toContain(second.split('.')[1]!)
  expect(web.lines.join()).not.toContain(second.split('.')[1]!)
  await web.house.owner.query("UPDATE house.account SET active = false WHERE login = 'bureau'")
  expect((await strangers(second)).statusCode).toBe(404)
  await web.house.owner.query("UPDATE house.account SET active = true WHERE login = 'bureau'")
  expect((await person('bureau').send('DELETE', '/api/me/calendar')).body).toEqual({ revoked: true })
  expect((await strangers(second)).statusCode).toBe(404)
  for (const wrong of [
    'x',
    '../me',
    `${here[0]}.`,
    `${here[0]}.${'a'.repeat(43)}`,
    `${'0'.repeat(36)}.${'a'.repeat(43)}`,
  ])
    expect((await strangers(`/api/calendar/${encodeURIComponent(wrong)}.ics`)).statusCode).toBe(404)
})
