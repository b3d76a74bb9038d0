/**
 * 法治政府建设与责任落实督察工作规定: inspection of law-based government by the Party committee's office for it.
 * Only its first articles and article 24 were read; it is cited by chapter, and its day counts are the district's to set.
 */
import { instrument, parameter, type Reckoning } from '../kernel/law/index.ts'

export const inspectionRules = instrument('法治政府建设与责任落实督察工作规定', {
  number: '厅字〔2019〕28号',
  rank: 'document',
  editions: [{ since: '2019-04-15' }],
  status: 'unverified',
  articles: {
    第三章: '督察发现的问题逐家反馈，单位按反馈意见限期整改并报告结果',
    第四章: '各级政府和县级以上部门每年3月1日前报告上一年的法治政府建设情况',
    24: '年度报告除涉密内容外，4月1日前通过报刊、网站等向社会公开',
    年度报告内容部分: '年度报告写五项：举措和成效、不足和原因、党政主要负责人履职、下一年安排、其他情况',
    第五章: '拒不整改或者弄虚作假的，可以约谈、通报直至问责',
  },
})

const rectification = (id: string, zh: string, en: string, fallback: Reckoning, note: string, rolls = true) =>
  parameter(`rectification.${id}`, zh, en, fallback, { article: inspectionRules('第三章'), note, rolls })

/** From the day the feedback was received to the unit's plan of rectification. */
export const planning = rectification(
  'plan',
  '制定整改方案期限',
  'Time to plan rectification',
  { count: 30, unit: 'calendar days' },
  '未查到全国统一天数，暂与申请复核的期限等长',
)
/** From the unit's report to the check of it. */
export const checking = rectification(
  'check',
  '核查期限',
  'Time to check',
  { count: 30, unit: 'calendar days' },
  '未查到全国统一天数，暂按一个月左右安排核查',
)
/** From a report sent back to the next one. */
export const redoing = rectification(
  'redo',
  '重新报告期限',
  'Time to report again',
  { count: 15, unit: 'calendar days' },
  '未查到全国统一天数，暂按核查期限的一半',
)
/** The look-back comes only after this time, else it shows nothing about lasting effect. */
export const lookingBackFrom = rectification(
  'look-back-from',
  '回头看间隔',
  'Interval before the look-back',
  { count: 1, unit: 'months' },
  '未查到全国统一间隔；有的区5月底整改完毕、7月回头看，暂定满一个月',
  false,
)
/** The look-back that is owed comes within this time. */
export const lookingBackBy = rectification(
  'look-back-by',
  '回头看期限',
  'Time to look back',
  { count: 3, unit: 'months' },
  '未查到全国统一期限，暂定销号或者完成后三个月内',
)
