import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { smallDistrict } from '../tests/cluster.ts'
import { sampleFile } from '../kernel/sample.ts'
import { withSheets } from '../tests/sheets.ts'
import { Browser, official, startWeb, type Web } from '../tests/web.ts'

let web: Web
let me: Browser
let second: Browser
let bureau: Browser
const today = '2023-02-20'
beforeAll(async () => {
  web = await startWeb(await withSheets())
  const here = [await smallDistrict(web.house, 'here'), 'here'] as const
  me = await official(web, here, 'me', 'u1', 'clerk')
  second = await official(web, here, 'second', 'u1', 'clerk')
  bureau = await official(web, here, 'bureau', 'u3', 'justice-bureau')
})
afterAll(() => web.stop())
// After whatever was sent, the server answers, and nothing was a bug.
afterEach(async () => {
  expect(await me.get('/api/me')).toMatchObject({ status: 200 })
  expect(web.lines).toEqual([])
})

const values = { title: '甲事', owner: 'u1' }
const sheet = '/api/sheet-closed'
const enter = async (body: object = values, on?: string): Promise<string> => {
  const answer = await me.post(sheet, { act: 'enter', body, ...(on && { on }) })
  expect(answer).toMatchObject({ status: 201 })
  return (answer.body.case as { id: string }).id
}
const json = { 'content-type': 'application/json' }
const count = async (): Promise<number> => (await bureau.get(`${sheet}/count`)).body.count as number

test('fields that do not exist and values of the wrong kind are named, each in Chinese, and nothing is written', async () => {
  const before = await count()
  const body = {
    title: 3,
    owner: 'u9',
    amount: 1.5,
    due: '2023-02-30',
    at: '今天',
    citizen: '',
    colour: 'red',
    secret: 'x'.repeat(201),
  }
  const answer = await bureau.post(sheet, { act: 'assign', body })
  expect(answer).toMatchObject({ status: 400, body: { kind: 'invalid' } })
  const fields = answer.body.fields as Record<string, string>
  expect(Object.keys(fields).sort()).toEqual(Object.keys(body).sort())
  for (const words of Object.values(fields)) expect(words).toMatch(/\p{Script=Han}/u)
  expect(fields).toMatchObject({ colour: '没有这一字段，请删去或核对名称', due: expect.stringContaining('期限：') })
  expect(await me.post(sheet, { act: 'enter', body: {} })).toMatchObject({
    status: 400,
    body: { fields: { title: '标题：必填', owner: '当事单位：必填' } },
  })
  expect(await count()).toBe(before)
})

test('the envelope is checked as well: its members, its act, its day', async () => {
  const wrong = async (sent: object, field: string) =>
    expect(await me.post(sheet, sent)).toMatchObject({
      status: 400,
      body: { kind: 'invalid', fields: { [field]: expect.stringMatching(/\p{Script=Han}/u) } },
    })
  await wrong({ act: 'enter', body: values, stray: 1 }, 'stray')
  await wrong({ act: 'enter', body: 'text' }, 'body')
  await wrong({ act: 'enter', body: [values] }, 'body')
  await wrong({ act: 7, body: values }, 'act')
  await wrong({ body: values }, 'act')
  await wrong({ act: 'close', body: values }, 'act')
  await wrong({ act: 'constructor', body: values }, 'act')
  for (const on of ['2023-02-30', '20230220', 20230220, {}, '2023-02-20T00:00:00', '+2023-02-20'])
    await wrong({ act: 'enter', body: values, on }, 'on')
  expect(await me.send('POST', sheet, '[]', json)).toMatchObject({ status: 400 })
  expect(await me.send('POST', sheet, '"x"', json)).toMatchObject({ status: 400 })
  expect(await me.post(sheet, { act: 'enter', body: values, unit: 'u2' })).toMatchObject({ status: 403 })
  const id = await enter()
  for (const version of [0, -1, 1.5, '1', {}])
    expect(await me.post(`${sheet}/${id}/close`, { version })).toMatchObject({
      status: 400,
      body: { fields: { version: expect.any(String) } },
    })
})

test('evidence is asked for, and must be stored', async () => {
  const id = await enter()
  expect(await me.post(`${sheet}/${id}/check`)).toMatchObject({
    status: 400,
    body: { fields: { evidence: '核对记录：必填' } },
  })
  expect(await me.post(`${sheet}/${id}/check`, { body: { evidence: 'a'.repeat(64) } })).toMatchObject({
    status: 400,
    body: { fields: { evidence: '核对记录：没有这一文件，请先上传' } },
  })
  expect(await me.post(`${sheet}/${id}/check`, { body: { evidence: sampleFile } })).toMatchObject({
    status: 200,
    body: { done: true, case: { state: 'checked' } },
  })
})

test('what the law forbids is refused with its article, and a wrong state with the state it is in', async () => {
  const id = await enter()
  expect(await me.post(`${sheet}/${id}/close`)).toMatchObject({
    status: 409,
    body: {
      kind: 'refusal',
      words: expect.stringContaining('办结：'),
      article: { law: '示例法', no: 3, cite: '《示例法》第3条', says: '没有核对的不能办结' },
      further: [],
    },
  })
  await me.post(`${sheet}/${id}/check`, { body: { evidence: sampleFile } })
  expect(await me.post(`${sheet}/${id}/close`)).toMatchObject({
    status: 200,
    body: { case: { state: 'closed', ended: today } },
  })
  expect(await me.post(`${sheet}/${id}/check`, { body: { evidence: sampleFile } })).toMatchObject({
    status: 409,
    body: { words: expect.stringContaining('已办结') },
  })
})

test('a dry run judges and writes nothing', async () => {
  const before = await count()
  expect(await me.post(`${sheet}?dry=1`, { act: 'enter', body: values })).toMatchObject({
    status: 200,
    body: { done: false },
  })
  expect(await count()).toBe(before)
  const id = await enter()
  expect(await me.post(`${sheet}/${id}/close?dry=1`)).toMatchObject({ status: 409 })
  expect(await me.post(`${sheet}/${id}/check?dry=1`, { body: { evidence: sampleFile } })).toMatchObject({
    status: 200,
    body: { done: false, case: { state: 'checked' } },
  })
  expect(await me.get(`${sheet}/${id}`)).toMatchObject({ body: { state: 'open', version: 1 } })
})

test('acting on an outdated view is a conflict that says what changed', async () => {
  const id = await enter()
  await second.post(`${sheet}/${id}/check`, { body: { evidence: sampleFile } })
  expect(await me.post(`${sheet}/${id}/close`, { version: 1 })).toMatchObject({
    status: 409,
    body: { kind: 'conflict', version: 2, since: [{ version: 2, act: 'check', actor: 'second', on: today }] },
  })
  expect(await me.post(`${sheet}/${id}/close`, { version: 2 })).toMatchObject({ status: 200 })
})

test('of many at once on one case exactly one closes it', async () => {
  const id = await enter()
  await me.post(`${sheet}/${id}/check`, { body: { evidence: sampleFile } })
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, at) => (at % 2 ? me : second).post(`${sheet}/${id}/close`, { version: 2 })),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 7 }, () => 409)])
})

test('a repeated request is answered as the first one and done once; the same key for another request is refused', async () => {
  const key = { 'idempotency-key': 'k-1' }
  const before = await count()
  const [first, again] = [
    await me.post(sheet, { act: 'enter', body: values }, key),
    await me.post(sheet, { act: 'enter', body: values }, key),
  ]
  expect(first).toMatchObject({ status: 201 })
  expect(again.body).toEqual(first.body)
  expect([first.headers['idempotency-replayed'], again.headers['idempotency-replayed']]).toEqual([undefined, 'true'])
  expect(await count()).toBe(before + 1)
  expect(await me.post(sheet, { act: 'enter', body: { ...values, title: '乙事' } }, key)).toMatchObject({
    status: 400,
    body: { fields: { 'Idempotency-Key': expect.stringContaining('另一请求') } },
  })
  // Another person's key of the same name is another key.
  expect(await second.post(sheet, { act: 'enter', body: values }, key)).toMatchObject({ status: 201 })
  const [one, two] = [await enter(), await enter()]
  const check = (id: string, name: string) =>
    me.post(`${sheet}/${id}/check`, { body: { evidence: sampleFile } }, { 'idempotency-key': name })
  expect(await check(one, 'k-2')).toMatchObject({ status: 200 })
  expect(await check(one, 'k-2')).toMatchObject({ status: 200, body: { event: { version: 2 } } })
  expect(await check(two, 'k-2')).toMatchObject({ status: 400 })
  expect(await me.get(`${sheet}/${two}`)).toMatchObject({ body: { version: 1 } })
  const remark = { body: { about: 'u1', words: '意见' } }
  const raise = () => bureau.post(`${sheet}/${one}/parts/remark`, remark, { 'idempotency-key': 'k-3' })
  expect((await raise()).body).toEqual((await raise()).body)
  expect(await me.get(`${sheet}/${one}`)).toMatchObject({ body: { parts: { remark: 1 } } })
  expect(await me.post(sheet, { act: 'enter', body: values }, { 'idempotency-key': '带空格 的' })).toMatchObject({
    status: 400,
  })
})

test('days that cannot be: after today, before the case began, and effects on another day than today', async () => {
  expect(await me.post(sheet, { act: 'enter', body: values, on: '2023-02-21' })).toMatchObject({
    status: 400,
    body: { fields: { on: expect.stringContaining('晚于今天') } },
  })
  expect(await me.post(sheet, { act: 'enter', body: values, on: '0001-01-01' })).toMatchObject({ status: 400 })
  const id = await enter(values, '2023-02-10')
  expect(await me.post(`${sheet}/${id}/check`, { on: '2023-02-09', body: { evidence: sampleFile } })).toMatchObject({
    status: 400,
    body: { fields: { on: expect.stringContaining('早于') } },
  })
  expect(await me.post(`${sheet}/${id}/check`, { on: '2023-02-15', body: { evidence: sampleFile } })).toMatchObject({
    status: 400,
    body: { fields: { on: expect.stringContaining('只能记在今天') } },
  })
  expect(
    await me.post(`${sheet}/${id}/correct`, { body: { version: 1, reason: '日期', on: '2023-02-31' } }),
  ).toMatchObject({ status: 400, body: { fields: { on: expect.any(String) } } })
})

test('bodies that are no text, no JSON, too deep or too large', async () => {
  const send = (payload: string | Buffer, headers: Record<string, string> = json) =>
    me.send('POST', sheet, payload, headers)
  expect(await send('{"act":"enter",')).toMatchObject({
    status: 400,
    body: { fields: { body: expect.stringContaining('JSON') } },
  })
  expect(await send(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]))).toMatchObject({
    status: 400,
    body: { fields: { body: expect.stringContaining('UTF-8') } },
  })
  expect(await send('{"act":"enter","body":{"title":"\\u0000","owner":"u1"}}')).toMatchObject({ status: 400 })
  expect(await send('{"act":"enter","body":{"title":"\\ud800","owner":"u1"}}')).toMatchObject({ status: 400 })
  expect(await send('{"__proto__":{"act":"enter"}}')).toMatchObject({ status: 400 })
  expect(await send('['.repeat(400_000) + ']'.repeat(400_000))).toMatchObject({
    status: 400,
    body: { fields: { body: expect.stringContaining('嵌套') } },
  })
  expect(
    await send(`{"act":"enter","body":{"title":${'{"a":'.repeat(150_000)}1${'}'.repeat(150_000)}}}`),
  ).toMatchObject({ status: 400 })
  expect(
    await send(JSON.stringify({ act: 'enter', body: { ...values, secret: 'x'.repeat(10 * 2 ** 20) } })),
  ).toMatchObject({ status: 413, body: { kind: 'too large', words: expect.stringContaining('太大') } })
  expect(await send('act=enter', { 'content-type': 'application/x-www-form-urlencoded' })).toMatchObject({
    status: 415,
    body: { kind: 'unsupported media' },
  })
  expect(await send('<a/>', { 'content-type': 'text/xml' })).toMatchObject({ status: 415 })
  expect(await send('', json)).toMatchObject({ status: 400 })
})

test('addresses that lead nowhere say so in Chinese', async () => {
  const id = await enter()
  const nowhere = [
    '/api/nothing',
    '/api/sheet-closed/1',
    `/api/sheet-closed/${id.toUpperCase()}`,
    '/api/sheet-closed/__proto__',
    `${sheet}/${id}/parts/nothing`,
    `${sheet}/${id}/parts/constructor`,
    `${sheet}/${id}/parts/remark/1`,
    `${sheet}/${id}/receipts/0`,
    `${sheet}/${id}/receipts/9`,
    `${sheet}/${id}/receipts/x`,
    '/api/indicators/nothing',
    '/api/files/x',
    '/api/files/__proto__',
    '/nothing',
    `/api/sheet-closed/${'x'.repeat(300)}`,
  ]
  for (const url of nowhere) {
    const answer = await me.get(url)
    expect([url, answer.status]).toEqual([url, 404])
    expect(answer.body).toMatchObject({ kind: 'not found', words: expect.stringMatching(/\p{Script=Han}/u) })
  }
  for (const act of ['nothing', 'constructor', 'toString', '__proto__'])
    expect(await me.post(`${sheet}/${id}/${act}`)).toMatchObject({ status: 404 })
  expect(await me.get('/api/%zz')).toMatchObject({ status: 400, body: { kind: 'invalid' } })
})

test('queries that cannot be answered are refused by name', async () => {
  const forged = (key: unknown) => Buffer.from(JSON.stringify(key)).toString('base64url')
  const queries = [
    'limit=0',
    'limit=201',
    'limit=x',
    'limit=1&limit=2',
    'sort=colour',
    'at=yesterday',
    'after=x',
    `after=${forged(['2023-02-31', sampleFile])}`,
    `after=${forged(['\u0000', '01900000-0000-7000-8000-000000000000'])}`,
    `after=${forged({})}`,
    'q=%00',
    `q=${'x'.repeat(300)}`,
    'q=%20',
    'where.nothing=1',
    'where.__proto__=1',
    'where.constructor=1',
    'where.amount=x',
    'where.amount.from=x',
    'where.amount.most=1',
    'where.title=%00',
    'where.at=x',
    'where.at.from=2023-13-45T99:99',
    'where.opened.from=x',
    'where.title.from=a',
  ]
  for (const query of queries) {
    const answer = await me.get(`${sheet}?${query}`)
    expect([query, answer.status]).toEqual([query, 400])
  }
  for (const query of ['year=x', 'year=22', 'unit=u9', 'year=2022&year=2023'])
    expect(await me.get(`/api/indicators/sheet-closed.entered?${query}`)).toMatchObject({ status: 400 })
  for (const query of [`after=${forged(['2023-01-01', 'x', 1, 'y'])}`, 'after=W10'])
    expect(await me.get(`/api/indicators/sheet-closed.entered/rows?${query}`)).toMatchObject({ status: 400 })
  for (const query of ['from=-1', 'from=5&to=2', 'to=999999999'])
    expect(await me.get(`/api/ledger/consistency?${query}`)).toMatchObject({ status: 400 })
})

test('built-in acts are checked as strictly', async () => {
  const id = await enter()
  const tries: readonly (readonly [string, unknown])[] = [
    ['note', {}],
    ['note', { words: 3 }],
    ['attach', { title: 'x', file: 'y' }],
    ['handOver', { unit: 'u9', to: 'nobody', reason: 'x' }],
    ['correct', { version: 9, reason: 'x', new: { title: 'x' } }],
    ['correct', { version: 1, reason: 'x', new: 'title' }],
    ['correct', { version: 1, reason: 'x', new: ['title'] }],
    ['correct', { version: 1, reason: 'x', new: { title: 3 } }],
    ['correct', { version: 1, reason: 'x' }],
    ['correct', { version: 1, new: { title: 'x' } }],
    ['void', { version: 'x' }],
  ]
  for (const [act, body] of tries)
    expect([act, (await second.post(`${sheet}/${id}/${act}`, { body })).status]).toEqual([act, 400])
  expect(await me.post(`${sheet}/${id}/void`, { body: { version: 1, reason: 'x' } })).toMatchObject({
    status: 403,
    body: { words: expect.stringContaining('原经办人以外') },
  })
})

test('a batch is written whole or not at all, and every wrong cell is named by row and column', async () => {
  const before = await count()
  const rows = Array.from({ length: 2000 }, (_, at) => ({ on: '2023-02-01', title: `第${at}项`, owner: 'u1' }))
  const bad = rows.map((row, at) => (at === 1499 ? { ...row, due: '2023-02-30', amount: -1 } : row))
  const answer = await me.post(`${sheet}/batches`, { act: 'enter', rows: bad })
  expect(answer).toMatchObject({
    status: 400,
    body: { kind: 'invalid rows', wrong: 1, words: expect.stringContaining('整批都没有写入') },
  })
  expect(answer.body.errors).toEqual([
    { row: 1500, column: 'due', words: expect.any(String) },
    { row: 1500, column: 'amount', words: expect.any(String) },
  ])
  expect(await count()).toBe(before)
  expect(
    await me.post(`${sheet}/batches`, {
      act: 'enter',
      rows: [rows[0], 'x', { on: '2023-02-30', title: 'x', owner: 'u1' }],
    }),
  ).toMatchObject({
    status: 400,
    body: {
      wrong: 2,
      errors: [
        { row: 2, column: '*' },
        { row: 3, column: 'on' },
      ],
    },
  })
  for (const sent of [
    { act: 'enter' },
    { act: 'enter', rows: 'x' },
    { act: 'enter', rows: [] },
    { act: 'close', rows },
    { act: 'enter', rows, file: 'x' },
  ])
    expect([JSON.stringify(sent).slice(0, 40), (await me.post(`${sheet}/batches`, sent)).status]).toEqual([
      expect.any(String),
      400,
    ])
  expect(await bureau.post(`${sheet}/batches`, { act: 'enter', rows })).toMatchObject({ status: 403 })
  expect(await count()).toBe(before)
  expect(await me.post(`${sheet}/batches`, { act: 'enter', rows })).toMatchObject({
    status: 201,
    body: { rows: 2000, root: expect.stringMatching(/^[0-9a-f]{64}$/) },
  })
  expect(await count()).toBe(before + 2000)
})

test('a batch may be larger than any other body', async () => {
  const rows = Array.from({ length: 3000 }, (_, at) => ({ title: `第${at}项`, owner: 'u1', secret: '长'.repeat(190) }))
  const payload = JSON.stringify({ act: 'enter', rows })
  expect(Buffer.byteLength(payload)).toBeGreaterThan(2 ** 20)
  expect(await me.send('POST', `${sheet}/batches`, payload, json)).toMatchObject({ status: 201 })
})
