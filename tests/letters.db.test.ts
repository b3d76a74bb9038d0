/** Letters, receipts and the annual report as downloads: what each reader may see, in the district's form, frozen as it was. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { docxOf } from '../exchange/documents/docx.ts'
import { findOffice } from '../exchange/documents/office.ts'
import { readPdf } from '../exchange/documents/pdf.fixture.ts'
import { sealAll } from '../kernel/ledger/index.ts'
import { newId } from '../kernel/register/index.ts'
import { sampleFile } from '../kernel/sample.ts'
import { isReportFormat, reportFile, reportFormats } from '../server/annual-files.ts'
import { yearReport } from '../server/annual.ts'
import { storeText } from '../server/files.ts'
import { acting, smallDistrict } from './cluster.ts'
import { writeUntilFrozen } from './report.ts'
import { official, startWeb, type Browser, type Web } from './web.ts'

let web: Web
let tenant: string
let act: ReturnType<typeof acting>
const people: Record<string, Browser> = {}
const review = newId()
const letter = `/api/legality-review/${review}/letters/opinion`
const done = async (result: ReturnType<typeof act>): Promise<void> => expect(await result).toMatchObject({ is: 'done' })
beforeAll(async () => {
  web = await startWeb()
  tenant = await smallDistrict(web.house, 'here')
  act = acting(web.house, tenant)
  people.clerk = await official(web, [tenant, 'here'], 'clerk', 'u1', 'clerk')
  people.other = await official(web, [tenant, 'here'], 'other', 'u2', 'clerk')
  people.bureau = await official(web, [tenant, 'here'], 'bureau', 'u3', 'justice-bureau')
  people.second = await official(web, [tenant, 'here'], 'second', 'u3', 'justice-bureau')
  people.head = await official(web, [tenant, 'here'], 'head', 'u3', 'unit-head')
  people.admin = await official(web, [tenant, 'here'], 'admin', 'u1', 'system-admin')
  const draft = { title: '示例办法', file: sampleFile, reference: '1', organ: 'u1', drafter: 'p9', kind: 'other' }
  await done(act('legality-review', review, 'submit', '2022-03-01', 'p1', draft))
  await done(act('legality-review', review, 'accept', '2022-03-01', 'p2', { pack: ['draft'] }))
})
afterAll(() => web.stop())

/** The bytes of a download, with its status and headers. */
const download = async (who: Browser, url: string) => {
  const answer = await web.app.inject({ method: 'GET', url, headers: { cookie: who.cookie, 'x-fazhi': '1' } })
  return { status: answer.statusCode, headers: answer.headers, bytes: answer.rawPayload, text: answer.payload }
}
const textOf = (docx: Uint8Array): string =>
  strFromU8(unzipSync(docx)['word/document.xml']!)
    .replace(/<\/w:p>/g, '\n')
    .replace(/<[^>]+>/g, '')
/** A sentence may run over the end of a page: what stands at its foot and head is taken out. */
const pdfText = (pdf: Buffer): string =>
  readPdf(pdf)
    .pages.join('')
    .replaceAll(' ', '')
    .replace(/—\d+—(示例数据，内容系虚构)?/g, '')

test('a letter is offered as a draft, and in earnest once its act has happened', async () => {
  expect((await people.clerk!.get(`/api/legality-review/${review}/letters`)).body).toEqual({
    sends: true,
    letters: [
      { id: 'opinion', label: ['审查意见书', 'Review opinion'], kind: 'letter', draft: true },
      { id: 'handled', label: ['审查意见采纳情况表', 'What became of the opinion'], kind: 'paper', draft: false },
    ],
  })
  const draft = await download(people.clerk!, `${letter}?format=pdf`)
  expect(draft.status).toBe(200)
  expect(pdfText(draft.bytes)).toContain('草稿')
  await done(act('legality-review', review, 'passFirst', '2022-03-02', 'p2', { opinion: sampleFile }))
  const raised = { no: 1, question: 'content', opinion: '第三条与上位法不一致' }
  await done(
    act('legality-review', review, 'raise', '2022-03-02', 'p3', raised, { part: { kind: 'item', id: newId() } }),
  )
  await done(act('legality-review', review, 'askRevision', '2022-03-03', 'p3', { opinion: sampleFile }))
  const issued = await download(people.clerk!, `${letter}?format=pdf`)
  expect(pdfText(issued.bytes)).not.toContain('草稿')
  expect(pdfText(issued.bytes)).toContain('第三条与上位法不一致')
  expect(pdfText(issued.bytes)).toContain('2022年3月3日')
  const docx = await download(people.clerk!, `${letter}?format=docx`)
  expect(docx.headers['content-disposition']).toContain(encodeURIComponent('审查意见书'))
  expect(textOf(docx.bytes)).toContain('审核意见为“应当予以修改”')
  expect((await download(people.clerk!, `${letter}?format=docx`)).bytes.equals(docx.bytes)).toBe(true)
})

test('who may not see the case gets no letter of it, and every download stands in the audit trail', async () => {
  for (const who of [people.other!, people.admin!])
    expect(await download(who, `${letter}?format=docx`)).toMatchObject({ status: 404 })
  expect((await web.app.inject({ method: 'GET', url: letter })).statusCode).toBe(401)
  expect((await download(people.clerk!, `${letter}?format=exe`)).status).toBe(400)
  expect((await download(people.clerk!, letter.replace('opinion', 'toString'))).status).toBe(404)
  expect((await download(people.clerk!, `${letter}?as=u2`)).status).toBe(403)
  const { rows } = await web.house.owner.query(
    'SELECT what FROM house.audit WHERE tenant = $1 AND login = $2 AND what LIKE $3',
    [tenant, 'clerk', '%/letters/:letter%'],
  )
  expect(rows.length).toBeGreaterThan(0)
})

test('a receipt is a document with what proves it, once the act is sealed', async () => {
  const url = `/api/legality-review/${review}/receipts/1/document?format=pdf`
  expect((await download(people.clerk!, url)).status).toBe(202)
  await sealAll(web.house.pool, tenant, 'sha256', web.house.signingKey, web.house.realNow())
  const { status, bytes } = await download(people.clerk!, url)
  expect(status).toBe(200)
  const { body } = await people.clerk!.get(`/api/legality-review/${review}/receipts/1`)
  const { leaf, head } = body.receipt as { leaf: string; head: { root: string } }
  expect(pdfText(bytes)).toContain(leaf)
  expect(pdfText(bytes)).toContain(head.root)
  expect(pdfText(bytes)).toContain('/here/receipt')
  expect(bytes.toString('latin1')).toContain('receipt.json')
  const docx = await download(people.clerk!, url.replace('pdf', 'docx'))
  expect(textOf(docx.bytes)).toContain(leaf)
  expect(Object.keys(unzipSync(docx.bytes)).some((name) => /^word\/media\/.*\.png$/.test(name))).toBe(true)
  expect((await download(people.other!, url)).status).toBe(404)
})

const form = (...texts: readonly string[]): Buffer =>
  Buffer.from(
    zipSync({
      '[Content_Types].xml': strToU8('<Types/>'),
      'word/document.xml': strToU8(
        `<w:document><w:body>${texts.map((text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`).join('')}</w:body></w:document>`,
      ),
    }),
  )
const upload = async (content: Buffer): Promise<string> =>
  (
    await people.bureau!.send('POST', '/api/files', content, {
      'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'x-file-name': 'a.docx',
    })
  ).body.hash as string
const propose = (body: object, who = people.bureau!) => who.post('/api/letters/legality-review/opinion/forms', body)
const count = async (): Promise<number> =>
  Number(((await people.bureau!.get('/api/letter-forms/count')).body as { count: number }).count)

test('a form with an unknown field, or one that is no plain docx, is refused and nothing is written', async () => {
  const wrong = [
    [await upload(form('{{文件名称}}{{不存在的字段}}')), '{{不存在的字段}}'],
    [await upload(Buffer.from('PK no')), '已损坏'],
    [await upload(form('没有')), '没有任何字段'],
  ] as const
  for (const [hash, words] of wrong)
    expect(await propose({ form: hash })).toMatchObject({
      status: 400,
      body: { fields: { form: expect.stringContaining(words) } },
    })
  expect(await propose({ words: '{{也不存在}}' })).toMatchObject({
    status: 400,
    body: { fields: { words: expect.stringContaining('{{也不存在}}') } },
  })
  expect(await propose({ words: '甲', form: await upload(form('{{文件名称}}')) })).toMatchObject({ status: 409 })
  expect(await propose({ form: 'f'.repeat(64) })).toMatchObject({ status: 404 })
  expect(await propose({ words: '甲' }, people.clerk!)).toMatchObject({ status: 403 })
  expect(await people.bureau!.post('/api/letters/legality-review/none/forms', { words: '甲' })).toMatchObject({
    status: 404,
  })
  expect(await count()).toBe(0)
})

test('a letter goes out: put forward, signed by another with its number, printed with it, and the file kept', async () => {
  const at = `${letter}/dispatches`
  const word = '示司审'
  expect(await people.bureau!.get(at)).toMatchObject({
    status: 200,
    body: { issuer: 'u1', recipients: '示例单位u1', draft: false, words: [], dispatches: [] },
  })
  expect(await people.bureau!.post(at, { issuer: 'u3' })).toMatchObject({ status: 400 })
  expect(await people.bureau!.post(at, { word: '示 司' })).toMatchObject({ status: 409 })
  expect(await people.bureau!.post(at, { word, urgency: 'x' })).toMatchObject({ status: 400 })
  expect((await people.other!.post(at, { word })).status).toBe(404)
  // A unit that is a party to the case reads the letter; it is not its own to send.
  expect((await people.clerk!.post(at, { word, issuer: 'u3' })).status).toBe(403)
  const sent = { word, issuer: 'u3', copies: '甲单位，乙单位', urgency: 'urgent', printer: '示例办公室' }
  const { body } = await people.bureau!.post(at, sent)
  const dispatch = `/api/dispatches/${String(body.case)}`
  const number = '示司审〔2023〕1号'
  expect(textOf((await download(people.clerk!, letter)).bytes)).not.toContain(number)
  expect((await people.bureau!.post(`${at}/${String(body.case)}/send`)).status).toBe(409)
  // Who put it forward does not sign it; the head of the issuing unit does.
  expect((await people.bureau!.post(`${dispatch}/sign`)).status).toBe(403)
  expect((await people.head!.post(`${dispatch}/sign`)).status).toBe(200)
  const printed = textOf((await download(people.clerk!, letter)).bytes)
  for (const words of [number, '加急', '抄送：甲单位，乙单位。', '示例办公室', '2023年2月20日'])
    expect(printed).toContain(words)
  const answer = await people.bureau!.post(`${at}/${String(body.case)}/send`, { copiesPrinted: 5 })
  expect(answer.body, answer.text).toMatchObject({ state: 'sent' })
  const hash = String(answer.body.printed)
  const again = await download(people.bureau!, `${letter}?format=pdf`)
  expect(createHash('sha256').update(again.bytes).digest('hex')).toBe(hash)
  expect((await download(people.bureau!, `/api/files/${hash}`)).bytes.equals(again.bytes)).toBe(true)
  expect((await people.bureau!.get(`/api/letters/sent/${hash}`)).body).toMatchObject({
    letters: [{ id: body.case, number, state: 'sent', day: '2023-02-20' }],
  })
  for (const who of [people.other!, people.admin!])
    expect((await who.get(`/api/letters/sent/${hash}`)).status).toBe(404)
  expect((await people.bureau!.get(`/api/letters/sent/${'0'.repeat(64)}`)).status).toBe(404)
  expect((await people.bureau!.get('/api/letters/sent/x')).status).toBe(400)
  expect((await people.clerk!.get(`/api/legality-review/${review}/letters`)).body).toMatchObject({
    letters: [{ sent: { number, stateName: ['已印发', 'Sent'] } }, { id: 'handled' }],
  })
  // The next of the series is void and keeps its number; one sent outside brings its own, once.
  const second = await people.bureau!.post(at, sent)
  const next = `/api/dispatches/${String(second.body.case)}`
  await people.head!.post(`${next}/sign`)
  expect((await people.head!.post(`${next}/revoke`, { body: { reason: '示例理由' } })).status).toBe(200)
  expect((await people.bureau!.get(next)).body).toMatchObject({
    fields: { number: '示司审〔2023〕2号' },
    state: 'revoked',
  })
  const outside = {
    title: '示例',
    kind: '函',
    issuer: 'u3',
    drafter: 'bureau',
    signer: 'head',
    signedOn: '2023-02-10',
    printed: sampleFile,
  }
  const record = (given: string) =>
    people.bureau!.post('/api/dispatches', { act: 'recordSent', body: { ...outside, number: given } })
  expect((await record('示司审〔2023〕9号')).status).toBe(201)
  expect(await record('示司审〔2023〕9号')).toMatchObject({
    status: 400,
    body: { fields: { number: expect.stringContaining('已经登记过') } },
  })
  expect(await record('示司审2023第9号')).toMatchObject({
    status: 400,
    body: { fields: { number: expect.anything() } },
  })
  const third = await people.bureau!.post(at, sent)
  await people.head!.post(`/api/dispatches/${String(third.body.case)}/sign`)
  expect((await people.bureau!.get(`/api/dispatches/${String(third.body.case)}`)).body).toMatchObject({
    fields: { number: '示司审〔2023〕10号' },
  })
  // What changed after it was put forward is not what was signed.
  const { body: history } = await people.bureau!.get(`/api/legality-review/${review}/history`)
  const { version } = (history.events as { version: number; act: string; body: object }[]).find(
    ({ act: name }) => name === 'raise',
  )!
  const raised = (history.events as { version: number; part?: { id: string } }[]).find(
    (one) => one.version === version,
  )!
  const correction = { version, reason: '示例理由', new: { opinion: '第三条已改' } }
  expect(
    (
      await people.second!.post(`/api/legality-review/${review}/parts/item/${raised.part!.id}/correct`, {
        body: correction,
      })
    ).status,
  ).toBe(200)
  expect(await people.bureau!.post(`${at}/${String(third.body.case)}/send`)).toMatchObject({
    status: 409,
    text: expect.stringContaining('与签发的不一致'),
  })
})

test('a form is used once a second person has confirmed it, and its history says who', async () => {
  const words = '本区自己的写法：《{{文件名称}}》。\n{{审核意见.意见}}'
  const { body, status } = await propose({ words, basis: '示例依据' })
  expect(status).toBe(201)
  const at = `/api/letter-forms/${String(body.case)}`
  expect(textOf((await download(people.clerk!, letter)).bytes)).not.toContain('本区自己的写法')
  expect((await people.bureau!.post(`${at}/confirm`)).status).toBe(409)
  expect((await people.second!.post(`${at}/confirm`)).status).toBe(200)
  const mine = textOf((await download(people.clerk!, letter)).bytes)
  expect(mine).toContain('本区自己的写法：《示例办法》。')
  expect(mine).toContain('第三条已改')
  const { letters } = (await people.clerk!.get('/api/letters')).body as { letters: { id: string; form?: object }[] }
  expect(letters.find(({ id }) => id === 'legality-review/opinion')?.form).toMatchObject({
    words,
    byName: expect.stringContaining('second'),
  })
})

test('a docx of the district takes the place of the wording; its PDF is made by an office suite, or refused with the reason', async () => {
  const text = '本区样式：{{送审文本}}{{认为应当予以修改.日期}}，堃喆燊彧珺䶮'
  const own = { title: '{{文书标题}}', body: [{ is: 'paragraph', text }], attachments: [], made: '2022-01-01' } as const
  const hash = await upload(await docxOf(own))
  const { body } = await propose({ form: hash })
  expect((await people.second!.post(`/api/letter-forms/${String(body.case)}/confirm`)).status).toBe(200)
  expect(textOf((await download(people.clerk!, letter)).bytes)).toContain('2022年3月3日')
  const pdf = await download(people.clerk!, `${letter}?format=pdf`)
  if (findOffice()) {
    expect(pdf.status, pdf.text).toBe(200)
    expect(pdf.headers['content-type']).toBe('application/pdf')
    expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-')
    // Of the text no face is left to the machine: rare characters are printed in what the installation brings.
    const faces = [...pdf.bytes.toString('latin1').matchAll(/\/FontName\/[A-Z]{6}\+([\w-]+)/g)].map(([, name]) => name)
    expect(faces.length).toBeGreaterThan(0)
    for (const face of faces) expect(face).toMatch(/Noto|Fandol|Liberation|Times/)
  } else expect(pdf).toMatchObject({ status: 400, text: expect.stringContaining('没有安装LibreOffice') })
})

interface Sentence {
  readonly id: string
  readonly declared: string
  readonly places: readonly string[]
  readonly history: readonly { readonly state: string; readonly byName?: string }[]
}
const sentences = async () =>
  ((await people.bureau!.get('/api/report/wordings')).body as { sentences: Sentence[] }).sentences
const sessions = async () =>
  (await sentences()).find(({ id, declared }) => id.startsWith('report/study/') && declared.includes('{{'))!

test('a sentence of the report is said in own words around its figures; a number or a figure unknown is refused by name', async () => {
  const { id, places, declared } = await sessions()
  const at = `/api/${id.replace('report/', 'report/wordings/')}`
  const words = `本区全年{{${places[0]}}}。`
  for (const [wrong, told] of [
    ['{{没有的指标}}', '{{没有的指标}}'],
    ['全年12次。', '12次'],
    [`{{${places[0]}}`, '不成对'],
    ['', '不能为空'],
  ] as const)
    for (const path of [at, `${at}/preview?year=2022`])
      expect(await people.bureau!.post(path, { words: wrong })).toMatchObject({
        status: 400,
        body: { fields: { words: expect.stringContaining(told) } },
      })
  const seen = await people.clerk!.post(`${at}/preview?year=2022`, { words })
  expect(seen).toMatchObject({ status: 200, body: { pieces: [{ text: '本区全年' }, { figure: {} }, { text: '。' }] } })
  expect(await people.clerk!.post(at, { words })).toMatchObject({ status: 403 })
  expect(await people.admin!.get('/api/report/wordings')).toMatchObject({ status: 403 })
  expect(await people.bureau!.post(`${at}0`, { words })).toMatchObject({ status: 404 })
  const { body } = await people.bureau!.post(at, { words, basis: '示例依据' })
  const read = async () => JSON.stringify((await people.clerk!.get('/api/report?year=2022')).body)
  expect(await read()).not.toContain('本区全年')
  const form = `/api/letter-forms/${String(body.case)}`
  expect((await people.bureau!.post(`${form}/confirm`)).status).toBe(409)
  expect((await people.second!.post(`${form}/confirm`)).status).toBe(200)
  expect(await read()).toContain('本区全年')
  expect((await sessions()).history).toMatchObject([{ state: 'inForce', byName: expect.stringContaining('second') }])
  expect((await people.bureau!.post(`${form}/withdraw`, { body: { reason: '改回' } })).status).toBe(200)
  expect(await read()).not.toContain('本区全年')
  expect((await sessions()).declared).toBe(declared)
})

test('a frozen report is the same bytes in every format, whatever is corrected afterwards', async () => {
  const { house } = web
  const stream = newId()
  const text = await storeText(house, tenant, '报告.txt', '示例')
  const parts = new Map<string, string>()
  await writeUntilFrozen(async (name, on, by, body = {}, kind?: string) => {
    const part = kind === undefined ? undefined : { kind, id: newId() }
    if (part) parts.set(kind!, part.id)
    await done(act('annual-report', stream, name, on, by, body, { ...(part && { part }) }))
  }, text)
  const worded = newId()
  const { id, places } = await sessions()
  const own = { label: '示例', letter: id, words: `冻结时的写法{{${places[0]}}}。` }
  await done(act('letter-forms', worded, 'propose', '2023-01-10', 'p1', own, { unit: 'u3' }))
  await done(act('letter-forms', worded, 'confirm', '2023-01-11', 'p2', {}, { unit: 'u3' }))
  const files = async () => {
    const district = await house.district(tenant)
    const report = await yearReport(house, district, 2022)
    expect(report).toMatchObject({ frozen: true, day: '2023-02-10' })
    return Promise.all(
      Object.keys(reportFormats)
        .filter(isReportFormat)
        .map(async (format) => [format, await reportFile(house, district, report, format)] as const),
    )
  }
  const then = await files()
  const pdf = then.find(([format]) => format === 'pdf')![1]
  expect(pdfText(pdf)).toContain('基层执法力量不足')
  expect(pdfText(pdf)).not.toContain('草稿')
  expect(pdfText(pdf)).toContain('冻结时的写法')
  await done(act('letter-forms', worded, 'withdraw', '2023-02-14', 'p1', { reason: '改回' }, { unit: 'u3' }))
  // A lecture held in the year and entered late changes the figures of today, and no word of the frozen report.
  const study = newId()
  const planned = {
    year: 2022,
    bodies: ['partyGroup'],
    host: ['u1'],
    topic: '示例',
    kind: 'collective',
    plannedFor: '2022-12-20',
  }
  await done(act('study', study, 'plan', '2022-12-01', 'p1', planned))
  const held = { place: 'organ', attendance: 20, minutes: sampleFile }
  await done(act('study', study, 'hold', '2022-12-20', 'p1', held, { now: '2023-02-14T09:00:00' }))
  const again = await files()
  for (const [n, [format, bytes]] of then.entries()) expect(bytes.equals(again[n]![1]), format).toBe(true)
  const live = await yearReport(house, await house.district(tenant), 2022, { live: true })
  const now = await reportFile(house, await house.district(tenant), live, 'text')
  expect(now.equals(then.find(([format]) => format === 'text')![1])).toBe(false)
})
