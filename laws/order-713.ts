/** 重大行政决策程序暂行条例. */
import { instrument, rule } from '../kernel/law/index.ts'

export const order713 = instrument('重大行政决策程序暂行条例', {
  number: '国务院令第713号',
  rank: 'regulation',
  editions: [{ since: '2019-09-01' }],
  articles: {
    25: '决策草案讨论前须经合法性审查，征求意见等代替不了；未审查或者不合法的不得讨论，探索性改革可以明示法律风险后讨论',
    26: '送审要交草案、依据和履行程序的说明，不合要求的退回或者补充；审查时间一般不少于7个工作日',
    27: '审查三个方面：权限、程序、内容',
    28: '审查部门对意见负责，要组织法律顾问、公职律师提出意见，承办单位据以调整补充',
  },
})

/** A decision is generally reviewed for no fewer working days than these. */
export const examiningFrom = rule(
  'decision.review',
  '决策审查最短时间',
  'Shortest review of a decision',
  order713(26),
  {
    count: 7,
    unit: 'working days',
  },
)
