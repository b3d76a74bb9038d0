/** What a report said stays as it was said; whatever changes a figure afterwards is shown with its size and its rows. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Values } from '../kernel/fields/index.ts'
import { howMany, type Figure } from '../kernel/indicator/index.ts'
import { rows, transact } from '../kernel/ledger/index.ts'
import { newId, type Done, type Outcome } from '../kernel/register/index.ts'
import { restatements, type Restatement } from '../kernel/report/index.ts'
import { sampleFile } from '../kernel/sample.ts'
import type { Day } from '../kernel/time/index.ts'
import study from '../mechanisms/leadership/study/index.ts'
import { acting, smallDistrict, startHouse, type TestHouse } from './cluster.ts'

let house: TestHouse
let tenant: string
let act: ReturnType<typeof acting>
const report = newId()
const sessions = { party: newId(), seminar: newId(), lecture: newId(), late: newId() }

const done = (outcome: Outcome, what = ''): Done => {
  expect(outcome, `${what} ${JSON.stringify(outcome)}`).toMatchObject({ is: 'done' })
  return outcome as Done
}
const plan = async (id: string, plannedFor: Day, body: Values) =>
  done(
    await act('study', id, 'plan', '2022-01-10', 'p1', {
      year: 2022,
      bodies: ['executiveMeeting'],
      host: ['u1'],
      topic: '示例专题',
      kind: 'collective',
      plannedFor,
      ...body,
    }),
  )
const hold = async (id: string, on: Day, attendance: number, now = on) =>
  done(
    await act(
      'study',
      id,
      'hold',
      on,
      'p1',
      { place: 'organ', attendance, minutes: sampleFile },
      { now: `${now}T10:00:00` },
    ),
  )
const count = async (table: string) =>
  (
    await transact(house.pool, tenant, (client) =>
      rows<{ n: number }>(client, `SELECT count(*) AS n FROM ${table}`, []),
    )
  )[0]!.n
const question = () => ({ tenant, period: { from: '2022-01-01', to: '2022-12-31' } as const })
const figures = () => house.catalogue.entries.map(({ figure }) => figure)
const restated = (
  of: readonly Figure[] = figures(),
  idOf: (figure: Figure) => string = house.catalogue.idOf,
): Promise<Restatement[]> =>
  transact(house.pool, tenant, (client) => restatements(client, house.mechanisms, of, question(), report, idOf))
const freezeIt = (more: { dry?: boolean } = {}) => act('annual-report', report, 'freeze', '2023-02-13', 'p5', {}, more)

beforeAll(async () => {
  house = await startHouse()
  tenant = await smallDistrict(house, 'restatement')
  act = acting(house, tenant)
  await plan(sessions.party, '2022-05-10', { bodies: ['partyGroup'] })
  await plan(sessions.seminar, '2022-06-10', { kind: 'seminar' })
  await plan(sessions.lecture, '2022-07-10', { bodies: ['community'], kind: 'lecture' })
  await plan(sessions.late, '2022-09-20', {})
  await hold(sessions.party, '2022-05-10', 12)
  await hold(sessions.seminar, '2022-06-10', 20)
  await hold(sessions.lecture, '2022-07-10', 60)
  // The report's own sample, as far as the freeze.
  const sample = house.found.samples.get('annual-report')!.filter(({ of }) => of === 'a')
  const parts = new Map<string, string>()
  for (const step of sample.slice(
    0,
    sample.findIndex((one) => one.act === 'freeze'),
  )) {
    const part = step.part && { kind: step.part[0], id: parts.get(step.part.join('/')) ?? newId() }
    if (step.part && part) parts.set(step.part.join('/'), part.id)
    done(
      await act('annual-report', report, step.act, step.on, step.by, step.body ?? {}, { ...(part && { part }) }),
      step.act,
    )
  }
})
afterAll(() => house.stop())

test('a dry run of the freeze says that it may be done, and leaves nothing', async () => {
  const before = await count('ledger.event')
  expect(done(await freezeIt({ dry: true })).folded.state).toBe('frozen')
  expect([await count('ledger.freeze'), await count('ledger.event')]).toEqual([0, before])
  const [row] = await transact(house.pool, tenant, (client) =>
    rows(client, 'SELECT _state FROM register.annual_report WHERE _id = $1', [report]),
  )
  expect(row).toEqual({ _state: 'signed' })
})

test('the freeze keeps every figure of the year with its rows, under the hash that the event holds', async () => {
  const { event } = done(await freezeIt())
  expect(event.body.figures).toMatch(/^[0-9a-f]{64}$/)
  expect(event.body.figures).not.toBe('0'.repeat(64))
  const kept = await transact(house.pool, tenant, (client) =>
    rows<{ figure: string; value: string; rows: string[] }>(
      client,
      "SELECT figure, value, rows FROM ledger.freeze WHERE report = $1 AND figure LIKE 'study.%' ORDER BY figure",
      [report],
    ),
  )
  expect(kept.map(({ figure, value, rows: of }) => [figure, value, of.length])).toEqual([
    ['study.audience', '60', 1],
    ['study.executive-meeting-sessions', '1', 1],
    ['study.gaps', '1', 1],
    ['study.held-rate', '75', 4],
    ['study.lectures', '1', 1],
    ['study.make-ups-open', '0', 0],
    ['study.party-group-sessions', '1', 1],
    ['study.seminars', '1', 1],
    ['study.sessions', '2', 2],
  ])
  expect(await restated()).toEqual([])
})

test('a fact that is entered late and a void change exactly the figures that count them, each with its size and rows', async () => {
  await hold(sessions.late, '2022-09-20', 7, '2023-03-01')
  done(await act('study', sessions.party, 'void', '2023-03-02', 'p2', { version: 2, reason: '误记，当日未举办' }))
  const added = [expect.stringContaining(sessions.late) as string]
  const removed = [expect.stringContaining(sessions.party) as string]
  const same = { redefined: false }
  expect(await restated()).toEqual([
    {
      ...same,
      figure: 'study.executive-meeting-sessions',
      name: '常务会议集中学习',
      frozen: '1次',
      now: '2次',
      difference: 1,
      added,
      removed: [],
    },
    // One came, one went: the number is the same, and yet it counts something else.
    expect.objectContaining({ ...same, figure: 'study.gaps', difference: 0, added: removed, removed: added }),
    expect.objectContaining({ ...same, figure: 'study.held-rate', difference: 0 }),
    expect.objectContaining({ ...same, figure: 'study.party-group-sessions', difference: -1, added: [], removed }),
    expect.objectContaining({
      ...same,
      figure: 'study.sessions',
      frozen: '2次',
      now: '2次',
      difference: 0,
      added,
      removed,
    }),
  ])
})

test('what was frozen is not touched by it', async () => {
  const [kept] = await transact(house.pool, tenant, (client) =>
    rows<{ value: string; rows: string[] }>(
      client,
      "SELECT value, rows FROM ledger.freeze WHERE report = $1 AND figure = 'study.party-group-sessions'",
      [report],
    ),
  )
  expect(kept).toEqual({ value: '1', rows: [expect.stringContaining(sessions.party)] })
})

test('a changed definition shows as redefined, also where its number is the same; an abolished figure says so', async () => {
  const lectures = house.catalogue.find('study.lectures')!.figure
  const shown = async (instead: Figure | undefined) =>
    (
      await restated(
        figures().flatMap((figure) => (figure !== lectures ? [figure] : instead ? [instead] : [])),
        (figure) => (figure === instead ? 'study.lectures' : house.catalogue.idOf(figure)),
      )
    ).find(({ figure }) => figure === 'study.lectures')
  const { hold: held } = study.rows.did
  expect(await shown(lectures)).toBeUndefined()
  const wider = howMany('宣讲场次', 'Lectures', '场次', held)
  expect(await shown(wider)).toMatchObject({
    redefined: true,
    frozen: '1场次',
    now: '3场次',
    difference: 2,
    removed: [],
  })
  const narrower = howMany(
    '宣讲场次',
    'Lectures',
    '场次',
    held.that((row) => row.its.bodies.has('community')),
  )
  expect(await shown(narrower)).toMatchObject({ redefined: true, difference: 0, added: [], removed: [] })
  expect(await shown(undefined)).toMatchObject({
    redefined: true,
    frozen: '1场次',
    now: '该指标已取消',
    difference: undefined,
    removed: [expect.stringContaining(sessions.lecture)],
  })
})
