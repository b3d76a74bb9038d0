/** 任务分解与挂图作战: the rectification of the superior's inspection, looked back on in July, and the priorities of two years. */
import type { Values } from '../../kernel/fields/index.ts'
import type { Day } from '../../kernel/time/index.ts'
import type { YearAct, YearItem, YearSource } from '../../server/year.ts'
import { chance, later, officesOf, told, turn, type Chance, type Offices } from './telling.ts'
import { priorities2022, priorities2023, rectification, type Task } from './tasks.ts'

const office = 'p-plan-office-1'
const checkers = ['p-plan-office-2', 'p-law-office-2']
const leaders = ['p-leader-2', 'p-leader-3', 'p-leader-4']
const mayor = 'p-leader-1'

/** The acts of one task from its assignment on. */
const courseOf = (
  plan: string,
  task: Task,
  at: number,
  drafted: Day,
  issued: Day,
  offices: Offices,
  by: Chance,
): YearAct[] => {
  const { content, unit, atOnce, forGood, due, origin, claimed, finished, sentBack, changed, percent } = task
  const tell = told('work-plan', plan, ['task', String(at + 1)])
  const clerk = (on: Day) => offices.clerk(unit, on)
  const evidence = `file:佐证：${content}`
  const progress = (on: Day, percent: number, words: string) =>
    tell(on, clerk(on), 'progress', { percent, words, evidence })
  const claim = (on: Day) => tell(on, clerk(on), 'claim', { evidence })
  const accepted = later(issued, by.number(1, 3))
  const record = { content, unit, leader: turn(leaders, at), atOnce, forGood, due: changed?.[0] ?? due, origin }
  return [
    tell(drafted, office, 'assign', record),
    ...(claimed || percent ? [tell(accepted, clerk(accepted), 'accept')] : []),
    ...(claimed || percent ? [progress(later(accepted, by.number(4, 9)), percent ?? 60, `已完成：${atOnce}`)] : []),
    ...(changed ? [tell(changed[1], mayor, 'change', { due, reason: '牵涉上级系统升级，须顺延' })] : []),
    ...(sentBack
      ? [
          claim(later(sentBack, -3)),
          tell(sentBack, turn(checkers, at), 'sendBack', { reason: '长效措施只有文件，没有运行记录' }),
        ]
      : []),
    ...(claimed ? [claim(claimed)] : []),
    ...(finished ? [tell(finished, turn(checkers, at), 'finish', { checked: 'file:任务验收记录' })] : []),
  ]
}
const planOf = (
  title: string,
  about: Values,
  tasks: readonly Task[],
  drafted: Day,
  issued: Day,
  offices: Offices,
): YearItem[] => {
  const by = chance(title)
  const tell = told('work-plan', title)
  return [
    tell(drafted, office, 'draft', { title, ...about }),
    ...tasks.flatMap((task, at) => courseOf(title, task, at, drafted, issued, offices, by)),
    tell(issued, mayor, 'issue', { document: `file:${title}` }),
  ]
}

export const workPlan = (source: YearSource): YearItem[] => {
  const offices = officesOf(source)
  const external = '上级实地督察反馈意见整改方案'
  const first = '2022年法治政府建设重点任务'
  const second = '2023年法治政府建设重点任务'
  const task = (plan: string, at: number) => told('work-plan', plan, ['task', String(at + 1)])
  const unfinished = priorities2022.flatMap(({ finished }, at) => (finished ? [] : [at]))
  return [
    ...planOf(
      external,
      { kind: 'external', year: 2022, feedback: 'file:上级督察反馈意见', superiorPlan: 'file:上级整改任务分解方案' },
      rectification,
      '2022-02-16',
      '2022-02-18',
      offices,
    ),
    told('work-plan', external)('2022-05-31', office, 'complete'),
    told('work-plan', external)('2022-07-19', 'p-inspector-2', 'lookBack', {
      record: 'file:整改回头看记录',
      findings: '抽查六家单位，当下改的措施均在执行，长久治的制度已经运行两个月，没有发现反弹',
    }),
    told('work-plan', external)('2022-07-22', office, 'close'),

    ...planOf(
      first,
      { kind: 'annual', year: 2022, item: '法治政府建设' },
      priorities2022,
      '2022-01-10',
      '2022-01-14',
      offices,
    ),
    ...unfinished.map((at) =>
      task(first, at)('2023-01-03', office, 'carryOver', { reason: '项目跨年度实施，合同工期未到', nextPlan: second }),
    ),
    told('work-plan', first)('2023-01-05', office, 'close'),

    ...planOf(
      second,
      { kind: 'annual', year: 2023, item: '法治政府建设与营商环境' },
      priorities2023,
      '2023-01-11',
      '2023-01-16',
      offices,
    ),
  ]
}
