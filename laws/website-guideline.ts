/** The State Council office's papers on government websites. Their full texts were not read: anchors name the subject. */
import { instrument, parameter } from '../kernel/law/index.ts'

export const websiteGuideline = instrument('政府网站发展指引', {
  number: '国办发〔2017〕47号',
  rank: 'document',
  editions: [{ since: '2017-05-15' }],
  status: 'unverified',
  articles: {
    信息发布部分: '信息上网前层层审核，审核人和流程要明确，先审后发',
    转载部分: '上级的重要信息及时转载，注明来源，不改原意',
    信息更新部分: '文件修改、失效或者废止后，在原页面上标明',
    清理归档部分: '过时的栏目和信息清理后归档留存',
  },
})
export const websiteChecks = instrument('政府网站与政务新媒体检查指标', {
  number: '国办秘函〔2019〕19号',
  rank: 'document',
  editions: [{ since: '2019-04-01' }],
  status: 'unverified',
  articles: {
    单项否决部分: '首页两周不更新、栏目长期不更新或空白、严重表述错误、泄密、伪造发稿日期，有一项即不合格',
    扣分部分: '信息不准确、转载不及时、互动不答复等，按项扣分',
  },
})
export const forwarding = parameter(
  'website.forward',
  '转发期限',
  'Time to forward',
  { count: 1, unit: 'calendar days' },
  {
    article: websiteGuideline('转载部分'),
    rolls: false,
    note: '国办2016年抽查通报以24小时为准；本系统按日计时，取发布次日；各地口径待核',
  },
)
