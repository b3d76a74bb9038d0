/** The normative documents of the year, as data: what each is about, when it was planned and how it went. All are invented. */
import type { Day } from '../../kernel/time/index.ts'

export interface Comment {
  /** Working days after the notice. */
  readonly after: number
  readonly from: 'citizen' | 'enterprise' | 'association' | 'organisation' | 'unit'
  readonly says: string
  readonly adopt?: string
  readonly why?: string
}
export interface Paper {
  /** The name of its case, and of those that it opens elsewhere. */
  readonly name: string
  readonly title: string
  readonly organ: string
  readonly issuer: string
  readonly joint?: readonly string[]
  readonly planned: Day
  readonly market?: true
  readonly trial?: true
  readonly topic?: 'businessEnvironment'
  readonly bases: string
  readonly comments: readonly Comment[]
  readonly opinions: readonly (readonly [question: string, opinion: string])[]
  /** The first opinion asked for a changed text. */
  readonly revised?: true
  /** What a change after the comments was that sent it to the public once more. */
  readonly material?: string
  readonly urgent?: string
  readonly replaces?: string
  /** Working days from the signature to the publication. */
  readonly published?: number
  /** Calendar days from there to the day on which it takes effect. */
  readonly ahead?: number
  /** Interpreted so many working days afterwards, not in step. */
  readonly interpreted?: number
}

/** Of the district: seven were published in 2022. */
export const districtPapers: readonly Paper[] = [
  {
    name: 'ndoc-1',
    title: '农村饮用水水源地巡护管理办法',
    organ: 'shuili-ju',
    issuer: 'qianjiang',
    planned: '2021-09-06',
    bases: '水污染防治和饮用水水源保护的法律法规',
    comments: [
      { after: 2, from: 'citizen', says: '巡护员的报酬应当按月公示', adopt: '第十四条' },
      { after: 4, from: 'unit', says: '巡护频次由乡镇自定', why: '频次是考核依据，须全区统一' },
    ],
    opinions: [
      ['power', '对违法行为的处理应当写明移送哪一主管部门'],
      ['content', '保护区范围的表述应与批准文件一致'],
    ],
    ahead: 30,
  },
  {
    name: 'ndoc-2',
    title: '小微企业生产场地租金补助办法',
    organ: 'jingji-xinxi-wei',
    issuer: 'qianjiang',
    planned: '2021-10-11',
    market: true,
    topic: 'businessEnvironment',
    bases: '中小企业促进法和优化营商环境的规定',
    comments: [
      { after: 3, from: 'enterprise', says: '租用民房生产的也应当纳入', adopt: '第四条' },
      { after: 6, from: 'association', says: '补助按季度拨付', adopt: '第九条' },
      { after: 15, from: 'enterprise', says: '限本地注册满三年', why: '按注册年限区别对待妨碍公平竞争' },
    ],
    opinions: [
      ['measures', '要求另行提供纳税证明属于重复要件，应当删去'],
      ['rights', '追回补助的情形应当列明'],
      ['content', '补助标准的计算方式前后不一致'],
    ],
    ahead: 30,
  },
  {
    name: 'ndoc-3',
    title: '城市园林绿化养护管理办法',
    organ: 'chengshi-guanli-ju',
    issuer: 'qianjiang',
    planned: '2022-01-10',
    bases: '城市绿化的法律法规',
    comments: [{ after: 3, from: 'organisation', says: '古树名木周边应当禁止硬化', adopt: '第十八条' }],
    opinions: [['ownPower', '养护责任不得转给没有协议的沿街商户']],
    replaces: 'old-64',
    ahead: 20,
  },
  {
    name: 'ndoc-4',
    title: '特困人员集中供养管理办法',
    organ: 'minzheng-ju',
    issuer: 'qianjiang',
    planned: '2022-02-14',
    bases: '社会救助的法律法规',
    comments: [
      { after: 1, from: 'citizen', says: '失能人员的护理等级应当每年评一次', adopt: '第二十条' },
      { after: 5, from: 'unit', says: '供养机构夜间值班人数偏多', why: '人数依据上级标准，不能降低' },
    ],
    opinions: [
      ['rights', '财产处分须由本人或者监护人同意，第七条应当修改'],
      ['procedure', '征求意见的采纳说明缺少一条'],
      ['content', '费用标准应当引用现行文件'],
    ],
    revised: true,
    interpreted: 2,
  },
  {
    name: 'ndoc-5',
    title: '民宿登记服务管理办法（试行）',
    organ: 'wenhua-lvyou-wei',
    issuer: 'qianjiang',
    planned: '2022-02-21',
    market: true,
    trial: true,
    bases: '旅游、消防和食品安全的法律法规',
    comments: [
      { after: 4, from: 'enterprise', says: '登记材料能共享的不再要求提交', adopt: '第六条' },
      { after: 9, from: 'association', says: '按经营规模分类提出消防条件', adopt: '第八条' },
    ],
    opinions: [
      ['measures', '登记不得变相设为经营许可，第五条应当修改'],
      ['content', '消防条件应当引用技术导则'],
    ],
    material: '按经营规模把消防条件分为三类，增加一类免予登记的情形',
  },
  {
    name: 'ndoc-6',
    title: '高温干旱期间森林火源管控规定',
    organ: 'linye-ju',
    issuer: 'qianjiang',
    planned: '2022-07-11',
    bases: '森林防火的法律法规',
    comments: [{ after: 1, from: 'citizen', says: '祭祀集中点应当提前公布', adopt: '第五条' }],
    opinions: [['content', '禁火范围应当附图']],
    urgent: '持续高温干旱，森林火险等级连续达到最高级',
    published: 1,
    interpreted: 3,
  },
  {
    name: 'ndoc-7',
    title: '公共数据归集共享管理办法',
    organ: 'dashuju-fazhan-ju',
    issuer: 'zhengfu-ban',
    planned: '2022-05-30',
    bases: '数据安全和政务数据共享的法律法规',
    comments: [
      { after: 2, from: 'unit', says: '归集目录应当每年更新', adopt: '第十条' },
      { after: 6, from: 'citizen', says: '个人信息的使用应当能够查询', adopt: '第二十一条' },
    ],
    opinions: [
      ['power', '对垂直管理单位的要求应当改为协商'],
      ['rights', '涉及个人信息的共享须有法律、法规依据'],
    ],
    ahead: 14,
  },
  // Under way on the day of the clock: before the public, under review, and on its way to a meeting.
  {
    name: 'ndoc-8',
    title: '农村客运经营服务管理办法',
    organ: 'jiaotong-ju',
    issuer: 'qianjiang',
    planned: '2023-01-03',
    market: true,
    bases: '道路运输的法律法规',
    comments: [{ after: 3, from: 'citizen', says: '赶集日应当加开班次' }],
    opinions: [],
  },
  {
    name: 'ndoc-9',
    title: '义务教育学校校舍安全管理规定',
    organ: 'jiao-wei',
    issuer: 'qianjiang',
    planned: '2022-12-28',
    bases: '义务教育的法律法规',
    comments: [{ after: 2, from: 'citizen', says: '检测结果应当向家长公布', adopt: '第十二条' }],
    opinions: [['content', '检测周期应当与国家标准一致']],
  },
  {
    name: 'ndoc-10',
    title: '突发地质灾害避险安置办法',
    organ: 'guihua-ziyuan-ju',
    issuer: 'qianjiang',
    planned: '2022-12-20',
    bases: '地质灾害防治的法律法规',
    comments: [{ after: 2, from: 'citizen', says: '安置点应当通水通电', adopt: '第九条' }],
    opinions: [['procedure', '补充征求意见的说明']],
  },
]

/** Of departments and townships. */
export const departmentPapers: readonly Paper[] = [
  {
    name: 'dept-1',
    title: '区级专项资金绩效评价实施细则',
    organ: 'caizheng-ju',
    issuer: 'caizheng-ju',
    planned: '2022-01-17',
    bases: '预算的法律法规',
    comments: [{ after: 2, from: 'unit', says: '评价结果应当与下年预算挂钩', adopt: '第十五条' }],
    opinions: [['content', '评价等次的划分应当写明']],
  },
  {
    name: 'dept-2',
    title: '家庭医生签约服务管理细则',
    organ: 'weisheng-jiankang-wei',
    issuer: 'weisheng-jiankang-wei',
    joint: ['yibao-ju'],
    planned: '2022-03-14',
    bases: '基本医疗卫生与健康促进的法律',
    comments: [
      { after: 3, from: 'citizen', says: '签约后应当能够改签', adopt: '第八条' },
      { after: 5, from: 'organisation', says: '残疾人上门服务次数增加', why: '次数依据服务规范，可由机构自愿增加' },
    ],
    opinions: [['rights', '不得把签约作为就医报销的条件']],
  },
  {
    name: 'dept-3',
    title: '石会镇集镇摊区经营管理规定',
    organ: 'shihui',
    issuer: 'shihui',
    planned: '2022-04-11',
    market: true,
    topic: 'businessEnvironment',
    bases: '市容环境卫生的法规和下放事项目录',
    comments: [{ after: 4, from: 'enterprise', says: '摊位应当抽签分配', adopt: '第七条' }],
    opinions: [
      ['measures', '收取保证金没有依据，应当删去'],
      ['content', '营业时间的限制应当说明理由'],
    ],
  },
  {
    name: 'dept-4',
    title: '灵活就业人员技能培训补贴实施细则',
    organ: 'renli-shebao-ju',
    issuer: 'renli-shebao-ju',
    planned: '2022-06-13',
    bases: '就业促进的法律法规',
    comments: [{ after: 3, from: 'citizen', says: '线上培训也应当补贴', adopt: '第六条' }],
    opinions: [['content', '补贴次数的限制应当引用上级规定']],
    // In public when its twenty working days were over.
    published: 24,
  },
  {
    name: 'dept-5',
    title: '城区机动车临时停放区域管理细则',
    organ: 'gongan-ju',
    issuer: 'gongan-ju',
    planned: '2022-10-10',
    bases: '道路交通安全的法律法规',
    comments: [{ after: 2, from: 'citizen', says: '医院周边应当增加短时车位', adopt: '第五条' }],
    opinions: [['power', '施划泊位应当会同城市管理部门']],
  },
  {
    name: 'dept-8',
    title: '烟花爆竹零售点布设管理规定',
    organ: 'yingji-ju',
    issuer: 'yingji-ju',
    planned: '2022-12-19',
    bases: '烟花爆竹安全管理的法规',
    comments: [{ after: 2, from: 'citizen', says: '学校周边不设零售点', adopt: '第四条' }],
    opinions: [['measures', '布设条件不得超出法规规定']],
  },
]

/** Found by the six questions to be internal rules: what they are called and what they govern. */
export const internalRules: readonly (readonly [
  title: string,
  organ: string,
  on: Day,
  governs: string,
  mechanism: string,
])[] = [
  ['行政执法案卷评查工作办法', 'sifa-ju', '2022-02-21', 'enforcement', '案卷评查'],
  ['行政机关负责人出庭应诉工作指引', 'sifa-ju', '2022-04-25', 'disputes', '行政诉讼'],
  ['重大行政决策目录编制工作方案', 'zhengfu-ban', '2022-03-21', 'decisions', '重大行政决策'],
  ['政府网站信息发布审核实施意见', 'zhengfu-ban', '2022-07-11', 'openness', '信息发布'],
  ['法治督察整改销号工作指引', 'sifa-ju', '2022-09-13', 'leadership', '法治督察'],
]
