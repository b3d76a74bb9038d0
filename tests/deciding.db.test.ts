/** Meetings and cleanups on the database: two who decide the same matter at one moment. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { raisedId } from '../kernel/procedure/index.ts'
import { newId, type Done, type Outcome } from '../kernel/register/index.ts'
import { sampleFile as file, sampleTexts } from '../kernel/sample.ts'
import { acting, smallDistrict, startHouse, type TestHouse } from './cluster.ts'

let house: TestHouse
let act: ReturnType<typeof acting>
beforeAll(async () => {
  house = await startHouse()
  act = acting(house, await smallDistrict(house, 'deciding'))
})
afterAll(() => house.stop())

const done = (outcome: Outcome): Done => {
  expect(outcome, JSON.stringify(outcome)).toMatchObject({ is: 'done' })
  return outcome as Done
}
/** Whatever two do at once, one of them does it and the other is told why not. */
const oneOf = async (...both: readonly Promise<Outcome>[]): Promise<Done> => {
  const outcomes = await Promise.all(both)
  expect(outcomes.map(({ is }) => is).sort()).toEqual(['done', 'refusal'])
  return outcomes.find(({ is }) => is === 'done') as Done
}

const called = { title: '会议', kind: 'executive', year: 2022, day: '2022-03-10', head: 'p1', members: 5 }
let meetings = 0
const meeting = async (): Promise<string> => {
  const id = newId()
  done(await act('executive-meetings', id, 'call', '2022-03-01', 'p2', { ...called, number: ++meetings }))
  return id
}
const closing = { agenda: file, notice: file }
const holding = { presiding: 'p1', absent: 0, signIn: file }

test('a meeting is held or called off', async () => {
  const id = await meeting()
  done(await act('executive-meetings', id, 'closeAgenda', '2022-03-08', 'p2', closing))
  await oneOf(
    act('executive-meetings', id, 'hold', '2022-03-10', 'p2', holding),
    act('executive-meetings', id, 'cancel', '2022-03-10', 'p3', { reason: '并入下次会议' }),
  )
})

test('a meeting of the year is called once under its number, whoever calls it at the same moment', async () => {
  const calls = () => act('executive-meetings', newId(), 'call', '2022-03-01', 'p2', { ...called, number: 77 })
  const outcomes = await Promise.all([calls(), calls(), calls()])
  expect(outcomes.filter(({ is }) => is === 'done')).toHaveLength(1)
  expect(outcomes.filter(({ is }) => is === 'refusal')).toHaveLength(2)
  expect(outcomes.find(({ is }) => is === 'refusal')).toMatchObject({ words: '这一年度这一次会议已经登记' })
  // Another year, and the number of a meeting that was called off, are free.
  done(await act('executive-meetings', newId(), 'call', '2022-03-01', 'p2', { ...called, year: 2023, number: 77 }))
  const [first] = outcomes.filter(({ is }) => is === 'done') as Done[]
  done(await act('executive-meetings', first!.event.stream, 'cancel', '2022-03-01', 'p3', { reason: '并入下次会议' }))
  done(await calls())
})

test('an item is adopted or rejected, never both', async () => {
  const [at, item] = [await meeting(), newId()]
  done(await act('agenda-items', item, 'submit', '2022-03-02', 'p2', { title: '议题', organ: 'u1', kind: 'other' }))
  done(await act('agenda-items', item, 'schedule', '2022-03-03', 'p2', { meeting: at }))
  done(await act('executive-meetings', at, 'closeAgenda', '2022-03-08', 'p2', closing))
  done(await act('executive-meetings', at, 'hold', '2022-03-10', 'p2', holding))
  done(await act('agenda-items', item, 'discuss', '2022-03-10', 'p2', { presenter: '某局长' }))
  const vote = { decision: file, members: 5, taking: 5, agreed: 3, opposed: 2, reasons: '时机不成熟' }
  await oneOf(
    act('agenda-items', item, 'adopt', '2022-03-10', 'p1', vote),
    act('agenda-items', item, 'reject', '2022-03-10', 'p2', vote),
  )
})

test('a document in two cleanups goes out of force once, by one of them', async () => {
  const document = newId()
  done(
    await act('normative-documents', document, 'recordExisting', '2022-01-10', 'p1', {
      title: '示例规定',
      text: sampleTexts[0],
      issuer: 'u1',
      word: '示府规',
      number: '示府规〔2019〕1号',
      level: 'district',
      market: false,
      topics: ['streamlining', 'other'],
    }),
  )
  const cleanups = await Promise.all(
    ['streamlining', 'other'].map(async (topic) => {
      const id = newId()
      const campaign = { title: topic, kind: 'topical', topic, basis: '部署', lead: 'u1', deadline: '2022-05-31' }
      done(await act('cleanup', id, 'start', '2022-03-01', 'p1', campaign))
      const part = { part: { kind: 'entry', id: raisedId(id, 1, 'entry', 0) } }
      done(await act('cleanup', id, 'assign', '2022-03-02', 'p1', { unit: 'u1', issuer: 'u1' }, part))
      const proposal = { outcome: 'abolish', reason: '过时' }
      done(await act('cleanup', id, 'propose', '2022-03-03', 'p2', proposal, part))
      return { id, part }
    }),
  )
  const decision = { decision: file, reason: '过时' }
  await oneOf(...cleanups.map(({ id, part }) => act('cleanup', id, 'abolish', '2022-03-10', 'p3', decision, part)))
})
