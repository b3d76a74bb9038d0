/** 渝府令第337号: decisions in 重庆. Only articles 1 to 3 were read; until the rest is, the national minimum counts. */
import { instrument, parameter } from '../kernel/law/index.ts'

export const chongqingDecisionRules = instrument('重庆市重大行政决策程序规定', {
  number: '渝府令第337号',
  rank: 'rule',
  editions: [{ since: '2020-09-01', note: '代替渝府令第189号' }],
  status: 'unverified',
  articles: {
    3: '在国家列的五类之外，还算上其他重要的区域规划、专项规划和重大国有资产处置',
    公众参与部分:
      '据2020年7月的报道，有四种情况说到听证：分歧大、可能影响稳定、触及切身利益、关系重大公共利益；必须还是可以，待核',
    专家论证部分: '专家要几名、怎么选，条文待核；国家条例没有定人数',
    合法性审查部分: '审查时间和材料，条文待核；不少于国家条例的7个工作日',
    执行和调整部分: '后评估和调整的程序，条文待核',
  },
})

/** The catalogue of a government's decisions is fixed anew. */
export const cataloguing = parameter(
  'decision.catalogue',
  '决策目录更新间隔',
  'Interval between catalogues',
  { count: 12, unit: 'months' },
  { article: chongqingDecisionRules(3), rolls: false, note: '条例只说根据情况调整；各区通行一年一公布' },
)
/** Notice of a hearing to the public: the national text says only that it comes in advance. */
export const announcingHearing = parameter(
  'decision.hearing-notice',
  '听证公告提前量',
  'Notice of a hearing in advance',
  { count: 7, unit: 'calendar days' },
  {
    article: chongqingDecisionRules('公众参与部分'),
    rolls: false,
    note: '国家条例只说提前公布，七日是给送达材料定的；暂同样按七日',
  },
)
