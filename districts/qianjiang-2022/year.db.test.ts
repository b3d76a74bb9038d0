import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { measure } from '../../kernel/indicator/index.ts'
import { rows, transact } from '../../kernel/ledger/index.ts'
import { newId } from '../../kernel/register/index.ts'
import { lightOf } from '../../kernel/procedure/index.ts'
import { dayOf, type Day } from '../../kernel/time/index.ts'
import { createTenant } from '../../server/house.ts'
import { sampleOf } from '../../server/sample.ts'
import { performYear, readSource, type YearItem } from '../../server/year.ts'
import { startHouse, type TestHouse } from '../../tests/cluster.ts'
import { tellYear } from './year.ts'

let house: TestHouse
let tenant: string
let told: readonly YearItem[]
const sample = await sampleOf()
const today = dayOf(sample.clock)

beforeAll(async () => {
  house = await startHouse()
  tenant = newId()
  await createTenant(house, { id: tenant, code: sample.code, name: sample.name, sample: true, clock: sample.clock })
  told = tellYear(await readSource(new URL('./', import.meta.url)))
  const began = performance.now()
  const acts = await performYear(house, tenant, told, () => {})
  const singles = told.filter((item) => !('rows' in item)).length
  console.info(`${acts} acts, ${singles} of them single commands, in ${Math.round(performance.now() - began)} ms`)
})
afterAll(() => house.stop())

const measured = (id: string) => {
  const found = house.catalogue.find(sample.figureIds[id] ?? id)
  if (!found) throw new Error(`no figure ${id}`)
  const period = { from: `${sample.year}-01-01`, to: `${sample.year}-12-31` }
  return transact(house.pool, tenant, (client) => measure(client, house.mechanisms, found.figure, { tenant, period }))
}

describe('the figures that the report prints', () => {
  test.each([
    ['study-sessions.party-group', 2, '2次'],
    ['study-sessions.executive-meeting', 2, '2次'],
    ['lectures.count', 148, '148场次'],
    ['lectures.audience', 8046, '8000余人'],
    ['inspection.units', 21, '21家'],
    ['inspection.problems', 40, '40项'],
    ['rectification.completed-by', '2022-05-31', '5月31日'],
    ['look-back.month', '2022-07-19', '7月'],
    ['legal-advisers.documents-and-contracts-reviewed', 11, '11件'],
    ['legal-advisers.group-lawyers', 6, '6名'],
    ['legal-advisers.unit-coverage', 100, '100%'],
    ['legal-advisers.village-coverage', 220, '220个'],
    ['legal-advisers.meetings', 44, '44次'],
    ['legal-advisers.suggestions', 177, '177条'],
    ['publishing.items', 24_300, '2.4万余条'],
    ['publishing.forwarded', 5_070, '5000余条'],
    ['publishing.cleaned', 30_400, '3万余条'],
  ])('%s is %s', async (id, value, printed) => {
    expect(await measured(id)).toMatchObject({ value, printed })
  })
})

test('on the day of the clock each mechanism has duties of every light', async () => {
  const { calendar } = await house.district(tenant)
  const open = await transact(house.pool, tenant, (client) =>
    rows<{ mechanism: string; due: Day }>(
      client,
      "SELECT mechanism, due FROM ledger.term WHERE tenant = $1 AND side = 'ceiling' AND met_on IS NULL AND NOT closed AND due IS NOT NULL",
      [tenant],
    ),
  )
  const lights = (mechanism: string) =>
    Object.fromEntries(
      ['green', 'yellow', 'red'].map((light) => [
        light,
        open.filter(
          ({ mechanism: of, due }) => of === mechanism && lightOf({ due, metOn: undefined }, today, calendar) === light,
        ).length,
      ]),
    )
  for (const mechanism of ['study', 'inspection', 'work-plan', 'legal-advisers', 'publishing']) {
    console.info(mechanism, lights(mechanism))
    expect(
      Object.values(lights(mechanism)).every((count) => count > 0),
      mechanism,
    ).toBe(true)
  }
})

test('whoever acts does so on a working day, and within the clock', async () => {
  const { calendar } = await house.district(tenant)
  const single = told.filter((item) => !('rows' in item) && item.by !== 'system')
  expect(single.filter(({ on }) => !calendar.isWorkday(on) || on >= today)).toEqual([])
})
