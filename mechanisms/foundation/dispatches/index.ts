/**
 * 发文登记: a letter on its way out of the house. A case is one letter; it begins when it is put forward for signature,
 * or recorded as sent outside, and ends when it has gone out, is sent back or void. Signing gives it its number; a
 * number that is void stays in its series. What is a state secret has no place in this system, so there is no 密级.
 */
import {
  choice,
  count,
  day,
  file,
  person,
  serial,
  serialGiven,
  subject,
  text,
  unit,
} from '../../../kernel/fields/index.ts'
import { howMany } from '../../../kernel/indicator/index.ts'
import { mechanism } from '../../../kernel/mechanism.ts'
import { anyOf, done, effect, fact, judged, never } from '../../../kernel/procedure/index.ts'
import { clerk, districtLeader, governmentOffice, justiceBureau, legalSection, unitHead } from '../../roles.ts'

const drafters = anyOf(clerk, legalSection, unitHead, justiceBureau, governmentOffice)
const signers = anyOf(unitHead, districtLeader)
const wordShaped = judged(
  '机关代字不得含有空格和六角括号',
  'A word has no spaces and no brackets',
  ['word'],
  ({ word }) => /^[^〔〕\s]{1,30}$/.test(String(word)),
)
const another = judged(
  '签发人不得是拟稿人本人',
  'Nobody signs what he drafted',
  ['signer', 'drafter'],
  ({ signer, drafter }) => signer !== drafter,
)
const word = text('机关代字', 'Document word', { max: 30, seen: 'district' })
const number = serial('发文字号', 'Number', 'word')
const signedOn = day('签发日（成文日期）', 'Signed on', { past: true })
const printed = file('印发的文书', 'As sent')
const reason = text('理由', 'Reason')

export default mechanism('dispatches', {
  name: ['发文登记', 'Letters sent'],
  record: {
    title: text('文书标题', 'Title'),
    number: text('发文字号', 'Number', { optional: true, seen: 'public' }),
    kind: text('文种', 'Kind of letter', { max: 30 }),
    issuer: unit('发文机关', 'Issued by'),
    drafter: person('拟稿人', 'Drafter'),
    // Of a letter that a register declares: which one, of which case and part, upon which act.
    letter: text('文书编号', 'Letter', { optional: true }),
    subject: subject('所出自的案卷', 'Case', { optional: true }),
    part: text('所出自的组成部分', 'Part', { optional: true }),
    upon: count('所依据的记录', 'Act', { optional: true }),
    word: text('机关代字', 'Document word', { max: 30, optional: true, seen: 'district' }),
    draft: file('送签文稿', 'Draft', { optional: true }),
    recipients: text('主送机关', 'Addressed to', { max: 500, optional: true }),
    copies: text('抄送机关', 'Copies to', { max: 500, optional: true }),
    urgency: choice(
      '紧急程度',
      'Urgency',
      { urgent: ['加急', 'Urgent'], most: ['特急', 'Most urgent'] },
      { optional: true },
    ),
    printer: text('印发机关', 'Printed by', { max: 60, optional: true }),
    signer: person('签发人', 'Signed by', { optional: true }),
    signedOn: day('签发日（成文日期）', 'Signed on', { optional: true }),
    copiesPrinted: count('印发份数', 'Copies printed', { optional: true }),
    printed: file('印发的文书', 'As sent', { optional: true }),
  },
  states: {
    proposed: ['待签发', 'To be signed'],
    signed: ['已签发，待印发', 'Signed'],
    sent: ['已印发', 'Sent'],
    returned: ['已退回', 'Sent back'],
    revoked: ['已作废', 'Void'],
  },
  ends: ['sent', 'returned', 'revoked'],
  by: drafters,
  acts: {
    propose: effect('送签', 'Put forward', {
      to: 'proposed',
      asks: { word, draft: file('送签文稿', 'Draft') },
      requires: [wordShaped],
    }),
    sendBack: effect('退回', 'Send back', {
      from: 'proposed',
      to: 'returned',
      by: anyOf(...drafters.roles, districtLeader),
      asks: { reason },
    }),
    sign: effect('签发并编号', 'Sign and number', {
      from: 'proposed',
      to: 'signed',
      by: signers.butNot(['propose', 'drafter']),
      asks: { number },
    }),
    numberSigned: effect('纸质签发后编号', 'Number what was signed on paper', {
      from: 'proposed',
      to: 'signed',
      asks: { signer: person('签发人', 'Signed by'), signedOn, sheet: file('发文稿纸', 'Signature sheet'), number },
      requires: [another],
    }),
    send: effect('印发', 'Send', {
      from: 'signed',
      to: 'sent',
      asks: { printed, copiesPrinted: count('印发份数', 'Copies printed', { optional: true }) },
    }),
    revoke: effect('作废', 'Make void', { from: 'signed', to: 'revoked', by: signers, asks: { reason } }),
    recordSent: fact('登记已印发的文书', 'Record one sent outside', {
      to: 'sent',
      asks: {
        number: serialGiven('发文字号', 'Number'),
        signer: person('签发人', 'Signed by'),
        signedOn,
        printed,
      },
      requires: [another],
    }),
  },
  never: [never('send', done('sign').or(done('numberSigned')))],
  indicators: ({ did }) => ({
    signed: howMany('签发编号', 'Signed and numbered', '件', did.sign),
    sent: howMany('印发文书', 'Letters sent', '件', did.send),
    revoked: howMany('编号后作废', 'Void after numbering', '件', did.revoke),
  }),
})
