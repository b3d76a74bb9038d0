#!/usr/bin/env node
/** The product's command line: makes the clone ready, then hands over. `node scripts/fazhi.mjs serve` starts the server. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { ensureBuild, ensureDependencies, whenReady } from './setup.mjs'

const heap = '--max-old-space-size'
/** An import lets any number of rows through: in a small heap Node clears away behind them instead of growing. */
const inSmallHeap = async () => {
  const child = spawn(process.execPath, [`${heap}=256`, ...process.argv.slice(1)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  const [code] = await once(child, 'exit')
  return code ?? 1
}

await whenReady(async () => {
  ensureDependencies()
  ensureBuild()
  if (process.argv[2] === 'import' && !process.execArgv.some((one) => one.startsWith(heap))) return inSmallHeap()
  const { main } = await import(new URL('../dist/server/cli.js', import.meta.url).href)
  return main(process.argv.slice(2))
})
