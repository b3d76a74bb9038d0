/** The work of an import after the first look: check, commit, undo. Each step leaves the job in a state that a restart can go on from. */
import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { transact, Undo, type Client } from '../../kernel/ledger/index.ts'
import { undoImport, type Undone } from '../../kernel/register/index.ts'
import type { OpenHouse } from '../../server/house.ts'
import { rowsApart } from '../sheets/apart.ts'
import { correcting } from '../tables/columns.ts'
import { formFor, type Importing } from './look.ts'
import { passOver, Stopped, type Passed, type PassGiven } from './pass.ts'
import { Seen, seenKey } from './seen.ts'
import { addJob, jobOf, moveJob, seenBefore, tellDone, type ImportDoc, type ImportJob } from './store.ts'
import type { Report } from './told.ts'

/** Where the uploaded file lies until the import has ended and a week has passed. */
export const fileOf = (house: OpenHouse, tenant: string, id: string): string =>
  join(house.dataDir, 'imports', tenant, id)
export const folderOf = async (house: OpenHouse, tenant: string): Promise<string> => {
  const folder = join(house.dataDir, 'imports', tenant)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return folder
}
const digestOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
const passOf = async (
  client: Client,
  importing: Importing,
  doc: ImportDoc,
  more: Pick<PassGiven, 'write' | 'again'> & Partial<Pick<PassGiven, 'progress' | 'each'>>,
): Promise<{ passed: Passed; seen: Seen }> => {
  const { house, tenant, m, actor, id, source, now, signal, takeover } = importing
  const seen = new Seen(seenKey(house.signingKey), await seenBefore(client, tenant, m.id))
  const passed = await passOver(client, house, {
    form: formFor(m, doc.acting),
    tenant,
    actor,
    id,
    seen,
    header: doc.header!,
    mapping: doc.mapping!,
    from1904: doc.outline!.from1904,
    rows: rowsApart(source, doc.sheet!, doc.outline!.kind),
    file: doc.file,
    ...(now && { now }),
    ...(signal && { signal }),
    ...(takeover && { takeover }),
    ...more,
  })
  return { passed, seen }
}
/** Judges all rows and writes nothing. Throws Refused where the file breaks off. */
export const checkRows = async (
  importing: Importing,
  doc: ImportDoc,
  more: Partial<Pick<PassGiven, 'progress' | 'each' | 'again'>> = {},
): Promise<Report> => {
  try {
    return await transact(importing.house.pool, importing.tenant, async (client): Promise<Report> => {
      const { passed } = await passOf(client, importing, doc, { again: false, ...more, write: false })
      throw new Undo(passed.report)
    })
  } catch (error) {
    if (error instanceof Undo) return error.result as Report
    throw error
  }
}
export type Committed =
  | { readonly is: 'done'; readonly doc: ImportDoc }
  /** Some rows are wrong and all were to be right, or no row is left: nothing is written. */
  | { readonly is: 'wrong'; readonly report: Report }
/** Writes the good rows as one import, in one transaction with the job's own row. `all`: only if every row is good. */
export const commitRows = async (
  importing: Importing,
  doc: ImportDoc,
  {
    mode,
    again,
    progress,
  }: { readonly mode: 'all' | 'good'; readonly again: boolean; readonly progress?: (done: number) => void },
): Promise<Committed> => {
  const { house, tenant, id } = importing
  try {
    return await transact(house.pool, tenant, async (client): Promise<Committed> => {
      const { passed, seen } = await passOf(client, importing, doc, {
        again,
        write: true,
        ...(progress && { progress }),
      })
      const { report, batches } = passed
      if ((mode === 'all' && report.wrong) || !report.good) throw new Undo<Committed>({ is: 'wrong', report })
      const on = importing.now ?? (await house.tenant(tenant, client)).now()
      // What stands in the ledger now need not be kept here as well: only numbers, and what was not taken.
      const kept = { ...report, preview: [], faults: report.faults.map((fault) => ({ ...fault, cell: '' })) }
      const ended: ImportDoc = { ...doc, mode, report: kept, result: { rows: report.good, batches, on }, ended: on }
      if (!(await moveJob(client, tenant, id, ['committing'], 'done', ended, seen.kept.subarray())))
        throw new Undo<Committed>({ is: 'wrong', report })
      return { is: 'done', doc: ended }
    })
  } catch (error) {
    if (error instanceof Undo) return error.result as Committed
    throw error
  }
}
/** Voids what an import recorded, with the job's own row, in one transaction. */
export const undoRows = async (
  importing: Omit<Importing, 'source'>,
  doc: ImportDoc,
  reason: string,
): Promise<Undone> => {
  const { house, tenant, m, actor, id, now } = importing
  if (doc.acting === correcting)
    return {
      is: 'refused',
      words: '更正不能整批撤销：原来的内容仍在账本中，请把更正前的表格再按“更正立案内容”导入一次',
    }
  try {
    return await transact(house.pool, tenant, async (client): Promise<Undone> => {
      const batches = [...new Set([id, ...(doc.result?.batches.map((batch) => batch.id) ?? [])])]
      const undone = await undoImport(client, house, {
        tenant,
        procedure: m,
        batches,
        actor,
        reason,
        ...(now && { now }),
      })
      if (undone.is !== 'done') throw new Undo(undone)
      const on = now ?? (await house.tenant(tenant, client)).now()
      const ended = { ...doc, undone: { person: actor.person, on, reason, cases: undone.cases } }
      if (!(await moveJob(client, tenant, id, ['done'], 'undone', ended, null)))
        throw new Undo<Undone>({ is: 'refused', words: '这次导入已经由别人撤销' })
      return undone
    })
  } catch (error) {
    if (error instanceof Undo) return error.result as Undone
    throw error
  }
}
/** The row of a job, and its file, for good. */
export const startJob = async (importing: Importing, size: number, acting?: string): Promise<ImportJob> => {
  const { house, tenant, m, actor, id, source } = importing
  const job: ImportJob = {
    id,
    mechanism: m.id,
    unit: actor.unit,
    person: actor.person,
    entered: house.clock().toISOString(),
    state: 'reading',
    done: 0,
    doc: { name: source.name, size, file: await digestOf(source.path), ...(acting !== undefined && { acting }) },
  }
  await transact(house.pool, tenant, (client) => addJob(client, tenant, job))
  return job
}
export const readJob = (house: OpenHouse, tenant: string, id: string): Promise<ImportJob | undefined> =>
  transact(house.pool, tenant, (client) => jobOf(client, tenant, id))
export const tellProgress = (house: OpenHouse, tenant: string, id: string, done: number): Promise<unknown> =>
  transact(house.pool, tenant, (client) => tellDone(client, tenant, id, done))
export const dropFile = (house: OpenHouse, tenant: string, id: string): Promise<void> =>
  rm(fileOf(house, tenant, id), { force: true })
export const hasFile = (house: OpenHouse, tenant: string, id: string): boolean => existsSync(fileOf(house, tenant, id))
export { Stopped }
export * from './look.ts'
