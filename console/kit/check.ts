/**
 * What can be said about a report's text while it is written, without any uploaded file: numbers that run together, typed
 * numbers that no figure bears out, ratios that do not follow from the numbers beside them, mandatory parts with nothing
 * in them. Words for people; nothing is forbidden here.
 */
export interface Remark {
  readonly is: 'run together' | 'no figure' | 'ratio' | 'missing'
  readonly words: string
}
interface Told {
  readonly printed: string
  readonly value?: number | string
  readonly numerator?: number
  readonly denominator?: number
}
const plain = (text: string): number => Number(text.replaceAll(',', '').replaceAll('，', ''))
const number = /\d[\d,]*(?:\.\d+)?/g
/** 2022139件: a year and a count with nothing between them; or more digits in a row than any count of a district has. */
const runTogether = /(?<!\d)(?:(?:19|20)\d{2}\d{2,}|\d{9,})(?=[\u4e00-\u9fff])/g
/** What is a date, a document number, a section or an ordinal is no figure. */
const noFigure = [
  /(?:19|20)\d{2}(?:年度|年|—|-|至)(?:\d{1,2}月(?:\d{1,2}日)?)?/g,
  /\d{1,2}月(?:\d{1,2}日)?/g,
  /〔\d{4}〕\d+号/g,
  /第\d+[条款项届次号季]/g,
]
const without = (text: string): string => noFigure.reduce((rest, pattern) => rest.replace(pattern, ''), text)
const numbersIn = (text: string): string[] => without(text).match(number) ?? []
/** Half up to as many digits as were written. */
const agrees = (part: number, whole: number, said: string): boolean => {
  const digits = said.split('.')[1]?.length ?? 0
  const scale = 10 ** digits
  return whole > 0 && Math.floor((part / whole) * 100 * scale + 0.5) / scale === Number(said)
}

/** Remarks about typed text, given the figures of the report around it. */
export const checkText = (text: string, figures: readonly Told[]): Remark[] => {
  const joined = text.match(runTogether) ?? []
  const rest = joined.reduce((left, one) => left.replaceAll(one, ''), text)
  const known = new Set(
    figures.flatMap(({ printed, value, numerator, denominator }) => [
      ...(printed.match(number) ?? []).map(plain),
      ...[value, numerator, denominator].filter((one) => typeof one === 'number'),
    ]),
  )
  const remarks: Remark[] = joined.map((one) => ({
    is: 'run together',
    words: `“${one}”疑为年份与数量连在一起，请在中间加上“年”等字`,
  }))
  for (const sentence of rest.split(/[。；;\n]/)) {
    const ratios = [...sentence.matchAll(/(\d+(?:\.\d+)?)%/g)].map(([, said]) => said!)
    const others = numbersIn(sentence.replace(/\d+(?:\.\d+)?%/g, '')).map(plain)
    for (const said of ratios) {
      const follows = others.some((part) => others.some((whole) => part <= whole && agrees(part, whole, said)))
      if (others.length > 1 && !follows) remarks.push({ is: 'ratio', words: `${said}%与同一句中的数字对不上，请复算` })
      else if (others.length <= 1 && !known.has(Number(said)))
        remarks.push({ is: 'no figure', words: `${said}%不是报告中的任何一个数字` })
    }
    for (const one of numbersIn(sentence.replace(/\d+(?:\.\d+)?%/g, '')))
      if (!known.has(plain(one)))
        remarks.push({ is: 'no figure', words: `${one}不是报告中的任何一个数字，请改用台账数出的数字或说明来源` })
  }
  return remarks
}
/** The mandatory parts that say nothing yet. */
export const missingParts = (
  sections: readonly { readonly section: string; readonly chapters: readonly unknown[] }[],
  nameOf: (section: string) => string,
): Remark[] =>
  sections
    .filter(({ chapters }) => chapters.length === 0)
    .map(({ section }) => ({ is: 'missing', words: `“${nameOf(section)}”还没有内容，这是必须有的部分` }))
