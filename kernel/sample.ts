/** The smallest run of a mechanism that performs every act, as data: what conformance replays and generated inputs start from. */
import type { Values } from './fields/index.ts'
import { raisedId, type PartId, type Procedure } from './procedure/index.ts'
import type { Day } from './time/index.ts'

export interface SampleAct {
  /** Another mechanism on whose case it is done: what this one asks (a review), or what asks this one. */
  readonly mechanism?: string
  /** A name for the case within the sample, e.g. 'a'. A case that 'a' opened elsewhere is 'a' there, the next one 'a#2'. */
  readonly of: string
  /** A part of that case, by kind and a name within the sample; a raised part is named `kind/1`, `kind/2` in order. */
  readonly part?: readonly [kind: string, name: string]
  readonly act: string
  readonly on: Day
  /** Persons and units are placeholders ('p1', 'u1'); whoever acts holds the role that the act names. */
  readonly by: string
  readonly unit?: string
  /** A value `case:<mechanism>/<name>` stands for the id of that case. */
  readonly body?: Values
}
export type Sample = readonly SampleAct[]
/** An act on a case of the sample, in one line. */
export const act = (of: string, name: string, on: Day, by: string, body: Values = {}): SampleAct => ({
  of,
  act: name,
  on,
  by,
  body,
})
/** The same on a part: `const item = partAct('item')`, then `item('a', 'i1', 'raise', '2022-03-01', 'p1', {…})`. */
export const partAct =
  (kind: string) =>
  (of: string, part: string, name: string, on: Day, by: string, body: Values = {}): SampleAct => ({
    ...act(of, name, on, by, body),
    part: [kind, part],
  })

/** A file that a sample may attach: the SHA-256 of the empty file. */
export const sampleFile = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
/** Texts that a sample may put forward, each another than the one before. */
export const sampleTexts = ['a', 'b', 'c', 'd'].map((digit) => ({
  hash: `${digit}0`.repeat(32),
  title: `示例文本${digit}`,
}))

/** What the names of a told run became: cases, parts, and the cases that were opened along the way. */
export class Told {
  readonly #procedures: ReadonlyMap<string, Procedure>
  readonly #idFor: (...names: readonly string[]) => string
  readonly #ids = new Map<string, string>()
  readonly #raisers = new Map<string, readonly [stream: string, version: number]>()

  /** `idFor` makes an id for a name; it is asked once for each. */
  constructor(procedures: ReadonlyMap<string, Procedure>, idFor: (...names: readonly string[]) => string) {
    this.#procedures = procedures
    this.#idFor = idFor
  }
  #named(...names: readonly string[]): string {
    const key = names.join('/')
    let id = this.#ids.get(key)
    if (!id) this.#ids.set(key, (id = this.#idFor(...names)))
    return id
  }
  caseOf(mechanism: string, of: string): string {
    return this.#named(mechanism, of)
  }
  partOf(mechanism: string, of: string, part: readonly [kind: string, name: string] | undefined): PartId | undefined {
    if (!part) return undefined
    const [kind, name] = part
    const raised = /^(.+)\/(\d+)$/.exec(name)
    const raiser = this.#raisers.get(`${this.caseOf(mechanism, of)}/${kind}`)
    return {
      kind,
      id: raised && raiser ? raisedId(...raiser, kind, Number(raised[2]) - 1) : this.#named(mechanism, of, kind, name),
    }
  }
  /** A body with its references to cases as ids. */
  bodyOf(body: Values = {}): Values {
    return Object.fromEntries(
      Object.entries(body).map(([name, value]) => {
        const [, mechanism, of] = (typeof value === 'string' && /^case:([^/]+)\/(.+)$/.exec(value)) || []
        return [name, mechanism && of ? this.caseOf(mechanism, of) : value]
      }),
    )
  }
  /** Remembers what an act brought into being: raised parts and cases opened elsewhere. */
  done(
    mechanism: string,
    of: string,
    act: string,
    version: number,
    opened: readonly { readonly mechanism: string; readonly id: string; readonly act: string }[],
  ): void {
    const raise = (stream: string, procedure: string, name: string, at: number) => {
      for (const kind of Object.keys(this.#procedures.get(procedure)?.acts[name]?.raises ?? {}))
        this.#raisers.set(`${stream}/${kind}`, [stream, at])
    }
    raise(this.caseOf(mechanism, of), mechanism, act, version)
    for (const one of opened) {
      let name = of
      for (let n = 2; this.#ids.has(`${one.mechanism}/${name}`); n++) name = `${of}#${n}`
      this.#ids.set(`${one.mechanism}/${name}`, one.id)
      raise(one.id, one.mechanism, one.act, 1)
    }
  }
}
