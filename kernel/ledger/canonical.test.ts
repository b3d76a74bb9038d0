import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalText, commitment, leafHash, type Json } from './canonical.ts'

const string = fc.string({ unit: 'binary' })
const { value: json } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger(),
    string,
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(
      string.map((key) => key.normalize('NFC')),
      tie('value'),
      { maxKeys: 6 },
    ),
  ),
}))

/** The same value with every string in NFC and no negative zero: what a canonical text stands for. */
function normal(value: Json): Json {
  if (typeof value === 'string') return value.normalize('NFC')
  if (typeof value === 'number') return value + 0
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(normal)
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, normal(member)]))
}
function reordered(value: Json): Json {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(reordered)
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, member]) => [key, reordered(member)]),
  )
}

describe('canonical text', () => {
  it('sorts keys by UTF-16 code units and leaves no white space', () => {
    expect(canonicalText({ b: [1, true, null], a: { 10: 'x', 9: 'y', '': 'z' }, 乙: 2, 甲: 1 })).toBe(
      '{"a":{"":"z","10":"x","9":"y"},"b":[1,true,null],"乙":2,"甲":1}',
    )
    // U+1F600 begins with D83D, so it stands before U+FF01, although its code point is higher.
    expect(canonicalText({ '！': 1, '😀': 2 })).toBe('{"😀":2,"！":1}')
  })

  it('means the value: its parse is the value, and its own text', () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalText(value)
        expect(JSON.parse(text)).toEqual(normal(value))
        expect(canonicalText(JSON.parse(text) as Json)).toBe(text)
      }),
      { numRuns: 2000 },
    )
  })

  it('does not depend on the order in which keys were set', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(canonicalText(reordered(value))).toBe(canonicalText(value))
      }),
    )
  })

  it('is the same for both spellings of one character, and is itself NFC', () => {
    fc.assert(
      fc.property(string, (text) => {
        expect(canonicalText(text.normalize('NFD'))).toBe(canonicalText(text.normalize('NFC')))
        expect(JSON.parse(canonicalText(text))).toBe(text.normalize('NFC'))
      }),
      { numRuns: 2000 },
    )
    expect(canonicalText(['e\u0301', 'A\u030a'])).toBe('["é","Å"]')
  })

  it('knows which characters no normalization touches', () => {
    const before = ['', 'a', 'e', 'ｶ', '各', '\u1100']
    for (let code = 0; code <= 0xffff; code++) {
      const character = String.fromCharCode(code)
      if (/\p{Surrogate}/u.test(character)) continue
      for (const start of before) {
        const text = start + character
        if (JSON.parse(canonicalText(text)) !== text.normalize('NFC')) expect.fail(`U+${code.toString(16)}`)
      }
    }
  })

  it.each([
    ['a fraction', { body: { amount: 1.5 } }, 'body.amount'],
    ['NaN', { body: [0, NaN] }, 'body.1'],
    ['an infinity', { n: Infinity }, 'n'],
    ['an unsafe integer', { n: 2 ** 53 }, 'n'],
    ['undefined', { body: { on: undefined } }, 'body.on'],
    ['a hole', { list: [1, , 3] }, 'list.1'], // oxlint-disable-line no-sparse-arrays
    ['a lone surrogate', { name: '\ud800' }, 'name'],
    ['a lone surrogate in a key', { body: { '\udc00': 1 } }, 'body.\udc00'],
    ['a date', { on: new Date(0) }, 'on'],
    ['a map', { m: new Map() }, 'm'],
    ['a function', { toJSON: () => 1 }, 'toJSON'],
    ['a big integer', { n: 1n }, 'n'],
    ['a key that is not NFC', { a: { 'e\u0301': 2 } }, 'a.e\u0301'],
  ])('refuses %s and names its path', (_, value, path) => {
    expect(() => canonicalText(value as unknown as Json)).toThrow(`not canonical at ${path}:`)
  })

  it('refuses a value that is not JSON at the top', () => {
    expect(() => canonicalText(undefined as unknown as Json)).toThrow('not canonical at the top: a value of type')
  })
})

describe('hashes of canonical text', () => {
  it('is the leaf of RFC 9162, under both algorithms', () => {
    fc.assert(
      fc.property(json, fc.constantFrom('sha256' as const, 'sm3' as const), (value, algorithm) => {
        const text = canonicalText(value)
        const expected = createHash(algorithm)
          .update(Buffer.from([0]))
          .update(text, 'utf8')
          .digest()
        expect(leafHash(text, algorithm).equals(expected)).toBe(true)
      }),
    )
  })

  it('commits to a value under a salt', () => {
    const salt = '00112233445566778899aabbccddeeff'
    const expected = createHash('sha256').update(Buffer.from(salt, 'hex')).update('"张三"').digest('hex')
    expect(commitment('张三', salt)).toBe(`c:${expected}`)
    expect(commitment('张三', salt.replace('0', '1'))).not.toBe(`c:${expected}`)
  })

  it.each(['', '00', '00112233445566778899AABBCCDDEEFF', '00112233445566778899aabbccddeef', 'x'.repeat(32)])(
    'refuses the salt "%s"',
    (salt) => expect(() => commitment('张三', salt)).toThrow(RangeError),
  )
})
