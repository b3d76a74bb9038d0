import { act, partAct, sampleFile as file, sampleTexts, type Sample, type SampleAct } from '../../../kernel/sample.ts'

const [first, second, third] = sampleTexts as [object, object, object]
const [participation, expert, department, risk] = [
  partAct('participation'),
  partAct('expert'),
  partAct('department'),
  partAct('risk'),
]
const there =
  (mechanism: string, by: string) =>
  (of: string, act: string, on: string, body = {}): SampleAct => ({ mechanism, of, act, on, by, body })

const proposal = {
  title: '示例决策',
  kind: 'plan',
  source: 'department',
  proposal: file,
  organ: 'u1',
  planned: '2022-12-30',
}
const inside = { listing: 'inside', catalogue: 'case:decision-catalogues/c', entry: '1' }
const study = { problem: '示例问题', basis: '示例依据', scheme: '示例方案', feasibility: '示例可行性', report: file }
const reason = { reason: '示例理由' }
const finding = { ground: '示例理由', finding: file }
const chosen = {
  name: '示例专家',
  field: '规划',
  pool: 'superior',
  stance: 'differing',
  interest: 'none',
  declaration: file,
}
const opinion = { opinion: file, signed: true, view: 'change' }
const assessed = {
  grade: 'medium',
  points: '示例风险点',
  measures: '示例措施',
  contingency: file,
  heard: '示例部门',
  report: file,
}
const sent = { procedures: file, adoption: file, assessor: '示例评估机构' }
const whole = {
  list: ['start', 'draft', 'participation', 'experts', 'risk', 'legality', 'discussion', 'party', 'publication'],
  place: '示-1',
}
const held = { paper: file, measure: '责令改正', cause: '示例事由' }

/** The catalogue that the matters stand in. */
const catalogue = there('decision-catalogues', 'p8')
const cataloguing: Sample = [
  catalogue('c', 'draft', '2022-01-04', { title: '示例目录', year: 2022 }),
  {
    ...catalogue('c', 'enter', '2022-01-05', {
      no: 1,
      matter: '示例事项',
      kind: 'plan',
      unit: 'u1',
      planned: '2022-12-30',
      basis: '示例依据',
    }),
    part: ['item', 'i1'],
  },
  { ...catalogue('c', 'check', '2022-01-06', { opinion: file }), by: 'p3' },
  catalogue('c', 'agree', '2022-01-07', { minutes: file }),
  catalogue('c', 'consent', '2022-01-10', { letter: file }),
  catalogue('c', 'publish', '2022-01-11', { address: '/ml.html', text: file }),
]

/** From the proposal to the parts that run beside each other; the text is the one given. */
const prepared = (of: string, text: object): Sample => [
  act(of, 'propose', '2022-01-12', 'p1', { ...proposal, ...(of === 'a' ? inside : { listing: 'outside' }) }),
  act(of, 'study', '2022-01-13', 'p2', study),
  act(of, 'start', '2022-01-14', 'p4', { lead: 'u1', others: ['u2'] }),
  act(of, 'draft', '2022-01-17', 'p2', { text, drafter: 'p2', explanation: file, mustHear: false }),
]
/** The review of a text says that it is lawful. */
const review = (of: string, days: readonly [string, string, string, string]): Sample => {
  const its = there('legality-review', 'p5')
  return [
    its(of, 'accept', days[0], { pack: ['draft', 'bases', 'procedures'] }),
    its(of, 'passFirst', days[1], { opinion: file }),
    { ...its(of, 'hearAdviser', days[2], { adviser: '示例顾问', advice: file }), by: 'p6' },
    { ...its(of, 'findLawful', days[3], { opinion: file }), by: 'p6' },
  ]
}
/** A meeting, called and held on its day, at which an item is adopted. */
const meeting = (m: string, of: string, called: string, day: string): Sample => {
  const its = there('executive-meetings', 'p8')
  const item = there('agenda-items', 'p8')
  return [
    its(m, 'call', called, {
      title: '示例常务会议',
      kind: 'executive',
      year: 2022,
      number: 20 + Number(m.slice(1)),
      day,
      head: 'p4',
      members: 5,
    }),
    item(of, 'schedule', called, { meeting: `case:executive-meetings/${m}`, pack: ['draft', 'legality', 'fairness'] }),
    its(m, 'closeAgenda', called, { agenda: file, notice: file }),
    its(m, 'hold', day, { presiding: 'p4', absent: 1, signIn: file }),
    item(of, 'discuss', day, { presenter: '示例负责人' }),
    item(of, 'headSpeaks', day, { head: 'p4', words: '同意' }),
    item(of, 'adopt', day, { decision: file, members: 5, taking: 4, agreed: 4, opposed: 0 }),
  ]
}
/** The public is asked, hears what became of its comments. */
const consultation = (of: string, draft: object): Sample => {
  const its = there('consultations', 'p2')
  return [
    its(of, 'draftNotice', '2022-01-18', {
      headline: '示例公告',
      draft,
      explanation: file,
      notice: file,
      deadline: '2022-02-28',
      channels: ['portal'],
    }),
    { ...its(of, 'publish', '2022-01-18', { address: '/zj.html', media: ['site'] }), by: 'p7' },
    its(of, 'close', '2022-03-01'),
    its(of, 'conclude', '2022-03-02', { summary: file }),
    { ...its(of, 'publishResult', '2022-03-03', { result: '/jg.html' }), by: 'p7' },
  ]
}

export const sample: Sample = [
  ...cataloguing,
  ...prepared('a', first),
  participation('a', 'participation/1', 'ask', '2022-01-18', 'p2', { consulted: first }),
  expert('a', 'expert/1', 'select', '2022-01-18', 'p2', chosen),
  expert('a', 'expert/1', 'replace', '2022-01-19', 'p2', { ...chosen, ...reason }),
  expert('a', 'e2', 'add', '2022-01-19', 'p2', chosen),
  expert('a', 'expert/1', 'deliver', '2022-01-25', 'p2', opinion),
  expert('a', 'e2', 'deliver', '2022-01-25', 'p2', { ...opinion, view: 'oppose' }),
  department('a', 'd1', 'ask', '2022-01-18', 'p2', { asking: 'u1', unit: 'u2', letter: file }),
  department('a', 'd1', 'agree', '2022-01-21', 'p2', { reply: file }),
  department('a', 'd2', 'ask', '2022-01-18', 'p2', { asking: 'u1', unit: 'u3', letter: file }),
  department('a', 'd2', 'explain', '2022-01-24', 'p2', {
    dispute: '示例争议',
    theirs: '示例意见',
    ours: '示例意见和依据',
  }),
  ...consultation('a', first),
  participation('a', 'participation/1', 'conclude', '2022-03-03', 'p2'),
  risk('a', 'risk/1', 'findUncontrollable', '2022-03-04', 'p2', { ...assessed, grade: 'high' }),
  risk('a', 'risk/1', 'adjust', '2022-03-07', 'p2', { measures: '缩小范围', proof: file }),
  risk('a', 'risk/1', 'findControllable', '2022-03-08', 'p2', assessed),
  act('a', 'revise', '2022-03-09', 'p2', { text: second, changes: '文字修改' }),
  act('a', 'screenMarket', '2022-03-09', 'p2', { market: 'fair', conclusion: file }),
  act('a', 'relist', '2022-03-09', 'p8', { ...inside, ...reason }),
  act('a', 'reschedule', '2022-03-09', 'p4', { planned: '2022-12-28', ...reason }),
  act('a', 'submitReview', '2022-03-10', 'p2', sent),
  ...review('a', ['2022-03-10', '2022-03-11', '2022-03-14', '2022-03-22']).map((one) =>
    one.act === 'accept'
      ? { ...one, body: { pack: ['draft', 'bases', 'procedures', 'fairness'], fairnessBy: 'drafter' } }
      : one,
  ),
  act('a', 'table', '2022-03-23', 'p2'),
  ...meeting('m1', 'a', '2022-03-23', '2022-03-28'),
  act('a', 'decide', '2022-03-28', 'p4', { minutes: file, majority: 'with', congress: 'report' }),
  act('a', 'reportToParty', '2022-03-29', 'p8', { letter: file }),
  act('a', 'reportToCongress', '2022-03-30', 'p8', { letter: file }),
  act('a', 'resolveInCongress', '2022-03-31', 'p8', { resolution: file }),
  act('a', 'issue', '2022-04-01', 'p4', { paper: file, executor: 'u1' }),
  act('a', 'publish', '2022-04-02', 'p8', { address: '/jc.html', channels: ['site'], explanation: file }),
  act('a', 'archive', '2022-05-05', 'p2', whole),
  act('a', 'reportProgress', '2022-06-01', 'p2', { progress: '示例进展', report: file }),
  act('a', 'oversee', '2022-06-02', 'p9', { found: '示例情况', record: file }),
  act('a', 'reportProblem', '2022-06-06', 'p2', { situation: 'change', report: file }),
  act('a', 'suspend', '2022-06-07', 'p4', { urgency: '示例事由' }),
  act('a', 'resume', '2022-06-10', 'p4', reason),
  act('a', 'depart', '2022-06-13', 'p9', { found: '示例情况', record: file }),
  act('a', 'holdExecutor', '2022-06-14', 'p9', held),
  act('a', 'evaluate', '2022-06-15', 'p9', {
    trigger: 'needed',
    evaluator: '示例高校',
    heard: '示例群众',
    report: file,
    outcome: 'keep',
  }),
  act('a', 'complete', '2022-06-20', 'p2', { report: file }),
  act('a', 'holdBody', '2022-06-21', 'p9', { ...held, mitigated: true }),
  act('a', 'holdLead', '2022-06-21', 'p9', held),
  act('a', 'holdExpert', '2022-06-21', 'p9', held),
  act('a', 'close', '2022-06-22', 'p8'),

  // Outside the catalogue: every lawful finding, kept secret, and reworked.
  ...prepared('b', first),
  participation('b', 'participation/1', 'withhold', '2022-01-18', 'p7', {
    ground: 'secret',
    basis: '示例定密件',
    approval: file,
  }),
  expert('b', 'expert/1', 'setAside', '2022-01-18', 'p7', finding),
  risk('b', 'risk/1', 'setAside', '2022-01-18', 'p7', finding),
  act('b', 'screenMarket', '2022-01-18', 'p2', { market: 'untouched' }),
  act('b', 'submitReview', '2022-01-19', 'p2', sent),
  ...review('b', ['2022-01-19', '2022-01-20', '2022-01-21', '2022-01-29']),
  act('b', 'table', '2022-01-30', 'p2'),
  ...meeting('m2', 'b', '2022-01-30', '2022-02-10'),
  act('b', 'decide', '2022-02-10', 'p4', { minutes: file, majority: 'against', reasons: '示例理由', congress: 'none' }),
  act('b', 'reconsider', '2022-02-11', 'p4', { text: third, ...reason }),
  act('b', 'submitReview', '2022-02-14', 'p2', sent),
  ...review('b#2', ['2022-02-14', '2022-02-15', '2022-02-16', '2022-02-24']),
  act('b', 'table', '2022-02-25', 'p2'),
  ...meeting('m3', 'b#2', '2022-02-25', '2022-03-01'),
  act('b', 'decide', '2022-03-01', 'p4', { minutes: file, majority: 'with', congress: 'none' }),
  act('b', 'reportToParty', '2022-03-02', 'p8', { letter: file }),
  act('b', 'issue', '2022-03-03', 'p4', { paper: file, executor: 'u1' }),
  act('b', 'keepSecret', '2022-03-04', 'p4', { ground: 'secret', basis: '示例定密件' }),
  act('b', 'rework', '2022-05-05', 'p4', { text: second, planned: '2022-12-30', ...reason }),
  participation('b', 'participation/1', 'hear', '2022-05-06', 'p2', {
    ways: ['meeting'],
    record: file,
    adoption: file,
  }),
  risk('b', 'risk/1', 'reuse', '2022-05-06', 'p2', { ground: '示例规定', earlier: file }),
  act('b', 'reviseMaterially', '2022-05-09', 'p2', { text: third, changes: '调整范围' }),
  act('b', 'foundIssued', '2022-05-10', 'p9', { paper: file }),
  act('b', 'shelve', '2022-05-11', 'p4', reason),
  act('c', 'propose', '2022-01-12', 'p1', { ...proposal, listing: 'outside' }),
  act('c', 'decline', '2022-01-13', 'p4', { why: 'minor', ...reason }),
]
