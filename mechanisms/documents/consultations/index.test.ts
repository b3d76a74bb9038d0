import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { document, unit, type Values } from '../../../kernel/fields/index.ts'
import { mechanism } from '../../../kernel/mechanism.ts'
import { concluded, effect, opens } from '../../../kernel/procedure/index.ts'
import { sampleFile as file, sampleTexts } from '../../../kernel/sample.ts'
import { addDays, type Day } from '../../../kernel/time/index.ts'
import { walks, type Model, type Try } from '../../../tests/model.ts'
import { replay, story } from '../../../tests/story.ts'
import { rolled, workdaysFrom } from '../../../tests/workdays.ts'
import { clerk } from '../../roles.ts'
import consultations from './index.ts'
import { sample } from './sample.ts'

type Kind = 'market' | 'rights' | 'decision' | 'general'
const [draft, changed] = sampleTexts
const notice = (deadline: Day, more: Values = {}): Values => ({
  headline: '征求意见公告',
  draft,
  explanation: file,
  notice: file,
  deadline,
  channels: ['portal'],
  ...more,
})
const published = { address: '/yjzj/1.html', media: ['site'] }
const said = { kind: 'citizen', content: '第三条建议放宽' }
const byLetter = { ...said, channel: 'letter' }
const why = { why: '上位法另有规定' }
const heard = { attended: '区工商联', record: file }
const shortened = { ground: 'emergency', shortening: '防汛抢险急需', approval: file }
const letter = { kind: 'unit', inviter: 'u1', unit: 'u2', name: '示例局', due: '2022-03-15', letter: file }

/** p1 is the organ's clerk, p2 its head, p9 anybody. Thirty days from 1 March end on the 31st, seven working days on the 10th. */
const opened = (kind: Kind, more: Values = {}) => {
  const told = story(consultations)
  const act = told.act(consultations, 'c')
  expect(act('2022-03-01', 'p1', 'open', { title: '示例办法', organ: 'u1', kind, ...more })).toBe('done')
  return {
    told,
    act,
    comment: (id = 'c1') => told.act(consultations, 'c', { kind: 'comment', id }),
    invitation: told.act(consultations, 'c', { kind: 'invitation', id: 'i' }),
    state: () => told.read('c').state,
    stateOf: (id: string) => told.part('c', id).state,
  }
}
const drafted = (kind: Kind, deadline: Day, more: Values = {}) => {
  const at = opened(kind)
  expect(at.act('2022-03-01', 'p1', 'draftNotice', notice(deadline, more))).toBe('done')
  return at
}
const running = (kind: Kind = 'market', deadline = '2022-03-31', more: Values = {}) => {
  const at = drafted(kind, deadline, more)
  expect(at.act('2022-03-01', 'p2', 'publish', published)).toBe('done')
  return at
}
const closed = (kind: Kind = 'market', deadline = '2022-03-31', more: Values = {}) => {
  const at = running(kind, deadline, more)
  expect(at.act('2022-04-01', 'p1', 'close')).toBe('done')
  return at
}
const summary = { summary: file }

it('the sample replays', () => expect(replay(consultations, sample)).toEqual([]))

describe('a notice', () => {
  it('publishes the very text that is consulted on', () => {
    const at = opened('general', { subject: { mechanism: 'papers', id: 'x', hash: draft!.hash } })
    expect(at.act('2022-03-01', 'p1', 'draftNotice', { ...notice('2022-03-31'), draft: changed })).toBe(
      'refusal: 拟定公告：公布的草案须是所征求意见的文本',
    )
    expect(at.act('2022-03-01', 'p1', 'draftNotice', notice('2022-03-31'))).toBe('done')
  })
  it('names a day to come, and the means to comment', () => {
    const { act } = opened('general')
    expect(act('2022-03-01', 'p1', 'draftNotice', notice('2022-03-01'))).toMatch(/^refusal.*截止日须晚于今天/)
    expect(act('2022-03-01', 'p1', 'draftNotice', { ...notice('2022-03-31'), channels: [] })).toMatch(/^invalid/)
  })
  it.each([
    ['market', '2022-03-30', '2022-03-31', '《优化营商环境条例》第62条'],
    ['decision', '2022-03-30', '2022-03-31', '《重大行政决策程序暂行条例》第15条'],
    ['rights', '2022-03-09', '2022-03-10', '《市县法治政府建设示范指标体系（2021年版）》第24项'],
  ] as const)('leaves %s the time of its law', (kind, tooSoon, lawful, article) => {
    expect(drafted(kind, tooSoon).act('2022-03-01', 'p2', 'publish', published)).toContain(`[${article}]`)
    expect(drafted(kind, lawful).act('2022-03-01', 'p2', 'publish', published)).toBe('done')
  })
  it('leaves anything else the time that it names', () =>
    expect(running('general', '2022-03-02').state()).toBe('running'))
  it('is drafted before it is published, by a head', () => {
    const { act } = opened('general')
    expect(act('2022-03-01', 'p2', 'publish', published)).toMatch(/^refusal.*待公告/)
    expect(
      drafted('general', '2022-03-31').act('2022-03-01', 'p1', 'publish', published, { roles: ['clerk'] }),
    ).toMatch(/^denied/)
  })
})

describe('the time to comment', () => {
  it('ends after the day announced and never before the time of the law, which rolls over a holiday', () => {
    const { act } = drafted('market', '2022-10-01')
    expect(act('2022-09-01', 'p2', 'publish', published)).toBe('done')
    expect(act('2022-10-01', 'p1', 'close')).toMatch(/^refusal.*须已过公告的截止日/)
    expect(act('2022-10-08', 'p1', 'close')).toMatch(/^refusal.*2022-10-08届满.*《优化营商环境条例》第62条/)
    expect(act('2022-10-09', 'p1', 'close')).toBe('done')
  })
  it('of a decision is shortened with a reason that everyone sees, by another than who drafted the notice', () => {
    const at = drafted('decision', '2022-03-05')
    expect(at.act('2022-03-01', 'p1', 'shortenDecision', shortened)).toMatch(/^refusal.*办过“拟定公告”的同一人/)
    const { shortening: _, ...silent } = shortened
    expect(at.act('2022-03-01', 'p2', 'shortenDecision', silent)).toMatch(/^invalid: shortening/)
    expect(at.act('2022-03-01', 'p2', 'shortenDecision', shortened)).toBe('done')
    expect(at.act('2022-03-01', 'p2', 'publish', published)).toBe('done')
    expect(at.told.read('c').fields.shortening).toBe('防汛抢险急需')
    expect(at.act('2022-03-06', 'p1', 'close')).toBe('done')
  })
  it('of market rules is shortened for urgent grounds only, and to no less than seven working days', () => {
    const at = drafted('market', '2022-03-04')
    expect(at.act('2022-03-01', 'p2', 'shortenMarket', { ...shortened, ground: 'urgent' })).toMatch(/^invalid: ground/)
    expect(at.act('2022-03-01', 'p2', 'shortenMarket', shortened)).toBe('done')
    expect(at.act('2022-03-01', 'p2', 'publish', published)).toMatch(/^refusal.*第24项/)
    expect(at.act('2022-03-01', 'p1', 'draftNotice', notice('2022-03-10'))).toBe('done')
    expect(at.act('2022-03-01', 'p2', 'publish', published)).toBe('done')
    expect(at.act('2022-03-11', 'p1', 'close')).toBe('done')
  })
  it.each([
    ['rights', 'shortenDecision', '《重大行政决策程序暂行条例》第15条'],
    ['decision', 'shortenMarket', '《优化营商环境条例》第62条'],
    ['market', 'shortenOther', '《市县法治政府建设示范指标体系（2021年版）》第24项'],
  ] as const)('of %s is not shortened by %s', (kind, act, article) => {
    const refused = drafted(kind, '2022-03-31').act('2022-03-01', 'p2', act, shortened)
    expect(refused).toMatch(/^refusal/)
    expect(refused).toContain(article)
  })
  it('falls away for what the law keeps secret, of which nothing is public', () => {
    const { act, state } = opened('decision')
    expect(act('2022-03-01', 'p2', 'withhold', { ground: 'secret' })).toMatch(/^invalid: basis/)
    expect(act('2022-03-01', 'p2', 'withhold', { ground: 'secret', basis: '保密法' })).toBe('done')
    expect(state()).toBe('exempt')
    const { open, portal } = consultations
    expect([open, ['preparing', 'drafted', 'exempt'].some((state) => portal?.states.includes(state))]).toEqual([
      'parties',
      false,
    ])
  })
  it('cannot be kept secret once it has been announced', () => {
    expect(running().act('2022-03-02', 'p2', 'withhold', { ground: 'secret', basis: '保密法' })).toMatch(/^refusal/)
  })
})

describe('a comment', () => {
  it('comes without a name, or with one that is never public', () => {
    const at = running()
    expect(at.comment()('2022-03-31', 'p9', 'submit', said)).toBe('done')
    expect(at.comment('c2')('2022-03-05', 'p9', 'submit', { ...said, name: '甲', contact: '示例' })).toBe('done')
    const { name, contact } = consultations.parts.comment.record
    for (const { how } of [name, contact]) expect(how).toEqual({ optional: true, personal: true })
  })
  it('is kept after the deadline and marked late, without a breach', () => {
    const at = closed()
    expect(at.comment()('2022-04-02', 'p9', 'submit', said)).toMatch(/^refusal/)
    expect(at.comment()('2022-04-02', 'p9', 'submitLate', said)).toBe('done')
    expect(at.comment('c2')('2022-04-02', 'p1', 'enterLate', byLetter)).toBe('done')
    expect([at.stateOf('c1'), at.stateOf('c2')]).toEqual(['late', 'late'])
  })
  it('is late after the day announced, though nobody has closed yet', () => {
    const at = running()
    expect(at.comment()('2022-04-01', 'p9', 'submit', said)).toMatch(/^refusal.*已过截止日/)
    expect(at.comment()('2022-03-31', 'p9', 'submitLate', said)).toMatch(/^refusal.*须已过公告的截止日/)
    expect(at.comment()('2022-04-01', 'p9', 'submitLate', said)).toBe('done')
  })
  it('on paper counts on the day it came, whenever it is entered', () => {
    const at = closed()
    expect(at.comment()('2022-03-30', 'p1', 'enter', byLetter, { today: '2022-04-06' })).toBe('done')
    expect(at.stateOf('c1')).toBe('received')
  })
  it('that came in time and is called late shows as a breach', () => {
    const at = closed()
    expect(at.comment()('2022-03-30', 'p1', 'enterLate', byLetter, { today: '2022-04-06' })).toMatch(/^breach/)
    expect(at.comment('c2')('2022-04-06', 'p1', 'enter', byLetter)).toMatch(/^breach.*作为逾期意见登记/)
  })
  it('does not come before the notice', () =>
    expect(drafted('general', '2022-03-31').comment()('2022-03-01', 'p9', 'submit', said)).toMatch(/^refusal/))
  it('after the result is kept and marked, whoever brings it, and nobody owes an answer', () => {
    const { act, comment, stateOf } = closed('rights')
    act('2022-04-01', 'p1', 'conclude', summary)
    expect(comment()('2022-04-02', 'p9', 'submitAfterwards', said)).toMatch(/^refusal.*案卷须处于/)
    expect(act('2022-04-06', 'p2', 'publishResult', { result: '/jg' })).toBe('done')
    expect(comment()('2022-04-07', 'p9', 'submitLate', said)).toMatch(/^refusal.*案卷已办结/)
    expect(comment()('2022-04-07', 'p9', 'submitAfterwards', said)).toBe('done')
    expect(comment('c2')('2022-04-07', 'p1', 'enterAfterwards', byLetter)).toBe('done')
    expect([stateOf('c1'), stateOf('c2')]).toEqual(['afterwards', 'afterwards'])
    expect(comment()('2022-04-07', 'p1', 'decline', why)).toMatch(/^refusal.*案卷已办结/)
  })
  it('that came before the result and is entered after it shows what the conclusion left out', () => {
    const { act, comment, stateOf, told } = closed('rights')
    act('2022-04-01', 'p1', 'conclude', summary)
    act('2022-04-06', 'p2', 'publishResult', { result: '/jg' })
    expect(comment()('2022-03-30', 'p1', 'enter', byLetter, { today: '2022-04-08' })).toBe('done')
    expect(stateOf('c1')).toBe('received')
    expect(
      told
        .read('c')
        .breaches.map(({ words }) => words)
        .join(),
    ).toContain('每项意见须为')
  })
  it('is answered by the organ only, with its reason or the paragraph that it changed', () => {
    const at = running('general')
    at.comment()('2022-03-02', 'p9', 'submit', said)
    expect(at.comment()('2022-03-03', 'p9', 'decline', why, { roles: ['portal'] })).toMatch(/^denied/)
    expect(at.comment()('2022-03-03', 'p8', 'decline', why, { unit: 'u9' })).toMatch(/^denied/)
    expect(at.comment()('2022-03-03', 'p1', 'decline')).toMatch(/^invalid: why/)
    expect(at.comment()('2022-03-03', 'p1', 'adopt')).toMatch(/^invalid: changed/)
    expect(at.comment()('2022-03-03', 'p1', 'adopt', { changed: '第三条' })).toBe('done')
  })
  it('is grouped with like ones by the organ, not by whoever sends it', () => {
    const at = running('general')
    expect(at.comment()('2022-03-02', 'p9', 'submit', { ...said, group: '甲' })).toMatch(/^refusal.*由承办单位归并/)
    for (const id of ['c1', 'c2', 'c3']) {
      at.comment(id)('2022-03-02', 'p9', 'submit', said)
      expect(at.comment(id)('2022-03-03', 'p1', 'gather', { group: '放宽第三条' })).toBe('done')
      expect(at.comment(id)('2022-03-03', 'p1', 'decline', why)).toBe('done')
    }
  })
})

describe('like comments', () => {
  const words = (content: string) => ({ ...said, content })
  const flooded = () => {
    const at = running('general')
    const texts = ['建议删去第五条。', '建议 删去第五条', '建议删去第５条！', '建议放宽第三条', '第五条不合理，应取消']
    texts.forEach((text, n) => at.comment(`c${n}`)('2022-03-02', 'p9', 'submit', words(text)))
    return { ...at, states: () => texts.map((_, n) => at.stateOf(`c${n}`)) }
  }
  it('in the same words are known by them, whatever their spaces, width and punctuation', () => {
    const { told } = flooded()
    const same = (n: number) => told.part('c', `c${n}`).fields.same
    expect(same(1)).toBe(same(0))
    expect([same(2), same(3), same(4)].includes(same(0))).toBe(false)
    expect(told.history('c').some(({ body }) => 'same' in body)).toBe(false)
  })
  it('have one answer with one reason, those of a group and those in the same words', () => {
    const { comment, states } = flooded()
    expect(comment('c0')('2022-03-03', 'p1', 'gatherSame', { group: '删去第五条' })).toBe('done')
    expect(comment('c4')('2022-03-03', 'p1', 'gather', { group: '删去第五条' })).toBe('done')
    expect(comment('c4')('2022-03-04', 'p1', 'declineAll', why)).toBe('done')
    expect(states()).toEqual(['notAdopted', 'notAdopted', 'received', 'received', 'notAdopted'])
    expect(comment('c3')('2022-03-04', 'p1', 'adoptAll')).toMatch(/^invalid: changed/)
    expect(comment('c3')('2022-03-04', 'p1', 'adoptAll', { changed: '第三条' })).toBe('done')
    expect(comment('c2')('2022-03-04', 'p1', 'adoptAllPartly', { changed: '第五条', ...why })).toBe('done')
    expect(states()).toEqual(['notAdopted', 'notAdopted', 'partly', 'adopted', 'notAdopted'])
  })
  it('lose the answer together when it is voided, and each can be answered again', () => {
    const { comment, states, told } = flooded()
    comment('c0')('2022-03-03', 'p1', 'declineAll', why)
    const { version } = told.history('c').findLast(({ act }) => act === 'declineAll')!
    expect(comment('c0')('2022-03-04', 'p2', 'void', { version, reason: '误操作' })).toBe('done')
    expect(states()).toEqual(['received', 'received', 'received', 'received', 'received'])
    expect(comment('c1')('2022-03-05', 'p1', 'adopt', { changed: '第五条' })).toBe('done')
  })
  it('that were answered before keep their own answer', () => {
    const { comment, states } = flooded()
    comment('c1')('2022-03-03', 'p1', 'adopt', { changed: '第五条' })
    comment('c0')('2022-03-03', 'p1', 'declineAll', why)
    expect(states().slice(0, 2)).toEqual(['notAdopted', 'adopted'])
  })
})

describe('a running consultation', () => {
  const until = (deadline: Day) => ({ deadline, prolonging: '意见较多', notice: file })
  it('is prolonged with a reason and a notice, and closes after the new day only', () => {
    const at = running('market', '2022-03-31')
    expect(at.act('2022-03-30', 'p1', 'prolong', until('2022-04-15'), { roles: ['clerk'] })).toMatch(/^denied/)
    const { prolonging: _, ...silent } = until('2022-04-15')
    expect(at.act('2022-03-30', 'p2', 'prolong', silent)).toMatch(/^invalid: prolonging/)
    expect(at.act('2022-03-31', 'p2', 'prolong', until('2022-04-15'))).toBe('done')
    expect(at.comment()('2022-04-15', 'p9', 'submit', said)).toBe('done')
    expect(at.act('2022-04-15', 'p1', 'close')).toMatch(/^refusal.*须已过公告的截止日/)
    expect(at.act('2022-04-16', 'p1', 'close')).toBe('done')
  })
  it('is never shortened, nor prolonged when its day has passed', () => {
    const at = running('market', '2022-04-15')
    expect(at.act('2022-03-02', 'p2', 'prolong', until('2022-04-14'))).toMatch(/^refusal.*不得缩短/)
    expect(at.act('2022-03-02', 'p2', 'shortenMarket', shortened)).toMatch(/^refusal/)
    expect(at.act('2022-04-16', 'p2', 'prolong', until('2022-04-30'))).toMatch(/^refusal.*不再延长/)
  })
})

describe('the end of a consultation', () => {
  it.each([
    ['market', '《优化营商环境条例》第62条'],
    ['decision', '《重大行政决策程序暂行条例》第18条'],
    ['rights', '《地方各级人民代表大会和地方各级人民政府组织法》第75条'],
  ] as const)('waits until every comment on %s is answered', (kind, article) => {
    const at = closed(kind)
    at.act('2022-04-01', 'p1', 'hearMarket', heard)
    at.comment()('2022-04-01', 'p9', 'submitLate', said)
    const refused = at.act('2022-04-02', 'p1', 'conclude', summary)
    expect(refused).toMatch(/^refusal.*每项意见须为/)
    expect(refused).toContain(article)
    at.comment()('2022-04-02', 'p1', 'decline', why)
    expect(at.act('2022-04-02', 'p1', 'conclude', summary)).toBe('done')
  })
  it('waits for those who came late before the result was published', () => {
    const at = closed('rights')
    at.act('2022-04-01', 'p1', 'conclude', summary)
    at.comment()('2022-04-02', 'p9', 'submitLate', said)
    expect(at.act('2022-04-02', 'p2', 'publishResult', { result: '/jg' })).toMatch(/^refusal.*每项意见须为/)
    at.comment()('2022-04-02', 'p1', 'adoptPartly', { changed: '第三条', ...why })
    expect(at.act('2022-04-02', 'p2', 'publishResult', { result: '/jg' })).toBe('done')
  })
  it('waits for enterprises and their associations where the market is concerned', () => {
    const at = closed('market')
    expect(at.act('2022-04-01', 'p1', 'conclude', summary)).toMatch(
      /^refusal.*须先听取企业和行业协会商会意见.*《优化营商环境条例》第62条/,
    )
    expect(at.act('2022-03-20', 'p1', 'hearMarket', heard, { today: '2022-04-01' })).toBe('done')
    expect(at.act('2022-04-01', 'p1', 'conclude', summary)).toBe('done')
  })
  it('waits for the organisations of a group that is touched', () => {
    const at = closed('decision', '2022-03-31', { specificGroup: true })
    expect(at.act('2022-04-01', 'p1', 'conclude', summary)).toMatch(/^refusal.*《重大行政决策程序暂行条例》第14条/)
    at.act('2022-04-01', 'p1', 'hearGroup', { attended: '区残联', groupHeard: file })
    expect(at.act('2022-04-01', 'p1', 'conclude', summary)).toBe('done')
  })
  it('may be a withdrawal, and then another one begins', () => {
    const papers = mechanism('papers', {
      name: ['示例文件', 'Papers'],
      record: { text: document('文本', 'Text'), organ: unit('单位', 'Unit') },
      states: { open: ['起草', 'Open'], done: ['完成', 'Done'] },
      ends: ['done'],
      acts: {
        begin: effect('起草', 'Begin', { to: 'open', by: clerk }),
        ask: effect('征求意见', 'Ask', {
          from: 'open',
          by: clerk,
          then: [opens(consultations, 'open', 'text', () => ({ title: '示例办法', organ: 'u1', kind: 'general' }))],
        }),
        finish: effect('完成', 'Finish', {
          from: 'open',
          to: 'done',
          by: clerk,
          requires: [concluded(consultations, ['published', 'exempt'])],
        }),
      },
    })
    const told = story(papers, consultations)
    const paper = told.act(papers, 'p')
    paper('2022-03-01', 'p1', 'begin', { text: draft, organ: 'u1' })
    const ask = (on: Day) => {
      expect(paper(on, 'p1', 'ask')).toBe('done')
      return told.act(consultations, told.opened()[0]!.id)
    }
    const first = ask('2022-03-01')
    expect(first('2022-03-02', 'p2', 'withdraw', { reason: '草案大改' })).toBe('done')
    expect(paper('2022-03-02', 'p1', 'finish')).toMatch(/^refusal.*意见征集/)
    const second = ask('2022-03-02')
    second('2022-03-02', 'p1', 'draftNotice', notice('2022-03-05'))
    second('2022-03-02', 'p2', 'publish', published)
    second('2022-03-06', 'p1', 'close')
    second('2022-03-07', 'p1', 'conclude', summary)
    expect(paper('2022-03-07', 'p1', 'finish')).toMatch(/^refusal/)
    expect(second('2022-03-07', 'p2', 'publishResult', { result: '/jg' })).toBe('done')
    expect(paper('2022-03-07', 'p1', 'finish')).toBe('done')
  })
})

describe('an invitation', () => {
  it('is reminded of, answered or found silent, and the end waits for it', () => {
    const at = closed('general')
    expect(at.invitation('2022-04-01', 'p1', 'invite', { ...letter, due: '2022-03-20' })).toMatch(/^refusal.*答复日/)
    expect(at.invitation('2022-04-01', 'p1', 'invite', { ...letter, due: '2022-04-11' })).toBe('done')
    expect(at.act('2022-04-02', 'p1', 'conclude', summary)).toMatch(/^refusal.*每项定向征求须为/)
    expect(at.invitation('2022-04-08', 'p1', 'remind', { way: '电话' })).toBe('done')
    expect(at.invitation('2022-04-11', 'p1', 'noteSilence')).toMatch(/^refusal.*须已过答复日/)
    expect(at.invitation('2022-04-12', 'p1', 'noteSilence')).toBe('done')
    expect(at.act('2022-04-12', 'p1', 'conclude', summary)).toBe('done')
    expect(at.invitation('2022-04-13', 'p1', 'answer', { reply: file, says: 'none' })).toMatch(/^breach.*答复期限/)
  })
  it('is answered late by a public body with a breach, by anybody else without', () => {
    const at = running('general')
    at.invitation('2022-03-02', 'p1', 'invite', letter)
    expect(at.invitation('2022-03-16', 'p7', 'answer', { reply: file, says: 'some' }, { unit: 'u2' })).toMatch(
      /^breach/,
    )
    const other = at.told.act(consultations, 'c', { kind: 'invitation', id: 'j' })
    other('2022-03-16', 'p1', 'invite', { ...letter, kind: 'association', unit: undefined, due: '2022-03-20' })
    expect(other('2022-03-25', 'p1', 'answer', { reply: file, says: 'none' })).toBe('done')
  })
})

describe('a hearing', () => {
  const on = { sitting: '2022-03-21', place: '一楼会议室' }
  const announced = { notice: file, selection: file }
  const ordered = (more: Values = {}) => {
    const at = opened('decision', more)
    expect(at.act('2022-03-01', 'p2', 'orderHearing')).toBe('done')
    const hearing = at.told.act(consultations, 'c', at.told.raised('c', 2, 'hearing', 0))
    const held = (day: Day) => {
      hearing('2022-03-02', 'p1', 'schedule', on)
      hearing('2022-03-10', 'p1', 'announce', announced)
      hearing('2022-03-11', 'p1', 'publishParticipants', { participants: file })
      hearing('2022-03-14', 'p1', 'serve', { receipts: file })
      return hearing(day, 'p1', 'hold', { record: file })
    }
    return { ...at, hearing, held }
  }
  it('is announced, served seven days before, held on its day and reported', () => {
    const { held, hearing } = ordered()
    expect(held('2022-03-21')).toBe('done')
    expect(hearing('2022-03-23', 'p1', 'report', { report: file })).toBe('done')
  })
  it('served too late, announced too late or held on another day is a breach', () => {
    const { hearing } = ordered()
    hearing('2022-03-02', 'p1', 'schedule', on)
    expect(hearing('2022-03-15', 'p1', 'announce', announced)).toMatch(/^breach.*依据待核/)
    hearing('2022-03-15', 'p1', 'publishParticipants', { participants: file })
    expect(hearing('2022-03-15', 'p1', 'serve', { receipts: file })).toMatch(
      /^breach.*《重大行政决策程序暂行条例》第16条/,
    )
    expect(hearing('2022-03-22', 'p1', 'hold', { record: file })).toMatch(/^breach.*公告的听证日.*第16条/)
  })
  it('without participants published and papers served is a breach and has to be held again', () => {
    const { hearing, told } = ordered()
    hearing('2022-03-02', 'p1', 'schedule', on)
    hearing('2022-03-10', 'p1', 'announce', announced)
    expect(hearing('2022-03-21', 'p1', 'holdUnprepared', { record: file })).toMatch(/^breach.*第16条/)
    expect(hearing('2022-03-22', 'p1', 'report', { report: file })).toMatch(/^refusal/)
    expect(hearing('2022-03-22', 'p1', 'schedule', on)).toMatch(/^refusal.*听证日须晚于今天/)
    expect(hearing('2022-03-22', 'p1', 'schedule', { ...on, sitting: '2022-04-06' })).toBe('done')
    expect(told.part('c', told.raised('c', 2, 'hearing', 0).id).state).toBe('scheduled')
  })
  it('that the law orders is not cancelled, and the end waits for it; another is ordered when the first is over', () => {
    const free = ordered()
    expect(free.act('2022-03-01', 'p2', 'orderHearing')).toMatch(/^refusal.*第17条/)
    expect(free.hearing('2022-03-02', 'p1', 'cancel', { reason: '分歧已消除' })).toBe('done')
    expect(free.act('2022-03-02', 'p2', 'orderHearing')).toBe('done')
    const bound = ordered({ mustHear: true })
    expect(bound.hearing('2022-03-02', 'p1', 'cancel', { reason: '分歧已消除' })).toMatch(/^refusal.*第16条/)
    bound.act('2022-03-01', 'p1', 'draftNotice', notice('2022-04-01'), { today: '2022-03-01' })
    bound.held('2022-03-21')
    bound.act('2022-03-22', 'p1', 'draftNotice', notice('2022-04-25'))
    bound.act('2022-03-22', 'p2', 'publish', published)
    bound.act('2022-04-26', 'p1', 'close')
    expect(bound.act('2022-04-26', 'p1', 'conclude', summary)).toMatch(/^refusal.*听证/)
    bound.hearing('2022-04-26', 'p1', 'report', { report: file })
    expect(bound.act('2022-04-26', 'p1', 'conclude', summary)).toBe('done')
  })
  it('that the law orders cannot be left out', () => {
    const at = opened('general', { mustHear: true })
    at.act('2022-03-01', 'p1', 'draftNotice', notice('2022-03-31'))
    at.act('2022-03-01', 'p2', 'publish', published)
    at.act('2022-04-01', 'p1', 'close')
    expect(at.act('2022-04-01', 'p1', 'conclude', summary)).toMatch(/^refusal.*《重大行政决策程序暂行条例》第16条/)
  })
})

describe('a random life of a consultation', () => {
  // From the law: the shortest times, and who must have been heard and answered.
  const leads: Readonly<Record<string, string>> = {
    open: 'preparing',
    draftNotice: 'drafted',
    publish: 'running',
    withhold: 'exempt',
    close: 'closed',
    conclude: 'concluded',
    publishResult: 'published',
    withdraw: 'withdrawn',
  }
  const before = ['preparing', 'drafted', 'running', 'closed']
  const may: Readonly<Record<string, readonly string[]>> = {
    draftNotice: ['preparing', 'drafted'],
    shortenDecision: ['preparing', 'drafted'],
    shortenMarket: ['preparing', 'drafted'],
    shortenOther: ['preparing', 'drafted'],
    withhold: ['preparing', 'drafted'],
    publish: ['drafted'],
    hearMarket: before,
    hearGroup: before,
    close: ['running'],
    conclude: ['closed'],
    publishResult: ['concluded'],
    withdraw: [...before, 'concluded'],
    orderHearing: before,
    prolong: ['running'],
  }
  /** Where each act leaves a hearing, and from where it may come. */
  const sits: Readonly<Record<string, readonly [from: readonly string[], to: string]>> = {
    schedule: [['due', 'scheduled', 'announced', 'listed', 'served', 'held'], 'scheduled'],
    announce: [['scheduled'], 'announced'],
    publishParticipants: [['announced'], 'listed'],
    serve: [['listed'], 'served'],
    hold: [['served'], 'held'],
    report: [['held'], 'reported'],
    cancel: [['due', 'scheduled', 'announced', 'listed', 'served', 'held'], 'cancelled'],
  }
  const shortens: Readonly<Record<string, Kind>> = {
    shortenDecision: 'decision',
    shortenMarket: 'market',
    shortenOther: 'rights',
  }
  const state = (done: readonly Try[]) => done.flatMap(({ act }) => leads[act] ?? []).at(-1)
  const partOf = (act: string) => /^(.+\/.+)\.(.+)$/.exec(act)
  const model: Model = {
    state,
    verdict: (done, { act, by, on, body }) => {
      const now = state(done)!
      const said = <V>(field: string) =>
        done.flatMap(({ act, body }) => (partOf(act) ? [] : (body[field] ?? []))).at(-1) as V
      const did = (name: string) => done.some((one) => one.act === name)
      if (act === 'open') return now ? 'refused' : 'done'
      const kind = said<Kind>('kind')
      const deadline = said<Day | undefined>('deadline')
      const over = ['published', 'exempt', 'withdrawn'].includes(now)
      const late = deadline !== undefined && on > deadline

      const [, part, what] = partOf(act) ?? []
      const ofPart = (name: string) =>
        done.flatMap((one) => (partOf(one.act)?.[1] === name ? [partOf(one.act)![2]!] : []))
      const answers = ['adopt', 'adoptPartly', 'decline', 'declineAll']
      // c1 and c5 are in the same words: whoever answers the one with all like it has answered the other, if it was there.
      const answered = (name: string) =>
        ofPart(name).some((one) => answers.includes(one)) ||
        (name === 'comment/c5' &&
          done.findIndex(({ act }) => act === 'comment/c5.submit') <
            done.findLastIndex(({ act }) => act === 'comment/c1.declineAll'))
      // Only the last hearing that was ordered is acted on.
      const ordered = done.findLastIndex((one) => one.act === 'orderHearing')
      const sitting = done.slice(ordered + 1).filter((one) => partOf(one.act)?.[1] === 'hearing/1')
      const heardAt = sitting.flatMap((one) => sits[partOf(one.act)![2]!]![1]).at(-1) ?? 'due'
      if (part === 'hearing/1' && what) {
        if (over || ordered < 0 || !sits[what]![0].includes(heardAt)) return 'refused'
        const day = what === 'schedule' ? body.sitting : sitting.findLast((one) => one.body.sitting)?.body.sitting
        const before = (days: number) => addDays(day as Day, -days)
        if (what === 'schedule') return (day as Day) > on ? 'done' : 'refused'
        if (what === 'cancel') return said('mustHear') === true ? 'refused' : 'done'
        if (day === undefined) return what === 'hold' ? 'breach' : 'done'
        // Announced (by the parameter, 待核) and served seven days before: late is a breach.
        if (what === 'announce') return on > before(7) ? 'breach' : 'done'
        if (what === 'serve') return on > before(7) ? 'breach' : 'done'
        return what === 'hold' && day !== on ? 'breach' : 'done'
      }
      if (part?.startsWith('comment/') && what) {
        const there = ofPart(part)
        if (what.endsWith('Afterwards')) return there.length || !over ? 'refused' : 'done'
        if (over) return 'refused'
        if (what === 'submit') return there.length || now !== 'running' || late ? 'refused' : 'done'
        if (what === 'submitLate')
          return there.length || !['running', 'closed', 'concluded'].includes(now) || !late ? 'refused' : 'done'
        if (what === 'enter') return there.length ? 'refused' : late ? 'breach' : 'done'
        if (what === 'enterLate') return there.length ? 'refused' : late ? 'done' : 'breach'
        return there.length && !answered(part) ? 'done' : 'refused'
      }
      if (part?.startsWith('invitation/') && what) {
        const there = ofPart(part).filter((one) => one !== 'remind')
        const { due } = done.find((one) => one.act === `${part}.invite`)?.body ?? body
        if (over) return 'refused'
        if (what === 'invite') return there.length || !before.includes(now) || (due as Day) <= on ? 'refused' : 'done'
        if (!there.length || there.includes('answer')) return 'refused'
        if (what === 'answer') return on > (due as Day) ? 'breach' : 'done'
        return there.includes('noteSilence') || (what === 'noteSilence' && on <= (due as Day)) ? 'refused' : 'done'
      }

      if (!may[act]!.includes(now)) return 'refused'
      const shortest = ['market', 'decision'].includes(kind) ? 30 : 0
      const waived = Object.keys(shortens).some(did)
      const working = kind === 'market' || kind === 'rights' ? 7 : 0
      if (shortens[act])
        return shortens[act] !== kind || done.some((one) => one.act === 'draftNotice' && one.by === by)
          ? 'refused'
          : 'done'
      if (act === 'draftNotice') return (body.deadline as Day) > on ? 'done' : 'refused'
      if (act === 'publish' && deadline !== undefined) {
        const soon = !waived && shortest > 0 && on > addDays(deadline, -shortest)
        const sooner = working > 0 && !(kind === 'rights' && waived) && on > workdaysFrom(deadline, -working)
        return soon || sooner ? 'refused' : 'done'
      }
      if (act === 'close') {
        const since = done.findLast((one) => one.act === 'publish')!.on
        const soon = !waived && shortest > 0 && on <= rolled(addDays(since, shortest))
        const sooner = working > 0 && !(kind === 'rights' && waived) && on <= workdaysFrom(since, working)
        return !late || soon || sooner ? 'refused' : 'done'
      }
      const parts = [...new Set(done.flatMap((one) => partOf(one.act)?.[1] ?? []))]
      const pending = parts.some((one) => one.startsWith('comment/') && !answered(one))
      const silent = parts.some(
        (one) => one.startsWith('invitation/') && !ofPart(one).some((act) => ['answer', 'noteSilence'].includes(act)),
      )
      const hearingOpen = ordered >= 0 && !['reported', 'cancelled'].includes(heardAt)
      if (act === 'orderHearing') return hearingOpen ? 'refused' : 'done'
      if (act === 'prolong')
        return deadline !== undefined && (body.deadline as Day) > deadline && !late ? 'done' : 'refused'
      if (act === 'publishResult') return pending ? 'refused' : 'done'
      if (act !== 'conclude') return 'done'
      const unheard = (kind === 'market' && !did('hearMarket')) || (said('specificGroup') === true && !did('hearGroup'))
      const unsat = hearingOpen || (said('mustHear') === true && ordered < 0)
      return pending || silent || unheard || unsat ? 'refused' : 'done'
    },
  }
  const comes = fc.constant(said)
  const other = (content: string) => ({ ...said, content })
  const acts = {
    open: fc
      .tuple(fc.constantFrom('market', 'decision', 'rights', 'general'), fc.boolean())
      .map(([kind, mustHear]): Values => ({ title: '示例', organ: 'u1', kind, mustHear })),
    draftNotice: fc
      .tuple(fc.nat({ max: 90 }), fc.boolean())
      .map(([days, specificGroup]) => notice(addDays('2022-03-01', days), { specificGroup })),
    shortenDecision: fc.constant(shortened),
    shortenMarket: fc.constant(shortened),
    shortenOther: fc.constant(shortened),
    publish: fc.constant(published),
    withhold: fc.constant({ ground: 'secret', basis: '保密法' }),
    hearMarket: fc.constant(heard),
    hearGroup: fc.constant({ attended: '区残联', groupHeard: file }),
    close: fc.constant({}),
    conclude: fc.constant(summary),
    publishResult: fc.constant({ result: '/jg' }),
    withdraw: fc.constant({ reason: '草案大改' }),
    'comment/c1.submit': comes,
    'comment/c1.decline': fc.constant(why),
    'comment/c1.gather': fc.constant({ group: '甲' }),
    'comment/c1.declineAll': fc.constant(why),
    'comment/c5.submit': fc.constant(other('第三条，建议放宽！')),
    'comment/c6.submitAfterwards': fc.constant(other('第六条建议放宽')),
    'comment/c7.enterAfterwards': fc.constant({ ...other('第七条建议放宽'), channel: 'hearing' }),
    'comment/c6.decline': fc.constant(why),
    'comment/c7.adopt': fc.constant({ changed: '第七条' }),
    'comment/c2.submitLate': fc.constant(other('第二条建议放宽')),
    'comment/c2.adopt': fc.constant({ changed: '第三条' }),
    'comment/c3.enter': fc.constant({ ...byLetter, ...other('第四条建议放宽'), channel: 'meeting' }),
    'comment/c3.adoptPartly': fc.constant({ changed: '第三条', ...why }),
    'comment/c4.enterLate': fc.constant({ ...byLetter, ...other('第五条建议放宽') }),
    'comment/c4.decline': fc.constant(why),
    'invitation/i1.invite': fc
      .nat({ max: 40 })
      .map((days): Values => ({ ...letter, due: addDays('2022-03-01', days) })),
    'invitation/i1.remind': fc.constant({ way: '电话' }),
    'invitation/i1.answer': fc.constant({ reply: file, says: 'none' }),
    'invitation/i1.noteSilence': fc.constant({}),
    orderHearing: fc.constant({}),
    prolong: fc
      .nat({ max: 120 })
      .map((days): Values => ({ deadline: addDays('2022-03-01', days), prolonging: '意见较多', notice: file })),
    'hearing/1.schedule': fc
      .nat({ max: 90 })
      .map((days): Values => ({ sitting: addDays('2022-03-01', days), place: '一楼会议室' })),
    'hearing/1.announce': fc.constant({ notice: file, selection: file }),
    'hearing/1.publishParticipants': fc.constant({ participants: file }),
    'hearing/1.serve': fc.constant({ receipts: file }),
    'hearing/1.hold': fc.constant({ record: file }),
    'hearing/1.report': fc.constant({ report: file }),
    'hearing/1.cancel': fc.constant({ reason: '分歧已消除' }),
  }
  it('goes as the laws say', () =>
    walks({
      mechanism: consultations,
      model,
      acts,
      // What leads on comes more often than what ends all.
      weights: {
        ...Object.fromEntries(Object.keys(acts).map((act) => [act, act.startsWith('comment') ? 8 : 4])),
        'comment/c5.submit': 2,
        ...Object.fromEntries(Object.keys(acts).flatMap((act) => (act.startsWith('hearing') ? [[act, 12]] : []))),
        'hearing/1.cancel': 2,
        orderHearing: 3,
        withhold: 1,
        withdraw: 1,
        draftNotice: 20,
        publish: 60,
        close: 60,
        conclude: 60,
        publishResult: 20,
      },
      apart: 9,
      steps: 36,
      runs: 300,
    }))
})
