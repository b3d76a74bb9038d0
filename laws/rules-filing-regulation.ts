/** 法规规章备案审查条例: on regulations and rules; what is lower is filed as the provinces provide. */
import { instrument } from '../kernel/law/index.ts'

export const rulesFiling = instrument('法规规章备案审查条例', {
  number: '国务院2024年公布，令号待核',
  rank: 'regulation',
  editions: [{ since: '2024-11-01', note: '代替2001年的法规规章备案条例' }],
  articles: {
    4: '法规规章公布后30日内报国务院备案',
    9: '合格的登记，范围外的不登记，材料不合的暂缓并通知；制定机关15日内补报或者重报',
    25: '规章以下的文件，由省级政府照此建立备案审查制度',
  },
})
