/** The work of an import: look through, guess, check, commit, undo. Each step leaves the job in a state that a restart can go on from. */
import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { transact, Undo, type Client } from '../../kernel/ledger/index.ts'
import type { AnyMechanism } from '../../kernel/mechanism.ts'
import { openings, unauthorised, type Actor } from '../../kernel/procedure/index.ts'
import { undoImport, type Undone } from '../../kernel/register/index.ts'
import type { Moment } from '../../kernel/time/index.ts'
import type { OpenHouse } from '../../server/house.ts'
import { outlineApart, rowsApart } from '../sheets/apart.ts'
import { Refused, type Outline, type Source } from '../sheets/refused.ts'
import { columnsOf, markOf } from '../tables/columns.ts'
import { guess, heading, mappingOf, type Guessed } from '../tables/headings.ts'
import { Names } from '../tables/names.ts'
import { passOver, Stopped, type Passed, type PassGiven } from './pass.ts'
import { Seen, seenKey } from './seen.ts'
import {
  addJob,
  jobOf,
  moveJob,
  remember,
  remembered,
  seenBefore,
  tellDone,
  type ImportDoc,
  type ImportJob,
} from './store.ts'
import type { Mapping, Report } from './told.ts'

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
/** The opening acts that this person may do at all, in this unit. */
export const allowedActs = (m: AnyMechanism, actor: Actor, today: string): string[] =>
  openings(m).filter(
    (name) =>
      unauthorised(
        m,
        m,
        m.acts[name]!,
        { whole: undefined, part: () => undefined, partsOf: () => [] },
        { actor, on: today, body: {} },
        () => true,
      ) === undefined,
  )

/** An import on its way: the house, the register, who imports, and the file. */
export interface Importing {
  readonly house: OpenHouse
  readonly tenant: string
  readonly m: AnyMechanism
  readonly actor: Actor
  readonly id: string
  readonly source: Source
  readonly now?: Moment
  readonly signal?: AbortSignal
}
const warningOf = (outline: Outline, { house, m }: Importing): string | undefined => {
  if (!outline.mark || outline.mark === markOf(m)) return undefined
  const of = outline.mark.split('/')[1]!
  return of === m.id
    ? '这份文件用的是旧版模板，栏目可能已有变化，请核对对应关系，或者重新下载模板'
    : `这份文件用的是“${house.mechanisms.get(of)?.name[0] ?? of}”的模板，不是“${m.name[0]}”的，请核对`
}
const settingsOf = (guessed: Guessed | undefined, mapping: Mapping | undefined) => ({
  ...(guessed && { header: guessed.header, guesses: guessed.guesses }),
  ...(mapping && { mapping }),
})

/** Looks a file through and guesses how it is to be read: which sheet, which headings, which columns. Throws Refused. */
export const lookThrough = async (
  importing: Importing,
  at: { readonly sheet?: string; readonly header?: number } = {},
): Promise<Pick<ImportDoc, 'outline' | 'sheet' | 'header' | 'guesses' | 'mapping' | 'warning'>> => {
  const { house, tenant, m, actor, source } = importing
  const outline = await outlineApart(source)
  if (!outline.sheets.length) throw new Refused('工作簿里没有可见的工作表')
  const district = await house.district(tenant)
  const names = new Names(district, house.mechanisms, actor)
  const known = await transact(house.pool, tenant, (client) => remembered(client, tenant, actor.unit, m.id))
  let best: { sheet: string; guessed: Guessed; score: number } | undefined
  for (const { name: sheet, first } of outline.sheets) {
    if (at.sheet !== undefined && at.sheet !== sheet) continue
    const guessed = guess(m, first, names, outline.from1904, known, at.header)
    if (!guessed) continue
    const score = guessed.guesses.reduce((sum, { id, sure }) => sum + (id ? sure : 0), 0)
    if (!best || score > best.score) best = { sheet, guessed, score }
  }
  if (!best) throw new Refused('文件里没有任何数据，请填写后重新上传')
  const today = district.now().slice(0, 10)
  const mapping = mappingOf(m, allowedActs(m, actor, today), best.guessed)
  const warning = warningOf(outline, importing)
  const { kind, from1904, mark, sheets } = outline
  const shown = { kind, from1904, mark, sheets: sheets.map(({ name }) => name) }
  return { outline: shown, sheet: best.sheet, ...settingsOf(best.guessed, mapping), ...(warning && { warning }) }
}

const passOf = async (
  client: Client,
  importing: Importing,
  doc: ImportDoc,
  more: Pick<PassGiven, 'write' | 'again'> & Partial<Pick<PassGiven, 'progress' | 'each'>>,
): Promise<{ passed: Passed; seen: Seen }> => {
  const { house, tenant, m, actor, id, source, now, signal } = importing
  const seen = new Seen(seenKey(house.signingKey), await seenBefore(client, tenant, m.id))
  const passed = await passOver(client, house, {
    m,
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
/** Remembers for the unit what each heading means. */
export const rememberHeadings = (importing: Omit<Importing, 'source'>, doc: ImportDoc): Promise<unknown> =>
  transact(importing.house.pool, importing.tenant, (client) =>
    remember(client, importing.tenant, importing.actor.unit, importing.m.id, [
      ...new Map(
        (doc.guesses ?? []).flatMap(({ column, heading: text }) =>
          heading(text) ? [[heading(text), doc.mapping?.columns[column] ?? null] as const] : [],
        ),
      ),
    ]),
  )
/** Whether a mapping fits the register: every id is a column of it, and none stands twice. */
export const wrongMapping = (m: AnyMechanism, { columns, fixed, act }: Mapping): string | undefined => {
  const known = new Set(columnsOf(m).map(({ id }) => id))
  const used = columns.filter((id) => id !== null && id !== '#')
  const strange = [...used, ...Object.keys(fixed)].find((id) => !known.has(id!))
  if (strange !== undefined) return `没有“${strange}”这一栏目`
  const twice = used.find((id, at) => used.indexOf(id) !== at)
  if (twice !== undefined) {
    const { label } = columnsOf(m).find(({ id }) => id === twice)!
    return `“${label}”对应了两列，请只留一列`
  }
  return act !== undefined && !openings(m).includes(act) ? `没有“${act}”这一行为` : undefined
}
/** The row of a job, and its file, for good. */
export const startJob = async (importing: Importing, size: number): Promise<ImportJob> => {
  const { house, tenant, m, actor, id, source } = importing
  const job: ImportJob = {
    id,
    mechanism: m.id,
    unit: actor.unit,
    person: actor.person,
    entered: house.clock().toISOString(),
    state: 'reading',
    done: 0,
    doc: { name: source.name, size, file: await digestOf(source.path) },
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
