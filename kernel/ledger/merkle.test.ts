import { hash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { leafHash, type Algorithm } from './canonical.ts'
import {
  append,
  appendAll,
  consistencyProof,
  emptyFrontier,
  frontierAt,
  inclusionProof,
  nodesAddedBy,
  rootOf,
  verifyConsistency,
  verifyInclusion,
  type Read,
} from './merkle.ts'

const largest = 130

/** MTH, PATH and PROOF word for word as RFC 9162 defines them: slow, recursive, and nothing shared with the code. */
const oracle = (algorithm: Algorithm) => {
  const split = (n: number) => 2 ** Math.ceil(Math.log2(n) - 1)
  const both = (a: Buffer, b: Buffer) => hash(algorithm, Buffer.concat([Buffer.of(1), a, b]), 'buffer')
  // Leaves differ here, so the first one and the count name a run of them.
  const known = new Map<string, Buffer>()
  const mth = (d: Buffer[]): Buffer => {
    if (d.length === 0) return hash(algorithm, '', 'buffer')
    if (d.length === 1) return d[0]!
    const k = split(d.length)
    const run = `${d[0]!.toString('hex')} ${d.length}`
    const root = known.get(run) ?? both(mth(d.slice(0, k)), mth(d.slice(k)))
    known.set(run, root)
    return root
  }
  const path = (m: number, d: Buffer[]): Buffer[] => {
    if (d.length === 1) return []
    const k = split(d.length)
    return m < k ? [...path(m, d.slice(0, k)), mth(d.slice(k))] : [...path(m - k, d.slice(k)), mth(d.slice(0, k))]
  }
  const subproof = (m: number, d: Buffer[], whole: boolean): Buffer[] => {
    if (m === d.length) return whole ? [] : [mth(d)]
    const k = split(d.length)
    return m <= k
      ? [...subproof(m, d.slice(0, k), whole), mth(d.slice(k))]
      : [...subproof(m - k, d.slice(k), false), mth(d.slice(0, k))]
  }
  return { mth, path, proof: (m: number, d: Buffer[]) => subproof(m, d, true) }
}

describe.each(['sha256', 'sm3'] as const)('the tree under %s', (algorithm) => {
  const { mth, path, proof } = oracle(algorithm)
  const leaves = Array.from({ length: largest }, (_, index) => leafHash(`{"n":${index}}`, algorithm))
  const stored = new Map<string, Buffer>()
  for (const node of appendAll(emptyFrontier, leaves, algorithm).nodes)
    stored.set(`${node.level}/${node.index}`, node.hash)
  const read: Read = async (level, index) => {
    const found = stored.get(`${level}/${index}`)
    if (!found) throw new Error(`node ${level}/${index} was never stored`)
    return found
  }
  const roots = Array.from({ length: largest + 1 }, (_, size) => mth(leaves.slice(0, size)))
  const root = (size: number) => roots[size]!
  const other = leafHash('"other"', algorithm)

  it('has the root of the definition at every size, one by one, in batches and from stored nodes', async () => {
    let frontier = emptyFrontier
    for (let size = 0; size <= largest; size++) {
      expect(rootOf(frontier, algorithm)).toEqual(root(size))
      expect(await frontierAt(size, read)).toEqual(frontier)
      expect(appendAll(frontier, leaves.slice(size), algorithm).frontier.nodes).toHaveLength(2) // 130 = 128 + 2
      expect(rootOf(appendAll(frontier, leaves.slice(size), algorithm).frontier, algorithm)).toEqual(root(largest))
      if (size < largest) frontier = append(frontier, leaves[size]!, algorithm)
    }
  })

  it('stores each complete subtree once, with the root of its leaves', async () => {
    const seen: string[] = []
    for (const [size, leaf] of leaves.entries())
      for (const node of await nodesAddedBy(size, leaf, read, algorithm)) {
        const width = 2 ** node.level
        expect(node.hash).toEqual(mth(leaves.slice(node.index * width, (node.index + 1) * width)))
        seen.push(`${node.level}/${node.index}`)
      }
    expect(seen).toEqual([...stored.keys()])
    expect(new Set(seen).size).toBe(seen.length)
  })

  it('proves every leaf at every size, and nothing else', async () => {
    let wrong = 0
    for (let size = 1; size <= largest; size++)
      for (let index = 0; index < size; index++) {
        const found = await inclusionProof(index, size, read, algorithm)
        const check = (leaf: Buffer, at: number, of: number, nodes: Buffer[], under: Buffer) =>
          verifyInclusion(leaf, at, of, nodes, under, algorithm)
        const leaf = leaves[index]!
        if (Buffer.compare(Buffer.concat(found), Buffer.concat(path(index, leaves.slice(0, size)))) !== 0) wrong++
        if (!check(leaf, index, size, found, root(size))) wrong++
        if (check(other, index, size, found, root(size))) wrong++
        if (size > 1 && check(leaf, (index + 1) % size, size, found, root(size))) wrong++
        if (check(leaf, index, size, found, root(size - 1))) wrong++
        if (check(leaf, index, size, [...found, other], root(size))) wrong++
        if (size > 1 && check(leaf, index, size, found.slice(1), root(size))) wrong++
        if (size > 1 && check(leaf, index, size, [other, ...found.slice(1)], root(size))) wrong++
      }
    expect(wrong).toBe(0)
  })

  it('proves every pair of sizes consistent, and nothing else', async () => {
    let wrong = 0
    for (let to = 0; to <= largest; to++)
      for (let from = 0; from <= to; from++) {
        const found = await consistencyProof(from, to, read, algorithm)
        const check = (m: number, older: Buffer, newer: Buffer, nodes: Buffer[]) =>
          verifyConsistency(m, older, to, newer, nodes, algorithm)
        const expected = from === 0 ? [] : proof(from, leaves.slice(0, to))
        if (Buffer.compare(Buffer.concat(found), Buffer.concat(expected)) !== 0) wrong++
        if (!check(from, root(from), root(to), found)) wrong++
        if (check(from, other, root(to), found)) wrong++
        if (from > 0 && check(from, root(from), other, found)) wrong++
        if (check(from, root(from), root(to), [...found, other])) wrong++
        if (found.length > 0 && check(from, root(from), root(to), found.slice(1))) wrong++
        if (found.length > 0 && check(from, root(from), root(to), [other, ...found.slice(1)])) wrong++
        if (from > 1 && from < to && check(from - 1, root(from), root(to), found)) wrong++
      }
    expect(wrong).toBe(0)
  })

  it('refuses sizes and indexes that do not exist', async () => {
    await expect(inclusionProof(3, 3, read, algorithm)).rejects.toThrow(RangeError)
    await expect(inclusionProof(-1, 3, read, algorithm)).rejects.toThrow(RangeError)
    await expect(consistencyProof(4, 3, read, algorithm)).rejects.toThrow(RangeError)
    expect(verifyInclusion(root(1), 0.5, 1, [], root(1), algorithm)).toBe(false)
    expect(verifyInclusion(root(1), 0, NaN, [], root(1), algorithm)).toBe(false)
    expect(verifyConsistency(4, root(4), 3, root(3), [], algorithm)).toBe(false)
    expect(() => append({ size: 1, nodes: [] }, other, algorithm)).toThrow(RangeError)
  })
})

it('counts beyond 32 bits', async () => {
  const size = 2 ** 40 + 5
  const asked: [number, number][] = []
  const read: Read = async (level, index) => {
    asked.push([level, index])
    return leafHash(`${level}/${index}`, 'sha256')
  }
  const frontier = await frontierAt(size, read)
  expect(asked).toEqual([
    [0, 2 ** 40 + 4],
    [2, 2 ** 38],
    [40, 0],
  ])
  const root = rootOf(frontier, 'sha256')
  const last = leafHash(`0/${size - 1}`, 'sha256')
  const proof = await inclusionProof(size - 1, size, read, 'sha256')
  expect(verifyInclusion(last, size - 1, size, proof, root, 'sha256')).toBe(true)
  const older = rootOf(await frontierAt(2 ** 40 + 4, read), 'sha256')
  const extension = await consistencyProof(2 ** 40 + 4, size, read, 'sha256')
  expect(verifyConsistency(2 ** 40 + 4, older, size, root, extension, 'sha256')).toBe(true)
})
