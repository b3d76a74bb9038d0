/** What a pass found, counted: lists are capped, since a wrong column makes as many faults as there are rows. */
import type { SheetRow } from '../sheets/refused.ts'
import type { Form } from '../tables/columns.ts'
import { cellText } from '../tables/values.ts'
import type { Mapping, PreviewRow, Report, RowFault } from './told.ts'

const mostFaults = 500
const mostPreviewed = 50
const mostSkipped = 50

export class Tally {
  rows = 0
  #good = 0
  #wrong = 0
  #again = 0
  #breached = 0
  readonly #began = performance.now()
  readonly #skipped: { row: number; why: string }[] = []
  readonly #faults: RowFault[] = []
  readonly #everywhere = new Set<string>()
  readonly #preview: PreviewRow[] = []
  readonly #acts = new Map<string, number>()
  constructor(
    readonly form: Form,
    readonly mapping: Mapping,
  ) {}
  #show(row: SheetRow, is: PreviewRow['is'], notes: readonly string[] = []): void {
    if (this.#preview.length >= mostPreviewed) return
    const cells = Array.from({ length: this.mapping.columns.length }, (_, at) => cellText(row.cells[at]).slice(0, 200))
    this.#preview.push({ row: row.n, cells, is, notes: notes.slice(0, 5) })
  }
  good(row: SheetRow, acts: readonly string[], breaches: readonly string[]): void {
    this.rows++
    this.#good++
    if (breaches.length) this.#breached++
    for (const act of acts) this.#acts.set(act, (this.#acts.get(act) ?? 0) + 1)
    this.#show(row, 'good', breaches)
  }
  wrong(row: SheetRow, faults: readonly RowFault[]): void {
    this.rows++
    this.#wrong++
    for (const fault of faults) {
      // What the sheet has no column for is missing in every row: told once.
      const everywhere = fault.at === undefined && fault.field !== '*'
      if (this.#faults.length >= mostFaults || (everywhere && this.#everywhere.has(fault.field))) continue
      if (everywhere) this.#everywhere.add(fault.field)
      this.#faults.push(everywhere ? { ...fault, words: `${fault.words}（表里没有对应的栏目，以下各行同）` } : fault)
    }
    this.#show(row, 'wrong')
  }
  again(row: SheetRow): void {
    this.rows++
    this.#again++
    this.#show(row, 'again')
  }
  skipped(row: SheetRow, why: string): void {
    if (this.#skipped.length < mostSkipped) this.#skipped.push({ row: row.n, why })
    this.#show(row, 'skipped', [why])
  }
  report(): Report {
    const there = new Set([...this.mapping.columns.filter((id) => id !== null), ...Object.keys(this.mapping.fixed)])
    const { act } = this.mapping
    const acts = there.has('act') || !act ? [...this.form.acts.keys()] : [act]
    const missing = this.form.columns
      .filter(
        ({ id, needed, part, of }) =>
          !of && acts.every((one) => needed.includes(one)) && part !== 'title' && !there.has(id),
      )
      .filter(({ id }) => id !== 'act' || !this.mapping.act)
    return {
      rows: this.rows,
      good: this.#good,
      wrong: this.#wrong,
      again: this.#again,
      skipped: this.#skipped,
      // Rows are judged in groups: told in the order of the sheet.
      faults: this.#faults.sort((a, b) => a.row - b.row),
      preview: this.#preview.sort((a, b) => a.row - b.row),
      acts: Object.fromEntries(this.#acts),
      breached: this.#breached,
      missing: missing.map(({ label }) => label),
      seconds: Math.round(performance.now() - this.#began) / 1000,
    }
  }
}
