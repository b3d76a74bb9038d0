/**
 * 黔江区政府合同管理办法, as the district's justice bureau reported it in April 2023. Its text was not seen: it is cited
 * by subject, and its threshold and its days are the district's to set.
 */
import { amountParameter, instrument, parameter, type Reckoning } from '../kernel/law/index.ts'

export const contractMeasures = instrument('黔江区政府合同管理办法', {
  number: '文号待核',
  rank: 'document',
  editions: [{ since: '2020-01-01', note: '施行日期待核；2023年4月20日的报道说到现行做法' }],
  status: 'unverified',
  articles: {
    审查分级部分:
      '区政府或者区政府办公室为一方，或者标的额一千万元以上的，承办单位初审、区司法局复审；其余由承办单位自审；未经审查不得签订',
    审查程序部分: '送审附合同文本和有关材料，审查提出书面意见，承办单位照改或者说明理由',
    文本和保管部分: '优先用政府合同示范文本，签订的正本交存保管',
    履行部分: '承办单位跟进履行，变更、补充、争议和终止都要有记录',
  },
})

/** From this amount a contract is reviewed on two levels. */
export const majorFrom = amountParameter('contracts.major', '重大合同标的额', 'Major contract', 10_000_000, {
  article: contractMeasures('审查分级部分'),
  note: '办法原文未见，暂按2023年4月20日报道的一千万元',
})

const days = (id: string, zh: string, en: string, fallback: Reckoning, part: '审查程序部分' | '文本和保管部分') =>
  parameter(`contracts.${id}`, zh, en, fallback, {
    article: contractMeasures(part),
    note: '办法原文未见，暂取外地常见的天数',
  })
/** To complete what was missing. */
export const completingContract = days(
  'complete',
  '补正合同材料期限',
  'Time to complete the papers',
  { count: 5, unit: 'working days' },
  '审查程序部分',
)
/** From the whole pack to the opinion. */
export const reviewingContract = days(
  'review',
  '合同审查期限',
  'Time to review a contract',
  { count: 5, unit: 'working days' },
  '审查程序部分',
)
/** From the signature to the deposit of a signed copy. */
export const depositing = days(
  'deposit',
  '合同正本交存期限',
  'Time to deposit the signed copy',
  { count: 5, unit: 'working days' },
  '文本和保管部分',
)
/** From the end of a contract to the archive. */
export const archivingContract = days(
  'archive',
  '合同归档期限',
  'Time to archive',
  { count: 3, unit: 'months' },
  '文本和保管部分',
)
