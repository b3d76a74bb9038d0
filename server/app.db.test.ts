import { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  sealAll,
  verifyConsistency,
  verifyHead,
  verifyInclusion,
  type Head,
  type Receipt,
} from '../kernel/ledger/index.ts'
import { smallDistrict } from '../tests/cluster.ts'
import { withSheets } from '../tests/sheets.ts'
import { Browser, official, startWeb, type Web } from '../tests/web.ts'
import { buildApp } from './app.ts'

let web: Web
let tenant: string
let me: Browser
let bureau: Browser
let auditor: Browser
const sheet = '/api/sheet-closed'
const values = { title: '甲事', owner: 'u1' }
beforeAll(async () => {
  web = await startWeb(await withSheets())
  tenant = await smallDistrict(web.house, 'here')
  me = await official(web, [tenant, 'here'], 'me', 'u1', 'clerk')
  bureau = await official(web, [tenant, 'here'], 'bureau', 'u3', 'justice-bureau')
  auditor = await official(web, [tenant, 'here'], 'auditor', 'u1', 'audit-admin')
})
afterAll(() => web.stop())

const enter = async (body: object, on = '2023-02-20', m = 'sheet-closed'): Promise<string> => {
  const answer = await me.post(`/api/${m}`, { act: 'enter', body, on })
  expect(answer).toMatchObject({ status: 201 })
  return (answer.body.case as { id: string }).id
}
type Listed = { id: string; title: string; opened: string }
const pages = async (url: string): Promise<Listed[]> => {
  const all: Listed[] = []
  for (let next: string | undefined = ''; next !== undefined;) {
    const answer = await me.get(`${url}${next ? `&after=${next}` : ''}`)
    expect(answer.status).toBe(200)
    all.push(...(answer.body.rows as Listed[]))
    next = answer.body.next as string | undefined
  }
  return all
}

test('every answer forbids caching, sniffing, framing and foreign scripts', async () => {
  for (const answer of [
    await me.get('/api/me'),
    await me.get('/nowhere'),
    await new Browser(web.app).get('/api/me'),
    await me.get(`/api/files/${'a'.repeat(64)}`),
  ]) {
    expect(answer.headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    })
  }
})

test('lists page by key in every order, filter and search', async () => {
  const names = ['安定', '北山', '长河', '大同', '安定']
  for (const [at, title] of names.entries())
    await enter(
      { title, owner: 'u1', amount: at, at: `2023-01-0${at + 1}T08:00` },
      `2023-01-0${5 - at}`,
      'sheet-shared',
    )
  const list = '/api/sheet-shared?limit=2'
  for (const sort of ['opened', 'latest']) {
    const up = await pages(`${list}&sort=${sort}`)
    expect(up.map(({ opened }) => opened)).toEqual([
      '2023-01-01',
      '2023-01-02',
      '2023-01-03',
      '2023-01-04',
      '2023-01-05',
    ])
    expect((await pages(`${list}&sort=-${sort}`)).map(({ id }) => id)).toEqual(up.map(({ id }) => id).toReversed())
  }
  // The order can be entered anywhere: that day or title and all that follow it, whichever way it is sorted.
  const days = (await pages(`${list}&sort=opened`)).map(({ opened }) => opened)
  const entered = days[2]!
  for (const [sort, kept] of [
    ['opened', days.filter((day) => day >= entered)],
    ['-opened', days.filter((day) => day <= entered)],
  ] as const)
    expect((await pages(`${list}&sort=${sort}&at=${entered}`)).map(({ opened }) => opened)).toEqual(
      sort === 'opened' ? kept : kept.toReversed(),
    )
  expect((await pages(`${list}&sort=title&at=zzz`)).length).toBe(0)
  expect((await pages(`${list}&sort=-title&at=zzz`)).length).toBe(days.length)
  expect((await pages(`${list}&sort=title`)).map(({ title }) => title)).toEqual([
    '安定',
    '安定',
    '北山',
    '长河',
    '大同',
  ])
  const found = async (query: string) => (await pages(`${list}&${query}`)).length
  expect(await found(`q=${encodeURIComponent('长河')}`)).toBe(1)
  expect(await found('where.amount=1&where.amount=2')).toBe(2)
  expect(await found('where.amount.from=1&where.amount.to=3')).toBe(3)
  expect(await found('where.opened.from=2023-01-03')).toBe(3)
  expect(await found('where.at.from=2023-01-02T08:00&where.at.to=2023-01-03T08:00:00')).toBe(2)
  expect(await found('where.state=open&where.unit=u1')).toBe(5)
  // As they stood on a day: those that had begun by then, in the state of that day.
  expect(await found('on=2023-01-03&where.state=open')).toBe(3)
  expect(await found('on=2023-01-03&where.state=closed')).toBe(0)
  expect(await me.get(`${list}&on=2023-13-01`)).toMatchObject({ status: 400 })
  expect(await me.get('/api/sheet-shared/count?where.amount.from=1')).toMatchObject({
    body: { count: 4, capped: false },
  })
})

test('a case tells what may be done now, why not the rest, and which clocks run', async () => {
  const id = await enter({ ...values, due: '2023-02-22' }, '2023-02-13')
  const acts = (await me.get(`${sheet}/${id}/acts`)).body as {
    acts: { act: string; allowed: boolean; refusals: object[]; schema: object }[]
    parts: Record<string, { act: string; allowed: boolean }[]>
    builtIn: { act: string }[]
  }
  const offered = (act: string) => acts.acts.find((offer) => offer.act === act)!
  expect(offered('check')).toMatchObject({
    allowed: true,
    label: ['核对', 'Check'],
    schema: { required: ['evidence'] },
  })
  expect(offered('close')).toMatchObject({
    allowed: false,
    refusals: [{ words: expect.any(String), article: { cite: '《示例法》第3条', says: expect.any(String) } }],
  })
  expect(offered('return')).toMatchObject({
    allowed: false,
    refusals: [{ words: expect.stringContaining('依法治区办') }, { words: expect.stringContaining('已核对') }],
  })
  expect(acts.parts.remark).toMatchObject([{ act: 'raise', allowed: false }])
  expect(acts.builtIn.map(({ act }) => act).sort()).toEqual(['attach', 'correct', 'handOver', 'note', 'void'])
  expect((await me.get(`${sheet}/${id}/terms`)).body.terms).toMatchObject([
    { term: 'finishing', due: '2023-02-22', light: 'yellow', article: { cite: '《示例法》第3条' } },
  ])
})

test('duties are the open terms that wait for an act of mine, nearest first, page by page', async () => {
  const due = async (day: string) => enter({ ...values, due: day }, '2023-02-01', 'sheet-shared')
  for (const day of ['2023-03-10', '2023-02-17', '2023-02-21']) await due(day)
  const duties: { due: string; light: string; acts: { act: string }[]; title: string }[] = []
  for (let next: string | undefined = ''; next !== undefined;) {
    const { body } = await me.get(`/api/duties?limit=2${next ? `&after=${next}` : ''}`)
    duties.push(...(body.duties as typeof duties))
    next = body.next as string | undefined
  }
  const days = duties.map((one) => one.due)
  expect(days).toEqual([...days].sort())
  expect(duties.find((one) => one.due === '2023-02-17')).toMatchObject({
    light: 'red',
    title: '甲事',
    acts: [{ act: 'close' }],
  })
  expect(duties.find((one) => one.due === '2023-02-21')).toMatchObject({ light: 'yellow' })
  expect(duties.find((one) => one.due === '2023-03-10')).toMatchObject({ light: 'green' })
  // Closing is for the clerks of the unit; the bureau has no part in it.
  expect(await bureau.get('/api/duties')).toMatchObject({ body: { duties: [] } })
})

describe('figures', () => {
  test('a figure, its definition, its rows and its units agree', async () => {
    for (let n = 0; n < 5; n++) await enter(values, '2022-05-01', 'sheet-open')
    const figure = (await me.get('/api/indicators/sheet-open.entered?year=2022')).body
    expect(figure).toMatchObject({
      value: 5,
      rows: 5,
      open: 5,
      definition: expect.stringContaining('计行数'),
      period: { from: '2022-01-01', to: '2022-12-31' },
    })
    const seen = new Set<string>()
    for (let next: string | undefined = ''; next !== undefined;) {
      const { body } = await me.get(
        `/api/indicators/sheet-open.entered/rows?year=2022&limit=2${next ? `&after=${next}` : ''}`,
      )
      for (const row of body.rows as { case: string }[]) seen.add(row.case)
      next = body.next as string | undefined
    }
    expect(seen.size).toBe(5)
    expect((await me.get('/api/indicators/sheet-open.entered/units?year=2022')).body.units).toMatchObject([
      { unit: 'u1', value: 5, rows: 5 },
    ])
    expect(await me.get('/api/indicators/sheet-open.entered?year=2022&unit=u2')).toMatchObject({ body: { value: 0 } })
    expect(await me.get('/api/indicators/sheet-open.closed-rate?year=2022')).toMatchObject({
      body: { value: 0, numerator: 0, denominator: 5, unit: '%' },
    })
    expect(await me.get('/api/indicators/sheet-open.closed-rate?year=2021')).toMatchObject({ body: { rows: 0 } })
  })

  test('a figure and a case as they were known on an earlier day', async () => {
    for (let n = 0; n < 2; n++) await enter(values, '2020-05-01', 'sheet-open')
    const [one] = (await me.get('/api/indicators/sheet-open.entered/rows?year=2020')).body.rows as { case: string }[]
    const then = '/api/indicators/sheet-open.entered?year=2020&known='
    expect(await me.get(`${then}2020-04-30`)).toMatchObject({ body: { value: 0, rows: 0 } })
    expect(await me.get(`${then}2023-02-20`)).toMatchObject({ body: { value: 2, rows: 2 } })
    expect(await me.get('/api/indicators/sheet-open.entered/rows?year=2020&known=2020-04-30')).toMatchObject({
      body: { rows: [] },
    })
    expect(await me.get(`${then}2099-01-01`)).toMatchObject({
      status: 400,
      body: { fields: { known: expect.stringContaining('还没有到') } },
    })
    expect(await me.get(`${then}yesterday`)).toMatchObject({ status: 400 })
    expect(await me.get(`/api/sheet-open/${one!.case}?known=2023-02-20`)).toMatchObject({
      body: { known: '2023-02-20' },
    })
    expect(await me.get(`/api/sheet-open/${one!.case}?known=2020-01-02`)).toMatchObject({ status: 404 })
  })

  test('who may not see the rows sees the figure, and how many rows are closed to him', async () => {
    const stranger = await official(web, [tenant, 'here'], 'stranger', 'u2', 'clerk')
    await enter(values, '2021-05-01')
    expect(await stranger.get('/api/indicators/sheet-closed.entered?year=2021')).toMatchObject({
      body: { value: 1, rows: 1, open: 0 },
    })
    expect(await stranger.get('/api/indicators/sheet-closed.entered/rows?year=2021')).toMatchObject({
      body: { rows: [] },
    })
    expect(await stranger.get('/api/indicators/sheet-closed.entered/units?year=2021')).toMatchObject({
      body: { units: [] },
    })
  })

  test('all figures of the product can be measured', async () => {
    const { body } = await bureau.get('/api/indicators?year=2022')
    expect((body.indicators as object[]).length).toBe(web.house.catalogue.entries.length)
  })
})

describe('ledger', () => {
  const seal = () => sealAll(web.house.pool, tenant, 'sha256', web.house.signingKey, web.house.realNow())
  test('a receipt waits for the seal and can then be checked offline, also for a row of a batch', async () => {
    const id = await enter(values)
    expect(await me.get(`${sheet}/${id}/receipts/1`)).toMatchObject({ status: 202, body: { sealed: false } })
    const batch = await me.post(`${sheet}/batches`, {
      act: 'enter',
      rows: [
        { ...values, title: '批量一' },
        { on: '2023-02-01', body: { ...values, title: '批量二' } },
      ],
    })
    expect(batch).toMatchObject({ status: 201, body: { rows: 2 } })
    await seal()
    const check = ({ leaf, index, proof, head, publicKey }: Receipt) =>
      verifyHead(head, publicKey) &&
      verifyInclusion(
        Buffer.from(leaf, 'hex'),
        index,
        head.size,
        proof.map((hash) => Buffer.from(hash, 'hex')),
        Buffer.from(head.root, 'hex'),
        'sha256',
      )
    const own = await me.get(`${sheet}/${id}/receipts/1`)
    expect([own.status, check(own.body.receipt as Receipt)]).toEqual([200, true])
    const [row] = await pages(`${sheet}?q=${encodeURIComponent('批量二')}`)
    const ofBatch = await me.get(`${sheet}/${row!.id}/receipts/1`)
    expect([ofBatch.status, ofBatch.body.batch, check(ofBatch.body.receipt as Receipt)]).toEqual([
      200,
      batch.body.batch,
      true,
    ])
  })
  test('the head is signed, and later heads only add to it', async () => {
    await seal()
    const older = (await me.get('/api/ledger/head')).body as { head: Head; publicKey: string }
    expect(verifyHead(older.head, older.publicKey)).toBe(true)
    await enter(values)
    await seal()
    const newer = (await me.get('/api/ledger/head')).body as { head: Head }
    const { proof } = (await me.get(`/api/ledger/consistency?from=${older.head.size}&to=${newer.head.size}`)).body as {
      proof: string[]
    }
    expect(
      verifyConsistency(
        older.head.size,
        Buffer.from(older.head.root, 'hex'),
        newer.head.size,
        Buffer.from(newer.head.root, 'hex'),
        proof.map((hash) => Buffer.from(hash, 'hex')),
        'sha256',
      ),
    ).toBe(true)
  })
  test('the export is for the audit administrator and the bureau; values of persons only for the bureau, on request', async () => {
    await enter({ ...values, citizen: '己某某' })
    await seal()
    expect(await me.get('/api/ledger/export')).toMatchObject({ status: 403 })
    const lines = async (who: Browser, query = '') =>
      (await who.get(`/api/ledger/export${query}`)).text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { type: string })
    const whole = await lines(auditor)
    expect(whole[0]).toMatchObject({ type: 'fazhi-export' })
    expect(whole.at(-1)).toMatchObject({ type: 'head' })
    expect(JSON.stringify(whole)).not.toContain('己某某')
    expect(JSON.stringify(await lines(auditor, '?private=1'))).not.toContain('己某某')
    expect(JSON.stringify(await lines(bureau, '?private=1'))).toContain('己某某')
    const { rows } = await web.house.owner.query(
      "SELECT count(*) AS n FROM house.audit WHERE what LIKE 'GET /api/ledger/export%'",
    )
    expect(Number((rows[0] as { n: number }).n)).toBe(4)
  })
})

test('a bug is told with a reference number only, and logged without what was sent', async () => {
  const lines: string[] = []
  const app = buildApp(web.house, {
    log: (line) => lines.push(line),
    plugins: [
      (scope) => {
        scope.post('/fails', () => web.house.pool.query("SELECT '隐私内容'::int"))
      },
    ],
  })
  const answer = await app.inject({ method: 'POST', url: '/fails', payload: { name: '隐私内容' } })
  await app.close()
  expect(answer.statusCode).toBe(500)
  const { reference, words } = answer.json<{ reference: string; words: string }>()
  expect(words).toContain(reference)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(new RegExp(`^${reference} POST /fails\nerror 22P02`))
  expect(answer.payload + lines.join()).not.toContain('隐私')
})

test('while the database is away the answer says so, and the server lives on', async () => {
  // Nobody listens there.
  const away = { ...web.house, pool: new Pool({ host: '127.0.0.1', port: 1 }) }
  const app = buildApp(away, { log: () => {} })
  for (let n = 0; n < 2; n++) {
    const answer = await app.inject({ url: '/api/me', headers: { cookie: me.cookie } })
    expect([answer.statusCode, answer.json<{ kind: string }>().kind]).toEqual([503, 'unavailable'])
  }
  await app.close()
})

test('the description of the API names every route, and no other', async () => {
  const { paths } = (await new Browser(web.app).get('/api/openapi.json')).body as {
    paths: Record<string, Record<string, object>>
  }
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  const registered = new Set(
    web.routes.flatMap(([method, url]) => {
      if (!url.startsWith('/api') || method === 'HEAD') return []
      const structures = url.includes(':m') ? [...web.house.mechanisms.values()] : [undefined]
      return structures.flatMap((m) => {
        const ofMechanism = url.replace(':m', m?.id ?? '')
        const kinds = ofMechanism.includes(':kind') ? Object.keys(m!.parts) : ['']
        return kinds.flatMap((kind) => {
          const structure = kind ? m!.parts[kind]! : m
          const acts = url.endsWith(':act')
            ? [
                ...Object.keys(structure!.acts).filter((act) => structure!.acts[act]!.from !== undefined),
                'correct',
                'void',
                'note',
                'handOver',
                'attach',
              ]
            : ['']
          return acts.map(
            (act) =>
              `${method} ${ofMechanism
                .replace(':kind', kind)
                .replace(':act', act)
                .replace(/:(\w+)/g, '{$1}')}`,
          )
        })
      })
    }),
  )
  expect(described.sort()).toEqual([...registered].sort())
})
