/** Rates whose whole stands further back than their own sentence. */
import { finding, isExact, placeOf, valueOf, type Placed, type Text } from './mark.ts'
import { rounded } from './numerals.ts'
import { carried, cutOff, digitsOf, fits, otherBase, says, share, whole } from './ratio.ts'
import { lineAt, sentenceAt } from './text.ts'
import type { Figure, Finding } from './types.ts'

/** 受理873件。审结555件，审结率67.7%: the whole stands in the sentence before. */
export const acrossSentences = (
  text: Text,
  rate: Figure,
  part: Placed,
  stems: readonly string[],
): Finding | undefined => {
  const { source } = text
  const [sentence] = sentenceAt(source, rate.start)
  const [line] = lineAt(source, rate.start)
  const [before] = sentenceAt(source, Math.max(0, sentence - 2))
  if (before < line || sentence === line || !says(text.before(part.at), stems)) return undefined
  const value = valueOf(part.figure)
  const wholes: Figure[] = []
  for (let at = part.at - 1; at >= 0 && text.read.figures[at]!.start >= before; at--) {
    const one = text.read.figures[at]!
    if (one.unit !== part.figure.unit || one.kind !== part.figure.kind) continue
    if (!isExact(one) || one.role !== 'level' || fits(value, valueOf(one), rate)) return undefined
    wholes.push(one)
  }
  const [only] = wholes
  const told = source.flat.slice(before, rate.start)
  if (!only || wholes.length > 1 || valueOf(only) < value || carried.test(told) || otherBase.test(told))
    return undefined
  if (!whole.test(source.flat.slice(before, only.end))) return undefined
  return finding(
    source,
    'doubt',
    cutOff(value, valueOf(only), rate) ? 'truncated' : 'rate',
    placeOf(rate),
    `${rate.quote}与前面的数字不符：${part.figure.quote}÷${only.quote}=${share(value, valueOf(only))}%`,
    `核对后改为${rounded((value / valueOf(only)) * 100, digitsOf(rate))}%；如另有分母，请在文中写明`,
  )
}
/** 立案受理15件。…维持5件，占受理案件总数的38%: what it is a share of was counted a little before, in the same paragraph. */
export const shareAcross = (text: Text, rate: Figure, part: Placed, base: readonly string[]): Finding | undefined => {
  const [line] = lineAt(text.source, rate.start)
  const from = Math.max(line, rate.start - 300)
  const value = valueOf(part.figure)
  const wholes: Figure[] = []
  for (let at = part.at - 1; at >= 0 && text.read.figures[at]!.start >= from; at--) {
    const one = text.read.figures[at]!
    if (one.unit !== part.figure.unit || one.role !== 'level' || valueOf(one) < value) continue
    if (!isExact(one) || fits(value, valueOf(one), rate)) return undefined
    if (base[0] !== undefined && one.about.includes(base[0])) wholes.push(one)
  }
  const [only] = wholes
  if (!only || wholes.length > 1) return undefined
  return finding(
    text.source,
    'doubt',
    cutOff(value, valueOf(only), rate) ? 'truncated' : 'rate',
    placeOf(rate),
    `${rate.quote}与前面的数字不符：${part.figure.quote}÷${only.quote}=${share(value, valueOf(only))}%`,
    `核对后改为${rounded((value / valueOf(only)) * 100, digitsOf(rate))}%；如另有分母，请在文中写明`,
  )
}
