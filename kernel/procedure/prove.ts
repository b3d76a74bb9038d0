/** The prover: does a declaration keep its theorems, can every case be closed, is everything in it reachable? */
import { cite } from '../law/index.ts'
import { leaves, type Test } from './gate.ts'
import { sayTest, withArticle } from './judge.ts'
import { comesIn, situations, type Child, type Move, type Round, type Situation, type Situations } from './situation.ts'
import type { Never, Procedure, Structure } from './structure.ts'

/** A claim that fails, and the shortest way to where it does, as labels of acts and of what happens by itself in 〔〕. */
export interface Hole {
  readonly claim: string
  readonly path: readonly string[]
}
/** A gate of an effect, and the claims that fail without it; none: spare, or its theorem has not been stated. */
export interface GateUse {
  readonly gate: string
  readonly needed: readonly string[]
}
/** Everything in it is Chinese, to be shown as it stands. */
export interface Proof {
  readonly name: string
  readonly situations: number
  readonly holes: readonly Hole[]
  /** States and acts that no path reaches. */
  readonly unreached: readonly string[]
  /** What makes the declaration itself unprovable. */
  readonly errors: readonly string[]
  /** Departures that the declaration allows, with their articles. */
  readonly exceptions: readonly string[]
  /** What it takes from other mechanisms on trust. */
  readonly relies: readonly string[]
  /** Empty unless asked for. */
  readonly gates: readonly GateUse[]
}
export interface Proving {
  /** How many situations to visit before giving up, which is an error of the proof. */
  readonly limit?: number
  /** Also try without each gate, one at a time: as many proofs as there are gates. */
  readonly gates?: boolean
  /** How many parts opened freely to keep beyond what a gate counts. One proves it for any number. */
  readonly extra?: number
}

/**
 * Explores a declaration breadth first and proves that (a) no path does an act its `never` forbids, (b) from every
 * situation that can come about an end can be reached, (c) every state and act is reachable.
 *
 * Why the few situations visited stand for all cases:
 * - Gates read nothing but the state, the parts and the facts remembered here, so two histories that agree in these
 *   allow the same acts. A fact is a bit: an act was done (since another, saying this), a field was given or has a value.
 * - What no declaration decides goes both ways: a term may have run out or not, another mechanism may answer or not, a
 *   `judged` function passes. More can therefore happen here than in life, so (a) is safe; (b) says that a way out
 *   exists if others do their part. A `judged` gate proves nothing and may not stand in a theorem. What another
 *   mechanism answered about a text stands until the text changes.
 * - Facts ignore gates, as they do in life; exceptions are gated like effects.
 * - Parts raised by an act are counted exactly, in their last round, which is all that `every` looks at. Of parts opened
 *   freely, one more than any `atLeast` stands for all: a part cannot name its siblings and `every` is a universal
 *   claim, so a hole with many parts is still one with the part that makes it and those that were counted.
 * - The end of a case ends its parts: after it, none acts.
 *
 * Not covered: who acts (separations between persons), and what a correction or a late entry overturns afterwards, which
 * is judged anew and shown as a breach.
 */
export const prove = (procedure: Procedure, asked: Proving = {}): Proof => {
  const unproved = procedure.never.filter((theorem) => leaves(theorem.without.test).some(({ is }) => is === 'judged'))
  const sound = { ...procedure, never: procedure.never.filter((theorem) => !unproved.includes(theorem)) }
  const found = explore(sound, asked)
  const limit = found.complete ? [] : [`情形超过${found.count}种，未能证完：请减少并行的组成部分或条件`]
  return {
    name: procedure.name[0],
    situations: found.count,
    holes: found.holes,
    unreached: found.complete ? unreachedIn(procedure, found) : [],
    errors: [
      ...unproved.map((theorem) => `${claimOf(procedure, theorem)}：定理不能依靠由函数判断的条件，请改用其他条件表述`),
      ...limit,
    ],
    exceptions: structuresOf(procedure).flatMap(([kind, structure]) =>
      Object.values(structure.acts).flatMap(({ kind: is, label, article }) =>
        is === 'exception' ? [`${of(kind, structure)}${label[0]}（${article ? cite(article) : ''}）`] : [],
      ),
    ),
    relies: [...new Set(testsIn(procedure).flatMap((test) => (test.is === 'answered' ? [test.words] : [])))],
    gates: asked.gates ? gatesOf(sound, found.holes, asked) : [],
  }
}

type Place = readonly [kind: string | undefined, structure: Structure]
const structuresOf = (procedure: Procedure): Place[] => [[undefined, procedure], ...Object.entries(procedure.parts)]
const of = (kind: string | undefined, structure: Structure): string =>
  kind === undefined ? '' : `${structure.name[0]}：`
const testsIn = (procedure: Procedure): Test[] =>
  structuresOf(procedure)
    .flatMap(([, { acts }]) => Object.values(acts).flatMap(({ requires }) => requires))
    .concat(procedure.never.map(({ without }) => without))
    .flatMap(({ test }) => leaves(test))
const claimOf = (procedure: Procedure, { act, without }: Never): string =>
  withArticle(
    `“${procedure.acts[act]?.label[0]}”之前，${sayTest(without.test, { structure: procedure, procedure })}`,
    without.article,
  )
const closing = '每一案卷都能办结'

interface Explored {
  readonly complete: boolean
  readonly count: number
  readonly holes: readonly Hole[]
  /** `part/act` or `part@state`, without the part for those of the case. */
  readonly reached: ReadonlySet<string>
}
const keyOf = ({ state, facts, rounds }: Situation): string => {
  let key = `${state}.${facts}`
  for (const kind in rounds) {
    const { raised, of } = rounds[kind]!
    key += `|${kind}${raised}`
    for (const child of of) key += `,${child.state}.${child.facts}`
  }
  return key
}
/** Parts of one kind differ in nothing but state and facts, so their order is dropped. */
const inOrder = (a: Child, b: Child): number =>
  a.state === b.state ? (a.facts < b.facts ? -1 : a.facts > b.facts ? 1 : 0) : a.state < b.state ? -1 : 1

const explore = (procedure: Procedure, { limit = 2_000_000, extra = 1 }: Proving): Explored => {
  const model = situations(procedure)
  const nextOf = successors(procedure, model, extra)
  const first: Situation = {
    state: undefined,
    facts: 0n,
    rounds: Object.fromEntries(Object.keys(procedure.parts).map((kind) => [kind, { raised: 0, of: [] }])),
  }
  const queue = [first]
  const index = new Map([[keyOf(first), 0]])
  const came: { readonly from: number; readonly label: string }[] = [{ from: -1, label: '' }]
  const back: number[][] = [[]]
  const reached = new Set<string>()
  const broken = new Map<number, Hole>()
  const path = (to: number): string[] => (to <= 0 ? [] : [...path(came[to]!.from), came[to]!.label])
  for (let from = 0; from < queue.length && queue.length <= limit; from++) {
    const at = queue[from]!
    for (const { label, move, to } of nextOf(at)) {
      if (move) {
        reached.add(`${move.part ?? ''}/${move.name}`)
        if (move.part === undefined) {
          for (const [n, theorem] of procedure.never.entries()) {
            if (theorem.act !== move.name || broken.has(n) || model.theorems[n]!(at, at.facts, move.body)) continue
            broken.set(n, { claim: claimOf(procedure, theorem), path: [...path(from), label] })
          }
        }
      }
      const key = keyOf(to)
      let known = index.get(key)
      if (known === undefined) {
        index.set(key, (known = queue.length))
        queue.push(to)
        came.push({ from, label })
        back.push([])
      }
      back[known]!.push(from)
    }
  }
  for (const { state, rounds } of queue) {
    if (state !== undefined) reached.add(`@${state}`)
    for (const kind in rounds) for (const child of rounds[kind]!.of) reached.add(`${kind}@${child.state}`)
  }
  const complete = queue.length <= limit
  const stuck = complete ? stuckAt(queue, back, procedure.ends) : undefined
  return {
    complete,
    count: queue.length,
    reached,
    holes: [
      ...[...broken].sort(([a], [b]) => a - b).map(([, hole]) => hole),
      ...(stuck === undefined ? [] : [{ claim: closing, path: path(stuck) }]),
    ],
  }
}
/** Walks back from the ends; gives the nearest situation of an opened case that this does not come to. */
const stuckAt = (
  queue: readonly Situation[],
  back: readonly (readonly number[])[],
  ends: readonly string[],
): number | undefined => {
  const walk = queue.flatMap(({ state }, at) => (state !== undefined && ends.includes(state) ? [at] : []))
  const closable = new Set(walk)
  for (let at = walk.pop(); at !== undefined; at = walk.pop()) {
    for (const earlier of back[at]!) {
      if (closable.has(earlier)) continue
      closable.add(earlier)
      walk.push(earlier)
    }
  }
  const stuck = queue.findIndex(({ state }, at) => state !== undefined && !closable.has(at))
  return stuck >= 0 ? stuck : closable.has(0) ? undefined : 0
}

interface Next {
  readonly label: string
  readonly to: Situation
  /** Nothing where it happens by itself. */
  readonly move?: Move
}
/** All that can happen next. */
const successors = (procedure: Procedure, { moves, chances, begun }: Situations, extra: number) => {
  const kinds = Object.keys(procedure.parts)
  const onCase = moves.filter(({ part }) => part === undefined)
  const onParts = kinds.map((kind) => moves.filter(({ part }) => part === kind))
  const counted = testsIn(procedure)
  const enough = (kind: string): number =>
    extra + Math.max(0, ...counted.map((test) => (test.is === 'every' && test.part === kind ? test.atLeast : 0)))
  const room = new Map(kinds.map((kind) => [kind, enough(kind)]))
  const initial = (kind: string): string => Object.keys(procedure.parts[kind]!.states)[0]!
  const movesFrom = new Map(
    [undefined, ...Object.keys(procedure.states)].map((state) => [
      state,
      onCase.filter(({ act }) => comesIn(procedure, act, state)),
    ]),
  )

  const afterMove = (at: Situation, move: Move): Situation => {
    const rounds: Record<string, Round> = {}
    const facts = move.changed(undefined, at.facts)
    for (const kind of kinds) {
      const { raised, of } = at.rounds[kind]!
      const values = move.act.raises[kind]
      const children = values
        ? values.map((given) => ({ state: initial(kind), facts: begun(kind, { ...at, facts }, given) }))
        : of.map(({ state, facts }) => ({ state, facts: move.changed(kind, facts) }))
      rounds[kind] = { raised: values?.length ?? raised, of: children.sort(inOrder) }
    }
    return { state: move.act.to ?? at.state, facts, rounds }
  }
  const withParts = (at: Situation, kind: string, of: readonly Child[]): Situation => ({
    ...at,
    rounds: { ...at.rounds, [kind]: { raised: at.rounds[kind]!.raised, of: [...of].sort(inOrder) } },
  })
  const replaced = (at: Situation, kind: string, child: Child, now: Child): Situation => {
    const { of } = at.rounds[kind]!
    const n = of.indexOf(child)
    return withParts(at, kind, [...of.slice(0, n), now, ...of.slice(n + 1)])
  }
  const partMoves = (at: Situation, kind: string, own: readonly Move[]): Next[] => {
    const structure = procedure.parts[kind]!
    const { raised, of } = at.rounds[kind]!
    const fresh = begun(kind, at, {})
    return own.flatMap((move): Next[] => {
      const { act, label, possible, changed } = move
      if (act.from === undefined) {
        if (of.length >= raised + room.get(kind)! || !possible(at, fresh)) return []
        const child = { state: act.to ?? initial(kind), facts: changed(kind, fresh) }
        return [{ label, move, to: withParts(at, kind, [...of, child]) }]
      }
      return of.flatMap((child) => {
        if (!comesIn(structure, act, child.state) || !possible(at, child.facts)) return []
        const now = { state: act.to ?? child.state, facts: changed(kind, child.facts) }
        return [{ label, move, to: replaced(at, kind, child, now) }]
      })
    })
  }
  const byItself = (at: Situation): Next[] =>
    chances.flatMap(({ part, label, bit, possible }): Next[] => {
      if (part === undefined) return possible(at, at.facts) ? [{ label, to: { ...at, facts: at.facts | bit } }] : []
      return at.rounds[part]!.of.flatMap((child) =>
        possible(at, child.facts)
          ? [{ label, to: replaced(at, part, child, { ...child, facts: child.facts | bit }) }]
          : [],
      )
    })

  return (at: Situation): Next[] => {
    const onward = movesFrom.get(at.state) ?? []
    const own = onward.flatMap((move): Next[] =>
      move.possible(at, at.facts) ? [{ label: move.label, move, to: afterMove(at, move) }] : [],
    )
    if (at.state === undefined) return own
    const ended = procedure.ends.includes(at.state)
    if (ended && onward.length === 0) return []
    const parts = ended ? [] : kinds.flatMap((kind, n) => partMoves(at, kind, onParts[n]!))
    return [...own, ...parts, ...byItself(at)]
  }
}

const unreachedIn = (procedure: Procedure, { reached }: Explored): string[] =>
  structuresOf(procedure).flatMap(([kind, structure]) => [
    ...Object.entries(structure.states).flatMap(([state, label]) =>
      reached.has(`${kind ?? ''}@${state}`) ? [] : [`${of(kind, structure)}状态“${label[0]}”（${state}）`],
    ),
    ...Object.entries(structure.acts).flatMap(([act, { label }]) =>
      reached.has(`${kind ?? ''}/${act}`) ? [] : [`${of(kind, structure)}行为“${label[0]}”（${act}）`],
    ),
  ])

/** The same procedure without one gate of one act. */
const without = (procedure: Procedure, kind: string | undefined, name: string, gate: number): Procedure => {
  const loosened = <S extends Structure>(structure: S): S => {
    const act = structure.acts[name]!
    const requires = act.requires.filter((_, n) => n !== gate)
    return { ...structure, acts: { ...structure.acts, [name]: { ...act, requires } } }
  }
  return kind === undefined
    ? loosened(procedure)
    : { ...procedure, parts: { ...procedure.parts, [kind]: loosened(procedure.parts[kind]!) } }
}
const gatesOf = (procedure: Procedure, holes: readonly Hole[], asked: Proving): GateUse[] =>
  structuresOf(procedure).flatMap(([kind, structure]) =>
    Object.entries(structure.acts).flatMap(([name, { kind: is, label, requires }]) =>
      is === 'fact'
        ? []
        : requires.map(({ test, article }, n): GateUse => {
            const words = withArticle(sayTest(test, { structure, procedure }), article)
            const now = explore(without(procedure, kind, name, n), asked).holes
            const needed = now.map(({ claim }) => claim).filter((claim) => !holes.some((hole) => hole.claim === claim))
            return { gate: `${of(kind, structure)}“${label[0]}”的条件：${words}`, needed }
          }),
    ),
  )

/** The proof in lines, for `fazhi prove`. */
export const explainProof = (proof: Proof): string[] => {
  const wrong = proof.holes.length + proof.unreached.length + proof.errors.length
  const section = (title: string, lines: readonly string[]) =>
    lines.length ? [`  ${title}`, ...lines.map((line) => `    ${line}`)] : []
  return [
    `${proof.name}：${proof.situations}种情形，${wrong ? `发现${wrong}处问题` : '全部成立'}`,
    ...section('声明有误', proof.errors),
    ...proof.holes.flatMap(({ claim, path }) => [
      `  不成立：${claim}`,
      `    ${path.length ? `最短路径：${path.join(' → ')}` : '一开始就没有办结的途径'}`,
    ]),
    ...section('无法到达', proof.unreached),
    ...section('允许的例外', proof.exceptions),
    ...section('信赖其他台账的答复', proof.relies),
    ...section(
      '各条件由谁需要',
      proof.gates.map(({ gate, needed }) => `${gate} —— ${needed.length ? needed.join('；') : '备用（没有定理需要）'}`),
    ),
  ]
}
