/** Duties: the open time limits on acts that one of a person's roles may do, nearest day first. */
import type { Pair } from '../kernel/law/index.ts'
import { noPart, rows, type Client } from '../kernel/ledger/index.ts'
import type { AnyMechanism } from '../kernel/mechanism.ts'
import { lightOf, structureOf, type Actor } from '../kernel/procedure/index.ts'
import { dayOf, type Day } from '../kernel/time/index.ts'
import { accessTo, isOfficial, postsOf } from './access.ts'
import type { District } from './district.ts'
import { cited, type Cited } from './errors.ts'
import type { OpenHouse } from './house.ts'

/** Whose duties, on which day. */
export interface Whose {
  readonly district: District
  readonly actor: Actor
  readonly today: Day
}
interface Mine {
  readonly mechanism: string
  readonly kind: string
  readonly term: string
  /** Through a role of the whole district; otherwise only where my unit is a party. */
  readonly everywhere: boolean
  /** A right that is gone once its day has passed, such as objecting: no duty any more. */
  readonly lapses: boolean
}
/** The acts a term waits for that this person may do. */
const actsOf = (m: AnyMechanism, kind: string | undefined, term: string, actor: Actor): string[] => {
  const structure = structureOf(m, kind)!
  return structure.terms[term]!.until.filter((act) =>
    structure.acts[act]!.by.roles.some((role) => actor.roles.includes(role.id)),
  )
}
const owedBy = (house: OpenHouse, actor: Actor): Mine[] =>
  [...house.mechanisms.values()].flatMap((m) =>
    [[undefined, m] as const, ...Object.entries(m.parts)].flatMap(([kind, structure]) =>
      Object.keys(structure.terms).flatMap((term): Mine[] => {
        const roles = actsOf(m, kind, term, actor).flatMap((act) =>
          structure.acts[act]!.by.roles.filter((role) => actor.roles.includes(role.id)),
        )
        return roles.length
          ? [
              {
                mechanism: m.id,
                kind: kind ?? '',
                term,
                everywhere: roles.some((role) => role.scope === 'district'),
                lapses: structure.terms[term]!.silence === 'lapsed',
              },
            ]
          : []
      }),
    ),
  )
/** Every limit there is, for the duties of a unit, whoever of its people may act. */
const owedByAll = (house: OpenHouse): Mine[] =>
  [...house.mechanisms.values()].flatMap((m) =>
    [[undefined, m] as const, ...Object.entries(m.parts)].flatMap(([kind, { terms }]) =>
      Object.entries(terms).map(([term, { silence }]): Mine => {
        return { mechanism: m.id, kind: kind ?? '', term, everywhere: false, lapses: silence === 'lapsed' }
      }),
    ),
  )
/** Some of the open terms: a FROM and WHERE over `ledger.term t` with its values, and who asks. */
export interface Owing extends Whose {
  readonly base: string
  readonly values: readonly unknown[]
}
/** What is open, has a day, and is no right that has gone. */
export const stillOpen =
  "t.tenant = $1 AND t.met_on IS NULL AND NOT t.closed AND t.side = 'ceiling' AND t.due IS NOT NULL"
/** The open duties of that person in that post; or those of his unit, whoever there may act. */
export const owedTo = (house: OpenHouse, whose: Whose, of: 'mine' | 'unit' = 'mine'): Owing => {
  const { district, actor, today } = whose
  const mine = of === 'mine' ? owedBy(house, actor) : owedByAll(house)
  return {
    ...whose,
    base: `FROM ledger.term t
       JOIN unnest($2::text[], $3::text[], $4::text[], $5::boolean[], $7::boolean[]) AS mine(mechanism, kind, term, everywhere, lapses)
         ON mine.mechanism = t.mechanism AND mine.kind = coalesce(t.kind, '') AND mine.term = t.term
       WHERE ${stillOpen} AND (mine.everywhere OR t.${of === 'unit' ? 'units' : 'parties'} && $6::text[]) AND NOT (mine.lapses AND t.due < $8::date)`,
    values: [
      district.id,
      mine.map((one) => one.mechanism),
      mine.map((one) => one.kind),
      mine.map((one) => one.term),
      mine.map((one) => one.everywhere),
      of === 'mine' || isOfficial(actor) ? district.family(actor.unit) : [],
      mine.map((one) => one.lapses),
      today,
    ],
  }
}
interface Found {
  readonly mechanism: string
  readonly stream: string
  readonly part: string
  readonly kind: string | null
  readonly term: string
  readonly due: Day
  readonly started: Day
  readonly provisional: boolean
  readonly unverified: boolean
  readonly units: readonly string[]
  readonly parties: readonly string[]
  readonly title: string | null
}

export interface Duty {
  readonly mechanism: string
  readonly mechanismName: Pair
  readonly case: string
  readonly part: string | undefined
  readonly kind: string | undefined
  /** Empty where the person may not read it. */
  readonly title: string
  readonly units: readonly string[]
  readonly term: string
  readonly label: Pair
  readonly started: Day
  readonly due: Day
  /** Rests on a calendar that is not yet settled. */
  readonly provisional: boolean
  /** Rests on a number that no text settles. */
  readonly unverified: boolean
  readonly light: ReturnType<typeof lightOf>
  readonly acts: readonly { readonly act: string; readonly label: Pair }[]
  readonly article?: Cited
}
/** The key of a duty in the order of due days. */
export type DutyKey = readonly [due: Day, stream: string, part: string, term: string]
export const keyOfDuty = ({ due, case: stream, part, term }: Duty): DutyKey => [due, stream, part ?? noPart, term]

export const dutyColumns =
  't.mechanism, t.stream, t.part, t.kind, t.term, t.due, t.started, t.provisional, t.unverified, t.units, t.parties, t.title'
export type FoundDuty = Found & { readonly [more: string]: unknown }
/** A row of `dutyColumns` as that person may read it. */
export const dutyOf = (house: OpenHouse, { district, actor, today }: Whose, found: FoundDuty): Duty => {
  const { mechanism, stream, part, kind, term, due, started, provisional, unverified, units, parties, title } = found
  const m = house.mechanisms.get(mechanism)!
  const structure = structureOf(m, kind ?? undefined)!
  const { label, article } = structure.terms[term]!
  return {
    mechanism,
    mechanismName: m.name,
    case: stream,
    part: part === noPart ? undefined : part,
    kind: kind ?? undefined,
    title: accessTo(m, actor, district).level(parties) === 'parties' ? (title ?? '') : '',
    units,
    term,
    label,
    started,
    due,
    provisional,
    unverified,
    light: lightOf({ due, metOn: undefined }, today, district.calendar),
    acts: actsOf(m, kind ?? undefined, term, actor).map((act) => ({ act, label: structure.acts[act]!.label })),
    ...(article && { article: cited(article) }),
  }
}
/** Of all, those of one limit, due between two days; an empty kind is the case itself. */
export interface Among {
  readonly mechanism?: string | undefined
  readonly kind?: string | undefined
  readonly term?: string | undefined
  readonly from?: Day | undefined
  readonly to?: Day | undefined
}
const first: DutyKey = ['0001-01-01', noPart, noPart, '']
/** At most so many duties after that key. */
export const dutiesOf = async (
  client: Client,
  house: OpenHouse,
  owing: Owing,
  {
    limit,
    after = first,
    among = {},
  }: { readonly limit: number; readonly after?: DutyKey | undefined; readonly among?: Among },
): Promise<Duty[]> => {
  const { base, values } = owing
  const at = (n: number): string => `$${values.length + n}`
  const { mechanism = null, kind = null, term = null, from = null, to = null } = among
  const found = await rows<FoundDuty>(
    client,
    `SELECT ${dutyColumns} ${base}
       AND (t.due, t.stream, t.part, t.term) > (${at(1)}::date, ${at(2)}::uuid, ${at(3)}::uuid, ${at(4)}::text)
       AND (${at(6)}::text IS NULL OR t.mechanism = ${at(6)}) AND (${at(7)}::text IS NULL OR coalesce(t.kind, '') = ${at(7)}) AND (${at(8)}::text IS NULL OR t.term = ${at(8)})
       AND (${at(9)}::date IS NULL OR t.due >= ${at(9)}) AND (${at(10)}::date IS NULL OR t.due <= ${at(10)}) ORDER BY t.due, t.stream, t.part, t.term LIMIT ${at(5)}`,
    [...values, ...after, limit, mechanism, kind, term, from, to],
  )
  return found.map((one) => dutyOf(house, owing, one))
}
/** How many there are. */
export const countDuties = async (client: Client, { base, values }: Owing): Promise<number> => {
  const [found] = await rows<{ count: number }>(client, `SELECT count(*) AS count ${base}`, values)
  return Number(found!.count)
}

/** What a person owes today in all his posts, each duty once. */
export const allDutiesOf = async (
  client: Client,
  house: OpenHouse,
  district: District,
  person: string,
  limit: number,
): Promise<Duty[]> => {
  const today = dayOf(district.now())
  const found = new Map<string, Duty>()
  for (const actor of postsOf(district, person, today))
    for (const duty of await dutiesOf(client, house, owedTo(house, { district, actor, today }), { limit }))
      if (duty.title || !found.has(idOfDuty(duty))) found.set(idOfDuty(duty), duty)
  return [...found.values()].sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0)).slice(0, limit)
}
/** The same for a duty as long as it is owed. */
export const idOfDuty = ({ case: stream, part, term }: Duty): string => [stream, part, term].filter(Boolean).join('/')

/** A title may be a person's name; then it stays where access is decided anew with each look. */
export const openTitle = (house: OpenHouse, { mechanism, kind, title, mechanismName }: Duty): string => {
  const { record } = structureOf(house.mechanisms.get(mechanism)!, kind)!
  const first = Object.values(record).find((field) => field.kind === 'text')
  return title && !first?.how.personal ? title : mechanismName[0]
}
