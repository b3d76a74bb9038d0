/** Wholes and their parts: a part above its whole, parts that do not come to a stated whole. */
import { finding, isExact, isNumber, placeOf, printed, slack, valueOf, type Placed, type Text } from './mark.ts'
import type { Figure, Finding } from './types.ts'

const counted = ({ figure }: Placed): boolean => isNumber(figure) && ['count', 'money'].includes(figure.kind)
const total = (list: readonly Placed[]): number => list.reduce((sum, { figure }) => sum + valueOf(figure), 0)
const room = (list: readonly Placed[]): number => list.reduce((sum, { figure }) => sum + slack(figure), 0)
const rough = (list: readonly Placed[]): number =>
  list.some(({ figure }) => /[万亿]/.test(figure.stated.unit) || figure.stated.decimals > 0) ? room(list) : 0
const says = (list: readonly Placed[]): string => list.map(({ figure }) => figure.quote).join('＋')
const number = ({ stated }: Figure, value: number): string =>
  `${printed(value)}${stated.unit.replace(/^[百千万亿]+/, '')}`

/** No sentence sums up more parts. */
const most = 40
/** Behind 其中: the figures that follow one another in the unit of the whole, up to the end of what 其中 reaches. */
const partsAfter = (text: Text, sentence: readonly Placed[], n: number): Placed[] => {
  const whole = sentence[n]!
  const parts: Placed[] = []
  for (const one of sentence.slice(n + 1, n + 1 + most)) {
    const before = text.before(one.at)
    if (/[。！？;；）)]/.test(before.replace(/[（(][^（）()]*[）)]/g, '')) && parts.length && !/^[;；]/.test(before))
      break
    if (one.figure.unit === '%' || one.figure.kind === 'date') continue
    if (one.figure.unit !== whole.figure.unit || one.figure.role !== 'level' || !counted(one)) break
    if (parts.length && /其中|共|合计|总计|同时|另外?|此外|累计|包括/.test(before)) break
    parts.push(one)
  }
  return parts
}
/** A12件、B15件和C9件; or at least three behind commas; or two that come so near the whole that they must be all. */
const inRow = (text: Text, parts: readonly Placed[], of: number): boolean => {
  const links = parts.slice(1).map(({ at }) => text.before(at))
  const short = links.every((link) => link.length <= 14 && !/[达为到]|分别|受到|获得|取得/.test(link))
  const near = Math.abs(total(parts) - of) <= of * 0.05
  return short && (parts.length > 2 || near || links.every((link) => row.test(link)))
}
const row = /^\s?[、和及与]/
/** 维持12件、驳回4件、终止5件，正在审理2件: what stands behind 、 belongs together, what follows is told beside it. */
const rowOf = (text: Text, parts: readonly Placed[]): readonly Placed[] => {
  const end = parts.findIndex(({ at }, n) => n > 0 && !row.test(text.before(at)))
  return end > 1 ? parts.slice(0, end) : parts
}
/** 聘请顾问15名（专家6名，律师9名）: a bracket that holds nothing but parts. */
const inBracket = (text: Text, parts: readonly Placed[]): boolean =>
  /^\s?[（(]/.test(text.before(parts[0]!.at)) && /^\s?[）)]/.test(text.after(parts.at(-1)!.at))
/** 继续有效61件、修改8件、废止9件: a clean-up leaves nothing out. */
const cleanedUp = (text: Text, parts: readonly Placed[]): boolean => {
  const links = parts.map(({ at }) => text.before(at)).join()
  return /继续有效|保留/.test(links) && /废止|失效/.test(links)
}
/** The first part that is more than its whole, within the same part of the sentence. */
const aboveOf = (text: Text, whole: Placed, parts: readonly Placed[]): Placed | undefined => {
  const end = parts.findIndex(({ at }, n) => n > 0 && /[；;]/.test(text.before(at)))
  const most = valueOf(whole.figure) + slack(whole.figure)
  return parts
    .slice(0, end < 0 ? parts.length : end)
    .find(({ figure }) => valueOf(figure) > most + slack(figure) && !/不足|不到|近/.test(figure.precision))
}
const exhaustive = /其余|其他|剩余|余下|另有|分别/
const wholesAndParts = (text: Text, sentence: readonly Placed[]): Finding[] =>
  sentence.flatMap((whole, n): Finding[] => {
    const next = sentence[n + 1]
    if (!next || !counted(whole) || whole.figure.role !== 'level') return []
    const link = text.before(next.at)
    const linked = /其中|包括/.exec(link)
    if (/[。；;]/.test(linked ? link.slice(0, linked.index) : link)) return []
    const found = partsAfter(text, sentence, n)
    if (!found.length || !isExact(whole.figure)) return []
    // 586件（份），其中文件42件、合同226份: the row goes on in another unit.
    const beyond = sentence[n + 1 + found.length]
    const mixed =
      /^\s?[（(][\u4e00-\u9fff][）)]/.test(text.after(whole.at)) ||
      (beyond && counted(beyond) && row.test(text.before(beyond.at)))
    const parts = rowOf(text, found)
    const closed = parts.length > 1 && inBracket(text, parts)
    if (!linked && !closed && !cleanedUp(text, parts)) return []
    const of = valueOf(whole.figure)
    const above = linked && aboveOf(text, whole, found)
    if (above) {
      // 办结55件，结转3件，其中公开30件: what 其中 is of may stand further off.
      const further = sentence
        .slice(0, n)
        .some((one) => one.figure.unit === whole.figure.unit && valueOf(one.figure) >= valueOf(above.figure))
      if (further && /结转|未结|正在|尚在|另有|还有|剩余/.test(text.before(whole.at))) return []
      return [
        finding(
          text.source,
          further ? 'doubt' : 'error',
          'part above whole',
          placeOf(above.figure),
          `部分大于总数：其中的${above.figure.quote}多于${whole.figure.quote}`,
          further ? '核对总数和部分；如果“其中”说的是前面的另一个数，请写明' : '核对总数和部分',
        ),
      ]
    }
    if (mixed || parts.length < 2 || !parts.every(({ figure }) => isExact(figure))) return []
    const last = parts.at(-1)!
    const tail = text.after(last.at)
    if (/^[^，。；]{0,12}等/.test(tail) || parts.some(({ at }) => /等/.test(text.before(at).slice(-3)))) return []
    const sum = total(parts)
    // 57件，其中受理52件、不予受理5件；审结48件…: the first of them already come to the whole.
    const comes = (some: readonly Placed[]) => Math.abs(total(some) - of) <= rough([...some, whole]) + 1e-9
    if (found.some((_, at) => at > 0 && comes(found.slice(0, at + 1)))) return []
    const all = parts.some(({ at }) => exhaustive.test(text.before(at)))
    const [start, end] = [whole.figure.start, last.figure.end]
    // Far off, or told in clauses of their own, it is a selection, or the parts overlap.
    if (!all && (linked?.[0] === '包括' || Math.abs(of - sum) > of * 0.2)) return []
    if (!all && !closed && !inRow(text, parts, of)) return []
    return [
      finding(
        text.source,
        all ? 'error' : 'doubt',
        'sum',
        [start, end],
        `${says(parts)}=${number(whole.figure, sum)}，与总数${whole.figure.quote}相差${printed(Math.abs(sum - of))}`,
        all ? '核对各部分和总数' : '核对各部分和总数；如果只举了一部分或者有重叠，请写明',
      ),
    ]
  })
/** A12件、B15件，合计27件. */
const lists = (text: Text, sentence: readonly Placed[]): Finding[] =>
  sentence.flatMap((whole, n): Finding[] => {
    const link = text.before(whole.at)
    if (
      !counted(whole) ||
      !isExact(whole.figure) ||
      !/^[，,、]?\s?(?:三者|两者|以上|上述|几项)?(?:(?:合计|共计|总计)[^，。；、]{0,6}|共|总共)$/.test(link)
    )
      return []
    const parts: Placed[] = []
    for (let at = n - 1; at >= Math.max(0, n - most); at--) {
      const one = sentence[at]!
      if (one.figure.unit !== whole.figure.unit || !counted(one) || one.figure.role !== 'level') break
      parts.unshift(one)
      if (/[；;。]|其中|共/.test(text.before(one.at))) break
    }
    if (parts.length < 2 || !parts.every(({ figure }) => isExact(figure))) return []
    const of = valueOf(whole.figure)
    for (let from = 0; from <= parts.length - 2; from++) {
      const some = parts.slice(from)
      if (Math.abs(total(some) - of) <= rough([...some, whole]) + 1e-9) return []
    }
    const parallel = parts
      .slice(1)
      .every(({ at }) => /^[、，,和及]/.test(text.before(at)) && text.before(at).length < 24)
    return [
      finding(
        text.source,
        parallel && parts.length === n ? 'error' : 'doubt',
        'sum',
        [parts[0]!.figure.start, whole.figure.end],
        `${says(parts)}=${number(whole.figure, total(parts))}，与合计${whole.figure.quote}不符`,
        '核对各项和合计',
      ),
    ]
  })
/** 取消15项、下放23项、合并9项，共调整47项; 事项515项，许可218项，其他297项: the shape says a sum without the word. */
/** 共审结201件 is a step of the same cases, not their sum. */
const stage = /审结|办结|结案|化解|整改|完成|审理|查结|执结|兑现|解决/
const unspoken = (text: Text, sentence: readonly Placed[]): Finding[] =>
  sentence.flatMap((whole, n): Finding[] => {
    if (!counted(whole) || !isExact(whole.figure) || whole.figure.role !== 'level') return []
    const alike = (one: Placed | undefined): one is Placed =>
      one !== undefined &&
      one.figure.unit === whole.figure.unit &&
      counted(one) &&
      isExact(one.figure) &&
      one.figure.role === 'level' &&
      !/其中|[；;（(]/.test(text.before(one.at))
    const parts: Placed[] = []
    if (/^[，,]共[\u4e00-\u9fff]{1,4}$/.test(text.before(whole.at))) {
      for (let at = n - 1; alike(sentence[at]); at--) parts.unshift(sentence[at]!)
      if (parts.length < 3 || parts.length !== n || stage.test(text.before(whole.at))) return []
      if (parts.some(({ figure }) => valueOf(figure) > valueOf(whole.figure))) return []
    } else {
      for (let at = n + 1; alike(sentence[at]) && at <= n + most; at++) {
        parts.push(sentence[at]!)
        if (/其他|其余/.test(text.before(sentence[at]!.at))) break
      }
      const named = parts.at(-1) && /其他|其余/.test(text.before(parts.at(-1)!.at))
      if (!named || parts.length < 2 || parts.some(({ figure }) => valueOf(figure) > valueOf(whole.figure))) return []
      if (n > 0 && (alike(sentence[n - 1]) || row.test(text.before(whole.at)))) return []
      if (row.test(text.before(parts[0]!.at))) return []
      if (/其中|[（(]/.test(text.before(whole.at))) return []
    }
    if (Math.abs(total(parts) - valueOf(whole.figure)) <= rough([...parts, whole]) + 1e-9) return []
    const places = [whole, ...parts].map(({ figure }) => figure)
    return [
      finding(
        text.source,
        'doubt',
        'sum',
        [Math.min(...places.map(({ start }) => start)), Math.max(...places.map(({ end }) => end))],
        `${says(parts)}=${number(whole.figure, total(parts))}，与${whole.figure.quote}不符`,
        '如果是总数和各部分，请核对；如果不是，请写明各自数的是什么',
      ),
    ]
  })
export const checkSums = (text: Text): Finding[] =>
  text.sentences.flatMap((sentence) => [
    ...wholesAndParts(text, sentence),
    ...lists(text, sentence),
    ...unspoken(text, sentence),
  ])
