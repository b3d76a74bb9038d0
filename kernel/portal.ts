/**
 * What a mechanism shows to everyone: where it stands in the directory, in which states, and what of it. The portal knows
 * no mechanism by name; it derives its lists, articles, marks and forms from these words. They only point at fields that
 * are `seen: 'public'`: what is not on that list cannot be named here, and is never shown.
 */
import type { Field, Fields, Keys, Kind } from './fields/index.ts'
import type { Pair } from './law/index.ts'
import type { States, Structure } from './procedure/index.ts'

/** A column of the public directory; all of them stand in `mechanisms/columns.ts`. */
export interface Column {
  /** Stands in the address of the column. */
  readonly id: string
  readonly label: Pair
  /** One sentence for the reader, and for `ColumnDescription`. */
  readonly says: string
  readonly under: Column | undefined
  /** What its articles are, as a type of schema.org. */
  readonly is: 'Article' | 'Legislation' | 'Report'
}
export const column = (
  id: string,
  zh: string,
  en: string,
  says: string,
  more: Partial<Pick<Column, 'under' | 'is'>> = {},
): Column => ({ id, label: [zh, en], says, under: undefined, is: 'Article', ...more })

/** Those fields of these kinds that everyone may see. */
type Public<F, K extends Kind> = {
  [N in Keys<F>]: F[N] extends Field<unknown, K, { readonly seen: 'public' }> ? N : never
}[Keys<F>]
type ActsOf<P> = P extends { readonly acts: infer A } ? Keys<A> : never
type StatesOf<P> = P extends { readonly states: infer S } ? Keys<S> : never
type RecordOf<P> = P extends { readonly record: infer R } ? R : never

/** Children of a case that everyone may read, while the case is in one of the states `during`. */
interface PartOf<S, P> {
  readonly states: readonly StatesOf<P>[]
  readonly during: readonly Keys<S>[]
  /** What it says; without it, its public fields make a line of a table. */
  readonly body?: Public<RecordOf<P>, 'prose' | 'text'>
  /** Acts whose public fields answer it. */
  readonly tells?: readonly ActsOf<P>[]
  /** Those that say the same here are shown once, with one answer. */
  readonly group?: Public<RecordOf<P>, 'text'>
}
/** An act that everyone may do through a form: the first of `acts` that is allowed opens that part. */
type FormOf<S, P> = {
  [K in Keys<P>]: {
    readonly part: K
    readonly acts: readonly ActsOf<P[K]>[]
    /** The fields it asks; all others are left to those who handle it. */
    readonly asks: readonly Keys<RecordOf<P[K]>>[]
    /** Of these, whose name and contact it is: who has an account need not write them again. */
    readonly person?: {
      readonly name?: Keys<RecordOf<P[K]>>
      readonly contact?: Keys<RecordOf<P[K]>>
    }
    /** The states of the case in which the form is offered. */
    readonly during: readonly Keys<S>[]
    /** The words of the link to it. */
    readonly says: string
  }
}[Keys<P>]
/** The public face of a mechanism, its names checked against record, states, acts and parts. */
export interface PortalOf<R, S, A, P> {
  readonly in: Column
  /** Each option of this field is a column below `in`. */
  readonly by?: Public<R, 'choice'>
  /** The states in which a case is public. */
  readonly states: readonly Keys<S>[]
  /** Of these, the states in which it holds no longer: shown as such wherever its title stands. */
  readonly over?: readonly Keys<S>[]
  /** The acts that published it: their day is its date. */
  readonly since: readonly Keys<A>[]
  /** Acts that take it back from the public, until it is published anew. */
  readonly unless?: readonly Keys<A>[]
  readonly title: Public<R, 'text'>
  readonly body?: Public<R, 'document' | 'prose' | 'file'>
  readonly issuer?: Public<R, 'unit'>
  readonly number?: Public<R, 'serial' | 'text'>
  /** 成文日期: a field, or the acts whose day it is, the last one done before the publication. */
  readonly formed?: Public<R, 'day'> | readonly Keys<A>[]
  /** The day from which it applies: with `over`, what was in force on a day can be asked. */
  readonly effective?: Public<R, 'day'>
  /**
   * States of what was public and is no more, where that may be told: by state, day, and the public fields of the acts
   * that led there. What stands in none of them is as if it had never been.
   */
  readonly gone?: readonly Keys<S>[]
  /**
   * Acts whose public fields are shown with the article (files beside it, corrections, the result), always or while the
   * case is in one of these states. Of what was done before the publication, only the last time counts.
   */
  readonly tells?: { readonly [K in Keys<A>]?: true | readonly Keys<S>[] }
  readonly parts?: { readonly [K in Keys<P>]?: PartOf<S, P[K]> }
  readonly form?: FormOf<S, P>
  /** The act that froze the figures of its year: the article is a report made of sentences and figures. */
  readonly figures?: Keys<A>
}

export interface PortalPart {
  readonly states: readonly string[]
  readonly during: readonly string[]
  readonly body?: string
  readonly tells?: readonly string[]
  readonly group?: string
}
export interface PortalForm {
  readonly part: string
  readonly acts: readonly string[]
  readonly asks: readonly string[]
  readonly person?: { readonly name?: string; readonly contact?: string }
  readonly during: readonly string[]
  readonly says: string
}
/** As the portal reads it. */
export interface Portal {
  readonly in: Column
  readonly by?: string
  readonly states: readonly string[]
  readonly over?: readonly string[]
  readonly since: readonly string[]
  readonly unless?: readonly string[]
  readonly title: string
  readonly body?: string
  readonly issuer?: string
  readonly number?: string
  readonly formed?: string | readonly string[]
  readonly effective?: string
  readonly gone?: readonly string[]
  readonly tells?: Readonly<Record<string, true | readonly string[]>>
  readonly parts?: Readonly<Record<string, PortalPart>>
  readonly form?: PortalForm
  readonly figures?: string
}

/** The kinds of fields that a plain form can ask of anyone. */
const askable: ReadonlySet<Kind> = new Set(['text', 'prose', 'choice', 'choices', 'flag', 'day', 'count'])
export const isAskable = ({ kind }: Field): boolean => askable.has(kind)
/** What is wrong with a public face that the compiler cannot see, as `key` and rule; nothing where all is well. */
export const wrongPortal = (m: {
  readonly portal: Portal | undefined
  readonly states: States
  readonly parts: Readonly<Record<string, Structure>>
}): readonly [key: string, rule: string] | undefined => {
  const { portal, parts } = m
  if (!portal) return undefined
  if (!portal.states.length) return ['portal.states', 'names no state, so nothing is ever shown']
  if (!portal.since.length) return ['portal.since', 'names no act, so nothing has a date']
  for (const state of portal.gone ?? [])
    if (portal.states.includes(state)) return ['portal.gone', `the case is public in '${state}'`]
  const form = portal.form
  if (!form) return undefined
  for (const state of form.during)
    if (!portal.states.includes(state)) return ['portal.form.during', `the case is not public in '${state}'`]
  const structure = parts[form.part]!
  for (const name of form.acts) {
    const act = structure.acts[name]!
    if (act.from !== undefined) return [`portal.form.acts.${name}`, 'does not open a part']
    const needed: Fields = { ...structure.record, ...act.asks }
    const missing = Object.keys(needed).find((field) => !needed[field]!.how.optional && !form.asks.includes(field))
    if (missing) return [`portal.form.asks`, `leaves out '${missing}', which '${name}' needs`]
  }
  for (const field of Object.values(form.person ?? {}))
    if (!form.asks.includes(field)) return [`portal.form.person`, `'${field}' is not asked`]
  for (const field of form.asks) {
    if (!isAskable(structure.record[field]!))
      return [`portal.form.asks.${field}`, 'is nothing that a plain form can ask']
  }
  return undefined
}
