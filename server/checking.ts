/** 报告体检 beside the records: a report's text checked, and its figures held against the indicators of a year. */
import { check, holdAgainst, type Checked, type Recorded } from '../exchange/check/index.ts'
import { longest, Unreadable } from '../exchange/check/open/index.ts'
import { definitionOf, measureAll, type Question } from '../kernel/indicator/index.ts'
import type { OpenHouse } from './house.ts'

/** A text of a length that a report can have. Throws Unreadable. */
export const checkReport = (text: string, year?: number): Checked => {
  if (text.trim() === '') throw new Unreadable('没有文字可以检查')
  if (text.length > longest)
    throw new Unreadable(`文字超过${longest / 10_000}万字，不像一份报告；请只留报告正文再试`)
  return check(text, year)
}
/** What the registers count for that year, as every official may know it. Money in the registers is in 元 already. */
export const recordedFor = async (house: OpenHouse, question: Question): Promise<Recorded[]> => {
  const { entries } = house.catalogue
  const measured = await measureAll(
    house.pool,
    house.mechanisms,
    entries.map(({ figure }) => ({ figure })),
    question,
  )
  return entries.flatMap(({ id, mechanism, figure }, at) => {
    const { value, printed } = measured[at]!
    const register = house.mechanisms.get(mechanism)!.name[0]
    const definition = definitionOf(house.mechanisms, figure)
    return typeof value === 'string'
      ? []
      : [{ id, name: figure.label[0], register, unit: figure.unit, value, printed, definition }]
  })
}
/** `question` asks for a year: with none, or none in it, the figures stand for themselves. */
export const checkWithRecords = async (house: OpenHouse, question: Question, text: string): Promise<Checked> => {
  const year = Number(question.period.from.slice(0, 4))
  const checked = checkReport(text, year)
  return holdAgainst(text, checked, await recordedFor(house, question))
}
