/** What a judgement reads: how cases and parts stand, what serving mechanisms answered, which files are stored. */
import type { Fields, Subject, Values } from '../fields/index.ts'
import { isUuid, rows, type Client } from '../ledger/index.ts'
import {
  idIn,
  leaves,
  lookedUpBy,
  structureOf,
  type Act,
  type Answer,
  type Beside,
  type Door,
  type Folded,
  type PartId,
  type Procedure,
  type Test,
} from '../procedure/index.ts'
import type { Day } from '../time/index.ts'
import type { Asked, House } from './house.ts'
import { quoted, registerFor } from './tables.ts'

export interface Found {
  /** Of the tenant: nothing where there is no such tenant. */
  readonly revision: number | null
  readonly whole: Folded | null
  readonly own: Folded | null
  readonly digest: string | null
  readonly answer: string | null
}
/** The statement that reads and locks what commands on one mechanism find. */
export const readText = (procedure: Procedure, kind: string | undefined): string => {
  const one = (table: string, key: string) =>
    `LEFT JOIN LATERAL (SELECT _folded FROM ${table} WHERE _tenant = $1 AND ${key} FOR UPDATE)`
  const cases = registerFor(procedure, undefined).cases.name
  return `SELECT i.n, (SELECT revision FROM ledger.tenant WHERE id = $1) AS revision, c._folded AS whole, ${kind ? 'p._folded' : 'NULL'} AS own, q.digest, q.answer FROM unnest($2::uuid[], $3::uuid[], $4::text[]) WITH ORDINALITY AS i(stream, part, key, n)
    ${one(cases, '_id = i.stream')} c ON true
    ${kind ? `${one(registerFor(procedure, kind).cases.name, '_id = i.part AND _case = i.stream')} p ON true` : ''}
    LEFT JOIN LATERAL (SELECT digest, answer FROM ledger.request WHERE tenant = $1 AND key = i.key LIMIT 1) q ON true`
}
/** How the cases and parts of these commands stand, locked in one order, so that two writers never wait for each other in a circle. */
export const readAll = async (
  client: Client,
  house: House,
  tenant: string,
  asked: readonly Asked[],
): Promise<Found[]> => {
  const groups = new Map<string, { procedure: Procedure; kind: string | undefined; at: number[] }>()
  for (const [at, { command }] of asked.entries()) {
    const key = `${command.mechanism}/${command.part?.kind ?? ''}`
    const group = groups.get(key) ?? {
      procedure: house.procedures.get(command.mechanism)!,
      kind: command.part?.kind,
      at: [],
    }
    group.at.push(at)
    groups.set(key, group)
  }
  const found: Found[] = []
  for (const [, { procedure, kind, at }] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const ordered = at.sort((a, b) => (asked[a]!.command.stream < asked[b]!.command.stream ? -1 : 1))
    const of = <T>(value: (one: Asked) => T): T[] => ordered.map((index) => value(asked[index]!))
    const rowsFound = await rows<Found & { n: number }>(client, readText(procedure, kind), [
      tenant,
      of(({ command }) => command.stream),
      of(({ command }) => command.part?.id ?? null),
      of(({ options }) => options.key ?? ''),
    ])
    for (const row of rowsFound) found[ordered[Number(row.n) - 1]!] = row
  }
  return found
}
const testsOf = (procedure: Procedure, kind: string | undefined, act: Act) => [
  ...act.requires.flatMap((gate) => leaves(gate.test)),
  ...Object.values(structureOf(procedure, kind)!.terms).flatMap((term) => (term.when ? leaves(term.when) : [])),
]
/** Kinds of parts that a judgement of this act looks at, and whether at their fields too. */
export const kindsNeeded = (procedure: Procedure, part: PartId | undefined, act: Act): ReadonlyMap<string, boolean> => {
  const raisable = Object.values(procedure.acts).some((other) => part && part.kind in other.raises)
  const tests = testsOf(procedure, part?.kind, act)
  const states = [
    ...tests.flatMap((test) => (test.is === 'every' ? [test.part] : [])),
    ...Object.keys(act.raises),
    ...(part && act.from === undefined && raisable ? [part.kind] : []),
  ]
  const counted = tests.flatMap((test) => (test.is === 'judged' && test.tally ? [test.tally.part] : []))
  return new Map([...states.map((kind) => [kind, false] as const), ...counted.map((kind) => [kind, true] as const)])
}
export const partStates = async (
  client: Client,
  procedure: Procedure,
  tenant: string,
  stream: string,
  kinds: ReadonlyMap<string, boolean>,
) => {
  const found = [...kinds].map(async ([kind, counted]) => {
    const more = counted ? `, _version AS version, _folded->'fields' AS fields` : ''
    const text = `SELECT _state AS state, _round AS round${more} FROM ${registerFor(procedure, kind).cases.name} WHERE _tenant = $1 AND _case = $2`
    return [kind, await rows<Beside & Record<string, unknown>>(client, text, [tenant, stream])] as const
  })
  return new Map(await Promise.all(found))
}
/** Whether a judgement of that act asks other mechanisms. */
export const asksOthers = (procedure: Procedure, act: Act): boolean =>
  testsOf(procedure, undefined, act).some((test) => test.is === 'answered')
/** What an answer is asked about: the case itself and the values of its fields, those of the act before those it has. */
export interface Asking {
  readonly stream: string
  readonly on: Day
  readonly today: Day
  readonly value: (field: string) => unknown
}
/** The condition by which a door finds the cases of the mechanism behind it, and what their answers are about. */
const behind = (
  door: Door,
  serving: Procedure,
  { stream, value }: Asking,
): { readonly where: string; readonly about: string; readonly with: readonly unknown[] } | undefined => {
  const subject = Object.keys(serving.record).find((name) => serving.record[name]!.kind === 'subject')
  switch (door.is) {
    case 'text':
    case 'case': {
      if (!subject) return undefined
      const text = door.is === 'text' ? (value(door.field) as Partial<Subject> | undefined) : undefined
      const id = `c.${quoted(subject)}->>'id'`
      return { where: `${id} = $2`, about: id, with: [text?.id ?? stream] }
    }
    case 'link':
      const id = idIn(value(door.field))
      return isUuid(String(id)) ? { where: 'c._id = $2::uuid', about: 'NULL', with: [id] } : undefined
    case 'same': {
      const column = `c.${quoted(door.theirs)}`
      const and = door.and.map(([theirs], at) => ` AND to_jsonb(c.${quoted(theirs)}) = $${at + 3}::jsonb`)
      return {
        where: `${column} = ANY($2)${and.join('')}`,
        about: column,
        with: [[value(door.field) ?? []].flat(), ...door.and.map(([, mine]) => JSON.stringify(value(mine) ?? null))],
      }
    }
  }
}
/**
 * What other mechanisms say through the doors that this act asks: as their cases stand, or stood on an earlier day of the
 * act; locked, so that it still holds when the event is written.
 */
export const answersFor = async (
  client: Client,
  house: House,
  tenant: string,
  procedure: Procedure,
  kind: string | undefined,
  act: Act,
  asking: Asking,
): Promise<Answer[]> => {
  const asked = new Map(
    testsOf(procedure, kind, act).flatMap((test) =>
      test.is === 'answered' ? [[JSON.stringify([test.mechanism, test.door]), test] as const] : [],
    ),
  )
  const ask = async ({
    mechanism,
    door,
  }: Extract<Test, { is: 'answered' }>): Promise<(readonly [string, Answer])[]> => {
    const serving = house.procedures.get(mechanism)
    const found = serving && behind(door, serving, asking)
    if (!found) return []
    const { cases, was } = registerFor(serving, undefined)
    const subject = Object.keys(serving.record).find((name) => serving.record[name]!.kind === 'subject')
    const earlier = asking.on < asking.today
    const state = earlier
      ? `(SELECT w._state FROM ${was.name} w WHERE w._tenant = c._tenant AND w._id = c._id AND w._since <= $${found.with.length + 2}::date ORDER BY w._since DESC, w._version DESC LIMIT 1)`
      : 'c._state'
    const said = await rows<{
      stream: string
      version: number
      state: string | null
      hash: string
      about: string | null
    }>(
      client,
      `SELECT c._id AS stream, c._version AS version, ${state} AS state, ${subject ? `c.${quoted(subject)}->>'hash'` : "''"} AS hash, ${found.about} AS about FROM ${cases.name} c WHERE c._tenant = $1 AND ${found.where} FOR SHARE OF c`,
      [tenant, ...found.with, ...(earlier ? [asking.on] : [])],
    )
    const by = door.is === 'same' ? lookedUpBy(door) : undefined
    return said.flatMap(({ state, about, ...answer }) => {
      // On that day it was not there yet.
      if (state === null) return []
      const open = !serving.ends.includes(state) && about !== null
      const key = `${mechanism}/${answer.stream}/${about}/${by}`
      const told = { mechanism, ...answer, state, ...(about !== null && { about }), ...(by && { by }) }
      return [[key, { ...told, ...(open && { open: true as const }) }] as const]
    })
  }
  return [...new Map((await Promise.all([...asked.values()].map(ask))).flat()).values()]
}
/** Which of the cases that link fields name there are, as `mechanism/id`. */
export const linkedCases = async (
  client: Client,
  house: House,
  tenant: string,
  fields: Fields,
  body: Values,
): Promise<ReadonlySet<string>> => {
  const named = Object.entries(fields).flatMap(([name, { kind, to }]) => {
    const id = body[name]
    const procedure = kind === 'link' ? house.procedures.get(to!) : undefined
    return procedure && isUuid(id) ? [{ procedure, id }] : []
  })
  const found = named.map(async ({ procedure, id }) => {
    const text = `SELECT FROM ${registerFor(procedure, undefined).cases.name} WHERE _tenant = $1 AND _id = $2`
    return (await rows(client, text, [tenant, id])).length ? [`${procedure.id}/${id}`] : []
  })
  return new Set((await Promise.all(found)).flat())
}
const filesIn = (body: Values): string[] =>
  Object.values(body).flatMap((value) =>
    typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
      ? [value]
      : value && typeof value === 'object' && 'hash' in value && typeof value.hash === 'string'
        ? [value.hash]
        : value && typeof value === 'object' && !Array.isArray(value)
          ? filesIn(value as Values)
          : [],
  )
/** Which of the files a body names are stored. */
export const storedFiles = async (
  client: Client,
  tenant: string,
  bodies: readonly Values[],
): Promise<ReadonlySet<string>> => {
  const named = [...new Set(bodies.flatMap(filesIn))]
  if (!named.length) return new Set()
  const found = await rows<{ hash: string }>(
    client,
    'SELECT hash FROM ledger.file WHERE tenant = $1 AND hash = ANY($2)',
    [tenant, named],
  )
  return new Set(found.map(({ hash }) => hash))
}
