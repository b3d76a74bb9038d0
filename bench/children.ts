/** Programs that the bench starts. None outlives it for long: a server still stops its database first. */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'

const living = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of living) child.kill('SIGTERM')
})

/** Starts a Node program with a channel to it; its output is collected by whoever listens. */
export const start = (program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess => {
  const child = fork(program, [...args], { silent: true, execArgv: [], env: { ...process.env, ...env } })
  living.add(child)
  child.once('exit', () => living.delete(child))
  return child
}

/** The most memory that a process has had, in bytes; nothing where the system does not tell (it does on Linux). */
const peakOf = async (pid: number | undefined): Promise<number | undefined> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const [, kilobytes] = /^VmHWM:\s+(\d+)/m.exec(status) ?? []
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024
}

export interface Ran {
  readonly output: string
  readonly seconds: number
  readonly peak: number | undefined
}
/** Runs a Node program to its end. Throws, with the error that it printed, unless it ends well. */
export const run = async (program: string, args: readonly string[]): Promise<Ran> => {
  const began = performance.now()
  const child = start(program, args)
  let [output, errors] = ['', '']
  child.stdout!.on('data', (text) => (output += text))
  child.stderr!.on('data', (text) => (errors += text))
  let peak: number | undefined
  const watching = setInterval(() => void peakOf(child.pid).then((now) => (peak = now ?? peak)), 100)
  const [code] = (await once(child, 'close')) as [number | null]
  clearInterval(watching)
  const [why] = errors.split('\n').filter((line) => /error/i.test(line))
  if (code !== 0) throw new Error(`${program}: ${why ?? errors.trim()} (exit code ${code})`)
  return { output, seconds: (performance.now() - began) / 1000, peak }
}
