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

const refused = (path: string, why: string): TypeError =>
  new TypeError(`not canonical at ${path === '' ? 'the top' : path.slice(1)}: ${why}`)

function normal(value: string, path: string): string {
  if (loneSurrogate.test(value)) throw refused(path, 'a lone surrogate')
  return value.normalize('NFC')
}

function objectText(value: object, path: string): string {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) throw refused(path, 'not a plain object')
  const members = new Map<string, unknown>()
  for (const [name, member] of Object.entries(value)) members.set(normal(name, path), member)
  if (members.size < Object.keys(value).length) throw refused(path, 'two keys are the same in NFC')
  const parts: string[] = []
  // The default order of `sort` is by UTF-16 code units.
  for (const name of [...members.keys()].sort())
    parts.push(`${JSON.stringify(name)}:${textOf(members.get(name), `${path}.${name}`)}`)
  return `{${parts.join(',')}}`
}

function textOf(value: unknown, path: string): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(normal(value, path))
    case 'number':
      if (!Number.isSafeInteger(value)) throw refused(path, `${value} is not a safe integer`)
      return String(value)
    case 'boolean':
      return String(value)
    case 'object':
      if (value === null) return 'null'
      if (!Array.isArray(value)) return objectText(value, path)
      return `[${Array.from(value, (item: unknown, index) => textOf(item, `${path}.${index}`)).join(',')}]`
    default:
      throw refused(path, `a value of type ${typeof value}`)
  }
}

/**
 * The canonical text of a value: keys sorted by UTF-16 code units, strings in NFC, safe integers, no white space.
 * Throws a TypeError that names the path (`body.items.2.amount`) for a fraction, NaN, undefined, a lone surrogate,
 * an object that is not plain, or two keys that NFC makes equal.
 *
 *     canonicalText({ b: 1, a: 'é' })   // {"a":"é","b":1}
 */
export const canonicalText = (value: Json): string => textOf(value, '')

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
