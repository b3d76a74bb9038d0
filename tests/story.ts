/** Stories without a database: given what was done, when this act, then refused / recorded / recorded with breach. */
import type { AnyMechanism } from '../kernel/mechanism.ts'
import { cite } from '../kernel/law/index.ts'
import {
  asksOf,
  asOf,
  decide,
  decideBuiltIn,
  fold,
  idIn,
  isBuiltIn,
  leaves,
  lookedUpBy,
  asCause,
  causedBy,
  effective,
  offers,
  restatedTo,
  raisedId,
  structureOf,
  viewOf,
  type Answer,
  type Command,
  type Event,
  type Folded,
  type PartId,
  type Structure,
  type Test,
  type View,
  type Whole,
  type World,
} from '../kernel/procedure/index.ts'
import { sayNumber, serialParts, type Values } from '../kernel/fields/index.ts'
import { Told, type SampleAct } from '../kernel/sample.ts'
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

const known = calendar(notices)
export const openWorld = (today: Day): World => ({
  today,
  now: `${today}T09:00:00`,
  calendar: known,
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
    return whole && restatedTo(answer, whole.state, stream.mechanism.ends)
  }
  /** Every case as an answer; on an earlier day as it stood then. What it is about depends on who asks. */
  const answers = (asked: Pick<Command, 'stream' | 'on' | 'body' | 'part'>, of: readonly Test[]): Answer[] =>
    of.flatMap((test) => {
      if (test.is !== 'answered') return []
      const { door } = test
      return [...streams].flatMap(([id, { mechanism, events }]): Answer[] => {
        if (mechanism.id !== test.mechanism) return []
        const whole = fold(
          mechanism,
          events.filter(({ on }) => on <= asked.on),
          world('2099-12-31'),
        ).whole
        if (!whole) return []
        const subject = whole.fields.subject as { id: string; hash: string } | undefined
        if (door.is === 'same' && door.and.some(([theirs, mine]) => whole.fields[theirs] !== valueIn(asked, mine)))
          return []
        const about = door.is === 'same' ? whole.fields[door.theirs] : door.is === 'link' ? undefined : subject?.id
        return [
          {
            mechanism: mechanism.id,
            stream: id,
            version: whole.version,
            state: whole.state,
            hash: subject?.hash ?? '',
            ...(about !== undefined && { about: String(about) }),
            ...(door.is === 'same' && { by: lookedUpBy(door) }),
            ...(about !== undefined && !whole.ended && { open: true as const }),
          },
        ]
      })
    })
  const valueIn = ({ stream, part, body }: Pick<Command, 'stream' | 'body' | 'part'>, name: string): unknown => {
    const { whole, parts } = foldedAt(stream)
    return body[name] ?? (part && parts.get(part.id)?.fields[name]) ?? whole?.fields[name]
  }
  const testsOf = (structure: Structure): Test[] =>
    Object.values(structure.acts).flatMap(({ requires }) => requires.flatMap(({ test }) => leaves(test)))
  const viewAt = (id: string): View => viewOf(foldedAt(id))
  const last = new Map<string, number>()
  let opened: { mechanism: string; act: string; id: string }[] = []
  /** What the database would fill in. */
  const filledIn = (mechanism: AnyMechanism, command: Command): Values => {
    const structure = structureOf(mechanism, command.part?.kind)!
    const act = structure.acts[command.act]
    if (!act) return command.body
    const value = (name: string) => valueIn(command, name)
    const made = Object.entries(asksOf(structure, act)).flatMap(([name, field]): [string, unknown][] => {
      if (field.kind === 'frame') {
        const { mechanism: of, states, text, where } = field.frames!
        return [
          [
            name,
            [...streams].flatMap(([id, stream]) => {
              const { state, fields } = foldedAt(id).whole!
              const fits = !where || [fields[where[0]]].flat().includes(value(where[1]))
              return stream.mechanism.id === of && states.includes(state) && fits
                ? [{ mechanism: of, id, hash: (fields[text] as { hash: string }).hash, title: id }]
                : []
            }),
          ],
        ]
      }
      if (field.kind === 'snapshot') return [[name, '0'.repeat(64)]]
      if (field.kind !== 'serial' || field.how.given || command.source === 'takeover') return []
      const series = `${String(value(field.word!))}/${command.on.slice(0, 4)}`
      return [
        [name, sayNumber(String(value(field.word!)), Number(command.on.slice(0, 4)), (last.get(series) ?? 0) + 1)],
      ]
    })
    return { ...command.body, ...Object.fromEntries(made) }
  }
  const run = (mechanism: AnyMechanism, command: Command, today: Day): string => {
    const stream = found(command.stream)
    const act = structureOf(mechanism, command.part?.kind)?.acts[command.act]
    const now = viewAt(command.stream)
    const asked = act ? testsOf({ ...structureOf(mechanism, command.part?.kind)!, acts: { it: act } }) : []
    // As the command transaction does: a fact that is entered late is judged by the case as it stood on its day.
    const view =
      act?.kind === 'fact' && now.whole && command.on < now.whole.latest
        ? asOf(mechanism, stream!.events, command.on, world(today), restated)
        : now
    const decision = isBuiltIn(command.act)
      ? decideBuiltIn(mechanism, view, command, stream?.events ?? [], world(today))
      : decide(
          mechanism,
          view,
          { ...command, body: filledIn(mechanism, command) },
          world(today),
          answers(command, asked),
        )
    if (decision.is === 'refusal')
      return `refusal: ${decision.words}${decision.article ? ` [${cite(decision.article)}]` : ''}`
    if (decision.is === 'invalid')
      return `invalid: ${Object.entries(decision.fields)
        .map(([name, words]) => `${name} ${words}`)
        .join('; ')}`
    if (decision.is === 'denied') return `denied: ${decision.words}`
    const { event } = decision
    for (const value of Object.values(event.body)) {
      const number = typeof value === 'string' ? serialParts(value) : undefined
      if (number) last.set(`${number.word}/${number.year}`, number.n)
    }
    streams.set(command.stream, { mechanism, events: [...(stream?.events ?? []), event] })
    const { whole, parts } = foldedAt(command.stream)
    const fields = { ...whole?.fields, ...(command.part && parts.get(command.part.id)?.fields), ...event.body }
    const made: typeof opened = []
    const also = (of: AnyMechanism, id: string, name: string, body: Values, cause: Event, part?: PartId) =>
      run(
        of,
        {
          tenant: 't',
          mechanism: of.id,
          stream: id,
          ...(part && { part }),
          act: name,
          on: command.on,
          actor: { ...command.actor, roles: ['system'] },
          body,
          source: 'derived',
          cause: asCause(cause),
        },
        today,
      )
    for (const opening of act?.then ?? []) {
      const serving = mechanisms.find(({ id }) => id === (opening.mechanism ?? mechanism.id))!
      const body = opening.body(fields, command.on)
      if (!body || (opening.case && fields[opening.case] === undefined)) continue
      const text = opening.text ? (fields[opening.text] as { hash: string }) : undefined
      const id = opening.alike
        ? command.stream
        : text
          ? `${serving.id}/${command.stream}/${event.version}${made.length ? `/${made.length}` : ''}`
          : String(idIn(fields[opening.case!]))
      if (text) made.push({ mechanism: serving.id, act: opening.act, id })
      const subject = text && { subject: { mechanism: mechanism.id, id: command.stream, hash: text.hash } }
      const beside = [...parts.values()].filter(
        ({ kind, id, state, fields: theirs }) =>
          opening.alike !== undefined &&
          kind === command.part?.kind &&
          id !== command.part?.id &&
          (structureOf(mechanism, kind)!.acts[opening.act]!.from as readonly string[]).includes(state) &&
          opening.alike.some((name) => fields[name] !== undefined && theirs[name] === fields[name]),
      )
      for (const part of opening.alike ? beside.map(({ id }) => ({ kind: command.part!.kind, id })) : [undefined]) {
        const served = also(serving, id, opening.act, { ...body, ...subject }, event, part)
        if (!/^(done|breach)/.test(served)) return served
      }
    }
    if (event.act === 'void') undo(event, command, today)
    // Last: what was opened may open cases of its own.
    opened = made
    return event.breaches.length
      ? `breach: ${event.breaches.map(({ words, law, no }) => `${words}${law ? ` [《${law}》${typeof no === 'number' ? `第${no}条` : no}]` : ''}`).join('; ')}`
      : 'done'
  }
  /** What a void act had brought about is void too; a case that it opened and that has gone on since stays. */
  const undo = (event: Event, command: Command, today: Day): void => {
    for (const [id, { mechanism, events }] of streams)
      for (const { version, part } of causedBy(event.stream, event.corrects, effective(events)).toReversed())
        run(
          mechanism,
          {
            tenant: 't',
            mechanism: mechanism.id,
            stream: id,
            act: 'void',
            on: today,
            source: 'derived',
            ...(part && { part }),
            actor: { ...command.actor, roles: ['system'] },
            body: { version, reason: event.body.reason },
            cause: asCause(event),
          },
          today,
        )
  }
  /** As in a transaction: what is refused in the end leaves nothing. */
  const transacted = (mechanism: AnyMechanism, command: Command, today: Day): string => {
    const before = [...streams]
    const result = run(mechanism, command, today)
    if (/^(done|breach)/.test(result)) return result
    streams.clear()
    for (const [id, stream] of before) streams.set(id, stream)
    return result
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
        transacted(
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
    /** The case with all its parts. */
    whole: (stream: string): Whole => foldedAt(stream),
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
    ) =>
      offers(
        mechanism,
        viewAt(stream),
        part,
        { person, unit, roles },
        world(today),
        answers({ stream, on: today, body: {}, ...(part && { part }) }, testsOf(structureOf(mechanism, part?.kind)!)),
      ),
    /** The cases that the last act opened elsewhere. */
    opened: () => opened,
  }
}

/** Tells acts in their order, by the names they have within the run, in the ledger of `told`; gives what came of each. */
export const tellAll = <A extends SampleAct & { readonly mechanism: string }>(
  told: ReturnType<typeof story>,
  mechanisms: readonly AnyMechanism[],
  acts: readonly A[],
  unitOf: (act: A) => string,
  stored: (body: Values) => Values = (body) => body,
) => {
  const known = new Map(mechanisms.map((one) => [one.id as string, one]))
  const names = new Told(known, (...parts) => parts.join('/'))
  const results = acts.map((one) => {
    const { mechanism, of, part, act, on, by, body } = one
    const stream = names.caseOf(mechanism, of)
    const tell = told.act(known.get(mechanism)!, stream, names.partOf(mechanism, of, part))
    const result = tell(on, by, act, stored(names.bodyOf(body)), { unit: unitOf(one) })
    if (/^(done|breach)/.test(result))
      names.done(mechanism, of, act, told.history(stream).at(-1)!.version, told.opened())
    return { ...one, result }
  })
  return { results, read: (mechanism: string, of: string): Folded => told.read(names.caseOf(mechanism, of)) }
}

/** Replays a sample, in the ledger of `told`; gives every result that was neither done nor a breach. */
export const replay = (
  mechanism: AnyMechanism,
  sample: readonly SampleAct[],
  told = story(mechanism),
  others: readonly AnyMechanism[] = [],
): string[] => {
  const acts = sample.map((one) => ({ ...one, mechanism: one.mechanism ?? mechanism.id }))
  return tellAll(told, [mechanism, ...others], acts, ({ unit }) => unit ?? 'u1').results.flatMap(({ act, result }) =>
    /^(done|breach)/.test(result) ? [] : [`${act}: ${result}`],
  )
}
