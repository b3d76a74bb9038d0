/** From an event to the ledger's row and back: canonical text, leaf hash, and the values of persons kept apart. */
import { randomBytes } from 'node:crypto'
import type { Fields, Values } from '../fields/index.ts'
import { fieldsOf, upcastAll, type Event, type Procedure, type Written } from '../procedure/index.ts'
import { canonicalText, commitment, leafHash, type Algorithm, type Json } from './canonical.ts'
import { rows, type Client, type Statement } from './database.ts'

export interface Private {
  readonly field: string
  readonly value: string
  readonly salt: string
}
export interface Inked {
  readonly text: string
  readonly leaf: Buffer
  readonly private: readonly Private[]
}
/** What stands for the case itself where a key names a part. */
export const noPart = '00000000-0000-0000-0000-000000000000'

const sealedBody = (fields: Fields, body: Values): { body: Values; private: Private[] } => {
  const personal = Object.keys(body).filter((name) => fields[name]?.how.personal)
  if (!personal.length) return { body, private: [] }
  const kept = personal.map((field) => ({
    field,
    value: canonicalText(body[field] as Json),
    salt: randomBytes(16).toString('hex'),
  }))
  const commitments = kept.map(({ field, salt }) => [field, commitment(body[field] as Json, salt)])
  return { body: { ...body, ...Object.fromEntries(commitments) }, private: kept }
}
/** The canonical text and leaf of an event; `fields` are those its body may hold. A correction's old and new values count too. */
export const ink = (event: Event, fields: Fields, algorithm: Algorithm): Inked => {
  const outer = sealedBody(fields, event.body)
  const nested = (['old', 'new'] as const).flatMap((side) => {
    const values = event.corrects !== undefined ? (event.body[side] as Values | undefined) : undefined
    if (!values) return []
    const inner = sealedBody(fields, values)
    return [
      { side, body: inner.body, private: inner.private.map((kept) => ({ ...kept, field: `${side}.${kept.field}` })) },
    ]
  })
  const body = { ...outer.body, ...Object.fromEntries(nested.map(({ side, body }) => [side, body])) }
  const text = canonicalText({ ...event, body } as unknown as Json)
  return {
    text,
    leaf: leafHash(text, algorithm),
    private: [...outer.private, ...nested.flatMap((inner) => inner.private)],
  }
}

/** Adds events of one tenant to a statement. */
export const appendTo = (
  statement: Statement,
  tenant: string,
  events: readonly { readonly event: Event; readonly inked: Inked }[],
  entered: Date,
): void => {
  const { put, column } = statement
  const of = <T>(type: string, value: (one: (typeof events)[number]) => T): string => column(type, events.map(value))
  const owner = put(tenant)
  const streams = of('uuid', ({ event }) => event.stream)
  const versions = of('int', ({ event }) => event.version)
  const at = put(entered)
  statement.add(
    `INSERT INTO ledger.event SELECT ${owner}::uuid, s, v, m, p, a, o, r, ${at}::timestamptz, t, l FROM unnest(${streams}, ${versions}, ${of('text', ({ event }) => event.mechanism)}, ${of('uuid', ({ event }) => event.part?.id ?? null)}, ${of('text', ({ event }) => event.act)}, ${of('date', ({ event }) => event.on)}, ${of('timestamp', ({ event }) => event.recorded)}, ${of('text', ({ inked }) => inked.text)}, ${of('bytea', ({ inked }) => inked.leaf)}) AS u(s, v, m, p, a, o, r, t, l)`,
  )
  statement.add(
    `INSERT INTO ledger.unsealed SELECT ${owner}::uuid, s, v, ${at}::timestamptz FROM unnest(${streams}, ${versions}) AS u(s, v)`,
  )
  const kept = events.flatMap(({ event, inked }) =>
    inked.private.map((one) => ({ ...one, stream: event.stream, version: event.version })),
  )
  if (kept.length) {
    statement.add(
      `INSERT INTO ledger.private SELECT ${owner}::uuid, s, v, f, x, y FROM unnest(${column(
        'uuid',
        kept.map((one) => one.stream),
      )}, ${column(
        'int',
        kept.map((one) => one.version),
      )}, ${column(
        'text',
        kept.map((one) => one.field),
      )}, ${column(
        'text',
        kept.map((one) => one.value),
      )}, ${column(
        'text',
        kept.map((one) => one.salt),
      )}) AS u(s, v, f, x, y)`,
    )
  }
  const relied = new Map(
    events.flatMap(({ event }) =>
      event.relied.map(
        (answer) =>
          [
            `${answer.stream}/${event.stream}`,
            { on: answer.stream, by: event.stream, mechanism: event.mechanism },
          ] as const,
      ),
    ),
  )
  if (relied.size) {
    const pairs = [...relied.values()]
    statement.add(
      `INSERT INTO ledger.relied SELECT ${owner}::uuid, o, b, m FROM unnest(${column(
        'uuid',
        pairs.map((one) => one.on),
      )}, ${column(
        'uuid',
        pairs.map((one) => one.by),
      )}, ${column(
        'text',
        pairs.map((one) => one.mechanism),
      )}) AS u(o, b, m) ON CONFLICT DO NOTHING`,
    )
  }
}

/** What an erased value reads as. */
const erased = '（已依法删除）'
const opened = (body: Record<string, unknown>, of: ReadonlyMap<string, string>, prefix = ''): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(body).map(([name, value]) => {
      if ((name === 'old' || name === 'new') && !prefix && value && typeof value === 'object')
        return [name, opened(value as Record<string, unknown>, of, `${name}.`)]
      const kept = of.get(prefix + name)
      if (kept !== undefined) return [name, JSON.parse(kept)]
      return [name, typeof value === 'string' && /^c:[0-9a-f]{64}$/.test(value) ? erased : value]
    }),
  )
/** A day or a number cannot say that it was erased: in its place stands nothing. */
const legible = (fields: Fields, body: Values): Values =>
  Object.fromEntries(
    Object.entries(body).flatMap(([name, value]): [string, unknown][] => {
      if ((name === 'old' || name === 'new') && value && typeof value === 'object')
        return [[name, legible(fields, value as Values)]]
      const kind = fields[name]?.kind
      return value === erased && kind && kind !== 'text' && kind !== 'prose' ? [] : [[name, value]]
    }),
  )

/** An event as it stands in the ledger, with the values of persons that are still kept. */
export interface EventRow {
  readonly text: string
  readonly kept: readonly (readonly [field: string, value: string])[] | null
}
/** Reads the events of one stream from their texts, under the names of today's declaration: every reader comes through here. */
export const readStream = (procedure: Procedure, stream: readonly EventRow[]): Event[] => {
  const written = stream.map(({ text, kept }) => {
    const event = JSON.parse(text) as Written & { body: Record<string, unknown> }
    return text.includes('"c:') ? { ...event, body: opened(event.body, new Map(kept ?? [])) } : event
  })
  const events = upcastAll(procedure, written)
  return events.map((event, at) => {
    if (!stream[at]!.text.includes('"c:')) return event
    const corrected = events.find(({ version }) => version === event.corrects)
    return { ...event, body: legible(fieldsOf(procedure, event, corrected), event.body) }
  })
}
/** The events of one stream in the order of entry; a row of a batch counts as its first event, a void of the batch as a void of it. */
export const history = async (
  client: Client,
  procedure: Procedure,
  tenant: string,
  stream: string,
): Promise<Event[]> => {
  const found = await rows<EventRow>(
    client,
    `SELECT e.version, e.text, (SELECT json_agg(json_build_array(p.field, p.value)) FROM ledger.private p WHERE p.tenant = e.tenant AND p.stream = e.stream AND p.version = e.version) AS kept
     FROM ledger.event e WHERE e.tenant = $1 AND e.stream = $2
     UNION ALL
     SELECT 0, b.text, (SELECT json_agg(json_build_array(p.field, p.value)) FROM ledger.private p WHERE p.tenant = b.tenant AND p.stream = b.stream AND p.version = 1) FROM ledger.batch_row b WHERE b.tenant = $1 AND b.stream = $2
     UNION ALL
     SELECT v.version, v.text, NULL FROM ledger.batch_row b JOIN ledger.event v ON v.tenant = b.tenant AND v.stream = b.batch AND v.version > 1 WHERE b.tenant = $1 AND b.stream = $2
     ORDER BY 1`,
    [tenant, stream],
  )
  return readStream(procedure, found)
}
