/** 法治督察: three inspections of 2022 with what they found, one of 2021 that is looked back on, and two of 2023 under way. */
import type { Values } from '../../kernel/fields/index.ts'
import { addMonths, type Day } from '../../kernel/time/index.ts'
import type { YearAct, YearItem, YearSource } from '../../server/year.ts'
import { before, followUp, general, special, type Finding } from './findings.ts'
import { chance, later, officesOf, told, turn, type Chance, type Offices, type Tell } from './telling.ts'

// Whoever saw the place neither checks nor looks back, and the review of an objection is nobody's who took part.
const visitors = ['p-inspector-1', 'p-inspector-2', 'p-inspector-3']
const checkers = ['p-inspector-4', 'p-law-office-2']
const freshEyes = ['p-inspector-5', 'p-inspector-6']
const lawOffice = 'p-law-office-1'
const reviewer = 'p-law-office-3'
const leader = 'p-leader-2'

interface Inspection {
  readonly title: string
  readonly kind: 'general' | 'special' | 'followUp'
  readonly content: string
  readonly proposed: Day
  readonly visits: Day
  readonly fedBack: Day
  readonly due: Day
  readonly findings: readonly Finding[]
}
const inspections: readonly Inspection[] = [
  {
    title: '2021年综合执法专项督察',
    kind: 'special',
    content: '乡镇（街道）综合行政执法的文书、程序和公开',
    proposed: '2021-09-27',
    visits: '2021-10-12',
    fedBack: '2021-11-05',
    due: '2021-12-31',
    findings: before,
  },
  {
    title: '2022年法治政府建设综合督察',
    kind: 'general',
    content: '第一责任人职责、重大决策、规范性文件、行政执法、政务公开和争议化解',
    proposed: '2022-03-01',
    visits: '2022-03-07',
    fedBack: '2022-04-08',
    due: '2022-06-30',
    findings: general,
  },
  {
    title: '重大行政决策程序日常督办',
    kind: 'followUp',
    content: '决策目录内事项在征求意见、论证评估、审查和讨论各环节的留痕',
    proposed: '2022-05-16',
    visits: '2022-05-23',
    fedBack: '2022-06-13',
    due: '2022-08-31',
    findings: followUp,
  },
  {
    title: '行政执法三项制度专项督察',
    kind: 'special',
    content: '执法公示、全过程记录、重大执法决定法制审核',
    proposed: '2022-08-08',
    visits: '2022-08-22',
    fedBack: '2022-09-23',
    due: '2022-12-30',
    findings: special,
  },
]

/** How one finding goes on from the letter of feedback. */
const courseOf = (
  finding: Finding,
  tell: Tell,
  at: number,
  fedBack: Day,
  due: Day,
  offices: Offices,
  by: Chance,
): YearAct[] => {
  const { unit, course, problem } = finding
  const clerk = (on: Day) => offices.clerk(unit, on)
  const head = (on: Day) => offices.head(unit, on)
  const checker = turn(checkers, at)
  const eyes = turn(freshEyes, at)
  const received = later(fedBack, by.number(1, 3))
  const planned = later(received, by.number(5, 12))
  const reported = later(due, -by.number(4, 25))
  const evidence = { evidence: `file:整改佐证：${problem}` }
  const lookedBack = { lookedBack: `file:回头看记录：${problem}` }

  const receive = tell(received, clerk(received), 'receive', { receipt: 'file:反馈函送达回证' })
  const plan = (on = planned) =>
    tell(on, clerk(on), 'plan', { measures: `立即补正“${problem}”，并修订本单位内控流程`, owner: head(on) })
  const report = (on: Day) => tell(on, clerk(on), 'report', evidence)
  const accept = (on: Day) => tell(on, checker, 'accept', { checked: 'file:整改核查记录' })
  const extend = (to: Day, reason: string) => tell(later(due, -3), leader, 'extend', { due: to, reason })
  const confirm = (accepted: Day) => tell(later(addMonths(accepted, 1), by.number(3, 14)), eyes, 'confirm', lookedBack)
  const checkedAndConfirmed = (on: Day): YearAct[] => {
    const accepted = later(on, by.number(3, 12))
    return [report(on), accept(accepted), confirm(accepted)]
  }
  const objected = later(received, 8)
  const object = tell(objected, head(objected), 'object', { grounds: `对“${problem}”的事实认定有异议，附说明材料` })
  const decision = { decision: 'file:复核决定书' }

  switch (course.is) {
    case 'confirmed':
      return [receive, plan(), ...checkedAndConfirmed(reported)]
    case 'upheld': {
      const decided = later(objected, 10)
      return [
        receive,
        object,
        tell(decided, reviewer, 'uphold', { ...decision, due }),
        plan(later(decided, 4)),
        ...checkedAndConfirmed(reported),
      ]
    }
    case 'withdrawn':
      return [receive, object, tell(later(objected, 12), reviewer, 'withdraw', decision)]
    case 'sentBack': {
      const back = later(reported, 4)
      return [
        receive,
        plan(),
        report(reported),
        tell(back, checker, 'sendBack', { reason: '佐证只有文字说明，缺现场材料' }),
        ...checkedAndConfirmed(later(back, 6)),
      ]
    }
    case 'extended':
      return [receive, plan(), extend(course.due, course.reason), ...checkedAndConfirmed(later(course.due, -4))]
    case 'late': {
      const called = later(due, 3)
      return [
        receive,
        plan(),
        tell(called, lawOffice, 'callIn', { ground: 'overdue', minutes: 'file:约谈记录' }),
        tell(later(called, 4), leader, 'criticise', { ground: 'overdue', notice: 'file:通报' }),
        ...checkedAndConfirmed(course.reported),
      ]
    }
    case 'reopened': {
      const accepted = later(reported, 5)
      const seen = later(addMonths(accepted, 1), 20)
      return [
        receive,
        plan(),
        report(reported),
        accept(accepted),
        tell(seen, eyes, 'reopen', { ...lookedBack, reason: '抽查两村，公开栏又有一季度未更新', due: '2022-10-31' }),
        ...checkedAndConfirmed('2022-10-27'),
      ]
    }
    case 'checked':
      return [receive, plan(), report(later(course.on, -5)), accept(course.on)]
    case 'reported':
      return [
        receive,
        plan(),
        ...(course.due ? [extend(course.due, '系统改造尚未验收')] : []),
        report(course.on),
        ...(course.sentBack ? [tell(course.sentBack, checker, 'sendBack', { reason: '抽查的案卷仍缺计算表' })] : []),
      ]
    case 'rectifying':
      return [
        receive,
        plan(),
        ...(course.due ? [extend(course.due, '涉及历史案卷，清理工作量大')] : []),
        ...(course.calledIn
          ? [tell(course.calledIn, lawOffice, 'callIn', { ground: 'overdue', minutes: 'file:约谈记录' })]
          : []),
      ]
  }
}

const whole = (inspection: Inspection, offices: Offices): YearItem[] => {
  const { title, kind, content, proposed, visits, fedBack, due, findings } = inspection
  const by = chance(title)
  const tell = told('inspection', title)
  const objects = [...new Set(findings.map(({ unit }) => unit))]
  const visited = (unit: string): Day => later(visits, Math.floor(objects.indexOf(unit) / 2))
  const visitor = (unit: string): string => turn(visitors, objects.indexOf(unit))
  const part = (at: number): Tell => told('inspection', title, ['finding', String(at + 1)])
  const courses = findings.map((finding, at) => courseOf(finding, part(at), at, fedBack, due, offices, by))
  const last = courses.map((course) => course.at(-1)!)
  const settled = last.every(({ act }) => act === 'confirm' || act === 'withdraw')
  const end = last
    .map(({ on }) => on)
    .sort()
    .at(-1)!
  return [
    tell(proposed, lawOffice, 'propose', {
      title,
      kind,
      year: Number(proposed.slice(0, 4)),
      content,
      objects,
      scheme: `file:${title}方案`,
    }),
    tell(later(proposed, 2), 'p-leader-1', 'approve'),
    ...objects.map((unit) =>
      tell(visited(unit), visitor(unit), 'inspect', {
        visited: unit,
        way: by.pick(['visit', 'papers', 'briefing', 'unannounced']),
        notes: `file:${title}记录（${offices.short(unit)}）`,
      }),
    ),
    ...findings.map(({ unit, problem, basis, topic, course }, at) =>
      part(at)(visited(unit), visitor(unit), 'raise', {
        problem,
        unit,
        basis,
        topic,
        proof: `file:问题佐证：${problem}`,
        ...(course.is === 'confirmed' && course.repeats && { repeats: course.repeats }),
      }),
    ),
    tell(later(fedBack, -1), lawOffice, 'conclude', { conclusion: `file:${title}结论` }),
    ...findings.map(({ unit }, at) =>
      part(at)(fedBack, lawOffice, 'feedBack', { letter: `file:反馈函（${offices.short(unit)}）`, due }),
    ),
    ...courses.flat(),
    ...(settled ? [tell(later(end, 3), lawOffice, 'end')] : []),
  ]
}

/** Declined, just fed back, and not yet approved. */
const others = (offices: Offices): YearItem[] => {
  const declined = told('inspection', '政务服务窗口专项督察')
  const proposal = (title: string, year: number, content: string, objects: readonly string[]): Values => ({
    title,
    kind: 'special',
    year,
    content,
    objects,
    scheme: `file:${title}方案`,
  })
  const title = '规范性文件管理专项督察'
  const documents = told('inspection', title)
  const found: readonly (readonly [unit: string, problem: string])[] = [
    ['jingji-xinxi-wei', '扶持资金办法没有写明有效期'],
    ['chengxi', '以通告设定占道经营收费'],
    ['shangwu-wei', '文件清理结果没有向社会公布'],
    ['chengxi', '制定文件前没有征求意见'],
  ]
  const finding = (at: number): Tell => told('inspection', title, ['finding', String(at + 1)])
  const feedBack = (at: number): YearItem =>
    finding(at)('2023-02-15', lawOffice, 'feedBack', {
      letter: `file:反馈函（${offices.short(found[at]![0])}）`,
      due: '2023-04-28',
    })
  const receive = (at: number, on: Day): YearItem =>
    finding(at)(on, offices.clerk(found[at]![0], on), 'receive', { receipt: 'file:反馈函送达回证' })
  return [
    declined(
      '2022-07-04',
      lawOffice,
      'propose',
      proposal('政务服务窗口专项督察', 2022, '窗口一次性告知和限时办结', ['zhengwu-fuwu-ban']),
    ),
    declined('2022-07-06', leader, 'decline', { reason: '与市级同期督察内容重复' }),

    documents(
      '2023-01-09',
      lawOffice,
      'propose',
      proposal(title, 2023, '文件的制定、审核、公布、备案和清理', ['jingji-xinxi-wei', 'chengxi', 'shangwu-wei']),
    ),
    documents('2023-01-11', 'p-leader-1', 'approve'),
    ...['jingji-xinxi-wei', 'chengxi', 'shangwu-wei'].map((unit, at) =>
      documents(later('2023-02-01', at), 'p-inspector-1', 'inspect', {
        visited: unit,
        way: 'papers',
        notes: `file:${title}记录（${offices.short(unit)}）`,
      }),
    ),
    ...found.map(([unit, problem], at) =>
      finding(at)('2023-02-06', 'p-inspector-1', 'raise', {
        problem,
        unit,
        basis: '规范性文件管理要求',
        topic: 'documents',
        proof: `file:问题佐证：${problem}`,
      }),
    ),
    documents('2023-02-14', lawOffice, 'conclude', { conclusion: `file:${title}结论` }),
    ...[0, 1, 2].map(feedBack),
    receive(0, '2023-02-16'),
    receive(1, '2023-02-16'),
    finding(1)('2023-02-17', offices.head('chengxi', '2023-02-17'), 'object', { grounds: '该通告已于去年底废止' }),

    told('inspection', '行政复议决定履行情况督察')('2023-02-16', lawOffice, 'propose', {
      ...proposal('行政复议决定履行情况督察', 2023, '复议决定的履行和反馈', ['gongan-ju', 'guihua-ziyuan-ju']),
      kind: 'followUp',
    }),
  ]
}

export const inspection = (source: YearSource): YearItem[] => {
  const offices = officesOf(source)
  return [...inspections.flatMap((one) => whole(one, offices)), ...others(offices)]
}
