import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Values } from '../../../kernel/fields/index.ts'
import { prove } from '../../../kernel/procedure/index.ts'
import { sampleFile as file, sampleTexts } from '../../../kernel/sample.ts'
import type { Day } from '../../../kernel/time/index.ts'
import { walks, type Model, type Try } from '../../../tests/model.ts'
import { replay, story } from '../../../tests/story.ts'
import { workdaysFrom } from '../../../tests/workdays.ts'
import legality from '../legality-review/index.ts'
import contracts from './index.ts'
import { sample } from './sample.ts'

const yuan = (amount: number) => amount * 100
const signedOpinion = { opinion: file }
const accepted = (levels: 'one' | 'two') => ({ levels, pack: ['text', 'standing', 'approval'] })
const contract = (more: Values = {}): Values => ({
  number: '2022-1',
  title: '示例工程施工合同',
  organ: 'u1',
  drafter: 'p9',
  counterparty: '示例公司',
  party: 'department',
  kind: 'construction',
  amountKind: 'fixed',
  amount: yuan(9_999_999),
  text: sampleTexts[0],
  ...more,
})
const without = (values: Values, name: string): Values =>
  Object.fromEntries(Object.entries(values).filter(([key]) => key !== name))

/** p1 hands it in, p9 has drafted it, p2 is the organ's reviewer, p3 the bureau's, p5 the head who signs. */
const registered = (more: Values = {}) => {
  const told = story(contracts, legality)
  const act = told.act(contracts, 'c')
  expect(act('2022-03-01', 'p1', 'register', contract(more))).toBe('done')
  return {
    told,
    act,
    state: () => told.read('c').state,
    item: (no: number) => told.act(contracts, 'c', { kind: 'item', id: `i${no}` }),
    raise: (on: string, no = 1, by = 'p3') =>
      told.act(contracts, 'c', { kind: 'item', id: `i${no}` })(on, by, 'raise', {
        no,
        question: 'duties',
        opinion: '违约责任不对等',
      }),
  }
}
const small = () => {
  const at = registered()
  expect(at.act('2022-03-01', 'p2', 'classify', accepted('one'))).toBe('done')
  return at
}
/** On the second level since 2 March. */
const major = (more: Values = { amount: yuan(10_000_000) }) => {
  const at = registered(more)
  expect(at.act('2022-03-01', 'p2', 'classify', accepted('two'))).toBe('done')
  expect(at.act('2022-03-02', 'p2', 'passFirst', signedOpinion)).toBe('done')
  return at
}
const cleared = () => {
  const at = major()
  expect(at.act('2022-03-03', 'p3', 'clear', signedOpinion)).toBe('done')
  return at
}
const signing = { signed: sampleTexts[0] }
const performing = () => {
  const at = cleared()
  expect(at.act('2022-03-04', 'p5', 'sign', signing)).toBe('done')
  expect(at.act('2022-03-07', 'p1', 'deposit', { copy: file, place: '区档案室' })).toBe('done')
  return at
}

it('the sample replays', () => expect(replay(contracts, sample)).toEqual([]))
it('is proved', () => expect(prove(contracts).holes).toEqual([]))

describe('an amount', () => {
  const register = (more: Values) =>
    story(contracts, legality).act(contracts, 'c')('2022-03-01', 'p1', 'register', more)
  it('is stated as its kind demands', () => {
    const refused = /^refusal.*固定金额的须填金额.*外币的须填币种/
    expect(register(without(contract(), 'amount'))).toMatch(refused)
    expect(register(contract({ currency: '100万美元' }))).toMatch(refused)
    expect(register(contract({ amountKind: 'foreign' }))).toMatch(refused)
    expect(register(contract({ amountKind: 'none' }))).toMatch(refused)
    expect(register(contract({ amountKind: 'foreign', currency: '100万美元' }))).toBe('done')
    expect(register(without(contract({ amountKind: 'none' }), 'amount'))).toBe('done')
    expect(register(without(contract({ amountKind: 'framework' }), 'amount'))).toBe('done')
    expect(register(contract({ amount: 12.5 }))).toMatch(/^invalid: amount .*以分计的整数/)
  })
})

describe('the levels', () => {
  const oneLevel = (more: Values) => registered(more).act('2022-03-01', 'p2', 'classify', accepted('one'))
  const refused = /^refusal.*须两级审查.*《黔江区政府合同管理办法》审查分级部分/
  it('are two from ten million yuan, and below it where the organ wants them', () => {
    expect(oneLevel({ amount: yuan(9_999_999) })).toBe('done')
    expect(oneLevel({ amount: yuan(10_000_000) })).toMatch(refused)
    expect(registered().act('2022-03-01', 'p2', 'classify', accepted('two'))).toBe('done')
  })
  it('are two where the government or its office is a party, whatever the amount', () => {
    for (const party of ['government', 'governmentOffice']) expect(oneLevel({ party, amount: 100 })).toMatch(refused)
    const act = registered({ ...without(contract(), 'amount'), amountKind: 'none', amount: undefined }).act
    expect(act('2022-03-01', 'p2', 'classify', accepted('one'))).toBe('done')
  })
  it('of foreign money follow its worth in yuan; a framework without a sum has two', () => {
    expect(oneLevel({ amountKind: 'foreign', currency: '200万美元', amount: yuan(14_000_000) })).toMatch(refused)
    expect(oneLevel({ amountKind: 'framework', amount: undefined })).toMatch(refused)
    expect(oneLevel({ amountKind: 'framework', amount: yuan(900_000) })).toBe('done')
  })
  it('follow each other, held by different people and never by who drafted it', () => {
    const { act } = registered({ amount: yuan(10_000_000) })
    const drafter = /^refusal.*起草人（承办人）本人.*审查分级部分/
    expect(act('2022-03-01', 'p9', 'classify', accepted('two'))).toMatch(drafter)
    act('2022-03-01', 'p2', 'classify', accepted('two'))
    expect(act('2022-03-01', 'p3', 'clear', signedOpinion)).toMatch(/^refusal.*须在“二级审核”时办理/)
    expect(act('2022-03-01', 'p9', 'passFirst', signedOpinion)).toMatch(drafter)
    expect(act('2022-03-01', 'p2', 'clearFirst', signedOpinion)).toMatch(/^refusal.*审查级别须为.*审查分级部分/)
    act('2022-03-02', 'p2', 'passFirst', signedOpinion)
    expect(act('2022-03-02', 'p2', 'clear', signedOpinion)).toMatch(/^refusal.*同一人.*审查分级部分/)
    expect(act('2022-03-02', 'p3', 'clear', signedOpinion)).toBe('done')
  })
  it('are one for the others', () => {
    const { act, state } = small()
    expect(act('2022-03-02', 'p2', 'clearFirst', signedOpinion)).toBe('done')
    expect(state()).toBe('lawful')
  })
})

describe('an opinion', () => {
  it('of “lawful” waits for its items', () => {
    const { act, item, raise } = major()
    raise('2022-03-03')
    expect(act('2022-03-03', 'p3', 'clear', signedOpinion)).toMatch(/^refusal.*每项审查意见.*审查程序部分/)
    expect(item(1)('2022-03-04', 'p1', 'decline', { extent: 'none', reason: '对方不接受' })).toMatch(/^invalid: basis/)
    item(1)('2022-03-04', 'p1', 'decline', { extent: 'none', reason: '对方不接受', basis: '谈判纪要' })
    expect(act('2022-03-04', 'p3', 'clear', signedOpinion)).toBe('done')
  })
  it('that is not simply lawful has items, and the next text is reviewed anew', () => {
    const { act, item, raise, state } = major()
    expect(act('2022-03-03', 'p3', 'askRevision', signedOpinion)).toMatch(/^refusal.*至少1项审查意见/)
    raise('2022-03-03')
    expect(act('2022-03-03', 'p3', 'findUnlawful', signedOpinion)).toBe('done')
    expect(act('2022-03-04', 'p5', 'sign', signing)).toMatch(/^refusal/)
    expect(act('2022-03-04', 'p1', 'revise', { text: sampleTexts[1] })).toMatch(/^refusal.*每项审查意见/)
    item(1)('2022-03-04', 'p1', 'adopt', { how: '已改' })
    expect(act('2022-03-04', 'p1', 'revise', { text: sampleTexts[1] })).toBe('done')
    expect(state()).toBe('submitted')
    act('2022-03-04', 'p2', 'classify', accepted('two'))
    expect(act('2022-03-04', 'p3', 'clear', signedOpinion)).toMatch(/^refusal/)
  })
  it('on the first level may be an objection', () => {
    const { act, raise } = small()
    expect(act('2022-03-02', 'p2', 'objectFirst', signedOpinion)).toMatch(/^refusal.*至少1项审查意见/)
    raise('2022-03-02', 1, 'p2')
    expect(act('2022-03-02', 'p2', 'objectFirst', signedOpinion)).toBe('done')
  })
  it('late is a breach of a number that is still to be verified; asking others stops the time', () => {
    expect(major().act('2022-03-09', 'p3', 'clear', signedOpinion)).toMatch(
      /^breach.*2022-03-08.*依据待核.*审查程序部分/,
    )
    const { act } = major()
    act('2022-03-03', 'p3', 'consult', { whom: '区财政局', matter: '付款条件' })
    expect(act('2022-03-04', 'p3', 'clear', signedOpinion)).toMatch(/^refusal.*征求意见/)
    act('2022-03-10', 'p3', 'resume', { replies: file })
    expect(act('2022-03-14', 'p3', 'clear', signedOpinion)).toBe('done')
  })
  it('is given on whole papers', () => {
    const { act } = registered()
    expect(act('2022-03-01', 'p2', 'askCompletion', { missing: ['approval'], defect: 'unreadable' })).toBe('done')
    expect(act('2022-03-02', 'p2', 'classify', accepted('one'))).toMatch(/^refusal.*现为“补正中”/)
    expect(act('2022-03-09', 'p1', 'complete', { supplement: file })).toMatch(/^breach.*依据待核/)
  })
})

describe('a signature', () => {
  it('is put under nothing but the text that was reviewed', () => {
    const { act } = cleared()
    expect(act('2022-03-04', 'p5', 'sign', { signed: sampleTexts[1] })).toMatch(
      /^refusal.*签订的文本须与审查通过的文本完全一致.*审查分级部分/,
    )
    expect(act('2022-03-04', 'p5', 'sign', signing)).toBe('done')
  })
  it('waits for the review', () =>
    expect(major().act('2022-03-04', 'p5', 'sign', signing)).toMatch(/^refusal.*须在“合法”时办理.*审查分级部分/))
  it('that came before the review is recorded as the breach that it is', () => {
    const { act, told } = major()
    const found = { ...signing, found: '年度抽查' }
    expect(act('2022-03-02', 'p3', 'signUnreviewed', found, { today: '2022-06-01' })).toMatch(
      /^breach.*须先复审合法.*《黔江区政府合同管理办法》审查分级部分/,
    )
    expect(told.read('c').breaches).not.toEqual([])
  })
  it('under another text than the reviewed one is a breach when it comes to light', () =>
    expect(cleared().act('2022-03-04', 'p2', 'signUnreviewed', { signed: sampleTexts[1], found: '比对' })).toMatch(
      /^breach.*完全一致.*审查分级部分/,
    ))
  it('of a contract that nobody handed in is a breach', () =>
    expect(
      story(contracts, legality).act(contracts, 'c')('2022-03-01', 'p3', 'uncover', {
        ...contract(),
        ...signing,
        found: '审计移送',
      }),
    ).toMatch(/^breach.*审查分级部分/))
  it('whose review is taken back afterwards is seen to be a breach', () => {
    const { act, told } = cleared()
    act('2022-03-04', 'p5', 'sign', signing)
    expect(act('2022-03-07', 'p4', 'void', { version: 4, reason: '录错案卷' })).toMatch(/^done|^breach/)
    expect(
      told
        .read('c')
        .breaches.map(({ words }) => words)
        .join(),
    ).toMatch(/签订/)
  })
  it('is followed by the deposit of a copy; late is a breach', () => {
    const { act } = cleared()
    act('2022-03-04', 'p5', 'sign', signing)
    expect(act('2022-03-14', 'p1', 'deposit', { copy: file, place: '区档案室' })).toMatch(
      /^breach.*2022-03-11.*依据待核.*文本和保管部分/,
    )
  })
  it('is followed by a deposit of its own when the contract is signed anew, however that came about', () => {
    const { act } = performing()
    act('2022-06-01', 'p1', 'amend', { text: sampleTexts[1], amount: yuan(12_000_000), reason: '增加工程量' })
    expect(act('2022-06-06', 'p5', 'signUnreviewed', { signed: sampleTexts[1], found: '抽查' })).toMatch(/^breach/)
    expect(act('2022-06-08', 'p1', 'deposit', { copy: file, place: '区档案室' })).toBe('done')
  })
  it('is not given to what was given up', () => {
    const { act } = cleared()
    act('2022-03-04', 'p1', 'abandon', { reason: '项目取消' })
    expect(act('2022-03-04', 'p5', 'sign', signing)).toMatch(/^refusal.*现为“不再签订”/)
  })
})

describe('a signed contract', () => {
  it('that changes in substance is reviewed again before it is signed again', () => {
    const { act, state } = performing()
    expect(act('2022-06-01', 'p1', 'amend', { text: sampleTexts[1], amount: yuan(12_000_000) })).toMatch(
      /^invalid: reason/,
    )
    act('2022-06-01', 'p1', 'amend', { text: sampleTexts[1], amount: yuan(12_000_000), reason: '增加工程量' })
    expect(act('2022-06-01', 'p5', 'sign', { signed: sampleTexts[1] })).toMatch(/^refusal/)
    act('2022-06-01', 'p2', 'classify', accepted('two'))
    act('2022-06-02', 'p2', 'passFirst', signedOpinion)
    act('2022-06-02', 'p3', 'clear', signedOpinion)
    expect(act('2022-06-06', 'p5', 'sign', signing)).toMatch(/^refusal.*完全一致/)
    expect(act('2022-06-06', 'p5', 'sign', { signed: sampleTexts[1] })).toBe('done')
    expect(state()).toBe('signed')
  })
  it('that changes in substance passes the threshold anew', () => {
    const { act } = small()
    act('2022-03-02', 'p2', 'clearFirst', signedOpinion)
    act('2022-03-02', 'p5', 'sign', signing)
    act('2022-03-03', 'p1', 'deposit', { copy: file, place: '区档案室' })
    act('2022-06-01', 'p1', 'amend', { text: sampleTexts[1], amount: yuan(11_000_000), reason: '增加工程量' })
    expect(act('2022-06-01', 'p2', 'classify', accepted('one'))).toMatch(/^refusal.*须两级审查/)
  })
  it('is adjusted by someone else than who drafted it, with the reason why that is not substantive', () => {
    const { act, state } = performing()
    expect(act('2022-06-01', 'p9', 'adjust', { adjustment: sampleTexts[2], why: '账号变更' })).toMatch(/^refusal/)
    expect(act('2022-06-01', 'p2', 'adjust', { adjustment: sampleTexts[2] })).toMatch(/^invalid: why/)
    expect(act('2022-06-01', 'p2', 'adjust', { adjustment: sampleTexts[2], why: '账号变更' })).toBe('done')
    expect(state()).toBe('performing')
  })
  it('is performed, quarrelled over and archived, each with its day', () => {
    const { act, state } = performing()
    expect(
      act('2022-04-01', 'p1', 'perform', { what: 'payment', paid: 100, note: '首付款' }, { today: '2022-05-05' }),
    ).toBe('done')
    expect(act('2022-05-05', 'p1', 'supplement', { supplement: '2022-9' })).toBe('done')
    expect(act('2022-05-06', 'p1', 'dispute', { matter: '质量', way: 'negotiation' })).toBe('done')
    expect(act('2022-05-06', 'p1', 'finish', { acceptance: file })).toMatch(/^refusal.*现为“争议处理中”/)
    expect(act('2022-05-20', 'p1', 'resolve', { result: file })).toBe('done')
    expect(act('2022-06-01', 'p1', 'finish', { acceptance: file })).toBe('done')
    expect(act('2022-09-02', 'p1', 'archive', { list: file })).toMatch(/^breach.*2022-09-01.*依据待核/)
    expect(state()).toBe('archived')
  })
})

/** The measures once more, as they were reported: what is reviewed by whom, and what may be signed. */
const measures: Model = (() => {
  const leads: Readonly<Record<string, string>> = {
    register: 'submitted',
    askCompletion: 'incomplete',
    complete: 'submitted',
    returnPack: 'returned',
    classify: 'first',
    passFirst: 'second',
    objectFirst: 'revision',
    clearFirst: 'lawful',
    clear: 'lawful',
    findUnlawful: 'unlawful',
    askRevision: 'revision',
    revise: 'submitted',
    abandon: 'abandoned',
    sign: 'signed',
    signUnreviewed: 'signed',
    deposit: 'performing',
    amend: 'submitted',
    dispute: 'disputed',
    resolve: 'performing',
    finish: 'finished',
    terminate: 'terminated',
    archive: 'archived',
  }
  const unsigned = ['submitted', 'incomplete', 'first', 'second', 'lawful', 'unlawful', 'revision']
  const comesFrom: Readonly<Record<string, readonly string[]>> = {
    askCompletion: ['submitted'],
    complete: ['incomplete'],
    returnPack: ['submitted', 'incomplete'],
    classify: ['submitted'],
    passFirst: ['first'],
    objectFirst: ['first'],
    clearFirst: ['first'],
    clear: ['second'],
    findUnlawful: ['second'],
    askRevision: ['second'],
    revise: ['revision', 'unlawful', 'lawful'],
    abandon: unsigned,
    sign: ['lawful'],
    signUnreviewed: unsigned,
    deposit: ['signed'],
    perform: ['performing', 'disputed'],
    amend: ['performing'],
    dispute: ['performing'],
    resolve: ['disputed'],
    finish: ['performing'],
    terminate: ['performing', 'disputed'],
    archive: ['finished', 'terminated'],
  }
  const ends = ['returned', 'abandoned', 'archived']
  const byNoDrafter =
    'askCompletion returnPack classify passFirst objectFirst clearFirst clear findUnlawful askRevision'
  const last = (done: readonly Try[], ...acts: string[]) => done.findLastIndex(({ act }) => acts.includes(act))
  const said = (done: readonly Try[], field: string) =>
    done.flatMap(({ act, body }) => (act.startsWith('item/') ? [] : (body[field] ?? []))).at(-1) as never
  const state = (done: readonly Try[]) => done.flatMap(({ act }) => leads[act] ?? []).at(-1)
  const late = (done: readonly Try[], act: string, on: Day): boolean => {
    const since = (...anchors: string[]) => done[last(done, ...anchors)]?.on
    const start =
      act === 'complete'
        ? since('askCompletion')
        : act === 'deposit'
          ? since('sign', 'signUnreviewed')
          : ['clearFirst', 'objectFirst', 'clear', 'findUnlawful', 'askRevision'].includes(act)
            ? since('classify')
            : undefined
    return start !== undefined && on > workdaysFrom(start, 5)
  }
  return {
    state,
    verdict: (done, { act, by, on, body }) => {
      const now = state(done)
      if (act === 'register') return now ? 'refused' : 'done'
      const raised = done.filter((one) => /^item.*raise$/.test(one.act))
      const handled = new Set(done.flatMap((one) => /^item\/(.+)\.(adopt|decline)$/.exec(one.act)?.[1] ?? []))
      const [, id, what] = /^item\/(.+)\.(.+)$/.exec(act) ?? []
      const itself = raised.find((one) => one.act === `item/${id}.raise`)
      if (what === 'raise') return !itself && ['first', 'second'].includes(now!) && by !== 'p1' ? 'done' : 'refused'
      if (id) return itself && !handled.has(id) && itself.by !== by && !ends.includes(now!) ? 'done' : 'refused'
      const pending = raised.length > handled.size
      const passed = done.filter((one) => one.act === 'passFirst')
      const second = ['clear', 'findUnlawful', 'askRevision'].includes(act)
      const changed = last(done, 'revise', 'amend')
      const text = (said(done, 'text') as { hash: string }).hash
      const reviewed =
        Math.max(last(done, 'clear'), last(done, 'clearFirst')) > changed &&
        text === (body.signed as { hash: string } | undefined)?.hash
      const refused =
        !comesFrom[act]!.includes(now!) ||
        (byNoDrafter.split(' ').includes(act) && by === 'p1') ||
        (second && passed.some((one) => one.by === by)) ||
        (act === 'classify' && body.levels === 'one' && Number(said(done, 'amount')) >= yuan(10_000_000)) ||
        (act === 'clearFirst' && said(done, 'levels') !== 'one') ||
        (act === 'clear' && last(done, 'passFirst') <= changed) ||
        (['clear', 'clearFirst', 'revise'].includes(act) && pending) ||
        (['objectFirst', 'findUnlawful', 'askRevision'].includes(act) && raised.length === 0) ||
        (act === 'sign' && !reviewed)
      if (refused) return 'refused'
      return late(done, act, on) || (act === 'signUnreviewed' && !reviewed) ? 'breach' : 'done'
    },
  }
})()
const texts = fc.constantFrom(...sampleTexts.slice(0, 2))
const acts = {
  register: fc.constantFrom(yuan(9_999_999), yuan(10_000_000)).map((amount) => contract({ amount, drafter: 'p1' })),
  askCompletion: fc.constant({ missing: ['approval'], defect: 'absent' }),
  complete: fc.constant({ supplement: file }),
  returnPack: fc.constant({ missing: ['approval'], defect: 'absent' }),
  classify: fc.constantFrom(accepted('one'), accepted('two')),
  passFirst: fc.constant(signedOpinion),
  objectFirst: fc.constant(signedOpinion),
  clearFirst: fc.constant(signedOpinion),
  clear: fc.constant(signedOpinion),
  findUnlawful: fc.constant(signedOpinion),
  askRevision: fc.constant(signedOpinion),
  revise: texts.map((text) => ({ text })),
  abandon: fc.constant({ reason: '项目取消' }),
  sign: texts.map((signed) => ({ signed })),
  signUnreviewed: texts.map((signed) => ({ signed, found: '抽查' })),
  deposit: fc.constant({ copy: file, place: '区档案室' }),
  perform: fc.constant({ what: 'payment', note: '首付款' }),
  amend: fc.constantFrom(yuan(9_000_000), yuan(20_000_000)).map((amount) => ({
    text: sampleTexts[1],
    amount,
    reason: '增加工程量',
  })),
  dispute: fc.constant({ matter: '质量', way: 'negotiation' }),
  resolve: fc.constant({ result: file }),
  finish: fc.constant({ acceptance: file }),
  terminate: fc.constant({ cause: 'agreed', proof: file }),
  archive: fc.constant({ list: file }),
  'item/i1.raise': fc.constant({ no: 1, question: 'duties', opinion: '示例' }),
  'item/i1.adopt': fc.constant({ how: '已改' }),
  'item/i2.raise': fc.constant({ no: 2, question: 'power', opinion: '示例' }),
  'item/i2.decline': fc.constant({ extent: 'none', reason: '对方不接受', basis: '谈判纪要' }),
}
it('a random life of a contract goes as the measures say', () =>
  walks({
    mechanism: contracts,
    others: [legality],
    model: measures,
    acts,
    // What leads on comes more often than what ends all.
    weights: {
      ...Object.fromEntries(Object.keys(acts).map((act) => [act, 3])),
      returnPack: 1,
      abandon: 1,
      signUnreviewed: 1,
      terminate: 1,
      finish: 1,
      classify: 20,
      passFirst: 9,
      clear: 20,
      clearFirst: 15,
      sign: 15,
      deposit: 12,
      amend: 9,
      revise: 9,
    },
    people: ['p2', 'p1', 'p3'],
    apart: 3,
    steps: 30,
    runs: 200,
  }))
