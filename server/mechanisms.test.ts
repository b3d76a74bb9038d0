import { expect, test } from 'vitest'
import { text } from '../kernel/fields/index.ts'
import { mechanism } from '../kernel/mechanism.ts'
import { effect, part } from '../kernel/procedure/index.ts'
import { clerk, justiceBureau } from '../mechanisms/roles.ts'
import { checkDeclaration } from './mechanisms.ts'

const base = {
  name: ['示例', 'Example'],
  record: { title: text('标题', 'Title') },
  states: { open: ['办理中', 'Open'], shut: ['已办结', 'Shut'] },
  ends: ['shut'],
} as const
const open = effect('立案', 'Open it', { to: 'open' })
const shut = effect('办结', 'Shut it', { from: 'open', to: 'shut', by: justiceBureau })

const openLate = effect('补立', 'Open late', { to: 'open', afterEnd: true })
const lateItem = part('事项', 'Item', { ...base, by: clerk, acts: { open: openLate, shut } })

test('who acts is said once for all acts, and an act may say otherwise', () => {
  const item = part('事项', 'Item', { ...base, by: clerk, acts: { open, shut } })
  const m = mechanism('said', { ...base, by: clerk, parts: { item }, acts: { open, shut } })
  const who = [m.acts.open, m.acts.shut, m.parts.item.acts.open].map(({ by }) => by.roles[0]!.id)
  expect(who).toEqual(['clerk', 'justice-bureau', 'clerk'])
  expect(() => checkDeclaration('said', m)).not.toThrow()
})
test.each([
  ['nobody', mechanism('nobody', { ...base, acts: { open, shut } }), /acts\.open: names nobody/],
  ['other', mechanism('nobody', { ...base, by: clerk, acts: { open, shut } }), /its folder is 'other'/],
  [
    'twice',
    mechanism('twice', { ...base, by: clerk, acts: { title: open, shut } }),
    /acts\.title: has the name of a field/,
  ],
  [
    'late',
    mechanism('late', {
      ...base,
      by: clerk,
      parts: { item: lateItem },
      acts: { open, shut },
    }),
    /parts\.item\.acts\.open\.afterEnd: must open a part in one of its ends/,
  ],
])('a declaration that breaks a rule stops the boot by name: %s', (id, m, words) => {
  expect(() => checkDeclaration(id, m)).toThrow(words)
})
