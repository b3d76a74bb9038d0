/**
 * 报告体检: reads a report and tells every figure in it and what is wrong within it. Pure: a text in, a value out; it knows no
 * database and no mechanism, and runs in the browser as well.
 */
import { checkChanges } from './changes.ts'
import { readFigures } from './figures.ts'
import { checkColumns } from './columns.ts'
import { checkForm } from './form.ts'
import { textOf } from './mark.ts'
import { checkParts } from './parts.ts'
import { checkRates } from './rates.ts'
import { checkSums } from './sums.ts'
import { sourceOf } from './text.ts'
import { checkTwice } from './twice.ts'
import { checkYears } from './years.ts'
import type { Checked, Finding } from './types.ts'

export type { Against, Checked, Figure, FigureKind, Finding, Rule, Severity } from './types.ts'
export { holdAgainst, type Recorded } from './against.ts'
export { rounded } from './numerals.ts'
export { mandatoryParts } from './parts.ts'

const weight = { error: 0, doubt: 1, note: 2 } as const
/** The same place and the same rule are told once, at their gravest. */
const once = (findings: readonly Finding[]): Finding[] => {
  const seen = new Map<string, Finding>()
  for (const one of findings) {
    const key = `${one.start}/${one.end}/${one.rule}/${one.message}`
    const other = seen.get(key)
    if (!other || weight[one.severity] < weight[other.severity]) seen.set(key, one)
  }
  return [...seen.values()].sort((a, b) => a.start - b.start || weight[a.severity] - weight[b.severity])
}
/**
 * Checks a text of any length. The report's year is what its title says, otherwise `year`,
 * otherwise the year that the text names most often.
 * Findings come in the order of the text. `error` is wrong beyond doubt; `doubt` must be looked at; `note` may be better.
 */
export const check = (text: string, year?: number): Checked => {
  const source = sourceOf(text, year)
  const read = readFigures(source)
  const whole = textOf(source, read)
  const findings = once([
    ...checkForm(whole),
    ...checkRates(whole),
    ...checkChanges(whole),
    ...checkSums(whole),
    ...checkColumns(whole),
    ...checkTwice(whole),
    ...checkYears(whole),
    ...checkParts(source),
  ])
  return { year: source.year, figures: read.figures, findings }
}
