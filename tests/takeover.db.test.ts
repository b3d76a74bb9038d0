import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rows, transact } from '../kernel/ledger/index.ts'
import { sampleFile } from '../kernel/sample.ts'
import { takeover } from '../server/takeover.ts'
import { smallDistrict, startHouse, type TestHouse } from './cluster.ts'

let house: TestHouse
let folder: string
beforeAll(async () => {
  house = await startHouse()
  folder = await mkdtemp(join(tmpdir(), 'fazhi-takeover-'))
})
afterAll(async () => {
  await house?.stop()
  await rm(folder, { recursive: true, force: true })
})

const session = {
  year: 2021,
  bodies: ['partyGroup'],
  host: ['u1'],
  topic: '行政处罚法',
  kind: 'collective',
  plannedFor: '2021-03-10',
}
const plan = { mechanism: 'study', of: 'a', act: 'plan', on: '2021-01-10', by: 'p1', unit: 'u1', body: session }
const hold = {
  ...plan,
  act: 'hold',
  on: '2021-03-15',
  body: { place: 'organ', attendance: 12, minutes: sampleFile },
}
const absent = {
  ...plan,
  part: ['absence', 'x'],
  act: 'register',
  on: '2021-03-15',
  body: { person: '甲', cause: 'leave' },
}
const madeUp = { ...absent, act: 'makeUp', on: '2021-03-20', body: { evidence: sampleFile } }

interface Kept extends Record<string, unknown> {
  readonly act: string
  readonly on: string
  readonly source: string
  readonly actor: string
  readonly breaches: number
}
/** A district of its own; `run` takes a file over and gives what was printed. */
const district = async (code: string) => {
  const tenant = await smallDistrict(house, code)
  return {
    run: async (...lines: readonly (string | object)[]): Promise<{ done: number; printed: string }> => {
      const path = join(folder, `${code}.ndjson`)
      await writeFile(path, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'))
      let printed = ''
      const print = async (text: string): Promise<void> => void (printed += text)
      const { recorded: done } = await takeover(house, await house.district(tenant), path, print)
      return { done, printed }
    },
    kept: (): Promise<Kept[]> =>
      transact(house.pool, tenant, (client) =>
        rows<Kept>(
          client,
          `SELECT text::jsonb->>'act' AS act, text::jsonb->>'on' AS "on", text::jsonb->>'source' AS source,
                  text::jsonb->>'actor' AS actor, jsonb_array_length(text::jsonb->'breaches') AS breaches
           FROM ledger.event WHERE tenant = $1 AND mechanism = 'study' ORDER BY stream, version`,
          [tenant],
        ),
      ),
  }
}

describe('what existed before', () => {
  test('is recorded line by line with its true day; a bad line is named, and the corrected file doubles nothing', async () => {
    const { run, kept } = await district('mended')
    const first = await run(plan, hold, absent, { ...madeUp, body: {} })
    expect(first.done).toBe(3)
    expect(first.printed).toMatch(/3行已登记，1行未登记：\n {2}第4行：.*补学材料.*必填/)
    const before = { source: 'takeover', actor: 'p1' }
    const told = [
      { ...before, act: 'plan', on: '2021-01-10', breaches: 0 },
      // Five days late: a fact of the past is recorded with its breach, never refused.
      { ...before, act: 'hold', on: '2021-03-15', breaches: 1 },
      { ...before, act: 'register', on: '2021-03-15', breaches: 0 },
    ]
    expect(await kept()).toMatchObject(told)

    const again = await run(plan, hold, absent, madeUp)
    expect(again).toEqual({ done: 4, printed: '存量登记：4行已登记。\n' })
    const all = [...told, { ...before, act: 'makeUp', on: '2021-03-20', breaches: 0 }]
    expect(await kept()).toMatchObject(all)

    expect((await run(plan, hold, absent, madeUp)).done).toBe(4)
    expect(await kept()).toHaveLength(4)
  })
  test('empty lines are no lines, yet count where a line is named', async () => {
    const { run } = await district('gaps')
    const { done, printed } = await run('', plan, '', '{"mechanism":"study"')
    expect(done).toBe(1)
    expect(printed).toContain('第4行：不是完整的JSON')
  })
  test.each([
    ['an unknown register', { ...plan, mechanism: 'nothing' }, '没有“nothing”这一台账'],
    ['no day', { ...plan, on: '2021-02-30' }, 'on：“2021-02-30”不是日期'],
    ['a day to come', { ...plan, on: '2099-01-01' }, '日'],
    ['an unknown unit', { ...plan, unit: 'u9' }, '没有单位“u9”'],
    ['an unknown act', { ...plan, act: 'dance' }, 'dance'],
    ['an act before its case', { ...hold, of: 'never-planned' }, '没有这一'],
  ])('%s is told', async (what, line, words) => {
    const { run, kept } = await district(what.replaceAll(' ', '-'))
    const { done, printed } = await run(line)
    expect(done).toBe(0)
    expect(printed).toContain('第1行：')
    expect(printed).toContain(words)
    expect(await kept()).toEqual([])
  })
})
