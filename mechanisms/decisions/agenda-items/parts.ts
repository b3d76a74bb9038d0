/** What members say of an item, or that they stand aside; and what is to be done once it is adopted. */
import { choice, day, file, person, prose, text, unit } from '../../../kernel/fields/index.ts'
import { anyOf, byTheDay, during, effect, fact, notYet, part } from '../../../kernel/procedure/index.ts'
import { workRules } from '../../../laws/government-work-rules.ts'
import { order713 } from '../../../laws/order-713.ts'
import { ahead } from '../../checks.ts'
import { clerk, districtLeader, governmentOffice, planOffice, unitHead } from '../../roles.ts'
import { headNotYet } from './gates.ts'

const reason = text('原因', 'Reason', { max: 500 })
const inSession = during('heard').under(order713(30))

const stances = {
  support: ['同意', 'In favour'],
  amend: ['同意但应修改', 'In favour if changed'],
  oppose: ['不同意', 'Against'],
  abstain: ['保留意见', 'Reserved'],
} as const

export const opinion = part('会议组成人员意见', "A member's opinion", {
  record: {
    member: person('组成人员', 'Member'),
    stance: choice('态度', 'Stance', stances, { optional: true }),
  },
  states: { spoken: ['已发表意见', 'Spoken'], recused: ['已回避', 'Recused'] },
  ends: ['spoken'],
  by: governmentOffice,
  acts: {
    speak: fact('发表意见', 'Speak', {
      to: 'spoken',
      asks: {
        stance: choice('态度', 'Stance', stances),
        words: prose('意见', 'Words', { max: 2000 }),
      },
      requires: [inSession, headNotYet],
      article: order713(30),
    }),
    recuse: fact('回避', 'Stand aside', {
      to: 'recused',
      asks: { interest: text('利害关系', 'Interest', { max: 500 }) },
      article: workRules('回避部分'),
    }),
    takePart: fact('应当回避而参加讨论', 'Take part all the same', {
      from: 'recused',
      to: 'spoken',
      requires: [notYet('recuse').under(workRules('回避部分'))],
      article: workRules('回避部分'),
    }),
  },
})

const offices = anyOf(governmentOffice, planOffice)
const ownUnit = anyOf(clerk, unitHead)
const due = day('办结期限', 'Due')
const dueAhead = ahead('due', '办结期限', 'The due day')

export const task = part('议定事项', 'Task', {
  record: { matter: text('事项', 'Matter', { max: 500 }), unit: unit('承办单位', 'Unit'), due },
  states: {
    open: ['办理中', 'Open'],
    claimed: ['待核实', 'Claimed done'],
    done: ['已办结', 'Done'],
    dropped: ['不再办理', 'Dropped'],
  },
  ends: ['done', 'dropped'],
  by: offices,
  acts: {
    assign: effect('交办', 'Assign', {
      to: 'open',
      requires: [during('adopted').under(workRules('督办部分')), dueAhead],
      article: workRules('督办部分'),
    }),
    extend: effect('批准延期', 'Extend', {
      from: 'open',
      by: districtLeader,
      asks: { due, reason },
      requires: [dueAhead],
      article: workRules('督办部分'),
    }),
    finish: effect('报告办结', 'Report it done', {
      from: 'open',
      to: 'claimed',
      by: ownUnit,
      asks: { evidence: file('办结材料', 'Evidence') },
    }),
    sendBack: effect('退回续办', 'Send back', { from: 'claimed', to: 'open', asks: { reason } }),
    confirm: effect('核实办结', 'Confirm', {
      from: 'claimed',
      to: 'done',
      by: offices.butNot('finish', workRules('督办部分')),
    }),
    drop: effect('批准不再办理', 'Drop', {
      from: ['open', 'claimed'],
      to: 'dropped',
      by: districtLeader,
      asks: { reason },
    }),
  },
  terms: {
    finishing: byTheDay('议定事项办结期限', 'Time to finish', {
      day: 'due',
      until: 'finish',
      article: workRules('督办部分'),
    }),
  },
})
