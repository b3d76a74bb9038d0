/** The serving process: start, jobs, address, and an orderly end. */
import { readFile } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import { sealAll } from '../kernel/ledger/index.ts'
import { tick } from '../kernel/register/index.ts'
import { buildApp } from './app.ts'
import { tenantsOf, type OpenHouse } from './house.ts'
import { open, type Surroundings } from './open.ts'
import { reportPages } from './pages/report.ts'
import { demoAccounts, demoPassword, ensureSample } from './sample.ts'

/** A sentence for the user and nothing else: no stack is shown. */
export class Told extends Error {}

const everySecond = 1000
/** Seals what was committed and lets the clock of real districts act; a failure is told and tried again. */
const startJobs = (house: OpenHouse, log: (line: string) => void): (() => Promise<void>) => {
  const stopping = new AbortController()
  let lastDay = ''
  const round = async (): Promise<void> => {
    for (const { id, sample } of await tenantsOf(house)) {
      const district = await house.district(id)
      await sealAll(house.pool, id, district.algorithm, house.signingKey, house.realNow())
      const today = house.realNow().slice(0, 13)
      if (!sample && today !== lastDay) {
        await tick(house, id, district.now())
        lastDay = today
      }
    }
  }
  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await round().catch((error: Error) => log(`后台任务未完成，稍后重试：${error.message}`))
      await new Promise((resolve) => setTimeout(resolve, everySecond).unref())
    }
  }
  const running = loop()
  return async () => {
    stopping.abort()
    await Promise.race([running, new Promise((resolve) => setTimeout(resolve, 2000).unref())])
  }
}

export const progressBar = (label: string, out: NodeJS.WriteStream) => {
  let shown = 0
  return (done: number, all: number, on: string): void => {
    const percent = Math.floor((done * 100) / all)
    if (out.isTTY) out.write(`\r${label} ${'█'.repeat(percent / 4).padEnd(25, '░')} ${percent}%  ${on}${done >= all ? '\n' : ''}`)
    else if (percent >= shown + 10 || done >= all) {
      if (percent > shown) out.write(`${label} ${percent}%  ${on}\n`)
      shown = percent
    }
  }
}

const listen = async (app: FastifyInstance, port: number, host: string): Promise<string> => {
  try {
    return await app.listen({ port, host })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') throw new Told(`端口${port}已被占用。请先停下占用它的程序，或用 PORT=另一端口 npm start。`)
    if (error instanceof Error && 'code' in error && error.code === 'EACCES') throw new Told(`没有权限使用端口${port}。请改用1024以上的端口：PORT=3000 npm start。`)
    throw error
  }
}
const tls = async (env: NodeJS.ProcessEnv) => {
  if (!env.TLS_CERT && !env.TLS_KEY) return undefined
  if (!env.TLS_CERT || !env.TLS_KEY) throw new Told('启用TLS须同时给出 TLS_CERT（证书文件）和 TLS_KEY（私钥文件）。')
  try {
    return { cert: await readFile(env.TLS_CERT), key: await readFile(env.TLS_KEY) }
  } catch (error) {
    throw new Told(`读不到TLS证书或私钥：${error instanceof Error ? error.message : String(error)}`)
  }
}

/** Serves until a signal; gives the exit code. `ready` is told the address. */
export const serve = async (env: NodeJS.ProcessEnv, around: Surroundings, out: NodeJS.WriteStream, ready: (address: string) => void = () => {}): Promise<number> => {
  const port = env.PORT === undefined || env.PORT === '' ? 3000 : Number(env.PORT)
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Told(`PORT=${env.PORT}不是端口号，应为0至65535的整数。`)
  const secure = await tls(env)
  let stop: (reason: string) => void = () => {}
  const stopping = new Promise<string>((resolve) => (stop = resolve))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop(signal))

  const opened = await open(around, { alone: true })
  const { house } = opened
  let app: FastifyInstance | undefined
  let stopJobs: () => Promise<void> = async () => {}
  try {
    app = await buildApp(house, { plugins: [reportPages(house)], ...(secure && { https: secure }), trustProxy: env.TRUST_PROXY === '1' })
    // The port first: a taken one is told before a year is loaded.
    const loading = ensureSample(house, progressBar('载入示例年度', out))
    const first = await Promise.race([loading.then((loaded) => ({ loaded })), stopping.then(() => undefined)])
    if (!first) return 0
    const address = await listen(app, port, env.HOST || '127.0.0.1')
    await opened.announce(address)
    stopJobs = startJobs(house, around.log)
    const tenants = await tenantsOf(house)
    out.write(`\n法治一本账已启动：${address}\n`)
    for (const { name, sample } of tenants) out.write(`  ${name}${sample ? '（示例数据，人员和企业均系虚构）' : ''}\n`)
    if (tenants.some((tenant) => tenant.sample)) {
      out.write(`示例账号（密码都是 ${demoPassword}）：\n`)
      for (const { login, name, post } of await demoAccounts()) out.write(`  ${login.padEnd(24)}${name}  ${post}\n`)
    }
    out.write('停止：按 Ctrl-C，或向本进程发送 TERM 信号；数据库会一同停下。\n\n')
    ready(address)
    await stopping
    out.write('正在停止……\n')
    return 0
  } finally {
    await app?.close()
    await stopJobs()
    await opened.close()
  }
}
