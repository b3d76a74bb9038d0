/** What follows an opinion from above: an answer, a plan, the amendment or repeal, and the report of it. */
import { choice, day, file, prose, unit } from '../../../kernel/fields/index.ts'
import { done, effect, fact } from '../../../kernel/procedure/index.ts'
import { localOrganizationLaw } from '../../../laws/local-organization-law.ts'

export const states = {
  accepted: ['已备案', 'Filed'],
  questioned: ['待答复审查意见', 'Opinion to be answered'],
  replied: ['已答复审查意见', 'Answered'],
  disposing: ['处理中', 'Disposing'],
  disposed: ['待报告处理结果', 'Disposed, to be reported'],
  reported: ['已报告处理结果', 'Reported'],
  annulled: ['已被撤销', 'Annulled'],
} as const
export const ends = ['accepted', 'reported', 'annulled'] as const
/** An opinion that finds fault. */
export const opinion = {
  letter: file('书面审查意见', 'Written opinion'),
  fault: prose('认为存在的问题', 'Fault found', { max: 2000 }),
}
export const decision = file('修改、废止或者撤销的决定', 'Decision')
export const agreed = done('reply').saying('position', 'agree')

/** What the issuer does about it. */
export const disposal = {
  plan: effect('提交处理计划', 'Plan the disposal', {
    from: 'replied',
    to: 'disposing',
    asks: {
      method: choice('处理方式', 'Method', { amend: ['修改', 'Amend'], repeal: ['废止', 'Repeal'] }),
      finishBy: day('计划完成日', 'To be done by'),
      responsible: unit('责任单位', 'Responsible unit'),
      plan: file('处理计划', 'Plan'),
    },
    requires: [agreed],
  }),
  dispose: fact('修改或者废止', 'Amend or repeal', {
    from: ['questioned', 'replied', 'disposing'],
    to: 'disposed',
    asks: { decision },
  }),
  report: effect('报告处理结果', 'Report the disposal', {
    from: 'disposed',
    to: 'reported',
    asks: { report: file('处理结果报告', 'Report') },
  }),
  overrule: fact('被政府改变或者撤销', 'Overruled by a government', {
    from: ['accepted', 'questioned', 'replied', 'disposing'],
    to: 'annulled',
    asks: { decision },
    article: localOrganizationLaw(73),
  }),
}
/** The answer in writing: does the issuer agree that there is something to mend? */
export const answering = {
  from: 'questioned',
  to: 'replied',
  asks: {
    answer: file('书面答复', 'Reply'),
    position: choice('态度', 'Position', { agree: ['认可', 'Agrees'], disagree: ['不认可', 'Disagrees'] }),
  },
} as const
