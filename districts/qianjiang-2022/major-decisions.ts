/**
 * 重大行政决策: the six matters of the catalogue of 2022, a secret one outside it, one that was issued without any procedure
 * and one that was not taken up; with the consultations, reviews and agenda items that they open.
 */
import type { Values } from '../../kernel/fields/index.ts'
import type { Day } from '../../kernel/time/index.ts'
import type { YearItem, YearSource } from '../../server/year.ts'
import {
  actorsOf,
  argue,
  begin,
  carryOut,
  consult,
  decide,
  head,
  office,
  review,
  reviewed,
  whole,
  type Actors,
} from './decision-steps.ts'
import { decisions, type Decision } from './decisions.ts'
import { later, officesOf, type Offices } from './telling.ts'

const watcher = 'p-plan-office-1'

/** What happened to those being carried out. */
const events: Readonly<Record<string, (at: Actors) => YearItem[]>> = {
  'decision-1': ({ clerk, tell }) => [
    clerk('2022-12-20', 'reportProgress', { progress: '首批四十二个单元已开工', report: 'file:加装电梯执行情况报告' }),
    tell('2023-01-10', watcher, 'oversee', { found: '三个单元进度滞后，已督促', record: 'file:督查记录' }),
  ],
  'decision-2': ({ clerk, tell }) => [
    tell('2023-01-17', watcher, 'oversee', { found: '换乘优惠已上线', record: 'file:督查记录' }),
    clerk('2023-02-10', 'reportProgress', {
      progress: '换乘优惠已上线，两条乡镇线路待调整',
      report: 'file:票制改革执行情况报告',
    }),
    tell('2023-02-15', 'p-justice-2', 'evaluate', {
      trigger: 'objections',
      evaluator: '示例大学公共政策研究中心',
      heard: '乘客代表、人大代表、公交企业职工',
      report: 'file:票制改革后评估报告',
      outcome: 'adjust',
    }),
  ],
  'decision-4': ({ clerk, tell }) => [
    clerk('2023-01-30', 'reportProblem', { situation: 'force', report: 'file:岩体崩塌情况报告' }),
    tell('2023-01-31', head, 'suspend', { urgency: '经营点上方岩体崩塌，须立即停止施工' }),
    tell('2023-02-13', head, 'resume', { reason: '危岩已清除，专家现场复核可以复工' }),
  ],
}

const lives = (one: Decision, offices: Offices): YearItem[] => {
  const at = actorsOf(one, offices)
  const [begun, drafted] = begin(one, at)
  const [asked, heard] = consult(one, at, drafted)
  const before = [...begun, ...asked]
  // Its risk has not been brought under control, and its one expert has not answered: long past its day.
  if (one.name === 'decision-6') return [...before, ...argue(one, at, drafted, false)]
  const argued = argue(one, at, drafted)
  if (one.name === 'decision-5') {
    const moved = at.tell('2022-12-16', head, 'reschedule', {
      planned: '2023-02-22',
      reason: '征求意见后需要重新比选厂址，目录已同步推迟',
    })
    return [...before, ...argued, moved, ...review(one, at, '2023-02-06')[0]]
  }
  const [checked, lawful] = reviewed(one, at, later(heard, 2))
  const [taken, decided] = decide(one, at, lawful)
  return [
    ...before,
    ...argued,
    ...checked,
    ...taken,
    // One came out in public when its twenty working days were over.
    ...carryOut(one, at, decided, one.name === 'decision-4' ? 24 : 8),
    ...(events[one.name]?.(at) ?? []),
  ]
}

/** Outside the catalogue and secret: nobody is asked, nothing is published, and every such departure has its ground. */
const kept = (offices: Offices): YearItem[] => {
  const one: Decision = {
    name: 'decision-7',
    title: '区级储备物资规模和布点调整方案',
    kind: 'other',
    source: 'department',
    lead: 'fazhan-gaige-wei',
    basis: '储备管理要求',
    planned: '2022-11-30',
    proposed: '2022-08-22',
    problem: '储备点集中，轮换困难',
    scheme: '增设一处储备点，调整品种规模',
    comments: [],
    risk: 'reused',
    departments: [['caizheng-ju']],
    opinions: [['power', '规模调整须先报市级主管部门备案']],
  }
  const at = actorsOf(one, offices)
  const [begun, drafted] = begin(one, at, { secret: true })
  const [checked, lawful] = review(one, at, later(drafted, 20))
  const [taken, decided] = decide(one, at, lawful, true)
  const secret = { ground: 'secret', basis: '物资储备国家秘密范围（示例）' }
  return [
    ...begun,
    at.part('participation')('head')(later(drafted, 1), 'withhold', { ...secret, approval: 'file:定密审查表' }),
    ...argue(one, at, drafted),
    ...checked,
    ...taken,
    at.tell(later(decided, 2), office, 'reportToParty', { letter: `file:关于${one.title}的请示报告` }),
    at.tell(later(decided, 5), head, 'issue', { paper: `file:${one.title}`, executor: one.lead }),
    at.tell(later(decided, 6), head, 'keepSecret', secret),
    at.clerk(later(decided, 30), 'archive', { list: whole, place: `示例档-${one.name}` }),
  ]
}
const proposal = (title: string, lead: string, source: string, planned: Day): Values => ({
  title,
  kind: 'policy',
  source,
  proposal: `file:关于${title}的建议`,
  organ: lead,
  planned,
  listing: 'outside',
})
/** Found to have been issued without any of its procedures; and a proposal of citizens that was not taken up. */
const others = (offices: Offices): YearItem[] => {
  const issued = actorsOf({ name: 'decision-8', lead: 'wenhua-lvyou-wei' }, offices)
  const declined = actorsOf({ name: 'decision-9', lead: 'chengshi-guanli-ju' }, offices)
  const study = (title: string): Values => ({
    problem: '收支和需求不平衡',
    basis: '管理需要',
    scheme: '调整标准',
    feasibility: '须另作测算',
    report: `file:${title}研究论证报告`,
  })
  return [
    issued.clerk('2022-05-12', 'propose', proposal('景区票价调整方案', 'wenhua-lvyou-wei', 'department', '2022-07-29')),
    issued.clerk('2022-05-17', 'study', study('景区票价调整方案')),
    issued.tell('2022-05-24', watcher, 'foundIssued', { paper: 'file:已印发的景区票价通知' }),
    issued.tell('2022-06-14', watcher, 'holdLead', {
      paper: 'file:责令改正通知书',
      measure: '责令撤销已发通知，对经办负责人批评教育',
      cause: '没有征求意见、评估风险和合法性审查即先行印发',
    }),
    issued.tell('2022-06-20', head, 'shelve', { reason: '已发通知撤销，方案不再实施' }),
    declined.clerk(
      '2022-09-07',
      'propose',
      proposal('全城禁停电动车方案', 'chengshi-guanli-ju', 'citizens', '2022-12-30'),
    ),
    declined.clerk('2022-09-13', 'study', study('全城禁停电动车方案')),
    declined.tell('2022-09-19', head, 'decline', { why: 'unneeded', reason: '现有停车管理措施已能解决，条件不成熟' }),
  ]
}

export const majorDecisions = (source: YearSource): YearItem[] => {
  const offices = officesOf(source)
  return [...decisions.flatMap((one) => lives(one, offices)), ...kept(offices), ...others(offices)]
}
