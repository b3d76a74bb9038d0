/**
 * `npm test`: everything, in a fresh clone and on a bare machine. Further arguments go to vitest.
 * The last line of stdout is `N passed, N failed`; a skipped test has failed. Browser tests find their Chromium in CHROME.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ensureChromium } from './chromium.mjs'
import { ensureBuild, ensureDependencies, root, say, Unready } from './setup.mjs'
import { runSuite, summarise } from './suite.mjs'

const apart = ['node_modules', 'dist', 'data', '.git']
const filesBelow = (folder) =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? apart.includes(entry.name)
        ? []
        : filesBelow(join(folder, entry.name))
      : [join(folder, entry.name)],
  )

/** Whether the work was done; where the clone is not ready, says why. */
const attempt = (work) => {
  try {
    return { done: work() ?? true }
  } catch (error) {
    if (!(error instanceof Unready)) throw error
    say(error.message)
    return { done: undefined }
  }
}

const args = process.argv.slice(2)
const ready = attempt(() => {
  ensureDependencies()
  return { CHROME: filesBelow('.').some((path) => path.endsWith('.e2e.ts')) ? ensureChromium() : '' }
})
process.exitCode = ready.done
  ? runSuite(args, { built: attempt(ensureBuild).done === true, env: ready.done })
  : summarise([{ name: '测试环境', status: 'failed' }])
