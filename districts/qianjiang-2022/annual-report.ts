/**
 * The report of 2022 as it stands on the clock's day: written, reviewed, on its way to the government meeting; some
 * departments still owe theirs. Before it, the reports of 2021: the district's and those of some departments, published.
 */
import type { TellYear, YearAct } from '../../server/year.ts'
import { later, officesOf, told, type Offices } from './telling.ts'

const departments = [
  'gongan-ju',
  'shichang-jianguan-ju',
  'jiaotong-ju',
  'weisheng-jiankang-wei',
  'shengtai-huanjing-ju',
  'renli-shebao-ju',
  'guihua-ziyuan-ju',
  'chengshi-guanli-ju',
  'nongye-nongcun-wei',
  'yingji-ju',
  'minzheng-ju',
  'jiao-wei',
]
const writer = 'p-justice-1'
const opened = '2023-01-05'

const shortcomings = [
  ['少数干部运用法治方式推动工作的本领还不够强', '学用结合不紧，日常考核偏重学习次数', 'awareness'],
  ['执法单位法制审核和行政裁决人员配备不足', '编制总量受限，法律专业人员招录留用难', 'capacity'],
  ['基层执法力量与下放的事项不相匹配', '事项下放快于人员和装备下沉', 'capacity'],
] as const
const arrangements = [
  ['对照示范指标补短板，申报全市法治政府建设示范区', 'sifa-ju'],
  ['深化放管服改革，推动更多事项线上线下同标办理', 'fazhan-gaige-wei'],
  ['把牢重大决策、规范性文件和重大执法决定的合法性审核关', 'sifa-ju'],
  ['落实行政执法责任制，整治随意检查、重复检查', 'shichang-jianguan-ju'],
  ['健全矛盾纠纷排查和多元化解机制', 'xinfang-ban'],
] as const

// ── the year before ──
const lacks2021 = [
  ['部门主要负责人出庭应诉还不够主动', '对败诉案件的剖析不够，出庭责任压得不实', 'disputes'],
  ['规范性文件起草时征求意见流于形式', '征求意见渠道单一，采纳情况反馈不及时', 'decisions'],
] as const
const plans2021 = [
  ['全面登记法治工作记录，年度报告的数字都能查到来源', 'sifa-ju'],
  ['行政机关负责人出庭应诉情况按季通报', 'sifa-ju'],
  ['规范性文件征求意见逐条反馈采纳情况', 'zhengfu-ban'],
] as const
const published2021 = [
  'gongan-ju',
  'shichang-jianguan-ju',
  'jiaotong-ju',
  'sifa-ju',
  'shengtai-huanjing-ju',
  'renli-shebao-ju',
] as const

/** What every report goes through from its writing to its publication; `day` counts working days from its opening. */
const course = (
  of: string,
  by: { readonly [K in 'writer' | 'reviewer' | 'secrecy' | 'signer' | 'freezer' | 'publisher' | 'sender']: string },
  opening: { readonly title: string; readonly scope: 'district' | 'department'; readonly body: string },
  day: (n: number) => string,
  adopting: readonly YearAct[],
): YearAct[] => {
  const act = told('annual-report', of)
  const part = (kind: string, name: string) => told('annual-report', of, [kind, name])
  return [
    act(day(6), by.writer, 'draft', { text: `text:${opening.title}` }),
    act(day(9), by.reviewer, 'review'),
    // Whoever clears it does so for the body that reports, where he also holds posts elsewhere.
    {
      ...act(day(11), by.secrecy, 'secrecyReview', { verdict: 'open', form: 'file:年度报告保密审查表' }),
      unit: opening.body,
    },
    ...adopting,
    act(day(18), by.signer, 'sign'),
    act(day(20), by.freezer, 'freeze'),
    ...['1', '2', '3'].map((n) =>
      part('delivery', `delivery/${n}`)(day(21), by.sender, 'send', { receipt: 'file:年度报告收文回执' }),
    ),
    act(day(22), by.publisher, 'publish', { address: `/fzzf/2021/${opening.body}.html` }),
  ]
}
const districtReport2021 = (offices: Offices): YearAct[] => {
  const act = told('annual-report', '2021')
  const part = (kind: string, name: string) => told('annual-report', '2021', [kind, name])
  const begun = '2022-01-10'
  const day = (n: number) => later(begun, n)
  const opening = { title: '2021年度法治政府建设情况报告', scope: 'district', body: 'qianjiang' } as const
  const promised = [
    ...lacks2021.map(([words, cause, area], at) => ['shortcoming', `${at}`, { words, cause, area }] as const),
    ...plans2021.map(([words, unit], at) => ['arrangement', `${at}`, { words, unit }] as const),
  ]
  return [
    act(begun, writer, 'open', { ...opening, year: 2021 }),
    ...departments.flatMap((unit, at) => {
      const tell = part('contribution', unit)
      const on = day(1 + (at % 4))
      const report = `file:${offices.short(unit)}2021年度法治工作报告`
      return [tell(begun, writer, 'ask', { unit }), tell(on, offices.clerk(unit, on), 'handIn', { report })]
    }),
    ...promised.map(([kind, name, body]) => part(kind, name)(day(4), writer, 'write', body)),
    part('duty', '1')(day(4), writer, 'write', {
      words: '区政府主要负责人听取法治政府建设情况汇报，部署示范创建，督促负责人出庭应诉',
    }),
    part('matter', '1')(day(4), writer, 'write', {
      words: '本账自2021年起逐步登记，2021年度尚未登记完整的台账，其数字以已登记的记录为准',
    }),
    ...course(
      '2021',
      {
        writer,
        reviewer: 'p-justice-2',
        secrecy: 'p-zhengfu-ban-legal',
        signer: 'p-leader-1',
        freezer: 'p-law-office-1',
        publisher: 'p-web-editor-1',
        sender: 'p-government-office-1',
      },
      opening,
      day,
      [act(day(15), 'p-government-office-1', 'adopt', { minutes: 'file:区政府常务会议纪要（审议2021年度报告）' })],
    ),
    // Made tasks when the report was out, accounted for when the next year was over.
    ...promised.flatMap(([kind, name]) => [
      part(kind, name)(day(24), 'p-plan-office-1', 'assign', { task: `2021年度报告所列事项之${Number(name) + 1}` }),
      part(kind, name)('2023-01-04', 'p-plan-office-1', 'account', {
        outcome: name === '0' ? 'done' : 'partly',
        explanation: name === '0' ? '已完成，记录可查' : '已部署，继续推进',
      }),
    ]),
  ]
}
const departmentReport2021 = (unit: string, at: number, offices: Offices): YearAct[] => {
  const name = `2021-${unit}`
  const act = told('annual-report', name)
  const part = (kind: string) => told('annual-report', name, [kind, '1'])
  const begun = later('2022-01-12', at)
  const day = (n: number) => later(begun, n)
  const opening = {
    title: `${offices.unit(unit).name}2021年度法治政府建设情况报告`,
    scope: 'department',
    body: unit,
  } as const
  return [
    act(begun, 'p-justice-3', 'open', { ...opening, year: 2021 }),
    part('shortcoming')(day(3), 'p-justice-3', 'write', {
      words: '基层执法人员法律业务培训还不够',
      cause: '培训内容与执法实务结合不紧',
      area: 'capacity',
    }),
    part('duty')(day(3), 'p-justice-3', 'write', { words: '主要负责人履行法治建设第一责任人职责，定期研究法治工作' }),
    part('arrangement')(day(3), 'p-justice-3', 'write', { words: '加强执法业务培训和案卷评查', unit }),
    part('matter')(day(3), 'p-justice-3', 'write', { words: '无' }),
    ...course(
      name,
      {
        writer: 'p-justice-3',
        reviewer: 'p-justice-2',
        secrecy: offices.legal(unit, begun),
        signer: offices.head(unit, begun),
        freezer: offices.legal(unit, begun),
        publisher: offices.clerk(unit, begun),
        sender: offices.clerk(unit, begun),
      },
      opening,
      day,
      [],
    ),
  ]
}

export const annualReport: TellYear = (source) => {
  const offices = officesOf(source)
  const act = told('annual-report', '2022')
  const part = (kind: string, name: string) => told('annual-report', '2022', [kind, name])
  return [
    ...districtReport2021(offices),
    ...published2021.flatMap((unit, at) => departmentReport2021(unit, at, offices)),
    act(opened, writer, 'open', {
      title: '2022年度法治政府建设情况报告',
      year: 2022,
      scope: 'district',
      body: 'qianjiang',
    }),
    ...departments.flatMap((unit, at) => {
      const tell = part('contribution', unit)
      const asked = tell(opened, writer, 'ask', { unit })
      // The last four are still owed on the clock's day.
      if (at >= departments.length - 4) return [asked]
      const day = later('2023-01-16', 2 * at)
      return [
        asked,
        tell(day, offices.clerk(unit, day), 'handIn', { report: `file:${offices.short(unit)}2022年度法治工作报告` }),
      ]
    }),
    ...shortcomings.map(([words, cause, area], at) =>
      part('shortcoming', `${at}`)('2023-02-01', writer, 'write', { words, cause, area }),
    ),
    part('duty', '1')('2023-02-01', writer, 'write', {
      words: '区政府主要负责人主持研究法治政府建设重点事项，带头述法，督促各单位按期整改督察反馈问题',
    }),
    ...arrangements.map(([words, unit], at) =>
      part('arrangement', `${at}`)('2023-02-02', writer, 'write', { words, unit }),
    ),
    part('matter', '1')('2023-02-02', writer, 'write', { words: '无其他需要报告的情况' }),
    act('2023-02-06', writer, 'draft', { text: 'text:2022年度法治政府建设情况报告（送审稿）' }),
    act('2023-02-13', 'p-justice-2', 'review'),
  ]
}
