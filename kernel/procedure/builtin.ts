/** Acts that every case has, whatever its declaration says: correct, void, note, attach, hand over. */
import { wrong, type Values } from '../fields/index.ts'
import { isDay, type Day } from '../time/index.ts'
import type { Act } from './act.ts'
import {
  asksOf,
  denied,
  invalid,
  malformed,
  refusal,
  rolesOf,
  unauthorised,
  type Command,
  type Decision,
} from './decide.ts'
import { isBuiltIn, type Event } from './event.ts'
import { effective, partiesOf, raisedBy, type View, type World } from './fold.ts'
import { structureOf, type Procedure } from './structure.ts'

/** Built-in acts: the same for every case. `events` are those of the stream. */
export const decideBuiltIn = (
  procedure: Procedure,
  view: View,
  command: Command,
  events: readonly Event[],
  world: World,
): Decision => {
  const { part, act, actor, body, on } = command
  const structure = structureOf(procedure, part?.kind)
  const own = part ? view.part(part) : view.whole
  if (!structure || !own || !view.whole || !isBuiltIn(act)) return refusal('案卷不存在', undefined, [], '请核对编号')
  const text = (name: string, label: string) =>
    typeof body[name] === 'string' && (body[name] as string).trim() ? undefined : invalid(name, `${label}：必填`)
  const event = (more: Partial<Event>): Decision => ({
    is: 'event',
    event: {
      v: 1,
      tenant: command.tenant,
      stream: command.stream,
      version: view.whole!.version + 1,
      mechanism: procedure.id,
      ...(part && { part }),
      act,
      from: own.state,
      to: own.state,
      on,
      recorded: world.now,
      actor: actor.person,
      ...(actor.onBehalfOf && { onBehalfOf: actor.onBehalfOf }),
      unit: actor.unit,
      source: command.source ?? 'entered',
      ruleEditions: {},
      relied: [],
      breaches: [],
      body,
      ...more,
    },
  })
  if (!isDay(on) || on > world.today || on < own.opened)
    return invalid('on', `发生日应在立案日（${own.opened}）与今天（${world.today}）之间`)
  if (act === 'correct' || act === 'void') {
    const old = events.find(({ version, part: of }) => version === body.version && of?.id === part?.id)
    if (!old || isBuiltIn(old.act)) return invalid('version', '须指明本案历史中要更正的那一条记录')
    const missing = text('reason', '理由')
    if (missing) return missing
    // An import that is undone as a whole changes no single record behind anyone's back.
    const whole = act === 'void' && old.batch !== undefined && old.batch === command.batch
    if (old.actor === actor.person && !whole) return denied('更正和作废须由原经办人以外的人办理')
    const original = structure.acts[old.act]!
    const whom = unauthorised(
      procedure,
      structure,
      original,
      view,
      { actor, on: old.on, body: old.body, ...(part && { part }) },
      world.within,
    )
    if (whom) return denied(whom)
    const hanging = hangingOn(procedure, original, old, events)
    if (act === 'void' && hanging)
      return refusal(`“${original.label[0]}”之后还有${hanging}项记录，不能作废`, undefined, [], '请先作废其后的记录')
    if (act === 'void') return event({ corrects: old.version, body: { version: old.version, reason: body.reason } })
    const replaced = (body.new ?? {}) as Values
    const now = effectiveBody(events, old.version)
    // Only what is replaced is looked at: what stands was right when it was entered.
    const asks = Object.fromEntries(
      Object.entries(asksOf(structure, original)).filter(([name]) => Object.hasOwn(replaced, name)),
    )
    const fields = malformed(asks, replaced, (body.on as Day) ?? old.on, world)
    if (Object.keys(fields).length) return { is: 'invalid', fields }
    if (body.on !== undefined && (!isDay(body.on) || body.on > world.today))
      return invalid('on', '更正后的发生日不能晚于今天')
    if (!Object.keys(replaced).length && body.on === undefined) return invalid('new', '没有要更正的内容')
    const was = Object.fromEntries(Object.keys(replaced).map((name) => [name, now[name] ?? null]))
    return event({
      corrects: old.version,
      body: {
        version: old.version,
        reason: body.reason,
        old: was,
        new: replaced,
        ...(body.on !== undefined && { on: body.on, oldOn: old.on }),
      },
    })
  }
  const readers =
    partiesOf(procedure, view.whole).some((unit) => world.within(unit, actor.unit, on)) ||
    actor.roles.some((held) => rolesOf(procedure).some((role) => role.id === held && role.scope === 'district'))
  if (!readers && !actor.roles.includes('system')) return denied('您不是本案的当事单位，也没有这一职权')
  // What the system notes of a letter that went out is more than words: which one, and what became of it.
  const letter = actor.roles.includes('system') && body.letter !== undefined && { letter: body.letter }
  if (act === 'note') return text('words', '备注') ?? event({ body: { words: body.words, ...letter } })
  if (act === 'attach') {
    const words = wrong({ kind: 'file', label: ['文件', 'File'], how: {} }, body.file, on, world.directory)
    return (
      text('title', '标题') ??
      (words ? invalid('file', `文件：${words}`) : event({ body: { title: body.title, file: body.file } }))
    )
  }
  const unit = typeof body.unit === 'string' && world.directory.unit(body.unit, on)
  const person = typeof body.to === 'string' && world.directory.person(body.to)
  if (!unit || !person)
    return {
      is: 'invalid',
      fields: {
        ...(!unit && { unit: '接收单位：本区没有这一单位' }),
        ...(!person && { to: '接收人：本区没有这一人员' }),
      },
    }
  return text('reason', '理由') ?? event({ body: { unit: body.unit, to: body.to, reason: body.reason } })
}
/** How many events stand on one that opened their case or part, or raised their part. */
const hangingOn = (procedure: Procedure, act: Act, old: Event, events: readonly Event[]): number => {
  const raised = new Set(raisedBy(procedure, old, old.part ? {} : act.raises).map(({ id }) => id))
  const opens = act.from === undefined
  return effective(events).filter(
    ({ act, part, version }) =>
      !isBuiltIn(act) &&
      version !== old.version &&
      ((opens && (!old.part || part?.id === old.part.id)) || (part !== undefined && raised.has(part.id))),
  ).length
}
const effectiveBody = (events: readonly Event[], version: number): Values =>
  events.reduce<Values>(
    (body, event) =>
      event.act === 'correct' && event.corrects === version ? { ...body, ...(event.body.new as Values) } : body,
    events.find((event) => event.version === version)!.body,
  )
