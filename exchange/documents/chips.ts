/** What a letter binds, found in a case as one reader may see it, and in the words of a letter. */
import type { Document, Field, Fields, Values } from '../../kernel/fields/index.ts'
import type { Chip } from '../../kernel/letter.ts'
import { structureOf, type Event, type Folded, type Procedure } from '../../kernel/procedure/index.ts'
import type { Day } from '../../kernel/time/index.ts'
import { dayInWords } from './words.ts'

/** How a district calls its units and people. */
export interface Names {
  readonly unit: (id: string) => string
  readonly person: (id: string) => string
}
/** A case as one reader may read it. */
export interface Read {
  readonly m: Procedure
  readonly whole: Folded
  /** Those of its parts that he may see, in the order of their opening. */
  readonly parts: readonly Folded[]
  /** What happened, corrections applied, what was voided left out; in the order of life. */
  readonly events: readonly Event[]
  /** Whether he may see that field of the case, or of that part. */
  readonly shows: (field: Field, part: string | undefined) => boolean
  readonly names: Names
  /** Of a district whose records are invented. */
  readonly sample: boolean
  /** What is recorded of the dispatch of the one letter that is written; nothing where none is. */
  readonly sent?: Sent | undefined
}
/** A letter on its way out (发文登记), by the names that it prints. */
export interface Sent {
  readonly organ?: string
  readonly number?: string
  readonly signer?: string
  /** 成文日期; nothing before it is signed. */
  readonly day: Day | undefined
  readonly to?: string
  readonly copies?: string
  readonly urgency?: string
  /** 印发机关 and 印发日期. */
  readonly printer?: string
  readonly printed?: Day
}
/** Whole hundredths of 万元 are written so, as contracts and reports have them; what is finer, in 元. */
const sum = (fen: number): string =>
  fen >= 1_000_000 && fen % 10_000 === 0 ? `${fen / 1_000_000}万元` : `${yuan.format(fen / 100)}元`
const yuan = new Intl.NumberFormat('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
/** A value as a letter says it: full names, days and sums in words. */
export const inWords = (field: Field, value: unknown, names: Names): string => {
  const one = (each: unknown): string => {
    switch (field.kind) {
      case 'unit':
      case 'units':
        return names.unit(String(each))
      case 'person':
        return names.person(String(each))
      case 'day':
        return dayInWords(String(each))
      case 'moment': {
        const [day, time] = String(each).split('T')
        const [hour, minute] = time!.split(':')
        return `${dayInWords(day)}${Number(hour)}时${Number(minute) ? `${Number(minute)}分` : ''}`
      }
      case 'money':
        return sum(Number(each))
      case 'flag':
        return each ? '是' : '否'
      case 'document':
        return (each as Document).title
      case 'file':
        return field.label[0]
      default:
        return field.options?.[String(each)]?.[0] ?? String(each)
    }
  }
  return Array.isArray(value) ? value.map(one).join('、') : one(value)
}

/** What a chip finds. */
export type Found =
  | { readonly is: 'given'; readonly text: string }
  | { readonly is: 'empty' }
  /** The act that asks it has not been done. */
  | { readonly is: 'pending' }
  | { readonly is: 'hidden' }

/** The last time that act was done, on the case or on that part. */
const lastDone = ({ events }: Read, act: string, part: string | undefined): Event | undefined =>
  events.findLast((event) => event.act === act && event.part?.id === part)
const fieldOf = ({ m }: Read, { part, act, field }: Chip): Field => {
  const structure = structureOf(m, part)!
  const fields: Fields = { ...structure.record, ...(act && structure.acts[act]?.asks) }
  return fields[field]!
}
/** `part` is the part that a chip of a part is about. */
export const find = (read: Read, chip: Chip, part: Folded | undefined): Found => {
  const own = chip.part === undefined ? read.whole : part
  if (!own) return { is: 'empty' }
  if (chip.chip === 'state') {
    const label = structureOf(read.m, own.kind)!.states[own.state]
    return { is: 'given', text: label?.[0] ?? own.state }
  }
  const event = chip.act === undefined ? undefined : lastDone(read, chip.act, own.kind && own.id)
  if (chip.act !== undefined && !event) return { is: 'pending' }
  if (chip.chip === 'on') return { is: 'given', text: dayInWords(event ? event.on : own.opened) }
  const field = fieldOf(read, chip)
  if (!read.shows(field, own.kind && own.id)) return { is: 'hidden' }
  const values: Values = event ? event.body : own.fields
  const value = values[chip.field]
  return value === undefined || value === null
    ? { is: 'empty' }
    : { is: 'given', text: inWords(field, value, read.names) }
}
/** What the field that a chip names holds, where he may see it. */
export const valueOf = (read: Read, chip: Chip, part: Folded | undefined): unknown => {
  const own = chip.part === undefined ? read.whole : part
  const event = chip.act === undefined ? undefined : lastDone(read, chip.act, own?.kind && own.id)
  return own && (chip.chip === 'field' || chip.chip === 'asked') && read.shows(fieldOf(read, chip), own.kind && own.id)
    ? (event ? event.body : own.fields)[chip.field]
    : undefined
}
