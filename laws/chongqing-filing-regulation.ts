/**
 * 重庆's regulation on filing documents with the standing committees of the congresses. Articles 11 to 15 and 35 to 39
 * were read in a reprint without date beside the promulgation of 2022; the revision of 2024 was not read.
 */
import { instrument, parameter, rule, type Edition, type Reckoning } from '../kernel/law/index.ts'

const since = '2022-05-01'

export const filingRegulation = instrument('重庆市各级人民代表大会常务委员会规范性文件备案审查条例', {
  number: '重庆市人大常委会2022年3月30日通过',
  rank: 'local regulation',
  editions: [{ since, note: '2024年又有修订，施行日和新条文待核' }],
  articles: {
    12: '政府部门、派出机构和授权组织的文件，也要一步步纳入备案审查',
    13: '同一区域联合发文，由牵头机关报备；还归别的审查机关管的，由各制定机关分头去报',
    14: '文件公布后三十日内报备，附备案报告、正式文本、修改废止决定、起草说明、依据和公布公告；纸质两份，电子稿走平台',
    15: '审查机构十日内看形式：合格的登记并发电子回执，不归它管的退回说理由，格式不合的暂缓登记并通知补报',
    35: '查不出毛病，或者制定机关已经自己改了废了的，审查到此为止',
    36: '制定机关认可问题的，交书面处理计划：怎么改、何时改完、哪家改；一般六个月办结，最长一年；明显违法的马上停用',
    37: '谈不拢的，审查机构可以发书面审查意见，督促制定机关三十日内书面答复打算怎样处理',
    38: '按意见改完或者废止后三十日内向人大常委会书面报告，新文本和修改废止决定另行报备',
    39: '交了计划或者处理意见的，审查先中止；说了不做的，提到主任会议，再由常委会审议',
  },
})

const from2022 = (counted: Reckoning): readonly Edition[] => [
  { since: '1949-10-01', count: null },
  { since, ...counted },
]
const note = '2022年5月1日以前的旧规定没有读到，当时不作约束；条例只说“日”，按日历日计；2024年修订后的天数待核'

/** From publication of the document to the congress's standing committee; an amended text is filed in the same time. */
export const filingWithCongress = rule(
  'filing.congress',
  '报人大备案期限',
  'Time to file with the congress',
  filingRegulation(14),
  from2022({ count: 30, unit: 'calendar days' }),
  { note },
)
/** The standing committee's office checks the form of what it received. */
export const checkingForm = rule(
  'filing.form',
  '备案形式审查期限',
  'Time to check the form',
  filingRegulation(15),
  from2022({ count: 10, unit: 'calendar days' }),
  { note },
)
/** The issuer answers a written review opinion, from the letter. */
export const replyingToCongress = rule(
  'filing.reply',
  '审查意见答复期限',
  'Time to reply to a review opinion',
  filingRegulation(37),
  from2022({ count: 30, unit: 'calendar days' }),
  { note },
)
/** The report to the standing committee after an amendment or repeal. */
export const reportingChange = rule(
  'filing.report-change',
  '修改废止后报告期限',
  'Time to report an amendment or repeal',
  filingRegulation(38),
  from2022({ count: 30, unit: 'calendar days' }),
  { note },
)
/** A document found improper is generally dealt with in this time. */
export const disposing = rule(
  'filing.dispose',
  '处理一般期限',
  'General time to dispose',
  filingRegulation(36),
  from2022({ count: 6, unit: 'months' }),
  { note },
)
/** And never later than this. */
export const disposingAtMost = rule(
  'filing.dispose-longest',
  '处理最长期限',
  'Longest time to dispose',
  filingRegulation(36),
  from2022({ count: 12, unit: 'months' }),
  { note },
)
/** The issuer completes what came back; the reprint breaks off before the number. */
export const completingFiling = parameter(
  'filing.complete',
  '补报备案材料期限',
  'Time to complete the filing',
  { count: 15, unit: 'calendar days' },
  { article: filingRegulation(15), note: '转载文本在天数之前中断；国家条例给规章的补报时间是15日，暂比照' },
)
