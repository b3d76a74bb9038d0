/**
 * 合法性审核: the files that no other mechanism sends, on top of those that do. However many reviews the documents and
 * decisions of the year went through elsewhere, the files reviewed and the opinions on them come to the year's totals.
 */
import type { Day } from '../../kernel/time/index.ts'
import type { YearAct, YearItem, YearSource } from '../../server/year.ts'
import { chance, later, officesOf, told, turn, type Offices, type Tell } from './telling.ts'

/** Files with an opinion in 2022, of whatever kind and wherever they came from, and the items of those opinions. */
const year2022 = { files: 139, opinions: 424 }

type Kind = 'normative' | 'decision' | 'enforcement' | 'other'
const packs: Readonly<Record<Kind, readonly string[]>> = {
  normative: ['draft', 'explanation', 'bases', 'comments'],
  decision: ['draft', 'bases', 'procedures'],
  enforcement: ['draft', 'bases'],
  other: ['draft', 'explanation'],
}
const questions: Readonly<Record<Kind, readonly (readonly [question: string, opinion: string])[]>> = {
  normative: [
    ['content', '第三条所列条件比上位法更严，建议与上位法保持一致'],
    ['measures', '第八条变相设立收费，没有法律、法规依据，应当删去'],
    ['rights', '要求申请人提交的证明没有依据，应当删去'],
    ['procedure', '征求意见的情况没有说明采纳与否，请补充'],
    ['issuer', '联合印发单位中有内设机构，应当改由其所属单位署名'],
    ['ownPower', '第十一条把监管职责转给中介机构，应当改回本单位承担'],
  ],
  decision: [
    ['procedure', '风险评估报告缺少应急预案，应当补齐'],
    ['power', '涉及市级部门职权的事项应当先取得同意'],
    ['content', '补偿标准低于市里公布的标准，应当调整'],
  ],
  enforcement: [
    ['content', '违法事实的证据不足以认定次数，应当补充调查'],
    ['procedure', '听证告知书的送达回证不全，应当补正'],
    ['power', '该处罚种类须由上一级机关决定，应当移送'],
    ['rights', '罚款幅度超过裁量基准，应当说明理由或者调整'],
  ],
  other: [
    ['content', '所引条款已经修订，应当改引现行条款'],
    ['power', '事项不属于本单位职权，应当会同主管部门办理'],
    ['procedure', '须经集体讨论的事项没有会议记录，请补充'],
    ['rights', '对相对人的不利安排没有依据，建议删去'],
    ['ownPower', '把本单位职责转给村（社区）承担，应当删去'],
  ],
}
const stems: Readonly<Record<Kind, readonly string[]>> = {
  normative: [
    '农村公路养护管理实施细则',
    '校外托管场所安全管理规定',
    '小型水库运行管理办法',
    '农贸市场经营秩序管理规定',
    '城市公共停车场管理办法',
    '老年助餐服务补助办法',
    '农村饮水设施管护办法',
    '公共租赁住房轮候分配办法',
  ],
  decision: ['城区公交线网调整方案', '乡镇敬老院整合方案', '集镇供水价格调整方案', '城区小学划片调整方案'],
  enforcement: [
    '较大数额罚款决定',
    '责令停产停业决定',
    '吊销许可证件决定',
    '没收违法所得决定',
    '强制拆除决定',
    '撤销行政许可决定',
  ],
  other: [
    '信访事项复查意见',
    '征地补偿安置方案',
    '国有房产处置方案',
    '行政奖励实施方案',
    '历史遗留问题处理意见',
    '突发事件应急预案',
    '政企座谈会议定事项',
    '行政裁决书',
    '行业协会监管方案',
    '专项资金分配方案',
  ],
}
const organs: Readonly<Record<Kind, readonly string[]>> = {
  normative: [
    'jiaotong-ju',
    'jiao-wei',
    'shuili-ju',
    'shichang-jianguan-ju',
    'chengshi-guanli-ju',
    'minzheng-ju',
    'nongye-nongcun-wei',
    'zhufang-chengjian-wei',
  ],
  decision: ['jiaotong-ju', 'minzheng-ju', 'fazhan-gaige-wei', 'jiao-wei'],
  enforcement: [
    'shichang-jianguan-ju',
    'shengtai-huanjing-ju',
    'yingji-ju',
    'weisheng-jiankang-wei',
    'guihua-ziyuan-ju',
    'chengshi-guanli-ju',
    'linye-ju',
  ],
  other: [
    'xinfang-ban',
    'guihua-ziyuan-ju',
    'caizheng-ju',
    'nongye-nongcun-wei',
    'zhengyang',
    'yingji-ju',
    'zhaoshang-touzi-ju',
    'zhoubai',
    'minzheng-ju',
    'xiangcun-zhenxing-ju',
    'shihui',
    'wenhua-lvyou-wei',
    'zhuoshui',
  ],
}

/** A file, and how its review goes. */
interface Paper {
  readonly name: string
  readonly kind: Kind
  readonly organ: string
  readonly n: number
}
/** One round of a review, from the day the file was handed in: whoever acts, on working days counted from it. */
class Round {
  readonly items: YearItem[] = []
  readonly #paper: Paper
  readonly #tell: Tell
  readonly #item: (no: number) => Tell
  readonly #offices: Offices
  readonly #start: Day
  readonly #bureau: string
  constructor(paper: Paper, offices: Offices, start: Day, round = 1) {
    const of = round === 1 ? paper.name : `${paper.name}（第${round}轮）`
    this.#paper = paper
    this.#tell = told('legality-review', of)
    this.#item = (no) => told('legality-review', of, ['item', `意见${no}`])
    this.#offices = offices
    this.#start = start
    this.#bureau = turn(['p-justice-2', 'p-justice-3', 'p-justice-4', 'p-justice-5'], paper.n)
    const { name, kind, organ, n } = paper
    this.clerk(0, 'submit', {
      title: name,
      file: `file:${of}`,
      reference: `涉法文件${n}号`,
      organ,
      drafter: this.#offices.clerk(organ, start),
      kind,
    })
  }
  day(after: number): Day {
    return after === 0 ? this.#start : later(this.#start, after)
  }
  clerk(after: number, act: string, body?: YearAct['body']): this {
    this.items.push(this.#tell(this.day(after), this.#offices.clerk(this.#paper.organ, this.day(after)), act, body))
    return this
  }
  legal(after: number, act: string, body?: YearAct['body']): this {
    this.items.push(this.#tell(this.day(after), this.#offices.legal(this.#paper.organ, this.day(after)), act, body))
    return this
  }
  bureau(after: number, act: string, body?: YearAct['body'], by = this.#bureau): this {
    this.items.push(this.#tell(this.day(after), by, act, body))
    return this
  }
  accept(after = 1): this {
    return this.legal(after, 'accept', { pack: packs[this.#paper.kind] })
  }
  pass(after = 2): this {
    return this.legal(after, 'passFirst', { opinion: 'file:一级审核意见' })
  }
  raise(after: number, count: number): this {
    for (let no = 1; no <= count; no++) {
      const [question, opinion] = turn(questions[this.#paper.kind], this.#paper.n + no)
      this.items.push(this.#item(no)(this.day(after), this.#bureau, 'raise', { no, question, opinion }))
    }
    return this
  }
  /** One item in eight is not, or not wholly, followed. */
  dispose(after: number, count: number): this {
    const on = this.day(after)
    const by = this.#offices.clerk(this.#paper.organ, on)
    for (let no = 1; no <= count; no++) {
      const declined = (this.#paper.n + no) % 8 === 3
      this.items.push(
        declined
          ? this.#item(no)(on, by, 'decline', {
              extent: no % 2 ? 'partly' : 'none',
              reason: '相关安排已由上级主管部门明确，删去后无法衔接',
              basis: '市级主管部门的实施意见',
            })
          : this.#item(no)(on, by, 'adopt', { how: '已按意见修改或者补充材料' }),
      )
    }
    return this
  }
  adviser(after: number): this {
    return this.bureau(after, 'hearAdviser', { adviser: '区政府法律顾问团', advice: 'file:法律顾问意见' })
  }
  conclude(after: number, act: 'findLawful' | 'findUnlawful' | 'askRevision'): this {
    return this.bureau(after, act, { opinion: 'file:合法性审核意见书' })
  }
}
/** The working days from the day a file came in to the opinion: within what the law wants for its kind. */
const durationOf = (kind: Kind, by: ReturnType<typeof chance>): number =>
  kind === 'normative' ? by.number(8, 14) : kind === 'decision' ? by.number(10, 15) : by.number(5, 9)

const paperOf = (kind: Kind, n: number): Paper => {
  const organ = turn(organs[kind], n)
  return { name: `${turn(stems[kind], n)}（${n}）`, kind, organ, n }
}
/** Half of the files are of no kind that has a procedure of its own. */
const kinds: readonly Kind[] = [
  'other',
  'enforcement',
  'other',
  'other',
  'normative',
  'enforcement',
  'other',
  'decision',
]

/** A file reviewed in 2022; one in three with many opinions is sent back, changed and reviewed again. */
const reviewed = (paper: Paper, start: Day, opinions: number, offices: Offices): YearItem[] => {
  const by = chance(`review ${paper.n}`)
  const open = (of: Round): Round => {
    of.accept().pass()
    return paper.kind === 'decision' ? of.adviser(3) : of
  }
  const first = open(new Round(paper, offices, start)).raise(4, opinions)
  const end = durationOf(paper.kind, by)
  if (opinions > 0 && paper.n % 41 === 7)
    return first
      .conclude(end, 'findUnlawful')
      .dispose(end + 2, opinions)
      .clerk(end + 3, 'close').items
  if (opinions >= 3 && paper.n % 3 === 0) {
    first
      .conclude(end, 'askRevision')
      .dispose(end + 3, opinions)
      .clerk(end + 3, 'close')
    const again = open(new Round(paper, offices, first.day(end + 4), 2))
    return [...first.items, ...again.conclude(durationOf(paper.kind, by), 'findLawful').items]
  }
  return first.dispose(5, opinions).conclude(end, 'findLawful').items
}

/** What does not go as usual. Each is one of the year's files, but where its opinion comes only in 2023 or never. */
const unusual = (offices: Offices) => {
  const round = (n: number, kind: Kind, organ: string, name: string, start: Day): Round =>
    new Round({ n, kind, organ, name }, offices, start)
  const emergency = round(901, 'normative', 'yingji-ju', '汛期地质灾害避险转移规定', '2022-06-14')
    .accept(0)
    .bureau(0, 'expedite', { ground: 'incident', reason: '强降雨过程前须施行' }, 'p-leader-2')
    .pass(0)
    .raise(1, 2)
    .dispose(1, 2)
    .conclude(1, 'findLawful')
  const late = round(902, 'normative', 'shangwu-wei', '农贸市场升级改造补助办法', '2022-08-08')
    .accept()
    .pass(3)
    .raise(6, 3)
    .dispose(12, 3)
    .conclude(19, 'findLawful')
  const complex = round(903, 'normative', 'wenhua-lvyou-wei', '民宿集群经营管理规定', '2022-09-05')
    .accept()
    .pass(3)
    .bureau(3, 'markComplex', { why: ['wide', 'watched'], point: '农村住房用于经营的条件可否由规范性文件规定' })
    .bureau(4, 'consult', { whom: '市级主管部门、区消防救援支队', matter: '消防条件如何适用' })
    .bureau(11, 'resume', { replies: 'file:书面回复' })
    .bureau(12, 'argue', { attended: '法学专家两名、经营者代表三名', minutes: 'file:论证会记录' })
    .raise(13, 4)
    .dispose(15, 4)
    .conclude(17, 'findLawful')
  const experiment = round(904, 'decision', 'nongye-nongcun-wei', '农村闲置宅基地收储试点方案', '2022-05-09')
    .accept()
    .pass()
    .adviser(4)
    .raise(6, 3)
    .dispose(9, 3)
    .conclude(11, 'findUnlawful')
    .bureau(12, 'flagExperiment', {
      ground: '国家对闲置宅基地有偿收储没有明确规定，属于探索性改革',
      risk: '收储主体和价格形成机制可能被认定为超越权限',
    })
  const alone = ['baishi', 'xinhua'].map((organ, at) =>
    round(
      905 + at,
      'other',
      organ,
      `${offices.short(organ)}集体山林纠纷处理决定`,
      turn(['2022-04-11', '2022-10-17'], at),
    )
      .bureau(1, 'accept', { pack: packs.other })
      .bureau(1, 'skipFirst', { ground: 'noSection', note: '法制审核人员离任，尚未补上' })
      .raise(3, 2)
      .dispose(5, 2)
      .conclude(7, 'findLawful'),
  )
  const completed = round(907, 'other', 'caizheng-ju', '惠民资金一卡通管理方案', '2022-03-14')
    .legal(0, 'askCompletion', { missing: ['explanation'], defect: 'unreadable' })
    .clerk(7, 'complete', { supplement: 'file:补正材料' })
    .accept(8)
    .pass(10)
    .bureau(10, 'assign', { reviewer: 'p-justice-3' }, 'p-justice-1')
    .bureau(11, 'reassign', { reviewer: 'p-justice-5', cause: 'leave' }, 'p-justice-1')
    .raise(11, 2)
    .dispose(12, 2)
    .conclude(13, 'findLawful')
  const counted = [emergency, late, complex, experiment, ...alone, completed]
  const never = [
    round(911, 'other', 'zhaoshang-touzi-ju', '招商项目扶持方案', '2022-07-11').legal(1, 'returnPack', {
      missing: ['draft', 'bases'],
      defect: 'absent',
    }),
    round(912, 'normative', 'chengshi-guanli-ju', '城区犬类管理规定', '2022-11-07')
      .accept()
      .bureau(2, 'countersign', { way: 'countersigning' })
      .clerk(5, 'withdraw', { reason: '市里正在制定同类规定，不再单独制定' }),
  ]
  const next = [
    round(921, 'other', 'minzheng-ju', '地名命名方案', '2022-12-27').accept().pass(3).conclude(8, 'findLawful'),
    round(922, 'enforcement', 'linye-ju', '毁林案件处罚决定', '2022-12-28').accept().pass().raise(5, 2),
    // Open on the day of the clock: overdue, near its day, with time left; and papers that nobody completed.
    round(923, 'normative', 'jiao-wei', '中小学课后服务管理办法', '2023-01-13').accept().pass(3).raise(10, 3),
    round(924, 'normative', 'shuili-ju', '河道采砂点位管理规定', '2023-01-30').accept().pass(3),
    round(925, 'normative', 'minzheng-ju', '社区食堂运营补贴办法', '2023-02-10').accept(),
    round(926, 'other', 'zhoubai', '场镇摊区设置方案', '2023-02-07').legal(0, 'askCompletion', {
      missing: ['explanation'],
      defect: 'absent',
    }),
  ]
  return { counted, uncounted: [...never, ...next] }
}

const verdicts = ['findLawful', 'findUnlawful', 'askRevision']
const isAct = (item: YearItem): item is YearAct => !('rows' in item) && item.mechanism === 'legality-review'
const in2022 = ({ on }: YearItem): boolean => on.startsWith('2022')
/** Files with an opinion in 2022 among these acts, and the items raised in it. A file has several rounds: `d1`, `d1#2`. */
export const reviewsIn = (items: readonly YearItem[]): { readonly files: number; readonly opinions: number } => {
  const acts = items.filter(isAct)
  const numbers = new Map(acts.flatMap(({ of, act, body }) => (act === 'submit' ? [[of, body?.reference]] : [])))
  const files = acts.filter((item) => in2022(item) && verdicts.includes(item.act))
  return {
    files: new Set(files.map(({ of }) => numbers.get(of) ?? of.replace(/#\d+$/, ''))).size,
    opinions: acts.filter((item) => in2022(item) && item.act === 'raise').length,
  }
}

/** `others`: what was told of documents and decisions, with their reviews. */
export const legalityReview = (source: YearSource, others: readonly YearItem[]): YearItem[] => {
  const offices = officesOf(source)
  const { counted, uncounted } = unusual(offices)
  const special = [...counted, ...uncounted].flatMap(({ items }) => items)
  const elsewhere = reviewsIn([...others, ...special])
  const files = year2022.files - elsewhere.files
  // One in seven has nothing to say against it.
  const clean = (n: number): boolean => n % 7 === 4
  const numbers = Array.from({ length: files }, (_, at) => at + 1)
  const wanting = numbers.filter((n) => !clean(n))
  const shares = chance('opinions').spread(year2022.opinions - elsewhere.opinions, wanting.length)
  const opinions = new Map(wanting.map((n, at) => [n, shares[at]!]))
  return [
    ...special,
    ...numbers.flatMap((n) => {
      // The first ones came in at the end of 2021; the last ones early enough to have their opinion in 2022.
      const start = later('2021-12-28', 1 + Math.floor((n * 227) / files))
      return reviewed(paperOf(turn(kinds, n), n), start, opinions.get(n) ?? 0, offices)
    }),
  ]
}
