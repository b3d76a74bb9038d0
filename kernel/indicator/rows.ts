/**
 * The row sets that a declaration offers to its figures: cases, one per act (flows), spans of state (stocks) and
 * should-have rows. A row set is data; a figure is a query over one of them, so count and list cannot differ.
 */
import type { Field, Fields, Keys, Kind } from '../fields/index.ts'
import type { Pair } from '../law/index.ts'
import type { Act, Acts, Owed, Part, Structure, States, Terms } from '../procedure/index.ts'

export type Condition =
  | { readonly column: string; readonly is: readonly unknown[] }
  | { readonly column: string; readonly isNot: readonly unknown[] }
  | { readonly column: string; readonly has: unknown }
  | { readonly column: string; readonly given: boolean }
  | { readonly column: string; readonly atLeast: number | string }
  | { readonly column: string; readonly atMost: number | string }
  /** The value stands in that column of another row set, over the same period. */
  | { readonly column: string; readonly among: Source; readonly of: string }

/** One column of a row set; `V` is the type of its values. */
export interface Column<V> {
  readonly column: string
  readonly kind: Kind
  readonly label: Pair
  is(...values: readonly V[]): Condition
  isNot(...values: readonly V[]): Condition
  /** For lists (choices, units): contains that value. */
  has(value: V extends readonly (infer One)[] ? One : never): Condition
  given(): Condition
  missing(): Condition
  atLeast(value: V & (number | string)): Condition
  atMost(value: V & (number | string)): Condition
  /** Of an id, where no column is named: of the same cases (or parts). `row.id.among(did.appeal)`. */
  among<C extends Common>(rows: RowSet<C>): Condition
  among<C>(rows: RowSet<C>, of: (row: C) => Column<V> | Column<readonly V[]>): Condition
}
export interface Source {
  readonly mechanism: string
  readonly set: 'cases' | 'did' | 'was' | 'owed' | 'due'
  readonly part: string | undefined
  /** Acts, states, terms, or the should-have rule. */
  readonly names: readonly string[]
  readonly label: string
  /** The column with the year that a case counts for; its own days then do not limit it. */
  readonly year?: string | undefined
  readonly where: readonly Condition[]
  readonly except: readonly { readonly reason: Pair; readonly that: Condition }[]
}
/** What a row says of itself or, for an act or a term, of the case (or part) that it belongs to. */
type Own<C> = C extends { readonly its: infer R } ? R : C
type Said<R, K extends keyof R> = R[K] extends Column<infer V> ? V : never
export interface RowSet<C> extends Source {
  readonly columns: C
  that(test: (row: C) => Condition): RowSet<C>
  /** Those whose case (or part) says one of these: `did.hold.whose('kind', 'lecture')`. */
  whose<K extends Keys<Own<C>>>(field: K, ...values: readonly Said<Own<C>, K>[]): RowSet<C>
  /** Taken out of the base, with the reason that the definition line prints. */
  but(zh: string, en: string, test: (row: C) => Condition): RowSet<C>
}

export interface CaseSet<C> extends RowSet<C> {
  /**
   * By the year in that column, whenever they were opened, as they stand now: what the report of 2022 says of itself is
   * written in 2023. `cases.ofTheYear((row) => row.case.year)`.
   */
  ofTheYear(by: (row: C) => Column<number>): RowSet<C>
}

type Columns<R> = {
  readonly [K in keyof R]: R[K] extends Field<unknown, 'subject'>
    ? { readonly id: Column<string>; readonly mechanism: Column<string> }
    : R[K] extends Field<infer V>
      ? Column<V>
      : never
}
interface Common {
  readonly id: Column<string>
}
type CaseRow<R, S> = Columns<R> &
  Common & { readonly state: Column<Keys<S>>; readonly opened: Column<string>; readonly ended: Column<string> }
type SpanRow<R> = Columns<R> & Common & { readonly since: Column<string>; readonly until: Column<string> }
type DidRow<A> = (A extends Act<infer Asks> ? Columns<Asks> : never) &
  Common & { readonly on: Column<string>; readonly breached: Column<boolean>; readonly unit: Column<string> }
type DueRow = Common & { readonly due: Column<string>; readonly metOn: Column<string>; readonly late: Column<boolean> }
interface Sets<R, S, A, T, Around> {
  readonly cases: CaseSet<CaseRow<R, S> & Around>
  readonly did: { readonly [K in keyof A]: RowSet<DidRow<A[K]> & Around & { readonly its: Columns<R> }> }
  readonly was: { readonly [K in keyof S]: RowSet<SpanRow<R> & Around> }
  /**
   * One row per run of a term in a case or part, in the period in which it falls due: a term that runs anew, round by
   * round, is judged each time. A run that was begun anew before it fell due and was met is none.
   */
  readonly due: { readonly [K in keyof T]: RowSet<DueRow & Around & { readonly its: Columns<R> }> }
}
type OwedRow<O, R, P> =
  O extends Owed<infer Of>
    ? [Of] extends [never]
      ? RowSet<Columns<R> & Common & { readonly met: Column<boolean>; readonly on: Column<string> }>
      : Of extends keyof P
        ? P[Of] extends Part<infer PR>
          ? RowSet<
              Columns<PR> &
                Common & { readonly met: Column<boolean>; readonly on: Column<string>; readonly case: Columns<R> }
            >
          : never
        : never
    : never
/** `its` is the record of the case (or part) that the row belongs to; `case` is the case around a part. */
export type Rows<R, S, A, P, T, O> = Sets<R, S, A, T, { readonly case: Columns<R> }> & {
  readonly parts: {
    readonly [K in keyof P]: P[K] extends Part<infer PR, infer PS, infer PA, infer PT>
      ? Sets<PR, PS, PA, PT, { readonly case: Columns<R> }>
      : never
  }
  readonly owed: { readonly [K in keyof O]: OwedRow<O[K], R, P> }
}

type AnyColumn = Column<unknown>
const column = (name: string, kind: Kind, label: Pair): AnyColumn => ({
  column: name,
  kind,
  label,
  is: (...is) => ({ column: name, is }),
  isNot: (...isNot) => ({ column: name, isNot }),
  has: (has) => ({ column: name, has }),
  given: () => ({ column: name, given: true }),
  missing: () => ({ column: name, given: false }),
  atLeast: (atLeast) => ({ column: name, atLeast }),
  atMost: (atMost) => ({ column: name, atMost }),
  among: (rows: RowSet<never>, of?: (row: never) => AnyColumn) => ({
    column: name,
    among: bare(rows),
    of: of ? of(rows.columns).column : id.column,
  }),
})
const id = column('_id', 'text', ['编号', 'Id'])
const columnsOf = (fields: Fields, prefix = ''): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [
      name,
      field.kind === 'subject'
        ? {
            id: column(`${prefix}${name}.id`, 'text', field.label),
            mechanism: column(`${prefix}${name}.mechanism`, 'text', field.label),
          }
        : column(prefix + name, field.kind, field.label),
    ]),
  )
/** The data of a row set, without its builders. */
export const bare = ({ mechanism, set, part, names, label, year, where, except }: Source): Source => ({
  mechanism,
  set,
  part,
  names,
  label,
  ...(year !== undefined && { year }),
  where,
  except,
})
const rowSet = <C>(columns: C, source: Source): RowSet<C> => ({
  ...source,
  columns,
  that: (test) => rowSet(columns, { ...source, where: [...source.where, test(columns)] }),
  whose: (field, ...values) => {
    const { its, ...own } = columns as { readonly its?: unknown }
    const column = ((its ?? own) as Readonly<Record<string, AnyColumn>>)[field]!
    return rowSet(columns, { ...source, where: [...source.where, column.is(...values)] })
  },
  but: (zh, en, test) =>
    rowSet(columns, { ...source, except: [...source.except, { reason: [zh, en], that: test(columns) }] }),
})

const caseSet = <C>(columns: C, source: Source): CaseSet<C> => ({
  ...rowSet(columns, source),
  ofTheYear: (by) => rowSet(columns, { ...source, year: by(columns).column }),
})

interface Shape extends Structure<Fields, States, Acts<string>, Terms<string>> {
  readonly parts?: Readonly<Record<string, Structure>>
  readonly owes?: Readonly<Record<string, Owed>>
}
const each = <T, V>(of: Readonly<Record<string, T>>, make: (name: string, value: T) => V): Record<string, V> =>
  Object.fromEntries(Object.entries(of).map(([name, value]) => [name, make(name, value)]))

/** Builds the row sets of a declaration; `mechanism()` hands them to its `indicators`. */
export const rowsOf = (mechanism: string, m: Shape): unknown => {
  const none = { where: [], except: [] }
  const around = { case: columnsOf(m.record, 'case.') }
  const sets = (s: Structure, part: string | undefined) => {
    const its = columnsOf(s.record, 'its.')
    const own = columnsOf(s.record)
    const source = (set: Source['set'], names: readonly string[], label: string): Source => ({
      mechanism,
      set,
      part,
      names,
      label,
      ...none,
    })
    return {
      cases: caseSet(
        {
          ...own,
          id,
          state: column('_state', 'text', ['状态', 'State']),
          opened: column('_opened', 'day', ['立案日', 'Opened']),
          ended: column('_ended', 'day', ['办结日', 'Ended']),
          ...around,
        },
        source('cases', [], s.name[0]),
      ),
      did: each(s.acts, (name, act) =>
        rowSet(
          {
            ...columnsOf(act.asks),
            id,
            on: column('_on', 'day', ['发生日', 'Day']),
            breached: column('_breached', 'flag', ['有违法', 'Breached']),
            unit: column('_unit', 'unit', ['办理单位', 'Unit']),
            its,
            ...around,
          },
          source('did', [name], act.label[0]),
        ),
      ),
      was: each(s.states, (name, label) =>
        rowSet(
          {
            ...own,
            id,
            since: column('_since', 'day', ['起', 'Since']),
            until: column('_until', 'day', ['止', 'Until']),
            ...around,
          },
          source('was', [name], label[0]),
        ),
      ),
      due: each(s.terms, (name, term) =>
        rowSet(
          {
            id,
            due: column('_due', 'day', ['到期日', 'Due']),
            metOn: column('_metOn', 'day', ['办理日', 'Met on']),
            late: column('_late', 'flag', ['逾期', 'Late']),
            its,
            ...around,
          },
          source('due', [name], term.label[0]),
        ),
      ),
    }
  }
  const parts = m.parts ?? {}
  return {
    ...sets(m, undefined),
    parts: each(parts, (name, part) => sets(part, name)),
    owed: each(m.owes ?? {}, (name, rule) =>
      rowSet(
        {
          ...columnsOf((rule.part ? parts[rule.part]! : m).record),
          id,
          met: column('_met', 'flag', ['已做到', 'Met']),
          on: column('_on', 'day', ['产生日', 'Arose']),
          ...around,
        },
        { mechanism, set: 'owed', part: rule.part, names: [name], label: rule.label[0], ...none },
      ),
    ),
  }
}

type RowOf<S> = S extends RowSet<infer C> ? C : never
/** One row set per act, but a judgement is often several acts: their rows together, with the columns they share. */
export const together = <const S extends readonly [RowSet<object>, ...RowSet<object>[]]>(
  ...sets: S
): RowSet<Pick<RowOf<S[number]>, keyof RowOf<S[number]>>> =>
  rowSet(sets[0].columns as Pick<RowOf<S[number]>, keyof RowOf<S[number]>>, {
    ...bare(sets[0]),
    names: sets.flatMap((set) => set.names),
    label: sets.map((set) => set.label).join('、'),
  })
