/**
 * 重大合同审查: the contracts that the government, its office or large sums brought before two levels of review, some
 * that their organs reviewed alone, and what became of them after the signature.
 */
import type { Day } from '../../kernel/time/index.ts'
import type { YearAct, YearItem, YearSource } from '../../server/year.ts'
import { chance, later, officesOf, told, turn, type Offices, type Tell } from './telling.ts'

/** Major contracts with an opinion of the bureau in 2022, and the items of those opinions. */
const year2022 = { contracts: 110, opinions: 32 }

/** An amount in 分. */
const wan = (amount: number): number => amount * 1_000_000

const works: readonly (readonly [kind: string, organ: string, title: string, counterparty: string])[] = [
  ['construction', 'zhufang-chengjian-wei', '老旧小区改造施工合同', '示例建设工程公司'],
  ['construction', 'jiaotong-ju', '农村公路提档升级施工合同', '示例路桥工程公司'],
  ['construction', 'shuili-ju', '中小河流治理施工合同', '示例水利工程公司'],
  ['procurement', 'weisheng-jiankang-wei', '医疗设备采购合同', '示例医疗器械公司'],
  ['procurement', 'jiao-wei', '校园信息化设备采购合同', '示例信息技术公司'],
  ['franchise', 'chengshi-guanli-ju', '生活垃圾收运特许经营协议', '示例环境服务公司'],
  ['land', 'fangwu-zhengshou-zhongxin', '房屋征收补偿协议（整栋）', '示例商贸公司'],
  ['land', 'guihua-ziyuan-ju', '国有建设用地使用权出让合同', '示例置业公司'],
  ['assets', 'guozi-wei', '国有资产划转协议', '示例国有公司'],
  ['investment', 'zhaoshang-touzi-ju', '产业项目投资协议', '示例制造公司'],
  ['investment', 'gaoxinqu-guanweihui', '标准厂房入驻协议', '示例新材料公司'],
  ['finance', 'caizheng-ju', '政策性贷款协议', '示例银行'],
  ['service', 'wenhua-lvyou-wei', '景区委托运营合同', '示例文旅公司'],
  ['service', 'dashuju-fazhan-ju', '政务云服务合同', '示例云服务公司'],
  ['cooperation', 'fazhan-gaige-wei', '区域协作框架协议', '示例集团公司'],
  ['other', 'xiangcun-zhenxing-ju', '帮扶车间共建协议', '示例劳务公司'],
]
const findings: readonly (readonly [question: string, opinion: string])[] = [
  ['duties', '违约金只约定一方承担，应当对等'],
  ['payment', '首付款比例过高，应当与进度挂钩'],
  ['parties', '对方资质证书即将到期，应当附延续证明'],
  ['disputes', '约定的仲裁机构不存在，应当改正'],
  ['power', '承诺的税收返还超越权限，应当删去'],
  ['content', '履约担保条款与招标文件不一致'],
]

type Terms = Readonly<Record<string, unknown>>
interface Contract {
  readonly n: number
  readonly organ: string
  readonly terms: Terms
  readonly levels: 'one' | 'two'
}
/** Party and amount as they come: most by their sum, some by the government being a party whatever the sum. */
const contractOf = (n: number, offices: Offices, on: Day, more: Terms = {}): Contract => {
  const by = chance(`contract ${n}`)
  const [kind, organ, title, counterparty] = turn(works, n)
  const party = n % 4 === 1 ? 'government' : n % 9 === 2 ? 'governmentOffice' : 'department'
  const byParty = party !== 'department'
  const amount =
    kind === 'cooperation'
      ? { amountKind: byParty ? 'none' : 'framework' }
      : n === 35
        ? { amountKind: 'foreign', currency: '欧元400万元', amount: wan(2_860) }
        : { amountKind: 'fixed', amount: wan(byParty ? by.number(60, 9_000) : by.number(1_000, 18_000)) }
  return {
    n,
    organ,
    levels: 'two',
    terms: {
      number: numberOf(n),
      title: `${title}（${n}）`,
      organ,
      drafter: offices.clerk(organ, on),
      counterparty,
      party,
      kind,
      ...amount,
      template: turn(['model', 'adapted', 'none'], n),
      text: `text:${title}（${n}）`,
      ...more,
    },
  }
}
const numberOf = (n: number): string => `合同2022-${String(n).padStart(3, '0')}`

/** A contract's life, from the day it was handed in; days are working days counted from it. */
class Life {
  readonly items: YearItem[] = []
  readonly #contract: Contract
  readonly #start: Day
  readonly #tell: Tell
  readonly #item: (no: number) => Tell
  readonly #offices: Offices
  readonly #bureau: string
  constructor(contract: Contract, start: Day, offices: Offices) {
    const name = String(contract.terms.number)
    this.#contract = contract
    this.#start = start
    this.#tell = told('contract-review', name)
    this.#item = (no) => told('contract-review', name, ['item', `意见${no}`])
    this.#offices = offices
    this.#bureau = turn(['p-justice-3', 'p-justice-4', 'p-justice-2'], contract.n)
  }
  day(after: number): Day {
    return after === 0 ? this.#start : later(this.#start, after)
  }
  by(role: 'clerk' | 'legal' | 'head', after: number, act: string, body?: YearAct['body']): this {
    const on = this.day(after)
    this.items.push(this.#tell(on, this.#offices[role](this.#contract.organ, on), act, body))
    return this
  }
  bureau(after: number, act: string, body?: YearAct['body']): this {
    this.items.push(this.#tell(this.day(after), this.#bureau, act, body))
    return this
  }
  classify(after: number): this {
    return this.by('legal', after, 'classify', {
      levels: this.#contract.levels,
      pack: ['text', 'standing', 'approval'],
    })
  }
  register(): this {
    return this.by('clerk', 0, 'register', this.#contract.terms)
  }
  /** To the second level on the third working day. */
  handIn(): this {
    return this.register().classify(1).pass(2)
  }
  pass(after: number): this {
    return this.by('legal', after, 'passFirst', { opinion: 'file:承办单位初审意见' })
  }
  raise(after: number, count: number): this {
    for (let no = 1; no <= count; no++) {
      const [question, opinion] = turn(findings, this.#contract.n + no)
      this.items.push(this.#item(no)(this.day(after), this.#bureau, 'raise', { no, question, opinion }))
    }
    return this
  }
  dispose(after: number, count: number): this {
    const on = this.day(after)
    const clerk = this.#offices.clerk(this.#contract.organ, on)
    for (let no = 1; no <= count; no++) {
      this.items.push(
        (this.#contract.n + no) % 7 === 2
          ? this.#item(no)(on, clerk, 'decline', {
              extent: 'partly',
              reason: '招标文件已经载明，只能在补充条款中约定',
              basis: '招标文件合同专用条款',
            })
          : this.#item(no)(on, clerk, 'adopt', { how: '已与对方商定并补充材料' }),
      )
    }
    return this
  }
  /** Nobody had handed it in. */
  uncover(after: number, found: string): this {
    const { terms } = this.#contract
    return this.bureau(after, 'uncover', { ...terms, signed: terms.text, found })
  }
  opinion(after: number, act: 'clear' | 'askRevision' | 'findUnlawful'): this {
    return this.bureau(after, act, { opinion: 'file:区司法局审查意见书' })
  }
  sign(after: number, text: unknown = this.#contract.terms.text): this {
    return this.by('head', after, 'sign', { signed: text })
  }
  deposit(after: number): this {
    return this.by('clerk', after, 'deposit', { copy: 'file:合同正本', place: '承办单位档案室' })
  }
  /** The text changes after an opinion and goes through both levels again. */
  again(after: number): this {
    return this.by('clerk', after, 'revise', { text: this.changed })
      .classify(after)
      .pass(after + 1)
  }
  get changed(): string {
    return `${String(this.#contract.terms.text)}修改稿`
  }
}

/** The course of a major contract by its number: most are cleared at once, signed and kept. */
const courseOf = (life: Life, n: number, opinions: number): Life => {
  life.handIn().raise(3, opinions)
  if (n === 26)
    return life
      .opinion(5, 'findUnlawful')
      .dispose(7, opinions)
      .by('clerk', 8, 'abandon', { reason: '对方不接受删去保底收益条款' })
  if (opinions > 1)
    return life
      .opinion(5, 'askRevision')
      .dispose(7, opinions)
      .again(8)
      .opinion(11, 'clear')
      .sign(15, life.changed)
      .deposit(18)
  // One opinion came late, one signed copy too.
  life.dispose(4, opinions).opinion(n === 37 ? 9 : 5, 'clear')
  if (n % 5 === 3) return life
  life.sign(n === 37 ? 12 : 9).deposit(n === 57 ? 21 : n === 37 ? 14 : 12)
  if (n === 5)
    return life
      .by('clerk', 40, 'perform', { what: 'payment', paid: wan(120), note: '按进度支付' })
      .by('clerk', 190, 'supplement', { supplement: numberOf(213) })
  if (n === 17) return life.by('clerk', 70, 'dispute', { matter: '变更工程量如何计价', way: 'arbitration' })
  if (n === 19)
    return life
      .by('clerk', 60, 'dispute', { matter: '设备验收不合格，对方拒绝更换', way: 'negotiation' })
      .by('clerk', 85, 'resolve', { result: 'file:和解协议' })
  if (n === 20)
    return life
      .by('clerk', 45, 'amend', { text: life.changed, amount: wan(3_400), reason: '增加附属设施' })
      .classify(45)
      .pass(46)
      .opinion(48, 'clear')
      .sign(50, life.changed)
      .deposit(52)
  if (n === 25) return life.by('legal', 30, 'adjust', { adjustment: 'text:账户变更说明', why: '只变更收款账户' })
  if (n === 30)
    return life
      .by('clerk', 90, 'terminate', { cause: 'agreed', proof: 'file:解除协议' })
      .by('clerk', 100, 'archive', { list: 'file:归档目录' })
  if (n % 8 === 6 && n < 60)
    return life
      .by('clerk', 60, 'perform', { what: 'acceptance', note: '验收合格' })
      .by('clerk', 70, 'finish', { acceptance: 'file:验收报告' })
      .by('clerk', n === 54 ? 140 : 90, 'archive', { list: 'file:归档目录' })
  return life
}

/** Reviewed by the organ alone; signed first and found later; and what is open on the day of the clock. */
const othersOf = (offices: Offices): Life[] => {
  const life = (n: number, start: Day, more: Terms = {}, levels: Contract['levels'] = 'two'): Life =>
    new Life({ ...contractOf(n, offices, start, more), levels }, start, offices)
  const sum = (amount: number) => ({ party: 'department', amountKind: 'fixed', amount: wan(amount) })
  const alone = [203, 204, 208, 209].map((n, at) =>
    life(n, later('2022-03-07', at * 45), sum(80 + at * 60), 'one')
      .register()
      .classify(1)
      .by('legal', 3, 'clearFirst', { opinion: 'file:承办单位审查意见' })
      .sign(5)
      .deposit(8),
  )
  const early = life(211, '2022-08-15')
    .handIn()
    .bureau(3, 'signUnreviewed', {
      signed: 'text:医疗设备采购合同（先行签订）',
      found: '复审时向对方核实，合同已经签订',
    })
    .deposit(5)
  const uncovered = life(219, '2022-10-20', sum(640)).uncover(0, '年度合同抽查时在档案室发现').deposit(2)
  const returned = life(214, '2022-05-16')
    .register()
    .by('legal', 1, 'returnPack', { missing: ['standing'], defect: 'unreadable' })
  const january = life(215, '2022-12-28').handIn().opinion(5, 'clear').sign(8).deposit(10)
  return [
    ...alone,
    early,
    uncovered,
    returned,
    january,
    // Overdue, near their day, with time left.
    life(231, '2023-02-06').handIn(),
    life(232, '2023-02-14').handIn(),
    life(233, '2023-02-16').register().classify(1),
    life(234, '2023-02-08').handIn().opinion(4, 'clear').sign(6),
    life(235, '2023-02-01').handIn().opinion(3, 'clear').sign(4),
    life(236, '2023-02-09')
      .register()
      .by('legal', 1, 'askCompletion', { missing: ['approval'], defect: 'absent' }),
  ]
}

export const contractReview = (source: YearSource): YearItem[] => {
  const offices = officesOf(source)
  const supplement = new Life(
    contractOf(213, offices, '2022-10-12', { supplements: numberOf(5) }),
    '2022-10-12',
    offices,
  )
  const numbers = Array.from({ length: year2022.contracts - 1 }, (_, at) => at + 1)
  // One contract in five is found wanting; those at the beginning of the year twice.
  const wanting = numbers.filter((n) => n % 5 === 1)
  const twice = year2022.opinions - wanting.length
  const opinions = (n: number): number => (n % 5 !== 1 ? 0 : wanting.indexOf(n) < twice ? 2 : 1)
  const lives = numbers.map((n) => {
    const start = later('2022-01-04', Math.floor(((n - 1) * 230) / numbers.length))
    return courseOf(new Life(contractOf(n, offices, start), start, offices), n, opinions(n))
  })
  return [...lives, supplement.handIn().opinion(5, 'clear').sign(8).deposit(11), ...othersOf(offices)].flatMap(
    ({ items }) => items,
  )
}
