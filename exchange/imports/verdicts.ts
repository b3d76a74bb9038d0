/** What becomes of a row, told to the tally, to whoever follows the pass, and to what later imports know. */
import type { Event } from '../../kernel/procedure/index.ts'
import type { SheetRow } from '../sheets/refused.ts'
import type { Fault, RowReader, Told } from '../tables/row.ts'
import { a1 } from '../tables/text.ts'
import { cellText } from '../tables/values.ts'
import type { Seen } from './seen.ts'
import type { Tally } from './tally.ts'

/** A row that was read and may be judged. */
export interface Ready {
  readonly row: SheetRow
  readonly told: Told
  /** Of the row, and of what opens its case where it tells more. */
  readonly marks: readonly number[]
}
export type Each = (
  row: SheetRow,
  is: 'good' | 'wrong' | 'again' | 'skipped',
  words: readonly string[],
  /** Wrong cells, from 0. */
  cells: readonly number[],
) => void

export const verdictsOn = (tally: Tally, reader: RowReader, seen: Seen, each: Each | undefined) => {
  const wrong = (row: SheetRow, faults: readonly Fault[]): void => {
    tally.wrong(
      row,
      faults.map(({ column, field, words }) => ({
        row: row.n,
        at: column === undefined ? undefined : a1(column, row.n),
        field,
        words,
        cell: column === undefined ? '' : cellText(row.cells[column]).slice(0, 200),
      })),
    )
    each?.(
      row,
      'wrong',
      faults.map(({ words }) => words),
      faults.flatMap(({ column }) => (column === undefined ? [] : [column])),
    )
  }
  return {
    wrong,
    /** `of` is the later fact that was refused. */
    refused: (row: SheetRow, faults: Readonly<Record<string, string>>, of?: string): void =>
      wrong(
        row,
        Object.entries(faults).map(([name, words]) => {
          const field = of === undefined ? name : `${of}/${name === '*' ? 'on' : name}`
          return { column: field === '*' ? undefined : reader.placeOf(field), field, words }
        }),
      ),
    good: ({ row, told, marks }: Ready, events: readonly Event[]): void => {
      for (const mark of marks) seen.keep(mark)
      const breaches = events.flatMap((event) => event.breaches.map(({ words }) => words))
      tally.good(row, [told.act, ...(told.later ?? []).map(({ act }) => act)], breaches)
      each?.(
        row,
        'good',
        breaches.map((words) => `记为违法：${words}`),
        [],
      )
    },
    skip: (row: SheetRow, why: string): void => {
      tally.skipped(row, why)
      each?.(row, 'skipped', [why], [])
    },
    again: (row: SheetRow): void => {
      tally.again(row)
      each?.(row, 'again', [], [])
    },
  }
}
