/** `fazhi takeover` (存量登记): what existed before the product, as acts with their true days; breaches are recorded, never refused. */
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createHash } from 'node:crypto'
import { isDay } from '../kernel/time/index.ts'
import { raisedId } from '../kernel/procedure/index.ts'
import { perform } from '../kernel/register/index.ts'
import type { Values } from '../kernel/fields/index.ts'
import { Told } from '../kernel/sample.ts'
import type { District } from './district.ts'
import type { OpenHouse } from './house.ts'

/** One line of the file. Cases and parts are named within the file; a raised part is `kind/1`, `kind/2` in order. */
interface Line {
  readonly mechanism: string
  readonly of: string
  readonly part?: readonly [kind: string, name: string]
  readonly act: string
  readonly on: string
  readonly by: string
  readonly unit: string
  readonly body?: Values
}
/** The same name gives the same id in every run, so that a corrected file can be run again. */
const idFor = (tenant: string, ...names: readonly string[]): string => raisedId(tenant, 0, names.join('/'), 0)

export interface Taken {
  readonly recorded: number
  /** What is wrong, line by line. */
  readonly problems: readonly string[]
}
/** What is wrong with a line before it is even tried; nothing where it may be tried. */
const unfit = (line: Partial<Line> | null, house: OpenHouse, district: District): string | undefined => {
  if (line === null || typeof line !== 'object' || Array.isArray(line)) return '应为一个JSON对象'
  const { mechanism, of, act, on, by, unit, part } = line
  if (typeof mechanism !== 'string' || !house.mechanisms.has(mechanism)) return `没有“${String(mechanism)}”这一台账`
  if (typeof of !== 'string' || !of) return 'of：须给案卷在本文件中的名称'
  if (typeof act !== 'string' || !act) return 'act：须给行为'
  if (!isDay(on)) return `on：“${String(on)}”不是日期`
  if (typeof unit !== 'string' || !district.units.has(unit)) return `unit：没有单位“${String(unit)}”`
  if (typeof by !== 'string' || (by !== 'system' && district.nameOf(by) === by)) return `by：没有人员“${String(by)}”`
  const named =
    part === undefined || (Array.isArray(part) && part.length === 2 && part.every((one) => typeof one === 'string'))
  return named ? undefined : 'part：应为［种类，名称］'
}

/** Gives how many lines are recorded; lines that were recorded by an earlier run count, and are not doubled. */
export const takeover = async (
  house: OpenHouse,
  district: District,
  path: string,
  print: (text: string) => Promise<void>,
): Promise<Taken> => {
  const problems: string[] = []
  const names = new Told(house.mechanisms, (...parts) => idFor(district.id, ...parts))
  /** Equal lines are told apart by which of them it is. */
  const seen = new Map<string, number>()
  let number = 0
  let done = 0
  const source = createReadStream(path)
  await once(source, 'open').catch(() => {
    throw new Error(`读不了存量登记文件“${path}”，请核对路径和权限`)
  })
  for await (const text of createInterface({ input: source, crlfDelay: Infinity })) {
    number++
    if (!text.trim()) continue
    const wrong = (words: string): void => void problems.push(`第${number}行：${words}`)
    let line: Line
    try {
      line = JSON.parse(text) as Line
    } catch {
      wrong('不是完整的JSON')
      continue
    }
    const why = unfit(line, house, district)
    if (why) wrong(why)
    else {
      const times = (seen.get(text) ?? 0) + 1
      seen.set(text, times)
      const stream = names.caseOf(line.mechanism, line.of)
      const part = names.partOf(line.mechanism, line.of, line.part)
      const outcome = await perform(
        house,
        {
          tenant: district.id,
          mechanism: line.mechanism,
          stream,
          ...(part && { part }),
          act: line.act,
          on: line.on,
          actor: { person: line.by, unit: line.unit, roles: ['system'] },
          body: names.bodyOf(line.body),
          source: 'takeover',
        },
        { key: `takeover/${createHash('sha256').update(`${times}/${text}`).digest('hex')}` },
      )
      if (outcome.is === 'done') {
        done++
        names.done(line.mechanism, line.of, line.act, outcome.event.version, outcome.opened)
      } else wrong(outcome.is === 'invalid' ? Object.values(outcome.fields).join('；') : outcome.words)
    }
  }
  await print(
    `存量登记：${done}行已登记${problems.length ? `，${problems.length}行未登记：\n${problems.map((words) => `  ${words}`).join('\n')}\n改正后重新运行同一文件即可，已登记的行不会重复。` : '。'}\n`,
  )
  return { recorded: done, problems }
}
