/** The serving process: start, jobs, address, and an orderly end. */
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import type { Channel } from '../exchange/mail/channel.ts'
import { channelsOf, startPosting } from '../exchange/mail/posting.ts'
import { sealAll } from '../kernel/ledger/index.ts'
import { readAllWords, recompute, tick } from '../kernel/register/index.ts'
import { portalPages, portalWork } from '../portal/index.ts'
import { buildApp } from './app.ts'
import { consolePages } from './console.ts'
import { tenantsOf, type OpenHouse } from './house.ts'
import { open, type Surroundings } from './open.ts'
import { reportFiles } from './pages/report-files.ts'
import { reportPages } from './pages/report.ts'
import { demoAccounts, demoPassword, ensureSample } from './sample.ts'
import { keepTrace } from './trace.ts'

/** A sentence for the user and nothing else: no stack is shown. */
export class Told extends Error {}

/**
 * Seals what was committed and lets the clock of real districts act; a failure is told and tried again. `lost` is called
 * when the database has not answered for a while: it crashed, and must be started again. `more` is done for a district
 * whose ledger has grown.
 */
const startJobs = (
  house: OpenHouse,
  log: (line: string) => void,
  lost: () => void,
  more: (tenant: string) => Promise<void>,
): (() => Promise<void>) => {
  const stopping = new AbortController()
  let lastHour = ''
  /** Per district, the calendar by which its dates were last computed. */
  const calendars = new Map<string, string>()
  /** Per district, how much was sealed when `more` was last done. */
  const sizes = new Map<string, number>()
  let failures = 0
  const round = async (): Promise<void> => {
    const hour = house.realNow().slice(0, 13)
    for (const { id, sample } of await tenantsOf(house)) {
      const district = await house.district(id)
      const head = await sealAll(house.pool, id, district.algorithm, house.signingKey, house.realNow())
      await keepTrace(house, id)
      await readAllWords(house.pool, house.procedures.values(), id)
      const { version } = district.calendar
      if (calendars.get(id) !== version) {
        await recompute(house, id, district.now())
        calendars.set(id, version)
      }
      if (head && sizes.get(id) !== head.size) {
        await more(id)
        sizes.set(id, head.size)
      }
      if (!sample && hour !== lastHour) await tick(house, id, district.now())
    }
    lastHour = hour
    failures = 0
  }
  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await round().catch((error: Error) => {
        log(`后台任务未完成，稍后重试：${error.message}`)
        if (++failures >= patience) lost()
      })
      await wait(everySecond, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }
  const running = loop()
  return async () => {
    stopping.abort()
    await Promise.race([running, wait(2 * everySecond)])
  }
}
const everySecond = 1000
const patience = 2

export const progressBar = (label: string, out: NodeJS.WriteStream) => {
  let shown = 0
  return (done: number, all: number, on: string): void => {
    const percent = Math.floor((done * 100) / all)
    if (out.isTTY)
      out.write(`\r${label} ${'█'.repeat(percent / 4).padEnd(25, '░')} ${percent}%  ${on}${done >= all ? '\n' : ''}`)
    else if (percent >= shown + 10 || done >= all) {
      if (percent > shown) out.write(`${label} ${percent}%  ${on}\n`)
      shown = percent
    }
  }
}

const toldOfPort =
  (port: number) =>
  (error: unknown): never => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EADDRINUSE')
      throw new Told(`端口${port}已被占用。请先停下占用它的程序，或用 PORT=另一端口 npm start。`)
    if (code === 'EACCES') throw new Told(`没有权限使用端口${port}。请改用1024以上的端口：PORT=3000 npm start。`)
    throw error
  }
const listen = (app: FastifyInstance, port: number, host: string): Promise<string> =>
  app.listen({ port, host }).catch(toldOfPort(port))

/** Before a year is loaded for nothing: is the port free? */
const probe = async (port: number, host: string): Promise<void> => {
  const server = createServer()
  await new Promise<void>((free, taken) => server.once('error', taken).listen(port, host, free)).catch(toldOfPort(port))
  await new Promise((closed) => server.close(closed))
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

/** So many proxies of our own stand in front; whatever a visitor writes into X-Forwarded-For beyond them is not believed. */
const proxies = (given: string | undefined): number | string => {
  if (given === undefined || given === '') return 0
  if (/^[0-9]$/.test(given)) return Number(given)
  if (/^[0-9a-fA-F.:/]+(,\s*[0-9a-fA-F.:/]+)*$/.test(given)) return given
  throw new Told(`TRUST_PROXY=${given}应为前面代理的层数（0至9）或者它们的地址，用逗号隔开。`)
}

const channelsFor = (env: NodeJS.ProcessEnv): readonly Channel[] => {
  try {
    return channelsOf(env.SMTP_URL, env.MAIL_FROM)
  } catch (error) {
    throw new Told(error instanceof Error ? error.message : String(error))
  }
}

type End = 'signal' | 'database lost'
const welcome = async (house: OpenHouse, address: string, out: NodeJS.WriteStream): Promise<void> => {
  const tenants = await tenantsOf(house)
  out.write(`\n法治一本账已启动：${address}\n`)
  for (const { name, sample } of tenants) out.write(`  ${name}${sample ? '：人员、企业和记录均系虚构' : ''}\n`)
  if (tenants.some((tenant) => tenant.sample)) {
    out.write(`示例账号（密码都是 ${demoPassword}）：\n`)
    for (const { login, name, post } of await demoAccounts()) out.write(`  ${login.padEnd(24)}${name}  ${post}\n`)
  }
  out.write('停止：按 Ctrl-C，或向本进程发送 TERM 信号；数据库会一同停下。\n\n')
}

/** Serves until a signal; gives the exit code. A database that crashes is started again, and the pages come back. */
export const serve = async (env: NodeJS.ProcessEnv, around: Surroundings, out: NodeJS.WriteStream): Promise<number> => {
  const port = env.PORT === undefined || env.PORT === '' ? 3000 : Number(env.PORT)
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Told(`PORT=${env.PORT}不是端口号，应为0至65535的整数。`)
  const secure = await tls(env)
  const host = env.HOST || '127.0.0.1'
  const channels = channelsFor(env)
  await probe(port, host)
  let stop: (end: End) => void = () => {}
  const signalled = new Promise<End>((resolve) => (stop = resolve))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop('signal'))

  /** One life of the database. */
  const live = async (at: number, again: boolean): Promise<{ end: End; port: number }> => {
    const opened = await open(around, { alone: true })
    const { house } = opened
    let app: FastifyInstance | undefined
    let stopJobs: () => Promise<void> = async () => {}
    let stopPosting: () => Promise<void> = async () => {}
    try {
      app = buildApp(house, {
        plugins: [reportPages(house), reportFiles(house), consolePages(), portalPages(house)],
        ...(secure && { https: secure }),
        trustProxy: proxies(env.TRUST_PROXY),
        log: around.log,
        sends: channels.length > 0,
      })
      const loading = ensureSample(house, progressBar('载入示例年度', out))
      // Stopped meanwhile, it fails for want of a database; the next start loads anew.
      void signalled.then(() => loading.catch(() => {}))
      const loaded = await Promise.race([loading, signalled])
      if (loaded === 'signal') return { end: 'signal', port: at }
      const address = await listen(app, at, host)
      await opened.announce(address)
      const work = await portalWork(house)
      const lost = new Promise<End>(
        (resolve) => (stopJobs = startJobs(house, around.log, () => resolve('database lost'), work)),
      )
      stopPosting = startPosting(house, channels, env.PUBLIC_URL?.replace(/\/+$/, '') || address, around.log)
      if (again) out.write(`数据库已重新启动：${address}\n`)
      else await welcome(house, address, out)
      const end = await Promise.race([signalled, lost])
      out.write(end === 'signal' ? '正在停止……\n' : '数据库意外停止，正在重新启动……\n')
      return { end, port: Number(new URL(address).port) }
    } finally {
      await app?.close()
      await Promise.all([stopJobs(), stopPosting()])
      await opened.close()
    }
  }
  for (let at = port, again = false; ; again = true) {
    const life = await live(at, again)
    if (life.end === 'signal') return 0
    at = life.port
  }
}
