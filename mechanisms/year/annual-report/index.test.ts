import { describe, expect, it } from 'vitest'
import type { Values } from '../../../kernel/fields/index.ts'
import { sampleFile as file } from '../../../kernel/sample.ts'
import { replay, story } from '../../../tests/story.ts'
import annualReport from './index.ts'
import { sample } from './sample.ts'

const text = { hash: file, title: '报告' }
const flaw = { words: '法治人才不足', cause: '编制和培养跟不上', area: 'capacity' }
const said = { words: '年内部署' }
const open = { verdict: 'open', form: file }
const address = { address: '/ndbg/2022.html' }
const adoption = { minutes: file }

/** The report of 2022, opened by p1 with one department and all that its last four parts say. */
const opened = (scope: 'district' | 'department' = 'district') => {
  const told = story(annualReport)
  const wholly = told.act(annualReport, 'a')
  wholly('2023-01-03', 'p1', 'open', { title: '报告', year: 2022, scope, body: 'u1' })
  const of = (kind: string, id = kind) => told.act(annualReport, 'a', { kind, id })
  const [delivery] = [told.raised('a', 1, 'delivery', 0)]
  return {
    told,
    wholly,
    of,
    send: (on: string) => told.act(annualReport, 'a', delivery)(on, 'p6', 'send', { receipt: file }),
  }
}
const drafted = (scope?: 'district' | 'department', without?: string) => {
  const at = opened(scope)
  const parts: [string, Values][] = [
    ['shortcoming', flaw],
    ['duty', said],
    ['arrangement', said],
    ['matter', said],
  ]
  for (const [kind, body] of parts) if (kind !== without) at.of(kind)('2023-01-10', 'p1', 'write', body)
  at.wholly('2023-01-20', 'p1', 'draft', { text })
  return at
}
const reviewed = (scope?: 'district' | 'department') => {
  const at = drafted(scope)
  at.wholly('2023-01-30', 'p2', 'review')
  return at
}
const signed = () => {
  const at = reviewed()
  at.wholly('2023-02-06', 'p6', 'adopt', adoption)
  at.wholly('2023-02-10', 'p4', 'sign')
  return at
}
const frozen = () => {
  const at = signed()
  at.wholly('2023-02-13', 'p5', 'freeze')
  return at
}
const published = () => {
  const at = frozen()
  at.wholly('2023-02-14', 'p3', 'secrecyReview', open)
  at.wholly('2023-02-28', 'p7', 'publish', address)
  return at
}

it('the sample replays', () => expect(replay(annualReport, sample)).toEqual([]))

describe('what a report says', () => {
  it('names no shortcoming without its cause', () => {
    const { cause: _, ...bare } = flaw
    expect(opened().of('shortcoming')('2023-01-10', 'p1', 'write', bare)).toBe('invalid: cause 原因：必填')
  })
  it.each(['shortcoming', 'duty', 'arrangement', 'matter'])('is not complete without a %s', (kind) => {
    expect(drafted('district', kind).wholly('2023-01-30', 'p2', 'review')).toMatch(
      /^refusal: 审核：须有至少1项.*内容部分/,
    )
  })
  it('does not change once it was reviewed', () => {
    expect(reviewed().of('matter')('2023-02-01', 'p1', 'rewrite', said)).toMatch(/^refusal: .*征集中或已起草/)
  })
  it('becomes tasks, and is accounted for only when the next year is out', () => {
    const its = published().of('shortcoming')
    const account = { outcome: 'partly', explanation: '招录仍在进行' }
    expect(its('2023-03-10', 'p5', 'account', account)).toMatch(/^refusal: .*已列为任务/)
    expect(its('2023-03-10', 'p5', 'assign', { task: '1' })).toBe('done')
    expect(its('2023-12-30', 'p5', 'account', account)).toMatch(/^refusal: .*12月31日/)
    expect(its('2023-12-31', 'p5', 'account', account)).toBe('done')
  })
})

describe('the reports of departments', () => {
  it.each([
    ['2023-03-01', /^done$/],
    ['2023-03-02', /^breach: 报送报告：“部门报送期限”已于2023-03-01届满.*第四章/],
  ])('handed in on %s', (on, result) => {
    const its = opened().of('contribution')
    its('2023-01-04', 'p1', 'ask', { unit: 'u2' })
    expect(its(on, 'p8', 'handIn', { report: file }, { unit: 'u2' })).toMatch(result)
  })
  it('are asked for by the district only', () => {
    expect(opened('department').of('contribution')('2023-01-04', 'p1', 'ask', { unit: 'u2' })).toMatch(
      /^refusal: .*报告范围须为“区政府”/,
    )
  })
})

describe('on its way', () => {
  it('is reviewed, signed, frozen and published by others than its drafter', () => {
    expect(drafted().wholly('2023-01-30', 'p1', 'review')).toMatch(/^refusal: 审核：不得由办过“起草送审”/)
    expect(signed().wholly('2023-02-13', 'p1', 'freeze')).toMatch(/^refusal: 冻结数字：不得由办过“起草送审”/)
    expect(signed().wholly('2023-02-13', 'p4', 'freeze')).toMatch(/^refusal: 冻结数字：不得由办过“签发”/)
    const { wholly } = frozen()
    wholly('2023-02-14', 'p3', 'secrecyReview', open)
    expect(wholly('2023-02-28', 'p5', 'publish', address)).toMatch(/^refusal: 公开：不得由办过“冻结数字”/)
  })
  it('of the district is not signed before the government has adopted it', () => {
    const { wholly } = reviewed()
    expect(wholly('2023-02-10', 'p4', 'sign')).toMatch(/^refusal: 签发：.*须先会议审议通过.*组织法》第78条/)
    expect(reviewed('department').wholly('2023-02-10', 'p4', 'sign')).toBe('done')
  })
  it('sent back and drafted anew, is adopted anew', () => {
    const { wholly } = signed()
    wholly('2023-02-11', 'p4', 'sendBack', { opinion: '补充' })
    wholly('2023-02-11', 'p1', 'draft', { text })
    wholly('2023-02-11', 'p2', 'review')
    expect(wholly('2023-02-12', 'p4', 'sign')).toMatch(/^refusal: .*组织法》第78条/)
  })
  it('is frozen after its year only', () => {
    const told = story(annualReport)
    const early = told.act(annualReport, 'a')
    early('2022-12-01', 'p1', 'open', { title: '报告', year: 2022, scope: 'department', body: 'u1' })
    for (const [kind, body] of Object.entries({ shortcoming: flaw, duty: said, arrangement: said, matter: said }))
      told.act(annualReport, 'a', { kind, id: kind })('2022-12-02', 'p1', 'write', body)
    early('2022-12-03', 'p1', 'draft', { text })
    early('2022-12-04', 'p2', 'review')
    early('2022-12-05', 'p4', 'sign')
    expect(early('2022-12-31', 'p5', 'freeze')).toMatch(/^refusal: 冻结数字：报告年度结束之后/)
    expect(early('2023-01-01', 'p5', 'freeze')).toBe('done')
  })
})

describe('a report sent', () => {
  it.each([
    ['2023-03-01', /^done$/],
    ['2023-03-02', /^breach: 报送：“年度报告报送期限”已于2023-03-01届满.*第四章/],
  ])('on %s', (on, result) => expect(frozen().send(on)).toMatch(result))
  it('before it was adopted and frozen is a breach', () => {
    expect(reviewed().send('2023-02-01')).toMatch(/^breach: 报送：案卷须处于“数字已冻结.*第四章/)
  })
  it('to fewer than three does not close', () => {
    const { wholly, send } = published()
    send('2023-02-20')
    expect(wholly('2024-01-08', 'p5', 'archive')).toMatch(/^refusal: 归档：.*报送对象须为“已报送”.*第四章/)
  })
})

describe('publication', () => {
  it('is refused without clearance for secrecy', () => {
    const { wholly } = frozen()
    const refused = /^refusal: 公开：须先保密审查（可以公开）.*《政府信息公开条例》第17条/
    expect(wholly('2023-02-28', 'p7', 'publish', address)).toMatch(refused)
    wholly('2023-02-28', 'p3', 'secrecyReview', { verdict: 'closed', form: file })
    expect(wholly('2023-02-28', 'p7', 'publish', address)).toMatch(refused)
  })
  it('is refused before the figures are frozen', () => {
    const { wholly } = signed()
    wholly('2023-02-12', 'p3', 'secrecyReview', open)
    expect(wholly('2023-02-28', 'p7', 'publish', address)).toMatch(/^refusal: .*数字已冻结.*第24条/)
  })
  it('after 1 April is a breach, but a withheld report owes none', () => {
    const late = frozen().wholly
    late('2023-02-14', 'p3', 'secrecyReview', open)
    expect(late('2023-04-02', 'p7', 'publish', address)).toMatch(/^breach: 公开：“年度报告公开期限”.*第24条/)
    const { wholly } = frozen()
    const ground = { ground: '含国家秘密' }
    expect(wholly('2023-02-15', 'p4', 'withhold', ground)).toMatch(/^refusal: .*《政府信息公开条例》第14条/)
    wholly('2023-02-15', 'p3', 'secrecyReview', { verdict: 'closed', form: file })
    expect(wholly('2023-02-15', 'p4', 'withhold', ground)).toBe('done')
  })
  it('is corrected beside the published text, with what and why, and cleared again', () => {
    const { told, of } = published()
    const its = of('erratum')
    const corrected = { hash: 'a'.repeat(64), title: '报告（更正）' }
    const slip = { was: '82.5%', now: '82.6%', reason: '四舍五入有误', text: corrected }
    const { reason: _, ...bare } = slip
    expect(its('2023-03-06', 'p1', 'propose', bare)).toBe('invalid: reason 更正理由：必填')
    expect(its('2023-03-06', 'p1', 'propose', slip)).toBe('done')
    expect(its('2023-03-06', 'p7', 'issue', address)).toMatch(/^refusal: .*已过保密审查/)
    expect(its('2023-03-06', 'p1', 'clear', { form: file })).toMatch(/^refusal: .*《政府信息公开条例》第17条/)
    expect(its('2023-03-07', 'p3', 'clear', { form: file })).toBe('done')
    expect(its('2023-03-07', 'p7', 'issue', address)).toBe('done')
    expect([told.read('a').fields.text, told.part('a', 'erratum').fields.text]).toEqual([text, corrected])
  })
})
