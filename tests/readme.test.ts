/** What the documents promise, held against the code. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { isDay } from '../kernel/time/index.ts'
import { demoAccounts, demoPassword } from '../server/sample.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const below = (folder: string, end: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(end))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
const decisions = below('docs/decisions', '.md')
const documents = ['README.md', 'CHANGELOG.md', 'docs/README.md', ...decisions]
const all = documents.map(read).join('\n')
const readme = read('README.md')
const { version, scripts } = JSON.parse(read('package.json')) as { version: string; scripts: Record<string, string> }
const matches = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, one]) => one!)),
]
/** The code blocks of one language. */
const blocks = (language: string): string[] => matches(readme, new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g'))

describe('commands', () => {
  test('of npm exist, and each is in the README', () => {
    const mentioned = matches(all, /\bnpm (?:run (?:-s )?)?([a-z]+)\b/g).filter((word) => word !== 'run')
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(mentioned))
    expect(mentioned).toEqual(expect.arrayContaining(Object.keys(scripts)))
  })
  test('of fazhi stand in its usage', () => {
    const usage = /const usage = `([^`]+)`/.exec(read('server/usage.ts'))![1]!
    const offered = [...matches(usage, /^ {2}([a-z]+)/gm), ...matches(usage, /\| ([a-z]+)/g)]
    const mentioned = matches(all, /(?:\bfazhi -- |`fazhi )([a-z]+)/g)
    expect(mentioned.length).toBeGreaterThan(10)
    expect(offered).toEqual(expect.arrayContaining(mentioned))
    expect(matches(readme, /fazhi -- .*?(--[a-z]+)/g).filter((option) => !usage.includes(option))).toEqual([])
  })
})

test('the environment variables of the README are those that the code reads', () => {
  // Of the machine, not of the product.
  const foreign = new Set(['PATH', 'LOCALAPPDATA', 'TEMP', 'TZ'])
  const sources = [
    ...below('server', '.ts').filter((path) => !path.endsWith('.test.ts')),
    ...below('scripts', '.mjs'),
    'tests/seed.ts',
  ]
  const used = matches(sources.map(read).join('\n'), /\benv\.([A-Z][A-Z_]+)\b/g).filter((name) => !foreign.has(name))
  expect(matches(readme, /^\| `([A-Z_]+)`/gm).sort()).toEqual(used.sort())
  const set = matches(all, /\b([A-Z][A-Z_]+)=\S/g)
  expect(used).toEqual(expect.arrayContaining(set))
})

test('every path of the tree exists', () => {
  const paths = blocks('text').flatMap((block) => matches(block, /^(\S+)/gm))
  expect(paths.length).toBeGreaterThan(10)
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([])
})

test('every link within the clone leads somewhere', () => {
  for (const document of documents) {
    const folder = join(root, document, '..')
    for (const target of matches(read(document), /\]\(([^)#]+)\)/g))
      if (!target.startsWith('https:')) expect(existsSync(join(folder, target)), `${document}: ${target}`).toBe(true)
  }
})

test('every decision is listed, in order', () => {
  const listed = matches(read('docs/README.md'), /\(decisions\/([^)]+)\)/g)
  expect(listed).toEqual(decisions.map((path) => path.slice('docs/decisions/'.length)).sort())
  expect(listed.map((name) => Number(name.slice(0, 4)))).toEqual(listed.map((_, at) => at + 1))
})

test('the files that decisions name exist', () => {
  const named = decisions.flatMap((path) => matches(read(path), /`((?:kernel|server|mechanisms|laws)\/[^`\s]+)`/g))
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([])
})

test('the newest version of the changelog is that of the package', () => {
  const [, newest, day] = /^## \[([^\]]+)\] - (\S+)$/m.exec(read('CHANGELOG.md'))!
  expect(newest).toBe(version)
  expect(isDay(day)).toBe(true)
})

test('the demo accounts of the README can sign in', async () => {
  const logins = (await demoAccounts()).map(({ login }) => login)
  expect(readme).toContain(`\`${demoPassword}\``)
  expect(logins).toEqual(expect.arrayContaining(matches(readme, /^\| `([a-z][a-z0-9-]+)`/gm)))
})

test('the picture is there, and small', () => {
  expect(readFileSync(join(root, 'docs/report.png')).length).toBeLessThan(300_000)
})
