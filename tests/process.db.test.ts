/** The product as processes: an empty real district, a server that is killed again and again, and what a second one is told. */
import { spawn, type ChildProcess } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const cli = fileURLToPath(new URL('../dist/server/cli.js', import.meta.url))
const run = `import { main } from ${JSON.stringify(cli)}; process.exitCode = await main(process.argv.slice(1))`
let dataDir: string
const env = () => ({ ...process.env, FAZHI_DATA: dataDir, PORT: '0', DATABASE_URL: '' })
const start = (...words: string[]): ChildProcess =>
  spawn(process.execPath, ['--input-type=module', '-e', run, '--', ...words], {
    env: env(),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
const fazhi = (...words: string[]): Promise<{ code: number | null; out: string; err: string }> =>
  new Promise((done) => {
    const child = start(...words)
    let [out, err] = ['', '']
    child.stdout!.on('data', (chunk: Buffer) => (out += chunk.toString()))
    child.stderr!.on('data', (chunk: Buffer) => (err += chunk.toString()))
    child.on('close', (code) => done({ code, out, err }))
  })
interface Server {
  readonly child: ChildProcess
  readonly address: string
}
const serve = (): Promise<Server> =>
  new Promise((done, fail) => {
    const child = start('serve')
    let out = ''
    child.stdout!.on('data', (chunk: Buffer) => {
      out += chunk.toString()
      const found = /已启动：(\S+)/.exec(out)
      if (found) done({ child, address: found[1]! })
    })
    child.stderr!.on('data', (chunk: Buffer) => (out += chunk.toString()))
    child.on('close', (code) => fail(new Error(`exit ${code}: ${out}`)))
  })
const gone = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((done) => child.on('close', () => done()))

const district = {
  code: 'shili-qu',
  name: '示例区',
  units: [{ code: 'qu', name: '示例区人民政府', kind: 'government', from: '2010-01-01' }],
  people: [
    ...(['system-admin', 'security-admin', 'audit-admin'] as const).map((role) => ({
      id: role,
      name: `示例${role}`,
      login: role,
      posts: [{ unit: 'qu', title: role, roles: [role], from: '2020-01-01' }],
    })),
    {
      id: 'p-1',
      name: '示例甲',
      login: 'justice',
      posts: [{ unit: 'qu', title: '科长', roles: ['justice-bureau'], from: '2020-01-01' }],
    },
  ],
}
const password = 'Shili-2022-gai'
let oneTime = ''

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'fazhi-process-'))
  await chmod(dataDir, 0o755)
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

const post = (address: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${address}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-fazhi': '1', ...headers },
    body: JSON.stringify(body),
  })
const signIn = async (address: string, login: string, secret: string): Promise<{ status: number; cookie: string }> => {
  const answer = await post(address, '/api/session', { login, password: secret })
  return { status: answer.status, cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0]! }
}

test('init makes an empty real district and shows each one-time password once', async () => {
  const file = join(dataDir, 'district.json')
  await writeFile(file, JSON.stringify({ ...district, people: district.people.slice(1) }))
  const refused = await fazhi('init', file)
  expect(refused.code).toBe(1)
  expect(refused.err).toContain('system-admin')
  await writeFile(file, JSON.stringify(district))
  const made = await fazhi('init', file)
  expect(made.err).not.toContain('载入示例')
  expect(made.code, made.err).toBe(0)
  oneTime = /justice\t(\S+)/.exec(made.out)![1]!
  expect(await readFile(join(dataDir, 'keys', 'signing.json'), 'utf8')).toContain('PRIVATE KEY')
})

test('the server keeps every acknowledged act through kill -9 of itself and of its database, and writes none by half', async () => {
  const acknowledged = new Set<string>()
  const asked = new Set<string>()
  let n = 0
  for (const round of [0, 1, 2, 3]) {
    const server = await serve()
    if (round === 0) {
      const first = await signIn(server.address, 'justice', oneTime)
      expect(first.status).toBe(200)
      const early = await post(server.address, '/api/parameters', { body: {} }, { cookie: first.cookie })
      expect(early.status).toBe(403)
      const changed = await post(
        server.address,
        '/api/me/password',
        { old: oneTime, new: password },
        { cookie: first.cookie },
      )
      expect(changed.status, await changed.clone().text()).toBeLessThan(300)
    }
    const { cookie, status } = await signIn(server.address, 'justice', password)
    expect(status).toBe(200)
    // Whatever was asked before the last crash is asked again with its key: it must not be doubled.
    for (const key of asked)
      if (!acknowledged.has(key))
        await post(server.address, '/api/parameters', proposal(key), { cookie, 'idempotency-key': key }).then(
          (answer) => answer.ok && acknowledged.add(key),
        )
    const stopping = new AbortController()
    const writers = Array.from({ length: 6 }, async () => {
      while (!stopping.signal.aborted) {
        const key = `k${n++}`
        asked.add(key)
        const answer = await post(server.address, '/api/parameters', proposal(key), {
          cookie,
          'idempotency-key': key,
        }).catch(() => undefined)
        if (answer?.ok) acknowledged.add(key)
        else if (!answer) return
      }
    })
    await new Promise((resolve) => setTimeout(resolve, 700 + 200 * round))
    if (round % 2) {
      const postmaster = Number((await readFile(join(dataDir, 'pg', 'postmaster.pid'), 'utf8')).split('\n')[0])
      process.kill(postmaster, 'SIGKILL')
      // The server stays up, says that it cannot answer, and comes back by itself with a database started anew.
      const statuses = new Set<number>()
      for (let tries = 0; tries < 100 && !statuses.has(200); tries++) {
        const answer = await fetch(`${server.address}/api/me`, { headers: { cookie } }).catch(() => undefined)
        if (answer) statuses.add(answer.status)
        if (answer && ![200, 503].includes(answer.status)) break
        await new Promise((resolve) => setTimeout(resolve, 200))
      }
      expect([...statuses].filter((one) => one !== 503)).toEqual([200])
    }
    server.child.kill('SIGKILL')
    stopping.abort()
    await Promise.all(writers)
    await gone(server.child)
  }
  const server = await serve()
  const { cookie } = await signIn(server.address, 'justice', password)
  const found: string[] = []
  for (let after = ''; ;) {
    const page = (await (
      await fetch(`${server.address}/api/parameters?limit=200${after && `&after=${encodeURIComponent(after)}`}`, {
        headers: { cookie },
      })
    ).json()) as { rows: { fields: { rule: string } }[]; next?: string }
    found.push(...page.rows.map((row) => row.fields.rule))
    if (!page.next) break
    after = page.next
  }
  expect(acknowledged.size).toBeGreaterThan(20)
  expect(found.length).toBe(new Set(found).size)
  for (const key of acknowledged) expect(found).toContain(key)

  const second = await fazhi('serve')
  expect(second.code).toBe(1)
  expect(second.err).toMatch(/正由进程 \d+ 使用/)
  const visited = await fazhi('figures', '--year', '2022', '--json')
  expect(visited.code, visited.err).toBe(0)
  expect(Array.isArray(JSON.parse(visited.out))).toBe(true)
  server.child.kill('SIGTERM')
  await gone(server.child)
  expect(server.child.exitCode).toBe(0)
  const verified = join(dataDir, 'export.ndjson')
  expect((await fazhi('export', verified)).code).toBe(0)
  expect((await fazhi('verify', verified)).code).toBe(0)
})
const proposal = (key: string) => ({
  body: { rule: key, count: 3, timeUnit: 'months', validFrom: '2022-01-01', basis: '示例' },
})
