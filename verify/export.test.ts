import { hash, randomBytes } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalText, commitment, leafHash, type Json } from '../kernel/ledger/canonical.ts'
import { newSigningKey } from '../kernel/ledger/head.ts'
import {
  algorithms,
  at,
  batchAt,
  changed,
  chunks,
  exported,
  headAt,
  key,
  ledger,
  rootText,
  salt,
  tenant,
  textsFor,
  without,
  write,
  type Line,
} from './sample-export.ts'
import * as verify from './verify.mjs'

const check = (lines: readonly Line[], outside: verify.Outside = {}) =>
  verify.verifyExport(verify.linesOf(chunks(Buffer.from(write(lines)))), outside)
/** The checks that failed, as `check@line`. */
const failed = async (lines: readonly Line[], outside: verify.Outside = {}) =>
  (await check(lines, outside)).problems.map((problem) => `${problem.check}@${problem.line ?? 'outside'}`)

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
      commitments: 11,
      opened: 11,
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
    expect(await verify.verifyExport(strings())).toMatchObject({ count: 0, opened: 11 })
  })

  it('verifies when private values were erased, and when nothing was ever recorded', async () => {
    const erased = ledger.lines.filter((line) => line['type'] !== 'private')
    expect(await check(erased)).toMatchObject({ count: 0, commitments: 11, opened: 0 })
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

  const line = (type: string, index: number) => at(type, index) + 1
  it.each<[string, readonly Line[], string[]]>([
    [
      'an event deleted',
      without(at('event', 7)),
      [
        `index@${line('event', 8) - 1}`,
        `version@${line('event', 17) - 1}`,
        'size@1',
        `head@${line('head', 20) - 1}`,
        `head@${line('head', 50) - 1}`,
      ],
    ],
    ['the end cut off', ledger.lines.slice(0, at('event', 49)), ['size@1']],
    ['the leaf changed', changed(at('event', 3), { leaf: '0'.repeat(64) }), [`leaf@${line('event', 3)}`]],
    [
      'a head of another root',
      changed(at('head', 20), { root: head50.root }),
      [`head@${line('head', 20)}`, `signature@${line('head', 20)}`],
    ],
    ['a head of another time', changed(at('head', 50), { at: '2022-07-01' }), [`signature@${line('head', 50)}`]],
    ['no key', without(1), [`key@${line('head', 20) - 1}`, `key@${line('head', 50) - 1}`]],
    [
      'a key that is none',
      changed(1, { publicKey: 'x' }),
      ['value@2', `key@${line('head', 20)}`, `key@${line('head', 50)}`],
    ],
    [
      'a key of another id',
      changed(1, { id: '0'.repeat(16) }),
      ['key@2', `key@${line('head', 20)}`, `key@${line('head', 50)}`],
    ],
    ['a private value changed', changed(at('private', 5), { value: '原告6' }), [`private@${line('private', 5)}`]],
    ['a private salt changed', changed(at('private', 5), { salt: salt(6) }), [`private@${line('private', 5)}`]],
    ['a private value moved', changed(at('private', 5), { index: 6 }), [`private@${line('private', 5)}`]],
    [
      'a batch row changed',
      changed(at('batch-row', 4), { text: '{"arrears":1}' }),
      [`leaf@${line('batch-row', 4)}`, `batch@${line('event', batchAt)}`],
    ],
    [
      'a batch row of a later version',
      changed(at('batch-row', 4), { text: '{"stream":"row/4","version":2}' }),
      [`version@${line('batch-row', 4)}`, `leaf@${line('batch-row', 4)}`, `batch@${line('event', batchAt)}`],
    ],
    ['a batch row missing', without(at('batch-row', 7)), [`batch@${line('event', batchAt)}`]],
    ['a batch row renumbered', changed(at('batch-row', 7), { row: 6 }), [`batch@${line('batch-row', 7)}`]],
    [
      'a batch row of another event',
      changed(at('batch-row', 7), { batch: '31' }),
      [`batch@${line('batch-row', 7)}`, `batch@${line('event', batchAt)}`],
    ],
    ['a batch row that is not canonical', changed(at('batch-row', 7), { text: '{ }' }), ['canonical', 'leaf', 'batch']],
    ['the size changed', changed(0, { size: 51 }), ['size@1']],
    ['a later format', changed(0, { v: 2 }), ['first@1']],
    ['an unknown line', [...ledger.lines, { type: 'constructor' }], [`type@${ledger.lines.length + 1}`]],
    ['an extra field', changed(at('head', 50), { note: 1 }), [`fields@${line('head', 50)}`]],
    ['a missing field', [...ledger.lines, { type: 'key', id: key.id }], [`fields@${ledger.lines.length + 1}`]],
    ['no first line', ledger.lines.slice(1), ['first@1']],
    ['nothing', [], ['first@1']],
  ])('is named: %s', async (_, lines, expected) => {
    const found = await failed(lines)
    expect(found.map((problem, index) => (expected[index]?.includes('@') ? problem : problem.split('@')[0]))).toEqual(
      expected,
    )
  })

  /** The export of the texts as they are, with true leaves, roots and signatures: the work of who holds the database. */
  const rebuilt = (texts: readonly string[]) => exported(texts, 'sha256').lines
  const edited = (index: number, change: Line) =>
    ledger.texts.map((text, i) => (i === index ? canonicalText({ ...(JSON.parse(text) as Line), ...change }) : text))

  it('is named: two events swapped', async () => {
    const [a, b] = [at('event', 11), at('event', 12)]
    const lines = ledger.lines.with(a, ledger.lines[b]!).with(b, ledger.lines[a]!)
    expect(await failed(lines)).toEqual([
      `index@${a + 1}`,
      `index@${b + 1}`,
      `index@${b + 2}`,
      `head@${line('head', 20)}`,
      `head@${line('head', 50)}`,
    ])
  })

  it.each<[string, string[], string[]]>([
    ['a version twice', edited(49, { version: 4 }), ['version']],
    ['a version left out', edited(49, { version: 6 }), ['version']],
    ['no stream', edited(49, { stream: null }), ['version']],
    ['another tenant', edited(49, { tenant: 'other' }), ['tenant']],
    ['a batch without rows', edited(49, { body: { batch: { rows: 1, root: '0'.repeat(64) } } }), ['batch']],
    ['a batch without a true root', edited(49, { body: { batch: { rows: 1, root: 'x' } } }), ['batch']],
    ['white space', ledger.texts.with(49, ` ${ledger.texts[49]}`), ['canonical']],
    ['unsorted keys', ledger.texts.with(49, '{"version":5,"stream":"litigation/9","body":{}}'), ['canonical']],
    ['a fraction', ledger.texts.with(49, '{"body":{"n":1.5},"stream":"litigation/9","version":5}'), ['canonical']],
    [
      'an integer too large',
      ledger.texts.with(49, '{"body":{"n":1e16},"stream":"litigation/9","version":5}'),
      ['canonical'],
    ],
    [
      'a repeated key',
      ledger.texts.with(49, '{"body":{},"body":{},"stream":"litigation/9","version":5}'),
      ['canonical'],
    ],
    [
      'a needless escape',
      ledger.texts.with(49, '{"body":"\\u0041","stream":"litigation/9","version":5}'),
      ['canonical'],
    ],
    [
      'a lone surrogate',
      ledger.texts.with(49, '{"body":"\\ud800","stream":"litigation/9","version":5}'),
      ['canonical'],
    ],
    ['not NFC', ledger.texts.with(49, '{"body":"e\u0301","stream":"litigation/9","version":5}'), ['canonical']],
  ])('is named although every hash is true: %s', async (_, texts, expected) => {
    const lines = exported(texts.slice(0, 49), 'sha256').lines.slice(1, -1)
    const text = texts[49]!
    const found = await failed([
      ledger.lines[0]!,
      ...lines,
      { type: 'event', index: 49, text, leaf: leafHash(text, 'sha256').toString('hex') },
      { type: 'head', ...headAt(texts, 'sha256') },
    ])
    expect(found.map((problem) => problem.split('@')[0])).toEqual(expected)
  })

  it.each<[string, readonly Line[]]>([
    ['an event edited', rebuilt(edited(12, { act: 'excuse' }))],
    ['an event deleted and the rest renumbered', rebuilt(ledger.texts.toSpliced(46, 1))],
    ['an event inserted', rebuilt(ledger.texts.toSpliced(46, 0, canonicalText({ stream: 'x', version: 1, body: {} })))],
    ['two swapped', rebuilt(ledger.texts.with(46, ledger.texts[47]!).with(47, ledger.texts[46]!))],
    ['the end cut off', rebuilt(ledger.texts.slice(0, 45))],
  ])('is consistent in itself once rebuilt, and found by a published head: %s', async (_, lines) => {
    const inner = await check(lines)
    expect(inner.count).toBe(0)
    expect(inner.confirmed).toBeUndefined()
    expect(await failed(lines, { heads: [{ size: 50, root: head50.root }] })).toEqual(['head@outside'])
    expect(await failed(lines, { heads: [head50] })).toEqual(['head@outside'])
  })

  it('signed by a stranger is found by the trusted key', async () => {
    expect(await failed(ledger.lines, { keys: [newSigningKey().publicKeyPem] })).toEqual(['key@outside'])
  })

  it('is compared with a published head of this ledger only', async () => {
    const other = { ...head50, tenant: 'other' }
    expect(await failed(ledger.lines, { heads: [other] })).toEqual(['tenant@outside', 'signature@outside'])
    expect(await failed(ledger.lines, { heads: [{ ...head50, algorithm: 'sm3' }] })).toContain('head@outside')
  })

  it('lists twenty problems, counts all, and says where', async () => {
    const lines = ledger.lines.map((each) => (each['type'] === 'event' ? { ...each, leaf: '0'.repeat(64) } : each))
    const result = await check(lines)
    expect(result.count).toBe(50)
    expect(result.problems).toHaveLength(20)
    expect(result.problems[1]!.sentence).toBe(
      '第 5 行，索引 1，流 litigation/1，第 1 版：叶哈希与正文不符：正文或哈希被改',
    )
    expect(verify.exportWords(result).at(-1)).toBe('另有 30 处未列出。')
  })

  it('may hold lines that are no JSON or no UTF-8', async () => {
    const broken = Buffer.concat([
      Buffer.from(write(ledger.lines)),
      Buffer.from('{"type":\n\n[1]\n{"type":"\xff"}\n', 'latin1'),
    ])
    const result = await verify.verifyExport(verify.linesOf(chunks(broken)))
    expect(result.problems.map((problem) => problem.check)).toEqual(['json', 'json', 'json', 'json'])
  })
})

describe('a line in the usual order, which is read byte by byte', () => {
  // Text that comes near to canonical from all sides: names and values of whatever is decided character by character,
  // sorted or not, then cut, doubled or replaced somewhere.
  // prettier-ignore
  const parts = [
    'a', 'b', 'é', 'e\u0301', '\u0301', '一', '鿿', '〔', '〩', '〪', '＂', '～', '“', '‧', '‰', '가', '\ue000', '\u{1f600}',
    '"', '\\', '/', '\n', '\t', '\b', '\u0001', '\x7f', '\u2028', '\ud800', '!', ' ', '0', '9', '10', 'c:',
    'stream', 'tenant', 'version', 'body', 'batch', 'rows', 'root', '__proto__', '', `c:${'0'.repeat(64)}`,
  ]
  const part = fc.constantFrom(...parts)
  const word = fc.oneof(
    part,
    fc.array(part, { maxLength: 3 }).map((parts) => parts.join('')),
  )
  const number = fc.oneof(
    fc.constantFrom(0, -0, 1, -1, 1.5, 1e15, 999999999999999, 2 ** 53, 1e21),
    fc.integer({ min: -20, max: 20 }),
  )
  const { value } = fc.letrec<{ value: unknown; object: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      word,
      number,
      fc.constantFrom(null, true, false),
      tie('object'),
      fc.array(tie('value')),
    ),
    object: fc.array(fc.tuple(word, tie('value')), { maxLength: 4 }).map((members) => Object.fromEntries(members)),
  }))
  const event = fc
    .tuple(
      fc.record({
        stream: word,
        version: fc.constantFrom(1, 1, 1, 2),
        body: value,
        tenant: fc.constantFrom(tenant, tenant, tenant, 'x'),
      }),
      fc.dictionary(word, value),
    )
    .map(([usual, more]) => ({ ...more, ...usual }))
  const written = fc.tuple(fc.oneof(event, event, value), fc.boolean()).map(([any, isSorted]) => {
    try {
      return isSorted ? canonicalText(any as Json) : JSON.stringify(any)
    } catch {
      return JSON.stringify(any)
    }
  })
  const edit = fc.tuple(
    fc.nat(400),
    fc.nat(2),
    fc.constantFrom('', '', '"', ',', ' ', '0', '-', '.5', '\\', '\\u0061', '{', ']', 'é'),
  )
  const text = fc.tuple(written, fc.option(edit, { freq: 1 })).map(([whole, change]) => {
    if (!change) return whole
    const [place, removed, inserted] = change
    const start = place % (whole.length + 1)
    return whole.slice(0, start) + inserted + whole.slice(start + removed)
  })

  it('is judged like the same line in another order, which is parsed', async () => {
    let right = 0
    await fc.assert(
      fc.asyncProperty(text, fc.boolean(), async (text, isRow) => {
        const leaf = hash('sha256', `\0${text}`)
        const root = rootText([text], 'sha256')
        const owner = canonicalText({ stream: 'owner', version: 1, body: { batch: { rows: 1, root } } })
        const before = isRow ? [{ type: 'event', index: 0, text: owner, leaf: hash('sha256', `\0${owner}`) }] : []
        const kind = isRow ? { type: 'batch-row', batch: '0', row: 1 } : { type: 'event', index: 0 }
        const first = { type: 'fazhi-export', v: 1, tenant, algorithm: 'sha256', size: 1 }
        const usual = await check([first, ...before, { ...kind, text, leaf }])
        expect(usual).toEqual(await check([first, ...before, { leaf, text, ...kind }]))
        if (usual.count === 0) right += 1
      }),
      { numRuns: 6000, seed: 2022 },
    )
    expect(right).toBeGreaterThan(500)
  })

  // prettier-ignore
  it.each([
    '-0', '-01', '9007199254740993', '1e3', '"\\/"', '"\\u0041"', '"\\u0001', '"', '"\u2001"', '"\u2126"', 'nul',
    '"\u302d\u302a"', '"\ufa0e\uf900"', '{"":1,"a":2,"a":3}', '{"!":1,"\\n":2}', '[1,]', '[1 ]', '{"a":1,}',
  ])('is not canonical in either order: %s', async (member) => {
    const text = `{"body":{"a":${member}},"stream":"s","version":1}`
    const leaf = hash('sha256', `\0${text}`)
    const first = { type: 'fazhi-export', v: 1, tenant, algorithm: 'sha256', size: 1 }
    for (const line of [
      { type: 'event', index: 0, text, leaf },
      { leaf, text, type: 'event', index: 0 },
    ])
      expect((await failed([first, line]))[0]).toBe('canonical@2')
  })

  it('is seen whole: commitments at any depth, and only the outermost stream', async () => {
    const name = commitment('甲', salt(1))
    const body = { deep: { list: [{ stream: 'x' }], name }, stream: 'y' }
    const text = canonicalText({ body, stream: 's', tenant, v: { stream: 'z' }, version: 1 })
    const first = { type: 'fazhi-export', v: 1, tenant, algorithm: 'sha256', size: 2 }
    const event = { type: 'event', index: 0, text, leaf: hash('sha256', `\0${text}`) }
    const next = canonicalText({ stream: 's', v: { stream: 'z' }, version: 2 })
    const follower = { type: 'event', index: 1, text: next, leaf: hash('sha256', `\0${next}`) }
    const opened = { type: 'private', index: 0, field: 'deep.name', value: '甲', salt: salt(1) }
    expect(await check([first, event, follower, opened])).toMatchObject({ count: 0, commitments: 1, opened: 1 })
  })

  it.each(['f4b880', 'e4b8', 'e4f880', 'e4b8c0', 'c0a2', 'e080a2', 'eda080', 'f0828282', 'ff'])(
    'is UTF-8, not %s',
    async (bytes) => {
      const text = Buffer.from(`{"body":"${'?'.repeat(bytes.length / 2)}","stream":"s","version":1}`)
      text.write(bytes, 9, 'hex')
      const leaf = hash('sha256', Buffer.concat([Buffer.of(0), text]))
      const [before, after] = ['{"type":"event","index":0,"text":"', `","leaf":"${leaf}"}\n`].map((part) =>
        Buffer.from(part),
      )
      const escaped = Buffer.from(text.toString('latin1').replaceAll('"', '\\"'), 'latin1')
      const lines = Buffer.concat([Buffer.from(write(ledger.lines.slice(0, 1))), before!, escaped, after!])
      const { problems } = await verify.verifyExport(verify.linesOf(chunks(lines)))
      expect(problems[0]!.check).toBe('json')
    },
  )

  it('may nest without end', async () => {
    const text = `{"body":${'['.repeat(100_000)}${']'.repeat(100_000)},"stream":"s","version":1}`
    const lines = [ledger.lines[0]!, { type: 'event', index: 0, text, leaf: hash('sha256', `\0${text}`) }]
    expect(await failed(lines)).toEqual(['canonical@2', 'size@1'])
  })

  it.each([
    ['-7', 'fields'],
    ['"0"', 'fields'],
    ['1234567890123456789', 'fields'],
    ['07', 'json'],
    ['', 'json'],
    ['1e3', 'index'],
  ])('has a count, not %s', async (index, expected) => {
    const [first, , line] = write(ledger.lines).split('\n')
    const lines = `${first}\n${line!.replace('"index":0', `"index":${index}`)}\n`
    const { problems } = await verify.verifyExport(verify.linesOf(chunks(Buffer.from(lines))))
    expect(problems[0]!.check).toBe(expected)
  })
})
