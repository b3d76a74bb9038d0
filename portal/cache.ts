/**
 * Rendered pages, kept while nothing in the database has changed. Whether it has is asked at most twice a second, for
 * all pages at once: the number that the next transaction will get stands still while nobody writes. So a page is never
 * more than half a second old, and a thousand visitors of a quiet district cost two small questions a second.
 */
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Pool } from 'pg'

export interface Rendered {
  readonly type: string
  readonly body: string
  /** A further Content-Security-Policy than that of a page without script. */
  readonly policy?: string
  readonly disposition?: string
}
export interface Kept extends Rendered {
  readonly bytes: Buffer
  readonly zipped: Buffer
  readonly etag: string
  readonly stamp: string
}
const squeeze = promisify(gzip)
/** Milliseconds for which the database is not asked again whether anything has changed. */
export const asksEvery = 500
const most = 24 * 2 ** 20

export class Pages {
  readonly #pool: Pick<Pool, 'query'>
  readonly #every: number
  readonly #now: () => number
  readonly #kept = new Map<string, Kept>()
  readonly #underway = new Map<string, Promise<Kept | undefined>>()
  #size = 0
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
        .query<{ stamp: string }>('SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS stamp')
        .then(({ rows }) => rows[0]!.stamp)
      // Whoever waits for it is told; the next one asks anew.
      this.#stamp.catch(() => (this.#stamp = undefined))
    }
    return this.#stamp
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
    const bytes = Buffer.from(made.body)
    const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
    const kept: Kept = { ...made, body: '', bytes, zipped: await squeeze(bytes, { level: 6 }), etag, stamp }
    this.#kept.set(key, kept)
    this.#size += kept.bytes.length + kept.zipped.length
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
    this.#size -= kept.bytes.length + kept.zipped.length
  }
}
