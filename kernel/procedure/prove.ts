/** The prover: does a declaration keep its theorems, can every case be closed, is everything in it reachable? */
import { cite } from '../law/index.ts'
import { bystandersIn, reachedBeside } from './bystander.ts'
import { leaves } from './gate.ts'
import { sayTest, withArticle } from './judge.ts'
import { situation, situations, type Move, type Situation } from './situation.ts'
import { roundMaker, successors } from './successors.ts'
import { structuresOf, type Never, type Procedure, type Structure } from './structure.ts'

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
 * - Parts at which nothing else looks change nothing for the case. They are left out of the situations; their own acts and
 *   states count as reachable where each could come about beside some situation of the case.
 * - The end of a case ends its parts: after it, none acts, and only such are added as say so.
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
    gates: asked.gates ? gatesOf(sound, found.holes, asked) : [],
  }
}

const of = (kind: string | undefined, structure: Structure): string =>
  kind === undefined ? '' : `${structure.name[0]}：`
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
const keyOf = ({ word, rounds }: Situation): string => {
  let key = word
  for (const { id } of rounds) key += `,${id}`
  return key
}

const explore = (procedure: Procedure, { limit = 2_000_000, extra = 1 }: Proving): Explored => {
  const model = situations(procedure)
  const roundOf = roundMaker()
  const beside = bystandersIn(procedure, model)
  const nextOf = successors(procedure, model, roundOf, extra, beside)
  const kinds = Object.keys(procedure.parts)
  const first = situation(
    undefined,
    0n,
    kinds.map(() => roundOf(0, [])),
  )
  const queue = [first]
  const index = new Map([[keyOf(first), 0]])
  const came: { readonly from: number; readonly label: string }[] = [{ from: -1, label: '' }]
  const back: number[][] = [[]]
  const used = new Set<Move>()
  /** The theorems about each move. */
  const theorems = new Map(
    model.moves.map((move) => [
      move,
      procedure.never.flatMap(({ act }, n) => (move.part === undefined && move.name === act ? [n] : [])),
    ]),
  )
  const broken = new Map<number, Hole>()
  const path = (to: number): string[] => (to <= 0 ? [] : [...path(came[to]!.from), came[to]!.label])
  for (let from = 0; from < queue.length && queue.length <= limit; from++) {
    const at = queue[from]!
    for (const { label, move, to } of nextOf(at)) {
      if (move) used.add(move)
      for (const n of move ? (theorems.get(move) ?? []) : []) {
        if (broken.has(n) || model.theorems[n]!(at, at.facts, move!.body)) continue
        broken.set(n, { claim: claimOf(procedure, procedure.never[n]!), path: [...path(from), label] })
      }
      if (to === at) continue
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
  const reached = new Set([...used].map(({ part, name }) => `${part ?? ''}/${name}`))
  for (const { state, rounds } of queue) {
    if (state !== undefined) reached.add(`@${state}`)
    for (const [n, { of }] of rounds.entries()) for (const child of of) reached.add(`${kinds[n]}@${child.state}`)
  }
  for (const kind of beside) for (const name of reachedBeside(procedure, model, kind, queue)) reached.add(name)
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
    ...section(
      '各条件由谁需要',
      proof.gates.map(({ gate, needed }) => `${gate} —— ${needed.length ? needed.join('；') : '备用（没有定理需要）'}`),
    ),
  ]
}
