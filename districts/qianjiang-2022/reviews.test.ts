import { describe, expect, test } from 'vitest'
import contracts from '../../mechanisms/documents/contract-review/index.ts'
import legality from '../../mechanisms/documents/legality-review/index.ts'
import type { YearAct } from '../../server/year.ts'
import { contractReview } from './contract-review.ts'
import { legalityReview, reviewsIn } from './legality-review.ts'
import { inOrder, retell, source } from './retell.fixture.ts'
import { workday } from './telling.ts'

const reviews = inOrder(legalityReview(source, []))
const lives = inOrder(contractReview(source))

describe('reviews of files', () => {
  test('are lawful, but for those that show what is not', () => {
    const found = retell([legality, contracts], reviews).exceptions
    expect(found.filter((one) => !/: breach/.test(one))).toEqual([])
    expect(found.map((one) => one.slice(11).split(':')[0])).toEqual([
      '惠民资金一卡通管理方案 complete',
      '农贸市场升级改造补助办法 findLawful',
    ])
  })
  test('come to the totals of the year, with and without those told elsewhere', () => {
    expect(reviewsIn(reviews)).toEqual({ files: 139, opinions: 424 })
    const tell = (of: string, act: string, on: string): YearAct => ({
      mechanism: 'legality-review',
      of,
      act,
      on,
      by: 'p',
    })
    const elsewhere = [
      tell('某办法', 'askRevision', '2022-03-01'),
      tell('某办法#2', 'findLawful', '2022-03-15'),
      tell('另一决策', 'findLawful', '2023-01-05'),
      tell('某办法', 'raise', '2022-02-21'),
    ]
    expect(reviewsIn(elsewhere)).toEqual({ files: 1, opinions: 1 })
    expect(reviewsIn([...elsewhere, ...inOrder(legalityReview(source, elsewhere))])).toEqual({
      files: 139,
      opinions: 424,
    })
  })
})

describe('contracts', () => {
  test('are lawful, but for those that show what is not', () => {
    const found = retell([legality, contracts], lives).exceptions
    expect(found.filter((one) => !/: breach/.test(one))).toEqual([])
    expect(found.map((one) => one.slice(11).split(':')[0]).toSorted()).toEqual([
      '合同2022-037 clear',
      '合同2022-054 archive',
      '合同2022-057 deposit',
      '合同2022-211 signUnreviewed',
      '合同2022-219 uncover',
    ])
  })
  test('come to the totals of the year', () => {
    const two = new Set(lives.flatMap(({ of, body }) => (body?.levels === 'two' ? [of] : [])))
    const in2022 = lives.filter(({ on, of }) => on.startsWith('2022') && two.has(of))
    const opinion = in2022.filter(({ act }) => ['clear', 'findUnlawful', 'askRevision'].includes(act))
    expect(new Set(opinion.map(({ of }) => of)).size).toBe(110)
    expect(in2022.filter(({ act }) => act === 'raise')).toHaveLength(32)
  })
})

test('everybody acts on working days and holds the office', () => {
  for (const { on, by, act } of [...reviews, ...lives]) {
    expect(workday(on), `${on} ${act}`).toBe(on)
    expect(
      source.people.some(({ id }) => id === by),
      by,
    ).toBe(true)
  }
})
