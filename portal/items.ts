/**
 * What is public, read from the registers: a case is shown while it stands in a public state and one of the acts that
 * publish it was done. Lists go by the day of that act, by key, so that the last page is as fast as the first.
 */
import type { Fields, Values } from '../kernel/fields/index.ts'
import { isUuid, rows, type Client } from '../kernel/ledger/index.ts'
import { asksOf, type Structure } from '../kernel/procedure/index.ts'
import { partlyOut, quoted, registerFor } from '../kernel/register/index.ts'
import type { Day, Moment } from '../kernel/time/index.ts'
import { publicValues, type PublicMechanism } from './faces.ts'
import type { Unnumbered } from './index-number.ts'
import { heldOn } from './versions.ts'

export interface Item {
  readonly m: PublicMechanism
  readonly id: string
  readonly state: string
  /** The day of publication. */
  readonly on: Day
  readonly recorded: Moment
  /** The day of whatever happened last. */
  readonly latest: Day
  /** The version of the act that published it. */
  readonly version: number
  readonly title: string
  /** Some of it does not hold, while the rest does: now or, of what held on a day, on that day. */
  readonly partly: boolean
  /** Public values only. */
  readonly fields: Values
}
export type Key = readonly [on: Day, id: string]
interface Found {
  readonly id: string
  readonly state: string
  readonly on: Day
  readonly recorded: Moment
  readonly latest: Day
  readonly version: number
  readonly partly: boolean
  readonly fields: Values
}
const itemOf = (m: PublicMechanism, { fields, ...found }: Found): Item => {
  const open = publicValues(m.record, fields)
  return { m, ...found, title: String(open[m.portal.title] ?? m.name[0]), fields: open }
}
const columns = `r._id AS id, r._state AS state, d._on AS "on", d._recorded AS recorded, r._latest AS latest, d._version AS version, r._folded->'fields' AS fields`
/** A republication does not make a second row: only the last act of its kind counts. */
const published = (m: PublicMechanism, act: string, where: string, day?: string): string => {
  const { cases, did } = registerFor(m, undefined)
  const { name } = did[act]!
  const takenBack = (m.portal.unless ?? []).map(
    (other) =>
      `AND NOT EXISTS (SELECT FROM ${did[other]!.name} u WHERE u._tenant = d._tenant AND u._case = d._case AND u._version > d._version)`,
  )
  return `SELECT ${columns}, ${partlyOut(m, day)} AS partly FROM ${name} d JOIN ${cases.name} r ON r._tenant = d._tenant AND r._id = d._case
    WHERE d._tenant = $1 AND r._state = ANY($2) AND ${where}
      AND NOT EXISTS (SELECT FROM ${name} e WHERE e._tenant = d._tenant AND e._case = d._case AND e._version > d._version) ${takenBack.join(' ')}`
}

/** What is public and has no index number yet. */
export const unnumbered = (client: Client, m: PublicMechanism, tenant: string): Promise<Unnumbered[]> => {
  const { issuer } = m.portal
  const missing =
    'NOT EXISTS (SELECT FROM house.index_number i WHERE i.tenant = $1 AND i.mechanism = $3 AND i.id = d._case)'
  const each = m.portal.since.map((act) => published(m, act, missing))
  return rows<Unnumbered & Record<string, unknown>>(
    client,
    `SELECT DISTINCT ON (id) id, "on", recorded, ${issuer === undefined ? 'NULL' : `fields->>'${issuer}'`} AS issuer
     FROM (${each.join(' UNION ALL ')}) x ORDER BY id, version DESC`,
    [tenant, m.portal.states, m.id],
  )
}

/** What a reader asked of a list, beside its place. */
export interface Filter {
  /** Published from that day on, and until that day. */
  readonly from?: Day | undefined
  readonly until?: Day | undefined
  /** What held on that day. */
  readonly held?: Day | undefined
}
export interface ListAsk extends Filter {
  readonly option?: string | undefined
  readonly after?: Key | undefined
  readonly limit: number
}
/** The latest first. */
export const listItems = async (
  client: Client,
  m: PublicMechanism,
  tenant: string,
  { option, after, limit, from, until, held }: ListAsk,
): Promise<Item[]> => {
  const { by, since, states } = m.portal
  const values: unknown[] = [tenant, states, limit]
  const put = (value: unknown) => `$${values.push(value)}`
  const holding = held && heldOn(m, put, held)
  if (held && !holding) return []
  const where = [
    ...(from ? [`d._on >= ${put(from)}::date`] : []),
    ...(until ? [`d._on <= ${put(until)}::date`] : []),
    ...(holding ? [holding] : []),
    ...(by && option !== undefined ? [`r.${quoted(by)} = ${put(option)}`] : []),
    ...(after ? [`(d._on, d._case) < (${put(after[0])}::date, ${put(after[1])}::uuid)`] : []),
    'true',
  ].join(' AND ')
  const day = held && m.partly && put(held)
  const each = since.map((act) => `(${published(m, act, where, day)} ORDER BY d._on DESC, d._case DESC LIMIT $3)`)
  const found = await rows<Found & Record<string, unknown>>(
    client,
    `SELECT * FROM (${each.join(' UNION ALL ')}) x ORDER BY "on" DESC, id DESC LIMIT $3`,
    values,
  )
  return found.map((one) => itemOf(m, one))
}
/** Those of these cases that are public, in no order. */
export const itemsAmong = async (
  client: Client,
  m: PublicMechanism,
  tenant: string,
  ids: readonly string[],
): Promise<Item[]> => {
  if (!ids.length) return []
  const each = m.portal.since.map((act) => published(m, act, 'd._case = ANY($3::uuid[])'))
  const found = await rows<Found & Record<string, unknown>>(client, each.join(' UNION ALL '), [
    tenant,
    m.portal.states,
    ids,
  ])
  return [...new Map(found.map((one) => [one.id, itemOf(m, one)])).values()]
}
export const oneItem = async (
  client: Client,
  m: PublicMechanism,
  tenant: string,
  id: string,
): Promise<Item | undefined> => (isUuid(id) ? (await itemsAmong(client, m, tenant, [id]))[0] : undefined)

/** What an act said in public: its values and the fields they belong to. */
export interface Said {
  readonly act: string
  readonly id: string
  readonly on: Day
  readonly version: number
  readonly fields: Fields
  readonly values: Values
}
/** What these acts said, in the order in which they happened: of a case, or of all its parts of one kind. */
export const saidBy = async (
  client: Client,
  m: PublicMechanism,
  kind: string | undefined,
  tenant: string,
  id: string,
  acts: readonly string[],
): Promise<Said[]> => {
  const { did, structure } = registerFor(m, kind)
  const asked = new Map(acts.map((act) => [act, openAsks(structure, act)]))
  const telling = acts.filter((act) => Object.keys(asked.get(act)!).length > 0)
  // An act that says nothing in public is told of a part all the same: that it happened.
  const named = kind === undefined ? telling : acts
  if (!named.length) return []
  const each = named.map((act) => {
    const values = Object.keys(asked.get(act)!).map((name) => `'${name.replaceAll("'", "''")}', ${quoted(name)}`)
    return `SELECT '${act}' AS act, _on AS "on", _id AS id, _version AS version, jsonb_build_object(${values.join(', ')}) AS values FROM ${did[act]!.name} WHERE _tenant = $1 AND _case = $2`
  })
  const found = await rows<Omit<Said, 'fields'> & Record<string, unknown>>(
    client,
    `${each.join(' UNION ALL ')} ORDER BY "on", version`,
    [tenant, id],
  )
  return found.map((one) => {
    const fields = asked.get(one.act)!
    return { ...one, fields, values: publicValues(fields, one.values) }
  })
}
/** The public fields that an act asks beside those of the record, which stand there as they are now. */
const openAsks = (structure: Structure, act: string): Fields =>
  Object.fromEntries(
    Object.entries(asksOf(structure, structure.acts[act]!)).filter(
      ([name, { how }]) => how.seen === 'public' && !Object.hasOwn(structure.record, name),
    ),
  )
/** What the acts of a case said that its public face names: that which published it, and those told in the state in which it is. */
export const saidOf = async (client: Client, { m, id, state, version }: Item, tenant: string): Promise<Said[]> => {
  const { tells = {}, since } = m.portal
  const acts = Object.keys(tells).filter((act) => tells[act] === true || (tells[act] as string[]).includes(state))
  const said = await saidBy(client, m, undefined, tenant, id, [...new Set([...since, ...acts])])
  const later = (one: Said) =>
    said.some((other) => other.act === one.act && other.version > one.version && other.version <= version)
  return said.filter((one) => (one.version > version ? !since.includes(one.act) : !later(one)))
}

export interface OpenPart {
  readonly id: string
  readonly state: string
  readonly opened: Day
  readonly fields: Values
}
/** The parts of a case that are public, oldest first. */
export const openParts = async (
  client: Client,
  { m, id, state }: Item,
  kind: string,
  tenant: string,
  limit: number,
): Promise<OpenPart[]> => {
  const face = m.portal.parts?.[kind]
  if (!face?.during.includes(state)) return []
  const { cases, structure } = registerFor(m, kind)
  const found = await rows<OpenPart & Record<string, unknown>>(
    client,
    `SELECT _id AS id, _state AS state, _opened AS opened, _folded->'fields' AS fields FROM ${cases.name}
     WHERE _tenant = $1 AND _case = $2 AND _state = ANY($3) ORDER BY _opened, _id LIMIT $4`,
    [tenant, id, face.states, limit],
  )
  return found.map((one) => ({ ...one, fields: publicValues(structure.record, one.fields) }))
}
