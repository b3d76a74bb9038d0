/** The Organic Law of local congresses and governments, as amended in 2022. The day it came into force was not read. */
import { instrument } from '../kernel/law/index.ts'

export const localOrganizationLaw = instrument('地方各级人民代表大会和地方各级人民政府组织法', {
  number: '2022年修正',
  rank: 'law',
  editions: [{ since: '2022-03-11', note: '通过之日；施行日待核' }],
  articles: {
    78: '县级以上政府有全体会议和常务会议，政府工作的大事由其中之一集体讨论后才能定',
  },
})
