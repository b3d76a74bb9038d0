/** 国办发〔2018〕115号: legality review of normative documents: by whom, how long, on which questions, with what result. */
import { instrument, parameter, rule } from '../kernel/law/index.ts'

export const opinion115 = instrument('关于全面推行行政规范性文件合法性审核机制的指导意见', {
  number: '国办发〔2018〕115号',
  rank: 'document',
  editions: [{ since: '2018-12-04' }],
  articles: {
    '（二）': '目标是凡规范性文件都经过合法性审核，一件不漏',
    '（三）':
      '列出三张清单：谁能制定、哪些公文种类、哪类事项；凡涉及外部权利义务的都要审核，内部制度、会议纪要、工作方案、请示报告、奖惩任免等除外',
    '（四）':
      '以政府名义印发的由政府审核机构审核，起草部门有专门审核机构的先由它审；没有审核机构或者人员的由县级政府确定的机构审',
    '（五）':
      '送审材料要有送审稿及说明、依据、征求意见情况、本单位审核意见；不全的退回或者限时补充；审核不少于5个、不超过15个工作日，突发事件和上级紧急命令除外',
    '（六）':
      '审七个方面，书面意见分合法、不合法、应当予以修改；起草单位照改，没有完全采纳的，提请审议时说清理由和依据',
    '（七）': '征求意见、会签、参加审议都代替不了审核；没有审核或者审核不合法的不得提交集体审议',
    '（八）':
      '影响面广、情况复杂、社会关注的，遇到疑难先书面征求意见，再开座谈会、论证会；法律顾问、公职律师和专家协助',
    '（九）': '建审核信息平台：格式统一，与公文系统、公开平台相接，全程电子审核，留台账、做统计、能共享',
    '（十）': '单位一把手是审核工作的第一责任人，要听汇报、解难题',
    '（十一）': '审核机构和人员要配齐，定期培训交流',
    '（十二）': '审核工作列入督察和考评；审核机构定期把情况和常见毛病通报给制定机关、起草单位',
  },
})

/** A document is generally reviewed for no fewer working days than these. */
export const reviewingFrom = rule('review.shortest', '审核最短时间', 'Shortest review', opinion115('（五）'), {
  count: 5,
  unit: 'working days',
})
/** Nor for more than these. */
export const reviewingBy = rule('review.longest', '审核最长时间', 'Longest review', opinion115('（五）'), {
  count: 15,
  unit: 'working days',
})
/** The time set for completing a pack. */
export const completing = parameter(
  'review.complete',
  '补正材料期限',
  'Time to complete the pack',
  { count: 5, unit: 'working days' },
  { article: opinion115('（五）'), note: '原文只说“在规定时间内”，未定天数，暂按五个工作日' },
)
