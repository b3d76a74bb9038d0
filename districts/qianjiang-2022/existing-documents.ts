/** What was in force before the product and was entered in 2021, by topic. Titles and numbers are invented. */
import { addDays, addMonths, type Day } from '../../kernel/time/index.ts'
import type { YearSource } from '../../server/year.ts'
import { wordOf } from './issuing-bodies.ts'
import { turn } from './telling.ts'

export type Topic = 'familyPlanning' | 'streamlining' | 'businessEnvironment' | 'other'
export interface Existing {
  readonly name: string
  readonly title: string
  readonly topic: Topic
  readonly issuer: string
  readonly word: string
  readonly number: string
  readonly effectiveFrom: Day
  readonly validUntil: Day
}
const titles: Readonly<Record<Topic, readonly string[]>> = {
  familyPlanning: [
    '流动人口婚育证明查验规定',
    '独生子女父母奖励发放办法',
    '社会抚养费征收工作规定',
    '计划生育家庭特别扶助细则',
    '再生育审批工作规程',
    '出生人口信息通报办法',
    '计划生育合同管理办法',
    '人口目标责任考核办法',
    '计划生育技术服务管理规定',
    '农村二女户扶助办法',
    '违法生育举报奖励办法',
    '企业计划生育管理规定',
    '计划生育公益金使用办法',
    '出租房屋计划生育管理规定',
    '避孕药具发放管理办法',
    '计划生育村民自治规定',
    '计划生育协会工作规定',
    '孕情监测工作规定',
    '计划生育药具市场管理办法',
    '人口信息化工作管理办法',
  ],
  streamlining: [
    '建设项目联合踏勘办法',
    '中介机构备案管理规定',
    '企业年度报告抽查办法',
    '户外广告设置审批细则',
    '临时占道审批规定',
    '小型工程施工备案规定',
    '民办培训机构年检办法',
    '用水计划申报办法',
    '房屋租赁登记管理规定',
    '政府投资项目概算审批办法',
    '行政审批专用章管理办法',
    '林木采伐申请办理规定',
    '村镇建房审批规定',
    '道路货运证照办理规定',
    '招投标文件备案办法',
    '社会组织年检规定',
    '公章刻制备案规定',
    '特种行业开业审核规定',
    '食品摊贩登记办法',
    '人力资源机构核准办法',
  ],
  businessEnvironment: [
    '招商引资优惠政策规定',
    '本地产品优先采购办法',
    '企业投诉处理办法',
    '重点企业挂牌保护规定',
    '政府采购供应商入围办法',
    '建筑企业入区登记办法',
    '涉企收费目录管理办法',
    '企业扶持资金管理办法',
    '农产品交易市场管理办法',
    '出租汽车经营权管理规定',
    '物流企业补助办法',
    '园区企业用工补贴办法',
    '行业协会商会管理规定',
    '电子商务扶持办法',
    '酒类经营管理规定',
    '砂石经营管理规定',
    '生猪定点屠宰管理规定',
    '燃气经营服务管理规定',
    '旅游接待企业评定办法',
    '餐饮服务量化分级办法',
  ],
  other: [
    '城区犬只管理规定',
    '消防水源建设管理办法',
    '农村垃圾治理收费办法',
    '城市绿化管理暂行规定',
    '爱国卫生管理规定',
    '城区扬尘控制管理规定',
    '山坪塘管护办法',
    '义务献血奖励办法',
    '地名标志设置规定',
    '城区限行管理通告',
  ],
}
const departments: Readonly<Record<Topic, readonly string[]>> = {
  familyPlanning: ['weisheng-jiankang-wei'],
  streamlining: ['zhengwu-fuwu-ban', 'zhufang-chengjian-wei'],
  businessEnvironment: ['shangwu-wei', 'shichang-jianguan-ju'],
  other: ['chengshi-guanli-ju'],
}
/** What their documents were numbered under before numbers were unified. */
const older: Readonly<Record<string, string>> = { qianjiang: '黔江府发', 'zhengfu-ban': '黔江府办发' }
/** Days that matter to what is told of them; the rest run five years from a day in 2019 or 2020. */
const ends: Readonly<Record<string, Day>> = {
  'old-61': '2022-06-30',
  'old-62': '2022-10-31',
  'old-63': '2022-12-31',
  // To be evaluated six months before: overdue, near and with time left, as seen from the day of the clock.
  'old-66': '2023-07-31',
  'old-67': '2023-08-22',
  'old-68': '2023-10-31',
}

export const existingDocuments = ({ units }: Pick<YearSource, 'units'>): readonly Existing[] =>
  Object.entries(titles).flatMap(([of, list], group) =>
    list.map((title, at): Existing => {
      const topic = of as Topic
      const n = group * 20 + at + 1
      const name = `old-${n}`
      const issuer = n % 4 === 3 ? turn(departments[topic], at) : n % 3 === 0 ? 'zhengfu-ban' : 'qianjiang'
      const word = older[issuer] ?? wordOf(units.find(({ id }) => id === issuer)!)
      const until = ends[name]
      const effectiveFrom = until ? addDays(addMonths(until, -60), 1) : addDays('2019-06-03', n * 8)
      return {
        name,
        title,
        topic,
        issuer,
        word,
        number: `${word}〔${effectiveFrom.slice(0, 4)}〕${((n * 7) % 60) + 1}号`,
        effectiveFrom,
        validUntil: until ?? addDays(addMonths(effectiveFrom, 60), -1),
      }
    }),
  )
