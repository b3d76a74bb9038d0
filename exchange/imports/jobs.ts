/** Imports that run behind the pages: each step in the background, one file at a time for each district; resumed after a restart. */
import { readdir, stat } from 'node:fs/promises'
import { transact, rows } from '../../kernel/ledger/index.ts'
import type { Actor } from '../../kernel/procedure/index.ts'
import { createHouseTables } from '../../server/accounts.ts'
import { tenantsOf, type OpenHouse } from '../../server/house.ts'
import { Refused } from '../sheets/refused.ts'
import {
  checkRows,
  commitRows,
  dropFile,
  fileOf,
  folderOf,
  lookThrough,
  readJob,
  rememberHeadings,
  Stopped,
  tellProgress,
  type Importing,
} from './work.ts'
import { moveJob, type ImportDoc, type ImportJob } from './store.ts'
import type { ImportState, Mapping } from './told.ts'

/** How a job goes on: with the guess, with what the user said, or to its end. */
export type Step =
  | { readonly is: 'look'; readonly sheet?: string; readonly header?: number }
  | { readonly is: 'check'; readonly mapping?: Mapping }
  | { readonly is: 'commit'; readonly mode: 'all' | 'good'; readonly again: boolean }

const everyMs = 500
const keptDays = 7
const failed = '系统出错，没有写入。请重试；一直如此请联系系统管理员'

/** The imports of one house. */
export class ImportJobs {
  readonly #running = new Map<string, { stop: AbortController; ended: Promise<void>; done: number }>()
  readonly #queues = new Map<string, Promise<void>>()
  #closed = false
  constructor(
    readonly house: OpenHouse,
    readonly log: (line: string) => void = () => {},
  ) {}

  /** How many rows a running job has gone through. */
  doneOf(id: string): number | undefined {
    return this.#running.get(id)?.done
  }
  async importingOf(tenant: string, job: ImportJob, actor?: Actor): Promise<Importing | undefined> {
    const district = await this.house.district(tenant)
    const m = this.house.mechanisms.get(job.mechanism)
    const today = district.now().slice(0, 10)
    const acting = actor ?? district.actors(job.person, today).find(({ unit }) => unit === job.unit)
    if (!m || !acting) return undefined
    return {
      house: this.house,
      tenant,
      m,
      actor: acting,
      id: job.id,
      source: { path: fileOf(this.house, tenant, job.id), name: job.doc.name },
    }
  }
  /** Goes on with a job in the background. The same job never runs twice at once. */
  run(importing: Importing, step: Step): void {
    const { tenant, id } = importing
    if (this.#closed || this.#running.has(id)) return
    const stop = new AbortController()
    const before = this.#queues.get(tenant) ?? Promise.resolve()
    const work = async (): Promise<void> => {
      await before
      if (!stop.signal.aborted) await this.#go({ ...importing, signal: stop.signal }, step)
    }
    const ended = work()
      .catch((error: Error) => this.log(`import ${id}: ${error.name} ${error.stack ?? ''}`))
      .finally(() => this.#running.delete(id))
    this.#running.set(id, { stop, ended, done: 0 })
    this.#queues.set(tenant, ended)
  }
  /** Waits until a job stands still: for tests and for the command line. */
  async settled(id: string): Promise<void> {
    await this.#running.get(id)?.ended
  }
  async stop(id: string): Promise<void> {
    const running = this.#running.get(id)
    running?.stop.abort()
    await running?.ended
  }
  async close(): Promise<void> {
    this.#closed = true
    await Promise.all([...this.#running.keys()].map((id) => this.stop(id)))
  }

  async #move(importing: Importing, from: readonly ImportState[], to: ImportState, doc: ImportDoc): Promise<boolean> {
    const { house, tenant, id } = importing
    return transact(house.pool, tenant, (client) => moveJob(client, tenant, id, from, to, doc))
  }
  async #go(importing: Importing, step: Step): Promise<void> {
    const { house, tenant, id } = importing
    let told = 0
    const progress = (done: number): void => {
      const running = this.#running.get(id)
      if (running) running.done = done
      if (Date.now() - told < everyMs) return
      told = Date.now()
      void tellProgress(house, tenant, id, done).catch(() => {})
    }
    const job = await readJob(house, tenant, id)
    if (!job) return
    let { doc } = job
    try {
      if (step.is === 'commit') {
        const committed = await commitRows(importing, doc, { ...step, progress })
        if (committed.is === 'wrong') {
          const { report } = committed
          const words = report.good ? `有${report.wrong}行不能导入，整批都没有写入` : '没有可以导入的行，没有写入'
          await this.#move(importing, ['committing'], 'checked', { ...doc, report, words })
        }
        return
      }
      if (step.is === 'look') {
        const { words: _, report: __, warning: ___, ...rest } = doc
        const { acting } = rest
        doc = { ...rest, ...(await lookThrough(importing, { ...step, ...(acting !== undefined && { acting }) })) }
        if (!(await this.#move(importing, ['reading', 'checking', 'checked'], 'checking', doc))) return
      } else if (step.mapping) {
        doc = { ...doc, mapping: step.mapping }
        await rememberHeadings(importing, doc)
      }
      const report = await checkRows(importing, doc, { progress })
      const { words: _, ...rest } = doc
      await this.#move(importing, ['checking'], 'checked', { ...rest, report })
    } catch (error) {
      if (error instanceof Stopped) return
      const words = error instanceof Refused ? error.message : failed
      if (!(error instanceof Refused)) this.log(`import ${id}: ${(error as Error).stack ?? String(error)}`)
      const readable = doc.outline !== undefined && !(error instanceof Refused && step.is === 'look')
      // Whoever sees that it was refused also sees that nothing is kept of it.
      if (!readable) await dropFile(house, tenant, id)
      await this.#move(importing, ['reading', 'checking', 'committing'], readable ? 'checked' : 'refused', {
        ...doc,
        words,
      })
    }
  }

  /**
   * After a start: what was being looked through or checked begins anew; what was being written was not, since writing is
   * one transaction, and waits to be asked for again.
   */
  async resume(): Promise<void> {
    await createHouseTables(this.house)
    for (const { id: tenant } of await tenantsOf(this.house)) {
      const open = await transact(this.house.pool, tenant, (client) =>
        rows<{ id: string; state: ImportState }>(
          client,
          "SELECT id, state FROM house.import WHERE tenant = $1 AND state IN ('reading', 'checking', 'committing')",
          [tenant],
        ),
      )
      for (const { id } of open) {
        const job = await readJob(this.house, tenant, id)
        const importing = job && (await this.importingOf(tenant, job))
        if (!job || !importing) continue
        if (job.state === 'committing')
          await this.#move(importing, ['committing'], 'checked', {
            ...job.doc,
            words: '服务在写入时重新启动，这一批没有写入，请再次提交',
          })
        else this.run(importing, job.doc.mapping ? { is: 'check' } : { is: 'look' })
      }
      await this.#sweep(tenant)
    }
  }
  /** Files are kept for a week: what was recorded stands in the ledger, and a second copy of it is nobody's business. */
  async #sweep(tenant: string): Promise<void> {
    const folder = await folderOf(this.house, tenant)
    for (const name of await readdir(folder)) {
      const { mtimeMs } = await stat(`${folder}/${name}`).catch(() => ({ mtimeMs: Infinity }))
      if (this.house.clock().getTime() - mtimeMs > keptDays * 86_400_000) await dropFile(this.house, tenant, name)
    }
  }
}
