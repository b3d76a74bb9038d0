/** What a figure counts: the noun phrase beside it and its last word. Chinese has no spaces, so a phrase ends at a verb or a mark. */

/** Older browsers have none; there every two characters are a word. */
const segmenter = 'Segmenter' in Intl ? new Intl.Segmenter('zh', { granularity: 'word' }) : undefined
/** The words of a phrase, marks left out. */
export const wordsOf = (phrase: string): string[] =>
  segmenter === undefined
    ? (phrase.match(/[\u4e00-\u9fff]{2}(?=(?:[\u4e00-\u9fff]{2})*$)/g) ?? [])
    : [...segmenter.segment(phrase)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment)
const heads = new Map<string, string>()
/** The last word of a phrase. The same phrases come again and again, and cutting them is slow: the last ones are kept. */
export const headOf = (phrase: string): string => {
  const known = heads.get(phrase)
  if (known !== undefined) return known
  if (heads.size >= 1000) heads.clear()
  const head = lastWord(phrase)
  heads.set(phrase, head)
  return head
}
const lastWord = (phrase: string): string => {
  const words = wordsOf(phrase.replace(/[）)]$/, ''))
  const last = words.at(-1) ?? ''
  if (last.length === 1) return `${words.at(-2) ?? ''}${last}`
  // The dictionary cuts 行政复议案件 behind 复: of a longer word its last two characters, but for suffixes.
  return last.length === 2 || /[率度数量团书表会员院站点]$/.test(last) ? last : last.slice(-2)
}
const marks = /[，。；：、！？\n\r\t,;:|()（）]/
/** What cannot begin a counted noun. */
const noNoun =
  /^(?:[^\u4e00-\u9fff“《a-zA-Z]|均|都|已|全部|也|并|且|和|及|与|或|进行|实现|开展|经(?!营|济|办|费|验|开)|被|较|比|同比|环比|占|其中|分别|为|是|达|在|到|至|于|对|向|由|从|因|而|则|以上|以下|以内|左右|不等|内|提出|发出|作出|受理|办结|审结|立案|获|入选|荣获|增|减|下降|降|上升|升|回落|提|精简|压|扩|缩|调整|的$)/
const verbs =
  /均|都(?!市)|累计|已|全部|进行|实现|开展|得到|被|按照|按|纳入|入选|荣获|获|完成|提出|存在|逐项|逗硬|参加|接受|取得|作为|并|经过|通过|全覆盖|，/
const leading =
  /^(?:[\s、和及与或，,：:；;的（(]|其中|(?:19|20)\d{2}年(?:度)?|今年|去年|上年|全年|年内|共计|共|累计|合计|总计|已经|已|先后|目前|分别|各|并|也|还|又|同时|截至\S{0,8}[底末日]|一年来|当年|本年度?|同期)+/
const trailing =
  /(?:共计|共有|(?<!公)共|累计|合计|总计|达到|达|分别为|分别|(?<!行)为|至|到|了|大约|约|超过|超|近|逾|有|是|不超过|不少于|不足|突破|由|从|(?<!占)比|较|[-—–\s“（(：:，,、])+$/
const changing =
  /(?:同比|环比|比上年|比去年|较上年|较去年|同期|增长|上升|提高|增加|提升|下降|降低|减少|缩减|压减|压缩|缩短|回落|上涨|精简|扩大|降|再)+$/

const until = (text: string, form: RegExp): string => {
  const at = text.search(form)
  return at < 0 ? text : text.slice(0, at)
}
/**
 * `before`: the text between the last figure, or the beginning of the sentence, and this one; `after`: up to the next
 * figure or the end of the sentence; `last`: what the figure before it counts.
 */
export const aboutOf = (before: string, after: string, last: string): string => {
  const behind = after.replace(/^的/, '')
  if (!noNoun.test(behind)) {
    const noun = until(until(behind, marks), verbs)
      .replace(/(?:[的和与及或]|(?<!公)共(?:计|有)?|合计|总计)$/, '')
      .trim()
    if (noun.length > 1 || /[村镇乡县区市省人]/.test(noun)) return noun.slice(0, 40)
  }
  const clauses = before.split(/[，。；：,;:\n\r\t|]/)
  for (let at = clauses.length - 1; at >= 0; at--) {
    const phrase = clauses[at]!.replace(leading, '').replace(trailing, '')
    const plain = phrase.replace(changing, '').replace(trailing, '')
    if (/[\u4e00-\u9fff]{2}/.test(plain)) return plain.slice(-40)
    if (phrase && last) return last.endsWith(phrase) ? last : `${last}${phrase}`.slice(-40)
  }
  return last
}
