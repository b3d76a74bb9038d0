/** What the older site system hands over month by month: published, forwarded and cleaned up, as rows with titles. */
import { addDays, type Day } from '../../kernel/time/index.ts'
import type { YearBatch, YearSource } from '../../server/year.ts'
import { chance, months, stands, workdaysOf } from './telling.ts'

type Row = YearBatch['rows'][number]

const themes = `
  安全生产 防汛抗旱 森林防火 疫情防控 乡村振兴 招商引资 营商环境 城市管理 教育教学 就业创业
  医疗保障 社会救助 农村公路 饮水安全 农产品质量 文化惠民 旅游接待 环境保护 节能降碳 道路交通
  消防检查 食品安全 药品监管 燃气安全 住房保障 物业管理 养老服务 退役军人服务 残疾人帮扶 青少年保护
  法治宣传 人民调解 政务服务 信访化解 统计调查 审计整改 财政预算 国有资产 人才引进 科技创新
  数字乡村 粮食收储 烤烟种植 蚕桑产业 生猪保供 林长制 河长制 耕地保护 地质灾害防治 气象服务
`
  .trim()
  .split(/\s+/)
const doings = [
  '召开%推进会',
  '部署%工作',
  '开展%专项检查',
  '组织%业务培训',
  '举办%主题活动',
  '调研%情况',
  '督导%整改',
  '入户宣传%知识',
  '开展%应急演练',
  '通报%进展',
  '推动%项目落地',
  '约谈%有关企业',
  '举行%现场观摩',
  '走访%服务对象',
  '总结%阶段成效',
] as const
const papers: Readonly<Record<string, readonly string[]>> = {
  notices: [
    '关于%工作安排的公告',
    '关于征集%意见的公告',
    '%领域行政许可公示',
    '%项目中标结果公告',
    '关于%场所检查结果的通告',
    '%补助对象公示',
  ],
  policy: ['关于印发%实施方案的通知', '关于进一步加强%工作的意见', '%管理办法', '关于做好%有关事项的通知'],
  plans: ['%年度工作计划', '%统计分析', '%专项规划解读', '%监测数据公布'],
  finance: ['%专项资金分配结果', '%项目支出绩效评价', '%经费决算说明', '%采购意向公开'],
  personnel: ['%岗位公开招聘公告', '%岗位拟聘人员公示', '%系统干部任免', '%职称评审结果公示'],
  other: ['%办事指南更新', '%常见问题答复', '%便民提示', '%热线办理情况'],
}
/** Columns by weight: the news prevails. */
const columns = [
  'news',
  'news',
  'news',
  'news',
  'notices',
  'notices',
  'notices',
  'policy',
  'plans',
  'finance',
  'personnel',
  'other',
] as const

const filled = (pattern: string, theme: string): string => pattern.replace('%', theme)
const addressOf = (column: string, on: Day, serial: number): string =>
  `/${column}/${on.slice(0, 7).replace('-', '')}/t${String(serial).padStart(6, '0')}.html`

interface Month {
  readonly month: string
  readonly by: string
  readonly rows: number
}
const batch = (act: string, { month, by, rows }: Month, row: (on: Day, at: number) => Row): YearBatch => {
  const days = workdaysOf(month)
  // Evenly over the month's working days, in their order.
  return {
    on: days.at(-1)!,
    mechanism: 'publishing',
    act,
    by,
    rows: Array.from({ length: rows }, (_, at) => row(days[Math.floor((at * days.length) / rows)]!, at)),
  }
}

/** The three monthly batches of 2022, with as many rows in all as asked for. */
export const websiteOf = (
  { units }: YearSource,
  rows: { readonly carried: number; readonly forwarded: number; readonly cleaned: number },
): YearBatch[] => {
  const by = chance('website')
  const publishers = units.filter(({ kind }) => kind !== 'village' && kind !== 'community')
  const owner = (on: Day) => {
    let unit = by.pick(publishers)
    while (!stands(unit, on)) unit = by.pick(publishers)
    return unit
  }
  const carried = by.spread(rows.carried, months.length)
  const forwarded = by.spread(rows.forwarded, months.length)
  const cleaned = by.spread(rows.cleaned, months.length)
  let serial = 0

  const carry = (on: Day): Row => {
    const { id, short } = owner(on)
    const column = by.pick(columns)
    const theme = by.pick(themes)
    const title =
      column === 'news'
        ? `${short}${filled(by.pick(doings), theme)}`
        : `${short}${filled(by.pick(papers[column]!), theme)}`
    // What must be disclosed by law bears the day on which it was formed; a few went up late.
    const formed =
      column === 'notices' || column === 'policy' || column === 'finance'
        ? { formed: addDays(on, -by.number(0, by.number(1, 60) === 1 ? 45 : 18)) }
        : {}
    return { on, body: { title, column, owner: id, address: addressOf(column, on, ++serial), ...formed } }
  }

  const issuers = [
    '国务院办公厅',
    '市政府',
    '市政府办公厅',
    '市司法局',
    '市发展改革委',
    '市财政局',
    '市人力社保局',
    '市生态环境局',
    '市农业农村委',
    '市卫生健康委',
    '市教委',
    '市市场监管局',
  ] as const
  const forward = (on: Day): Row => {
    const theme = by.pick(themes)
    const number = `${by.pick(['渝府发', '渝府办发', '国办发', '渝司发', '渝财规', '渝农发'])}〔2022〕${by.number(1, 160)}号`
    const sourceDay = addDays(on, -(by.number(1, 25) === 1 ? by.number(2, 6) : by.number(0, 1)))
    const title = `${by.pick(issuers)}${filled(by.pick(papers.policy!), theme)}`
    return {
      on,
      body: {
        title,
        column: 'superior',
        owner: owner(on).id,
        address: addressOf('superior', on, ++serial),
        source: number,
        sourceDay,
      },
    }
  }

  const grounds = ['outdated', 'outdated', 'outdated', 'lapsed', 'duplicate', 'wrong', 'column'] as const
  const clean = (on: Day, at: number): Row => {
    const { id, short } = owner(on)
    const column = by.pick(columns)
    const theme = by.pick(themes)
    const pattern = column === 'news' ? by.pick(doings) : by.pick(papers[column]!)
    const title = `${by.number(2009, 2019)}年${short}${filled(pattern, theme)}`
    return {
      on,
      body: {
        title,
        column,
        owner: id,
        ground: by.pick(grounds),
        archive: `QJWZ-${on.slice(0, 7)}-${String(at + 1).padStart(5, '0')}`,
      },
    }
  }

  return months.flatMap((month, at) => [
    batch('carry', { month, by: 'p-web-editor-1', rows: carried[at]! }, carry),
    batch('forward', { month, by: 'p-web-editor-3', rows: forwarded[at]! }, forward),
    batch('clean', { month, by: 'p-web-editor-2', rows: cleaned[at]! }, clean),
  ])
}
