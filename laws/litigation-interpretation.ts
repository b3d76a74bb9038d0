/** The Supreme People's Court's interpretation on applying the Administrative Litigation Law, 2018. */
import { instrument, rule } from '../kernel/law/index.ts'

export const litigationInterpretation = instrument('最高人民法院关于适用《中华人民共和国行政诉讼法》的解释', {
  number: '法释〔2018〕1号',
  rank: 'interpretation',
  editions: [{ since: '2018-02-08' }],
  articles: {
    26: '告错了机关的，法院让原告换被告，原告不换就驳回起诉',
    34: '想缓交证据，要在副本到手后的十五日里书面提出；获准的，障碍消失后十五日内交，再迟就按没有证据对待',
    48: '开始的那一天不算，末日遇节假日顺延，在途时间不算',
    85: '调解书从最后一方签收那天起算数',
    108: '对方上诉的，上诉状副本到手后十五日内答辩；不答辩，审理照常',
    128: '到庭的负责人还可以另带一两名代理人；负责人来不了就要派工作人员，光派律师不行',
    129: '法院书面建议出庭的，负责人就应当出庭；来不了要有盖章或者主要负责人签字的说明',
    130: '工作人员指有编制身份或者依法履职的人；政府当被告的，法制机构和承办机关的人也算',
    131: '负责人要证明职务；工作人员要带盖章的委托书，写明姓名、职务和权限',
    132: '只有律师到庭，或者法院建议了负责人仍不到庭的，记录在案并写进裁判文书',
    145: '告行为时顺带请求审查文件的，由管这个案子的法院一起审',
    146: '请求要在一审开庭前提出，有正当理由的，法庭调查时也还来得及',
    147: '法院疑心文件不合法的，听制定机关怎么说，它要求到庭就让它来；它不说话也挡不住审查',
    148: '看五点：越权、抵触上位法、没有依据加义务减权益、没走批准或者公开发布程序、其他违法',
    149: '不合法的不作依据并提处理建议，抄送政府、上级、监察和备案机关；三个月内可以提司法建议，制定机关六十日内书面答复，紧急的先停用',
    150: '认定文件不合法的法院，裁判生效后报上一级法院备案',
    151: '生效裁判把文件合法性认错的，可以再审',
  },
})

export const askingDelay = rule(
  'litigation.ask-delay',
  '申请延期举证期限',
  'Time to ask for later evidence',
  litigationInterpretation(34),
  { count: 15, unit: 'calendar days' },
)
export const delayedEvidence = rule(
  'litigation.delayed-evidence',
  '延期举证期限',
  'Time for delayed evidence',
  litigationInterpretation(34),
  { count: 15, unit: 'calendar days' },
)
export const answeringAppeal = rule(
  'litigation.answer-appeal',
  '上诉答辩期限',
  'Time to answer an appeal',
  litigationInterpretation(108),
  { count: 15, unit: 'calendar days' },
)
/** The issuer answers in writing the court's proposal to amend or repeal a document, from its receipt. */
export const answeringCourtAdvice = rule(
  'litigation.document-advice',
  '规范性文件司法建议答复期限',
  "Time to answer a court's advice on a document",
  litigationInterpretation(149),
  { count: 60, unit: 'calendar days' },
)
/** The court's own time to make it, from the day the judgment took effect. */
export const advisingOnDocument = rule(
  'litigation.advise-on-document',
  '规范性文件司法建议提出期限',
  "Time for a court's advice on a document",
  litigationInterpretation(149),
  { count: 3, unit: 'months' },
)
