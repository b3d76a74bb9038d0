/**
 * 年度报告: the report of a year on law-based government, of the district or of a department. A case begins when the
 * report is opened, and with it the three to whom it is owed. It ends when it has been sent and published (or lawfully
 * withheld) and, a year later, each shortcoming and each arrangement it names has been accounted for.
 */
import { choice, count, document, file, prose, snapshot, text, unit } from '../../../kernel/fields/index.ts'
import { distinct, howMany, inTime, latestDay, previous, rate } from '../../../kernel/indicator/index.ts'
import { mechanism } from '../../../kernel/mechanism.ts'
import { anyOf, byTheDate, done, effect, every, exception, fact, never } from '../../../kernel/procedure/index.ts'
import { listed, passages, sayIn } from '../../../kernel/report/index.ts'
import { disclosureRegulation } from '../../../laws/information-disclosure-regulation.ts'
import { localOrganizationLaw } from '../../../laws/local-organization-law.ts'
import { inspectionRules } from '../../../laws/rule-of-law-inspection-rules.ts'
import { annualReports } from '../../columns.ts'
import {
  clerk,
  districtLeader,
  governmentOffice,
  justiceBureau,
  lawOffice,
  legalSection,
  planOffice,
  publisher,
  secrecyOfficer,
  unitHead,
  webEditor,
} from '../../roles.ts'
import {
  adopted,
  allParts,
  cleared,
  closed,
  contents,
  ofTheDistrict,
  reporting,
  reviewed,
  writers,
  yearOver,
} from './gates.ts'
import { arrangement, contribution, delivery, duty, erratum, matter, passage, shortcoming } from './parts.ts'

const sent = every('delivery', ['sent'], 3).under(reporting)
const accounts = [every('shortcoming', ['accounted'], 1), every('arrangement', ['accounted'], 1)]
const frozen = done('freeze').since('draft')
const heads = anyOf(districtLeader, unitHead)
const noRecord = { none: '（无记录）' }

export default mechanism('annual-report', {
  name: ['年度报告', 'Annual report'],
  readBy: [lawOffice, governmentOffice, planOffice, webEditor],
  record: {
    title: text('报告名称', 'Title', { seen: 'public' }),
    year: count('年度', 'Year', { seen: 'public' }),
    scope: choice(
      '报告范围',
      'Scope',
      { district: ['区政府', 'The district'], department: ['部门', 'A department'] },
      { seen: 'public' },
    ),
    body: unit('报告单位', 'Reporting body', { seen: 'public' }),
    text: document('报告文本', 'Text', { optional: true, seen: 'public' }),
    address: text('公开地址', 'Public address', { optional: true, seen: 'public' }),
  },
  states: {
    collecting: ['征集中', 'Collecting'],
    drafted: ['已起草', 'Drafted'],
    reviewed: ['已审核', 'Reviewed'],
    signed: ['已签发', 'Signed'],
    frozen: ['数字已冻结', 'Figures frozen'],
    published: ['已公开', 'Published'],
    withheld: ['不予公开', 'Withheld'],
    archived: ['已归档', 'Archived'],
  },
  ends: ['archived'],
  parts: { contribution, shortcoming, duty, arrangement, matter, passage, delivery, erratum },
  acts: {
    open: effect('启动编报', 'Open', {
      to: 'collecting',
      by: writers,
      article: reporting,
      raises: { delivery: [{ recipient: 'committee' }, { recipient: 'congress' }, { recipient: 'superior' }] },
    }),
    draft: effect('起草送审', 'Draft for review', {
      from: ['collecting', 'drafted'],
      to: 'drafted',
      by: writers,
      asks: { text: document('报告文本', 'Text') },
      article: contents,
    }),
    review: effect('审核', 'Review', {
      from: 'drafted',
      to: 'reviewed',
      by: anyOf(justiceBureau, unitHead).butNot('draft'),
      requires: allParts,
      article: contents,
    }),
    sendBack: effect('退回修改', 'Send back', {
      from: ['drafted', 'reviewed', 'signed'],
      to: 'drafted',
      by: anyOf(justiceBureau, governmentOffice, districtLeader, unitHead),
      asks: { opinion: prose('修改意见', 'Opinion') },
    }),
    secrecyReview: effect('保密审查', 'Review for secrecy', {
      from: ['reviewed', 'signed', 'frozen'],
      by: secrecyOfficer.butNot('draft', disclosureRegulation(17)),
      asks: {
        verdict: choice('审查结论', 'Verdict', {
          open: ['可以公开', 'May be published'],
          closed: ['不得公开', 'May not be published'],
        }),
        form: file('保密审查表', 'Form'),
      },
      article: disclosureRegulation(17),
    }),
    adopt: fact('会议审议通过', 'Adopt', {
      from: 'reviewed',
      by: anyOf(governmentOffice, clerk),
      asks: { minutes: file('会议纪要', 'Minutes') },
      requires: [reviewed],
      article: localOrganizationLaw(78),
    }),
    sign: effect('签发', 'Sign', {
      from: 'reviewed',
      to: 'signed',
      by: heads.butNot(['draft', 'review']),
      requires: [adopted],
    }),
    freeze: effect('冻结数字', 'Freeze the figures', {
      from: 'signed',
      to: 'frozen',
      by: anyOf(lawOffice, legalSection).butNot(['draft', 'sign']),
      asks: { figures: snapshot('数字冻结', 'Snapshot') },
      requires: [yearOver],
    }),
    publish: effect('公开', 'Publish', {
      from: 'frozen',
      to: 'published',
      by: anyOf(webEditor, publisher).butNot(['draft', 'sign', 'freeze']),
      asks: { address: text('公开地址（法治政府建设年报栏目）', 'Address in the column of annual reports') },
      requires: [cleared],
      article: inspectionRules(24),
    }),
    withhold: exception('涉密不公开', 'Withhold', {
      from: 'frozen',
      to: 'withheld',
      by: heads.butNot('draft'),
      asks: { ground: text('理由', 'Ground', { max: 500 }) },
      requires: [closed],
      article: inspectionRules(24),
    }),
    archive: effect('归档', 'Archive', {
      from: ['published', 'withheld'],
      to: 'archived',
      by: anyOf(lawOffice, legalSection),
      requires: [sent, ...accounts, every('erratum', ['issued', 'dropped'])],
    }),
  },
  portal: {
    in: annualReports,
    by: 'scope',
    states: ['published', 'archived'],
    since: ['publish'],
    title: 'title',
    body: 'text',
    issuer: 'body',
    formed: ['sign'],
    parts: {
      erratum: { states: ['issued'], during: ['published', 'archived'], body: 'was', tells: ['issue'] },
    },
    figures: 'freeze',
  },
  terms: {
    publishing: byTheDate('年度报告公开期限', 'Time to publish the report', {
      month: 4,
      day: 1,
      year: 'year',
      plus: 1,
      until: 'publish',
      unless: 'withhold',
      article: inspectionRules(24),
    }),
  },
  never: [
    never('sign', reviewed),
    never('freeze', adopted),
    never('publish', adopted),
    never('publish', frozen),
    never('publish', cleared),
    never('archive', sent),
  ],
  indicators: ({ did, due, parts }) => {
    const shortcomings = ofTheDistrict(parts.shortcoming.cases)
    const arrangements = ofTheDistrict(parts.arrangement.cases)
    const sending = parts.delivery.due.sending.that((row) => row.case.scope.is('district'))
    const resolved = rate(
      '不足销账率',
      'Shortcomings resolved',
      shortcomings,
      (row) => row.outcome.is('done'),
      noRecord,
    )
    const kept = rate('安排兑现率', 'Arrangements kept', arrangements, (row) => row.outcome.is('done'), noRecord)
    return {
      departmentReports: distinct(
        '部门报送年度报告',
        'Reports of departments',
        '份',
        parts.contribution.did.handIn,
        (row) => row.id,
      ),
      departmentOnTimeRate: inTime('部门按时报送率', 'Departments on time', parts.contribution.due.handingIn),
      sentOnTimeRate: inTime('区政府年报按时报送率', 'Sent on time', sending),
      publishedOnTimeRate: inTime('年度报告按时公开率', 'Published on time', due.publishing),
      publishedOn: latestDay(
        '区政府年报公开日',
        "Day of the district's report",
        did.publish.whose('scope', 'district'),
        (row) => row.on,
      ),
      errata: howMany('公布勘误', 'Errata', '处', parts.erratum.did.issue),
      shortcomings: howMany('所列不足', 'Shortcomings named', '项', shortcomings),
      arrangements: howMany('所列安排', 'Arrangements named', '项', arrangements),
      resolvedRate: resolved,
      keptRate: kept,
      lastResolvedRate: previous('上年所列不足销账率', "Last year's shortcomings resolved", resolved),
      lastKeptRate: previous('上年所列安排兑现率', "Last year's arrangements kept", kept),
    }
  },
  passages: ({ parts }) =>
    passages(
      ofTheDistrict(parts.passage.cases).that((row) => row.state.is('written')),
      (row) => ({ words: row.words, place: row.place, after: row.after }),
    ),
  report: (i, { parts }) => {
    const shortcomings = ofTheDistrict(parts.shortcoming.cases)
    const arrangements = ofTheDistrict(parts.arrangement.cases)
    return [
      sayIn('shortcomings')`对照上级要求和群众评价，还有以下不足：${listed(shortcomings, (row) => row.words)}。`,
      sayIn('shortcomings')`究其原因，依次是：${listed(shortcomings, (row) => row.cause)}。`,
      sayIn('shortcomings')`上年报告所列不足的销账率：${i.lastResolvedRate}，所列安排的兑现率：${i.lastKeptRate}。`,
      sayIn('first-responsible')`${listed(ofTheDistrict(parts.duty.cases), (row) => row.words)}。`,
      sayIn('arrangements')`下一年度安排${i.arrangements}：${listed(arrangements, (row) => row.words)}。`,
      sayIn('other')`${listed(ofTheDistrict(parts.matter.cases), (row) => row.words)}。`,
    ]
  },
})
