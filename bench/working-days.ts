/** How fast the kernel reckons periods: run as a program it prints one line of JSON for each kind of sum. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { addDays, calendar, dueDay, latestBefore, readNotices, workdaysBetween } from '../kernel/time/index.ts'
import type { Calendar, Day, Notice, Pause } from '../kernel/time/index.ts'

/** How many sums of a kind were done, in how many seconds. */
export interface Figure {
  readonly sum: string
  readonly operations: number
  readonly seconds: number
  readonly perSecond: number
}

interface Input {
  readonly start: Day
  readonly end: Day
  readonly count: number
  readonly pauses: readonly Pause[]
}
type Sum = (cal: Calendar, input: Input) => unknown

const sums: Readonly<Record<string, Sum>> = {
  'due day': (cal, { start, count }) => dueDay(cal, start, { count, unit: 'working days' }),
  'due day, paused twice': (cal, { start, count, pauses }) =>
    dueDay(cal, start, { count, unit: 'working days' }, pauses),
  'latest day before': (cal, { start, count }) =>
    latestBefore(cal, start, { count, unit: 'working days' }, 'clear days'),
  'working days between': (cal, { start, end }) => workdaysBetween(cal, start, end),
}

/**
 * The starts cover all years of the notices, and the counts run from 1 to 60, the terms that the rules of law ask for.
 * Pauses are made beforehand: a case's are days that are read, not reckoned.
 */
const inputs = Array.from({ length: 4096 }, (_, index): Input => {
  const start = addDays('2015-01-01', (index * 911) % 4300)
  const count = 1 + (index % 60)
  const first = { from: addDays(start, 2), to: addDays(start, 9) }
  const second = { from: addDays(start, 20), to: addDays(start, 40) }
  return { start, end: addDays(start, count), count, pauses: [first, second] }
})

/**
 * Does every kind of sum for `seconds` each, on one thread, after rounds in which the compiler gets to know it. The clock
 * is read once in 4096 sums.
 */
export function measureWorkingDays(notices: readonly Notice[], seconds: number): readonly Figure[] {
  const cal = calendar(notices)
  return Object.entries(sums).map(([sum, reckon]) => {
    // Kept, so that no sum can be left out as unused.
    let results: unknown[] = []
    const round = (): unknown[] => inputs.map((input) => reckon(cal, input))
    for (let warm = 0; warm < 20; warm += 1) results = round()
    const begin = performance.now()
    let operations = 0
    let passed = 0
    while (passed < seconds) {
      results = round()
      operations += results.length
      passed = (performance.now() - begin) / 1000
    }
    if (results.includes(undefined)) throw new Error(`a sum of the kind '${sum}' has no result`)
    return { sum, operations, seconds: passed, perSecond: Math.round(operations / passed) }
  })
}

/** Arguments: the folder of the notices, `districts/notices` unless given, and the seconds for each kind, 1 unless given. */
function main([folder = 'districts/notices', seconds = '1']: readonly string[]): void {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
  const notices = files.flatMap((file) => readNotices(JSON.parse(readFileSync(join(folder, file), 'utf8')), file))
  for (const figure of measureWorkingDays(notices, Number(seconds))) process.stdout.write(`${JSON.stringify(figure)}\n`)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) main(process.argv.slice(2))
