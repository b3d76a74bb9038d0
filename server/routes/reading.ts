/** A case or a part as one person may read it: found, shown, and looked at as a whole. */
import type { Seen, Values } from '../../kernel/fields/index.ts'
import { rows, type Client } from '../../kernel/ledger/index.ts'
import type { AnyMechanism } from '../../kernel/mechanism.ts'
import {
  structureOf,
  type Answer,
  type Breach,
  type Folded,
  type PartId,
  type Structure,
  type View,
} from '../../kernel/procedure/index.ts'
import { answersFor, registerFor, registersOf, titleOf } from '../../kernel/register/index.ts'
import type { Day } from '../../kernel/time/index.ts'
import { accessTo, visibleFields, type Access } from '../access.ts'
import type { District } from '../district.ts'
import { notFound } from '../errors.ts'
import type { OpenHouse } from '../house.ts'
import type { Identity } from './request.ts'

/** A row of a register, unmasked. */
export interface Row {
  readonly id: string
  readonly case: string
  readonly units: readonly string[]
  readonly parties: readonly string[]
  readonly folded: Folded
}
const columns = '_id AS id, _case AS "case", _units AS units, _parties AS parties, _folded AS folded'
export const rowOf = async (
  client: Client,
  m: AnyMechanism,
  tenant: string,
  id: string,
  part?: PartId,
): Promise<Row | undefined> => {
  const { cases } = registerFor(m, part?.kind)
  const [found] = await rows<Row & Record<string, unknown>>(
    client,
    `SELECT ${columns} FROM ${cases.name} WHERE _tenant = $1 AND _id = $2 AND _case = $3`,
    [tenant, part?.id ?? id, id],
  )
  return found
}
/** The row and how much of it may be read. A row that may not be read is as one that does not exist. */
export const readable = async (
  client: Client,
  m: AnyMechanism,
  { district, actor }: Identity,
  id: string,
  part?: PartId,
): Promise<{ row: Row; access: Access; level: Seen }> => {
  const access = accessTo(m, actor, district)
  const row = await rowOf(client, m, district.id, id, part)
  if (!row || !access.sees(row.parties))
    throw notFound(`没有找到这一${structureOf(m, part?.kind)!.name[0]}，或者您无权查看`, '请从列表中打开')
  return { row, access, level: access.level(row.parties) }
}

/** The case with all its parts: what gates and clocks look at. */
export const viewOf = async (client: Client, m: AnyMechanism, tenant: string, id: string): Promise<View> => {
  const parts = new Map<string, Folded[]>()
  let whole: Folded | undefined
  for (const { kind, cases } of registersOf(m)) {
    const found = await rows<{ folded: Folded }>(
      client,
      `SELECT _folded AS folded FROM ${cases.name} WHERE _tenant = $1 AND _case = $2`,
      [tenant, id],
    )
    if (kind)
      parts.set(
        kind,
        found.map(({ folded }) => folded),
      )
    else whole = found[0]?.folded
  }
  return {
    whole,
    part: (part) => parts.get(part.kind)?.find((folded) => folded.id === part.id),
    partsOf: (kind) => parts.get(kind) ?? [],
  }
}
/** What the serving mechanisms that some gate asks say about this case. */
export const answersOn = async (
  client: Client,
  house: OpenHouse,
  m: AnyMechanism,
  tenant: string,
  id: string,
  view: View,
  part: PartId | undefined,
  today: Day,
): Promise<Answer[]> => {
  const own = part && view.part(part)
  const value = (field: string) => own?.fields[field] ?? view.whole?.fields[field]
  const answers = new Map<string, Answer>()
  for (const act of Object.values(structureOf(m, part?.kind)!.acts)) {
    for (const answer of await answersFor(client, house, tenant, m, part?.kind, act, {
      stream: id,
      on: today,
      today,
      value,
    }))
      answers.set(`${answer.mechanism}/${answer.stream}/${answer.about}/${answer.by}`, answer)
  }
  return [...answers.values()]
}

/** A case or part as a client gets it. */
export interface Shown {
  readonly mechanism: string
  readonly kind: string | undefined
  readonly id: string
  readonly case: string
  readonly version: number
  readonly state: string
  readonly stateName: string
  readonly opened: Day
  readonly ended: Day | undefined
  readonly latest: Day
  readonly round: number
  readonly title: string
  /** Units it counts for; left out in the answer to an act. */
  readonly units: readonly string[] | undefined
  /** The unit in charge, and the person after a hand-over. */
  readonly unit: string
  readonly handler: string | undefined
  readonly fields: Values
  readonly breaches: readonly (Breach & { readonly version: number })[]
  /** How much of it this reader may see. */
  readonly level: Seen
}
/** The title as that reader may see it: the first text he may read. */
export const titleFor = (structure: Structure, values: Values, level: Seen): string =>
  titleOf(structure.record, visibleFields(structure, values, level))
export const shown = (
  m: AnyMechanism,
  folded: Folded,
  around: string,
  units: readonly string[] | undefined,
  level: Seen,
): Shown => {
  const structure: Structure = structureOf(m, folded.kind)!
  const { id, kind, version, state, opened, ended, latest, round, unit, handler, fields, breaches } = folded
  return {
    mechanism: m.id,
    kind,
    id,
    case: around,
    version,
    state,
    stateName: structure.states[state]?.[0] ?? state,
    opened,
    ended: ended ?? undefined,
    latest,
    round,
    title: titleFor(structure, fields, level),
    units,
    unit,
    handler: level === 'parties' ? handler : undefined,
    fields: visibleFields(structure, fields, level),
    breaches: level === 'public' ? [] : breaches,
    level,
  }
}
export const unitName = (district: District, unit: string): string => district.units.get(unit)?.short ?? unit
