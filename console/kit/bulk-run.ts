/** One act on many cases: a command for each, one after another, with its own answer. It goes on while screens change. */
import { useSyncExternalStore } from 'react'
import { Refused, request, type Pair, type Reason, type Values } from '../api.ts'
import { problemOf } from './problem.tsx'

export interface Item {
  readonly id: string
  readonly title: string
  readonly version: number
}
export interface Outcome extends Item {
  readonly is: 'waiting' | 'done' | 'breach' | 'refused' | 'failed'
  readonly reasons: readonly Reason[]
}
export interface Sent {
  readonly body: Values
  readonly on?: string
}
export interface Run {
  readonly id: string
  readonly mechanism: string
  readonly act: string
  readonly label: Pair
  readonly sent: Sent
  readonly items: readonly Outcome[]
  readonly state: 'running' | 'stopped' | 'ended'
}
let run: Run | undefined
const listeners = new Set<() => void>()
const put = (next: Run | undefined): void => {
  run = next
  for (const listener of listeners) listener()
}
const listen = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
/** The run under way, or the last one until it is put away. */
export const useRun = (): Run | undefined => useSyncExternalStore(listen, () => run)

interface Answer {
  readonly event: { readonly breaches: readonly { readonly words: string }[] }
}
/** Sends the act for one case; `dry` asks without doing. A refusal is an outcome, and so is a lost connection. */
export const send = async (
  mechanism: string,
  act: string,
  item: Item,
  sent: Sent,
  key: string | undefined,
): Promise<Outcome> => {
  try {
    const path = `/${mechanism}/${item.id}/${act}${key === undefined ? '?dry=1' : ''}`
    const { event } = await request<Answer>('POST', path, { ...sent, version: item.version }, key)
    const reasons = event.breaches.map(({ words }) => ({ words }))
    return { ...item, is: reasons.length ? 'breach' : 'done', reasons }
  } catch (error) {
    const { words, article, fields, further = [], todo } = problemOf(error)
    const told = Object.values(fields ?? {})
    const reasons: Reason[] = [
      ...(told.length ? told.map((one) => ({ words: one })) : [{ words, ...(article && { article }) }]),
      ...[...further, ...(todo ? [todo] : [])].map((one) => ({ words: one })),
    ]
    const answered = error instanceof Refused && error.status !== 0
    return { ...item, is: answered ? 'refused' : 'failed', reasons }
  }
}
const waits = ({ is }: Outcome): boolean => is === 'waiting'
const stay = (event: BeforeUnloadEvent): void => event.preventDefault()
const work = async (): Promise<void> => {
  window.addEventListener('beforeunload', stay)
  for (;;) {
    const now = run
    if (now?.state !== 'running') break
    const next = now.items.find(waits)
    if (!next) {
      put({ ...now, state: 'ended' })
      break
    }
    const { mechanism, act, sent, id } = now
    // The key is that of the run and the case: an answer that was lost is asked for again, and nothing is done twice.
    const outcome = await send(mechanism, act, next, sent, `${id}-${next.id}`)
    put(run && { ...run, items: run.items.map((one) => (one.id === next.id ? outcome : one)) })
  }
  window.removeEventListener('beforeunload', stay)
}
export const startRun = (given: Omit<Run, 'id' | 'items' | 'state'>, items: readonly Item[]): void => {
  const id = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`
  put({ ...given, id, items: items.map((one) => ({ ...one, is: 'waiting', reasons: [] })), state: 'running' })
  void work()
}
/** After the command under way; what was done stays done. */
export const stopRun = (): void => put(run && { ...run, state: 'stopped' })
/** Goes on where it was stopped; what failed for want of a connection is tried again. */
export const resumeRun = (): void => {
  if (!run || run.state === 'running') return
  put({
    ...run,
    state: 'running',
    items: run.items.map((one) => (one.is === 'failed' ? { ...one, is: 'waiting' as const, reasons: [] } : one)),
  })
  void work()
}
export const putAway = (): void => put(undefined)
