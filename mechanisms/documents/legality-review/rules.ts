/** The departures that the law allows, each with its ground. */
import { choice, prose, text } from '../../../kernel/fields/index.ts'
import { exception, where } from '../../../kernel/procedure/index.ts'
import { opinion115 } from '../../../laws/opinion-115.ts'
import { order713 } from '../../../laws/order-713.ts'
import * as review from '../../review.ts'
import { districtLeader, justiceBureau } from '../../roles.ts'
import { basis, disposed } from './gates.ts'

export const { verdict, ...shared } = review.actsOf(basis)

export const departures = {
  expedite: exception('批准加急审核', 'Expedite', {
    from: ['submitted', 'first', 'second'],
    by: districtLeader,
    asks: {
      ground: choice('事由', 'Ground', {
        incident: ['预防、应对和处置突发事件', 'Emergency'],
        order: ['执行上级机关的紧急命令和决定', "A superior's urgent order"],
      }),
      reason: review.reason,
    },
    requires: [where('kind', 'normative').under(opinion115('（五）'))],
    article: opinion115('（五）'),
  }),
  skipFirst: exception('径送二级审核', 'Straight to the second level', {
    from: 'first',
    to: 'second',
    by: justiceBureau.butNot('drafter', basis.levels),
    asks: {
      ground: choice('事由', 'Ground', {
        noSection: ['单位未明确专门审核机构或者审核人员', 'No section or person of its own for reviews'],
      }),
      note: text('说明', 'Note', { optional: true, max: 500 }),
    },
    article: opinion115('（四）'),
  }),
  // Not a second opinion: the text stays unlawful, but those who decide may discuss it with the risk before them.
  flagExperiment: exception('明示法律风险提交讨论', 'Flag as experimental', {
    from: 'unlawful',
    to: 'experimental',
    by: verdict,
    asks: {
      ground: prose('属于国家尚无明确规定的探索性改革的理由', 'Why it is a reform without clear state rules', {
        max: 2000,
      }),
      risk: prose('法律风险', 'Legal risk', { max: 2000, seen: 'district' }),
    },
    requires: [where('kind', 'decision').under(order713(25)), disposed],
    article: order713(25),
  }),
}
