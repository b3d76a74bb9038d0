/** Two stories told in the console by the people whom the law asks for, each in a browser of their own. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Values } from '../kernel/fields/index.ts'
import { rows, transact } from '../kernel/ledger/index.ts'
import { newId } from '../kernel/register/index.ts'
import { sampleFile as file } from '../kernel/sample.ts'
import { startDesk, type Desk } from './desk.ts'
import { actOn } from './filling.ts'

let desk: Desk
let today = '2022-03-01'
const pages = new Map<string, Page>()
const complaints: string[] = []
const units: Readonly<Record<string, string>> = { drafter: 'u1', section: 'u1', chief: 'u1', bureau: 'u3' }

const on = async (day: string): Promise<void> => {
  today = day
  await desk.house.owner.query('UPDATE ledger.tenant SET clock = $2, revision = revision + 1 WHERE id = $1', [
    desk.tenant,
    `${day}T09:00:00`,
  ])
  desk.house.forget()
}
/** What is not the story itself is done past the browser. */
const does = async (
  who: string,
  mechanism: string,
  id: string,
  act: string,
  body: Values = {},
  part?: readonly [kind: string, id: string],
) => {
  const more = { unit: units[who] ?? 'u2', ...(part && { part: { kind: part[0], id: part[1] } }) }
  expect([act, await desk.act(mechanism, id, act, today, who, body, more)]).toMatchObject([act, { is: 'done' }])
}
/** In the browser, by that person. */
const sees = async (who: string, mechanism: string, id: string, act: string, body: Values = {}) => {
  let page = pages.get(who)
  if (!page) {
    const opened = await desk.at(who)
    pages.set(who, (page = opened.page))
    opened.page.on('close', () => complaints.push(...opened.complaints))
  }
  await actOn(page, desk.house.mechanisms.get(mechanism)!, id, act, body)
  return page
}
const serving = async (mechanism: string, id: string): Promise<string> => {
  const table = `register.${mechanism.replaceAll('-', '_')}`
  const [found] = await transact(desk.house.pool, desk.tenant, (client) =>
    rows<{ id: string }>(client, `SELECT _id AS id FROM ${table} WHERE subject->>'id' = $1 ORDER BY _id DESC LIMIT 1`, [
      id,
    ]),
  )
  return found!.id
}
const partsOf = (mechanism: string, kind: string, id: string): Promise<{ id: string }[]> =>
  transact(desk.house.pool, desk.tenant, (client) =>
    rows<{ id: string }>(
      client,
      `SELECT _id AS id FROM register.${mechanism.replaceAll('-', '_')}__${kind} WHERE _case = $1`,
      [id],
    ),
  )

beforeAll(async () => {
  desk = await startDesk()
  for (const [id, unit, ...roles] of [
    ['drafter', 'u1', 'clerk'],
    ['section', 'u1', 'legal-section'],
    ['chief', 'u1', 'unit-head'],
    ['bureau', 'u3', 'justice-bureau'],
    ['office', 'u2', 'government-office'],
    ['mayor', 'u2', 'district-leader'],
    ['law', 'u1', 'law-office'],
    ['secrecy', 'u1', 'secrecy-officer'],
    ['web', 'u2', 'web-editor'],
  ] as const)
    await desk.person(id, unit, ...roles)
  await on('2022-03-01')
})
afterAll(() => desk?.stop())

test('a document goes from its draft to its filing by six people', async () => {
  await does('bureau', 'issuing-bodies', newId(), 'enlist', {
    body: 'u2',
    kind: 'department',
    word: '示府规',
    basis: '地方组织法',
    decision: file,
  })
  const doc = newId()
  const document = 'normative-documents'
  await does('drafter', document, doc, 'plan', {
    title: '示例区招商服务办法',
    issuer: 'u2',
    organ: 'u1',
    drafter: 'drafter',
    word: '示府规',
    level: 'district',
    market: true,
    topics: ['businessEnvironment'],
  })
  await sees('section', document, doc, 'classify', {
    byOrgan: true,
    underPower: true,
    toBePublished: true,
    touchesRights: true,
    binding: true,
    reusable: true,
    sheet: file,
  })
  await sees('drafter', document, doc, 'draft', { text: '', explanation: file, bases: '示例依据' })
  const text = (await folded(doc)).fields.text as Values
  await does('drafter', document, doc, 'consult', { consulted: text })
  const asked = await serving('consultations', doc)
  await does('drafter', 'consultations', asked, 'draftNotice', {
    headline: '征求意见公告',
    draft: text,
    explanation: file,
    notice: file,
    deadline: '2022-03-31',
    channels: ['portal', 'letter'],
  })
  await sees('chief', 'consultations', asked, 'publish', { address: '/yjzj/1.html', media: ['site'] })
  await on('2022-03-10')
  const comment = newId()
  const letter = {
    kind: 'enterprise',
    name: '示例企业',
    content: '建议明确办理时限',
    channel: 'letter',
    original: file,
  }
  await does('drafter', 'consultations', asked, 'enter', letter, ['comment', comment])
  await does('drafter', 'consultations', asked, 'hearMarket', { attended: '示例企业、示例商会', record: file })
  await on('2022-04-06')
  await does('drafter', 'consultations', asked, 'close')
  await does('drafter', 'consultations', asked, 'adopt', { changed: '第三条第二款' }, ['comment', comment])
  await does('drafter', 'consultations', asked, 'conclude', { summary: file })
  await does('chief', 'consultations', asked, 'publishResult', { result: '/yjzj/1-jg.html' })
  const revised = '第一条　为了规范示例区的招商服务，制定本办法。\n第二条　自2022年6月1日起施行。\n'
  await sees('drafter', document, doc, 'revise', { text: revised, cause: 'comments' })
  await does('drafter', document, doc, 'checkFairness', { verdict: 'clear', conclusion: file })
  await does('drafter', document, doc, 'submitReview')
  const review = await serving('legality-review', doc)
  const pack = ['draft', 'explanation', 'bases', 'comments', 'fairness']
  await does('section', 'legality-review', review, 'accept', { pack, fairnessBy: 'drafter' })
  await does('section', 'legality-review', review, 'passFirst', { opinion: file })
  const item = newId()
  await does(
    'bureau',
    'legality-review',
    review,
    'raise',
    { no: 1, opinion: '第五条增设了办理条件', question: 'measures' },
    ['item', item],
  )
  await on('2022-04-15')
  await does(
    'drafter',
    'legality-review',
    review,
    'decline',
    { extent: 'none', reason: '属于告知性条款', basis: '示例依据' },
    ['item', item],
  )
  await sees('bureau', 'legality-review', review, 'findLawful', { opinion: file })
  await does('drafter', document, doc, 'table')
  const onAgenda = await serving('agenda-items', doc)
  const meeting = newId()
  await does('office', 'executive-meetings', meeting, 'call', {
    title: '第9次常务会议',
    kind: 'executive',
    year: 2022,
    number: 9,
    day: '2022-04-20',
    head: 'mayor',
    members: 9,
  })
  await does('office', 'agenda-items', onAgenda, 'schedule', {
    meeting,
    pack: ['draft', 'fairness', 'publicOpinion', 'legality'],
  })
  await does('office', 'executive-meetings', meeting, 'closeAgenda', { agenda: file, notice: file })
  await on('2022-04-20')
  for (const { id } of await partsOf('executive-meetings', 'fixed', meeting))
    await does('office', 'executive-meetings', meeting, 'attend', { who: '示例列席人' }, ['fixed', id])
  await does('office', 'executive-meetings', meeting, 'hold', { presiding: 'mayor', absent: 1, signIn: file })
  await does('office', 'agenda-items', onAgenda, 'discuss', { presenter: '示例科长' })
  await sees('mayor', 'agenda-items', onAgenda, 'adopt', {
    decision: file,
    members: 9,
    taking: 8,
    agreed: 8,
    opposed: 0,
  })
  await does('office', document, doc, 'decide')
  await sees('mayor', document, doc, 'sign')
  const office = await sees('office', document, doc, 'register')
  await office.waitForSelector('text=示府规〔2022〕1号')
  await on('2022-05-05')
  await sees('office', document, doc, 'publish', {
    third: 'published',
    address: '/zcwj/1.html',
    notice: file,
    effectiveFrom: '2022-06-01',
    validUntil: '2027-05-31',
    interpreted: true,
    interpretation: file,
  })
  const filing = await serving('filing', doc)
  await on('2022-05-20')
  for (const { id } of await partsOf('filing', 'track', filing)) {
    const papers = ['report', 'text', 'explanation', 'bases', 'notice']
    await does(
      'office',
      'filing',
      filing,
      'send',
      { papers, paperSets: 2, electronic: true, files: file, delivered: '2022-05-20' },
      ['track', id],
    )
    await does('office', 'filing', filing, 'receive', { receipt: file, number: '示备1号' }, ['track', id])
  }
  await sees('office', 'filing', filing, 'fileDistrict')
  await office.waitForSelector('.flow .here:has-text("已备案")')
  // Both directions: the filing names its document, and the document tells who names it; the text has two versions.
  await office.click('.ant-tabs-tab:has-text("相关案卷")')
  await office.click('main .ant-table a:has-text("示例区招商服务办法")')
  await office.waitForSelector('h1:has-text("示例区招商服务办法")')
  await office.click('.ant-tabs-tab:has-text("相关案卷")')
  await office.waitForSelector('main .ant-table-row:has-text("规范性文件备案")')
  await office.click('.ant-tabs-tab:has-text("内容")')
  await office.click('main button:has-text("比较版本") >> nth=0')
  await office.waitForSelector('.compared ins, .compared del')
  expect([...pages.keys()].sort()).toEqual(['bureau', 'chief', 'drafter', 'mayor', 'office', 'section'])
})

test('the report goes from its draft to the public page by separate people', async () => {
  await on('2023-02-20')
  const report = newId()
  const write = async (kind: string, body: Values) => {
    await does('section', 'annual-report', report, 'write', body, [kind, newId()])
  }
  await does('section', 'annual-report', report, 'open', {
    title: '2022年度法治政府建设情况报告',
    year: 2022,
    scope: 'district',
    body: 'u1',
  })
  await write('shortcoming', { words: '基层执法力量不足', cause: '编制少', area: 'capacity' })
  await write('duty', { words: '部署并督促' })
  await write('arrangement', { words: '充实执法力量', unit: 'u1' })
  await write('matter', { words: '无' })
  const draft = await sees('section', 'annual-report', report, 'draft', { text: '' })
  // Who drafted it neither reviews nor signs it.
  expect(await draft.textContent('.acts')).not.toMatch(/^审核$/)
  await sees('bureau', 'annual-report', report, 'review')
  await sees('secrecy', 'annual-report', report, 'secrecyReview', { verdict: 'open', form: file })
  await does('office', 'annual-report', report, 'adopt', { minutes: file })
  await sees('mayor', 'annual-report', report, 'sign')
  await sees('law', 'annual-report', report, 'freeze')
  const web = await sees('web', 'annual-report', report, 'publish', { address: '/ndbg/2022.html' })
  await web.waitForSelector('.flow .here:has-text("已公开")')
  await web.goto('/console/report')
  await web.waitForSelector('.outline .ant-tag:has-text("已公开")')
  for (const page of pages.values()) await page.close()
  expect(complaints).toEqual([])
})

/** The case as it stands. */
const folded = async (id: string): Promise<{ fields: Values }> => {
  const [found] = await transact(desk.house.pool, desk.tenant, (client) =>
    rows<{ fields: Values }>(
      client,
      "SELECT _folded->'fields' AS fields FROM register.normative_documents WHERE _id = $1",
      [id],
    ),
  )
  return found!
}
