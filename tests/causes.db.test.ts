/** What an act brings about elsewhere, on the database: done with it, voided with it, kept with a note where it has gone on. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { history, rows, transact } from '../kernel/ledger/index.ts'
import { newId, rebuild, tablesOf, type Done, type Outcome } from '../kernel/register/index.ts'
import { sampleFile as file, sampleTexts } from '../kernel/sample.ts'
import type { Event } from '../kernel/procedure/index.ts'
import { acting, smallDistrict, startHouse, type TestHouse } from './cluster.ts'

let house: TestHouse
let tenant: string
let act: ReturnType<typeof acting>
beforeAll(async () => {
  house = await startHouse()
  tenant = await smallDistrict(house, 'causes')
  act = acting(house, tenant)
  done(await act('issuing-bodies', newId(), 'enlist', '2022-01-01', 'p1', enlisted))
})
afterAll(() => house.stop())

const enlisted = {
  body: 'u1',
  kind: 'department',
  word: '示府规',
  level: 'district',
  basis: '示例职责',
  decision: file,
}
const done = (outcome: Outcome): Done => {
  expect(outcome, JSON.stringify(outcome)).toMatchObject({ is: 'done' })
  return outcome as Done
}
const ask = <R extends object>(text: string, values: unknown[] = []) =>
  transact(house.pool, tenant, (client) => rows<R>(client, text, values))
const stateOf = async (table: string, id: string) =>
  (await ask<{ state: string }>(`SELECT _state AS state FROM register.${table} WHERE _id = $1`, [id]))[0]?.state
const eventsOf = (mechanism: string, id: string): Promise<Event[]> =>
  transact(house.pool, tenant, (client) => history(client, house.mechanisms.get(mechanism)!, tenant, id))
/** A rebuild from the ledger gives what stands in the registers. */
const rebuilt = async (mechanism: string) => {
  const m = house.mechanisms.get(mechanism)!
  const dump = () =>
    Promise.all(
      tablesOf(m).map(({ name }) => ask(`SELECT to_jsonb(t) AS row FROM ${name} t ORDER BY to_jsonb(t)::text`)),
    )
  const before = await dump()
  await rebuild(house, house.owner, m)
  expect(await dump()).toEqual(before)
}

describe('a cleanup that abolishes a document', () => {
  const document = {
    title: '示例区旧办法',
    text: sampleTexts[0],
    issuer: 'u1',
    word: '示府规',
    number: '示府规〔2019〕3号',
    level: 'district',
    market: false,
    topics: ['streamlining'],
  }
  const campaign = {
    title: '简政放权文件清理',
    kind: 'topical',
    topic: 'streamlining',
    basis: '上级部署',
    lead: 'u1',
    deadline: '2022-05-31',
  }
  test('names its entries after the documents, and takes the abolition back with the decision that was voided', async () => {
    const [doc, cleanup] = [newId(), newId()]
    done(await act('normative-documents', doc, 'recordExisting', '2022-01-10', 'p1', document))
    done(await act('cleanup', cleanup, 'start', '2022-03-01', 'p1', campaign))
    const [entry] = await ask<{ id: string; shown: string; title: string }>(
      'SELECT _id AS id, _title AS shown, title FROM register.cleanup__entry WHERE _case = $1',
      [cleanup],
    )
    expect(entry).toMatchObject({ shown: '示例区旧办法', title: '示例区旧办法' })
    const part = { kind: 'entry', id: entry!.id }
    done(await act('cleanup', cleanup, 'assign', '2022-03-02', 'p1', { unit: 'u1', issuer: 'u1' }, { part }))
    const proposal = { outcome: 'abolish', reason: '上位法已改' }
    done(await act('cleanup', cleanup, 'propose', '2022-03-03', 'p2', proposal, { part }))
    const decision = { decision: file, reason: '上位法已改' }
    const { event } = done(await act('cleanup', cleanup, 'abolish', '2022-03-04', 'p3', decision, { part }))
    expect(await stateOf('normative_documents', doc)).toBe('repealed')
    const [, abolished] = await eventsOf('normative-documents', doc)
    expect(abolished).toMatchObject({
      act: 'abolish',
      actor: 'p3',
      source: 'derived',
      relied: [{ mechanism: 'cleanup', stream: cleanup, version: event.version, cause: true }],
    })

    const voiding = { version: event.version, reason: '决定记错了文件' }
    expect(await act('cleanup', cleanup, 'void', '2022-03-05', 'p3', voiding, { part })).toMatchObject({ is: 'denied' })
    done(await act('cleanup', cleanup, 'void', '2022-03-05', 'p4', voiding, { part }))
    expect([await stateOf('cleanup__entry', entry!.id), await stateOf('normative_documents', doc)]).toEqual([
      'proposed',
      'inForce',
    ])
    expect((await eventsOf('normative-documents', doc)).at(-1)).toMatchObject({
      act: 'void',
      actor: 'p4',
      source: 'derived',
      corrects: abolished!.version,
      body: { version: abolished!.version, reason: '决定记错了文件' },
    })
    // It can be decided again, otherwise than before.
    done(await act('cleanup', cleanup, 'keep', '2022-03-06', 'p3', decision, { part }))
    expect(await stateOf('normative_documents', doc)).toBe('inForce')
    await rebuilt('normative-documents')
    await rebuilt('cleanup')
  })
  test('leaves a note where the decision was only corrected', async () => {
    const [doc, cleanup] = [newId(), newId()]
    const other = { ...document, number: '示府规〔2019〕4号', topics: ['familyPlanning'] }
    done(await act('normative-documents', doc, 'recordExisting', '2022-01-10', 'p1', other))
    done(await act('cleanup', cleanup, 'start', '2022-03-01', 'p1', { ...campaign, topic: 'familyPlanning' }))
    const [entry] = await ask<{ id: string }>('SELECT _id AS id FROM register.cleanup__entry WHERE _case = $1', [
      cleanup,
    ])
    const part = { kind: 'entry', id: entry!.id }
    done(await act('cleanup', cleanup, 'assign', '2022-03-02', 'p1', { unit: 'u1', issuer: 'u1' }, { part }))
    const proposal = { outcome: 'abolish', reason: '不适应' }
    done(await act('cleanup', cleanup, 'propose', '2022-03-03', 'p2', proposal, { part }))
    const decision = { decision: file, reason: '不适应' }
    const { event } = done(await act('cleanup', cleanup, 'abolish', '2022-03-04', 'p3', decision, { part }))
    const correction = { version: event.version, new: { reason: '与上位法不一致' }, reason: '理由写错' }
    done(await act('cleanup', cleanup, 'correct', '2022-03-05', 'p4', correction, { part }))
    expect(await stateOf('normative_documents', doc)).toBe('repealed')
    const last = (await eventsOf('normative-documents', doc)).at(-1)!
    expect([last.act, last.body.words]).toEqual(['note', '引起本案记录的一项“文件清理”记录已更正，请核对'])
  })
})

describe('a case that an act opened', () => {
  const plan = {
    title: '示例区新办法',
    issuer: 'u1',
    organ: 'u1',
    drafter: 'p1',
    word: '示府规',
    level: 'district',
    market: false,
    topics: ['other'],
  }
  const yes = Object.fromEntries(
    ['byOrgan', 'underPower', 'toBePublished', 'touchesRights', 'binding', 'reusable'].map((name) => [name, true]),
  )
  const consulting = async () => {
    const doc = newId()
    done(await act('normative-documents', doc, 'plan', '2022-03-01', 'p1', plan))
    done(await act('normative-documents', doc, 'classify', '2022-03-01', 'p5', { ...yes, sheet: file }))
    const draft = { text: sampleTexts[0], explanation: file, bases: '示例' }
    done(await act('normative-documents', doc, 'draft', '2022-03-02', 'p1', draft))
    const asked = done(
      await act('normative-documents', doc, 'consult', '2022-03-03', 'p1', { consulted: sampleTexts[0] }),
    )
    return { doc, version: asked.event.version, consultation: asked.opened[0]!.id }
  }
  test('goes with it while nothing else has happened there', async () => {
    const { doc, version, consultation } = await consulting()
    expect(await stateOf('consultations', consultation)).toBe('preparing')
    done(await act('normative-documents', doc, 'void', '2022-03-04', 'p2', { version, reason: '送错文本' }))
    expect(await stateOf('consultations', consultation)).toBeUndefined()
    expect((await eventsOf('consultations', consultation)).map((event) => event.act)).toEqual(['open', 'void'])
    await rebuilt('consultations')
  })
  test('stays with a note where it has gone on: what happened there has happened', async () => {
    const { doc, version, consultation } = await consulting()
    const notice = {
      headline: '公告',
      draft: sampleTexts[0],
      explanation: file,
      notice: file,
      deadline: '2022-04-30',
      channels: ['portal'],
    }
    done(await act('consultations', consultation, 'draftNotice', '2022-03-04', 'p1', notice))
    done(await act('normative-documents', doc, 'void', '2022-03-05', 'p2', { version, reason: '送错文本' }))
    expect(await stateOf('consultations', consultation)).toBe('drafted')
    expect((await eventsOf('consultations', consultation)).at(-1)!.body.words).toContain('已作废（送错文本）')
  })
})

describe('a flood of like comments', () => {
  const open = { title: '示例事项', organ: 'u1', kind: 'general' }
  const flooded = async (many: number) => {
    const id = newId()
    done(await act('consultations', id, 'open', '2022-03-01', 'p1', open))
    const notice = {
      headline: '公告',
      draft: sampleTexts[0],
      explanation: file,
      notice: file,
      deadline: '2022-03-31',
      channels: ['portal'],
    }
    done(await act('consultations', id, 'draftNotice', '2022-03-01', 'p1', notice))
    done(await act('consultations', id, 'publish', '2022-03-01', 'p2', { address: '/1', media: ['site'] }))
    const parts = Array.from({ length: many }, () => ({ kind: 'comment', id: newId() }))
    await Promise.all(
      parts.map(async (part, n) => {
        const content = n % 2 ? '建议删去第五条' : '建议，删去第五条。'
        done(await act('consultations', id, 'submit', '2022-03-02', 'p9', { kind: 'citizen', content }, { part }))
      }),
    )
    return { id, parts }
  }
  const standing = async (id: string) =>
    Object.fromEntries(
      (
        await ask<{ state: string; n: string }>(
          'SELECT _state AS state, count(*) AS n FROM register.consultations__comment WHERE _case = $1 GROUP BY 1',
          [id],
        )
      ).map(({ state, n }) => [state, Number(n)]),
    )
  test('is answered at once, counted as one opinion, and un-answered at once', async () => {
    const { id, parts } = await flooded(40)
    const [one] = parts
    const because = { why: '上位法另有规定' }
    const { event } = done(await act('consultations', id, 'declineAll', '2022-03-03', 'p1', because, { part: one! }))
    expect(await standing(id)).toEqual({ notAdopted: 40 })
    const [counted] = await ask<{ n: string }>(
      'SELECT count(DISTINCT same) AS n FROM register.consultations__comment WHERE _case = $1',
      [id],
    )
    expect(Number(counted!.n)).toBe(1)
    const voiding = { version: event.version, reason: '误操作' }
    done(await act('consultations', id, 'void', '2022-03-04', 'p2', voiding, { part: one! }))
    expect(await standing(id)).toEqual({ received: 40 })
    await rebuilt('consultations')
  })
  test('nobody brings the fingerprint along', async () => {
    const { id } = await flooded(1)
    const body = { kind: 'citizen', content: '甲', same: 'a'.repeat(64) }
    const part = { kind: 'comment', id: newId() }
    expect(await act('consultations', id, 'submit', '2022-03-02', 'p9', body, { part })).toMatchObject({
      is: 'invalid',
      fields: { same: expect.stringContaining('由系统填写') },
    })
  })
  test('what comes after the result is kept on the closed case', async () => {
    const { id } = await flooded(0)
    done(await act('consultations', id, 'close', '2022-04-01', 'p1'))
    done(await act('consultations', id, 'conclude', '2022-04-01', 'p1', { summary: file }))
    done(await act('consultations', id, 'publishResult', '2022-04-02', 'p2', { result: '/2' }))
    const part = { kind: 'comment', id: newId() }
    const body = { kind: 'citizen', content: '来晚了' }
    done(await act('consultations', id, 'submitAfterwards', '2022-04-05', 'p9', body, { part }))
    expect([await standing(id), await stateOf('consultations', id)]).toEqual([{ afterwards: 1 }, 'published'])
    await rebuilt('consultations')
  })
})
