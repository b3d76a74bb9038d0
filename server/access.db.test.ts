import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { smallDistrict } from '../tests/cluster.ts'
import { withSheets } from '../tests/sheets.ts'
import { Browser, official, startWeb, type Answer, type Web } from '../tests/web.ts'

let web: Web
let here: readonly [id: string, code: string]
let there: readonly [id: string, code: string]
const people: Record<string, Browser> = {}
const person = (name: string): Browser => people[name]!

beforeAll(async () => {
  web = await startWeb(await withSheets())
  here = [await smallDistrict(web.house, 'here'), 'here']
  there = [await smallDistrict(web.house, 'there'), 'there']
  people.clerk1 = await official(web, here, 'clerk1', 'u1', 'clerk')
  people.clerk2 = await official(web, here, 'clerk2', 'u2', 'clerk')
  people.clerk3 = await official(web, here, 'clerk3', 'u3', 'clerk')
  people.bureau = await official(web, here, 'bureau', 'u3', 'justice-bureau')
  people.admin = await official(web, here, 'admin', 'u1', 'system-admin')
  people.auditor = await official(web, here, 'auditor', 'u1', 'audit-admin')
  people.guest = await official(web, here, 'guest', 'u1')
  people.foreigner = await official(
    web,
    there,
    'foreigner',
    'u1',
    'clerk',
    'justice-bureau',
    'law-office',
    'district-leader',
  )
})
afterAll(() => web.stop())

const values = { title: '甲事', owner: 'u1', inner: '乙字内情', secret: '丙字秘密', citizen: '丁某某', amount: 3 }
const enter = async (mechanism: string, body: object = values): Promise<string> => {
  const answer = await person('clerk1').post(`/api/${mechanism}`, { act: 'enter', body })
  expect(answer).toMatchObject({ status: 201 })
  return (answer.body.case as { id: string }).id
}
const upload = async (who: Browser, content: string): Promise<string> =>
  (await who.send('POST', '/api/files', content, { 'content-type': 'text/plain', 'x-file-name': 'a.txt' })).body
    .hash as string
const listed = (answer: Answer): string[] => (answer.body.rows as { id: string }[]).map(({ id }) => id)

describe('by role and unit', () => {
  test('who holds no role for an act is told who does', async () => {
    const id = await enter('sheet-shared')
    expect(await person('clerk2').post(`/api/sheet-shared/${id}/return`, { body: { reason: '示例' } })).toMatchObject({
      status: 403,
      body: { kind: 'denied', words: expect.stringContaining('依法治区办'), todo: expect.any(String) },
    })
    expect(await person('guest').post('/api/sheet-shared', { act: 'enter', body: values })).toMatchObject({
      status: 403,
    })
    expect(await person('admin').post('/api/sheet-shared', { act: 'enter', body: values })).toMatchObject({
      status: 403,
    })
    expect(
      await person('clerk1').post('/api/units', { body: { code: 'x', name: 'x', short: 'x', kind: 'department' } }),
    ).toMatchObject({ status: 403 })
  })

  test('a role of one’s own unit acts on cases of that unit only', async () => {
    const id = await enter('sheet-shared')
    expect(await person('clerk2').post(`/api/sheet-shared/${id}/close`)).toMatchObject({
      status: 403,
      body: { words: expect.stringContaining('当事单位') },
    })
    expect(await person('clerk1').post(`/api/sheet-shared/${id}/close`)).toMatchObject({
      status: 409,
      body: { kind: 'refusal' },
    })
  })

  test('what one may not read is as what does not exist, for reading and for acting', async () => {
    const id = await enter('sheet-closed')
    const absent = '01900000-0000-7000-8000-000000000000'
    for (const path of ['', '/acts', '/history', '/terms', '/parts/remark', '/receipts/1']) {
      const [hidden, missing] = [
        await person('clerk2').get(`/api/sheet-closed/${id}${path}`),
        await person('clerk2').get(`/api/sheet-closed/${absent}${path}`),
      ]
      expect(hidden).toMatchObject({ status: 404, body: { kind: 'not found' } })
      expect(hidden.text).toBe(missing.text)
    }
    for (const act of ['close', 'note', 'correct'])
      expect(await person('clerk2').post(`/api/sheet-closed/${id}/${act}`, { body: { words: 'x' } })).toMatchObject({
        status: 404,
      })
    expect(
      await person('clerk2').post(`/api/sheet-closed/${id}/parts/remark`, { body: { about: 'u2', words: 'x' } }),
    ).toMatchObject({ status: 404 })
    expect(listed(await person('clerk2').get('/api/sheet-closed'))).toEqual([])
    expect(await person('clerk2').get('/api/sheet-closed/count')).toMatchObject({ body: { count: 0 } })
    expect(listed(await person('clerk1').get('/api/sheet-closed'))).toContain(id)
    expect(listed(await person('bureau').get('/api/sheet-closed'))).toContain(id)
  })

  test('administrators and persons without a post see no business', async () => {
    const id = await enter('sheet-shared')
    for (const name of ['admin', 'auditor', 'guest']) {
      expect(await person(name).get(`/api/sheet-shared/${id}`)).toMatchObject({ status: 404 })
      expect(listed(await person(name).get('/api/sheet-shared'))).toEqual([])
      expect(await person(name).get('/api/duties')).toMatchObject({ body: { duties: [] } })
      expect(await person(name).get('/api/indicators/sheet-shared.entered/rows')).toMatchObject({ body: { rows: [] } })
    }
    expect(listed(await person('admin').get('/api/units')).length).toBe(3)
    // Of a register that is open to all they read what all read, and write nothing beside it.
    const open = await enter('sheet-open')
    for (const name of ['admin', 'auditor'])
      expect(await person(name).post(`/api/sheet-open/${open}/note`, { body: { words: '顺手一记' } })).toMatchObject({
        status: 403,
      })
    expect(
      await person('clerk1').post(`/api/sheet-open/${open}/note`, { body: { words: '经办人一记' } }),
    ).toMatchObject({ status: 200 })
  })
})

describe('by field', () => {
  test('each reader sees the fields of his level, in the case, the list, the history and the drill-down', async () => {
    const id = await enter('sheet-shared')
    const expected = {
      clerk1: ['title', 'owner', 'inner', 'secret', 'citizen', 'amount'],
      bureau: ['title', 'owner', 'inner', 'secret', 'citizen', 'amount'],
      clerk2: ['title', 'inner', 'amount'],
    }
    for (const [name, fields] of Object.entries(expected)) {
      const inCase = await person(name).get(`/api/sheet-shared/${id}`)
      const inList = ((await person(name).get('/api/sheet-shared')).body.rows as { id: string; fields: object }[]).find(
        (row) => row.id === id,
      )!
      const inHistory = (await person(name).get(`/api/sheet-shared/${id}/history`)).body.events as { body: object }[]
      const inFigure = (
        (await person(name).get('/api/indicators/sheet-shared.entered/rows')).body.rows as {
          case: string
          fields: object
        }[]
      ).find((row) => row.case === id)!
      for (const found of [inCase.body.fields, inList.fields, inHistory[0]!.body, inFigure.fields])
        expect(Object.keys(found as object).sort()).toEqual([...fields].sort())
    }
    const open = await enter('sheet-open')
    const seen = await person('guest').get(`/api/sheet-open/${open}`)
    expect(seen.body).toMatchObject({ level: 'public', fields: { title: '甲事', amount: 3 } })
    expect((await person('guest').get(`/api/sheet-open/${open}/history`)).text).not.toMatch(/乙字|丙字|丁某|clerk1/)
  })

  test('a field that is not shown cannot be guessed by filter, search or order', async () => {
    const id = await enter('sheet-shared', { ...values, title: '标题', secret: '藏之名山', citizen: '戊某某' })
    expect(
      await person('clerk2').get(`/api/sheet-shared?where.secret=${encodeURIComponent('藏之名山')}`),
    ).toMatchObject({ status: 400 })
    expect(await person('clerk1').get('/api/sheet-shared?where.citizen=x')).toMatchObject({ status: 400 })
    const search = `/api/sheet-shared?q=${encodeURIComponent('名山')}`
    expect(listed(await person('clerk2').get(search))).toEqual([])
    expect(await person('clerk2').get(search.replace('?', '/count?'))).toMatchObject({ body: { count: 0 } })
    expect(listed(await person('clerk1').get(search))).toEqual([id])
    expect(listed(await person('bureau').get(search))).toEqual([id])
    expect(listed(await person('bureau').get(`/api/sheet-shared?q=${encodeURIComponent('戊某')}`))).toEqual([])
  })

  test('a correction shows old and new to parties, and to others only what they may see of both', async () => {
    const id = await enter('sheet-shared')
    expect(
      await person('bureau').post(`/api/sheet-shared/${id}/correct`, {
        body: { version: 1, reason: '笔误', new: { title: '新题', secret: '新密' } },
      }),
    ).toMatchObject({ status: 403 })
    const second = await official(web, here, `second-${id.slice(-6)}`, 'u1', 'clerk')
    expect(
      await second.post(`/api/sheet-shared/${id}/correct`, {
        body: { version: 1, reason: '笔误', new: { title: '新题', secret: '新密' } },
      }),
    ).toMatchObject({ status: 200, body: { case: { fields: { title: '新题', secret: '新密' } } } })
    const bodies = async (name: string) =>
      (
        (await person(name).get(`/api/sheet-shared/${id}/history`)).body.events as {
          body: object
          correctedBy: number[]
        }[]
      ).map(({ body, correctedBy }) => ({ body, correctedBy }))
    expect(await bodies('clerk1')).toMatchObject([
      { correctedBy: [2] },
      {
        body: {
          version: 1,
          reason: '笔误',
          old: { title: '甲事', secret: '丙字秘密' },
          new: { title: '新题', secret: '新密' },
        },
      },
    ])
    expect((await bodies('clerk2'))[1]!.body).toEqual({ version: 1, old: { title: '甲事' }, new: { title: '新题' } })
  })
})

test('a part that names a unit is open to that unit, and not to another that the case has let in', async () => {
  const id = await enter('sheet-closed')
  const about = async (unit: string) => {
    const answer = await person('bureau').post(`/api/sheet-closed/${id}/parts/remark`, {
      body: { about: unit, words: `关于${unit}` },
    })
    expect(answer).toMatchObject({ status: 201 })
    return (answer.body.case as { id: string }).id
  }
  const [second, third] = [await about('u2'), await about('u3')]
  const parts = `/api/sheet-closed/${id}/parts/remark`
  expect(await person('clerk2').get(`/api/sheet-closed/${id}`)).toMatchObject({
    status: 200,
    body: { parts: { remark: 1 } },
  })
  expect(listed(await person('clerk2').get(parts))).toEqual([second])
  expect(await person('clerk2').get(`${parts}/${third}`)).toMatchObject({ status: 404 })
  expect(await person('clerk2').post(`${parts}/${third}/settle`)).toMatchObject({ status: 404 })
  expect((await person('clerk2').get(`/api/sheet-closed/${id}/history`)).text).not.toContain('关于u3')
  expect((await person('clerk2').get(`/api/sheet-closed/${id}/history`)).text).toContain('关于u2')
  expect(await person('clerk2').get(`/api/sheet-closed/${id}/receipts/3`)).toMatchObject({ status: 404 })
  expect(await person('clerk2').get(`${parts}/${second}/history`)).toMatchObject({ status: 200 })
  expect(listed(await person('bureau').get(parts)).sort()).toEqual([second, third].sort())
  expect(await person('clerk2').post(`${parts}/${second}/settle`)).toMatchObject({
    status: 200,
    body: { case: { state: 'settled' } },
  })
})

test('cases around a case, its figures and the wall show only what the reader may open', async () => {
  const id = await enter('sheet-closed', { ...values, title: '隐身一件', due: '2023-02-10' })
  const seen = async (name: string, path: string) => (await person(name).get(path)).body
  expect(await person('clerk2').get(`/api/sheet-closed/${id}/related`)).toMatchObject({ status: 404 })
  expect(await person('clerk2').get(`/api/sheet-closed/${id}/figures`)).toMatchObject({ status: 404 })
  expect(await seen('clerk1', `/api/sheet-closed/${id}/related`)).toEqual({ related: [] })
  expect(await seen('clerk1', `/api/sheet-closed/${id}/figures`)).toMatchObject({
    figures: expect.arrayContaining([
      expect.objectContaining({ id: 'sheet-closed.entered', year: 2023, rows: 1 }),
      expect.objectContaining({ id: 'sheet-closed.closed-rate', year: 2023, rows: 1, counts: 0 }),
    ]),
  })
  const cell = { mechanism: 'sheet-closed', unit: 'u1', red: 1, yellow: 0, green: 0 }
  expect(await seen('clerk1', '/api/board')).toMatchObject({ cells: expect.arrayContaining([cell]) })
  expect(await seen('clerk2', '/api/board')).toEqual({ cells: [] })
  expect(await seen('admin', '/api/board')).toEqual({ cells: [] })
  expect(await seen('clerk1', '/api/board/rows?mechanism=sheet-closed&unit=u1')).toMatchObject({
    rows: [{ case: id, title: '隐身一件', light: 'red' }],
  })
  expect(await seen('clerk2', '/api/board/rows')).toEqual({ rows: [] })
  expect(await seen('clerk1', '/api/duties/counts')).toMatchObject({
    counts: expect.arrayContaining([{ mechanism: 'sheet-closed', red: 1, yellow: 0, green: 0 }]),
  })
})

test('no route of one tenant gives anything of another, whatever roles are held there', async () => {
  const id = await enter('sheet-open', { ...values, title: '独此一家' })
  const remark = await person('bureau').post(`/api/sheet-open/${id}/parts/remark`, {
    body: { about: 'u2', words: '独此一言' },
  })
  const part = (remark.body.case as { id: string }).id
  const hash = await upload(person('clerk1'), '独此一件')
  const params: Record<string, string> = { m: 'sheet-open', id, kind: 'remark', part, version: '1', hash }
  const foreign = new RegExp([id, part, hash, '独此一', 'clerk1'].join('|'))
  const reads = web.routes.filter(([method, url]) => method === 'GET' && url.startsWith('/api'))
  expect(reads.length).toBeGreaterThan(25)
  const asked: Record<string, string> = {
    '/api/search/export': '?format=csv&q=此一',
    '/api/:m/acts/export': '?format=csv&year=2022&act=enter',
    '/api/:m/parts/:kind/acts/export': '?format=csv&year=2022&act=raise',
  }
  for (const [, url] of reads) {
    const path = `${
      url.startsWith('/api/indicators')
        ? url.replace(':id', 'sheet-open.entered')
        : url.replace(/:(\w+)/g, (_, name: string) => params[name] ?? id)
    }${encodeURI(asked[url] ?? '')}`
    // An import belongs to the unit that made it, a calendar to whoever has its address; no sheet has letters, and none was sent.
    if (/\/:(import|token|letter)\b|\/letters\/sent\//.test(url)) {
      for (const who of ['bureau', 'foreigner'])
        expect([path, (await person(who).get(path)).status]).toEqual([path, 404])
      continue
    }
    const own = await person('bureau').get(path)
    // The audit trail is the audit administrator's alone, backups the system administrator's; restatements are asked of one report, a comparison of two texts.
    const asking = ['/api/report/restatements', '/api/files/compare', '/api/laws/text']
    const closed = ['/api/audit', '/api/audit/export', '/api/accounts', '/api/backups']
    const plain = closed.includes(url) ? 403 : asking.includes(url) ? 400 : 200
    expect([path, own.status]).toEqual([path, path.includes('/receipts/1') ? 202 : plain])
    const other = await person('foreigner').get(path)
    const named = /:(id|hash|part)/.test(url) && !url.startsWith('/api/indicators')
    expect([path, other.status]).toEqual([path, named ? 404 : plain])
    expect([path, foreign.test(other.text.replaceAll(path, ''))]).toEqual([path, false])
    // And without a session there is nothing at all.
    const nobody = await new Browser(web.app).get(path)
    expect([path, nobody.status]).toEqual([path, ['/api/openapi.json', '/api/session'].includes(url) ? 200 : 401])
  }
  for (const act of ['close', 'check', 'note', 'void', 'correct'])
    expect(await person('foreigner').post(`/api/sheet-open/${id}/${act}`, { body: {} })).toMatchObject({ status: 404 })
  expect(await person('foreigner').post(`/api/sheet-open/${id}/parts/remark/${part}/settle`)).toMatchObject({
    status: 404,
  })
  expect(await person('foreigner').get('/api/indicators/sheet-open.entered')).toMatchObject({
    body: { value: 0, rows: 0 },
  })
  // A file of another tenant is not stored here, even though its hash is right.
  const entered = await person('foreigner').post('/api/sheet-open', { act: 'enter', body: { ...values } })
  const mine = (entered.body.case as { id: string }).id
  expect(await person('foreigner').post(`/api/sheet-open/${mine}/check`, { body: { evidence: hash } })).toMatchObject({
    status: 400,
    body: { fields: { evidence: expect.stringContaining('没有这一文件') } },
  })
})

test('the public sees nothing without a session, and what no role allows is nobody’s', async () => {
  for (const [method, url] of web.routes) {
    if (!url.startsWith('/api') || method === 'HEAD' || url === '/api/session' || url === '/api/openapi.json') continue
    const answer = await new Browser(web.app).send(
      method as 'GET',
      url.replace(/:(\w+)/g, 'x'),
      method === 'GET' ? undefined : {},
    )
    // A calendar is read by a program that signs in nowhere: its address is the secret.
    expect([method, url, answer.status]).toEqual([method, url, url === '/api/calendar/:token' ? 404 : 401])
  }
})
