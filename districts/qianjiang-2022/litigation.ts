/**
 * The suits of two years. 2021: those whose verdicts took effect in it, the base of last year's lost rate, and those that
 * were heard only in 2022. 2022: accepted, heard, withdrawn, mediated, decided, and what was still open on the clock's day.
 */
import type { Values } from '../../kernel/fields/index.ts'
import type { Day } from '../../kernel/time/index.ts'
import type { TellYear, YearItem, YearSource } from '../../server/year.ts'
import { chance, later, officesOf, told, turn, workdaysOf, type Offices, type Tell } from './telling.ts'

const respondents = [
  'gongan-ju',
  'shichang-jianguan-ju',
  'renli-shebao-ju',
  'guihua-ziyuan-ju',
  'zhufang-chengjian-wei',
  'chengshi-guanli-ju',
  'nongye-nongcun-wei',
  'linye-ju',
  'shengtai-huanjing-ju',
  'jiaotong-ju',
  'weisheng-jiankang-wei',
  'minzheng-ju',
  'chengdong',
  'chengxi',
  'zhengyang',
  'zhoubai',
  'shihui',
  'zhuoshui',
] as const
const acts = [
  '行政处罚决定',
  '工伤认定决定',
  '征收补偿决定',
  '不动产登记',
  '信息公开答复',
  '强制拆除行为',
  '行政许可决定',
  '不履行法定职责',
] as const
const heads = (rank: string): Values => ({ post: rank === 'chief' ? '主要负责人' : '分管负责人', rank })

/** How a suit went, as far as it went. */
interface Course {
  readonly served: Day
  readonly to:
    | 'served'
    | 'withdrawn'
    | 'mediated'
    | 'scheduled'
    | 'heard'
    | 'judged'
    | 'won'
    | 'dismissed'
    | 'affirmed'
    | 'lost'
    | 'lostFinally'
  readonly head?: 'attends' | 'excused' | 'stays away' | 'exempt'
  readonly lateAnswer?: boolean
  readonly again?: boolean
}
class Suit {
  readonly items: YearItem[] = []
  readonly #tell: Tell
  readonly #hearing: (name: string) => Tell
  readonly #offices: Offices
  readonly #units: readonly string[]
  readonly #justice: string
  constructor(name: string, units: readonly string[], offices: Offices, at: number) {
    this.#tell = told('litigation', name)
    this.#hearing = (hearing) => told('litigation', name, ['hearing', hearing])
    this.#offices = offices
    this.#units = units
    this.#justice = turn(['p-justice-2', 'p-justice-3'], at)
  }
  get #unit(): string {
    return this.#units[0]!
  }
  act(on: Day, act: string, body?: Values): void {
    this.items.push(this.#tell(on, this.#offices.clerk(this.#unit, on), act, body))
  }
  serve(on: Day, number: string, court: string, n: number): void {
    this.act(on, 'serve', {
      number,
      court,
      plaintiff: `示例原告${n}`,
      respondents: this.#units,
      sued: turn(acts, n),
      complaint: 'file:起诉状副本和应诉通知书',
    })
  }
  answer(on: Day): void {
    this.act(on, 'answer', { statement: 'file:答辩状', evidence: 'file:证据清单和依据' })
  }
  schedule(name: string, on: Day, sitting: Day, instance: string, calling?: string): void {
    this.items.push(
      this.#hearing(name)(on, this.#offices.clerk(this.#unit, on), 'schedule', {
        instance,
        sitting,
        ...(calling && { calling }),
        summons: 'file:出庭通知书',
      }),
    )
  }
  /** The head is named by the legal section some days before the hearing. */
  name(name: string, on: Day, rank: string): void {
    const head = this.#offices.head(this.#unit, on)
    this.items.push(this.#hearing(name)(on, this.#offices.legal(this.#unit, on), 'nameHead', { head, ...heads(rank) }))
  }
  hold(name: string, sitting: Day, head: Course['head'], rank: string, criticised: boolean): void {
    const tell = this.#hearing(name)
    const clerk = this.#offices.clerk(this.#unit, sitting)
    if (head === 'excused') {
      this.items.push(
        tell(later(sitting, -4), clerk, 'excuse', {
          ground: 'duty',
          proof: 'file:不能出庭的说明和证明',
          endorsed: 'signature',
        }),
        tell(later(sitting, -2), clerk, 'acceptExcuse', { decision: 'file:法院准许记录' }),
      )
    }
    this.items.push(tell(sitting, clerk, 'hold'))
    if (head === 'attends') {
      this.items.push(
        tell(sitting, clerk, 'attend', {
          head: this.#offices.head(this.#unit, sitting),
          ...heads(rank),
          identity: 'file:负责人身份证明',
          spoke: true,
        }),
      )
    }
    if (head === 'exempt')
      this.items.push(
        tell(later(sitting, 3), this.#justice, 'exempt', {
          ground: 'wrongRespondent',
          proof: 'file:法院关于被告不适格的书面意见',
        }),
      )
    if (head === 'excused' || head === 'stays away') {
      this.items.push(
        tell(sitting, clerk, 'stayAway', {
          represented: 'staff',
          staff: this.#offices.legal(this.#unit, sitting),
          authorisation: 'file:授权委托书',
        }),
      )
      if (criticised)
        this.items.push(
          tell(later(sitting, 8), this.#justice, 'criticise', {
            form: 'criticism',
            notice: 'file:负责人未出庭情况通报',
          }),
        )
    }
  }
  /** A second hearing of an instance in which the head has appeared: no second duty. */
  holdAgain(name: string, on: Day, sitting: Day): void {
    this.schedule(name, on, sitting, 'first')
    this.items.push(
      this.#hearing(name)(later(sitting, -2), this.#justice, 'exempt', {
        ground: 'attended',
        proof: 'file:前次庭审笔录',
      }),
    )
    this.items.push(this.#hearing(name)(sitting, this.#offices.clerk(this.#unit, sitting), 'hold'))
  }
  close(on: Day): void {
    this.items.push(this.#tell(on, this.#offices.legal(this.#unit, on), 'close'))
  }
  closeLost(bound: Day): void {
    this.items.push(this.#tell(later(bound, 3), this.#justice, 'refer'))
    this.act(later(bound, 18), 'comply', { proof: 'file:履行生效裁判的材料' })
    this.items.push(this.#tell(later(bound, 25), this.#justice, 'closeLost'))
  }
}

/** Tells a suit along its course; the spaces between the steps are working days. */
const follow = (
  suit: Suit,
  { served, to, head = 'attends', lateAnswer = false, again = false }: Course,
  n: number,
): void => {
  const verdict = { verdict: 'file:一审裁判文书' }
  if (to === 'served') return
  if (to === 'withdrawn') {
    suit.act(later(served, 8 + (n % 20)), 'withdraw', {
      verdict: 'file:准许撤诉裁定书',
      cause: n % 3 ? 'own' : 'changed',
    })
    return
  }
  suit.answer(later(served, lateAnswer ? 14 : 6 + (n % 4)))
  if (to === 'mediated') {
    suit.act(later(served, 30 + (n % 10)), 'mediate', {
      verdict: 'file:行政调解书',
      mediable: n % 2 ? 'damages' : 'discretion',
    })
    return
  }
  const scheduled = later(served, 18 + (n % 6))
  const sitting = later(scheduled, 9 + (n % 4))
  const rank = n % 3 ? 'deputy' : 'chief'
  suit.schedule(
    '一审',
    scheduled,
    sitting,
    'first',
    turn(['interests', undefined, 'superior', 'massEvent', undefined], n),
  )
  if (to === 'scheduled') return
  if (head === 'attends') suit.name('一审', later(sitting, -5), rank)
  suit.hold('一审', sitting, head, rank, head === 'stays away' && n % 2 === 0)
  if (again) suit.holdAgain('一审续', later(sitting, 6), later(sitting, 15))
  if (to === 'heard') return
  const judged = later(sitting, 18 + (n % 12))
  if (to === 'dismissed') {
    suit.act(judged, 'dismiss', { verdict: 'file:驳回起诉裁定书' })
    suit.act(later(judged, 13), 'takeEffect')
    suit.close(later(judged, 20))
    return
  }
  if (to === 'lost' || to === 'lostFinally') {
    const kinds = [turn(['annulled', 'unlawful', 'partlyAnnulled', 'performance'], n)]
    suit.act(judged, 'lose', { ...verdict, kinds })
    const bound = to === 'lost' ? later(judged, 14) : later(judged, 45)
    const performBy = later(bound, 20)
    if (to === 'lost') suit.act(bound, 'bind', { performBy })
    else {
      suit.act(later(judged, 8), 'appeal', { petition: 'file:上诉状' })
      suit.act(bound, 'loseFinally', { verdict: 'file:二审判决书', way: 'affirmed', kinds, performBy })
    }
    suit.closeLost(bound)
    return
  }
  suit.act(judged, 'win', verdict)
  if (to === 'judged') return
  if (to === 'affirmed') {
    suit.act(later(judged, 9), 'receiveAppeal', { petition: 'file:对方上诉状' })
    suit.act(later(judged, 15), 'answerAppeal', { statement: 'file:上诉答辩状' })
    suit.act(later(judged, 45), 'winFinally', { verdict: 'file:二审判决书', way: 'affirmed' })
    suit.close(later(judged, 52))
    return
  }
  suit.act(later(judged, 14), 'takeEffect')
  suit.close(later(judged, 21))
}

/** Days on which `count` suits were served, spread over the working days of these months. */
const servedIn = (count: number, ...months: readonly string[]): readonly Day[] => {
  const days = months.flatMap(workdaysOf).slice(3)
  return Array.from({ length: count }, (_, at) => days[Math.floor((at * days.length) / count)]!)
}
const courses2021 = (): readonly Course[] => [
  ...servedIn(85, '2021-01', '2021-02', '2021-03', '2021-04', '2021-05', '2021-06', '2021-07').map(
    (served, at): Course => ({
      served,
      to: at % 7 === 3 ? 'lost' : at === 40 ? 'lostFinally' : at % 11 === 5 ? 'dismissed' : 'won',
      head: at % 3 === 1 ? 'stays away' : 'attends',
    }),
  ),
  // Accepted last year and heard this year.
  ...servedIn(9, '2021-12').map((served, at): Course => ({
    served,
    to: at === 4 ? 'affirmed' : 'won',
    head: at === 7 ? 'excused' : 'attends',
  })),
]
const courses2022 = (): readonly Course[] => {
  const decided = servedIn(68, '2022-01', '2022-02', '2022-03', '2022-04', '2022-05', '2022-06', '2022-07').map(
    (served, at): Course => ({
      served,
      to:
        at === 11 || at === 37
          ? 'lost'
          : at === 23
            ? 'lostFinally'
            : at % 13 === 6
              ? 'dismissed'
              : at < 40 && at % 9 === 4
                ? 'affirmed'
                : 'won',
      head:
        at === 29
          ? 'exempt'
          : [5, 17, 33, 46, 58].includes(at)
            ? 'excused'
            : [2, 14, 26, 38, 44, 50, 62].includes(at)
              ? 'stays away'
              : 'attends',
      lateAnswer: [9, 31, 55].includes(at),
      again: at === 20 || at === 48,
    }),
  )
  const heard = servedIn(10, '2022-10').map((served, at): Course => ({
    served,
    to: at < 3 ? 'heard' : at < 6 ? 'judged' : 'won',
    head: at === 1 || at === 8 ? 'stays away' : 'attends',
  }))
  const withdrawn = servedIn(
    22,
    '2022-02',
    '2022-03',
    '2022-04',
    '2022-05',
    '2022-06',
    '2022-07',
    '2022-08',
    '2022-09',
    '2022-10',
    '2022-11',
  ).map((served): Course => ({ served, to: 'withdrawn' }))
  const mediated = servedIn(6, '2022-03', '2022-05', '2022-08').map((served): Course => ({ served, to: 'mediated' }))
  const open = servedIn(12, '2022-12').map((served, at): Course => ({ served, to: at < 5 ? 'won' : 'scheduled' }))
  return [...decided, ...heard, ...withdrawn, ...mediated, ...open]
}

/** Still to be answered on the clock's day. */
const courses2023: readonly Course[] = ['2023-02-07', '2023-02-10', '2023-02-16'].map((served) => ({
  served,
  to: 'served',
}))

export const litigation: TellYear = (source: YearSource) => {
  const offices = officesOf(source)
  const told2021 = tell(2021, courses2021(), offices)
  return [...told2021, ...tell(2022, courses2022(), offices), ...tell(2023, courses2023, offices)]
}
const tell = (year: number, courses: readonly Course[], offices: Offices): YearItem[] => {
  const { number } = chance(`litigation ${year}`)
  return courses
    .toSorted((a, b) => (a.served < b.served ? -1 : 1))
    .flatMap((course, at) => {
      const n = at + 1
      const first = turn(respondents, number(0, respondents.length - 1))
      const second = n % 19 === 7 ? turn(respondents, respondents.indexOf(first) + 1) : undefined
      const suit = new Suit(`${year}-${n}`, second ? [first, second] : [first], offices, n)
      suit.serve(course.served, `（${year}）示例行初${n}号`, n % 9 === 4 ? 'intermediate' : 'basic', n)
      follow(suit, course, n)
      return suit.items
    })
}
