/**
 * `npm run check`: what can be known in under a minute, without database and browser: types, lint, the direction of
 * imports (`tests/arrows.ts`), and every test that is pure. Further arguments go to vitest.
 */
import { ensureDependencies, whenReady } from './setup.mjs'
import { runSuite } from './suite.mjs'

await whenReady(() => {
  ensureDependencies()
  return runSuite(['--project=pure', ...process.argv.slice(2)])
})
