import { expect, test } from 'vitest'
import { checkText, missingParts } from './check.ts'

const figures = [
  { printed: '139件', value: 139 },
  { printed: '82.6%', value: 82.6, numerator: 71, denominator: 86 },
]
const words = (text: string) => checkText(text, figures, 2022).map(({ is }) => is)

test('a year that runs into a count is told, a year by itself is not', () => {
  expect(words('2022139件文件')).toEqual(['run together'])
  expect(words('2022年审查139件')).toEqual([])
  expect(words('2022年3月1日印发渝府发〔2022〕7号，落实第24条')).toEqual([])
})
test('a typed number that no figure bears out is told', () => {
  expect(words('审查140件')).toEqual(['no figure'])
  expect(words('审查139件，出庭71件')).toEqual([])
  expect(words('出庭率82.6%')).toEqual([])
  expect(words('出庭率83%')).toEqual(['no figure'])
})
test('a ratio is recomputed from the numbers beside it, half up', () => {
  expect(words('应诉86件，出庭71件，出庭率82.6%')).toEqual([])
  expect(words('应当出庭86件，出庭71件，出庭率82.5%')).toEqual(['truncated'])
  expect(words('应当出庭86件，出庭71件，出庭率80%')).toEqual(['rate'])
  expect(words('应诉86件，出庭71件，出庭率83%')).toEqual([])
})
test('a mandatory part without a word is told', () => {
  const sections = [
    { section: 'measures', chapters: [1] },
    { section: 'other', chapters: [] },
  ]
  expect(missingParts(sections, (id) => id)).toHaveLength(1)
})
