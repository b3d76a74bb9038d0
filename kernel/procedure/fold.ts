/** fold: events → case, in the order in which things happened, judged on the way. `advance` is its one step. */
import { createHash } from 'node:crypto'
import { unitsIn, type Directory, type Fields, type Framed, type Values } from '../fields/index.ts'
import type { Day, Moment } from '../time/index.ts'
import type { Raises } from './act.ts'
import { timed, type Times } from './clock.ts'
import {
  asBreach,
  inOrder,
  isBuiltIn,
  type Answer,
  type Event,
  type Folded,
  type Mark,
  type PartId,
  type Trace,
} from './event.ts'
import { problems, type Beside, type Scope } from './judge.ts'
import { structureOf, type Procedure, type Structure } from './structure.ts'

/** A case with those of its parts that a judgement needs. */
export interface View {
  readonly whole: Folded | undefined
  readonly part: (id: PartId) => Folded | undefined
  readonly partsOf: (kind: string) => readonly Beside[]
  /** Of a view of an earlier day: the version of the last event that the case has now. */
  readonly last?: number
}
/** The world of a tenant as an act sees it. */
export interface World extends Times {
  readonly today: Day
  readonly now: Moment
  readonly directory: Directory
  /** Is `unit` that unit or one under it, on that day? */
  readonly within: (unit: string, ancestor: string, on: Day) => boolean
}
/** One event and what it made: what a projection needs to write its rows. */
export interface Step {
  readonly event: Event
  readonly before: Folded | undefined
  readonly after: Folded
  /** Parts that came into being with it. */
  readonly raised: readonly Folded[]
  readonly breached: boolean
}
/** A step and the whole case after it. */
export type WholeStep = Step & { readonly whole: Folded }

/** The id of a raised part follows from its event, so that a rebuild gives the same. */
export const raisedId = (stream: string, version: number, kind: string, index: number): string => {
  const hex = createHash('sha256').update(`${stream}/${version}/${kind}/${index}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
export const scopeOf = (
  procedure: Procedure,
  view: View,
  part: PartId | undefined,
  on: Day,
  body: Values,
  relied: readonly Answer[],
): Scope => ({
  procedure,
  structure: structureOf(procedure, part?.kind)!,
  whole: view.whole,
  own: part ? view.part(part) : view.whole,
  partsOf: view.partsOf,
  relied,
  body,
  on,
})

interface Memory {
  readonly choices: (structure: Structure, act: string, body: Values) => Values
  readonly fields: ReadonlySet<string>
  readonly acts: ReadonlySet<string>
}
const memories = new WeakMap<Procedure, Memory>()
const memoryOf = (procedure: Procedure): Memory => {
  let memory = memories.get(procedure)
  if (!memory) {
    const structures = [procedure, ...Object.values(procedure.parts)]
    memory = {
      ...timed(structures),
      choices: (structure, act, body) => {
        const asked = { ...structure.record, ...structure.acts[act]?.asks }
        return Object.fromEntries(
          Object.entries(body).filter(([name]) => asked[name]?.kind === 'choice' || asked[name]?.kind === 'flag'),
        )
      },
    }
    memories.set(procedure, memory)
  }
  return memory
}

const traced = (procedure: Procedure, structure: Structure, before: Trace | undefined, event: Event): Trace => {
  const { acts, choices } = memoryOf(procedure)
  return {
    times: (before?.times ?? 0) + 1,
    on: event.on,
    version: event.version,
    by: before?.by.includes(event.actor) ? before.by : [...(before?.by ?? []), event.actor],
    says: choices(structure, event.act, event.body),
    days: acts.has(event.act) ? [...(before?.days ?? []), markOf(event)] : [],
  }
}
const markOf = ({ on, version }: Event): Mark => ({ on, version })
const touched = (before: Folded, event: Event): Folded => ({
  ...before,
  version: Math.max(before.version, event.version),
  latest: event.on > before.latest ? event.on : before.latest,
})
const opened = (
  event: Event,
  id: string,
  kind: string | undefined,
  state: string,
  fields: Values,
  round: number,
): Folded => ({
  id,
  ...(kind && { kind }),
  state,
  opened: event.on,
  version: event.version,
  latest: event.on,
  round,
  unit: event.unit,
  fields,
  did: {},
  set: Object.fromEntries(Object.keys(fields).map((name) => [name, markOf(event)])),
  breaches: [],
})
const roundOf = (parts: readonly { readonly round: number }[]): number =>
  Math.max(0, ...parts.map((part) => part.round))

/** Fingerprints of texts as they now stand; the case is in them, so that the same words elsewhere are not the same. */
const fingerprints = (record: Fields, values: Values, stream: string): Values =>
  Object.fromEntries(
    Object.entries(record).flatMap(([name, { kind, of }]) => {
      const text = kind === 'fingerprint' && values[of!]
      if (typeof text !== 'string') return []
      const plain = text
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]/gu, '')
      return [
        [
          name,
          createHash('sha256')
            .update(`${stream}/${plain || text}`)
            .digest('hex'),
        ],
      ]
    }),
  )
/** The parts that an event raises, with their first values; one raised for a case in a frame is called what that is called. */
export const raisedBy = (
  { parts }: Procedure,
  { stream, version, body }: Event,
  raises: Raises,
): { readonly kind: string; readonly id: string; readonly fields: Values }[] =>
  Object.entries(raises).flatMap(([kind, given]) => {
    const titled = parts[kind]!.record.title?.kind === 'text'
    const list: readonly Values[] =
      'each' in given
        ? (body[given.each] as readonly Framed[]).map((subject) => ({
            subject,
            ...(titled && subject.title && { title: subject.title }),
          }))
        : given
    return list.map((fields, index) => ({ kind, id: raisedId(stream, version, kind, index), fields }))
  })

/**
 * One event on a case: judged, then applied. Never refuses: whether an effect may happen at all is for `decide`.
 * A built-in act changes nothing of the state; `correct` and `void` act by `effective`, before the fold.
 */
export const advance = (
  procedure: Procedure,
  view: View,
  event: Event,
  relied: readonly Answer[],
  times: Times,
): Step => {
  const scope = scopeOf(procedure, view, event.part, event.on, event.body, relied)
  const { structure, own } = scope
  if (isBuiltIn(event.act)) {
    const before = own!
    const after = touched(before, event)
    const handed =
      event.act === 'handOver' ? { ...after, unit: event.body.unit as string, handler: event.body.to as string } : after
    return { event, before, after: handed, raised: [], breached: false }
  }
  const act = structure.acts[event.act]!
  const found = problems(scope, event.act, event.actor, times).map(({ words, article }) =>
    asBreach(`${act.label[0]}：${words}`, article),
  )
  if (Array.isArray(act.from) && (!own || !act.from.includes(own.state)))
    found.push(asBreach(`${act.label[0]}：办理顺序不符`, act.article))

  // An act that moves nothing leaves the case where it stood then; a late entry knows only where it stands now.
  const state = act.to === undefined && own ? own.state : event.to
  const { ended, ...base }: Folded =
    own ??
    opened(
      event,
      event.part?.id ?? event.stream,
      event.part?.kind,
      event.to,
      {},
      event.part ? Math.max(1, roundOf(view.partsOf(event.part.kind))) : 1,
    )
  const kept = Object.keys(event.body).filter((name) => name in structure.record)
  const { fields: anchors } = memoryOf(procedure)
  const fields = { ...base.fields, ...Object.fromEntries(kept.map((name) => [name, event.body[name]])) }
  const after: Folded = {
    ...touched(base, event),
    state,
    fields: { ...fields, ...fingerprints(structure.record, fields, event.stream) },
    did: { ...base.did, [event.act]: traced(procedure, structure, base.did[event.act], event) },
    set: {
      ...base.set,
      ...Object.fromEntries(kept.filter((name) => anchors.has(name)).map((name) => [name, markOf(event)])),
    },
    breaches: found.length
      ? [...base.breaches, ...found.map((breach) => ({ ...breach, version: event.version }))]
      : base.breaches,
    ...(structure.ends.includes(state) && { ended: ended ?? event.on }),
  }
  const raised = raisedBy(procedure, event, act.raises).map(({ kind, id, fields }) =>
    opened(event, id, kind, Object.keys(procedure.parts[kind]!.states)[0]!, fields, roundOf(view.partsOf(kind)) + 1),
  )
  return { event, before: own, after, raised, breached: found.length > 0 }
}

/** Corrections and voids applied: what is true of the history now. The marks themselves stay, as built-in acts. */
export const effective = (events: readonly Event[]): Event[] => {
  const gone = new Set<number>()
  const changed = new Map<number, Event>()
  for (const { act, corrects, body } of events) {
    if (corrects === undefined) continue
    if (act === 'void') gone.add(corrects)
    if (act === 'correct') {
      const earlier = changed.get(corrects) ?? events.find(({ version }) => version === corrects)
      // A history up to some version may hold a correction without what it corrects.
      if (!earlier) continue
      const on = (body.on as Day | undefined) ?? earlier.on
      changed.set(corrects, { ...earlier, on, body: { ...earlier.body, ...(body.new as Values) } })
    }
  }
  return events
    .filter(({ version }) => !gone.has(version))
    .map((event) => changed.get(event.version) ?? event)
    .sort(inOrder)
}

export interface Whole {
  readonly whole: Folded | undefined
  readonly parts: ReadonlyMap<string, Folded>
  readonly steps: readonly WholeStep[]
}
/** The folded case as a judgement looks at it. */
export const viewOf = ({ whole, parts }: Pick<Whole, 'whole' | 'parts'>): View => ({
  whole,
  part: ({ id }) => parts.get(id),
  partsOf: (kind) => [...parts.values()].filter((part) => part.kind === kind),
})
/** The case around a part after an event of that part: its version moves on, and the part's units may see it. */
export const around = (procedure: Procedure, whole: Folded, { event, after }: Step): Folded => {
  const units = unitsIn(structureOf(procedure, after.kind)!.record, after.fields)
  const guests = [...new Set([...(whole.guests ?? []), ...units])]
  return { ...touched(whole, event), ...(guests.length && { guests }) }
}
/** The whole case from its events; `restated` gives an answer relied on as its stream now stands. */
export const fold = (
  procedure: Procedure,
  events: readonly Event[],
  times: Times,
  restated: (answer: Answer) => Answer | undefined = (answer) => answer,
): Whole => {
  let whole: Folded | undefined
  const parts = new Map<string, Folded>()
  const view: View = {
    ...viewOf({ whole, parts }),
    get whole() {
      return whole
    },
  }
  const steps: WholeStep[] = []
  for (const event of effective(events)) {
    // A void may take away what opened the case or the part: what hung on it has nothing to stand on.
    if (isBuiltIn(event.act) && !(event.part ? parts.has(event.part.id) : whole)) {
      if (whole) whole = touched(whole, event)
      continue
    }
    const step = advance(
      procedure,
      view,
      event,
      event.relied.flatMap((answer) => restated(answer) ?? []),
      times,
    )
    if (event.part) {
      parts.set(event.part.id, step.after)
      if (whole) whole = around(procedure, whole, step)
    } else whole = step.after
    if (whole) steps.push({ ...step, whole })
    for (const part of step.raised) parts.set(part.id, part)
    if (whole?.ended) for (const [id, part] of parts) if (!part.ended) parts.set(id, { ...part, ended: whole.ended })
  }
  return { whole, parts, steps }
}

/** The case as it stood on that day: in this a fact that is entered late is judged. Never earlier than its opening. */
export const asOf = (
  procedure: Procedure,
  events: readonly Event[],
  day: Day,
  times: Times,
  restated?: (answer: Answer) => Answer | undefined,
): View => {
  const inLife = effective(events).filter(({ corrects }) => corrects === undefined)
  const until = inLife[0] && inLife[0].on > day ? inLife[0].on : day
  const { whole, parts } = fold(
    procedure,
    inLife.filter(({ on }) => on <= until),
    times,
    restated,
  )
  return {
    ...viewOf({ whole, parts }),
    last: Math.max(0, ...events.map(({ version }) => version)),
  }
}

/** The units that are parties: those its fields name, else the unit that opened it; and one to which it was handed over. */
export const partiesOf = (structure: Structure, folded: Folded): string[] => {
  const named = unitsIn(structure.record, folded.fields)
  return [...new Set(named.length && !folded.handler ? named : [...named, folded.unit])]
}
