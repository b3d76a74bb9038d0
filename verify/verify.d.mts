/** The types of what `verify.mjs` exports; the verifier itself is the one file. */

export type Algorithm = 'sha256' | 'sm3'

/** A published head from outside: a whole one, whose tenant and signature are checked too, or only size and root. */
export type PublishedHead =
  | { readonly size: number; readonly root: string }
  | {
      readonly tenant: string
      readonly size: number
      readonly root: string
      readonly algorithm: Algorithm
      readonly at: string
      readonly key: string
      readonly signature: string
    }
export interface Outside {
  readonly heads?: readonly PublishedHead[]
  /** Trusted public keys, PEM. */
  readonly keys?: readonly string[]
}

export interface Problem {
  readonly check:
    | 'batch'
    | 'canonical'
    | 'fields'
    | 'first'
    | 'head'
    | 'index'
    | 'json'
    | 'key'
    | 'leaf'
    | 'private'
    | 'proof'
    | 'signature'
    | 'size'
    | 'tenant'
    | 'type'
    | 'value'
    | 'version'
  readonly line?: number
  readonly index?: number
  readonly stream?: string
  readonly version?: number
  readonly row?: number
  /** Chinese: where, and what. */
  readonly sentence: string
}
interface Found {
  /** The first twenty problems; empty when all is well. */
  readonly problems: readonly Problem[]
  /** How many there are in all. */
  readonly count: number
}
/** The members beyond `Found` are absent when the first line could not be read. */
export interface ExportResult extends Found {
  readonly tenant?: string
  readonly algorithm?: Algorithm
  readonly events?: number
  readonly batches?: number
  readonly rows?: number
  readonly commitments?: number
  readonly opened?: number
  /** Heads that hold, those from outside included. */
  readonly heads?: number
  /** Size of the greatest head in the export that holds. */
  readonly covered?: number
  /** Size up to which a published head or a trusted key vouches for the history. */
  readonly confirmed?: number
  readonly root?: string
}
/** The members beyond `Found` are absent when it is not a receipt at all. */
export interface ReceiptResult extends Found {
  readonly tenant?: string
  readonly index?: number
  readonly size?: number
  readonly root?: string
  readonly at?: string
  readonly confirmed?: boolean
}

type Line = string | Uint8Array
export function verifyExport(lines: AsyncIterable<Line | readonly Line[]>, outside?: Outside): Promise<ExportResult>
export function verifyReceipt(receipt: unknown, outside?: Outside): ReceiptResult
export function exportWords(result: ExportResult): string[]
export function receiptWords(result: ReceiptResult): string[]
export function linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array[], void, void>

export function canonicalText(value: unknown): string
export function leafHash(text: string, algorithm: Algorithm): Uint8Array
export function hash(algorithm: Algorithm, bytes: Uint8Array): Uint8Array
export function sha256(bytes: Uint8Array): Uint8Array
export function sha512(bytes: Uint8Array): Uint8Array
export function sm3(bytes: Uint8Array): Uint8Array
export function ed25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean
export function publicKey(pem: string): { id: string; bytes: Uint8Array }
export function rootFrom(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  algorithm: Algorithm,
): Uint8Array | undefined
export class Tree {
  constructor(algorithm: Algorithm)
  add(leaf: Uint8Array): void
  root(): Uint8Array
}
export function hex(bytes: Uint8Array): string
export function unhex(text: string): Uint8Array
