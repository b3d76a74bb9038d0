/** The report of 2022 as it stands on the clock's day: written, reviewed, on its way to the government meeting; some departments still owe theirs. */
import type { TellYear } from '../../server/year.ts'
import { later, officesOf, told } from './telling.ts'

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

export const annualReport: TellYear = (source) => {
  const offices = officesOf(source)
  const act = told('annual-report', '2022')
  const part = (kind: string, name: string) => told('annual-report', '2022', [kind, name])
  return [
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
