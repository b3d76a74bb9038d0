/** decide: (procedure, case, command, world) → event | refusal. Pure; it never throws. */
import { unitsIn, wrong, type Fields, type Values } from '../fields/index.ts'
import type { Article } from '../law/index.ts'
import { isDay, type Day } from '../time/index.ts'
import { anywhere, type Act } from './act.ts'
import { clocksOf } from './clock.ts'
import { asBreach, type Answer, type Breach, type Event, type PartId } from './event.ts'
import { partiesOf, scopeOf, type View, type World } from './fold.ts'
import { leaves, type Test } from './gate.ts'
import { problems, type Scope } from './judge.ts'
import { structureOf, type Procedure, type Structure } from './structure.ts'

export interface Actor {
  readonly person: string
  readonly unit: string
  readonly roles: readonly string[]
  readonly onBehalfOf?: string
}
/** The clock and the steps that follow from another act. It holds every role. */
export const system = (unit: string): Actor => ({ person: 'system', unit, roles: ['system'] })

export interface Command {
  readonly tenant: string
  readonly mechanism: string
  readonly stream: string
  readonly part?: PartId
  readonly act: string
  readonly on: Day
  readonly actor: Actor
  readonly body: Values
  readonly source?: Event['source']
  readonly batch?: string
  /** Of a derived one: the event that brings it about. */
  readonly cause?: Answer
}
export type Refused =
  /** The law or the state says no. */
  | {
      readonly is: 'refusal'
      readonly words: string
      readonly article?: Article
      readonly todo?: string
      readonly further: readonly string[]
    }
  | { readonly is: 'invalid'; readonly fields: Readonly<Record<string, string>> }
  | { readonly is: 'denied'; readonly words: string }
export type Decision = { readonly is: 'event'; readonly event: Event } | Refused

/** What an act asks: an opening act also asks the record. */
export const asksOf = (structure: Structure, act: Act): Fields =>
  act.from === undefined ? { ...structure.record, ...act.asks } : act.asks

export const refusal = (words: string, article?: Article, further: readonly string[] = [], todo?: string): Refused => ({
  is: 'refusal',
  words,
  further,
  ...(article && { article }),
  ...(todo && { todo }),
})
export const invalid = (field: string, words: string): Refused => ({ is: 'invalid', fields: { [field]: words } })
export const denied = (words: string): Refused => ({ is: 'denied', words })

/** Deny by default: a role the act names and, for a role of one's own unit, a unit that is a party. */
export const unauthorised = (
  procedure: Procedure,
  structure: Structure,
  act: Act,
  view: View,
  command: Pick<Command, 'actor' | 'on' | 'body' | 'part'>,
  within: World['within'],
): string | undefined => {
  const { actor, on, body, part } = command
  if (actor.roles.includes('system')) return undefined
  if (act.by.clock) return `“${act.label[0]}”由系统到期自动办理，不能由人办理`
  const held = act.by.roles.filter((role) => actor.roles.includes(role.id))
  if (!held.length)
    return `“${act.label[0]}”须由${act.by.roles.map((role) => role.label[0]).join('或')}办理，您没有这一职权`
  if (held.some((role) => role.scope === 'district')) return undefined
  const own = part ? view.part(part) : view.whole
  const opening = [...unitsIn(structure.record, body), ...(view.whole ? partiesOf(procedure, view.whole) : [])]
  // A case that names no unit belongs to the unit that opens it.
  const parties = own
    ? [
        ...partiesOf(structure, own),
        ...(part && view.whole && !unitsIn(structure.record, own.fields).length
          ? partiesOf(procedure, view.whole)
          : []),
      ]
    : opening
  if (!own && !parties.length) return undefined
  return parties.some((unit) => within(unit, actor.unit, on))
    ? undefined
    : `“${act.label[0]}”只能由当事单位办理，您所在单位不是本案的当事单位`
}

/** What is wrong with the form of a body: unknown fields, missing and malformed values, each in Chinese. */
export const malformed = (asks: Fields, body: Values, on: Day, world: World): Record<string, string> => {
  const fields: Record<string, string> = {}
  for (const name of Object.keys(body)) if (!Object.hasOwn(asks, name)) fields[name] = '没有这一字段，请删去或核对名称'
  for (const [name, field] of Object.entries(asks)) {
    const words = wrong(field, body[name], on, world.directory)
    if (words) fields[name] = `${field.label[0]}：${words}`
  }
  return fields
}

const outOfPlace = (
  structure: Structure,
  act: Act,
  scope: Scope,
  part: PartId | undefined,
  procedure: Procedure,
): Refused | undefined => {
  const { own, whole } = scope
  if (part && !whole) return refusal('案卷不存在', undefined, [], '请核对编号')
  if (act.from === undefined) {
    if (own) return refusal(`“${act.label[0]}”是立案行为，${structure.name[0]}已经存在`, act.article)
    if (part && whole?.ended && !act.afterEnd)
      return refusal(`案卷已办结（${procedure.states[whole.state]?.[0]}），不能再增加${structure.name[0]}`, act.article)
    return undefined
  }
  if (!own) return refusal(`没有这一“${structure.name[0]}”案卷`, undefined, [], '请核对编号')
  const open =
    act.from === anywhere ? !structure.ends.includes(own.state) : (act.from as readonly string[]).includes(own.state)
  // The end of a case ends its parts; one that has reached an end of its own may still have acts from there.
  const over = part && (whole?.ended !== undefined || (own.ended !== undefined && !structure.ends.includes(own.state)))
  if (over) return refusal(`案卷已办结，“${act.label[0]}”不能再办理`, act.article)
  if (open) return undefined
  const wanted =
    act.from === anywhere
      ? '未办结'
      : (act.from as readonly string[]).map((state) => structure.states[state]?.[0]).join('或')
  return refusal(`“${act.label[0]}”须在“${wanted}”时办理，现为“${structure.states[own.state]?.[0]}”`, act.article)
}

/** Days that cannot be: after today, before the case began, or, for what happens here, not today. */
const impossible = (act: Act, command: Command, scope: Scope, world: World): string | undefined => {
  const { on } = command
  if (!isDay(on)) return '发生日应为真实存在的日期，如2022-03-01'
  if (on > world.today) return `发生日${on}晚于今天（${world.today}）`
  const began = scope.own?.opened ?? scope.whole?.opened
  if (began && on < began) return `发生日${on}早于立案日（${began}）`
  if (act.kind === 'fact' || on >= world.today) return undefined
  const here = `“${act.label[0]}”在系统内办理，只能记在今天（${world.today}）`
  switch (command.source ?? 'entered') {
    case 'entered':
      return `${here}；已经发生的事实请用相应的事实行为补记`
    case 'imported':
      return `${here}，不能倒填导入；启用本系统之前办理的，请用存量登记（fazhi takeover）带入`
    default:
      return undefined
  }
}

/** The answers that the gates of an act look at. */
const needed = (act: Act, relied: readonly Answer[]): Answer[] => {
  const asked = JSON.stringify(act.requires.map((gate) => gate.test))
  return relied.filter(({ mechanism }) => asked.includes(`"mechanism":"${mechanism}"`))
}

export const decide = (
  procedure: Procedure,
  view: View,
  command: Command,
  world: World,
  answers: readonly Answer[] = [],
): Decision => {
  const { part, act: name, on, actor, body } = command
  const structure = structureOf(procedure, part?.kind)
  const act = structure && Object.hasOwn(structure.acts, name) ? structure.acts[name] : undefined
  if (!structure || !act) return invalid('act', `${procedure.name[0]}没有“${name.slice(0, 60)}”这一行为`)
  const whom = unauthorised(procedure, structure, act, view, command, world.within)
  // Who holds no such role learns nothing of the form; who names a unit that does not exist is told so.
  const unknown = unitsIn(structure.record, body).some(
    (unit) => typeof unit !== 'string' || !world.directory.unit(unit, on),
  )
  if (whom && !unknown) return denied(whom)
  const fields = malformed(asksOf(structure, act), body, on, world)
  if (Object.keys(fields).length) return { is: 'invalid', fields }
  const scope = scopeOf(procedure, view, part, on, body, answers)
  const misplaced = outOfPlace(structure, act, scope, part, procedure)
  if (misplaced) return misplaced
  const never = impossible(act, command, scope, world)
  if (never) return invalid('on', never)

  const found = problems(scope, name, actor.person, world)
  const bars = found.filter((problem) => problem.bars)
  // What existed before the product (takeover) is recorded as it was, breaches and all.
  const gated = act.kind !== 'fact' && command.source !== 'takeover'
  if (gated && bars.length) {
    const [first, ...rest] = bars
    return refusal(
      `${act.label[0]}：${first!.words}`,
      first!.article,
      rest.map(({ words }) => words),
    )
  }
  const breaches: Breach[] = found.map(({ words, article }) => asBreach(`${act.label[0]}：${words}`, article))
  return {
    is: 'event',
    event: {
      v: 1,
      tenant: command.tenant,
      stream: command.stream,
      version: (view.last ?? view.whole?.version ?? 0) + 1,
      mechanism: procedure.id,
      ...(part && { part }),
      act: name,
      ...(scope.own && { from: scope.own.state }),
      to: act.to ?? scope.own!.state,
      on,
      recorded: world.now,
      actor: actor.person,
      ...(actor.onBehalfOf && { onBehalfOf: actor.onBehalfOf }),
      unit: actor.unit,
      source: command.source ?? 'entered',
      ...(command.batch && { batch: command.batch }),
      ruleEditions: editionsOf(scope, name, world),
      relied: [...needed(act, answers), ...(command.cause ? [command.cause] : [])],
      breaches,
      body,
    },
  }
}
const editionsOf = (scope: Scope, act: string, world: World): Record<string, Day> =>
  Object.values(scope.structure.terms).some((term) => term.until.includes(act))
    ? Object.fromEntries(
        clocksOf(scope, world).flatMap(({ term, edition, until }) =>
          edition && until.includes(act) ? [[term, edition]] : [],
        ),
      )
    : {}

/** What a person may do now, and why not the rest: the same judgement, before any form is filled in. */
export interface Offer {
  readonly act: string
  readonly allowed: boolean
  readonly refusals: readonly { readonly words: string; readonly article?: Article }[]
  /** For a fact: it may be recorded, and would be recorded as a breach. */
  readonly breaches: readonly { readonly words: string; readonly article?: Article }[]
}
export const offers = (
  procedure: Procedure,
  view: View,
  part: PartId | undefined,
  actor: Actor,
  world: World,
  answers: readonly Answer[] = [],
): Offer[] => {
  const structure = structureOf(procedure, part?.kind)!
  return Object.entries(structure.acts).flatMap(([name, act]): Offer[] => {
    const scope = scopeOf(procedure, view, part, world.today, {}, answers)
    if ((act.from === undefined) === (scope.own !== undefined)) return []
    const plain = ({ words, article }: { words: string; article?: Article | undefined }) => ({
      words,
      ...(article && { article }),
    })
    const whom = unauthorised(
      procedure,
      structure,
      act,
      view,
      { actor, on: world.today, body: {}, ...(part && { part }) },
      world.within,
    )
    const misplaced = outOfPlace(structure, act, scope, part, procedure)
    const asked = Object.keys(asksOf(structure, act))
    // What depends on what will be typed cannot be judged yet.
    const found =
      misplaced || !scope.own
        ? []
        : problems({ ...scope, structure: withoutAsked(structure, name, asked) }, name, actor.person, world)
    const refusals = [
      ...(whom ? [{ words: whom }] : []),
      ...(misplaced?.is === 'refusal' ? [plain(misplaced)] : []),
      ...(act.kind === 'fact' ? [] : found.filter((problem) => problem.bars).map(plain)),
    ]
    return [
      {
        act: name,
        allowed: refusals.length === 0,
        refusals,
        breaches: found.filter((problem) => act.kind === 'fact' || !problem.bars).map(plain),
      },
    ]
  })
}
const withoutAsked = (structure: Structure, name: string, asked: readonly string[]): Structure => {
  const act = structure.acts[name]!
  const typed = (test: Test): boolean =>
    test.is === 'judged'
      ? test.reads.some((field) => asked.includes(field))
      : test.is === 'answered'
        ? test.door.is !== 'case' && asked.includes(test.door.field)
        : (test.is === 'field' || test.is === 'given') && asked.includes(test.field)
  const requires = act.requires.filter(({ test }) => !leaves(test).some(typed))
  return requires.length === act.requires.length
    ? structure
    : { ...structure, acts: { ...structure.acts, [name]: { ...act, requires } } }
}

/** Every role that some act of the mechanism names. */
export const rolesOf = (procedure: Procedure) => [
  ...new Set(
    [procedure, ...Object.values(procedure.parts)].flatMap((structure) =>
      Object.values(structure.acts).flatMap((act) => act.by.roles),
    ),
  ),
]
