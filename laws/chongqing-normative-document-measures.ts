/**
 * 渝府令第329号: how 重庆 makes, files and cleans up normative documents. Its text was not read (that of its predecessor,
 * 渝府令第290号, ended on 2019-11-01): it is cited by subject and every number is the district's to set.
 */
import { instrument, parameter, type Reckoning } from '../kernel/law/index.ts'

export const documentMeasures = instrument('重庆市行政规范性文件管理办法', {
  number: '渝府令第329号',
  rank: 'rule',
  editions: [
    { since: '2015-10-01', until: '2019-10-31', note: '渝府令第290号' },
    { since: '2019-11-01', note: '原文待核' },
  ],
  status: 'unverified',
  articles: {
    制定主体部分: '谁可以制定规范性文件，由清单列明，条文待核',
    统一登记部分: '统一登记、统一编号，第三个“统一”是印发还是公布，各地不同，由本区选定',
    有效期部分: '每件文件写明有效期，到期自动失效；年限待核',
    评估部分: '到期以前评估一次，决定延续、修改还是废止；提前多久待核',
    备案部分: '区政府的报市政府，部门和乡镇的报区政府；时限和处理待核',
    清理部分: '上位法变了、专项部署来了或者到了周期，就要清理并公布结果；周期待核',
  },
})

const open = (
  id: string,
  zh: string,
  en: string,
  fallback: Reckoning,
  part: keyof typeof documentMeasures.articles,
  note: string,
  rolls = true,
) => parameter(`documents.${id}`, zh, en, fallback, { article: documentMeasures(part), note, rolls })

/** Between two checks of who may issue documents. */
export const recheckingIssuers = open(
  'recheck-issuers',
  '制定主体清单复核间隔',
  'Interval between checks of the issuing bodies',
  { count: 12, unit: 'months' },
  '制定主体部分',
  '渝府令第329号原文未见；国办发〔2018〕115号只说清单动态调整，暂按一年一核',
)
/** From the day a document takes effect to the end of its force. */
export const validity = open(
  'validity',
  '规范性文件有效期',
  'Validity',
  { count: 60, unit: 'months' },
  '有效期部分',
  '渝府令第329号原文未见；外地多为五年',
  false,
)
/** The same for what calls itself 试行 or 暂行. */
export const trialValidity = open(
  'trial-validity',
  '试行、暂行文件有效期',
  'Validity on trial',
  { count: 24, unit: 'months' },
  '有效期部分',
  '渝府令第329号原文未见；外地多为两年',
  false,
)
/** Counted back from the end of a document's force. */
export const evaluatingBeforeExpiry = open(
  'evaluate',
  '到期前评估提前量',
  'Evaluation before expiry',
  { count: 6, unit: 'months' },
  '评估部分',
  '渝府令第329号原文未见；外地多为届满前六个月',
  false,
)
/** From publication to the government above. */
export const filingWithGovernment = open(
  'file',
  '报上级政府备案期限',
  'Time to file with the government above',
  { count: 15, unit: 'calendar days' },
  '备案部分',
  '渝府令第329号原文未见；国发〔2008〕17号据转述为十五日',
)
/** From the notice of what is missing to the whole pack. */
export const completingGovernmentFiling = open(
  'file-complete',
  '补报政府备案材料期限',
  'Time to complete that filing',
  { count: 15, unit: 'calendar days' },
  '备案部分',
  '渝府令第329号原文未见；国家条例给规章的补报时间是15日，暂比照',
)
/** From the pack to the receipt or the return. */
export const checkingGovernmentFiling = open(
  'file-check',
  '政府备案审查期限',
  'Time to check that filing',
  { count: 30, unit: 'calendar days' },
  '备案部分',
  '渝府令第329号原文未见；暂按一个月左右',
)
/** From an opinion that corrects a document to its amendment or repeal. */
export const correctingFiled = open(
  'file-correct',
  '按备案审查意见纠正期限',
  'Time to correct a filed document',
  { count: 30, unit: 'calendar days' },
  '备案部分',
  '渝府令第329号原文未见；暂与人大审查意见的答复期限等长',
)
/** Between two general cleanups. */
export const cleanupInterval = open(
  'cleanup',
  '定期清理间隔',
  'Interval between cleanups',
  { count: 24, unit: 'months' },
  '清理部分',
  '渝府令第329号原文未见；外地多为两年一次',
  false,
)
/** From the end of a cleanup to its published lists. */
export const publishingCleanup = open(
  'cleanup-publish',
  '清理结果公布期限',
  'Time to publish the lists',
  { count: 20, unit: 'working days' },
  '清理部分',
  '渝府令第329号原文未见；暂比照政府信息主动公开的二十个工作日',
)
/** How often the district screens its papers for normative documents without the label. */
export const screening = open(
  'screen',
  '公文筛查间隔',
  'Interval between screenings',
  { count: 1, unit: 'months' },
  '统一登记部分',
  '据2023年4月的报道，本区按月筛查公文；未见文件规定',
)
/** From publication to the interpretation of a document that is not for the market; for the market they go out together. */
export const interpreting = open(
  'interpret',
  '政策解读期限',
  'Time to publish the interpretation',
  { count: 3, unit: 'working days' },
  '统一登记部分',
  '各地写法不一，多为公布后三个工作日；本市条文未见',
)
