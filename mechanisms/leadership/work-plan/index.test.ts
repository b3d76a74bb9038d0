import { describe, expect, it } from 'vitest'
import type { Values } from '../../../kernel/fields/index.ts'
import { sampleFile } from '../../../kernel/sample.ts'
import { replay, story } from '../../../tests/story.ts'
import workPlan from './index.ts'
import { sample } from './sample.ts'

const rectification = { title: '整改', kind: 'external', year: 2022, feedback: sampleFile, superiorPlan: sampleFile }
const annual = { title: '年度重点任务', kind: 'annual', year: 2022, item: '法治政府建设' }
const task = {
  content: '完善审核流程',
  unit: 'u2',
  leader: 'p9',
  atOnce: '补办审核',
  forGood: '审核嵌入系统',
  due: '2022-05-31',
  origin: 'superior',
}

/** A plan with one task of unit u2, issued on 2 March. */
const issued = (plan: Values = rectification) => {
  const told = story(workPlan)
  const wholly = told.act(workPlan, 'c')
  const its = told.act(workPlan, 'c', { kind: 'task', id: 't' })
  wholly('2022-03-01', 'p1', 'draft', plan)
  its('2022-03-01', 'p1', 'assign', task)
  wholly('2022-03-02', 'p2', 'issue', { document: sampleFile })
  return {
    told,
    wholly,
    its,
    own: (on: string, act: string, body: Values = {}) => its(on, 'p5', act, body, { unit: 'u2' }),
  }
}
const progress = { percent: 60, words: '流程已改', evidence: sampleFile }
const evidence = { evidence: sampleFile }
const doing = (plan?: Values) => {
  const at = issued(plan)
  at.own('2022-03-03', 'accept')
  at.own('2022-04-01', 'progress', progress)
  return at
}
const completed = (on = '2022-05-31') => {
  const at = doing()
  at.own('2022-05-20', 'claim', evidence)
  at.its('2022-05-23', 'p3', 'finish', { checked: sampleFile })
  at.wholly(on, 'p1', 'complete')
  return at
}
const seen = { record: sampleFile, findings: '未见反弹' }

describe('a plan', () => {
  it('replays its sample', () => expect(replay(workPlan, sample)).toEqual([]))

  it('names what it stems from', () => {
    const draft = story(workPlan).act(workPlan, 'c')
    expect(draft('2022-01-10', 'p1', 'draft', { title: '计划', kind: 'annual', year: 2022 })).toMatch(
      /^refusal.*规划事项/,
    )
    expect(draft('2022-01-10', 'p1', 'draft', { ...rectification, superiorPlan: undefined })).toMatch(/^refusal.*上级/)
  })
  it('is issued with tasks, by someone who did not draft it', () => {
    const told = story(workPlan)
    const wholly = told.act(workPlan, 'c')
    const document = { document: sampleFile }
    wholly('2022-01-10', 'p1', 'draft', annual)
    expect(wholly('2022-01-11', 'p2', 'issue', document)).toMatch(/^refusal.*至少1项任务/)
    told.act(workPlan, 'c', { kind: 'task', id: 't' })('2022-01-11', 'p1', 'assign', task)
    expect(wholly('2022-01-11', 'p1', 'issue', document)).toMatch(/^refusal.*不得由/)
    expect(wholly('2022-01-11', 'p2', 'issue', document)).toBe('done')
  })
  it('is not completed while a task is open', () => {
    const { wholly, own } = doing()
    own('2022-05-20', 'claim', evidence)
    expect(wholly('2022-05-31', 'p1', 'complete')).toMatch(/^refusal.*每项任务须为“已完成”/)
  })
  it('carries over what is unfinished, with a reason, when the year is out', () => {
    const { wholly, its } = doing(annual)
    const over = { reason: '需跨年实施', nextPlan: '2023年度重点任务' }
    expect(its('2022-12-30', 'p1', 'carryOver', over)).toMatch(/^refusal.*12月31日/)
    expect(wholly('2022-12-31', 'p1', 'close')).toMatch(/^refusal/)
    expect(its('2022-12-31', 'p1', 'carryOver', { nextPlan: over.nextPlan })).toMatch(/^invalid: reason/)
    expect(its('2022-12-31', 'p1', 'carryOver', over)).toBe('done')
    expect(wholly('2022-12-31', 'p1', 'close')).toBe('done')
  })
  it('carries over no rectification', () => {
    const over = { reason: '需跨年实施', nextPlan: '2023年度重点任务' }
    expect(doing().its('2022-12-31', 'p1', 'carryOver', over)).toMatch(/^refusal.*年度重点任务/)
  })
})

describe('a look-back on a rectification', () => {
  it('precedes the end of the plan', () => {
    const { wholly } = completed()
    expect(wholly('2022-07-05', 'p1', 'close')).toMatch(/^refusal.*须先开展回头看.*督察工作规定》第三章/)
    expect(wholly('2022-07-05', 'p4', 'lookBack', seen)).toBe('done')
    expect(wholly('2022-07-06', 'p1', 'close')).toBe('done')
  })
  it('too early, or before completion, is recorded with a breach', () => {
    expect(completed().wholly('2022-06-30', 'p4', 'lookBack', seen)).toMatch(/^breach.*回头看间隔.*依据待核/)
    expect(completed().wholly('2022-07-01', 'p4', 'lookBack', seen)).toBe('done')
    expect(doing().wholly('2022-06-30', 'p4', 'lookBack', seen)).toMatch(/^breach.*尚未起算/)
  })
  it('is owed within its term', () => {
    expect(completed().wholly('2022-09-01', 'p4', 'lookBack', seen)).toMatch(/^breach.*2022-08-31.*依据待核/)
  })
  it('by whoever declared the plan complete is a breach', () => {
    expect(completed().wholly('2022-07-05', 'p1', 'lookBack', seen)).toMatch(/^breach.*不得由/)
  })
  it('that finds a relapse is held again after the work is taken up anew', () => {
    const { wholly, its, own } = completed()
    wholly('2022-07-05', 'p4', 'lookBack', { record: sampleFile, findings: '审核又被跳过' })
    expect(wholly('2022-07-06', 'p1', 'resume', { reason: '出现反弹' })).toBe('done')
    expect(its('2022-07-06', 'p3', 'reopen', { due: '2022-07-29', reason: '出现反弹' })).toBe('done')
    expect(own('2022-07-29', 'claim', evidence)).toBe('done')
    its('2022-08-01', 'p3', 'finish', { checked: sampleFile })
    expect(wholly('2022-08-01', 'p1', 'close')).toMatch(/^refusal/)
    wholly('2022-08-01', 'p1', 'complete')
    expect(wholly('2022-09-02', 'p1', 'close')).toMatch(/^refusal.*须先开展回头看/)
    expect(wholly('2022-09-02', 'p4', 'lookBack', seen)).toBe('done')
    expect(wholly('2022-09-02', 'p1', 'close')).toBe('done')
  })
})

describe('a task', () => {
  it('is answered for by its units only', () => {
    expect(issued().its('2022-03-03', 'p8', 'accept', {}, { unit: 'u3' })).toMatch(/^denied/)
  })
  it('claimed after its day is late', () => {
    expect(doing().own('2022-06-01', 'claim', evidence)).toMatch(/^breach.*2022-05-31/)
  })
  it('is not accepted by whoever did it or answers for it', () => {
    const { its, own } = doing()
    own('2022-05-20', 'claim', evidence)
    const checked = { checked: sampleFile }
    expect(its('2022-05-23', 'p5', 'finish', checked)).toMatch(/^refusal.*不得由/)
    expect(its('2022-05-23', 'p9', 'finish', checked)).toMatch(/^refusal.*责任领导本人/)
    expect(its('2022-05-23', 'p8', 'finish', checked, { unit: 'u2', roles: ['clerk'] })).toMatch(/^denied/)
    expect(its('2022-05-23', 'p3', 'finish', checked)).toBe('done')
  })
  it('changes only with a reason and approval', () => {
    const { its, own } = doing()
    const change = { due: '2022-06-30', reason: '系统升级推迟' }
    expect(its('2022-05-30', 'p2', 'change', { due: change.due })).toMatch(/^invalid: reason/)
    expect(its('2022-05-30', 'p5', 'change', change, { unit: 'u2', roles: ['clerk', 'unit-head'] })).toMatch(/^denied/)
    expect(its('2022-05-30', 'p9', 'change', change)).toMatch(/^refusal.*责任领导本人/)
    expect(its('2022-05-30', 'p2', 'change', change)).toBe('done')
    expect(own('2022-06-30', 'claim', evidence)).toBe('done')
  })
  it('cannot be more than wholly done', () => {
    expect(doing().own('2022-04-11', 'progress', { ...progress, percent: 120 })).toMatch(/^refusal.*100%/)
  })
})
