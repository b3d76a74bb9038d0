/** A row of a table as the act it stands for: its day and its body, or what is wrong in which cell. */
import type { Values } from '../../kernel/fields/index.ts'
import type { AnyMechanism } from '../../kernel/mechanism.ts'
import type { Day } from '../../kernel/time/index.ts'
import type { SheetCell, SheetRow } from '../sheets/refused.ts'
import { actsOf, columnsOf, type Column } from './columns.ts'
import type { Names } from './names.ts'
import type { Mapping } from '../imports/told.ts'
import { readDay } from './numbers.ts'
import { plain } from './text.ts'
import { isBlank, readCell } from './values.ts'

/** What is wrong: `column` counts from 0 in the sheet; nothing where no cell is to blame. */
export interface Fault {
  readonly column: number | undefined
  readonly field: string
  readonly words: string
}
export interface Told {
  readonly act: string
  readonly on: Day
  readonly body: Values
}

/** Reads rows of one sheet in one mapping. */
export class RowReader {
  readonly columns: readonly Column[]
  readonly #place = new Map<string, number>()
  readonly #acts
  readonly #read = new Map<string, ReturnType<typeof readCell>>()
  readonly #ordinal: number
  constructor(
    readonly m: AnyMechanism,
    readonly mapping: Mapping,
    readonly names: Names,
    readonly today: Day,
    readonly from1904: boolean,
  ) {
    this.columns = columnsOf(m)
    this.#acts = actsOf(m)
    for (const [at, id] of mapping.columns.entries()) if (id && !this.#place.has(id)) this.#place.set(id, at)
    this.#ordinal = mapping.columns.indexOf('#')
  }
  /** Where in the sheet a field stands; of a field in parts, the first of them. */
  placeOf(field: string): number | undefined {
    return this.#place.get(field) ?? [...this.#place].find(([id]) => id.startsWith(`${field}.`))?.[1]
  }
  cellOf(row: SheetRow, id: string): SheetCell | undefined {
    const at = this.#place.get(id)
    return at === undefined ? this.mapping.fixed[id] : row.cells[at]
  }
  /** The files and cases that a row names, for `Names.prefetch`. */
  mentions(row: SheetRow, files: string[], cases: (readonly [string, string])[]): void {
    for (const { id, field, part } of this.columns) {
      if (field.kind !== 'file' && field.kind !== 'link' && part !== 'hash' && part !== 'id') continue
      const cell = this.cellOf(row, id)
      if (typeof cell !== 'string') continue
      if (field.kind === 'link') cases.push([field.to!, cell])
      else if (part !== 'id') files.push(cell)
    }
  }
  /** Whether a row is no data: the example of a template, a sum, a line for signatures. */
  skipped(row: SheetRow): string | undefined {
    const first = row.cells.find((cell) => !isBlank(cell, 'text'))
    const text = typeof first === 'string' ? plain(first) : ''
    const ordinal = this.#ordinal >= 0 ? row.cells[this.#ordinal] : undefined
    if (typeof ordinal === 'string' && /^(示例|样例|例)/.test(plain(ordinal))) return '示例行'
    if (/^(合计|总计|小计|共计|累计)/.test(text)) return '合计行'
    const filled = row.cells.filter((cell) => !isBlank(cell, 'text')).length
    if (
      /^(填表人|填报人|制表人?|审核人|填报单位|填表单位|联系人|联系电话|填表说明|填报说明|说明:|注:|备注:)/.test(text)
    )
      return filled <= 4 ? '表尾或者说明' : undefined
    return this.#ordinal >= 0 && filled === 1 && ordinal !== null && ordinal !== undefined ? '只有序号' : undefined
  }
  #readCached(column: Column, cell: SheetCell, on: Day): ReturnType<typeof readCell> {
    const around = {
      names: this.names,
      on,
      from1904: this.from1904,
      money: this.mapping.units[column.id] ?? ('元' as const),
    }
    const cached = cell instanceof Date || (column.field.kind !== 'text' && column.field.kind !== 'prose')
    if (!cached) return readCell(column, cell, around)
    const dated = column.field.kind === 'unit' || column.field.kind === 'units' ? on : ''
    const key = `${column.id}\u0000${dated}\u0000${typeof cell}\u0000${cell instanceof Date ? cell.getTime() : String(cell)}`
    let found = this.#read.get(key)
    if (!found) {
      if (this.#read.size > 20_000) this.#read.clear()
      this.#read.set(key, (found = readCell(column, cell, around)))
    }
    return found
  }
  /** The act a row stands for, or everything that is wrong with its form. */
  read(row: SheetRow): Told | readonly Fault[] {
    const faults: Fault[] = []
    const fault = (field: string, words: string): void =>
      void faults.push({ column: this.placeOf(field), field, words })
    const act = this.#actOf(row, fault)
    const on = this.#dayOf(row, act, fault)
    const body: Record<string, unknown> = {}
    for (const column of this.columns) {
      const { id, label, field } = column
      if (id === 'act' || id === 'on') continue
      const cell = this.cellOf(row, id)
      if (isBlank(cell, field.kind)) {
        if (act && column.needed.includes(act) && column.part !== 'title') fault(id, `${label}：必填`)
        continue
      }
      if (act && !column.asked.includes(act)) {
        // A text that stands in every row is meant for those that ask it.
        if (this.#place.has(id)) fault(id, `${label}：“${this.m.acts[act]!.label[0]}”不填这一项，请清空`)
        continue
      }
      const read = this.#readCached(column, cell!, on ?? this.today)
      if ('wrong' in read) fault(id, `${label}：${read.wrong}`)
      else if (column.part) {
        const name = id.slice(0, id.lastIndexOf('.'))
        body[name] = { ...(body[name] as object | undefined), [column.part]: read.value }
      } else body[id] = read.value
    }
    if (act) this.#complete(row, act, body)
    if (!faults.length && act && on) return { act, on, body }
    return faults.sort((a, b) => (a.column ?? -1) - (b.column ?? -1))
  }
  #actOf(row: SheetRow, fault: (field: string, words: string) => void): string | undefined {
    const column = this.columns.find(({ id }) => id === 'act')
    if (!column) return [...this.#acts.keys()][0]
    const cell = this.cellOf(row, 'act')
    if (isBlank(cell, 'choice')) {
      if (!this.mapping.act) fault('act', `${column.label}：必填`)
      return this.mapping.act
    }
    const read = this.#readCached(column, cell!, this.today)
    if ('value' in read) return read.value as string
    fault('act', `${column.label}：${read.wrong}`)
    return undefined
  }
  #dayOf(row: SheetRow, act: string | undefined, fault: (field: string, words: string) => void): Day | undefined {
    const cell = this.cellOf(row, 'on')
    if (isBlank(cell, 'day')) {
      if (!act || this.m.acts[act]!.kind !== 'fact') return this.today
      fault('on', '发生日期：必填')
      return undefined
    }
    const read = readDay(cell!, this.from1904)
    if ('value' in read) return read.value
    fault('on', `发生日期：${read.wrong}`)
    return undefined
  }
  /** A document without a title is called as its file is. */
  #complete(row: SheetRow, act: string, body: Record<string, unknown>): void {
    for (const [name, field] of Object.entries(this.#acts.get(act)!)) {
      const value = body[name] as { hash?: string; title?: string } | undefined
      if (field.kind !== 'document' || !value?.hash || value.title) continue
      const cell = this.cellOf(row, `${name}.hash`)
      body[name] = { ...value, title: String(cell).replace(/\.[a-z0-9]{1,5}$/i, '') }
    }
  }
}
