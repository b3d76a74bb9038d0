/** The reader: every figure of a text, with what it counts, how exact it is, and whether it is a level or a change. */
import { aboutDay, aboutOf, headOf } from './about.ts'
import { readDates, type Dated } from './dates.ts'
import { scales } from './numerals.ts'
import { readNumbers, type Joined, type Token } from './scan.ts'
import { cellAt, type Cell } from './table.ts'
import { isMasked, sentenceAt, type Source } from './text.ts'
import { unitIn } from './units.ts'
import type { Figure, Role } from './types.ts'

/** A figure while its text is still being judged. */
export interface Read {
  readonly figures: readonly Figure[]
  readonly dates: readonly Dated[]
  /** By the index of the figure. */
  readonly joined: ReadonlyMap<number, Joined>
}
const prefixes =
  /(?:不超过|不少于|不低于|不高于|不足|不到|超过|突破|多达|高达|达到|达|超|(?<!最)近|大约|约|逾|至少|最多|至多)+\s?$/
const suffixes = /^\s?(?:\+(?!\d)|以上|以下|以内|之内|左右|上下|不等|内(?![部容设])|（含）以上)/
const up = '翻|增长|增加|上升|提高|提升|上涨|递增|提速|增幅|增速|净增|扩大|拓展|增|升'
const down = '下降|降低|减少|缩减|压减|压缩|缩短|回落|下跌|减幅|降幅|压降|精简|降|减'
const changed = new RegExp(
  `(?:(${up})|(${down})|(?:[比较][^，。；]{1,16}(?:(多)|(少))))(?:了|幅度|率|幅)?(?:为|达到?|约|近|超过?)?\\s?$`,
)
const reached = new RegExp(
  `(?:(${up})|(${down})|调整)(?<![增减降][速幅])(?:了)?(?:至|到|为)(?:(?:(?:19|20)\\d{2}|今|当)年(?:的)?)?(?:约|近|超过?)?\\s?$`,
)
const began = /(?:由|从|自)[^，。；\n]{0,24}$/

const roleOf = (before: string, after: string): { role: Role; direction: -1 | 0 | 1 } => {
  const to = reached.exec(before)
  if (to) return { role: 'to', direction: to[1] ? 1 : to[2] ? -1 : 0 }
  const change = changed.exec(before)
  if (change) return { role: 'change', direction: change[1] || change[3] ? 1 : -1 }
  if (
    began.test(before) &&
    new RegExp(`^[^。；\\n]{0,30}(?:${up}|${down}|调整|变|优化|改)[^，。]{0,4}(?:至|到|为)`).test(after)
  )
    return { role: 'from', direction: 0 }
  return { role: 'level', direction: 0 }
}
/** 3—5个工作日, 分别为12、15、20件: the unit stands once, behind the last number. */
const shareUnits = (flat: string, tokens: Token[]): void => {
  for (let at = tokens.length - 2; at >= 0; at--) {
    const [one, next] = [tokens[at]!, tokens[at + 1]!]
    const gap = flat.slice(one.end, next.start)
    // 分别提高1.2个和3.6个百分点
    const half = one.unit === '个' && /^(?:个百分点|工作日|个月)$/.test(next.unit ?? '') && /^\s?[、和及]\s?$/.test(gap)
    if (half)
      Object.assign(one, { unit: next.unit, kind: next.kind, stated: { value: one.stated.value, unit: next.unit } })
    if (one.unit !== undefined || next.unit === undefined) continue
    const range = /^\s?(?:[—–―\-~～]{1,2}|至|到)\s?$/.test(gap)
    const list =
      /^\s?(?:[、，,]|和|及|与){1,2}\s?$/.test(gap) &&
      /分别|依次/.test(flat.slice(Math.max(0, one.start - 60), one.start))
    if (!range && !list) continue
    const scale = range && !one.words ? (/^(?:万亿|[百千万亿]+)/.exec(next.stated.unit)?.[0] ?? '') : ''
    Object.assign(one, {
      unit: next.unit,
      kind: next.kind,
      value: one.value * (scale ? (scales[scale] ?? 1) : 1),
      stated: { value: one.stated.value, unit: `${scale}${next.unit}` },
      words: range ? `${one.words}${scale}—` : one.words,
    })
  }
}
const funds =
  /(?:金额|工资|欠薪|资金|款|税费?|费用|经费|投资|损失|罚没|补贴|标的额|债务|产值|收入|支出)[^，。；\d]{0,8}$/
const metric = /(?:指数|得分|总分|评分|分值|浓度|均值|万人比|比值|系数)[^，。；\d]{0,4}(?:为|达到?|是|：|:)?\s?$/
/** What a number without a unit is, where a table or a noun before it says so. */
const giveUnit = (flat: string, token: Token, cell: Cell | undefined): boolean => {
  const before = flat.slice(Math.max(0, token.start - 30), token.start)
  const within = unitIn(before)
  const told = within ?? cell?.unit
  if (told) {
    const scale = /^(?:万亿|[百千万亿]+)(?=元|美元)/.exec(told.unit)?.[0] ?? ''
    Object.assign(token, {
      unit: told.unit.slice(scale.length),
      kind: told.kind,
      value: token.value * (scale ? (scales[scale] ?? 1) : 1),
      stated: { value: token.stated.value, unit: told.unit },
    })
    return true
  }
  if (token.words && /[万亿]/.test(token.words)) {
    const paid = funds.test(before)
    Object.assign(token, { unit: paid ? '元' : '', kind: paid ? 'money' : 'count' })
    return true
  }
  // A number of a table counts something even where nobody says in what.
  if (cell?.about && !/^(?:19|20)\d\d$/.test(String(token.value))) return Object.assign(token, { unit: '' }) === token
  if (!metric.test(before) || /^\s?[、.)）]/.test(flat.slice(token.end))) return false
  Object.assign(token, { unit: '', kind: 'measure' })
  return true
}
/** 县级占比达95%、村级全覆盖: beside a rate, 全覆盖 is one. */
const covered = ({ flat }: Source, tokens: readonly Token[]): Token[] => {
  const byEnd = new Map(tokens.flatMap((token) => (token.unit === '%' ? [[token.end, token] as const] : [])))
  return [...flat.matchAll(/全覆盖/g)].flatMap(({ index }): Token[] => {
    let end = index
    while (end > index - 16 && !byEnd.has(end)) end--
    return byEnd.has(end) && /^[、，,](?![^、]*[推促加力])[^。；，,、]{2,14}$/.test(flat.slice(end, index))
      ? [
          {
            start: index,
            end: index + 3,
            value: 100,
            unit: '%',
            kind: 'rate',
            words: '',
            decimals: 0,
            stated: { value: 100, unit: '%' },
          },
        ]
      : []
  })
}

export const readFigures = (source: Source): Read => {
  const { flat, text } = source
  const dates = readDates(source)
  const taken = new Uint8Array(flat.length)
  for (const { start, end } of dates) taken.fill(1, start, end)
  const free = (start: number, end: number): boolean => {
    for (let at = start; at < end; at++) if (taken[at]) return false
    return !isMasked(source, start, end)
  }
  const numbers = readNumbers(source, free)
  shareUnits(flat, numbers)
  const cells = new Map(numbers.map((token) => [token, cellAt(source, token.start, token.end)]))
  const counted = numbers.filter((token) => token.unit !== undefined || giveUnit(flat, token, cells.get(token)))
  const tokens = [...counted, ...covered(source, counted)].sort((a, b) => a.start - b.start)
  const told = dates.filter(({ value }) => value !== undefined)
  const all = [...tokens.map((token) => ({ token })), ...told.map((date) => ({ date }))].sort(
    (a, b) => startOf(a) - startOf(b),
  )
  const figures: Figure[] = []
  const joined = new Map<number, Joined>()
  all.forEach((one, at) => {
    const { start, end } = 'token' in one ? one.token : one.date
    const [sentence, stop] = sentenceAt(source, start)
    const previous = all[at - 1]
    const next = all[at + 1]
    const from = Math.max(sentence, previous ? endOf(previous) : 0)
    const before = flat.slice(from, start)
    const after = flat.slice(end, Math.min(stop, next ? startOf(next) : stop))
    const until = outside(flat, from, before)
    const last = figures.findLast((figure) => figure.start < until)
    const prefix = prefixes.exec(before)?.[0] ?? ''
    const behind = suffixes.exec(after)?.[0] ?? ''
    const about =
      'date' in one
        ? aboutDay(before, after)
        : cells.get(one.token)?.about ||
          aboutOf(
            prefix ? before.slice(0, -prefix.length) : before,
            after.slice(behind.length),
            last && last.start >= sentence ? last.about : '',
          )
    const quote = text.slice(start, end)
    const shared = { quote, start, end, about, head: headOf(about) }
    if ('date' in one) {
      const { value, unit, precision } = one.date
      figures.push({
        ...shared,
        value: value!,
        unit: unit!,
        kind: 'date',
        precision: [prefix.trim(), precision].filter(Boolean).join(' '),
        role: 'level',
        direction: 0,
        stated: { value: 0, unit: unit!, decimals: 0 },
      })
      return
    }
    const { token } = one
    if (token.joined) joined.set(figures.length, token.joined)
    figures.push({
      ...shared,
      value: token.ratio ?? token.value,
      unit: token.unit!,
      kind: token.kind,
      precision: [prefix.trim(), token.words, behind.trim()].filter(Boolean).join(' '),
      ...(alike(figures.at(-1), token, before) ??
        roleOf(flat.slice(Math.max(sentence, from - 30, start - 60), start), flat.slice(end, end + 60))),
      stated: { ...token.stated, decimals: token.decimals },
    })
  })
  return { figures, dates, joined }
}
/** 分别下降5.4%、3.7%和2.1%: each of them is a fall. */
const alike = (one: Figure | undefined, token: Token, between: string) =>
  one?.role === 'change' && one.unit === token.unit && /^\s?(?:[、，,]|以?及|和|与)\s?$/.test(between)
    ? { role: one.role, direction: one.direction }
    : undefined
/** Behind a bracket, what was counted before it: the place where the bracket that closes in `between` was opened. */
const outside = (flat: string, from: number, between: string): number => {
  if (!/^[^（(]*[）)]/.test(between)) return from
  const opened = Math.max(flat.lastIndexOf('（', from), flat.lastIndexOf('(', from))
  return from - opened < 120 ? opened : from
}
type One = { readonly token: Token } | { readonly date: Dated }
const startOf = (one: One): number => ('token' in one ? one.token.start : one.date.start)
const endOf = (one: One): number => ('token' in one ? one.token.end : one.date.end)
