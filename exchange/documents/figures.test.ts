import { expect, test } from 'vitest'
import { csvMetadata, figuresCsv, figuresJson, type FigureTable, type ReportedFigure } from './figures.ts'

const figure = (more: Partial<ReportedFigure>): ReportedFigure => ({
  id: 'a.b',
  name: '示例',
  register: '示例台账',
  value: '3',
  printed: '3件',
  definition: '口径，含“引号”和,逗号',
  rows: 3,
  numerator: undefined,
  denominator: undefined,
  now: undefined,
  ...more,
})
const known = (...figures: ReportedFigure[]): FigureTable => ({ year: 2022, figures })

test('the table opens in a spreadsheet as text, never as a formula', () => {
  const csv = figuresCsv(known(figure({ name: '=HYPERLINK("x")', printed: '+1', value: '-2.5' })))
  expect(csv).toContain(`"'=HYPERLINK(""x"")"`)
  expect(csv).toContain(`,-2.5,'+1,`)
  expect(csv.startsWith('\ufeff')).toBe(true)
  expect(csv.trim().split('\r\n')).toHaveLength(2)
})
test('a correction stands beside what was printed', () => {
  const json = figuresJson('报告', 'https://a/r', known(figure({ now: '4件', numerator: 1, denominator: 2 })))
  expect(json).toMatchObject({ variableMeasured: [{ printed: '3件', corrected: '4件', numerator: 1, denominator: 2 }] })
  expect(csvMetadata('报告')).toMatchObject({ url: 'figures.csv' })
})
