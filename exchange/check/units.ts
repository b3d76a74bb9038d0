/** What official prose counts in. Classifiers in one list, longest first, with the characters that make another word of them. */
import type { FigureKind } from './types.ts'

export interface Unit {
  readonly unit: string
  readonly kind: FigureKind
  /** Of the matched text. */
  readonly length: number
}
/** Characters that make another word of the classifier before them: 部门, 条例, 处罚. */
const otherwise: Readonly<Record<string, string>> = {
  部: '门委级长队分署属',
  条: '例款约文',
  项: '目',
  处: '罚理分置长室级',
  家: '庭长属',
  场: '所地景馆',
  门: '店诊户类',
  节: '点约能假日水',
  台: '账帐',
  单: '位元',
  本: '级地区市县省着',
  组: '织成建长',
  笔: '试录',
  支: '持付部撑出',
  所: '有在属以',
  间: '接',
  期: '间限望',
  份: '额',
  面: '向对临积',
  次: '数要序年日月',
  则: '应可须',
  名: '称录誉义',
  例: '如行会外',
  人: '大民均口事才',
  起: '草',
  批: '准复评示转',
  类: '似别型',
  位: '于置',
  册: '子',
  集: '中体团',
  套: '餐',
  班: '子组',
  口: '径岸头',
  片: '区面',
  块: '状',
  轮: '换岗流次',
  通: '过知报道告常行用',
  封: '闭控顶建',
  层: '级面次',
  首: '都要批席先',
  伙: '食伴同',
  队: '伍员列',
  段: '落时',
  箱: '包体',
  桩: '基',
  席: '位卷',
  尾: '气款矿',
}
const counts =
  '个批次|个场次|人次|人份|件次|场次|项次|条次|个次|家次|户次|批次|车次|辆次|班次|轮次|期次|点次|处次|所次|台次|架次|艘次|例次|份次|宗次|起次|套次|课时|学时|大类|小类|人天|标段|台套|件套|件|人|场|次|起|宗|项|条|家|户|名|位|份|期|批|部|篇|册|本|卷|例|处|所|座|辆|台|套|张|枚|幅|块|页|字|类|种|门|堂|节|轮|组|支|间|栋|幢|头|只|株|棵|艘|架|笔|单|班|趟|盒|瓶|包|则|集|道|片|口|眼|粒|通|封|层|首|伙|队|段|羽|箱|袋|桶|罐|匹|尾|席|桩|双|枝|挺|方面|个'
const measures: readonly (readonly [RegExp, string])[] = [
  [/平方公里|平方千米|km²/y, '平方公里'],
  [/平方米|平米|㎡|m²/y, '平方米'],
  [/立方米|m³/y, '立方米'],
  [/毫克\/升|mg\/L/y, '毫克/升'],
  [/微克\/立方米|μg\/m³|微克每立方米/y, '微克/立方米'],
  [/公里|千米/y, '公里'],
  [/厘米/y, '厘米'],
  [/毫米/y, '毫米'],
  [/分贝/y, '分贝'],
  [/公顷/y, '公顷'],
  [/万?亩/y, '亩'],
  [/公斤|千克/y, '公斤'],
  [/斤(?!斤)/y, '斤'],
  [/吨/y, '吨'],
  [/千瓦时|度(?=电)/y, '千瓦时'],
  [/千瓦/y, '千瓦'],
  [/兆瓦/y, '兆瓦'],
  [/米(?!面|粉|饭|业)/y, '米'],
  [/分(?![之钟类管局公院支别期布享工行为配阶层批散组项])/y, '分'],
  [/周?岁/y, '岁'],
]
const durations: readonly (readonly [RegExp, string])[] = [
  [/个?工作日/y, '工作日'],
  [/个?自然日/y, '自然日'],
  [/个(?:半)?月/y, '个月'],
  [/个?小时/y, '小时'],
  [/分钟/y, '分钟'],
  [/秒钟?/y, '秒'],
  [/个?星期|周(?!岁|边|年|一|二|三|四|五|六|日)/y, '周'],
  [
    /(?<=(?:连续|为期|期限|延长|缩短|满|超过|不少于|不超过|超)\s?[\d.]{1,4})年|(?<=(?<!\d)\d{1,2})年(?=以上|以下|以内|内)/y,
    '年',
  ],
  [/天(?!然|气|津|平|河|台|门)/y, '天'],
  [
    /(?<!月\s?\d{0,3})日(?=(?:之|以)?内|以[上下])|(?<=(?:压缩|缩短|压减|减少|为期|延长|拘留|公示|不少于|不超过)[^，。；月]{0,8})日(?=[，。；、\s]|$)/y,
    '日',
  ],
]
const rates: readonly (readonly [RegExp, string])[] = [
  [/%/y, '%'],
  [/‰/y, '‰'],
  [/个?百分点/y, '个百分点'],
  [/倍/y, '倍'],
  [/(?<=翻了?\s?[\d.一两二三四]{1,3})番/y, '番'],
]
const money = /(?:多|余)?(?:美元|港元|欧元|日元|元|块钱)(?![旦素谋])/y
const classifier = new RegExp(`(?:${counts})`, 'y')

const first = (kind: FigureKind, list: readonly (readonly [RegExp, string])[], flat: string, at: number) => {
  for (const [form, unit] of list) {
    form.lastIndex = at
    const found = form.exec(flat)
    if (found) return { unit, kind, length: found[0].length }
  }
  return undefined
}
/** The unit that stands at this place, if one does. */
export const unitAt = (flat: string, at: number): Unit | undefined => {
  const found =
    first('rate', rates, flat, at) ?? first('days', durations, flat, at) ?? first('measure', measures, flat, at)
  if (found) return found
  money.lastIndex = at
  const paid = money.exec(flat)
  if (paid) return { unit: paid[0].replace(/^[多余]|块钱/, '') || '元', kind: 'money', length: paid[0].length }
  classifier.lastIndex = at
  const word = classifier.exec(flat)?.[0]
  if (word === undefined || (otherwise[word] ?? '').includes(flat[at + word.length] ?? '\n')) return undefined
  return { unit: word === '方面' ? '个' : word.replace(/^个(?=.次)/, ''), kind: 'count', length: word.length }
}
/** What is counted without a classifier: 4部门, 12乡镇. */
const bare =
  /部门|单位|企业|乡镇|街道|镇街|镇乡|村居|村|社区|项目|省份|县区|区县|小区|窗口|环节|方面|岗位|网点|站点|学校/y
export const bareNounAt = (flat: string, at: number): boolean => {
  bare.lastIndex = at
  return bare.test(flat)
}
/** A unit that a table gives in brackets beside a label: 受理数（件）. */
export const unitIn = (words: string): Unit | undefined => {
  const found = /(?:单位[:：]?|[（(])\s*(?:单位[:：])?(万亿元|亿元|万元|[^（）()\s]{1,4})[）)]?\s*$/.exec(words)?.[1]
  if (found === undefined) return undefined
  const scale = /^[万亿]+(?=\S)/.exec(found)?.[0] ?? ''
  const unit = unitAt(found, scale.length)
  return unit && scale.length + unit.length === found.length ? { ...unit, unit: `${scale}${unit.unit}` } : undefined
}
