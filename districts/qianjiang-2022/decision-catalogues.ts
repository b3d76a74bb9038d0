/** 重大行政决策目录: that of 2021, wound up; that of 2022 with its six matters; and that of 2023, being drawn up. */
import type { Values } from '../../kernel/fields/index.ts'
import type { Day } from '../../kernel/time/index.ts'
import type { YearItem, YearSource } from '../../server/year.ts'
import { decisions } from './decisions.ts'
import { later, officesOf, told, type Offices } from './telling.ts'

const drafter = 'p-government-office-1'
const office = 'p-government-office-2'
const checker = 'p-justice-1'
const head = 'p-leader-1'

/** The case of the catalogue of 2022: `case:decision-catalogues/catalogue-2022`. */
export const catalogue2022 = 'catalogue-2022'
/** The first day on which a matter may be proposed as one of it. */
export const listedSince: Day = '2022-04-25'

interface Matter {
  readonly no: number
  readonly matter: string
  readonly kind: string
  readonly unit: string
  readonly planned: Day
  readonly basis: string
  readonly carriedFrom?: string
}
const itemOf = (of: string, no: number) => told('decision-catalogues', of, ['item', `matter-${no}`])
/** From the draft to its publication, on days that follow each other. */
const published = (
  of: string,
  title: string,
  [drafted, entered, checked, agreed, consented, out]: readonly [Day, Day, Day, Day, Day, Day],
  matters: readonly Matter[],
  offices: Offices,
  previous?: string,
): YearItem[] => {
  const tell = told('decision-catalogues', of)
  return [
    tell(drafted, drafter, 'draft', {
      title,
      year: Number(title.slice(0, 4)),
      ...(previous && { previous: `case:decision-catalogues/${previous}` }),
    }),
    ...matters.map((matter) =>
      itemOf(of, matter.no)(entered, offices.clerk(matter.unit, entered), 'enter', { ...matter }),
    ),
    tell(checked, checker, 'check', { opinion: `file:${title}审核意见` }),
    tell(agreed, head, 'agree', { minutes: `file:审议${title}的会议纪要` }),
    tell(consented, drafter, 'consent', { letter: `file:区委同意${title}的函` }),
    tell(out, office, 'publish', { address: `/jcml/${title.slice(0, 4)}.html`, text: `file:${title}` }),
  ]
}
const adjustment = (reason: string, notice: string): Values => ({
  approval: 'file:区政府调整决策目录的意见',
  consent: 'file:区委同意调整决策目录的函',
  notice,
  reason,
})

const of2021: readonly Matter[] = [
  {
    no: 1,
    matter: '城区噪声敏感区域划定方案',
    kind: 'policy',
    unit: 'shengtai-huanjing-ju',
    planned: '2021-09-30',
    basis: '环境保护规划',
  },
  {
    no: 2,
    matter: '农村生活污水治理专项规划',
    kind: 'spatial',
    unit: 'shengtai-huanjing-ju',
    planned: '2021-12-31',
    basis: '乡村建设行动方案',
  },
  {
    no: 3,
    matter: '城区公办幼儿园布局调整方案',
    kind: 'policy',
    unit: 'jiao-wei',
    planned: '2021-08-31',
    basis: '学前教育行动计划',
  },
  {
    no: 4,
    matter: '城市再生水利用工程建设方案',
    kind: 'project',
    unit: 'shuili-ju',
    planned: '2021-12-31',
    basis: '节水型城市建设任务',
  },
]
const year2021 = (offices: Offices): YearItem[] => {
  const of = 'catalogue-2021'
  const item = (no: number) => itemOf(of, no)
  return [
    ...published(
      of,
      '2021年度重大行政决策目录',
      ['2021-03-08', '2021-03-15', '2021-03-29', '2021-04-12', '2021-04-22', '2021-04-26'],
      of2021,
      offices,
    ),
    item(3)('2021-08-27', office, 'finish', { decision: '城区公办幼儿园布局调整方案' }),
    item(2)('2021-10-20', office, 'drop', adjustment('市里统一编制，本区不再单独编制', '/jcml/2021tz.html')),
    item(1)('2021-10-28', office, 'finish', { decision: '城区噪声敏感区域划定方案' }),
    item(4)('2021-12-30', office, 'carryOver', { reason: '初步设计没有批复，转入下一年度' }),
    told('decision-catalogues', of)('2022-04-22', drafter, 'close'),
  ]
}

const year2022 = (offices: Offices): YearItem[] => {
  const listed = decisions.filter(({ entry }) => entry !== undefined)
  const matters = listed.map(({ entry, title, kind, lead, planned, basis, name }): Matter => ({
    no: entry!,
    matter: title,
    kind,
    unit: lead,
    planned,
    basis,
    ...(name === 'decision-5' && { carriedFrom: '2021年度目录第4项' }),
  }))
  return [
    ...published(
      catalogue2022,
      '2022年度重大行政决策目录',
      ['2022-03-07', '2022-03-16', '2022-03-30', '2022-04-15', '2022-04-19', '2022-04-21'],
      matters,
      offices,
      'catalogue-2021',
    ),
    itemOf(catalogue2022, 5)('2022-12-15', office, 'postpone', {
      planned: '2023-02-22',
      ...adjustment('征求意见后需要重新比选厂址', '/jcml/2022tz.html'),
    }),
  ]
}
/** A matter of 2022 has been decided: entered in its catalogue two working days later. */
export const finished = (entry: number, decided: Day, title: string): YearItem =>
  itemOf(catalogue2022, entry)(later(decided, 2), office, 'finish', { decision: title })

/** That of 2023 waits for the government's agreement. */
const year2023 = (offices: Offices): YearItem[] => {
  const of = 'catalogue-2023'
  const matters: readonly Matter[] = [
    {
      no: 1,
      matter: '城区中小学布局专项规划',
      kind: 'spatial',
      unit: 'jiao-wei',
      planned: '2023-09-28',
      basis: '教育发展规划',
    },
    {
      no: 2,
      matter: '区级养老服务补贴调整方案',
      kind: 'policy',
      unit: 'minzheng-ju',
      planned: '2023-06-30',
      basis: '基本养老服务清单',
    },
    {
      no: 3,
      matter: '城市更新五年行动计划',
      kind: 'plan',
      unit: 'zhufang-chengjian-wei',
      planned: '2023-11-30',
      basis: '国土空间规划',
    },
    {
      no: 4,
      matter: '机关内部食堂外包方案',
      kind: 'other',
      unit: 'jiguan-shiwu-zhongxin',
      planned: '2023-05-31',
      basis: '机关事务管理要求',
    },
  ]
  const tell = told('decision-catalogues', of)
  return [
    tell('2023-02-01', drafter, 'draft', {
      title: '2023年度重大行政决策目录',
      year: 2023,
      previous: `case:decision-catalogues/${catalogue2022}`,
    }),
    ...matters.map((matter) =>
      itemOf(of, matter.no)('2023-02-08', offices.clerk(matter.unit, '2023-02-08'), 'enter', { ...matter }),
    ),
    itemOf(of, 4)('2023-02-13', office, 'strike', { reason: '属于机关内部事务，不构成重大行政决策' }),
    tell('2023-02-16', checker, 'check', { opinion: 'file:2023年度重大行政决策目录审核意见' }),
  ]
}

export const decisionCatalogues = (source: YearSource): YearItem[] => {
  const offices = officesOf(source)
  return [...year2021(offices), ...year2022(offices), ...year2023(offices)]
}
