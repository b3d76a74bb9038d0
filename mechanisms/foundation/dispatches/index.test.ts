import { expect, it } from 'vitest'
import { sampleFile } from '../../../kernel/sample.ts'
import { replay, story } from '../../../tests/story.ts'
import dispatches from './index.ts'
import { sample } from './sample.ts'

const letter = { title: '示例', kind: '通知', issuer: 'u1', drafter: 'p1', word: '示府函', draft: sampleFile }

it('nobody signs what he drafted, whoever put it forward, here or on paper', () => {
  const told = story(dispatches)
  const act = told.act(dispatches, 'a')
  expect(act('2022-03-01', 'p3', 'propose', letter)).toBe('done')
  for (const person of ['p1', 'p3']) expect(act('2022-03-01', person, 'sign')).toMatch(/^refusal/)
  const onPaper = { signedOn: '2022-03-01', sheet: sampleFile }
  expect(act('2022-03-01', 'p3', 'numberSigned', { ...onPaper, signer: 'p1' })).toMatch(/^refusal: .*拟稿人本人/)
  expect(act('2022-03-01', 'p3', 'numberSigned', { ...onPaper, signer: 'p2', signedOn: '2022-03-02' })).toMatch(
    /^invalid/,
  )
  expect(act('2022-03-01', 'p2', 'sign')).toBe('done')
})

it('the number is given with the signature and stays with a letter that is void; the next one gets the next', () => {
  const told = story(dispatches)
  for (const [of, number] of [
    ['a', 1],
    ['b', 2],
  ] as const) {
    const act = told.act(dispatches, of)
    expect(act('2022-03-01', 'p1', 'propose', letter)).toBe('done')
    expect(act('2022-03-01', 'p1', 'send', { printed: sampleFile })).toMatch(/^refusal/)
    expect(act('2022-03-01', 'p2', 'sign')).toBe('done')
    expect(act('2022-03-01', 'p2', 'revoke', { reason: '理由' })).toBe('done')
    expect(told.read(of).fields.number).toBe(`示府函〔2022〕${number}号`)
  }
  expect(told.act(dispatches, 'c')('2022-03-01', 'p1', 'propose', { ...letter, word: '示 府' })).toMatch(/^refusal/)
})

it('the sample replays', () => expect(replay(dispatches, sample)).toEqual([]))
