/**
 * The one place that says who may read what: lists, cases, histories, figures, exports and pages all ask here. What may
 * be done is the procedure's own business; this file only prints it as a table.
 */
import type { Fields, Seen, Values } from '../kernel/fields/index.ts'
import type { Reader } from '../kernel/indicator/index.ts'
import type { AnyMechanism } from '../kernel/mechanism.ts'
import { rolesOf, type Actor, type Reach, type Role } from '../kernel/procedure/index.ts'
import type { Day } from '../kernel/time/index.ts'
import * as declared from '../mechanisms/roles.ts'
import type { District } from './district.ts'

/** The three administrators run the house; the business of the district is not theirs to read. */
const administrators: ReadonlySet<string> = new Set([
  declared.systemAdmin.id,
  declared.securityAdmin.id,
  declared.auditAdmin.id,
])

/** Whether that person is an official at all, and not only an administrator. */
export const isOfficial = (actor: Actor): boolean => actor.roles.some((role) => !administrators.has(role))

const supervising = new WeakMap<AnyMechanism, ReadonlySet<string>>()
/** The roles that see everything of it: district-wide ones that the mechanism names, and those that read everything. */
const supervisingRoles = (m: AnyMechanism): ReadonlySet<string> => {
  let found = supervising.get(m)
  if (!found) {
    const named = [...rolesOf(m), ...m.readBy]
    const readers = [...Object.values(declared), ...named].filter(({ readsAll }) => readsAll)
    found = new Set([...named.filter(({ scope }) => scope === 'district'), ...readers].map(({ id }) => id))
    supervising.set(m, found)
  }
  return found
}
const supervises = (m: AnyMechanism, actor: Actor): boolean => {
  const roles = supervisingRoles(m)
  return actor.roles.some((role) => roles.has(role))
}

/** What one person may read of one mechanism. `actor` is nothing for the public. */
export interface Access {
  /** Which rows. */
  readonly reader: Reader
  /** Whether full text and titles may be searched beyond the rows of one's own units. */
  readonly supervises: boolean
  /** How much of a row to which these units are parties. */
  readonly level: (parties: readonly string[]) => Seen
  /** Whether a row of these parties may be read at all. */
  readonly sees: (parties: readonly string[]) => boolean
}
export const accessTo = (m: AnyMechanism, actor: Actor | undefined, district: Pick<District, 'family'>): Access => {
  const all = actor !== undefined && supervises(m, actor)
  const official = actor !== undefined && isOfficial(actor)
  const units = official ? district.family(actor.unit) : []
  const isParty = (parties: readonly string[]) => parties.some((unit) => units.includes(unit))
  const reader: Reader =
    all || m.open === 'public' || (official && m.open === 'district') ? 'all' : official ? { units } : 'none'
  return {
    reader,
    supervises: all,
    level: (parties) =>
      all || isParty(parties) ? 'parties' : official && m.open !== 'parties' ? 'district' : 'public',
    sees: (parties) => reader === 'all' || (reader !== 'none' && isParty(parties)),
  }
}
/** All rows, those of one's units and of the units under it, or none. */
export const readerOf = (m: AnyMechanism, actor: Actor | undefined, district: Pick<District, 'family'>): Reader =>
  accessTo(m, actor, district).reader

const order: readonly Seen[] = ['public', 'district', 'parties']
/** Whether a field may be read at that level. Persons' values are for parties and supervisors only, whatever `seen` says. */
export const isVisible = ({ how }: Fields[string], level: Seen): boolean =>
  level === 'parties' || (!how.personal && order.indexOf(how.seen ?? 'parties') <= order.indexOf(level))
/** Those values that may be read at that level: an allow-list, so that what no field declares never leaves. */
export const visibleFields = ({ record }: { readonly record: Fields }, values: Values, level: Seen): Values =>
  Object.fromEntries(
    Object.entries(values).filter(([name]) => Object.hasOwn(record, name) && isVisible(record[name]!, level)),
  )

/** The posts in which a person acts today; the one of that unit, or the first. */
export const postIn = (posts: readonly Actor[], unit: string | undefined): Actor | undefined =>
  unit === undefined ? posts[0] : posts.find((post) => post.unit === unit)
export const postsOf = (district: District, person: string, today: Day): readonly Actor[] =>
  district.actors(person, today)

/** One line of the printed table: a role, an act, and on whose cases. What is not in the table is denied. */
export interface Grant {
  readonly role: string
  readonly mechanism: string
  readonly part: string | undefined
  readonly act: string
  readonly reach: Reach
}
export interface RoleTable {
  readonly roles: readonly Pick<Role, 'id' | 'label' | 'scope' | 'readsAll'>[]
  /** Who may do what. */
  readonly acts: readonly Grant[]
  /** Who may read every case of which mechanism. */
  readonly reads: readonly { readonly role: string; readonly mechanism: string }[]
}
export const roleTable = (mechanisms: Iterable<AnyMechanism>): RoleTable => {
  const all = [...mechanisms]
  const roles = [
    ...new Map(
      [...Object.values(declared), ...all.flatMap((m) => [...rolesOf(m), ...m.readBy])].map((role) => [role.id, role]),
    ).values(),
  ]
  const acts = all.flatMap((m) =>
    [[undefined, m] as const, ...Object.entries(m.parts)].flatMap(([part, structure]) =>
      Object.entries(structure.acts).flatMap(([act, { by }]) =>
        by.roles.map((role): Grant => ({ role: role.id, mechanism: m.id, part, act, reach: role.scope })),
      ),
    ),
  )
  const reads = all.flatMap((m) =>
    roles
      .filter((role) => supervises(m, { person: '', unit: '', roles: [role.id] }))
      .map((role) => ({ role: role.id, mechanism: m.id })),
  )
  return { roles: roles.map(({ id, label, scope, readsAll }) => ({ id, label, scope, readsAll })), acts, reads }
}

const reaches: Readonly<Record<Reach, string>> = { district: '全区', unit: '本单位' }
/** The table as text: for each mechanism its acts, each with the roles that may do it and on whose cases. */
export const printAccess = (mechanisms: ReadonlyMap<string, AnyMechanism>): string => {
  const { roles, acts, reads } = roleTable(mechanisms.values())
  const labels = new Map(roles.map(({ id, label }) => [id, label[0]]))
  const sections = [...mechanisms.values()].map((m) => {
    const structures = [[undefined, m] as const, ...Object.entries(m.parts)]
    const lines = structures.flatMap(([part, structure]) =>
      Object.entries(structure.acts).map(([name, { label, by }]) => {
        const held = acts.filter((grant) => grant.mechanism === m.id && grant.part === part && grant.act === name)
        const who = by.clock
          ? '系统到期自动办理'
          : held.map(({ role, reach }) => `${labels.get(role)}（${reaches[reach]}）`).join('、')
        return `| ${part ? `${structure.name[0]}·` : ''}${label[0]} | ${who} |`
      }),
    )
    const readers = reads.filter(({ mechanism }) => mechanism === m.id).map(({ role }) => labels.get(role))
    return `## ${m.name[0]}（${m.id}）\n\n可查看全部案卷：${readers.join('、') || '无'}\n\n| 行为 | 可办理的角色 |\n| --- | --- |\n${lines.join('\n')}\n`
  })
  return `# 角色 × 台账 × 行为\n\n表中没有列出的，一律不允许。\n\n${sections.join('\n')}`
}
