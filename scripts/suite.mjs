/** Types, lint and tests, counted alike: `npm test` and `npm run check` differ only in which tests run. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { root } from './setup.mjs'

const runNode = (title, tool, args, env = {}) => {
  console.log(`── ${title}`)
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', tool), ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  })
  return status === 0
}

/** Every test of vitest's JSON report as `{ name, status }`; a file that did not load or close counts as one more. */
const testsIn = ({ testResults }) =>
  testResults.flatMap(({ name: file, status, message, assertionResults }) => {
    const path = relative(root, file)
    const tests = assertionResults.map(({ fullName, status }) => ({ name: `${path} > ${fullName}`, status }))
    const unexplained = status === 'failed' && !tests.some((test) => test.status === 'failed')
    return unexplained ? [...tests, { name: `${path}: ${message}`, status: 'failed' }] : tests
  })

const runTests = (args, env) => {
  const folder = mkdtempSync(join(tmpdir(), 'fazhi-tests-'))
  try {
    const report = join(folder, 'report.json')
    // Browsers and databases are waited for: one file more than there are cores keeps these busy.
    const workers = args.some((arg) => arg.startsWith('--maxWorkers'))
      ? []
      : [`--maxWorkers=${availableParallelism() + 1}`]
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    const ok = runNode('测试（vitest）', 'vitest/vitest.mjs', ['run', ...reporters, ...workers, ...args], env)
    const tests = existsSync(report) ? testsIn(JSON.parse(readFileSync(report, 'utf8'))) : []
    // Errors outside any test, or no test at all.
    if (!ok && !tests.some(({ status }) => status === 'failed')) tests.push({ name: 'vitest', status: 'failed' })
    // A name filter skips the others by intent; without one, a skipped test is a promise not kept.
    const filtered = args.some((arg) => /^(-t|--testNamePattern)/.test(arg))
    return filtered ? tests.filter(({ status }) => status === 'passed' || status === 'failed') : tests
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * Prints `N passed, N failed` as the last line of stdout and gives the exit code. `tests` are `{ name, status }`.
 * Whatever did not pass has failed, a skipped test too.
 */
export const summarise = (tests) => {
  const failed = tests.filter(({ status }) => status !== 'passed')
  for (const { name, status } of failed)
    console.log(status === 'failed' ? `未通过：${name}` : `未运行（${status}），计为未通过：${name}`)
  console.log(`${tests.length - failed.length} passed, ${failed.length} failed`)
  return failed.length === 0 ? 0 : 1
}

/** Checks types and lint, then runs vitest with `args`; `built` says whether the build before it succeeded. */
export const runSuite = (args, { built = true, env = {} } = {}) => {
  const verdict = (name, ok) => ({ name, status: ok ? 'passed' : 'failed' })
  const types = runNode('类型检查（tsc）', 'typescript/bin/tsc', ['--noEmit']) && built
  const pages = runNode('类型检查（页面）', 'typescript/bin/tsc', ['-p', 'console', '--noEmit'])
  const lint = runNode('代码检查（oxlint）', 'oxlint/bin/oxlint', [])
  return summarise([verdict('类型检查', types && pages), verdict('代码检查', lint), ...runTests(args, env)])
}
