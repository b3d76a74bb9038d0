/** 法律顾问: the government's own group, an adviser for each organ and for each village, and what the group did in the year. */
import type { Day } from '../../kernel/time/index.ts'
import type { YearItem, YearSource } from '../../server/year.ts'
import { chance, later, officesOf, stands, told, turn, type Offices } from './telling.ts'

type Lawyer = YearSource['lawyers'][number]
interface Adviser {
  readonly name: string
  readonly kind: 'lawyer' | 'publicLawyer' | 'scholar'
  readonly licence?: string
  readonly licensed?: Day
  readonly firm?: string
}
const asAdviser = ({ name, firm, licence, licensedSince }: Lawyer): Adviser => ({
  name,
  kind: 'lawyer',
  licence,
  licensed: licensedSince,
  firm,
})

interface Engagement {
  readonly of: string
  readonly adviser: Adviser
  readonly organ: string
  readonly role: 'districtGroup' | 'organ' | 'village'
  readonly proposed: Day
  readonly appointed: Day
  readonly until: Day
  /** Who proposes, checks for conflicts and appoints. */
  readonly by: readonly [proposer: string, checker: string, appointer: string]
}
const engage = ({ of, adviser, organ, role, proposed, appointed, until, by }: Engagement): YearItem[] => {
  const [proposer, checker, appointer] = by
  const tell = told('legal-advisers', of)
  return [
    tell(proposed, proposer, 'propose', {
      ...adviser,
      organ,
      role,
      starts: appointed,
      expires: until,
      declaration: 'file:利益冲突申报表',
    }),
    tell(appointed, checker, 'checkConflict', { verdict: 'none' }),
    tell(appointed, appointer, 'appoint', { letter: 'file:法律顾问聘书' }),
  ]
}

/** Five years of practice by the spring of 2022: may advise an organ. The younger ones go to the villages. */
const seasoned = ({ licensedSince }: Lawyer): boolean => licensedSince < '2016-06-01'

// ── the government's group ──
const groupOffice: Engagement['by'] = ['p-justice-2', 'p-justice-3', 'p-justice-1']
const groupCase = (name: string): string => `区政府顾问团：${name}`
interface Group {
  readonly items: readonly YearItem[]
  /** Cases of those who were in the group on that day. */
  readonly on: (day: Day) => readonly string[]
}
const groupOf = (lawyers: readonly Lawyer[]): Group => {
  const old: readonly Adviser[] = [
    ...lawyers.slice(0, 3).map(asAdviser),
    { name: '雪甲辰（示例）', kind: 'scholar' },
    { name: '霜乙巳（示例）', kind: 'publicLawyer' },
  ]
  const added = lawyers.slice(3, 9).map(asAdviser)
  const conflicted = asAdviser(lawyers[9]!)
  const of = (adviser: Adviser) => groupCase(adviser.name)
  const tell = (adviser: Adviser) => told('legal-advisers', of(adviser))
  const [expiring, dismissed, ...staying] = old as [Adviser, Adviser, ...Adviser[]]
  const engaged = (adviser: Adviser, proposed: Day, appointed: Day, until: Day) =>
    engage({
      of: of(adviser),
      adviser,
      organ: 'qianjiang',
      role: 'districtGroup',
      proposed,
      appointed,
      until,
      by: groupOffice,
    })
  const appraise = (adviser: Adviser, on: Day, grade: string) => tell(adviser)(on, 'p-justice-3', 'appraise', { grade })
  return {
    items: [
      ...engaged(expiring, '2021-02-22', '2021-03-01', '2022-06-30'),
      ...[dismissed, ...staying].flatMap((adviser) => engaged(adviser, '2021-02-22', '2021-03-01', '2022-12-31')),
      ...old.map((adviser) => appraise(adviser, '2022-02-24', adviser === dismissed ? 'poor' : 'competent')),
      tell(dismissed)('2022-03-15', 'p-justice-1', 'dismiss', { reason: '年度考评不称职，三次无故不到会' }),
      tell(expiring)('2022-07-01', 'system', 'expire'),
      ...added.flatMap((adviser) => engaged(adviser, '2022-03-30', '2022-04-12', '2024-04-11')),
      tell(conflicted)('2022-03-30', 'p-justice-2', 'propose', {
        ...conflicted,
        organ: 'qianjiang',
        role: 'districtGroup',
        starts: '2022-04-12',
        expires: '2024-04-11',
        declaration: 'file:利益冲突申报表',
      }),
      tell(conflicted)('2022-04-11', 'p-justice-3', 'checkConflict', { verdict: 'conflict' }),
      tell(conflicted)('2022-04-12', 'p-justice-1', 'reject', { reason: '正在代理起诉区级部门的案件' }),
      ...staying.flatMap((adviser) => [
        tell(adviser)('2022-12-26', 'p-justice-1', 'renew', { expires: '2024-12-31', letter: 'file:法律顾问聘书' }),
        ...(adviser.kind === 'scholar' ? [] : [appraise(adviser, '2023-02-13', 'excellent')]),
      ]),
    ],
    on: (day) =>
      [
        ...(day < '2022-07-01' ? [expiring] : []),
        ...(day < '2022-03-15' ? [dismissed] : []),
        ...staying,
        ...(day > '2022-04-12' ? added : []),
      ].map(of),
  }
}

/** What the group did in 2022: meetings attended, suggestions made there, and papers reviewed as experts. */
const work2022 = { meetings: 44, suggestions: 177, papers: 11 }
const groupWork = (group: Group): YearItem[] => {
  const by = chance('legal-advisers')
  const recorder = 'p-government-office-3'
  const advising = (of: string) => told('legal-advisers', of)
  const kinds = ['区政府常务会议', '涉诉案件研判会', '重大项目合同洽谈会', '信访积案化解会']
  const suggestions = by.spread(work2022.suggestions, work2022.meetings)
  const meetings = suggestions.flatMap((count, at): YearItem[] => {
    const on = later('2022-01-07', Math.round(at * 5.4))
    const kind = turn(kinds, at % 3 === 0 ? 0 : at)
    const meeting = `${kind}（${on}）`
    const members = group.on(on)
    const first = advising(turn(members, at))
    const second = advising(turn(members, at + 1))
    const fixed = kind === '区政府常务会议'
    return [
      first(on, recorder, 'attend', { meeting, capacity: fixed ? 'fixed' : 'invited' }),
      ...(fixed ? [second(on, recorder, 'attend', { meeting, capacity: 'fixed' })] : []),
      first(on, recorder, 'suggest', {
        meeting,
        suggestions: count,
        adopted: Math.max(1, count - by.number(0, 2)),
        record: 'file:顾问建议记录',
      }),
    ]
  })
  const papers: readonly (readonly [matter: string, matterKind: 'document' | 'contract'])[] = [
    ['城乡供水一体化特许经营协议', 'contract'],
    ['犬只管理办法（征求意见稿）', 'document'],
    ['工业园区标准厂房租赁合同', 'contract'],
    ['户外招牌设置管理办法（草案）', 'document'],
    ['智慧停车项目合作协议', 'contract'],
    ['公租房配租细则（草案）', 'document'],
    ['景区委托运营合同', 'contract'],
    ['招商引资奖励办法（修订稿）', 'document'],
    ['生活垃圾焚烧项目补充协议', 'contract'],
    ['农村建房审批规定（草案）', 'document'],
    ['数据中心服务采购合同', 'contract'],
  ]
  const reviews = papers.slice(0, work2022.papers).flatMap(([matter, matterKind], at): YearItem[] => {
    const on = later('2022-02-10', at * 20)
    const members = group.on(on)
    const review = { matter, matterKind, opinion: `file:论证意见：${matter}` }
    // Two opinions on one paper are one paper reviewed.
    return [turn(members, at), ...(at % 4 === 1 ? [turn(members, at + 2)] : [])].map((of) =>
      advising(of)(on, recorder, 'review', review),
    )
  })
  const recusing = advising(group.on('2022-09-14').at(-1)!)
  const january = advising(group.on('2023-01-12').at(0)!)
  return [
    ...meetings,
    ...reviews,
    recusing('2022-09-14', recorder, 'recuse', { matter: '景区委托运营合同', reason: '曾为受托方提供法律服务' }),
    january('2023-01-12', recorder, 'attend', { meeting: '区政府常务会议（2023-01-12）', capacity: 'fixed' }),
    january('2023-01-12', recorder, 'suggest', { meeting: '区政府常务会议（2023-01-12）', suggestions: 5, adopted: 4 }),
  ]
}

// ── organs and villages ──
const organKinds = ['department', 'bureau-in-district', 'street', 'township']
/** Each organ engages for itself: its legal section proposes and checks, its head appoints. */
const organs = ({ units }: YearSource, lawyers: readonly Lawyer[], offices: Offices): YearItem[] => {
  const by = chance('organs')
  const engaged = (of: string, organ: string, lawyer: Lawyer, proposed: Day, until: Day): YearItem[] => {
    const appointed = later(proposed, by.number(2, 6))
    const legal = offices.legal(organ, appointed)
    const adviser = asAdviser(lawyer)
    const own: Engagement['by'] = [legal, legal, offices.head(organ, appointed)]
    return engage({ of, adviser, organ, role: 'organ', proposed, appointed, until, by: own })
  }
  return units
    .filter(({ kind }) => organKinds.includes(kind))
    .flatMap((unit, at) => {
      const { id, short } = unit
      const of = `${short}法律顾问`
      const tell = told('legal-advisers', of)
      const appraise = (on: Day, grade: string) => tell(on, offices.legal(id, on), 'appraise', { grade })
      const dismiss = (on: Day, reason: string) => tell(on, offices.head(id, on), 'dismiss', { reason })
      const lawyer = turn(lawyers, at)
      const next = turn(lawyers, at + 7)
      // Two had an adviser from the year before, whose term ran out; one dismissed its adviser; one was merged.
      if (at % 35 === 5) {
        return [
          ...engaged(of, id, lawyer, '2021-03-15', '2022-03-31'),
          appraise('2022-03-10', 'competent'),
          tell('2022-04-01', 'system', 'expire'),
          ...engaged(`${of}（2022年起）`, id, next, '2022-04-06', '2024-04-30'),
        ]
      }
      const items = engaged(of, id, lawyer, later('2022-01-10', Math.floor(at * 0.7)), '2024-12-31')
      if (id === 'jinrong-fazhan-zhongxin') {
        const again = engaged(`${of}（2022年9月起）`, id, next, '2022-09-21', '2024-12-31')
        return [...items, dismiss('2022-09-20', '泄露未公开的合同条款'), ...again]
      }
      if (!stands(unit, '2022-12-31')) return [...items, dismiss('2022-06-29', '单位撤并，顾问事务由承接单位办理')]
      // Most of those whose year was up by the day of the clock have been appraised; some are late.
      const due = at < 30 && at % 6 !== 4
      return due ? [...items, appraise(later('2023-01-09', at % 12), at % 5 ? 'competent' : 'excellent')] : items
    })
}
/** Two lawyers for the villages of each township; the justice bureau engages for all of them, and has begun to appraise. */
const villages = ({ units }: YearSource, lawyers: readonly Lawyer[]): YearItem[] => {
  const townships = units.filter(({ kind }) => kind === 'street' || kind === 'township')
  return townships.flatMap(({ id }, at) => {
    const appointed = later('2022-02-15', at)
    return units
      .filter(({ parent, kind }) => parent === id && (kind === 'village' || kind === 'community'))
      .flatMap((village, place) => {
        const of = `${village.id}法律顾问`
        const engaged = engage({
          of,
          adviser: asAdviser(turn(lawyers, at * 2 + (place % 2))),
          organ: village.id,
          role: 'village',
          proposed: later(appointed, -4),
          appointed,
          until: '2024-12-31',
          by: ['p-justice-4', 'p-justice-5', 'p-justice-1'],
        })
        return at < 2
          ? [...engaged, told('legal-advisers', of)('2023-02-10', 'p-justice-5', 'appraise', { grade: 'competent' })]
          : engaged
      })
  })
}

export const legalAdvisers = (source: YearSource): YearItem[] => {
  const offices = officesOf(source)
  const group = groupOf(source.lawyers.filter(seasoned))
  return [
    ...group.items,
    ...groupWork(group),
    ...organs(source, source.lawyers.filter(seasoned).slice(10), offices),
    ...villages(source, source.lawyers),
  ]
}
