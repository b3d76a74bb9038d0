import { describe, expect, test } from 'vitest'
import { choice, day, document, flag, text } from '../fields/index.ts'
import { instrument, rule } from '../law/index.ts'
import { mechanism } from '../mechanism.ts'
import {
  answered,
  anywhere,
  atLeast,
  atMost,
  byTheDay,
  clock,
  done,
  during,
  effect,
  every,
  exception,
  fact,
  judged,
  never,
  part,
  role,
  where,
  type Act,
  type Procedure,
  reliances,
} from './index.ts'
import { explainProof, prove } from './prove.ts'

const clerk = role('clerk', '经办人', 'Clerk', 'district')
const law = instrument('示例条例', {
  number: '示例',
  rank: 'rule',
  editions: [{ since: '2020-01-01' }],
  articles: { 1: '公开征求意见不少于七个工作日', 2: '未经审核不得编号', 3: '紧急情形', 4: '三十日内提出异议' },
})
const review = {
  id: 'review',
  name: ['审核', 'Review'],
  states: { lawful: ['合法', 'Lawful'], unlawful: ['不合法', 'Unlawful'] },
} as const
const comments = rule('commenting', '征求意见期', 'Comments', law(1), { count: 7, unit: 'working days' })
const objecting = rule('objecting', '异议期', 'Objections', law(4), { count: 30, unit: 'calendar days' })
const draft = document('文本', 'Text')
const ground = text('理由', 'Ground')

const comment = part('意见', 'Comment', {
  record: { words: text('内容', 'Words') },
  states: { open: ['待处理', 'Open'], adopted: ['已采纳', 'Adopted'], declined: ['未采纳', 'Declined'] },
  ends: ['adopted', 'declined'],
  acts: {
    receive: fact('收到', 'Receive', { to: 'open', by: clerk }),
    adopt: effect('采纳', 'Adopt', { from: 'open', to: 'adopted', by: clerk }),
    decline: effect('不予采纳', 'Decline', { from: 'open', to: 'declined', by: clerk, asks: { ground } }),
  },
})
const reviewed = answered(review, 'lawful', { text: 'text' }).under(law(2))
const heard = done('close').unless('hurry').under(law(1))
const handled = every('comment', ['adopted', 'declined'])

const documents = mechanism('documents', {
  name: ['规范性文件', 'Documents'],
  record: { text: draft },
  states: {
    drafting: ['起草', 'Drafting'],
    signed: ['已签署', 'Signed'],
    numbered: ['已编号', 'Numbered'],
    dropped: ['已终止', 'Dropped'],
  },
  ends: ['numbered', 'dropped'],
  parts: { comment },
  acts: {
    plan: effect('立项', 'Plan', { to: 'drafting', by: clerk }),
    publish: effect('公开征求意见', 'Publish', { from: 'drafting', by: clerk }),
    close: effect('结束征求意见', 'Close', { from: 'drafting', by: clerk, requires: [handled] }),
    hurry: exception('紧急例外', 'Hurry', { from: 'drafting', by: clerk, article: law(3), asks: { ground } }),
    revise: effect('修改文本', 'Revise', { from: 'drafting', by: clerk, asks: { text: draft } }),
    sign: effect('签署', 'Sign', { from: 'drafting', to: 'signed', by: clerk, requires: [reviewed, heard] }),
    number: effect('编号', 'Number', { from: 'signed', to: 'numbered', by: clerk }),
    drop: effect('终止', 'Drop', { from: ['drafting', 'signed'], to: 'dropped', by: clerk }),
  },
  terms: { commenting: atLeast(comments, { after: 'publish', until: 'close', unless: 'hurry' }) },
  never: [never('number', reviewed), never('number', heard)],
})
/** The same declaration with some acts added or replaced, others left out. */
const changed = <P extends Procedure>(of: P, acts: Readonly<Record<string, Act | undefined>>): Procedure => ({
  ...of,
  acts: Object.fromEntries(
    Object.entries({ ...of.acts, ...acts }).flatMap(([name, act]) => (act ? [[name, act as Act]] : [])),
  ),
})

describe('a declaration that keeps its promises', () => {
  const proof = prove(documents)

  test('is proved', () => {
    expect(proof).toMatchObject({ holes: [], unreached: [], errors: [] })
    expect(proof.situations).toBeGreaterThan(20)
  })
  test('says which exceptions it allows and what it takes on trust', () => {
    expect(proof.exceptions).toEqual(['紧急例外（《示例条例》第3条）'])
    expect(reliances(documents, new Map()).map(({ words }) => words)).toEqual(['审核（合法）'])
  })
  test('is explained in Chinese lines', () => {
    expect(explainProof(proof)).toEqual([
      `规范性文件：${proof.situations}种情形，全部成立`,
      '  允许的例外',
      '    紧急例外（《示例条例》第3条）',
    ])
  })
  test('says for each gate which theorem needs it', () => {
    const gates = prove(documents, { gates: true }).gates
    expect(gates.map(({ gate, needed }) => [gate, needed.length])).toEqual([
      ['“结束征求意见”的条件：每项意见须为“已采纳或未采纳”', 0],
      ['“签署”的条件：对现在的文本须已有审核（合法）（《示例条例》第2条）', 1],
      ['“签署”的条件：须先结束征求意见，或者须先紧急例外（《示例条例》第1条）', 1],
    ])
    expect(gates[1]!.needed).toEqual(['“编号”之前，对现在的文本须已有审核（合法）（《示例条例》第2条）'])
    expect(explainProof(prove(documents, { gates: true })).at(-3)).toMatch(/备用（没有定理需要）$/)
  })
  test('is proved alike with one, two and three parts more than a gate counts', () => {
    const proofs = [1, 2, 3].map((extra) => prove(documents, { extra }))
    expect(proofs.map(({ holes, unreached }) => [holes, unreached])).toEqual([1, 2, 3].map(() => [[], []]))
    expect(proofs[2]!.situations).toBeGreaterThan(proofs[0]!.situations)
  })
})

describe('theorems', () => {
  test('a text polished between signing and numbering is found, by the shortest path', () => {
    const polish = effect('文字润色', 'Polish', { from: 'signed', by: clerk, asks: { text: draft } })
    const [hole, ...others] = prove(changed(documents, { polish })).holes
    expect(others).toEqual([])
    expect(hole!.claim).toBe('“编号”之前，对现在的文本须已有审核（合法）（《示例条例》第2条）')
    expect(hole!.path).toEqual(['立项', '紧急例外', '〔已有审核（合法）〕', '签署', '文字润色', '编号'])
  })
  test('a text that the act itself brings has not been reviewed', () => {
    const number = effect('编号', 'Number', { from: 'signed', to: 'numbered', by: clerk, asks: { text: draft } })
    expect(prove(changed(documents, { number })).holes[0]!.path.at(-1)).toBe('编号')
  })
  test('a fact ignores gates: what happened outside can break a theorem', () => {
    const leak = fact('先行印发', 'Leak', { from: 'drafting', to: 'signed', by: clerk, requires: [reviewed, heard] })
    expect(prove(changed(documents, { leak })).holes.map(({ path }) => path)).toEqual([
      ['立项', '先行印发', '编号'],
      ['立项', '先行印发', '编号'],
    ])
  })
  test('what was done must be younger than what reopens it', () => {
    const approved = done('approve').since('revise')
    const approve = effect('批准', 'Approve', { from: 'drafting', by: clerk })
    const theorem = { ...documents, never: [never('sign', approved), ...documents.never] }
    const sign = { ...documents.acts.sign, requires: [...documents.acts.sign.requires, done('approve')] }
    expect(
      prove(changed(theorem, { approve, sign })).holes.map(({ path }) => path.filter((at) => at !== '紧急例外')),
    ).toEqual([['立项', '批准', '修改文本', '〔已有审核（合法）〕', '签署']])
    const strict = { ...sign, requires: [...documents.acts.sign.requires, approved] }
    expect(prove(changed(theorem, { approve, sign: strict }))).toMatchObject({ holes: [], unreached: [] })
  })
  test('an exception is gated like an effect', () => {
    const wave = exception('免审', 'Wave', {
      from: 'drafting',
      to: 'signed',
      by: clerk,
      article: law(3),
      asks: { ground },
    })
    expect(prove(changed(documents, { wave })).holes[0]!.path).toEqual(['立项', '免审', '编号'])
    expect(prove(changed(documents, { wave: { ...wave, requires: [reviewed, heard] } })).holes).toEqual([])
  })
  test('a judged gate counts as passing and may not stand in a theorem', () => {
    const long = judged('篇幅适当', 'Of fair length', ['text'], () => false)
    const sign = { ...documents.acts.sign, requires: [...documents.acts.sign.requires, long] }
    expect(prove(changed(documents, { sign }))).toMatchObject({ holes: [], unreached: [] })
    const proof = prove({ ...documents, never: [...documents.never, never('number', long)] })
    expect(proof.errors).toEqual(['“编号”之前，篇幅适当：定理不能依靠由函数判断的条件，请改用其他条件表述'])
    expect(proof.holes).toEqual([])
  })
  test('a theorem about what was said: the last word counts, and the path shows it', () => {
    const verdict = choice('结论', 'Verdict', { pass: ['通过', 'Pass'], fail: ['不通过', 'Fail'] })
    const passed = done('examine').saying('verdict', 'pass')
    const exams = mechanism('exams', {
      name: ['考核', 'Exams'],
      record: { urgent: flag('加急', 'Urgent', { optional: true }) },
      states: { open: ['在办', 'Open'], shut: ['办结', 'Shut'] },
      ends: ['shut'],
      acts: {
        open: effect('立案', 'Open', { to: 'open', by: clerk }),
        examine: effect('考核', 'Examine', { from: 'open', by: clerk, asks: { verdict } }),
        shut: effect('办结', 'Shut', { from: 'open', to: 'shut', by: clerk, requires: [passed.when('urgent', false)] }),
      },
      never: [never('shut', passed)],
    })
    const proof = prove(exams)
    expect(proof.holes).toEqual([{ claim: '“办结”之前，须先考核（通过）', path: ['立案（加急：是）', '办结'] }])
    const strict = { ...exams.acts.shut, requires: [passed] }
    expect(prove(changed(exams, { shut: strict }))).toMatchObject({ holes: [], unreached: [] })
  })
})

describe('every case can be closed', () => {
  test('a deleted closing act leaves it open', () => {
    expect(prove(changed(documents, { number: undefined, drop: undefined })).holes.at(-1)).toEqual({
      claim: '每一案卷都能办结',
      path: ['立项'],
    })
    expect(prove(changed(documents, { drop: undefined })).holes).toEqual([])
  })
  test('a part that is never closed keeps its case open where a gate waits for it', () => {
    const { receive } = comment.acts
    const stuck = changed(documents, { drop: undefined, hurry: undefined })
    const commenting = atLeast(comments, { after: 'publish', until: 'close' })
    const proofs = [1, 2, 3].map((extra) =>
      prove({ ...stuck, parts: { comment: { ...comment, acts: { receive } } }, terms: { commenting } }, { extra }),
    )
    for (const { holes, unreached } of proofs) {
      expect(holes).toEqual([{ claim: '每一案卷都能办结', path: ['立项', '意见：收到'] }])
      expect(unreached).toEqual([
        '状态“已终止”（dropped）',
        '意见：状态“已采纳”（adopted）',
        '意见：状态“未采纳”（declined）',
      ])
    }
  })
  test('a term whose silence lapses may close the only way out', () => {
    const appeals = mechanism('appeals', {
      name: ['异议', 'Appeals'],
      record: { known: day('知悉日', 'Known') },
      states: { open: ['待提出', 'Open'], raised: ['已提出', 'Raised'], lapsed: ['逾期', 'Lapsed'] },
      ends: ['raised', 'lapsed'],
      acts: {
        open: effect('告知', 'Open', { to: 'open', by: clerk }),
        object: effect('提出异议', 'Object', { from: 'open', to: 'raised', by: clerk }),
        lapse: effect('逾期结案', 'Lapse', { from: 'open', to: 'lapsed', by: clock('objecting') }),
      },
      terms: { objecting: atMost(objecting, { after: 'known', until: 'object', silence: 'lapsed' }) },
    })
    expect(prove(appeals)).toMatchObject({ holes: [], unreached: [] })
    expect(prove({ ...changed(appeals, { lapse: undefined }) }).holes).toEqual([
      { claim: '每一案卷都能办结', path: ['告知', '〔“异议期”届满〕'] },
    ])
    const byLetter = byTheDay('异议期限', 'Objections', { day: 'known', until: 'object', silence: 'lapsed' })
    expect(prove({ ...changed(appeals, { lapse: undefined }), terms: { objecting: byLetter } }).holes).toHaveLength(1)
  })
  test('the end of a case ends its parts', () => {
    const late = { ...comment.acts.adopt, requires: [during('numbered')] }
    const acts = { ...comment.acts, adopt: late as Act }
    const recall = fact('撤回编号', 'Recall', { from: 'numbered', to: 'drafting', by: clerk })
    expect(prove({ ...changed(documents, { recall }), parts: { comment: { ...comment, acts } } }).unreached).toEqual([
      '意见：状态“已采纳”（adopted）',
      '意见：行为“采纳”（adopt）',
    ])
  })
})

describe('everything is reachable', () => {
  test('a state that no act leads to, an act that no path allows', () => {
    const states = { ...documents.states, shelved: ['搁置', 'Shelved'] as const }
    const resume = effect('恢复', 'Resume', { from: anywhere, by: clerk, requires: [done('sign').since('number')] })
    const wake = effect('唤醒', 'Wake', { from: 'shelved', to: 'drafting', by: clerk })
    expect(prove({ ...changed(documents, { wake, resume }), states }).unreached).toEqual([
      '状态“搁置”（shelved）',
      '行为“唤醒”（wake）',
    ])
  })
  test('a floor is never over before it begins', () => {
    const acts = { publish: undefined, hurry: undefined }
    const terms = { commenting: atLeast(comments, { after: 'publish', until: 'close' }) }
    expect(prove({ ...changed(documents, acts), terms }).unreached).toContain('行为“结束征求意见”（close）')
  })
  test('a limit that is passed is an error of the proof, not a verdict', () => {
    expect(prove(documents, { limit: 5 }).errors[0]).toMatch(/^情形超过\d+种，未能证完/)
  })
})

describe('parts raised by an act', () => {
  const branch = part('论证', 'Branch', {
    record: { kind: choice('类别', 'Kind', { expert: ['专家', 'Expert'], public: ['公众', 'Public'] }) },
    states: { pending: ['待办', 'Pending'], argued: ['已论证', 'Argued'] },
    ends: ['argued'],
    acts: {
      argue: effect('论证', 'Argue', { from: 'pending', to: 'argued', by: clerk, requires: [where('kind', 'expert')] }),
      hear: effect('听取', 'Hear', {
        from: 'pending',
        to: 'argued',
        by: clerk,
        requires: [done('start').since('rest')],
      }),
    },
  })
  const argued = every('branch', ['argued'], 2)
  const decisions = mechanism('decisions', {
    name: ['决策', 'Decisions'],
    record: {},
    states: { proposed: ['已提出', 'Proposed'], preparing: ['准备', 'Preparing'], decided: ['已决定', 'Decided'] },
    ends: ['decided'],
    parts: { branch },
    acts: {
      propose: effect('提出', 'Propose', { to: 'proposed', by: clerk }),
      start: effect('启动', 'Start', {
        from: ['proposed', 'preparing'],
        to: 'preparing',
        by: clerk,
        raises: { branch: [{ kind: 'expert' }, { kind: 'public' }] },
      }),
      rest: effect('暂停', 'Rest', { from: 'preparing', by: clerk }),
      decide: effect('决定', 'Decide', { from: 'preparing', to: 'decided', by: clerk, requires: [argued] }),
    },
    never: [never('decide', argued)],
  })

  test('are counted exactly, and a new round replaces the last', () => {
    const proof = prove(decisions)
    expect(proof).toMatchObject({ holes: [], unreached: [], errors: [] })
    const loose = { ...decisions.acts.decide, requires: [every('branch', ['argued'])] }
    expect(prove(changed(decisions, { decide: loose })).holes).toEqual([])
    const reraised = { ...decisions.acts.start, raises: { branch: [{ kind: 'expert' }] } }
    expect(prove(changed(decisions, { start: reraised, decide: loose })).holes[0]!.path).toEqual([
      '提出',
      '启动',
      '论证：论证',
      '决定',
    ])
  })
  test('leave room for parts that are opened freely beside them', () => {
    const add = effect('追加', 'Add', { to: 'pending', by: clerk, requires: [during('preparing')] })
    const decide = { ...decisions.acts.decide, requires: [every('branch', ['argued'])] }
    const more = { ...branch, acts: { ...branch.acts, add } }
    const proof = prove({ ...changed(decisions, { decide }), never: [], parts: { branch: more } })
    expect(proof).toMatchObject({ holes: [], unreached: [] })
  })
  test('begin with the values they are given and with what their case has done', () => {
    const { hear: _, ...acts } = branch.acts
    const stuck = prove({ ...decisions, parts: { branch: { ...branch, acts } } })
    expect(stuck.unreached).toContain('行为“决定”（decide）')
    expect(stuck.holes).toEqual([{ claim: '每一案卷都能办结', path: ['提出'] }])
  })
  test('a join over nothing that was raised is vacuous without a number and dead with one', () => {
    const bare = { ...decisions.acts.start, raises: {} }
    expect(prove(changed(decisions, { start: bare })).unreached).toContain('状态“已决定”（decided）')
    const vacuous = { ...decisions.acts.decide, requires: [every('branch', ['argued'])] }
    expect(prove(changed(decisions, { start: bare, decide: vacuous })).holes[0]!.path).toEqual(['提出', '启动', '决定'])
  })
  test('a part may ask what its case did since the part did something', () => {
    const retry = effect('再论证', 'Retry', {
      from: 'argued',
      to: 'pending',
      by: clerk,
      requires: [done('rest').since('argue')],
    })
    const proof = prove({ ...decisions, parts: { branch: { ...branch, acts: { ...branch.acts, retry } } } })
    expect(proof).toMatchObject({ holes: [], unreached: [] })
  })
})
