/**
 * One text for one value, so that a hash of it means the value. The profile is narrower than RFC 8785 (JCS): numbers
 * are safe integers only, and strings are NFC, because two keyboards write the same name in two ways.
 */
import { hash } from 'node:crypto'

/** What an event may hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
/** SHA-256, or SM3 (GB/T 32905) where the district sets it. */
export type Algorithm = 'sha256' | 'sm3'

const loneSurrogate = /\p{Surrogate}/u
// Characters that no normalization touches: Latin-1, CJK punctuation, the common ideographs, full-width forms. Nearly
// every string of an event is made of them, and to ask is cheaper than to normalize.
const settled = /^[\0-\u02ff\u3000-\u3029\u4e00-\u9fff\uff01-\uff60]*$/

/** The keys that lead to the value at hand. */
type Trail = (string | number)[]

const refused = (trail: Trail, why: string): TypeError =>
  new TypeError(`not canonical at ${trail.length === 0 ? 'the top' : trail.join('.')}: ${why}`)

function normal(value: string, trail: Trail): string {
  if (settled.test(value)) return value
  if (loneSurrogate.test(value)) throw refused(trail, 'a lone surrogate')
  return value.normalize('NFC')
}

function isPlain(value: object): value is Readonly<Record<string, unknown>> {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function textOf(value: unknown, trail: Trail): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(normal(value, trail))
    case 'number':
      if (!Number.isSafeInteger(value)) throw refused(trail, `${value} is not a safe integer`)
      return String(value)
    case 'boolean':
      return String(value)
    case 'object':
      if (value === null) return 'null'
      if (Array.isArray(value)) return arrayText(value, trail)
      if (isPlain(value)) return objectText(value, trail)
      throw refused(trail, 'not a plain object')
    default:
      throw refused(trail, `a value of type ${typeof value}`)
  }
}

function arrayText(value: readonly unknown[], trail: Trail): string {
  let text = ''
  for (const [index, item] of value.entries()) {
    trail.push(index)
    text += (index > 0 ? ',' : '') + textOf(item, trail)
    trail.pop()
  }
  return `[${text}]`
}

function objectText(value: Readonly<Record<string, unknown>>, trail: Trail): string {
  let text = ''
  // The default order of `sort` is by UTF-16 code units.
  for (const name of Object.keys(value).sort()) {
    trail.push(name)
    if (normal(name, trail) !== name) throw refused(trail, 'a key that is not NFC')
    text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${textOf(value[name], trail)}`
    trail.pop()
  }
  return `{${text}}`
}

/**
 * The canonical text of a value: keys sorted by UTF-16 code units, strings in NFC, safe integers, no white space.
 * Throws a TypeError that names the path (`body.items.2.amount`) for a fraction, NaN, undefined, a lone surrogate,
 * an object that is not plain, or a key that is not NFC.
 *
 *     canonicalText({ b: 1, a: 'é' })   // {"a":"é","b":1}
 */
export const canonicalText = (value: Json): string => textOf(value, [])

/** The leaf of RFC 9162 section 2.1.1: H(0x00 || UTF-8 of the text), 32 bytes. */
export const leafHash = (text: string, algorithm: Algorithm): Buffer => hash(algorithm, `\0${text}`, 'buffer')

/**
 * What stands in an event for a personal value: `c:` and the SHA-256 (hex) of salt and canonical text. The salt is
 * lower-case hex of at least 16 bytes, since an identity number alone can be guessed; any other salt is a RangeError.
 */
export function commitment(value: Json, salt: string): string {
  if (!/^(?:[0-9a-f]{2}){16,}$/.test(salt)) throw new RangeError('a salt is at least 16 bytes in lower-case hex')
  const bytes = Buffer.concat([Buffer.from(salt, 'hex'), Buffer.from(canonicalText(value))])
  return `c:${hash('sha256', bytes, 'hex')}`
}
