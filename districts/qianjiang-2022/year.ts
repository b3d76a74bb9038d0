/** The sample year, told as acts: what the people of the district did from 2021 to the day of its clock. */
import type { TellYear } from '../../server/year.ts'
import { agendaItems } from './agenda-items.ts'
import { annualReport } from './annual-report.ts'
import { cleanup } from './cleanup.ts'
import { consultations } from './consultations.ts'
import { contractReview } from './contract-review.ts'
import { decisionCatalogues } from './decision-catalogues.ts'
import { executiveMeetings } from './executive-meetings.ts'
import { filing } from './filing.ts'
import { foundation } from './foundation.ts'
import { inspection } from './inspection.ts'
import { issuingBodies } from './issuing-bodies.ts'
import { legalAdvisers } from './legal-advisers.ts'
import { legalityReview } from './legality-review.ts'
import { litigation } from './litigation.ts'
import { majorDecisions } from './major-decisions.ts'
import { normativeDocuments } from './normative-documents.ts'
import { publishing } from './publishing.ts'
import { screenings } from './screenings.ts'
import { study } from './study.ts'
import { today } from './telling.ts'
import { workPlan } from './work-plan.ts'

export { writeText } from './texts.ts'

/** The registers the others stand on come first: on one day, the acts keep this order. */
const tellers = [
  foundation,
  study,
  inspection,
  workPlan,
  legalAdvisers,
  issuingBodies,
  executiveMeetings,
  agendaItems,
  decisionCatalogues,
  contractReview,
  consultations,
  normativeDocuments,
  screenings,
  majorDecisions,
  publishing,
  litigation,
  annualReport,
]

/** Every act before the day of the clock; what would come later has not happened yet. */
export const tellYear: TellYear = (source) => {
  const told = tellers.flatMap((tell) => tell(source))
  told.push(...cleanup(source, told))
  told.push(...filing(source, told))
  // Last: the reviews that nobody else tells make up the year's number.
  return [...told, ...legalityReview(source, told)].filter(({ on }) => on < today)
}
