import { expect, test } from 'vitest'
import { check } from './index.ts'
import { reports } from './reports.fixture.ts'

/** The text without its marks, and the figures that stand in them. */
const unmarked = (marked: string) => {
  const expected: string[] = []
  let text = ''
  for (const piece of marked.split(/(⟦[^⟧]*⟧)/)) {
    const [quote = '', value] = piece.startsWith('⟦') ? piece.slice(1, -1).split('=') : [piece]
    if (piece.startsWith('⟦')) expected.push(`${text.length} ${quote} = ${value ?? quote}`)
    text += quote
  }
  return { text, expected }
}
test.each(reports.map((report) => [report.name, report] as const))('%s', (_, { marked, findings }) => {
  const { text, expected } = unmarked(marked)
  const checked = check(text)
  for (const { quote, start, end } of [...checked.figures, ...checked.findings])
    expect(text.slice(start, end)).toBe(quote)
  expect(checked.figures.map(({ start, quote, value, unit }) => `${start} ${quote} = ${value}${unit}`)).toEqual(
    expected,
  )
  const told = checked.findings.map(({ severity, rule, quote }) => `${severity} ${rule} ${quote}`)
  const important = told.filter((one) => !one.startsWith('note'))
  expect(important.map((one, n) => (findings[n] && one.startsWith(findings[n]!) ? findings[n] : one))).toEqual(
    findings.filter((one) => !one.startsWith('note')),
  )
  for (const note of findings.filter((one) => one.startsWith('note')))
    expect(told.some((one) => one.startsWith(note))).toBe(true)
})
