import { describe, expect, test } from 'vitest'
import { document, prose, text } from '../kernel/fields/index.ts'
import { mechanism } from '../kernel/mechanism.ts'
import { wrongPortal, type Portal } from '../kernel/portal.ts'
import { effect } from '../kernel/procedure/index.ts'
import { columns, policies } from '../mechanisms/columns.ts'
import { clerk } from '../mechanisms/roles.ts'
import { findMechanisms } from '../server/mechanisms.ts'
import { facesOf, publicValues } from './faces.ts'
import { notes } from './opinions.fixture.ts'

const found = await findMechanisms()
const faces = facesOf([...found.mechanisms.values(), notes])

describe('the directory', () => {
  test('has the columns that every district owes, with the way to the annual reports', () => {
    const place = faces.find('annual-reports', 'district')!
    const path: string[] = []
    for (let at: typeof place.column | undefined = place.column; at; at = at.under) path.unshift(at.label[0])
    expect([...path, place.label[0]]).toEqual(['政务公开', '政府信息公开目录', '法治政府建设年报', '区政府'])
    expect(new Set(columns.map(({ id }) => id)).size).toBe(columns.length)
  })
  test('holds whatever declares itself public, and nothing else', () => {
    expect(faces.in(policies).map(({ id }) => id)).toContain('portal-notes')
    expect(faces.below(policies).map(({ option }) => option)).toEqual(expect.arrayContaining(['rule', 'plan']))
    expect(faces.of('litigation')).toBeUndefined()
    expect(faces.find('policies', 'nothing')).toBeUndefined()
    expect(faces.find('nothing')).toBeUndefined()
  })
})

test('only values of public fields are public', () => {
  const values = { title: 'a', secret: 'b', draft: 'c', unknown: 'd', replaces: null }
  expect(publicValues(notes.record, values)).toEqual({ title: 'a' })
})

describe('a wrong face', () => {
  const given = {
    name: ['示例', 'Sample'],
    record: {
      title: text('标题', 'Title', { seen: 'public' }),
      inside: text('内部', 'Inside'),
      notice: prose('公告', 'Notice', { seen: 'public' }),
      draft: document('草案', 'Draft', { seen: 'district' }),
    },
    states: { open: ['在办', 'Open'] },
    ends: [],
    acts: { begin: effect('开始', 'Begin', { to: 'open', by: clerk }) },
  } as const
  const right = { in: policies, states: ['open'], since: ['begin'], title: 'title' } as const
  test('does not compile: a field that is not public, a state or an act that is none', () => {
    mechanism('sample', { ...given, portal: { ...right, body: 'notice' } })
    // @ts-expect-error not public
    mechanism('sample', { ...given, portal: { ...right, title: 'inside' } })
    // @ts-expect-error for officials only
    mechanism('sample', { ...given, portal: { ...right, body: 'draft' } })
    // @ts-expect-error no such state
    mechanism('sample', { ...given, portal: { ...right, states: ['closed'] } })
    // @ts-expect-error no such act
    mechanism('sample', { ...given, portal: { ...right, since: ['publish'] } })
  })
  test('stops the boot: nothing public, no date, a form that cannot be filled in', () => {
    const { portal, states, parts } = notes
    const told = (more: Partial<Portal>) => wrongPortal({ portal: { ...portal!, ...more }, states, parts })?.[0]
    expect(told({})).toBeUndefined()
    expect(told({ states: [] })).toBe('portal.states')
    expect(told({ since: [] })).toBe('portal.since')
    const form = portal!.form!
    expect(told({ form: { ...form, during: ['written'] } })).toBe('portal.form.during')
    expect(told({ form: { ...form, acts: ['answer'] } })).toBe('portal.form.acts.answer')
    expect(told({ form: { ...form, asks: ['stars'] } })).toBe('portal.form.asks')
    for (const m of found.mechanisms.values()) expect([m.id, wrongPortal(m)]).toEqual([m.id, undefined])
  })
})
