/**
 * What the prover remembers of a case: its state, its parts, and one bit per fact that some gate asks about.
 * `situations` turns a declaration into moves between such situations; `prove` explores them.
 */
import type { Field, Values } from '../fields/index.ts'
import { anywhere, type Act } from './act.ts'
import { asksOf } from './decide.ts'
import type { Test } from './gate.ts'
import { structureOf, type Procedure, type Structure } from './structure.ts'
import type { Term } from './term.ts'

/** A part: its state and its facts. */
export interface Child {
  readonly state: string
  readonly facts: bigint
}
/** The parts of one kind in their last round; `raised` of them came with an act of the case. */
export interface Round {
  readonly raised: number
  readonly of: readonly Child[]
  /** The same for equal rounds: it stands for them when situations are compared. */
  readonly id: number
}
export interface Situation {
  /** Nothing before the case is opened. */
  readonly state: string | undefined
  readonly facts: bigint
  /** One for each kind of part, in the order of the declaration. */
  readonly rounds: readonly Round[]
  /** State and facts in one word. */
  readonly word: string
}
export const situation = (state: string | undefined, facts: bigint, rounds: readonly Round[]): Situation => ({
  state,
  facts,
  rounds,
  word: `${state}.${facts}`,
})
/** A condition on a situation; `own` are the facts of the part that acts, or those of the case. */
export type Check = (at: Situation, own: bigint, body: Values) => boolean

/** An act that says one thing: what it asks for before, and what is true after. */
export interface Move {
  /** Nothing for an act of the case. */
  readonly part: string | undefined
  readonly name: string
  readonly act: Act
  readonly label: string
  readonly body: Values
  readonly possible: (at: Situation, own: bigint) => boolean
  /** The facts of that structure afterwards: of the case, or of a part of that kind. */
  readonly changed: (of: string | undefined, facts: bigint) => bigint
  /** Does it change the facts of parts of that kind? */
  readonly touches: (kind: string) => boolean
}
/** What happens by itself: a term runs out, another mechanism answers. */
export interface Chance {
  readonly part: string | undefined
  readonly label: string
  readonly bit: bigint
  readonly possible: (at: Situation, own: bigint) => boolean
}
export interface Situations {
  readonly moves: readonly Move[]
  readonly chances: readonly Chance[]
  /** The theorem's own condition, read over the same facts. */
  readonly theorems: readonly Check[]
  /** The facts of a part that begins with these values. */
  readonly begun: (kind: string, at: Situation, values: Values) => bigint
}

/** What is asked of the past. A term adds: has its field been given, has its time run out? */
type Question =
  Extract<Test, { is: 'done' | 'field' | 'given' | 'answered' }> | { readonly is: 'elapsed'; readonly term: string }

/** The field that a question is about; none where it is about the case itself. */
const nameOf = (question: Exclude<Question, { is: 'done' | 'elapsed' }>): string =>
  question.is !== 'answered' ? question.field : question.door.is === 'case' ? '' : question.door.field

/** Some value of a field whose value itself no gate reads. */
const something = true

export const situations = (procedure: Procedure): Situations => {
  const homes: readonly (string | undefined)[] = [undefined, ...Object.keys(procedure.parts)]
  const at = (home: string | undefined): Structure => structureOf(procedure, home)!
  const questions = new Map(homes.map((home) => [home, new Map<string, { question: Question; bit: bigint }>()]))

  // ── which facts there are: a part's own names come first, then those of its case ──
  const homeOf = (home: string | undefined, question: Question): string | undefined => {
    switch (question.is) {
      case 'done':
        return [question.act, ...question.since].some((act) => act in at(home).acts) ? home : undefined
      case 'elapsed':
        return home
      default:
        return nameOf(question) in at(home).record ? home : undefined
    }
  }
  /** A part's question about an act of its case: what the case knows of it when the part begins. */
  const before = (home: string, question: Question): Question | undefined =>
    question.is === 'done' && !(question.act in at(home).acts)
      ? { ...question, since: question.since.filter((act) => !(act in at(home).acts)) }
      : undefined
  const bitOf = (home: string | undefined, question: Question): bigint => {
    const of = questions.get(home)!
    const key = JSON.stringify(question)
    const known = of.get(key)
    if (known) return known.bit
    const bit = 1n << BigInt(of.size)
    of.set(key, { question, bit })
    const earlier = home !== undefined && before(home, question)
    if (earlier) bitOf(undefined, earlier)
    return bit
  }
  const asked = (home: string | undefined, question: Question): Check => {
    const holder = homeOf(home, question)
    const bit = bitOf(holder, question)
    return holder === home ? (_, own) => (own & bit) !== 0n : (at) => (at.facts & bit) !== 0n
  }

  // ── conditions ──
  const all =
    (checks: readonly Check[]): Check =>
    (at, own, body) =>
      checks.every((check) => check(at, own, body))
  const not =
    (check: Check): Check =>
    (at, own, body) =>
      !check(at, own, body)
  const any = (...checks: readonly Check[]): Check => not(all(checks.map(not)))
  /** What acts say of themselves: their bodies differ in it, but nothing need be remembered. */
  const said: Question[] = []
  /** An opening act has nothing before it, and what must be given is given: there the body alone tells. */
  const remembered = (home: string | undefined, question: Question & { readonly field: string }, act?: Act): Check => {
    const { field } = question
    const brought = act && field in act.asks && !act.asks[field]!.how.optional
    const first = act && act.from === undefined && (home === undefined || field in at(home).record)
    if (!brought && !first) return asked(home, question)
    said.push(question)
    return () => false
  }
  /** Where nobody can know, the answer is `hoped`: a gate may pass, so under a negation it may fail. */
  const checkOf = (home: string | undefined, test: Test, hoped = true, act?: Act): Check => {
    switch (test.is) {
      case 'done':
        return asked(home, test)
      case 'field': {
        const known = remembered(home, test, act)
        return (at, own, body) => (test.field in body ? body[test.field] === test.value : known(at, own, body))
      }
      case 'given': {
        const known = remembered(home, test, act)
        return (at, own, body) => test.field in body || known(at, own, body)
      }
      case 'answered': {
        const known = asked(home, test)
        const { door } = test
        // Of a new text nobody has said anything; what a new link or a new entry says is not known.
        if (door.is === 'case') return known
        if (door.is === 'text') return (at, own, body) => !(door.field in body) && known(at, own, body)
        return (at, own, body) => (door.field in body ? hoped : known(at, own, body))
      }
      case 'every':
        const kind = Object.keys(procedure.parts).indexOf(test.part)
        return ({ rounds }) => {
          const of = rounds[kind]?.of ?? []
          return of.length >= test.atLeast && of.every(({ state }) => test.states.includes(state))
        }
      case 'during':
        return ({ state }) => state !== undefined && test.states.includes(state)
      case 'either':
        return any(...test.of.map((one) => checkOf(home, one, hoped, act)))
      case 'not':
        return not(checkOf(home, test.of, !hoped, act))
      case 'when':
        return any(not(checkOf(home, test.case, !hoped, act)), checkOf(home, test.then, hoped, act))
      case 'judged':
        return () => hoped
    }
  }
  const anchored = (home: string | undefined, { limit }: Term): Check =>
    any(
      ...anchorsOf(limit).map((name): Check => {
        if (name in at(home).acts || name in procedure.acts) return asked(home, { is: 'done', act: name, since: [] })
        return checkOf(home, { is: 'given', field: name })
      }),
    )
  const waived = (home: string | undefined, { when, unless }: Term): Check =>
    any(
      ...(when ? [not(checkOf(home, when, false))] : []),
      ...(unless ? [asked(home, { is: 'done', act: unless, since: [] })] : []),
    )
  const runs = (home: string | undefined, term: Term): Check =>
    all([
      anchored(home, term),
      ...(term.when ? [checkOf(home, term.when)] : []),
      ...(term.unless ? [not(asked(home, { is: 'done', act: term.unless, since: [] }))] : []),
    ])
  /** The lapsing terms, of which it matters whether they have run out. */
  const lapsing = new Map<string, Chance>()
  const elapsed = (home: string | undefined, id: string): Check => {
    const term = at(home).terms[id]!
    const running = runs(home, term)
    const bit = bitOf(home, { is: 'elapsed', term: id })
    const possible = (at: Situation, own: bigint) => (own & bit) === 0n && running(at, own, {})
    lapsing.set(`${home}/${id}`, { part: home, label: `〔“${term.label[0]}”届满〕`, bit, possible })
    return (_, own) => (own & bit) !== 0n
  }
  /** Of a floor only its beginning matters, for time passes by itself; of a lapsing ceiling whether it has run out. */
  const bound = (home: string | undefined, name: string): Check[] =>
    Object.entries(at(home).terms).flatMap(([id, term]) => {
      if (!term.until.includes(name)) return []
      if (term.side === 'floor') return [any(waived(home, term), anchored(home, term))]
      return term.silence === 'lapsed' ? [any(waived(home, term), not(elapsed(home, id)))] : []
    })
  const conditions = (home: string | undefined, name: string, act: Act): Check[] => {
    const gated =
      act.kind === 'fact'
        ? []
        : [...act.requires.map(({ test }) => checkOf(home, test, true, act)), ...bound(home, name)]
    const term = act.by.clock === undefined ? undefined : at(home).terms[act.by.clock]
    if (!term) return gated
    return [...gated, runs(home, term), ...(term.silence === 'lapsed' ? [elapsed(home, act.by.clock!)] : [])]
  }
  const gates = homes.flatMap((home) =>
    Object.entries(at(home).acts).map(([name, act]) => ({
      home,
      name,
      act,
      allowed: all(conditions(home, name, act)),
    })),
  )
  const theorems = procedure.never.map(({ without }) => checkOf(undefined, without.test))
  const answers = homes.flatMap((home) =>
    [...questions.get(home)!.values()].flatMap(({ question, bit }): Chance[] =>
      question.is === 'answered'
        ? [{ part: home, label: `〔已有${question.words}〕`, bit, possible: (_, own) => (own & bit) === 0n }]
        : [],
    ),
  )

  // ── what an act does to the facts: all questions are known by now ──
  const known = [
    ...homes.flatMap((home) => [...questions.get(home)!.values()].map(({ question }) => question)),
    ...said,
  ]
  const bodiesOf = (home: string | undefined, name: string, act: Act): readonly Values[] =>
    Object.entries(asksOf(at(home), act)).reduce<readonly Values[]>(
      (bodies, [field, declared]) => {
        const values = variants(field, declared, name, known)
        return values.length === 0
          ? bodies
          : bodies.flatMap((body) => values.map((value) => (value === undefined ? body : { ...body, [field]: value })))
      },
      [{}],
    )
  /** What the act of `actor` makes of a question of `home`: true, false, or as it was. */
  const answer = (
    home: string | undefined,
    question: Question,
    actor: string | undefined,
    name: string,
    body: Values,
  ) => {
    const is = (act: string | undefined) => act === name && (actor === home || !(name in at(home).acts))
    const sets = (field: string) =>
      field in body && field in at(actor).record && homeOf(home, { is: 'given', field }) === actor
    switch (question.is) {
      case 'done':
        if (question.since.some(is)) return false
        return is(question.act) ? !question.says || body[question.says[0]] === question.says[1] : undefined
      case 'field':
        return sets(question.field) ? body[question.field] === question.value : undefined
      case 'given':
        return sets(question.field) ? true : undefined
      case 'answered':
        return sets(nameOf(question)) ? false : undefined
      case 'elapsed': {
        const { limit, extended } = at(home).terms[question.term]!
        // One that counts from the first of several begins anew as little as time goes back; that it may is more, not less.
        return is(extended?.by) || anchorsOf(limit).some((name) => is(name) || sets(name)) ? false : undefined
      }
    }
  }
  const moves = gates.flatMap(({ home, name, act, allowed }) =>
    bodiesOf(home, name, act).map((body): Move => {
      const masks = new Map(
        homes.map((of) => {
          let [kept, set] = [-1n, 0n]
          for (const { question, bit } of questions.get(of)!.values()) {
            const now = home === undefined || home === of ? answer(of, question, home, name, body) : undefined
            if (now !== undefined) kept &= ~bit
            if (now) set |= bit
          }
          return [of, { kept, set }]
        }),
      )
      return {
        part: home,
        name,
        act,
        body,
        label: labelOf(at(home), home !== undefined, act, body),
        possible: (at, own) => allowed(at, own, body),
        changed: (of, facts) => (facts & masks.get(of)!.kept) | masks.get(of)!.set,
        touches: (kind) => masks.get(kind)!.kept !== -1n,
      }
    }),
  )
  const begun = (kind: string, at: Situation, values: Values): bigint =>
    [...questions.get(kind)!.values()].reduce((facts, { question, bit }) => {
      const earlier = before(kind, question)
      const holds = earlier
        ? (at.facts & bitOf(undefined, earlier)) !== 0n
        : question.is === 'field'
          ? values[question.field] === question.value
          : question.is === 'given' && values[question.field] !== undefined
      return holds ? facts | bit : facts
    }, 0n)
  return { moves, chances: [...lapsing.values(), ...answers], theorems, begun }
}

/** Acts that a term counts from, and fields in which its day (or year) stands. */
const anchorsOf = (limit: Term['limit']): readonly string[] =>
  limit.is === 'rule' ? limit.after : [limit.is === 'day' ? limit.field : limit.year]

/** The values of an asked field that some question tells apart; one value stands for those that none does. */
const variants = (
  field: string,
  { kind, how, options }: Field,
  act: string,
  known: readonly Question[],
): readonly unknown[] => {
  const read = known.flatMap((question): unknown[] => {
    if (question.is === 'done') return question.act === act && question.says?.[0] === field ? [question.says[1]] : []
    if (question.is === 'field') return question.field === field ? [question.value] : []
    if (question.is === 'given') return question.field === field ? [something] : []
    return question.is === 'answered' && nameOf(question) === field ? [something] : []
  })
  if (!read.length) return []
  const offered = kind === 'choice' ? Object.keys(options ?? {}) : kind === 'flag' ? [true, false] : [something]
  const told = offered.filter((value) => read.includes(value))
  const other = offered.filter((value) => !read.includes(value)).slice(0, 1)
  return [...told, ...other, ...(how.optional ? [undefined] : [])]
}

const labelOf = (structure: Structure, ofPart: boolean, act: Act, body: Values): string => {
  const said = Object.entries(asksOf(structure, act)).flatMap(([name, { kind, label, options }]) =>
    body[name] === undefined
      ? []
      : kind === 'choice'
        ? [options?.[body[name] as string]?.[0] ?? '']
        : kind === 'flag'
          ? [`${label[0]}：${body[name] ? '是' : '否'}`]
          : [],
  )
  return `${ofPart ? `${structure.name[0]}：` : ''}${act.label[0]}${said.length ? `（${said.join('，')}）` : ''}`
}

/** May the act come in that state of its structure? */
export const comesIn = (structure: Structure, act: Act, state: string | undefined): boolean => {
  if (act.from === undefined || state === undefined) return act.from === undefined && state === undefined
  return act.from === anywhere ? !structure.ends.includes(state) : act.from.includes(state)
}
