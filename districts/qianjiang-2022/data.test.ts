import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

interface Unit {
  id: string
  name: string
  short: string
  kind: string
  parent: string | null
  code?: string
  from: string
  until?: string
  successor?: string
  invented?: boolean
}

interface Post {
  unit: string
  post: string
  roles: string[]
  from: string
  until?: string
}

interface Person {
  id: string
  name: string
  posts: Post[]
  account?: string
}

interface Lawyer {
  id: string
  name: string
  firm: string
  licence: string
  licensedSince: string
}

const files = ['units.json', 'people.json', 'lawyers.json'] as const
const read = (file: (typeof files)[number]) => readFileSync(new URL(file, import.meta.url), 'utf8')

const units: Unit[] = JSON.parse(read('units.json'))
const people: Person[] = JSON.parse(read('people.json'))
const lawyers: Lawyer[] = JSON.parse(read('lawyers.json'))

const yearStart = '2022-01-01'
const yearEnd = '2022-12-31'
const day = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/
const grassroots = ['village', 'community']
const executive = ['government', 'department', 'bureau-in-district', 'vertical', 'street', 'township']
const kinds = [...executive, 'party', ...grassroots]

const unitById = new Map(units.map((unit) => [unit.id, unit]))
const ofKind = (...wanted: string[]) => units.filter((unit) => wanted.includes(unit.kind))
const organs = units.filter((unit) => unit.kind !== 'government' && !grassroots.includes(unit.kind))
const posts = people.flatMap((person) => person.posts.map((post) => ({ ...post, person: person.id })))
const until = (span: { until?: string }) => span.until ?? '9999-12-31'
const postsOf = new Map(units.map((unit) => [unit.id, posts.filter((post) => post.unit === unit.id)]))
const holders = (role: string, unit: string, on: string) =>
  (postsOf.get(unit) ?? [])
    .filter((post) => post.roles.includes(role) && post.from <= on && on <= until(post))
    .map((post) => post.person)
const repeated = (values: string[]) => values.filter((value, index) => values.indexOf(value) !== index)

const daysOfYear = Array.from({ length: 365 }, (_, index) =>
  new Date(Date.UTC(2022, 0, 1 + index)).toISOString().slice(0, 10),
)
/** Each organ with each day of 2022 on which it exists. */
const organDays = organs.flatMap((organ) =>
  daysOfYear.filter((on) => organ.from <= on && on <= until(organ)).map((on) => ({ organ: organ.id, on })),
)

describe('units', () => {
  test('have unique ids in kebab-case and unique names within their parent', () => {
    expect(repeated(units.map((unit) => unit.id))).toEqual([])
    expect(repeated(units.map((unit) => `${unit.parent} ${unit.name}`))).toEqual([])
    expect(repeated(units.flatMap((unit) => unit.code ?? []))).toEqual([])
    for (const unit of units) expect(unit.id).toMatch(/^[a-z]+(-[a-z]+)*$/)
  })

  test('are of a known kind, with days in order', () => {
    for (const unit of units) {
      expect(kinds, unit.id).toContain(unit.kind)
      expect(unit.from, unit.id).toMatch(day)
      expect(until(unit), unit.id).toMatch(day)
      expect(unit.from < until(unit), unit.id).toBe(true)
    }
  })

  test('have a parent that exists; only the government and the party bodies have none', () => {
    for (const unit of units) {
      if (unit.parent === null) expect(['government', 'party'], unit.id).toContain(unit.kind)
      else expect(unitById.has(unit.parent), unit.id).toBe(true)
    }
  })

  test('are 30 townships and streets of which 6 are streets', () => {
    expect(ofKind('township', 'street')).toHaveLength(30)
    expect(ofKind('street')).toHaveLength(6)
    for (const unit of ofKind('township', 'street')) expect(unit.code, unit.id).toMatch(/^500114\d{3}$/)
  })

  test('are 220 villages and communities, each coded under its township, none of which is empty', () => {
    const members = ofKind(...grassroots)
    expect(members).toHaveLength(220)
    for (const unit of members) {
      const parent = unitById.get(unit.parent ?? '')
      expect(['township', 'street'], unit.id).toContain(parent?.kind)
      expect(unit.id.startsWith(`${parent?.id}-`), unit.id).toBe(true)
      expect(unit.code, unit.id).toMatch(new RegExp(`^${parent?.code}\\d{3}$`))
    }
    expect(new Set(members.map((unit) => unit.parent)).size).toBe(30)
  })

  test('are 79 executive bodies at the end of the year', () => {
    expect(ofKind(...executive).filter((unit) => yearEnd <= until(unit))).toHaveLength(79)
  })

  test('include one invented body, dissolved in mid-2022 with a successor that lives on', () => {
    const dissolved = units.filter((unit) => unit.until !== undefined)
    expect(dissolved.map((unit) => unit.until)).toEqual(['2022-06-30'])
    expect(dissolved.map((unit) => unit.invented)).toEqual([true])
    for (const unit of dissolved) expect(unitById.get(unit.successor ?? '')?.until, unit.id).toBeUndefined()
    expect(units.filter((unit) => unit.successor !== undefined || unit.invented)).toEqual(dissolved)
  })
})

describe('people', () => {
  test('have unique ids, names and accounts', () => {
    expect(repeated(people.map((person) => person.id))).toEqual([])
    expect(repeated([...people, ...lawyers].map((person) => person.name))).toEqual([])
    expect(repeated(people.flatMap((person) => person.account ?? []))).toEqual([])
    for (const person of people) expect(person.id).toMatch(/^p-[a-z0-9-]+$/)
  })

  test('hold posts in units that exist on those days', () => {
    for (const post of posts) {
      const unit = unitById.get(post.unit)
      expect(post.from, post.person).toMatch(day)
      expect(until(post), post.person).toMatch(day)
      expect(unit !== undefined && unit.from <= post.from && until(post) <= until(unit), post.person).toBe(true)
      expect(post.from < until(post), post.person).toBe(true)
    }
  })

  test('hold roles that are known', () => {
    const known =
      'clerk legal-section unit-head publisher secrecy-officer justice-bureau law-office inspector government-office ' +
      'web-editor plan-office receiving-desk district-leader system-admin security-admin audit-admin'
    expect(new Set(posts.flatMap((post) => post.roles))).toEqual(new Set(known.split(' ')))
  })

  test('fill every required post of every organ on every day of the year on which it exists', () => {
    const required = ['unit-head', 'clerk', 'legal-section', 'publisher', 'secrecy-officer']
    const vacant = organDays.flatMap(({ organ, on }) =>
      required.filter((role) => holders(role, organ, on).length === 0).map((role) => `${role} of ${organ} on ${on}`),
    )
    expect(vacant).toEqual([])
  })

  test('head each organ alone, and no one is two of head, clerk and legal section in it', () => {
    const crowded = organDays.filter(({ organ, on }) => {
      const apart = ['unit-head', 'clerk', 'legal-section'].flatMap((role) => holders(role, organ, on))
      return holders('unit-head', organ, on).length !== 1 || repeated(apart).length > 0
    })
    expect(crowded).toEqual([])
  })

  test.each([
    ['justice-bureau', 'sifa-ju', 5],
    ['law-office', 'yifa-zhiqu-ban', 3],
    ['inspector', 'yifa-zhiqu-ban', 6],
    ['government-office', 'zhengfu-ban', 4],
    ['web-editor', 'zhengfu-ban', 3],
    ['plan-office', 'zhengfu-ban', 2],
    ['receiving-desk', 'sifa-ju', 2],
    ['district-leader', 'qianjiang', 4],
  ])('fill the district role %s in %s with %i', (role, unit, size) => {
    expect(holders(role, unit, yearStart)).toHaveLength(size)
    expect(holders(role, unit, yearEnd)).toHaveLength(size)
    expect(posts.filter((post) => post.roles.includes(role))).toHaveLength(size)
  })

  test('are administered by three people who hold nothing else', () => {
    const admins = ['system-admin', 'security-admin', 'audit-admin'].map((role) =>
      people.filter((person) => person.posts.some((post) => post.roles.includes(role))),
    )
    expect(admins.map((each) => each.length)).toEqual([1, 1, 1])
    expect(new Set(admins.flat()).size).toBe(3)
    for (const admin of admins.flat()) expect(admin.posts.flatMap((post) => post.roles)).toHaveLength(1)
  })

  test('lend accounts to every role', () => {
    const reachable = people.filter((person) => person.account).flatMap((person) => person.posts)
    expect(new Set(reachable.flatMap((post) => post.roles))).toEqual(new Set(posts.flatMap((post) => post.roles)))
  })
})

describe('lawyers', () => {
  test('are 70 of 12 firms, each with a licence of their own', () => {
    expect(lawyers).toHaveLength(70)
    expect(new Set(lawyers.map((lawyer) => lawyer.firm)).size).toBe(12)
    expect(repeated(lawyers.flatMap((lawyer) => [lawyer.id, lawyer.licence]))).toEqual([])
    for (const lawyer of lawyers) {
      expect(lawyer.licence).toMatch(/^示例证-\d{3}$/)
      expect(lawyer.licensedSince).toMatch(day)
      expect(lawyer.licensedSince < yearStart, lawyer.id).toBe(true)
    }
  })
})

describe('privacy', () => {
  test('every name of a person or firm is marked as a sample, and so is every invented unit', () => {
    const invented = units.filter((unit) => unit.invented)
    const names = [...people, ...lawyers, ...invented].map((each) => each.name)
    for (const name of [...names, ...lawyers.map((lawyer) => lawyer.firm)]) expect(name).toMatch(/（示例）$/)
  })

  test.each(files)('%s holds no telephone, identity or licence number', (file) => {
    const text = read(file)
    expect(text).not.toMatch(/(?<!\d)1[3-9]\d{9}(?!\d)/)
    expect(text).not.toMatch(/(?<!\d)0\d{2,3}-?\d{7,8}(?!\d)/)
    // Identity numbers have 15 or 18 characters, lawyers' licence numbers 17; the longest division code has 12.
    expect(text).not.toMatch(/\d{13,}/)
  })
})
