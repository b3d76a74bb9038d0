/** Time acts: what the clock does by itself, and the recomputation of dates when a notice arrives. Once per case, term and day. */
import { history, noPart, rows, transact } from '../ledger/index.ts'
import {
  clocksOf,
  fold,
  scopeOf,
  structureOf,
  structuresOf,
  system,
  viewOf,
  type Folded,
  type Procedure,
  type View,
} from '../procedure/index.ts'
import { addDays, dayOf, type Day, type Moment } from '../time/index.ts'
import { perform } from './perform.ts'
import type { House } from './house.ts'
import { restating } from './rewrite.ts'

interface RunOut {
  readonly stream: string
  readonly part: string
  readonly kind: string | null
  readonly due: Day
  readonly mechanism: string
  readonly term: string
  readonly unit: string
}
/** Terms whose end the clock itself acts on, by mechanism and kind of part. */
const clockActs = (procedure: Procedure): { kind: string | undefined; term: string; act: string }[] =>
  structuresOf(procedure).flatMap(([kind, structure]) =>
    Object.entries(structure.acts).flatMap(([act, { by }]) => (by.clock ? [{ kind, term: by.clock, act }] : [])),
  )

/** Performs every act of the clock that has come due by now; gives how many. Safe to run twice or from two processes. */
export const tick = async (house: House, tenant: string, now: Moment): Promise<number> => {
  let done = 0
  for (const procedure of house.procedures.values()) {
    for (const { kind, term, act } of clockActs(procedure)) {
      const out = await transact(house.pool, tenant, (client) =>
        rows<RunOut & Record<string, unknown>>(
          client,
          `SELECT stream, part, kind, due, mechanism, term, units[1] AS unit FROM ledger.term
           WHERE tenant = $1 AND mechanism = $2 AND term = $3 AND kind IS NOT DISTINCT FROM $4::text AND due < $5::date AND met_on IS NULL AND NOT closed ORDER BY due, stream, part`,
          [tenant, procedure.id, term, kind ?? null, dayOf(now)],
        ),
      )
      for (const { stream, part, due, unit } of out) {
        const outcome = await perform(
          house,
          {
            tenant,
            mechanism: procedure.id,
            stream,
            ...(part !== noPart && kind && { part: { kind, id: part } }),
            act,
            on: addDays(due, 1),
            actor: system(unit),
            body: {},
            source: 'derived',
          },
          { now, key: `clock/${stream}/${part}/${term}/${due}` },
        )
        if (outcome.is === 'done') done++
      }
    }
  }
  return done
}

/** A date that was provisional and is another now. */
export interface Moved {
  readonly stream: string
  readonly part: string
  readonly kind: string | undefined
  readonly term: string
  readonly was: Day | null
  readonly now: Day | null
}
/**
 * Recomputes what was computed without a year's notice; each case whose date moved, or became final, gets a note in
 * its history that says what it was. Run after a notice has been loaded.
 */
export const recompute = async (house: House, tenant: string, now: Moment): Promise<Moved[]> => {
  const cases = await transact(house.pool, tenant, (client) =>
    rows<{ stream: string; mechanism: string }>(
      client,
      'SELECT DISTINCT stream, mechanism FROM ledger.term WHERE tenant = $1 AND provisional AND NOT closed ORDER BY stream',
      [tenant],
    ),
  )
  const all: Moved[] = []
  for (const { stream, mechanism } of cases) {
    const procedure = house.procedures.get(mechanism)
    if (!procedure) continue
    const moved = await transact(house.pool, tenant, async (client) => {
      const [row] = await rows<{ revision: number }>(client, 'SELECT revision FROM ledger.tenant WHERE id = $1', [
        tenant,
      ])
      const world = (await house.tenant(tenant, client, Number(row!.revision))).world(now, new Set())
      const events = await history(client, procedure, tenant, stream)
      const { whole, parts } = fold(procedure, events, world, await restating(client, house, tenant, events, world))
      const view = viewOf({ whole, parts })
      const kept = await rows<{ part: string; kind: string | null; term: string; due: Day | null }>(
        client,
        'SELECT part, kind, term, due FROM ledger.term WHERE tenant = $1 AND stream = $2 AND provisional FOR UPDATE',
        [tenant, stream],
      )
      const found: Moved[] = []
      for (const { part, kind, term, due } of kept) {
        const folded: Folded | undefined = part === noPart ? whole : parts.get(part)
        const clock = folded && clockNow(procedure, view, folded, term, world)
        if (!clock || clock.provisional) continue
        await rows(
          client,
          'UPDATE ledger.term SET due = $5, nominal = $6, provisional = false, calendar = $7 WHERE tenant = $1 AND stream = $2 AND part = $3 AND term = $4',
          [tenant, stream, part, term, clock.due ?? null, clock.nominal ?? null, clock.calendar],
        )
        found.push({ stream, part, kind: kind ?? undefined, term, was: due, now: clock.due ?? null })
      }
      return found
    })
    for (const { part, kind, term, was, now: due } of moved) {
      const structure = structureOf(procedure, kind)!
      const words = `放假通知已载入，“${structure.terms[term]!.label[0]}”由暂定的${was ?? '未定'}重新计算为${due ?? '未定'}`
      await perform(
        house,
        {
          tenant,
          mechanism,
          stream,
          ...(kind && { part: { kind, id: part } }),
          act: 'note',
          on: dayOf(now),
          actor: system(''),
          body: { words },
          source: 'derived',
        },
        { now },
      )
    }
    all.push(...moved)
  }
  return all
}
const clockNow = (
  procedure: Procedure,
  view: View,
  folded: Folded,
  term: string,
  world: Parameters<typeof clocksOf>[1],
) =>
  clocksOf(
    scopeOf(procedure, view, folded.kind ? { kind: folded.kind, id: folded.id } : undefined, folded.latest, {}, []),
    world,
  ).find((clock) => clock.term === term)
