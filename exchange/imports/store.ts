/** Imports as the server remembers them: what was uploaded, how it is read, what was found, what became of it. */
import { rows, type Client } from '../../kernel/ledger/index.ts'
import type { Outline } from '../sheets/refused.ts'
import type { Guess, ImportState, Mapping, Report } from './told.ts'

export interface ImportDoc {
  readonly name: string
  readonly size: number
  /** SHA-256 of the file. */
  readonly file: string
  /** Of rows that act on what exists: which act. */
  readonly acting?: string
  readonly outline?: Omit<Outline, 'sheets'> & { readonly sheets: readonly string[] }
  readonly sheet?: string
  readonly header?: number
  readonly guesses?: readonly Guess[]
  readonly mapping?: Mapping
  readonly report?: Report
  /** What a template of ours says of itself, where it is not today's of this register. */
  readonly warning?: string
  /** Why it was refused, failed or went back. */
  readonly words?: string
  readonly mode?: 'all' | 'good'
  readonly result?: {
    readonly rows: number
    readonly batches: readonly {
      readonly id: string
      readonly act: string
      readonly rows: number
      readonly root?: string
    }[]
    readonly on: string
  }
  readonly undone?: { readonly person: string; readonly on: string; readonly reason: string; readonly cases: number }
  readonly ended?: string
}
export interface ImportJob {
  readonly id: string
  readonly mechanism: string
  readonly unit: string
  readonly person: string
  readonly entered: string
  readonly state: ImportState
  /** Rows gone through so far. */
  readonly done: number
  readonly doc: ImportDoc
}

const columns = 'id, mechanism, unit, person, entered, state, done, doc'
export const addJob = (client: Client, tenant: string, job: ImportJob): Promise<unknown> =>
  rows(client, 'INSERT INTO house.import VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, NULL)', [
    tenant,
    job.id,
    job.mechanism,
    job.unit,
    job.person,
    job.entered,
    job.state,
    job.done,
    JSON.stringify(job.doc),
  ])
export const jobOf = async (client: Client, tenant: string, id: string): Promise<ImportJob | undefined> => {
  const found = await rows<ImportJob & Record<string, unknown>>(
    client,
    `SELECT ${columns} FROM house.import WHERE tenant = $1 AND id = $2`,
    [tenant, id],
  )
  return found[0]
}
/** The newest first; of these units. */
export const jobsOf = (client: Client, tenant: string, mechanism: string, units: readonly string[]) =>
  rows<ImportJob & Record<string, unknown>>(
    client,
    `SELECT ${columns} FROM house.import WHERE tenant = $1 AND mechanism = $2 AND unit = ANY($3) AND state <> 'abandoned' ORDER BY entered DESC LIMIT 50`,
    [tenant, mechanism, units],
  )
/** Moves a job on, if it still stands where it was thought to; says whether it did. */
export const moveJob = async (
  client: Client,
  tenant: string,
  id: string,
  from: readonly ImportState[],
  state: ImportState,
  doc: ImportDoc,
  seen?: Buffer | null,
): Promise<boolean> =>
  (
    await rows(
      client,
      `UPDATE house.import SET state = $4, doc = $5, done = 0, seen = CASE WHEN $6 THEN $7::bytea ELSE seen END WHERE tenant = $1 AND id = $2 AND state = ANY($3) RETURNING id`,
      [tenant, id, from, state, JSON.stringify(doc), seen !== undefined, seen ?? null],
    )
  ).length > 0
export const tellDone = (client: Client, tenant: string, id: string, done: number): Promise<unknown> =>
  rows(client, 'UPDATE house.import SET done = $3 WHERE tenant = $1 AND id = $2', [tenant, id, done])
/** Marks of all rows that stand, by earlier imports of that register. */
export const seenBefore = async (client: Client, tenant: string, mechanism: string): Promise<Buffer[]> =>
  (
    await rows<{ seen: Buffer }>(
      client,
      "SELECT seen FROM house.import WHERE tenant = $1 AND mechanism = $2 AND state = 'done' AND seen IS NOT NULL",
      [tenant, mechanism],
    )
  ).map(({ seen }) => seen)

/** How a unit mapped headings before. */
export const remembered = async (
  client: Client,
  tenant: string,
  unit: string,
  mechanism: string,
): Promise<Map<string, string | null>> =>
  new Map(
    (
      await rows<{ heading: string; field: string | null }>(
        client,
        'SELECT heading, field FROM house.import_heading WHERE tenant = $1 AND unit = $2 AND mechanism = $3',
        [tenant, unit, mechanism],
      )
    ).map(({ heading, field }) => [heading, field]),
  )
export const remember = (
  client: Client,
  tenant: string,
  unit: string,
  mechanism: string,
  headings: readonly (readonly [heading: string, field: string | null])[],
): Promise<unknown> =>
  rows(
    client,
    'INSERT INTO house.import_heading SELECT $1::uuid, $2::text, $3::text, h, f FROM unnest($4::text[], $5::text[]) AS u(h, f) ON CONFLICT (tenant, unit, mechanism, heading) DO UPDATE SET field = EXCLUDED.field',
    [tenant, unit, mechanism, headings.map(([one]) => one), headings.map(([, field]) => field)],
  )
