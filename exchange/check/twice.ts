/** The same fact told twice: with two values, or of two populations that look like one. */
import { finding, isExact, isNumber, placeOf, valueOf, type Placed, type Text } from './mark.ts'
import { lineAt } from './text.ts'
import type { Figure, Finding } from './types.ts'

const scopes =
  /全(?:区|市|县|省|州|旗|镇|街道|局|系统|年)|[本我](?:区|市|县|省|局|街道)|各级|累计|共|已|依法|持续|先后/g
const keyOf = ({ about, unit, kind }: Figure): string =>
  `${kind}/${unit}/${about.replace(scopes, '').replace(/[\s“”"《》]/g, '')}`
const longEnough = ({ about, kind }: Figure): boolean => about.replace(scopes, '').length >= (kind === 'rate' ? 5 : 8)
const otherTime = /(?:上年|去年|同期|往年|(?:19|20)\d{2}年(?!度?$)|每[年月季周]|上半年|下半年|季度|月|首|第)/
/** What stands beside the number, not taken over from the figure before it. */
const own = (text: Text, { figure, at }: Placed): boolean =>
  `${text.before(at)}${text.after(at)}`.includes(figure.about.slice(-4))
/** The year last named in the paragraph before it: targets of 2025 are not the values of this year. */
const yearBefore = ({ source }: Text, { start }: Figure): string => {
  const paragraph = source.flat.slice(Math.max(lineAt(source, start)[0], start - 1500), start)
  return [...paragraph.matchAll(/(?<!\d)((?:19|20)\d{2})\s?年/g)].at(-1)?.[1] ?? String(source.year)
}
const whole = /全(?:区|市|县|省|局|系统|年)|[本我](?:区|市|县|省|局)/

const twoValues = (text: Text): Finding[] => {
  const known = new Map<string, Placed & { sentence: number }>()
  return text.sentences.flatMap((list, sentence) =>
    list.flatMap((one): Finding[] => {
      const { figure, at } = one
      if (!isNumber(figure) || figure.role !== 'level' || !isExact(figure) || !longEnough(figure)) return []
      if (!['count', 'rate', 'money'].includes(figure.kind) || !own(text, one)) return []
      const context = text.before(at).replaceAll(`${text.source.year}年`, '')
      if (otherTime.test(context)) return []
      const key = `${keyOf(figure)}/${yearBefore(text, figure)}`
      const first = known.get(key)
      if (!first) {
        known.set(key, { ...one, sentence })
        return []
      }
      if (first.sentence === sentence || valueOf(first.figure) === valueOf(figure)) return []
      const sure = whole.test(context) && whole.test(text.before(first.at)) && figure.about.length >= 10
      return [
        finding(
          text.source,
          sure ? 'error' : 'doubt',
          'two values',
          placeOf(figure),
          `“${figure.about}”前文是${first.figure.quote}，这里是${figure.quote}`,
          '核对两处；如果口径不同，请分别写明',
        ),
      ]
    }),
  )
}
/** 139件文件…424条 beside 文件139件、合同110件…456条: one base, and what was done with it told twice. */
const twoScopes = (text: Text): Finding[] => {
  const found: Finding[] = []
  const firsts = new Map<string, { list: readonly Placed[]; n: number }[]>()
  for (const list of text.sentences)
    list.forEach(({ figure }, n) => {
      if (figure.kind !== 'count' || figure.role !== 'level' || !isExact(figure) || valueOf(figure) < 10) return
      const key = `${valueOf(figure)}/${figure.unit}/${figure.head.slice(-2)}`
      const before = (firsts.get(key) ?? []).filter((one) => one.list !== list)
      for (const first of before.slice(0, 3)) {
        const pair = derived(text, first, { list, n })
        if (pair) found.push(pair)
      }
      if (before.length < 3) firsts.set(key, [...(firsts.get(key) ?? []), { list, n }])
    })
  return found
}
type Base = { readonly list: readonly Placed[]; readonly n: number }
/** The figure that follows a base, with whatever else was added to the base before it. */
const following = (text: Text, { list, n }: Base): { extra: Placed[]; result: Placed } | undefined => {
  const base = list[n]!
  const extra: Placed[] = []
  for (const one of list.slice(n + 1, n + 5)) {
    const isExtra = one.figure.unit === base.figure.unit && /^[^，。；]{0,2}[、和及]/.test(text.before(one.at))
    if (isExtra) extra.push(one)
    else return one.figure.kind === 'count' && isExact(one.figure) ? { extra, result: one } : undefined
  }
  return undefined
}
const derived = (text: Text, one: Base, other: Base): Finding | undefined => {
  const [a, b] = [following(text, one), following(text, other)]
  if (!a || !b || a.result.figure.unit !== b.result.figure.unit) return undefined
  if (a.result.figure.head !== b.result.figure.head || valueOf(a.result.figure) === valueOf(b.result.figure))
    return undefined
  if (a.result.figure.unit === one.list[one.n]!.figure.unit) return undefined
  const told = ({ list, n }: Base, { extra, result }: { extra: Placed[]; result: Placed }) =>
    `${[list[n]!, ...extra].map(({ figure }) => `${figure.about.slice(-16)}${figure.quote}`).join('、')}——${result.figure.about.slice(-16)}${result.figure.quote}`
  const wider = a.extra.length !== b.extra.length
  return finding(
    text.source,
    'doubt',
    wider ? 'scope' : 'two values',
    placeOf(b.result.figure),
    `${told(one, a)}；${told(other, b)}。${wider ? '两处的基数不同，口径不一样' : '同一基数，结果却有两个'}`,
    wider ? '写明各自数的是什么（例如只含文件，还是文件和合同），免得读成同一件事的两个数' : '核对两处',
  )
}
export const checkTwice = (text: Text): Finding[] => [...twoValues(text), ...twoScopes(text)]
