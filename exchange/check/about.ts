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
  /^(?:(?!\d级)[^\u4e00-\u9fff“《a-zA-Z]|均|都|已|全部|也|并|且|和|及|与|或|进行|实现|开展|经(?!营|济|办|费|验|开)|被|较|比|同比|环比|占|其中|分别|为|是|达|在|到|至|于|对|向|由|从|因|而|则|以上|以下|以内|左右|不等|内|提出|发出|作出|受理|办结|审结|立案|获|入选|荣获|取消|下放|分布|位于|位居|排名|居|增|减(?!排)|相比|下降|降|上升|升|回落|提|精简|压|扩|缩|调整|的$)/
const verbs =
  /(?<![平人户])均|都(?!市)|累计|已|全部|进行|实现|开展|得到|被|按照|按|纳入|入选|荣获|获|完成|提出|存在|逐项|逐一|逗硬|参加|参与(?![度率])|接受|取得|作为|并|经过|通过|全覆盖|统一(?!战)|重组|整合|划入|进入|进驻|入驻|落户|受到|实行|可在|作出|启动|负责|从事|有序|率先|全程|未再|不再|，/
const leading =
  /^(?:[（(]?[一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.、]|[\s、，,：:；;的（(）)·•]|和(?![解谐平])|及(?![时格])|与(?!会)|或|其中|(?:19|20)\d{2}(?:年[度末底初]?|(?=[总全共]))|(?:经|据)?(?:初步)?(?:统计|核算)|总共|以来|以[上下内]|之?内(?![部容设])|左右|今年|去年|上年|全年|年内|共计|共|累计|合计|总计|已经|已|先后|目前|分别|各(?=[，,\s]|$)|并|也|还|又|同时|连续|每年|每月|截至\S{0,8}[底末日]|一年来|当年|本年度?|同期)+/
const trailing =
  /(?:(?<![平人户])[均都已只仅就](?=(?:占|为|是|有|达|$))|稳定在|保持在|维持在|控制在|保持|连续|(?<![现存实潜所])在|共计|一?共有|一?(?<!公)共|累计|合计|总计|达到|达|分别为|分别|(?<!行)为|至|(?<![收接])到|了|大约|约|超过|超|近|逾|有|是|不超过|不少于|不足|突破|[由从](?:原来|原先|法定|过去|此前|之前|最初)?的?|(?<![占同环])比|较|[-—–\s“（(：:，,、])+$/
/** 较2022年下降, 由上年的, 上升至2021年的: how it is compared, not what. */
const changing =
  /(?:[比较与]之?(?:上年度?|去年|上一年度?|前年|往年|(?:19|20)\d{2}年度?)(?:同期|[末底])?(?:相比|又)?|(?:由|从|自|到|至|为)?(?:上年|去年|(?:19|20)\d{2}年)(?:度|同期)?(?:的|是|为)?|同比|环比|相比|比上年|比去年|较上年|较去年|同期|(?:翻|增长|上升|提高|增加|提升|下降|降低|减少|缩减|压减|压缩|缩短|回落|上涨|下跌|精简|扩大|降)(?:了|至|到|为|幅度?)?|再|又|的)+$/
/** Behind a noun that has been told, these begin what is said of it: 工作人员2人负责…, 会议3次研究…. */
const predicate =
  /^(?:负责|建成|用于|打造|专题|研究|听取|审议|讨论|部署|担任|兼任|不|未|涉及|合格|达标|参与|报名|通报|解决|落实|覆盖|用于|惠及|开展|召开|宣传|培训|检查|走访|整改|化解|办理|审查|移送|罚款|调解(?!员|组织|委|案|室)|推动|推进|组织|安排|协助|配合|参会|列席|持证|主动)/
/** What takes a noun behind the figure: 作出4次批示, 全县100多个党委, 对182个事项. */
const governing =
  /(?:开展|举办|组织|召开|进行|完成|实施|制定|出台|印发|作出|做出|提出|发出|发布|建成|建立|设立|成立|新增|新建|培育|选派|配备|聘请|评选|命名|创建|打造|推出|实现|取消|下放|承接|梳理|公布|编制|办理|受理|审结|查处|化解|排查|整改|解决|收到|接受|涉及|覆盖|惠及|组建|选聘|招录|招聘|获评|荣获|获得|入选|发现|处理|处置|开设|举行|邀请|帮助|指导|督促|责令|了|对|将|把|由|向|与|和|及|的|等|共|有|为|全[市县区省州局]|[省市县区镇乡州]|[，、；：“（(])\s?$/

const bare = (phrase: string): string => {
  let plain = phrase
  for (let again = true; again;) {
    const less = plain.replace(changing, '').replace(trailing, '')
    again = less !== plain
    plain = less
  }
  return plain
}
/** What stands in quotation marks belongs together. */
const until = (text: string, form: RegExp): string => {
  const at = text.replace(/“[^”]{0,40}”/g, (quoted) => '某'.repeat(quoted.length)).search(form)
  return at < 0 ? text : text.slice(0, at)
}
/** Of a day, what was done on it, otherwise what is said before it. */
export const aboutDay = (before: string, after: string): string => {
  const behind = until(after.replace(/^\s?(?:[，,止]\s?)?/, ''), marks)
    .replace(leading, '')
    .trim()
  return /[\u4e00-\u9fff]{2}/.test(behind) ? behind.slice(0, 40) : aboutOf(before, '', '')
}
/**
 * `before`: the text between the last figure, or the beginning of the sentence, and this one; `after`: up to the next
 * figure or the end of the sentence; `last`: what the figure before it counts.
 */
export const aboutOf = (before: string, after: string, last: string): string => {
  const behind = after.replace(/^的/, '')
  const told = before
    .replace(/[近约超达逾]+$/, '')
    .split(/[，。；,;\n]/)
    .at(-1)!
  const said = /[\u4e00-\u9fff）)》”]{2}$/.test(told) && !governing.test(told)
  if (!noNoun.test(behind) && !(said && predicate.test(behind)) && !/连续\s?$/.test(before)) {
    const noun = until(until(behind, marks), verbs)
      .replace(
        /(?:[的或将于把是]|(?<![调缓饱平温])和|(?<!参)与|(?<!普)及|(?<![应核])对|(?<![存现所])在|(?<!行)为|(?<![方意导])向|(?<!理)由|(?<![所国私公专])有|(?<![集其])中|(?<!公)共(?:计|有)?|合计|总计)+$/,
        '',
      )
      .trim()
    if (noun.length > 1 || /[村镇乡县区市省人]/.test(noun)) return noun.slice(0, 40)
  }
  const clauses = before.replace(/\[\d{1,3}\]|(?:19|20)\d{2}年度?(?=共|累计|新|全)/g, '').split(/[，。；：,;:\n\r\t|]/)
  for (let at = clauses.length - 1; at >= 0; at--) {
    const phrase = clauses[at]!.replace(leading, '').replace(trailing, '')
    const plain = bare(phrase)
    if (/^(?:低于|高于|优于|好于|[较比].*[高低多少快慢]$)/.test(plain) && last) return last
    if (/^占(?![地用])/.test(plain) && last) return `${last}${plain}`.slice(-40)
    if (/[\u4e00-\u9fff]{2}|^[男女]$/.test(plain)) return plain.slice(-40)
    if (phrase && last) return last
  }
  return last
}
