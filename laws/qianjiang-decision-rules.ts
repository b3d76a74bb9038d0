/**
 * 黔江府办发〔2020〕88号: the district's eleven rules on decisions. Their titles and the first articles of the one on the
 * catalogue were read, so they are cited by subject.
 */
import { instrument, parameter } from '../kernel/law/index.ts'

export const qianjiangDecisionRules = instrument('关于印发重大行政决策相关工作制度的通知', {
  number: '黔江府办发〔2020〕88号',
  rank: 'document',
  editions: [{ since: '2020-12-25', note: '印发之日；施行日待核' }],
  status: 'unverified',
  articles: {
    目录管理办法: '区政府办公室牵头编目录，进了目录的决策一律走法定程序；其余条文待核',
    公众参与工作规则: '怎样听取公众意见，条文待核',
    专家咨询论证制度: '怎样请专家论证，条文待核',
    风险评估工作规则: '怎样评估风险，条文待核',
    合法性审查工作规则: '怎样审查合法性，条文待核',
    向人大报告工作制度: '出台前怎样向区人大及其常委会报告，条文待核',
    公开制度: '决策怎样公开，条文待核',
    督查工作规则: '执行情况怎样督查，条文待核',
    后评估工作规则: '执行之后怎样评估，条文待核',
    责任追究办法: '违反程序或者失误怎样追责，条文待核',
    '记录、归档和档案管理制度': '全程留痕，材料归档保管，条文待核',
  },
})

/** The executing unit reports on progress at least this often. */
export const reportingExecution = parameter(
  'decision.execution-report',
  '决策执行情况报告间隔',
  'Interval between progress reports',
  { count: 6, unit: 'months' },
  { article: qianjiangDecisionRules('督查工作规则'), note: '国家条例只要求报告，没有定间隔；暂按半年一报' },
)
/** From the decision's publication to a complete file of its procedure. */
export const archivingDecision = parameter(
  'decision.archive',
  '决策材料归档期限',
  'Time to archive the procedure',
  { count: 3, unit: 'months' },
  { article: qianjiangDecisionRules('记录、归档和档案管理制度'), note: '国家条例只说及时归档，没有定天数；暂按三个月' },
)
