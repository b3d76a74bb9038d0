/**
 * The work rules that a district government gives itself: how its meetings are called, attended, minuted and followed.
 * Those of the district were not read; anchors name the subject, and every number is the district's to set.
 */
import { instrument, parameter } from '../kernel/law/index.ts'

export const workRules = instrument('区县人民政府工作规则', {
  number: '各区县自行制定，文本待核',
  rank: 'document',
  editions: [{ since: '2018-06-25', note: '参照国务院工作规则的体例；本区文本未见' }],
  status: 'unverified',
  articles: {
    会议制度部分: '常务会议要有过半数组成人员到会；议题和材料会前定好、提前送达，不临时动议',
    列席部分: '司法局负责人和法律顾问固定列席常务会议，其他有关单位按议题列席',
    回避部分: '与议题有利害关系的，不参加该议题的讨论和表决',
    保密部分: '涉密议题限定知悉范围，不需要知悉的列席人员退席',
    会议纪要部分: '会议有记录，纪要由主持会议的首长签发',
    督办部分: '议定事项分解到单位，限期办结并回报',
  },
})

/** From the notice with the agenda to the meeting. */
export const convening = parameter(
  'meeting.notice',
  '会议通知和议程提前送达',
  'Notice of a meeting',
  { count: 1, unit: 'working days' },
  { article: workRules('会议制度部分'), note: '未见本区规定，暂按提前一个工作日' },
)
/** From the meeting to its signed minutes. */
export const minuting = parameter(
  'meeting.minutes',
  '会议纪要签发期限',
  'Time to sign the minutes',
  { count: 5, unit: 'working days' },
  { article: workRules('会议纪要部分'), note: '未见本区规定，暂按会后五个工作日' },
)
