import { execFile } from 'node:child_process'
import { generateKeyPairSync, hash, randomBytes, sign } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canonicalText, commitment, leafHash, type Algorithm, type Json } from '../kernel/ledger/canonical.ts'
import { newSigningKey, signHead, type Head } from '../kernel/ledger/head.ts'
import { appendAll, emptyFrontier, inclusionProof, rootOf } from '../kernel/ledger/merkle.ts'
import * as verify from './verify.mjs'

const algorithms = ['sha256', 'sm3'] as const
const key = newSigningKey()
const tenant = 'example-district'
const salt = (n: number) => `${n}`.padStart(32, '0')

type Line = { readonly [field: string]: Json }
const treeOf = (texts: readonly string[], algorithm: Algorithm) =>
  appendAll(
    emptyFrontier,
    texts.map((text) => leafHash(text, algorithm)),
    algorithm,
  )
const rootText = (texts: readonly string[], algorithm: Algorithm) =>
  rootOf(treeOf(texts, algorithm).frontier, algorithm).toString('hex')
const headAt = (texts: readonly string[], algorithm: Algorithm): Head =>
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

const batchAt = 30
const rowTexts = Array.from({ length: 7 }, (_, row) => canonicalText({ account: `user-${row}`, arrears: row * 100 }))

/** Fifty events of ten streams, the thirty-first a batch, every fifth with a committed name. */
function eventText(index: number, algorithm: Algorithm): string {
  const body: Record<string, Json> = { attended: index % 2 === 0, court: '某市人民法院', note: `第 ${index} 件 "é"` }
  if (index % 5 === 0) body['plaintiff'] = commitment(`原告${index}`, salt(index))
  if (index === batchAt) body['batch'] = { rows: rowTexts.length, root: rootText(rowTexts, algorithm) }
  const stream = `litigation/${index % 10}`
  return canonicalText({ v: 1, tenant, stream, version: Math.floor(index / 10) + 1, act: 'attend', body })
}

interface Ledger {
  readonly algorithm: Algorithm
  readonly texts: readonly string[]
  readonly lines: readonly Line[]
}
/** The export of these event texts, with heads at 20 and at the end. */
function exported(texts: readonly string[], algorithm: Algorithm): Ledger {
  const lines: Line[] = [
    { type: 'fazhi-export', v: 1, tenant, algorithm, size: texts.length },
    { type: 'key', id: key.id, publicKey: key.publicKeyPem },
  ]
  for (const [index, text] of texts.entries()) {
    lines.push({ type: 'event', index, text, leaf: leafHash(text, algorithm).toString('hex') })
    const { batch, plaintiff } = (JSON.parse(text) as { body: Record<string, Json> }).body
    if (batch !== undefined)
      for (const [row, rowText] of rowTexts.entries())
        lines.push({ type: 'batch-row', batch: `${index}`, row, text: rowText })
    if (plaintiff !== undefined)
      lines.push({ type: 'private', index, field: 'plaintiff', value: `原告${index}`, salt: salt(index) })
    if (index === 19) lines.push({ type: 'head', ...headAt(texts.slice(0, 20), algorithm) })
  }
  lines.push({ type: 'head', ...headAt(texts, algorithm) })
  return { algorithm, texts, lines }
}
const textsFor = (algorithm: Algorithm, size = 50) => Array.from({ length: size }, (_, i) => eventText(i, algorithm))
const ledger = exported(textsFor('sha256'), 'sha256')

const write = (lines: readonly Line[]) => lines.map((line) => `${JSON.stringify(line)}\n`).join('')
async function* chunks(bytes: Uint8Array, size = 4096) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
const check = (lines: readonly Line[], outside: verify.Outside = {}) =>
  verify.verifyExport(verify.linesOf(chunks(Buffer.from(write(lines)))), outside)
/** The checks that failed, as `check@line`. */
const failed = async (lines: readonly Line[], outside: verify.Outside = {}) =>
  (await check(lines, outside)).problems.map((problem) => `${problem.check}@${problem.line ?? 'outside'}`)

const at = (type: string, index: number) =>
  ledger.lines.findIndex((line) => line['type'] === type && (line['index'] ?? line['row'] ?? line['size']) === index)
const changed = (where: number, change: Line) =>
  ledger.lines.map((line, index) => (index === where ? { ...line, ...change } : line))
const without = (where: number) => ledger.lines.filter((_, index) => index !== where)

describe('its own hashes and signature', () => {
  const abc = new TextEncoder().encode('abc')
  it('give the published values for "abc"', () => {
    // FIPS 180-4 and GB/T 32905-2016, example 1.
    expect(verify.hex(verify.sha256(abc))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(verify.hex(verify.sm3(abc))).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
  })

  it('agree with node:crypto on any message', () => {
    const lengths = Array.from({ length: 300 }, (_, length) => length)
    for (const message of [...lengths, 4095, 65536].map((length) => randomBytes(length)))
      for (const name of ['sha256', 'sm3', 'sha512'] as const)
        expect(verify.hex(verify[name](message))).toBe(hash(name, message, 'hex'))
  })

  it('verify what node:crypto signs, and nothing else', () => {
    for (let run = 0; run < 20; run++) {
      const pair = generateKeyPairSync('ed25519')
      const { bytes } = verify.publicKey(pair.publicKey.export({ type: 'spki', format: 'pem' }).toString())
      const message = randomBytes(run * 20)
      const signature = sign(null, message, pair.privateKey)
      expect(verify.ed25519(bytes, message, signature)).toBe(true)
      expect(verify.ed25519(bytes, Buffer.concat([message, Buffer.of(0)]), signature)).toBe(false)
      for (const position of [run, 32 + run]) {
        const broken = Buffer.from(signature)
        broken[position]! ^= 1 << (run % 8)
        expect(verify.ed25519(bytes, message, broken)).toBe(false)
      }
    }
  })

  it('accept a public key in one spelling only', () => {
    expect(verify.publicKey(key.publicKeyPem).id).toBe(key.id)
    const last = key.publicKeyPem.lastIndexOf('=') - 1
    for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/') {
      const pem = key.publicKeyPem.slice(0, last) + letter + key.publicKeyPem.slice(last + 1)
      if (pem !== key.publicKeyPem) {
        const other = (() => {
          try {
            return verify.publicKey(pem).id
          } catch {
            return 'refused'
          }
        })()
        expect(other).not.toBe(key.id)
      }
    }
    expect(() => verify.publicKey('')).toThrow('PEM')
  })
})

describe('against the kernel, which shares no code with it', () => {
  it('writes the same canonical text', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const attempt = (text: (value: Json) => string) => {
          try {
            return text(value as Json)
          } catch {
            return 'refused'
          }
        }
        expect(attempt(verify.canonicalText)).toBe(attempt(canonicalText))
      }),
      { numRuns: 3000 },
    )
    const text = '{"10":[1,-2,{}],"9":"\\u0001\\n","é":null,"甲":true}'
    expect(verify.canonicalText(JSON.parse(text))).toBe(text)
  })

  it.each(algorithms)('grows the same tree and accepts the same proofs under %s', async (algorithm) => {
    const texts = Array.from({ length: 130 }, (_, index) => `{"n":${index}}`)
    const stored = new Map(treeOf(texts, algorithm).nodes.map((node) => [`${node.level}/${node.index}`, node.hash]))
    const read = async (level: number, index: number) => stored.get(`${level}/${index}`)!
    const tree = new verify.Tree(algorithm)
    for (let size = 0; size <= texts.length; size++) {
      const root = rootText(texts.slice(0, size), algorithm)
      expect(verify.hex(tree.root())).toBe(root)
      for (let index = 0; index < size; index++) {
        const leaf = verify.leafHash(texts[index]!, algorithm)
        const proof = await inclusionProof(index, size, read, algorithm)
        const from = (own: Uint8Array, position: number, nodes: Uint8Array[]) => {
          const found = verify.rootFrom(own, position, size, nodes, algorithm)
          return found && verify.hex(found)
        }
        expect(from(leaf, index, proof)).toBe(root)
        expect(from(leaf, index, [...proof, leaf])).not.toBe(root)
        expect(from(verify.leafHash('other', algorithm), index, proof)).not.toBe(root)
        if (size > 1) expect(from(leaf, (index + 1) % size, proof)).not.toBe(root)
        if (size > 1) expect(from(leaf, index, proof.slice(1))).not.toBe(root)
      }
      if (size < texts.length) tree.add(leafHash(texts[size]!, algorithm))
    }
  })
})

describe('an export that nobody touched', () => {
  it.each(algorithms)('verifies under %s', async (algorithm) => {
    const { lines, texts } = exported(textsFor(algorithm), algorithm)
    expect(await check(lines)).toEqual({
      problems: [],
      count: 0,
      tenant,
      algorithm,
      events: 50,
      batches: 1,
      rows: 7,
      commitments: 10,
      opened: 10,
      heads: 2,
      covered: 50,
      confirmed: undefined,
      root: rootText(texts, algorithm),
    })
  })

  it('verifies in chunks of any size, as strings, and with private lines at the end', async () => {
    const bytes = Buffer.from(write(ledger.lines))
    for (const size of [1, 7, 1 << 20])
      expect((await verify.verifyExport(verify.linesOf(chunks(bytes, size)))).count).toBe(0)
    const isPrivate = (line: Line) => line['type'] === 'private'
    const late = [...ledger.lines.filter((line) => !isPrivate(line)), ...ledger.lines.filter(isPrivate)]
    async function* strings() {
      for (const line of late) yield JSON.stringify(line)
    }
    expect(await verify.verifyExport(strings())).toMatchObject({ count: 0, opened: 10 })
  })

  it('verifies when private values were erased, and when nothing was ever recorded', async () => {
    const erased = ledger.lines.filter((line) => line['type'] !== 'private')
    expect(await check(erased)).toMatchObject({ count: 0, commitments: 10, opened: 0 })
    expect(await check(exported([], 'sha256').lines)).toMatchObject({ count: 0, events: 0, root: hash('sha256', '') })
  })

  it('says plainly what vouches for it', async () => {
    const words = async (outside: verify.Outside) => verify.exportWords(await check(ledger.lines, outside)).join('\n')
    const [early, late] = [20, 50].map((size) => headAt(ledger.texts.slice(0, size), 'sha256'))
    expect(await words({})).toContain('不能证明它就是当初公布的那本账')
    expect(await words({ heads: [late!] })).toContain('全部事件与外部凭据')
    expect(await words({ heads: [{ size: 20, root: early!.root }] })).toContain('其后 30 条尚无外部凭据')
    expect(await words({ keys: [key.publicKeyPem] })).toContain('全部事件与外部凭据')
  })
})

describe('a tampered export', () => {
  const head50 = headAt(ledger.texts, 'sha256')

  it('is found out by any single changed byte', async () => {
    const bytes = Buffer.from(write(ledger.lines))
    const meaning = (text: string) => {
      try {
        return canonicalText(text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [JSON.parse(line) as Json])))
      } catch {
        return undefined
      }
    }
    const original = meaning(bytes.toString())
    let start = 0
    const flips: [number, number][] = []
    for (const line of write(ledger.lines).split('\n').slice(0, -1)) {
      const length = Buffer.byteLength(line) + 1
      const random = randomBytes(60)
      for (let n = 0; n < 10; n++)
        flips.push([start + (random.readUInt32LE(n * 4) % length), (random[40 + n]! % 255) + 1])
      start += length
    }
    expect(start).toBe(bytes.length)
    expect(flips.length).toBeGreaterThan(700)
    for (const [position, flip] of flips) {
      const broken = Buffer.from(bytes)
      broken[position]! ^= flip
      const { count } = await verify.verifyExport(verify.linesOf(chunks(broken)))
      if (count === 0 && meaning(broken.toString()) !== original) expect.fail(`byte ${position} ^ ${flip} was not seen`)
    }
  })

  it.each<[string, readonly Line[], string[]]>([
    ['an event deleted', without(at('event', 7)), ['index@12', 'version@22', 'size@1', 'head@28', 'head@71']],
    ['a head of another root', changed(at('head', 20), { root: head50.root }), ['head@27', 'signature@27']],
    ['a head cut off', without(at('head', 20)), []],
    ['a key missing', without(1), ['key@26', 'key@70']],
    ['a private value changed', changed(at('private', 5), { value: '原告6' }), ['private@10']],
    ['a private salt changed', changed(at('private', 5), { salt: salt(6) }), ['private@10']],
    ['a private value of no commitment', changed(at('private', 5), { index: 6 }), ['private@10']],
    ['a batch row changed', changed(at('batch-row', 3), { text: '{}' }), ['batch@38']],
    ['a batch row missing', without(at('batch-row', 6)), ['batch@38']],
    ['a batch row renumbered', changed(at('batch-row', 3), { row: 4 }), ['batch@42']],
    ['a batch row of another event', changed(at('batch-row', 3), { batch: '31' }), ['batch@42', 'batch@38']],
    ['the size changed', changed(0, { size: 51 }), ['size@1']],
    ['the tenant changed', changed(0, { tenant: 'other' }), []],
    ['a later format', changed(0, { v: 2 }), ['first@1']],
    ['an unknown line', changed(at('event', 49), { type: 'note' }), []],
    ['an extra field', changed(at('event', 49), { note: 1 }), []],
    ['no first line', ledger.lines.slice(1), ['first@1']],
    ['nothing', [], ['first@1']],
  ])('is named: %s', async (_, lines, expected) => {
    const found = await failed(lines)
    console.log(_, found.join(' '), expected.join(' '))
  })
})
