/** What government pages owe to machines and archives: numbers, tags, dates, feeds, maps, and pages that are gone. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Values } from '../kernel/fields/index.ts'
import { newId } from '../kernel/register/index.ts'
import { sampleFile } from '../kernel/sample.ts'
import { buildApp } from '../server/app.ts'
import { storeText } from '../server/files.ts'
import { acting, foundWith, smallDistrict, startHouse, type TestHouse } from '../tests/cluster.ts'
import { notes } from './opinions.fixture.ts'
import { portalPages, portalWork } from './index.ts'

const outside = 'https://www.example.gov.cn/fz'
let house: TestHouse
let app: FastifyInstance
let tenant = ''
const texts: Record<string, string> = {}
const get = (url: string, headers: Readonly<Record<string, string>> = {}): Promise<LightMyRequestResponse> =>
  app.inject({ url, headers })
const article = (id: string) => `/small/articles/portal-notes/${id}`
const done = async (id: string, act: string, on: string, body: Values = {}, unit = 'u1') => {
  const outcome = await acting(house, tenant)('portal-notes', id, act, on, 'p1', body, { unit })
  if (outcome.is !== 'done') throw new Error(`${act}: ${JSON.stringify(outcome)}`)
}
const show = async (on: string, more: Values = {}): Promise<string> => {
  const id = newId()
  const unit = String(more.owner ?? 'u1')
  const body = { hash: texts.first!, title: '正文.txt' }
  await done(id, 'write', on, { title: '示例管理规定', kind: 'rule', owner: 'u1', body, ...more }, unit)
  await done(id, 'show', on, { annex: sampleFile, pass: '暗号海豚' }, unit)
  return id
}
const entry = (body: string, label: string) =>
  new RegExp(`<dt>${label}</dt>\\s*<dd>([^<]*)</dd>`).exec(body)?.[1]?.trim()
const start = async (settings: object): Promise<void> => {
  await app?.close()
  await writeFile(join(house.dataDir, 'portal.json'), JSON.stringify({ small: settings }))
  app = buildApp(house, { plugins: [portalPages(house, 0)], log: () => {} })
  await app.ready()
}

beforeAll(async () => {
  house = await startHouse(await foundWith(notes), () => Date.parse('2023-03-10T01:00:00Z'))
  tenant = await smallDistrict(house, 'small', '2023-03-10T09:00:00')
  texts.first = await storeText(house, tenant, '正文.txt', '第一条 最早的文本。')
  texts.second = await storeText(house, tenant, '更正.txt', '第一条 更正后的文本。')
  await start({ url: outside, organisation: '000014349', organisations: { u2: '000099999' } })
})
afterAll(async () => {
  await app?.close()
  await house?.stop()
})

describe('an index number', () => {
  const numberOf = async (id: string) => entry((await get(article(id))).body, '索引号')
  test('is given without gaps, in the order of publication whichever page is read first, and stays', async () => {
    const ids: string[] = []
    for (const [n, owner] of ['u1', 'u2', 'u1', 'u1', 'u2'].entries())
      ids.push(await show(`2022-03-0${n + 1}`, { owner }))
    const later = await Promise.all(ids.toReversed().map(numberOf))
    expect(later.toReversed()).toEqual([
      '000014349/2022-00001',
      '000099999/2022-00001',
      '000014349/2022-00002',
      '000014349/2022-00003',
      '000099999/2022-00002',
    ])
    const next = await show('2022-02-01')
    expect(await numberOf(next)).toBe('000014349/2022-00004')
    await done(ids[2]!, 'hide', '2022-04-01', { cause: '内容有误', whose: '示例' })
    expect(await numberOf(await show('2022-05-01'))).toBe('000014349/2022-00005')
    await done(ids[2]!, 'reshow', '2022-06-01')
    expect(await numberOf(ids[2]!)).toBe('000014349/2022-00002')
    expect(await numberOf(await show('2023-01-05'))).toBe('000014349/2023-00001')
    // The server gives it by itself, before anybody reads the page.
    const unread = await show('2023-01-06')
    await (
      await portalWork(house)
    )(tenant)
    const { rows } = await house.owner.query('SELECT number FROM house.index_number WHERE id = $1', [unread])
    expect(rows).toEqual([{ number: '000014349/2023-00002' }])
  })
  test('is kept when the template changes, which the next ones follow', async () => {
    const before = await show('2023-01-06')
    const given = await numberOf(before)
    await start({ url: outside, index: '{region}{unit}-{column}-{serial:4}', region: '500114' })
    expect(await numberOf(before)).toBe(given)
    expect(await numberOf(await show('2023-01-07'))).toBe('500114u1-policies-0001')
  })
})

test('the index table says all that the guideline asks for, one entry each', async () => {
  const { body } = await get(article(await show('2023-01-08', { valid: '2023-02-01' })))
  const table = /<dl class="index">(.*?)<\/dl>/s.exec(body)![1]!
  const labels = [...table.matchAll(/<dt>([^<]*)<\/dt>/g)].map(([, label]) => label)
  expect(labels.slice(0, 8)).toEqual([
    '索引号',
    '主题分类',
    '发文机关',
    '成文日期',
    '标题',
    '发文字号',
    '发布日期',
    '主题词',
  ])
  expect(labels).toEqual(expect.arrayContaining(['体裁分类', '公开方式', '有效性', '生效日期', '废止日期']))
  expect(new Set(labels).size).toBe(labels.length)
  expect(entry(table, '主题分类')).toBe('政策文件库\\规定')
  expect(entry(table, '成文日期')).toBe('2023年1月8日')
  expect(entry(table, '生效日期')).toBe('2023年2月1日')
})

describe('the tags that the guideline asks for', () => {
  const site = ['SiteName', 'SiteDomain', 'SiteIDCode']
  const column = [...site, 'ColumnName', 'ColumnDescription', 'ColumnKeywords', 'ColumnType']
  const item = [...column, 'ArticleTitle', 'PubDate', 'ContentSource']
  const kinds = async (): Promise<readonly (readonly [path: string, tags: readonly string[]])[]> => {
    const id = await show('2023-01-08')
    return [
      ...['', 'map', 'search', 'search?q=a', 'follow', 'mine', 'mine/sign-up', 'receipt', 'columns/nothing'].map(
        (path) => [`/small/${path}`, site] as const,
      ),
      ...[
        'openness',
        'directory',
        'directory/news',
        'annual-reports/district',
        'policies',
        'policies?held=2023-01-01',
      ].map((path) => [`/small/columns/${path}`, column] as const),
      [article(id), item],
      [`${article(id)}?on=2023-01-09`, item],
    ]
  }
  test('stand on each kind of page: three, seven, ten, each once and with a value', async () => {
    for (const [path, tags] of await kinds()) {
      const { body } = await get(path)
      const found = [...body.matchAll(/<meta name="([^"]+)" content="([^"]*)"/g)].map(([, name, value]) => [
        name,
        value,
      ])
      const names = found.map(([name]) => name).filter((name) => item.includes(name!))
      expect([path, names]).toEqual([path, tags])
      expect([path, new Set(found.map(([name]) => name)).size]).toEqual([path, found.length])
      expect([path, found.filter(([, value]) => !value?.trim())]).toEqual([path, []])
      const value = Object.fromEntries(found) as Record<string, string>
      expect([path, value.SiteDomain, value.SiteIDCode]).toEqual([path, 'www.example.gov.cn', '0000000000'])
      if (value.PubDate) expect(value.PubDate).toMatch(/^\d{4}-\d\d-\d\d ([01]\d|2[0-3]):[0-5]\d$/)
    }
  })
  test('and the footer says who answers for the site, on each of them', async () => {
    for (const [path] of await kinds())
      for (const label of ['主办单位', '承办单位', '网站标识码', 'ICP备案号', '公安备案号', '联系方式', '站点地图'])
        expect([path, label, (await get(path)).body.includes(label)]).toEqual([path, label, true])
  })
})

describe('what held on a day', () => {
  test('is listed, and an item says whether it did, and what it said then', async () => {
    const id = await show('2022-09-01', { title: '按日查询的规定', valid: '2022-10-01' })
    await done(id, 'mend', '2022-11-01', { body: { hash: texts.second!, title: '更正.txt' } })
    await done(id, 'end', '2023-01-01', { why: '示例' })
    const listed = async (day: string) => (await get(`/small/columns/policies?held=${day}`)).body.includes(id)
    expect(await Promise.all(['2022-09-30', '2022-10-01', '2022-12-31', '2023-01-01'].map(listed))).toEqual([
      false,
      true,
      true,
      false,
    ])
    const at = async (day: string) => (await get(`${article(id)}?on=${day}`)).body
    expect(await at('2022-09-15')).toContain('尚未施行（2022年10月1日施行）')
    const early = await at('2022-10-15')
    expect(early).toMatch(/2022年10月15日：有效。/)
    expect(early).toContain('最早的文本')
    expect(early).not.toContain('更正后的文本')
    expect(await at('2022-12-15')).toContain('更正后的文本')
    expect(await at('2023-02-15')).toContain('已不再有效（自2023年1月1日起）')
    expect(await at('nonsense')).toContain('更正后的文本')
    const { body } = await get(article(id))
    expect(entry(body, '废止日期')).toBe('2023年1月1日')
    const older = /href="[^"]*(\/files\/body@\d+)"/.exec(body)![1]!
    expect((await get(`${article(id)}${older}`)).body).toBe('第一条 最早的文本。')
  })
  test('and by day of publication, page by page', async () => {
    const id = await show('2021-05-05')
    const lists = async (query: string) => (await get(`/small/columns/policies?${query}`)).body.includes(id)
    expect(
      await Promise.all(['from=2021-05-05&until=2021-05-05', 'until=2021-05-04', 'from=2021-05-06'].map(lists)),
    ).toEqual([true, false, false])
    const many: string[] = []
    for (let n = 0; n < 22; n++) many.push(await show('2020-01-02'))
    const first = (await get('/small/columns/policies/rule?from=2020-01-01&until=2020-12-31')).body
    const next = /rel="next" href="([^"]+)"/.exec(first)![1]!.replaceAll('&amp;', '&').replace('/fz', '')
    expect(next).toContain('from=2020-01-01')
    const both = first + (await get(next)).body
    expect(many.every((one) => both.includes(one))).toBe(true)
    expect(both).not.toContain(id)
  })
})

describe('what was public and is no more', () => {
  test('says so with the reason that everyone may know, and is gone from lists, feeds and files', async () => {
    const id = await show('2023-01-09', { title: '将要下线的规定' })
    await done(id, 'hide', '2023-02-01', { cause: '附件有误', whose: '内部来信人' })
    const gone = await get(article(id))
    expect(gone.statusCode).toBe(410)
    expect(gone.body).toMatch(/2023年2月1日起不再公开：已下线/)
    expect(gone.body).toContain('附件有误')
    expect(gone.body).not.toMatch(/将要下线的规定|内部来信人/)
    expect((await get(`${article(id)}/files/body`)).statusCode).toBe(404)
    for (const path of ['/small/', '/small/columns/policies', '/small/atom.xml', '/small/sitemap-portal-notes.xml'])
      expect([path, (await get(path)).body.includes(id)]).toEqual([path, false])
    await done(id, 'reshow', '2023-02-02')
    expect((await get(article(id))).statusCode).toBe(200)
  })
  test('is as if it had never been where it was made secret, or never published', async () => {
    const id = await show('2023-01-10')
    await done(id, 'hide', '2023-02-01', { cause: '附件有误', whose: '示例' })
    await done(id, 'classify', '2023-02-02')
    expect((await get(article(id))).statusCode).toBe(404)
    expect((await get(article(newId()))).statusCode).toBe(404)
  })
})

test('behind a proxy every absolute address begins with the public one, and every link with its path', async () => {
  const id = await show('2023-01-11')
  for (const path of [
    '/small/',
    '/small/columns/policies',
    article(id),
    '/small/map',
    '/small/receipt',
    '/small/mine',
  ]) {
    const { body } = await get(path)
    for (const [, address] of body.matchAll(/(?:href|action|src)="(\/[^"]*)"/g))
      expect([path, address!.startsWith('/fz/')]).toEqual([path, true])
    for (const [, address] of body.matchAll(/"(https?:\/\/[^"]*)"/g))
      if (!address!.startsWith('https://schema.org'))
        expect([path, address!.startsWith(`${outside}/`)]).toEqual([path, true])
  }
  for (const path of [
    '/small/rss.xml',
    '/small/atom.xml',
    '/small/sitemap.xml',
    '/sitemap.xml',
    '/small/sitemap-portal-notes.xml',
  ]) {
    const { body } = await get(path)
    const addresses = [...body.matchAll(/<(?:loc|link|id)>(https?:[^<]*)</g), ...body.matchAll(/href="([^"]*)"/g)]
    expect(addresses.length).toBeGreaterThan(0)
    for (const [, address] of addresses) expect([path, address!.startsWith(`${outside}/`)]).toEqual([path, true])
  }
  expect((await get('/robots.txt')).body).toContain(`Sitemap: ${outside}/sitemap.xml`)
  expect((await get('/', { host: 'www.example.gov.cn' })).headers.location).toBe('/fz/small/')
})

test('feeds are well formed, and maps say when an item changed last', async () => {
  const id = await show('2023-01-12', { title: 'a & b < c ]]> "' })
  await done(id, 'mend', '2023-02-20', { body: { hash: texts.second!, title: '更正.txt' } })
  for (const path of [
    '/small/rss.xml',
    '/small/atom.xml',
    '/small/columns/policies/atom.xml',
    '/small/sitemap-portal-notes.xml',
  ]) {
    const { body, headers } = await get(path)
    expect(String(headers['content-type'])).toMatch(/xml; charset=utf-8$/)
    // Every element is closed in order, and nothing else is markup.
    const open: string[] = []
    for (const [, end, name, self] of body
      .replace(/^<\?xml.*?\?>/, '')
      .matchAll(/<(\/?)([A-Za-z:]+)(?:\s[^<>]*?)?(\/?)>/g)) {
      if (end) expect([path, open.pop()]).toEqual([path, name])
      else if (!self) open.push(name!)
    }
    expect([path, open]).toEqual([path, []])
    expect(body.replace(/<\/?[A-Za-z:]+(?:\s[^<>]*?)?\/?>|<\?xml.*?\?>/g, '')).not.toMatch(/[<>]/)
  }
  const map = (await get('/small/sitemap-portal-notes.xml')).body
  expect(map).toMatch(new RegExp(`${id}</loc>\\s*<lastmod>2023-02-20</lastmod>`))
})

test('machines find what an article is: a legislation with its day, what it repeals, and the way to it', async () => {
  const old = await show('2023-01-13')
  await done(old, 'end', '2023-02-01', { why: '被代替' })
  const id = await show('2023-02-01', { replaces: old, valid: '2023-02-01' })
  const blocks = async (of: string) =>
    [...(await get(article(of))).body.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/g)].map(
      ([, text]) => JSON.parse(text!) as Record<string, unknown>,
    )
  const [law, crumbs] = await blocks(id)
  expect(law).toMatchObject({
    '@type': 'Legislation',
    legislationDate: '2023-02-01',
    legislationLegalForce: 'https://schema.org/InForce',
    temporalCoverage: '2023-02-01/..',
    legislationRepeals: [{ '@id': `${outside}${article(old)}` }],
  })
  expect(crumbs).toMatchObject({ '@type': 'BreadcrumbList' })
  expect((await blocks(old))[0]).toMatchObject({ legislationLegalForce: 'https://schema.org/NotInForce' })
  expect((await get(article(old))).body).toMatch(/由\s*<a href="[^"]*">[^<]*<\/a>\s*代替/)
  expect((await get(article(id))).body).toMatch(/本件代替\s*<a href/)
})

test('a page is asked for by HEAD, by its mark, and by nothing else', async () => {
  const id = await show('2023-01-14')
  for (const path of [article(id), '/small/', '/small/atom.xml']) {
    const head = await app.inject({ method: 'HEAD', url: path })
    expect([path, head.statusCode, head.body]).toEqual([path, 200, ''])
    const etag = String(head.headers.etag)
    for (const mark of [etag, `W/${etag}`, `"other", ${etag}`])
      expect([path, mark, (await get(path, { 'if-none-match': mark })).statusCode]).toEqual([path, mark, 304])
    for (const method of ['POST', 'PUT', 'DELETE'] as const)
      expect((await app.inject({ method, url: path })).statusCode).toBe(404)
    expect(head.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    })
    expect(String(head.headers['content-security-policy'])).not.toContain('script-src')
  }
})
