import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { document, text, unit, type Values } from '../../../kernel/fields/index.ts'
import { mechanism } from '../../../kernel/mechanism.ts'
import { answered, effect, opens, prove } from '../../../kernel/procedure/index.ts'
import { sampleFile as file, sampleTexts } from '../../../kernel/sample.ts'
import { addDays, type Day } from '../../../kernel/time/index.ts'
import { walks, type Model, type Try } from '../../../tests/model.ts'
import { replay, story } from '../../../tests/story.ts'
import { works } from '../../../tests/workdays.ts'
import { clerk } from '../../roles.ts'
import review from './index.ts'
import { sample } from './sample.ts'

type Kind = 'normative' | 'decision' | 'enforcement' | 'other'
const packs: Readonly<Record<Kind, readonly string[]>> = {
  normative: ['draft', 'explanation', 'bases', 'comments'],
  decision: ['draft', 'bases', 'procedures'],
  enforcement: ['draft'],
  other: ['draft'],
}
const signed = { opinion: file }
const advice = { adviser: '示例顾问', advice: file }
const handedIn = (kind: Kind, more: Values = {}): Values => ({
  title: '示例办法',
  file,
  reference: '〔2022〕1号',
  organ: 'u1',
  drafter: 'p9',
  kind,
  ...more,
})

/** p1 hands it in, p9 has drafted it, p2 is the unit's reviewer, p3 the bureau's. */
const submitted = (kind: Kind = 'normative', more: Values = {}) => {
  const told = story(review)
  const act = told.act(review, 'c')
  const item = (no: number) => told.act(review, 'c', { kind: 'item', id: `i${no}` })
  expect(act('2022-03-01', 'p1', 'submit', handedIn(kind, more))).toBe('done')
  return { told, act, item, state: () => told.read('c').state }
}
const accepted = (kind: Kind = 'normative') => {
  const at = submitted(kind)
  expect(at.act('2022-03-01', 'p2', 'accept', { pack: packs[kind] })).toBe('done')
  return at
}
/** On the second level since 2 March: five working days end on the 8th, seven on the 10th, fifteen on the 22nd. */
const second = (kind: Kind = 'normative') => {
  const at = accepted(kind)
  expect(at.act('2022-03-02', 'p2', 'passFirst', signed)).toBe('done')
  return {
    ...at,
    raise: (on: string, no = 1, question = 'content', by = 'p3') =>
      at.item(no)(on, by, 'raise', { no, question, opinion: '第三条与上位法不一致' }),
    lawful: (on: string, by = 'p3') => at.act(on, by, 'findLawful', signed),
  }
}
const declined = { extent: 'none', reason: '上位法已有授权', basis: '示例条例第5条' }

it('the sample replays', () => expect(replay(review, sample)).toEqual([]))
it('is proved', () => expect(prove(review).holes).toEqual([]))

describe('a pack', () => {
  it('comes with a case that it serves, or with its own text and number', () => {
    const act = story(review).act(review, 'c')
    const { reference: _, ...nameless } = handedIn('other')
    expect(act('2022-03-01', 'p1', 'submit', nameless)).toMatch(/^refusal.*第?（五）/)
    const { file: __, ...textless } = handedIn('other')
    expect(act('2022-03-01', 'p1', 'submit', textless)).toMatch(/^refusal.*（五）/)
  })
  it('is accepted only whole', () => {
    const { act } = submitted()
    expect(act('2022-03-01', 'p2', 'accept', { pack: ['draft', 'explanation', 'bases'] })).toMatch(
      /^refusal.*征求意见及采纳情况.*合法性审核机制的指导意见》（五）/,
    )
    const decision = submitted('decision')
    expect(decision.act('2022-03-01', 'p2', 'accept', { pack: ['draft', 'bases'] })).toMatch(
      /^refusal.*履行法定程序.*《重大行政决策程序暂行条例》第26条/,
    )
    expect(submitted('other').act('2022-03-01', 'p2', 'accept', { pack: ['draft'] })).toBe('done')
  })
  it('that touches the market has been through the fair-competition review before', () => {
    const { act } = submitted('normative', { market: true })
    expect(act('2022-03-01', 'p2', 'accept', { pack: packs.normative })).toMatch(
      /^refusal.*公平竞争审查.*《优化营商环境条例》第63条/,
    )
    const pack = [...packs.normative, 'fairness']
    expect(act('2022-03-01', 'p2', 'accept', { pack })).toMatch(/^refusal.*《优化营商环境条例》第63条/)
    expect(act('2022-03-01', 'p2', 'accept', { pack, fairnessBy: 'drafter' })).toBe('done')
  })
  it('of the government that touches the market comes from the market regulator since August 2024', () => {
    const accepting = (on: Day, level: string, fairnessBy: string) => {
      const act = story(review).act(review, 'c')
      act(on, 'p1', 'submit', handedIn('normative', { market: true, level }))
      return act(on, 'p2', 'accept', { pack: [...packs.normative, 'fairness'], fairnessBy })
    }
    expect(accepting('2024-07-31', 'district', 'drafter')).toBe('done')
    expect(accepting('2024-08-01', 'district', 'drafter')).toMatch(/^refusal.*《公平竞争审查条例》第14条/)
    expect(accepting('2024-08-01', 'district', 'regulator')).toBe('done')
    expect(accepting('2024-08-01', 'department', 'drafter')).toBe('done')
  })
  it('is sent back for what is missing or does not open, by name', () => {
    const { act, state } = submitted()
    expect(act('2022-03-01', 'p2', 'askCompletion', { defect: 'unreadable' })).toMatch(/^invalid: missing .*必填/)
    expect(act('2022-03-01', 'p2', 'askCompletion', { missing: ['comments'], defect: 'unreadable' })).toBe('done')
    expect(act('2022-03-01', 'p2', 'accept', { pack: packs.normative })).toMatch(/^refusal.*现为“补正中”.*（五）/)
    expect(act('2022-03-08', 'p1', 'complete', { supplement: file })).toBe('done')
    expect(state()).toBe('submitted')
  })
  it('completed late is a breach of a number that is still to be verified', () => {
    const { act } = submitted()
    act('2022-03-01', 'p2', 'askCompletion', { missing: ['comments'], defect: 'absent' })
    expect(act('2022-03-09', 'p1', 'complete', { supplement: file })).toMatch(/^breach.*2022-03-08.*依据待核.*（五）/)
  })
  it('that was returned is at its end', () => {
    const { act } = submitted()
    expect(act('2022-03-01', 'p2', 'returnPack', { missing: ['bases'], defect: 'absent' })).toBe('done')
    expect(act('2022-03-02', 'p2', 'accept', { pack: packs.normative })).toMatch(/^refusal.*现为“已退回”/)
  })
})

describe('two levels', () => {
  it('follow each other', () => {
    const { act } = accepted()
    expect(act('2022-03-10', 'p3', 'findLawful', signed)).toMatch(/^refusal.*须在“二级审核”时办理.*（六）/)
  })
  it('are one where the unit has nobody of its own for it, which is recorded as an exception', () => {
    const { act, told } = accepted()
    expect(act('2022-03-01', 'p3', 'skipFirst', { note: '未设法制科' })).toMatch(/^invalid: ground/)
    expect(act('2022-03-01', 'p3', 'skipFirst', { ground: 'noSection' })).toBe('done')
    expect(act('2022-03-09', 'p3', 'findLawful', signed)).toBe('done')
    expect(told.read('c').state).toBe('lawful')
  })
  it('are held by others than the drafter', () => {
    const drafting = /^refusal.*起草人（承办人）本人.*（四）/
    const { act } = submitted()
    expect(act('2022-03-01', 'p9', 'accept', { pack: packs.normative })).toMatch(drafting)
    act('2022-03-01', 'p2', 'accept', { pack: packs.normative })
    expect(act('2022-03-02', 'p9', 'passFirst', signed)).toMatch(drafting)
    expect(act('2022-03-02', 'p9', 'skipFirst', { ground: 'noSection' })).toMatch(drafting)
    const { lawful, raise } = second()
    expect(lawful('2022-03-10', 'p9')).toMatch(drafting)
    expect(raise('2022-03-03', 1, 'content', 'p9')).toMatch(drafting)
  })
  it('are held by two different people', () => {
    const { act, lawful, raise } = second()
    raise('2022-03-03', 1, 'content', 'p3')
    for (const verdict of ['findUnlawful', 'askRevision'])
      expect(act('2022-03-10', 'p2', verdict, signed)).toMatch(/^refusal.*办过“一级审核通过”的同一人.*（四）/)
    expect(lawful('2022-03-10', 'p2')).toMatch(/^refusal.*办过“一级审核通过”的同一人.*（四）/)
  })
  it('are not the business of another unit', () => {
    expect(accepted().act('2022-03-02', 'p4', 'passFirst', signed, { unit: 'u2' })).toMatch(/^denied/)
  })
  it('change hands on leave, but never into the hands of the drafter', () => {
    const { act } = submitted()
    expect(act('2022-03-01', 'p2', 'reassign', { reviewer: 'p4', cause: 'leave' })).toMatch(/^refusal.*须先确定审核人/)
    expect(act('2022-03-01', 'p2', 'assign', { reviewer: 'p9' })).toMatch(/^refusal.*审核人不得是起草人.*（四）/)
    expect(act('2022-03-01', 'p2', 'assign', { reviewer: 'p2' })).toBe('done')
    expect(act('2022-03-02', 'p2', 'reassign', { reviewer: 'p9', cause: 'leave' })).toMatch(/^refusal.*（四）/)
    expect(act('2022-03-02', 'p2', 'reassign', { reviewer: 'p4', cause: 'leave' })).toBe('done')
  })
  it('are replaced by nothing else', () => {
    const { act, state, told } = accepted()
    for (const way of ['comments', 'countersigning', 'attending'])
      expect(act('2022-03-10', 'p3', 'countersign', { way })).toBe('done')
    expect(state()).toBe('first')
    expect(act('2022-03-10', 'p3', 'findLawful', signed)).toMatch(/^refusal/)
    expect(told.read('c').breaches).toEqual([])
  })
})

describe('the time of a review', () => {
  it('is at least five working days from the whole pack', () => {
    const { lawful } = second()
    expect(lawful('2022-03-08')).toMatch(/^refusal.*2022-03-08届满.*（五）/)
    expect(lawful('2022-03-09')).toBe('done')
  })
  it('is at most fifteen: later is a breach', () => {
    expect(second().lawful('2022-03-22')).toBe('done')
    expect(second().lawful('2022-03-23')).toMatch(/^breach.*2022-03-22届满.*（五）/)
  })
  it('stands still while others are asked, and nobody concludes meanwhile', () => {
    const { act, lawful } = second()
    expect(act('2022-03-02', 'p3', 'resume', { replies: file })).toMatch(/^refusal|^breach.*须先书面征求意见.*（八）/)
    const at = second()
    expect(at.act('2022-03-03', 'p3', 'consult', { whom: '市级部门', matter: '权限' })).toBe('done')
    expect(at.act('2022-03-04', 'p3', 'consult', { whom: '市级部门', matter: '权限' })).toMatch(/^refusal/)
    expect(at.lawful('2022-03-14')).toMatch(/^refusal.*征求意见.*（八）/)
    expect(at.act('2022-03-17', 'p3', 'resume', { replies: file })).toBe('done')
    expect(at.lawful('2022-04-01')).toBe('done')
    expect(lawful('2022-04-01')).toMatch(/^breach/)
  })
  it('bends to an emergency or an urgent order, by leave and for documents only', () => {
    const { act, lawful } = second()
    const urgent = { ground: 'incident', reason: '防汛' }
    expect(act('2022-03-02', 'p3', 'expedite', { reason: '赶时间' })).toMatch(/^invalid: ground/)
    expect(act('2022-03-02', 'p3', 'expedite', urgent, { roles: ['justice-bureau'] })).toMatch(/^denied/)
    expect(act('2022-03-02', 'p5', 'expedite', urgent)).toBe('done')
    expect(lawful('2022-03-02')).toBe('done')
    expect(second('decision').act('2022-03-02', 'p5', 'expedite', urgent)).toMatch(/^refusal.*类别须为.*（五）/)
  })
  it('is at least seven working days for a decision, with no term after them', () => {
    const { act, lawful } = second('decision')
    act('2022-03-03', 'p3', 'hearAdviser', advice)
    expect(lawful('2022-03-10')).toMatch(/^refusal.*2022-03-10届满.*《重大行政决策程序暂行条例》第26条/)
    expect(lawful('2022-04-20')).toBe('done')
  })
  it('binds no other file', () => expect(second('enforcement').lawful('2022-03-02')).toBe('done'))
})

describe('an opinion', () => {
  it('on a decision needs an adviser before it, and one of three questions', () => {
    const { act, lawful, raise } = second('decision')
    expect(lawful('2022-03-11')).toMatch(/^refusal.*法律顾问.*《重大行政决策程序暂行条例》第28条/)
    expect(act('2022-03-11', 'p3', 'hearAdviser', advice)).toBe('done')
    expect(raise('2022-03-11', 1, 'rights')).toMatch(/^refusal.*《重大行政决策程序暂行条例》第27条/)
    expect(raise('2022-03-11', 1, 'procedure')).toBe('done')
  })
  it('that is not simply lawful has at least one item', () => {
    const { act, raise, state } = second()
    for (const verdict of ['findUnlawful', 'askRevision'])
      expect(act('2022-03-09', 'p3', verdict, signed)).toMatch(/^refusal.*至少1项审核意见.*（六）/)
    raise('2022-03-09')
    expect(act('2022-03-09', 'p3', 'askRevision', signed)).toBe('done')
    expect(state()).toBe('revision')
  })
  it('of “lawful” waits until each item was adopted, or declined with reason and basis', () => {
    const { item, lawful, raise } = second()
    raise('2022-03-03', 1)
    raise('2022-03-03', 2, 'measures')
    expect(item(1)('2022-03-04', 'p1', 'adopt', { how: '已修改' })).toBe('done')
    expect(lawful('2022-03-10')).toMatch(/^refusal.*每项审核意见.*（六）/)
    expect(item(2)('2022-03-04', 'p1', 'decline', { extent: 'partly', reason: '上位法已有授权' })).toMatch(
      /^invalid: basis/,
    )
    expect(item(2)('2022-03-04', 'p1', 'decline', declined)).toBe('done')
    expect(lawful('2022-03-10')).toBe('done')
  })
  it('is disposed of by the drafting unit, not by whoever raised it', () => {
    const { item, raise } = second()
    raise('2022-03-03', 1, 'content', 'p2')
    expect(item(1)('2022-03-04', 'p2', 'adopt', { how: '已修改' }, { roles: ['clerk'] })).toMatch(/^refusal.*（六）/)
    expect(item(1)('2022-03-04', 'p8', 'adopt', { how: '已修改' }, { unit: 'u2' })).toMatch(/^denied/)
    expect(item(1)('2022-03-04', 'p3', 'adopt', { how: '已修改' }, { roles: ['justice-bureau'] })).toMatch(/^denied/)
  })
  it('is raised while the text is under review, and not before or after', () => {
    const { item } = submitted()
    const content = { no: 1, question: 'content', opinion: '示例' }
    expect(item(1)('2022-03-01', 'p3', 'raise', content)).toMatch(/^refusal.*案卷须处于“一级审核或二级审核”.*（六）/)
    const { act, raise, item: its } = second()
    raise('2022-03-03', 1)
    act('2022-03-09', 'p3', 'askRevision', signed)
    expect(its(2)('2022-03-10', 'p3', 'raise', { ...content, no: 2 })).toMatch(/^refusal.*（六）/)
    expect(its(1)('2022-03-10', 'p1', 'adopt', { how: '已修改' })).toBe('done')
  })
  it('on a complex matter comes after others were asked in writing and a meeting argued it', () => {
    const { act, lawful } = second()
    expect(act('2022-03-03', 'p3', 'markComplex', { why: ['wide', 'watched'], point: '授权范围' })).toBe('done')
    const argue = () => act('2022-03-10', 'p3', 'argue', { attended: '示例专家', minutes: file })
    expect(argue()).toMatch(/^refusal.*须先征求意见结束.*（八）/)
    expect(lawful('2022-03-10')).toMatch(/^refusal.*（八）/)
    act('2022-03-10', 'p3', 'consult', { whom: '市级部门', matter: '授权范围' })
    act('2022-03-10', 'p3', 'resume', { replies: file })
    expect(argue()).toBe('done')
    expect(lawful('2022-03-10')).toBe('done')
  })
})

describe('a round', () => {
  const revised = () => {
    const at = second()
    at.raise('2022-03-03')
    expect(at.act('2022-03-09', 'p3', 'askRevision', signed)).toBe('done')
    return at
  }
  it('ends when the drafting unit has disposed of every item', () => {
    const { act, item, state } = revised()
    expect(act('2022-03-10', 'p1', 'close')).toMatch(/^refusal.*每项审核意见.*（六）/)
    item(1)('2022-03-10', 'p1', 'adopt', { how: '已修改' })
    expect(act('2022-03-10', 'p1', 'close')).toBe('done')
    expect(state()).toBe('closed')
  })
  it('does not become lawful by disposing of its items: a changed text is a new round', () => {
    const { act, item } = revised()
    item(1)('2022-03-10', 'p1', 'adopt', { how: '已修改' })
    expect(act('2022-03-10', 'p3', 'findLawful', signed)).toMatch(/^refusal.*现为“应当予以修改”/)
  })
  it('of a text that was withdrawn gives no opinion any more', () => {
    const { act, lawful, raise } = second()
    expect(act('2022-03-03', 'p1', 'withdraw', { reason: '不再制定' })).toBe('done')
    expect(lawful('2022-03-10')).toMatch(/^refusal.*现为“已撤回”/)
    expect(raise('2022-03-10')).toMatch(/^refusal/)
  })
  it('whose first level turns out to be entered by mistake is unlawful afterwards, for all to see', () => {
    const { act, lawful, told } = second()
    lawful('2022-03-09')
    expect(act('2022-03-10', 'p5', 'void', { version: 3, reason: '录错案卷' })).toMatch(/^done|^breach/)
    expect(
      told
        .read('c')
        .breaches.map(({ words }) => words)
        .join(),
    ).toMatch(/认定合法/)
  })
  it('knows no day before its beginning', () => {
    expect(second().act('2022-02-28', 'p3', 'hearAdviser', advice)).toMatch(/^invalid: on/)
  })
})

describe('an exploratory reform', () => {
  const unlawful = (kind: Kind) => {
    const at = second(kind)
    at.act('2022-03-03', 'p3', 'hearAdviser', advice)
    at.raise('2022-03-03')
    at.item(1)('2022-03-04', 'p1', 'decline', declined)
    expect(at.act('2022-03-11', 'p3', 'findUnlawful', signed)).toBe('done')
    return at
  }
  const risk = { ground: '国家尚无明确规定', risk: '可能被认定超越权限' }
  it('found unlawful may be discussed with its risk flagged', () => {
    const { act, state } = unlawful('decision')
    expect(act('2022-03-11', 'p3', 'flagExperiment', { ground: '先行先试' })).toMatch(/^invalid: risk/)
    expect(act('2022-03-11', 'p2', 'flagExperiment', risk)).toMatch(/^refusal.*同一人.*（四）/)
    expect(act('2022-03-11', 'p3', 'flagExperiment', risk)).toBe('done')
    expect(state()).toBe('experimental')
  })
  it('is a matter of decisions', () =>
    expect(unlawful('normative').act('2022-03-11', 'p3', 'flagExperiment', risk)).toMatch(
      /^refusal.*《重大行政决策程序暂行条例》第25条/,
    ))
})

describe('whoever needs a lawful text', () => {
  const reviewed = answered(review, ['lawful', 'experimental'], { text: 'draft' })
  const opened = opens(review, 'submit', 'draft', ({ title, organ }) => ({
    title: String(title),
    organ: String(organ),
    drafter: 'p9',
    kind: 'other' as const,
  }))
  const papers = mechanism('example-papers', {
    name: ['示例文件', 'Papers'],
    record: { title: text('标题', 'Title'), organ: unit('单位', 'Unit'), draft: document('文本', 'Text') },
    states: { drafting: ['起草', 'Drafting'], issued: ['已发', 'Issued'] },
    ends: ['issued'],
    acts: {
      draft: effect('起草', 'Draft', { to: 'drafting', by: clerk, then: [opened] }),
      change: effect('改稿', 'Change', {
        from: 'drafting',
        by: clerk,
        asks: { draft: document('文本', 'Text') },
        then: [opened],
      }),
      issue: effect('印发', 'Issue', { from: 'drafting', to: 'issued', by: clerk, requires: [reviewed] }),
    },
  })
  it('gets it for this text only: a change of a word asks for a new round', () => {
    const told = story(papers, review)
    const act = told.act(papers, 'p')
    const pass = (id: string) => {
      const its = told.act(review, id)
      its('2022-03-01', 'p2', 'accept', { pack: ['draft'] })
      its('2022-03-01', 'p2', 'passFirst', signed)
      return its('2022-03-01', 'p3', 'findLawful', signed)
    }
    expect(act('2022-03-01', 'p1', 'draft', { title: '示例', organ: 'u1', draft: sampleTexts[0] })).toBe('done')
    const [first] = told.opened()
    expect(act('2022-03-01', 'p1', 'issue')).toMatch(/^refusal.*须已有合法性审核/)
    expect(pass(first!.id)).toBe('done')
    expect(act('2022-03-02', 'p1', 'change', { draft: sampleTexts[1] })).toBe('done')
    const [again] = told.opened()
    expect(act('2022-03-02', 'p1', 'issue')).toMatch(/^refusal.*须已有合法性审核/)
    told.act(review, again!.id)('2022-03-02', 'p2', 'accept', { pack: ['draft'] })
    told.act(review, again!.id)('2022-03-02', 'p2', 'passFirst', signed)
    told.act(review, again!.id)('2022-03-02', 'p3', 'findLawful', signed)
    expect(act('2022-03-02', 'p1', 'issue')).toBe('done')
  })
})

/** The law once more, from its text alone: what may follow what, who may not, and which day is too early or too late. */
const law = (kind: 'normative' | 'decision', drafter: string): Model => {
  const leads: Readonly<Record<string, string>> = {
    submit: 'submitted',
    askCompletion: 'incomplete',
    complete: 'submitted',
    returnPack: 'returned',
    accept: 'first',
    skipFirst: 'second',
    passFirst: 'second',
    objectFirst: 'revision',
    findLawful: 'lawful',
    findUnlawful: 'unlawful',
    askRevision: 'revision',
    close: 'closed',
    flagExperiment: 'experimental',
    withdraw: 'withdrawn',
  }
  const comesFrom: Readonly<Record<string, readonly string[]>> = {
    askCompletion: ['submitted'],
    complete: ['incomplete'],
    returnPack: ['submitted', 'incomplete'],
    accept: ['submitted'],
    expedite: ['submitted', 'first', 'second'],
    assign: ['submitted', 'first', 'second'],
    reassign: ['submitted', 'first', 'second'],
    skipFirst: ['first'],
    passFirst: ['first'],
    objectFirst: ['first'],
    consult: ['first', 'second'],
    resume: ['first', 'second'],
    hearAdviser: ['first', 'second'],
    markComplex: ['second'],
    argue: ['second'],
    findLawful: ['second'],
    findUnlawful: ['second'],
    askRevision: ['second'],
    close: ['unlawful', 'revision'],
    flagExperiment: ['unlawful'],
    withdraw: ['submitted', 'incomplete', 'first', 'second'],
    countersign: ['submitted', 'incomplete', 'first', 'second', 'unlawful', 'revision'],
  }
  const ends = ['returned', 'lawful', 'experimental', 'closed', 'withdrawn']
  const opinions = ['findLawful', 'findUnlawful', 'askRevision']
  const notByDrafter = [
    'askCompletion',
    'returnPack',
    'accept',
    'skipFirst',
    'passFirst',
    'objectFirst',
    'flagExperiment',
    ...opinions,
  ]
  /** The day on which so many working days after that day are over, days of rest for a consultation left out. */
  const after = (start: Day, count: number, rests: (day: Day) => boolean): Day => {
    let day = start
    for (let left = count; left > 0;) if (works((day = addDays(day, 1))) && !rests(day)) left--
    return day
  }
  const last = (done: readonly Try[], act: string) => done.findLastIndex((one) => one.act === act)
  const state = (done: readonly Try[]) => done.flatMap(({ act }) => leads[act] ?? []).at(-1)
  const itemsOf = (done: readonly Try[]) => {
    const items = new Map<string, { raiser: string; open: boolean }>()
    for (const { act, by } of done) {
      const [, id, what] = /^item\/(.+)\.(.+)$/.exec(act) ?? []
      if (what === 'raise') items.set(id!, { raiser: by, open: true })
      else if (id) items.set(id, { ...items.get(id)!, open: false })
    }
    return items
  }
  /** Pauses from one consultation to its end, since the pack was whole. */
  const pauses = (done: readonly Try[]) => {
    const found: { from: Day; to?: Day }[] = []
    for (const { act, on } of done.slice(last(done, 'accept') + 1)) {
      const open = found.at(-1)
      if (act === 'consult' && (!open || open.to)) found.push({ from: on })
      if (act === 'resume' && open && !open.to) open.to = on
    }
    return found
  }
  const timed = (done: readonly Try[], act: string, on: Day): 'early' | 'late' | undefined => {
    const accept = done[last(done, 'accept')]
    if (act === 'complete') {
      const asked = done[last(done, 'askCompletion')]
      return asked && on > after(asked.on, 5, () => false) ? 'late' : undefined
    }
    if (![...opinions, 'objectFirst'].includes(act)) return undefined
    if (kind === 'normative' && last(done, 'expedite') >= 0) return undefined
    if (!accept || pauses(done).some(({ to }) => !to)) return 'early'
    const rests = (day: Day) => pauses(done).some(({ from, to }) => from <= day && day < to!)
    if (act !== 'objectFirst' && on <= after(accept.on, kind === 'normative' ? 5 : 7, rests)) return 'early'
    return kind === 'normative' && on > after(accept.on, 15, rests) ? 'late' : undefined
  }
  const consulting = (done: readonly Try[]) => last(done, 'consult') > last(done, 'resume')
  return {
    state,
    verdict: (done, { act, by, on, body }) => {
      const now = state(done)
      const items = itemsOf(done)
      const refuse = (when: boolean) => when && 'refused'
      if (act === 'submit') return now ? 'refused' : 'done'
      const [, id, what] = /^item\/(.+)\.(.+)$/.exec(act) ?? []
      if (what === 'raise') {
        const asked = kind === 'normative' || ['power', 'procedure', 'content'].includes(String(body.question))
        const may = !items.has(id!) && (now === 'first' || now === 'second') && by !== drafter && asked
        return may ? 'done' : 'refused'
      }
      if (id) {
        const item = items.get(id)
        return item?.open && item.raiser !== by && !ends.includes(now!) ? 'done' : 'refused'
      }
      const first = done.filter((one) => one.act === 'passFirst').map((one) => one.by)
      const judging = [...opinions, 'flagExperiment'].includes(act)
      const pending = [...items.values()].some(({ open }) => open)
      return (
        refuse(!comesFrom[act]!.includes(now!)) ||
        refuse(notByDrafter.includes(act) && by === drafter) ||
        refuse(judging && first.includes(by)) ||
        refuse(act === 'accept' && (body.pack as string[]).length < packs[kind].length) ||
        refuse(act === 'expedite' && kind !== 'normative') ||
        refuse(act === 'assign' && last(done, 'assign') >= 0) ||
        refuse(act === 'reassign' && last(done, 'assign') < 0) ||
        refuse(['assign', 'reassign'].includes(act) && body.reviewer === drafter) ||
        refuse(act === 'consult' && consulting(done)) ||
        refuse(act === 'argue' && last(done, 'resume') < 0) ||
        refuse(['objectFirst', 'findUnlawful', 'askRevision'].includes(act) && items.size === 0) ||
        refuse(['objectFirst', ...opinions].includes(act) && consulting(done)) ||
        refuse(['findLawful', 'close', 'flagExperiment'].includes(act) && pending) ||
        refuse(act === 'findLawful' && kind === 'decision' && last(done, 'hearAdviser') < 0) ||
        refuse(act === 'findLawful' && last(done, 'markComplex') > last(done, 'argue')) ||
        refuse(act === 'findLawful' && last(done, 'passFirst') < 0 && last(done, 'skipFirst') < 0) ||
        refuse(act === 'flagExperiment' && kind !== 'decision') ||
        refuse(timed(done, act, on) === 'early') ||
        (timed(done, act, on) === 'late' || (act === 'resume' && last(done, 'consult') < 0) ? 'breach' : 'done')
      )
    },
  }
}
const tried = (kind: 'normative' | 'decision', drafter: string) => {
  const whole = fc.constant(signed)
  const wanting = fc.constant({ missing: ['bases'], defect: 'unreadable' })
  const reviewer = fc.constantFrom('p1', 'p2', 'p3')
  const items = ['i1', 'i2'].flatMap((id, at) => [
    [
      `item/${id}.raise`,
      fc.constantFrom('content', 'rights').map((question) => ({ no: at + 1, question, opinion: '示例' })),
    ] as const,
    [`item/${id}.adopt`, fc.constant({ how: '已修改' })] as const,
    [`item/${id}.decline`, fc.constant(declined)] as const,
  ])
  return {
    submit: fc.constant(handedIn(kind, { drafter })),
    askCompletion: wanting,
    complete: fc.constant({ supplement: file }),
    returnPack: wanting,
    accept: fc.constantFrom({ pack: packs[kind] }, { pack: packs[kind].slice(1) }),
    expedite: fc.constant({ ground: 'incident', reason: '防汛' }),
    assign: reviewer.map((one) => ({ reviewer: one })),
    reassign: reviewer.map((one) => ({ reviewer: one, cause: 'leave' })),
    skipFirst: fc.constant({ ground: 'noSection' }),
    passFirst: whole,
    objectFirst: whole,
    consult: fc.constant({ whom: '市级部门', matter: '权限' }),
    resume: fc.constant({ replies: file }),
    hearAdviser: fc.constant(advice),
    markComplex: fc.constant({ why: ['wide'], point: '授权' }),
    argue: fc.constant({ attended: '示例专家', minutes: file }),
    findLawful: whole,
    findUnlawful: whole,
    askRevision: whole,
    close: fc.constant({}),
    flagExperiment: fc.constant({ ground: '先行先试', risk: '权限' }),
    withdraw: fc.constant({ reason: '不再制定' }),
    countersign: fc.constant({ way: 'countersigning' }),
    ...Object.fromEntries(items),
  }
}
describe.each(['normative', 'decision'] as const)('a random life of a review (%s)', (kind) => {
  it('goes as the opinion of 2018 and the regulation on decisions say', () =>
    walks({
      mechanism: review,
      model: law(kind, 'p1'),
      acts: tried(kind, 'p1'),
      // What leads on comes more often than what ends all.
      weights: {
        ...Object.fromEntries(Object.keys(tried(kind, 'p1')).map((act) => [act, 3])),
        withdraw: 1,
        returnPack: 1,
        accept: 40,
        passFirst: 20,
        resume: 15,
        hearAdviser: 9,
        argue: 12,
        findLawful: 20,
        findUnlawful: 15,
        'item/i1.raise': 9,
        'item/i1.adopt': 12,
        flagExperiment: 30,
      },
      runs: 200,
      people: ['p2', 'p1', 'p3', 'p4'],
      apart: 4,
      steps: 40,
    }))
})
