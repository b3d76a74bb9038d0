/** The machine and the settings that the figures depend on. */
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import type { Pool } from '../kernel/ledger/index.ts'
import { number } from './table.ts'

/** What a database says of itself. */
export const settingsOf = async (pool: Pool): Promise<string> => {
  const names = ['fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers', 'jit']
  const text = ['server_version', ...names].map((name) => `current_setting('${name}') AS ${name}`).join(', ')
  const [row] = (await pool.query<Record<string, string>>(`SELECT ${text}`)).rows
  return [`PostgreSQL ${row!.server_version}`, ...names.map((name) => `${name}=${row![name]}`)].join('，')
}

const load = (): string => number(loadavg()[0]!, 1)
const atStart = load()
/** One line. The load is that of the last minute: whatever else the machine did meanwhile made every figure worse. */
export const machineLine = (database: string): string =>
  [
    `${cpus()[0]?.model.trim() ?? '?'} × ${availableParallelism()}`,
    `内存 ${number(totalmem() / 2 ** 30)} GB`,
    `${process.platform}-${process.arch}`,
    `平均负载 开始 ${atStart} 结束 ${load()}`,
    `Node.js ${process.versions.node}`,
    database,
  ].join('，')
