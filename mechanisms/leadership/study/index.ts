/**
 * 学法与宣讲: the yearly study plan of the district's bodies and the lectures of its lecture team, planned beside held.
 * A case is one session; it begins when it is planned and ends when it was held or cancelled and its absentees have made up.
 */
import { choice, choices, count, day, file, later, text, units } from '../../../kernel/fields/index.ts'
import { howMany, rate, sum } from '../../../kernel/indicator/index.ts'
import { mechanism } from '../../../kernel/mechanism.ts'
import {
  anyOf,
  atMost,
  byTheDay,
  during,
  effect,
  every,
  fact,
  never,
  owedByCase,
  part,
} from '../../../kernel/procedure/index.ts'
import { say } from '../../../kernel/report/index.ts'
import { lawGovernmentOutline, makingUp } from '../../../laws/law-government-outline.ts'
import { clerk, governmentOffice, justiceBureau } from '../../roles.ts'

const organiser = anyOf(justiceBureau, governmentOffice, clerk)
const lecturer = text('讲师', 'Lecturer')
const consent = text('讲师答复', 'Reply of the lecturer')
const reason = text('原因', 'Reason')
const evidence = file('补学材料', 'Evidence')
const madeUp = every('absence', ['madeUp', 'excused'])

/** Someone who should have been there and was not: owes the session until it is made up. */
const absence = part('缺席', 'Absence', {
  record: {
    person: text('缺席人', 'Absentee', { personal: true }),
    cause: choice('事由', 'Cause', {
      duty: ['公务', 'On duty'],
      leave: ['请假', 'On leave'],
      none: ['无故', 'Without cause'],
    }),
  },
  states: { owing: ['待补学', 'Owing'], madeUp: ['已补学', 'Made up'], excused: ['免于补学', 'Excused'] },
  ends: ['madeUp', 'excused'],
  by: organiser,
  acts: {
    register: effect('登记缺席', 'Register', { to: 'owing', requires: [during('held')] }),
    makeUp: effect('补学', 'Make up', { from: 'owing', to: 'madeUp', asks: { evidence } }),
    excuse: effect('免于补学', 'Excuse', { from: 'owing', to: 'excused', by: justiceBureau, asks: { reason } }),
  },
  terms: { makingUp: atMost(makingUp, { after: 'register', until: ['makeUp', 'excuse'] }) },
})

export default mechanism('study', {
  name: ['学法与宣讲', 'Study of law and lectures'],
  open: 'district',
  record: {
    year: count('计划年度', 'Plan year'),
    bodies: choices('学习主体', 'Bodies', {
      partyGroup: ['区政府党组', 'Party group of the government'],
      executiveMeeting: ['区政府常务会议', 'Executive meeting'],
      department: ['部门', 'Departments'],
      township: ['乡镇（街道）', 'Townships and streets'],
      community: ['村（社区）', 'Villages and communities'],
      enterprise: ['企业', 'Enterprises'],
    }),
    host: units('承办单位', 'Hosts'),
    topic: text('主题', 'Topic', { seen: 'public' }),
    kind: choice('形式', 'Form', {
      collective: ['集中学习', 'Collective study'],
      seminar: ['法治专题讲座', 'Seminar on law'],
      lecture: ['宣讲', 'Lecture of the team'],
    }),
    plannedFor: day('计划日期', 'Planned for'),
    ...later({ lecturer }),
  },
  states: {
    planned: ['待举办', 'Planned'],
    held: ['已举办', 'Held'],
    closed: ['已办结', 'Closed'],
    cancelled: ['已取消', 'Cancelled'],
  },
  ends: ['closed', 'cancelled'],
  parts: { absence },
  by: organiser,
  acts: {
    plan: effect('列入计划', 'Plan', { to: 'planned', article: lawGovernmentOutline('依法行政能力部分') }),
    book: effect('约请讲师', 'Book a lecturer', { from: 'planned', asks: { lecturer, consent } }),
    postpone: effect('改期', 'Postpone', { from: 'planned', asks: { plannedFor: day('新日期', 'New date'), reason } }),
    cancel: effect('取消', 'Cancel', { from: 'planned', to: 'cancelled', asks: { reason } }),
    hold: fact('举办', 'Hold', {
      from: 'planned',
      to: 'held',
      asks: {
        place: choice('地点', 'Place', {
          organ: ['机关', 'Organ'],
          community: ['村（社区）', 'Village or community'],
          school: ['学校', 'School'],
          enterprise: ['企业', 'Enterprise'],
          online: ['线上', 'Online'],
        }),
        attendance: count('到场人数', 'Attendance'),
        minutes: file('会议记录（宣讲为现场记录）', 'Minutes'),
        ...later({ lecturer }),
        material: file('学习材料', 'Material', { optional: true }),
        photos: file('现场照片', 'Photographs', { optional: true }),
        learned: text('学习收获', 'What was learned', { optional: true }),
      },
    }),
    close: effect('办结', 'Close', { from: 'held', to: 'closed', requires: [madeUp] }),
  },
  terms: { holding: byTheDay('按计划举办', 'Hold as planned', { day: 'plannedFor', until: ['hold', 'cancel'] }) },
  never: [never('close', madeUp)],
  owes: {
    session: owedByCase('列入计划的场次', 'Planned sessions', { arises: 'plan', met: 'hold', excused: 'cancel' }),
  },
  indicators: ({ did, owed, parts }) => {
    const sessions = did.hold.whose('kind', 'collective', 'seminar')
    const lectures = did.hold.whose('kind', 'lecture')
    const partyGroup = sessions.that((row) => row.its.bodies.has('partyGroup'))
    const executive = sessions.that((row) => row.its.bodies.has('executiveMeeting'))
    return {
      partyGroupSessions: howMany('区政府党组集中学习', 'Sessions of the party group', '次', partyGroup),
      executiveMeetingSessions: howMany('常务会议集中学习', 'Sessions of the executive meeting', '次', executive),
      // A session that two bodies held together counts for each of them above, and once here.
      sessions: howMany('全区集中学习', 'Sessions of the district', '次', sessions),
      seminars: howMany('法治专题讲座', 'Seminars on law', '次', sessions.whose('kind', 'seminar')),
      lectures: howMany('宣讲场次', 'Lectures', '场次', lectures),
      audience: sum('宣讲受众', 'Audience', '人', lectures, (row) => row.attendance, { over: true }),
      gaps: howMany('列入计划而未举办', 'Planned, not held', '场次', owed.session.whose('met', false)),
      heldRate: rate('计划完成率', 'Planned sessions held', owed.session, (row) => row.met.is(true)),
      makeUpsOpen: howMany('待补学', 'Make-ups open', '人次', parts.absence.was.owing),
    }
  },
  report: (i) => [
    say`区政府党组全年组织学法${i.partyGroupSessions}，常务会议会前学法${i.executiveMeetingSessions}。`,
    say`宣讲团到机关和基层宣讲${i.lectures}，到场听讲${i.audience}。`,
    say`年度学法计划完成率为${i.heldRate}，尚未举办的有${i.gaps}，待补学${i.makeUpsOpen}。`,
  ],
})
