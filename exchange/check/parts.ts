/**
 * The five parts of an annual report under 法治政府建设与责任落实督察工作规定. The instrument itself was not read in full, only
 * pages that restate it: what is missing is a doubt, never an error.
 */
import { finding } from './mark.ts'
import type { Source } from './text.ts'
import type { Finding, Severity } from './types.ts'

export interface Part {
  readonly id: string
  readonly name: string
  /** In a heading, or at the beginning of a paragraph. */
  readonly heading: RegExp
  /** Said somewhere in the text, without a heading of its own. */
  readonly mentioned?: RegExp
  readonly absent: Severity
}
/** In the order of the rule. */
export const mandatoryParts: readonly Part[] = [
  {
    id: 'measures',
    name: '主要举措和成效',
    heading:
      /举措|成效|做法|开展情况|工作情况|建设情况|完成情况|进展|主要工作|工作总结|基本情况|落实情况|推进.{0,12}情况|工作成绩|(?:加强|强化|坚持|健全|提升|深化|推进|规范|依法|统筹|完善|优化|落实)/,
    absent: 'doubt',
  },
  {
    id: 'shortcomings',
    name: '存在的不足和原因',
    heading: /不足|问题|短板|困难|薄弱|差距/,
    mentioned:
      /(?:还?存在(?:一些|着|的)?[^。]{0,24}(?:不足|问题|短板|差距|薄弱))|(?:不足|问题|差距)(?:和原因)?(?:主要)?(?:表现|体现)?[:：]/,
    absent: 'doubt',
  },
  {
    id: 'first responsible',
    name: '党政主要负责人履行推进法治建设第一责任人职责的情况',
    heading: /第一责任人|主要负责(?:人|同志)[^。]{0,20}(?:履行|履职|职责)|履职情况/,
    mentioned:
      /第一责任人(?:的)?职责|(?:党政|政府|局|区|县|市)?主要(?:负责(?:人|同志)|领导)[^。]{0,30}法治(?:政府)?建设/,
    absent: 'doubt',
  },
  {
    id: 'next year',
    name: '下一年度的主要安排',
    heading: /打算|安排|计划|下一步|下步|思路|展望|工作重点|明年|努力方向/,
    mentioned: /下一步|下步|明年|新的一年|下一年度|(?:19|20)\d{2}年[，,][^。]{0,20}将/,
    absent: 'doubt',
  },
  {
    id: 'other',
    name: '其他需要报告的情况',
    heading: /其他(?:需要)?(?:报告|说明)?(?:的)?(?:情况|事项)/,
    absent: 'note',
  },
]
const basis = '《法治政府建设与责任落实督察工作规定》列出年度报告的五项内容（待核）'
const isHeading = (line: string): boolean =>
  line.length <= 60 &&
  /^\s*(?:[一二三四五六七八九十]{1,3}[、.]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、]|第[一二三四五]部分)/.test(
    line,
  )
/** A word processor's own numbers are not in its text: a short line without a mark is a heading as well. */
const isBare = (line: string): boolean =>
  line.length >= 2 &&
  line.length <= 30 &&
  /^[\u4e00-\u9fff“”、\d]+$/.test(line) &&
  !/报告$|总结$|政府$|办公室$|[局厅]$|日$/.test(line)
/** A heading that runs into its paragraph: （一）强化领导。一是…; the heading is its first sentence. */
const headingOf = (line: string): string | undefined => {
  const first = line.trim().split(/[。\n]/)[0]!
  return isHeading(first) || isBare(line.trim()) ? first : undefined
}
/** Only a report on law-based government owes these parts. */
const isAnnualReport = (flat: string): boolean => {
  const opening = flat.slice(0, 500)
  return (
    flat.length >= 600 &&
    /(?:法治政府|依法行政|法治建设)/.test(opening) &&
    /(?:报告|总结|年报|情况)/.test(opening) &&
    /(?:报告|汇报|总结)(?:如下|于后)|年度[^。\n]{0,16}(?:报告|情况)/.test(flat.slice(0, 2000)) &&
    !/(?:实施意见|通知|方案|办法|条例|规定|纲要)\s*$/m.test(flat.slice(0, 120).split('\n').slice(0, 3).join('\n'))
  )
}
/** The line of the title, otherwise the first that holds something: what is missing has no place of its own. */
const titleAt = (flat: string): readonly [start: number, end: number] => {
  const lines = [...flat.slice(0, 1500).matchAll(/[^\n]*\S/g)]
  const titled = lines.find(
    ({ 0: line }) => line.length <= 60 && /(?:报告|总结|年报|情况)/.test(line) && !/首页|位置|日期|时间/.test(line),
  )
  const { index, 0: line } = titled ?? lines[0]!
  const start = index + line.search(/\S/)
  return [start, Math.min(index + line.length, start + 60)]
}
export const checkParts = (source: Source): Finding[] => {
  const { flat } = source
  if (!isAnnualReport(flat)) return []
  // The instrument is of 2019: earlier reports owed other things.
  if (source.year !== undefined && source.year < 2019) return []
  const title = titleAt(flat)
  const headings = flat.split('\n').flatMap((line) => headingOf(line) ?? [])
  const missing = mandatoryParts.flatMap((part): Finding[] => {
    if (headings.some((heading) => part.heading.test(heading))) return []
    const said = part.mentioned?.exec(flat)
    const place = said ? ([said.index, said.index + said[0].length] as const) : title
    if (said)
      return [
        finding(
          source,
          'note',
          'missing part',
          place,
          `“${part.name}”只在文中提到，没有单独的部分`,
          `单列一部分。${basis}`,
        ),
      ]
    return [
      finding(
        source,
        part.absent,
        'missing part',
        place,
        `没有找到“${part.name}”这一部分`,
        `${part.absent === 'note' ? '没有的，可以写“无”' : '补写这一部分'}。${basis}`,
      ),
    ]
  })
  const shortcomings = /不足|差距|短板|薄弱/.exec(flat)
  const causes = /原因|根源|由于|主要是因为|归因|究其/.test(flat)
  return shortcomings && !causes
    ? [
        ...missing,
        finding(
          source,
          'note',
          'missing part',
          [shortcomings.index, shortcomings.index + 2],
          '写了不足，没有写原因',
          `写明造成不足的原因。${basis}`,
        ),
      ]
    : missing
}
