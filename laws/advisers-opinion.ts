/** The central opinion on legal advisers of Party and government organs. Its full text was not read: anchors name the subject. */
import { instrument, parameter } from '../kernel/law/index.ts'

export const advisersOpinion = instrument('关于推行法律顾问制度和公职律师公司律师制度的意见', {
  number: '中办发〔2016〕30号',
  rank: 'document',
  editions: [{ since: '2016-06-16' }],
  status: 'unverified',
  articles: {
    目标任务部分: '县级以上党政机关普遍设顾问，乡镇按需设',
    顾问职责部分: '重大事项定夺前听取顾问意见，起草文件和谈判合同请顾问参与；该听未听的不上会',
    外聘条件部分: '外聘的律师要有规定年限的执业经历，品行良好，与所顾问的机关没有利害冲突',
    聘任管理部分: '聘任有程序、有期限、有合同，履职情况要考评，不称职的解聘',
  },
})

export const practising = parameter(
  'advisers.practice',
  '执业年限',
  'Years in practice',
  { count: 60, unit: 'months' },
  { article: advisersOpinion('外聘条件部分'), rolls: false, note: '二手资料均作五年；原文待核' },
)
export const appraising = parameter(
  'advisers.appraisal',
  '年度考评期限',
  'Time to appraise',
  { count: 12, unit: 'months' },
  { article: advisersOpinion('聘任管理部分'), note: '各地多为一年一评；原文未见期限' },
)
