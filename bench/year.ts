/** The sample year from nothing, the second start, and what the serving process needs of memory. */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { start } from './children.ts'
import { megabytes, seconds, type Line } from './table.ts'
import { demoAccounts, demoPassword } from '../server/sample.ts'

interface Serving {
  readonly address: string
  /** From the start of the process until it said that it is ready. */
  readonly seconds: number
  memory(): Promise<NodeJS.MemoryUsage>
  stop(): Promise<void>
}
const patience = 120_000

/** The served product on that data directory, in a process of its own. */
export const serve = async (dataDir: string, env: NodeJS.ProcessEnv = {}): Promise<Serving> => {
  const began = performance.now()
  const program = fileURLToPath(new URL('serve.js', import.meta.url))
  const child: ChildProcess = start(program, [], { FAZHI_DATA: dataDir, PORT: '0', DATABASE_URL: '', ...env })
  let said = ''
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout!.on('data', (text) => {
      said += text
      const [, address] = /已启动：(\S+)/.exec(said) ?? []
      if (address) resolve(address)
    })
    child.stderr!.on('data', (text) => (said += text))
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)))
    setTimeout(() => reject(new Error(`the server was not ready in time: ${said}`)), patience).unref()
  })
  const address = await ready
  return {
    address,
    seconds: (performance.now() - began) / 1000,
    memory: async () => {
      const told = once(child, 'message')
      child.send('memory')
      return ((await told) as [NodeJS.MemoryUsage])[0]
    },
    stop: async () => {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** What people look at: the annual report in public, then, signed in, duties, registers and all figures. */
const visit = async ({ address }: Serving): Promise<void> => {
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const response = await fetch(new URL(path, address), init)
    await response.clone().arrayBuffer()
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return response
  }
  await ask('/')
  await ask('/report')
  const [account] = await demoAccounts()
  if (!account) throw new Error('the sample has no demo account')
  const { headers } = await ask('/api/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: new URL(address).origin },
    body: JSON.stringify({ login: account.login, password: demoPassword }),
  })
  const cookie = headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  for (let round = 0; round < 5; round++)
    for (const path of ['/api/indicators?year=2022', '/api/duties', '/api/mechanisms', '/api/litigation'])
      await ask(path, { headers: { cookie } })
  await wait(500)
}
const memoryLimit = 300 * 2 ** 20

/** Rows 8 and 9. Leaves the year in the data directory. */
export const yearLines = async (dataDir: string, wanted: (row: string) => boolean): Promise<Line[]> => {
  const memoryLine = async (serving: Serving, when: string): Promise<Line> => {
    await visit(serving)
    const { rss, heapUsed } = await serving.memory()
    return {
      row: '8',
      what: `服务进程内存（${when}）`,
      ours: `常驻 ${megabytes(rss)}，堆 ${megabytes(heapUsed)}`,
      limit: '< 300 MB',
      holds: rss < memoryLimit,
      note: '浏览年度报告页面、登录并五次读取全部指标、期限、台账之后；不含数据库进程',
    }
  }
  const lines: Line[] = []
  const first = await serve(dataDir)
  if (wanted('8')) {
    lines.push({
      row: '8',
      what: '从空目录到示例年度可用',
      ours: seconds(first.seconds),
      limit: '< 60 秒',
      holds: first.seconds < 60,
      note: '含建立数据库、载入全年、封存',
    })
    lines.push(await memoryLine(first, '载入示例年度的那一次启动'))
  }
  await first.stop()
  const second = await serve(dataDir)
  if (wanted('8')) lines.push(await memoryLine(second, '再次启动'))
  if (wanted('9'))
    lines.push({
      row: '9',
      what: '再次启动到可用',
      ours: seconds(second.seconds),
      limit: '约 3 秒',
      holds: second.seconds <= 3.5,
    })
  await second.stop()
  return lines
}
