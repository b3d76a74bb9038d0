import { beforeAll, expect, test } from 'vitest'
import { unauthorised, type Actor, type Folded, type PartId, type View } from '../kernel/procedure/index.ts'
import { rolesOf } from '../kernel/procedure/index.ts'
import { closedSheet, openSheet, sharedSheet, withSheets } from '../tests/sheets.ts'
import { accessTo, printAccess, readerOf, roleTable, visibleFields } from './access.ts'
import type { Found } from './mechanisms.ts'

let found: Found
beforeAll(async () => {
  found = await withSheets()
})
const district = { family: (unit: string) => [unit, `${unit}/office`] }
const as = (unit: string, ...roles: string[]): Actor => ({ person: 'p', unit, roles })
const folded = (id: string, unit: string): Folded => ({
  id,
  state: '',
  opened: '2022-01-01',
  version: 1,
  latest: '2022-01-01',
  round: 1,
  unit,
  fields: {},
  did: {},
  set: {},
  breaches: [],
})

test('the printed table is what commands are judged by: every role, every act, and all else is denied', () => {
  const { roles, acts } = roleTable(found.mechanisms.values())
  const table = new Map(
    acts.map((grant) => [[grant.role, grant.mechanism, grant.part, grant.act].join('/'), grant.reach]),
  )
  let judged = 0
  for (const m of found.mechanisms.values()) {
    for (const [kind, structure] of [[undefined, m] as const, ...Object.entries(m.parts)]) {
      for (const [name, act] of Object.entries(structure.acts)) {
        for (const role of roles) {
          const reach = table.get([role.id, m.id, kind, name].join('/'))
          const part: PartId | undefined = kind ? { kind, id: 'part' } : undefined
          const may = (unit: string): boolean => {
            const view: View = { whole: folded('case', 'u1'), part: () => folded('part', 'u1'), partsOf: () => [] }
            return !unauthorised(
              m,
              structure,
              act,
              view,
              { actor: as(unit, role.id), on: '2022-06-01', body: {}, ...(part && { part }) },
              (one, other) => one === other,
            )
          }
          expect([m.id, kind, name, role.id, may('u1'), may('u2')]).toEqual([
            m.id,
            kind,
            name,
            role.id,
            reach !== undefined,
            reach === 'district',
          ])
          judged++
        }
      }
    }
  }
  expect(judged).toBeGreaterThan(1000)
})

test('every act that no clock does has someone who may do it', () => {
  const { acts } = roleTable(found.mechanisms.values())
  for (const m of found.mechanisms.values()) {
    for (const [name, act] of Object.entries(m.acts))
      expect(act.by.clock !== undefined || acts.some((grant) => grant.mechanism === m.id && grant.act === name)).toBe(
        true,
      )
  }
})

test('nobody without a role does or reads anything that is not public', () => {
  for (const m of found.mechanisms.values()) {
    const reader = readerOf(m, as('u1'), district)
    expect(reader).toBe(m.open === 'public' ? 'all' : 'none')
    expect(readerOf(m, undefined, district)).toBe(reader)
  }
})

test('administrators read the registers they keep, and no business of the district', () => {
  for (const role of ['system-admin', 'security-admin', 'audit-admin']) {
    for (const m of found.mechanisms.values()) {
      const keeps = rolesOf(m).some(({ id }) => id === role)
      const access = accessTo(m, as('u1', role), district)
      expect(access.reader).toBe(keeps || m.open === 'public' ? 'all' : 'none')
      if (!keeps) expect(access.level(['u1'])).toBe('public')
    }
  }
})

test('readers: supervisors all, officials what is open, parties their own and what lies under them', () => {
  expect(readerOf(closedSheet, as('u1', 'justice-bureau'), district)).toBe('all')
  expect(readerOf(closedSheet, as('u1', 'district-leader'), district)).toBe('all')
  expect(readerOf(closedSheet, as('u1', 'law-office'), district)).toBe('all')
  expect(readerOf(closedSheet, as('u1', 'clerk'), district)).toEqual({ units: ['u1', 'u1/office'] })
  expect(readerOf(closedSheet, as('u1', 'web-editor'), district)).toEqual({ units: ['u1', 'u1/office'] })
  expect(readerOf(sharedSheet, as('u1', 'clerk'), district)).toBe('all')
  expect(readerOf(openSheet, undefined, district)).toBe('all')
})

test('fields: an allow-list by level; the value of a person only for parties and supervisors', () => {
  const values = { title: '甲', owner: 'u1', inner: '乙', secret: '丙', citizen: '丁', undeclared: '戊' }
  const names = (level: 'public' | 'district' | 'parties') => Object.keys(visibleFields(sharedSheet, values, level))
  expect(names('public')).toEqual(['title'])
  expect(names('district')).toEqual(['title', 'inner'])
  expect(names('parties')).toEqual(['title', 'owner', 'inner', 'secret', 'citizen'])
  const level = (...roles: string[]) => accessTo(sharedSheet, as('u2', ...roles), district).level
  expect(level('clerk')(['u1'])).toBe('district')
  expect(level('clerk')(['u1', 'u2/office'])).toBe('parties')
  expect(level('justice-bureau')(['u1'])).toBe('parties')
  expect(level()(['u2'])).toBe('public')
})

test('the table prints', () => {
  expect(printAccess(found.mechanisms)).toContain('| 办结 | 经办人（本单位） |')
})
