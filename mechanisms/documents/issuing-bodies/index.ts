/**
 * 制定主体清单: who may issue normative documents, from a day to a day. A case is one body with its main document word;
 * it begins when the body is put on the list and ends when it is struck off or reorganised. A further word of a body is
 * an entry of its own (`wordInUse`): whoever numbers a document asks for its issuer `listed`, and for the pair of issuer
 * and word in either state.
 */
import { choice, file, text, unit, units } from '../../../kernel/fields/index.ts'
import { distinct, howMany, rate } from '../../../kernel/indicator/index.ts'
import { mechanism } from '../../../kernel/mechanism.ts'
import { atMost, effect, latest, never } from '../../../kernel/procedure/index.ts'
import { say } from '../../../kernel/report/index.ts'
import { recheckingIssuers } from '../../../laws/chongqing-normative-document-measures.ts'
import { localOrganizationLaw } from '../../../laws/local-organization-law.ts'
import { notice37 } from '../../../laws/normative-document-notice.ts'
import { opinion115 } from '../../../laws/opinion-115.ts'
import { governmentOffice, justiceBureau } from '../../roles.ts'
import { bodyListed, standing, states, successorsListed, successorsOthers, wordShaped } from './gates.ts'

const word = text('机关代字', 'Document word', { max: 30, seen: 'public' })
const decision = file('确认（调整）决定', 'Decision')
const note = text('说明', 'Note', { max: 500, optional: true })

export default mechanism('issuing-bodies', {
  name: ['制定主体清单', 'Issuing bodies'],
  open: 'public',
  readBy: [governmentOffice],
  record: {
    body: unit('制定主体', 'Body', { seen: 'public' }),
    kind: choice(
      '主体类别',
      'Kind',
      {
        government: ['区政府', 'Government'],
        department: ['部门', 'Department'],
        'bureau-in-district': ['派出机构', 'Bureau in the district'],
        vertical: ['法律法规授权的垂直管理单位', 'Authorised unit of a central or municipal line'],
        street: ['街道', 'Street'],
        township: ['乡镇', 'Township'],
      },
      { seen: 'public' },
    ),
    word,
    // Left out: it issues nothing in its own name alone.
    level: choice(
      '文件层级',
      'Level of its documents',
      {
        district: ['区政府（含办公室）文件', "The district government's, or its office's"],
        department: ['部门、街道、乡镇文件', "A department's, street's or township's"],
      },
      { optional: true, seen: 'public' },
    ),
    successors: units('承接主体', 'Successors', { optional: true, seen: 'public' }),
  },
  states,
  ends: ['reorganised', 'struck', 'wordRetired'],
  by: justiceBureau,
  acts: {
    enlist: effect('列入清单', 'Enlist', {
      to: 'listed',
      asks: { basis: text('职权依据', 'Basis of its power', { max: 500 }), decision },
      requires: [standing, wordShaped],
      article: opinion115('（三）'),
    }),
    changeWord: effect('更换主代字', 'Change the main word', {
      from: 'listed',
      asks: { word, decision },
      requires: [wordShaped],
    }),
    recheck: effect('年度复核', 'Re-check', {
      from: 'listed',
      asks: { basis: text('职权依据', 'Basis of its power', { max: 500 }), record: file('复核记录', 'Record') },
      requires: [standing],
      article: opinion115('（三）'),
    }),
    reorganise: effect('改组移出', 'Reorganise', {
      from: 'listed',
      to: 'reorganised',
      asks: { successors: units('承接主体', 'Successors', { seen: 'public' }), decision, note },
      requires: [successorsListed, successorsOthers],
      article: localOrganizationLaw(79),
    }),
    strike: effect('移出清单', 'Strike off', {
      from: 'listed',
      to: 'struck',
      asks: {
        reason: choice(
          '移出原因',
          'Reason',
          {
            dissolved: ['机构撤销', 'Dissolved'],
            powerGone: ['职权依据废止', 'Basis of its power gone'],
            notQualified: ['不具备主体资格', 'Not qualified'],
            noNeed: ['不再制定规范性文件', 'Issues none any more'],
          },
          { seen: 'public' },
        ),
        decision,
        note,
      },
      article: notice37('（一）'),
    }),
    addWord: effect('增加代字', 'Add a word', {
      to: 'wordInUse',
      asks: { decision },
      requires: [bodyListed, standing, wordShaped],
      article: notice37('（一）'),
    }),
    retireWord: effect('停用代字', 'Retire the word', {
      from: 'wordInUse',
      to: 'wordRetired',
      asks: { decision, note },
    }),
  },
  terms: {
    rechecking: atMost(recheckingIssuers, { after: latest('enlist', 'recheck'), until: 'recheck' }),
  },
  never: [
    never('enlist', standing),
    never('recheck', standing),
    never('addWord', bodyListed),
    never('addWord', standing),
    never('reorganise', successorsListed),
  ],
  indicators: ({ did, was }) => ({
    // A body counts once however many entries or words it has.
    count: distinct('行政规范性文件制定主体', 'Issuing bodies', '个', was.listed, (row) => row.body),
    words: howMany('主代字以外在用的代字', 'Further words in use', '个', was.wordInUse),
    enlisted: howMany('新列入清单', 'Enlisted', '个', did.enlist),
    reorganised: howMany('因改组移出', 'Reorganised', '个', did.reorganise),
    struck: howMany('因其他原因移出', 'Struck off', '个', did.strike),
    rechecked: howMany('复核主体', 'Re-checked', '次', did.recheck),
    recheckRate: rate('复核按期率', 'Re-checked in time', did.recheck, (row) => row.breached.is(false)),
  }),
  report: (i) => [
    say`年末登记在册、可以制定行政规范性文件的主体${i.count}，各有机关代字；年内新列入${i.enlisted}，因改组移出${i.reorganised}，因其他原因移出${i.struck}；逐个复核${i.rechecked}，按期的占${i.recheckRate}。不在清单上的单位和内设机构，系统不予立项、编号。`,
  ],
})
