import { expect, test } from 'vitest'
import { explainLaw, findLaw, instrumentsNamed, lawUses } from './law.ts'
import { findMechanisms } from './mechanisms.ts'

const law = await findLaw()
const uses = lawUses((await findMechanisms()).mechanisms.values())

test('every article that a declaration cites is one that an instrument declares', () => {
  const known = new Map(law.instruments.map((one) => [one.title, one]))
  expect(uses.length).toBeGreaterThan(50)
  expect(uses.filter(({ law: title, no }) => !known.get(title)?.articles[no])).toEqual([])
})
test('no two instruments have one title, no two rules one id', () => {
  const titles = law.instruments.map(({ title }) => title)
  const ids = law.rules.map(({ id }) => id)
  expect([new Set(titles).size, new Set(ids).size]).toEqual([titles.length, ids.length])
})
test('an instrument is found by a part of its title or number, and an article shows where it is used', () => {
  const [found] = instrumentsNamed(law, '行政诉讼法')
  expect(found!.title).toBe('行政诉讼法')
  const lines = explainLaw(law, uses, found!, '67')
  expect(lines.join('\n')).toMatch(/第67条 .*\n.*数值：答辩举证期限（litigation\.answer）\n(.*\n)*.*期限：行政诉讼·/)
  expect(explainLaw(law, uses, found!, '第3条').join('\n')).toContain('行政诉讼')
  expect(instrumentsNamed(law, '没有这一法律')).toEqual([])
})
