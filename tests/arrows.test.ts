import { describe, expect, it } from 'vitest'
import { fileURLToPath } from 'node:url'
import { treeOf, violations, type Tree } from './arrows.ts'

const found = (files: Readonly<Record<string, string>>) => violations(new Map(Object.entries(files)) satisfies Tree)
const lines = (count: number) => 'export {}\n'.repeat(count)

it('finds no violation in the tree', () => {
  const tree = treeOf(fileURLToPath(new URL('..', import.meta.url)))
  expect(tree.size).toBeGreaterThan(100)
  expect(violations(tree)).toEqual([])
})

describe('an arrow that points right is found, with its reason', () => {
  it.each([
    ['kernel/time/a.ts', '../../laws/b.ts', 'the kernel knows no law'],
    ['kernel/time/a.ts', '../../mechanisms/roles.ts', 'the kernel knows no law'],
    ['kernel/law/a.ts', '../../server/a.ts', 'the kernel knows no law'],
    ['kernel/time/a.ts', '../law/index.ts', 'only those before it'],
    ['kernel/procedure/a.ts', '../register/index.ts', 'only those before it'],
    ['kernel/indicator/a.ts', '../report/index.ts', 'only those before it'],
    ['kernel/time/a.ts', '../unheard/index.ts', 'only those before it'],
    ['kernel/unheard/a.ts', '../time/index.ts', 'only those before it'],
    ['kernel/report/a.ts', '../mechanism.ts', 'would read itself'],
    ['kernel/fields/a.ts', '../sample.ts', 'would read itself'],
    ['laws/a.ts', '../mechanisms/roles.ts', 'a law says the same'],
    ['laws/a.ts', '../server/index.ts', 'a law says the same'],
    ['mechanisms/roles.ts', './year/a/index.ts', 'what all mechanisms share'],
    ['mechanisms/year/a/index.ts', '../../../server/index.ts', 'every face derives from it'],
    ['mechanisms/year/a/index.ts', '../../../console/kit/index.ts', 'only screens.tsx may draw'],
    ['mechanisms/year/a/screens.tsx', '../../../console/list.tsx', 'only screens.tsx may draw'],
    ['mechanisms/year/a/rules.ts', '../b/rules.ts', 'at its front door'],
    ['mechanisms/year/a/rules.ts', '../../credit/b/parts.ts', 'at its front door'],
    ['mechanisms/year/a/index.ts', '../../../tests/story.ts', 'runs without its tests'],
    ['mechanisms/year/a/index.ts', './index.test.ts', 'runs without its tests'],
    ['portal/a.ts', '../mechanisms/year/a/index.ts', 'the portal derives'],
    ['server/a.ts', '../bench/index.ts', 'runs without its tests'],
    ['server/a.ts', '../districts/qianjiang-2022/year.ts', 'a district is data'],
    ['mechanisms/year/a/index.ts', '../../../districts/notices/2022.json', 'a district is data'],
    ['verify/verify.mjs', '../kernel/ledger/merkle.ts', 'handed out as one file'],
    ['verify/verify.mjs', 'pg', 'runs on Node alone'],
  ])('%s → %s', (from, to, reason) => {
    const forms = [
      `import { x } from '${to}'`,
      `import {\n  x,\n} from '${to}'`,
      `import type { X } from '${to}'`,
      `import '${to}'`,
      `export * from "${to}"`,
      `const late = () => import('${to}')`,
    ]
    for (const form of forms) {
      const [violation, ...others] = found({ [from]: form })
      expect(violation, form).toMatch(new RegExp(`^${from}:\\d+ → .*${reason}`))
      expect(others).toEqual([])
    }
  })
  it('names the line of a statement by its end', () => {
    expect(found({ 'laws/a.ts': `/** Why. */\n\nimport {\n  x,\n} from '../server/a.ts'\n` })[0]).toMatch(
      /^laws\/a\.ts:5 → server\/a\.ts/,
    )
  })
})

it('arrows that point left, and those of tests and tools, are allowed', () => {
  const everything = `import '../server/a.ts'\nimport '../districts/q/data.ts'\nimport './story.ts'`
  expect(
    found({
      'kernel/report/a.ts': `import '../indicator/index.ts'\nimport './b.ts'\nimport { Client } from 'pg'`,
      'kernel/mechanism.ts': `import './report/index.ts'\nimport './sample.ts'`,
      'laws/a.ts': `import '../kernel/law/index.ts'\nimport './b.ts'`,
      'mechanisms/roles.ts': `import '../kernel/procedure/index.ts'`,
      'mechanisms/year/a/index.ts': `import '../../../laws/a.ts'\nimport '../../roles.ts'\nimport '../b/index.ts'\nimport './rules.ts'`,
      'mechanisms/year/a/screens.tsx': `import '../../../console/kit/table.tsx'\nimport 'react'`,
      'mechanisms/year/a/index.test.ts': `import '../../../tests/story.ts'\nimport '../../../server/a.ts'`,
      'server/a.ts': `import '../mechanisms/year/a/rules.ts'\nimport '../exchange/a.ts'`,
      'verify/verify.mjs': `import 'node:crypto'`,
      'districts/q/data.ts': `import '../p/data.ts'`,
      'tests/a.ts': everything,
      'bench/a.ts': everything,
      'scripts/a.mjs': everything,
    }),
  ).toEqual([])
})

it('words in comments and in sentences are no imports', () => {
  expect(
    found({
      'kernel/time/a.ts': `// import '../law/index.ts'\n/** {@link import('../law/index.ts')} and new Date() */\nexport const at = 'http://x/**/'\n`,
      'laws/a.ts': `export const says = ['from', '../server/a.ts', "import it from '../server/a.ts'"]`,
    }),
  ).toEqual([])
})

it('mechanisms in a circle are found once, whatever leads into it', () => {
  const asks = (...ids: string[]) => ids.map((id) => `import '../${id}/index.ts'`).join('\n')
  const circle = found({
    'mechanisms/year/a/index.ts': asks('b'),
    'mechanisms/year/b/rules.ts': asks('c', 'e'),
    'mechanisms/year/c/index.ts': asks('d'),
    'mechanisms/year/d/index.ts': asks('b'),
    'mechanisms/year/e/index.ts': '',
  })
  expect(circle).toEqual([expect.stringMatching(/^year\/b → year\/c → year\/d → year\/b: mechanisms in a circle/)])
})

it.each(['helpers.ts', 'README.md', 'rules/a.ts', 'screens.ts', 'second.test.ts'])(
  "a mechanism's folder does not hold %s",
  (name) => {
    expect(found({ [`mechanisms/year/a/${name}`]: '' })).toEqual([expect.stringContaining(`holds only index.ts`)])
  },
)
it('a chapter holds folders only', () => {
  expect(found({ 'mechanisms/year/shared.ts': '' })).toEqual([expect.stringContaining('a chapter holds the folders')])
})

it('files have a length', () => {
  const tree = (more: number) => ({
    'mechanisms/year/a/index.ts': lines(250 + more),
    'mechanisms/roles.ts': lines(400 + more),
    'server/a.ts': lines(400 + more),
    'scripts/a.mjs': lines(400 + more),
  })
  expect(found(tree(0))).toEqual([])
  expect(found(tree(1)).map((violation) => violation.split(':')[1])).toEqual([
    ' 251 lines, at most 250',
    ' 401 lines, at most 400',
    ' 401 lines, at most 400',
    ' 401 lines, at most 400',
  ])
  expect(found({ 'mechanisms/year/a/index.test.ts': lines(900), 'tests/a.test.ts': lines(900) })).toEqual([])
})

describe('the clock', () => {
  it.each(['Date.now()', 'new Date()', 'new Date( )', 'new Date', '[0].map(Date.now)'])(
    '%s is found left of the faces',
    (words) => {
      for (const path of ['kernel/time/a.ts', 'laws/a.ts', 'mechanisms/year/a/rules.ts'])
        expect(found({ [path]: `export const at = ${words}\n` })).toEqual([
          expect.stringContaining('time is an argument'),
        ])
      expect(found({ 'server/a.ts': `export const at = ${words}`, 'kernel/time/a.test.ts': words })).toEqual([])
    },
  )
  it('a date that is given is allowed', () => {
    expect(found({ 'kernel/time/a.ts': 'new Date(text)\nnew Date(\n  text,\n)\nnew DateRange()' })).toEqual([])
  })
})

describe('a setting of the session', () => {
  it.each([
    `query("SET app.tenant = 'x'")`,
    `query('BEGIN; SET ROLE app')`,
    'query(`\n  SET search_path = x`)',
    `query('SET SESSION app.tenant = x')`,
    `query("SELECT set_config('app.tenant', $1, false)")`,
  ])('%s is found', (words) => {
    for (const path of ['kernel/ledger/a.ts', 'server/a.ts'])
      expect(found({ [path]: words })).toEqual([expect.stringContaining('meets the next tenant')])
  })
  it('clauses and settings of the transaction are allowed', () => {
    expect(
      found({
        'kernel/ledger/a.ts': [
          `query('BEGIN; SET LOCAL ROLE app; SET LOCAL app.tenant = 1')`,
          `query('SET CONSTRAINTS ALL DEFERRED; SET TRANSACTION READ ONLY')`,
          'query(`UPDATE t SET a = 1`, `INSERT INTO t VALUES (1) ON CONFLICT DO UPDATE\n SET a = 2`)',
          `query('CREATE FUNCTION f() RETURNS void SECURITY DEFINER SET search_path = x')`,
        ].join('\n'),
      }),
    ).toEqual([])
  })
})
