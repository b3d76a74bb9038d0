/** 重庆市优化营商环境条例: article 58 on documents for the market. */
import { instrument } from '../kernel/law/index.ts'

export const chongqingBusinessEnvironment = instrument('重庆市优化营商环境条例', {
  number: '重庆市人大常委会2021年3月31日通过',
  rank: 'local regulation',
  editions: [{ since: '2021-07-01' }],
  articles: {
    58: '涉市场的文件听企业和协会商会，走完参与、论证、评估、竞争审查、合法性审核、集体讨论，留出适应期；公布与解读同步；不合营商环境的自行清理',
  },
})
