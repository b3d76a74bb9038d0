/** Mistakes are corrected by an act that shows old and new; what follows from it is judged anew. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { measure } from '../kernel/indicator/index.ts'
import { history, rows, transact } from '../kernel/ledger/index.ts'
import { newId, recompute, tick } from '../kernel/register/index.ts'
import { acting, smallDistrict, startHouse, type TestHouse } from './cluster.ts'
import { notices } from './story.ts'

let house: TestHouse
beforeAll(async () => {
  house = await startHouse()
})
afterAll(() => house.stop())

const year = (tenant: string) => ({ tenant, period: { from: '2022-01-01', to: '2022-12-31' } })
const session = {
  year: 2022,
  bodies: ['partyGroup'],
  host: ['u1'],
  topic: '示例专题',
  kind: 'collective',
  plannedFor: '2022-06-30',
}

test('a correction changes the figure, shows old and new, needs a second person, and can be undone by another', async () => {
  const tenant = await smallDistrict(house, 'corrections')
  const act = acting(house, tenant)
  const sessions = () =>
    transact(house.pool, tenant, (client) =>
      measure(client, house.mechanisms, house.mechanisms.get('study')!.indicators.partyGroupSessions!, year(tenant)),
    )
  const id = newId()
  expect(await act('study', id, 'plan', '2022-03-01', 'p1', session)).toMatchObject({ is: 'done' })
  const held = await act('study', id, 'hold', '2022-05-10', 'p1', {
    place: 'organ',
    attendance: 12,
    minutes: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  })
  expect(held, JSON.stringify(held)).toMatchObject({ is: 'done', event: { version: 2 } })
  expect((await sessions()).value).toBe(1)
  expect(await act('study', id, 'void', '2022-05-11', 'p1', { version: 2, reason: '误记' })).toMatchObject({
    is: 'denied',
  })
  expect(await act('study', id, 'void', '2022-05-11', 'p2', { version: 2, reason: '误记' })).toMatchObject({
    is: 'done',
    event: { corrects: 2 },
  })
  expect((await sessions()).value).toBe(0)
  expect(
    await act(
      'study',
      id,
      'hold',
      '2022-05-10',
      'p2',
      { place: 'organ', attendance: 15, minutes: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' },
      { now: '2022-05-12T09:00:00' },
    ),
  ).toMatchObject({ is: 'done' })
  const corrected = await act('study', id, 'correct', '2022-05-13', 'p1', {
    version: 4,
    reason: '人数有误',
    new: { attendance: 16 },
  })
  expect(corrected, JSON.stringify(corrected)).toMatchObject({
    is: 'done',
    event: { body: { old: { attendance: 15 }, new: { attendance: 16 } } },
  })
  expect((await sessions()).value).toBe(1)
})

test('a repeated request gets the same answer; a stale version is a conflict that says what changed', async () => {
  const tenant = await smallDistrict(house, 'conflicts')
  const act = acting(house, tenant)
  const id = newId()
  const first = await act('study', id, 'plan', '2022-03-01', 'p1', session, { key: 'k1' })
  const again = await act('study', id, 'plan', '2022-03-01', 'p1', session, { key: 'k1' })
  expect(again).toMatchObject({ is: 'done', repeated: true, leaf: (first as { leaf: string }).leaf })
  expect(
    await act('study', id, 'plan', '2022-03-01', 'p1', { ...session, topic: '另一专题' }, { key: 'k1' }),
  ).toMatchObject({ is: 'invalid' })
  expect(
    await act(
      'study',
      id,
      'postpone',
      '2022-03-02',
      'p2',
      { plannedFor: '2022-08-31', reason: '讲师有事' },
      { expected: 1 },
    ),
  ).toMatchObject({ is: 'done' })
  expect(await act('study', id, 'cancel', '2022-03-03', 'p1', { reason: '并入另一场' }, { expected: 1 })).toMatchObject(
    { is: 'conflict', version: 2, since: [{ act: 'postpone' }] },
  )
})

test('thirty-two clients on one case: every acknowledged act is there, in one order', async () => {
  const tenant = await smallDistrict(house, 'crowd')
  const act = acting(house, tenant)
  const id = newId()
  await act('study', id, 'plan', '2022-03-01', 'p1', session)
  const outcomes = await Promise.all(
    Array.from({ length: 32 }, (_, n) => act('study', id, 'note', '2022-03-02', 'p2', { words: `备注${n}` })),
  )
  expect(outcomes.every((outcome) => outcome.is === 'done')).toBe(true)
  const versions = await transact(house.pool, tenant, (client) =>
    rows<{ version: number }>(
      client,
      'SELECT version FROM ledger.event WHERE tenant = $1 AND stream = $2 ORDER BY version',
      [tenant, id],
    ),
  )
  expect(versions.map(({ version }) => version)).toEqual(Array.from({ length: 33 }, (_, n) => n + 1))
})

test('commands that arrive while their case is written anew wait for it, and find it', async () => {
  const tenant = await smallDistrict(house, 'anew')
  const act = acting(house, tenant)
  for (let n = 0; n < 10; n++) {
    const id = newId()
    await act('study', id, 'plan', '2022-03-01', 'p1', session)
    const outcomes = await Promise.all([
      act('study', id, 'correct', '2022-03-02', 'p2', { version: 1, reason: '有误', new: { topic: '另一专题' } }),
      act('study', id, 'note', '2022-03-02', 'p2', { words: '备注' }),
      act('study', id, 'book', '2022-03-02', 'p2', { lecturer: '示例讲师', consent: '同意' }),
      act('study', id, 'postpone', '2022-03-02', 'p2', { plannedFor: '2022-08-31', reason: '讲师有事' }),
    ])
    expect(outcomes.map(({ is }) => is)).toEqual(['done', 'done', 'done', 'done'])
  }
})

test('the clock acts once, and only after the term has run out', async () => {
  const tenant = await smallDistrict(house, 'clock')
  const act = acting(house, tenant)
  const id = newId()
  await act('posts', id, 'take', '2022-01-04', 'p1', {
    holder: 'p9',
    name: '示例代理',
    place: 'u1',
    title: '代理',
    roles: ['clerk'],
    expires: '2022-03-31',
  })
  expect(await tick(house, tenant, '2022-03-31T23:00:00')).toBe(0)
  expect(
    await Promise.all([tick(house, tenant, '2022-04-01T00:10:00'), tick(house, tenant, '2022-04-01T00:10:00')]),
  ).toEqual(expect.arrayContaining([1]))
  expect(await tick(house, tenant, '2022-04-02T00:10:00')).toBe(0)
  const found = await transact(house.pool, tenant, (client) =>
    rows<{ state: string; latest: string }>(
      client,
      'SELECT _state AS state, _latest AS latest FROM register.posts WHERE _tenant = $1 AND _id = $2',
      [tenant, id],
    ),
  )
  expect(found).toEqual([{ state: 'left', latest: '2022-04-01' }])
})

test('a date computed without its notice is provisional, and is recomputed with a note when the notice is loaded', async () => {
  const tenant = await smallDistrict(house, 'notice', '2022-11-30T09:00:00')
  const act = acting(house, tenant)
  const id = newId()
  const steps = house.found.samples
    .get('legal-advisers')!
    .filter(({ of }) => of === house.found.samples.get('legal-advisers')![0]!.of)
  for (const [name, person] of [
    ['propose', 'p1'],
    ['checkConflict', 'p2'],
    ['appoint', 'p3'],
  ] as const) {
    const body = {
      ...steps.find(({ act }) => act === name)!.body,
      ...(name === 'propose' && { starts: '2022-06-01', expires: '2024-05-31' }),
    }
    const outcome = await act('legal-advisers', id, name, '2022-06-01', person, body)
    expect(outcome, JSON.stringify(outcome)).toMatchObject({ is: 'done' })
  }
  // The yearly appraisal falls due in 2023, whose notice came out on 8 December 2022.
  const term = async () =>
    (
      await transact(house.pool, tenant, (client) =>
        rows<{ due: string; provisional: boolean }>(
          client,
          "SELECT due, provisional FROM ledger.term WHERE tenant = $1 AND term = 'appraisal'",
          [tenant],
        ),
      )
    )[0]
  expect(await term()).toEqual({ due: '2023-06-01', provisional: true })
  const next = notices.find((notice) => notice.year === 2023)!
  const loaded = await act(
    'notices',
    newId(),
    'load',
    next.issued,
    'p1',
    {
      year: 2023,
      issued: next.issued,
      number: next.id,
      source: next.source,
      off: JSON.stringify(next.off),
      work: JSON.stringify(next.work),
    },
    { now: `${next.issued}T10:00:00` },
  )
  expect(loaded).toMatchObject({ is: 'done' })
  expect(await recompute(house, tenant, `${next.issued}T10:30:00`)).toMatchObject([
    { stream: id, was: '2023-06-01', now: '2023-06-01' },
  ])
  expect(await term()).toEqual({ due: '2023-06-01', provisional: false })
  const noted = (
    await transact(house.pool, tenant, (client) => history(client, house.mechanisms.get('legal-advisers')!, tenant, id))
  ).at(-1)
  expect(noted).toMatchObject({ act: 'note', actor: 'system', on: next.issued })
  expect(await recompute(house, tenant, `${next.issued}T11:00:00`)).toEqual([])
})
