/**
 * 常务会议: a meeting of the government, executive or plenary: called, its agenda set and sent, held by a quorum under the
 * head, minuted and signed. A case begins when the meeting is called and ends with the signed minutes or when it is
 * cancelled. What is decided there stands in the agenda items, which name their meeting; it knows none of them.
 */
import { choice, count, day, file, person, prose, text } from '../../../kernel/fields/index.ts'
import { howMany, inTime, rate, together } from '../../../kernel/indicator/index.ts'
import { mechanism } from '../../../kernel/mechanism.ts'
import { anyOf, atMost, byTheDay, done, effect, fact, inAdvance, never } from '../../../kernel/procedure/index.ts'
import { say } from '../../../kernel/report/index.ts'
import { convening, minuting, workRules } from '../../../laws/government-work-rules.ts'
import { localOrganizationLaw } from '../../../laws/local-organization-law.ts'
import { order713 } from '../../../laws/order-713.ts'
import { districtLeader, governmentOffice, lawOffice, planOffice } from '../../roles.ts'
import {
  agendaSet,
  attendanceKnown,
  dayAhead,
  dissentKept,
  headPresides,
  onItsDay,
  quorate,
  recorded,
} from './gates.ts'
import { fixed } from './parts.ts'

const reason = text('原因', 'Reason', { max: 500 })

export default mechanism('executive-meetings', {
  name: ['政府会议', 'Meetings of the government'],
  readBy: [governmentOffice, planOffice, lawOffice],
  record: {
    title: text('会议名称', 'Name', { seen: 'district' }),
    kind: choice('会议种类', 'Kind', {
      executive: ['常务会议', 'Executive meeting'],
      plenary: ['全体会议', 'Plenary meeting'],
    }),
    year: count('年度', 'Year'),
    number: count('次数', 'Number'),
    day: day('会议日期', 'Day of the meeting'),
    head: person('召集会议的行政首长', 'Head who calls it'),
    members: count('组成人员数', 'Members'),
  },
  states: {
    called: ['已召集，征集议题', 'Called'],
    closed: ['议程已定', 'Agenda set'],
    held: ['已召开', 'Held'],
    minuted: ['纪要已签发', 'Minuted'],
    cancelled: ['已取消', 'Cancelled'],
  },
  ends: ['minuted', 'cancelled'],
  parts: { fixed },
  once: {
    values: ['kind', 'year', 'number'],
    states: ['called', 'closed', 'held', 'minuted'],
    words: '这一年度这一次会议已经登记',
    todo: '请核对年度和次数',
  },
  by: governmentOffice,
  acts: {
    call: effect('召集会议', 'Call', {
      to: 'called',
      by: anyOf(governmentOffice, districtLeader),
      requires: [dayAhead],
      raises: { fixed: [{ capacity: 'justice' }, { capacity: 'adviser' }] },
      article: localOrganizationLaw(78),
    }),
    closeAgenda: effect('确定议程并发出通知', 'Set the agenda', {
      from: 'called',
      to: 'closed',
      asks: { agenda: file('会议议程', 'Agenda'), notice: file('会议通知', 'Notice') },
      requires: [dayAhead],
      article: workRules('会议制度部分'),
    }),
    reopenAgenda: effect('批准增减议题', 'Reopen the agenda', {
      from: 'closed',
      to: 'called',
      by: districtLeader,
      asks: { reason },
      article: workRules('会议制度部分'),
    }),
    postpone: effect('延期', 'Postpone', {
      from: ['called', 'closed'],
      to: 'called',
      asks: { day: day('新的会议日期', 'New day'), reason },
      requires: [dayAhead],
    }),
    cancel: effect('取消', 'Cancel', { from: ['called', 'closed'], to: 'cancelled', asks: { reason } }),
    // Study before a meeting is only noted here: it is counted once, with the study sessions.
    hold: fact('召开', 'Hold', {
      from: ['called', 'closed'],
      to: 'held',
      asks: {
        presiding: person('主持人', 'Who presides'),
        absent: count('缺席的组成人员数', 'Members absent'),
        leave: text('请假人员及事由', 'Who is on leave and why', { optional: true, max: 500 }),
        signIn: file('签到册', 'Signatures'),
        studied: text('会前学法内容', 'Law studied before the meeting', { optional: true }),
      },
      requires: [agendaSet, onItsDay, quorate, headPresides],
      article: localOrganizationLaw(78),
    }),
    record: fact('形成会议记录', 'Record', {
      from: 'held',
      asks: {
        minutes: file('会议记录', 'Record'),
        order: prose('发言顺序', 'Order of speaking', { max: 2000 }),
        dissent: choice('不同意见', 'Dissent', {
          none: ['没有不同意见', 'None'],
          kept: ['已如实载明', 'Kept in the record'],
          omitted: ['有而未载明', 'Left out'],
        }),
      },
      requires: [dissentKept],
      article: order713(30),
    }),
    returnRecord: effect('退回会议记录', 'Return the record', {
      from: 'held',
      by: districtLeader.butNot('record', workRules('会议纪要部分')).namedIn('head'),
      asks: { reason },
      requires: [done('record')],
    }),
    sign: effect('签发会议纪要', 'Sign the minutes', {
      from: 'held',
      to: 'minuted',
      by: districtLeader.butNot('record', workRules('会议纪要部分')).namedIn('head'),
      asks: { summary: file('会议纪要', 'Minutes') },
      requires: [recorded, attendanceKnown],
      article: workRules('会议纪要部分'),
    }),
  },
  terms: {
    convening: inAdvance(convening, { of: 'day', until: 'closeAgenda' }),
    holding: byTheDay('按期召开', 'Hold as called', { day: 'day', until: ['hold', 'postpone', 'cancel'] }),
    minuting: atMost(minuting, { after: 'hold', until: 'sign' }),
  },
  never: [never('sign', recorded), never('sign', attendanceKnown), never('sign', done('hold'))],
  indicators: ({ did, due, parts: { fixed } }) => {
    const held = did.hold.whose('kind', 'executive')
    const seats = together(fixed.did.attend, fixed.did.miss).whose('capacity', 'justice')
    // Neither sessions of study nor meetings attended by advisers: those figures are owed by study and legal-advisers.
    return {
      held: howMany('召开常务会议', 'Executive meetings held', '次', held),
      plenary: howMany('召开全体会议', 'Plenary meetings held', '次', did.hold.whose('kind', 'plenary')),
      irregular: howMany(
        '召开程序有缺陷的会议',
        'Held in breach',
        '次',
        did.hold.that((row) => row.breached.is(true)),
        { zero: '没有' },
      ),
      withDissent: howMany(
        '记录有不同意见的会议',
        'Meetings with dissent on record',
        '次',
        did.record.that((row) => row.dissent.is('kept')),
      ),
      justiceRate: rate('司法局负责人列席率', 'Attended by the justice bureau', seats, (row) =>
        row.id.among(fixed.did.attend),
      ),
      minutedInTime: inTime('会议纪要按期签发率', 'Minutes signed in time', due.minuting),
      postponed: howMany('会议延期', 'Postponed', '次', did.postpone),
    }
  },
  report: (i) => [
    say`区政府全年召开常务会议${i.held}，司法局负责人到会的占${i.justiceRate}；召集、到会或者主持不合规则的会议${i.irregular}。`,
    say`会议记录载有不同意见的${i.withDissent}；会议纪要按期签发的占${i.minutedInTime}。`,
  ],
})
