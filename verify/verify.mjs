#!/usr/bin/env node
/**
 * 独立核验程序: checks an exported ledger, or a receipt, offline. It shares no code with the system that wrote them and
 * needs nothing but this file and Node 20; its functions also run in a browser, where an intranet page without https
 * has no `crypto.subtle`. That is why the hashes and the signature are written out below; Node's own are used where
 * they are found, because they are faster, and the tests compare the two.
 */
const node = globalThis.process?.getBuiltinModule?.('node:crypto')
const native = new Set(node?.hash ? node.getHashes() : [])

// ---- bytes

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Bytes as lower-case hex. */
export function hex(bytes) {
  let text = ''
  for (const byte of bytes) text += hexOf[byte]
  return text
}
/** The bytes of a text in hex. */
export function unhex(text) {
  const bytes = new Uint8Array(text.length / 2)
  for (let at = 0; at < bytes.length; at++) bytes[at] = parseInt(text.slice(at * 2, at * 2 + 2), 16)
  return bytes
}
const empty = new Uint8Array()
const same = (a, b) => a.length === b.length && a.every((byte, index) => byte === b[index])
function join(...parts) {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

// ---- hashes: SHA-256 and SHA-512 (FIPS 180-4), SM3 (GB/T 32905)

/** The message with a 1 bit, zeros and its length in bits, in whole blocks. */
function padded(bytes, block) {
  const length = Math.ceil((bytes.length + 1 + block / 8) / block) * block
  const padding = new Uint8Array(length)
  padding.set(bytes)
  padding[bytes.length] = 0x80
  const view = new DataView(padding.buffer)
  view.setUint32(length - 8, Math.floor(bytes.length / 2 ** 29))
  view.setUint32(length - 4, bytes.length * 8)
  return view
}
function bytesOf(words) {
  const view = new DataView(new ArrayBuffer(words.length * 4))
  words.forEach((word, index) => view.setInt32(index * 4, word))
  return new Uint8Array(view.buffer)
}

/** The first 64 bits of the fraction of a root of `n`: both SHA-2 take their constants from the first primes. */
function fraction(n, degree) {
  const target = BigInt(n) << BigInt(64 * degree)
  let root = 0n
  for (let bit = 1n << 68n; bit > 0n; bit >>= 1n) if ((root | bit) ** BigInt(degree) <= target) root |= bit
  return BigInt.asUintN(64, root)
}
const primes = []
for (let n = 2; primes.length < 80; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n)
const start512 = primes.slice(0, 8).map((prime) => fraction(prime, 2))
const round512 = primes.map((prime) => fraction(prime, 3))
const start256 = Int32Array.from(start512, (word) => Number(word >> 32n))
const round256 = Int32Array.from(round512.slice(0, 64), (word) => Number(word >> 32n))

const right = (x, n) => (x >>> n) | (x << (32 - n))
const left = (x, n) => right(x, (32 - n) & 31)

/** SHA-256, 32 bytes. */
export function sha256(bytes) {
  const message = padded(bytes, 64)
  const state = start256.slice()
  const w = new Int32Array(64)
  for (let block = 0; block < message.byteLength; block += 64) {
    for (let t = 0; t < 16; t++) w[t] = message.getInt32(block + t * 4)
    for (let t = 16; t < 64; t++) {
      const [x, y] = [w[t - 15], w[t - 2]]
      const small = right(x, 7) ^ right(x, 18) ^ (x >>> 3)
      w[t] = w[t - 16] + small + w[t - 7] + (right(y, 17) ^ right(y, 19) ^ (y >>> 10))
    }
    let [a, b, c, d, e, f, g, h] = state
    for (let t = 0; t < 64; t++) {
      const one = (h + (right(e, 6) ^ right(e, 11) ^ right(e, 25)) + ((e & f) ^ (~e & g)) + round256[t] + w[t]) | 0
      const two = ((right(a, 2) ^ right(a, 13) ^ right(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
      ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0]
    }
    ;[a, b, c, d, e, f, g, h].forEach((word, index) => (state[index] += word))
  }
  return bytesOf(state)
}

const startSm3 = unhex('7380166f4914b2b9172442d7da8a0600a96f30bc163138aae38dee4db0fb0e4e')
/** SM3, 32 bytes. */
export function sm3(bytes) {
  const message = padded(bytes, 64)
  const start = new DataView(startSm3.buffer)
  const state = Int32Array.from({ length: 8 }, (_, index) => start.getInt32(index * 4))
  const w = new Int32Array(68)
  for (let block = 0; block < message.byteLength; block += 64) {
    for (let t = 0; t < 16; t++) w[t] = message.getInt32(block + t * 4)
    for (let t = 16; t < 68; t++) {
      const x = w[t - 16] ^ w[t - 9] ^ left(w[t - 3], 15)
      w[t] = x ^ left(x, 15) ^ left(x, 23) ^ left(w[t - 13], 7) ^ w[t - 6]
    }
    let [a, b, c, d, e, f, g, h] = state
    for (let t = 0; t < 64; t++) {
      const early = t < 16
      const one = left((left(a, 12) + e + left(early ? 0x79cc4519 : 0x7a879d8a, t % 32)) | 0, 7)
      const ff = early ? a ^ b ^ c : (a & b) | (a & c) | (b & c)
      const gg = early ? e ^ f ^ g : (e & f) | (~e & g)
      const top = (ff + d + (one ^ left(a, 12)) + (w[t] ^ w[t + 4])) | 0
      const low = (gg + h + one + w[t]) | 0
      ;[h, g, f, e, d, c, b, a] = [g, left(f, 19), e, low ^ left(low, 9) ^ left(low, 17), c, left(b, 9), a, top]
    }
    ;[a, b, c, d, e, f, g, h].forEach((word, index) => (state[index] ^= word))
  }
  return bytesOf(state)
}

/** SHA-512, 64 bytes; Ed25519 needs it. */
export function sha512(bytes) {
  const wrap = (x) => BigInt.asUintN(64, x)
  const turn = (x, ...counts) => counts.reduce((sum, n) => sum ^ (x >> BigInt(n)) ^ wrap(x << BigInt(64 - n)), 0n)
  const message = padded(bytes, 128)
  const state = [...start512]
  for (let block = 0; block < message.byteLength; block += 128) {
    const w = []
    for (let t = 0; t < 16; t++) w.push(message.getBigUint64(block + t * 8))
    for (let t = 16; t < 80; t++) {
      const [x, y] = [w[t - 15], w[t - 2]]
      w.push(wrap(w[t - 16] + (turn(x, 1, 8) ^ (x >> 7n)) + w[t - 7] + (turn(y, 19, 61) ^ (y >> 6n))))
    }
    let [a, b, c, d, e, f, g, h] = state
    for (let t = 0; t < 80; t++) {
      const one = h + turn(e, 14, 18, 41) + ((e & f) ^ (~e & g)) + round512[t] + w[t]
      const two = turn(a, 28, 34, 39) + ((a & b) ^ (a & c) ^ (b & c))
      ;[h, g, f, e, d, c, b, a] = [g, f, e, wrap(d + one), c, b, a, wrap(one + two)]
    }
    ;[a, b, c, d, e, f, g, h].forEach((word, index) => (state[index] = wrap(state[index] + word)))
  }
  return unhex(state.map((word) => word.toString(16).padStart(16, '0')).join(''))
}

/** The hash that the ledger is kept under: Node's own where there is one. Node gives text sooner than a new buffer. */
export function hash(algorithm, bytes) {
  if (!native.has(algorithm)) return algorithm === 'sm3' ? sm3(bytes) : sha256(bytes)
  const text = node.hash(algorithm, bytes, 'latin1')
  const digest = new Uint8Array(32)
  for (let at = 0; at < 32; at++) digest[at] = text.charCodeAt(at)
  return digest
}

// ---- Ed25519 (RFC 8032), verification only; nothing here is secret, so nothing needs constant time

const P = 2n ** 255n - 19n
const order = 2n ** 252n + 27742317777372353535851937790883648493n
const mod = (x, m = P) => ((x % m) + m) % m
function power(base, exponent) {
  let result = 1n
  for (let square = base, rest = exponent; rest > 0n; rest >>= 1n, square = mod(square * square))
    if (rest & 1n) result = mod(result * square)
  return result
}
const D = mod(-121665n * power(121666n, P - 2n))
const rootOfMinusOne = power(2n, (P - 1n) / 4n)
const littleEndian = (bytes) => bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n)

/** Points are [X, Y, Z, T] with x = X/Z, y = Y/Z, xy = T/Z. Returns undefined for bytes that are no point. */
function point(bytes) {
  const sign = BigInt(bytes[31] >> 7)
  const y = BigInt.asUintN(255, littleEndian(bytes))
  if (y >= P) return undefined
  const square = mod((y * y - 1n) * power(mod(D * y * y + 1n), P - 2n))
  let x = power(square, (P + 3n) / 8n)
  if (mod(x * x) !== square) x = mod(x * rootOfMinusOne)
  if (mod(x * x) !== square || (x === 0n && sign === 1n)) return undefined
  if ((x & 1n) !== sign) x = P - x
  return [x, y, 1n, mod(x * y)]
}
function sum([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const [a, b] = [(y1 - x1) * (y2 - x2), (y1 + x1) * (y2 + x2)]
  const [c, d] = [2n * t1 * t2 * D, 2n * z1 * z2]
  const [e, f, g, h] = [mod(b - a), mod(d - c), mod(d + c), mod(b + a)]
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)]
}
function multiple(base, factor) {
  let result = [0n, 1n, 1n, 0n]
  for (let double = base, rest = factor; rest > 0n; rest >>= 1n, double = sum(double, double))
    if (rest & 1n) result = sum(result, double)
  return result
}
function encoded([x, y, z]) {
  const inverse = power(z, P - 2n)
  const value = mod(y * inverse) | ((mod(x * inverse) & 1n) << 255n)
  return Uint8Array.from({ length: 32 }, (_, byte) => Number((value >> BigInt(8 * byte)) & 255n))
}
const base = point(unhex(`58${'66'.repeat(31)}`))

/** Whether `signature` (64 bytes) is that of `message` under the public key (32 bytes). */
export function ed25519(publicKey, message, signature) {
  const key = point(publicKey)
  const s = littleEndian(signature.slice(32))
  if (!key || s >= order) return false
  const k = mod(littleEndian(sha512(join(signature.slice(0, 32), publicKey, message))), order)
  const [x, y, z, t] = key
  return same(encoded(sum(multiple(base, s), multiple([P - x, y, z, P - t], k))), signature.slice(0, 32))
}

// Before the 32 bytes of an Ed25519 key, a SubjectPublicKeyInfo is always this (RFC 8410).
const spki = unhex('302a300506032b6570032100')

/** The id and the 32 bytes of a public key in PEM; throws a sentence for any other text. */
export function publicKey(pem) {
  const [, body] = /^-----BEGIN PUBLIC KEY-----\n([A-Za-z0-9+/]{59}=)\n-----END PUBLIC KEY-----\n?$/.exec(pem) ?? []
  const der = body && Uint8Array.from(atob(body), (character) => character.charCodeAt(0))
  const bytes = der && der.slice(spki.length)
  // Base64 can write the same bytes in several ways; only one of them is accepted.
  if (!der || !same(der, join(spki, bytes)) || btoa(String.fromCharCode(...der)) !== body)
    throw new Error('不是 Ed25519 公钥的 PEM 文本')
  return { id: hex(hash('sha256', der)).slice(0, 16), bytes }
}
function signed(message, signature, key) {
  if (!node) return ed25519(key.bytes, message, signature)
  const der = node.createPublicKey({ key: join(spki, key.bytes), format: 'der', type: 'spki' })
  return node.verify(null, message, der, signature)
}

// ---- canonical text, leaves, tree (RFC 9162)

function normal(text) {
  if (/^[\0-\x7f]*$/.test(text)) return text
  if (/\p{Surrogate}/u.test(text)) throw new Error('含有残缺字符')
  return text.normalize('NFC')
}
/** Sorted keys, NFC, safe integers, no white space; throws for a value that has no such text. */
export function canonicalText(value) {
  if (typeof value === 'string') return JSON.stringify(normal(value))
  if (value === null || typeof value === 'boolean' || Number.isSafeInteger(value)) return String(value)
  if (typeof value !== 'object') throw new Error(`${value} 不是安全整数`)
  let text = ''
  if (Array.isArray(value)) {
    for (const item of value) text += (text && ',') + canonicalText(item)
    return `[${text}]`
  }
  for (const name of Object.keys(value).sort()) {
    if (normal(name) !== name) throw new Error('有键名不是 NFC 形式')
    text += `${text && ','}${JSON.stringify(name)}:${canonicalText(value[name])}`
  }
  return `{${text}}`
}
/** H(0x00 || UTF-8 of the text). */
export const leafHash = (text, algorithm) => hash(algorithm, encoder.encode(`\0${text}`))

const pair = new Uint8Array(65).fill(1)
function parent(a, b, algorithm) {
  pair.set(a, 1)
  pair.set(b, 33)
  return hash(algorithm, pair)
}
/** A tree that only grows: `peaks[level]` is the complete subtree of 2^level leaves at its right edge, if any. */
export class Tree {
  constructor(algorithm) {
    this.algorithm = algorithm
    this.peaks = []
  }
  add(leaf) {
    let level = 0
    let top = leaf
    for (; this.peaks[level]; level++) {
      top = parent(this.peaks[level], top, this.algorithm)
      this.peaks[level] = undefined
    }
    this.peaks[level] = top
  }
  root() {
    let root
    for (const peak of this.peaks) if (peak) root = root ? parent(peak, root, this.algorithm) : peak
    return root ?? hash(this.algorithm, empty)
  }
}
/** The root that an inclusion proof leads to, or undefined when its length does not fit. */
export function rootFrom(leaf, index, size, proof, algorithm) {
  if (size === 1) return proof.length === 0 ? leaf : undefined
  if (proof.length === 0) return undefined
  let split = 1
  while (split * 2 < size) split *= 2
  const sibling = proof[proof.length - 1]
  const inner = proof.slice(0, -1)
  if (index < split) {
    const own = rootFrom(leaf, index, split, inner, algorithm)
    return own && parent(own, sibling, algorithm)
  }
  const own = rootFrom(leaf, index - split, size - split, inner, algorithm)
  return own && parent(sibling, own, algorithm)
}

/** What an event holds in place of a personal value. */
const commitment = (value, salt) => `c:${hex(hash('sha256', join(unhex(salt), encoder.encode(canonicalText(value)))))}`

// ---- the same, read byte by byte
//
// A check of millions of lines would spend most of its time on parsing each of them twice and writing it once again.
// Nearly every line can be seen to be right without that; of any other, the functions here only say that they cannot
// tell, and it is parsed. Each returns the place after what it is named for, or 0 where that does not stand.

const ascii = (text) => encoder.encode(text)
const [quote, comma, colon, backslash, minus, zero, nine] = ascii('",:\\-09')
const [openObject, closeObject, openArray, closeArray] = ascii('{}[]')
const [escapes, hexDigits, stream, batch] = ['"\\bfnrt', '0123456789abcdef', 'stream', 'batch'].map(ascii)
const literals = ['true', 'false', 'null'].map(ascii)
const eventBegins = ascii('{"type":"event","index":')
const rowBegins = ascii('{"type":"batch-row","batch":"')
const [rowGoesOn, textBegins, leafBegins] = ['","row":', ',"text":"', ',"leaf":"'].map(ascii)

function afterWord(bytes, at, word) {
  for (let n = 0; n < word.length; n++) if (bytes[at + n] !== word[n]) return 0
  return at + word.length
}
/** At most 15 digits: any such integer is safe. */
function afterCount(bytes, at) {
  let end = at
  while (bytes[end] >= zero && bytes[end] <= nine) end++
  const isCanonical = bytes[at] === zero ? end === at + 1 : end > at && end <= at + 15
  return isCanonical ? end : 0
}
function afterNumber(bytes, at) {
  if (bytes[at] !== minus) return afterCount(bytes, at)
  return bytes[at + 1] === zero ? 0 : afterCount(bytes, at + 1)
}

/**
 * The text that is being read: its bytes after a zero, as its leaf is hashed, and before another. Reading stops at
 * either, so that a place of 0 needs no asking everywhere. `from` is the brace that opens it or, once `stream` was found among its outermost names, the place before that
 * name: the names that a check asks for do not come earlier. `rich` is whether it may hold a batch or commitments.
 */
const copy = { bytes: new Uint8Array(2 ** 16), end: 0, from: 1, rich: false }

/** Takes the text out of a line in which its JSON string stands, from behind the quote. */
function afterText(line, at) {
  if (copy.bytes.length < line.length + 2) copy.bytes = new Uint8Array(line.length * 2)
  const { bytes } = copy
  let end = 1
  for (let byte = line[at++]; byte !== quote; byte = line[at++]) {
    if (byte === backslash) {
      byte = line[at++]
      if (byte !== quote && byte !== backslash) return 0
    } else if (!(byte >= 0x20)) return 0
    bytes[end++] = byte
  }
  bytes[end] = 0
  copy.end = end
  copy.from = 1
  copy.rich = false
  return at
}
/** Only characters that are NFC in any company: ASCII, ideographs, and the punctuation that goes with them. */
function afterString(bytes, at) {
  for (;;) {
    const byte = bytes[++at]
    if (byte === quote) return at + 1
    if (byte < 0x20) return 0
    if (byte === backslash) {
      if (!escapes.includes(bytes[++at])) return 0
    } else if (byte > 0x7f) {
      const second = bytes[++at]
      const third = bytes[++at]
      if (byte >> 4 !== 14 || second >> 6 !== 2 || third >> 6 !== 2) return 0
      const code = ((byte & 15) << 12) | ((second & 63) << 6) | (third & 63)
      const isIdeograph = code >= 0x4e00 && code <= 0x9fff
      const isPunctuation = (code >= 0x2010 && code <= 0x2027) || (code >= 0x3001 && code <= 0x3029)
      if (!isIdeograph && !isPunctuation && !(code >= 0xff01 && code <= 0xff5e)) return 0
    }
  }
}
/** Whether the name from `b` comes after that from `a`; escapes are not in the order of what they stand for. */
function ascends(bytes, a, endOfA, b, endOfB) {
  for (; a < endOfA && b < endOfB; a++, b++) {
    if (bytes[a] === backslash || bytes[b] === backslash) return false
    if (bytes[a] !== bytes[b]) return bytes[a] < bytes[b]
  }
  return a === endOfA && b < endOfB
}
function afterObject(bytes, at, depth) {
  if (bytes[at + 1] === closeObject) return at + 2
  let last = 0
  let endOfLast = 0
  do {
    const name = at + 2
    const end = bytes[at + 1] === quote ? afterString(bytes, at + 1) - 1 : 0
    if (end <= 0 || bytes[end + 1] !== colon || !ascends(bytes, last, endOfLast, name, end)) return 0
    last = name
    endOfLast = end
    if (depth === 0 && afterWord(bytes, name, stream) === end) copy.from = at
    if (afterWord(bytes, name, batch) === end) copy.rich = true
    at = afterValue(bytes, end + 2, depth + 1)
  } while (bytes[at] === comma)
  return bytes[at] === closeObject ? at + 1 : 0
}
function afterArray(bytes, at, depth) {
  if (bytes[at + 1] === closeArray) return at + 2
  do at = afterValue(bytes, at + 1, depth + 1)
  while (bytes[at] === comma)
  return bytes[at] === closeArray ? at + 1 : 0
}
/** Nothing deeper than a hundred: what nests without end is for the parser to refuse. */
function afterValue(bytes, at, depth) {
  const byte = bytes[at]
  if (byte === quote) {
    const end = afterString(bytes, at)
    if (end - at === 68 && bytes[at + 2] === colon) copy.rich = true
    return end
  }
  if (byte === openObject) return depth < 100 ? afterObject(bytes, at, depth) : 0
  if (byte === openArray) return depth < 100 ? afterArray(bytes, at, depth) : 0
  const literal = literals.find((word) => word[0] === byte)
  return literal ? afterWord(bytes, at, literal) : afterNumber(bytes, at)
}

/**
 * An event or a batch row, with the hash of its text and as much of the value of the text as a check asks for; undefined
 * unless its fields are in their usual order, its text is canonical and its leaf is the hash.
 */
function seen(line, algorithm) {
  const isEvent = afterWord(line, 0, eventBegins) > 0
  const first = isEvent ? eventBegins.length : afterWord(line, 0, rowBegins)
  const endOfFirst = first && afterCount(line, first)
  const second = isEvent ? endOfFirst : endOfFirst && afterWord(line, endOfFirst, rowGoesOn)
  const endOfHead = isEvent ? endOfFirst : second && afterCount(line, second)
  const start = endOfHead && afterWord(line, endOfHead, textBegins)
  const leaf = start && afterWord(line, afterText(line, start), leafBegins)
  if (!leaf || line.length !== leaf + 66 || line[leaf + 64] !== quote || line[leaf + 65] !== closeObject)
    return undefined
  const { bytes, end } = copy
  if (bytes[1] !== openObject || afterObject(bytes, 1, 0) !== end) return undefined
  const own = hash(algorithm, bytes.subarray(0, end))
  for (let n = 0; n < 32; n++)
    if (line[leaf + n * 2] !== hexDigits[own[n] >> 4] || line[leaf + n * 2 + 1] !== hexDigits[own[n] & 15])
      return undefined
  const from = copy.rich ? 1 : copy.from
  bytes[from] = openObject
  const value = JSON.parse(decoder.decode(bytes.subarray(from, end)))
  const index = numberAt(line, first, endOfFirst)
  if (isEvent) return { type: 'event', index, own, value }
  return { type: 'batch-row', batch: index, row: numberAt(line, second, endOfHead), own, value }
}
function numberAt(bytes, from, end) {
  let value = 0
  for (let at = from; at < end; at++) value = value * 10 + bytes[at] - zero
  return value
}

// ---- what the lines of an export and a receipt look like

const isText = (value) => typeof value === 'string'
const isCount = (value) => Number.isSafeInteger(value) && value >= 0
const isHex = (digits) => (value) => isText(value) && value.length === digits && /^[0-9a-f]*$/.test(value)
const isSalt = (value) => isText(value) && /^(?:[0-9a-f]{2}){16,}$/.test(value)
const isCommitment = (value) => isText(value) && value.length === 66 && /^c:[0-9a-f]*$/.test(value)
const isAlgorithm = (value) => value === 'sha256' || value === 'sm3'
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)
const isIndex = (value) => isCount(value) || (isText(value) && /^(?:0|[1-9][0-9]{0,14})$/.test(value))

const headShape = {
  tenant: isText,
  size: isCount,
  root: isHex(64),
  algorithm: isAlgorithm,
  at: isText,
  key: isHex(16),
  signature: isHex(128),
}
const firstShape = { v: (value) => value === 1, tenant: isText, algorithm: isAlgorithm, size: isCount }
const shapes = new Map([
  ['event', { index: isCount, text: isText, leaf: isHex(64) }],
  ['batch-row', { batch: isIndex, row: isCount, text: isText, leaf: isHex(64) }],
  ['private', { index: isCount, field: isText, value: () => true, salt: isSalt }],
  ['key', { id: isHex(16), publicKey: isText }],
  ['head', headShape],
])
const receiptShape = {
  tenant: isText,
  index: isCount,
  text: isText,
  leaf: isHex(64),
  proof: (value) => Array.isArray(value) && value.every(isHex(64)),
  head: isObject,
  publicKey: isText,
}

/** What is wrong with the fields of an object, or undefined. No field may be missing (but `optional`), odd or extra. */
function fault(object, shape, optional = []) {
  const fields = Object.keys(shape)
  for (const field of fields)
    if (!(field in object)) {
      if (!optional.includes(field)) return `缺少字段 ${field}`
    } else if (!shape[field](object[field])) return `字段 ${field} 的值不合格式`
  const extra = Object.keys(object).find((field) => field !== 'type' && !fields.includes(field))
  return extra === undefined ? undefined : `多出字段 ${extra}`
}

const listed = 20
/** What was found wrong: all of it counted, the first twenty in words. */
class Problems {
  constructor() {
    this.count = 0
    this.list = []
  }
  add(check, what, where = {}) {
    this.count++
    if (this.list.length === listed) return
    const place = [
      where.line === undefined ? '' : `第 ${where.line} 行`,
      where.index === undefined ? '' : `索引 ${where.index}`,
      where.stream === undefined ? '' : `流 ${where.stream}`,
      where.version === undefined ? '' : `第 ${where.version} 版`,
      where.row === undefined ? '' : `批次第 ${where.row} 行`,
    ]
    const sentence = `${place.filter(Boolean).join('，') || '外部凭据'}：${what}`
    this.list.push({ check, ...where, sentence })
  }
}

/** The value of a text that must be canonical; undefined when it is not even JSON. */
function parsed(text, problems, where) {
  let value
  try {
    value = JSON.parse(text)
    if (canonicalText(value) !== text) throw new Error('键的次序、空白、数字或字形不合规范')
  } catch (error) {
    const why = value === undefined ? '不是 JSON' : error.message
    problems.add('canonical', `正文不是规范文本（${why}）`, where)
  }
  return value
}

/** Hashes by the million, 32 bytes each and nothing more. */
class Hashes {
  constructor() {
    this.size = 0
    this.blocks = []
  }
  push(bytes) {
    const slot = this.size++ % 2 ** 15
    if (slot === 0) this.blocks.push(new Uint8Array(2 ** 20))
    this.blocks[this.blocks.length - 1].set(bytes, slot * 32)
  }
  get(index) {
    const slot = (index % 2 ** 15) * 32
    return this.blocks[Math.floor(index / 2 ** 15)].subarray(slot, slot + 32)
  }
}
/** The commitments of all events, in the order of their index, so that a private line may come at any later time. */
class Commitments {
  constructor() {
    this.owners = []
    this.fields = []
    this.hashes = new Hashes()
  }
  /** Keeps those of a body under their path: a correction holds its old and new values one level down. */
  collect(index, body, path = '') {
    for (const name of Object.keys(body)) {
      const member = body[name]
      if (isObject(member)) this.collect(index, member, `${path}${name}.`)
      else if (isCommitment(member)) {
        this.owners.push(index)
        this.fields.push(path + name)
        this.hashes.push(unhex(member.slice(2)))
      }
    }
  }
  find(index, field) {
    let low = 0
    for (let high = this.owners.length; low < high;) {
      const middle = (low + high) >> 1
      if (this.owners[middle] < index) low = middle + 1
      else high = middle
    }
    for (; this.owners[low] === index; low++) if (this.fields[low] === field) return `c:${hex(this.hashes.get(low))}`
    return undefined
  }
}

/** The state of a check: a method for each type of line, by its name, and `end`. */
class Check {
  constructor(first, problems) {
    this.first = first
    this.problems = problems
    this.line = 1
    this.next = 0
    this.leaves = new Hashes()
    this.commitments = new Commitments()
    this.versions = new Map()
    this.keys = new Map()
    this.heads = []
    this.counts = { batches: 0, rows: 0, opened: 0 }
  }

  /** One line after the first. */
  take(line) {
    this.line++
    const quick = seen(isText(line) ? encoder.encode(line) : line, this.first.algorithm)
    if (quick) return this[quick.type](quick)
    const { problems } = this
    const where = { line: this.line }
    const value = lineValue(line)
    const shape = shapes.get(value?.type)
    const wrong = shape && fault(value, shape)
    if (!value) return problems.add('json', '不是一个完整的 JSON 对象，或不是 UTF-8 文字', where)
    if (!shape) return problems.add('type', `不认识的类型 ${value.type}`, where)
    if (wrong) return problems.add('fields', `类型 ${value.type} 的行${wrong}`, where)
    try {
      this[value.type](value)
    } catch (error) {
      problems.add('value', `类型 ${value.type} 的行无法核对：${error.message}`, where)
    }
  }
  event({ index, text, leaf, own, value }) {
    this.closeBatch()
    const { problems } = this
    const where = { line: this.line, index, stream: undefined, version: undefined }
    if (!own) value = parsed(text, problems, where)
    where.stream = value?.stream
    where.version = value?.version
    if (index !== this.next) problems.add('index', `索引应为 ${this.next}：有记录被删、被插或被换位`, where)
    this.next = index + 1
    this.leaves.push(own ?? this.hashed(text, leaf, where))
    this.follows(value, where)
    if (!isObject(value) || !isObject(value.body)) return
    this.commitments.collect(index, value.body)
    const { batch } = value.body
    if (isObject(batch) && 'root' in batch) this.openBatch(batch, where)
  }
  /** The hash of a text, compared with the leaf that stands beside it. */
  hashed(text, leaf, where) {
    const own = leafHash(text, this.first.algorithm)
    if (hex(own) !== leaf) this.problems.add('leaf', '叶哈希与正文不符：正文或哈希被改', where)
    return own
  }
  /** An event belongs to this tenant and is the next version of its stream. */
  follows(value, where) {
    const { first, problems, versions } = this
    if (!isObject(value) || !isText(value.stream) || !isCount(value.version)) {
      problems.add('version', '正文没有 stream 和 version', where)
      return
    }
    const next = (versions.get(value.stream) ?? 0) + 1
    versions.set(value.stream, value.version)
    if (value.version !== next) problems.add('version', `此流到这里应是第 ${next} 版`, where)
    if (value.tenant !== undefined && value.tenant !== first.tenant)
      problems.add('tenant', `正文属于租户 ${value.tenant}，不属于 ${first.tenant}`, where)
  }

  openBatch({ rows, root }, where) {
    if (isCount(rows) && isHex(64)(root))
      this.batch = { rows, root, where, found: 0, tree: new Tree(this.first.algorithm) }
    else this.problems.add('batch', '批次的 body.batch 没有行数和根', where)
  }
  /** Rows count from 1, as in the file they came from. A row is the first event of its own stream. */
  'batch-row'({ batch: index, row, text, leaf, own, value }) {
    const where = { line: this.line, index: Number(index), row }
    const { batch } = this
    if (!batch || batch.where.index !== where.index) {
      this.problems.add('batch', '批次行没有紧跟它的批次事件', where)
      return
    }
    batch.found++
    if (row !== batch.found) this.problems.add('batch', `批次行号应为 ${batch.found}`, where)
    if (!own) value = parsed(text, this.problems, where)
    if (isObject(value) && 'stream' in value) this.follows(value, where)
    batch.tree.add(own ?? this.hashed(text, leaf, where))
    this.counts.rows++
  }
  closeBatch() {
    const { batch } = this
    if (!batch) return
    this.batch = undefined
    this.counts.batches++
    if (batch.found !== batch.rows)
      this.problems.add('batch', `批次应有 ${batch.rows} 行，实有 ${batch.found} 行`, batch.where)
    else if (hex(batch.tree.root()) !== batch.root)
      this.problems.add('batch', '批次各行算出的根与事件所记不符：有行被改、被换或换位', batch.where)
  }

  private({ index, field, value, salt }) {
    const where = { line: this.line, index }
    const expected = this.commitments.find(index, field)
    if (!expected) this.problems.add('private', `此前没有事件在 body.${field} 处留有承诺值`, where)
    else if (commitment(value, salt) !== expected)
      this.problems.add('private', `个人信息 ${field} 的值或盐与事件里的承诺值不符`, where)
    else this.counts.opened++
  }

  key({ id, publicKey: pem }) {
    const key = publicKey(pem)
    if (key.id === id) this.keys.set(id, key)
    else this.problems.add('key', `公钥的编号应为 ${key.id}，写的是 ${id}`, { line: this.line })
  }
  head(head) {
    this.heads.push({ ...head, line: this.line })
  }

  /** Walks the tree once, past every head in the order of size. */
  end(published, trusted) {
    this.closeBatch()
    const { first, problems, leaves } = this
    if (first.size !== leaves.size)
      problems.add('size', `首行写明 ${first.size} 条事件，实有 ${leaves.size} 条`, { line: 1 })
    for (const key of trusted) this.keys.set(key.id, { ...key, trusted: true })
    const heads = [...this.heads, ...published.map((head) => ({ ...head, outside: true }))]
    const tree = new Tree(first.algorithm)
    let at = 0
    const result = { heads: 0, covered: 0, confirmed: undefined }
    for (const head of heads.sort((a, b) => a.size - b.size)) {
      while (at < Math.min(head.size, leaves.size)) tree.add(leaves.get(at++))
      const before = problems.count
      this.compare(head, hex(tree.root()))
      if (problems.count > before) continue
      result.heads++
      if (!head.outside) result.covered = head.size
      if (head.outside || this.keys.get(head.key)?.trusted) result.confirmed = head.size
    }
    for (const { id } of trusted)
      if (!heads.some((head) => head.key === id)) problems.add('key', `没有账本头是用外部公钥 ${id} 签的`)
    while (at < leaves.size) tree.add(leaves.get(at++))
    return { ...result, root: hex(tree.root()) }
  }
  compare(head, root) {
    const { first, problems, leaves } = this
    const name = `${head.outside ? '外部公布的' : ''}账本头（${head.size} 条）`
    const where = head.line === undefined ? {} : { line: head.line }
    if (head.size > leaves.size) problems.add('head', `${name}多于导出的 ${leaves.size} 条：末尾的记录被截去`, where)
    else if (head.root !== root) problems.add('head', `${name}的根与重算的根 ${root} 不符：此前的记录被改`, where)
    if (head.signature === undefined) return
    if (head.tenant !== first.tenant) problems.add('tenant', `${name}属于租户 ${head.tenant}`, where)
    if (head.algorithm !== first.algorithm) problems.add('head', `${name}的算法是 ${head.algorithm}`, where)
    const key = this.keys.get(head.key)
    if (key && !signs(key, head)) problems.add('signature', `${name}的签名不成立`, where)
    if (!key && !head.outside) problems.add('key', `${name}的公钥 ${head.key} 不在导出里，也未从外部给出`, where)
  }
}

function signs(key, { tenant, size, root, algorithm, at, key: id, signature }) {
  const message = encoder.encode(canonicalText({ tenant, size, root, algorithm, at, key: id }))
  return key.id === id && signed(message, unhex(signature), key)
}

/** Cuts a stream of chunks into lines (bytes, without the line feed); all that end in a chunk are given together. */
export async function* linesOf(chunks) {
  let rest = empty
  for await (const chunk of chunks) {
    const lines = []
    let start = 0
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      const line = chunk.subarray(start, end)
      lines.push(lines.length === 0 && rest.length > 0 ? join(rest, line) : line)
      start = end + 1
    }
    rest = join(lines.length === 0 ? rest : empty, chunk.subarray(start))
    yield lines
  }
  if (rest.length > 0) yield [rest]
}

function lineValue(line) {
  try {
    const value = JSON.parse(isText(line) ? line : decoder.decode(line))
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/**
 * Checks an export. `lines` is an async iterable of strings or UTF-8 bytes; `heads` are published heads from outside
 * (whole ones, or only `size` and `root`), `keys` trusted public keys in PEM. `problems` is empty when all is well;
 * `count` counts them all. `confirmed` is the size up to which something from outside vouches for the history.
 */
export async function verifyExport(lines, { heads = [], keys = [] } = {}) {
  const trusted = keys.map(publicKey)
  const problems = new Problems()
  let check
  for await (const some of lines)
    for (const line of [some].flat())
      if (check) check.take(line)
      else {
        const first = lineValue(line)
        const wrong = first?.type === 'fazhi-export' ? fault(first, firstShape) : '类型不是 fazhi-export'
        if (!wrong) check = new Check(first, problems)
        else {
          problems.add('first', `首行不是可识别的账本导出（${wrong}），无法往下核验`, { line: 1 })
          return { problems: problems.list, count: problems.count }
        }
      }
  if (!check) {
    if (problems.count === 0) problems.add('first', '文件是空的', { line: 1 })
    return { problems: problems.list, count: problems.count }
  }
  const found = check.end(heads, trusted)
  const { tenant, algorithm } = check.first
  const counts = { events: check.leaves.size, commitments: check.commitments.owners.length, ...check.counts }
  return { problems: problems.list, count: problems.count, tenant, algorithm, ...counts, ...found }
}

/** Checks a receipt: that its event is in the tree of its head, and that its key signed the head. */
export function verifyReceipt(receipt, { heads = [], keys = [] } = {}) {
  const trusted = keys.map(publicKey)
  const problems = new Problems()
  const result = () => ({ problems: problems.list, count: problems.count })
  const isReceipt = isObject(receipt) && receipt.type === 'fazhi-receipt'
  const wrong = isReceipt
    ? (fault(receipt, receiptShape, ['text', 'leaf']) ?? fault(receipt.head, headShape))
    : '类型不是 fazhi-receipt'
  if (wrong) {
    problems.add('fields', `不是可识别的回执（${wrong}）`, { line: 1 })
    return result()
  }
  const { tenant, index, text, leaf, proof, head } = receipt
  const where = { index }
  const own = text === undefined ? leaf && unhex(leaf) : leafHash(text, head.algorithm)
  if (!own) problems.add('fields', '回执既没有正文也没有叶哈希', where)
  else if (leaf !== undefined && hex(own) !== leaf) problems.add('leaf', '叶哈希与正文不符', where)
  const value = text === undefined ? undefined : parsed(text, problems, where)
  if (head.tenant !== tenant || (value?.tenant ?? tenant) !== tenant)
    problems.add('tenant', '回执、正文、账本头不属于同一租户', where)
  const root = own && index < head.size && rootFrom(own, index, head.size, proof.map(unhex), head.algorithm)
  if (!root || hex(root) !== head.root) problems.add('proof', `此证明不能说明记录在 ${head.size} 条的账本之内`, where)
  try {
    if (!signs(publicKey(receipt.publicKey), head)) problems.add('signature', '账本头的签名不成立', where)
  } catch (error) {
    problems.add('key', error.message, where)
  }
  for (const published of heads)
    if (published.size !== head.size)
      problems.add('head', `外部公布的账本头是 ${published.size} 条，回执的是 ${head.size} 条，无法比对`, where)
    else if (published.root !== head.root) problems.add('head', '回执的账本头与外部公布的不同', where)
  if (trusted.length > 0 && !trusted.some((key) => key.id === head.key))
    problems.add('key', '签名的公钥不是外部给出的公钥', where)
  return {
    ...result(),
    tenant,
    index,
    size: head.size,
    root: head.root,
    at: head.at,
    confirmed: heads.length + trusted.length > 0,
  }
}

// ---- words, and the command line

const innerOnly = (what) =>
  `注意：只核对了这份${what}自身前后一致。未用 --head 给出已公布的账本头，也未用 --key 给出可信的公钥，所以不能证明它就是当初公布的那本账。`
const failure = ({ problems, count }) => [
  `核验不通过：发现 ${count} 处问题。`,
  ...problems.map(({ sentence }, index) => `${index + 1}. ${sentence}`),
  ...(count > problems.length ? [`另有 ${count - problems.length} 处未列出。`] : []),
]

/** The result of `verifyExport` in sentences. */
export function exportWords(result) {
  if (result.count > 0) return failure(result)
  const { tenant, algorithm, events, batches, rows, heads, commitments, opened, root, covered, confirmed } = result
  const words = [
    `核验通过：租户 ${tenant}，事件 ${events} 条，批次 ${batches} 个（共 ${rows} 行），账本头 ${heads} 个。`,
    `个人信息承诺值 ${commitments} 项，其中 ${opened} 项附有原值并已核对；其余已删除或未随附。`,
    `根（${algorithm}，${events} 条）：${root}`,
  ]
  if (covered < events) words.push(`最后 ${events - covered} 条尚无导出内的账本头签名。`)
  if (confirmed === undefined) words.push(innerOnly('导出'))
  else if (confirmed === events) words.push('全部事件与外部凭据（已公布的账本头或可信的公钥）相符。')
  else words.push(`前 ${confirmed} 条与外部凭据相符；其后 ${events - confirmed} 条尚无外部凭据。`)
  return words
}
/** The result of `verifyReceipt` in sentences. */
export function receiptWords(result) {
  if (result.count > 0) return failure(result)
  const { tenant, index, size, root, at, confirmed } = result
  return [
    `回执有效：租户 ${tenant} 的账本在 ${at} 有 ${size} 条事件，索引 ${index} 的这一条在其中。`,
    `根：${root}`,
    confirmed ? '账本头与外部凭据（已公布的账本头或可信的公钥）相符。' : innerOnly('回执'),
  ]
}

const usage = `用法：
  node verify.mjs <导出文件.ndjson> [--head <账本头>] [--key <公钥文件>]
  node verify.mjs receipt <回执文件.json> [--head <账本头>] [--key <公钥文件>]
--head 已公布的账本头：JSON 文件，或“条数:根”（根为 64 位十六进制）；可给多个。
--key  可信的公钥：PEM 文件；可给多个。
退出码：0 通过，1 不通过，2 用法或文件有误。`

/** A published head, as the command line gives it. */
function outsideHead(given) {
  const [, size, root] = /^([0-9]{1,15}):([0-9a-f]{64})$/i.exec(given) ?? []
  if (root) return { size: Number(size), root: root.toLowerCase() }
  const head = lineValue(fileText(given))
  const wrong = head ? fault(head, headShape) : '不是 JSON 对象'
  if (wrong) throw new Error(`账本头文件 ${given} 不可用：${wrong}`)
  return head
}

/** A file as text; throws a sentence when it cannot be read. */
function fileText(path) {
  try {
    return process.getBuiltinModule('node:fs').readFileSync(path, 'utf8')
  } catch (cause) {
    throw new Error(`读不到文件 ${path}（${cause.code}）`, { cause })
  }
}
function commandLine(args) {
  const several = { type: 'string', multiple: true, default: [] }
  const options = { head: several, key: several }
  try {
    return process.getBuiltinModule('node:util').parseArgs({ args, options, allowPositionals: true })
  } catch (cause) {
    throw new Error('参数有误', { cause })
  }
}

async function main(args) {
  const { createReadStream, statSync } = process.getBuiltinModule('node:fs')
  try {
    const { values, positionals } = commandLine(args)
    const isReceipt = positionals[0] === 'receipt'
    const [path, ...more] = isReceipt ? positionals.slice(1) : positionals
    if (path === undefined || more.length > 0) throw new Error('须给出一个文件')
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw new Error(`没有文件 ${path}`)
    const heads = values.head.map(outsideHead)
    const keys = values.key.map((file) => fileText(file).replaceAll('\r\n', '\n'))
    keys.forEach(publicKey)
    const result = isReceipt
      ? verifyReceipt(lineValue(fileText(path)), { heads, keys })
      : await verifyExport(linesOf(createReadStream(path, { highWaterMark: 2 ** 20 })), { heads, keys })
    const words = isReceipt ? receiptWords(result) : exportWords(result)
    ;(result.count > 0 ? console.error : console.log)(words.join('\n'))
    return result.count > 0 ? 1 : 0
  } catch (error) {
    console.error(`${error.message}\n${usage}`)
    return 2
  }
}

const script = globalThis.process?.argv?.[1]
if (script && node) {
  const { realpathSync, existsSync } = process.getBuiltinModule('node:fs')
  const { pathToFileURL } = process.getBuiltinModule('node:url')
  if (existsSync(script) && pathToFileURL(realpathSync(script)).href === import.meta.url)
    process.exitCode = await main(process.argv.slice(2))
}
