/**
 * A contract of the government or of one of its organs, from registration to the archive. Party and amount decide
 * whether one level reviews it or two; what is signed is the text that was reviewed; what was signed without a review is
 * recorded as the breach that it is. A supplement is a contract of its own, which names the first one.
 */
import { choice, choices, document, file, person, text, unit } from '../../../kernel/fields/index.ts'
import { added, distinct, howMany, inTime, rate, together } from '../../../kernel/indicator/index.ts'
import { mechanism } from '../../../kernel/mechanism.ts'
import { anyOf, atMost, effect, fact, latest, never } from '../../../kernel/procedure/index.ts'
import { say } from '../../../kernel/report/index.ts'
import {
  archivingContract,
  completingContract,
  contractMeasures,
  depositing,
  reviewingContract,
} from '../../../laws/government-contracts.ts'
import * as review from '../../review.ts'
import { justiceBureau, legalSection, unitHead } from '../../roles.ts'
import legality from '../legality-review/index.ts'
import { amountTyped, basis, cleared, firstPassed, keeper, oneLevel, papers, rightLevels, sameText } from './gates.ts'
import { item } from './parts.ts'
import { afterSignature, amount, draft } from './rules.ts'

const { verdict, ...shared } = review.actsOf(basis)
const disposed = review.disposed.under(basis.opinion)
const settled = review.consultationOver.under(basis.assistance)
const custody = contractMeasures('文本和保管部分')

const signed = document('签订文本', 'Signed text')
const levels = { one: ['承办单位审查', 'One level'], two: ['承办单位初审、区司法局复审', 'Two levels'] } as const
const unreviewed = {
  to: 'signed',
  by: anyOf(legalSection, justiceBureau),
  asks: { signed, found: text('怎样发现', 'How it was found', { max: 500 }) },
  requires: [cleared, sameText],
  article: contractMeasures('审查分级部分'),
} as const

export default mechanism('contract-review', {
  name: ['重大合同审查', 'Contract review'],
  record: {
    number: text('合同登记号', 'Register number'),
    title: text('合同名称', 'Title', { seen: 'district' }),
    organ: unit('承办单位', 'Organ in charge'),
    drafter: review.drafter,
    counterparty: text('合同对方', 'Other party'),
    party: choice('我方签约主体', 'Our party', {
      government: ['区政府', 'District government'],
      governmentOffice: ['区政府办公室', 'Its office'],
      department: ['区级部门', 'Department'],
      township: ['乡镇、街道', 'Township or street'],
    }),
    kind: choice('合同种类', 'Kind', {
      construction: ['建设工程', 'Construction'],
      procurement: ['政府采购', 'Procurement'],
      franchise: ['特许经营、社会资本合作', 'Franchise or partnership'],
      land: ['国有土地、房屋征收补偿', 'Land and compensation'],
      assets: ['国有资产、资源处置', 'State assets'],
      investment: ['招商引资', 'Investment promotion'],
      finance: ['借款、担保', 'Loan or guarantee'],
      service: ['委托、服务', 'Service'],
      cooperation: ['战略合作', 'Cooperation'],
      other: ['其他', 'Other'],
    }),
    amountKind: choice('金额类型', 'Kind of amount', {
      fixed: ['固定金额', 'Fixed'],
      none: ['无金额', 'None'],
      framework: ['框架合同', 'Framework'],
      foreign: ['外币', 'Foreign currency'],
    }),
    amount,
    currency: text('币种和外币金额', 'Currency and sum in it', { optional: true, max: 60 }),
    template: choice(
      '示范文本',
      'Model text',
      { model: ['使用示范文本', 'Used'], adapted: ['改动后使用', 'Adapted'], none: ['无适用的示范文本', 'None fits'] },
      { optional: true },
    ),
    supplements: text('所补充的合同（登记号）', 'Supplements (number)', { optional: true }),
    text: draft,
    levels: choice('审查级别', 'Levels', levels, { optional: true }),
    reviewer: person('审查人', 'Reviewer', { optional: true }),
  },
  states: {
    ...review.states,
    signed: ['已签订，待交存', 'Signed'],
    performing: ['履行中', 'Performing'],
    disputed: ['争议处理中', 'Disputed'],
    finished: ['履行完毕', 'Finished'],
    terminated: ['已终止', 'Terminated'],
    abandoned: ['不再签订', 'Abandoned'],
    archived: ['已归档', 'Archived'],
  },
  ends: ['returned', 'abandoned', 'archived'],
  parts: { item },
  acts: {
    register: effect('登记送审', 'Register', {
      to: 'submitted',
      by: review.draftingUnit,
      requires: [amountTyped],
      article: contractMeasures('审查程序部分'),
    }),
    ...review.packOf(papers, basis),
    classify: effect('收件并确定审查级别', 'Accept and classify', {
      from: 'submitted',
      to: 'first',
      by: review.reviewers.butNot('drafter', basis.levels),
      asks: { levels: choice('审查级别', 'Levels', levels), pack: choices('齐备的材料', 'Papers in order', papers) },
      requires: [rightLevels],
      article: contractMeasures('审查分级部分'),
    }),
    ...shared,
    clearFirst: effect('一级审查合法', 'Clear on one level', {
      from: 'first',
      to: 'lawful',
      by: legalSection.butNot('drafter', basis.levels),
      asks: { opinion: review.opinion },
      requires: [oneLevel, disposed, settled],
      article: contractMeasures('审查分级部分'),
    }),
    clear: effect('复审合法', 'Clear', {
      from: 'second',
      to: 'lawful',
      by: verdict,
      asks: { opinion: review.opinion },
      requires: [firstPassed, disposed, settled],
      article: contractMeasures('审查分级部分'),
    }),
    revise: effect('修改后重新送审', 'Revise', {
      from: ['revision', 'unlawful', 'lawful'],
      to: 'submitted',
      by: review.draftingUnit,
      asks: { text: draft, amount },
      requires: [disposed],
      article: contractMeasures('审查程序部分'),
    }),
    abandon: effect('不再签订', 'Abandon', {
      from: ['submitted', 'incomplete', 'first', 'second', 'lawful', 'unlawful', 'revision'],
      to: 'abandoned',
      by: review.draftingUnit,
      asks: { reason: review.reason },
    }),

    sign: effect('签订', 'Sign', {
      from: 'lawful',
      to: 'signed',
      by: unitHead,
      asks: { signed },
      requires: [cleared, sameText],
      article: contractMeasures('审查分级部分'),
    }),
    signUnreviewed: fact('发现未经审查通过即签订', 'Signed without a review', {
      from: ['submitted', 'incomplete', 'first', 'second', 'lawful', 'unlawful', 'revision'],
      ...unreviewed,
    }),
    uncover: fact('发现未送审即签订的合同', 'Uncover', unreviewed),
    deposit: effect('交存正本', 'Deposit the signed copy', {
      from: 'signed',
      to: 'performing',
      by: keeper,
      asks: { copy: file('合同正本', 'Signed copy'), place: text('保管处所', 'Kept at') },
      article: custody,
    }),

    ...afterSignature,
  },
  terms: {
    completing: atMost(completingContract, { after: 'askCompletion', until: 'complete' }),
    reviewing: atMost(reviewingContract, {
      after: 'classify',
      until: ['clearFirst', 'objectFirst', 'clear', 'findUnlawful', 'askRevision'],
      paused: ['consult', 'resume'],
    }),
    // A contract that was amended is signed anew, and the copy of that signature is what is then due.
    depositing: atMost(depositing, { after: latest('sign', 'signUnreviewed'), until: 'deposit' }),
    archiving: atMost(archivingContract, { after: latest('finish', 'terminate'), until: 'archive' }),
  },
  never: [
    never('sign', cleared),
    never('clear', firstPassed),
    never('clear', disposed),
    never('clear', settled),
    never('clearFirst', oneLevel),
    never('clearFirst', disposed),
    never('findUnlawful', firstPassed),
    never('findUnlawful', review.itemised),
    never('askRevision', firstPassed),
    never('askRevision', review.itemised),
    never('revise', disposed),
  ],
  indicators: ({ did, due, was, parts: { item } }) => {
    const second = together(did.clear, did.findUnlawful, did.askRevision)
    const major = second.whose('levels', 'two')
    const rounds = together(did.clearFirst, did.objectFirst, did.clear, did.findUnlawful, did.askRevision)
    const raised = item.did.raise.that((row) => row.case.levels.is('two'))
    const handled = together(item.did.adopt, item.did.decline)
    const opinions = howMany('对重大合同提出的审查意见', 'Opinions on major contracts', '条', raised)
    return {
      contracts: distinct('审查重大合同', 'Major contracts reviewed', '件', major, (row) => row.id),
      ownReview: distinct('承办单位自审的合同', 'Reviewed by the organ alone', '件', did.clearFirst, (row) => row.id),
      opinions,
      // One sentence of the report counts the opinions on files and on contracts together.
      allOpinions: added('文件和合同审核意见', 'Opinions in all', legality.indicators.documentOpinions, opinions),
      adoptedShare: rate('合同审查意见采纳率', 'Opinions adopted', handled, (row) => row.id.among(item.did.adopt)),
      // Every round counts: a term that runs again keeps no row of its earlier runs, the acts that ended them do.
      inTime: rate('合同按期审查率（各轮均计）', 'Rounds reviewed in time', rounds, (row) => row.breached.is(false)),
      depositedInTime: inTime('合同正本按期交存率', 'Deposited in time', due.depositing),
      unreviewed: howMany(
        '未经审查通过即签订',
        'Signed without a review',
        '件',
        together(did.signUnreviewed, did.uncover).that((row) => row.breached.is(true)),
      ),
      performing: howMany('期末履行中的合同', 'In performance at the end', '件', was.performing),
      disputed: howMany('期末有争议的合同', 'In dispute at the end', '件', was.disputed),
    }
  },
  report: (i) => [
    say`经承办单位和区司法局两级审查的重大合同${i.contracts}，提出意见${i.opinions}；连同各类文件，全年法制审核共提出意见${i.allOpinions}。`,
    say`合同在规定时间内审结的占${i.inTime}，签订后按期交存正本的占${i.depositedInTime}；未经审查通过即签订的${i.unreviewed}，已作为违规记录在案。`,
  ],
})
