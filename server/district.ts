/** A district as its foundation registers make it: units, posts, parameters and notices, from day to day. */
import type { Rule } from '../kernel/law/index.ts'
import { rows, type Algorithm, type Client } from '../kernel/ledger/index.ts'
import type { Actor, World } from '../kernel/procedure/index.ts'
import type { Tenant } from '../kernel/register/index.ts'
import {
  calendar,
  dayOf,
  readDays,
  type Calendar,
  type Day,
  type Moment,
  type Notice,
  type Unit,
} from '../kernel/time/index.ts'

/** The registers that a district stands on; their events change it. */
export const foundation: ReadonlySet<string> = new Set(['units', 'posts', 'parameters', 'notices'])

export interface UnitEntry {
  readonly id: string
  readonly name: string
  readonly short: string
  readonly kind: string
  readonly parent: string | undefined
  readonly successor: string | undefined
  readonly from: Day
  /** The first day on which it no longer stood. */
  readonly until: Day | undefined
}
export interface Post {
  readonly person: string
  readonly name: string
  readonly unit: string
  readonly title: string
  readonly roles: readonly string[]
  readonly from: Day
  readonly until: Day | undefined
  /** Of a substitution: its first and its last day, between which alone it carries its roles. */
  readonly starts: Day | undefined
  readonly expires: Day | undefined
}
export interface ParameterValue {
  readonly rule: string
  readonly count: number
  readonly unit: Unit | 'yuan'
  readonly validFrom: Day
  /** The day since which the district's clocks know it. */
  readonly knownFrom: Day
  readonly setBy: string
  readonly basis: string
}
export interface District extends Tenant {
  readonly code: string
  readonly name: string
  readonly sample: boolean
  readonly units: ReadonlyMap<string, UnitEntry>
  readonly posts: readonly Post[]
  readonly parameters: readonly ParameterValue[]
  readonly calendar: Calendar
  readonly notices: readonly Notice[]
  /** That unit and all under it, with the bodies they succeeded: for "my unit's rows" and roll-ups. */
  readonly family: (unit: string) => readonly string[]
  /** The posts a person holds on that day, as actors; one per unit, with the roles of all posts there. */
  readonly actors: (person: string, on: Day) => readonly Actor[]
  readonly nameOf: (person: string) => string
}

/** Whether the post is held on that day; a substitution not before its window, nor after it, should the clock be late. */
export const isHeld = ({ from, until, starts, expires }: Post, on: Day): boolean =>
  from <= on &&
  (until === undefined || on < until) &&
  (starts === undefined || starts <= on) &&
  (expires === undefined || on <= expires)

interface FoldedRow {
  readonly fields: Record<string, unknown>
  readonly opened: Day
  readonly ended: Day | null
  readonly state: string
  readonly did: Record<string, { on: Day; by: string[] }>
}
const read = (client: Client, mechanism: string, tenant: string): Promise<FoldedRow[]> =>
  rows<FoldedRow & Record<string, unknown>>(
    client,
    `SELECT _folded->'fields' AS fields, _opened AS opened, _ended AS ended, _state AS state, _folded->'did' AS did FROM register.${mechanism} WHERE _tenant = $1 ORDER BY _opened, _id`,
    [tenant],
  )
const optional = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** Reads a district at its present revision. */
export const readDistrict = async (client: Client, id: string, realNow: () => Moment): Promise<District> => {
  const [tenant] = await rows<{
    code: string
    name: string
    clock: Moment | null
    sample: boolean
    algorithm: Algorithm
    revision: number
  }>(
    client,
    'SELECT code, name, to_char(clock, \'YYYY-MM-DD"T"HH24:MI:SS\') AS clock, sample, algorithm, revision FROM ledger.tenant WHERE id = $1',
    [id],
  )
  if (!tenant) throw new Error(`no such tenant: ${id}`)
  const units = new Map(
    (await read(client, 'units', id)).map(({ fields, opened, ended }): [string, UnitEntry] => [
      fields.code as string,
      {
        id: fields.code as string,
        name: fields.name as string,
        short: fields.short as string,
        kind: fields.kind as string,
        parent: optional(fields.parent),
        successor: optional(fields.successor),
        from: opened,
        until: ended ?? undefined,
      },
    ]),
  )
  const posts = (await read(client, 'posts', id)).map(({ fields, opened, ended, did }): Post => ({
    person: fields.holder as string,
    name: fields.name as string,
    unit: fields.place as string,
    title: fields.title as string,
    // Roles count only once the security administrator has granted them.
    roles: did.grant ? (fields.roles as string[]) : [],
    from: opened,
    until: ended ?? undefined,
    starts: optional(fields.starts),
    expires: optional(fields.expires),
  }))
  const parameters = (await read(client, 'parameters', id)).flatMap(({ fields, state, did }): ParameterValue[] =>
    state === 'inForce' || state === 'superseded'
      ? [
          {
            rule: fields.rule as string,
            count: fields.count as number,
            unit: fields.timeUnit as ParameterValue['unit'],
            validFrom: fields.validFrom as Day,
            knownFrom: did.confirm!.on,
            setBy: did.confirm!.by.at(-1)!,
            basis: fields.basis as string,
          },
        ]
      : [],
  )
  const notices = (await read(client, 'notices', id)).map(({ fields }): Notice => ({
    id: fields.number as string,
    year: fields.year as number,
    issued: fields.issued as Day,
    source: fields.source as string,
    off: readDays(fields.off as string),
    work: readDays(fields.work as string),
  }))
  return districtOf(id, { ...tenant, revision: Number(tenant.revision) }, units, posts, parameters, notices, realNow)
}

const districtOf = (
  id: string,
  tenant: { code: string; name: string; clock: Moment | null; sample: boolean; algorithm: Algorithm; revision: number },
  units: ReadonlyMap<string, UnitEntry>,
  posts: readonly Post[],
  parameters: readonly ParameterValue[],
  notices: readonly Notice[],
  realNow: () => Moment,
): District => {
  const days = calendar(notices)
  const people = new Map(posts.map(({ person, name }) => [person, name]))
  const stood = (unit: string, on: Day): boolean => {
    const entry = units.get(unit)
    return entry !== undefined && entry.from <= on && (entry.until === undefined || on < entry.until)
  }
  const within = (unit: string, ancestor: string): boolean => {
    for (
      let at: string | undefined = unit, steps = 0;
      at && steps < 20;
      at = units.get(at)?.successor ?? units.get(at)?.parent, steps++
    )
      if (at === ancestor) return true
    return false
  }
  const families = new Map<string, readonly string[]>()
  const family = (unit: string): readonly string[] => {
    let found = families.get(unit)
    if (!found)
      families.set(unit, (found = [...new Set([unit, ...[...units.keys()].filter((other) => within(other, unit))])]))
    return found
  }
  const byRule = new Map<string, ParameterValue[]>()
  for (const value of parameters)
    byRule.set(
      value.rule,
      [...(byRule.get(value.rule) ?? []), value].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1)),
    )
  return {
    id,
    code: tenant.code,
    name: tenant.name,
    sample: tenant.sample,
    algorithm: tenant.algorithm,
    revision: tenant.revision,
    units,
    posts,
    parameters,
    calendar: days,
    notices,
    family,
    now: () => tenant.clock ?? realNow(),
    nameOf: (person) =>
      people.get(person) ?? (person === 'system' ? '系统' : person === 'portal' ? '公众（门户）' : person),
    actors: (person, on) => {
      const held = new Map<string, Set<string>>()
      for (const post of posts) {
        if (post.person !== person || !isHeld(post, on)) continue
        held.set(post.unit, new Set([...(held.get(post.unit) ?? []), ...post.roles]))
      }
      return [...held].map(([unit, roles]) => ({ person, unit, roles: [...roles] }))
    },
    world: (now, files): World => ({
      today: dayOf(now),
      now,
      calendar: days,
      parameters: (rule, on) => byRule.get(rule)?.findLast(({ validFrom }) => validFrom <= on),
      directory: { unit: stood, person: (one) => people.has(one), file: (hash) => files.has(hash) },
      within: (unit, ancestor) => within(unit, ancestor),
      called: (unit) => {
        const entry = units.get(unit)
        return entry ? `${entry.name}${entry.kind === 'internal' ? '（内设机构）' : ''}` : unit
      },
    }),
  }
}

/** Every rule that is 待核, with the district's value where it has set one. */
export const unverifiedRules = (rules: Iterable<Rule>): Rule[] => [
  ...new Map([...rules].filter(({ status }) => status === 'unverified').map((rule) => [rule.id, rule])).values(),
]
