/** What makes a rate: its arithmetic, and the words by which its two numbers are told. */
import { rounded, truncated } from './numerals.ts'
import { printed, valueOf } from './mark.ts'
import type { Figure } from './types.ts'

export const digitsOf = ({ stated }: Figure): number => stated.decimals
export const fits = (part: number, whole: number, rate: Figure): boolean =>
  whole > 0 && Math.abs(rounded((part / whole) * 100, digitsOf(rate)) - valueOf(rate)) < 1e-9
export const cutOff = (part: number, whole: number, rate: Figure): boolean =>
  whole > 0 &&
  !fits(part, whole, rate) &&
  Math.abs(truncated((part / whole) * 100, digitsOf(rate)) - valueOf(rate)) < 1e-9
export const share = (part: number, whole: number): string => printed((part / whole) * 100)
/** 行政机关负责人出庭应诉率 → 出庭应诉, 应诉, 出庭; the words by which its part is told. */
export const stemsOf = (name: string): string[] => {
  const stem = /([\u4e00-\u9fff]{2,12})率/.exec(name.slice(-14))?.[1] ?? ''
  const pairs = [stem.slice(-4), stem.slice(-2), stem.slice(-4, -2), stem.slice(-3, -1)]
  return [...new Set(pairs)].filter(
    (one) => one.length >= 2 && !/^(?:案件|行政|机关|工作|全区|全市|全县|负责|人员|政府|比例)$/.test(one),
  )
}
export const synonyms: Readonly<Record<string, string>> = {
  结案: '审结办结',
  办结: '审结结案',
  审结: '办结结案',
  成功: '化解达成',
}
export const says = (words: string, stems: readonly string[]): boolean =>
  stems.some((stem) => words.includes(stem) || (synonyms[stem] ?? '').match(/../g)?.some((one) => words.includes(one)))
/** Its base is another than the number before it: 按时办结率 is of what was concluded. */
export const otherBase =
  /按时|按期|及时|限时|如期|满意|知晓|网办|同比|环比|目标|力争|历史|平均|增长|增速|采信|好评|信任/
/** What came over from the year before, or belongs to another base, so that the two numbers need not make the rate. */
export const carried = /结转|旧存|存案|上年|去年|往年|历年|跨年|累计/
export const whole =
  /应当|应|共|受理|总|收到|接收|立案|登记|参评|抽查|抽检|检测|排查|摸排|发现|涉及|审查|组织|全部|开庭|申请|现有|参加/
