/** The year's catalogues and major decisions, told to the mechanisms together, without a database. */
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Values } from '../../kernel/fields/index.ts'
import { Told } from '../../kernel/sample.ts'
import agenda from '../../mechanisms/decisions/agenda-items/index.ts'
import catalogues from '../../mechanisms/decisions/decision-catalogues/index.ts'
import meetings from '../../mechanisms/decisions/executive-meetings/index.ts'
import majorOnes from '../../mechanisms/decisions/major-decisions/index.ts'
import consultations from '../../mechanisms/documents/consultations/index.ts'
import reviews from '../../mechanisms/documents/legality-review/index.ts'
import { readSource, type YearAct, type YearItem } from '../../server/year.ts'
import { story } from '../../tests/story.ts'
import { decisionCatalogues } from './decision-catalogues.ts'
import { executiveMeetings } from './executive-meetings.ts'
import { majorDecisions } from './major-decisions.ts'
import { today, workday } from './telling.ts'

const source = await readSource(new URL('./', import.meta.url))
const hashOf = (title: string) => createHash('sha256').update(title).digest('hex')
const filed = (body: Values = {}): Values =>
  Object.fromEntries(
    Object.entries(body).map(([name, value]) => {
      const [, kind, title] = (typeof value === 'string' && /^(file|text):(.*)$/.exec(value)) || []
      return [name, !kind ? value : kind === 'file' ? hashOf(title!) : { hash: hashOf(title!), title }]
    }),
  )
const inOrder = (items: readonly YearItem[]): YearAct[] =>
  (items as YearAct[]).filter(({ on }) => on < today).toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
const own = inOrder([...decisionCatalogues(source), ...majorDecisions(source)])
const acts = inOrder([...executiveMeetings(), ...own])

const all = [meetings, catalogues, consultations, majorOnes, reviews, agenda]
const known = new Map(all.map((one) => [one.id as string, one]))
const told = story(...all)
const names = new Told(known, (...parts) => parts.join('/'))
const exceptions = acts.flatMap(({ mechanism, of, part, act, on, by, unit, body }) => {
  const stream = names.caseOf(mechanism, of)
  const at = unit ?? source.people.find(({ id }) => id === by)?.posts[0]?.unit ?? 'u'
  const tell = told.act(known.get(mechanism)!, stream, names.partOf(mechanism, of, part))
  const result = tell(on, by, act, filed(names.bodyOf(body)), { unit: at })
  if (/^(done|breach)/.test(result)) names.done(mechanism, of, act, told.history(stream).at(-1)!.version, told.opened())
  return result === 'done' || mechanism === 'executive-meetings' ? [] : [`${on} ${of} ${act}: ${result}`]
})
const stateOf = (mechanism: string, of: string) => told.read(names.caseOf(mechanism, of)).state

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
