/** 优化营商环境条例: what whoever writes a document for the market owes those who work in it. */
import { instrument, rule } from '../kernel/law/index.ts'

export const businessEnvironment = instrument('优化营商环境条例', {
  number: '国务院令第722号',
  rank: 'regulation',
  editions: [{ since: '2020-01-01' }],
  articles: {
    62: '与市场主体密切相关的文件要听企业和协会商会的；除依法保密外向社会公开征求意见，通常至少30日，采纳与否有回音',
    63: '涉及市场主体经济活动的政策措施先做公平竞争审查；涉及市场主体权利义务的规范性文件须经合法性审核',
    64: '没有上位依据的文件，不能减权益、加义务，不能设门槛、插手经营；没有公布的不能拿来管人',
    65: '新规矩要不要给企业留过渡期，必须想清楚；出台节奏统筹安排，别让政策叠加或者打架',
  },
})

/** From the publication of the draft; only what the law keeps secret is exempt, and nothing is said about shortening. */
export const commentingOnMarketRules = rule(
  'market.comment',
  '涉市场文件征求意见最短时间',
  'Shortest public comment on market rules',
  businessEnvironment(62),
  { count: 30, unit: 'calendar days' },
  { note: '条例只说“日”，没有界定；按日历日计' },
)
