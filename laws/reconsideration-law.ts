/**
 * The Administrative Reconsideration Law where it looks at a document behind an act. The revision of 2023 has other
 * article numbers, so the two texts are two instruments.
 */
import { instrument, rule, type Edition } from '../kernel/law/index.ts'

const revised = '2024-01-01'

export const reconsiderationLaw2017 = instrument('行政复议法（2017年修正）', {
  number: '2017年修正',
  rank: 'law',
  editions: [{ since: '1999-10-01', until: '2023-12-31', note: '2009年、2017年修正' }],
  articles: {
    7: '申请复议时，可以一并请求审查行为所依据的规定，规章除外',
    26: '有权处理的三十日内处理；无权的七日内转走，接手的行政机关六十日内处理；其间案件中止',
    27: '复议机关自己发现依据不合法的，三十日内处理或者七日内转走；其间案件中止',
    40: '五日、七日指工作日，其余照民事诉讼法计算',
  },
})
export const reconsiderationLaw = instrument('行政复议法', {
  number: '2023年修订',
  rank: 'law',
  editions: [{ since: revised, note: '2023年修订' }],
  articles: {
    13: '部门、地方政府、乡镇和授权组织的规范性文件可以附带请求审查，规章除外',
    39: '附带审查文件或者依据期间，案件中止',
    56: '应申请附带审查：有权处理的三十日，无权的七日内转送',
    57: '复议机关自己发现依据不合法的，同样三十日处理或者七日转送',
    58: '中止后三日内请制定机关书面说明条款合法性，制定机关十日内交答复和材料，也可以当面听',
    59: '条款没有问题的写进决定书；越权或者违反上位法的，停用并责令纠正',
    60: '接到转送的机关六十日内把处理意见回给复议机关',
    88: '三、五、七、十日指工作日；没写的照民事诉讼法计算',
  },
})

const from2024 = (count: number): readonly Edition[] => [
  { since: '1949-10-01', count: null },
  { since: revised, count, unit: 'working days' },
]
const before = '2017年的文本没有这一步，2024年以前不作约束'

/** The reconsideration body deals with a document of its own competence. */
export const reviewingAttached = rule(
  'reconsideration.document',
  '附带审查处理期限',
  'Time to review an attached document',
  reconsiderationLaw(56),
  { count: 30, unit: 'calendar days' },
  { note: '2017年文本第26、27条同' },
)
/** Or hands it on. */
export const forwardingAttached = rule(
  'reconsideration.forward-document',
  '附带审查转送期限',
  'Time to forward an attached document',
  reconsiderationLaw(56),
  { count: 7, unit: 'working days' },
  { note: '2017年文本第26、27条同' },
)
/** Whoever it was handed to deals with it. */
export const reviewingForwarded = rule(
  'reconsideration.forwarded-document',
  '转送文件处理期限',
  'Time to review a forwarded document',
  reconsiderationLaw(60),
  { count: 60, unit: 'calendar days' },
  { note: '2017年文本第26条同，该文本第27条没有写接手机关的期限' },
)
/** The issuer is asked, from the day the case was suspended. */
export const askingIssuer = rule(
  'reconsideration.ask-issuer',
  '通知制定机关期限',
  'Time to ask the issuer',
  reconsiderationLaw(58),
  from2024(3),
  { note: before },
)
/** And answers, from the day it was asked. */
export const answeringForDocument = rule(
  'reconsideration.answer-document',
  '制定机关答复期限',
  'Time for the issuer to answer',
  reconsiderationLaw(58),
  from2024(10),
  { note: before },
)
