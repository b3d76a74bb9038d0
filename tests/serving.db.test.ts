/** One mechanism serves another: opened with it, asked by its gates, heard again when it was wrong. And what every case can have done to it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { document, subject, text } from '../kernel/fields/index.ts'
import { instrument } from '../kernel/law/index.ts'
import { history, rows, transact } from '../kernel/ledger/index.ts'
import { mechanism } from '../kernel/mechanism.ts'
import { answered, effect, judged, opens } from '../kernel/procedure/index.ts'
import { list, newId, type Done, type ListPage, type Outcome } from '../kernel/register/index.ts'
import { sampleFile } from '../kernel/sample.ts'
import { clerk, legalSection } from '../mechanisms/roles.ts'
import { acting, foundWith, smallDistrict, startHouse, type TestHouse } from './cluster.ts'

const testLaw = instrument('示例规定', {
  number: '示例',
  rank: 'law',
  editions: [{ since: '2000-01-01' }],
  articles: { 1: '没有写明事由的不予受理', 2: '未经审核不得印发' },
})
const review = mechanism('reviewing', {
  name: ['示例审核', 'Review'],
  record: { subject: subject('审核对象', 'Subject'), matter: text('事由', 'Matter') },
  states: { asked: ['待审', 'Asked'], lawful: ['合法', 'Lawful'], unlawful: ['不合法', 'Unlawful'] },
  ends: ['lawful', 'unlawful'],
  acts: {
    submit: effect('送审', 'Submit', {
      to: 'asked',
      by: clerk,
      requires: [judged('写明事由', 'A matter', ['matter'], ({ matter }) => matter !== '无').under(testLaw(1))],
    }),
    pass: effect('认定合法', 'Pass', { from: 'asked', to: 'lawful', by: legalSection }),
    fail: effect('认定不合法', 'Fail', { from: 'asked', to: 'unlawful', by: legalSection }),
  },
})
const toReview = opens(review, 'submit', 'draft', ({ title }) => ({ matter: String(title) }))
const served = mechanism('drafting', {
  name: ['示例文件', 'Draft'],
  record: { title: text('标题', 'Title'), draft: document('文本', 'Text') },
  states: { open: ['起草中', 'Open'], issued: ['已印发', 'Issued'] },
  ends: ['issued'],
  acts: {
    begin: effect('起草', 'Begin', { to: 'open', by: clerk, then: [toReview] }),
    revise: effect('修改', 'Revise', {
      from: 'open',
      by: clerk,
      asks: { draft: document('文本', 'Text') },
      then: [toReview],
    }),
    issue: effect('印发', 'Issue', {
      from: 'open',
      to: 'issued',
      by: clerk,
      requires: [answered(review, 'lawful', { text: 'draft' }).under(testLaw(2))],
    }),
  },
})

const secondFile = 'f'.repeat(64)
const draft = { hash: sampleFile, title: '示例规定（送审稿）' }
const body = { title: '示例规定', draft }
let house: TestHouse
let tenant: string
let act: ReturnType<typeof acting>
beforeAll(async () => {
  house = await startHouse(await foundWith(review, served))
  tenant = await smallDistrict(house, 'serving')
  act = acting(house, tenant)
  await transact(house.pool, tenant, (client) =>
    client.query("INSERT INTO ledger.file VALUES ($1, $2, 'second.txt', 'text/plain', 0, 'p1', $3)", [
      tenant,
      secondFile,
      house.clock(),
    ]),
  )
})
afterAll(() => house.stop())

const done = (outcome: Outcome): Done => {
  expect(outcome, JSON.stringify(outcome)).toMatchObject({ is: 'done' })
  return outcome as Done
}
/** A case and the review that was opened with it. */
const begun = async (): Promise<{ id: string; asked: string }> => {
  const id = newId()
  const { opened } = done(await act('drafting', id, 'begin', '2022-03-01', 'p1', body))
  expect(opened).toMatchObject([{ mechanism: 'reviewing' }])
  return { id, asked: opened[0]!.id }
}
const caseRow = async (mechanism: string, id: string) =>
  (
    await transact(house.pool, tenant, (client) =>
      rows<{ state: string; breaches: number }>(
        client,
        `SELECT _state AS state, _breaches AS breaches FROM register.${mechanism} WHERE _tenant = $1 AND _id = $2`,
        [tenant, id],
      ),
    )
  )[0]
const historyOf = (mechanism: string, id: string) =>
  transact(house.pool, tenant, (client) => history(client, house.mechanisms.get(mechanism)!, tenant, id))
const eventCount = async () =>
  (
    await transact(house.pool, tenant, (client) =>
      rows<{ n: number }>(client, 'SELECT count(*) AS n FROM ledger.event', []),
    )
  )[0]!.n

test('the opening act opens the review with it, about this very text', async () => {
  const { id, asked } = await begun()
  const [opening] = await historyOf('reviewing', asked)
  expect(opening).toMatchObject({
    act: 'submit',
    source: 'derived',
    actor: 'p1',
    body: { matter: '示例规定', subject: { mechanism: 'drafting', id, hash: sampleFile } },
  })
  expect(await caseRow('reviewing', asked)).toEqual({ state: 'asked', breaches: 0 })
})

test('where the review is refused, nothing is written of either, and the refusal is the answer', async () => {
  const before = await eventCount()
  const id = newId()
  expect(await act('drafting', id, 'begin', '2022-03-01', 'p1', { ...body, title: '无' })).toMatchObject({
    is: 'refusal',
    article: { law: '示例规定', no: 1 },
  })
  expect(await caseRow('drafting', id)).toBeUndefined()
  expect(await eventCount()).toBe(before)
})

test('the gate is refused without an answer, passes with it, and the event keeps what it relied on', async () => {
  const { id, asked } = await begun()
  const early = await act('drafting', id, 'issue', '2022-03-02', 'p1')
  expect(early).toMatchObject({ is: 'refusal', article: { no: 2 } })
  done(await act('reviewing', asked, 'pass', '2022-03-03', 'p3'))
  expect(done(await act('drafting', id, 'issue', '2022-03-04', 'p1')).event.relied).toEqual([
    { mechanism: 'reviewing', stream: asked, version: 2, state: 'lawful', about: id, hash: sampleFile },
  ])
})

test('another text needs another answer; the first one stands for the first text only', async () => {
  const { id, asked } = await begun()
  done(await act('reviewing', asked, 'pass', '2022-03-03', 'p3'))
  const revised = done(
    await act('drafting', id, 'revise', '2022-03-04', 'p1', { draft: { hash: secondFile, title: '修改稿' } }),
  )
  expect(await act('drafting', id, 'issue', '2022-03-05', 'p1')).toMatchObject({ is: 'refusal', article: { no: 2 } })
  done(await act('reviewing', revised.opened[0]!.id, 'fail', '2022-03-05', 'p3'))
  expect(await act('drafting', id, 'issue', '2022-03-05', 'p1')).toMatchObject({ is: 'refusal' })
  const back = done(await act('drafting', id, 'revise', '2022-03-06', 'p1', { draft }))
  expect(back.opened).toHaveLength(1)
  done(await act('drafting', id, 'issue', '2022-03-07', 'p1'))
})

test('a verdict that is voided makes the act that relied on it a breach, and the system notes it there', async () => {
  const { id, asked } = await begun()
  done(await act('reviewing', asked, 'pass', '2022-03-03', 'p3'))
  done(await act('drafting', id, 'issue', '2022-03-04', 'p1'))
  expect(await caseRow('drafting', id)).toEqual({ state: 'issued', breaches: 0 })
  done(
    await act(
      'reviewing',
      asked,
      'void',
      '2022-03-10',
      'p4',
      { version: 2, reason: '误记' },
      { roles: ['legal-section'] },
    ),
  )
  expect(await caseRow('reviewing', asked)).toEqual({ state: 'asked', breaches: 0 })
  expect(await caseRow('drafting', id)).toEqual({ state: 'issued', breaches: 1 })
  const events = await historyOf('drafting', id)
  expect(events.map(({ act: name, actor }) => [name, actor])).toEqual([
    ['begin', 'p1'],
    ['issue', 'p1'],
    ['note', 'system'],
  ])
  expect(events[2]!.body.words).toContain('由0项变为1项')
  // As known then, the act was in order: its event stays as it was written.
  expect(events[1]!.breaches).toEqual([])
})

test('a hand-over moves the case: whoever takes it over sees it and acts, whoever gave it away no longer', async () => {
  const { id, asked } = await begun()
  done(await act('reviewing', asked, 'pass', '2022-03-03', 'p3'))
  const seenBy = async (unit: string) =>
    (
      (await transact(house.pool, tenant, (client) =>
        list(client, house.mechanisms.get('drafting')!, undefined, tenant, { reader: { units: [unit] }, limit: 100 }),
      )) as ListPage
    ).rows.some((row) => row.id === id)
  expect([await seenBy('u1'), await seenBy('u2')]).toEqual([true, false])
  const other = { unit: 'u2' }
  expect(await act('drafting', id, 'issue', '2022-03-04', 'p7', {}, other)).toMatchObject({ is: 'denied' })
  const to = { unit: 'u2', to: 'p7', reason: '职责调整' }
  expect(await act('drafting', id, 'handOver', '2022-03-04', 'p7', to, other)).toMatchObject({ is: 'denied' })
  expect(await act('drafting', id, 'handOver', '2022-03-04', 'p1', { ...to, unit: 'u8' })).toMatchObject({
    is: 'invalid',
    fields: { unit: expect.stringContaining('本区没有这一单位') },
  })
  expect(done(await act('drafting', id, 'handOver', '2022-03-04', 'p1', to)).folded).toMatchObject({
    unit: 'u2',
    handler: 'p7',
    state: 'open',
  })
  expect([await seenBy('u1'), await seenBy('u2')]).toEqual([false, true])
  expect(await act('drafting', id, 'issue', '2022-03-05', 'p1')).toMatchObject({ is: 'denied' })
  done(await act('drafting', id, 'issue', '2022-03-05', 'p7', {}, other))
})

test('a note and an attachment change nothing but the history, also after the end', async () => {
  const { id, asked } = await begun()
  done(await act('reviewing', asked, 'pass', '2022-03-03', 'p3'))
  done(await act('drafting', id, 'issue', '2022-03-04', 'p1'))
  done(await act('drafting', id, 'note', '2022-03-05', 'p2', { words: '已电话告知' }))
  done(await act('drafting', id, 'attach', '2022-03-06', 'p2', { title: '签收单', file: sampleFile }))
  expect(await act('drafting', id, 'note', '2022-03-06', 'p2', { words: ' ' })).toMatchObject({
    is: 'invalid',
    fields: { words: '备注：必填' },
  })
  expect(
    await act('drafting', id, 'attach', '2022-03-06', 'p2', { title: '签收单', file: '9'.repeat(64) }),
  ).toMatchObject({ is: 'invalid', fields: { file: expect.stringContaining('请先上传') } })
  expect(await act('drafting', id, 'note', '2022-03-06', 'p7', { words: '路过' }, { unit: 'u2' })).toMatchObject({
    is: 'denied',
  })
  expect(await caseRow('drafting', id)).toEqual({ state: 'issued', breaches: 0 })
  expect((await historyOf('drafting', id)).slice(2).map(({ act: name, from, to }) => [name, from, to])).toEqual([
    ['note', 'issued', 'issued'],
    ['attach', 'issued', 'issued'],
  ])
})
