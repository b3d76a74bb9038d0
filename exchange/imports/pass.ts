/** One pass over the rows of a file: each is read, judged as a command is judged, and written where that is asked for. */
import type { Client } from '../../kernel/ledger/index.ts'
import {
  BatchWriter,
  isEvent,
  inTurns,
  judgeRows,
  newId,
  notInBatches,
  tenantIn,
  type House,
} from '../../kernel/register/index.ts'
import type { Moment } from '../../kernel/time/index.ts'
import { dayOf } from '../../kernel/time/index.ts'
import { accessTo } from '../../server/access.ts'
import { readDistrict } from '../../server/district.ts'
import type { OpenHouse } from '../../server/house.ts'
import type { SheetRow } from '../sheets/refused.ts'
import { changesOf, labelsIn } from '../tables/changes.ts'
import { correcting, formOf, type Form } from '../tables/columns.ts'
import { openingsOf, type Opened } from '../tables/openings.ts'
import { Names } from '../tables/names.ts'
import { RowReader, type Fault, type Told } from '../tables/row.ts'
import type { Mapping, Report } from './told.ts'
import { doRow, type Doing } from './singly.ts'
import { Tally } from './tally.ts'
import type { Seen } from './seen.ts'
import { verdictsOn, type Each, type Ready } from './verdicts.ts'

export interface PassGiven {
  readonly form: Form
  readonly tenant: string
  readonly actor: Doing['actor']
  readonly header: number
  readonly mapping: Mapping
  readonly from1904: boolean
  readonly rows: AsyncIterable<readonly SheetRow[]>
  readonly seen: Seen
  /** Rows that an earlier import has are recorded once more. */
  readonly again: boolean
  readonly write: boolean
  /** The import's id: what its records carry as their batch. */
  readonly id: string
  readonly file?: string
  readonly now?: Moment
  /** What was done before the product was: with its true days, breaches and all, as `fazhi takeover` brings it in. */
  readonly takeover?: boolean
  readonly progress?: (done: number) => void
  /** Ends the pass at the next slice. */
  readonly signal?: AbortSignal
  /** Told of every row, also of those that the report no longer lists. */
  readonly each?: Each
}
export interface Passed {
  readonly report: Report
  readonly batches: readonly {
    readonly id: string
    readonly act: string
    readonly rows: number
    readonly root?: string
  }[]
}
export class Stopped extends Error {}

/** The house as this transaction sees it: a district that is not committed must not be kept for others. */
const within = (house: OpenHouse): House => {
  let kept: Awaited<ReturnType<typeof readDistrict>> | undefined
  return {
    ...house,
    tenant: async (id, client, atLeast) => {
      if (!kept || kept.id !== id || (atLeast !== undefined && kept.revision !== atLeast))
        kept = await readDistrict(client, id, house.realNow)
      return kept
    },
  }
}
const here = '这一行是从本机导出的案卷，不重复立案；与登记的内容不同，要改请按“更正立案内容”导入。不同的是：'
const later = '这一件已经导入过，不重复立案，所以这一行后来的事项没有登记；请用“在办案卷”的模板按案卷编号登记'

/** Goes through all rows in a transaction that is already open; whoever opened it commits or rolls back. */
export const passOver = async (client: Client, open: OpenHouse, given: PassGiven): Promise<Passed> => {
  const { form, tenant, mapping, seen, write, id } = given
  const { m } = form
  const actor = given.takeover ? { ...given.actor, roles: ['system'] } : given.actor
  const house = within(open)
  const context = await tenantIn(client, house, tenant)
  const now = given.now ?? context.now()
  const district = await readDistrict(client, tenant, open.realNow)
  const names = new Names(district, open.mechanisms, actor)
  const reader = new RowReader(form, mapping, names, dayOf(now), given.from1904)
  const tally = new Tally(form, mapping)
  const { wrong, refused, good, skip, again } = verdictsOn(tally, reader, seen, given.each)
  const writers = new Map<string, BatchWriter>()
  const alone = new Map([...form.acts.keys()].map((act) => [act, notInBatches(house, m, act) !== undefined]))
  let single = 0

  const writerFor = (act: string): BatchWriter => {
    let writer = writers.get(act)
    if (!writer) {
      const own = writers.size === 0 ? id : newId()
      writer = new BatchWriter(client, house, context, { tenant, procedure: m, act, actor, now, id: own })
      writers.set(act, writer)
    }
    return writer
  }
  /** Rows of acts that stand for themselves: judged here, written together. */
  const together = async (act: string, some: readonly Ready[]): Promise<void> => {
    const common = writerFor(act).common
    const judged = await judgeRows(
      client,
      context,
      common,
      some.map(({ told: { on, body } }) => ({ on, body })),
    )
    for (const [at, one] of judged.entries()) {
      if (isEvent(one)) good(some[at]!, [one])
      else refused(some[at]!.row, one)
    }
    if (write) await writerFor(act).add(judged.filter(isEvent))
  }
  const doing: Doing = {
    client,
    house,
    form,
    tenant,
    actor,
    now,
    id,
    source: given.takeover ? 'takeover' : 'imported',
  }
  const oneByOne = async (some: readonly Ready[]): Promise<void> => {
    for (const ready of some) {
      const done = await doRow(doing, ready.told)
      if ('faults' in done) refused(ready.row, done.faults, done.of)
      else {
        single++
        good(ready, done)
      }
    }
  }
  /** Rows that correct, as the corrections that they ask for; and rows of cases that are here already. */
  const against = async (some: readonly Ready[]): Promise<Ready[]> => {
    const idOf = ({ told: { target, known } }: Ready) => (form.acting === correcting ? target?.case : known)
    // Who may not read a case learns nothing of it by comparing.
    const { level } = accessTo(m, actor, district)
    const sees = (one: Opened) => actor.roles.includes('system') || level(one.parties) === 'parties'
    const stood = await openingsOf(client, formOf(m)!, tenant, [...new Set(some.flatMap((one) => idOf(one) ?? []))])
    return some.flatMap((one): Ready[] => {
      const { row, told } = one
      const id = idOf(one)
      if (id === undefined) return [one]
      const { correction: reason, ...body } = told.body
      const before = stood.get(id)
      if (before && !sees(before)) {
        wrong(row, [{ column: reader.placeOf('case'), field: 'case', words: '这是其他单位的案卷，您无权核对和更正' }])
        return []
      }
      const changes = before && changesOf(before, { on: told.dated ? told.on : undefined, body })
      if (form.acting !== correcting) {
        if (changes)
          wrong(row, [{ column: reader.placeOf('case'), field: 'case', words: `${here}${labelsIn(form, changes)}` }])
        else again(row)
        return []
      }
      if (!changes) {
        skip(row, '与登记的内容相同')
        return []
      }
      return [{ ...one, told: { ...told, on: dayOf(now), body: { version: 1, reason, ...changes } } }]
    })
  }
  const slice = async (some: readonly SheetRow[]): Promise<void> => {
    const files: string[] = []
    const cases: (readonly [string, string])[] = []
    for (const row of some) reader.mentions(row, files, cases)
    await names.prefetch(client, files, cases)
    const ready = new Map<string, Ready[]>()
    const compared: Ready[] = []
    const readOne = (row: SheetRow): void => {
      const why = reader.skipped(row)
      if (why) {
        skip(row, why)
        return
      }
      const told = reader.read(row)
      if (Array.isArray(told)) {
        wrong(row, told as readonly Fault[])
        return
      }
      const { act: name, on, body, target, later: after } = told as Told
      if (form.acting === correcting || (told as Told).known) {
        compared.push({ row, told: told as Told, marks: [] })
        return
      }
      const opened = seen.meet({ act: name, on, body, ...(target && { target }) })
      const whole = after ? seen.meet(told as Told) : opened
      if (opened.again && !given.again) {
        if (whole.again) again(row)
        else wrong(row, [{ column: reader.placeOf(`${after![0]!.act}/on`), field: '*', words: later }])
        return
      }
      const isAlone = given.takeover || target || after || form.kind !== undefined || (alone.get(name) ?? true)
      const key = isAlone ? '' : name
      const one: Ready = { row, told: told as Told, marks: after ? [opened.mark, whole.mark] : [opened.mark] }
      const list = ready.get(key)
      if (list) list.push(one)
      else ready.set(key, [one])
    }
    await inTurns(some, readOne)
    if (compared.length) await oneByOne(await against(compared))
    for (const [key, list] of ready) await (key ? together(key, list) : oneByOne(list))
  }
  try {
    for await (const some of given.rows) {
      if (given.signal?.aborted) throw new Stopped()
      await slice(some.filter(({ n }) => n > given.header))
      given.progress?.(tally.rows)
      // Others are answered in between.
      await new Promise(setImmediate)
    }
  } finally {
    for (const writer of writers.values()) await writer.settle()
  }
  const batches: { id: string; act: string; rows: number; root?: string }[] = []
  if (write)
    for (const [act, writer] of writers)
      if (writer.count) batches.push({ id: writer.common.id, act, ...(await writer.close(given.file)) })
  if (single) batches.push({ id, act: '', rows: single })
  return { report: tally.report(), batches }
}
