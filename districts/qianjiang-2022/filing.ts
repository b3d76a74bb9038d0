/**
 * 规范性文件备案: what becomes of each document that was published. The district's go to the municipal government and to
 * the congress, seven of them in 2022; the departments' come to the district's receiving desk.
 */
import type { Values } from '../../kernel/fields/index.ts'
import type { Day } from '../../kernel/time/index.ts'
import type { YearAct, YearItem, YearSource } from '../../server/year.ts'
import { later, officesOf, told, turn, type Offices } from './telling.ts'

const sender = 'p-government-office-2'
const receiver = 'p-government-office-3'
const desk = ['p-receiving-desk-1', 'p-receiving-desk-2']

/** One published document; `opened` where its publication did not open the filing. */
interface Published {
  readonly of: string
  readonly title: string
  readonly unit: string
  readonly on: Day
  readonly opened?: Day
}
const pack = { paperSets: 2, electronic: true }
const papers = ['report', 'text', 'explanation', 'bases', 'notice']

// ── upwards ──
/** How a track goes from the second working day after publication: a round of correction, an opinion afterwards. */
interface Course {
  readonly corrected?: 'unreadable' | 'irregular'
  readonly opinion?: string
}
const courses: Readonly<Record<number, Course>> = {
  2: { corrected: 'unreadable' },
  4: { opinion: '第九条与上位法表述不一致' },
}

const upwards = ({ of, title, on }: Published, n: number): YearAct[] => {
  const tell = told('filing', of)
  const track = (at: 1 | 2) => told('filing', of, ['track', `track/${at}`])
  const [municipal, congress] = [track(1), track(2)]
  const { corrected, opinion } = courses[n] ?? {}
  const sent = later(on, 2 + (n % 3))
  const receipted = later(sent, 3)
  const files = `file:${title}备案材料`
  const sending = (day: Day) => ({ papers, ...pack, files, delivered: day })
  const receive = (to: string) => ({ receipt: `file:${title}备案回执（${to}）` })
  const again = later(sent, 4)
  const last = corrected ? later(again, 3) : later(sent, 4)
  const told2022 = on < '2023-01-01'
  return [
    municipal(sent, sender, 'send', sending(sent)),
    congress(sent, sender, 'send', sending(sent)),
    // What was published this year is still on its way.
    ...(told2022
      ? [
          municipal(receipted, receiver, 'receive', receive('市政府')),
          ...(corrected
            ? [
                congress(later(sent, 2), receiver, 'giveBack', {
                  way: 'suspended',
                  defects: [corrected],
                  notice: 'file:暂缓登记通知',
                }),
                congress(again, sender, 'resend', sending(again)),
              ]
            : []),
          congress(last, receiver, 'receive', receive('区人大常委会')),
          tell(last, sender, 'fileDistrict'),
        ]
      : []),
    ...(opinion
      ? [
          congress(later(last, 15), receiver, 'receiveOpinion', {
            letter: `file:${title}书面审查意见`,
            fault: opinion,
            manifest: false,
          }),
          congress(later(last, 25), sender, 'reply', { answer: 'file:审查意见的答复', position: 'disagree' }),
          congress(later(last, 32), receiver, 'endReview', { notice: 'file:审查终止通知' }),
        ]
      : []),
  ]
}

// ── at the receiving desk ──
interface Handled {
  /** Working days from publication to the desk; nothing: not yet. */
  readonly handed?: number
  readonly sentBack?: 'absent' | 'irregular'
  readonly objected?: string
  /** Still waiting to be checked. */
  readonly waiting?: true
}
const intake = ({ of, title, unit, on, opened }: Published, how: Handled, n: number, offices: Offices): YearAct[] => {
  const tell = told('filing', of)
  const at = told('filing', of, ['intake', 'intake/1'])
  const clerk = (day: Day) => offices.clerk(unit, day)
  const keeper = turn(desk, n)
  const files: Values = { papers, ...pack, files: `file:${title}备案材料` }
  const open = opened
    ? [tell(opened, clerk(opened), 'openDepartment', { title, text: `file:${title}`, organ: unit, publishedOn: on })]
    : []
  if (how.handed === undefined) return open
  const handed = later(on, how.handed)
  const submit = at(handed, clerk(handed), 'submit', files)
  if (how.waiting) return [...open, submit]
  const back = later(handed, 3)
  const again = later(back, 4)
  const accepted = later(how.sentBack ? again : handed, 6)
  const objected = later(accepted, 20)
  const replied = later(objected, 5)
  const mended = later(objected, 15)
  return [
    ...open,
    submit,
    ...(how.sentBack
      ? [
          at(back, keeper, 'sendBack', { way: 'returned', defects: [how.sentBack], notice: 'file:备案材料补正通知' }),
          at(again, clerk(again), 'resubmit', files),
        ]
      : []),
    at(accepted, keeper, 'accept', { word: '黔江府备' }),
    tell(accepted, keeper, 'fileDepartment'),
    ...(how.objected
      ? [
          at(objected, keeper, 'object', {
            letter: `file:${title}备案审查意见`,
            fault: how.objected,
            manifest: false,
          }),
          at(replied, clerk(replied), 'reply', { answer: 'file:审查意见的答复', position: 'agree' }),
          at(replied, clerk(replied), 'plan', {
            method: 'amend',
            finishBy: mended,
            responsible: unit,
            plan: 'file:处理计划',
          }),
          at(mended, clerk(mended), 'dispose', { decision: `file:关于修改${title}的决定` }),
          at(later(mended, 3), clerk(mended), 'report', { report: 'file:处理结果报告' }),
        ]
      : []),
  ]
}
const departments: readonly (readonly [title: string, unit: string, on: Day, how: Handled])[] = [
  ['校车安全运行管理细则', 'jiao-wei', '2022-02-21', { handed: 6 }],
  ['农产品产地准出管理办法', 'nongye-nongcun-wei', '2022-04-06', { handed: 7, sentBack: 'absent' }],
  ['临时救助工作细则', 'minzheng-ju', '2022-05-23', { handed: 5 }],
  ['占道经营疏导点管理办法', 'chengshi-guanli-ju', '2022-06-06', { handed: 23 }],
  [
    '民宿消防安全备查办法',
    'wenhua-lvyou-wei',
    '2022-08-22',
    { handed: 8, objected: '第四条要求提交上位法没有规定的证明' },
  ],
  ['农村集中供水水质公示规定', 'shuili-ju', '2022-11-07', { handed: 9 }],
  ['散装水泥使用管理细则', 'zhufang-chengjian-wei', '2023-02-01', { handed: 6, waiting: true }],
  ['畜禽养殖污染巡查办法', 'shengtai-huanjing-ju', '2023-02-13', {}],
  ['家政服务人员信用登记规定', 'shangwu-wei', '2023-02-06', {}],
  ['零工市场管理细则', 'renli-shebao-ju', '2023-01-30', {}],
]

/** Documents that the acts told so far publish, by level. */
const publishedIn = (items: readonly YearItem[]) => {
  const acts = items.filter((item): item is YearAct => 'of' in item && item.mechanism === 'normative-documents')
  return acts.flatMap(({ of, act, on }) => {
    const planned = acts.find((one) => one.of === of && one.act === 'plan')?.body
    if (act !== 'publish' || !planned) return []
    return [{ of, title: String(planned.title), unit: String(planned.issuer), on, level: planned.level }]
  })
}
export const filing = (source: YearSource, items: readonly YearItem[]): YearItem[] => {
  const offices = officesOf(source)
  const published = publishedIn(items)
  return [
    ...published.filter(({ level }) => level === 'district').flatMap(upwards),
    ...published
      .filter(({ level }) => level === 'department')
      .flatMap((one, n) => intake(one, { handed: 5 + (n % 4) }, n, offices)),
    ...departments.flatMap(([title, unit, on, how], n) =>
      intake({ of: title, title, unit, on, opened: later(on, 1) }, how, n, offices),
    ),
  ]
}
