/**
 * 会议议题: the matters of no particular procedure that units put before the executive meetings by hand, and the tasks that
 * followed. Documents and major decisions are put there by their own mechanisms.
 */
import type { Values } from '../../kernel/fields/index.ts'
import type { Day } from '../../kernel/time/index.ts'
import type { YearItem, YearSource } from '../../server/year.ts'
import { meetings, type Meeting } from './executive-meetings.ts'
import { chance, later, officesOf, told, turn, type Offices } from './telling.ts'

const office = 'p-government-office-4'
const head = 'p-leader-1'
const follower = 'p-plan-office-2'
const checker = 'p-plan-office-1'
const voters = ['p-leader-2', 'p-leader-3', 'p-leader-4']

/** What became of an item at its meeting; `task` says what follows, and how far that went. */
interface Item {
  readonly title: string
  readonly unit: string
  readonly n: number
  readonly outcome?: 'rejected' | 'amended' | 'deferred' | 'withdrawn'
  readonly task?: readonly [matter: string, due: Day, done?: Day]
  /** Of the task: a first day that a leader moved. */
  readonly moved?: Day
  readonly against?: true
  readonly recused?: string
  readonly secret?: 'cleared' | 'open'
  readonly unlisted?: true
  /** A member speaks again after the head. */
  readonly afterHead?: string
}
const item = (n: number, unit: string, title: string, more: Omit<Item, 'n' | 'unit' | 'title'> = {}): Item => ({
  n,
  unit,
  title,
  ...more,
})
const list: readonly Item[] = [
  item(1, 'yingji-ju', '春节前安全生产督导安排', { task: ['组织节前安全检查并报结果', '2022-01-28', '2022-01-26'] }),
  item(2, 'renli-shebao-ju', '农民工工资清欠专项方案', { task: ['清欠台账逐月清零', '2022-06-30', '2022-06-28'] }),
  item(3, 'caizheng-ju', '上年度预算执行情况', { task: ['压减一般性支出方案', '2022-03-31', '2022-03-30'] }),
  item(4, 'jiaotong-ju', '农村公路管护分工', { against: true, task: ['落实乡镇路长名册', '2022-05-31', '2022-06-08'] }),
  item(5, 'linye-ju', '清明森林防火部署', { task: ['设卡值守并日报火情', '2022-04-08', '2022-04-08'] }),
  item(6, 'gongan-ju', '重点目标安全防护安排', { secret: 'cleared' }),
  item(7, 'nongye-nongcun-wei', '春耕物资调度', {
    recused: 'p-leader-4',
    task: ['化肥储备到位', '2022-04-15', '2022-04-13'],
  }),
  item(8, 'zhaoshang-touzi-ju', '招商项目集中签约安排', { outcome: 'deferred' }),
  item(9, 'zhaoshang-touzi-ju', '招商项目集中签约安排（再次提请）', {
    task: ['签约项目落地跟踪', '2022-10-31', '2022-10-27'],
  }),
  item(9, 'jiao-wei', '城区学位缺口应对', { task: ['新增学位选址方案', '2022-07-29', '2022-07-26'] }),
  item(10, 'shuili-ju', '汛期水库调度', { task: ['病险水库逐座责任人公示', '2022-06-10', '2022-06-10'] }),
  item(11, 'wenhua-lvyou-wei', '景区门票减免', { outcome: 'rejected', against: true }),
  item(12, 'zhufang-chengjian-wei', '老旧小区改造年度安排', { task: ['十二个小区开工', '2022-09-30', '2022-09-28'] }),
  item(12, 'weisheng-jiankang-wei', '区域医疗点布局', { outcome: 'amended' }),
  item(13, 'yingji-ju', '强降雨应急响应', { unlisted: true, task: ['受灾群众转移安置', '2022-07-01', '2022-06-30'] }),
  item(14, 'chengshi-guanli-ju', '停车秩序整治', { outcome: 'deferred' }),
  item(15, 'chengshi-guanli-ju', '停车秩序整治（再次提请）', { task: ['划定临停泊位', '2022-10-14', '2022-10-20'] }),
  item(16, 'shuili-ju', '抗旱保供水安排', { outcome: 'deferred' }),
  item(17, 'shuili-ju', '抗旱保供水安排（再次提请）', {
    task: ['应急水源工程完工', '2022-10-31', '2022-10-25'],
    afterHead: 'p-leader-3',
  }),
  item(17, 'shengtai-huanjing-ju', '饮用水源地整治', { task: ['拆除保护区内设施', '2022-12-30', '2023-01-10'] }),
  item(18, 'fazhan-gaige-wei', '四季度投资调度', { task: ['项目开工率周通报', '2022-12-16', '2022-12-14'] }),
  item(19, 'renfang-ban', '应急疏散基地选址', { secret: 'open' }),
  item(20, 'jiguan-shiwu-zhongxin', '公务用车调整', { outcome: 'withdrawn' }),
  item(21, 'weisheng-jiankang-wei', '核酸采样点布设', { task: ['采样点全部公示', '2022-11-25', '2022-11-24'] }),
  item(22, 'minzheng-ju', '困难群众冬季救助', { task: ['救助金发放到户', '2022-12-23', '2022-12-21'] }),
  item(23, 'caizheng-ju', '预算编制重点', { task: ['部门预算公开', '2023-02-24'], moved: '2023-02-10' }),
  item(23, 'xiangcun-zhenxing-ju', '防返贫监测', { task: ['监测对象逐户核实', '2023-01-31'] }),
  item(24, 'jingji-xinxi-wei', '一季度工业稳增长', { task: ['企业用能保障清单', '2023-02-17', '2023-02-15'] }),
  item(24, 'shangwu-wei', '春节消费促进', { task: ['消费券发放情况报告', '2023-02-10'] }),
  item(24, 'jiaotong-ju', '春运交通保障', { task: ['春运总结及隐患路段清单', '2023-02-22'] }),
  item(25, 'zhengwu-fuwu-ban', '政务大厅功能调整', { task: ['窗口整合到位', '2023-04-28'] }),
  item(25, 'dashuju-fazhan-ju', '公共数据归集', { task: ['三十项数据接入', '2023-06-30'] }),
]

const taskOf = (of: string, { unit, title, task, moved }: Item, decided: Day, offices: Offices): YearItem[] => {
  if (!task) return []
  const [matter, due, done] = task
  const tell = told('agenda-items', of, ['task', '1'])
  const checked = done && later(done, 2)
  return [
    tell(later(decided, 1), follower, 'assign', { matter, unit, due: moved ?? due }),
    ...(moved ? [tell(later(moved, -2), head, 'extend', { due, reason: '上级财政口径尚未下达' })] : []),
    ...(done ? [tell(done, offices.clerk(unit, done), 'finish', { evidence: `file:办结材料：${title}` })] : []),
    ...(checked ? [tell(checked, checker, 'confirm')] : []),
  ]
}
const courseOf = (one: Item, at: number, meeting: Meeting, offices: Offices): YearItem[] => {
  const { title, unit, outcome, against, recused, secret, unlisted, afterHead } = one
  const by = chance(title)
  const of = title
  const tell = told('agenda-items', of)
  const opinion = (name: string) => told('agenda-items', of, ['opinion', name])
  const decided = later(meeting.day, 1)
  const taking = 4 - meeting.absent - (recused ? 1 : 0)
  const vote = (agreed: number, reasons?: string): Values => ({
    decision: `file:会议决定：${title}`,
    members: 4,
    taking,
    agreed,
    opposed: taking - agreed,
    ...(reasons && { reasons }),
  })
  const speakers = voters.filter((voter) => voter !== recused)
  const submitted = later(meeting.called, by.number(1, 4))
  const scheduled = later(submitted, 1)
  const put = tell(submitted, offices.clerk(unit, submitted), 'submit', {
    title,
    organ: unit,
    kind: 'other',
    material: `file:议题材料：${title}`,
    ...(secret && { secret: true }),
  })
  const onto = { meeting: `case:executive-meetings/${meeting.name}` }
  if (outcome === 'withdrawn')
    return [put, tell(scheduled, offices.clerk(unit, scheduled), 'withdraw', { reason: '上级另有部署' })]
  const discussed = [
    put,
    ...(unlisted ? [] : [tell(scheduled, office, 'schedule', { ...onto, pack: ['draft'] })]),
    tell(meeting.day, office, 'discuss', {
      presenter: `${offices.short(unit)}负责人`,
      ...(unlisted && onto),
      ...(secret === 'cleared' && { cleared: true }),
    }),
    opinion('first')(meeting.day, office, 'speak', {
      member: turn(speakers, at),
      stance: against ? 'oppose' : 'support',
      words: against ? '分工和资金还要再商量' : '同意，抓紧落实',
    }),
    ...(recused
      ? [opinion('recused')(meeting.day, office, 'recuse', { member: recused, interest: '近亲属经营有关企业' })]
      : []),
    tell(meeting.day, office, 'headSpeaks', { head, words: against ? '意见不一，我来定' : '同意，按大家的意见办' }),
    ...(afterHead
      ? [opinion('after')(meeting.day, office, 'speak', { member: afterHead, stance: 'support', words: '再补充一点' })]
      : []),
  ]
  switch (outcome) {
    case 'rejected':
      return [...discussed, tell(decided, head, 'reject', vote(1))]
    case 'amended':
      return [...discussed, tell(decided, head, 'amend', { changes: '补充乡镇医疗点的人员来源后再报' })]
    case 'deferred':
      return [...discussed, tell(decided, head, 'defer', { reason: '会议意见不一，下次再议' })]
    default:
      return [
        ...discussed,
        tell(decided, office, 'adopt', against ? vote(1, '汛期在即，先行分工，资金随后补足') : vote(taking)),
        ...taskOf(of, one, decided, offices),
      ]
  }
}

/** Those deferred were put forward anew under another name: the old ones are withdrawn on the same day. */
const superseded = (offices: Offices): YearItem[] =>
  list
    .filter(({ outcome }) => outcome === 'deferred')
    .map(({ title, unit, n }) => {
      const on = later(meetings[n - 1]!.day, 2)
      return told('agenda-items', title)(on, offices.clerk(unit, on), 'withdraw', { reason: '补充材料后再次提请' })
    })

export const agendaItems = (source: YearSource): YearItem[] => {
  const offices = officesOf(source)
  return [
    ...list.flatMap((one, at) => courseOf(one, at, meetings[one.n - 1]!, offices)),
    ...superseded(offices),
    told('agenda-items', '公共停车场收费')('2023-02-13', offices.clerk('chengshi-guanli-ju', '2023-02-13'), 'submit', {
      title: '公共停车场收费',
      organ: 'chengshi-guanli-ju',
      kind: 'other',
      material: 'file:议题材料：公共停车场收费',
    }),
    told('agenda-items', '公共停车场收费')('2023-02-15', office, 'schedule', {
      meeting: 'case:executive-meetings/meeting-27',
    }),
  ]
}
