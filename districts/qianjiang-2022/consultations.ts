/**
 * 意见征集: what departments asked the public by themselves, from market rules to a price. The drafts of documents and of
 * major decisions are put to the public by their own mechanisms.
 */
import type { Values } from '../../kernel/fields/index.ts'
import type { Day } from '../../kernel/time/index.ts'
import type { YearAct, YearItem, YearSource } from '../../server/year.ts'
import { later, officesOf, told, type Offices } from './telling.ts'

/** A comment, on which day it came, how, and what became of it. */
interface Comment {
  readonly on: Day
  readonly from: string
  readonly says: string
  /** Left out: through the portal. */
  readonly channel?: 'letter' | 'email' | 'phone' | 'visit' | 'meeting' | 'reply'
  readonly late?: true
  readonly group?: string
  readonly about?: string
  readonly name?: string
  readonly adopt?: string
  readonly why?: string
}
interface Invited {
  readonly kind: 'unit' | 'association' | 'enterprise' | 'group'
  readonly name: string
  readonly unit?: string
  readonly answered?: Day
  /** Fifteen working days after the notice as a rule. */
  readonly due?: Day
}
interface Matter {
  readonly title: string
  readonly organ: string
  readonly kind: 'market' | 'rights' | 'general'
  readonly noticed: Day
  readonly deadline: Day
  readonly invited?: readonly Invited[]
  readonly comments: readonly Comment[]
  /** Working days from the deadline to the summary; nothing: still to come. */
  readonly concluded?: number
  readonly shortened?: string
  readonly heard?: string
  readonly hearing?: { readonly sitting: Day; readonly served: Day }
  readonly withdrawn?: readonly [on: Day, reason: string]
}

const market: Matter = {
  title: '食品小作坊小摊贩登记管理办法',
  organ: 'shichang-jianguan-ju',
  kind: 'market',
  noticed: '2022-03-08',
  deadline: '2022-04-11',
  heard: '区个体劳动者协会、六家食品小作坊',
  invited: [
    { kind: 'association', name: '区个体劳动者协会（示例）', answered: '2022-03-24' },
    { kind: 'enterprise', name: '示例食品小作坊', answered: '2022-03-28' },
    { kind: 'unit', name: '区卫生健康委', unit: 'weisheng-jiankang-wei', answered: '2022-03-31' },
    { kind: 'unit', name: '区农业农村委', unit: 'nongye-nongcun-wei' },
  ],
  comments: [
    {
      on: '2022-03-15',
      from: 'citizen',
      says: '登记要交的租赁合同能不能用村里的证明代替',
      about: '第六条',
      adopt: '第六条',
    },
    { on: '2022-03-24', from: 'association', channel: 'reply', says: '小摊贩登记卡希望全区通用', adopt: '第九条' },
    {
      on: '2022-03-28',
      from: 'enterprise',
      channel: 'reply',
      says: '现场核查请提前告知',
      adopt: '第十一条',
      why: '投诉举报引起的核查不能提前告知',
    },
    { on: '2022-04-02', from: 'citizen', says: '建议取消登记', why: '登记是上位法定下的，本办法无权取消' },
    {
      on: '2022-04-14',
      from: 'citizen',
      channel: 'letter',
      late: true,
      says: '夜市摊位另行规定',
      why: '夜市由专门办法规定',
    },
  ],
  concluded: 6,
}
const alike = (on: Day): Comment => ({
  on,
  from: 'citizen',
  says: '老小区门口的路边车位夜间免费',
  group: '夜间免费停车',
  adopt: '第五条',
  why: '主干道夜间须保持畅通，只在支路施行',
})
const matters: readonly Matter[] = [
  market,
  {
    title: '城区道路临时泊位收费管理规定',
    organ: 'chengshi-guanli-ju',
    kind: 'rights',
    noticed: '2022-05-16',
    deadline: '2022-05-31',
    comments: [
      ...['2022-05-17', '2022-05-18', '2022-05-18', '2022-05-20', '2022-05-23', '2022-05-30'].map(alike),
      { on: '2022-05-19', from: 'citizen', channel: 'phone', says: '医院门口首小时免费', adopt: '第四条' },
      {
        on: '2022-05-26',
        from: 'deputy',
        channel: 'email',
        says: '收费标准应先听证',
        why: '标准由价格主管部门另行定价并听证',
      },
    ],
    concluded: 4,
  },
  {
    title: '抗旱期间城乡供水分时管制规定',
    organ: 'shuili-ju',
    kind: 'rights',
    noticed: '2022-08-15',
    deadline: '2022-08-17',
    shortened: '连晴高温，三座水库低于死水位，须在八月下旬前定下管制办法',
    comments: [
      { on: '2022-08-16', from: 'citizen', says: '管制时段请提前一天用短信告知', adopt: '第三条' },
      { on: '2022-08-16', from: 'organisation', channel: 'meeting', says: '养老机构不受管制', adopt: '第七条' },
    ],
    concluded: 1,
  },
  {
    title: '城区居民生活垃圾处理收费方案',
    organ: 'fazhan-gaige-wei',
    kind: 'rights',
    noticed: '2022-09-05',
    deadline: '2022-09-23',
    hearing: { sitting: '2022-10-20', served: '2022-10-11' },
    invited: [{ kind: 'group', name: '区消费者权益保护委员会（示例）', answered: '2022-09-15' }],
    comments: [
      { on: '2022-09-07', from: 'citizen', says: '低保家庭全免', adopt: '第八条' },
      {
        on: '2022-09-15',
        from: 'organisation',
        channel: 'reply',
        says: '按户收费改为按人收费',
        why: '按人核定的成本高于收费收入',
      },
      { on: '2022-09-21', from: 'citizen', says: '收支应每年公布', adopt: '第十二条' },
    ],
    concluded: 24,
  },
  {
    title: '农村自建房外立面导则',
    organ: 'zhufang-chengjian-wei',
    kind: 'general',
    noticed: '2022-10-17',
    deadline: '2022-10-31',
    comments: [{ on: '2022-10-19', from: 'citizen', name: '示例村民', says: '山区的坡屋顶不要统一颜色' }],
    withdrawn: ['2022-10-26', '与市里新印发的导则重复，不再制定'],
  },
  {
    title: '公共体育场馆开放时间调整',
    organ: 'wenhua-lvyou-wei',
    kind: 'general',
    noticed: '2022-11-14',
    deadline: '2022-11-25',
    comments: [{ on: '2022-11-16', from: 'citizen', says: '周末早上提前到七点', adopt: '开放时间表' }],
    concluded: 3,
  },
  // ── on the day of the clock: one waits for its answers, one is open ──
  {
    title: '校外托管机构管理规定',
    organ: 'jiao-wei',
    kind: 'rights',
    noticed: '2023-01-30',
    deadline: '2023-02-10',
    comments: [
      { on: '2023-02-01', from: 'enterprise', says: '消防验收改为告知承诺' },
      { on: '2023-02-06', from: 'citizen', says: '托管老师应当公示健康证' },
      { on: '2023-02-13', from: 'citizen', late: true, says: '接送时段门口不得停车' },
    ],
  },
  {
    title: '网络预约出租汽车经营服务实施办法',
    organ: 'jiaotong-ju',
    kind: 'market',
    noticed: '2023-02-06',
    deadline: '2023-03-13',
    invited: [
      { kind: 'unit', name: '区公安局', unit: 'gongan-ju' },
      { kind: 'unit', name: '区商务委', unit: 'shangwu-wei', due: '2023-02-21' },
      { kind: 'unit', name: '区人力社保局', unit: 'renli-shebao-ju', due: '2023-02-17' },
    ],
    comments: [{ on: '2023-02-15', from: 'enterprise', says: '车龄上限放宽到八年' }],
  },
]

const lives = (matter: Matter, offices: Offices): YearAct[] => {
  const { title, organ, kind, noticed, deadline, comments, invited = [], hearing, shortened, withdrawn } = matter
  const tell = told('consultations', title)
  const part = (kind: string, n: number) => told('consultations', title, [kind, `${n}`])
  const clerk = offices.clerk(organ, noticed)
  const head = offices.head(organ, noticed)
  const drafted = later(noticed, -2)
  const closed = later(deadline, 1)
  const comment = ({ on, from, says, channel, late, about, name, group, ...rest }: Comment, n: number): YearAct[] => {
    const at = part('comment', n)
    const said: Values = { kind: from, content: says, ...(about && { about }), ...(name && { name }) }
    const came = channel
      ? at(on, clerk, late ? 'enterLate' : 'enter', { ...said, channel })
      : { ...at(on, 'portal', late ? 'submitLate' : 'submit', said), unit: organ }
    const { concluded } = matter
    if (concluded === undefined) return [came]
    const answered = later(deadline, Math.max(1, concluded - 1))
    return [
      came,
      ...(group ? [at(answered, clerk, 'gather', { group })] : []),
      rest.adopt
        ? at(answered, clerk, rest.why ? 'adoptPartly' : 'adopt', {
            changed: rest.adopt,
            ...(rest.why && { why: rest.why }),
          })
        : at(answered, clerk, 'decline', { why: rest.why! }),
    ]
  }
  const invitation = ({ kind, name, unit, answered, due = later(noticed, 15) }: Invited, n: number): YearAct[] => {
    const at = part('invitation', n)
    return [
      at(noticed, clerk, 'invite', {
        kind,
        inviter: organ,
        name,
        due,
        letter: `file:${title}征求意见函`,
        ...(unit && { unit }),
      }),
      ...(answered
        ? [at(answered, clerk, 'answer', { reply: `file:${name}复函`, says: 'some' })]
        : [at(later(due, -2), clerk, 'remind', { way: '电话' }), at(later(due, 1), clerk, 'noteSilence')]),
    ]
  }
  const hearings = (): YearAct[] => {
    if (!hearing) return []
    const its = told('consultations', title, ['hearing', 'hearing/1'])
    return [
      tell(closed, head, 'orderHearing'),
      its(closed, clerk, 'schedule', { sitting: hearing.sitting, place: '区政府一楼会议室（示例）' }),
      its(later(closed, 1), clerk, 'announce', {
        notice: `file:${title}听证公告`,
        selection: 'file:听证参加人遴选办法',
      }),
      its(later(closed, 5), clerk, 'publishParticipants', { participants: 'file:听证参加人名单' }),
      its(hearing.served, clerk, 'serve', { receipts: 'file:听证材料送达回证' }),
      its(hearing.sitting, clerk, 'hold', { record: 'file:听证会记录（参加人签名）' }),
      its(later(hearing.sitting, 4), clerk, 'report', { report: 'file:听证报告' }),
    ]
  }
  const ends = (): YearAct[] => {
    if (withdrawn) return [tell(withdrawn[0], head, 'withdraw', { reason: withdrawn[1] })]
    const close = tell(closed, clerk, 'close')
    if (matter.concluded === undefined) return [close]
    const concluded = later(deadline, Math.max(2, matter.concluded))
    return [
      close,
      ...hearings(),
      tell(concluded, clerk, 'conclude', { summary: `file:${title}意见采纳情况` }),
      tell(later(concluded, 2), head, 'publishResult', { result: `/yjzj/${noticed.replaceAll('-', '')}jg.html` }),
    ]
  }
  return [
    tell(drafted, clerk, 'open', { title, organ, kind, ...(hearing && { mustHear: true }) }),
    tell(drafted, clerk, 'draftNotice', {
      headline: `关于《${title}》公开征求意见的公告`,
      draft: `text:${title}（征求意见稿）`,
      explanation: `file:${title}起草说明`,
      notice: `file:${title}征求意见公告`,
      deadline,
      channels: ['portal', 'letter', 'email', 'phone'],
    }),
    ...(shortened
      ? [
          tell(noticed, head, 'shortenOther', {
            ground: 'emergency',
            shortening: shortened,
            approval: 'file:缩短征求意见期限批准件',
          }),
        ]
      : []),
    tell(noticed, head, 'publish', {
      address: `/yjzj/${noticed.replaceAll('-', '')}.html`,
      media: ['site', 'newMedia'],
    }),
    ...invited.flatMap(invitation),
    ...(matter.heard
      ? [tell(later(noticed, 8), clerk, 'hearMarket', { attended: matter.heard, record: 'file:座谈会记录' })]
      : []),
    ...comments.flatMap(comment),
    ...ends(),
  ]
}

/** A matter that the law keeps from the public: nothing of it but that. */
const kept = (offices: Offices): YearAct[] => {
  const title = '人防疏散通道启用规定'
  const [opened, withheld]: readonly [Day, Day] = ['2022-06-13', '2022-06-15']
  const tell = told('consultations', title)
  return [
    tell(opened, offices.clerk('renfang-ban', opened), 'open', { title, organ: 'renfang-ban', kind: 'rights' }),
    tell(withheld, offices.head('renfang-ban', withheld), 'withhold', {
      ground: 'secret',
      basis: '人民防空国家秘密范围（示例）',
    }),
  ]
}

export const consultations = (source: YearSource): YearItem[] => {
  const offices = officesOf(source)
  return [...matters.flatMap((matter) => lives(matter, offices)), ...kept(offices)]
}
