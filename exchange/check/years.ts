/** Years that are not the report's, dates that no calendar has, periods that run backwards. */
import { finding, type Text } from './mark.ts'
import { isMasked, type Source } from './text.ts'
import type { Finding } from './types.ts'

const plan = /打算|计划|安排|思路|展望|下一步|下步|重点(?:任务|工作)$|措施$|努力|目标/
const told = /情况|举措|成效|做法|成绩|进展|完成|总结|回顾|不足|问题|履职|履行/
/** 一、2021年法治政府建设情况 in a report on 2022. */
const headings = (source: Source): Finding[] => {
  const { flat, year } = source
  if (year === undefined) return []
  const found: Finding[] = []
  let start = 0
  for (const line of flat.split('\n')) {
    const head =
      /^\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.、])([^。；\n]{2,40})$/.exec(
        line,
      )
    const all = [...(head?.[1] ?? '').matchAll(/(?<!\d)((?:19|20)\d{2})\s?年(?!代|以来|至|到|—|-)/g)]
    const named = all.length === 1 ? all[0] : undefined
    if (head && named) {
      const said = Number(named[1])
      const at = start + line.indexOf(named[0])
      const place = [at, at + named[0].length] as const
      const coming = plan.test(head[1]!) && !told.test(head[1]!.replace(plan, ''))
      if (coming && said !== year + 1 && said < year + 2)
        found.push(
          finding(
            source,
            'doubt',
            'year',
            place,
            `报告年度是${year}年，下一年的安排却写作${said}年`,
            `应当是${year + 1}年`,
          ),
        )
      else if (!plan.test(head[1]!) && told.test(head[1]!) && said !== year)
        found.push(
          finding(
            source,
            said < year ? 'error' : 'doubt',
            'year',
            place,
            `报告年度是${year}年，标题写作${said}年`,
            `改为${year}年，或者核对报告的题目`,
          ),
        )
    }
    start += line.length + 1
  }
  return found
}
const comparing =
  /较|比|同期|增长|下降|由|从|自|以来|至今|—|-|截至|连续|两年|三年|报告|出台|印发|制定|施行|实施|开始|起|届|修订|颁布|发布的|荣获|年底前|命名|获评|评为|历史|首次|规划|纲要/
/** 2021年，全区共… in a report on 2022: a sentence that begins with another year and compares nothing. */
const openings = (source: Source): Finding[] => {
  const { flat, year } = source
  if (year === undefined) return []
  return [...flat.matchAll(/(?<=[。\n；]\s{0,4})((?:19|20)\d{2})\s?年(?=[，,共全])/g)].flatMap(
    ({ index, 0: words, 1: said }) => {
      const sentence = flat.slice(index, index + 160).split(/[。\n]/)[0]!
      if (
        Number(said) >= year ||
        isMasked(source, index, index + 4) ||
        comparing.test(sentence) ||
        /(?:19|20)\d{2}年/.test(sentence.slice(words.length)) ||
        !/\d/.test(sentence.slice(words.length))
      )
        return []
      return [
        finding(
          source,
          'doubt',
          'year',
          [index, index + words.length],
          `报告年度是${year}年，这一句说的是${said}年`,
          `核对是否应为${year}年`,
        ),
      ]
    },
  )
}
const backwards = (source: Source): Finding[] =>
  [
    ...source.flat.matchAll(/(?<!\d)((?:19|20)\d{2})\s?年?\s?(?:[—–―\-~～]{1,2}|至|到)\s?((?:19|20)\d{2})\s?年/g),
  ].flatMap(({ index, 0: words, 1: from, 2: to }) =>
    Number(from) > Number(to)
      ? [
          finding(
            source,
            'error',
            'year',
            [index, index + words.length],
            `起止年份颠倒：${from}到${to}`,
            `改为“${to}—${from}年”，或者核对年份`,
          ),
        ]
      : [],
  )
const impossible = ({ source, read }: Text): Finding[] =>
  read.dates
    .filter((date) => date.impossible)
    .map(({ start, end }) => finding(source, 'error', 'date', [start, end], '没有这一天', '核对月份和日子'))

export const checkYears = (text: Text): Finding[] => [
  ...headings(text.source),
  ...openings(text.source),
  ...backwards(text.source),
  ...impossible(text),
]
