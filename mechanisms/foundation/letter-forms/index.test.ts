import { expect, it } from 'vitest'
import { sampleFile } from '../../../kernel/sample.ts'
import { replay, story } from '../../../tests/story.ts'
import forms from './index.ts'
import { sample } from './sample.ts'

const letter = { label: '示例文书', letter: 'a/b' }

it('a form is a wording or a docx, and not both', () => {
  const told = story(forms)
  const propose = (of: string, more: object) =>
    told.act(forms, of)('2022-03-01', 'p1', 'propose', { ...letter, ...more })
  expect(propose('a', {})).toMatch(/^refusal: .*正文和样式文件须填其一/)
  expect(propose('b', { words: '甲', form: sampleFile })).toMatch(/^refusal: .*正文和样式文件须填其一/)
  expect(propose('c', { words: '甲' })).toBe('done')
  expect(propose('d', { form: sampleFile })).toBe('done')
})

it('nobody confirms what he proposed', () => {
  const told = story(forms)
  const act = told.act(forms, 'a')
  expect(act('2022-03-01', 'p1', 'propose', { ...letter, words: '甲' })).toBe('done')
  expect(act('2022-03-01', 'p1', 'confirm')).toMatch(/^refusal/)
  expect(act('2022-03-02', 'p2', 'confirm')).toBe('done')
  expect(told.read('a').state).toBe('inForce')
})

it('the sample replays', () => expect(replay(forms, sample)).toEqual([]))
