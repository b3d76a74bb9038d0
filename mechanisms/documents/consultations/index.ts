/**
 * Public consultation on one draft, for whatever it serves. It begins with the draft and ends when the result has been
 * published, when the law keeps the matter secret (`exempt`) or when it was withdrawn. Whoever needs it asks for
 * `concluded(consultations, ['published', 'exempt'])`; a material change afterwards is another consultation.
 */
import { choice, day, document, file, flag, prose, subject, text, unit } from '../../../kernel/fields/index.ts'
import { distinct, howMany, rate, together } from '../../../kernel/indicator/index.ts'
import { mechanism } from '../../../kernel/mechanism.ts'
import { done, effect, exception, fact, never } from '../../../kernel/procedure/index.ts'
import { say } from '../../../kernel/report/index.ts'
import { businessEnvironment } from '../../../laws/business-environment-regulation.ts'
import { disclosureRegulation } from '../../../laws/information-disclosure-regulation.ts'
import { order713 } from '../../../laws/order-713.ts'
import { opinions } from '../../columns.ts'
import { governmentOffice, justiceBureau, unitHead } from '../../roles.ts'
import * as gates from './gates.ts'
import { comment, hearing, invitation } from './parts.ts'
import { channels, deadline, media, prolong, shorten, terms } from './rules.ts'

const { allAnswered, allReplied, hearingHeld, hearingsOver, marketHeard, head, organ } = gates
const draft = document('征求意见稿', 'Draft', { seen: 'public' })
const heard = {
  attended: text('参加者', 'Who was heard', { max: 500 }),
  record: file('记录', 'Record'),
}
const closed = done('close').since('publish')

export default mechanism('consultations', {
  name: ['意见征集', 'Consultations'],
  readBy: [justiceBureau, governmentOffice],
  record: {
    // Nobody but the parties sees a matter before its notice.
    title: text('名称', 'Title'),
    // Shown as a way from one to the other, once both are public.
    subject: subject('征求意见的对象', 'Consulted on', { optional: true, seen: 'public' }),
    organ: unit('起草（承办）单位', 'Drafting unit', { seen: 'public' }),
    kind: choice(
      '类别',
      'Kind',
      {
        market: ['与市场主体密切相关的文件', 'Market rules'],
        rights: ['对权利义务有重大影响的文件', 'Documents touching rights'],
        decision: ['重大行政决策', 'Major decision'],
        general: ['其他', 'Other'],
      },
      { seen: 'public' },
    ),
    mustHear: flag('法律、法规、规章规定须听证', 'A hearing is required', { optional: true }),
    headline: text('公告标题', 'Headline', { optional: true, seen: 'public' }),
    draft: document('征求意见稿', 'Draft', { optional: true, seen: 'public' }),
    deadline: day('截止日', 'Deadline', { optional: true, seen: 'public' }),
    shortening: prose('缩短期限的理由', 'Why the time is shorter', { optional: true, max: 1000, seen: 'public' }),
    specificGroup: flag('涉及特定群体利益', 'Touches a specific group', { optional: true }),
    groupHeard: file('与特定群体沟通协商的记录', 'Record of hearing the group', { optional: true }),
  },
  states: {
    preparing: ['待拟公告', 'Preparing'],
    drafted: ['待公告', 'Notice drafted'],
    running: ['征求意见中', 'Running'],
    closed: ['已截止，整理意见', 'Closed'],
    concluded: ['待公布结果', 'Concluded'],
    published: ['已公布结果', 'Result published'],
    exempt: ['依法保密，不公开征求', 'Kept secret by law'],
    withdrawn: ['已撤回', 'Withdrawn'],
  },
  ends: ['published', 'exempt', 'withdrawn'],
  parts: { invitation, comment, hearing },
  by: organ,
  acts: {
    open: effect('启动征求意见', 'Open', { to: 'preparing' }),
    draftNotice: effect('拟定公告', 'Draft the notice', {
      from: ['preparing', 'drafted'],
      to: 'drafted',
      asks: {
        headline: text('公告标题', 'Headline', { seen: 'public' }),
        draft,
        explanation: file('起草说明', 'Explanation', { seen: 'public' }),
        notice: file('公告', 'Notice', { seen: 'public' }),
        deadline,
        channels,
        specificGroup: flag('涉及特定群体利益', 'Touches a specific group', { optional: true }),
      },
      requires: [gates.draftIsTheText, gates.deadlineAhead],
    }),
    ...shorten,
    publish: effect('发布公告', 'Publish the notice', {
      from: 'drafted',
      to: 'running',
      by: unitHead,
      asks: {
        address: text('网址', 'Address', { seen: 'public' }),
        media,
      },
    }),
    withhold: exception('依法保密不公开征求意见', 'Withhold', {
      from: ['preparing', 'drafted'],
      to: 'exempt',
      by: head,
      asks: {
        ground: choice('事由', 'Ground', {
          secret: ['国家秘密', 'State secret'],
          forbidden: ['法律、行政法规禁止公开', 'Forbidden by law'],
          danger: ['公开可能危及安全稳定', 'Would endanger safety'],
        }),
        basis: text('定密或者不公开的依据', 'Basis', { max: 500 }),
      },
      article: disclosureRegulation(14),
    }),
    hearMarket: fact('听取企业和行业协会商会意见', 'Hear enterprises and associations', {
      from: ['preparing', 'drafted', 'running', 'closed'],
      asks: heard,
      article: businessEnvironment(62),
    }),
    hearGroup: fact('与特定群体沟通协商', 'Hear the group concerned', {
      from: ['preparing', 'drafted', 'running', 'closed'],
      asks: {
        attended: heard.attended,
        groupHeard: file('与特定群体沟通协商的记录', 'Record of hearing the group'),
      },
      article: order713(14),
    }),
    orderHearing: effect('决定举行听证会', 'Order a hearing', {
      from: ['preparing', 'drafted', 'running', 'closed'],
      by: unitHead,
      requires: [hearingsOver],
      raises: { hearing: [{}] },
      article: order713(16),
    }),
    ...prolong,
    close: effect('截止', 'Close', {
      from: 'running',
      to: 'closed',
      requires: [gates.afterDeadline],
    }),
    conclude: effect('形成意见采纳情况', 'Conclude', {
      from: 'closed',
      to: 'concluded',
      asks: { summary: file('意见采纳情况', 'What was made of the comments', { seen: 'public' }) },
      requires: [...gates.answeredUnderLaw, allReplied, hearingHeld, hearingsOver, marketHeard, gates.groupHeard],
    }),
    publishResult: effect('公布结果', 'Publish the result', {
      from: 'concluded',
      to: 'published',
      by: unitHead,
      asks: { result: text('结果网址', 'Address of the result', { seen: 'public' }) },
      requires: gates.answeredUnderLaw,
    }),
    withdraw: effect('撤回征求意见', 'Withdraw', {
      from: ['preparing', 'drafted', 'running', 'closed', 'concluded'],
      to: 'withdrawn',
      by: unitHead,
      asks: { reason: prose('原因', 'Reason', { max: 1000, seen: 'public' }) },
    }),
  },
  portal: {
    in: opinions,
    by: 'kind',
    states: ['running', 'closed', 'concluded', 'published'],
    over: ['closed', 'concluded', 'published'],
    since: ['publish'],
    title: 'headline',
    body: 'draft',
    issuer: 'organ',
    formed: ['draftNotice'],
    tells: {
      draftNotice: true,
      shortenDecision: true,
      shortenMarket: true,
      shortenOther: true,
      prolong: true,
      conclude: ['published'],
      publishResult: ['published'],
    },
    parts: {
      hearing: {
        states: ['announced', 'listed', 'served', 'held', 'reported'],
        during: ['running', 'closed', 'concluded', 'published'],
      },
      comment: {
        states: ['adopted', 'partly', 'notAdopted'],
        during: ['published'],
        body: 'content',
        tells: ['adopt', 'adoptPartly', 'decline', 'adoptAll', 'adoptAllPartly', 'declineAll'],
        group: 'group',
      },
    },
    form: gates.commenting,
  },
  terms,
  never: [
    never('publish', done('draftNotice')),
    never('conclude', closed),
    never('conclude', allAnswered),
    never('conclude', allReplied),
    never('conclude', hearingHeld),
    never('conclude', hearingsOver),
    never('conclude', marketHeard),
    never('publishResult', done('publish')),
    never('publishResult', done('conclude')),
    never('publishResult', allAnswered),
  ],
  indicators: ({ did, parts: { comment, hearing, invitation } }) => {
    const { submit, submitLate, submitAfterwards, enter, enterLate, enterAfterwards, ...answers } = comment.did
    const came = together(submit, submitLate, enter, enterLate)
    const { adopt, adoptPartly, adoptAll, adoptAllPartly, decline, declineAll } = answers
    const taken = together(adopt, adoptPartly, adoptAll, adoptAllPartly)
    const settled = together(adopt, adoptPartly, adoptAll, adoptAllPartly, decline, declineAll)
    return {
      notices: howMany('公开征求意见', 'Notices published', '次', did.publish),
      marketNotices: howMany('其中涉市场文件', 'On market rules', '次', did.publish.whose('kind', 'market')),
      shortened: howMany(
        '缩短期限',
        'Shortened',
        '次',
        together(did.shortenDecision, did.shortenMarket, did.shortenOther),
      ),
      withheld: howMany('依法保密不公开征求', 'Withheld', '次', did.withhold),
      comments: howMany('收到意见', 'Comments', '条', came),
      // Whoever sends the same words again and again is counted above, and here once.
      opinions: distinct('不同的意见', 'Different opinions', '条', came, (row) => row.its.same),
      lateComments: howMany('逾期意见', 'Late comments', '条', together(submitLate, enterLate)),
      afterwards: howMany(
        '结束后收到而留存的意见',
        'Came after the end',
        '条',
        together(submitAfterwards, enterAfterwards),
      ),
      prolonged: howMany('延长期限', 'Prolonged', '次', did.prolong),
      adoptedRate: rate('意见采纳率', 'Comments adopted', settled, (row) => row.id.among(taken)),
      results: howMany('公布采纳情况', 'Results published', '次', did.publishResult),
      invitations: howMany('定向征求', 'Invitations', '家次', invitation.did.invite),
      replyRate: rate('定向征求答复率', 'Invitations answered', invitation.did.invite, (row) =>
        row.id.among(invitation.did.answer),
      ),
      hearings: howMany('举行听证会', 'Hearings', '次', hearing.did.hold),
    }
  },
  report: (i) => [
    say`全年发布征求意见公告${i.notices}，其中涉市场文件${i.marketNotices}；因紧急缩短期限${i.shortened}，中途延长${i.prolonged}，依法保密未公开征求${i.withheld}。`,
    say`收到各方意见${i.comments}，文字相同的合并后为${i.opinions}（逾期而仍予办理的${i.lateComments}），已答复的意见中全部或者部分采纳的占${i.adoptedRate}，公布采纳情况${i.results}。`,
    say`另向有关单位、企业和协会定向征求${i.invitations}，答复率${i.replyRate}；举行听证会${i.hearings}。`,
  ],
})
