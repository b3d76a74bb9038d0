/** Rates beside the numbers that they are made of: rounded, cut off, or wrong. */
import { acrossSentences, shareAcross } from './across.ts'
import { rounded, truncated } from './numerals.ts'
import { finding, isExact, isNumber, placeOf, printed, valueOf, type Placed, type Text } from './mark.ts'
import { carried, cutOff, digitsOf, fits, otherBase, says, share, stemsOf, whole } from './ratio.ts'
import type { Figure, Finding } from './types.ts'

/** Where the two numbers of a rate stand: the counts of its part of the sentence, otherwise of the whole sentence. */
const countsBefore = (text: Text, sentence: readonly Placed[], at: number): Placed[] => {
  const counts = sentence
    .filter(
      ({ figure, at: place }) => place < at && isNumber(figure) && ['count', 'money', 'days'].includes(figure.kind),
    )
    .filter(({ figure }) => figure.role !== 'change' && figure.role !== 'from')
  const cut = sentence.findLast((one) => one.at <= at && /[；;]/.test(text.before(one.at)))
  const near = cut ? counts.filter((one) => one.at >= cut.at) : counts
  // A part of the sentence that says a rate and no count is about something else, unless it is the bare name: ；结案率96%.
  if (cut && near.length === 0 && text.before(at).replace(/.*[；;]/s, '').length > 8) return []
  return near.filter(({ figure }) => figure.unit === near.at(-1)!.figure.unit).length > 1 ? near : counts
}
type Near = (one: Placed) => string
/** 受理315件，审结534件，结案率59%: the rate is that of the two numbers in the other order. */
const swapped = (
  text: Text,
  rate: Figure,
  part: Placed,
  counts: readonly Placed[],
  near: Near,
): Finding | undefined => {
  const value = valueOf(part.figure)
  const less = counts.findLast(
    ({ figure, at }) =>
      at < part.at && figure.unit === part.figure.unit && isExact(figure) && fits(valueOf(figure), value, rate),
  )
  const before = counts.find(({ at }) => at === part.at - 1)
  if (
    !less &&
    before?.figure.unit === part.figure.unit &&
    isExact(before.figure) &&
    valueOf(before.figure) < value &&
    valueOf(rate) < 100 &&
    text.read.figures[part.at + 1] === rate &&
    whole.test(near(before)) &&
    !whole.test(near(part)) &&
    !carried.test(`${near(before)}${near(part)}`) &&
    !otherBase.test(rate.about)
  )
    return finding(
      text.source,
      'doubt',
      'part above whole',
      placeOf(part.figure),
      `${part.figure.quote}多于${before.figure.quote}，比率却是${rate.quote}`,
      '核对两个数字和比率；如另有分母，请在文中写明',
    )
  return less && valueOf(less.figure) < value && whole.test(near(less)) && !whole.test(near(part))
    ? finding(
        text.source,
        'error',
        'part above whole',
        placeOf(part.figure),
        `部分大于总数：${part.figure.quote}多于${less.figure.quote}，而${rate.quote}是反过来算的`,
        '核对两个数字是否写反',
      )
    : undefined
}
const rateFinding = (text: Text, rate: Figure, sentence: readonly Placed[], at: number): Finding | undefined => {
  const local = `${rate.about}${text.before(at)}`.slice(-40)
  const counts = countsBefore(text, sentence, at)
  const proportion = /占(?:比|总|全|[^，。；]{0,16})/.test(text.before(at))
  const stems = proportion ? [] : stemsOf(rate.about)
  const near = (one: Placed): string => `${text.before(one.at)}${text.after(one.at).split(/[，。；、,;]/)[0]}`
  const part = proportion ? counts.at(-1) : counts.findLast((one) => says(near(one), stems))
  if (!part || !isExact(part.figure) || at - part.at > 3) return undefined
  const value = valueOf(part.figure)
  const wholes = counts.filter(
    ({ figure, at: place }) =>
      place < part.at && figure.unit === part.figure.unit && isExact(figure) && valueOf(figure) >= value,
  )
  const base = proportion ? baseOf(text.before(at)) : []
  if (!wholes.length)
    return proportion
      ? shareAcross(text, rate, part, base)
      : (swapped(text, rate, part, counts, near) ?? acrossSentences(text, rate, part, stems))
  // A rate that any two numbers of its sentence give is taken for right.
  const same = counts.filter(({ figure }) => figure.unit === part.figure.unit).map(({ figure }) => valueOf(figure))
  const sums = same.flatMap((one, n) => [one, ...same.slice(n + 1).map((other) => one + other)])
  if (sums.some((one) => same.some((of) => fits(one, of, rate) || fits(of, one, rate)))) {
    const before = wholes.at(-1)!
    // 2999 of 3000 is 100% only by rounding.
    return valueOf(rate) === 100 &&
      part.at - before.at === 1 &&
      valueOf(before.figure) > value &&
      fits(value, valueOf(before.figure), rate)
      ? finding(
          text.source,
          'note',
          'rate',
          placeOf(rate),
          `${part.figure.quote}不是${before.figure.quote}的全部，四舍五入才是100%`,
          `写作${truncated((value / valueOf(before.figure)) * 100, 2)}%`,
        )
      : undefined
  }
  const cut = wholes.findLast(({ figure }) => cutOff(value, valueOf(figure), rate))
  if (cut) {
    const of = valueOf(cut.figure)
    const right = rounded((value / of) * 100, digitsOf(rate))
    return finding(
      text.source,
      'error',
      'truncated',
      placeOf(rate),
      `${printed(value)}÷${printed(of)}=${share(value, of)}%，四舍五入是${right}%；文中的${rate.quote}是舍去尾数，不是四舍五入`,
      `改为${right}%`,
    )
  }
  // Of a row of shares the whole stands further off.
  const determined = /其中/.test(text.before(part.at)) && part.at - wholes.at(-1)!.at === 1
  if (
    proportion &&
    !determined &&
    (wholes.length > 1 || sentence.some((one) => one.at < at && /占/.test(text.before(one.at))))
  )
    return undefined
  const named = (one: Placed): boolean => base.some((pair) => `${one.figure.about}${near(one)}`.includes(pair))
  if (base.length && !wholes.some(named)) return shareAcross(text, rate, part, base)
  // 占全年总数的: of what, another sentence says.
  const bareTotal = proportion && base.length === 0 && /占\S*(?:总|全)/.test(text.before(at))
  if (bareTotal && !determined) return undefined
  const nearest = (base.length ? wholes.findLast(named) : undefined) ?? wholes.at(-1)!
  const of = valueOf(nearest.figure)
  const right = rounded((value / of) * 100, digitsOf(rate))
  const adjacent = part.at - nearest.at === 1 && at - part.at === 1
  const owed = /应当|应(?!诉)/.test(near(nearest)) || says(near(nearest), stems)
  const alone = adjacent && (same.length === 2 || owed)
  const unsure =
    otherBase.test(local) ||
    carried.test(sentenceOf(text, sentence)) ||
    /^\s?[（(](?:含|不含|剔除|扣除|按|以)/.test(text.source.flat.slice(rate.end, rate.end + 4)) ||
    (proportion && base.length === 0 && !determined)
  if (otherBase.test(local) ? !alone || unsure : !alone && wholes.length > 1) return undefined
  return finding(
    text.source,
    alone && (whole.test(near(nearest)) || /其中/.test(text.before(part.at)) || proportion || owed) && !unsure
      ? 'error'
      : 'doubt',
    'rate',
    placeOf(rate),
    `${rate.quote}与前面的数字不符：${part.figure.quote}÷${nearest.figure.quote}=${share(value, of)}%`,
    `核对后改为${right}%；如另有分母，请在文中写明`,
  )
}
/** 占全镇总户数的2.5%: what it is a share of, in pairs of characters; nothing where only 占 is said. */
const baseOf = (told: string): string[] => {
  const said =
    /占(?:比)?([^，。；、]{0,20}?)(?:的?(?:比例|比重|总数|总量|总额)?(?:为|达到?|约|近|超过?)?)\s?$/.exec(told)?.[1] ??
    ''
  const plain = said.replace(/^(?:全部|总|所有|其|全[区市县省镇乡局年])|总$/g, '')
  return Array.from({ length: Math.max(0, plain.length - 1) }, (_, at) => plain.slice(at, at + 2))
}
const sentenceOf = ({ source }: Text, sentence: readonly Placed[]): string =>
  source.flat.slice(Math.max(0, sentence[0]!.figure.start - 40), sentence.at(-1)!.figure.end)
/** 出庭率82.6%（71/86）: the fraction beside it. */
const fraction = /^\s?[（(]\s?(\d{1,7})\s?[/÷]\s?(\d{1,7})\s?[）)]/
const besideFraction = (text: Text, rate: Figure): Finding | undefined => {
  const [all, part, whole] = fraction.exec(text.source.flat.slice(rate.end, rate.end + 24)) ?? []
  if (!all || Number(whole) === 0 || fits(Number(part), Number(whole), rate)) return undefined
  const right = rounded((Number(part) / Number(whole)) * 100, digitsOf(rate))
  const cut = cutOff(Number(part), Number(whole), rate)
  return finding(
    text.source,
    'error',
    cut ? 'truncated' : 'rate',
    placeOf(rate),
    `${part}÷${whole}=${share(Number(part), Number(whole))}%，${cut ? `${rate.quote}是舍去尾数` : `不是${rate.quote}`}`,
    `改为${right}%`,
  )
}
const bounded =
  /(?:办结|结案|审结|满意|覆盖|合格|备案|通过|出庭|应诉|履行|采纳|公开|答复|整改|执行|持证|参考|参训|聘请|知晓|准确|及时|按时|成功|网办|参与|到位|占比|比例|比重)率?$/
const aboveAll = (text: Text, rate: Figure): Finding | undefined =>
  valueOf(rate) > 100 &&
  rate.role === 'level' &&
  /率|占比|比例|比重/.test(rate.about.slice(-4)) &&
  bounded.test(rate.about)
    ? finding(text.source, 'error', 'rate', placeOf(rate), `${rate.about.slice(-8)}不会超过100%`, '核对后改正')
    : undefined

/** So many figures back the two numbers of a rate may stand. */
const farthest = 16
/** Every rate whose two numbers stand before it in the sentence. */
export const checkRates = (text: Text): Finding[] =>
  text.sentences.flatMap((all) =>
    all.flatMap(({ figure, at }, n) => {
      const sentence = all.slice(Math.max(0, n - farthest), n + 1)
      if (figure.unit !== '%' || !isNumber(figure) || !isExact(figure) || figure.quote === '全覆盖') return []
      const beside = besideFraction(text, figure) ?? aboveAll(text, figure)
      if (beside) return [beside]
      if (figure.role !== 'level' || fraction.test(text.source.flat.slice(figure.end, figure.end + 24))) return []
      return rateFinding(text, figure, sentence, at) ?? []
    }),
  )
