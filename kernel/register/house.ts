/** What the registers need to know of the house they stand in, and what a command comes to. */
import { v7 as uuidv7 } from 'uuid'
import type { Algorithm, Client, Pool } from '../ledger/index.ts'
import type { Command, Event, Folded, Procedure, Refused, World } from '../procedure/index.ts'
import type { Moment } from '../time/index.ts'

/** A tenant as its registers of units, posts, parameters and notices make it, at one revision. */
export interface Tenant {
  readonly id: string
  readonly algorithm: Algorithm
  readonly revision: number
  /** `files` are the hashes, of those a command names, that are stored. */
  readonly world: (now: Moment, files: ReadonlySet<string>) => World
  /** The tenant's clock. */
  readonly now: () => Moment
}
export interface House {
  readonly pool: Pool
  readonly procedures: ReadonlyMap<string, Procedure>
  /** Registers whose events change what a `Tenant` is. */
  readonly foundation: ReadonlySet<string>
  readonly tenant: (id: string, client: Client, atLeast?: number) => Promise<Tenant>
  /** Reads every tenant anew when next asked: its registers were rebuilt. */
  readonly forget: () => void
  /** Freezes the figures of a year under a case's id, for an act that asks for a snapshot; gives the hash over them. */
  readonly snapshot: (client: Client, tenant: Tenant, report: string, year: number, now: Moment) => Promise<string>
  /** Empties what the house keeps of a case beside its ledger, within an erasure; gives how many values are gone. */
  readonly eraseBeside?: (client: Client, tenant: string, stream: string) => Promise<number>
  /** Real time, for sealing and audit. */
  readonly clock: () => Date
}
export interface Options {
  /** Judge and undo. */
  readonly dry?: boolean
  /** A repeated request with the same key gets the same answer. */
  readonly key?: string
  /** The version on which the sender acted. */
  readonly expected?: number
  /** In place of the tenant's clock: for loading what is told in the order of a calendar. */
  readonly now?: Moment
}
export interface Done {
  readonly is: 'done'
  readonly event: Event
  readonly leaf: string
  readonly folded: Folded
  /** Cases of serving mechanisms that were opened with it. */
  readonly opened: readonly { readonly mechanism: string; readonly act: string; readonly id: string }[]
  readonly repeated?: true
}
export type Outcome =
  | Done
  | Refused
  | { readonly is: 'conflict'; readonly words: string; readonly version: number; readonly since: readonly Event[] }

export const newId = (): string => uuidv7()
/** A command with its options, well formed as far as its ids and its mechanism go. */
export interface Asked {
  readonly command: Command
  readonly options: Options
}
