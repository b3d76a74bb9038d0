import type { Pair } from '../kernel/law/index.ts'
export const chapters: readonly { readonly id: string; readonly name: Pair; readonly order: readonly string[]; readonly report?: false }[] = [
  { id: 'leadership', name: ['强化领导', 'Leadership'], order: ['study', 'work-plan', 'appraisal', 'inspection', 'law-statement'] },
  { id: 'foundation', name: ['基础', 'Foundation'], order: [], report: false },
]
