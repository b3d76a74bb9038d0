/** What runs side by side before the review: the public, the experts, the risk and the other departments. */
import { choice, choices, document, file, flag, prose, text, unit } from '../../../kernel/fields/index.ts'
import { answered, during, effect, exception, fact, opens, part } from '../../../kernel/procedure/index.ts'
import { order713 } from '../../../laws/order-713.ts'
import consultations from '../../documents/consultations/index.ts'
import { disinterested, finders, noHearingDue, ownUnit, sameText, secrecy, signed } from './gates.ts'

const preparing = during('preparing')
const reason = prose('理由', 'Reason', { max: 2000 })
/** A finding that a procedure does not apply: reasoned, signed, and by somebody else than the proposer. */
const finding = { ground: reason, finding: file('签字的认定书', 'Signed finding') }

export const participation = part('公众参与', 'Public participation', {
  record: { consulted: document('征求意见的草案', 'Draft put to the public', { optional: true }) },
  states: {
    pending: ['待开展', 'Pending'],
    asked: ['公开征求意见', 'Public consulted'],
    concluded: ['已公布采纳情况', 'Result published'],
    heard: ['以其他方式听取', 'Heard in another way'],
    withheld: ['依法不公开', 'Lawfully not disclosed'],
  },
  ends: ['concluded', 'heard', 'withheld'],
  by: ownUnit,
  acts: {
    ask: effect('公开征求意见', 'Ask the public', {
      from: 'pending',
      to: 'asked',
      asks: { consulted: document('征求意见的草案', 'Draft put to the public') },
      requires: [preparing.under(order713(14)), sameText],
      then: [
        opens(consultations, 'open', 'consulted', ({ title, lead, mustHear }) => ({
          title: title as string,
          organ: lead as string,
          kind: 'decision',
          ...(mustHear === true && { mustHear }),
        })),
      ],
      article: order713(15),
    }),
    // The result of an earlier round, about another draft, is no result.
    conclude: effect('公众参与结束', 'Conclude', {
      from: 'asked',
      to: 'concluded',
      requires: [answered(consultations, 'published', { text: 'consulted' }).under(order713(18))],
      article: order713(18),
    }),
    hear: effect('以其他方式听取意见', 'Hear in another way', {
      from: 'pending',
      to: 'heard',
      asks: {
        ways: choices('方式', 'Ways', {
          meeting: ['座谈会', 'Meeting'],
          visit: ['实地走访', 'Visits'],
          writing: ['书面征求意见', 'In writing'],
          survey: ['问卷调查', 'Questionnaire'],
          poll: ['民意调查', 'Opinion poll'],
        }),
        record: file('听取意见的记录', 'Record'),
        adoption: file('意见研究采纳情况', 'What became of the opinions'),
      },
      requires: [preparing.under(order713(14)), noHearingDue],
      article: order713(14),
    }),
    withhold: exception('依法不公开，不听取公众意见', 'Withhold', {
      from: ['pending', 'asked'],
      to: 'withheld',
      by: finders.butNot('propose', order713(14)),
      asks: {
        ground: choice('不公开的事由', 'Ground', secrecy),
        basis: text('不公开的依据', 'Basis', { max: 500 }),
        approval: file('审查批准件', 'Approval'),
      },
      requires: [preparing.under(order713(14))],
      article: order713(14),
    }),
  },
})

const chosen = {
  name: text('专家（专业机构）', 'Expert'),
  field: text('专业', 'Field'),
  pool: choice('来源', 'From which pool', {
    district: ['区决策咨询论证专家库', "District's pool"],
    superior: ['上级专家库', "Superior's pool"],
    none: ['库外', 'No pool'],
  }),
  stance: choice('已知立场', 'Known stance', {
    open: ['未表态', 'Open'],
    differing: ['持不同意见', 'Of another opinion'],
  }),
  interest: choice('与决策事项的利害关系', 'Interest', {
    none: ['没有直接利害关系', 'None'],
    direct: ['有直接利害关系', 'Direct'],
  }),
  declaration: file('独立性声明', 'Declaration of independence'),
}
const choosing = { requires: [preparing.under(order713(19)), disinterested], article: order713(20) }
/** A seat for one expert. The first comes with the draft: it is filled, or found not to be needed. */
export const expert = part('专家论证', 'Expert', {
  record: { name: text('专家（专业机构）', 'Expert', { optional: true }) },
  states: {
    vacant: ['待选', 'Vacant'],
    selected: ['已选定，待出意见', 'Selected'],
    delivered: ['已出具意见', 'Opinion given'],
    notNeeded: ['认定不需要', 'Found not needed'],
  },
  ends: ['delivered', 'notNeeded'],
  by: ownUnit,
  acts: {
    select: effect('选定专家', 'Select', { from: 'vacant', to: 'selected', asks: chosen, ...choosing }),
    add: effect('增选专家', 'Add an expert', { to: 'selected', asks: chosen, ...choosing }),
    replace: effect('更换专家', 'Replace', { from: 'selected', asks: { ...chosen, reason }, ...choosing }),
    deliver: effect('收到论证意见', 'Receive the opinion', {
      from: 'selected',
      to: 'delivered',
      asks: {
        opinion: file('书面论证意见', 'Opinion'),
        signed: flag('已署名、盖章', 'Signed and sealed'),
        view: choice('意见', 'View', {
          agree: ['可行', 'Feasible'],
          change: ['修改后可行', 'Feasible if changed'],
          oppose: ['不可行', 'Not feasible'],
        }),
      },
      requires: [signed],
      article: order713(19),
    }),
    setAside: exception('认定专业性、技术性不强', 'Found not technical', {
      from: 'vacant',
      to: 'notNeeded',
      by: finders.butNot('propose', order713(19)),
      asks: finding,
      requires: [preparing.under(order713(19))],
      article: order713(19),
    }),
  },
})

const assessing = {
  from: 'pending',
  asks: {
    grade: choice('风险等级', 'Grade', { low: ['低', 'Low'], medium: ['中', 'Medium'], high: ['高', 'High'] }),
    points: prose('风险点', 'Points of risk', { max: 2000 }),
    measures: prose('防范措施', 'Measures', { max: 2000 }),
    contingency: file('处置预案', 'Contingency plan'),
    heard: text('听取意见的部门', 'Departments heard', { max: 500 }),
    report: file('风险评估报告', 'Report'),
  },
  requires: [preparing.under(order713(22))],
  article: order713(23),
} as const
export const risk = part('风险评估', 'Risk', {
  record: {},
  states: {
    pending: ['待评估', 'Pending'],
    controllable: ['可控', 'Controllable'],
    uncontrollable: ['不可控', 'Not controllable'],
    reused: ['沿用已有评估', 'Earlier assessment used'],
    notNeeded: ['认定不需要', 'Found not needed'],
  },
  ends: ['controllable', 'reused', 'notNeeded'],
  by: ownUnit,
  acts: {
    findControllable: effect('评估为可控', 'Find controllable', { ...assessing, to: 'controllable' }),
    findUncontrollable: effect('评估为不可控', 'Find not controllable', { ...assessing, to: 'uncontrollable' }),
    adjust: effect('采取措施，重新评估', 'Adjust and assess again', {
      from: 'uncontrollable',
      to: 'pending',
      asks: { measures: prose('调整草案等措施', 'What was changed', { max: 2000 }), proof: file('佐证', 'Proof') },
      requires: [preparing.under(order713(24))],
      article: order713(24),
    }),
    reuse: exception('沿用已有评估', 'Use an earlier assessment', {
      from: 'pending',
      to: 'reused',
      asks: {
        ground: text('已按何规定评估', 'Under which rules it was assessed', { max: 500 }),
        earlier: file('已有的评估报告（结论为可控）', 'Earlier report'),
      },
      requires: [preparing.under(order713(22))],
      article: order713(22),
    }),
    setAside: exception('认定不会造成不利影响', 'Found without adverse effect', {
      from: 'pending',
      to: 'notNeeded',
      by: finders.butNot('propose', order713(22)),
      asks: finding,
      requires: [preparing.under(order713(22))],
      article: order713(22),
    }),
  },
})

/** Another unit that the decision concerns: agreed with, or its dissent put before those who decide. */
export const department = part('部门协商', 'Department consulted', {
  // Both are parties: one asks, the other answers.
  record: { asking: unit('征求单位', 'Asked by'), unit: unit('被协商单位', 'Unit asked') },
  states: {
    asked: ['协商中', 'Being consulted'],
    agreed: ['意见一致', 'Agreed'],
    explained: ['存在分歧，已说明', 'Dissent explained'],
  },
  ends: ['agreed', 'explained'],
  by: ownUnit,
  acts: {
    ask: effect('征求部门意见', 'Consult', {
      to: 'asked',
      asks: { letter: file('征求意见函', 'Letter') },
      requires: [preparing.under(order713(13))],
      article: order713(13),
    }),
    agree: fact('协商一致', 'Agree', {
      from: 'asked',
      to: 'agreed',
      asks: { reply: file('复函', 'Reply') },
      article: order713(13),
    }),
    explain: effect('说明分歧', 'Explain the dissent', {
      from: 'asked',
      to: 'explained',
      asks: {
        dispute: prose('争议的主要问题', 'What is disputed', { max: 2000 }),
        theirs: prose('有关单位的意见', 'Their opinion', { max: 2000 }),
        ours: prose('承办单位的意见、理由和依据', 'Our opinion and its basis', { max: 2000 }),
      },
      article: order713(13),
    }),
  },
})
