/**
 * A receipt, verified in the browser: the leaf is in the tree of the head (RFC 9162), and the key signed the head. In
 * plain JavaScript, since `crypto.subtle` is missing on an intranet without TLS.
 */
import { hashes, verify } from '@noble/ed25519'
import { sha256, sha512 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'

export interface HeadShape {
  readonly tenant: string
  readonly size: number
  readonly root: string
  readonly algorithm: string
  readonly at: string
  readonly key: string
  readonly signature: string
}
export interface ReceiptShape {
  readonly index: number
  readonly leaf: string
  readonly proof: readonly string[]
  readonly head: HeadShape
  readonly publicKey: string
}
hashes.sha512 = sha512

const parent = (left: Uint8Array, right: Uint8Array): Uint8Array =>
  sha256(concatBytes(new Uint8Array([1]), left, right))
const included = ({ leaf, index, proof, head }: ReceiptShape): boolean => {
  let [at, last] = [index, head.size - 1]
  let result: Uint8Array = hexToBytes(leaf)
  for (const hex of proof) {
    if (last === 0) return false
    const sibling = hexToBytes(hex)
    if (at % 2 === 1 || at === last) {
      result = parent(sibling, result)
      while (at % 2 === 0 && at > 0) [at, last] = [at / 2, Math.floor(last / 2)]
    } else result = parent(result, sibling)
    ;[at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  }
  return last === 0 && bytesToHex(result) === head.root
}
/** The key in PEM (SPKI): its last 32 bytes are the point. */
const keyOf = (pem: string): { readonly id: string; readonly point: Uint8Array } => {
  const der = Uint8Array.from(atob(pem.replace(/-----[^-]+-----|\s/g, '')), (sign) => sign.charCodeAt(0))
  return { id: bytesToHex(sha256(der)).slice(0, 16), point: der.slice(-32) }
}
const signed = ({ algorithm, at, key, root, size, tenant }: ReceiptShape['head']): Uint8Array =>
  utf8ToBytes(JSON.stringify({ algorithm, at, key, root, size, tenant }))

/** Whether the receipt holds. A district that hashes with SM3 is verified by the separate program. */
export const verifyReceipt = (receipt: ReceiptShape): boolean => {
  const { head } = receipt
  if (head.algorithm !== 'sha256') return false
  try {
    const key = keyOf(receipt.publicKey)
    return key.id === head.key && included(receipt) && verify(hexToBytes(head.signature), signed(head), key.point)
  } catch {
    return false
  }
}
/** Whether that key signed that head. */
export const verifyHead = (head: HeadShape, publicKey: string): boolean => {
  try {
    const key = keyOf(publicKey)
    return key.id === head.key && verify(hexToBytes(head.signature), signed(head), key.point)
  } catch {
    return false
  }
}
/** Whether the newer tree holds all of the older one, unchanged and first (RFC 9162, 2.1.4.2). */
export const grewFrom = (older: HeadShape, newer: HeadShape, proof: readonly string[]): boolean => {
  if (newer.algorithm !== 'sha256' || older.tenant !== newer.tenant) return false
  if (older.size === newer.size) return older.root === newer.root && proof.length === 0
  if (older.size === 0) return true
  // A complete subtree is its own first node: its root is then not in the proof.
  const complete = Number.isInteger(Math.log2(older.size))
  const path = complete ? [older.root, ...proof] : [...proof]
  const first = path.shift()
  if (first === undefined) return false
  let [at, last] = [older.size - 1, newer.size - 1]
  while (at % 2 === 1) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  let [then, now]: [Uint8Array, Uint8Array] = [hexToBytes(first), hexToBytes(first)]
  for (const hex of path) {
    if (last === 0) return false
    const node = hexToBytes(hex)
    if (at % 2 === 1 || at === last) {
      then = parent(node, then)
      now = parent(node, now)
      while (at % 2 === 0 && at > 0) [at, last] = [at / 2, Math.floor(last / 2)]
    } else now = parent(now, node)
    ;[at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  }
  return last === 0 && bytesToHex(then) === older.root && bytesToHex(now) === newer.root
}
