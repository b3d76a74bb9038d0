/** What stands around a case: the cases it names, those that name it, and the figures in which it counts. */
import type { FastifyInstance } from 'fastify'
import type { Field, Subject, Values } from '../../kernel/fields/index.ts'
import { addends, figureRows, type Reader } from '../../kernel/indicator/index.ts'
import type { Pair } from '../../kernel/law/index.ts'
import { rows, transact, type Client } from '../../kernel/ledger/index.ts'
import type { AnyMechanism } from '../../kernel/mechanism.ts'
import { structuresOf, type Structure } from '../../kernel/procedure/index.ts'
import { quoted, registerFor } from '../../kernel/register/index.ts'
import { yearOf, type Day } from '../../kernel/time/index.ts'
import { accessTo, isVisible } from '../access.ts'
import type { OpenHouse } from '../house.ts'
import { readable, titleFor } from './reading.ts'
import { idOf, identityOf, mechanismOf, type Api, type Identity } from './request.ts'

const most = 100
export interface Related {
  /** `names`: a field of this case names that one; `named`: a field of that one names this case. */
  readonly is: 'names' | 'named'
  readonly label: Pair
  readonly mechanism: string
  readonly mechanismName: Pair
  readonly case: string
  readonly title: string
  readonly state: string
  readonly stateName: Pair
  readonly opened: Day
  readonly ended: Day | undefined
}
interface Found {
  readonly case: string
  readonly parties: readonly string[]
  readonly state: string
  readonly opened: Day
  readonly ended: Day | null
  readonly fields: Values
}
const select = (where: string) =>
  `SELECT r._case AS "case", r._parties AS parties, r._state AS state, r._opened AS opened, r._ended AS ended, r._folded->'fields' AS fields FROM ${where} ORDER BY r._opened, r._id LIMIT ${most}`

/** Who reads. */
export type Reading = Pick<Identity, 'district' | 'actor'>

const shown = (
  is: Related['is'],
  label: Pair,
  m: AnyMechanism,
  found: Found,
  { district, actor }: Reading,
): Related[] => {
  const access = accessTo(m, actor, district)
  if (!access.sees(found.parties)) return []
  const { state, opened, ended } = found
  return [
    {
      is,
      label,
      mechanism: m.id,
      mechanismName: m.name,
      case: found.case,
      title: titleFor(m, found.fields, access.level(found.parties)),
      state,
      stateName: m.states[state] ?? [state, state],
      opened,
      ended: ended ?? undefined,
    },
  ]
}
/** The cases of a mechanism by their ids, as this reader may know them: id → title. */
const titlesOf = async (
  client: Client,
  m: AnyMechanism,
  identity: Reading,
  ids: readonly string[],
): Promise<Related[]> => {
  const { cases } = registerFor(m, undefined)
  const found = await rows<Found & Record<string, unknown>>(
    client,
    select(`${cases.name} r WHERE r._tenant = $1 AND r._id = ANY($2::uuid[])`),
    [identity.district.id, ids],
  )
  return found.flatMap((one) => shown('names', m.name, m, one, identity))
}
/** The titles of the cases that the links of these rows name, by id; those that may not be read are left out. */
export const linkedTitles = async (
  client: Client,
  house: OpenHouse,
  identity: Reading,
  structure: Pick<Structure, 'record'>,
  of: readonly Values[],
): Promise<Record<string, string>> => {
  const titles: Record<string, string> = {}
  for (const [name, { kind, to }] of Object.entries(structure.record)) {
    const m = kind === 'link' && to ? house.mechanisms.get(to) : undefined
    const ids = [...new Set(of.flatMap((values) => (typeof values[name] === 'string' ? [values[name]] : [])))]
    if (!m || !ids.length) continue
    for (let at = 0; at < ids.length; at += most)
      for (const one of await titlesOf(client, m, identity, ids.slice(at, at + most))) titles[one.case] = one.title
  }
  return titles
}
/** Which cases a value names: a link one, a subject one, a frame several. */
const namedIn = ({ kind, to }: Field, value: unknown): { mechanism: string; id: string }[] =>
  value === undefined || value === null
    ? []
    : kind === 'link' && to
      ? [{ mechanism: to, id: String(value) }]
      : kind === 'subject'
        ? [value as Subject]
        : kind === 'frame'
          ? [...(value as readonly Subject[])]
          : []

const relatedOf = async (client: Client, house: OpenHouse, m: AnyMechanism, id: string, identity: Identity) => {
  const { row, level } = await readable(client, m, identity, id)
  const related: Related[] = []
  for (const [name, field] of Object.entries(m.record)) {
    if (!isVisible(field, level)) continue
    const named = namedIn(field, row.folded.fields[name]).slice(0, most)
    for (const other of new Set(named.map(({ mechanism }) => mechanism))) {
      const of = house.mechanisms.get(other)
      const ids = named.filter(({ mechanism }) => mechanism === other).map((one) => one.id)
      if (of) for (const one of await titlesOf(client, of, identity, ids)) related.push({ ...one, label: field.label })
    }
  }
  for (const other of house.mechanisms.values()) {
    for (const [kind, structure] of structuresOf<Structure, AnyMechanism>(other)) {
      for (const [name, field] of Object.entries(structure.record)) {
        const column = `o.${quoted(name)}`
        const names =
          field.kind === 'link' && field.to === m.id
            ? `${column} = $2`
            : field.kind === 'subject'
              ? `(${column}->>'id') = $2 AND (${column}->>'mechanism') = $3`
              : undefined
        if (!names) continue
        const [whole, own] = [registerFor(other, undefined).cases.name, registerFor(other, kind).cases.name]
        const found = await rows<Found & Record<string, unknown>>(
          client,
          select(
            `${whole} r JOIN ${own} o ON o._tenant = r._tenant AND o._case = r._id WHERE o._tenant = $1 AND ${names}`,
          ),
          [identity.district.id, id, ...(field.kind === 'subject' ? [m.id] : [])],
        )
        for (const one of found) {
          const seen = accessTo(other, identity.actor, identity.district).level(one.parties)
          if (one.case !== id && isVisible(field, seen))
            related.push(...shown('named', field.label, other, one, identity))
        }
      }
    }
  }
  return { related }
}

/** More rows of one case in one figure are told as this many. */
const mostRows = 200
const lastYears = 5
const figuresOf = async (client: Client, house: OpenHouse, m: AnyMechanism, id: string, identity: Identity) => {
  const { row } = await readable(client, m, identity, id)
  const { district, actor, today } = identity
  const readers = (mechanism: string): Reader => accessTo(house.mechanisms.get(mechanism)!, actor, district).reader
  const last = yearOf(today)
  const first = Math.max(yearOf(row.folded.opened), last - lastYears + 1)
  const figures: object[] = []
  for (const { id: figure, figure: declared } of house.catalogue.entries) {
    if (declared.over !== 'period' || !addends(declared).some(({ of }) => of.mechanism === m.id)) continue
    for (let year = first; year <= last; year++) {
      const question = { tenant: district.id, period: { from: `${year}-01-01`, to: `${year}-12-31` } }
      const found = await figureRows(client, house.mechanisms, declared, question, readers, {
        limit: mostRows,
        caseId: id,
      })
      if (!found.length) continue
      const rate = declared.measure.by === 'rate'
      figures.push({
        id: figure,
        label: declared.label,
        year,
        rows: found.length,
        ...(rate && { counts: found.filter(({ counts }) => counts).length }),
      })
    }
  }
  return { figures }
}

export const aroundRoutes = (app: FastifyInstance, { house }: Api): void => {
  for (const [word, read] of [
    ['related', relatedOf],
    ['figures', figuresOf],
  ] as const)
    app.get(`/:m/:id/${word}`, (request) => {
      const m = mechanismOf(house, request)
      const identity = identityOf(request)
      const id = idOf(request, 'id', m.name[0])
      return transact(house.pool, identity.district.id, async (client): Promise<object> =>
        read(client, house, m, id, identity),
      )
    })
}
