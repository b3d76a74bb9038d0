/**
 * Rendered pages, kept while nothing has happened. Whether anything has is asked at most twice a second, for all pages at
 * once: all that a page shows comes from events, and their number only grows. So a page is never more than half a second
 * old, and a thousand visitors of a quiet district cost two small questions a second.
 */
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Pool } from 'pg'

export interface Rendered {
  readonly type: string
  /** A page, or the bytes of a file. */
  readonly body: string | Buffer
  /** A further Content-Security-Policy than that of a page without script. */
  readonly policy?: string
  readonly disposition?: string
}
export interface Kept extends Rendered {
  readonly bytes: Buffer
  /** Packed when the first browser asks for it so. */
  zipped(): Promise<Buffer>
  readonly etag: string
  readonly stamp: string
}
/** With what it will be packed: a third of it. */
const sizeOf = ({ bytes }: Kept): number => Math.ceil((bytes.length * 4) / 3)
/** Of each tenant: what is sealed and what is not sealed yet, together, since sealing changes no page. */
const howManyEvents = `SELECT string_agg(t.code || '/' || t.revision || '/' || (
    coalesce((SELECT s.index + 1 FROM ledger.seal s WHERE s.tenant = t.id ORDER BY s.index DESC LIMIT 1), 0)
    + (SELECT count(*) FROM ledger.unsealed u WHERE u.tenant = t.id)), ' ' ORDER BY t.code) AS stamp FROM ledger.tenant t`
const squeeze = promisify(gzip)
/** Milliseconds for which the database is not asked again whether anything has changed. */
export const asksEvery = 500
const most = 24 * 2 ** 20
const mostHeld = 1000

export class Pages {
  readonly #pool: Pick<Pool, 'query'>
  readonly #every: number
  readonly #now: () => number
  readonly #kept = new Map<string, Kept>()
  readonly #underway = new Map<string, Promise<Kept | undefined>>()
  #held: { readonly stamp: string; readonly known: Map<string, Promise<unknown>> } = { stamp: '', known: new Map() }
  #size = 0
  #generation = 0
  #asked = -Infinity
  #stamp: Promise<string> | undefined
  constructor(pool: Pick<Pool, 'query'>, every: number = asksEvery, now: () => number = () => performance.now()) {
    this.#every = every
    this.#pool = pool
    this.#now = now
  }
  #current(): Promise<string> {
    if (!this.#stamp || this.#now() - this.#asked >= this.#every) {
      this.#asked = this.#now()
      this.#stamp = this.#pool
        .query<{ stamp: string | null }>(howManyEvents)
        .then(({ rows }) => `${this.#generation}/${rows[0]!.stamp ?? ''}`)
      // Whoever waits for it is told; the next one asks anew.
      this.#stamp.catch(() => (this.#stamp = undefined))
    }
    return this.#stamp
  }
  /** Makes everything anew: registers were rebuilt, which no event tells. */
  renew(): void {
    this.#generation++
    this.#stamp = undefined
  }
  /** Anything that holds while nothing changes, made by `make` where it is not known. */
  async hold<T>(key: string, make: () => Promise<T>): Promise<T> {
    const stamp = await this.#current()
    if (this.#held.stamp !== stamp) this.#held = { stamp, known: new Map() }
    const { known } = this.#held
    let found = known.get(key) as Promise<T> | undefined
    if (!found) {
      if (known.size >= mostHeld) known.clear()
      known.set(key, (found = make()))
      found.catch(() => known.delete(key))
    }
    return found
  }
  /** The page under that key, rendered by `make` where it is not kept; nothing where there is no such page. */
  async get(key: string, make: () => Promise<Rendered | undefined>): Promise<Kept | undefined> {
    const stamp = await this.#current()
    const kept = this.#kept.get(key)
    if (kept?.stamp === stamp) return kept
    const one = `${stamp} ${key}`
    let underway = this.#underway.get(one)
    if (!underway) {
      underway = this.#render(key, stamp, make).finally(() => this.#underway.delete(one))
      this.#underway.set(one, underway)
    }
    return underway
  }
  async #render(key: string, stamp: string, make: () => Promise<Rendered | undefined>): Promise<Kept | undefined> {
    const made = await make()
    this.#forget(key)
    if (!made) return undefined
    const bytes = typeof made.body === 'string' ? Buffer.from(made.body) : made.body
    const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
    let zipped: Promise<Buffer> | undefined
    const kept: Kept = {
      ...made,
      body: '',
      bytes,
      zipped: () => (zipped ??= squeeze(bytes, { level: 6 })),
      etag,
      stamp,
    }
    this.#kept.set(key, kept)
    this.#size += sizeOf(kept)
    for (const [oldest] of this.#kept) {
      if (this.#size <= most) break
      this.#forget(oldest)
    }
    return kept
  }
  #forget(key: string): void {
    const kept = this.#kept.get(key)
    if (!kept) return
    this.#kept.delete(key)
    this.#size -= sizeOf(kept)
  }
}
