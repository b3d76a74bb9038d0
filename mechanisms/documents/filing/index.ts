/**
 * Filing of one published document. The district's goes on two independent tracks, to the municipal government and to
 * the congress; a department's comes to the district's receiving desk. It counts as filed when every recipient has
 * given its receipt, and closes when it no longer matters; an opinion from above may come at any time in between.
 */
import { day, file, subject, text, unit } from '../../../kernel/fields/index.ts'
import { howMany, inTime, rate, together } from '../../../kernel/indicator/index.ts'
import { mechanism } from '../../../kernel/mechanism.ts'
import { effect, never, owedByCase } from '../../../kernel/procedure/index.ts'
import { say } from '../../../kernel/report/index.ts'
import { governmentOffice, receivingDesk } from '../../roles.ts'
import {
  bothReceipts,
  department,
  duty,
  identified,
  published,
  reason,
  receipt,
  settledAbove,
  settledHere,
} from './gates.ts'
import { intake, track } from './parts.ts'

export default mechanism('filing', {
  name: ['规范性文件备案', 'Filing of documents'],
  readBy: [governmentOffice, receivingDesk],
  record: {
    title: text('文件名称', 'Title', { seen: 'district' }),
    subject: subject('备案的文件', 'Document', { optional: true }),
    text: file('文本（系统之外制定的）', 'Text, if made before the product', { optional: true }),
    organ: unit('制定机关（联合发文的为牵头机关）', 'Issuer; of several, the lead'),
    number: text('发文字号', 'Number', { optional: true, seen: 'district' }),
    publishedOn: day('公布日', 'Published on'),
  },
  states: {
    open: ['报备中', 'Open'],
    filed: ['已备案', 'Filed'],
    closed: ['已办结', 'Closed'],
    cancelled: ['不再报备', 'Cancelled'],
  },
  ends: ['closed', 'cancelled'],
  parts: { track, intake },
  acts: {
    openDistrict: effect('区政府文件应报备', 'Due from the district', {
      to: 'open',
      by: governmentOffice,
      requires: [identified, published],
      raises: { track: [{ recipient: 'municipal' }, { recipient: 'congress' }] },
      article: duty,
    }),
    openDepartment: effect('部门文件应报备', 'Due from a department', {
      to: 'open',
      by: department,
      requires: [identified, published],
      raises: { intake: [{}] },
      article: duty,
    }),
    fileDistrict: effect('两个方向均已备案', 'Filed on both tracks', {
      from: 'open',
      to: 'filed',
      by: governmentOffice,
      requires: [bothReceipts],
      article: duty,
    }),
    fileDepartment: effect('列入备案文件目录', 'Entered in the list', {
      from: 'open',
      to: 'filed',
      by: receivingDesk,
      requires: [receipt],
      article: duty,
    }),
    close: effect('办结', 'Close', {
      from: 'filed',
      to: 'closed',
      by: governmentOffice,
      requires: [settledAbove, settledHere],
    }),
    cancel: effect('不再报备', 'Cancel', { from: 'open', to: 'cancelled', by: governmentOffice, asks: { reason } }),
  },
  never: [
    never('fileDistrict', bothReceipts),
    never('fileDepartment', receipt),
    never('close', settledAbove),
    never('close', settledHere),
  ],
  owes: {
    district: owedByCase('区政府应报备的文件', "The district's documents due", {
      arises: 'openDistrict',
      met: 'fileDistrict',
      excused: 'cancel',
      article: duty,
    }),
    departments: owedByCase('部门应报备的文件', "Departments' documents due", {
      arises: 'openDepartment',
      met: 'fileDepartment',
      excused: 'cancel',
      article: duty,
    }),
  },
  indicators: ({ did, owed, parts: { track, intake } }) => ({
    // A document counts once, though it is filed in two directions.
    count: howMany('区政府规范性文件备案', "The district's documents filed", '件', did.fileDistrict),
    // Directions, not documents: two for each.
    passRate: rate('备案通过率（每件两个方向，分别计）', 'Tracks sent that were receipted', track.did.send, (row) =>
      row.id.among(track.did.receive),
    ),
    tracksSent: howMany('报送备案', 'Tracks sent', '件次', track.did.send),
    reportedRate: rate('报备率（应报方向中已报送的）', 'Tracks due that were sent', track.cases, (row) =>
      row.id.among(track.did.send),
    ),
    onTimeRate: rate('报备及时率', 'Sent in time', together(track.due.congress, track.due.municipal), (row) =>
      row.late.is(false),
    ),
    standardRate: rate('报备规范率（未被退回或者暂缓登记）', 'Never sent back', track.did.send, (row) =>
      row.its.defects.missing(),
    ),
    corrections: howMany('补正后再次报送', 'Correction rounds', '次', track.did.resend),
    opinions: howMany('收到审查意见', 'Opinions received', '件次', track.did.receiveOpinion),
    outstanding: howMany(
      '应备未备的区政府文件',
      "The district's documents not yet filed",
      '件',
      owed.district.that((row) => row.met.is(false)),
    ),
    departments: howMany('登记备案的部门文件', "Departments' documents filed", '件', did.fileDepartment),
    departmentsOnTimeRate: inTime('部门报备及时率', 'Departments in time', intake.due.submitting),
    objections: howMany('对部门文件提出审查意见', 'Objections', '件', intake.did.object),
  }),
  report: (i) => [
    say`区政府规范性文件完成备案${i.count}，每件分报市政府和区人大常委会，共报送${i.tracksSent}，取得回执的占${i.passRate}；应报方向的报备率${i.reportedRate}、及时率${i.onTimeRate}、规范率${i.standardRate}，补正${i.corrections}，年末应备未备${i.outstanding}。`,
    say`区政府登记备案部门文件${i.departments}，部门报备及时率${i.departmentsOnTimeRate}，备案审查中提出意见${i.objections}。`,
  ],
})
