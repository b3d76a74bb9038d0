/** Stories without a database: given what was done, when this act, then refused / recorded / recorded with breach. */
import type { AnyMechanism } from '../kernel/mechanism.ts'
import { cite } from '../kernel/law/index.ts'
import {
  asOf,
  decide,
  decideBuiltIn,
  fold,
  isBuiltIn,
  offers,
  raisedId,
  structureOf,
  type Answer,
  type Command,
  type Event,
  type Folded,
  type PartId,
  type View,
  type Whole,
  type World,
} from '../kernel/procedure/index.ts'
import type { Values } from '../kernel/fields/index.ts'
import type { SampleAct } from '../kernel/sample.ts'
import { calendar, type Day, type Notice } from '../kernel/time/index.ts'
import { readdirSync, readFileSync } from 'node:fs'

/** All State Council notices that stand in `districts/notices`. */
export const notices: Notice[] = readdirSync(new URL('../districts/notices/', import.meta.url))
  .filter((name) => name.endsWith('.json'))
  .flatMap((name) => {
    const file = JSON.parse(readFileSync(new URL(`../districts/notices/${name}`, import.meta.url), 'utf8')) as {
      year: number
      notices: Omit<Notice, 'year'>[]
    }
    return file.notices.map((notice) => ({ ...notice, year: file.year }))
  })

export const openWorld = (today: Day): World => ({
  today,
  now: `${today}T09:00:00`,
  calendar: calendar(notices),
  parameters: () => undefined,
  directory: { unit: () => true, person: () => true, file: () => true },
  within: (unit, ancestor) => unit === ancestor,
})

/** A ledger in memory: every person and unit exists, and whoever acts holds the role unless `roles` says otherwise. */
export const story = (...mechanisms: AnyMechanism[]) => {
  const streams = new Map<string, { mechanism: AnyMechanism; events: Event[] }>()
  const found = (id: string) => streams.get(id)
  const world = (today: Day): World => openWorld(today)
  const foldedAt = (id: string): Whole => {
    const stream = found(id)
    return stream
      ? fold(stream.mechanism, stream.events, world('2099-12-31'), restated)
      : { whole: undefined, parts: new Map(), steps: [] }
  }
  const restated = (answer: Answer): Answer | undefined => {
    const stream = found(answer.stream)
    const known =
      stream?.events.filter(({ version, corrects }) => version <= answer.version || corrects !== undefined) ?? []
    const whole = stream && fold(stream.mechanism, known, world('2099-12-31')).whole
    return whole && { ...answer, state: whole.state }
  }
  const answers = (served: string): Answer[] =>
    [...streams].flatMap(([id, { mechanism }]) => {
      const whole = foldedAt(id).whole
      const subject = whole?.fields.subject as { id: string; hash: string } | undefined
      return whole && subject?.id === served
        ? [{ mechanism: mechanism.id, stream: id, version: whole.version, state: whole.state, hash: subject.hash }]
        : []
    })
  const viewOf = (id: string): View => {
    const { whole, parts } = foldedAt(id)
    return {
      whole,
      part: (part: PartId) => parts.get(part.id),
      partsOf: (kind) => [...parts.values()].filter((part) => part.kind === kind),
    }
  }
  const run = (mechanism: AnyMechanism, command: Command, today: Day): string => {
    const stream = found(command.stream)
    const act = structureOf(mechanism, command.part?.kind)?.acts[command.act]
    const now = viewOf(command.stream)
    // As the command transaction does: a fact that is entered late is judged by the case as it stood on its day.
    const view =
      act?.kind === 'fact' && now.whole && command.on < now.whole.latest
        ? asOf(mechanism, stream!.events, command.on, world(today), restated)
        : now
    const decision = isBuiltIn(command.act)
      ? decideBuiltIn(mechanism, view, command, stream?.events ?? [], world(today))
      : decide(mechanism, view, command, world(today), answers(command.stream))
    if (decision.is === 'refusal')
      return `refusal: ${decision.words}${decision.article ? ` [${cite(decision.article)}]` : ''}`
    if (decision.is === 'invalid')
      return `invalid: ${Object.entries(decision.fields)
        .map(([name, words]) => `${name} ${words}`)
        .join('; ')}`
    if (decision.is === 'denied') return `denied: ${decision.words}`
    const { event } = decision
    streams.set(command.stream, { mechanism, events: [...(stream?.events ?? []), event] })
    for (const opening of act?.then ?? []) {
      const serving = mechanisms.find(({ id }) => id === opening.mechanism)!
      const fields = foldedAt(command.stream).whole!.fields
      const served = {
        mechanism: mechanism.id,
        id: command.stream,
        hash: (fields[opening.text] as { hash: string }).hash,
      }
      const id = `${serving.id}/${command.stream}/${event.version}`
      const opened = run(
        serving,
        {
          tenant: 't',
          mechanism: serving.id,
          stream: id,
          act: opening.act,
          on: command.on,
          actor: { person: 'system', unit: command.actor.unit, roles: ['system'] },
          body: { ...opening.body(fields, command.on), subject: served },
          source: 'derived',
        },
        today,
      )
      if (opened !== 'done') return opened
    }
    return event.breaches.length
      ? `breach: ${event.breaches.map(({ words, law, no }) => `${words}${law ? ` [《${law}》${typeof no === 'number' ? `第${no}条` : no}]` : ''}`).join('; ')}`
      : 'done'
  }
  const rolesFor = (mechanism: AnyMechanism, part: string | undefined, act: string): string[] =>
    isBuiltIn(act)
      ? [...new Set(Object.values(mechanism.acts).flatMap(({ by }) => by.roles.map(({ id }) => id)))]
      : (structureOf(mechanism, part)?.acts[act]?.by.roles.map(({ id }) => id) ?? [])
  const actor = (person: string, unit: string, roles: readonly string[]) => ({
    person,
    unit,
    roles: person === 'system' ? ['system'] : roles,
  })
  return {
    /** `act(m, 'case')('2022-03-01', 'p1', 'open', {...})` gives 'done', 'breach: …', 'refusal: … [《…》第N条]', 'invalid: …' or 'denied: …'. */
    act:
      (mechanism: AnyMechanism, stream: string, part?: PartId) =>
      (
        on: Day,
        person: string,
        act: string,
        body: Values = {},
        more: { unit?: string; today?: Day; roles?: readonly string[]; source?: Event['source'] } = {},
      ): string =>
        run(
          mechanism,
          {
            tenant: 't',
            mechanism: mechanism.id,
            stream,
            ...(part && { part }),
            act,
            on,
            actor: actor(person, more.unit ?? 'u1', more.roles ?? rolesFor(mechanism, part?.kind, act)),
            body,
            ...(more.source && { source: more.source }),
          },
          more.today ?? on,
        ),
    read: (stream: string): Folded => foldedAt(stream).whole!,
    part: (stream: string, id: string): Folded => foldedAt(stream).parts.get(id)!,
    raised: (stream: string, version: number, kind: string, index: number): PartId => ({
      kind,
      id: raisedId(stream, version, kind, index),
    }),
    history: (stream: string): readonly Event[] => found(stream)?.events ?? [],
    steps: (stream: string) => foldedAt(stream).steps,
    offers: (
      mechanism: AnyMechanism,
      stream: string,
      today: Day,
      person: string,
      unit: string,
      roles: readonly string[],
      part?: PartId,
    ) => offers(mechanism, viewOf(stream), part, { person, unit, roles }, world(today), answers(stream)),
  }
}

/** Replays a sample, in the ledger of `told`; gives every result that was neither done nor a breach. */
export const replay = (mechanism: AnyMechanism, sample: readonly SampleAct[], told = story(mechanism)): string[] =>
  sample.flatMap(({ of, part, act, on, by, unit, body }) => {
    const raised = part && /^(.+)\/(\d+)$/.exec(part[1])
    const opening =
      raised && told.history(of).find((event) => (mechanism.acts[event.act]?.raises[part![0]] ?? []).length > 0)
    const id =
      part &&
      (raised && opening
        ? told.raised(of, opening.version, part[0], Number(raised[2]) - 1)
        : { kind: part[0], id: `${of}/${part[1]}` })
    const result = told.act(mechanism, of, id)(on, by, act, body ?? {}, { unit: unit ?? 'u1' })
    return result === 'done' || result.startsWith('breach') ? [] : [`${act}: ${result}`]
  })
