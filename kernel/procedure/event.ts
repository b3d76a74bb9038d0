/** The event envelope, fixed from the first day, and what a history folds to. */
import type { Values } from '../fields/index.ts'
import type { Article } from '../law/index.ts'
import type { Day, Moment } from '../time/index.ts'

/** What another mechanism said about a text when a gate asked; kept in the event, so that a correction there can be judged here. */
export interface Answer {
  readonly mechanism: string
  readonly stream: string
  readonly version: number
  readonly state: string
  /** Of the text it is about; empty where it is about none. */
  readonly hash: string
  /** What it is about: the case it serves, or the value by which a register was looked up. */
  readonly about?: string
  /** Of an entry in a register: the fields by which it was looked up. */
  readonly by?: string
  /** It has not come to an end: what it will say is not known yet. */
  readonly open?: true
  /** No answer to a gate: that event there brought this one about, and takes it along when it is voided. */
  readonly cause?: true
}
export interface Breach {
  readonly words: string
  readonly law?: string
  readonly no?: string | number
}
export interface PartId {
  readonly kind: string
  readonly id: string
}
export interface Event {
  readonly v: 1
  readonly tenant: string
  /** The case. Its parts share the stream, so that a case has one order of events. */
  readonly stream: string
  readonly version: number
  readonly mechanism: string
  readonly part?: PartId
  readonly act: string
  readonly from?: string
  readonly to: string
  /** When it happened. */
  readonly on: Day
  /** When it was entered, by the tenant's clock. */
  readonly recorded: Moment
  readonly actor: string
  readonly onBehalfOf?: string
  readonly unit: string
  readonly source: 'entered' | 'imported' | 'derived' | 'takeover'
  readonly batch?: string
  readonly corrects?: number
  /** Per term that was judged: the edition of its rule, by the day since which it holds. */
  readonly ruleEditions: Readonly<Record<string, Day>>
  readonly relied: readonly Answer[]
  /** As known then; `Folded.breaches` is as judged now. */
  readonly breaches: readonly Breach[]
  readonly body: Values
}

/** A place in the order of life. */
export interface Mark {
  readonly on: Day
  readonly version: number
}
/** What is remembered of the times an act was done; enough for every gate, separation and term. */
export interface Trace extends Mark {
  readonly times: number
  /** Everyone who ever did it. */
  readonly by: readonly string[]
  /** What the last one said in its choices and flags. */
  readonly says: Values
  /** Each time, for acts that pause or extend a term. */
  readonly days: readonly Mark[]
}
/** A case or a part as its history makes it. Kept, so that a command judges only the new event. */
export interface Folded {
  readonly id: string
  readonly kind?: string
  readonly state: string
  readonly opened: Day
  readonly ended?: Day
  /** The version of the last event of this case or part. */
  readonly version: number
  /** The last day on which anything of it happened. */
  readonly latest: Day
  readonly round: number
  /** The unit that opened it, or to which it was handed over. */
  readonly unit: string
  /** Person in charge after a hand-over. */
  readonly handler?: string
  /** Of a case: the units of its parts, which may see it too. */
  readonly guests?: readonly string[]
  readonly fields: Values
  readonly did: Readonly<Record<string, Trace>>
  /** When a day that anchors a term was last set. */
  readonly set: Readonly<Record<string, Mark>>
  readonly breaches: readonly (Breach & { readonly version: number })[]
}
export const asBreach = (words: string, article: Article | undefined): Breach => ({
  words,
  ...(article && { law: article.law, no: article.no }),
})
/** The event that brings about another one, as the other one names it. */
export const asCause = ({ mechanism, stream, version, to }: Event): Answer => ({
  mechanism,
  stream,
  version,
  state: to,
  hash: '',
  cause: true,
})
/** Those of these events, as they now stand, that the event `version` of `stream` brought about. */
export const causedBy = (stream: string, version: unknown, events: readonly Event[]): Event[] =>
  events.filter(({ relied }) => relied.some((of) => of.cause && of.stream === stream && of.version === version))
/** An answer as its own stream stands now, after corrections there. */
export const restatedTo = (answer: Answer, state: string, ends: readonly string[]): Answer => {
  const { open: _, ...rest } = answer
  return { ...rest, state, ...(!ends.includes(state) && answer.about !== undefined && { open: true as const }) }
}
/** The order of life, not of entry: a late entry is inserted where it happened. */
export const inOrder = (a: Mark, b: Mark): number => (a.on === b.on ? a.version - b.version : a.on < b.on ? -1 : 1)

/** Acts that every case has, whatever its declaration says. */
export const builtIn = ['correct', 'void', 'note', 'handOver', 'attach'] as const
export type BuiltIn = (typeof builtIn)[number]
export const isBuiltIn = (act: string): act is BuiltIn => (builtIn as readonly string[]).includes(act)
