/**
 * The figures of a report held against the indicators of its year. A figure is recognised by what it counts, its unit and its
 * kind, never by its value; where two indicators fit as well, or none fits well, it is unknown.
 */
import { rounded } from './numerals.ts'
import { isExact, isNumber, valueOf } from './mark.ts'
import type { Against, Checked, Figure, Finding } from './types.ts'

/** An indicator as the catalogue and its measurement give it. Money is in 元. */
export interface Recorded {
  readonly id: string
  readonly name: string
  /** The register that it is counted in. */
  readonly register: string
  readonly unit: string
  readonly value: number | undefined
  /** As the report prints it: 2.4万余条. */
  readonly printed: string
  readonly definition: string
}
/** Units that one office writes for another: nothing tells 起 from 件. */
const alike: readonly (readonly string[])[] = [
  ['件', '起', '宗', '个', '项', '份', '例'],
  ['人', '名', '位'],
  ['次', '场', '场次', '期', '批次'],
  ['家', '个', '户'],
  ['条', '项', '个'],
  ['个工作日', '工作日'],
]
const sameUnit = (one: string, other: string): boolean =>
  one === other || alike.some((units) => units.includes(one) && units.includes(other))
/** Two characters that stand side by side, marks between phrases kept apart. */
const pairsOf = (phrase: string): Set<string> =>
  new Set(
    (phrase.replace(/[的“”]/g, '').match(/[\u4e00-\u9fff]{2,}/g) ?? []).flatMap((run) =>
      Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2)),
    ),
  )
/** How much of the name is said, from 0 to 1. */
const covered = (name: ReadonlySet<string>, words: ReadonlySet<string>): number =>
  name.size === 0 ? 0 : [...name].filter((pair) => words.has(pair)).length / name.size
/** 备案通过率（两个方向分别计） is 备案通过率, and 的 joins what belongs together. */
const core = (name: string): string =>
  name
    .replace(/[（(][^）)]*[）)]$/, '')
    .replace(/^对/, '')
    .replaceAll('的', '')

interface Named {
  readonly recorded: Recorded
  readonly pairs: ReadonlySet<string>
  readonly first: string
  readonly register: ReadonlySet<string>
}
const enough = 0.68
const apart = 0.1
const isRate = ({ unit }: Recorded): boolean => unit === '%'
/** The one indicator that counts what the figure counts, if there is one. */
const recognise = (
  text: string,
  figure: Figure,
  indicators: readonly Named[],
  [from, to]: readonly [start: number, end: number],
): { readonly recorded: Recorded; readonly sure: boolean } | undefined => {
  if (!isNumber(figure) || figure.role === 'change' || figure.role === 'from') return undefined
  const local = pairsOf(`${figure.about}，${text.slice(from, to)}`)
  const near = pairsOf(text.slice(Math.max(0, from - 60), Math.min(text.length, to + 30)))
  const scored = indicators
    .filter(({ recorded }) => isRate(recorded) === (figure.unit === '%') && sameUnit(recorded.unit, figure.unit))
    .map((one) => {
      const own = covered(one.pairs, local)
      const all = own + further * (covered(one.pairs, near) - own)
      // A longer name that is said in full is the narrower one.
      const length = own === 1 ? one.pairs.size * 0.03 : 0
      const register = all >= 0.5 ? 0.1 * covered(one.register, near) : 0
      // 正职负责人出庭率 is not meant where nobody speaks of 正职.
      const unsaid = near.has(one.first) ? 0 : 0.15
      return { one, own, score: all + length + register - unsaid }
    })
    .sort((a, b) => b.score - a.score)
  const [first, second] = scored
  if (!first || first.score < enough || first.own < 0.5 || first.one.pairs.size < 3) return undefined
  const other = second !== undefined && first.score - second.score < apart && !(first.own === 1 && second.own < 1)
  return other ? undefined : { recorded: first.one.recorded, sure: first.own >= certain }
}
/** A name that is said in full but for a word: only then a difference is told. */
const certain = 0.85
/** What is said a little further off counts so much. */
const further = 0.5
const scaleOf = ({ stated, value }: Figure): number =>
  typeof value === 'number' && stated.value ? value / stated.value : 1
const compare = (figure: Figure, { value }: Recorded): Against['is'] => {
  if (value === undefined) return 'unknown'
  const said = valueOf(figure)
  if (Math.abs(said - value) < 1e-9) return 'equal'
  const { decimals } = figure.stated
  const scale = scaleOf(figure)
  if (
    Math.abs(rounded(value / scale, decimals) - figure.stated.value) < 1e-9 &&
    (decimals > 0 || scale > 1 || figure.unit === '%')
  )
    return 'equal after rounding'
  // 余, 超, 以上: at least so much, and not so much more that the next step would be said.
  const step = Math.max(
    scale * 10 ** -decimals,
    10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, said))) - (isExact(figure) ? 99 : 1)),
  )
  if (/[余多超逾]|突破|以上|不少于|不低于/.test(figure.precision) && value >= said && value < said + step)
    return 'equal after rounding'
  if (/近|不足|不到|以下|不超过/.test(figure.precision) && value <= said && value > said - step)
    return 'equal after rounding'
  if (/约|左右/.test(figure.precision) && Math.abs(value - said) <= step / 2) return 'equal after rounding'
  return 'different'
}
/** Adds what the records say of each figure, and a doubt where they differ. Text and result are those of `check`. */
export const holdAgainst = (text: string, checked: Checked, recorded: readonly Recorded[]): Checked => {
  // 其中… says of what only beside the indicator above it.
  const whole = recorded.filter(({ name }) => !name.startsWith('其中'))
  const named = whole.map((one) => ({
    recorded: one,
    pairs: pairsOf(core(one.name)),
    first: core(one.name).slice(0, 2),
    register: pairsOf(one.register),
  }))
  const against = checked.figures.map((figure, at): Against => {
    // A rate is named after its two numbers, every other figure between the one before it and the next.
    const before = figure.unit === '%' ? figure.start - 50 : (checked.figures[at - 1]?.end ?? 0)
    const after = checked.figures[at + 1]?.start ?? text.length
    const behind = text
      .slice(Math.max(0, before, figure.start - 60), figure.start)
      .split(/[。；;\n]/)
      .at(-1)!
    const ahead = text.slice(figure.end, Math.min(after, figure.end + 24)).split(/[。；，：\n,;:]/)[0]!
    const found = recognise(text, figure, named, [figure.start - behind.length, figure.end + ahead.length])
    if (!found) return { figure: at, is: 'unknown' }
    const { id, name, printed, definition } = found.recorded
    const is = compare(figure, found.recorded)
    // Half a name and a small number fit by chance; half a name and another number are two things.
    if (!found.sure && (is === 'different' || valueOf(figure) < 10)) return { figure: at, is: 'unknown' }
    return { figure: at, is, indicator: id, name, recorded: printed, definition }
  })
  const differing = against.flatMap(({ is, figure: at, name, recorded: printed }): Finding[] => {
    if (is !== 'different') return []
    const { quote, start, end } = checked.figures[at]!
    return [
      {
        severity: 'doubt',
        rule: 'record',
        quote,
        start,
        end,
        message: `文中是${quote}，本区台账的“${name}”是${printed}`,
        proposal: '核对口径和记录；如果数的是同一件事，改用台账数出的数字',
      },
    ]
  })
  return { ...checked, against, findings: [...checked.findings, ...differing].sort((a, b) => a.start - b.start) }
}
