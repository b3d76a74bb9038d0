/** What a judgement reads: how cases and parts stand, what serving mechanisms answered, which files are stored. */
import type { Values } from '../fields/index.ts'
import { rows, type Client } from '../ledger/index.ts'
import {
  leaves,
  structureOf,
  type Act,
  type Answer,
  type Folded,
  type PartId,
  type Procedure,
} from '../procedure/index.ts'
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
const readText = (procedure: Procedure, kind: string | undefined): string => {
  const one = (table: string, key: string) =>
    `LEFT JOIN LATERAL (SELECT _folded FROM ${table} WHERE _tenant = $1 AND ${key} FOR UPDATE)`
  const cases = registerFor(procedure, undefined).cases.name
  return `SELECT i.n, (SELECT revision FROM ledger.tenant WHERE id = $1) AS revision, c._folded AS whole, ${kind ? 'p._folded' : 'NULL'} AS own, q.digest, q.answer FROM unnest($2::uuid[], $3::uuid[], $4::text[]) WITH ORDINALITY AS i(stream, part, key, n)
    ${one(cases, '_id = i.stream')} c ON true
    ${kind ? `${one(registerFor(procedure, kind).cases.name, '_id = i.part AND _case = i.stream')} p ON true` : ''}
    LEFT JOIN ledger.request q ON q.tenant = $1 AND q.key = i.key`
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
/** Kinds of parts whose states a judgement of this act looks at. */
export const kindsNeeded = (procedure: Procedure, part: PartId | undefined, act: Act): string[] => {
  const raisable = Object.values(procedure.acts).some((other) => part && part.kind in other.raises)
  return [
    ...new Set([
      ...testsOf(procedure, part?.kind, act).flatMap((test) => (test.is === 'every' ? [test.part] : [])),
      ...Object.keys(act.raises),
      ...(part && act.from === undefined && raisable ? [part.kind] : []),
    ]),
  ]
}
export const partStates = async (
  client: Client,
  procedure: Procedure,
  tenant: string,
  stream: string,
  kinds: readonly string[],
) => {
  const found = new Map<string, { state: string; round: number }[]>()
  for (const kind of kinds) {
    const { cases } = registerFor(procedure, kind)
    found.set(
      kind,
      await rows(
        client,
        `SELECT _state AS state, _round AS round FROM ${cases.name} WHERE _tenant = $1 AND _case = $2`,
        [tenant, stream],
      ),
    )
  }
  return found
}
/** What serving mechanisms say about this case; locked, so that it still holds when the event is written. */
export const answersFor = async (
  client: Client,
  house: House,
  tenant: string,
  procedure: Procedure,
  kind: string | undefined,
  act: Act,
  stream: string,
): Promise<Answer[]> => {
  const asked = new Set(
    testsOf(procedure, kind, act).flatMap((test) => (test.is === 'answered' ? [test.mechanism] : [])),
  )
  const answers: Answer[] = []
  for (const mechanism of asked) {
    const serving = house.procedures.get(mechanism)
    const name = serving && Object.keys(serving.record).find((name) => serving.record[name]!.kind === 'subject')
    if (!serving || !name) continue
    const found = await rows<Omit<Answer, 'mechanism'>>(
      client,
      `SELECT _id AS stream, _version AS version, _state AS state, ${quoted(name)}->>'hash' AS hash FROM ${registerFor(serving, undefined).cases.name} WHERE _tenant = $1 AND ${quoted(name)}->>'id' = $2 FOR SHARE`,
      [tenant, stream],
    )
    answers.push(...found.map((answer) => ({ mechanism, ...answer })))
  }
  return answers
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
