/** Every number in a text that could be a figure, with its unit; what surrounds it is read later. */
import { chineseInteger, chineseNumber, decimalsOf, scales, times } from './numerals.ts'
import { bareNounAt, unitAt, type Unit } from './units.ts'
import type { FigureKind } from './types.ts'
import type { Source } from './text.ts'

/** What a number ran into, a year or a percentage, or what runs through it: a full-width comma or a blank between thousands. */
export type Joined = 'year' | 'maybe year' | 'percent' | 'comma' | 'maybe comma' | 'blank' | 'maybe blank'
export interface Token {
  start: number
  end: number
  value: number
  unit: string | undefined
  kind: FigureKind
  /** 万, 余, 多 between the number and its unit, as they stand. */
  words: string
  decimals: number
  stated: { value: number; unit: string }
  joined?: Joined
  chinese?: true
  /** 1:3, which is no single number. */
  ratio?: string
}
const arabic = /(?<![\d.])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?/g
const suffix =
  /[ \u3000\u00a0]{0,2}(余|多|来|几)?(?:(万亿|百万|千万|十亿|百亿|千亿|个亿|[百千万亿](?![瓦米克伏分]))(余|多|来)?)?[ \u3000\u00a0]{0,2}/y
/** Longer rows of digits are identifiers. */
const longestNumber = 13

/** The unit after a number, with the words between them; the number itself is already read. */
const after = (flat: string, at: number) => {
  suffix.lastIndex = at
  const [all = '', before = '', scale = '', behind = ''] = suffix.exec(flat) ?? []
  const unit = unitAt(flat, at + all.length)
  // 多 without a unit behind it belongs to another word: 3多发.
  if (!unit && !scale && (before || behind)) return { words: '', scale: '', unit: undefined, end: at }
  const bare = !unit && bareNounAt(flat, at + all.length)
  return {
    words: `${before}${scale}${behind}`,
    scale,
    unit: unit ?? (bare ? ({ unit: '个', kind: 'count', length: 0 } satisfies Unit) : undefined),
    end: unit || bare ? at + all.length + (unit?.length ?? 0) : at + all.trimEnd().length,
  }
}
const tokenOf = (flat: string, start: number, numberEnd: number, written: string, number: number): Token => {
  const { words, scale, unit, end } = after(flat, numberEnd)
  return {
    start,
    end: bareEnd(flat, numberEnd, end),
    value: times(number, scale ? scales[scale.replace('个', '')]! : 1),
    unit: unit?.unit,
    kind: unit?.kind ?? 'count',
    words,
    decimals: decimalsOf(written),
    stated: { value: number, unit: `${scale.replace('个', '')}${unit?.unit ?? ''}` },
  }
}
/** A noun counted without a classifier stays outside the figure, and so does the white space before it. */
const bareEnd = (flat: string, numberEnd: number, end: number): number => {
  while (end > numberEnd && /\s/.test(flat[end - 1]!)) end--
  return end
}
/** 2022139件: the year of the report, or one beside it, and then a count. Certain only where a clause begins with it. */
const yearBefore = ({ flat, year }: Source, start: number, written: string): 'year' | 'maybe year' | undefined => {
  if (year === undefined || !/^\d{5,10}$/.test(written)) return undefined
  const led = Number(written.slice(0, 4))
  if (Math.abs(led - year) > 1 || written[4] === '0') return undefined
  const first = start === 0 || /[，。；：、,;:！？\s“（(]/.test(flat[start - 1]!)
  if (!first && (led !== year || written.length < 6)) return undefined
  if (written.length >= 7) return first ? 'year' : 'maybe year'
  return first && led === year && written.length === 6 ? 'year' : 'maybe year'
}
/** 1，024件 and 1 342人: thousands set apart as no number is; behind 分别 they are two numbers. 1 5件 broke in two. */
const apart =
  /(?<=[\u4e00-\u9fff])[1-9]\d{0,2}(?:，\d{3})+(?![\d，])|(?<=[\u4e00-\u9fff])[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)|(?<=[\u4e00-\u9fff])[1-9]\d? (?:\d{1,2}(?=[件起人次宗家户项条个名份场])|\d{1,2}\.\d{1,2}(?=%))/g
const joinedAs = (written: string, wide: boolean): Joined =>
  !written.includes('，')
    ? / \d{3}/.test(written) || !written.includes(' ')
      ? 'blank'
      : 'maybe blank'
    : wide
      ? 'blank'
      : written.includes('，0')
        ? 'comma'
        : 'maybe comma'
const readApart = ({ flat, text }: Source, free: (start: number, end: number) => boolean): Token[] =>
  [...flat.matchAll(apart)].flatMap(({ index, 0: written }): Token[] => {
    const end = index + written.length
    const before = flat.slice(Math.max(0, index - 40), index)
    if (!free(index, end) || /(?:分别|依次)[^。；]*$|第$/.test(before)) return []
    const digits = written.replace(/[^\d.]/g, '')
    const token = tokenOf(flat, index, end, digits, Number(digits))
    // Where the digits are wide, the mark among them is.
    const joined = joinedAs(written, /^[０-９]/.test(text.slice(index)))
    return token.unit === undefined ? [] : [{ ...token, joined }]
  })
/** 比例为1:3, 结构为12.4∶48.3∶39.3. */
const ratios = /(?<![\d.:∶：])\d{1,7}(?:\.\d{1,3})?(?:\s?[:∶：]\s?\d{1,7}(?:\.\d{1,3})?){1,4}(?![\d.:∶]|\s?[:∶])/g
const readRatios = ({ flat }: Source, free: (start: number, end: number) => boolean): Token[] =>
  [...flat.matchAll(ratios)].flatMap(({ index, 0: written }): Token[] => {
    const end = index + written.length
    const told =
      written.includes('∶') || /[比构][^，。；：\n\d]{0,12}$/.test(flat.slice(Math.max(0, index - 16), index))
    if (!told || !free(index, end)) return []
    const ratio = written.replace(/\s/g, '').replace(/[∶：]/g, ':')
    const bare = { words: '', decimals: 0, stated: { value: 0, unit: '' } }
    return [{ start: index, end, value: 0, unit: '', kind: 'rate', ...bare, ratio }]
  })
/** 为-1.2‰, 同比-12.5%: a minus, where no range and no dash can be meant. */
const signed = (flat: string, token: Token): Token =>
  token.kind === 'rate' &&
  flat[token.start - 1] === '-' &&
  /[为是率达比长幅速降（(：:\t|]/.test(flat[token.start - 2] ?? '')
    ? {
        ...token,
        start: token.start - 1,
        value: -token.value,
        stated: { value: -token.stated.value, unit: token.stated.unit },
      }
    : token
const readArabic = (source: Source, free: (start: number, end: number) => boolean): Token[] => {
  const { flat } = source
  const found: Token[] = []
  for (const { index, 0: written } of flat.matchAll(arabic)) {
    const end = index + written.length
    if (!free(index, end) || written.replace(/[.,].*/, '').length > longestNumber) continue
    const whole = tokenOf(flat, index, end, written, Number(written.replaceAll(',', '')))
    const joined = whole.unit === undefined || whole.words ? undefined : yearBefore(source, index, written)
    if (joined === 'year') {
      const rest = written.slice(4)
      found.push({ ...tokenOf(flat, index + 4, end, rest, Number(rest)), joined })
      continue
    }
    // 每10万人 is what is counted on, not what is counted.
    const rank = flat[index - 1] === '前' && /^[名位强]$/.test(whole.unit ?? '')
    if (rank || (flat[index - 1] === '每' && /^10*$/.test(String(whole.value)) && whole.value >= 10)) continue
    const percent = index > 0 && flat[index - 1] === '%' && whole.unit !== '%'
    found.push({ ...signed(flat, whole), ...(joined && { joined }), ...(percent && { joined: 'percent' }) })
  }
  return found
}

// ── Chinese numerals ──
const numerals = '零〇一二两三四五六七八九十百千万亿'
const chinese = new RegExp(`[${numerals}]{1,16}(?:点[${numerals.slice(0, 10)}]{1,4})?`, 'g')
/** Counted things, not names of things: 三起, 两家; 三项制度 and 两个责任 are names. */
const concrete = new Set('件 起 场 次 名 人 家 份 宗 例 户 期 条 项 个 部 篇 批 场次 人次 批次 卷 处 台 辆'.split(' '))
const beforeNoun = new Set('名 家 起 宗 场 份 例 户 批次 场次 人次 卷'.split(' '))
const stop = /^[\s，。；、,;：:）)]|^$/
const approximate = /(?:近|超|逾|约|达|突破|超过|上)$/

/** 召开会议一次 is told; 为一次, 每年一次 are rules. */
const held = /(?:召开|开展|举办|组织|进行)(?![^，。；]*每)[^，。；]{0,20}[\u4e00-\u9fff]$/

/** 三次听取汇报, but 三次产业. */
const did = /^(?:召开|听取|研究|组织|开展|赴|带队|作出|专题|部署|荣获|被|获|到|对|向|主持)/

const isChineseFigure = (flat: string, start: number, token: Token, written: string): boolean => {
  const before = flat.slice(Math.max(0, start - 4), start)
  const next = flat.slice(token.end, token.end + 3)
  const { unit, value, kind } = token
  if (before.endsWith('每') && /^[十百千万亿]+$/.test(written)) return false
  if (unit === undefined || /[第数几]$/.test(before) || (unit === '小时' && value === 24)) return false
  if (token.words.includes('几')) return false
  // 排在前二十名 is a rank.
  if (before.endsWith('前') && /^[名位]$/.test(unit)) return false
  const vague = /[余多]/.test(token.words)
  if (/^[十百千万亿]$/.test(written)) return vague || (value > 10 && approximate.test(before))
  if (value > 10 || vague || kind === 'rate') return kind !== 'rate' || unit !== '倍' || value > 1
  if (kind === 'days') return unit === '工作日' || unit === '自然日' || (value > 1 && unit !== '小时')
  if (kind !== 'count' || !concrete.has(unit) || value < 1) return false
  if (/(?:先后|累计|共)$/.test(before)) return value > 1
  if (/[每前后再又这那某另同任跑办哪各统唯逐]$/.test(before) || /^以[上下]/.test(next)) return false
  if (unit === '次' && did.test(flat.slice(token.end, token.end + 4))) return value > 1
  if (stop.test(next)) return value > 1 || held.test(flat.slice(Math.max(0, start - 24), start))
  return value > 1 && beforeNoun.has(unit) && !/^(?:一|制|联|类|级)/.test(next)
}
const readChinese = ({ flat }: Source, free: (start: number, end: number) => boolean): Token[] => {
  const found: Token[] = []
  for (const { index, 0: written } of flat.matchAll(chinese)) {
    const end = index + written.length
    if (!free(index, end) || /[\d余多几%]/.test(flat[index - 1] ?? '')) continue
    const number = written.includes('点') ? chineseNumber(written) : chineseInteger(written)
    if (number === undefined) continue
    const token = tokenOf(flat, index, end, '', number)
    if (isChineseFigure(flat, index, token, written)) found.push({ ...token, chinese: true })
  }
  return found
}
// ── shares in words ──
const part = `(?:[${numerals}]{1,6}(?:点[${numerals}]{1,3})?|\\d{1,3}(?:\\.\\d{1,3})?)`
const inWords = new RegExp(
  `(?<of>百|千)分之(?<share>${part})(?!百)|百分(?:之)?百|(?<whole>[二三四五六七八九十]|\\d{1,2})分之(?<few>[一二两三四五六七八九十]|\\d{1,2})|(?<=近|超|过|约|达|逾|占|[至到为的减降升增少短加])(?<tenths>[一二三四五六七八九]|\\d)成(?=以上|多|左右|[，。、；;,\\s的]|$)|(?<tenths2>[二三四五六七八九])成(?=以上|多|左右)|(?<=[近超过约逾占达少短缩降])(?:一半|半数)(?!是|天|月|年)|(?<=[占约近达过的为])(?<few3>\\d{1,2})/(?<whole3>\\d{1,3})(?!\\d)`,
  'g',
)
const readShares = ({ flat }: Source, free: (start: number, end: number) => boolean): Token[] =>
  [...flat.matchAll(inWords)].flatMap(({ index, 0: quote, groups }): Token[] => {
    const end = index + quote.length
    if (!free(index, end)) return []
    const num = (words: string): number => (/^\d/.test(words) ? Number(words) : (chineseNumber(words) ?? NaN))
    const { of, share, whole, few, tenths, tenths2, few3, whole3 } = groups!
    const value =
      share !== undefined
        ? num(share)
        : (whole ?? whole3) !== undefined
          ? Number(((num(few ?? few3!) / num(whole ?? whole3!)) * 100).toFixed(4))
          : (tenths ?? tenths2)
            ? num(tenths ?? tenths2!) * 10
            : quote.includes('半')
              ? 50
              : 100
    if (!Number.isFinite(value)) return []
    const unit = of === '千' ? '‰' : '%'
    const fraction = share === undefined && quote !== '百分百' && quote !== '百分之百'
    const decimals = share === undefined ? 0 : decimalsOf(String(value))
    return [
      {
        start: index,
        end,
        value,
        unit,
        kind: 'rate',
        words: fraction ? quote.replace(/[^成分之/]/g, '') : '',
        decimals,
        stated: { value, unit },
        chinese: true,
      },
    ]
  })

/** In the order of the text. `free` says where a number may stand. */
export const readNumbers = (source: Source, free: (start: number, end: number) => boolean): Token[] => {
  const first = [...readShares(source, free), ...readApart(source, free), ...readRatios(source, free)]
  const taken = new Set(first.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, n) => start + n)))
  const open = (start: number, end: number): boolean => {
    if (!free(start, end)) return false
    for (let at = start; at < end; at++) if (taken.has(at)) return false
    return true
  }
  return [...first, ...readArabic(source, open), ...readChinese(source, open)].sort((a, b) => a.start - b.start)
}
