/** The Administrative Litigation Law, as amended in 2017. */
import { instrument, rule } from '../kernel/law/index.ts'

export const litigationLaw = instrument('行政诉讼法', {
  number: '主席令第71号',
  rank: 'law',
  editions: [
    { since: '1990-10-01', until: '2015-04-30', note: '1989年通过' },
    { since: '2015-05-01', until: '2017-06-30', note: '2014年修正' },
    { since: '2017-07-01', note: '2017年修正' },
  ],
  articles: {
    3: '当被告的机关由领导本人到庭；本人确实来不了的，另派本机关的工作人员',
    34: '证明行政行为合法是被告的事；不交证据或者无故迟交，就按没有证据对待',
    36: '证据早已收集、一时交不出而理由正当的，法院点头后可以缓交；对方抛出新理由新证据的，法院点头后可以补交',
    53: '起诉时可以一并请法院审查行为背后的规范性文件，规章不在内',
    60: '行政案件一般不调解，但赔偿、补偿和裁量权案件例外',
    62: '宣判前要撤诉的，包括被告改了原行为后原告撤诉的，准与不准都由法院裁定',
    64: '文件不合法的不当依据用，并向制定机关提处理建议',
    67: '副本到手后的十五日里，被告要把证据、规范性文件依据和答辩状一并交给法院；不答辩，审理照常',
    69: '行政行为没有毛病，或者要求履职、给付没有道理的，驳回诉讼请求',
    70: '证据、法律、程序、权限、裁量出了问题的，撤销全部或者一部分，还可以责令重作',
    72: '该履行职责而没有履行的，判令限期履行',
    73: '依法该给付的，判令给付',
    74: '违法但不宜或者不能撤销的，只确认违法',
    75: '违法重大而且明显的，确认无效',
    76: '确认违法或者无效的，还可以责令补救，造成损失的要赔偿',
    77: '处罚明显不当或者款额认定有误的，可以直接变更，不得对原告更不利',
    78: '不守行政协议的，判继续履行、补救、赔偿；合法变更解除而没有补偿的，判补偿',
    85: '上诉期从送达起算，判决十五日、裁定十日，过期没人上诉就生效',
    89: '二审可以维持、改判或者发回重审',
    90: '对生效裁判还可以申请再审，申请期间照样执行',
    94: '生效的裁判和调解书，各方都必须履行',
    96: '机关不肯履行的，可以划款、对负责人按日罚款、公告、提司法建议，直至拘留',
  },
})

export const answering = rule('litigation.answer', '答辩举证期限', 'Time to answer with evidence', litigationLaw(67), {
  count: 15,
  unit: 'calendar days',
})
export const appealingJudgment = rule(
  'litigation.appeal-judgment',
  '判决上诉期限',
  'Time to appeal a judgment',
  litigationLaw(85),
  { count: 15, unit: 'calendar days' },
)
export const appealingRuling = rule(
  'litigation.appeal-ruling',
  '裁定上诉期限',
  'Time to appeal a ruling',
  litigationLaw(85),
  { count: 10, unit: 'calendar days' },
)
