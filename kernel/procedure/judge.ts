/** One judgement for the live command, the back-dated fact, the correction and the rebuild: what stands in the way of an act. */
import { cite, sumOn, type Article } from '../law/index.ts'
import type { Document, Field, Values } from '../fields/index.ts'
import type { Day } from '../time/index.ts'
import type { Act } from './act.ts'
import { clockOf, type Times } from './clock.ts'
import type { Answer, Folded, Trace } from './event.ts'
import type { Door, Tally, Test } from './gate.ts'
import type { Procedure, Structure } from './structure.ts'
import type { Limit } from './term.ts'

/** Where an act is judged: the case, the part it concerns (or the case again), the parts around it and what others answered. */
export interface Scope {
  readonly procedure: Procedure
  readonly structure: Structure
  readonly whole: Folded | undefined
  readonly own: Folded | undefined
  readonly partsOf: (kind: string) => readonly Beside[]
  readonly relied: readonly Answer[]
  readonly body: Values
  readonly on: Day
}
/** What a judgement sees of a part: its fields only where they are counted. */
export interface Beside {
  readonly state: string
  readonly round: number
  readonly version?: number
  readonly fields?: Values
}
export interface Problem {
  readonly words: string
  readonly article: Article | undefined
  /** Whether it bars an effect; a late act is a breach but no bar. */
  readonly bars: boolean
}

type AnsweredTest = Extract<Test, { is: 'answered' }>
/** A part sees its own names first, then those of its case. */
export const traceOf = ({ structure, own, whole }: Scope, act: string): Trace | undefined =>
  (act in structure.acts ? own : whole)?.did[act]
const actOf = ({ structure, procedure }: Scope, name: string): Act | undefined =>
  structure.acts[name] ?? procedure.acts[name]
const valueOf = ({ body, own, whole }: Scope, name: string): unknown =>
  body[name] ?? own?.fields[name] ?? whole?.fields[name]
const after = (a: Trace, b: Trace): boolean => (a.on === b.on ? a.version > b.version : a.on > b.on)

/** The fields of an entry that must be equal. */
export const lookedUpBy = ({ theirs, and }: Extract<Door, { is: 'same' }>): string =>
  [theirs, ...and.map(([field]) => field)].join()
/** The case that a link or a subject names. */
export const idIn = (value: unknown): unknown => (value as { id?: string } | undefined)?.id ?? value
/** The last part of each holder, by what it says. */
const counted = ({ part, of, by }: Tally, { partsOf }: Scope): Record<string, number> => {
  const last = new Map<unknown, unknown>()
  for (const { fields } of partsOf(part).toSorted((a, b) => a.version! - b.version!)) last.set(fields![of], fields![by])
  const tally: Record<string, number> = {}
  for (const said of last.values()) if (typeof said === 'string') tally[said] = (tally[said] ?? 0) + 1
  return tally
}
export const holds = (test: Test, scope: Scope, times: Pick<Times, 'parameters'>): boolean => {
  switch (test.is) {
    case 'done': {
      const last = traceOf(scope, test.act)
      if (!last || (test.says && last.says[test.says[0]] !== test.says[1])) return false
      return test.since.every((act) => {
        const reset = traceOf(scope, act)
        return !reset || after(last, reset)
      })
    }
    case 'every': {
      const parts = scope.partsOf(test.part)
      const round = Math.max(...parts.map((part) => part.round))
      const last = parts.filter((part) => part.round === round)
      return last.length >= test.atLeast && last.every((part) => test.states.includes(part.state))
    }
    case 'answered': {
      const { door } = test
      const given = scope.relied.filter(({ mechanism, cause }) => mechanism === test.mechanism && !cause)
      const said = given.filter(({ state }) => test.states.includes(state))
      if (door.is === 'case') {
        const own = (answer: Answer) => answer.about === scope.whole?.id
        return said.some(own) && !given.some((answer) => own(answer) && answer.open && !said.includes(answer))
      }
      const value = valueOf(scope, door.field)
      if (door.is === 'text') return said.some(({ hash }) => hash === (value as Document | undefined)?.hash)
      if (door.is === 'link') return said.some(({ stream }) => stream === idIn(value))
      return [value ?? []].flat().every((one) => said.some(({ about, by }) => about === one && by === lookedUpBy(door)))
    }
    case 'field':
      return valueOf(scope, test.field) === test.value
    case 'given':
      return (valueOf(scope, test.field) ?? undefined) !== undefined
    case 'during':
      return scope.whole !== undefined && test.states.includes(scope.whole.state)
    case 'either':
      return test.of.some((one) => holds(one, scope, times))
    case 'not':
      return !holds(test.of, scope, times)
    case 'when':
      return !holds(test.case, scope, times) || holds(test.then, scope, times)
    case 'judged': {
      const read = (at: Scope) => Object.fromEntries(test.reads.map((name) => [name, valueOf(at, name)]))
      return test.holds(read(scope), scope.on, {
        before: read({ ...scope, body: {} }),
        sum: test.by ? sumOn(test.by, scope.on, times.parameters) : 0,
        tally: test.tally ? counted(test.tally, scope) : {},
      })
    }
  }
}

const sayValue = (field: Field | undefined, value: string | boolean): string | undefined =>
  typeof value === 'string' ? field?.options?.[value]?.[0] : value ? '是' : '否'

const sayDoor = ({ door, words }: AnsweredTest, label: (field: string) => string | undefined): string => {
  switch (door.is) {
    case 'text':
      return `对现在的文本须已有${words}`
    case 'case':
      return `须已有${words}，且没有还在办的`
    case 'link':
      return `${label(door.field)}须为${words}`
    case 'same':
      return door.and.length
        ? `${[door.field, ...door.and.map(([, mine]) => mine)].map(label).join('、')}须与${words}的登记一致`
        : `${label(door.field)}须在${words}中`
  }
}
/** Those that a register does not hold, by name: what a refusal says of them. */
const unlisted = (test: Test, scope: Scope, times: Times): string => {
  const { called } = times
  if (test.is !== 'answered' || test.door.is !== 'same' || !called) return ''
  const value = valueOf(scope, test.door.field)
  const { field } = test.door
  const one = (each: unknown) => ({ ...scope, body: { ...scope.body, [field]: each } })
  const gone = [value ?? []].flat().filter((each) => !holds(test, one(each), times))
  return gone.length ? `，现不在其中的是${gone.map((each) => called(String(each), scope.on)).join('、')}` : ''
}

/** The gate in words, for refusals and the manual. */
export const sayTest = (
  test: Test,
  at: {
    readonly structure: Structure
    readonly procedure: Procedure
    readonly act?: string
    /** Of a refusal: the day and the sums that hold on it; left out, the sums that nobody has set yet. */
    readonly on?: Day
    readonly parameters?: Times['parameters']
  },
): string => {
  const { structure, procedure } = at
  const act = (name: string) => structure.acts[name] ?? procedure.acts[name]
  const label = (name: string) => act(name)?.label[0] ?? name
  const fieldOf = (name: string) =>
    structure.record[name] ??
    procedure.record[name] ??
    Object.values(structure.acts).find((a) => name in a.asks)?.asks[name]
  switch (test.is) {
    case 'done': {
      const said = test.says && sayValue(act(test.act)?.asks[test.says[0]], test.says[1])
      return `须先${label(test.act)}${said ? `（${said}）` : ''}${test.since.length ? `，且在最近一次${test.since.map(label).join('、')}之后` : ''}`
    }
    case 'every': {
      const part = procedure.parts[test.part]!
      const states = test.states.map((state) => part.states[state]?.[0]).join('或')
      return `${test.atLeast ? `须有至少${test.atLeast}项${part.name[0]}，且` : ''}每项${part.name[0]}须为“${states}”`
    }
    case 'answered':
      return sayDoor(test, (name) => fieldOf(name)?.label[0])
    case 'field': {
      const field = fieldOf(test.field)
      return test.value === true ? `须${field?.label[0]}` : `${field?.label[0]}须为“${sayValue(field, test.value)}”`
    }
    case 'given': {
      const field = fieldOf(test.field)
      return `须${field?.kind === 'file' || field?.kind === 'document' ? '附' : '写明'}${field?.label[0]}`
    }
    case 'during':
      return `案卷须处于“${test.states.map((state) => procedure.states[state]?.[0]).join('或')}”`
    case 'either':
      return test.of.map((one) => sayTest(one, at)).join('，或者')
    case 'when':
      return `${sayTest(test.case, at).replace(/^须|须(?=为)/, '')}的，${sayTest(test.then, at)}`
    case 'not':
      if (test.of.is === 'field' && test.of.value === true) return `${fieldOf(test.of.field)?.label[0]}的，不能办理`
      if (test.of.is === 'field') return sayTest(test.of, at).replace('须为', '不得为')
      if (test.of.is !== 'done') return `不得（${sayTest(test.of, at)}）`
      return at.act === undefined || at.act === test.of.act
        ? `只能${label(test.of.act)}一次`
        : `已有“${label(test.of.act)}”的，不能办理`
    case 'judged':
      if (!test.by) return test.words[0]
      const sum = sumOn(test.by, at.on ?? '', at.parameters ?? (() => undefined))
      return `${test.words[0]}（${test.by.label[0]}${sum / 1_000_000}万元，待核）`
  }
}

/** All that speaks against an act by this person on this day; empty where nothing does. */
export const problems = (scope: Scope, name: string, actor: string, times: Times): Problem[] => {
  const act = scope.structure.acts[name]!
  const found: Problem[] = []
  const add = (words: string, article: Article | undefined, bars: boolean) =>
    found.push({ words, article: article ?? act.article, bars })
  // Separations are between persons; the clock is none.
  for (const who of actor === 'system' ? [] : act.by.not) {
    const named = valueOf(scope, who) === actor
    if (named || traceOf(scope, who)?.by.includes(actor)) {
      const other =
        actOf(scope, who)?.label[0] ?? (scope.structure.record[who] ?? scope.procedure.record[who])?.label[0]
      add(`不得由${named ? `${other}本人` : `办过“${other}”的同一人`}办理`, act.by.article, true)
    }
  }
  const named = act.by.only && valueOf({ ...scope, body: {} }, act.by.only)
  if (act.by.only && named && named !== actor && actor !== 'system') {
    const field = scope.structure.record[act.by.only] ?? scope.procedure.record[act.by.only]
    add(`须由${field?.label[0] ?? act.by.only}本人办理`, act.by.article, true)
  }
  for (const gate of act.requires)
    if (!holds(gate.test, scope, times))
      add(
        `${sayTest(gate.test, { ...scope, act: name, parameters: times.parameters })}${unlisted(gate.test, scope, times)}`,
        gate.article,
        true,
      )
  for (const [term, declared] of Object.entries(scope.structure.terms)) {
    if (!declared.until.includes(name)) continue
    const clock = clockOf(term, declared, scope, times)
    if (!clock) {
      const never =
        declared.side === 'floor' &&
        !notRunning(declared.when, declared.unless, scope, times) &&
        missing(declared.limit, scope)
      if (never) add(`“${declared.label[0]}”尚未起算`, declared.article, true)
      continue
    }
    const unverified = clock.unverified ? '，依据待核' : ''
    if (declared.side === 'floor') {
      if (!clock.due || scope.on <= clock.due)
        add(
          `“${declared.label[0]}”${clock.due ? `到${clock.due}届满` : '已中止'}，尚不能办理${unverified}`,
          declared.article,
          true,
        )
    } else if (clock.due && scope.on > clock.due) {
      add(`“${declared.label[0]}”已于${clock.due}届满${unverified}`, declared.article, declared.silence === 'lapsed')
    }
  }
  return found
}
const notRunning = (when: Test | undefined, unless: string | undefined, scope: Scope, times: Times): boolean =>
  (when !== undefined && !holds(when, scope, times)) || (unless !== undefined && traceOf(scope, unless) !== undefined)
const missing = (limit: Limit, scope: Scope): boolean =>
  limit.is === 'rule' &&
  limit.after.every((name) => !traceOf(scope, name) && (valueOf(scope, name) ?? undefined) === undefined)

/** 须先公示（《…》第62条）. */
export const withArticle = (words: string, article: Article | undefined): string =>
  article ? `${words}（${cite(article)}）` : words
