/**
 * 重庆's regulation on filing documents with the standing committees of the congresses. Articles 13 to 15 and 36 to 39
 * of the text of 2022 were read; it was revised in 2024, and those numbers were not.
 */
import { instrument, rule, type Edition, type Reckoning } from '../kernel/law/index.ts'

const since = '2022-05-01'

export const filingRegulation = instrument('重庆市各级人民代表大会常务委员会规范性文件备案审查条例', {
  number: '重庆市人大常委会2022年3月30日通过',
  rank: 'local regulation',
  editions: [{ since, note: '2024年又有修订，施行日和新条文待核' }],
  articles: {
    13: '联合发文由牵头机关报备；还归别的审查机关管的，由各制定机关分头去报',
    14: '文件公布后三十日内报备，附备案报告、正式文本、修改废止决定、起草说明、依据和公布公告；纸质两份，电子稿走平台',
    15: '审查机构十日内看形式：合格的登记并发电子回执，不归它管的退回说理由，格式不合的暂缓登记并通知补报',
    36: '制定机关认可问题的，交一份书面处理计划，写明怎么改、何时改、谁来改；明显违法的先停用',
    37: '收到书面审查意见后三十日内，书面回复怎样处理',
    38: '改完或者废止后三十日内报告结果，新文本重新报备',
    39: '处理一般六个月办结，最长不超过一年；不处理或者不同意的，逐级提到主任会议和常委会',
  },
})

const from2022 = (counted: Reckoning): readonly Edition[] => [
  { since: '1949-10-01', count: null },
  { since, ...counted },
]
const before = '2022年5月1日以前的旧规定没有读到，当时的天数不作约束；2024年修订后的天数待核'

/** From publication of the document to the congress's standing committee. */
export const filingWithCongress = rule(
  'filing.congress',
  '报人大备案期限',
  'Time to file with the congress',
  filingRegulation(14),
  from2022({ count: 30, unit: 'calendar days' }),
  { note: before },
)
/** The standing committee's office checks the form of what it received. */
export const checkingForm = rule(
  'filing.form',
  '备案形式审查期限',
  'Time to check the form',
  filingRegulation(15),
  from2022({ count: 10, unit: 'calendar days' }),
  { note: before },
)
/** The issuer answers a written review opinion. */
export const replyingToCongress = rule(
  'filing.reply',
  '审查意见回复期限',
  'Time to reply to a review opinion',
  filingRegulation(37),
  from2022({ count: 30, unit: 'calendar days' }),
  { note: before },
)
/** After an amendment or repeal: report it, and file the new text again. */
export const filingAgain = rule(
  'filing.again',
  '修改废止后再报备期限',
  'Time to file again',
  filingRegulation(38),
  from2022({ count: 30, unit: 'calendar days' }),
  { note: before },
)
/** A document found improper is generally dealt with in this time. */
export const disposing = rule(
  'filing.dispose',
  '处理一般期限',
  'General time to dispose',
  filingRegulation(39),
  from2022({ count: 6, unit: 'months' }),
  { note: before },
)
/** And never later than this. */
export const disposingAtMost = rule(
  'filing.dispose-longest',
  '处理最长期限',
  'Longest time to dispose',
  filingRegulation(39),
  from2022({ count: 12, unit: 'months' }),
  { note: before },
)
