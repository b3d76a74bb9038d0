/** The year's issuing bodies, documents and screenings, told to the mechanisms together, without a database. */
import { describe, expect, test } from 'vitest'
import agenda from '../../mechanisms/decisions/agenda-items/index.ts'
import meetings from '../../mechanisms/decisions/executive-meetings/index.ts'
import consultations from '../../mechanisms/documents/consultations/index.ts'
import filing from '../../mechanisms/documents/filing/index.ts'
import bodies from '../../mechanisms/documents/issuing-bodies/index.ts'
import reviews from '../../mechanisms/documents/legality-review/index.ts'
import documents from '../../mechanisms/documents/normative-documents/index.ts'
import screened from '../../mechanisms/documents/screenings/index.ts'
import units from '../../mechanisms/foundation/units/index.ts'
import { executiveMeetings } from './executive-meetings.ts'
import { foundation } from './foundation.ts'
import { issuingBodies } from './issuing-bodies.ts'
import { normativeDocuments } from './normative-documents.ts'
import { inOrder, retell, source } from './retell.fixture.ts'
import { screenings } from './screenings.ts'
import { workday } from './telling.ts'

const papers = inOrder(normativeDocuments(source))
const bodyActs = inOrder(issuingBodies(source))
/** A ledger in memory reads all of it again and again: only what the others ask for is told to it. */
const asked = new Set([
  ...papers.flatMap(({ body = {} }) => [body.issuer, ...((body.jointIssuers ?? []) as readonly string[])]),
  'yimin-anzhi-ban',
  'xiangcun-zhenxing-ju',
  'taiji',
])
asked.delete(undefined)
const entries = new Set(bodyActs.flatMap(({ of, body }) => (asked.has(body?.body) ? [of] : [])))
const later = new Set(papers.filter(({ act }) => act !== 'recordExisting').map(({ of }) => of))
const own = [
  ...bodyActs.filter(({ of }) => entries.has(of)),
  ...papers.filter(({ of }) => later.has(of)),
  ...inOrder(screenings()),
]
const acts = inOrder([
  ...foundation(source).filter((item) => 'of' in item && item.mechanism === 'units' && asked.has(item.of)),
  ...executiveMeetings(),
  ...own,
])

const all = [units, bodies, meetings, consultations, reviews, agenda, filing, documents, screened]
const { exceptions, read, stateOf } = retell(all, acts, 'executive-meetings')

test('they go as the law asks, but for those that show what is not lawful', () => {
  expect(exceptions.filter((one) => !/: breach/.test(one))).toEqual([])
  expect(exceptions.map((one) => one.slice(11).split(':')[0])).toEqual([
    'found-1 discover',
    // Checked more than a year after it was put on the list.
    'taiji recheck',
    'old-63 evaluate',
    'evaded-1 evade',
    // Twenty-four working days after the signature.
    'dept-4 publish',
    // October waited for the end of the holiday.
    'screening-2022-09 passOn',
    'found-2 discover',
  ])
})

describe('documents, on the day of the clock', () => {
  test.each<readonly [string, string]>([
    ...[1, 2, 3, 4, 5, 6, 7].map((n) => [`ndoc-${n}`, 'inForce'] as const),
    ['ndoc-8', 'drafting'],
    ['ndoc-9', 'reviewing'],
    ['ndoc-10', 'tabled'],
    ['ndoc-11', 'rejected'],
    ...[1, 2, 3, 4, 5].map((n) => [`dept-${n}`, 'inForce'] as const),
    ['dept-6', 'withdrawn'],
    ['dept-8', 'approved'],
    ['internal-1', 'internal'],
    ['old-61', 'lapsed'],
    ['old-62', 'inForce'],
    ['old-63', 'repealed'],
    ['old-64', 'repealed'],
    ['old-65', 'inForce'],
    ['old-69', 'annulled'],
    ['old-70', 'invalidated'],
    ['found-1', 'repealed'],
    ['found-2', 'withdrawn'],
    ['evaded-1', 'withdrawn'],
  ])('%s is %s', (of, state) => expect(stateOf('normative-documents', of)).toBe(state))
  test('seven of the district were published in 2022, and five of departments', () => {
    const out = papers
      .filter(({ mechanism, act }) => mechanism === 'normative-documents' && act === 'publish')
      .filter(({ on }) => on.startsWith('2022'))
      .map(({ of }) => of)
    expect(out.filter((of) => of.startsWith('ndoc')).toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => `ndoc-${n}`))
    expect(out.filter((of) => of.startsWith('dept')).toSorted()).toEqual([1, 2, 3, 4, 5].map((n) => `dept-${n}`))
  })
  test('numbers run on within word and year', () => {
    const numbers = papers
      .filter(({ act }) => act === 'register')
      .map(({ of }) => String(read('normative-documents', of).fields.number))
      .filter((number) => number.startsWith('黔江府规〔2022〕'))
    expect(numbers).toEqual(numbers.map((_, at) => `黔江府规〔2022〕${at + 1}号`))
  })
  test('of those in force before, twenty are on each of the three topics', () => {
    const of = (topic: string) =>
      papers.filter(({ act, body }) => act === 'recordExisting' && (body!.topics as string[]).includes(topic)).length
    expect(['familyPlanning', 'streamlining', 'businessEnvironment', 'other'].map(of)).toEqual([20, 20, 20, 10])
  })
})

test('seventy-nine bodies are on the list at the end of 2022, one having been reorganised', () => {
  const listed = new Set<string>()
  for (const { of, act } of bodyActs.filter(({ on }) => on <= '2022-12-31')) {
    if (act === 'enlist') listed.add(of)
    if (['reorganise', 'strike'].includes(act)) listed.delete(of)
  }
  expect(listed.size).toBe(79)
})

test('whoever acts does so on a working day', () => {
  const people = [...bodyActs, ...papers, ...inOrder(screenings())].filter(({ by }) => by !== 'system')
  expect(people.filter(({ on }) => workday(on) !== on)).toEqual([])
})
