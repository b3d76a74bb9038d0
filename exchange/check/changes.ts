/** What grew or fell: the two ends, the difference, the rate of change, and percentages told from points. */
import { rounded, truncated } from './numerals.ts'
import { finding, isExact, isNumber, placeOf, printed, slack, valueOf, type Placed, type Text } from './mark.ts'
import type { Figure, Finding } from './types.ts'

const near = (one: number, other: number, within: number): boolean => Math.abs(one - other) <= within + 1e-9
const ofYear = /上年|去年|上一年|同期|(?:19|20)\d{2}(?:年|(?=[总全共]))/
/** A number in 万 or 亿 is rounded itself; 126件 is not. */
const roomOf = (figure: Figure): number =>
  /[万亿]/.test(figure.stated.unit) || figure.stated.decimals > 0 ? slack(figure) : 0
const word = (direction: number): string => (direction > 0 ? '增长' : '下降')

/** 由15.3%降低至20%: the word says one direction, the numbers another. */
const contrary = (text: Text, from: Figure, to: Figure): Finding | undefined => {
  const difference = valueOf(to) - valueOf(from)
  if (to.direction === 0 || difference === 0 || Math.sign(difference) === to.direction) return undefined
  return finding(
    text.source,
    'error',
    'change',
    placeOf(to),
    `由${from.quote}到${to.quote}是${difference > 0 ? '上升' : '下降'}，文中却写作${to.direction > 0 ? '上升' : '下降'}`,
    '核对两个数字或者改正升降的写法',
  )
}
interface Ends {
  readonly old: Figure
  readonly now: Figure
}
/** Does the stated change follow from the two ends? */
const follows = (text: Text, { old, now }: Ends, change: Figure, sure: boolean): Finding | undefined => {
  const [was, is, said] = [valueOf(old), valueOf(now), valueOf(change)]
  const difference = is - was
  const severity = sure ? 'error' : 'doubt'
  const report = (message: string, proposal: string, level: 'error' | 'doubt' = severity) =>
    finding(text.source, level, 'change', placeOf(change), message, proposal)
  // 提速75%: a time that was shortened is told as a rise.
  const faster = old.kind === 'days' && difference < 0
  if (change.direction !== 0 && difference !== 0 && !faster && Math.sign(difference) !== change.direction)
    return report(
      `由${old.quote}到${now.quote}是${word(difference)}，文中写作${word(change.direction)}`,
      '核对两个数字或者改正升降的写法',
    )
  const size = Math.abs(difference)
  if (change.unit === '个百分点') {
    if (old.unit !== '%' || near(rounded(size, change.stated.decimals), said, 1e-6)) return undefined
    return report(
      `${now.quote}与${old.quote}相差${printed(size)}个百分点，不是${change.quote}`,
      `改为${printed(size)}个百分点`,
    )
  }
  if (change.unit === '%') {
    const decimals = change.stated.decimals
    const rate = was === 0 ? NaN : (size / Math.abs(was)) * 100
    // Ends that are rounded themselves leave the rate some room.
    const room = was === 0 ? 0 : ((slack(old) + slack(now)) / Math.abs(was)) * 100 * (1 + rate / 100)
    const loose = old.stated.decimals > 0 || /[万亿]/.test(old.stated.unit) || old.unit === '%' ? room : 0
    if (near(rounded(rate, decimals), said, 0)) return undefined
    if (old.unit === '%' && near(size, said, 1e-6))
      return report(
        `${old.quote}与${now.quote}相差${printed(size)}，应当写作个百分点，不是%`,
        `改为${printed(size)}个百分点`,
        'doubt',
      )
    if (near(rounded(rate, decimals), said, loose)) return undefined
    if (loose === 0 && near(truncated(rate, decimals), said, 0))
      return finding(
        text.source,
        severity,
        'truncated',
        placeOf(change),
        `由${old.quote}到${now.quote}，变化${printed(rate)}%，四舍五入是${rounded(rate, decimals)}%；${change.quote}是舍去尾数`,
        `改为${rounded(rate, decimals)}%`,
      )
    return report(
      `由${old.quote}到${now.quote}，${word(difference)}${printed(rate)}%，不是${change.quote}`,
      `核对后改为${rounded(rate, decimals)}%`,
    )
  }
  if (change.unit === '倍' || change.unit !== now.unit || near(size, said, roomOf(old) + roomOf(now) + roomOf(change)))
    return undefined
  return report(
    `${now.quote}与${old.quote}相差${printed(size)}，不是${change.quote}`,
    `核对后改为${printed(size)}${change.stated.unit}`,
  )
}
/** The two ends that a change speaks of, where the sentence gives both. */
const endsOf = (text: Text, sentence: readonly Placed[], n: number): (Ends & { sure: boolean }) | undefined => {
  const [a, b] = [sentence[n - 2], sentence[n - 1]]
  const change = sentence[n]!
  if (a && b && a.figure.role === 'from' && b.figure.role === 'to' && a.figure.unit === b.figure.unit)
    return { old: a.figure, now: b.figure, sure: true }
  const beforeB = b ? text.before(b.at) : ''
  const link = text.before(change.at)
  if (/年均|平均|累计|总体|分别/.test(link)) return undefined
  // N件，比上年的M件增长K: the end of last year stands directly before the word.
  if (
    a &&
    b &&
    a.figure.unit === b.figure.unit &&
    b.figure.role === 'level' &&
    /[比较与]/.test(beforeB) &&
    ofYear.test(beforeB) &&
    !/[，。；,;]/.test(link)
  )
    return { old: b.figure, now: a.figure, sure: true }
  // N件，去年同期M件，增长K
  if (
    a &&
    b &&
    a.figure.unit === b.figure.unit &&
    a.figure.role === 'level' &&
    b.figure.role === 'level' &&
    /^\s?[，,]?(?:而)?(?:上年|去年|上一年度?|前一年)(?:同期)?(?:为|是)?$/.test(beforeB) &&
    !ofYear.test(text.before(a.at).slice(-8)) &&
    /^[，,]?(?:同比|环比)?[\u4e00-\u9fff]{2,3}了?$/.test(link)
  )
    return { old: b.figure, now: a.figure, sure: true }
  // 2021年M件，2022年N件，增长K
  if (
    a &&
    b &&
    a.figure.unit === b.figure.unit &&
    a.figure.role === 'level' &&
    b.figure.role === 'level' &&
    ofYear.test(text.before(a.at)) &&
    ofYear.test(beforeB) &&
    a.figure.about.slice(-4) === b.figure.about.slice(-4)
  )
    return { old: a.figure, now: b.figure, sure: false }
  // N件，增长K（上年M件）
  const c = sentence[n + 1]
  const behind = c ? text.before(c.at) : ''
  if (
    b &&
    c &&
    c.figure.unit === b.figure.unit &&
    /^\s?[（(][^，。]{0,6}(?:上年|去年|同期|上一年)[^，。]{0,8}$/.test(behind)
  )
    return { old: c.figure, now: b.figure, sure: true }
  return undefined
}
/** 132件，同比增加12件，增长10%: the rate from the number and its change. */
const byBoth = (text: Text, sentence: readonly Placed[], n: number): Finding | undefined => {
  const [level, gain] = [sentence[n - 2]?.figure, sentence[n - 1]?.figure]
  const rate = sentence[n]!.figure
  if (!level || !gain || rate.unit !== '%' || level.role !== 'level' || gain.role !== 'change') return undefined
  const links = `${text.before(sentence[n - 1]!.at)}${text.before(sentence[n]!.at)}`
  if (gain.unit !== level.unit || gain.direction !== rate.direction || ![level, gain, rate].every(isExact))
    return undefined
  if (
    /其中|分别|[；;]/.test(links) ||
    /[^，,同比较上年去期了长增加减少下降上升幅，,]/.test(text.before(sentence[n]!.at))
  )
    return undefined
  // 与上年227件相比减少93件: the number before the gain is last year's.
  const old = /(?:上年|去年|同期|上一年|前一年|[比较与由](?:19|20)\d{2}年)[^，。；]{0,3}$/.test(
    text.before(sentence[n - 2]!.at),
  )
  const base = old ? valueOf(level) : valueOf(level) - gain.direction * valueOf(gain)
  const share = (valueOf(gain) / base) * 100
  const room = base > 0 ? ((roomOf(level) + roomOf(gain) * 2) / base) * 100 : 0
  if (base <= 0 || near(rounded(share, rate.stated.decimals), valueOf(rate), room)) return undefined
  return finding(
    text.source,
    'error',
    near(truncated(share, rate.stated.decimals), valueOf(rate), 0) ? 'truncated' : 'change',
    placeOf(rate),
    old
      ? `上年${level.quote}，变化${gain.quote}，是${printed(share)}%，不是${rate.quote}`
      : `${level.quote}${gain.direction > 0 ? '减去' : '加上'}变化的${gain.quote}，上年是${printed(base)}，变化${printed(share)}%，不是${rate.quote}`,
    `核对后改为${rounded(share, rate.stated.decimals)}%`,
  )
}
const halved = (text: Text, change: Figure): Finding | undefined =>
  change.unit === '倍' && change.direction < 0
    ? finding(
        text.source,
        'doubt',
        'change',
        placeOf(change),
        `数量不会下降${change.quote}：下降用百分比说`,
        '改用百分比，或者写明由多少降至多少',
      )
    : undefined
/** 下降 of more than everything there was. */
const moreThanAll = (text: Text, change: Figure): Finding | undefined =>
  change.unit === '%' && change.direction < 0 && valueOf(change) > 100
    ? finding(text.source, 'error', 'change', placeOf(change), `下降不会超过100%，文中是${change.quote}`, '核对后改正')
    : undefined
/** 1.2万条，比上年下降3.5个百分点: a count changes by a number or by %, a share by points. */
const pointsOfCount = (text: Text, level: Figure | undefined, { figure, at }: Placed): Finding | undefined =>
  figure.unit === '个百分点' &&
  level?.kind === 'count' &&
  level.role === 'level' &&
  /^[，,]?(?:同比|环比|[比较](?:去年|上年|上一年)(?:同期)?)?(?:增长|增加|上升|提高|下降|降低|减少|回落)了?$/.test(
    text.before(at),
  )
    ? finding(
        text.source,
        'doubt',
        'change',
        placeOf(figure),
        `${level.quote}是数量，升降不用百分点`,
        `如果是数量的变化，改为“%”；如果说的是某个比率，写明是哪一个`,
      )
    : undefined

export const checkChanges = (text: Text): Finding[] =>
  text.sentences.flatMap((sentence) =>
    sentence.flatMap(({ figure }, n): Finding[] => {
      if (!isNumber(figure) || figure.kind === 'date') return []
      const previous = sentence[n - 1]?.figure
      if (figure.role === 'to' && previous?.role === 'from' && previous.unit === figure.unit && isNumber(previous))
        return [contrary(text, previous, figure) ?? []].flat()
      // 增长-2.1% is a fall, which its word does not say.
      if (figure.role !== 'change' || figure.value < 0) return []
      const odd = halved(text, figure) ?? moreThanAll(text, figure) ?? pointsOfCount(text, previous, sentence[n]!)
      const both = odd ?? byBoth(text, sentence, n)
      if (both) return [both]
      const ends = endsOf(text, sentence, n)
      if (!ends || ![ends.old, ends.now, figure].every((one) => isExact(one) && isNumber(one))) return []
      return [follows(text, ends, figure, ends.sure) ?? []].flat()
    }),
  )
