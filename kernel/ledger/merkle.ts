/**
 * The Merkle tree of RFC 9162 section 2.1 over the leaves of one tenant. Nothing here reads or keeps anything: the
 * sealer stores the roots of complete subtrees once, by level and index (a leaf is level 0; node (l, i) covers the
 * leaves from i·2^l up to (i+1)·2^l), and every proof is made of those.
 */
import { hash } from 'node:crypto'
import type { Algorithm } from './canonical.ts'

/** The right edge of a tree: the roots of its complete subtrees, the largest (leftmost) first. */
export interface Frontier {
  readonly size: number
  readonly nodes: readonly Buffer[]
}
/** The root of a complete subtree. */
export interface Node {
  readonly level: number
  readonly index: number
  readonly hash: Buffer
}
/** Reads a stored node. The reads of one proof are issued at once, so that a reader may fetch them in one statement. */
export type Read = (level: number, index: number) => Promise<Buffer>

export const emptyFrontier: Frontier = { size: 0, nodes: [] }

/** H(0x01 || left || right). */
function parent(left: Buffer, right: Buffer, algorithm: Algorithm): Buffer {
  const bytes = Buffer.allocUnsafe(65)
  bytes[0] = 1
  left.copy(bytes, 1)
  right.copy(bytes, 33)
  return hash(algorithm, bytes, 'buffer')
}

// Sizes may pass 2^31, so halves are divisions, not shifts.
const odd = (n: number): boolean => n % 2 === 1
const half = (n: number): number => Math.floor(n / 2)
/** The largest power of two below `size`, where RFC 9162 splits a tree of more than one leaf. */
function split(size: number): number {
  let left = 1
  while (left * 2 < size) left *= 2
  return left
}

/** Appends leaves in order; `nodes` are the complete subtrees they finish, to be stored. */
export function appendAll(
  frontier: Frontier,
  leaves: readonly Buffer[],
  algorithm: Algorithm,
): { frontier: Frontier; nodes: Node[] } {
  const edge = [...frontier.nodes]
  const nodes: Node[] = []
  let size = frontier.size
  for (const leaf of leaves) {
    let node: Node = { level: 0, index: size, hash: leaf }
    nodes.push(node)
    while (odd(node.index)) {
      const left = edge.pop()
      if (!left) throw new RangeError(`a frontier of ${size} leaves lacks the node of level ${node.level}`)
      node = { level: node.level + 1, index: half(node.index), hash: parent(left, node.hash, algorithm) }
      nodes.push(node)
    }
    edge.push(node.hash)
    size++
  }
  return { frontier: { size, nodes: edge }, nodes }
}

/** The tree with one leaf more. */
export const append = (frontier: Frontier, leaf: Buffer, algorithm: Algorithm): Frontier =>
  appendAll(frontier, [leaf], algorithm).frontier

/** The root; of an empty tree, the hash of nothing. */
export function rootOf(frontier: Frontier, algorithm: Algorithm): Buffer {
  if (frontier.size === 0) return hash(algorithm, '', 'buffer')
  return frontier.nodes.reduceRight((right, left) => parent(left, right, algorithm))
}

/** The frontier of the first `size` leaves, from stored nodes. */
export async function frontierAt(size: number, read: Read): Promise<Frontier> {
  const reads: Promise<Buffer>[] = []
  for (let level = 0, width = size; width > 0; level++, width = half(width))
    if (odd(width)) reads.unshift(read(level, width - 1))
  return { size, nodes: await Promise.all(reads) }
}

/** The nodes to store when a leaf is appended to a tree of `size` leaves: the leaf and every subtree it finishes. */
export async function nodesAddedBy(size: number, leaf: Buffer, read: Read, algorithm: Algorithm): Promise<Node[]> {
  return appendAll(await frontierAt(size, read), [leaf], algorithm).nodes
}

/** The root of `size` leaves from `start`, where `start` is a multiple of the power of two at or above `size`. */
async function subtree(start: number, size: number, read: Read, algorithm: Algorithm): Promise<Buffer> {
  let level = 0
  let width = 1
  for (; width < size; width *= 2) level++
  if (width === size) return read(level, start / size)
  const left = width / 2
  const [a, b] = await Promise.all([
    subtree(start, left, read, algorithm),
    subtree(start + left, size - left, read, algorithm),
  ])
  return parent(a, b, algorithm)
}

/**
 * The inclusion proof of leaf `index` (from 0) in the tree of the first `size` leaves: PATH of RFC 9162 section
 * 2.1.3.1, the lowest sibling first. Throws a RangeError when there is no such leaf.
 */
export async function inclusionProof(index: number, size: number, read: Read, algorithm: Algorithm): Promise<Buffer[]> {
  if (!(index >= 0 && index < size)) throw new RangeError(`no leaf ${index} in a tree of ${size}`)
  const siblings: Promise<Buffer>[] = []
  for (let start = 0, width = size; width > 1;) {
    const left = split(width)
    if (index < start + left) {
      siblings.unshift(subtree(start + left, width - left, read, algorithm))
      width = left
    } else {
      siblings.unshift(subtree(start, left, read, algorithm))
      start += left
      width -= left
    }
  }
  return Promise.all(siblings)
}

/** Whether `proof` shows that `leaf` is leaf `index` of the tree of `size` leaves with this root (2.1.3.2). */
export function verifyInclusion(
  leaf: Buffer,
  index: number,
  size: number,
  proof: readonly Buffer[],
  root: Buffer,
  algorithm: Algorithm,
): boolean {
  if (!(Number.isSafeInteger(index) && Number.isSafeInteger(size) && index >= 0 && index < size)) return false
  let at = index
  let last = size - 1
  let result = leaf
  for (const sibling of proof) {
    if (last === 0) return false
    if (odd(at) || at === last) {
      result = parent(sibling, result, algorithm)
      while (!odd(at) && at > 0) [at, last] = [half(at), half(last)]
    } else result = parent(result, sibling, algorithm)
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && result.equals(root)
}

/**
 * The proof that the tree of `to` leaves only adds to the tree of `from` leaves: PROOF of RFC 9162 section 2.1.4.1.
 * Empty when `from` is 0 or `to`. Throws a RangeError when `from` passes `to`.
 */
export async function consistencyProof(from: number, to: number, read: Read, algorithm: Algorithm): Promise<Buffer[]> {
  if (!(from >= 0 && from <= to)) throw new RangeError(`a tree of ${to} does not extend one of ${from}`)
  if (from === 0) return []
  const nodes: Promise<Buffer>[] = []
  let start = 0
  let width = to
  while (from < start + width) {
    const left = split(width)
    if (from <= start + left) {
      nodes.unshift(subtree(start + left, width - left, read, algorithm))
      width = left
    } else {
      nodes.unshift(subtree(start, left, read, algorithm))
      start += left
      width -= left
    }
  }
  // A complete old tree is itself the first node; its root is known to who checks, so it is left out.
  if (start > 0) nodes.unshift(subtree(start, width, read, algorithm))
  return Promise.all(nodes)
}

/** Whether `proof` shows that the tree (`to`, `toRoot`) only adds to the tree (`from`, `fromRoot`) (2.1.4.2). */
export function verifyConsistency(
  from: number,
  fromRoot: Buffer,
  to: number,
  toRoot: Buffer,
  proof: readonly Buffer[],
  algorithm: Algorithm,
): boolean {
  if (!(Number.isSafeInteger(from) && Number.isSafeInteger(to) && from >= 0 && from <= to)) return false
  if (from === to) return proof.length === 0 && fromRoot.equals(toRoot)
  if (from === 0) return proof.length === 0 && fromRoot.equals(rootOf(emptyFrontier, algorithm))
  let at = from - 1
  let last = to - 1
  while (odd(at)) [at, last] = [half(at), half(last)]
  const [first, ...rest] = at === 0 ? [fromRoot, ...proof] : proof
  if (!first) return false
  let older = first
  let newer = first
  for (const node of rest) {
    if (last === 0) return false
    if (odd(at) || at === last) {
      older = parent(node, older, algorithm)
      newer = parent(node, newer, algorithm)
      while (!odd(at) && at > 0) [at, last] = [half(at), half(last)]
    } else newer = parent(newer, node, algorithm)
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && older.equals(fromRoot) && newer.equals(toRoot)
}
