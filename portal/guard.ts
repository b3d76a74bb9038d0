/**
 * What keeps forms that anyone may send from being misused, without a script, a cookie or an account: a token that only
 * a page of ours can have given out and that makes a second sending the same as the first, and a limit per address.
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { OpenHouse } from '../server/house.ts'

/** Milliseconds for which a form that was opened may be sent. */
const valid = 12 * 3600_000
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Twelve characters that are not taken for each other, in groups of four: 60 bits, which nobody guesses. */
const numberFrom = (bytes: Buffer): string =>
  [...bytes.subarray(0, 12)].map((byte, at) => (at && at % 4 === 0 ? '-' : '') + alphabet[byte % 32]).join('')
/** As it was read off a screen or a slip of paper: O for 0, small letters, spaces; nothing where it is no number. */
export const readNumber = (typed: string): string | undefined => {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-—–]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  return /^[0-9A-HJKMNP-TV-Z]{12}$/.test(plain) ? plain.match(/.{4}/g)!.join('-') : undefined
}
/** The part that a number stands for. The number itself is kept nowhere: who reads the database cannot follow anybody. */
export const idOfNumber = (tenant: string, number: string): string => {
  const hex = createHash('sha256').update(`${tenant}/portal/${number}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export class Tokens {
  readonly #secret: Buffer
  readonly #now: () => number
  constructor(house: Pick<OpenHouse, 'signingKey' | 'clock'>) {
    // From the key that signs heads: it outlives the process, so that an open form does too.
    this.#secret = createHmac('sha256', house.signingKey.privateKeyPem).update('portal forms').digest()
    this.#now = () => house.clock().getTime()
  }
  #mac(words: string): Buffer {
    return createHmac('sha256', this.#secret).update(words).digest()
  }
  /** For a form about `what`. */
  give(what: string): string {
    const head = `${this.#now()}.${randomBytes(12).toString('base64url')}`
    return `${head}.${this.#mac(`${head} ${what}`).toString('base64url')}`
  }
  /** The receipt number of what is sent with this token; nothing where it is not ours, not for this, or too old. */
  read(token: string, what: string, minutes = valid / 60_000): string | undefined {
    const [issued = '', nonce = '', mac = ''] = token.split('.')
    const head = `${issued}.${nonce}`
    const [given, own] = [Buffer.from(mac, 'base64url'), this.#mac(`${head} ${what}`)]
    if (given.length !== own.length || !timingSafeEqual(given, own)) return undefined
    const age = this.#now() - Number(issued)
    return age >= 0 && age <= minutes * 60_000 ? numberFrom(this.#mac(`number ${head} ${what}`)) : undefined
  }
}

/** So many of a kind from one address within a while; what is asked beyond is refused. */
export class Limit {
  readonly #most: number
  readonly #within: number
  readonly #now: () => number
  #seen = new Map<string, number[]>()
  constructor(most: number, seconds: number, now: () => number) {
    this.#most = most
    this.#within = seconds * 1000
    this.#now = now
  }
  /** Counts one from this address; false where it is one too many. */
  allows(address: string): boolean {
    const now = this.#now()
    // Whoever holds a network of the sixth version holds all its addresses.
    const key = address.includes(':') && !address.includes('.') ? address.split(':').slice(0, 4).join(':') : address
    const recent = (this.#seen.get(key) ?? []).filter((at) => now - at < this.#within)
    if (this.#seen.size > 20_000) this.#seen = new Map([...this.#seen].slice(10_000))
    if (recent.length >= this.#most) return false
    recent.push(now)
    this.#seen.delete(key)
    this.#seen.set(key, recent)
    return true
  }
}

/** Whether a form was sent from a page of this host. Every browser says so when it comes from elsewhere. */
export const isOwn = ({ headers, host }: Pick<FastifyRequest, 'headers' | 'host'>): boolean => {
  const { origin, 'sec-fetch-site': site } = headers
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  return (
    origin === undefined ||
    (URL.canParse(origin) && new URL(origin).host === new URL(`${new URL(origin).protocol}//${host}`).host)
  )
}
