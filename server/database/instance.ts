import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { link, mkdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** The directory is open in another living process; the message is for the user. */
export class DirectoryInUse extends Error {
  override readonly name = 'DirectoryInUse'

  constructor(
    readonly directory: string,
    readonly pid: number,
  ) {
    super(
      `数据目录 ${directory} 正由进程 ${pid} 使用，同一目录一次只能由一个进程打开。` +
        `请先停止进程 ${pid}（在其窗口按 Ctrl-C，或执行 kill ${pid}）再启动；若要另开一份，请用 FAZHI_DATA 指定别的目录。`,
    )
  }
}

/** A directory held by this process. `release` may be called more than once. */
export interface Instance {
  release(): Promise<void>
}

/**
 * Takes the data directory (made if absent) for this process. A lock left by a process that is gone is taken over;
 * of several processes that try at once exactly one succeeds.
 * @throws DirectoryInUse when a living process, this one included, holds it
 */
export async function takeInstance(dataDir: string): Promise<Instance> {
  await mkdir(dataDir, { recursive: true })
  const directory = await realpath(dataDir)
  return takeLock(join(directory, 'instance.lock'), directory)
}

/** As `takeInstance`, by a lock file of any name; `directory` is what the user is told is in use. */
export async function takeLock(path: string, directory: string): Promise<Instance> {
  const self = await livingProcess(process.pid)
  const mine: Owner = { pid: process.pid, started: self?.started ?? '', token: randomUUID() }
  await acquire(path, mine, directory)
  return {
    async release() {
      if ((await readOwner(path))?.token === mine.token) await rm(path, { force: true })
    },
  }
}

/** What a lock file says. The token is new for every lock ever taken, so a lock is never mistaken for a later one. */
interface Owner {
  readonly pid: number
  readonly started: string
  readonly token: string
}

async function acquire(path: string, mine: Owner, directory: string): Promise<void> {
  if (await create(path, mine)) return
  const owner = await readOwner(path)
  if (!owner) return acquire(path, mine, directory)
  if (await isAlive(owner)) throw new DirectoryInUse(directory, owner.pid)

  // Removing a stale lock by its name could remove the lock of someone who was quicker. So whoever wants to replace it
  // first takes a second lock that is named by the token of the stale one, then makes sure it still stands there.
  const heir = `${path}.${owner.token}`
  await acquire(heir, mine, directory)
  try {
    if ((await readOwner(path))?.token === owner.token) return await replace(path, mine)
  } finally {
    await rm(heir, { force: true })
  }
  return acquire(path, mine, directory)
}

/** False when the file exists. A link, because it makes a complete file appear at once or not at all. */
async function create(path: string, owner: Owner): Promise<boolean> {
  const draft = await writeDraft(path, owner)
  try {
    await link(draft, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    await rm(draft, { force: true })
  }
}

async function replace(path: string, owner: Owner): Promise<void> {
  await rename(await writeDraft(path, owner), path)
}

async function writeDraft(path: string, owner: Owner): Promise<string> {
  const draft = `${path}~${owner.token}`
  await writeFile(draft, JSON.stringify(owner))
  return draft
}

/** Undefined when there is no such file. A file damaged by a power failure belongs to nobody alive. */
async function readOwner(path: string): Promise<Owner | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  try {
    const { pid, started, token } = JSON.parse(text) as Partial<Owner>
    return { pid: Number(pid), started: String(started), token: String(token) }
  } catch {
    return { pid: 0, started: '', token: 'damaged' }
  }
}

async function isAlive(owner: Owner): Promise<boolean> {
  return (await livingProcess(owner.pid))?.started === owner.started
}

/** `started` differs between two processes that were given the same pid one after the other. */
export interface LivingProcess {
  readonly started: string
  readonly command: string
}

/** Looks a process up; undefined when there is none, or only one that ended and was not yet collected by its parent. */
export async function livingProcess(pid: number): Promise<LivingProcess | undefined> {
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined
  try {
    if (process.platform === 'linux') return await fromProc(pid)
    return process.platform === 'win32' ? await fromWindows(pid) : await fromPs(pid)
  } catch {
    return undefined
  }
}

async function fromProc(pid: number): Promise<LivingProcess | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  // The second field is the program's name in brackets and may hold anything; state is field 3, start time field 22.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (fields[0] === 'Z' || fields[0] === 'X') return undefined
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8')
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8')
  return { started: `${boot.trim()}/${fields[19]}`, command: command.replaceAll('\0', ' ') }
}

const execute = promisify(execFile)

async function fromPs(pid: number): Promise<LivingProcess | undefined> {
  const columns = ['-o', 'stat=', '-o', 'lstart=', '-o', 'args=']
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' }
  const { stdout } = await execute('ps', ['-ww', '-p', String(pid), ...columns], { env })
  const found = /^\s*([^Z\s]\S*)\s+(\S+\s+\S+\s+\d+\s+[\d:]+\s+\d+)\s+(.*)/.exec(stdout)
  return found ? { started: found[2] ?? '', command: found[3] ?? '' } : undefined
}

async function fromWindows(pid: number): Promise<LivingProcess | undefined> {
  const script = `$p = Get-CimInstance Win32_Process -Filter 'ProcessId=${pid}'; "$($p.CreationDate.Ticks) $($p.CommandLine)"`
  const { stdout } = await execute('powershell', ['-NoProfile', '-Command', script], { windowsHide: true })
  const found = /^(\d+) (.*)/.exec(stdout)
  return found ? { started: found[1] ?? '', command: found[2] ?? '' } : undefined
}
