/** The small export that the tests tamper with, made by the kernel's own code. */
import { canonicalText, commitment, leafHash, type Algorithm, type Json } from '../kernel/ledger/canonical.ts'
import { newSigningKey, signHead, type Head } from '../kernel/ledger/head.ts'
import { appendAll, emptyFrontier, rootOf } from '../kernel/ledger/merkle.ts'

export const algorithms = ['sha256', 'sm3'] as const
export const key = newSigningKey()
export const tenant = 'example-district'
export const salt = (n: number) => `${n}`.padStart(32, '0')

export type Line = { readonly [field: string]: Json }
export const treeOf = (texts: readonly string[], algorithm: Algorithm) =>
  appendAll(
    emptyFrontier,
    texts.map((text) => leafHash(text, algorithm)),
    algorithm,
  )
export const rootText = (texts: readonly string[], algorithm: Algorithm) =>
  rootOf(treeOf(texts, algorithm).frontier, algorithm).toString('hex')
export const headAt = (texts: readonly string[], algorithm: Algorithm): Head =>
  signHead(
    {
      tenant,
      size: texts.length,
      root: rootText(texts, algorithm),
      algorithm,
      at: '2022-06-30T17:00:00+08:00',
      key: key.id,
    },
    key.privateKeyPem,
  )

export const batchAt = 30
const rowTexts = Array.from({ length: 7 }, (_, row) =>
  canonicalText({ tenant, stream: `row/${row + 1}`, version: 1, body: { arrears: row * 100 } }),
)

/** Fifty events of ten streams, the thirty-first a batch, every fifth with a committed name, the last a correction. */
function eventText(index: number, algorithm: Algorithm): string {
  const body: Record<string, Json> = { attended: index % 2 === 0, court: '某市人民法院', note: `第 ${index} 件 "é"` }
  if (index % 5 === 0) body['plaintiff'] = commitment(`原告${index}`, salt(index))
  if (index === batchAt) body['batch'] = { rows: rowTexts.length, root: rootText(rowTexts, algorithm) }
  if (index === 49) body['old'] = { plaintiff: commitment('旧名', salt(99)) }
  const stream = `litigation/${index % 10}`
  return canonicalText({ v: 1, tenant, stream, version: Math.floor(index / 10) + 1, act: 'attend', body })
}

interface Ledger {
  readonly algorithm: Algorithm
  readonly texts: readonly string[]
  readonly lines: readonly Line[]
}
/** The export of these event texts, with heads at 20 and at the end. */
export function exported(texts: readonly string[], algorithm: Algorithm): Ledger {
  const lines: Line[] = [
    { type: 'fazhi-export', v: 1, tenant, algorithm, size: texts.length },
    { type: 'key', id: key.id, publicKey: key.publicKeyPem },
  ]
  for (const [index, text] of texts.entries()) {
    lines.push({ type: 'event', index, text, leaf: leafHash(text, algorithm).toString('hex') })
    const { batch, plaintiff, old } = (JSON.parse(text) as { body: Record<string, Json> }).body
    if (batch !== undefined)
      for (const [row, rowText] of rowTexts.entries())
        lines.push({
          type: 'batch-row',
          batch: `${index}`,
          row: row + 1,
          text: rowText,
          leaf: leafHash(rowText, algorithm).toString('hex'),
        })
    if (plaintiff !== undefined)
      lines.push({ type: 'private', index, field: 'plaintiff', value: `原告${index}`, salt: salt(index) })
    if (old !== undefined) lines.push({ type: 'private', index, field: 'old.plaintiff', value: '旧名', salt: salt(99) })
    if (index === 19) lines.push({ type: 'head', ...headAt(texts.slice(0, 20), algorithm) })
  }
  lines.push({ type: 'head', ...headAt(texts, algorithm) })
  return { algorithm, texts, lines }
}
export const textsFor = (algorithm: Algorithm, size = 50) =>
  Array.from({ length: size }, (_, i) => eventText(i, algorithm))
export const ledger = exported(textsFor('sha256'), 'sha256')

export const write = (lines: readonly Line[]) => lines.map((line) => `${JSON.stringify(line)}\n`).join('')
export async function* chunks(bytes: Uint8Array, size = 4096) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
export const at = (type: string, index: number) =>
  ledger.lines.findIndex((line) => line['type'] === type && (line['index'] ?? line['row'] ?? line['size']) === index)
export const changed = (where: number, change: Line) =>
  ledger.lines.map((line, index) => (index === where ? { ...line, ...change } : line))
export const without = (where: number) => ledger.lines.filter((_, index) => index !== where)
