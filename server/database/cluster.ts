import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { rmdirSync, rmSync } from 'node:fs'
import { chmod, chown, copyFile, mkdir, mkdtemp, open, readFile } from 'node:fs/promises'
import { rename, rm, rmdir, stat, truncate, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { PoolConfig } from 'pg'
import { canEnter, databaseAccount, DatabaseUnavailable, prepareBinaries, run, spawnOptions } from './binaries.ts'
import type { Account, Binaries } from './binaries.ts'
import { livingProcess, takeLock } from './instance.ts'

/** The superuser that `initdb` makes. */
const user = 'fazhi'
const logLimit = 10 * 1024 * 1024

/** How a cluster is run. */
export interface ClusterOptions {
  /** Directory that holds the cluster (`pg`), its lock and, with TCP, its password. */
  readonly home: string
  /** File that PostgreSQL logs to; its directory is made if absent. */
  readonly logFile: string
  /** False for a throw-away cluster: commits are not written through to the disk. */
  readonly durable: boolean
  /** True where there are no Unix sockets: a random port on loopback, with a password. */
  readonly tcp: boolean
  readonly log: (line: string) => void
}

type StopMode = 'fast' | 'immediate'

/** A cluster that accepts connections. */
export interface RunningCluster {
  readonly config: PoolConfig
  /** Rolls back open transactions, ends all connections, shuts down and waits; `immediate` skips the checkpoint. */
  stop(mode: StopMode): Promise<void>
}

/** What the steps below share. */
interface Setup extends ClusterOptions {
  readonly pg: string
  readonly account: Account | undefined
  readonly binaries: Binaries
}

/**
 * Where the cluster of a data directory lives: in the directory itself, or, when we are root and the account of
 * PostgreSQL cannot enter it (a clone under /root), below /var/lib or /srv, noted in the file `cluster-location`.
 * @throws DatabaseUnavailable when there is no such place, or the noted one is gone
 */
export async function clusterHome(dataDir: string): Promise<string> {
  const note = join(dataDir, 'cluster-location')
  const noted = (await readFile(note, 'utf8').catch(() => '')).trim()
  if (noted && (await exists(noted))) return noted
  if (noted) {
    throw new DatabaseUnavailable(
      `${note} 记载数据库在 ${noted}，但该目录不存在。请恢复该目录；若确定不要其中的数据，请删除 ${note} 后重新启动。`,
    )
  }
  const pg = join(dataDir, 'pg')
  const account = await databaseAccount(pg)
  if (!account || (await canEnter(account, dataDir))) return dataDir
  if (!(await exists(pg))) {
    for (const root of ['/var/lib/fazhi-ledger', '/srv/fazhi-ledger']) {
      const home = await openHome(root, account).catch(() => undefined)
      if (!home) continue
      await writeFile(note, `${home}\n`, { flush: true })
      await syncDirectory(dataDir)
      return home
    }
  }
  throw new DatabaseUnavailable(
    `以 root 启动时，数据库以普通用户（uid ${account.uid}）运行，而该用户进不了数据目录 ${dataDir}。` +
      `请用 FAZHI_DATA 指定它能进入的目录（例如 /srv/fazhi-data），或改用普通用户启动。`,
  )
}

/** A new name each time: a data directory that was deleted and made anew must not meet its old cluster. */
async function openHome(root: string, account: Account): Promise<string | undefined> {
  if (await mkdir(root, { recursive: true })) await chmod(root, 0o711)
  const home = await mkdtemp(join(root, 'data-'))
  await chmod(home, 0o711)
  if (await canEnter(account, home)) return home
  await rmdir(home)
  return undefined
}

/**
 * Starts the cluster in `home`, which is initialised the first time. A postmaster left by a process that is gone is
 * stopped first; after a crash PostgreSQL recovers by itself.
 * @throws DirectoryInUse when another living process runs it
 * @throws DatabaseUnavailable when it does not start
 */
export async function startCluster(options: ClusterOptions): Promise<RunningCluster> {
  const lock = await takeLock(join(options.home, 'pg.lock'), options.home)
  try {
    const pg = join(options.home, 'pg')
    const account = await databaseAccount(pg)
    const setup: Setup = { ...options, pg, account, binaries: await prepareBinaries(options.home, account) }
    await mkdir(dirname(options.logFile), { recursive: true })
    if (await exists(pg)) await checkOwner(setup)
    else await initialise(setup)
    await endLeftover(setup)
    return await launch(setup, lock.release)
  } catch (error) {
    await lock.release()
    throw error
  }
}

async function checkOwner({ pg, account }: Setup): Promise<void> {
  const expected = account?.uid ?? process.getuid?.()
  const { uid } = await stat(pg)
  if (expected === undefined || uid === expected) return
  throw new DatabaseUnavailable(
    `数据库目录 ${pg} 属于用户 uid ${uid}，当前用户是 uid ${expected}，无法打开。` +
      `请仍以原来的用户启动，或先执行 chown -R ${expected} ${pg}。`,
  )
}

/** Under another name until complete: `pg` exists only as a whole cluster. */
async function initialise({ home, pg, account, binaries, durable, tcp, log }: Setup): Promise<void> {
  log('首次启动，正在建立数据库……')
  const draft = join(home, 'pg.new')
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { mode: 0o700 })
  await give(draft, account)
  const args = ['-D', draft, '-U', user, '--no-instructions', '--encoding=UTF8', '--locale=C']
  args.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8')
  if (!durable) args.push('--no-sync')
  if (tcp) {
    const file = passwordFile(home)
    await writeFile(file, randomBytes(24).toString('base64url'), { mode: 0o600 })
    await give(file, account)
    args.push('--auth=scram-sha-256', `--pwfile=${file}`)
  } else {
    // Who may reach the socket is decided by its directory, which only the account and root can enter.
    args.push('--auth-local=trust', '--auth-host=reject')
  }
  const { code, output } = await run(binaries.initdb, args, account)
  if (code !== 0) {
    throw new DatabaseUnavailable(
      `数据库未能建立在 ${home}。请检查磁盘空间和目录权限后重试。初始化程序的输出：\n${output}`,
    )
  }
  await rename(draft, pg)
  await syncDirectory(home)
}

const passwordFile = (home: string) => join(home, 'pg.password')

/**
 * We hold the lock, so a postmaster of this cluster belongs to nobody. Not adopted but stopped: the new one runs with
 * the settings of this release.
 */
async function endLeftover(setup: Setup): Promise<void> {
  const file = await postmasterFile(setup.pg)
  if (!file) return
  if (await isRunning(setup.pg)) {
    setup.log(`上次没有正常退出，正在停止遗留的数据库进程 ${file.pid}……`)
    await stopPostmaster(setup, 'fast')
  } else {
    await disownPid(setup)
  }
  if (file.socketDirectory.startsWith(socketPrefix)) removeSocketDirectory(file.socketDirectory)
}

/**
 * A crash leaves a pid behind that may now be a stranger's, or a zombie's, and PostgreSQL would not start beside it.
 * Our own pid in its place is no obstacle: pg_ctl passes it on as that of a grandparent. The file is not removed because
 * of its other lines, by which PostgreSQL finds backends that outlived the crash.
 */
async function disownPid({ pg, account }: Setup): Promise<void> {
  const file = join(pg, 'postmaster.pid')
  const script = 'rest=$(tail -n +2 "$1") && printf "%s\\n" "$2" "$rest" >"$1"'
  if (process.platform === 'win32') await rm(file, { force: true })
  else await run('/bin/sh', ['-c', script, 'sh', file, String(process.pid)], account)
}

/** The lines of postmaster.pid: pid, data directory, start time, port, socket directory. Undefined when there is none. */
async function postmasterFile(pg: string): Promise<{ pid: number; socketDirectory: string } | undefined> {
  const text = await readFile(join(pg, 'postmaster.pid'), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const lines = text.split('\n')
  return { pid: Number(lines[0]), socketDirectory: lines[4]?.trim() ?? '' }
}

async function launch(setup: Setup, release: () => Promise<void>): Promise<RunningCluster> {
  const socketDirectory = setup.tcp ? undefined : await makeSocketDirectory(setup.account)
  const removeSocket = () => {
    if (socketDirectory) removeSocketDirectory(socketDirectory)
  }
  const config = await connection(setup, socketDirectory)
  try {
    await startPostmaster(setup, settings(setup, config, socketDirectory))
  } catch (error) {
    removeSocket()
    throw error
  }

  // Only for an exit without `stop`; a process that is killed outright leaves the postmaster to `endLeftover`.
  const onExit = () => {
    const { pgCtl } = setup.binaries
    spawnSync(pgCtl, stopArguments(setup.pg, setup.durable ? 'fast' : 'immediate'), spawnOptions(pgCtl, setup.account))
    removeSocket()
  }
  process.once('exit', onExit)
  const rotation = setInterval(() => void rotate(setup.logFile).catch(() => undefined), 3_600_000).unref()

  let stopped: Promise<void> | undefined
  const end = async (mode: StopMode) => {
    await stopPostmaster(setup, mode)
    clearInterval(rotation)
    process.off('exit', onExit)
    removeSocket()
    await release()
  }
  return { config, stop: (mode) => (stopped ??= end(mode)) }
}

async function connection(setup: Setup, socketDirectory: string | undefined): Promise<PoolConfig> {
  const common = { user, database: 'postgres' }
  if (socketDirectory) return { ...common, host: socketDirectory, port: 5432 }
  const password = await readFile(passwordFile(setup.home), 'utf8')
  return { ...common, host: '127.0.0.1', port: await freePort(), password }
}

function settings({ durable }: Setup, { port }: PoolConfig, socketDirectory: string | undefined) {
  const safety = durable ? 'on' : 'off'
  return {
    listen_addresses: socketDirectory ? '' : '127.0.0.1',
    unix_socket_directories: socketDirectory ?? '',
    port,
    fsync: safety,
    full_page_writes: safety,
    synchronous_commit: safety,
    shared_buffers: '128MB',
    work_mem: '16MB',
    max_connections: 50,
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
  }
}

/** Returns when connections are accepted, crash recovery included. */
async function startPostmaster(setup: Setup, values: Record<string, unknown>): Promise<void> {
  const { pg, account, binaries, logFile } = setup
  const options = Object.entries(values).map(([name, value]) => `-c ${name}=${String(value)}`)
  const args = ['start', '-s', '-w', '-t', '600', '-D', pg, '-o', options.join(' ')]
  await rotate(logFile)
  // Opened by us and inherited, so the account need not be able to reach it.
  const file = await open(logFile, 'a')
  try {
    for (let attempt = 1; ; attempt += 1) {
      const { size } = await file.stat()
      const { code } = await run(binaries.pgCtl, args, account, file.fd)
      if (code === 0) return
      const said = (await readFile(logFile)).subarray(size).toString().trim()
      // Of a postmaster that was killed, single backends may take a moment to notice.
      const lingering = said.includes('pre-existing shared memory block')
      if (lingering && attempt < 50) await sleep(200)
      else throw new DatabaseUnavailable(`数据库没有启动。请按下列提示处理后重试，完整日志在 ${logFile}。\n${said}`)
    }
  } finally {
    await file.close()
  }
}

async function stopPostmaster({ pg, account, binaries }: Setup, mode: StopMode): Promise<void> {
  for (const next of [mode, 'immediate'] as const) {
    if (!(await isRunning(pg))) return
    await run(binaries.pgCtl, stopArguments(pg, next), account)
  }
  if (!(await isRunning(pg))) return
  throw new DatabaseUnavailable(`数据库进程没有停下。请手工停止在 ${pg} 上运行的 postgres 进程后重试。`)
}

const stopArguments = (pg: string, mode: StopMode) => ['stop', '-s', '-w', '-t', '60', '-D', pg, '-m', mode]

async function isRunning(pg: string): Promise<boolean> {
  const file = await postmasterFile(pg)
  const command = file && (await livingProcess(file.pid))?.command
  // Windows quotes paths and pg_ctl turns their slashes.
  const plain = (text: string) => text.replaceAll('"', '').replaceAll('\\', '/')
  return command !== undefined && `${plain(command)} `.includes(` -D ${plain(pg)} `)
}

/** In /tmp, not in TMPDIR, which may be too long for a socket or closed to the account. */
const socketPrefix = '/tmp/fazhi-'

async function makeSocketDirectory(account: Account | undefined): Promise<string> {
  const directory = await mkdtemp(socketPrefix)
  await give(directory, account)
  return directory
}

/** Name by name: a recursive removal by root has no place in a directory that another user can write. */
function removeSocketDirectory(directory: string): void {
  for (const name of ['.s.PGSQL.5432', '.s.PGSQL.5432.lock']) rmSync(join(directory, name), { force: true })
  try {
    rmdirSync(directory)
  } catch {
    // Gone already, or somebody put a file of their own there.
  }
}

/** Copied and emptied, not renamed: PostgreSQL holds the file open, and appends. */
async function rotate(logFile: string): Promise<void> {
  const file = await stat(logFile).catch(() => undefined)
  if (!file || file.size < logLimit) return
  await copyFile(logFile, `${logFile}.1`)
  await truncate(logFile)
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function give(path: string, account: Account | undefined): Promise<void> {
  if (account) await chown(path, account.uid, account.gid)
}

/** Makes a new name in the directory survive a power failure; Windows needs and offers no such thing. */
async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(directory)
  await handle.sync()
  await handle.close()
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
