/** The Archives Law, as revised in 2020. */
import { instrument } from '../kernel/law/index.ts'

export const archivesLaw = instrument('档案法', {
  number: '主席令第47号',
  rank: 'law',
  editions: [{ since: '2021-01-01', note: '2020年修订' }],
  articles: {
    13: '机关履职中直接产生、有保存价值的材料都属于归档范围',
    14: '该归档的定期交本单位档案人员统一保管，谁也不能拒交或者占为私有',
  },
})
