/**
 * `npm run new <chapter>/<mechanism> <中文名>`: the folder of a new mechanism, small and passing. Nothing else is edited:
 * server, console, portal and tests find it by its folder.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, Unready, whenReady } from './setup.mjs'

const folders = (path) =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
const mechanisms = join(root, 'mechanisms')
const usage = '用法：npm run new <章>/<机制> <中文名>，例如：npm run new enforcement/hearing-notes 听证笔录'

/** Chapter, id and name as given, or `Unready` with what is wrong. */
const read = (args) => {
  const [place = '', zh = ''] = args
  const [chapter, id, ...rest] = place.split('/')
  if (args.length !== 2 || !id || rest.length) throw new Unready(usage)
  // Read as text: the declaration is TypeScript, which Node 20 does not import.
  const listed = [...readFileSync(join(mechanisms, 'chapters.ts'), 'utf8').matchAll(/\bid: '([^']+)'/g)].map(
    ([, one]) => one,
  )
  const known = [...new Set([...listed, ...folders(mechanisms)])]
  if (!known.includes(chapter))
    throw new Unready(`没有“${chapter}”这一章。可用的章：${known.join('、')}；新的章请先写入 mechanisms/chapters.ts。`)
  if (!/^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/.test(id) || id.length > 40)
    throw new Unready(
      `机制的名称“${id}”不合规定：应为英文名词，小写，词间用连字符，不超过40个字符，例如 hearing-notes。`,
    )
  const taken = folders(mechanisms).find((other) => existsSync(join(mechanisms, other, id)))
  if (taken) throw new Unready(`已有名为“${id}”的机制：mechanisms/${taken}/${id}。请另取名称。`)
  if (!/^[\p{L}\p{N}（）、“”《》·]{1,20}$/u.test(zh) || !/\p{Script=Han}/u.test(zh))
    throw new Unready(`中文名“${zh}”不合规定：应为1至20个字，含汉字，不含空格、英文引号和其他符号。`)
  return { chapter, id, zh, en: `${id[0].toUpperCase()}${id.slice(1).replaceAll('-', ' ')}` }
}

const index = ({ id, zh, en }) => `/**
 * ${zh}: say here in one to four sentences what it is and which law stands behind it. A case is one matter; it begins
 * when it is opened and ends when it is closed.
 */
import { day, text, unit } from '../../../kernel/fields/index.ts'
import { howMany } from '../../../kernel/indicator/index.ts'
import { mechanism } from '../../../kernel/mechanism.ts'
import { byTheDay, effect } from '../../../kernel/procedure/index.ts'
import { say } from '../../../kernel/report/index.ts'
import { clerk, unitHead } from '../../roles.ts'

export default mechanism('${id}', {
  name: ['${zh}', '${en}'],
  open: 'district',
  record: {
    title: text('事项名称', 'Title', { seen: 'district' }),
    organ: unit('承办单位', 'Unit in charge'),
    due: day('办理期限', 'Due'),
  },
  states: { open: ['办理中', 'Open'], closed: ['已办结', 'Closed'] },
  ends: ['closed'],
  acts: {
    open: effect('立项', 'Open', { to: 'open', by: clerk }),
    close: effect('办结', 'Close', {
      from: 'open',
      to: 'closed',
      by: unitHead.butNot('open'),
      asks: { result: text('办理结果', 'Result') },
    }),
  },
  terms: { handling: byTheDay('办理期限', 'Time to handle', { day: 'due', until: 'close' }) },
  indicators: ({ did }) => ({
    closed: howMany('办结事项', 'Matters closed', '件', did.close),
  }),
  report: (i) => [say\`${zh}全年办结\${i.closed}件。\`],
})
`

const sample = `import type { Sample } from '../../../kernel/sample.ts'

const matter = { title: '某事项', organ: 'u1', due: '2022-06-30' }

export const sample: Sample = [
  { of: 'a', act: 'open', on: '2022-03-01', by: 'p1', body: matter },
  { of: 'a', act: 'close', on: '2022-06-01', by: 'p2', body: { result: '已落实' } },
]
`

const story = `import { describe, expect, it } from 'vitest'
import { replay, story } from '../../../tests/story.ts'
import mechanism from './index.ts'
import { sample } from './sample.ts'

const matter = { title: '某事项', organ: 'u1', due: '2022-06-30' }
const outcome = { result: '已落实' }

describe('a matter', () => {
  it('is closed by another person than the one who opened it', () => {
    const told = story(mechanism)
    const act = told.act(mechanism, 'a')
    expect(act('2022-03-01', 'p1', 'open', matter)).toBe('done')
    expect(act('2022-06-01', 'p1', 'close', outcome)).toMatch(/^refusal: 办结：不得由办过“立项”的同一人办理/)
    expect(act('2022-06-01', 'p2', 'close', outcome)).toBe('done')
    expect(told.read('a').state).toBe('closed')
  })
  it('closed after its day is recorded with the breach', () => {
    const act = story(mechanism).act(mechanism, 'a')
    act('2022-03-01', 'p1', 'open', matter)
    expect(act('2022-07-01', 'p2', 'close', outcome)).toBe('breach: 办结：“办理期限”已于2022-06-30届满')
  })
})

it('the sample replays', () => expect(replay(mechanism, sample)).toEqual([]))
`

await whenReady(() => {
  const given = read(process.argv.slice(2))
  const folder = join(mechanisms, given.chapter, given.id)
  mkdirSync(folder, { recursive: true })
  const files = { 'index.ts': index(given), 'sample.ts': sample, 'index.test.ts': story }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  console.log(`已新建机制“${given.zh}”：mechanisms/${given.chapter}/${given.id}（${Object.keys(files).join('、')}）`)
  console.log('下一步：按法律规定改写 index.ts，再运行 npm run check。')
  return 0
})
