/** The regulation on open government information, as revised in 2019. */
import { instrument, rule } from '../kernel/law/index.ts'

export const disclosureRegulation = instrument('政府信息公开条例', {
  number: '国务院令第711号',
  rank: 'regulation',
  editions: [
    { since: '2008-05-01', until: '2019-05-14', note: '国务院令第492号' },
    { since: '2019-05-15', note: '2019年修订' },
  ],
  articles: {
    6: '公开要及时、准确；社会上出现虚假或残缺的信息时，由机关出面澄清',
    10: '谁制作谁公开；取自公民和企业的由保存者公开，取自其他机关的由源头机关公开，合制的由牵头者公开',
    11: '涉及别的机关的，先协商一致；依规定要批准的，批准之后才能公开',
    12: '公开指南和公开目录随时更新，目录列明索引、名称、概要和生成日期',
    13: '除三类例外，一律公开；方式分主动公开和依申请公开',
    14: '国家秘密、法律禁止公开的和会危及安全稳定的，不公开',
    15: '损害第三方的商业秘密和隐私不公开；第三方同意，或者不公开会严重损害公共利益的除外',
    16: '内部事务、过程性材料和执法案卷可以不公开，法律另有要求的除外',
    17: '公开之前逐件审查，含保密审查；拿不准的，交主管部门或者保密部门定夺',
    18: '不公开的信息要定期复评，情况变化后能公开的就公开',
    19: '关乎公众利益、要让公众知道或参与的，主动公开',
    20: '各机关共同的十五类主动公开内容',
    21: '市县和乡镇另外要主动公开的内容',
    23: '公报、网站、新媒体、发布会和报刊广播电视都是公开渠道',
    24: '依托门户网站的统一平台集中发布，能检索、查阅和下载',
    26: '主动公开的，形成或者变更后二十个工作日内公开',
    27: '任何人都可以申请获取主动公开以外的政府信息',
    29: '申请用书面，写明身份和联系方式、要什么、要哪种形式；书面有困难的可以口头',
    30: '申请不清楚的，七个工作日内一次讲清怎么补，补正后重新起算答复期；无故不补视为放弃',
    31: '收到日：当面为当日，签收件为签收日，平信和网络传真以双方确认日为准',
    32: '可能伤及第三方的，书面征求意见，第三方十五个工作日内回复；有理由的不同意，不公开，公共利益重大的除外',
    33: '能当场答的当场答；否则二十个工作日，经负责人同意可再延二十个工作日并告知；征求意见的时间不算在内',
    34: '合制信息可以问合制机关，十五个工作日不回复就当同意',
    35: '申请多到不合理的，可以要求说明理由；理由不成立不处理，成立而办不完的延后答复',
    36: '七类答复：已公开、予以公开、不予公开、不存在、非本机关、重复申请、另有登记查询规定',
    37: '能分开的，给能给的部分，并说明不给的理由',
    38: '只提供现成的信息，没有加工分析的义务',
    39: '以申请之名行信访举报的，告知不按申请办；要公报报刊的，告知去处',
    40: '按申请人要的形式提供，做不到的另选合适形式',
    41: '关于本人的记录有误，凭证据申请更正；无权更正的转送或者指路',
    42: '一般不收费；数量、频次过分的，可以收处理费',
    43: '对阅读、视听有困难的申请人给予帮助',
    44: '多人要同一信息的，可以转为主动公开；申请人也可以这样建议',
    45: '登记、审核、办理、答复、归档都要有章程',
    46: '公开工作要考核、评议和追责',
    47: '主管部门指导、检查，督促整改或者通报',
    48: '公开工作人员定期受训',
    49: '部门的年报一月底前交出并公布，政府主管部门的年报三月底前公布',
    50: '年报的必备内容和国家统一格式',
    51: '认为权益受侵害的，可以投诉举报，也可以复议或者起诉',
    52: '没有建立有关制度机制的，责令改正，严重的追究责任人',
    53: '不公开、不及时更新或者违规收费的，责令改正，严重的给予处分',
  },
})

const revised = '2019-05-15'
const workingDays = (count: number) => [{ since: revised, count, unit: 'working days' }] as const

export const disclosing = rule(
  'disclosure.proactive',
  '主动公开期限',
  'Time to disclose proactively',
  disclosureRegulation(26),
  workingDays(20),
)
export const answeringRequest = rule(
  'disclosure.answer',
  '申请答复期限',
  'Time to answer a request',
  disclosureRegulation(33),
  workingDays(20),
)
export const askingCorrection = rule(
  'disclosure.correction',
  '一次性告知补正期限',
  'Time to ask for a correction',
  disclosureRegulation(30),
  workingDays(7),
)
export const thirdPartyReplying = rule(
  'disclosure.third-party',
  '第三方回复期限',
  'Time for the third party',
  disclosureRegulation(32),
  workingDays(15),
)
export const coAuthorReplying = rule(
  'disclosure.co-author',
  '合制机关回复期限',
  'Time for the co-author',
  disclosureRegulation(34),
  workingDays(15),
)
