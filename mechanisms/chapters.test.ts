import { expect, it } from 'vitest'
import { chapters, inReportOrder } from './chapters.ts'

it('no mechanism has two places', () => {
  const ids = chapters.flatMap(({ order }) => order)
  expect(new Set(ids).size).toBe(ids.length)
})

it('every mechanism in the report has its place: its 46, and the three that serve them', () => {
  const served = ['agenda-items', 'decision-catalogues', 'screenings']
  const ids = chapters.filter(({ report }) => report !== false).flatMap(({ order }) => order)
  expect(ids).toEqual(expect.arrayContaining(served))
  expect(ids).toHaveLength(46 + served.length)
})

it('mechanisms without a place come after those that have one, by name', () => {
  const found = [
    { chapter: 'later', id: 'a' },
    { chapter: 'foundation', id: 'units' },
    { chapter: 'decisions', id: 'zoning' },
    { chapter: 'decisions', id: 'boards' },
    { chapter: 'decisions', id: 'major-decisions' },
    { chapter: 'decisions', id: 'legal-advisers' },
    { chapter: 'leadership', id: 'study' },
  ]
  expect(inReportOrder(found).map(({ id }) => id)).toEqual([
    'study',
    'legal-advisers',
    'major-decisions',
    'boards',
    'zoning',
    'units',
    'a',
  ])
})
