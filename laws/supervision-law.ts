/** The Law on supervision by standing committees. Its articles were renumbered in 2024: 30 is cited in the text of 2006. */
import { instrument } from '../kernel/law/index.ts'

export const supervisionLaw = instrument('各级人民代表大会常务委员会监督法', {
  number: '2006年通过，2024年修正',
  rank: 'law',
  editions: [
    { since: '2007-01-01', until: '2024-11-07', note: '2006年文本' },
    { since: '2024-11-08', note: '2024年修正，通过之日；施行日待核' },
  ],
  articles: {
    29: '（2006年文本）怎样审查、撤销本级政府不适当的决定命令，程序由省级人大常委会定',
    30: '（2006年文本）本级政府的决定命令有三种毛病可以撤销：越权限权加义务、抵触法律法规、其他不适当',
    39: '（2024年文本）政府、监委、法院、检察院的规范性文件都可审查，撤销的三种情形照旧',
    40: '（2024年文本）审查和撤销的具体程序由省级人大常委会定',
    44: '（2024年文本）各备案审查机关相互衔接，不归自己管的移送出去',
    45: '（2024年文本）常委会每年听一次备案审查工作报告',
  },
})
