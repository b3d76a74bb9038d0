/** What all peers have in common: the command line, the database, the clock and the line that is printed. */
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { Client } from 'pg'

/** A peer runs two seconds before it is measured: connections are open by then, and the code is compiled. */
const warmUp = 2

/**
 * Reads the command line: `--url` a connection string or a pool configuration as JSON, `--clients` how many procedures
 * run at the same time, `--seconds` how long is measured, `--mode` what counts as one operation, and `--statements`,
 * which only the raw peer has.
 */
export function readOptions() {
  const { values } = parseArgs({
    options: {
      url: { type: 'string' },
      clients: { type: 'string', default: '16' },
      seconds: { type: 'string', default: '5' },
      mode: { type: 'string', default: 'command' },
      statements: { type: 'string' },
    },
  })
  const { url, mode, statements } = values
  const clients = Number(values.clients)
  const seconds = Number(values.seconds)
  if (!Number.isInteger(clients) || clients < 1) throw new RangeError('--clients takes a whole number from 1')
  if (!(seconds > 0)) throw new RangeError('--seconds takes a number above 0')
  if (mode !== 'command' && mode !== 'procedure') throw new RangeError('--mode is command or procedure')
  return { url, clients, seconds, mode, statements }
}

/** The connection that `--url` describes. Only a server on this machine is measured: a network would be the figure. */
export function connection(url) {
  if (!url) throw new RangeError('--url is missing: a connection string, or a pool configuration as JSON')
  const given = url.startsWith('{') ? JSON.parse(url) : { connectionString: url }
  const { host, port, user, password, database } = new Client(given)
  if (!host.startsWith('/') && !['localhost', '127.0.0.1', '::1'].includes(host)) {
    throw new RangeError(`--url points to ${host}: give a Unix socket or a loopback address`)
  }
  return { host, port, user, password: password ?? undefined, database }
}

/** The same as a connection string, for libraries that take nothing else. */
export function toUrl({ host, port, user, password, database }) {
  const url = new URL(`postgresql://localhost:${port}/${database}`)
  url.username = user
  url.password = password ?? ''
  url.searchParams.set('host', host)
  return url.href
}

/** Calls `use` with the connection to a new database, which is dropped afterwards: every run begins with empty tables. */
export async function inFreshDatabase(server, use) {
  const database = `peer_${process.pid}_${Date.now()}`
  await once(server, `CREATE DATABASE ${database}`)
  try {
    return await use({ ...server, database })
  } finally {
    await once(server, `DROP DATABASE ${database} WITH (FORCE)`)
  }
}

/** The rows of one statement, on a connection of its own. */
export async function once(config, text) {
  const client = new Client(config)
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

/**
 * Runs `procedure(client)`, which yields after each of its commands, again and again for every client, and times each
 * command, or in the mode `procedure` each whole procedure. Counts what ended within the measured seconds.
 */
export async function measure({ clients, seconds, mode }, procedure) {
  const limit = setTimeout(() => fail(new Error('the peer did not finish in time')), (seconds + warmUp + 60) * 1000)
  const begin = performance.now() + warmUp * 1000
  const end = begin + seconds * 1000
  const durations = []
  const record = (started) => {
    const now = performance.now()
    if (now >= begin && now < end) durations.push(now - started)
    return now
  }
  const run = async (client) => {
    let now = performance.now()
    while (now < end) {
      const started = now
      for await (const _ of procedure(client)) if (mode === 'command') now = record(now)
      if (mode === 'procedure') now = record(started)
    }
  }
  await Promise.all(Array.from({ length: clients }, (_, client) => run(client)))
  clearTimeout(limit)
  durations.sort((a, b) => a - b)
  const percentile = (share) => round(durations[Math.ceil(durations.length * share) - 1] ?? NaN, 3)
  const operations = durations.length
  return {
    mode,
    operations,
    seconds,
    perSecond: round(operations / seconds, 1),
    p50ms: percentile(0.5),
    p99ms: percentile(0.99),
  }
}

/** The versions in use: of Node, of the named packages, and of the server with its settings for durability. */
export async function versionsOf(packages, server) {
  const versions = { node: process.versions.node }
  for (const name of packages) {
    const file = new URL(`./node_modules/${name}/package.json`, import.meta.url)
    versions[name] = JSON.parse(await readFile(file, 'utf8')).version
  }
  if (!server) return versions
  const settings = ['server_version', 'fsync', 'synchronous_commit', 'full_page_writes']
  const [row] = await once(server, `SELECT ${settings.map((name) => `current_setting('${name}') ${name}`).join()}`)
  const { server_version, ...durability } = row
  return { ...versions, postgresql: server_version, ...durability }
}

/** Runs a peer and prints its figure as one line of JSON; any error ends the process with code 1 and a sentence. */
export async function main(peer, run) {
  try {
    const figure = await run(readOptions())
    process.stdout.write(`${JSON.stringify({ peer, ...figure })}\n`)
  } catch (error) {
    fail(error)
  }
}

function fail(error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : error}\n`)
  process.exit(1)
}

const round = (number, digits) => Number(number.toFixed(digits))
