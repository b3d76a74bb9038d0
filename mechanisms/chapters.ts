/** The chapters of the annual report, in its order, and the order of the mechanisms within each. */
import type { Pair } from '../kernel/law/index.ts'

export interface Chapter {
  /** The folder's name. */
  readonly id: string
  readonly name: Pair
  /** Mechanisms that have a place; others of the folder come after them, by name. */
  readonly order: readonly string[]
  /** `false`: its mechanisms serve the others and owe the report nothing. */
  readonly report?: false
}

export const chapters: readonly Chapter[] = [
  {
    id: 'leadership',
    name: ['强化领导', 'Leadership'],
    order: ['study', 'work-plan', 'appraisal', 'inspection', 'law-statement'],
  },
  {
    id: 'documents',
    name: ['规范性文件', 'Normative documents'],
    order: [
      'issuing-bodies',
      'normative-documents',
      'consultations',
      'legality-review',
      'contract-review',
      'filing',
      'cleanup',
      'screenings',
    ],
  },
  {
    id: 'decisions',
    name: ['行政决策', 'Decisions'],
    order: ['legal-advisers', 'executive-meetings', 'agenda-items', 'decision-catalogues', 'major-decisions'],
  },
  {
    id: 'enforcement',
    name: ['行政执法', 'Enforcement'],
    order: [
      'licensing-items',
      'officer-training',
      'enforcement',
      'case-file-review',
      'enforcement-supervision',
      'criminal-transfer',
    ],
  },
  {
    id: 'openness',
    name: ['政务公开', 'Open government'],
    order: ['publishing', 'thematic-columns', 'policy-library', 'open-catalogue', 'information-requests'],
  },
  {
    id: 'disputes',
    name: ['行政争议与权力监督', 'Disputes and supervision of power'],
    order: [
      'dispute-resolution',
      'litigation',
      'lost-case-accountability',
      'congress-reports',
      'proposals',
      'judicial-suggestions',
      'audits',
      'complaints',
    ],
  },
  {
    id: 'services',
    name: ['政务服务与市场', 'Services and market'],
    order: ['service-items', 'life-events', 'investment-projects', 'service-windows'],
  },
  {
    id: 'credit',
    name: ['信用与纾困', 'Credit and relief'],
    order: ['credit-information', 'credit-financing', 'relief', 'legal-service-group'],
  },
  {
    id: 'year',
    name: ['年度报告', 'The year'],
    order: ['enforcement-posts', 'enterprise-inspections', 'demonstration', 'annual-report'],
  },
  {
    id: 'foundation',
    name: ['基础登记', 'Foundation'],
    order: ['units', 'posts', 'parameters', 'notices', 'letter-forms', 'dispatches'],
    report: false,
  },
]

const placeIn = (ids: readonly string[], id: string): number => {
  const at = ids.indexOf(id)
  return at < 0 ? ids.length : at
}

/** Mechanisms in report order: by chapter, then by the chapter's `order`; those without a place after them, by name. */
export const inReportOrder = <M extends { readonly chapter: string; readonly id: string }>(
  found: readonly M[],
): M[] => {
  const ids = chapters.map(({ id }) => id)
  const place = ({ chapter, id }: M) => {
    const order = chapters.find((known) => known.id === chapter)?.order ?? []
    return [placeIn(ids, chapter), placeIn(order, id)] as const
  }
  return found.toSorted((a, b) => {
    const [chapterOfA, placeOfA] = place(a)
    const [chapterOfB, placeOfB] = place(b)
    return chapterOfA - chapterOfB || placeOfA - placeOfB || (`${a.chapter}/${a.id}` < `${b.chapter}/${b.id}` ? -1 : 1)
  })
}
