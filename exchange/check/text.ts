/** A text made ready to be read: one form for every width of digit, and the places where no figure can stand. */
import { unitAt } from './units.ts'

export interface Source {
  readonly text: string
  /** As long as the text: full-width digits, letters and signs in their narrow form. */
  readonly flat: string
  /** 1 where what looks like a number is a name, a title, a number of a document, a section … */
  readonly masked: Uint8Array
  readonly year: number | undefined
  /** Where each sentence and each line begins. */
  readonly sentences: readonly number[]
  readonly lines: readonly number[]
}
const narrow: Readonly<Record<string, string>> = {
  '％': '%',
  '﹪': '%',
  '．': '.',
  '／': '/',
  '＋': '+',
  '－': '-',
  '−': '-',
  '﹣': '-',
}
const flatten = (text: string): string =>
  text.replace(
    /[０-９Ａ-Ｚａ-ｚ％﹪．／＋－−﹣]/g,
    (sign) => narrow[sign] ?? String.fromCharCode(sign.charCodeAt(0) - 0xfee0),
  )

const han = '\\u4e00-\\u9fff'
/** Each hides what it matches. All of them read a bounded stretch, so that no text makes them slow. */
const names: readonly RegExp[] = [
  /(?:https?:\/\/|www\.)[\x21-\x7e]{1,500}/g,
  /[\w.+-]{1,64}@[\w.-]{1,255}/g,
  // 索引号：000001/2023-00012, 邮编：100000, ICP备12345678号-1
  /(?:索\s{0,3}引\s{0,3}号|信用代码|标识码|备案号|网安备|ICP备)\s?[:：]?\s?[\dA-Za-z][\dA-Za-z\-—/.]{3,39}/g,
  /(?:文\s{0,3}号|邮\s{0,2}编|邮政编码|电\s{0,3}话|传\s{0,3}真|手\s{0,2}机|热\s{0,2}线)\s?[:：]\s?[\d(（][\d\-—()（）]{2,19}/g,
  /\d{4,12}\/\d{4}-\d{3,8}/g,
  // 浏览次数：1,234次: the page's own counter
  /(?:浏览|点击|阅读|访问)(?:次数|量|数)?\s?[:：]\s?[\d,]{1,12}\s?(?:人?次)?/g,
  /(?:今天是|当前时间)[^，。\n]{0,60}/g,
  /(?<!\d)[48]00-?\d{3}-?\d{4}(?!\d)/g,
  // 国办发〔2018〕115号, (2022)渝0114行初12号, 第706号, 12号楼
  /[〔[（(【]\s{0,2}(?:19|20)\d{2}\s{0,2}[〕\]）)】][^\n，。；、]{0,14}?\d{1,6}\s{0,2}号/g,
  /第?\s?\d{1,6}(?:[—\-、至]\d{1,6})?\s?号(?!召)/g,
  /第\s?[\d一二三四五六七八九十百千零〇两]{1,9}(?:[—–\-、,，至到]{1,2}第?[\d一二三四五六七八九十百]{1,6}){0,4}(?=\D|$)/g,
  // telephone numbers; 7×24小时; 3+X; 1+N
  /(?<!\d)0\d{2,3}-\d{7,8}(?!\d)/g,
  /(?<!\d)1[3-9]\d{9}(?!\d)/g,
  /\d{1,4}\s?[×xX*＊✕]\s?\d{1,4}(?:小时|天)?/g,
  /(?:[\dA-Za-z]{1,4}\s?\+\s?){1,6}[\dA-Za-z一二三四五六七八九]{1,4}(?![\d%])/g,
  // PM2.5, 5G, 4A级, V2.0
  /[A-Za-z]{1,12}[-_]?\d{1,12}(?:\.\d{1,6})?/g,
  /\d{1,6}(?:\.\d{1,3})?[A-Za-z](?![²³])[A-Za-z]{0,8}/g,
  // 12·4, 3·15
  /\d{1,2}\s?[·•‧・∙]\s?\d{1,2}/g,
  /(?<!\d)\d{1,2}\.\d{1,2}(?=国家|全国|全民|宪法|消费|禁毒|国际|世界|宣传|专项)/g,
  // （1） 1. 1、 1) at the head of a paragraph or a sentence
  /[（(]\s?\d{1,2}\s?[）)]/g,
  /(?<=^|[\n\r。；;：:！？\t\u3000 ])\d{1,2}(?:\.\d{1,2}){0,3}\s?[.、)）](?!\d)/g,
  /(?<=^|[\n\r])[ \t\u3000]{0,8}\d{1,2}\.(?=[一-龥])/g,
  // page marks and clocks
  /(?<=^|[\n\r])\s{0,8}[—-]\s?\d{1,3}\s?[—-]\s{0,8}(?=[\n\r]|$)/g,
  /(?<!\d|[比构][^，。；]{0,8})\d{1,2}:\d{2}(?::\d{2})?(?!\d)/g,
  // numbers of the State Council's campaigns and five-year plans stand in words: 十四五, 八五普法
  new RegExp(`[${han}]五(?=普法|规划|时期|期间)`, 'g'),
  /\d{1,3}\s?分钟(?=[\u4e00-\u9fff“”、]{0,12}圈)/g,
  /24\s?小时(?=自助|不打烊|服务|在线|开放|全天|值班|热线|受理|值守|办|政务)/g,
]
const brackets: Readonly<Record<string, string>> = { '《': '》', '“': '”', '「': '」', '『': '』', '‘': '’' }
/** Longer quotations are speech, and their figures count. */
const longestName = 40

/** “98%”, “18份”: what stands in the marks is a figure and nothing else; “15分钟” is a circle or a service. */
const isFigure = (flat: string, from: number, to: number): boolean => {
  const number =
    to - from > 16 ? null : /^\d{1,6}(?:\.\d{1,4})?[余多]?[百千万亿]{0,2}[余多]?/.exec(flat.slice(from, to))
  const unit = number && unitAt(flat, from + number[0].length)
  return !!unit && from + number[0].length + unit.length === to && !/分钟|小时/.test(unit.unit)
}
/** Titles are hidden whole; what stands in quotation marks only where it is a name: short, and no sentence. */
const hideQuoted = (flat: string, masked: Uint8Array): void => {
  const open: { close: string; at: number }[] = []
  let straight = -1
  for (let at = 0; at < flat.length; at++) {
    const sign = flat[at]!
    if (sign === '\n') {
      open.length = 0
      straight = -1
      continue
    }
    if (sign === '"') {
      if (straight >= 0 && at - straight <= longestName && !/[，。；]/.test(flat.slice(straight, at))) {
        masked.fill(1, straight, at + 1)
        straight = -1
      } else straight = at
      continue
    }
    if (sign in brackets) {
      if (open.length < 16) open.push({ close: brackets[sign]!, at })
      continue
    }
    const last = open.at(-1)
    if (last?.close !== sign) continue
    open.pop()
    const title = sign === '》'
    if (!title && isFigure(flat, last.at + 1, at)) continue
    if (title ? at - last.at <= 200 : at - last.at <= longestName && !/[，。；]/.test(flat.slice(last.at, at)))
      masked.fill(1, last.at, at + 1)
  }
}
/** The year in a title: 关于2022年度法治政府建设情况的报告. */
const yearTitled = (flat: string): number | undefined => {
  const opening = flat.slice(0, 600)
  const titled =
    /((?:19|20)\d{2})\s?年?(?:度)?[^\n。；]{0,30}?(?:法治政府|依法行政|法治建设)[^\n。；]{0,30}?(?:报告|情况|总结|年报)/.exec(
      opening,
    ) ?? /(?:法治政府|依法行政|法治建设)[^\n。；]{0,30}?((?:19|20)\d{2})\s?年度?/.exec(opening)
  return titled && !/[《（(][^》）)\n]{0,60}$/.test(opening.slice(0, titled.index)) ? Number(titled[1]) : undefined
}
const yearNamedMost = (flat: string): number | undefined => {
  const often = new Map<number, number>()
  for (const [, year] of flat.matchAll(/(?<!\d)((?:19|20)\d{2})\s?年/g))
    often.set(Number(year), (often.get(Number(year)) ?? 0) + 1)
  return [...often].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0]
}
/** `year` where the title does not say one. */
export const sourceOf = (text: string, year?: number): Source => {
  const flat = flatten(text)
  const masked = new Uint8Array(text.length)
  for (const form of names)
    for (const found of flat.matchAll(form)) masked.fill(1, found.index, found.index + found[0].length)
  hideQuoted(flat, masked)
  return {
    text,
    flat,
    masked,
    year: yearTitled(flat) ?? year ?? yearNamedMost(flat),
    sentences: cut(flat, '。！？\n\r', longestSentence),
    lines: cut(flat, '\n\r', Infinity),
  }
}
export const isMasked = ({ masked }: Source, start: number, end: number): boolean => {
  for (let at = start; at < end; at++) if (masked[at]) return true
  return false
}
const longestSentence = 2000
/** Where sentences begin, the longest cut; the mark belongs to the sentence it ends. */
const cut = (flat: string, marks: string, longest: number): number[] => {
  const starts = [0]
  for (let at = 0; at < flat.length; at++)
    if (marks.includes(flat[at]!) || at - starts.at(-1)! >= longest) starts.push(at + 1)
  return starts
}
/** The stretch around a place, the mark that ends it left out. */
const around = (starts: readonly number[], length: number, at: number): readonly [start: number, end: number] => {
  let [low, high] = [0, starts.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (starts[middle]! <= at) low = middle
    else high = middle - 1
  }
  return [starts[low]!, low + 1 < starts.length ? starts[low + 1]! - 1 : length]
}
export const sentenceAt = ({ flat, sentences }: Source, at: number): readonly [start: number, end: number] =>
  around(sentences, flat.length, at)
export const lineAt = ({ flat, lines }: Source, at: number): readonly [start: number, end: number] =>
  around(lines, flat.length, at)
