/** How the kernel speaks to PostgreSQL: one tenant per transaction, statements prepared by their text. */
import { createHash } from 'node:crypto'
import type { Socket } from 'node:net'
import type { ClientBase, Pool, PoolClient, QueryResultRow } from 'pg'
import { binaryArray } from './binary.ts'

export type Client = Pick<ClientBase, 'query'>
export type { Pool }

const names = new Map<string, string>()
/** A connection keeps what it has prepared: filters and columns in ever new combinations must not fill the server. */
const mostPrepared = 3_000
const nameOf = (text: string): string | undefined => {
  let name = names.get(text)
  if (!name && names.size < mostPrepared)
    names.set(text, (name = `s${createHash('sha256').update(text).digest('hex').slice(0, 24)}`))
  return name
}
const named = (text: string): { name?: string } => {
  const name = nameOf(text)
  return name === undefined ? {} : { name }
}
/** Runs a prepared statement; the same text is parsed and planned once per connection, the first thousands of texts. */
export const rows = async <R extends QueryResultRow>(
  client: Client,
  text: string,
  values: readonly unknown[],
): Promise<R[]> => (await client.query<R>({ ...named(text), text, values: values as unknown[] })).rows
/** The same, each row as the list of its columns: for pages of many rows, which are given another shape in any case. */
export const tuples = async (client: Client, text: string, values: readonly unknown[]): Promise<unknown[][]> =>
  (await client.query<unknown[]>({ ...named(text), text, values: values as unknown[], rowMode: 'array' })).rows
/**
 * The same for a statement that is not prepared but planned for its very values: how many rows a year has decides how to
 * find them, and a plan for whatever year, which a prepared statement gets in the end, can be many times slower.
 */
export const plannedRows = async <R extends QueryResultRow>(
  client: Client,
  text: string,
  values: readonly unknown[],
): Promise<R[]> => (await client.query<R>(text, values as unknown[])).rows

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
export const isUuid = (text: unknown): text is string => typeof text === 'string' && uuid.test(text)

/** The role that owns nothing: row-level security binds it even where a predicate were forgotten. */
export const appRole = 'fazhi_app'

/** What a transaction comes to, and its last statement, still under way: COMMIT follows it without waiting for the answer. */
export class Ending<T> {
  constructor(
    readonly result: T,
    readonly last: Promise<unknown>,
  ) {}
}
/** A prepared statement would now give columns of other types: the register under it was rebuilt. */
const isStale = (error: unknown): boolean =>
  error instanceof Error && 'routine' in error && error.routine === 'RevalidateCachedQuery'

/** Lends a connection; after an error it is rolled back, and given up where that fails or its statements are stale. */
const lent = async <T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> => {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    return await work(client)
  } catch (error) {
    if (isStale(error)) broken = error as Error
    await client.query('ROLLBACK').catch((lost: Error) => (broken = lost))
    throw error
  } finally {
    client.release(broken)
  }
}
/** What both give, once neither is under way; the first's error before the second's. */
const both = async <A, B>(first: Promise<A>, second: Promise<B>): Promise<readonly [A, B]> => {
  await Promise.allSettled([first, second])
  return [await first, await second]
}
const beginning = (tenant: string, settings = ''): string =>
  `BEGIN; SET LOCAL ROLE ${appRole}; SET LOCAL app.tenant = '${tenant}'${settings}`
const once = <T>(
  pool: Pool,
  tenant: string,
  work: (client: Client) => Promise<T | Ending<T>>,
  settings: string,
): Promise<T> =>
  lent(pool, async (client) => {
    const [, ending] = await both(client.query(beginning(tenant, settings)), work(client))
    const { result, last } = ending instanceof Ending ? ending : new Ending(ending, Promise.resolve())
    // After a failed statement, COMMIT is answered like ROLLBACK.
    await both(last, client.query('COMMIT'))
    return result
  })
/** Again where a connection turns out to hold statements from before a register was rebuilt; each one given up is one less. */
const afresh = async <T>(pool: Pool, tenant: string, attempt: () => Promise<T>): Promise<T> => {
  if (!isUuid(tenant)) throw new Error(`not a tenant: ${tenant}`)
  for (let left = pool.options.max; ; left--) {
    try {
      return await attempt()
    } catch (error) {
      if (!isStale(error) || left <= 0) throw error
    }
  }
}
/**
 * One transaction of one tenant. `SET LOCAL` rides in the same message as BEGIN: nothing is left on a pooled connection,
 * and it is the form that distributed PostgreSQL passes on. The first statement follows BEGIN without waiting for its
 * answer, on a pool that pipelines: should BEGIN fail, that statement fails with it, since nothing runs in a failed
 * transaction. `work` is done again where a connection turns out to hold statements from before a register was rebuilt.
 */
export const transact = <T>(
  pool: Pool,
  tenant: string,
  work: (client: Client) => Promise<T | Ending<T>>,
  settings = '',
): Promise<T> => afresh(pool, tenant, () => once(pool, tenant, work, settings))

const alone = <T>(pool: Pool, tenant: string, work: (client: Client) => Promise<T>): Promise<T> =>
  lent(pool, async (client) => {
    const { stream } = (client as unknown as { connection: { stream: Pick<Socket, 'cork' | 'uncork'> } }).connection
    let sent = 0
    const single = {
      query: (...given: Parameters<Client['query']>) => {
        if (sent++) throw new Error('askOnce: a second statement')
        return client.query(...given)
      },
    } as unknown as Client
    stream.cork()
    const begun = client.query(beginning(tenant))
    const working = work(single)
    // Nothing that comes later finds the transaction open.
    sent++
    const committed = client.query('COMMIT')
    stream.uncork()
    const [[, result]] = await both(both(begun, working), committed)
    return result
  })
/**
 * One transaction of a single statement, which `work` sends before it waits for anything: BEGIN, statement and COMMIT
 * leave as one packet and come back as one. A second statement is refused; it would run outside the transaction.
 */
export const askOnce = <T>(pool: Pool, tenant: string, work: (client: Client) => Promise<T>): Promise<T> =>
  afresh(pool, tenant, () => alone(pool, tenant, work))
/**
 * For commands and for sealing, which read and write by key: plans are made once and by index, since a plan made while a
 * table was small would otherwise scan it when it has grown.
 */
export const byKey = '; SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL enable_seqscan = off'
/** Work that is undone at the end in any case: a dry run. */
export class Undo<T> extends Error {
  readonly result: T
  constructor(result: T) {
    super('undone')
    this.result = result
  }
}
/** PostgreSQL's code of an error: '23505' unique, '40P01' deadlock, '40001' serialization. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
/** The name of the constraint that refused a row. */
export const constraintOf = (error: unknown): string | undefined =>
  error instanceof Error && 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : undefined
/** A constraint of a register refused the row. */
export const isKept = (error: unknown): boolean => ['23514', '23P01'].includes(codeOf(error) ?? '')
export const isRace = (error: unknown): boolean => ['23505', '40P01', '40001'].includes(codeOf(error) ?? '')

/** A statement out of data-modifying CTEs: one round trip, however many tables. Its text depends on shapes only, never on values. */
export class Statement {
  readonly #pieces: string[] = []
  readonly #calls: string[] = []
  readonly values: unknown[] = []
  /** Adds a value; gives its placeholder. */
  readonly put = (value: unknown): string => `$${this.values.push(value)}`
  /** Adds a column of values of one type; gives its placeholder with the type. */
  readonly column = (type: string, values: readonly unknown[]): string =>
    `${this.put(binaryArray(type, values))}::${type}[]`
  /** Adds a data-modifying statement. */
  add(sql: string): void {
    this.#pieces.push(`w${this.#pieces.length} AS (${sql} RETURNING 1)`)
  }
  /** A function called in the same statement. */
  call(sql: string): void {
    this.#calls.push(sql)
  }
  get text(): string {
    return `WITH ${this.#pieces.join(',\n')} SELECT ${['1', ...this.#calls].join(', ')}`
  }
}
