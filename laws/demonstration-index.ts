/** 市县法治政府建设示范指标体系, 2021: what a district is assessed on. A standard for assessment, not law. */
import { instrument, rule } from '../kernel/law/index.ts'

export const demonstrationIndex = instrument('市县法治政府建设示范指标体系（2021年版）', {
  number: '中央依法治国办2021年修订',
  rank: 'document',
  editions: [{ since: '2021-09-02', note: '所读转载之日；印发日待核。评估标准，不是法律' }],
  articles: {
    第24项: '对权利义务影响重大的文件都要向社会征求意见，通常给足7个工作日',
    第27项: '备案看三个比率：报了没有、按时没有、合规没有，都要百分之百；公民的审查建议有门可投',
  },
})

/** From the publication of the draft, where no law asks for the thirty days of market rules. */
export const commentingOnOthers = rule(
  'documents.comment',
  '其他文件征求意见最短时间',
  'Shortest public comment on other documents',
  demonstrationIndex('第24项'),
  { count: 7, unit: 'working days' },
  { note: '出自示范创建的评估标准，不是法律；达不到的失分，不因此违法' },
)
