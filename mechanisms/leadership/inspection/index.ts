/**
 * An inspection of law-based government within the government's yearly inspections. A case begins with a proposed plan;
 * once the head has approved it, findings are raised, concluded and fed back, each to its unit. It ends when every
 * finding has been confirmed by a look-back or withdrawn on review.
 */
import { choice, count, file, prose, text, unit, units } from '../../../kernel/fields/index.ts'
import { distinct, howMany, rate } from '../../../kernel/indicator/index.ts'
import { mechanism } from '../../../kernel/mechanism.ts'
import { anyOf, anywhere, done, effect, every, fact, never } from '../../../kernel/procedure/index.ts'
import { say } from '../../../kernel/report/index.ts'
import { supervisionRegulation } from '../../../laws/government-supervision-regulation.ts'
import { districtLeader, inspector, lawOffice, planOffice } from '../../roles.ts'
import { finding } from './parts.ts'
import { visitInPlan } from './rules.ts'

const offices = anyOf(lawOffice, planOffice)
const settled = every('finding', ['confirmed', 'withdrawn']).under(supervisionRegulation(18))
const seen = done('inspect').under(supervisionRegulation(16))

export default mechanism('inspection', {
  name: ['法治督察', 'Inspection of law-based government'],
  readBy: [lawOffice, planOffice, inspector],
  record: {
    title: text('督察名称', 'Title'),
    kind: choice('督察种类', 'Kind', {
      general: ['综合督察', 'General'],
      special: ['专项督察', 'Special'],
      incident: ['事件调查', 'Incident'],
      followUp: ['日常督办', 'Follow-up'],
      lead: ['线索核查', 'Lead'],
    }),
    year: count('列入哪一年度督查计划', 'Year of the plan it belongs to'),
    content: prose('督察内容', 'Content'),
    objects: units('督察对象', 'Units inspected'),
    scheme: file('督察方案', 'Plan'),
  },
  states: {
    proposed: ['待批准', 'Proposed'],
    inspecting: ['督察中', 'Inspecting'],
    concluded: ['已作结论', 'Concluded'],
    ended: ['已结束', 'Ended'],
  },
  ends: ['ended'],
  parts: { finding },
  acts: {
    propose: effect('提出督察建议', 'Propose', { to: 'proposed', by: offices, article: supervisionRegulation(15) }),
    approve: effect('批准督察', 'Approve', {
      from: 'proposed',
      to: 'inspecting',
      by: districtLeader.butNot('propose'),
      article: supervisionRegulation(11),
    }),
    decline: effect('不批准督察', 'Decline', {
      from: 'proposed',
      to: 'ended',
      by: districtLeader,
      asks: { reason: text('理由', 'Reason') },
      article: supervisionRegulation(11),
    }),
    // A visit may come to light late: whoever made it must not have looked back.
    inspect: fact('开展督察', 'Inspect', {
      from: anywhere,
      by: inspector,
      asks: {
        visited: unit('受访单位', 'Unit visited'),
        way: choice('方式', 'Way', {
          selfReview: ['自查说明', 'Self-review'],
          briefing: ['听取汇报', 'Briefing'],
          visit: ['检查访谈', 'Visit'],
          unannounced: ['暗访', 'Unannounced visit'],
          meeting: ['座谈听证', 'Meeting'],
          papers: ['调阅资料', 'Papers'],
          leads: ['收集线索', 'Leads'],
          online: ['网上督察', 'Online'],
        }),
        notes: file('督察记录', 'Record'),
      },
      requires: [done('approve').under(supervisionRegulation(11)), visitInPlan],
      article: supervisionRegulation(12),
    }),
    conclude: effect('作出督察结论', 'Conclude', {
      from: 'inspecting',
      to: 'concluded',
      by: offices,
      asks: { conclusion: file('督察结论', 'Conclusion') },
      requires: [seen],
      article: supervisionRegulation(16),
    }),
    end: effect('结束督察', 'End', { from: 'concluded', to: 'ended', by: offices, requires: [settled] }),
  },
  never: [never('conclude', done('approve')), never('conclude', seen), never('end', settled)],
  indicators: ({ parts: { finding } }) => {
    const fedBack = finding.did.feedBack.but('经复核撤销的', 'Withdrawn on review', (row) =>
      row.id.among(finding.did.withdraw),
    )
    return {
      units: distinct('督察发现问题的单位', 'Units with findings', '家', fedBack, (row) => row.its.unit),
      problems: howMany('督察发现的问题', 'Findings', '项', fedBack),
      closedRate: rate('问题销号率', 'Findings closed', fedBack, (row) => row.id.among(finding.did.accept)),
      onTimeRate: rate('按期报告整改率', 'Rectified on time', finding.did.report, (row) => row.breached.is(false)),
      confirmed: howMany('回头看确认', 'Confirmed', '项', finding.did.confirm),
      reopened: howMany('回头看重开', 'Reopened', '项', finding.did.reopen),
      recurrences: howMany(
        '重复发生的问题',
        'Recurrences',
        '项',
        fedBack.that((row) => row.its.repeats.given()),
      ),
      extended: howMany('批准延期', 'Extended', '项', finding.did.extend),
      calledIn: howMany('约谈', 'Called in', '次', finding.did.callIn),
    }
  },
  report: (i) => [
    say`年内法治督察查出问题${i.problems}，涉及${i.units}单位，逐项发函反馈并定下期限，年内销号的占${i.closedRate}。`,
    say`回头看确认整改${i.confirmed}、重开${i.reopened}，同类问题再次发生${i.recurrences}。`,
  ],
})
