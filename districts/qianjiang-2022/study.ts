/** 学法与宣讲: the sessions of the government's bodies, of departments, and the lectures of the team, planned year by year. */
import type { Values } from '../../kernel/fields/index.ts'
import type { Day } from '../../kernel/time/index.ts'
import type { YearItem, YearSource } from '../../server/year.ts'
import { chance, later, months, officesOf, told, turn, workday, workdaysOf, type Offices } from './telling.ts'

const planner = 'p-justice-1'
const lectureOffice = 'p-justice-4'
const office = 'p-government-office-2'

const held = (name: string, attendance: number, more: Values = {}): Values => ({
  place: 'organ',
  attendance,
  minutes: `file:${name}会议记录`,
  material: `file:${name}学习材料`,
  ...more,
})

/** The party group and the executive meeting: two sessions each in 2022; of 2023, one is held and two are planned. */
const governmentSessions = ({ people }: YearSource): YearItem[] => {
  const sessionOf = (name: string, body: 'partyGroup' | 'executiveMeeting', topic: string) => {
    const tell = told('study', name)
    const absence = (person: string) => told('study', name, ['absence', person])
    return {
      plan: (on: Day, plannedFor: Day) =>
        tell(on, planner, 'plan', {
          year: Number(plannedFor.slice(0, 4)),
          bodies: [body],
          host: ['sifa-ju', 'zhengfu-ban'],
          topic,
          kind: 'collective',
          plannedFor,
        }),
      postpone: (on: Day, plannedFor: Day, reason: string) => tell(on, office, 'postpone', { plannedFor, reason }),
      hold: (on: Day, attendance: number, more?: Values) => tell(on, office, 'hold', held(name, attendance, more)),
      close: (on: Day) => tell(on, office, 'close'),
      absent: (on: Day, person: string, cause: 'duty' | 'leave') =>
        absence(person)(on, office, 'register', { person: people.find(({ id }) => id === person)!.name, cause }),
      madeUp: (on: Day, person: string) => absence(person)(on, office, 'makeUp', { evidence: `file:${name}补学笔记` }),
      excused: (on: Day, person: string, reason: string) => absence(person)(on, 'p-justice-2', 'excuse', { reason }),
    }
  }
  const penalties = sessionOf('区政府常务会议学习行政处罚法', 'executiveMeeting', '行政处罚法的修订要点')
  const spring = sessionOf('区政府党组2022年第一次集中学习', 'partyGroup', '法治思想学习纲要（上）')
  const decisions = sessionOf('区政府常务会议学习重大决策程序', 'executiveMeeting', '重大行政决策程序')
  const autumn = sessionOf('区政府党组2022年第二次集中学习', 'partyGroup', '法治思想学习纲要（下）')
  const reviews = sessionOf('区政府常务会议学习行政复议制度', 'executiveMeeting', '行政复议制度')
  const contracts = sessionOf('区政府常务会议学习合同管理', 'executiveMeeting', '政府合同管理')
  const coming = sessionOf('区政府党组2023年第一次集中学习', 'partyGroup', '法治政府建设与责任落实')
  return [
    penalties.plan('2022-01-12', '2022-03-18'),
    spring.plan('2022-01-12', '2022-04-22'),
    decisions.plan('2022-01-12', '2022-08-26'),
    autumn.plan('2022-01-12', '2022-10-21'),

    penalties.hold('2022-03-18', 26, { learned: '会后由各部门清理罚则' }),
    penalties.absent('2022-03-18', 'p-leader-2', 'duty'),
    penalties.absent('2022-03-18', 'p-leader-4', 'leave'),
    penalties.madeUp('2022-04-06', 'p-leader-2'),
    penalties.madeUp('2022-04-12', 'p-leader-4'),
    penalties.close('2022-04-13'),

    spring.hold('2022-04-22', 11, { lecturer: '市委党校教师（示例）' }),
    spring.absent('2022-04-22', 'p-leader-3', 'duty'),
    // A month and a half later: the time to make up is over.
    spring.madeUp('2022-06-07', 'p-leader-3'),
    spring.close('2022-06-08'),

    decisions.postpone('2022-08-24', '2022-09-16', '防汛调度，会议改期'),
    decisions.hold('2022-09-16', 28),
    decisions.close('2022-09-19'),

    autumn.postpone('2022-10-19', '2022-11-18', '疫情防控期间暂停集会'),
    autumn.hold('2022-11-18', 10),
    autumn.absent('2022-11-18', 'p-leader-4', 'leave'),
    autumn.absent('2022-11-18', 'p-leader-2', 'duty'),
    autumn.madeUp('2022-12-02', 'p-leader-4'),
    autumn.excused('2022-12-09', 'p-leader-2', '同期已在市级培训班学习同一内容'),
    autumn.close('2022-12-12'),

    reviews.plan('2023-01-10', '2023-01-16'),
    contracts.plan('2023-01-10', '2023-02-23'),
    coming.plan('2023-01-10', '2023-03-24'),
    reviews.hold('2023-01-16', 27),
    reviews.absent('2023-01-16', 'p-leader-3', 'duty'),
    reviews.absent('2023-01-16', 'p-leader-4', 'leave'),
    reviews.madeUp('2023-02-09', 'p-leader-4'),
  ]
}

const seminars: readonly (readonly [unit: string, topic: string, plannedFor: Day, heldOn?: Day])[] = [
  ['gongan-ju', '执法规范化与证据审查', '2022-03-25', '2022-03-25'],
  ['jiao-wei', '依法治校与未成年人保护', '2022-04-15', '2022-04-15'],
  ['shichang-jianguan-ju', '行政裁量权基准的适用', '2022-05-20', '2022-05-20'],
  ['yingji-ju', '安全生产法的新要求', '2022-06-16', '2022-06-16'],
  ['guihua-ziyuan-ju', '土地管理执法常见败诉原因', '2022-06-24', '2022-06-29'],
  ['chengshi-guanli-ju', '行政强制的程序与边界', '2022-07-15', '2022-07-15'],
  ['jiaotong-ju', '轻微违法免罚清单的运用', '2022-08-19', '2022-08-19'],
  ['nongye-nongcun-wei', '农村土地承包纠纷的调处', '2022-09-23', '2022-09-23'],
  ['weisheng-jiankang-wei', '传染病防治的法律责任', '2022-11-11'],
  ['zhufang-chengjian-wei', '建设工程招标投标的监管', '2022-12-09'],
  ['shuili-ju', '河道管理与取水许可', '2023-02-16'],
  ['shangwu-wei', '公平竞争审查实务', '2023-03-10'],
]
/** One was held late, one cancelled, one never held. */
const departmentSeminars = (offices: Offices): YearItem[] => {
  const by = chance('seminars')
  return seminars.flatMap(([unit, topic, plannedFor, heldOn]) => {
    const name = `${offices.short(unit)}“${topic}”讲座`
    const tell = told('study', name)
    const plan = {
      year: Number(plannedFor.slice(0, 4)),
      bodies: ['department'],
      host: [unit],
      topic,
      kind: 'seminar',
      plannedFor,
    }
    const clerk = (on: Day) => offices.clerk(unit, on)
    return [
      tell(plannedFor < '2023' ? '2022-01-13' : '2023-01-11', planner, 'plan', plan),
      ...(unit === 'weisheng-jiankang-wei'
        ? [tell('2022-11-09', planner, 'cancel', { reason: '医务人员全力投入疫情处置' })]
        : []),
      ...(heldOn
        ? [
            tell(heldOn, clerk(heldOn), 'hold', held(name, by.number(32, 85), { photos: `file:${name}照片` })),
            tell(later(heldOn, 3), clerk(later(heldOn, 3)), 'close'),
          ]
        : []),
    ]
  })
}

// ── lectures ──
const topics = `
  民法典与日常生活 宪法精神进万家 防范电信网络诈骗 农村土地承包与流转 反家庭暴力 未成年人保护
  信访与依法维权 行政复议怎么申请 劳动合同与工资清欠 道路交通安全 法治乡村建设 老年人权益与防骗
  物业与业主权利 营商环境条例解读 乡村振兴促进法 社区矫正与安置帮教
`
  .trim()
  .split(/\s+/)
interface Audience {
  readonly hosts: readonly string[]
  readonly body: string
  readonly place: string
}
/** Where the team goes, in turn: mostly to villages, then to organs, schools and companies. */
const audiences = ({ units }: YearSource): readonly Audience[] => {
  const of = (...kinds: string[]) =>
    units.filter(({ kind, until }) => kinds.includes(kind) && !until).map(({ id }) => id)
  const villages: Audience = { hosts: of('township', 'street'), body: 'community', place: 'community' }
  const organs: Audience = { hosts: of('department'), body: 'department', place: 'organ' }
  const schools: Audience = { hosts: ['jiao-wei'], body: 'department', place: 'school' }
  const companies: Audience = {
    hosts: ['jingji-xinxi-wei', 'gaoxinqu-guanweihui'],
    body: 'enterprise',
    place: 'enterprise',
  }
  return [villages, villages, organs, villages, schools, villages, villages, companies]
}
const lecturers = 17
/** So many lectures held in the twelve months of the year, heard by so many people. */
const heldIn2022 = { lectures: 148, heard: 8046 }

const lectures = (source: YearSource, offices: Offices): YearItem[] => {
  const by = chance('lectures')
  const places = audiences(source)
  const heard = by.spread(heldIn2022.heard, heldIn2022.lectures)
  const team = source.lawyers.slice(0, lecturers).map(({ name }) => name)
  let serial = 0

  const planned = (plannedFor: Day) => {
    const at = serial++
    const { hosts, body, place } = turn(places, at)
    const host = by.pick(hosts)
    const topic = by.pick(topics)
    const tell = told('study', `宣讲${at + 1}`)
    const record = {
      year: Number(plannedFor.slice(0, 4)),
      bodies: [body],
      host: [host],
      topic,
      kind: 'lecture',
      plannedFor,
    }
    return {
      at,
      tell,
      place,
      plan: (on: Day) => tell(on, lectureOffice, 'plan', record),
      clerk: (on: Day) => offices.clerk(host, on),
    }
  }
  const lecture = (plannedFor: Day, attendance: number): YearItem[] => {
    const { at, tell, place, plan, clerk } = planned(plannedFor)
    const lecturer = turn(team, at)
    const noted = { place, attendance, lecturer, minutes: `file:宣讲现场记录第${at + 1}号` }
    const moved = at % 19 === 7
    const on = moved ? later(plannedFor, 5) : plannedFor
    return [
      plan(later(plannedFor, -by.number(10, 25))),
      ...(at % 4 === 0
        ? [tell(later(plannedFor, -6), lectureOffice, 'book', { lecturer, consent: '同意，时间可行' })]
        : []),
      ...(moved
        ? [
            tell(later(plannedFor, -1), lectureOffice, 'postpone', {
              plannedFor: on,
              reason: by.pick(['雨雪天气', '场地临时占用', '讲师出庭']),
            }),
          ]
        : []),
      tell(on, clerk(on), 'hold', at % 3 === 0 ? { ...noted, photos: `file:宣讲照片第${at + 1}号` } : noted),
      ...(at % 12 === 5 ? [] : [tell(later(on, by.number(1, 4)), lectureOffice, 'close')]),
    ]
  }

  const days = months.flatMap((month, index) => {
    const share = [8, 6, 15, 14, 14, 14, 12, 11, 15, 12, 13, 14][index]!
    const open = workdaysOf(month).slice(0, -7)
    return Array.from({ length: share }, () => by.pick(open)).sort()
  })
  const given = days.flatMap((day, index) => lecture(day, heard[index]!))
  const unheld = (plannedFor: Day, reason?: string): YearItem[] => {
    const { tell, plan } = planned(plannedFor)
    return [
      plan(later(plannedFor, -15)),
      ...(reason ? [tell(later(plannedFor, -1), lectureOffice, 'cancel', { reason })] : []),
    ]
  }
  return [
    ...given,
    ...unheld('2022-11-10', '疫情防控，不再聚集'),
    ...unheld('2022-11-22', '疫情防控，不再聚集'),
    ...unheld('2022-12-15'),
    ...['2023-02-03', '2023-02-07', '2023-02-10', '2023-02-14'].flatMap((day) => lecture(day, by.number(35, 70))),
    ...['2023-02-15', '2023-02-21', '2023-02-23', '2023-03-03', '2023-03-07'].flatMap((day) => unheld(workday(day))),
  ]
}

export const study = (source: YearSource): YearItem[] => {
  const offices = officesOf(source)
  return [...governmentSessions(source), ...departmentSeminars(offices), ...lectures(source, offices)]
}
