/** The sealer gives committed events their dense index, grows the tree, and signs its head. It runs beside the commands. */
import type { Moment } from '../time/index.ts'
import type { Algorithm } from './canonical.ts'
import { byKey, rows, transact, type Client, type Pool } from './database.ts'
import { signHead, type Head } from './head.ts'
import { appendAll, emptyFrontier, frontierAt, inclusionProof, rootOf, type Frontier, type Read } from './merkle.ts'

/** Outside the database: whoever can write there must not be able to sign. */
export interface SigningKey {
  readonly id: string
  readonly privateKeyPem: string
  readonly publicKeyPem: string
}
interface Unsealed {
  readonly stream: string
  readonly version: number
  readonly leaf: Buffer
}

/** Reads nodes of the tree; those that a proof asks for together come with one statement. */
export const readNode = (client: Client, tenant: string): Read => {
  type Wish = { level: number; index: number; give: (hash: Buffer) => void; fail: (error: unknown) => void }
  let wishes: Wish[] = []
  const fulfil = async (): Promise<void> => {
    const asked = wishes
    wishes = []
    try {
      const found = await rows<{ n: number; hash: Buffer | null }>(
        client,
        `SELECT u.n, t.hash FROM unnest($2::smallint[], $3::bigint[]) WITH ORDINALITY AS u(level, index, n)
         LEFT JOIN ledger.node t ON t.tenant = $1 AND t.level = u.level AND t.index = u.index`,
        [tenant, asked.map((wish) => wish.level), asked.map((wish) => wish.index)],
      )
      for (const { n, hash } of found) {
        const wish = asked[Number(n) - 1]!
        if (hash) wish.give(hash)
        else wish.fail(new Error(`tree of ${tenant}: no node ${wish.level}/${wish.index}`))
      }
    } catch (error) {
      for (const wish of asked) wish.fail(error)
    }
  }
  return (level, index) =>
    new Promise((give, fail) => {
      if (!wishes.length) queueMicrotask(() => void fulfil())
      wishes.push({ level, index, give, fail })
    })
}
/** Within a stream, the order of versions; between streams, the order of entry. */
const inSealOrder = (found: readonly Unsealed[]): Unsealed[] => {
  const versions = new Map<string, Unsealed[]>()
  for (const one of found) versions.set(one.stream, [...(versions.get(one.stream) ?? []), one])
  for (const of of versions.values()) of.sort((a, b) => a.version - b.version)
  return found.map(({ stream }) => versions.get(stream)!.shift()!)
}
export const treeSize = async (client: Client, tenant: string): Promise<number> => {
  const [{ size } = { size: 0 }] = await rows<{ size: number }>(
    client,
    'SELECT coalesce(max(index) + 1, 0) AS size FROM ledger.seal WHERE tenant = $1',
    [tenant],
  )
  return Number(size)
}

/** Frontiers of the process's own last batch: spares reading the right edge of the tree each time. */
const edges = new Map<string, Frontier>()

/** Seals one batch; gives how many events it sealed. Two sealers of one tenant take turns by the tenant's row. */
export const sealBatch = (pool: Pool, tenant: string, algorithm: Algorithm, most = 5000): Promise<number> =>
  transact(
    pool,
    tenant,
    async (client) => {
      // A row, not an advisory lock: that is what distributed PostgreSQL keeps.
      await rows(client, 'SELECT id FROM ledger.tenant WHERE id = $1 FOR UPDATE', [tenant])
      const found = await rows<Unsealed>(
        client,
        // With each event come the earlier ones of its stream, should clocks of two processes have disagreed.
        `WITH picked AS (SELECT stream, max(version) AS version FROM (SELECT stream, version FROM ledger.unsealed WHERE tenant = $1 ORDER BY entered, stream, version LIMIT $2) x GROUP BY stream),
         u AS (DELETE FROM ledger.unsealed q USING picked p WHERE q.tenant = $1 AND q.stream = p.stream AND q.version <= p.version RETURNING q.stream, q.version, q.entered)
       SELECT u.stream, u.version, e.leaf FROM u JOIN ledger.event e ON e.tenant = $1 AND e.stream = u.stream AND e.version = u.version ORDER BY u.entered, u.stream, u.version`,
        [tenant, most],
      )
      if (!found.length) return 0
      const size = await treeSize(client, tenant)
      const kept = edges.get(tenant)
      const edge =
        kept?.size === size ? kept : size === 0 ? emptyFrontier : await frontierAt(size, readNode(client, tenant))
      const ordered = inSealOrder(found)
      const { frontier, nodes } = appendAll(
        edge,
        ordered.map(({ leaf }) => leaf),
        algorithm,
      )
      await rows(
        client,
        'INSERT INTO ledger.seal SELECT $1::uuid, $2::bigint + n - 1, s, v FROM unnest($3::uuid[], $4::int[]) WITH ORDINALITY AS u(s, v, n)',
        [tenant, size, ordered.map((one) => one.stream), ordered.map((one) => one.version)],
      )
      await rows(
        client,
        "INSERT INTO ledger.node SELECT $1::uuid, l, i, decode(h, 'hex') FROM unnest($2::smallint[], $3::bigint[], $4::text[]) AS u(l, i, h)",
        [
          tenant,
          nodes.map((node) => node.level),
          nodes.map((node) => node.index),
          nodes.map((node) => node.hash.toString('hex')),
        ],
      )
      edges.set(tenant, frontier)
      return found.length
    },
    byKey,
  ).catch((error: unknown) => {
    edges.delete(tenant)
    throw error
  })

export const lastHead = async (client: Client, tenant: string): Promise<Head | undefined> => {
  const [head] = await rows<Head & { size: number }>(
    client,
    'SELECT tenant, size, root, algorithm, to_char(at, \'YYYY-MM-DD"T"HH24:MI:SS\') AS at, key, signature FROM ledger.head WHERE tenant = $1 ORDER BY size DESC LIMIT 1',
    [tenant],
  )
  return head && { ...head, size: Number(head.size) }
}
/** Signs the head of the tree as it stands, unless it is signed already. */
export const publishHead = (
  pool: Pool,
  tenant: string,
  algorithm: Algorithm,
  key: SigningKey,
  at: Moment,
): Promise<Head | undefined> =>
  transact(pool, tenant, async (client) => {
    const size = await treeSize(client, tenant)
    const last = await lastHead(client, tenant)
    if (size === 0 || last?.size === size) return last
    const frontier = await frontierAt(size, readNode(client, tenant))
    const head = signHead(
      { tenant, size, root: rootOf(frontier, algorithm).toString('hex'), algorithm, at, key: key.id },
      key.privateKeyPem,
    )
    await rows(client, 'INSERT INTO ledger.signing_key VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [
      tenant,
      key.id,
      key.publicKeyPem,
      at,
    ])
    await rows(client, 'INSERT INTO ledger.head VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING', [
      tenant,
      size,
      head.root,
      algorithm,
      at,
      key.id,
      head.signature,
    ])
    return head
  })
/** Seals all that is committed and signs the head. */
export const sealAll = async (
  pool: Pool,
  tenant: string,
  algorithm: Algorithm,
  key: SigningKey,
  at: Moment,
): Promise<Head | undefined> => {
  while ((await sealBatch(pool, tenant, algorithm)) > 0);
  return publishHead(pool, tenant, algorithm, key, at)
}

/** What a citizen or a unit can check offline: that this event is in the history under that signed head. */
export interface Receipt {
  readonly type: 'fazhi-receipt'
  readonly tenant: string
  readonly index: number
  readonly leaf: string
  readonly proof: readonly string[]
  readonly head: Head
  readonly publicKey: string
}
/** The receipt of one event; nothing while it is not sealed under a head yet. For a row of a batch, that of its batch. */
export const receiptFor = async (
  client: Client,
  tenant: string,
  stream: string,
  version: number,
  algorithm: Algorithm,
): Promise<Receipt | undefined> => {
  const head = await lastHead(client, tenant)
  const [found] = await rows<{ index: number; leaf: Buffer }>(
    client,
    'SELECT s.index, e.leaf FROM ledger.seal s JOIN ledger.event e ON e.tenant = s.tenant AND e.stream = s.stream AND e.version = s.version WHERE s.tenant = $1 AND s.stream = $2 AND s.version = $3',
    [tenant, stream, version],
  )
  if (!found || !head || Number(found.index) >= head.size) return undefined
  const [key] = await rows<{ public_key: string }>(
    client,
    'SELECT public_key FROM ledger.signing_key WHERE tenant = $1 AND id = $2',
    [tenant, head.key],
  )
  const proof = await inclusionProof(Number(found.index), head.size, readNode(client, tenant), algorithm)
  return {
    type: 'fazhi-receipt',
    tenant,
    index: Number(found.index),
    leaf: found.leaf.toString('hex'),
    proof: proof.map((hash) => hash.toString('hex')),
    head,
    publicKey: key!.public_key,
  }
}
