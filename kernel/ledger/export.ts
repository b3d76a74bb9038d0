/** The whole ledger of a tenant as NDJSON, in seal order: what `verify` reads without this server. */
import type { Algorithm } from './canonical.ts'
import { rows, type Client } from './database.ts'
import { treeSize } from './seal.ts'

const chunk = 2000
interface Line {
  readonly index: number
  readonly stream: string
  readonly version: number
  readonly text: string
  readonly leaf: Buffer
  readonly kept: readonly (readonly [field: string, value: string, salt: string])[] | null
}
/** One JSON object a line. `withPrivate` adds the values of persons with their salts; without it only commitments leave. */
export const exportLines = async function* (
  client: Client,
  tenant: string,
  algorithm: Algorithm,
  withPrivate = true,
): AsyncGenerator<string> {
  const size = await treeSize(client, tenant)
  yield JSON.stringify({ type: 'fazhi-export', v: 1, tenant, algorithm, size })
  const kept = (version: string, of: string) =>
    `(SELECT json_agg(json_build_array(p.field, p.value, p.salt)) FROM ledger.private p WHERE p.tenant = $1 AND p.stream = ${of}.stream AND p.version = ${version})`
  for (let from = 0; from < size; from += chunk) {
    const events = await rows<Line>(
      client,
      `SELECT s.index, s.stream, s.version, e.text, e.leaf, ${kept('s.version', 's')} AS kept FROM ledger.seal s
       JOIN ledger.event e ON e.tenant = s.tenant AND e.stream = s.stream AND e.version = s.version WHERE s.tenant = $1 AND s.index >= $2 AND s.index < $3 ORDER BY s.index`,
      [tenant, from, Math.min(from + chunk, size)],
    )
    for (const { index, stream, text, leaf, kept: values } of events) {
      yield JSON.stringify({ type: 'event', index: Number(index), text, leaf: leaf.toString('hex') })
      if (text.includes('"batch":{')) {
        for (let row = 0; ; row += chunk) {
          const found = await rows<{ row: number; text: string; leaf: Buffer }>(
            client,
            'SELECT row, text, leaf FROM ledger.batch_row WHERE tenant = $1 AND batch = $2 AND row > $3 AND row <= $4 ORDER BY row',
            [tenant, stream, row, row + chunk],
          )
          for (const one of found)
            yield JSON.stringify({
              type: 'batch-row',
              batch: Number(index),
              row: one.row,
              text: one.text,
              leaf: one.leaf.toString('hex'),
            })
          if (found.length < chunk) break
        }
      }
      if (withPrivate)
        for (const [field, value, salt] of values ?? [])
          yield JSON.stringify({
            type: 'private',
            index: Number(index),
            field,
            value: JSON.parse(value) as unknown,
            salt,
          })
    }
  }
  for (const key of await rows<{ id: string; public_key: string }>(
    client,
    'SELECT id, public_key FROM ledger.signing_key WHERE tenant = $1 ORDER BY since',
    [tenant],
  )) {
    yield JSON.stringify({ type: 'key', id: key.id, publicKey: key.public_key })
  }
  const heads = await rows<Record<string, unknown>>(
    client,
    'SELECT tenant, size, root, algorithm, to_char(at, \'YYYY-MM-DD"T"HH24:MI:SS\') AS at, key, signature FROM ledger.head WHERE tenant = $1 AND size <= $2 ORDER BY size',
    [tenant, size],
  )
  for (const head of heads) yield JSON.stringify({ type: 'head', ...head, size: Number(head.size) })
}
