import { execFile } from 'node:child_process'
import { generateKeyPairSync, hash, randomBytes, sign } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canonicalText, leafHash, type Json } from '../kernel/ledger/canonical.ts'
import { newSigningKey } from '../kernel/ledger/head.ts'
import { inclusionProof } from '../kernel/ledger/merkle.ts'
import {
  algorithms,
  at,
  changed,
  chunks,
  headAt,
  key,
  ledger,
  rootText,
  tenant,
  treeOf,
  write,
} from './sample-export.ts'
import * as verify from './verify.mjs'

describe('its own hashes and signature', () => {
  const abc = new TextEncoder().encode('abc')
  it('give the published values for "abc"', () => {
    // FIPS 180-4 and GB/T 32905-2016, example 1.
    expect(verify.hex(verify.sha256(abc))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(verify.hex(verify.sm3(abc))).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
  })

  it('agree with node:crypto on any message', () => {
    const lengths = Array.from({ length: 300 }, (_, length) => length)
    const own = { sha256: verify.sha256, sm3: verify.sm3, sha512: verify.sha512 }
    for (const message of [...lengths, 4095, 65536].map((length) => randomBytes(length)))
      for (const [name, digest] of Object.entries(own))
        expect(verify.hex(digest(message))).toBe(hash(name, message, 'hex'))
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
    const idOf = (pem: string) => {
      try {
        return verify.publicKey(pem).id
      } catch {
        return undefined
      }
    }
    expect(idOf(key.publicKeyPem)).toBe(key.id)
    const last = key.publicKeyPem.indexOf('=') - 1
    const spellings = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].map(
      (letter) => key.publicKeyPem.slice(0, last) + letter + key.publicKeyPem.slice(last + 1),
    )
    expect(spellings.filter((pem) => idOf(pem) === key.id)).toEqual([key.publicKeyPem])
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

describe('a receipt', () => {
  const stored = new Map(treeOf(ledger.texts, 'sha256').nodes.map((node) => [`${node.level}/${node.index}`, node.hash]))
  const read = async (level: number, index: number) => stored.get(`${level}/${index}`)!
  const head = headAt(ledger.texts, 'sha256')
  const receiptFor = async (index: number) => ({
    type: 'fazhi-receipt',
    tenant,
    index,
    text: ledger.texts[index]!,
    proof: (await inclusionProof(index, 50, read, 'sha256')).map((node) => node.toString('hex')),
    head,
    publicKey: key.publicKeyPem,
  })
  const checks = (receipt: unknown, outside: verify.Outside = {}) =>
    verify.verifyReceipt(receipt, outside).problems.map((problem) => problem.check)

  it('verifies with its text, or with the leaf alone', async () => {
    for (let index = 0; index < 50; index++) {
      const { text, ...receipt } = await receiptFor(index)
      expect(checks({ ...receipt, text })).toEqual([])
      expect(checks({ ...receipt, leaf: leafHash(text, 'sha256').toString('hex') })).toEqual([])
      expect(checks(receipt)).toEqual(['fields', 'proof'])
    }
  })

  it('says what vouches for its head', async () => {
    const receipt = await receiptFor(12)
    const words = (outside: verify.Outside) => verify.receiptWords(verify.verifyReceipt(receipt, outside)).join('\n')
    expect(words({})).toContain('不能证明它就是当初公布的那本账')
    expect(words({ keys: [key.publicKeyPem] })).toContain('与外部凭据（已公布的账本头或可信的公钥）相符')
    expect(checks(receipt, { heads: [{ size: 50, root: head.root }] })).toEqual([])
    expect(checks(receipt, { heads: [{ size: 50, root: '0'.repeat(64) }] })).toEqual(['head'])
    expect(checks(receipt, { heads: [{ size: 20, root: head.root }] })).toEqual(['head'])
    expect(checks(receipt, { keys: [newSigningKey().publicKeyPem] })).toEqual(['key'])
  })

  it.each<[string, object, string[]]>([
    ['the text', { text: ledger.texts[13] }, ['proof']],
    ['the leaf', { leaf: '0'.repeat(64) }, ['leaf']],
    ['the index', { index: 13 }, ['proof']],
    ['the index past the size', { index: 62 }, ['proof']],
    ['the proof', { proof: [] }, ['proof']],
    ['the tenant', { tenant: 'other' }, ['tenant']],
    ['the head', { head: { ...head, size: 49 } }, ['signature']],
    ['the signature', { head: { ...head, signature: '0'.repeat(128) } }, ['signature']],
    ['the key', { publicKey: newSigningKey().publicKeyPem }, ['signature']],
    ['the spelling of the key', { publicKey: key.publicKeyPem.replace('\n', '\r\n') }, ['key']],
    ['its form', { head: {} }, ['fields']],
    ['its type', { type: 'receipt' }, ['fields']],
  ])('does not verify when %s is changed', async (_, change, expected) => {
    expect(checks({ ...(await receiptFor(12)), ...change })).toEqual(expected)
  })

  it('refuses what is no receipt', () => {
    for (const value of [null, 1, 'x', [], undefined]) expect(checks(value)).toEqual(['fields'])
  })

  describe('and an export, on the command line', () => {
    let folder: string
    const inFolder = (name: string) => join(folder, name)
    const run = (...args: string[]) =>
      new Promise<{ code: number; words: string }>((done) => {
        const program = join(import.meta.dirname, 'verify.mjs')
        execFile(process.execPath, [program, ...args], (error, stdout, stderr) =>
          done({ code: typeof error?.code === 'number' ? error.code : 0, words: stdout + stderr }),
        )
      })
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'verify-'))
      await writeFile(inFolder('good.ndjson'), write(ledger.lines))
      await writeFile(inFolder('bad.ndjson'), write(changed(at('event', 7), { text: '{}' })))
      await writeFile(inFolder('receipt.json'), JSON.stringify(await receiptFor(12), undefined, 2))
      await writeFile(inFolder('head.json'), JSON.stringify(head))
      await writeFile(inFolder('key.pem'), key.publicKeyPem)
    })
    afterAll(() => rm(folder, { recursive: true }))

    it('ends with 0 and a summary when all is well', async () => {
      expect(await run(inFolder('good.ndjson'))).toMatchObject({ code: 0, words: expect.stringContaining('注意') })
      for (const given of [inFolder('head.json'), `50:${head.root}`]) {
        const { code, words } = await run(inFolder('good.ndjson'), '--head', given, '--key', inFolder('key.pem'))
        expect(code).toBe(0)
        expect(words).toContain('核验通过：租户 example-district，事件 50 条，批次 1 个（共 7 行），账本头 3 个。')
        expect(words).toContain(head.root)
      }
      expect(await run('receipt', inFolder('receipt.json'), '--head', inFolder('head.json'))).toMatchObject({ code: 0 })
    })

    it('ends with 1 and the place when something is wrong', async () => {
      const { code, words } = await run(inFolder('bad.ndjson'))
      expect(code).toBe(1)
      expect(words).toContain('核验不通过')
      expect(words).toContain(`第 ${at('event', 7) + 1} 行，索引 7`)
      expect(await run('receipt', inFolder('head.json'))).toMatchObject({ code: 1 })
    })

    it('ends with 2 and the usage when it cannot begin', async () => {
      for (const args of [
        [],
        ['a', 'b'],
        ['--what', 'x'],
        [inFolder('none.ndjson')],
        [inFolder('good.ndjson'), '--head', inFolder('key.pem')],
        [inFolder('good.ndjson'), '--head', inFolder('none')],
        [inFolder('good.ndjson'), '--key', inFolder('head.json')],
      ])
        expect(await run(...args)).toMatchObject({ code: 2, words: expect.stringContaining('用法：') })
    })

    it('needs nothing of Node but a language: the same answers without its modules, as in a browser', async () => {
      const script = `
        const { readFileSync } = process.getBuiltinModule('node:fs')
        process.getBuiltinModule = undefined
        const verify = await import(${JSON.stringify(new URL('./verify.mjs', import.meta.url).href)})
        async function* bytes(path) { yield readFileSync(path) }
        const counts = []
        for (const path of process.argv.slice(1, 3)) counts.push((await verify.verifyExport(verify.linesOf(bytes(path)))).count)
        counts.push(verify.verifyReceipt(JSON.parse(readFileSync(process.argv[3], 'utf8'))).count)
        console.log(counts.join())`
      const args = ['--input-type=module', '-e', script, 'good.ndjson', 'bad.ndjson', 'receipt.json']
      const words = await new Promise((done) => {
        execFile(process.execPath, args, { cwd: folder }, (_, stdout, stderr) => done(stdout + stderr))
      })
      const { count } = await verify.verifyExport(
        verify.linesOf(chunks(Buffer.from(write(changed(at('event', 7), { text: '{}' }))))),
      )
      expect(words).toBe(`0,${count},0\n`)
    })
  })
})
