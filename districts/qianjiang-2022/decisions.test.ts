/** The year's catalogues and major decisions, told to the mechanisms together, without a database. */
import { describe, expect, test } from 'vitest'
import agenda from '../../mechanisms/decisions/agenda-items/index.ts'
import catalogues from '../../mechanisms/decisions/decision-catalogues/index.ts'
import meetings from '../../mechanisms/decisions/executive-meetings/index.ts'
import majorOnes from '../../mechanisms/decisions/major-decisions/index.ts'
import consultations from '../../mechanisms/documents/consultations/index.ts'
import reviews from '../../mechanisms/documents/legality-review/index.ts'
import { decisionCatalogues } from './decision-catalogues.ts'
import { executiveMeetings } from './executive-meetings.ts'
import { majorDecisions } from './major-decisions.ts'
import { inOrder, retell, source } from './retell.fixture.ts'
import { workday } from './telling.ts'

const own = inOrder([...decisionCatalogues(source), ...majorDecisions(source)])
const acts = inOrder([...executiveMeetings(), ...own])

const all = [meetings, catalogues, consultations, majorOnes, reviews, agenda]
const { exceptions, stateOf } = retell(all, acts, 'executive-meetings')

test('they go as the law asks, but for those that show what is not lawful', () => {
  expect(exceptions.filter((one) => !/: breach/.test(one))).toEqual([])
  expect(exceptions.map((one) => one.slice(11).split(':')[0])).toEqual([
    // Later than its catalogue said.
    'catalogue-2021 finish',
    'decision-8 foundIssued',
    'decision-2 decide',
    'catalogue-2022 finish',
    // Twenty-four working days after the decision.
    'decision-4 publish',
  ])
})

describe('on the day of the clock', () => {
  test.each([
    ['decision-1', 'executing'],
    ['decision-2', 'executing'],
    ['decision-3', 'executing'],
    ['decision-4', 'executing'],
    ['decision-5', 'inReview'],
    ['decision-6', 'preparing'],
    ['decision-7', 'executing'],
    ['decision-8', 'shelved'],
    ['decision-9', 'declined'],
  ])('%s is %s', (of, state) => expect(stateOf('major-decisions', of)).toBe(state))
  test.each([
    ['catalogue-2021', 'closed'],
    ['catalogue-2022', 'published'],
    ['catalogue-2023', 'checked'],
  ])('%s is %s', (of, state) => expect(stateOf('decision-catalogues', of)).toBe(state))
})

test('the catalogue of 2022 has six matters', () => {
  const entered = own.filter(({ of, act }) => of === 'catalogue-2022' && ['enter', 'add'].includes(act))
  const gone = own.filter(({ of, act }) => of === 'catalogue-2022' && ['strike', 'drop'].includes(act))
  expect([entered.length, gone.length]).toEqual([6, 0])
})

test('everybody acts on a working day, each in a post of theirs', () => {
  for (const { on, by, of, act } of own) {
    expect(workday(on), `${of} ${act} on ${on}`).toBe(on)
    expect(by === 'portal' || source.people.some(({ id }) => id === by), by).toBe(true)
  }
})
