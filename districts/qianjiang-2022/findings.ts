/** What the inspections of the year found: unit by unit, and how each finding went on. */
import type { Day } from '../../kernel/time/index.ts'

/** How a finding goes on after the unit has received it. */
export type Course =
  /** Rectified in time, checked, confirmed. */
  | { readonly is: 'confirmed'; readonly repeats?: string }
  /** The unit's objection is heard and turned down; then as above. */
  | { readonly is: 'upheld' }
  /** The objection is right: the finding is withdrawn and counts no more. */
  | { readonly is: 'withdrawn' }
  /** The first report is sent back for want of evidence. */
  | { readonly is: 'sentBack' }
  /** The day is moved once. */
  | { readonly is: 'extended'; readonly due: Day; readonly reason: string }
  /** Reported after its day, after a call and a public criticism. */
  | { readonly is: 'late'; readonly reported: Day }
  /** The look-back finds it again. */
  | { readonly is: 'reopened' }
  /** Gone no further than that by the day of the district's clock. */
  | { readonly is: 'checked'; readonly on: Day }
  | { readonly is: 'reported'; readonly on: Day; readonly due?: Day; readonly sentBack?: Day }
  | { readonly is: 'rectifying'; readonly due?: Day; readonly calledIn?: Day }

export interface Finding {
  readonly unit: string
  readonly topic: string
  readonly problem: string
  readonly basis: string
  readonly course: Course
}

const confirmed: Course = { is: 'confirmed' }
const duty = '第一责任人职责规定第五条'
const decision = '重大行政决策程序暂行条例'
const penalty = '行政处罚法第五十八条'
const disclosure = '政府信息公开条例第二十六条'
const documents = '规范性文件管理要求'

type Found = readonly [topic: string, problem: string, basis: string, course?: Course]
const of = (unit: string, ...found: readonly Found[]): Finding[] =>
  found.map(([topic, problem, basis, course = confirmed]) => ({ unit, topic, problem, basis, course }))

/** The general inspection of spring: fourteen units. */
export const general: readonly Finding[] = [
  ...of(
    'jiao-wei',
    ['duty', '年度述法报告未写明整改去年问题的结果', duty],
    ['openness', '三份招生通知逾期才上网', disclosure, { is: 'sentBack' }],
  ),
  ...of(
    'jiaotong-ju',
    ['enforcement', '两起罚款决定没有法制审核意见', penalty],
    ['capacity', '法制审核人员少于执法人员的5%', '法制审核队伍配备要求'],
  ),
  ...of(
    'chengshi-guanli-ju',
    ['enforcement', '强制拆除前没有履行催告', '行政强制法第三十五条', { is: 'late', reported: '2022-07-18' }],
    ['enforcement', '执法记录仪影像未按期归档', '执法全过程记录制度'],
  ),
  ...of(
    'nongye-nongcun-wei',
    ['documents', '以会议纪要代替补贴管理办法', documents],
    ['openness', '惠农补贴发放结果未公开到村', disclosure],
  ),
  ...of('shuili-ju', [
    'decisions',
    '河道采砂规划调整未作风险评估',
    decision,
    { is: 'extended', due: '2022-08-31', reason: '风险评估报告须由第三方出具' },
  ]),
  ...of(
    'weisheng-jiankang-wei',
    ['enforcement', '处罚文书送达回证缺签收日期', penalty],
    ['disputes', '一起复议案件逾期提交答复', '行政复议法有关答复期限的条款'],
  ),
  ...of('yimin-anzhi-ban', [
    'openness',
    '搬迁补助对象名单公示不足规定天数',
    disclosure,
    { is: 'extended', due: '2022-07-29', reason: '机构撤并，职责移交中' },
  ]),
  ...of(
    'minzheng-ju',
    ['documents', '救助标准调整文件没有备案', documents],
    ['services', '高龄津贴申办要求重复提交户籍材料', '政务服务减材料要求'],
  ),
  ...of(
    'renli-shebao-ju',
    ['disputes', '工伤认定败诉后没有复盘', '败诉案件分析制度', { is: 'upheld' }],
    ['capacity', '三名新进执法人员未经培训即上岗', '执法人员资格管理要求'],
  ),
  ...of(
    'wenhua-lvyou-wei',
    ['decisions', '景区票价调整没有公开征求意见', decision],
    ['documents', '一件失效文件仍在官网显示有效', documents, { is: 'withdrawn' }],
  ),
  ...of(
    'chengdong',
    ['duty', '全年没有专题研究法治建设', duty],
    ['openness', '村级财务公开栏停在去年第三季度', disclosure, { is: 'reopened' }],
  ),
  ...of(
    'zhengyang',
    ['enforcement', '综合执法没有公示执法人员名单', '执法公示制度'],
    ['disputes', '人民调解卷宗缺回访记录', '人民调解工作规范'],
  ),
  ...of(
    'zhuoshui',
    ['decisions', '古镇业态准入未经集体讨论', decision],
    ['services', '便民中心无人员去向公示', '政务服务规范'],
  ),
  ...of(
    'shihui',
    [
      'enforcement',
      '下放的处罚事项没有裁量基准',
      '裁量权基准制度',
      { is: 'confirmed', repeats: '2021年专项督察第2项' },
    ],
    ['capacity', '司法所一人兼任多岗', '司法所规范化建设要求'],
  ),
]

/** Follow-up on the procedure of major decisions: three of those units once more. */
export const followUp: readonly Finding[] = [
  ...of('jiaotong-ju', ['decisions', '公交线网调整的专家论证由承办科室自行作出', decision]),
  ...of(
    'wenhua-lvyou-wei',
    ['decisions', '文化馆迁建未列入决策目录', decision],
    ['decisions', '决策档案缺公众意见采纳说明', decision, { is: 'sentBack' }],
  ),
  ...of('zhuoshui', ['decisions', '集镇改造方案未作合法性审查即上会', decision]),
]

/** The special inspection of autumn on the three systems of enforcement: seven further units. */
export const special: readonly Finding[] = [
  ...of(
    'gongan-ju',
    ['enforcement', '两起案件当事人陈述申辩无记录', penalty],
    ['enforcement', '扣押物品清单没有见证人签名', '执法全过程记录制度', { is: 'checked', on: '2022-12-28' }],
  ),
  ...of(
    'shichang-jianguan-ju',
    ['enforcement', '免罚清单适用没有写明理由', '裁量权基准制度', { is: 'checked', on: '2022-11-14' }],
    ['enforcement', '处罚信息公示超过规定天数', '执法公示制度'],
  ),
  ...of(
    'guihua-ziyuan-ju',
    ['enforcement', '违法用地查处只罚不改', '土地管理执法要求', { is: 'rectifying', due: '2023-03-31' }],
    ['enforcement', '法制审核意见与决定结论不一致', penalty, { is: 'checked', on: '2022-11-22' }],
  ),
  ...of('zhufang-chengjian-wei', [
    'enforcement',
    '听证告知书没有写明期限',
    '行政处罚法第六十三条',
    { is: 'reported', on: '2023-02-08', due: '2023-02-10' },
  ]),
  ...of('yingji-ju', [
    'enforcement',
    '复查记录晚于整改期限',
    '安全生产执法手册',
    { is: 'rectifying', due: '2023-02-23' },
  ]),
  ...of('linye-ju', [
    'enforcement',
    '林木采伐检查没有两人签名',
    '执法全过程记录制度',
    { is: 'reported', on: '2022-12-28' },
  ]),
  ...of(
    'shengtai-huanjing-ju',
    ['enforcement', '自动监测异常未立案也未说明', '生态环境执法要求', { is: 'rectifying', calledIn: '2023-01-12' }],
    [
      'enforcement',
      '处罚案卷缺裁量计算表',
      '裁量权基准制度',
      { is: 'reported', on: '2023-01-30', due: '2023-01-31', sentBack: '2023-02-10' },
    ],
  ),
]

/** From the year before: fed back in 2021, confirmed early in 2022. */
export const before: readonly Finding[] = [
  ...of('chengnan', ['enforcement', '综合执法文书编号不连续', '执法文书规范']),
  ...of('shihui', ['enforcement', '处罚没有写明裁量理由', '裁量权基准制度']),
  ...of('heixi', ['openness', '信息公开申请没有登记', '政府信息公开条例第二十七条']),
]
