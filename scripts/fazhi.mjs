#!/usr/bin/env node
/** The product's command line: makes the clone ready, then hands over. `node scripts/fazhi.mjs serve` starts the server. */
import { ensureBuild, ensureDependencies, whenReady } from './setup.mjs'

await whenReady(async () => {
  ensureDependencies()
  ensureBuild()
  const { main } = await import(new URL('../dist/server/cli.js', import.meta.url).href)
  return main(process.argv.slice(2))
})
