/** Old events are read under today's names. What stands in the ledger is never changed; only what is read from it. */
import type { Fields, Values } from '../fields/index.ts'
import { asksOf } from './decide.ts'
import type { Event } from './event.ts'
import { structureOf, type Procedure, type Structure } from './structure.ts'

/** The fields whose values an event's body may hold; of a correction, those of the event `corrected`. */
export const fieldsOf = (procedure: Procedure, event: Event, corrected?: Event): Fields => {
  const structure = structureOf(procedure, event.part?.kind)
  const act = structure?.acts[corrected?.act ?? event.act]
  return structure && act ? asksOf(structure, act) : {}
}

/** An event in the envelope of some version. */
export interface Written {
  readonly v: number
  readonly [name: string]: unknown
}
export type Lift = (older: Written) => Written
/** The first one lifts an envelope of version 1 to version 2, and so on. Version 1 is the present one. */
export const lifts: readonly Lift[] = []

const lifted = (written: Written, chain: readonly Lift[]): Event => {
  const present = chain.length + 1
  if (!Number.isInteger(written.v) || written.v < 1 || written.v > present)
    throw new Error(`账本中有第${written.v}版格式的记录，本程序只认识第1版至第${present}版，请换用较新的程序`)
  return chain.slice(written.v - 1).reduce((older, lift) => lift(older), written) as unknown as Event
}

type Names = ReadonlyMap<string, string>
interface Renamed {
  readonly acts: Names
  /** By the present name of the act. */
  readonly fields: ReadonlyMap<string, Names>
}
/** Former names and what they became. A name that is in use today means what it says. */
const formerly = <T>(of: Readonly<Record<string, T>>, was: (one: T) => readonly string[]): Names =>
  new Map(
    Object.entries(of).flatMap(([name, one]) =>
      was(one).flatMap((former): [string, string][] => (Object.hasOwn(of, former) ? [] : [[former, name]])),
    ),
  )
const known = new WeakMap<Structure, Renamed | 'nothing'>()
const renamedIn = (structure: Structure): Renamed | 'nothing' => {
  let renamed = known.get(structure)
  if (!renamed) {
    const acts = formerly(structure.acts, ({ was }) => was)
    const fields = new Map(
      Object.entries(structure.acts).flatMap(([name, act]): [string, Names][] => {
        const names = formerly(asksOf(structure, act), ({ how }) => how.was ?? [])
        return names.size ? [[name, names]] : []
      }),
    )
    renamed = acts.size || fields.size ? { acts, fields } : 'nothing'
    known.set(structure, renamed)
  }
  return renamed
}
const under = (names: Names, values: Values): Values =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [names.get(name) ?? name, value]))

/**
 * An event as today's declaration would have written it: envelope lifted, act and fields under their present names.
 * `earlier` are the events of the stream before it, read already: a correction is read by the act it corrects.
 */
export const upcast = (
  procedure: Procedure,
  written: Written,
  earlier: readonly Event[] = [],
  chain: readonly Lift[] = lifts,
): Event => {
  const event = lifted(written, chain)
  const structure = structureOf(procedure, event.part?.kind)
  const renamed = structure ? renamedIn(structure) : 'nothing'
  if (renamed === 'nothing') return event
  if (event.corrects !== undefined) {
    const corrected = earlier.find(({ version }) => version === event.corrects)
    const names = corrected && renamed.fields.get(corrected.act)
    const sides = (['old', 'new'] as const).flatMap((side) =>
      names && event.body[side] ? [[side, under(names, event.body[side] as Values)] as const] : [],
    )
    return sides.length ? { ...event, body: { ...event.body, ...Object.fromEntries(sides) } } : event
  }
  const act = renamed.acts.get(event.act) ?? event.act
  const names = renamed.fields.get(act)
  return act === event.act && !names ? event : { ...event, act, body: names ? under(names, event.body) : event.body }
}
/** The events of one stream, in the order of entry. */
export const upcastAll = (
  procedure: Procedure,
  written: readonly Written[],
  chain: readonly Lift[] = lifts,
): Event[] => {
  const events: Event[] = []
  for (const one of written) events.push(upcast(procedure, one, events, chain))
  return events
}
