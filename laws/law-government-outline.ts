/** The outline for building law-based government, 2021 to 2025. Its full text was not read: anchors name the subject. */
import { instrument, parameter } from '../kernel/law/index.ts'

export const lawGovernmentOutline = instrument('法治政府建设实施纲要（2021－2025年）', {
  number: '中共中央、国务院2021年8月印发',
  rank: 'document',
  editions: [{ since: '2021-08-02' }],
  status: 'unverified',
  articles: {
    依法行政能力部分: '政府领导班子一年至少听两次法治讲座（次数待核），执法部门负责人任期内参加法治培训',
  },
})

export const makingUp = parameter(
  'study.make-up',
  '补学期限',
  'Time to make up',
  { count: 30, unit: 'calendar days' },
  { article: lawGovernmentOutline('依法行政能力部分'), note: '上级文件没有写补学期限，由本区学法制度规定' },
)
