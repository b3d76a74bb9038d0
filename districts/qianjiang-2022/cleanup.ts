/**
 * 文件清理: three campaigns of 2022, each with its lists out within the year, and one that runs on the day of the clock.
 * Their frames hold what the year's documents say of themselves: those on the topic that were in force on the first day.
 */
import { sortKey } from '../../kernel/register/index.ts'
import type { Values } from '../../kernel/fields/index.ts'
import type { Day } from '../../kernel/time/index.ts'
import type { YearAct, YearItem, YearSource } from '../../server/year.ts'
import { later, officesOf, told as telling, type Offices } from './telling.ts'

const bureau = 'p-justice-2'
const office = 'p-government-office-1'
type Topic = 'familyPlanning' | 'streamlining' | 'businessEnvironment' | 'other'

interface Paper {
  readonly of: string
  readonly title: string
  readonly issuer: string
}
const documentsOf = (items: readonly YearItem[]): readonly YearAct[] =>
  items.filter((item): item is YearAct => !('rows' in item) && item.mechanism === 'normative-documents')

/** What was in force on that topic on that day, in the order in which a frame lists it. */
const inForce = (items: readonly YearItem[], topic: Topic, on: Day, ended: ReadonlySet<string>): readonly Paper[] => {
  const papers = new Map<string, Paper>()
  const standing = new Set<string>()
  const acts = documentsOf(items)
    .filter((one) => one.on < on)
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  for (const { of, act, body = {} } of acts) {
    const { title, issuer, topics } = body as { title?: string; issuer?: string; topics?: readonly string[] }
    if (title && issuer && topics?.includes(topic)) papers.set(of, { of, title, issuer })
    if (act === 'recordExisting' || act === 'takeEffect') standing.add(of)
    if (['abolish', 'declareInvalid', 'lapse', 'supersede', 'annul'].includes(act)) standing.delete(of)
  }
  return [...papers.values()]
    .filter(({ of }) => standing.has(of) && !ended.has(of))
    .map((paper) => [sortKey(paper.title), paper] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, paper]) => paper)
}

interface Campaign {
  readonly title: string
  readonly topic: Topic
  readonly basis: string
  readonly lead: string
  readonly start: Day
  readonly deadline: Day
  /** Nothing: it is still under way. */
  readonly published?: Day
  /** How many of the frame are abolished, declared invalid and revised; the rest are kept. */
  readonly abolished: number
  readonly invalidated: number
  readonly revise: readonly Day[]
  readonly why: string
  /** The document of the year with which the first revision is done. */
  readonly revisedBy?: string
  /** One of them is decided some days after the deadline. */
  readonly late?: true
  /** A paper from before the product, abolished as well. */
  readonly byHand?: readonly [title: string, number: string]
}
const campaigns: readonly Campaign[] = [
  {
    title: '计划生育相关文件专项清理',
    topic: 'familyPlanning',
    basis: '生育政策调整后，上级要求清理与之不符的规定',
    lead: 'weisheng-jiankang-wei',
    start: '2022-03-01',
    deadline: '2022-04-29',
    published: '2022-05-13',
    abolished: 7,
    invalidated: 1,
    revise: ['2022-09-30'],
    revisedBy: 'dept-2',
    why: '与现行生育政策不符',
    late: true,
    byHand: ['人口计生目标责任考核办法（旧）', '黔江府发〔2006〕18号'],
  },
  {
    title: '简政放权相关文件专项清理',
    topic: 'streamlining',
    basis: '上级取消下放一批事项，设定依据已经不在',
    lead: 'zhengwu-fuwu-ban',
    start: '2022-06-01',
    deadline: '2022-08-31',
    published: '2022-09-20',
    abolished: 5,
    invalidated: 1,
    revise: ['2023-02-22'],
    why: '所依据的审批事项已经取消',
  },
  {
    title: '优化营商环境相关文件专项清理',
    topic: 'businessEnvironment',
    basis: '营商环境条例的要求和市场主体反映',
    lead: 'fazhan-gaige-wei',
    start: '2022-09-05',
    deadline: '2022-11-15',
    published: '2022-12-08',
    abolished: 3,
    invalidated: 0,
    revise: ['2023-01-31', '2023-06-30'],
    why: '有限制市场主体准入的条款',
  },
  {
    title: '行政处罚内容专项清理',
    topic: 'other',
    basis: '行政处罚法修订后的配套清理',
    lead: 'sifa-ju',
    start: '2023-01-30',
    deadline: '2023-02-28',
    abolished: 0,
    invalidated: 1,
    revise: [],
    why: '设定的处罚没有上位法依据',
  },
]

/** Who proposes and who decides: a department on its own papers, the office on those of the government. */
const handlers = ({ issuer }: Pick<Paper, 'issuer'>, lead: string, offices: Offices) => {
  const ofGovernment = issuer === 'qianjiang' || issuer === 'zhengfu-ban'
  const unit = ofGovernment ? lead : issuer
  return {
    unit,
    propose: (on: Day) => offices.clerk(unit, on),
    decide: (on: Day) => (ofGovernment ? office : offices.head(issuer, on)),
  }
}
/** Out of force, or to be revised by that day and, where it was, by which document and when. */
type Outcome = 'abolish' | 'declareInvalid' | { readonly due: Day; readonly by?: string; readonly on?: Day }
/** What becomes of which: only of those with which nothing else happens afterwards. */
const outcomesOf = (
  { title, start, abolished, invalidated, revise, revisedBy }: Campaign,
  frame: readonly Paper[],
  acts: readonly YearAct[],
): ReadonlyMap<string, Outcome> => {
  const busy = new Set(acts.flatMap(({ of, on }) => (on >= start ? [of] : [])))
  const idle = frame.filter(({ of }) => !busy.has(of))
  const wanted = [
    ...Array<Outcome>(abolished).fill('abolish'),
    ...Array<Outcome>(invalidated).fill('declareInvalid'),
    ...revise.map((due, at): Outcome => {
      const effect = at === 0 ? acts.find(({ of, act }) => of === revisedBy && act === 'takeEffect') : undefined
      return { due, ...(effect && { by: effect.of, on: later(effect.on, 3) }) }
    }),
  ]
  if (idle.length < wanted.length) throw new Error(`${title}: only ${idle.length} documents in its frame`)
  return new Map(wanted.map((outcome, at) => [idle[at]!.of, outcome]))
}

const courseOf = (campaign: Campaign, items: readonly YearItem[], offices: Offices, ended: Set<string>): YearItem[] => {
  const { title, topic, basis, lead, start, deadline, published, why, late, byHand } = campaign
  const tell = telling('cleanup', title)
  const frame = inForce(items, topic, start, ended)
  const outcomes = outcomesOf(campaign, frame, documentsOf(items))
  for (const [of, outcome] of outcomes) if (typeof outcome === 'string') ended.add(of)
  const entry = (name: string, paper: Omit<Paper, 'of'>, outcome: Outcome | 'keep', at: number): YearItem[] => {
    const its = telling('cleanup', title, ['entry', name])
    const { unit, propose, decide } = handlers(paper, lead, offices)
    // Of the one under way some are decided, some proposed, and the rest wait.
    const proposes = published !== undefined || at % 3 !== 2
    const decides = published !== undefined || at % 3 === 0
    const proposedOn = later(start, 3 + (at % 7))
    const ordinarily = later(start, 12 + (published ? at % 20 : 0))
    const decidedOn = late && at === frame.length - 1 ? later(deadline, 3) : ordinarily
    const act = typeof outcome === 'string' ? outcome : 'revise'
    const reason = act === 'keep' ? '仍然适用，与上位法一致' : why
    const decision: Values = { decision: `file:清理决定：${paper.title}`, reason }
    const revising = typeof outcome === 'string' ? undefined : outcome
    return [
      its(later(start, 1), bureau, 'assign', { unit, issuer: paper.issuer }),
      ...(proposes ? [its(proposedOn, propose(proposedOn), 'propose', { outcome: act, reason })] : []),
      ...(decides
        ? [its(decidedOn, decide(decidedOn), act, { ...decision, ...(revising && { due: revising.due }) })]
        : []),
      ...(revising?.by && revising.on
        ? [its(revising.on, propose(revising.on), 'finish', { revision: `case:normative-documents/${revising.by}` })]
        : []),
    ]
  }
  return [
    tell(start, bureau, 'start', { title, kind: 'topical', topic, basis, lead, deadline }),
    ...frame.flatMap((paper, at) => entry(`entry/${at + 1}`, paper, outcomes.get(paper.of) ?? 'keep', at)),
    ...(byHand
      ? [
          telling('cleanup', title, ['entry', 'byHand'])(start, bureau, 'add', { title: byHand[0], number: byHand[1] }),
          ...entry('byHand', { title: byHand[0], issuer: 'qianjiang' }, 'abolish', 0),
        ]
      : []),
    ...(published
      ? [tell(published, bureau, 'publish', { list: `file:${title}结果目录`, place: '区政府门户网站' })]
      : []),
  ]
}

export const cleanup = (source: YearSource, told: readonly YearItem[]): YearItem[] => {
  const offices = officesOf(source)
  // What one campaign puts out of force is not in the frame of the next.
  const ended = new Set<string>()
  return campaigns.flatMap((campaign) => courseOf(campaign, told, offices, ended))
}
