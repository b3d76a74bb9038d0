/** The portal over a house of its own: what is public shows, what is not stays inside, and hostile input is only text. */
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPdf } from '../exchange/documents/pdf.fixture.ts'
import type { Values } from '../kernel/fields/index.ts'
import { sealAll, transact } from '../kernel/ledger/index.ts'
import { sampleFile } from '../kernel/sample.ts'
import { list, newId } from '../kernel/register/index.ts'
import { buildApp } from '../server/app.ts'
import { storeText } from '../server/files.ts'
import { acting, foundWith, smallDistrict, startHouse, type TestHouse } from '../tests/cluster.ts'
import { writeUntilFrozen } from '../tests/report.ts'
import { verifyReceipt } from '../verify/verify.mjs'
import { notes } from './opinions.fixture.ts'
import { portalPages } from './index.ts'

const hostile = `"><script>alert(1)</script><img src=x onerror=alert(2)>'\`\${7*7}&lt;`
let house: TestHouse
let app: FastifyInstance
let tenant = ''
let text = ''
let real = Date.parse('2023-03-10T01:00:00Z')

const get = (url: string, headers: Readonly<Record<string, string>> = {}): Promise<LightMyRequestResponse> =>
  app.inject({ url, headers })
const post = (url: string, form: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) =>
  app.inject({
    method: 'POST',
    url,
    payload: new URLSearchParams(form).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  })
const done = async (
  mechanism: string,
  stream: string,
  act: string,
  on: string,
  body: Values = {},
  part?: [string, string],
) => {
  const outcome = await acting(house, tenant)(mechanism, stream, act, on, 'p1', body, {
    ...(part && { part: { kind: part[0], id: part[1] } }),
  })
  if (outcome.is !== 'done') throw new Error(`${mechanism}/${act}: ${JSON.stringify(outcome)}`)
}
const write = async (on: string, more: Values = {}): Promise<string> => {
  const id = newId()
  const body = { hash: text, title: '正文.txt' }
  await done('portal-notes', id, 'write', on, {
    title: '示例告示',
    kind: 'rule',
    owner: 'u1',
    body,
    secret: '内部鲸鱼',
    draft: sampleFile,
    ...more,
  })
  return id
}
const show = async (on: string, more: Values = {}): Promise<string> => {
  const id = await write(on, more)
  await done('portal-notes', id, 'show', on, { annex: text, pass: '暗号海豚' })
  return id
}
const article = (id: string) => `/small/articles/portal-notes/${id}`

beforeAll(async () => {
  house = await startHouse(await foundWith(notes), () => real)
  tenant = await smallDistrict(house, 'small', '2023-03-10T09:00:00')
  text = await storeText(house, tenant, '正文.txt', `第一条 为了示例。\n${hostile}\n第二条 自公布之日起施行。`)
  app = buildApp(house, { plugins: [portalPages(house, 0)], log: () => {} })
  await app.ready()
})
afterAll(async () => {
  await app?.close()
  await house?.stop()
})

test('without content every page stands, says so, and leads on', async () => {
  for (const path of [
    '/small/',
    '/small/columns/policies',
    '/small/columns/directory/news',
    '/small/map',
    '/small/search',
  ]) {
    const { statusCode, body, headers } = await get(path)
    expect([path, statusCode]).toEqual([path, 200])
    expect(body).toContain('示例数据：人员、企业和记录均系虚构。')
    expect(String(headers['content-security-policy'])).toContain("default-src 'none'")
    expect(body.length).toBeLessThan(100_000)
  }
  expect((await get('/small/columns/policies')).body).toContain('还没有公开的内容')
  expect((await get('/')).headers.location).toBe('/small/')
  for (const path of [
    '/small/columns/nothing',
    '/small/columns/policies/nothing',
    '/nobody/',
    article(newId()),
    article("1' OR 1=1--"),
  ])
    expect([path, (await get(path)).statusCode]).toEqual([path, 404])
})

describe('an article', () => {
  test('is public from its publication on, in public states only', async () => {
    const id = await write('2023-01-10')
    expect((await get(article(id))).statusCode).toBe(404)
    await done('portal-notes', id, 'show', '2023-01-11', { annex: text, pass: '暗号海豚' })
    const { body } = await get(article(id))
    expect(body).toContain('<meta name="PubDate" content="2023-01-11 10:00" />')
    for (const name of ['SiteName', 'SiteDomain', 'ColumnName', 'ArticleTitle', 'ContentSource'])
      expect(body.match(new RegExp(`<meta name="${name}"`, 'g'))).toHaveLength(1)
    expect(body).toContain('索引号')
    expect(body).toContain('示例单位u1')
    expect(body).toContain('第二条 自公布之日起施行。')
    expect(body).not.toMatch(/内部鲸鱼|暗号海豚/)
    await done('portal-notes', id, 'end', '2023-02-01', { why: '已有新规定' })
    const after = (await get(article(id))).body
    expect(after).toContain('<span class="mark over">已废止</span>')
    expect(after).toContain('已有新规定')
  })
  test('that was never published stays inside, even in a state in which others are public', async () => {
    const id = await write('2023-01-10')
    await done('portal-notes', id, 'store', '2023-01-12')
    expect((await get(article(id))).statusCode).toBe(404)
    expect((await get('/small/columns/policies')).body).not.toContain(id)
  })
  test('that was taken back is gone everywhere, with its files', async () => {
    const id = await show('2023-01-12', { title: '后来定密的告示' })
    expect((await get(article(id))).statusCode).toBe(200)
    await done('portal-notes', id, 'classify', '2023-01-13')
    for (const path of [article(id), `${article(id)}/files/body`, `${article(id)}/comment`])
      expect([path, (await get(path)).statusCode]).toEqual([path, 404])
    for (const path of ['/small/', '/small/columns/policies', '/small/rss.xml', '/small/sitemap-portal-notes.xml'])
      expect([path, (await get(path)).body.includes(id)]).toEqual([path, false])
    expect((await get(`/small/search?q=${encodeURIComponent('后来定密')}`)).body).not.toContain(id)
  })
  test('gives its public files and no others, as attachments', async () => {
    const id = await show('2023-01-12')
    const file = await get(`${article(id)}/files/body`)
    expect([file.statusCode, file.headers['content-security-policy']]).toEqual([200, 'sandbox'])
    expect(String(file.headers['content-disposition'])).toMatch(/^attachment/)
    expect((await get(`${article(id)}/files/show.annex`)).statusCode).toBe(200)
    for (const name of ['draft', 'secret', 'show.pass', '__proto__', 'title'])
      expect([name, (await get(`${article(id)}/files/${name}`)).statusCode]).toEqual([name, 404])
    const hidden = await write('2023-01-12')
    expect((await get(`${article(hidden)}/files/body`)).statusCode).toBe(404)
  })
  test('of which a clause is stopped holds on: list, article and the text of a day name the clause', async () => {
    const id = newId()
    const made = {
      title: '示例停车管理办法',
      text: { hash: text, title: '正文.txt' },
      issuer: 'u1',
      word: '示府规',
      number: '示府规〔2020〕3号',
      level: 'department',
      market: false,
      topics: ['other'],
      effectiveFrom: '2020-01-01',
      validUntil: '2025-01-01',
    }
    const clause: [string, string] = ['clause', newId()]
    const asked = { clauses: '第二条', reason: '没有上位法依据', notice: sampleFile }
    await done('normative-documents', id, 'recordExisting', '2023-01-10', made)
    await done('normative-documents', id, 'stop', '2023-02-01', asked, clause)
    const address = `/small/articles/normative-documents/${id}`
    const mark = '<span class="mark over">部分条款停止执行</span>'
    const note = '部分条款停止执行：第二条自2023年2月1日起停止执行'
    const listed = async () => (await get('/small/columns/policies')).body
    const rows = async (on?: string) => {
      const m = (await foundWith(notes)).mechanisms.get('normative-documents')!
      const ask = { reader: 'all' as const, limit: 5, ...(on && { on }) }
      const page = await transact(house.pool, tenant, (client) => list(client, m, undefined, tenant, ask))
      return 'rows' in page && page.rows.map(({ state, partly }) => [state, partly === true])
    }
    expect(await listed()).toContain(mark)
    const now = (await get(address)).body
    expect(now).toContain('<span class="mark ">有效</span>')
    expect(now).toContain(mark)
    expect(now).toContain(`${note}。其余条款有效。`)
    expect((await get(`${address}?on=2023-01-31`)).body).not.toContain('第二条自')
    expect((await get(`${address}?on=2023-02-01`)).body).toContain(`${note}。当日其余条款有效。`)
    expect([await rows(), await rows('2023-01-31')]).toEqual([[['inForce', true]], [['inForce', false]]])
    await done('normative-documents', id, 'resume', '2023-03-01', { decision: sampleFile, reason: '已经修改' }, clause)
    expect([await rows(), await rows('2023-02-10')]).toEqual([[['inForce', false]], [['inForce', true]]])
    expect(await listed()).not.toContain(mark)
    expect((await get('/small/columns/policies?held=2023-02-10')).body).toContain(mark)
    // Struck from above, the rest stays in force: from that day on its text is the one without it.
    const struck = { who: 'congress', ground: 'power', decision: sampleFile, struck: '第二条', text: made.text }
    await done('normative-documents', id, 'annulClauses', '2023-03-05', struck)
    expect(await listed()).toContain(mark)
    expect((await get(address)).body).toContain('第二条自2023年3月5日起已被撤销。其余条款有效。')
    expect((await get(`${address}?on=2023-03-04`)).body).not.toContain('第二条自')
  })
  test('leads to the one that stands in its place, and back', async () => {
    const old = await show('2023-01-02', { title: '旧告示' })
    await done('portal-notes', old, 'end', '2023-01-20', { why: '被代替' })
    const fresh = await show('2023-01-20', { title: '新告示', replaces: old })
    expect((await get(article(old))).body).toMatch(/由\s*<a href="[^"]*">新告示<\/a>\s*代替/)
    expect((await get(article(fresh))).body).toContain(`href="${article(old)}"`)
  })
  test('is nothing but text, whatever is written into it', async () => {
    const id = await show('2023-01-13', { title: hostile.slice(0, 150), summary: hostile })
    for (const path of [
      article(id),
      '/small/',
      '/small/columns/policies',
      `/small/search?q=${encodeURIComponent(hostile)}`,
    ]) {
      const { body } = await get(path)
      expect(body).not.toMatch(/<script>|<img|onerror=alert\(2\)>/)
      for (const [, data] of body.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/g))
        expect(() => JSON.parse(data!) as unknown).not.toThrow()
    }
    const feed = (await get('/small/rss.xml')).body
    expect(feed).not.toContain('<script')
    expect(feed).toContain('&lt;script&gt;')
  })
})

test('lists go page by page without losing or repeating a row, and keep to their option', async () => {
  const ids: string[] = []
  for (let n = 0; n < 45; n++) ids.push(await show(`2022-0${1 + (n % 9)}-15`, { title: `计划${n}`, kind: 'plan' }))
  const seen: string[] = []
  for (let url: string | undefined = '/small/columns/policies/plan'; url;) {
    const { body } = await get(url)
    seen.push(...[...body.matchAll(/articles\/portal-notes\/([0-9a-f-]{36})"/g)].map(([, id]) => id!))
    const next: string | undefined = /rel="next" href="([^"]+)"/.exec(body)?.[1]
    url = next?.replaceAll('&amp;', '&')
  }
  expect(seen).toHaveLength(45)
  expect(new Set(seen)).toEqual(new Set(ids))
  expect((await get('/small/columns/policies/rule')).body).not.toContain('计划1<')
  expect((await get('/small/sitemap-portal-notes.xml')).body.match(/<loc>/g)!.length).toBeGreaterThan(45)
})

describe('search', () => {
  const hits = async (q: string) => (await get(`/small/search?q=${encodeURIComponent(q)}`)).body
  test('finds titles and public texts, and nothing by words that nobody may see', async () => {
    const id = await show('2023-02-02', { title: '长臂猿保护规定', summary: '栖息地修复', secret: '内部独角兽' })
    expect(await hits('长臂猿')).toContain(id)
    expect(await hits('栖息地修复')).toContain(id)
    for (const word of ['独角兽', '内部独角兽', '暗号海豚']) expect(await hits(word)).not.toContain(id)
    const hidden = await write('2023-02-02', { title: '穿山甲草案' })
    expect(await hits('穿山甲')).not.toContain(hidden)
  })
  test('finds words of two characters, and titles by their sounds and what these begin with', async () => {
    const id = await show('2023-02-03', { title: '食品小作坊管理规定', secret: '内部蝙蝠' })
    for (const q of ['食品', '作坊', 'shipin', 'xiaozuofang', 'Shi Pin', 'spxzf', 'zuofang'])
      expect([q, (await hits(q)).includes(id)]).toEqual([q, true])
    for (const q of ['bianfu', 'neibubianfu', 'pinshi', 'zzzz'])
      expect([q, (await hits(q)).includes(id)]).toEqual([q, false])
  })
  test('takes anything that may be typed', async () => {
    for (const q of ["'; DROP TABLE x--", '\\', '%00', '&', "' & | !", '\u0000', '法'.repeat(500)])
      expect([q, (await get(`/small/search?q=${encodeURIComponent(q)}`)).statusCode]).toEqual([q, 200])
  })
})

describe('what a citizen says', () => {
  let id = ''
  const token = async () => /name="token" value="([^"]+)"/.exec((await get(`${article(id)}/comment`)).body)![1]!
  beforeAll(async () => {
    id = await show('2023-02-10', { title: '征求看法的告示' })
  })

  test('is received with a number, followed by it, answered, and published without the name', async () => {
    const form = { token: await token(), words: `${hostile}\r\n第二行`, stars: '4', name: '张示例' }
    const sent = await post(`${article(id)}/comment`, form)
    expect(sent.statusCode).toBe(303)
    const follow = String(sent.headers.location)
    expect(follow).toMatch(/^\/small\/follow\/([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}$/)
    // Sent twice it is still one, with the same number.
    expect((await post(`${article(id)}/comment`, form)).headers.location).toBe(follow)

    const mine = await get(follow)
    expect([mine.statusCode, mine.headers['cache-control']]).toEqual([200, 'no-store'])
    expect(mine.body).toContain('待答复')
    expect(mine.body).toContain('还在办理')
    expect(mine.body).toContain('&lt;script&gt;')
    expect(mine.body).not.toMatch(/张示例|<script>/)
    expect((await get(article(id))).body).not.toContain('第二行')

    await sealAll(house.pool, tenant, 'sha256', house.signingKey, house.realNow())
    const receipt = await get(`${follow}/receipt.json`)
    expect(verifyReceipt(receipt.json())).toMatchObject({ count: 0, tenant })

    const parts = await house.owner.query<{ id: string }>(
      'SELECT _id AS id FROM register.portal_notes__remark WHERE _case = $1',
      [id],
    )
    expect(parts.rows).toHaveLength(1)
    const part: [string, string] = ['remark', parts.rows[0]!.id]
    await done('portal-notes', id, 'sort', '2023-03-10', { like: '同类甲', desk: '内部批注狐狸' }, part)
    await done('portal-notes', id, 'answer', '2023-03-10', { reply: '已采纳，见第二条', note: '内部说明刺猬' }, part)
    const answered = (await get(follow)).body
    expect(answered).toContain('已采纳，见第二条')
    expect(answered).not.toMatch(/狐狸|刺猬|还在办理/)
    const open = (await get(article(id))).body
    expect(open).toContain('已采纳，见第二条')
    expect(open).toContain('第二行')
    expect(open).not.toMatch(/张示例|狐狸|刺猬|<script>/)
  })
  test('like ones stand together under one answer', async () => {
    const words = ['希望延长施行日', '施行日太早了']
    for (const one of words)
      expect((await post(`${article(id)}/comment`, { token: await token(), words: one })).statusCode).toBe(303)
    const { rows } = await house.owner.query<{ id: string }>(
      "SELECT _id AS id FROM register.portal_notes__remark WHERE _case = $1 AND _state = 'sent'",
      [id],
    )
    for (const one of rows) {
      await done('portal-notes', id, 'sort', '2023-03-10', { like: '施行日', desk: '一并' }, ['remark', one.id])
      await done('portal-notes', id, 'answer', '2023-03-10', { reply: '施行日推迟一个月', note: '一并' }, [
        'remark',
        one.id,
      ])
    }
    const { body } = await get(article(id))
    expect(body.match(/施行日推迟一个月/g)).toHaveLength(1)
    for (const one of words) expect(body).toContain(one)
    expect(body).toContain('共2条同类，一并答复')
  })
  test('is refused with what was typed kept, where it does not fit', async () => {
    const empty = await post(`${article(id)}/comment`, { token: await token(), words: '', name: '李示例' })
    expect(empty.statusCode).toBe(400)
    expect(empty.body).toContain('必填')
    expect(empty.body).toContain('value="李示例"')
    const long = await post(`${article(id)}/comment`, { token: await token(), words: '长'.repeat(501) })
    expect(long.body).toContain('不能超过500字')
    const control = await post(`${article(id)}/comment`, { token: await token(), words: 'a\u0000b' })
    expect(control.statusCode).toBe(400)
    // What the form does not ask is not taken: neither a field of the desk nor one that is none.
    const more = await post(`${article(id)}/comment`, {
      token: await token(),
      words: '好',
      desk: '冒充',
      like: '冒充',
      __proto__x: '1',
    })
    expect(more.statusCode).toBe(303)
    const { rows } = await house.owner.query(
      'SELECT 1 FROM register.portal_notes__remark WHERE "desk" = $1 OR "like" = $1',
      ['冒充'],
    )
    expect(rows).toEqual([])
    const huge = await post(`${article(id)}/comment`, { words: '长'.repeat(100_000) })
    expect([huge.statusCode, String(huge.headers['content-type'])]).toEqual([413, 'text/html; charset=utf-8'])
    expect(huge.body).toContain('太大')
  })
  test('comes from a form of ours: no token, a foreign one or one too old is told, another site is refused', async () => {
    real += 3600_000
    const other = await show('2023-02-11')
    const foreign = /name="token" value="([^"]+)"/.exec((await get(`${article(other)}/comment`)).body)![1]!
    for (const given of ['', 'x.y.z', foreign]) {
      const answer = await post(`${article(id)}/comment`, { token: given, words: '保留的话' })
      expect([answer.statusCode, answer.body.includes('保留的话')]).toEqual([400, true])
    }
    const mine = await token()
    for (const headers of [{ origin: 'https://example.org' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }])
      expect((await post(`${article(id)}/comment`, { token: mine, words: '好' }, headers)).statusCode).toBe(403)
    real += 13 * 3600_000
    expect((await post(`${article(id)}/comment`, { token: mine, words: '好' })).statusCode).toBe(400)
  })
  test('is limited by address', async () => {
    real += 3600_000
    const states: number[] = []
    for (let n = 0; n < 12; n++)
      states.push((await post(`${article(id)}/comment`, { token: 'x', words: `第${n}` })).statusCode)
    expect(states).toEqual([...Array<number>(10).fill(400), 429, 429])
    real += 3600_000
  })
  test('cannot be guessed, and a number is read as people write it', async () => {
    expect((await get('/small/follow/0000-0000-0000')).statusCode).toBe(404)
    expect((await post('/small/follow', { number: '7kq4 m2xd—9pwa' })).headers.location).toBe(
      '/small/follow/7KQ4-M2XD-9PWA',
    )
    expect((await post('/small/follow', { number: hostile })).body).not.toContain('<script>')
    const states: number[] = []
    for (let n = 0; n < 31; n++) states.push((await app.inject('/small/follow/0000-0000-0000')).statusCode)
    expect(states.at(-1)).toBe(429)
  })
  test('is no longer asked for once the time is over', async () => {
    await done('portal-notes', id, 'end', '2023-03-10', { why: '到期' })
    expect((await get(`${article(id)}/comment`)).statusCode).toBe(404)
    expect((await get(article(id))).body).not.toContain('谈谈看法')
  })
})

describe('the annual report', () => {
  const id = newId()
  const report = `/small/articles/annual-report/${id}`
  beforeAll(async () => {
    const act = acting(house, tenant)
    const run = async (name: string, on: string, by: string, body: Values = {}, part?: string) => {
      const outcome = await act('annual-report', id, name, on, by, body, {
        ...(part && { part: { kind: part, id: newId() } }),
      })
      if (outcome.is !== 'done') throw new Error(`${name}: ${JSON.stringify(outcome)}`)
    }
    for (const nth of [1, 2])
      await done('litigation', newId(), 'serve', '2022-04-01', {
        number: `（2022）示0001行初${nth}号`,
        court: 'basic',
        plaintiff: '原告狮子',
        respondents: ['u1'],
        sued: '行政处罚决定',
        complaint: sampleFile,
      })
    await writeUntilFrozen(run, text)
    expect((await get(report)).statusCode).toBe(404)
    await run('publish', '2023-02-28', 'p7', { address: '/ndbg/2022.html' })
  })
  const suits = 'litigation.first-instance-accepted'

  test('stands in its column, with its figures as links to their definitions, and no row', async () => {
    const list = await get('/small/columns/annual-reports/district')
    expect(list.body.replace(/<[^>]*>|\s/g, '')).toContain('首页政务公开政府信息公开目录法治政府建设年报区政府')
    expect(list.body).toContain(report)
    const { body } = await get(report)
    expect(body).toContain(`href="${report}/figures/${suits}"`)
    expect(body).toContain('基层执法力量不足')
    expect(body).not.toMatch(/原告狮子|行初/)
    const figure = (await get(`${report}/figures/${suits}`)).body
    expect(figure).toContain('2件')
    expect(figure).toContain('口径')
    expect(figure).not.toMatch(/原告狮子|行初/)
    expect((await get(`${report}/figures/nothing`)).statusCode).toBe(404)
    expect((await get(`${report}/figures`)).body.length).toBeLessThan(100_000)
  })
  test('a ratio shows its numerator and denominator', async () => {
    const json = (await get(`${report}/figures.json`)).json<{
      variableMeasured: { denominator?: number; numerator?: number }[]
    }>()
    const ratios = json.variableMeasured.filter(({ denominator }) => denominator)
    expect(ratios.length).toBeGreaterThan(0)
    for (const { numerator, denominator } of ratios) expect(numerator!).toBeLessThanOrEqual(denominator!)
  })
  test('downloads as CSV with its metadata', async () => {
    const csv = await get(`${report}/figures.csv`)
    expect(csv.body.startsWith('\ufeff编号,台账,指标,')).toBe(true)
    expect(csv.body).toContain(suits)
    const { tableSchema } = (await get(`${report}/figures.csv-metadata.json`)).json<{
      tableSchema: { columns: object[] }
    }>()
    expect(tableSchema.columns).toHaveLength(csv.body.split('\r\n')[0]!.split(',').length)
  })
  test('downloads as Word, PDF and plain text, as it was frozen', async () => {
    const [docx, pdf, text] = await Promise.all(
      ['docx', 'pdf', 'txt'].map((ending) => get(`${report}/report.${ending}`)),
    )
    expect(docx!.rawPayload.subarray(0, 2).toString('latin1')).toBe('PK')
    expect(readPdf(pdf!.rawPayload).pages.join('')).not.toContain('草稿')
    expect(text!.body).toContain('一、主要举措和成效')
    expect(pdf!.headers['content-type']).toBe('application/pdf')
  })
  test('keeps what it said: a later correction is shown beside it, with both values', async () => {
    await done('litigation', newId(), 'serve', '2022-05-01', {
      number: '（2022）示0001行初9号',
      court: 'basic',
      plaintiff: '原告狮子',
      respondents: ['u1'],
      sued: '行政处罚决定',
      complaint: sampleFile,
    })
    expect((await get(report)).body).toContain('（公开时2件，更正后3件）')
  })
})

test('a page is sent again only where it has changed', async () => {
  const first = await get('/small/map')
  const etag = String(first.headers.etag)
  expect((await get('/small/map', { 'if-none-match': etag })).statusCode).toBe(304)
  const zipped = await get('/small/map', { 'accept-encoding': 'gzip' })
  expect(zipped.headers['content-encoding']).toBe('gzip')
  expect(zipped.rawPayload.length).toBeLessThan(first.rawPayload.length)
})

test('districts do not see each other, and the root offers all of them', async () => {
  const mine = await show('2023-02-20', { title: '甲区的告示' })
  await smallDistrict(house, 'other')
  expect((await get('/')).body).toContain('href="/other/"')
  expect((await get(`/other/articles/portal-notes/${mine}`)).statusCode).toBe(404)
  expect((await get('/other/columns/policies')).body).not.toContain('甲区的告示')
  expect((await get('/other/search?q=%E7%94%B2%E5%8C%BA')).body).not.toContain(mine)
})

test('a host that is none is not printed', async () => {
  const { body } = await get('/small/rss.xml', { host: 'evil"><x' })
  expect(body).not.toContain('evil')
})
