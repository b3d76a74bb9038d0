/** The smallest run of a mechanism that performs every act, as data: what conformance replays and generated inputs start from. */
import type { Values } from './fields/index.ts'
import type { Day } from './time/index.ts'

export interface SampleAct {
  /** A name for the case within the sample, e.g. 'a'. */
  readonly of: string
  /** A part of that case, by kind and a name within the sample; a raised part is named `kind/1`, `kind/2` in order. */
  readonly part?: readonly [kind: string, name: string]
  readonly act: string
  readonly on: Day
  /** Persons and units are placeholders ('p1', 'u1'); whoever acts holds the role that the act names. */
  readonly by: string
  readonly unit?: string
  readonly body?: Values
}
export type Sample = readonly SampleAct[]

/** A file that a sample may attach: the SHA-256 of the empty file. */
export const sampleFile = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
