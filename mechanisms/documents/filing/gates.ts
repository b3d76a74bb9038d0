/** What a pack must hold, and what is asked before a document counts as filed. */
import { choice, choices, count, day, file, flag, text } from '../../../kernel/fields/index.ts'
import { anyOf, done, every, judged, where } from '../../../kernel/procedure/index.ts'
import { filingRegulation } from '../../../laws/chongqing-filing-regulation.ts'
import { enforcementResponsibility } from '../../../laws/chongqing-enforcement-responsibility-regulation.ts'
import { documentMeasures } from '../../../laws/chongqing-normative-document-measures.ts'
import { clerk, unitHead } from '../../roles.ts'

/** Whose duty it is: the district's with both above it, a department's with its government. */
export const duty = enforcementResponsibility(11)
export const byGovernments = documentMeasures('备案部分')
export const department = anyOf(clerk, unitHead)
export const congress = where('recipient', 'congress')
export const municipal = where('recipient', 'municipal')

// ── packs ──
export const pack = {
  papers: choices('报送材料', 'Papers', {
    report: ['备案报告', 'Filing report'],
    text: ['正式文本', 'Official text'],
    decision: ['修改、废止决定', 'Amending or repealing decision'],
    explanation: ['起草说明', 'Explanation'],
    bases: ['主要依据', 'Bases'],
    notice: ['公布公告', 'Notice of publication'],
  }),
  paperSets: count('纸质份数', 'Sets on paper'),
  electronic: flag('已报电子文本', 'Electronic text sent'),
  files: file('报送材料（电子）', 'The papers'),
}
export const delivered = day('送达接收机关之日', 'Handed in on')
export const problems = {
  absent: ['缺件', 'Absent'],
  unreadable: ['文件打不开', 'Does not open'],
  irregular: ['格式不规范', 'Irregular'],
  notOurs: ['不属于本机关审查', 'Not ours to review'],
} as const
/** What came back, and why. */
export const returning = {
  way: choice('处理', 'Way', { returned: ['退回', 'Returned'], suspended: ['暂缓登记', 'Suspended'] }),
  defects: choices('问题', 'Defects', problems),
  notice: file('退回或者暂缓登记通知', 'Notice'),
}
export const reason = text('原因', 'Reason', { max: 1000 })

const holds = (papers: unknown, wanted: readonly string[]): boolean =>
  wanted.every((one) => ((papers ?? []) as readonly string[]).includes(one))
/** The sixth paper, a decision, is there only where the document amends or repeals another. */
export const congressPack = judged(
  '备案报告、正式文本、起草说明、主要依据、公布公告须齐备，纸质两份，并报电子文本',
  'Five papers (six with a decision), two sets on paper and the electronic text',
  ['papers', 'paperSets', 'electronic'],
  ({ papers, paperSets, electronic }) =>
    holds(papers, ['report', 'text', 'explanation', 'bases', 'notice']) &&
    Number(paperSets) >= 2 &&
    electronic === true,
)
  .when('recipient', 'congress')
  .under(filingRegulation(14))
export const governmentPack = judged(
  '备案报告、正式文本和起草说明须齐备',
  'Report, text and explanation',
  ['papers'],
  ({ papers }) => holds(papers, ['report', 'text', 'explanation']),
).under(byGovernments)
export const deliveredByNow = judged(
  '送达日不得晚于今天',
  'Handed in by now',
  ['delivered'],
  ({ delivered }, on) => (delivered as string) <= on,
)

// ── the document ──
export const identified = judged(
  '须指明所报备的文件，或者附上文本',
  'A case that it serves, or the text',
  ['subject', 'text'],
  ({ subject, text }) => (subject ?? text) !== undefined,
)
export const published = judged(
  '公布日不得晚于今天',
  'Published by now',
  ['publishedOn'],
  ({ publishedOn }, on) => (publishedOn as string) <= on,
)

// ── filed ──
const received = ['accepted', 'questioned', 'replied', 'disposing', 'disposed', 'reported', 'annulled'] as const
const settled = ['accepted', 'reported', 'annulled'] as const
export const bothReceipts = every('track', received, 2).under(duty)
export const receipt = every('intake', received, 1).under(duty)
export const settledAbove = done('openDepartment').or(every('track', settled, 2))
export const settledHere = done('openDistrict').or(every('intake', settled, 1))
/** What is manifestly unlawful is stopped before anything else is said about it. */
export const stopped = done('stopApplying').since('receiveOpinion').when('manifest', true).under(filingRegulation(36))
