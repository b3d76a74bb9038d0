/**
 * The yearly catalogue of major decisions. A case is one year; it begins with a draft, binds once it has been published
 * with the party committee's consent, and ends when every matter in it is decided, dropped or carried over. A matter
 * outside it is bound by the same procedure: that the catalogue is silent excuses nothing.
 */
import { count, file, link, prose, text } from '../../../kernel/fields/index.ts'
import { howMany, latestDay, rate, together } from '../../../kernel/indicator/index.ts'
import { mechanism } from '../../../kernel/mechanism.ts'
import { anyOf, atMost, done, effect, every, fact, never } from '../../../kernel/procedure/index.ts'
import { say } from '../../../kernel/report/index.ts'
import { cataloguing } from '../../../laws/chongqing-decision-rules.ts'
import { order713 } from '../../../laws/order-713.ts'
import { qianjiangDecisionRules } from '../../../laws/qianjiang-decision-rules.ts'
import { decisions } from '../../columns.ts'
import { districtLeader, governmentOffice, justiceBureau, lawOffice, planOffice } from '../../roles.ts'
import { item } from './parts.ts'

export { classes } from './parts.ts'

const reason = prose('理由', 'Reason', { max: 1000 })
const entered = every('item', ['listed', 'struck'], 1).under(qianjiangDecisionRules('目录管理办法'))
const checked = done('check').since('sendBack').under(qianjiangDecisionRules('目录管理办法'))
const agreed = done('agree').since('sendBack', 'refuse').under(order713(3))
const consented = done('consent').since('sendBack', 'refuse').under(order713(3))
const settled = every('item', ['struck', 'dropped', 'carried', 'finished']).under(
  qianjiangDecisionRules('目录管理办法'),
)

export default mechanism('decision-catalogues', {
  name: ['重大行政决策目录', 'Catalogues of major decisions'],
  open: 'district',
  readBy: [justiceBureau, planOffice, lawOffice],
  record: {
    title: text('目录名称', 'Title', { seen: 'public' }),
    year: count('年度', 'Year', { seen: 'public' }),
    previous: link('上一年度目录', 'Catalogue of the year before', { id: 'decision-catalogues' }, { optional: true }),
    address: text('公布网址', 'Address', { optional: true, seen: 'public' }),
  },
  states: {
    drafting: ['编制中', 'Drafting'],
    checked: ['已审核', 'Checked'],
    agreed: ['区政府已同意', 'Agreed by the government'],
    consented: ['区委已同意', 'Consented to by the party committee'],
    published: ['已公布', 'Published'],
    closed: ['年度已结', 'Closed'],
    abandoned: ['未编成', 'Abandoned'],
  },
  ends: ['closed', 'abandoned'],
  parts: { item },
  by: governmentOffice,
  acts: {
    draft: effect('启动编制', 'Draft', { to: 'drafting', article: qianjiangDecisionRules('目录管理办法') }),
    check: effect('审核目录草案', 'Check', {
      from: 'drafting',
      to: 'checked',
      by: anyOf(justiceBureau, governmentOffice).butNot('draft', qianjiangDecisionRules('目录管理办法')),
      asks: { opinion: file('审核意见', 'Opinion') },
      requires: [entered],
      article: qianjiangDecisionRules('目录管理办法'),
    }),
    sendBack: effect('退回修改', 'Send back', {
      from: ['checked', 'agreed', 'consented'],
      to: 'drafting',
      by: anyOf(justiceBureau, governmentOffice, districtLeader),
      asks: { reason },
    }),
    agree: effect('区政府同意', 'Agree', {
      from: 'checked',
      to: 'agreed',
      by: districtLeader,
      asks: { minutes: file('会议纪要', 'Minutes') },
      requires: [checked],
      article: order713(3),
    }),
    consent: fact('区委同意', 'Consent', {
      from: 'agreed',
      to: 'consented',
      asks: { letter: file('区委同意的材料', 'Letter of the party committee') },
      requires: [agreed],
      article: order713(3),
    }),
    refuse: fact('区委不同意', 'Refuse', { from: 'agreed', to: 'drafting', asks: { reason }, article: order713(3) }),
    publish: effect('公布', 'Publish', {
      from: 'consented',
      to: 'published',
      asks: {
        address: text('公布网址', 'Address', { seen: 'public' }),
        text: file('目录', 'Catalogue', { seen: 'public' }),
      },
      requires: [checked, agreed, consented],
      article: order713(3),
    }),
    close: effect('年度办结', 'Close', {
      from: 'published',
      to: 'closed',
      requires: [settled],
      article: qianjiangDecisionRules('目录管理办法'),
    }),
    abandon: effect('停止编制', 'Abandon', {
      from: ['drafting', 'checked', 'agreed'],
      to: 'abandoned',
      by: districtLeader,
      asks: { reason },
    }),
  },
  portal: {
    in: decisions,
    states: ['published', 'closed'],
    since: ['publish'],
    title: 'title',
    formed: ['consent'],
    parts: {
      item: {
        states: ['listed', 'dropped', 'carried', 'finished'],
        during: ['published', 'closed'],
        tells: ['add', 'drop', 'postpone'],
      },
    },
  },
  terms: { renewing: atMost(cataloguing, { after: 'publish', until: 'close' }) },
  never: [
    never('publish', checked),
    never('publish', agreed),
    never('publish', consented),
    never('check', entered),
    never('close', settled),
  ],
  indicators: ({ did, parts: { item } }) => {
    const gone = together(item.did.strike, item.did.drop)
    const planned = item.due.deciding.but('没有列入或者已移出的', 'Struck or dropped', (row) => row.id.among(gone))
    const ofTheYear = item.cases.ofTheYear((row) => row.case.year).that((row) => row.case.address.given())
    return {
      items: howMany(
        '年度目录的决策事项',
        "Matters in the year's catalogue",
        '项',
        ofTheYear.that((row) => row.state.is('listed', 'finished', 'carried')),
      ),
      published: latestDay('目录公布日', 'Catalogue published on', did.publish, (row) => row.on),
      finished: howMany('目录事项已决定', 'Matters decided', '项', item.did.finish),
      finishedOnTime: rate('按目录计划决定率', 'Decided as planned', planned, (row) => row.late.is(false), {
        none: '尚无到期事项',
      }),
      added: howMany('年中增补', 'Added', '项', item.did.add),
      dropped: howMany('年中移出', 'Dropped', '项', item.did.drop),
      postponed: howMany('批准推迟', 'Postponed', '项', item.did.postpone),
    }
  },
  report: (i) => [
    say`经区委同意，${i.published}向社会公布年度重大行政决策目录，列入事项${i.items}；年中增补${i.added}，移出${i.dropped}，推迟${i.postponed}，每次调整同样报区委同意并公告。`,
    say`目录事项当年作出决定${i.finished}，计划日到期的事项中如期决定的占${i.finishedOnTime}。`,
  ],
})
