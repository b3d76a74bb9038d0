/** 优化营商环境条例. */
import { instrument } from '../kernel/law/index.ts'

export const businessEnvironment = instrument('优化营商环境条例', {
  number: '国务院令第722号',
  rank: 'regulation',
  editions: [{ since: '2020-01-01' }],
  articles: {
    63: '涉及市场主体经济活动的政策措施先做公平竞争审查；涉及市场主体权利义务的规范性文件须经合法性审核',
  },
})
