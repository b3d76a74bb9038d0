/** 重庆市行政执法责任制条例, as amended in 2010. */
import { instrument } from '../kernel/law/index.ts'

export const enforcementResponsibility = instrument('重庆市行政执法责任制条例', {
  number: '重庆市人大常委会2000年9月29日通过',
  rank: 'local regulation',
  editions: [{ since: '2001-01-01', note: '2010年7月23日修正' }],
  articles: {
    4: '政府法制机构管落实、管督促检查，对不落实的责任人可以建议处分',
    11: '市区政府的规范性文件两头报备：本级人大常委会和上一级政府；部门和授权组织的报本级政府',
    13: '设举报电话，接受社会监督；举报控告没有法定期限的，十五个工作日内回复',
  },
})
