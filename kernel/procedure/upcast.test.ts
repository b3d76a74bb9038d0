import { expect, test } from 'vitest'
import { text } from '../fields/index.ts'
import { mechanism } from '../mechanism.ts'
import { openWorld } from '../../tests/story.ts'
import { effect, fact, fold, part, role, upcast, upcastAll, type Event, type Lift, type Written } from './index.ts'

const clerk = role('clerk', '经办人', 'Clerk', 'district')
const item = part('事项', 'Item', {
  record: { matter: text('内容', 'Matter', { was: ['words'] }) },
  states: { open: ['待办', 'Open'], done: ['已办', 'Done'] },
  ends: ['done'],
  acts: {
    add: fact('增加', 'Add', { to: 'open', by: clerk }),
    finish: effect('办完', 'Finish', { from: 'open', to: 'done', by: clerk, was: ['complete'] }),
  },
})
const renamed = mechanism('letters', {
  name: ['信件', 'Letters'],
  record: {
    subject: text('主题', 'Subject', { was: ['title', 'name'] }),
    sender: text('来信人', 'Sender', { personal: true, was: ['citizen'] }),
  },
  states: { open: ['在办', 'Open'], closed: ['办结', 'Closed'] },
  ends: ['closed'],
  parts: { item },
  acts: {
    receive: fact('收到', 'Receive', { to: 'open', by: clerk, was: ['enter'] }),
    // Asks under a name that the record gave up: here it means what it says.
    forward: fact('转办', 'Forward', { from: 'open', by: clerk, asks: { title: text('函名', 'Title') } }),
    reply: effect('答复', 'Reply', {
      from: 'open',
      to: 'closed',
      by: clerk,
      asks: { answer: text('答复', 'Answer', { was: ['words'] }) },
    }),
  },
})
const plain = mechanism('plain', {
  name: ['信件', 'Letters'],
  record: { title: text('主题', 'Title') },
  states: { open: ['在办', 'Open'] },
  ends: [],
  acts: { enter: fact('收到', 'Enter', { to: 'open', by: clerk }) },
})

const event = (version: number, act: string, body: Event['body'], more: Partial<Event> = {}): Event & Written => ({
  v: 1,
  tenant: 't',
  stream: 's',
  version,
  mechanism: 'letters',
  act,
  to: 'open',
  on: '2022-03-01',
  recorded: '2022-03-01T09:00:00',
  actor: 'p1',
  unit: 'u1',
  source: 'entered',
  ruleEditions: {},
  relied: [],
  breaches: [],
  body,
  ...more,
})
const letter = { title: '道路积水', citizen: '来信人甲' }

test('acts and fields are read under their present names, whichever of the former ones they had', () => {
  expect(upcast(renamed, event(1, 'enter', letter))).toMatchObject({
    act: 'receive',
    body: { subject: '道路积水', sender: '来信人甲' },
  })
  expect(upcast(renamed, event(1, 'receive', { name: '道路积水' })).body).toEqual({ subject: '道路积水' })
  expect(upcast(renamed, event(2, 'reply', { words: '已疏通' })).body).toEqual({ answer: '已疏通' })
})
test('parts have names of their own', () => {
  const of = { part: { kind: 'item', id: 'i' } }
  expect(upcast(renamed, event(2, 'add', { words: '查看' }, of)).body).toEqual({ matter: '查看' })
  expect(upcast(renamed, event(3, 'complete', {}, of)).act).toBe('finish')
  expect(upcast(renamed, event(3, 'complete', {})).act).toBe('complete')
})
test('a name that an act asks today is not taken for a former one', () => {
  const forward = event(2, 'forward', { title: '转办函' })
  expect(upcast(renamed, forward).body).toEqual({ title: '转办函' })
})
test('a correction is read by the act it corrects', () => {
  const marks = (corrects: number, name: string) =>
    event(corrects + 10, 'correct', { version: corrects, old: { [name]: '甲' }, new: { [name]: '乙' } }, { corrects })
  const events = upcastAll(renamed, [
    event(1, 'enter', letter),
    event(2, 'forward', { title: '转办函' }),
    marks(1, 'title'),
    marks(2, 'title'),
  ])
  expect(events.slice(2).map(({ body }) => [body.old, body.new])).toEqual([
    [{ subject: '甲' }, { subject: '乙' }],
    [{ title: '甲' }, { title: '乙' }],
  ])
  const { whole } = fold(renamed, events, openWorld('2022-12-31'))
  expect(whole).toMatchObject({ fields: { subject: '乙', sender: '来信人甲' }, did: { receive: { times: 1 } } })
})
test('where nothing was renamed, the event is the very one', () => {
  const same = event(1, 'enter', { title: '道路积水' })
  expect(upcast(plain, same)).toBe(same)
})
test('an older envelope is lifted version by version before its names are read; a newer one is refused', () => {
  // Made up: version 1 kept the day under `day`, version 2 the person under `by`.
  const chain: readonly Lift[] = [
    ({ day, ...rest }) => ({ ...rest, v: 2, on: day }),
    ({ by, ...rest }) => ({ ...rest, v: 3, actor: by }),
  ]
  const { on, actor, ...rest } = event(1, 'enter', letter)
  const read = { act: 'receive', v: 3, on, actor, body: { subject: '道路积水' } }
  expect(upcast(renamed, { ...rest, v: 1, day: on, by: actor }, [], chain)).toMatchObject(read)
  expect(upcast(renamed, { ...rest, v: 2, on, by: actor }, [], chain)).toMatchObject(read)
  expect(upcast(renamed, { ...rest, v: 3, on, actor }, [], chain)).toMatchObject(read)
  expect(() => upcast(renamed, { ...rest, v: 4 }, [], chain)).toThrow(/第4版.*请换用较新的程序/)
  expect(() => upcast(renamed, { ...rest, v: 2 })).toThrow(/第2版/)
})
