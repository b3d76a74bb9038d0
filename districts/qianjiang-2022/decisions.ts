/** The major decisions of the year, as data: what each is about, when it was proposed and how it went. Texts are invented. */
import type { Day } from '../../kernel/time/index.ts'

export interface Comment {
  /** Working days after the notice. */
  readonly after: number
  readonly from: string
  readonly says: string
  readonly adopt?: string
  readonly why?: string
}
export interface Expert {
  readonly name: string
  readonly field: string
  readonly pool: 'district' | 'superior' | 'none'
  readonly differing?: true
  readonly view: 'agree' | 'change' | 'oppose'
}
export interface Decision {
  /** The name of its case, and of those that it opens elsewhere. */
  readonly name: string
  readonly title: string
  readonly kind: 'policy' | 'plan' | 'resource' | 'project' | 'other' | 'spatial' | 'assets'
  readonly source: 'leader' | 'department' | 'deputies' | 'citizens'
  /** Its number in the catalogue of 2022; nothing: outside. */
  readonly entry?: number
  readonly lead: string
  readonly basis: string
  readonly planned: Day
  readonly proposed: Day
  readonly problem: string
  readonly scheme: string
  readonly comments: readonly Comment[]
  /** Nothing: found not to be technical. */
  readonly experts?: readonly Expert[]
  readonly risk: 'low' | 'medium' | 'adjusted' | 'reused' | 'none'
  readonly market?: true
  readonly group?: string
  readonly hearing?: true
  readonly departments: readonly (readonly [unit: string, dissent?: string])[]
  readonly opinions: readonly (readonly [question: string, opinion: string])[]
  /** The first opinion asked for a changed text. */
  readonly revised?: true
  readonly congress?: 'report'
}

export const decisions: readonly Decision[] = [
  {
    name: 'decision-1',
    title: '城区老旧小区加装电梯三年推进方案',
    kind: 'project',
    source: 'deputies',
    entry: 1,
    lead: 'zhufang-chengjian-wei',
    basis: '代表建议办理计划',
    planned: '2022-08-31',
    proposed: '2022-04-25',
    problem: '五层以上无电梯住宅里老年住户出行困难',
    scheme: '三年内对具备条件的单元分批加装，业主出资为主、财政定额补助',
    comments: [
      { after: 3, from: 'citizen', says: '一楼住户采光受影响应有补偿办法', adopt: '第九条' },
      { after: 6, from: 'citizen', says: '补助应按层数区分', adopt: '第十二条' },
      {
        after: 12,
        from: 'citizen',
        says: '费用全部由财政承担',
        why: '产权归业主所有，全额补助没有依据，只作定额补助',
      },
    ],
    experts: [
      { name: '示例大学结构工程教师', field: '结构安全', pool: 'superior', view: 'agree' },
      { name: '示例设计院注册建筑师', field: '住宅设计', pool: 'district', differing: true, view: 'change' },
    ],
    risk: 'medium',
    group: '拟加装单元的业主代表',
    departments: [['guihua-ziyuan-ju'], ['caizheng-ju']],
    opinions: [
      ['procedure', '业主表决比例的引用条款已修订，应改引现行规定'],
      ['content', '补助资金的结算方式应当写明'],
    ],
  },
  {
    name: 'decision-2',
    title: '城乡公交票制票价改革方案',
    kind: 'policy',
    source: 'department',
    entry: 2,
    lead: 'jiaotong-ju',
    basis: '区综合交通运输规划',
    planned: '2022-09-30',
    proposed: '2022-05-16',
    problem: '城区与乡镇线路分段计价，换乘负担重',
    scheme: '统一为一票制，九十分钟内换乘减半',
    comments: [
      { after: 2, from: 'citizen', says: '学生月票在寒暑假也应可用', adopt: '第七条' },
      { after: 5, from: 'deputy', says: '乡镇末班车时间要一并公布', adopt: '第十条' },
      { after: 9, from: 'enterprise', says: '补贴按趟次结算', why: '按趟次结算无法核实客流，仍按里程和满意度结算' },
    ],
    experts: [
      { name: '示例交通规划研究院', field: '公共交通', pool: 'superior', view: 'change' },
      { name: '示例大学价格理论教师', field: '公用事业定价', pool: 'none', differing: true, view: 'oppose' },
    ],
    risk: 'adjusted',
    market: true,
    hearing: true,
    departments: [['fazhan-gaige-wei'], ['caizheng-ju', '认为补贴增幅超过当年预算安排，建议先试行两条线路']],
    opinions: [
      ['content', '老年人免费乘车的年龄与上位规定不一致'],
      ['procedure', '听证报告中两条意见的采纳说明缺失，应当补齐'],
    ],
    revised: true,
  },
  {
    name: 'decision-3',
    title: '区域医疗卫生服务体系五年规划',
    kind: 'plan',
    source: 'department',
    entry: 3,
    lead: 'weisheng-jiankang-wei',
    basis: '区国民经济和社会发展规划',
    planned: '2022-11-30',
    proposed: '2022-06-06',
    problem: '优质床位集中在城区，乡镇急救半径过大',
    scheme: '建设三个片区医疗次中心，调整床位和人员配置',
    comments: [
      { after: 4, from: 'citizen', says: '片区次中心应设儿科夜间门诊', adopt: '第二十一条' },
      { after: 10, from: 'organisation', says: '请把康复护理床位单列', adopt: '第十八条' },
    ],
    experts: [
      { name: '示例医科大学卫生管理教师', field: '卫生规划', pool: 'superior', view: 'agree' },
      { name: '示例医院管理研究所', field: '资源配置', pool: 'superior', differing: true, view: 'change' },
      { name: '示例疾控专家', field: '公共卫生', pool: 'district', view: 'agree' },
    ],
    risk: 'none',
    departments: [['yibao-ju'], ['fazhan-gaige-wei']],
    opinions: [['content', '社会办医的准入条件不得严于上位规定']],
    congress: 'report',
  },
  {
    name: 'decision-4',
    title: '峡谷景区资源保护与利用总体方案',
    kind: 'resource',
    source: 'leader',
    entry: 4,
    lead: 'wenhua-lvyou-wei',
    basis: '文化旅游资源普查成果',
    planned: '2022-12-30',
    proposed: '2022-06-27',
    problem: '沿线自发经营点破坏岩壁景观',
    scheme: '划定保护线，集中设置经营点，分时预约限流',
    comments: [
      { after: 5, from: 'citizen', says: '原有经营户应优先取得摊位', adopt: '第十四条' },
      { after: 8, from: 'citizen', says: '本地居民不受限流影响', why: '限流按安全容量核定，本地居民另设免费时段' },
    ],
    experts: [
      { name: '示例地质公园研究中心', field: '地质遗迹保护', pool: 'superior', view: 'agree' },
      { name: '示例旅游规划公司', field: '景区容量', pool: 'none', view: 'change' },
    ],
    risk: 'low',
    market: true,
    departments: [['linye-ju'], ['guihua-ziyuan-ju'], ['shengtai-huanjing-ju']],
    opinions: [
      ['power', '保护线内的处罚事项须由市级主管部门设定，应当删去'],
      ['content', '经营点的分配应当公开竞争'],
      ['procedure', '生态影响评价的批复应附后'],
    ],
  },
  {
    name: 'decision-5',
    title: '城市再生水利用工程建设方案',
    kind: 'project',
    source: 'department',
    entry: 5,
    lead: 'shuili-ju',
    basis: '节水型城市建设任务',
    planned: '2022-12-30',
    proposed: '2022-10-24',
    problem: '城区绿化和冲洗仍用自来水',
    scheme: '新建再生水厂一座、管网二十公里',
    comments: [
      { after: 6, from: 'citizen', says: '取水口的水质应每月公布', adopt: '第十五条' },
      { after: 11, from: 'enterprise', says: '用再生水的企业减收污水处理费', why: '收费减免须另按价格程序办理' },
    ],
    experts: [
      { name: '示例给排水设计院', field: '给水排水', pool: 'superior', view: 'agree' },
      { name: '示例大学环境工程教师', field: '水处理', pool: 'superior', differing: true, view: 'change' },
    ],
    risk: 'low',
    market: true,
    departments: [['caizheng-ju'], ['shengtai-huanjing-ju']],
    opinions: [['content', '特许经营期限的表述应与上位规定一致']],
  },
  {
    name: 'decision-6',
    title: '闲置区属厂房和办公用房处置方案',
    kind: 'assets',
    source: 'department',
    entry: 6,
    lead: 'guozi-wei',
    basis: '国有资产盘活任务',
    planned: '2022-11-30',
    proposed: '2022-07-11',
    problem: '十一处房产长期闲置，年久失修',
    scheme: '分类出让、出租和划转，收益用于还债',
    comments: [
      { after: 4, from: 'citizen', says: '老电影院应留作文化用途', adopt: '第四条' },
      { after: 9, from: 'organisation', says: '原职工安置应先行落实', adopt: '第十一条' },
    ],
    experts: [{ name: '示例资产评估事务所', field: '资产评估', pool: 'none', view: 'change' }],
    risk: 'adjusted',
    market: true,
    departments: [['caizheng-ju']],
    opinions: [],
  },
]
