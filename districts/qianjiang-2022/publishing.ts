/** 信息发布: the website's year. Most of it comes from the older site system in batches; what is told here went the whole way. */
import type { Values } from '../../kernel/fields/index.ts'
import { addDays, type Day } from '../../kernel/time/index.ts'
import type { YearAct, YearItem, YearSource } from '../../server/year.ts'
import { chance, later, officesOf, told, turn, type Offices } from './telling.ts'
import { websiteOf } from './website.ts'

/** All that appeared on the site in 2022, what of it was forwarded, and what was cleaned up. */
const site2022 = { items: 24_300, forwarded: 5_070, cleaned: 30_400 }

const editor = 'p-web-editor-1'
const deputy = 'p-web-editor-2'
const forwarder = 'p-web-editor-3'

type Column = 'notices' | 'policy' | 'plans' | 'finance' | 'personnel' | 'annualReports'
const topics: readonly (readonly [column: Column, unit: string, title: string])[] = [
  ['policy', 'sifa-ju', '行政处罚裁量权基准适用指引'],
  ['notices', 'jiaotong-ju', '城区公交线路调整公告'],
  ['finance', 'caizheng-ju', '部门预算公开汇编'],
  ['personnel', 'renli-shebao-ju', '事业单位公开招聘公告'],
  ['plans', 'tongji-ju', '国民经济运行情况'],
  ['notices', 'weisheng-jiankang-wei', '定点疫苗接种门诊名单'],
  ['policy', 'nongye-nongcun-wei', '农机购置补贴实施细则'],
  ['notices', 'guihua-ziyuan-ju', '国有建设用地使用权出让公告'],
  ['annualReports', 'zhengfu-ban', '政府信息公开工作年度报告'],
  ['policy', 'jiao-wei', '义务教育招生入学办法'],
  ['notices', 'shuili-ju', '饮用水水源地保护范围公告'],
  ['finance', 'xiangcun-zhenxing-ju', '衔接资金项目计划公示'],
  ['notices', 'yingji-ju', '烟花爆竹零售点布设公告'],
  ['policy', 'minzheng-ju', '临时救助操作规程'],
  ['notices', 'shengtai-huanjing-ju', '建设项目环评审批公示'],
  ['plans', 'fazhan-gaige-wei', '重点项目年度投资计划'],
  ['notices', 'shichang-jianguan-ju', '食品抽检结果通告'],
  ['notices', 'chengshi-guanli-ju', '临时占道经营点位公示'],
  ['policy', 'zhufang-chengjian-wei', '老旧小区改造工作方案'],
  ['notices', 'zhuoshui', '古镇核心区交通管制通告'],
  ['notices', 'shihui', '集镇污水管网施工公告'],
  ['personnel', 'zuzhi-bu', '拟任职人员公示'],
]
/** Items that went through all reviews and were published in 2022; one more was taken down for good. */
const reviewedIn2022 = 66

interface Item {
  readonly title: string
  readonly column: Column
  readonly unit: string
  readonly formed: Day
}
/** Drafted, reviewed three times, cleared, published: the acts up to publication and the day of it. `at` varies the course. */
const reviewed = (item: Item, at: number, offices: Offices): readonly [acts: YearAct[], published: Day] => {
  const { title, column, unit, formed } = item
  const by = chance(title)
  const tell = told('publishing', title)
  const body = `text:${title}`
  const sentBack = at % 11 === 4
  const doubtful = at % 23 === 9
  const drafted = later(formed, by.number(1, 2))
  const first = later(drafted, by.number(1, 2))
  const again = sentBack ? later(first, 1) : first
  const second = later(again, by.number(1, 2))
  const cleared = doubtful ? later(second, 3) : second
  // A few wait too long for the last review: more than twenty working days after the text was formed.
  const third = later(cleared, at % 21 === 13 ? 18 : by.number(1, 2))
  const legal = offices.legal(unit, first)
  const revising = [
    tell(first, legal, 'sendBack', { reason: '引用的文号有误，附件缺表头' }),
    tell(again, offices.clerk(unit, again), 'revise', { title, body: `text:${title}（修改稿）` }),
    tell(again, legal, 'firstReview'),
  ]
  const ruling = [
    tell(cleared, legal, 'rule', { authority: '区保密行政管理部门', reply: 'file:定密答复' }),
    tell(cleared, legal, 'secrecyReview', { verdict: 'open' }),
  ]
  const acts = [
    tell(drafted, offices.clerk(unit, drafted), 'draft', { title, column, owner: unit, body, formed }),
    tell(first, legal, 'firstReview'),
    ...(sentBack ? revising : []),
    tell(again, legal, 'secrecyReview', { verdict: doubtful ? 'doubtful' : 'open' }),
    tell(second, offices.head(unit, second), 'secondReview'),
    ...(doubtful ? ruling : []),
    tell(third, at % 2 ? editor : deputy, 'thirdReview'),
    tell(third, editor, 'publish', { address: `/zfxxgk/t${String(at + 1).padStart(4, '0')}.html` }),
  ]
  return [acts, third]
}
/** What comes after publication, now and then. */
const afterwards = ({ title, unit }: Item, at: number, published: Day, offices: Offices): YearAct[] => {
  const tell = told('publishing', title)
  const byClerk = (on: Day, act: string, body: Values) => tell(on, offices.clerk(unit, on), act, body)
  const soon = later(published, 4)
  const correction = { wrong: '联系科室：综合科', right: '联系科室：业务科', reason: '职责调整后未同步修改' }
  return [
    ...(at % 6 === 1 ? [byClerk(later(published, 1), 'repeat', { channel: at % 12 === 1 ? 'gazette' : 'media' })] : []),
    ...(at % 16 === 3 ? [tell(soon, deputy, 'amend', correction)] : []),
    ...(at % 31 === 6 ? [byClerk(later(published, 60), 'mark', { force: at % 2 ? 'revised' : 'abolished' })] : []),
    ...(at % 25 === 8
      ? [
          tell(soon, editor, 'takeDown', { reason: '附件中有个人联系方式，先下线核对' }),
          tell(later(soon, 2), deputy, 'restore', { reason: '已遮盖，核对无误' }),
        ]
      : []),
  ]
}
const ownItems = (offices: Offices): YearAct[] =>
  Array.from({ length: reviewedIn2022 }).flatMap((_, at) => {
    const [column, unit, topic] = turn(topics, at)
    const title = `${topic}（2022年第${Math.floor(at / topics.length) + 1}号）`
    const item: Item = { title, column, unit, formed: later('2022-01-05', Math.floor(at * 3.4)) }
    const [acts, published] = reviewed(item, at, offices)
    return [...acts, ...afterwards(item, at, published, offices)]
  })

/** Withheld, dropped, taken down for good, cleaned up. */
const exceptions = (offices: Offices): YearAct[] => {
  const tell = (title: string) => told('publishing', title)
  const drafting = (title: string, unit: string, on: Day): YearAct =>
    tell(title)(on, offices.clerk(unit, on), 'draft', {
      title,
      column: 'notices',
      owner: unit,
      body: `text:${title}`,
      formed: on,
    })
  const patrol = '涉路执法巡查排班表'
  const notes = '信访事项办理过程记录'
  const twice = '消防通道整治通告（重复稿）'
  const down: Item = {
    title: '景区门票优惠公告（2022年第9号）',
    column: 'notices',
    unit: 'wenhua-lvyou-wei',
    formed: '2022-09-05',
  }
  return [
    drafting(patrol, 'jiaotong-ju', '2022-04-11'),
    tell(patrol)('2022-04-12', offices.legal('jiaotong-ju', '2022-04-12'), 'secrecyReview', { verdict: 'closed' }),
    tell(patrol)('2022-04-13', offices.head('jiaotong-ju', '2022-04-13'), 'withhold', { exemption: 'internal' }),
    drafting(notes, 'xinfang-ban', '2022-08-02'),
    tell(notes)('2022-08-04', offices.head('xinfang-ban', '2022-08-04'), 'withhold', { exemption: 'internal' }),
    drafting(twice, 'xiaofang-zhidui', '2022-06-14'),
    tell(twice)('2022-06-15', offices.clerk('xiaofang-zhidui', '2022-06-15'), 'drop', { reason: '与已发布的通告重复' }),
    ...reviewed(down, reviewedIn2022, offices)[0],
    tell(down.title)('2022-10-10', editor, 'takeDown', { reason: '优惠期已过，仍被转载引发误解' }),
    tell(down.title)('2022-11-07', deputy, 'retire', { ground: 'outdated', archive: 'QJWZ-2022-11-A0001' }),
  ]
}

/** A superior's paper is noticed, put in someone's charge and forwarded: in time, or on a Monday too late. */
const forwards = (): YearAct[] => {
  const papers: readonly (readonly [title: string, source: string, sourceDay: Day, wait: number])[] = [
    ['稳住经济大盘一揽子政策', '国发〔2022〕12号', '2022-05-31', 1],
    ['助企纾困实施意见', '渝府发〔2022〕30号', '2022-04-11', 0],
    ['深化放管服改革工作要点', '国办发〔2022〕37号', '2022-10-14', 3],
    ['城镇老旧小区改造指导意见', '渝府办发〔2022〕61号', '2022-06-08', 1],
    ['政务公开工作要点', '国办发〔2022〕8号', '2022-04-22', 0],
    ['高温天气安全防范通知', '渝府办发〔2022〕88号', '2022-08-12', 3],
    ['根治欠薪冬季行动方案', '渝人社发〔2022〕44号', '2022-11-29', 1],
    ['春节市场保供通知', '渝商务发〔2023〕2号', '2023-01-10', 1],
  ]
  return papers.flatMap(([title, source, sourceDay, wait]) => {
    const tell = told('publishing', title)
    return [
      tell(sourceDay, forwarder, 'receive', { ...superior(title, source, sourceDay), keeper: forwarder }),
      tell(addDays(sourceDay, wait), forwarder, 'relay', { address: `/sjwj/${sourceDay.replaceAll('-', '')}.html` }),
    ]
  })
}
const superior = (title: string, source: string, sourceDay: Day): Values => ({
  title,
  column: 'superior',
  owner: 'zhengfu-ban',
  source,
  sourceDay,
})

/** What waits on the day of the clock: at every review, some of it too long; and two papers to forward. */
const waiting = (offices: Offices): YearAct[] => {
  const drafts: readonly (readonly [title: string, unit: string, formed: Day, steps: number])[] = [
    ['农村道路提档升级补助办法', 'jiaotong-ju', '2023-01-13', 3],
    ['公办幼儿园收费公示', 'jiao-wei', '2023-01-16', 1],
    ['犬只登记服务点公告', 'gongan-ju', '2023-01-19', 4],
    ['森林防火期野外用火通告', 'linye-ju', '2023-01-28', 2],
    ['集镇停车位管理通告', 'shihui', '2023-02-06', 0],
    ['春季学校食堂抽检结果', 'shichang-jianguan-ju', '2023-02-13', 1],
    ['防空警报试鸣通告', 'renfang-ban', '2023-02-14', 0],
  ]
  const unsent: readonly (readonly [title: string, source: string, sourceDay: Day])[] = [
    ['数字经济发展若干措施', '渝府办发〔2023〕15号', '2023-02-15'],
    ['森林草原防灭火工作通知', '国办发〔2023〕4号', '2023-02-17'],
  ]
  return [
    ...drafts.flatMap(([title, unit, formed, steps]) => {
      const tell = told('publishing', title)
      const day = (n: number) => later(formed, n)
      const all = [
        tell(day(2), offices.legal(unit, formed), 'firstReview'),
        tell(day(2), offices.legal(unit, formed), 'secrecyReview', { verdict: 'open' }),
        tell(day(3), offices.head(unit, formed), 'secondReview'),
        tell(day(4), deputy, 'thirdReview'),
      ]
      return [
        tell(day(1), offices.clerk(unit, formed), 'draft', {
          title,
          column: 'notices',
          owner: unit,
          body: `text:${title}`,
          formed,
        }),
        ...all.slice(0, steps),
      ]
    }),
    ...unsent.map(([title, source, sourceDay]) =>
      told('publishing', title)(sourceDay, forwarder, 'receive', {
        ...superior(title, source, sourceDay),
        keeper: forwarder,
      }),
    ),
  ]
}

export const publishing = (source: YearSource): YearItem[] => {
  const offices = officesOf(source)
  const single = [...ownItems(offices), ...exceptions(offices), ...forwards(), ...waiting(offices)]
  const of2022 = (...acts: readonly string[]) =>
    single.filter(({ on, act }) => on.startsWith('2022') && acts.includes(act)).length
  return [
    ...single,
    ...websiteOf(source, {
      carried: site2022.items - site2022.forwarded - of2022('publish'),
      forwarded: site2022.forwarded - of2022('relay', 'forward'),
      cleaned: site2022.cleaned - of2022('retire', 'clean'),
    }),
  ]
}
