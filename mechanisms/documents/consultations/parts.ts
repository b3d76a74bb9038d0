/** Those invited, what came in, and hearings: children of a consultation. */
import { choice, day, file, fingerprint, prose, text, unit } from '../../../kernel/fields/index.ts'
import {
  alike,
  byTheDay,
  during,
  effect,
  fact,
  inAdvance,
  judged,
  part,
  where,
} from '../../../kernel/procedure/index.ts'
import { announcingHearing } from '../../../laws/chongqing-decision-rules.ts'
import { order713, servingHearingPapers } from '../../../laws/order-713.ts'
import { ahead } from '../../checks.ts'
import { portal } from '../../roles.ts'
import {
  afterDeadline,
  cancellable,
  inTime,
  onTheDay,
  organ,
  over,
  prepared,
  sittingAhead,
  ungrouped,
} from './gates.ts'
import { adopted, came, declined, paper, partly, pending } from './rules.ts'

/** Somebody who is affected and is asked directly, by name. */
export const invitation = part('定向征求', 'Invitation', {
  record: {
    kind: choice('对象', 'Whom', {
      unit: ['机关单位', 'Public body'],
      enterprise: ['企业', 'Enterprise'],
      association: ['行业协会商会', 'Trade association'],
      group: ['人民团体、社会组织', 'Organisation of a group'],
      deputy: ['代表、委员', 'Deputy'],
    }),
    inviter: unit('征求单位', 'Asked by'),
    unit: unit('被征求单位', 'Body asked', { optional: true }),
    name: text('名称（姓名）', 'Name'),
    due: day('请于何日前答复', 'Reply by'),
  },
  states: {
    invited: ['待答复', 'Invited'],
    answered: ['已答复', 'Answered'],
    silent: ['逾期未答复', 'Silent'],
  },
  ends: ['answered', 'silent'],
  by: organ,
  acts: {
    invite: effect('发函征求意见', 'Invite', {
      to: 'invited',
      asks: { letter: file('征求意见函', 'Letter') },
      requires: [during('preparing', 'drafted', 'running', 'closed'), ahead('due', '答复日', 'The reply day')],
    }),
    remind: effect('催告答复', 'Remind', { from: 'invited', asks: { way: text('方式', 'Way') } }),
    /** What they say in substance is entered as comments: each of them is answered. */
    answer: fact('收到答复', 'Answer', {
      from: ['invited', 'silent'],
      to: 'answered',
      asks: {
        reply: file('复函', 'Reply'),
        says: choice('答复', 'Says', { none: ['无意见', 'No comment'], some: ['有意见', 'Comments'] }),
      },
    }),
    noteSilence: effect('逾期未答复', 'Note the silence', {
      from: 'invited',
      to: 'silent',
      requires: [judged('须已过答复日', 'The reply day is over', ['due'], ({ due }, on) => on > (due as string))],
    }),
  },
  terms: {
    replying: byTheDay('机关单位答复期限', 'Time to reply', {
      day: 'due',
      until: 'answer',
      when: where('kind', 'unit'),
    }),
  },
})

const group = text('同类意见组', 'Group of like comments', { seen: 'public' })

/** Of the same group, or in the same words: one answer is given to all of them. */
const like = ['group', 'same'] as const

/** One comment. Its receipt is that of the ledger. Each has an answer; like ones, and floods of the same words, get one at once. */
export const comment = part('意见', 'Comment', {
  record: {
    ...came,
    same: fingerprint('相同文字', 'Same words', 'content'),
    group: text('同类意见组', 'Group of like comments', { optional: true, seen: 'public' }),
  },
  states: {
    received: ['待处理', 'Received'],
    late: ['逾期提出，待处理', 'Received late'],
    adopted: ['已采纳', 'Adopted'],
    partly: ['部分采纳', 'Partly adopted'],
    notAdopted: ['未采纳', 'Not adopted'],
    afterwards: ['结束后提出，留存', 'Came after the end'],
  },
  ends: ['adopted', 'partly', 'notAdopted', 'afterwards'],
  by: organ,
  acts: {
    submit: effect('提出意见', 'Submit', {
      to: 'received',
      by: portal,
      requires: [during('running'), inTime, ungrouped],
    }),
    submitLate: effect('逾期提出意见', 'Submit late', {
      to: 'late',
      by: portal,
      requires: [during('running', 'closed', 'concluded'), afterDeadline, ungrouped],
    }),
    // Nobody answers it any more; it is kept, and its sender has a receipt that says so.
    submitAfterwards: effect('结束后提出意见', 'Submit after the end', {
      to: 'afterwards',
      by: portal,
      requires: [over, ungrouped],
      afterEnd: true,
    }),
    enter: fact('登记意见', 'Enter', { to: 'received', asks: paper, requires: [inTime] }),
    enterLate: fact('登记逾期意见', 'Enter as late', {
      to: 'late',
      asks: paper,
      requires: [afterDeadline],
    }),
    enterAfterwards: effect('登记结束后收到的意见', 'Enter after the end', {
      to: 'afterwards',
      asks: paper,
      requires: [over],
      afterEnd: true,
    }),
    gather: effect('归入同类意见', 'Group with like ones', { ...pending, asks: { group } }),
    gatherSame: effect('连同文字相同的归入同类意见', 'Group with all in the same words', {
      ...pending,
      asks: { group },
      then: [alike('gather', ['same'], ({ group }) => ({ group }))],
    }),
    adopt: effect('采纳', 'Adopt', adopted),
    adoptPartly: effect('部分采纳', 'Adopt partly', partly),
    decline: effect('不采纳', 'Decline', declined),
    adoptAll: effect('一并采纳同类意见', 'Adopt all like ones', {
      ...adopted,
      then: [alike('adopt', like, ({ changed }) => ({ changed }))],
    }),
    adoptAllPartly: effect('一并部分采纳同类意见', 'Adopt all like ones partly', {
      ...partly,
      then: [alike('adoptPartly', like, ({ changed, why }) => ({ changed, why }))],
    }),
    declineAll: effect('一并不采纳同类意见', 'Decline all like ones', {
      ...declined,
      then: [alike('decline', like, ({ why }) => ({ why }))],
    }),
  },
})

/** A hearing: announced, its participants published, the papers in their hands in time, held in public and signed. */
export const hearing = part('听证会', 'Hearing', {
  record: {
    sitting: day('听证日', 'Day of the hearing', { optional: true, seen: 'public' }),
    place: text('听证地点', 'Place', { optional: true, seen: 'public' }),
  },
  states: {
    due: ['待定期', 'To be scheduled'],
    scheduled: ['待公告', 'Scheduled'],
    announced: ['已公告', 'Announced'],
    listed: ['已公布参加人', 'Participants published'],
    served: ['已送达材料', 'Papers served'],
    held: ['已举行', 'Held'],
    reported: ['已形成听证报告', 'Reported'],
    cancelled: ['已取消', 'Cancelled'],
  },
  ends: ['reported', 'cancelled'],
  by: organ,
  acts: {
    /** Also once more: what is postponed, or was not held as the law asks, is announced and prepared anew. */
    schedule: effect('确定听证日', 'Schedule', {
      from: ['due', 'scheduled', 'announced', 'listed', 'served', 'held'],
      to: 'scheduled',
      asks: {
        sitting: day('听证日', 'Day of the hearing', { seen: 'public' }),
        place: text('听证地点', 'Place', { seen: 'public' }),
      },
      requires: [sittingAhead],
      article: order713(16),
    }),
    announce: effect('公告听证', 'Announce', {
      from: 'scheduled',
      to: 'announced',
      asks: {
        notice: file('听证公告', 'Notice', { seen: 'public' }),
        selection: file('听证参加人遴选办法', 'How participants are selected', { seen: 'public' }),
      },
      article: order713(16),
    }),
    publishParticipants: effect('公布听证参加人名单', 'Publish the participants', {
      from: 'announced',
      to: 'listed',
      asks: { participants: file('参加人名单', 'List of participants', { seen: 'public' }) },
      article: order713(16),
    }),
    serve: fact('送达听证材料', 'Serve the papers', {
      from: 'listed',
      to: 'served',
      asks: { receipts: file('送达回证', 'Receipts') },
      article: order713(16),
    }),
    hold: fact('举行听证会', 'Hold', {
      from: 'served',
      to: 'held',
      asks: { record: file('参加人核对并签名的听证会记录', 'Record, signed by the participants') },
      requires: [onTheDay],
      article: order713(17),
    }),
    /** It counts for nothing: it has to be held again. */
    holdUnprepared: fact('未经公布名单、送达材料即举行', 'Hold unprepared', {
      from: ['scheduled', 'announced', 'listed'],
      asks: { record: file('听证会记录', 'Record') },
      requires: [prepared],
      article: order713(16),
    }),
    report: effect('形成听证报告', 'Report', {
      from: 'held',
      to: 'reported',
      asks: { report: file('听证报告', 'Report') },
      article: order713(17),
    }),
    cancel: effect('取消听证会', 'Cancel', {
      from: ['due', 'scheduled', 'announced', 'listed', 'served', 'held'],
      to: 'cancelled',
      asks: { reason: prose('理由', 'Reason', { max: 2000, seen: 'public' }) },
      requires: [cancellable],
    }),
  },
  terms: {
    announcing: inAdvance(announcingHearing, { of: 'sitting', until: 'announce' }),
    serving: inAdvance(servingHearingPapers, { of: 'sitting', until: 'serve' }),
  },
})
