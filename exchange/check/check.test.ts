import { expect, test } from 'vitest'
import fc from 'fast-check'
import { check } from './index.ts'
import { reports } from './reports.fixture.ts'
import { figured, right } from './sentences.fixture.ts'

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

const read = (text: string): string[] =>
  check(text, 2023).figures.map(({ start, quote, value, unit }) => `${start} ${quote} = ${value}${unit}`)
test('every figure of a sentence, with its value and unit', () => {
  for (const one of figured) {
    const { text, expected } = unmarked(one)
    expect(read(text), text).toEqual(expected)
  }
})
test('where nothing is wrong, nothing is told', () => {
  for (const one of right) {
    const told = check(one, 2023).findings.filter(({ severity }) => severity !== 'note')
    expect(
      told.map(({ rule, quote }) => `${rule} ${quote}`),
      one,
    ).toEqual([])
  }
})
test('a quote is what stands at its place, wherever a text is cut and whatever stands between its characters', () => {
  const texts = [...reports.map(({ marked }) => marked), ...figured].map((marked) => unmarked(marked).text)
  const whole = [...texts, ...right].join('\n')
  const piece = fc.tuple(fc.nat(whole.length), fc.nat(400)).map(([from, length]) => whole.slice(from, from + length))
  const odd = fc.constantFrom('', '\r\n', '\u3000', '𠮷', '\ufeff', '\t', '|', '（', '“', '%', '2023', '，，', '\u0000')
  fc.assert(
    fc.property(fc.array(fc.tuple(piece, odd), { maxLength: 4 }), (pieces) => {
      const text = pieces.flat().join('')
      const { figures, findings } = check(text)
      for (const { quote, start, end } of [...figures, ...findings]) expect(text.slice(start, end)).toBe(quote)
      figures.reduce((last, { start, end }) => (expect(start).toBeGreaterThanOrEqual(last), end), 0)
      for (const { places = [] } of findings)
        for (const [start, end] of places) expect(0 <= start && start < end && end <= text.length).toBe(true)
    }),
    { numRuns: 150 },
  )
})

test('what a figure counts is the noun beside it, in whatever order it stands', () => {
  const told = (text: string) => check(text, 2023).figures.map(({ about }) => about)
  expect(told('全县12个部门参与，查处违法行为26件，配备工作人员2人负责日常事务，作出4次批示。')).toEqual([
    '部门',
    '查处违法行为',
    '配备工作人员',
    '批示',
  ])
  expect(
    told('刑事案件立案数较2022年下降4.8%，已连续14个月下降；满意度由上年的87.5%上升至98.6%，提高11.1个百分点。'),
  ).toEqual(['刑事案件立案数', '刑事案件立案数', '满意度', '满意度', '满意度'])
  expect(told('受理申请20件，其中维持12件（占60%）、终止8件。户籍人口9人，其中男5人、女4人。')).toEqual([
    '受理申请',
    '维持',
    '维持占',
    '终止',
    '户籍人口',
    '男',
    '女',
  ])
  expect(told('事项\t数量（件）\t同比\n处罚\t126\t-3.5%')).toEqual(['处罚数量', '处罚同比'])
})
