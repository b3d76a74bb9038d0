/** How the text is written: numbers that ran together, marks that are missing, doubled or of the wrong width. */
import { finding, placeOf, printed, type Text } from './mark.ts'
import { isMasked, lineAt, type Source } from './text.ts'
import type { Finding } from './types.ts'

const runTogether = ({ source, read }: Text): Finding[] =>
  [...read.joined].map(([at, kind]) => {
    const figure = read.figures[at]!
    if (kind === 'percent') {
      const start = figure.start - 1
      const from = start - /[\d.]{0,8}$/.exec(source.flat.slice(Math.max(0, start - 8), start))![0].length
      return finding(
        source,
        'error',
        'run together',
        [from, figure.end],
        '百分数与后面的数量连在一起',
        `在%后加标点：“%，${figure.quote}”`,
      )
    }
    if (kind === 'comma' || kind === 'maybe comma' || kind === 'blank' || kind === 'maybe blank')
      return finding(
        source,
        kind === 'comma' ? 'error' : kind === 'blank' ? 'note' : 'doubt',
        'punctuation',
        placeOf(figure),
        `数字中间${figure.quote.includes('，') ? '用了全角逗号' : '有空格'}，读作${printed(figure.stated.value)}`,
        `改为“${figure.quote.replace(/[，\s]/g, '')}”`,
      )
    const start = kind === 'year' ? figure.start - 4 : figure.start
    const year = source.text.slice(start, start + 4)
    const rest = source.text.slice(start + 4, figure.end)
    return finding(
      source,
      kind === 'year' ? 'error' : 'doubt',
      'run together',
      [start, figure.end],
      `年份与数量连在一起，读成了“${source.text.slice(start, figure.end)}”`,
      `如果是${year}年的${rest}，改为“${year}年${rest}”或“${year}年，${rest}”`,
    )
  })
const joinedYears = (source: Source): Finding[] =>
  [...source.flat.matchAll(/(?<!\d)((?:19|20)\d{2})((?:19|20)\d{2})(?=\s?年)/g)].map(
    ({ index, 0: words, 1: from, 2: to }) =>
      finding(
        source,
        'error',
        'run together',
        [index, index + words.length],
        `两个年份连在一起：${from}和${to}`,
        `改为“${from}—${to}”`,
      ),
  )

const han = /[\u4e00-\u9fff]/
/** One finding for all places: a text has hundreds, or none. */
const halfWidth = (source: Source): Finding[] => {
  const { flat } = source
  const commas: [number, number][] = []
  const others: [number, number][] = []
  for (let at = 1; at < flat.length; at++) {
    const sign = flat[at]!
    if (sign !== ',' && sign !== ';' && sign !== ':' && sign !== '?' && sign !== '!') continue
    const [left, right] = [flat[at - 1]!, flat[at + 1] ?? '\n']
    // Beside a number a comma may belong to it: 12,077.
    const beside =
      sign === ','
        ? ((han.test(left) || /[”》）)%]/.test(left)) && (han.test(right) || /[“《（(\d]/.test(right))) ||
          (/\d/.test(left) && han.test(right))
        : han.test(left) && (han.test(right) || right === '\n')
    if (beside) (sign === ',' ? commas : others).push([at, at + 1])
  }
  const told = (places: [number, number][], name: string, proposal: string): Finding[] =>
    places.length
      ? [
          {
            ...finding(
              source,
              'note',
              'punctuation',
              places[0]!,
              `汉字之间用了${name}，全文共${places.length}处`,
              proposal,
            ),
            places,
          },
        ]
      : []
  return [...told(commas, '半角逗号', '改为全角逗号“，”'), ...told(others, '半角标点', '改为全角的“；：？！”')]
}
const doubled = (source: Source): Finding[] =>
  [...source.flat.matchAll(/[，、；：。,;]{2,6}|(?<=\d)%{2,4}/g)].flatMap(({ index, 0: words }) =>
    words.includes('…')
      ? []
      : [
          finding(
            source,
            'error',
            'punctuation',
            [index, index + words.length],
            words[0] === '%' ? '百分号重复' : '标点重复',
            '只留一个',
          ),
        ],
  )

// ── a mark that is missing ──
/** 之一是, 统一是, 专门一是: no beginning of a row. */
const notFirst = /[之其第唯统万专单逐任如归同进惟划合某每另不]$/
const introduced = /[在有为括下是出到即：]$/
const orders = '一二三四五六七八九'
const rows = (source: Source): Finding[] => {
  const { flat } = source
  /** By line, the members of a row that stand behind a mark, as they should. */
  const marked = new Map<number, string>()
  for (const { index, 0: words } of flat.matchAll(/(?<=^|[\n。；;，,：:]\s{0,2})[一二三四五六七八九]是/g)) {
    const [line] = lineAt(source, index)
    marked.set(line, (marked.get(line) ?? '').slice(-100) + words[0]!)
  }
  return [...flat.matchAll(/(?<=[\u4e00-\u9fff])[一二三四五六七八九]是(?!否)/g)].flatMap(
    ({ index, 0: words }): Finding[] => {
      const left = flat[index - 1]!
      if (notFirst.test(left) || orders.includes(left) || isMasked(source, index, index + 2)) return []
      const [from] = lineAt(source, index)
      const order = orders.indexOf(words[0]!)
      // A row: the one before it or the one after it stands in the same paragraph.
      const beside = marked.get(from) ?? ''
      if (![orders[order - 1], orders[order + 1]].some((one) => one !== undefined && beside.includes(one))) return []
      return [
        finding(
          source,
          introduced.test(left) ? 'doubt' : 'error',
          'separator',
          [Math.max(from, index - 6), index + 2],
          `“${words}”之前没有标点，与前一句连在一起`,
          `在“${words}”之前加句号、分号或冒号`,
        ),
      ]
    },
  )
}
/** …依法履职(三)优化服务…: a numbered heading in the middle of a line, with no mark before it. */
const headings = (source: Source): Finding[] =>
  [
    ...source.flat.matchAll(
      /(?<=[\u4e00-\u9fff]{2})(?<!第[^，。；]{0,8}|附件|表|图)[（(][一二三四五六七八九十]{1,2}[）)](?=[\u4e00-\u9fff]{4})(?![项款目期号类])/g,
    ),
  ].map(({ index, 0: words }) =>
    finding(
      source,
      'doubt',
      'separator',
      [Math.max(0, index - 4), index + words.length],
      `“${words}”之前没有标点，也没有另起一行`,
      '补上句号并另起一段',
    ),
  )
/** 2022全区…: the year of the report without 年. */
const bareYear = (source: Source): Finding[] =>
  source.year === undefined
    ? []
    : [...source.flat.matchAll(new RegExp(`(?<![\\d.〔（(—–-])${source.year}(?=全[年区市县省]|共)`, 'g'))].map(
        ({ index }) =>
          finding(source, 'doubt', 'separator', [index, index + 4], '年份后面缺“年”字', `改为“${source.year}年”`),
      )
const unfinished = (source: Source): Finding[] => {
  const found: Finding[] = []
  let start = 0
  for (const line of source.flat.split('\n')) {
    const text = line.trimEnd()
    // A paragraph, not a heading or the row of a table: it has sentences, and its last one does not end.
    if (text.length > 60 && /[。；]/.test(text) && /[\u4e00-\u9fff\d]$/.test(text) && !/\t|\|/.test(text)) {
      const end = start + text.length
      found.push(
        finding(source, 'doubt', 'separator', [end - 6, end], '这一段没有以句号结束', '补上句号，并看后面是否缺文字'),
      )
    }
    start += line.length + 1
  }
  return found
}
/** 上升l2.2%: a letter that was read for a figure. */
const letters = (source: Source): Finding[] =>
  [...source.flat.matchAll(/(?<=[\u4e00-\u9fff])[lIO]\d{1,6}(?:\.\d{1,2})?(?=[%件人次起宗户家项条])/g)].map(
    ({ index, 0: words }) =>
      finding(
        source,
        'doubt',
        'punctuation',
        [index, index + words.length],
        `数字里有字母“${words[0]}”`,
        `如果是数字，改为“${words[0] === 'O' ? '0' : '1'}${words.slice(1)}”`,
      ),
  )
/** 超8000余人 says it twice. */
const twiceVague = ({ source, read }: Text): Finding[] =>
  read.figures.flatMap((figure) => {
    const words = figure.precision
    const twice =
      (/超|逾|突破|近|不足|约/.test(words) && /余|多/.test(words)) ||
      (/约/.test(words) && /左右|上下/.test(words)) ||
      (/超/.test(words) && /以上/.test(words))
    return twice
      ? [
          finding(
            source,
            'note',
            'precision',
            placeOf(figure),
            `概数说了两遍：“${words.split(' ').join('…')}”`,
            '只留一个，例如只写“超”或者只写“余”',
          ),
        ]
      : []
  })
/** Figures of a text beside one another and its marks. */
export const checkForm = (text: Text): Finding[] => [
  ...runTogether(text),
  ...joinedYears(text.source),
  ...rows(text.source),
  ...headings(text.source),
  ...bareYear(text.source),
  ...unfinished(text.source),
  ...doubled(text.source),
  ...letters(text.source),
  ...halfWidth(text.source),
  ...twiceVague(text),
]
