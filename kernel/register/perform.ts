/**
 * perform: one command, done or a value that says why not. Commands that arrive together are judged one by one and
 * written together: one transaction, one flush to disk. Each is on a case of its own, so none sees another half-done.
 */
import { byKey, codeOf, constraintOf, isKept, isRace, transact, Undo } from '../ledger/index.ts'
import { refusal, type Command } from '../procedure/index.ts'
import type { Asked, House, Options, Outcome } from './house.ts'
import { misaddressed, mustBeAlone, record, recordOne } from './record.ts'
import { isOnce } from './tables.ts'

interface Waiting {
  readonly asked: Asked
  readonly settle: (outcome: Outcome | 'alone') => void
}
interface Queue {
  readonly waiting: Waiting[]
  /** Commands that are being written now. */
  underway: number
  writers: number
}
/**
 * One group costs less than two halves, so a second writer comes only where many wait: then one group is judged here
 * while the other is written there. A third would only share out smaller groups.
 */
const writers = 2
const many = 24
const most = 32
const queues = new WeakMap<object, Map<string, Queue>>()
const queueOf = (house: House, tenant: string): Queue => {
  const ofHouse = queues.get(house.pool) ?? new Map<string, Queue>()
  queues.set(house.pool, ofHouse)
  const queue = ofHouse.get(tenant) ?? { waiting: [], underway: 0, writers: 0 }
  ofHouse.set(tenant, queue)
  return queue
}

/** Whether one more writer would find enough to do. */
const isCrowded = ({ waiting }: Queue): boolean => waiting.length >= many

/** The next group, a fair share of all: one command per case, in the order of arrival; a second one on a case waits. */
const nextGroup = (queue: Queue): Waiting[] => {
  const share = Math.min(most, Math.ceil((queue.waiting.length + queue.underway) / queue.writers))
  const streams = new Set<string>()
  const group: Waiting[] = []
  const later: Waiting[] = []
  for (const one of queue.waiting.splice(0)) {
    const { stream } = one.asked.command
    if (group.length < share && !streams.has(stream)) group.push(one)
    else later.push(one)
    streams.add(stream)
  }
  queue.waiting.push(...later)
  return group
}
const drain = async (house: House, tenant: string, queue: Queue): Promise<void> => {
  queue.writers++
  try {
    for (;;) {
      // Whoever has a command ready at once joins, also those whose last one was just written.
      await new Promise(setImmediate)
      if (queue.writers > 1 && !isCrowded(queue)) return
      const group = nextGroup(queue)
      if (!group.length) return
      queue.underway += group.length
      const asked = group.map((one) => one.asked)
      // A fault of the whole group is told to nobody in it: each tries again by itself and learns its own.
      const outcomes = await transact(
        house.pool,
        tenant,
        (client) => record(client, house, tenant, asked),
        byKey,
      ).catch(() => undefined)
      queue.underway -= group.length
      group.forEach(({ settle }, at) => settle(outcomes?.[at] ?? 'alone'))
    }
  } finally {
    queue.writers--
  }
}
const together = (house: House, asked: Asked): Promise<Outcome | 'alone'> =>
  new Promise((settle) => {
    const { tenant } = asked.command
    const queue = queueOf(house, tenant)
    queue.waiting.push({ asked, settle })
    if (queue.writers === 0 || (queue.writers < writers && isCrowded(queue))) void drain(house, tenant, queue)
  })

/** Retried once by itself where someone else was first; after that it is a conflict. */
const alone = async (house: House, asked: Asked): Promise<Outcome> => {
  const { command, options } = asked
  const attempt = (): Promise<Outcome> =>
    transact(
      house.pool,
      command.tenant,
      async (client) => {
        const outcome = await recordOne(client, house, command.tenant, asked)
        if (options.dry || outcome.is !== 'done') throw new Undo(outcome)
        return outcome
      },
      byKey,
    )
  for (let tries = 0; ; tries++) {
    try {
      return await attempt()
    } catch (error) {
      if (error instanceof Undo) return error.result as Outcome
      const { apart, once } = house.procedures.get(command.mechanism)!
      if (once && isKept(error) && isOnce(constraintOf(error))) return refusal(once.words, undefined, [], once.todo)
      if (apart && isKept(error)) return refusal(apart.words, undefined, [], '请先由原任人员离任或者调整职权')
      if (!isRace(error)) throw error
      if (tries > 0)
        return {
          is: 'conflict',
          words: `有人同时办理了这一案卷（${codeOf(error)}），请刷新后再办`,
          version: 0,
          since: [],
        }
    }
  }
}

/** Performs a command. Nothing is half-written; a stale `expected` is a conflict that says what changed. */
export const perform = async (house: House, command: Command, options: Options = {}): Promise<Outcome> => {
  const wrong = misaddressed(house, command)
  if (wrong) return wrong
  const asked = { command, options }
  const outcome = mustBeAlone(house, asked) ? 'alone' : await together(house, asked)
  return outcome === 'alone' ? alone(house, asked) : outcome
}
