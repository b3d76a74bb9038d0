/** The Legislation Law as amended in 2023: its article on cleaning up. It is no ground for what was cleaned up before. */
import { instrument } from '../kernel/law/index.ts'

export const legislationLaw = instrument('立法法', {
  number: '2023年修正',
  rank: 'law',
  editions: [{ since: '2023-03-13', note: '通过之日；施行日待核' }],
  articles: { 116: '规章和规范性文件由制定机关自己清理，为的是法制统一和改革需要' },
})
