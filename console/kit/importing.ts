/** An import as the server tells it. */
import type { Guess, ImportState, Mapping, Report } from '../../exchange/imports/told.ts'
import { actingUnit } from '../api.ts'

export interface ImportColumn {
  readonly id: string
  readonly label: string
  readonly kind: string
  readonly asked: readonly string[]
  readonly needed: readonly string[]
  /** The later fact that it belongs to. */
  readonly of?: string
  readonly options?: readonly { readonly id: string; readonly label: string }[]
}
export interface Job {
  readonly id: string
  readonly state: ImportState
  readonly entered: string
  readonly person: string
  readonly done: number
  readonly kept: boolean
  readonly name: string
  readonly size: number
  readonly file: string
  readonly outline?: { readonly kind: string; readonly sheets: readonly string[] }
  readonly sheet?: string
  readonly header?: number
  readonly guesses?: readonly Guess[]
  readonly mapping?: Mapping
  readonly report?: Report
  readonly warning?: string
  readonly words?: string
  readonly mode?: 'all' | 'good'
  readonly result?: {
    readonly rows: number
    readonly on: string
    readonly batches: readonly {
      readonly id: string
      readonly act: string
      readonly rows: number
      readonly root?: string
    }[]
  }
  readonly undone?: {
    readonly person: string
    readonly on: string
    readonly reason: string
    readonly cases: number
  }
  /** Of rows that act on what exists: which act. */
  readonly acting?: string
  readonly acts: readonly Named[]
  readonly later: readonly Named[]
}
export interface Named {
  readonly id: string
  readonly label: string
}
/** What may be imported, and what was. */
export interface Imports {
  readonly acts: readonly Named[]
  readonly acting: readonly Named[]
  readonly later: readonly Named[]
  readonly imports: readonly Job[]
}
export interface Told {
  readonly import: Job
  readonly columns: readonly ImportColumn[]
}
export const busy = (state: ImportState): boolean =>
  state === 'reading' || state === 'checking' || state === 'committing'
/** A column's letters: A for 0, AA for 26. */
export const letters = (column: number): string =>
  column < 26 ? String.fromCharCode(65 + column) : letters(Math.floor(column / 26) - 1) + letters(column % 26)
/** A moment of the server as people write it. */
export const when = (moment: string): string => moment.replace('T', ' ').slice(0, 16)

export const stateNames: Readonly<Record<ImportState, readonly [zh: string, en: string]>> = {
  reading: ['正在读取', 'Being read'],
  checking: ['正在检查', 'Being checked'],
  checked: ['待提交', 'To be committed'],
  committing: ['正在写入', 'Being written'],
  done: ['已写入', 'Written'],
  undone: ['已撤销', 'Undone'],
  refused: ['读不了', 'Not readable'],
  abandoned: ['已放弃', 'Given up'],
}
/** The address of a file for the browser to fetch, in the post that is acted in. */
export const href = (path: string, asked: Readonly<Record<string, string>> = {}): string => {
  const unit = actingUnit()
  const query = new URLSearchParams({ ...asked, ...(unit && { as: unit }) }).toString()
  return `/api${path}${query && `?${query}`}`
}
