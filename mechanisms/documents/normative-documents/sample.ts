import { sampleFile as file, sampleTexts, type Sample } from '../../../kernel/sample.ts'

const [first, second, third] = sampleTexts
const issuer = {
  body: 'u41',
  kind: 'department',
  word: '示局规',
  level: 'department',
  basis: '示例职责',
  decision: file,
}
const document = (level: string, more = {}) => ({
  title: '示例规定',
  issuer: 'u41',
  word: '示局规',
  level,
  market: false,
  topics: ['other'],
  ...more,
})
const planned = (level: string, more = {}) => document(level, { organ: 'u1', drafter: 'p9', ...more })
const six = { byOrgan: true, underPower: true, toBePublished: true, touchesRights: true, binding: true, reusable: true }
const pack = ['draft', 'explanation', 'bases', 'comments', 'fairness']
const opinion = { opinion: file }
const given = { decision: file, reason: '示例理由' }
const published = {
  third: 'printed',
  copies: 50,
  address: '/zcwj/1.html',
  notice: file,
  effectiveFrom: '2022-03-21',
  validUntil: '2027-03-20',
  interpreted: true,
  interpretation: file,
}
const vote = { decision: file, members: 5, taking: 4, agreed: 4, opposed: 0 }

const at =
  (mechanism: string) =>
  (of: string, act: string, on: string, by: string, body = {}) => ({ mechanism, of, act, on, by, body })
const act = at('normative-documents')
const [review, meeting, item] = [at('legality-review'), at('executive-meetings'), at('agenda-items')]
/** Until it has a text. */
const drafted = (of: string, level: string, more = {}) => [
  act(of, 'plan', '2022-03-01', 'p1', planned(level, more)),
  act(of, 'classify', '2022-03-01', 'p2', { ...six, sheet: file }),
  act(of, 'draft', '2022-03-01', 'p1', { text: first, explanation: file, bases: '示例法' }),
]
const consulted = (of: string, text: object) => [
  act(of, 'consult', '2022-03-01', 'p1', { consulted: text }),
  at('consultations')(of, 'withhold', '2022-03-01', 'p4', { ground: 'danger', basis: '示例依据' }),
]
const reviewed = (of: string, fairness = {}) => [
  act(of, 'submitReview', '2022-03-01', 'p1'),
  review(of, 'accept', '2022-03-01', 'p2', { pack, ...fairness }),
  review(of, 'passFirst', '2022-03-02', 'p2', opinion),
  review(of, 'findLawful', '2022-03-09', 'p3', opinion),
  act(of, 'table', '2022-03-09', 'p1'),
]
const existing = (of: string, more = {}) =>
  act(
    of,
    'recordExisting',
    '2022-03-01',
    'p1',
    document('department', { text: first, number: '示局发〔2019〕1号', ...more }),
  )

export const sample: Sample = [
  {
    mechanism: 'units',
    of: 'u41',
    act: 'establish',
    on: '2020-01-02',
    by: 'p1',
    body: { code: 'u41', name: '示例局u41', short: 'u41', kind: 'department' },
  },
  at('issuing-bodies')('u41', 'enlist', '2022-01-04', 'p1', issuer),

  ...drafted('a', 'district', { market: true }),
  act('a', 'expedite', '2022-03-01', 'p5', { ground: 'incident', reason: '示例事由', approval: file }),
  act('a', 'checkFairness', '2022-03-01', 'p2', { verdict: 'clear', conclusion: file }),
  act('a', 'reviewFairness', '2022-03-01', 'p3', { cleared: first, conclusion: file }),
  ...consulted('a', first!),
  ...reviewed('a', { fairnessBy: 'regulator' }),
  meeting('m', 'call', '2022-03-09', 'p3', {
    title: '区政府第9次常务会议',
    kind: 'executive',
    year: 2022,
    number: 9,
    day: '2022-03-18',
    head: 'p5',
    members: 5,
  }),
  item('a', 'schedule', '2022-03-10', 'p3', { meeting: 'case:executive-meetings/m', pack: ['draft'] }),
  meeting('m', 'closeAgenda', '2022-03-11', 'p3', { agenda: file, notice: file }),
  meeting('m', 'hold', '2022-03-18', 'p3', { presiding: 'p5', absent: 1, signIn: file }),
  item('a', 'discuss', '2022-03-18', 'p3', { presenter: '示例单位负责人' }),
  item('a', 'adopt', '2022-03-18', 'p5', vote),
  act('a', 'decide', '2022-03-18', 'p3'),
  act('a', 'sign', '2022-03-18', 'p5'),
  act('a', 'register', '2022-03-18', 'p6'),
  act('a', 'publish', '2022-03-21', 'p6', published),
  act('a', 'takeEffect', '2022-03-21', 'system'),
  act('a', 'interpretFurther', '2022-03-23', 'p6', { form: 'video', material: file }),
  act('a', 'correctText', '2022-03-24', 'p6', {
    text: second,
    slip: 'writing',
    was: '示列',
    now: '示例',
    reason: '笔误',
    notice: file,
  }),
  act('a', 'stopApplying', '2022-06-01', 'p5', { reason: '示例理由', notice: file }),
  act('a', 'resume', '2022-06-10', 'p5', given),
  ...(['1', '2'] as const).map((n) => ({
    ...act('a', 'stop', '2022-07-01', 'p5', { clauses: '第五条', reason: '示例理由', notice: file }),
    part: ['clause', n] as const,
  })),
  { ...act('a', 'resume', '2022-07-11', 'p5', given), part: ['clause', '1'] },
  {
    ...act('a', 'strike', '2022-07-15', 'p6', { who: 'congress', ground: 'power', decision: file }),
    part: ['clause', '2'],
  },
  act('a', 'evaluate', '2026-09-01', 'p1', { result: 'keep', report: file }),
  act('a', 'renew', '2027-03-01', 'p5', { validUntil: '2030-03-20', decision: file, address: '/zcwj/1.html' }),

  existing('old'),
  ...drafted('d', 'department', { replaces: 'case:normative-documents/old' }),
  act('d', 'revise', '2022-03-01', 'p1', { text: second, cause: 'own' }),
  act('d', 'reviseMaterially', '2022-03-01', 'p1', { text: third, changed: '示例' }),
  ...consulted('d', third!),
  ...reviewed('d'),
  ...drafted('shelved', 'department'),
  ...consulted('shelved', first!),
  ...reviewed('shelved'),
  act('shelved', 'decideInUnit', '2022-03-10', 'p4', { minutes: file }),
  act('shelved', 'shelve', '2022-03-11', 'p5', { reason: '示例理由' }),
  act('d', 'sendBack', '2022-03-10', 'p6', { reason: '示例理由' }),
  act('d', 'table', '2022-03-10', 'p1'),
  act('d', 'decideInUnit', '2022-03-10', 'p4', { minutes: file }),
  act('d', 'signInUnit', '2022-03-10', 'p4'),
  act('d', 'register', '2022-03-10', 'p6'),
  act('d', 'publish', '2022-03-21', 'p6', { ...published, interpreted: false }),
  act('d', 'interpret', '2022-03-23', 'p6', { form: 'picture', material: file }),
  act('d', 'takeEffect', '2022-03-21', 'system'),
  act('old', 'supersede', '2022-03-21', 'system'),
  // Nothing is left in force: a cleanup would find it.
  ...['a', 'd'].map((of) => act(of, 'abolish', '2027-03-02', 'p5', given)),

  existing('abolished'),
  act('abolished', 'abolish', '2022-06-01', 'p5', given),
  existing('invalid'),
  act('invalid', 'declareInvalid', '2022-06-01', 'p5', given),
  existing('lapsed', { validUntil: '2022-06-30' }),
  act('lapsed', 'lapse', '2022-07-01', 'system'),
  existing('annulled'),
  act('annulled', 'receiveAdvice', '2022-03-01', 'p6', { letter: file, urgent: false, clauses: '第五条' }),
  act('annulled', 'answerAdvice', '2022-04-01', 'p6', { answer: file, outcome: 'revise' }),
  act('annulled', 'receiveQuestion', '2022-04-06', 'p6', { letter: file }),
  act('annulled', 'explain', '2022-04-11', 'p6', { answer: file }),
  act('annulled', 'annulClauses', '2022-05-06', 'p6', {
    who: 'congress',
    ground: 'power',
    decision: file,
    struck: '第五条',
    text: second,
  }),
  act('annulled', 'annul', '2022-06-01', 'p6', { who: 'congress', ground: 'power', decision: file }),
  existing('followed'),
  act('followed', 'announceSuccessor', '2022-06-01', 'p6', { successor: '示局规〔2022〕9号', lastDay: '2022-06-30' }),
  act('followed', 'supersede', '2022-07-01', 'system'),

  act('internal', 'plan', '2022-03-01', 'p1', planned('department')),
  act('internal', 'classifyInternal', '2022-03-02', 'p2', {
    ...six,
    touchesRights: false,
    sheet: file,
    governs: 'enforcement',
    mechanism: '案卷评查',
  }),
  ...drafted('restrictive', 'department', { market: true }),
  act('restrictive', 'findRestrictive', '2022-03-02', 'p2', { conclusion: file, reason: '示例理由' }),
  act('restrictive', 'withdraw', '2022-03-02', 'p1', { reason: '不再制定' }),
  act('rejected', 'plan', '2022-03-01', 'p1', planned('department')),
  act('rejected', 'reject', '2022-03-02', 'p4', { reason: '没有必要' }),
  act('evaded', 'plan', '2022-03-01', 'p1', planned('department')),
  act('evaded', 'evade', '2022-03-02', 'p3', { found: file, issuedOn: '2022-03-02' }),
  act('evaded', 'recall', '2022-03-03', 'p3', given),
  act(
    'found',
    'discover',
    '2022-03-02',
    'p3',
    planned('department', { text: first, found: file, issuedOn: '2022-02-21' }),
  ),
]
