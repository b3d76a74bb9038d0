/** Who acts in a suit, what several acts ask, and what the law demands of them. */
import { choice, choices, day, file } from '../../../kernel/fields/index.ts'
import { anyOf, done, during, given, notYet, where } from '../../../kernel/procedure/index.ts'
import { litigationLaw } from '../../../laws/administrative-litigation-law.ts'
import { appearanceRules } from '../../../laws/head-appearance-rules.ts'
import { litigationInterpretation } from '../../../laws/litigation-interpretation.ts'
import { fromToday } from '../../checks.ts'
import { clerk, legalSection, unitHead } from '../../roles.ts'

/** What happens at the court is entered by the office that represents the respondent. */
export const office = anyOf(clerk, legalSection)
/** The respondent decides who appears for it. */
export const respondent = anyOf(unitHead, legalSection)

export const verdict = file('裁判文书', 'Verdict')
export const petition = file('上诉状', 'Petition')
export const statement = file('答辩状', 'Statement')
export const decision = file('法院决定或者记录', "Court's decision or record")
export const complaint = file('起诉状副本和应诉通知书', 'Complaint')
/** May be missing, which the law takes for having none. */
export const evidence = file('证据清单和依据', 'Evidence', { optional: true })
export const request = file('书面申请', 'Request')
export const proof = file('履行材料', 'Proof')
export const performBy = day('裁判所定履行期限', 'To be complied with by', { optional: true })
/** The outcomes that the law gives against the respondent; a verdict may combine several. */
export const kinds = choices('败诉情形', 'How it was lost', {
  annulled: ['撤销（第70条）', 'Annulled'],
  partlyAnnulled: ['部分撤销（第70条）', 'Partly annulled'],
  performance: ['限期履行职责（第72条）', 'To perform its duty'],
  payment: ['履行给付义务（第73条）', 'To pay'],
  unlawful: ['确认违法（第74条）', 'Found unlawful'],
  void: ['确认无效（第75条）', 'Found void'],
  remedy: ['责令补救、赔偿（第76条）', 'Remedy or compensation'],
  varied: ['变更（第77条）', 'Varied'],
  agreement: ['行政协议责任（第78条）', 'Liability under an agreement'],
})
export const way = choice('终审方式', 'Way', {
  affirmed: ['维持', 'Affirmed'],
  changed: ['改判', 'Changed'],
  dropped: ['准许撤回上诉', 'Appeal withdrawn'],
})

export const cause = choice('撤诉原因', 'Cause', {
  own: ['原告自行申请', "Plaintiff's own request"],
  changed: ['被告改变行政行为', 'The act was changed'],
})
export const mediable = choice('可以调解的类型', 'Why it may be mediated', {
  damages: ['行政赔偿、补偿', 'Compensation'],
  discretion: ['行使自由裁量权', 'Discretion'],
})

export const withEvidence = given('evidence').or(done('askDelay')).under(litigationLaw(34))
export const permitted = done('permitEvidence').under(litigationLaw(34))

/** The duty to appear is counted by instance, so a hearing must belong to the one that the suit is in. */
export const inItsInstance = [
  during('first').when('instance', 'first').under(appearanceRules(7)),
  during('second').when('instance', 'second').under(appearanceRules(7)),
  during('retrial').when('instance', 'retrial').under(appearanceRules(7)),
]
export const beforeHearing = fromToday('sitting', '开庭日', 'The day of the hearing').under(appearanceRules(5))
export const spoken = where('spoke', true).under(appearanceRules(11))
export const excused = done('acceptExcuse').since('rejectExcuse').under(appearanceRules(8)).unless('exempt')
/** Staff in place of the head, not only lawyers, and with a sealed authorisation. */
export const represented = where('represented', 'staff').under(litigationInterpretation(128))
export const authorised = given('authorisation').when('represented', 'staff').under(litigationInterpretation(131))
/** Whoever was excused is still answerable for sending nobody but a lawyer. */
export const unjustified = notYet('acceptExcuse')
  .or(done('stayAway').saying('represented', 'lawyers'))
  .or(done('stayAway').saying('represented', 'nobody'))
  .under(appearanceRules(12))

export const lostForGood = done('bind').or(done('loseFinally')).under(litigationLaw(94))
