/** The peers, each a program of its own in `bench/peers`, run as a child on our cluster. */
import { join } from 'node:path'
import type { PoolConfig } from 'pg'
import { run } from './children.ts'

export type Peer = 'emmett' | 'dbos' | 'bpmn'

/** Runs a peer for five seconds, after two that are not measured. Throws what it says where it fails. */
export const peer = async (
  name: Peer,
  mode: 'command' | 'procedure',
  database: PoolConfig,
  clients: number,
): Promise<{ readonly perSecond: number; readonly p99ms: number }> => {
  const asked = { url: JSON.stringify(database), clients: String(clients), seconds: '5', mode }
  const words = Object.entries(asked).flatMap(([name, value]) => [`--${name}`, value])
  const { output } = await run(join('bench', 'peers', `${name}.mjs`), words)
  return JSON.parse(output.trim().split('\n').at(-1)!) as { perSecond: number; p99ms: number }
}
