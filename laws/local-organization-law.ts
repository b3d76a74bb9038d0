/** The Organic Law of local congresses and governments, as amended in 2022. The day it came into force was not read. */
import { instrument } from '../kernel/law/index.ts'

export const localOrganizationLaw = instrument('地方各级人民代表大会和地方各级人民政府组织法', {
  number: '2022年修正',
  rank: 'law',
  editions: [{ since: '2022-03-11', note: '通过之日；施行日待核' }],
  articles: {
    50: '县级以上人大常委会听取备案审查工作报告，可以撤销本级政府不适当的决定和命令',
    73: '县级以上政府可以发布决定命令，并改变或者撤销部门和下级政府不适当的决定、命令和指示',
    75: '县级以上政府的规范性文件涉及权利义务的，论证、公开听取意见、审查合法性、集体决定四步之后，还要公布和备案',
    76: '乡镇政府执行人大决议和上级决定，自己也可以发布决定和命令',
    77: '各级政府实行首长负责制，由首长主持工作',
    78: '县级以上政府有全体会议和常务会议，县级常务会议由正副职首长组成，都由首长召集和主持，政府工作的大事由其中之一集体讨论后才能定',
    79: '政府按需要设工作部门，增减合并报批，并报人大常委会备案',
  },
})
