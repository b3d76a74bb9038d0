/** The signed head: what a tenant publishes, and what no later state of the ledger may contradict. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, hash, sign, verify, type KeyObject } from 'node:crypto'
import type { Moment } from '../time/index.ts'
import { canonicalText, type Algorithm } from './canonical.ts'

/** "At this moment the ledger of this tenant had `size` events, and this was their root." */
export interface Head {
  readonly tenant: string
  readonly size: number
  /** Lower-case hex, 64 digits. */
  readonly root: string
  readonly algorithm: Algorithm
  readonly at: Moment
  /** The id of the key that signed. */
  readonly key: string
  /** Ed25519 over the canonical text of the six members above; lower-case hex, 128 digits. */
  readonly signature: string
}
export type UnsignedHead = Omit<Head, 'signature'>

const keyId = (key: KeyObject): string =>
  hash('sha256', key.export({ type: 'spki', format: 'der' }), 'hex').slice(0, 16)

// Members are named one by one, so that what a caller adds to a head is never signed by accident.
const signedBytes = ({ tenant, size, root, algorithm, at, key }: UnsignedHead): Buffer =>
  Buffer.from(canonicalText({ tenant, size, root, algorithm, at, key }))

/** A new Ed25519 pair; `id` is the first 16 hex digits of the SHA-256 of the public key (SPKI, DER). */
export function newSigningKey(): { id: string; privateKeyPem: string; publicKeyPem: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return {
    id: keyId(publicKey),
    privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  }
}

/** Signs a head. Throws a RangeError when `unsigned.key` is not the id of the private key. */
export function signHead(unsigned: UnsignedHead, privateKeyPem: string): Head {
  const privateKey = createPrivateKey(privateKeyPem)
  const id = keyId(createPublicKey(privateKey))
  if (unsigned.key !== id) throw new RangeError(`the head names key ${unsigned.key}, the private key is ${id}`)
  return { ...unsigned, signature: sign(null, signedBytes(unsigned), privateKey).toString('hex') }
}

/** Whether this key signed this head: the key's id, the form of the signature and the signature itself. */
export function verifyHead(head: Head, publicKeyPem: string): boolean {
  const publicKey = createPublicKey(publicKeyPem)
  if (head.key !== keyId(publicKey) || !/^[0-9a-f]{128}$/.test(head.signature)) return false
  return verify(null, signedBytes(head), publicKey, Buffer.from(head.signature, 'hex'))
}
