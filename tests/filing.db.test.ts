/** Filing on the database: many at one moment, from several people. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { raisedId } from '../kernel/procedure/index.ts'
import { newId, type Done, type Outcome } from '../kernel/register/index.ts'
import { sampleFile as file } from '../kernel/sample.ts'
import { acting, smallDistrict, startHouse, type TestHouse } from './cluster.ts'

let house: TestHouse
let act: ReturnType<typeof acting>
beforeAll(async () => {
  house = await startHouse()
  act = acting(house, await smallDistrict(house, 'filing'))
})
afterAll(() => house.stop())

const document = { title: '示例办法', text: file, organ: 'u1', publishedOn: '2022-05-09' }
const pack = {
  papers: ['report', 'text', 'explanation', 'bases', 'notice'],
  paperSets: 2,
  electronic: true,
  files: file,
}
const done = (outcome: Outcome): Done => {
  expect(outcome, JSON.stringify(outcome)).toMatchObject({ is: 'done' })
  return outcome as Done
}

test('of two who enter the receipt, or file, at the same moment one does and the other is told', async () => {
  const id = newId()
  done(await act('filing', id, 'openDistrict', '2022-05-10', 'p1', document))
  const tracks = [0, 1].map((n) => ({ part: { kind: 'track', id: raisedId(id, 1, 'track', n) } }))
  for (const track of tracks)
    done(await act('filing', id, 'send', '2022-05-16', 'p1', { ...pack, delivered: '2022-05-16' }, track))
  const both = (one: (person: string) => Promise<Outcome>) => Promise.all([one('p1'), one('p2')])
  for (const track of tracks) {
    const outcomes = await both((person) =>
      act('filing', id, 'receive', '2022-05-20', person, { receipt: file }, track),
    )
    expect(outcomes.map(({ is }) => is).sort()).toEqual(['done', 'refusal'])
  }
  const filed = await both((person) => act('filing', id, 'fileDistrict', '2022-05-20', person))
  expect(filed.map(({ is }) => is).sort()).toEqual(['done', 'refusal'])
})

test('the receiving desk numbers its list without a gap, however many come at once', async () => {
  const ids = Array.from({ length: 24 }, () => newId())
  const intake = (id: string) => ({ part: { kind: 'intake', id: raisedId(id, 1, 'intake', 0) } })
  for (const id of ids) {
    done(await act('filing', id, 'openDepartment', '2022-05-10', 'p2', document))
    done(await act('filing', id, 'submit', '2022-05-16', 'p2', pack, intake(id)))
  }
  const outcomes = await Promise.all(
    ids.map((id, n) => act('filing', id, 'accept', '2022-05-20', n % 2 ? 'p3' : 'p4', { word: '示府备' }, intake(id))),
  )
  expect(outcomes.map((outcome) => String(done(outcome).event.body.number)).sort()).toEqual(
    ids.map((_, n) => `示府备〔2022〕${n + 1}号`).sort(),
  )
})
