import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sampleFile } from '../kernel/sample.ts'
import { smallDistrict } from '../tests/cluster.ts'
import { official, startWeb, type Browser, type Web } from '../tests/web.ts'

let web: Web
let me: Browser
let auditor: Browser
beforeAll(async () => {
  web = await startWeb()
  const tenant = await smallDistrict(web.house, 'here')
  me = await official(web, [tenant, 'here'], 'me', 'u1', 'clerk')
  auditor = await official(web, [tenant, 'here'], 'auditor', 'u1', 'audit-admin')
})
afterAll(() => web.stop())

const upload = (content: Buffer | string, headers: Record<string, string> = {}) =>
  me.send('POST', '/api/files', content, {
    'content-type': 'application/pdf',
    'x-file-name': encodeURIComponent('核对记录 (1).pdf'),
    ...headers,
  })
test('what is stored comes back unchanged, as an attachment', async () => {
  const content = Buffer.from(Array.from({ length: 200_000 }, (_, at) => at % 251))
  const hash = createHash('sha256').update(content).digest('hex')
  expect(await upload(content)).toMatchObject({
    status: 201,
    body: { hash, size: content.length, name: '核对记录 (1).pdf', type: 'application/pdf' },
  })
  expect(await upload(content, { 'x-file-name': 'again.pdf' })).toMatchObject({ status: 201, body: { hash } })
  const back = await web.app.inject({ url: `/api/files/${hash}`, headers: { cookie: me.cookie } })
  expect(back.rawPayload.equals(content)).toBe(true)
  expect(back.headers).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': expect.stringMatching(/^attachment; filename\*=UTF-8''[\w%.-]+$/),
    'content-length': String(content.length),
    'x-content-type-options': 'nosniff',
    'content-security-policy': 'sandbox',
  })
})
test('JSON is a file like any other, and an empty one too', async () => {
  expect(await upload('{broken', { 'content-type': 'application/json' })).toMatchObject({
    status: 201,
    body: { size: 7 },
  })
  expect(await upload('')).toMatchObject({ status: 201, body: { hash: sampleFile, size: 0 } })
})
test('a wrong name, no type, or more than fifty megabytes is refused', async () => {
  for (const name of ['', '%E0%A4%A', '..%2Fpasswd', 'a%00', 'x'.repeat(201)])
    expect(await upload('x', { 'x-file-name': name })).toMatchObject({
      status: 400,
      body: { fields: { 'X-File-Name': expect.any(String) } },
    })
  expect(await upload('x', { 'content-type': 'nonsense' })).toMatchObject({ status: 415 })
  const large = Buffer.alloc(50 * 2 ** 20 + 1)
  expect(await upload(large)).toMatchObject({ status: 413, body: { words: expect.stringContaining('50MB') } })
  expect(
    await auditor.send('POST', '/api/files', 'x', { 'content-type': 'text/plain', 'x-file-name': 'x' }),
  ).toMatchObject({ status: 403 })
})

test('over a real connection a file that hides its size is read no further than fifty megabytes', async () => {
  const address = await web.app.listen({ port: 0, host: '127.0.0.1' })
  let left = 60
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => (left-- > 0 ? controller.enqueue(new Uint8Array(2 ** 20)) : controller.close()),
  })
  const headers = { cookie: me.cookie, 'x-fazhi': '1', 'content-type': 'application/pdf', 'x-file-name': 'x.pdf' }
  expect((await fetch(`${address}/api/files`, { method: 'POST', body, headers, duplex: 'half' })).status).toBe(413)
  expect((await fetch(`${address}/api/me`, { headers })).status).toBe(200)
})
