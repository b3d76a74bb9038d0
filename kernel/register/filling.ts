/** Fields that the system fills in, in the transaction of the act: numbers of documents, frozen frames, frozen figures. */
import { sayNumber, serialParts, isFilled, type Field, type Fields, type Framed, type Values } from '../fields/index.ts'
import { codeOf, rows, Undo, type Client } from '../ledger/index.ts'
import type { Event, Refused } from '../procedure/index.ts'
import { yearOf } from '../time/index.ts'
import { quoted, registerFor } from './tables.ts'
import type { House, Tenant } from './house.ts'

const placeholders = {
  snapshot: '0'.repeat(64),
  serial: sayNumber('待编', 2000, 1),
  frame: [],
} as const
type FilledHere = keyof typeof placeholders
const filledIn = (fields: Fields): (readonly [string, Field])[] =>
  Object.entries(fields).filter(([, { kind }]) => kind in placeholders)
/** Whether the system has to do something about a field of these beyond keeping it. */
export const hasFilled = (fields: Fields): boolean => filledIn(fields).length > 0

/** What a sender may not bring: only a takeover knows numbers that were given before. */
export const broughtAlong = (fields: Fields, body: Values, source: Event['source']): Refused | undefined => {
  const wrong = Object.entries(fields).filter(
    ([name, field]) =>
      isFilled(field) && body[name] !== undefined && !(field.kind === 'serial' && source === 'takeover'),
  )
  return wrong.length
    ? {
        is: 'invalid',
        fields: Object.fromEntries(wrong.map(([name, { label }]) => [name, `${label[0]}：由系统填写，请删去`])),
      }
    : undefined
}
/** A body that can be judged before anything is filled in. */
export const withPlaceholders = (fields: Fields, body: Values): Values => ({
  ...Object.fromEntries(
    filledIn(fields)
      .filter(([, field]) => isFilled(field))
      .map(([name, { kind }]) => [name, placeholders[kind as FilledHere]]),
  ),
  ...body,
})

/**
 * The next number of a series. The row of the series is locked until the transaction ends, so that a number that was
 * not used in the end is the next one's: no gaps, whoever else is numbering from whatever process.
 */
const numbered = async (client: Client, tenant: string, word: string, event: Event): Promise<string> => {
  const year = yearOf(event.on)
  const [row] = await rows<{ last: number }>(
    client,
    'INSERT INTO ledger.series AS s VALUES ($1, $2, $3, 1) ON CONFLICT (tenant, word, year) DO UPDATE SET last = s.last + 1 RETURNING last',
    [tenant, word, year],
  )
  const n = Number(row!.last)
  await kept(client, tenant, { word, year, n }, event)
  return sayNumber(word, year, n)
}
const kept = (
  client: Client,
  tenant: string,
  { word, year, n }: { word: string; year: number; n: number },
  event: Event,
) =>
  rows(client, 'INSERT INTO ledger.number VALUES ($1, $2, $3, $4, $5, $6, false)', [
    tenant,
    word,
    year,
    n,
    event.stream,
    event.version,
  ])
/** A number that was given before the product, or beside it: the series goes on after the highest of them. */
const usedBefore = async (
  client: Client,
  tenant: string,
  name: string,
  text: string,
  event: Event,
): Promise<string> => {
  const parts = serialParts(text)!
  await kept(client, tenant, parts, event).catch((error: unknown) => {
    if (codeOf(error) !== '23505') throw error
    throw new Undo<Refused>({
      is: 'invalid',
      fields: { [name]: `文号${text}已经登记过，请核对；登记错了的先作废原记录` },
    })
  })
  await rows(
    client,
    'INSERT INTO ledger.series AS s VALUES ($1, $2, $3, $4) ON CONFLICT (tenant, word, year) DO UPDATE SET last = greatest(s.last, $4)',
    [tenant, parts.word, parts.year, parts.n],
  )
  return text
}
/** The act that gave a number is void: the number stays in the series, marked. */
export const voidNumber = (client: Client, tenant: string, { stream, corrects }: Event) =>
  rows(client, 'UPDATE ledger.number SET voided = true WHERE tenant = $1 AND stream = $2 AND version = $3', [
    tenant,
    stream,
    corrects,
  ])

const framed = async (
  client: Client,
  house: House,
  tenant: string,
  { frames }: Field,
  value: (field: string) => unknown,
): Promise<readonly Framed[]> => {
  const { mechanism, states, text, where } = frames!
  const procedure = house.procedures.get(mechanism)!
  const several = where && procedure.record[where[0]]?.kind === 'choices'
  const only = where
    ? several
      ? `AND $3 = ANY(${quoted(where[0])})`
      : `AND to_jsonb(${quoted(where[0])}) = to_jsonb($3::text)`
    : ''
  return rows<Framed & Record<string, unknown>>(
    client,
    `SELECT $${where ? 4 : 3}::text AS mechanism, _id AS id, ${quoted(text)}->>'hash' AS hash, _title AS title FROM ${registerFor(procedure, undefined).cases.name}
     WHERE _tenant = $1 AND _state = ANY($2) ${only} ORDER BY _sort, _id`,
    [tenant, states, ...(where ? [value(where[1])] : []), mechanism],
  )
}

/** The event with its fields filled in; only once the act is allowed. A dry run undoes it with the rest. */
export const fill = async (
  client: Client,
  house: House,
  tenant: Tenant,
  fields: Fields,
  event: Event,
  value: (field: string) => unknown,
): Promise<Event> => {
  const made: Record<string, unknown> = {}
  for (const [name, field] of filledIn(fields)) {
    const given = event.body[name]
    if (field.kind === 'snapshot')
      made[name] = await house.snapshot(client, tenant, event.stream, Number(value('year')), event.recorded)
    else if (field.kind === 'frame') made[name] = await framed(client, house, tenant.id, field, value)
    else if (field.how.given || (event.source === 'takeover' && given !== placeholders.serial))
      made[name] = await usedBefore(client, tenant.id, name, given as string, event)
    else made[name] = await numbered(client, tenant.id, String(value(field.word!)), event)
  }
  return { ...event, body: { ...event.body, ...made } }
}
