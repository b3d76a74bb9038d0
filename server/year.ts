/** Loading a sample year: the acts of a calendar, in its order, through the same commands that users give. */
import { readFile } from 'node:fs/promises'
import type { Values } from '../kernel/fields/index.ts'
import { system, type Actor } from '../kernel/procedure/index.ts'
import { newId, perform, performBatch, recompute, type BatchRow } from '../kernel/register/index.ts'
import { Told } from '../kernel/sample.ts'
import type { Day, Moment } from '../kernel/time/index.ts'
import { storeText } from './files.ts'
import type { OpenHouse } from './house.ts'

/**
 * One act of the year. Cases and parts are named within the year; a raised part is `kind/1`, `kind/2` in order. A case
 * that `d1` opened in another mechanism is `d1` there, the next one `d1#2`.
 */
export interface YearAct {
  readonly on: Day
  readonly mechanism: string
  readonly of: string
  readonly part?: readonly [kind: string, name: string]
  readonly act: string
  /** Person id, `system`, or `portal` for the public. */
  readonly by: string
  /** The person's unit, where posts are held in several. */
  readonly unit?: string
  /** A value `file:标题` stands for a small sample file of that title; `text:标题` for a text with its hash; `case:mechanism/of` for the id of a case. */
  readonly body?: Values
}
export interface YearBatch {
  readonly on: Day
  readonly mechanism: string
  readonly act: string
  readonly by: string
  readonly rows: readonly BatchRow[]
}
export type YearItem = YearAct | YearBatch
/** What a year is told with. */
export interface YearSource {
  readonly units: readonly {
    readonly id: string
    readonly name: string
    readonly short: string
    readonly kind: string
    readonly parent: string | null
    readonly from: Day
    readonly until?: Day
    readonly successor?: string
  }[]
  readonly people: readonly {
    readonly id: string
    readonly name: string
    readonly posts: readonly {
      readonly unit: string
      readonly post: string
      readonly roles: readonly string[]
      readonly from: Day
      readonly until?: Day
    }[]
    readonly account?: string
  }[]
  readonly lawyers: readonly {
    readonly id: string
    readonly name: string
    readonly firm: string
    readonly licence: string
    readonly licensedSince: Day
  }[]
}
/** The paragraphs that stand below a title; whoever asks for one title twice gets one text. */
export type WriteText = (title: string) => readonly string[]
const invented = '本文件为示例数据，内容系虚构。'
/** What the module `year` of a sample district's folder exports. */
export type TellYear = (source: YearSource) => readonly YearItem[]

const json = async <T>(path: URL): Promise<T> => JSON.parse(await readFile(path, 'utf8')) as T
export const readSource = async (folder: URL): Promise<YearSource> => ({
  units: await json(new URL('units.json', folder)),
  people: await json(new URL('people.json', folder)),
  lawyers: await json(new URL('lawyers.json', folder)),
})

export class YearFailed extends Error {}
const minutes = (n: number): string =>
  `${String(9 + Math.floor((n % 480) / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}:00`

/** Items of one day that must keep their order: those of one case, those of a register the district stands on, a batch. */
const lanes = (
  items: readonly YearItem[],
  foundation: ReadonlySet<string>,
): { readonly first: readonly YearItem[]; readonly then: readonly (readonly YearItem[])[] } => {
  const cases = new Map<string, YearItem[]>()
  const first: YearItem[] = []
  for (const item of items) {
    if ('rows' in item || foundation.has(item.mechanism)) first.push(item)
    else cases.set(`${item.mechanism}/${item.of}`, [...(cases.get(`${item.mechanism}/${item.of}`) ?? []), item])
  }
  return { first, then: [...cases.values()] }
}
const atOnce = 16
const inParallel = async <T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> => {
  const rest = [...all]
  await Promise.all(
    Array.from({ length: Math.min(atOnce, rest.length) }, async () => {
      for (let one = rest.shift(); one !== undefined; one = rest.shift()) await work(one)
    }),
  )
}

/** Performs the items of a year day by day; the tenant's clock moves along with them. Gives how many acts there were. */
export const performYear = async (
  house: OpenHouse,
  tenant: string,
  items: readonly YearItem[],
  progress: (done: number, all: number, on: Day) => void,
  write: WriteText = () => [],
): Promise<number> => {
  const names = new Told(house.mechanisms, newId)
  const files = new Map<string, Promise<string>>()
  const days = new Map<Day, YearItem[]>()
  for (const item of items) days.set(item.on, [...(days.get(item.on) ?? []), item])
  let district = await house.district(tenant)
  const weight = (item: YearItem) => ('rows' in item ? item.rows.length / 20 : 1)
  const all = items.reduce((sum, item) => sum + weight(item), 0)
  let done = 0
  let acts = 0
  let ofDay = 0

  const actorOf = (person: string, unit: string | undefined, on: Day): Actor => {
    if (person === 'system') return system(unit ?? '')
    if (person === 'portal') return { person, unit: unit ?? '', roles: ['portal'] }
    const actors = district.actors(person, on)
    const actor = unit ? actors.find((one) => one.unit === unit) : actors[0]
    if (!actor) throw new YearFailed(`${person} holds no post${unit ? ` in ${unit}` : ''} on ${on}`)
    return actor
  }
  const filed = async (value: unknown): Promise<unknown> => {
    if (typeof value !== 'string' || !/^(file|text):/.test(value)) return value
    const title = value.slice(5)
    let stored = files.get(title)
    if (!stored)
      files.set(
        title,
        (stored = storeText(house, tenant, `${title}.txt`, [title, ...write(title), invented, ''].join('\n\n'))),
      )
    return value.startsWith('file:') ? stored : { hash: await stored, title }
  }
  const bodyOf = async (body: Values = {}): Promise<Values> =>
    Object.fromEntries(
      await Promise.all(
        Object.entries(names.bodyOf(body)).map(async ([name, value]) => [name, await filed(value)] as const),
      ),
    )
  const act = async (item: YearAct, now: Moment): Promise<void> => {
    const caseKey = `${item.mechanism}/${item.of}`
    const stream = names.caseOf(item.mechanism, item.of)
    const part = names.partOf(item.mechanism, item.of, item.part)
    const command = {
      tenant,
      mechanism: item.mechanism,
      stream,
      ...(part && { part }),
      act: item.act,
      on: item.on,
      actor: actorOf(item.by, item.unit, item.on),
      body: await bodyOf(item.body),
    }
    const outcome = await perform(house, command, { now })
    if (outcome.is !== 'done')
      throw new YearFailed(
        `${caseKey}${item.part ? `/${item.part.join('/')}` : ''}: ${item.act} by ${item.by} on ${item.on}: ${JSON.stringify(outcome)}`,
      )
    names.done(item.mechanism, item.of, item.act, outcome.event.version, outcome.opened)
    acts++
  }
  const batch = async (item: YearBatch, now: Moment): Promise<void> => {
    const outcome = await performBatch(
      house,
      {
        tenant,
        mechanism: item.mechanism,
        act: item.act,
        actor: actorOf(item.by, undefined, item.on),
        rows: item.rows,
      },
      { now, progress: (rows) => progress(done + rows / 20, all, item.on) },
    )
    if (outcome.is !== 'done')
      throw new YearFailed(`${item.mechanism}/${item.act} on ${item.on}: ${JSON.stringify(outcome)}`)
    acts += outcome.rows
  }
  const one = async (item: YearItem): Promise<void> => {
    const now: Moment = `${item.on}T${minutes(ofDay++)}`
    await ('rows' in item ? batch(item, now) : act(item, now))
    done += weight(item)
    progress(done, all, item.on)
  }

  for (const day of [...days.keys()].sort()) {
    ofDay = 0
    const { first, then } = lanes(days.get(day)!, house.foundation)
    for (const item of first) await one(item)
    if (first.length) district = await house.district(tenant)
    // A notice that arrives makes provisional dates final, on the day on which it arrives.
    if (first.some((item) => item.mechanism === 'notices')) await recompute(house, tenant, `${day}T${minutes(ofDay++)}`)
    await inParallel(then, async (lane) => {
      for (const item of lane) await one(item)
    })
  }
  return acts
}
