/** Mail, from the web server to a mail server over a socket and back into the ledger. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { erase } from '../../kernel/register/index.ts'
import { buildApp } from '../../server/app.ts'
import { smallDistrict } from '../../tests/cluster.ts'
import { withSheets } from '../../tests/sheets.ts'
import { Browser, official, startWeb, type Web } from '../../tests/web.ts'
import { masked, withoutAddresses, type Channel } from './channel.ts'
import { channelsOf, post } from './posting.ts'
import { startPostman, type Postman } from './postman.fixture.ts'
import { deliver } from './queue.ts'
import { wrongAddress } from './smtp.ts'

let web: Web
let tenant: string
let postman: Postman
let channels: readonly Channel[]
const people: Record<string, Browser> = {}
const person = (name: string): Browser => people[name]!

beforeAll(async () => {
  const plain = await startWeb(await withSheets())
  const app = buildApp(plain.house, { log: (line) => plain.lines.push(line), sends: true })
  await app.ready()
  web = {
    ...plain,
    app,
    stop: async () => {
      await app.close()
      await plain.stop()
    },
  }
  tenant = await smallDistrict(web.house, 'here')
  const here = [tenant, 'here'] as const
  people.clerk1 = await official(web, here, 'clerk1', 'u1', 'clerk')
  people.clerk2 = await official(web, here, 'clerk2', 'u2', 'clerk')
  people.admin = await official(web, here, 'admin', 'u1', 'system-admin')
  postman = await startPostman()
  channels = channelsOf(`smtp://office:Geheim-42@127.0.0.1:${postman.port}`, 'fazhi@example.gov.cn')
})
afterAll(async () => {
  await web.stop()
  await postman.stop()
})

let n = 0
const opened = async (): Promise<string> => {
  const body = { title: `事项${++n}`, owner: 'u1', due: '2023-02-21' }
  const answer = await person('clerk1').post('/api/sheet-closed', { act: 'enter', body })
  expect(answer.status, answer.text).toBe(201)
  return (answer.body.case as { id: string }).id
}
const letter = { to: 'wang@example.org', subject: '请补充材料', words: '请于三日内补充。\n.\n谢谢。' }
const written = (id: string, more: object = {}, headers: Record<string, string> = {}) =>
  person('clerk1').post(`/api/sheet-closed/${id}/mail`, { ...letter, ...more }, headers)
const lettersOf = async (id: string) =>
  (await person('clerk1').get(`/api/sheet-closed/${id}/mail`)).body.letters as readonly {
    state: string
    recipient: string
    tries: number
    answer?: string
    next?: string
  }[]
const notesOf = async (id: string) =>
  ((await person('clerk1').get(`/api/sheet-closed/${id}/history`)).body.events as { act: string; body: object }[])
    .filter(({ act }) => act === 'note')
    .map(({ body }) => body as { words: string; letter?: object })
const round = () => post(web.house, tenant, channels, 'https://fazhi.example.cn')

test('a letter goes out whole, and what became of it stands in the ledger without the address', async () => {
  const id = await opened()
  const file = await person('clerk1').send('POST', '/api/files', '附件的内容', {
    'content-type': 'text/plain',
    'x-file-name': encodeURIComponent('清单.txt'),
  })
  expect((await written(id, { files: [file.body.hash] })).status).toBe(201)
  expect(await lettersOf(id)).toMatchObject([{ state: 'waiting', recipient: 'w***@example.org', tries: 0 }])
  await round()
  const sent = postman.taken.at(-1)!
  expect(sent).toMatchObject({ from: 'fazhi@example.gov.cn', to: 'wang@example.org' })
  expect(sent.text).toMatch(/^Message-ID: <[0-9a-f-]{36}@example\.gov\.cn>/im)
  expect(decoded(sent.text)).toContain('请于三日内补充。')
  expect(decoded(sent.text)).toContain('示例clerk1（u1）通过法治一本账发送')
  expect(decoded(sent.text)).toContain('附件的内容')
  expect(await lettersOf(id)).toMatchObject([{ state: 'sent', tries: 1, answer: expect.stringContaining('250') }])
  const [note] = await notesOf(id)
  expect(note!.words).toBe(
    `已通过电子邮件发送：“请补充材料”，收件人w***@example.org，答复：250 2.0.0 queued as ${postman.taken.length} for <w***@example.org>`,
  )
  expect(note!.letter).toMatchObject({ state: 'sent', channel: 'email', text: expect.stringMatching(/^[0-9a-f]{64}$/) })
  const { rows } = await web.house.owner.query<{ text: string }>('SELECT text FROM ledger.event WHERE stream = $1', [
    id,
  ])
  expect(rows.map(({ text }) => text).join()).not.toContain('wang@')
  await round()
  expect(await notesOf(id)).toHaveLength(1)
})

test('a server that is away, then busy, then takes it: one letter, the same id, growing pauses', async () => {
  const id = await opened()
  const { port } = postman
  await postman.stop()
  await written(id)
  await round()
  expect(await lettersOf(id)).toMatchObject([
    { state: 'waiting', tries: 1, answer: expect.stringContaining('连不上邮件服务器') },
  ])
  postman = await startPostman(port)
  await round()
  expect(postman.taken).toHaveLength(0)
  postman.answers.push('451 4.3.0 <wang@example.org> try later')
  web.pass(1)
  await round()
  const [busy] = await lettersOf(id)
  expect(busy).toMatchObject({ state: 'waiting', tries: 2, answer: '451 4.3.0 <w***@example.org> try later' })
  expect(Date.parse(busy!.next!) - web.house.clock().getTime()).toBe(5 * 60_000)
  web.pass(5)
  await round()
  expect(postman.taken).toHaveLength(1)
  expect(await lettersOf(id)).toMatchObject([{ state: 'sent', tries: 3 }])
  expect(await notesOf(id)).toHaveLength(1)
})

test('what the other side refuses for good is not tried again, and the ledger says so', async () => {
  const id = await opened()
  postman.answers.push('550 5.1.1 <wang@example.org>: user unknown')
  await written(id)
  await round()
  const failed = { state: 'failed', tries: 1, answer: '550 5.1.1 <w***@example.org>: user unknown' }
  expect(await lettersOf(id)).toMatchObject([failed])
  web.pass(24 * 60)
  await Promise.all([person('clerk1').signIn('clerk1', 'here'), round()])
  expect(await lettersOf(id)).toMatchObject([failed])
  expect((await notesOf(id)).map(({ words }) => words)).toEqual([
    '通过电子邮件发送未成功：“请补充材料”，收件人w***@example.org，答复：550 5.1.1 <w***@example.org>: user unknown',
  ])
})

test('an answer that never came: the letter goes again under the same id, so that it can be told from a second one', async () => {
  const id = await opened()
  await written(id)
  postman.dropAfterData = true
  const before = postman.taken.length
  await round()
  postman.dropAfterData = false
  web.pass(1)
  await round()
  const ids = postman.taken.slice(before).map(({ text }) => /^Message-ID: (\S+)/im.exec(text)![1])
  expect(ids).toHaveLength(2)
  expect(new Set(ids).size).toBe(1)
  expect(await lettersOf(id)).toMatchObject([{ state: 'sent' }])
})

test('several workers send a letter once; the same key queues it once', async () => {
  const id = await opened()
  const key = { 'idempotency-key': 'once' }
  const first = await written(id, {}, key)
  expect((await written(id, {}, key)).body).toEqual(first.body)
  const before = postman.taken.length
  await Promise.all([1, 2, 3, 4].map(() => deliver(web.house, tenant, channels)))
  expect(postman.taken.length - before).toBe(1)
})

test('tried in vain for days, a letter is given up', async () => {
  const id = await opened()
  await written(id)
  const away = channelsOf('smtp://127.0.0.1:1', 'fazhi@example.gov.cn')
  for (let tries = 0; tries < 8; tries++) {
    await deliver(web.house, tenant, away)
    web.pass(1440)
  }
  await person('clerk1').signIn('clerk1', 'here')
  expect(await lettersOf(id)).toMatchObject([
    { state: 'failed', tries: 8, answer: expect.stringContaining('不再发送') },
  ])
})

test('neither subject nor address can begin another header, and a wrong one is named', async () => {
  const id = await opened()
  await round()
  const before = postman.taken.length
  for (const [more, field] of [
    [{ subject: '甲\r\nBcc: other@example.org' }, 'subject'],
    [{ subject: '甲\u2028乙' }, 'subject'],
    [{ subject: ' ' }, 'subject'],
    [{ to: 'a@example.org\r\nBcc: other@example.org' }, 'to'],
    [{ to: 'a@example.org, b@example.org' }, 'to'],
    [{ to: '"王" <a@example.org>' }, 'to'],
    [{ to: `${'a'.repeat(250)}@example.org` }, 'to'],
    [{ to: 'a@localhost' }, 'to'],
    [{ words: '' }, 'words'],
    [{ files: ['x'] }, 'files'],
    [{ files: ['0'.repeat(64)] }, 'files'],
  ] as const)
    expect([field, await written(id, more)]).toMatchObject([
      field,
      { status: 400, body: { fields: { [field]: expect.any(String) } } },
    ])
  await round()
  expect(postman.taken).toHaveLength(before)
  for (const right of ['a@example.org', "o'brien+x@mail.example.gov.cn"]) expect(wrongAddress(right)).toBeUndefined()
})

test('only who may act on the case writes from it or reads its letters', async () => {
  const id = await opened()
  for (const who of ['clerk2', 'admin']) {
    await person(who).signIn(who, 'here')
    expect((await person(who).post(`/api/sheet-closed/${id}/mail`, letter)).status).toBeGreaterThanOrEqual(403)
    expect((await person(who).get(`/api/sheet-closed/${id}/mail`)).status).toBeGreaterThanOrEqual(403)
  }
  expect(await lettersOf(id)).toEqual([])
  const plain = buildApp(web.house)
  const silent = new Browser(plain)
  silent.cookie = person('clerk1').cookie
  expect(await silent.post(`/api/sheet-closed/${id}/mail`, letter)).toMatchObject({
    status: 403,
    body: { todo: expect.stringContaining('SMTP_URL') },
  })
  await plain.close()
})

test('an erasure empties the letters of a case, and what was waiting does not go out', async () => {
  const id = await opened()
  await written(id)
  const before = postman.taken.length
  expect(await erase(web.house, tenant, id, { reason: '个人信息保护法第47条' })).toMatchObject({
    is: 'done',
    values: 1,
  })
  await round()
  expect(postman.taken).toHaveLength(before)
  expect(await lettersOf(id)).toMatchObject([{ state: 'failed', recipient: '', answer: '内容已依法删除，未发送' }])
  const { rows } = await web.house.owner.query<{ row: string }>(
    'SELECT to_jsonb(m)::text AS row FROM house.mail m WHERE stream = $1',
    [id],
  )
  expect(rows[0]!.row).not.toMatch(/wang|补充/)
})

test('the morning’s reminder: on working days, once, to who asks for it, with what is due', async () => {
  // Real time stands at a Monday; the days that passed above brought it to another.
  const toNextMorning = (): void => {
    const now = web.house.realNow()
    const minutes = 24 * 60 - Number(now.slice(11, 13)) * 60 - Number(now.slice(14, 16)) + 8 * 60
    web.pass(minutes)
  }
  const workday = async (): Promise<void> => {
    const { calendar } = await web.house.district(tenant)
    do toNextMorning()
    while (!calendar.isWorkday(web.house.realNow().slice(0, 10)))
    await person('clerk1').signIn('clerk1', 'here')
    await person('clerk2').signIn('clerk2', 'here')
  }
  await workday()
  expect(await person('clerk1').post('/api/me/address', { address: 'x', digest: true })).toMatchObject({ status: 400 })
  expect(await person('clerk1').post('/api/me/address', { address: 'one@example.org', digest: true })).toMatchObject({
    status: 200,
  })
  expect(await person('clerk2').post('/api/me/address', { address: 'two@example.org', digest: false })).toMatchObject({
    status: 200,
  })
  const before = postman.taken.length
  await round()
  await round()
  const digests = postman.taken.slice(before)
  expect(digests.map(({ to }) => to)).toEqual(['one@example.org'])
  const text = decoded(digests[0]!.text)
  expect(text).toContain('期限提醒')
  expect(text).toMatch(/1\. 〔临期〕2023年2月21日届满　示例单sheet-closed：事项1/)
  expect(text).toContain('办结期限，《示例法》第3条')
  expect(text).toMatch(/https:\/\/fazhi\.example\.cn\/console\/sheet-closed\/[0-9a-f-]{36}/)
  await workday()
  await round()
  expect(postman.taken.length - before).toBe(2)
  expect((await person('clerk1').send('DELETE', '/api/me/address')).body).toEqual({ erased: true })
  expect((await person('clerk1').get('/api/me/address')).body).toEqual({ sends: true })
  const { rows } = await web.house.owner.query<{ row: string }>(
    "SELECT to_jsonb(m)::text AS row FROM house.mail m WHERE key LIKE 'digest/%'",
  )
  expect(rows.map(({ row }) => row).join()).not.toContain('one@example.org')
  await workday()
  await round()
  expect(postman.taken.length - before).toBe(2)
})

test('no secret and no address is logged or told; wrong settings are', async () => {
  const id = await opened()
  await written(id)
  const wrong = channelsOf(`smtp://office:Falsch-43@127.0.0.1:${postman.port}`, 'fazhi@example.gov.cn')
  await deliver(web.house, tenant, wrong)
  const [told] = await lettersOf(id)
  expect(told).toMatchObject({ state: 'waiting', answer: '邮件服务器不接受本系统的账号（535）' })
  expect(web.lines.join()).not.toMatch(/Falsch|Geheim|@example/)
  expect(() => channelsOf('http://mail', 'a@example.org')).toThrow('SMTP_URL')
  expect(() => channelsOf('smtp://mail', undefined)).toThrow('MAIL_FROM')
  expect(channelsOf(undefined, undefined)).toEqual([])
  expect([masked('王小明'), withoutAddresses('to <a@b.cn>, c@d.org')]).toEqual(['王***', 'to <a***@b.cn>, c***@d.org'])
})

/** The text of a message with its words in base64 or quoted-printable read. */
function decoded(text: string): string {
  const words = text
    .replace(/=\?UTF-8\?B\?([^?]+)\?=\s*/gi, (_, base64: string) => Buffer.from(base64, 'base64').toString())
    .replace(/=\?UTF-8\?Q\?([^?]+)\?=\s*/gi, (_, quoted: string) => unquoted(quoted.replaceAll('_', ' ')))
  const base64 = [...text.matchAll(/\r\n\r\n((?:[A-Za-z0-9+/]{4,}={0,2}\r?\n?)+)/g)].map(([, part]) =>
    Buffer.from(part!.replace(/\s/g, ''), 'base64').toString(),
  )
  return `${words}\n${unquoted(text)}\n${base64.join('\n')}`
}
function unquoted(text: string): string {
  const bytes = text
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString()
}
