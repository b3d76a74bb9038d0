import { expect, test } from 'vitest'
import { choice, file, text, unit } from './fields/index.ts'
import { chipsIn, each, heading, letter, lettersOf, table, when } from './letter.ts'
import { mechanism } from './mechanism.ts'
import { anyOf, effect, part, role } from './procedure/index.ts'
import { say } from './report/index.ts'

const clerk = role('clerk', '经办人', 'Clerk', 'unit')
const item = part('意见', 'Item', {
  record: { words: text('意见', 'Words') },
  states: { raised: ['待处理', 'Raised'], done: ['已处理', 'Done'] },
  ends: ['done'],
  by: clerk,
  acts: {
    raise: effect('提出', 'Raise', { to: 'raised' }),
    settle: effect('处理', 'Settle', { from: 'raised', to: 'done' }),
  },
})
const m = mechanism('reviews', {
  name: ['审查', 'Reviews'],
  record: { title: text('名称', 'Title'), organ: unit('单位', 'Unit'), note: text('备注', 'Note', { optional: true }) },
  states: { open: ['办理中', 'Open'], ended: ['已办结', 'Ended'] },
  ends: ['ended'],
  parts: { item },
  by: anyOf(clerk),
  acts: {
    open: effect('受理', 'Open', { to: 'open' }),
    conclude: effect('出具意见', 'Conclude', {
      from: 'open',
      to: 'ended',
      asks: { opinion: file('意见', 'Opinion'), view: choice('结论', 'View', { good: ['合法', 'Good'] }) },
    }),
  },
})
const { opinion } = lettersOf(m, ({ its, did, parts }) => ({
  opinion: letter('意见书', 'Opinion', {
    upon: [did.conclude],
    to: its.organ,
    title: say`关于《${its.title}》的意见`,
    body: [
      heading('结论'),
      [say`结论为${did.conclude.view}。`, say`备注：${its.note}。`],
      when(did.conclude, say`办理状态为${its.state}。`),
      each(parts.item.in('done'), ({ its }) => [say`${its.words}`]),
      table(parts.item, ({ its, did }) => [its.words, its.state, did.settle.on]),
    ],
    attached: [did.conclude.opinion],
  }),
}))

test('a letter binds fields of the case, what acts asked, and those of its parts', () => {
  expect(opinion!.upon).toMatchObject([{ act: 'conclude', part: undefined }])
  expect(chipsIn(opinion!).map(({ chip, part, act, field }) => [chip, part, act, field].join('/'))).toEqual([
    'field///title',
    'asked//conclude/view',
    'field///note',
    'on//conclude/on',
    'state///state',
    'field/item//words',
    'field/item//words',
    'state/item//state',
    'on/item/settle/on',
    'field///organ',
    'asked//conclude/opinion',
    'on//conclude/on',
  ])
})

test('a chip knows what it is called and whether it may be empty', () => {
  const note = chipsIn(opinion!).find(({ field }) => field === 'note')
  expect(note).toMatchObject({ label: ['备注', 'Note'], kind: 'text', optional: true })
})

test('parts are listed in the states that were named, or in all', () => {
  expect(opinion!.body.filter((block) => 'each' in block || 'table' in block)).toMatchObject([
    { each: 'item', states: ['done'] },
    { table: 'item', states: undefined, none: '无' },
  ])
})
