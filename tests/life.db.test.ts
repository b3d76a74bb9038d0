/** A document from its plan to its filing over the API, by the six people whom the law asks for, each on his day. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rows, transact } from '../kernel/ledger/index.ts'
import { sampleTexts } from '../kernel/sample.ts'
import type { Values } from '../kernel/fields/index.ts'
import { smallDistrict } from './cluster.ts'
import { official, startWeb, type Answer, type Browser, type Web } from './web.ts'

const file = sampleTexts[3]!.hash
let web: Web
let tenant: string
let today = ''
const people = new Map<string, Browser>()
/** The district's clock moves on; sessions go by real time. */
const on = async (day: string): Promise<void> => {
  today = day
  await web.house.owner.query('UPDATE ledger.tenant SET clock = $2, revision = revision + 1 WHERE id = $1', [
    tenant,
    `${day}T09:00:00`,
  ])
  web.house.forget()
}
beforeAll(async () => {
  web = await startWeb()
  tenant = await smallDistrict(web.house, 'life', '2022-03-01T09:00:00')
  const at = [tenant, 'life'] as const
  for (const [login, unit, ...roles] of [
    ['drafter', 'u1', 'clerk'],
    ['section', 'u1', 'legal-section'],
    ['chief', 'u1', 'unit-head'],
    ['bureau', 'u3', 'justice-bureau'],
    ['office', 'u2', 'government-office'],
    ['mayor', 'u2', 'district-leader'],
  ] as const)
    people.set(login, await official(web, at, login, unit, ...roles))
  await on('2022-03-01')
})
afterAll(() => web.stop())

const send = (who: string, path: string, body: Values = {}, more: object = {}): Promise<Answer> =>
  people.get(who)!.post(`/api/${path}`, { body, ...more })
const does = async (who: string, path: string, body: Values = {}, more: object = {}): Promise<Answer['body']> => {
  const answer = await send(who, path, body, more)
  expect([path, today, answer.status < 300, answer.status < 300 ? '' : answer.text]).toEqual([path, today, true, ''])
  return answer.body
}
const opened = async (who: string, path: string, body: Values, more: object = {}): Promise<string> =>
  ((await does(who, path, body, more)) as { case: { id: string } }).case.id
/** The case that serves that one in another mechanism, the latest. */
const serving = async (mechanism: string, id: string): Promise<string> => {
  const table = `register.${mechanism.replaceAll('-', '_')}`
  const [found] = await transact(web.house.pool, tenant, (client) =>
    rows<{ id: string }>(client, `SELECT _id AS id FROM ${table} WHERE subject->>'id' = $1 ORDER BY _id DESC LIMIT 1`, [
      id,
    ]),
  )
  return found!.id
}
const stateOf = async (who: string, path: string) => (await people.get(who)!.get(`/api/${path}`)).body.state
const plan = {
  title: '示例区招商服务办法',
  issuer: 'u2',
  organ: 'u1',
  drafter: 'drafter',
  word: '示府规',
  level: 'district',
  market: true,
  topics: ['businessEnvironment'],
}
const yes = {
  byOrgan: true,
  underPower: true,
  toBePublished: true,
  touchesRights: true,
  binding: true,
  reusable: true,
  sheet: file,
}
let doc = ''
const refused = async (
  who: string,
  path: string,
  body: Values,
  words: RegExp,
  article: string,
  more: object = {},
): Promise<void> => {
  const answer = await send(who, path, body, more)
  expect([path, answer.status, answer.text]).toEqual([path, 409, expect.stringMatching(words)])
  expect(answer.text).toContain(article)
}

describe('a document', () => {
  test('is not planned for a body that is not on the list, by name', async () => {
    await refused('drafter', 'normative-documents', plan, /制定主体须在.*示例单位u2/, '规范性文件', { act: 'plan' })
    const listing = { body: 'u2', kind: 'department', word: '示府规', basis: '地方组织法', decision: file }
    await opened('bureau', 'issuing-bodies', listing, { act: 'enlist' })
    doc = await opened('drafter', 'normative-documents', plan, { act: 'plan' })
  })
  test('is found to be one by the reviewer, not by the drafter', async () => {
    const own = await send('drafter', `normative-documents/${doc}/classify`, yes)
    expect(own.status).toBe(403)
    await does('section', `normative-documents/${doc}/classify`, yes)
    await does('drafter', `normative-documents/${doc}/draft`, {
      text: sampleTexts[0],
      explanation: file,
      bases: '示例依据',
    })
  })
  test('is put to the public for thirty days, and each comment is answered', async () => {
    await does('drafter', `normative-documents/${doc}/consult`, { consulted: sampleTexts[0] })
    const asked = await serving('consultations', doc)
    const notice = {
      headline: '征求意见公告',
      draft: sampleTexts[0],
      explanation: file,
      notice: file,
      deadline: '2022-03-31',
      channels: ['portal', 'letter'],
    }
    await does('drafter', `consultations/${asked}/draftNotice`, notice)
    await does('chief', `consultations/${asked}/publish`, { address: '/yjzj/1.html', media: ['site'] })
    await on('2022-03-10')
    const letter = {
      kind: 'enterprise',
      name: '示例企业',
      content: '建议明确办理时限',
      channel: 'letter',
      original: file,
    }
    const comment = await does('drafter', `consultations/${asked}/parts/comment`, letter, { act: 'enter' })
    await does('drafter', `consultations/${asked}/hearMarket`, { attended: '示例企业、示例商会', record: file })
    await refused('drafter', `consultations/${asked}/close`, {}, /到2022-\d\d-\d\d届满/, '')
    await on('2022-04-06')
    await does('drafter', `consultations/${asked}/close`)
    await refused('drafter', `consultations/${asked}/conclude`, { summary: file }, /每项.*意见/, '')
    const { id } = (comment as { case: { id: string } }).case
    await does('drafter', `consultations/${asked}/parts/comment/${id}/adopt`, { changed: '第三条第二款' })
    await does('drafter', `consultations/${asked}/conclude`, { summary: file })
    await does('chief', `consultations/${asked}/publishResult`, { result: '/yjzj/1-jg.html' })
  })
  test('is reviewed on two levels, item by item, by others than who drafted it', async () => {
    await does('drafter', `normative-documents/${doc}/revise`, { text: sampleTexts[1], cause: 'comments' })
    await refused('drafter', `normative-documents/${doc}/submitReview`, {}, /公平竞争审查/, '优化营商环境条例')
    await does('drafter', `normative-documents/${doc}/checkFairness`, { verdict: 'clear', conclusion: file })
    await refused('drafter', `normative-documents/${doc}/table`, {}, /./, '')
    await does('drafter', `normative-documents/${doc}/submitReview`)
    const review = await serving('legality-review', doc)
    const pack = ['draft', 'explanation', 'bases', 'comments', 'fairness']
    await does('section', `legality-review/${review}/accept`, { pack, fairnessBy: 'drafter' })
    await does('section', `legality-review/${review}/passFirst`, { opinion: file })
    const item = await does(
      'bureau',
      `legality-review/${review}/parts/item`,
      { no: 1, opinion: '第五条增设了办理条件', question: 'measures' },
      { act: 'raise' },
    )
    await on('2022-04-15')
    const id = (item as { case: { id: string } }).case.id
    await refused('bureau', `legality-review/${review}/findLawful`, { opinion: file }, /每项审核意见/, '合法性审核机制')
    await does('drafter', `legality-review/${review}/parts/item/${id}/decline`, {
      extent: 'none',
      reason: '属于告知性条款',
      basis: '示例依据',
    })
    await does('bureau', `legality-review/${review}/findLawful`, { opinion: file })
    expect(await stateOf('bureau', `legality-review/${review}`)).toBe('lawful')
  })
  test('is decided at a meeting on this very text; a polished one must be reviewed again', async () => {
    await does('drafter', `normative-documents/${doc}/table`)
    const item = await serving('agenda-items', doc)
    const meeting = await opened(
      'office',
      'executive-meetings',
      {
        title: '第9次常务会议',
        kind: 'executive',
        year: 2022,
        number: 9,
        day: '2022-04-20',
        head: 'mayor',
        members: 9,
      },
      { act: 'call' },
    )
    const papers = ['draft', 'fairness', 'publicOpinion', 'legality']
    await does('office', `agenda-items/${item}/schedule`, { meeting, pack: papers })
    await does('office', `executive-meetings/${meeting}/closeAgenda`, { agenda: file, notice: file })
    await on('2022-04-20')
    const fixed = ((await people.get('office')!.get(`/api/executive-meetings/${meeting}/parts/fixed`)).body.rows ??
      []) as { id: string }[]
    for (const { id } of fixed)
      await does('office', `executive-meetings/${meeting}/parts/fixed/${id}/attend`, { who: '示例列席人' })
    await does('office', `executive-meetings/${meeting}/hold`, { presiding: 'mayor', absent: 1, signIn: file })
    await does('office', `agenda-items/${item}/discuss`, { presenter: '示例科长' })
    const votes = { decision: file, members: 9, taking: 8, agreed: 8, opposed: 0 }
    await does('mayor', `agenda-items/${item}/adopt`, votes)
    await does('office', `normative-documents/${doc}/decide`)
    await does('mayor', `normative-documents/${doc}/sign`)
  })
  test('is numbered by the system, published with its interpretation, and filed on both tracks by their receipts', async () => {
    const typed = await send('office', `normative-documents/${doc}/register`, { number: '示府规〔2022〕9号' })
    expect(typed.status).toBe(400)
    await does('office', `normative-documents/${doc}/register`)
    const found = (await people.get('office')!.get(`/api/normative-documents/${doc}`)).body
    expect((found.fields as Values).number).toBe('示府规〔2022〕1号')
    await on('2022-05-05')
    await does('office', `normative-documents/${doc}/publish`, {
      third: 'published',
      address: '/zcwj/1.html',
      notice: file,
      effectiveFrom: '2022-06-01',
      validUntil: '2027-05-31',
      interpreted: true,
      interpretation: file,
    })
    const filing = await serving('filing', doc)
    await refused('office', `filing/${filing}/fileDistrict`, {}, /须为/, '')
    const tracks = (await people.get('office')!.get(`/api/filing/${filing}/parts/track`)).body.rows as { id: string }[]
    expect(tracks).toHaveLength(2)
    await on('2022-05-20')
    for (const { id } of tracks) {
      await does('office', `filing/${filing}/parts/track/${id}/send`, {
        papers: ['report', 'text', 'explanation', 'bases', 'notice'],
        paperSets: 2,
        electronic: true,
        files: file,
        delivered: '2022-05-20',
      })
      await does('office', `filing/${filing}/parts/track/${id}/receive`, { receipt: file, number: '示备1号' })
    }
    await does('office', `filing/${filing}/fileDistrict`)
    expect(await stateOf('office', `filing/${filing}`)).toBe('filed')
  })
  test('was not in force before its day, and the list of a day says so', async () => {
    const inForce = async (day: string) =>
      (
        (await people.get('office')!.get(`/api/normative-documents?on=${day}&where.state=inForce`)).body
          .rows as object[]
      ).length
    expect([await inForce('2022-05-31'), await inForce('2022-05-10')]).toEqual([0, 0])
    const events = (await people.get('bureau')!.get(`/api/normative-documents/${doc}/history`)).body.events as {
      actor: string
      breaches: object[]
    }[]
    expect(new Set(events.map(({ actor }) => actor)).size).toBeGreaterThanOrEqual(4)
    expect(events.flatMap(({ breaches }) => breaches)).toEqual([])
  })
})
