import { describe, expect, test } from 'vitest'
import { idOfNumber, isOwn, Limit, readNumber, Tokens } from './guard.ts'

const hour = 3600_000
const at = (now: () => number) =>
  new Tokens({ signingKey: { id: '', privateKeyPem: 'k', publicKeyPem: '' }, clock: () => new Date(now()) })

describe('a token', () => {
  test('gives one number for one form, another for the next', () => {
    const tokens = at(() => 1000)
    const [one, two] = [tokens.give('a'), tokens.give('a')]
    const number = tokens.read(one, 'a')!
    expect(number).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    expect(readNumber(number)).toBe(number)
    expect(tokens.read(one, 'a')).toBe(number)
    expect(tokens.read(two, 'a')).not.toBe(number)
  })
  test('holds for its form only, for a while only, and only as it was given', () => {
    let now = 1000
    const tokens = at(() => now)
    const token = tokens.give('a')
    expect(tokens.read(token, 'b')).toBeUndefined()
    for (const forged of [
      '',
      '.',
      '..',
      token.slice(1),
      token.replace(/^\d+/, '9999'),
      `${token}.x`.replace('1000', '1001'),
    ])
      expect([forged, tokens.read(forged, 'a')]).toEqual([forged, undefined])
    now += 11 * hour
    expect(tokens.read(token, 'a')).toBeDefined()
    now += 2 * hour
    expect(tokens.read(token, 'a')).toBeUndefined()
  })
})
test('a number is read as people write it, and nothing else is', () => {
  for (const typed of ['7KQ4-M2XD-9PWA', ' 7kq4m2xd9pwa ', '７ＫＱ４ M2XD 9PWA', '7KQ4—M2XD—9PWA'])
    expect(readNumber(typed)).toBe('7KQ4-M2XD-9PWA')
  expect(readNumber('OIL0-0000-0000')).toBe('0110-0000-0000')
  for (const typed of ['', '7KQ4', '7KQ4-M2XD-9PWAX', '<script>', '7KQ4-M2XD-9PWU'])
    expect(readNumber(typed)).toBeUndefined()
  expect(idOfNumber('a', '7KQ4-M2XD-9PWA')).not.toBe(idOfNumber('b', '7KQ4-M2XD-9PWA'))
})
test('a limit counts by address, a whole network of the sixth version as one, and forgets', () => {
  let now = 0
  const limit = new Limit(2, 60, () => now)
  expect([1, 2, 3].map(() => limit.allows('10.0.0.1'))).toEqual([true, true, false])
  expect(limit.allows('10.0.0.2')).toBe(true)
  expect(['2001:db8:1:2::1', '2001:db8:1:2::2', '2001:db8:1:2:3::1'].map((one) => limit.allows(one))).toEqual([
    true,
    true,
    false,
  ])
  now = 61_000
  expect(limit.allows('10.0.0.1')).toBe(true)
})
test('a form comes from this host', () => {
  const from = (headers: Readonly<Record<string, string>>) => isOwn({ headers, host: 'a.gov.cn' })
  expect(from({})).toBe(true)
  expect(from({ origin: 'https://a.gov.cn', 'sec-fetch-site': 'same-origin' })).toBe(true)
  for (const headers of [
    { origin: 'https://b.gov.cn' },
    { origin: 'null' },
    { origin: 'https://a.gov.cn.evil.org' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])
    expect([headers, from(headers as Record<string, string>)]).toEqual([headers, false])
})
