/**
 * 信息发布: what appears on the government's website, item by item. A case begins with a draft, with a superior's
 * document to forward, or, for what the older site system holds, with the record that it was published or cleaned up. It
 * ends when the item is withheld, dropped, or cleaned up into the archive.
 */
import { choice, day, document, file, person, text, unit } from '../../../kernel/fields/index.ts'
import { howMany, rate, together } from '../../../kernel/indicator/index.ts'
import { mechanism } from '../../../kernel/mechanism.ts'
import { atMost, effect, fact, never, notYet } from '../../../kernel/procedure/index.ts'
import { say } from '../../../kernel/report/index.ts'
import { archivesLaw } from '../../../laws/archives-law.ts'
import { disclosing, disclosureRegulation } from '../../../laws/information-disclosure-regulation.ts'
import { forwarding, websiteGuideline } from '../../../laws/website-guideline.ts'
import { directory } from '../../columns.ts'
import { legalSection, publisher, secrecyOfficer, unitHead, webEditor } from '../../roles.ts'
import {
  address,
  cleaning,
  cleared,
  column,
  first,
  reason,
  releasing,
  reviewer,
  second,
  site,
  superior,
  third,
  unpublished,
} from './gates.ts'

export default mechanism('publishing', {
  name: ['信息发布', 'Publishing'],
  record: {
    title: text('标题', 'Title', { seen: 'public' }),
    column,
    owner: unit('发布单位', 'Owner', { seen: 'public' }),
    body: document('正文', 'Text', { optional: true, seen: 'public' }),
    formed: day('形成（变更）日', 'Formed or changed', { optional: true, seen: 'public' }),
    source: text('上级文号或者标题', "Superior's document", { optional: true, seen: 'public' }),
    sourceDay: day('上级发布日', 'Published by the superior', { optional: true, seen: 'public' }),
    keeper: person('专责人员', 'In charge', { optional: true }),
  },
  states: {
    drafted: ['草稿', 'Drafted'],
    firstPassed: ['已初审', 'Passed the first review'],
    secondPassed: ['已复审', 'Passed the second review'],
    thirdPassed: ['已终审', 'Passed the third review'],
    awaiting: ['待转发', 'To be forwarded'],
    published: ['已发布', 'Published'],
    takenDown: ['已下线', 'Taken down'],
    withheld: ['不予公开', 'Withheld'],
    dropped: ['不再发布', 'Dropped'],
    cleaned: ['已清理归档', 'Cleaned up'],
  },
  ends: ['withheld', 'dropped', 'cleaned'],
  acts: {
    // ── our own: drafted, reviewed three times, cleared, published ──
    draft: effect('起草', 'Draft', {
      to: 'drafted',
      by: publisher,
      asks: { body: document('正文', 'Text'), formed: day('形成（变更）日', 'Formed or changed') },
    }),
    revise: effect('修改', 'Revise', {
      from: 'drafted',
      by: publisher,
      asks: { title: text('标题', 'Title', { seen: 'public' }), body: document('正文', 'Text') },
    }),
    firstReview: effect('初审', 'First review', {
      from: 'drafted',
      to: 'firstPassed',
      by: legalSection.butNot('draft', releasing),
    }),
    secondReview: effect('复审', 'Second review', {
      from: 'firstPassed',
      to: 'secondPassed',
      by: unitHead.butNot(['draft', 'firstReview'], releasing),
    }),
    thirdReview: effect('终审', 'Third review', {
      from: 'secondPassed',
      to: 'thirdPassed',
      by: webEditor.butNot(['draft', 'firstReview', 'secondReview'], releasing),
    }),
    sendBack: effect('退回', 'Send back', {
      from: ['firstPassed', 'secondPassed', 'thirdPassed'],
      to: 'drafted',
      by: reviewer,
      asks: { reason },
    }),
    secrecyReview: effect('保密审查', 'Review for secrecy', {
      from: unpublished,
      by: secrecyOfficer.butNot('draft', disclosureRegulation(17)),
      asks: {
        verdict: choice('审查结论', 'Verdict', {
          open: ['可以公开', 'May be published'],
          closed: ['不得公开', 'May not be published'],
          doubtful: ['不能确定', 'In doubt'],
        }),
      },
      article: disclosureRegulation(17),
    }),
    rule: fact('主管或者保密部门答复', 'Ruling on a doubt', {
      from: unpublished,
      by: secrecyOfficer,
      asks: { authority: text('答复机关', 'Authority'), reply: file('答复', 'Reply') },
      article: disclosureRegulation(17),
    }),
    publish: effect('发布', 'Publish', {
      from: 'thirdPassed',
      to: 'published',
      by: webEditor,
      asks: { address },
      requires: [first, second, third, cleared],
    }),
    withhold: effect('不予公开', 'Withhold', {
      from: unpublished,
      to: 'withheld',
      by: unitHead.butNot('draft'),
      asks: {
        exemption: choice('不公开情形', 'Exemption', {
          secret: ['国家秘密或者危及安全稳定（第14条）', 'Secret or dangerous'],
          thirdParty: ['损害第三方权益（第15条）', 'Harms a third party'],
          internal: ['内部、过程或者案卷信息（第16条）', 'Internal or of a procedure'],
        }),
      },
      article: disclosureRegulation(13),
    }),
    drop: effect('不再发布', 'Drop', { from: [...unpublished, 'awaiting'], to: 'dropped', by: site, asks: { reason } }),

    // ── a superior's: noticed and forwarded, or forwarded at once ──
    receive: fact('登记待转发', 'Receive', {
      to: 'awaiting',
      by: site,
      asks: { ...superior, keeper: person('专责人员', 'In charge') },
    }),
    relay: fact('转发（已登记的）', 'Forward as received', {
      from: 'awaiting',
      to: 'published',
      by: site,
      asks: { address },
    }),
    forward: fact('转发', 'Forward', { to: 'published', by: site, asks: { address, ...superior } }),

    // ── what the older site system holds ──
    carry: fact('载入已发布信息', 'Carry over', { to: 'published', by: site, asks: { address } }),
    clean: fact('清理历史信息', 'Clean up', { to: 'cleaned', by: site, asks: cleaning, article: archivesLaw(14) }),

    // ── after publication ──
    repeat: fact('其他渠道公开', 'Publish elsewhere', {
      from: 'published',
      by: site,
      asks: {
        channel: choice('渠道', 'Channel', {
          gazette: ['政府公报', 'Gazette'],
          media: ['政务新媒体', 'Official new media'],
          press: ['报刊广播电视', 'Press and broadcast'],
          conference: ['新闻发布会', 'Press conference'],
          place: ['查阅点或者公告栏', 'Reading place or notice board'],
        }),
      },
      article: disclosureRegulation(23),
    }),
    amend: effect('更正', 'Amend', {
      from: 'published',
      by: webEditor.butNot('draft'),
      asks: {
        wrong: text('原文', 'Was', { seen: 'public' }),
        right: text('更正为', 'Is', { seen: 'public' }),
        reason: text('原因', 'Reason', { seen: 'public' }),
      },
      article: disclosureRegulation(6),
    }),
    mark: effect('标注效力', 'Mark as no longer in force', {
      from: 'published',
      by: site,
      asks: {
        force: choice(
          '文件效力',
          'Force',
          {
            revised: ['已修改', 'Revised'],
            lapsed: ['已失效', 'Lapsed'],
            abolished: ['已废止', 'Abolished'],
          },
          { seen: 'public' },
        ),
      },
      article: websiteGuideline('信息更新部分'),
    }),
    takeDown: effect('下线', 'Take down', { from: 'published', to: 'takenDown', by: webEditor, asks: { reason } }),
    restore: effect('恢复', 'Restore', {
      from: 'takenDown',
      to: 'published',
      by: webEditor.butNot('takeDown'),
      asks: { reason },
    }),
    retire: effect('清理归档', 'Retire', {
      from: ['published', 'takenDown'],
      to: 'cleaned',
      by: site,
      asks: cleaning,
      article: archivesLaw(14),
    }),
  },
  portal: {
    in: directory,
    by: 'column',
    states: ['published'],
    since: ['publish', 'carry', 'relay', 'forward'],
    title: 'title',
    body: 'body',
    issuer: 'owner',
    number: 'source',
    formed: 'formed',
    gone: ['takenDown', 'cleaned'],
    tells: { amend: true, mark: true },
  },
  terms: {
    // What came in already published owes nothing more.
    disclosing: atMost(disclosing, { after: 'formed', until: ['publish', 'carry'], when: notYet('carry') }),
    forwarding: atMost(forwarding, { after: 'sourceDay', until: ['relay', 'forward'], when: notYet('forward') }),
  },
  never: [never('publish', first), never('publish', second), never('publish', third), never('publish', cleared)],
  indicators: ({ did }) => {
    const forwarded = together(did.relay, did.forward)
    const ours = together(did.publish, did.carry).that((row) => row.its.formed.given())
    return {
      // All that appeared on the site, our own and forwarded: each publication is one row, a republication none.
      items: howMany(
        '网站发布信息',
        'Items published',
        '条',
        together(did.publish, did.carry, did.relay, did.forward),
        { over: true },
      ),
      forwarded: howMany('转发上级文件', 'Of these, forwarded', '条', forwarded, { over: true }),
      cleaned: howMany('清理历史信息', 'Items cleaned up', '条', together(did.clean, did.retire), { over: true }),
      onTimeForwardRate: rate('按时转发率', 'Forwarded in time', forwarded, (row) => row.breached.is(false)),
      onTimeRate: rate('主动公开按时率', 'Disclosed in time', ours, (row) => row.breached.is(false)),
      amendments: howMany('更正信息', 'Items amended', '条', did.amend),
      takeDowns: howMany('下线信息', 'Items taken down', '条', did.takeDown),
    }
  },
  report: (i) => [
    say`区政府网站全年上线信息${i.items}，其中转发上级文件${i.forwarded}，按时转发的占${i.onTimeForwardRate}。`,
    say`逐条核对并清理往年信息${i.cleaned}，均注明原因和归档去处。`,
  ],
})
