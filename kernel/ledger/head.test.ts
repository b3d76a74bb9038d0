import { createHash, createPublicKey } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { canonicalText, leafHash } from './canonical.ts'
import { newSigningKey, signHead, verifyHead, type Head } from './head.ts'

const key = newSigningKey()
const head = signHead(
  {
    tenant: 'example-district',
    size: 7,
    root: leafHash('{}', 'sha256').toString('hex'),
    algorithm: 'sha256',
    at: '2022-06-30T17:00:00+08:00',
    key: key.id,
  },
  key.privateKeyPem,
)

describe('a signed head', () => {
  it('verifies under the key that signed it', () => {
    expect(head.signature).toMatch(/^[0-9a-f]{128}$/)
    expect(verifyHead(head, key.publicKeyPem)).toBe(true)
  })

  it('names its key by the hash of the public key', () => {
    const der = createPublicKey(key.publicKeyPem).export({ type: 'spki', format: 'der' })
    expect(key.id).toBe(createHash('sha256').update(der).digest('hex').slice(0, 16))
  })

  it.each<Partial<Head>>([
    { tenant: 'other' },
    { size: 8 },
    { root: leafHash('[]', 'sha256').toString('hex') },
    { algorithm: 'sm3' },
    { at: '2022-06-30T17:00:01+08:00' },
    { key: '0'.repeat(16) },
    { signature: `00${head.signature.slice(2)}` },
    { signature: head.signature.toUpperCase() },
    { signature: '' },
  ])('does not verify with %o', (change) => {
    expect(verifyHead({ ...head, ...change }, key.publicKeyPem)).toBe(false)
  })

  it('does not verify under another key, nor is it signed in another name', () => {
    const stranger = newSigningKey()
    expect(verifyHead(head, stranger.publicKeyPem)).toBe(false)
    expect(() => signHead(head, stranger.privateKeyPem)).toThrow(RangeError)
  })

  it('signs its six members and nothing that a caller adds', () => {
    const { signature, ...unsigned } = head
    const again = signHead({ ...unsigned, note: 'x' } as typeof unsigned, key.privateKeyPem)
    expect(again.signature).toBe(signature)
    expect(JSON.parse(canonicalText(unsigned))).toEqual(unsigned)
  })
})
