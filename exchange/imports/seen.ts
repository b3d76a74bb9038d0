/**
 * Which rows were imported before. A row is known by a keyed hash over its act, its day and its values as they are
 * recorded, not as they were typed; the second of two equal rows in a file is another row than the first. The key keeps
 * the hashes from telling a value of a person to whoever guesses it.
 */
import { createHmac, hash } from 'node:crypto'
import { canonicalText, type Json, type SigningKey } from '../../kernel/ledger/index.ts'
import type { Told } from '../tables/row.ts'

/** The key of the hashes, of this house and nowhere else. */
export const seenKey = (signing: SigningKey): string =>
  createHmac('sha256', JSON.stringify(signing)).update('rows of imports').digest('hex')

/** 53 bits: a chance of one in fifty thousand that any two of 400,000 rows are taken for one. */
const mark = (text: string): number => {
  const digest = hash('sha256', text, 'buffer')
  return digest.readUInt32LE(0) + (digest.readUInt32LE(4) % 2 ** 21) * 2 ** 32
}
const asNumbers = (bytes: Buffer): Float64Array => {
  const copy = new Uint8Array(bytes)
  return new Float64Array(copy.buffer, 0, Math.floor(copy.length / 8))
}

/** The rows of earlier imports, and those met in this file. */
export class Seen {
  readonly #before: Float64Array
  readonly #times = new Map<number, number>()
  #fresh = new Float64Array(1024)
  #count = 0
  constructor(
    readonly key: string,
    before: readonly Buffer[],
  ) {
    const each = before.map(asNumbers)
    this.#before = new Float64Array(each.reduce((sum, { length }) => sum + length, 0))
    let at = 0
    for (const some of each) {
      this.#before.set(some, at)
      at += some.length
    }
    this.#before.sort()
  }
  #stood(one: number): boolean {
    let [low, high] = [0, this.#before.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#before[middle]! < one) low = middle + 1
      else high = middle
    }
    return this.#before[low] === one
  }
  /** The row's mark, and whether an earlier import has it. */
  meet({ act, on, body, target, later }: Omit<Told, 'dated'>): { readonly mark: number; readonly again: boolean } {
    const whom = target ? `${target.part?.id ?? target.case}/` : ''
    const more = later ? `/${canonicalText(later as unknown as Json)}` : ''
    const text = `${this.key}${whom}${act}/${on}/${canonicalText(body as Json)}${more}`
    const first = mark(text)
    const times = (this.#times.get(first) ?? 0) + 1
    this.#times.set(first, times)
    const one = times === 1 ? first : mark(`${times}/${text}`)
    return { mark: one, again: this.#stood(one) }
  }
  /** This row is recorded now. */
  keep(one: number): void {
    if (this.#count === this.#fresh.length) {
      const wider = new Float64Array(this.#count * 2)
      wider.set(this.#fresh)
      this.#fresh = wider
    }
    this.#fresh[this.#count++] = one
  }
  /** The marks of the rows recorded now, as they are stored. */
  get kept(): Buffer {
    const own = this.#fresh.slice(0, this.#count)
    return Buffer.from(own.buffer, own.byteOffset, own.byteLength)
  }
}
