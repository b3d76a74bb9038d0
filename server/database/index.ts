import { chmod, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, type PoolConfig } from 'pg'
import { DatabaseUnavailable } from './binaries.ts'
import { clusterHome, startCluster } from './cluster.ts'

export { DatabaseUnavailable } from './binaries.ts'
export { DirectoryInUse, takeInstance, type Instance } from './instance.ts'

/** A PostgreSQL server that accepts connections. */
export interface Database {
  /** How to connect, as superuser of an embedded cluster, or as `DATABASE_URL` says. */
  readonly config: PoolConfig
  /** True when we started it, and `stop` ends it. */
  readonly owned: boolean
  /** Ends the embedded cluster, open connections included; does nothing to a server of others. May be repeated. */
  stop(): Promise<void>
}

/** Where the database is to be found. */
export interface DatabaseOptions {
  readonly dataDir: string
  /** `DATABASE_URL`; when it is set, nothing is started and `dataDir` is not touched. */
  readonly url?: string | undefined
  /** Told, in Chinese, of steps that take time. */
  readonly log?: (line: string) => void
}

/** Without Unix sockets we connect over loopback. */
const tcp = process.platform === 'win32'

/**
 * Connects to the given server, or starts the embedded cluster of the data directory, and whatever state a crash left
 * it in, brings it up again with all committed rows.
 * @throws DatabaseUnavailable when there is no usable server
 * @throws DirectoryInUse when another living process runs this cluster
 */
export async function openDatabase({ dataDir, url, log = () => {} }: DatabaseOptions): Promise<Database> {
  if (url) return openServer({ connectionString: url })
  await mkdir(dataDir, { recursive: true })
  const directory = await realpath(dataDir)
  const home = await clusterHome(directory)
  const logFile = join(directory, 'log', 'postgres.log')
  const cluster = await startCluster({ home, logFile, durable: true, tcp, log })
  return { config: cluster.config, owned: true, stop: () => cluster.stop('fast') }
}

/** Starts a throw-away cluster for tests: nothing is written through to the disk, and `stop` removes it. */
export async function startScratchCluster(): Promise<Database> {
  const home = await realpath(await mkdtemp(join(tmpdir(), 'fazhi-scratch-')))
  await chmod(home, 0o711)
  const log = () => {}
  const cluster = await startCluster({ home, logFile: join(home, 'postgres.log'), durable: false, tcp, log })
  const onExit = () => rmSync(home, { recursive: true, force: true })
  process.once('exit', onExit)
  const stop = async () => {
    await cluster.stop('immediate')
    process.off('exit', onExit)
    await rm(home, { recursive: true, force: true })
  }
  return { config: cluster.config, owned: true, stop }
}

async function openServer(config: PoolConfig): Promise<Database> {
  const version = await serverVersion(config)
  if (Number.parseInt(version) < 15) {
    throw new DatabaseUnavailable(
      `DATABASE_URL 所指的 PostgreSQL 版本是 ${version}，需要 15 或更新的版本。` +
        `请升级该服务器，或不设 DATABASE_URL 而使用内置数据库。`,
    )
  }
  return { config, owned: false, stop: async () => {} }
}

async function serverVersion(config: PoolConfig): Promise<string> {
  try {
    const client = new Client({ ...config, connectionTimeoutMillis: 10_000 })
    await client.connect()
    try {
      const { rows } = await client.query<{ server_version: string }>('SHOW server_version')
      return rows[0]?.server_version ?? ''
    } finally {
      await client.end()
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message || error.name : String(error)
    throw new DatabaseUnavailable(
      `连不上 DATABASE_URL 所指的数据库：${reason}。请检查地址、用户名、密码和该服务器是否在运行；` +
        `不设 DATABASE_URL 则使用内置数据库。`,
    )
  }
}
