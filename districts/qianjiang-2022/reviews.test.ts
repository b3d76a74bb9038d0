import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Values } from '../../kernel/fields/index.ts'
import contracts from '../../mechanisms/documents/contract-review/index.ts'
import legality from '../../mechanisms/documents/legality-review/index.ts'
import { readSource, type YearAct } from '../../server/year.ts'
import { story } from '../../tests/story.ts'
import { contractReview } from './contract-review.ts'
import { legalityReview, reviewsIn } from './legality-review.ts'
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
const inOrder = (items: readonly unknown[]): YearAct[] =>
  (items as YearAct[]).filter(({ on }) => on < today).toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
/** What came of each act that was not simply done. */
const exceptions = (mechanism: typeof contracts | typeof legality, items: readonly YearAct[]): string[] => {
  const told = story(legality, contracts)
  return items.flatMap(({ of, part, act, on, by, body }) => {
    const unit = source.people.find(({ id }) => id === by)!.posts[0]!.unit
    const result = told.act(mechanism, of, part && { kind: part[0], id: `${of}/${part[1]}` })(
      on,
      by,
      act,
      filed(body),
      {
        unit,
      },
    )
    return result === 'done' ? [] : [`${on} ${of} ${act}: ${result}`]
  })
}
const reviews = inOrder(legalityReview(source, []))
const lives = inOrder(contractReview(source))

describe('reviews of files', () => {
  test('are lawful, but for those that show what is not', () => {
    const found = exceptions(legality, reviews)
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
    const found = exceptions(contracts, lives)
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
